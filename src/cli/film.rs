//! `meridian export` of pictures that move.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use super::files::{is_standard, print, refuse_existing, remark};
use super::{Done, ExportArgs};
use crate::basemap::Basemap;
use crate::export::{Film, FilmFormat, film_paths, png_from_pixels};
use crate::io::write_atomic;
use crate::scene::{Captions, REFERENCE_MAP};
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

/// Where the frames of a moving picture go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reel {
    /// Into one file.
    File(FilmFormat),
    /// Each into its own.
    Frames,
}

/// What is to be written, if it is a moving picture.
pub(super) fn film_of(args: &ExportArgs) -> anyhow::Result<Option<Reel>> {
    let ending = args.output.extension().map(std::ffi::OsStr::to_ascii_lowercase).unwrap_or_default();
    let plays = args.film.play.is_some();
    let known = FilmFormat::ENDINGS.into_iter().find(|(known, _)| ending == *known).map(|(_, format)| format);
    let is_numbered = ending == "png" && args.output.to_string_lossy().contains("{n}");
    match known {
        // Without being asked to play, WebP is a still picture.
        Some(FilmFormat::Webp) if !plays => Ok(None),
        Some(format) => Ok(Some(Reel::File(format))),
        None if plays && is_numbered => Ok(Some(Reel::Frames)),
        None if plays => bail!("--play writes .gif, .apng, .webp, or frames as frames/{{n}}.png"),
        None => Ok(None),
    }
}

/// Writes a moving picture of the view.
pub(super) fn export_film(
    args: &ExportArgs,
    store: &Arc<Store>,
    basemap: &Basemap,
    reel: Reel,
) -> anyhow::Result<Done> {
    if args.each.is_some() {
        bail!("--each makes a series of still pictures; for one that moves leave it out");
    }
    let (read, view) = args.view.view(store, REFERENCE_MAP.map(f64::from))?;
    let stage = Stage { store: &read, map_size_points: REFERENCE_MAP.map(f64::from), unit_secs: 86_400.0 };
    let pace = args.film.pace()?;
    let takes = view.takes(pace, &stage);
    let size = args.size.map_or([1280.0, 720.0], |size| size.map(|side| side as f32));
    let captions = if args.film.no_captions { Captions::Missing } else { Captions::Shown };
    let film = Film { store: &read, basemap, takes: &takes, size, scale: args.scale, captions };
    let Reel::File(format) = reel else { return write_frames(args, &film, pace) };
    if !args.force && !is_standard(&args.output) {
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
    print(format!("wrote {}, {of} frames, {seconds:.1} s\n", args.output.display()).as_bytes())?;
    Ok(Done::Clean)
}

/// Writes each frame as a file, and how ffmpeg makes a film of them.
fn write_frames(args: &ExportArgs, film: &Film<'_>, pace: Pace) -> anyhow::Result<Done> {
    let paths: Vec<PathBuf> = film_paths(&args.output, film.takes.len());
    if !args.force {
        paths.iter().try_for_each(|path| refuse_existing(path))?;
    }
    let folder = args.output.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut failure = None;
    film.frames(&AtomicBool::new(false), |number, pixels| {
        if failure.is_none() {
            failure = write_atomic(&paths[number], &png_from_pixels(&pixels)?).err();
        }
        Ok(())
    })?;
    if let Some(failure) = failure {
        return Err(failure.into());
    }
    let rate = match pace {
        Pace::Steady { fps, .. } => fps,
        Pace::Events { dwell } => 1.0 / dwell,
    };
    let digits = film.takes.len().to_string().len();
    let name = args.output.file_name().unwrap_or_default().to_string_lossy().replace("{n}", &format!("%0{digits}d"));
    let line = format!(
        "ffmpeg -framerate {rate} -i \"{name}\" -vf \"fps=30,format=yuv420p,pad=ceil(iw/2)*2:ceil(ih/2)*2\" film.mp4"
    );
    write_atomic(&folder.join("ffmpeg.txt"), format!("{line}\n").as_bytes())?;
    let words = format!("wrote {} frames in {}\nin that folder: {line}\n", paths.len(), folder.display());
    print(words.as_bytes())?;
    Ok(Done::Clean)
}
