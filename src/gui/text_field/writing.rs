//! Writing: a text, a caret, and what keys do to them. It knows no window.

use std::ops::Range;

use super::caret::{Caret, Lean};
use super::history::{Deed, History};
use super::steps::{Step, Way, last_typed, step};

/// How many lines a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Several,
}

/// Whether a step chooses what it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choosing {
    Yes,
    No,
}

/// A text that is written in.
#[derive(Debug)]
pub(super) struct Writing<'t> {
    pub(super) text: &'t mut String,
    pub(super) caret: Caret,
    pub(super) lines: Lines,
    pub(super) history: &'t mut History,
}

impl Writing<'_> {
    /// What is chosen.
    pub(super) fn chosen(&self) -> &str {
        &self.text[self.caret.range()]
    }

    /// Puts the caret somewhere.
    pub(super) fn place(&mut self, at: usize, lean: Lean, choosing: Choosing) {
        let from = if choosing == Choosing::Yes { self.caret.from } else { at };
        self.caret = Caret { at, from, lean };
        self.history.pause();
    }

    /// A step of the caret. What is chosen is left at its end on that side.
    pub(super) fn go(&mut self, kind: Step, way: Way, choosing: Choosing) {
        // A caret stands by the letter that it has passed.
        let lean = if way == Way::On { Lean::Back } else { Lean::On };
        let range = self.caret.range();
        let at = match way {
            _ if kind != Step::Letter || choosing == Choosing::Yes || range.is_empty() => {
                step(self.text, self.caret.at, kind, way)
            }
            Way::Back => range.start,
            Way::On => range.end,
        };
        self.place(at, lean, choosing);
    }

    /// Puts letters where the caret is, in place of what is chosen.
    pub(super) fn insert(&mut self, letters: &str, deed: Deed) {
        let deed = if self.caret.is_empty() { deed } else { Deed::Other };
        self.history.note(self.text, self.caret, deed);
        self.replace(self.caret.range(), letters);
        if letters.ends_with(char::is_whitespace) {
            self.history.pause();
        }
    }

    /// Puts letters that were copied elsewhere; line breaks as the field has them.
    pub(super) fn paste(&mut self, letters: &str) {
        let letters = letters.replace("\r\n", "\n").replace('\r', "\n");
        let letters =
            if self.lines == Lines::One { letters.trim_end_matches('\n').replace('\n', " ") } else { letters };
        if !letters.is_empty() {
            self.insert(&letters, Deed::Other);
        }
    }

    /// Takes away what is chosen, or else a step.
    pub(super) fn delete(&mut self, kind: Step, way: Way) {
        let at = self.caret.at;
        let (range, deed) = match (kind, way) {
            _ if !self.caret.is_empty() => (self.caret.range(), Deed::Other),
            (Step::Letter, Way::Back) => (last_typed(self.text, at)..at, Deed::Deleting),
            (Step::Letter, Way::On) => (at..step(self.text, at, kind, way), Deed::Deleting),
            (_, Way::Back) => (step(self.text, at, kind, way)..at, Deed::Other),
            (_, Way::On) => (at..step(self.text, at, kind, way), Deed::Other),
        };
        if !range.is_empty() {
            self.history.note(self.text, self.caret, deed);
            self.replace(range, "");
        }
    }

    /// Puts letters in place of others, which the history does not note. Returns where they are.
    pub(super) fn replace(&mut self, range: Range<usize>, letters: &str) -> Range<usize> {
        self.text.replace_range(range.clone(), letters);
        let end = range.start + letters.len();
        self.caret = Caret::new(end);
        range.start..end
    }

    /// Takes the last step back, or does it again.
    pub(super) fn travel(&mut self, way: Way) {
        let moment = match way {
            Way::Back => self.history.undo(self.text, self.caret),
            Way::On => self.history.redo(self.text, self.caret),
        };
        if let Some((text, caret)) = moment {
            *self.text = text;
            self.caret = caret;
        }
    }
}
