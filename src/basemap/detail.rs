//! What is drawn at one zoom, in unit Web Mercator: x 0..1 from west to east, y 0..1 from north to south.

use std::f64::consts::TAU;

use super::arc::{ArcRef, Arcs, Areas, Path, UNITS};
use super::{Basemap, FINEST_LEVEL};

/// Where Web Mercator ends, so that the world is a square.
const MOST_LATITUDE: f64 = 85.051_13;
/// What is smaller both ways is not drawn.
const LEAST_PIXELS: f64 = 1.5;
/// Lines are cut into pieces of so many vertices, so that those out of the frame can be skipped.
const PIECE: usize = 256;

/// A box in unit Mercator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitBox {
    /// West and north.
    pub min: [f64; 2],
    /// East and south.
    pub max: [f64; 2],
}

impl UnitBox {
    /// The least box around points; `None` of none.
    pub fn of(points: &[[f64; 2]]) -> Option<Self> {
        let first = *points.first()?;
        let grown = |b: Self, p: &[f64; 2]| Self {
            min: [b.min[0].min(p[0]), b.min[1].min(p[1])],
            max: [b.max[0].max(p[0]), b.max[1].max(p[1])],
        };
        Some(points.iter().fold(Self { min: first, max: first }, grown))
    }

    /// Whether two boxes have a point in common.
    pub fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.max[axis] && other.min[axis] <= self.max[axis])
    }

    fn longest_side(&self) -> f64 {
        (self.max[0] - self.min[0]).max(self.max[1] - self.min[1])
    }
}

/// One polygon.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Which country, lake or province it is of.
    pub index: usize,
    /// The least box around it.
    pub bounds: UnitBox,
    /// The outer ring, then holes; each closed, its first point repeated at the end.
    pub rings: Vec<Vec<[f64; 2]>>,
}

/// A line, or a piece of a long one: the next piece begins where it ends.
#[derive(Debug, Clone)]
pub struct Polyline {
    /// Which one of the layer it is of: see the fields of [`Detail`].
    pub index: usize,
    /// The least box around it.
    pub bounds: UnitBox,
    /// Two points at least.
    pub points: Vec<[f64; 2]>,
}

/// What is drawn at one zoom. Everything smaller than a pixel and a half is left out.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    /// One shape a polygon; the index is the country's.
    pub land: Vec<Shape>,
    /// The index is the lake's.
    pub lakes: Vec<Shape>,
    /// The index is the province's.
    pub provinces: Vec<Shape>,
    /// Boundaries and limits of claims, coasts not among them; the index is that of the boundary line.
    pub lines: Vec<Polyline>,
    /// The index is the country's.
    pub coasts: Vec<Polyline>,
    /// Between two provinces of one country; the index is the country's.
    pub province_lines: Vec<Polyline>,
    /// The index is the river's.
    pub rivers: Vec<Polyline>,
}

impl Detail {
    pub(super) fn of(map: &Basemap, level: u8) -> Self {
        let level_arcs = LevelArcs::of(&map.arcs, level);
        let shows = |min_zoom: f32| level == FINEST_LEVEL || min_zoom <= f32::from(level);
        let mut detail = Self::default();
        for (index, country) in map.countries.iter().enumerate() {
            level_arcs.add_shapes(&mut detail.land, index, &country.areas);
        }
        for (index, lake) in map.lakes.iter().enumerate().filter(|(_, lake)| shows(lake.min_zoom)) {
            level_arcs.add_shapes(&mut detail.lakes, index, &lake.areas);
        }
        for (index, province) in map.provinces.iter().enumerate() {
            level_arcs.add_shapes(&mut detail.provinces, index, &province.areas);
        }
        for (index, line) in map.lines.iter().enumerate() {
            level_arcs.add_lines(&mut detail.lines, index, &line.parts);
        }
        for coast in &map.coasts {
            level_arcs.add_lines(&mut detail.coasts, coast.country, std::slice::from_ref(&coast.path));
        }
        for line in map.province_lines.iter().filter(|line| shows(line.min_zoom)) {
            level_arcs.add_lines(&mut detail.province_lines, line.country, std::slice::from_ref(&line.path));
        }
        for (index, river) in map.rivers.iter().enumerate().filter(|(_, river)| shows(river.min_zoom)) {
            level_arcs.add_lines(&mut detail.rivers, index, &river.parts);
        }
        for shapes in [&mut detail.land, &mut detail.lakes, &mut detail.provinces] {
            shapes.shrink_to_fit();
        }
        for lines in [&mut detail.lines, &mut detail.coasts, &mut detail.province_lines, &mut detail.rivers] {
            lines.shrink_to_fit();
        }
        detail
    }
}

/// Each arc's vertices that a level needs, projected; and its two ends, needed or not.
struct LevelArcs {
    arcs: Vec<LevelArc>,
    least_side: f64,
}

struct LevelArc {
    points: Vec<[f64; 2]>,
    ends: [[f64; 2]; 2],
}

impl LevelArcs {
    fn of(arcs: &Arcs, level: u8) -> Self {
        let needed = |arc| {
            let mut all = arcs.vertices(arc);
            let first = all.next().expect("the decoder lets no arc without a vertex through").0;
            let last = all.next_back().map_or(first, |(point, _)| point);
            let of_level = arcs.vertices(arc).filter(|&(_, own)| own <= level);
            let points = of_level.map(|(point, _)| mercator_from_units(point)).collect();
            LevelArc { points, ends: [mercator_from_units(first), mercator_from_units(last)] }
        };
        let least_side = LEAST_PIXELS / (256.0 * f64::from(1_u32 << level));
        Self { arcs: (0..arcs.count()).map(needed).collect(), least_side }
    }

    /// The vertices along a path, the joints once; joints that the level does not need are passed over.
    fn along(&self, path: &Path) -> Vec<[f64; 2]> {
        let mut out: Vec<[f64; 2]> = Vec::new();
        let mut push = |point: [f64; 2]| {
            if out.last() != Some(&point) {
                out.push(point);
            }
        };
        for reference in path {
            let points = &self.arcs[reference.arc()].points;
            if reference.backwards() {
                points.iter().rev().copied().for_each(&mut push);
            } else {
                points.iter().copied().for_each(&mut push);
            }
        }
        out
    }

    fn ring(&self, path: &Path) -> Option<(Vec<[f64; 2]>, UnitBox)> {
        let mut points = self.along(path);
        let first = *points.first()?;
        if points.last() != Some(&first) {
            points.push(first);
        }
        // These are kept for good, and many.
        points.shrink_to_fit();
        let bounds = UnitBox::of(&points)?;
        (points.len() >= 4 && bounds.longest_side() >= self.least_side).then_some((points, bounds))
    }

    fn add_shapes(&self, into: &mut Vec<Shape>, index: usize, areas: &Areas) {
        for polygon in areas {
            let mut rings = polygon.iter();
            let Some((outer, bounds)) = rings.next().and_then(|path| self.ring(path)) else { continue };
            let holes = rings.filter_map(|path| self.ring(path)).map(|(ring, _)| ring);
            let mut rings: Vec<_> = std::iter::once(outer).chain(holes).collect();
            rings.shrink_to_fit();
            into.push(Shape { index, bounds, rings });
        }
    }

    fn line(&self, path: &Path) -> Vec<[f64; 2]> {
        let end_of =
            |reference: ArcRef, last: bool| self.arcs[reference.arc()].ends[usize::from(last != reference.backwards())];
        let mut points = self.along(path);
        if let (Some(&head), Some(&tail)) = (path.first(), path.last()) {
            if points.first() != Some(&end_of(head, false)) {
                points.insert(0, end_of(head, false));
            }
            if points.last() != Some(&end_of(tail, true)) || points.len() == 1 {
                points.push(end_of(tail, true));
            }
        }
        points
    }

    fn add_lines(&self, into: &mut Vec<Polyline>, index: usize, parts: &[Path]) {
        for path in parts {
            let points = self.line(path);
            let Some(bounds) = UnitBox::of(&points) else { continue };
            // A closed line may go when it is a speck; an open one has neighbours that it must join.
            let closed = points.first() == points.last();
            if points.len() < 2 || closed && (points.len() < 4 || bounds.longest_side() < self.least_side) {
                continue;
            }
            let mut start = 0;
            while start + 1 < points.len() {
                let end = (start + PIECE).min(points.len() - 1);
                let piece = points[start..=end].to_vec();
                let bounds = UnitBox::of(&piece).expect("a piece has two points at least");
                into.push(Polyline { index, bounds, points: piece });
                start = end;
            }
        }
    }
}

fn mercator_from_units([lon, lat]: [i32; 2]) -> [f64; 2] {
    let lat = (f64::from(lat) / UNITS).clamp(-MOST_LATITUDE, MOST_LATITUDE).to_radians();
    [f64::from(lon) / UNITS / 360.0 + 0.5, 0.5 - lat.tan().asinh() / TAU]
}

#[cfg(test)]
mod tests {
    use super::super::LineClass;
    use super::*;

    #[test]
    fn each_level_has_more_than_the_one_before() {
        let count = |level| {
            let detail = Basemap::embedded().detail(level);
            let land: usize = detail.land.iter().flat_map(|shape| &shape.rings).map(Vec::len).sum();
            (land, detail.lines.iter().map(|line| line.points.len()).sum::<usize>(), detail.rivers.len())
        };
        for level in 0..FINEST_LEVEL {
            let (coarse, fine) = (count(level), count(level + 1));
            assert!(coarse.0 <= fine.0 && coarse.1 <= fine.1 && coarse.2 <= fine.2, "{level}: {coarse:?} {fine:?}");
        }
        assert!(count(0).0 < 6_000, "{:?}", count(0));
    }

    #[test]
    fn every_level_is_drawable() {
        for level in 0..=FINEST_LEVEL {
            let detail = Basemap::embedded().detail(level);
            for shape in detail.land.iter().chain(&detail.lakes).chain(&detail.provinces) {
                for ring in &shape.rings {
                    assert!(ring.len() >= 4 && ring.first() == ring.last());
                    assert!(ring.iter().flatten().all(|v| (0.0..=1.0).contains(v)));
                }
            }
            for line in detail.lines.iter().chain(&detail.coasts).chain(&detail.province_lines).chain(&detail.rivers) {
                assert!((2..=PIECE + 1).contains(&line.points.len()));
                assert_eq!(UnitBox::of(&line.points), Some(line.bounds));
            }
        }
    }

    #[test]
    fn a_border_runs_along_the_land_it_bounds() {
        let map = Basemap::embedded();
        let afghanistan = map.countries.iter().position(|c| c.iso_a3 == "AFG").unwrap();
        for level in [4, 7, 10] {
            let detail = map.detail(level);
            let ring = &detail.land.iter().find(|shape| shape.index == afghanistan).unwrap().rings[0];
            let durand = detail.lines.iter().filter(|line| map.lines[line.index].class == LineClass::Durand);
            for point in durand.flat_map(|line| &line.points) {
                assert!(ring.contains(point), "level {level}: {point:?}");
            }
        }
    }

    #[test]
    fn no_coast_runs_along_the_antimeridian() {
        for coast in &Basemap::embedded().detail(6).coasts {
            let on_edge = |p: &[f64; 2]| p[0] <= 1e-9 || p[0] >= 1.0 - 1e-9;
            assert!(!coast.points.windows(2).any(|pair| on_edge(&pair[0]) && on_edge(&pair[1])));
        }
    }

    #[test]
    fn the_corners_of_the_world_project_to_the_corners_of_the_square() {
        assert!(mercator_from_units([0, 0]).iter().all(|v| (v - 0.5).abs() < 1e-12));
        let corner = mercator_from_units([-18_000_000, 9_000_000]);
        assert!(corner[0].abs() < 1e-12 && corner[1].abs() < 1e-6);
    }
}
