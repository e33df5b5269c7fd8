//! The titles on bars and beside marks, where there is room for them.

use super::TimelinePainter;
use super::bars::{Placed, bar_height};
use super::rows::Rows;
use super::ruler::elided;
use crate::scene::strength::OUTSIDE;
use crate::scene::{Align, Color, Face, Mark, TextStyle};

/// Size of a title in points.
const TITLE_SIZE: f32 = 9.5;
/// Rows lower than this, in points, have no room for titles.
const LEAST_PITCH: f32 = 10.5;
/// Bars lower than this, in points, have no room for titles on them.
const LEAST_BAR: f32 = 8.5;
/// A title is cut to so many characters at least, or left out.
const LEAST_CHARACTERS: usize = 8;

impl TimelinePainter<'_> {
    /// Adds the titles of the marks of one row, which come in order of time: on the bar where all of
    /// it fits, else after it. None lies over a mark or another title, or is cut by the frame.
    pub(super) fn row_labels(&self, marks: &mut Vec<Mark>, row: &[Placed<'_>], rows: &Rows) {
        if rows.pitch < LEAST_PITCH {
            return;
        }
        for (number, placed) in row.iter().enumerate() {
            let is_faded = placed.opacity <= OUTSIDE;
            if is_faded || !placed.stack.more.is_empty() {
                continue;
            }
            let title = &self.store.title(placed.stack.first);
            let color = if placed.is_selected { self.palette.ink } else { self.palette.ink_secondary };
            let mut write = |words: String, x: f32, color: Color| {
                let style = TextStyle { face: Face::Regular, size: TITLE_SIZE, color, halo: None, spacing: 0.0 };
                marks.push(Mark::text(words, [x, placed.y + TITLE_SIZE * 0.36], Align::Start, style));
            };
            if bar_height(rows) >= LEAST_BAR
                && let Some((start, end)) = placed.words_on_bar(&self.scale)
                && let Some(words) = elided(title, Face::Regular, TITLE_SIZE, end - start, usize::MAX)
            {
                write(words, start, self.palette.ink);
                continue;
            }
            let start = placed.words_left(rows.radius);
            if start < self.scale.left() || start > self.scale.right() {
                continue;
            }
            let next = row.get(number + 1).map_or(f32::INFINITY, Placed::words_right);
            let room = next.min(self.scale.right() - 4.0) - start;
            if let Some(words) = elided(title, Face::Regular, TITLE_SIZE, room, LEAST_CHARACTERS) {
                write(words, start, color);
            }
        }
    }
}
