//! No table makes us stumble, and what is written as CSV has as many events.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::io::{FileFormat, Opening, open_bytes, write_events_to};

fuzz_target!(|bytes: &[u8]| {
    // Whatever it begins with, it is read as a table.
    let mut table = b"a".to_vec();
    table.extend_from_slice(bytes);
    let Ok(loaded) = open_bytes(table, Opening::default()) else { return };
    assert_eq!(
        loaded.rows,
        loaded.story.events.len() + loaded.rejected + loaded.report.duplicates + loaded.report.titles,
    );
    let mut written = Vec::new();
    write_events_to(&mut written, &loaded.story, FileFormat::Csv).expect("a vector takes all");
    let again = open_bytes(written, Opening::default()).expect("what we write is a table");
    assert_eq!(again.story.events.len(), loaded.story.events.len());
});
