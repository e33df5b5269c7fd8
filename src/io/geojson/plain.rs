//! What can be made of GeoJSON that is no story file?
//!
//! A title is looked for under the names that others use; dates are looked for in `columns`. Members that mean the same as in a
//! story file are understood without a word when they don't fit, for they may mean something else here.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value;

use super::findings::{Findings, Spot};
use super::geometry::geometry_of;
use super::members::{id, present};
use super::read::{check_feature, event_of_properties, take_properties};
use crate::model::{Actor, Category, Event, Layer, Members, Place, Source, Story, When};

/// The members that hold a title, best first, in any case.
const TITLES: [&str; 2] = ["title", "name"];
/// Numbers from here on are milliseconds since 1970, not years: this is in March 1973.
const FIRST_MILLISECONDS: i64 = 100_000_000_000;

/// The title of a feature collection or feature; empty when it has none.
pub(super) fn title_of(members: &Members) -> String {
    let titles = TITLES.iter().filter_map(|key| member_of(members, key));
    titles
        .filter_map(|(_, value)| value.as_str())
        .map(str::trim)
        .find(|title| !title.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// Reads a feature.
pub(super) fn event_of(mut members: Members, at: Spot<'_>, found: &mut Findings) -> Event {
    check_feature(&members, at, found);
    let at_properties = at.key("properties");
    let properties = take_properties(&mut members).unwrap_or_else(|| {
        if let Some(other) = present(&members, "properties") {
            found.wrong_type(at_properties, "an object or null", other);
        }
        Members::new()
    });
    let mut event = event_of_properties(properties, at_properties, &mut Findings::default());
    if event.title.is_empty() {
        event.title = title_of(&event.properties);
    }
    if event.when.is_none() {
        event.when = when_of(&event.properties);
    }
    if let (None, Some(name)) = (&event.place, event.properties.get("place").and_then(Value::as_str)) {
        event.place = Some(Place { name: name.to_owned(), ..Place::default() });
    }
    let geometry = members.get("geometry").and_then(|value| geometry_of(value, at.key("geometry"), found));
    Event { id: id(&members, at, found), geometry, members: members.into(), ..event }
}

/// Reads a geometry without a feature.
pub(super) fn event_of_geometry(value: Value, at: Spot<'_>, found: &mut Findings) -> Event {
    let geometry = geometry_of(&value, at, found);
    let mut members = Members::new();
    members.insert("type".to_owned(), Value::from("Feature"));
    members.insert("geometry".to_owned(), value);
    Event { geometry, members: members.into(), ..Event::default() }
}

/// The member of that name, in any case, with its name as it is written.
fn member_of<'a>(members: &'a Members, key: &str) -> Option<(&'a str, &'a Value)> {
    let exact = members.get_key_value(key);
    let member = exact.or_else(|| members.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)));
    member.map(|(name, value)| (name.as_str(), value)).filter(|(_, value)| !value.is_null())
}

/// The time of a track that has one for each position, as Leaflet.TimeDimension takes it. What other properties say
/// of time is asked of all features together.
fn when_of(properties: &Members) -> Option<When> {
    let (_, times) = member_of(properties, "times")?;
    let times = times.as_array()?;
    let (first, last) = (date_text(times.first()?)?, date_text(times.last()?)?);
    format!("{first}/{last}").parse().ok()
}

/// A date as others write it, nearer to EDTF. None for what looks like no date.
fn date_text(value: &Value) -> Option<String> {
    if let Some(number) = value.as_i64() {
        return match number {
            1000..=2999 => Some(number.to_string()),
            FIRST_MILLISECONDS.. => {
                let time = chrono::DateTime::from_timestamp_millis(number)?;
                Some(time.format("%Y-%m-%dT%H:%M:%SZ").to_string())
            }
            _ => None,
        };
    }
    let text = value.as_str()?.trim();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // 2009/02/20 and 2009-02-20 00:00:00.000, as tables and databases write them.
    let digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    let text = if digits { text.replace('/', "-") } else { text.to_owned() };
    let text = if text.as_bytes().get(10) == Some(&b' ') { text.replacen(' ', "T", 1) } else { text };
    Some(match text.split_once('T') {
        Some((day, "00:00:00" | "00:00:00.000")) => day.to_owned(),
        _ => text,
    })
}

/// Gives a category, layer, actor and source to every id that the events name and the story does not declare.
pub(super) fn adopt_references(story: &mut Story) {
    let events = &story.events;
    let category = |id: String| Category { name: id.clone(), id, ..Category::default() };
    let layer = |id: String| Layer { name: id.clone(), id, ..Layer::default() };
    let actor = |id: String| Actor { name: id.clone(), id, ..Actor::default() };
    let source = |id: String| Source { title: id.clone(), id, ..Source::default() };
    let known: HashSet<String> = story.categories.iter().map(|category| category.id.clone()).collect();
    story.categories.extend(distinct(events.iter().map(|event| event.category.clone()), known).map(category));
    let known: HashSet<String> = story.layers.iter().map(|layer| layer.id.clone()).collect();
    story.layers.extend(distinct(events.iter().map(|event| event.layer.clone()), known).map(layer));
    let known: HashSet<String> = story.actors.iter().map(|actor| actor.id.clone()).collect();
    let ids_of = |event: Cow<'_, Event>| event.actors.iter().map(|role| role.actor.clone()).collect::<Vec<_>>();
    story.actors.extend(distinct(events.iter().flat_map(ids_of), known).map(actor));
    let known: HashSet<String> = story.sources.iter().map(|source| source.id.clone()).collect();
    story.sources.extend(distinct(events.claims().map(|claim| claim.source.clone()), known).map(source));
}

/// Each id once that is not known, in the order of their first use; not the empty one.
fn distinct(ids: impl Iterator<Item = String>, mut known: HashSet<String>) -> impl Iterator<Item = String> {
    ids.filter(move |id| !id.is_empty() && known.insert(id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_track_with_times_lasts_from_the_first_to_the_last() {
        for (properties, when) in [
            (r#"{"times": ["2025/10/09", "2025/10/12"]}"#, Some("2025-10-09/2025-10-12")),
            (r#"{"Times": [1759968000000, 1760018400000]}"#, Some("2025-10-09T00:00:00Z/2025-10-09T14:00:00Z")),
            (r#"{"times": []}"#, None),
            (r#"{"date": "2025-10-09"}"#, None),
        ] {
            let read = when_of(&serde_json::from_str(properties).unwrap()).map(|when| when.to_string());
            assert_eq!(read.as_deref(), when, "{properties}");
        }
    }
}
