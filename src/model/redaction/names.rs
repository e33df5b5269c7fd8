//! Whether a text holds a name, and where.
//!
//! This module answers that for a name however it is spelt: in either case, with or without accents and marks,
//! with other signs between its words, in an address or in HTML. It knows no nicknames, and no other script.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

/// Names of so few letters are looked for as words of their own, since they stand in many others.
const SHORT: usize = 3;
/// From so many letters on, a name is found whatever stands between its letters.
const LONG: usize = 6;
/// What stands for a name; the first that holds none of the names.
const INSTEAD: [&str; 4] = ["[name left out]", "[left out]", "[…]", ""];

/// Names to be found in texts.
pub(super) struct Names<'a> {
    names: Vec<(&'a str, Vec<Letter>)>,
    instead: &'static str,
}

/// A letter or digit as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Letter {
    folded: char,
    /// What it takes of the text, in bytes.
    bytes: Range<usize>,
    /// Something that is no letter stands before it, or nothing.
    begins_word: bool,
}

impl<'a> Names<'a> {
    pub(super) fn of(names: &'a BTreeSet<String>) -> Self {
        let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
        let mut names =
            Self { names: names.map(|name| (name, letters_of(name, Codes::AreText))).collect(), instead: "" };
        names.instead = INSTEAD.into_iter().find(|words| !names.are_in(words)).unwrap_or_default();
        names
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// True when a name is in the text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        if self.is_empty() || text.is_empty() {
            return false;
        }
        let readings = readings_of(text);
        let is_spelt = |spelt: &[Letter]| readings.iter().any(|letters| places(spelt, letters).next().is_some());
        self.names.iter().any(|(name, spelt)| text.contains(name) || is_spelt(spelt))
    }

    /// Takes the names out of a text.
    pub(super) fn blank(&self, text: &mut String) {
        const MOST_PASSES: usize = 4;
        for _ in 0..MOST_PASSES {
            let found = self.found_in(text);
            if found.is_empty() {
                return;
            }
            for range in found.into_iter().rev() {
                text.replace_range(range, self.instead);
            }
        }
        // What stood around one has made another, again and again.
        if self.are_in(text) {
            text.clear();
        }
    }

    /// Where names are in a text, in bytes: in order, and none over another.
    fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() || text.is_empty() {
            return Vec::new();
        }
        let readings = readings_of(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for (name, spelt) in &self.names {
            found.extend(text.match_indices(name).map(|(at, name)| at..at + name.len()));
            found.extend(readings.iter().flat_map(|letters| places(spelt, letters)));
        }
        found.sort_by_key(|range| (range.start, range.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in found {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }
}

/// Where a name is spelt in a text, in bytes.
fn places<'a>(name: &'a [Letter], text: &'a [Letter]) -> impl Iterator<Item = Range<usize>> + 'a {
    let is_spelt = move |at: usize| {
        let here = &text[at..at + name.len()];
        let inside = name.iter().zip(here).skip(1);
        let is_whole = || here[0].begins_word && text.get(at + name.len()).is_none_or(|next| next.begins_word);
        name.iter().zip(here).all(|(a, b)| a.folded == b.folded)
            && (name.len() >= LONG || inside.into_iter().all(|(a, b)| a.begins_word || !b.begins_word))
            && (name.len() > SHORT || is_whole())
    };
    let starts = if name.is_empty() { 0..0 } else { 0..(text.len() + 1).saturating_sub(name.len()) };
    starts.filter(move |at| is_spelt(*at)).map(move |at| text[at].bytes.start..text[at + name.len() - 1].bytes.end)
}

/// Whether bytes written as `%41` in an address and characters written as `&#65;` in HTML are what they stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codes {
    AreText,
    StandForText,
}

/// The letters of a text, as it stands and with its codes read.
fn readings_of(text: &str) -> Vec<Vec<Letter>> {
    let mut readings = vec![letters_of(text, Codes::AreText)];
    if text.contains(['%', '&']) {
        readings.push(letters_of(text, Codes::StandForText));
    }
    readings
}

/// The letters and digits of a text as they are compared.
fn letters_of(text: &str, codes: Codes) -> Vec<Letter> {
    let mut spelling = Spelling { letters: Vec::with_capacity(text.len()), begins_word: true };
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let decoded = match (codes, first) {
            (Codes::StandForText, '%') => percent_decoded(&text[at..]),
            (Codes::StandForText, '&') => character_of_html(&text[at..]),
            _ => None,
        };
        let end = at + decoded.as_ref().map_or(first.len_utf8(), |(_, len)| *len);
        match decoded {
            Some((decoded, _)) => decoded.chars().for_each(|character| spelling.take(character, at..end)),
            None => spelling.take(first, at..end),
        }
        at = end;
    }
    spelling.letters
}

/// The letters of a text so far.
struct Spelling {
    letters: Vec<Letter>,
    begins_word: bool,
}

impl Spelling {
    /// Takes in a character that stands in these bytes.
    fn take(&mut self, character: char, bytes: Range<usize>) {
        if character.is_ascii() {
            return self.take_part(character.to_ascii_lowercase(), &bytes);
        }
        let mut is_mark = true;
        decompose_compatible(character, |part| {
            for folded in part.to_lowercase().map(alike).filter(|folded| !is_silent(*folded)) {
                is_mark = false;
                self.take_part(folded, &bytes);
            }
        });
        // A mark belongs to the letter before it.
        if is_mark && let Some(last) = self.letters.last_mut().filter(|last| last.bytes.end == bytes.start) {
            last.bytes.end = bytes.end;
        }
    }

    fn take_part(&mut self, folded: char, bytes: &Range<usize>) {
        if folded.is_alphanumeric() {
            self.letters.push(Letter { folded, bytes: bytes.clone(), begins_word: self.begins_word });
        }
        self.begins_word = !folded.is_alphanumeric();
    }
}

/// The character that one is compared as.
fn alike(character: char) -> char {
    match character {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ı' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        other => other,
    }
}

/// True for what changes a letter or the order of letters, and is none: accents, vowel marks, joiners, soft
/// hyphens.
fn is_silent(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
        || matches!(character, '\u{ad}' | '\u{640}' | '\u{61c}' | '\u{feff}')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// What the bytes stand for that a text begins with as `%41%42`, and how long that is.
fn percent_decoded(text: &str) -> Option<(String, usize)> {
    let byte_at = |at: usize| {
        let digits = text.get(at..at + 3)?.strip_prefix('%')?;
        u8::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    };
    let bytes: Vec<u8> = (0..).map_while(|number| byte_at(number * 3)).collect();
    (!bytes.is_empty()).then(|| (String::from_utf8_lossy(&bytes).into_owned(), bytes.len() * 3))
}

/// The character that a text begins with as `&#65;` or `&#x41;`, and how long that is. A named one counts as no
/// letter.
fn character_of_html(text: &str) -> Option<(String, usize)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let number = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        },
        None if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            return Some((" ".to_owned(), end + 1));
        }
        None => return None,
    };
    char::from_u32(number).map(|character| (character.to_string(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanked(names: &[&str], text: &str) -> String {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        let mut text = text.to_owned();
        Names::of(&names).blank(&mut text);
        text
    }

    #[test]
    fn a_name_is_found_however_it_is_spelt() {
        for text in [
            "Zabihullah Mujahid",
            "ZABIHULLAH  mujahid",
            "zabihullah-mujahid",
            "Zabihullah\u{a0}Mujahid",
            "Zabihullah\nMujahid",
            "ZabihullahMujahid",
            "Za\u{ad}bihullah Muja\u{200b}hid",
            "Zabíhullah Mujâhid",
            "Zabi\u{301}hullah Mujahid\u{302}",
            "Ｚabihullah Ｍujahid",
            "zabihullah%20mujahid",
            "%5Aabihullah+Mujahid",
            "&#90;abihullah&nbsp;Mujahi&#x64;",
            "Zabi-\nhullah Mujahid",
        ] {
            assert_eq!(
                blanked(&["Zabihullah Mujahid"], &["said ", text, "’s man"].concat()),
                "said [name left out]’s man",
                "{text:?}"
            );
        }
        assert_eq!(blanked(&["ذبیح‌الله مجاهد"], "از ذبيح الله مجاهد گفت"), "از [name left out] گفت");
    }

    #[test]
    fn a_short_name_is_a_word_of_its_own_or_spelt_the_same() {
        assert_eq!(
            blanked(&["Ali"], "Ali, ALI and Mali; Sofia lied"),
            "[name left out], [name left out] and Mali; Sofia lied"
        );
        assert_eq!(blanked(&["王伟"], "記者王伟說"), "記者[name left out]說");
        assert_eq!(blanked(&["Omar"], "Omarzai, Tom Arnold"), "[name left out]zai, Tom Arnold");
    }

    #[test]
    fn what_stands_for_a_name_does_not_hold_it() {
        assert_eq!(blanked(&["left out"], "was left out"), "was […]");
        assert_eq!(blanked(&["…", "name", "out]"], "a name"), "a ");
        assert_eq!(blanked(&["??"], "who ??"), "who [name left out]");
        assert_eq!(blanked(&[" "], "a b"), "a b");
        // Taking one out makes no other.
        let joined = blanked(&["name", "left", "…", "abcabc"], "abc abcabc abc");
        assert!(!joined.contains("abc"), "{joined}");
    }
}
