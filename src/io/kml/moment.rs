//! Times as XML writes them, as EDTF.
//!
//! This module answers when something was that KML or GPX dates. Of a time nothing is lost: a year stays
//! a year, an offset stays, and so do fractions of a second, but for zeros at their end beyond the
//! ninth digit. It does not know which event is dated.

use serde_json::Value;

use super::xml::short;
use crate::model::When;

/// The column of the times of a track.
pub(in crate::io) const TIMES: &str = "times";

/// The times of the points of a track as JSON, as other programs keep them beside a line; a point without one
/// has null. Empty where there are not two.
pub(in crate::io) fn times_text(moments: Vec<String>) -> String {
    if moments.iter().filter(|moment| !moment.is_empty()).count() < 2 {
        return String::new();
    }
    let moment = |text: String| if text.is_empty() { Value::Null } else { Value::from(text) };
    Value::Array(moments.into_iter().map(moment).collect()).to_string()
}

/// Reads one time: a year, month, day or time of day; else a date in words.
pub(in crate::io) fn stamp(text: &str) -> Result<When, String> {
    let edtf = edtf_from_xml(text);
    When::parse(&edtf).or_else(|error| {
        let because = || format!("`{}` is no time: {}; the event is shown without", short(text), error.message);
        When::from_words(text).ok_or_else(because)
    })
}

/// Reads a stretch of time. An end that is empty is open; None when both are.
pub(in crate::io) fn between(begin: &str, end: &str) -> Result<Option<When>, String> {
    let edtf = match (edtf_from_xml(begin), edtf_from_xml(end)) {
        (begin, end) if begin.is_empty() && end.is_empty() => return Ok(None),
        (begin, end) if begin == end => begin,
        (begin, end) if begin.is_empty() => format!("../{end}"),
        (begin, end) if end.is_empty() => format!("{begin}/.."),
        (begin, end) => format!("{begin}/{end}"),
    };
    let because = |message: &str| {
        format!("`{}` to `{}` is no time: {message}; the event is shown without", short(begin), short(end))
    };
    When::parse(&edtf).map(Some).map_err(|error| because(&error.message))
}

/// Reads the stretch of a track from its first to its last time; of one that runs backwards in its file
/// too.
pub(in crate::io) fn along(first: &str, last: &str) -> Result<Option<When>, String> {
    between(first, last).or_else(|message| between(last, first).map_err(|_backwards| message))
}

/// What XML writes otherwise than EDTF, rewritten; the rest as it is.
fn edtf_from_xml(text: &str) -> String {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // A year beyond four digits has its own letter in EDTF.
        return format!("Y{text}");
    }
    let is_parted = text.len() > 11 && matches!(text.as_bytes()[10], b'T' | b't' | b' ') && text.is_ascii();
    if !is_parted {
        return text.to_owned();
    }
    let (day, time) = (&text[..10], text[11..].trim_start().to_ascii_uppercase());
    let Some((clock, rest)) = time.split_once('.') else { return format!("{day}T{time}") };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, offset) = rest.split_at(digits);
    if digits <= 9 {
        return format!("{day}T{clock}.{fraction}{offset}");
    }
    // EDTF here counts nanoseconds.
    format!("{day}T{clock}.{:0<9}{offset}", fraction.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_keep_their_precision() {
        let told = |text: &str| stamp(text).map(|when| when.to_string());
        let known = [
            ("0725", "0725"),
            (" 2020-05 ", "2020-05"),
            ("2020-05-01", "2020-05-01"),
            ("2020-05-01T10:20:30Z", "2020-05-01T10:20:30Z"),
            ("2020-05-01t10:20:30.250z", "2020-05-01T10:20:30.250Z"),
            ("2020-05-01T10:20:30.25000000000+05:30", "2020-05-01T10:20:30.250000000+05:30"),
            ("2020-05-01 10:20:30", "2020-05-01T10:20:30"),
            ("-12000", "Y-12000"),
            ("9 October 2025", "2025-10-09"),
        ];
        for (text, expected) in known {
            assert_eq!(told(text).as_deref(), Ok(expected), "{text}");
        }
        assert!(told("soon").is_err_and(|message| message.contains("`soon`")));
        assert!(told("2020-13-01").is_err());
    }

    #[test]
    fn an_end_that_is_missing_is_open() {
        let told = |begin: &str, end: &str| between(begin, end).map(|when| when.map(|when| when.to_string()));
        assert_eq!(told("2020", "").unwrap_or_default().as_deref(), Some("2020/.."));
        assert_eq!(told("", "2020").unwrap_or_default().as_deref(), Some("../2020"));
        assert_eq!(told("0725", "0733").unwrap_or_default().as_deref(), Some("0725/0733"));
        assert_eq!(told("2020", "2020").unwrap_or_default().as_deref(), Some("2020"));
        assert_eq!(told("", ""), Ok(None));
        assert!(told("2021", "2020").is_err());
        assert!(along("2021", "2020").is_ok());
    }
}
