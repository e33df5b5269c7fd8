//! What does a `story` object say, and what does a feature of a story file say?
//!
//! Each part is read for itself; whether the ids it names exist is asked in `references`. Every reading
//! function is also used by the writer, which asks it what the original said.

use serde_json::Value;

use super::VERSION;
use super::findings::{Findings, Spot};
use super::geometry::{TYPES, geometry_of};
use super::members::{check_bbox, flag, id, number, object, objects, present, text, texts, when, word, words_of, zone};
use super::translations::translations_of;
use crate::model::{
    ASSESSMENTS, Actor, ActorRole, Attribution, AttributionKind, Category, Chapter, Claim, Event, Language, Layer,
    Lines, Link, Members, Place, Precision, Quantity, Source, Stance, Story,
};

/// Reads the `story` object; no events are in it.
pub(super) fn story_of(value: Value, at: Spot<'_>, found: &mut Findings) -> Story {
    let Value::Object(members) = value else {
        found.wrong_type(at, "an object", &value);
        return Story::default();
    };
    let story = Story {
        title: text(&members, "title", at, found),
        summary: text(&members, "summary", at, found),
        lang: language(&members, at, found),
        i18n: translations_of::<Story>(&members, at, found),
        zone: zone(&members, "zone", at, found).unwrap_or_default(),
        sources: objects(&members, "sources", at, found, source_of).into(),
        actors: objects(&members, "actors", at, found, actor_of),
        categories: objects(&members, "categories", at, found, category_of),
        layers: objects(&members, "layers", at, found, layer_of),
        chapters: objects(&members, "chapters", at, found, chapter_of),
        ..Story::default()
    };
    if let Some(version) = present(&members, "version")
        && version.as_u64() != Some(VERSION)
    {
        let message = format!("unknown version {version} of the story file; it is read as version {VERSION}");
        found.warning(at.key("version"), message);
    }
    if is_blank(&members, "title") {
        found.warning(at, "this story has no \"title\"");
    }
    Story { members, ..story }
}

/// True for a member that is missing, or a string of spaces.
fn is_blank(members: &Members, key: &str) -> bool {
    present(members, key).is_none_or(|value| value.as_str().is_some_and(|text| text.trim().is_empty()))
}

/// Reads a source.
pub(super) fn source_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> Source {
    Source {
        id: listed_id(members, "source", at, found),
        title: text(members, "title", at, found),
        publisher: text(members, "publisher", at, found),
        url: text(members, "url", at, found).into(),
        published: when(members, "published", at, found),
        accessed: when(members, "accessed", at, found),
        archived: text(members, "archived", at, found).into(),
        sha256: text(members, "sha256", at, found).into(),
        distinct_from: texts(members, "distinct_from", at, found).into(),
        i18n: translations_of::<Source>(members, at, found),
        members: members.clone().into(),
    }
}

/// Reads an actor.
pub(super) fn actor_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> Actor {
    Actor {
        id: listed_id(members, "actor", at, found),
        name: text(members, "name", at, found),
        side: text(members, "side", at, found),
        i18n: translations_of::<Actor>(members, at, found),
        members: members.clone(),
    }
}

/// Reads a category.
pub(super) fn category_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> Category {
    Category {
        id: listed_id(members, "category", at, found),
        name: text(members, "name", at, found),
        symbol: text(members, "symbol", at, found),
        i18n: translations_of::<Category>(members, at, found),
        members: members.clone(),
    }
}

/// Reads a layer.
pub(super) fn layer_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> Layer {
    Layer {
        id: listed_id(members, "layer", at, found),
        name: text(members, "name", at, found),
        visible: flag(members, "visible", at, found).unwrap_or(true),
        i18n: translations_of::<Layer>(members, at, found),
        members: members.clone(),
    }
}

/// The id of something that is only there to be referred to.
fn listed_id(members: &Members, what: &str, at: Spot<'_>, found: &mut Findings) -> String {
    if is_blank(members, "id") {
        found.error(at, format!("this {what} has no \"id\", so nothing can refer to it"));
    }
    id(members, at, found)
}

/// Reads a chapter.
pub(super) fn chapter_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> Chapter {
    let view = object(members, "view", "an object", at, found);
    if let Some(view) = view {
        let at = at.key("view");
        when(view, "window", at, found);
        when(view, "known_on", at, found);
        let bbox = present(view, "bbox");
        let is_sound =
            |bbox: &Value| bbox.as_array().is_some_and(|edges| edges.len() == 4 && edges.iter().all(Value::is_number));
        if bbox.is_some_and(|bbox| !is_sound(bbox)) {
            found.error(at.key("bbox"), "\"bbox\" must be an array of four numbers: west, south, east, north");
        }
    }
    Chapter {
        title: text(members, "title", at, found),
        text: text(members, "text", at, found),
        event: text(members, "event", at, found),
        events: texts(members, "events", at, found),
        view: view.cloned().unwrap_or_default(),
        i18n: translations_of::<Chapter>(members, at, found),
        members: members.clone(),
    }
}

/// Reads a feature of a story file.
pub(super) fn event_of(mut members: Members, at: Spot<'_>, found: &mut Findings) -> Event {
    check_feature(&members, at, found);
    let properties = take_properties(&mut members);
    let at_properties = at.key("properties");
    match (&properties, members.get("properties")) {
        (Some(_), _) => {}
        (None, Some(other)) => found.wrong_type(at_properties, "an object", other),
        (None, None) => found.error(at, "this feature has no \"properties\", so nothing is said about it"),
    }
    if !members.contains_key("geometry") {
        found.warning(at, "this feature has no \"geometry\"; for an event without a place write \"geometry\": null");
    }
    let event = event_of_properties(properties.unwrap_or_default(), at_properties, found);
    if is_blank(&event.properties, "title") {
        found.warning(at_properties, "this event has no \"title\"");
    }
    if present(&event.properties, "claims").is_none_or(|claims| claims.as_array().is_some_and(Vec::is_empty)) {
        found.warning(at_properties, "this event has no claim; say in \"claims\" who says so, and in which source");
    }
    let geometry = members.get("geometry").and_then(|value| geometry_of(value, at.key("geometry"), found));
    Event { id: id(&members, at, found), geometry, members: members.into(), ..event }
}

/// Tells of what a feature of any GeoJSON has around its properties and geometry.
pub(super) fn check_feature(members: &Members, at: Spot<'_>, found: &mut Findings) {
    if members.get("type").and_then(Value::as_str) != Some("Feature") {
        let is_geometry = members.get("type").and_then(Value::as_str).is_some_and(|kind| TYPES.contains(&kind));
        let advice = if is_geometry { "; put this geometry into the \"geometry\" of one" } else { "" };
        let at = if members.contains_key("type") { at.key("type") } else { at };
        found.error(at, format!("the \"type\" of a feature must be \"Feature\"{advice}"));
    }
    check_bbox(members, at, found);
}

/// Takes the properties out of a feature; an empty object holds their place. None when they are no object.
pub(super) fn take_properties(members: &mut Members) -> Option<Members> {
    members.get_mut("properties")?.as_object_mut().map(std::mem::take)
}

/// Reads the properties of an event.
pub(super) fn event_of_properties(properties: Members, at: Spot<'_>, found: &mut Findings) -> Event {
    let members = &properties;
    let event = Event {
        title: text(members, "title", at, found),
        summary: text(members, "summary", at, found),
        when: when(members, "when", at, found),
        zone: zone(members, "zone", at, found),
        category: text(members, "category", at, found),
        layer: text(members, "layer", at, found),
        actors: objects(members, "actors", at, found, actor_role_of),
        place: place_of(members, at, found),
        claims: objects(members, "claims", at, found, claim_of),
        links: objects(members, "links", at, found, link_of).into(),
        assessment: text(members, "assessment", at, found).into(),
        assessed_by: text(members, "assessed_by", at, found).into(),
        i18n: translations_of::<Event>(members, at, found),
        ..Event::default()
    };
    word(members, "assessment", &ASSESSMENTS.map(|(word, _)| ((), word)), at, found);
    Event { properties: properties.into(), ..event }
}

/// Reads the part of an actor in an event.
pub(super) fn actor_role_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> ActorRole {
    if is_blank(members, "id") {
        found.error(at, "this actor has no \"id\"; write one of those in \"actors\" of the story");
    }
    ActorRole { actor: id(members, at, found), role: text(members, "role", at, found) }
}

/// Reads a link to another event.
pub(super) fn link_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> Link {
    if is_blank(members, "to") {
        found.error(at, "this link leads nowhere; write the id of an event in \"to\"");
    }
    Link { to: text(members, "to", at, found), kind: text(members, "kind", at, found) }
}

/// Reads the member `place` of the properties.
pub(super) fn place_of(properties: &Members, at: Spot<'_>, found: &mut Findings) -> Option<Place> {
    let members = object(properties, "place", "an object such as {\"name\": \"Kabul\"}", at, found)?;
    let at = at.key("place");
    let radius_m = number(members, "radius_m", at, found);
    if radius_m.is_some_and(|radius| radius < 0.0) {
        found.error(at.key("radius_m"), "\"radius_m\" must not be below 0");
    }
    Some(Place {
        name: text(members, "name", at, found),
        precision: word(members, "precision", &Precision::ALL, at, found).unwrap_or_default(),
        radius_m: radius_m.filter(|radius| *radius >= 0.0),
        names: texts(members, "names", at, found).into(),
        lines: word(members, "lines", &Lines::ALL, at, found).unwrap_or_default(),
        note: text(members, "note", at, found).into(),
    })
}

/// Reads a claim.
pub(super) fn claim_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> Claim {
    let source = text(members, "source", at, found);
    if is_blank(members, "source") {
        found.error(at, "this claim has no \"source\"; write the id of one in \"sources\" of the story");
    }
    let grading = text(members, "grading", at, found);
    if !grading.is_empty() && !is_admiralty(&grading) {
        let message =
            format!("unknown grading \"{grading}\"; write a letter A to F and a number 1 to 6, such as \"C3\"");
        found.error(at.key("grading"), message);
    }
    Claim {
        id: id(members, at, found),
        source,
        text: text(members, "text", at, found),
        quote: text(members, "quote", at, found).into(),
        lang: language(members, at, found).into(),
        hedge: text(members, "hedge", at, found).into(),
        attribution: attribution_of(members, at, found),
        stance: word(members, "stance", &Stance::ALL, at, found).unwrap_or_default(),
        said: when(members, "said", at, found),
        quantities: objects(members, "figures", at, found, quantity_of),
        disputes: texts(members, "disputes", at, found).into(),
        grading: grading.into(),
        graded_by: text(members, "graded_by", at, found).into(),
        note: text(members, "note", at, found).into(),
        i18n: translations_of::<Claim>(members, at, found),
        members: members.clone().into(),
    }
}

/// The member `lang`: the tag of a language.
pub(super) fn language(members: &Members, at: Spot<'_>, found: &mut Findings) -> String {
    let tag = text(members, "lang", at, found);
    if !tag.is_empty()
        && let Err(error) = tag.parse::<Language>()
    {
        found.warning(at.key("lang"), error.to_string());
    }
    tag
}

/// True for a letter A to F with a number 1 to 6.
fn is_admiralty(grading: &str) -> bool {
    matches!(grading.as_bytes(), [b'A'..=b'F', b'1'..=b'6'])
}

/// Reads the member `attribution` of a claim. Who does not say who speaks has an anonymous speaker.
pub(super) fn attribution_of(claim: &Members, at: Spot<'_>, found: &mut Findings) -> Attribution {
    let nobody = Attribution { kind: AttributionKind::Anonymous, name: String::new() };
    let kinds = words_of(&AttributionKind::ALL);
    if present(claim, "attribution").is_none() {
        let message =
            format!("this claim has no \"attribution\", so it counts as anonymous; its \"kind\" is one of {kinds}");
        found.error(at, message);
        return nobody;
    }
    let expected = "an object such as {\"kind\": \"official\", \"name\": \"…\"}";
    let Some(members) = object(claim, "attribution", expected, at, found) else { return nobody };
    let at = at.key("attribution");
    if present(members, "kind").is_none() {
        found.error(at, format!("this attribution has no \"kind\", so it counts as anonymous; write one of {kinds}"));
    }
    Attribution {
        kind: word(members, "kind", &AttributionKind::ALL, at, found).unwrap_or(AttributionKind::Anonymous),
        name: text(members, "name", at, found),
    }
}

/// Reads a figure of a claim.
pub(super) fn quantity_of(members: &Members, at: Spot<'_>, found: &mut Findings) -> Quantity {
    let value = number(members, "value", at, found);
    let best = number(members, "best", at, found);
    let quantity = Quantity {
        measure: text(members, "measure", at, found),
        value: value.or(best),
        low: number(members, "low", at, found),
        high: number(members, "high", at, found),
        unit: text(members, "unit", at, found).into(),
    };
    if is_blank(members, "measure") {
        found.error(at, "this figure has no \"measure\" that says what is counted");
    }
    if let (Some(low), Some(high)) = (quantity.low, quantity.high)
        && high < low
    {
        found.error(at.key("high"), format!("\"high\" is {high} and \"low\" is {low}; swap them"));
    }
    let is_empty = ["value", "best", "low", "high"].iter().all(|key| present(members, key).is_none());
    if is_empty {
        found.error(at, "this figure has no number; write \"value\", or \"low\" and \"high\"");
    }
    quantity
}
