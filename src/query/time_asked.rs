//! The time that a question asks for.
//!
//! Answers which ranks begin in it, and how an event matches it.

use std::ops::Range;

use crate::model::{Extent, Match, TimeSpan};
use crate::store::InTime;

/// A window of time, and the instant by which events must have begun.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TimeAsked {
    pub(super) window: Extent,
    /// Itself included, in seconds since the Unix epoch.
    pub(super) until_secs: f64,
}

impl TimeAsked {
    /// All of time.
    pub(super) const ALL: Self = Self { window: Extent::ALL, until_secs: f64::INFINITY };

    pub(super) fn match_of(&self, span: &TimeSpan) -> Match {
        if span.certain.is_some_and(|certain| self.is_met_by(&certain)) {
            Match::In
        } else if self.is_met_by(&span.possible) {
            Match::Possibly
        } else {
            Match::Out
        }
    }

    /// True when there is a common instant that is no later than `until_secs`.
    fn is_met_by(&self, extent: &Extent) -> bool {
        extent.meets(&self.window) && extent.start_secs.max(self.window.start_secs) <= self.until_secs
    }

    /// True when nothing can meet it.
    fn is_over(&self) -> bool {
        self.until_secs < self.window.start_secs
    }

    /// The ranks of the events that possibly begin in it. All of them possibly meet it.
    pub(super) fn begun(&self, time: &InTime) -> Range<usize> {
        let Extent { start_secs, end_secs } = self.window;
        let start = time.begun_before(start_secs);
        if self.is_over() {
            return start..start;
        }
        // What begins as the window ends is not in it, unless the window is no longer than an instant.
        let end = if self.until_secs < end_secs || self.window.is_instant() {
            time.begun_by(self.until_secs.min(end_secs.max(start_secs)))
        } else {
            time.begun_before(end_secs)
        };
        start..end.max(start)
    }

    /// The ranks of the events that possibly began before it and go on in it, rising.
    pub(super) fn reaching<'a>(&self, time: &'a InTime, begun: &Range<usize>) -> impl Iterator<Item = usize> + 'a {
        let before = if self.is_over() { 0 } else { begun.start };
        time.ending_after(self.window.start_secs, 0..before)
    }
}
