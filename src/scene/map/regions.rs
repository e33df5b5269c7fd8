//! Provinces and countries that events mean: outlines, and pale ground for the selected events and the one that is
//! pointed at.

use std::collections::{BTreeMap, BTreeSet};

use super::{MapPainter, MapRole};
use crate::basemap::Shape;
use crate::model::Region;
use crate::scene::projection::{clipped_ring, stretches_near};
use crate::scene::strength::strength_of;
use crate::scene::{Color, Mark, Point, Stroke};

/// The provinces and countries of one event, or of several that mean the same ones.
struct Outline {
    regions: BTreeSet<Region>,
    color: Color,
    strength: f32,
}

/// What the events that mean a province or country add up to.
#[derive(Default)]
struct Sum {
    /// Red, green and blue, each times the strength of its event.
    color: [f64; 3],
    strength: f64,
    greatest: f32,
    /// What tells the events apart from others: regions of the same ones are outlined as one.
    events: u64,
}

/// How strong an outline is, and how wide in points.
const OUTLINE: (f32, f32) = (0.75, 1.2);
/// The same for one whose ground is filled, and how strong that is.
const CHOSEN: (f32, f32, f32) = (0.95, 1.6, 0.26);

/// How far the lines of a hatched ground are apart, how wide in points, and how strong.
const HATCH: (f32, f32, f32) = (6.0, 0.8, 0.5);

/// Two sides of an outline that meet at less than this angle, in radians, are a wedge.
const WEDGE: f32 = 1.0;

impl MapPainter<'_> {
    /// Outlines provinces and countries, once for all events that mean one, in the mean of their colours. The ground
    /// of the selected events lies over the others. Of all events, or of these alone.
    pub(super) fn regions(&mut self, of: Option<&[usize]>) {
        let (outlines, selected) = match of {
            Some(events) => self.outlines(events.iter().copied()),
            None => self.outlines(self.store.events_in_named_places()),
        };
        for Outline { regions, color, strength } in outlines {
            let (share, width) = OUTLINE;
            self.outline(&regions, Stroke::solid(width, color.faded(share * strength)));
            if self.options.role == MapRole::Numbered {
                self.hatched_ground(&regions, Stroke::solid(HATCH.1, color.faded(HATCH.2 * strength)));
            }
        }
        for index in selected {
            self.chosen_ground(index);
        }
    }

    /// Fills the provinces and countries of one event.
    pub(super) fn chosen_ground(&mut self, index: usize) {
        let (color, strength) = (self.color_of(index), strength_of(self.store, self.view, self.shown, index));
        let regions: BTreeSet<Region> = self.store.named_places(index).iter().map(|place| place.region).collect();
        let (share, width, ground) = CHOSEN;
        for region in &regions {
            self.ground_of(*region, color.faded(ground * strength));
        }
        self.outline(&regions, Stroke::solid(width, color.faded(share * strength)));
    }

    /// The outlines in the order in which they are drawn, and the selected events.
    fn outlines(&self, events: impl Iterator<Item = usize>) -> (Vec<Outline>, Vec<usize>) {
        let mut sums: BTreeMap<Region, Sum> = BTreeMap::new();
        let mut selected = Vec::new();
        for index in events.filter(|&index| self.is_drawn(index)) {
            if self.is_selected(index) {
                selected.push(index);
                continue;
            }
            let (color, strength) = (self.color_of(index), strength_of(self.store, self.view, self.shown, index));
            for place in self.store.named_places(index) {
                sums.entry(place.region).or_default().add(index, color, strength);
            }
        }
        let mut by_events: BTreeMap<u64, Outline> = BTreeMap::new();
        for (region, sum) in sums {
            let outline = || Outline { regions: BTreeSet::new(), color: sum.color(), strength: sum.greatest };
            by_events.entry(sum.events).or_insert_with(outline).regions.insert(region);
        }
        (by_events.into_values().collect(), selected)
    }

    /// The shapes of a province or country near the frame, with the rounds of the globe in which they are.
    fn shapes_of(&self, region: Region) -> Vec<(&Shape, f64)> {
        let detail = self.basemap.detail(self.view.map.zoom.ceil().clamp(0.0, 10.0) as u8);
        let (shapes, wanted) = match region {
            Region::Province(index) => (&detail.provinces, index),
            Region::Country(index) => (&detail.land, index),
        };
        let of_region = shapes.iter().filter(|shape| shape.index == wanted);
        let in_rounds = of_region.flat_map(|shape| {
            let rounds = self.projection.rounds_of_unit((shape.bounds.min, shape.bounds.max), 40.0);
            rounds.map(move |round| (shape, round))
        });
        in_rounds.collect()
    }

    fn on_screen(&self, ring: &[[f64; 2]], round: f64) -> Vec<Point> {
        ring.iter().map(|[x, y]| self.projection.screen_from_unit([x + round, *y])).collect()
    }

    fn ground_of(&mut self, region: Region, fill: Color) {
        let near = self.projection.frame().grown(40.0);
        let areas: Vec<Mark> = self
            .shapes_of(region)
            .into_iter()
            .filter_map(|(shape, round)| {
                let rings = shape.rings.iter().map(|ring| clipped_ring(&self.on_screen(ring, round), &near));
                let rings: Vec<Vec<Point>> = rings.filter(|ring| ring.len() > 2).collect();
                (!rings.is_empty()).then_some(Mark::Area { rings, fill })
            })
            .collect();
        self.scene.marks.extend(areas);
    }

    /// Hatches the ground of provinces and countries lightly: somewhere there.
    pub(super) fn hatched_ground(&mut self, regions: &BTreeSet<Region>, stroke: Stroke) {
        let near = self.projection.frame().grown(40.0);
        let shapes = regions.iter().flat_map(|region| self.shapes_of(*region));
        let rings = shapes.flat_map(|(shape, round)| shape.rings.iter().map(move |ring| (ring, round)));
        let rings: Vec<Vec<Point>> =
            rings.map(|(ring, round)| clipped_ring(&self.on_screen(ring, round), &near)).collect();
        self.scene.marks.extend(hatch_of(&rings, HATCH.0).map(|[from, to]| Mark::line(from, to, stroke)));
    }

    /// Draws the line around these provinces and countries, and none between two of them.
    pub(super) fn outline(&mut self, regions: &BTreeSet<Region>, stroke: Stroke) {
        let near = self.projection.frame().grown(40.0);
        let shapes: Vec<(&Shape, f64)> = regions.iter().flat_map(|region| self.shapes_of(*region)).collect();
        let rings = || shapes.iter().flat_map(|(shape, round)| shape.rings.iter().map(move |ring| (ring, *round)));
        let mut sides: BTreeMap<[[u64; 2]; 2], usize> = BTreeMap::new();
        for (ring, _) in rings() {
            for pair in ring.windows(2) {
                *sides.entry(edge_of(pair)).or_default() += 1;
            }
        }
        let mut runs: Vec<Vec<Point>> = Vec::new();
        for (ring, round) in rings() {
            let points = self.on_screen(ring, round);
            let is_outer = |at: usize| sides.get(&edge_of(&ring[at..at + 2])).is_some_and(|count| *count == 1);
            let mut at = 0;
            while at + 1 < points.len() {
                if !is_outer(at) {
                    at += 1;
                    continue;
                }
                let end = (at + 1..points.len() - 1).find(|next| !is_outer(*next)).unwrap_or(points.len() - 1);
                runs.push(points[at..=end].to_vec());
                at = end;
            }
        }
        let closing = closed_wedges(&mut runs);
        runs.extend(closing);
        let stretches = runs.iter().flat_map(|run| stretches_near(run, &near));
        self.scene.marks.extend(stretches.map(|points| Mark::Line { points, stroke }));
    }
}

/// Lines from the lower left to the upper right, so far apart, where they lie in an odd number of rings.
fn hatch_of(rings: &[Vec<Point>], apart: f32) -> impl Iterator<Item = [Point; 2]> {
    // On such a line x + y is the same throughout; along it x - y grows.
    let step = apart * std::f32::consts::SQRT_2;
    let mut crossings: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
    for ring in rings {
        for (place, one) in ring.iter().enumerate() {
            let other = ring[(place + 1) % ring.len()];
            let (from, to) = ((one[0] + one[1]) / step, (other[0] + other[1]) / step);
            // A corner on a line belongs to one of its sides.
            for line in from.min(to).ceil() as i32..from.max(to).ceil() as i32 {
                let share = (line as f32 - from) / (to - from);
                let (start, end) = (one[0] - one[1], other[0] - other[1]);
                crossings.entry(line).or_default().push(start + (end - start) * share);
            }
        }
    }
    crossings.into_iter().flat_map(move |(line, mut along)| {
        along.sort_by(f32::total_cmp);
        let sum = line as f32 * step;
        let at = move |along: f32| [f32::midpoint(sum, along), f32::midpoint(sum, -along)];
        along.chunks_exact(2).map(|pair| [at(pair[0]), at(pair[1])]).collect::<Vec<_>>()
    })
}

/// Where two regions meet the outer line between two of its points, a simplified line has a wedge there in place of a
/// straight line: takes its sides from the ends of the runs, and returns what closes it.
fn closed_wedges(runs: &mut [Vec<Point>]) -> Vec<Vec<Point>> {
    let mut ends: BTreeMap<[u32; 2], Vec<(usize, bool)>> = BTreeMap::new();
    for (number, run) in runs.iter().enumerate().filter(|(_, run)| run.len() > 2) {
        for (tip, is_last) in [(run[0], false), (run[run.len() - 1], true)] {
            ends.entry(tip.map(f32::to_bits)).or_default().push((number, is_last));
        }
    }
    let mut closing = Vec::new();
    for pair in ends.into_values() {
        let &[one, other] = &pair[..] else { continue };
        let side = |(number, is_last): (usize, bool)| {
            let run = &runs[number];
            let at = if is_last { run.len() - 1 } else { 0 };
            let next = if is_last { run.len().checked_sub(2)? } else { 1 };
            Some((*run.get(at)?, *run.get(next)?))
        };
        let (Some((tip, a)), Some((_, b))) = (side(one), side(other)) else { continue };
        let turn = |to: Point| (to[1] - tip[1]).atan2(to[0] - tip[0]);
        let between = (turn(a) - turn(b)).abs();
        if one.0 == other.0 || between.min(std::f32::consts::TAU - between) > WEDGE {
            continue;
        }
        for (number, is_last) in [one, other] {
            if is_last {
                runs[number].pop();
            } else {
                runs[number].remove(0);
            }
        }
        closing.push(vec![a, b]);
    }
    closing
}

/// An edge between two points, the same from both of its sides.
fn edge_of(pair: &[[f64; 2]]) -> [[u64; 2]; 2] {
    let mut ends = [pair[0], pair[1]].map(|point| point.map(f64::to_bits));
    ends.sort_unstable();
    ends
}

impl Sum {
    fn add(&mut self, index: usize, color: Color, strength: f32) {
        // FNV-1a: events come in rising order.
        self.events = (self.events ^ index as u64).wrapping_add(1).wrapping_mul(0x0100_0000_01b3);
        let Color { r, g, b, .. } = color;
        for (sum, part) in self.color.iter_mut().zip([r, g, b]) {
            *sum += f64::from(part) * f64::from(strength);
        }
        self.strength += f64::from(strength);
        self.greatest = self.greatest.max(strength);
    }

    /// The mean of the colours.
    fn color(&self) -> Color {
        let [r, g, b] = self.color.map(|sum| (sum / self.strength.max(f64::MIN_POSITIVE)).round() as u8);
        Color { r, g, b, a: 255 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hatch_lies_in_its_rings_and_not_in_their_holes() {
        let square = |from: f32, to: f32| vec![[from, from], [to, from], [to, to], [from, to]];
        let lines: Vec<_> = hatch_of(&[square(0.0, 100.0), square(40.0, 60.0)], 6.0).collect();
        assert!(lines.len() > 20, "{}", lines.len());
        for [from, to] in lines {
            for part in [0.01, 0.25, 0.5, 0.75, 0.99] {
                let at = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
                let within = |low: f32, high: f32| at.iter().all(|along| (low..high).contains(along));
                assert!(within(-0.1, 100.1) && !within(40.1, 59.9), "{at:?}");
            }
        }
    }

    #[test]
    fn the_colour_of_a_sum_is_the_mean_by_strength() {
        let mut sum = Sum::default();
        sum.add(0, Color::hex(0xff_00_40), 0.75);
        sum.add(0, Color::hex(0x00_80_40), 0.25);
        assert_eq!((sum.color(), sum.greatest), (Color::hex(0xbf_20_40), 0.75));
    }
}
