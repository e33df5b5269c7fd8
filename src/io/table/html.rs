//! HTML of text fields as plain text.
//!
//! Fields that hold HTML by their format are shown as the text that a browser would show, without tags.
//! Nothing is fetched, and nothing is run.

/// Blocks, which a browser sets on a line of their own.
const BLOCKS: [&str; 10] = ["p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "tr"];

/// The text of a piece of HTML: tags left out, character references read, white space run together.
pub(in crate::io) fn text_of_html(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            rest = pass_tag(rest, &mut text);
        } else {
            rest = pass_reference(rest, &mut text);
        }
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What follows a tag; the tag itself where it is none.
fn pass_tag<'a>(rest: &'a str, text: &mut String) -> &'a str {
    let is_tag = rest[1..].starts_with(|char: char| char.is_ascii_alphabetic() || matches!(char, '/' | '!'));
    let Some(end) = rest.find('>').filter(|_| is_tag) else {
        text.push('<');
        return &rest[1..];
    };
    let name: String =
        rest[1..end].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
    if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) {
        text.push(' ');
    }
    let after = &rest[end + 1..];
    // What is inside these is no text.
    for hidden in ["script", "style"] {
        if name.eq_ignore_ascii_case(hidden) && !rest.starts_with("</") {
            let closing = format!("</{hidden}");
            return after.to_ascii_lowercase().find(&closing).map_or("", |at| after.get(at..).unwrap_or_default());
        }
    }
    after
}

fn pass_reference<'a>(rest: &'a str, text: &mut String) -> &'a str {
    let end = rest.bytes().take(32).position(|byte| byte == b';');
    let name = end.and_then(|end| rest.get(1..end));
    let char = name.and_then(|name| match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "hellip" => Some('…'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|char| !char.is_control())
        }
    });
    if let (Some(char), Some(end)) = (char, end) {
        text.push(char);
        return &rest[end + 1..];
    }
    text.push('&');
    &rest[1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_text_stays() {
        for (html, text) in [
            ("<p class=\"lead\">Women&#39;s <b>work</b></p><p>and more</p>", "Women's work and more"),
            ("1 < 2 & 3 &gt; 2", "1 < 2 & 3 > 2"),
            ("a<br>b &unknown; &amp", "a b &unknown; &amp"),
            ("<script>alert(1)</script>kept<style>x</style>", "kept"),
            ("plain", "plain"),
            ("<unclosed", "<unclosed"),
            ("&#0;&#x1F600;", "&#0;\u{1f600}"),
        ] {
            assert_eq!(text_of_html(html), text);
        }
    }
}
