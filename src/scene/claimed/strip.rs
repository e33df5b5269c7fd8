//! A strip: the figures of one measure on a rule, from the lowest to the highest, with a mark for
//! every claimant.
//!
//! Window and figure draw the same strip. It is left to whoever shows it what to say where there is
//! no room for the names.

use super::{Group, Measure};
use crate::model::{Attestation, AttributionKind, Reach};
use crate::scene::text_layout::Type;
use crate::scene::{
    Align, Color, Face, Mark, Palette, Point, Rect, Scene, Stroke, SymbolStyle, TextStyle, event_symbol, voice_color,
};

/// How far the last mark stands from the end of the rule.
const INSET: f32 = 8.0;
/// From the rule to the letters, and from one claimant of a figure to the next above.
const ROOM: f32 = 8.0;
const STACKED: f32 = 9.0;
/// The radius of a mark.
const RADIUS: f32 = 4.0;
/// As many claimants of one figure have a mark; the names tell the rest.
const MOST_STACKED: usize = 5;
/// The length of the arrow of a figure that is open to one side.
const ARROW: f32 = 15.0;
/// Figures that differ by less than this part of the highest are listed, since their marks would
/// stand on each other.
const LEAST_DIFFERENCE: f64 = 0.1;
/// The least room between two labels of a line.
const LABEL_GAP: f32 = 8.0;

/// How a strip is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StripStyle {
    /// The letters of values.
    pub value: Type,
    /// The letters of names.
    pub name: Type,
    /// The height of a line of either.
    pub line: f32,
    /// The shape for the outlet's own voice.
    pub outlet: Option<Attestation>,
}

/// A strip in the window.
pub const WINDOW_STRIP: StripStyle = StripStyle {
    value: Type::new(Face::SemiBold, 12.0),
    name: Type::new(Face::Regular, 10.0),
    line: 14.0,
    outlet: Some(Attestation::Outlet),
};

/// A strip in a figure, whose legend has a ring without a dot for the outlet's own voice.
pub const PRINT_STRIP: StripStyle = StripStyle {
    value: Type::new(Face::SemiBold, 10.5),
    name: Type::new(Face::Regular, 9.5),
    line: 12.5,
    outlet: None,
};

/// A strip as it was fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// What is drawn, without a ground.
    pub scene: Scene,
    /// True when the name of every claimant stands on it.
    pub has_names: bool,
}

/// The figures of a measure on a rule of this width in points, with a band in a colour from the
/// lowest to the highest. None where all say the same, where the marks would stand on each other, or
/// where the values have no room.
pub fn strip_of(measure: &Measure, width: f32, band: Color, style: &StripStyle, palette: &Palette) -> Option<Strip> {
    let groups = &measure.groups;
    let scale = Scale::of(groups, width);
    if !measure.is_at_odds() || !scale.parts(groups) {
        return None;
    }
    let spots: Vec<f32> = groups.iter().map(|group| f32::midpoint(scale.x(group.low), scale.x(group.high))).collect();
    let names: Vec<String> = groups.iter().map(Group::names_text).collect();
    let values =
        spread(&spots, &groups.iter().map(|group| style.value.width(&group.short)).collect::<Vec<_>>(), width)?;
    let named = spread(&spots, &names.iter().map(|name| style.name.width(name)).collect::<Vec<_>>(), width);
    let lines = |labels: &[Spot]| labels.iter().map(|label| label.line + 1).max().unwrap_or_default() as f32;
    let tallest = groups.iter().map(raised).fold(0.0, f32::max);
    let y = style.line * lines(&values) + tallest + ROOM;
    let below = named.as_deref().map_or(ROOM - 2.0, |named| style.line * lines(named) + ROOM);
    let mut drawing = Drawing { scene: Scene::empty([width, y + below]), y, style, palette };
    drawing.rule(&spots, width, band);
    if scale.low >= 0.0 {
        drawing.line([0.5, y - 3.0], [0.5, y + 3.0], 1.0, palette.ink_faint);
    }
    for (place, (group, spot)) in groups.iter().zip(&spots).enumerate() {
        if let Some(label) = named.as_ref().map(|named| named[place]).filter(|label| label.line > 0) {
            let end = y + ROOM + style.line * label.line as f32;
            drawing.line([*spot, y], [*spot, end], 1.0, palette.rule.over(palette.panel));
        }
        drawing.group(group, *spot, [scale.x(group.low), scale.x(group.high)]);
    }
    for ((group, label), width) in groups.iter().zip(&values).zip(groups.iter().map(|g| style.value.width(&g.short))) {
        // A value stands over its marks and over those beside it that it reaches.
        let is_under = |spot: f32| (label.left - RADIUS - 2.0..=label.left + width + RADIUS + 2.0).contains(&spot);
        let under = spots.iter().zip(groups).filter(|(spot, _)| label.line > 0 || is_under(**spot));
        let lift = under.map(|(_, group)| raised(group)).fold(0.0, f32::max);
        let baseline = y - ROOM - lift - style.line * label.line as f32 - 1.0;
        drawing.words(&group.short, [label.left, baseline], style.value, palette.ink);
    }
    for (name, label) in names.iter().zip(named.iter().flatten()) {
        let baseline = y + ROOM + style.line * label.line as f32 + style.name.size;
        drawing.words(name, [label.left, baseline], style.name, palette.ink_secondary);
    }
    Some(Strip { scene: drawing.scene, has_names: named.is_some() })
}

/// How far above the rule the topmost claimant of a figure stands.
fn raised(group: &Group) -> f32 {
    (group.kinds.len().min(MOST_STACKED) - 1) as f32 * STACKED
}

/// A strip while it is being drawn; its rule lies at `y`.
struct Drawing<'a> {
    scene: Scene,
    y: f32,
    style: &'a StripStyle,
    palette: &'a Palette,
}

impl Drawing<'_> {
    fn line(&mut self, from: Point, to: Point, width: f32, color: Color) {
        self.scene.marks.push(Mark::line(from, to, Stroke::solid(width, color)));
    }

    fn words(&mut self, words: &str, at: Point, letters: Type, color: Color) {
        let style = TextStyle { face: letters.face, size: letters.size, color, halo: None, spacing: 0.0 };
        self.scene.marks.push(Mark::text(words, at, Align::Start, style));
    }

    /// The rule, and the band from the first mark to the last.
    fn rule(&mut self, spots: &[f32], width: f32, band: Color) {
        self.line([0.0, self.y], [width, self.y], 1.0, self.palette.rule.over(self.palette.panel));
        if let (Some(first), Some(last)) = (spots.first(), spots.last()) {
            let rect = Rect::new(*first, self.y - 2.0, last - first, 4.0);
            self.scene.marks.push(Mark::Rect { rect, radius: 2.0, fill: Some(band.faded(0.45)), stroke: None });
        }
    }

    /// The range of a figure, or an arrow where it is open, and its claimants, one above the other.
    fn group(&mut self, group: &Group, spot: f32, [low, high]: [f32; 2]) {
        let color = group.kinds.first().map_or(self.palette.ink, |kind| voice_color(*kind, self.palette));
        let y = self.y;
        match group.reach {
            Reach::Upward => self.arrow(spot, ARROW, color),
            Reach::Downward => self.arrow(spot, -ARROW, color),
            Reach::Bounded if low < high => {
                self.line([low, y], [high, y], 1.6, color);
                for end in [low, high] {
                    self.line([end, y - 4.0], [end, y + 4.0], 1.6, color);
                }
            }
            Reach::Bounded => {}
        }
        for (place, kind) in group.kinds.iter().take(MOST_STACKED).enumerate() {
            self.claimant([spot, y - STACKED * place as f32], *kind);
        }
    }

    fn claimant(&mut self, center: Point, kind: AttributionKind) {
        let attestation = match Attestation::of(kind) {
            Attestation::Outlet => self.style.outlet,
            other => Some(other),
        };
        let color = voice_color(kind, self.palette);
        let style = SymbolStyle::of_voice(color, attestation, RADIUS);
        event_symbol(&mut self.scene.marks, center, &style, self.palette);
    }

    fn arrow(&mut self, from: f32, length: f32, color: Color) {
        let (y, tip) = (self.y, from + length);
        let back = tip - 3.5 * length.signum();
        self.line([from, y], [tip, y], 1.6, color);
        self.line([back, y - 3.5], [tip, y], 1.6, color);
        self.line([back, y + 3.5], [tip, y], 1.6, color);
    }
}

/// From values to places along a strip.
struct Scale {
    low: f64,
    high: f64,
    width: f32,
}

impl Scale {
    /// From zero, or from the lowest where that is less.
    fn of(groups: &[Group], width: f32) -> Self {
        let low = groups.iter().map(|group| group.low).fold(0.0, f64::min);
        let high = groups.iter().map(|group| group.high).fold(f64::NEG_INFINITY, f64::max);
        Self { low, high, width }
    }

    fn x(&self, value: f64) -> f32 {
        let share = if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.5 };
        share as f32 * (self.width - INSET)
    }

    /// True when lowest and highest figure stand well apart.
    fn parts(&self, groups: &[Group]) -> bool {
        let least = groups.iter().map(|group| group.low).fold(f64::INFINITY, f64::min);
        self.high - least >= LEAST_DIFFERENCE * (self.high - self.low)
    }
}

/// Where a label stands: its left edge, and on the line next to the rule or the one beyond.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spot {
    left: f32,
    line: usize,
}

/// Places for labels of these widths at these spots, from left to right, so that none overlaps
/// another and each stays by its spot. None where two lines are not enough.
fn spread(spots: &[f32], widths: &[f32], room: f32) -> Option<Vec<Spot>> {
    let mut ends = [-LABEL_GAP; 2];
    let place = |(spot, width): (&f32, &f32)| {
        if *width > room {
            return None;
        }
        let wanted = (spot - width / 2.0).clamp(0.0, room - width);
        let line = (0..ends.len()).find(|&line| {
            let left = wanted.max(ends[line] + LABEL_GAP);
            left <= *spot && left + width <= room
        })?;
        let left = wanted.max(ends[line] + LABEL_GAP);
        ends[line] = left + width;
        Some(Spot { left, line })
    };
    spots.iter().zip(widths).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::claimed::measures_of;
    use crate::scene::palette_of;
    use crate::store::sample::story;
    use crate::view::Theme;

    fn strip(width: f32) -> Option<Strip> {
        let measures = measures_of(&story().events.get(2));
        let palette = palette_of(Theme::Light);
        strip_of(&measures[0], width, palette.accent, &WINDOW_STRIP, palette)
    }

    #[test]
    fn every_figure_and_claimant_stands_on_the_strip_in_order() {
        let strip = strip(300.0).unwrap();
        assert!(strip.has_names);
        assert_eq!(strip.scene.words(), ["23", "58", "Unnamed sources", "Zabihullah Mujahid"]);
        let at = |words: &str| {
            let is_it = |mark: &&Mark| matches!(mark, Mark::Text(text) if text.words == words);
            let Some(Mark::Text(text)) = strip.scene.marks.iter().find(is_it) else { panic!("{words}") };
            text.position
        };
        assert!(at("23")[0] < at("58")[0]);
        assert!(at("58")[1] < at("Zabihullah Mujahid")[1]);
    }

    #[test]
    fn a_strip_that_is_too_narrow_for_names_keeps_the_values() {
        let strip = strip(70.0).unwrap();
        assert!(!strip.has_names);
        assert_eq!(strip.scene.words(), ["23", "58"]);
    }

    #[test]
    fn figures_that_nearly_agree_have_no_strip() {
        let mut event = story().events.remove(2);
        event.claims[1].quantities[0].value = Some(56.0);
        let palette = palette_of(Theme::Light);
        assert_eq!(strip_of(&measures_of(&event)[0], 300.0, palette.accent, &WINDOW_STRIP, palette), None);
    }

    #[test]
    fn labels_never_overlap_and_take_a_second_line_when_close() {
        let spots = spread(&[10.0, 20.0, 200.0], &[60.0, 60.0, 60.0], 210.0).unwrap();
        assert_eq!(spots[0], Spot { left: 0.0, line: 0 });
        assert_eq!(spots[1], Spot { left: 0.0, line: 1 });
        assert_eq!(spots[2], Spot { left: 150.0, line: 0 });
        assert_eq!(spread(&[10.0, 12.0, 14.0], &[60.0, 60.0, 60.0], 210.0), None);
        assert_eq!(spread(&[10.0], &[300.0], 210.0), None);
    }
}
