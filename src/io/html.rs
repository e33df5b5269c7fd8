//! HTML as plain text.
//!
//! This module answers what a description says once its markup is taken away. It draws nothing, follows
//! no link and runs no script.

use quick_xml::escape::resolve_xml_entity;

/// Elements that start a line.
const BLOCKS: [&str; 18] = [
    "address",
    "blockquote",
    "br",
    "dd",
    "div",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "p",
    "table",
    "tr",
    "ul",
];

/// Elements whose text is not for people.
const SILENT: [&str; 3] = ["script", "style", "head"];

/// Names of characters that descriptions use beside those of XML.
const NAMED: [(&str, &str); 41] = [
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("times", "×"),
    ("plusmn", "±"),
    ("euro", "€"),
    ("pound", "£"),
    ("sect", "§"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("ccedil", "ç"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("uacute", "ú"),
    ("ntilde", "ñ"),
    ("rarr", "→"),
];

/// The text of a description. Where it has tags, spaces run together and blocks start lines, as in a
/// browser; where it has none, its lines stay as they are. Characters are decoded in both.
pub(in crate::io) fn plain_from_html(html: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = html;
    let mut has_tags = false;
    while let Some(at) = rest.find('<') {
        let Some((name, length)) = tag_at(&rest[at..]) else {
            writer.raw.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        writer.raw.push_str(&rest[..at]);
        has_tags = true;
        writer.flow();
        rest = &rest[at + length..];
        let name = name.to_ascii_lowercase();
        let bare = name.trim_start_matches('/');
        if BLOCKS.contains(&bare) {
            writer.new_line();
        } else if matches!(bare, "td" | "th") {
            writer.space();
        }
        if SILENT.contains(&name.as_str()) {
            rest = after_end_of(rest, &name);
        }
    }
    writer.raw.push_str(rest);
    if has_tags {
        writer.flow();
        return writer.text.trim().to_owned();
    }
    decoded(&writer.raw).trim().to_owned()
}

/// The name of the tag or comment that a text starts with, and how many bytes that takes. None where the
/// `<` is only a sign.
pub(in crate::io) fn tag_at(text: &str) -> Option<(&str, usize)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return Some(("!--", comment.find("-->").map_or(text.len(), |end| 4 + end + 3)));
    }
    let inner = &text[1..];
    let name_start = usize::from(inner.starts_with(['/', '!', '?']));
    if !inner[name_start..].starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let mut length = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'<') => break,
            (None, b'>') => {
                length = Some(at);
                break;
            }
            _ => {}
        }
    }
    // A quote that is never closed ends with the tag.
    let inside = length.or_else(|| inner.find(['>', '<']).filter(|at| inner.as_bytes()[*at] == b'>'))?;
    let inner = &inner[..inside];
    let end =
        inner[name_start..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(inner.len(), |end| name_start + end);
    Some((&inner[..end], inside + 2))
}

/// What follows the end tag of an element whose text is not for people; nothing if it has none.
pub(in crate::io) fn after_end_of<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

/// Text with its `&...;` replaced by the characters they stand for; those unknown stay.
pub(in crate::io) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // No name of a character is longer.
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        if let Some((known, end)) = end.and_then(|end| Some((character(&rest[1..end])?, end))) {
            out.push_str(&known);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// The attributes of a tag as they are written, by name; one without a value has an empty one.
pub(in crate::io) fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let start = tag.find(|char: char| char.is_whitespace()).unwrap_or(tag.len());
    let mut rest = &tag[start..];
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, '/' | '"' | '\''));
        let end = rest.find(|char: char| char.is_whitespace() || matches!(char, '=' | '>')).unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() && !rest.starts_with('=') {
            return None;
        }
        let Some(value) = rest[end..].trim_start().strip_prefix('=') else {
            rest = &rest[end..];
            return Some((name, ""));
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''));
        let (inner, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(|char: char| char.is_whitespace() || char == '>').unwrap_or(value.len())),
        };
        rest = after;
        Some((name, inner))
    })
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).filter(|found| *found != '\0').map(String::from);
    }
    let named = || NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    resolve_xml_entity(name).or_else(named).map(str::to_owned)
}

/// Text as a browser flows it.
#[derive(Default)]
struct Writer {
    /// What was read since the last tag.
    raw: String,
    text: String,
}

impl Writer {
    fn flow(&mut self) {
        let raw = decoded(&std::mem::take(&mut self.raw));
        for character in raw.chars() {
            if character.is_whitespace() { self.space() } else { self.text.push(character) }
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn new_line(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let found: Vec<(&str, &str)> =
            attributes("<meta property=og:title\n content = 'a \"b\" > c' hidden data-x=\"\"/>").collect();
        assert_eq!(found, [("property", "og:title"), ("content", "a \"b\" > c"), ("hidden", ""), ("data-x", "")]);
        for tag in ["<a", "<a ", "<a =>", "<a ===", "<a b='", "<a b=", "<a \"\"", "<é é=é"] {
            assert!(attributes(tag).count() <= 2, "{tag}");
        }
    }

    #[test]
    fn markup_goes_and_lines_stay() {
        let known = [
            ("<b>Fire</b> at the<br/>  depot&nbsp;&amp; yard", "Fire at the\ndepot & yard"),
            ("<p>One</p>\n<p>Two</p>", "One\nTwo"),
            ("<style>p { x: 1 }</style><td>a</td><td>b</td>", "a b"),
            ("first\nsecond", "first\nsecond"),
            ("3 < 5 and a<b", "3 < 5 and a<b"),
            ("&lt;b&gt; AT&T &unknown; &#233;", "<b> AT&T &unknown; é"),
            ("<a href=\"x>y\">link</a><!-- no -->.", "link."),
            ("<a href=\"x>link</a>", "link"),
            ("&#0; &#xD800;", "&#0; &#xD800;"),
        ];
        for (html, expected) in known {
            assert_eq!(plain_from_html(html), expected, "{html}");
        }
    }
}
