//! Which events are shown, and how many.
//!
//! Answers this from what filter and layers admit and a window of time, without a list by event: to make it costs
//! what goes on as the window begins, not how many events there are. It does not know where events are drawn.

use std::ops::Range;
use std::sync::Arc;

use super::admitted::Admitted;
use super::asked::Asked;
use super::time_asked::TimeAsked;
use crate::model::{Match, TimeSpan, grouped};
use crate::store::{InTime, RankSet, Store, Within};

/// Which events are shown, and how many. Copies share what they hold.
///
/// An event is *in* when its certain span meets the window, and *possibly* in when only its possible
/// span does, in both cases at an instant no later than the one asked for. Undated events are neither,
/// whatever the window: they are listed apart. What was not known, as the store reads the story, is in
/// no list and no count.
#[derive(Debug, Clone)]
pub struct Shown {
    time: Arc<InTime>,
    choice: Choice,
    in_count: usize,
    possibly_count: usize,
    total: usize,
}

/// Which events they are.
#[derive(Debug, Clone)]
enum Choice {
    Asked(Asked),
    Given(Arc<Given>),
}

/// Those that were chosen one by one.
#[derive(Debug, Clone)]
struct Given {
    /// By event index.
    matches: Vec<Match>,
    /// By event index: whether only the filter excludes it.
    excluded: Vec<bool>,
    /// Indexes of the events that are in or possibly in, in the store's order.
    events: Vec<usize>,
    undated: Vec<usize>,
    unplaced: Vec<usize>,
}

impl Shown {
    /// None of the events of a store.
    pub fn nothing(store: &Store) -> Self {
        let given = Given {
            matches: vec![Match::Out; store.len()],
            excluded: vec![false; store.len()],
            events: Vec::new(),
            undated: Vec::new(),
            unplaced: Vec::new(),
        };
        Self::given(store, given, 0)
    }

    /// Those of what is admitted that meet a time.
    pub(super) fn of(time: &Arc<InTime>, admitted: &Arc<Admitted>, asked: TimeAsked) -> Self {
        let asked = Asked::of(time, admitted, asked);
        let count = asked.len();
        let possibly_count = asked.possibly_count(time);
        Self {
            time: time.clone(),
            in_count: count - possibly_count,
            possibly_count,
            total: admitted.total,
            choice: Choice::Asked(asked),
        }
    }

    fn given(store: &Store, mut given: Given, total: usize) -> Self {
        let time = store.in_time();
        let (mut in_count, mut possibly_count) = (0, 0);
        for index in store.order().take(time.dated()) {
            match given.matches[index] {
                Match::In => in_count += 1,
                Match::Possibly => possibly_count += 1,
                Match::Out => continue,
            }
            given.events.push(index);
            if !store.is_placed(index) {
                given.unplaced.push(index);
            }
        }
        Self { time: time.clone(), in_count, possibly_count, total, choice: Choice::Given(Arc::new(given)) }
    }

    /// The same with other filters or times behind it: what any of these shows. In one, an event is in; counts and
    /// order are as if it had been asked for so.
    pub fn of_any(store: &Store, all: impl IntoIterator<Item = Self>) -> Self {
        let mut joined = Given {
            matches: vec![Match::Out; store.len()],
            excluded: vec![false; store.len()],
            events: Vec::new(),
            undated: Vec::new(),
            unplaced: Vec::new(),
        };
        let mut total = 0;
        for one in all {
            for index in one.events() {
                let (other, so_far) = (one.match_of(index), &mut joined.matches[index]);
                if other == Match::In || *so_far == Match::Out {
                    *so_far = other;
                }
            }
            for index in one.excluded() {
                joined.excluded[index] = true;
            }
            total = total.max(one.total);
            joined.undated.extend(one.undated());
        }
        joined.undated.sort_unstable_by_key(|&index| store.rank(index));
        joined.undated.dedup();
        Self::given(store, joined, total)
    }

    /// Those events for which `keeps` holds, each asked for once by its index; undated ones stay, and how many
    /// events there are in all.
    #[must_use]
    pub fn only(&self, store: &Store, keeps: impl Fn(usize) -> bool) -> Self {
        let mut given = Given {
            matches: vec![Match::Out; store.len()],
            excluded: vec![false; store.len()],
            events: Vec::new(),
            undated: self.undated().to_vec(),
            unplaced: Vec::new(),
        };
        for index in self.events().filter(|index| keeps(*index)) {
            given.matches[index] = self.match_of(index);
        }
        for index in self.excluded().filter(|index| keeps(*index)) {
            given.excluded[index] = true;
        }
        Self::given(store, given, self.total)
    }

    /// What would be shown if time did not matter; of events that were chosen one by one the same.
    #[must_use]
    pub fn for_all_time(&self) -> Self {
        match &self.choice {
            Choice::Asked(asked) => Self::of(&self.time, &asked.admitted, TimeAsked::ALL),
            Choice::Given(_) => self.clone(),
        }
    }

    /// How many events are in or possibly in.
    pub fn len(&self) -> usize {
        self.in_count + self.possibly_count
    }

    /// True when no event is in or possibly in.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many are in.
    pub fn in_count(&self) -> usize {
        self.in_count
    }

    /// How many are possibly in, and not in.
    pub fn possibly_count(&self) -> usize {
        self.possibly_count
    }

    /// How many events the shown layers have, whatever the window and the filter.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Indexes of the events that are in or possibly in, in the store's order.
    pub fn events(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        self.ranks().map(|rank| self.time.index_at(rank))
    }

    /// The same in a list, for who needs them all at once.
    pub fn listed(&self) -> Vec<usize> {
        self.events().collect()
    }

    /// Their ranks, rising.
    pub fn ranks(&self) -> Ranks<'_> {
        match &self.choice {
            Choice::Asked(asked) => Ranks {
                reaching: asked.reaching.iter(),
                begun: asked.admitted.events.within(asked.begun.clone()),
                given: [].iter(),
                time: &self.time,
            },
            Choice::Given(given) => {
                Ranks { reaching: [].iter(), begun: Within::default(), given: given.events.iter(), time: &self.time }
            }
        }
    }

    /// The index of the event at a place in [`Shown::events`], without going through those before it.
    pub fn nth(&self, place: usize) -> Option<usize> {
        match &self.choice {
            Choice::Asked(asked) => asked.nth(place).map(|rank| self.time.index_at(rank)),
            Choice::Given(given) => given.events.get(place).copied(),
        }
    }

    /// Where an event stands in [`Shown::events`]. None for one that is not shown.
    pub fn place_of(&self, index: usize) -> Option<usize> {
        self.shows_at(self.time.rank_of(index)).then(|| self.count_before(index))
    }

    /// How many of [`Shown::events`] come before an event in the store's order, whether or not it is one of them.
    pub fn count_before(&self, index: usize) -> usize {
        let rank = self.time.rank_of(index);
        match &self.choice {
            Choice::Asked(asked) => asked.count_before(rank),
            Choice::Given(given) => given.events.partition_point(|other| self.time.rank_of(*other) < rank),
        }
    }

    /// Whether an event is in, possibly in, or out.
    pub fn match_of(&self, index: usize) -> Match {
        match &self.choice {
            Choice::Asked(asked) => {
                let rank = self.time.rank_of(index);
                if asked.contains(rank) { asked.match_in_time(&self.time, rank) } else { Match::Out }
            }
            Choice::Given(given) => given.matches[index],
        }
    }

    /// True when the event with this rank is in or possibly in, without a look at its span.
    pub fn shows_at(&self, rank: usize) -> bool {
        match &self.choice {
            Choice::Asked(asked) => asked.contains(rank),
            Choice::Given(given) => given.matches[self.time.index_at(rank)] != Match::Out,
        }
    }

    /// The span of an event, as the story is read. None: undated, or not known.
    pub fn span(&self, index: usize) -> Option<TimeSpan> {
        self.time.span_at(self.time.rank_of(index))
    }

    /// True when only the filter excludes an event of a shown layer that meets the window, so that it can be drawn
    /// faintly.
    pub fn is_excluded(&self, index: usize) -> bool {
        match &self.choice {
            Choice::Asked(asked) => asked.is_excluded(&self.time, self.time.rank_of(index)),
            Choice::Given(given) => given.excluded[index],
        }
    }

    /// Indexes of the events for which [`Shown::is_excluded`], in the store's order.
    pub fn excluded(&self) -> impl Iterator<Item = usize> + '_ {
        let (asked, given) = match &self.choice {
            Choice::Asked(asked) => (Some(asked), None),
            Choice::Given(given) => (None, Some(given)),
        };
        let of_asked =
            asked.into_iter().flat_map(|asked| asked.excluded(&self.time)).map(|rank| self.time.index_at(rank));
        let ranks = given.into_iter().flat_map(|given| {
            (0..self.time.dated()).map(|rank| self.time.index_at(rank)).filter(|index| given.excluded[*index])
        });
        of_asked.chain(ranks)
    }

    /// Indexes of undated events of the shown layers that the filter admits, in the store's order.
    pub fn undated(&self) -> &[usize] {
        match &self.choice {
            Choice::Asked(asked) => &asked.admitted.undated,
            Choice::Given(given) => &given.undated,
        }
    }

    /// Indexes of those of [`Shown::events`] that have no spot on the map, in the store's order.
    pub fn unplaced(&self) -> impl Iterator<Item = usize> + '_ {
        let (asked, given) = match &self.choice {
            Choice::Asked(asked) => (Some(asked), None),
            Choice::Given(given) => (None, Some(given)),
        };
        let of_asked = asked.into_iter().flat_map(Asked::unplaced).map(|rank| self.time.index_at(rank));
        of_asked.chain(given.into_iter().flat_map(|given| given.unplaced.iter().copied()))
    }

    /// How many of [`Shown::events`] have no spot on the map.
    pub fn unplaced_count(&self) -> usize {
        match &self.choice {
            Choice::Asked(asked) => asked.unplaced_count(),
            Choice::Given(given) => given.unplaced.len(),
        }
    }

    /// The index of the event at a place in [`Shown::unplaced`], without going through those before it.
    pub fn nth_unplaced(&self, place: usize) -> Option<usize> {
        match &self.choice {
            Choice::Asked(asked) => asked.nth_unplaced(place).map(|rank| self.time.index_at(rank)),
            Choice::Given(given) => given.unplaced.get(place).copied(),
        }
    }

    /// The counts in words: `12 of 27 events (3 with uncertain dates)`, where the 12 hold the 3, or
    /// `all 27 events`.
    pub fn counts_text(&self) -> String {
        let Self { possibly_count, total, .. } = self;
        let noun = if *total == 1 { "event" } else { "events" };
        let counted = match (self.len(), *total) {
            (_, 0) => "no events".to_owned(),
            (shown, total) if shown == total && total > 1 => format!("all {} events", grouped(total)),
            (shown, total) => format!("{} of {} {noun}", grouped(shown), grouped(total)),
        };
        format!("{counted}{}", uncertain_words(*possibly_count))
    }

    /// The ranks of dated events that are shown, in a set.
    pub fn admitted_ranks(&self) -> RankSet {
        match &self.choice {
            Choice::Asked(asked) if asked.begun == (0..self.time.dated()) => asked.admitted.events.clone(),
            Choice::Asked(_) | Choice::Given(_) => RankSet::of(self.time.dated(), |rank| self.shows_at(rank)),
        }
    }

    /// The ranks of dated events for which [`Shown::is_excluded`], in a set.
    pub fn excluded_ranks(&self) -> RankSet {
        RankSet::of(self.time.dated(), |rank| self.is_excluded(self.time.index_at(rank)))
    }

    /// True when both have the same filter and layers behind them, of the same story, and differ by time alone.
    pub fn differs_by_time(&self, other: &Self) -> bool {
        let (Some(one), Some(other_admitted)) = (self.admitted(), other.admitted()) else { return false };
        Arc::ptr_eq(one, other_admitted) && Arc::ptr_eq(&self.time, &other.time)
    }

    /// What filter and layers admit, if it was asked for so.
    pub(super) fn admitted(&self) -> Option<&Arc<Admitted>> {
        match &self.choice {
            Choice::Asked(asked) => Some(&asked.admitted),
            Choice::Given(_) => None,
        }
    }

    /// Events in the order of time, by which these were found.
    pub(super) fn in_time(&self) -> &Arc<InTime> {
        &self.time
    }

    /// The ranks that possibly begin in the window, and those that began before it and go on in it. None where the
    /// events were chosen one by one.
    pub fn stretch(&self) -> Option<(Range<usize>, &[u32])> {
        match &self.choice {
            Choice::Asked(asked) => Some((asked.begun.clone(), &asked.reaching)),
            Choice::Given(_) => None,
        }
    }
}

impl PartialEq for Shown {
    /// True when the same events match in the same way.
    fn eq(&self, other: &Self) -> bool {
        let same = |index: usize| self.match_of(index) == other.match_of(index);
        self.total == other.total
            && self.in_count == other.in_count
            && self.undated() == other.undated()
            && self.events().eq(other.events())
            && self.events().all(same)
            && self.excluded().eq(other.excluded())
    }
}

/// The ranks of the events that are shown, rising.
#[derive(Debug, Clone)]
pub struct Ranks<'a> {
    reaching: std::slice::Iter<'a, u32>,
    begun: Within<'a>,
    given: std::slice::Iter<'a, usize>,
    time: &'a InTime,
}

impl Iterator for Ranks<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let given = |index: &usize| self.time.rank_of(*index);
        let reaching = self.reaching.next().map(|rank| *rank as usize);
        reaching.or_else(|| self.begun.next()).or_else(|| self.given.next().map(given))
    }
}

/// How many of those that were counted are there by an uncertain date alone: ` (1 with an uncertain
/// date)`. Empty for none.
pub fn uncertain_words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " (1 with an uncertain date)".to_owned(),
        _ => format!(" ({} with uncertain dates)", grouped(count)),
    }
}
