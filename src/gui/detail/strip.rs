//! The figures of a measure on a rule, each claimant with a mark, or listed where they do not fit.

use std::sync::Arc;

use eframe::egui::{
    Align, Galley, Layout, Painter, Pos2, Rect, Role, Sense, Stroke, TextStyle, TextWrapMode, Ui, WidgetInfo,
    WidgetText, pos2, vec2,
};

use super::cards::{attribution_color, attribution_symbol};
use super::figures::{Group, Measure, Reach};
use crate::gui::bidi::{line_of, phrase};
use crate::gui::style::color32;
use crate::scene::{Color, Face, Palette, text_width};

/// How far the first and last mark stand from the ends of the rule.
const INSET: f32 = 8.0;
/// The height of a line of values, and of a line of names.
const LINE: f32 = 14.0;
/// Figures that differ by less than this part of the highest are listed, since their marks would
/// stand on each other.
const LEAST_DIFFERENCE: f64 = 0.1;
/// The least room between two labels of a line.
const LABEL_GAP: f32 = 8.0;

/// Shows what is claimed of a measure, without its heading.
pub(super) fn measure_ui(ui: &mut Ui, measure: &Measure, band: Color, palette: &Palette) {
    ui.spacing_mut().item_spacing.y = 1.0;
    let has_strip = measure.is_at_odds() && Scale::of(&measure.groups, 1.0).parts(&measure.groups);
    if !has_strip || !strip_ui(ui, measure, band, palette) {
        measure.groups.iter().for_each(|group| row_ui(ui, group, palette));
    }
}

/// A figure and who gives it, as a line of text.
fn row_ui(ui: &mut Ui, group: &Group, palette: &Palette) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
        attribution_symbol(ui.painter(), rect, group.kind, palette);
        let width = text_width(&group.words, Face::SemiBold, 12.0) * 1.02;
        ui.allocate_ui_with_layout(vec2(width, 16.0), Layout::left_to_right(Align::TOP), |ui| {
            phrase(ui, &group.words, Face::SemiBold, 12.0, palette.ink);
        });
        let room = ui.available_width();
        ui.allocate_ui_with_layout(vec2(room, 16.0), Layout::top_down(Align::LEFT), |ui| {
            ui.set_width(room);
            phrase(ui, &group.speakers, Face::Regular, 11.5, palette.ink_secondary);
        });
    });
}

/// A rule with a mark for every figure. False when its names do not fit and have to be listed.
fn strip_ui(ui: &mut Ui, measure: &Measure, band: Color, palette: &Palette) -> bool {
    let width = ui.available_width();
    let scale = Scale::of(&measure.groups, width);
    let groups = &measure.groups;
    let spots: Vec<f32> = groups.iter().map(|group| f32::midpoint(scale.x(group.low), scale.x(group.high))).collect();
    let values = Labels::of(ui, groups.iter().map(|group| (group.short.as_str(), Face::SemiBold, 12.0, palette.ink)));
    let names =
        Labels::of(ui, groups.iter().map(|group| (group.names.as_str(), Face::Regular, 10.0, palette.ink_secondary)));
    let value_spots = spread(&spots, &values.widths, width);
    let name_spots = spread(&spots, &names.widths, width).filter(|_| value_spots.is_some());
    let lines =
        |spots: Option<&Vec<Spot>>| spots.map_or(0, |spots| spots.iter().map(|spot| spot.line + 1).max().unwrap_or(0));
    let above = LINE * lines(value_spots.as_ref()) as f32 + 8.0;
    let below = LINE * lines(name_spots.as_ref()) as f32 + 8.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, above + below), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &measure.spoken));
    let painter = ui.painter();
    let y = rect.top() + above;
    painter.hline(rect.x_range(), y, Stroke::new(1.0, color32(palette.rule.over(palette.panel))));
    scale.paint_zero(painter, rect.left(), y, palette);
    if let (Some(first), Some(last)) = (spots.first(), spots.last()) {
        let extent = Rect::from_x_y_ranges(rect.left() + first..=rect.left() + last, y - 2.0..=y + 2.0);
        painter.rect_filled(extent, 2.0, color32(band.faded(0.45)));
    }
    for (place, (group, spot)) in groups.iter().zip(&spots).enumerate() {
        let center = pos2(rect.left() + spot, y);
        if let Some(name) = name_spots.as_ref().map(|spots| spots[place]) {
            leader(painter, center, name.line, palette);
        }
        reach_ui(painter, group, center, rect.left() + scale.x(group.low)..=rect.left() + scale.x(group.high), palette);
        let mark = Rect::from_center_size(center, vec2(10.0, 10.0));
        attribution_symbol(painter, mark, group.kind, palette);
    }
    if let Some(spots) = &value_spots {
        values.paint(painter, spots, |spot| pos2(rect.left() + spot.left, y - 8.0 - LINE * (spot.line + 1) as f32));
    }
    if let Some(spots) = &name_spots {
        names.paint(painter, spots, |spot| pos2(rect.left() + spot.left, y + 8.0 + LINE * spot.line as f32));
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(280.0);
        for group in groups {
            row_ui(ui, group, palette);
        }
    });
    name_spots.is_some()
}

/// A thin line from a mark to a name that stands on the second line.
fn leader(painter: &Painter, center: Pos2, line: usize, palette: &Palette) {
    if line > 0 {
        let bottom = center.y + 8.0 + LINE * line as f32;
        painter.vline(center.x, center.y..=bottom, Stroke::new(1.0, color32(palette.rule.over(palette.panel))));
    }
}

/// The range of a figure, or an arrow where it is open.
fn reach_ui(painter: &Painter, group: &Group, center: Pos2, range: std::ops::RangeInclusive<f32>, palette: &Palette) {
    let stroke = Stroke::new(1.6, color32(attribution_color(group.kind, palette)));
    let tip = match group.reach {
        Reach::Upward => 15.0,
        Reach::Downward => -15.0,
        Reach::Bounded => {
            if group.low < group.high {
                for end in [*range.start(), *range.end()] {
                    painter.vline(end, center.y - 4.0..=center.y + 4.0, stroke);
                }
                painter.hline(range, center.y, stroke);
            }
            return;
        }
    };
    let tip = center + vec2(tip, 0.0);
    let back = if tip.x > center.x { -3.5 } else { 3.5 };
    painter.line_segment([center, tip], stroke);
    painter.line_segment([tip + vec2(back, -3.5), tip], stroke);
    painter.line_segment([tip + vec2(back, 3.5), tip], stroke);
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

    /// A tick where the rule starts at zero.
    fn paint_zero(&self, painter: &Painter, left: f32, y: f32, palette: &Palette) {
        if self.low >= 0.0 {
            let stroke = Stroke::new(1.0, color32(palette.ink_faint));
            painter.vline(left + 0.5, y - 3.0..=y + 3.0, stroke);
        }
    }
}

/// Labels of a strip, laid out.
struct Labels {
    galleys: Vec<Arc<Galley>>,
    widths: Vec<f32>,
}

impl Labels {
    fn of<'a>(ui: &Ui, labels: impl Iterator<Item = (&'a str, Face, f32, Color)>) -> Self {
        let lay_out = |(words, face, size, color)| {
            let line: WidgetText = line_of(words, face, size, color);
            line.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body)
        };
        let galleys: Vec<Arc<Galley>> = labels.map(lay_out).collect();
        let widths = galleys.iter().map(|galley| galley.size().x).collect();
        Self { galleys, widths }
    }

    fn paint(&self, painter: &Painter, spots: &[Spot], at: impl Fn(&Spot) -> Pos2) {
        for (galley, spot) in self.galleys.iter().zip(spots) {
            painter.galley(at(spot), galley.clone(), eframe::egui::Color32::PLACEHOLDER);
        }
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
