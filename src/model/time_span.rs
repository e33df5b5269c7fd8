//! How far something reaches in time: what is possible of it, and what is certain.
//!
//! This module answers whether two stretches of time meet. It does not know where a stretch comes
//! from: dates, their words and the rule that turns them into spans are in [`When`](super::When).

use serde::{Deserialize, Serialize};

/// A stretch of time in seconds since 1970-01-01T00:00Z, from its start up to but without its end.
///
/// A stretch of zero length is the instant itself. Either end may be infinite. The start is never
/// after the end; [`Extent::new`] sees to it.
///
/// ```
/// # use meridian::model::Extent;
/// let noon_to_one = Extent::new(0.0, 3600.0);
/// assert!(noon_to_one.meets(&Extent::instant(0.0)));
/// assert!(!noon_to_one.meets(&Extent::instant(3600.0)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenExtent", into = "WrittenExtent")]
pub struct Extent {
    /// The first instant, or minus infinity.
    pub start_secs: f64,
    /// The first instant that is no longer in it, or infinity.
    pub end_secs: f64,
}

impl Extent {
    /// All of time.
    pub const ALL: Self = Self { start_secs: f64::NEG_INFINITY, end_secs: f64::INFINITY };

    /// The stretch between two instants, given in any order.
    pub fn new(one_secs: f64, other_secs: f64) -> Self {
        Self { start_secs: one_secs.min(other_secs), end_secs: one_secs.max(other_secs) }
    }

    /// A single instant.
    pub fn instant(secs: f64) -> Self {
        Self { start_secs: secs, end_secs: secs }
    }

    /// What lies between two stretches, at a share of the way from 0 to 1.
    #[must_use]
    pub fn between(self, to: Self, share: f64) -> Self {
        let mix = |from: f64, to: f64| from + (to - from) * share;
        Self { start_secs: mix(self.start_secs, to.start_secs), end_secs: mix(self.end_secs, to.end_secs) }
    }

    /// True when it has no length.
    pub fn is_instant(&self) -> bool {
        self.end_secs <= self.start_secs
    }

    /// The last second of it, which is the moment that people mean by its end; of an instant the instant.
    /// Infinite where it has no end.
    pub fn last_moment_secs(&self) -> f64 {
        if self.is_instant() { self.start_secs } else { (self.end_secs - 1.0).max(self.start_secs) }
    }

    /// True when both ends are finite.
    pub fn is_bounded(&self) -> bool {
        self.start_secs.is_finite() && self.end_secs.is_finite()
    }

    /// Its length in seconds; infinity when an end is open.
    pub fn duration_secs(&self) -> f64 {
        if self.is_instant() { 0.0 } else { self.end_secs - self.start_secs }
    }

    /// True when the instant lies in it: from the start on, and before the end.
    pub fn contains_secs(&self, secs: f64) -> bool {
        self.start_secs <= secs && (secs < self.end_secs || (self.is_instant() && secs <= self.end_secs))
    }

    /// True when all of `other` lies in it.
    pub fn contains(&self, other: &Self) -> bool {
        if other.is_instant() {
            self.contains_secs(other.start_secs)
        } else {
            self.start_secs <= other.start_secs && other.end_secs <= self.end_secs
        }
    }

    /// True when they have an instant in common. Stretches that only touch do not meet.
    pub fn meets(&self, other: &Self) -> bool {
        if self.is_instant() {
            other.contains_secs(self.start_secs)
        } else if other.is_instant() {
            self.contains_secs(other.start_secs)
        } else {
            self.start_secs < other.end_secs && other.start_secs < self.end_secs
        }
    }

    /// What they have in common. None when they do not meet.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        self.meets(other).then(|| Self {
            start_secs: self.start_secs.max(other.start_secs),
            end_secs: self.end_secs.min(other.end_secs),
        })
    }

    /// The shortest stretch that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self { start_secs: self.start_secs.min(other.start_secs), end_secs: self.end_secs.max(other.end_secs) }
    }
}

/// How an extent is written in a file: an end that is infinite is `null`, as JSON has no infinity.
#[derive(Serialize, Deserialize)]
struct WrittenExtent {
    start_secs: Option<f64>,
    end_secs: Option<f64>,
}

impl From<WrittenExtent> for Extent {
    fn from(written: WrittenExtent) -> Self {
        Self::new(written.start_secs.unwrap_or(f64::NEG_INFINITY), written.end_secs.unwrap_or(f64::INFINITY))
    }
}

impl From<Extent> for WrittenExtent {
    fn from(extent: Extent) -> Self {
        let finite = |secs: f64| secs.is_finite().then_some(secs);
        Self { start_secs: finite(extent.start_secs), end_secs: finite(extent.end_secs) }
    }
}

/// Whether something is in a window of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Match {
    /// What is certain of it meets the window.
    In,
    /// Only what is possible of it meets the window.
    Possibly,
    /// Nothing of it meets the window.
    Out,
}

/// The reach of something in time, with its four bounds (CIDOC CRM, E52 Time-Span).
///
/// What is certain lies within what is possible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeSpan {
    /// Outermost: before its start and from its end on, it was certainly not so.
    pub possible: Extent,
    /// Innermost: throughout, it was certainly so. None where nothing is certain.
    pub certain: Option<Extent>,
}

impl TimeSpan {
    /// A span without doubt: all that is possible is certain.
    pub fn exact(extent: Extent) -> Self {
        Self { possible: extent, certain: Some(extent) }
    }

    /// The earliest instant at which it can have begun.
    pub fn earliest_start(&self) -> f64 {
        self.possible.start_secs
    }

    /// The instant by which it has begun for certain. None where nothing is certain.
    pub fn latest_start(&self) -> Option<f64> {
        self.certain.map(|certain| certain.start_secs)
    }

    /// The instant up to which it goes on for certain. None where nothing is certain.
    pub fn earliest_end(&self) -> Option<f64> {
        self.certain.map(|certain| certain.end_secs)
    }

    /// The instant at which it is over for certain.
    pub fn latest_end(&self) -> f64 {
        self.possible.end_secs
    }

    /// Whether it is in a window: for certain, possibly or not.
    ///
    /// ```
    /// # use meridian::model::{Match, When, Zone};
    /// let utc = Zone::Utc;
    /// let about = When::parse("2025-10-22~")?.span(&utc);
    /// let day_before = When::parse("2025-10-21")?.span(&utc).possible;
    /// assert_eq!(about.in_view(&day_before), Match::Possibly);
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn in_view(&self, window: &Extent) -> Match {
        if self.certain.is_some_and(|certain| certain.meets(window)) {
            Match::In
        } else if self.possible.meets(window) {
            Match::Possibly
        } else {
            Match::Out
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents_that_only_touch_do_not_meet() {
        assert!(!Extent::new(0.0, 1.0).meets(&Extent::new(1.0, 2.0)));
        assert!(Extent::new(0.0, 1.0).meets(&Extent::new(0.5, 2.0)));
    }

    #[test]
    fn an_instant_is_in_the_extent_that_starts_with_it_and_in_itself() {
        let noon = Extent::instant(12.0);
        assert!(noon.meets(&noon));
        assert!(noon.contains(&noon));
        assert!(noon.meets(&Extent::new(12.0, 13.0)));
        assert!(!noon.meets(&Extent::new(11.0, 12.0)));
        assert!(!noon.meets(&Extent::instant(13.0)));
        assert_eq!(noon.intersection(&Extent::new(12.0, 13.0)), Some(noon));
    }

    #[test]
    fn all_of_time_meets_and_contains_everything() {
        for extent in [Extent::instant(0.0), Extent::new(-1e12, 1e12), Extent::ALL] {
            assert!(Extent::ALL.meets(&extent));
            assert!(extent.meets(&Extent::ALL));
            assert!(Extent::ALL.contains(&extent));
        }
        assert!(!Extent::ALL.is_bounded());
    }

    #[test]
    fn a_union_holds_the_gap_between_its_parts() {
        assert_eq!(Extent::new(0.0, 1.0).union(&Extent::new(5.0, 6.0)), Extent::new(6.0, 0.0));
        assert!((Extent::new(6.0, 1.0).duration_secs() - 5.0).abs() < 1e-9);
    }
}
