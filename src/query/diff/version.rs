//! A story in the shape of its file, to be compared.

use serde_json::{Map, Value};

use crate::io::story_to_string;
use crate::model::Story;

/// A story as it is written.
pub(super) struct Version {
    pub(super) story: Map<String, Value>,
    pub(super) features: Vec<Map<String, Value>>,
}

impl Version {
    pub(super) fn of(story: &Story) -> Self {
        let written: Value = serde_json::from_str(&story_to_string(story)).unwrap_or_default();
        let story = written.get("story").and_then(Value::as_object).cloned().unwrap_or_default();
        Self { story, features: objects_of(written.get("features")) }
    }
}

pub(super) fn objects_of(value: Option<&Value>) -> Vec<Map<String, Value>> {
    let elements = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    elements.iter().filter_map(|element| element.as_object().cloned()).collect()
}

pub(super) fn text_of(members: &Map<String, Value>, key: &str) -> String {
    members.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// An id as text; GeoJSON allows numbers.
pub(super) fn id_of(members: &Map<String, Value>) -> String {
    match members.get("id") {
        Some(Value::Number(number)) => number.to_string(),
        _ => text_of(members, "id"),
    }
}
