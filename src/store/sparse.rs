//! A value for some of many things, shared by stores.
//!
//! Answers the value of a thing, if it has one. It does not know what the values mean.

use std::sync::Arc;

use super::coding::{Fixed, kept_alone};
use super::pieces::Pieces;

/// A value for some things, by their numbers.
#[derive(Debug, Clone)]
pub(super) struct Sparse<T>(Arc<Vec<(u32, T)>>);

kept_alone!(Sparse<T: Fixed>);

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Copy + PartialEq> Sparse<T> {
    /// The value of a thing. None: it has none.
    pub(super) fn get(&self, index: usize) -> Option<T> {
        let place = self.0.binary_search_by_key(&(index as u32), |(index, _)| *index).ok()?;
        Some(self.0[place].1)
    }

    /// The things that have a value, in order.
    pub(super) fn indexes(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().map(|(index, _)| *index as usize)
    }

    /// After a change of the things. Shares the values where none is another.
    pub(super) fn patched(&self, pieces: &Pieces, mut fresh: impl FnMut(usize) -> Option<T>) -> Self {
        let others = pieces.fresh().map(|index| (index, fresh(index)));
        if pieces.are_in_place() {
            return self.with(others);
        }
        let kept = self.0.iter().filter_map(|(index, value)| Some((pieces.place_of(*index as usize)? as u32, *value)));
        Self(Arc::new(kept.collect())).with(others)
    }

    /// With other values for some things, in rising order. Shares the values where none is another.
    pub(super) fn with(&self, others: impl Iterator<Item = (usize, Option<T>)>) -> Self {
        let others: Vec<(usize, Option<T>)> = others.filter(|(index, value)| self.get(*index) != *value).collect();
        if others.is_empty() {
            return self.clone();
        }
        let mut values = Vec::with_capacity(self.0.len() + others.len());
        let mut rest = self.0.as_slice();
        for (index, value) in others {
            let before = rest.partition_point(|(other, _)| (*other as usize) < index);
            values.extend_from_slice(&rest[..before]);
            rest = &rest[before..];
            if rest.first().is_some_and(|(other, _)| *other as usize == index) {
                rest = &rest[1..];
            }
            values.extend(value.map(|value| (index as u32, value)));
        }
        values.extend_from_slice(rest);
        Self(Arc::new(values))
    }

    /// How many bytes the values take.
    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<(u32, T)>()
    }
}

impl<T: Copy + PartialEq> FromIterator<(usize, T)> for Sparse<T> {
    /// From the values in the order of the things.
    fn from_iter<I: IntoIterator<Item = (usize, T)>>(values: I) -> Self {
        let mut values: Vec<(u32, T)> = values.into_iter().map(|(index, value)| (index as u32, value)).collect();
        values.shrink_to_fit();
        Self(Arc::new(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_values_take_the_place_of_those_before() {
        let sparse: Sparse<char> = [(2, 'b'), (5, 'c')].into_iter().collect();
        let other = sparse.with([(0, Some('a')), (2, None), (5, Some('d')), (9, Some('e'))].into_iter());
        assert_eq!([0, 2, 5, 9].map(|index| other.get(index)), [Some('a'), None, Some('d'), Some('e')]);
        assert!(Arc::ptr_eq(&other.0, &other.with([(7, None), (0, Some('a'))].into_iter()).0));
    }
}
