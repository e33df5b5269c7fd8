//! How an event lies in time at the scale of the timeline, and the ground that it takes in its row.
//!
//! This module answers where bar, mark and title of one event can stand. It does not know rows or neighbours.

use crate::model::{Extent, TimeSpan};

/// Between what stands in one row, in points.
pub(super) const GAP: f64 = 2.0;
/// From a bar to the mark beside it, in points.
const BAR_GAP: f64 = 4.5;
/// From a mark to its title, in points: a ring has room there.
pub(super) const TITLE_GAP: f64 = 6.0;
/// From a bar or a number to the words beside it, in points.
const WORD_GAP: f64 = 5.0;
/// From a title to what follows it, in points.
const AFTER_TITLE: f64 = 7.0;

/// How an event lies in time at the scale of the timeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    /// Where its mark stands if it stands on the bar, in seconds; infinite where the event has no end on either side.
    pub(super) mark_secs: f64,
    /// Its bar: what is possible and what is certain of it. None where the mark covers it.
    pub(super) bar: Option<TimeSpan>,
}

impl Shape {
    /// The shape of an event with a mark of this radius, at so many points a second.
    pub(super) fn new(span: &TimeSpan, radius: f32, points_per_sec: f64) -> Self {
        let best = span.certain.unwrap_or(span.possible);
        let mark_secs = match (best.start_secs.is_finite(), best.end_secs.is_finite()) {
            (true, true) => f64::midpoint(best.start_secs, best.end_secs),
            (false, true) => best.end_secs,
            (_, false) => best.start_secs,
        };
        let is_covered = span.possible.duration_secs() * points_per_sec <= f64::from(2.0 * radius + 1.0);
        Self { mark_secs, bar: (!is_covered).then_some(*span) }
    }

    /// The ground that mark and bar take.
    pub(super) fn footprint(&self, parted: Parted, radius: f32, points_per_sec: f64) -> Footprint {
        let reach = f64::from(radius) + GAP / 2.0;
        let mark = self.mark_secs * points_per_sec;
        let ends = |bar: TimeSpan| (bar.possible.start_secs * points_per_sec, bar.possible.end_secs * points_per_sec);
        let (bar_start, bar_end) = self.bar.map_or((mark - reach, mark + reach), ends);
        match parted {
            Parted::Whole => Footprint { start: bar_start, end: bar_end, bar_start, bar_end },
            Parted::Marks => Footprint { start: mark - reach, end: mark + reach, bar_start, bar_end },
        }
    }
}

/// The ground an event takes in its row, in points from 1970 on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Footprint {
    /// Where what must not overlap begins.
    pub(super) start: f64,
    /// Where what must not overlap ends.
    pub(super) end: f64,
    /// Where mark and bar begin.
    pub(super) bar_start: f64,
    /// Where mark and bar end.
    pub(super) bar_end: f64,
}

/// What of the events in a row does not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// Marks and bars.
    Whole,
    /// Marks alone; bars run on under them.
    Marks,
}

/// Where the mark of an event belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// Before its title, beside the bar: nothing is known of the hour.
    Title,
    /// On the start of the bar, whose hour is known.
    Start,
    /// On the middle of the bar, since it holds the number of the event.
    Middle,
}

/// What the title of an event asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    /// How wide it runs, in points.
    pub(super) width: f32,
    /// Where the mark belongs.
    pub(super) seat: Seat,
    /// Whether it may stand on its bar: not on one of two possible days.
    pub(super) on_bar: OnBar,
}

/// Whether a title may stand on its bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnBar {
    /// It may.
    Free,
    /// It may not.
    Barred,
}

/// Where the title of an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// On the bar.
    Inside,
    /// To the right of the bar.
    After,
    /// To the left of the bar.
    Before,
}

/// Where bar, mark and title of one event can stand along its row, in points from wherever the bar is counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spots {
    /// Where bar and mark begin and end without a title.
    pub(super) bar: (f64, f64),
    /// Where the words end if they stand to the right.
    pub(super) after_end: f64,
    /// Where the words begin if they stand to the left.
    pub(super) before_start: f64,
    /// How long a certain bar must be in sight to hold mark and words.
    pub(super) inside: f64,
    /// Whether the mark stands before the title where that is beside the bar.
    is_led: bool,
}

impl Spots {
    /// Of a bar from one point to another, or of a mark on a point, with a mark of this radius.
    ///
    /// `mark` is where the mark stands on its bar, or by itself.
    pub(super) fn new(bar: Option<(f64, f64)>, mark: f64, radius: f32, wish: Wish) -> Self {
        let radius = f64::from(radius);
        // Widths leave kerning out, so a little is kept in hand.
        let width = f64::from(wish.width) * 1.01;
        let lead = 2.0 * radius + TITLE_GAP;
        let inside = lead + width + 12.0;
        let has_bar = bar.is_some();
        let (bar, after, before) = match (bar, wish.seat) {
            (None, _) => {
                let reach = radius + GAP / 2.0;
                ((mark - reach, mark + reach), TITLE_GAP - GAP / 2.0, TITLE_GAP - GAP / 2.0)
            }
            (Some(bar), Seat::Title) => (bar, BAR_GAP + lead, BAR_GAP + lead),
            (Some((start, end)), Seat::Start) => {
                let start = start.min(mark - radius);
                let before = if start < mark - radius { WORD_GAP } else { TITLE_GAP };
                ((start, end.max(mark + radius)), WORD_GAP, before)
            }
            (Some(bar), Seat::Middle) => (bar, WORD_GAP, WORD_GAP),
        };
        let is_led = has_bar && wish.seat == Seat::Title;
        Self { bar, after_end: bar.1 + after + width, before_start: bar.0 - before - width, inside, is_led }
    }

    /// Whether mark and words stand on a bar that is certain throughout and in sight throughout.
    pub(super) fn fits_inside(&self, wish: Wish, certain: Option<Extent>, points_per_sec: f64) -> bool {
        let length = certain.map_or(0.0, |certain| certain.duration_secs() * points_per_sec);
        wish.on_bar == OnBar::Free && wish.seat != Seat::Middle && length >= self.inside
    }

    /// Where bar, mark and words end.
    pub(super) fn end(&self, lead: Lead) -> f64 {
        if lead == Lead::After { self.after_end + AFTER_TITLE } else { self.bar.1 }
    }

    /// Where a mark beside the bar stands, and where the words begin. The mark is none where it stands on the bar.
    pub(super) fn beside(&self, lead: Lead, radius: f32, wish: Wish) -> (Option<f64>, f64) {
        let reach = BAR_GAP + f64::from(radius);
        match lead {
            Lead::After => {
                let words = self.after_end - f64::from(wish.width) * 1.01;
                (self.is_led.then_some(self.bar.1 + reach), words)
            }
            _ => (self.is_led.then_some(self.bar.0 - reach), self.before_start + f64::from(wish.width) * 0.01),
        }
    }
}
