//! Scenes as files: SVG, and PNG and PDF made from it.
//!
//! This module answers what the bytes of a picture are. It draws nothing of its own and leaves
//! nothing out: what is in the [`Scene`](crate::scene::Scene) is in the file. It reads and writes no
//! file, clock or random number, so the same scene gives the same bytes.

use std::path::Path;

mod citation;
mod embedded;
mod film;
mod markup;
mod page;
mod pdf;
mod picture;
mod png;
mod protected;
mod series;
mod set_words;
mod size;
mod still;
mod svg;

pub use citation::citation;
pub use embedded::{Carries, Embedded};
pub use film::{FFMPEG_FILE, FILM_SIZE, Film, FilmFile, FilmFormat, ffmpeg_line, film_paths};
pub use pdf::pdf_from_svg;
pub use picture::Picture;
pub use png::{ExportError, MOST_PIXELS, pixels_of, png_from_svg};
pub use series::{MOST_PICTURES, SeriesError, series_paths};
pub use size::{SIZES, size_from_text};
pub use svg::{Letters, carried_images, svg_from_scene};

/// What a picture is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pixels.
    Png,
    /// Pixels, a little smoothed.
    Jpeg,
    /// Pixels, in small files.
    Webp,
    /// Vectors, as text.
    Svg,
    /// Vectors, on pages.
    Pdf,
    /// A page that can be explored, in a browser.
    Html,
}

impl Format {
    /// The format of each ending that [`of`](Self::of) knows.
    pub const ENDINGS: [(&'static str, Self); 7] = [
        ("png", Self::Png),
        ("jpg", Self::Jpeg),
        ("jpeg", Self::Jpeg),
        ("webp", Self::Webp),
        ("svg", Self::Svg),
        ("pdf", Self::Pdf),
        ("html", Self::Html),
    ];

    /// What the endings are, for those who have to choose one.
    pub fn advice() -> String {
        let endings = Self::ENDINGS.map(|(ending, _)| format!(".{ending}")).join(", ");
        format!("name the file with one of {endings} at its end")
    }

    /// By the ending of a path. None for an ending that is of no format.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?;
        let known = Self::ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
        known.map(|(_, format)| *format)
    }
}

/// The program and its version, as pictures name it.
const SOFTWARE: &str = concat!("Meridian ", env!("CARGO_PKG_VERSION"));
