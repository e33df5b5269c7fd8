//! Where the bounds of stretches of time stand in the order of events.
//!
//! This module answers which ranks begin and end in each stretch, of events whose ends rise with their ranks. It does not
//! know lanes or filters.

use std::ops::Range;

use super::stretches::{By, Stretches};
use crate::store::{Steady, Store};

/// Where the bounds of stretches stand among the steady events of a kind.
#[derive(Debug)]
pub(super) struct Bounds {
    /// The ranks from the first to the last that go on in some stretch.
    pub(super) counted: Range<usize>,
    /// From which rank on they begin in a stretch, and last after the last stretch.
    pub(super) starts: Vec<usize>,
    /// Up to which rank they end by the start of a stretch, and last after the last stretch; what goes on beyond
    /// it ends there. None: each ends in the stretch in which it begins.
    pub(super) ends: Option<Vec<usize>>,
}

impl Bounds {
    /// Of stretches among the steady events of each kind.
    pub(super) fn of(stretches: &Stretches, store: &Store) -> [Self; 2] {
        [0, 1].map(|kind| Self::of_kind(stretches, store, kind))
    }

    fn of_kind(stretches: &Stretches, store: &Store, kind: usize) -> Self {
        let (steady, time) = (store.steady(), store.in_time());
        let first_without = |holds: &dyn Fn(usize) -> bool| steady.first_without(kind, holds);
        let possible = |rank: usize| time.possible_at(rank);
        if stretches.len() == 0 || steady.kinds[kind].is_empty() {
            return Self { counted: 0..0, starts: Vec::new(), ends: None };
        }
        let last = stretches.len();
        if stretches.by == By::Days {
            let begun = |day: &i32| first_without(&|rank| time.days_at(rank).is_some_and(|days| days.0 < *day));
            let starts: Vec<usize> = stretches.days.iter().map(begun).collect();
            return Self { counted: starts[0]..starts[last], starts, ends: None };
        }
        let mut starts: Vec<usize> =
            stretches.secs.iter().map(|secs| first_without(&|rank| possible(rank).start_secs < *secs)).collect();
        if kind == Steady::INSTANTS {
            return Self { counted: starts[0]..starts[last], starts, ends: None };
        }
        let mut ends: Vec<usize> =
            stretches.secs.iter().map(|secs| first_without(&|rank| possible(rank).end_secs <= *secs)).collect();
        let counted = ends[0]..starts[last];
        // What began before the first stretch and goes on in it counts as begun there; what goes on beyond the last
        // is not followed further.
        starts[0] = counted.start;
        ends[last] = counted.end;
        Self { counted, starts, ends: Some(ends) }
    }
}
