//! Where the marks of events stand: fanned out where several share a spot, counted where too many do.

use super::{RADIUS, Sheet};
use crate::scene::{Point, symbol_reach};

/// Marks nearer to each other than this, in points, share a spot.
const NEAR: f32 = RADIUS * 2.0 - 1.0;
/// As many events fan out around their spot; more are counted in one mark.
const FAN: usize = 7;

/// Where one mark stands and what it stands for.
pub(super) struct Spot {
    pub(super) at: Point,
    /// How far it reaches from its centre, in points.
    pub(super) reach: f32,
    /// One event, or all those counted in one mark.
    pub(super) events: Vec<usize>,
    /// The spot it was fanned out from.
    pub(super) fanned_from: Option<Point>,
}

/// The marks in the frame, and the events whose spot lies outside of it.
pub(super) fn spots_of(sheet: &Sheet<'_>) -> (Vec<Spot>, Vec<usize>) {
    let inner = sheet.projection.frame().grown(-(RADIUS + 2.0));
    let (mut heaps, mut outside): (Vec<(Point, Vec<usize>)>, Vec<usize>) = (Vec::new(), Vec::new());
    for index in sheet.drawn() {
        let Some(anchor) = sheet.store.anchor(index) else { continue };
        let at = sheet.projection.screen_from_lon_lat(anchor);
        if !inner.contains(at) {
            outside.push(index);
            continue;
        }
        let near = |heap: &&mut (Point, Vec<usize>)| (heap.0[0] - at[0]).hypot(heap.0[1] - at[1]) < NEAR;
        match heaps.iter_mut().find(near) {
            Some((_, events)) => events.push(index),
            None => heaps.push((at, vec![index])),
        }
    }
    let spots = heaps.into_iter().flat_map(|(at, events)| spots_of_heap(at, events)).collect();
    (spots, outside)
}

fn spots_of_heap(at: Point, events: Vec<usize>) -> Vec<Spot> {
    let count = events.len();
    if count == 1 {
        return vec![Spot { at, reach: symbol_reach(RADIUS) - 2.0, events, fanned_from: None }];
    }
    if count > FAN {
        let reach = 10.0 + (count as f32).sqrt().min(14.0);
        return vec![Spot { at, reach, events, fanned_from: None }];
    }
    // The marks stand on a circle wide enough that they do not touch, the first at the top left.
    let around = std::f32::consts::TAU / count as f32;
    let radius = ((RADIUS + 2.5) / (around / 2.0).sin()).max(RADIUS + 4.0);
    let spot = |(place, index): (usize, usize)| {
        let angle = around * place as f32 - 0.75 * std::f32::consts::PI;
        let on_circle = [at[0] + radius * angle.cos(), at[1] + radius * angle.sin()];
        Spot { at: on_circle, reach: symbol_reach(RADIUS) - 3.0, events: vec![index], fanned_from: Some(at) }
    };
    events.into_iter().enumerate().map(spot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_at_one_spot_fan_out_without_touching() {
        for count in 2..=FAN {
            let spots = spots_of_heap([100.0, 100.0], (0..count).collect());
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
    fn too_many_for_a_fan_are_counted_in_one_mark() {
        let spots = spots_of_heap([0.0, 0.0], (0..=FAN).collect());
        assert_eq!(spots.len(), 1);
        assert_eq!(spots[0].events.len(), FAN + 1);
    }
}
