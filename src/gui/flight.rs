//! Smooth moves of what is shown: the map and the stretch of time on their way to where they should be.
//!
//! Answers what to draw in a frame. It does not know what moved: the view is already there, and an
//! answer to the hand is never delayed.

use egui::Ui;

use crate::model::Extent;
use crate::view::{MapViewport, Motion};

/// How long a move takes, in seconds.
const SECS: f64 = 0.22;

/// What can be on its way.
pub(super) trait Movable: Copy + PartialEq {
    /// What lies between two, at a share of the way from 0 to 1.
    fn between(self, to: Self, share: f64) -> Self;
}

impl Movable for MapViewport {
    fn between(self, to: Self, share: f64) -> Self {
        Self::between(self, to, share)
    }
}

impl Movable for Extent {
    fn between(self, to: Self, share: f64) -> Self {
        Self::between(self, to, share)
    }
}

/// A move that may be going on.
pub(super) struct Flight<T> {
    /// From where, and since when in seconds of the window's time.
    going: Option<(T, f64)>,
    target: Option<T>,
}

impl<T> Default for Flight<T> {
    fn default() -> Self {
        Self { going: None, target: None }
    }
}

impl<T: Movable> Flight<T> {
    /// What to draw on the way to a target. What the hand moves is there at once, and so is everything
    /// where motion is unwanted.
    pub(super) fn toward(&mut self, target: T, ui: &Ui) -> T {
        let (now, held) = ui.input(|input| {
            let zooms = (input.zoom_delta() - 1.0).abs() > 1e-6;
            (input.time, input.pointer.any_down() || input.is_scrolling() || zooms)
        });
        let moves = ui.style().animation_time > 0.0 && !held;
        let motion = if moves { Motion::Smooth } else { Motion::Still };
        let drawn = self.at(now, motion, target);
        if self.going.is_some() {
            ui.ctx().request_repaint();
        }
        drawn
    }

    /// Whether a move is going on.
    pub(super) fn is_going(&self) -> bool {
        self.going.is_some()
    }

    fn at(&mut self, now: f64, motion: Motion, target: T) -> T {
        let before = self.target.replace(target).unwrap_or(target);
        if before != target {
            let from = self.going.map_or(before, |(from, since)| from.between(before, share(now - since)));
            self.going = Some((from, now));
        }
        self.going = self.going.filter(|(_, since)| motion == Motion::Smooth && now - since < SECS);
        self.going.map_or(target, |(from, since)| from.between(target, share(now - since)))
    }
}

/// Ease-out: fast at first, slow at the end.
fn share(elapsed_secs: f64) -> f64 {
    1.0 - (1.0 - (elapsed_secs / SECS).clamp(0.0, 1.0)).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_starts_where_the_last_one_was_and_ends_on_its_target() {
        let day = |start: f64| Extent { start_secs: start, end_secs: start + 10.0 };
        let mut flight = Flight::default();
        assert_eq!(flight.at(0.0, Motion::Smooth, day(0.0)), day(0.0));
        assert_eq!(flight.at(1.0, Motion::Smooth, day(100.0)), day(0.0));
        let halfway = flight.at(1.05, Motion::Smooth, day(100.0));
        assert!(halfway.start_secs > 0.0 && halfway.start_secs < 100.0);
        assert_eq!(flight.at(1.05, Motion::Smooth, day(200.0)), halfway);
        assert_eq!(flight.at(1.06 + SECS, Motion::Smooth, day(200.0)), day(200.0));
        assert!(flight.going.is_none());
    }

    #[test]
    fn without_motion_everything_is_there_at_once() {
        let mut flight = Flight::default();
        flight.at(0.0, Motion::Still, Extent::instant(0.0));
        assert_eq!(flight.at(0.1, Motion::Still, Extent::instant(9.0)), Extent::instant(9.0));
    }
}
