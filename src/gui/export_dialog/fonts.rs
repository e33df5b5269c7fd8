//! Font files for letters that no carried font has.

use std::path::Path;

use egui::{Key, Modifiers, Ui};

use crate::gui::kit::field;
use crate::gui::style::words;
use crate::gui::typed::{problem_ui, sentence};
use crate::scene::{Face, FontFile, FontName, Fonts, Palette};

/// The font files that are named, and the one that is being typed.
#[derive(Default)]
pub(super) struct FontFields {
    files: Vec<FontFile>,
    /// What the picture was made with that is made again.
    wanted: Vec<FontName>,
    path: String,
    problem: Option<String>,
}

impl FontFields {
    /// Of a picture that was made with these.
    pub(super) fn wanting(wanted: Vec<FontName>) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// The files that are named.
    pub(super) fn fonts(&self) -> Fonts {
        Fonts::new(self.files.clone())
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, palette: &Palette) {
        let mut removed = None;
        for (place, file) in self.files.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.label(words(&file.name().name, Face::Regular, 12.0, palette.ink));
                if ui.small_button("Remove").clicked() {
                    removed = Some(place);
                }
            });
        }
        if let Some(place) = removed {
            self.files.remove(place);
        }
        for font in &self.wanted {
            if !self.files.iter().any(|file| file.name().sha256 == font.sha256) {
                let text = format!("The picture was made with the font {}; choose its file", font.name);
                ui.label(words(text, Face::Regular, 12.0, palette.ink_secondary));
            }
        }
        let response = field(ui, "Font file", &mut self.path, "Path of a .ttf or .otf file");
        if response.changed() {
            self.problem = None;
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_entered {
            // Else it would start the export, too.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        }
        if (ui.button("Add font").clicked() || is_entered) && !self.path.trim().is_empty() {
            self.add();
        }
        if let Some(problem) = &self.problem {
            problem_ui(ui, problem, palette);
        }
    }

    /// Reads the file that is typed.
    fn add(&mut self) {
        match font_at(Path::new(self.path.trim())) {
            Ok(file) => {
                self.files.retain(|known| known.name().sha256 != file.name().sha256);
                self.files.push(file);
                self.path.clear();
                self.problem = None;
            }
            Err(problem) => self.problem = Some(sentence(&problem)),
        }
    }
}

fn font_at(path: &Path) -> Result<FontFile, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("could not read {}: {error}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    FontFile::read(&name, bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_a_font_is_named_once_and_others_are_told() {
        let mut fields = FontFields::default();
        for _ in 0..2 {
            fields.path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/fonts/thai-letters.ttf").to_owned();
            fields.add();
        }
        assert_eq!(
            fields.fonts().names().iter().map(|font| font.name.as_str()).collect::<Vec<_>>(),
            ["thai-letters.ttf"]
        );
        assert!(fields.path.is_empty() && fields.problem.is_none());
        fields.path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").to_owned();
        fields.add();
        assert!(fields.problem.as_ref().is_some_and(|problem| problem.contains("no font that can be read")));
        assert_eq!(fields.files.len(), 1);
    }
}
