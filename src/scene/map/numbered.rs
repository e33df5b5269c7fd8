//! Marks of maps whose marks have numbers.

use super::MapPainter;
use crate::scene::{Align, Face, Mark, Point, Rect, Stroke, TextStyle};

/// Places nearer to each other than this, in points, have one name.
const SAME: f32 = 8.0;

/// Whether words on this ground are read as the name of a place rather than of another whose mark stands nearer to
/// them. `standing` has marks and their places.
pub(super) fn names_its_own(standing: &[(Point, Point)], place: Point, ground: &Rect) -> bool {
    let is_own = |other: &Point| (other[0] - place[0]).hypot(other[1] - place[1]) < SAME;
    let nearest = |own: bool| {
        let marks = standing.iter().filter(move |(_, other)| is_own(other) == own);
        marks.map(|(at, _)| ground.distance_to(*at)).fold(f32::INFINITY, f32::min)
    };
    nearest(true).min(ground.distance_to(place)) + 1.0 < nearest(false)
}

impl MapPainter<'_> {
    /// The numbers of events that share a mark, in rows: a count would be taken for the number of an event.
    pub(super) fn cluster_numbers(&mut self, mut numbers: Vec<usize>, [x, y]: Point, radius: f32) {
        const SIZE: f32 = 7.5;
        const STEP: [f32; 2] = [12.0, 9.5];
        numbers.sort_unstable();
        let across = (numbers.len() as f32).sqrt().ceil().clamp(1.0, 6.0) as usize;
        let down = numbers.len().div_ceil(across);
        let half = [across as f32 * STEP[0] / 2.0 + 3.0, down as f32 * STEP[1] / 2.0 + 3.0];
        let half = half.map(|half| half.max(radius * 0.7));
        let rect = Rect::around([x, y], 2.0 * half[0], 2.0 * half[1]);
        let rim = Some(Stroke::solid(1.2, self.palette.ink_secondary));
        self.scene.marks.push(Mark::Rect { rect, radius: 6.0, fill: Some(self.palette.panel), stroke: rim });
        let color = self.palette.ink;
        let style = TextStyle { face: Face::SemiBold, size: SIZE, color, halo: None, spacing: 0.0 };
        for (place, number) in numbers.iter().enumerate() {
            let (column, row) = ((place % across) as f32, (place / across) as f32);
            let at = [
                x + (column - (across - 1) as f32 / 2.0) * STEP[0],
                y + (row - (down - 1) as f32 / 2.0) * STEP[1] + SIZE * 0.36,
            ];
            self.scene.marks.push(Mark::text(number.to_string(), at, Align::Middle, style));
        }
    }
}
