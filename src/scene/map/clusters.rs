//! Clusters: discs that count the events around a place, in a ring of arcs as long as the shares of their categories.
//!
//! Each event is counted in a small cell, and the cell in a disc that no event of it is farther away from than any
//! mark may be from its place. Discs stand on the fullest cells.

use super::spots::{FARTHEST, Taken};
use super::{MapPainter, count_words};
use crate::query::Grid;
use crate::scene::wording::counted;
use crate::scene::{Align, Color, Face, Mark, Point, Rect, Stroke, Target, TargetId, TextStyle, text_width};
use crate::view::lon_lat_from_unit;

/// How wide the ring of a disc is, in points.
const RING: f32 = 3.4;
/// No disc is smaller than this, from its middle in points.
const LEAST: f32 = 7.5;
/// No disc is larger than this, from its middle in points.
const MOST: f32 = 19.0;
/// Arcs turn by so much from corner to corner, in radians.
const TURN: f32 = 0.22;

/// A disc that counts events.
pub(super) struct Cluster {
    pub(super) cell: usize,
    pub(super) at: Point,
    pub(super) radius: f32,
    pub(super) count: usize,
    /// The rank of its event, where it is one.
    pub(super) only: Option<usize>,
    shares: Vec<u32>,
}

impl MapPainter<'_> {
    /// The discs in the frame, those with the most events first.
    pub(super) fn clusters_of(&self, grid: &Grid) -> Vec<Cluster> {
        let mut cells: Vec<(usize, usize, Point)> = self.cells_in_sight(grid).collect();
        cells.sort_by_key(|(cell, count, _)| (std::cmp::Reverse(*count), *cell));
        let near = FARTHEST - (grid.comb().reach() * self.projection.world_points()) as f32;
        let places: Vec<(usize, Point)> = cells.iter().map(|(cell, _, at)| (*cell, *at)).collect();
        let mut clusters: Vec<Cluster> = Vec::new();
        if places.is_empty() {
            return clusters;
        }
        let mut middles = Taken::around(&places);
        for (cell, count, at) in cells {
            let shares = grid.shares(cell);
            if let Some((place, _)) = middles.nearest(at).filter(|(_, away)| *away <= near) {
                let cluster = &mut clusters[place];
                cluster.count += count;
                cluster.only = None;
                cluster.shares.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
            } else {
                middles.take(at, 0.0);
                let only = grid.only_rank(cell);
                clusters.push(Cluster { cell, at, radius: LEAST, count, only, shares: shares.to_vec() });
            }
        }
        clusters.sort_by_key(|cluster| (std::cmp::Reverse(cluster.count), cluster.cell));
        sized(&mut clusters);
        clusters
    }

    /// Draws the discs that count several events.
    pub(super) fn clusters(&mut self, grid: &Grid, clusters: &[Cluster]) {
        for cluster in clusters.iter().filter(|cluster| cluster.count > 1) {
            let Cluster { cell, at, radius, count, .. } = cluster;
            let palette = self.palette;
            let (center, radius) = (*at, *radius);
            let rim = Some(Stroke::solid(1.0, palette.panel));
            self.scene.marks.push(Mark::Disc { center, radius: radius + 0.5, fill: Some(palette.panel), stroke: rim });
            for (color, from, to) in self.arcs(&cluster.shares) {
                let ring = sector(center, [radius - RING, radius], from, to);
                self.scene.marks.push(Mark::Area { rings: vec![ring], fill: color });
            }
            let words = count_words(*count);
            let size = size_of(&words, radius);
            let style = TextStyle { face: Face::SemiBold, size, color: palette.ink, halo: None, spacing: 0.0 };
            self.scene.marks.push(Mark::text(words, [at[0], at[1] + size * 0.36], Align::Middle, style));
            let position = lon_lat_from_unit(grid.comb().middle(*cell));
            self.scene.targets.push(Target {
                id: TargetId::Many(position),
                rect: Rect::around(center, 2.0 * radius, 2.0 * radius),
                label: format!("{}: {}", counted(*count, "event"), self.shares_words(&cluster.shares)),
            });
        }
    }

    /// The colours of the categories with where their arcs begin and end, in radians; the greatest begins at the top.
    fn arcs(&self, shares: &[u32]) -> Vec<(Color, f32, f32)> {
        let all: u32 = shares.iter().sum();
        let mut from = -std::f32::consts::FRAC_PI_2;
        let arc = |(place, share): (usize, u32)| {
            let color = self.category_color(place, shares.len());
            let to = from + std::f32::consts::TAU * share as f32 / all.max(1) as f32;
            let arc = (color, from, to);
            from = to;
            arc
        };
        ordered(shares).into_iter().map(arc).collect()
    }

    fn category_color(&self, place: usize, kinds: usize) -> Color {
        let category = (place + 1 < kinds).then_some(place);
        crate::scene::category_color(self.store.story(), category, self.palette)
    }

    /// "29 one-sided violence, 11 state-based conflict".
    fn shares_words(&self, shares: &[u32]) -> String {
        let categories = &self.store.story().categories;
        let name = |place: usize| match categories.get(place).filter(|_| place + 1 < shares.len()) {
            Some(category) if !category.name.is_empty() => category.name.as_str(),
            Some(category) => category.id.as_str(),
            None => "other",
        };
        ordered(shares).iter().map(|(place, share)| format!("{share} {}", name(*place))).collect::<Vec<_>>().join(", ")
    }
}

/// The categories that there are, the greatest first.
fn ordered(shares: &[u32]) -> Vec<(usize, u32)> {
    let mut there: Vec<(usize, u32)> = shares.iter().copied().enumerate().filter(|(_, share)| *share > 0).collect();
    there.sort_by_key(|(place, share)| (std::cmp::Reverse(*share), *place));
    there
}

/// Makes discs as large as their numbers, as far as larger ones leave room.
fn sized(clusters: &mut [Cluster]) {
    // Beside each other in rows, so that only those near are compared.
    let mut rows: std::collections::BTreeMap<i32, Vec<(Point, f32)>> = std::collections::BTreeMap::new();
    let row_of = |y: f32| (y / (2.0 * MOST)).floor() as i32;
    for cluster in clusters {
        let wanted = (LEAST + 3.0 * (cluster.count as f32).log10()).max(wide_enough(&count_words(cluster.count)));
        let row = row_of(cluster.at[1]);
        let near = (row - 1..=row + 1).filter_map(|row| rows.get(&row)).flatten();
        let room = near.map(|(at, radius)| (at[0] - cluster.at[0]).hypot(at[1] - cluster.at[1]) - radius - 1.0);
        cluster.radius = room.fold(wanted.min(MOST), f32::min).max(LEAST);
        rows.entry(row).or_default().push((cluster.at, cluster.radius));
    }
}

/// The radius in which a number stands at its best.
fn wide_enough(words: &str) -> f32 {
    text_width(words, Face::SemiBold, 9.5) / 2.0 + RING + 2.0
}

/// The size of a number in a disc, in points.
fn size_of(words: &str, radius: f32) -> f32 {
    let room = 2.0 * (radius - RING) - 1.0;
    let width = text_width(words, Face::SemiBold, 1.0);
    (room / width.max(0.1)).clamp(7.5, (9.0 + (radius - LEAST) * 0.25).min(11.5))
}

/// A piece of a ring between two angles.
fn sector(center: Point, [inner, outer]: [f32; 2], from: f32, to: f32) -> Vec<Point> {
    let steps = ((to - from) / TURN).ceil().max(1.0) as usize;
    let at = |radius: f32, step: usize| {
        let angle = from + (to - from) * step as f32 / steps as f32;
        [center[0] + radius * angle.cos(), center[1] + radius * angle.sin()]
    };
    (0..=steps).map(|step| at(outer, step)).chain((0..=steps).rev().map(|step| at(inner, step))).collect()
}
