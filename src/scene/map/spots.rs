//! Where the marks of events stand: fanned out where several share a spot, counted where too many do.

use std::collections::BTreeMap;

use super::{RADIUS, Sheet};
use crate::scene::{Point, symbol_reach};

/// Marks nearer to each other than this, in points, share a spot.
const NEAR: f32 = RADIUS * 2.0 + 4.0;
/// Above so many events in the frame, spots are the cells of a grid this wide in points, so that a
/// map of many events takes no longer than their number.
const MANY: (usize, f32) = (400, 34.0);
/// As many events fan out around their spot; more are counted in one mark.
const FAN: usize = 7;

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
}

impl Heap {
    /// The middle of where its events lie.
    fn center(&self) -> Point {
        let count = self.events.len() as f32;
        let sum = self.events.iter().fold([0.0, 0.0], |sum, (_, at)| [sum[0] + at[0], sum[1] + at[1]]);
        [sum[0] / count, sum[1] / count]
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
        let (a, b) = (self.center(), other.center());
        (a[0] - b[0]).hypot(a[1] - b[1]) < self.reach() + other.reach()
    }
}

/// The marks in the frame, and the events whose spot lies outside of it.
pub(super) fn spots_of(sheet: &Sheet<'_>) -> (Vec<Spot>, Vec<usize>) {
    let inner = sheet.projection.frame().grown(-(RADIUS + 2.0));
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for index in sheet.drawn() {
        let Some(anchor) = sheet.store.anchor(index) else { continue };
        let at = sheet.projection.screen_from_lon_lat(anchor);
        if inner.contains(at) { inside.push((index, at)) } else { outside.push(index) }
    }
    let heaps = if inside.len() > MANY.0 { heaps_by_cell(inside) } else { heaps_by_touch(inside) };
    (heaps.into_iter().flat_map(spots_of_heap).collect(), outside)
}

fn heaps_by_cell(events: Vec<(usize, Point)>) -> Vec<Heap> {
    let mut cells: BTreeMap<[i32; 2], Vec<(usize, Point)>> = BTreeMap::new();
    for (index, at) in events {
        cells.entry(at.map(|along| (along / MANY.1).floor() as i32)).or_default().push((index, at));
    }
    cells.into_values().map(|events| Heap { events }).collect()
}

/// Heaps of which none touches another: each event begins as one, and those that touch are joined.
fn heaps_by_touch(events: Vec<(usize, Point)>) -> Vec<Heap> {
    let mut heaps: Vec<Heap> = Vec::new();
    for event in events {
        let mut heap = Heap { events: vec![event] };
        // A joined heap reaches farther, and may touch one that it did not touch before.
        while let Some(place) = heaps.iter().position(|other| other.touches(&heap)) {
            let mut joined = heaps.remove(place);
            joined.events.append(&mut heap.events);
            heap = joined;
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
    10.0 + (count as f32).sqrt().min(14.0)
}

fn spots_of_heap(heap: Heap) -> Vec<Spot> {
    let count = heap.events.len();
    let center = heap.center();
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
            let spots = spots_of_heap(Heap { events });
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
    fn too_many_for_a_fan_are_counted_in_one_mark() {
        let spots = spots_of_heap(Heap { events: (0..=FAN).map(|index| (index, [0.0, 0.0])).collect() });
        assert_eq!(spots.len(), 1);
        assert_eq!(spots[0].events.len(), FAN + 1);
    }
}
