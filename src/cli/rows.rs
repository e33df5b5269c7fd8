//! Rows of a list, printed for people or as CSV.

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

/// Prints rows of RFC 4180 with a heading, and says how many cells a spreadsheet is kept from running.
pub(super) fn print_csv<const COLUMNS: usize>(
    columns: &[&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> anyhow::Result<()> {
    let mut text = Vec::new();
    let mut writer = CsvWriter::new(&mut text, LineEnd::CrLf);
    writer.row(columns.iter().copied())?;
    for cells in rows {
        writer.row(cells.iter().map(String::as_str))?;
    }
    let guarded = writer.finish()?;
    print_data(&text)?;
    if let Some(words) = guarded_words(guarded) {
        remark(&words);
    }
    Ok(())
}
