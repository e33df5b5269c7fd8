//! Rows of named cells, packed until the names of all columns are known.
//!
//! This module answers which columns objects have of which none says what the others hold. A cell costs little
//! more than its text. It does not know what columns mean.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use crate::io::LoadError;
use crate::io::budget::most_columns;
use crate::io::cells::for_each_cell;
use crate::io::harvest::{BATCH_ROWS, Batch, Harvest};
use crate::model::Rows;

/// Objects as rows: a column for each member.
#[derive(Default)]
pub(super) struct Packed {
    columns: Vec<String>,
    index: HashMap<String, usize>,
    parts: Vec<Part>,
    /// Cells under names beyond the most columns, with the line of the first.
    left_out: usize,
    first_line: u64,
}

/// As many rows as make a batch.
#[derive(Default)]
struct Part {
    text: String,
    /// For each cell its column, and where it ends in the text.
    cells: Vec<(u32, u32)>,
    /// For each row its line, and which cell comes behind it.
    rows: Vec<(u64, u32)>,
}

impl Part {
    /// How many bytes of memory it takes.
    fn memory(&self) -> usize {
        self.text.capacity()
            + self.cells.capacity() * size_of::<(u32, u32)>()
            + self.rows.capacity() * size_of::<(u64, u32)>()
    }
}

impl Packed {
    /// Adds an object, which stands on this line of its file or has this number in its list, counted from 1.
    pub(super) fn push<'a, N: AsRef<str>>(&mut self, line: u64, members: impl IntoIterator<Item = (N, &'a Value)>) {
        let Self { columns, index, parts, left_out, first_line } = self;
        if parts.last().is_none_or(|part| part.rows.len() == BATCH_ROWS) {
            parts.push(Part::default());
        }
        let Some(part) = parts.last_mut() else { return };
        let most = most_columns(1, 0);
        for_each_cell(members, |name, cell| {
            let column = match index.get(name) {
                Some(column) => *column,
                None if columns.len() < most => {
                    index.insert(name.to_owned(), columns.len());
                    columns.push(name.to_owned());
                    columns.len() - 1
                }
                None => {
                    *first_line = if *left_out == 0 { line } else { *first_line };
                    *left_out += 1;
                    return;
                }
            };
            part.text.push_str(&cell);
            part.cells.push((column as u32, part.text.len() as u32));
        });
        part.rows.push((line, part.cells.len() as u32));
    }

    /// Hands all rows over in batches.
    pub(super) fn hand_over(mut self, bytes: usize, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
        let most = most_columns(self.parts.iter().map(|part| part.rows.len()).sum(), bytes);
        self.columns.truncate(most);
        for part in &self.parts {
            let mut cell = 0;
            for (line, end) in &part.rows {
                let left_out = part.cells[cell..*end as usize].iter().filter(|(column, _)| *column as usize >= most);
                let left_out = left_out.count();
                if left_out > 0 && (self.left_out == 0 || *line < self.first_line) {
                    self.first_line = *line;
                }
                self.left_out += left_out;
                cell = *end as usize;
            }
        }
        if self.left_out > 0 {
            let message = format!(
                "more than {most} members of differing names; {} values of further ones are left out from here on, \
                 leave out members that are not needed",
                self.left_out
            );
            harvest.error(self.first_line, 1, message);
        }
        let columns: Arc<[String]> = self.columns.into();
        let mut held: usize = self.parts.iter().map(Part::memory).sum();
        for part in self.parts {
            let mut rows = Rows::new(columns.clone());
            let (mut first, mut start) = (0, 0);
            let mut row = Vec::new();
            for (line, end) in &part.rows {
                row.clear();
                for (column, end) in &part.cells[first..*end as usize] {
                    let (column, cell) = (*column as usize, &part.text[start..*end as usize]);
                    start = *end as usize;
                    if column >= most {
                        continue;
                    }
                    if row.len() <= column {
                        row.resize(column + 1, "");
                    }
                    row[column] = cell;
                }
                first = *end as usize;
                rows.push(*line, row.iter().copied());
            }
            held -= part.memory();
            drop(part);
            harvest.hand_over(Batch { rows, held: held as u64, ..Batch::default() }, bytes as u64)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Members;

    #[test]
    fn packed_objects_take_few_bytes_of_memory_for_each_of_their_own() {
        for text in ["{}", "{\"a\":1}", "{\"a\":null,\"b\":[1,2,3],\"c\":{\"d\":4}}"] {
            let members: Members = serde_json::from_str(text).unwrap();
            let mut packed = Packed::default();
            (1..=10_000).for_each(|line| packed.push(line, &members));
            let memory: usize = packed.parts.iter().map(Part::memory).sum();
            assert!(memory < 10_000 * 14 * text.len(), "{text}: {memory}");
        }
    }
}
