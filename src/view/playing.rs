//! Playing: how the view goes from event to event by itself.

use super::apply::Stage;
use super::{Direction, Effect, Played, TimeMode, View};

/// From how long a gap on, in seconds, playing says that it was skipped.
const LEAST_CUT_SECS: f64 = 86_400.0;

impl View {
    pub(super) fn toggle_play(&mut self, stage: &Stage<'_>) {
        if self.stops_playing() {
            return;
        }
        // What was stopped goes on.
        if self.playback.played == Played::Chapters && self.chapter.is_some() {
            return self.play_chapters(stage);
        }
        self.begin_to_play(Played::Events);
        self.show_what_has_happened();
        let stops = self.stops(stage);
        match self.place_in(&stops, stage) {
            None => self.select_next(Direction::Forward, stage),
            // At the end it begins anew.
            Some(at) if at.end == stops.len() => self.select_event(stops.get(0).map(|(_, index)| index), stage),
            Some(_) => {}
        }
    }

    /// From the open chapter on, or from the first.
    pub(super) fn play_chapters(&mut self, stage: &Stage<'_>) {
        let last = stage.store.story().chapters.len().checked_sub(1);
        let Some(last) = last else { return };
        if self.playback.played == Played::Chapters && self.stops_playing() {
            return;
        }
        self.begin_to_play(Played::Chapters);
        // A chapter has all that is in its range of dates.
        self.mode = TimeMode::Window;
        self.open_chapter(self.chapter.filter(|open| *open < last).unwrap_or(0), stage);
    }

    /// Stops what is playing. False where nothing is.
    fn stops_playing(&mut self) -> bool {
        self.playback.waited_secs = 0.0;
        std::mem::take(&mut self.playback.playing)
    }

    fn begin_to_play(&mut self, what: Played) {
        (self.playback.playing, self.playback.played, self.playback.waited_secs) = (true, what, 0.0);
    }

    fn tick_chapter(&mut self, stage: &Stage<'_>) {
        if self.playback.waited_secs < self.playback.hold_secs() {
            return;
        }
        let count = stage.store.story().chapters.len();
        match self.chapter.map_or(0, |open| open + 1) {
            next if next < count => self.open_chapter(next, stage),
            _ if self.playback.looping && count > 0 => self.open_chapter(0, stage),
            // What is played next are events again.
            _ => (self.playback.playing, self.playback.played) = (false, Played::Events),
        }
        self.playback.waited_secs = 0.0;
    }

    /// Playing is paced by events: each is shown for the dwell. With gaps skipped the playhead cuts
    /// to the next start; without, it runs there and the run takes as many dwells as the gap has
    /// days, at least one.
    pub(super) fn tick(&mut self, secs: f64, stage: &Stage<'_>) -> Option<Effect> {
        if !self.playback.playing {
            return None;
        }
        self.playback.waited_secs += secs;
        if self.playback.played == Played::Chapters {
            self.tick_chapter(stage);
            return None;
        }
        if self.playback.skips_gaps && self.playback.waited_secs < self.playback.dwell_secs {
            return None;
        }
        let stops = self.stops(stage);
        let place = self.place_in(&stops, stage).unwrap_or(0..0);
        let next = stops.get(place.end);
        let wait = match next.map(|(secs, _)| secs).filter(|start| start.is_finite()) {
            Some(start) if !self.playback.skips_gaps => {
                let here = (!place.is_empty()).then(|| stops.get(place.start)).flatten();
                let from = here.map_or(self.playhead_secs, |(secs, _)| secs);
                let wait = self.playback.dwell_secs * ((start - from) / 86_400.0).max(1.0);
                let share = (self.playback.waited_secs / wait).clamp(0.0, 1.0);
                if from.is_finite() {
                    self.playhead_secs = from + (start - from) * share;
                    self.show_moment(self.playhead_secs);
                }
                wait
            }
            _ => self.playback.dwell_secs,
        };
        if self.playback.waited_secs < wait {
            return None;
        }
        let before_secs = self.playhead_secs;
        match next {
            Some((_, index)) => self.select_event(Some(index), stage),
            None if self.playback.looping => self.select_event(stops.get(0).map(|(_, index)| index), stage),
            None => self.playback.playing = false,
        }
        self.playback.waited_secs = 0.0;
        let cut_secs = self.playhead_secs - before_secs;
        (self.playback.skips_gaps && cut_secs > LEAST_CUT_SECS).then_some(Effect::Cut(cut_secs))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::io::story_from_slice;
    use crate::store::Store;
    use crate::view::Command;

    pub(in crate::view) fn store_of(days: &[&str]) -> Store {
        let feature = |(place, day): (usize, &&str)| {
            format!(
                r#"{{"type":"Feature","id":"e{place}","geometry":null,"properties":{{"title":"T","when":"{day}"}}}}"#
            )
        };
        let features: Vec<String> = days.iter().enumerate().map(feature).collect();
        let text = format!(
            r#"{{"type":"FeatureCollection","story":{{"version":1,"title":"T"}},"features":[{}]}}"#,
            features.join(",")
        );
        Store::new(story_from_slice(text.as_bytes()).unwrap().story)
    }

    fn playing(store: &Store) -> (View, Stage<'_>) {
        let stage = Stage { store, map_size_points: [800.0, 600.0], unit_secs: 3600.0 };
        let mut view = View::of_story(store, stage.map_size_points);
        view.apply(&Command::TogglePlay, &stage);
        (view, stage)
    }

    #[test]
    fn playing_says_where_it_cut_over_a_long_gap() {
        let store = store_of(&["2025-10-01", "2025-10-02", "2025-10-09"]);
        let (mut view, stage) = playing(&store);
        assert_eq!(view.apply(&Command::Tick(2.0), &stage), None);
        assert_eq!(view.selection, ["e1"]);
        assert_eq!(view.apply(&Command::Tick(2.0), &stage), Some(Effect::Cut(7.0 * 86_400.0)));
        assert_eq!(view.selection, ["e2"]);
    }

    #[test]
    fn playing_that_skips_no_gap_takes_a_dwell_a_day() {
        let store = store_of(&["2025-10-01", "2025-10-04"]);
        let (mut view, stage) = playing(&store);
        view.apply(&Command::ToggleGaps, &stage);
        view.apply(&Command::Tick(3.0), &stage);
        assert_eq!(view.selection, ["e0"]);
        view.apply(&Command::Tick(3.1), &stage);
        assert_eq!(view.selection, ["e1"]);
    }

    #[test]
    fn chapters_are_held_one_after_the_other_and_stop_at_the_last() {
        let mut story = crate::io::carried_story().story;
        story.chapters.truncate(3);
        let store = Store::new(story);
        let stage = Stage { store: &store, map_size_points: [800.0, 600.0], unit_secs: 3600.0 };
        let mut view = View::of_story(&store, stage.map_size_points);
        view.apply(&Command::PlayChapters, &stage);
        let mut open = Vec::new();
        while view.playback.playing {
            open.push(view.chapter);
            view.apply(&Command::Tick(view.playback.hold_secs()), &stage);
        }
        assert_eq!(open, [Some(0), Some(1), Some(2)]);
        // From the last it begins anew, and Space stops it and goes on with it.
        view.apply(&Command::PlayChapters, &stage);
        view.apply(&Command::NextChapter(Direction::Forward), &stage);
        view.apply(&Command::TogglePlay, &stage);
        assert_eq!((view.playback.playing, view.chapter), (false, Some(1)));
        view.apply(&Command::TogglePlay, &stage);
        assert!(view.playback.plays(Played::Chapters) && view.chapter == Some(1));
    }

    #[test]
    fn playing_stops_at_the_end_unless_it_loops() {
        let store = store_of(&["2025-10-01", "2025-10-02"]);
        let (mut view, stage) = playing(&store);
        view.apply(&Command::ToggleLoop, &stage);
        for _ in 0..2 {
            view.apply(&Command::Tick(2.0), &stage);
        }
        assert_eq!(view.selection, ["e0"]);
        view.apply(&Command::ToggleLoop, &stage);
        for _ in 0..2 {
            view.apply(&Command::Tick(2.0), &stage);
        }
        assert!(!view.playback.playing);
    }
}
