//! What of a story is in sight of a timeline, whatever the window of time: where its marks stand, and how many events
//! there are where marks would collide.
//!
//! This module answers it once for a stretch of time, a filter and a size; while the window is brushed it stays. Where
//! a lane is a band, its events are gone through here and not by the frame.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Frame;
use super::bounds::Bounds;
use super::heights::{LEAST_LANE, MOST_BAND};
use super::lanes::{Lane, LaneColumn};
use super::open_rows::{Ground, LaneRows};
use super::rows::{NUMBERED_RADII, RADII, Rows, arrange};
use super::stretches::{Finder, Fine, Stretches, Tally};
use super::tables::{Counted, LaneOf, Tables};
use super::titles::Titles;
use crate::model::{Extent, Match, TimeSpan};
use crate::query::Shown;
use crate::scene::TimeScale;
use crate::scene::time_scale::Step;
use crate::store::{InTime, Store};
use crate::view::{Others, View};

/// A lane with more events in sight than this is a band.
const MOST_MARKS: usize = 400;
/// The same for lanes of which only what is in sight is parted: beyond the frame, so that rows stay as time is panned.
const MOST_PARTED: usize = 4 * MOST_MARKS;
/// A lane with more events in sight than this is a band where more marks than that stand for several events.
const CROWDED: (usize, usize) = (60, 5);
/// Days are those of the place of an event, which may begin so much before or after those that are shown, in seconds.
const ZONES_APART: f64 = 2.0 * 86_400.0;

/// What is drawn, and what decides how.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) store: &'a Store,
    pub(super) view: &'a View,
    /// What would be shown of the events if time did not matter.
    pub(super) all_time: &'a Shown,
    /// The numbers of events, by index, where marks hold some.
    pub(super) numbers: &'a BTreeMap<usize, usize>,
}

impl Subject<'_> {
    /// Whether an event is drawn on the timeline, strongly or faintly.
    pub(super) fn draws(&self, index: usize) -> bool {
        self.view.others == Others::Faded || self.all_time.match_of(index) != Match::Out
    }

    /// The same by its rank.
    pub(super) fn draws_at(&self, rank: usize) -> bool {
        self.view.others == Others::Faded || self.all_time.shows_at(rank)
    }
}

/// How a lane is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Laid {
    /// Its events have marks; folded where there are no rows.
    Marks(LaneRows),
    /// Its events are counted.
    Band,
}

/// How long the stretches are in which events are counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Grain {
    /// Those of the ruler.
    Ruler(Step),
    /// A point or two: where a lane is a band.
    Fine(Fine),
}

impl Grain {
    /// What is counted in each: `Events per day`.
    pub(super) fn rate_words(self) -> String {
        match self {
            Self::Ruler(step) => step.rate_words(),
            Self::Fine(fine) => fine.rate_words(),
        }
    }
}

/// What is in sight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sight {
    pub(super) grain: Grain,
    pub(super) stretches: Stretches,
    /// By lane, and last of events that have none: those that the filter admits.
    pub(super) all: Vec<Tally>,
    /// The same of those that it excludes, where these are drawn faintly and a lane is a band.
    pub(super) excluded: Vec<Tally>,
    /// Height of a row in points.
    pub(super) pitch: f32,
    /// Radius of the marks in points.
    pub(super) radius: f32,
    /// Height of a band in points.
    pub(super) band: f32,
    /// In the order of the lanes.
    pub(super) lanes: Vec<Laid>,
}

impl Sight {
    /// Counted by tables where there are some, with the bounds of the stretches in these; else by going through the
    /// events.
    pub(super) fn of(
        subject: Subject<'_>,
        frame: &Frame,
        column: &LaneColumn,
        scale: &TimeScale,
        tables: Option<&Tables>,
    ) -> (Self, Option<[Bounds; 2]>) {
        let Subject { store, view, .. } = subject;
        let zone = view.zone_shown(store, None);
        let lane_of = LaneOf { lanes: &frame.lanes, column };
        let gathered = match tables {
            Some(tables) => Gathered::by_tables(store, lane_of, scale, &tables.drawn),
            None => Gathered::of(subject, lane_of, scale),
        };
        let laid = gathered.laid(subject, frame, scale);
        let (grain, stretches) = if laid.lanes.contains(&Laid::Band) {
            let fine = Fine::on(scale);
            (Grain::Fine(fine), Stretches::fine(fine, scale, zone))
        } else {
            let (step, starts) = scale.units(zone);
            (Grain::Ruler(step), Stretches::of_ruler(step, &starts))
        };
        let nothing = vec![Tally::new(&stretches); lane_of.count()];
        let has_excluded = view.others == Others::Faded && matches!(grain, Grain::Fine(_));
        let (all, excluded, bounds);
        if let Some(tables) = tables {
            let found = Bounds::of(&stretches, store);
            let dated = 0..store.dated_count();
            let mut finder = Finder::quick(store, &stretches);
            let mut counted = |counted: &Counted| {
                let mut tallies = nothing.clone();
                counted.add(&mut tallies, &found, &dated, (lane_of, 1));
                for rank in others_near(store.in_time(), &stretches.extent(), counted, &dated) {
                    if let Some(places) = finder.find(rank) {
                        tallies[lane_of.of(rank)].add(places, 1);
                    }
                }
                tallies
            };
            let faint = tables.excluded.as_ref().filter(|_| has_excluded);
            [all, excluded] = [Some(&*tables.all), faint].map(|set| set.map(&mut counted).unwrap_or_default());
            bounds = Some(found);
        } else {
            let mut finder = Finder::new(store, &stretches);
            let mut by_match = [nothing.clone(), if has_excluded { nothing } else { Vec::new() }];
            for rank in ranks_near(store.in_time(), &stretches.extent()) {
                let is_excluded = || subject.all_time.is_excluded(store.in_time().index_at(rank));
                let tallies = if subject.all_time.shows_at(rank) {
                    &mut by_match[0]
                } else if has_excluded && is_excluded() {
                    &mut by_match[1]
                } else {
                    continue;
                };
                if let Some(places) = finder.find(rank) {
                    tallies[lane_of.of(rank)].add(places, 1);
                }
            }
            [all, excluded] = by_match;
            bounds = None;
        }
        let Laying { pitch, radius, band, lanes } = laid;
        (Self { grain, stretches, all, excluded, pitch, radius, band, lanes }, bounds)
    }

    /// How high a lane is, in points.
    pub(super) fn height(&self, lane: usize) -> f32 {
        match &self.lanes[lane] {
            Laid::Marks(rows) => rows.height(self.pitch),
            Laid::Band => self.band,
        }
    }
}

/// The ranks of the dated events that may belong to a stretch of time by their days or moments, rising.
pub(super) fn ranks_near<'a>(time: &'a InTime, extent: &Extent) -> impl Iterator<Item = usize> + use<'a> {
    let begun = begun_near(time, extent);
    reaching_near(time, extent, begun.start).chain(begun)
}

/// The ranks of those that begin near the stretch or in it.
pub(super) fn begun_near(time: &InTime, extent: &Extent) -> Range<usize> {
    let first = time.begun_before(extent.start_secs - ZONES_APART);
    let last = time.begun_by(extent.end_secs + ZONES_APART);
    first..last.max(first)
}

/// The ranks below one of those that began before and may go on in it.
fn reaching_near<'a>(time: &'a InTime, extent: &Extent, first: usize) -> impl Iterator<Item = usize> + use<'a> {
    time.ending_after(extent.start_secs - ZONES_APART, 0..first)
}

/// Those of them that are counted and not steady, of a stretch of ranks.
pub(super) fn others_near<'a>(
    time: &'a InTime,
    extent: &Extent,
    counted: &'a Counted,
    ranks: &'a Range<usize>,
) -> impl Iterator<Item = usize> + use<'a> {
    let begun = begun_near(time, extent);
    let reaching = reaching_near(time, extent, begun.start);
    let reaching = reaching.filter(|rank| ranks.contains(rank) && counted.others().contains(*rank));
    reaching.chain(counted.others().within(begun.start.max(ranks.start)..begun.end.min(ranks.end)))
}

/// Whether some of what is possible of an event is in sight.
fn is_seen(time: &InTime, rank: usize, seen: &Extent) -> bool {
    let possible = time.span_at(rank).map(|span| span.possible);
    possible.is_some_and(|possible| possible.start_secs <= seen.end_secs && possible.end_secs >= seen.start_secs)
}

/// The events in sight by lane, as far as they may have marks.
struct Gathered {
    lanes: Vec<Near>,
}

/// What of one lane is in sight.
#[derive(Default)]
struct Near {
    /// How many events.
    in_sight: usize,
    /// How many there are with some before them.
    with_before: usize,
    /// Indexes of these, as long as they are few.
    events: Vec<usize>,
}

impl Near {
    /// Whether there are too many for marks.
    fn is_dense(&self) -> bool {
        self.in_sight > MOST_MARKS || self.with_before > MOST_PARTED
    }
}

/// The stretch of time from which rows are made: from some way before the frame on, and elsewhere only at every half of
/// a frame.
fn parted_from(seen: Extent) -> Extent {
    let half = (seen.duration_secs() / 2.0).max(1e-3);
    Extent { start_secs: ((seen.start_secs / half).floor() - 1.0) * half, ..seen }
}

impl Gathered {
    /// By going through the events.
    fn of(subject: Subject<'_>, lane_of: LaneOf<'_>, scale: &TimeScale) -> Self {
        let time = subject.store.in_time();
        let lanes = lane_of.lanes;
        let mut found: Vec<Near> = lanes.list.iter().map(|_| Near::default()).collect();
        let seen = scale.extent();
        for rank in ranks_near(time, &parted_from(seen)) {
            let Some(near) = found.get_mut(lane_of.of(rank)).filter(|_| subject.draws_at(rank)) else { continue };
            near.in_sight += usize::from(is_seen(time, rank, &seen));
            if lanes.list[lane_of.of(rank)].events.is_none() {
                near.with_before += 1;
                if near.with_before <= MOST_PARTED {
                    near.events.push(time.index_at(rank));
                }
            }
        }
        Self { lanes: found }
    }

    /// The same by what is drawn, with only those gone through that are not steady or few.
    fn by_tables(store: &Store, lane_of: LaneOf<'_>, scale: &TimeScale, drawn: &Counted) -> Self {
        let time = store.in_time();
        let seen = scale.extent();
        let extent = parted_from(seen);
        let mut in_sight = drawn.in_sight(store, &seen, lane_of);
        let dated = 0..time.dated();
        for rank in others_near(time, &extent, drawn, &dated).filter(|rank| is_seen(time, *rank, &seen)) {
            in_sight[lane_of.of(rank)] += 1;
        }
        let begun = begun_near(time, &extent);
        let reaching = || reaching_near(time, &extent, begun.start).filter(|rank| drawn.holds(*rank));
        let mut near = drawn.in_ranks(&begun, lane_of);
        for rank in reaching() {
            near[lane_of.of(rank)] += 1;
        }
        let of_lane = |(lane, list): (&Lane, [u32; 2])| {
            let [in_sight, near] = list.map(|count| count as usize);
            Near { in_sight, with_before: if lane.events.is_none() { near } else { 0 }, events: Vec::new() }
        };
        let counts = in_sight.into_iter().zip(near).map(|(in_sight, near)| [in_sight, near]);
        let mut lanes: Vec<Near> = lane_of.lanes.list.iter().zip(counts).map(of_lane).collect();
        let wanted: Vec<bool> = lanes.iter().map(|near| near.with_before > 0 && !near.is_dense()).collect();
        let listed =
            reaching().map(|rank| (rank, lane_of.of(rank))).filter(|(_, lane)| wanted.get(*lane) == Some(&true));
        for (rank, lane) in listed.chain(drawn.of_lanes(&begun, lane_of, &wanted)) {
            lanes[lane].events.push(time.index_at(rank));
        }
        Self { lanes }
    }

    /// The lanes as they lie one under the other.
    fn laid(&self, subject: Subject<'_>, frame: &Frame, scale: &TimeScale) -> Laying {
        let lists: Vec<&[usize]> = self
            .lanes
            .iter()
            .zip(&frame.lanes.list)
            .map(|(near, lane)| lane.events.as_ref().unwrap_or(&near.events).as_slice())
            .collect();
        let mut bands: Vec<bool> = self.lanes.iter().map(Near::is_dense).collect();
        loop {
            let laying = Laying::of(subject, &lists, &bands, (frame.lanes_rect.height, self), scale);
            let is_crowded = |(place, laid): (usize, &Laid)| {
                let Laid::Marks(LaneRows { rows, .. }) = laid else { return false };
                let stacked = rows.iter().flatten().filter(|stack| !stack.more.is_empty()).count();
                self.lanes[place].in_sight > CROWDED.0 && stacked > CROWDED.1
            };
            let crowded: Vec<usize> =
                laying.lanes.iter().enumerate().filter(|lane| is_crowded(*lane)).map(|(place, _)| place).collect();
            if crowded.is_empty() {
                return laying;
            }
            for place in crowded {
                bands[place] = true;
            }
        }
    }
}

/// How lanes lie one under the other.
struct Laying {
    pitch: f32,
    radius: f32,
    band: f32,
    lanes: Vec<Laid>,
}

impl Laying {
    fn of(
        subject: Subject<'_>,
        lists: &[&[usize]],
        bands: &[bool],
        (height, gathered): (f32, &Gathered),
        scale: &TimeScale,
    ) -> Self {
        let Subject { store, view, numbers, .. } = subject;
        let (points_per_sec, seen) = (scale.points_per_sec(), scale.extent());
        let count = bands.iter().filter(|is_band| **is_band).count();
        let open = gathered.lanes.iter().filter(|near| near.in_sight > 0).count();
        let folded = (lists.len() - open) as f32 * LEAST_LANE;
        let share = (height - folded) / open.max(1) as f32;
        let least_band = if count == 0 { 0.0 } else { share.clamp(LEAST_LANE, MOST_BAND) };
        let radii = if numbers.is_empty() { &RADII[..] } else { &NUMBERED_RADII[..] };
        let height_of_marks = height - count as f32 * least_band;
        let ground = Ground { points_per_sec, height: height_of_marks, seen, radii };
        // Where marks have numbers nothing is panned, so what is out of sight needs no row.
        let has_row = |span: &TimeSpan| numbers.is_empty() || ground.sees(span);
        let drawn = |index: usize| subject.draws(index).then(|| store.span(index)).flatten().filter(has_row);
        let of_marks: Vec<&[usize]> =
            lists.iter().zip(bands).filter(|(_, is_band)| !**is_band).map(|(list, _)| *list).collect();
        let titles = Titles { store, view, numbers };
        let Rows { pitch, radius, lanes } =
            arrange(&of_marks, drawn, |index, radius| titles.wish_of(index, radius), ground);
        // What marks leave goes to the bands.
        let used: f32 = lanes.iter().map(|lane| lane.height(pitch)).sum();
        let band = ((height - used) / count.max(1) as f32).clamp(least_band, MOST_BAND);
        let mut lanes = lanes.into_iter();
        let laid = |is_band: &bool| {
            if *is_band { Laid::Band } else { Laid::Marks(lanes.next().unwrap_or(LaneRows::FOLDED)) }
        };
        Self { pitch, radius, band, lanes: bands.iter().map(laid).collect() }
    }
}
