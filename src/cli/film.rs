//! `meridian export` of pictures that move.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use super::ExportArgs;
use super::files::{make_folder_of, refuse_existing};
use super::terminal::{print_lines, remark, shown};
use crate::basemap::Basemap;
use crate::export::{FFMPEG_FILE, FILM_SIZE, Film, FilmFile, FilmFormat, ffmpeg_line, film_paths};
use crate::io::write_atomic;
use crate::model::plain;
use crate::scene::{Captions, Fonts, REFERENCE_MAP};
use crate::store::Store;
use crate::view::{Pace, Stage};

/// How a moving picture goes.
#[derive(Debug, Args)]
pub(super) struct FilmArgs {
    /// Play the view: steady, or from event to event; .gif and .apng always do [default: event]
    #[arg(long, value_enum, value_name = "PACE", help_heading = "Motion")]
    pub(super) play: Option<PlayArg>,
    /// Frames in a second, when it plays steadily
    #[arg(long, value_name = "N", default_value = "15", help_heading = "Motion")]
    fps: f64,
    /// How long the whole of it takes, when it plays steadily
    #[arg(long, value_name = "N", default_value = "10", help_heading = "Motion")]
    seconds: f64,
    /// How many seconds each event is shown
    #[arg(long, value_name = "N", default_value = "1.5", help_heading = "Motion")]
    dwell: f64,
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
}

impl FilmArgs {
    fn pace(&self) -> anyhow::Result<Pace> {
        let pace = match self.play {
            Some(PlayArg::Steady) => Pace::Steady { fps: self.fps, seconds: self.seconds },
            Some(PlayArg::Event) | None => Pace::Events { dwell: self.dwell },
        };
        pace.checked().map_err(|advice| anyhow::anyhow!("{advice}; change --fps, --seconds or --dwell"))
    }
}

/// What is to be written, if it is a moving picture.
pub(super) fn film_of(args: &ExportArgs) -> anyhow::Result<Option<FilmFile>> {
    let plays = args.film.play.is_some();
    match FilmFile::of(&args.output) {
        // Without being asked to play, these are still pictures.
        Some(FilmFile::One(FilmFormat::Webp) | FilmFile::Frames) if !plays => Ok(None),
        None if plays => bail!("--play: {}: {}", FilmFile::ADVICE, args.output.display()),
        file => Ok(file),
    }
}

/// Refuses options that say something of a still picture only.
fn refuse_still_options(args: &ExportArgs) -> anyhow::Result<()> {
    let given = [
        (args.each.is_some(), "--each"),
        (args.layout.is_some(), "--layout"),
        (args.carry_story, "--carry-story"),
        (args.outlines, "--outlines"),
        (args.composition.composes(), "what a figure holds"),
    ];
    if let Some((_, option)) = given.into_iter().find(|(is_given, _)| *is_given) {
        bail!("{option} is for still pictures; a moving one shows map, caption and timeline, so leave it out");
    }
    Ok(())
}

/// Writes a moving picture of the view.
pub(super) fn export_film(
    args: &ExportArgs,
    store: &Arc<Store>,
    basemap: &Basemap,
    (file, fonts): (FilmFile, &Fonts),
) -> anyhow::Result<()> {
    refuse_still_options(args)?;
    let (read, view) = args.view.view(store, REFERENCE_MAP.map(f64::from))?;
    let stage = Stage { store: &read, map_size_points: REFERENCE_MAP.map(f64::from), unit_secs: 86_400.0 };
    let takes = view.takes(args.film.pace()?, &stage);
    let size = args.size.map_or(FILM_SIZE, |size| size.map(|side| side as f32));
    let captions = if args.film.no_captions { Captions::Missing } else { Captions::Shown };
    let film = Film { store: &read, basemap, takes: &takes, size, scale: args.scale, captions, fonts };
    let FilmFile::One(format) = file else { return write_frames(args, &film) };
    if !args.force {
        refuse_existing(&args.output)?;
    }
    let is_watched = std::io::stderr().is_terminal();
    let of = takes.len();
    let progress = |done: usize| {
        if is_watched && (done.is_multiple_of(25) || done == of) {
            remark(&format!("{done} of {of} frames"));
        }
    };
    let bytes = film.bytes(format, &AtomicBool::new(false), progress)?.context("the film was stopped")?;
    write_atomic(&args.output, &bytes)?;
    let seconds: f64 = takes.iter().map(|take| take.seconds).sum();
    print_lines(&format!("wrote {}, {of} frames, {seconds:.1} s\n", shown(&args.output)))
}

/// Writes each frame as a file, and how ffmpeg makes a film of them.
fn write_frames(args: &ExportArgs, film: &Film<'_>) -> anyhow::Result<()> {
    let paths = film_paths(&args.output, film.takes.len());
    if !args.force {
        paths.iter().try_for_each(|path| refuse_existing(path))?;
    }
    make_folder_of(&args.output)?;
    let mut failure = None;
    film.frames(&AtomicBool::new(false), |number, png| match write_atomic(&paths[number], &png) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failure = Some(error);
            ControlFlow::Break(())
        }
    })?;
    if let Some(failure) = failure {
        return Err(failure.into());
    }
    let line = ffmpeg_line(&args.output, film.takes);
    write_atomic(&args.output.with_file_name(FFMPEG_FILE), format!("{line}\n").as_bytes())?;
    print_lines(&format!("wrote {} frames as {}\nin that folder: {}\n", paths.len(), shown(&args.output), plain(&line)))
}
