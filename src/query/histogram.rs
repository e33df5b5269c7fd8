//! Counts of the events that are shown.
//!
//! Answers how many events there are in each stretch of time, day, category or actor. It does not
//! know charts.

use super::Shown;
use crate::model::{Extent, TimeSpan, Zone};
use crate::store::{Facet, Store};

/// How many events go on in each of many equal stretches of time, by category.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Where the first stretch starts, in seconds since the Unix epoch.
    pub start_secs: f64,
    /// How long each is.
    pub bin_secs: f64,
    /// For each stretch the events by category, in the story's order; last those without one.
    pub bins: Vec<Vec<u32>>,
}

impl Histogram {
    /// Counts each event that is shown in every stretch that its certain span meets, or its possible
    /// span where nothing is certain. Without bins or a finite extent there is nothing to count in.
    pub fn of(store: &Store, shown: &Shown, extent: Extent, bins: usize) -> Self {
        let categories = store.story().categories.len() + 1;
        let Some(scale) = Bins::new(extent, bins) else {
            return Self { start_secs: extent.start_secs, bin_secs: 0.0, bins: Vec::new() };
        };
        let mut counts = vec![vec![0; categories]; bins];
        for &index in &shown.events {
            let Some(TimeSpan { possible, certain }) = store.span(index) else { continue };
            let Some((first, last)) = scale.bins_of(&certain.unwrap_or(possible)) else { continue };
            let category = store.category(index).unwrap_or(categories - 1);
            counts[first..=last].iter_mut().for_each(|bin| bin[category] += 1);
        }
        Self { start_secs: scale.start_secs, bin_secs: scale.bin_secs, bins: counts }
    }
}

/// How many of the events that are shown begin in each of many equal stretches of an extent: the
/// earliest possible start counts. Events that begin outside it are not counted.
pub fn density(store: &Store, shown: &Shown, extent: Extent, bins: usize) -> Vec<u32> {
    let mut counts = vec![0; bins];
    let Some(scale) = Bins::new(extent, bins) else { return counts };
    for &index in &shown.events {
        if let Some(bin) = store.span(index).and_then(|span| scale.bin_at(span.possible.start_secs)) {
            counts[bin] += 1;
        }
    }
    counts
}

/// For each day of a zone on which an event that is shown begins: the instant at which the day
/// starts, in seconds since the Unix epoch, and the events by category, in the story's order; last
/// those without one. Days in order; days without an event are not listed.
///
/// The earliest possible start counts; an event whose start is open is on no day.
pub fn by_day_and_category(store: &Store, shown: &Shown, zone: &Zone) -> Vec<(f64, Vec<u32>)> {
    let categories = store.story().categories.len() + 1;
    let mut days: Vec<(f64, Vec<u32>)> = Vec::new();
    let mut next_day_secs = f64::NEG_INFINITY;
    for &index in &shown.events {
        let Some(start_secs) = store.span(index).map(|span| span.possible.start_secs).filter(|secs| secs.is_finite())
        else {
            continue;
        };
        // Events come by their start, so each is on the last day that was found or on a later one.
        if start_secs >= next_day_secs || days.is_empty() {
            let midnight = zone.civil_from_secs(start_secs).date().and_time(chrono::NaiveTime::MIN);
            let next = midnight.checked_add_days(chrono::Days::new(1)).unwrap_or(midnight);
            next_day_secs = zone.secs_from_civil(&next);
            days.push((zone.secs_from_civil(&midnight), vec![0; categories]));
        }
        if let Some((_, counts)) = days.last_mut() {
            counts[store.category(index).unwrap_or(categories - 1)] += 1;
        }
    }
    days
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
    let mut totals = vec![[0, 0]; column.keys().len()];
    for &index in &shown.events {
        let possibly = usize::from(shown.match_of(index) != crate::model::Match::In);
        for &key in column.of(index) {
            totals[key as usize][possibly] += 1;
        }
    }
    let counted = column.keys().iter().zip(totals).filter(|(_, total)| *total != [0, 0]);
    counted
        .map(|(key, [in_count, possibly_count])| KeyCount {
            id: key.id.clone(),
            name: key.name.clone(),
            in_count,
            possibly_count,
        })
        .collect()
}

/// Equal stretches of a finite extent.
struct Bins {
    start_secs: f64,
    end_secs: f64,
    bin_secs: f64,
    count: usize,
}

impl Bins {
    fn new(extent: Extent, count: usize) -> Option<Self> {
        let Extent { start_secs, end_secs } = extent;
        let bin_secs = (end_secs - start_secs) / count as f64;
        (bin_secs.is_finite() && bin_secs > 0.0).then_some(Self { start_secs, end_secs, bin_secs, count })
    }

    /// The stretch an instant lies in; the end of the last stretch lies outside.
    fn bin_at(&self, secs: f64) -> Option<usize> {
        (self.start_secs <= secs && secs < self.end_secs).then(|| self.bin_near(secs))
    }

    fn bin_near(&self, secs: f64) -> usize {
        (((secs - self.start_secs) / self.bin_secs).floor().max(0.0) as usize).min(self.count - 1)
    }

    /// The first and last stretch that an extent meets.
    fn bins_of(&self, extent: &Extent) -> Option<(usize, usize)> {
        if !extent.meets(&Extent { start_secs: self.start_secs, end_secs: self.end_secs }) {
            return None;
        }
        let first = self.bin_near(extent.start_secs);
        let last = if extent.end_secs > extent.start_secs {
            // an end on the border of two stretches does not reach into the second
            let reach = ((extent.end_secs - self.start_secs) / self.bin_secs).ceil().max(1.0) as usize;
            reach.min(self.count) - 1
        } else {
            first
        };
        Some((first, last.max(first)))
    }
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

    #[test]
    fn density_counts_an_event_where_it_begins() {
        let store = store();
        let counts = density(&store, &all(&store), extent("2025-10-08/2025-10-19"), 12);
        // the truce of about 19 October may have begun on the 18th
        assert_eq!(counts, [0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
        assert_eq!(density(&store, &all(&store), Extent { start_secs: 0.0, end_secs: 0.0 }, 2), [0, 0]);
        assert!(density(&store, &all(&store), extent("2025"), 0).is_empty());
    }

    #[test]
    fn a_histogram_counts_an_event_wherever_it_goes_on() {
        let store = store();
        let histogram = Histogram::of(&store, &all(&store), extent("2025-10-09/2025-10-10"), 4);
        assert_eq!(histogram.bins, [[2, 0, 1], [2, 0, 1], [0, 0, 1], [0, 0, 1]]);
        assert!((histogram.bin_secs - 43_200.0).abs() < 1e-9);
        assert!(Histogram::of(&store, &all(&store), extent("2025/.."), 4).bins.is_empty());
    }

    #[test]
    fn days_begin_at_midnight_of_the_zone() {
        let store = store();
        let days = by_day_and_category(&store, &all(&store), &kabul());
        let expected = [
            ("2021-08-15", [0, 0, 1]),
            ("2025-10-09", [2, 0, 0]),
            ("2025-10-18", [0, 1, 0]),
            ("2025-10-19", [0, 0, 1]),
        ];
        let expected = expected.map(|(day, counts)| (extent(day).start_secs, counts.to_vec()));
        assert_eq!(days, expected);
        let in_utc = by_day_and_category(&store, &all(&store), &Zone::Utc);
        assert!(in_utc.iter().all(|(start_secs, _)| start_secs % 86_400.0 == 0.0));
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
