//! Which days events belong to.

use chrono::{Datelike as _, Days, NaiveTime};

use super::Store;
use crate::model::{Extent, TimeSpan, Zone};

/// The first and last day that an event belongs to, as `chrono` counts days from 1 January of the year
/// 1; the least and greatest number where an end is open.
pub(super) type DaysOf = (i32, i32);

/// Finds the days of one event after the other.
#[derive(Default)]
pub(super) struct DayFinder {
    starts: LastDay,
    ends: LastDay,
}

impl DayFinder {
    /// The days of a span on the clocks of a zone: those that are certain of it, or possible where nothing is
    /// certain.
    pub(super) fn days_of(&mut self, span: &TimeSpan, zone: &Zone) -> DaysOf {
        let extent = span.certain.unwrap_or(span.possible);
        let first = if extent.start_secs.is_finite() { self.starts.day_of(extent.start_secs, zone) } else { i32::MIN };
        let last = if extent.is_instant() {
            first
        } else if extent.end_secs.is_finite() {
            // An end is the first instant that is no longer in it.
            self.ends.day_of(extent.end_secs - 1e-3, zone).max(first)
        } else {
            i32::MAX
        };
        (first, last)
    }
}

/// The day that was found last: events come in the order of time, so it is often asked for again.
#[derive(Default)]
struct LastDay {
    zone: Zone,
    start_secs: f64,
    end_secs: f64,
    day: i32,
}

impl LastDay {
    fn day_of(&mut self, secs: f64, zone: &Zone) -> i32 {
        if self.start_secs <= secs && secs < self.end_secs && self.zone == *zone {
            return self.day;
        }
        let date = zone.civil_from_secs(secs).date();
        let midnight = |date: chrono::NaiveDate| zone.secs_from_civil(&date.and_time(NaiveTime::MIN));
        *self = Self {
            zone: zone.clone(),
            start_secs: midnight(date),
            end_secs: date.checked_add_days(Days::new(1)).map_or(f64::NEG_INFINITY, midnight),
            day: date.num_days_from_ce(),
        };
        self.day
    }
}

impl Store {
    /// The first and the last day of what is possible of an event, by its index, on the clocks of its own zone, as
    /// `chrono` counts days; the least and greatest number where an end is open.
    pub fn possible_days(&self, index: usize, possible: &Extent) -> (i32, i32) {
        let own = self.story().events.zone(index);
        let zone: &Zone = own.as_ref().unwrap_or(&self.story().zone);
        let day = |secs: f64, instead: i32| {
            if secs.is_finite() { zone.civil_from_secs(secs).date().num_days_from_ce() } else { instead }
        };
        (day(possible.start_secs, i32::MIN), day(possible.last_moment_secs(), i32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Event, Story, When};
    use crate::store::Store;

    #[test]
    fn an_event_belongs_to_the_days_of_its_own_zone() {
        for (when, zone, days) in [
            ("2025-10-09", "Asia/Karachi", (9, 9)),
            ("2025-10-09T00:10", "Asia/Karachi", (9, 9)),
            ("2025-10-08T20:30Z", "Asia/Karachi", (9, 9)),
            ("2025-10-09/2025-10-11", "Pacific/Apia", (9, 11)),
            ("2025-10-09~", "America/New_York", (9, 9)),
            ("[2025-10-09,2025-10-11]", "UTC", (9, 11)),
        ] {
            let event = Event { when: When::parse(when).ok(), zone: Some(zone.parse().unwrap()), ..Event::default() };
            let store = Store::new(Story { events: vec![event].into(), ..Story::default() });
            let october = |day: i32| day - 739_524; // 30 September 2025
            let found = store.days(0).map(|(first, last)| (october(first), october(last)));
            assert_eq!(found, Some(days), "{when} in {zone}");
        }
        let open = Event { when: When::parse("../2025-10-09").ok(), ..Event::default() };
        let store = Store::new(Story { events: vec![open].into(), ..Story::default() });
        assert_eq!(store.days(0), Some((i32::MIN, 739_533)));
    }
}
