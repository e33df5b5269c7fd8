//! What is left out to protect people.

use egui::Ui;

use crate::export::rounding_from_text;
use crate::gui::kit::field;
use crate::gui::style::words;
use crate::gui::typed::Typed;
use crate::model::{Redaction, Story, Tray};
use crate::scene::{Face, Palette};

/// What is typed of it.
#[derive(Default)]
pub(super) struct ProtectionFields {
    pub(super) rounding: Typed,
    /// Names of speakers whose claims are left out.
    speakers: String,
}

impl ProtectionFields {
    pub(super) fn of(redaction: &Redaction) -> Self {
        let rounding = Typed::new(redaction.round_km.map_or(String::new(), |km| km.to_string()));
        let speakers: Vec<&str> = redaction.speakers.iter().map(String::as_str).collect();
        Self { rounding, speakers: speakers.join("; ") }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, redaction: &mut Redaction, story: &Story, palette: &Palette) {
        ui.horizontal(|ui| {
            ui.label("Round places to");
            for (km, label) in [(None, "none"), (Some(1.0), "1 km"), (Some(10.0), "10 km"), (Some(50.0), "50 km")] {
                if ui.radio_value(&mut redaction.round_km, km, label).clicked() {
                    self.rounding.set(km.map_or(String::new(), |km| km.to_string()));
                }
            }
        });
        let read = |text: &str| if text.trim().is_empty() { Ok(None) } else { rounding_from_text(text).map(Some) };
        self.rounding.ui(ui, "Kilometres to round to", "or kilometres, from 0.1 to 500", &mut redaction.round_km, read);
        ui.horizontal_wrapped(|ui| {
            for layer in &story.layers {
                let mut is_out = redaction.layers.contains(&layer.id);
                if ui.checkbox(&mut is_out, format!("Leave out “{}”", layer.name)).changed() {
                    if is_out {
                        redaction.layers.insert(layer.id.clone());
                    } else {
                        redaction.layers.remove(&layer.id);
                    }
                }
            }
            let mut is_out = redaction.tray == Tray::LeftOut;
            if ui.checkbox(&mut is_out, "Leave out events without date or place").changed() {
                redaction.tray = if is_out { Tray::LeftOut } else { Tray::Kept };
            }
        });
        let hint = "Speakers to leave out, parted by ;";
        if field(ui, "Speakers whose claims are left out", &mut self.speakers, hint).changed() {
            let names = self.speakers.split(';').map(str::trim).filter(|name| !name.is_empty());
            redaction.speakers = names.map(str::to_owned).collect();
        }
        let note = "The picture says that it was done, without names.";
        ui.label(words(note, Face::Regular, 11.0, palette.ink_secondary));
    }
}
