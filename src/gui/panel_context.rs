//! What every panel is shown: the story and the view of it, to read and not to change.

use std::sync::Arc;

use super::document::Document;
use super::possible::{Hands, Possible};
use super::settings::LegendFold;
use crate::basemap::Basemap;
use crate::query::Shown;
use crate::scene::{Palette, palette_of};
use crate::store::Store;
use crate::view::{Session, View};

/// The story and the view of it in one frame. A panel answers with commands.
#[derive(Clone, Copy)]
pub(super) struct PanelContext<'a> {
    pub(super) store: &'a Store,
    pub(super) basemap: &'a Basemap,
    pub(super) view: &'a View,
    pub(super) shown: &'a Shown,
    pub(super) palette: &'static Palette,
    /// What can be done now, and why not.
    pub(super) possible: Possible<'a>,
    /// Whether it is the story that the program carries.
    pub(super) is_sample: bool,
    /// Whether it is the first part of a file that is still read.
    pub(super) is_first_part: bool,
    /// How much has been looked through for what the filter admits, from 0 to 1. None: all has.
    pub(super) searched: Option<f32>,
    /// Whether the legend of the map is folded.
    pub(super) legend: LegendFold,
    /// How high the strip of the timeline is, in points, if that was chosen.
    pub(super) strip_height: Option<f32>,
    /// Changes when another story is opened.
    pub(super) story_number: u64,
    /// Changes when other events are shown.
    pub(super) revision: u64,
}

impl<'a> PanelContext<'a> {
    /// What a session shows, after the letters were drawn anew so many times.
    pub(super) fn of(session: &'a Session, document: &'a Document, hands: Hands, letters: u64) -> Self {
        Self {
            store: session.store(),
            basemap: session.basemap(),
            view: session.view(),
            shown: session.shown(),
            possible: Possible { session, document, hands },
            is_sample: false,
            is_first_part: false,
            searched: None,
            legend: LegendFold::Open,
            strip_height: None,
            palette: palette_of(session.view().theme),
            story_number: session.story_number(),
            revision: session.revision() + letters,
        }
    }
}

/// What is shown, to be gone through by another thread.
pub(super) struct Asked {
    pub(super) store: Arc<Store>,
    pub(super) shown: Arc<Shown>,
    pub(super) view: View,
    pub(super) story_number: u64,
}

impl PanelContext<'_> {
    /// What is shown, for another thread.
    pub(super) fn asked(&self) -> Asked {
        let session = self.possible.session;
        let story_number = self.story_number;
        Asked { store: session.store().clone(), shown: session.shown().clone(), view: self.view.clone(), story_number }
    }

    /// How many events are shown, in words.
    pub(super) fn counts_text(&self) -> String {
        let counts = self.shown.counts_text();
        match self.searched {
            Some(share) => format!("{counts} so far, {:.0} % searched", share * 100.0),
            None if self.is_first_part => format!("{} so far", counts.strip_prefix("all ").unwrap_or(&counts)),
            None => counts,
        }
    }

    /// The colour of an event's category.
    pub(super) fn color_of(&self, index: usize) -> crate::scene::Color {
        self.category_color(self.store.category(index))
    }

    /// The colour of a category by its place in the story.
    pub(super) fn category_color(&self, place: Option<usize>) -> crate::scene::Color {
        crate::scene::category_color(self.store.story(), place, self.palette)
    }
}
