//! What a figure is composed of, besides what the view shows.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::Story;

/// What is chosen for a figure or a map, so that it can be made again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Composition {
    /// Stands above the figure; none for the title of the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Stands under the title; none for the first sentence of the story's summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// When it was made, in words. None by default, so that the same view gives the same figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What is left out.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub without: BTreeSet<Part>,
    /// How events outside of the map's frame are told.
    pub far: Far,
}

impl Composition {
    /// The title of the figure of a story.
    pub fn title_of<'a>(&'a self, story: &'a Story) -> &'a str {
        self.title.as_deref().unwrap_or(&story.title)
    }

    /// True unless the part is left out.
    pub fn has(&self, part: Part) -> bool {
        !self.without.contains(&part)
    }
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
        (Self::Key, "key", "Numbered events"),
        (Self::Legend, "legend", "Legend"),
        (Self::Timeline, "timeline", "Timeline"),
        (Self::Notes, "notes", "Window and counts"),
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
        [(Self::Inset, "inset", "Inset map"), (Self::Pointers, "pointers", "Pointers at the edge")];
}
