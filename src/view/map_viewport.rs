//! Which part of the world the map shows.

use crate::model::{Bounds, LonLat};

/// Points across the world at zoom 0, as web maps have it.
const WORLD_POINTS: f64 = 256.0;

/// Web Mercator (EPSG:3857) scaled to the unit square: x from west to east, y from north to south.
/// Latitudes beyond ±85.05° are clamped.
pub fn unit_from_lon_lat(position: LonLat) -> [f64; 2] {
    position.web_mercator()
}

/// The inverse of [`unit_from_lon_lat`].
pub fn lon_lat_from_unit(unit: [f64; 2]) -> LonLat {
    let lat = ((0.5 - unit[1]) * std::f64::consts::TAU).sinh().atan();
    LonLat::new((unit[0] - 0.5) * 360.0, lat.to_degrees())
}

/// A longitude from -180 to 180 degrees.
pub(super) fn around_globe(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) || !lon.is_finite() {
        lon.clamp(-180.0, 180.0)
    } else {
        (lon + 180.0).rem_euclid(360.0) - 180.0
    }
}

/// Centre and scale of the map.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct MapViewport {
    /// The position in the middle of the frame.
    pub center: LonLat,
    /// Web-map zoom level; the world is `256 · 2^zoom` points wide.
    pub zoom: f64,
}

impl MapViewport {
    /// The zoom levels that a map may have: from a world in a small picture to where the base map has nothing more
    /// to say, and the doubt of a place known to a city is still seen whole.
    pub const ZOOMS: std::ops::RangeInclusive<f64> = 1.0..=11.0;

    /// Points across the whole world.
    pub fn world_points(&self) -> f64 {
        WORLD_POINTS * self.zoom.exp2()
    }

    /// What lies between two viewports, the short way around the globe, at a share of the way from 0 to 1.
    #[must_use]
    pub fn between(self, to: Self, share: f64) -> Self {
        let mix = |from: f64, to: f64| from + (to - from) * share;
        let lon = to.center.lon + ((self.center.lon - to.center.lon) / 360.0).round() * 360.0;
        let center = LonLat::new(mix(self.center.lon, lon), mix(self.center.lat, to.center.lat));
        Self { center, zoom: mix(self.zoom, to.zoom) }
    }

    /// The viewport with centre and zoom within what a map can show. East and west of the date line the
    /// map goes on: a longitude beyond 180 degrees comes round the globe.
    #[must_use]
    pub fn clamped(self) -> Self {
        let center = LonLat::new(around_globe(self.center.lon), self.center.lat.clamp(-80.0, 84.0));
        Self { center, zoom: self.zoom.clamp(*Self::ZOOMS.start(), *Self::ZOOMS.end()) }
    }

    /// The viewport moved by a fraction of the world's width and height, in unit Mercator.
    #[must_use]
    pub fn panned(self, unit_delta: [f64; 2]) -> Self {
        let [x, y] = unit_from_lon_lat(self.center);
        Self { center: lon_lat_from_unit([x + unit_delta[0], y + unit_delta[1]]), ..self }.clamped()
    }

    /// The viewport zoomed by so many levels, keeping `around` where it is on the screen.
    #[must_use]
    pub fn zoomed(self, levels: f64, around: LonLat) -> Self {
        let zoom = (self.zoom + levels).clamp(*Self::ZOOMS.start(), *Self::ZOOMS.end());
        let shrink = (self.zoom - zoom).exp2();
        let ([cx, cy], [ax, ay]) = (unit_from_lon_lat(self.center), unit_from_lon_lat(around));
        let ax = ax + (cx - ax).round();
        let center = lon_lat_from_unit([ax + (cx - ax) * shrink, ay + (cy - ay) * shrink]);
        Self { center, zoom }.clamped()
    }

    /// The zoom at which the world fills a map of this size in points, and is seen no more than once.
    pub fn world_zoom(size_points: [f64; 2]) -> f64 {
        let zoom = (size_points[0].max(size_points[1]) / WORLD_POINTS).log2();
        if zoom.is_finite() { zoom.clamp(*Self::ZOOMS.start(), *Self::ZOOMS.end()) } else { *Self::ZOOMS.start() }
    }

    /// The viewport within the world, for a map of this size in points: nothing is shown beyond it, and nothing twice.
    #[must_use]
    pub fn within_world(self, size_points: [f64; 2]) -> Self {
        let zoom = self.zoom.max(Self::world_zoom(size_points));
        let within = Self { zoom, ..self }.clamped();
        let half = (size_points[1] / 2.0 / within.world_points()).clamp(0.0, 0.5);
        let [x, y] = unit_from_lon_lat(within.center);
        let inside = y.clamp(half, 1.0 - half);
        // As it is to the last bit where it lies within.
        if (half..=1.0 - half).contains(&y) {
            within
        } else {
            Self { center: lon_lat_from_unit([x, inside]), ..within }
        }
    }

    /// The same as [`MapViewport::zoomed`], but no farther out than to the world.
    #[must_use]
    pub fn zoomed_within(self, levels: f64, around: LonLat, size_points: [f64; 2]) -> Self {
        let least = (Self::world_zoom(size_points) - self.zoom).min(0.0);
        self.zoomed(levels.max(least), around).within_world(size_points)
    }

    /// The viewport that frames a box of degrees in a map of this size in points, with a margin around it.
    pub fn framing(bounds: Bounds, size_points: [f64; 2], margin_points: f64) -> Self {
        let Bounds { west, south, east, north } = bounds;
        let [left, top] = unit_from_lon_lat(LonLat::new(west, north));
        let [right, bottom] = unit_from_lon_lat(LonLat::new(east, south));
        let room = |size: f64| (size - 2.0 * margin_points).max(size * 0.3).max(1.0);
        let across = room(size_points[0]) / (right - left).max(1e-6);
        let down = room(size_points[1]) / (bottom - top).max(1e-6);
        // Something small, such as a track, is shown in full; a position with its surroundings.
        let closest = if (east - west).max(north - south) < 0.5 { *Self::ZOOMS.end() } else { 9.0 };
        let zoom = (across.min(down) / WORLD_POINTS).log2().min(closest);
        let center = lon_lat_from_unit([f64::midpoint(left, right), f64::midpoint(top, bottom)]);
        Self { center, zoom }.clamped()
    }

    /// The viewport that frames these bounds in the map of a window, below its legend.
    pub(super) fn framing_below_legend(bounds: Bounds, size_points: [f64; 2]) -> Self {
        const MARGIN: f64 = 44.0;
        // As high as its rows are where the map is wide, and more of them where it is not.
        let legend = if size_points[0] < 900.0 { 48.0 } else { 24.0 };
        let below = Self::framing(bounds, [size_points[0], size_points[1] - legend], MARGIN);
        below.panned([0.0, -legend / 2.0 / below.world_points()])
    }

    /// What a frame of this size in points shows: beyond 180 degrees where it reaches across the date line.
    pub fn bounds(&self, size_points: [f64; 2]) -> Bounds {
        let [x, y] = unit_from_lon_lat(self.center);
        let (dx, dy) = (size_points[0] / 2.0 / self.world_points(), size_points[1] / 2.0 / self.world_points());
        let (north_west, south_east) = (lon_lat_from_unit([x - dx, y - dy]), lon_lat_from_unit([x + dx, y + dy]));
        Bounds { west: north_west.lon, south: south_east.lat, east: south_east.lon, north: north_west.lat }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_the_position_under_the_pointer() {
        let before = MapViewport { center: LonLat::new(69.0, 33.0), zoom: 5.0 };
        let around = LonLat::new(66.4, 31.0);
        let after = before.zoomed(1.5, around);
        let place = |v: MapViewport| {
            let (a, c) = (unit_from_lon_lat(around), unit_from_lon_lat(v.center));
            [(a[0] - c[0]) * v.world_points(), (a[1] - c[1]) * v.world_points()]
        };
        assert!((place(before)[0] - place(after)[0]).abs() < 1e-6);
        assert!((place(before)[1] - place(after)[1]).abs() < 1e-6);
    }

    #[test]
    fn the_map_goes_on_across_the_date_line() {
        let fiji = MapViewport { center: LonLat::new(178.0, -18.0), zoom: 5.0 };
        let panned = fiji.panned([10.0 / 360.0, 0.0]);
        assert!((panned.center.lon + 172.0).abs() < 1e-9, "{panned:?}");
        let zoomed = fiji.zoomed(1.0, LonLat::new(-178.0, -18.0));
        assert!((zoomed.center.lon - 180.0).abs() < 1e-6, "{zoomed:?}");
        let framed =
            MapViewport::framing(Bounds { west: 177.0, south: -20.0, east: 190.0, north: -12.0 }, [900.0, 600.0], 20.0);
        assert!((framed.center.lon + 176.5).abs() < 1e-6 && framed.zoom > 5.0, "{framed:?}");
    }

    #[test]
    fn the_map_stops_at_the_world_and_shows_nothing_beyond_it() {
        for size in [[930.0, 560.0], [1888.0, 1100.0], [400.0, 560.0]] {
            let mut map = MapViewport { center: LonLat::new(69.0, 60.0), zoom: 6.0 };
            for _ in 0..40 {
                map = map.zoomed_within(-0.5, LonLat::new(80.0, 70.0), size);
            }
            assert!((map.world_points() - size[0].max(size[1])).abs() < 1e-6, "{map:?}");
            let Bounds { west, south, east, north } = map.bounds(size);
            assert!(east - west <= 360.0 + 1e-9 && north < 85.06 && south > -85.06);
            let stays = MapViewport { center: LonLat::new(69.0, 33.0), zoom: 5.3 };
            assert_eq!(stays.within_world(size), stays);
        }
    }

    #[test]
    fn a_framed_box_fits_the_frame() {
        let size = [900.0, 600.0];
        let viewport = MapViewport::framing(Bounds { west: 60.0, south: 28.0, east: 78.0, north: 39.0 }, size, 40.0);
        let Bounds { west, south, east, north } = viewport.bounds(size);
        assert!(west < 60.0 && south < 28.0 && east > 78.0 && north > 39.0);
    }
}
