//! A value for each of many things, shared by stores.
//!
//! Answers the value of a thing. A column in which all are alike takes no room; a copy shares the values,
//! and a changed one copies them in one go. It does not know what the values mean.

use std::sync::Arc;

use super::pieces::Pieces;

/// A value for each thing, by its number.
#[derive(Debug, Clone)]
pub(super) enum Column<T> {
    /// So many things that all have this value.
    Alike(T, usize),
    /// The value of each.
    Each(Arc<Vec<T>>),
}

impl<T: Copy + PartialEq> Column<T> {
    /// How many things there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Alike(_, count) => *count,
            Self::Each(values) => values.len(),
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
        }
    }

    /// The column after a change. Shares the values where none is another.
    pub(super) fn patched(&self, pieces: &Pieces, mut fresh: impl FnMut(usize) -> T) -> Self {
        let values = match self {
            Self::Alike(value, _) => {
                if pieces.fresh().all(|index| fresh(index) == *value) {
                    return Self::Alike(*value, pieces.len_after());
                }
                &vec![*value; self.len()]
            }
            Self::Each(values) => {
                if pieces.are_in_place() && pieces.fresh().all(|index| fresh(index) == values[index]) {
                    return self.clone();
                }
                &**values
            }
        };
        Self::Each(Arc::new(pieces.copied(values, fresh)))
    }

    /// The column with other values for some things.
    pub(super) fn with(&self, others: impl Iterator<Item = (usize, T)>) -> Self {
        let mut values: Option<Vec<T>> = None;
        for (index, value) in others.filter(|(index, value)| self.get(*index) != *value) {
            values.get_or_insert_with(|| self.iter().collect())[index] = value;
        }
        values.map_or_else(|| self.clone(), |values| Self::Each(Arc::new(values)))
    }

    /// True when both share their values, or all are alike in both.
    pub(super) fn is_shared_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Alike(one, count), Self::Alike(other, of_other)) => one == other && count == of_other,
            (Self::Each(one), Self::Each(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// How many bytes the values take.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Alike(..) => 0,
            Self::Each(values) => values.capacity() * size_of::<T>(),
        }
    }
}

impl<T: Copy + PartialEq> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut values = values.into_iter();
        let Some(first) = values.next() else { return Self::Each(Arc::default()) };
        let mut count = 1;
        for value in values.by_ref() {
            if value == first {
                count += 1;
                continue;
            }
            let mut each = Vec::with_capacity(count + 1 + values.size_hint().0);
            each.resize(count, first);
            each.push(value);
            each.extend(values);
            each.shrink_to_fit();
            return Self::Each(Arc::new(each));
        }
        Self::Alike(first, count)
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
