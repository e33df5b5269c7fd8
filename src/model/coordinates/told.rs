//! Positions in words: how one was read, and why a text is none.

use std::fmt;

use super::{Form, Linked, Order, Other, OtherWay, Reading};
use crate::model::LonLat;

/// Why a text that is meant as a position is none.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Unread {
    /// Beyond the poles.
    #[error("{lat} is no latitude: that is 90 at most")]
    Latitude {
        /// In degrees.
        lat: f64,
    },
    /// More than half around the globe.
    #[error("{lon} is no longitude: that is 180 at most")]
    Longitude {
        /// In degrees.
        lon: f64,
    },
    /// Degrees that are not two numbers.
    #[error(
        "these are not two positions in degrees, such as 34.528, 69.172 or 34°31'41\"N 69°10'20\"E; minutes and seconds are below 60"
    )]
    Degrees,
    /// A square that the grid does not have.
    #[error("the military grid has no such square; one is written as 42S WD 15815 20729")]
    Square,
    /// A zone that is none.
    #[error("UTM has no zone {zone}: there are 60")]
    Zone {
        /// The number that stands there.
        zone: i32,
    },
    /// A letter that is no band.
    #[error("{letter} is no band of UTM: C to X, without I and O, or N and S for the hemisphere")]
    Band {
        /// The letter that stands there.
        letter: char,
    },
    /// Metres that do not lie in their band.
    #[error("these metres lie at {lat:.1} degrees, outside of band {letter}")]
    OutsideBand {
        /// The letter of the band.
        letter: char,
        /// In degrees.
        lat: f64,
    },
    /// Metres that no zone has.
    #[error("zone {zone} does not reach to {easting:.0} metres east, {northing:.0} metres north")]
    BeyondZone {
        /// The number of the zone.
        zone: i32,
        /// Metres to the east.
        easting: f64,
        /// Metres to the north.
        northing: f64,
    },
    /// A short plus code without a place.
    #[error("this plus code is short: write the town behind it, as GR2C+62 Kabul, or the whole code")]
    ShortCode,
    /// A plus code beyond the globe.
    #[error("this plus code lies beyond the globe")]
    Code,
    /// A `geo:` address without two numbers.
    #[error("a geo: address holds latitude and longitude, as geo:34.528,69.172")]
    GeoUri,
    /// A `geo:` address of another datum.
    #[error("only geo: addresses in WGS84 can be read")]
    Datum,
    /// A link that only leads to another.
    #[error("a short link holds no position: open it, and copy the long one from the browser")]
    ShortLink,
    /// Any other link.
    #[error("this link holds no position")]
    LinkWithoutPosition,
}

impl Reading {
    /// As what it was read and what that is in degrees: "decimal degrees, latitude first: 34.52813° N, 69.17233° E".
    pub fn told(&self) -> String {
        format!("{}: {}", self.form, degrees_told(self.at))
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal(order) => write!(f, "decimal degrees{}", order.told()),
            Self::Sexagesimal(order) => write!(f, "degrees, minutes and seconds{}", order.told()),
            Self::Mgrs => f.write_str("a square of the military grid (MGRS)"),
            Self::Utm => f.write_str("metres in a zone of UTM"),
            Self::PlusCode => f.write_str("a plus code"),
            Self::GeoUri => f.write_str("a geo: address"),
            Self::Link(service, Linked::Pin) => write!(f, "the place in a link of {service}"),
            Self::Link(service, Linked::View) => write!(f, "the middle of the map in a link of {service}"),
        }
    }
}

impl Order {
    fn told(self) -> &'static str {
        match self {
            Self::LatFirst => ", latitude first",
            Self::LonFirst => ", longitude first",
            Self::Told => "",
        }
    }
}

impl Other {
    /// What else the text can mean, in a sentence; a warning where that is likely.
    pub fn told(&self) -> String {
        let at = degrees_told(self.at);
        match (self.way, self.is_likely) {
            (OtherWay::Swapped, true) => format!("Latitude and longitude may be swapped: {at} is nearer to the map"),
            (OtherWay::Swapped, false) => format!("Longitude first, it is {at}"),
            (OtherWay::Southern, true) => format!("S may be the hemisphere: {at} is nearer to the map"),
            (OtherWay::Southern, false) => format!("With S for the southern hemisphere, it is {at}"),
        }
    }
}

impl LonLat {
    /// The position in degrees for people, to a metre: "34.52813° N, 69.17233° E".
    pub fn told(self) -> String {
        degrees_told(self)
    }
}

fn degrees_told(at: LonLat) -> String {
    let side = |degrees: f64, positive: char, negative: char| if degrees < 0.0 { negative } else { positive };
    let (north, east) = (side(at.lat, 'N', 'S'), side(at.lon, 'E', 'W'));
    let number = |degrees: f64| {
        let text = format!("{:.5}", degrees.abs());
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    format!("{}° {north}, {}° {east}", number(at.lat), number(at.lon))
}

/// A position in degrees, minutes and hundredths of seconds.
pub(super) fn sexagesimal(at: LonLat) -> String {
    const PARTS: i64 = 3600 * 100;
    let one = |degrees: f64, positive: char, negative: char| {
        let parts = (degrees.abs() * PARTS as f64).round() as i64;
        let (whole, rest) = (parts / PARTS, parts % PARTS);
        let side = if degrees < 0.0 { negative } else { positive };
        format!("{whole}°{:02}'{:02}.{:02}\"{side}", rest / 6000, rest % 6000 / 100, rest % 100)
    };
    format!("{} {}", one(at.lat, 'N', 'S'), one(at.lon, 'E', 'W'))
}

/// How many numbers stand in a text.
pub(super) fn numbers_in(text: &str) -> usize {
    text.split(|char: char| !(char.is_ascii_digit() || matches!(char, '.')))
        .filter(|part| part.bytes().any(|byte| byte.is_ascii_digit()))
        .count()
}

/// Half of the last digit of a pair of degrees, in degrees: of minutes where there are four numbers, of seconds where
/// there are six.
pub(super) fn degrees_within(text: &str) -> f64 {
    let is_sign = |char: char| !(char.is_ascii_digit() || char == '.');
    // A decimal comma is a point here; one that separates has a blank behind it or stands alone.
    let text = if text.matches(',').count() == 2 { text.replace(',', ".") } else { text.to_owned() };
    let numbers: Vec<&str> =
        text.split(is_sign).filter(|part| part.bytes().any(|byte| byte.is_ascii_digit())).collect();
    let unit = match numbers.len() {
        0..=3 => 1.0,
        4 | 5 => 1.0 / 60.0,
        _ => 1.0 / 3600.0,
    };
    let decimals = numbers.iter().map(|number| number.split_once('.').map_or(0, |(_, decimals)| decimals.len())).max();
    unit / 10_f64.powf(decimals.unwrap_or(0) as f64) / 2.0
}
