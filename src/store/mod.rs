//! Columns and indexes for many events.
//!
//! Answers, in constant time, what a frame needs of each event: its order and time span, where its
//! mark stands, its facets and the text a search looks through. It does not know about views,
//! filters or the screen, and it does not change: a changed story gets a store that shares with the one
//! before it what stays as it was, and so does a story that is read as it was known by a moment.

mod as_of;
mod bearing;
mod build;
mod by_id;
mod change;
mod claims;
mod coded;
mod coding;
mod column;
mod days;
mod declared;
mod doubt;
mod facet;
mod fold;
mod grouping;
mod id_keys;
mod ids;
mod in_time;
mod kept;
mod keys;
mod languages;
mod lists;
mod named;
mod numbers;
mod patch;
mod pieces;
mod place_names;
mod rank_set;
mod reach;
mod searched;
mod source_facts;
mod spans;
mod sparse;
mod spots;
mod steady;
mod text;
mod touched;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

pub use as_of::{AsOf, Clock};
pub use change::Change;
pub use facet::{Facet, FacetColumn};
pub use fold::fold;
pub use in_time::InTime;
pub use keys::{FacetKey, FoldedKey};
pub use numbers::{NumberColumn, NumberName, NumberOrigin, NumberSpread};
pub use place_names::PlaceName;
pub use rank_set::{RankSet, Within};
pub use spots::Spots;
pub use steady::Steady;
pub use touched::Touched;

use crate::model::{Attestation, Extent, Language, NewIds, Redaction, Source, Story, TimeSpan};
use by_id::ById;
use claims::Mask;
use column::Column;
use doubt::Doubt;
use named::Places;
use text::Texts;

/// A story with its columns and indexes. Immutable; copies share what they hold.
#[derive(Debug, Clone)]
pub struct Store {
    /// The story with all its claims, in the language in which it is read.
    story: Arc<Story>,
    /// The story in its own language, where it is read in another.
    own: Option<Arc<Story>>,
    /// The languages in which it says something, rising; its own not among them, unless it says so.
    languages: Arc<[Language]>,
    reading: AsOf,
    /// What was left out of the story.
    redaction: Redaction,
    /// The ids that what was left out has made anew.
    new_ids: NewIds,
    /// What became of each event between two versions.
    changes: Column<Option<Change>>,
    /// Whether two versions are compared.
    compares: bool,
    by_id: ById,
    /// The claims, and which of them were known as the story is read.
    mask: Mask,
    doubt: Doubt,
    /// Events in time by their own clock, with all claims.
    whole_time: Arc<InTime>,
    /// Events in time as the story is read.
    time: Arc<InTime>,
    places: Places,
    /// The places that the story names, once they were asked for.
    place_names: OnceLock<Arc<[PlaceName]>>,
    /// Where events stand by rank, once it was asked for.
    spots: OnceLock<Arc<Spots>>,
    /// The numbers of events that were asked for.
    numbers: numbers::Numbers,
    facets: Vec<FacetColumn>,
    texts: Texts,
    /// The hash of the whole story, once it was asked for.
    hash: Arc<OnceLock<String>>,
}

impl Store {
    /// Builds every column and index. Of events or claims that share an id, the first is found by it.
    pub fn new(story: Story) -> Self {
        Self::of(&Arc::new(story))
    }

    /// A store of the story without what is left out, and with rounded coordinates.
    #[must_use]
    pub fn redacted(&self, redaction: &Redaction) -> Self {
        let (story, new_ids) = self.whole_story().redacted_with_ids(redaction);
        Self { redaction: redaction.clone(), new_ids, ..Self::new(story) }
    }

    /// The ids that stand for others, since those hold the name of a speaker that is left out.
    pub fn new_ids(&self) -> &NewIds {
        &self.new_ids
    }

    /// What was left out of the story, so that pictures can say it.
    pub fn redaction(&self) -> &Redaction {
        &self.redaction
    }

    /// The story with all its claims, in the language in which it is read. Those of an event that were known are in
    /// [`Store::event`].
    pub fn story(&self) -> &Story {
        &self.story
    }

    /// The story as it is written: with all its claims, in its own language, however it is read.
    pub fn whole_story(&self) -> &Arc<Story> {
        self.own.as_ref().unwrap_or(&self.story)
    }

    /// The hash of the whole story, made when it is first asked for: of a large story that takes a while, and a
    /// picture names it in several places.
    pub fn whole_hash(&self, hash_of: impl FnOnce(&Story) -> String) -> &str {
        self.hash.get_or_init(|| hash_of(self.whole_story()))
    }

    /// True where that is known already.
    pub fn knows_hash(&self) -> bool {
        self.hash.get().is_some()
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.story.events.len()
    }

    /// True when there is no event.
    pub fn is_empty(&self) -> bool {
        self.story.events.is_empty()
    }

    /// The id of the event with this index.
    pub fn id(&self, index: usize) -> Cow<'_, str> {
        self.story.events.id(index)
    }

    /// The title of the event with this index.
    pub fn title(&self, index: usize) -> Cow<'_, str> {
        self.story.events.title(index)
    }

    /// The index of the event with this id.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.by_id.event(&self.story, id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.by_id.source(&self.story, id).map(|place| &self.story.sources[place])
    }

    /// The place among the story's sources of the one with this id.
    pub fn source_index(&self, id: &str) -> Option<usize> {
        self.by_id.source(&self.story, id)
    }

    /// Event and claim index of the claim with this id: `store.event(event).claims[claim]`.
    pub fn claim(&self, claim_id: &str) -> Option<(usize, usize)> {
        let mut numbers = self.by_id.claims(&self.story, &self.mask.claims, claim_id);
        numbers.find(|number| self.mask.knows(*number)).map(|number| self.place_of_claim(number))
    }

    /// Event and claim indexes of the claims that dispute the claim with this id, in file order.
    pub fn disputing(&self, claim_id: &str) -> Vec<(usize, usize)> {
        let claims = &self.mask.claims;
        if !self.by_id.claims(&self.story, claims, claim_id).all(|number| self.mask.knows(number)) {
            return Vec::new();
        }
        let numbers = self.by_id.disputing(&self.story, claims, claim_id).filter(|number| self.mask.knows(*number));
        numbers.map(|number| self.place_of_claim(number)).collect()
    }

    /// The event of a known claim, and its place among the claims of that which are known.
    fn place_of_claim(&self, number: usize) -> (usize, usize) {
        let (event, _) = self.mask.claims.place_of(number);
        (event, self.mask.numbers(event).take_while(|other| *other < number).count())
    }

    /// Events in the order of time.
    pub fn in_time(&self) -> &Arc<InTime> {
        &self.time
    }

    /// Which events begin and end in the order of their ranks. Found when it is first asked for.
    pub fn steady(&self) -> &Steady {
        self.time.steady.get_or_init(|| Steady::of(self))
    }

    /// Where events stand on the map, by rank. Made when it is first asked for.
    pub fn spots(&self) -> &Arc<Spots> {
        self.spots.get_or_init(|| Arc::new(Spots::of(self)))
    }

    /// Event indexes by earliest possible start, then by id; undated events after them, by id. Dated events of
    /// which nothing was known, as the story is read, come last.
    pub fn order(&self) -> impl ExactSizeIterator<Item = usize> + Clone + '_ {
        self.time.order.iter().map(|index| *index as usize)
    }

    /// How many events are dated: that many stand first in [`Store::order`].
    pub fn dated_count(&self) -> usize {
        self.time.dated()
    }

    /// The time spans of the dated events, in [`Store::order`].
    pub fn spans_in_order(&self) -> impl Iterator<Item = TimeSpan> + '_ {
        (0..self.time.dated()).filter_map(|rank| self.time.spans.get(rank))
    }

    /// The position of an event in [`Store::order`].
    pub fn rank(&self, index: usize) -> usize {
        self.time.ranks[index] as usize
    }

    /// When the event is said to have happened, or was reported where the story is read by that clock,
    /// in seconds since the Unix epoch. None: undated, or not known as the story is read.
    pub fn span(&self, index: usize) -> Option<TimeSpan> {
        self.time.span(index)
    }

    /// The first and last day that it belongs to on the clocks of its own zone, as `chrono` counts days
    /// from 1 January of the year 1; the least and greatest number where an end is open. What is certain
    /// of it counts, or what is possible where nothing is. None: undated, or not known as the story is read.
    pub fn days(&self, index: usize) -> Option<(i32, i32)> {
        let rank = self.rank(index);
        (rank < self.time.dated()).then(|| self.time.days.get(rank))
    }

    /// When its claims were possibly said, for those that tell, in seconds since the Unix epoch.
    pub fn said(&self, index: usize) -> impl Iterator<Item = Extent> + '_ {
        self.mask.numbers(index).filter_map(|number| self.mask.claims.said.possible(number))
    }

    /// From the first to the last finite bound of the events' possible spans. None when no event
    /// has a finite bound.
    pub fn extent(&self) -> Option<Extent> {
        *self.time.extent.get_or_init(|| self.extent_where(|_| true))
    }

    /// The same as [`Store::extent`], of the events for which `shown` holds.
    pub fn extent_where(&self, shown: impl Fn(usize) -> bool) -> Option<Extent> {
        let dated = self.order().zip(self.spans_in_order()).filter(|(index, _)| shown(*index));
        let bounds = dated.flat_map(|(_, span)| {
            let Extent { start_secs, end_secs } = span.possible;
            [start_secs, end_secs]
        });
        bounds.filter(|bound| bound.is_finite()).fold(None, |hull: Option<Extent>, bound| {
            let Extent { start_secs, end_secs } = hull.unwrap_or(Extent { start_secs: bound, end_secs: bound });
            Some(Extent { start_secs: start_secs.min(bound), end_secs: end_secs.max(bound) })
        })
    }

    /// The index of its category among the story's. None when it has none or one that the story
    /// does not declare.
    pub fn category(&self, index: usize) -> Option<usize> {
        let key = self.facet(Facet::Category).of(index).next()? as usize;
        (key < self.story.categories.len()).then_some(key)
    }

    /// The index of its layer among the story's. None when it has none or one that the story does
    /// not declare.
    pub fn layer(&self, index: usize) -> Option<usize> {
        let key = self.facet(Facet::Layer).of(index).next()? as usize;
        (key < self.story.layers.len()).then_some(key)
    }

    /// Indexes of its actors among the story's, each once, in the event's order.
    pub fn actors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let declared = self.story.actors.len();
        self.facet(Facet::Actor).of(index).map(|key| key as usize).filter(move |key| *key < declared)
    }

    /// The best kind of voice behind it. None for an event without claims.
    pub fn attestation(&self, index: usize) -> Option<Attestation> {
        self.mask.attestation(index)
    }

    /// True when one of its claims disputes another.
    pub fn is_disputed(&self, index: usize) -> bool {
        self.doubt.disputed_since.get(index).is_some_and(|since| since <= self.mask.secs())
    }

    /// True when all its claims rest on one source.
    pub fn is_single_source(&self, index: usize) -> bool {
        let has_second = self.doubt.second_source_since.get(index) <= self.mask.secs();
        !has_second && self.mask.numbers(index).next().is_some()
    }

    /// The keys of a facet, and which of them each event has.
    pub fn facet(&self, facet: Facet) -> &FacetColumn {
        &self.facets[facet as usize]
    }
}

#[cfg(test)]
mod away;
#[cfg(test)]
mod laws;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
