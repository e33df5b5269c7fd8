//! Where is a cell that names a position?
//!
//! This module answers what degrees, pairs of degrees, well-known text and grid references say. It does
//! not know which column it looks at, and takes no axis for another.

use std::str::FromStr as _;

use geoconvert::Mgrs;
use wkt::Wkt;

use crate::model::{Geometry, LonLat};

/// Nested deeper, well-known text is refused.
const DEEPEST: usize = 16;

/// Degrees as a number, or as degrees, minutes and seconds with a letter of the compass.
///
/// ```text
/// 34.52813   34,52813   34.52813°   -34.5   34.5 N   34°31'41"N   34 31 41.3 N   N 34° 31.69'
/// ```
pub(super) fn degrees(cell: &str) -> Result<Option<f64>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    if let Ok(number) = cell.parse::<f64>() {
        return if number.is_finite() { Ok(Some(number)) } else { Err(format!("\"{cell}\" is no number of degrees")) };
    }
    sexagesimal(cell).map(Some).ok_or_else(|| format!("\"{cell}\" is no number of degrees"))
}

/// True for a text that can be degrees of some kind.
pub(super) fn is_degrees(cell: &str) -> bool {
    matches!(degrees(cell), Ok(Some(_)))
}

fn sexagesimal(cell: &str) -> Option<f64> {
    let upper = cell.to_uppercase().replace('\u{2212}', "-");
    let letters: Vec<char> = upper.chars().filter(|char| char.is_alphabetic() && *char != 'º').collect();
    let sign = match letters.as_slice() {
        [] | ['N' | 'E'] => 1.0,
        ['S' | 'W'] => -1.0,
        _ => return None,
    };
    let is_between = |char: char| !(char.is_ascii_digit() || matches!(char, '.' | ',' | '-' | '+'));
    let mut numbers = upper.split(is_between).filter(|part| !part.is_empty()).map(|part| {
        // A comma is a decimal one here: pairs are taken apart before.
        part.replacen(',', ".", 1).parse::<f64>().ok().filter(|number| number.is_finite())
    });
    let degrees = numbers.next()??;
    let minutes =
        numbers.next().map_or(Some(0.0), |minutes| minutes.filter(|minutes| (0.0..60.0).contains(minutes)))?;
    let seconds =
        numbers.next().map_or(Some(0.0), |seconds| seconds.filter(|seconds| (0.0..60.0).contains(seconds)))?;
    if numbers.next().is_some() {
        return None;
    }
    let size = degrees.abs() + minutes / 60.0 + seconds / 3600.0;
    let is_negative = degrees < 0.0 || upper.trim_start().starts_with('-');
    Some(if is_negative { -sign * size } else { sign * size })
}

/// Both numbers of a cell such as `34.5, 69.2` or `34°31'N 69°10'E`, in their order; by their letters
/// of the compass where they have them, north first.
pub(super) fn pair(cell: &str) -> Result<Option<[f64; 2]>, String> {
    let cell = cell.trim().trim_matches(|char| matches!(char, '(' | ')' | '[' | ']'));
    if cell.is_empty() {
        return Ok(None);
    }
    let unread = || format!("\"{cell}\" is no pair of degrees such as \"34.528, 69.172\"");
    let (first, second) = split_pair(cell).ok_or_else(unread)?;
    let [Ok(Some(one)), Ok(Some(other))] = [degrees(first), degrees(second)] else { return Err(unread()) };
    let is_east_first = first.to_uppercase().contains(['E', 'W']);
    Ok(Some(if is_east_first { [other, one] } else { [one, other] }))
}

/// True where the cell says itself, by letters of the compass, which of its numbers is which.
pub(super) fn is_lettered(cell: &str) -> bool {
    let upper = cell.to_uppercase();
    upper.contains(['N', 'S']) && upper.contains(['E', 'W'])
}

fn split_pair(cell: &str) -> Option<(&str, &str)> {
    for separator in [';', '|'] {
        if let Some(pair) = cell.split_once(separator) {
            return Some(pair);
        }
    }
    // 34,528 69,172 has decimal commas; 34.528, 69.172 has one that separates.
    if let Some(pair) = cell.split_once(", ") {
        return Some(pair);
    }
    if cell.matches(',').count() == 1 {
        return cell.split_once(',');
    }
    if let Some(at) = cell.find(['N', 'S', 'n', 's']).filter(|at| *at > 0 && is_lettered(cell)) {
        return Some(cell.split_at(at + 1));
    }
    let mut words = cell.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    words.next().is_none().then_some((first, second))
}

/// A geometry as well-known text, east first; `SRID=4326;` may stand in front.
pub(super) fn geometry_of_wkt(cell: &str) -> Result<Option<Geometry>, String> {
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
pub(super) fn wkt_of_geometry(geometry: &Geometry) -> String {
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

/// The middle of a square of the military grid, such as `42SWD 15 21` or `18TWL856641113154`.
pub(super) fn mgrs(cell: &str) -> Result<Option<LonLat>, String> {
    let compact: String = cell.chars().filter(|char| !char.is_whitespace()).collect::<String>().to_ascii_uppercase();
    if compact.is_empty() {
        return Ok(None);
    }
    let unread = || format!("\"{}\" is no reference of the military grid such as 42SWD1521", cell.trim());
    if !is_mgrs(&compact) {
        return Err(unread());
    }
    let place = Mgrs::parse_str(&compact).map_err(|_error| unread())?.to_latlon();
    Ok(Some(LonLat::new(place.longitude(), place.latitude())))
}

/// True for a zone of 1 to 60, a band, a square of two letters and an even number of digits.
pub(super) fn is_mgrs(compact: &str) -> bool {
    let digits = compact.bytes().take_while(u8::is_ascii_digit).count();
    let (zone, rest) = compact.split_at(digits);
    let is_letter = |byte: &u8| byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'O');
    let rest = rest.as_bytes();
    (1..=2).contains(&digits)
        && zone.parse::<u8>().is_ok_and(|zone| (1..=60).contains(&zone))
        && rest.len() >= 5
        && rest[..3].iter().all(is_letter)
        && rest[3..].iter().all(u8::is_ascii_digit)
        && (rest.len() - 3).is_multiple_of(2)
        && rest.len() <= 13
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(cell: &str, expected: f64) {
        let read = degrees(cell).unwrap().unwrap();
        assert!((read - expected).abs() < 1e-6, "{cell}: {read}");
    }

    #[test]
    fn degrees_are_read_in_every_usual_form() {
        for cell in
            ["34.528056", "34,528056", "34.528056°", "34°31'41\"N", "34 31 41.0016 N", "N 34° 31.68336'", "34º31′41″"]
        {
            close_to(cell, 34.528_056);
        }
        close("34°31'41\"S", -34.528_055_5);
        close("-0°30'", -0.5);
        close("69.17 W", -69.17);
        assert_eq!(degrees(" "), Ok(None));
        for cell in ["north", "34°75'N", "1 2 3 4", "NaN", "inf", "34 N E", "--5"] {
            assert!(degrees(cell).is_err(), "{cell}");
        }
    }

    #[track_caller]
    fn close_to(cell: &str, expected: f64) {
        let read = degrees(cell).unwrap().unwrap();
        assert!((read - expected).abs() < 1e-5, "{cell}: {read}");
    }

    #[test]
    fn pairs_keep_their_order_unless_they_are_lettered() {
        assert_eq!(pair("34.5, 69.2"), Ok(Some([34.5, 69.2])));
        assert_eq!(pair("(34.5,69.2)"), Ok(Some([34.5, 69.2])));
        assert_eq!(pair("34.5 69.2"), Ok(Some([34.5, 69.2])));
        assert_eq!(pair("34,5; 69,2"), Ok(Some([34.5, 69.2])));
        assert_eq!(pair("69.2E, 34.5N"), Ok(Some([34.5, 69.2])));
        assert_eq!(pair("34°30'N 69°12'E"), Ok(Some([34.5, 69.2])));
        for words in ["34.5", "a, b", "Armßed clash"] {
            assert!(pair(words).is_err(), "{words}");
        }
    }

    #[test]
    fn shapes_print_as_they_are_parsed() {
        for text in [
            "POINT (69.17 34.53)",
            "MULTIPOINT ((1 2), (3 4))",
            "LINESTRING (1 2, 3 4)",
            "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
            "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))",
        ] {
            assert_eq!(wkt_of_geometry(&geometry_of_wkt(text).unwrap().unwrap()), text);
        }
        assert_eq!(geometry_of_wkt("SRID=4326;POINT(1 2)"), geometry_of_wkt("point z (1 2 3)"));
        assert_eq!(geometry_of_wkt("POINT EMPTY"), Ok(None));
        assert!(geometry_of_wkt("CIRCLE (1 2)").is_err());
        assert!(geometry_of_wkt(&"GEOMETRYCOLLECTION(".repeat(99)).is_err());
    }

    #[test]
    fn grid_references_lie_where_they_should() {
        let place = mgrs("18TWL 85664 11315").unwrap().unwrap();
        assert!((place.lon + 73.985).abs() < 0.01 && (place.lat - 40.748).abs() < 0.01, "{place:?}");
        for wrong in ["18TWL8566", "99TWL85661131", "hello", "18TWL856", "1", "18TWL5A"] {
            assert!(wrong == "18TWL8566" || mgrs(wrong).is_err(), "{wrong}");
        }
    }
}
