//! The lanes with their events: bars, marks and titles.

use super::counts::{COUNT_SIZE, RING};
use super::heights::LANE_PAD;
use super::open_rows::Stack;
use super::placed::{Count, Placed};
use super::shape::{Lead, Parted};
use super::sight::Laid;
use super::titles::title_size;
use super::{Frame, TimelinePainter};
use crate::model::{Attestation, Extent, TimeSpan};
use crate::scene::bar::{Bar, BarDress, Ground, doubt_of, event_bar};
use crate::scene::event_text::event_label;
use crate::scene::strength::OUTSIDE;
use crate::scene::symbol::{ink_on, symbol_number, unplaced_cross};
use crate::scene::text_layout::Type;
use crate::scene::wording::events_words;
use crate::scene::{
    Align, CategoryLook, Color, Face, Filling, Mark, Rect, Stroke, SymbolStyle, Target, TargetId, TextStyle,
    category_look, event_symbol,
};
use crate::store::Clock;

/// The highest bar in points, and the highest with a title on it.
const BAR_HEIGHT: [f32; 2] = [11.5, 15.0];
/// What of the height of a row is left free by a bar, and by one with a title on it, in points.
const BAR_ROOM: [f32; 2] = [4.0, 1.0];
/// The lowest bar in points.
const LEAST_BAR: f32 = 5.0;
/// What can be hit is this wide and high at least, in points.
const LEAST_HIT: f32 = 14.0;
/// Size of the "or" between possible stretches, in points.
const OR_SIZE: f32 = 10.0;
/// The least radius of a mark that holds a number, in points.
const LEAST_NUMBERED: f32 = 5.5;

/// How high a row is, and the radius of the marks in it, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct MarkSize {
    pub(super) pitch: f32,
    pub(super) radius: f32,
}

impl TimelinePainter<'_> {
    /// Lanes with their names, and the events in them.
    pub(super) fn lanes(&mut self) {
        let Frame { lanes_rect, size: [width, _], .. } = *self.frame;
        if lanes_rect.height <= 0.0 {
            return;
        }
        let sight = self.sight;
        let size = MarkSize { pitch: sight.pitch, radius: sight.radius };
        let picked: Vec<Vec<Stack>> = (0..sight.lanes.len()).map(|place| self.picked(place)).collect();
        let mut top = lanes_rect.y;
        let (mut marks, mut placed) = (Vec::new(), Vec::new());
        for (place, laid) in sight.lanes.iter().enumerate() {
            let bottom = top + sight.height(place);
            match laid {
                Laid::Band => {
                    let size = self.band(&mut marks, place, (top, bottom));
                    let row = (f32::midpoint(top, bottom), size.pitch);
                    let row = self.placed_row(&picked[place], Parted::Whole, row, size.radius);
                    placed.extend(row.into_iter().map(|event| (event, size)));
                }
                Laid::Marks(lane) if lane.rows.is_empty() => self.folded_lane(place, top, bottom),
                Laid::Marks(_) => {
                    let center = top + LANE_PAD / 2.0 + size.pitch.max(10.0) / 2.0;
                    self.lane_name(place, f32::midpoint(top, bottom).min(center));
                }
            }
            let line = Stroke::solid(1.0, self.palette.rule.faded(0.8));
            self.scene.marks.push(Mark::line([0.0, bottom.round()], [width, bottom.round()], line));
            if let Laid::Marks(lane) = laid {
                let room = bottom - top - size.pitch * lane.rows.len() as f32;
                for (number, row) in lane.rows.iter().enumerate() {
                    let y = top + room / 2.0 + size.pitch * (number as f32 + 0.5);
                    // The height of a lane with one row is its row's: a low one has room for words too.
                    let pitch = if lane.rows.len() == 1 { bottom - top - LANE_PAD } else { size.pitch };
                    let row = self.placed_row(row, lane.parted, (y, pitch), size.radius);
                    placed.extend(row.into_iter().map(|event| (event, size)));
                }
            }
            top = bottom;
        }
        // Faded events lie under the others, long ones under short ones, the selected one over all.
        placed.sort_by(|(a, _), (b, _)| {
            let by_strength = a.is_selected.cmp(&b.is_selected).then(a.opacity.total_cmp(&b.opacity));
            by_strength.then((b.right - b.left).total_cmp(&(a.right - a.left)))
        });
        for (event, size) in &placed {
            self.event(&mut marks, event, *size);
        }
        let foot = super::FOOT;
        let clip = Rect::new(lanes_rect.x, lanes_rect.y - foot, lanes_rect.width, lanes_rect.height + 2.0 * foot);
        self.scene.marks.push(Mark::Group { origin: [0.0, 0.0], clip, marks });
    }

    fn event(&mut self, marks: &mut Vec<Mark>, placed: &Placed<'_>, size: MarkSize) {
        let index = placed.stack.first;
        let look = category_look(self.store.story(), self.store.category(index), self.palette);
        if placed.is_selected {
            self.selected_ground(marks, placed, size);
        }
        if let Some(bar) = &placed.stack.shape.bar {
            self.bar(marks, placed, bar, look, size);
        }
        for x in &placed.symbols {
            self.symbol(marks, placed, [*x, placed.y], size.radius);
        }
        if let Some(Count { words, x, align }) = &placed.count {
            let halo = Some(self.palette.panel);
            let color = self.palette.ink_secondary;
            let style = TextStyle { face: Face::SemiBold, size: COUNT_SIZE, color, halo, spacing: 0.0 };
            marks.push(Mark::text(words.clone(), [*x, placed.y + COUNT_SIZE * 0.36], *align, style));
        }
        self.title(marks, placed, look, size.radius);
        self.event_target(placed, size.radius);
    }

    /// The selected event lies on the ground that it has in the list: the loudest thing on the timeline.
    fn selected_ground(&self, marks: &mut Vec<Mark>, placed: &Placed<'_>, size: MarkSize) {
        let (from, to) = placed.drawn(size.radius);
        let from = from.max(self.scale.left() - 8.0) - 6.0;
        let to = to.min(self.scale.right() + 8.0) + 6.0;
        let rect = Rect::new(from, placed.y - size.pitch / 2.0 - 1.0, to - from, size.pitch + 2.0);
        let rim = Some(Stroke::solid(1.0, self.palette.ink.faded(0.35)));
        marks.push(Mark::Rect { rect, radius: 5.0, fill: Some(self.palette.selected), stroke: rim });
    }

    fn symbol(&self, marks: &mut Vec<Mark>, placed: &Placed<'_>, center: [f32; 2], radius: f32) {
        let index = placed.stack.first;
        let style =
            SymbolStyle { opacity: placed.opacity, ..SymbolStyle::of_event(self.store, index, radius, self.palette) };
        // On its bar a filled mark has the colour of the words beside it.
        let is_filled = style.attestation == Some(Attestation::Named) && placed.is_titled_inside();
        let color = if is_filled && self.numbers.is_empty() { ink_on(style.color, self.palette) } else { style.color };
        let style = SymbolStyle { color, ..style };
        if placed.is_selected {
            let ground = Some(self.palette.selected);
            marks.push(Mark::Disc { center, radius: radius + RING, fill: ground, stroke: None });
            let ring = Some(Stroke::solid(1.8, self.palette.ink));
            marks.push(Mark::Disc { center, radius: radius + RING, fill: None, stroke: ring });
        }
        event_symbol(marks, center, &style, self.palette);
        if let Some(number) = self.numbers.get(&index).filter(|_| radius >= LEAST_NUMBERED) {
            symbol_number(marks, center, &style, *number, self.palette);
        }
        if !self.store.is_placed(index) {
            let ink = self.palette.ink_secondary.faded(placed.opacity);
            unplaced_cross(marks, center, radius, ink, self.palette);
        }
    }

    /// Titles of what is faded are left out, but keep their room.
    fn title(&self, marks: &mut Vec<Mark>, placed: &Placed<'_>, look: CategoryLook, radius: f32) {
        let Some(title) = placed.title.as_ref().filter(|_| placed.opacity > OUTSIDE) else { return };
        let (color, halo) = match title.lead {
            Lead::Inside if look.filling == Filling::Solid => {
                (ink_on(look.color.faded(placed.opacity).over(self.palette.panel), self.palette), None)
            }
            // A pattern is cleared around letters.
            Lead::Inside => (self.palette.ink, Some(self.palette.panel)),
            _ => (self.palette.ink, None),
        };
        let size = title_size(radius);
        let style = TextStyle { face: Face::Medium, size, color, halo, spacing: 0.0 };
        let (x, align) = if title.lead == Lead::Before { (title.to, Align::End) } else { (title.from, Align::Start) };
        marks.push(Mark::text(title.words.clone(), [x, placed.y + size * 0.36], align, style));
    }

    /// The bar of an event, and on the clock of reports a tick for each.
    fn bar(&self, marks: &mut Vec<Mark>, placed: &Placed<'_>, span: &TimeSpan, look: CategoryLook, size: MarkSize) {
        let look = CategoryLook { color: look.color.faded(placed.opacity), ..look };
        let bar = Bar {
            span: *span,
            choices: &placed.choices,
            doubt: doubt_of(self.store, placed.stack.first),
            ground: if placed.parted == Parted::Marks { Ground::Bars } else { Ground::Free },
        };
        // Beyond the frame a bar is cut, but its round end must not show; an arrow must.
        let beyond = |is_open: bool| if is_open { 0.0 } else { 8.0 };
        let Extent { start_secs, end_secs } = span.possible;
        let dress = BarDress {
            look,
            y: placed.y,
            height: if placed.is_titled_inside() { bar_height(placed.pitch, 1) } else { bar_height(size.pitch, 0) },
            seen: [
                self.scale.left() - beyond(start_secs == f64::NEG_INFINITY),
                self.scale.right() + beyond(end_secs == f64::INFINITY),
            ],
            radius: size.radius,
            or: Type::new(Face::Medium, OR_SIZE),
            palette: self.palette,
        };
        let whole = event_bar(marks, &bar, dress, |secs| self.scale.x_from_time(secs));
        if let Some(whole) = whole.filter(|_| self.view.clock == Clock::Report) {
            let ground = look.color.over(self.palette.panel);
            self.reports(marks, placed, &whole, ink_on(ground, self.palette));
        }
    }

    /// A tick for each claim where it was said.
    fn reports(&self, marks: &mut Vec<Mark>, placed: &Placed<'_>, bar: &Rect, color: Color) {
        for said in self.store.said(placed.stack.first).filter(Extent::is_bounded) {
            let x = self.scale.x_from_time(f64::midpoint(said.start_secs, said.end_secs));
            if (bar.x..=bar.right()).contains(&x) {
                marks.push(Mark::line([x, bar.y + 1.5], [x, bar.bottom() - 1.5], Stroke::solid(1.6, color)));
            }
        }
    }

    fn event_target(&mut self, placed: &Placed<'_>, radius: f32) {
        let frame = self.frame.lanes_rect;
        let (from, to) = placed.drawn(radius);
        let (left, right) = (from.max(frame.x), to.min(frame.right()));
        let width = (right - left).max(LEAST_HIT);
        let center = f32::midpoint(left, right.max(left));
        let rect = Rect::around([center, placed.y], width, LEAST_HIT);
        let events = placed.events();
        let (id, label) = if let [index] = events[..] {
            (TargetId::Event(index), event_label(self.store, self.view, index))
        } else {
            let label = events_words(self.store, &events);
            (TargetId::Events(events), label)
        };
        self.scene.targets.push(Target { id, rect, label });
    }
}

/// How high bars with so many titles on them are in rows of this height, in points.
fn bar_height(pitch: f32, titles: usize) -> f32 {
    let of = titles.min(1);
    (pitch - BAR_ROOM[of]).clamp(LEAST_BAR, BAR_HEIGHT[of])
}

#[cfg(test)]
mod tests {
    use super::ink_on;
    use crate::scene::palette_of;
    use crate::view::Theme;

    #[test]
    fn bars_stand_out_from_their_ground_and_words_on_them_are_legible() {
        for (theme, _) in Theme::ALL {
            let palette = palette_of(theme);
            let own = ["strike", "clash", "talks", "truce", "statement"].map(|symbol| palette.category(symbol, 0));
            let others = [0, 1, 2, 3].map(|place| palette.category("", place));
            let window = palette.accent.faded(0.06).over(palette.panel);
            let later = palette.ink.faded(0.05).over(window);
            for color in own.into_iter().chain(others).chain([palette.ink_secondary]) {
                for ground in [palette.panel, window, later, palette.selected] {
                    assert!(color.contrast(ground) >= 3.0, "{theme:?} {color:?} on {ground:?}");
                }
                assert!(ink_on(color, palette).contrast(color) >= 4.5, "{theme:?} words on {color:?}");
            }
        }
    }
}
