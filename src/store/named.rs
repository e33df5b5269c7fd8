//! Where events are that a single spot does not tell: at several places, or somewhere in a province or
//! country that is named instead of drawn.
//!
//! Answers which provinces and countries an event means and where else its marks stand. Who knows
//! provinces tells the store once; it does not know a base map itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Bounds, Store};
use crate::model::{Event, LonLat, NamedPlace, Story};

/// By index of the events that have them.
pub(super) type Named = BTreeMap<usize, Vec<Arc<NamedPlace>>>;

impl Store {
    /// The store with the provinces and countries that `find` tells of an event.
    ///
    /// It is asked of events for which no line and no area is drawn on the ground. An event that had no
    /// spot gets that of its first place, and so is placed; to the bounds of each come those of its places.
    /// A store without such events is handed back as it is.
    #[must_use]
    pub fn with_named_places(self: Arc<Self>, mut find: impl FnMut(&Event) -> Vec<Arc<NamedPlace>>) -> Arc<Self> {
        let is_drawn = |event: &Event| {
            let geometry = event.geometry.as_ref();
            geometry.is_some_and(|geometry| {
                !geometry.areas.is_empty() || (!geometry.lines.is_empty() && !event.is_contact())
            })
        };
        let events = self.story.events.iter().enumerate().filter(|(_, event)| !is_drawn(event));
        let found = events.map(|(index, event)| (index, find(&event)));
        let named: Named = found.filter(|(_, places)| !places.is_empty()).collect();
        if named.is_empty() { self } else { Arc::new(Arc::unwrap_or_clone(self).named_as(named)) }
    }

    /// The store with the named places of another of the same events.
    pub(super) fn named_as(mut self, named: Named) -> Self {
        for (&index, places) in &named {
            let points: Vec<LonLat> =
                self.columns.anchors[index].into_iter().chain(self.other_spots(index).to_vec()).collect();
            let is_marked = |place: &NamedPlace| points.iter().any(|point| place.contains(*point));
            let mut spots = places.iter().filter(|place| !is_marked(place)).map(|place| place.spot);
            if self.columns.anchors[index].is_none() {
                self.columns.anchors[index] = spots.next();
                self.placed[index] = self.columns.anchors[index].is_some();
            }
            self.other_spots.entry(index).or_default().extend(spots);
            let grounds = places.iter().filter_map(|place| place.ground.bounds());
            self.columns.bounds[index] = grounds.chain(self.columns.bounds[index]).reduce(hull);
        }
        self.other_spots.retain(|_, spots| !spots.is_empty());
        self.named = named;
        self
    }

    /// The provinces and countries that an event means, where it draws no line or area on the ground.
    pub fn named_places(&self, index: usize) -> &[Arc<NamedPlace>] {
        self.named.get(&index).map_or(&[], Vec::as_slice)
    }

    /// Where else an event is than at its anchor.
    pub fn other_spots(&self, index: usize) -> &[LonLat] {
        self.other_spots.get(&index).map_or(&[], Vec::as_slice)
    }

    /// Indexes of the events that are at several spots, rising.
    pub fn events_at_several_spots(&self) -> impl Iterator<Item = usize> + '_ {
        self.other_spots.keys().copied()
    }

    /// Indexes of the events that mean a province or country, rising.
    pub fn events_in_named_places(&self) -> impl Iterator<Item = usize> + '_ {
        self.named.keys().copied()
    }
}

/// By index of the events that have them, where else they are than at their anchor.
pub(super) fn other_spots(story: &Story) -> BTreeMap<usize, Vec<LonLat>> {
    let spots = story.events.iter().enumerate().map(|(index, event)| (index, event.other_spots().collect()));
    spots.filter(|(_, spots): &(usize, Vec<LonLat>)| !spots.is_empty()).collect()
}

fn hull(one: Bounds, other: Bounds) -> Bounds {
    (one.0.min(other.0), one.1.min(other.1), one.2.max(other.2), one.3.max(other.3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Geometry, Region};
    use crate::store::Reading;
    use crate::store::sample::{store, story};

    fn square(west: f64, south: f64) -> Arc<NamedPlace> {
        let corners = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)];
        let ring = corners.iter().map(|(x, y)| LonLat::new(west + x, south + y)).collect();
        Arc::new(NamedPlace {
            region: Region::Province(0),
            name: "Square".to_owned(),
            spot: LonLat::new(west + 1.0, south + 1.0),
            ground: Geometry { areas: vec![vec![ring]], ..Geometry::default() },
        })
    }

    fn placed() -> Arc<Store> {
        let is = |event: &Event, id: &str| event.id == id;
        Arc::new(store()).with_named_places(|event| match event {
            event if is(event, "rumour") => vec![square(60.0, 30.0), square(64.0, 30.0)],
            event if is(event, "strike") => vec![square(68.5, 34.0), square(60.0, 30.0)],
            _ => Vec::new(),
        })
    }

    #[test]
    fn an_event_whose_place_is_only_named_stands_in_it() {
        let store = placed();
        let rumour = store.index_of("rumour").unwrap();
        assert!(store.is_placed(rumour));
        assert_eq!(store.anchor(rumour), Some(LonLat::new(61.0, 31.0)));
        assert_eq!(store.other_spots(rumour), [LonLat::new(65.0, 31.0)]);
        assert_eq!(store.bounds(rumour), Some((60.0, 30.0, 66.0, 32.0)));
    }

    #[test]
    fn a_place_with_a_point_in_it_gets_no_second_mark() {
        let store = placed();
        let strike = store.index_of("strike").unwrap();
        assert_eq!(store.anchor(strike), story().events.get(strike).anchor());
        assert_eq!(store.other_spots(strike), [LonLat::new(61.0, 31.0)]);
    }

    #[test]
    fn named_places_stay_when_the_story_is_read_otherwise() {
        let store = placed();
        let read = store.read_as(Reading::default());
        let rumour = store.index_of("rumour").unwrap();
        assert_eq!(read.anchor(rumour), store.anchor(rumour));
        assert_eq!(read.named_places(rumour).len(), 2);
    }
}
