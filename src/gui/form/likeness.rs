//! Which events are taken for the one that is written, and which are known to be others.

use std::collections::BTreeSet;

use crate::query::similar_events;
use crate::store::Store;

/// How many are told at most.
const MOST: usize = 2;

/// What is known of events that are alike.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// Pairs that somebody has said to be two.
    apart: BTreeSet<[String; 2]>,
    found: Option<((u64, usize), Vec<usize>)>,
}

impl Likeness {
    /// Events that may be the same as the one with this index; sought once for a state of the story.
    pub(super) fn similar(&mut self, own: &Store, story_number: u64, index: usize) -> Vec<usize> {
        let key = (story_number, index);
        if self.found.as_ref().is_none_or(|(of, _)| *of != key) {
            let mut similar = similar_events(own, index, MOST + self.apart.len());
            similar.retain(|other| !self.apart.contains(&pair(&own.id(index), &own.id(*other))));
            similar.truncate(MOST);
            self.found = Some((key, similar));
        }
        self.found.as_ref().map(|(_, found)| found.clone()).unwrap_or_default()
    }

    /// Remembers that two events are not the same.
    pub(super) fn tell_apart(&mut self, one: &str, other: &str) {
        self.apart.insert(pair(one, other));
        self.found = None;
    }
}

fn pair(one: &str, other: &str) -> [String; 2] {
    let mut pair = [one.to_owned(), other.to_owned()];
    pair.sort();
    pair
}
