//! Letters of a story that no font has.
//!
//! This module answers which scripts they are of, and in how many events. It does not know where this is told.

use unicode_script::{Script, UnicodeScript as _};

use super::fonts::has_font;
use super::wording::counted;
use crate::model::{Claim, Event, Story};

/// A script that no font is there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsetScript {
    /// What it is called: `Thai`, `emoji`, `symbols`.
    pub script: &'static str,
    /// The first letter of it that was found.
    pub letter: char,
    /// In how many of the events.
    pub events: usize,
    /// The index of the first of these; none where it is only in what a story says of itself.
    pub first: Option<usize>,
}

impl UnsetScript {
    /// As a finding: `no font for Thai in 3 events`.
    pub fn words(&self) -> String {
        match self.events {
            0 => format!("no font for {} in the story", self.script),
            count => format!("no font for {} in {}", self.script, counted(count, "event")),
        }
    }

    /// The same with what was drawn instead, and what helps.
    pub fn missing_words(&self) -> String {
        format!("{}; boxes stand for its letters; name a font file for them", self.words())
    }
}

/// The scripts for which neither the carried faces nor those that are named just now have the letters, in the events
/// for whose index `is_among` holds and in what the story says of itself, by their first occurrence in its file.
pub fn unset_scripts(story: &Story, is_among: impl Fn(usize) -> bool) -> Vec<UnsetScript> {
    let mut found: Vec<UnsetScript> = Vec::new();
    // Every face has the letters of ASCII.
    let mut events = story.events.walk();
    while let Some((index, event)) = events.next_beyond_ascii() {
        if !is_among(index) {
            continue;
        }
        let mut of_event: Vec<&'static str> = Vec::new();
        each_text(event, &mut |text| {
            for (script, letter) in unset_in(text) {
                if of_event.contains(&script) {
                    continue;
                }
                of_event.push(script);
                let known = found.iter_mut().find(|unset| unset.script == script);
                match known {
                    Some(unset) => unset.events += 1,
                    None => found.push(UnsetScript { script, letter, events: 1, first: Some(index) }),
                }
            }
        });
    }
    let of_sources = story.sources.passing_beyond_ascii().flat_map(|source| {
        [&source.title, &source.publisher].into_iter().flat_map(|text| unset_in(text)).collect::<Vec<_>>()
    });
    let own = [&story.title, &story.summary].into_iter().flat_map(|text| unset_in(text));
    for (script, letter) in own.chain(of_sources).chain(names_and_chapters(story).flat_map(unset_in)) {
        if !found.iter().any(|unset| unset.script == script) {
            found.push(UnsetScript { script, letter, events: 0, first: None });
        }
    }
    found
}

/// What an event is told with.
fn each_text<'a>(event: &'a Event, take: &mut impl FnMut(&'a str)) {
    take(&event.title);
    take(&event.summary);
    take(&event.assessment);
    if let Some(place) = &event.place {
        take(&place.name);
        take(&place.note);
    }
    for Claim { text, quote, hedge, attribution, note, .. } in &event.claims {
        for text in [text, quote, hedge, &attribution.name, note] {
            take(text);
        }
    }
}

/// What a story calls things, and tells in its chapters.
fn names_and_chapters(story: &Story) -> impl Iterator<Item = &str> {
    let names = story.actors.iter().map(|actor| &actor.name);
    let names = names.chain(story.categories.iter().map(|category| &category.name));
    let names = names.chain(story.layers.iter().map(|layer| &layer.name));
    let chapters = story.chapters.iter().flat_map(|chapter| [&chapter.title, &chapter.text]);
    names.chain(chapters).map(String::as_str)
}

/// The letters of a text that no font has, with their scripts.
fn unset_in(text: &str) -> impl Iterator<Item = (&'static str, char)> {
    let letters = if text.is_ascii() { "" } else { text };
    letters.chars().filter(|letter| is_seen(*letter) && !has_font(*letter)).map(|letter| (script_of(letter), letter))
}

/// False for what has no shape of its own: blanks, controls, joiners and selectors.
pub fn is_seen(letter: char) -> bool {
    let is_hidden = matches!(letter as u32,
        0xAD | 0x34F | 0x61C | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF);
    !is_hidden && !letter.is_whitespace() && !letter.is_control()
}

/// What the script of a letter is called by people.
fn script_of(letter: char) -> &'static str {
    match letter.script() {
        Script::Common | Script::Inherited | Script::Unknown => match letter as u32 {
            0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x20E3 => "emoji",
            0xE000..=0xF8FF | 0xF0000.. => "private letters",
            _ => "symbols",
        },
        Script::Han => "Chinese characters",
        Script::Hangul => "Korean",
        Script::Hiragana | Script::Katakana => "Japanese",
        script => script.full_name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(titles: &[&str]) -> Story {
        let event = |title: &&str| Event { title: (*title).to_owned(), ..Event::default() };
        Story { title: "日本".to_owned(), events: titles.iter().map(event).collect(), ..Story::default() }
    }

    #[test]
    fn scripts_without_a_font_are_named_with_the_number_of_their_events() {
        let story = story(&["Kabul काबुल کابل", "กรุงเทพ กข", "strike 😀 \u{fe0f}", "ก", "ירושלים"]);
        let words: Vec<String> = unset_scripts(&story, |_| true).iter().map(UnsetScript::words).collect();
        let expected = [
            "no font for Thai in 2 events",
            "no font for emoji in 1 event",
            "no font for Chinese characters in the story",
        ];
        assert_eq!(words, expected);
        assert_eq!(unset_scripts(&story, |index| index >= 2)[1].first, Some(3));
    }

    #[test]
    fn what_has_no_shape_needs_no_font() {
        assert_eq!(unset_scripts(&Story::default(), |_| true), []);
        let joined = story(&["می\u{200c}شود \u{200d}\u{feff}\u{a0}\u{3000}"]);
        assert_eq!(unset_scripts(&Story { title: String::new(), ..joined }, |_| true), []);
    }
}
