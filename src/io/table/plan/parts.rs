//! What do the parts of a date say: year, month, day, a code for what is not known?

use crate::io::table::dates::{DateForm, by_calendar, date_text, month_number, yearless_text};
use crate::io::table::text::western_digits;

/// How far the years of a table reach back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::io::table) enum Years {
    /// Numbers such as -9 and 99 stand for a year that is not known.
    #[default]
    Recent,
    /// So far that they may be years.
    Antique,
}

/// The date of a year, a month and a day, as far as they are known. Codes for unknown drop a part, unless
/// years reach so far back that they may be meant.
pub(in crate::io::table) fn day_text(
    [year, month, day]: [&str; 3],
    years: Years,
    form: DateForm,
) -> Result<Option<String>, String> {
    let written = western_digits(whole(year));
    let number: Option<i32> = written.parse().ok();
    if written.is_empty() || is_unknown_part(&written) && (number.is_none() || years == Years::Recent) {
        return Ok(None);
    }
    let Some(number) = number else {
        // 2019-20, 44 BC
        let text = date_text(year, form).ok().flatten();
        return text.map(Some).ok_or_else(|| format!("\"{written}\" is no year"));
    };
    if !(-9999..=9999).contains(&number) {
        return Err(format!("the year {number} lies beyond -9999 to 9999"));
    }
    let sign = if number < 0 { "-" } else { "" };
    let mut text = format!("{sign}{:04}", number.abs());
    if let Some(read) = yearless_text(month, number).filter(|_| day.is_empty()) {
        return Ok(Some(read));
    }
    for (cell, noun, most) in [(month, "month", 12), (day, "day", 31)] {
        let cell = western_digits(whole(cell));
        if cell.is_empty() || is_unknown_part(&cell) {
            break;
        }
        let number = cell.parse().ok().or_else(|| month_number(&cell).filter(|_| noun == "month"));
        let number: u32 =
            number.filter(|number| (1..=most).contains(number)).ok_or_else(|| format!("\"{cell}\" is no {noun}"))?;
        text = format!("{text}-{number:02}");
    }
    by_calendar(text, form).map(Some)
}

/// A number as programs write whole ones that once stood beside fractions.
pub(super) fn whole(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_suffix(".0").or_else(|| cell.strip_suffix(".00")).unwrap_or(cell)
}

pub(super) fn is_zero(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte == b'0')
}

/// True for what tables write in place of a part of a date that is not known.
pub(in crate::io::table) fn is_unknown_part(cell: &str) -> bool {
    const CODES: [&str; 34] = [
        "nd",
        "n.d.",
        "n/d",
        "s/d",
        "s.d.",
        "k.a.",
        "tbd",
        "unbekannt",
        "inconnu",
        "desconocido",
        "sconosciuto",
        "неизвестно",
        "99",
        "999",
        "9999",
        "-7",
        "-8",
        "-9",
        "-77",
        "-88",
        "-99",
        "-999",
        "-9999",
        "na",
        "n/a",
        "n.a.",
        "nan",
        "null",
        "none",
        "unknown",
        "unk",
        "?",
        "-",
        ".",
    ];
    let cell = whole(cell);
    is_zero(cell) || CODES.iter().any(|code| code.eq_ignore_ascii_case(cell))
}

/// A date as closely as it is known by the numbers of Wikidata: 7 is a century, 8 a decade, 9 a year, 10 a month.
pub(super) fn as_closely(text: String, precision: &str) -> String {
    let day = text.split('T').next().unwrap_or_default();
    let sign = usize::from(day.starts_with('-'));
    let is_day = day.bytes().skip(sign).all(|byte| byte.is_ascii_digit() || byte == b'-');
    match (whole(precision), day.get(..sign + 4)) {
        _ if !is_day => text,
        // The nineteenth century is given by its last year or its first.
        ("7", Some(year)) if sign == 0 => match year.parse::<u32>() {
            Ok(year @ 101..) => format!("{:02}XX", (year - 1) / 100),
            _ => text,
        },
        ("8", Some(year)) if sign == 0 => format!("{}X", &year[..3]),
        ("9", Some(_)) => day[..sign + 4].to_owned(),
        ("10", Some(_)) => day.get(..sign + 7).unwrap_or(day).to_owned(),
        ("11", Some(_)) => day.to_owned(),
        _ => text,
    }
}

/// True for an end that has not come: a word for that, or -7, which catalogues of wars write.
pub(super) fn goes_on(cell: &str) -> bool {
    const WORDS: [&str; 16] = [
        "-7",
        "ongoing",
        "present",
        "current",
        "continuing",
        "continues",
        "now",
        "today",
        "to date",
        "open",
        "andauernd",
        "en cours",
        "en curso",
        "in corso",
        "em curso",
        "продолжается",
    ];
    // Nearly all are dates.
    if cell.trim_start().starts_with(|char: char| char.is_ascii_digit()) {
        return false;
    }
    let lower = whole(cell).to_lowercase();
    WORDS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_for_unknown_drop_their_part_and_no_other() {
        for (parts, expected) in [
            (["1990", "3", "14"], Some("1990-03-14")),
            (["1990", "3", "0"], Some("1990-03")),
            (["1990", "99", "14"], Some("1990")),
            (["1990.0", "March", "-9"], Some("1990-03")),
            (["1990", "sept", "NA"], Some("1990-09")),
            (["1990", "9 October", ""], Some("1990-10-09")),
            (["1990", "Oct 9-12", ""], Some("1990-10-09/1990-10-12")),
            (["-8", "-8", "-8"], None),
            (["", "3", "4"], None),
        ] {
            assert_eq!(day_text(parts, Years::Recent, DateForm::default()).unwrap().as_deref(), expected, "{parts:?}");
        }
        assert_eq!(
            day_text(["-8", "3", ""], Years::Antique, DateForm::default()).unwrap().as_deref(),
            Some("-0008-03")
        );
        assert_eq!(day_text(["1990", "13", ""], Years::Recent, DateForm::default()).unwrap_err(), "\"13\" is no month");
    }

    #[test]
    fn dates_of_catalogues_are_as_close_as_their_precision_says() {
        for (precision, expected) in [
            ("7", "19XX"),
            ("8", "196X"),
            ("9", "1969"),
            ("10.0", "1969-07"),
            ("11", "1969-07-20"),
            ("14", "1969-07-20T00:00:00Z"),
            ("", "1969-07-20T00:00:00Z"),
        ] {
            assert_eq!(as_closely("1969-07-20T00:00:00Z".to_owned(), precision), expected);
        }
        assert_eq!(as_closely("-0043-03-15".to_owned(), "9"), "-0043");
        assert_eq!(as_closely("1900-01-01T00:00:00Z".to_owned(), "7"), "18XX");
        assert_eq!(as_closely("1969".to_owned(), "10"), "1969");
    }

    #[test]
    fn an_end_that_has_not_come_is_open() {
        for cell in ["-7", "-7.0", "Ongoing", "present", "en cours"] {
            assert!(goes_on(cell), "{cell}");
        }
        for cell in ["", "-9", "2025", "unknown"] {
            assert!(!goes_on(cell), "{cell}");
        }
    }
}
