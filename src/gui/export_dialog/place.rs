//! Where an export goes: its format, its name and its folder.

use std::path::{Path, PathBuf};

use egui::{Ui, vec2};

use super::kind::Kind;
use crate::gui::kit::field;
use crate::gui::style::words;
use crate::gui::typed::heading;
use crate::scene::{Face, Palette};

/// Format, name and folder as they are chosen and typed.
pub(super) struct Place {
    folder: String,
    /// The name without the ending of the format.
    name: String,
    ending: String,
}

impl Place {
    /// Where this file is, which may have any ending.
    pub(super) fn of(file: &Path, kind: Kind) -> Self {
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let folder = file.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let mut place = Self { folder, name: text(file.file_stem()), ending: text(file.extension()) };
        place.name = place.placed(kind);
        place
    }

    /// The file, or the pattern of several.
    pub(super) fn path(&self) -> PathBuf {
        Path::new(self.folder.trim()).join(format!("{}.{}", self.name.trim(), self.ending))
    }

    /// The ending of its format.
    pub(super) fn ending(&self) -> &str {
        &self.ending
    }

    /// The folder as it is typed.
    pub(super) fn folder(&self) -> &str {
        self.folder.trim()
    }

    /// Goes into another folder.
    pub(super) fn set_folder(&mut self, folder: &Path) {
        self.folder = folder.display().to_string();
    }

    /// Becomes the place of another kind, in its usual format where it has not the one that is chosen.
    pub(super) fn turn(&mut self, from: Kind, to: Kind) {
        let known = |ending: &str| to.endings().iter().any(|(known, _)| *known == ending);
        if !known(&self.ending) || to == Kind::Animation {
            to.endings()[0].0.clone_into(&mut self.ending);
        }
        self.name = without_places(&self.name);
        if let Some(stem) = self.name.strip_suffix(from.word()) {
            self.name = format!("{stem}{}", to.word());
        }
        self.name = self.placed(to);
    }

    /// Chooses a format.
    pub(super) fn choose(&mut self, ending: &str, kind: Kind) {
        ending.clone_into(&mut self.ending);
        self.name = self.placed(kind);
    }

    /// The name with places for number and id where several files are written, and else without.
    fn placed(&self, kind: Kind) -> String {
        let places = kind.places(&self.ending);
        let has_places = self.name.contains("{n}") || self.name.contains("{id}");
        match (places, has_places) {
            ("", true) => without_places(&self.name),
            ("", false) | (_, true) => self.name.clone(),
            (places, false) => format!("{}{places}", self.name),
        }
    }

    /// The choice of a format, where there is one.
    pub(super) fn format_ui(&mut self, ui: &mut Ui, kind: Kind, palette: &Palette) {
        if kind.endings().len() < 2 {
            return;
        }
        heading(ui, "Format", palette);
        ui.horizontal_wrapped(|ui| {
            for (ending, name) in kind.endings() {
                if ui.selectable_label(self.ending == *ending, *name).clicked() {
                    self.choose(ending, kind);
                }
            }
        });
    }

    /// What of the names is filled in, where several files are written.
    pub(super) fn names_ui(&self, ui: &mut Ui, kind: Kind, palette: &Palette) {
        let text = match kind.places(&self.ending) {
            "" => return,
            "-{n}" => "In the file name {n} becomes the number",
            _ => "In the file name {n} becomes the number, {id} the event or day",
        };
        ui.add(egui::Label::new(words(text, Face::Regular, 11.0, palette.ink_secondary)).wrap());
    }

    /// Name and folder, in a row. Returns true when the desktop is to be asked for the folder.
    pub(super) fn ui(&mut self, ui: &mut Ui, kind: Kind, palette: &Palette) -> bool {
        const BROWSE: f32 = 84.0;
        let label = |ui: &mut Ui, text: &str| {
            ui.label(words(text, Face::Medium, 11.0, palette.ink_secondary));
        };
        label(ui, "File name");
        let height = ui.spacing().interact_size.y;
        let name = (ui.available_width() * 0.42).min(360.0);
        let response = ui.allocate_ui(vec2(name, height), |ui| field(ui, "File name", &mut self.name, "figure")).inner;
        if response.changed() {
            self.take_ending(kind);
        }
        label(ui, &format!(".{}  Folder", self.ending));
        let folder = (ui.available_width() - BROWSE).max(60.0);
        ui.allocate_ui(vec2(folder, height), |ui| field(ui, "Folder", &mut self.folder, "Folder of the file"));
        ui.button("Browse…").clicked()
    }

    /// Takes an ending that is typed after the name as the choice of its format.
    fn take_ending(&mut self, kind: Kind) {
        let typed = self.name.trim().rsplit_once('.').map(|(name, ending)| (name.to_owned(), ending.to_lowercase()));
        let Some((name, typed)) = typed else { return };
        if let Some((ending, _)) = kind.endings().iter().find(|(known, _)| *known == typed) {
            (self.name, self.ending) = (name, (*ending).to_owned());
        }
    }
}

fn without_places(name: &str) -> String {
    ["-{n}", "-{id}", "{n}", "{id}"].into_iter().fold(name.to_owned(), |name, place| name.replace(place, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(place: &Place) -> String {
        place.path().display().to_string()
    }

    #[test]
    fn names_have_places_only_where_several_files_are_written() {
        let mut place = Place::of(Path::new("out/crisis-figure.svg"), Kind::Figure);
        assert_eq!(path(&place), "out/crisis-figure.svg");
        place.turn(Kind::Figure, Kind::Series);
        assert_eq!(path(&place), "out/crisis-series-{n}-{id}.svg");
        place.turn(Kind::Series, Kind::Animation);
        assert_eq!(path(&place), "out/crisis-animation.gif");
        place.choose("png", Kind::Animation);
        assert_eq!(path(&place), "out/crisis-animation-{n}.png");
        place.turn(Kind::Animation, Kind::Page);
        assert_eq!(path(&place), "out/crisis-page.html");
    }

    #[test]
    fn an_ending_that_is_typed_chooses_the_format() {
        let mut place = Place::of(Path::new("a.png"), Kind::Figure);
        place.name = "9.10.2025.PDF".to_owned();
        place.take_ending(Kind::Figure);
        assert_eq!(path(&place), "9.10.2025.pdf");
        place.name = "9.10".to_owned();
        place.take_ending(Kind::Figure);
        assert_eq!(path(&place), "9.10.pdf");
    }
}
