//! Rows and chips of the charts panel.

use eframe::egui::{
    Align2, CursorIcon, Label, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::gui::style::{color32, font, words};
use crate::scene::{Color, Face, Palette, text_width};

/// Shows of many rows of one height those that can be seen.
pub(super) fn seen_rows(ui: &mut Ui, count: usize, height: f32, mut row: impl FnMut(&mut Ui, Rect, usize)) {
    let (_, whole) = ui.allocate_space(vec2(ui.available_width(), height * count as f32));
    let seen = ui.clip_rect();
    let place = |y: f32| (((y - whole.top()) / height).max(0.0) as usize).min(count);
    let (first, last) = (place(seen.top()), place(seen.bottom() + height));
    for number in first..last {
        let top = whole.top() + height * number as f32;
        let rect = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + height));
        row(&mut ui.new_child(UiBuilder::new().max_rect(rect).id_salt(number)), rect, number);
    }
}

/// A row that can be pressed, with its name for screen readers.
pub(super) fn pressable(ui: &mut Ui, rect: Rect, name: &str, palette: &Palette) -> Response {
    let response = ui.interact(rect, ui.scope_id().with("row"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let ground = rect.expand2(vec2(6.0, 0.0));
    if response.has_focus() {
        ui.painter().rect_stroke(ground, 6.0, Stroke::new(1.5, color32(palette.accent)), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(ground, 6.0, color32(palette.card));
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A line of words within a rectangle; where they are cut short, pointing at them shows them whole.
pub(super) fn line(ui: &mut Ui, rect: Rect, text: &str, face: Face, size: f32, color: Color) {
    let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(text));
    inside.add(Label::new(words(text, face, size, color)).truncate());
}

/// A chip with a dot, a name and a count. It has a rim in the second colour when it is chosen.
pub(super) fn chip(
    ui: &mut Ui,
    name: &str,
    count: usize,
    (dot, chosen): (Color, Option<Color>),
    palette: &Palette,
) -> Response {
    let counted = count.to_string();
    let name_width = text_width(name, Face::Medium, 11.0) * 1.02;
    let width = 20.0 + name_width + 6.0 + text_width(&counted, Face::Regular, 10.5) + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width.min(ui.max_rect().width()), 22.0), Sense::click());
    let is_chosen = chosen.is_some();
    let label = format!("{name}, {counted}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &label));
    let ground = if response.hovered() { palette.ink.faded(0.07).over(palette.card) } else { palette.card };
    let painter = ui.painter();
    painter.rect_filled(rect, 11.0, color32(ground));
    let rim = if response.has_focus() { Some(palette.accent) } else { chosen };
    if let Some(rim) = rim {
        painter.rect_stroke(rect, 11.0, Stroke::new(1.5, color32(rim)), StrokeKind::Inside);
    }
    painter.circle_filled(rect.left_center() + vec2(11.0, 0.0), 4.0, color32(dot));
    let faint = color32(if count == 0 { palette.ink_secondary } else { palette.ink });
    painter.text(rect.left_center() + vec2(20.0, 0.0), Align2::LEFT_CENTER, name, font(Face::Medium, 11.0), faint);
    let end = rect.right_center() - vec2(10.0, 0.0);
    let quiet = color32(palette.ink_secondary);
    painter.text(end, Align2::RIGHT_CENTER, counted, font(Face::Regular, 10.5), quiet);
    let tip = if is_chosen { "Take out of the filter" } else { "Show only these" };
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tip)
}
