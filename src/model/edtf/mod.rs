//! What an EDTF expression says, part by part (ISO 8601-2:2019, "Extended Date/Time Format").
//!
//! This module answers how an expression is read and written, and which days it can mean. It does
//! not know zones: spans in seconds are in `span`, words for people in `super::words`.
//!
//! ```text
//! expression = date | interval | set
//! interval   = end "/" end                      end = date | ".." (open) | "" (unknown)
//! set        = ("[" one of | "{" all of) member ("," member)* ("]" | "}")
//! member     = date | date ".." | ".." date | date ".." date
//! date       = year ["-" (month ["-" day ["T" time]] | season)]
//! year       = ["-"] 4 digits ["S" n] | "Y" ["-"] digits ["E" n] ["S" n]
//! time       = hh ":" mm [":" ss ["." digits]] ["Z" | ("+" | "-") hh [":" mm]]
//! ```
//!
//! `X` stands for any digit of a four-digit year, a month or a day. `?`, `~` and `%` stand to the left
//! of a part (of it alone) or to its right (of it and all parts before it). Beyond the standard, a time
//! may leave out its seconds, have a fraction, and be qualified on its right.

mod calendar;
mod date;
mod error;
mod informal_dates;
mod parse;
mod parse_part;
mod print;
mod span;

pub(crate) use calendar::Day;
pub(crate) use date::{Date, Digits, Month, Offset, Part, Qualifier, Time, Unit, Year};
pub use error::EdtfError;
pub(crate) use informal_dates::{
    FILLERS, Languages, Parts, checked, date_with_unknown_digits, expression_of_words, in_small_letters,
    informal_third, informal_week, is_day_of_week, month_from_word, months_named, weekday_named, words_of_range,
};
pub(crate) use span::span;

/// Reads an expression. Where it fails because the text is a date as people write them, the message gives the
/// expression to write instead.
pub(crate) fn parse(text: &str) -> Result<Expression, EdtfError> {
    if let Some(plain) = parse::plain_days(text) {
        return Ok(plain);
    }
    parse::parse_strictly(text).map_err(|error| match informal_dates::advice(text) {
        Some(message) => EdtfError { message, ..error },
        None => error,
    })
}

/// A whole expression.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Expression {
    /// A date or a time of day.
    Date(Date),
    /// From one end to the other; boxed, so that a plain date stays small.
    Interval(Box<(End, End)>),
    /// Several dates.
    Set(SetKind, Vec<Member>),
}

/// An end of an interval.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum End {
    /// A date or a time of day.
    At(Date),
    /// `..`: there is none.
    Open,
    /// Left empty: there is one, but nobody says when.
    Unknown,
}

impl End {
    fn date(&self) -> Option<&Date> {
        if let Self::At(date) = self { Some(date) } else { None }
    }
}

/// What a set of dates means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SetKind {
    /// `[…]`: one of the dates.
    OneOf,
    /// `{…}`: all of the dates.
    AllOf,
}

/// A part of a set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Member {
    /// A single date.
    Date(Date),
    /// All from the first to the last, both included; none where it has no first or last. Never
    /// without both.
    Range(Option<Date>, Option<Date>),
}

impl Expression {
    /// Every date in it, in the order in which they are written.
    pub(crate) fn dates(&self) -> Vec<&Date> {
        match self {
            Self::Date(date) => vec![date],
            Self::Interval(ends) => [&ends.0, &ends.1].into_iter().filter_map(End::date).collect(),
            Self::Set(_, members) => members
                .iter()
                .flat_map(|member| match member {
                    Member::Date(date) => [Some(date), None],
                    Member::Range(first, last) => [first.as_ref(), last.as_ref()],
                })
                .flatten()
                .collect(),
        }
    }
}
