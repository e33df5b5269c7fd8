//! What keeps an export from being made, in words that say what to do instead.

use super::format::Format;
use super::limits::{MOST_PICTURES, MOST_PIXELS, SIZES};
use crate::view::Pace;

/// Why an export as it is asked for cannot be made.
///
/// Its words name no option and no widget, so that they stand wherever something was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The name of the file is that of no still picture.
    #[error("name the file with one of {} at its end, or .gif or .apng for one that moves", Format::endings())]
    NoPictureFile,
    /// The file holds nothing but what moves, and a still picture is asked for.
    #[error("a .gif or .apng moves; name a still picture with one of {} at its end", Format::endings())]
    MovingFile,
    /// The name of the file is that of no moving picture.
    #[error("name the film with .gif, .apng or .webp at its end, or its frames as in frames/{{n}}.png")]
    NoFilmFile,
    /// A moving picture has no such thing.
    #[error("{0} is for still pictures; a moving one shows map, caption and timeline, so leave it out")]
    StillOnly(&'static str),
    /// Width and height cannot be read.
    #[error("write 1920x1080, 210x297mm or one of {}", SIZES.map(|(word, ..)| word).join(", "))]
    NoSize,
    /// Nothing can be told on so few points.
    #[error("a picture needs {}x{} points; for fewer pixels make the scale 0.5", .0[0], .0[1])]
    TooSmall([u32; 2]),
    /// It has too many points on a side.
    #[error("at most {MOST_PIXELS} on a side can be drawn")]
    TooManyPoints,
    /// The scale is no such number.
    #[error("write a number above 0, such as 2")]
    NoScale,
    /// It would have too many pixels on a side.
    #[error("{width} by {height} pixels are too many; make size or scale smaller, {limit} on a side are possible")]
    TooLarge {
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
        /// As many are possible on a side.
        limit: u32,
    },
    /// It would have no pixels.
    #[error("a picture needs at least one pixel each way; make size or scale larger")]
    ZeroSize,
    /// Time cannot go by like this.
    #[error("{0}")]
    Pace(&'static str),
    /// It shows more events one by one than a film has frames.
    #[error("that would be more than {} frames; take a shorter window or a filter", Pace::MOST_TAKES)]
    TooManyFrames,
    /// A film of chapters has none.
    #[error("the story has no chapters to play; save a view as one first, or play its events")]
    NoChapters,
    /// Places cannot be rounded to this.
    #[error("write a number of kilometres from 0.1 to 500")]
    NoRounding,
    /// A layer that is to be left out is none of the story.
    #[error("no layer “{id}” in the story; it has {known}")]
    UnknownLayer {
        /// What was asked.
        id: String,
        /// The layers of the story.
        known: String,
    },
    /// Who is to be left out says nothing.
    #[error("nobody called “{0}” speaks in the story; the list of claims has the names")]
    UnknownSpeaker(String),
    /// The file would name what is left out of it.
    #[error("the filter or the words of the figure name a layer or a speaker that is left out; change them")]
    NamesLeftOut,
    /// What is left out of two versions could not be told from what has changed.
    #[error("two versions cannot be compared with something left out or rounded")]
    ComparisonRedacted,
    /// The format has no place for a story.
    #[error("a .jpg or .webp cannot carry the story; a .png, .svg, .pdf or .html can")]
    CannotCarry,
    /// A font is not among those at hand.
    #[error("the font {0} is not at hand; name its file")]
    MissingFont(String),
    /// A series has no parts.
    #[error("the view shows nothing to make a picture of")]
    NoPictures,
    /// A series has more parts than are allowed.
    #[error("that would be more than {MOST_PICTURES} pictures; take a shorter window or a filter")]
    TooManyPictures,
    /// All files of a series would have one name.
    #[error("a series needs a place for number or id in its file's name, such as out/{{n}}-{{id}}.png")]
    NoPlaces,
    /// Two files of a series would have one name.
    #[error("two pictures would be called {0}; put {{n}} into the name")]
    SameName(String),
}
