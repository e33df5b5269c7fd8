//! Where events are that a single spot does not tell: at several places, or somewhere in a province or
//! country that is named instead of drawn.
//!
//! Answers which provinces and countries an event means and where else its marks stand. Who knows
//! provinces tells the store once; it does not know a base map itself.

use std::sync::Arc;

use hashbrown::HashMap;

use super::Store;
use super::coding::{Kept, Reading};
use super::column::{Column, ColumnWriting};
use super::pieces::Pieces;
use super::sparse::Sparse;
use super::spots::{Spots, Stand};
use crate::model::{Bounds, Event, Geometry, Lines, LonLat, NamedPlace, Precision, Region, Story};

/// Where events are.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The spots their marks stand on; `NOWHERE` for those that are unplaced.
    anchors: Column<LonLat>,
    /// The bounds of those that are more than that spot.
    bounds: Sparse<Bounds>,
    /// Where else they are: a stretch of `spots`.
    others: Sparse<(u32, u32)>,
    spots: Arc<Vec<LonLat>>,
    /// The provinces and countries that they mean: a stretch of `regions`.
    named: Sparse<(u32, u32)>,
    regions: Arc<Vec<Arc<NamedPlace>>>,
    /// Those that are known to a province or country only by their own word, and draw no line or area.
    coarse: Sparse<()>,
}

impl Kept for Places {
    /// The provinces and countries, which are those of a base map, are kept beside.
    fn write(&self, to: &mut Vec<u8>) {
        let Self { anchors, bounds, others, spots, named, regions: _, coarse } = self;
        anchors.write(to);
        (bounds, others).write(to);
        spots.write(to);
        named.write(to);
        coarse.indexes().map(|index| index as u32).collect::<Vec<u32>>().write(to);
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        let anchors = Kept::read(from)?;
        let (bounds, others) = Kept::read(from)?;
        let (spots, named) = (Kept::read(from)?, Kept::read(from)?);
        let coarse = Vec::<u32>::read(from)?.into_iter().map(|index| (index as usize, ())).collect();
        Some(Self { anchors, bounds, others, spots, named, regions: Arc::default(), coarse })
    }
}

const NOWHERE: LonLat = LonLat::new(f64::INFINITY, f64::INFINITY);

/// Where one event is.
struct Placing {
    anchor: Option<LonLat>,
    bounds: Option<Bounds>,
    others: Vec<LonLat>,
    named: Vec<Arc<NamedPlace>>,
}

impl Placing {
    /// By what the event itself says, and the places that it means. An event that has no spot gets that of
    /// its first place; a place with one of its spots in it gets no mark.
    fn of(event: &Event, named: Vec<Arc<NamedPlace>>) -> Self {
        let mut anchor = event.anchor();
        let mut others: Vec<LonLat> = event.other_spots().collect();
        let points: Vec<LonLat> = anchor.into_iter().chain(others.iter().copied()).collect();
        let is_marked = |place: &NamedPlace| points.iter().any(|point| place.contains(*point));
        let mut spots = named.iter().filter(|place| !is_marked(place)).map(|place| place.spot);
        anchor = anchor.or_else(|| spots.next());
        others.extend(spots);
        let grounds = named.iter().filter_map(|place| place.ground.bounds());
        let own = event.geometry.as_ref().and_then(Geometry::bounds);
        Self { anchor, bounds: grounds.chain(own).reduce(Bounds::hull), others, named }
    }

    /// Its bounds, unless they are its anchor.
    fn wider_bounds(&self) -> Option<Bounds> {
        let point = self.anchor.map(Bounds::of);
        self.bounds.filter(|bounds| point != Some(*bounds))
    }
}

/// Finds which provinces and countries events mean.
struct Finding<'a, F> {
    store: &'a Store,
    find: F,
}

impl<F: FnMut(&Event) -> Vec<Arc<NamedPlace>>> Finding<'_, F> {
    /// Where an event is by these. None where it means none, and meant none before.
    fn placing(&mut self, index: usize, event: &Event) -> Option<(usize, Placing)> {
        let geometry = event.geometry.as_ref();
        let is_drawn = geometry
            .is_some_and(|geometry| !geometry.areas.is_empty() || (!geometry.lines.is_empty() && !event.is_contact()));
        let places = if is_drawn { Vec::new() } else { (self.find)(event) };
        let is_told = !places.is_empty() || self.store.places.named.get(index).is_some();
        is_told.then(|| (index, Placing::of(event, places)))
    }
}

/// Where events are by what they say themselves, written down one by one in the order of the file.
#[derive(Default)]
pub(super) struct Writing {
    anchors: ColumnWriting<LonLat>,
    bounds: Vec<(usize, Bounds)>,
    others: Vec<(usize, (u32, u32))>,
    spots: Vec<LonLat>,
    coarse: Vec<(usize, ())>,
}

impl Writing {
    pub(super) fn add(&mut self, event: &Event, index: usize) {
        let placing = Placing::of(event, Vec::new());
        self.anchors.push(placing.anchor.unwrap_or(NOWHERE));
        self.bounds.extend(placing.wider_bounds().map(|bounds| (index, bounds)));
        self.others.extend(stretch(&mut self.spots, &placing.others).map(|stretch| (index, stretch)));
        self.coarse.extend(is_coarse(event).then_some((index, ())));
    }

    pub(super) fn done(mut self) -> Places {
        self.spots.shrink_to_fit();
        Places {
            anchors: self.anchors.done(),
            bounds: self.bounds.into_iter().collect(),
            others: self.others.into_iter().collect(),
            spots: Arc::new(self.spots),
            named: Sparse::default(),
            regions: Arc::default(),
            coarse: self.coarse.into_iter().collect(),
        }
    }
}

impl Places {
    /// Which provinces and countries they name.
    pub(super) fn regions(&self) -> impl Iterator<Item = Region> + '_ {
        self.regions.iter().map(|place| place.region)
    }

    /// With the provinces and countries that were kept beside.
    pub(super) fn with_regions(self, regions: Vec<Arc<NamedPlace>>) -> Self {
        Self { regions: Arc::new(regions), ..self }
    }

    /// How many events there are.
    pub(super) fn len(&self) -> usize {
        self.anchors.len()
    }

    /// After a change of events: what is fresh is where it says itself.
    pub(super) fn patched(&self, story: &Story, events: &Pieces) -> Self {
        let placing = |index: usize| Placing::of(&story.events.get(index), Vec::new());
        let mut spots = self.spots.clone();
        let others = self.others.patched(events, |index| {
            let others = placing(index).others;
            // A stretch that says the same stays.
            let before = events.are_in_place().then(|| self.others.get(index)).flatten();
            match before {
                Some(before) if of_stretch(&self.spots, before) == others => Some(before),
                _ if others.is_empty() => None,
                _ => stretch(Arc::make_mut(&mut spots), &others),
            }
        });
        Self {
            anchors: self.anchors.patched(events, |index| placing(index).anchor.unwrap_or(NOWHERE)),
            bounds: self.bounds.patched(events, |index| placing(index).wider_bounds()),
            others,
            spots,
            named: self.named.patched(events, |_| None),
            coarse: self.coarse.patched(events, |index| is_coarse(&story.events.get(index)).then_some(())),
            regions: self.regions.clone(),
        }
    }

    /// With the provinces and countries that some events mean, which are told in rising order.
    fn named(&self, found: impl Iterator<Item = (usize, Placing)>) -> Self {
        let mut next = self.clone();
        let (mut anchors, mut bounds, mut others, mut named) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (spots, regions) = (Arc::make_mut(&mut next.spots), Arc::make_mut(&mut next.regions));
        // Many events mean the same.
        let mut stretches: HashMap<Vec<*const NamedPlace>, (u32, u32)> = HashMap::new();
        for (index, placing) in found {
            anchors.push((index, placing.anchor.unwrap_or(NOWHERE)));
            bounds.push((index, placing.wider_bounds()));
            others.push((index, stretch(spots, &placing.others)));
            let pointers = placing.named.iter().map(Arc::as_ptr).collect();
            let stretch_of_named = (!placing.named.is_empty()).then(|| {
                *stretches.entry(pointers).or_insert_with(|| stretch(regions, &placing.named).expect("it is not empty"))
            });
            named.push((index, stretch_of_named));
        }
        next.anchors = next.anchors.with(anchors.into_iter());
        next.bounds = next.bounds.with(bounds.into_iter());
        next.others = next.others.with(others.into_iter());
        next.named = next.named.with(named.into_iter());
        next
    }

    /// The spot that the mark of an event stands on. None: unplaced.
    pub(super) fn anchor(&self, index: usize) -> Option<LonLat> {
        Some(self.anchors.get(index)).filter(|anchor| *anchor != NOWHERE)
    }

    /// Where an event stands among those that are counted by their spots.
    pub(super) fn stand(&self, index: usize) -> Stand {
        match self.anchor(index) {
            None => Stand::Nowhere,
            Some(_) if self.is_regional(index) => Stand::Region,
            Some(spot) => Stand::Spot(spot),
        }
    }

    /// True when no more is known of an event than its province or country: it stands on a spot that is none of its
    /// own, or on one that whoever wrote it put for all of that ground.
    pub(super) fn is_regional(&self, index: usize) -> bool {
        self.coarse.get(index).is_some() || self.named.get(index).is_some()
    }

    pub(super) fn bytes(&self) -> usize {
        let sparse = self.bounds.bytes() + self.others.bytes() + self.named.bytes() + self.coarse.bytes();
        self.anchors.bytes() + sparse + self.spots.capacity() * 16 + self.regions.capacity() * 8
    }
}

/// True for an event on a spot that stands for a province or country.
fn is_coarse(event: &Event) -> bool {
    let precision = event.place.as_ref().map(|place| place.precision);
    let is_drawn = |geometry: &Geometry| !geometry.lines.is_empty() || !geometry.areas.is_empty();
    matches!(precision, Some(Precision::Province | Precision::Country))
        && !event.geometry.as_ref().is_some_and(is_drawn)
}

/// Adds values behind others, and tells where they are. None: there are none.
fn stretch<T: Clone>(all: &mut Vec<T>, values: &[T]) -> Option<(u32, u32)> {
    let start = all.len() as u32;
    all.extend_from_slice(values);
    (!values.is_empty()).then_some((start, all.len() as u32))
}

fn of_stretch<T>(all: &[T], (start, end): (u32, u32)) -> &[T] {
    &all[start as usize..end as usize]
}

impl Store {
    /// The store with the provinces and countries that `find` tells of an event, in place of those before.
    ///
    /// It is asked of events for which no line and no area is drawn on the ground. An event that had no
    /// spot gets that of its first place, and so is placed; to the bounds of each come those of its places.
    /// A store without such events is handed back as it is.
    #[must_use]
    pub fn with_named_places(self: Arc<Self>, find: impl FnMut(&Event) -> Vec<Arc<NamedPlace>>) -> Arc<Self> {
        let mut finding = Finding { store: &self, find };
        let (mut found, mut events) = (Vec::new(), self.story.events.walk());
        while let Some((index, event)) = events.next() {
            found.extend(finding.placing(index, event));
        }
        self.with_placings(found)
    }

    /// The same for some events, by index in rising order: after a change of the story, for those that are new
    /// or changed.
    #[must_use]
    pub fn with_named_places_of(
        self: Arc<Self>,
        events: impl Iterator<Item = usize>,
        find: impl FnMut(&Event) -> Vec<Arc<NamedPlace>>,
    ) -> Arc<Self> {
        let mut finding = Finding { store: &self, find };
        let found = events.filter_map(|index| finding.placing(index, &self.story.events.get(index))).collect();
        self.with_placings(found)
    }

    /// The same where it is known, by index in rising order.
    fn with_placings(self: Arc<Self>, found: Vec<(usize, Placing)>) -> Arc<Self> {
        if found.is_empty() {
            return self;
        }
        let moved: Vec<usize> = found.iter().map(|(index, _)| *index).collect();
        let places = self.places.named(found.into_iter());
        let spots = Spots::moved(&self, |index| places.stand(index), &moved);
        Arc::new(Self { places, spots, ..Arc::unwrap_or_clone(self) })
    }

    /// True when its lines join places that were in contact, and are no extent on the ground.
    pub fn is_contact(&self, index: usize) -> bool {
        self.story.events.place(index).is_some_and(|place| place.lines == Lines::Contact)
    }

    /// The spot its mark stands on. None: unplaced.
    pub fn anchor(&self, index: usize) -> Option<LonLat> {
        self.places.anchor(index)
    }

    /// True when it has a spot on the map: its own, or that of a province or country that it means.
    pub fn is_placed(&self, index: usize) -> bool {
        self.anchor(index).is_some()
    }

    /// West, south, east and north of its geometry and its named places, in degrees. None: unplaced.
    pub fn bounds(&self, index: usize) -> Option<Bounds> {
        let point = || self.anchor(index).map(Bounds::of);
        self.places.bounds.get(index).or_else(point)
    }

    /// The provinces and countries that an event means, where it draws no line or area on the ground.
    pub fn named_places(&self, index: usize) -> &[Arc<NamedPlace>] {
        self.places.named.get(index).map_or(&[], |stretch| of_stretch(&self.places.regions, stretch))
    }

    /// Where else an event is than at its anchor.
    pub fn other_spots(&self, index: usize) -> &[LonLat] {
        self.places.others.get(index).map_or(&[], |stretch| of_stretch(&self.places.spots, stretch))
    }

    /// Indexes of the events that are at several spots, rising.
    pub fn events_at_several_spots(&self) -> impl Iterator<Item = usize> + '_ {
        self.places.others.indexes()
    }

    /// Indexes of the events that reach farther than the spot of their mark, rising.
    pub fn events_beyond_their_spot(&self) -> impl Iterator<Item = usize> + '_ {
        self.places.bounds.indexes()
    }

    /// Indexes of the events that mean a province or country, rising.
    pub fn events_in_named_places(&self) -> impl Iterator<Item = usize> + '_ {
        self.places.named.indexes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Geometry;
    use crate::store::AsOf;
    use crate::store::sample::{store, story};

    fn square(west: f64, south: f64) -> Arc<NamedPlace> {
        let corners = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)];
        let ring = corners.iter().map(|(x, y)| LonLat::new(west + x, south + y)).collect();
        Arc::new(NamedPlace {
            region: Region::Province(0),
            name: "Square".to_owned(),
            spot: LonLat::new(west + 1.0, south + 1.0),
            ground: Geometry { areas: vec![vec![ring]].into(), ..Geometry::default() },
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
        assert_eq!(store.bounds(rumour), Some(Bounds { west: 60.0, south: 30.0, east: 66.0, north: 32.0 }));
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
        let read = store.read_as_of(AsOf::default());
        let rumour = store.index_of("rumour").unwrap();
        assert_eq!(read.anchor(rumour), store.anchor(rumour));
        assert_eq!(read.named_places(rumour).len(), 2);
    }
}
