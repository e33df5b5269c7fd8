//! No cell that is written as CSV is run by a spreadsheet, and every cell comes back as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::io::{CsvWriter, FileFormat, LineEnd, Opening, open_bytes, write_events_to};

fuzz_target!(|bytes: &[u8]| {
    every_cell_comes_back(&String::from_utf8_lossy(bytes));
    // Whatever it begins with, it is read as a table.
    let mut table = b"a".to_vec();
    table.extend_from_slice(bytes);
    let Ok(loaded) = open_bytes(table, Opening::default()) else { return };
    let mut written = Vec::new();
    write_events_to(&mut written, &loaded.story, FileFormat::Csv).expect("a vector takes all");
    assert_none_is_run(&written);
    if written.iter().any(|byte| is_no_text(char::from(*byte))) {
        return;
    }
    let again = open_bytes(written, Opening::default()).expect("what we write is a table");
    assert_eq!(again.story.events.len(), loaded.story.events.len());
});

/// What is full of signs that stand in no text is taken for none.
fn is_no_text(letter: char) -> bool {
    matches!(letter, '\0'..='\x08' | '\x0e'..='\x1f' | '\x7f')
}

/// Columns of ours, so that the table is known for one.
const COLUMNS: [&str; 8] = ["id", "title", "precision", "place_names", "claims", "links", "one", "two"];

fn every_cell_comes_back(text: &str) {
    // A cell of blanks alone is none to any table.
    let (one, two) = text.split_once('\0').unwrap_or((text, ""));
    let [one, two] = [one, two].map(|text| text.chars().filter(|letter| !is_no_text(*letter)).collect::<String>());
    let (one, two) = (one.as_str(), two.as_str());
    let mut written = Vec::new();
    let mut writer = CsvWriter::new(&mut written, LineEnd::Lf);
    writer.row(COLUMNS).expect("a vector takes all");
    writer.row(["id", "title", "", "", "", "", one, two]).expect("a vector takes all");
    writer.finish().expect("a vector takes all");
    assert_none_is_run(&written);
    let read = open_bytes(written, Opening::default()).expect("what we write is a table");
    let event = read.story.events.get(0);
    let row = event.row.as_ref().expect("events of a table have their row");
    assert_eq!([row.cell(6), row.cell(7)], [one, two]);
}

fn assert_none_is_run(csv: &[u8]) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    for record in reader.byte_records() {
        for cell in &record.expect("what we write is CSV") {
            let text = String::from_utf8_lossy(cell);
            let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
            let is_run = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
                || text.starts_with(['\t', '\r']);
            assert!(!is_run || is_number, "{text:?}");
        }
    }
}
