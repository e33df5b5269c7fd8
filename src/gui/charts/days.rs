//! How many events begin on each day, by category.

use chrono::Datelike as _;
use eframe::egui::{Stroke, Ui, WidgetInfo, vec2};
use egui_plot::{Bar, BarChart};

use super::axis::{date_of, day_from_secs, still_plot};
use crate::gui::here::Here;
use crate::gui::parts::{Chosen, chip};
use crate::gui::reading_order::prose;
use crate::gui::style::{color32, words};
use crate::model::Extent;
use crate::query::by_day_and_category;
use crate::scene::{Face, extent_text};
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
    pub(super) fn of(here: &Here<'_>) -> Self {
        let zone = here.view.zone_shown(here.store, None);
        let window = here.view.window;
        let counted = by_day_and_category(here.store, here.shown, zone);
        // A day of another zone may begin a little before the window's own.
        let first_day = day_from_secs(window.start_secs, zone).floor() - 1.0;
        let days = counted.into_iter().map(|(secs, counts)| (day_from_secs(secs, zone).floor(), counts));
        let (before, days): (Vec<_>, Vec<_>) = days.partition(|(day, _)| *day < first_day);
        let left_out: u32 = before.iter().flat_map(|(_, counts)| counts).sum();
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Self { left_out: left_out_words(left_out), ..Self::default() };
        };
        let (first, last) = (first.0 as i64, last.0 as i64 + 1);
        let step =
            STEPS.into_iter().find(|step| (last - first) / step < MOST_BARS).unwrap_or((last - first) / MOST_BARS);
        // Weeks begin on Mondays, which are one more than a multiple of seven.
        let bar_of = |day: i64| if step == 1 { day } else { (day - 1).div_euclid(step) * step + 1 };
        let mut bars: Vec<(i64, Vec<u32>)> = Vec::new();
        for (day, counts) in days {
            let bar = bar_of(day as i64);
            match bars.last_mut() {
                Some((last, sums)) if *last == bar => {
                    sums.iter_mut().zip(&counts).for_each(|(sum, count)| *sum += count);
                }
                _ => bars.push((bar, counts)),
            }
        }
        let mut totals = vec![0; here.store.story().categories.len() + 1];
        for (_, counts) in &bars {
            totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
        }
        let most = bars.iter().map(|(_, counts)| counts.iter().sum()).max().unwrap_or(0);
        let range = (bar_of(first), bar_of(last - 1) + step);
        let secs_of = |day: i64| zone.secs_from_civil(&date_of(day as f64).and_time(chrono::NaiveTime::MIN));
        let caption = extent_text(&Extent::new(secs_of(range.0), secs_of(range.1)), zone);
        let all: u32 = totals.iter().sum();
        let spoken = format!("{}, {caption}: {all} in all, at most {most}", title(step));
        Self { step, bars, range, totals, most, caption, left_out: left_out_words(left_out), spoken }
    }

    pub(super) fn ui(&self, ui: &mut Ui, here: &Here<'_>, commands: &mut Vec<Command>) {
        let palette = here.palette;
        ui.label(words(title(self.step), Face::SemiBold, 12.5, palette.ink));
        if self.bars.is_empty() {
            prose(ui, "No event begins in the window", Face::Regular, 11.5, palette.ink_secondary);
        } else {
            prose(ui, &self.caption, Face::Regular, 10.5, palette.ink_secondary);
            self.chart_ui(ui, here);
        }
        if !self.left_out.is_empty() {
            prose(ui, &self.left_out, Face::Regular, 10.5, palette.ink_secondary);
        }
        self.legend_ui(ui, here, commands);
    }

    fn chart_ui(&self, ui: &mut Ui, here: &Here<'_>) {
        let palette = here.palette;
        let (from, to) = (self.range.0 as f64, self.range.1 as f64);
        let room = ((to - from) * 0.03).max(0.5 * self.step as f64);
        let top = f64::from(self.most.max(3)) * 1.1;
        let chart = BarChart::new("", self.plot_bars(here)).allow_hover(false);
        let shown = still_plot("events a day", 132.0, palette).show(ui, |plot| {
            plot.set_plot_bounds_x(from - room..=to + room);
            plot.set_plot_bounds_y(0.0..=top);
            plot.bar_chart(chart);
        });
        shown.response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Figure, true, &self.spoken));
        let pointed = shown.response.hover_pos().map(|pos| shown.transform.value_from_position(pos).x);
        let Some(bar) = pointed.and_then(|day| self.bar_at(day)) else { return };
        shown.response.on_hover_ui_at_pointer(|ui| self.bar_ui(ui, here, bar));
    }

    fn plot_bars(&self, here: &Here<'_>) -> Vec<Bar> {
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
    fn bar_ui(&self, ui: &mut Ui, here: &Here<'_>, (first, counts): &(i64, Vec<u32>)) {
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
                let (rect, _) = ui.allocate_exact_size(vec2(9.0, 14.0), eframe::egui::Sense::hover());
                ui.painter().circle_filled(rect.center(), 4.0, color32(here.category_color(Some(place))));
                ui.label(words(format!("{name}: {count}"), Face::Regular, 12.0, palette.ink));
            });
        }
    }

    /// The categories with their counts; a click filters by one.
    fn legend_ui(&self, ui: &mut Ui, here: &Here<'_>, commands: &mut Vec<Command>) {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for (place, category) in here.store.story().categories.iter().enumerate() {
                let count = self.totals.get(place).copied().unwrap_or(0);
                let name = if category.name.is_empty() { &category.id } else { &category.name };
                let is_chosen = here.view.filter.has("category", &category.id);
                let (chosen, tip) =
                    if is_chosen { (Chosen::Yes, "Take out of the filter") } else { (Chosen::No, "Show only these") };
                let label = format!("{name}  {count}");
                let response = chip(ui, here, &label, here.category_color(Some(place)), chosen);
                if response.on_hover_text(tip).clicked() {
                    commands.push(Command::SetFilter(here.view.filter.with_toggled("category", &category.id)));
                }
            }
        });
    }
}

fn title(step: i64) -> &'static str {
    match step {
        0 | 1 => "Events a day",
        7 => "Events a week",
        28 => "Events in four weeks",
        91 => "Events in thirteen weeks",
        364 => "Events in 52 weeks",
        _ => "Events in ten years",
    }
}

fn left_out_words(count: u32) -> String {
    match count {
        0 => String::new(),
        1 => "1 event began before the window".to_owned(),
        _ => format!("{count} events began before the window"),
    }
}
