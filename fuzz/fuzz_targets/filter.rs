//! A filter prints as one that reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meridian::query::Filter;

fuzz_target!(|text: &str| {
    let Ok(filter) = Filter::parse(text) else { return };
    let printed = filter.to_string();
    assert_eq!(Filter::parse(&printed).as_ref(), Ok(&filter), "{printed}");
});
