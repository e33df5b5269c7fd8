//! The options that decide what is shown, as commands to a session.
//!
//! This module answers which view a command line asks for. Nothing here changes a view itself: it
//! starts from the one that a story opens with, and every option becomes a [`Command`].

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use chrono::{Days, NaiveTime};
use clap::Args;

use super::files::is_standard;
use super::terminal::{Lines, remark};
use super::view_file::{bytes_of, view_with_file};
use super::view_values::{
    ClockArg, LanesArg, ModeArg, ShowAsArg, ThemeArg, bbox_from_text, viewpoint_parser, zone_from_text,
};
use crate::export::Embedded;
use crate::model::{Bounds, Extent, Language, Match, Named, When, Zone, plain};
use crate::query::Filter;
use crate::scene::Frame;
use crate::store::{Store, fold};
use crate::view::{Command, Known, MapViewport, Screen, Session, TimeMode, View, Viewpoint, ZoneChoice};

/// The options that decide what is shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "View")]
pub(super) struct ViewArgs {
    /// Date range, in EDTF: whole days, the last included; an end may be open, 2025-10-19/..
    #[arg(long, value_name = "EDTF-INTERVAL", allow_hyphen_values = true)]
    window: Option<String>,
    /// Position of the playhead: a time, or the end of a day, month or year
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
    /// What is shown: everything in the date range, or only what has begun by --at
    #[arg(long, value_enum)]
    mode: Option<ModeArg>,
    /// Search words and field:value terms, as in the search box
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    filter: Option<String>,
    /// Id of the event to select
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    select: Option<String>,
    /// Area shown on the map, in degrees; to exclude events elsewhere use --filter bbox:W,S,E,N
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true, value_parser = bbox_from_text)]
    bbox: Option<Bounds>,
    /// Colours
    #[arg(long, value_enum)]
    theme: Option<ThemeArg>,
    /// Whose clock times are shown in, and the days of --window and --at are counted in: a zone such
    /// as Asia/Kabul, utc, event for each event's own, or story
    #[arg(long, value_name = "IANA|utc|event", allow_hyphen_values = true, value_parser = zone_from_text)]
    zone: Option<ZoneChoice>,
    /// Whose borders are drawn: de-facto, or as afg, pak, ind or chn sees them
    #[arg(long, value_name = "VIEWPOINT", value_parser = viewpoint_parser())]
    viewpoint: Option<Viewpoint>,
    /// Language of the story’s texts, where translated: a tag such as ur or fa-AF
    #[arg(long, value_name = "TAG")]
    lang: Option<Language>,
    /// Only reports up to this day or time; later claims are left out
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    known_on: Option<String>,
    /// Place events by date of event or by date of report
    #[arg(long, value_enum)]
    clock: Option<ClockArg>,
    /// How rows of the timeline are grouped
    #[arg(long, value_enum)]
    lanes: Option<LanesArg>,
    /// Number that makes marks large: a measure that claims give, such as "soldiers killed", or a column of the table
    #[arg(long, value_name = "NUMBER")]
    size_by: Option<String>,
    /// Number that colours marks, in place of the category
    #[arg(long, value_name = "NUMBER", alias = "colour-by")]
    color_by: Option<String>,
    /// As what the map shows events
    #[arg(long, value_enum)]
    show_as: Option<ShowAsArg>,
    /// View as JSON, whole or some of its members, or a picture that Meridian made; the other options change it
    #[arg(long, value_name = "FILE")]
    view: Option<PathBuf>,
}

impl ViewArgs {
    /// Refuses to read both a story and a view from standard input.
    pub(super) fn refuse_second_standard_input(&self, files: &[PathBuf]) -> anyhow::Result<()> {
        if self.view.as_deref().is_some_and(is_standard) && files.iter().any(|file| is_standard(file)) {
            bail!("story and view cannot both come from standard input; name a file for one");
        }
        Ok(())
    }

    /// What the picture holds whose view is asked for. None for a view in JSON, or none at all.
    pub(super) fn embedded(&self) -> anyhow::Result<Option<Embedded>> {
        let Some(path) = self.view.as_deref().filter(|path| !is_standard(path)) else { return Ok(None) };
        Ok(Embedded::found_in(&bytes_of(path)?))
    }

    /// A session with the view that the options ask for, with a map of this size in points.
    pub(super) fn session(&self, store: &Arc<Store>, map_size_points: [f64; 2]) -> anyhow::Result<Session> {
        Ok(self.framed_session(store, map_size_points)?.0)
    }

    /// The same, and whether what its map frames was asked for.
    pub(super) fn framed_session(
        &self,
        store: &Arc<Store>,
        map_size_points: [f64; 2],
    ) -> anyhow::Result<(Session, Frame)> {
        let screen = Screen::with_map(map_size_points);
        let mut asked = Asked { session: Session::new(store.clone(), screen), screen };
        let mut frame = if self.bbox.is_some() { Frame::Named } else { Frame::Near };
        if let Some(path) = &self.view {
            let (view, of_file) = view_with_file(asked.session.view(), path)?;
            asked.run(&Command::ShowView(Box::new(view.of_redacted(store))));
            frame = if of_file == Frame::Named { of_file } else { frame };
        }
        if let Some(clock) = self.clock {
            asked.run(&Command::SetClock(clock.into()));
        }
        if let Some(text) = &self.known_on {
            // Days are counted in the zone of the view, which another option may set.
            let view = asked.session.view();
            let zoned = View { zone: self.zone.clone().unwrap_or_else(|| view.zone.clone()), ..view.clone() };
            let secs = extent_from_text("--known-on", text, &zoned, store)?.end_secs;
            if !secs.is_finite() {
                bail!("--known-on {text}: enter a day or time with an end");
            }
            asked.run(&Command::SetKnown(Known::By(secs)));
        }
        if self.view.is_some() {
            let window = asked.closed(asked.session.view().window);
            asked.run(&Command::SetWindow(window));
        }
        self.ask_further(&mut asked)?;
        Ok((asked.session, frame))
    }

    fn ask_further(&self, asked: &mut Asked) -> anyhow::Result<()> {
        if let Some(language) = self.lang {
            asked.read_in(language)?;
        }
        if let Some(viewpoint) = self.viewpoint {
            asked.run(&Command::SetViewpoint(viewpoint));
        }
        if let Some(lanes) = self.lanes {
            asked.run(&Command::SetLanes(lanes.into()));
        }
        if let Some(name) = &self.size_by {
            asked.run(&Command::SetSizeBy(Some(number_from_text("--size-by", name, asked.session.store())?)));
        }
        if let Some(name) = &self.color_by {
            asked.run(&Command::SetColorBy(Some(number_from_text("--color-by", name, asked.session.store())?)));
        }
        if let Some(show_as) = self.show_as {
            asked.run(&Command::SetShowAs(show_as.into()));
        }
        // The filter can bring back a hidden layer and the zone decides what a day is, so both go first.
        if let Some(text) = &self.filter {
            let filter = filter_from_text(text, asked.session.store())?;
            asked.run(&Command::SetFilter(filter));
        }
        if let Some(zone) = &self.zone {
            asked.run(&Command::SetZone(zone.clone()));
        }
        if let Some(text) = &self.window {
            let window = asked.closed(asked.extent("--window", text)?);
            asked.run(&Command::SetWindow(window));
            asked.run(&Command::ShowTime(with_margin(window)));
        }
        if let Some(mode) = self.mode {
            asked.run(&Command::SetMode(mode.into()));
        }
        if let Some(theme) = self.theme {
            asked.run(&Command::SetTheme(theme.into()));
        }
        if let Some(bounds) = self.bbox {
            let map = MapViewport::framing(bounds, asked.screen.map_size_points, 0.0);
            asked.run(&Command::ShowMap(map));
        }
        if let Some(id) = &self.select {
            asked.select(id)?;
        }
        let mode = asked.session.view().mode;
        if let Some(text) = &self.at {
            let secs = asked.extent("--at", text)?.last_moment_secs();
            if !secs.is_finite() {
                bail!("--at {text}: enter a time with an end");
            }
            asked.run(&Command::SetPlayhead(secs));
            // A moment alone does not say what of the story is shown.
            asked.run(&Command::SetMode(mode));
        } else if mode != TimeMode::Window && self.select.is_none() && self.view.is_none() {
            // Nothing has begun before the start of the story, so without a moment it is its end.
            asked.run(&Command::SetPlayhead(asked.session.view().window.end_secs));
        }
        Ok(())
    }
}

/// A session on its way to the view that is asked for.
struct Asked {
    session: Session,
    screen: Screen,
}

impl Asked {
    /// Reads the story in a language.
    fn read_in(&mut self, language: Language) -> anyhow::Result<()> {
        let store = self.session.store();
        if store.whole_story().language() == Some(language) {
            return Ok(());
        }
        if !store.speaks(language) {
            let known: Vec<&str> = store.languages().iter().map(Language::tag).collect();
            match known[..] {
                [] => bail!("--lang {language}: this story is in one language"),
                _ => bail!("--lang {language}: this story says nothing in it; it has {}", known.join(", ")),
            }
        }
        self.run(&Command::SetLanguage(Some(language)));
        Ok(())
    }

    /// Runs a command. None of those that options stand for leaves anything to the outside but what a window
    /// remembers.
    fn run(&mut self, command: &Command) {
        self.session.run(command, self.screen);
    }

    /// The possible extent of an EDTF expression, its days counted in the zone of the view.
    fn extent(&self, option: &str, text: &str) -> anyhow::Result<Extent> {
        extent_from_text(option, text, self.session.view(), self.session.store())
    }

    fn closed(&self, window: Extent) -> Extent {
        closed(window, self.session.view(), self.session.store())
    }

    fn select(&mut self, id: &str) -> anyhow::Result<()> {
        let store = self.session.store().clone();
        let id = store.new_ids().of(Named::Event, id);
        let Some(index) = store.index_of(id) else {
            let near = Filter::default().with_toggled("id", id).check(&store);
            let near = near.and_then(|found| found.message.split_once(". ").map(|(_, near)| format!(". {near}")));
            bail!("--select: no event has the id {id}{}", near.unwrap_or_default());
        };
        self.run(&Command::Select(vec![id.to_owned()]));
        if self.session.shown().match_of(index) == Match::Out {
            remark(&format!("the selected event {id} is not among those shown"));
        }
        Ok(())
    }
}

/// The name of a number that events have, as it is written there.
fn number_from_text(option: &str, text: &str, store: &Store) -> anyhow::Result<String> {
    let numbers = store.numbers();
    let found = numbers.iter().find(|number| fold(&number.name) == fold(text));
    if let Some(number) = found {
        return Ok(number.name.clone());
    }
    match numbers.iter().map(|number| number.name.as_str()).collect::<Vec<_>>()[..] {
        [] => bail!("{option}: the events of this story have no numbers"),
        ref known => bail!("{option}: no event has the number {text}; there are {}", known.join(", ")),
    }
}

/// A filter; says on standard error when it is likely misspelt.
fn filter_from_text(text: &str, store: &Store) -> anyhow::Result<Filter> {
    let filter = Filter::parse(text).map_err(|error| pointed("--filter", text, error.offset, &error.message))?;
    if let Some(doubt) = filter.check(store) {
        remark(&format!("--filter: {}", doubt.message));
    }
    Ok(filter)
}

/// The possible extent of an EDTF expression, its days counted in the zone of the view.
fn extent_from_text(option: &str, text: &str, view: &View, store: &Store) -> anyhow::Result<Extent> {
    let when = When::parse(text).map_err(|error| pointed(option, text, error.offset_bytes, &error.message))?;
    Ok(when.span(view.zone_shown(store, None)).possible)
}

/// A message with the text below it and a caret below the place it speaks of.
fn pointed(option: &str, text: &str, offset_bytes: usize, message: &str) -> anyhow::Error {
    let before = plain(text.get(..offset_bytes).unwrap_or(text)).chars().count();
    let caret = format!("  {}^", " ".repeat(before));
    anyhow::Error::new(Lines(vec![format!("{option}: {message}"), format!("  {text}"), caret]))
}

/// The window with its open ends put where the story starts and ends, at midnight in the zone of the
/// view, so that it can be drawn and no event of the shown layers is cut off.
fn closed(window: Extent, view: &View, store: &Store) -> Extent {
    const DAY: f64 = 86_400.0;
    if window.is_bounded() {
        return window;
    }
    let zone = view.zone_shown(store, None);
    let whole = view.whole_story(store);
    if !whole.is_bounded() {
        return window;
    }
    let first = midnight(zone, whole.start_secs, 0);
    let last = midnight(zone, whole.end_secs, 0);
    let last = if last < whole.end_secs { midnight(zone, whole.end_secs, 1) } else { last };
    match (window.start_secs.is_finite(), window.end_secs.is_finite()) {
        (true, _) => Extent::new(window.start_secs, last.max(window.start_secs + DAY)),
        (_, true) => Extent::new(first.min(window.end_secs - DAY), window.end_secs),
        _ => Extent::new(first, last),
    }
}

/// The midnight at which the day of an instant began, or so many days later.
fn midnight(zone: &Zone, instant_secs: f64, days_later: u64) -> f64 {
    let day = zone.civil_from_secs(instant_secs).date();
    let day = day.checked_add_days(Days::new(days_later)).unwrap_or(day);
    zone.secs_from_civil(&day.and_time(NaiveTime::MIN))
}

fn with_margin(extent: Extent) -> Extent {
    let least = if extent.is_instant() { 60.0 } else { 0.0 };
    let room = (extent.duration_secs() * 0.04).max(least);
    Extent::new(extent.start_secs - room, extent.end_secs + room)
}
