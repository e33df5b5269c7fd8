//! The steps of the ruler: stretches of the calendar, and how their starts are named.
//!
//! This module answers where years, months, weeks, days, hours and minutes begin on the clocks of a
//! zone. It does not know the screen.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use crate::model::{Extent, Zone};

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3600.0;
const DAY: f64 = 86_400.0;

/// How far the ruler steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Step {
    /// So many years; counted from 1 on, and from 1 BC back.
    Years(i32),
    /// So many months, counted from January.
    Months(i32),
    /// A week from Monday.
    Week,
    /// A day.
    Day,
    /// So many minutes, counted from midnight.
    Minutes(i32),
    /// So many hundredths of a second, counted from midnight.
    Hundredths(i32),
}

/// The beginning of a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scene) struct Start {
    /// The instant, in seconds since 1970-01-01T00:00Z.
    pub(in crate::scene) secs: f64,
    /// What the clocks of the zone show then.
    pub(in crate::scene) civil: NaiveDateTime,
}

impl Step {
    /// Every step of the ruler, the finest first.
    pub(in crate::scene) const ALL: [Self; 32] = [
        Self::Hundredths(1),
        Self::Hundredths(2),
        Self::Hundredths(5),
        Self::Hundredths(10),
        Self::Hundredths(20),
        Self::Hundredths(50),
        Self::Hundredths(100),
        Self::Hundredths(200),
        Self::Hundredths(500),
        Self::Hundredths(1000),
        Self::Hundredths(1500),
        Self::Hundredths(3000),
        Self::Minutes(1),
        Self::Minutes(5),
        Self::Minutes(15),
        Self::Minutes(60),
        Self::Minutes(180),
        Self::Minutes(360),
        Self::Day,
        Self::Week,
        Self::Months(1),
        Self::Months(3),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(20),
        Self::Years(50),
        Self::Years(100),
        Self::Years(500),
        Self::Years(1000),
        Self::Years(5000),
    ];

    /// True for a step of whole days.
    pub(in crate::scene) fn is_of_days(self) -> bool {
        !matches!(self, Self::Minutes(_) | Self::Hundredths(_))
    }

    /// The length of a usual step in seconds.
    pub(in crate::scene) fn usual_secs(self) -> f64 {
        match self {
            Self::Years(years) => f64::from(years) * 365.25 * DAY,
            Self::Months(months) => f64::from(months) * 30.4375 * DAY,
            Self::Week => 7.0 * DAY,
            Self::Day => DAY,
            Self::Minutes(minutes) => f64::from(minutes) * MINUTE,
            Self::Hundredths(hundredths) => f64::from(hundredths) / 100.0,
        }
    }

    /// The length of the shortest step in seconds, clocks that are set forward left out.
    pub(in crate::scene) fn least_secs(self) -> f64 {
        match self {
            Self::Years(years) => f64::from(years) * 365.0 * DAY,
            Self::Months(1) => 28.0 * DAY,
            Self::Months(months) => f64::from(months) * 30.0 * DAY,
            _ => self.usual_secs(),
        }
    }

    /// The finer step that is marked, without a name, between the starts of this one.
    pub(in crate::scene) fn finer(self) -> Option<Self> {
        Some(match self {
            Self::Hundredths(1) => return None,
            Self::Hundredths(2 | 5) => Self::Hundredths(1),
            Self::Hundredths(10 | 20) => Self::Hundredths(5),
            Self::Hundredths(50) => Self::Hundredths(10),
            Self::Hundredths(100 | 200) => Self::Hundredths(50),
            Self::Hundredths(500) => Self::Hundredths(100),
            Self::Hundredths(_) => Self::Hundredths(500),
            Self::Minutes(1) => Self::Hundredths(1500),
            Self::Minutes(5) => Self::Minutes(1),
            Self::Minutes(15) => Self::Minutes(5),
            Self::Minutes(60) => Self::Minutes(15),
            Self::Minutes(_) => Self::Minutes(60),
            Self::Day => Self::Minutes(360),
            Self::Week => Self::Day,
            Self::Months(1) => Self::Week,
            Self::Months(_) => Self::Months(1),
            Self::Years(1) => Self::Months(3),
            Self::Years(2 | 5 | 10) => Self::Years(1),
            Self::Years(20 | 50) => Self::Years(10),
            Self::Years(100) => Self::Years(20),
            Self::Years(500) => Self::Years(100),
            Self::Years(_) => Self::Years(500),
        })
    }

    /// What happens once in each step: `Events a day`.
    pub(in crate::scene) fn rate_words(self) -> String {
        match self {
            Self::Years(1) => "Events per year".to_owned(),
            Self::Years(10) => "Events per decade".to_owned(),
            Self::Years(100) => "Events per century".to_owned(),
            Self::Years(years) => format!("Events per {years} years"),
            Self::Months(1) => "Events per month".to_owned(),
            Self::Months(_) => "Events per quarter".to_owned(),
            Self::Week => "Events per week".to_owned(),
            Self::Day => "Events per day".to_owned(),
            Self::Minutes(1) => "Events per minute".to_owned(),
            Self::Minutes(60) => "Events per hour".to_owned(),
            Self::Minutes(minutes) if minutes % 60 == 0 => format!("Events per {} hours", minutes / 60),
            Self::Minutes(minutes) => format!("Events per {minutes} min"),
            Self::Hundredths(100) => "Events per second".to_owned(),
            Self::Hundredths(hundredths) => format!("Events per {} s", f64::from(hundredths) / 100.0),
        }
    }

    /// The starts of the steps that meet an extent, in order: the first is not after its start, the
    /// last not before its end, unless there would be more than `most`.
    ///
    /// Where clocks skip the start of a step, it is the instant at which they skip; where they show
    /// an hour twice, both have their steps of an hour and less.
    pub(in crate::scene) fn starts(self, extent: Extent, zone: &Zone, most: usize) -> Vec<Start> {
        let Some(first) = self.floor(zone.civil_from_secs(extent.start_secs)) else { return Vec::new() };
        if matches!(self, Self::Hundredths(_) | Self::Minutes(..60)) {
            return self.short_starts(extent, zone, most);
        }
        let mut starts: Vec<Start> = Vec::new();
        let fills_gaps = matches!(self, Self::Minutes(minutes) if minutes <= 60);
        for number in -1.. {
            let Some(civil) = self.moved(first, number) else { break };
            let secs = zone.secs_from_civil(&civil);
            let previous = starts.last().map_or(f64::NEG_INFINITY, |start: &Start| start.secs);
            if fills_gaps && previous.is_finite() && secs - previous < 4.0 * HOUR {
                let mut between = previous + self.usual_secs();
                while between < secs - 0.5 {
                    starts.push(Start { secs: between, civil: zone.civil_from_secs(between) });
                    between += self.usual_secs();
                }
            }
            if secs > previous {
                starts.push(Start { secs, civil: zone.civil_from_secs(secs) });
            }
            if secs >= extent.end_secs || starts.len() > most {
                break;
            }
        }
        let before = starts.partition_point(|start| start.secs <= extent.start_secs).saturating_sub(1);
        starts.drain(..before);
        starts
    }

    /// The same for steps that are shorter than any change of clocks: they go on by instants, so that both of
    /// two hours which clocks show alike have their own, however near the ruler is.
    fn short_starts(self, extent: Extent, zone: &Zone, most: usize) -> Vec<Start> {
        let usual = self.usual_secs();
        let at_or_before = |secs: f64| {
            let civil = zone.civil_from_secs(secs);
            let over = self.floor(civil).map_or(0.0, |floor| (civil - floor).as_seconds_f64());
            // Microseconds are as near as clocks are kept.
            if usual - over < 2e-6 { secs + usual - over } else { secs - over }
        };
        let mut starts: Vec<Start> = Vec::new();
        let mut secs = at_or_before(extent.start_secs);
        loop {
            let civil = zone.civil_from_secs(secs);
            starts.push(Start { secs, civil: self.floor(civil + TimeDelta::microseconds(2)).unwrap_or(civil) });
            if secs >= extent.end_secs || starts.len() > most {
                return starts;
            }
            let next = at_or_before(secs + usual);
            secs = if next > secs + usual / 2.0 { next } else { secs + usual };
        }
    }

    /// The start of the step that a civil time is in.
    fn floor(self, civil: NaiveDateTime) -> Option<NaiveDateTime> {
        let date = civil.date();
        match self {
            Self::Years(years) => first_of_year(counted(date.year()).div_euclid(years) * years),
            Self::Months(months) => first_of_month(month_number(date).div_euclid(months) * months),
            Self::Week => {
                date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday()))).map(at_midnight)
            }
            Self::Day => Some(at_midnight(date)),
            Self::Minutes(minutes) => {
                let of_day = i64::from(civil.num_seconds_from_midnight() / 60);
                let of_day = of_day.div_euclid(i64::from(minutes)) * i64::from(minutes);
                at_midnight(date).checked_add_signed(TimeDelta::minutes(of_day))
            }
            Self::Hundredths(hundredths) => {
                let time = civil.time();
                let of_day =
                    i64::from(time.num_seconds_from_midnight()) * 100 + i64::from(time.nanosecond() / 10_000_000);
                let of_day = of_day.div_euclid(i64::from(hundredths)) * i64::from(hundredths);
                at_midnight(date).checked_add_signed(TimeDelta::milliseconds(of_day * 10))
            }
        }
    }

    /// The start so many steps after another.
    fn moved(self, start: NaiveDateTime, steps: i32) -> Option<NaiveDateTime> {
        let days = |days: i64| start.checked_add_signed(TimeDelta::days(days));
        match self {
            Self::Years(years) => {
                let counted = counted(start.year()).div_euclid(years).checked_add(steps)?;
                first_of_year(counted.checked_mul(years)?)
            }
            Self::Months(months) => first_of_month(month_number(start.date()).checked_add(steps.checked_mul(months)?)?),
            Self::Week => days(7 * i64::from(steps)),
            Self::Day => days(i64::from(steps)),
            Self::Minutes(minutes) => {
                start.checked_add_signed(TimeDelta::minutes(i64::from(steps) * i64::from(minutes)))
            }
            Self::Hundredths(hundredths) => {
                start.checked_add_signed(TimeDelta::milliseconds(i64::from(steps) * i64::from(hundredths) * 10))
            }
        }
    }
}

fn at_midnight(date: NaiveDate) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN)
}

/// The year as it is counted: AD 1 is 1, 1 BC is -1. The step that would begin with a year 0, which
/// nobody counts, begins with AD 1, so that steps stand on round years on both sides.
fn counted(year: i32) -> i32 {
    if year > 0 { year } else { year - 1 }
}

/// The first of January of a year as it is counted; of AD 1 for 0.
fn first_of_year(counted: i32) -> Option<NaiveDateTime> {
    let year = match counted {
        0 => 1,
        1.. => counted,
        _ => counted + 1,
    };
    NaiveDate::from_ymd_opt(year, 1, 1).map(at_midnight)
}

/// Months since January of the year 0.
fn month_number(date: NaiveDate) -> i32 {
    date.year() * 12 + date.month0().cast_signed()
}

fn first_of_month(number: i32) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(number.div_euclid(12), number.rem_euclid(12) as u32 + 1, 1).map(at_midnight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    fn starts(step: Step, from: &str, to: &str, zone: &Zone) -> Vec<String> {
        let secs = |text: &str| zone.secs_from_civil(&text.parse().unwrap());
        let extent = Extent { start_secs: secs(from), end_secs: secs(to) };
        step.starts(extent, zone, 400).iter().map(|start| start.civil.format("%Y-%m-%d %H:%M").to_string()).collect()
    }

    #[test]
    fn months_start_on_their_first_day_whatever_their_length() {
        let found = starts(Step::Months(1), "2024-01-15T00:00:00", "2024-04-01T00:00:00", &Zone::Utc);
        assert_eq!(found, ["2024-01-01 00:00", "2024-02-01 00:00", "2024-03-01 00:00", "2024-04-01 00:00"]);
        let quarters = starts(Step::Months(3), "2024-05-15T00:00:00", "2024-08-01T00:00:00", &Zone::Utc);
        assert_eq!(quarters, ["2024-04-01 00:00", "2024-07-01 00:00", "2024-10-01 00:00"]);
    }

    #[test]
    fn weeks_start_on_monday() {
        let found = starts(Step::Week, "2025-10-09T12:00:00", "2025-10-14T00:00:00", &zone("Asia/Kabul"));
        assert_eq!(found, ["2025-10-06 00:00", "2025-10-13 00:00", "2025-10-20 00:00"]);
    }

    #[test]
    fn a_day_on_which_clocks_change_is_still_one_day() {
        let berlin = zone("Europe/Berlin");
        let found = starts(Step::Day, "2025-10-25T00:00:00", "2025-10-28T00:00:00", &berlin);
        assert_eq!(found.len(), 4);
        assert!(found.iter().all(|start| start.ends_with("00:00")), "{found:?}");
    }

    #[test]
    fn an_hour_that_clocks_show_twice_has_two_starts_and_one_that_they_skip_has_none() {
        let berlin = zone("Europe/Berlin");
        let twice = starts(Step::Minutes(60), "2025-10-26T01:00:00", "2025-10-26T04:00:00", &berlin);
        let hours: Vec<&str> = twice.iter().map(|start| &start[11..]).collect();
        assert_eq!(hours, ["01:00", "02:00", "02:00", "03:00", "04:00"]);
        let skipped = starts(Step::Minutes(60), "2025-03-30T01:00:00", "2025-03-30T04:00:00", &berlin);
        let hours: Vec<&str> = skipped.iter().map(|start| &start[11..]).collect();
        assert_eq!(hours, ["01:00", "03:00", "04:00"]);
    }

    #[test]
    fn steps_go_down_to_a_hundredth_of_a_second_in_both_of_two_hours_shown_alike() {
        let london = zone("Europe/London");
        // 01:30:00 for the second time on 26 October 2025.
        let start = 1_761_442_200.0;
        let extent = Extent { start_secs: start + 0.005, end_secs: start + 0.055 };
        let found = Step::Hundredths(1).starts(extent, &london, 200);
        let shown: Vec<String> = found.iter().map(|start| start.civil.format("%H:%M:%S%.3f").to_string()).collect();
        assert_eq!(shown[..3], ["01:30:00.000", "01:30:00.010", "01:30:00.020"]);
        assert!(
            found.iter().zip(0..).all(|(at, n)| (at.secs - start - f64::from(n) / 100.0).abs() < 1e-4),
            "{found:?}"
        );
        let minutes = Step::Minutes(15).starts(Extent { start_secs: start, end_secs: start + 1800.0 }, &london, 200);
        assert_eq!(
            minutes.iter().map(|start| start.civil.format("%H:%M").to_string()).collect::<Vec<_>>(),
            ["01:30", "01:45", "02:00"]
        );
    }

    #[test]
    fn a_day_without_midnight_starts_when_its_clocks_do() {
        let found = starts(Step::Day, "2024-03-30T12:00:00", "2024-04-01T00:00:00", &zone("Asia/Beirut"));
        assert_eq!(found, ["2024-03-30 00:00", "2024-03-31 01:00", "2024-04-01 00:00"]);
    }

    #[test]
    fn steps_of_years_stand_on_round_years_before_christ_too() {
        let found = starts(Step::Years(100), "-0150-01-01T00:00:00", "0150-01-01T00:00:00", &Zone::Utc);
        // the astronomical year -199 is 200 BC
        let years: Vec<i32> = found.iter().map(|start| start[..start.len() - 12].parse().unwrap()).collect();
        assert_eq!(years, [-199, -99, 1, 100, 200]);
        let single = starts(Step::Years(1), "-0001-06-01T00:00:00", "0002-01-01T00:00:00", &Zone::Utc);
        assert_eq!(single.len(), 4, "{single:?}");
    }
}
