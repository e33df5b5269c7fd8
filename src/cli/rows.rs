//! Rows of what is listed.
//!
//! This module answers how rows are laid out for people, and how they stand in CSV. It does not know what they tell
//! of.

use std::io::Write as _;

use serde_json::Value;

use super::terminal::{Piecewise, remark};
use crate::io::{CsvWriter, LineEnd, guarded_words};

/// Rows in columns as wide as their widest cell.
pub(super) fn aligned<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let mut aligning = Aligning::<COLUMNS>::default();
    for row in rows {
        aligning.push(row);
    }
    aligning.lines().collect()
}

/// Rows that are to be laid out in columns as wide as their widest cell, which is known when all are there.
pub(super) struct Aligning<const COLUMNS: usize> {
    /// The cells of all rows, end to end: a row costs little more than its text.
    text: String,
    ends: Vec<u32>,
    widths: [usize; COLUMNS],
}

impl<const COLUMNS: usize> Default for Aligning<COLUMNS> {
    fn default() -> Self {
        Self { text: String::new(), ends: Vec::new(), widths: [0; COLUMNS] }
    }
}

impl<const COLUMNS: usize> Aligning<COLUMNS> {
    /// Adds a row.
    pub(super) fn push(&mut self, row: &[String; COLUMNS]) {
        for (cell, width) in row.iter().zip(&mut self.widths) {
            *width = cell.chars().count().max(*width);
            self.text.push_str(cell);
            self.ends.push(cell.len() as u32);
        }
    }

    /// The rows as lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let mut start = 0;
        self.ends.chunks(COLUMNS).map(move |row| {
            let cells = row.iter().zip(self.widths).map(|(length, width)| {
                let cell = &self.text[start..start + *length as usize];
                start += cell.len();
                format!("{cell:width$}")
            });
            let mut line = cells.collect::<Vec<_>>().join("  ");
            line.truncate(line.trim_end().len());
            line.push('\n');
            line
        })
    }
}

/// Prints JSON objects as rows of RFC 4180, with a heading and a column for each of these members, and says how many
/// cells a spreadsheet is kept from running.
pub(super) fn print_csv(columns: &[&str], objects: impl Iterator<Item = Value>) -> anyhow::Result<()> {
    let mut text = Piecewise::data();
    let mut writer = CsvWriter::new(&mut text, LineEnd::CrLf);
    writer.row(columns.iter().copied())?;
    for object in objects {
        let cells: Vec<String> = columns.iter().map(|column| cell_of(&object[column])).collect();
        writer.row(cells.iter().map(String::as_str))?;
    }
    let guarded = writer.finish()?;
    text.finish()?;
    if let Some(words) = guarded_words(guarded) {
        remark(&words);
    }
    Ok(())
}

/// Prints a JSON object with these members, and behind them one more, a list whose items are written as they come.
pub(super) fn print_json_list(
    members: &[(&str, Value)],
    name: &str,
    items: impl Iterator<Item = Value>,
) -> anyhow::Result<()> {
    let mut text = Piecewise::json();
    let indented = |value: &Value, by: &str| format!("{value:#}").replace('\n', &format!("\n{by}"));
    writeln!(text, "{{")?;
    for (name, value) in members {
        writeln!(text, "  {}: {},", Value::from(*name), indented(value, "  "))?;
    }
    write!(text, "  {}: [", Value::from(name))?;
    let mut has_items = false;
    for item in items {
        write!(text, "{}\n    {}", if has_items { "," } else { "" }, indented(&item, "    "))?;
        has_items = true;
    }
    writeln!(text, "{}]\n}}", if has_items { "\n  " } else { "" })?;
    text.finish()
}

/// A value in a cell; lists have a semicolon between.
fn cell_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell_of).collect::<Vec<_>>().join(";"),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string()),
        Value::Bool(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_cell_has_what_json_has_without_its_signs() {
        let cells =
            [json!(null), json!("a"), json!(["a", "b"]), json!(69.0), json!(34.5), json!(true)].map(|v| cell_of(&v));
        assert_eq!(cells, ["", "a", "a;b", "69", "34.5", "true"]);
    }
}
