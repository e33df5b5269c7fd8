//! Rows whose columns are known only when the last of them was read.
//!
//! This module answers which columns a file has when each row brings its own. It does not know what
//! they mean.

use std::collections::HashMap;
use std::sync::Arc;

use crate::io::LoadError;
use crate::io::budget::over_budget;
use crate::io::harvest::{BATCH_ROWS, Batch, Harvest};
use crate::model::{Geometry, LonLat, Rows, When};

/// A file has so many columns at most, so that rows that each bring their own stay small.
const MOST_COLUMNS: usize = 1000;

/// A row that is not handed over yet.
#[derive(Debug, Default)]
pub(in crate::io) struct Draft {
    /// The line it starts on, counted from 1.
    pub(in crate::io) line: u64,
    /// Its place.
    pub(in crate::io) geometry: Option<Geometry>,
    /// Its time.
    pub(in crate::io) when: Option<When>,
    /// Its texts, each with the number of its column.
    cells: Vec<(usize, String)>,
}

impl Draft {
    /// A row that starts on this line, counted from 1.
    pub(in crate::io) fn new(line: u64) -> Self {
        Self { line, ..Self::default() }
    }
}

/// The rows of a file, and the columns of all of them in order of first use.
#[derive(Debug, Default)]
pub(in crate::io) struct Sheet {
    columns: Vec<String>,
    numbers: HashMap<String, usize>,
    /// The rows in the order of the file.
    pub(in crate::io) drafts: Vec<Draft>,
    /// How many texts had no column any more, and the line of the first.
    left_out: usize,
    left_out_line: u64,
    /// How many bytes of memory the rows may take, and about how many they do.
    budget: u64,
    spent: u64,
    /// The line of the first row that had no room any more.
    first_left_out: Option<u64>,
}

impl Sheet {
    /// A sheet whose rows take so many bytes of memory at most.
    pub(in crate::io) fn within(budget: u64) -> Self {
        Self { budget, ..Self::default() }
    }

    /// Takes in a row, where there is room for it.
    pub(in crate::io) fn push(&mut self, draft: Draft) -> bool {
        /// A row here, the row that is made of it, and its event.
        const ROW_BYTES: usize = 1500;
        let texts: usize = draft.cells.iter().map(|(_, text)| 2 * text.len() + 64).sum();
        // Cells that are empty in front of others take room too.
        let width = draft.cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
        let positions = draft.geometry.as_ref().map_or(0, |shape| shape.positions().count());
        self.spent += (ROW_BYTES + texts + width * 2 * size_of::<u32>() + positions * size_of::<LonLat>()) as u64;
        if self.spent > self.budget {
            self.first_left_out.get_or_insert(draft.line);
            return false;
        }
        self.drafts.push(draft);
        true
    }

    /// The number of a column, which is new if need be. None when there are too many.
    pub(in crate::io) fn column(&mut self, name: &str) -> Option<usize> {
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        let number = self.columns.len();
        (number < MOST_COLUMNS).then(|| {
            self.columns.push(name.to_owned());
            self.numbers.insert(name.to_owned(), number);
            number
        })
    }

    /// Puts a text into a row. A second text of the same column stands behind the first, after `; `.
    pub(in crate::io) fn put(&mut self, draft: &mut Draft, name: &str, text: String) {
        if text.is_empty() {
            return;
        }
        let Some(column) = self.column(name) else {
            self.left_out_line = if self.left_out == 0 { draft.line } else { self.left_out_line };
            self.left_out += 1;
            return;
        };
        match draft.cells.iter_mut().find(|(number, _)| *number == column) {
            Some((_, old)) if *old == text => {}
            Some((_, old)) => {
                old.push_str("; ");
                old.push_str(&text);
            }
            None => draft.cells.push((column, text)),
        }
    }

    /// Puts a text into a row under a name that the file gives. Where the row has another text of that
    /// name already that the format itself gives, the name is set off by what `origin` says.
    pub(in crate::io) fn put_beside(&mut self, draft: &mut Draft, own: usize, name: &str, origin: &str, text: String) {
        if text.is_empty() {
            // The column is there all the same: who wrote the file is told by its columns.
            self.column(name);
            return;
        }
        let number = self.numbers.get(name).copied();
        match draft.cells.iter().take(own).find(|(column, _)| Some(*column) == number) {
            Some((_, old)) if *old == text => {}
            Some(_) => self.put(draft, &format!("{name} ({origin})"), text),
            None => self.put(draft, name, text),
        }
    }

    /// Puts a text that the format itself gives into a row that has those of the file already. Another text
    /// of that name is set off by what `origin` says.
    pub(in crate::io) fn put_over(&mut self, draft: &mut Draft, name: &str, origin: &str, text: String) {
        let number = self.numbers.get(name).copied();
        if text.is_empty() {
            return;
        }
        if let Some(at) = draft.cells.iter().position(|(column, _)| Some(*column) == number) {
            let (_, old) = draft.cells.swap_remove(at);
            if old != text {
                self.put(draft, &format!("{name} ({origin})"), old);
            }
        }
        self.put(draft, name, text);
    }

    /// How many texts a row has.
    pub(in crate::io) fn width_of(draft: &Draft) -> usize {
        draft.cells.len()
    }

    /// Hands all rows over in batches.
    pub(in crate::io) fn hand_over(self, bytes_read: u64, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
        if self.left_out > 0 {
            let message = format!(
                "more than {MOST_COLUMNS} columns of differing names; {} texts of further ones are left out from here on, \
                 leave out columns that are not needed",
                self.left_out
            );
            harvest.error(self.left_out_line, 1, message);
        }
        if let Some(line) = self.first_left_out {
            harvest.error(line, 1, over_budget("rows", self.budget));
        }
        let columns: Arc<[String]> = self.columns.into();
        let mut drafts = self.drafts.into_iter().peekable();
        while drafts.peek().is_some() {
            let mut rows = Rows::new(columns.clone());
            let (mut geometries, mut whens) = (Vec::new(), Vec::new());
            for draft in drafts.by_ref().take(BATCH_ROWS) {
                let width = draft.cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
                let mut cells = vec![""; width];
                for (column, text) in &draft.cells {
                    cells[*column] = text;
                }
                rows.push(draft.line, cells);
                geometries.push(draft.geometry);
                whens.push(draft.when);
            }
            harvest.hand_over(Batch { rows, geometries, whens, ..Batch::default() }, bytes_read)?;
        }
        Ok(())
    }
}
