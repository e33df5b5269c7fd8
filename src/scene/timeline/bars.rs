//! The marks and bars of events in their rows.

use super::rows::{Ground, Parted, Rows, Stack, arrange};
use super::{Frame, TimelinePainter};
use crate::model::{Attestation, Extent, TimeSpan};
use crate::scene::event_text::event_label;
use crate::scene::symbol::unplaced_cross;
use crate::scene::wording::events_words;
use crate::scene::{
    Align, Color, Dash, Face, Mark, Rect, Stroke, SymbolStyle, Target, TargetId, TextStyle, TimeScale, category_color,
    event_symbol, text_width,
};
use crate::store::Clock;

/// The highest bar in points.
const BAR_HEIGHT: f32 = 11.0;
/// Size of the number of a stack, in points.
const COUNT_SIZE: f32 = 9.5;
/// Radius of the corners of a bar in points.
const CORNER: f32 = 2.5;
/// How long the arrow of an open end is, in points.
const ARROW: f32 = 7.0;
/// What can be hit is this wide and high at least, in points.
const LEAST_HIT: f32 = 14.0;
/// How strong the colour of a certain bar is: words on it must be legible.
const BAR_SHARE: f32 = 0.45;

/// What one mark takes of its row, in points.
pub(super) struct Placed<'a> {
    pub(super) stack: &'a Stack,
    /// Events whose bars began before the frame in the same row, and that share its symbol.
    also: Vec<usize>,
    /// How strongly it is drawn.
    pub(super) opacity: f32,
    pub(super) is_selected: bool,
    /// Where mark and bar begin and end, outside of the frame too.
    pub(super) left: f32,
    pub(super) right: f32,
    /// The middle of its row.
    pub(super) y: f32,
    /// How far the symbol reaches to the right of its middle, with its corner and ring.
    reach: f32,
    /// The middle of its symbol. None where it lies outside of the frame.
    symbol_x: Option<f32>,
    /// Whether the symbol stands at the edge of the frame because its own place lies before it.
    is_pinned: bool,
}

impl TimelinePainter<'_> {
    /// Lanes with their names, and the events in them.
    pub(super) fn lanes(&mut self) {
        let Frame { lanes_rect, size: [width, _], .. } = self.frame;
        if lanes_rect.height <= 0.0 {
            return;
        }
        let drawn = |index: usize| self.opacity_of(index).and_then(|_| self.store.span(index));
        let (points_per_sec, seen) = (self.scale.points_per_sec(), self.scale.extent());
        let ground = Ground { points_per_sec, height: lanes_rect.height, seen };
        let rows = arrange(&self.frame.lanes, drawn, ground);
        let names: Vec<String> = self.frame.lanes.iter().map(|lane| lane.name.clone()).collect();
        let mut top = lanes_rect.y;
        let (mut marks, mut words, mut placed) = (Vec::new(), Vec::new(), Vec::new());
        for (lane, name) in rows.lanes.iter().zip(&names) {
            let bottom = top + rows.pitch * lane.rows.len() as f32;
            self.lane_name(name, f32::midpoint(top, bottom));
            let line = Stroke::solid(1.0, self.palette.rule.faded(0.8));
            self.scene.marks.push(Mark::line([0.0, bottom.round()], [width, bottom.round()], line));
            for (number, row) in lane.rows.iter().enumerate() {
                let y = top + rows.pitch * (number as f32 + 0.5);
                let mut of_row: Vec<Placed<'_>> =
                    row.iter().filter_map(|stack| self.placed(stack, y, rows.radius)).collect();
                match lane.parted {
                    Parted::Whole => self.row_labels(&mut words, &of_row, &rows),
                    Parted::Marks => share_symbols_at_edge(&mut of_row),
                }
                placed.extend(of_row);
            }
            top = bottom;
        }
        // Faded events lie under the others, long ones under short ones, the selected one over all.
        placed.sort_by(|a, b| {
            let by_strength = a.is_selected.cmp(&b.is_selected).then(a.opacity.total_cmp(&b.opacity));
            by_strength.then((b.right - b.left).total_cmp(&(a.right - a.left)))
        });
        for event in &placed {
            self.event(&mut marks, event, &rows);
        }
        marks.append(&mut words);
        let foot = super::FOOT;
        let clip = Rect::new(lanes_rect.x, lanes_rect.y - foot, lanes_rect.width, lanes_rect.height + 2.0 * foot);
        self.scene.marks.push(Mark::Group { origin: [0.0, 0.0], clip, marks });
    }

    /// What a mark takes of the frame. None where it lies outside.
    fn placed<'a>(&self, stack: &'a Stack, y: f32, radius: f32) -> Option<Placed<'a>> {
        let (frame_left, frame_right) = (self.scale.left(), self.scale.right());
        let mark_x = self.scale.x_from_time(stack.shape.mark_secs);
        let mut is_pinned = false;
        let (mut left, mut right) = (mark_x - radius, mark_x + radius);
        let mut symbol_x = (right >= frame_left && left <= frame_right).then_some(mark_x);
        if let Some(bar) = stack.shape.bar {
            left = left.min(self.scale.x_from_time(bar.possible.start_secs));
            right = right.max(self.scale.x_from_time(bar.possible.end_secs));
            // The symbol of a bar that began before the frame stays in sight at its edge.
            let inset = if bar.possible.start_secs == f64::NEG_INFINITY { ARROW + 3.0 } else { 3.0 };
            let pinned = frame_left + radius + inset;
            if mark_x < pinned && pinned + radius <= right {
                symbol_x = Some(pinned);
                is_pinned = true;
            }
        }
        if right < frame_left || left > frame_right {
            return None;
        }
        let is_selected = stack.events().any(|index| self.selected.contains(&index));
        let opacity = stack.events().filter_map(|index| self.opacity_of(index)).fold(0.0, f32::max);
        let reach = match (is_selected, self.store.is_disputed(stack.first)) {
            (true, _) => radius + 6.0,
            (false, true) => radius * 1.5,
            (false, false) => radius,
        };
        Some(Placed { stack, also: Vec::new(), opacity, is_selected, left, right, y, reach, symbol_x, is_pinned })
    }

    fn event(&mut self, marks: &mut Vec<Mark>, placed: &Placed<'_>, rows: &Rows) {
        let index = placed.stack.first;
        let color = category_color(self.store.story(), self.store.category(index), self.palette);
        if let Some(bar) = &placed.stack.shape.bar {
            self.bar(marks, placed, bar, color, bar_height(rows));
        }
        if let Some(x) = placed.symbol_x {
            let style = SymbolStyle {
                selected: placed.is_selected,
                opacity: placed.opacity,
                ..SymbolStyle::of_event(self.store, index, rows.radius, self.palette)
            };
            event_symbol(marks, [x, placed.y], &style, self.palette);
            if !self.store.is_placed(index) {
                let ink = self.palette.ink_secondary.faded(placed.opacity);
                unplaced_cross(marks, [x, placed.y], rows.radius, ink, self.palette);
            }
            if let Some(words) = placed.count_words() {
                let ring = if placed.is_selected { 5.5 } else { 0.0 };
                let at = [x + rows.radius + ring + 2.0, placed.y + COUNT_SIZE * 0.36];
                let halo = Some(self.palette.panel);
                let color = self.palette.ink_secondary;
                let style = TextStyle { face: Face::SemiBold, size: COUNT_SIZE, color, halo, spacing: 0.0 };
                marks.push(Mark::text(words, at, Align::Start, style));
            }
        }
        self.event_target(placed);
    }

    /// Solid where it certainly was so, hatched where it possibly was, with an arrow on an open end.
    fn bar(&self, marks: &mut Vec<Mark>, placed: &Placed<'_>, bar: &TimeSpan, color: Color, height: f32) {
        let Extent { start_secs, end_secs } = bar.possible;
        let (is_open_start, is_open_end) = (start_secs == f64::NEG_INFINITY, end_secs == f64::INFINITY);
        // Beyond the frame a bar is cut, but its round end must not show.
        let low = if is_open_start { self.scale.left() + ARROW } else { self.scale.left() - 8.0 };
        let high = if is_open_end { self.scale.right() - ARROW } else { self.scale.right() + 8.0 };
        if low > high {
            return;
        }
        let x = |secs: f64| self.scale.x_from_time(secs).clamp(low, high);
        let rect_of = |extent: &Extent| {
            let (left, right) = (x(extent.start_secs), x(extent.end_secs));
            Rect::new(left, placed.y - height / 2.0, right - left, height)
        };
        let opacity = placed.opacity;
        let whole = rect_of(&bar.possible);
        let certain = bar.certain.map(|certain| (certain, rect_of(&certain))).filter(|(_, rect)| rect.width > 0.0);
        let is_soft = certain.is_none_or(|(_, rect)| rect.x > whole.x || rect.right() < whole.right());
        if is_soft {
            marks.push(body(whole, &bar.possible, color.faded(0.16 * opacity)));
            let (start, end) = certain.map_or((whole.right(), whole.right()), |(_, rect)| (rect.x, rect.right()));
            for (left, right) in [(whole.x, start), (end, whole.right())] {
                if right - left > 1.0 {
                    let rect = Rect::new(left, whole.y, right - left, height);
                    marks.push(Mark::Hatch { rect, color: color.faded(0.55 * opacity) });
                }
            }
        }
        if let Some((certain, rect)) = certain {
            // Nobody stands behind it by name: hollow, with a broken rim.
            if self.store.attestation(placed.stack.first) == Some(Attestation::Anonymous) && certain.is_bounded() {
                marks.push(body(rect, &certain, color.faded(0.12 * opacity)));
                hollow_rim(marks, &rect, color.faded(opacity));
            } else {
                marks.push(body(rect, &certain, color.faded(BAR_SHARE * opacity)));
            }
        }
        if self.view.clock == Clock::Report {
            self.reports(marks, placed, &whole, color.faded(opacity));
        }
        if placed.is_selected {
            let rim = Some(Stroke::solid(1.4, self.palette.ink));
            marks.push(Mark::Rect { rect: whole.grown(1.2), radius: CORNER + 1.2, fill: None, stroke: rim });
        }
    }

    /// A tick for each claim where it was said.
    fn reports(&self, marks: &mut Vec<Mark>, placed: &Placed<'_>, bar: &Rect, color: Color) {
        for said in self.store.said(placed.stack.first).filter(Extent::is_bounded) {
            let x = self.scale.x_from_time(f64::midpoint(said.start_secs, said.end_secs));
            if (bar.x..=bar.right()).contains(&x) {
                marks.push(Mark::line([x, bar.y + 1.0], [x, bar.bottom() - 1.0], Stroke::solid(1.6, color)));
            }
        }
    }

    fn event_target(&mut self, placed: &Placed<'_>) {
        let frame = self.frame.lanes_rect;
        let left = placed.symbol_x.map_or(placed.left, |x| placed.left.min(x - LEAST_HIT / 2.0)).max(frame.x);
        let right = placed.right.min(frame.right());
        let width = (right - left).max(LEAST_HIT);
        let center = f32::midpoint(left, right.max(left));
        let rect = Rect::around([center, placed.y], width, LEAST_HIT);
        let events: Vec<usize> = placed.stack.events().chain(placed.also.iter().copied()).collect();
        let (id, label) = if let [index] = events[..] {
            (TargetId::Event(index), event_label(self.store, self.view, index))
        } else {
            let label = events_words(self.store, &events);
            (TargetId::Events(events), label)
        };
        self.scene.targets.push(Target { id, rect, label });
    }
}

/// A broken line around a bar.
fn hollow_rim(marks: &mut Vec<Mark>, rect: &Rect, color: Color) {
    let (left, right) = (rect.x + 0.6, rect.right() - 0.6);
    let (top, bottom) = (rect.y + 0.6, rect.bottom() - 0.6);
    let points = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
    marks.push(Mark::Line { points, stroke: Stroke { width: 1.1, color, dash: Dash::Short } });
}

/// A stretch of a bar, with round corners; with an arrow where it is open.
fn body(rect: Rect, extent: &Extent, fill: Color) -> Mark {
    let Rect { x: left, y: top, .. } = rect;
    let (right, bottom, middle) = (rect.right(), rect.bottom(), rect.center()[1]);
    if extent.is_bounded() {
        return Mark::Rect { rect, radius: CORNER, fill: Some(fill), stroke: None };
    }
    let mut ring = vec![[left, top], [right, top]];
    if extent.end_secs == f64::INFINITY {
        ring.push([right + ARROW - 1.0, middle]);
    }
    ring.extend([[right, bottom], [left, bottom]]);
    if extent.start_secs == f64::NEG_INFINITY {
        ring.push([left - ARROW + 1.0, middle]);
    }
    Mark::Area { rings: vec![ring], fill }
}

/// How high bars are in rows of this height, in points.
pub(super) fn bar_height(rows: &Rows) -> f32 {
    (rows.pitch - 2.5).clamp(2.0 * rows.radius - 1.0, BAR_HEIGHT)
}

/// Where bars run under marks, several in a row may have begun before the frame: the first has the
/// symbol at the edge for all of them.
fn share_symbols_at_edge(row: &mut [Placed<'_>]) {
    let mut pinned = row.iter_mut().filter(|placed| placed.is_pinned);
    let Some(first) = pinned.next() else { return };
    for other in pinned {
        first.also.extend(other.stack.events());
        first.is_selected |= other.is_selected;
        other.symbol_x = None;
    }
}

impl Placed<'_> {
    /// Where words beside it can begin: after its symbol, its number and its bar.
    pub(super) fn words_left(&self, radius: f32) -> f32 {
        let symbol = self.symbol_x.map_or(self.right, |x| x + self.reach);
        let count = self
            .symbol_x
            .zip(self.count_words())
            .map_or(symbol, |(x, words)| x + radius + 2.0 + text_width(&words, Face::SemiBold, COUNT_SIZE));
        symbol.max(count).max(self.right) + 4.0
    }

    /// From where to where words on its bar can run: after its symbol, on certain ground in the frame.
    pub(super) fn words_on_bar(&self, scale: &TimeScale) -> Option<(f32, f32)> {
        let certain = self.stack.shape.bar?.certain?;
        let start = self.symbol_x? + self.reach + 4.0;
        Some((start, scale.x_from_time(certain.end_secs).min(scale.right() - ARROW) - 4.0))
    }

    /// How many more events its symbol stands for.
    fn count_words(&self) -> Option<String> {
        let more = self.stack.more.len() + self.also.len();
        (more > 0).then(|| if more > 999 { format!("+{}k", more / 1000) } else { format!("+{more}") })
    }

    /// Where words before it must end.
    pub(super) fn words_right(&self) -> f32 {
        self.left - if self.is_selected { 9.0 } else { 4.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::BAR_SHARE;
    use crate::scene::palette_of;
    use crate::view::Theme;

    #[test]
    fn words_on_a_bar_are_legible() {
        for theme in [Theme::Light, Theme::Dark, Theme::Print] {
            let palette = palette_of(theme);
            let own = ["strike", "clash", "talks", "truce", "statement"].map(|symbol| palette.category(symbol, 0));
            let others = [0, 1, 2, 3].map(|place| palette.category("", place));
            for color in own.into_iter().chain(others).chain([palette.ink_secondary]) {
                let ground = color.faded(BAR_SHARE).over(palette.accent.faded(0.06).over(palette.panel));
                assert!(palette.ink.contrast(ground) >= 4.5, "{theme:?} {color:?}");
            }
        }
    }
}
