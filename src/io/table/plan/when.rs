//! When was the event of a row?
//!
//! This module answers that from the cells of the columns that say so: a date, a start and an end, parts of
//! dates, times of day, zones. Where several say it, the closest is taken as long as they agree.

use chrono::NaiveDate;

use super::{Cells, Plan, joined};
use crate::io::table::dates::{
    DateForm, by_calendar, date_text, day_alone, day_with_time, month_number, yearless_text, zone_offset,
};
use crate::io::table::gather::Gathering;
use crate::io::table::mapping::Field;
use crate::io::table::text::western_digits;
use crate::model::{When, Zone};

/// How far the years of a table reach back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::io::table) enum Years {
    /// Numbers such as -9 and 99 stand for a year that is not known.
    #[default]
    Recent,
    /// So far that they may be years.
    Antique,
}

/// What the first rows of a table tell of all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::io::table) struct Signs {
    pub(in crate::io::table) years: Years,
    /// Its time of day is an hour alone.
    pub(in crate::io::table) is_hour: bool,
    /// So is that of the end.
    pub(in crate::io::table) is_end_hour: bool,
    /// The column that says how closely its date is known, as Wikidata counts: 9 is a year.
    pub(in crate::io::table) precision: Option<usize>,
    /// The column that says for its time of day whether it is before or after noon.
    pub(in crate::io::table) half: Option<usize>,
}

const START_PARTS: [Field; 3] = [Field::Year, Field::Month, Field::Day];
const END_PARTS: [Field; 3] = [Field::EndYear, Field::EndMonth, Field::EndDay];

impl Plan {
    /// The time of a row by its columns.
    pub(super) fn when(&self, cells: Cells<'_>, into: &mut Gathering) -> Option<When> {
        let mut remarks = Vec::new();
        let text = self.when_text(cells, &mut remarks);
        for remark in remarks {
            into.warning(cells.line(), remark);
        }
        let text = match text {
            Ok(text) => text?,
            Err(message) => {
                into.error(cells.line(), format!("{message}; the event is undated"));
                return None;
            }
        };
        match When::parse(&text) {
            Ok(when) => Some(when),
            Err(error) => {
                into.error(cells.line(), format!("{error}; the event is undated"));
                None
            }
        }
    }

    fn when_text(&self, cells: Cells<'_>, remarks: &mut Vec<String>) -> Result<Option<String>, String> {
        let (mut best, mut fault): (Option<String>, Option<String>) = (None, None);
        let mut take = |reading: Result<Option<String>, String>, remarks: &mut Vec<String>| match reading {
            Ok(Some(text)) => {
                best = Some(match best.take() {
                    Some(known) => closer(known, text, remarks),
                    None => text,
                });
            }
            Ok(None) => {}
            Err(message) => fault = fault.take().or(Some(message)),
        };
        if self.has(Field::When) {
            take(self.of_date(cells, remarks), remarks);
        }
        if self.has(Field::Year) {
            take(self.of_parts(cells, remarks), remarks);
        }
        if self.has(Field::Start) || self.has(Field::End) && !self.has(Field::When) {
            take(self.of_span(cells, remarks), remarks);
        }
        match (best, fault) {
            (None, Some(message)) => Err(message),
            (best, None) => Ok(best),
            (best, Some(message)) => {
                remarks.push(format!("{message}; the other columns with dates are taken"));
                Ok(best)
            }
        }
    }

    fn date(&self, cells: Cells<'_>, field: Field, remarks: &mut Vec<String>) -> Result<Option<String>, String> {
        let (cell, form) = (self.cell(cells, field), self.forms[field as usize]);
        date_text(cell, form).or_else(|message| {
            let day = day_alone(cell, form).ok_or_else(|| message.clone())?;
            remarks.push(format!("{message}; the event has its day only"));
            Ok(Some(day))
        })
    }

    fn of_date(&self, cells: Cells<'_>, remarks: &mut Vec<String>) -> Result<Option<String>, String> {
        let Some(day) = self.date(cells, Field::When, remarks)? else { return Ok(None) };
        let day = as_closely(day, cells.at(self.signs.precision));
        let start = self.with_time(cells, day.clone(), Field::Time, remarks);
        if self.has(Field::End) && !self.has(Field::Start) {
            let end = self.end(cells, remarks);
            return Ok(joined(Some(start), end));
        }
        if !self.has(Field::EndTime) || !start.contains('T') || start.contains('/') {
            return Ok(Some(start));
        }
        let end = self.with_time(cells, day.get(..10).unwrap_or(&day).to_owned(), Field::EndTime, remarks);
        if !end.contains('T') || end == start {
            return Ok(Some(start));
        }
        let end = if end < start { after_midnight(&end).unwrap_or(end) } else { end };
        Ok(joined(Some(start), Some(end)))
    }

    fn of_span(&self, cells: Cells<'_>, remarks: &mut Vec<String>) -> Result<Option<String>, String> {
        let start =
            self.date(cells, Field::Start, remarks)?.map(|start| self.with_time(cells, start, Field::Time, remarks));
        let end = self.end(cells, remarks);
        Ok(joined(start, end))
    }

    /// The end of a row; one that is not understood takes nothing from the start.
    fn end(&self, cells: Cells<'_>, remarks: &mut Vec<String>) -> Option<String> {
        if goes_on(self.cell(cells, Field::End)) {
            return Some("..".to_owned());
        }
        match self.date(cells, Field::End, remarks) {
            Ok(end) => end.map(|end| self.with_time(cells, end, Field::EndTime, remarks)),
            Err(message) => {
                remarks.push(format!("{message}; the end is left out"));
                None
            }
        }
    }

    fn of_parts(&self, cells: Cells<'_>, remarks: &mut Vec<String>) -> Result<Option<String>, String> {
        let day = |fields: [Field; 3]| {
            let form = self.forms[fields[0] as usize];
            day_text(fields.map(|field| self.cell(cells, field)), self.signs.years, form)
        };
        let start = day(START_PARTS)?.map(|start| self.with_time(cells, start, Field::Time, remarks));
        let end = day(END_PARTS)?.map(|end| self.with_time(cells, end, Field::EndTime, remarks));
        let lasts = || start.is_some() && goes_on(self.cell(cells, Field::EndYear));
        let end = end.or_else(|| lasts().then(|| "..".to_owned()));
        Ok(joined(start, end))
    }

    /// A day with the time of day that stands in columns of its own.
    fn with_time(&self, cells: Cells<'_>, day: String, time: Field, remarks: &mut Vec<String>) -> String {
        // Databases write midnight behind days whose time stands elsewhere.
        let day = match day.strip_suffix("T00:00").or_else(|| day.strip_suffix("T00:00:00")) {
            Some(bare) if !self.cell(cells, time).is_empty() => bare.to_owned(),
            _ => day,
        };
        if day.len() < 10 || day.contains(['T', '/', '[', '{', 'X', '~', '?', '%']) {
            return day;
        }
        let Some(clock) = self.clock(cells, time) else { return day };
        day_with_time(&day, &clock, self.forms[time as usize]).unwrap_or_else(|| {
            remarks.push(format!("\"{clock}\" is no time of day that is understood; the event has its day only"));
            day
        })
    }

    /// The time of day in the columns of a row, with a colon in it where it was digits alone.
    fn clock(&self, cells: Cells<'_>, time: Field) -> Option<String> {
        let clock = self.clock_of_half(cells, time)?;
        let half = cells.at(self.signs.half);
        let hour = clock.split([':', '.', 'h']).next().and_then(|hour| hour.trim().parse().ok());
        let is_of_half =
            clock.ends_with(|char: char| char.is_ascii_digit()) && hour.is_some_and(|hour| (1..=12).contains(&hour));
        let takes_half = time == Field::Time && !half.is_empty() && is_of_half;
        Some(if takes_half { format!("{clock} {half}") } else { clock })
    }

    /// The same without the column that says whether it is before or after noon.
    fn clock_of_half(&self, cells: Cells<'_>, time: Field) -> Option<String> {
        let (minute, is_hour) = match time {
            Field::Time => (Field::Minute, self.signs.is_hour),
            _ => (Field::EndMinute, self.signs.is_end_hour),
        };
        let part = |field: Field| western_digits(whole(self.cell(cells, field)));
        let cell = part(time);
        let cell = cell.as_ref();
        if cell.is_empty() || is_unknown_part(cell) && !is_zero(cell) {
            return None;
        }
        let most = self.forms[time as usize].digits_of_times();
        let is_digits = |text: &str| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(cell) {
            return Some(cell.to_owned());
        }
        if is_hour || self.has(minute) {
            let (minutes, seconds) = (part(minute), part(Field::Second));
            let minutes = if is_digits(&minutes) { minutes.as_ref() } else { "0" };
            let has_seconds =
                time == Field::Time && seconds.parse().is_ok_and(|second: f64| (0.0..60.0).contains(&second));
            let (second, fraction) = seconds.split_once('.').unwrap_or((&seconds, ""));
            let point = if fraction.is_empty() { "" } else { "." };
            let seconds = if has_seconds { format!(":{second:0>2}{point}{fraction}") } else { String::new() };
            return Some(format!("{cell:0>2}:{minutes:0>2}{seconds}"));
        }
        // 2112 and 41 beside it: the zeros in front are left out.
        let padded = format!("{cell:0>most$}");
        Some(if most == 6 {
            format!("{}:{}:{}", &padded[..2], &padded[2..4], &padded[4..])
        } else {
            format!("{}:{}", &padded[..2], &padded[2..])
        })
    }
}

/// Of two readings of a row the one that says more, where they agree; else the first, and that is said.
fn closer(known: String, other: String, remarks: &mut Vec<String>) -> String {
    let start = |text: &str| text.split('/').next().unwrap_or_default().to_owned();
    let (first, second) = (start(&known), start(&other));
    if first.starts_with(&second) && (first.len() > second.len() || known.len() >= other.len()) {
        return known;
    }
    if second.starts_with(&first) {
        return other;
    }
    remarks.push(format!("columns with dates say {known} and {other}; {known} is taken"));
    known
}

/// The same time on the day after.
fn after_midnight(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T')?;
    let day: NaiveDate = day.parse().ok()?;
    Some(format!("{}T{time}", day.succ_opt()?.format("%Y-%m-%d")))
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
fn whole(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_suffix(".0").or_else(|| cell.strip_suffix(".00")).unwrap_or(cell)
}

fn is_zero(cell: &str) -> bool {
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
fn as_closely(text: String, precision: &str) -> String {
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
fn goes_on(cell: &str) -> bool {
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
    let lower = whole(cell).to_lowercase();
    WORDS.contains(&lower.as_str())
}

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

    #[test]
    fn zones_are_read_in_every_usual_form() {
        let kabul = Zone::from_offset_secs(16_200).unwrap();
        for cell in ["+04:30", "UTC+4:30", "(GMT+04:30) Kabul", "4.5", "270", "16200", "+0430", "AFT+4:30"] {
            assert_eq!(zone_of(cell).unwrap(), kabul, "{cell}");
        }
        assert_eq!(zone_of("asia/kabul").unwrap().to_string(), "Asia/Kabul");
        assert!(zone_of("17").is_err() && zone_of("Kabul time").is_err());
    }

    #[test]
    fn what_agrees_is_taken_the_closer_and_what_does_not_is_said() {
        let closer = |known: &str, other: &str| {
            let mut remarks = Vec::new();
            let text = closer(known.to_owned(), other.to_owned(), &mut remarks);
            (text, remarks.len())
        };
        assert_eq!(closer("1990", "1990-05-02"), ("1990-05-02".to_owned(), 0));
        assert_eq!(closer("1990-05-02", "1990"), ("1990-05-02".to_owned(), 0));
        assert_eq!(closer("1990-05-02", "1990-05-02/1990-05-09"), ("1990-05-02/1990-05-09".to_owned(), 0));
        assert_eq!(closer("1990-05-02", "1991"), ("1990-05-02".to_owned(), 1));
    }
}
