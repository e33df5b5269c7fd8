//! No text or file that may speak of a source makes us stumble.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::io::{KnownSources, read_source, read_source_text};

fuzz_target!(|bytes: &[u8]| {
    let readings = [read_source(bytes), read_source_text(&String::from_utf8_lossy(bytes))];
    for read in readings.into_iter().flatten().flat_map(|reading| reading.sources) {
        // What was read is found again.
        let is_told = !read.source.url.is_empty() || !read.source.archived.is_empty() || !read.source.sha256.is_empty();
        let known = KnownSources::of(std::slice::from_ref(&read.source));
        assert_eq!(known.find(&read).is_some(), is_told);
    }
});
