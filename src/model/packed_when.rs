//! How a date is packed: as numbers where it is plain, which nearly all are, and else as it is written.
//!
//! This module answers both. It does not know what has a date.

use std::sync::Arc;

use super::When;
use super::edtf::{Date, Day, End, Expression, Member, Qualifier, SetKind};
use super::pack::Pack;
use super::packed::{Reader, Writer};

/// What an expression is, of such dates alone that are plain.
const WRITTEN: u64 = 0;
const DATE: u64 = 1;
const INTERVAL: u64 = 2;
const ONE_OF: u64 = 3;
const ALL_OF: u64 = 4;

const QUALIFIERS: [Option<Qualifier>; 4] =
    [None, Some(Qualifier::Uncertain), Some(Qualifier::Approximate), Some(Qualifier::Both)];

impl Pack for When {
    fn is_nothing(&self) -> bool {
        false
    }

    fn nothing() -> Self {
        Self { expression: Arc::new(Expression::Set(SetKind::OneOf, Vec::new())) }
    }

    fn pack(&self, to: &mut Writer) {
        if let Some(days) = self.plain_days() {
            return days.pack(to);
        }
        let plain: Option<Vec<Plain>> = self.expression.dates().into_iter().map(Plain::of).collect();
        let Some(plain) = plain else {
            let text = self.to_string();
            if Self::parse(&text).as_ref() != Ok(self) {
                to.is_lossy();
            }
            to.number(WRITTEN);
            return to.text(&text);
        };
        let mut plain = plain.into_iter();
        let mut date = |to: &mut Writer| plain.next().into_iter().for_each(|date| date.pack(to));
        match &*self.expression {
            Expression::Date(_) => {
                to.number(DATE);
                date(to);
            }
            Expression::Interval(ends) => {
                to.number(INTERVAL);
                for end in [&ends.0, &ends.1] {
                    match end {
                        End::Open => to.number(0),
                        End::Unknown => to.number(1),
                        End::At(_) => {
                            to.number(2);
                            date(to);
                        }
                    }
                }
            }
            Expression::Set(kind, members) => {
                to.number(if *kind == SetKind::OneOf { ONE_OF } else { ALL_OF });
                to.number(members.len() as u64);
                for member in members {
                    let (is_range, dates) = match member {
                        Member::Date(_) => (0, [true, false]),
                        Member::Range(first, last) => (1, [first.is_some(), last.is_some()]),
                    };
                    to.number(is_range | u64::from(dates[0]) << 1 | u64::from(dates[1]) << 2);
                    dates.into_iter().filter(|is_there| *is_there).for_each(|_| date(to));
                }
            }
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self { expression: Arc::new(expression(from)) }
    }

    fn unpack_into(&mut self, from: &mut Reader<'_>) {
        match Arc::get_mut(&mut self.expression) {
            Some(room) => *room = expression(from),
            None => *self = Self::unpack(from),
        }
    }
}

/// A date that is plain, or two of an interval or a range: what nearly all are, written without a list of them.
enum PlainDays {
    Date(Plain),
    Interval([Plain; 2]),
    OneOf([Plain; 2]),
}

impl When {
    /// None for all else, whether it is plain or not.
    fn plain_days(&self) -> Option<PlainDays> {
        match &*self.expression {
            Expression::Date(date) => Plain::of(date).map(PlainDays::Date),
            Expression::Interval(ends) => match (&ends.0, &ends.1) {
                (End::At(first), End::At(last)) => Some(PlainDays::Interval([Plain::of(first)?, Plain::of(last)?])),
                _ => None,
            },
            Expression::Set(SetKind::OneOf, members) => match members.as_slice() {
                [Member::Range(Some(first), Some(last))] => {
                    Some(PlainDays::OneOf([Plain::of(first)?, Plain::of(last)?]))
                }
                _ => None,
            },
            Expression::Set(..) => None,
        }
    }
}

impl PlainDays {
    fn pack(self, to: &mut Writer) {
        match self {
            Self::Date(date) => {
                to.number(DATE);
                date.pack(to);
            }
            Self::Interval(dates) => {
                to.number(INTERVAL);
                for date in dates {
                    to.number(2);
                    date.pack(to);
                }
            }
            Self::OneOf(dates) => {
                to.number(ONE_OF);
                to.number(1);
                to.number(0b111);
                for date in dates {
                    date.pack(to);
                }
            }
        }
    }
}

fn expression(from: &mut Reader<'_>) -> Expression {
    let date = |from: &mut Reader<'_>| Plain::unpack(from).date();
    let kind = from.number();
    match kind {
        WRITTEN => {
            let when = When::parse(from.text()).unwrap_or_else(|_| When::nothing());
            Arc::unwrap_or_clone(when.expression)
        }
        DATE => date(from).map_or(Expression::Set(SetKind::OneOf, Vec::new()), Expression::Date),
        INTERVAL => {
            let end = |from: &mut Reader<'_>| match from.number() {
                0 => End::Open,
                1 => End::Unknown,
                _ => date(from).map_or(End::Unknown, End::At),
            };
            Expression::Interval(Box::new((end(from), end(from))))
        }
        _ => {
            let member = |from: &mut Reader<'_>| {
                let told = from.number();
                let mut date = |told: u64| if told == 0 { None } else { date(from) };
                let (first, last) = (date(told & 2), date(told & 4));
                if told & 1 == 1 { Some(Member::Range(first, last)) } else { first.map(Member::Date) }
            };
            let members = (0..from.count()).filter_map(|_| member(from)).collect();
            Expression::Set(if kind == ONE_OF { SetKind::OneOf } else { SetKind::AllOf }, members)
        }
    }
}

/// A year of four digits, a month or a day, of which all digits are known; perhaps qualified as a whole.
struct Plain {
    day: Day,
    /// How many parts it has: 1 is a year alone.
    parts: u64,
    /// Its place among [`QUALIFIERS`].
    qualifier: u64,
}

impl Plain {
    /// None for what is not plain.
    fn of(date: &Date) -> Option<Self> {
        let parts = 1 + u64::from(date.month.is_some()) + u64::from(date.day.is_some());
        let right = match (date.month, date.day) {
            (_, Some(day)) => day.right,
            (Some(month), None) => month.right,
            (None, None) => date.year.right,
        };
        let qualifier = QUALIFIERS.iter().position(|known| *known == right)? as u64;
        let plain = Self { day: date.first, parts, qualifier };
        (plain.date().as_ref() == Some(date)).then_some(plain)
    }

    fn date(&self) -> Option<Date> {
        let mut date = Date::of_day(self.day, None)?;
        let right = QUALIFIERS[self.qualifier as usize];
        if self.parts < 3 {
            date.day = None;
        }
        if self.parts < 2 {
            date.month = None;
        }
        match (&mut date.month, &mut date.day) {
            (_, Some(day)) => day.right = right,
            (Some(month), None) => month.right = right,
            (None, None) => date.year.right = right,
        }
        Some(date)
    }

    fn pack(&self, to: &mut Writer) {
        let Self { day: Day { year, month, day }, parts, qualifier } = self;
        to.number(parts | qualifier << 2);
        to.signed(*year);
        to.number((*month).into());
        to.number((*day).into());
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        let told = from.number();
        let day = Day { year: from.signed(), month: from.number() as u8, day: from.number() as u8 };
        Self { day, parts: told & 3, qualifier: told >> 2 }
    }
}
