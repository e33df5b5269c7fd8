//! Dialogs in which a stretch or a moment of time is typed.

use egui::{Key, Ui};

use super::kit::{dialog, field, filled};
use super::outcome::Outcome;
use super::panel_context::PanelContext;
use super::style::words;
use crate::model::When;
use crate::scene::Face;
use crate::view::{Command, Known};

/// A new window of time, typed as dates.
#[derive(Default)]
pub(super) struct WindowDialog {
    text: String,
}

/// The day or time of the account, typed.
pub(super) struct KnownDialog {
    text: String,
}

impl WindowDialog {
    /// A dialog that begins with this text.
    pub(super) fn of(text: String) -> Self {
        Self { text }
    }

    pub(super) fn ui(&mut self, ui: &Ui, here: &PanelContext<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Date range", 420.0, palette, |ui| {
            let response = field(ui, "Date range", &mut self.text, "2025-10-09/2025-10-19");
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            ui.add_space(4.0);
            let zone = here.view.zone_shown(here.store, None);
            match When::parse(self.text.trim()) {
                Ok(when) => {
                    ui.label(words(when.to_words(Some(zone)), Face::Regular, 12.0, palette.ink_secondary));
                    let enter = ui.input(|input| input.key_pressed(Key::Enter));
                    ui.add_space(6.0);
                    if filled(ui, "Apply", palette).clicked() || enter {
                        let mut window = when.span(zone).possible;
                        let whole = here.view.whole_story(here.store);
                        if window.start_secs.is_infinite() {
                            window.start_secs = whole.start_secs.min(window.end_secs);
                        }
                        if window.end_secs.is_infinite() {
                            window.end_secs = whole.end_secs.max(window.start_secs);
                        }
                        outcome = Outcome::Command(Command::SetWindow(window));
                    }
                }
                Err(error) => {
                    ui.label(words(error.to_string(), Face::Regular, 12.0, palette.playhead));
                }
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

impl KnownDialog {
    /// A dialog that begins with this text.
    pub(super) fn of(text: String) -> Self {
        Self { text }
    }

    pub(super) fn ui(&mut self, ui: &Ui, here: &PanelContext<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Known by", 420.0, palette, |ui| {
            let response = field(ui, "Reports up to this day or time", &mut self.text, "2025-10-12T10:30");
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            ui.add_space(4.0);
            let zone = here.view.zone_shown(here.store, None);
            match When::parse(self.text.trim()) {
                Ok(when) if when.span(zone).possible.end_secs.is_finite() => {
                    let secs = when.span(zone).possible.end_secs;
                    let (known, (_, all)) = (here.store.known_claims_by(secs), here.store.known_claims());
                    let words_of = when.to_words(Some(zone));
                    let text = format!("Reported by {words_of}: {known} of {all} claims");
                    ui.label(words(text, Face::Regular, 12.0, palette.ink_secondary));
                    let enter = ui.input(|input| input.key_pressed(Key::Enter));
                    ui.add_space(6.0);
                    if filled(ui, "Apply", palette).clicked() || enter {
                        outcome = Outcome::Command(Command::SetKnown(Known::By(secs)));
                    }
                }
                Ok(_) => {
                    ui.label(words("Enter a day or time with an end", Face::Regular, 12.0, palette.playhead));
                }
                Err(error) => {
                    ui.label(words(error.to_string(), Face::Regular, 12.0, palette.playhead));
                }
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}
