//! Zones as people name them: by a city, an abbreviation or an offset.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::{OffsetName as _, TZ_VARIANTS, Tz};

use super::{TypedContext, TypedError};
use crate::model::Zone;
use crate::model::zone::ZoneError;

/// Capitals and great cities whose clocks go by the name of another city.
const CITIES: [(&str, &str); 24] = [
    ("islamabad", "Asia/Karachi"),
    ("peshawar", "Asia/Karachi"),
    ("lahore", "Asia/Karachi"),
    ("kandahar", "Asia/Kabul"),
    ("delhi", "Asia/Kolkata"),
    ("new delhi", "Asia/Kolkata"),
    ("mumbai", "Asia/Kolkata"),
    ("beijing", "Asia/Shanghai"),
    ("ankara", "Europe/Istanbul"),
    ("abu dhabi", "Asia/Dubai"),
    ("doha", "Asia/Qatar"),
    ("jeddah", "Asia/Riyadh"),
    ("mecca", "Asia/Riyadh"),
    ("washington", "America/New_York"),
    ("washington dc", "America/New_York"),
    ("geneva", "Europe/Zurich"),
    ("bern", "Europe/Zurich"),
    ("the hague", "Europe/Amsterdam"),
    ("tel aviv", "Asia/Jerusalem"),
    ("abuja", "Africa/Lagos"),
    ("st petersburg", "Europe/Moscow"),
    ("kharkiv", "Europe/Kyiv"),
    ("hanoi", "Asia/Ho_Chi_Minh"),
    ("ottawa", "America/Toronto"),
];

/// Abbreviations that the IANA database no longer has.
const ABBREVIATIONS: [(&str, &str); 3] = [("aft", "Asia/Kabul"), ("irst", "Asia/Tehran"), ("npt", "Asia/Kathmandu")];

/// Of several zones with one offset, the one that is named.
const KNOWN: [Tz; 12] = [
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::Europe__Kyiv,
    Tz::Europe__Lisbon,
    Tz::Europe__Moscow,
    Tz::America__New_York,
    Tz::America__Chicago,
    Tz::America__Denver,
    Tz::America__Los_Angeles,
    Tz::Asia__Kolkata,
    Tz::Asia__Jerusalem,
    Tz::Africa__Nairobi,
];

/// A zone as it was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// By a place or an offset, with the word that was typed.
    Zone(Zone, String),
    /// By an abbreviation, in capital letters.
    Abbreviation(String),
}

/// The zone that words in small letters name. None where they name none.
pub(super) fn named(words: &str, context: &TypedContext<'_>) -> Option<Named> {
    let words = words.trim_matches(|char: char| matches!(char, ',' | ';' | '(' | ')'));
    let words = words.strip_suffix(" time").unwrap_or(words);
    let zone = |zone: Zone| Named::Zone(zone, words.to_owned());
    if matches!(words, "utc" | "gmt" | "z" | "zulu") {
        return Some(zone(Zone::Utc));
    }
    if words == "local" {
        return Some(zone(context.zone.clone()));
    }
    let signed = words.strip_prefix("utc").or_else(|| words.strip_prefix("gmt")).unwrap_or(words).trim_start();
    if let Some(offset) = offset(signed) {
        return offset.parse().ok().map(zone);
    }
    if let Some((_, known)) = context.zone_names.iter().find(|(name, _)| name.to_lowercase() == words) {
        return Some(zone(known.clone()));
    }
    if let Some(tz) = city(words) {
        return Some(zone(Zone::Named(tz)));
    }
    let is_abbreviation = SHORT.contains(words) || ABBREVIATIONS.iter().any(|(short, _)| *short == words);
    is_abbreviation.then(|| Named::Abbreviation(words.to_uppercase()))
}

/// An offset as EDTF writes it, from `+4:30`, `+0430` or `-5`.
pub(super) fn offset(text: &str) -> Option<String> {
    let (sign, rest) = text.split_at_checked(1).filter(|(sign, _)| matches!(*sign, "+" | "-"))?;
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 => rest.split_at_checked(2)?,
        None => (rest, "00"),
    };
    let number = |digits: &str, most: u8| {
        let is_plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u8>().ok().filter(|number| is_plain && *number <= most)
    };
    let (hours, minutes) = (number(hours, 14)?, number(minutes, 59).filter(|_| minutes.len() == 2)?);
    Some(format!("{sign}{hours:02}:{minutes:02}"))
}

/// The zone of a city, or a full name such as `asia/kabul`.
fn city(words: &str) -> Option<Tz> {
    let name = words.replace(' ', "_");
    let is_city = |zone: &&Tz| {
        let (region, last) = zone.name().rsplit_once('/').unwrap_or(("", zone.name()));
        let is_place = !matches!(region, "Etc" | "") || region.is_empty() && last.len() > 4 && last != "Factory";
        zone.name().eq_ignore_ascii_case(&name) && zone.name().contains('/')
            || is_place && last.eq_ignore_ascii_case(&name)
    };
    let known = || CITIES.iter().find(|(city, _)| *city == words).and_then(|(_, zone)| zone.parse().ok());
    TZ_VARIANTS.iter().find(is_city).copied().or_else(known)
}

/// Abbreviations in small letters that some clocks had.
static SHORT: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let years = [1970, 1985, 2000, 2012, 2025];
    years.into_iter().flat_map(|year| shown_in(year).into_keys()).map(|name| name.to_lowercase()).collect()
});

/// Abbreviations that clocks show in a year, with the offsets they stand for, in seconds, and the zones.
fn shown_in(year: i32) -> BTreeMap<String, BTreeMap<i32, Vec<Tz>>> {
    let mut shown: BTreeMap<String, BTreeMap<i32, Vec<Tz>>> = BTreeMap::new();
    for month in [1, 7] {
        let Some(noon) = chrono::NaiveDate::from_ymd_opt(year, month, 1).and_then(|day| day.and_hms_opt(12, 0, 0))
        else {
            continue;
        };
        for zone in TZ_VARIANTS.iter().filter(|zone| zone.name().contains('/') && !zone.name().starts_with("Etc/")) {
            let offset = zone.offset_from_utc_datetime(&noon);
            let Some(name) = offset.abbreviation().filter(|name| name.bytes().all(|byte| byte.is_ascii_alphabetic()))
            else {
                continue;
            };
            let zones =
                shown.entry(name.to_uppercase()).or_default().entry(offset.fix().local_minus_utc()).or_default();
            if !zones.contains(zone) {
                zones.push(*zone);
            }
        }
    }
    shown
}

/// What a zone says at a time: the zone itself, the offset in EDTF, and a note where it was not named in full.
pub(super) fn resolved(named: &Named, civil: &NaiveDateTime) -> Result<(Zone, String, Option<String>), TypedError> {
    use chrono::Datelike as _;
    match named {
        Named::Zone(zone, word) => {
            let text = offset_at(zone, civil);
            let is_plain = matches!(zone, Zone::Utc | Zone::Fixed(_)) || zone.to_string().eq_ignore_ascii_case(word);
            let note = (!is_plain).then(|| format!("{}: the clocks of {zone}, UTC{text} then", super::sentence(word)));
            Ok((zone.clone(), text, note))
        }
        Named::Abbreviation(short) => {
            let fixed = ABBREVIATIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(short));
            if let Some((_, name)) = fixed {
                let zone: Zone = name.parse().map_err(|error: ZoneError| TypedError::of(error.message))?;
                let text = offset_at(&zone, civil);
                let note = format!("{short} is UTC{text} ({zone})");
                return Ok((zone, text, Some(note)));
            }
            let mut shown = shown_in(civil.year());
            let offsets = shown.remove(short).unwrap_or_default();
            match offsets.len() {
                0 => Err(TypedError::of(format!("No clocks showed {short} in {}; name a city", civil.year()))),
                1 => {
                    let (secs, zones) = offsets.into_iter().next().unwrap_or_default();
                    let text = offset_words(secs);
                    let of_one = |zones: &[Tz]| KNOWN.into_iter().find(|known| zones.contains(known));
                    let known = of_one(&zones).or_else(|| zones.first().copied());
                    let place = known.map(|zone| format!(" ({zone})")).unwrap_or_default();
                    let zone = known.map(Zone::Named).or_else(|| Zone::from_offset_secs(secs)).unwrap_or_default();
                    Ok((zone, text.clone(), Some(format!("{short} is UTC{text}{place}"))))
                }
                _ => {
                    let date = civil.format("%Y-%m-%dT%H:%M");
                    let one_each = offsets.iter().filter_map(|(secs, zones)| {
                        let known = KNOWN.into_iter().find(|known| zones.contains(known));
                        known.or_else(|| zones.first().copied()).map(|zone| (*secs, zone))
                    });
                    let words: Vec<String> =
                        one_each.map(|(secs, zone)| format!("UTC{} ({zone})", offset_words(secs))).collect();
                    let message = format!("{short} can mean {}; name a city", words.join(" or "));
                    let instead = offsets.keys().map(|secs| format!("{date}{}", offset_words(*secs)));
                    Err(TypedError::offering(message, instead))
                }
            }
        }
    }
}

fn offset_at(zone: &Zone, civil: &NaiveDateTime) -> String {
    if *zone == Zone::Utc { "Z".to_owned() } else { offset_words(zone.offset_secs_at(zone.secs_from_civil(civil))) }
}

fn offset_words(secs: i32) -> String {
    let sign = if secs < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", secs.abs() / 3600, secs.abs() / 60 % 60)
}
