//! Steps through a text: by letters as readers count them, by words and by paragraphs. Places are in bytes.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// How far a key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Past a letter with all its marks.
    Letter,
    /// Past a word.
    Word,
    /// To the end of the paragraph, or of the row where rows are known.
    Line,
    /// To the end of the text.
    Text,
}

/// The way of a step in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// To the beginning.
    Back,
    /// To the end.
    On,
}

/// Where a step leads.
pub(super) fn step(text: &str, at: usize, step: Step, way: Way) -> usize {
    let (before, after) = text.split_at(at);
    match (step, way) {
        (Step::Letter, Way::Back) => before.grapheme_indices(true).next_back().map_or(0, |(start, _)| start),
        (Step::Letter, Way::On) => at + after.graphemes(true).next().map_or(0, str::len),
        (Step::Word, Way::Back) => {
            before.split_word_bound_indices().rev().find(|(_, part)| is_word(part)).map_or(0, |(start, _)| start)
        }
        (Step::Word, Way::On) => {
            let word = after.split_word_bound_indices().find(|(_, part)| is_word(part));
            word.map_or(text.len(), |(start, part)| at + start + part.len())
        }
        (Step::Line, Way::Back) => before.rfind('\n').map_or(0, |end| end + 1),
        (Step::Line, Way::On) => after.find('\n').map_or(text.len(), |end| at + end),
        (Step::Text, Way::Back) => 0,
        (Step::Text, Way::On) => text.len(),
    }
}

/// Where the letter begins that Backspace takes away: the last one that was typed, so that a mark goes
/// without the letter under it. What is drawn as one sign goes as one.
pub(super) fn last_typed(text: &str, at: usize) -> usize {
    let cluster = step(text, at, Step::Letter, Way::Back);
    let is_sign = |letter: char| matches!(letter, '\u{1f000}'..='\u{1faff}' | '\u{fe0e}' | '\u{fe0f}' | '\r');
    if text[cluster..at].contains(is_sign) {
        return cluster;
    }
    text[..at].char_indices().next_back().map_or(0, |(start, _)| start)
}

/// The word at a place, or what stands between words there.
pub(super) fn word_at(text: &str, at: usize) -> Range<usize> {
    let paragraph = paragraph_at(text, at);
    let mut found = paragraph.start..paragraph.start;
    for (start, part) in text[paragraph.clone()].split_word_bound_indices() {
        found = paragraph.start + start..paragraph.start + start + part.len();
        if at < found.end {
            break;
        }
    }
    found
}

/// The paragraph at a place, without the line break at its end.
pub(super) fn paragraph_at(text: &str, at: usize) -> Range<usize> {
    step(text, at, Step::Line, Way::Back)..step(text, at, Step::Line, Way::On)
}

fn is_word(part: &str) -> bool {
    part.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All places that steps of a kind lead to from the end of a text to its beginning.
    fn back(text: &str, kind: Step) -> Vec<&str> {
        let mut rest = text.len();
        std::iter::from_fn(|| {
            let start = (rest > 0).then(|| step(text, rest, kind, Way::Back))?;
            let part = &text[start..rest];
            rest = start;
            Some(part)
        })
        .collect()
    }

    #[test]
    fn a_letter_is_passed_with_its_marks() {
        assert_eq!(back("हिन्दी", Step::Letter), ["न्दी", "हि"]);
        assert_eq!(back("مُؤمِن", Step::Letter), ["ن", "مِ", "ؤ", "مُ"]);
        assert_eq!(back("بی\u{200c}تا", Step::Letter), ["ا", "ت", "ی\u{200c}", "ب"]);
    }

    #[test]
    fn words_are_passed_in_the_order_of_the_text() {
        assert_eq!(back("حمله در Kabul، ۱۲", Step::Word), ["۱۲", "Kabul، ", "در ", "حمله "]);
        assert_eq!(back("بی\u{200c}تاریخ लिखना  ", Step::Word), ["लिखना  ", "بی\u{200c}تاریخ "]);
        assert_eq!(step("حمله در", 0, Step::Word, Way::On), "حمله".len());
        assert_eq!(step("  ", 0, Step::Word, Way::On), 2);
    }

    #[test]
    fn backspace_takes_what_was_typed_last() {
        assert_eq!(last_typed("कि", 6), 3);
        assert_eq!(last_typed("שָׁ", 6), 4);
        assert_eq!(last_typed("a🇦🇫", 9), 1);
        assert_eq!(last_typed("", 0), 0);
    }

    #[test]
    fn a_double_click_finds_the_word_under_it() {
        let text = "کابل Kabul\nद";
        assert_eq!(word_at(text, 2), 0..8);
        assert_eq!(word_at(text, 8), 8..9);
        assert_eq!(word_at(text, 14), 9..14);
        assert_eq!(word_at(text, text.len()), 15..18);
        assert_eq!(word_at("", 0), 0..0);
    }
}
