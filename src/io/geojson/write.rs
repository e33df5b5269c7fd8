//! What text does a story make?
//!
//! Each thing says its members in their order, and does not know where they go: over the object that was read, or into
//! a new one ([`Out`]). Nor does it know where the text goes.

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

use super::VERSION;
use super::anew::{AsObject, NewGeometry};
use super::draft::{Draft, Out, Written, list_value, number_value, written};
use super::findings::{Findings, Spot};
use super::geometry::geometry_value;
use super::members::{flag, number, texts, word, zone};
use super::read;
use super::translations::put_translations;
use crate::model::{
    Actor, ActorRole, Attribution, AttributionKind, Category, Chapter, Claim, Empty as _, Event, Layer, Lines, Link,
    Members, Place, Precision, Quantity, Rare, Source, Stance, Story, Zone,
};

/// Under which member a story lists its sources.
pub(super) const SOURCES: &str = "sources";

/// All that a story says beside its features.
pub(super) fn story_value(story: &Story) -> Members {
    head_value(story, |draft| draft.drafts(SOURCES, &story.sources, read::source_of))
}

/// The same with sources that are put where they belong.
pub(super) fn head_value(story: &Story, put_sources: impl FnOnce(&mut Draft)) -> Members {
    let mut draft = Draft::new(&story.members);
    if draft.members.is_empty() {
        draft.members.insert("version".to_owned(), Value::from(VERSION));
    }
    draft.text("title", &story.title);
    draft.text("summary", &story.summary);
    draft.text("lang", &story.lang);
    put_translations::<Story>(&mut draft, &story.i18n);
    let read_zone =
        |members: &Members, at: Spot<'_>, found: &mut Findings| zone(members, "zone", at, found).unwrap_or_default();
    draft.set("zone", &story.zone, read_zone, |_, zone| Some(Value::from(zone.to_string())));
    put_sources(&mut draft);
    draft.drafts("actors", &story.actors, read::actor_of);
    draft.drafts("categories", &story.categories, read::category_of);
    draft.drafts("layers", &story.layers, read::layer_of);
    draft.drafts("chapters", &story.chapters, read::chapter_of);
    draft.members
}

impl Written for Source {
    fn original(&self) -> &Members {
        &self.members
    }

    fn say(&self, out: &mut impl Out) {
        out.id(&self.id);
        out.text("title", &self.title);
        out.text("publisher", &self.publisher);
        out.text("url", &self.url);
        out.when("published", self.published.as_ref());
        out.when("accessed", self.accessed.as_ref());
        out.text("archived", &self.archived);
        out.text("sha256", &self.sha256);
        say_texts(out, "distinct_from", &self.distinct_from);
        put_translations::<Self>(out, &self.i18n);
    }
}

/// Says a list of ids or names.
fn say_texts(out: &mut impl Out, name: &str, list: &Rare<Vec<String>>) {
    let read = |members: &Members, at: Spot<'_>, found: &mut Findings| texts(members, name, at, found).into();
    out.set(name, list, read, |_, now: &Rare<Vec<String>>| {
        list_value(now.iter().map(|text| Value::from(text.as_str())))
    });
}

/// Says a word out of a table; one that is not said is the first.
fn say_word<T: Copy + PartialEq + Default>(
    out: &mut impl Out,
    name: &str,
    now: T,
    table: &[(T, &'static str)],
    spelled: &'static str,
) {
    let read = |members: &Members, at: Spot<'_>, found: &mut Findings| {
        word(members, name, table, at, found).unwrap_or_default()
    };
    out.set(name, &now, read, |_, _| Some(Value::from(spelled)));
}

impl Written for Actor {
    fn original(&self) -> &Members {
        &self.members
    }

    fn say(&self, out: &mut impl Out) {
        out.id(&self.id);
        out.text("name", &self.name);
        out.text("side", &self.side);
        put_translations::<Self>(out, &self.i18n);
    }
}

impl Written for Category {
    fn original(&self) -> &Members {
        &self.members
    }

    fn say(&self, out: &mut impl Out) {
        out.id(&self.id);
        out.text("name", &self.name);
        out.text("symbol", &self.symbol);
        put_translations::<Self>(out, &self.i18n);
    }
}

impl Written for Layer {
    fn original(&self) -> &Members {
        &self.members
    }

    fn say(&self, out: &mut impl Out) {
        out.id(&self.id);
        out.text("name", &self.name);
        let read =
            |members: &Members, at: Spot<'_>, found: &mut Findings| flag(members, "visible", at, found).unwrap_or(true);
        out.set("visible", &self.visible, read, |_, visible| Some(Value::from(*visible)));
        put_translations::<Self>(out, &self.i18n);
    }
}

impl Written for Chapter {
    fn original(&self) -> &Members {
        &self.members
    }

    fn say(&self, out: &mut impl Out) {
        out.text("title", &self.title);
        out.text("text", &self.text);
        out.text("event", &self.event);
        let read_events = |members: &Members, at: Spot<'_>, found: &mut Findings| texts(members, "events", at, found);
        out.set("events", &self.events, read_events, |_, events| {
            (!events.is_empty()).then(|| Value::from(events.clone()))
        });
        let read = |members: &Members, _: Spot<'_>, _: &mut Findings| {
            members.get("view").and_then(Value::as_object).cloned().unwrap_or_default()
        };
        out.set("view", &self.view, read, |_, view| (!view.is_empty()).then(|| Value::Object(view.clone())));
        put_translations::<Self>(out, &self.i18n);
    }
}

/// An event as the feature of a story file.
pub(super) struct Feature<'a>(pub(super) &'a Event);

/// What an event says in the properties of its feature.
struct Properties<'a>(&'a Event);

/// An event as the members of its feature.
pub(super) fn feature_of(event: &Event) -> Members {
    let mut draft = Draft::new(&event.members);
    if !draft.members.contains_key("type") {
        draft.members.shift_insert(0, "type".to_owned(), Value::from("Feature"));
    }
    if !draft.members.contains_key("id") && !event.id.is_empty() {
        draft.members.shift_insert(1, "id".to_owned(), Value::Null);
    }
    draft.id(&event.id);
    let geometry = geometry_value(event.members.get("geometry"), event.geometry.as_ref());
    if !geometry.is_null() || event.members.contains_key("geometry") || event.members.is_empty() {
        draft.members.insert("geometry".to_owned(), geometry);
    }
    let properties = written(&Properties(event));
    // Properties that were no object are still in their place, and stay there if nothing came of them.
    let is_free = draft.members.get("properties").is_none_or(Value::is_object);
    if is_free || !properties.is_empty() {
        draft.members.insert("properties".to_owned(), Value::Object(properties));
    }
    draft.members
}

impl Serialize for Feature<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(event) = *self;
        if !event.members.is_empty() {
            return feature_of(event).serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "Feature")?;
        if !event.id.is_empty() {
            map.serialize_entry("id", &event.id)?;
        }
        map.serialize_entry("geometry", &NewGeometry(event.geometry.as_ref()))?;
        map.serialize_entry("properties", &AsObject(&Properties(event)))?;
        map.end()
    }
}

impl Written for Properties<'_> {
    fn original(&self) -> &Members {
        &self.0.properties
    }

    fn say(&self, out: &mut impl Out) {
        let Self(event) = *self;
        out.text("title", &event.title);
        out.text("summary", &event.summary);
        out.when("when", event.when.as_ref());
        let zone_value = |_: &Members, zone: &Option<Zone>| zone.as_ref().map(|zone| Value::from(zone.to_string()));
        out.set("zone", &event.zone, |members, at, found| zone(members, "zone", at, found), zone_value);
        out.text("category", &event.category);
        out.text("layer", &event.layer);
        out.list("actors", &event.actors, read::actor_role_of);
        out.object("place", &event.place, &None, read::place_of, Option::as_ref);
        out.drafts("claims", &event.claims, read::claim_of);
        out.list("links", &event.links, read::link_of);
        out.text("assessment", &event.assessment);
        out.text("assessed_by", &event.assessed_by);
        put_translations::<Event>(out, &event.i18n);
        if let Some(row) = &event.row {
            out.cells("columns", row);
        }
    }
}

/// Claims as a story file holds them.
pub(in crate::io) fn claims_value(claims: &[Claim]) -> Value {
    claims.iter().map(written).map(Value::Object).collect()
}

/// Links as a story file holds them.
pub(in crate::io) fn links_value(links: &[Link]) -> Value {
    links.iter().map(written).map(Value::Object).collect()
}

impl Written for ActorRole {
    fn original(&self) -> &Members {
        Members::empty()
    }

    fn say(&self, out: &mut impl Out) {
        out.word("id", &self.actor);
        out.text("role", &self.role);
    }
}

impl Written for Link {
    fn original(&self) -> &Members {
        Members::empty()
    }

    fn say(&self, out: &mut impl Out) {
        out.word("to", &self.to);
        out.text("kind", &self.kind);
    }
}

impl Written for Place {
    fn original(&self) -> &Members {
        Members::empty()
    }

    fn say(&self, out: &mut impl Out) {
        out.text("name", &self.name);
        say_word(out, "precision", self.precision, &Precision::ALL, self.precision.word());
        let read_radius = |members: &Members, at: Spot<'_>, found: &mut Findings| {
            number(members, "radius_m", at, found).filter(|radius| *radius >= 0.0)
        };
        out.set("radius_m", &self.radius_m, read_radius, |_, radius| radius.map(number_value));
        say_texts(out, "names", &self.names);
        say_word(out, "lines", self.lines, &Lines::ALL, self.lines.word());
        out.text("note", &self.note);
    }
}

/// To whom a claim is attributed that says nothing of it.
const NOBODY: Attribution = Attribution { kind: AttributionKind::Anonymous, name: String::new() };

impl Written for Claim {
    fn original(&self) -> &Members {
        &self.members
    }

    fn say(&self, out: &mut impl Out) {
        out.id(&self.id);
        out.text("source", &self.source);
        out.text("text", &self.text);
        out.text("quote", &self.quote);
        out.text("lang", &self.lang);
        out.text("hedge", &self.hedge);
        out.object("attribution", &self.attribution, &NOBODY, read::attribution_of, |now| Some(now));
        say_word(out, "stance", self.stance, &Stance::ALL, self.stance.word());
        out.when("said", self.said.as_ref());
        out.list("figures", &self.quantities, read::quantity_of);
        say_texts(out, "disputes", &self.disputes);
        out.text("grading", &self.grading);
        out.text("graded_by", &self.graded_by);
        out.text("note", &self.note);
        put_translations::<Self>(out, &self.i18n);
    }
}

impl Written for Attribution {
    fn original(&self) -> &Members {
        Members::empty()
    }

    fn say(&self, out: &mut impl Out) {
        out.word("kind", self.kind.word());
        out.text("name", &self.name);
    }
}

impl Written for Quantity {
    fn original(&self) -> &Members {
        Members::empty()
    }

    /// A value within a range is its best estimate.
    fn say(&self, out: &mut impl Out) {
        let is_range = self.low.is_some() || self.high.is_some();
        out.word("measure", &self.measure);
        out.number(if is_range { "best" } else { "value" }, self.value);
        out.number("low", self.low);
        out.number("high", self.high);
        out.text("unit", &self.unit);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::io::{story_from_slice, story_to_string};

    const STORY: &str = include_str!("../../../tests/fixtures/valid/features-first.geojson");

    fn changed(change: impl FnOnce(&mut Story)) -> (Value, Value) {
        let mut story = story_from_slice(STORY.as_bytes()).unwrap().story;
        change(&mut story);
        (serde_json::from_str(STORY).unwrap(), serde_json::from_str(&story_to_string(&story)).unwrap())
    }

    #[test]
    fn a_changed_member_changes_nothing_beside_it() {
        let (mut before, after) = changed(|story| {
            story.events.get_mut(0).title = "Along another line".to_owned();
            story.events.get_mut(0).claims[0].attribution.name = "A desk".to_owned();
            story.events.get_mut(0).claims[0].quantities[0].low = Some(12.0);
        });
        let properties = &mut before["features"][0]["properties"];
        properties["title"] = json!("Along another line");
        properties["claims"][0]["attribution"]["name"] = json!("A desk");
        properties["claims"][0]["figures"][0] = json!({ "measure": "hours", "best": 15, "low": 12, "high": 18 });
        assert_eq!(after.to_string(), before.to_string());
    }

    #[test]
    fn a_member_that_the_story_no_longer_has_is_taken_out() {
        let (mut before, after) = changed(|story| {
            story.events.get_mut(0).when = None;
            story.events.get_mut(0).claims.clear();
            story.events.get_mut(0).place = None;
        });
        let properties = before["features"][0]["properties"].as_object_mut().unwrap();
        for key in ["when", "claims", "place"] {
            properties.shift_remove(key);
        }
        assert_eq!(after.to_string(), before.to_string());
    }

    #[test]
    fn a_new_story_is_written_in_our_order() {
        let story = Story {
            title: "Talks".to_owned(),
            events: vec![Event { id: "a".to_owned(), title: "Round".to_owned(), ..Event::default() }].into(),
            ..Story::default()
        };
        let expected = r#"{"type":"FeatureCollection","story":{"version":1,"title":"Talks"},"features":[{"type":"Feature","id":"a","geometry":null,"properties":{"title":"Round"}}]}"#;
        let value: Value = serde_json::from_str(&story_to_string(&story)).unwrap();
        assert_eq!(value.to_string(), expected);
    }
}
