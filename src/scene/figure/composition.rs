//! What a figure is composed of, besides what the view shows.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What is chosen for a figure or a map, so that it can be made again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Composition {
    /// How it is laid out.
    #[serde(skip_serializing_if = "is_default")]
    pub template: Template,
    /// Stands above the figure; none for [what is offered](super::offered_words).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Stands under the title; none for what is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// When it was made, in words. None by default, so that the same view gives the same figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where the story and its sources can be read: an address that stands at the foot, in the templates for readers
    /// as a QR code too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What is left out.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub without: BTreeSet<Part>,
    /// How events outside of the map's frame are told.
    pub far: Far,
    /// What the map of a template for readers frames.
    #[serde(skip_serializing_if = "is_default")]
    pub frame: Frame,
}

impl Composition {
    /// True unless the part is left out.
    pub fn has(&self, part: Part) -> bool {
        !self.without.contains(&part)
    }
}

/// How a figure is laid out, and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Template {
    /// A sheet to work with: map, numbered list, legend and timeline.
    #[default]
    Sheet,
    /// For a newspaper: the number that is disputed most, map and timeline.
    Print,
    /// The same in one narrow column.
    Column,
    /// For a screen in a room: the same in large letters.
    Slide,
    /// For a file: map and timeline, then every event with all that is claimed.
    Report,
}

impl Template {
    /// Every template, with the word that the command line and files use, and its name for people.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Sheet, "sheet", "Sheet"),
        (Self::Print, "print", "Print"),
        (Self::Column, "column", "Print, one column"),
        (Self::Slide, "slide", "Slide"),
        (Self::Report, "report", "Report"),
    ];

    /// The width and height in points that it is made for.
    pub const fn size(self) -> [u32; 2] {
        match self {
            Self::Sheet => [1600, 1000],
            Self::Print => [864, 720],
            Self::Column => [306, 960],
            Self::Slide => [960, 540],
            Self::Report => [595, 842],
        }
    }

    /// The least width and height in points that it can be drawn in.
    pub const fn least_size(self) -> [f32; 2] {
        match self {
            Self::Sheet => [480.0, 320.0],
            Self::Print => [600.0, 480.0],
            Self::Column => [240.0, 480.0],
            Self::Slide => [800.0, 440.0],
            Self::Report => [480.0, 600.0],
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A part of a figure that can be left out. Map, credits, and what was done to protect people stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The title.
    Title,
    /// What stands under the title.
    Subtitle,
    /// What is reported under each number; without it, marks have none.
    Key,
    /// What the marks and lines mean.
    Legend,
    /// The timeline.
    Timeline,
    /// Window, zone, counts, filter and the hash of the story.
    Notes,
    /// The list of sources.
    Sources,
}

impl Part {
    /// Every part, with the word that the command line and files use, and its name for people.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Title, "title", "Title"),
        (Self::Subtitle, "subtitle", "Subtitle"),
        (Self::Key, "key", "Event list"),
        (Self::Legend, "legend", "Legend"),
        (Self::Timeline, "timeline", "Timeline"),
        (Self::Notes, "notes", "Date range and counts"),
        (Self::Sources, "sources", "Sources"),
    ];
}

/// How events outside of a map's frame are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Far {
    /// On a small map of a larger part of the world, where it covers no mark; else by pointers.
    #[default]
    Inset,
    /// By pointers at the edge, with distances.
    Pointers,
}

impl Far {
    /// Each way, with the word that the command line and files use, and its name for people.
    pub const ALL: [(Self, &'static str, &'static str); 2] =
        [(Self::Inset, "inset", "Inset map"), (Self::Pointers, "pointers", "Arrows at the edge")];
}

/// What the map of a template for readers frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// As large a part of the world as the view, whatever the map's shape; a small map comes near to its marks.
    #[default]
    Near,
    /// All that the view frames, which was asked for by name.
    Named,
}
