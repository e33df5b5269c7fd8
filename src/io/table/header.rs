//! What are the columns of a table called?
//!
//! This module answers that from its first row, which may be no header. It does not know what columns
//! mean, save those of a format that never has a header.

use std::collections::BTreeMap;

use super::coordinates::is_degrees;
use super::schema::gdelt;

/// The names of the columns, each once.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::io) struct Header {
    pub(in crate::io) columns: Vec<String>,
    /// Whether the first row is a row like the others.
    pub(in crate::io) is_row: bool,
    /// What there is to say of it.
    pub(in crate::io) remark: Option<String>,
}

impl Header {
    pub(in crate::io) fn of_first_row(cells: &[String]) -> Self {
        if let Some(columns) = gdelt::columns_of(cells) {
            return Self { columns, is_row: true, remark: None };
        }
        if is_header(cells) {
            return Self { columns: unique(cells), is_row: false, remark: None };
        }
        let columns = (1..=cells.len()).map(|number| format!("column {number}")).collect();
        let remark = "the first row holds values and no names, so the columns are called by their number";
        Self { columns, is_row: true, remark: Some(remark.to_owned()) }
    }
}

/// Names are no numbers and no dates, and most cells have one.
fn is_header(cells: &[String]) -> bool {
    let filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let (mut named, mut values) = (0, 0);
    for cell in filled {
        let is_value = is_degrees(cell) || (cell.len() >= 8 && cell.as_bytes()[..4].iter().all(u8::is_ascii_digit));
        if is_value { values += 1 } else { named += 1 }
    }
    named > 0 && values * 4 <= named
}

/// The names without spaces around them; those that are empty get a number, those that are there twice another.
fn unique(cells: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let name = |(index, cell): (usize, &String)| {
        let name = cell.trim().trim_start_matches('\u{feff}');
        let name = if name.is_empty() { format!("column {}", index + 1) } else { name.to_owned() };
        let count = seen.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count == 1 { name } else { format!("{name} ({count})") }
    };
    cells.iter().enumerate().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn columns(cells: &[&str], expected: &[&str]) {
        let header = Header::of_first_row(&cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>());
        assert_eq!(header.columns, expected);
        assert_eq!(header.is_row, expected[0].starts_with("column"));
    }

    #[test]
    fn names_are_told_from_values() {
        columns(&[" Name", "date", ""], &["Name", "date", "column 3"]);
        columns(&["name", "name"], &["name", "name (2)"]);
        columns(&["Kabul", "2025-10-09", "34.5", "69.2"], &["column 1", "column 2", "column 3", "column 4"]);
        columns(&["Event", "2023", "Place", "Notes", "Link"], &["Event", "2023", "Place", "Notes", "Link"]);
    }
}
