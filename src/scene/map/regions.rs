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

const PALE: Look = Look { ground: 0.13, rim: 0.5, rim_width: 0.9 };
const STRONG: Look = Look { ground: 0.26, rim: 0.95, rim_width: 1.6 };

impl Sheet<'_> {
    /// Draws the ground of provinces and countries; where several events mean one, each takes a share
    /// of its strength, so that it gets no darker. The selected event lies over the others.
    pub(super) fn regions(&mut self) {
        let mut events: Vec<usize> =
            self.store.events_in_named_places().filter(|&index| self.is_drawn(index)).collect();
        events.sort_by_key(|&index| self.is_selected(index));
        let mut sharing: BTreeMap<Region, usize> = BTreeMap::new();
        for place in events.iter().flat_map(|&index| self.store.named_places(index)) {
            *sharing.entry(place.region).or_default() += 1;
        }
        for index in events {
            let (look, is_shared) = if self.is_selected(index) { (STRONG, false) } else { (PALE, true) };
            let strength = strength_of(self.store, self.view, self.shown, index);
            let color = self.color_of(index);
            for place in self.store.named_places(index) {
                let share = if is_shared { sharing[&place.region] as f32 } else { 1.0 };
                let stroke = Stroke::solid(look.rim_width, color.faded(look.rim * strength));
                self.region(place.region, color.faded(look.ground * strength / share), stroke);
            }
        }
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
