//! A date, part by part, and the days that it can mean.

use super::calendar::{Day, days_in_month};

/// `?`, `~` or `%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Qualifier {
    /// `?`: the source is in doubt.
    Uncertain,
    /// `~`: it is an estimate.
    Approximate,
    /// `%`: both.
    Both,
}

impl Qualifier {
    /// Both kinds of doubt taken together.
    pub(crate) fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }
}

/// A part of a date with the qualifiers that stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Part<T> {
    pub(crate) value: T,
    /// Of this part alone.
    pub(crate) left: Option<Qualifier>,
    /// Of this part and all before it.
    pub(crate) right: Option<Qualifier>,
}

impl<T> Part<T> {
    pub(crate) fn plain(value: T) -> Self {
        Self { value, left: None, right: None }
    }
}

/// Two or four digits, each of which may be `X`, unspecified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Digits {
    /// ASCII digits or `X`, right-aligned; those in front are `0`.
    bytes: [u8; 4],
    width: u8,
}

impl Digits {
    /// From ASCII digits and `X`, at most four.
    pub(super) fn from_ascii(ascii: &[u8]) -> Option<Self> {
        let mut bytes = [b'0'; 4];
        bytes.get_mut(4_usize.checked_sub(ascii.len())?..)?.copy_from_slice(ascii);
        Some(Self { bytes, width: ascii.len() as u8 })
    }

    /// Without `X`; of a number beyond the width, the last digits.
    pub(super) fn from_number(number: u16, width: u8) -> Self {
        let digit = |place: u16| b'0' + (number / place % 10) as u8;
        Self { bytes: [digit(1000), digit(100), digit(10), digit(1)], width: width.min(4) }
    }

    pub(super) fn ascii(&self) -> &[u8] {
        &self.bytes[4 - usize::from(self.width)..]
    }

    fn number(self, unspecified: u8) -> u16 {
        self.bytes
            .iter()
            .fold(0, |number, &byte| number * 10 + u16::from(if byte == b'X' { unspecified } else { byte - b'0' }))
    }

    pub(crate) fn lowest(self) -> u16 {
        self.number(0)
    }

    pub(crate) fn highest(self) -> u16 {
        self.number(9)
    }

    pub(crate) fn is_specified(self) -> bool {
        !self.bytes.contains(&b'X')
    }

    /// True when every digit is `X`.
    pub(crate) fn is_unknown(self) -> bool {
        self.ascii().iter().all(|&byte| byte == b'X')
    }

    /// How many digits at its end are `X`, when none before them is.
    pub(crate) fn unspecified_tail(self) -> Option<usize> {
        let tail = self.ascii().iter().rev().take_while(|&&byte| byte == b'X').count();
        let head = &self.ascii()[..usize::from(self.width) - tail];
        (!head.contains(&b'X')).then_some(tail)
    }

    fn matches(self, number: u16) -> bool {
        let other = Self::from_number(number, self.width);
        self.bytes.iter().zip(other.bytes).all(|(&mine, theirs)| mine == b'X' || mine == theirs)
    }

    /// The numbers in a range that it can mean.
    fn within(self, from: u16, to: u16) -> impl DoubleEndedIterator<Item = u16> + Clone {
        (self.lowest().max(from)..=self.highest().min(to)).filter(move |&number| self.matches(number))
    }
}

/// A year, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Year {
    /// Four digits: -9999 to 9999. With significant digits, none of them is `X`.
    Four { sign: Sign, digits: Digits, significant: Option<u8> },
    /// `Y`: mantissa times ten to the exponent.
    Long { sign: Sign, mantissa: u64, exponent: Option<u8>, significant: Option<u8> },
}

/// Before or after year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sign {
    Plus,
    Minus,
}

impl Year {
    /// The furthest year either way. Whole days beyond it do not fit into an `f64` of seconds.
    pub(super) const LIMIT: u64 = 1_000_000_000_000;

    /// The year itself, the lowest where digits are unspecified.
    pub(crate) fn number(self) -> i64 {
        let (sign, magnitude) = match self {
            Self::Four { sign, digits, .. } => (sign, u64::from(digits.lowest())),
            Self::Long { sign, mantissa, exponent, .. } => (sign, magnitude(mantissa, exponent)),
        };
        signed(sign, magnitude)
    }

    /// The earliest and the latest year that it can mean.
    pub(crate) fn bounds(self) -> (i64, i64) {
        let (sign, low, high) = match self {
            Self::Four { sign, digits, significant: None } => {
                (sign, u64::from(digits.lowest()), u64::from(digits.highest()))
            }
            Self::Four { sign, digits, significant: Some(significant) } => {
                let unit = 10_u64.pow(4_u32.saturating_sub(u32::from(significant)));
                let low = u64::from(digits.lowest()) / unit * unit;
                (sign, low, low + unit - 1)
            }
            Self::Long { sign, mantissa, exponent, significant } => {
                let magnitude = magnitude(mantissa, exponent);
                let width = magnitude.checked_ilog10().unwrap_or(0) + 1;
                let unit = significant.map_or(1, |count| 10_u64.pow(width.saturating_sub(u32::from(count))));
                let low = magnitude / unit * unit;
                (sign, low, low + unit - 1)
            }
        };
        match sign {
            Sign::Plus => (signed(sign, low), signed(sign, high)),
            Sign::Minus => (signed(sign, high), signed(sign, low.max(1))),
        }
    }

    /// Every year from -9999 to 9999 that it can mean, in order. A long year has no months, and none
    /// is given for it.
    fn candidates(self) -> impl DoubleEndedIterator<Item = i64> {
        let (before, after) = match self {
            Self::Four { sign: Sign::Plus, digits, .. } => (None, Some(digits)),
            Self::Four { sign: Sign::Minus, digits, .. } => (Some(digits), None),
            Self::Long { .. } => (None, None),
        };
        let before = before.into_iter().flat_map(|digits| digits.within(1, 9999).rev().map(|year| -i64::from(year)));
        before.chain(after.into_iter().flat_map(|digits| digits.within(0, 9999).map(i64::from)))
    }
}

fn signed(sign: Sign, magnitude: u64) -> i64 {
    let magnitude = i64::try_from(magnitude).unwrap_or(i64::MAX);
    if sign == Sign::Minus { -magnitude } else { magnitude }
}

fn magnitude(mantissa: u64, exponent: Option<u8>) -> u64 {
    let power = 10_u64.saturating_pow(u32::from(exponent.unwrap_or(0)));
    mantissa.saturating_mul(power).min(Year::LIMIT)
}

/// What stands in the place of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Month {
    /// A month, perhaps with unspecified digits.
    Month(Digits),
    /// A season or another part of a year, 21 to 41.
    Season(u8),
}

/// The first month and the number of months of a season.
///
/// Seasons are those of meteorologists; 21 to 24, which the standard leaves without a hemisphere, are
/// taken as northern. One that runs over the end of the year belongs to the year in which it begins.
pub(super) fn season_months(season: u8) -> (u8, u8) {
    match season {
        21 | 25 | 31 => (3, 3),
        22 | 26 | 32 => (6, 3),
        23 | 27 | 29 => (9, 3),
        24 | 28 | 30 => (12, 3),
        33..=36 => ((season - 33) * 3 + 1, 3),
        37..=39 => ((season - 37) * 4 + 1, 4),
        40..=41 => ((season - 40) * 6 + 1, 6),
        _ => (1, 12),
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Time {
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: Option<u8>,
    /// Nanoseconds, and how many digits they are written with.
    pub(crate) fraction: Option<(u32, u8)>,
    pub(crate) offset: Option<Offset>,
}

/// How far a time is ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Offset {
    /// `Z`.
    Utc,
    /// `+04`: whole hours.
    Hours(i8),
    /// `+04:30`, in minutes.
    Minutes(i16),
}

impl Offset {
    pub(crate) fn secs(self) -> i32 {
        match self {
            Self::Utc => 0,
            Self::Hours(hours) => i32::from(hours) * 3600,
            Self::Minutes(minutes) => i32::from(minutes) * 60,
        }
    }
}

/// The finest part that a date has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Year,
    Season(u8),
    Month,
    Day,
    Time,
}

/// A date, or a time of day. Parts follow each other without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Date {
    pub(crate) year: Part<Year>,
    pub(crate) month: Option<Part<Month>>,
    pub(crate) day: Option<Part<Digits>>,
    pub(crate) time: Option<Part<Time>>,
    /// The first day of the earliest year, season, month or day that it can mean.
    pub(crate) first: Day,
    /// The first day of the latest; the same as `first` when there is only one.
    pub(crate) last: Day,
}

impl Date {
    /// Puts parts together. None when there is no such day.
    pub(super) fn new(
        year: Part<Year>,
        month: Option<Part<Month>>,
        day: Option<Part<Digits>>,
        time: Option<Part<Time>>,
    ) -> Option<Self> {
        let (first, last) = match (month.map(|part| part.value), day.map(|part| part.value)) {
            (None, _) => {
                let (first, last) = year.value.bounds();
                (Day::first_of(first, 1), Day::first_of(last, 1))
            }
            (Some(Month::Season(season)), _) => {
                let (first, last) = year.value.bounds();
                let (month, _) = season_months(season);
                (Day::first_of(first, month), Day::first_of(last, month))
            }
            (Some(Month::Month(month)), day) => {
                let (first, last) = year.value.bounds();
                let mut months = month.within(1, 12).map(|month| month as u8);
                let (first_month, last_month) = (months.clone().next()?, months.next_back()?);
                match day {
                    None => (Day::first_of(first, first_month), Day::first_of(last, last_month)),
                    Some(day) => first_and_last_day(year.value, month, day)?,
                }
            }
        };
        Some(Self { year, month, day, time, first, last })
    }

    /// A day from -9999 to 9999 that exists, with nothing in doubt, perhaps with a time.
    pub(crate) fn of_day(day: Day, time: Option<Time>) -> Option<Self> {
        let magnitude = u16::try_from(day.year.unsigned_abs()).ok().filter(|&magnitude| magnitude <= 9999)?;
        let sign = if day.year < 0 { Sign::Minus } else { Sign::Plus };
        let year = Year::Four { sign, digits: Digits::from_number(magnitude, 4), significant: None };
        let two = |number: u8| Digits::from_number(u16::from(number), 2);
        Some(Self {
            year: Part::plain(year),
            month: Some(Part::plain(Month::Month(two(day.month)))),
            day: Some(Part::plain(two(day.day))),
            time: time.map(Part::plain),
            first: day,
            last: day,
        })
    }

    /// The finest part that it has.
    pub(crate) fn unit(&self) -> Unit {
        match (self.month.map(|part| part.value), self.day, self.time) {
            (_, _, Some(_)) => Unit::Time,
            (_, Some(_), None) => Unit::Day,
            (Some(Month::Month(_)), None, None) => Unit::Month,
            (Some(Month::Season(season)), None, None) => Unit::Season(season),
            (None, None, None) => Unit::Year,
        }
    }

    /// True when it can mean one year, season, month, day or time only, qualifiers aside.
    pub(crate) fn is_single(&self) -> bool {
        self.first == self.last
    }

    /// True when a part of it is marked as an estimate or in doubt.
    pub(super) fn is_qualified(&self) -> bool {
        fn has<T>(part: &Part<T>) -> bool {
            part.left.is_some() || part.right.is_some()
        }
        has(&self.year)
            || self.month.as_ref().is_some_and(has)
            || self.day.as_ref().is_some_and(has)
            || self.time.as_ref().is_some_and(has)
    }

    /// Its parts that are there, with the qualifiers beside each: left, then right.
    pub(crate) fn qualifiers(&self) -> Vec<(Unit, Option<Qualifier>, Option<Qualifier>)> {
        let mut parts = vec![(Unit::Year, self.year.left, self.year.right)];
        if let Some(month) = self.month {
            let unit = if let Month::Season(season) = month.value { Unit::Season(season) } else { Unit::Month };
            parts.push((unit, month.left, month.right));
        }
        parts.extend(self.day.map(|day| (Unit::Day, day.left, day.right)));
        parts.extend(self.time.map(|time| (Unit::Time, time.left, time.right)));
        parts
    }
}

/// The first and the last day that exist and have these digits. None when there is none.
fn first_and_last_day(year: Year, month: Digits, day: Digits) -> Option<(Day, Day)> {
    // February 29 is the only day that some years have and others have not; 2000 has them all.
    let longest = month.within(1, 12).map(|month| days_in_month(2000, month as u8)).max()?;
    day.within(1, u16::from(longest)).next()?;
    let days_of = |year: i64| {
        month.within(1, 12).flat_map(move |month| {
            let month = month as u8;
            let length = u16::from(days_in_month(year, month));
            day.within(1, length).map(move |day| Day { year, month, day: day as u8 })
        })
    };
    let first = year.candidates().find_map(|year| days_of(year).next())?;
    let last = year.candidates().rev().find_map(|year| days_of(year).next_back())?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_season_has_months() {
        for season in 21..=41 {
            let (first, count) = season_months(season);
            assert!((1..=12).contains(&first) && (3..=6).contains(&count), "{season}");
        }
    }
}
