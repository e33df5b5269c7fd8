//! The formats of still pictures, by the endings of their files.

use std::path::Path;

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
