//! The columns in which Meridian writes events, and reads them back.
//!
//! A flat table holds all of an event: what has parts of its own stands in its cell as JSON. It does not
//! hold what belongs to the story: its summary, its zone, names of actors, addresses of sources, chapters.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use super::coordinates::wkt_of_geometry;
use super::gather::Gathering;
use super::mapping::{self, Mapping};
use super::plan::Cells;
use super::schema::Columns;
use crate::io::{JsonFault, geojson};
use crate::model::{
    ActorRole, Column, Event, Field, Fields, Held, Lines, LonLat, Place, Precision, Row, Source, Story, Visitor, Zone,
    columns_in,
};

/// Our columns, in the order in which they are written.
static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| columns_in(Event::FIELDS));

/// The column of ours with this name.
pub(in crate::io) fn own_column(name: &str) -> Option<Column> {
    COLUMNS.iter().find(|column| column.name() == name).copied()
}

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
    let mut columns: Vec<String> = COLUMNS.iter().map(|column| column.name().to_owned()).collect();
    let mut seen: BTreeSet<String> = columns.iter().cloned().collect();
    for event in &story.events {
        for (name, _) in others_of(&event) {
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
    let is_ours = |name: &str| COLUMNS.iter().any(|ours| ours.name().eq_ignore_ascii_case(name));
    let rename = move |name: &str| is_ours(name).then(|| format!("row {name}"));
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
    let members = event.properties.iter().filter(|(name, _)| !geojson::is_property(name));
    let members = members.map(move |(name, value)| (Cow::Borrowed(name.as_str()), text(value)));
    cells.chain(members)
}

/// True for a cell of a column of ours that says what the event says now.
fn is_said(event: &Event, name: &str, cell: &str) -> bool {
    own_column(name).is_some_and(|column| {
        let mut own = OwnCells::of(event, &Zone::Utc, Shapes::AsText, Some(column));
        event.visit(&mut own);
        own.cells.iter().all(|own| own == cell)
    })
}

/// The cells of an event in these columns. An event without a zone of its own is given that of its story: its days
/// are counted there.
pub(in crate::io) fn cells_of<'a>(
    event: &'a Event,
    story_zone: &'a Zone,
    columns: &[String],
    shapes: Shapes,
) -> Vec<Cow<'a, str>> {
    let mut own = OwnCells::of(event, story_zone, shapes, None);
    own.cells.reserve_exact(columns.len());
    event.visit(&mut own);
    let mut cells = own.cells;
    cells.resize(columns.len(), Cow::Borrowed(""));
    for (name, text) in others_of(event) {
        if let Some(at) = columns.iter().position(|column| *column == name) {
            cells[at] = text;
        }
    }
    cells
}

/// The cells of an event in our columns, as its fields are visited.
struct OwnCells<'a> {
    event: &'a Event,
    story_zone: &'a Zone,
    shapes: Shapes,
    /// The only column that is asked for; none where all are.
    only: Option<Column>,
    cells: Vec<Cow<'a, str>>,
}

impl<'a> OwnCells<'a> {
    fn of(event: &'a Event, story_zone: &'a Zone, shapes: Shapes, only: Option<Column>) -> Self {
        Self { event, story_zone, shapes, only, cells: Vec::new() }
    }

    /// Adds a cell for each of some columns.
    fn add(&mut self, columns: &'static [Column], cell: impl Fn(&Self, Column) -> Cow<'a, str>) {
        for column in columns {
            if self.only.is_none_or(|only| only == *column) {
                self.cells.push(cell(self, *column));
            }
        }
    }

    /// The coordinates of an event that is at one point.
    fn point(&self) -> Option<LonLat> {
        let shape = self.event.geometry.as_ref().filter(|shape| shape.lines.is_empty() && shape.areas.is_empty())?;
        <[LonLat; 1]>::try_from(shape.points.as_slice()).ok().map(|[at]| at)
    }

    fn cell(&self, field: &Field, column: Column, value: Held<'a>) -> Cow<'a, str> {
        let text = match value {
            Held::Text(text) => return Cow::Borrowed(text),
            Held::Choice(word) => return Cow::Borrowed(if word == field.usual { "" } else { word }),
            Held::Texts(texts) => Some(list_text(texts)),
            Held::When(when) => when.map(ToString::to_string),
            Held::Zone(zone) => {
                let has_days = *self.story_zone != Zone::Utc && self.event.when.is_some();
                zone.or(has_days.then_some(self.story_zone)).map(ToString::to_string)
            }
            Held::Number(number) => number.map(|number| number.to_string()),
            Held::Shape(shape) => match column {
                Column::Number("longitude") => self.point().map(|at| at.lon.to_string()),
                Column::Number(_) => self.point().map(|at| at.lat.to_string()),
                _ if self.shapes == Shapes::Beside || self.point().is_some() => None,
                _ => shape.map(wkt_of_geometry),
            },
            Held::Translations(texts) => (!texts.is_empty()).then(|| geojson::translations_value(texts).to_string()),
            Held::Flag(_) | Held::Events(_) | Held::Row(_) | Held::View(_) | Held::Kept(_) => None,
        };
        Cow::Owned(text.unwrap_or_default())
    }

    /// What stands as a whole in a column.
    fn cell_of_parts(&self, column: Column) -> Cow<'a, str> {
        let text = match column.name() {
            "actors" => Some(actors_text(&self.event.actors)),
            "claims" if self.event.claims.is_empty() => None,
            "claims" => Some(geojson::claims_value(&self.event.claims).to_string()),
            "links" if self.event.links.is_empty() => None,
            "links" => Some(geojson::links_value(&self.event.links).to_string()),
            _ => None,
        };
        Cow::Owned(text.unwrap_or_default())
    }
}

impl<'a> Visitor<'a> for OwnCells<'a> {
    fn value(&mut self, field: &'static Field, value: Held<'a>) {
        self.add(field.columns, |cells, column| cells.cell(field, column, value));
    }

    fn parts<T: Fields + 'a>(&mut self, field: &'static Field, mut parts: impl Iterator<Item = &'a T>) {
        self.add(field.columns, Self::cell_of_parts);
        if field.columns.is_empty() {
            match parts.next() {
                Some(part) => part.visit(self),
                None => T::FIELDS.iter().for_each(|field| self.add(field.columns, |_, _| Cow::Borrowed(""))),
            }
        }
    }
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
    i18n: Option<usize>,
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
            (mapping::Field::Id, &["id"]),
            (mapping::Field::Title, &["title"]),
            (mapping::Field::Summary, &["summary"]),
            (mapping::Field::When, &["when"]),
            (mapping::Field::Zone, &["zone"]),
            (mapping::Field::Category, &["category"]),
            (mapping::Field::Layer, &["layer"]),
            (mapping::Field::Place, &["place"]),
            (mapping::Field::Lon, &["longitude"]),
            (mapping::Field::Lat, &["latitude"]),
            (mapping::Field::Wkt, &["geometry"]),
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
            i18n: find("i18n"),
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
            place.names = list_of(names).into();
            place.note = note.into();
            if lines == Lines::Contact.word() {
                place.lines = Lines::Contact;
            }
        }
        event.assessment = cells.at(self.assessment).into();
        event.assessed_by = cells.at(self.assessed_by).into();
        let parts = [(self.claims, "claims"), (self.links, "links"), (self.i18n, "texts in other languages")];
        for (cell, what) in parts.map(|(column, what)| (cells.at(column), what)) {
            if cell.is_empty() {
                continue;
            }
            match serde_json::from_str::<Value>(cell) {
                Ok(value) if what == "claims" => event.claims = geojson::claims_of(&value),
                Ok(value) if what == "links" => event.links = geojson::links_of(&value).into(),
                Ok(value) => event.i18n = geojson::translations_in(value),
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
    let has_source = !story.sources.passing().all(|source| is_bare(&source));
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
