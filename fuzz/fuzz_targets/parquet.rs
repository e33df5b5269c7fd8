//! No Parquet file makes us stumble or take more memory than the budget.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::io::{FileFormat, Opening, open_bytes, write_events_to};

fuzz_target!(|bytes: &[u8]| {
    // Whatever lies between, it is taken for a Parquet file.
    let mut file = b"PAR1".to_vec();
    file.extend_from_slice(bytes);
    file.extend_from_slice(b"PAR1");
    let Ok(loaded) = open_bytes(file, Opening::default()) else { return };
    let mut written = Vec::new();
    write_events_to(&mut written, &loaded.story, FileFormat::Csv).expect("a vector takes all");
});
