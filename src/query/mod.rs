//! What is asked of many events: filters, the events of a window, counts and figures.
//!
//! Answers which events of a [`Store`](crate::store::Store) a question admits, and what can be
//! counted of them. It does not know the view that asks, and not where or how an answer is drawn.
//!
//! Nothing here can fail but reading a filter: what was read holds for any store.

mod actors;
mod admitted;
mod asked;
mod bound;
mod check;
mod citing;
mod claim_filter;
mod claims;
mod complete;
mod diff;
mod few;
mod field;
mod filter;
mod grid;
mod histogram;
mod honeycomb;
mod merge;
mod nearest;
mod number_asked;
mod parse;
mod plan;
mod provenance;
mod quantities;
mod remarks;
mod search;
mod select;
mod shown;
mod similar;
mod swept;
mod term;
mod time_asked;
mod value;

pub use actors::{ActorColumn, ActorCounts, ActorOrder, ActorSearch, actors};
pub use citing::{citation_counts, cited_sources, citing};
pub use claims::{ClaimAt, ClaimColumn, ClaimOrder, ClaimScope, Sorting, claim_count, claims, disputed_by, disputes};
pub use complete::Completion;
pub use diff::{Difference, MemberChange, StoryDiff, Subject, compared_story, value_words};
pub use filter::Filter;
pub use grid::{Grid, Split};
pub use histogram::{KeyCount, counts, counts_in, counts_of_days};
pub use honeycomb::Honeycomb;
pub use merge::{Clash, Conflict, MemberClash, Merged, Renamed, Side, changed_parts, merge_stories, reverted};
pub use provenance::{Copied, Provenance, SourceLack, is_technical, lacks_of};
pub use quantities::{MeasureClaims, QuantityClaim, quantities};
pub use remarks::{remarks_on_event, remarks_on_source};
pub use search::{Found, Search};
pub use select::{Question, answers, select, select_again, select_found, select_meanwhile};
pub use shown::{Ranks, Shown, uncertain_words};
pub use similar::{similar_events, told_apart};
pub use swept::Swept;
pub use term::Term;

/// Why a text is no filter, or a filter likely misspelt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FilterError {
    /// Where, in bytes from the start of the text.
    pub offset: usize,
    /// What is wrong and what to write instead; no full stop at the end.
    pub message: String,
}
