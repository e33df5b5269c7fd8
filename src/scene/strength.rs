//! How strongly an event is drawn: the same on the map and on the timeline.
//!
//! Strength tells age and what lies outside. Whether an event is only possibly in the view is told by
//! shape, which print and greyscale keep: [`super::symbol::possible_halo`] and hatched bars.

use crate::model::Match;
use crate::query::Shown;
use crate::store::Store;
use crate::view::{TimeMode, View};

/// The strength of an event that the filter excludes.
pub(super) const EXCLUDED: f32 = 0.2;
/// The strength of an event outside of the window.
pub(super) const OUTSIDE: f32 = 0.3;
/// The least strength that age leaves.
const OLDEST: f64 = 0.35;

/// The strength of an event, 0 to 1: in a trail the less the longer ago it was.
pub(super) fn strength_of(store: &Store, view: &View, shown: &Shown, index: usize) -> f32 {
    if shown.is_excluded(index) {
        return EXCLUDED;
    }
    if shown.match_of(index) == Match::Out {
        return OUTSIDE;
    }
    match (view.mode, store.span(index)) {
        (TimeMode::Trail, Some(span)) => strength_by_age(view, span.possible.end_secs),
        _ => 1.0,
    }
}

/// The strength in a trail of what ended at a moment, in seconds since the Unix epoch.
pub(super) fn strength_by_age(view: &View, end_secs: f64) -> f32 {
    let age = (view.playhead_secs - end_secs).max(0.0);
    let memory = (view.stretch().duration_secs() / 4.0).max(1.0);
    (1.0 - age / memory).clamp(OLDEST, 1.0) as f32
}
