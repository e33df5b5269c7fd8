//! What a timeline keeps between frames.
//!
//! This module answers what of it changes when: lanes with the story and its layers, what is in sight with the
//! stretch of time and the filter, and with the window of time only the counts, by the events that the brush swept. It
//! draws nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock, Weak};

use super::lanes::LaneColumn;
use super::sight::{Sight, Subject, ranks_near};
use super::stretches::{Finder, Tally};
use super::{Frame, TimelineRoom};
use crate::model::{Extent, Story, Zone};
use crate::query::{Filter, Question, Shown, Swept, select_again};
use crate::scene::{Rect, TimeScale};
use crate::store::{AsOf, InTime, Store};
use crate::view::{Others, View, is_after, is_before};

/// Ranks of a block whose events are counted by lane.
const BLOCK: usize = 4096;

/// What a timeline of a view counts, for [`timeline_scene_of`](super::timeline_scene_of): whether it is made anew or
/// [follows](Self::follow) the view does not show.
#[derive(Debug)]
pub struct TimelineTally {
    pub(super) ground: Ground,
    shown: Shown,
    pub(super) brushed: Brushed,
}

impl TimelineTally {
    /// Counted by going through the events.
    pub fn of(store: &Store, view: &View, shown: &Shown, room: TimelineRoom) -> Self {
        Self::numbered(store, view, shown, room, &BTreeMap::new())
    }

    pub(super) fn numbered(
        store: &Store,
        view: &View,
        shown: &Shown,
        room: TimelineRoom,
        numbers: &BTreeMap<usize, usize>,
    ) -> Self {
        let ground = Ground::of(None, store, (view, shown), room, numbers);
        let brushed = Brushed::of(store, view, shown, &ground);
        Self { ground, shown: shown.clone(), brushed }
    }

    /// The same for another state of the view or the story: only what is another is counted anew, and of a moved
    /// window what it swept.
    pub fn follow(&mut self, store: &Store, view: &View, shown: &Shown, room: TimelineRoom) {
        let ground = Ground::of(Some(&self.ground), store, (view, shown), room, &BTreeMap::new());
        let swept = Swept::between(&self.shown, shown).filter(|_| Arc::ptr_eq(&ground.sight, &self.ground.sight));
        match swept {
            Some(swept) => self.brushed.follow(store, view, &swept, &ground),
            None => self.brushed = Brushed::of(store, view, shown, &ground),
        }
        self.shown = shown.clone();
        self.ground = ground;
    }

    /// Where it counts events; none where there is no room for that.
    pub fn strip(&self) -> Option<Rect> {
        self.ground.frame.strip
    }

    /// Where moments stand on it.
    pub fn scale(&self) -> TimeScale {
        self.ground.scale
    }
}

/// What does not change as time is brushed.
#[derive(Debug)]
pub(super) struct Ground {
    story: OfStory,
    asked: Asked,
    room: TimelineRoom,
    seen: Seen,
    column: Arc<LaneColumn>,
    pub(super) frame: Arc<Frame>,
    pub(super) scale: TimeScale,
    pub(super) all_time: Shown,
    pub(super) sight: Arc<Sight>,
    drawn: Arc<OnceLock<Drawn>>,
}

impl Ground {
    /// What is the same as before is shared with it.
    fn of(
        before: Option<&Self>,
        store: &Store,
        (view, shown): (&View, &Shown),
        room: TimelineRoom,
        numbers: &BTreeMap<usize, usize>,
    ) -> Self {
        let story = OfStory::of(store);
        let asked = Asked { filter: view.filter.clone(), hidden_layers: view.hidden_layers.clone() };
        let of_story = before.filter(|before| before.story.is_same(&story));
        let of_lanes = of_story.filter(|before| before.column.by == view.lanes);
        let column =
            of_lanes.map_or_else(|| Arc::new(LaneColumn::of(store, view.lanes)), |before| before.column.clone());
        let of_frame = of_lanes.filter(|before| before.room == room && before.asked.has_layers_of(&asked));
        let frame =
            of_frame.map_or_else(|| Arc::new(Frame::new(store, view, room, &column)), |before| before.frame.clone());
        let of_filter = of_story.filter(|before| before.asked == asked);
        let all_time = of_filter.map_or_else(
            || select_again(store, &Question { window: None, until_secs: None, ..view.question() }, shown),
            |before| before.all_time.clone(),
        );
        let scale = frame.scale(view);
        let seen = Seen { time: view.time, zone: view.zone_shown(store, None).clone(), others: view.others };
        let of_drawn = of_frame.filter(|before| before.asked == asked && before.seen.others == seen.others);
        let drawn = of_drawn.map_or_else(Arc::default, |before| before.drawn.clone());
        let sight = of_drawn.filter(|before| before.seen == seen).map_or_else(
            || {
                let subject = Subject { store, view, all_time: &all_time, numbers };
                Arc::new(Sight::of(subject, &frame, &column, &scale))
            },
            |before| before.sight.clone(),
        );
        Self { story, asked, room, seen, column, frame, scale, all_time, sight, drawn }
    }

    /// The place of the lane of a dated event, by its rank.
    pub(super) fn lane_of(&self, rank: usize) -> Option<usize> {
        self.frame.lanes.place_of(&self.column, rank)
    }

    /// How many events of a lane are drawn and begin before a rank, and how many are drawn at all.
    pub(super) fn drawn_before(&self, subject: Subject<'_>, lane: usize, rank: usize) -> [usize; 2] {
        let place_of = |rank: usize| self.lane_of(rank).filter(|_| subject.draws_at(rank));
        let dated = subject.store.in_time().dated();
        let drawn = self.drawn.get_or_init(|| Drawn::of(dated, self.frame.lanes.list.len(), &place_of));
        let in_block = (rank / BLOCK * BLOCK..rank).filter(|rank| place_of(*rank) == Some(lane)).count();
        [drawn.before(rank / BLOCK, lane) + in_block, drawn.before(dated.div_ceil(BLOCK), lane)]
    }
}

/// Which story it is of, and how that is read.
#[derive(Debug)]
struct OfStory {
    story: Weak<Story>,
    time: Weak<InTime>,
    reading: AsOf,
}

impl OfStory {
    fn of(store: &Store) -> Self {
        Self {
            story: Arc::downgrade(store.whole_story()),
            time: Arc::downgrade(store.in_time()),
            reading: store.as_of(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.story.ptr_eq(&other.story) && self.time.ptr_eq(&other.time) && self.reading == other.reading
    }
}

/// What is asked of the events, whatever the time.
#[derive(Debug, PartialEq)]
struct Asked {
    filter: Filter,
    hidden_layers: BTreeSet<String>,
}

impl Asked {
    /// Whether the same layers have lanes: a filter can name hidden ones.
    fn has_layers_of(&self, other: &Self) -> bool {
        self == other || (self.hidden_layers.is_empty() && other.hidden_layers.is_empty())
    }
}

/// The stretch of time that is seen, and how.
#[derive(Debug, PartialEq)]
struct Seen {
    time: Extent,
    zone: Zone,
    others: Others,
}

/// By block of ranks and lane, how many events before it are drawn.
#[derive(Debug)]
struct Drawn {
    lanes: usize,
    before: Vec<u32>,
}

impl Drawn {
    fn of(dated: usize, lanes: usize, place_of: &impl Fn(usize) -> Option<usize>) -> Self {
        let (mut before, mut counts) = (vec![0; lanes], vec![0; lanes]);
        for block in (0..dated).step_by(BLOCK) {
            for place in (block..dated.min(block + BLOCK)).filter_map(place_of) {
                counts[place] += 1;
            }
            before.extend_from_slice(&counts);
        }
        Self { lanes, before }
    }

    fn before(&self, block: usize, lane: usize) -> usize {
        self.before.get(block * self.lanes + lane).copied().unwrap_or_default() as usize
    }
}

/// What follows the window of time.
#[derive(Debug, PartialEq)]
pub(super) struct Brushed {
    /// By lane, and last of events that have none.
    pub(super) tallies: Vec<Tally>,
    /// How many of the shown events are not wholly before or after the stretch of time.
    in_sight: i64,
}

impl Brushed {
    fn of(store: &Store, view: &View, shown: &Shown, ground: &Ground) -> Self {
        let stretches = &ground.sight.stretches;
        let mut found = Self { tallies: vec![Tally::new(stretches); ground.frame.lanes.list.len() + 1], in_sight: 0 };
        let time = store.in_time();
        let near = ranks_near(time, &stretches.extent()).filter(|rank| shown.shows_at(*rank));
        found.add(store, view, ground, near, 1);
        found
    }

    fn follow(&mut self, store: &Store, view: &View, swept: &Swept, ground: &Ground) {
        self.add(store, view, ground, swept.lost.iter().map(|rank| *rank as usize), -1);
        self.add(store, view, ground, swept.got.iter().map(|rank| *rank as usize), 1);
    }

    fn add(&mut self, store: &Store, view: &View, ground: &Ground, ranks: impl Iterator<Item = usize>, times: i32) {
        let mut finder = Finder::new(store, &ground.sight.stretches);
        let without_lane = self.tallies.len() - 1;
        for rank in ranks {
            let Some(span) = store.in_time().span_at(rank) else { continue };
            if !is_before(&span.possible, &view.time) && !is_after(&span.possible, &view.time) {
                self.in_sight += i64::from(times);
            }
            if let Some(places) = finder.find(rank) {
                self.tallies[ground.lane_of(rank).unwrap_or(without_lane)].add(places, times);
            }
        }
    }

    /// How many of the shown events lie wholly before the stretch of time, and how many after.
    pub(super) fn beyond(&self, store: &Store, view: &View, shown: &Shown) -> [usize; 2] {
        let time = store.in_time();
        let (at, after) = (time.begun_before(view.time.end_secs), time.begun_by(view.time.end_secs));
        let is_shown = |rank: &usize| shown.shows_at(*rank);
        // What begins as the stretch ends is after it, unless it is an instant.
        let is_past = |rank: &usize| time.span_at(*rank).is_some_and(|span| is_after(&span.possible, &view.time));
        let as_it_ends = (at..after).filter(|rank| is_past(rank) && is_shown(rank)).count();
        let begun = if after < time.dated() { shown.count_before(time.index_at(after)) } else { shown.len() };
        let later = shown.len() - begun + as_it_ends;
        let rest = shown.len() - later;
        [rest.saturating_sub(usize::try_from(self.in_sight).unwrap_or_default()), later]
    }
}
