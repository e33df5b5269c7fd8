//! How far events reach in time.
//!
//! Answers which events that began before a moment go on after it, without a look at all that began before:
//! each block of events knows its latest end. It does not know a window of time.

use std::ops::Range;

use super::spans::Spans;

/// So many events make a block, and so many blocks one of the next size.
const BLOCK: usize = 64;

/// The latest ends of blocks of events in the order of time.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// By size of block, from 64 events on: the latest possible end in each.
    levels: Vec<Vec<f64>>,
}

impl Reach {
    /// Of the dated events in order.
    pub(super) fn of(spans: &Spans) -> Self {
        let end = |rank: usize| spans.possible(rank).map_or(f64::NEG_INFINITY, |possible| possible.end_secs);
        let mut levels = vec![latest(spans.len(), end)];
        while let Some(below) = levels.last().filter(|level| level.len() > BLOCK) {
            let next = latest(below.len(), |place| below[place]);
            levels.push(next);
        }
        Self { levels }
    }

    /// The ranks of a stretch of events that end after a moment, in seconds since the Unix epoch, rising.
    pub(super) fn ending_after<'a>(
        &'a self,
        spans: &'a Spans,
        secs: f64,
        ranks: Range<usize>,
    ) -> impl Iterator<Item = usize> + 'a {
        let mut next = ranks.start;
        std::iter::from_fn(move || {
            while next < ranks.end {
                // The largest block that begins here and ends too early is passed over as a whole.
                let mut size = BLOCK;
                let mut passed = 1;
                for level in &self.levels {
                    if !next.is_multiple_of(size) || level[next / size] > secs {
                        break;
                    }
                    passed = size;
                    size *= BLOCK;
                }
                let here = next;
                next += passed;
                if passed == 1 && spans.possible(here).is_some_and(|possible| possible.end_secs > secs) {
                    return Some(here);
                }
            }
            None
        })
    }

    pub(super) fn bytes(&self) -> usize {
        self.levels.iter().map(|level| level.capacity() * size_of::<f64>()).sum()
    }
}

/// The latest of each block.
fn latest(count: usize, end: impl Fn(usize) -> f64) -> Vec<f64> {
    let blocks = (0..count).step_by(BLOCK);
    blocks.map(|start| (start..count.min(start + BLOCK)).map(&end).fold(f64::NEG_INFINITY, f64::max)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Extent, TimeSpan};

    proptest! {
        #[test]
        fn those_that_go_on_are_found_as_by_a_plain_loop(
            mut spans in prop::collection::vec((0..60_i32, 0..4_i32, prop::bool::weighted(0.02)), 0..9000),
            at in 0..90_i32, from in 0..9000_usize, before in 0..9000_usize,
        ) {
            spans.sort_unstable();
            let span = |(start, length, is_long): (i32, i32, bool)| {
                let end = start + if is_long { 10 * length } else { length };
                Some(TimeSpan::exact(Extent::new(f64::from(start), f64::from(end))))
            };
            let spans: Spans = spans.into_iter().map(span).collect();
            let ranks = from.min(before)..before.min(spans.len());
            let plain: Vec<usize> =
                ranks.clone().filter(|rank| spans.possible(*rank).is_some_and(|p| p.end_secs > f64::from(at))).collect();
            let found: Vec<usize> = Reach::of(&spans).ending_after(&spans, f64::from(at), ranks).collect();
            prop_assert_eq!(found, plain);
        }
    }
}
