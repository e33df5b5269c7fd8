//! The Armed Conflict Location and Event Data.
//!
//! Codes follow its codebook. Its `timestamp` is the moment of the last change, and no date of the event.

use chrono::Days;

use super::super::gather::Gathering;
use super::super::mapping::{Field, Mapping};
use super::super::plan::{Cells, name_claims};
use super::{Columns, day_of, set_precision};
use crate::model::{ActorRole, Attribution, AttributionKind, Claim, Event, Precision, Quantity};

/// Where its columns are.
#[derive(Debug, Clone)]
pub(in crate::io::table) struct Acled {
    date: Option<usize>,
    time_precision: Option<usize>,
    event_type: Option<usize>,
    sub_type: Option<usize>,
    location: Option<usize>,
    actors: [(Option<usize>, &'static str); 4],
    geo_precision: Option<usize>,
    source: Option<usize>,
    scale: Option<usize>,
    fatalities: Option<usize>,
    civilians: Option<usize>,
}

impl Acled {
    pub(super) fn of(columns: &Columns<'_>) -> Option<(Self, Mapping)> {
        if !columns.have(&["event_date", "event_type", "sub_event_type", "actor1"]) {
            return None;
        }
        let mapping = columns.mapping(&[
            (Field::Id, &["event_id_cnty", "event_id", "data_id"]),
            (Field::When, &["event_date"]),
            (Field::Lat, &["latitude"]),
            (Field::Lon, &["longitude"]),
            (Field::Place, &["location"]),
            (Field::Summary, &["notes"]),
        ]);
        let find = |name: &str| columns.find(&[name]);
        let acled = Self {
            date: find("event_date"),
            time_precision: find("time_precision"),
            event_type: find("event_type"),
            sub_type: find("sub_event_type"),
            location: find("location"),
            actors: [
                (find("actor1"), "a"),
                (columns.find(&["assoc_actor_1", "associated_actor_1"]), "a"),
                (find("actor2"), "b"),
                (columns.find(&["assoc_actor_2", "associated_actor_2"]), "b"),
            ],
            geo_precision: find("geo_precision"),
            source: find("source"),
            scale: find("source_scale"),
            fatalities: find("fatalities"),
            civilians: find("civilian_targeting"),
        };
        Some((acled, mapping))
    }

    /// The day; of precision 2 a day of the week around it, of precision 3 a day of its month.
    pub(super) fn when(&self, cells: Cells<'_>) -> Option<String> {
        let day = match cells.code(self.time_precision) {
            "2" | "3" => day_of(cells.at(self.date))?,
            _ => return None,
        };
        if cells.code(self.time_precision) == "3" {
            return Some(day.format("%Y-%m-XX").to_string());
        }
        let (first, last) = (day.checked_sub_days(Days::new(3))?, day.checked_add_days(Days::new(3))?);
        Some(format!("[{first}..{last}]"))
    }

    pub(super) fn enrich(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        let kind = cells.at(self.event_type);
        if event.category.is_empty() {
            event.category = into.category(kind, symbol_of(kind));
        }
        if event.title.is_empty() {
            let what = Some(cells.at(self.sub_type)).filter(|sub_type| !sub_type.is_empty()).unwrap_or(kind);
            event.title = match cells.at(self.location) {
                "" => what.to_owned(),
                place => format!("{what}, {place}"),
            };
        }
        let hits_civilians = !cells.at(self.civilians).is_empty();
        for (column, side) in self.actors {
            for name in cells.at(column).split(';').map(str::trim).filter(|name| !name.is_empty()) {
                let role = match side {
                    "a" if hits_civilians => "by",
                    "b" if hits_civilians => "target",
                    _ => "party",
                };
                event.actors.push(ActorRole { actor: into.actor(name, side), role: role.to_owned() });
            }
        }
        match cells.code(self.geo_precision) {
            "1" => set_precision(event, Precision::Exact, None),
            "2" => set_precision(event, Precision::District, None),
            "3" => set_precision(event, Precision::Province, None),
            _ => {}
        }
        self.add_claims(cells, event, into);
    }

    /// The dataset's own count, and a claim for each source that it cites.
    fn add_claims(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        if let Some(value) = cells.number(self.fatalities) {
            let source = into.source("ACLED", |source| {
                "Armed Conflict Location & Event Data".clone_into(&mut source.publisher);
                "https://acleddata.com/".clone_into(&mut source.url);
            });
            let kind = AttributionKind::Document;
            let attribution = Attribution { kind, name: "ACLED".to_owned() };
            let quantities = vec![Quantity { measure: "deaths".to_owned(), value: Some(value), ..Quantity::default() }];
            event.claims.push(Claim { source, attribution, quantities, ..Claim::by(kind) });
        }
        let scale = cells.at(self.scale);
        for name in cells.at(self.source).split(';').map(str::trim).filter(|name| !name.is_empty()) {
            let source = into.source(name, |source| name.clone_into(&mut source.publisher));
            let kind = AttributionKind::Outlet;
            let attribution = Attribution { kind, name: name.to_owned() };
            event.claims.push(Claim { source, attribution, note: scale.into(), ..Claim::by(kind) });
        }
        name_claims(event, cells.line());
    }
}

/// The symbol of an event type, among those that stories use.
fn symbol_of(event_type: &str) -> &'static str {
    match event_type {
        "Battles" => "clash",
        "Explosions/Remote violence" => "strike",
        "Protests" => "statement",
        _ => "",
    }
}
