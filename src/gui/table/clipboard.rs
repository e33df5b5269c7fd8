//! Rows of cells as spreadsheets put them on the clipboard: tabs between cells, ends of lines between rows.

/// Rows that are pasted at most; what is beyond is told.
pub(super) const MOST: usize = 100_000;

/// The cells of a text, row by row. Cells in quotes may hold tabs and ends of lines.
pub(super) fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).flexible(true).from_reader(
            text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text)).as_bytes(),
        );
    let records = reader.records().filter_map(Result::ok);
    records.take(MOST + 1).map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// Rows of cells as a text that spreadsheets take, and [`cells`] reads.
pub(super) fn text(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').flexible(true).from_writer(Vec::new());
    // A vector takes all that is written.
    let is_written = rows.iter().all(|row| writer.write_record(row).is_ok());
    debug_assert!(is_written, "rows are written into memory");
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default().trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_is_pasted_as_it_was() {
        let rows = vec![
            vec!["A \"strike\"".to_owned(), "two\nlines".to_owned(), String::new()],
            vec!["tab\there".to_owned(), "11–12".to_owned(), "کابل".to_owned()],
        ];
        assert_eq!(cells(&text(&rows)), rows);
    }

    #[test]
    fn rows_of_spreadsheets_are_read_with_either_end_of_lines() {
        let rows = [["a", "b"], ["c", "d"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(cells("a\tb\r\nc\td\r\n"), rows);
        assert_eq!(cells("a\tb\nc\td"), rows);
        assert_eq!(cells("one"), [["one".to_owned()]]);
    }
}
