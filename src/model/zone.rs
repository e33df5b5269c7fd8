//! Which clock a time of day is read from.
//!
//! This module answers what a clock in a zone shows at an instant, and at which instant it shows a
//! time. It does not know the machine's own zone and never asks for it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeZone as _};
use chrono_tz::{OffsetName as _, TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};

use super::Extent;

/// A zone of time: that of a place, a fixed distance to UTC, or UTC.
///
/// Years from -9999 to 9999 are good; further out, civil times stop at the limits of `chrono`, about
/// 262 000 years off. Rules of summer time are those of the IANA database that `chrono-tz` carries.
///
/// ```
/// # use meridian::model::Zone;
/// let kabul: Zone = "Asia/Kabul".parse()?;
/// assert_eq!(kabul.offset_secs_at(0.0), 4 * 3600 + 1800);
/// assert_eq!("utc".parse::<Zone>()?.to_string(), "UTC");
/// assert_eq!("+04:30".parse::<Zone>()?.to_string(), "+04:30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Zone {
    /// Coordinated universal time.
    #[default]
    Utc,
    /// A fixed distance to UTC, less than a day either way.
    Fixed(FixedOffset),
    /// The clocks of a place, by its name in the IANA database.
    Named(Tz),
}

/// Why a text names no zone, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ZoneError {
    /// One sentence without a full stop.
    pub message: String,
}

impl Zone {
    /// The names of all places whose clocks are known, as the IANA database has them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// How far its clocks are ahead of UTC at an instant, in seconds.
    pub fn offset_secs_at(&self, instant_secs: f64) -> i32 {
        self.offset_secs_at_utc(&utc_from_secs(instant_secs))
    }

    /// What its clocks show at an instant, to the microsecond.
    pub fn civil_from_secs(&self, instant_secs: f64) -> NaiveDateTime {
        let utc = utc_from_secs(instant_secs);
        let offset_secs = i64::from(self.offset_secs_at_utc(&utc));
        utc.checked_add_signed(chrono::TimeDelta::seconds(offset_secs)).unwrap_or(utc)
    }

    /// The instant at which its clocks show a time, in seconds since 1970-01-01T00:00Z.
    ///
    /// Where clocks were set back and show a time twice, it is the first of the two. Where they were
    /// set forward and skip it, it is the instant at which they skipped. So a later time never gives
    /// an earlier instant, and a day starts with its first instant.
    pub fn secs_from_civil(&self, civil: &NaiveDateTime) -> f64 {
        let utc = civil.and_utc();
        let local_secs = utc.timestamp();
        let instant_secs = match self {
            Self::Utc => local_secs,
            Self::Fixed(offset) => local_secs - i64::from(offset.local_minus_utc()),
            Self::Named(zone) => match zone.offset_from_local_datetime(civil) {
                chrono::MappedLocalTime::Single(offset) => local_secs - i64::from(offset.fix().local_minus_utc()),
                chrono::MappedLocalTime::Ambiguous(one, other) => {
                    let ahead_secs = one.fix().local_minus_utc().max(other.fix().local_minus_utc());
                    local_secs - i64::from(ahead_secs)
                }
                chrono::MappedLocalTime::None => return self.skip_secs(civil, local_secs) as f64,
            },
        };
        instant_secs as f64 + f64::from(utc.timestamp_subsec_nanos()) / 1e9
    }

    /// The day of an instant by its clocks, from midnight to midnight: 23 or 25 hours where they are set.
    pub fn day_around(&self, instant_secs: f64) -> Extent {
        let date = self.civil_from_secs(instant_secs).date();
        let day_after = date.checked_add_days(Days::new(1)).unwrap_or(date);
        let start_of = |date: NaiveDate| self.secs_from_civil(&date.and_time(NaiveTime::MIN));
        Extent { start_secs: start_of(date), end_secs: start_of(day_after) }
    }

    /// The instant at which the clocks skip `civil`, found by halving the stretch around it.
    fn skip_secs(&self, civil: &NaiveDateTime, local_secs: i64) -> i64 {
        let day = Days::new(1);
        let before_secs = i64::from(self.offset_secs_at_utc(&civil.checked_sub_days(day).unwrap_or(*civil)));
        let after_secs = i64::from(self.offset_secs_at_utc(&civil.checked_add_days(day).unwrap_or(*civil)));
        let (mut low_secs, mut high_secs) = (local_secs - after_secs - 1, local_secs - before_secs);
        while high_secs - low_secs > 1 {
            let middle_secs = i64::midpoint(low_secs, high_secs);
            if i64::from(self.offset_secs_at(middle_secs as f64)) == before_secs {
                low_secs = middle_secs;
            } else {
                high_secs = middle_secs;
            }
        }
        high_secs
    }

    /// What tells this instant from another at which the clocks show the same time: the name of the clocks
    /// then, such as `BST`, or their distance to UTC where they have none. None where the time is shown once.
    ///
    /// ```
    /// # use meridian::model::Zone;
    /// let london: Zone = "Europe/London".parse()?;
    /// assert_eq!(london.told_apart_at(1_761_438_600.0).as_deref(), Some("BST"));
    /// assert_eq!(london.told_apart_at(1_761_442_200.0).as_deref(), Some("GMT"));
    /// assert_eq!(london.told_apart_at(1_761_445_800.0), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn told_apart_at(&self, instant_secs: f64) -> Option<String> {
        let Self::Named(zone) = self else { return None };
        let offset = zone.offset_from_utc_datetime(&utc_from_secs(instant_secs));
        let shown = zone.offset_from_local_datetime(&self.civil_from_secs(instant_secs));
        let name = offset.abbreviation().filter(|name| name.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let is_twice = matches!(shown, chrono::MappedLocalTime::Ambiguous(..));
        is_twice.then(|| name.map_or_else(|| format!("UTC{}", offset.fix()), str::to_owned))
    }

    /// True where the clocks were set forward over a time, so that it never was.
    pub fn skips(&self, civil: &NaiveDateTime) -> bool {
        let Self::Named(zone) = self else { return false };
        matches!(zone.offset_from_local_datetime(civil), chrono::MappedLocalTime::None)
    }

    fn offset_secs_at_utc(&self, utc: &NaiveDateTime) -> i32 {
        match self {
            Self::Utc => 0,
            Self::Fixed(offset) => offset.local_minus_utc(),
            Self::Named(zone) => zone.offset_from_utc_datetime(utc).fix().local_minus_utc(),
        }
    }

    /// The zone at a fixed distance to UTC. None from a day on.
    pub fn from_offset_secs(offset_secs: i32) -> Option<Self> {
        FixedOffset::east_opt(offset_secs).map(Self::Fixed)
    }
}

/// The UTC date and time of an instant to the microsecond, kept within what `chrono` can hold.
///
/// Microseconds, because a tenth of a second cannot be told from its neighbours any closer in an
/// `f64` of this size.
fn utc_from_secs(instant_secs: f64) -> NaiveDateTime {
    const LIMIT_SECS: f64 = 8.2e12;
    let secs = if instant_secs.is_nan() { 0.0 } else { instant_secs.clamp(-LIMIT_SECS, LIMIT_SECS) };
    let whole_secs = secs.floor();
    let micros = (whole_secs as i64) * 1_000_000 + ((secs - whole_secs) * 1e6).round() as i64;
    DateTime::from_timestamp_micros(micros).unwrap_or_default().naive_utc()
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Utc => f.write_str("UTC"),
            Self::Fixed(offset) => write!(f, "{offset}"),
            Self::Named(zone) => f.write_str(zone.name()),
        }
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    /// Reads `utc` or `Z`, an offset such as `+04:30` or `-05`, or a name such as `Asia/Kabul`. Case
    /// does not matter.
    fn from_str(text: &str) -> Result<Self, ZoneError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("utc") || text.eq_ignore_ascii_case("z") {
            return Ok(Self::Utc);
        }
        if let Some(offset_secs) = offset_secs_from_text(text) {
            return Self::from_offset_secs(offset_secs).ok_or_else(|| ZoneError {
                message: format!("{text} is not an offset; offsets are shorter than a day, such as +04:30"),
            });
        }
        let named = TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(text));
        named.map(|zone| Self::Named(*zone)).ok_or_else(|| ZoneError { message: advice(text) })
    }
}

/// Reads `+hh`, `+hh:mm` or `+hhmm`, with either sign, as seconds.
fn offset_secs_from_text(text: &str) -> Option<i32> {
    let text = text.replacen('\u{2212}', "-", 1); // a typographic minus
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let number = |part: &str| {
        let is_pair = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_pair.then(|| part.parse::<i32>().ok()).flatten()
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (number(hours)?, number(minutes)?),
        None if digits.len() == 2 => (number(digits)?, 0),
        None => {
            let (hours, minutes) = digits.split_at_checked(2)?;
            (number(hours)?, number(minutes)?)
        }
    };
    (minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// What to write instead of a text that names no zone.
fn advice(text: &str) -> String {
    const EXAMPLES: &str = "write a name such as Asia/Kabul, an offset such as +04:30, or utc";
    let shown: String = text.chars().take(40).collect();
    let city = shown.replace(' ', "_");
    let is_city = |zone: &&Tz| zone.name().rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&city));
    if text.is_empty() {
        format!("there is no zone; {EXAMPLES}")
    } else if let Some(zone) = TZ_VARIANTS.iter().find(|zone| is_city(zone) && zone.name().contains('/')) {
        format!("write {zone} instead of {shown}")
    } else if shown.len() <= 5 && shown.bytes().all(|byte| byte.is_ascii_uppercase()) {
        format!("{shown} can mean more than one zone; {EXAMPLES}")
    } else {
        format!("there is no zone {shown}; {EXAMPLES}")
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneError;

    fn try_from(text: String) -> Result<Self, ZoneError> {
        text.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(text: &str) -> Zone {
        text.parse().unwrap()
    }

    fn utc_of(text: &str, civil: &str) -> String {
        let civil = civil.parse().unwrap();
        utc_from_secs(zone(text).secs_from_civil(&civil)).to_string()
    }

    #[test]
    fn a_zone_prints_as_it_is_parsed() {
        for (given, printed) in [
            ("asia/kabul", "Asia/Kabul"),
            ("UTC", "UTC"),
            ("z", "UTC"),
            ("+04:30", "+04:30"),
            ("-0330", "-03:30"),
            ("+05", "+05:00"),
            ("\u{2212}05:00", "-05:00"),
            ("Etc/UTC", "Etc/UTC"),
        ] {
            assert_eq!(zone(given).to_string(), printed);
            assert_eq!(zone(printed), zone(given));
        }
    }

    #[test]
    fn a_text_that_is_no_zone_says_what_to_write() {
        for (text, advice) in [
            ("Kabul", "write Asia/Kabul instead of Kabul"),
            ("new york", "write America/New_York instead of new york"),
            (
                "PKT",
                "PKT can mean more than one zone; write a name such as Asia/Kabul, an offset such as +04:30, or utc",
            ),
            ("+99:00", "+99:00 is not an offset; offsets are shorter than a day, such as +04:30"),
            ("Mars", "there is no zone Mars; write a name such as Asia/Kabul, an offset such as +04:30, or utc"),
        ] {
            assert_eq!(text.parse::<Zone>().unwrap_err().to_string(), advice);
        }
    }

    #[test]
    fn a_time_that_clocks_show_twice_is_the_first() {
        assert_eq!(utc_of("Europe/Berlin", "2025-10-26T02:30:00"), "2025-10-26 00:30:00");
        assert_eq!(utc_of("Europe/Berlin", "2025-10-26T03:00:00"), "2025-10-26 02:00:00");
    }

    #[test]
    fn a_time_that_clocks_skip_is_the_instant_of_the_skip() {
        assert_eq!(utc_of("Europe/Berlin", "2025-03-30T02:00:00"), "2025-03-30 01:00:00");
        assert_eq!(utc_of("Europe/Berlin", "2025-03-30T02:59:59"), "2025-03-30 01:00:00");
        assert_eq!(utc_of("Europe/Berlin", "2025-03-30T03:00:00"), "2025-03-30 01:00:00");
        // Samoa had no 30 December 2011.
        assert_eq!(utc_of("Pacific/Apia", "2011-12-30T15:00:00"), "2011-12-30 10:00:00");
        // Cuba skips midnight.
        assert_eq!(utc_of("America/Havana", "2025-03-09T00:00:00"), "2025-03-09 05:00:00");
    }

    #[test]
    fn a_day_in_which_clocks_are_set_back_has_25_hours() {
        let berlin = zone("Europe/Berlin");
        let noon = chrono::NaiveDate::from_ymd_opt(2025, 10, 26).unwrap().and_hms_opt(12, 0, 0).unwrap();
        let day = berlin.day_around(berlin.secs_from_civil(&noon));
        assert!((day.end_secs - day.start_secs - 25.0 * 3600.0).abs() < 1e-6);
        assert_eq!(berlin.civil_from_secs(day.start_secs).to_string(), "2025-10-26 00:00:00");
    }

    #[test]
    fn civil_times_come_back_from_their_instants() {
        for text in ["UTC", "+04:30", "Asia/Kabul", "Europe/Berlin"] {
            for civil in ["-9999-01-01T00:00:00", "0000-02-29T12:00:00", "1969-12-31T23:59:59.9", "9999-12-31T23:59:59"]
            {
                let civil: NaiveDateTime = civil.parse().unwrap();
                let secs = zone(text).secs_from_civil(&civil);
                let back = zone(text).civil_from_secs(secs);
                assert!((back - civil).abs() < chrono::TimeDelta::milliseconds(1), "{text} {civil} {back}");
            }
        }
    }

    #[test]
    fn no_number_of_seconds_is_too_far_off() {
        for secs in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, -1e-300] {
            for text in ["UTC", "-23:59", "Asia/Kabul", "Pacific/Apia"] {
                let civil = zone(text).civil_from_secs(secs);
                assert!(zone(text).secs_from_civil(&civil).is_finite());
                assert!(zone(text).offset_secs_at(secs).abs() < 86_400);
            }
        }
    }
}
