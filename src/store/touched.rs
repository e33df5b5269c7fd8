//! Which events a change of a story touches.
//!
//! Answers it for several changes, one after the other, as if they were one. It does not know what they change.

use std::ops::Range;

/// Which events a change of a story touches. The others say what they said, in the same order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Indexes in the story before, rising, of events that were taken out.
    pub removed: Vec<usize>,
    /// Indexes in the changed story, rising, of events that were put in.
    pub inserted: Vec<usize>,
    /// Indexes in the changed story, rising, of events that were there and say something else now.
    pub changed: Vec<usize>,
    /// Whether sources, actors, categories, layers or the zone of the story are others too.
    pub declared: bool,
}

impl Touched {
    /// Notes one more change: so many events were taken out at an index of the story as it is by then, and so many
    /// put there.
    pub fn splice(&mut self, at: usize, takes: usize, puts: usize) {
        let is_old = |index: &usize| self.inserted.binary_search(index).is_err();
        let old: Vec<usize> = (at..at + takes).filter(is_old).collect();
        // What stands where an old event stood is that event, changed.
        let changed = old.len().min(puts);
        let removed: Vec<usize> = old[changed..].iter().map(|index| self.before(*index)).collect();
        for index in removed {
            let place = self.removed.partition_point(|other| *other < index);
            self.removed.insert(place, index);
        }
        replace(&mut self.inserted, at..at + takes, puts, at + changed..at + puts);
        replace(&mut self.changed, at..at + takes, puts, at..at + changed);
    }

    /// Indexes in the changed story of the events that are new or changed, rising.
    pub fn fresh(&self) -> Vec<usize> {
        let mut fresh = [&self.inserted[..], &self.changed].concat();
        fresh.sort_unstable();
        fresh
    }

    /// Where an event stood that is not new.
    fn before(&self, index: usize) -> usize {
        let kept = index - self.inserted.partition_point(|other| *other < index);
        // The removed ones before it are those with no more kept ones before them.
        let (mut low, mut high) = (0, self.removed.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.removed[middle] - middle <= kept { low = middle + 1 } else { high = middle }
        }
        kept + low
    }
}

/// Takes the indexes of a range out of rising ones, moves those behind it to where they are when it holds so many,
/// and puts others in.
fn replace(indexes: &mut Vec<usize>, range: Range<usize>, count: usize, others: Range<usize>) {
    let place = |end: usize| indexes.partition_point(|index| *index < end);
    let (start, end) = (place(range.start), place(range.end));
    for index in &mut indexes[end..] {
        *index = *index - range.len() + count;
    }
    indexes.splice(start..end, others);
}
