//! A small map of a larger part of the world, with the events outside of the frame.

use super::{MapOptions, MapPainter, MapRole, Spot, map_scene};
use crate::model::{Bounds, LonLat};
use crate::scene::labels::{BESIDE, Line};
use crate::scene::{Face, Far, Mark, Projection, Rect, Scene, Stroke, TextStyle};
use crate::view::{MapViewport, View, unit_from_lon_lat};

/// Shares of the frame that the inset may have, the largest first.
const SHARES: [f32; 3] = [0.34, 0.28, 0.23];
/// From the edge of the frame, in points.
const MARGIN: f32 = 10.0;
/// The least width and height in points.
const LEAST: [f32; 2] = [165.0, 100.0];

/// An inset and where it stands.
pub(super) struct Inset {
    pub(super) scene: Scene,
    pub(super) rect: Rect,
}

impl MapPainter<'_> {
    /// The inset with the events outside of the frame, where it covers no mark. None where there is
    /// no place for it, or no such event, or pointers are wanted.
    pub(super) fn inset(&self, spots: &[Spot], outside: &[usize]) -> Option<Inset> {
        if self.options.far != Far::Inset || outside.is_empty() {
            return None;
        }
        let bounds = self.bounds_with(outside);
        SHARES.into_iter().find_map(|share| {
            let size = self.inset_size(bounds, share)?;
            let rect = self.inset_place(spots, size)?;
            Some(Inset { scene: self.inset_scene(bounds, outside, size), rect })
        })
    }

    /// The least box around these events and the frame together.
    fn bounds_with(&self, outside: &[usize]) -> Bounds {
        let size = self.scene.size.map(f64::from);
        let frame = self.view.map.bounds(size);
        let anchors = outside.iter().filter_map(|index| self.store.anchor(*index));
        // The nearer way around the globe from the frame.
        let middle = frame.center().lon;
        let anchors = anchors.map(|at| LonLat::new(at.lon + ((middle - at.lon) / 360.0).round() * 360.0, at.lat));
        anchors.map(Bounds::of).fold(frame, Bounds::hull)
    }

    fn inset_size(&self, bounds: Bounds, share: f32) -> Option<[f32; 2]> {
        let [width, height] = self.scene.size;
        let framing = MapViewport::framing(bounds, [1000.0, 1000.0], 0.0);
        let rect = rect_of(bounds, &Projection::new(&framing, [1000.0, 1000.0]));
        let aspect = (rect.height / rect.width.max(1.0)).clamp(0.5, 0.9);
        let side = width.min(height * 1.7) * share;
        let size = [side, side * aspect].map(f32::round);
        (size[0] >= LEAST[0] && size[1] >= LEAST[1]).then_some(size)
    }

    /// A place along the edges that lies over no mark: corners first, then ever farther from them.
    fn inset_place(&self, spots: &[Spot], [width, height]: [f32; 2]) -> Option<Rect> {
        let [frame_width, frame_height] = self.scene.size;
        let (right, bottom) = (frame_width - width - MARGIN, frame_height - height - MARGIN);
        if right < MARGIN || bottom < MARGIN {
            return None;
        }
        let steps = |end: f32| (0_u8..12).map(move |step| MARGIN + (end - MARGIN) * f32::from(step) / 12.0);
        let along_right = steps(bottom).map(|from_top| [right, bottom + MARGIN - from_top]);
        let along_bottom = steps(right).map(|x| [right + MARGIN - x, bottom]);
        let along_top = steps(right).map(|x| [right + MARGIN - x, MARGIN]);
        let along_left = steps(bottom).map(|y| [MARGIN, bottom + MARGIN - y]);
        let corners = [[right, bottom], [MARGIN, MARGIN], [right, MARGIN], [MARGIN, bottom]];
        let places = corners.into_iter().chain(along_right).chain(along_bottom).chain(along_top).chain(along_left);
        let marks: Vec<Rect> =
            spots.iter().map(|spot| Rect::around(spot.at, 2.0 * spot.reach + 8.0, 2.0 * spot.reach + 8.0)).collect();
        places
            .map(|[x, y]| Rect::new(x, y, width, height))
            .find(|rect| self.room.is_free(rect) && !marks.iter().any(|mark| mark.overlaps(rect)))
    }

    fn inset_scene(&self, bounds: Bounds, outside: &[usize], size: [f32; 2]) -> Scene {
        let map = MapViewport::framing(bounds, size.map(f64::from), f64::from(size[1] * 0.16).max(24.0));
        let view = View { map, selection: Vec::new(), ..self.view.clone() };
        let outside: std::collections::BTreeSet<usize> = outside.iter().copied().collect();
        let shown = self.shown.only(self.store, |index| outside.contains(&index));
        let options = MapOptions { role: MapRole::Inset, far: Far::Pointers, ..self.options };
        let mut scene = map_scene(self.store, self.basemap, &view, &shown, size, options);
        let frame = self.view.map.bounds(self.scene.size.map(f64::from));
        let rect = rect_of(frame, &Projection::new(&map, size));
        let stroke = Some(Stroke::solid(1.4, self.palette.accent));
        scene.marks.push(Mark::Rect { rect, radius: 0.0, fill: None, stroke });
        scene
    }

    /// Names the places of an inset, each once, with the numbers of events that share a mark.
    pub(super) fn inset_labels(&mut self, spots: &[Spot]) {
        let style = |face, color| TextStyle { face, size: 9.5, color, halo: Some(self.palette.land), spacing: 0.0 };
        let (bold, plain) = (style(Face::Medium, self.palette.ink), style(Face::Regular, self.palette.ink_secondary));
        let mut named = Vec::new();
        for spot in spots {
            let place = self.store.story().events.place(spot.events[0]);
            let name = place.map(|place| place.name.clone()).unwrap_or_default();
            if named.contains(&name) {
                continue;
            }
            named.push(name.clone());
            let numbers: Vec<String> =
                spot.events.iter().filter_map(|index| self.options.numbers.get(index)).map(usize::to_string).collect();
            let mut lines = vec![Line { words: name, style: bold }];
            if spot.events.len() > 1 && !numbers.is_empty() {
                lines.push(Line { words: numbers.join(", "), style: plain });
            }
            // Those at one place stand around it.
            let at = spot.fanned_from.unwrap_or(spot.at);
            let gap = spot.reach + 2.0 + (at[0] - spot.at[0]).hypot(at[1] - spot.at[1]);
            self.room.set(&mut self.scene.marks, &lines, at, gap, &BESIDE);
        }
    }
}

/// Where bounds in degrees lie, from their corners.
fn rect_of(Bounds { west, south, east, north }: Bounds, projection: &Projection) -> Rect {
    let corner = |lon, lat| projection.screen_from_unit(unit_from_lon_lat(LonLat::new(lon, lat)));
    let upper = projection.screen_line(&[LonLat::new(f64::midpoint(west, east), north)])[0];
    let middle = corner(f64::midpoint(west, east), north);
    // In the round of the globe in which its middle is seen.
    let shift = upper[0] - middle[0];
    let (upper, lower) = (corner(west, north), corner(east, south));
    let (upper, lower) = ([upper[0] + shift, upper[1]], [lower[0] + shift, lower[1]]);
    Rect::new(upper[0], upper[1], lower[0] - upper[0], lower[1] - upper[1])
}
