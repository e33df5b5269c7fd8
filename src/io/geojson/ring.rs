//! Is a ring one that bounds an area?
//!
//! Answers whether it crosses itself or the antimeridian. It does not know where it stands in a file.

use crate::model::LonLat;

/// How many pairs of sides are looked at before a ring is taken to be sound.
const MOST_PAIRS: usize = 4_000_000;

/// True when two positions that follow each other are more than half the world apart, so that the
/// side between them is meant to go across the antimeridian (RFC 7946, 3.1.9).
pub(super) fn crosses_antimeridian(ring: &[LonLat]) -> bool {
    ring.windows(2).any(|side| (side[0].lon - side[1].lon).abs() > 180.0)
}

/// Where two sides of a ring cross, neither of them next to the other. None: it is simple, as far as
/// the first four million pairs of sides tell.
///
/// Sweeps over the sides by their western end (Shamos and Hoey 1976, without their order along the
/// sweep line): only sides that overlap in longitude are held against each other.
pub(super) fn crossing_of(ring: &[LonLat]) -> Option<LonLat> {
    let count = ring.len().saturating_sub(1);
    let side = |place: usize| (ring[place], ring[place + 1]);
    let west = |place: usize| ring[place].lon.min(ring[place + 1].lon);
    let east = |place: usize| ring[place].lon.max(ring[place + 1].lon);
    let mut by_west: Vec<usize> = (0..count).collect();
    by_west.sort_by(|&a, &b| west(a).total_cmp(&west(b)));
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = 0;
    for place in by_west {
        open.retain(|&other| east(other) >= west(place));
        for &other in &open {
            pairs += 1;
            if pairs > MOST_PAIRS {
                return None;
            }
            let apart = place.abs_diff(other);
            if apart > 1
                && apart + 1 < count
                && let Some(at) = crossing(side(place), side(other))
            {
                return Some(at);
            }
        }
        open.push(place);
    }
    None
}

/// Where two sides cross within both. Sides that only touch do not.
fn crossing((a, b): (LonLat, LonLat), (c, d): (LonLat, LonLat)) -> Option<LonLat> {
    let turn = |p: LonLat, q: LonLat, r: LonLat| (q.lon - p.lon) * (r.lat - p.lat) - (q.lat - p.lat) * (r.lon - p.lon);
    let (from_c, from_d) = (turn(a, b, c), turn(a, b, d));
    let crosses = from_c * from_d < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0;
    let share = from_c / (from_c - from_d);
    crosses.then(|| LonLat::new(c.lon + (d.lon - c.lon) * share, c.lat + (d.lat - c.lat) * share))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(positions: &[(f64, f64)]) -> Vec<LonLat> {
        positions.iter().map(|&(lon, lat)| LonLat::new(lon, lat)).collect()
    }

    #[test]
    fn a_bow_tie_crosses_itself_and_a_square_does_not() {
        let square = ring(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]);
        assert_eq!(crossing_of(&square), None);
        let bow_tie = ring(&[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)]);
        assert_eq!(crossing_of(&bow_tie), Some(LonLat::new(1.0, 1.0)));
        assert_eq!(crossing_of(&[]), None);
    }

    #[test]
    fn a_round_ring_of_many_sides_is_simple() {
        let at = |place: usize| (place as f64 * std::f64::consts::TAU / 5000.0).sin_cos();
        let round: Vec<LonLat> = (0..=5000).map(|place| at(place % 5000)).map(|(x, y)| LonLat::new(x, y)).collect();
        assert_eq!(crossing_of(&round), None);
    }

    #[test]
    fn a_side_from_179_east_to_179_west_goes_across_the_antimeridian() {
        assert!(crosses_antimeridian(&ring(&[(179.0, 0.0), (-179.0, 0.0)])));
        assert!(!crosses_antimeridian(&ring(&[(-80.0, 0.0), (80.0, 0.0)])));
    }
}
