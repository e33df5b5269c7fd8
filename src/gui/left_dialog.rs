//! What crashes have left, to be restored or let go.

use egui::Ui;

use super::document::file_name;
use super::kit::{dialog, filled};
use super::outcome::Outcome;
use super::style::words;
use crate::io::LeftJournal;
use crate::scene::{Face, Palette};

/// The stories whose changes were not saved.
pub(super) struct LeftDialog {
    left: Vec<LeftJournal>,
    /// The one that is let go when that is said again.
    doubted: Option<usize>,
    failure: Option<String>,
}

impl LeftDialog {
    pub(super) fn of(left: Vec<LeftJournal>) -> Self {
        Self { left, doubted: None, failure: None }
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let (mut shown, mut discarded) = (None, None);
        let closes = dialog(ui, "Unsaved changes", 560.0, palette, |ui| {
            let text = "Changes that were not saved when the program closed. They stay here until you discard them";
            ui.add(egui::Label::new(words(text, Face::Regular, 12.0, palette.ink_secondary)).wrap());
            ui.add_space(6.0);
            for (number, left) in self.left.iter().enumerate() {
                ui.horizontal(|ui| {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        let is_doubted = self.doubted == Some(number);
                        let label = if is_doubted { "Delete for good" } else { "Discard" };
                        if ui.button(label).clicked() {
                            discarded = Some((number, is_doubted));
                        }
                        if filled(ui, "Show", palette).on_hover_text("Show changes").clicked() {
                            shown = Some(number);
                        }
                        let text = words(words_of(left), Face::Medium, 12.0, palette.ink);
                        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                            ui.add(egui::Label::new(text).truncate());
                        });
                    });
                });
            }
            if let Some(failure) = &self.failure {
                ui.label(words(failure, Face::Regular, 12.0, palette.playhead));
            }
        });
        match discarded {
            Some((number, true)) => {
                self.doubted = None;
                self.failure = self.left.remove(number).discard().err().map(|error| error.to_string());
            }
            Some((number, false)) => self.doubted = Some(number),
            None => {}
        }
        if let Some(number) = shown {
            return Outcome::Recover(Box::new(self.left.swap_remove(number)));
        }
        let is_done = self.left.is_empty() && self.failure.is_none();
        if closes || is_done { Outcome::Closes } else { Outcome::Stays }
    }
}

/// Which story it is, and until when it was changed.
fn words_of(left: &LeftJournal) -> String {
    let when = chrono::DateTime::from_timestamp(left.at_secs().cast_signed(), 0)
        .map(|at| at.with_timezone(&chrono::Local).format("%-d %b %Y, %H:%M").to_string())
        .unwrap_or_default();
    let file = left.file().map(|path| format!(" · {}", file_name(&path))).unwrap_or_default();
    format!("{}{file} · {when}", left.title())
}
