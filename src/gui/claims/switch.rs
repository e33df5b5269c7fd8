//! The switch between the two views that the middle of the window has.

use eframe::egui::{Align2, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::gui::here::Here;
use crate::gui::style::{color32, font};
use crate::scene::Face;
use crate::view::{Command, Panel};

/// The widths of the two halves, and of both.
const HALVES: [f32; 2] = [52.0, 66.0];
pub(super) const WIDTH: f32 = HALVES[0] + HALVES[1] + 4.0;
const HEIGHT: f32 = 30.0;

/// What the middle of the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum CentreView {
    Map,
    Claims,
}

/// Shows the switch in the upper left corner of the middle.
pub(in crate::gui) fn centre_switch(
    ui: &Ui,
    here: &Here<'_>,
    middle: Rect,
    shown: CentreView,
    commands: &mut Vec<Command>,
) {
    let palette = here.palette;
    let card = Rect::from_min_size(middle.min + vec2(14.0, 12.0), vec2(WIDTH, HEIGHT));
    if middle.width() < WIDTH + 28.0 {
        return;
    }
    let rim = Stroke::new(1.0, color32(palette.rule));
    ui.painter().rect(card, 8.0, color32(palette.panel.faded(0.94)), rim, StrokeKind::Middle);
    let mut left = card.left() + 2.0;
    let halves = [(CentreView::Map, "Map"), (CentreView::Claims, "Claims")];
    for ((view, label), width) in halves.into_iter().zip(HALVES) {
        let cell = Rect::from_min_size(eframe::egui::pos2(left, card.top() + 2.0), vec2(width, HEIGHT - 4.0));
        left += width;
        let is_shown = view == shown;
        let response = ui.interact(cell, Id::unique(("centre", label)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_shown, label));
        if is_shown || response.hovered() {
            ui.painter().rect_filled(cell, 6.0, color32(palette.card));
        }
        if response.has_focus() {
            let line = Stroke::new(1.5, color32(palette.accent));
            ui.painter().rect_stroke(cell, 6.0, line, StrokeKind::Inside);
        }
        let (face, color) =
            if is_shown { (Face::SemiBold, palette.ink) } else { (Face::Medium, palette.ink_secondary) };
        ui.painter().text(cell.center(), Align2::CENTER_CENTER, label, font(face, 12.0), color32(color));
        let tip = match view {
            CentreView::Map => "The events on the map (6)",
            CentreView::Claims => "The claims as a table (6)",
        };
        if response.on_hover_text(tip).clicked() && !is_shown {
            commands.push(Command::TogglePanel(Panel::Claims));
        }
    }
}
