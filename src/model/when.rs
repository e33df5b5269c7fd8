//! When something was, as its source tells it.
//!
//! This module answers what an EDTF expression means: how far it reaches in time and how it is said in
//! words. It does not know which zone an event is in; whoever asks for a span says so. The notation is
//! described in `edtf`, the rule for spans in `edtf::span`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike as _};
use serde::{Deserialize, Serialize};

use super::edtf::{self, Date, Day, EdtfError, End, Expression, Member, Offset, Qualifier, SetKind, Time, Unit};
use super::{Extent, TimeSpan, Zone};

/// When something was: an expression in EDTF (ISO 8601-2:2019).
///
/// Levels 0 and 1 whole; of level 2 sets, seasons and other parts of a year (21 to 41), significant
/// digits, unspecified digits anywhere, exponential years and qualification of parts. It prints as it
/// was written.
///
/// ```
/// # use meridian::model::{When, Zone};
/// let when = When::parse("2025-10-11~/2025-10-12")?;
/// assert_eq!(when.to_string(), "2025-10-11~/2025-10-12");
/// assert_eq!(when.to_words(None), "from about 11 October 2025 to 12 October 2025");
/// let span = when.span(&"Asia/Kabul".parse().unwrap());
/// assert_eq!(span.possible.duration_secs(), 3.0 * 86_400.0);
/// # Ok::<(), meridian::model::EdtfError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When {
    /// Apart, since most of what can have a date has none; copies share it.
    pub(super) expression: Arc<Expression>,
}

impl When {
    fn of(expression: Expression) -> Self {
        Self { expression: Arc::new(expression) }
    }

    /// Reads an expression. An error says where it fails and what to write instead.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        edtf::parse(text).map(Self::of)
    }

    /// Reads a date that is written with words, such as `9 October 2025` or `from 1850 to 1860`. None where
    /// nothing is recognised, or where day and month could be taken for each other.
    ///
    /// ```
    /// # use meridian::model::When;
    /// let talks = When::from_words("9-11 October 2025");
    /// assert_eq!(talks.map(|when| when.to_string()).as_deref(), Some("2025-10-09/2025-10-11"));
    /// ```
    pub fn from_words(text: &str) -> Option<Self> {
        Self::parse(&edtf::expression_of_words(text)?).ok()
    }

    /// A day. None beyond the years -9999 to 9999.
    pub fn of_day(day: NaiveDate) -> Option<Self> {
        Some(Self::of(Expression::Date(Date::of_day(day_of(&day), None)?)))
    }

    /// From one day to another, or the one that both are. None where the last is before the first, and beyond the years
    /// -9999 to 9999.
    pub fn from_to(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        if first == last {
            return Self::of_day(first);
        }
        let end = |day: NaiveDate| Some(End::At(Date::of_day(day_of(&day), None)?));
        (first < last).then_some(())?;
        Some(Self::of(Expression::Interval(Box::new((end(first)?, end(last)?)))))
    }

    /// One day of those from one to another. None where the last is before the first, and beyond the years -9999 to
    /// 9999.
    pub fn one_of_days(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let date = |day: NaiveDate| Date::of_day(day_of(&day), None);
        (first <= last).then_some(())?;
        Some(Self::of(Expression::Set(SetKind::OneOf, vec![Member::Range(Some(date(first)?), Some(date(last)?))])))
    }

    /// About a day. None beyond the years -9999 to 9999.
    pub fn about_day(day: NaiveDate) -> Option<Self> {
        let mut date = Date::of_day(day_of(&day), None)?;
        if let Some(day) = &mut date.day {
            day.right = Some(Qualifier::Approximate);
        }
        Some(Self::of(Expression::Date(date)))
    }

    /// How far it reaches in time, its days and its times without offset taken in a zone.
    ///
    /// - A year, season, month or day is the whole of it; a time of day is an instant.
    /// - `?` and `~` widen what is possible by one year, season, month, day or (for a time) hour on
    ///   either side, whichever they stand beside; `%` by two. They leave alone what is certain.
    /// - `X` and `S`: from the first that it can mean to the end of the last; certain is only what all
    ///   of these have in common, so mostly nothing.
    /// - An interval goes from the start of its first to the end of its last; with an open end (`..`)
    ///   it goes on for certain, with an unknown end only the known one is certain.
    /// - One of a set: possible from the first to the end of the last. All of a set: the same is
    ///   certain too, what lies between its dates included.
    /// - Seasons are three whole months; 21 to 24 are taken as northern, winter begins in December of
    ///   its year.
    ///
    /// ```
    /// # use meridian::model::{When, Zone};
    /// let about = When::parse("2025-10~")?.span(&Zone::Utc);
    /// let october = When::parse("2025-10")?.span(&Zone::Utc);
    /// let autumn = When::parse("2025-09/2025-11")?.span(&Zone::Utc);
    /// assert_eq!(about.certain, october.certain);
    /// assert_eq!(about.possible, autumn.possible);
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn span(&self, zone: &Zone) -> TimeSpan {
        edtf::span(&self.expression, zone)
    }

    /// The first time in it that never was, since the clocks of the zone were set forward over it, as it is
    /// written. None where there is none. Times with an offset always were.
    ///
    /// ```
    /// # use meridian::model::{When, Zone};
    /// let london: Zone = "Europe/London".parse().unwrap();
    /// assert_eq!(When::parse("2025-03-30T01:30")?.skipped_in(&london).as_deref(), Some("2025-03-30T01:30"));
    /// assert_eq!(When::parse("2025-03-30T01:30Z")?.skipped_in(&london), None);
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn skipped_in(&self, zone: &Zone) -> Option<String> {
        self.expression.dates().into_iter().find_map(|date| {
            let time = date.time.map(|part| part.value).filter(|time| time.offset.is_none())?;
            let civil = civil_of(date.first, &time)?;
            zone.skips(&civil).then(|| civil.format("%Y-%m-%dT%H:%M").to_string())
        })
    }

    /// The expression for a stretch of time: whole days where it starts and ends at midnight in the
    /// zone, else times with their offset, to the hundredth of a second where they need it.
    ///
    /// An end that is infinite or beyond the years -9999 to 9999 is open.
    ///
    /// ```
    /// # use meridian::model::{When, Zone};
    /// let zone: Zone = "Asia/Kabul".parse().unwrap();
    /// let days = When::parse("2025-10-09/2025-10-11")?;
    /// assert_eq!(When::from_extent(&days.span(&zone).possible, &zone), days);
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn from_extent(extent: &Extent, zone: &Zone) -> Self {
        let civil = |secs: f64| {
            let civil = zone.civil_from_secs(to_hundredth(secs));
            (secs.is_finite() && (-9999..=9999).contains(&civil.year())).then_some(civil)
        };
        let (start, end) = (civil(extent.start_secs), civil(extent.end_secs));
        let is_midnight =
            |civil: Option<NaiveDateTime>| civil.is_none_or(|civil| civil.time() == chrono::NaiveTime::MIN);
        let end_of = |date: Option<Date>| date.map_or(End::Open, End::At);
        let (start, end) = if is_midnight(start) && is_midnight(end) && !extent.is_instant() {
            let last = end.map(|end| day_of(&end).plus_days(-1));
            (start.and_then(|start| Date::of_day(day_of(&start), None)), last.and_then(|last| Date::of_day(last, None)))
        } else {
            let time =
                |civil: Option<NaiveDateTime>, secs: f64| civil.and_then(|civil| date_and_time(&civil, secs, zone));
            (time(start, extent.start_secs), time(end, extent.end_secs))
        };
        let expression = match (start, end) {
            (Some(start), Some(end)) if start == end => Expression::Date(start),
            (start, end) => Expression::Interval(Box::new((end_of(start), end_of(end)))),
        };
        Self::of(expression)
    }

    /// The first day of it by the clocks of a zone: that which is certain, else the first that it can mean; of one
    /// that was always so, its last. None where it has neither start nor end.
    pub fn first_day(&self, zone: &Zone) -> Option<NaiveDate> {
        let TimeSpan { possible, certain } = self.span(zone);
        let certain_secs = certain.map_or(f64::NEG_INFINITY, |certain| certain.start_secs);
        let secs = [certain_secs, possible.start_secs, possible.last_moment_secs()]
            .into_iter()
            .find(|secs| secs.is_finite())?;
        Some(zone.civil_from_secs(secs).date())
    }

    /// True when a part of it is marked as an estimate, `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.qualifiers().any(|qualifier| qualifier != Qualifier::Uncertain)
    }

    /// True when a part of it is marked as in doubt, `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.qualifiers().any(|qualifier| qualifier != Qualifier::Approximate)
    }

    /// True when an end of it is open: it has always been so, or still goes on.
    pub fn is_open(&self) -> bool {
        match &*self.expression {
            Expression::Date(_) => false,
            Expression::Interval(ends) => ends.0 == End::Open || ends.1 == End::Open,
            Expression::Set(_, members) => {
                members.iter().any(|member| matches!(member, Member::Range(None, _) | Member::Range(_, None)))
            }
        }
    }

    /// True when it gives a time of day, not only days.
    pub fn has_time_of_day(&self) -> bool {
        self.expression.dates().iter().any(|date| date.unit() == Unit::Time)
    }

    /// True when it begins at a time of day that it gives: at 17:30, not on a day.
    ///
    /// ```
    /// # use meridian::model::When;
    /// assert!(When::parse("2025-10-15T17:30/2025-10-17")?.begins_at_known_time());
    /// assert!(!When::parse("2025-10-15/2025-10-17T17:30")?.begins_at_known_time());
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn begins_at_known_time(&self) -> bool {
        let first = match &*self.expression {
            Expression::Date(date) => Some(date),
            Expression::Interval(ends) => match &ends.0 {
                End::At(date) => Some(date),
                End::Open | End::Unknown => None,
            },
            Expression::Set(..) => None,
        };
        first.is_some_and(|date| date.unit() == Unit::Time)
    }

    /// The stretches of time of which it was one, in order, where its writer could name them: two for
    /// `[2025-10-09,2025-10-10]`. Empty for everything else, ranges that it lies somewhere in too.
    ///
    /// ```
    /// # use meridian::model::{When, Zone};
    /// assert_eq!(When::parse("[2025-10-09,2025-10-10]")?.choices(&Zone::Utc).len(), 2);
    /// assert!(When::parse("[2025-10-09..2025-10-12]")?.choices(&Zone::Utc).is_empty());
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn choices(&self, zone: &Zone) -> Vec<Extent> {
        let Expression::Set(SetKind::OneOf, members) = &*self.expression else { return Vec::new() };
        let choice = |member: &Member| match member {
            Member::Date(date) => Some(edtf::span(&Expression::Date(*date), zone).possible),
            Member::Range(..) => None,
        };
        let mut choices: Vec<Extent> = members.iter().map_while(choice).collect();
        if choices.len() < 2 || choices.len() < members.len() {
            return Vec::new();
        }
        choices.sort_by(|a, b| a.start_secs.total_cmp(&b.start_secs));
        choices
    }

    /// True when the month in which it begins is known, whatever is known of the day.
    ///
    /// ```
    /// # use meridian::model::When;
    /// assert!(When::parse("2025-10~/2025-12")?.begins_in_known_month());
    /// assert!(!When::parse("2025")?.begins_in_known_month());
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn begins_in_known_month(&self) -> bool {
        self.expression.dates().first().is_some_and(|date| {
            let (first, last) = (date.first, date.last);
            !matches!(date.unit(), Unit::Year | Unit::Season(_)) && (first.year, first.month) == (last.year, last.month)
        })
    }

    fn qualifiers(&self) -> impl Iterator<Item = Qualifier> {
        let parts = self.expression.dates().into_iter().flat_map(Date::qualifiers);
        parts.flat_map(|(_, left, right)| [left, right]).flatten()
    }
}

fn to_hundredth(secs: f64) -> f64 {
    (secs * 100.0).round() / 100.0
}

/// What clocks show at a time of a day. None for what no clock shows, such as 24:00.
pub(super) fn civil_of(day: Day, time: &Time) -> Option<NaiveDateTime> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(day.year).ok()?, day.month.into(), day.day.into())?;
    let nanos = time.fraction.map_or(0, |(nanos, _)| nanos);
    date.and_hms_nano_opt(time.hour.into(), time.minute.into(), time.second.unwrap_or(0).into(), nanos)
}

fn day_of(civil: &impl Datelike) -> Day {
    Day { year: i64::from(civil.year()), month: civil.month() as u8, day: civil.day() as u8 }
}

/// A time to the hundredth of a second with its offset; in UTC where the zone's offset has seconds.
fn date_and_time(civil: &NaiveDateTime, secs: f64, zone: &Zone) -> Option<Date> {
    let offset_secs = zone.offset_secs_at(secs);
    let (civil, offset) = match i16::try_from(offset_secs / 60) {
        Ok(minutes) if offset_secs % 60 == 0 && *zone != Zone::Utc => (*civil, Offset::Minutes(minutes)),
        _ => (Zone::Utc.civil_from_secs(to_hundredth(secs)), Offset::Utc),
    };
    // What is left of microseconds is rounding.
    let hundredths = (civil.nanosecond() + 5_000_000) / 10_000_000 % 100;
    let digits = if hundredths % 10 == 0 { 1 } else { 2 };
    let time = Time {
        hour: civil.hour() as u8,
        minute: civil.minute() as u8,
        second: (civil.second() != 0 || hundredths != 0).then_some(civil.second() as u8),
        fraction: (hundredths != 0).then_some((hundredths * 10_000_000, digits)),
        offset: Some(offset),
    };
    Date::of_day(day_of(&civil), Some(time))
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(f)
    }
}

impl FromStr for When {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for When {
    type Error = EdtfError;

    fn try_from(text: String) -> Result<Self, EdtfError> {
        Self::parse(&text)
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn days_are_what_their_expressions_say(first in 0..3_652_058_i32, length in 0..1000_i32) {
            let day = |days: i32| NaiveDate::from_num_days_from_ce_opt(days - 366).unwrap();
            let (first, last) = (day(first), day(first + length));
            let read = |text: String| When::parse(&text).ok();
            prop_assert_eq!(When::of_day(first), read(first.to_string()));
            prop_assert_eq!(When::about_day(first), read(format!("{first}~")));
            prop_assert_eq!(When::one_of_days(first, last), read(format!("[{first}..{last}]")));
            let text = if first == last { first.to_string() } else { format!("{first}/{last}") };
            prop_assert_eq!(When::from_to(first, last), read(text));
            if first < last {
                prop_assert_eq!((When::from_to(last, first), When::one_of_days(last, first)), (None, None));
            }
        }
    }
}
