//! Is a file UTF-8, JSON and GeoJSON at all, and if not, what is wrong where?

use serde::de::IgnoredAny;
use serde_json::Value;

use super::FEATURES;
use super::document::{self, Features, Header};
use super::findings::kind_of;
use super::geometry::TYPES;
use crate::io::budget::Budget;
use crate::io::json::{Step, error_in, line_column_at, line_columns_of};
use crate::io::{LoadError, MOST_BYTES};

/// The bytes as text, without a byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, LoadError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(LoadError::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = line_column_at(bytes, error.valid_up_to());
        LoadError::NotUtf8 { line, column }
    })
}

/// The header of a text, when it is GeoJSON of any kind, within a budget of memory.
pub(super) fn header_of(text: &str, budget: &mut Budget) -> Result<Header, LoadError> {
    let kind = match text.trim_start().bytes().next() {
        Some(b'{') => {
            let header = document::header_of(text, budget).map_err(|error| error_in(text, &error, budget))?;
            return is_geojson(text, header);
        }
        None => "nothing",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(_) => "a bare value",
    };
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| error_in(text, &error, budget))?;
    let advice = format!("expected an object such as {{\"type\": \"FeatureCollection\", …}}, found {kind}");
    Err(not_geojson(text, &[], advice))
}

/// The header again, when the object is a feature collection, a feature or a geometry.
fn is_geojson(text: &str, header: Header) -> Result<Header, LoadError> {
    let features = [Step::Key(FEATURES.to_owned())];
    let kind = [Step::Key("type".to_owned())];
    match (header.features, header.document.get("type")) {
        (Features::Array { .. }, _) => Ok(header),
        (_, Some(Value::String(word))) if word == "Feature" || TYPES.contains(&word.as_str()) => Ok(header),
        (Features::Other(found), _) => {
            Err(not_geojson(text, &features, format!("\"features\" must be an array, found {found}")))
        }
        (Features::Missing, Some(Value::String(word))) if word == "FeatureCollection" => {
            Err(not_geojson(text, &[], "\"features\" is missing; a feature collection has an array of that name".to_owned()))
        }
        (Features::Missing, Some(Value::String(word))) => {
            let advice = if word == "Topology" { "; convert the TopoJSON to GeoJSON first" } else { "" };
            Err(not_geojson(text, &kind, format!("unknown \"type\": \"{word}\"{advice}")))
        }
        (Features::Missing, Some(other)) => {
            let found = kind_of(other);
            Err(not_geojson(text, &kind, format!("\"type\" must be a string, found {found}")))
        }
        (Features::Missing, None) => Err(not_geojson(
            text,
            &[],
            "\"type\" and \"features\" are missing; a story is {\"type\": \"FeatureCollection\", \"story\": {…}, \"features\": […]}".to_owned(),
        )),
    }
}

fn not_geojson(text: &str, path: &[Step], message: String) -> LoadError {
    let (line, column) = line_columns_of(text, &[&path.to_vec()]).first().copied().unwrap_or((1, 1));
    LoadError::NotGeoJson { line, column, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[u8], expected: &str) {
        let error = text_of(text).and_then(|text| header_of(text, &mut Budget::new(1 << 20))).unwrap_err();
        let told = error.diagnostic().to_string();
        assert!(told.contains(expected), "{told}");
    }

    #[test]
    fn what_is_no_geojson_is_told_where_and_why() {
        check(b"", "1:1: error: not JSON: the file is empty");
        check(b"id,title\n", "1:1: error: not JSON: the text begins with 'i'");
        check(b"<kml/>", "looks like XML");
        check(b"{\"features\": [1,]}", "1:17: error: not JSON: there is a comma before");
        check(b"{\n\"a\": 1,\n}", "3:1: error: not JSON: there is a comma before");
        check("{\"é\": tru}".as_bytes(), "1:7: error: not JSON: tru is no word of JSON");
        check(b"{\"a\": \"\xFF\"}", "1:8: error: not UTF-8");
        check(b"\xEF\xBB\xBF[]", "1:1: error: not GeoJSON: expected an object");
        check(b" {}", "1:2: error: not GeoJSON: \"type\" and \"features\" are missing");
        check(b"{\"type\": \"Topology\"}", "1:10: error: not GeoJSON: unknown \"type\": \"Topology\"");
        check(
            b"{\"type\":\n \"FeatureCollection\",\n \"features\": {}}",
            "3:14: error: not GeoJSON: \"features\" must be",
        );
    }

    #[test]
    fn a_hundred_thousand_brackets_are_an_error() {
        let deep = format!("{{\"type\": \"FeatureCollection\", \"deep\": {}", "[".repeat(100_000));
        check(deep.as_bytes(), "not JSON: brackets are nested");
        check("[".repeat(100_000).as_bytes(), "not JSON: brackets are nested");
        let closed = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        check(closed.as_bytes(), "1:1: error: not GeoJSON");
    }

    #[test]
    fn a_geometry_at_the_top_is_geojson() {
        assert!(header_of("{\"type\": \"Point\", \"coordinates\": [1, 2]}", &mut Budget::new(1 << 20)).is_ok());
    }
}
