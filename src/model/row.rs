//! What the row of a table said, as it said it.
//!
//! This module answers what stands in a cell of a row that became an event. It does not know what the
//! cells mean.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::packed_rows::PackedRows;
use super::rows::Rows;

/// One row of a table.
#[derive(Clone)]
pub struct Row {
    held: Held,
    index: u32,
}

/// Where the cells of a row are.
#[derive(Clone)]
enum Held {
    /// Among others of its table.
    Rows(Arc<Rows>),
    /// Among those that are packed with it, which are unpacked when one of them is first read.
    Packed(Arc<PackedRows>, OnceLock<Arc<Rows>>),
}

impl Row {
    /// The row with this index.
    pub fn new(rows: Arc<Rows>, index: usize) -> Self {
        Self { held: Held::Rows(rows), index: index as u32 }
    }

    /// The row with this index of packed ones.
    pub(super) fn packed(rows: Arc<PackedRows>, index: usize) -> Self {
        Self { held: Held::Packed(rows, OnceLock::new()), index: index as u32 }
    }

    /// The rows that it is of.
    fn rows(&self) -> &Arc<Rows> {
        match &self.held {
            Held::Rows(rows) => rows,
            Held::Packed(packed, rows) => rows.get_or_init(|| packed.unpacked()),
        }
    }

    /// The rows that it is of, which it shares with others, and its index among them.
    pub(super) fn shared(&self) -> (&Arc<Rows>, u32) {
        (self.rows(), self.index)
    }

    fn place(&self) -> (&Rows, usize) {
        (self.rows(), self.index as usize)
    }

    /// The names of its columns, with its text for each; without cells that are empty. Cells beyond the
    /// last column have no name.
    pub fn named_cells(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        let (rows, index) = self.place();
        let cells = rows.cells(index).enumerate();
        cells
            .filter(|(_, cell)| !cell.is_empty())
            .map(move |(column, cell)| (rows.columns().get(column).map_or("", String::as_str), cell))
    }

    /// The names of the columns of its table.
    pub fn columns(&self) -> &[String] {
        match &self.held {
            Held::Rows(rows) => rows.columns(),
            Held::Packed(packed, _) => packed.columns(),
        }
    }

    /// Its text in a column; empty where it has none.
    pub fn cell(&self, column: usize) -> &str {
        let (rows, index) = self.place();
        rows.cell(index, column)
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        let (rows, index) = self.place();
        rows.width(index)
    }

    /// Its line in its file, counted from 1.
    pub fn line(&self) -> u64 {
        let (rows, index) = self.place();
        rows.line(index)
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.named_cells().eq(other.named_cells())
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.named_cells()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_without_a_column_have_no_name() {
        let mut rows = Rows::new(["a".to_owned(), "b".to_owned()].into());
        rows.push(2, ["1", "2", "3"]);
        let row = Row::new(Arc::new(rows), 0);
        assert_eq!(row.named_cells().collect::<Vec<_>>(), [("a", "1"), ("b", "2"), ("", "3")]);
    }
}
