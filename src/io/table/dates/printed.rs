//! Dates as programs print them: cameras, catalogues, clusters of computers, armed forces, browsers.
//!
//! This module answers which EDTF a cell in one of these forms means. Every form is told apart by itself.

use super::clock::{Clock, time_text};
use super::zones::zone_of;
use super::{DateForm, When};
use chrono::{DateTime, NaiveDate};

/// The date of a cell as a program prints it.
pub(super) fn printed_text(cell: &str, form: DateForm) -> Option<String> {
    let text = wikidata_text(cell, form)
        .or_else(|| compact_text(cell))
        .or_else(|| group_text(cell))
        .or_else(|| joined_day_text(cell))
        .or_else(|| logged_text(cell))
        .or_else(|| DateTime::parse_from_rfc2822(cell).ok().map(|time| time.format("%Y-%m-%dT%H:%M:%S%:z").to_string()))
        .or_else(|| tokens_text(cell))?;
    When::parse(&text).is_ok().then_some(text)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `+1969-07-00T00:00:00Z`: a part of 00 is not known, and the time says nothing.
fn wikidata_text(cell: &str, form: DateForm) -> Option<String> {
    let sign = cell.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let date = cell[1..].strip_suffix("T00:00:00Z").or_else(|| cell[1..].strip_suffix("T00:00:00.000Z"))?;
    let mut parts = date.rsplitn(3, '-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if ![day, month, year].iter().all(|part| is_digits(part)) || day.len() != 2 || month.len() != 2 {
        return None;
    }
    let year: i64 = year.parse().ok()?;
    // 44 BC is -0044 where there are signs on both sides of it, as there is no year 0.
    let year = if sign == '+' { year } else { i64::from(form.bce == Bce::Historical) - year };
    let year = match year {
        -9999..=-1 => format!("-{:04}", -year),
        0..=9999 => format!("{year:04}"),
        _ => return Some(format!("Y{year}")),
    };
    Some(match (month, day) {
        ("00", _) => year,
        (_, "00") => format!("{year}-{month}"),
        _ => format!("{year}-{month}-{day}"),
    })
}

/// How years before our era are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::io::table) enum Bce {
    /// As EDTF does: the year 0 is 1 BC.
    #[default]
    Astronomical,
    /// -44 is 44 BC.
    Historical,
}

/// `20251009T215012Z`, `20251009 2150`, `20251009_215012`.
fn compact_text(cell: &str) -> Option<String> {
    let (date, time) = (cell.get(..8)?, cell.get(8..)?);
    let date = is_digits(date).then(|| NaiveDate::parse_from_str(date, "%Y%m%d").ok())??;
    let time = time.strip_prefix(['T', 't', ' ', '_', '-'])?;
    let has_time = time.len() >= 4;
    has_time.then(|| Some(format!("{date}{}", time_text(time, Clock::Unsure)?)))?
}

/// `09OCT2025`, `9oct25`.
fn joined_day_text(cell: &str) -> Option<String> {
    let day_len = cell.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = (cell.get(..day_len)?, cell.get(day_len..)?);
    let (month, year) = (rest.get(..3)?, rest.get(3..)?);
    let is_form = (1..=2).contains(&day_len) && month.bytes().all(|byte| byte.is_ascii_alphabetic()) && is_digits(year);
    let pattern = match year.len() {
        4 if is_form => "%d %b %Y",
        2 if is_form => "%d %b %y",
        _ => return None,
    };
    let date = NaiveDate::parse_from_str(&format!("{day} {month} {year}"), pattern).ok()?;
    Some(date.to_string())
}

/// `091730ZOCT25`, `091730Z OCT 2025`: a date-time group, whose letter is a zone.
fn group_text(cell: &str) -> Option<String> {
    let compact: String = cell.split_whitespace().collect::<String>().to_ascii_uppercase();
    let (digits, rest) = (compact.get(..6)?, compact.get(6..)?);
    let zone = *rest.as_bytes().first()?;
    let (month, year) = (rest.get(1..4)?, rest.get(4..)?);
    if !is_digits(digits) || !month.bytes().all(|byte| byte.is_ascii_alphabetic()) || !is_digits(year) {
        return None;
    }
    let offset = match zone {
        b'Z' => "Z".to_owned(),
        b'J' => String::new(),
        b'A'..=b'I' => format!("+{:02}:00", zone - b'A' + 1),
        b'K'..=b'M' => format!("+{:02}:00", zone - b'A'),
        b'N'..=b'Y' => format!("-{:02}:00", zone - b'N' + 1),
        _ => return None,
    };
    let day = joined_day_text(&format!("{}{month}{year}", &digits[..2]))?;
    let (hour, minute) = (&digits[2..4], &digits[4..6]);
    Some(format!("{day}T{hour}:{minute}{offset}"))
}

/// `09/Oct/2025:21:50:12 +0430`, as web servers log.
fn logged_text(cell: &str) -> Option<String> {
    let cell = cell.trim_start_matches('[').trim_end_matches(']');
    let time = DateTime::parse_from_str(cell, "%d/%b/%Y:%H:%M:%S %z").ok()?;
    Some(time.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// What browsers, Java, C and Unix print: `Thu Oct 09 2025 21:50:12 GMT+0430 (Afghanistan Time)`,
/// `Thu Oct  9 21:50:12 UTC 2025`, `Thursday, 09-Oct-25 21:50:12 GMT`.
fn tokens_text(cell: &str) -> Option<String> {
    if !cell.is_ascii() || !cell.contains(':') || cell.len() > 80 {
        return None;
    }
    let cell = cell.split_once(" (").map_or(cell, |(before, _)| before);
    let cell = cell.split_once(" m=").map_or(cell, |(before, _)| before);
    let words: Vec<&str> = cell.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let (mut day, mut month, mut year, mut time, mut offset) = (None, None, None, None, String::new());
    for word in words {
        let is_twice = if word.contains(':') && word.starts_with(|char: char| char.is_ascii_digit()) {
            time.replace(time_text(word, Clock::Unsure)?).is_some()
        } else if let Some(zone) = zone_of(word) {
            // GMT +0430
            let is_same = offset.is_empty() || offset == "Z" || zone == "Z" || offset == zone;
            if offset.is_empty() || offset == "Z" {
                offset = zone;
            }
            !is_same
        } else if is_digits(word) && word.len() == 4 {
            year.replace(word.to_owned()).is_some()
        } else if is_digits(word) && word.len() <= 2 {
            day.replace(word.to_owned()).is_some()
        } else if let [first, second, third] = *word.split('-').collect::<Vec<_>>().as_slice() {
            let date = joined_day_text(&format!("{first}{second}{third}"))?;
            year.replace(date[..4].to_owned());
            month.replace(date[5..7].parse().ok()?);
            day.replace(date[8..].to_owned()).is_some()
        } else {
            let short = word.get(..3)?.to_ascii_lowercase();
            let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
            let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
            match months.iter().position(|name| *name == short) {
                Some(at) => month.replace(at as u32 + 1).is_some(),
                None if weekdays.contains(&short.as_str()) => false,
                None => return None,
            }
        };
        if is_twice {
            return None;
        }
    }
    let (day, year): (u32, i32) = (day?.parse().ok()?, year?.parse().ok()?);
    let date = NaiveDate::from_ymd_opt(year, month?, day)?;
    let time = time?;
    // A time with an offset of its own has said it.
    let offset = if time.contains(['Z', '+', '-']) { "" } else { offset.as_str() };
    Some(format!("{date}{time}{offset}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(cell: &str, expected: &str) {
        assert_eq!(printed_text(cell, DateForm::default()).unwrap_or_default(), expected, "{cell}");
    }

    #[test]
    fn dates_of_catalogues_have_parts_of_00() {
        reads("+1969-00-00T00:00:00Z", "1969");
        reads("+1969-07-00T00:00:00Z", "1969-07");
        reads("+1969-07-20T00:00:00Z", "1969-07-20");
        reads("-0044-03-15T00:00:00Z", "-0044-03-15");
        let form = DateForm { bce: Bce::Historical, ..DateForm::default() };
        assert_eq!(printed_text("-0044-03-15T00:00:00Z", form).as_deref(), Some("-0043-03-15"));
        reads("-13798000000-00-00T00:00:00Z", "Y-13798000000");
    }

    #[test]
    fn dates_without_separators_are_read() {
        reads("20251009T215012Z", "2025-10-09T21:50:12Z");
        reads("20251009T2150", "2025-10-09T21:50");
        reads("20251009_215012", "2025-10-09T21:50:12");
        reads("09OCT2025", "2025-10-09");
        reads("9oct25", "2025-10-09");
        reads("091730ZOCT25", "2025-10-09T17:30Z");
        reads("091730D OCT 2025", "2025-10-09T17:30+04:00");
        reads("091730RFOO25", "");
        reads("310230ZFEB25", "");
    }

    #[test]
    fn what_programs_print_is_read() {
        reads("Thu Oct 09 2025 21:50:12 GMT+0430 (Afghanistan Time)", "2025-10-09T21:50:12+04:30");
        reads("Thu, 09 Oct 2025 21:50:12 GMT", "2025-10-09T21:50:12+00:00");
        reads("Thu Oct  9 21:50:12 2025", "2025-10-09T21:50:12");
        reads("Thu Oct  9 21:50:12 EDT 2025", "2025-10-09T21:50:12-04:00");
        reads("Thu Oct 09 21:50:12 +0000 2025", "2025-10-09T21:50:12+00:00");
        reads("Thursday, 09-Oct-25 21:50:12 GMT", "2025-10-09T21:50:12Z");
        reads("09/Oct/2025:21:50:12 +0430", "2025-10-09T21:50:12+04:30");
        reads("Thu Oct 09 2025 21:50:12 XYZ", "");
    }
}
