//! What is said: stories, events, claims, sources, places and times.
//!
//! This module answers what a story holds. It does not know about files, indexes, maps on a screen
//! or what a viewer has chosen to see.

mod citation;
mod claim;
mod codes;
mod coordinates;
mod digits;
mod edtf;
mod event;
mod events;
mod fields;
mod grading;
mod kept;
mod language;
mod named_place;
mod pack;
mod packed;
mod packed_event;
mod packed_rows;
mod packed_when;
mod place;
mod plain;
mod quantity;
mod rare;
mod redaction;
mod row;
mod rows;
mod shared;
mod shelf;
mod sources;
mod story;
mod time_span;
mod translation;
mod typed;
mod when;
mod words;
mod zone;

pub use citation::CitationForm;
pub use claim::{Attribution, AttributionKind, Claim, Stance};
pub use coordinates::{
    Form, Linked, Order, Other, OtherWay, Reading, Unread, locality_of_code, read_position, written_position,
};
pub(crate) use coordinates::{degrees, first_of_many, is_degrees, is_lettered, is_mgrs, mgrs, pair, split_pair};
pub(crate) use digits::western_digits;
pub use digits::{bytes_words, grouped};
pub use edtf::EdtfError;
pub(crate) use edtf::Languages;
pub use event::{ActorRole, Attestation, Event, Link};
pub use events::{AboutEvents, Events, KeptEvents, Packing};
pub use fields::{Column, Field, Fields, Held, Kind, Named, Search, TextKind, TextVisitor, Visitor, columns_in, field};
pub use grading::{ASSESSMENTS, CREDIBILITY, RELIABILITY, assessment_words, grading_words};
pub use kept::{kept_rows, rows_of_kept};
pub use language::{Language, LanguageError};
pub use named_place::{NamedPlace, Region};
#[cfg(test)]
pub(crate) use packed_event::tests::any_event;
pub use place::{Bounds, Geometry, Lines, LonLat, Place, Precision};
pub use plain::plain;
pub use quantity::{Quantity, Reach, number_text};
pub use rare::{Empty, Rare};
pub use redaction::{NewIds, Redaction, Tray};
pub use row::Row;
pub use rows::{RowOfRows, Rows};
pub use shared::Shared;
pub use shelf::{Place as ShelfPlace, Shelf, Shelving, lost_count};
pub use sources::Sources;
pub use story::{Actor, Category, Chapter, Layer, Source, Story};
pub use time_span::{Extent, Match, TimeSpan};
pub(crate) use translation::Translated;
pub use translation::{Translation, translated};
pub use typed::{TypedContext, TypedError, TypedWhen};
pub use when::When;
pub use words::{MONTH_NAMES, ShortForm, year_words};
pub use zone::Zone;

/// The members of a JSON object in the order in which a file gave them.
///
/// Kept beside what was understood, so that members that Meridian does not know, and their order,
/// survive a round trip.
pub type Members = serde_json::Map<String, serde_json::Value>;
