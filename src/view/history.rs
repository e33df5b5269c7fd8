//! The views and edits before these, for undo.

use std::sync::Arc;

use super::patch::Patch;
use super::{Command, Edit, Effect, Known, Stage, View};
use crate::store::Store;

/// How many steps can be taken back.
const DEPTH: usize = 200;

/// A way back, or on: to another view, and through a patch to another state of the story.
#[derive(Debug, Clone)]
struct Step {
    view: View,
    /// What the story is changed by; none where the view alone was another.
    patch: Option<Patch>,
    /// The edition of the story that it leads to.
    edition: u64,
}

/// What a command has done.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// What is left for the outside to do.
    pub(super) effect: Option<Effect>,
    /// Whether the view asks for other events than before.
    pub(super) asks_anew: bool,
}

/// Past and future around the present.
#[derive(Debug, Clone)]
pub(super) struct History {
    view: View,
    /// The story with all its claims.
    store: Arc<Store>,
    /// See [`History::take_anew`].
    anew: Vec<usize>,
    /// Which of the states that the story has had it is in.
    edition: u64,
    /// The last edition that was made.
    editions: u64,
    past: Vec<Step>,
    future: Vec<Step>,
    gesture: Option<std::mem::Discriminant<Command>>,
    /// How many steps there were after the last writing; none once it is over.
    writing: Option<usize>,
}

impl History {
    /// A history that begins with this view of this story.
    pub(super) fn new(view: View, store: Arc<Store>) -> Self {
        Self {
            view,
            store,
            anew: Vec::new(),
            edition: 0,
            editions: 0,
            past: Vec::new(),
            future: Vec::new(),
            gesture: None,
            writing: None,
        }
    }

    /// The same story, in the edition that it is in, with another view and no steps.
    pub(super) fn begin_with(&mut self, view: View) {
        self.view = view;
        self.past.clear();
        self.future.clear();
        self.gesture = None;
    }

    /// True when there is a step to take back.
    pub(super) fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    /// True when a step was taken back that can be taken again.
    pub(super) fn has_future(&self) -> bool {
        !self.future.is_empty()
    }

    /// The view as it is now.
    pub(super) fn view(&self) -> &View {
        &self.view
    }

    /// The story as it is now, with all its claims. Another one after every edit.
    pub(super) fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// Indexes of the events, rising, of which the store knows only since the last change what they say, and not
    /// yet their places.
    pub(super) fn take_anew(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.anew)
    }

    /// The same story with more known of it, such as the places of its events.
    pub(super) fn set_store(&mut self, store: Arc<Store>) {
        self.store = store;
    }

    /// Which of the states that the story has had it is in: 0 as it was first. An edit that is taken back leads
    /// back to the number before it.
    pub(super) fn edition(&self) -> u64 {
        self.edition
    }

    /// Applies a command and keeps the way back from it. Commands of one kind in a row that belong to one gesture,
    /// such as the steps of a drag, are taken back together; playing is no step.
    pub(super) fn apply(&mut self, command: &Command, stage: &Stage<'_>) -> Applied {
        match command {
            Command::Undo => {
                let Some(step) = self.past.pop() else { return Applied::default() };
                self.writing = None;
                let back = self.go(step);
                let applied = self.arrived_from(&back.view);
                self.future.push(back);
                applied
            }
            Command::Redo => {
                let Some(step) = self.future.pop() else { return Applied::default() };
                let back = self.go(step);
                let applied = self.arrived_from(&back.view);
                self.past.push(back);
                applied
            }
            Command::Edit(edit) => self.edit(edit),
            Command::Write(edit) => self.write(edit),
            Command::EndWriting => {
                self.writing = None;
                Applied::default()
            }
            Command::MoveChapter(_) | Command::RemoveChapter | Command::ShowInChapter => {
                let Some(open) = self.view.chapter else {
                    return Applied { effect: Some(Effect::Say("Open a chapter first".into())), asks_anew: false };
                };
                self.edit_of_chapter(command, open, stage).map_or_else(Applied::default, |edit| self.edit(&edit))
            }
            _ => self.change_view(command, stage),
        }
    }

    /// Shows another theme in every view, without a step to take back: the theme is the viewer's.
    pub(super) fn set_theme(&mut self, theme: super::Theme) {
        let steps = self.past.iter_mut().chain(&mut self.future);
        steps.map(|step| &mut step.view).chain([&mut self.view]).for_each(|view| view.theme = theme);
    }

    /// Says that a gesture is over: the next command begins a new step.
    pub(super) fn end_gesture(&mut self) {
        self.gesture = None;
    }

    fn edit_of_chapter(&self, command: &Command, open: usize, stage: &Stage<'_>) -> Option<Edit> {
        match command {
            Command::MoveChapter(direction) => {
                let to = open.checked_add_signed(direction.sign() as isize)?;
                Some(Edit::MoveChapter(open, to))
            }
            Command::RemoveChapter => Some(Edit::RemoveChapter(open)),
            _ => {
                let selection = &self.view.selection;
                let (event, events) = selection
                    .split_first()
                    .map_or_else(Default::default, |(first, others)| (first.clone(), others.to_vec()));
                let view = self.view.as_chapter_view(&self.store, stage.map_size_points);
                Some(Edit::ShowInChapter { number: open, event, events, view })
            }
        }
    }

    fn edit(&mut self, edit: &Edit) -> Applied {
        let Some(patch) = edit.patch(&self.store) else { return Applied::default() };
        self.editions += 1;
        let before = self.store.clone();
        let back = self.go(Step { view: self.view.clone(), patch: Some(patch), edition: self.editions });
        edit.follow(&mut self.view, self.store.whole_story().chapters.len());
        let is_there = |id: &String| self.store.index_of(id).is_some();
        self.view.selection.retain(is_there);
        self.view.follow_range(&before, &self.store, &self.anew);
        self.view.find_time(&self.store);
        let applied = self.arrived_from(&back.view);
        self.keep(back);
        applied
    }

    /// Edits as one step with the writing just before it, if any.
    fn write(&mut self, edit: &Edit) -> Applied {
        let goes_on = self.writing == Some(self.past.len()) && self.future.is_empty();
        let before = self.edition;
        let applied = self.edit(edit);
        if self.edition == before {
            return applied;
        }
        if goes_on && self.past.len() > 1 {
            let (last, first) = (self.past.pop(), self.past.pop());
            if let (Some(last), Some(first)) = (last, first) {
                let patch = match (last.patch, &first.patch) {
                    (Some(last), Some(first)) => Some(last.then_back(first)),
                    (last, first) => last.or_else(|| first.clone()),
                };
                self.past.push(Step { patch, ..first });
            }
        }
        self.writing = Some(self.past.len());
        applied
    }

    /// Ends a gesture, and tells whether the view asks for other events than the one before.
    fn arrived_from(&mut self, before: &View) -> Applied {
        self.gesture = None;
        Applied { effect: None, asks_anew: before.question() != self.view.question() }
    }

    /// Takes a step, and returns the one that leads back.
    fn go(&mut self, step: Step) -> Step {
        let Step { view, patch, edition } = step;
        Step {
            view: std::mem::replace(&mut self.view, view),
            patch: patch.map(|patch| self.patch(patch)),
            edition: std::mem::replace(&mut self.edition, edition),
        }
    }

    fn patch(&mut self, patch: Patch) -> Patch {
        let touched = patch.touched();
        let mut story = (**self.store.whole_story()).clone();
        let inverse = patch.apply(&mut story);
        self.store = Arc::new(self.store.patched(Arc::new(story), &touched));
        self.anew = touched.fresh();
        inverse
    }

    fn keep(&mut self, back: Step) {
        self.writing = None;
        self.past.push(back);
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
    }

    fn change_view(&mut self, command: &Command, stage: &Stage<'_>) -> Applied {
        let before = self.view.clone();
        let effect = self.view.apply(command, stage);
        let asks_anew = before.question() != self.view.question();
        if self.view == before || matches!(command, Command::Tick(_)) {
            return Applied { effect, asks_anew };
        }
        let kind = Some(std::mem::discriminant(command));
        if kind == self.gesture && is_gesture(command) {
            self.future.clear();
        } else {
            self.keep(Step { view: before, patch: None, edition: self.edition });
        }
        self.gesture = kind;
        Applied { effect, asks_anew }
    }
}

fn is_gesture(command: &Command) -> bool {
    matches!(
        command,
        Command::ShowMap(_)
            | Command::PanMap(_)
            | Command::ZoomMapAround(..)
            | Command::ShowTime(_)
            | Command::PanTime(_)
            | Command::ZoomTimeAround(..)
            | Command::SetWindow(_)
            | Command::SetPlayhead(_)
            | Command::SetFilter(_)
            | Command::SetKnown(Known::By(_))
    )
}
