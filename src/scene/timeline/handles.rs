//! The window with its edges, and the playhead.

use super::{Frame, Grips, RULER_HEIGHT, TimelinePainter};
use crate::scene::event_text::{extent_text, moment_text};
use crate::scene::{Align, Face, Mark, Rect, Stroke, Target, TargetId, TextStyle, text_width};
use crate::view::{Known, TimeMode};

/// Width and height of a handle in points.
const HANDLE: [f32; 2] = [8.0, 18.0];
/// An edge of the window can be hit so wide, in points.
const EDGE_HIT: f32 = 12.0;
/// The lower edge of the strip can be hit so high, in points: as far as lanes begin.
const STRIP_EDGE_HIT: f32 = 6.0;
/// The playhead can be hit so wide, in points.
const PLAYHEAD_HIT: f32 = 10.0;

impl TimelinePainter<'_> {
    /// The ground of the window, and shade over what is still to come.
    pub(super) fn window_ground(&mut self) {
        let below = self.frame.below_ruler();
        if below.height < 1.0 {
            return;
        }
        let x = |secs: f64| self.scale.x_from_time(secs).clamp(below.x, below.right());
        let (left, right) = (x(self.view.window.start_secs), x(self.view.window.end_secs));
        if right > left {
            let rect = Rect::new(left, below.y, right - left, below.height);
            self.scene.marks.push(Mark::fill(rect, self.palette.accent.faded(0.06)));
        }
        let from = x(self.view.playhead_secs);
        if self.view.mode != TimeMode::Window && from < below.right() {
            let rect = Rect::new(from, below.y, below.right() - from, below.height);
            self.scene.marks.push(Mark::fill(rect, self.palette.ink.faded(0.05)));
        }
    }

    /// Edges of the window and playhead, and what of them can be hit.
    pub(super) fn handles(&mut self) {
        let Frame { size: [_, height], lanes_rect, .. } = *self.frame;
        let below = self.frame.below_ruler();
        let window = self.view.window;
        if below.height >= 1.0 {
            let x = |secs: f64| self.scale.x_from_time(secs).clamp(below.x, below.right());
            let (left, right) = (x(window.start_secs), x(window.end_secs));
            if right > left && lanes_rect.height > 0.0 {
                let rect = Rect::new(left, lanes_rect.y, right - left, height - lanes_rect.y);
                let label = format!("Date range, {}", extent_text(&window, self.zone, self.secs_a_point()));
                self.scene.targets.push(Target { id: TargetId::Window, rect, label });
            }
            self.edge(TargetId::WindowStart, window.start_secs, "Start of date range");
            self.edge(TargetId::WindowEnd, window.end_secs, "End of date range");
        }
        self.known_by();
        self.playhead();
        if let Some(strip) = self.frame.strip.filter(|_| self.grips == Grips::Drawn) {
            let rect = Rect::new(strip.x, strip.bottom() - 2.0, strip.width, STRIP_EDGE_HIT);
            let label = "Height of the event counts".to_owned();
            self.scene.targets.push(Target { id: TargetId::StripEdge, rect, label });
        }
    }

    /// The second clock: what is left of its line had been said. At the playhead it needs no line of
    /// its own.
    fn known_by(&mut self) {
        let Frame { size: [width, height], gutter, .. } = *self.frame;
        let Known::By(secs) = self.view.known else { return };
        let x = self.scale.x_from_time(secs);
        if !secs.is_finite() || !(gutter..=width).contains(&x) {
            return;
        }
        let color = self.palette.accent;
        let line = Stroke::solid(1.6, color);
        self.scene.marks.push(Mark::line([x, RULER_HEIGHT.min(height)], [x, height], line));
        let style =
            TextStyle { face: Face::SemiBold, size: 9.5, color: self.palette.on_accent, halo: None, spacing: 0.0 };
        let words = "known";
        let flag = Rect::new(x, RULER_HEIGHT.min(height), text_width(words, style.face, style.size) + 10.0, 14.0);
        self.scene.marks.push(Mark::Rect { rect: flag, radius: 3.0, fill: Some(color), stroke: None });
        self.scene.marks.push(Mark::text(words, [flag.x + 5.0, flag.y + 10.5], Align::Start, style));
        let label = format!("Reports up to, {}", moment_text(secs, self.zone, self.secs_a_point()));
        let hit = Rect::new(x - PLAYHEAD_HIT / 2.0, flag.y, PLAYHEAD_HIT, height - flag.y);
        self.scene.targets.push(Target { id: TargetId::KnownBy, rect: hit, label: label.clone() });
        self.scene.targets.push(Target { id: TargetId::KnownBy, rect: flag, label });
    }

    /// Its handle stands in the strip, where it covers no mark; without a strip, in the middle.
    fn edge(&mut self, id: TargetId, secs: f64, name: &str) {
        let below = self.frame.below_ruler();
        let x = self.scale.x_from_time(secs);
        if !(below.x..=below.right()).contains(&x) {
            return;
        }
        let accent = self.palette.accent;
        let line = Stroke::solid(1.6, accent);
        self.scene.marks.push(Mark::line([x, below.y], [x, below.bottom()], line));
        let rect = Rect::new(x - EDGE_HIT / 2.0, below.y, EDGE_HIT, below.height);
        let label = format!("{name}, {}", moment_text(secs, self.zone, self.secs_a_point()));
        self.scene.targets.push(Target { id, rect, label });
        if self.grips == Grips::Missing {
            return;
        }
        let center = self.frame.strip.map_or(below.center()[1], |strip| strip.center()[1]);
        let [width, height] = HANDLE;
        let rect = Rect::around([x, center], width, height.min(below.height));
        let rim = Some(Stroke::solid(1.0, self.palette.panel));
        self.scene.marks.push(Mark::Rect { rect, radius: 3.0, fill: Some(accent), stroke: rim });
        for dx in [-1.2, 1.2] {
            let grip = Stroke::solid(0.8, self.palette.on_accent.faded(0.75));
            let reach = (rect.height / 2.0 - 6.0).max(0.0);
            self.scene.marks.push(Mark::line([x + dx, center - reach], [x + dx, center + reach], grip));
        }
    }

    fn playhead(&mut self) {
        let Frame { size: [width, height], gutter, .. } = *self.frame;
        let secs = self.view.playhead_secs;
        let x = self.scale.x_from_time(secs);
        if !secs.is_finite() || !(gutter..=width).contains(&x) {
            return;
        }
        let color = self.palette.playhead;
        let (reach, depth) = (5.0, 7.0_f32.min(height));
        self.scene.marks.push(Mark::line([x, 0.0], [x, height], Stroke::solid(1.5, color)));
        let ring = vec![[x - reach, 0.0], [x + reach, 0.0], [x, depth]];
        self.scene.marks.push(Mark::Area { rings: vec![ring], fill: color });
        let rect = Rect::new(x - PLAYHEAD_HIT / 2.0, 0.0, PLAYHEAD_HIT, height.max(RULER_HEIGHT.min(height)));
        let label = format!("Playhead, {}", moment_text(secs, self.zone, self.secs_a_point()));
        self.scene.targets.push(Target { id: TargetId::Playhead, rect, label });
    }
}
