//! A month to choose a day or a range of days from, for the pointer and for keys.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};
use egui::{
    Align2, Id, Key, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::style::{color32, font};
use crate::model::{MONTH_NAMES, When};
use crate::scene::{Face, Palette};
use crate::store::Store;

const CELL: [f32; 2] = [32.0, 27.0];

/// What an open calendar keeps.
#[derive(Clone, Copy, Default)]
struct Open {
    frame: u64,
    /// Where a range begins, and the day to which it goes now.
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    is_drawn: bool,
    /// The month whose days with events are known, in which edition of the story, and these days.
    marked: Option<(NaiveDate, u64, u32)>,
}

/// A button that opens a month. Returns the days that were chosen in it.
pub(super) fn calendar_button(
    ui: &mut Ui,
    palette: &Palette,
    (label, id): (&str, Id),
    day: Option<NaiveDate>,
    (own, edition): (&Store, u64),
) -> Option<When> {
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    let name = format!("{label}: choose in a calendar");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, color32(palette.card));
    }
    let color = color32(if response.hovered() { palette.ink } else { palette.ink_secondary });
    let sheet = Rect::from_center_size(rect.center() + vec2(0.0, 0.5), vec2(12.0, 11.0));
    ui.painter().rect_stroke(sheet, 1.5, Stroke::new(1.2, color), egui::StrokeKind::Inside);
    ui.painter().hline(sheet.x_range(), sheet.top() + 3.5, Stroke::new(1.2, color));
    for x in [sheet.left() + 3.0, sheet.right() - 3.0] {
        ui.painter().vline(x, sheet.top() - 2.0..=sheet.top() + 1.0, Stroke::new(1.2, color));
    }
    let response = response.on_hover_text(&name);
    let mut chosen = None;
    let popup = Popup::menu(&response).id(id.with("calendar")).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.width(CELL[0] * 7.0).show(|ui| {
        let today = chrono::Local::now().date_naive();
        chosen = month_ui(ui, palette, id.with("month"), (day.unwrap_or(today), today), (own, edition));
        if chosen.is_some() {
            ui.close();
        }
    });
    if chosen.is_some() {
        response.request_focus();
    }
    chosen
}

fn month_ui(
    ui: &mut Ui,
    palette: &Palette,
    id: Id,
    (day, today): (NaiveDate, NaiveDate),
    (own, edition): (&Store, u64),
) -> Option<When> {
    let frame = ui.ctx().cumulative_frame_nr();
    let mut open: Open = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let is_new = open.frame + 2 < frame;
    if is_new {
        open = Open { first: Some(day), last: Some(day), ..Open::default() };
    }
    open.frame = frame;
    let mut last = open.last.unwrap_or(day);
    turn_ui(ui, palette, &mut last);
    let month = last.with_day(1).unwrap_or(last);
    if open.marked.is_none_or(|(of, in_edition, _)| of != month || in_edition != edition) {
        open.marked = Some((month, edition, days_with_events(own, month)));
    }
    let marked = open.marked.map_or(0, |(.., days)| days);
    let (grid, response) = ui.allocate_exact_size(vec2(CELL[0] * 7.0, CELL[1] * 7.0), Sense::click_and_drag());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Grid, true, "Days; arrows, Shift for a range, Enter takes them");
        info.current_text_value = Some(words_of(open.first.unwrap_or(last), last));
        info
    });
    if is_new || !response.has_focus() && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    let start = month.week(Weekday::Mon).first_day();
    let moved = keys(ui, &response, last);
    if moved != last {
        last = moved;
        if !ui.input(|input| input.modifiers.shift) {
            open.first = Some(last);
        }
    }
    let under = response.interact_pointer_pos().and_then(|at| day_at(grid, start, at));
    let mut is_chosen = !is_new && response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if let Some(under) = under {
        let goes_on = ui.input(|input| input.modifiers.shift) || open.is_drawn;
        if response.drag_started() {
            // By the time that a drag is told from a click the pointer may be on another day.
            let origin = ui.input(|input| input.pointer.press_origin());
            open.first = origin.and_then(|at| day_at(grid, start, at)).or(Some(under));
        } else if response.clicked() && !goes_on {
            open.first = Some(under);
        }
        open.is_drawn = response.dragged();
        last = under;
        is_chosen |= response.clicked() || response.drag_stopped();
    }
    let first = open.first.unwrap_or(last);
    grid_ui(ui, palette, grid, (start, month), (first.min(last), first.max(last)), (today, marked));
    open.last = Some(last);
    ui.data_mut(|data| data.insert_temp(id, open));
    is_chosen.then(|| when_of(first, last)).flatten()
}

/// The name of the month between buttons that turn to others, as wide as the days.
fn turn_ui(ui: &mut Ui, palette: &Palette, day: &mut NaiveDate) {
    const SIDE: f32 = 24.0;
    let (row, _) = ui.allocate_exact_size(vec2(CELL[0] * 7.0, SIDE), Sense::hover());
    let button = |from_left: f32, sign: &str, name: &str| {
        let place = Rect::from_min_size(row.min + vec2(from_left, 0.0), vec2(SIDE, SIDE));
        let response = ui.interact(place, ui.scope_id().with(name), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(place, 6.0, color32(palette.card));
        }
        let ink = color32(palette.ink);
        ui.painter().text(place.center(), Align2::CENTER_CENTER, sign, font(Face::Medium, 14.0), ink);
        response.on_hover_text(name).clicked()
    };
    let right = row.width() - SIDE;
    for (from_left, sign, name, months) in [(0.0, "«", "Previous year", 12), (SIDE, "‹", "Previous month", 1)] {
        if button(from_left, sign, name) {
            *day = day.checked_sub_months(Months::new(months)).unwrap_or(*day);
        }
    }
    for (from_left, sign, name, months) in [(right - SIDE, "›", "Next month", 1), (right, "»", "Next year", 12)] {
        if button(from_left, sign, name) {
            *day = day.checked_add_months(Months::new(months)).unwrap_or(*day);
        }
    }
    let title = format!("{} {}", MONTH_NAMES[day.month0() as usize], crate::model::year_words(day.year()));
    let ink = color32(palette.ink);
    ui.painter().text(row.center(), Align2::CENTER_CENTER, title, font(Face::SemiBold, 12.0), ink);
}

/// The day to which the arrows and the keys for pages lead.
fn keys(ui: &Ui, response: &Response, day: NaiveDate) -> NaiveDate {
    if !response.has_focus() {
        return day;
    }
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    let moved = [
        (Key::ArrowLeft, day.checked_sub_days(Days::new(1))),
        (Key::ArrowRight, day.checked_add_days(Days::new(1))),
        (Key::ArrowUp, day.checked_sub_days(Days::new(7))),
        (Key::ArrowDown, day.checked_add_days(Days::new(7))),
        (Key::PageUp, day.checked_sub_months(Months::new(1))),
        (Key::PageDown, day.checked_add_months(Months::new(1))),
    ];
    moved.into_iter().find(|(key, _)| pressed(*key)).and_then(|(_, day)| day).unwrap_or(day)
}

fn day_at(grid: Rect, start: NaiveDate, at: egui::Pos2) -> Option<NaiveDate> {
    let at = at - grid.min;
    let (column, row) = ((at.x / CELL[0]).floor(), (at.y / CELL[1]).floor() - 1.0);
    let is_in = (0.0..7.0).contains(&column) && (0.0..6.0).contains(&row);
    is_in.then(|| start.checked_add_days(Days::new(row as u64 * 7 + column as u64))).flatten()
}

/// The names of the days and six weeks.
fn grid_ui(
    ui: &Ui,
    palette: &Palette,
    grid: Rect,
    (start, month): (NaiveDate, NaiveDate),
    (first, last): (NaiveDate, NaiveDate),
    (today, marked): (NaiveDate, u32),
) {
    let painter = ui.painter();
    let cell = |at: usize| {
        let corner = pos2((at % 7) as f32 * CELL[0], (at / 7) as f32 * CELL[1]);
        Rect::from_min_size(grid.min + corner.to_vec2(), CELL.into())
    };
    for (at, name) in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].into_iter().enumerate() {
        let ink = color32(palette.ink_secondary);
        painter.text(cell(at).center(), Align2::CENTER_CENTER, name, font(Face::Regular, 10.5), ink);
    }
    for at in 0..42 {
        let Some(day) = start.checked_add_days(Days::new(at as u64)) else { continue };
        let rect = cell(at + 7);
        let is_in_month = (day.year(), day.month()) == (month.year(), month.month());
        let is_chosen = first <= day && day <= last;
        let color = match (is_chosen, is_in_month) {
            (true, _) => palette.on_accent,
            (false, true) => palette.ink,
            (false, false) => palette.ink_secondary,
        };
        if is_chosen {
            painter.rect_filled(rect.shrink2(vec2(0.0, 1.5)), 5.0, color32(palette.accent));
        }
        if day == today {
            let ring = Stroke::new(1.2, color32(color));
            painter.rect_stroke(rect.shrink(2.5), 5.0, ring, egui::StrokeKind::Inside);
        }
        let face = if is_in_month { Face::Medium } else { Face::Regular };
        painter.text(rect.center(), Align2::CENTER_CENTER, day.day().to_string(), font(face, 12.0), color32(color));
        if is_in_month && marked & 1 << day.day() != 0 {
            let dot = if is_chosen { palette.on_accent } else { palette.accent };
            painter.circle_filled(rect.center_bottom() - vec2(0.0, 5.0), 1.6, color32(dot));
        }
    }
}

/// The days of a month that have events, as bits from 1.
fn days_with_events(own: &Store, month: NaiveDate) -> u32 {
    /// Longer ones mark no day.
    const LONGEST_DAYS: i32 = 62;
    let from = month.num_days_from_ce();
    let spans = (0..own.len()).filter_map(|index| own.days(index));
    let short = spans.filter(|(first, last)| last.saturating_sub(*first) <= LONGEST_DAYS);
    short.fold(0, |days, (first, last)| {
        let (first, last) = (first.saturating_sub(from).max(0), last.saturating_sub(from).min(30));
        (first..=last).fold(days, |days, day| days | 1 << (day + 1))
    })
}

fn when_of(one: NaiveDate, other: NaiveDate) -> Option<When> {
    let (first, last) = (When::of_day(one.min(other))?, When::of_day(one.max(other))?);
    if one == other { Some(first) } else { When::parse(&format!("{first}/{last}")).ok() }
}

fn words_of(one: NaiveDate, other: NaiveDate) -> String {
    when_of(one, other).map_or_else(String::new, |when| when.to_words(None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_days_in_any_order_are_a_range_and_one_is_a_day() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2025, 10, day).unwrap();
        assert_eq!(when_of(day(12), day(9)).map(|when| when.to_string()).as_deref(), Some("2025-10-09/2025-10-12"));
        assert_eq!(words_of(day(9), day(9)), "9 October 2025");
    }
}
