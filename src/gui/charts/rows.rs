//! Rows of the charts panel.

use egui::{CursorIcon, Label, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::gui::style::{color32, words};
use crate::scene::{Color, Face, Palette};

/// Shows of many rows of one height those that can be seen; `name` parts their table from others.
pub(super) fn seen_rows(
    ui: &mut Ui,
    (name, count): (&str, usize),
    height: f32,
    mut row: impl FnMut(&mut Ui, Rect, usize),
) {
    let (_, whole) = ui.allocate_space(vec2(ui.available_width(), height * count as f32));
    let seen = ui.clip_rect();
    let place = |y: f32| (((y - whole.top()) / height).max(0.0) as usize).min(count);
    let (first, last) = (place(seen.top()), place(seen.bottom() + height));
    for number in first..last {
        let top = whole.top() + height * number as f32;
        let rect = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + height));
        row(&mut ui.new_child(UiBuilder::new().max_rect(rect).id_salt((name, number))), rect, number);
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
pub(in crate::gui) fn line(ui: &mut Ui, rect: Rect, text: &str, face: Face, size: f32, color: Color) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(text));
    inside.add(Label::new(words(text, face, size, color)).truncate());
}
