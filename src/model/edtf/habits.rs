//! Other habits of writing dates, and the EDTF to write instead.
//!
//! This module only gives advice: whatever it finds is proposed to the author, never read as a date.
//! Every proposal is EDTF, as each goes through [`checked`]. Texts are in lower case here.

use super::habits_of_dates::{date_from_habit, split_numbers};
use super::parse::parse_strictly;

/// Longer texts are not dates written in another way.
const LONGEST_BYTES: usize = 80;

/// Words for an interval with one end, with what to write before and after its date.
const ONE_SIDED: [(&str, &str, &str); 9] = [
    ("before ", "../", ""),
    ("until ", "../", ""),
    ("up to ", "../", ""),
    ("till ", "../", ""),
    ("..", "../", ""),
    ("since ", "", "/.."),
    ("after ", "", "/.."),
    ("from ", "", "/.."),
    ("ongoing since ", "", "/.."),
];

const BETWEEN: [&str; 10] = [" to ", " until ", " till ", " – ", " — ", " - ", "–", "—", "..", "/"];

/// What to write instead of a text that is not EDTF. None when no habit is recognised in it.
pub(super) fn advice(text: &str) -> Option<String> {
    if text.len() > LONGEST_BYTES {
        return None;
    }
    let lower = text.trim().to_ascii_lowercase();
    if matches!(lower.as_str(), "n.d." | "nd" | "undated" | "no date" | "unknown" | "?") {
        return Some("leave out the date where there is none".to_owned());
    }
    // Spaces around it are all that is wrong, and the parser says so.
    let instead = expression_from_habit(&lower).filter(|instead| instead != text.trim())?;
    let or = match month_first(&lower).filter(|other| *other != instead) {
        Some(other) => format!(" (or {other}, if the month comes first)"),
        None => String::new(),
    };
    Some(format!("write {instead} instead of {text}{or}"))
}

/// The EDTF that a date written with words means, such as `9 October 2025`. None for what is not recognised, or
/// could mean two dates.
pub(crate) fn expression_of_words(text: &str) -> Option<String> {
    if text.len() > LONGEST_BYTES || !text.contains(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let lower = text.trim().to_ascii_lowercase();
    expression_from_habit(&lower).filter(|_| month_first(&lower).is_none())
}

/// The candidate, if it is EDTF.
pub(super) fn checked(candidate: String) -> Option<String> {
    parse_strictly(&candidate).is_ok().then_some(candidate)
}

fn expression_from_habit(lower: &str) -> Option<String> {
    date_from_habit(lower)
        .or_else(|| one_sided_from_habit(lower))
        .or_else(|| interval_from_habit(lower))
        .or_else(|| days_of_month_from_habit(lower))
        .or_else(|| week_from_habit(lower))
        .or_else(|| set_from_habit(lower))
        .or_else(|| checked(lower.split_whitespace().collect::<String>().to_ascii_uppercase()))
}

/// `9/10/2025` as the tenth of September.
fn month_first(lower: &str) -> Option<String> {
    match *split_numbers(lower)?.as_slice() {
        [month, day, year] if year.len() == 4 => checked(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    }
}

/// `since 2021`, `2021-`, `before 1850`.
fn one_sided_from_habit(lower: &str) -> Option<String> {
    for (word, before, after) in ONE_SIDED {
        if let Some(date) = lower.strip_prefix(word).and_then(date_from_habit) {
            return checked(format!("{before}{date}{after}"));
        }
    }
    let start = ["-", "–", ".."].iter().find_map(|dash| lower.strip_suffix(dash))?;
    checked(format!("{}/..", date_from_habit(start)?))
}

/// `1939-1945`, `from 1850 to 1860`, `2025-10-09/11`, `2004/open`.
fn interval_from_habit(lower: &str) -> Option<String> {
    if let Some((start, end)) = lower.strip_prefix("between ").and_then(|rest| rest.split_once(" and ")) {
        return ends_from_habit(start, end);
    }
    let rest = lower.strip_prefix("from ").unwrap_or(lower);
    let by_word = BETWEEN.iter().filter_map(|word| rest.split_once(word));
    let by_hyphen = rest.split_once('-').filter(|(start, _)| start.len() >= 4 && !start.starts_with('y'));
    by_word.chain(by_hyphen).find_map(|(start, end)| ends_from_habit(start, end))
}

fn ends_from_habit(start: &str, end: &str) -> Option<String> {
    let (start, end) = (start.trim(), end.trim());
    let last = interval_end_from_habit(end);
    // 7 Oct - 2 Nov 2025
    let year = last.as_deref().and_then(|last| last.get(..4)).unwrap_or_default();
    let first = interval_end_from_habit(start).or_else(|| date_from_habit(&format!("{start} {year}")))?;
    // 2025-10-09/11: the end leaves out what it shares with the start.
    let shared = first.len().checked_sub(end.len()).and_then(|length| first.get(..length)).unwrap_or_default();
    let shortened = || checked(format!("{first}/{shared}{end}"));
    last.and_then(|last| checked(format!("{first}/{last}"))).or_else(shortened)
}

fn interval_end_from_habit(lower: &str) -> Option<String> {
    match lower {
        "open" | "now" | "present" | "today" | "ongoing" | ".." | "..." => Some("..".to_owned()),
        "unknown" | "?" | "" => Some(String::new()),
        date => date_from_habit(date),
    }
}

/// `9-11 October 2025`, `Oct 9–11, 2025`.
fn days_of_month_from_habit(lower: &str) -> Option<String> {
    let has_month = lower.split(|char: char| !char.is_ascii_alphabetic()).any(|word| word.len() >= 3);
    if !has_month {
        return None; // 2025-02-29
    }
    let is_digit = |char: char| char.is_ascii_digit();
    lower.match_indices(['-', '–']).find_map(|(at, dash)| {
        let (before, after) = (lower.get(..at)?.trim_end(), lower.get(at + dash.len()..)?.trim_start());
        let (lead, tail) = (before.trim_end_matches(is_digit), after.trim_start_matches(is_digit));
        let (first, last) = (before.strip_prefix(lead)?, after.strip_suffix(tail)?);
        let first = date_from_habit(&format!("{lead}{first}{tail}")).filter(|_| !first.is_empty())?;
        let last = date_from_habit(&format!("{lead}{last}{tail}"))?;
        checked(format!("{first}/{last}"))
    })
}

/// `2025-W41`: from Monday to Sunday, as ISO 8601 counts weeks.
fn week_from_habit(lower: &str) -> Option<String> {
    let (year, week) = lower.split_once("-w").or_else(|| lower.split_once('w'))?;
    let (year, week) = (year.parse().ok()?, week.parse().ok()?);
    let day = |weekday| chrono::NaiveDate::from_isoywd_opt(year, week, weekday);
    checked(format!("{}/{}", day(chrono::Weekday::Mon)?, day(chrono::Weekday::Sun)?))
}

/// `1667 or 1668`, `1667 and 1668`.
fn set_from_habit(lower: &str) -> Option<String> {
    let dates = |word: &str| {
        let dates: Option<Vec<String>> = lower.split(word).map(date_from_habit).collect();
        dates.filter(|dates| dates.len() > 1).map(|dates| dates.join(","))
    };
    let one_of = dates(" or ").and_then(|dates| checked(format!("[{dates}]")));
    one_of.or_else(|| checked(format!("{{{}}}", dates(" and ")?)))
}
