//! The stretches of time in which events are counted, and the counts.
//!
//! This module answers in which stretches an event goes on: those of the ruler, or stretches of a point or two.
//! What is certain of an event counts for the least, what is possible for the most. It does not know lanes or marks.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::model::{Extent, Zone, grouped};
use crate::scene::TimeScale;
use crate::scene::time_scale::{Start, Step};
use crate::store::{Steady, Store};

/// The least width of a stretch of pixels, in points.
const LEAST_WIDTH: f64 = 2.0;
/// From so many points a day on, stretches are shorter than days.
const SHORTER: f64 = 4.0;
const DAY: f64 = 86_400.0;
/// How long such stretches are, in seconds, the shortest first. Each divides a day.
const PARTS: [f64; 25] = [
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0,
    7200.0, 10_800.0, 14_400.0, 21_600.0, 28_800.0, 43_200.0,
];

/// How long a stretch of a point or two is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fine {
    /// So many days.
    Days(i32),
    /// So many seconds.
    Secs(f64),
}

impl Fine {
    /// The shortest that is wide enough to be seen.
    pub(super) fn on(scale: &TimeScale) -> Self {
        let a_day = scale.points_per_sec() * DAY;
        if a_day < SHORTER {
            return Self::Days((LEAST_WIDTH / a_day).ceil().clamp(1.0, 1e8) as i32);
        }
        let is_wide = |secs: &f64| secs * scale.points_per_sec() >= LEAST_WIDTH;
        Self::Secs(PARTS.into_iter().find(is_wide).unwrap_or(PARTS[PARTS.len() - 1]))
    }

    /// What is counted in each: `Events per 17 days`.
    pub(super) fn rate_words(self) -> String {
        format!("Events per {}", self.words(""))
    }

    /// One of them after a number of events: `31 a day`, `65 in 17 days`.
    pub(super) fn amount_words(self, count: u32) -> String {
        let words = self.words("");
        match words.as_bytes().first() {
            Some(first) if first.is_ascii_digit() => format!("{} in {words}", grouped(count as usize)),
            _ => format!("{} {}", grouped(count as usize), self.words("a ")),
        }
    }

    fn words(self, one: &str) -> String {
        match self {
            Self::Days(1) => format!("{one}day"),
            Self::Days(days) => format!("{days} days"),
            Self::Secs(3600.0) => format!("{}hour", if one.is_empty() { "" } else { "an " }),
            Self::Secs(60.0) => format!("{one}minute"),
            Self::Secs(1.0) => format!("{one}second"),
            Self::Secs(secs) if secs >= 3600.0 => format!("{} hours", secs / 3600.0),
            Self::Secs(secs) if secs >= 60.0 => format!("{} min", secs / 60.0),
            Self::Secs(secs) => format!("{secs} s"),
        }
    }
}

/// By what an event is counted in a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The days to which it belongs, as the list has them, whichever zone is shown.
    Days,
    /// The moments at which it goes on.
    Moments,
}

/// Stretches of time, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretches {
    pub(super) by: By,
    /// Where each begins, and where the last ends: in days as `chrono` counts them, and in seconds.
    pub(super) days: Vec<i32>,
    pub(super) secs: Vec<f64>,
    /// How many there are before the first, so that they can be told apart wherever they begin.
    number: i64,
}

impl Stretches {
    /// Those that the ruler names.
    pub(super) fn of_ruler(step: Step, starts: &[Start]) -> Self {
        Self {
            by: if step.is_of_days() { By::Days } else { By::Moments },
            days: starts.iter().map(|start| start.civil.date().num_days_from_ce()).collect(),
            secs: starts.iter().map(|start| start.secs).collect(),
            number: 0,
        }
    }

    /// Those of a point or two. They stay as time is panned.
    pub(super) fn fine(fine: Fine, scale: &TimeScale, zone: &Zone) -> Self {
        let Extent { start_secs, end_secs } = scale.extent();
        let first = zone.civil_from_secs(start_secs).date();
        let midnight = |date: NaiveDate| zone.secs_from_civil(&date.and_time(NaiveTime::MIN));
        let mut found = Self { by: By::Days, days: Vec::new(), secs: Vec::new(), number: 0 };
        match fine {
            Fine::Days(days) => {
                found.number = i64::from(first.num_days_from_ce().div_euclid(days));
                let mut day = first.num_days_from_ce().div_euclid(days) * days;
                while let Some(date) = NaiveDate::from_num_days_from_ce_opt(day) {
                    found.days.push(day);
                    found.secs.push(midnight(date));
                    if found.secs.last().is_some_and(|secs| *secs >= end_secs) {
                        break;
                    }
                    day = day.saturating_add(days);
                }
            }
            Fine::Secs(length) => {
                found.by = By::Moments;
                let midnight = midnight(first);
                let before = ((start_secs - midnight) / length).floor();
                found.number = (midnight / length).round() as i64 + before as i64;
                let count = ((end_secs - start_secs) / length).ceil() as i32 + 1;
                found.secs = (0..=count).map(|number| midnight + (before + f64::from(number)) * length).collect();
            }
        }
        found
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.secs.len().saturating_sub(1)
    }

    /// From the start of the first to the end of the last.
    pub(super) fn extent(&self) -> Extent {
        let bound = |secs: Option<&f64>| secs.copied().unwrap_or_default();
        Extent { start_secs: bound(self.secs.first()), end_secs: bound(self.secs.last()) }
    }

    /// One of them.
    pub(super) fn at(&self, place: usize) -> Extent {
        Extent { start_secs: self.secs[place], end_secs: self.secs[place + 1] }
    }

    /// Groups of so many that stay as time is panned; the first and last may be cut.
    pub(super) fn groups(&self, size: usize) -> impl Iterator<Item = Range<usize>> + use<> {
        let (size, count) = (size.max(1), self.len());
        let over = self.number.rem_euclid(i64::try_from(size).unwrap_or(i64::MAX)) as usize;
        let bound = move |number: usize| (number * size).saturating_sub(over).min(count);
        (0..).map(move |number| bound(number)..bound(number + 1)).take_while(move |group| group.start < count)
    }
}

/// Finds in which stretches one event after the other goes on.
pub(super) struct Finder<'a> {
    store: &'a Store,
    stretches: &'a Stretches,
    /// What was found before of the days of events, if it was.
    steady: Option<&'a Steady>,
    /// Where the one before began: in the order of time the next does so nearby.
    near: usize,
}

/// From which stretch up to before which an event is certain, and is possible.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    least: (usize, usize),
    most: (usize, usize),
}

impl<'a> Finder<'a> {
    pub(super) fn new(store: &'a Store, stretches: &'a Stretches) -> Self {
        Self { store, stretches, steady: None, near: 0 }
    }

    /// The same with what is kept of the days of events.
    pub(super) fn quick(store: &'a Store, stretches: &'a Stretches) -> Self {
        Self { steady: Some(store.steady()), ..Self::new(store, stretches) }
    }

    /// Where the dated event with this rank goes on.
    pub(super) fn find(&mut self, rank: usize) -> Option<Places> {
        let time = self.store.in_time();
        let span = time.span_at(rank)?;
        if self.stretches.by == By::Moments {
            let most = self.of_secs(&span.possible);
            let least = match &span.certain {
                Some(certain) if *certain == span.possible => most,
                Some(certain) => self.of_secs(certain),
                None => (0, 0),
            };
            return Some(Places { least, most });
        }
        let own = time.days_at(rank)?;
        let own_places = self.of_days(own);
        let least = if span.certain.is_some() { own_places } else { (0, 0) };
        let is_wider = span.certain.is_some_and(|certain| certain != span.possible);
        let possible = || {
            let known = self.steady.and_then(|steady| steady.possible_days(rank));
            known.unwrap_or_else(|| self.store.possible_days(time.index_at(rank), &span.possible))
        };
        Some(Places { least, most: if is_wider { self.of_days(possible()) } else { own_places } })
    }

    fn of_days(&mut self, (first, last): (i32, i32)) -> (usize, usize) {
        let days = &self.stretches.days;
        if let [start, end, ..] = days[self.near..]
            && start <= first
            && first < end
        {
            let to = if last < end { self.near + 1 } else { days.partition_point(|day| *day <= last) };
            return (self.near, to);
        }
        let begun = days.partition_point(|day| *day <= first);
        self.near = begun.saturating_sub(1);
        (self.near, days.partition_point(|day| *day <= last))
    }

    fn of_secs(&mut self, extent: &Extent) -> (usize, usize) {
        let secs = &self.stretches.secs;
        let is_near =
            matches!(secs[self.near..], [start, end, ..] if start <= extent.start_secs && extent.start_secs < end);
        if !is_near {
            self.near = secs.partition_point(|start| *start <= extent.start_secs).saturating_sub(1);
        }
        let to = if extent.is_instant() {
            if is_near { self.near + 1 } else { secs.partition_point(|start| *start <= extent.end_secs) }
        } else if is_near && extent.end_secs <= secs[self.near + 1] {
            self.near + 1
        } else {
            secs.partition_point(|start| *start < extent.end_secs)
        };
        (self.near, to)
    }
}

/// How many events there are in a stretch of time, at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Count {
    pub(super) least: u32,
    pub(super) most: u32,
}

impl Count {
    /// `3`, `2 or 3`, `2 to 5`.
    pub(super) fn words(self) -> String {
        let difference = self.most - self.least;
        let [least, most] = [self.least, self.most].map(|count| grouped(count as usize));
        match difference {
            0 => most,
            1 => format!("{least} or {most}"),
            _ => format!("{least} to {most}"),
        }
    }
}

/// What becomes other at the start of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Change {
    least: i32,
    most: i32,
    /// How many possibly go on in this one as the first.
    begun: i32,
}

/// How many events go on in each of some stretches, kept by what changes from one to the next: so a long event
/// costs no more than a short one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    changes: Vec<Change>,
}

impl Tally {
    /// Of no event.
    pub(super) fn new(stretches: &Stretches) -> Self {
        Self { changes: vec![Change::default(); stretches.len() + 1] }
    }

    /// Counts an event so many times more.
    pub(super) fn add(&mut self, places: Places, times: i32) {
        let last = self.changes.len() - 1;
        let within = |(from, to): (usize, usize)| (from.min(last), to.min(last));
        let (from, to) = within(places.most);
        if from < to {
            self.changes[from].most += times;
            self.changes[from].begun += times;
            self.changes[to].most -= times;
        }
        let (from, to) = within(places.least);
        if from < to {
            self.changes[from].least += times;
            self.changes[to].least -= times;
        }
    }

    /// Counts so many events more that certainly go on from a stretch on.
    pub(super) fn begin(&mut self, place: usize, count: i32) {
        let Change { least, most, begun } = &mut self.changes[place];
        for number in [least, most, begun] {
            *number += count;
        }
    }

    /// Counts so many events less from a stretch on, which went on before.
    pub(super) fn end(&mut self, place: usize, count: i32) {
        let Change { least, most, .. } = &mut self.changes[place];
        for number in [least, most] {
            *number -= count;
        }
    }

    /// How many there are in each stretch.
    pub(super) fn counts(&self) -> Vec<Count> {
        Self::sum(&[self])
    }

    /// How many there are in each stretch by several tallies together.
    pub(super) fn sum(tallies: &[&Self]) -> Vec<Count> {
        let stretches = tallies.first().map_or(0, |tally| tally.changes.len() - 1);
        let mut sum = [0, 0];
        let counted = (0..stretches).map(|place| {
            for tally in tallies {
                let Change { least, most, .. } = tally.changes[place];
                sum = [sum[0] + least, sum[1] + most];
            }
            let [least, most] = sum.map(|count| u32::try_from(count).unwrap_or_default());
            Count { least, most }
        });
        counted.collect()
    }

    /// How many different events possibly go on in each of some groups of stretches, which follow each other.
    pub(super) fn in_groups(&self, groups: impl Iterator<Item = Range<usize>>) -> Vec<u32> {
        let mut going_on = 0;
        let counted = groups.map(|group| {
            let mut count = going_on;
            for change in &self.changes[group.clone()] {
                going_on += change.most;
                count += change.begun;
            }
            // What ended as the group began was not in it.
            let ended = self.changes.get(group.start).map_or(0, |change| change.begun - change.most);
            u32::try_from(count - ended).unwrap_or_default()
        });
        counted.collect()
    }
}

#[cfg(test)]
mod tests;
