//! What is odd about the rows of a table, as they are written.
//!
//! It is counted row by row, and told once for all of them.

use crate::io::harvest::Harvest;
use crate::io::table::header::Header;
use crate::io::table::own::Own;
use crate::io::table::schema::Columns;

/// So many rows and cells are odd.
#[derive(Debug, Default)]
pub(super) struct Oddities {
    /// Lines that hold no UTF-8 although the file began with it.
    pub(super) odd_lines: u64,
    /// Cells whose apostrophe was taken off that stood there against spreadsheets.
    pub(super) unguarded_cells: u64,
    /// Rows that are wider than the header.
    wide_rows: u64,
    /// Rows that are narrower than the header, and the line of the first.
    short_rows: u64,
    first_short: u64,
}

impl Oddities {
    /// Takes in how many cells a row has, and how many the header.
    pub(super) fn see(&mut self, line: u64, cells: usize, width: usize) {
        self.wide_rows += u64::from(cells > width);
        if cells < width {
            self.first_short = if self.short_rows == 0 { line } else { self.first_short };
            self.short_rows += 1;
        }
    }

    /// Tells of all, below a header.
    pub(super) fn tell(&self, header: Option<&Header>, harvest: &mut Harvest<'_>) {
        if self.odd_lines > 1 {
            let more = self.odd_lines - 1;
            harvest.warning(1, 1, format!("{more} more lines are no UTF-8 and are read the same way"));
        }
        let is_ours = |header: &Header| Own::has_written(&Columns::new(&header.columns));
        if self.unguarded_cells > 0 && !header.is_some_and(is_ours) {
            let cells = match self.unguarded_cells {
                1 => "1 cell begins".to_owned(),
                cells => format!("{cells} cells begin"),
            };
            harvest.warning(
                1,
                1,
                format!(
                    "{cells} with an apostrophe in front of a sign such as =, which keeps spreadsheets from running them; it is taken off"
                ),
            );
        }
        if self.short_rows > 0 {
            let rows = match self.short_rows {
                1 => "this row has".to_owned(),
                rows => format!("{rows} rows from here on have"),
            };
            let message = format!("{rows} fewer cells than the header has names; what is missing is taken as empty");
            harvest.warning(self.first_short, 1, message);
        }
        if self.wide_rows > 0 {
            let rows = self.wide_rows;
            harvest.warning(
                1,
                1,
                format!("{rows} rows have more cells than the header has names; what is beyond is kept without a name"),
            );
        }
    }
}
