//! Text of strangers on one line.

/// Text as a terminal or a list can show it: on one line, and without what steers the terminal or turns the order
/// of letters.
///
/// Control characters, those of the upper half too, and ends of lines become U+FFFD; overrides and isolates of the
/// direction of writing (U+202A to U+202E, U+2066 to U+2069), which would turn round what stands beside them, are
/// dropped.
pub fn plain(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { '\u{fffd}' } else { c };
    text.chars().filter(|c| !turns(c)).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_steers_a_terminal_is_made_plain() {
        assert_eq!(plain("a\u{1b}[31m\nb\u{9b}2J\u{7f}\u{2028}c"), "a\u{fffd}[31m\u{fffd}b\u{fffd}2J\u{fffd}\u{fffd}c");
        assert_eq!(plain("invoice\u{202e}fdp.exe \u{2067}کابل\u{2069}"), "invoicefdp.exe کابل");
    }
}
