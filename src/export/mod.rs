//! Scenes as files: SVG, and PNG and PDF made from it.
//!
//! This module answers what the bytes of a picture are. It draws nothing of its own and leaves
//! nothing out: what is in the [`Scene`](crate::scene::Scene) is in the file. It reads and writes no
//! file, clock or random number, so the same scene gives the same bytes.

use std::path::Path;

mod check;
mod citation;
mod embedded;
mod film;
mod markup;
mod page;
mod pdf;
mod picture;
mod plan;
mod png;
mod problem;
mod progress;
mod protected;
mod series;
mod set_words;
mod size;
mod spec;
mod still;
mod svg;

pub use check::{StoryNames, check_comparison, check_names, redacted_store};
pub use citation::citation;
pub use embedded::Embedded;
pub use film::is_moving_file;
pub use pdf::pdf_from_svg;
pub use plan::{Content, Ending, ExportPlan, ExportSource, Exported};
pub use png::{ExportError, MOST_PIXELS, png_from_svg};
pub use problem::Problem;
pub use progress::Progress;
pub use series::MOST_PICTURES;
pub use size::{SIZES, rounding_from_text, scale_from_text, size_from_text};
pub use spec::{Carries, ExportKind, ExportSpec, Motion};
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
    pub fn endings() -> String {
        Self::ENDINGS.map(|(ending, _)| format!(".{ending}")).join(", ")
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
