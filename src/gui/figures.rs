//! Figures and moving pictures on their way into files, off the window's thread.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::ColorImage;

use super::export_dialogs::Drawn;
use crate::basemap::Basemap;
use crate::export::{self, FilmFormat};
use crate::io;
use crate::scene::{Fonts, REFERENCE_MAP};
use crate::store::Store;
use crate::view::{Each, Stage, View};

/// A figure that is to be written.
pub(super) struct Figure {
    pub(super) store: Arc<Store>,
    pub(super) basemap: Arc<Basemap>,
    pub(super) view: View,
    pub(super) drawn: Box<Drawn>,
    pub(super) scale: f32,
    pub(super) path: PathBuf,
}

impl Figure {
    /// The figure of the story without what is to be left out.
    pub(super) fn redacted(mut self) -> Self {
        if !self.drawn.redaction.is_none() {
            let mut finder = self.basemap.place_finder();
            let store = Arc::new(self.store.redacted(&self.drawn.redaction));
            self.view = self.view.of_redacted(&store);
            self.store = store.with_named_places(|event| finder.places_of(event));
        }
        self
    }

    /// About a thousand pixels wide, which is sharp enough for a preview.
    pub(super) fn image(mut self) -> Result<ColorImage, String> {
        const PIXELS: f32 = 1000.0;
        let [width, height] = self.drawn.size;
        self.scale = PIXELS / width.max(height);
        let bytes = self.bytes(&self.store, &self.view, export::Format::Png)?;
        let image = image::load_from_memory(&bytes).map_err(|error| error.to_string())?.into_rgba8();
        let size = [image.width() as usize, image.height() as usize];
        Ok(ColorImage::from_rgba_unmultiplied(size, image.as_raw()))
    }

    pub(super) fn write(self) -> Result<PathBuf, String> {
        self.write_view(&self.store, &self.view, &self.path)?;
        Ok(self.path)
    }

    /// Writes a picture for each part of the view, and none over a file that exists. Returns how that
    /// ended, for the viewer.
    pub(super) fn write_series(
        self,
        each: Each,
        stop: &AtomicBool,
        progress: impl Fn(usize, usize),
    ) -> Result<String, String> {
        let map_size_points = REFERENCE_MAP.map(f64::from);
        let stage = Stage { store: &self.store, map_size_points, unit_secs: 86_400.0 };
        let parts = self.view.series(each, &stage, export::MOST_PICTURES + 1);
        let paths = export::series_paths(&self.path, &parts).map_err(|error| error.to_string())?;
        if let Some(path) = paths.iter().find(|path| path.exists()) {
            return Err(format!("{} exists already; choose another name or folder", path.display()));
        }
        for (done, (part, path)) in parts.iter().zip(&paths).enumerate() {
            progress(done, paths.len());
            if stop.load(Ordering::Relaxed) {
                return Ok(format!("Stopped after {done} of {} pictures", paths.len()));
            }
            self.write_view(&self.store.under(part.view.reading()), &part.view, path)?;
        }
        Ok(format!("Saved {} pictures as {}", paths.len(), self.path.display()))
    }

    fn write_view(&self, store: &Store, view: &View, path: &Path) -> Result<(), String> {
        let format = export::Format::of(path).ok_or_else(export::Format::advice)?;
        let bytes = self.bytes(store, view, format)?;
        io::write_atomic(path, &bytes).map_err(|error| error.to_string())
    }

    fn bytes(&self, store: &Store, view: &View, format: export::Format) -> Result<Vec<u8>, String> {
        let Drawn { layout, composition, size, letters, carries, .. } = &*self.drawn;
        let (layout, size, letters, carries) = (*layout, *size, *letters, *carries);
        let (basemap, scale) = (&self.basemap, self.scale);
        let picture = export::Picture {
            store,
            basemap,
            view,
            layout,
            composition,
            size,
            scale,
            letters,
            carries,
            fonts: &Fonts::default(),
        };
        picture.bytes(format).map(|(bytes, _counts)| bytes).map_err(|error| error.to_string())
    }
}

/// Writes a moving picture into one file. False when it was stopped; then there is no file.
pub(super) fn write_film(
    film: &export::Film<'_>,
    format: FilmFormat,
    path: &Path,
    stop: &AtomicBool,
    progress: impl Fn(usize),
) -> Result<bool, String> {
    match film.bytes(format, stop, progress).map_err(|error| error.to_string())? {
        Some(bytes) => io::write_atomic(path, &bytes).map(|()| true).map_err(|error| error.to_string()),
        None => Ok(false),
    }
}

/// Writes the frames of a moving picture into files of their own, none over one that exists, and the line with
/// which ffmpeg makes a film of them. False when it was stopped; what was written stays.
pub(super) fn write_frames(
    film: &export::Film<'_>,
    pattern: &Path,
    stop: &AtomicBool,
    progress: impl Fn(usize),
) -> Result<bool, String> {
    let paths = export::film_paths(pattern, film.takes.len());
    if let Some(path) = paths.iter().find(|path| path.exists()) {
        return Err(format!("{} exists already; choose another name or folder", path.display()));
    }
    let mut failure = None;
    let is_whole = film.frames(stop, |number, png| {
        progress(number + 1);
        failure = io::write_atomic(&paths[number], &png).err();
        if failure.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if let Some(failure) = failure {
        return Err(failure.to_string());
    }
    if !is_whole.map_err(|error| error.to_string())? {
        return Ok(false);
    }
    let line = export::ffmpeg_line(pattern, film.takes) + "\n";
    let path = pattern.with_file_name(export::FFMPEG_FILE);
    io::write_atomic(&path, line.as_bytes()).map(|()| true).map_err(|error| error.to_string())
}
