//! The mark of an event: its colour says the category, in black ink its outline; its filling says who stands behind it.

use super::{Align, CategoryLook, Color, Dash, Face, Form, Mark, Palette, Point, Rect, Stroke, TextStyle};
use crate::model::{Attestation, AttributionKind, Story};
use crate::store::{Change, Store};

/// How the mark of an event looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SymbolStyle {
    /// Colour of the category.
    pub color: Color,
    /// Outline: of the category too, where there is one ink.
    pub form: Form,
    /// Who stands behind the event: filled disc, ring with a dot, dashed ring; a plain ring for none.
    pub attestation: Option<Attestation>,
    /// A corner for a disputed event.
    pub disputed: bool,
    /// A stroke under an event that rests on one source.
    pub single_source: bool,
    /// A sign for what became of the event between two versions.
    pub change: Option<Change>,
    /// An outer ring for a selected event.
    pub selected: bool,
    /// Radius in points.
    pub radius: f32,
    /// 1 for an event in the view, less for one that is faded.
    pub opacity: f32,
}

impl SymbolStyle {
    /// The mark of an event in full strength, not selected.
    pub fn of_event(store: &Store, index: usize, radius: f32, palette: &Palette) -> Self {
        let CategoryLook { color, form, .. } = category_look(store.story(), store.category(index), palette);
        Self {
            form,
            disputed: store.is_disputed(index),
            single_source: store.is_single_source(index),
            change: store.change(index),
            ..Self::of_voice(color, store.attestation(index), radius)
        }
    }

    /// The mark of a voice, and nothing besides.
    pub fn of_voice(color: Color, attestation: Option<Attestation>, radius: f32) -> Self {
        Self {
            color,
            form: Form::Disc,
            attestation,
            disputed: false,
            single_source: false,
            change: None,
            selected: false,
            radius,
            opacity: 1.0,
        }
    }
}

/// The colour of a category by its place in the story; none stands for an event without category.
pub fn category_color(story: &Story, place: Option<usize>, palette: &Palette) -> Color {
    category_look(story, place, palette).color
}

/// How marks and bars of a category look, by its place in the story; none stands for an event without category.
pub fn category_look(story: &Story, place: Option<usize>, palette: &Palette) -> CategoryLook {
    let Some(category) = place.and_then(|place| story.categories.get(place)) else {
        return CategoryLook::of_color(palette.ink_secondary);
    };
    let symbol = if category.symbol.is_empty() { &category.id } else { &category.symbol };
    palette.category_look(symbol, place.unwrap_or_default())
}

/// The colour that stands for a kind of voice, beside its word and shape.
pub fn voice_color(kind: AttributionKind, palette: &Palette) -> Color {
    match kind {
        AttributionKind::Named => palette.accent,
        AttributionKind::Official => palette.category("", 1),
        AttributionKind::Document => palette.category("", 3),
        AttributionKind::Anonymous => palette.category("", 2),
        AttributionKind::Outlet => palette.ink_faint,
    }
}

/// How far the mark of this radius reaches from its centre, with corner and outer ring, in points.
pub fn symbol_reach(radius: f32) -> f32 {
    radius + 6.0
}

/// Whether a mark lies in a halo: that of a time in doubt, or the thin ring of a place that is no spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halo {
    Around,
    Missing,
}

/// What a mark covers with all that [`event_symbol`] and [`possible_halo`] add to it.
pub(super) fn symbol_box(center: Point, style: &SymbolStyle, halo: Halo) -> Rect {
    let radius = style.radius;
    let own = (radius + 1.2) * style.form.reach();
    let ring = if style.selected { own.max(radius + 5.8) } else { own };
    let disc = if halo == Halo::Around { ring.max(radius + HALO + 0.8) } else { ring };
    let disc = if halo == Halo::Around && style.selected { radius + 5.5 + HALO + 0.8 } else { disc };
    let [mut left, mut top, mut right, mut bottom] = [disc; 4];
    if style.disputed {
        right = right.max(radius * 1.5);
        top = top.max(radius * 1.15);
    }
    if style.single_source {
        bottom = bottom.max(radius + 4.3);
    }
    if style.change.is_some() {
        let reach = radius * 0.95 + 5.5;
        (left, top) = (left.max(reach), top.max(reach));
    }
    Rect::new(center[0] - left, center[1] - top, left + right, top + bottom)
}

/// Adds the mark of an event at a centre.
pub fn event_symbol(marks: &mut Vec<Mark>, center: Point, style: &SymbolStyle, palette: &Palette) {
    let SymbolStyle { radius, opacity, form, .. } = *style;
    let color = style.color.faded(opacity);
    let ground = palette.panel.faded(opacity);
    if style.selected {
        marks.push(Mark::Disc { center, radius: radius + 5.5, fill: Some(palette.panel.faded(0.85)), stroke: None });
        let ring = Stroke::solid(1.6, palette.ink);
        marks.push(Mark::Disc { center, radius: radius + 5.0, fill: None, stroke: Some(ring) });
    }
    // A rim in the colour of the ground parts the mark from what it lies on.
    form.fill(marks, center, radius + 1.2, ground);
    let ring = |dash| Stroke { width: radius * 0.34, color, dash };
    let inner = radius * 0.83;
    match style.attestation {
        Some(Attestation::Named) => form.fill(marks, center, radius, color),
        Some(Attestation::Outlet) => {
            form.ring(marks, center, inner, ring(Dash::Solid));
            marks.push(Mark::Disc { center, radius: radius * 0.36, fill: Some(color), stroke: None });
        }
        Some(Attestation::Anonymous) => form.ring(marks, center, inner, ring(Dash::Dashes)),
        None => form.ring(marks, center, inner, ring(Dash::Solid)),
    }
    if style.disputed {
        let [x, y] = [center[0] + radius * 0.55, center[1] - radius * 1.15];
        let side = radius * 0.95;
        let ring = vec![[x, y], [x + side, y], [x + side, y + side]];
        marks.push(Mark::Area { rings: vec![ring], fill: palette.ink.faded(opacity) });
    }
    if style.single_source {
        let ([x, y], reach) = ([center[0], center[1] + radius + 2.6], radius * 0.75);
        for (width, color) in [(3.4, ground), (1.5, palette.ink.faded(opacity))] {
            marks.push(Mark::line([x - reach, y], [x + reach, y], Stroke::solid(width, color)));
        }
    }
    if let Some(change) = style.change {
        change_sign(marks, [center[0] - radius * 0.95, center[1] - radius * 0.95], change, palette);
    }
}

/// Adds the sign of a change around a centre: a plus, a minus or a wave in a small disc.
pub(super) fn change_sign(marks: &mut Vec<Mark>, center: Point, change: Change, palette: &Palette) {
    let rim = Some(Stroke::solid(1.0, palette.panel));
    marks.push(Mark::Disc { center, radius: 5.0, fill: Some(palette.ink), stroke: rim });
    let ([x, y], line) = (center, Stroke::solid(1.4, palette.panel));
    let reach = 2.6;
    match change {
        Change::Added => {
            marks.push(Mark::line([x - reach, y], [x + reach, y], line));
            marks.push(Mark::line([x, y - reach], [x, y + reach], line));
        }
        Change::Removed => marks.push(Mark::line([x - reach, y], [x + reach, y], line)),
        Change::Changed => {
            let points = vec![[x - 2.8, y + 0.9], [x - 1.2, y - 0.9], [x + 1.2, y + 0.9], [x + 2.8, y - 0.9]];
            marks.push(Mark::Line { points, stroke: line });
        }
    }
}

/// How far the hatch of [`possible_halo`] reaches beyond what it lies around, in points.
pub(super) const HALO: f32 = 4.5;
/// Distance between the middles of the lines of a halo, and their width, in points: denser than a
/// [`Mark::Hatch`], so that the narrow ring shows it.
const HALO_LINES: (f32, f32) = (3.2, 1.2);

/// Adds a hatched ring around where [`event_symbol`] will draw a mark: the event is possible, not certain.
pub(super) fn possible_halo(marks: &mut Vec<Mark>, center: Point, style: &SymbolStyle, palette: &Palette) {
    let inside = if style.selected { style.radius + 5.5 } else { style.radius };
    let radius = inside + HALO;
    let ground = palette.panel.faded(0.85 * style.opacity);
    marks.push(Mark::Disc { center, radius: radius + 0.8, fill: Some(ground), stroke: None });
    let (spacing, width) = HALO_LINES;
    let stroke = Stroke::solid(width, style.color.faded(0.9 * style.opacity));
    let count = (radius / spacing) as i32;
    for number in -count..=count {
        // Chords from the lower left to the upper right, as a hatch has them.
        let away = number as f32 * spacing;
        let half = (radius * radius - away * away).max(0.0).sqrt();
        let turned = |along: f32| {
            let side = std::f32::consts::FRAC_1_SQRT_2;
            [center[0] + (along + away) * side, center[1] + (away - along) * side]
        };
        marks.push(Mark::line(turned(-half), turned(half), stroke));
    }
}

/// Adds a small cross at the lower left of a mark: the event has no spot on the map.
pub(super) fn unplaced_cross(marks: &mut Vec<Mark>, center: Point, radius: f32, color: Color, palette: &Palette) {
    let ([x, y], reach) = ([center[0] - radius * 0.95, center[1] + radius * 0.95], (radius * 0.36).max(1.6));
    for (width, color) in [(3.2, palette.panel), (1.2, color)] {
        for slope in [1.0, -1.0] {
            let ends = ([x - reach, y - reach * slope], [x + reach, y + reach * slope]);
            marks.push(Mark::line(ends.0, ends.1, Stroke::solid(width, color)));
        }
    }
}

/// No number in a mark is smaller, in points.
const LEAST_NUMBER: f32 = 7.5;
/// Letters on a strong colour are as dark as this where those of the ground are too pale.
const DARKEST: Color = Color::hex(0x11_1111);

/// The colour of words on a ground in a colour: of the theme's ground, or as dark as can be, what is told apart better.
pub(super) fn ink_on(ground: Color, palette: &Palette) -> Color {
    if palette.panel.contrast(ground) >= 4.5 || palette.panel.contrast(ground) >= DARKEST.contrast(ground) {
        palette.panel
    } else {
        DARKEST
    }
}

/// Writes a number into the mark of an event that [`event_symbol`] has drawn: a ring is made thinner
/// and loses its dot, so that the number has room. A radius of 8.5 holds two digits of 9.5 points.
pub fn symbol_number(marks: &mut Vec<Mark>, center: Point, style: &SymbolStyle, number: usize, palette: &Palette) {
    let is_filled = style.attestation == Some(Attestation::Named);
    if !is_filled {
        style.form.fill(marks, center, style.radius * 0.78, palette.panel.faded(style.opacity));
    }
    let color = if is_filled { ink_on(style.color, palette) } else { palette.ink };
    let words = number.to_string();
    let size = if words.len() > 2 { style.radius * 0.89 } else { style.radius * 1.12 };
    let size = size.max(LEAST_NUMBER);
    let style = TextStyle { face: Face::SemiBold, size, color, halo: None, spacing: 0.0 };
    marks.push(Mark::text(words, [center[0], center[1] + size * 0.36], Align::Middle, style));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::palette_of;
    use crate::view::Theme;

    /// What a mark covers, its line included.
    fn covered(mark: &Mark) -> Rect {
        let around = |points: &[Point], by: f32| {
            let (mut least, mut most) = ([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]);
            for point in points {
                least = [least[0].min(point[0]), least[1].min(point[1])];
                most = [most[0].max(point[0]), most[1].max(point[1])];
            }
            Rect::new(least[0], least[1], most[0] - least[0], most[1] - least[1]).grown(by)
        };
        match mark {
            Mark::Disc { center, radius, stroke, .. } => {
                let reach = 2.0 * radius + stroke.map_or(0.0, |stroke| stroke.width);
                Rect::around(*center, reach, reach)
            }
            Mark::Line { points, stroke } => around(points, stroke.width / 2.0),
            Mark::Area { rings, .. } => around(&rings[0], 0.0),
            other => panic!("no part of a symbol: {other:?}"),
        }
    }

    #[test]
    fn the_box_of_a_mark_holds_all_that_is_drawn_of_it() {
        let palette = palette_of(Theme::Light);
        for number in 0..128_u32 {
            let has = |bit: u32| number & (1 << bit) != 0;
            let attestation = if has(5) { Some(Attestation::Outlet) } else { None };
            let style = SymbolStyle {
                disputed: has(0),
                single_source: has(1),
                change: has(2).then_some(Change::Added),
                selected: has(3),
                form: [Form::Disc, Form::Square, Form::Diamond, Form::House, Form::Shield][number as usize % 5],
                ..SymbolStyle::of_voice(palette.ink, attestation, if has(6) { 7.0 } else { 4.5 })
            };
            let halo = if has(4) { Halo::Around } else { Halo::Missing };
            let (center, mut marks) = ([50.0, 60.0], Vec::new());
            event_symbol(&mut marks, center, &style, palette);
            if halo == Halo::Around {
                possible_halo(&mut marks, center, &style, palette);
            }
            let whole = symbol_box(center, &style, halo).grown(0.01);
            for mark in &marks {
                assert!(whole.holds(&covered(mark)), "{style:?} {halo:?}: {mark:?} beyond {whole:?}");
            }
        }
    }
}
