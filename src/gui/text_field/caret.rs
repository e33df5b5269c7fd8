//! Where one writes.

use std::ops::Range;

/// On which side of its place a caret is drawn, where two letters meet that are read in different
/// directions, or where a row ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Lean {
    /// Where the letter before it ends.
    #[default]
    Back,
    /// Where the letter after it begins.
    On,
}

/// A caret, with what is chosen. Places are in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Caret {
    /// Where it stands.
    pub(super) at: usize,
    /// The other end of what is chosen: its own place when nothing is.
    pub(super) from: usize,
    pub(super) lean: Lean,
}

impl Caret {
    /// A caret with nothing chosen.
    pub(super) fn new(at: usize) -> Self {
        Self { at, from: at, lean: Lean::Back }
    }

    /// A caret at the end of what is chosen.
    pub(super) fn choosing(range: Range<usize>) -> Self {
        Self { at: range.end, from: range.start, lean: Lean::Back }
    }

    /// What is chosen, in the order of the text.
    pub(super) fn range(self) -> Range<usize> {
        self.at.min(self.from)..self.at.max(self.from)
    }

    /// True when nothing is chosen.
    pub(super) fn is_empty(self) -> bool {
        self.at == self.from
    }

    /// The same in a text that may be another than it was set in.
    pub(super) fn within(self, text: &str) -> Self {
        Self { at: text.floor_char_boundary(self.at), from: text.floor_char_boundary(self.from), ..self }
    }
}
