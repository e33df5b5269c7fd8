//! How many events of each lane begin and end in stretches of time, without going through them.
//!
//! Events whose ends rise with their ranks (`store::Steady`) are counted by the places of the bounds of stretches in
//! the order of time: by lane there is a count before every block of ranks, and only the rest of a block is gone
//! through. What is not steady is listed, to be gone through. It does not know what is drawn of the counts.

use std::ops::Range;
use std::sync::Arc;

use super::bounds::Bounds;
use super::lanes::{LaneColumn, Lanes};
use super::stretches::Tally;
use crate::model::Extent;
use crate::query::Shown;
use crate::store::{RankSet, Steady, Store};
use crate::view::{Others, is_after, is_before};

/// Ranks of a block before which events are counted by lane.
const BLOCK: usize = 1024;
/// From so many events on, two threads count them.
const TOGETHER: usize = 200_000;

/// Which lane an event has.
#[derive(Clone, Copy)]
pub(super) struct LaneOf<'a> {
    pub(super) lanes: &'a Lanes,
    pub(super) column: &'a LaneColumn,
}

impl LaneOf<'_> {
    /// The place of the lane of a dated event; after all lanes for one that has none.
    pub(super) fn of(self, rank: usize) -> usize {
        self.lanes.place_of(self.column, rank).unwrap_or(self.lanes.list.len())
    }

    /// How many places there are.
    pub(super) fn count(self) -> usize {
        self.lanes.list.len() + 1
    }
}

/// The counts of a filter, whatever the stretch of time.
#[derive(Debug)]
pub(super) struct Tables {
    /// Of what the filter admits.
    pub(super) all: Arc<Counted>,
    /// Of what is drawn, strongly or faintly.
    pub(super) drawn: Arc<Counted>,
    /// Of what the filter excludes, where that is drawn faintly.
    pub(super) excluded: Option<Counted>,
}

impl Tables {
    /// `all_time` is what would be shown if time did not matter.
    pub(super) fn of(store: &Store, all_time: &Shown, others: Others, lane_of: LaneOf<'_>) -> Self {
        let dated = store.dated_count();
        let admitted = all_time.admitted_ranks();
        let all = Arc::new(Counted::of(store, &admitted, lane_of));
        let is_faded = others == Others::Faded;
        let is_more_drawn = is_faded && admitted.len() < dated;
        let drawn = if is_more_drawn { Self::drawn_of(store, all_time, others, lane_of) } else { all.clone() };
        let excluded = is_faded.then(|| Counted::of(store, &all_time.excluded_ranks(), lane_of));
        Self { all, drawn, excluded }
    }

    /// The counts of what is drawn alone.
    pub(super) fn drawn_of(store: &Store, all_time: &Shown, others: Others, lane_of: LaneOf<'_>) -> Arc<Counted> {
        let drawn = match others {
            Others::Faded => RankSet::all(store.dated_count()),
            Others::Gone => all_time.admitted_ranks(),
        };
        Arc::new(Counted::of(store, &drawn, lane_of))
    }

    /// How many events of a stretch of ranks are gone through one by one where that comes into sight.
    pub(super) fn others_in_sight(&self, ranks: &Range<usize>) -> usize {
        let excluded = self.excluded.as_ref().map_or(0, |excluded| excluded.others().count(ranks.clone()));
        self.drawn.others().count(ranks.clone()) + excluded
    }
}

/// The counts of a set of events.
#[derive(Debug)]
pub(super) struct Counted {
    /// As [`Steady::kinds`] tells them apart.
    kinds: [Table; 2],
    /// Those that are not steady.
    others: Table,
}

impl Counted {
    fn of(store: &Store, set: &RankSet, lane_of: LaneOf<'_>) -> Self {
        let Steady { kinds, others, .. } = store.steady();
        let table = |kind: &RankSet| Table::of(set.and(kind), store.dated_count(), lane_of);
        Self { kinds: kinds.each_ref().map(table), others: table(others) }
    }

    /// The ranks of those that are to be gone through.
    pub(super) fn others(&self) -> &RankSet {
        &self.others.set
    }

    /// Whether an event is one of them, by its rank.
    pub(super) fn holds(&self, rank: usize) -> bool {
        self.kinds.iter().chain([&self.others]).any(|table| table.set.contains(rank))
    }

    /// Adds the steady ones of a stretch of ranks so many times to the tallies of their lanes.
    pub(super) fn add(
        &self,
        tallies: &mut [Tally],
        bounds: &[Bounds; 2],
        ranks: &Range<usize>,
        (lane_of, times): (LaneOf<'_>, i32),
    ) {
        for (table, bounds) in self.kinds.iter().zip(bounds) {
            table.add(tallies, bounds, ranks, (lane_of, times));
        }
    }

    /// By lane, how many of the steady ones possibly go on in an extent, with its ends.
    pub(super) fn in_sight(&self, store: &Store, extent: &Extent, lane_of: LaneOf<'_>) -> Vec<u32> {
        let time = store.in_time();
        let mut sum = vec![0; lane_of.count()];
        for (kind, table) in self.kinds.iter().enumerate() {
            let steady = store.steady();
            let from = steady.first_without(kind, |rank| time.possible_at(rank).end_secs < extent.start_secs);
            let to = steady.first_without(kind, |rank| time.possible_at(rank).start_secs <= extent.end_secs);
            table.count_into(&mut sum, from..to, lane_of);
        }
        sum
    }

    /// How many of the steady ones of a stretch of ranks are not wholly before or after a time.
    pub(super) fn meeting(&self, store: &Store, time: &Extent, ranks: &Range<usize>) -> usize {
        let in_time = store.in_time();
        let counted = self.kinds.iter().enumerate().map(|(kind, table)| {
            let steady = store.steady();
            let from = steady.first_without(kind, |rank| is_before(&in_time.possible_at(rank), time));
            let to = steady.first_without(kind, |rank| !is_after(&in_time.possible_at(rank), time));
            table.set.count(from.max(ranks.start)..to.min(ranks.end))
        });
        counted.sum()
    }

    /// By lane, how many of all of them have ranks in a stretch.
    pub(super) fn in_ranks(&self, ranks: &Range<usize>, lane_of: LaneOf<'_>) -> Vec<u32> {
        let mut sum = vec![0; lane_of.count()];
        for table in self.kinds.iter().chain([&self.others]) {
            table.count_into(&mut sum, ranks.clone(), lane_of);
        }
        sum
    }

    /// Goes through those of a stretch of ranks that are in one of some lanes, rising. Blocks without any are passed over.
    pub(super) fn of_lanes(&self, ranks: &Range<usize>, lane_of: LaneOf<'_>, wanted: &[bool]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        if !wanted.contains(&true) {
            return found;
        }
        for table in self.kinds.iter().chain([&self.others]) {
            table.collect(&mut found, ranks, lane_of, wanted);
        }
        found.sort_unstable();
        found
    }
}

/// Of a set of events, how many each lane has before every block of ranks.
#[derive(Debug)]
struct Table {
    set: RankSet,
    lanes: usize,
    /// By block and lane.
    before: Vec<u32>,
}

impl Table {
    fn of(set: RankSet, dated: usize, lane_of: LaneOf<'_>) -> Self {
        let blocks = dated / BLOCK + 1;
        let rows = |blocks: Range<usize>| {
            let mut counts = vec![0; lane_of.count()];
            let mut before = Vec::with_capacity(blocks.len() * counts.len());
            for block in blocks {
                before.extend_from_slice(&counts);
                for rank in set.within(block * BLOCK..dated.min((block + 1) * BLOCK)) {
                    counts[lane_of.of(rank)] += 1;
                }
            }
            (before, counts)
        };
        let before = if set.len() < TOGETHER {
            rows(0..blocks).0
        } else {
            let middle = blocks / 2;
            let ((mut before, counts), (after, _)) = std::thread::scope(|scope| {
                let after = scope.spawn(|| rows(middle..blocks));
                (rows(0..middle), after.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            });
            before.extend(after.iter().zip(counts.iter().cycle()).map(|(after, counts)| after + counts));
            before
        };
        Self { set, lanes: lane_of.count(), before }
    }

    /// By lane, how many there are before a block.
    fn row(&self, block: usize) -> &[u32] {
        &self.before[block * self.lanes..(block + 1) * self.lanes]
    }

    fn walk<'a>(&'a self, lane_of: LaneOf<'a>) -> Walk<'a> {
        Walk { table: self, lane_of, rank: 0, counts: vec![0; self.lanes] }
    }

    fn count_into(&self, sum: &mut [u32], ranks: Range<usize>, lane_of: LaneOf<'_>) {
        if ranks.is_empty() || self.set.is_empty() {
            return;
        }
        let mut walk = self.walk(lane_of);
        let before = walk.to(ranks.start).to_vec();
        let after = walk.to(ranks.end).iter().zip(before);
        sum.iter_mut().zip(after).for_each(|(sum, (after, before))| *sum += after - before);
    }

    fn add(&self, tallies: &mut [Tally], bounds: &Bounds, ranks: &Range<usize>, (lane_of, times): (LaneOf<'_>, i32)) {
        let ranks = bounds.counted.start.max(ranks.start)..bounds.counted.end.min(ranks.end);
        if ranks.is_empty() || self.set.is_empty() {
            return;
        }
        let within = |bound: &usize| (*bound).clamp(ranks.start, ranks.end);
        self.between(bounds.starts.iter().map(within), lane_of, |place, lane, count| {
            tallies[lane].begin(place, times * count);
            if bounds.ends.is_none() {
                tallies[lane].end(place + 1, times * count);
            }
        });
        if let Some(ends) = &bounds.ends {
            self.between(ends.iter().map(within), lane_of, |place, lane, count| {
                tallies[lane].end(place + 1, times * count);
            });
        }
    }

    /// How many each lane has between one bound and the next, where it has any: with the place of the first of the two.
    fn between(
        &self,
        mut bounds: impl Iterator<Item = usize>,
        lane_of: LaneOf<'_>,
        mut found: impl FnMut(usize, usize, i32),
    ) {
        let Some(mut last) = bounds.next() else { return };
        let mut walk = self.walk(lane_of);
        let mut before = walk.to(last).to_vec();
        for (place, bound) in bounds.enumerate() {
            if bound == last {
                continue;
            }
            last = bound;
            for (lane, (after, before)) in walk.to(bound).iter().zip(&mut before).enumerate() {
                if *after != *before {
                    found(place, lane, (*after - *before).cast_signed());
                    *before = *after;
                }
            }
        }
    }

    fn collect(&self, found: &mut Vec<(usize, usize)>, ranks: &Range<usize>, lane_of: LaneOf<'_>, wanted: &[bool]) {
        if self.set.is_empty() {
            return;
        }
        for block in ranks.start / BLOCK..ranks.end.div_ceil(BLOCK) {
            let has_some = |lane: usize| {
                wanted[lane]
                    && self
                        .before
                        .get((block + 1) * self.lanes + lane)
                        .is_none_or(|next| *next != self.row(block)[lane])
            };
            if (0..wanted.len()).any(has_some) {
                let part = (block * BLOCK).max(ranks.start)..((block + 1) * BLOCK).min(ranks.end);
                let with_lane = self.set.within(part).map(|rank| (rank, lane_of.of(rank)));
                found.extend(with_lane.filter(|(_, lane)| wanted.get(*lane) == Some(&true)));
            }
        }
    }
}

/// A way through a table from rank to rank.
struct Walk<'a> {
    table: &'a Table,
    lane_of: LaneOf<'a>,
    rank: usize,
    counts: Vec<u32>,
}

impl Walk<'_> {
    /// By lane, how many there are before a rank, which is no lower than the one before.
    fn to(&mut self, rank: usize) -> &[u32] {
        let block = rank / BLOCK;
        if block > self.rank / BLOCK {
            self.rank = block * BLOCK;
            self.counts.copy_from_slice(self.table.row(block));
        }
        for rank in self.table.set.within(self.rank..rank) {
            self.counts[self.lane_of.of(rank)] += 1;
        }
        self.rank = rank;
        &self.counts
    }
}
