//! A source that is put together from what a text or file says.
//!
//! Answers how texts of strangers become members of a source. It does not know where they stood.

use serde_json::Value;

use super::address::canonical;
use super::archive::archived_at;
use super::dates::date_of;
use super::{AUTHOR, LANGUAGE, ReadSource};
use crate::model::When;

/// Longer texts are cut, which the sign at their end tells.
const LONGEST_CHARS: usize = 2000;

impl ReadSource {
    /// Says its title, unless that is said already or is empty.
    pub(super) fn title(&mut self, text: &str) {
        if self.source.title.is_empty() {
            self.source.title = one_line(text);
        }
    }

    /// Says its publisher, unless that is said already or is empty.
    pub(super) fn publisher(&mut self, text: &str) {
        if self.source.publisher.is_empty() {
            self.source.publisher = one_line(text);
        }
    }

    /// Says who wrote it, unless that is said already or is empty.
    pub(super) fn written_by(&mut self, names: &[String]) {
        let names: Vec<String> = names.iter().map(|name| one_line(name)).filter(|name| !name.is_empty()).collect();
        self.say(AUTHOR, &names.join("; "));
    }

    /// Says its language, unless that is said already or is no tag.
    pub(super) fn in_language(&mut self, text: &str) {
        if let Some(tag) = language_tag(text) {
            self.say(LANGUAGE, &tag);
        }
    }

    fn say(&mut self, member: &str, text: &str) {
        if !text.is_empty() && self.member(member).is_empty() {
            self.source.members.insert(member.to_owned(), Value::from(text));
        }
    }

    /// Says when it was published, unless that is said already. What is no date is told.
    pub(super) fn published(&mut self, text: &str) {
        let text = one_line(text);
        if text.is_empty() || self.source.published.is_some() {
            return;
        }
        match self.date(&text, "published") {
            Some(when) => {
                if when.has_time_of_day() && !names_offset(&when) {
                    self.remark("the time at which it was published has no zone, and is taken in that of the story");
                }
                self.source.published = Some(when);
            }
            None => self.remark(&format!("published “{text}” is no date that can be read in one way only")),
        }
    }

    /// Says when it was read, unless that is said already. What is no date is told.
    pub(super) fn accessed(&mut self, text: &str) {
        let text = one_line(text);
        if text.is_empty() || self.source.accessed.is_some() {
            return;
        }
        self.source.accessed = self.date(&text, "accessed");
        if self.source.accessed.is_none() {
            self.remark(&format!("accessed “{text}” is no date that can be read in one way only"));
        }
    }

    fn date(&mut self, text: &str, what: &str) -> Option<When> {
        let when = date_of(text)?;
        // A date in words was understood rather than read.
        if text.contains(|char: char| char.is_alphabetic() && !matches!(char, 'T' | 'Z' | 't' | 'z')) {
            self.remark(&format!("{what} “{text}” was read as {when}"));
        }
        Some(when)
    }

    /// Says its address: its own, or that of a copy with its own in it. None where the text is no address.
    pub(super) fn at(&mut self, text: &str) -> Option<()> {
        if let Some(copy) = archived_at(text) {
            if self.source.archived.is_empty() {
                self.source.archived = copy.address.into();
                self.remarks.extend(copy.remarks);
            }
            if let Some(original) = copy.original {
                self.at_publisher(&original);
            }
            return Some(());
        }
        self.at_publisher(text)
    }

    fn at_publisher(&mut self, text: &str) -> Option<()> {
        let address = canonical(text)?;
        if self.source.url.is_empty() {
            self.source.url = address.url.into();
            self.left_out.extend(address.left_out);
            self.remarks.extend(address.remarks);
        }
        Some(())
    }

    /// Adds a remark, unless it is there.
    pub(super) fn remark(&mut self, words: &str) {
        if !self.remarks.iter().any(|other| other == words) {
            self.remarks.push(words.to_owned());
        }
    }

    /// True where nothing is known by which it could be cited.
    pub(super) fn says_nothing(&self) -> bool {
        self.source.title.is_empty() && self.source.url.is_empty() && self.source.archived.is_empty()
    }
}

fn names_offset(when: &When) -> bool {
    let text = when.to_string();
    text.split('T').skip(1).all(|time| time.contains(['Z', '+', '-']))
}

/// A text on one line, without what steers a terminal or turns the order of letters.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut count = 0;
    for word in text.split(|char: char| char.is_whitespace() || char.is_control()).filter(|word| !word.is_empty()) {
        let word = crate::model::plain(word);
        count += word.chars().count() + 1;
        if count > LONGEST_CHARS {
            line.extend(word.chars().take(LONGEST_CHARS.saturating_sub(line.chars().count())));
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    line
}

/// A tag of a language, such as `en-GB` of `EN_gb`. None for what is no tag.
pub(super) fn language_tag(text: &str) -> Option<String> {
    let text = text.split([',', ';']).next().unwrap_or_default().trim().replace('_', "-");
    let mut parts = text.split('-');
    let first = parts.next()?.to_ascii_lowercase();
    let is_language = matches!(first.len(), 2 | 3) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_language || text.len() > 35 || !text.split('-').skip(1).all(is_part) {
        return None;
    }
    let cased = |part: &str| match part.len() {
        2 => part.to_ascii_uppercase(),
        4 if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase()
        }
        _ => part.to_ascii_lowercase(),
    };
    Some(std::iter::once(first).chain(parts.map(cased)).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_of_a_language_is_told_from_a_word() {
        for (text, tag) in [("en", "en"), ("EN_gb", "en-GB"), ("ps-arab-af", "ps-Arab-AF"), ("ur, en", "ur")] {
            assert_eq!(language_tag(text).as_deref(), Some(tag), "{text}");
        }
        for text in ["", "English", "e", "en-", "en--us", "12", "en-\u{661}"] {
            assert_eq!(language_tag(text), None, "{text}");
        }
    }

    #[test]
    fn a_title_is_one_line_of_a_bounded_length() {
        assert_eq!(one_line(" Fire\n\tat \u{1b}[31m\u{202e}depot "), "Fire at [31mdepot");
        let long = one_line(&"x".repeat(10_000));
        assert_eq!((long.chars().count(), long.ends_with('…')), (2001, true));
    }
}
