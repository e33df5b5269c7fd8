//! Scenes as files: SVG, and PNG made from it.
//!
//! This module answers what the bytes of a picture are. It draws nothing of its own and leaves
//! nothing out: what is in the [`Scene`](crate::scene::Scene) is in the file. It reads and writes no
//! file, clock or random number, so the same scene gives the same bytes.

mod embedded;
mod png;
mod svg;

pub use embedded::{Carries, Embedded};
pub use png::{ExportError, MOST_PIXELS, png_from_svg};
pub use svg::{carried_images, svg_from_scene};

/// The program and its version, as pictures name it.
const SOFTWARE: &str = concat!("Meridian ", env!("CARGO_PKG_VERSION"));
