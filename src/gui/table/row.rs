//! What rows of every table look like alike.

use egui::{Align2, Id, Rangef, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::charts::line;
use crate::gui::parts::Chosen;
use crate::gui::reading_order::has_rtl;
use crate::gui::style::{color32, font};
use crate::scene::{Color, Palette, Type};

/// Above the first line of a row, and below the last.
const EDGE: f32 = 5.0;
/// From line to line.
const LINE: f32 = 17.0;
const BOX: f32 = 12.0;

/// The height of a row of so many lines.
pub(super) fn row_height(lines: usize) -> f32 {
    EDGE * 2.0 + LINE * lines as f32
}

/// Where a line of a row begins, from its top.
pub(in crate::gui) fn line_top(line: usize) -> f32 {
    EDGE + LINE * line as f32
}

/// A line of a cell, shortened where it does not fit.
pub(in crate::gui) fn cell_line(ui: &mut Ui, words: &str, rect: Rect, letters: Type, color: Color) {
    if has_rtl(words) {
        // Where it is cut, it is cut at its left.
        line(ui, rect, words, letters.face, letters.size, color);
        return;
    }
    let shown = letters.elided(words, rect.width());
    let at = pos2(rect.left(), rect.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, shown, font(letters.face, letters.size), color32(color));
}

/// The box at the left of a row that chooses it.
pub(in crate::gui) fn checkbox(
    ui: &Ui,
    palette: &Palette,
    id: Id,
    row: Rect,
    name: &str,
    is_chosen: Chosen,
) -> Response {
    let center = pos2(row.left() + 14.0, row.center().y);
    let response = ui.interact(Rect::from_center_size(center, vec2(24.0, row.height())), id, Sense::CLICK);
    let is_chosen = is_chosen == Chosen::Yes;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_chosen, format!("Select {name}")));
    let rect = Rect::from_center_size(center, vec2(BOX, BOX));
    let edge = if response.hovered() { palette.ink } else { palette.ink_secondary };
    if is_chosen {
        ui.painter().rect_filled(rect, 3.0, color32(palette.ink));
        let tick = Stroke::new(1.5, color32(palette.panel));
        ui.painter().line_segment([center + vec2(-3.0, 0.0), center + vec2(-0.8, 2.4)], tick);
        ui.painter().line_segment([center + vec2(-0.8, 2.4), center + vec2(3.2, -2.6)], tick);
    } else {
        ui.painter().rect_stroke(rect, 3.0, Stroke::new(1.0, color32(edge)), StrokeKind::Inside);
    }
    response
}

/// A proofreader's caret left of a text that could not be read. Returns the room that is left of a cell.
pub(in crate::gui) fn mark_unread(ui: &Ui, palette: &Palette, range: Rangef, top: f32) -> Rangef {
    let (at, stroke) = (pos2(range.min + 4.0, top + 8.0), Stroke::new(1.5, color32(palette.accent)));
    ui.painter().line_segment([at + vec2(-4.0, 3.0), at + vec2(0.0, -3.5)], stroke);
    ui.painter().line_segment([at + vec2(0.0, -3.5), at + vec2(4.0, 3.0)], stroke);
    Rangef::new(range.min + 13.0, range.max)
}
