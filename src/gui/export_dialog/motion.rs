//! How a moving picture is to go.

use egui::Ui;

use crate::export::Motion;
use crate::gui::typed::{Typed, heading, number};
use crate::scene::{Captions, Palette};
use crate::view::Pace;

/// The numbers of both ways to go, as they are typed.
pub(super) struct MotionFields {
    fps: Typed,
    seconds: Typed,
    dwell: Typed,
    /// What the way that is not chosen would be.
    other: Pace,
}

impl MotionFields {
    pub(super) fn of(motion: Option<Motion>) -> Self {
        let steady = Pace::Steady { fps: Motion::FPS, seconds: Motion::SECONDS };
        let events = Pace::Events { dwell: Motion::DWELL };
        let chosen = motion.map_or(events, |motion| motion.pace);
        let other = if matches!(chosen, Pace::Events { .. }) { steady } else { events };
        let mut fields = Self { fps: Typed::default(), seconds: Typed::default(), dwell: Typed::default(), other };
        for pace in [chosen, other] {
            match pace {
                Pace::Events { dwell } => fields.dwell.set(dwell.to_string()),
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
            let is_steady = matches!(motion.pace, Pace::Steady { .. });
            let by_event = ui.radio(!is_steady, "Event by event").clicked() && is_steady;
            let steadily = ui.radio(is_steady, "Constant speed").clicked() && !is_steady;
            if by_event || steadily {
                std::mem::swap(&mut motion.pace, &mut self.other);
            }
        });
        match &mut motion.pace {
            Pace::Events { dwell } => {
                heading(ui, "Seconds per event", palette);
                self.dwell.ui(ui, "Seconds per event", "1.5", dwell, |text| Ok(number(text)));
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
