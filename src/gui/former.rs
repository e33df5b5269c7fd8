//! Stories that were open before: what a stopped reading and an undone paste give back.

use super::app::App;
use super::document::Former;

impl App {
    /// Shows a story that was put away, as it was. Returns what was open until now.
    pub(super) fn show_again(&mut self, former: Former) -> Former {
        Former {
            session: self.session.resume(former.session),
            document: std::mem::replace(&mut self.document, former.document),
        }
    }

    /// Keeps the story that a pasted table has replaced: undo brings it back.
    pub(super) fn keep_for_undo(&mut self, former: Former) {
        self.document.neighbours.earlier = Some(Box::new(former));
    }

    /// Goes back to the story before this one, when all steps of this one are taken back. Returns whether
    /// there was one.
    pub(super) fn undo_story(&mut self) -> bool {
        if self.session.has_past() {
            return false;
        }
        let Some(earlier) = self.document.neighbours.earlier.take() else { return false };
        let now = self.show_again(*earlier);
        self.document.neighbours.later = Some(Box::new(now));
        true
    }

    /// Goes on to the story that was left by undo. Returns whether there was one.
    pub(super) fn redo_story(&mut self) -> bool {
        if self.session.has_future() {
            return false;
        }
        let Some(later) = self.document.neighbours.later.take() else { return false };
        let now = self.show_again(*later);
        self.document.neighbours.earlier = Some(Box::new(now));
        true
    }

    /// After a new step there is no way on to the story that was left by undo.
    pub(super) fn forget_later_story(&mut self) {
        if self.document.neighbours.later.is_some() && self.session.has_past() && !self.session.has_future() {
            self.document.neighbours.later = None;
        }
    }
}

/// Gives back the memory of a story on a thread of its own: that of millions of events takes seconds.
pub(super) fn drop_later(former: Former) {
    std::thread::spawn(move || drop(former));
}
