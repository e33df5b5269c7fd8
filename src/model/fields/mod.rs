//! Every field of a story and of what is in it, in one table.
//!
//! This module answers which fields there are: what a story file calls each, what people call it, what it holds,
//! whether a search looks through it, and in which columns of a table of events it stands. It shows the values of
//! something to a visitor, field by field. It does not know how a value is read or written, nor what is done with
//! it.

mod field;
mod table;
mod texts;

pub use field::{Column, Field, Fields, Held, Kind, Search, Visitor, columns_in, field};
pub use texts::{Named, TextKind, TextVisitor};
