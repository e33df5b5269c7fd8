//! What a timeline keeps between frames.
//!
//! This module answers what of it changes when: lanes with the story and its layers, what is in sight with the
//! stretch of time and the filter, and with the window of time only the counts, by the events that the brush swept. It
//! draws nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock, Weak};

use super::bounds::Bounds;
use super::lanes::LaneColumn;
use super::sight::{Sight, Subject, begun_near, others_near, ranks_near};
use super::stretches::{Finder, Tally};
use super::tables::{Counted, LaneOf, Tables};
use super::{Frame, TimelineRoom};
use crate::model::{Extent, Story, Zone};
use crate::query::{Filter, Question, Shown, Swept, select_again};
use crate::scene::{Rect, TimeScale};
use crate::store::{AsOf, InTime, Store};
use crate::view::{Others, View, is_after, is_before};

/// Of fewer events no tables are made: to go through them is as quick.
const FEW: usize = if cfg!(test) { 60 } else { 4096 };
/// As many events are gone through in a frame.
const MOST_IN_FRAME: usize = 50_000;

/// What a timeline of a view counts, for [`timeline_scene_of`](super::timeline_scene_of): whether it is made anew or
/// [follows](Self::follow) the view does not show.
#[derive(Debug, Clone)]
pub struct TimelineTally {
    pub(super) ground: Ground,
    shown: Shown,
    pub(super) brushed: Brushed,
    /// Whether it was counted for another stretch of time than it is drawn on.
    pub(super) is_interim: bool,
}

/// How events are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    /// One by one.
    Plain,
    /// By tables, where they are many.
    Tables,
}

impl TimelineTally {
    /// Counted by going through the events.
    pub fn of(store: &Store, view: &View, shown: &Shown, room: TimelineRoom) -> Self {
        Self::numbered(store, view, shown, room, &BTreeMap::new())
    }

    /// The same by tables, which are kept for what follows: of many events another stretch of time costs little then.
    pub fn by_tables(store: &Store, view: &View, shown: &Shown, room: TimelineRoom) -> Self {
        let ground = Ground::of((None, Means::Tables), store, (view, shown), room, &BTreeMap::new());
        Self::on(ground, store, view, shown)
    }

    pub(super) fn numbered(
        store: &Store,
        view: &View,
        shown: &Shown,
        room: TimelineRoom,
        numbers: &BTreeMap<usize, usize>,
    ) -> Self {
        let ground = Ground::of((None, Means::Plain), store, (view, shown), room, numbers);
        Self::on(ground, store, view, shown)
    }

    fn on(ground: Ground, store: &Store, view: &View, shown: &Shown) -> Self {
        let brushed = Brushed::of(store, view, shown, &ground);
        Self { ground, shown: shown.clone(), brushed, is_interim: false }
    }

    /// The same for another state of the view or the story: only what is another is counted anew, and of a moved
    /// window what it swept.
    pub fn follow(&mut self, store: &Store, view: &View, shown: &Shown, room: TimelineRoom) {
        let before = (Some(&self.ground), Means::Tables);
        let ground = Ground::of(before, store, (view, shown), room, &BTreeMap::new());
        if Arc::ptr_eq(&ground.sight, &self.ground.sight) && shown.differs_by_time(&self.shown) {
            self.brushed.follow(store, view, [&self.shown, shown], &ground);
        } else {
            self.brushed = Brushed::of(store, view, shown, &ground);
        }
        (self.shown, self.ground, self.is_interim) = (shown.clone(), ground, false);
    }

    /// Whether a story is counted within a frame, whatever was counted before.
    pub fn is_counted_at_once(store: &Store) -> bool {
        store.dated_count() <= MOST_IN_FRAME
    }

    /// Whether it [follows](Self::follow) within a frame: few events are gone through for it.
    pub fn follows_at_once(&self, store: &Store, view: &View, shown: &Shown, room: TimelineRoom) -> bool {
        let is_quick = || self.gone_through(store, view, shown, room).is_some_and(|count| count <= MOST_IN_FRAME);
        Self::is_counted_at_once(store) || is_quick()
    }

    /// How many events are gone through one by one where it follows, at most. None where it is of another story, filter
    /// or room, or of other lanes.
    pub(super) fn gone_through(&self, store: &Store, view: &View, shown: &Shown, room: TimelineRoom) -> Option<usize> {
        let Ground { story, column, asked, seen, all_time, tables, .. } = &self.ground;
        let is_counted = story.is_same(&OfStory::of(store))
            && self.ground.room == room
            && column.by == view.lanes
            && **asked == Asked::of(view)
            && seen.others == view.others
            && all_time.differs_by_time(shown);
        let tables = tables.as_ref().filter(|_| is_counted)?;
        let (begun, reaching) = shown.stretch()?;
        let admitted = |ranks: Range<usize>| tables.all.others().count(ranks);
        let is_in_sight = **seen == Seen::of(store, view) && shown.differs_by_time(&self.shown);
        if let Some((before, went_on)) = self.shown.stretch().filter(|_| is_in_sight) {
            let swept = [Swept::outside(&before, &begun), Swept::outside(&begun, &before)];
            return Some(swept.into_iter().flatten().map(admitted).sum::<usize>() + reaching.len() + went_on.len());
        }
        let in_sight = tables.others_in_sight(&begun_near(store.in_time(), &view.time));
        Some(admitted(begun) + reaching.len() + in_sight)
    }

    /// What it counted, on the stretch of time of another view: to be drawn of the same events until the counts of
    /// that are there.
    #[must_use]
    pub fn stretched(&self, view: &View) -> Self {
        let ground = Ground { scale: self.ground.frame.scale(view), ..self.ground.clone() };
        Self { ground, is_interim: true, ..self.clone() }
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
#[derive(Debug, Clone)]
pub(super) struct Ground {
    story: Arc<OfStory>,
    asked: Arc<Asked>,
    room: TimelineRoom,
    seen: Arc<Seen>,
    column: Arc<LaneColumn>,
    pub(super) frame: Arc<Frame>,
    pub(super) scale: TimeScale,
    pub(super) all_time: Shown,
    tables: Option<Arc<Tables>>,
    pub(super) sight: Arc<Sight>,
    /// Where its stretches stand in the tables.
    bounds: Option<Arc<[Bounds; 2]>>,
    /// What is drawn, where there are no tables of it.
    drawn: Arc<OnceLock<Arc<Counted>>>,
}

impl Ground {
    /// What is the same as before is shared with it.
    fn of(
        (before, means): (Option<&Self>, Means),
        store: &Store,
        (view, shown): (&View, &Shown),
        room: TimelineRoom,
        numbers: &BTreeMap<usize, usize>,
    ) -> Self {
        let story = OfStory::of(store);
        let asked = Asked::of(view);
        let of_story = before.filter(|before| before.story.is_same(&story));
        let of_lanes = of_story.filter(|before| before.column.by == view.lanes);
        let column =
            of_lanes.map_or_else(|| Arc::new(LaneColumn::of(store, view.lanes)), |before| before.column.clone());
        let of_frame = of_lanes.filter(|before| before.room == room && before.asked.has_layers_of(&asked));
        let frame =
            of_frame.map_or_else(|| Arc::new(Frame::new(store, view, room, &column)), |before| before.frame.clone());
        // What is found so far is shown while the filter of the view is tried on the others.
        let of_asked = of_story.filter(|before| *before.asked == asked);
        let all_time = match of_asked {
            Some(before) if shown.stretch().is_none() || before.all_time.differs_by_time(shown) => {
                before.all_time.clone()
            }
            _ if shown.stretch().is_some() => shown.for_all_time(),
            _ => select_again(store, &Question { window: None, until_secs: None, ..view.question() }, shown),
        };
        let of_filter = of_asked.filter(|before| before.all_time.differs_by_time(&all_time));
        let scale = frame.scale(view);
        let seen = Seen::of(store, view);
        let of_drawn = of_filter.filter(|before| {
            let has_lanes = Arc::ptr_eq(&before.column, &column) && before.frame.lanes.part_like(&frame.lanes);
            has_lanes && before.seen.others == seen.others
        });
        let lane_of = LaneOf { lanes: &frame.lanes, column: &column };
        let tables = of_drawn.map_or_else(
            || {
                let has_tables = means == Means::Tables && store.dated_count() > FEW;
                has_tables.then(|| Arc::new(Tables::of(store, &all_time, view.others, lane_of)))
            },
            |before| before.tables.clone(),
        );
        let drawn = of_drawn.map_or_else(Arc::default, |before| before.drawn.clone());
        let of_sight = of_drawn.filter(|before| *before.seen == seen && Arc::ptr_eq(&before.frame, &frame));
        let (sight, bounds) = of_sight.map_or_else(
            || {
                let subject = Subject { store, view, all_time: &all_time, numbers };
                let (sight, bounds) = Sight::of(subject, &frame, &column, &scale, tables.as_deref());
                (Arc::new(sight), bounds.map(Arc::new))
            },
            |before| (before.sight.clone(), before.bounds.clone()),
        );
        let (story, asked, seen) = (Arc::new(story), Arc::new(asked), Arc::new(seen));
        Self { story, asked, room, seen, column, frame, scale, all_time, tables, sight, bounds, drawn }
    }

    fn lanes(&self) -> LaneOf<'_> {
        LaneOf { lanes: &self.frame.lanes, column: &self.column }
    }

    /// The place of the lane of a dated event, by its rank.
    pub(super) fn lane_of(&self, rank: usize) -> Option<usize> {
        self.frame.lanes.place_of(&self.column, rank)
    }

    /// How many events of a lane are drawn and begin before a rank, and how many are drawn at all.
    pub(super) fn drawn_before(&self, subject: Subject<'_>, lane: usize, rank: usize) -> [usize; 2] {
        let Subject { store, view, all_time, .. } = subject;
        let counted = || Tables::drawn_of(store, all_time, view.others, self.lanes());
        let drawn = self.tables.as_ref().map_or_else(|| self.drawn.get_or_init(counted), |tables| &tables.drawn);
        [rank, store.dated_count()].map(|rank| drawn.in_ranks(&(0..rank), self.lanes())[lane] as usize)
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
    fn of(view: &View) -> Self {
        Self { filter: view.filter.clone(), hidden_layers: view.hidden_layers.clone() }
    }

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

impl Seen {
    fn of(store: &Store, view: &View) -> Self {
        Self { time: view.time, zone: view.zone_shown(store, None).clone(), others: view.others }
    }
}

/// What follows the window of time.
#[derive(Debug, Clone, PartialEq)]
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
        if let (Some(_), Some((begun, reaching))) =
            (&ground.bounds, shown.stretch().filter(|_| shown.differs_by_time(&ground.all_time)))
        {
            found.add_begun(store, view, ground, &begun, 1);
            found.add(store, view, ground, reaching.iter().map(|rank| *rank as usize), 1);
        } else {
            let near = ranks_near(store.in_time(), &stretches.extent()).filter(|rank| shown.shows_at(*rank));
            found.add(store, view, ground, near, 1);
        }
        found
    }

    /// After a move of the window from one answer to the next, in the same sight.
    fn follow(&mut self, store: &Store, view: &View, [before, after]: [&Shown; 2], ground: &Ground) {
        let stretches = before.stretch().zip(after.stretch()).filter(|_| ground.bounds.is_some());
        if let Some((one, other)) = stretches {
            for (from, without, times) in [(&one, &other, -1), (&other, &one, 1)] {
                for ranks in Swept::outside(&from.0, &without.0) {
                    self.add_begun(store, view, ground, &ranks, times);
                }
                let reaching = from.1.iter().filter(|rank| without.1.binary_search(rank).is_err());
                self.add(store, view, ground, reaching.map(|rank| *rank as usize), times);
            }
        } else if let Some(Swept { lost, got }) = Swept::between(before, after) {
            self.add(store, view, ground, lost.into_iter().map(|rank| rank as usize), -1);
            self.add(store, view, ground, got.into_iter().map(|rank| rank as usize), 1);
        } else {
            *self = Self::of(store, view, after, ground);
        }
    }

    /// Adds what the filter admits of a stretch of ranks, by tables.
    fn add_begun(&mut self, store: &Store, view: &View, ground: &Ground, ranks: &Range<usize>, times: i32) {
        let (Some(tables), Some(bounds)) = (&ground.tables, &ground.bounds) else { return };
        tables.all.add(&mut self.tallies, bounds, ranks, (ground.lanes(), times));
        let met = tables.all.meeting(store, &view.time, ranks);
        self.in_sight += i64::try_from(met).unwrap_or(i64::MAX) * i64::from(times);
        let extent = ground.sight.stretches.extent();
        self.add(store, view, ground, others_near(store.in_time(), &extent, &tables.all, ranks), times);
    }

    fn add(&mut self, store: &Store, view: &View, ground: &Ground, ranks: impl Iterator<Item = usize>, times: i32) {
        let stretches = &ground.sight.stretches;
        let has_tables = ground.tables.is_some();
        let mut finder = if has_tables { Finder::quick(store, stretches) } else { Finder::new(store, stretches) };
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
