//! Curved lines between two spots of a map.

use crate::scene::Point;

/// How far a curve bows from the straight line, as a share of its length.
const BOW: f32 = 0.14;
/// How many straight pieces a curve has.
const PIECES: usize = 48;

/// A curve that bows to the left of who walks along it.
pub(super) fn curve(from: Point, to: Point) -> Vec<Point> {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    // A parabola reaches half as far as its control point.
    let control = [f32::midpoint(from[0], to[0]) + dy * 2.0 * BOW, f32::midpoint(from[1], to[1]) - dx * 2.0 * BOW];
    let at = |step: usize| {
        let t = step as f32 / PIECES as f32;
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        [0, 1].map(|axis| a * from[axis] + b * control[axis] + c * to[axis])
    };
    (0..=PIECES).map(at).collect()
}

/// The part of a line that lies farther than so many points from its first and from its last spot.
/// Fewer than two points where nothing is left.
pub(super) fn trimmed(line: &[Point], start_reach: f32, end_reach: f32) -> Vec<Point> {
    let mut kept = without_start(line, start_reach);
    kept.reverse();
    let mut kept = without_start(&kept, end_reach);
    kept.reverse();
    kept
}

fn without_start(line: &[Point], reach: f32) -> Vec<Point> {
    let Some(&first) = line.first() else { return Vec::new() };
    let away = |point: Point| (point[0] - first[0]).hypot(point[1] - first[1]);
    let Some(leaves) = line.iter().position(|point| away(*point) >= reach) else { return Vec::new() };
    let Some(&before) = leaves.checked_sub(1).and_then(|before| line.get(before)) else { return line.to_vec() };
    let after = line[leaves];
    let share = (reach - away(before)) / (away(after) - away(before)).max(f32::EPSILON);
    let cut = [0, 1].map(|axis| before[axis] + (after[axis] - before[axis]) * share);
    std::iter::once(cut).chain(line[leaves..].iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_ends_at_its_spots_and_bows_upwards_on_its_way_to_the_right() {
        let line = curve([0.0, 100.0], [200.0, 100.0]);
        assert_eq!((line[0], line[PIECES]), ([0.0, 100.0], [200.0, 100.0]));
        assert!((line[PIECES / 2][1] - 72.0).abs() < 0.5, "{:?}", line[PIECES / 2]);
    }

    #[test]
    fn a_line_is_cut_where_it_leaves_its_ends_and_of_a_short_one_nothing_is_left() {
        let line = curve([0.0, 0.0], [20.0, 0.0]);
        assert!(trimmed(&line, 12.0, 12.0).len() < 2);
        let left = trimmed(&curve([0.0, 0.0], [2000.0, 0.0]), 10.0, 4.0);
        let (start, end) = (left[0], left[left.len() - 1]);
        assert!((start[0].hypot(start[1]) - 10.0).abs() < 0.1 && ((end[0] - 2000.0).hypot(end[1]) - 4.0).abs() < 0.1);
    }
}
