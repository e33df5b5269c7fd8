//! Properties of GeoJSON from elsewhere as columns, and our own members outside of a story file.
//!
//! This module answers what properties say that have other names than ours, the same way as for tables.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::FEATURES;
use super::findings::{Findings, Spot};
use super::read;
use crate::io::budget::most_columns;
use crate::io::cells::cell_of;
use crate::io::table::{Gathering, complete as complete_by_columns};
use crate::io::{Mapping, Severity, Table};
use crate::model::{Claim, Event, Fields as _, Link, Rows, Story};

/// True for the properties of an event of ours, and for the one in which a story keeps the row of a table.
pub(in crate::io) fn is_property(name: &str) -> bool {
    /// What a feature has beside its properties, and fields that have no name of their own.
    const OTHERS: [&str; 3] = ["id", "geometry", ""];
    !OTHERS.contains(&name) && Event::FIELDS.iter().any(|field| field.name == name)
}

/// Claims from the array that a story file holds.
pub(in crate::io) fn claims_of(value: &Value) -> Vec<Claim> {
    let claims = value.as_array().map(Vec::as_slice).unwrap_or_default();
    claims
        .iter()
        .filter_map(Value::as_object)
        .map(|members| read::claim_of(members, Spot::Top, &mut Findings::default()))
        .collect()
}

/// Links from the array that a story file holds.
pub(in crate::io) fn links_of(value: &Value) -> Vec<Link> {
    let links = value.as_array().map(Vec::as_slice).unwrap_or_default();
    links
        .iter()
        .filter_map(Value::as_object)
        .map(|members| read::link_of(members, Spot::Top, &mut Findings::default()))
        .collect()
}

/// Gives the events of a story, which a text of so many bytes holds, what their properties say under other names.
pub(super) fn complete(
    story: &mut Story,
    features: &[usize],
    (mapping, bytes): (&Mapping, usize),
    found: &mut Findings,
) -> Option<Table> {
    let (rows, left_out) = rows_of(story, most_columns(story.events.len(), bytes));
    if let Some(event) = left_out {
        let most = rows.columns().len();
        let message = format!(
            "more than {most} properties of differing names; further ones are kept, and dates and places not looked for in them"
        );
        found.warning(Spot::Top.key(FEATURES).index(features[event]), message);
    }
    let mut into = Gathering::default();
    let table = complete_by_columns(rows, &mut story.events, mapping, &mut into);
    let at_features = Spot::Top.key(FEATURES);
    for told in &into.diagnostics {
        let at = match told.line.checked_sub(1) {
            None => Spot::Top,
            Some(number) => match features.get(number) {
                Some(feature) => at_features.index(*feature),
                None => continue,
            },
        };
        match told.severity {
            Severity::Error => found.error(at, told.message.as_str()),
            Severity::Warning => found.warning(at, told.message.as_str()),
        }
    }
    let Story { sources, actors, categories, layers, .. } = into.story;
    *story = Story { sources, actors, categories, layers, ..std::mem::take(story) };
    table
}

/// A row for each event, its line being the number of the event; and the first event of which something has no
/// column, as there are so many columns at most.
fn rows_of(story: &Story, most: usize) -> (Rows, Option<usize>) {
    let mut columns: Vec<String> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut left_out = None;
    for (number, event) in story.events.iter().enumerate() {
        for name in event.properties.keys() {
            if index.contains_key(name.as_str()) {
                continue;
            }
            if columns.len() < most {
                index.insert(name.clone(), columns.len());
                columns.push(name.clone());
            } else {
                left_out = left_out.or(Some(number));
            }
        }
    }
    let mut rows = Rows::new(columns.into());
    for (number, event) in story.events.iter().enumerate() {
        let mut cells: Vec<Cow<'_, str>> = Vec::with_capacity(event.properties.len());
        for (name, value) in &event.properties {
            let Some(&column) = index.get(name.as_str()) else { continue };
            if cells.len() <= column {
                cells.resize(column + 1, Cow::Borrowed(""));
            }
            cells[column] = cell_of(value);
        }
        rows.push(number as u64 + 1, cells.iter().map(AsRef::as_ref));
    }
    (rows, left_out)
}
