//! Names of years, seasons, months and units.

use super::{Speech, Unit};

/// A year in words: `2025`, `AD 45`, `44 BC`; far-off years as they are counted, by name, since
/// eight digits would be read as a day. Year 0 is 1 BC.
pub fn year_words(year: impl Into<i64>) -> String {
    match year.into() {
        year @ 1000..10_000 => year.to_string(),
        year @ 1..1000 => format!("AD {year}"),
        year @ -9999..1 => format!("{} BC", 1 - year),
        year => format!("year {year}"),
    }
}

/// A season (21 to 41) of a year, which is in words already.
pub(super) fn season_of(season: u8, year: &str) -> String {
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    const COUNTED: [&str; 4] = ["first", "second", "third", "fourth"];
    let nth = |names: [&'static str; 4], first: u8| {
        names.get(usize::from(season.saturating_sub(first)) % 4).copied().unwrap_or_default()
    };
    match season {
        25..=28 => format!("{} {year} (northern)", nth(SEASONS, 25)),
        29..=32 => format!("{} {year} (southern)", nth(SEASONS, 29)),
        33..=36 => format!("{} quarter of {year}", nth(COUNTED, 33)),
        37..=39 => format!("{} third of {year}", nth(COUNTED, 37)),
        40..=41 => format!("{} half of {year}", nth(COUNTED, 40)),
        _ => format!("{} {year}", nth(SEASONS, 21)),
    }
}

pub(super) fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Year => "year",
        Unit::Season(33..) => "part of the year",
        Unit::Season(_) => "season",
        Unit::Month => "month",
        Unit::Day => "day",
        Unit::Time => "time",
    }
}

/// The months in English, from January.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Speech<'_> {
    /// The name of a month (1 to 12), or its first three letters.
    pub(super) fn month_name(self, month: u8) -> &'static str {
        let name = MONTH_NAMES.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default();
        if self.is_short() { name.get(..3).unwrap_or(name) } else { name }
    }
}
