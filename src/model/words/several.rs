//! Dates with unspecified or insignificant digits: some day in October 2025.

use super::parts::{season_of, unit_name, year_words};
use super::{Date, Day, Shown, Speech, Unit};
use crate::model::edtf::{Digits, Month, Year};

impl Speech<'_> {
    fn some(self) -> &'static str {
        if self.is_short() { "a" } else { "some" }
    }

    fn from(self) -> &'static str {
        if self.is_short() { "in" } else { "from" }
    }

    /// A date that can mean several days, months, seasons or years.
    pub(super) fn one_of_several(self, date: &Date) -> String {
        let some = self.some();
        let year = date.year.value;
        let month =
            date.month.and_then(|month| if let Month::Month(digits) = month.value { Some(digits) } else { None });
        let name = |month: Digits| self.month_name(month.lowest() as u8);
        match (date.unit(), month, date.day.map(|day| day.value)) {
            (Unit::Year, ..) => self.some_year(year),
            (Unit::Season(season), ..) => season_of(season, &format!("of {}", self.some_year(year))),
            (Unit::Month, Some(month), _) if month.is_unknown() => format!("{some} month {}", self.in_year(year)),
            (Unit::Month, Some(month), _) if month.is_specified() => {
                format!("{} of {}", name(month), self.some_year(year))
            }
            (Unit::Day, Some(month), Some(day)) if month.is_unknown() && day.is_unknown() => {
                format!("{some} day {}", self.in_year(year))
            }
            (Unit::Day, Some(month), Some(day)) if month.is_specified() && day.is_unknown() => {
                let (low, high) = year.bounds();
                let year = if low == high { year_words(low) } else { format!("of {}", self.some_year(year)) };
                format!("{some} day in {} {year}", name(month))
            }
            (Unit::Day, Some(month), Some(day)) if month.is_specified() && day.is_specified() => {
                format!("{} {} of {}", day.lowest(), name(month), self.some_year(year))
            }
            (unit, ..) => self.some_from(unit, date.first, date.last),
        }
    }

    /// `some day from 10 to 19 October 2025`.
    fn some_from(self, unit: Unit, first: Day, last: Day) -> String {
        let said =
            |day: Day, shown: Shown| if unit == Unit::Month { self.month(day, shown) } else { self.day(day, shown) };
        let shown = match (first.year == last.year, first.month == last.month) {
            (true, true) if unit == Unit::Day => Shown::Day,
            (true, _) => Shown::DayMonth,
            (false, _) => Shown::All,
        };
        let (some, from, to) = (self.some(), self.from(), self.to());
        format!("{some} {} {from} {}{to}{}", unit_name(unit), said(first, shown), said(last, Shown::All))
    }

    fn some_year(self, year: Year) -> String {
        let (low, high) = year.bounds();
        let is_significant = matches!(year, Year::Four { significant: Some(_), .. } | Year::Long { .. });
        let some = self.some();
        if low == high {
            year_words(low)
        } else if let Some(decade) = decade(year) {
            format!("{some} year in {decade}")
        } else if is_unknown(year) {
            format!("{some} year")
        } else {
            let range = format!("{}{}{}", year_words(low), self.to(), year_words(high));
            let near = if is_significant { format!(", near {}", year_words(year.number())) } else { String::new() };
            format!("{some} year {} {range}{near}", self.from())
        }
    }

    /// `in 2025`, `in the 2020s`, `in some year`.
    fn in_year(self, year: Year) -> String {
        let place = decade(year).unwrap_or_else(|| self.some_year(year));
        format!("in {place}")
    }
}

fn is_unknown(year: Year) -> bool {
    matches!(year, Year::Four { digits, .. } if digits.is_unknown())
}

/// `the 2020s`. None for other than the ten years of a decade from 1000 on.
fn decade(year: Year) -> Option<String> {
    let (low, _) = year.bounds();
    match year {
        Year::Four { digits, significant: None, .. } if low >= 1000 && digits.unspecified_tail() == Some(1) => {
            Some(format!("the {low}s"))
        }
        _ => None,
    }
}
