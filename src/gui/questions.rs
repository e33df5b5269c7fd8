//! Questions before something is lost.

use std::path::PathBuf;

use egui::{Key, Ui};

use super::kit::{dialog, filled};
use super::outcome::{After, Keep, Loss, Outcome, Over};
use super::style::words;
use crate::scene::{Face, Palette, counted};

/// Asks what becomes of changes that are not saved.
pub(super) struct Unsaved {
    after: After,
}

impl Unsaved {
    /// Asks before something that would lose them.
    pub(super) fn before(after: After) -> Self {
        Self { after }
    }

    pub(super) fn ui(&self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Unsaved changes", 420.0, palette, |ui| {
            ui.label(words("Save your changes?", Face::Regular, 12.5, palette.ink));
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if filled(ui, "Save", palette).clicked() || ui.input(|input| input.key_pressed(Key::Enter)) {
                    outcome = Outcome::Unsaved(Keep::Yes, self.after.clone());
                }
                if ui.button("Don’t save").clicked() {
                    outcome = Outcome::Unsaved(Keep::No, self.after.clone());
                }
                if ui.button("Cancel").clicked() {
                    outcome = Outcome::Closes;
                }
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

/// Asks before something is lost by saving.
pub(super) struct OverDialog {
    path: PathBuf,
    loss: Loss,
}

impl OverDialog {
    pub(super) fn new(path: PathBuf, loss: Loss) -> Self {
        Self { path, loss }
    }

    pub(super) fn ui(&self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let (title, text) = match self.loss {
            Loss::OfOthers => {
                let text = "This file was changed by another program since it was opened, and cannot be merged. \
                            Saving over it would lose what is in it now";
                ("Changed by another program", text.to_owned())
            }
            Loss::Unread(count) => {
                let count = counted(count, "feature");
                let text = format!(
                    "{count} of this file could not be read, and saving over it would lose what is in there. \
                     Import report tells where"
                );
                ("Parts of the file were not read", text)
            }
        };
        let closes = dialog(ui, title, 480.0, palette, |ui| {
            ui.add(egui::Label::new(words(text, Face::Regular, 12.5, palette.ink)).wrap());
            let path = words(self.path.display().to_string(), Face::Regular, 11.5, palette.ink_secondary);
            ui.add(egui::Label::new(path).wrap());
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if filled(ui, "Save as…", palette).clicked() || ui.input(|input| input.key_pressed(Key::Enter)) {
                    outcome = Outcome::Over(Over::SaveAs);
                }
                if ui.button("Overwrite").clicked() {
                    outcome = Outcome::Over(Over::Write(self.path.clone(), self.loss));
                }
                if self.loss == Loss::OfOthers && ui.button("Compare").clicked() {
                    outcome = Outcome::Over(Over::Compare(self.path.clone()));
                }
                if ui.button("Cancel").clicked() {
                    outcome = Outcome::Closes;
                }
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }
}
