//! Exports: pictures, series of them, pages and films, made from scenes.
//!
//! This module answers what an export is ([`ExportSpec`]), whether it can be made ([`Problem`]), and what the bytes of
//! its files are ([`ExportPlan`]). It draws nothing of its own and leaves
//! nothing out: what is in the [`Scene`](crate::scene::Scene) is in the file. It reads and writes no
//! file, clock or random number, so the same scene gives the same bytes.

mod check;
mod citation;
mod direction;
mod embedded;
mod events;
mod film;
mod format;
mod limits;
mod markup;
mod page;
mod pdf;
mod picture;
mod plan;
mod png;
mod preview;
mod problem;
mod progress;
mod protected;
mod series;
mod set_words;
mod size;
mod spec;
mod still;
mod svg;

pub use check::{StoryNames, check_comparison, check_names, redacted_store};
pub use citation::{citation, claim_citation};
pub use embedded::Embedded;
pub use events::{EventsSpec, Scope, shown_story};
pub use film::is_moving_file;
pub use format::Format;
pub use limits::{MOST_PICTURES, MOST_PIXELS, SIZES};
pub use pdf::pdf_from_svg;
pub use plan::{Content, Ending, ExportPlan, ExportSource, Exported};
pub use png::{ExportError, png_from_svg};
pub use problem::Problem;
pub use progress::Progress;
pub use size::{rounding_from_text, scale_from_text, size_from_text, size_words};
pub use spec::{Carries, ExportKind, ExportSpec, Motion};
pub use svg::{Letters, carried_images, svg_from_scene};

/// The program and its version, as pictures name it.
const SOFTWARE: &str = concat!("Meridian ", env!("CARGO_PKG_VERSION"));
