//! Whole expressions: one end, nights, parts of a month or year; else a set, a range or a single date.

use super::ranges::{members, range, set, single, two};
use super::{Reader, Refusal, TypedError};
use crate::model::edtf::{expression_of_words, informal_third, informal_week};

/// What stands before a range in which something was at some time.
const BETWEEN: [(&str, &str); 10] = [
    ("some time between ", " and "),
    ("sometime between ", " and "),
    ("some time from ", " to "),
    ("between the ", " and the "),
    ("between ", " and "),
    ("zwischen dem ", " und dem "),
    ("zwischen ", " und "),
    ("entre le ", " et le "),
    ("entre el ", " y el "),
    ("между ", " и "),
];
const NIGHTS: [&str; 12] = [
    "in the night of ",
    "in the night from ",
    "on the night of ",
    "during the night of ",
    "the night of ",
    "night of ",
    "night from ",
    "overnight on ",
    "overnight ",
    "nuit du ",
    "nacht vom ",
    "noche del ",
];

/// The whole of a text in small letters, in EDTF.
pub(super) fn expression(text: &str, reader: &mut Reader<'_>) -> Result<String, Refusal> {
    // That is no set.
    let text = text.replace(" uncertain and approximate", " in both doubts");
    let text = text.as_str();
    if let Some(known) = fixed(text) {
        return Ok(known.to_owned());
    }
    if matches!(text, "n.d." | "nd" | "undated" | "no date" | "unknown" | "?") {
        return Err(TypedError::of("Leave the field empty where there is no date").into());
    }
    if let Some(read) = one_end(text, reader) {
        return read;
    }
    if let Some(night) = NIGHTS.iter().find_map(|before| text.strip_prefix(before)) {
        return night_of(night, reader);
    }
    if let Some(between) = some_time_between(text, reader) {
        return between;
    }
    if let Some(third) = third(text, reader) {
        return Ok(third);
    }
    if let Some(week) = informal_week(text).or_else(|| nearest(text, reader, informal_week)) {
        reader.note("Weeks begin on Monday");
        return Ok(week);
    }
    if let Some(set) = set(text, reader) {
        return set;
    }
    refuse_hyphen(text)?;
    let notes = reader.notes.len();
    let single = match single(text, reader) {
        Err(Refusal::OtherWay(message)) => message,
        read => return read,
    };
    reader.notes.truncate(notes);
    if let Some(range) = range(text, reader) {
        return range.map(|[first, last]| format!("{first}/{last}"));
    }
    if text.contains(", ")
        && let Ok(days) = members(&text.split(", ").collect::<Vec<_>>(), reader)
    {
        return Ok(format!("{{{}}}", days.join(",")));
    }
    expression_of_words(text).ok_or(Refusal::OtherWay(single))
}

/// 2025-10-09 08:00-05:00 ends at five or is five hours behind UTC.
fn refuse_hyphen(text: &str) -> Result<(), Refusal> {
    let Some((day, (first, last))) =
        text.split_once([' ', 't']).and_then(|(day, times)| Some((day, times.split_once('-')?)))
    else {
        return Ok(());
    };
    if day.parse::<chrono::NaiveDate>().is_err() || !first.contains(':') || last.len() != 5 || last > "12:59" {
        return Ok(());
    }
    let message = format!("-{last} is an end or an offset; write {first} to {last}, or UTC-{last}");
    let first = first.trim();
    let instead = [format!("{day}T{first}-{last}"), format!("{day}T{first}/{day}T{last}")];
    Err(TypedError::offering(message, instead).into())
}

/// What has no date in it.
fn fixed(text: &str) -> Option<&'static str> {
    match text {
        "always" => Some("../.."),
        "always until an unknown end" => Some("../"),
        "start unknown, still open" => Some("/.."),
        _ => None,
    }
}

/// `since 2021`, `until 3 May`, `before 1850`, and what words make of an interval with one end.
fn one_end(text: &str, reader: &mut Reader<'_>) -> Option<Result<String, Refusal>> {
    const STILL: [&str; 9] = [
        ", still open",
        ", ongoing",
        " and ongoing",
        " until now",
        " to now",
        " until today",
        " to date",
        " to the present",
        " to present",
    ];
    const FORMS: [(&[&str], &str, &str, &str); 6] = [
        (&["always until ", "always up to "], "../", "", ""),
        (
            &["until ", "up to ", "till ", "ended ", "ended on ", "bis ", "hasta ", "jusqu'au ", "до ", "تا "],
            "/",
            "",
            "No start given, so it is unknown; write always until if it has always been so",
        ),
        (&["by "], "[..", "]", "Taken as some time up to then"),
        (&["before ", "vor dem ", "avant le "], "[..", "]", ""),
        (&["after ", "nach dem ", "après le "], "[", "..]", ""),
        (
            &["since ", "ongoing since ", "ever since ", "seit ", "depuis ", "desde ", "starting ", "с ", "از "],
            "",
            "/..",
            "",
        ),
    ];
    let (open, text) = match STILL.iter().find_map(|end| text.strip_suffix(end)) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (unknown_start, text) = text.strip_suffix(", start unknown").map_or((false, text), |rest| (true, rest));
    if let Some(start) = text.strip_suffix(", end unknown") {
        let start = start.strip_prefix("from ").unwrap_or(start);
        return Some(single(start, reader).map(|start| format!("{start}/")));
    }
    for (words, before, after, note) in FORMS {
        let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word)) else { continue };
        if note.is_empty() && (before == "[.." || after == "..]") {
            return Some(one_side(rest, if before == "[.." { Side::Before } else { Side::After }, reader));
        }
        let notes = reader.notes.len();
        return match single(rest, reader) {
            Ok(date) => {
                if !note.is_empty() && !unknown_start {
                    reader.note(note);
                }
                Some(Ok(format!("{before}{date}{after}")))
            }
            // Desde el 9 hasta el 12: a range.
            Err(Refusal::OtherWay(_)) => {
                reader.notes.truncate(notes);
                None
            }
            Err(refused) => Some(Err(refused)),
        };
    }
    if open || text.ends_with(['-', '–']) {
        let start = text.trim_end_matches(['-', '–', ' ']);
        let start = start.strip_prefix("from ").or_else(|| start.strip_prefix("since ")).unwrap_or(start);
        return Some(single(start, reader).map(|start| format!("{start}/..")));
    }
    let start = text.strip_prefix("from ")?;
    let (is_on, start) = start.strip_suffix(" on").map_or((false, start), |start| (true, start));
    let start = start.strip_suffix(" onwards").unwrap_or(start);
    let read = single(start, reader).ok()?;
    if !is_on {
        reader.note("No end given, so it still goes on");
        reader.other(&format!("{read}/"));
    }
    Some(Ok(format!("{read}/..")))
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
}

/// Some time before or after a date, itself left out.
fn one_side(text: &str, side: Side, reader: &mut Reader<'_>) -> Result<String, Refusal> {
    let date = single(text, reader)?;
    let when = crate::model::When::parse(&date).map_err(|error| TypedError::of(error.message))?;
    let day = |secs: f64| crate::model::Zone::Utc.civil_from_secs(secs).format("%Y-%m-%d").to_string();
    let is_plain = date.len() <= 10 && !date.contains(['?', '~', '%', 'X']);
    let span = when.span(&crate::model::Zone::Utc).possible;
    let step = |date: &str, years: i64| date.parse::<i64>().ok().map(|year| format!("{:04}", year + years));
    let (said, text) = if side == Side::Before {
        let last = if is_plain { step(&date, -1).unwrap_or_else(|| day(span.start_secs - 1.0)) } else { date.clone() };
        ("before", format!("[..{last}]"))
    } else {
        let first = if is_plain { step(&date, 1).unwrap_or_else(|| day(span.end_secs)) } else { date.clone() };
        ("after", format!("[{first}..]"))
    };
    let without = if is_plain { ", which is left out" } else { "" };
    reader.note(format!("Taken as some time {said} {}{without}", when.to_words(None)));
    reader.other(&if side == Side::Before { format!("/{date}") } else { format!("{date}/..") });
    Ok(text)
}

/// `night of 11 to 12 October`, `night of 11 October`.
fn night_of(text: &str, reader: &mut Reader<'_>) -> Result<String, Refusal> {
    let text = text.trim_start_matches("the ");
    let text = text.replace(" auf den ", " to ").replace(" into ", " to ").replace(" and ", " to ");
    let note = "No hours given, so both days count whole";
    let notes = reader.notes.len();
    match single(&text, reader) {
        Ok(day) => {
            let next = day.parse::<chrono::NaiveDate>().ok().and_then(|day| day.succ_opt());
            let Some(next) = next else {
                return Err(TypedError::of("Write the day on which the night began").into());
            };
            reader.note("The night is taken as that from this day to the next");
            reader.note(note);
            reader.other(&day);
            return Ok(format!("{day}/{}", next.format("%Y-%m-%d")));
        }
        Err(Refusal::Final(error)) => return Err(error.into()),
        Err(Refusal::OtherWay(_)) => reader.notes.truncate(notes),
    }
    let unread = || Refusal::OtherWay("Write a night as night of 11 to 12 October".to_owned());
    let [first, last] = range(&text, reader).unwrap_or_else(|| Err(unread()))?;
    if first.len() == 10 && last.len() == 10 {
        reader.note(note);
    }
    Ok(format!("{first}/{last}"))
}

/// `between 9 and 12 October`: at some time then.
fn some_time_between(text: &str, reader: &mut Reader<'_>) -> Option<Result<String, Refusal>> {
    let (before, after) = BETWEEN.iter().find_map(|(lead, joint)| {
        let rest = text.strip_prefix(lead)?;
        let rest = if *joint == " to " { rest.trim_start_matches("from ") } else { rest };
        rest.split_once(joint)
    })?;
    let is_said = text.starts_with("some");
    Some(two(before, after, reader).map(|[first, last]| {
        if !is_said {
            reader.note("Taken as some time between these; write from … to … if it went on all that time");
            reader.other(&format!("{first}/{last}"));
        }
        format!("[{first}..{last}]")
    }))
}

/// `early October`, `mid-2025`, `late 1990s`.
fn third(text: &str, reader: &mut Reader<'_>) -> Option<String> {
    let read = informal_third(text).or_else(|| nearest(text, reader, informal_third))?;
    reader.note("EDTF has no early, mid or late: taken as some time in that third");
    Some(read)
}

/// What a text says with the nearest year behind it.
fn nearest(text: &str, reader: &mut Reader<'_>, read: fn(&str) -> Option<String>) -> Option<String> {
    let has_year = text.split(|char: char| !char.is_ascii_digit()).any(|digits| digits.len() >= 4);
    if has_year {
        return None;
    }
    reader.with_nearest_year(|year| read(&format!("{text} {year}")))
}
