//! A date prints as what it was read from, and has a span in every zone.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::model::{When, Zone};

fuzz_target!(|text: &str| {
    let Ok(when) = When::parse(text) else { return };
    let printed = when.to_string();
    assert_eq!(When::parse(&printed).as_ref(), Ok(&when));
    let kabul: Zone = "Asia/Kabul".parse().expect("a zone");
    let span = when.span(&kabul);
    assert!(span.possible.start_secs <= span.possible.end_secs);
    assert!(!when.to_words(Some(&kabul)).is_empty());
});
