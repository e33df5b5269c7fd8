//! What claims count and who says so: the figures of one event, measure by measure, and how they are
//! drawn.
//!
//! This module answers which figures stand against each other, in whose words, and where their marks
//! stand on a rule. It does not know which figure is right: nothing is added up or averaged.

mod contest;
mod measures;
mod speaker;
mod strip;

pub use contest::{Contest, contests_of};
pub use measures::{Group, Measure, measures_of};
pub use speaker::{capitalized, first_name, speaker_of};
pub use strip::{PRINT_STRIP, Strip, StripStyle, WINDOW_STRIP, strip_of};
