//! An export as its files, one after the other.
//!
//! Answers which files there will be, before one is drawn, and hands their bytes over as soon as each is whole. It
//! writes none: that is for who asked.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::{film_file, redacted_store, still_format};
use super::embedded::{font_words, missing_fonts};
use super::film::{FFMPEG_FILE, Film, FilmFile, ffmpeg_line, film_paths};
use super::limits::MOST_PICTURES;
use super::picture::Picture;
use super::progress::Drawn;
use super::series::series_paths;
use super::{ExportError, ExportKind, ExportSpec, Format, Motion, Problem, Progress};
use crate::basemap::Basemap;
use crate::model::Match;
use crate::query::{Shown, select};
use crate::scene::{Fonts, REFERENCE_MAP, UnsetScript, counted_cells, unset_scripts};
use crate::store::Store;
use crate::view::{Pace, Stage, Take, View};

/// What an export is made of.
#[derive(Debug, Clone, Copy)]
pub struct ExportSource<'a> {
    /// The story, whole or without what is to be left out of it.
    pub store: &'a Arc<Store>,
    /// What lies under the events.
    pub basemap: &'a Basemap,
    /// What is shown.
    pub view: &'a View,
    /// The font files that the spec names.
    pub fonts: &'a Fonts,
}

/// An export whose files are known.
#[derive(Debug)]
pub struct ExportPlan<'a> {
    spec: &'a ExportSpec,
    basemap: &'a Basemap,
    fonts: &'a Fonts,
    /// The pattern of the files.
    file: &'a Path,
    /// What goes out, read as the view asks.
    store: Arc<Store>,
    work: Work,
    files: Vec<PathBuf>,
}

#[derive(Debug)]
enum Work {
    /// A picture of each view.
    Pictures(Format, Vec<View>),
    Film(FilmFile, Motion, Vec<Take>),
}

/// A file that is whole.
#[derive(Debug)]
pub struct Exported<'a> {
    /// Where it goes.
    pub path: &'a Path,
    /// The whole of it.
    pub bytes: Vec<u8>,
    /// What is in it.
    pub content: Content,
}

/// What is in a file of an export.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A picture or page, and what it counts in words.
    Picture(String),
    /// A moving picture.
    Film {
        /// How many frames it has.
        frames: usize,
        /// How long it takes.
        seconds: f64,
    },
    /// One frame of a moving picture.
    Frame,
    /// The command line with which ffmpeg makes a film of the frames.
    FilmLine(String),
}

/// How an export ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Every file was handed over.
    Whole,
    /// It was stopped, after so many files.
    Stopped(usize),
}

impl ExportSpec {
    /// The files of an export into this one, or those by its pattern. What is to be left out of the story is, unless
    /// it has been.
    pub fn plan<'a>(&'a self, source: ExportSource<'a>, file: &'a Path) -> Result<ExportPlan<'a>, ExportError> {
        let ExportSource { store, basemap, view, fonts } = source;
        self.check(file).into_iter().next().map_or(Ok(()), Err)?;
        if let Some(font) = missing_fonts(&self.fonts, fonts).next() {
            return Err(Problem::MissingFont(font_words(font)).into());
        }
        let whole = redacted_store(store, &self.redaction, basemap)?;
        let view = if Arc::ptr_eq(&whole, store) { view.clone() } else { view.of_redacted(&whole) };
        let store = match whole.at(view.as_of()) {
            Cow::Borrowed(_) => whole,
            Cow::Owned(read) => Arc::new(read),
        };
        let stage = Stage { store: &store, map_size_points: REFERENCE_MAP.map(f64::from), unit_secs: 86_400.0 };
        let (work, files) = match self.kind {
            ExportKind::One => (Work::Pictures(still_format(file)?, vec![view]), vec![file.to_owned()]),
            ExportKind::Each(each) => {
                let parts = view.series(each, &stage, MOST_PICTURES + 1);
                let files = series_paths(file, &parts)?;
                (Work::Pictures(still_format(file)?, parts.into_iter().map(|part| part.view).collect()), files)
            }
            ExportKind::Film(motion) => {
                let takes = view.takes(motion.pace, &stage);
                if takes.len() > Pace::MOST_TAKES {
                    return Err(Problem::TooManyFrames.into());
                }
                if takes.is_empty() {
                    return Err(Problem::NoChapters.into());
                }
                let film = film_file(file)?;
                let files = match film {
                    FilmFile::One(_) => vec![file.to_owned()],
                    FilmFile::Frames => film_paths(file, takes.len()),
                };
                (Work::Film(film, motion, takes), files)
            }
        };
        Ok(ExportPlan { spec: self, basemap, fonts, file, store, work, files })
    }
}

impl ExportPlan<'_> {
    /// The files that there will be, in order. Beside numbered frames lies one more, which says how to make a film of
    /// them and is written anew.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// True for several files by one pattern.
    pub fn is_several(&self) -> bool {
        !matches!(
            (&self.work, self.spec.kind),
            (Work::Pictures(..), ExportKind::One) | (Work::Film(FilmFile::One(_), ..), _)
        )
    }

    /// What is asked of the marks that a web page does not draw, in words. None for other files.
    pub fn undrawn_words(&self) -> Option<&'static str> {
        let Work::Pictures(Format::Html, views) = &self.work else { return None };
        let is_sized = views.iter().any(|view| view.size_by.is_some() || view.color_by.is_some());
        let is_counted = |view: &View| {
            let shown = select(&self.store, &view.question());
            counted_cells(&self.store, view, &shown, REFERENCE_MAP, 0.0).is_some()
        };
        match (is_sized, views.iter().any(is_counted)) {
            (false, false) => None,
            (true, false) => Some("a web page does not size or colour its marks by a number"),
            (false, true) => Some("a web page counts events in discs and draws no density"),
            (true, true) => Some("a web page neither sizes nor colours its marks by a number, and draws no density"),
        }
    }

    /// The scripts of which letters have no font in what is drawn.
    pub fn unset_scripts(&self) -> Vec<UnsetScript> {
        self.fonts.within(|| match (&self.work, self.spec.kind) {
            (Work::Pictures(_, views), ExportKind::One) => {
                let shown: Vec<Shown> = views.iter().map(|view| select(&self.store, &view.question())).collect();
                let is_shown = |index| shown.iter().any(|shown| shown.match_of(index) != Match::Out);
                unset_scripts(&self.store.story_as_read(), is_shown)
            }
            _ => unset_scripts(&self.store.story_as_read(), |_| true),
        })
    }

    /// The first of the views of which pictures are made, with the story. None of a film.
    pub(super) fn first_view(&self) -> Option<(&Store, &View)> {
        match &self.work {
            Work::Pictures(_, views) => views.first().map(|view| (&*self.store, view)),
            Work::Film(..) => None,
        }
    }

    /// The frame of a film at a share of its frames, from 0 to 1, as PNG. None of pictures, or where there is no frame.
    pub(super) fn frame(&self, share: f32) -> Result<Option<Vec<u8>>, ExportError> {
        let Work::Film(_, motion, takes) = &self.work else { return Ok(None) };
        let place = (share.clamp(0.0, 1.0) * takes.len().saturating_sub(1) as f32).round() as usize;
        let mut png = None;
        if let Some(take) = takes.get(place) {
            self.film(*motion, std::slice::from_ref(take)).frames(&Progress::default(), |_, bytes| {
                png = Some(bytes);
                Ok::<_, ExportError>(())
            })?;
        }
        Ok(png)
    }

    fn film<'a>(&'a self, motion: Motion, takes: &'a [Take]) -> Film<'a> {
        let &ExportSpec { size, scale, .. } = self.spec;
        let (store, basemap, fonts) = (&*self.store, self.basemap, self.fonts);
        Film { store, basemap, takes, size, scale, captions: motion.captions, fonts }
    }

    /// Draws the files and hands each over once it is whole, until one is not taken or `progress` is stopped. No file
    /// is handed over after that.
    pub fn perform<E: From<ExportError>>(
        &self,
        progress: &Progress,
        mut deliver: impl FnMut(Exported<'_>) -> Result<(), E>,
    ) -> Result<Ending, E> {
        match &self.work {
            Work::Pictures(format, views) => {
                progress.begin(views.len(), Drawn::Pictures);
                for (done, (view, path)) in views.iter().zip(&self.files).enumerate() {
                    if progress.is_stopped() {
                        return Ok(Ending::Stopped(done));
                    }
                    let store = &self.store.at(view.as_of());
                    let picture = Picture { store, basemap: self.basemap, view, spec: self.spec, fonts: self.fonts };
                    let (bytes, counts) = picture.bytes(*format)?;
                    if progress.is_stopped() {
                        return Ok(Ending::Stopped(done));
                    }
                    deliver(Exported { path, bytes, content: Content::Picture(counts) })?;
                    progress.step();
                }
                Ok(Ending::Whole)
            }
            Work::Film(file, motion, takes) => {
                progress.begin(takes.len(), Drawn::Frames);
                let film = self.film(*motion, takes);
                match file {
                    FilmFile::One(format) => {
                        let Some(bytes) = film.bytes(*format, progress)? else { return Ok(Ending::Stopped(0)) };
                        let seconds = takes.iter().map(|take| take.seconds).sum();
                        let content = Content::Film { frames: takes.len(), seconds };
                        deliver(Exported { path: self.file, bytes, content })?;
                    }
                    FilmFile::Frames => {
                        let is_whole = film.frames(progress, |number, bytes| {
                            deliver(Exported { path: &self.files[number], bytes, content: Content::Frame })
                        })?;
                        if !is_whole {
                            return Ok(Ending::Stopped(progress.counts().0));
                        }
                        let line = ffmpeg_line(self.file, takes);
                        let path = &self.file.with_file_name(FFMPEG_FILE);
                        let bytes = format!("{line}\n").into_bytes();
                        deliver(Exported { path, bytes, content: Content::FilmLine(line) })?;
                    }
                }
                Ok(Ending::Whole)
            }
        }
    }
}

#[cfg(test)]
mod tests;
