//! Columns and indexes for many events.
//!
//! Answers, in constant time, what a frame needs of each event: its order and time span, where its
//! mark stands, its facets and the text a search looks through. It does not know about views,
//! filters or the screen, and it does not change: a changed story gets a new store.

mod change;
mod days;
mod facet;
mod fold;
mod ids;
mod indexes;
mod lists;
mod named;
mod reading;
mod text;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use change::Change;
pub use facet::{Facet, FacetColumn, FacetKey, FoldedKey};
pub use fold::fold;
pub use reading::{Clock, Reading};

use crate::model::{Attestation, Event, Extent, LonLat, NewIds, Redaction, Source, Story, TimeSpan};
use indexes::{ById, Columns, InTime};
use lists::Lists;
use text::searched_text;

/// West, south, east and north, in degrees.
pub type Bounds = (f64, f64, f64, f64);

/// A story with its columns and indexes. Immutable; share it in an `Arc`.
#[derive(Debug, Clone)]
pub struct Store {
    /// The story with all its claims.
    whole: Arc<Story>,
    /// The story as it is read.
    story: Arc<Story>,
    reading: Reading,
    /// What was left out of the story.
    redaction: Redaction,
    /// The ids that what was left out has made anew.
    new_ids: NewIds,
    /// By event index, whether anything of it was known; none where all was.
    known: Option<Vec<bool>>,
    /// What became of each event between two versions; empty where none are compared.
    changes: Arc<[Option<Change>]>,
    by_id: ById,
    in_time: InTime,
    columns: Columns,
    placed: Vec<bool>,
    named: named::Named,
    other_spots: BTreeMap<usize, Vec<LonLat>>,
    actors: Lists<usize>,
    facets: Vec<FacetColumn>,
    /// The searched text of all events, end to end.
    text: String,
    /// Where the text of each event starts, and the end of the last.
    text_starts: Vec<usize>,
    extent: Option<Extent>,
    /// The hash of the whole story, once it was asked for.
    hash: Arc<OnceLock<String>>,
}

impl Store {
    /// Builds every column and index. Of events or claims that share an id, the first is found by it.
    pub fn new(story: Story) -> Self {
        let story = Arc::new(story);
        Self::of(Stories { whole: story.clone(), read: story }, None, Reading::default())
    }

    fn of(Stories { whole, read: story }: Stories, known: Option<Vec<bool>>, reading: Reading) -> Self {
        // What is looked for by words and what is looked for by id and time do not need each other.
        let ((facets, text, text_starts), by_id, in_time, columns) = std::thread::scope(|scope| {
            let words = scope.spawn(|| {
                let facets = facet::columns(&story);
                let (text, starts) = searched_text(&story, &facets);
                (facets, text, starts)
            });
            let by_id = ById::of(&story);
            let in_time = InTime::of(&story, &whole, reading.clock, known.as_deref());
            let columns = Columns::of(&story);
            (words.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), by_id, in_time, columns)
        });
        let mut store = Self {
            by_id,
            in_time,
            placed: columns.anchors.iter().map(Option::is_some).collect(),
            columns,
            named: named::Named::new(),
            other_spots: named::other_spots(&story),
            actors: declared_actors(&story, &facets[Facet::Actor as usize]),
            extent: None,
            facets,
            text,
            text_starts,
            changes: Arc::new([]),
            known,
            reading,
            hash: Arc::default(),
            redaction: Redaction::default(),
            new_ids: NewIds::default(),
            whole,
            story,
        };
        store.extent = store.extent_where(|_| true);
        store
    }

    /// A store of the story without what is left out, and with rounded coordinates.
    #[must_use]
    pub fn redacted(&self, redaction: &Redaction) -> Self {
        let (story, new_ids) = self.whole.redacted_with_ids(redaction);
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

    /// The story as it is read: without the claims that were not known, where that is asked.
    pub fn story(&self) -> &Story {
        &self.story
    }

    /// The story with all its claims, however it is read.
    pub fn whole_story(&self) -> &Arc<Story> {
        &self.whole
    }

    /// The hash of the whole story, made when it is first asked for: of a large story that takes a while, and a
    /// picture names it in several places.
    pub fn whole_hash(&self, hash_of: impl FnOnce(&Story) -> String) -> &str {
        self.hash.get_or_init(|| hash_of(&self.whole))
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.story.events.len()
    }

    /// True when there is no event.
    pub fn is_empty(&self) -> bool {
        self.story.events.is_empty()
    }

    /// The event with this index, in the order of the file.
    pub fn event(&self, index: usize) -> Cow<'_, Event> {
        self.story.events.get(index)
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

    /// Event and claim index of the claim with this id: `store.event(event).claims[claim]`.
    pub fn claim(&self, claim_id: &str) -> Option<(usize, usize)> {
        self.by_id.claim(&self.story, claim_id)
    }

    /// Event and claim indexes of the claims that dispute the claim with this id, in file order.
    pub fn disputing(&self, claim_id: &str) -> &[(usize, usize)] {
        self.by_id.disputing(claim_id)
    }

    /// Event indexes by earliest possible start, then by id; undated events last.
    pub fn order(&self) -> &[usize] {
        &self.in_time.order
    }

    /// How many events are dated: that many stand first in [`Store::order`].
    pub fn dated_count(&self) -> usize {
        self.in_time.spans_by_rank.len()
    }

    /// The time spans of the dated events, in [`Store::order`].
    pub fn spans_in_order(&self) -> &[TimeSpan] {
        &self.in_time.spans_by_rank
    }

    /// The position of an event in [`Store::order`].
    pub fn rank(&self, index: usize) -> usize {
        self.in_time.ranks[index]
    }

    /// When the event is said to have happened, or was reported where the story is read by that clock,
    /// in seconds since the Unix epoch. None: undated, or not known as the story is read.
    pub fn span(&self, index: usize) -> Option<TimeSpan> {
        self.in_time.spans_by_rank.get(self.in_time.ranks[index]).copied()
    }

    /// The first and last day that it belongs to on the clocks of its own zone, as `chrono` counts days
    /// from 1 January of the year 1; the least and greatest number where an end is open. What is certain
    /// of it counts, or what is possible where nothing is. None: undated, or not known as the story is read.
    pub fn days(&self, index: usize) -> Option<(i32, i32)> {
        self.in_time.days_by_rank.get(self.in_time.ranks[index]).copied()
    }

    /// When its claims were possibly said, for those that tell, in seconds since the Unix epoch.
    pub fn said(&self, index: usize) -> &[Extent] {
        self.in_time.said.of(index)
    }

    /// From the first to the last finite bound of the events' possible spans. None when no event
    /// has a finite bound.
    pub fn extent(&self) -> Option<Extent> {
        self.extent
    }

    /// The same as [`Store::extent`], of the events for which `shown` holds.
    pub fn extent_where(&self, shown: impl Fn(usize) -> bool) -> Option<Extent> {
        let dated = self.in_time.order.iter().zip(&self.in_time.spans_by_rank).filter(|(index, _)| shown(**index));
        let bounds = dated.flat_map(|(_, span)| {
            let Extent { start_secs, end_secs } = span.possible;
            [start_secs, end_secs]
        });
        bounds.filter(|bound| bound.is_finite()).fold(None, |hull: Option<Extent>, bound| {
            let Extent { start_secs, end_secs } = hull.unwrap_or(Extent { start_secs: bound, end_secs: bound });
            Some(Extent { start_secs: start_secs.min(bound), end_secs: end_secs.max(bound) })
        })
    }

    /// The spot its mark stands on. None: unplaced.
    pub fn anchor(&self, index: usize) -> Option<LonLat> {
        self.columns.anchors[index]
    }

    /// True when it has a spot on the map: its own, or that of a province or country that it means.
    pub fn is_placed(&self, index: usize) -> bool {
        self.placed[index]
    }

    /// West, south, east and north of its geometry and its named places, in degrees. None: unplaced.
    pub fn bounds(&self, index: usize) -> Option<Bounds> {
        self.columns.bounds[index]
    }

    /// The index of its category among the story's. None when it has none or one that the story
    /// does not declare.
    pub fn category(&self, index: usize) -> Option<usize> {
        let key = *self.facet(Facet::Category).of(index).first()? as usize;
        (key < self.story.categories.len()).then_some(key)
    }

    /// The index of its layer among the story's. None when it has none or one that the story does
    /// not declare.
    pub fn layer(&self, index: usize) -> Option<usize> {
        let key = *self.facet(Facet::Layer).of(index).first()? as usize;
        (key < self.story.layers.len()).then_some(key)
    }

    /// Indexes of its actors among the story's, each once, in the event's order.
    pub fn actors(&self, index: usize) -> &[usize] {
        self.actors.of(index)
    }

    /// The best kind of voice behind it. None for an event without claims.
    pub fn attestation(&self, index: usize) -> Option<Attestation> {
        self.columns.attestations[index]
    }

    /// True when one of its claims disputes another.
    pub fn is_disputed(&self, index: usize) -> bool {
        self.columns.disputed[index]
    }

    /// True when all its claims rest on one source.
    pub fn is_single_source(&self, index: usize) -> bool {
        self.columns.single_source[index]
    }

    /// The keys of a facet, and which of them each event has.
    pub fn facet(&self, facet: Facet) -> &FacetColumn {
        &self.facets[facet as usize]
    }

    /// The text that a search looks through, as [`fold`] makes it, a line for each of: title, summary, text and
    /// quote of each claim, then names of the place, speakers and publishers.
    pub fn text(&self, index: usize) -> &str {
        &self.text[self.text_starts[index]..self.text_starts[index + 1]]
    }
}

/// A story, and what is left of it as it is read.
struct Stories {
    whole: Arc<Story>,
    read: Arc<Story>,
}

fn declared_actors(story: &Story, column: &FacetColumn) -> Lists<usize> {
    let mut actors = Lists::new();
    for index in 0..story.events.len() {
        for &key in column.of(index) {
            if (key as usize) < story.actors.len() {
                actors.push(key as usize);
            }
        }
        actors.close();
    }
    actors
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
