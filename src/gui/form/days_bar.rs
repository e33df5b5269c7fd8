//! A small bar of the days around a date: full where it certainly was, hatched where only possibly.

use chrono::{Datelike as _, Months, NaiveDate};
use egui::{Align2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::gui::style::{color32, font};
use crate::model::{Extent, MONTH_NAMES, TimeSpan, Zone};
use crate::scene::{Face, Palette};

/// Points of width.
pub(super) const WIDTH: f32 = 148.0;
const HEIGHT: f32 = 27.0;
const BAR: [f32; 2] = [3.0, 10.0];

/// Shows the days of a span and those beside it.
pub(super) fn days_bar(ui: &mut Ui, palette: &Palette, span: &TimeSpan, zone: &Zone) {
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "The days that are meant"));
    let Some(shown) = shown(&span.possible, zone) else { return };
    let x_of = |secs: f64| {
        let share = (secs - shown.start_secs) / shown.duration_secs();
        rect.left() + (share.clamp(0.0, 1.0) as f32) * rect.width()
    };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let bar = |extent: &Extent| {
        let (left, right) = (x_of(extent.start_secs), x_of(extent.end_secs));
        let right = right.max(left + 2.0);
        Rect::from_min_max(pos2(left, rect.top() + BAR[0]), pos2(right, rect.top() + BAR[1]))
    };
    let ink = color32(palette.accent);
    let possible = bar(&span.possible);
    painter.rect_filled(possible, 2.0, color32(palette.accent.faded(0.15)));
    let hatched = painter.with_clip_rect(possible.intersect(ui.clip_rect()));
    let height = possible.height();
    for step in 0..=((possible.width() + height) / 4.0) as usize {
        let foot = pos2(possible.left() - height + step as f32 * 4.0, possible.bottom());
        hatched.line_segment([foot, foot + vec2(height, -height)], Stroke::new(1.0, ink));
    }
    if let Some(certain) = &span.certain {
        painter.rect_filled(bar(certain), 2.0, ink);
    }
    let mut free_from = rect.left();
    for tick in ticks(&shown, zone) {
        let (left, right) = (x_of(tick.start_secs), x_of(tick.end_secs));
        let middle = f32::midpoint(left, right);
        painter.vline(left, rect.top()..=rect.top() + 13.0, Stroke::new(1.0, color32(palette.rule)));
        let is_meant = span.possible.meets(&Extent::new(tick.start_secs, tick.end_secs));
        let (face, color) =
            if is_meant { (Face::SemiBold, palette.ink) } else { (Face::Regular, palette.ink_secondary) };
        let galley = painter.layout_no_wrap(tick.label, font(face, 10.0), color32(color));
        let half = galley.size().x / 2.0;
        if middle - half >= free_from && middle + half <= rect.right() {
            free_from = middle + half + 3.0;
            let at = Align2::CENTER_TOP.anchor_size(pos2(middle, rect.top() + 14.0), galley.size());
            painter.galley(at.min, galley, color32(color));
        }
    }
}

/// What is shown of time: the span with something before and after it. None for a span without ends.
fn shown(possible: &Extent, zone: &Zone) -> Option<Extent> {
    const DAY_SECS: f64 = 86_400.0;
    let known = match (possible.start_secs.is_finite(), possible.end_secs.is_finite()) {
        (true, true) => *possible,
        (true, false) => Extent::new(possible.start_secs, possible.start_secs + 4.0 * DAY_SECS),
        (false, true) => Extent::new(possible.end_secs - 4.0 * DAY_SECS, possible.end_secs),
        (false, false) => return None,
    };
    let least = ((7.0 * DAY_SECS - known.duration_secs()) / 2.0).max(2.0 * DAY_SECS);
    let around = least.max(known.duration_secs() * 0.2);
    let day = |secs: f64| zone.civil_from_secs(secs).date();
    let start = start_of(day(known.start_secs - around), zone);
    // The day in which it ends is shown whole.
    let end = start_of(day(known.end_secs + around - 1.0).succ_opt()?, zone);
    (end > start).then(|| Extent::new(start, end))
}

fn start_of(day: NaiveDate, zone: &Zone) -> f64 {
    zone.secs_from_civil(&day.and_time(chrono::NaiveTime::MIN))
}

struct Tick {
    start_secs: f64,
    end_secs: f64,
    label: String,
}

/// Days, months or years, as many as there is room for.
fn ticks(shown: &Extent, zone: &Zone) -> Vec<Tick> {
    let days = shown.duration_secs() / 86_400.0;
    let first = zone.civil_from_secs(shown.start_secs).date();
    let next = |day: NaiveDate| match days {
        ..=31.0 => day.succ_opt(),
        ..=500.0 => day.with_day(1)?.checked_add_months(Months::new(1)),
        _ => {
            let step = (days / 365.25 / 5.0).ceil().max(1.0) as i32;
            NaiveDate::from_ymd_opt((day.year().div_euclid(step) + 1).checked_mul(step)?, 1, 1)
        }
    };
    let label = |day: NaiveDate| match days {
        ..=31.0 => day.day().to_string(),
        ..=500.0 => MONTH_NAMES[day.month0() as usize][..3].to_owned(),
        _ => crate::model::year_words(day.year()),
    };
    let starts = std::iter::successors(Some(first), |day| next(*day)).take(40);
    let starts = starts.take_while(|day| start_of(*day, zone) < shown.end_secs);
    let ticks = starts.filter_map(|day| {
        Some(Tick { start_secs: start_of(day, zone), end_secs: start_of(next(day)?, zone), label: label(day) })
    });
    ticks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::When;

    #[test]
    fn days_months_and_years_are_ticked_by_how_long_a_date_is() {
        let labels = |text: &str| {
            let shown = shown(&When::parse(text).unwrap().span(&Zone::Utc).possible, &Zone::Utc);
            let ticks = shown.map(|shown| ticks(&shown, &Zone::Utc)).unwrap_or_default();
            ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(labels("2025-10-11/2025-10-12"), "8 9 10 11 12 13 14 15");
        assert_eq!(labels("2025-10-09/.."), "7 8 9 10 11 12 13 14");
        assert_eq!(labels("2025-10"), "Sep Oct Nov");
        assert_eq!(labels("2021/2025"), "2020 2022 2024 2026");
        assert_eq!(labels("../.."), "");
        assert!(!labels("9999").is_empty() && !labels("-9999").is_empty());
    }
}
