//! Which events are taken for the one that is written, and which are known to be others.

use crate::query::{similar_events, told_apart};
use crate::store::Store;

/// How many are told at most.
const MOST: usize = 2;

/// What is known of events that are alike; sought once for a state of the story.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    of: Option<(u64, usize)>,
    similar: Vec<usize>,
    apart: Vec<usize>,
}

impl Likeness {
    /// Events that may be the same as the one with this index.
    pub(super) fn similar(&mut self, own: &Store, story_number: u64, index: usize) -> Vec<usize> {
        self.seek(own, story_number, index);
        self.similar.clone()
    }

    /// Events that are known not to be the same as the one with this index.
    pub(super) fn apart(&mut self, own: &Store, story_number: u64, index: usize) -> Vec<usize> {
        self.seek(own, story_number, index);
        self.apart.clone()
    }

    fn seek(&mut self, own: &Store, story_number: u64, index: usize) {
        if self.of != Some((story_number, index)) {
            self.similar = similar_events(own, index, MOST);
            self.apart = told_apart(own, index);
            self.of = Some((story_number, index));
        }
    }
}
