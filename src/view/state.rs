//! The view: all that decides what is shown.

use std::collections::BTreeSet;

use super::MapViewport;
use super::choices::{Known, LaneBy, Others, Playback, ShowAs, Theme, TimeMode, ZoneChoice};
use crate::basemap::Viewpoint;
use crate::model::{Bounds, Extent, Language, LonLat, Zone};
use crate::query::{Filter, Question};
use crate::store::{AsOf, Clock, Store};

/// All that decides what is shown of a story.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct View {
    /// Centre and scale of the map.
    pub map: MapViewport,
    /// The stretch of time the timeline shows.
    pub time: Extent,
    /// The time range shown.
    pub window: Extent,
    /// The point in time that is played or scrubbed, in seconds since the Unix epoch.
    pub playhead_secs: f64,
    /// How time decides what is shown.
    pub mode: TimeMode,
    /// What must hold for an event to be shown.
    pub filter: Filter,
    /// Ids of the selected events; the first is the one in the detail.
    pub selection: Vec<String>,
    /// The id of the claim that is pointed out, while its event is the one in the detail.
    #[serde(default)]
    pub claim: Option<String>,
    /// Ids of the layers that are hidden.
    pub hidden_layers: BTreeSet<String>,
    /// Light, dark or print.
    pub theme: Theme,
    /// Whose borders are drawn.
    pub viewpoint: Viewpoint,
    /// In whose clock times are shown.
    pub zone: ZoneChoice,
    /// What the lanes of the timeline stand for.
    pub lanes: LaneBy,
    /// By which clock events stand in time.
    #[serde(default)]
    pub clock: Clock,
    /// Of when the account is that is shown.
    #[serde(default)]
    pub known: Known,
    /// The language in which the story is read, as far as it says its texts in it; none for its own.
    #[serde(default)]
    pub language: Option<Language>,
    /// What becomes of events that the filter excludes.
    pub others: Others,
    /// The number of events by which the area of their marks grows; none where all are alike.
    #[serde(default)]
    pub size_by: Option<String>,
    /// The number of events that the colour of their marks tells; none where it is the category.
    #[serde(default)]
    pub color_by: Option<String>,
    /// As what the map shows events.
    #[serde(default)]
    pub show_as: ShowAs,
    /// Whether the relief is drawn under the map.
    pub relief: bool,
    /// The chapter that is open.
    pub chapter: Option<usize>,
    /// How the story is played.
    pub playback: Playback,
}

impl View {
    /// The view a story opens with: its visible layers, all of their time, and a timeline and a map
    /// that frame where most of their events lie, for a map of this size in points.
    pub fn of_story(store: &Store, map_size_points: [f64; 2]) -> Self {
        let story = store.story();
        let hidden_layers: BTreeSet<String> =
            story.layers.iter().filter(|layer| !layer.visible).map(|layer| layer.id.clone()).collect();
        let mut view = Self {
            map: MapViewport { center: LonLat::new(20.0, 25.0), zoom: 2.0 },
            time: Extent { start_secs: 0.0, end_secs: 1.0 },
            window: Extent { start_secs: 0.0, end_secs: 1.0 },
            playhead_secs: 0.0,
            mode: TimeMode::default(),
            filter: Filter::default(),
            selection: Vec::new(),
            claim: None,
            hidden_layers,
            theme: Theme::default(),
            viewpoint: Viewpoint::default(),
            zone: ZoneChoice::default(),
            lanes: LaneBy::default(),
            clock: Clock::default(),
            known: Known::default(),
            language: None,
            others: Others::default(),
            size_by: None,
            color_by: None,
            show_as: ShowAs::default(),
            relief: true,
            chapter: None,
            playback: Playback::default(),
        };
        let whole = view.whole_story(store);
        view.window = whole;
        view.time = with_margin(view.opening_time(store, whole));
        view.playhead_secs = if whole.is_bounded() { whole.start_secs } else { 0.0 };
        view.frame_for(store, map_size_points);
        view
    }

    /// Frames where most events lie, for a map of this size in points, and no part of the world twice.
    pub fn frame_for(&mut self, store: &Store, map_size_points: [f64; 2]) {
        if let Some(bounds) = self.bulk_of_events(store) {
            self.map = MapViewport::framing_below_legend(bounds, map_size_points).within_world(map_size_points);
        }
    }

    /// Whether all is the same but what map and timeline frame, the playhead, the chapter and how the story plays. It
    /// copies nothing, whatever is selected.
    pub fn shows_as(&self, other: &Self) -> bool {
        let Self {
            map: _,
            time: _,
            window,
            playhead_secs: _,
            mode,
            filter,
            selection,
            claim,
            hidden_layers,
            theme,
            viewpoint,
            zone,
            lanes,
            clock,
            known,
            language,
            others,
            relief,
            size_by,
            color_by,
            show_as,
            chapter: _,
            playback: _,
        } = self;
        *window == other.window
            && (mode, claim, theme, viewpoint) == (&other.mode, &other.claim, &other.theme, &other.viewpoint)
            && (zone, lanes, clock, known) == (&other.zone, &other.lanes, &other.clock, &other.known)
            && (language, others, relief) == (&other.language, &other.others, &other.relief)
            && *show_as == other.show_as
            && (filter, hidden_layers) == (&other.filter, &other.hidden_layers)
            && (size_by, color_by) == (&other.size_by, &other.color_by)
            && *selection == other.selection
    }

    /// What [`crate::query::select`] is asked for this view.
    pub fn question(&self) -> Question<'_> {
        let until_secs = match self.mode {
            TimeMode::Window => None,
            TimeMode::Trail | TimeMode::SoFar => Some(self.playhead_secs),
        };
        Question { window: Some(self.window), until_secs, filter: &self.filter, hidden_layers: &self.hidden_layers }
    }

    /// By when what is shown had been said, in seconds since the Unix epoch. None: at any time.
    pub fn known_by_secs(&self) -> Option<f64> {
        match self.known {
            Known::Ever => None,
            Known::ByPlayhead => Some(self.playhead_secs),
            Known::By(secs) => Some(secs),
        }
    }

    /// How the story is to be read for this view: [`Store::read_as_of`].
    pub fn as_of(&self) -> AsOf {
        AsOf { known_by_secs: self.known_by_secs(), clock: self.clock, language: self.language }
    }

    /// The index of the event in the detail.
    pub fn selected(&self, store: &Store) -> Option<usize> {
        self.selection.first().and_then(|id| store.index_of(id))
    }

    /// The place in the event in the detail of the claim that is pointed out.
    pub fn selected_claim(&self, store: &Store) -> Option<usize> {
        let (event, claim) = store.claim(self.claim.as_ref()?)?;
        (self.selected(store) == Some(event)).then_some(claim)
    }

    /// True when the event is among the selected ones.
    pub fn is_selected(&self, id: &str) -> bool {
        self.selection.iter().any(|selected| selected == id)
    }

    /// The zone in which a moment is shown; `own` is the zone of the event it belongs to.
    pub fn zone_shown<'a>(&'a self, store: &'a Store, own: Option<&'a Zone>) -> &'a Zone {
        const UTC: &Zone = &Zone::Utc;
        match &self.zone {
            ZoneChoice::Story => &store.story().zone,
            ZoneChoice::Event => own.unwrap_or(&store.story().zone),
            ZoneChoice::Utc => UTC,
            ZoneChoice::Named(zone) => zone,
        }
    }

    /// True when the layer of this event is shown.
    pub fn shows_layer_of(&self, store: &Store, index: usize) -> bool {
        if self.hidden_layers.is_empty() {
            return true;
        }
        let id = store.story().events.layer(index);
        let id = id.as_ref();
        let name = || store.story().layer(id).is_some_and(|layer| self.filter.names_layer(&layer.name));
        !self.hidden_layers.contains(id) || self.filter.names_layer(id) || name()
    }

    /// Where most events of the shown layers lie.
    pub(super) fn bulk_of_events(&self, store: &Store) -> Option<Bounds> {
        let drawn = |index: usize| store.story().events.geometry(index)?.bounds_the_short_way();
        // Where nothing is drawn, provinces and countries that are named are better than the whole world.
        self.bulk_of(store, drawn).or_else(|| self.bulk_of(store, |index| frame_of(store, index)))
    }

    fn bulk_of(&self, store: &Store, bounds_of: impl Fn(usize) -> Option<Bounds>) -> Option<Bounds> {
        let (mut lons, mut lats) = (Vec::new(), Vec::new());
        let mut has_shapes = false;
        // Of a great many, some tell as well where most are: runs of them, which lie together where they are put away.
        let step = RUN * store.len().div_ceil(MOST_FRAMED).max(1);
        let runs = (0..store.len()).step_by(step).flat_map(|first| first..store.len().min(first + RUN));
        for index in runs.filter(|&index| self.shows_layer_of(store, index)) {
            if let Some(Bounds { west, south, east, north }) = bounds_of(index) {
                lons.extend([west, east]);
                lats.extend([south, north]);
                has_shapes |= west < east || south < north;
            }
        }
        // As longitudes are counted, or from 0 to 360 degrees: the one that leaves the events together.
        let mut eastward: Vec<f64> = lons.iter().map(|lon| if *lon < 0.0 { lon + 360.0 } else { *lon }).collect();
        let spread = |values: &[f64]| {
            let ends = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(*v), b.max(*v)));
            ends.1 - ends.0
        };
        let mut counted: Vec<f64> = lons.iter().map(|lon| super::map_viewport::around_globe(*lon)).collect();
        let is_together = spread(&eastward) < spread(&counted);
        let (plain, across) = (bulk_range(&mut counted)?, bulk_range(&mut eastward)?);
        let wide = |(west, east): (f64, f64)| east - west;
        let (west, east) = if is_together || wide(across) < wide(plain) { across } else { plain };
        let (south, north) = bulk_range(&mut lats)?;
        // Around positions there is more to see than around a track or an area.
        let least = if has_shapes { 0.02 } else { 0.4 };
        let margin = |low: f64, high: f64| ((high - low) * 0.06).max(least);
        let (dx, dy) = (margin(west, east), margin(south, north));
        Some(Bounds { west: west - dx, south: south - dy, east: east + dx, north: north + dy })
    }
}

/// As many events are looked at for where most are.
pub(super) const MOST_FRAMED: usize = 50_000;

/// So many of them follow each other.
const RUN: usize = 64;

/// The box around what an event draws or names, the short way around the globe.
pub(super) fn frame_of(store: &Store, index: usize) -> Option<Bounds> {
    let bounds = store.bounds(index)?;
    if bounds.width_degrees() <= 180.0 {
        return Some(bounds);
    }
    let drawn = store.story().events.geometry(index).and_then(|geometry| geometry.bounds_the_short_way());
    drawn.or_else(|| store.anchor(index).map(|at| Bounds { west: at.lon, east: at.lon, ..bounds })).or(Some(bounds))
}

/// An extent with a little room on both sides.
pub(super) fn with_margin(extent: Extent) -> Extent {
    // Around a moment there is more to see than around the shortest stretch.
    let least = if extent.is_instant() { 60.0 } else { 0.0 };
    let room = (extent.duration_secs() * 0.04).max(least);
    Extent { start_secs: extent.start_secs - room, end_secs: extent.end_secs + room }
}

/// The range of values that are no outliers: within one and a half interquartile ranges of the
/// middle half (Tukey 1977). None without values.
pub(super) fn fences(values: &mut [f64]) -> Option<std::ops::RangeInclusive<f64>> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| values[(last as f64 * share).round() as usize];
    let (low, high) = (at(0.25), at(0.75));
    let reach = 1.5 * (high - low);
    Some(low - reach..=high + reach)
}

/// Of so many values on, those that are left out of a range are few: one of so many at each end.
const FRAMED_WHOLE: (usize, usize) = (1000, 100);

/// Lowest and highest of the values that are no outliers. Where many values seem to be some, as of events in two parts
/// of the world, they are not. None without values.
fn bulk_range(values: &mut [f64]) -> Option<(f64, f64)> {
    let fences = fences(values)?;
    let inside = || values.iter().filter(|value| fences.contains(value));
    let (low, high) = (*inside().next()?, *inside().next_back()?);
    let (many, share) = FRAMED_WHOLE;
    if values.len() < many {
        return Some((low, high));
    }
    let few = values.len() / share;
    Some((low.min(values[few]), high.max(values[values.len() - 1 - few])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_on_both_sides_of_the_date_line_are_framed_together() {
        let at = |lon: f64, lat: f64| crate::model::Event {
            geometry: Some(crate::model::Geometry {
                points: vec![LonLat::new(lon, lat)],
                ..crate::model::Geometry::default()
            }),
            ..crate::model::Event::default()
        };
        let events = vec![at(178.4, -18.1), at(-171.8, -13.8), at(-175.2, -21.1), at(179.4, -16.5)].into();
        let store = Store::new(crate::model::Story { events, ..crate::model::Story::default() });
        let view = View::of_story(&store, [900.0, 600.0]);
        let Bounds { west, east, .. } = view.map.bounds([900.0, 600.0]);
        assert!(view.map.zoom > 4.0 && east - west < 30.0, "{:?}", view.map);
        assert!(view.map.center.lon.abs() > 170.0, "{:?}", view.map);
    }

    #[test]
    fn a_far_outlier_does_not_decide_the_frame() {
        let mut lons = vec![66.4, 69.2, 69.2, 70.1, 70.6, 71.1, 101.7, 28.9, 69.9, 68.0];
        assert_eq!(bulk_range(&mut lons), Some((66.4, 71.1)));
    }

    #[test]
    fn a_part_of_the_world_with_many_events_is_framed_however_far_it_is() {
        let mut lons: Vec<f64> =
            (0..2000).map(|at| if at % 8 == 0 { -99.0 } else { 30.0 + f64::from(at % 40) }).collect();
        let stray = lons.len() - 1;
        lons[stray] = 179.0;
        let (west, east) = bulk_range(&mut lons).unwrap();
        assert!(west <= -99.0 && (69.0..100.0).contains(&east), "{west} to {east}");
    }

    #[test]
    fn the_first_view_shows_no_part_of_the_world_twice() {
        let at = |number: i32| crate::model::Event {
            id: number.to_string(),
            geometry: Some(crate::model::Geometry {
                points: vec![LonLat::new(f64::from(number * 37 % 360 - 180), f64::from(number * 29 % 130 - 60))],
                ..crate::model::Geometry::default()
            }),
            ..crate::model::Event::default()
        };
        let events: Vec<_> = (0..300).map(at).collect();
        let store = Store::new(crate::model::Story { events: events.into(), ..crate::model::Story::default() });
        for size in [[930.0, 520.0], [1888.0, 700.0]] {
            let Bounds { west, east, .. } = View::of_story(&store, size).map.bounds(size);
            assert!(east - west <= 360.0 + 1e-6, "{west} to {east}");
        }
    }
}
