//! The cells of a row, by the numbers of their columns.

use std::sync::Arc;

use crate::model::{Row, Rows};

/// A row and what its format says of it.
#[derive(Debug, Clone, Copy)]
pub(in crate::io) struct Cells<'a> {
    pub(super) rows: &'a Arc<Rows>,
    pub(super) row: usize,
}

impl<'a> Cells<'a> {
    pub(in crate::io) fn new(rows: &'a Arc<Rows>, row: usize) -> Self {
        Self { rows, row }
    }

    /// The text of a column without spaces around it; empty where there is no such column.
    pub(in crate::io::table) fn at(&self, column: Option<usize>) -> &'a str {
        column.map_or("", |column| self.rows.cell(self.row, column).trim())
    }

    /// The code in a column, without the `.0` that programs for numbers add to whole ones.
    pub(in crate::io::table) fn code(&self, column: Option<usize>) -> &'a str {
        let cell = self.at(column);
        let Some((whole, zeros)) = cell.split_once('.') else { return cell };
        let is_whole = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
        if is_whole && zeros.bytes().all(|byte| byte == b'0') { whole } else { cell }
    }

    /// The number in a column.
    pub(in crate::io::table) fn number(&self, column: Option<usize>) -> Option<f64> {
        self.at(column).parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// True when all its cells are those of a row that became an event.
    pub(in crate::io::table) fn is_same(&self, row: &Row) -> bool {
        let width = self.rows.width(self.row);
        width == row.width() && (0..width).all(|column| self.rows.cell(self.row, column) == row.cell(column))
    }

    /// How many cells it has.
    pub(in crate::io::table) fn width(&self) -> usize {
        self.rows.width(self.row)
    }

    /// The names of the columns.
    pub(in crate::io::table) fn columns(&self) -> &'a [String] {
        self.rows.columns()
    }

    /// All its text, and where each of its cells ends.
    pub(in crate::io::table) fn packed(&self) -> (&'a str, impl Iterator<Item = usize> + use<'a>) {
        self.rows.packed(self.row)
    }

    /// Its line in the file.
    pub(in crate::io::table) fn line(&self) -> u64 {
        self.rows.line(self.row)
    }
}
