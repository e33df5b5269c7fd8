//! What date is a bare number?
//!
//! This module answers that, once it is known what the numbers of its column are.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Timelike as _};

use super::calendars::{Script, civil_text, this_year};
use super::{Company, DateForm, DayOrder};

/// What the bare numbers of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::io::table) enum Numbers {
    /// Years.
    Year,
    /// Years and months, as 202510.
    YearMonth,
    /// Days, as 20251009.
    Compact,
    /// Days and times, as 20251009215012.
    CompactTime,
    /// Days with the year behind, as 10142018.
    YearLast,
    /// Days since the end of 1899, as spreadsheets count.
    Serial,
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Millis,
    /// Microseconds since 1970.
    Micros,
}

impl Numbers {
    /// Every kind; of those that fit as many cells, the first is meant.
    pub(super) const ALL: [Self; 9] = [
        Self::Year,
        Self::YearMonth,
        Self::Compact,
        Self::CompactTime,
        Self::YearLast,
        Self::Serial,
        Self::Seconds,
        Self::Millis,
        Self::Micros,
    ];
}

/// Days from the day that spreadsheets call 0 to the first of 1970; 1900 is no leap year here, so that
/// serials up to 60 are a day off and are not taken.
const EPOCH: (i32, u32, u32) = (1899, 12, 30);

pub(super) fn bare_number(cell: &str) -> Option<f64> {
    let is_number = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    is_number.then(|| cell.parse::<f64>().ok()).flatten().filter(|number| number.is_finite())
}

/// Which kinds of [`Numbers`] a number can be, in their order.
pub(super) fn kinds_of(number: f64, cell: &str) -> [bool; 9] {
    let is_whole = number.fract() == 0.0 && !cell.contains('.');
    let (whole, digits) = (number as i64, cell.len());
    let is_compact =
        digits == 8 && NaiveDate::from_ymd_opt((whole / 10_000) as i32, month(whole), day(whole)).is_some();
    let is_compact_time = compact_time(cell).is_some();
    [
        is_whole && (-9999..=2999).contains(&whole) && digits >= 3,
        is_whole && digits == 6 && (1..=12).contains(&(whole % 100)) && (1000..=2999).contains(&(whole / 100)),
        is_whole && is_compact && (1000..=2999).contains(&(whole / 10_000)),
        is_compact_time,
        year_last(cell).is_some(),
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

/// The time of `20251009215012` or `202510092150`.
fn compact_time(cell: &str) -> Option<NaiveDateTime> {
    let date = cell.get(..8).filter(|_| cell.bytes().all(|byte| byte.is_ascii_digit()))?;
    let date =
        NaiveDate::parse_from_str(date, "%Y%m%d").ok().filter(|date| (1900..=2100).contains(&this_year(*date)))?;
    let part = |at: usize| cell.get(at..at + 2).map_or(Some(0), |digits| digits.parse().ok());
    matches!(cell.len(), 12 | 14).then(|| date.and_hms_opt(part(8)?, part(10)?, part(12)?)).flatten()
}

/// The first two numbers of `10142018`, whose leading zero may be lost, and its year. None unless one of the two
/// can be a month.
pub(super) fn year_last(cell: &str) -> Option<(u32, u32, i32)> {
    if !matches!(cell.len(), 7 | 8) || !cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u32 = cell.parse().ok()?;
    let (first, second, year) = (whole / 1_000_000, whole / 10_000 % 100, (whole % 10_000).cast_signed());
    let is_date = |month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day).is_some();
    ((1700..=2100).contains(&year) && (is_date(first, second) || is_date(second, first)))
        .then_some((first, second, year))
}

pub(super) fn number_text(number: f64, cell: &str, form: DateForm, script: Script) -> Result<String, String> {
    let unread = || format!("\"{cell}\" is no date that this column's others are like");
    let whole = number as i64;
    let fitting = kinds_of(number, cell);
    let mut fits = Numbers::ALL.into_iter().zip(fitting).filter(|(_, fits)| *fits).map(|(kind, _)| kind);
    let numbers = form.numbers.ok_or_else(unread)?;
    // Among dates that are written otherwise a number is what it can be; among numbers, what the others are.
    let is_like_others = fitting[numbers as usize] || form.company == Company::Numbers;
    let numbers = if is_like_others { numbers } else { fits.next().unwrap_or(numbers) };
    match numbers {
        Numbers::Year => {
            let is_year = number.fract() == 0.0 && (-9999..=9999).contains(&whole);
            if !is_year {
                return Err(format!("{cell} is beyond the years -9999 to 9999; write it as Y{cell} if it is meant"));
            }
            civil_text([whole as i32, 0, 0], cell, form, script)
        }
        Numbers::YearMonth => {
            let (year, month) = ((whole / 100) as i32, (whole % 100) as i32);
            if (1..=12).contains(&month) { civil_text([year, month, 0], cell, form, script) } else { Err(unread()) }
        }
        Numbers::Compact => {
            let (year, month, day) = (whole / 10_000, month(whole), day(whole));
            let is_day = (0..=12).contains(&month) && (month > 0 || day == 0) && (0..=9999).contains(&year);
            is_day
                .then(|| civil_text([year as i32, month.cast_signed(), day.cast_signed()], cell, form, script).ok())
                .flatten()
                .ok_or_else(|| format!("{cell} is no day written as yyyymmdd"))
        }
        Numbers::CompactTime => compact_time(cell).map(|time| civil_time(&time, "")).ok_or_else(unread),
        Numbers::YearLast => {
            let (first, second, year) = year_last(cell).ok_or_else(unread)?;
            let (month, day) = if form.order == DayOrder::MonthFirst { (first, second) } else { (second, first) };
            if !(1..=12).contains(&month) {
                let word = form.order.word();
                return Err(format!("{month} is no month in \"{cell}\", since the dates of this column are {word}"));
            }
            civil_text([year, month.cast_signed(), day.cast_signed()], cell, form, script)
        }
        Numbers::Serial => {
            let start = NaiveDate::from_ymd_opt(EPOCH.0, EPOCH.1, EPOCH.2).and_then(|date| date.and_hms_opt(0, 0, 0));
            let time = start.zip((60.0..=2_958_465.0).contains(&number).then_some(())).and_then(|(start, ())| {
                let day = start.checked_add_days(Days::new(number.floor() as u64))?;
                day.checked_add_signed(chrono::TimeDelta::seconds((number.fract() * 86_400.0).round() as i64))
            });
            // A whole number is a day, whatever else its column holds.
            let text = time.map(|time| civil_time(&time, "")).ok_or_else(unread)?;
            Ok(if number.fract() == 0.0 { text.get(..10).unwrap_or(&text).to_owned() } else { text })
        }
        Numbers::Seconds => instant_text(number * 1e6).ok_or_else(unread),
        Numbers::Millis => instant_text(number * 1e3).ok_or_else(unread),
        Numbers::Micros => instant_text(number).ok_or_else(unread),
    }
}

fn instant_text(micros: f64) -> Option<String> {
    let time = DateTime::from_timestamp_micros(micros as i64)?;
    Some(civil_time(&time.naive_utc(), "Z")).filter(|_| (-9999..=9999).contains(&this_year(time.date_naive())))
}

fn civil_time(time: &NaiveDateTime, offset: &str) -> String {
    let micros = time.nanosecond() / 1000;
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}").trim_end_matches('0').to_owned() };
    format!("{}{fraction}{offset}", time.format("%Y-%m-%dT%H:%M:%S"))
}
