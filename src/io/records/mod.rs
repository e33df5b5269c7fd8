//! JSON that holds events and is no GeoJSON: `TimelineJS`, `StoryMapJS`, lists of objects, and objects line by line.
//!
//! This module answers which rows such a text holds; what they mean is asked of their columns. GeoJSON
//! is in `geojson`.

mod packed;
mod slides;

use serde_json::Value;

use super::budget::Budget;
use super::envelope::{self, ListRows};
use super::harvest::Harvest;
use super::json::{Element, error_in, fault_in, for_each_element, places_of_elements, value_of};
use super::matrix::{self, named};
use super::{Diagnostics, LoadError, Severity};
use crate::model::Members;
use packed::Packed;
use slides::{read_storymap, read_timeline};

/// What a JSON text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One value, which is read as GeoJSON.
    GeoJson,
    /// Features line by line.
    FeatureLines,
    /// Other objects line by line.
    ObjectLines,
    /// An array of objects.
    Objects,
    TimelineJs,
    StoryMapJs,
    /// An object that has a list of objects somewhere in it.
    Envelope,
}

/// What a JSON text holds, by its beginning and the members of its top; with these, where they had to be read.
/// What they take is taken of the budget.
pub(super) fn shape_of(text: &str, budget: &mut Budget) -> (Shape, Members) {
    let text = text.trim_start_matches(['\u{feff}', '\u{1e}']).trim_start();
    if text.starts_with('[') {
        let start = &text[..text.floor_char_boundary(4096)];
        // Someone's list of collections; what is wrong with it is told by who reads GeoJSON.
        let is_geojson = start.contains("\"FeatureCollection\"");
        return (if is_geojson { Shape::GeoJson } else { Shape::Objects }, Members::new());
    }
    let mut lines = text.lines().map(|line| line.trim_start_matches('\u{1e}').trim()).filter(|line| !line.is_empty());
    if let (Some(first), Some(second)) = (lines.next(), lines.next())
        && second.starts_with('{')
        && let Some(members) = within(budget, |budget| members_of(first, budget))
    {
        budget.back_to(0);
        let is_feature = members.get("type").and_then(Value::as_str) == Some("Feature");
        return (if is_feature { Shape::FeatureLines } else { Shape::ObjectLines }, Members::new());
    }
    // Cheap signs first, so that large GeoJSON is not read twice.
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    let is_geojson = has("FeatureCollection") || has("Feature");
    let is_timeline = has("events") && has("start_date") && !has("features");
    let is_storymap = has("storymap") && has("slides");
    if is_geojson && !is_timeline && !is_storymap {
        return (Shape::GeoJson, Members::new());
    }
    let shape = within(budget, |budget| {
        let members = members_of(text, budget)?;
        let shape = if is_timeline && members.get("events").is_some_and(Value::is_array) {
            Shape::TimelineJs
        } else if is_storymap && members.get("storymap").is_some_and(Value::is_object) {
            Shape::StoryMapJs
        } else if !is_geojson && envelope::has_list(&members) {
            Shape::Envelope
        } else {
            return None;
        };
        Some((shape, members))
    });
    // What is wrong with it is told by who reads GeoJSON.
    shape.unwrap_or((Shape::GeoJson, Members::new()))
}

/// What is read within a budget, which has all of it again where nothing is.
fn within<T>(budget: &mut Budget, read: impl FnOnce(&mut Budget) -> Option<T>) -> Option<T> {
    let before = budget.taken();
    let read = read(budget);
    if read.is_none() {
        budget.back_to(before);
    }
    read
}

/// The members of a text that is an object.
fn members_of(text: &str, budget: &mut Budget) -> Option<Members> {
    match value_of(text, budget) {
        Ok(Value::Object(members)) => Some(members),
        _ => None,
    }
}

/// Features line by line as a feature collection that has each on the same line as before. Lines that are no
/// JSON are told and stand as null.
pub(super) fn collection_of_lines(text: &str, harvest: &mut Harvest<'_>) -> String {
    let mut collection = String::with_capacity(text.len() + 64);
    collection.push_str("{\"type\":\"FeatureCollection\",\"features\":[");
    let mut comma = "";
    for (number, text_line) in text.lines().enumerate() {
        let line = text_line.trim_start_matches(['\u{feff}', '\u{1e}']).trim();
        if number > 0 {
            collection.push('\n');
        }
        if line.is_empty() {
            continue;
        }
        collection.push_str(comma);
        comma = ",";
        match fault_in(line) {
            None => collection.push_str(line),
            Some(fault) => {
                let column = column_in(text_line, line, fault.offset);
                harvest.error(number as u64 + 1, column, format!("this line is no JSON: {}", fault.message));
                collection.push_str("null");
            }
        }
    }
    collection.push_str("]}");
    collection
}

/// The column, counted from 1, of a byte of a line that was trimmed.
fn column_in(whole: &str, trimmed: &str, offset: usize) -> u64 {
    let before = whole.find(trimmed).unwrap_or(0) + offset;
    whole[..before].chars().count() as u64 + 1
}

/// Rows of a text of this shape, of which `members` were read already.
pub(super) fn read_records(
    text: &str,
    (shape, members): (Shape, Members),
    budget: &mut Budget,
    harvest: &mut Harvest<'_>,
) -> Result<(), LoadError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut packed = Packed::default();
    match shape {
        Shape::TimelineJs => return read_timeline(&members, budget.taken(), text.len(), harvest),
        Shape::StoryMapJs => return read_storymap(&members, budget.taken(), text.len(), harvest),
        Shape::ObjectLines => read_lines(text, budget, &mut packed, harvest),
        Shape::Envelope => match envelope::rows_of(Value::Object(members), harvest) {
            ListRows::Objects(rows) => (1..).zip(rows).for_each(|(number, row)| packed.push(number, &row)),
            ListRows::Lists(lists) => {
                let mut numbers = 1..;
                lists.for_each(|row, names| packed.push(numbers.next().unwrap_or(0), named(row, names)));
            }
        },
        Shape::Objects | Shape::GeoJson | Shape::FeatureLines => read_list(text, budget, &mut packed, harvest)?,
    }
    packed.hand_over(text.len(), harvest)
}

/// Objects line by line.
fn read_lines(text: &str, budget: &mut Budget, packed: &mut Packed, harvest: &mut Harvest<'_>) {
    for (number, text_line) in text.lines().enumerate() {
        let line = text_line.trim_start_matches('\u{1e}').trim();
        let line_number = number as u64 + 1;
        if line.is_empty() {
            continue;
        }
        match value_of(line, budget) {
            Ok(Value::Object(members)) => packed.push(line_number, &members),
            Ok(_) => {
                let column = column_in(text_line, line, 0);
                harvest.error(line_number, column, "this line is no object in { }; it is left out");
            }
            Err(error) => match error_in(line, &error, budget) {
                LoadError::NotJson { column, message, .. } => {
                    let column = column_in(text_line, line, 0) + column as u64 - 1;
                    harvest.error(line_number, column, format!("this line is no JSON: {message}"));
                }
                error => harvest.error(line_number, 1, error.to_string()),
            },
        }
        budget.back_to(0);
    }
}

/// A list of objects, or of lists alone.
fn read_list(text: &str, budget: &mut Budget, packed: &mut Packed, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let (mut others, mut count) = (Vec::new(), 0);
    let (mut is_matrix, mut has_names, mut names) = (true, false, Vec::new());
    for_each_element(text, budget, |Element { index, value, .. }| {
        if index == 0 {
            let first = matrix::names_in_first(&value);
            has_names = first.is_some();
            names = first.unwrap_or_default();
        }
        if is_matrix && !value.is_array() {
            // The lists before are no rows.
            is_matrix = false;
            *packed = Packed::default();
            count = index;
            others = (0..index.min(Diagnostics::MOST)).collect();
        }
        match value {
            Value::Array(row) if is_matrix => {
                let number = index as u64 + u64::from(!has_names);
                if number > 0 {
                    packed.push(number, named(&row, &names));
                }
            }
            Value::Object(members) => packed.push(index as u64 + 1, &members),
            _ => {
                count += 1;
                if count <= Diagnostics::MOST {
                    others.push(index);
                }
            }
        }
    })?;
    for (line, column) in places_of_elements(text, &others) {
        harvest.error(line as u64, column as u64, "this part of the list is no object; it is left out");
    }
    harvest.diagnostics.count_more(Severity::Error, count - others.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::harvest::Batch;

    fn cells_of(text: &str) -> (Vec<Vec<(String, String)>>, Vec<String>) {
        assert_eq!(shape_of(text, &mut Budget::new(1 << 20)).0, Shape::Envelope, "{text}");
        read(text)
    }

    #[track_caller]
    fn first_row(text: &str, expected: &[(&str, &str)]) {
        let (rows, told) = cells_of(text);
        let cells: Vec<(&str, &str)> = rows[0].iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
        assert_eq!(cells, expected, "{told:?}");
    }

    #[test]
    fn a_list_in_an_envelope_is_read_as_rows() {
        for envelope in [
            "{\"status\":200,\"data\":[ROW]}",
            "{\"Result\":[ROW],\"TotalCount\":1}",
            "{\"help\":\"x\",\"result\":{\"fields\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"records\":[ROW]}}",
            "{\"response\":{\"docs\":[ROW]}}",
            "{\"hits\":{\"total\":1,\"hits\":[{\"_id\":\"1\",\"_source\":ROW}]}}",
            "{\"d\":{\"results\":[ROW]}}",
            "{\"incidents\":[ROW,ROW],\"page\":1}",
        ] {
            let (rows, told) = cells_of(&envelope.replace("ROW", "{\"what\":\"Strike\",\"date\":\"2025-10-09\"}"));
            assert!(rows[0].contains(&("what".to_owned(), "Strike".to_owned())), "{envelope}: {rows:?}");
            assert!(told.is_empty(), "{told:?}");
        }
    }

    fn read(text: &str) -> (Vec<Vec<(String, String)>>, Vec<String>) {
        let mut rows = Vec::new();
        let mut take = |batch: Batch, _| {
            for row in 0..batch.rows.len() {
                let columns = batch.rows.columns().iter().cloned();
                rows.push(columns.zip(batch.rows.cells(row).map(str::to_owned)).collect());
            }
            std::ops::ControlFlow::Continue(())
        };
        let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
        let mut budget = Budget::new(1 << 20);
        let shape = shape_of(text, &mut budget);
        read_records(text, shape, &mut budget, &mut harvest).unwrap();
        let told = harvest.diagnostics.iter().map(ToString::to_string).collect();
        (rows, told)
    }

    #[test]
    fn lists_in_a_list_are_rows_where_there_is_nothing_else() {
        let cells = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned())).collect()
        };
        assert_eq!(read(r#"[["a","b"],[1,2]]"#), (vec![cells(&[("a", "1"), ("b", "2")])], vec![]));
        assert_eq!(read("[[1,2]]"), (vec![cells(&[("column 1", "1"), ("column 2", "2")])], vec![]));
        let (rows, told) = read(r#"[["a"],[1],{"b":2},3]"#);
        assert_eq!(rows, [cells(&[("b", "2")])]);
        assert!(told.len() == 3 && told.iter().all(|told| told.contains("is no object")), "{told:?}");
    }

    #[test]
    fn forms_of_services_are_read_by_their_own_rules() {
        first_row(
            r#"{"head":{"vars":["x","at"]},"results":{"bindings":[{"x":{"type":"literal","value":"Mill"},"at":{"datatype":"wkt","type":"literal","value":"Point(12.5 41.9)"}}]}}"#,
            &[("x", "Mill"), ("at", "Point(12.5 41.9)")],
        );
        first_row(
            r#"{"version":0.6,"elements":[{"type":"way","id":7,"center":{"lat":34.5,"lon":69.1},"tags":{"name":"Mill"}}]}"#,
            &[("type", "way"), ("id", "7"), ("tags.name", "Mill"), ("lat", "34.5"), ("lon", "69.1")],
        );
        first_row(
            r#"{"fields":[{"name":"day","type":"esriFieldTypeDate"}],"features":[{"attributes":{"what":"Mill","day":1760018400000},"geometry":{"x":69.1,"y":34.5}}]}"#,
            &[("what", "Mill"), ("day", "2025-10-09T14:00:00Z"), ("geometry", "POINT (69.1 34.5)")],
        );
        first_row(
            r#"{"data":[{"at":{"type":"Point","coordinates":[69.1,34.5]},"when":{"$date":"2025-10-09"}}]}"#,
            &[("at", "POINT (69.1 34.5)"), ("when", "2025-10-09")],
        );
        first_row(
            r#"{"locations":[{"latitudeE7":345000000,"longitudeE7":691000000}],"settings":[1]}"#,
            &[("latitudeE7", "345000000"), ("longitudeE7", "691000000")],
        );
    }

    #[test]
    fn geojson_stories_and_other_objects_are_no_envelopes() {
        for text in [
            r#"{"type":"FeatureCollection","features":[]}"#,
            r#"{"type":"Topology","objects":{},"arcs":[{"a":1}]}"#,
            r#"{"features":[{"type":"Feature","properties":{}}]}"#,
            r#"{"features":[{"properties":{},"geometry":null}]}"#,
            r#"{"story":{},"data":[{"a":1}]}"#,
            r#"{"a":1,"b":[1,2]}"#,
            "{}",
        ] {
            assert_eq!(shape_of(text, &mut Budget::new(1 << 20)).0, Shape::GeoJson, "{text}");
        }
    }

    #[test]
    fn rows_that_each_bring_a_name_of_their_own_stay_small() {
        let lines = (0..3000).map(|number| format!("{{\"key{number}\":\"{number}\"}}"));
        let text = lines.collect::<Vec<String>>().join("\n");
        let mut widths = Vec::new();
        let mut take = |batch: Batch, _| {
            widths.extend((0..batch.rows.len()).map(|row| batch.rows.width(row)));
            std::ops::ControlFlow::Continue(())
        };
        let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
        let shape = (Shape::ObjectLines, Members::new());
        read_records(&text, shape, &mut Budget::new(1 << 20), &mut harvest).unwrap();
        let told: Vec<String> = harvest.diagnostics.iter().map(ToString::to_string).collect();
        assert!(told[0].starts_with("1001:1: error: more than 1000 members") && told.len() == 1, "{told:?}");
        assert_eq!((widths.len(), widths[999], widths[1000]), (3000, 1000, 0));
    }

    #[test]
    fn shapes_are_told_apart() {
        for (text, shape) in [
            ("{\"type\":\"FeatureCollection\",\"features\":[]}", Shape::GeoJson),
            ("{\"type\":\"Feature\",\"geometry\":null}\n{\"type\":\"Feature\"}\n", Shape::FeatureLines),
            ("\u{1e}{\"type\":\"Feature\"}\n\u{1e}{\"type\":\"Feature\"}\n", Shape::FeatureLines),
            ("{\"a\":1}\n{\"a\":2}\n", Shape::ObjectLines),
            ("[{\"a\":1}]", Shape::Objects),
            ("{\n\"events\":[{\"start_date\":{\"year\":1}}]}", Shape::TimelineJs),
            ("{\"storymap\":{\"slides\":[]}}", Shape::StoryMapJs),
            ("{\n\"type\":\"Point\"}", Shape::GeoJson),
        ] {
            assert_eq!(shape_of(text, &mut Budget::new(1 << 20)).0, shape, "{text}");
        }
    }
}
