//! What is drawn, finished down to the last point: the window and every export draw the same [`Scene`].
//!
//! This module answers what a view of a story looks like. A scene is a pure function of story, base
//! map, view and size; it knows no painter, no file, no clock and no locale. Lengths are points:
//! one 72nd of an inch on paper, one logical pixel on a screen; y runs down.

mod bar;
mod cell;
mod claimed;
mod event_text;
mod figure;
mod film;
mod fonts;
mod form;
mod ground;
mod labels;
mod legend;
mod map;
mod mark;
mod named_fonts;
mod number_scale;
mod page_opening;
mod palette;
mod projection;
mod strength;
mod symbol;
mod text_layout;
mod theme;
mod time_scale;
mod timeline;
mod unset;
mod wording;

pub use cell::cell_corners;
pub use claimed::{
    Contest, Group, Measure, PRINT_STRIP, Strip, StripStyle, WINDOW_STRIP, capitalized, contests_of, first_name,
    measures_of, speaker_of, strip_of,
};
pub use event_text::{event_label, extent_text, moment_text, rounded_moment, short_when, when_text};
pub use figure::{
    Composition, Far, Frame, LEAST_SIZE, Layout, OfferedWords, Part, REFERENCE_MAP, Subject, Template, figure_remarks,
    layout_pages, layout_scene, offered_words, view_framed, view_of_picture,
};
pub use film::{Captions, FilmShot};
pub use fonts::{FONT_FILES, Face, Font, font_bytes, text_width};
pub use ground::ground_scene;
pub use legend::{LegendRow, Sample, legend_rows, legend_sample};
pub use map::{
    Corner, Legend, MapOptions, MapRole, border_at, border_words, counted_cells, counted_events_scene,
    map_events_scene, map_scene, playing_scene, pointed_ground_scene,
};
pub use mark::{
    Align, Dash, HATCH_SPACING, HATCH_WIDTH, ImageId, Mark, Point, Rect, Scene, Stroke, Target, TargetId, Text,
    TextStyle, disc_dashes,
};
pub use named_fonts::{FontError, FontFile, FontName, Fonts};
pub use page_opening::{PAGE_HINT, page_opening_scene};
pub use palette::{CategoryLook, Color, Filling, Form, Palette};
pub use projection::Projection;
pub use symbol::{SymbolStyle, category_color, category_look, event_symbol, symbol_number, symbol_reach, voice_color};
pub use text_layout::Type;
pub use theme::palette_of;
pub use time_scale::{Importance, Tick, TimeScale};
pub use timeline::{
    TimelineRoom, TimelineTally, printed_timeline_scene, side_words, timeline_scale, timeline_scene, timeline_scene_of,
};
pub use unset::{UnsetScript, is_seen, unset_scripts};
pub use wording::{
    claim_as_text, clock_of, clock_words, closed, counted, event_as_text, file_stem, interval_text, isolated,
    known_words, place_of, reading_remarks, roles_words, source_reference, translation_words, window_words,
    zone_with_offset, zone_words,
};
