//! What becomes of rows that are pasted while a story is written.

use egui::{Key, Ui};

use super::document::{Request, Stays};
use super::kit::{dialog, filled};
use super::outcome::Outcome;
use super::style::words;
use crate::scene::{Face, Palette};

/// Asks whether pasted rows are added to the story that is written, or are one of their own.
pub(super) struct PastedDialog(Request);

impl PastedDialog {
    pub(super) fn of(request: Request) -> Self {
        Self(request)
    }

    pub(super) fn ui(&self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Pasted rows", 460.0, palette, |ui| {
            let text =
                "Add them to this story? Its sources, actors, categories and layers are used where rows name them";
            ui.add(egui::Label::new(words(text, Face::Regular, 12.5, palette.ink)).wrap());
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if filled(ui, "Add to this story", palette).clicked() || ui.input(|input| input.key_pressed(Key::Enter))
                {
                    outcome = Outcome::Read(Request { stays: Stays::Story, ..self.0.clone() });
                }
                if ui.button("Open as new story").clicked() {
                    outcome = Outcome::Read(self.0.clone());
                }
                if ui.button("Cancel").clicked() {
                    outcome = Outcome::Closes;
                }
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }
}
