//! How far a story reaches in time, and what of that a timeline opens with.
//!
//! The window leaves nothing out: it holds every dated event of the shown layers. Only what the
//! timeline is zoomed to may keep to where most events are.

use super::state::{MOST_FRAMED, fences, with_margin};
use super::{Direction, View};
use crate::model::{Extent, TimeSpan, Zone};
use crate::query::Shown;
use crate::store::Store;

/// What a timeline spans where no event has a date: nothing is told of it.
pub(super) const NO_TIME: Extent = Extent { start_secs: 0.0, end_secs: 86_400.0 };
/// As many times longer than the bulk a story may be before the timeline opens with the bulk alone.
const MOST_SQUEEZED: f64 = 3.0;
/// Beyond this many seconds from 1970 there are no days to round to.
const FARTHEST_DAY_SECS: f64 = 8.0e12;
const DAY: f64 = 86_400.0;

impl View {
    /// The range of dates that holds every dated event of the shown layers, in whole days of the
    /// story's zone. All of time where none is dated.
    pub fn whole_story(&self, store: &Store) -> Extent {
        let hull = self.spans(store).filter_map(|span| least_needed(&span)).reduce(|a, b| a.union(&b));
        hull.map_or(Extent::ALL, |hull| in_whole_days(hull, &store.story().zone, || self.spans(store)))
    }

    /// False where no event has a date, so that there is no time to show and no moment to name.
    pub fn has_time(&self) -> bool {
        self.window.is_bounded() || self.time != with_margin(NO_TIME)
    }

    /// Opens window and timeline where a date has come to a view that had none.
    pub(super) fn find_time(&mut self, store: &Store) {
        if self.has_time() {
            return;
        }
        let window = self.whole_story(store);
        if window.is_bounded() {
            self.playhead_secs = window.start_secs;
            self.time = with_margin(self.opening_time(store, window));
            self.window = window;
        }
    }

    /// Goes along with an edit: a window that was the whole range of dates takes in the events that are new or
    /// changed, by index. All events are looked at only where one of these lies outside of it.
    pub(super) fn follow_range(&mut self, before: &Store, after: &Store, fresh: &[usize]) {
        let window = self.window;
        let is_outside = |needed: Extent| needed.start_secs < window.start_secs || needed.end_secs > window.end_secs;
        let spans = fresh.iter().filter_map(|index| after.span(*index));
        if !self.has_time() || !spans.filter_map(|span| least_needed(&span)).any(is_outside) {
            return;
        }
        let (was, is) = (self.whole_story(before), self.whole_story(after));
        if was == is || self.window != was || !is.is_bounded() {
            return;
        }
        self.window = is;
        if self.time == with_margin(self.opening_time(before, was)) {
            self.time = with_margin(self.opening_time(after, is));
        }
    }

    /// The part of the range of dates that the timeline shows, which is gone through day by day: far events do
    /// not make a film of years. The whole range where the timeline shows none of it.
    pub fn stretch(&self) -> Extent {
        if !self.window.is_bounded() && !self.has_time() {
            return self.time;
        }
        self.window.intersection(&self.time).filter(|stretch| !stretch.is_instant()).unwrap_or(self.window)
    }

    /// What the timeline opens with: the whole range, or where most events are, if the others would
    /// squeeze these flat.
    pub(super) fn opening_time(&self, store: &Store, whole: Extent) -> Extent {
        if !whole.is_bounded() {
            return NO_TIME;
        }
        let spans = || self.spans(store).filter(|span| span.possible.is_bounded());
        // Of a great many, some tell as well where most are.
        let step = store.dated_count().div_ceil(MOST_FRAMED).max(1);
        let some: Vec<TimeSpan> = spans().step_by(step).collect();
        let fences_of = |end: fn(&TimeSpan) -> f64| fences(&mut some.iter().map(end).collect::<Vec<_>>());
        let (Some(starts), Some(ends)) = (fences_of(TimeSpan::earliest_start), fences_of(TimeSpan::latest_end)) else {
            return whole;
        };
        let is_bulk = |span: &TimeSpan| starts.contains(&span.earliest_start()) && ends.contains(&span.latest_end());
        let bulk = || spans().filter(is_bulk);
        let hull = bulk().filter_map(|span| least_needed(&span)).reduce(|a, b| a.union(&b));
        let Some(hull) = hull else { return whole };
        let bulk = in_whole_days(hull, &store.story().zone, bulk);
        if whole.duration_secs() > MOST_SQUEEZED * bulk.duration_secs() { bulk } else { whole }
    }

    /// The stretch of time that holds the shown events which lie wholly before the timeline, or after
    /// it, and how many these are. None where there are none.
    pub(super) fn beyond_timeline(&self, store: &Store, shown: &Shown, side: Direction) -> Option<Extent> {
        let beyond = shown.events().filter_map(|index| store.span(index)).filter(|span| match side {
            Direction::Back => is_before(&span.possible, &self.time),
            Direction::Forward => is_after(&span.possible, &self.time),
        });
        beyond.filter_map(|span| least_needed(&span)).reduce(|a, b| a.union(&b))
    }

    fn spans<'a>(&'a self, store: &'a Store) -> impl Iterator<Item = TimeSpan> + 'a {
        let spans = store.order().zip(store.spans_in_order());
        spans.filter(|(index, _)| self.shows_layer_of(store, *index)).map(|(_, span)| span)
    }
}

/// True when a stretch is over before a timeline begins.
pub fn is_before(extent: &Extent, time: &Extent) -> bool {
    extent.end_secs < time.start_secs || (extent.end_secs <= time.start_secs && !extent.is_instant())
}

/// True when a stretch begins after a timeline has ended.
pub fn is_after(extent: &Extent, time: &Extent) -> bool {
    extent.start_secs > time.end_secs || (extent.start_secs >= time.end_secs && !extent.is_instant())
}

/// What a window must hold at least so that an event is as much in it as in all of time. None for
/// what is always so.
fn least_needed(span: &TimeSpan) -> Option<Extent> {
    let within = |extent: &Extent| match (extent.start_secs.is_finite(), extent.end_secs.is_finite()) {
        (true, true) => Some(*extent),
        (true, false) => Some(Extent::instant(extent.start_secs)),
        // Its last instant, since it is over by its end.
        (false, true) => Some(Extent { start_secs: extent.end_secs - 1.0, end_secs: extent.end_secs }),
        (false, false) => None,
    };
    let certain = span.certain.as_ref().and_then(within);
    within(&span.possible).into_iter().chain(certain).reduce(|a, b| a.union(&b))
}

/// The extent in whole days of a zone: rounded to the nearest midnight where every span is in it as it
/// is in all of time, else outwards. Days of other zones begin some hours off.
fn in_whole_days<I: Iterator<Item = TimeSpan>>(extent: Extent, zone: &Zone, spans: impl Fn() -> I) -> Extent {
    const HALF_DAY: f64 = DAY / 2.0;
    let Extent { start_secs: start, end_secs: end } = extent;
    if start < -FARTHEST_DAY_SECS || end > FARTHEST_DAY_SECS {
        return Extent { start_secs: start, end_secs: end + DAY };
    }
    let midnight = |secs: f64| zone.day_around(secs).start_secs;
    let next = |secs: f64| zone.day_around(secs).end_secs;
    let nearest = Extent { start_secs: midnight(start + HALF_DAY), end_secs: midnight(end + HALF_DAY) };
    // The end of an event that ends at midnight is the start of a day already.
    let outwards = Extent { start_secs: midnight(start), end_secs: if midnight(end) < end { next(end) } else { end } };
    let holds = |window: &Extent| {
        window.start_secs < window.end_secs && spans().all(|span| span.in_view(window) == span.in_view(&Extent::ALL))
    };
    // Else something happens in the last instant, at a midnight.
    [nearest, outwards].into_iter().find(holds).unwrap_or(Extent { end_secs: next(end), ..outwards })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Match, Story, When};
    use crate::query::select;
    use crate::view::{Command, Stage};

    fn store_of(zone: &str, whens: &[&str]) -> Store {
        let event = |(number, when): (usize, &&str)| Event {
            id: format!("e{number}"),
            when: When::parse(when).ok(),
            ..Event::default()
        };
        let events = whens.iter().enumerate().map(event).collect();
        Store::new(Story { zone: zone.parse().unwrap(), events, ..Story::default() })
    }

    fn shown(store: &Store, view: &View) -> usize {
        let shown = select(store, &view.question());
        shown.len()
    }

    #[test]
    fn the_first_window_holds_every_dated_event_and_doubts_none_more_than_all_of_time() {
        for whens in [
            &["2025-10-07", "2025-10-08", "2025-10-08", "2025-10-09", "1985-01-01"][..],
            &["2025-10-07T00:00Z", "2025-10-09T00:00Z"],
            &["../1985", "2025-10-09/.."],
            &["../1985"],
            &["2025-10-09/.."],
            &["2025-10-09T24:00Z", "2025-10-09T12:00Z", "/2025-10-01", "2025-11-02/"],
            &["2025-10-09", "2025-10-20~", "202X", "Y-30000", "Y300000"],
            &["2025-10-09T12:00+13:00", "2025-10-09/2025-10-10", "2025-10-11T00:00:00+05:00"],
            &["../..", "2020"],
        ] {
            for zone in ["UTC", "Asia/Kabul", "Pacific/Apia", "America/New_York"] {
                let store = store_of(zone, whens);
                let view = View::of_story(&store, [800.0, 600.0]);
                assert_eq!(shown(&store, &view), store.dated_count(), "{whens:?} in {zone}: {:?}", view.window);
                let doubted = |window: &Extent| {
                    store.spans_in_order().filter(|span| span.in_view(window) == Match::Possibly).count()
                };
                assert_eq!(doubted(&view.window), doubted(&Extent::ALL), "{whens:?} in {zone}");
            }
        }
    }

    #[test]
    fn far_events_do_not_squeeze_the_timeline_and_the_way_to_them_is_kept() {
        let days: Vec<String> = (1..29).map(|day| format!("2025-10-{day:02}")).collect();
        let whens: Vec<&str> = days.iter().map(String::as_str).chain(["1900", "1901-02-03"]).collect();
        let store = store_of("UTC", &whens);
        let mut view = View::of_story(&store, [800.0, 600.0]);
        assert!(view.time.duration_secs() < 60.0 * DAY, "{:?}", view.time);
        let stage = Stage { store: &store, map_size_points: [800.0, 600.0], unit_secs: DAY };
        view.apply(&Command::ShowBeyond(Direction::Back), &stage);
        for span in store.spans_in_order().take(2) {
            assert!(view.time.contains(&span.possible), "{:?}", view.time);
        }
        view.apply(&Command::FitTime, &stage);
        assert!(view.time.contains(&view.window));
    }

    #[test]
    fn the_full_date_range_holds_what_a_shown_layer_adds() {
        let mut story = (*store_of("UTC", &["2025-10-07", "1985-01-01"]).whole_story().clone()).clone();
        story.events.get_mut(1).layer = "old".to_owned();
        story.layers = vec![crate::model::Layer {
            id: "old".to_owned(),
            name: "Old".to_owned(),
            visible: false,
            ..crate::model::Layer::default()
        }];
        let store = Store::new(story);
        let stage = Stage { store: &store, map_size_points: [800.0, 600.0], unit_secs: DAY };
        let mut view = View::of_story(&store, [800.0, 600.0]);
        assert_eq!(shown(&store, &view), 1);
        view.apply(&Command::ToggleLayer("old".to_owned()), &stage);
        view.apply(&Command::WholeWindow, &stage);
        assert_eq!(shown(&store, &view), 2);
    }

    #[test]
    fn a_story_without_a_date_has_no_time_until_it_gets_one() {
        let store = store_of("UTC", &["no date"]);
        let mut view = View::of_story(&store, [800.0, 600.0]);
        assert!(!view.has_time());
        let stage = Stage { store: &store, map_size_points: [800.0, 600.0], unit_secs: DAY };
        view.apply(&Command::FitTime, &stage);
        assert!(!view.has_time());
        view.find_time(&store_of("UTC", &["2025-10-07"]));
        assert!(view.has_time() && view.window.is_bounded());
        assert!(View::of_story(&store_of("UTC", &["1970-01-01"]), [800.0, 600.0]).has_time());
    }

    #[test]
    fn a_day_of_another_zone_begins_with_the_nearest_midnight() {
        let kabul: Zone = "Asia/Kabul".parse().unwrap();
        let karachi_day = When::parse("2025-10-07").unwrap().span(&"Asia/Karachi".parse().unwrap());
        let whole = in_whole_days(karachi_day.possible, &kabul, || std::iter::once(karachi_day));
        assert_eq!(When::from_extent(&whole, &kabul).to_string(), "2025-10-07");
    }
}
