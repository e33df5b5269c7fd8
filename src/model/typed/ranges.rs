//! Single dates, sets and ranges, in which one date takes from another what it leaves out.

use super::fill::fill;
use super::rough::Rough;
use super::{Reader, Refusal, TypedError};
use crate::model::edtf::{Parts, words_of_range};

/// Signs and words between dates of which one is meant, and between those that all are.
const OR: [&str; 8] = [" or ", " oder ", " ou ", " o ", " или ", " або ", " یا ", " أو "];
const AND: [&str; 7] = [" and ", " & ", " und ", " et ", " y ", " и ", " و "];
/// One date.
pub(super) fn single(text: &str, reader: &mut Reader<'_>) -> Result<String, Refusal> {
    let mut dates = [Rough::read(text, reader)?];
    Ok(fill(reader, &mut dates)?.concat())
}

/// `9 or 10 October`, `one of 9 October 2025, 12 October 2025 or 2026`, `all of …`, `9, 10 and 12 October`.
pub(super) fn set(text: &str, reader: &mut Reader<'_>) -> Option<Result<String, Refusal>> {
    let (lead, text) = ["one of ", "some time ", "all of ", "all "]
        .iter()
        .find_map(|lead| Some((*lead, text.strip_prefix(lead)?)))
        .unwrap_or(("", text));
    let is_one = OR.iter().any(|joint| text.contains(joint)) || matches!(lead, "one of " | "some time ");
    let joints = if is_one { OR.as_slice() } else { AND.as_slice() };
    let joint = joints.iter().find(|joint| text.contains(**joint));
    if joint.is_none() && lead.is_empty() || lead == "some time " && text.starts_with("in ") {
        return None;
    }
    let mut pieces: Vec<String> = Vec::new();
    let (listed, last) = joint.and_then(|joint| text.rsplit_once(joint)).map_or(("", text), |pair| pair);
    for piece in listed.split(", ").chain([last]).filter(|piece| !piece.is_empty()) {
        for piece in joint.map_or_else(|| vec![piece], |joint| piece.split(joint).collect()) {
            let is_year = piece.len() == 4 && piece.bytes().all(|byte| byte.is_ascii_digit());
            match pieces.last_mut() {
                // 9 October 2025, 21:50 and October 9, 2025
                Some(before)
                    if piece.find(':').is_some_and(|at| at <= 2) || is_year && before.contains(char::is_alphabetic) =>
                {
                    *before = format!("{before} {piece}");
                }
                _ => pieces.push(piece.to_owned()),
            }
        }
    }
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let (open, close) = if is_one { ('[', ']') } else { ('{', '}') };
    Some(members(&pieces, reader).map(|members| format!("{open}{}{close}", members.join(","))))
}

/// The members of a set, which share months and years.
pub(super) fn members(pieces: &[&str], reader: &mut Reader<'_>) -> Result<Vec<String>, Refusal> {
    let mut dates = Vec::new();
    let mut shapes = Vec::new();
    for piece in pieces {
        let from = piece.strip_prefix("from ").and_then(|piece| piece.strip_suffix(" on"));
        let until = piece.strip_prefix("up to ");
        if let Some(from) = from {
            dates.push(Rough::read(from, reader)?);
            shapes.push(("", "..", 1));
        } else if let Some(until) = until {
            dates.push(Rough::read(until, reader)?);
            shapes.push(("..", "", 1));
        } else {
            match Rough::read(piece, reader) {
                Ok(date) => {
                    dates.push(date);
                    shapes.push(("", "", 1));
                }
                Err(refused) => {
                    let [first, last] = rough_range(piece, reader).unwrap_or(Err(refused))?;
                    dates.extend([first, last]);
                    shapes.push(("", "", 2));
                }
            }
        }
    }
    let texts = fill(reader, &mut dates)?;
    let mut texts = texts.iter();
    let members = shapes.into_iter().map(|(before, after, count)| {
        let dates: Vec<&str> = texts.by_ref().take(count).map(String::as_str).collect();
        format!("{before}{}{after}", dates.join(".."))
    });
    Ok(members.collect())
}

/// The two ends of a range. None where it is not written as one.
pub(super) fn range(text: &str, reader: &mut Reader<'_>) -> Option<Result<[String; 2], Refusal>> {
    Some(rough_range(text, reader)?.and_then(|dates| filled(dates, reader)))
}

/// Two ends that stand in different texts.
pub(super) fn two(first: &str, last: &str, reader: &mut Reader<'_>) -> Result<[String; 2], Refusal> {
    let mut dates = [Rough::read(first, reader)?, Rough::read(last, reader)?];
    // About 9 and 12 October 2025: doubt stands before both.
    if dates[0].parts.year.is_none() && dates[1].parts.year.is_some() {
        dates[1].doubt = dates[1].doubt.or(dates[0].doubt);
    }
    filled(dates, reader)
}

fn filled(mut dates: [Rough; 2], reader: &mut Reader<'_>) -> Result<[String; 2], Refusal> {
    if dates[1].clock.is_some()
        && dates[0].clock.is_none()
        && dates[0].parts.month.is_none()
        && dates[0].parts.day.is_some()
    {
        return Err(TypedError::of("Write both times with their minutes, such as 18:00 to 20:00").into());
    }
    let minutes = |date: &Rough| date.clock.as_ref().map(super::clock::Clock::minutes);
    let is_over_midnight =
        !dates[1].has_date() && dates[1].weekday.is_none() && minutes(&dates[1]) < minutes(&dates[0]);
    let texts = fill(reader, &mut dates)?;
    let [first, mut last] = <[String; 2]>::try_from(texts).unwrap_or_default();
    if is_over_midnight
        && let Some(day) = last.get(..10).and_then(|day| day.parse::<chrono::NaiveDate>().ok())
        && let Some(next) = day.succ_opt()
    {
        reader.note("The end comes before the start by the clock, so it is that of the next day");
        last.replace_range(..10, &next.format("%Y-%m-%d").to_string());
    }
    Ok([first, last])
}

/// Every way to take a text for two dates, until one fits.
fn rough_range(text: &str, reader: &mut Reader<'_>) -> Option<Result<[Rough; 2], Refusal>> {
    // About 9 to 12 October: both are; from about 9 October to the 12th: the first is.
    let (doubt, plain) = super::words::doubt(text);
    let is_of_both = !text.starts_with("from ");
    let (text, doubt) = if is_of_both { (plain, doubt) } else { (text, None) };
    let (text, doubts) = if is_of_both { super::rough::doubts_of_parts(text).ok()? } else { (text, [None; 3]) };
    for (first, last) in words_of_range(text) {
        let notes = reader.notes.len();
        let read = Rough::read(first, reader).and_then(|first| Ok([first, Rough::read(last, reader)?]));
        match read {
            Ok([mut first, mut last]) => {
                shorten(&first, &mut last);
                for date in [&mut first, &mut last] {
                    date.doubt = date.doubt.or(doubt);
                    if doubts.iter().any(Option::is_some) {
                        date.doubts = doubts;
                    }
                }
                return Some(Ok([first, last]));
            }
            Err(Refusal::Final(error)) => return Some(Err(error.into())),
            Err(Refusal::OtherWay(_)) => reader.notes.truncate(notes),
        }
    }
    None
}

/// 1939-45, where the end leaves out the century.
fn shorten(first: &Rough, last: &mut Rough) {
    let year = first.parts.year.filter(|_| first.parts == (Parts { year: first.parts.year, ..Parts::default() }));
    let Some(year) = year.filter(|year| *year >= 1000) else { return };
    let Parts { year: last_year, month: None, day } = last.parts else { return };
    if let Some(short) = day.xor(last_year).filter(|short| (0..100).contains(short)) {
        last.parts = Parts { year: Some(year / 100 * 100 + short), ..Parts::default() };
    }
}
