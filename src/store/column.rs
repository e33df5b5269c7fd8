//! A value for each of many things, shared by stores.
//!
//! Answers the value of a thing. A column in which all are alike takes no room; a copy shares the values,
//! and a changed one copies them in one go. It does not know what the values mean.

use std::sync::Arc;

use super::coded::{Bits, Coded, Writing};
use super::coding::{Fixed, Kept, Reading};
use super::pieces::Pieces;

/// A value for each thing, by its number.
#[derive(Debug, Clone)]
pub(super) enum Column<T> {
    /// So many things that all have this value.
    Alike(T, usize),
    /// The value of each.
    Each(Arc<Vec<T>>),
    /// The value of each by a code, where there are many things and few values.
    Coded(Coded<T>),
}

impl<T: Bits + Fixed> Kept for Column<T> {
    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Self::Alike(value, count) => {
                0_u8.write(to);
                value.put(to);
                count.write(to);
            }
            Self::Each(values) => (1_u8, values).write(to),
            Self::Coded(coded) => (2_u8, coded).write(to),
        }
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        match u8::read(from)? {
            0 => Some(Self::Alike(T::of(from.next(T::BYTES)?)?, usize::read(from)?)),
            1 => Kept::read(from).map(Self::Each),
            2 => Kept::read(from).map(Self::Coded),
            _ => None,
        }
    }
}

impl<T: Bits> Column<T> {
    /// How many things there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Alike(_, count) => *count,
            Self::Each(values) => values.len(),
            Self::Coded(coded) => coded.len(),
        }
    }

    /// The value of a thing.
    pub(super) fn get(&self, index: usize) -> T {
        *self.at(index)
    }

    /// The value of a thing, where it lies.
    pub(super) fn at(&self, index: usize) -> &T {
        match self {
            Self::Alike(value, count) => {
                debug_assert!(index < *count, "there is a thing with this number");
                value
            }
            Self::Each(values) => &values[index],
            Self::Coded(coded) => coded.at(index),
        }
    }

    /// The values of all, in order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = T> + '_ {
        (0..self.len()).map(|index| self.get(index))
    }

    /// How many stand first for which `holds`; where it does not hold for one, it must not for the next.
    pub(super) fn partition_point(&self, holds: impl Fn(T) -> bool) -> usize {
        match self {
            Self::Alike(value, count) => {
                if holds(*value) {
                    *count
                } else {
                    0
                }
            }
            Self::Each(values) => values.partition_point(|value| holds(*value)),
            Self::Coded(coded) => {
                let (mut first, mut end) = (0, coded.len());
                while first < end {
                    let middle = usize::midpoint(first, end);
                    if holds(*coded.at(middle)) { first = middle + 1 } else { end = middle }
                }
                first
            }
        }
    }

    /// The column after a change. Shares the values where none is another.
    pub(super) fn patched(&self, pieces: &Pieces, mut fresh: impl FnMut(usize) -> T) -> Self {
        if let Self::Coded(coded) = self {
            if pieces.are_in_place() && pieces.fresh().all(|index| fresh(index).bits() == coded.at(index).bits()) {
                return self.clone();
            }
            if let Some(patched) = coded.patched(pieces, &mut fresh) {
                return Self::Coded(patched);
            }
        }
        let values = match self {
            Self::Alike(value, _) => {
                if pieces.fresh().all(|index| fresh(index).bits() == value.bits()) {
                    return Self::Alike(*value, pieces.len_after());
                }
                &vec![*value; self.len()]
            }
            Self::Each(values) => {
                if pieces.are_in_place() && pieces.fresh().all(|index| fresh(index).bits() == values[index].bits()) {
                    return self.clone();
                }
                &**values
            }
            Self::Coded(coded) => &(0..coded.len()).map(|index| *coded.at(index)).collect::<Vec<T>>(),
        };
        Self::Each(Arc::new(pieces.copied(values, fresh)))
    }

    /// The column with other values for some things.
    pub(super) fn with(&self, others: impl Iterator<Item = (usize, T)>) -> Self {
        let mut values: Option<Vec<T>> = None;
        for (index, value) in others.filter(|(index, value)| self.get(*index).bits() != value.bits()) {
            values.get_or_insert_with(|| self.iter().collect::<Vec<T>>())[index] = value;
        }
        values.map_or_else(|| self.clone(), |values| Self::Each(Arc::new(values)))
    }

    /// True when both share their values, or all are alike in both.
    pub(super) fn is_shared_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Alike(one, count), Self::Alike(other, of_other)) => one.bits() == other.bits() && count == of_other,
            (Self::Each(one), Self::Each(other)) => Arc::ptr_eq(one, other),
            (Self::Coded(one), Self::Coded(other)) => one.is_shared_with(other),
            _ => false,
        }
    }

    /// How many bytes the values take.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Alike(..) => 0,
            Self::Each(values) => values.capacity() * size_of::<T>(),
            Self::Coded(coded) => coded.bytes(),
        }
    }
}

/// A column that is being written, in little more room than it will take.
#[derive(Debug)]
pub(super) enum ColumnWriting<T> {
    Alike(Option<T>, usize),
    Others(Writing<T>),
}

impl<T> Default for ColumnWriting<T> {
    fn default() -> Self {
        Self::Alike(None, 0)
    }
}

impl<T: Bits> ColumnWriting<T> {
    /// Adds the value of the next thing.
    pub(super) fn push(&mut self, value: T) {
        match self {
            Self::Alike(None, _) => *self = Self::Alike(Some(value), 1),
            Self::Alike(Some(first), count) if first.bits() == value.bits() => *count += 1,
            Self::Alike(Some(first), count) => {
                let mut writing = Writing::default();
                (0..*count).for_each(|_| writing.push(*first));
                writing.push(value);
                *self = Self::Others(writing);
            }
            Self::Others(writing) => writing.push(value),
        }
    }

    pub(super) fn done(self) -> Column<T> {
        match self {
            Self::Alike(None, _) => Column::Each(Arc::default()),
            Self::Alike(Some(value), count) => Column::Alike(value, count),
            Self::Others(writing) => match writing.done() {
                Ok(coded) => Column::Coded(coded),
                Err(each) => Column::Each(Arc::new(each)),
            },
        }
    }
}

impl<T: Bits> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut writing = ColumnWriting::default();
        values.into_iter().for_each(|value| writing.push(value));
        writing.done()
    }
}

#[cfg(test)]
mod tests {
    use super::super::touched::Touched;
    use super::*;

    #[test]
    fn what_is_alike_stays_so_until_one_differs() {
        let column: Column<u8> = [7, 7, 7].into_iter().collect();
        assert!(matches!(column, Column::Alike(7, 3)));
        let more = Pieces::of_touched(3, &Touched { inserted: vec![1], ..Touched::default() });
        assert!(matches!(column.patched(&more, |_| 7), Column::Alike(7, 4)));
        let other = column.patched(&more, |_| 8);
        assert_eq!(other.iter().collect::<Vec<_>>(), [7, 8, 7, 7]);
        let changed = Pieces::of_touched(4, &Touched { changed: vec![1], ..Touched::default() });
        assert!(other.patched(&changed, |_| 8).is_shared_with(&other));
    }
}
