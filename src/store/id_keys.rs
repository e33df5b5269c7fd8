//! Ids as numbers that are in the same order.
//!
//! Answers which of two ids stands first, as far as eight letters tell, without a look at the ids. It does not know
//! whose ids they are.

use std::borrow::Cow;

use crate::model::Events;

/// A number for the id of each thing: where one id stands before another, its number is not greater.
#[derive(Debug)]
pub(super) struct IdKeys {
    /// With what ids begin that are numbered, such as `row-`.
    prefix: String,
    keys: Vec<u64>,
    /// Whether ids with the same number are the same.
    are_whole: bool,
}

impl IdKeys {
    /// For things with ids like these.
    pub(super) fn like<'a>(ids: impl IntoIterator<Item = Cow<'a, str>>) -> Self {
        let mut ids = ids.into_iter();
        let mut prefix = ids.next().map(Cow::into_owned).unwrap_or_default();
        for id in ids {
            let is_alike = |(at, letter): (usize, char)| id[at..].starts_with(letter).then_some(at + letter.len_utf8());
            let end = prefix
                .char_indices()
                .map_while(|(at, letter)| if at <= id.len() { is_alike((at, letter)) } else { None });
            prefix.truncate(end.last().unwrap_or(0));
        }
        Self { prefix, keys: Vec::new(), are_whole: true }
    }

    /// Those of all events.
    pub(super) fn of(events: &Events) -> Self {
        let mut keys = Self::sampled(events);
        events.ids().for_each(|id| keys.push(&id));
        keys
    }

    /// For all events, of which it has looked at a few.
    pub(super) fn sampled(events: &Events) -> Self {
        const SAMPLE: usize = 16;
        let step = events.len().div_ceil(SAMPLE).max(1);
        Self::like((0..events.len()).step_by(step).map(|index| events.id(index)))
    }

    /// Adds the id of the next thing.
    pub(super) fn push(&mut self, id: &str) {
        const LETTERS: usize = size_of::<u64>();
        let prefix = self.prefix.as_bytes();
        let key = if let Some(rest) = id.as_bytes().strip_prefix(prefix) {
            let mut letters = [0; LETTERS];
            let count = rest.len().min(LETTERS);
            letters[..count].copy_from_slice(&rest[..count]);
            self.are_whole &= rest.len() <= LETTERS && !rest.contains(&0);
            u64::from_be_bytes(letters)
        } else {
            self.are_whole = false;
            if id.as_bytes() < prefix { 0 } else { u64::MAX }
        };
        self.keys.push(key);
    }

    /// The number of a thing.
    pub(super) fn of_thing(&self, index: u32) -> u64 {
        self.keys[index as usize]
    }

    /// True when things with the same number have the same id.
    pub(super) fn are_whole(&self) -> bool {
        self.are_whole
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_in_the_order_of_ids(
            ids in prop::collection::vec("(row-|AFG)?[0-9a-bé\\x00]{0,10}", 1..20), sample in 1..20_usize,
        ) {
            let mut keys = IdKeys::like(ids.iter().take(sample).map(|id| Cow::Borrowed(id.as_str())));
            for id in &ids {
                keys.push(id);
            }
            for (one, of_one) in ids.iter().enumerate() {
                for (other, of_other) in ids.iter().enumerate() {
                    let numbers = (keys.of_thing(one as u32), keys.of_thing(other as u32));
                    prop_assert!(of_one > of_other || numbers.0 <= numbers.1);
                    prop_assert!(!keys.are_whole() || (of_one == of_other) == (numbers.0 == numbers.1));
                }
            }
        }
    }
}
