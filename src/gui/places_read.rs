//! Reading the places that can be looked for, off the window's thread.

use std::path::{Path, PathBuf};

use super::document::file_name;
use crate::gazetteer::{Gazetteer, MOST_TABLE_BYTES, Table, TableError};
use crate::scene::counted;

/// What came of reading the places.
pub(super) struct PlacesRead {
    pub(super) gazetteer: Gazetteer,
    /// The table that is new, with how many places it holds, or why it holds none.
    pub(super) added: Option<(PathBuf, Result<String, String>)>,
    /// Tables that could be read before, and cannot now.
    pub(super) missing: Vec<String>,
}

impl PlacesRead {
    /// Reads the carried places, those of tables that are known, and those of a new one.
    pub(super) fn of(known: &[PathBuf], new: Option<PathBuf>) -> Self {
        let mut gazetteer = Gazetteer::embedded().clone();
        let mut missing = Vec::new();
        for path in known {
            match table(path) {
                Ok(table) => gazetteer = gazetteer.with_table(&table),
                Err(error) => missing.push(format!("Could not read places from {}: {error}", file_name(path))),
            }
        }
        let added = new.map(|path| {
            let words = table(&path).map(|table| {
                gazetteer = gazetteer.with_table(&table);
                let left_out = match table.left_out() {
                    0 => String::new(),
                    rows => format!("; skipped {} without name or coordinates", counted(rows, "row")),
                };
                format!("Added {} from {}{left_out}", counted(table.len(), "place"), file_name(&path))
            });
            let words = words.map_err(|error| format!("{}: {error}", file_name(&path)));
            (path, words)
        });
        Self { gazetteer, added, missing }
    }
}

fn table(path: &Path) -> Result<Table, String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > MOST_TABLE_BYTES {
        return Err(TableError::TooLarge.to_string());
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    Table::from_bytes(bytes).map_err(|error| error.to_string())
}
