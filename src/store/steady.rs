//! Events that begin and end in the order of their ranks.
//!
//! Answers which events are certain, of one day, and end no earlier than those of their kind before them: how many of
//! these there are in a stretch of time is told by the places of its bounds in the order, without going through them.
//! It does not know the stretches.

use super::Store;
use super::days::{DayFinder, DaysOf};
use super::rank_set::RankSet;
use crate::model::{TimeSpan, Zone};

/// An event that lasts for longer than this, in seconds, would hide too many behind its end: a day of 25 hours.
const LONGEST: f64 = 90_000.0;

/// Dated events, by whether their ends rise with their ranks.
#[derive(Debug)]
pub struct Steady {
    /// Those whose days, starts and ends rise with their ranks: the instants, and those that last.
    pub kinds: [RankSet; 2],
    /// All others.
    pub others: RankSet,
    /// How many dated events there are.
    dated: usize,
    /// Those that are possible for longer than they are certain, and for each of them, which days are possible.
    wider: RankSet,
    wider_days: Vec<DaysOf>,
}

/// What decides about one event after the other.
struct Rising<'a> {
    zone: &'a Zone,
    finder: DayFinder,
    last_day: i32,
    last_end: f64,
}

impl Steady {
    /// The place of the instants among the kinds.
    pub const INSTANTS: usize = 0;

    /// Of the dated events of a store.
    pub(super) fn of(store: &Store) -> Self {
        let (time, zone) = (&**store.in_time(), &store.story().zone);
        let dated = time.dated();
        let finder = DayFinder::default();
        let mut rising = Rising { zone, finder, last_day: i32::MIN, last_end: f64::NEG_INFINITY };
        let mut words = [vec![0_u64; dated.div_ceil(64)], vec![0; dated.div_ceil(64)]];
        let mut others = vec![0; dated.div_ceil(64)];
        for rank in 0..dated {
            let kind = time.span_at(rank).zip(time.days_at(rank)).and_then(|(span, days)| rising.kind_of(&span, days));
            let set = kind.map_or(&mut others, |kind| &mut words[kind]);
            set[rank / 64] |= 1 << (rank % 64);
        }
        let is_wider = |span: TimeSpan| span.certain.is_some_and(|certain| certain != span.possible);
        let wider =
            RankSet::of(dated, |rank| time.doubtful().contains(rank) && time.span_at(rank).is_some_and(is_wider));
        let days = |rank| store.possible_days(time.index_at(rank), &time.possible_at(rank));
        Self {
            kinds: words.map(|words| RankSet::of_words(dated, words)),
            others: RankSet::of_words(dated, others),
            wider_days: wider.within(0..dated).map(days).collect(),
            wider,
            dated,
        }
    }

    /// The days that are possible of an event, by its rank. None where they are those that are certain.
    pub fn possible_days(&self, rank: usize) -> Option<(i32, i32)> {
        self.wider.contains(rank).then(|| self.wider_days[self.wider.count(0..rank)])
    }

    /// The rank of the first of a kind for which something does not hold; where it does not hold for one, it must not
    /// for those after it. How many dated events there are where it holds for all.
    pub fn first_without(&self, kind: usize, holds: impl Fn(usize) -> bool) -> usize {
        let set = &self.kinds[kind];
        let rank = |place: usize| set.nth(place).unwrap_or(self.dated);
        let (mut first, mut end) = (0, set.len());
        while first < end {
            let middle = usize::midpoint(first, end);
            if holds(rank(middle)) { first = middle + 1 } else { end = middle }
        }
        rank(first)
    }
}

impl Rising<'_> {
    /// The kind of the next event; none for one that is not steady.
    fn kind_of(&mut self, span: &TimeSpan, days: DaysOf) -> Option<usize> {
        let possible = span.possible;
        let is_certain = span.certain == Some(possible);
        if !is_certain || !possible.start_secs.is_finite() || !possible.end_secs.is_finite() {
            return None;
        }
        // A day of another zone may be one that has not begun in this one. Where clocks are set back at midnight, a
        // day comes twice.
        if days.0 != days.1 || days.0 < self.last_day || self.finder.days_of(span, self.zone) != days {
            return None;
        }
        if !possible.is_instant() {
            if possible.end_secs < self.last_end || possible.duration_secs() > LONGEST {
                return None;
            }
            self.last_end = possible.end_secs;
        }
        self.last_day = days.0;
        Some(usize::from(!possible.is_instant()))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Event, Story, When};
    use crate::store::Store;

    #[test]
    fn starts_days_and_ends_of_steady_events_rise_with_their_ranks() {
        let whens = [
            "2025-10-09",
            "2025-10-09T21:50+04:30",
            "2025-10-10T10:00",
            "2025-10-10T10:00/2025-10-10T11:00",
            "2025-10-10",
            "2025-10-11~",
            "2025-10-11/2025-10-12",
            "../2025-10-01",
            "2025-10-12",
        ];
        let event = |(number, when): (usize, &&str)| Event {
            id: format!("e{number}"),
            when: When::parse(when).ok(),
            zone: (number == 8).then(|| "Pacific/Kiritimati".parse().unwrap()),
            ..Event::default()
        };
        let zone = "Asia/Kabul".parse().unwrap();
        let store =
            Store::new(Story { zone, events: whens.iter().enumerate().map(event).collect(), ..Story::default() });
        let steady = store.steady();
        let all = |set: &crate::store::RankSet| set.within(0..usize::MAX).collect::<Vec<_>>();
        let ids = |set| {
            all(set).into_iter().map(|rank| store.id(store.in_time().index_at(rank)).into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&steady.kinds[0]), ["e1", "e2"]);
        assert_eq!(ids(&steady.kinds[1]), ["e0", "e4"]);
        assert_eq!(ids(&steady.others), ["e7", "e5", "e3", "e6", "e8"]);
    }
}
