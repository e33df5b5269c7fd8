//! What became of an event between two versions of a story.
//!
//! Answers which sign a mark bears while versions are compared. It does not know how they differ.

use super::Store;

/// What became of something between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It is in the new version alone.
    Added,
    /// It is in the old version alone.
    Removed,
    /// It is in both, and not the same.
    Changed,
}

impl Change {
    /// Every change, in the order in which they are counted.
    pub const ALL: [Self; 3] = [Self::Added, Self::Removed, Self::Changed];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }

    /// The sign for it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
            Self::Changed => "~",
        }
    }
}

impl Store {
    /// The same story with what became of each event, by index. It stays however the story is read.
    #[must_use]
    pub fn with_changes(self, changes: Vec<Option<Change>>) -> Self {
        Self { changes: changes.into_iter().collect(), compares: true, ..self }
    }

    /// True when the store is that of two versions.
    pub fn is_comparison(&self) -> bool {
        self.compares
    }

    /// What became of an event; none where nothing did, or nothing is compared.
    pub fn change(&self, index: usize) -> Option<Change> {
        self.changes.get(index)
    }
}
