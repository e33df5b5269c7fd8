//! What a field knows from frame to frame.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, Id};

use super::caret::Caret;
use super::history::History;
use super::presses::Presses;

/// What a field knows.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) caret: Caret,
    pub(super) history: History,
    /// The text that it left. Where it finds another, someone else has changed it.
    pub(super) text: String,
    /// Where the caret goes by rows, in points from the left of the text.
    pub(super) goal: Option<f32>,
    /// What an input method is still putting together.
    pub(super) composed: Option<Range<usize>>,
    pub(super) presses: Presses,
    /// How far a text that is wider than its field is moved to the left, in points; none yet.
    pub(super) scrolled: Option<f32>,
    /// When a key was pressed or the pointer, in seconds: the caret is seen right after.
    pub(super) touched_secs: f64,
    /// What was chosen when other programs were last told.
    pub(super) told: Range<usize>,
}

impl State {
    /// The state of a field whose text is this now.
    pub(super) fn of(ctx: &Context, id: Id, text: &str) -> Self {
        let mut state = ctx.data(|data| data.get_temp::<Self>(id)).unwrap_or_else(|| Self {
            caret: Caret::new(text.len()),
            text: text.to_owned(),
            ..Self::default()
        });
        if state.text != text {
            // Nothing of another text is to come back with an undo.
            state.history = History::default();
            state.composed = None;
            state.scrolled = None;
            state.caret = Caret::new(text.len());
            text.clone_into(&mut state.text);
        }
        state.caret = state.caret.within(text);
        state
    }

    /// Keeps it.
    pub(super) fn keep(mut self, ctx: &Context, id: Id, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
        }
        // By this egui knows that keys are typed into a field.
        let letter = |at: usize| CCursor::new(text[..at].chars().count());
        let mut edit = TextEditState::default();
        edit.cursor.set_char_range(Some(CCursorRange::two(letter(self.caret.from), letter(self.caret.at))));
        edit.store(ctx, id);
        ctx.data_mut(|data| data.insert_temp(id, self));
    }
}
