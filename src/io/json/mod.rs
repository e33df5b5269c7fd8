//! JSON: its values within a budget of memory, and what is wrong with a text that is none.
//!
//! This module answers both for every reader of JSON, in plain words and at their place, so that no library's
//! sentence reaches a reader. It does not know what the JSON means.

mod fault;
mod number;
mod positions;
mod state;
mod string;
mod tree;
mod words;

use std::fmt;

pub(super) use fault::fault_in;
pub(super) use positions::{Path, Step, line_column_at, line_columns_of, places_of_elements};
pub(super) use tree::{Element, MEMBER_BYTES, Tree, error_in, for_each_element, next_element, value_of};

use super::LoadError;

/// What is wrong with a JSON text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonFault {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong and what to do, without a full stop.
    pub message: String,
}

impl fmt::Display for JsonFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

impl JsonFault {
    /// What is wrong with bytes that this error was met in.
    pub fn of(bytes: &[u8], error: &serde_json::Error) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::in_text(text, error),
            Err(error) => {
                let (line, column) = line_column_at(bytes, error.valid_up_to());
                Self { line, column, message: "this is not UTF-8 text".to_owned() }
            }
        }
    }

    /// What is wrong with a text that this error was met in.
    pub(super) fn in_text(text: &str, error: &serde_json::Error) -> Self {
        let Some(fault) = fault_in(text) else {
            // The text is JSON, and something else was expected of it.
            let (line, column) = Self::place_of(text, error);
            let message = "a value here is of another kind than the one that belongs there".to_owned();
            return Self { line, column, message };
        };
        let (line, column) = line_column_at(text.as_bytes(), fault.offset);
        Self { line, column, message: fault.message }
    }

    /// The line and the column in characters where a reader met this error, both counted from 1.
    fn place_of(text: &str, error: &serde_json::Error) -> (usize, usize) {
        line_column_at(text.as_bytes(), offset_of(text, error.line(), error.column()))
    }

    /// The error of a file that is no JSON.
    pub(super) fn into_error(self) -> LoadError {
        let Self { line, column, message } = self;
        LoadError::NotJson { line, column, message }
    }
}

/// The byte at a line and a column in bytes, both counted from 1.
fn offset_of(text: &str, line: usize, byte_column: usize) -> usize {
    let line_start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(newline, _)| newline + 1),
    };
    (line_start + byte_column.saturating_sub(1)).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_and_a_column_are_a_byte_of_the_text() {
        assert_eq!(offset_of("{\n\"é\": x}", 2, 7), 8);
        assert_eq!((offset_of("", 1, 0), offset_of("{", 9, 9)), (0, 1));
    }

    #[test]
    fn json_of_another_kind_is_told_at_its_place() {
        let text = "{\n  \"a\": [1, \"two\"]\n}";
        let error = serde_json::from_str::<std::collections::BTreeMap<String, Vec<u8>>>(text).unwrap_err();
        let told = JsonFault::of(text.as_bytes(), &error).to_string();
        assert!(told.starts_with("line 2, column ") && told.ends_with("belongs there"), "{told}");
        assert_eq!(JsonFault::of(b"[\xFF]", &error).to_string(), "line 1, column 2: this is not UTF-8 text");
    }
}
