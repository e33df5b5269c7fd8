//! Which event has an id?
//!
//! This module answers that for the ids of a table, most of which are numbers that rise from row to row. It does not
//! know events.

use std::hash::BuildHasher as _;

use hashbrown::hash_map::Entry;
use hashbrown::{DefaultHashBuilder, HashMap};

/// The ids of events, each with the index of its event.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Those that are numbers higher than all before them, which need no look-up: one that is higher still is new.
    rising: Vec<(u64, u32)>,
    /// By hash, all others.
    others: HashMap<u64, u32>,
    hasher: DefaultHashBuilder,
}

impl Ids {
    /// The event that has an id.
    pub(super) fn get(&self, id: &str) -> Option<u32> {
        let among_numbers = match number_of(id) {
            Some(number) if self.is_higher(number) => return None,
            Some(number) => self.rising.binary_search_by_key(&number, |(number, _)| *number).ok(),
            None => None,
        };
        let known = among_numbers.map(|place| self.rising[place].1);
        known.or_else(|| self.others.get(&self.hasher.hash_one(id)).copied())
    }

    /// Takes in an id. False where an event has it already.
    pub(super) fn insert(&mut self, id: &str, index: u32) -> bool {
        match number_of(id) {
            Some(number) if self.is_higher(number) => {
                self.rising.push((number, index));
                return true;
            }
            Some(_) if self.get(id).is_some() => return false,
            _ => {}
        }
        match self.others.entry(self.hasher.hash_one(id)) {
            Entry::Occupied(_) => false,
            Entry::Vacant(place) => {
                place.insert(index);
                true
            }
        }
    }

    fn is_higher(&self, number: u64) -> bool {
        self.rising.last().is_none_or(|(last, _)| *last < number)
    }
}

/// The number that an id is, where no other id is the same number.
fn number_of(id: &str) -> Option<u64> {
    let is_told_once = (1..=18).contains(&id.len()) && (!id.starts_with('0') || id == "0");
    let digit = |sum: u64, byte: u8| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0'));
    if is_told_once { id.bytes().try_fold(0, digit) } else { None }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ids_are_found_as_in_a_map(told in prop::collection::vec("0?[0-9]{1,2}|[a-c]|[0-9]{17,20}|", 0..60)) {
            let (mut ids, mut map) = (Ids::default(), HashMap::new());
            for (id, index) in told.iter().zip(0..) {
                prop_assert_eq!(ids.get(id), map.get(id).copied());
                prop_assert_eq!(ids.insert(id, index), !map.contains_key(id));
                map.entry(id).or_insert(index);
            }
            for id in &told {
                prop_assert_eq!(ids.get(id), map.get(id).copied());
            }
        }
    }
}
