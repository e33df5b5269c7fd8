//! Arcs: where each runs, how a path strings them together, what an area made of them holds.

use crate::model::{Bounds, LonLat};

/// Units of the file in a degree.
pub(super) const UNITS: f64 = 100_000.0;

/// An arc, forwards or backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ArcRef(pub(super) u32);

impl ArcRef {
    pub(super) fn arc(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(super) fn backwards(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Arcs end to end.
pub(super) type Path = Vec<ArcRef>;

/// Polygons: each an outer ring and its holes.
pub(super) type Areas = Vec<Vec<Path>>;

/// A path that belongs to a country, drawn from some zoom on.
#[derive(Debug)]
pub(super) struct PathOf {
    pub(super) country: usize,
    pub(super) min_zoom: f32,
    pub(super) path: Path,
}

/// Every arc, one after the other. Each has at least one vertex.
#[derive(Debug, Default)]
pub(super) struct Arcs {
    /// Where each arc starts in the others; one more at the end.
    starts: Vec<usize>,
    points: Vec<[i32; 2]>,
    levels: Vec<u8>,
}

impl Arcs {
    /// Of arcs that start where `starts` says, in order, and end where the next starts; none empty.
    pub(super) fn new(starts: Vec<usize>, points: Vec<[i32; 2]>, levels: Vec<u8>) -> Self {
        Self { starts, points, levels }
    }

    pub(super) fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The vertices of an arc, in the file's direction.
    pub(super) fn points(&self, reference: ArcRef) -> &[[i32; 2]] {
        let arc = reference.arc();
        &self.points[self.starts[arc]..self.starts[arc + 1]]
    }

    /// The vertices of arc number `arc` with the levels from which they are needed.
    pub(super) fn vertices(&self, arc: usize) -> impl DoubleEndedIterator<Item = ([i32; 2], u8)> + '_ {
        let range = self.starts[arc]..self.starts[arc + 1];
        self.points[range.clone()].iter().copied().zip(self.levels[range].iter().copied())
    }

    /// Every vertex along a path, the joints once.
    pub(super) fn full_path(&self, path: &Path) -> Vec<LonLat> {
        let mut out: Vec<LonLat> = Vec::new();
        for &reference in path {
            let skip = usize::from(!out.is_empty());
            let points = self.points(reference);
            let place = |[x, y]: [i32; 2]| LonLat::new(f64::from(x) / UNITS, f64::from(y) / UNITS);
            if reference.backwards() {
                out.extend(points.iter().rev().skip(skip).map(|&p| place(p)));
            } else {
                out.extend(points.iter().skip(skip).map(|&p| place(p)));
            }
        }
        out
    }

    /// The least box around paths; `None` of none.
    pub(super) fn extent<'a>(&self, paths: impl Iterator<Item = &'a Path>) -> Option<Bounds> {
        let mut box_: Option<([i32; 2], [i32; 2])> = None;
        for &[x, y] in paths.flatten().flat_map(|&reference| self.points(reference)) {
            let (min, max) = box_.get_or_insert(([x, y], [x, y]));
            *min = [min[0].min(x), min[1].min(y)];
            *max = [max[0].max(x), max[1].max(y)];
        }
        let ([west, south], [east, north]) = box_?;
        let degrees = |units: i32| f64::from(units) / UNITS;
        Some(Bounds { west: degrees(west), south: degrees(south), east: degrees(east), north: degrees(north) })
    }

    /// Whether a place is in areas, holes apart: by the count of edges that a ray to the east crosses.
    pub(super) fn areas_contain(&self, areas: &Areas, at: LonLat) -> bool {
        let (x, y) = (at.lon * UNITS, at.lat * UNITS);
        let mut odd = false;
        for &reference in areas.iter().flatten().flatten() {
            for edge in self.points(reference).windows(2) {
                let [[ax, ay], [bx, by]] = [edge[0].map(f64::from), edge[1].map(f64::from)];
                if (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax) {
                    odd = !odd;
                }
            }
        }
        odd
    }
}
