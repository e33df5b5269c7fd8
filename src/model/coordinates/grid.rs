//! Where is a square of the Military Grid Reference System, and a position in metres of a zone of UTM?

use geoconvert::{LatLon, UtmUps};

use super::Unread;
use crate::model::LonLat;

/// The bands of 8 degrees of latitude, from 80 degrees south on; the last has 12.
const BANDS: &[u8; 20] = b"CDEFGHJKLMNPQRSTUVWX";

/// The middle of a square of the military grid, such as `42SWD 15 21` or `18TWL856641113154`.
pub(crate) fn mgrs(cell: &str) -> Result<Option<LonLat>, String> {
    let compact: String = cell.chars().filter(|char| !char.is_whitespace()).collect::<String>().to_ascii_uppercase();
    if compact.is_empty() {
        return Ok(None);
    }
    let unread = || format!("\"{}\" is no reference of the military grid such as 42SWD1521", cell.trim());
    if !is_mgrs(&compact) {
        return Err(unread());
    }
    square_of(&compact).map(Some).ok_or_else(unread)
}

/// The letters of columns in three neighbouring zones, from 100 km east on, and of rows, from the equator on in odd
/// zones: NGA.STND.0037, section 3.
const COLUMNS: [&[u8; 8]; 3] = [b"STUVWXYZ", b"ABCDEFGH", b"JKLMNPQR"];
const ROWS: &[u8; 20] = b"ABCDEFGHJKLMNPQRSTUV";
/// Rows of even zones begin so many letters later.
const ROWS_LATER: usize = 5;
const SQUARE_M: f64 = 100_000.0;
/// After so many metres to the north the letters begin anew.
const PERIOD_M: f64 = 2_000_000.0;

/// The middle of a square, in capital letters without blanks. None where its zone has none of these letters.
fn square_of(compact: &str) -> Option<LonLat> {
    let letters = compact.bytes().position(|byte| byte.is_ascii_uppercase())?;
    let (number, rest) = (compact[..letters].parse::<i32>().ok()?, &compact.as_bytes()[letters..]);
    let zone = usize::try_from(number).ok()?;
    let place = |letters: &[u8], letter: u8| letters.iter().position(|known| *known == letter);
    let (band, column) = (place(BANDS, rest[0])?, place(COLUMNS[zone % 3], rest[1])?);
    let later = if zone.is_multiple_of(2) { ROWS_LATER } else { 0 };
    let row = (place(ROWS, rest[2])? + ROWS.len() - later) % ROWS.len();
    let digits = &compact[letters + 3..];
    let (east, north) = digits.split_at(digits.len() / 2);
    let unit = SQUARE_M / 10_f64.powf(east.len() as f64);
    let metres = |digits: &str| if digits.is_empty() { Some(0.5) } else { digits.parse::<f64>().ok().map(|n| n + 0.5) };
    let easting = (column + 1) as f64 * SQUARE_M + metres(east)? * unit;
    let northing = row as f64 * SQUARE_M + metres(north)? * unit;
    let middle = -80.0 + 8.0 * band as f64 + 4.0;
    let is_north = band >= BANDS.len() / 2;
    let candidates = (0..5).filter_map(|period| {
        let utm = UtmUps::create(number, is_north, easting, northing + f64::from(period) * PERIOD_M).ok()?;
        let at = utm.to_latlon();
        Some(LonLat::new(at.longitude(), at.latitude()))
    });
    let found = candidates.min_by(|one, other| (one.lat - middle).abs().total_cmp(&(other.lat - middle).abs()))?;
    // A square goes on across the edge of its band; the last band is higher.
    ((found.lat - middle).abs() < 9.0).then_some(found)
}

/// True for a zone of 1 to 60, a band, a square of two letters and an even number of digits.
pub(crate) fn is_mgrs(compact: &str) -> bool {
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

/// A position in metres of a zone of UTM, as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Utm {
    /// Where it is.
    pub(super) at: LonLat,
    /// Where it is if its letter is no band but the southern hemisphere.
    pub(super) southern: Option<LonLat>,
}

/// `42S 515815 3820730`, `UTM 42N 515815E 3820730N`, `zone 42 south 515815 m E 3820730 m N`: a zone, a band or a
/// hemisphere, metres to the east, metres to the north. None for all other texts.
///
/// N and S are hemispheres as well as bands. N is north in both. S is the band, from 32 to 40 degrees north, where
/// the metres lie in it.
pub(super) fn utm(text: &str) -> Option<Result<Utm, Unread>> {
    let upper = text.trim().to_uppercase();
    let mut words = upper
        .split(|char: char| char.is_whitespace() || matches!(char, ',' | ';' | ':'))
        .map(|word| word.trim_matches(|char: char| matches!(char, '(' | ')')))
        .filter(|word| !word.is_empty() && !matches!(*word, "UTM" | "ZONE" | "WGS84" | "WGS" | "84"));
    let zone = words.next()?;
    let digits = zone.bytes().take_while(u8::is_ascii_digit).count();
    let (number, mut letter) = zone.split_at(digits);
    let number: i32 = number.parse().ok()?;
    if letter.is_empty() {
        letter = words.next()?;
    }
    let letter = match letter {
        "NORTH" => 'N',
        "SOUTH" => '-',
        letter if letter.len() == 1 => letter.chars().next().filter(char::is_ascii_uppercase)?,
        _ => return None,
    };
    let is_unit = |word: &&str| matches!(*word, "M" | "E" | "N" | "ME" | "MN" | "EAST" | "NORTH" | "METRES" | "METERS");
    let metres: Vec<f64> = words.filter(|word| !is_unit(word)).map(metres).collect::<Option<_>>()?;
    let [easting, northing] = metres.as_slice() else { return None };
    // Smaller numbers are degrees.
    if *easting < 10_000.0 {
        return None;
    }
    Some(placed(number, letter, *easting, *northing))
}

/// The number of a word such as `515815`, `515815.3E`, `3820730mN`.
fn metres(word: &str) -> Option<f64> {
    let number = word.trim_end_matches(['E', 'N']).trim_end_matches('M');
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    number.parse().ok().filter(|_| is_number)
}

fn placed(zone: i32, letter: char, easting: f64, northing: f64) -> Result<Utm, Unread> {
    let place = |is_north: bool| {
        let place = UtmUps::create(zone, is_north, easting, northing).ok()?.to_latlon();
        Some(LonLat::new(place.longitude(), place.latitude()))
    };
    let beyond = Unread::BeyondZone { zone, easting, northing };
    if !(1..=60).contains(&zone) {
        return Err(Unread::Zone { zone });
    }
    let band = u8::try_from(letter).ok().and_then(|letter| BANDS.iter().position(|band| *band == letter));
    let lies_in = |at: &LonLat| {
        let Some(band) = band else { return false };
        let south = -80.0 + 8.0 * band as f64;
        let height = if band + 1 == BANDS.len() { 12.0 } else { 8.0 };
        // Bands are often written from a neighbour's.
        (south - 0.5..=south + height + 0.5).contains(&at.lat)
    };
    match letter {
        '-' => place(false).map(|at| Utm { at, southern: None }).ok_or(beyond),
        'N' => place(true).map(|at| Utm { at, southern: None }).ok_or(beyond),
        'S' => match (place(true).filter(lies_in), place(false)) {
            (Some(at), southern) => Ok(Utm { at, southern }),
            (None, Some(at)) => Ok(Utm { at, southern: None }),
            (None, None) => Err(beyond),
        },
        letter if band.is_none() => Err(Unread::Band { letter }),
        letter => {
            let at = place(letter > 'M').ok_or(beyond)?;
            if lies_in(&at) { Ok(Utm { at, southern: None }) } else { Err(Unread::OutsideBand { letter, lat: at.lat }) }
        }
    }
}

/// The square of a metre around a position, in the military grid. None near to the poles, where the grid is another.
pub(super) fn written_mgrs(at: LonLat) -> Option<String> {
    let utm = utm_of(at)?;
    let zone = utm.zone() as usize;
    let [column, row] = [utm.easting(), utm.northing()].map(|metres| (metres / SQUARE_M).floor() as usize);
    let later = if zone.is_multiple_of(2) { ROWS_LATER } else { 0 };
    let column = *COLUMNS[zone % 3].get(column.checked_sub(1)?)?;
    let row = ROWS[(row + later) % ROWS.len()];
    let [east, north] = [utm.easting(), utm.northing()].map(|metres| metres.rem_euclid(SQUARE_M).floor());
    Some(format!("{zone}{} {}{} {east:05.0} {north:05.0}", band_of(at), char::from(column), char::from(row)))
}

fn band_of(at: LonLat) -> char {
    char::from(BANDS[(((at.lat + 80.0) / 8.0).floor() as usize).min(BANDS.len() - 1)])
}

/// A position in metres of its zone of UTM, with its band. None near to the poles.
pub(super) fn written_utm(at: LonLat) -> Option<String> {
    let utm = utm_of(at)?;
    Some(format!("{}{} {:.0} {:.0}", utm.zone(), band_of(at), utm.easting(), utm.northing()))
}

fn utm_of(at: LonLat) -> Option<UtmUps> {
    (-80.0..84.0).contains(&at.lat).then(|| LatLon::create(at.lat, at.lon).ok())?.map(|at| at.to_utmups())
}
