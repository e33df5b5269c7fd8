//! Every key and gesture.

use egui::{Align2, Ui, vec2};

use super::kit::dialog;
use super::outcome::Outcome;
use super::style::{color32, words};
use crate::scene::{Face, Palette};
use crate::view::{Menu, TABLE};

/// Every key and gesture, from the table of commands.
pub(super) fn help_ui(ui: &Ui, palette: &Palette) -> Outcome {
    let closes = dialog(ui, "Keyboard and mouse", 620.0, palette, |ui| {
        let height = (ui.ctx().content_rect().height() - 180.0).max(200.0);
        egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for menu in Menu::ALL {
                ui.add_space(6.0);
                ui.label(words(menu.label(), Face::SemiBold, 12.5, palette.ink));
                for titled in TABLE.iter().filter(|titled| titled.menu == menu && !titled.shortcuts.is_empty()) {
                    let keys: Vec<&str> = titled.shortcuts.iter().map(|shortcut| shortcut.0).collect();
                    two_columns(ui, &keys.join("  or  "), titled.title, palette);
                }
            }
            ui.add_space(6.0);
            ui.label(words("On the map", Face::SemiBold, 12.5, palette.ink));
            for (gesture, what) in [
                ("Drag", "Move the map"),
                ("Shift+drag", "Select in a box"),
                ("Wheel or pinch", "Zoom in or out"),
                ("Right click", "A new event there"),
                ("Double click", "Zoom in; on a mark: go to it"),
                ("Click", "Select; click again for the next event here"),
                ("Drag the mark or its rim", "While editing: move the place or its precision"),
                ("Alt+click", "While editing: pick the province; with Shift the country"),
            ] {
                two_columns(ui, gesture, what, palette);
            }
            ui.add_space(6.0);
            ui.label(words("In the tables of events and claims", Face::SemiBold, 12.5, palette.ink));
            for (gesture, what) in [
                ("Arrows", "From cell to cell; with Shift: choose rows; Space: choose the row or not"),
                (
                    "Typing, Enter or F2",
                    "Write in the cell; Enter keeps it and goes down, Tab right, Esc leaves it as it was",
                ),
                ("Ctrl+V", "Fill cells right and down with what a spreadsheet copied; below the last row: new ones"),
                ("Ctrl+C", "Copy the chosen rows, or the cell"),
            ] {
                two_columns(ui, gesture, what, palette);
            }
            ui.add_space(6.0);
            ui.label(words("On the timeline", Face::SemiBold, 12.5, palette.ink));
            for (gesture, what) in [
                ("Drag", "Ruler: scrub; strip of counts: set a new date range; in the range: move it; its edges: resize; elsewhere: pan"),
                ("Shift+drag", "Set a new date range"),
                ("Wheel or pinch", "Zoom at the pointer; with Shift: pan"),
                ("Right click", "A new event on that day"),
                ("Double click", "Strip of counts: that day alone; elsewhere: zoom to fit"),
            ] {
                two_columns(ui, gesture, what, palette);
            }
        });
    });
    if closes { Outcome::Closes } else { Outcome::Stays }
}

fn two_columns(ui: &mut Ui, left: &str, right: &str, palette: &Palette) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(170.0, 18.0), egui::Sense::hover());
        let font = super::style::font(Face::Medium, 12.0);
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, left, font, color32(palette.ink_secondary));
        ui.add(egui::Label::new(words(right, Face::Regular, 12.0, palette.ink)).wrap());
    });
}
