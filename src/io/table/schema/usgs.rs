//! Earthquakes as the United States Geological Survey lists them.

use super::super::gather::Gathering;
use super::super::mapping::{Field, Mapping};
use super::super::plan::{Cells, name_claims};
use super::Columns;
use crate::model::{Attribution, AttributionKind, Claim, Event, Quantity};

/// Where its columns are.
#[derive(Debug, Clone)]
pub(in crate::io::table) struct Usgs {
    magnitude: Option<usize>,
    scale: Option<usize>,
    depth: Option<usize>,
    place: Option<usize>,
    network: Option<usize>,
}

impl Usgs {
    pub(super) fn of(columns: &Columns<'_>) -> Option<(Self, Mapping)> {
        if !columns.have(&["time", "latitude", "longitude", "mag", "magType", "net"]) {
            return None;
        }
        // `updated` is the moment of the last change, and no date of the event.
        let mapping = columns.mapping(&[
            (Field::Id, &["id"]),
            (Field::When, &["time"]),
            (Field::Lat, &["latitude"]),
            (Field::Lon, &["longitude"]),
            (Field::Place, &["place"]),
            (Field::Category, &["type"]),
        ]);
        let find = |name: &str| columns.find(&[name]);
        let usgs = Self {
            magnitude: find("mag"),
            scale: find("magType"),
            depth: find("depth"),
            place: find("place"),
            network: find("net"),
        };
        Some((usgs, mapping))
    }

    pub(super) fn enrich(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        if event.title.is_empty() {
            event.title = match (cells.at(self.magnitude), cells.at(self.place)) {
                ("", place) => place.to_owned(),
                (magnitude, "") => format!("M {magnitude}"),
                (magnitude, place) => format!("M {magnitude}, {place}"),
            };
        }
        let source = into.source("USGS earthquake catalogue", |source| {
            "United States Geological Survey".clone_into(&mut source.publisher);
            "https://earthquake.usgs.gov/".clone_into(&mut source.url);
        });
        let kind = AttributionKind::Document;
        let network = cells.at(self.network);
        let name = if network.is_empty() { "USGS".to_owned() } else { format!("network {network}") };
        let mut claim = Claim { source, attribution: Attribution { kind, name }, ..Claim::by(kind) };
        let quantity = |measure: &str, value, unit: &str| Quantity {
            measure: measure.to_owned(),
            value: Some(value),
            unit: unit.into(),
            ..Quantity::default()
        };
        claim
            .quantities
            .extend(cells.number(self.magnitude).map(|value| quantity("magnitude", value, cells.at(self.scale))));
        claim.quantities.extend(cells.number(self.depth).map(|value| quantity("depth", value, "km")));
        event.claims.push(claim);
        name_claims(event, cells.line());
    }
}
