//! JSON that holds events and is no GeoJSON: `TimelineJS`, `StoryMapJS`, lists of objects, and objects line by line.
//!
//! This module answers which rows such a text holds; what they mean is asked of their columns. GeoJSON
//! is in `geojson`.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::geojson::places_of_elements;
use super::harvest::{BATCH_ROWS, Batch, Harvest};
use super::html::plain_from_html;
use super::json::fault_in;
use super::{Diagnostics, JsonFault, LoadError, Severity, envelope, matrix};
use crate::model::{Members, Rows};

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

/// What a JSON text holds, by its beginning and the members of its top.
pub(super) fn shape_of(text: &str) -> Shape {
    let text = text.trim_start_matches(['\u{feff}', '\u{1e}']).trim_start();
    if text.starts_with('[') {
        let start = &text[..text.floor_char_boundary(4096)];
        // Someone's list of collections; what is wrong with it is told by who reads GeoJSON.
        return if start.contains("\"FeatureCollection\"") { Shape::GeoJson } else { Shape::Objects };
    }
    let mut lines = text.lines().map(|line| line.trim_start_matches('\u{1e}').trim()).filter(|line| !line.is_empty());
    if let (Some(first), Some(second)) = (lines.next(), lines.next())
        && second.starts_with('{')
        && let Ok(Value::Object(members)) = serde_json::from_str(first)
    {
        let is_feature = members.get("type").and_then(Value::as_str) == Some("Feature");
        return if is_feature { Shape::FeatureLines } else { Shape::ObjectLines };
    }
    // Cheap signs first, so that large GeoJSON is not read twice.
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    let is_geojson = has("FeatureCollection") || has("Feature");
    let is_timeline = has("events") && has("start_date") && !has("features");
    let is_storymap = has("storymap") && has("slides");
    match serde_json::from_str::<Members>(if is_timeline || is_storymap || !is_geojson { text } else { "" }) {
        Ok(members) if is_timeline && members.get("events").is_some_and(Value::is_array) => Shape::TimelineJs,
        Ok(members) if is_storymap && members.get("storymap").is_some_and(Value::is_object) => Shape::StoryMapJs,
        Ok(members) if !is_geojson && envelope::has_list(&members) => Shape::Envelope,
        _ => Shape::GeoJson,
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

/// Rows of a text of this shape.
pub(super) fn read_records(text: &str, shape: Shape, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let text = text.trim_start_matches('\u{feff}');
    let broken = |error: serde_json::Error| JsonFault::in_text(text, &error).into_error();
    match shape {
        Shape::ObjectLines => {
            let mut objects = Vec::new();
            for (number, text_line) in text.lines().enumerate() {
                let line = text_line.trim_start_matches('\u{1e}').trim();
                let line_number = number as u64 + 1;
                match serde_json::from_str::<Value>(line) {
                    _ if line.is_empty() => {}
                    Ok(Value::Object(members)) => objects.push((line_number, members)),
                    Ok(_) => {
                        let column = column_in(text_line, line, 0);
                        harvest.error(line_number, column, "this line is no object in { }; it is left out");
                    }
                    Err(error) => {
                        let fault = JsonFault::in_text(line, &error);
                        let column = column_in(text_line, line, 0) + fault.column as u64 - 1;
                        harvest.error(line_number, column, format!("this line is no JSON: {}", fault.message));
                    }
                }
            }
            hand_over_objects(objects, text.len(), harvest)
        }
        Shape::TimelineJs => read_timeline(&serde_json::from_str(text).map_err(broken)?, text.len(), harvest),
        Shape::StoryMapJs => read_storymap(&serde_json::from_str(text).map_err(broken)?, text.len(), harvest),
        Shape::Envelope => {
            let document = serde_json::from_str(text).map_err(broken)?;
            let rows = envelope::rows_of(document, harvest);
            let rows = (1..).zip(rows).collect();
            hand_over_objects(rows, text.len(), harvest)
        }
        Shape::Objects | Shape::GeoJson | Shape::FeatureLines => {
            let values: Vec<Value> = serde_json::from_str(text).map_err(broken)?;
            if matrix::is_matrix(&values) {
                let rows = (1..).zip(matrix::objects_of(values, None)).collect();
                return hand_over_objects(rows, text.len(), harvest);
            }
            let mut objects = Vec::new();
            let mut others = Vec::new();
            for (index, value) in values.into_iter().enumerate() {
                match value {
                    Value::Object(members) => objects.push((index as u64 + 1, members)),
                    _ => others.push(index),
                }
            }
            let told = others.len().min(Diagnostics::MOST);
            for (line, column) in places_of_elements(text, &others[..told]) {
                harvest.error(line as u64, column as u64, "this part of the list is no object; it is left out");
            }
            harvest.diagnostics.count_more(Severity::Error, others.len() - told);
            hand_over_objects(objects, text.len(), harvest)
        }
    }
}

/// Objects as rows: a column for each member, parts of objects after a dot.
fn hand_over_objects(objects: Vec<(u64, Members)>, bytes: usize, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let rows: Vec<(u64, Vec<(String, String)>)> = objects
        .into_iter()
        .map(|(line, members)| {
            let mut cells = Vec::new();
            flatten("", &members, &mut cells);
            (line, cells)
        })
        .collect();
    hand_over(&rows, bytes, harvest)
}

/// So many columns a list has at most: rows that each bring names of their own would take the memory of all
/// of them together.
fn most_columns(rows: usize, bytes: usize) -> usize {
    const MOST_COLUMNS: usize = 1000;
    const MOST_CELLS: usize = 50_000_000;
    // A list whose objects all have the same members holds fewer cells than bytes.
    MOST_COLUMNS.min(MOST_CELLS.max(2 * bytes) / rows.max(1))
}

/// Rows of named cells in batches.
fn hand_over(rows: &[(u64, Vec<(String, String)>)], bytes: usize, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let most = most_columns(rows.len(), bytes);
    let mut columns: Vec<String> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    let (mut left_out, mut first_line) = (0, 0);
    for (line, name) in rows.iter().flat_map(|(line, cells)| cells.iter().map(move |(name, _)| (line, name))) {
        if index.contains_key(name.as_str()) {
            continue;
        }
        if columns.len() < most {
            index.insert(name, columns.len());
            columns.push(name.clone());
        } else {
            first_line = if left_out == 0 { *line } else { first_line };
            left_out += 1;
        }
    }
    if left_out > 0 {
        let message = format!(
            "more than {most} members of differing names; {left_out} values of further ones are left out from here on, \
             leave out members that are not needed"
        );
        harvest.error(first_line, 1, message);
    }
    let columns: Arc<[String]> = columns.into();
    for part in rows.chunks(BATCH_ROWS) {
        let mut batch = Rows::new(columns.clone());
        for (line, cells) in part {
            let numbered = cells.iter().filter_map(|(name, cell)| Some((*index.get(name.as_str())?, cell)));
            let width = numbered.clone().map(|(column, _)| column + 1).max().unwrap_or(0);
            let mut row = vec![""; width];
            for (column, cell) in numbered {
                row[column] = cell;
            }
            batch.push(*line, row);
        }
        harvest.hand_over(Batch { rows: batch, ..Batch::default() }, bytes as u64)?;
    }
    Ok(())
}

fn flatten(prefix: &str, members: &Members, into: &mut Vec<(String, String)>) {
    for (key, value) in members {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Object(inner) if plain_of(inner).is_some() => into.push((name, plain_of(inner).unwrap_or_default())),
            Value::Object(inner) if prefix.is_empty() => flatten(&name, inner, into),
            other => into.push((name, text_of(other))),
        }
    }
}

/// What an object means that only says how one value is written: a point, or a value of a database.
fn plain_of(members: &Members) -> Option<String> {
    if let (Some("Point"), Some([lon, lat, ..])) = (
        members.get("type").and_then(Value::as_str),
        members.get("coordinates").and_then(Value::as_array).map(Vec::as_slice),
    ) {
        return Some(format!("POINT ({} {})", text_of(lon), text_of(lat)));
    }
    let (name, value) = members.iter().next().filter(|_| members.len() == 1)?;
    matches!(name.as_str(), "$date" | "$oid" | "$numberLong" | "$numberDouble" | "$numberInt").then(|| match value {
        Value::Object(inner) => plain_of(inner).unwrap_or_else(|| text_of(value)),
        value => text_of(value),
    })
}

/// A value as the text of a cell.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The text at a path of members.
fn at(value: &Value, path: &[&str]) -> String {
    path.iter().try_fold(value, |value, key| value.get(*key)).map(text_of).unwrap_or_default()
}

/// `TimelineJS` in the columns of its sheet.
fn read_timeline(document: &Value, bytes: usize, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let title = document.get("title").filter(|title| title.is_object());
    let events = document.get("events").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    // Eras are spans with a heading, and nothing else; they are events of a kind of their own.
    let eras = document.get("eras").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let slides = title.map(|slide| (slide, "title")).into_iter();
    let slides = slides.chain(events.iter().map(|slide| (slide, ""))).chain(eras.iter().map(|slide| (slide, "era")));
    let has_background = |slide: &&Value| !at(slide, &["background", "url"]).is_empty();
    let backgrounds = events.iter().chain(title).filter(has_background).count();
    if backgrounds > 0 {
        let slides = if backgrounds == 1 {
            "1 slide has a background that is".to_owned()
        } else {
            format!("{backgrounds} slides have backgrounds that are")
        };
        harvest.warning(1, 1, format!("{slides} not shown; their addresses stay with the events"));
    }
    let mut rows = Vec::new();
    for (index, (slide, kind)) in slides.enumerate() {
        let mut cells = Vec::new();
        let mut put = |name: &str, text: String| cells.push((name.to_owned(), text));
        for (prefix, key) in [("", "start_date"), ("End ", "end_date")] {
            for (name, part) in [("Year", "year"), ("Month", "month"), ("Day", "day")] {
                put(&format!("{prefix}{name}"), at(slide, &[key, part]));
            }
            put(&format!("{prefix}Time"), time_of(slide.get(key)));
        }
        put(
            "Display Date",
            Some(at(slide, &["display_date"]))
                .filter(|date| !date.is_empty())
                .unwrap_or_else(|| at(slide, &["start_date", "display_date"])),
        );
        put("Headline", at(slide, &["text", "headline"]));
        put("Text", at(slide, &["text", "text"]));
        for (name, key) in [
            ("Media", "url"),
            ("Media Credit", "credit"),
            ("Media Caption", "caption"),
            ("Media Thumbnail", "thumbnail"),
        ] {
            put(name, at(slide, &["media", key]));
        }
        put("Type", kind.to_owned());
        put("Group", if kind == "era" { "era".to_owned() } else { at(slide, &["group"]) });
        put("Background", at(slide, &["background", "url"]));
        put("id", at(slide, &["unique_id"]));
        rows.push((index as u64 + 1, cells));
    }
    hand_over(&rows, bytes, harvest)
}

fn time_of(date: Option<&Value>) -> String {
    let part = |key: &str| date.and_then(|date| date.get(key)).map(text_of).unwrap_or_default();
    match (part("hour"), part("minute"), part("second")) {
        (hour, ..) if hour.is_empty() => String::new(),
        (hour, minute, second) => {
            let two = |text: String| if text.is_empty() { "00".to_owned() } else { format!("{text:0>2}") };
            format!("{}:{}:{}", two(hour), two(minute), two(second))
        }
    }
}

/// `StoryMapJS`: slides with a place and no date, in their order.
fn read_storymap(document: &Value, bytes: usize, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let slides = document.pointer("/storymap/slides").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut rows = Vec::new();
    for (index, slide) in slides.iter().enumerate() {
        let headline = plain_from_html(&at(slide, &["text", "headline"]));
        if at(slide, &["type"]) == "overview" && slide.pointer("/location/lat").is_none() {
            harvest.title = headline;
            continue;
        }
        let mut cells = Vec::new();
        let mut put = |name: &str, text: String| cells.push((name.to_owned(), text));
        put("slide", (index + 1).to_string());
        put("title", headline);
        put("summary", plain_from_html(&at(slide, &["text", "text"])));
        put("latitude", at(slide, &["location", "lat"]));
        put("longitude", at(slide, &["location", "lon"]));
        put("place", at(slide, &["location", "name"]));
        put("source_url", at(slide, &["media", "url"]));
        put("source", plain_from_html(&at(slide, &["media", "credit"])));
        put("caption", plain_from_html(&at(slide, &["media", "caption"])));
        rows.push((index as u64 + 1, cells));
    }
    hand_over(&rows, bytes, harvest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells_of(text: &str) -> (Vec<Vec<(String, String)>>, Vec<String>) {
        let mut rows = Vec::new();
        let mut take = |batch: Batch, _| {
            for row in 0..batch.rows.len() {
                let columns = batch.rows.columns().iter().cloned();
                rows.push(columns.zip(batch.rows.cells(row).map(str::to_owned)).collect());
            }
            std::ops::ControlFlow::Continue(())
        };
        let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
        let shape = shape_of(text);
        assert_eq!(shape, Shape::Envelope, "{text}");
        read_records(text, shape, &mut harvest).unwrap();
        let told = harvest.diagnostics.iter().map(ToString::to_string).collect();
        (rows, told)
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
            assert_eq!(shape_of(text), Shape::GeoJson, "{text}");
        }
    }

    #[test]
    fn rows_that_each_bring_a_name_of_their_own_stay_small() {
        assert_eq!((most_columns(10, 1000), most_columns(1_000_000, 10_000_000)), (1000, 50));
        // A million rows of a hundred members each.
        assert_eq!(most_columns(1_000_000, 1_000_000_000), 1000);
        let lines = (0..3000).map(|number| format!("{{\"key{number}\":\"{number}\"}}"));
        let text = lines.collect::<Vec<String>>().join("\n");
        let mut widths = Vec::new();
        let mut take = |batch: Batch, _| {
            widths.extend((0..batch.rows.len()).map(|row| batch.rows.width(row)));
            std::ops::ControlFlow::Continue(())
        };
        let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
        read_records(&text, Shape::ObjectLines, &mut harvest).unwrap();
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
            assert_eq!(shape_of(text), shape, "{text}");
        }
    }
}
