//! Whether a command can be done now, and if not why: asked by menus, palette, context menus and keys alike.

use super::document::{Document, Origin};
use crate::model::Source;
use crate::view::{Command, Direction, Effect, Session};

/// What the hands are on beside the view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hands {
    /// How many sources are chosen in their table.
    pub(super) sources: usize,
    /// Whether a claim is unfolded in the form.
    pub(super) claim: bool,
    /// Whether a table of events or of claims is shown.
    pub(super) table: bool,
}

/// All that decides what can be done now.
#[derive(Clone, Copy)]
pub(super) struct Possible<'a> {
    pub(super) session: &'a Session,
    pub(super) document: &'a Document,
    pub(super) hands: Hands,
}

const NO_EVENT: &str = "Select an event first";
const NO_CHAPTER: &str = "Open a chapter first";

impl Possible<'_> {
    /// Why a command cannot be done now, in a few words. None: it can be done.
    pub(super) fn why_not(&self, command: &Command) -> Option<&'static str> {
        let view = self.session.view();
        let document = self.document;
        let unless = |can: bool, why: &'static str| (!can).then_some(why);
        match command {
            Command::Undo => {
                unless(self.session.has_past() || document.neighbours.earlier.is_some(), "Nothing to undo")
            }
            Command::Redo => {
                unless(self.session.has_future() || document.neighbours.later.is_some(), "Nothing to redo")
            }
            Command::ClearFilter => unless(!view.filter.is_empty(), "There is no filter"),
            Command::CopyEvent | Command::TypeWhen | Command::Judge => self.without_event(),
            Command::OpenSource | Command::CopySource => self.without_event().or_else(|| self.without_address()),
            Command::RetellChapter | Command::ShowInChapter | Command::RemoveChapter => {
                unless(view.chapter.is_some(), NO_CHAPTER)
            }
            Command::MoveChapter(direction) => self.cannot_move_chapter(*direction),
            Command::NextChapter(_) | Command::PlayChapters => {
                unless(!self.session.store().story().chapters.is_empty(), "This story has no chapters")
            }
            Command::NextLanguage => {
                unless(!self.session.store().languages().is_empty(), "This story is in one language")
            }
            Command::SelectNext(_) | Command::SelectEnd(_) | Command::TogglePlay => {
                unless(!self.session.shown().is_empty(), "No events are shown")
            }
            Command::Perform(effect) => self.why_not_outside(effect),
            _ => None,
        }
    }

    fn why_not_outside(&self, effect: &Effect) -> Option<&'static str> {
        let document = self.document;
        let unless = |can: bool, why: &'static str| (!can).then_some(why);
        match effect {
            Effect::Save => unless(self.session.is_changed(), "No changes to save"),
            Effect::Reload => {
                unless(!matches!(document.origin, Origin::Carried | Origin::Begun), "This story comes from no file")
            }
            Effect::Columns => unless(document.table.is_some(), "This story does not come from a table"),
            Effect::SaveRejected => unless(!document.report.rejected_rows.is_empty(), "No rows were skipped"),
            Effect::EndComparison => unless(self.session.comparison().is_some(), "No versions are compared"),
            Effect::ShowSteps => unless(!document.steps.changes().is_empty(), "Nothing was changed in this session"),
            Effect::SelectShown => {
                let shown = self.session.shown();
                unless(!shown.is_empty() || !shown.undated().is_empty(), "No events are shown")
            }
            Effect::EditEvent
            | Effect::DuplicateEvent
            | Effect::RemoveEvents
            | Effect::NewClaim
            | Effect::PointPlace
            | Effect::DrawPlace => self.without_event(),
            Effect::DisputeClaim => self.without_event().or_else(|| {
                let index = self.session.view().selected(self.session.store())?;
                let is_told = !self.session.store().event(index).claims.is_empty();
                unless(is_told, "This event has no claims")
            }),
            Effect::SplitClaim => self.without_event().or_else(|| {
                let is_chosen = self.hands.claim || self.session.view().claim.is_some();
                unless(is_chosen, "Choose a claim first: unfold it in the form of the event")
            }),
            Effect::JoinEvents => unless(
                self.session.view().selection.len() > 1,
                "Select two or more events first: hold Ctrl and click them",
            ),
            Effect::JoinSources => {
                unless(self.hands.sources > 1, "Choose two or more sources first: hold Ctrl and click them in Sources")
            }
            Effect::FillDown => unless(self.hands.table, "Open the table of events or of claims first"),
            _ => None,
        }
    }

    fn without_event(&self) -> Option<&'static str> {
        self.session.view().selection.is_empty().then_some(NO_EVENT)
    }

    fn without_address(&self) -> Option<&'static str> {
        let store = self.session.store();
        let index = self.session.view().selected(store)?;
        let event = store.event(index);
        let mut sources = event.claims.iter().filter_map(|claim| store.source(&claim.source));
        let has_one = sources.any(|source: &Source| !source.address().is_empty());
        (!has_one).then_some("This event has no source with an address")
    }

    fn cannot_move_chapter(&self, direction: Direction) -> Option<&'static str> {
        let Some(open) = self.session.view().chapter else { return Some(NO_CHAPTER) };
        let last = self.session.store().story().chapters.len().saturating_sub(1);
        match direction {
            Direction::Back if open == 0 => Some("This is the first chapter"),
            Direction::Forward if open >= last => Some("This is the last chapter"),
            _ => None,
        }
    }
}
