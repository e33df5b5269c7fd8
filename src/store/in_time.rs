//! Events in the order of time.
//!
//! Answers where an event stands in that order, its time span and its days. It does not know a window of time.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::claims::Mask;
use super::coding::kept;
use super::column::Column;
use super::days::{DayFinder, DaysOf};
use super::id_keys::IdKeys;
use super::pieces::Pieces;
use super::rank_set::RankSet;
use super::reach::Reach;
use super::spans::{self, Spans};
use super::steady::Steady;
use crate::model::{Event, Extent, Story, TimeSpan};

/// Events in the order of time. Each has a rank, its place in that order.
#[derive(Debug)]
pub struct InTime {
    /// Event indexes by earliest possible start, then by id, then by index; undated events after them, by id;
    /// and last of all dated ones of which nothing was known.
    pub(super) order: Arc<Vec<u32>>,
    /// By event index, its place in the order.
    pub(super) ranks: Arc<Vec<u32>>,
    /// Of the dated events in order, so that going through events in order goes through memory in order.
    pub(super) spans: Spans,
    /// The days that each of them belongs to.
    pub(super) days: Column<DaysOf>,
    /// From the first to the last finite bound of them, once it was asked for.
    pub(super) extent: OnceLock<Option<Extent>>,
    /// How far events reach, once it was asked for.
    reach: OnceLock<Reach>,
    /// The ranks of those whose time is not certain as a whole, once they were asked for.
    doubtful: OnceLock<RankSet>,
    /// The ranks of those of which nothing is certain, once they were asked for.
    vague: OnceLock<RankSet>,
    /// Those whose ends rise as their starts do, once they were asked for.
    pub(super) steady: OnceLock<Steady>,
}

kept!(InTime { order, ranks, spans, days, extent, reach, doubtful, vague, steady });

/// When an event is said to have happened.
pub(super) fn span_of(event: &Event, story: &Story) -> Option<TimeSpan> {
    Some(event.when.as_ref()?.span(event.zone_or(&story.zone)))
}

/// By event index, when the events were reported: from the first to the last of their claims that were known
/// and tell.
fn reported(mask: &Mask, events: usize) -> Spans {
    let span = |index: usize| {
        let spans = || mask.numbers(index).filter_map(|number| mask.claims.said.get(number));
        let possible = spans().map(|span| span.possible).reduce(|one, other| one.union(&other))?;
        let certain = spans().filter_map(|span| span.certain).reduce(|one, other| one.union(&other));
        Some(TimeSpan { possible, certain })
    };
    (0..events).map(span).collect()
}

/// Times that are being written down, event by event in the order of the file.
pub(super) struct Writing {
    spans: spans::Writing,
    keys: IdKeys,
    /// The days of events with a zone of their own.
    own_days: Vec<(u32, DaysOf)>,
    finder: DayFinder,
}

impl Writing {
    pub(super) fn new(story: &Story) -> Self {
        let (spans, keys) = (spans::Writing::default(), IdKeys::sampled(&story.events));
        Self { spans, keys, own_days: Vec::new(), finder: DayFinder::default() }
    }

    /// Adds the next event.
    pub(super) fn add(&mut self, event: &Event, index: usize, story: &Story) {
        let span = span_of(event, story);
        self.spans.push(span);
        self.keys.push(&event.id);
        if let (Some(span), Some(zone)) = (span, &event.zone) {
            self.own_days.push((index as u32, self.finder.days_of(&span, zone)));
        }
    }

    pub(super) fn done(self, story: &Story) -> InTime {
        InTime::of(story, &self.spans.done(), &self.keys, &self.own_days)
    }
}

impl InTime {
    /// The order of events that stand there in time, by index. Of those with a zone of their own the days are told.
    pub(super) fn of(story: &Story, spans: &Spans, keys: &IdKeys, own_days: &[(u32, DaysOf)]) -> Self {
        let start = |index: u32| {
            let possible = spans.possible(index as usize);
            possible.map_or(UNDATED, |possible| rising_bits(possible.start_secs))
        };
        let mut order: Vec<(i64, u32)> = (0..spans.len() as u32).map(|index| (start(index), index)).collect();
        order.sort_unstable();
        for alike in order.chunk_by_mut(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
            alike.sort_by_cached_key(|(_, index)| keys.of_thing(*index));
            if keys.are_whole() {
                continue;
            }
            // Ids, which are dear to look up, are only asked for where starts and keys are alike.
            let is_alike = |one: &(i64, u32), other: &(i64, u32)| keys.of_thing(one.1) == keys.of_thing(other.1);
            for alike in alike.chunk_by_mut(is_alike).filter(|alike| alike.len() > 1) {
                alike.sort_by_cached_key(|(_, index)| story.events.id(*index as usize));
            }
        }
        let order: Vec<u32> = order.into_iter().map(|(_, index)| index).collect();
        let in_order = || order.iter().map_while(|index| Some((*index, spans.get(*index as usize)?)));
        let mut days = DayFinder::default();
        let days_of = |(index, span): (u32, TimeSpan)| match own_days.binary_search_by_key(&index, |(own, _)| *own) {
            Ok(place) => own_days[place].1,
            Err(_) => days.days_of(&span, &story.zone),
        };
        Self {
            days: in_order().map(days_of).collect(),
            spans: in_order().map(|(_, span)| Some(span)).collect(),
            ranks: Arc::new(ranks(&order)),
            order: Arc::new(order),
            extent: OnceLock::new(),
            reach: OnceLock::new(),
            doubtful: OnceLock::new(),
            vague: OnceLock::new(),
            steady: OnceLock::new(),
        }
    }

    /// The order of all events by when they were reported.
    pub(super) fn of_reports(story: &Story, mask: &Mask) -> Self {
        let spans = reported(mask, story.events.len());
        let mut own_days = Vec::new();
        let mut finder = DayFinder::default();
        for index in 0..story.events.len() {
            if let Some(span) = spans.get(index)
                && let Some(zone) = story.events.zone(index)
            {
                own_days.push((index as u32, finder.days_of(&span, &zone)));
            }
        }
        Self::of(story, &spans, &IdKeys::of(&story.events), &own_days)
    }

    /// How many events are dated: these have the lowest ranks, by earliest possible start.
    pub fn dated(&self) -> usize {
        self.spans.len()
    }

    /// The index of the event with this rank. Panics where there is none.
    pub fn index_at(&self, rank: usize) -> usize {
        self.order[rank] as usize
    }

    /// The rank of an event.
    pub fn rank_of(&self, index: usize) -> usize {
        self.ranks[index] as usize
    }

    /// The span of the event with this rank. None: it is undated.
    pub fn span_at(&self, rank: usize) -> Option<TimeSpan> {
        if rank < self.dated() { self.spans.get(rank) } else { None }
    }

    /// What is possible of the span of the event with this rank; all of time where it is undated.
    pub fn possible_at(&self, rank: usize) -> Extent {
        self.span_at(rank).map_or(Extent::ALL, |span| span.possible)
    }

    /// The first and last day of the dated event with this rank, as `Store::days` has them. None: it is undated.
    pub fn days_at(&self, rank: usize) -> Option<(i32, i32)> {
        (rank < self.dated()).then(|| self.days.get(rank))
    }

    /// The span of an event.
    pub(super) fn span(&self, index: usize) -> Option<TimeSpan> {
        self.span_at(self.rank_of(index))
    }

    /// How many dated events may have begun before a moment, in seconds since the Unix epoch; at the moment itself
    /// they have not.
    pub fn begun_before(&self, secs: f64) -> usize {
        self.spans.begun(|start_secs| start_secs < secs)
    }

    /// How many dated events may have begun by a moment, itself included, in seconds since the Unix epoch.
    pub fn begun_by(&self, secs: f64) -> usize {
        self.spans.begun(|start_secs| start_secs <= secs)
    }

    /// The ranks of a stretch of events that possibly go on after a moment, in seconds since the Unix epoch, rising.
    /// Blocks of events that end before are not looked at.
    pub fn ending_after(&self, secs: f64, ranks: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.reach.get_or_init(|| Reach::of(&self.spans)).ending_after(&self.spans, secs, ranks)
    }

    /// The ranks of dated events of which not all that is possible is certain.
    pub fn doubtful(&self) -> &RankSet {
        self.doubtful.get_or_init(|| self.spans.doubtful())
    }

    /// The ranks of dated events of which nothing is certain.
    pub fn vague(&self) -> &RankSet {
        self.vague.get_or_init(|| self.spans.vague())
    }

    /// Without the times of events of which nothing was known: these come last.
    pub(super) fn masked(self: &Arc<Self>, mask: &Mask) -> Arc<Self> {
        if mask.by_secs.is_none() {
            return self.clone();
        }
        let (dated, undated) = self.order.split_at(self.dated());
        let is_known = |rank: &u32| mask.knows_event(dated[*rank as usize] as usize);
        let (known, unknown): (Vec<u32>, Vec<u32>) = (0..dated.len() as u32).partition(is_known);
        if unknown.is_empty() {
            return self.clone();
        }
        let indexes = |ranks: &[u32]| ranks.iter().map(|rank| dated[*rank as usize]).collect::<Vec<u32>>();
        let order = [indexes(&known), undated.to_vec(), indexes(&unknown)].concat();
        Arc::new(Self {
            ranks: Arc::new(ranks(&order)),
            order: Arc::new(order),
            spans: self.spans.picked(&known),
            days: known.iter().map(|rank| self.days.get(*rank as usize)).collect(),
            extent: OnceLock::new(),
            reach: OnceLock::new(),
            doubtful: OnceLock::new(),
            vague: OnceLock::new(),
            steady: OnceLock::new(),
        })
    }

    /// After a change of events, for the whole story by the clock of the events.
    pub(super) fn patched(self: &Arc<Self>, (before, after): (&Story, &Story), events: &Pieces) -> Arc<Self> {
        let is_same = |index: usize| {
            let (one, other) = (before.events.get(index), after.events.get(index));
            one.when == other.when && one.zone == other.zone && one.id == other.id
        };
        if events.are_in_place() && events.fresh().all(is_same) {
            return self.clone();
        }
        let fresh = Fresh::of(after, events);
        let (dated_before, undated_before) = self.order.split_at(self.dated());
        let (dated, undated) = (fresh.dated_pieces(self, before, events), fresh.undated_pieces(self, before, events));
        let mut order = renumbered(&dated, dated_before, fresh.dated.iter().map(|(index, _)| *index), events);
        let dated_count = order.len();
        order.extend(renumbered(&undated, undated_before, fresh.undated.iter().copied(), events));
        let event_at = |rank: usize| after.events.get(order[rank] as usize);
        let mut finder = DayFinder::default();
        let days = self.days.patched(&dated, |rank| {
            let event = event_at(rank);
            span_of(&event, after).map_or((0, 0), |span| finder.days_of(&span, event.zone_or(&after.zone)))
        });
        let spans = self.spans.patched(&dated, |rank| span_of(&event_at(rank), after));
        let ranks = if events.are_in_place() && dated_count == self.dated() {
            let mut ranks = self.ranks.to_vec();
            for (pieces, start) in [(&dated, 0), (&undated, dated_count)] {
                for piece in pieces.iter().filter(|piece| !piece.is_in_place()) {
                    for rank in piece.after.clone() {
                        ranks[order[start + rank] as usize] = (start + rank) as u32;
                    }
                }
            }
            ranks
        } else {
            ranks(&order)
        };
        let (order, ranks) = (Arc::new(order), Arc::new(ranks));
        let (extent, reach, steady) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let (doubtful, vague) = (OnceLock::new(), OnceLock::new());
        Arc::new(Self { order, ranks, spans, days, extent, reach, doubtful, vague, steady })
    }

    /// True when both are the same.
    pub(super) fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.order, &other.order)
    }

    pub(super) fn bytes(&self) -> usize {
        let reach = self.reach.get().map_or(0, Reach::bytes);
        (self.order.capacity() + self.ranks.capacity()) * 4 + self.spans.bytes() + self.days.bytes() + reach
    }
}

/// The events that are new or changed, in order.
struct Fresh<'a> {
    story: &'a Story,
    /// Indexes, with the earliest start of each.
    dated: Vec<(u32, f64)>,
    undated: Vec<u32>,
}

impl<'a> Fresh<'a> {
    fn of(story: &'a Story, events: &Pieces) -> Self {
        let (mut dated, mut undated) = (Vec::new(), Vec::new());
        for index in events.fresh() {
            match span_of(&story.events.get(index), story) {
                Some(span) => dated.push((index as u32, span.possible.start_secs)),
                None => undated.push(index as u32),
            }
        }
        let id = |index: u32| story.events.id(index as usize);
        dated.sort_by(|(one, start), (other, of_other)| {
            start.total_cmp(of_other).then_with(|| id(*one).cmp(&id(*other))).then(one.cmp(other))
        });
        undated.sort_by(|one, other| id(*one).cmp(&id(*other)).then(one.cmp(other)));
        Self { story, dated, undated }
    }

    /// What becomes of the dated part of an order.
    fn dated_pieces(&self, order: &InTime, before: &Story, events: &Pieces) -> Pieces {
        let dated = &order.order[..order.dated()];
        let start = |other: u32| {
            let span = order.spans.possible(order.ranks[other as usize] as usize);
            span.map_or(f64::INFINITY, |span| span.start_secs)
        };
        let got = self.dated.iter().map(|(index, start_secs)| {
            dated.partition_point(|other| {
                let by_start = start(*other).total_cmp(start_secs);
                by_start.then_with(|| self.by_id(*other, *index, before, events)).is_lt()
            })
        });
        Pieces::of_places(order.dated(), &lost(order, events, 0..order.dated()), &got.collect::<Vec<_>>())
    }

    /// What becomes of the undated part of an order.
    fn undated_pieces(&self, order: &InTime, before: &Story, events: &Pieces) -> Pieces {
        let undated = &order.order[order.dated()..];
        let got = self
            .undated
            .iter()
            .map(|index| undated.partition_point(|other| self.by_id(*other, *index, before, events).is_lt()));
        let lost = lost(order, events, order.dated()..order.order.len());
        Pieces::of_places(undated.len(), &lost, &got.collect::<Vec<_>>())
    }

    /// Whether an event of the story before stands before one that is new, by id and then by index.
    fn by_id(&self, index_before: u32, index: u32, before: &Story, events: &Pieces) -> Ordering {
        let ids = before.events.id(index_before as usize).cmp(&self.story.events.id(index as usize));
        ids.then_with(|| events.near(index_before as usize).cmp(&(index as usize)))
    }
}

/// The places in a part of an order that events leave, rising.
fn lost(order: &InTime, events: &Pieces, part: Range<usize>) -> Vec<usize> {
    let ranks = events.gone().map(|index| order.ranks[index] as usize);
    let mut lost: Vec<usize> = ranks.filter(|rank| part.contains(rank)).map(|rank| rank - part.start).collect();
    lost.sort_unstable();
    lost
}

/// A part of the order after a change, with the fresh events in their places and new indexes for the others.
fn renumbered(pieces: &Pieces, before: &[u32], mut fresh: impl Iterator<Item = u32>, events: &Pieces) -> Vec<u32> {
    let in_place = events.are_in_place();
    let mut order = Vec::with_capacity(pieces.len_after());
    for piece in pieces.iter() {
        let kept = &before[piece.before.clone()];
        if !piece.is_kept {
            order.extend(fresh.by_ref().take(piece.after.len()));
        } else if in_place {
            order.extend_from_slice(kept);
        } else {
            order.extend(kept.iter().map(|index| events.near(*index as usize) as u32));
        }
    }
    order
}

fn ranks(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (index, rank) in order.iter().zip(0..) {
        ranks[*index as usize] = rank;
    }
    ranks
}

/// What stands behind every start.
const UNDATED: i64 = i64::MAX;

/// A whole number that is in order as [`f64::total_cmp`] is.
fn rising_bits(secs: f64) -> i64 {
    let bits = secs.to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}
