//! Asks whose words count where the story and its file on disk say something else.

use egui::{Label, ScrollArea, Ui};

use super::kit::{dialog, filled};
use super::merged_file::MergedFile;
use super::outcome::Outcome;
use super::style::words;
use crate::query::Side;
use crate::scene::{Face, Palette, counted};

/// The question, with what comes of either answer.
pub(super) struct ClashDialog {
    merged: Box<MergedFile>,
}

impl ClashDialog {
    pub(super) fn of(merged: Box<MergedFile>) -> Self {
        Self { merged }
    }

    /// What comes of the answers.
    pub(super) fn into_merged(self) -> Box<MergedFile> {
        self.merged
    }

    pub(super) fn ui(&self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "The file was changed by another program", 620.0, palette, |ui| {
            let clashes = counted(self.merged.clashes.len(), "place");
            let text = format!(
                "There: {}. All that does not clash is merged. In {clashes} both say something else; ours is what \
                 you wrote here, theirs what is in the file",
                self.merged.counts
            );
            ui.add(Label::new(words(text, Face::Regular, 12.5, palette.ink)).wrap());
            ui.add_space(6.0);
            let height = (ui.ctx().content_rect().height() - 260.0).clamp(60.0, 320.0);
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                for clash in &self.merged.clashes {
                    ui.add(Label::new(words(clash, Face::Regular, 12.0, palette.ink)).wrap());
                }
            });
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                if filled(ui, "Keep mine there", palette).clicked() {
                    outcome = Outcome::Merge(Side::Ours);
                }
                if ui.button("Take theirs there").clicked() {
                    outcome = Outcome::Merge(Side::Theirs);
                }
                let hint = "Nothing is merged; saving asks again before it replaces the file";
                if ui.button("Not now").on_hover_text(hint).clicked() {
                    outcome = Outcome::Closes;
                }
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }
}
