//! Days of the proleptic Gregorian calendar, in any year.
//!
//! The arithmetic is that of Howard Hinnant, "chrono-compatible low-level date algorithms".

use chrono::NaiveDate;

use crate::model::Zone;

/// A day that exists. Years are astronomical: year 0 is 1 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::struct_field_names, reason = "year, month, day is what everybody calls them")]
pub(crate) struct Day {
    pub(crate) year: i64,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// How many days a month (1 to 12) has.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day {
    /// The first day of a month (1 to 12).
    pub(super) fn first_of(year: i64, month: u8) -> Self {
        Self { year, month, day: 1 }
    }

    /// Days since 1970-01-01.
    fn days_since_epoch(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    fn from_days_since_epoch(days: i64) -> Self {
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8;
        let month = ((month_from_march + 2) % 12 + 1) as u8;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year, month, day }
    }

    /// So many days later.
    pub(crate) fn plus_days(self, days: i64) -> Self {
        Self::from_days_since_epoch(self.days_since_epoch() + days)
    }

    /// The same day so many months later, or the last of its month where it has no such day.
    pub(super) fn plus_months(self, months: i64) -> Self {
        let month0 = i64::from(self.month) - 1 + months;
        let (year, month) = (self.year + month0.div_euclid(12), (month0.rem_euclid(12) + 1) as u8);
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// The instant at which the clocks of a zone show a time of this day.
    ///
    /// Beyond the years that clocks are kept for, it is the same time in UTC: in ten thousand years
    /// an hour more or less does not show.
    pub(super) fn secs_at(self, secs_of_day: f64, zone: &Zone) -> f64 {
        if *zone == Zone::Utc {
            return self.days_since_epoch() as f64 * 86_400.0 + secs_of_day;
        }
        let near = (-10_500..=10_500).contains(&self.year);
        let midnight = near
            .then(|| NaiveDate::from_ymd_opt(self.year as i32, u32::from(self.month), u32::from(self.day)))
            .flatten()
            .and_then(|date| date.and_hms_opt(0, 0, 0));
        let Some(midnight) = midnight else {
            return self.days_since_epoch() as f64 * 86_400.0 + secs_of_day;
        };
        // Whole seconds by the clock, the rest as it is: a fraction does not change the offset.
        let whole_secs = secs_of_day.floor();
        let civil = midnight.checked_add_signed(chrono::TimeDelta::seconds(whole_secs as i64));
        zone.secs_from_civil(&civil.unwrap_or(midnight)) + (secs_of_day - whole_secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_to_and_fro() {
        assert_eq!(Day { year: 1970, month: 1, day: 1 }.days_since_epoch(), 0);
        assert_eq!(Day { year: 2000, month: 3, day: 1 }.days_since_epoch(), 11_017);
        for days in (-4_000_000..4_000_000).step_by(97) {
            let day = Day::from_days_since_epoch(days);
            assert_eq!(day.days_since_epoch(), days);
            assert!((1..=12).contains(&day.month) && (1..=days_in_month(day.year, day.month)).contains(&day.day));
        }
    }

    #[test]
    fn a_month_later_than_the_31st_can_be_the_28th() {
        let day = Day { year: 2025, month: 1, day: 31 };
        assert_eq!(day.plus_months(1), Day { year: 2025, month: 2, day: 28 });
        assert_eq!(day.plus_months(-11), Day { year: 2024, month: 2, day: 29 });
    }
}
