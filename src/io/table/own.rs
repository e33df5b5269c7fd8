//! The columns in which Meridian writes events, and reads them back.
//!
//! A flat table holds all of an event: what has parts of its own stands in its cell as JSON. It does not
//! hold what belongs to the story: its summary, its zone, names of actors, addresses of sources, chapters.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use super::coordinates::wkt_of_geometry;
use super::gather::Gathering;
use super::mapping::{Field, Mapping};
use super::plan::Cells;
use super::schema::Columns;
use crate::io::{JsonFault, geojson};
use crate::model::{ActorRole, Event, Lines, Place, Precision, Row, Source, Story, Zone};

/// Our columns, in the order in which they are written.
pub(in crate::io) const COLUMNS: [&str; 21] = [
    "id",
    "title",
    "summary",
    "when",
    "zone",
    "category",
    "layer",
    "actors",
    "place",
    "precision",
    "radius_m",
    "place_names",
    "place_note",
    "lines",
    "longitude",
    "latitude",
    "geometry",
    "assessment",
    "assessed_by",
    "claims",
    "links",
];

/// Whether a table holds shapes as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::io) enum Shapes {
    /// As well-known text in a cell, where they are more than a point.
    AsText,
    /// The format has a place of its own for them.
    Beside,
}

/// The columns of a table of these events: ours, then those that rows and properties had beside them.
pub(in crate::io) fn columns_of(story: &Story) -> Vec<String> {
    let mut columns: Vec<String> = COLUMNS.map(str::to_owned).into();
    let mut seen: BTreeSet<String> = columns.iter().cloned().collect();
    for event in &story.events {
        for (name, _) in others_of(event) {
            if !seen.contains(name.as_ref()) {
                seen.insert(name.clone().into_owned());
                columns.push(name.into_owned());
            }
        }
    }
    columns
}

/// What an event has beside our members, with a name that is none of ours.
fn others_of<'a>(event: &'a Event) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)> {
    let rename = |name: &str| COLUMNS.iter().any(|ours| ours.eq_ignore_ascii_case(name)).then(|| format!("row {name}"));
    let text = |value: &'a Value| value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed);
    let cells = event.row.iter().flat_map(Row::named_cells).map(|(name, cell)| (name, Cow::Borrowed(cell)));
    // A story that was made of a table keeps its row in a member.
    let kept = event.properties.get("columns").filter(|_| event.row.is_none()).and_then(Value::as_object);
    let kept = kept.into_iter().flatten().map(move |(name, value)| (name.as_str(), text(value)));
    let cells = cells
        .chain(kept)
        .filter(|(name, _)| !name.is_empty())
        .filter(|(name, cell)| !is_said(event, name, cell))
        .map(move |(name, cell)| (rename(name).map_or(Cow::Borrowed(name), Cow::Owned), cell));
    let members = event.properties.iter().filter(|(name, _)| !geojson::MEMBERS.contains(&name.as_str()));
    let members = members.map(move |(name, value)| (Cow::Borrowed(name.as_str()), text(value)));
    cells.chain(members)
}

/// True for a cell of a column of ours that says what the event says now.
fn is_said(event: &Event, name: &str, cell: &str) -> bool {
    COLUMNS.contains(&name) && own_cell(event, &Zone::Utc, name, Shapes::AsText) == cell
}

/// The cells of an event in these columns. An event without a zone of its own is given that of its story: its days
/// are counted there.
pub(in crate::io) fn cells_of<'a>(
    event: &'a Event,
    story_zone: &Zone,
    columns: &[String],
    shapes: Shapes,
) -> Vec<Cow<'a, str>> {
    let mut cells = vec![Cow::Borrowed(""); columns.len()];
    for (cell, name) in cells.iter_mut().zip(COLUMNS) {
        *cell = own_cell(event, story_zone, name, shapes);
    }
    for (name, text) in others_of(event) {
        if let Some(at) = columns.iter().position(|column| *column == name) {
            cells[at] = text;
        }
    }
    cells
}

fn own_cell<'a>(event: &'a Event, story_zone: &Zone, name: &str, shapes: Shapes) -> Cow<'a, str> {
    let place = event.place.as_ref();
    let point = || event.geometry.as_ref().filter(|shape| shape.lines.is_empty() && shape.areas.is_empty());
    let point = || point().and_then(|shape| <[_; 1]>::try_from(shape.points.as_slice()).ok()).map(|[at]| at);
    let text = match name {
        "id" => return Cow::Borrowed(&event.id),
        "title" => return Cow::Borrowed(&event.title),
        "summary" => return Cow::Borrowed(&event.summary),
        "when" => event.when.as_ref().map(ToString::to_string),
        "zone" => {
            let of_story = (*story_zone != Zone::Utc && event.when.is_some()).then_some(story_zone);
            event.zone.as_ref().or(of_story).map(ToString::to_string)
        }
        "category" => return Cow::Borrowed(&event.category),
        "layer" => return Cow::Borrowed(&event.layer),
        "actors" => Some(actors_text(&event.actors)),
        "place" => return Cow::Borrowed(place.map_or("", |place| place.name.as_str())),
        "precision" => {
            let said = place.map(|place| place.precision).filter(|precision| *precision != Precision::Unknown);
            return Cow::Borrowed(said.map_or("", Precision::word));
        }
        "radius_m" => place.and_then(|place| place.radius_m).map(|radius| radius.to_string()),
        "place_names" => place.map(|place| list_text(&place.names)),
        "place_note" => return Cow::Borrowed(place.map_or("", |place| place.note.as_str())),
        "lines" => return Cow::Borrowed(if event.is_contact() { Lines::Contact.word() } else { "" }),
        "longitude" => point().map(|at| at.lon.to_string()),
        "latitude" => point().map(|at| at.lat.to_string()),
        "geometry" if shapes == Shapes::Beside || point().is_some() => None,
        "geometry" => event.geometry.as_ref().map(wkt_of_geometry),
        "assessment" => return Cow::Borrowed(&event.assessment),
        "assessed_by" => return Cow::Borrowed(&event.assessed_by),
        "claims" if event.claims.is_empty() => None,
        "claims" => Some(geojson::claims_value(&event.claims).to_string()),
        "links" if event.links.is_empty() => None,
        "links" => Some(geojson::links_value(&event.links).to_string()),
        _ => None,
    };
    Cow::Owned(text.unwrap_or_default())
}

/// `pakistan (by); ttp (target)`; as JSON where an id or a role holds such signs itself.
fn actors_text(actors: &[ActorRole]) -> String {
    let is_odd = |text: &str| text.contains([';', '(', ')', '[', '"']) || text.trim() != text;
    if actors.iter().any(|role| is_odd(&role.actor) || is_odd(&role.role) || role.actor.is_empty()) {
        let pairs = actors.iter().map(|role| vec![role.actor.as_str(), role.role.as_str()]);
        return pairs.collect::<Value>().to_string();
    }
    let text = |role: &ActorRole| match role.role.as_str() {
        "" => role.actor.clone(),
        part => format!("{} ({part})", role.actor),
    };
    actors.iter().map(text).collect::<Vec<_>>().join("; ")
}

fn actors_of(text: &str) -> Vec<ActorRole> {
    if text.starts_with('[')
        && let Ok(pairs) = serde_json::from_str::<Vec<(String, String)>>(text)
    {
        return pairs.into_iter().map(|(actor, role)| ActorRole { actor, role }).collect();
    }
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    let role = |part: &str| match part.strip_suffix(')').and_then(|part| part.split_once(" (")) {
        Some((actor, role)) => ActorRole { actor: actor.to_owned(), role: role.to_owned() },
        None => ActorRole { actor: part.to_owned(), role: String::new() },
    };
    parts.map(role).collect()
}

fn list_text(names: &[String]) -> String {
    let is_odd = |name: &String| name.is_empty() || name.contains([';', '[']) || name.trim() != name;
    if names.iter().any(is_odd) { Value::from(names.to_vec()).to_string() } else { names.join("; ") }
}

fn list_of(text: &str) -> Vec<String> {
    if text.starts_with('[')
        && let Ok(names) = serde_json::from_str(text)
    {
        return names;
    }
    text.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Where our columns are in a table that Meridian wrote.
#[derive(Debug, Clone)]
pub(in crate::io) struct Own {
    actors: Option<usize>,
    precision: Option<usize>,
    radius: Option<usize>,
    names: Option<usize>,
    note: Option<usize>,
    lines: Option<usize>,
    assessment: Option<usize>,
    assessed_by: Option<usize>,
    claims: Option<usize>,
    links: Option<usize>,
}

impl Own {
    /// True for the columns of a table that Meridian wrote.
    pub(super) fn has_written(columns: &Columns<'_>) -> bool {
        columns.have(&["title", "precision", "place_names", "claims", "links"])
    }

    pub(super) fn of(columns: &Columns<'_>) -> Option<(Self, Mapping)> {
        if !Self::has_written(columns) {
            return None;
        }
        let mapping = columns.mapping(&[
            (Field::Id, &["id"]),
            (Field::Title, &["title"]),
            (Field::Summary, &["summary"]),
            (Field::When, &["when"]),
            (Field::Zone, &["zone"]),
            (Field::Category, &["category"]),
            (Field::Layer, &["layer"]),
            (Field::Place, &["place"]),
            (Field::Lon, &["longitude"]),
            (Field::Lat, &["latitude"]),
            (Field::Wkt, &["geometry"]),
        ]);
        let find = |name: &str| columns.find(&[name]);
        let own = Self {
            actors: find("actors"),
            precision: find("precision"),
            radius: find("radius_m"),
            names: find("place_names"),
            note: find("place_note"),
            lines: find("lines"),
            assessment: find("assessment"),
            assessed_by: find("assessed_by"),
            claims: find("claims"),
            links: find("links"),
        };
        Some((own, mapping))
    }

    pub(super) fn enrich(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        let line = cells.line();
        event.actors = actors_of(cells.at(self.actors));
        for role in &event.actors {
            into.actor(&role.actor, "");
        }
        let (precision, names, note) = (cells.at(self.precision), cells.at(self.names), cells.at(self.note));
        let (radius, lines) = (cells.number(self.radius), cells.at(self.lines));
        if ![precision, names, note, lines].iter().all(|cell| cell.is_empty()) || radius.is_some() {
            let place = event.place.get_or_insert_with(Place::default);
            place.precision = Precision::from_word(precision).unwrap_or_default();
            place.radius_m = radius;
            place.names = list_of(names);
            note.clone_into(&mut place.note);
            if lines == Lines::Contact.word() {
                place.lines = Lines::Contact;
            }
        }
        cells.at(self.assessment).clone_into(&mut event.assessment);
        cells.at(self.assessed_by).clone_into(&mut event.assessed_by);
        for (cell, what) in [(cells.at(self.claims), "claims"), (cells.at(self.links), "links")] {
            if cell.is_empty() {
                continue;
            }
            match serde_json::from_str::<Value>(cell) {
                Ok(value) if what == "claims" => event.claims = geojson::claims_of(&value),
                Ok(value) => event.links = geojson::links_of(&value),
                Err(error) => {
                    let JsonFault { message, .. } = JsonFault::in_text(cell, &error);
                    into.error(line, format!("the {what} are left out, since they are no JSON: {message}"));
                }
            }
        }
        for claim in &event.claims {
            into.source(&claim.source, |_| {});
        }
    }
}

/// What a flat table cannot hold of a story, in words; empty where it holds all.
pub(in crate::io) fn lost_in_tables(story: &Story) -> Vec<&'static str> {
    let is_bare =
        |source: &Source| source.address().is_empty() && source.publisher.is_empty() && source.title == source.id;
    let has_source = !story.sources.iter().all(is_bare);
    let has_actor = story.actors.iter().any(|actor| actor.name != actor.id || !actor.side.is_empty());
    let has_category =
        story.categories.iter().any(|category| category.name != category.id || !category.symbol.is_empty());
    let parts = [
        (!story.chapters.is_empty(), "chapters"),
        (has_source, "titles and addresses of sources"),
        (has_actor, "names and sides of actors"),
        (has_category, "names and symbols of categories"),
        (story.layers.iter().any(|layer| layer.name != layer.id || !layer.visible), "names and visibility of layers"),
        (!story.summary.is_empty(), "the story's summary"),
    ];
    parts.into_iter().filter(|(is_there, _)| *is_there).map(|(_, what)| what).collect()
}
