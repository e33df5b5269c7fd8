//! Choosing events: which comes next, and where the playhead goes for it.

use std::borrow::Cow;
use std::ops::Range;

use super::apply::Stage;
use super::{Direction, Known, TimeMode, View};
use crate::model::TimeSpan;
use crate::query::{Shown, select};
use crate::store::{AsOf, Store};

impl View {
    pub(super) fn select_event(&mut self, index: Option<usize>, stage: &Stage<'_>) {
        if let Some(index) = index {
            self.selection = vec![stage.store.id(index).into_owned()];
            self.claim = None;
            self.playback.waited_secs = 0.0;
            self.go_to_selected(stage);
        }
    }

    /// Puts the playhead on the start of the selected event, or on that of the window for one that
    /// began before, and brings the event into the timeline. Whatever is chosen can be seen then.
    pub(super) fn go_to_selected(&mut self, stage: &Stage<'_>) {
        let Some(index) = self.selected(stage.store) else { return };
        // What was not known yet has no place in time: it is looked up in the whole account.
        let store = if stage.store.is_known(index) { Cow::Borrowed(stage.store) } else { self.whole_account(stage) };
        let Some(span) = store.span(index) else { return };
        let possible = span.possible;
        let began_before = possible.start_secs < self.window.start_secs && possible.meets(&self.window);
        let start = if began_before { self.window.start_secs } else { possible.start_secs };
        if start.is_finite() {
            self.playhead_secs = start;
            let chosen: Vec<usize> = self.selection.iter().filter_map(|id| store.index_of(id)).collect();
            if self.mode != TimeMode::Window {
                let starts = chosen.iter().filter_map(|&index| store.span(index)).map(|span| span.possible.start_secs);
                self.playhead_secs = starts.filter(|secs| secs.is_finite()).fold(start, f64::max);
            }
            self.wait_for_account(chosen.into_iter().map(|index| store.known_since(index)));
            if !possible.meets(&self.time) {
                self.show_moment(start);
            }
        }
    }

    /// Moves the playhead on to where all of this is known, where what is shown is what was known by then:
    /// what is chosen is there to be seen.
    pub(super) fn wait_for_account(&mut self, known_since: impl IntoIterator<Item = f64>) {
        if self.known == Known::ByPlayhead {
            let known = known_since.into_iter().filter(|secs| secs.is_finite());
            self.playhead_secs = known.fold(self.playhead_secs, f64::max);
        }
    }

    /// The story with all that was ever said. It differs from what is shown only where that is what was
    /// known by the playhead.
    pub(super) fn whole_account<'a>(&self, stage: &Stage<'a>) -> Cow<'a, Store> {
        if self.known == Known::ByPlayhead {
            stage.store.at(AsOf { known_by_secs: None, ..stage.store.as_of() })
        } else {
            Cow::Borrowed(stage.store)
        }
    }

    /// The events that can be gone to, in the order in which they come: the order of the story, or that in which
    /// they became known.
    pub(super) fn stops(&self, stage: &Stage<'_>) -> Stops {
        // The playhead follows the selection, so a mode that hides what is to come must not decide
        // what comes next.
        let mut question = self.question();
        question.until_secs = None;
        let store = self.whole_account(stage);
        let shown = select(&store, &question);
        if self.known != Known::ByPlayhead {
            return Stops::InOrder(shown);
        }
        let known = |index: usize| start_of(store.span(index)).max(store.known_since(index));
        let mut stops: Vec<(f64, usize)> = shown.events().map(|index| (known(index), index)).collect();
        stops.sort_by(|one, other| one.0.total_cmp(&other.0));
        Stops::AsKnown(stops)
    }

    pub(super) fn select_next(&mut self, direction: Direction, stage: &Stage<'_>) {
        let stops = self.stops(stage);
        let next = match (self.place_in(&stops, stage), direction) {
            (Some(at), Direction::Forward) => stops.get(at.end),
            (Some(at), Direction::Back) => at.start.checked_sub(1).and_then(|before| stops.get(before)),
            (None, Direction::Forward) => stops.get(stops.first_from(self.playhead_secs)).or_else(|| stops.get(0)),
            (None, Direction::Back) => stops.len().checked_sub(1).and_then(|last| stops.get(last)),
        };
        self.select_event(next.map(|(_, index)| index), stage);
    }

    /// Where the selected event stands among the stops: its place, or the empty place where it would stand.
    /// None where none is selected.
    pub(super) fn place_in(&self, stops: &Stops, stage: &Stage<'_>) -> Option<Range<usize>> {
        let current = self.selected(stage.store)?;
        match stops {
            Stops::InOrder(shown) => {
                let at = shown.count_before(current);
                Some(at..at + usize::from(shown.place_of(current).is_some()))
            }
            Stops::AsKnown(stops) => {
                if let Some(at) = stops.iter().position(|(_, index)| *index == current) {
                    return Some(at..at + 1);
                }
                let at = stops.partition_point(|(secs, _)| *secs <= self.playhead_secs);
                Some(at..at)
            }
        }
    }
}

/// Events that can be gone to, one after the other.
pub(super) enum Stops {
    /// In the order of the story.
    InOrder(Shown),
    /// In that in which they became known: where the playhead stands for each, and the event's index.
    AsKnown(Vec<(f64, usize)>),
}

impl Stops {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::InOrder(shown) => shown.len(),
            Self::AsKnown(stops) => stops.len(),
        }
    }

    /// Where the playhead stands for the event at a place, with the event's index.
    pub(super) fn get(&self, place: usize) -> Option<(f64, usize)> {
        match self {
            Self::InOrder(shown) => shown.nth(place).map(|index| (start_of(shown.span(index)), index)),
            Self::AsKnown(stops) => stops.get(place).copied(),
        }
    }

    /// The place of the first for which the playhead stands at a moment or later.
    fn first_from(&self, secs: f64) -> usize {
        let is_earlier = |place: usize| self.get(place).is_some_and(|(stop_secs, _)| stop_secs < secs);
        // They rise.
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_earlier(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn start_of(span: Option<TimeSpan>) -> f64 {
    span.map_or(f64::NEG_INFINITY, |span| span.possible.start_secs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::view::Command;
    use crate::view::playing::tests::store_of;

    const MAP: [f64; 2] = [800.0, 600.0];

    fn stage(store: &Store) -> Stage<'_> {
        Stage { store, map_size_points: MAP, unit_secs: 3600.0 }
    }

    fn shown(view: &View, store: &Store) -> Vec<String> {
        let read = store.read_as_of(view.as_of());
        let shown = select(&read, &view.question()).listed();
        shown.into_iter().map(|index| read.id(index).into_owned()).collect()
    }

    #[test]
    fn scrubbing_and_playing_show_what_had_happened_and_escape_gives_all_back() {
        let store = store_of(&["2025-10-01", "2025-10-05", "2025-10-09"]);
        let stage = stage(&store);
        let mut view = View::of_story(&store, MAP);
        let fifth = store.span(1).unwrap().possible.start_secs;
        view.apply(&Command::SetPlayhead(fifth), &stage);
        assert_eq!(shown(&view, &store), ["e0", "e1"]);
        view.apply(&Command::Dismiss, &stage);
        assert_eq!(shown(&view, &store), ["e0", "e1", "e2"]);
        view.apply(&Command::SelectEnd(Direction::Back), &stage);
        view.apply(&Command::TogglePlay, &stage);
        assert_eq!(shown(&view, &store), ["e0"]);
        view.apply(&Command::Tick(2.0), &stage);
        assert_eq!(shown(&view, &store), ["e0", "e1"]);
        view.apply(&Command::TogglePlay, &stage);
        assert_eq!(shown(&view, &store), ["e0", "e1"], "pausing keeps it");
        view.apply(&Command::Dismiss, &stage);
        assert_eq!((shown(&view, &store).len(), view.playback.playing), (3, false));
    }

    #[test]
    fn an_event_that_is_chosen_is_seen_whatever_is_known_and_whatever_the_mode() {
        let store = Store::new(carried_story().story);
        for mode in [TimeMode::Window, TimeMode::SoFar, TimeMode::Trail] {
            for index in 0..store.len() {
                let mut view = View { mode, ..View::of_story(&store, MAP) };
                view.hidden_layers.clear();
                view.window = store.extent().unwrap();
                view.known = Known::ByPlayhead;
                let read = store.read_as_of(view.as_of());
                let id = store.id(index).into_owned();
                view.apply(&Command::Select(vec![id.clone()]), &stage(&read));
                let read = store.read_as_of(view.as_of());
                let asked = select(&read, &view.question());
                assert!(asked.place_of(index).is_some() || asked.undated().contains(&index), "{mode:?} {id}");
            }
        }
    }

    #[test]
    fn a_claim_that_is_chosen_is_known() {
        let store = Store::new(carried_story().story);
        for claim in store.story().events.claims() {
            let mut view = View::of_story(&store, MAP);
            view.known = Known::ByPlayhead;
            view.apply(&Command::SelectClaim(claim.id.clone()), &stage(&store));
            assert!(store.read_as_of(view.as_of()).claim(&claim.id).is_some(), "{}", claim.id);
        }
    }

    #[test]
    fn going_on_and_playing_as_known_by_the_playhead_reach_every_event_and_never_go_back_in_time() {
        let whole = Store::new(carried_story().story);
        let mut view = View::of_story(&whole, MAP);
        let count = shown(&view, &whole).len();
        view.known = Known::ByPlayhead;
        let mut seen: Vec<String> = Vec::new();
        let mut before = f64::NEG_INFINITY;
        for _ in 0..count {
            let read = whole.read_as_of(view.as_of());
            view.apply(&Command::SelectNext(Direction::Forward), &stage(&read));
            assert!(view.playhead_secs >= before);
            before = view.playhead_secs;
            seen.extend(view.selection.iter().cloned());
            assert!(shown(&view, &whole).contains(&view.selection[0]), "{}", view.selection[0]);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count);
        let mut played = View { selection: Vec::new(), ..View::of_story(&whole, MAP) };
        played.known = Known::ByPlayhead;
        played.apply(&Command::TogglePlay, &stage(&whole.read_as_of(played.as_of())));
        let mut chosen = std::collections::BTreeSet::new();
        for _ in 0..=count {
            chosen.extend(played.selection.iter().cloned());
            played.apply(&Command::Tick(2.0), &stage(&whole.read_as_of(played.as_of())));
        }
        assert_eq!((chosen.len(), played.playback.playing), (count, false));
    }
}
