//! Lines of a journal, each with a hash, so that half a line is known for what it is.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::model::Members;

/// Digits of the hash that stand in front of a line.
const DIGITS: usize = 16;

/// What a journal holds.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Its whole lines, in their order.
    pub(super) objects: Vec<Members>,
    /// How many lines are broken.
    pub(super) broken: usize,
}

/// An object as a line.
pub(super) fn line_of(object: &Members) -> Vec<u8> {
    // JSON without an indent has no line feed in it.
    let json = serde_json::to_string(object).expect("an object of JSON is JSON, and memory does not fail");
    format!("{} {json}\n", hash_of(json.as_bytes())).into_bytes()
}

/// The objects of lines. A line that was not written to its end, or that is damaged, is left out.
pub(super) fn objects_of(bytes: &[u8]) -> Lines {
    let mut lines = Lines::default();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match object_of(line) {
            Some(object) => lines.objects.push(object),
            None => lines.broken += 1,
        }
    }
    lines
}

fn object_of(line: &[u8]) -> Option<Members> {
    let (hash, json) = line.split_at_checked(DIGITS + 1)?;
    let is_whole = hash[..DIGITS] == *hash_of(json).as_bytes() && hash[DIGITS] == b' ';
    match is_whole.then(|| serde_json::from_slice(json))?.ok()? {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

fn hash_of(bytes: &[u8]) -> String {
    let mut hash = format!("{:x}", Sha256::digest(bytes));
    hash.truncate(DIGITS);
    hash
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(number: usize) -> Members {
        json!({ "number": number, "text": "two\nlines, “quoted”" }).as_object().unwrap().clone()
    }

    #[test]
    fn lines_cut_at_any_byte_give_all_that_were_whole() {
        let lines: Vec<Vec<u8>> = (0..3).map(|number| line_of(&object(number))).collect();
        let bytes = lines.concat();
        for cut in 0..=bytes.len() {
            let found = objects_of(&bytes[..cut]);
            let mut end = 0;
            let ends = lines.iter().map(|line| {
                end += line.len();
                end - 1
            });
            // Without its line feed a line is whole, too.
            let whole = ends.take_while(|end| *end <= cut).count();
            assert_eq!(found.objects, (0..whole).map(object).collect::<Vec<_>>(), "cut at {cut}");
        }
    }

    #[test]
    fn a_damaged_line_is_left_out_alone() {
        let mut bytes = [line_of(&object(0)), line_of(&object(1)), line_of(&object(2))].concat();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let found = objects_of(&bytes);
        assert_eq!((found.objects, found.broken), (vec![object(0), object(2)], 1));
    }
}
