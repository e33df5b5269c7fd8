//! What a field can take back.

use super::caret::Caret;

/// As many steps are kept, of as many bytes together.
const STEPS: usize = 200;
const BYTES: usize = 4 << 20;

/// What is done to a text. What is alike and follows on each other is one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Letters are typed: a word with the space after it is one step.
    Typing,
    /// Letters are taken away one by one.
    Deleting,
    /// Anything else is a step of its own.
    Other,
}

/// A text, and where the caret stood.
type Moment = (String, Caret);

/// The moments of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    past: Vec<Moment>,
    future: Vec<Moment>,
    /// What goes on.
    deed: Option<Deed>,
}

impl History {
    /// Keeps how things are before something is done.
    pub(super) fn note(&mut self, text: &str, caret: Caret, deed: Deed) {
        if self.deed != Some(deed) || deed == Deed::Other {
            self.past.push((text.to_owned(), caret));
            let mut bytes = 0;
            let fits = |moment: &&Moment| {
                bytes += moment.0.len();
                bytes <= BYTES
            };
            let kept = self.past.iter().rev().take(STEPS).take_while(fits).count();
            self.past.drain(..self.past.len() - kept);
        }
        self.future.clear();
        self.deed = Some(deed);
    }

    /// What is done next is a step of its own.
    pub(super) fn pause(&mut self) {
        self.deed = None;
    }

    /// The moment before the last step.
    pub(super) fn undo(&mut self, text: &str, caret: Caret) -> Option<Moment> {
        self.deed = None;
        let moment = self.past.pop()?;
        self.future.push((text.to_owned(), caret));
        Some(moment)
    }

    /// The moment that was left with the last undo.
    pub(super) fn redo(&mut self, text: &str, caret: Caret) -> Option<Moment> {
        self.deed = None;
        let moment = self.future.pop()?;
        self.past.push((text.to_owned(), caret));
        Some(moment)
    }
}
