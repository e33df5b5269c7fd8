//! The languages of a story.
//!
//! Answers in which languages it says something, and what its columns are when it is read in one of them. It does
//! not know who chooses the language.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::bearing::Bearing;
use super::pieces::Pieces;
use super::{AsOf, Store, Touched};
use crate::model::{Language, Story};

/// The languages in which a story says something, rising.
pub(super) fn of(story: &Story) -> Arc<[Language]> {
    let mut languages: BTreeSet<Language> = story.language().into_iter().chain(story.declared_languages()).collect();
    let mut events = story.events.walk();
    while let Some((_, event)) = events.next_translated() {
        languages.extend(event.languages());
    }
    if languages == BTreeSet::from_iter(story.language()) { Arc::default() } else { languages.into_iter().collect() }
}

/// The same of a changed story. A language stays that was there; what was put in may have more.
pub(super) fn patched(before: &Arc<[Language]>, story: &Story, touched: &Touched) -> Arc<[Language]> {
    let mut languages: BTreeSet<Language> = before.iter().copied().chain(story.declared_languages()).collect();
    for index in touched.fresh() {
        languages.extend(story.events.get(index).languages());
    }
    if !languages.is_empty() {
        languages.extend(story.language());
    }
    if languages.len() == before.len() { before.clone() } else { languages.into_iter().collect() }
}

impl Store {
    /// The languages in which the story can be read, rising, its own among them where it says so; none for a story
    /// in one language.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// True when the story says something in a language, or in one of its kind, and not as its own.
    pub fn speaks(&self, language: Language) -> bool {
        self.whole_story().language() != Some(language) && self.languages.iter().any(|own| own.fits(language) > 0)
    }

    /// The language of what is shown, where that is known.
    pub fn language(&self) -> Option<Language> {
        self.reading.language.or_else(|| self.whole_story().language())
    }

    /// The store of the story in a language, or in its own, with all its claims by the clock of the events.
    pub(super) fn said_in(&self, language: Option<Language>) -> Self {
        let own = self.whole_story().clone();
        let said_now = self.reading.language.map(|now| own.said_in(now));
        let (story, events, declared) = match language.map(|language| own.said_in(language)) {
            Some(said) => (Arc::new(said.story), said.events, said.declared),
            None => (own.clone(), Vec::new(), false),
        };
        let declared = declared || said_now.as_ref().is_some_and(|now| now.declared);
        let both: BTreeSet<usize> = events.into_iter().chain(said_now.into_iter().flat_map(|now| now.events)).collect();
        let touched = Touched { changed: both.into_iter().collect(), declared, ..Touched::default() };
        let said = if declared {
            self.redeclared(&story, &touched)
        } else {
            self.with_events(story, &Bearing::on(Pieces::of_touched(self.len(), &touched)))
        };
        Self {
            // Where events are, and what became of them, is the same in every language.
            changes: self.changes.clone(),
            compares: self.compares,
            places: self.places.clone(),
            redaction: self.redaction.clone(),
            new_ids: self.new_ids.clone(),
            hash: self.hash.clone(),
            languages: self.languages.clone(),
            own: language.map(|_| own),
            reading: AsOf { language, ..AsOf::default() },
            ..said
        }
    }
}
