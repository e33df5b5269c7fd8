//! What is read as a story is written as one that reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::io::{story_from_slice, story_to_string};

fuzz_target!(|bytes: &[u8]| {
    let Ok(loaded) = story_from_slice(bytes) else { return };
    let written = story_to_string(&loaded.story);
    let again = story_from_slice(written.as_bytes()).expect("what we write is GeoJSON");
    assert_eq!(loaded.story.events.len(), again.story.events.len());
});
