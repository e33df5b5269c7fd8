//! Provinces and countries that events mean: pale ground with a thin rim, strong for the selected event.

use std::collections::BTreeMap;

use super::Sheet;
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

/// The ground of a province or country in one colour, and how much of its look is left to it.
struct Tint {
    region: Region,
    color: Color,
    look: &'static Look,
    ground: f32,
    rim: f32,
}

static PALE: Look = Look { ground: 0.13, rim: 0.5, rim_width: 0.9 };
static STRONG: Look = Look { ground: 0.26, rim: 0.95, rim_width: 1.6 };

impl Sheet<'_> {
    /// Draws the ground of provinces and countries, once for the events of a colour that mean one;
    /// each event takes a share of its strength, so that it gets no darker. The selected event lies
    /// over the others.
    pub(super) fn regions(&mut self) {
        for Tint { region, color, look, ground, rim } in self.tints() {
            let rim = Stroke::solid(look.rim_width, color.faded(look.rim * rim));
            self.region(region, color.faded(look.ground * ground), rim);
        }
    }

    /// The grounds in the order in which they are drawn.
    fn tints(&self) -> Vec<Tint> {
        let events = || self.store.events_in_named_places().filter(|&index| self.is_drawn(index));
        let regions = |index| self.store.named_places(index).iter().map(|place| place.region);
        let mut sharing: BTreeMap<Region, usize> = BTreeMap::new();
        for region in events().flat_map(regions) {
            *sharing.entry(region).or_default() += 1;
        }
        let mut tints: Vec<Tint> = Vec::new();
        let mut of_category: BTreeMap<(Region, Option<usize>), usize> = BTreeMap::new();
        for index in events().filter(|&index| !self.is_selected(index)) {
            let strength = strength_of(self.store, self.view, self.shown, index);
            for region in regions(index) {
                let at = *of_category.entry((region, self.store.category(index))).or_insert_with(|| {
                    tints.push(Tint { region, color: self.color_of(index), look: &PALE, ground: 0.0, rim: 0.0 });
                    tints.len() - 1
                });
                let tint = &mut tints[at];
                tint.ground += strength / sharing[&region] as f32;
                tint.rim = tint.rim.max(strength);
            }
        }
        for index in events().filter(|&index| self.is_selected(index)) {
            let (color, strength) = (self.color_of(index), strength_of(self.store, self.view, self.shown, index));
            let strong = |region| Tint { region, color, look: &STRONG, ground: strength, rim: strength };
            tints.extend(regions(index).map(strong));
        }
        tints
    }

    fn region(&mut self, region: Region, fill: Color, rim: Stroke) {
        let detail = self.basemap.detail(self.view.map.zoom.ceil().clamp(0.0, 10.0) as u8);
        let (shapes, wanted) = match region {
            Region::Province(index) => (&detail.provinces, index),
            Region::Country(index) => (&detail.land, index),
        };
        let near = self.projection.frame().grown(40.0);
        let on_screen = |ring: &Vec<[f64; 2]>| -> Vec<Point> {
            ring.iter().map(|unit| self.projection.screen_from_unit(*unit)).collect()
        };
        let of_region = shapes.iter().filter(|shape: &&Shape| shape.index == wanted);
        for shape in of_region {
            let rings: Vec<Vec<Point>> = shape.rings.iter().map(on_screen).collect();
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
