//! When was the event of a row?
//!
//! This module answers that from the cells of the columns that say so: a date, a start and an end, parts of
//! dates, times of day, zones. Where several say it, the closest is taken as long as they agree.

use chrono::NaiveDate;

use super::parts::{as_closely, goes_on, is_zero, whole};
use super::{Cells, RowPlan, Years, day_text, is_unknown_part, joined};
use crate::io::table::dates::{date_text, day_alone, day_with_time};
use crate::io::table::gather::Gathering;
use crate::io::table::mapping::Field;
use crate::io::table::memo::PlainDays;
use crate::io::table::text::western_digits;
use crate::model::When;

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

impl RowPlan {
    /// The columns of the first and the last day of rows, where nothing else says when they were.
    pub(super) fn columns_of_days(&self) -> Option<[Option<(Field, PlainDays)>; 2]> {
        let is_more = [Field::Year, Field::Time, Field::EndTime].into_iter().any(|field| self.has(field));
        let first = match (self.has(Field::When), self.has(Field::Start)) {
            (true, false) => Field::When,
            (false, true) => Field::Start,
            _ => return None,
        };
        let days = |field: Field| self.has(field).then(|| (field, PlainDays::default()));
        (!is_more && self.signs.precision.is_none()).then(|| [days(first), days(Field::End)])
    }

    /// The first and the last day of a row whose columns say no more, and say it as it is read.
    pub(super) fn plain_days(&self, cells: Cells<'_>) -> Option<[NaiveDate; 2]> {
        let [first, last] = self.spans.as_ref()?;
        let day = |(field, days): &(Field, PlainDays)| {
            let (cell, form) = (self.cell(cells, *field), self.forms[*field as usize]);
            days.of(cell, |text, _| date_text(cell, form).is_ok_and(|read| read.as_deref() == Some(text)))
        };
        let first = day(first.as_ref()?)?;
        Some([first, last.as_ref().map_or(Some(first), day)?])
    }

    /// The time of a row by its columns.
    pub(super) fn when(&self, cells: Cells<'_>, into: &mut Gathering) -> Option<When> {
        if let Some(when) = self.plain_days(cells).and_then(|[first, last]| When::from_to(first, last)) {
            return Some(when);
        }
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
        let read = self.dates[field as usize].of(cell, |cell| date_text(cell, form));
        read.or_else(|message| {
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

#[cfg(test)]
mod tests {
    use super::*;

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
