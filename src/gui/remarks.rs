//! What the reader of the file had to say, and what the sources lack.

use egui::{RichText, Ui};

use super::document::Document;
use super::kit::{dialog, tall_list};
use super::outcome::Outcome;
use super::panel_context::PanelContext;
use super::style::words;
use crate::io::Severity;
use crate::query::{Copied, Provenance};
use crate::scene::Face;
use crate::view::{Command, Effect};

/// What the reader of the file had to say.
pub(super) fn remarks_ui(
    ui: &Ui,
    here: &PanelContext<'_>,
    document: &Document,
    commands: &mut Vec<Command>,
) -> Outcome {
    let palette = here.palette;
    let mut is_left = false;
    let closes = dialog(ui, "Import report", 640.0, palette, |ui| {
        let remarks = document.diagnostics.as_slice();
        let counts = words(document.report_text(here.store.len()), Face::Regular, 12.0, palette.ink_secondary);
        ui.add(egui::Label::new(counts).wrap());
        ui.add_space(6.0);
        if remarks.is_empty() {
            ui.label("No problems found");
        }
        let row = 34.0;
        tall_list(420.0).show_rows(ui, row, remarks.len(), |ui, rows| {
            for remark in &remarks[rows] {
                let (name, color) = match remark.severity {
                    Severity::Error => ("error", palette.playhead),
                    Severity::Warning => ("warning", palette.ink_secondary),
                };
                ui.horizontal(|ui| {
                    ui.set_height(row - 6.0);
                    ui.label(words(format!("{}:{}", remark.line, remark.column), Face::Medium, 11.5, palette.ink));
                    ui.label(words(name, Face::Medium, 11.5, color));
                    let text = RichText::new(&remark.message).size(12.0);
                    ui.add(egui::Label::new(text).truncate()).on_hover_text(&remark.message);
                });
            }
        });
        let more = document.diagnostics.more();
        if more > 0 {
            ui.label(words(format!("and {more} more"), Face::Regular, 12.0, palette.ink_secondary));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let further = [
                (document.table.is_some(), "Match columns…", Command::Perform(Effect::Columns)),
                (
                    !document.report.rejected_rows.is_empty(),
                    "Save skipped rows…",
                    Command::Perform(Effect::SaveRejected),
                ),
            ];
            for (is_there, label, command) in further {
                if is_there && ui.button(label).clicked() {
                    commands.push(command);
                    is_left = true;
                }
            }
        });
    });
    if closes || is_left { Outcome::Closes } else { Outcome::Stays }
}

/// What the sources and claims lack to be checked by others.
pub(super) fn provenance_ui(ui: &Ui, here: &PanelContext<'_>, found: &Provenance) -> Outcome {
    let palette = here.palette;
    let closes = dialog(ui, "Missing source details", 640.0, palette, |ui| {
        for (count, noun, of) in
            [(found.source_count, "sources", &found.of_sources), (found.claim_count, "claims", &found.of_claims)]
        {
            let lacks: Vec<String> = of.iter().map(|(what, lack)| format!("{lack} without {what}")).collect();
            let text = format!("{count} {noun}: {}", lacks.join(", "));
            ui.add(egui::Label::new(words(text, Face::Regular, 12.0, palette.ink)).wrap());
        }
        ui.add_space(6.0);
        let row = 26.0;
        tall_list(420.0).show_rows(ui, row, found.sources.len(), |ui, rows| {
            for lack in &found.sources[rows] {
                let Some(source) = here.store.story().sources.get(lack.source) else { continue };
                ui.horizontal(|ui| {
                    ui.set_height(row - 6.0);
                    ui.label(words(source.name(), Face::Medium, 12.0, palette.ink)).on_hover_text(&source.title);
                    let copied = Copied::of(source).map(|copied| format!("; {}", copied.words())).unwrap_or_default();
                    let text = format!("{} · missing: {}{copied}", source.id, lack.missing.join(", "));
                    ui.add(egui::Label::new(words(text, Face::Regular, 12.0, palette.ink_secondary)).truncate());
                });
            }
        });
    });
    if closes { Outcome::Closes } else { Outcome::Stays }
}
