//! Provinces and countries that events mean: pale ground with a thin rim, strong for the selected event.

use std::collections::BTreeMap;

use super::MapPainter;
use crate::basemap::Shape;
use crate::model::Region;
use crate::scene::projection::{clipped_ring, stretches_near};
use crate::scene::strength::strength_of;
use crate::scene::{Color, Mark, Point, Stroke};

/// How strong the ground of a province or country is, and its rim and how wide that is in points.
struct Look {
    ground: f32,
    rim: f32,
    rim_width: f32,
}

/// The ground of a province or country, and how much of its look is left to it.
struct Tint {
    region: Region,
    color: Color,
    look: &'static Look,
    strength: f32,
}

/// What the events that mean a province or country add up to.
#[derive(Default)]
struct Sum {
    /// Red, green and blue, each times the strength of its event.
    color: [f64; 3],
    strength: f64,
    greatest: f32,
}

static PALE: Look = Look { ground: 0.13, rim: 0.5, rim_width: 0.9 };
static STRONG: Look = Look { ground: 0.26, rim: 0.95, rim_width: 1.6 };

impl MapPainter<'_> {
    /// Draws the ground of provinces and countries, once for all events that mean one, in the mean of
    /// their colours. The selected event lies over the others.
    pub(super) fn regions(&mut self) {
        for Tint { region, color, look, strength } in self.tints() {
            let rim = Stroke::solid(look.rim_width, color.faded(look.rim * strength));
            self.region(region, color.faded(look.ground * strength), rim);
        }
    }

    /// The grounds in the order in which they are drawn.
    fn tints(&self) -> Vec<Tint> {
        let mut sums: BTreeMap<Region, Sum> = BTreeMap::new();
        let mut selected = Vec::new();
        for index in self.store.events_in_named_places().filter(|&index| self.is_drawn(index)) {
            let (color, strength) = (self.color_of(index), strength_of(self.store, self.view, self.shown, index));
            for region in self.store.named_places(index).iter().map(|place| place.region) {
                if self.is_selected(index) {
                    selected.push(Tint { region, color, look: &STRONG, strength });
                } else {
                    sums.entry(region).or_default().add(color, strength);
                }
            }
        }
        let pale =
            |(region, sum): (Region, Sum)| Tint { region, color: sum.color(), look: &PALE, strength: sum.greatest };
        sums.into_iter().map(pale).chain(selected).collect()
    }

    fn region(&mut self, region: Region, fill: Color, rim: Stroke) {
        let detail = self.basemap.detail(self.view.map.zoom.ceil().clamp(0.0, 10.0) as u8);
        let (shapes, wanted) = match region {
            Region::Province(index) => (&detail.provinces, index),
            Region::Country(index) => (&detail.land, index),
        };
        let near = self.projection.frame().grown(40.0);
        let on_screen = |ring: &Vec<[f64; 2]>, round: f64| -> Vec<Point> {
            ring.iter().map(|[x, y]| self.projection.screen_from_unit([x + round, *y])).collect()
        };
        let of_region = shapes.iter().filter(|shape: &&Shape| shape.index == wanted);
        let in_rounds = of_region.flat_map(|shape| {
            let rounds = self.projection.rounds_of_unit((shape.bounds.min, shape.bounds.max), 40.0);
            rounds.map(move |round| (shape, round))
        });
        for (shape, round) in in_rounds.collect::<Vec<_>>() {
            let rings: Vec<Vec<Point>> = shape.rings.iter().map(|ring| on_screen(ring, round)).collect();
            let clipped: Vec<Vec<Point>> =
                rings.iter().map(|ring| clipped_ring(ring, &near)).filter(|ring| ring.len() > 2).collect();
            if clipped.is_empty() {
                continue;
            }
            self.scene.marks.push(Mark::Area { rings: clipped, fill });
            let stretches = rings.iter().flat_map(|ring| stretches_near(ring, &near));
            self.scene.marks.extend(stretches.map(|points| Mark::Line { points, stroke: rim }));
        }
    }
}

impl Sum {
    fn add(&mut self, color: Color, strength: f32) {
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
    fn the_colour_of_a_sum_is_the_mean_by_strength() {
        let mut sum = Sum::default();
        sum.add(Color::hex(0xff_00_40), 0.75);
        sum.add(Color::hex(0x00_80_40), 0.25);
        assert_eq!((sum.color(), sum.greatest), (Color::hex(0xbf_20_40), 0.75));
    }
}
