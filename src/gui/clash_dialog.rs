//! Asks whose words count where the story and its file on disk say something else.

use egui::{Label, Role, Ui, WidgetInfo, vec2};

use super::kit::{dialog, filled, tall_list};
use super::merged_file::{Differing, MergedFile};
use super::outcome::Outcome;
use super::style::words;
use crate::query::Side;
use crate::scene::{Face, Palette, counted};

/// Height of what is shown of a clash, and width of the names of its versions, in points.
const CLASH: f32 = 82.0;
const NAMES: f32 = 76.0;

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
                "In the file: {}. Whatever you did not change too is merged. In {clashes} you and the other program \
                 wrote different things:",
                self.merged.counts
            );
            ui.add(Label::new(words(text, Face::Regular, 12.5, palette.ink)).wrap());
            ui.add_space(6.0);
            let height = (ui.ctx().content_rect().height() - 260.0).clamp(60.0, 360.0);
            let area = tall_list(height).auto_shrink([false, true]);
            area.show_rows(ui, CLASH, self.merged.clashes.len(), |ui, range| {
                for clash in &self.merged.clashes[range] {
                    ui.allocate_ui(vec2(ui.available_width(), CLASH), |ui| clash_ui(ui, clash, palette));
                }
            });
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                if filled(ui, "Keep mine", palette).clicked() {
                    outcome = Outcome::Merge(Side::Ours);
                }
                if ui.button("Use the file’s").clicked() {
                    outcome = Outcome::Merge(Side::Theirs);
                }
                let hint = "Merges nothing; you will be asked again before the file is replaced";
                if ui.button("Not now").on_hover_text(hint).clicked() {
                    outcome = Outcome::Closes;
                }
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

fn clash_ui(ui: &mut Ui, clash: &Differing, palette: &Palette) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 16.0;
        ui.add(Label::new(words(&clash.heading, Face::SemiBold, 12.5, palette.ink)).truncate());
        for (name, text) in &clash.versions {
            ui.horizontal(|ui| {
                if !name.is_empty() {
                    let label = ui.label(words(*name, Face::Regular, 11.5, palette.ink_secondary));
                    ui.add_space((NAMES - label.rect.width()).max(0.0));
                }
                let color = if *name == "Before" { palette.ink_secondary } else { palette.ink };
                let whole = format!("{name}: {text}");
                let shown = ui.add(Label::new(words(text, Face::Regular, 12.0, color)).truncate());
                shown.widget_info(|| WidgetInfo::labeled(Role::Label, true, whole.trim_start_matches(": ")));
            });
        }
    });
}
