//! What text does a story make?
//!
//! The writer starts from the objects as they were read. It asks the reader what each member said and
//! replaces only those that say something else by now, so that a story that was not changed comes out as
//! it went in, even where it could not be understood. It does not know where the text goes.

use serde_json::Value;

use super::VERSION;
use super::draft::{Draft, list_value, number_value, object, put, text_value};
use super::findings::{Findings, Spot};
use super::geometry::geometry_value;
use super::members::{flag, texts, word, zone};
use super::read;
use super::translations::put_translations;
use crate::model::{
    Actor, ActorRole, Attribution, Category, Chapter, Claim, Event, Layer, Lines, Link, Members, Place, Precision,
    Quantity, Rare, Source, Stance, Story, Zone,
};

/// Under which member a story lists its sources.
pub(super) const SOURCES: &str = "sources";

/// All that a story says beside its features.
pub(super) fn story_value(story: &Story) -> Members {
    head_value(story, |draft| draft.drafts(SOURCES, &story.sources, read::source_of, source_value))
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
    draft.drafts("actors", &story.actors, read::actor_of, actor_value);
    draft.drafts("categories", &story.categories, read::category_of, category_value);
    draft.drafts("layers", &story.layers, read::layer_of, layer_value);
    draft.drafts("chapters", &story.chapters, read::chapter_of, chapter_value);
    draft.members
}

pub(super) fn source_value(source: &Source) -> Members {
    let mut draft = Draft::new(&source.members);
    draft.id(&source.id);
    draft.text("title", &source.title);
    draft.text("publisher", &source.publisher);
    draft.text("url", &source.url);
    draft.when("published", source.published.as_ref());
    draft.when("accessed", source.accessed.as_ref());
    draft.text("archived", &source.archived);
    draft.text("sha256", &source.sha256);
    put_ids(&mut draft, "distinct_from", &source.distinct_from);
    put_translations::<Source>(&mut draft, &source.i18n);
    draft.members
}

/// Writes a list of ids.
fn put_ids(draft: &mut Draft, name: &str, ids: &Rare<Vec<String>>) {
    let read = |members: &Members, at: Spot<'_>, found: &mut Findings| texts(members, name, at, found).into();
    draft.set(name, ids, read, |_, now: &Rare<Vec<String>>| list_value(now.iter().map(|id| Value::from(id.as_str()))));
}

pub(super) fn actor_value(actor: &Actor) -> Members {
    let mut draft = Draft::new(&actor.members);
    draft.id(&actor.id);
    draft.text("name", &actor.name);
    draft.text("side", &actor.side);
    put_translations::<Actor>(&mut draft, &actor.i18n);
    draft.members
}

pub(super) fn category_value(category: &Category) -> Members {
    let mut draft = Draft::new(&category.members);
    draft.id(&category.id);
    draft.text("name", &category.name);
    draft.text("symbol", &category.symbol);
    put_translations::<Category>(&mut draft, &category.i18n);
    draft.members
}

pub(super) fn layer_value(layer: &Layer) -> Members {
    let mut draft = Draft::new(&layer.members);
    draft.id(&layer.id);
    draft.text("name", &layer.name);
    let read =
        |members: &Members, at: Spot<'_>, found: &mut Findings| flag(members, "visible", at, found).unwrap_or(true);
    draft.set("visible", &layer.visible, read, |_, visible| Some(Value::from(*visible)));
    put_translations::<Layer>(&mut draft, &layer.i18n);
    draft.members
}

pub(super) fn chapter_value(chapter: &Chapter) -> Members {
    let mut draft = Draft::new(&chapter.members);
    draft.text("title", &chapter.title);
    draft.text("text", &chapter.text);
    draft.text("event", &chapter.event);
    let read_events = |members: &Members, at: Spot<'_>, found: &mut Findings| texts(members, "events", at, found);
    draft.set("events", &chapter.events, read_events, |_, events| {
        (!events.is_empty()).then(|| Value::from(events.clone()))
    });
    let read = |members: &Members, _: Spot<'_>, _: &mut Findings| {
        members.get("view").and_then(Value::as_object).cloned().unwrap_or_default()
    };
    draft.set("view", &chapter.view, read, |_, view| (!view.is_empty()).then(|| Value::Object(view.clone())));
    put_translations::<Chapter>(&mut draft, &chapter.i18n);
    draft.members
}

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
    let properties = properties_of(event);
    // Properties that were no object are still in their place, and stay there if nothing came of them.
    let is_free = draft.members.get("properties").is_none_or(Value::is_object);
    if is_free || !properties.is_empty() {
        draft.members.insert("properties".to_owned(), Value::Object(properties));
    }
    draft.members
}

fn properties_of(event: &Event) -> Members {
    let mut draft = Draft::new(&event.properties);
    draft.text("title", &event.title);
    draft.text("summary", &event.summary);
    draft.when("when", event.when.as_ref());
    let zone_value = |_: &Members, zone: &Option<Zone>| zone.as_ref().map(|zone| Value::from(zone.to_string()));
    draft.set("zone", &event.zone, |members, at, found| zone(members, "zone", at, found), zone_value);
    draft.text("category", &event.category);
    draft.text("layer", &event.layer);
    draft.list("actors", &event.actors, read::actor_role_of, role_value);
    draft.set("place", &event.place, read::place_of, |properties, place| {
        place.as_ref().map(|place| place_value(properties, place))
    });
    draft.drafts("claims", &event.claims, read::claim_of, claim_value);
    draft.list("links", &event.links, read::link_of, link_value);
    draft.text("assessment", &event.assessment);
    draft.text("assessed_by", &event.assessed_by);
    put_translations::<Event>(&mut draft, &event.i18n);
    if let Some(row) = &event.row {
        let cells = row.named_cells().map(|(name, cell)| (name.to_owned(), Value::from(cell)));
        draft.members.insert("columns".to_owned(), Value::Object(cells.collect()));
    }
    draft.members
}

/// Claims as a story file holds them.
pub(in crate::io) fn claims_value(claims: &[Claim]) -> Value {
    claims.iter().map(claim_value).map(Value::Object).collect()
}

/// Links as a story file holds them.
pub(in crate::io) fn links_value(links: &[Link]) -> Value {
    links.iter().map(link_value).map(Value::Object).collect()
}

fn role_value(role: &ActorRole) -> Members {
    object([("id", Some(Value::from(role.actor.as_str()))), ("role", text_value(&role.role))])
}

fn link_value(link: &Link) -> Members {
    object([("to", Some(Value::from(link.to.as_str()))), ("kind", text_value(&link.kind))])
}

/// A place, over the one that was read.
fn place_value(properties: &Members, place: &Place) -> Value {
    let mut members = properties.get("place").and_then(Value::as_object).cloned().unwrap_or_default();
    put(&mut members, "name", text_value(&place.name));
    let is_said = place.precision != Precision::default() || members.contains_key("precision");
    put(&mut members, "precision", is_said.then(|| Value::from(place.precision.word())));
    if members.get("radius_m").and_then(Value::as_f64) != place.radius_m {
        put(&mut members, "radius_m", place.radius_m.map(number_value));
    }
    put(&mut members, "names", list_value(place.names.iter().map(|name| Value::from(name.as_str()))));
    let is_said = place.lines != Lines::default() || members.contains_key("lines");
    put(&mut members, "lines", is_said.then(|| Value::from(place.lines.word())));
    put(&mut members, "note", text_value(&place.note));
    Value::Object(members)
}

pub(super) fn claim_value(claim: &Claim) -> Members {
    let mut draft = Draft::new(&claim.members);
    draft.id(&claim.id);
    draft.text("source", &claim.source);
    draft.text("text", &claim.text);
    draft.text("quote", &claim.quote);
    draft.text("lang", &claim.lang);
    draft.text("hedge", &claim.hedge);
    draft.set("attribution", &claim.attribution, read::attribution_of, |members, now| {
        Some(attribution_value(members, now))
    });
    let read_stance = |members: &Members, at: Spot<'_>, found: &mut Findings| {
        word(members, "stance", &Stance::ALL, at, found).unwrap_or_default()
    };
    draft.set("stance", &claim.stance, read_stance, |_, stance| Some(Value::from(stance.word())));
    draft.when("said", claim.said.as_ref());
    draft.list("figures", &claim.quantities, read::quantity_of, quantity_value);
    put_ids(&mut draft, "disputes", &claim.disputes);
    draft.text("grading", &claim.grading);
    draft.text("graded_by", &claim.graded_by);
    draft.text("note", &claim.note);
    put_translations::<Claim>(&mut draft, &claim.i18n);
    draft.members
}

/// An attribution, over the one that was read.
fn attribution_value(claim: &Members, attribution: &Attribution) -> Value {
    let mut members = claim.get("attribution").and_then(Value::as_object).cloned().unwrap_or_default();
    put(&mut members, "kind", Some(Value::from(attribution.kind.word())));
    put(&mut members, "name", text_value(&attribution.name));
    Value::Object(members)
}

/// A figure; a value within a range is its best estimate.
fn quantity_value(quantity: &Quantity) -> Members {
    let is_range = quantity.low.is_some() || quantity.high.is_some();
    let value = quantity.value.map(number_value);
    object([
        ("measure", Some(Value::from(quantity.measure.as_str()))),
        (if is_range { "best" } else { "value" }, value),
        ("low", quantity.low.map(number_value)),
        ("high", quantity.high.map(number_value)),
        ("unit", text_value(&quantity.unit)),
    ])
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
