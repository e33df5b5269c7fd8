//! Events in the formats of other programs: which of them, and where to.

use std::path::PathBuf;

use egui::Ui;

use super::kit::dialog;
use super::outcome::Outcome;
use super::panel_context::PanelContext;
use super::protection::ProtectionFields;
use super::style::words;
use super::target::{Asked, Target};
use super::typed::problem_ui;
use crate::export::{EventsSpec, Scope};
use crate::io::FileFormat;
use crate::query::Shown;
use crate::scene::{Face, counted};

/// What is asked of events that are to be written.
pub(super) struct EventsDialog {
    format: FileFormat,
    spec: EventsSpec,
    protection: ProtectionFields,
    target: Target,
    /// How many events the view shows, and how many there are, in words.
    counts: [String; 2],
}

impl EventsDialog {
    /// A dialog for what is shown, of so many events in all, into a file that begins so.
    pub(super) fn new(stem: &str, shown: &Shown, all: usize) -> Self {
        let undated = match shown.undated().len() {
            0 => String::new(),
            undated => format!(", and {undated} without date"),
        };
        let counts = [format!("{}{undated}", shown.counts_text()), counted(all, "event")];
        let format = FileFormat::Csv;
        let (spec, protection) = (EventsSpec::default(), ProtectionFields::default());
        Self { format, spec, protection, target: Target::new(format!("{stem}.csv")), counts }
    }

    pub(super) fn ui(&mut self, ui: &Ui, here: &PanelContext<'_>) -> Outcome {
        let palette = here.palette;
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Export events", 560.0, palette, |ui| {
            ui.horizontal_wrapped(|ui| {
                for (format, _, _, name) in FileFormat::ALL {
                    if ui.selectable_label(self.format == *format, *name).clicked() {
                        self.format = *format;
                        self.target.change(|path| with_ending(path, *format));
                    }
                }
            });
            ui.add_space(4.0);
            let [shown, all] = &self.counts;
            ui.radio_value(&mut self.spec.scope, Scope::Shown, format!("Events shown: {shown}"));
            ui.radio_value(&mut self.spec.scope, Scope::Everything, format!("All events: {all}"));
            ui.add_space(4.0);
            if self.format != FileFormat::Story {
                let text =
                    "Claims and links are kept in columns; chapters, and what belongs to the story as a whole, are not";
                ui.add(egui::Label::new(words(text, Face::Regular, 12.0, palette.ink_secondary)).wrap());
            }
            ui.add_space(4.0);
            let note = "The file does not note this.";
            self.protection.ui(ui, &mut self.spec.redaction, note, here);
            ui.add_space(4.0);
            self.target.field_ui(ui, "File", "Path of the file");
            ui.add_space(6.0);
            if let Some(problem) = self.protection.problem() {
                problem_ui(ui, &problem.to_string(), palette);
            } else if self.target.button_ui(ui, palette) == Asked::Writes {
                let spec = self.spec.clone();
                outcome = Outcome::Events { format: self.format, spec, path: self.target.path() };
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

/// The path with the ending of a format.
fn with_ending(path: &str, format: FileFormat) -> String {
    let ending = FileFormat::ALL.iter().find(|(known, ..)| *known == format).map_or("", |(_, _, ending, _)| *ending);
    PathBuf::from(path.trim()).with_extension(ending).display().to_string()
}
