//! Where is a GeoJSON geometry, and is it sound?
//!
//! The seven types of GeoJSON come down to points, lines and areas. A third number of a position, its
//! height, is not part of the model; it survives as long as the geometry is not changed.

use serde_json::{Value, json};

use super::findings::{Findings, Spot, kind_of};
use super::members::check_bbox;
use super::ring::{crosses_antimeridian, crossing_of};
use crate::model::{Geometry, LonLat, Members};

/// The types of geometry, as GeoJSON spells them.
pub(super) const TYPES: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// Reads a geometry. None when it is null, empty or unsound; the latter is told.
pub(super) fn geometry_of(value: &Value, at: Spot<'_>, found: &mut Findings) -> Option<Geometry> {
    let mut geometry = Geometry::default();
    if !value.is_null() {
        add_geometry(value, at, found, &mut geometry)?;
    }
    (!geometry.is_empty()).then_some(geometry)
}

/// Adds a geometry to those before it. None when it is unsound.
fn add_geometry(value: &Value, at: Spot<'_>, found: &mut Findings, into: &mut Geometry) -> Option<()> {
    let Value::Object(members) = value else {
        found.wrong_type(at, "an object or null", value);
        return None;
    };
    let kind = match members.get("type") {
        Some(Value::String(kind)) => kind.as_str(),
        Some(other) => {
            found.wrong_type(at.key("type"), "a string", other);
            return None;
        }
        None => {
            found.error(at, "this geometry has no \"type\" such as \"Point\"");
            return None;
        }
    };
    check_bbox(members, at, found);
    if kind == "GeometryCollection" {
        let at_parts = at.key("geometries");
        for (index, part) in parts(members, "geometries", at, found)?.iter().enumerate() {
            add_geometry(part, at_parts.index(index), found, into)?;
        }
        return Some(());
    }
    if !TYPES.contains(&kind) {
        let types = TYPES.join(", ");
        found.error(at.key("type"), format!("unknown type of geometry \"{kind}\"; write one of {types}"));
        return None;
    }
    if parts(members, "coordinates", at, found)?.is_empty() {
        // RFC 7946, 3.1: an empty array may be read as null.
        return Some(());
    }
    let coordinates = members.get("coordinates")?;
    let at = at.key("coordinates");
    match kind {
        "Point" => into.points.push(point(coordinates, at, found)?),
        "MultiPoint" => into.points.extend(each(coordinates, at, found, point)?),
        "LineString" => into.lines.push(line(coordinates, at, found)?),
        "MultiLineString" => into.lines.extend(each(coordinates, at, found, line)?),
        "Polygon" => into.areas.push(each(coordinates, at, found, ring)?),
        _ => into.areas.extend(each(coordinates, at, found, |area, at, found| each(area, at, found, ring))?),
    }
    Some(())
}

/// A member that must be an array.
fn parts<'a>(members: &'a Members, key: &str, at: Spot<'_>, found: &mut Findings) -> Option<&'a [Value]> {
    match members.get(key) {
        Some(Value::Array(parts)) => Some(parts),
        Some(other) => {
            found.wrong_type(at.key(key), "an array", other);
            None
        }
        None => {
            found.error(at, format!("this geometry has no \"{key}\""));
            None
        }
    }
}

/// Reads every element of an array. None when one is unsound.
fn each<T>(
    value: &Value,
    at: Spot<'_>,
    found: &mut Findings,
    mut read: impl FnMut(&Value, Spot<'_>, &mut Findings) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::Array(elements) = value else {
        found.error(at, format!("expected an array of positions here, found {}", kind_of(value)));
        return None;
    };
    elements.iter().enumerate().map(|(index, element)| read(element, at.index(index), found)).collect()
}

/// A position that stands for itself, where 0, 0 is suspect.
fn point(value: &Value, at: Spot<'_>, found: &mut Findings) -> Option<LonLat> {
    let position = position(value, at, found)?;
    if position.lon.abs() < f64::EPSILON && position.lat.abs() < f64::EPSILON {
        found.warning(at, "0, 0 is in the Gulf of Guinea; if the place is not known, write \"geometry\": null");
    }
    Some(position)
}

fn line(value: &Value, at: Spot<'_>, found: &mut Findings) -> Option<Vec<LonLat>> {
    let positions = each(value, at, found, position)?;
    if positions.len() < 2 {
        found.error(at, "a line needs two positions or more");
        return None;
    }
    Some(positions)
}

/// A ring; one that is not closed is told, and closed.
fn ring(value: &Value, at: Spot<'_>, found: &mut Findings) -> Option<Vec<LonLat>> {
    let mut positions = each(value, at, found, position)?;
    if let (Some(first), Some(last)) = (positions.first().copied(), positions.last())
        && first != *last
    {
        found.error(at, "this ring is not closed; its last position must be the same as its first");
        positions.push(first);
    }
    if positions.len() < 4 {
        found.error(at, "a ring needs four positions or more, the last the same as the first");
        return None;
    }
    if crosses_antimeridian(&positions) {
        found.warning(at, "this ring goes across the antimeridian; cut it there into two (RFC 7946, 3.1.9)");
    } else if let Some(LonLat { lon, lat }) = crossing_of(&positions) {
        found.warning(at, format!("this ring crosses itself near {lon:.4}, {lat:.4}; put its positions in order"));
    }
    Some(positions)
}

fn position(value: &Value, at: Spot<'_>, found: &mut Findings) -> Option<LonLat> {
    let Value::Array(numbers) = value else {
        found.error(at, format!("expected a position such as [69.17, 34.53] here, found {}", kind_of(value)));
        return None;
    };
    for (index, number) in numbers.iter().enumerate() {
        if !number.is_number() {
            let advice = if number.is_string() { "; remove the quotes" } else { "" };
            let message = format!("coordinates must be numbers, found {}{advice}", kind_of(number));
            found.error(at.index(index), message);
            return None;
        }
    }
    let [lon, lat, ..] = numbers.as_slice() else {
        found.error(at, "a position needs two numbers, longitude and latitude");
        return None;
    };
    let position = LonLat::new(lon.as_f64()?, lat.as_f64()?);
    if position.lat.abs() > 90.0 && position.lon.abs() <= 90.0 && position.lat.abs() <= 180.0 {
        let message = format!("{lon}, {lat} look swapped: longitude comes first, then latitude");
        found.error(at, message);
        return None;
    }
    if position.lon.abs() > 180.0 {
        found.error(at.index(0), format!("longitude {lon} is not between -180 and 180; positions are in degrees"));
        return None;
    }
    if position.lat.abs() > 90.0 {
        found.error(at.index(1), format!("latitude {lat} is not between -90 and 90; positions are in degrees"));
        return None;
    }
    Some(position)
}

/// A geometry as JSON. As long as it says the same, it is what was read.
pub(in crate::io) fn geometry_value(original: Option<&Value>, geometry: Option<&Geometry>) -> Value {
    let as_read = original.and_then(|value| geometry_of(value, Spot::Top, &mut Findings::default()));
    if let Some(original) = original
        && as_read.as_ref() == geometry
    {
        return original.clone();
    }
    let Some(geometry) = geometry else { return Value::Null };
    let kind = original.and_then(|value| value.get("type")).and_then(Value::as_str).unwrap_or_default();
    let mut parts = Vec::new();
    if !geometry.points.is_empty() {
        parts.push(one_or_many("Point", kind, geometry.points.iter().copied().map(position_value).collect()));
    }
    if !geometry.lines.is_empty() {
        parts.push(one_or_many("LineString", kind, geometry.lines.iter().map(|line| line_value(line)).collect()));
    }
    if !geometry.areas.is_empty() {
        parts.push(one_or_many("Polygon", kind, geometry.areas.iter().map(|area| area_value(area)).collect()));
    }
    match parts.len() {
        0 => Value::Null,
        1 if kind != "GeometryCollection" => parts.remove(0),
        _ => json!({ "type": "GeometryCollection", "geometries": parts }),
    }
}

/// One part as its own type, several as its multi type; a single part of what was a multi stays one.
fn one_or_many(single: &str, original: &str, mut parts: Vec<Value>) -> Value {
    let multi = format!("Multi{single}");
    if parts.len() == 1 && original != multi {
        json!({ "type": single, "coordinates": parts.remove(0) })
    } else {
        json!({ "type": multi, "coordinates": parts })
    }
}

fn position_value(position: LonLat) -> Value {
    json!([position.lon, position.lat])
}

fn line_value(line: &[LonLat]) -> Value {
    line.iter().copied().map(position_value).collect()
}

fn area_value(area: &[Vec<LonLat>]) -> Value {
    area.iter().map(|ring| line_value(ring)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(value: &Value) -> (Option<Geometry>, Vec<String>) {
        let mut found = Findings::default();
        let geometry = geometry_of(value, Spot::Top, &mut found);
        let told = found.into_diagnostics(&value.to_string());
        (geometry, told.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn all_seven_types_are_read_and_written_as_they_were() {
        let ring = json!([[0, 1], [1, 1], [1, 2.5], [0, 1]]);
        let cases = [
            json!({ "type": "Point", "coordinates": [1, 2, 800] }),
            json!({ "type": "MultiPoint", "coordinates": [[1, 2]] }),
            json!({ "type": "LineString", "coordinates": [[1, 2], [3, 4]] }),
            json!({ "type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]] }),
            json!({ "type": "Polygon", "coordinates": [ring], "bbox": [0, 1, 1, 2.5] }),
            json!({ "coordinates": [[ring], [ring, ring]], "type": "MultiPolygon" }),
            json!({ "type": "GeometryCollection", "geometries": [{ "type": "Point", "coordinates": [1, 2] }] }),
        ];
        for value in cases {
            let (geometry, told) = read(&value);
            assert!(told.is_empty() && geometry.is_some(), "{value}: {told:?}");
            assert_eq!(geometry_value(Some(&value), geometry.as_ref()).to_string(), value.to_string());
            let (again, _) = read(&geometry_value(None, geometry.as_ref()));
            assert_eq!(again, geometry);
        }
    }

    #[test]
    fn a_moved_point_keeps_its_type() {
        let original = json!({ "type": "MultiPoint", "coordinates": [[1, 2]] });
        let moved = Geometry { points: vec![LonLat::new(3.0, 4.5)], ..Geometry::default() };
        let written = geometry_value(Some(&original), Some(&moved));
        assert_eq!(written, json!({ "type": "MultiPoint", "coordinates": [[3.0, 4.5]] }));
        assert_eq!(geometry_value(Some(&original), None), Value::Null);
    }

    #[test]
    fn an_unclosed_ring_is_told_and_closed() {
        let (geometry, told) = read(&json!({ "type": "Polygon", "coordinates": [[[0, 1], [1, 1], [1, 2]]] }));
        assert_eq!(geometry.map(|geometry| geometry.areas[0][0].len()), Some(4));
        assert!(told[0].contains("not closed"), "{told:?}");
    }

    #[test]
    fn an_empty_geometry_is_unplaced() {
        assert_eq!(read(&json!({ "type": "MultiPoint", "coordinates": [] })), (None, vec![]));
        assert_eq!(read(&Value::Null), (None, vec![]));
    }

    #[test]
    fn what_is_wrong_is_told_at_the_number() {
        let cases = [
            (
                json!({ "type": "Point", "coordinates": [1, null] }),
                "1:34: error: coordinates must be numbers, found null",
            ),
            (json!({ "type": "Point", "coordinates": [1, 200] }), "1:34: error: latitude 200 is not between"),
            (json!({ "type": "Point" }), "1:1: error: this geometry has no \"coordinates\""),
            (json!({ "type": "Point", "coordinates": 5 }), "error: \"coordinates\" must be an array, found a number"),
            (json!({ "type": "LineString", "coordinates": [[1, 2]] }), "error: a line needs two positions"),
            (json!({ "type": "LineString", "coordinates": [1, 2] }), "error: expected a position such as"),
            (json!({ "type": "Polygon", "coordinates": [[[1, 2], [1, 2]]] }), "error: a ring needs four positions"),
            (json!({ "coordinates": [1, 2] }), "1:1: error: this geometry has no \"type\""),
            (json!([1, 2]), "1:1: error: expected an object or null here, found an array"),
        ];
        for (value, expected) in cases {
            let (geometry, told) = read(&value);
            assert!(geometry.is_none() && told.len() == 1, "{value}: {told:?}");
            assert!(told[0].contains(expected), "{value}: {told:?}");
        }
    }
}
