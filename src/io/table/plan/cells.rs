//! The cells of a row, by the numbers of their columns.

use std::sync::Arc;

use crate::model::{Row, RowOfRows, Rows};

/// A row and what its format says of it.
#[derive(Debug, Clone, Copy)]
pub(in crate::io) struct Cells<'a> {
    pub(super) rows: &'a Arc<Rows>,
    pub(super) row: usize,
    /// The same row, to ask for its cells.
    own: RowOfRows<'a>,
}

impl<'a> Cells<'a> {
    pub(in crate::io) fn new(rows: &'a Arc<Rows>, row: usize) -> Self {
        Self { rows, row, own: rows.row(row) }
    }

    /// The text of a column without spaces around it; empty where there is no such column.
    pub(in crate::io::table) fn at(&self, column: Option<usize>) -> &'a str {
        column.map_or("", |column| trimmed(self.own.cell(column)))
    }

    /// The code in a column, without the `.0` that programs for numbers add to whole ones.
    pub(in crate::io::table) fn code(&self, column: Option<usize>) -> &'a str {
        let cell = self.at(column);
        if !cell.as_bytes().contains(&b'.') {
            return cell;
        }
        let Some((whole, zeros)) = cell.split_once('.') else { return cell };
        let is_whole = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
        if is_whole && zeros.bytes().all(|byte| byte == b'0') { whole } else { cell }
    }

    /// The number in a column.
    pub(in crate::io::table) fn number(&self, column: Option<usize>) -> Option<f64> {
        number_of(self.at(column))
    }

    /// True when all its cells are those of a row that became an event.
    pub(in crate::io::table) fn is_same(&self, row: &Row) -> bool {
        let width = self.rows.width(self.row);
        width == row.width() && (0..width).all(|column| self.own.cell(column) == row.cell(column))
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

/// A text without spaces around it: most have none, which two of their letters tell.
#[inline]
pub(in crate::io::table) fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// A number that is one; most are counts of few digits.
fn number_of(cell: &str) -> Option<f64> {
    /// As many digits as a number has to its last bit.
    const MOST_DIGITS: usize = 15;
    let digit = |sum: u64, byte: u8| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0'));
    if (1..=MOST_DIGITS).contains(&cell.len())
        && let Some(whole) = cell.bytes().try_fold(0, digit)
    {
        return Some(whole as f64);
    }
    cell.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn short_ways_give_what_long_ways_do(text in "[ \\t0-9+.eE\u{2003}é-]{0,20}", digits in "[0-9]{1,18}") {
            prop_assert_eq!(trimmed(&text), text.trim());
            for text in [&text, &digits] {
                let parsed = text.parse().ok().filter(|number: &f64| number.is_finite());
                prop_assert_eq!(number_of(text).map(f64::to_bits), parsed.map(f64::to_bits));
            }
        }
    }
}
