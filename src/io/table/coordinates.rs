//! Where is a cell that names a position?
//!
//! This module answers what degrees, pairs of degrees, well-known text and grid references say. It does
//! not know which column it looks at, and takes no axis for another.

use std::borrow::Cow;
use std::str::FromStr as _;

use geoconvert::Mgrs;
use wkt::Wkt;

use super::text::western_digits;
use crate::model::{Geometry, LonLat};

/// Nested deeper, well-known text is refused.
const DEEPEST: usize = 16;

/// Degrees as a number, or as degrees, minutes and seconds with a letter of the compass.
///
/// ```text
/// 34.52813   34,52813   34.52813°   -34.5   34.5 N   34°31'41"N   34 31 41.3 N   N 34° 31.69'
/// 34 deg 31' 41.00" N   34d31m41s N   34.5 North   ۳۴٫۵۲
/// ```
pub(super) fn degrees(cell: &str) -> Result<Option<f64>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    if let Ok(number) = cell.parse::<f64>() {
        return if number.is_finite() { Ok(Some(number)) } else { Err(no_degrees(cell)) };
    }
    let folded = western_digits(cell);
    if let Ok(number) = folded.parse::<f64>() {
        return if number.is_finite() { Ok(Some(number)) } else { Err(no_degrees(cell)) };
    }
    sexagesimal(&folded).map(Some).ok_or_else(|| no_degrees(cell))
}

fn no_degrees(cell: &str) -> String {
    format!("\"{cell}\" is no number of degrees such as 34.528 or 34°31'41\"N")
}

/// True for a text that can be degrees of some kind.
pub(super) fn is_degrees(cell: &str) -> bool {
    matches!(degrees(cell), Ok(Some(_)))
}

/// A latitude and a longitude in degrees, where both are whole numbers of ten millionths of them, as
/// databases of positions keep them. Projected metres have no eight digits but at the edges of the globe.
pub(super) fn of_e7(lat: f64, lon: f64) -> Option<[f64; 2]> {
    const SCALE: f64 = 1e7;
    let is_e7 = |number: f64, most: f64| number.fract() == 0.0 && (SCALE..=most * SCALE).contains(&number.abs());
    (is_e7(lat, 90.0) && is_e7(lon, 180.0)).then(|| [lat / SCALE, lon / SCALE])
}

/// How many of its units make a degree, where the name of a column says so: `latitudeE7`.
pub(super) fn units_per_degree(name: &str) -> Option<f64> {
    let name = name.to_ascii_lowercase();
    let name = name.trim_end_matches(|char: char| !char.is_ascii_alphanumeric());
    let rest = name.strip_suffix("e7").map(|rest| (rest, 1e7));
    let (rest, units) = rest.or_else(|| name.strip_suffix("e6").map(|rest| (rest, 1e6)))?;
    (rest.contains("lat") || rest.contains("lon") || rest.contains("lng")).then_some(units)
}

fn sexagesimal(cell: &str) -> Option<f64> {
    let upper = cell.to_uppercase().replace('\u{2212}', "-");
    let upper = without_units(&upper);
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

/// Degrees in capital letters whose units and directions are words, with signs and letters instead.
fn without_units(upper: &str) -> Cow<'_, str> {
    const WORDS: [(&str, &str); 17] = [
        ("DEGREES", "°"),
        ("DEGREE", "°"),
        ("DEGS", "°"),
        ("DEG", "°"),
        ("D", "°"),
        ("MINUTES", "'"),
        ("MINUTE", "'"),
        ("MINS", "'"),
        ("MIN", "'"),
        ("M", "'"),
        ("SECONDS", "\""),
        ("SECOND", "\""),
        ("SECS", "\""),
        ("SEC", "\""),
        ("NORTH", "N"),
        ("SOUTH", "S"),
        ("EAST", "E"),
    ];
    if upper.chars().filter(|char| char.is_alphabetic()).count() < 2 {
        return Cow::Borrowed(upper);
    }
    let mut text = String::with_capacity(upper.len());
    let mut rest = upper;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|char: char| !char.is_alphabetic()).unwrap_or(rest.len());
        if length == 0 {
            text.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(length);
        let known = WORDS.iter().find(|(known, _)| *known == word).map(|(_, sign)| *sign);
        if matches!(known, Some("'" | "\"")) && !text.contains('°') {
            // Five minutes are no place.
            return Cow::Borrowed(upper);
        }
        // An s is a second only in front of a direction; alone it is the south.
        let is_second = word == "S" && after.chars().any(char::is_alphabetic);
        text.push_str(match word {
            "WEST" => "W",
            "S" if is_second => "\"",
            word => known.unwrap_or(word),
        });
        rest = after;
    }
    Cow::Owned(text)
}

/// Both numbers of a cell such as `34.5, 69.2` or `34°31'N 69°10'E`, in their order; by their letters
/// of the compass where they have them, north first.
///
/// ```text
/// 34.5 69.2   34.5:69.2   34.5|69.2   34.5/69.2   geo:34.5,69.2   34.5 69.2 1790 4.9 (height, accuracy)
/// 34°31′41″N 69°10′42″E / 34.528°N 69.178°E / 34.528; 69.178 (Mill)
/// ```
pub(super) fn pair(cell: &str) -> Result<Option<[f64; 2]>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let unread = || format!("\"{cell}\" is no pair of degrees such as \"34.528, 69.172\"");
    let folded = western_digits(cell);
    // An encyclopedia writes a position in three ways, the plainest last.
    let found = match folded.rsplit_once(" / ") {
        // 34,51 / 69,18 has decimal commas.
        Some((one, other)) if is_degrees(one) && is_degrees(other) => pair_of(&folded.replacen(" / ", "; ", 1)),
        Some((rest, last)) => pair_of(last).or_else(|| rest.split(" / ").find_map(pair_of)),
        None => pair_of(&folded),
    };
    found.map(Some).ok_or_else(unread)
}

fn pair_of(cell: &str) -> Option<[f64; 2]> {
    let cell = without_remark(cell.trim_matches(|char: char| char.is_whitespace() || is_unseen(char)));
    let cell = match cell.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("geo:") => cell[4..].split([';', '?']).next().unwrap_or_default(),
        _ => cell,
    };
    let cell = cell.trim_matches(|char: char| matches!(char, '(' | ')' | '[' | ']') || char.is_whitespace());
    if let Some(first_two) = first_of_many(cell) {
        return Some(first_two);
    }
    let (first, second) = split_pair(cell)?;
    let [Ok(Some(one)), Ok(Some(other))] = [degrees(first), degrees(second)] else { return None };
    let is_east_first = without_units(&first.to_uppercase()).contains(['E', 'W']);
    Some(if is_east_first { [other, one] } else { [one, other] })
}

/// A position without the name or the mark of a footnote behind it: `34.5, 69.2 (Kabul)[3]`.
fn without_remark(mut cell: &str) -> &str {
    loop {
        cell = cell.trim_end();
        let begin = match cell.chars().next_back() {
            Some(')') => cell.rfind('('),
            Some(']') => cell.rfind('['),
            _ => return cell,
        };
        match begin {
            Some(begin) if begin > 0 => cell = &cell[..begin],
            _ => return cell,
        }
    }
}

/// What stands between letters without being seen.
fn is_unseen(char: char) -> bool {
    matches!(char, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// The first two of three or four plain numbers: height and accuracy stand behind them.
fn first_of_many(cell: &str) -> Option<[f64; 2]> {
    let mut numbers = [0.0; 4];
    let mut count = 0;
    let has_comma = cell.contains(", ") || cell.matches(',').count() > 1;
    let is_between = |char: char| char.is_whitespace() || (has_comma && char == ',');
    for part in cell.split(is_between).filter(|part| !part.is_empty()) {
        let number: f64 = part.parse().ok()?;
        *numbers.get_mut(count)? = number;
        count += 1;
    }
    let is_position = numbers.iter().take(count).all(|number| number.is_finite())
        && cell.split(is_between).filter(|part| !part.is_empty()).take(2).all(|part| part.contains('.'));
    (count > 2 && is_position).then(|| [numbers[0], numbers[1]])
}

/// True where a cell says by itself that it is a position and no other two numbers: by a sign of degrees, by
/// the compass, or as both numbers lie on the globe and have decimals that are no time of day.
pub(super) fn tells_position(cell: &str) -> bool {
    let Ok(Some([one, other])) = pair(cell) else { return false };
    let folded = western_digits(cell);
    let start = folded.get(..4).unwrap_or_default();
    if folded.contains(['°', 'º', '′']) || is_lettered(&folded) || start.eq_ignore_ascii_case("geo:") {
        return true;
    }
    let is_on_globe = (one.abs() <= 90.0 && other.abs() <= 180.0) || (one.abs() <= 180.0 && other.abs() <= 90.0);
    // Minutes behind a colon are no decimals.
    let is_decimal = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.'));
    let inner = folded.trim_matches(|char: char| matches!(char, '(' | ')' | '[' | ']') || char.is_whitespace());
    let parts: Vec<&str> = match split_pair(inner) {
        Some((first, second)) => vec![first.trim(), second.trim()],
        None => inner.split([' ', ',']).filter(|part| !part.is_empty()).take(2).collect(),
    };
    let decimals = |part: &str| part.replace(',', ".").rsplit_once('.').map_or(0, |(_, decimals)| decimals.len());
    let is_many = inner.split([' ', ',', ';']).filter(|part| !part.is_empty()).count() > 2 && !inner.contains(';');
    let least = if is_many && first_of_many(inner).is_some() { 3 } else { 1 };
    is_on_globe
        && parts.iter().all(|part| is_decimal(&part.replace(',', ".")) && decimals(part) >= least)
        && !parts.iter().all(|part| is_clock(part))
}

/// True where a position says so by more than two numbers with decimals: by signs or letters, or by so many
/// decimals as nothing else has that comes in twos.
pub(super) fn is_sure_position(cell: &str) -> bool {
    const LEAST_DECIMALS: usize = 3;
    let folded = western_digits(cell);
    let start = folded.get(..4).unwrap_or_default();
    let is_signed = folded.contains(['°', 'º', '′']) || is_lettered(&folded) || start.eq_ignore_ascii_case("geo:");
    let runs = folded.split(|char: char| !char.is_ascii_digit());
    let long = runs.filter(|digits| digits.len() >= LEAST_DECIMALS).count();
    is_signed || long >= 2
}

/// True for a time of day with a point: 8.30, 17.00.
fn is_clock(part: &str) -> bool {
    let Some((hour, minute)) = part.split_once(['.', ',']) else { return false };
    hour.parse::<u8>().is_ok_and(|hour| hour <= 24)
        && minute.len() == 2
        && minute.parse::<u8>().is_ok_and(|minute| minute < 60 && minute % 5 == 0)
}

/// True where the cell says itself, by letters of the compass, which of its numbers is which.
pub(super) fn is_lettered(cell: &str) -> bool {
    let upper = cell.to_uppercase();
    let upper = without_units(&upper);
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
        // A word such as North ends later than its letter.
        let end = cell[at..].find(|char: char| !char.is_alphabetic()).map_or(cell.len(), |length| at + length);
        return Some(cell.split_at(end));
    }
    // 34.5:69.2, where 34:31 is one number in degrees and minutes.
    for separator in [':', '/'] {
        if let Some((first, second)) = cell.split_once(separator)
            && first.contains('.')
            && second.contains('.')
        {
            return Some((first, second));
        }
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
        && (b'C'..=b'X').contains(&rest[0])
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
    fn degrees_of_cameras_people_and_other_digits_are_read() {
        for cell in [
            "34 deg 31' 41.00\" N",
            "34d31m41s N",
            "34 degrees 31 minutes 41 seconds North",
            "34° 31' 41\" north",
            "۳۴٫۵۲۸۰۵۵۵",
            "٣٤٫٥٢٨٠٥٥٥",
        ] {
            let read = degrees(cell).unwrap().unwrap();
            assert!((read - 34.528_055_5).abs() < 1e-6, "{cell}: {read}");
        }
        close("33 deg 52' 12.00\" S", -33.87);
        close("70.5 West", -70.5);
        assert!(degrees("31.611.234").is_err_and(|message| message.contains("31.611.234")));
        for cell in ["34 dogs N", "12 m", "Station 34", "5 min", "3 min 20 sec"] {
            assert!(degrees(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn pairs_of_forms_encyclopedias_and_phones_are_read() {
        for cell in [
            "34.5 69.2 1790 4.9",
            "34.5, 69.2, 1790",
            "34.5:69.2",
            "34.5|69.2",
            "34.5/69.2",
            "34.5°, 69.2°",
            "geo:34.5,69.2;u=35",
            "34.5, 69.2 (Mill)",
            "34°30′0″N 69°12′0″E / 34.5°N 69.2°E / 34.5; 69.2",
            "34°30′0″N 69°12′0″E\u{feff} / \u{feff}34.5; 69.2\u{feff} (Mill)[3]",
            "34.5 North 69.2 East",
            "۳۴٫۵ ۶۹٫۲",
        ] {
            let [lat, lon] = pair(cell).unwrap().unwrap();
            assert!((lat - 34.5).abs() < 1e-6 && (lon - 69.2).abs() < 1e-6, "{cell}: {lat} {lon}");
        }
        for words in ["34.5 69.2 1790 4.9 5", "1 2 3", "34:31:41", "one / two"] {
            assert!(pair(words).is_err(), "{words}");
        }
    }

    #[test]
    fn two_numbers_are_a_place_only_where_they_say_so() {
        for place in ["34.5, 69.2", "-34.528 69.17", "34°31'N 69°10'E", "34.51234 69.18111 1790 4.9", "34,5; 69,2"] {
            assert!(tells_position(place), "{place}");
        }
        for other in [
            "08:00 17:30",
            "8.30 17.00",
            "08.00, 22.15",
            "3 2",
            "12, 5",
            "3:2",
            "120/80",
            "1 2 3",
            "95.5, 200.5",
            "9-17",
        ] {
            assert!(!tells_position(other), "{other}");
        }
    }

    #[test]
    fn whole_numbers_of_ten_millionths_are_degrees() {
        assert_eq!(of_e7(345_123_400.0, 691_811_100.0), Some([34.512_34, 69.181_11]));
        assert_eq!(of_e7(-338_700_000.0, -1_512_000_000.0), Some([-33.87, -151.2]));
        for metres in [[4_100_000.0, 500_000.0], [34.5, 69.1], [3_451.0, 6_918.0]] {
            assert_eq!(of_e7(metres[0], metres[1]), None);
        }
        assert_eq!(["latitudeE7", "lonE6", "lat", "lane7"].map(units_per_degree), [Some(1e7), Some(1e6), None, None]);
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
