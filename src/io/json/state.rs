//! Where a walk over a JSON text stands, and what it finds broken.

/// The first thing that breaks a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::io) struct Fault {
    /// The byte at which it stands.
    pub(in crate::io) offset: usize,
    /// What is wrong and what to do.
    pub(in crate::io) message: String,
}

impl Fault {
    pub(super) fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { offset, message: message.into() }
    }
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A value: the whole text, or one after a colon.
    Value,
    /// The first element of an array, or its end.
    FirstElement,
    /// An element after a comma.
    Element,
    /// The first name of an object, or its end.
    FirstName,
    /// A name after a comma.
    Name,
    /// The colon after a name.
    Colon,
    /// A comma, or the end of the array or object.
    CommaOrEnd,
    /// Nothing.
    Nothing,
}

/// An array or object that is not closed yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// Its bracket, `[` or `{`.
    pub(super) bracket: char,
    /// The byte at which that stands.
    pub(super) offset: usize,
}

impl Open {
    /// The bracket that closes it.
    pub(super) fn close(self) -> char {
        if self.bracket == '[' { ']' } else { '}' }
    }
}
