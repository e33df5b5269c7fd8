//! What time of day does a cell, or the end of one, mean?
//!
//! This module answers that as EDTF, whether the cell is written by a database, by a camera or by people. It
//! does not know the day before it, nor the zone.

use std::fmt::Write as _;

use super::zones::{offset_text, zone_of};
use crate::io::table::text::western_digits;

/// What one or two digits alone are in a column of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::io::table) enum Clock {
    /// Nobody can tell.
    #[default]
    Unsure,
    /// Hours, as the column is called.
    Hours,
    /// Minutes after midnight, as 41 beside 2112.
    Minutes,
    /// Seconds, as 12 beside 215012.
    Seconds,
}

impl Clock {
    /// How many digits a time has in its column, zeros in front counted.
    pub(in crate::io::table) fn digits(self) -> usize {
        if self == Self::Seconds { 6 } else { 4 }
    }
}

/// Words behind or before a time that say nothing more.
const FILLERS: [&str; 20] = [
    "at ",
    "@ ",
    "alle ore ",
    "alle ",
    "kl. ",
    "kl ",
    "klo ",
    "um ",
    "à ",
    "a las ",
    "ore ",
    "в ",
    " uhr",
    " hrs",
    " hours",
    " h",
    " o'clock",
    " local time",
    " local",
    " ora",
];

/// Those that stand behind hours.
const HOURS: [&str; 5] = [" uhr", " hrs", " hours", " h", " o'clock"];

/// Words for the half of the day, with whether it is the second one.
const HALVES: [(&str, bool); 10] = [
    ("a.m.", false),
    ("p.m.", true),
    ("a. m.", false),
    ("p. m.", true),
    ("am", false),
    ("pm", true),
    ("ص", false),
    ("م", true),
    ("a.m", false),
    ("p.m", true),
];

/// A time of day as EDTF writes it behind a day, `T` and offset included. None for what is no time.
pub(in crate::io::table) fn time_text(time: &str, bare: Clock) -> Option<String> {
    if time.len() > 60 {
        return None;
    }
    let folded = western_digits(time);
    let mut lower = folded.trim().to_lowercase();
    match lower.as_str() {
        "noon" | "midday" | "mittag" | "mittags" | "midi" => return Some("T12:00".to_owned()),
        _ => {}
    }
    // Go adds how long the program had run.
    if let Some((before, _)) = lower.split_once(" m=") {
        lower.truncate(before.len());
    }
    // Java names the zone behind its offset.
    if let Some((before, _)) = lower.strip_suffix(']').and_then(|lower| lower.split_once('['))
        && before.contains(['+', '-', 'z'])
    {
        lower.truncate(before.len());
    }
    if let Some(fraction) = lower.strip_prefix("0.").filter(|digits| digits.len() > 3) {
        return fraction_text(fraction);
    }
    let mut bare = bare;
    for filler in FILLERS {
        let shorter = lower.strip_prefix(filler).or_else(|| lower.strip_suffix(filler));
        if let Some(shorter) = shorter {
            // 6 Uhr, 21 hrs: the word says that it is an hour.
            bare = if HOURS.contains(&filler) { Clock::Hours } else { bare };
            lower = shorter.trim().to_owned();
        }
    }
    let (clock, offset) = split_offset(&lower)?;
    let (clock, is_second_half) = HALVES
        .iter()
        .find_map(|(word, is_second)| Some((clock.strip_suffix(word)?.trim_end(), Some(*is_second))))
        .unwrap_or((clock, None));
    let [hour, minute, second, fraction] =
        digits_of(clock, if is_second_half.is_some() { Clock::Hours } else { bare })?;
    let number = |digits: &str| digits.parse::<u32>().ok();
    let hour = match (is_second_half, number(hour)?) {
        (Some(_), 0 | 13..) => return None,
        (Some(true), hour) if hour < 12 => hour + 12,
        (Some(false), 12) => 0,
        (_, hour) => hour,
    };
    let minute = if minute.is_empty() { 0 } else { number(minute)? };
    if hour > 23 || minute > 59 {
        return None;
    }
    let mut text = format!("T{hour:02}:{minute:02}");
    if !second.is_empty() {
        let second = number(second).filter(|second| *second <= 60)?;
        write!(text, ":{second:02}").ok()?;
        let fraction = fraction.trim_end_matches('0');
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
    }
    text.push_str(&offset);
    Some(text)
}

/// The time of a part of a day, as spreadsheets keep it: 0.909722 is 21:50.
fn fraction_text(digits: &str) -> Option<String> {
    let secs = (format!("0.{digits}").parse::<f64>().ok()? * 86_400.0).round() as u32;
    let (hour, minute, second) = (secs / 3600, secs / 60 % 60, secs % 60);
    (hour < 24).then(|| format!("T{hour:02}:{minute:02}:{second:02}"))
}

/// The digits of hour, minute, second and its fraction.
fn digits_of(clock: &str, bare: Clock) -> Option<[&str; 4]> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // Programs that take a column of numbers apart write 2112.0.
    let clock = clock.strip_suffix(".0").filter(|whole| is_digits(whole)).unwrap_or(clock);
    if is_digits(clock) {
        return match clock.len() {
            1 | 2 if bare == Clock::Hours => Some([clock, "", "", ""]),
            1 | 2 if bare == Clock::Minutes => Some(["0", clock, "", ""]),
            3 | 4 => Some([&clock[..clock.len() - 2], &clock[clock.len() - 2..], "", ""]),
            5 | 6 => {
                let (hour, rest) = clock.split_at(clock.len() - 4);
                Some([hour, &rest[..2], &rest[2..], ""])
            }
            _ => None,
        };
    }
    let hour_len = clock.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, rest) = clock.split_at(hour_len);
    if !(1..=2).contains(&hour_len) {
        return None;
    }
    let rest = rest.trim_start();
    let sign = rest.chars().next().filter(|sign| matches!(sign, ':' | '.' | 'h' | 'u' | 'ч'))?;
    let rest = rest[sign.len_utf8()..].trim();
    if rest.is_empty() {
        return (sign != '.' && sign != ':').then_some([hour, "", "", ""]);
    }
    let rest = rest.trim_end_matches(['m', 'n', '\'']).trim_end_matches("mi").trim_end();
    let (minute, seconds) = rest.split_once([':', '.', '\'']).unwrap_or((rest, ""));
    let (second, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, ""));
    let second = second.trim_end_matches(['s', '"']);
    // 9:5 is no time; 21.5 is a number.
    let are_digits =
        minute.len() == 2 && is_digits(minute) && (second.is_empty() || is_digits(second) && second.len() <= 2);
    (are_digits && (fraction.is_empty() || is_digits(fraction))).then_some([hour, minute, second, fraction])
}

/// The offset behind a time, as EDTF writes it.
fn split_offset(lower: &str) -> Option<(&str, String)> {
    let is_time = |text: &str| text.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    for word in ["utc", "gmt", "z"] {
        if let Some(clock) = lower.strip_suffix(word).map(str::trim_end).filter(|clock| is_time(clock)) {
            return match clock.rfind(['+', '-']) {
                // Go: 21:50:12 +0000 UTC
                Some(at) => Some((clock[..at].trim_end(), offset_text(&clock[at..])?)),
                None => Some((clock, "Z".to_owned())),
            };
        }
    }
    if let Some((clock, word)) = lower.rsplit_once(' ')
        && let Some(offset) =
            zone_of(&word.to_ascii_uppercase()).filter(|_| is_time(clock) && word.starts_with(char::is_alphabetic))
    {
        return Some((clock.trim_end(), offset));
    }
    match lower.find(['+', '-']) {
        Some(at) if at > 0 => {
            let clock = lower[..at].trim_end();
            let clock = ["utc", "gmt"].iter().find_map(|word| clock.strip_suffix(word)).unwrap_or(clock).trim_end();
            // Go says an offset that has no name twice: +0430 +0430.
            let offset = lower[at..]
                .split_once(' ')
                .filter(|(first, again)| first == again)
                .map_or(&lower[at..], |(first, _)| first);
            Some((clock, offset_text(offset)?))
        }
        _ => Some((lower, String::new())),
    }
}

/// True where a text can be nothing but a time of day: with a sign between its numbers or a word for its half.
/// 2025-10 is a month, and no time ten hours behind.
pub(in crate::io::table) fn is_time(text: &str) -> bool {
    !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
        && time_text(text, Clock::Unsure).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(bare: Clock, cases: &[(&str, &str)]) {
        for (cell, expected) in cases {
            assert_eq!(time_text(cell, bare).unwrap_or_default(), *expected, "{cell}");
        }
    }

    #[test]
    fn clocks_of_databases_and_people_are_read() {
        reads(
            Clock::Unsure,
            &[
                ("2:05 PM", "T14:05"),
                ("12 am", "T00:00"),
                ("9 p.m.", "T21:00"),
                ("14:30:05.250", "T14:30:05.25"),
                ("14:30 +0430", "T14:30+04:30"),
                ("14:30 UTC", "T14:30Z"),
                ("14:30 UTC+3", "T14:30+03:00"),
                ("00:00:00", "T00:00:00"),
                ("21h50", "T21:50"),
                ("21 h 50", "T21:50"),
                ("21h", "T21:00"),
                ("21.50", "T21:50"),
                ("21.50 Uhr", "T21:50"),
                ("2150", "T21:50"),
                ("2112.0", "T21:12"),
                ("918", "T09:18"),
                ("2150Z", "T21:50Z"),
                ("215012", "T21:50:12"),
                ("۲۱:۵۰", "T21:50"),
                ("noon", "T12:00"),
                ("kl. 21.50", "T21:50"),
                ("9:50 p.m. EDT", "T21:50-04:00"),
                ("21:50 CEST", "T21:50+02:00"),
                ("21:50 PKT", "T21:50+05:00"),
                ("21:50 IST", ""),
                ("6 Uhr", "T06:00"),
                ("51203", "T05:12:03"),
                ("21:50:12+04:30[asia/kabul]", "T21:50:12+04:30"),
                ("21:50 afternoon", ""),
                ("0.909722222", "T21:50:00"),
                ("21:50:12.123456 +0430 +0430 m=+0.012", "T21:50:12.123456+04:30"),
            ],
        );
    }

    #[test]
    fn one_or_two_digits_are_hours_or_minutes_as_their_column_says() {
        reads(Clock::Hours, &[("9", "T09:00"), ("21", "T21:00"), ("2150", "T21:50"), ("25", "")]);
        reads(Clock::Minutes, &[("41", "T00:41"), ("0", "T00:00"), ("61", "")]);
        reads(Clock::Unsure, &[("9", ""), ("41", "")]);
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["", ":", "24:04:20", "21:60", "14", "afternoon", "21.5", "9:5", "13 pm", "2575", "1e9", "٣", "+04:30"]
        {
            assert_eq!(time_text(text, Clock::Unsure), None, "{text}");
        }
    }
}
