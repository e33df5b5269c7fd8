//! Rows of what is listed.
//!
//! This module answers how rows are laid out for people, and how they stand in CSV. It does not know what they tell
//! of.

use serde_json::Value;

use super::terminal::{print_data, remark};
use crate::io::{CsvWriter, LineEnd, guarded_words};

/// Rows in columns as wide as their widest cell.
pub(super) fn aligned<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; COLUMNS] = std::array::from_fn(width);
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// Prints JSON objects as rows of RFC 4180, with a heading and a column for each of these members, and says how many
/// cells a spreadsheet is kept from running.
pub(super) fn print_csv(columns: &[&str], objects: impl Iterator<Item = Value>) -> anyhow::Result<()> {
    let mut text = Vec::new();
    let mut writer = CsvWriter::new(&mut text, LineEnd::CrLf);
    writer.row(columns.iter().copied())?;
    for object in objects {
        let cells: Vec<String> = columns.iter().map(|column| cell_of(&object[column])).collect();
        writer.row(cells.iter().map(String::as_str))?;
    }
    let guarded = writer.finish()?;
    print_data(&text)?;
    if let Some(words) = guarded_words(guarded) {
        remark(&words);
    }
    Ok(())
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
