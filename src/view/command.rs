//! Everything that can be done, as data.

use super::{Edit, Effect, Known, LaneBy, MapViewport, Others, ShowAs, Theme, TimeMode, View, Viewpoint, ZoneChoice};
use crate::model::{Extent, Language, LonLat};
use crate::query::Filter;
use crate::store::Clock;

/// Forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Toward the past, the start or out.
    Back,
    /// Toward the future, the end or in.
    Forward,
}

/// One thing that can be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show this part of the world.
    ShowMap(MapViewport),
    /// Move the map, in unit Mercator.
    PanMap([f64; 2]),
    /// Zoom the map by so many levels around a position.
    ZoomMapAround(f64, LonLat),
    /// Zoom the map one step around its centre.
    ZoomMap(Direction),
    /// Frame the events shown.
    FitMap,
    /// Centre the map on an event.
    FlyTo(String),
    /// Show this stretch of time.
    ShowTime(Extent),
    /// Move the timeline by so many seconds.
    PanTime(f64),
    /// Scale the stretch of time by a factor around a moment in seconds.
    ZoomTimeAround(f64, f64),
    /// Zoom the timeline one step around the playhead.
    ZoomTime(Direction),
    /// Show the whole story on the timeline.
    FitTime,
    /// Go to the shown events before or after what the timeline shows.
    ShowBeyond(Direction),
    /// Set the time range shown.
    SetWindow(Extent),
    /// Set the time range shown to the whole story.
    WholeWindow,
    /// Move the playhead to a moment in seconds.
    SetPlayhead(f64),
    /// Move the playhead by one unit of the ruler, so many seconds long.
    StepPlayhead(Direction),
    /// Choose how time decides what is shown.
    SetMode(TimeMode),
    /// Show every event again.
    ClearFilter,
    /// Show what this filter lets through.
    SetFilter(Filter),
    /// Fade or hide what the filter excludes.
    SetOthers(Others),
    /// Show or hide a layer.
    ToggleLayer(String),
    /// Select these events; the first goes into the detail.
    Select(Vec<String>),
    /// Select the event of this claim and point the claim out.
    SelectClaim(String),
    /// Select the event before or after.
    SelectNext(Direction),
    /// Select the first or last event.
    SelectEnd(Direction),
    /// Light, dark or print.
    SetTheme(Theme),
    /// Change whose borders are drawn.
    SetViewpoint(Viewpoint),
    /// Change whose clock times are shown in.
    SetZone(ZoneChoice),
    /// Change what the lanes stand for.
    SetLanes(LaneBy),
    /// Make the area of marks grow with a number of their events, or all alike.
    SetSizeBy(Option<String>),
    /// Colour marks by a number of their events, or by category.
    SetColorBy(Option<String>),
    /// Change as what the map shows events.
    SetShowAs(ShowAs),
    /// Change by which clock events stand in time.
    SetClock(Clock),
    /// Change of when the account is that is shown.
    SetKnown(Known),
    /// Read the story in another language, or in its own.
    SetLanguage(Option<Language>),
    /// Read the story in the next of its languages.
    NextLanguage,
    /// Show or hide the relief.
    ToggleRelief,
    /// Open a chapter by its number from 0.
    OpenChapter(usize),
    /// Open the chapter before or after.
    NextChapter(Direction),
    /// Write title and text of the open chapter anew.
    RetellChapter,
    /// Have the open chapter show this view and the selected events.
    ShowInChapter,
    /// Take the open chapter one place on or back.
    MoveChapter(Direction),
    /// Take the open chapter out.
    RemoveChapter,
    /// Type another time of the selected event.
    TypeWhen,
    /// Grade the claims of the selected event and assess it.
    Judge,
    /// Change the story.
    Edit(Box<Edit>),
    /// Change the story by the next letter of what is being written: one step with the writing before it, until
    /// something else is done or [`Command::EndWriting`] is.
    Write(Box<Edit>),
    /// What is written next is a step of its own.
    EndWriting,
    /// Start or stop playing.
    TogglePlay,
    /// Start or stop playing one chapter after the other.
    PlayChapters,
    /// Let so many seconds of the viewer's time pass.
    Tick(f64),
    /// Play slower or faster.
    ChangeSpeed(Direction),
    /// Start again at the end, or stop there.
    ToggleLoop,
    /// Skip long gaps, or wait through them.
    ToggleGaps,
    /// Give up what is held: the playing, the selection, the chapter.
    Dismiss,
    /// Take back the last change of the view or of the story.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Have the outside do something: the view stays as it is.
    Perform(Effect),
    /// Copy the selected event as text with its sources.
    CopyEvent,
    /// Open the address of the selected event's first source.
    OpenSource,
    /// Copy the address of the selected event's first source.
    CopySource,
    /// Show a whole other view, such as that of a picture.
    ShowView(Box<View>),
}
