//! The columns and indexes of a story as it is written, made at once.
//!
//! This module answers what a store is made of, and goes through the events for it, twice at the same time. It does not
//! know what is asked of the columns.

use std::sync::{Arc, OnceLock};

use super::by_id::{self, ById};
use super::claims::{self, Claims, Mask};
use super::column::Column;
use super::doubt::{self, Doubt};
use super::facet::FacetColumn;
use super::in_time::{self, InTime};
use super::named::{self, Places};
use super::source_facts::SourceFacts;
use super::spots::Spots;
use super::text::{self, Texts};
use super::{AsOf, Store, grouping, languages, numbers};
use crate::model::{Language, NewIds, Redaction, Story};

/// What a store is made of beside its story, where that is read as it is written.
pub(super) struct Columns {
    pub(super) by_id: ById,
    pub(super) mask: Mask,
    pub(super) doubt: Doubt,
    pub(super) time: Arc<InTime>,
    pub(super) places: Places,
    pub(super) spots: OnceLock<Arc<Spots>>,
    pub(super) facets: Vec<FacetColumn>,
    pub(super) texts: Texts,
}

impl Store {
    pub(super) fn of(story: &Arc<Story>) -> Self {
        // What is looked for by words and what is looked for by id and time do not need each other.
        let ((claims, facets, doubt, texts), (by_id, time, places)) = std::thread::scope(|scope| {
            let words = scope.spawn(|| of_words(story));
            let mut by_id = by_id::Writing::default();
            let (mut time, mut places) = (in_time::Writing::new(story), named::Writing::default());
            let mut events = story.events.walk();
            while let Some((index, event)) = events.next() {
                by_id.add(event);
                time.add(event, index, story);
                places.add(event, index);
            }
            let others = (by_id.done(story), Arc::new(time.done(story)), places.done());
            (words.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), others)
        });
        let doubt = doubt.done(story, &by_id, &claims);
        let mask = Mask { claims, by_secs: None };
        let columns = Columns { by_id, mask, doubt, time, places, spots: OnceLock::new(), facets, texts };
        Self::over(story.clone(), columns, languages::of(story))
    }

    /// A store of a story that is read as it is written.
    pub(super) fn over(story: Arc<Story>, columns: Columns, languages: Arc<[Language]>) -> Self {
        let Columns { by_id, mask, doubt, time, places, spots, facets, texts } = columns;
        Self {
            changes: Column::Alike(None, story.events.len()),
            compares: false,
            by_id,
            mask,
            doubt,
            whole_time: time.clone(),
            time,
            places,
            place_names: OnceLock::new(),
            spots,
            numbers: numbers::Numbers::default(),
            facets,
            texts,
            hash: Arc::default(),
            reading: AsOf::default(),
            redaction: Redaction::default(),
            new_ids: NewIds::default(),
            own: None,
            languages,
            story,
        }
    }
}

/// What is looked for by words, and the claims that it needs.
fn of_words(story: &Story) -> (Arc<Claims>, Vec<FacetColumn>, doubt::Writing, Texts) {
    let sources = SourceFacts::of(story);
    let (mut claims, mut doubt) = (claims::Writing::default(), doubt::Writing::default());
    let (mut facets, mut texts) = (grouping::Writing::new(story, &sources), text::Writing::of(story));
    let mut known_from = Vec::new();
    let mut events = story.events.walk();
    while let Some((index, event)) = events.next() {
        claims.add(event, story, |id| sources.published_secs(id), &mut known_from);
        facets.add(event, &known_from);
        doubt.add(event, index, &known_from);
        texts.add(event);
    }
    let claims = Arc::new(claims.done());
    let facets = facets.done(&Mask { claims: claims.clone(), by_secs: None });
    (claims, facets, doubt, texts.done())
}
