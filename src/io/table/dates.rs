//! What date does a cell mean?
//!
//! This module answers how the dates of a column are written, from all cells that it was shown, and what
//! each of them is as EDTF. It does not know which column it looks at, nor the zone.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, Timelike as _};

use super::clock::time_text;
use crate::model::When;

/// Which number of a date comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "the words that people use")]
pub enum DayOrder {
    /// 13/10/2025.
    DayFirst,
    /// 10/13/2025.
    MonthFirst,
    /// 25/10/13.
    YearFirst,
}

impl DayOrder {
    /// Every order with its word.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::DayFirst, "day-first"), (Self::MonthFirst, "month-first"), (Self::YearFirst, "year-first")];

    /// The word that a mapping uses.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Reads the word of a mapping.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word.trim()).map(|(order, _)| *order)
    }
}

/// What the bare numbers of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbers {
    /// Years.
    Year,
    /// Years and months, as 202510.
    YearMonth,
    /// Days, as 20251009.
    Compact,
    /// Days since the end of 1899, as spreadsheets count.
    Serial,
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Millis,
    /// Microseconds since 1970.
    Micros,
}

/// How the dates of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateForm {
    pub(super) order: DayOrder,
    pub(super) numbers: Option<Numbers>,
}

impl Default for DateForm {
    fn default() -> Self {
        Self { order: DayOrder::DayFirst, numbers: Some(Numbers::Year) }
    }
}

/// So long a cell is no date; it is not tried in every form that a date may have.
const LONGEST: usize = 80;

/// What was seen of a column that holds dates.
#[derive(Debug, Clone, Default)]
pub(super) struct DateStudy {
    /// Cells that are not empty.
    pub(super) cells: usize,
    /// Cells that are a date of some kind.
    pub(super) dates: usize,
    /// Dates such as 10/11/2025.
    slashed: usize,
    first_over_12: usize,
    second_over_12: usize,
    first_over_31: usize,
    /// Bare numbers, and how many of them can be of each kind.
    bare: usize,
    fitting: [usize; 7],
}

impl DateStudy {
    /// Looks at a cell.
    pub(super) fn see(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.cells += 1;
        if let Some((first, second, _, _)) = slashed(cell) {
            self.slashed += 1;
            self.dates += 1;
            self.first_over_31 += usize::from(first > 31);
            self.first_over_12 += usize::from(first > 12);
            self.second_over_12 += usize::from(second > 12);
        } else if let Some(number) = bare_number(cell) {
            self.bare += 1;
            let kinds = kinds_of(number, cell);
            self.dates += usize::from(kinds.iter().any(|fits| *fits));
            for (count, fits) in self.fitting.iter_mut().zip(kinds) {
                *count += usize::from(fits);
            }
        } else if cell.len() <= LONGEST
            && cell.bytes().any(|byte| byte.is_ascii_digit())
            && date_text(cell, DateForm::default()).is_ok_and(|text| text.is_some())
        {
            self.dates += 1;
        }
    }

    /// True when nothing seen tells whether day or month comes first.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.slashed > 0 && self.first_over_12 == 0 && self.second_over_12 == 0
    }

    /// True when day and month come first in turn.
    pub(super) fn is_mixed(&self) -> bool {
        self.first_over_12 > self.first_over_31 && self.second_over_12 > 0
    }

    /// How the column is written, where nobody said.
    pub(super) fn form(&self, said: Option<DayOrder>) -> DateForm {
        let order = said.unwrap_or(if self.first_over_31 > 0 {
            DayOrder::YearFirst
        } else if self.second_over_12 > self.first_over_12 {
            DayOrder::MonthFirst
        } else {
            DayOrder::DayFirst
        });
        let most = self.fitting.iter().copied().max().unwrap_or(0);
        let kinds = [
            Numbers::Year,
            Numbers::YearMonth,
            Numbers::Compact,
            Numbers::Serial,
            Numbers::Seconds,
            Numbers::Millis,
            Numbers::Micros,
        ];
        let numbers = (most > 0).then(|| kinds.into_iter().zip(self.fitting).find(|(_, count)| *count == most));
        DateForm { order, numbers: numbers.flatten().map(|(kind, _)| kind) }
    }

    /// The share of its cells that are dates, 0 to 1.
    pub(super) fn share(&self) -> f64 {
        if self.cells == 0 { 0.0 } else { self.dates as f64 / self.cells as f64 }
    }

    /// True when it holds bare numbers only.
    pub(super) fn is_bare(&self) -> bool {
        self.bare == self.cells
    }
}

/// Days from the day that spreadsheets call 0 to the first of 1970; 1900 is no leap year here, so that
/// serials up to 60 are a day off and are not taken.
const EPOCH: (i32, u32, u32) = (1899, 12, 30);

fn bare_number(cell: &str) -> Option<f64> {
    let is_number = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    is_number.then(|| cell.parse::<f64>().ok()).flatten().filter(|number| number.is_finite())
}

/// Which kinds of [`Numbers`] a number can be, in their order.
fn kinds_of(number: f64, cell: &str) -> [bool; 7] {
    let is_whole = number.fract() == 0.0 && !cell.contains('.');
    let (whole, digits) = (number as i64, cell.len());
    let is_compact =
        digits == 8 && NaiveDate::from_ymd_opt((whole / 10_000) as i32, month(whole), day(whole)).is_some();
    [
        is_whole && (-9999..=2999).contains(&whole) && digits >= 3,
        is_whole && digits == 6 && (1..=12).contains(&(whole % 100)) && (1000..=2999).contains(&(whole / 100)),
        is_whole && is_compact && (1000..=2999).contains(&(whole / 10_000)),
        // From 1905 to 2120; smaller numbers are counts more often than days.
        (2000.0..=80_400.0).contains(&number) && (digits >= 5 || !is_whole),
        (1e8..1e11).contains(&number) && digits >= 9 && !is_compact,
        is_whole && (1e11..1e14).contains(&number),
        is_whole && (1e14..1e17).contains(&number),
    ]
}

fn month(compact: i64) -> u32 {
    (compact / 100 % 100).unsigned_abs() as u32
}

fn day(compact: i64) -> u32 {
    (compact % 100).unsigned_abs() as u32
}

/// Three numbers between slashes, dots or hyphens, the last of which may be the year, and what follows.
fn slashed(cell: &str) -> Option<(u32, u32, &str, &str)> {
    let mut rest = cell;
    let mut numbers = [""; 3];
    let mut separator = None;
    for (index, number) in numbers.iter_mut().enumerate() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=4).contains(&length).then_some(())?;
        (*number, rest) = rest.split_at(length);
        if index < 2 {
            let found = rest.chars().next().filter(|char| matches!(char, '/' | '.' | '-'))?;
            (separator.get_or_insert(found) == &found).then_some(())?;
            rest = &rest[1..];
        }
    }
    let [first, second, third] = numbers;
    let is_date = first.len() <= 2 && second.len() <= 2 && (third.len() == 4 || third.len() == 2);
    let is_after = rest.is_empty() || rest.starts_with([' ', 'T', ',']);
    (is_date && is_after).then(|| (first.parse().unwrap_or(0), second.parse().unwrap_or(0), third, rest))
}

/// The date of a cell as EDTF; none for an empty cell and for words that say there is no date.
pub(super) fn date_text(cell: &str, form: DateForm) -> Result<Option<String>, String> {
    let cell = cell.trim();
    if cell.is_empty() || is_no_date(cell) {
        return Ok(None);
    }
    if let Some(text) = iso_text(cell) {
        return Ok(Some(text));
    }
    if let Some((first, second, third, rest)) = slashed(cell) {
        return slashed_text(cell, [first, second], third, rest, form.order).map(Some);
    }
    if let Some(number) = bare_number(cell) {
        return number_text(number, cell, form.numbers).map(Some);
    }
    if let Some(text) = before_christ(cell).or_else(|| short_year_text(cell)) {
        return Ok(Some(text));
    }
    if When::parse(cell).is_ok() {
        return Ok(Some(cell.to_owned()));
    }
    if let Ok(time) = DateTime::parse_from_rfc2822(cell) {
        return Ok(Some(time.format("%Y-%m-%dT%H:%M:%S%:z").to_string()));
    }
    if let Some(when) = When::from_words(cell) {
        return Ok(Some(when.to_string()));
    }
    match When::parse(cell) {
        Ok(_) => Ok(Some(cell.to_owned())),
        Err(error) => Err(error.to_string()),
    }
}

/// `09-Oct-25` and the like, as spreadsheets write days by default, with a time or not.
fn short_year_text(cell: &str) -> Option<String> {
    let mut parts = cell.splitn(3, ['-', ' ', '/', '.']);
    let (day, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let year_len = rest.bytes().take_while(u8::is_ascii_digit).count();
    if year_len != 2 || month.len() < 3 || !month.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let (year, time) = rest.split_at(year_len);
    let date = NaiveDate::parse_from_str(&format!("{day} {month} {year}"), "%d %b %y").ok()?;
    let time = time_text(time.trim_start_matches([' ', ',', 'T']))?;
    Some(format!("{}{time}", date.format("%Y-%m-%d")))
}

fn is_no_date(cell: &str) -> bool {
    ["-", "–", "n/a", "na", "n.d.", "null", "none", "unknown", "nan", "nat", "?", "\\n"]
        .iter()
        .any(|word| cell.eq_ignore_ascii_case(word))
}

/// `2025-10-09`, `2025/10/09`, and the same with a time behind it, as databases write it.
fn iso_text(cell: &str) -> Option<String> {
    let bytes = cell.as_bytes();
    let is_day = bytes.len() >= 10
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && matches!(bytes[4], b'-' | b'/' | b'.')
        && bytes[5..7].iter().all(u8::is_ascii_digit)
        && bytes[7] == bytes[4]
        && bytes[8..10].iter().all(u8::is_ascii_digit);
    if !is_day {
        return None;
    }
    let mut text = String::with_capacity(cell.len() + 1);
    text.push_str(&cell[..10]);
    if bytes[4] != b'-' {
        text = text.replace(['/', '.'], "-");
    }
    match bytes.get(10) {
        None => Some(text),
        Some(b' ' | b'T' | b't') => {
            text.push_str(&time_text(cell[11..].trim())?);
            Some(text)
        }
        Some(_) => None,
    }
}

fn slashed_text(
    cell: &str,
    [first, second]: [u32; 2],
    third: &str,
    rest: &str,
    order: DayOrder,
) -> Result<String, String> {
    let last: i32 = third.parse().unwrap_or(0);
    let full = |year: i32, is_short: bool| match (is_short, year) {
        (false, year) => year,
        // As C's strptime and spreadsheets do.
        (true, 0..=68) => 2000 + year,
        (true, year) => 1900 + year,
    };
    let (year, month, day) = match order {
        DayOrder::DayFirst => (full(last, third.len() == 2), second, first),
        DayOrder::MonthFirst => (full(last, third.len() == 2), first, second),
        DayOrder::YearFirst => (full(first.cast_signed(), true), second, last.unsigned_abs()),
    };
    if !(1..=12).contains(&month) {
        let word = order.word();
        return Err(format!("{month} is no month in \"{cell}\", since the dates of this column are {word}"));
    }
    let date = NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| format!("there is no day {day} in month {month} of {year}, in \"{cell}\""))?;
    let time = time_text(rest.trim_start_matches([' ', ',', 'T']).trim())
        .ok_or_else(|| format!("\"{}\" is no time of day", rest.trim()))?;
    Ok(format!("{}{time}", date.format("%Y-%m-%d")))
}

fn number_text(number: f64, cell: &str, numbers: Option<Numbers>) -> Result<String, String> {
    let unread = || format!("\"{cell}\" is no date that this column's others are like");
    let whole = number as i64;
    match numbers.ok_or_else(unread)? {
        Numbers::Year => {
            let is_year = number.fract() == 0.0 && (-9999..=9999).contains(&whole);
            let sign = if whole < 0 { "-" } else { "" };
            is_year
                .then(|| format!("{sign}{:04}", whole.abs()))
                .ok_or_else(|| format!("{cell} is beyond the years -9999 to 9999; write it as Y{cell} if it is meant"))
        }
        Numbers::YearMonth => Ok(format!("{:04}-{:02}", whole / 100, whole % 100)),
        Numbers::Compact => {
            let (year, month, day) = (whole / 10_000, month(whole), day(whole));
            let date = NaiveDate::from_ymd_opt(year as i32, month, day);
            match (date, month, day) {
                (Some(date), ..) => Ok(date.format("%Y-%m-%d").to_string()),
                (None, 0, 0) => Ok(format!("{year:04}")),
                (None, 1..=12, 0) => Ok(format!("{year:04}-{month:02}")),
                _ => Err(format!("{cell} is no day written as yyyymmdd")),
            }
        }
        Numbers::Serial => {
            let start = NaiveDate::from_ymd_opt(EPOCH.0, EPOCH.1, EPOCH.2).and_then(|date| date.and_hms_opt(0, 0, 0));
            let time = start.zip((60.0..=2_958_465.0).contains(&number).then_some(())).and_then(|(start, ())| {
                let day = start.checked_add_days(Days::new(number.floor() as u64))?;
                day.checked_add_signed(chrono::TimeDelta::seconds((number.fract() * 86_400.0).round() as i64))
            });
            time.map(|time| civil_text(&time, "")).ok_or_else(unread)
        }
        Numbers::Seconds => instant_text(number * 1e6).ok_or_else(unread),
        Numbers::Millis => instant_text(number * 1e3).ok_or_else(unread),
        Numbers::Micros => instant_text(number).ok_or_else(unread),
    }
}

fn instant_text(micros: f64) -> Option<String> {
    let time = DateTime::from_timestamp_micros(micros as i64)?;
    Some(civil_text(&time.naive_utc(), "Z")).filter(|_| (-9999..=9999).contains(&time.year()))
}

/// A time as EDTF; a day alone where it is midnight on no certain clock.
fn civil_text(time: &NaiveDateTime, offset: &str) -> String {
    if offset.is_empty() && time.num_seconds_from_midnight() == 0 {
        return time.format("%Y-%m-%d").to_string();
    }
    let micros = time.nanosecond() / 1000;
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}").trim_end_matches('0').to_owned() };
    format!("{}{fraction}{offset}", time.format("%Y-%m-%dT%H:%M:%S"))
}

/// `44 BC`, `320 BCE`: EDTF counts a year 0, which is 1 before Christ.
fn before_christ(cell: &str) -> Option<String> {
    let upper = cell.to_ascii_uppercase();
    let year = [" BCE", " BC", "BCE", "BC", " B.C.", " B.C.E."].iter().find_map(|suffix| upper.strip_suffix(suffix))?;
    let year: u32 = year.trim().parse().ok().filter(|year| (1..=10_000).contains(year))?;
    Some(if year == 1 { "0000".to_owned() } else { format!("-{:04}", year - 1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(cells: &[&str], expected: &[&str]) {
        let mut study = DateStudy::default();
        for cell in cells {
            study.see(cell);
        }
        let form = study.form(None);
        let read: Vec<String> = cells
            .iter()
            .map(|cell| match date_text(cell, form) {
                Ok(text) => {
                    let text = text.unwrap_or_default();
                    assert!(text.is_empty() || When::parse(&text).is_ok(), "{text}");
                    text
                }
                Err(message) => message,
            })
            .collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn the_whole_column_tells_whether_day_or_month_comes_first() {
        reads(&["10/11/2025", "13/10/2025"], &["2025-11-10", "2025-10-13"]);
        reads(&["10/11/2025", "10/13/2025"], &["2025-10-11", "2025-10-13"]);
        reads(&["9.10.2025", "25.12.25"], &["2025-10-09", "2025-12-25"]);
        reads(&["10-11-2025 14:05", "10-30-2025 2:05 PM"], &["2025-10-11T14:05", "2025-10-30T14:05"]);
        let mut study = DateStudy::default();
        study.see("10/11/2025");
        assert!(study.is_ambiguous());
        study.see("10/13/2025");
        assert!(!study.is_ambiguous() && !study.is_mixed());
        study.see("13/10/2025");
        assert!(study.is_mixed());
    }

    #[test]
    fn dates_of_databases_feeds_and_people_are_read() {
        reads(
            &["2025-10-09 00:00:00.000", "2025/10/09", "2025-10-09 14:30:05.250", "2025-10-09T14:30:00+0430"],
            &["2025-10-09", "2025-10-09", "2025-10-09T14:30:05.25", "2025-10-09T14:30:00+04:30"],
        );
        reads(&["Thu, 09 Oct 2025 14:30:00 +0500"], &["2025-10-09T14:30:00+05:00"]);
        reads(&["9 October 2025", "Oct 2025", "2025-10~"], &["2025-10-09", "2025-10", "2025-10~"]);
        reads(&["09-Oct-25", "9 Oct 98 2:05 PM", "25-Dec-2025"], &["2025-10-09", "1998-10-09T14:05", "2025-12-25"]);
        reads(&["", "n/a", "unknown"], &["", "", ""]);
    }

    #[test]
    fn bare_numbers_are_told_by_the_whole_column() {
        reads(&["1815", "2025"], &["1815", "2025"]);
        reads(&["20251009", "20230100"], &["2025-10-09", "2023-01"]);
        reads(&["45939", "45940.5"], &["2025-10-09", "2025-10-10T12:00:00"]);
        reads(&["1760018400"], &["2025-10-09T14:00:00Z"]);
        reads(&["1760018400000", "1760018400500"], &["2025-10-09T14:00:00Z", "2025-10-09T14:00:00.5Z"]);
        reads(&["202510"], &["2025-10"]);
    }

    #[test]
    fn years_before_christ_have_a_year_zero_between() {
        reads(&["44 BC", "1 BCE", "-0043"], &["-0043", "0000", "-0043"]);
    }

    #[test]
    fn what_is_no_date_is_told() {
        reads(
            &["13/10/2025", "10/13/2025", "10/14/2025"],
            &[
                "13 is no month in \"13/10/2025\", since the dates of this column are month-first",
                "2025-10-13",
                "2025-10-14",
            ],
        );
        reads(&["31/02/2025"], &["there is no day 31 in month 2 of 2025, in \"31/02/2025\""]);
        let form = DateForm::default();
        assert!(date_text("99999", form).unwrap_err().contains("beyond the years"));
        for wrong in ["99999-01-01", "yesterday", "2025-13-45", "12:30", "1e400", "٣"] {
            let text = date_text(wrong, form);
            assert!(text.is_err() || When::parse(&text.unwrap().unwrap()).is_err(), "{wrong}");
        }
    }
}
