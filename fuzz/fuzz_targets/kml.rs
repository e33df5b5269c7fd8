//! No KML makes us stumble.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::io::{Opening, open_bytes};

fuzz_target!(|bytes: &[u8]| {
    let mut kml = b"<kml>".to_vec();
    kml.extend_from_slice(bytes);
    drop(open_bytes(kml, Opening::default()));
});
