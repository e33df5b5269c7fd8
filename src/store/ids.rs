//! Things by their ids, without keeping the ids a second time.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Where the things with ids are. Whoever asks says how the id of one is read.
#[derive(Debug, Clone)]
pub(super) struct Ids<T> {
    hasher: DefaultHashBuilder,
    table: HashTable<T>,
}

impl<T: Copy> Ids<T> {
    /// Of those that share an id, the first is found by it.
    pub(super) fn of<I: AsRef<str>>(things: impl Iterator<Item = T>, count: usize, id_of: impl Fn(T) -> I) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut table = HashTable::with_capacity(count);
        for thing in things {
            let id = id_of(thing);
            let id = id.as_ref();
            let hash_of = |other: &T| hasher.hash_one(id_of(*other).as_ref());
            table.entry(hasher.hash_one(id), |other| id_of(*other).as_ref() == id, hash_of).or_insert(thing);
        }
        Self { hasher, table }
    }

    /// The thing with this id.
    pub(super) fn find<I: AsRef<str>>(&self, id: &str, id_of: impl Fn(T) -> I) -> Option<T> {
        self.table.find(self.hasher.hash_one(id), |other| id_of(*other).as_ref() == id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_those_with_an_id_is_found() {
        let words = ["a", "b", "a", ""];
        let ids = Ids::of(0..words.len(), 1, |place| words[place]);
        let find = |id| ids.find(id, |place| words[place]);
        assert_eq!([find("a"), find("b"), find(""), find("c")], [Some(0), Some(1), Some(3), None]);
    }
}
