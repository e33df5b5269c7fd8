//! The frame of a small map: as near to what is shown as lets its marks stand apart.

use crate::query::Shown;
use crate::scene::projection::Projection;
use crate::scene::{Point, Rect};
use crate::store::Store;
use crate::view::MapViewport;

/// Between the marks and the edge of the map, in points: names have room.
const MARGIN: f32 = 36.0;
/// A map comes nearer by so many levels at most.
const MOST: f32 = 1.6;
/// A place far from the others is left to a pointer if the map comes nearer by so many levels for it.
const WORTH: f32 = 0.3;

/// The viewport as near as lets the places in it be seen in a map of this size in points, and never farther out. Of
/// places far from the others a fifth may be left out.
pub(super) fn close_frame(store: &Store, shown: &Shown, map: MapViewport, size: [f32; 2]) -> MapViewport {
    let projection = Projection::new(&map, size);
    let frame = projection.frame();
    let spots = shown.events().flat_map(|index| {
        let others = store.other_spots(index).iter().copied();
        store.anchor(index).into_iter().chain(others)
    });
    let mut spots: Vec<Point> =
        spots.map(|spot| projection.screen_from_lon_lat(spot)).filter(|at| frame.contains(*at)).collect();
    if spots.len() < 2 {
        return map;
    }
    let middle = [0, 1].map(|axis| {
        let mut along: Vec<f32> = spots.iter().map(|spot| spot[axis]).collect();
        along.sort_by(f32::total_cmp);
        along[along.len() / 2]
    });
    let away = |spot: &Point| (spot[0] - middle[0]).hypot(spot[1] - middle[1]);
    spots.sort_by(|one, other| away(one).total_cmp(&away(other)));
    let nearer = |kept: usize| {
        let around = bounds_of(&spots[..kept]);
        let room = |side: f32| (side - 2.0 * MARGIN).max(side * 0.4);
        let grown = (room(size[0]) / around.width.max(1.0)).min(room(size[1]) / around.height.max(1.0));
        (grown.log2().min(MOST), around.center())
    };
    let tries = (0..=spots.len() / 5).map(|left_out| {
        let (levels, center) = nearer(spots.len() - left_out);
        (levels - WORTH * left_out as f32, levels, center)
    });
    let best = tries.max_by(|one, other| one.0.total_cmp(&other.0));
    match best {
        Some((_, levels, center)) if levels > 0.0 => {
            let center = projection.lon_lat_from_screen(center);
            MapViewport { center, zoom: map.zoom + f64::from(levels) }.clamped()
        }
        _ => map,
    }
}

fn bounds_of(spots: &[Point]) -> Rect {
    let [x, y] = spots[0];
    let from = spots.iter().fold([x, y], |from, spot| [from[0].min(spot[0]), from[1].min(spot[1])]);
    let to = spots.iter().fold([x, y], |to, spot| [to[0].max(spot[0]), to[1].max(spot[1])]);
    Rect::new(from[0], from[1], to[0] - from[0], to[1] - from[1])
}
