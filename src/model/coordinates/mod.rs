//! Positions as people write them.
//!
//! Answers where a text lies that somebody typed or pasted, and how it was read: degrees in decimals or in minutes
//! and seconds, with letters of the compass or without, in the digits of any script; squares of the military grid
//! (MGRS), metres of a zone of UTM, plus codes, `geo:` addresses (RFC 5870), links of map services. It knows no names
//! of places, and fetches nothing.

mod degrees;
mod grid;
mod links;
mod plus_code;
mod told;

use super::LonLat;
use super::digits::western_digits;

pub(crate) use degrees::{degrees, first_of_many, is_degrees, is_lettered, pair, split_pair};
pub(crate) use grid::{is_mgrs, mgrs};
pub use told::Unread;

/// A position, and how it was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// Where it is.
    pub at: LonLat,
    /// As what it was read.
    pub form: Form,
    /// How far it may be off by how closely it is written, in metres: half of the last digit, or of a square.
    pub within_m: f64,
    /// Where it is if it is meant otherwise.
    pub other: Option<Other>,
}

/// How a position is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Degrees in decimals: `34.52813, 69.17233`.
    Decimal(Order),
    /// Degrees, minutes, seconds: `34°31'41"N 69°10'20"E`.
    Sexagesimal(Order),
    /// A square of the military grid: `42S WD 15815 20729`.
    Mgrs,
    /// Metres in a zone of UTM: `42S 515815 3820730`.
    Utm,
    /// `8J6FG5HC+7W`.
    PlusCode,
    /// `geo:34.52813,69.17233`.
    GeoUri,
    /// A link of a map service, with its name.
    Link(&'static str, Linked),
}

/// Which of two numbers is the latitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The first, as is usual; nothing in the text says so.
    LatFirst,
    /// The second, since the first can be none.
    LonFirst,
    /// The text says which is which.
    Told,
}

/// What a link points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Linked {
    /// A place on its map.
    Pin,
    /// The middle of its map.
    View,
}

/// Another meaning of the same text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Other {
    /// Where it is then.
    pub at: LonLat,
    /// What is meant then.
    pub way: OtherWay,
    /// True where that is much nearer to where somebody looks.
    pub is_likely: bool,
}

/// What another meaning takes otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherWay {
    /// Latitude and longitude the other way round.
    Swapped,
    /// S as the southern hemisphere, not as the band of that letter.
    Southern,
}

/// The position that a text says. None for a text that is no position, such as a name; an error for one that is meant
/// as a position and cannot be one.
///
/// Short plus codes are those nearest to `near`, which also tells which of two meanings is likely.
pub fn read_position(text: &str, near: Option<LonLat>) -> Result<Option<Reading>, Unread> {
    let text = text.trim_matches(|char: char| char.is_whitespace() || degrees::is_unseen(char));
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(found) = geo_uri(text) {
        return found.map(Some);
    }
    if let Some(link) = links::link(text) {
        let link = link?;
        let form = Form::Link(link.service, link.linked);
        return Ok(Some(Reading { at: link.at, form, within_m: METRES_OF_LINK, other: None }));
    }
    if let Some(code) = plus_code::code_of(text) {
        return plus_code_near(&code, near).map(Some);
    }
    let western = western_digits(text);
    let compact: String = western.chars().filter(|char| !char.is_whitespace()).collect::<String>().to_ascii_uppercase();
    // Two numbers with a letter can be degrees; a square has two letters more.
    if is_mgrs(&compact) {
        let at = mgrs(&compact).map_err(|_unread| Unread::Square)?.ok_or(Unread::Square)?;
        let digits = compact.bytes().rev().take_while(u8::is_ascii_digit).count() / 2;
        let within_m = 100_000.0 / 10_f64.powf(digits as f64) / 2.0;
        return Ok(Some(Reading { at, form: Form::Mgrs, within_m, other: None }));
    }
    if let Some(utm) = grid::utm(&western) {
        let utm = utm?;
        let other =
            utm.southern.map(|at| Other { at, way: OtherWay::Southern, is_likely: is_nearer(at, utm.at, near) });
        return Ok(Some(Reading { at: utm.at, form: Form::Utm, within_m: 0.5, other }));
    }
    of_degrees(text, near)
}

/// The town that is written behind a short plus code, in whose neighbourhood that lies. None where there is none.
pub fn locality_of_code(text: &str) -> Option<&str> {
    let code = plus_code::code_of(text)?;
    (code.is_short() && !code.locality.is_empty()).then_some(code.locality)
}

/// A position as it is written in a form, to a metre or better; links as a `geo:` address. None where a form does not
/// reach, as grids do not near to the poles.
pub fn written_position(at: LonLat, form: Form) -> Option<String> {
    match form {
        Form::Decimal(Order::LonFirst) => Some(format!("{:.6}, {:.6}", at.lon, at.lat)),
        Form::Decimal(_) => Some(format!("{:.6}, {:.6}", at.lat, at.lon)),
        Form::Sexagesimal(_) => Some(told::sexagesimal(at)),
        Form::Mgrs => grid::written_mgrs(at),
        Form::Utm => grid::written_utm(at),
        Form::PlusCode => Some(plus_code::written(at)),
        Form::GeoUri | Form::Link(..) => Some(format!("geo:{:.6},{:.6}", at.lat, at.lon)),
    }
}

/// Links have many decimals, of which the first five or so are meant.
const METRES_OF_LINK: f64 = 1.0;
const METRES_OF_DEGREE: f64 = 111_320.0;

fn plus_code_near(code: &plus_code::Code<'_>, near: Option<LonLat>) -> Result<Reading, Unread> {
    let square = match near {
        _ if !code.is_short() => code.square(),
        Some(near) => code.square_near(near),
        None => return Err(Unread::ShortCode),
    };
    let square = square.ok_or(Unread::Code)?;
    let within_m = square.height() * METRES_OF_DEGREE / 2.0;
    Ok(Reading { at: square.middle(), form: Form::PlusCode, within_m, other: None })
}

/// A `geo:` address, whose `u` is how far it may be off, in metres. Maps of phones write a pin as `q` behind 0,0.
fn geo_uri(text: &str) -> Option<Result<Reading, Unread>> {
    let rest = text.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("geo:")).map(|_| &text[4..])?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut parts = place.split(';');
    let numbers = parts.next().unwrap_or_default();
    let mut within_m = METRES_OF_LINK;
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        if name.eq_ignore_ascii_case("crs") && !value.eq_ignore_ascii_case("wgs84") {
            return Some(Err(Unread::Datum));
        }
        if name.eq_ignore_ascii_case("u") {
            within_m = value.parse::<f64>().ok().filter(|metres| (0.0..1e7).contains(metres)).unwrap_or(within_m);
        }
    }
    let pin = query.split('&').find_map(|member| member.strip_prefix("q=")).and_then(|pin| pin.split('(').next());
    let read = |numbers: &str| {
        let mut numbers = numbers.split(',').map(|number| number.trim().parse::<f64>().ok());
        let (lat, lon) = (numbers.next()??, numbers.next()??);
        Some([lat, lon])
    };
    let found = pin.and_then(read).or_else(|| read(numbers));
    Some(match found {
        Some([lat, lon]) => on_globe(lat, lon).map(|at| Reading { at, form: Form::GeoUri, within_m, other: None }),
        None => Err(Unread::GeoUri),
    })
}

fn of_degrees(text: &str, near: Option<LonLat>) -> Result<Option<Reading>, Unread> {
    let folded = western_digits(text);
    let is_told = is_lettered(&folded);
    let Ok(Some([first, second])) = pair(text) else {
        let is_meant = folded.contains(['°', 'º']) && folded.chars().any(|char| char.is_ascii_digit());
        return if is_meant { Err(Unread::Degrees) } else { Ok(None) };
    };
    let order = match () {
        () if is_told => Order::Told,
        () if first.abs() > 90.0 && second.abs() <= 90.0 => Order::LonFirst,
        () => Order::LatFirst,
    };
    let (lat, lon) = if order == Order::LonFirst { (second, first) } else { (first, second) };
    let at = on_globe(lat, lon)?;
    let is_sexagesimal =
        told::numbers_in(&folded) > 2 && folded.contains(['°', 'º', '\'', '′', '"', '″', ':', 'd', 'D']);
    let form = if is_sexagesimal { Form::Sexagesimal(order) } else { Form::Decimal(order) };
    let is_open = order == Order::LatFirst && lon.abs() <= 90.0 && first.to_bits() != second.to_bits();
    let other = is_open.then(|| {
        let swapped = LonLat::new(lat, lon);
        Other { at: swapped, way: OtherWay::Swapped, is_likely: is_nearer(swapped, at, near) }
    });
    Ok(Some(Reading { at, form, within_m: told::degrees_within(&folded) * METRES_OF_DEGREE, other }))
}

fn on_globe(lat: f64, lon: f64) -> Result<LonLat, Unread> {
    if lat.is_nan() || lat.abs() > 90.0 {
        return Err(Unread::Latitude { lat });
    }
    if lon.is_nan() || lon.abs() > 180.0 {
        return Err(Unread::Longitude { lon });
    }
    Ok(LonLat::new(lon, lat))
}

/// True where one place is much nearer to where somebody looks than another, which is far.
fn is_nearer(one: LonLat, other: LonLat, near: Option<LonLat>) -> bool {
    const FAR_KM: f64 = 300.0;
    const TIMES: f64 = 3.0;
    near.is_some_and(|near| {
        let [one, other] = [one, other].map(|at| at.distance_km(near));
        other > FAR_KM && one * TIMES < other
    })
}

#[cfg(test)]
mod tests;
