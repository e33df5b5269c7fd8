//! What does a member of an object hold, if it holds the type that it should?
//!
//! Every function takes the object, the name of the member, the spot of the object and the findings. A
//! missing member and null are the same: nothing, and nothing to tell.

use serde_json::Value;

use super::findings::{Findings, Spot};
use crate::model::{Members, When, Zone};

/// The member, unless it is missing or null.
pub(super) fn present<'a>(members: &'a Members, key: &str) -> Option<&'a Value> {
    members.get(key).filter(|value| !value.is_null())
}

/// A string; empty when there is none.
pub(super) fn text(members: &Members, key: &str, at: Spot<'_>, found: &mut Findings) -> String {
    str_of(members, key, at, found).unwrap_or_default().to_owned()
}

/// A string.
fn str_of<'a>(members: &'a Members, key: &str, at: Spot<'_>, found: &mut Findings) -> Option<&'a str> {
    match present(members, key)? {
        Value::String(text) => Some(text),
        other => {
            found.wrong_type(at.key(key), "a string", other);
            None
        }
    }
}

/// An id: a string, or a number as GeoJSON allows; empty when there is none.
pub(super) fn id(members: &Members, at: Spot<'_>, found: &mut Findings) -> String {
    match present(members, "id") {
        None => String::new(),
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(other) => {
            found.wrong_type(at.key("id"), "a string or a number", other);
            String::new()
        }
    }
}

/// Tells of a member `bbox` that bounds nothing. It is not shown, so that nothing else comes of it.
pub(super) fn check_bbox(members: &Members, at: Spot<'_>, found: &mut Findings) {
    let Some(bbox) = present(members, "bbox") else { return };
    let is_sound = |bounds: &Vec<Value>| matches!(bounds.len(), 4 | 6) && bounds.iter().all(Value::is_number);
    if !bbox.as_array().is_some_and(is_sound) {
        let message = "\"bbox\" must be an array of four numbers, west, south, east, north, or of six with heights";
        found.warning(at.key("bbox"), message);
    }
}

/// A number.
pub(super) fn number(members: &Members, key: &str, at: Spot<'_>, found: &mut Findings) -> Option<f64> {
    let value = present(members, key)?;
    let number = value.as_f64();
    match value {
        Value::String(text) if text.trim().parse::<f64>().is_ok() => {
            found.error(at.key(key), format!("\"{key}\" must be a number, found a string; remove the quotes"));
        }
        _ if number.is_none() => found.wrong_type(at.key(key), "a number", value),
        _ => {}
    }
    number
}

/// True or false.
pub(super) fn flag(members: &Members, key: &str, at: Spot<'_>, found: &mut Findings) -> Option<bool> {
    let value = present(members, key)?;
    if !value.is_boolean() {
        found.wrong_type(at.key(key), "true or false", value);
    }
    value.as_bool()
}

/// An object.
pub(super) fn object<'a>(
    members: &'a Members,
    key: &str,
    expected: &str,
    at: Spot<'_>,
    found: &mut Findings,
) -> Option<&'a Members> {
    match present(members, key)? {
        Value::Object(object) => Some(object),
        other => {
            found.wrong_type(at.key(key), expected, other);
            None
        }
    }
}

/// An array of objects, each read by `read`; elements that are no objects are left out.
pub(super) fn objects<T>(
    members: &Members,
    key: &str,
    at: Spot<'_>,
    found: &mut Findings,
    mut read: impl FnMut(&Members, Spot<'_>, &mut Findings) -> T,
) -> Vec<T> {
    let at = at.key(key);
    let elements = elements(members, key, "an array of objects", at, found);
    let mut list = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        match element {
            Value::Object(object) => list.push(read(object, at.index(index), found)),
            other => found.wrong_type(at.index(index), "an object", other),
        }
    }
    list
}

/// An array of strings; other elements are left out.
pub(super) fn texts(members: &Members, key: &str, at: Spot<'_>, found: &mut Findings) -> Vec<String> {
    let at = at.key(key);
    let mut list = Vec::new();
    for (index, element) in elements(members, key, "an array of strings", at, found).iter().enumerate() {
        match element {
            Value::String(text) => list.push(text.clone()),
            other => found.wrong_type(at.index(index), "a string", other),
        }
    }
    list
}

/// The elements of an array; none when it is something else.
fn elements<'a>(members: &'a Members, key: &str, expected: &str, at: Spot<'_>, found: &mut Findings) -> &'a [Value] {
    match present(members, key) {
        None => &[],
        Some(Value::Array(elements)) => elements,
        Some(other) => {
            found.wrong_type(at, expected, other);
            &[]
        }
    }
}

/// The objects in an array with their indexes, as [`objects`] takes them, and nothing to tell.
pub(super) fn objects_in<'a>(members: &'a Members, key: &str) -> impl Iterator<Item = (usize, &'a Members)> + use<'a> {
    let elements = members.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    elements.iter().enumerate().filter_map(|(index, element)| Some((index, element.as_object()?)))
}

/// An EDTF expression.
pub(super) fn when(members: &Members, key: &str, at: Spot<'_>, found: &mut Findings) -> Option<When> {
    let text = match present(members, key)? {
        Value::String(text) => text,
        Value::Number(number) => {
            found.error(
                at.key(key),
                format!("\"{key}\" must be a string, found a number; write \"{number}\" in quotes"),
            );
            return None;
        }
        other => {
            found.wrong_type(at.key(key), "a string such as \"2025-10-09\"", other);
            return None;
        }
    };
    match text.parse() {
        Ok(when) => Some(when),
        Err(error) => {
            found.error(at.key(key), format!("\"{text}\" is no date in EDTF: {error}"));
            None
        }
    }
}

/// A time zone.
pub(super) fn zone(members: &Members, key: &str, at: Spot<'_>, found: &mut Findings) -> Option<Zone> {
    let name = str_of(members, key, at, found)?;
    match name.parse() {
        Ok(zone) => Some(zone),
        Err(error) => {
            found.error(at.key(key), format!("unknown time zone: {error}"));
            None
        }
    }
}

/// A word out of a table of one concept; none when it is missing or not in the table.
pub(super) fn word<T: Copy>(
    members: &Members,
    key: &str,
    table: &[(T, &'static str)],
    at: Spot<'_>,
    found: &mut Findings,
) -> Option<T> {
    let word = str_of(members, key, at, found)?;
    let value = table.iter().find(|(_, candidate)| *candidate == word).map(|(value, _)| *value);
    if value.is_none() {
        let message = format!("unknown {key} \"{word}\"; write one of {}", words_of(table));
        found.error(at.key(key), message);
    }
    value
}

/// The words of a table, for people.
pub(super) fn words_of<T>(table: &[(T, &'static str)]) -> String {
    table.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
}
