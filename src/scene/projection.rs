//! Between the globe and the points of a map frame: Web Mercator, as `view` frames it.

use super::{Point, Rect};
use crate::model::LonLat;
use crate::view::{MapViewport, lon_lat_from_unit, unit_from_lon_lat};

/// One map frame: where a position lies in it, and what lies under a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    center_unit: [f64; 2],
    world_points: f64,
    size: [f32; 2],
}

impl Projection {
    /// The projection of a viewport into a frame of this size in points.
    pub fn new(viewport: &MapViewport, size: [f32; 2]) -> Self {
        Self { center_unit: unit_from_lon_lat(viewport.center), world_points: viewport.world_points(), size }
    }

    /// The frame, with its origin in the upper left corner.
    pub fn frame(&self) -> Rect {
        Rect::new(0.0, 0.0, self.size[0], self.size[1])
    }

    /// The part of the frame in which each place is once: the round of the globe around its middle.
    pub fn world_frame(&self) -> Rect {
        let width = (self.world_points as f32).min(self.size[0]);
        Rect::new((self.size[0] - width) / 2.0, 0.0, width, self.size[1])
    }

    /// Where a position in unit Mercator lies in the frame, in points.
    pub fn screen_from_unit(&self, unit: [f64; 2]) -> Point {
        let place = |axis: usize| (unit[axis] - self.center_unit[axis]) * self.world_points;
        [(place(0) + f64::from(self.size[0]) / 2.0) as f32, (place(1) + f64::from(self.size[1]) / 2.0) as f32]
    }

    /// The same in the round of the globe that is nearest to the middle of the frame.
    pub fn screen_near(&self, unit: [f64; 2]) -> Point {
        self.screen_from_unit(Self::nearest(unit, self.center_unit[0]))
    }

    /// How wide the world is, in points.
    pub fn world_points(&self) -> f64 {
        self.world_points
    }

    /// What lies under a point of the frame, in unit Mercator.
    pub fn unit_from_screen(&self, point: Point) -> [f64; 2] {
        let place = |axis: usize| {
            (f64::from(point[axis]) - f64::from(self.size[axis]) / 2.0) / self.world_points + self.center_unit[axis]
        };
        [place(0), place(1)]
    }

    /// Where a position lies in the frame, in points: the nearer way around the globe from the middle.
    pub fn screen_from_lon_lat(&self, position: LonLat) -> Point {
        self.screen_from_unit(Self::nearest(unit_from_lon_lat(position), self.center_unit[0]))
    }

    /// Where the positions of a line lie, in points: the first the nearer way around the globe from the
    /// middle, each other the nearer way from the one before, so that no line runs around the globe.
    pub fn screen_line(&self, positions: &[LonLat]) -> Vec<Point> {
        let mut before = self.center_unit[0];
        let mut place = |position: &LonLat| {
            let unit = Self::nearest(unit_from_lon_lat(*position), before);
            before = unit[0];
            self.screen_from_unit(unit)
        };
        positions.iter().map(&mut place).collect()
    }

    /// How far to the east, in points, a line is to be drawn once more so that it is seen wherever the
    /// globe comes round into the frame. Not at all is among them where it is seen as it is.
    pub fn rounds(&self, points: &[Point], margin_points: f32) -> impl Iterator<Item = f32> + use<> {
        let (least, greatest) =
            points.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), p| (a.min(p[0]), b.max(p[0])));
        let (world, right) = (self.world_points as f32, self.size[0] + margin_points);
        let rounds = [-1.0, 0.0, 1.0].map(|round: f32| round * world);
        rounds.into_iter().filter(move |shift| least + shift <= right && greatest + shift >= -margin_points)
    }

    /// The rounds of the globe, in worlds to the east, in which something between these least and greatest
    /// corners in unit Mercator comes into the frame.
    pub fn rounds_of_unit(
        &self,
        (least, greatest): ([f64; 2], [f64; 2]),
        margin_points: f32,
    ) -> impl Iterator<Item = f64> + use<> {
        let (from, to) = self.unit_bounds(margin_points);
        let is_level = least[1] <= to[1] && greatest[1] >= from[1];
        [-1.0, 0.0, 1.0].into_iter().filter(move |r| is_level && least[0] + r <= to[0] && greatest[0] + r >= from[0])
    }

    /// The same place in the round of the globe that is nearest to an x in unit Mercator.
    fn nearest([x, y]: [f64; 2], to: f64) -> [f64; 2] {
        [x + (to - x).round(), y]
    }

    /// The position under a point of the frame.
    pub fn lon_lat_from_screen(&self, point: Point) -> LonLat {
        let LonLat { lon, lat } = lon_lat_from_unit(self.unit_from_screen(point));
        LonLat::new((lon + 180.0).rem_euclid(360.0) - 180.0, lat)
    }

    /// How long a kilometre is at this latitude, in points.
    pub fn points_per_km(&self, lat: f64) -> f64 {
        const EQUATOR_KM: f64 = 40_075.017;
        self.world_points / (EQUATOR_KM * lat.to_radians().cos().max(0.05))
    }

    /// The corners of the frame grown by so many points, in unit Mercator: least, greatest.
    pub fn unit_bounds(&self, margin_points: f32) -> ([f64; 2], [f64; 2]) {
        let far = [self.size[0] + margin_points, self.size[1] + margin_points];
        (self.unit_from_screen([-margin_points; 2]), self.unit_from_screen(far))
    }
}

/// Cuts a ring at a rectangle (Sutherland and Hodgman, 1974). What lies outside comes to lie on the
/// rectangle's edges, so that the fill inside stays what it was. Empty when nothing is inside.
pub(super) fn clipped_ring(ring: &[Point], to: &Rect) -> Vec<Point> {
    let edges: [(usize, f32, f32); 4] = [(0, to.x, 1.0), (0, to.right(), -1.0), (1, to.y, 1.0), (1, to.bottom(), -1.0)];
    let mut points = ring.to_vec();
    for (axis, limit, sign) in edges {
        let inside = |p: &Point| (p[axis] - limit) * sign >= 0.0;
        if points.iter().all(inside) {
            continue;
        }
        let Some(mut previous) = points.last().copied() else { break };
        let mut kept = Vec::with_capacity(points.len() + 8);
        for point in points {
            if inside(&point) != inside(&previous) {
                let share = (limit - previous[axis]) / (point[axis] - previous[axis]);
                let mut cut = [0.0; 2];
                cut[axis] = limit;
                cut[1 - axis] = previous[1 - axis] + (point[1 - axis] - previous[1 - axis]) * share;
                kept.push(cut);
            }
            if inside(&point) {
                kept.push(point);
            }
            previous = point;
        }
        points = kept;
    }
    points
}

/// The stretches of a line that come near a rectangle, each with its neighbours outside.
pub(super) fn stretches_near(points: &[Point], rect: &Rect) -> Vec<Vec<Point>> {
    let mut stretches = Vec::new();
    let mut current: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let x = [pair[0][0].min(pair[1][0]), pair[0][0].max(pair[1][0])];
        let y = [pair[0][1].min(pair[1][1]), pair[0][1].max(pair[1][1])];
        let near = x[0] <= rect.right() && x[1] >= rect.x && y[0] <= rect.bottom() && y[1] >= rect.y;
        if near {
            if current.is_empty() {
                current.push(pair[0]);
            }
            current.push(pair[1]);
        } else if !current.is_empty() {
            stretches.push(std::mem::take(&mut current));
        }
    }
    if !current.is_empty() {
        stretches.push(current);
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_comes_back_from_the_screen() {
        let viewport = MapViewport { center: LonLat::new(69.0, 33.0), zoom: 5.7 };
        let projection = Projection::new(&viewport, [930.0, 626.0]);
        let kabul = LonLat::new(69.17233, 34.52813);
        let back = projection.lon_lat_from_screen(projection.screen_from_lon_lat(kabul));
        assert!((back.lon - kabul.lon).abs() < 1e-3 && (back.lat - kabul.lat).abs() < 1e-3);
    }

    #[test]
    fn a_line_across_the_date_line_goes_the_short_way_wherever_the_map_is() {
        let line = [LonLat::new(178.0, -18.0), LonLat::new(-172.0, -14.0)];
        for center in [-179.0, -90.0, 0.0, 90.0, 179.0] {
            let viewport = MapViewport { center: LonLat::new(center, -16.0), zoom: 3.0 };
            let projection = Projection::new(&viewport, [900.0, 600.0]);
            let points = projection.screen_line(&line);
            let world = viewport.world_points() as f32;
            assert!((points[1][0] - points[0][0] - world * 10.0 / 360.0).abs() < 0.5, "{center}: {points:?}");
        }
        let pacific = Projection::new(&MapViewport { center: LonLat::new(180.0, -16.0), zoom: 4.0 }, [900.0, 600.0]);
        let ends = line.map(|position| pacific.screen_from_lon_lat(position));
        assert!(ends.iter().all(|end| pacific.frame().contains(*end)) && ends[0][0] < ends[1][0], "{ends:?}");
    }

    #[test]
    fn a_ring_around_the_frame_becomes_the_frame() {
        let ring = [[-100.0, -100.0], [200.0, -100.0], [200.0, 200.0], [-100.0, 200.0]];
        let clipped = clipped_ring(&ring, &Rect::new(0.0, 0.0, 50.0, 40.0));
        assert_eq!(clipped.len(), 4);
        assert!(clipped.iter().all(|p| (0.0..=50.0).contains(&p[0]) && (0.0..=40.0).contains(&p[1])));
    }

    #[test]
    fn a_ring_elsewhere_leaves_nothing() {
        let ring = [[100.0, 100.0], [200.0, 100.0], [200.0, 200.0]];
        assert!(clipped_ring(&ring, &Rect::new(0.0, 0.0, 50.0, 40.0)).is_empty());
    }
}
