//! No table makes us stumble, in whatever encoding and with whatever ends of lines, and what is written as CSV
//! has as many events.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::io::{FileFormat, Opening, open_bytes, write_events_to};

fuzz_target!(|bytes: &[u8]| {
    let Some((way, bytes)) = bytes.split_first() else { return };
    // Whatever it begins with, it is read as a table.
    let mut table = b"a".to_vec();
    table.extend_from_slice(bytes);
    let Ok(loaded) = open_bytes(written_in(*way, table), Opening::default()) else { return };
    let report = &loaded.report;
    assert_eq!(
        loaded.rows,
        loaded.story.events.len() + loaded.rejected + report.duplicates + report.titles,
    );
    let mut written = Vec::new();
    write_events_to(&mut written, &loaded.story, FileFormat::Csv).expect("a vector takes all");
    // What is full of signs that stand in no text is taken for none.
    if written.iter().any(|byte| matches!(byte, 0..=8 | 14..=31 | 127)) {
        return;
    }
    let again = open_bytes(written, Opening::default()).expect("what we write is a table");
    assert_eq!(again.story.events.len(), loaded.story.events.len());
});

/// The table as it is, with lone carriage returns, or in UTF-16 of an even or odd number of bytes.
fn written_in(way: u8, table: Vec<u8>) -> Vec<u8> {
    let units = || String::from_utf8_lossy(&table).encode_utf16().collect::<Vec<u16>>();
    let mut bytes: Vec<u8> = match way % 6 {
        1 => return table.into_iter().map(|byte| if byte == b'\n' { b'\r' } else { byte }).collect(),
        2 | 3 => [0xfeff].into_iter().chain(units()).flat_map(u16::to_le_bytes).collect(),
        4 | 5 => [0xfeff].into_iter().chain(units()).flat_map(u16::to_be_bytes).collect(),
        _ => return table,
    };
    if way % 2 == 1 {
        bytes.pop();
    }
    bytes
}
