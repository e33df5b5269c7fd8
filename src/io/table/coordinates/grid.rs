//! Where is a square of the Military Grid Reference System?

use geoconvert::Mgrs;

use crate::model::LonLat;

/// The middle of a square of the military grid, such as `42SWD 15 21` or `18TWL856641113154`.
pub(in crate::io::table) fn mgrs(cell: &str) -> Result<Option<LonLat>, String> {
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
pub(in crate::io::table) fn is_mgrs(compact: &str) -> bool {
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
