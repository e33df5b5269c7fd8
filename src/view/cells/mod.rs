//! Cells of a table of events and of one of claims: what stands in them, and what writing into them changes.
//!
//! Answers the text of a cell as it is typed and copied, and the one change that all that was written into cells makes
//! of a story. It does not know in what order rows stand, or where they are shown.

mod claims;
mod events;
mod names;
mod writer;

#[cfg(test)]
mod tests;

pub use self::claims::{ClaimCell, claim_text};
pub use self::events::{EventCell, event_text};
pub use self::writer::{CellWriter, Taken, Written};
