//! Counts of the events that are shown.
//!
//! Answers how many events there are in each stretch of time, day, category or actor. It does not
//! know charts.

use super::Shown;
use crate::model::Extent;
use crate::store::{Facet, Store};

/// How many of the events that are shown belong to each of some stretches of days, by category in the
/// story's order; last those without one.
///
/// A stretch begins with a day of `firsts`, which rise, and ends before the next; so there is one less
/// than days. An event is counted in each stretch that has a day of it: [`Store::days`].
pub fn counts_of_days(store: &Store, shown: &Shown, firsts: &[i32]) -> Vec<Vec<u32>> {
    let categories = store.story().categories.len() + 1;
    let mut counts = vec![vec![0; categories]; firsts.len().saturating_sub(1)];
    for index in shown.events() {
        let Some((first, last)) = store.days(index) else { continue };
        let category = store.category(index).unwrap_or(categories - 1);
        // From the stretch of its first day up to the one after that of its last.
        let from = firsts.partition_point(|day| *day <= first).saturating_sub(1);
        let to = firsts.partition_point(|day| *day <= last).min(counts.len());
        for stretch in counts.get_mut(from..to).into_iter().flatten() {
            stretch[category] += 1;
        }
    }
    counts
}

/// How many of the events that are shown go on in each of some stretches of time, which begin at one of
/// `bounds`, which rise, and end at the next, in seconds since the Unix epoch. What is certain of an event
/// counts, or what is possible where nothing is: so a whole day lies in all its hours.
pub fn counts_in(store: &Store, shown: &Shown, bounds: &[f64]) -> Vec<u32> {
    let mut counts = vec![0; bounds.len().saturating_sub(1)];
    for index in shown.events() {
        let Some(span) = store.span(index) else { continue };
        let Extent { start_secs, end_secs } = span.certain.unwrap_or(span.possible);
        let from = bounds.partition_point(|bound| *bound <= start_secs).saturating_sub(1);
        let to = if end_secs > start_secs {
            bounds.partition_point(|bound| *bound < end_secs)
        } else {
            bounds.partition_point(|bound| *bound <= start_secs)
        };
        for stretch in counts.get_mut(from..to.min(bounds.len().saturating_sub(1))).into_iter().flatten() {
            *stretch += 1;
        }
    }
    counts
}

/// One key of a facet with the number of events that are shown and have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCount {
    /// The id, as a filter takes it.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// How many events are in.
    pub in_count: usize,
    /// How many are possibly in, and not in.
    pub possibly_count: usize,
}

/// How many of the events that are shown have each key of a facet, in the order of the facet's
/// keys; keys that none has are left out. An event counts once for each key it has.
pub fn counts(store: &Store, shown: &Shown, facet: Facet) -> Vec<KeyCount> {
    let column = store.facet(facet);
    let mut totals = vec![[0, 0]; column.count()];
    for index in shown.events() {
        let possibly = usize::from(shown.match_of(index) != crate::model::Match::In);
        for key in column.of(index) {
            totals[key as usize][possibly] += 1;
        }
    }
    let counted = column.listed().map(|number| (column.key(number), totals[number as usize]));
    counted
        .filter(|(_, total)| *total != [0, 0])
        .map(|(key, [in_count, possibly_count])| KeyCount {
            id: key.id.clone(),
            name: key.name.clone(),
            in_count,
            possibly_count,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{When, Zone};
    use crate::query::{Filter, Question, select};
    use crate::store::sample::store;

    fn extent(text: &str) -> Extent {
        When::parse(text).unwrap().span(&kabul()).possible
    }

    fn kabul() -> Zone {
        "Asia/Kabul".parse().unwrap()
    }

    fn all(store: &Store) -> Shown {
        let (filter, hidden_layers) = (Filter::default(), BTreeSet::new());
        select(store, &Question { window: None, until_secs: None, filter: &filter, hidden_layers: &hidden_layers })
    }

    const DAY: f64 = 86_400.0;
    /// 8 October 2025.
    const EIGHTH: i32 = 739_532;

    #[test]
    fn an_event_is_counted_on_each_day_that_it_belongs_to() {
        let store = store();
        let days: Vec<i32> = (0..=12).map(|day| EIGHTH + day).collect();
        let counts = counts_of_days(&store, &all(&store), &days);
        let totals: Vec<u32> = counts.iter().map(|day| day.iter().sum()).collect();
        // The war goes on all the time; the truce was about 19 October.
        assert_eq!(totals, [1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3]);
        let weeks = counts_of_days(&store, &all(&store), &[EIGHTH, EIGHTH + 7, EIGHTH + 14]);
        let totals: Vec<u32> = weeks.iter().map(|week| week.iter().sum()).collect();
        assert_eq!(totals, [3, 3]);
        assert!(counts_of_days(&store, &all(&store), &[]).is_empty());
    }

    #[test]
    fn a_whole_day_lies_in_all_its_hours() {
        let event = |id: &str, when: &str| crate::model::Event {
            id: id.to_owned(),
            when: When::parse(when).ok(),
            ..crate::model::Event::default()
        };
        let events = vec![event("day", "2025-10-09"), event("hour", "2025-10-09T03:30Z")].into();
        let store = Store::new(crate::model::Story { events, ..crate::model::Story::default() });
        let start = When::parse("2025-10-09").unwrap().span(&Zone::Utc).possible.start_secs;
        let hours: Vec<f64> = (-1..=25).map(|hour| start + f64::from(hour) * DAY / 24.0).collect();
        let counts = counts_in(&store, &all(&store), &hours);
        let expected: Vec<u32> =
            (-1..25).map(|hour| u32::from((0..24).contains(&hour)) + u32::from(hour == 3)).collect();
        assert_eq!(counts, expected);
        assert!(counts_in(&store, &all(&store), &[]).is_empty());
    }

    #[test]
    fn keys_are_counted_in_their_order_and_possible_events_apart() {
        let store = store();
        let (filter, hidden_layers) = (Filter::default(), BTreeSet::new());
        let window = Some(extent("2025-10-18"));
        let shown =
            select(&store, &Question { window, until_secs: None, filter: &filter, hidden_layers: &hidden_layers });
        let found: Vec<_> = counts(&store, &shown, Facet::Actor)
            .into_iter()
            .map(|count| (count.id, count.in_count, count.possibly_count))
            .collect();
        assert_eq!(found, [("pakistan".to_owned(), 0, 1), ("taliban".to_owned(), 1, 1)]);
    }
}
