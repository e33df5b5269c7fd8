//! What is asked before a moving picture is written.

use std::path::PathBuf;

use egui::Ui;

use super::kit::{dialog, field};
use super::outcome::Outcome;
use super::style::words;
use super::target::{Asked, Target};
use crate::export::{FILM_SIZE, FilmFile, size_from_text};
use crate::scene::{Captions, Face, Palette};
use crate::view::Pace;

/// Asks how a moving picture is to go, and where.
pub(super) struct FilmDialog {
    going: Going,
    fps: String,
    seconds: String,
    dwell: String,
    captions: Captions,
    size: String,
    target: Target,
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
    pub(super) file: FilmFile,
    pub(super) path: PathBuf,
}

impl FilmDialog {
    /// Asks for a film in this file.
    pub(super) fn new(path: String) -> Self {
        Self {
            going: Going::Events,
            fps: "15".to_owned(),
            seconds: "10".to_owned(),
            dwell: "1.5".to_owned(),
            captions: Captions::Shown,
            size: FILM_SIZE.map(|side| side.to_string()).join("x"),
            target: Target::new(path),
        }
    }

    /// What is asked for, or what is to be written instead.
    fn filmed(&self) -> Result<Filmed, String> {
        let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().unwrap_or(f64::NAN);
        let pace = match self.going {
            Going::Events => Pace::Events { dwell: number(&self.dwell) },
            Going::Steady => Pace::Steady { fps: number(&self.fps), seconds: number(&self.seconds) },
        };
        let pace = pace.checked()?;
        let size = size_from_text(&self.size)?.map(|side| side as f32);
        let path = self.target.path();
        let file = FilmFile::of(&path).ok_or(FilmFile::ADVICE)?;
        Ok(Filmed { pace, captions: self.captions, size, file, path })
    }

    pub(super) fn ui(&mut self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let closes = dialog(ui, "Export motion", 440.0, palette, |ui| {
            let heading = |ui: &mut Ui, text: &str| {
                ui.add_space(6.0);
                ui.label(words(text, Face::Medium, 11.0, palette.ink_secondary));
            };
            ui.horizontal(|ui| {
                ui.radio_value(&mut self.going, Going::Events, "Event by event");
                ui.radio_value(&mut self.going, Going::Steady, "Steadily through the window");
            });
            if self.going == Going::Events {
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
            heading(ui, "File, ending in .gif, .apng or .webp; or frames, as frames/{n}.png");
            self.target.field_ui(ui, "File of the film", "film.gif");
            ui.add_space(8.0);
            match self.filmed() {
                Err(advice) => {
                    ui.label(words(advice, Face::Regular, 12.0, palette.playhead));
                }
                Ok(filmed) => {
                    if self.target.button_ui(ui, palette) == Asked::Writes {
                        outcome = Outcome::Film(Box::new(filmed));
                    }
                }
            }
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::FilmFormat;

    #[test]
    fn numbers_and_endings_that_cannot_be_are_told() {
        let asked = |change: fn(&mut FilmDialog)| {
            let mut dialog = FilmDialog::new("film.gif".to_owned());
            change(&mut dialog);
            dialog.filmed().map(|filmed| filmed.file)
        };
        assert_eq!(asked(|_| ()), Ok(FilmFile::One(FilmFormat::Gif)));
        assert_eq!(
            asked(|dialog| dialog.target = Target::new("a.WEBP".to_owned())),
            Ok(FilmFile::One(FilmFormat::Webp))
        );
        assert!(
            asked(|dialog| dialog.target = Target::new("a.mp4".to_owned()))
                .unwrap_err()
                .contains(".gif, .apng or .webp")
        );
        assert_eq!(asked(|dialog| dialog.target = Target::new("out/{n}.png".to_owned())), Ok(FilmFile::Frames));
        assert!(asked(|dialog| dialog.dwell = "soon".to_owned()).is_err());
        assert!(asked(|dialog| dialog.size = "0x0".to_owned()).is_err());
    }
}
