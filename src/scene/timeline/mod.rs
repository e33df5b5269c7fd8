//! The timeline of a view: a ruler, how many events there are, and the events in their lanes.
//!
//! This module answers what the timeline looks like. It does not know gestures: what is dragged or
//! clicked is found by the targets of its scene, and where by [`timeline_scale`].

mod bands;
mod bars;
mod beyond;
mod bounds;
mod counts;
mod density;
mod handles;
mod heights;
mod lanes;
mod open_rows;
mod placed;
mod rows;
mod ruler;
mod shape;
mod sight;
mod stretches;
mod tables;
mod tally;
mod titles;

use std::collections::{BTreeMap, BTreeSet};

use super::claimed::capitalized;
use super::strength::strength_of;
use super::wording::{NO_DATES, NO_EVENTS};
use super::{Align, Face, Mark, Palette, Rect, Scene, TextStyle, TimeScale, palette_of, text_width};
use crate::model::{Match, Zone};
use crate::query::Shown;
use crate::store::Store;
use crate::view::{Others, View};
pub use lanes::side_words;
use lanes::{LaneColumn, Lanes, MOST_LISTED};
use sight::{Sight, Subject};
pub use tally::TimelineTally;

/// Height of the ruler in points.
const RULER_HEIGHT: f32 = 22.0;
/// Height of the strip that shows how many events there are, in points: where there is little room, and else.
const STRIP_HEIGHTS: [f32; 2] = [28.0, 38.0];
/// The lowest strip that can be chosen, in points.
const LEAST_STRIP: f32 = 20.0;
/// The highest strip where it has what lanes leave, in points, and how many events a lane has then at least.
const MOST_STRIP: f32 = 60.0;
const DENSE: usize = 400;
/// From so much height on, in points, the strip is the higher one.
const HIGH: f32 = 190.0;
/// Room above the first lane and under the last, in points.
const FOOT: f32 = 4.0;
/// The lowest row in points.
const LEAST_ROW: f32 = 9.0;
/// The most lanes that stand for actors.
const MOST_ACTORS: usize = 8;

/// The room that a timeline has, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimelineRoom {
    /// Width and height.
    pub size: [f32; 2],
    /// How high the strip is that counts events; none for as high as is usual. What leaves no lane any room is less.
    pub strip: Option<f32>,
}

impl TimelineRoom {
    /// A frame of this size, with a strip of the usual height.
    pub fn of(size: [f32; 2]) -> Self {
        Self { size, strip: None }
    }
}

/// The timeline of a view in a frame of this size in points.
///
/// A frame too small for lanes has a ruler only. Undated events are not drawn. Where the marks of a lane would
/// collide, it is a band that is the darker the more events there are. Targets stand in
/// this order from the ground up: ruler, window, bands, playhead, edges of the window, events: so a mark
/// under an edge or the playhead can still be reached, and these can be reached in the strip and
/// the ruler above the lanes.
pub fn timeline_scene(store: &Store, view: &View, shown: &Shown, size: [f32; 2]) -> Scene {
    let tally = TimelineTally::of(store, view, shown, TimelineRoom::of(size));
    timeline_scene_of(&tally, store, view, shown)
}

/// The same by what was counted of this view before, in the room that it was counted for.
pub fn timeline_scene_of(tally: &TimelineTally, store: &Store, view: &View, shown: &Shown) -> Scene {
    scene_of(tally, (store, view, shown), (Grips::Drawn, &BTreeMap::new()))
}

/// The same for print: nothing on it looks as if it could be dragged. Events that have a number, by index, have it
/// in their mark on the bar, once, or on each of the days of which it was one; rows of 18 points have room for it.
pub fn printed_timeline_scene(
    store: &Store,
    view: &View,
    shown: &Shown,
    size: [f32; 2],
    numbers: &BTreeMap<usize, usize>,
) -> Scene {
    let tally = TimelineTally::numbered(store, view, shown, TimelineRoom::of(size), numbers);
    scene_of(&tally, (store, view, shown), (Grips::Missing, numbers))
}

/// Whether the edges of the window show where to take them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grips {
    Drawn,
    Missing,
}

fn scene_of(
    tally: &TimelineTally,
    (store, view, shown): (&Store, &View, &Shown),
    (grips, numbers): (Grips, &BTreeMap<usize, usize>),
) -> Scene {
    let frame = &*tally.ground.frame;
    let mut sheet = TimelinePainter {
        store,
        view,
        shown,
        tally,
        all_time: &tally.ground.all_time,
        sight: &tally.ground.sight,
        selected: view.selection.iter().filter_map(|id| store.index_of(id)).collect(),
        palette: palette_of(view.theme),
        zone: view.zone_shown(store, None),
        scale: tally.ground.scale,
        frame,
        grips,
        numbers,
        scene: Scene::empty(frame.size),
    };
    sheet.scene.background = Some(sheet.palette.panel);
    if !view.has_time() {
        sheet.nothing();
        return sheet.scene;
    }
    sheet.window_ground();
    sheet.ruler_ground();
    if let Some(strip) = sheet.frame.strip {
        sheet.density(strip);
    }
    sheet.lanes();
    sheet.handles();
    if !tally.is_interim {
        sheet.pointers();
    }
    sheet.strip_words();
    sheet.ruler_words();
    sheet.order_targets();
    sheet.scene
}

/// The names of the lanes of a view with the events in each, in order of time.
pub(super) fn lanes_named(store: &Store, view: &View) -> Vec<(String, Vec<usize>)> {
    lanes::all_lanes(store, view).into_iter().map(|lane| (lane.name, lane.events.unwrap_or_default())).collect()
}

/// How many lanes the timeline of a view has where there is room for all.
pub(super) fn lane_count(store: &Store, view: &View) -> usize {
    Lanes::of(store, view, &LaneColumn::of(store, view.lanes), usize::MAX, 0).list.len()
}

/// Where moments stand on [`timeline_scene`] in a frame of this size in points.
pub fn timeline_scale(store: &Store, view: &View, size: [f32; 2]) -> TimeScale {
    Frame::new(store, view, TimelineRoom::of(size), &LaneColumn::of(store, view.lanes)).scale(view)
}

/// What lies where on a timeline.
#[derive(Debug)]
struct Frame {
    size: [f32; 2],
    /// Width of the names at the left; 0 where there is no room for them.
    gutter: f32,
    /// Where the number of events is drawn, if there is room.
    strip: Option<Rect>,
    /// Where the lanes are drawn; without height where there is no room.
    lanes_rect: Rect,
    lanes: Lanes,
}

impl Frame {
    fn new(store: &Store, view: &View, room: TimelineRoom, column: &LaneColumn) -> Self {
        let size = room.size.map(|length| if length.is_finite() { length.max(1.0) } else { 1.0 });
        let [width, height] = size;
        let below = height - RULER_HEIGHT - 2.0 * FOOT;
        // The strip is the first to go: lanes say more.
        let least = STRIP_HEIGHTS[usize::from(height >= HIGH)];
        let has_strip = below >= least + 2.0 * LEAST_ROW;
        let most = (below - heights::LEAST_LANE).max(least);
        let chosen = room.strip.filter(|chosen| chosen.is_finite()).map(|chosen| chosen.clamp(LEAST_STRIP, most));
        let strip_height = if has_strip { chosen.unwrap_or(least) } else { 0.0 };
        let lanes_height = below - strip_height;
        let room = (lanes_height / heights::LEAST_LANE).max(0.0) as usize;
        let lanes = Lanes::of(store, view, column, room, MOST_LISTED);
        // What bands of some height leave goes to the counts.
        let is_dense = lanes.list.iter().any(|lane| lane.count > DENSE);
        let left = lanes_height - lanes.list.len() as f32 * heights::WISHED_BAND;
        let more = if has_strip && chosen.is_none() && is_dense { left.clamp(0.0, MOST_STRIP - least) } else { 0.0 };
        let (strip_height, lanes_height) = (strip_height + more.floor(), lanes_height - more.floor());
        let gutter = ruler::gutter_width(&lanes.list, width);
        let lanes_height = if lanes.list.is_empty() { 0.0 } else { lanes_height };
        let strip = Rect::new(gutter, RULER_HEIGHT, width - gutter, strip_height);
        let lanes_rect = Rect::new(gutter, RULER_HEIGHT + strip_height + FOOT, width - gutter, lanes_height);
        Self { size, gutter, strip: has_strip.then_some(strip), lanes_rect, lanes }
    }

    fn scale(&self, view: &View) -> TimeScale {
        TimeScale::new(view.time, self.gutter, self.size[0] - self.gutter)
    }

    /// Everything below the ruler and right of the names.
    fn below_ruler(&self) -> Rect {
        let [width, height] = self.size;
        Rect::new(self.gutter, RULER_HEIGHT, width - self.gutter, (height - RULER_HEIGHT).max(0.0))
    }
}

/// A timeline while it is being drawn.
struct TimelinePainter<'a> {
    store: &'a Store,
    view: &'a View,
    /// What is shown of the events.
    shown: &'a Shown,
    /// What was counted of it.
    tally: &'a TimelineTally,
    /// What is in sight whatever the window of time.
    sight: &'a Sight,
    /// What would be shown of them if time did not matter.
    all_time: &'a Shown,
    /// Indexes of the selected events.
    selected: BTreeSet<usize>,
    palette: &'static Palette,
    zone: &'a Zone,
    scale: TimeScale,
    frame: &'a Frame,
    grips: Grips,
    /// The numbers of events, by index, where marks hold some.
    numbers: &'a BTreeMap<usize, usize>,
    scene: Scene,
}

impl<'a> TimelinePainter<'a> {
    fn subject(&self) -> Subject<'a> {
        Subject { store: self.store, view: self.view, all_time: self.all_time, numbers: self.numbers }
    }

    /// Words in place of a ruler that would name days which no event has.
    fn nothing(&mut self) {
        let words = if self.store.is_empty() { NO_EVENTS } else { NO_DATES };
        let [width, height] = self.frame.size;
        let color = self.palette.ink_secondary;
        let style = TextStyle { face: Face::Medium, size: 12.0, color, halo: None, spacing: 0.0 };
        if text_width(words, style.face, style.size) < width && style.size * 1.4 < height {
            let at = [width / 2.0, height / 2.0 + style.size * 0.36];
            self.scene.marks.push(Mark::text(capitalized(words), at, Align::Middle, style));
        }
    }

    /// How many seconds a point takes.
    fn secs_a_point(&self) -> f64 {
        1.0 / self.scale.points_per_sec()
    }

    /// How strongly an event is drawn, 0 to 1. None for one that is not drawn.
    fn opacity_of(&self, index: usize) -> Option<f32> {
        if self.all_time.match_of(index) == Match::Out {
            // In or out of the window, what the filter excludes is as faint.
            return (self.view.others == Others::Faded)
                .then(|| strength_of(self.store, self.view, self.all_time, index));
        }
        Some(strength_of(self.store, self.view, self.shown, index))
    }

    fn order_targets(&mut self) {
        use super::TargetId;
        let order = |id: &TargetId| match id {
            TargetId::Ruler | TargetId::Strip => 0,
            TargetId::Window => 1,
            TargetId::Stretch { .. } => 2,
            TargetId::Playhead => 3,
            TargetId::WindowStart | TargetId::WindowEnd | TargetId::KnownBy | TargetId::StripEdge => 4,
            _ => 5,
        };
        self.scene.targets.sort_by_key(|target| order(&target.id));
    }
}

#[cfg(test)]
mod dense_tests;
#[cfg(test)]
mod edit_laws;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
