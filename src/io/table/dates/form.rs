//! How are the dates of a column written, as far as each of them does not say it?

use super::calendars::Calendar;
use super::clock::Clock;
use super::numbers::Numbers;
use super::printed::Bce;
use super::years::Short;
use crate::model::Languages;

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

/// How the dates of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::io::table) struct DateForm {
    pub(in crate::io::table) order: DayOrder,
    pub(super) numbers: Option<Numbers>,
    /// Whether numbers stand among dates that are written otherwise.
    pub(super) company: Company,
    pub(super) midnight: Midnight,
    pub(super) clock: Clock,
    pub(super) short: Short,
    pub(super) calendar: Calendar,
    pub(super) bce: Bce,
    pub(super) languages: Languages,
    /// The year of days that name none.
    pub(super) year: Option<i32>,
}

/// What stands beside the bare numbers of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Company {
    /// Nothing else.
    Numbers,
    /// Dates that are written otherwise.
    Texts,
}

/// What a time of 00:00 without an offset is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Midnight {
    /// No time at all: databases write it behind days.
    Day,
    /// An instant among others.
    Instant,
}

impl Default for DateForm {
    fn default() -> Self {
        Self {
            order: DayOrder::DayFirst,
            numbers: Some(Numbers::Year),
            company: Company::Numbers,
            midnight: Midnight::Day,
            clock: Clock::Unsure,
            short: Short::Months,
            calendar: Calendar::Gregorian,
            bce: Bce::Astronomical,
            languages: Languages::default(),
            year: None,
        }
    }
}

impl DateForm {
    /// How many digits a time of day has in its column where no sign stands between them.
    pub(in crate::io::table) fn digits_of_times(self) -> usize {
        self.clock.digits()
    }

    /// True where its bare numbers are years, if they are anything.
    pub(in crate::io::table) fn is_of_years(self) -> bool {
        self.numbers.is_none_or(|numbers| numbers == Numbers::Year)
    }
}
