//! All changes of the story since it was opened, each of which can be taken back by itself.

use egui::{Align, Label, Layout, Ui};

use super::kit::{dialog, tall_list};
use super::outcome::Outcome;
use super::steps::{Change, StepLog};
use super::style::words;
use crate::scene::{Face, Palette};

/// Height of a line in points.
const LINE: f32 = 26.0;

/// The changes, with what they are in words.
pub(super) struct StepsDialog {
    lines: Vec<(Change, String)>,
    /// Why one was not taken back.
    pub(super) failure: Option<String>,
}

impl StepsDialog {
    /// The changes of a log, the last one first.
    pub(super) fn of(log: &StepLog) -> Self {
        let lines = log.changes().iter().rev().map(|change| (change.clone(), change.words())).collect();
        Self { lines, failure: None }
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Change history", 620.0, palette, |ui| {
            let text =
                "Reverting is a new step that can be undone. Changes that later ones depend on cannot be reverted";
            ui.add(Label::new(words(text, Face::Regular, 12.0, palette.ink_secondary)).wrap());
            ui.add_space(4.0);
            if let Some(failure) = &self.failure {
                ui.add(Label::new(words(failure, Face::Medium, 12.0, palette.playhead)).wrap());
                ui.add_space(4.0);
            }
            let height = (ui.ctx().content_rect().height() - 220.0).clamp(80.0, 420.0);
            tall_list(height).auto_shrink([false, true]).show_rows(ui, LINE, self.lines.len(), |ui, range| {
                for (change, text) in &self.lines[range] {
                    ui.allocate_ui_with_layout(
                        egui::vec2(ui.available_width(), LINE),
                        Layout::right_to_left(Align::Center),
                        |ui| {
                            if ui.button("Revert").clicked() {
                                outcome = Outcome::Revert(Box::new(change.clone()));
                            }
                            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                                ui.label(words(&change.at, Face::Regular, 12.0, palette.ink_secondary));
                                ui.add(Label::new(words(text, Face::Medium, 12.0, palette.ink)).truncate());
                            });
                        },
                    );
                }
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }
}
