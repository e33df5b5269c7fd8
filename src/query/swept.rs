//! What a moved window of time swept.
//!
//! Answers which events came and went between two answers to the same filter, so that a count follows the hand
//! at the cost of what moved. It does not know what is counted.

use std::ops::Range;
use std::sync::Arc;

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
        let (admitted, of_before) = (after.admitted()?, before.admitted()?);
        if !Arc::ptr_eq(admitted, of_before) || !Arc::ptr_eq(after.in_time(), before.in_time()) {
            return None;
        }
        let (one, other) = (before.stretch()?, after.stretch()?);
        let events = &admitted.events;
        let moved: usize = [(&one.0, &other.0), (&other.0, &one.0)]
            .into_iter()
            .flat_map(|(from, without)| outside(from, without))
            .map(|part| events.count(part))
            .sum();
        if moved > most.min(after.len()) {
            return None;
        }
        Some(Self { lost: missing(events, &one, &other), got: missing(events, &other, &one) })
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
