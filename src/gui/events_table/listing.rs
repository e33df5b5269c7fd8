//! Which events the table lists.
//!
//! This module answers which event a row is for. Of a great many the rows are those of what is shown; what is
//! written then, or of few, is kept in a list of its own, so that rows stay where they are.

use crate::query::Shown;

/// As many events are listed one by one.
const FEW: usize = 5000;

/// The events of the table, by row.
pub(super) enum Listing {
    /// What is shown, then what of it has no date.
    Shown(Shown),
    /// Indexes.
    Kept(Vec<usize>),
}

impl Default for Listing {
    fn default() -> Self {
        Self::Kept(Vec::new())
    }
}

impl Listing {
    /// True where what is shown is too much to be listed one by one.
    pub(super) fn is_long(shown: &Shown) -> bool {
        shown.len() + shown.undated().len() > FEW
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Shown(shown) => shown.len() + shown.undated().len(),
            Self::Kept(kept) => kept.len(),
        }
    }

    /// The index of the event of a row.
    pub(super) fn get(&self, row: usize) -> Option<usize> {
        match self {
            Self::Shown(shown) => match row.checked_sub(shown.len()) {
                None => shown.nth(row),
                Some(row) => shown.undated().get(row).copied(),
            },
            Self::Kept(kept) => kept.get(row).copied(),
        }
    }

    /// The row of an event.
    pub(super) fn row_of(&self, index: usize) -> Option<usize> {
        match self {
            Self::Shown(shown) => shown.place_of(index).or_else(|| {
                let place = shown.undated().iter().position(|other| *other == index)?;
                Some(shown.len() + place)
            }),
            Self::Kept(kept) => kept.iter().position(|other| *other == index),
        }
    }

    /// All of them, one by one, to be changed.
    pub(super) fn kept_mut(&mut self) -> &mut Vec<usize> {
        if let Self::Shown(shown) = self {
            *self = Self::Kept(shown.events().chain(shown.undated().iter().copied()).collect());
        }
        match self {
            Self::Kept(kept) => kept,
            Self::Shown(_) => unreachable!("it was made a list of its own"),
        }
    }
}
