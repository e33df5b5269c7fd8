//! JSON as the cells of a row.
//!
//! This module answers what text a value is in a table, and which cells an object has. It does not know what
//! columns mean.

use std::borrow::Cow;

use serde_json::Value;

use crate::model::Members;

/// A value as the text of a cell.
pub(super) fn text_of(value: &Value) -> String {
    cell_of(value).into_owned()
}

/// A value as the text of a cell, which a string is already.
pub(super) fn cell_of(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// Hands out a cell for each member of an object with its name; parts of objects have theirs after a dot.
pub(super) fn for_each_cell<'a, N: AsRef<str>>(
    members: impl IntoIterator<Item = (N, &'a Value)>,
    mut each: impl FnMut(&str, Cow<'a, str>),
) {
    for (name, value) in members {
        let name = name.as_ref();
        match value {
            Value::Object(inner) => match plain_of(inner) {
                Some(plain) => each(name, Cow::Owned(plain)),
                None => inner.iter().for_each(|(part, value)| each(&format!("{name}.{part}"), part_of(value))),
            },
            other => each(name, cell_of(other)),
        }
    }
}

/// A part of an object as the text of a cell.
fn part_of(value: &Value) -> Cow<'_, str> {
    value.as_object().and_then(plain_of).map_or_else(|| cell_of(value), Cow::Owned)
}

/// What an object means that only says how one value is written: a point, or a value of a database.
fn plain_of(members: &Members) -> Option<String> {
    if let (Some("Point"), Some([lon, lat, ..])) = (
        members.get("type").and_then(Value::as_str),
        members.get("coordinates").and_then(Value::as_array).map(Vec::as_slice),
    ) {
        return Some(format!("POINT ({} {})", text_of(lon), text_of(lat)));
    }
    let (name, value) = members.iter().next().filter(|_| members.len() == 1)?;
    matches!(name.as_str(), "$date" | "$oid" | "$numberLong" | "$numberDouble" | "$numberInt").then(|| match value {
        Value::Object(inner) => plain_of(inner).unwrap_or_else(|| text_of(value)),
        value => text_of(value),
    })
}
