//! Pointers at the edges to the events before and after the stretch of time that is shown.

use super::{Frame, RULER_HEIGHT, TimelinePainter};
use crate::model::grouped;
use crate::scene::wording::counted;
use crate::scene::{Align, Face, Mark, Rect, Stroke, Target, TargetId, TextStyle, text_width};

/// Size of the words, in points.
const SIZE: f32 = 10.0;
/// How high a pointer is, in points.
const HEIGHT: f32 = 17.0;
/// From the edge of the frame to a pointer, and from its rim to its words, in points.
const PAD: f32 = 4.0;
/// Width and half the height of an arrow, in points.
const ARROW: [f32; 2] = [4.0, 3.5];

/// On which side of the timeline events lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Earlier,
    Later,
}

impl TimelinePainter<'_> {
    /// How many of the shown events lie wholly before and after the stretch of time, where there are
    /// any: with an arrow that way.
    pub(super) fn pointers(&mut self) {
        let [earlier, later] = self.tally.brushed.beyond(self.store, self.view, self.shown);
        let sides = [(Side::Earlier, earlier), (Side::Later, later)];
        for (side, count) in sides.into_iter().filter(|(_, count)| *count > 0) {
            self.pointer(side, count);
        }
    }

    fn pointer(&mut self, side: Side, count: usize) {
        let Frame { size: [width, height], gutter, strip, .. } = *self.frame;
        let words = match side {
            Side::Earlier => counted(count, "earlier event"),
            Side::Later => counted(count, "later event"),
        };
        let label = words.clone();
        // Both have room beside each other, in the strip, where no other words stand.
        let room = (width - gutter) / 2.0 - 2.0 * PAD;
        let wide = |words: &str| text_width(words, Face::Medium, SIZE) * 1.01 + ARROW[0] + 3.0 * PAD;
        let words = [words, grouped(count)].into_iter().find(|words| strip.is_some() && wide(words) <= room);
        let long = words.as_deref().map_or(ARROW[0] + 2.0 * PAD, wide);
        let middle = strip.map_or(f32::midpoint(RULER_HEIGHT.min(height), height), |strip| strip.center()[1]);
        let left = match side {
            Side::Earlier => gutter + PAD,
            Side::Later => width - PAD - long,
        };
        let rect = Rect::new(left, middle - HEIGHT / 2.0, long, HEIGHT.min(height));
        let rim = Some(Stroke::solid(1.0, self.palette.rule));
        self.scene.marks.push(Mark::Rect { rect, radius: 5.0, fill: Some(self.palette.panel), stroke: rim });
        let (tip, foot) = match side {
            Side::Earlier => (rect.x + PAD, rect.x + PAD + ARROW[0]),
            Side::Later => (rect.right() - PAD, rect.right() - PAD - ARROW[0]),
        };
        let ring = vec![[tip, middle], [foot, middle - ARROW[1]], [foot, middle + ARROW[1]]];
        self.scene.marks.push(Mark::Area { rings: vec![ring], fill: self.palette.ink_secondary });
        if let Some(words) = words {
            let x = if side == Side::Earlier { foot + PAD } else { rect.x + PAD };
            let color = self.palette.ink_secondary;
            let style = TextStyle { face: Face::Medium, size: SIZE, color, halo: None, spacing: 0.0 };
            self.scene.marks.push(Mark::text(words, [x, middle + SIZE * 0.36], Align::Start, style));
        }
        let id = if side == Side::Earlier { TargetId::Earlier } else { TargetId::Later };
        self.scene.targets.push(Target { id, rect, label });
    }
}
