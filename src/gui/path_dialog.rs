//! The dialog in which a path is typed or chosen.

use std::path::PathBuf;

use egui::{Key, Ui};

use super::kit::{dialog, field, filled};
use super::outcome::{Outcome, PathUse};
use super::style::words;
use crate::scene::{Face, Palette};

/// A path, typed or chosen.
pub(super) struct PathDialog {
    pub(super) purpose: PathUse,
    text: String,
    recent: Vec<PathBuf>,
    /// What there is to know before the same is pressed again.
    pub(super) warning: Option<String>,
}

impl PathDialog {
    pub(super) fn new(purpose: PathUse, start: String, recent: Vec<PathBuf>) -> Self {
        Self { purpose, text: start, recent, warning: None }
    }

    /// True when it asks for a path for this.
    pub(super) fn is_for(&self, purpose: PathUse) -> bool {
        self.purpose == purpose
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let (title, hint, action) = match self.purpose {
            PathUse::OpenStory => ("Open", "Choose a file", "Open"),
            PathUse::Compare => ("Compare with an older version", "Choose the older version", "Compare"),
            PathUse::SaveStory => ("Save story as", "File name, ending in .geojson", "Save"),
            PathUse::RejectedRows => ("Save skipped rows", "File name, ending in .csv", "Save"),
            PathUse::PlaceTable => {
                ("Import places", "Choose a GeoNames country file, or a table with names and coordinates", "Add")
            }
            PathUse::ExportFolder => ("Export folder", "Choose a folder", "Use this folder"),
            PathUse::PicturesFolder => ("Screenshot folder", "Choose a folder", "Use this folder"),
        };
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, title, 560.0, palette, |ui| {
            let response = field(ui, hint, &mut self.text, hint);
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            let enter = ui.input(|input| input.key_pressed(Key::Enter)) && !self.text.trim().is_empty();
            if response.changed() {
                self.warning = None;
            }
            if let Some(warning) = &self.warning {
                ui.label(words(warning, Face::Regular, 12.0, palette.playhead));
            }
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if filled(ui, action, palette).clicked() || enter {
                    outcome = Outcome::Path(self.purpose, PathBuf::from(self.text.trim()));
                }
                if ui.button("Browse…").clicked() {
                    outcome = Outcome::Browse(self.purpose);
                }
            });
            if self.recent.is_empty() {
                return;
            }
            ui.add_space(8.0);
            ui.label(words("Recent files", Face::Medium, 11.0, palette.ink_secondary));
            for path in &self.recent {
                let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
                let button = egui::Button::new(name.as_ref()).frame(false);
                if ui.add(button).on_hover_text(path.to_string_lossy()).clicked() {
                    outcome = Outcome::Path(self.purpose, path.clone());
                }
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}
