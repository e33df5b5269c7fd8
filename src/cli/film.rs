//! The part of a command line that says how a picture moves.

use clap::{Args, ValueEnum};

use crate::export::Motion;
use crate::scene::Captions;
use crate::view::Pace;

/// How a moving picture goes.
#[derive(Debug, Args)]
pub(super) struct FilmArgs {
    /// Play the view: steady, from event to event or by chapters; .gif and .apng always do [default: event]
    #[arg(long, value_enum, value_name = "PACE", help_heading = "Motion")]
    pub(super) play: Option<PlayArg>,
    /// Frames in a second, when it plays steadily
    #[arg(long, value_name = "N", default_value_t = Motion::FPS, help_heading = "Motion")]
    fps: f64,
    /// How long the whole of it takes, when it plays steadily
    #[arg(long, value_name = "N", default_value_t = Motion::SECONDS, help_heading = "Motion")]
    seconds: f64,
    /// How many seconds each event is shown
    #[arg(long, value_name = "N", default_value_t = Motion::DWELL, help_heading = "Motion")]
    dwell: f64,
    /// How many seconds each chapter is held
    #[arg(long, value_name = "N", default_value_t = Motion::HOLD, help_heading = "Motion")]
    hold: f64,
    /// Leave out the line that says what a frame shows
    #[arg(long, help_heading = "Motion")]
    no_captions: bool,
}

/// What time goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PlayArg {
    /// The playhead goes through the window at one speed
    Steady,
    /// Each event in its turn
    Event,
    /// Each chapter in its turn, with its title and words
    Chapters,
}

impl FilmArgs {
    /// What is asked of a picture that moves.
    pub(super) fn motion(&self) -> Motion {
        let pace = match self.play {
            Some(PlayArg::Steady) => Pace::Steady { fps: self.fps, seconds: self.seconds },
            Some(PlayArg::Chapters) => Pace::Chapters { hold: self.hold },
            Some(PlayArg::Event) | None => Pace::Events { dwell: self.dwell },
        };
        Motion { pace, captions: if self.no_captions { Captions::Missing } else { Captions::Shown } }
    }
}
