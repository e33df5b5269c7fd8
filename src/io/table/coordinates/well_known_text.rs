//! Which geometry is a cell of well-known text, and the other way round?

use std::str::FromStr as _;

use wkt::Wkt;

use crate::model::{Geometry, LonLat};

/// Nested deeper, well-known text is refused.
const DEEPEST: usize = 16;

/// A geometry as well-known text, east first; `SRID=4326;` may stand in front.
pub(in crate::io::table) fn geometry_of_wkt(cell: &str) -> Result<Option<Geometry>, String> {
    let cell = cell.trim();
    let text = match cell.split_once(';') {
        Some((srid, text)) if srid.to_ascii_uppercase().starts_with("SRID=") => text.trim(),
        _ => cell,
    };
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(point) = plain_point(text) {
        return Ok(Some(Geometry { points: vec![point], ..Geometry::default() }));
    }
    let mut depth = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err("this shape is nested too deeply".to_owned());
        }
    }
    let shown: String = text.chars().take(30).collect();
    let wkt: Wkt<f64> = Wkt::from_str(text)
        .map_err(|error| format!("\"{shown}\" is no well-known text such as POINT (69.17 34.53): {error}"))?;
    let mut geometry = Geometry::default();
    add(&wkt, &mut geometry);
    Ok((!geometry.is_empty()).then_some(geometry))
}

/// `POINT (69.17 34.53)`, which most cells are.
fn plain_point(text: &str) -> Option<LonLat> {
    let rest = text.get(..5).filter(|word| word.eq_ignore_ascii_case("POINT")).map(|_| text[5..].trim())?;
    let (lon, lat) = rest.strip_prefix('(')?.strip_suffix(')')?.trim().split_once(' ')?;
    Some(LonLat::new(lon.parse().ok()?, lat.trim().parse().ok()?))
}

fn add(wkt: &Wkt<f64>, into: &mut Geometry) {
    let position = |coord: &wkt::types::Coord<f64>| LonLat::new(coord.x, coord.y);
    let line = |line: &wkt::types::LineString<f64>| line.coords().iter().map(position).collect::<Vec<_>>();
    let area = |area: &wkt::types::Polygon<f64>| area.rings().iter().map(line).collect::<Vec<_>>();
    match wkt {
        Wkt::Point(point) => into.points.extend(point.coord().map(position)),
        Wkt::MultiPoint(points) => {
            into.points.extend(points.points().iter().filter_map(|point| point.coord().map(position)));
        }
        Wkt::LineString(string) => into.lines.extend(Some(line(string)).filter(|line| line.len() > 1)),
        Wkt::MultiLineString(strings) => {
            into.lines.extend(strings.line_strings().iter().map(line).filter(|line| line.len() > 1));
        }
        Wkt::Polygon(polygon) => into.areas.extend(Some(area(polygon)).filter(|area| !area.is_empty())),
        Wkt::MultiPolygon(polygons) => {
            into.areas.extend(polygons.polygons().iter().map(area).filter(|area| !area.is_empty()));
        }
        Wkt::GeometryCollection(collection) => collection.geometries().iter().for_each(|part| add(part, into)),
    }
}

/// Well-known text of a geometry, east first.
pub(in crate::io::table) fn wkt_of_geometry(geometry: &Geometry) -> String {
    let position = |at: &LonLat| format!("{} {}", at.lon, at.lat);
    let line = |line: &Vec<LonLat>| format!("({})", line.iter().map(position).collect::<Vec<_>>().join(", "));
    let area = |rings: &Vec<Vec<LonLat>>| format!("({})", rings.iter().map(line).collect::<Vec<_>>().join(", "));
    let mut parts = Vec::new();
    match geometry.points.as_slice() {
        [] => {}
        [point] => parts.push(format!("POINT ({})", position(point))),
        points => {
            let points: Vec<String> = points.iter().map(|point| format!("({})", position(point))).collect();
            parts.push(format!("MULTIPOINT ({})", points.join(", ")));
        }
    }
    match geometry.lines.as_slice() {
        [] => {}
        [one] => parts.push(format!("LINESTRING {}", line(one))),
        lines => parts.push(format!("MULTILINESTRING ({})", lines.iter().map(line).collect::<Vec<_>>().join(", "))),
    }
    match geometry.areas.as_slice() {
        [] => {}
        [one] => parts.push(format!("POLYGON {}", area(one))),
        areas => parts.push(format!("MULTIPOLYGON ({})", areas.iter().map(area).collect::<Vec<_>>().join(", "))),
    }
    match parts.as_slice() {
        [one] => one.clone(),
        several => format!("GEOMETRYCOLLECTION ({})", several.join(", ")),
    }
}
