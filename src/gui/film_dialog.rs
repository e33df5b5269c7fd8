//! What is asked before a moving picture is written.

use std::path::PathBuf;

use eframe::egui::{self, Key, Ui};

use super::floats::{Outcome, dialog, field, filled};
use super::style::words;
use crate::export::{FilmFormat, size_from_text};
use crate::scene::{Captions, Face, Palette};
use crate::view::Pace;

/// Asks how a moving picture is to go, and where.
pub(super) struct FilmDialog {
    by_event: Going,
    fps: String,
    seconds: String,
    dwell: String,
    captions: Captions,
    size: String,
    path: String,
    exists: Option<PathBuf>,
}

/// How a film goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Going {
    Events,
    Steady,
}

/// A moving picture that is to be written.
pub(super) struct Filmed {
    pub(super) pace: Pace,
    pub(super) captions: Captions,
    /// Width and height in points.
    pub(super) size: [f32; 2],
    pub(super) format: FilmFormat,
    pub(super) path: PathBuf,
}

impl FilmDialog {
    /// Asks for a film in this file.
    pub(super) fn new(path: String) -> Self {
        Self {
            by_event: Going::Events,
            fps: "15".to_owned(),
            seconds: "10".to_owned(),
            dwell: "1.5".to_owned(),
            captions: Captions::Shown,
            size: "1280x720".to_owned(),
            path,
            exists: None,
        }
    }

    /// What is asked for, or what is to be written instead.
    fn filmed(&self) -> Result<Filmed, String> {
        let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().unwrap_or(f64::NAN);
        let pace = match self.by_event {
            Going::Events => Pace::Events { dwell: number(&self.dwell) },
            Going::Steady => Pace::Steady { fps: number(&self.fps), seconds: number(&self.seconds) },
        };
        let pace = pace.checked()?;
        let size = size_from_text(&self.size)?.map(|side| side as f32);
        let path = PathBuf::from(self.path.trim());
        let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase).unwrap_or_default();
        let known = FilmFormat::ENDINGS.into_iter().find(|(known, _)| ending == *known);
        let (_, format) = known.ok_or("name the file with .gif, .apng or .webp at its end")?;
        Ok(Filmed { pace, captions: self.captions, size, format, path })
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Export motion", 440.0, palette, |ui| {
            let heading = |ui: &mut Ui, text: &str| {
                ui.add_space(6.0);
                ui.label(words(text, Face::Medium, 11.0, palette.ink_secondary));
            };
            ui.horizontal(|ui| {
                ui.radio_value(&mut self.by_event, Going::Events, "Event by event");
                ui.radio_value(&mut self.by_event, Going::Steady, "Steadily through the window");
            });
            if self.by_event == Going::Events {
                heading(ui, "Seconds for each event");
                field(ui, "Seconds for each event", &mut self.dwell, "1.5");
            } else {
                heading(ui, "Seconds for the whole");
                field(ui, "Seconds for the whole", &mut self.seconds, "10");
                heading(ui, "Frames a second");
                field(ui, "Frames a second", &mut self.fps, "15");
            }
            heading(ui, "Size in pixels");
            field(ui, "Width and height in pixels", &mut self.size, "1280x720");
            ui.add_space(4.0);
            let mut has = self.captions == Captions::Shown;
            if ui.checkbox(&mut has, "Say what each frame shows").changed() {
                self.captions = if has { Captions::Shown } else { Captions::Missing };
            }
            heading(ui, "File, ending in .gif, .apng or .webp");
            if field(ui, "File of the film", &mut self.path, "film.gif").changed() {
                self.exists = None;
            }
            ui.add_space(8.0);
            let filmed = match self.filmed() {
                Ok(filmed) => filmed,
                Err(advice) => {
                    ui.label(words(advice, Face::Regular, 12.0, palette.playhead));
                    return;
                }
            };
            if let Some(path) = &self.exists {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                ui.label(words(format!("{name} exists already"), Face::Regular, 12.0, palette.playhead));
            }
            let enter = ui.input(|input: &egui::InputState| input.key_pressed(Key::Enter));
            let label = if self.exists.is_some() { "Replace it" } else { "Export" };
            if filled(ui, label, palette).clicked() || enter {
                if self.exists.as_ref() != Some(&filmed.path) && filmed.path.exists() {
                    self.exists = Some(filmed.path);
                    return;
                }
                outcome = Outcome::Film(Box::new(filmed));
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_endings_that_cannot_be_are_told() {
        let asked = |change: fn(&mut FilmDialog)| {
            let mut dialog = FilmDialog::new("film.gif".to_owned());
            change(&mut dialog);
            dialog.filmed().map(|filmed| filmed.format)
        };
        assert_eq!(asked(|_| ()), Ok(FilmFormat::Gif));
        assert_eq!(asked(|dialog| dialog.path = "a.WEBP".to_owned()), Ok(FilmFormat::Webp));
        assert!(asked(|dialog| dialog.path = "a.mp4".to_owned()).unwrap_err().contains(".gif, .apng or .webp"));
        assert!(asked(|dialog| dialog.dwell = "soon".to_owned()).is_err());
        assert!(asked(|dialog| dialog.size = "0x0".to_owned()).is_err());
    }
}
