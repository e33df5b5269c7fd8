//! How many events there are on each day, by category: each on every day that it belongs to.

use chrono::Datelike as _;
use egui::{Stroke, Ui, WidgetInfo, vec2};
use egui_plot::{Bar, BarChart};

use super::axis::{date_of, day_from_secs, still_plot};
use crate::gui::panel_context::{Asked, PanelContext};
use crate::gui::parts::{Chosen, chip};
use crate::gui::reading_order::prose;
use crate::gui::style::{color32, words};
use crate::model::Extent;
use crate::query::counts_of_days;
use crate::scene::{Face, counted, extent_text};
use crate::view::Command;

/// The most bars that are drawn beside each other.
const MOST_BARS: i64 = 90;
/// How many days a bar may stand for.
const STEPS: [i64; 6] = [1, 7, 28, 91, 364, 3640];

/// Counts of events by day and category.
#[derive(Default)]
pub(super) struct Days {
    /// How many days a bar stands for.
    step: i64,
    /// The first day of each bar that is not empty, and the events by category.
    bars: Vec<(i64, Vec<u32>)>,
    /// From the first day to the day after the last.
    range: (i64, i64),
    /// Events by category over all bars.
    totals: Vec<u32>,
    /// The most events in a bar.
    most: u32,
    /// What the chart shows, in words.
    caption: String,
    /// What it leaves out, in words.
    left_out: String,
    spoken: String,
}

impl Days {
    pub(super) fn of(here: &Asked) -> Self {
        let zone = here.view.zone_shown(&here.store, None);
        let window = here.view.window;
        let day_of = |secs: f64| day_from_secs(secs, zone).floor() as i32;
        // A day of another zone may begin a little before the window's own, or end a little after.
        let from = if window.start_secs.is_finite() { day_of(window.start_secs) - 1 } else { i32::MIN };
        let to = if window.end_secs.is_finite() { day_of(window.last_moment_secs()) + 1 } else { i32::MAX };
        let days = here.shown.events().filter_map(|index| Some((index, here.store.days(index)?)));
        let days: Vec<_> = days.filter(|(_, (first, last))| *first <= to && *last >= from).collect();
        // Open ends reach as far as the window, or as the other events.
        let ends = days.iter().flat_map(|(_, (first, last))| [(*first).max(from), (*last).min(to)]);
        let ends: Vec<i32> = ends.filter(|day| *day != i32::MIN && *day != i32::MAX).collect();
        let left_out = left_out_words(here.shown.len() - days.len());
        let (Some(&first), Some(&last)) = (ends.iter().min(), ends.iter().max()) else {
            return Self { left_out, ..Self::default() };
        };
        let (first, last) = (i64::from(first), i64::from(last) + 1);
        let step =
            STEPS.into_iter().find(|step| (last - first) / step < MOST_BARS).unwrap_or((last - first) / MOST_BARS);
        // Weeks begin on Mondays, which are one more than a multiple of seven.
        let bar_of = |day: i64| if step == 1 { day } else { (day - 1).div_euclid(step) * step + 1 };
        let range = (bar_of(first), bar_of(last - 1) + step);
        let firsts: Vec<i64> = (0..=(range.1 - range.0) / step).map(|bar| range.0 + bar * step).collect();
        let in_bars =
            counts_of_days(&here.store, &here.shown, &firsts.iter().map(|day| *day as i32).collect::<Vec<_>>());
        let bars: Vec<(i64, Vec<u32>)> =
            firsts.into_iter().zip(in_bars).filter(|(_, counts)| counts.iter().any(|count| *count > 0)).collect();
        // An event that goes on for days is one event of its category.
        let mut totals = vec![0; here.store.story().categories.len() + 1];
        let others = totals.len() - 1;
        for (index, _) in &days {
            totals[here.store.category(*index).unwrap_or(others)] += 1;
        }
        let most = bars.iter().map(|(_, counts)| counts.iter().sum()).max().unwrap_or(0);
        let secs_of = |day: i64| zone.secs_from_civil(&date_of(day as f64).and_time(chrono::NaiveTime::MIN));
        let caption = extent_text(&Extent::new(secs_of(range.0), secs_of(range.1)), zone, 60.0);
        let spoken = format!("{}, {caption}: {}, at most {most}", title(step), counted(days.len(), "event"));
        Self { step, bars, range, totals, most, caption, left_out, spoken }
    }

    pub(super) fn ui(&self, ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
        let palette = here.palette;
        ui.label(words(title(self.step), Face::SemiBold, 12.5, palette.ink));
        if self.bars.is_empty() {
            prose(ui, "No events in this date range", Face::Regular, 11.5, palette.ink_secondary);
        } else {
            prose(ui, &self.caption, Face::Regular, 10.5, palette.ink_secondary);
            self.chart_ui(ui, here);
        }
        if !self.left_out.is_empty() {
            prose(ui, &self.left_out, Face::Regular, 10.5, palette.ink_secondary);
        }
        self.legend_ui(ui, here, commands);
    }

    fn chart_ui(&self, ui: &mut Ui, here: &PanelContext<'_>) {
        let palette = here.palette;
        let (from, to) = (self.range.0 as f64, self.range.1 as f64);
        let room = ((to - from) * 0.03).max(0.5 * self.step as f64);
        let top = f64::from(self.most.max(3)) * 1.1;
        let chart = BarChart::new("", self.plot_bars(here)).allow_hover(false);
        let shown = still_plot("events per day", 132.0, palette).show(ui, |plot| {
            plot.set_plot_bounds_x(from - room..=to + room);
            plot.set_plot_bounds_y(0.0..=top);
            plot.bar_chart(chart);
        });
        shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::Figure, true, &self.spoken));
        let pointed = shown.response.hover_pos().map(|pos| shown.transform.value_from_position(pos).x);
        let Some(bar) = pointed.and_then(|day| self.bar_at(day)) else { return };
        shown.response.on_hover_ui_at_pointer(|ui| self.bar_ui(ui, here, bar));
    }

    fn plot_bars(&self, here: &PanelContext<'_>) -> Vec<Bar> {
        let width = self.step as f64 * if self.step == 1 { 0.78 } else { 0.9 };
        let mut bars = Vec::new();
        for (day, counts) in &self.bars {
            let middle = *day as f64 + self.step as f64 / 2.0;
            let mut below = 0.0;
            for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let color = color32(here.category_color(Some(place)));
                let edge = Stroke::new(0.5, color32(here.palette.panel));
                bars.push(Bar::new(middle, f64::from(*count)).base_offset(below).width(width).fill(color).stroke(edge));
                below += f64::from(*count);
            }
        }
        bars
    }

    fn bar_at(&self, day: f64) -> Option<&(i64, Vec<u32>)> {
        self.bars.iter().find(|(first, _)| (*first as f64..(*first + self.step) as f64).contains(&day))
    }

    /// What a bar says when it is pointed at.
    fn bar_ui(&self, ui: &mut Ui, here: &PanelContext<'_>, (first, counts): &(i64, Vec<u32>)) {
        let palette = here.palette;
        let date = date_of(*first as f64);
        let name = if self.step == 1 {
            date.format("%a %-d %b %Y").to_string()
        } else {
            let last = date_of((*first + self.step - 1) as f64);
            let form = if last.year() == date.year() { "%-d %b" } else { "%-d %b %Y" };
            format!("{} – {}", date.format(form), last.format("%-d %b %Y"))
        };
        ui.label(words(name, Face::SemiBold, 12.0, palette.ink));
        for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let category = here.store.story().categories.get(place);
            let name = category.map_or("No category", |category| category.name.as_str());
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(9.0, 14.0), egui::Sense::hover());
                ui.painter().circle_filled(rect.center(), 4.0, color32(here.category_color(Some(place))));
                ui.label(words(format!("{name}: {count}"), Face::Regular, 12.0, palette.ink));
            });
        }
    }

    /// The categories with their counts; a click filters by one.
    fn legend_ui(&self, ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for (place, category) in here.store.story().categories.iter().enumerate() {
                let count = self.totals.get(place).copied().unwrap_or(0);
                let name = if category.name.is_empty() { &category.id } else { &category.name };
                let is_chosen = here.view.filter.has("category", &category.id);
                let (chosen, tip) =
                    if is_chosen { (Chosen::Yes, "Remove filter") } else { (Chosen::No, "Show only these") };
                let label = format!("{name}  {count}");
                let response = chip(ui, here, &label, here.category_color(Some(place)), (chosen, egui::Sense::click()));
                if response.on_hover_text(tip).clicked() {
                    commands.push(Command::SetFilter(here.view.filter.with_toggled("category", &category.id)));
                }
            }
        });
    }
}

fn title(step: i64) -> &'static str {
    match step {
        0 | 1 => "Events per day",
        7 => "Events per week",
        28 => "Events per 4 weeks",
        91 => "Events per quarter",
        364 => "Events per year",
        _ => "Events per decade",
    }
}

/// An event may be shown for what is possible of it while its own days lie outside of the window.
fn left_out_words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 more event may belong here (uncertain date)".to_owned(),
        _ => format!("{count} more events may belong here (uncertain dates)"),
    }
}
