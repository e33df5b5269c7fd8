//! Where is a cell that names a position?
//!
//! This module answers what degrees, pairs of degrees, well-known text and grid references say. It does
//! not know which column it looks at, and takes no axis for another.

mod well_known_text;

use crate::model::western_digits;
pub(super) use crate::model::{degrees, is_degrees, is_lettered, is_mgrs, mgrs, pair};
use crate::model::{first_of_many, split_pair};
pub(super) use well_known_text::{geometry_of_wkt, wkt_of_geometry};

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

#[cfg(test)]
mod tests;
