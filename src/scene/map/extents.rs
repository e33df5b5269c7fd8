//! How far an event reaches on the ground: lines and areas as the story draws them, and the doubt
//! of a place that is known to a city, a district or a radius only.

use super::{MapPainter, moved};
use crate::model::{Lines, Precision};
use crate::scene::projection::{clipped_ring, stretches_near};
use crate::scene::strength::strength_of;
use crate::scene::{Color, Mark, Point, Stroke};

/// Half the width of the band along a line, in points.
const HALF_BAND: f64 = 6.5;
/// Radius of doubt in kilometres of a place known to a city.
const CITY_KM: f64 = 10.0;
/// Radius of doubt in kilometres of a place known to a district.
const DISTRICT_KM: f64 = 25.0;
/// A disc of doubt this large, in points from its middle, is outlined and not filled.
const WIDE: f32 = 60.0;

impl MapPainter<'_> {
    /// Draws what lies under the marks: of all events, or of these and of whatever reaches farther than its mark.
    pub(super) fn extents(&mut self, of: Option<&[usize]>) {
        match of.filter(|_| self.crowd.is_some()) {
            None => self.regions(of),
            Some(selected) => selected.iter().for_each(|index| self.chosen_ground(*index)),
        }
        for index in self.extended(of) {
            let selected = self.is_selected(index);
            let share = if selected { 1.5 } else { 1.0 };
            let strength = share * strength_of(self.store, self.view, self.shown, index);
            self.extent(index, self.color_of(index).faded(0.22 * strength));
        }
    }

    fn extended(&self, of: Option<&[usize]>) -> Vec<usize> {
        let Some(events) = of else { return self.drawn().collect() };
        if self.crowd.is_some() {
            return events.to_vec();
        }
        let far = self.store.events_beyond_their_spot().filter(|&index| self.is_drawn(index));
        far.filter(|index| !events.contains(index)).chain(events.iter().copied()).collect()
    }

    fn extent(&mut self, index: usize, color: Color) {
        let events = &self.store.story().events;
        let Some(geometry) = events.geometry(index) else { return };
        let place = events.place(index);
        let near = self.projection.frame().grown(40.0);
        let on_screen = |positions: &[crate::model::LonLat]| self.projection.screen_line(positions);
        let rounds = |points: &[Point]| self.projection.rounds(points, 40.0);
        let marks = &mut self.scene.marks;
        let is_contact = place.as_ref().is_some_and(|place| place.lines == Lines::Contact);
        for line in geometry.lines.iter().filter(|_| !is_contact) {
            let points = on_screen(line);
            for stretch in rounds(&points).flat_map(|shift| stretches_near(&moved(&points, shift), &near)) {
                marks.extend(band(&stretch).map(|rings| Mark::Area { rings, fill: color }));
            }
        }
        for area in &geometry.areas {
            let Some(outer) = area.first().map(|ring| on_screen(ring)) else { continue };
            for shift in rounds(&outer) {
                let rings = area.iter().map(|ring| clipped_ring(&moved(&on_screen(ring), shift), &near));
                let rings: Vec<_> = rings.filter(|ring| ring.len() > 2).collect();
                if !rings.is_empty() {
                    marks.push(Mark::Area { rings, fill: color });
                }
            }
        }
        let Some(place) = place else { return };
        let radius_km = match (place.radius_m, place.precision) {
            (Some(metres), _) => metres / 1000.0,
            (None, Precision::City) => CITY_KM,
            (None, Precision::District) => DISTRICT_KM,
            _ => return,
        };
        for point in &geometry.points {
            let radius = (radius_km * self.projection.points_per_km(point.lat)) as f32;
            // Under the mark's own size there is nothing to see; far beyond the frame nothing to learn.
            let center = self.projection.screen_from_lon_lat(*point);
            if (super::RADIUS + 1.0..4000.0).contains(&radius) && near.grown(radius).contains(center) {
                // What fills much of the frame would only tint it: its outline tells more.
                let fill = (radius < WIDE).then(|| color.faded(0.6));
                let rim = if radius < WIDE {
                    Stroke::solid(0.8, color)
                } else {
                    Stroke::solid(1.4, Color { a: color.a.saturating_mul(3), ..color })
                };
                marks.push(Mark::Disc { center, radius, fill, stroke: Some(rim) });
            }
        }
    }
}

/// The areas within half a band of a line, as one, so that its bends are no darker than the rest.
fn band(line: &[Point]) -> impl Iterator<Item = Vec<Vec<Point>>> {
    use geo::{Buffer as _, Simplify as _};
    let line: geo::LineString = line.iter().map(|point| (f64::from(point[0]), f64::from(point[1]))).collect();
    let ring = |ring: &geo::LineString| -> Vec<Point> {
        let open = ring.0.len().saturating_sub(1);
        ring.0[..open].iter().map(|at| [at.x as f32, at.y as f32]).collect()
    };
    line.simplify(1.5)
        .buffer(HALF_BAND)
        .into_iter()
        .map(move |area| std::iter::once(area.exterior()).chain(area.interiors()).map(ring).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_of_a_sharp_bend_is_one_area() {
        let areas: Vec<_> = band(&[[0.0, 0.0], [80.0, 0.0], [10.0, 12.0], [90.0, 30.0]]).collect();
        assert_eq!(areas.len(), 1);
        assert!(areas[0][0].iter().all(|at| (-7.0..=97.0).contains(&at[0])));
    }
}
