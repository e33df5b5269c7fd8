//! What kinds of export there are, and what each can be written as.

use std::path::Path;

use crate::export::{ExportKind, ExportSpec, Format};
use crate::scene::Layout;

/// What is to be made of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Title, map, list, timeline and sources.
    Figure,
    /// The map or the timeline alone.
    Picture,
    /// A page to explore in a browser.
    Page,
    /// Map and timeline as time goes by.
    Animation,
    /// A file for each part of the view.
    Series,
}

/// An ending of files with the name of its format.
pub(super) type Ending = (&'static str, &'static str);

const STILL: [Ending; 6] =
    [("png", "PNG"), ("jpg", "JPEG"), ("webp", "WebP"), ("svg", "SVG"), ("pdf", "PDF"), ("html", "Web pages")];
const MOVING: [Ending; 4] = [("gif", "GIF"), ("apng", "APNG"), ("webp", "WebP"), ("png", "PNG frames")];

impl Kind {
    /// Each kind with its name for people and what names of its files end in.
    pub(super) const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Figure, "Figure", "figure"),
        (Self::Picture, "Map or timeline", "map"),
        (Self::Page, "Web page", "page"),
        (Self::Animation, "Animation", "animation"),
        (Self::Series, "Series", "series"),
    ];

    /// The kind of an export into this file.
    pub(super) fn of(spec: &ExportSpec, file: &Path) -> Self {
        match spec.kind {
            ExportKind::Film(_) => Self::Animation,
            ExportKind::Each(_) => Self::Series,
            ExportKind::One if Format::of(file) == Some(Format::Html) => Self::Page,
            ExportKind::One if spec.layout == Layout::Figure => Self::Figure,
            ExportKind::One => Self::Picture,
        }
    }

    /// What names of its files end in.
    pub(super) fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, ..)| *kind == self).map_or("figure", |(_, _, word)| word)
    }

    /// What it can be written as, the usual first.
    pub(super) fn endings(self) -> &'static [Ending] {
        match self {
            Self::Figure | Self::Picture => &STILL[..5],
            Self::Page => &STILL[5..],
            Self::Animation => &MOVING,
            Self::Series => &STILL,
        }
    }

    /// The places in the names of several files that are filled in, where it is written as several.
    pub(super) fn places(self, ending: &str) -> &'static str {
        match self {
            Self::Series => "-{n}-{id}",
            Self::Animation if ending == "png" => "-{n}",
            Self::Figure | Self::Picture | Self::Page | Self::Animation => "",
        }
    }
}
