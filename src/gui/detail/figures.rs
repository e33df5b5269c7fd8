//! The figures that are claimed of an event: a strip for each measure, on which every claimant has
//! a place. Nothing is added up or averaged.

use std::sync::Arc;

use eframe::egui::{Align, Galley, Layout, Painter, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::claims::{attribution_color, attribution_symbol, first_name, speaker_of};
use crate::gui::bidi::prose;
use crate::gui::paint::job_of;
use crate::gui::style::color32;
use crate::model::{AttributionKind, Event, Figure};
use crate::scene::{Color, Face, Palette, TextStyle, text_width};

/// How far the first and last mark stand from the ends of the rule.
const INSET: f32 = 8.0;
/// The height of a line of values, and of a line of names.
const LINE: f32 = 14.0;
/// A strip begins at zero unless its values lie within this part of the way from there.
const LEAST_SHARE: f64 = 40.0;
/// The least room between two labels of a line.
const LABEL_GAP: f32 = 8.0;

/// What is claimed of one measure.
pub(super) struct Measure {
    /// The measure and its unit, in capitals.
    pub(super) heading: String,
    /// By value, the lowest first.
    groups: Vec<Group>,
    /// The whole of it in words.
    spoken: String,
}

/// Claims that give the same figure.
struct Group {
    low: f64,
    high: f64,
    reach: Reach,
    /// The figure in words, such as `58` or `at least 12`.
    words: String,
    /// The figure in few letters, such as `12+`.
    short: String,
    /// Who gives it.
    speakers: String,
    /// The same in few letters.
    names: String,
    kind: AttributionKind,
}

/// Whether a figure is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Bounded,
    /// `At least`.
    Upward,
    /// `At most`.
    Downward,
}

impl Measure {
    /// True when not all claimants say the same.
    pub(super) fn is_at_odds(&self) -> bool {
        self.groups.len() > 1
    }
}

/// The measures that the claims of an event give figures for, in the order of the file.
pub(super) fn measures_of(event: &Event) -> Vec<Measure> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    for figure in event.claims.iter().flat_map(|claim| &claim.figures).filter(|figure| figure.range().is_some()) {
        let name = (figure.measure.as_str(), figure.unit.as_str());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(|(measure, unit)| measure_of(event, measure, unit)).collect()
}

fn measure_of(event: &Event, measure: &str, unit: &str) -> Measure {
    let mut groups: Vec<Group> = Vec::new();
    for claim in &event.claims {
        let of_measure = claim.figures.iter().filter(|figure| figure.measure == measure && figure.unit == unit);
        for (figure, (low, high)) in of_measure.filter_map(|figure| Some((figure, figure.range()?))) {
            let (words, speaker) = (number_words(figure), speaker_of(claim));
            if let Some(group) = groups.iter_mut().find(|group| group.words == words) {
                group.speakers = format!("{}; {speaker}", group.speakers);
                group.names = format!("{}, {}", group.names, first_name(&speaker));
                group.kind = group.kind.min(claim.attribution.kind);
                continue;
            }
            let (short, names) = (short_number(figure), first_name(&speaker).to_owned());
            let kind = claim.attribution.kind;
            groups.push(Group { low, high, reach: reach_of(figure), words, short, speakers: speaker, names, kind });
        }
    }
    groups.sort_by(|a, b| a.low.total_cmp(&b.low).then(a.high.total_cmp(&b.high)));
    let heading = if unit.is_empty() { measure.to_owned() } else { format!("{measure}, {unit}") };
    let said: Vec<String> = groups.iter().map(|group| format!("{} ({})", group.words, group.speakers)).collect();
    Measure { spoken: format!("{heading}: {}", said.join(", ")), heading: heading.to_uppercase(), groups }
}

fn reach_of(figure: &Figure) -> Reach {
    match (figure.value, figure.low, figure.high) {
        (None, Some(_), None) => Reach::Upward,
        (None, None, Some(_)) => Reach::Downward,
        _ => Reach::Bounded,
    }
}

/// A figure with its unit, such as `at least 12` or `12 (10–17) km`.
pub(super) fn words_of_figure(figure: &Figure) -> String {
    let unit = if figure.unit.is_empty() { String::new() } else { format!(" {}", figure.unit) };
    format!("{}{unit}", number_words(figure))
}

pub(in crate::gui) fn number_words(figure: &Figure) -> String {
    let Some((low, high)) = figure.range() else { return String::new() };
    let range = if low < high { format!("{}–{}", number(low), number(high)) } else { number(low) };
    match (reach_of(figure), figure.value) {
        (Reach::Upward, _) => format!("at least {range}"),
        (Reach::Downward, _) => format!("at most {range}"),
        (Reach::Bounded, Some(value)) if low < high => format!("{} ({range})", number(value)),
        (Reach::Bounded, _) => range,
    }
}

pub(in crate::gui) fn short_number(figure: &Figure) -> String {
    match (reach_of(figure), figure.range()) {
        (Reach::Upward, Some((low, _))) => format!("{}+", number(low)),
        (Reach::Downward, Some((_, high))) => format!("≤\u{2009}{}", number(high)),
        (_, Some((low, high))) if low < high => format!("{}–{}", number(low), number(high)),
        (_, Some((low, _))) => number(low),
        (_, None) => String::new(),
    }
}

/// A number with commas between thousands.
pub(in crate::gui) fn number(value: f64) -> String {
    let plain = value.to_string();
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{fraction}")
}

/// Shows what is claimed of a measure, without its heading.
pub(super) fn measure_ui(ui: &mut Ui, measure: &Measure, band: Color, palette: &Palette) {
    ui.spacing_mut().item_spacing.y = 1.0;
    if measure.groups.len() > 1 && !strip_ui(ui, measure, band, palette) || measure.groups.len() == 1 {
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
            prose(ui, &group.words, Face::SemiBold, 12.0, palette.ink);
        });
        let room = ui.available_width();
        ui.allocate_ui_with_layout(vec2(room, 16.0), Layout::top_down(Align::LEFT), |ui| {
            ui.set_width(room);
            prose(ui, &group.speakers, Face::Regular, 11.5, palette.ink_secondary);
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
        groups.iter().for_each(|group| row_ui(ui, group, palette));
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
    /// From zero, unless the values lie far from it and close together.
    fn of(groups: &[Group], width: f32) -> Self {
        let low = groups.iter().map(|group| group.low).fold(f64::INFINITY, f64::min);
        let high = groups.iter().map(|group| group.high).fold(f64::NEG_INFINITY, f64::max);
        let is_near_zero = low >= 0.0 && high <= LEAST_SHARE * (high - low);
        Self { low: if is_near_zero { 0.0 } else { low }, high, width }
    }

    fn x(&self, value: f64) -> f32 {
        let share = if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.5 };
        let start = if self.starts_at_zero() { 0.0 } else { 3.0 * INSET };
        start + share as f32 * (self.width - INSET - start)
    }

    /// A tick where the rule starts at zero, two strokes across it where it does not.
    fn paint_zero(&self, painter: &Painter, left: f32, y: f32, palette: &Palette) {
        let stroke = Stroke::new(1.0, color32(palette.ink_faint));
        if self.starts_at_zero() {
            painter.vline(left + 0.5, y - 3.0..=y + 3.0, stroke);
            return;
        }
        for x in [left + 6.0, left + 9.0] {
            painter.line_segment([pos2(x - 2.0, y + 4.0), pos2(x + 2.0, y - 4.0)], stroke);
        }
    }

    fn starts_at_zero(&self) -> bool {
        self.low.abs() < f64::EPSILON
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
            let style = TextStyle { face, size, color, halo: None, spacing: 0.0 };
            ui.fonts_mut(|fonts| fonts.layout_job(job_of(words, &style)))
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

    #[test]
    fn a_figure_says_what_is_open_of_it() {
        let figure = |value, low, high| Figure { value, low, high, ..Figure::default() };
        assert_eq!(words_of_figure(&figure(None, Some(12.0), None)), "at least 12");
        assert_eq!(words_of_figure(&figure(None, None, Some(5.0))), "at most 5");
        assert_eq!(words_of_figure(&figure(Some(12.0), Some(10.0), Some(17.0))), "12 (10–17)");
        assert_eq!(words_of_figure(&figure(Some(1234.5), None, None)), "1,234.5");
        assert_eq!(short_number(&figure(None, Some(200.0), None)), "200+");
    }

    #[test]
    fn thousands_have_commas() {
        assert_eq!(number(999.0), "999");
        assert_eq!(number(1_234_567.0), "1,234,567");
        assert_eq!(number(-1000.0), "−1,000");
    }
}
