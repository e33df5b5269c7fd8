//! Tables that are known by their columns.
//!
//! This module answers which table a header is of, and what its columns say beyond title, time and
//! place: how closely these are known, who took part, how many were killed, who says so. It does not know
//! how tables are read.

mod acled;
pub(super) mod gdelt;
mod timeline;
mod ucdp;
mod usgs;

use super::gather::Gathering;
use super::mapping::{Field, Mapping};
use super::own::Own;
use super::plan::Cells;
use crate::model::{EdtfError, Event, Precision, Story, When};

/// A table that is known.
#[derive(Debug, Clone)]
pub(super) enum Schema {
    Acled(acled::Acled),
    Ucdp(Box<ucdp::Ucdp>),
    Gdelt(gdelt::Gdelt),
    Usgs(usgs::Usgs),
    Timeline(timeline::Timeline),
    /// What Meridian writes itself.
    Own(Own),
}

/// What tables are called that are known.
const NAMES: [&str; 6] =
    ["ACLED", "UCDP GED", "GDELT events", "USGS earthquakes", "TimelineJS sheet", "Meridian table"];

/// The name of a table that is known, if this is one.
pub(in crate::io) fn known_schema(name: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|known| *known == name)
}

impl Schema {
    /// The table that has these columns, and what they mean.
    pub(super) fn of(columns: &[String]) -> Option<(Self, Mapping)> {
        let header = Columns::new(columns);
        Own::of(&header)
            .map(|(own, mapping)| (Self::Own(own), mapping))
            .or_else(|| acled::Acled::of(&header).map(|(acled, mapping)| (Self::Acled(acled), mapping)))
            .or_else(|| ucdp::Ucdp::of(&header).map(|(ucdp, mapping)| (Self::Ucdp(Box::new(ucdp)), mapping)))
            .or_else(|| gdelt::Gdelt::of(&header).map(|(gdelt, mapping)| (Self::Gdelt(gdelt), mapping)))
            .or_else(|| timeline::Timeline::of(&header).map(|(sheet, mapping)| (Self::Timeline(sheet), mapping)))
            .or_else(|| usgs::Usgs::of(&header).map(|(usgs, mapping)| (Self::Usgs(usgs), mapping)))
    }

    /// What it is called.
    pub(super) fn name(&self) -> &'static str {
        let place = match self {
            Self::Acled(_) => 0,
            Self::Ucdp(_) => 1,
            Self::Gdelt(_) => 2,
            Self::Usgs(_) => 3,
            Self::Timeline(_) => 4,
            Self::Own(_) => 5,
        };
        NAMES[place]
    }

    /// Takes a row that is about the whole table, and no event.
    pub(super) fn takes_title(&self, cells: Cells<'_>, story: &mut Story) -> bool {
        match self {
            Self::Timeline(sheet) => sheet.takes_title(cells, story),
            _ => false,
        }
    }

    /// When it happened, where the table says how closely that is known.
    pub(super) fn when(&self, cells: Cells<'_>) -> Option<Result<When, EdtfError>> {
        match self {
            Self::Acled(acled) => acled.when(cells).map(|text| When::parse(&text)),
            Self::Ucdp(ucdp) => ucdp.when(cells),
            _ => None,
        }
    }

    /// Adds what the columns say beyond title, time and place.
    pub(super) fn enrich(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        match self {
            Self::Acled(acled) => acled.enrich(cells, event, into),
            Self::Ucdp(ucdp) => ucdp.enrich(cells, event, into),
            Self::Gdelt(gdelt) => gdelt.enrich(cells, event, into),
            Self::Usgs(usgs) => usgs.enrich(cells, event, into),
            Self::Timeline(sheet) => sheet.enrich(cells, event, into),
            Self::Own(own) => own.enrich(cells, event, into),
        }
    }
}

/// The columns of a table, found by name in any case.
pub(super) struct Columns<'a>(&'a [String]);

impl<'a> Columns<'a> {
    pub(super) fn new(names: &'a [String]) -> Self {
        Self(names)
    }

    /// The column of the first of these names that there is.
    pub(super) fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.0.iter().position(|column| column.trim().eq_ignore_ascii_case(name)))
    }

    /// True when there is a column for each of these names.
    pub(super) fn have(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.find(&[name]).is_some())
    }

    /// A mapping of fields to the first of their columns that there is.
    pub(super) fn mapping(&self, fields: &[(Field, &[&str])]) -> Mapping {
        let mut mapping = Mapping::default();
        for (field, names) in fields {
            if let Some(column) = self.find(names) {
                mapping.columns.insert(*field, self.0[column].clone());
            }
        }
        mapping
    }
}

/// Sets how closely the place of an event is known.
fn set_precision(event: &mut Event, precision: Precision, radius_m: Option<f64>) {
    let place = event.place.get_or_insert_default();
    place.precision = precision;
    place.radius_m = radius_m;
}

/// A day from `2025-10-09`, with or without a time behind it.
fn day_of(cell: &str) -> Option<chrono::NaiveDate> {
    super::dates::date_text(cell, super::dates::DateForm::default())
        .ok()
        .flatten()
        .and_then(|text| text.get(..10)?.parse().ok())
}
