//! What is shown of a story: one plain, serialisable [`View`], changed by [`Command`]s alone; the [`Edit`]s that
//! change the story itself; and the [`Session`] that holds both, with the way back.
//!
//! This module answers what a command does to what is shown. It does not draw, knows no window and
//! no file, and reads no clock: what the outside must do comes back as an [`Effect`].

mod adding;
mod apply;
mod becoming;
mod cells;
mod chapter;
mod choices;
mod choosing;
mod command;
mod comparison;
mod edit;
mod effect;
mod film;
mod free_id;
mod history;
mod join;
mod kept;
mod map_viewport;
mod patch;
mod placement;
mod playing;
mod redacted;
mod series;
mod session;
mod several;
mod state;
mod story_change;
mod story_head;
mod titled;
mod typed_date;
mod whole;

pub use crate::basemap::Viewpoint;
pub use apply::Stage;
pub use cells::{CellWriter, ClaimCell, EventCell, Taken, Written, claim_text, event_text};
pub use chapter::ChapterCard;
pub use choices::{Known, LaneBy, Motion, Others, Playback, Played, ShowAs, Theme, TimeMode, ZoneChoice};
pub use command::{Command, Direction};
pub use comparison::Comparison;
pub use edit::{Edit, Judgement};
pub use effect::{Effect, Panel};
pub use film::{Camera, Pace, Take};
pub use free_id::free_id;
pub use join::{Join, JoinLine};
pub use kept::kept_store;
pub use map_viewport::{MapViewport, lon_lat_from_unit, unit_from_lon_lat};
pub use patch::Patch;
pub use placement::{Handle, Placement};
pub use series::{Each, Part};
pub use session::{Screen, Session, placed};
pub use several::{ActorsSet, Common, Set, Setting, Several};
pub use state::View;
pub use story_change::{Removal, StoryChange};
pub use story_head::StoryHead;
pub use titled::{Menu, Shortcut, TABLE, Titled, titled};
pub use typed_date::{day_near, put_date, unread_date};
pub use whole::{is_after, is_before};
