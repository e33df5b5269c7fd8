//! What is asked before pictures are written, and how far a series of them has come.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe::egui::{self, Key, Ui};

use super::floats::{Outcome, dialog, field, filled};
use super::style::words;
use crate::export::{SIZES, size_from_text};
use crate::scene::{Composition, Face, Layout, Palette};
use crate::view::Each;

/// Asks for what a figure is to be, and where.
pub(super) struct FigureDialog {
    layout: Layout,
    size: String,
    scale: u8,
    each: Option<Each>,
    path: String,
    /// The file that is there already, and is replaced when the viewer says so.
    exists: Option<PathBuf>,
}

/// Says how far a series of pictures has come.
pub(super) struct SeriesDialog {
    done: usize,
    of: usize,
    stop: Arc<AtomicBool>,
}

impl FigureDialog {
    /// Asks for a figure in this file, or for a series in its folder.
    pub(super) fn new(path: String) -> Self {
        Self { layout: Layout::Figure, size: "1600x1000".to_owned(), scale: 2, each: None, path, exists: None }
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Export figure", 560.0, palette, |ui| {
            let heading = |ui: &mut Ui, text: &str| {
                ui.add_space(6.0);
                ui.label(words(text, Face::Medium, 11.0, palette.ink_secondary));
            };
            ui.horizontal(|ui| {
                for (layout, label) in
                    [(Layout::Figure, "Figure"), (Layout::Map, "Map"), (Layout::Timeline, "Timeline")]
                {
                    ui.radio_value(&mut self.layout, layout, label);
                }
            });
            heading(ui, "Size in points, or as 210x297mm");
            ui.horizontal_wrapped(|ui| {
                for (_, label, [width, height]) in SIZES {
                    let text = format!("{width}x{height}");
                    if ui.selectable_label(self.size == text, label).on_hover_text(&text).clicked() {
                        self.size = text;
                    }
                }
            });
            field(ui, "Width and height in points", &mut self.size, "1600x1000");
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.label("Pixels a point");
                for scale in [1, 2, 3] {
                    ui.radio_value(&mut self.scale, scale, scale.to_string());
                }
            });
            heading(ui, "Pictures");
            ui.horizontal(|ui| {
                for (each, label) in [
                    (None, "One"),
                    (Some(Each::Chapter), "One a chapter"),
                    (Some(Each::Event), "One an event"),
                    (Some(Each::Day), "One a day"),
                ] {
                    if ui.radio(self.each == each, label).clicked() && self.each != each {
                        self.each = each;
                        self.path = with_places(&self.path, each);
                    }
                }
            });
            heading(
                ui,
                match self.each {
                    None => "File, ending in .png, .svg or .pdf",
                    Some(_) => "Files, ending in .png, .svg or .pdf; {n} becomes the number, {id} the event or day",
                },
            );
            if field(ui, "File of the figure", &mut self.path, "figure.png").changed() {
                self.exists = None;
            }
            ui.add_space(8.0);
            let size = match size_from_text(&self.size) {
                Ok(size) => size.map(|side| side as f32),
                Err(advice) => {
                    ui.label(words(advice, Face::Regular, 12.0, palette.playhead));
                    return;
                }
            };
            if let Some(path) = &self.exists {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                ui.label(words(format!("{name} exists already"), Face::Regular, 12.0, palette.playhead));
            }
            let enter = ui.input(|input| input.key_pressed(Key::Enter));
            let label = if self.exists.is_some() { "Replace it" } else { "Export" };
            if filled(ui, label, palette).clicked() || enter {
                let path = PathBuf::from(self.path.trim());
                if self.each.is_none() && self.exists.as_ref() != Some(&path) && path.exists() {
                    self.exists = Some(path);
                    return;
                }
                let scale = f32::from(self.scale);
                let composition = Composition::default();
                outcome = Outcome::Figure { layout: self.layout, composition, size, scale, path, each: self.each };
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

/// The path with places for number and id in its file's name, or without them.
fn with_places(path: &str, each: Option<Each>) -> String {
    const PLACES: &str = "-{n}-{id}";
    if each.is_none() {
        return path.replace(PLACES, "");
    }
    let path = Path::new(path.trim());
    let stem = path.file_stem().map_or_else(|| "figure".into(), |stem| stem.to_string_lossy());
    let ending = path.extension().map_or_else(|| "png".into(), |ending| ending.to_string_lossy());
    path.with_file_name(format!("{stem}{PLACES}.{ending}")).display().to_string()
}

impl SeriesDialog {
    /// Says so of a series that ends early once `stop` is true.
    pub(super) fn new(stop: Arc<AtomicBool>) -> Self {
        Self { done: 0, of: 0, stop }
    }

    /// So many pictures are written.
    pub(super) fn progress(&mut self, done: usize, of: usize) {
        (self.done, self.of) = (done, of);
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut stops = false;
        let closes = dialog(ui, "Exporting pictures", 420.0, palette, |ui| {
            let text = format!("{} of {} pictures are written", self.done, self.of);
            ui.label(words(text, Face::Regular, 12.0, palette.ink));
            ui.add(egui::ProgressBar::new(self.done as f32 / self.of.max(1) as f32).desired_height(6.0));
            ui.add_space(8.0);
            stops = filled(ui, "Stop", palette).clicked();
        });
        if closes || stops {
            self.stop.store(true, Ordering::Relaxed);
            return Outcome::Closes;
        }
        Outcome::Stays
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_has_places_in_its_name_and_one_picture_has_none() {
        let series = with_places("figures/crisis.svg", Some(Each::Day));
        assert_eq!(Path::new(&series), Path::new("figures").join("crisis-{n}-{id}.svg"));
        assert_eq!(with_places(&series, None), Path::new("figures").join("crisis.svg").display().to_string());
        assert_eq!(with_places("", Some(Each::Day)), "figure-{n}-{id}.png");
    }
}
