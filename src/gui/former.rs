//! Stories that were open before: what a stopped reading and an undone paste give back.

use std::sync::Arc;

use super::app::App;
use super::changes::Comparison;
use super::jobs::OpenStory;
use super::watching::FileWatch;
use crate::query::Shown;
use crate::store::Store;
use crate::view::{History, View};

/// A story that was open, with all that the window needs to show it again as it was.
pub(super) struct Former {
    pub(super) story: OpenStory,
    history: History,
    saved: Arc<Store>,
    comparison: Option<Comparison>,
    shown: Arc<Shown>,
    watch: FileWatch,
    /// Which of the stories that were opened it is.
    document: u64,
    /// Whether its events were given the places of the base map.
    is_placed: bool,
    neighbours: Neighbours,
}

/// The stories that undo and redo lead to, beyond the steps of the one that is open.
#[derive(Default)]
pub(super) struct Neighbours {
    earlier: Option<Box<Former>>,
    later: Option<Box<Former>>,
}

impl App {
    /// Puts away the story that is open, to be shown again; nothing stands in its place.
    pub(super) fn put_away(&mut self) -> Former {
        let nothing = OpenStory::empty();
        let store = nothing.store.clone();
        let view = View { theme: self.view().theme, ..View::of_story(&store, self.map_size_points) };
        Former {
            story: std::mem::replace(&mut self.story, nothing),
            history: std::mem::replace(&mut self.history, History::new(view, store.clone())),
            saved: std::mem::replace(&mut self.saved, store),
            comparison: self.comparison.take(),
            shown: self.shown.clone(),
            watch: std::mem::take(&mut self.watch),
            document: self.document,
            is_placed: self.is_ready,
            neighbours: std::mem::take(&mut self.neighbours),
        }
    }

    /// Shows a story that was put away, as it was.
    pub(super) fn show_again(&mut self, former: Former) {
        let theme = self.view().theme;
        self.replace_story(former.story, former.history, former.saved);
        self.history.set_theme(theme);
        self.comparison = former.comparison;
        self.shown = former.shown;
        self.watch = former.watch;
        self.document = former.document;
        self.neighbours = former.neighbours;
        self.story_number += 1;
        self.revision += 1;
        if former.is_placed != self.is_ready {
            self.view_again();
        }
    }

    /// Keeps the story that a pasted table has replaced: undo brings it back.
    pub(super) fn keep_for_undo(&mut self, former: Former) {
        self.neighbours.earlier = Some(Box::new(former));
    }

    /// Goes back to the story before this one, when all steps of this one are taken back. Returns whether
    /// there was one.
    pub(super) fn undo_story(&mut self) -> bool {
        if self.history.has_moved() {
            return false;
        }
        let Some(earlier) = self.neighbours.earlier.take() else { return false };
        let now = self.put_away();
        self.show_again(*earlier);
        self.neighbours.later = Some(Box::new(now));
        true
    }

    /// Goes on to the story that was left by undo. Returns whether there was one.
    pub(super) fn redo_story(&mut self) -> bool {
        if self.history.has_undone() {
            return false;
        }
        let Some(later) = self.neighbours.later.take() else { return false };
        let now = self.put_away();
        self.show_again(*later);
        self.neighbours.earlier = Some(Box::new(now));
        true
    }

    /// After a new step there is no way on to the story that was left by undo.
    pub(super) fn forget_later_story(&mut self) {
        if self.neighbours.later.is_some() && self.history.has_moved() && !self.history.has_undone() {
            self.neighbours.later = None;
        }
    }
}
