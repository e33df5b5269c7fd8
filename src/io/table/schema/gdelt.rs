//! Events of the GDELT project, 1.0 and 2.0, whose files have no header.
//!
//! Names of columns are those of its codebooks ("The GDELT Event Database: Data Format Codebook", 1.03 and
//! 2.0); root codes and their names are those of CAMEO.

use super::super::gather::Gathering;
use super::super::mapping::{Field, Mapping};
use super::super::plan::{Cells, name_claims};
use super::{Columns, set_precision};
use crate::model::{ActorRole, Attribution, AttributionKind, Claim, Event, Precision};

/// The columns of either actor.
const OF_ACTOR: [&str; 10] = [
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
];
/// The columns of a place; version 2.0 has the second-order division too.
const OF_PLACE: [&str; 8] = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"];

/// The names of the columns of a row that looks like one of GDELT.
pub(in crate::io::table) fn columns_of(cells: &[String]) -> Option<Vec<String>> {
    let is_number = |index: usize, length: usize| {
        cells.get(index).is_some_and(|cell| cell.len() == length && cell.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_id = cells.first().is_some_and(|cell| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()));
    if !(is_id && is_number(1, 8) && is_number(2, 6) && is_number(3, 4) && matches!(cells.len(), 57 | 58 | 61)) {
        return None;
    }
    let is_second = cells.len() == 61;
    let mut columns: Vec<String> =
        ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"].map(str::to_owned).into();
    for actor in ["Actor1", "Actor2"] {
        columns.extend(OF_ACTOR.map(|name| format!("{actor}{name}")));
    }
    columns.extend(
        [
            "IsRootEvent",
            "EventCode",
            "EventBaseCode",
            "EventRootCode",
            "QuadClass",
            "GoldsteinScale",
            "NumMentions",
            "NumSources",
            "NumArticles",
            "AvgTone",
        ]
        .map(str::to_owned),
    );
    for place in ["Actor1Geo", "Actor2Geo", "ActionGeo"] {
        let names = OF_PLACE.iter().filter(|name| is_second || **name != "ADM2Code");
        columns.extend(names.map(|name| format!("{place}_{name}")));
    }
    columns.push("DATEADDED".to_owned());
    columns.extend((columns.len() < cells.len()).then(|| "SOURCEURL".to_owned()));
    (columns.len() == cells.len()).then_some(columns)
}

/// Where its columns are.
#[derive(Debug, Clone)]
pub(in crate::io::table) struct Gdelt {
    root: Option<usize>,
    actors: [Option<usize>; 2],
    place_type: Option<usize>,
    place: Option<usize>,
    url: Option<usize>,
}

impl Gdelt {
    pub(super) fn of(columns: &Columns<'_>) -> Option<(Self, Mapping)> {
        if !columns.have(&["GLOBALEVENTID", "SQLDATE", "EventRootCode", "ActionGeo_Lat"]) {
            return None;
        }
        // `DATEADDED` is when the row came in, and no date of the event.
        let mapping = columns.mapping(&[
            (Field::Id, &["GLOBALEVENTID"]),
            (Field::When, &["SQLDATE", "Day"]),
            (Field::Lat, &["ActionGeo_Lat"]),
            (Field::Lon, &["ActionGeo_Long"]),
            (Field::Place, &["ActionGeo_FullName"]),
        ]);
        let find = |name: &str| columns.find(&[name]);
        let gdelt = Self {
            root: find("EventRootCode"),
            actors: [find("Actor1Name"), find("Actor2Name")],
            place_type: find("ActionGeo_Type"),
            place: find("ActionGeo_FullName"),
            url: find("SOURCEURL"),
        };
        Some((gdelt, mapping))
    }

    pub(super) fn enrich(&self, cells: Cells<'_>, event: &mut Event, into: &mut Gathering) {
        let (name, symbol) = root_event(cells.code(self.root));
        if event.category.is_empty() {
            event.category = into.category(name, symbol);
        }
        let actors = self.actors.map(|column| cells.at(column));
        if event.title.is_empty() {
            event.title = match actors {
                ["", ""] => match cells.at(self.place) {
                    "" => name.to_owned(),
                    place => format!("{name}, {place}"),
                },
                [one, ""] | ["", one] => format!("{one}: {}", name.to_lowercase()),
                [one, other] => format!("{one} – {other}: {}", name.to_lowercase()),
            };
        }
        for ((actor, side), role) in actors.into_iter().zip(["a", "b"]).zip(["by", "target"]) {
            if !actor.is_empty() {
                event.actors.push(ActorRole { actor: into.actor(actor, side), role: role.to_owned() });
            }
        }
        match cells.code(self.place_type) {
            "1" => set_precision(event, Precision::Country, None),
            "2" | "5" => set_precision(event, Precision::Province, None),
            "3" | "4" => set_precision(event, Precision::City, None),
            _ => {}
        }
        let url = cells.at(self.url);
        if url.is_empty() {
            return;
        }
        let outlet = url.split('/').nth(2).unwrap_or(url).trim_start_matches("www.");
        let source = into.source(url, |source| {
            outlet.clone_into(&mut source.publisher);
            source.url = url.into();
        });
        let kind = AttributionKind::Outlet;
        event.claims.push(Claim {
            source,
            attribution: Attribution { kind, name: outlet.to_owned() },
            ..Claim::by(kind)
        });
        name_claims(event, cells.line());
    }
}

/// The name of a CAMEO root code, and the symbol nearest to it.
fn root_event(code: &str) -> (&str, &'static str) {
    match code.trim_start_matches('0') {
        "1" => ("Make public statement", "statement"),
        "2" => ("Appeal", "statement"),
        "3" => ("Express intent to cooperate", "talks"),
        "4" => ("Consult", "talks"),
        "5" => ("Engage in diplomatic cooperation", "talks"),
        "6" => ("Engage in material cooperation", "truce"),
        "7" => ("Provide aid", "truce"),
        "8" => ("Yield", "truce"),
        "9" => ("Investigate", "statement"),
        "10" => ("Demand", "statement"),
        "11" => ("Disapprove", "statement"),
        "12" => ("Reject", "statement"),
        "13" => ("Threaten", "statement"),
        "14" => ("Protest", "statement"),
        "15" => ("Exhibit force posture", "clash"),
        "16" => ("Reduce relations", "statement"),
        "17" => ("Coerce", ""),
        "18" => ("Assault", ""),
        "19" => ("Fight", "clash"),
        "20" => ("Use unconventional mass violence", "strike"),
        _ => (code, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_are_told_by_their_number_of_columns() {
        for count in [57, 58, 61] {
            let mut cells = vec![String::new(); count];
            for (cell, text) in cells.iter_mut().zip(["410", "20251009", "202510", "2025"]) {
                text.clone_into(cell);
            }
            let columns = columns_of(&cells).unwrap();
            let added = columns.iter().position(|name| name == "DATEADDED").unwrap();
            assert_eq!(added + 1, if count == 61 { 60 } else { 57 });
            assert_eq!(columns[26], "EventCode");
        }
        assert_eq!(columns_of(&vec!["x".to_owned(); 61]), None);
    }
}
