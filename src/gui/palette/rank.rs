//! How well a title fits what was typed: words and initials before loose letters.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// How well a title fits; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It begins with the words that were typed.
    Whole,
    /// It begins with what was typed, within a word.
    Begins,
    /// Each word that was typed is a word of it.
    Words,
    /// Each word that was typed begins a word of it.
    Starts,
    /// What was typed are the first letters of its words.
    Initials,
    /// What was typed stands somewhere in it.
    Within,
    /// Its letters stand in it, in this order; the more together, the less.
    Loose(u32),
}

/// The titles that fit a text, each with how well and its place. Those of loose letters only where no other fits.
pub(super) fn ranked<'a>(text: &str, titles: impl Iterator<Item = &'a str>) -> Vec<(Rank, usize)> {
    let typed = text.trim().to_lowercase();
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let (mut close, mut loose) = (Vec::new(), Vec::new());
    for (place, title) in titles.enumerate() {
        if let Some(rank) = rank(&typed, &title.to_lowercase()) {
            close.push((rank, place));
        } else if let Some(score) = pattern.score(Utf32Str::new(title, &mut letters), &mut matcher) {
            loose.push((Rank::Loose(u32::MAX - score), place));
        }
    }
    if close.is_empty() { loose } else { close }
}

/// How well a title fits, both in small letters. None: only by loose letters, if at all.
fn rank(typed: &str, title: &str) -> Option<Rank> {
    if typed.is_empty() {
        return None;
    }
    if let Some(rest) = title.strip_prefix(typed) {
        let ends = !rest.starts_with(char::is_alphanumeric);
        return Some(if ends { Rank::Whole } else { Rank::Begins });
    }
    let words: Vec<&str> = title.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let parts: Vec<&str> = typed.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if !parts.is_empty() && parts.iter().all(|part| words.contains(part)) {
        return Some(Rank::Words);
    }
    if !parts.is_empty() && parts.iter().all(|part| words.iter().any(|word| word.starts_with(part))) {
        return Some(Rank::Starts);
    }
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    if typed.chars().count() > 1 && initials.starts_with(typed) {
        return Some(Rank::Initials);
    }
    title.contains(typed).then_some(Rank::Within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::TABLE;

    fn best(text: &str) -> &'static str {
        let mut hits = ranked(text, TABLE.iter().map(|titled| titled.title));
        hits.sort_unstable();
        hits.first().map_or("", |(_, place)| TABLE[*place].id)
    }

    #[test]
    fn words_and_initials_come_before_loose_letters() {
        for (typed, id) in
            [("play", "play"), ("pop", "play"), ("dark", "dark"), ("redo", "redo"), ("claims", "panel-claims")]
        {
            assert_eq!(best(typed), id, "{typed}");
        }
    }

    #[test]
    fn loose_letters_still_find_what_nothing_else_does() {
        assert_eq!(best("plyfstr"), "faster");
        assert_eq!(ranked("qqqq", ["Play faster"].into_iter()), []);
    }
}
