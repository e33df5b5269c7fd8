//! What of a story is in sight of a timeline, whatever the window of time: where its marks stand, and how many events
//! there are where marks would collide.
//!
//! This module answers it once for a stretch of time, a filter and a size; while the window is brushed it stays. Where
//! a lane is a band, its events are gone through here and not by the frame.

use std::collections::BTreeMap;

use super::Frame;
use super::heights::{LEAST_LANE, MOST_BAND};
use super::lanes::LaneColumn;
use super::open_rows::{Ground, LaneRows};
use super::rows::{NUMBERED_RADII, RADII, Rows, arrange};
use super::stretches::{Finder, Fine, Stretches, Tally};
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
    pub(super) fn of(subject: Subject<'_>, frame: &Frame, column: &LaneColumn, scale: &TimeScale) -> Self {
        let Subject { store, view, .. } = subject;
        let zone = view.zone_shown(store, None);
        let gathered = Gathered::of(subject, frame, column, scale);
        let laid = gathered.laid(subject, frame, scale);
        let (grain, stretches) = if laid.lanes.contains(&Laid::Band) {
            let fine = Fine::on(scale);
            (Grain::Fine(fine), Stretches::fine(fine, scale, zone))
        } else {
            let (step, starts) = scale.units(zone);
            (Grain::Ruler(step), Stretches::of_ruler(step, &starts))
        };
        let place_of = |rank: usize| frame.lanes.place_of(column, rank).unwrap_or(frame.lanes.list.len());
        let mut all = vec![Tally::new(&stretches); frame.lanes.list.len() + 1];
        let mut excluded =
            if view.others == Others::Faded && matches!(grain, Grain::Fine(_)) { all.clone() } else { Vec::new() };
        let mut finder = Finder::new(store, &stretches);
        for rank in ranks_near(store.in_time(), &stretches.extent()) {
            let tallies = if subject.all_time.shows_at(rank) {
                &mut all
            } else if !excluded.is_empty() && subject.all_time.is_excluded(store.in_time().index_at(rank)) {
                &mut excluded
            } else {
                continue;
            };
            if let Some(places) = finder.find(rank) {
                tallies[place_of(rank)].add(places, 1);
            }
        }
        let Laying { pitch, radius, band, lanes } = laid;
        Self { grain, stretches, all, excluded, pitch, radius, band, lanes }
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
    let start_secs = extent.start_secs - ZONES_APART;
    let first = time.begun_before(start_secs);
    let last = time.begun_by(extent.end_secs + ZONES_APART);
    time.ending_after(start_secs, first).chain(first..last.max(first))
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
    /// Indexes of these and of some before them, as long as they are few.
    events: Vec<usize>,
}

impl Gathered {
    fn of(subject: Subject<'_>, frame: &Frame, column: &LaneColumn, scale: &TimeScale) -> Self {
        let time = subject.store.in_time();
        let lanes = &frame.lanes;
        let mut found: Vec<Near> = lanes.list.iter().map(|_| Near::default()).collect();
        let seen = scale.extent();
        // Rows are made from some way before the frame on, and begin elsewhere only at every half of a frame.
        let half = (seen.duration_secs() / 2.0).max(1e-3);
        let from = ((seen.start_secs / half).floor() - 1.0) * half;
        for rank in ranks_near(time, &Extent { start_secs: from, ..seen }) {
            let Some(place) = lanes.place_of(column, rank).filter(|_| subject.draws_at(rank)) else { continue };
            let near = &mut found[place];
            let is_seen = time.span_at(rank).is_some_and(|span| {
                span.possible.start_secs <= seen.end_secs && span.possible.end_secs >= seen.start_secs
            });
            near.in_sight += usize::from(is_seen);
            if lanes.list[place].events.is_none() && near.events.len() <= MOST_PARTED {
                near.events.push(time.index_at(rank));
            }
        }
        Self { lanes: found }
    }

    /// The lanes as they lie one under the other.
    fn laid(&self, subject: Subject<'_>, frame: &Frame, scale: &TimeScale) -> Laying {
        let lists: Vec<&[usize]> = self
            .lanes
            .iter()
            .zip(&frame.lanes.list)
            .map(|(near, lane)| lane.events.as_ref().unwrap_or(&near.events).as_slice())
            .collect();
        let is_dense = |near: &Near| near.in_sight > MOST_MARKS || near.events.len() > MOST_PARTED;
        let mut bands: Vec<bool> = self.lanes.iter().map(is_dense).collect();
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
