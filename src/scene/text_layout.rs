//! Lines of text in a given width: broken at blanks, and shortened where it is said so.
//!
//! This module answers what fits. It does not know where a line stands, and shapes no words: widths
//! are those of [`text_width`], with a little room for kerning.

use super::{Color, Face, TextStyle, text_width};

/// Room for kerning and letters that reach beyond their advance, as a share of the width.
const SLACK: f32 = 1.01;
const ELLIPSIS: char = '…';

/// A face at a size, which is all that widths depend on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// The face.
    pub face: Face,
    /// Size in points.
    pub size: f32,
}

impl Type {
    /// A face at a size in points.
    pub const fn new(face: Face, size: f32) -> Self {
        Self { face, size }
    }

    /// How words in this type and colour are set, without a halo and unspaced.
    pub const fn style(self, color: Color) -> TextStyle {
        TextStyle { face: self.face, size: self.size, color, halo: None, spacing: 0.0 }
    }

    /// How wide a line runs at most, in points.
    pub fn width(self, words: &str) -> f32 {
        text_width(words, self.face, self.size) * SLACK
    }

    /// The line with as many of its letters as fit, and an ellipsis where some do not. Empty where
    /// not even the ellipsis fits.
    pub fn elided(self, words: &str, width: f32) -> String {
        if self.width(words) <= width {
            return words.to_owned();
        }
        let ends = words.char_indices().map(|(start, _)| start).rev();
        let mut tries =
            ends.map(|end| format!("{}{ELLIPSIS}", words[..end].trim_end_matches([' ', ',', '.', ';', ':'])));
        tries.find(|line| self.width(line) <= width).unwrap_or_default()
    }

    /// The text in lines no wider than `width`, broken at blanks, and within a word only where it
    /// is wider by itself. Of more than `most` lines the last is elided.
    pub fn wrapped(self, text: &str, width: f32, most: usize) -> Vec<String> {
        self.wrapped_after(text, (width, 0.0), most)
    }

    /// The same where the first line has `indent` points less.
    pub fn wrapped_after(self, text: &str, (width, indent): (f32, f32), most: usize) -> Vec<String> {
        let mut lines = self.all_lines(text, width, indent);
        if lines.len() > most {
            let rest = lines.split_off(most.max(1) - 1).join(" ");
            let room = if lines.is_empty() { width - indent } else { width };
            lines.push(self.elided(&rest, room));
        }
        lines.truncate(most);
        lines
    }

    /// True when the text needs no more than `most` lines.
    pub fn fits(self, text: &str, width: f32, most: usize) -> bool {
        self.all_lines(text, width, 0.0).len() <= most
    }

    fn all_lines(self, text: &str, width: f32, indent: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let is_first = lines.len() < 2;
            if let Some(last) = lines.last_mut() {
                let longer = format!("{last} {word}");
                if self.width(&longer) <= if is_first { width - indent } else { width } {
                    *last = longer;
                    continue;
                }
            } else if indent > 0.0 && self.width(word) > width - indent {
                // The first line stays empty rather than break the word.
                lines.push(String::new());
            }
            let mut rest = word;
            while self.width(rest) > width {
                let cut = self.letters_that_fit(rest, width);
                lines.push(rest[..cut].to_owned());
                rest = &rest[cut..];
            }
            if !rest.is_empty() {
                lines.push(rest.to_owned());
            }
        }
        lines
    }

    /// The end, in bytes, of the letters of a word that fit, one at least.
    fn letters_that_fit(self, word: &str, width: f32) -> usize {
        let ends = word.char_indices().map(|(start, letter)| start + letter.len_utf8());
        let mut last = 0;
        for end in ends {
            if last > 0 && self.width(&word[..end]) > width {
                break;
            }
            last = end;
        }
        last
    }
}

/// Parts in lines no wider than `width`, each parted from the one before by `joint`, and none broken
/// that is not wider than a line.
///
/// The first line has `indent` points less. Of what needs more than `most` lines the last parts are
/// left out, and `more` says how many. Returns the lines and how many parts are in them.
pub(super) fn flowed(
    parts: &[String],
    joint: &str,
    font: Type,
    (width, indent): (f32, f32),
    most: usize,
    more: impl Fn(usize) -> String,
) -> (Vec<String>, usize) {
    let lines_of = |count: usize| {
        let left = parts.len() - count;
        let tail = (left > 0).then(|| more(left));
        let mut lines: Vec<String> = Vec::new();
        let mut room = width - indent;
        for part in parts[..count].iter().chain(tail.as_ref()) {
            if let Some(last) = lines.last_mut() {
                let longer = format!("{last}{joint}{part}");
                if font.width(&longer) <= room {
                    *last = longer;
                    continue;
                }
                room = width;
            }
            lines.extend(font.wrapped(part, room, usize::MAX));
        }
        (lines, count)
    };
    let mut tries = (0..=parts.len()).rev().map(lines_of);
    tries.find(|(lines, _)| lines.len() <= most).unwrap_or_default()
}

/// The first sentence of a text, with its full stop taken off where it is the whole of it.
///
/// A sentence ends with `.`, `!` or `?` before a blank and an upper-case letter, unless what stands
/// before the stop is a single letter or one of a few titles.
pub(super) fn first_sentence(text: &str) -> &str {
    const SHORT: [&str; 9] = ["Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Maj", "St"];
    let text = text.trim();
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?'));
    for (at, mark) in ends {
        let end = at + mark.len_utf8();
        let mut after = text[end..].chars();
        let before = text[..at].rsplit([' ', '.']).next().unwrap_or_default();
        let is_short = mark == '.' && (before.chars().count() == 1 || SHORT.contains(&before));
        if after.next() == Some(' ') && after.next().is_some_and(char::is_uppercase) && !is_short {
            return &text[..end];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Type = Type::new(Face::Regular, 12.0);

    #[test]
    fn lines_keep_to_the_width_and_lose_no_word() {
        let text = "Three weeks of fighting and diplomacy between Pakistan and Afghanistan, as reported";
        let lines = BODY.wrapped(text, 150.0, 99);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| BODY.width(line) <= 150.0));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_text_with_too_many_lines_ends_with_an_ellipsis() {
        let lines = BODY.wrapped("one two three four five six seven eight nine", 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with(ELLIPSIS), "{lines:?}");
        assert!(lines.iter().all(|line| BODY.width(line) <= 60.0));
        assert!(BODY.wrapped("aaaaaaaa cccccccc", 60.0, 1).concat().ends_with(ELLIPSIS));
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        let lines = BODY.wrapped("Donaudampfschifffahrtsgesellschaft", 60.0, 99);
        assert_eq!(lines.concat(), "Donaudampfschifffahrtsgesellschaft");
        assert!(lines.iter().all(|line| BODY.width(line) <= 60.0));
        assert!(!BODY.wrapped("word", 0.5, 99).is_empty());
    }

    #[test]
    fn parts_that_do_not_fit_are_counted() {
        let parts: Vec<String> = (1..=20).map(|n| format!("source {n}")).collect();
        let (lines, told) = flowed(&parts, " · ", BODY, (300.0, 40.0), 2, |left| format!("and {left} more"));
        assert_eq!(lines.len(), 2);
        assert!(BODY.width(&lines[0]) <= 260.0 && BODY.width(&lines[1]) <= 300.0);
        assert_eq!(told, lines.join(" · ").matches("source").count());
        assert!(lines[1].ends_with(&format!("and {} more", 20 - told)), "{lines:?}");
    }

    #[test]
    fn a_sentence_ends_before_the_next_one_begins() {
        for (text, first) in [
            ("Blasts in Kabul. Afghanistan accuses Pakistan.", "Blasts in Kabul."),
            ("At 21:50 Gen. Asim Munir spoke. He left.", "At 21:50 Gen. Asim Munir spoke."),
            ("About 3.5 km from U.S. troops", "About 3.5 km from U.S. troops"),
            ("", ""),
        ] {
            assert_eq!(first_sentence(text), first);
        }
    }
}
