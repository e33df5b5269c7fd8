//! One term of a filter.
//!
//! This module answers what a term asks and how it is written. It does not know events.

use std::fmt;

use super::field::Field;
use super::number_asked::{NumberTerm, SIGNS};
use super::value::{Value, quoted};

/// One term of a filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub(super) sense: Sense,
    pub(super) test: Test,
}

/// Whether a term must hold or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Must,
    MustNot,
}

/// What a term asks.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// The words as they were typed.
    Words(String),
    /// One of the values, of which there is one at least.
    Field(Field, Vec<Value>),
    /// A number of the events.
    Number(NumberTerm),
}

impl Term {
    /// The word of its field; none for a term of words or of a number.
    pub fn field(&self) -> Option<&'static str> {
        match &self.test {
            Test::Words(_) | Test::Number(_) => None,
            Test::Field(field, _) => Some(field.word()),
        }
    }

    /// True for a term that asks for a number of the events.
    pub fn is_of_number(&self) -> bool {
        matches!(self.test, Test::Number(_))
    }

    /// True when it excludes what it names, having a leading `-`.
    pub fn excludes(&self) -> bool {
        self.sense == Sense::MustNot
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sense == Sense::MustNot {
            f.write_str("-")?;
        }
        match &self.test {
            Test::Words(words) => {
                let reads_otherwise = |char: char| char.is_whitespace() || char == '"' || SIGNS.contains(&char);
                if words.contains(reads_otherwise) || words.starts_with('-') {
                    f.write_str(&quoted(words))
                } else {
                    f.write_str(words)
                }
            }
            Test::Number(number) => number.fmt(f),
            Test::Field(field, values) => {
                write!(f, "{}:", field.word())?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if index == 0 { "" } else { "," })?;
                }
                Ok(())
            }
        }
    }
}
