//! How much memory does what was read take beside its JSON?
//!
//! This module answers that before it is made, from above. It does not read anything.

use serde_json::Value;

use crate::model::{Actor, ActorRole, Category, Chapter, Claim, Event, Layer, Link, Members, Quantity, Source};

/// What an event, a claim or a source keeps in boxes takes no more than this, beside what is in its lists and texts.
const BOXES_BYTES: usize = 400;

/// About how many bytes an event takes whose feature takes so many as JSON, these included.
pub(super) fn of_event(feature: &Members, json_bytes: usize) -> usize {
    /// Its id where it has none, and where it is looked up.
    const ID_BYTES: usize = 160;
    let properties = feature.get("properties").and_then(Value::as_object);
    let lists = properties.map_or(0, |members| {
        let claims = members.get("claims").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let figures: usize = claims.iter().map(|claim| list_len(claim.get("figures")) * size_of::<Quantity>()).sum();
        // A claim keeps its members beside those of the event.
        let copies = if claims.is_empty() { 0 } else { json_bytes };
        copies
            + figures
            + claims.len() * (size_of::<Claim>() + BOXES_BYTES + ID_BYTES)
            + list_len(members.get("actors")) * size_of::<ActorRole>()
            + list_len(members.get("links")) * size_of::<Link>()
    });
    // Its texts and positions, and its row while columns are looked at.
    size_of::<Event>() + BOXES_BYTES + ID_BYTES + json_bytes + json_bytes / 4 + lists
}

/// About how many bytes a story without events takes beside the JSON of its own member, which takes so many.
pub(super) fn of_story(story: &Value, json_bytes: usize) -> usize {
    let sizes = [
        ("sources", size_of::<Source>() + BOXES_BYTES),
        ("actors", size_of::<Actor>()),
        ("categories", size_of::<Category>()),
        ("layers", size_of::<Layer>()),
        ("chapters", size_of::<Chapter>()),
    ];
    json_bytes + sizes.iter().map(|(name, size)| list_len(story.get(name)) * size).sum::<usize>()
}

fn list_len(list: Option<&Value>) -> usize {
    list.and_then(Value::as_array).map_or(0, Vec::len)
}
