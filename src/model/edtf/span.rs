//! How far an expression reaches in time: **the** rule, written here and nowhere else.
//!
//! | expression | possible | certain |
//! |---|---|---|
//! | year, season, month, day | the whole of it in its zone | the same |
//! | time of day | that instant, at its offset or else in the zone | the same |
//! | with `?` or `~` | wider by one on either side, see below | as if unqualified |
//! | with `%` | wider by two | as if unqualified |
//! | with `X` or `S` | from the first that it can mean to the end of the last | what all have in common: nothing, unless it can mean only one |
//! | `a/b` | from the start of `a` to the end of `b` | from the latest start of `a` to the earliest end of `b` |
//! | `a/..`, `../b` | without limit on that side | the same: it goes on |
//! | `a/`, `/b` (unknown) | without limit on that side | only what the known end itself covers |
//! | `[a,b]` one of | from the first to the end of the last | what all have in common, mostly nothing |
//! | `{a,b}` all of | from the first to the end of the last, what lies between them included | the same |
//!
//! **Widening.** Each qualifier widens by the unit of the part that it stands beside: a year, a
//! season, a month, a day, or an hour for a time. Several add up. So `2025-10-22~` is wider by a day
//! on either side, `2025-10~` by a month, `?2025-10-22` by a year, and `16XX~` by a century. In an interval, each end is
//! widened outwards by its own qualifiers only.
//!
//! **Years** beyond -9999 to 9999 are counted in UTC.

use super::calendar::Day;
use super::date::{Offset, Qualifier, season_months};
use super::{Date, End, Expression, Member, SetKind, Unit};
use crate::model::{Extent, TimeSpan, Zone};

/// The possible and the certain extent of an expression, its days counted in a zone.
pub(crate) fn span(expression: &Expression, zone: &Zone) -> TimeSpan {
    let bounds = match expression {
        Expression::Date(date) => Bounds::of_date(date, zone),
        Expression::Interval(ends) => Bounds::of_interval(&ends.0, &ends.1, zone),
        Expression::Set(kind, members) => {
            let members = members.iter().map(|member| Bounds::of_member(member, *kind, zone));
            match kind {
                SetKind::OneOf => members.reduce(Bounds::one_of),
                SetKind::AllOf => members.reduce(Bounds::all_of),
            }
            .unwrap_or(Bounds::NOTHING_CERTAIN)
        }
    };
    bounds.span()
}

/// False when all that the last date can mean is over before the first begins. Dates without an offset
/// are given the benefit of a day against those with one.
pub(super) fn is_in_order(first: &Date, last: &Date) -> bool {
    const BENEFIT_SECS: f64 = 26.0 * 3600.0;
    let has_offset = |date: &Date| date.time.is_some_and(|time| time.value.offset.is_some());
    let benefit_secs = if has_offset(first) == has_offset(last) { 0.0 } else { BENEFIT_SECS };
    let (first, last) = (Bounds::of_date(first, &Zone::Utc), Bounds::of_date(last, &Zone::Utc));
    let end_secs = last.latest_end + benefit_secs;
    first.earliest_start < end_secs || (last.is_instant && first.earliest_start <= end_secs)
}

/// The four bounds of CIDOC CRM E52, in seconds, and the possible extent after widening.
#[derive(Clone, Copy)]
struct Bounds {
    earliest_start: f64,
    latest_start: f64,
    earliest_end: f64,
    latest_end: f64,
    possible: Extent,
    /// True when it is made of times of day only.
    is_instant: bool,
}

impl Bounds {
    const NOTHING_CERTAIN: Self = Self {
        earliest_start: f64::NEG_INFINITY,
        latest_start: f64::INFINITY,
        earliest_end: f64::NEG_INFINITY,
        latest_end: f64::INFINITY,
        possible: Extent::ALL,
        is_instant: false,
    };

    const WITHOUT_LIMIT: Self =
        Self { latest_start: f64::NEG_INFINITY, earliest_end: f64::INFINITY, ..Self::NOTHING_CERTAIN };

    fn of_date(date: &Date, zone: &Zone) -> Self {
        let after = if date.is_qualified() { Widening::of(date) } else { Widening::default() };
        let before = after.times(-1);
        if let Some(time) = date.time.map(|part| part.value) {
            let own_zone = time.offset.and_then(zone_from_offset);
            let zone = own_zone.as_ref().unwrap_or(zone);
            let nanos = time.fraction.map_or(0, |(nanos, _)| nanos);
            let clock_secs =
                u32::from(time.hour) * 3600 + u32::from(time.minute) * 60 + u32::from(time.second.unwrap_or(0));
            let secs_of_day = f64::from(clock_secs) + f64::from(nanos) / 1e9;
            let secs = |widening: Widening| widening.secs_at(date.first, secs_of_day, zone);
            let instant = secs(Widening::default());
            return Self {
                earliest_start: instant,
                latest_start: instant,
                earliest_end: instant,
                latest_end: instant,
                possible: Extent { start_secs: secs(before).min(instant), end_secs: secs(after).max(instant) },
                is_instant: true,
            };
        }
        let midnight = |day: Day| day.secs_at(0.0, zone);
        if date.is_single() && !date.is_qualified() {
            let start_secs = midnight(date.first);
            // All days of UTC are as long.
            let is_plain = *zone == Zone::Utc && date.unit() == Unit::Day;
            let end_secs = if is_plain { start_secs + 86_400.0 } else { midnight(unit_end(date, date.first)) };
            return Self {
                earliest_start: start_secs,
                latest_start: start_secs,
                earliest_end: end_secs,
                latest_end: end_secs,
                possible: Extent { start_secs, end_secs },
                is_instant: false,
            };
        }
        let (first_end, last_end) = (unit_end(date, date.first), unit_end(date, date.last));
        Self {
            earliest_start: midnight(date.first),
            latest_start: midnight(date.last),
            earliest_end: midnight(first_end),
            latest_end: midnight(last_end),
            possible: Extent {
                start_secs: before.secs_at(date.first, 0.0, zone),
                end_secs: after.secs_at(last_end, 0.0, zone),
            },
            is_instant: false,
        }
    }

    fn of_interval(start: &End, end: &End, zone: &Zone) -> Self {
        let of_end = |end: &End| match end {
            End::At(date) => Some(Self::of_date(date, zone)),
            End::Open => Some(Self::WITHOUT_LIMIT),
            End::Unknown => None,
        };
        match (of_end(start), of_end(end)) {
            (Some(start), Some(end)) => start.until(end),
            // An open end says nothing of the other, a date covers itself.
            (Some(known), None) | (None, Some(known)) => {
                let is_open = matches!(start, End::Open) || matches!(end, End::Open);
                let certain = if is_open { Self::NOTHING_CERTAIN } else { known };
                let possible = if matches!(start, End::Unknown) {
                    Extent { start_secs: f64::NEG_INFINITY, ..known.possible }
                } else {
                    Extent { end_secs: f64::INFINITY, ..known.possible }
                };
                Self { possible, ..certain }
            }
            (None, None) => Self::NOTHING_CERTAIN,
        }
    }

    fn of_member(member: &Member, kind: SetKind, zone: &Zone) -> Self {
        let (first, last) = match member {
            Member::Date(date) => return Self::of_date(date, zone),
            Member::Range(first, last) => (first, last),
        };
        let of_side = |side: &Option<Date>| side.as_ref().map_or(Self::WITHOUT_LIMIT, |date| Self::of_date(date, zone));
        let (first, last) = (of_side(first), of_side(last));
        match kind {
            SetKind::AllOf => first.until(last),
            // One of those from the first to the last, nobody knows which.
            SetKind::OneOf => {
                let start = if first.earliest_start.is_finite() { first.earliest_end } else { f64::NEG_INFINITY };
                let end = if last.latest_end.is_finite() { last.latest_start } else { f64::INFINITY };
                Self { latest_start: end, earliest_end: start, ..first.until(last) }
            }
        }
    }

    /// From here to there.
    fn until(self, last: Self) -> Self {
        Self {
            earliest_start: self.earliest_start,
            latest_start: self.latest_start,
            earliest_end: last.earliest_end,
            latest_end: last.latest_end,
            possible: Extent {
                start_secs: self.possible.start_secs,
                end_secs: last.possible.end_secs.max(self.possible.start_secs),
            },
            is_instant: self.is_instant && last.is_instant,
        }
    }

    fn one_of(self, other: Self) -> Self {
        Self {
            earliest_start: self.earliest_start.min(other.earliest_start),
            latest_start: self.latest_start.max(other.latest_start),
            earliest_end: self.earliest_end.min(other.earliest_end),
            latest_end: self.latest_end.max(other.latest_end),
            possible: self.possible.union(&other.possible),
            is_instant: self.is_instant && other.is_instant,
        }
    }

    fn all_of(self, other: Self) -> Self {
        Self {
            latest_start: self.latest_start.min(other.latest_start),
            earliest_end: self.earliest_end.max(other.earliest_end),
            ..self.one_of(other)
        }
    }

    fn span(self) -> TimeSpan {
        let Self { latest_start, earliest_end, .. } = self;
        let is_certain = latest_start < earliest_end || (self.is_instant && latest_start <= earliest_end);
        let certain = Extent { start_secs: latest_start, end_secs: earliest_end };
        // An instant that only ends something, as in `/2025-10-09T12:00`, is not in it.
        let is_certain = is_certain && self.possible.contains(&certain);
        TimeSpan { possible: self.possible, certain: is_certain.then_some(certain) }
    }
}

/// The first day after the year, season, month or day that begins with this one.
fn unit_end(date: &Date, start: Day) -> Day {
    match date.unit() {
        Unit::Year => start.plus_months(12),
        Unit::Season(season) => start.plus_months(i64::from(season_months(season).1)),
        Unit::Month => start.plus_months(1),
        Unit::Day | Unit::Time => start.plus_days(1),
    }
}

fn zone_from_offset(offset: Offset) -> Option<Zone> {
    if offset == Offset::Utc { Some(Zone::Utc) } else { Zone::from_offset_secs(offset.secs()) }
}

/// How far the qualifiers of a date move its bounds.
#[derive(Clone, Copy, Default)]
struct Widening {
    months: i64,
    days: i64,
    hours: i64,
}

impl Widening {
    fn of(date: &Date) -> Self {
        let mut widening = Self::default();
        for (unit, left, right) in date.qualifiers() {
            for qualifier in [left, right].into_iter().flatten() {
                let steps = if qualifier == Qualifier::Both { 2 } else { 1 };
                match unit {
                    // A decade or a century where digits are left open.
                    Unit::Year => widening.months += 12 * steps * (date.last.year - date.first.year + 1),
                    Unit::Season(season) => widening.months += i64::from(season_months(season).1) * steps,
                    Unit::Month => widening.months += steps,
                    Unit::Day => widening.days += steps,
                    Unit::Time => widening.hours += steps,
                }
            }
        }
        widening
    }

    fn times(self, factor: i64) -> Self {
        Self { months: self.months * factor, days: self.days * factor, hours: self.hours * factor }
    }

    fn secs_at(self, day: Day, secs_of_day: f64, zone: &Zone) -> f64 {
        let day = day.plus_months(self.months).plus_days(self.days);
        day.secs_at(secs_of_day, zone) + self.hours as f64 * 3600.0
    }
}
