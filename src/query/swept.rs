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
        if Self::count(before, after)? > after.len() {
            return None;
        }
        let (events, one, other) = (&after.admitted()?.events, before.stretch()?, after.stretch()?);
        Some(Self { lost: missing(events, &one, &other), got: missing(events, &other, &one) })
    }

    /// The parts of a stretch of ranks that are not in another.
    pub fn outside(stretch: &Range<usize>, other: &Range<usize>) -> [Range<usize>; 2] {
        if other.is_empty() {
            return [stretch.clone(), 0..0];
        }
        [stretch.start..stretch.end.min(other.start), stretch.start.max(other.end)..stretch.end]
    }

    /// How many of the events that begin in the window came and went, without going through them. None where the
    /// filter, the layers or the story are others.
    fn count(before: &Shown, after: &Shown) -> Option<usize> {
        if !after.differs_by_time(before) {
            return None;
        }
        let (admitted, one, other) = (after.admitted()?, before.stretch()?, after.stretch()?);
        let parts = [(&one.0, &other.0), (&other.0, &one.0)]
            .into_iter()
            .flat_map(|(from, without)| Self::outside(from, without));
        Some(parts.map(|part| admitted.events.count(part)).sum())
    }
}

/// The ranks in one answer that are not in another.
fn missing(events: &RankSet, one: &(Range<usize>, &[u32]), other: &(Range<usize>, &[u32])) -> Vec<u32> {
    let reaches = |rank: &u32| other.1.binary_search(rank).is_ok();
    let reaching = one.1.iter().copied().filter(|rank| !other.0.contains(&(*rank as usize)) && !reaches(rank));
    let mut found: Vec<u32> = reaching.collect();
    for part in Swept::outside(&one.0, &other.0) {
        let mut reaching = other.1[other.1.partition_point(|rank| (*rank as usize) < part.start)..].iter().peekable();
        // Both rise, so that none is looked up.
        for rank in events.within(part).map(|rank| rank as u32) {
            while reaching.next_if(|other| **other < rank).is_some() {}
            if reaching.peek().is_none_or(|other| **other != rank) {
                found.push(rank);
            }
        }
    }
    found
}
