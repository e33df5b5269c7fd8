//! How a viewer wants a table to look: which columns, how wide, how tall its rows. It is remembered between runs.

use std::collections::{BTreeMap, BTreeSet};

/// The least and the most that a column is wide, in points.
const WIDTHS: [f32; 2] = [36.0, 1600.0];

/// How many lines of text the rows of a table have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowLines {
    /// As many rows as possible are in sight.
    #[default]
    Two,
    /// Most texts are read in full.
    Four,
    /// Nearly every text is read in full.
    Eight,
}

impl RowLines {
    /// Every height with its name.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Two, "2 lines"), (Self::Four, "4 lines"), (Self::Eight, "8 lines")];

    /// How many lines there are.
    #[must_use]
    pub fn count(self) -> usize {
        match self {
            Self::Two => 2,
            Self::Four => 4,
            Self::Eight => 8,
        }
    }
}

/// How a viewer wants a table to look. Columns are known by their titles; what is not said follows from the room.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct TableLook {
    /// Widths of columns, in points.
    pub widths: BTreeMap<String, f32>,
    /// Columns that are not shown.
    pub hidden: BTreeSet<String>,
    /// Columns that are shown even where there is no room for all.
    pub kept: BTreeSet<String>,
    /// The height of the rows.
    pub lines: RowLines,
}

impl TableLook {
    /// The width a column was given, in points; none where it follows from the room.
    #[must_use]
    pub fn width(&self, title: &str) -> Option<f32> {
        let width = self.widths.get(title).copied().filter(|width| width.is_finite())?;
        Some(width.clamp(WIDTHS[0], WIDTHS[1]))
    }

    /// True for a column that is shown however little room there is.
    #[must_use]
    pub fn keeps(&self, title: &str) -> bool {
        !self.hidden.contains(title) && (self.kept.contains(title) || self.widths.contains_key(title))
    }

    /// Shows a column that was not shown, or no longer one that was.
    pub fn toggle(&mut self, title: &str, is_shown: Shown) {
        match is_shown {
            Shown::Yes => {
                self.kept.remove(title);
                self.hidden.insert(title.to_owned());
            }
            Shown::No => {
                self.hidden.remove(title);
                self.kept.insert(title.to_owned());
            }
        }
    }

    /// Makes a column wider by so many points, or narrower. The columns that are shown, with their widths from left to
    /// right, stay: those left of it as wide as they are, so that its edge follows the hand.
    pub fn widen(&mut self, title: &str, points: f32, shown: &[(&str, f32)]) {
        let at = shown.iter().position(|(known, _)| *known == title).unwrap_or(0);
        for (place, (known, width)) in shown.iter().enumerate() {
            let width = if place == at { width + points } else { *width };
            if place <= at {
                self.widths.insert((*known).to_owned(), width.clamp(WIDTHS[0], WIDTHS[1]));
            } else {
                self.kept.insert((*known).to_owned());
            }
        }
    }

    /// Columns as the room has it, with rows as tall as they are.
    pub fn reset(&mut self) {
        *self = Self { lines: self.lines, ..Self::default() };
    }
}

/// How the tables of the window look.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct TableLooks {
    /// That of the events.
    pub events: TableLook,
    /// That of the claims.
    pub claims: TableLook,
    /// That of the actors.
    pub actors: TableLook,
}

/// Whether a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// It is.
    Yes,
    /// It was hidden, or had no room.
    No,
}
