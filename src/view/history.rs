//! The views and stories before these, for undo.

use std::sync::Arc;

use super::{Command, Edit, Effect, Known, Stage, View};
use crate::store::Store;

/// How many steps can be taken back.
const DEPTH: usize = 200;

/// What is shown, and of which story.
#[derive(Debug, Clone)]
struct Moment {
    view: View,
    store: Arc<Store>,
}

/// Past and future around the present.
#[derive(Debug, Clone)]
pub struct History {
    present: Moment,
    past: Vec<Moment>,
    future: Vec<Moment>,
    gesture: Option<std::mem::Discriminant<Command>>,
}

impl History {
    /// A history that begins with this view of this story.
    pub fn new(view: View, store: Arc<Store>) -> Self {
        Self { present: Moment { view, store }, past: Vec::new(), future: Vec::new(), gesture: None }
    }

    /// True when there is a step to take back.
    pub fn has_moved(&self) -> bool {
        !self.past.is_empty()
    }

    /// True when a step was taken back that can be taken again.
    pub fn has_undone(&self) -> bool {
        !self.future.is_empty()
    }

    /// The view as it is now.
    pub fn view(&self) -> &View {
        &self.present.view
    }

    /// The story as it is now, with all its claims. Another one after every edit.
    pub fn store(&self) -> &Arc<Store> {
        &self.present.store
    }

    /// Applies a command and keeps the moment before it. Commands of one kind in a row that belong
    /// to one gesture, such as the steps of a drag, are taken back together; playing is no step.
    pub fn apply(&mut self, command: &Command, stage: &Stage<'_>) -> Option<Effect> {
        match command {
            Command::Undo => {
                if let Some(moment) = self.past.pop() {
                    self.future.push(std::mem::replace(&mut self.present, moment));
                }
                self.gesture = None;
                None
            }
            Command::Redo => {
                if let Some(moment) = self.future.pop() {
                    self.past.push(std::mem::replace(&mut self.present, moment));
                }
                self.gesture = None;
                None
            }
            Command::Edit(edit) => {
                self.edit(edit);
                None
            }
            Command::MoveChapter(_) | Command::RemoveChapter | Command::ShowInChapter => {
                let Some(open) = self.present.view.chapter else { return Some(Effect::Say("Open a chapter first")) };
                if let Some(edit) = self.edit_of_chapter(command, open, stage) {
                    self.edit(&edit);
                }
                None
            }
            _ => self.step(command, stage),
        }
    }

    /// Shows another theme in every view, without a step to take back: the theme is the viewer's.
    pub fn set_theme(&mut self, theme: super::Theme) {
        let moments = self.past.iter_mut().chain(&mut self.future);
        moments.chain([&mut self.present]).for_each(|moment| moment.view.theme = theme);
    }

    /// Says that the hand has let go: the next command begins a new step.
    pub fn end_gesture(&mut self) {
        self.gesture = None;
    }

    fn edit_of_chapter(&self, command: &Command, open: usize, stage: &Stage<'_>) -> Option<Edit> {
        let Moment { view, store } = &self.present;
        match command {
            Command::MoveChapter(direction) => {
                let to = open.checked_add_signed(direction.sign() as isize)?;
                Some(Edit::MoveChapter(open, to))
            }
            Command::RemoveChapter => Some(Edit::RemoveChapter(open)),
            _ => {
                let (event, events) = view
                    .selection
                    .split_first()
                    .map_or_else(Default::default, |(first, others)| (first.clone(), others.to_vec()));
                let view = view.as_chapter_view(store, stage.map_size_points);
                Some(Edit::ShowInChapter { number: open, event, events, view })
            }
        }
    }

    fn edit(&mut self, edit: &Edit) {
        let Some(story) = edit.applied(self.present.store.whole_story()) else { return };
        let mut next = Moment { view: self.present.view.clone(), store: Arc::new(Store::new(story)) };
        edit.follow(&mut next.view, next.store.story().chapters.len());
        next.view.find_time(&next.store);
        let before = std::mem::replace(&mut self.present, next);
        self.keep(before);
        self.gesture = None;
    }

    fn keep(&mut self, before: Moment) {
        self.past.push(before);
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
    }

    fn step(&mut self, command: &Command, stage: &Stage<'_>) -> Option<Effect> {
        let before = self.present.clone();
        let effect = self.present.view.apply(command, stage);
        if self.present.view == before.view || matches!(command, Command::Tick(_)) {
            return effect;
        }
        let kind = Some(std::mem::discriminant(command));
        let continues = kind == self.gesture && is_gesture(command);
        if continues {
            self.future.clear();
        } else {
            self.keep(before);
        }
        self.gesture = kind;
        effect
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
