//! What is shown of a story: one plain, serialisable [`View`], changed by [`Command`]s alone; and the
//! [`Edit`]s that change the story itself.
//!
//! This module answers what a command does to what is shown. It does not draw, knows no window and
//! no file, and reads no clock: what the outside must do comes back as an [`Effect`].

mod apply;
mod choosing;
mod command;
mod edit;
mod effect;
mod film;
mod history;
mod map_viewport;
mod playing;
mod redacted;
mod series;
mod state;
mod whole;

pub use crate::basemap::Viewpoint;
pub use apply::Stage;
pub use command::{Command, Direction, Menu, Shortcut, TABLE, Titled, titled};
pub use edit::{Edit, Judgement};
pub use effect::{Effect, Panel};
pub use film::{Pace, Take};
pub use history::History;
pub use map_viewport::{MapViewport, lon_lat_from_unit, unit_from_lon_lat};
pub use series::{Each, Part};
pub use state::{Known, LaneBy, Motion, Others, Playback, Theme, TimeMode, View, ZoneChoice};
pub use whole::{is_after, is_before};
