//! How many of the events that are shown stand in each cell of a stretch of the world.
//!
//! Answers this for all at once, or from the answer before and the events that came and went. Events of which no
//! more is known than the province or country stand in no cell, where they would make a place of what is none; they
//! are counted by province and country. It does not know how cells are drawn.

use std::collections::BTreeMap;
use std::ops::Range;

use super::few::Few;
use super::{Honeycomb, Shown, Swept};
use crate::model::Region;
use crate::store::{Spots, Store};

/// Above so many events two threads count.
const TOGETHER: usize = 200_000;
/// So many events are counted between two looks at whether anybody still waits.
const AT_ONCE: usize = 16_384;

/// By what the events of a cell are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Not at all.
    Whole,
    /// By category.
    Category,
}

/// Where an event is counted.
enum Counted {
    Cell(usize),
    /// It has a spot of its own in none of the cells.
    Outside,
    /// No more is known than its province or country.
    Regional,
    Unplaced,
}

/// What is in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Cell {
    /// How many events.
    count: u32,
    /// The sum of their ranks: of one event, its rank.
    ranks: u32,
}

/// Counts of events by cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    comb: Honeycomb,
    cells: Vec<Cell>,
    /// By cell and category, where they are told apart; those without a category come last.
    shares: Vec<u32>,
    /// How many categories are told apart, with those without. None: they are not.
    kinds: usize,
    inside: Few,
    outside: usize,
    regional: Few,
    unplaced: usize,
    regions: BTreeMap<Region, u32>,
}

impl Grid {
    /// Counts every event that is shown.
    pub fn of(store: &Store, shown: &Shown, comb: Honeycomb, split: Split) -> Self {
        let empty = Self::nothing(store, comb, split);
        Self::counted(store, shown, &empty, &|| false).unwrap_or(empty)
    }

    /// The same, unless nobody waits for it any more. None then.
    pub fn of_unless(
        store: &Store,
        shown: &Shown,
        (comb, split): (Honeycomb, Split),
        is_stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        Self::counted(store, shown, &Self::nothing(store, comb, split), is_stale)
    }

    /// No event counted.
    pub fn nothing(store: &Store, comb: Honeycomb, split: Split) -> Self {
        let kinds = if split == Split::Category { store.story().categories.len() + 1 } else { 0 };
        Self {
            cells: vec![Cell::default(); comb.len()],
            shares: vec![0; comb.len() * kinds],
            kinds,
            inside: Few::default(),
            outside: 0,
            regional: Few::default(),
            unplaced: 0,
            regions: BTreeMap::new(),
            comb,
        }
    }

    fn counted(store: &Store, shown: &Shown, empty: &Self, is_stale: &(dyn Fn() -> bool + Sync)) -> Option<Self> {
        match halves(shown) {
            Some([one, other]) => std::thread::scope(|scope| {
                let other = scope.spawn(move || empty.clone().with_ranks(store, other, is_stale));
                let one = empty.clone().with_ranks(store, one, is_stale);
                let other = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                Some(one?.with(other?))
            }),
            None => empty.clone().with_ranks(store, shown.ranks(), is_stale),
        }
    }

    /// With events counted too. None where nobody waits for it.
    fn with_ranks(
        mut self,
        store: &Store,
        ranks: impl Iterator<Item = usize>,
        is_stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let spots: &Spots = store.spots();
        ranks.enumerate().try_for_each(|(number, rank)| {
            if number % AT_ONCE == 0 && is_stale() {
                return None;
            }
            self.put((store, spots), rank);
            Some(())
        })?;
        Some(self)
    }

    /// Together with the counts of other events of the same cells, whose ranks are higher.
    fn with(mut self, other: Self) -> Self {
        for (to, from) in self.cells.iter_mut().zip(other.cells) {
            to.count += from.count;
            to.ranks = to.ranks.wrapping_add(from.ranks);
        }
        self.shares.iter_mut().zip(other.shares).for_each(|(to, from)| *to += from);
        self.inside = self.inside.with(other.inside);
        self.outside += other.outside;
        self.regional = self.regional.with(other.regional);
        self.unplaced += other.unplaced;
        for (region, count) in other.regions {
            *self.regions.entry(region).or_default() += count;
        }
        self
    }

    /// The same after the window of time was moved from one answer to the next. What it costs grows with how many
    /// events came and went.
    pub fn follow(&mut self, store: &Store, before: &Shown, after: &Shown) {
        if !self.try_follow(store, before, after) {
            *self = Self::of(store, after, self.comb.clone(), self.split());
        }
    }

    /// The same where that is no dearer than to count all. False where it is, and nothing was done.
    pub fn try_follow(&mut self, store: &Store, before: &Shown, after: &Shown) -> bool {
        let Some(Swept { lost, got }) = Swept::between(before, after) else { return false };
        let spots: &Spots = store.spots();
        for rank in lost {
            self.take((store, spots), rank as usize);
        }
        for rank in got {
            self.put((store, spots), rank as usize);
        }
        let listed = |is_meant: &dyn Fn(usize) -> bool| {
            after.ranks().filter(|rank| is_meant(*rank)).map(|rank| rank as u32).collect()
        };
        let comb = &self.comb;
        self.inside.list_again(|| listed(&|rank| spots.at(rank).is_some_and(|spot| comb.cell_of(spot).is_some())));
        self.regional.list_again(|| listed(&|rank| spots.at(rank).is_none() && !spots.unplaced().contains(rank)));
        true
    }

    /// Where an event is counted.
    fn place_of(&self, spots: &Spots, rank: usize) -> Counted {
        match spots.at(rank) {
            Some(spot) => self.comb.cell_of(spot).map_or(Counted::Outside, Counted::Cell),
            None if spots.unplaced().contains(rank) => Counted::Unplaced,
            None => Counted::Regional,
        }
    }

    fn put(&mut self, (store, spots): (&Store, &Spots), rank: usize) {
        match self.place_of(spots, rank) {
            Counted::Cell(cell) => {
                self.inside.put(rank as u32);
                let Cell { count, ranks } = &mut self.cells[cell];
                *count += 1;
                *ranks = ranks.wrapping_add(rank as u32);
                if let Some(share) = self.share_of(store, cell, rank) {
                    self.shares[share] += 1;
                }
            }
            Counted::Outside => self.outside += 1,
            Counted::Unplaced => self.unplaced += 1,
            Counted::Regional => {
                self.regional.put(rank as u32);
                for region in regions_of(store, rank) {
                    *self.regions.entry(region).or_default() += 1;
                }
            }
        }
    }

    fn take(&mut self, (store, spots): (&Store, &Spots), rank: usize) {
        match self.place_of(spots, rank) {
            Counted::Cell(cell) => {
                self.inside.take(rank as u32);
                let Cell { count, ranks } = &mut self.cells[cell];
                *count -= 1;
                *ranks = ranks.wrapping_sub(rank as u32);
                if let Some(share) = self.share_of(store, cell, rank) {
                    self.shares[share] -= 1;
                }
            }
            Counted::Outside => self.outside -= 1,
            Counted::Unplaced => self.unplaced -= 1,
            Counted::Regional => {
                self.regional.take(rank as u32);
                for region in regions_of(store, rank) {
                    if let Some(count) = self.regions.get_mut(&region) {
                        *count -= 1;
                    }
                }
                self.regions.retain(|_, count| *count > 0);
            }
        }
    }

    fn share_of(&self, store: &Store, cell: usize, rank: usize) -> Option<usize> {
        let last = self.kinds.checked_sub(1)?;
        let index = store.in_time().index_at(rank);
        Some(cell * self.kinds + store.category(index).map_or(last, |category| category.min(last)))
    }

    /// The cells.
    pub fn comb(&self) -> &Honeycomb {
        &self.comb
    }

    /// By what events are told apart.
    pub fn split(&self) -> Split {
        if self.kinds > 0 { Split::Category } else { Split::Whole }
    }

    /// How many events stand in a cell.
    pub fn count(&self, cell: usize) -> usize {
        self.cells[cell].count as usize
    }

    /// The cells in which events stand, with their numbers.
    pub fn filled(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let counts = self.cells.iter().map(|cell| cell.count as usize);
        counts.enumerate().filter(|(_, count)| *count > 0)
    }

    /// The rank of the event of a cell with one.
    pub fn only_rank(&self, cell: usize) -> Option<usize> {
        let Cell { count, ranks } = self.cells[cell];
        (count == 1).then_some(ranks as usize)
    }

    /// How many events of each category stand in a cell, by the category's place in the story; those without one come
    /// last. Empty where they are not told apart.
    pub fn shares(&self, cell: usize) -> &[u32] {
        &self.shares[cell * self.kinds..(cell + 1) * self.kinds]
    }

    /// How many events stand in cells.
    pub fn inside(&self) -> usize {
        self.inside.count()
    }

    /// How many have a spot of their own outside of them.
    pub fn outside(&self) -> usize {
        self.outside
    }

    /// How many are known to a province or country only.
    pub fn regional(&self) -> usize {
        self.regional.count()
    }

    /// How many have no place on the map.
    pub fn unplaced(&self) -> usize {
        self.unplaced
    }

    /// The provinces and countries of these events, with their numbers; an event may mean several.
    pub fn regions(&self) -> impl Iterator<Item = (Region, usize)> + '_ {
        self.regions.iter().map(|(region, count)| (*region, *count as usize))
    }

    /// The ranks of the events in cells, rising. None where they are too many to be listed.
    pub fn listed(&self) -> Option<&[u32]> {
        self.inside.listed()
    }

    /// The ranks of those that are known to a province or country only, in the same way.
    pub fn listed_regional(&self) -> Option<&[u32]> {
        self.regional.listed()
    }
}

/// The provinces and countries that an event without a spot of its own means.
fn regions_of(store: &Store, rank: usize) -> impl Iterator<Item = Region> + '_ {
    store.named_places(store.in_time().index_at(rank)).iter().map(|place| place.region)
}

/// The ranks of what is shown in two parts, the lower first. None where one thread counts as fast.
fn halves(shown: &Shown) -> Option<[impl Iterator<Item = usize> + Send + '_; 2]> {
    let ((begun, stretch), admitted) = (shown.stretch()?, shown.admitted()?);
    if shown.len() < TOGETHER {
        return None;
    }
    let middle = begun.start.midpoint(begun.end);
    let half = |reaching: Range<usize>, part| {
        let reaching = stretch[reaching].iter().map(|rank| *rank as usize);
        reaching.chain(admitted.events.within(part))
    };
    Some([half(0..stretch.len(), begun.start..middle), half(0..0, middle..begun.end)])
}

#[cfg(test)]
mod tests;
