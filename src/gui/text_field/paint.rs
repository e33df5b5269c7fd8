//! How a field looks.

use egui::text::{LayoutJob, TextWrapping};
use egui::text_selection::visuals::paint_text_cursor;
use egui::{IMEPurpose, Pos2, Rect, Response, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use super::laid::Laid;
use super::state::State;
use super::writing::Lines;
use crate::gui::reading_order::base_level;

/// The ring around the field that has the keys, in points.
const RING: f32 = 2.0;
/// The height of the caret as a share of the size of letters.
const CARET: f32 = 1.4;

/// Paints the ground of a field, what is chosen, the text and the caret.
pub(super) fn paint(ui: &Ui, response: &Response, laid: &Laid, state: &State, inside: Rect, origin: Pos2) {
    if !ui.is_rect_visible(response.rect) {
        return;
    }
    let visuals = ui.visuals();
    let has_focus = response.has_focus();
    let look = visuals.widgets.inactive;
    let accent = visuals.selection.stroke.color;
    let fill = if has_focus { visuals.window_fill } else { visuals.text_edit_bg_color() };
    let ring = if has_focus { Stroke::new(RING, accent) } else { ui.style().interact(response).bg_stroke };
    ui.painter().rect(response.rect, look.corner_radius, fill, ring, StrokeKind::Inside);
    if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::Text);
        ui.output_mut(|output| output.mutable_text_under_cursor = true);
    }
    // The caret may stand at the very edge.
    let painter = ui.painter_at(inside.expand2(vec2(2.0, inside.top() - response.rect.top())));
    let moved = origin.to_vec2();
    if has_focus && state.composed.is_none() {
        for rect in laid.rects(&state.caret.range()) {
            painter.rect_filled(rect.translate(moved), 0.0, visuals.selection.bg_fill);
        }
    }
    painter.galley(origin, laid.galley().clone(), visuals.text_color());
    if !has_focus {
        return;
    }
    for rect in state.composed.iter().flat_map(|composed| laid.rects(composed)) {
        let rect = rect.translate(moved);
        painter.line_segment([rect.left_bottom(), rect.right_bottom()], Stroke::new(1.0, visuals.text_color()));
    }
    let caret = caret_rect(ui, laid, state).translate(moved);
    if ui.input(|input| input.focused) {
        let idle_secs = ui.input(|input| input.time) - state.touched_secs;
        paint_text_cursor(ui, &painter, caret, idle_secs);
    }
    let to_global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
    ui.output_mut(|output| {
        output.ime = Some(egui::output::IMEOutput {
            purpose: IMEPurpose::Normal,
            rect: to_global * response.rect,
            cursor_rect: to_global * caret,
            should_interrupt_composition: false,
        });
    });
}

/// The line of the caret: as high as letters, whatever the row.
fn caret_rect(ui: &Ui, laid: &Laid, state: &State) -> Rect {
    let rect = laid.caret_rect(state.caret);
    let height = TextStyle::Body.resolve(ui.style()).size * CARET;
    Rect::from_center_size(rect.center(), vec2(0.0, height.min(rect.height().max(height))))
}

/// Paints the words that are shown while nothing is typed.
pub(super) fn hint(ui: &Ui, hint: String, lines: Lines, inside: Rect) {
    let font = TextStyle::Body.resolve(ui.style());
    let is_rtl = base_level(&hint).is_rtl();
    let color = ui.visuals().weak_text_color();
    let mut job = LayoutJob::simple(hint, font, color, inside.width());
    if lines == Lines::One {
        job.wrap = TextWrapping::truncate_at_width(inside.width());
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = galley.size();
    let top = if lines == Lines::One { inside.center().y - size.y / 2.0 } else { inside.top() };
    let left = if is_rtl { inside.right() - size.x } else { inside.left() };
    ui.painter_at(inside.expand(2.0)).galley(pos2(left, top), galley, color);
}
