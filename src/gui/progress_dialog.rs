//! How far an export has come, with a button to stop it.

use std::sync::Arc;

use egui::{Key, ProgressBar, Ui};

use super::kit::{dialog, filled};
use super::outcome::Outcome;
use super::style::words;
use crate::export::Progress;
use crate::scene::{Face, Palette};

/// Says how far an export has come.
pub(super) struct ProgressDialog {
    progress: Arc<Progress>,
}

impl ProgressDialog {
    /// Says so of this export, which ends early once that is asked for.
    pub(super) fn new(progress: Arc<Progress>) -> Self {
        Self { progress }
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut stops = false;
        let closes = dialog(ui, "Exporting", 420.0, palette, |ui| {
            let (done, of) = self.progress.counts();
            ui.label(words(self.progress.words(), Face::Regular, 12.0, palette.ink));
            ui.add(ProgressBar::new(done as f32 / of.max(1) as f32).desired_height(6.0));
            ui.add_space(8.0);
            stops = filled(ui, "Stop", palette).clicked();
        });
        // A click beside it is no wish to lose what is half done.
        if stops || (closes && ui.input(|input| input.key_pressed(Key::Escape))) {
            self.progress.stop();
            return Outcome::Closes;
        }
        Outcome::Stays
    }
}
