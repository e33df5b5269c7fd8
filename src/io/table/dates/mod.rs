//! What date does a cell mean?
//!
//! This module answers how the dates of a column are written, from all cells that it was shown, and what
//! each of them is as EDTF. It does not know the zone. `study` looks at columns, `numbers`, `printed`, `years`,
//! `clock` and `calendars` read what their names say.

mod calendars;
mod clock;
mod form;
mod numbers;
mod printed;
mod study;
mod years;
mod zones;

use chrono::NaiveDate;

use super::text::western_digits;
use crate::model::When;
use calendars::{Script, civil_text};
pub(super) use calendars::{Setting, by_calendar};
pub(super) use clock::is_time;
use clock::{Clock, time_text};
pub(super) use form::DateForm;
pub use form::DayOrder;
use form::{Company, Midnight};
use numbers::{bare_number, number_text};
pub(super) use study::DateStudy;
use years::{before_christ, span_of_years};
pub(super) use zones::zone_of as zone_offset;

/// So long a cell is no date; it is not tried in every form that a date may have.
const LONGEST: usize = 80;

/// The date of a cell as EDTF; none for an empty cell and for words that say there is no date.
pub(super) fn date_text(cell: &str, form: DateForm) -> Result<Option<String>, String> {
    let script = Script::of(cell);
    let folded = western_digits(cell);
    let cell = without_marks(folded.trim());
    if cell.is_empty() || is_no_date(cell) {
        return Ok(None);
    }
    let mut text = match zones::split_zone(cell).map(|(cell, zone)| (text_of(cell, form, script), zone)) {
        Some((Ok(text), zone)) => zones::in_zone(text, &zone),
        _ => text_of(cell, form, script)?,
    };
    if form.midnight == Midnight::Day
        && let Some((day, time)) = text.split_once('T')
        && matches!(time, "00:00" | "00:00:00")
    {
        text.truncate(day.len());
    }
    Ok(Some(text))
}

/// A day with the time of day that stands in a column of its own. None where the cell is no time.
pub(super) fn day_with_time(day: &str, time: &str, form: DateForm) -> Option<String> {
    let folded = western_digits(time.trim());
    if let Some((time, zone)) = zones::split_zone(&folded) {
        return day_with_time(day, time, form).map(|text| zones::in_zone(text, &zone));
    }
    let time = time_text(&folded, form.clock)?;
    if form.midnight == Midnight::Day && matches!(time.as_str(), "T00:00" | "T00:00:00") {
        return Some(day.to_owned());
    }
    let text = format!("{day}{time}");
    When::parse(&text).is_ok().then_some(text)
}

/// The day of a cell whose time of day is none, such as that of `2025:10:11 24:04:20`.
pub(super) fn day_alone(cell: &str, form: DateForm) -> Option<String> {
    let folded = western_digits(cell.trim());
    let (day, time) = folded.split_once([' ', 'T'])?;
    let is_like_time =
        time.contains(':') && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':' || byte == b'.');
    if !is_like_time {
        return None;
    }
    date_text(day, form).ok().flatten().filter(|day| day.len() == 10 && !day.contains('/'))
}

/// A day, or several, that name no year, such as `9 October`, in a year that is known.
pub(super) fn yearless_text(cell: &str, year: i32) -> Option<String> {
    let has_letter = cell.chars().any(char::is_alphabetic);
    let has_digit = cell.bytes().any(|byte| byte.is_ascii_digit());
    let is_form = cell.len() <= 40 && has_letter && has_digit && (1000..=2999).contains(&year);
    if !is_form || has_year(cell) || When::parse(cell).is_ok() || When::from_words(cell).is_some() {
        return None;
    }
    let text = When::from_words(&format!("{} {year}", cell.trim_end_matches([',', '.'])))?.to_string();
    (text.len() >= 10 && text.starts_with(|char: char| char.is_ascii_digit())).then_some(text)
}

fn has_year(cell: &str) -> bool {
    cell.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// The number of a month, by its name in any language.
pub(super) fn month_number(cell: &str) -> Option<u32> {
    let text = When::from_words(&format!("1 {} 2000", cell.trim()))?.to_string();
    text.strip_suffix("-01").filter(|text| text.len() == 7)?.get(5..)?.parse().ok()
}

fn text_of(cell: &str, form: DateForm, script: Script) -> Result<String, String> {
    if let Some(read) = year_first_text(cell, form, script) {
        return read;
    }
    if let Some((first, second, third, rest)) = slashed(cell) {
        return slashed_text(cell, [first, second], third, rest, form, script);
    }
    if let Some(number) = bare_number(cell) {
        return number_text(number, cell, form, script);
    }
    if let Some(text) = printed::printed_text(cell, form)
        .or_else(|| before_christ(cell))
        .or_else(|| span_of_years(cell, form.short))
        .or_else(|| short_year_text(cell))
    {
        return Ok(text);
    }
    if let Some(read) = calendars::words_text(cell) {
        return read;
    }
    let Err(error) = When::parse(cell) else { return Ok(cell.to_owned()) };
    if let Some(text) = slashed_range_text(cell, form, script).or_else(|| lone_day_text(cell, form, script)) {
        return Ok(text);
    }
    if let Some(when) = When::from_words(cell) {
        return calendars::years_of_words(&when.to_string(), form);
    }
    // Listopad is October in Croatia and November in Poland.
    let by_language = || When::from_words(&form.languages.in_english(cell)?).map(|when| when.to_string());
    let by_column = || yearless_text(cell, form.year?);
    timed_text(cell).or_else(by_language).or_else(by_column).ok_or_else(|| not_understood(cell, &error.to_string()))
}

/// What is told of a cell in a form that is not known.
fn not_understood(cell: &str, error: &str) -> String {
    if cell.len() > LONGEST {
        return "a text of more than 80 letters is no date".to_owned();
    }
    let tail = cell.get(10..).map(str::trim).filter(|_| is_day_at_start(cell)).unwrap_or_default();
    if tail.starts_with(|char: char| char.is_ascii_digit()) && tail.contains(':') {
        return format!("\"{tail}\" is no time of day, in \"{cell}\"");
    }
    if is_time(cell) {
        return format!("\"{cell}\" is a time of day without a day");
    }
    let is_edtf = cell.bytes().all(|byte| byte.is_ascii_digit() || b"-/.,XYSETZ:+?~%[]{}".contains(&byte));
    let advice = ["remove ", "write the year first", "write a "].iter().any(|start| error.starts_with(start));
    if is_edtf && !advice {
        return error.to_owned();
    }
    if !has_year(cell) && cell.bytes().any(|byte| byte.is_ascii_digit()) && cell.chars().any(char::is_alphabetic) {
        return format!("\"{cell}\" names no year with four digits");
    }
    format!("\"{cell}\" is written in a form of dates that is not understood")
}

/// A cell without the marks of footnotes behind it: `[1]`, `[note 2]`, `*`, `†`, `¹`.
fn without_marks(cell: &str) -> &str {
    let mut cell = cell;
    loop {
        let shorter =
            cell.trim_end_matches(['*', '†', '‡', '§', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']).trim_end();
        let shorter =
            shorter.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).map_or(shorter, |(rest, mark)| {
                let mark = mark.to_lowercase();
                let words = ["note", "nb", "n", "fn", "ref", "lower-alpha", "citation needed", "better source needed"];
                let word = mark.trim_end_matches(|char: char| char.is_ascii_digit()).trim();
                let is_mark =
                    word.is_empty() && mark.len() <= 3 || word.len() == 1 && mark.len() <= 2 || words.contains(&word);
                if is_mark && !rest.is_empty() { rest.trim_end() } else { shorter }
            });
        if shorter.len() == cell.len() {
            return cell;
        }
        cell = shorter;
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
    let time = rest_text(time.trim_start_matches([' ', ',', 'T']))?;
    Some(format!("{}{time}", date.format("%Y-%m-%d")))
}

/// The time behind a day; empty where nothing is behind it.
fn rest_text(rest: &str) -> Option<String> {
    let rest = rest.trim();
    if rest.is_empty() { Some(String::new()) } else { time_text(rest, Clock::Unsure) }
}

fn is_no_date(cell: &str) -> bool {
    ["-", "–", "n/a", "na", "n.d.", "null", "none", "unknown", "nan", "nat", "?", "\\n"]
        .iter()
        .any(|word| cell.eq_ignore_ascii_case(word))
        || cell.starts_with("0000-00-00")
        || cell.starts_with("0000:00:00")
}

fn is_day_at_start(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    bytes.len() >= 10 && [0, 1, 2, 3, 5, 6, 8, 9].iter().all(|at| bytes[*at].is_ascii_digit()) && bytes[4] == bytes[7]
}

/// `2025-10-09`, `2025/10/9`, a camera's `2025:10:09`, and the same with a time or an offset behind it, as
/// databases write them. None for all else.
fn year_first_text(cell: &str, form: DateForm, script: Script) -> Option<Result<String, String>> {
    let (year, rest) = cell.split_at_checked(4)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, '-' | '/' | '.' | ':'))?;
    let part = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest.get(1..)?;
    let (month, rest) = rest.split_at(part(rest));
    let rest = rest.strip_prefix(sign)?;
    let (day, rest) = rest.split_at(part(rest));
    let are_parts = part(year) == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    let is_after = rest.is_empty() || rest.starts_with([' ', 'T', 't', ',', 'Z', '+', '-']);
    if !are_parts || !is_after {
        return None;
    }
    let number = |digits: &str| digits.parse().unwrap_or(0);
    let parts = [number(year), number(month), number(day)];
    // Of XML: a day with the offset of its zone.
    let is_xml_day = rest == "Z" || rest.len() == 6 && zones::offset_text(rest).is_some();
    let time = if is_xml_day { String::new() } else { rest_text(rest.trim_start_matches(['T', 't', ',']))? };
    if !is_xml_day && rest.starts_with(['Z', '+', '-']) {
        return None;
    }
    Some(civil_text(parts, cell, form, script).and_then(|day| with_time(&day, &time, cell)))
}

/// A day and a time that belong together; only a day has a time, but for that of midnight.
fn with_time(day: &str, time: &str, cell: &str) -> Result<String, String> {
    let is_day = day.len() >= 10 && !day.contains('/');
    if is_day || time.is_empty() {
        return Ok(format!("{day}{time}"));
    }
    if time.starts_with("T00:00") {
        return Ok(day.to_owned());
    }
    Err(format!("\"{cell}\" has a time of day without a day"))
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

fn slashed_text(
    cell: &str,
    [first, second]: [u32; 2],
    third: &str,
    rest: &str,
    form: DateForm,
    script: Script,
) -> Result<String, String> {
    if let Some((start, end)) = slashed_ends(cell) {
        return slashed_range_text(cell, form, script)
            .ok_or_else(|| format!("\"{start}\" to \"{end}\" is no range of days that this column's others are like"));
    }
    let last: i32 = third.parse().unwrap_or(0);
    let order = form.order;
    let full = |year: i32, is_short: bool| match (is_short, year) {
        (false, year) => year,
        // As C's strptime and spreadsheets do.
        (true, 0..=68) => 2000 + year,
        (true, year) => 1900 + year,
    };
    let (year, month, day) = match order {
        DayOrder::YearFirst if third.len() == 2 => (full(first.cast_signed(), true), second, last.unsigned_abs()),
        DayOrder::MonthFirst => (full(last, third.len() == 2), first, second),
        DayOrder::DayFirst | DayOrder::YearFirst => (full(last, third.len() == 2), second, first),
    };
    if !(1..=12).contains(&month) {
        let word = order.word();
        return Err(format!("{month} is no month in \"{cell}\", since the dates of this column are {word}"));
    }
    let time = rest_text(rest.trim_start_matches([' ', ',', 'T']))
        .ok_or_else(|| format!("\"{}\" is no time of day, in \"{cell}\"", rest.trim_start_matches([' ', ',', 'T'])))?;
    let day = civil_text([year, month.cast_signed(), day.cast_signed()], cell, form, script)?;
    with_time(&day, &time, cell)
}

/// The two ends of a range of days such as 9/10/2025 – 12/10/2025.
fn slashed_ends(cell: &str) -> Option<(&str, &str)> {
    [" to ", " until ", " through ", " bis ", " - ", " – ", "–", " — ", "-"].iter().find_map(|sign| {
        let (start, end) = cell.split_once(sign).map(|(start, end)| (start.trim(), end.trim()))?;
        let is_day = |text: &str| slashed(text).is_some_and(|(.., rest)| rest.is_empty());
        // A hyphen stands between days of other signs only.
        let is_apart = *sign != "-" || !end.contains('-');
        (is_apart && is_day(start) && is_day(end)).then_some((start, end))
    })
}

/// `9.–12.10.2025`, `09-12/10/2025`, `9.10.–12.11.2025`: a day that takes what it leaves out from the other.
fn lone_day_text(cell: &str, form: DateForm, script: Script) -> Option<String> {
    let (start, end) = ["–", "-", " to ", " bis "].iter().find_map(|sign| {
        let (start, end) = cell.split_once(sign)?;
        let start: Vec<&str> = start.trim().trim_end_matches('.').split(['.', '/']).map(str::trim).collect();
        let is_number = |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_end = slashed(end.trim()).is_some_and(|(.., third, rest)| third.len() == 4 && rest.is_empty());
        (start.len() <= 2 && start.iter().all(is_number) && is_end && !end.contains('-')).then_some((start, end.trim()))
    })?;
    let order = if end.contains('.') { DayOrder::DayFirst } else { form.order };
    let last = text_of(end, DateForm { order, ..form }, script).ok()?;
    let first = match (start.as_slice(), order) {
        ([day], DayOrder::DayFirst) => format!("{}-{day:0>2}", last.get(..7)?),
        ([month, day], DayOrder::MonthFirst) | ([day, month], DayOrder::DayFirst) => {
            format!("{}-{month:0>2}-{day:0>2}", last.get(..4)?)
        }
        _ => return None,
    };
    let text = format!("{first}/{last}");
    When::parse(&text).is_ok().then_some(text)
}

fn slashed_range_text(cell: &str, form: DateForm, script: Script) -> Option<String> {
    let (start, end) = slashed_ends(cell)?;
    let text = format!("{}/{}", text_of(start, form, script).ok()?, text_of(end, form, script).ok()?);
    When::parse(&text).is_ok().then_some(text)
}

/// `9 de octubre de 2025, 21:50`: a day in words with a time behind it.
fn timed_text(cell: &str) -> Option<String> {
    if cell.len() > LONGEST {
        return None;
    }
    cell.match_indices([' ', ',']).skip(1).find_map(|(at, _)| {
        let time = time_text(cell[at + 1..].trim(), Clock::Unsure)?;
        let day = When::from_words(cell[..at].trim_end_matches([',', ' ', '-', '–']))?.to_string();
        let is_day = day.len() == 10 && !day.contains(['/', 'X']);
        is_day.then(|| format!("{day}{time}")).filter(|text| When::parse(text).is_ok())
    })
}

#[cfg(test)]
mod tests;
