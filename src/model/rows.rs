//! Rows of a table, packed by the thousand, so that those of a large one cost little more than their text.
//!
//! This module answers what stands in a cell. It does not know what the cells mean.

use std::fmt;
use std::sync::Arc;

/// Rows of one table, packed: one text for all cells, and where each ends.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Rows {
    columns: Arc<[String]>,
    text: String,
    /// Where each row starts in the text.
    starts: Vec<u32>,
    /// Where each cell ends in the text of its row, row after row.
    ends: Ends,
    /// For each row, which of `ends` is that of its first cell; and the number of cells at the end.
    firsts: Vec<u32>,
    lines: Vec<u64>,
}

/// Where cells end: in two bytes each, as long as no row has more text than they can count.
#[derive(Clone, PartialEq, Eq)]
enum Ends {
    Near(Vec<u16>),
    Far(Vec<u32>),
}

impl Default for Ends {
    fn default() -> Self {
        Self::Near(Vec::new())
    }
}

impl Ends {
    fn push(&mut self, end: usize) {
        match self {
            Self::Near(ends) => match u16::try_from(end) {
                Ok(end) => ends.push(end),
                Err(_) => *self = Self::Far(ends.iter().copied().map(u32::from).chain([end as u32]).collect()),
            },
            Self::Far(ends) => ends.push(end as u32),
        }
    }

    /// Adds those of a row, of which none is higher than the length of its text.
    fn extend(&mut self, row: impl IntoIterator<Item = usize>, length: usize) {
        match self {
            Self::Near(ends) if u16::try_from(length).is_ok() => ends.extend(row.into_iter().map(|end| end as u16)),
            Self::Far(ends) => ends.extend(row.into_iter().map(|end| end as u32)),
            Self::Near(_) => row.into_iter().for_each(|end| self.push(end)),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Near(ends) => ends.len(),
            Self::Far(ends) => ends.len(),
        }
    }

    fn at(&self, index: usize) -> usize {
        match self {
            Self::Near(ends) => usize::from(ends[index]),
            Self::Far(ends) => ends[index] as usize,
        }
    }

    fn shrink(&mut self) {
        match self {
            Self::Near(ends) => ends.shrink_to_fit(),
            Self::Far(ends) => ends.shrink_to_fit(),
        }
    }
}

impl Rows {
    /// No rows yet, of a table with these columns.
    pub fn new(columns: Arc<[String]>) -> Self {
        Self { columns, firsts: vec![0], ..Self::default() }
    }

    /// No rows yet, of the same table, with room for as many as these.
    #[must_use]
    pub fn next(&self) -> Self {
        let ends = match &self.ends {
            Ends::Near(ends) => Ends::Near(Vec::with_capacity(ends.len())),
            Ends::Far(ends) => Ends::Near(Vec::with_capacity(ends.len())),
        };
        let mut firsts = Vec::with_capacity(self.firsts.len());
        firsts.push(0);
        Self {
            columns: self.columns.clone(),
            text: String::with_capacity(self.text.len() + self.text.len() / 16),
            starts: Vec::with_capacity(self.starts.len()),
            ends,
            firsts,
            lines: Vec::with_capacity(self.lines.len()),
        }
    }

    /// Adds a row, read from this line of its file, counted from 1. It may have fewer or more cells than
    /// there are columns.
    pub fn push<'a>(&mut self, line: u64, cells: impl IntoIterator<Item = &'a str>) {
        let start = self.text.len();
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len() - start);
        }
        self.close(line, start);
    }

    /// Adds a row whose cells stand end to end in a text; `ends` says where each ends in it.
    pub fn push_packed(&mut self, line: u64, text: &str, ends: impl IntoIterator<Item = usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.ends.extend(ends, text.len());
        self.close(line, start);
    }

    fn close(&mut self, line: u64, start: usize) {
        self.starts.push(start as u32);
        self.firsts.push(self.ends.len() as u32);
        self.lines.push(line);
    }

    /// Gives back the room for rows that do not come.
    pub fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.ends.shrink();
        self.firsts.shrink_to_fit();
        self.lines.shrink_to_fit();
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
        let start = self.starts[row] as usize;
        let ends = self.ends_of(row);
        let at = ends.start + column;
        if at >= ends.end {
            return "";
        }
        let before = if column == 0 { 0 } else { self.ends.at(at - 1) };
        &self.text[start + before..start + self.ends.at(at)]
    }

    /// A row, to ask for many of its cells.
    pub fn row(&self, row: usize) -> RowOfRows<'_> {
        let (start, ends) = (self.starts[row] as usize, self.ends_of(row));
        let text = &self.text[start..];
        match &self.ends {
            Ends::Near(all) => RowOfRows::Near(text, &all[ends]),
            Ends::Far(all) => RowOfRows::Far(text, &all[ends]),
        }
    }

    /// All text of a row, and where each of its cells ends in it.
    pub fn packed(&self, row: usize) -> (&str, impl Iterator<Item = usize>) {
        let (start, ends) = (self.starts[row] as usize, self.ends_of(row));
        let length = ends.clone().next_back().map_or(0, |last| self.ends.at(last));
        (&self.text[start..start + length], ends.map(|index| self.ends.at(index)))
    }

    /// Which of the ends are those of a row's cells.
    fn ends_of(&self, row: usize) -> std::ops::Range<usize> {
        self.firsts[row] as usize..self.firsts[row + 1] as usize
    }

    /// The cells of a row.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> + Clone {
        (0..self.width(row)).map(move |column| self.cell(row, column))
    }
}

/// One of the rows of a table: its text and what follows it, and where its cells end.
#[derive(Debug, Clone, Copy)]
pub enum RowOfRows<'a> {
    /// With little text.
    Near(&'a str, &'a [u16]),
    /// With much.
    Far(&'a str, &'a [u32]),
}

impl<'a> RowOfRows<'a> {
    /// The text of a cell; empty where the row has none.
    pub fn cell(&self, column: usize) -> &'a str {
        let found = match self {
            Self::Near(text, ends) => ends.get(column).map(|end| {
                (*text, column.checked_sub(1).map_or(0, |before| usize::from(ends[before])), usize::from(*end))
            }),
            Self::Far(text, ends) => ends
                .get(column)
                .map(|end| (*text, column.checked_sub(1).map_or(0, |before| ends[before] as usize), *end as usize)),
        };
        found.map_or("", |(text, start, end)| &text[start..end])
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..self.len()).map(|row| self.cells(row).collect::<Vec<_>>())).finish()
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
        let found: Vec<Vec<&str>> =
            (0..3).map(|row| (0..3).map(|column| rows.row(row).cell(column)).collect()).collect();
        assert_eq!(found, [["1", "2", "3"], ["", "", ""], ["x", "yz", ""]]);
        assert_eq!((rows.width(0), rows.width(1), rows.line(2)), (3, 0, 7));
    }

    #[test]
    fn a_row_of_more_text_than_two_bytes_count_keeps_the_cells_before_it() {
        let long = "x".repeat(70_000);
        let mut rows = Rows::new(["a".to_owned(), "b".to_owned()].into());
        rows.push(2, ["one", "two"]);
        rows.push(3, ["three", &long]);
        rows.push_packed(4, "fourfive", [4, 8]);
        rows.shrink_to_fit();
        let found: Vec<Vec<&str>> = (0..3).map(|row| rows.cells(row).collect()).collect();
        assert_eq!(found, [["one", "two"], ["three", &long], ["four", "five"]]);
        let found: Vec<Vec<&str>> =
            (0..3).map(|row| (0..2).map(|column| rows.row(row).cell(column)).collect()).collect();
        assert_eq!(
            (found, rows.row(1).cell(2)),
            (vec![vec!["one", "two"], vec!["three", &long], vec!["four", "five"]], "")
        );
        let (text, ends) = rows.packed(2);
        assert_eq!((text, ends.collect::<Vec<_>>()), ("fourfive", vec![4, 8]));
    }
}
