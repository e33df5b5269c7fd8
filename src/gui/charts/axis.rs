//! Axes of the charts: days below, numbers at the left.
//!
//! Days are counted as `chrono` counts them, from 1 January of the year 1, so that a whole number is
//! a midnight of the zone shown and a multiple of seven a Sunday.

use chrono::{Datelike as _, NaiveDate};
use egui::{FontId, Rangef, Vec2b};
use egui_plot::{AxisHints, GridInput, GridMark, HPlacement, Plot};

use crate::gui::style::{color32, font};
use crate::model::{Zone, number_text};
use crate::scene::{Face, Palette};

/// The least room between two labels of days, in points, of months and of years.
const DAY_ROOM: f64 = 46.0;
const MONTH_ROOM: f64 = 60.0;
const YEAR_ROOM: f64 = 40.0;
/// How far a label of a day keeps from the right end, beyond which there is a little room.
const EDGE: f64 = 9.0;
/// What `egui_plot` multiplies the days of a point by to get its step.
const GRID_LEAST: f32 = 8.0;

/// The day of a moment on the clocks of a zone, with its fraction.
pub(super) fn day_from_secs(secs: f64, zone: &Zone) -> f64 {
    let civil = zone.civil_from_secs(secs);
    let of_day = civil.signed_duration_since(civil.date().and_time(chrono::NaiveTime::MIN));
    f64::from(civil.date().num_days_from_ce()) + of_day.as_seconds_f64() / 86_400.0
}

/// The date of a day.
pub(super) fn date_of(day: f64) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day.floor() as i32).unwrap_or_default()
}

/// A chart that is only looked at: it does not move under the hand, and what is pointed at is said
/// by whoever shows it.
pub(super) fn still_plot<'a>(name: &'a str, height: f32, palette: &Palette) -> Plot<'a> {
    let letters: FontId = font(Face::Regular, 10.0);
    let faint = color32(palette.ink_secondary);
    let below = AxisHints::new_x()
        .formatter(|mark, _| day_label(mark))
        .label_spacing(Rangef::new(1.0, 2.0))
        .tick_label_font(letters.clone())
        .tick_label_color(faint);
    let left = AxisHints::new_y()
        .formatter(|mark, _| number_text((mark.value * 1000.0).round() / 1000.0))
        .label_spacing(Rangef::new(1.0, 2.0))
        .placement(HPlacement::Left)
        .min_thickness(20.0)
        .tick_label_font(letters)
        .tick_label_color(faint);
    Plot::new(name)
        .height(height)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .sense(egui::Sense::hover())
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .show_grid(Vec2b::new(false, true))
        .grid_spacing(Rangef::new(GRID_LEAST, GRID_LEAST + 1.0))
        .grid_color(color32(palette.rule))
        .grid_fade(0.0)
        .x_grid_spacer(|input| day_ticks(input.bounds, input.base_step_size / f64::from(GRID_LEAST)))
        .y_grid_spacer(value_ticks)
        .custom_x_axes(vec![below])
        .custom_y_axes(vec![left])
}

/// Where labels of days stand, so far apart that none reaches another.
fn day_ticks((from, to): (f64, f64), days_per_point: f64) -> Vec<GridMark> {
    if !(from.is_finite() && to.is_finite() && from < to) {
        return Vec::new();
    }
    let least = DAY_ROOM * days_per_point;
    if let Some(step) = [1, 2, 7, 14].into_iter().find(|step| f64::from(*step) >= least) {
        // Steps of weeks fall on Mondays. A label stands under the middle of its day.
        let first = ((from - 1.5) / f64::from(step)).ceil() as i32;
        let days =
            (first..).map(|place| f64::from(place * step) + 1.5).take_while(|day| *day <= to - days_per_point * EDGE);
        let days = days.filter(|day| *day >= from + days_per_point * DAY_ROOM * 0.4);
        return days.map(|value| GridMark { value, step_size: f64::from(step) }).collect();
    }
    let room = |step: i32| if step < 12 { MONTH_ROOM } else { YEAR_ROOM };
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 300, 600, 1200, 2400, 6000, 12_000];
    let fits = |step: &i32| f64::from(*step) * 28.0 >= room(*step) * days_per_point;
    let step = steps.into_iter().find(fits).unwrap_or(120_000);
    let start = date_of(from);
    let first = (start.year() * 12 + start.month0().cast_signed()).div_euclid(step) * step;
    let months = (0..200).map(|place| first + place * step);
    let days = months.filter_map(|month| {
        let date = NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)?;
        Some(f64::from(date.num_days_from_ce()))
    });
    let seen = from + days_per_point * room(step) * 0.45..=to - days_per_point * EDGE * 2.0;
    let inside = days.filter(|day| seen.contains(day));
    inside.map(|value| GridMark { value, step_size: f64::from(step) * 28.0 }).collect()
}

fn day_label(mark: GridMark) -> String {
    let date = date_of(mark.value);
    let form = match mark.step_size {
        step if step < 28.0 => "%-d %b",
        step if step < 12.0 * 28.0 => "%b %Y",
        _ => "%Y",
    };
    date.format(form).to_string()
}

/// Whole numbers where the range is wide enough, else tenths and less, at least 20 points apart.
#[expect(clippy::needless_pass_by_value, reason = "egui_plot passes it so")]
fn value_ticks(input: GridInput) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let least = (input.base_step_size / f64::from(GRID_LEAST) * 20.0).max(f64::MIN_POSITIVE);
    let power = 10.0_f64.powf(least.log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| *step >= least).unwrap_or(least);
    let step = if to - from >= 1.0 { step.max(1.0).round() } else { step };
    let first = (from / step).ceil() as i64;
    let marks = (first..first + 50).map(|place| GridMark { value: place as f64 * step, step_size: step });
    marks.take_while(|mark| mark.value <= to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: &str, to: &str, width: f64) -> Vec<String> {
        let day = |text: &str| f64::from(text.parse::<NaiveDate>().unwrap().num_days_from_ce());
        let (from, to) = (day(from), day(to));
        day_ticks((from, to), (to - from) / width).into_iter().map(day_label).collect()
    }

    #[test]
    fn labels_of_days_keep_their_distance() {
        assert_eq!(labels("2025-10-09", "2025-10-13", 300.0), ["9 Oct", "10 Oct", "11 Oct", "12 Oct"]);
        assert_eq!(labels("2025-10-01", "2025-10-29", 300.0), ["6 Oct", "13 Oct", "20 Oct", "27 Oct"]);
        assert_eq!(labels("2025-10-01", "2026-03-20", 300.0), ["Nov 2025", "Jan 2026", "Mar 2026"]);
        assert_eq!(labels("1990-01-01", "2020-12-31", 300.0), ["1995", "2000", "2005", "2010", "2015"]);
    }

    #[test]
    fn numbers_are_whole_where_they_can_be() {
        let ticks = |to: f64| -> Vec<f64> {
            let input = GridInput { bounds: (0.0, to), base_step_size: to / 100.0 * f64::from(GRID_LEAST) };
            value_ticks(input).into_iter().map(|mark| mark.value).collect()
        };
        assert_eq!(ticks(3.3), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(60.0), [0.0, 20.0, 40.0, 60.0]);
    }

    #[test]
    fn a_day_is_that_of_the_zone() {
        let kabul: Zone = "Asia/Kabul".parse().unwrap();
        let secs = 1_759_951_800.0; // 8 October 2025, 19:30 UTC
        assert_eq!(date_of(day_from_secs(secs, &kabul)).to_string(), "2025-10-09");
        assert_eq!(date_of(day_from_secs(secs, &Zone::Utc)).to_string(), "2025-10-08");
    }
}
