//! What the program is: its version, its licences, and where its data come from.

use egui::{Label, Ui};

use super::kit::dialog;
use super::outcome::Outcome;
use super::style::words;
use crate::scene::{Face, Palette};

/// Where data and fonts come from, with their licences.
const CREDITS: [(&str, &str); 4] = [
    ("Borders, rivers, lakes and terrain", "Natural Earth, public domain"),
    ("Cities and names of places", "GeoNames, CC BY 4.0"),
    ("Fonts", "Inter, Noto Naskh Arabic, Noto Sans Hebrew and Noto Sans Devanagari, SIL Open Font License 1.1"),
    ("Sample story", "Written from public reports; every claim names its source"),
];

/// Shows it, and what is kept of large tables.
pub(super) fn about_ui(ui: &Ui, kept: &str, palette: &Palette) -> Outcome {
    let mut closed = false;
    let closes = dialog(ui, "About Meridian", 440.0, palette, |ui| {
        let line = |ui: &mut Ui, text: &str, face, color| {
            ui.add(Label::new(words(text, face, 12.5, color)).wrap());
        };
        let version = concat!("Version ", env!("CARGO_PKG_VERSION"));
        line(ui, version, Face::Medium, palette.ink);
        line(ui, "Events on a map and in time, each with who says so.", Face::Regular, palette.ink);
        line(ui, "Free software under the MIT licence or the Apache License 2.0.", Face::Regular, palette.ink);
        line(ui, "Works without a network; nothing leaves this computer.", Face::Regular, palette.ink);
        line(ui, kept, Face::Regular, palette.ink);
        for (what, whose) in CREDITS {
            ui.add_space(4.0);
            line(ui, what, Face::Medium, palette.ink_secondary);
            line(ui, whose, Face::Regular, palette.ink);
        }
        ui.add_space(8.0);
        closed = ui.button("Close").clicked();
    });
    if closes || closed { Outcome::Closes } else { Outcome::Stays }
}
