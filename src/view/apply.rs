//! What each command does to the view: the only place that changes what is shown.

use super::state::{frame_of, with_margin};
use super::whole::NO_TIME;
use super::{Command, Direction, Effect, Known, MapViewport, Played, TimeMode, View};
use crate::model::{Extent, Source};
use crate::query::{Filter, select};
use crate::store::{AsOf, Clock, Store};

/// What a command needs to know besides the view.
#[derive(Debug, Clone, Copy)]
pub struct Stage<'a> {
    /// The story.
    pub store: &'a Store,
    /// Width and height of the map in points.
    pub map_size_points: [f64; 2],
    /// Length in seconds of the smallest unit the ruler names.
    pub unit_secs: f64,
}

/// The shortest and longest stretch of time a timeline shows, in seconds: five steps of a hundredth of a
/// second, 25,000 years.
const SPANS: (f64, f64) = (0.05, 25_000.0 * 365.25 * 86_400.0);

impl View {
    /// Changes the view as the command says. Returns what is left for the outside to do.
    pub fn apply(&mut self, command: &Command, stage: &Stage<'_>) -> Option<Effect> {
        match command {
            Command::ShowMap(map) => self.map = map.clamped(),
            Command::ShowView(view) => return Some(self.become_view(view, stage)),
            Command::PanMap(_) | Command::ZoomMapAround(..) | Command::ZoomMap(_) => self.move_map(command, stage),
            Command::FitMap => self.fit_map(stage),
            Command::FlyTo(id) => self.fly_to(id, stage),
            Command::ShowTime(extent) => self.show_time(*extent),
            Command::PanTime(secs) => self.show_time(moved(self.time, *secs)),
            Command::ZoomTimeAround(factor, around) => self.zoom_time(*factor, *around),
            Command::ZoomTime(direction) => self.zoom_time_around_playhead(*direction),
            Command::FitTime => self.fit_time(stage.store),
            Command::ShowBeyond(side) => self.show_beyond(*side, stage),
            Command::SetWindow(extent) => self.set_window(*extent),
            Command::WholeWindow => self.window = self.whole_story(stage.store),
            Command::SetPlayhead(secs) => self.move_playhead(*secs),
            Command::StepPlayhead(direction) => {
                self.move_playhead(self.playhead_secs + direction.sign() * stage.unit_secs);
            }
            Command::SetMode(mode) => self.mode = *mode,
            Command::ClearFilter => self.filter = Filter::default(),
            Command::SetFilter(filter) => self.filter = filter.clone(),
            Command::SetOthers(others) => self.others = *others,
            Command::ToggleLayer(id) => {
                if !self.hidden_layers.remove(id) {
                    self.hidden_layers.insert(id.clone());
                }
                self.find_time(stage.store);
            }
            Command::Select(ids) => {
                self.selection.clone_from(ids);
                self.claim = None;
                self.playback.waited_secs = 0.0;
                self.go_to_selected(stage);
            }
            Command::SelectClaim(id) => {
                if let Some((event, _)) = stage.store.claim(id) {
                    self.select_event(Some(event), stage);
                    self.claim = Some(id.clone());
                    self.wait_for_account(stage.store.claim_known_since(event, id));
                }
            }
            Command::SelectNext(direction) => self.select_next(*direction, stage),
            Command::SelectEnd(direction) => {
                let shown = select(stage.store, &self.question());
                let end = match direction {
                    Direction::Back => Some(0),
                    Direction::Forward => shown.len().checked_sub(1),
                };
                self.select_event(end.and_then(|place| shown.nth(place)), stage);
            }
            Command::SetTheme(theme) => {
                self.theme = *theme;
                return Some(Effect::KeepTheme(*theme));
            }
            Command::SetViewpoint(viewpoint) => self.viewpoint = *viewpoint,
            Command::SetLanguage(language) => self.language = *language,
            Command::NextLanguage => return self.next_language(stage),
            Command::SetZone(zone) => self.zone = zone.clone(),
            Command::SetLanes(lanes) => self.lanes = *lanes,
            Command::SetSizeBy(number) => self.size_by.clone_from(number),
            Command::SetColorBy(number) => self.color_by.clone_from(number),
            Command::SetShowAs(show_as) => self.show_as = *show_as,
            Command::SetClock(clock) => self.set_clock(*clock, stage),
            // The same again takes it back.
            Command::SetKnown(Known::ByPlayhead) if self.known == Known::ByPlayhead => self.known = Known::Ever,
            Command::SetKnown(known) => self.known = *known,
            Command::ToggleRelief => self.relief = !self.relief,
            Command::OpenChapter(chapter) => self.open_chapter(*chapter, stage),
            Command::NextChapter(direction) => self.next_chapter(*direction, stage),
            Command::TogglePlay => self.toggle_play(stage),
            Command::PlayChapters => self.play_chapters(stage),
            Command::Tick(secs) => return self.tick(*secs, stage),
            Command::ChangeSpeed(direction) => {
                let dwell = self.playback.dwell_secs * (-direction.sign()).exp2();
                self.playback.dwell_secs = dwell.clamp(0.25, 16.0);
            }
            Command::ToggleLoop => self.playback.looping = !self.playback.looping,
            Command::ToggleGaps => self.playback.skips_gaps = !self.playback.skips_gaps,
            Command::Dismiss => return self.dismiss(),
            Command::OpenSource | Command::CopySource | Command::CopyEvent | Command::TypeWhen | Command::Judge => {
                return Some(self.of_selected(command, stage));
            }
            Command::Perform(effect) => return Some(effect.clone()),
            Command::RetellChapter => {
                return Some(self.chapter.map_or(Effect::Say("Open a chapter first".into()), Effect::RetellChapter));
            }
            // History answers these before a view sees them.
            Command::Undo
            | Command::Redo
            | Command::Edit(_)
            | Command::Write(_)
            | Command::EndWriting
            | Command::MoveChapter(_)
            | Command::RemoveChapter
            | Command::ShowInChapter => {}
        }
        None
    }

    fn set_window(&mut self, extent: Extent) {
        let had_time = self.has_time();
        self.window = ordered(extent);
        if !had_time && self.window.is_bounded() {
            self.show_time(with_margin(self.window));
        }
    }

    /// Its own language comes after the last of the others.
    fn next_language(&mut self, stage: &Stage<'_>) -> Option<Effect> {
        let mut others = stage.store.languages().iter().copied().filter(|other| stage.store.speaks(*other));
        let next = match self.language {
            Some(now) => others.find(|other| *other > now),
            None => others.next(),
        };
        if self.language == next {
            return Some(Effect::Say("This story is in one language".into()));
        }
        self.language = next;
        None
    }

    fn zoom_time_around_playhead(&mut self, direction: Direction) {
        let around = if self.time.contains_secs(self.playhead_secs) { self.playhead_secs } else { middle(self.time) };
        self.zoom_time((-direction.sign() * 0.5).exp2(), around);
    }

    /// Takes over another view, as far as the story has what it speaks of.
    fn become_view(&mut self, view: &Self, stage: &Stage<'_>) -> Effect {
        *self = view.clone();
        self.playback.playing = false;
        self.map = self.map.clamped();
        self.show_time(view.time);
        self.window = ordered(view.window);
        self.selection.retain(|id| stage.store.index_of(id).is_some());
        self.chapter = self.chapter.filter(|chapter| *chapter < stage.store.story().chapters.len());
        Effect::KeepTheme(self.theme)
    }

    fn of_selected(&self, command: &Command, stage: &Stage<'_>) -> Effect {
        let Some(index) = self.selected(stage.store) else {
            return Effect::Say("Select an event first".into());
        };
        match command {
            Command::CopyEvent => return Effect::CopyEvent(index),
            Command::TypeWhen => return Effect::TypeWhen(index),
            Command::Judge => return Effect::Judge(index),
            _ => {}
        }
        let event = stage.store.event(index);
        let sources = event.claims.iter().filter_map(|claim| stage.store.source(&claim.source));
        match sources.map(Source::address).find(|address| !address.is_empty()) {
            Some(address) if *command == Command::OpenSource => Effect::OpenAddress(address.to_owned()),
            Some(address) => Effect::CopyText(address.to_owned()),
            None => Effect::Say("This event has no source with an address".into()),
        }
    }

    fn dismiss(&mut self) -> Option<Effect> {
        if self.playback.playing || self.mode != TimeMode::Window {
            // Playing and scrubbing hide what is still to come: this gives all of it back.
            (self.playback.playing, self.playback.played) = (false, Played::Events);
            self.mode = TimeMode::Window;
        } else if !self.selection.is_empty() {
            self.selection.clear();
        } else if self.chapter.is_some() {
            self.chapter = None;
        } else {
            return Some(Effect::Dismiss);
        }
        None
    }

    fn move_map(&mut self, command: &Command, stage: &Stage<'_>) {
        let size = stage.map_size_points;
        self.map = match command {
            Command::PanMap(delta) => self.map.panned(*delta).within_world(size),
            Command::ZoomMapAround(levels, around) => self.map.zoomed_within(*levels, *around, size),
            Command::ZoomMap(direction) => self.map.zoomed_within(direction.sign() * 0.5, self.map.center, size),
            _ => return,
        };
    }

    fn fit_map(&mut self, stage: &Stage<'_>) {
        if let Some(bounds) = self.bulk_of_events(stage.store) {
            let framing = MapViewport::framing_below_legend(bounds, stage.map_size_points);
            self.map = framing.within_world(stage.map_size_points);
        }
    }

    fn fly_to(&mut self, id: &str, stage: &Stage<'_>) {
        let Some(index) = stage.store.index_of(id) else { return };
        self.bring_into_window(index, stage);
        if let Some(bounds) = frame_of(stage.store, index) {
            if bounds.width_degrees() > 0.5 || bounds.height_degrees() > 0.5 {
                self.map = MapViewport::framing(bounds, stage.map_size_points, 80.0);
            } else {
                self.map = MapViewport { center: bounds.center(), zoom: self.map.zoom.max(7.0) }.clamped();
            }
        }
        self.select_event(Some(index), stage);
    }

    /// Shows the layer of an event and widens the window to it, so that who goes there sees it.
    fn bring_into_window(&mut self, index: usize, stage: &Stage<'_>) {
        self.hidden_layers.remove(&stage.store.event(index).layer);
        self.find_time(stage.store);
        let Some(span) = stage.store.span(index) else { return };
        if !span.possible.meets(&self.window) && span.possible.is_bounded() {
            self.window = self.window.union(&span.possible);
        }
    }

    fn show_time(&mut self, extent: Extent) {
        let extent = ordered(extent);
        if (SPANS.0..=SPANS.1).contains(&extent.duration_secs()) {
            // As it is to the last bit, so that the view of a picture comes out the same again.
            self.time = extent;
            return;
        }
        let span = extent.duration_secs().clamp(SPANS.0, SPANS.1);
        let center = middle(extent);
        if center.is_finite() {
            self.time = Extent { start_secs: center - span / 2.0, end_secs: center + span / 2.0 };
        }
    }

    /// By another clock events stand elsewhere: the window goes with them.
    fn set_clock(&mut self, clock: Clock, stage: &Stage<'_>) {
        if self.clock == clock {
            return;
        }
        self.clock = clock;
        let store = stage.store.read_as_of(AsOf { clock, ..stage.store.as_of() });
        self.window = self.whole_story(&store);
        self.time = with_margin(self.opening_time(&store, self.window));
    }

    /// Shows all of the story on the timeline.
    fn fit_time(&mut self, store: &Store) {
        let whole = self.whole_story(store);
        if whole.is_bounded() {
            self.show_time(with_margin(whole));
        } else {
            self.time = with_margin(NO_TIME);
        }
    }

    /// Goes to the shown events that lie before or after the timeline: as near as it is, if they all
    /// have room, else from as far as they need.
    fn show_beyond(&mut self, side: Direction, stage: &Stage<'_>) {
        let shown = select(stage.store, &self.question());
        let Some(beyond) = self.beyond_timeline(stage.store, &shown, side) else { return };
        let room = with_margin(beyond);
        if room.duration_secs() < self.time.duration_secs() {
            self.time = moved(self.time, middle(beyond) - middle(self.time));
        } else {
            self.show_time(room);
        }
    }

    fn zoom_time(&mut self, factor: f64, around: f64) {
        let span = (self.time.duration_secs() * factor).clamp(SPANS.0, SPANS.1);
        let factor = span / self.time.duration_secs();
        self.time = Extent {
            start_secs: around + (self.time.start_secs - around) * factor,
            end_secs: around + (self.time.end_secs - around) * factor,
        };
    }

    fn move_playhead(&mut self, secs: f64) {
        if secs.is_finite() {
            self.playhead_secs = secs;
            self.playback.waited_secs = 0.0;
            self.show_moment(secs);
            self.show_what_has_happened();
        }
    }

    /// Shows no more than what had happened by the playhead: else it would move over a map that stays.
    pub(super) fn show_what_has_happened(&mut self) {
        if self.mode == TimeMode::Window {
            self.mode = TimeMode::SoFar;
        }
    }

    /// Moves the timeline so that it shows this moment.
    pub(super) fn show_moment(&mut self, secs: f64) {
        let room = self.time.duration_secs() * 0.05;
        if secs < self.time.start_secs {
            self.time = moved(self.time, secs - room - self.time.start_secs);
        } else if secs > self.time.end_secs {
            self.time = moved(self.time, secs + room - self.time.end_secs);
        }
    }
}

impl Direction {
    /// -1 for back, 1 for forward.
    pub fn sign(self) -> f64 {
        match self {
            Self::Back => -1.0,
            Self::Forward => 1.0,
        }
    }
}

fn moved(extent: Extent, secs: f64) -> Extent {
    Extent { start_secs: extent.start_secs + secs, end_secs: extent.end_secs + secs }
}

fn ordered(extent: Extent) -> Extent {
    if extent.start_secs <= extent.end_secs {
        extent
    } else {
        Extent { start_secs: extent.end_secs, end_secs: extent.start_secs }
    }
}

fn middle(extent: Extent) -> f64 {
    f64::midpoint(extent.start_secs, extent.end_secs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::playing::tests::store_of;

    #[test]
    fn going_to_an_event_outside_the_window_widens_the_window() {
        let store = store_of(&["2025-10-01", "2025-10-09"]);
        let stage = Stage { store: &store, map_size_points: [800.0, 600.0], unit_secs: 3600.0 };
        let mut view = View::of_story(&store, stage.map_size_points);
        let first = store.span(0).unwrap().possible;
        view.apply(&Command::SetWindow(first), &stage);
        view.apply(&Command::FlyTo("e1".to_owned()), &stage);
        assert!(store.span(1).unwrap().possible.meets(&view.window));
    }
}
