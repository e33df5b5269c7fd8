//! The figures that claims give for one measure, each where it was said. Nothing is averaged.

use std::collections::HashMap;

use egui::{ComboBox, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui_plot::PlotTransform;

use super::axis::{day_from_secs, still_plot};
use super::odds::Odds;
use super::rows::{line, pressable, seen_rows};
use crate::gui::detail::{attribution_symbol, day_words};
use crate::gui::panel_context::{Asked, PanelContext};
use crate::gui::reading_order::{phrase, prose};
use crate::gui::style::{color32, words};
use crate::model::{AttributionKind, Extent, Quantity, ShortForm, number_text};
use crate::query::{MeasureClaims, QuantityClaim, quantities};
use crate::scene::{Face, speaker_of, text_width, voice_color};
use crate::view::Command;

/// The height of a row of the table.
const ROW: f32 = 24.0;
/// As many marks stand abreast where figures fall on one spot; what lies under them is counted.
const MOST_ABREAST: u32 = 5;
/// How far apart these stand, and from when on figures are on one spot, in points.
const ABREAST: f32 = 6.0;
/// How near the pointer a mark is taken to be pointed at.
const REACH: f32 = 14.0;

/// Of as many events each number is a mark and a row.
const MOST_EVENTS: usize = 20_000;

/// The figures of the events that are shown.
#[derive(Default)]
pub(super) struct Said {
    measures: Vec<MeasureClaims>,
    /// Whether there are more events than numbers can be told apart of.
    too_many: bool,
    /// The measure and unit that were chosen, for as long as they are there.
    chosen: Option<(String, String)>,
    chart: Option<Chart>,
}

/// The figures of one measure, ready to be drawn.
struct Chart {
    measure: usize,
    rows: Vec<QuantityRow>,
    /// First and last day, lowest and highest value, with room around.
    days: (f64, f64),
    values: (f64, f64),
    value_width: f32,
    date_width: f32,
    odds: Odds,
    undated: usize,
    spoken: String,
    /// Where the marks stand in a plot of this place and size.
    spots: (Rect, Spots),
}

/// Where marks stand.
#[derive(Default)]
struct Spots {
    /// The number of the row, and how far the mark stands beside its own spot.
    marks: Vec<(usize, f32)>,
    /// How many figures lie under the marks of others.
    hidden: usize,
}

/// One figure.
struct QuantityRow {
    event: usize,
    /// Where it stands on the axis of days; none for what is undated.
    day: Option<f64>,
    low: f64,
    high: f64,
    value: Option<f64>,
    words: String,
    short: String,
    speaker: String,
    date: String,
    source: String,
    kind: AttributionKind,
}

impl Said {
    /// Takes up the figures of what is now shown, and keeps the measure that was chosen.
    /// The numbers of the events that are shown. None where these are too many to tell each number apart.
    pub(super) fn measures_of(here: &Asked) -> Option<Vec<MeasureClaims>> {
        (here.shown.len() <= MOST_EVENTS).then(|| quantities(&here.store, &here.shown))
    }

    pub(super) fn renew(&mut self, here: &PanelContext<'_>, measures: Option<Vec<MeasureClaims>>) {
        self.too_many = measures.is_none();
        self.measures = measures.unwrap_or_default();
        self.choose(here);
    }

    fn choose(&mut self, here: &PanelContext<'_>) {
        let is_chosen = |measure: &MeasureClaims| {
            self.chosen.as_ref().is_some_and(|(name, unit)| *name == measure.measure && *unit == measure.unit)
        };
        let place = self.measures.iter().position(is_chosen).unwrap_or(0);
        self.chart = self.measures.get(place).map(|measure| Chart::of(here, measure, place));
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
        let palette = here.palette;
        ui.label(words("Reported numbers", Face::SemiBold, 12.5, palette.ink));
        if self.too_many {
            let text = format!("Shown for up to {MOST_EVENTS} events: choose fewer by date, filter or layer");
            prose(ui, &text, Face::Regular, 11.5, palette.ink_secondary);
            return;
        }
        let Some(chart) = &self.chart else {
            prose(ui, "No numbers reported", Face::Regular, 11.5, palette.ink_secondary);
            return;
        };
        let current = chart.measure;
        if let Some(chosen) = choice_ui(ui, &self.measures, current) {
            self.chosen = self.measures.get(chosen).map(|measure| (measure.measure.clone(), measure.unit.clone()));
            self.choose(here);
        }
        if let Some(chart) = &mut self.chart {
            chart.ui(ui, here);
            chart.odds.ui(ui, here, commands);
            chart.table_ui(ui, here, commands);
        }
    }
}

/// The box in which the measure is chosen. The place of one that was chosen now.
fn choice_ui(ui: &mut Ui, measures: &[MeasureClaims], current: usize) -> Option<usize> {
    let name = |measure: &MeasureClaims| {
        let unit = if measure.unit.is_empty() { String::new() } else { format!(", {}", measure.unit) };
        format!("{}{unit} ({})", measure.measure, measure.claims.len())
    };
    let mut chosen = None;
    let text = measures.get(current).map(name).unwrap_or_default();
    let shown = ComboBox::from_id_salt("measure")
        .selected_text(text.as_str())
        .width(ui.available_width() - 8.0)
        .truncate()
        .show_ui(ui, |ui| {
            for (place, measure) in measures.iter().enumerate() {
                if ui.selectable_label(place == current, name(measure)).clicked() {
                    chosen = Some(place);
                }
            }
        });
    shown.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, "Measure");
        info.current_text_value = Some(text.clone());
        info
    });
    shown.response.on_hover_text(&text);
    chosen
}

impl Chart {
    fn of(here: &PanelContext<'_>, measure: &MeasureClaims, place: usize) -> Self {
        let rows: Vec<QuantityRow> = measure.claims.iter().map(|claim| QuantityRow::of(here, measure, claim)).collect();
        let days = padded(rows.iter().filter_map(|row| row.day), 0.5, 0.04);
        let (low, high) = padded(rows.iter().flat_map(|row| [row.low, row.high]), 0.0, 0.0);
        // From zero, unless the values lie far from it and close together.
        let low = if low >= 0.0 && high <= 20.0 * (high - low).max(high / 20.0) { 0.0 } else { low };
        let values = (low, if high > low { high + (high - low) * 0.12 } else { low + 1.0 });
        let width = |text: &str, face, size| text_width(text, face, size) * 1.02;
        let value_width = rows.iter().map(|row| width(&row.short, Face::SemiBold, 12.0)).fold(20.0, f32::max).min(80.0);
        let date_width = rows.iter().map(|row| width(&row.date, Face::Regular, 10.5)).fold(30.0, f32::max).min(90.0);
        let undated = rows.iter().filter(|row| row.day.is_none()).count();
        let spoken =
            format!("{}: {} numbers, {} to {}", measure.measure, rows.len(), number_text(low), number_text(high));
        let odds = Odds::of(here, measure);
        let spots = (Rect::NOTHING, Spots::default());
        Self { measure: place, rows, days, values, value_width, date_width, odds, undated, spoken, spots }
    }

    /// The figures that have a mark, each with where it stands.
    fn drawn(&self, transform: &PlotTransform) -> impl Iterator<Item = (&QuantityRow, impl Fn(f64) -> Pos2)> {
        self.spots.1.marks.iter().filter_map(move |(number, beside)| {
            let row = &self.rows[*number];
            let day = row.day?;
            Some((row, move |value: f64| screen(transform, day, value) + vec2(*beside, 0.0)))
        })
    }

    /// What of the figures has no mark of its own, in words. Empty where all have.
    fn note(&self) -> String {
        let under = match self.spots.1.hidden {
            0 => String::new(),
            1 => "1 more behind these marks; the table lists it".to_owned(),
            hidden => format!("{hidden} more behind these marks; the table lists them"),
        };
        let undated = if self.undated == 0 {
            String::new()
        } else {
            format!("{} without date, listed in the table only", self.undated)
        };
        [under, undated].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn ui(&mut self, ui: &mut Ui, here: &PanelContext<'_>) {
        let shown = still_plot("reported numbers", 150.0, here.palette).show(ui, |plot| {
            plot.set_plot_bounds_x(self.days.0..=self.days.1);
            plot.set_plot_bounds_y(self.values.0..=self.values.1);
        });
        shown.response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &self.spoken));
        let frame = *shown.transform.frame();
        if self.spots.0 != frame {
            let dated = self
                .rows
                .iter()
                .enumerate()
                .filter_map(|(number, row)| Some((number, screen(&shown.transform, row.day?, row.middle()))));
            self.spots = (frame, Spots::of(dated));
        }
        self.paint(ui, here, &shown.transform);
        self.hover_ui(here, &shown.response, &shown.transform);
        let note = self.note();
        if !note.is_empty() {
            prose(ui, &note, Face::Regular, 10.5, here.palette.ink_secondary);
        }
    }

    fn paint(&self, ui: &Ui, here: &PanelContext<'_>, transform: &PlotTransform) {
        for (row, at) in self.drawn(transform) {
            let stroke = Stroke::new(1.6, color32(voice_color(row.kind, here.palette)));
            if row.low < row.high {
                for value in [row.low, row.high] {
                    let end = at(value);
                    ui.painter().hline(end.x - 4.0..=end.x + 4.0, end.y, stroke);
                }
                ui.painter().line_segment([at(row.low), at(row.high)], stroke);
            }
            if row.low >= row.high || row.value.is_some() {
                let spot = Rect::from_center_size(at(row.middle()), vec2(10.0, 10.0));
                attribution_symbol(ui.painter(), spot, row.kind, here.palette);
            }
        }
    }

    /// What the figure nearest to the pointer says.
    fn hover_ui(&self, here: &PanelContext<'_>, response: &Response, transform: &PlotTransform) {
        let Some(pointer) = response.hover_pos() else { return };
        let near = self.drawn(transform).filter_map(|(row, at)| {
            let (low, high) = (at(row.low), at(row.high));
            let distance = pos2(low.x, pointer.y.clamp(high.y, low.y)).distance(pointer);
            (distance <= REACH).then_some((row, distance))
        });
        let Some((row, _)) = near.min_by(|(_, a), (_, b)| a.total_cmp(b)) else { return };
        response.clone().on_hover_ui_at_pointer(|ui| row.tip_ui(ui, here));
    }

    fn table_ui(&self, ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
        let palette = here.palette;
        ui.add_space(2.0);
        seen_rows(ui, ("figures", self.rows.len()), ROW, |ui, rect, number| {
            let row = &self.rows[number];
            let event = here.store.event(row.event);
            let name = format!("{}, {}, {}: {}", row.words, row.speaker, row.date, event.title);
            let response = pressable(ui, rect, &name, palette);
            let symbol = Rect::from_min_size(rect.min, vec2(12.0, ROW));
            attribution_symbol(ui.painter(), symbol, row.kind, palette);
            let column = |left: f32, right: f32| Rect::from_x_y_ranges(left..=right, rect.y_range());
            let (value, date) = (rect.left() + 18.0 + self.value_width, rect.right() - self.date_width);
            line(ui, column(rect.left() + 18.0, value), &row.short, Face::SemiBold, 12.0, palette.ink);
            line(ui, column(value + 8.0, date - 8.0), &row.speaker, Face::Regular, 11.5, palette.ink);
            line(ui, column(date, rect.right()), &row.date, Face::Regular, 10.5, palette.ink_secondary);
            if response.on_hover_ui(|ui| row.tip_ui(ui, here)).clicked() {
                commands.push(Command::Select(vec![event.id.clone()]));
            }
        });
    }
}

impl Spots {
    /// Marks that would cover each other stand abreast, as far as there is room.
    fn of(spots: impl Iterator<Item = (usize, Pos2)>) -> Self {
        let mut taken: HashMap<[i32; 2], u32> = HashMap::new();
        let mut found = Self::default();
        for (number, at) in spots {
            let cell = [at.x, at.y].map(|along| (along / ABREAST).round() as i32);
            let before = taken.entry(cell).or_default();
            let side = if *before % 2 == 1 { ABREAST } else { -ABREAST };
            if *before < MOST_ABREAST {
                found.marks.push((number, side * before.div_ceil(2) as f32));
            } else {
                found.hidden += 1;
            }
            *before += 1;
        }
        found
    }
}

impl QuantityRow {
    fn of(here: &PanelContext<'_>, measure: &MeasureClaims, quantity: &QuantityClaim) -> Self {
        let (store, event) = (here.store, here.store.event(quantity.event));
        let claim = &event.claims[quantity.claim];
        let zone = here.view.zone_shown(store, event.zone.as_ref());
        let is_it = |other: &&Quantity| {
            other.measure == measure.measure
                && other.unit == measure.unit
                && other.range() == Some((quantity.low, quantity.high))
        };
        let span = quantity.said.or_else(|| store.span(quantity.event));
        let date = match &claim.said {
            Some(said) => day_words(said, ShortForm::WithYear),
            None => event.when.as_ref().map(|when| day_words(when, ShortForm::WithYear)).unwrap_or_default(),
        };
        Self {
            event: quantity.event,
            day: span
                .and_then(|span| middle_secs(span.certain.unwrap_or(span.possible)))
                .map(|secs| day_from_secs(secs, zone)),
            low: quantity.low,
            high: quantity.high,
            value: quantity.value,
            words: claim.quantities.iter().find(is_it).map(Quantity::number_words).unwrap_or_default(),
            short: claim.quantities.iter().find(is_it).map(Quantity::to_short).unwrap_or_default(),
            speaker: speaker_of(claim),
            date: if date.is_empty() { "undated".to_owned() } else { date },
            source: store.source(&claim.source).map(|source| source.name().to_owned()).unwrap_or_default(),
            kind: claim.attribution.kind,
        }
    }

    fn middle(&self) -> f64 {
        self.value.unwrap_or_else(|| f64::midpoint(self.low, self.high))
    }

    fn tip_ui(&self, ui: &mut Ui, here: &PanelContext<'_>) {
        let palette = here.palette;
        ui.set_max_width(260.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        phrase(ui, &self.words, Face::SemiBold, 12.5, palette.ink);
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
            attribution_symbol(ui.painter(), rect, self.kind, palette);
            phrase(ui, &format!("{} · {}", self.speaker, self.kind.word()), Face::Regular, 12.0, palette.ink);
        });
        let source =
            if self.source.is_empty() { self.date.clone() } else { format!("{} · {}", self.date, self.source) };
        phrase(ui, &source, Face::Regular, 11.0, palette.ink_secondary);
        prose(ui, &here.store.event(self.event).title, Face::Regular, 11.0, palette.ink_secondary);
    }
}

fn screen(transform: &PlotTransform, day: f64, value: f64) -> Pos2 {
    transform.position_from_point(&egui_plot::PlotPoint::new(day, value))
}

/// The middle of an extent, or its end that is finite.
fn middle_secs(extent: Extent) -> Option<f64> {
    let Extent { start_secs, end_secs } = extent;
    match (start_secs.is_finite(), end_secs.is_finite()) {
        (true, true) => Some(f64::midpoint(start_secs, end_secs)),
        (true, false) => Some(start_secs),
        (false, true) => Some(end_secs),
        (false, false) => None,
    }
}

/// Lowest and highest of the values with room on both sides: so much at least, and this share.
fn padded(values: impl Iterator<Item = f64>, least: f64, share: f64) -> (f64, f64) {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        return (0.0, 1.0);
    }
    let room = ((high - low) * share).max(least);
    (low - room, high + room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_mark_or_is_counted_among_those_that_have_none() {
        let spread = (0..900).map(|number| (number, pos2(number as f32 * 20.0, 50.0)));
        let found = Spots::of(spread);
        assert_eq!((found.marks.len(), found.hidden), (900, 0));
        let on_one_spot = Spots::of((0..8).map(|number| (number, pos2(10.0, 50.0))));
        assert_eq!((on_one_spot.marks.len(), on_one_spot.hidden), (5, 3));
        let mut beside: Vec<f32> = on_one_spot.marks.iter().map(|(_, beside)| *beside).collect();
        beside.sort_by(f32::total_cmp);
        assert_eq!(beside, [-12.0, -6.0, 0.0, 6.0, 12.0]);
    }
}
