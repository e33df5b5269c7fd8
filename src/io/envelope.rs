//! Lists of objects that services wrap into an object of their own.
//!
//! This module answers where in such an object the list is, and what its objects say where the service has a
//! form of its own: SPARQL, Overpass, `ArcGIS`, Elasticsearch. It does not know what columns mean.

use chrono::{DateTime, SecondsFormat};
use serde_json::{Map, Value};

use super::cells::text_of;
use super::harvest::Harvest;
use super::matrix::{self, Lists};
use super::service_shapes::{Placed, Reference, of_arcgis, of_overpass};
use crate::model::Members;

/// What lists of rows are called, the surest first.
const NAMES: [&str; 18] = [
    "bindings",
    "data",
    "result",
    "results",
    "records",
    "rows",
    "items",
    "elements",
    "features",
    "hits",
    "docs",
    "events",
    "incidents",
    "locations",
    "entries",
    "value",
    "list",
    "content",
];
/// A list lies no deeper.
const DEEPEST: usize = 3;

/// True where an object has a list of objects and is neither `GeoJSON` nor a story.
pub(super) fn has_list(document: &Members) -> bool {
    let is_other = document.contains_key("story")
        || document.get("type").and_then(Value::as_str).is_some_and(|kind| {
            matches!(kind, "Topology" | "GeometryCollection")
                || document.contains_key("coordinates")
                || document.contains_key("features")
        });
    let is_feature = |value: &Value| value.get("properties").is_some() && value.get("attributes").is_none();
    let has_features = document.get("features").and_then(Value::as_array).is_some_and(|all| all.iter().any(is_feature));
    !is_other && !has_features && (path_of(document).is_some() || matrix::rows_by_key(document).is_some())
}

/// The names on the way to the list of rows.
fn path_of(document: &Members) -> Option<Vec<String>> {
    let mut found = Vec::new();
    search(document, &mut Vec::new(), &mut found);
    let rank = |name: &str| NAMES.iter().position(|known| known.eq_ignore_ascii_case(name)).unwrap_or(NAMES.len());
    // Known names first; of others the longest list.
    let best = found.into_iter().min_by_key(|(path, length)| {
        let last = path.last().map_or(NAMES.len(), |name| rank(name));
        (*length == 0, last, std::cmp::Reverse(*length))
    });
    best.map(|(path, _)| path)
}

/// All lists of objects in an object, with the way to each and how long it is.
fn search(members: &Members, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, usize)>) {
    for (name, value) in members {
        path.push(name.clone());
        match value {
            Value::Array(list) => {
                let objects = list.iter().filter(|value| value.is_object()).count();
                let is_known = NAMES.iter().any(|known| known.eq_ignore_ascii_case(name));
                let is_of_rows = objects > 0 && objects * 2 >= list.len() || is_known && matrix::is_matrix(list);
                if is_of_rows || list.is_empty() && is_known {
                    found.push((path.clone(), list.len()));
                }
            }
            Value::Object(inner) if path.len() < DEEPEST => search(inner, path, found),
            _ => {}
        }
        path.pop();
    }
}

/// The rows that a list in an object holds.
pub(super) enum ListRows {
    /// Each as the object that it means.
    Objects(Vec<Members>),
    Lists(Lists),
}

/// The rows of the list in an object.
pub(super) fn rows_of(mut document: Value, harvest: &mut Harvest<'_>) -> ListRows {
    let Some(path) = document.as_object().and_then(path_of) else {
        return ListRows::Objects(document.as_object().and_then(matrix::rows_by_key).unwrap_or_default());
    };
    let dates = dates_of_service(&document);
    let reference = Reference::of(&document).unwrap_or(Reference::Degrees);
    let rows_of_lists = path.iter().try_fold(&document, |value, name| value.get(name)).and_then(Value::as_array);
    let names = rows_of_lists.filter(|list| matrix::is_matrix(list)).map(|list| {
        // Names of columns may stand far from the rows.
        document.as_object().and_then(|document| matrix::names_in(document, list))
    });
    let mut list = &mut document;
    for name in &path {
        let Some(inner) = list.get_mut(name) else { return ListRows::Objects(Vec::new()) };
        list = inner;
    }
    let is_bindings = path.last().is_some_and(|name| name == "bindings");
    let list = list.as_array_mut().map(std::mem::take).unwrap_or_default();
    if let Some(names) = names {
        return ListRows::Lists(Lists { list, names });
    }
    let mut rows = Vec::with_capacity(list.len());
    let (mut others, mut unread) = (0, Unread::default());
    for value in list {
        let Value::Object(members) = value else {
            others += 1;
            continue;
        };
        rows.push(if is_bindings { of_bindings(members) } else { row_of(members, &dates, reference, &mut unread) });
    }
    if others > 0 {
        let name = path.join(".");
        harvest.error(1, 1, format!("{others} parts of the list \"{name}\" are no objects; they are left out"));
    }
    if unread.shapes > 0 {
        let message = format!(
            "{} shapes of this service are not read, as they are not in degrees; ask it for GeoJSON (f=geojson)",
            unread.shapes
        );
        harvest.warning(1, 1, message);
    }
    if unread.middles > 0 {
        let message = format!(
            "{} elements have no shape here and are placed at their middle; ask the service for them with \"out geom\"",
            unread.middles
        );
        harvest.warning(1, 1, message);
    }
    ListRows::Objects(rows)
}

/// What is known of places of elements only in part.
#[derive(Debug, Clone, Copy, Default)]
struct Unread {
    /// Shapes that are not read.
    shapes: usize,
    /// Shapes of which the middle alone is given.
    middles: usize,
}

/// The answer of a SPARQL service: each value says how it is written.
fn of_bindings(members: Members) -> Members {
    let value = |value: Value| value.get("value").cloned().unwrap_or(value);
    members.into_iter().map(|(name, cell)| (name, value(cell))).collect()
}

/// The names of the columns that hold moments in milliseconds, by what `ArcGIS` says of its columns.
fn dates_of_service(document: &Value) -> Vec<String> {
    let fields = document.get("fields").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_date = |field: &&Value| field.get("type").and_then(Value::as_str) == Some("esriFieldTypeDate");
    fields.iter().filter(is_date).filter_map(|field| field.get("name")).map(text_of).collect()
}

fn row_of(mut members: Members, dates: &[String], reference: Reference, unread: &mut Unread) -> Members {
    // ArcGIS and Elasticsearch keep the row itself one level deeper.
    if let Some(Value::Object(mut row)) = members.shift_remove("attributes") {
        for name in dates {
            let moment = row.get(name).and_then(Value::as_i64).and_then(DateTime::from_timestamp_millis);
            if let Some(moment) = moment {
                row.insert(name.clone(), Value::from(moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)));
            }
        }
        if let Some(shape) = members.shift_remove("geometry").filter(|shape| !shape.is_null()) {
            match of_arcgis(&shape, reference) {
                Some(text) => put(&mut row, "geometry", Value::from(text)),
                None => unread.shapes += 1,
            }
        }
        return with_plain(row, members);
    }
    if let Some(Value::Object(row)) = members.shift_remove("_source") {
        return with_plain(row, members);
    }
    // Overpass gives the shape, or the middle, of what is no point.
    if !members.contains_key("lat") && members.contains_key("type") && members.contains_key("id") {
        match of_overpass(&members) {
            Some(Placed::Shape(text)) => {
                members.insert("geometry".to_owned(), Value::from(text));
                members.shift_remove("bounds");
            }
            Some(Placed::Middle([lat, lon])) => {
                unread.middles += usize::from(!members.contains_key("center"));
                members.shift_remove("center");
                members.shift_remove("bounds");
                put(&mut members, "lat", Value::from(lat));
                put(&mut members, "lon", Value::from(lon));
            }
            None => {}
        }
    }
    members
}

/// A row with what stands beside it, such as its id.
fn with_plain(mut row: Members, beside: Members) -> Members {
    for (name, value) in beside.into_iter().filter(|(_, value)| !value.is_object() && !value.is_array()) {
        put(&mut row, &name, value);
    }
    row
}

fn put(row: &mut Map<String, Value>, name: &str, value: Value) {
    row.entry(name.to_owned()).or_insert(value);
}
