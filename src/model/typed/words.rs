//! Words of dates: doubt, parts of a day, days that hang on the reader.

use chrono::{Datelike as _, NaiveDate};

use crate::model::When;

/// Words for doubt with their qualifier, longer ones first where one begins another.
const DOUBTS: [(&str, char); 25] = [
    ("perhaps about ", '%'),
    ("perhaps around ", '%'),
    ("possibly about ", '%'),
    ("circa ", '~'),
    ("ca. ", '~'),
    ("ca ", '~'),
    ("c. ", '~'),
    ("c.", '~'),
    ("about the ", '~'),
    ("about ", '~'),
    ("around ", '~'),
    ("approximately ", '~'),
    ("approx. ", '~'),
    ("roughly ", '~'),
    ("~", '~'),
    ("vers le ", '~'),
    ("environ ", '~'),
    ("etwa ", '~'),
    ("hacia el ", '~'),
    ("около ", '~'),
    ("حدود ", '~'),
    ("perhaps ", '?'),
    ("possibly ", '?'),
    ("probably ", '?'),
    ("maybe ", '?'),
];

/// Parts of a day in several languages, with the English word.
const DAY_PARTS: [(&str, &str); 45] = [
    ("dawn", "dawn"),
    ("daybreak", "dawn"),
    ("sunrise", "dawn"),
    ("morning", "morning"),
    ("forenoon", "morning"),
    ("noon", "noon"),
    ("midday", "noon"),
    ("afternoon", "afternoon"),
    ("evening", "evening"),
    ("dusk", "evening"),
    ("sunset", "evening"),
    ("night", "night"),
    ("overnight", "night"),
    ("matin", "morning"),
    ("midi", "noon"),
    ("après-midi", "afternoon"),
    ("soir", "evening"),
    ("soirée", "evening"),
    ("nuit", "night"),
    ("morgens", "morning"),
    ("vormittag", "morning"),
    ("vormittags", "morning"),
    ("mittag", "noon"),
    ("mittags", "noon"),
    ("nachmittag", "afternoon"),
    ("nachmittags", "afternoon"),
    ("abend", "evening"),
    ("abends", "evening"),
    ("nacht", "night"),
    ("nachts", "night"),
    ("mañana", "morning"),
    ("mediodía", "noon"),
    ("noche", "night"),
    ("утром", "morning"),
    ("днём", "afternoon"),
    ("вечером", "evening"),
    ("ночью", "night"),
    ("صبح", "morning"),
    ("عصر", "afternoon"),
    ("شام", "evening"),
    ("شب", "night"),
    ("رات", "night"),
    ("صباحا", "morning"),
    ("مساء", "evening"),
    ("ليلة", "night"),
];

/// Words for days that are others for each reader.
const RELATIVE: [&str; 26] = [
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "now",
    "recently",
    "ago",
    "last",
    "next",
    "this",
    "currently",
    "heute",
    "gestern",
    "morgen",
    "hier",
    "aujourd'hui",
    "demain",
    "hoy",
    "ayer",
    "сегодня",
    "вчера",
    "امروز",
    "دیروز",
    "نن",
    "پرون",
    "آج",
];

/// A doubt at the start or end of a text, and the rest.
pub(super) fn doubt(text: &str) -> (Option<char>, &str) {
    if let Some((rest, doubt)) = DOUBTS.iter().find_map(|(word, doubt)| Some((text.strip_prefix(word)?, *doubt))) {
        return (Some(doubt), rest.trim_start());
    }
    match text.strip_suffix("(?)").or_else(|| text.strip_suffix('?')) {
        Some(rest) => (Some('?'), rest.trim_end()),
        None => (None, text),
    }
}

/// The English word for a part of a day.
pub(super) fn day_part(word: &str) -> Option<&'static str> {
    DAY_PARTS.iter().find(|(known, _)| *known == word).map(|(_, english)| *english)
}

/// Whether a word makes a day another for each reader.
pub(super) fn is_relative(word: &str) -> bool {
    RELATIVE.contains(&word)
}

/// A day in words: `9 October 2025`.
pub(super) fn day(day: NaiveDate) -> String {
    When::of_day(day).map_or_else(|| day.to_string(), |when| when.to_words(None))
}

/// The day of the week in English.
pub(super) fn weekday(day: chrono::Weekday) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES[day.num_days_from_monday() as usize]
}

/// The weekday of a day in EDTF.
pub(super) fn weekday_of(edtf: &str) -> Option<chrono::Weekday> {
    edtf.parse::<NaiveDate>().ok().map(|day| day.weekday())
}

/// With digits of Arabic, Persian and Devanagari as they are in EDTF, and typographic signs as they are typed.
pub(super) fn plain_digits(text: &str) -> String {
    let plain = |char: char| match char {
        '٠'..='٩' => digit(char, '٠'),
        '۰'..='۹' => digit(char, '۰'),
        '०'..='९' => digit(char, '०'),
        '\u{2212}' => '-',
        '،' => ',',
        '’' => '\'',
        '\t' | '\n' => ' ',
        other => other,
    };
    let plain: String = text.chars().map(plain).collect();
    let plain = plain.replace("a.m.", "am").replace("p.m.", "pm");
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn digit(char: char, zero: char) -> char {
    let value = u32::from(char) - u32::from(zero);
    char::from_digit(value, 10).unwrap_or(char)
}
