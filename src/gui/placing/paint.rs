//! What is drawn over the map of what is written: rims, handles, vertices, outlines, and the words beside them.

use egui::{Align2, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::gui::style::{color32, font};
use crate::scene::{Face, Palette};

/// A painter over the map.
pub(super) struct Over<'a> {
    pub(super) painter: Painter,
    pub(super) palette: &'a Palette,
    pub(super) rect: Rect,
}

impl Over<'_> {
    fn accent(&self, width: f32) -> Stroke {
        Stroke::new(width, color32(self.palette.accent))
    }

    /// A dashed circle.
    pub(super) fn rim(&self, center: Pos2, radius: f32) {
        const FARTHEST: f32 = 4000.0;
        if !(2.0..FARTHEST).contains(&radius) {
            return;
        }
        let corners = (radius * 1.2).clamp(24.0, 180.0) as usize;
        let corner = |place: usize| {
            let angle = place as f32 / corners as f32 * std::f32::consts::TAU;
            center + vec2(angle.cos(), angle.sin()) * radius
        };
        let circle: Vec<Pos2> = (0..=corners).map(corner).collect();
        self.painter.extend(Shape::dashed_line(&circle, self.accent(1.4), 5.0, 4.0));
    }

    /// A round handle.
    pub(super) fn knob(&self, at: Pos2) {
        self.painter.circle(at, 5.5, color32(self.palette.panel), self.accent(2.0));
    }

    /// A ring around a mark that can be moved.
    pub(super) fn ring(&self, at: Pos2) {
        self.painter.circle_stroke(at, 12.0, self.accent(2.0));
    }

    /// A square handle of a vertex.
    pub(super) fn vertex(&self, at: Pos2) {
        let square = Rect::from_center_size(at, vec2(7.0, 7.0));
        self.painter.rect(square, 1.0, color32(self.palette.panel), self.accent(1.4), StrokeKind::Middle);
    }

    /// A line that is drawn.
    pub(super) fn line(&self, points: &[Pos2]) {
        self.painter.add(Shape::line(points.to_vec(), self.accent(2.0)));
    }

    /// The line to where the next vertex would be.
    pub(super) fn tentative(&self, from: Pos2, to: Pos2) {
        self.painter.extend(Shape::dashed_line(&[from, to], self.accent(1.4), 4.0, 4.0));
    }

    /// An outline of a province or country.
    pub(super) fn outline(&self, ring: &[Pos2]) {
        self.painter.extend(Shape::dashed_line(ring, self.accent(1.6), 6.0, 4.0));
    }

    /// Words on a small card beside a spot, held within the map.
    pub(super) fn words(&self, beside: Pos2, words: String) {
        let galley = self.painter.layout_no_wrap(words, font(Face::Medium, 11.5), color32(self.palette.ink));
        let size = galley.size() + vec2(16.0, 8.0);
        let room = self.rect.shrink(6.0);
        let left = (beside.x + 12.0).min(room.right() - size.x).max(room.left());
        let top = (beside.y - size.y / 2.0).min(room.bottom() - size.y).max(room.top());
        let card = Rect::from_min_size(pos2(left, top), size);
        let rule = Stroke::new(1.0, color32(self.palette.rule));
        self.painter.rect(card, 6.0, color32(self.palette.panel), rule, StrokeKind::Middle);
        self.painter.galley(card.min + vec2(8.0, 4.0), galley, color32(self.palette.ink));
    }

    /// What a tool asks for, at the upper edge of the map.
    pub(super) fn hint(&self, words: &str) {
        let color = color32(self.palette.ink);
        let galley = self.painter.layout(words.to_owned(), font(Face::Medium, 12.0), color, self.rect.width() - 140.0);
        let size = galley.size() + vec2(24.0, 12.0);
        let card = Align2::CENTER_TOP.anchor_size(self.rect.center_top() + vec2(0.0, 12.0), size);
        self.painter.rect(card, 8.0, color32(self.palette.panel), self.accent(1.2), StrokeKind::Middle);
        self.painter.galley(card.min + vec2(12.0, 6.0), galley, color);
    }
}
