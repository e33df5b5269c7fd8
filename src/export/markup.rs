//! Text of a story in markup.
//!
//! Answers how words and JSON stand in SVG and HTML so that no letter of them is taken for markup. Whatever a
//! file of strangers says goes through here. Attributes stand in double quotes, everywhere.

use std::fmt::Write as _;

/// Words as text of an element or as the value of an attribute in double quotes: what is markup as entities, tabs
/// and carriage returns as blanks, and without the characters that XML forbids.
pub(super) fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\n' => text.push('\n'),
            '\t' | '\r' => text.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    text
}

/// JSON as text of an element of SVG or of a script element of HTML, still the same JSON: what could end the
/// element, begin a comment or an entity, or that XML forbids, is written as an escape of JSON.
pub(super) fn json_in_markup(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            // Outside of strings JSON has none of these.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                write!(text, "\\u{:04x}", u32::from(character)).expect("a string can grow");
            }
            c => text.push(c),
        }
    }
    text
}

/// True for an address that a reader may follow with a click: of the web or of mail. Any other, such as
/// `javascript:` or `file:`, is only to be read.
pub(super) fn is_link(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_text_in_elements_and_attributes() {
        assert_eq!(escaped("\"><b a='1'>&\t\u{1b}\u{1}\n"), "&quot;&gt;&lt;b a='1'&gt;&amp; \n");
    }

    #[test]
    fn json_in_markup_is_the_same_json_without_a_sign_of_markup() {
        let told = "</script><!-- ]]> & \u{2028}\u{2029}\u{85}\u{ffff} \" \\ کابل";
        let json = json_in_markup(&serde_json::to_string(told).unwrap());
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\u{85}', '\u{ffff}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), told);
    }

    #[test]
    fn only_addresses_of_web_and_mail_are_links() {
        for url in ["https://example.org/a?b=c&d=\"e\"", "HTTP://example.org", "mailto:desk@example.org"] {
            assert!(is_link(url), "{url}");
        }
        let others = ["javascript:alert(1)", "JavaScript:x", "java\nscript:x", "\u{1}javascript:x", "data:text/html,x"];
        let more = [" https://x", "file:///x", "www.example.org", "//example.org", "vbscript:x", ""];
        for url in others.into_iter().chain(more) {
            assert!(!is_link(url), "{url}");
        }
    }
}
