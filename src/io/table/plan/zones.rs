//! Which zone does a cell name?

use crate::io::table::dates::zone_offset;
use crate::model::Zone;

/// The zone of a cell: a name, or an offset in any usual form.
pub(in crate::io::table) fn zone_of(cell: &str) -> Result<Zone, String> {
    let cell = cell.trim();
    let error = match cell.parse() {
        Ok(zone) => return Ok(zone),
        Err(error) => error,
    };
    let by_name = || zone_offset(&cell.to_ascii_uppercase())?.parse().ok();
    offset_secs(cell).and_then(Zone::from_offset_secs).or_else(by_name).ok_or_else(|| format!("{error}"))
}

/// `UTC+4:30`, `(GMT+04:30) Kabul`, `4.5` hours, `270` minutes, `16200` seconds.
fn offset_secs(cell: &str) -> Option<i32> {
    let inner = cell.strip_prefix('(').and_then(|cell| cell.split(')').next()).unwrap_or(cell);
    let upper = inner.to_ascii_uppercase().replace('\u{2212}', "-");
    // Catalogues write the letters of a zone before its offset: CST-6.
    let letters = upper.len() - upper.trim_start_matches(|char: char| char.is_ascii_uppercase()).len();
    let (word, rest) = upper.split_at(letters);
    let is_offset =
        rest.starts_with(['+', '-']) || matches!(word, "UTC" | "GMT") && rest.trim().starts_with(['+', '-']);
    let bare = match word {
        "" => upper.as_str(),
        "UTC" | "GMT" if rest.is_empty() => "",
        _ if is_offset && letters <= 4 => rest.trim(),
        _ => return None,
    };
    if bare.is_empty() {
        return (!inner.is_empty()).then_some(0);
    }
    if let Some((hours, minutes)) = bare.split_once(':') {
        let sign = if hours.starts_with('-') { -1 } else { 1 };
        let hours: i32 = hours.trim_start_matches(['+', '-']).parse().ok().filter(|hours| (0..24).contains(hours))?;
        let minutes: i32 = minutes.get(..2)?.parse().ok().filter(|minutes| (0..60).contains(minutes))?;
        return Some(sign * (hours * 3600 + minutes * 60));
    }
    let number: f64 = bare.parse().ok()?;
    let per = match number.abs() {
        hours if hours <= 14.0 => 3600.0,
        minutes if minutes <= 840.0 && minutes % 15.0 == 0.0 => 60.0,
        seconds if seconds <= 50_400.0 && seconds % 900.0 == 0.0 => 1.0,
        _ => return None,
    };
    Some((number * per).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read_in_every_usual_form() {
        let kabul = Zone::from_offset_secs(16_200).unwrap();
        for cell in ["+04:30", "UTC+4:30", "(GMT+04:30) Kabul", "4.5", "270", "16200", "+0430", "AFT+4:30"] {
            assert_eq!(zone_of(cell).unwrap(), kabul, "{cell}");
        }
        assert_eq!(zone_of("asia/kabul").unwrap().to_string(), "Asia/Kabul");
        assert!(zone_of("17").is_err() && zone_of("Kabul time").is_err());
    }
}
