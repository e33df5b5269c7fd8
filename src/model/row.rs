//! What the row of a table said, as it said it.
//!
//! This module answers what stands in a cell of a row that became an event. It does not know what the
//! cells mean. Rows are packed by the thousand, so that those of a large table cost little more than
//! their text.

use std::fmt;
use std::sync::Arc;

/// Rows of one table, packed: one text for all cells, and where each ends.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Rows {
    columns: Arc<[String]>,
    text: String,
    /// Where each cell ends in the text, row after row.
    ends: Vec<u32>,
    /// For each row, which of `ends` is that of its first cell; and the number of cells at the end.
    firsts: Vec<u32>,
    lines: Vec<u64>,
}

impl Rows {
    /// No rows yet, of a table with these columns.
    pub fn new(columns: Arc<[String]>) -> Self {
        Self { columns, text: String::new(), ends: Vec::new(), firsts: vec![0], lines: Vec::new() }
    }

    /// Adds a row, read from this line of its file, counted from 1. It may have fewer or more cells than
    /// there are columns.
    pub fn push<'a>(&mut self, line: u64, cells: impl IntoIterator<Item = &'a str>) {
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len() as u32);
        }
        self.firsts.push(self.ends.len() as u32);
        self.lines.push(line);
    }

    /// Adds a row whose cells stand end to end in a text; `ends` says where each ends in it.
    pub fn push_packed(&mut self, line: u64, text: &str, ends: impl IntoIterator<Item = usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.ends.extend(ends.into_iter().map(|end| (start + end) as u32));
        self.firsts.push(self.ends.len() as u32);
        self.lines.push(line);
    }

    /// The names of the columns.
    pub fn columns(&self) -> &Arc<[String]> {
        &self.columns
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many bytes of text they hold.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The line of a row in its file, counted from 1.
    pub fn line(&self, row: usize) -> u64 {
        self.lines[row]
    }

    /// How many cells a row has.
    pub fn width(&self, row: usize) -> usize {
        (self.firsts[row + 1] - self.firsts[row]) as usize
    }

    /// The text of a cell; empty where the row has none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let first = self.firsts[row] as usize;
        let at = first + column;
        if at >= self.firsts[row + 1] as usize {
            return "";
        }
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    /// All text of a row, and where each of its cells ends, counted as those of all rows are.
    pub fn packed(&self, row: usize) -> (&str, &[u32]) {
        let ends = &self.ends[self.firsts[row] as usize..self.firsts[row + 1] as usize];
        let before = (self.firsts[row] as usize).checked_sub(1).map_or(0, |last| self.ends[last]);
        (&self.text[before as usize..ends.last().map_or(before, |end| *end) as usize], ends)
    }

    /// The cells of a row.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.width(row)).map(move |column| self.cell(row, column))
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..self.len()).map(|row| self.cells(row).collect::<Vec<_>>())).finish()
    }
}

/// One row of a table.
#[derive(Clone)]
pub struct Row {
    rows: Arc<Rows>,
    index: u32,
}

impl Row {
    /// The row with this index.
    pub fn new(rows: Arc<Rows>, index: usize) -> Self {
        Self { rows, index: index as u32 }
    }

    /// The names of its columns, with its text for each; without cells that are empty. Cells beyond the
    /// last column have no name.
    pub fn named_cells(&self) -> impl Iterator<Item = (&str, &str)> {
        let columns = self.rows.columns();
        let cells = self.rows.cells(self.index as usize).enumerate();
        cells
            .filter(|(_, cell)| !cell.is_empty())
            .map(move |(column, cell)| (columns.get(column).map_or("", String::as_str), cell))
    }

    /// The names of the columns of its table.
    pub fn columns(&self) -> &[String] {
        self.rows.columns()
    }

    /// Its text in a column; empty where it has none.
    pub fn cell(&self, column: usize) -> &str {
        self.rows.cell(self.index as usize, column)
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.rows.width(self.index as usize)
    }

    /// Its line in its file, counted from 1.
    pub fn line(&self) -> u64 {
        self.rows.line(self.index as usize)
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
    fn cells_are_found_in_ragged_rows() {
        let mut rows = Rows::new(["a".to_owned(), "b".to_owned()].into());
        rows.push(2, ["1", "2", "3"]);
        rows.push(3, []);
        rows.push_packed(7, "xyz", [1, 3]);
        let found: Vec<Vec<&str>> = (0..3).map(|row| (0..3).map(|column| rows.cell(row, column)).collect()).collect();
        assert_eq!(found, [["1", "2", "3"], ["", "", ""], ["x", "yz", ""]]);
        assert_eq!((rows.width(0), rows.width(1), rows.line(2)), (3, 0, 7));
        let row = Row::new(Arc::new(rows), 0);
        assert_eq!(row.named_cells().collect::<Vec<_>>(), [("a", "1"), ("b", "2"), ("", "3")]);
    }
}
