//! The store of a changed story.
//!
//! Answers what the columns are after a change of some events: what these do not bear on is shared with the
//! store before, and the rest is copied but for them. It does not know who changes a story, or why.

use std::sync::{Arc, OnceLock};

use super::bearing::Bearing;
use super::claims::{Claims, Mask, published_secs};
use super::pieces::Pieces;
use super::spots::Spots;
use super::touched::Touched;
use super::{Store, grouping, languages};
use crate::model::{Actor, Category, Layer, Source, Story, When};

impl Store {
    /// The store of a changed story, read as this one is, of which the events that are touched differ.
    ///
    /// It equals the one that [`Store::new`] makes of that story, and costs what the events cost that are
    /// touched and a copy of the columns that these change: a number or two for each event, and all of them
    /// where events are put in, taken out or moved. What an event means by the name of its place is kept for
    /// those that are not touched; [`Store::with_named_places_of`] tells it of the others. So is what became of
    /// an event between two versions.
    ///
    /// Where sources, actors, categories or layers are others, which [`Touched`] says, their names are others,
    /// and what the events say that refer to them is patched too. Where the zone of the story is another, which
    /// bears on every event, all columns are made anew.
    #[must_use]
    pub fn patched(&self, story: Arc<Story>, touched: &Touched) -> Self {
        let events = Pieces::of_touched(self.len(), touched);
        debug_assert!(self.own.is_none(), "a story is changed in its own language");
        debug_assert_eq!(events.len_after(), story.events.len(), "every event is touched or was there");
        debug_assert!(touched.declared || is_declared_alike(&self.story, &story), "what is declared is the same");
        let languages = languages::patched(&self.languages, &story, touched);
        let patched = if touched.declared {
            self.redeclared(&story, touched)
        } else {
            self.with_events(story, &Bearing::on(events.clone()))
        };
        let places = self.places.patched(&patched.story, &events);
        let names_alike = |index: usize| {
            let (before, after) = (&self.story.events, &patched.story.events);
            before.place(index) == after.place(index) && before.geometry(index) == after.geometry(index)
        };
        let place_names = if events.are_in_place() && events.fresh().all(names_alike) {
            self.place_names.clone()
        } else {
            OnceLock::new()
        };
        let spots = Spots::patched(self, &events, |index| places.stand(index), &patched.time);
        let patched = Self {
            changes: self.changes.patched(&events, |_| None),
            compares: self.compares,
            places,
            place_names,
            spots,
            redaction: self.redaction.clone(),
            new_ids: self.new_ids.clone(),
            hash: Arc::default(),
            languages,
            ..patched
        };
        patched.read_as_of(self.reading)
    }

    /// With all claims, by the clock of the events.
    pub(super) fn with_events(&self, story: Arc<Story>, bearing: &Bearing) -> Self {
        let stories = (&*self.story, &*story);
        let (events, on_claims) = (bearing.on_events(), bearing.on_claims());
        let before = &*self.mask.claims;
        let source = |id: &str| self.by_id.source(&story, id).map(|place| &story.sources[place]);
        let (claims, claim_pieces): (Claims, Pieces) =
            before.patched(&story, on_claims, |id| published_secs(source(id)?, &story.zone));
        let texts = self.texts.patched(&story, events, before);
        let mask = Mask { claims: Arc::new(claims), by_secs: None };
        let by_id = self.by_id.patched(stories, (on_claims, &claim_pieces), &mask.claims);
        let time = self.whole_time.patched(stories, events);
        Self {
            doubt: self.doubt.patched(stories, on_claims, &by_id, &mask.claims),
            facets: grouping::patched(&self.facets, &story, bearing, &by_id, &mask),
            whole_time: time.clone(),
            time,
            by_id,
            mask,
            texts,
            story,
            own: None,
            reading: super::AsOf::default(),
            place_names: OnceLock::new(),
            spots: OnceLock::new(),
            ..self.clone()
        }
    }

    /// How many bytes the columns take, beside the story.
    pub fn bytes(&self) -> usize {
        self.bytes_by_part().into_iter().map(|(_, bytes)| bytes).sum()
    }

    /// How many bytes each part of the columns takes, beside the story.
    pub fn bytes_by_part(&self) -> Vec<(&'static str, usize)> {
        let time = if self.time.is_shared_with(&self.whole_time) { 0 } else { self.time.bytes() };
        let mut parts = vec![
            ("claims", self.mask.claims.bytes()),
            ("doubt", self.doubt.bytes()),
            ("time", self.whole_time.bytes() + time),
            ("places", self.places.bytes()),
            ("ids", self.by_id.bytes()),
            ("texts", self.texts.bytes()),
            ("changes", self.changes.bytes()),
        ];
        parts.extend(self.facets.iter().map(|facet| (facet.facet.word(), facet.bytes())));
        parts
    }
}

/// True when two stories declare the same, as far as the columns of all events depend on it.
fn is_declared_alike(one: &Story, other: &Story) -> bool {
    one.zone == other.zone
        && (one.sources.is_same(&other.sources)
            || match one.sources.differing(&other.sources) {
                Some(places) => places
                    .iter()
                    .all(|place| source_words(&one.sources[*place]) == source_words(&other.sources[*place])),
                None => one.sources.iter().map(source_words).eq(other.sources.iter().map(source_words)),
            })
        && one.actors.iter().map(actor_words).eq(other.actors.iter().map(actor_words))
        && one.categories.iter().map(category_words).eq(other.categories.iter().map(category_words))
        && one.layers.iter().map(layer_words).eq(other.layers.iter().map(layer_words))
}

fn source_words(source: &Source) -> ([&str; 3], Option<&When>) {
    ([&source.id, &source.title, &source.publisher], source.published.as_ref())
}

fn actor_words(actor: &Actor) -> [&str; 3] {
    [&actor.id, &actor.name, &actor.side]
}

fn category_words(category: &Category) -> [&str; 2] {
    [&category.id, &category.name]
}

fn layer_words(layer: &Layer) -> [&str; 2] {
    [&layer.id, &layer.name]
}
