//! Where the marks of events stand: fanned out where several share a spot, counted where too many do.

use std::collections::BTreeMap;

use super::{MapPainter, RADIUS};
use crate::scene::{Point, symbol_reach};

/// Marks nearer to each other than this, in points, share a spot.
const NEAR: f32 = RADIUS * 2.0 + 4.0;
/// Above so many events in the frame, those in a cell of a grid this wide in points share a spot from
/// the start, so that a map of many events takes no longer than their number.
const MANY: (usize, f32) = (400, 34.0);
/// As many events fan out around their spot; more are counted in one mark.
const FAN: usize = 7;
/// No mark that counts events reaches farther, in points.
const MOST_REACH: f32 = 24.0;

/// Where one mark stands and what it stands for.
pub(super) struct Spot {
    pub(super) at: Point,
    /// How far it reaches from its centre, in points.
    pub(super) reach: f32,
    /// One event, or all those counted in one mark.
    pub(super) events: Vec<usize>,
    /// The spot of its event, where it was fanned out from there.
    pub(super) fanned_from: Option<Point>,
}

/// Events that share a spot, with where each of them lies.
struct Heap {
    events: Vec<(usize, Point)>,
    center: Point,
}

impl Heap {
    /// Events around the middle of where they lie.
    fn of(events: Vec<(usize, Point)>) -> Self {
        let count = events.len() as f32;
        let sum = events.iter().fold([0.0, 0.0], |sum, (_, at)| [sum[0] + at[0], sum[1] + at[1]]);
        Self { center: sum.map(|sum| sum / count), events }
    }

    /// How far its marks reach from its centre.
    fn reach(&self) -> f32 {
        match self.events.len() {
            1 => NEAR / 2.0,
            count if count <= FAN => fan_radius(count) + RADIUS,
            count => count_reach(count),
        }
    }

    fn touches(&self, other: &Self) -> bool {
        self.distance_to(other) < self.reach() + other.reach()
    }

    fn distance_to(&self, other: &Self) -> f32 {
        (self.center[0] - other.center[0]).hypot(self.center[1] - other.center[1])
    }
}

/// The marks in the frame, and the events whose spot lies outside of it.
pub(super) fn spots_of(sheet: &MapPainter<'_>) -> (Vec<Spot>, Vec<usize>) {
    let inner = sheet.projection.frame().grown(-(RADIUS + 2.0));
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for index in sheet.drawn() {
        let Some(anchor) = sheet.store.anchor(index) else { continue };
        let at = sheet.projection.screen_from_lon_lat(anchor);
        if inner.contains(at) { inside.push((index, at)) } else { outside.push(index) }
    }
    // The grid lies on the ground, so that no mark changes while the map is moved.
    let origin = sheet.projection.screen_from_unit([0.5, 0.5]);
    let heaps = if inside.len() > MANY.0 { apart(heaps_by_cell(inside, origin)) } else { heaps_by_touch(inside) };
    (heaps.into_iter().flat_map(spots_of_heap).collect(), outside)
}

fn heaps_by_cell(events: Vec<(usize, Point)>, origin: Point) -> Vec<Heap> {
    let mut cells: BTreeMap<[i32; 2], Vec<(usize, Point)>> = BTreeMap::new();
    for (index, at) in events {
        let cell = [0, 1].map(|axis| ((at[axis] - origin[axis]) / MANY.1).floor() as i32);
        cells.entry(cell).or_default().push((index, at));
    }
    cells.into_values().map(Heap::of).collect()
}

/// Gives the events of heaps that touch a larger one to it. It stays where it is, so that no chain of
/// neighbours becomes one heap.
fn apart(mut heaps: Vec<Heap>) -> Vec<Heap> {
    // As far as most reach once they have taken their neighbours in.
    let room_of = |heap: &Heap| if heap.events.len() == 1 { heap.reach() } else { heap.reach().max(MOST_REACH) };
    heaps.sort_by_key(|heap| std::cmp::Reverse(heap.events.len()));
    let mut places: Vec<Heap> = Vec::new();
    for mut heap in heaps {
        let room = room_of(&heap);
        match places.iter_mut().find(|place| place.distance_to(&heap) < room_of(place) + room) {
            Some(place) => place.events.append(&mut heap.events),
            None => places.push(heap),
        }
    }
    places
}

/// Heaps of which none touches another: each event begins as one, and those that touch are joined.
fn heaps_by_touch(events: Vec<(usize, Point)>) -> Vec<Heap> {
    let mut heaps: Vec<Heap> = Vec::new();
    for event in events {
        let mut heap = Heap::of(vec![event]);
        // A joined heap reaches farther, and may touch one that it did not touch before.
        while let Some(place) = heaps.iter().position(|other| other.touches(&heap)) {
            let mut joined = heaps.remove(place);
            joined.events.append(&mut heap.events);
            heap = Heap::of(joined.events);
        }
        heaps.push(heap);
    }
    heaps
}

/// The radius of the circle on which so many marks stand without touching.
fn fan_radius(count: usize) -> f32 {
    let around = std::f32::consts::TAU / count as f32;
    ((RADIUS + 2.5) / (around / 2.0).sin()).max(RADIUS + 4.0)
}

/// How far a mark that counts so many events reaches.
fn count_reach(count: usize) -> f32 {
    MOST_REACH.min(10.0 + (count as f32).sqrt())
}

fn spots_of_heap(heap: Heap) -> Vec<Spot> {
    let count = heap.events.len();
    let center = heap.center;
    if let [(index, at)] = heap.events[..] {
        return vec![Spot { at, reach: symbol_reach(RADIUS) - 2.0, events: vec![index], fanned_from: None }];
    }
    if count > FAN {
        let events = heap.events.into_iter().map(|(index, _)| index).collect();
        return vec![Spot { at: center, reach: count_reach(count), events, fanned_from: None }];
    }
    let (around, radius) = (std::f32::consts::TAU / count as f32, fan_radius(count));
    let spot = |(place, (index, own)): (usize, (usize, Point))| {
        // The first stands at the upper left.
        let angle = around * place as f32 - 0.75 * std::f32::consts::PI;
        let at = [center[0] + radius * angle.cos(), center[1] + radius * angle.sin()];
        Spot { at, reach: symbol_reach(RADIUS) - 3.0, events: vec![index], fanned_from: Some(own) }
    };
    heap.events.into_iter().enumerate().map(spot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_at_one_spot_fan_out_without_touching() {
        for count in 2..=FAN {
            let events = (0..count).map(|index| (index, [100.0, 100.0])).collect();
            let spots = spots_of_heap(Heap::of(events));
            assert_eq!(spots.len(), count);
            for (place, a) in spots.iter().enumerate() {
                for b in &spots[place + 1..] {
                    let apart = (a.at[0] - b.at[0]).hypot(a.at[1] - b.at[1]);
                    assert!(apart >= 2.0 * RADIUS, "{count}: {apart}");
                }
            }
        }
    }

    #[test]
    fn fans_of_neighbours_are_joined_before_they_touch() {
        let events = [[100.0, 100.0], [100.0, 100.0], [122.0, 100.0], [180.0, 100.0]];
        let heaps = heaps_by_touch(events.into_iter().enumerate().collect());
        let counts: Vec<usize> = heaps.iter().map(|heap| heap.events.len()).collect();
        assert_eq!(counts, [3, 1]);
    }

    #[test]
    fn many_events_share_marks_that_stand_apart_and_none_is_lost() {
        // A ring of towns, each with another number of events, and single events between them.
        let town = |town: usize| {
            let angle = town as f32 * 0.7;
            (0..=town * 5).map(move |_| [300.0 + 12.0 * town as f32 * angle.cos(), 300.0 + 90.0 * angle.sin()])
        };
        let events: Vec<(usize, Point)> = (0..20).flat_map(town).enumerate().collect();
        let count = events.len();
        let heaps = apart(heaps_by_cell(events, [0.0, 0.0]));
        assert_eq!(heaps.iter().map(|heap| heap.events.len()).sum::<usize>(), count);
        for (place, a) in heaps.iter().enumerate() {
            for b in &heaps[place + 1..] {
                assert!(!a.touches(b), "{} and {} events", a.events.len(), b.events.len());
            }
        }
    }

    #[test]
    fn too_many_for_a_fan_are_counted_in_one_mark() {
        let spots = spots_of_heap(Heap::of((0..=FAN).map(|index| (index, [0.0, 0.0])).collect()));
        assert_eq!(spots.len(), 1);
        assert_eq!(spots[0].events.len(), FAN + 1);
    }
}
