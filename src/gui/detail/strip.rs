//! What is claimed of a measure: on a strip, and as lines where the names do not fit on it.

use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, vec2};

use super::cards::attribution_symbol;
use crate::gui::paint::Painting;
use crate::gui::reading_order::phrase;
use crate::scene::{Color, Face, Group, Measure, Palette, Strip, WINDOW_STRIP, strip_of, text_width};

/// Shows what is claimed of a measure, without its heading.
pub(in crate::gui) fn measure_ui(ui: &mut Ui, measure: &Measure, band: Color, palette: &Palette) {
    ui.spacing_mut().item_spacing.y = 1.0;
    let strip = strip_of(measure, ui.available_width(), band, &WINDOW_STRIP, palette);
    if let Some(strip) = &strip {
        strip_ui(ui, measure, strip, palette);
    }
    if strip.is_none_or(|strip| !strip.has_names) {
        measure.groups.iter().for_each(|group| row_ui(ui, group, palette));
    }
}

/// The strip as it is drawn in figures, too; pointing at it lists the claimants whole.
fn strip_ui(ui: &mut Ui, measure: &Measure, strip: &Strip, palette: &Palette) {
    let [width, height] = strip.scene.size;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &measure.spoken));
    Painting::of(&strip.scene, rect.min, ui.ctx(), &|_| None).show(ui.painter());
    response.on_hover_ui(|ui| {
        ui.set_max_width(280.0);
        for group in &measure.groups {
            row_ui(ui, group, palette);
        }
    });
}

/// A figure and who gives it, as a line of text.
fn row_ui(ui: &mut Ui, group: &Group, palette: &Palette) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if let Some(kind) = group.kinds.iter().min() {
            let (rect, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
            attribution_symbol(ui.painter(), rect, *kind, palette);
        }
        let width = text_width(&group.words, Face::SemiBold, 12.0) * 1.02;
        ui.allocate_ui_with_layout(vec2(width, 16.0), Layout::left_to_right(Align::TOP), |ui| {
            phrase(ui, &group.words, Face::SemiBold, 12.0, palette.ink);
        });
        let room = ui.available_width();
        ui.allocate_ui_with_layout(vec2(room, 16.0), Layout::top_down(Align::LEFT), |ui| {
            ui.set_width(room);
            phrase(ui, &group.speakers_text(), Face::Regular, 11.5, palette.ink_secondary);
        });
    });
}
