//! What is drawn over the map of what is written: rims, handles, vertices, outlines, and the words beside them.

use egui::{Align2, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, pos2, vec2};

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

    /// What a tool asks for, at the foot of the map, on a card with room for a button. Returns where the button is.
    pub(super) fn hint(&self, words: &str, button: &str) -> Rect {
        let color = color32(self.palette.ink);
        let label = self.painter.layout_no_wrap(button.to_owned(), font(Face::SemiBold, 12.0), color);
        let room = vec2(label.size().x + 20.0, 24.0);
        let widest = (self.rect.width() - room.x - 60.0).max(80.0);
        let galley = self.painter.layout(words.to_owned(), font(Face::Medium, 12.0), color, widest);
        let size = vec2(galley.size().x + room.x + 26.0, galley.size().y.max(room.y) + 10.0);
        let card = Align2::CENTER_BOTTOM.anchor_size(self.rect.center_bottom() - vec2(0.0, 36.0), size);
        self.painter.rect(card, 8.0, color32(self.palette.panel), self.accent(1.2), StrokeKind::Middle);
        let top = card.center().y - galley.size().y / 2.0;
        self.painter.galley(pos2(card.left() + 12.0, top), galley, color);
        Align2::RIGHT_CENTER.anchor_size(card.right_center() - vec2(6.0, 0.0), room)
    }

    /// The button on the card of a hint.
    pub(super) fn button(&self, rect: Rect, label: &str, response: &Response) {
        let is_lit = response.hovered() || response.has_focus();
        let fill = if is_lit { self.palette.rule } else { self.palette.card };
        self.painter.rect_filled(rect, 6.0, color32(fill));
        let font = font(Face::SemiBold, 12.0);
        self.painter.text(rect.center(), Align2::CENTER_CENTER, label, font, color32(self.palette.ink));
    }
}
