//! What becomes of the rows of a table.
//!
//! This module answers which event a row is, once it is known which column means what. It does not know
//! how columns are recognised, nor where rows come from.

mod cells;
mod claims;
mod parts;
mod strays;
mod when;
mod zones;

pub(in crate::io) use cells::Cells;
pub(super) use cells::trimmed;
pub(super) use claims::name_claims;
pub(super) use parts::{Years, day_text, is_unknown_part};
pub(super) use when::Signs;
pub(super) use zones::zone_of;

use super::coordinates;
use super::dates::DateForm;
use super::gather::Gathering;
use super::mapping::{Field, Mapping};
use super::memo::{Memo, PlainDays};
use super::schema::Schema;
use crate::io::skipped_hour;
use crate::model::{ActorRole, Event, Geometry, LonLat, Place, Row, When};

const FIELDS: usize = Field::ALL.len();

/// How rows become events.
#[derive(Debug, Clone)]
pub(in crate::io) struct RowPlan {
    columns: [Option<usize>; FIELDS],
    forms: [DateForm; FIELDS],
    /// Of the latitude and the longitude, how many of its units make a degree, where its column says so.
    units: [Option<f64>; 2],
    pub(super) schema: Option<Schema>,
    days: Days,
    signs: Signs,
    /// By field, the dates that its cells were read as.
    dates: [Memo<DateRead>; FIELDS],
    /// The columns of the first and the last day, where nothing else says when a row was, and their plain days.
    spans: Option<[Option<(Field, PlainDays)>; 2]>,
}

/// What a cell with a date was read as.
type DateRead = Result<Option<String>, String>;

/// By whose rules days are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    /// The schema's own, which know how closely a day is known.
    OfSchema,
    /// Those of the columns that the viewer chose.
    OfColumns,
}

impl RowPlan {
    /// The plan of a mapping. Columns that the table does not have are passed over.
    pub(super) fn new(
        mapping: &Mapping,
        columns: &[String],
        form: impl Fn(usize) -> DateForm,
        schema: Option<Schema>,
        days: Days,
        signs: Signs,
    ) -> Self {
        let of = |field: Field| mapping.column(field).and_then(coordinates::units_per_degree);
        let units = [of(Field::Lat), of(Field::Lon)];
        let mut plan = Self {
            columns: [None; FIELDS],
            forms: [DateForm::default(); FIELDS],
            units,
            schema,
            days,
            signs,
            dates: std::array::from_fn(|_| Memo::default()),
            spans: None,
        };
        for (field, name) in &mapping.columns {
            let Some(column) = columns.iter().position(|column| column == name) else { continue };
            plan.columns[*field as usize] = Some(column);
            plan.forms[*field as usize] = form(column);
        }
        plan.spans = plan.columns_of_days();
        plan
    }

    /// The same that reads each date in full.
    #[cfg(test)]
    pub(super) fn without_short_ways(self) -> Self {
        Self { spans: None, ..self }
    }

    fn cell<'a>(&self, cells: Cells<'a>, field: Field) -> &'a str {
        cells.at(self.columns[field as usize])
    }

    fn has(&self, field: Field) -> bool {
        self.columns[field as usize].is_some()
    }

    /// Makes an event of a row and takes it in; counts and tells where it cannot.
    pub(in crate::io) fn add(
        &self,
        cells: Cells<'_>,
        geometry: Option<Geometry>,
        when: Option<When>,
        into: &mut Gathering,
    ) {
        into.report.rows += 1;
        let line = cells.line();
        if geometry.is_none() && (0..cells.width()).all(|column| cells.at(Some(column)).is_empty()) {
            into.report.rows -= 1;
            return;
        }
        if geometry.is_none()
            && when.is_none()
            && let Some(stray) = self.stray(cells)
        {
            if let Some(told) = stray.told() {
                into.report.rejected += 1;
                into.report.rejected_rows.push(Row::new(cells.rows.clone(), cells.row));
                into.warning(line, told);
            } else {
                into.report.titles += 1;
            }
            return;
        }
        let id = self.cell(cells, Field::Id);
        let claiming = self.claiming().filter(|_| geometry.is_none() && when.is_none());
        let first =
            if id.is_empty() || claiming.is_some() { into.earlier_row(cells, line) } else { into.same_row(id, cells) };
        if geometry.is_none()
            && let Some(first) = first
        {
            into.report.duplicates += 1;
            into.warning(line, format!("this row stands on line {first} already; it is left out"));
            return;
        }
        if let Some(schema) = &self.schema
            && schema.takes_title(cells, &mut into.story)
        {
            into.report.titles += 1;
            return;
        }
        let geometry = geometry.and_then(|geometry| on_globe(geometry, line, into));
        let mut event =
            Event { geometry, when, row: Some(Row::new(cells.rows.clone(), cells.row)), ..Event::default() };
        self.complete(cells, &mut event, into);
        if let Some(columns) = claiming {
            match into.join(event, columns) {
                Some(other) => event = other,
                None => return,
            }
        }
        if event.title.is_empty() && event.when.is_none() && event.geometry.is_none() && event.place.is_none() {
            into.report.rejected += 1;
            into.report.rejected_rows.extend(event.row);
            into.error(line, "this row has neither a title nor a date nor a place; it is left out");
            return;
        }
        let zone = event.zone_or(&into.story.zone);
        if let Some(remark) = event.when.as_ref().and_then(|when| skipped_hour(when, zone)) {
            into.warning(line, remark);
        }
        if event.title.is_empty() {
            event.title = title_of(&event, line);
        }
        into.keep(event, line);
    }

    /// Gives an event what the columns say and it does not say itself.
    pub(in crate::io) fn complete(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        for (text, field) in
            [(&mut event.id, Field::Id), (&mut event.title, Field::Title), (&mut event.summary, Field::Summary)]
        {
            if text.is_empty() {
                self.cell(cells, field).clone_into(text);
            }
        }
        let schema = self.schema.as_ref();
        let of_schema = schema.filter(|_| self.days == Days::OfSchema).and_then(|schema| schema.when(cells));
        // Of plain days there is nothing to tell when the table knows better.
        let is_told = || matches!(of_schema, Some(Ok(_))) && self.plain_days(cells).is_some();
        if event.when.is_none() && !is_told() {
            event.when = self.when(cells, into);
        }
        if event.geometry.is_none() {
            event.geometry = self.geometry(cells, into);
        }
        self.add_names(cells, event, into);
        if event.claims.is_empty() {
            self.add_source(cells, event, into);
        }
        match of_schema {
            Some(Ok(when)) => event.when = Some(when),
            Some(Err(error)) => into.error(cells.line(), format!("{error}; the doubt about the day is left out")),
            None => {}
        }
        if let Some(schema) = schema {
            schema.enrich(cells, event, into);
        }
    }

    fn add_names(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        if event.category.is_empty() {
            event.category = into.category(self.cell(cells, Field::Category), "");
        }
        if event.layer.is_empty() {
            event.layer = into.layer(self.cell(cells, Field::Layer));
        }
        let zone = self.cell(cells, Field::Zone);
        if !zone.is_empty() {
            match zone_of(zone) {
                Ok(zone) => event.zone = Some(zone),
                Err(error) => into.error(cells.line(), error),
            }
        }
        let place = self.cell(cells, Field::Place);
        if event.place.is_none() && !place.is_empty() {
            event.place = Some(Place { name: place.to_owned(), ..Place::default() });
        }
        if !event.actors.is_empty() {
            return;
        }
        for actor in self.cell(cells, Field::Actors).split(';').map(str::trim).filter(|actor| !actor.is_empty()) {
            event.actors.push(ActorRole { actor: into.actor(actor, ""), role: String::new() });
        }
    }

    /// The place of a row by its columns, within the globe.
    fn geometry(&self, cells: Cells<'_>, into: &mut Gathering) -> Option<Geometry> {
        let geometry = match self.geometry_as_written(cells) {
            Ok(geometry) => geometry?,
            Err(message) => {
                into.report.out_of_range += 1;
                into.error(cells.line(), format!("{message}; the event is unplaced"));
                return None;
            }
        };
        on_globe(geometry, cells.line(), into)
    }

    /// A latitude and a longitude as degrees, where they are whole numbers of parts of them.
    fn scaled(&self, lat: f64, lon: f64) -> [f64; 2] {
        let units = |field: Field| self.units[usize::from(field == Field::Lon)].unwrap_or(1.0);
        let [lat, lon] = [lat / units(Field::Lat), lon / units(Field::Lon)];
        coordinates::of_e7(lat, lon).unwrap_or([lat, lon])
    }

    fn geometry_as_written(&self, cells: Cells<'_>) -> Result<Option<Geometry>, String> {
        let point = |lon, lat| Geometry { points: vec![LonLat::new(lon, lat)], ..Geometry::default() };
        if self.has(Field::Lat) && self.has(Field::Lon) {
            let degrees = |field| coordinates::degrees(self.cell(cells, field));
            let (lat, lon) = match (degrees(Field::Lat), degrees(Field::Lon)) {
                (Err(_), Err(lon)) => return Err(format!("{lon}, nor is \"{}\"", self.cell(cells, Field::Lat))),
                (lat, lon) => (lat?, lon?),
            };
            match (lon, lat) {
                (Some(lon), Some(lat)) => {
                    let [lat, lon] = self.scaled(lat, lon);
                    return Ok(Some(point(lon, lat)));
                }
                (None, None) => {}
                (Some(_), None) => return Err("there is a longitude without a latitude".to_owned()),
                (None, Some(_)) => return Err("there is a latitude without a longitude".to_owned()),
            }
        }
        if let Some([lat, lon]) = coordinates::pair(self.cell(cells, Field::LatLon))? {
            return Ok(Some(point(lon, lat)));
        }
        let cell = self.cell(cells, Field::LonLat);
        if let Some([first, second]) = coordinates::pair(cell)? {
            // Letters of the compass put north first by themselves.
            return Ok(Some(if coordinates::is_lettered(cell) { point(second, first) } else { point(first, second) }));
        }
        if let Some(geometry) = coordinates::geometry_of_wkt(self.cell(cells, Field::Wkt))? {
            return Ok(Some(geometry));
        }
        let square = coordinates::mgrs(self.cell(cells, Field::Mgrs))?;
        Ok(square.map(|at| point(at.lon, at.lat)))
    }
}

/// A geometry with its longitudes wrapped into -180 to 180. None, counted and told, where a position lies
/// outside the globe.
fn on_globe(mut geometry: Geometry, line: u64, into: &mut Gathering) -> Option<Geometry> {
    let mut is_wrapped = false;
    for at in geometry.positions_mut() {
        let (lon, lat) = (at.lon, at.lat);
        if !(-90.0..=90.0).contains(&lat) || !(-360.0..=360.0).contains(&lon) {
            into.report.out_of_range += 1;
            let is_swapped = (-180.0..=180.0).contains(&lat) && (-90.0..=90.0).contains(&lon);
            let advice = if is_swapped { "; are longitude and latitude swapped?" } else { "" };
            into.error(
                line,
                format!("longitude {lon}, latitude {lat} lies outside the globe{advice}; the event is unplaced"),
            );
            return None;
        }
        if !(-180.0..=180.0).contains(&lon) {
            is_wrapped = true;
            at.lon = if lon > 180.0 { lon - 360.0 } else { lon + 360.0 };
        }
    }
    if is_wrapped {
        into.report.wrapped += 1;
        into.warning(line, "a longitude beyond 180 degrees is wrapped around the globe");
    }
    if let [at] = geometry.points.as_slice()
        && at.lon.abs() + at.lat.abs() < f64::EPSILON
    {
        into.warning(line, "0, 0 lies in the sea off Ghana; many programs write it for a place that is not known");
    }
    Some(geometry)
}

/// What an event without a title is called.
fn title_of(event: &Event, line: u64) -> String {
    let place = event.place.as_ref().map(|place| place.name.as_str()).unwrap_or_default();
    match (event.category.as_str(), place) {
        ("", "") => format!("Row {line}"),
        (one, "") | ("", one) => one.to_owned(),
        (category, place) => format!("{category}, {place}"),
    }
}

/// From one to the other; the same once is enough.
pub(super) fn joined(start: Option<String>, end: Option<String>) -> Option<String> {
    match (start, end) {
        (Some(start), Some(end)) if start == end || start.contains('/') => Some(start),
        (Some(start), Some(end)) if end.contains('/') => Some(start),
        // One of several days has no open end, and nothing alone has one.
        (Some(start), Some(end)) if end == ".." && start.starts_with(['[', '{']) => Some(start),
        (None, Some(end)) if end == ".." => None,
        (Some(start), Some(end)) => Some([&start, "/", &end].concat()),
        (start, end) => start.or(end),
    }
}
