//! Where events stand on the map, in the order of time.
//!
//! Answers the spot of an event in whole numbers, so that the events of a stretch of time are counted in cells by
//! going through memory in order. It does not know cells.

use super::Store;
use super::rank_set::RankSet;
use crate::model::LonLat;

/// The spots of events by rank.
#[derive(Debug)]
pub struct Spots {
    /// East and south on the square of the web Mercator world, whose sides are [`Spots::SIDE`]; for what has no spot
    /// of its own the place is [`NOWHERE`].
    units: Vec<[u32; 2]>,
    unplaced: RankSet,
    regional: RankSet,
}

const NOWHERE: [u32; 2] = [u32::MAX; 2];

impl Spots {
    /// The side of the world in units: less than a centimetre each.
    pub const SIDE: f64 = u32::MAX as f64;

    pub(super) fn of(store: &Store) -> Self {
        let dated = store.time.dated();
        let at = |rank: usize| store.time.index_at(rank);
        let is_regional = |index: usize| store.places.is_regional(index);
        let unit = |rank: usize| {
            let index = at(rank);
            store.anchor(index).filter(|_| !is_regional(index)).map_or(NOWHERE, units_of)
        };
        Self {
            units: (0..dated).map(unit).collect(),
            unplaced: RankSet::of(dated, |rank| !store.is_placed(at(rank))),
            regional: RankSet::of(dated, |rank| is_regional(at(rank))),
        }
    }

    /// East and south in units of [`Spots::SIDE`], from the corner in the north-west of the world. None for an event
    /// without a spot of its own.
    pub fn at(&self, rank: usize) -> Option<[u32; 2]> {
        Some(self.units[rank]).filter(|units| *units != NOWHERE)
    }

    /// The ranks of dated events that have no spot at all.
    pub fn unplaced(&self) -> &RankSet {
        &self.unplaced
    }

    /// The ranks of dated events of which no more is known than the province or country: these stand on a spot that
    /// is none of their own.
    pub fn regional(&self) -> &RankSet {
        &self.regional
    }
}

/// A position in units.
fn units_of(position: LonLat) -> [u32; 2] {
    // One less than the side, so that no place is nowhere.
    position.web_mercator().map(|share| (share.rem_euclid(1.0) * (Spots::SIDE - 1.0)) as u32)
}
