//! How a moving picture is to go.

use egui::Ui;

use crate::export::Motion;
use crate::gui::typed::{Typed, heading, number};
use crate::scene::{Captions, Palette};
use crate::view::Pace;

/// The numbers of all ways to go, as they are typed.
pub(super) struct MotionFields {
    fps: Typed,
    seconds: Typed,
    dwell: Typed,
    hold: Typed,
    /// What each way would be, in the order of [`WAYS`].
    paces: [Pace; 3],
}

const WAYS: [&str; 3] = ["Event by event", "Chapter by chapter", "Constant speed"];

fn way_of(pace: Pace) -> usize {
    match pace {
        Pace::Events { .. } => 0,
        Pace::Chapters { .. } => 1,
        Pace::Steady { .. } => 2,
    }
}

impl MotionFields {
    pub(super) fn of(motion: Option<Motion>) -> Self {
        let mut paces = [
            Pace::Events { dwell: Motion::DWELL },
            Pace::Chapters { hold: Motion::HOLD },
            Pace::Steady { fps: Motion::FPS, seconds: Motion::SECONDS },
        ];
        if let Some(motion) = motion {
            paces[way_of(motion.pace)] = motion.pace;
        }
        let typed = Typed::default;
        let mut fields = Self { fps: typed(), seconds: typed(), dwell: typed(), hold: typed(), paces };
        for pace in paces {
            match pace {
                Pace::Events { dwell } => fields.dwell.set(dwell.to_string()),
                Pace::Chapters { hold } => fields.hold.set(hold.to_string()),
                Pace::Steady { fps, seconds } => {
                    fields.fps.set(fps.to_string());
                    fields.seconds.set(seconds.to_string());
                }
            }
        }
        fields
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, motion: &mut Motion, palette: &Palette) {
        ui.horizontal(|ui| {
            let before = way_of(motion.pace);
            for (way, label) in WAYS.into_iter().enumerate() {
                if ui.radio(way == before, label).clicked() && way != before {
                    self.paces[before] = motion.pace;
                    motion.pace = self.paces[way];
                }
            }
        });
        match &mut motion.pace {
            Pace::Events { dwell } => {
                heading(ui, "Seconds per event", palette);
                self.dwell.ui(ui, "Seconds per event", "1.5", dwell, |text| Ok(number(text)));
            }
            Pace::Chapters { hold } => {
                heading(ui, "Seconds per chapter", palette);
                self.hold.ui(ui, "Seconds per chapter", "10", hold, |text| Ok(number(text)));
            }
            Pace::Steady { fps, seconds } => {
                heading(ui, "Total seconds", palette);
                self.seconds.ui(ui, "Total seconds", "10", seconds, |text| Ok(number(text)));
                heading(ui, "Frames per second", palette);
                self.fps.ui(ui, "Frames per second", "15", fps, |text| Ok(number(text)));
            }
        }
    }
}

/// Whether frames say what they show.
pub(super) fn captions_ui(ui: &mut Ui, motion: &mut Motion) {
    let mut has = motion.captions == Captions::Shown;
    if ui.checkbox(&mut has, "Add captions").changed() {
        motion.captions = if has { Captions::Shown } else { Captions::Missing };
    }
}
