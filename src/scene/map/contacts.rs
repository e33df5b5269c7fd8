//! Lines between places that were in contact: they follow no route, and nothing happened along them.

use super::curve::{curve, trimmed};
use super::{MapPainter, moved};
use crate::scene::projection::stretches_near;
use crate::scene::strength::strength_of;
use crate::scene::{Dash, Mark, Stroke, symbol_reach};

/// Radius of the ring at the far end of a line, in points.
pub(super) const END_RADIUS: f32 = 3.0;

impl MapPainter<'_> {
    /// Draws the lines of events that join places, those of the selected event over the others.
    pub(super) fn contacts(&mut self) {
        let several = self.store.events_at_several_spots();
        let mut events: Vec<usize> =
            several.filter(|&index| self.is_drawn(index) && self.store.is_contact(index)).collect();
        events.sort_by_key(|&index| self.is_selected(index));
        for index in events {
            self.contact(index);
        }
    }

    fn contact(&mut self, index: usize) {
        let event = self.store.event(index);
        let Some(geometry) = &event.geometry else { return };
        let strength = strength_of(self.store, self.view, self.shown, index);
        let is_selected = self.is_selected(index);
        let (width, share) = if is_selected { (1.7, 1.0) } else { (1.1, 0.6) };
        let color = self.color_of(index).faded(share * strength);
        let near = self.projection.frame().grown(40.0);
        for line in &geometry.lines {
            let (Some(&start), Some(&end)) = (line.first(), line.last()) else { continue };
            let &[from, to] = &self.projection.screen_line(&[start, end])[..] else { continue };
            // Curves bow to the north.
            let mut points = if from[0] <= to[0] { curve(from, to) } else { curve(to, from) };
            if from[0] > to[0] {
                points.reverse();
            }
            let line = trimmed(&points, symbol_reach(super::RADIUS), END_RADIUS);
            let rounds = self.projection.rounds(&line, 40.0);
            for points in rounds.flat_map(|shift| stretches_near(&moved(&line, shift), &near)) {
                if is_selected {
                    let halo = Stroke::solid(4.0, self.palette.panel.faded(0.7));
                    self.scene.marks.push(Mark::Line { points: points.clone(), stroke: halo });
                }
                let stroke = Stroke { width, color, dash: Dash::Long };
                self.scene.marks.push(Mark::Line { points, stroke });
            }
        }
    }
}
