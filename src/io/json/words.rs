//! The words for what breaks a text: what is wrong, and what to write instead.

use super::positions::line_column_at;
use super::state::{Fault, Next, Open};

/// Quotes of other kinds, which people and word processors write.
const QUOTES: &str = "'`´‘’‚‛“”„‟«»‹›";

/// A word that is not too long to be told.
pub(super) fn shortened(word: &str) -> String {
    const MOST: usize = 24;
    if word.chars().count() <= MOST { word.to_owned() } else { word.chars().take(MOST).chain(['…']).collect() }
}

/// The text ends where something is still to come.
pub(super) fn ends_early(text: &str, open: &[Open]) -> Fault {
    let end = text.trim_end().len();
    match open.last() {
        None => Fault::new(0, "the file is empty"),
        Some(Open { bracket, offset }) => {
            let (line, _) = line_column_at(text.as_bytes(), *offset);
            let message =
                format!("the text ends too early; the {bracket} on line {line} is not closed, or the file was cut off");
            Fault::new(end, message)
        }
    }
}

/// What never stands outside of strings: comments, and spaces that are none to JSON.
pub(super) fn misplaced(rest: &str, at: usize) -> Option<String> {
    if ["//", "/*", "#", "<!--"].iter().any(|start| rest.starts_with(start)) {
        return Some("JSON has no comments; delete this one".to_owned());
    }
    let char = rest.chars().next()?;
    if char == '\0' && at < 2 && rest.chars().skip(1).any(|char| char == '\0') {
        return Some("there is U+0000 between the letters; this looks like UTF-16, save it as UTF-8".to_owned());
    }
    let is_unseen = char.is_control()
        || char.is_whitespace()
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    is_unseen
        .then(|| format!("there is U+{:04X} outside of a string, which is no space of JSON; delete it", char as u32))
}

/// A comma stands before a closing bracket.
pub(super) fn trailing_comma() -> String {
    "there is a comma before a closing bracket; delete it".to_owned()
}

/// A bracket closes another kind of bracket.
pub(super) fn wrong_close(text: &str, last: Open, char: char) -> String {
    let (line, _) = line_column_at(text.as_bytes(), last.offset);
    format!("this {char} cannot close the {} on line {line}; write {} there or before it", last.bracket, last.close())
}

/// Something stands after the end of the text.
pub(super) fn after_end(char: char) -> String {
    match char {
        ']' | '}' => "there is one closing bracket too many; delete it".to_owned(),
        _ => "there is more text after the end; delete it, or join both parts in one object".to_owned(),
    }
}

/// Something stands where a colon belongs.
pub(super) fn between_name_and_value(char: char) -> String {
    match char {
        '=' => "write a colon instead of =".to_owned(),
        '}' => "a colon and a value are missing after the name".to_owned(),
        _ => "a colon is missing between the name and its value".to_owned(),
    }
}

/// Something stands where a comma or a closing bracket belongs.
pub(super) fn between_parts(rest: &str, open: &[Open]) -> String {
    let close = open.last().map_or(']', |last| last.close());
    match rest.chars().next() {
        Some(';') => "write a comma instead of ;".to_owned(),
        Some(':') if close == ']' => "this is a list; a name and its value stand in { }".to_owned(),
        _ => format!("a comma or a closing {close} is missing before this"),
    }
}

/// Something stands where the name of a member belongs.
pub(super) fn no_name(rest: &str, next: Next) -> String {
    let word = word_of(rest);
    match rest.chars().next().unwrap_or_default() {
        ',' if next == Next::Name => two_commas(),
        ',' => "there is a comma with no member before it; delete it".to_owned(),
        ':' => "the name before this colon is missing".to_owned(),
        char if QUOTES.contains(char) => wrong_quote(char),
        _ if !word.is_empty() => format!("the name of a member stands in double quotes: \"{}\"", shortened(word)),
        _ => "a member begins with a name in double quotes".to_owned(),
    }
}

/// Something stands where a value belongs.
pub(super) fn no_value(text: &str, at: usize, next: Next, open: &[Open]) -> String {
    let rest = &text[at..];
    let char = rest.chars().next().unwrap_or_default();
    let word = word_of(rest);
    let shown = shortened(word);
    let small = word.to_ascii_lowercase();
    match char {
        ',' if next == Next::Element => two_commas(),
        ',' if next == Next::FirstElement => "there is a comma with no value before it; delete it".to_owned(),
        ':' if next == Next::Value && !open.is_empty() => "there are two colons; delete one".to_owned(),
        ',' | ':' | ']' | '}' => "a value is missing before this".to_owned(),
        char if QUOTES.contains(char) => wrong_quote(char),
        _ => match small.as_str() {
            "true" | "false" | "null" => format!("write {small} in small letters"),
            "none" | "nil" | "undefined" | "na" => format!("{shown} is no word of JSON; write null"),
            "nan" | "inf" | "infinity" => not_finite(&shown),
            _ if open.is_empty() => {
                let advice = if char == '<' { "; this looks like XML or HTML" } else { "" };
                format!("the text begins with {char:?}, and JSON with {{ or [{advice}")
            }
            "" => format!("{char} does not belong here; a value is missing"),
            _ => format!(
                "{shown} is no word of JSON; a text stands in double quotes, and only true, false and null without"
            ),
        },
    }
}

/// What to write for what is no finite number.
pub(super) fn not_finite(word: &str) -> String {
    format!("{word} is no number of JSON; write null, or leave the member out")
}

fn two_commas() -> String {
    "there are two commas in a row; delete one".to_owned()
}

fn wrong_quote(char: char) -> String {
    format!("strings stand in straight double quotes (\"), not {char}")
}

/// The word that a text begins with.
fn word_of(rest: &str) -> &str {
    let end = rest.find(|char: char| !(char.is_alphanumeric() || matches!(char, '_' | '$' | '-' | '.')));
    &rest[..end.unwrap_or(rest.len())]
}
