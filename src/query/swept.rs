//! What a moved window of time swept.
//!
//! Answers which events came and went between two answers to the same filter, so that a count follows the hand
//! at the cost of what moved. It does not know what is counted.

use std::ops::Range;

use super::Shown;
use crate::store::RankSet;

/// The ranks of events that came and went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// Those that are shown no more.
    pub lost: Vec<u32>,
    /// Those that were not shown before.
    pub got: Vec<u32>,
}

impl Swept {
    /// What changed from one answer to the next. None where the filter, the layers or the story are others, and where
    /// as many events came and went as are shown: to count these anew is no dearer then.
    pub fn between(before: &Shown, after: &Shown) -> Option<Self> {
        Self::of_few(before, after, after.len())
    }

    /// The same where no more than so many came and went. None where there were more.
    pub fn of_few(before: &Shown, after: &Shown, most: usize) -> Option<Self> {
        if Self::count(before, after)? > most.min(after.len()) {
            return None;
        }
        let (events, one, other) = (&after.admitted()?.events, before.stretch()?, after.stretch()?);
        Some(Self { lost: missing(events, &one, &other), got: missing(events, &other, &one) })
    }

    /// How many of the events that begin in the window came and went, without going through them. None where the
    /// filter, the layers or the story are others.
    pub fn count(before: &Shown, after: &Shown) -> Option<usize> {
        if !after.differs_by_time(before) {
            return None;
        }
        let (admitted, one, other) = (after.admitted()?, before.stretch()?, after.stretch()?);
        let parts =
            [(&one.0, &other.0), (&other.0, &one.0)].into_iter().flat_map(|(from, without)| outside(from, without));
        Some(parts.map(|part| admitted.events.count(part)).sum())
    }
}

/// The parts of a stretch that are not in another.
fn outside(stretch: &Range<usize>, other: &Range<usize>) -> [Range<usize>; 2] {
    if other.is_empty() {
        return [stretch.clone(), 0..0];
    }
    [stretch.start..stretch.end.min(other.start), stretch.start.max(other.end)..stretch.end]
}

/// The ranks in one answer that are not in another.
fn missing(events: &RankSet, one: &(Range<usize>, &[u32]), other: &(Range<usize>, &[u32])) -> Vec<u32> {
    let reaches = |rank: &u32| other.1.binary_search(rank).is_ok();
    let reaching = one.1.iter().copied().filter(|rank| !other.0.contains(&(*rank as usize)) && !reaches(rank));
    let begun = outside(&one.0, &other.0).into_iter().flat_map(|part| events.within(part)).map(|rank| rank as u32);
    reaching.chain(begun.filter(|rank| !reaches(rank))).collect()
}
