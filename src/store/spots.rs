//! Where events stand on the map, in the order of time.
//!
//! Answers the spot of an event in whole numbers, so that the events of a stretch of time are counted in cells by
//! going through memory in order. It does not know cells.

use std::sync::{Arc, OnceLock};

use super::Store;
use super::in_time::InTime;
use super::pieces::Pieces;
use super::rank_set::RankSet;
use crate::model::LonLat;

/// The spots of events by rank.
#[derive(Debug)]
pub struct Spots {
    /// By event index: east and south on the square of the web Mercator world, whose sides are [`Spots::SIDE`]; for
    /// what has no spot of its own [`NOWHERE`] or [`REGIONAL`].
    by_index: Arc<Vec<[u32; 2]>>,
    /// The same by rank.
    units: Vec<[u32; 2]>,
    unplaced: RankSet,
    regional: RankSet,
}

/// The place of what has no spot at all.
const NOWHERE: [u32; 2] = [u32::MAX; 2];
/// The place of what stands on the spot of a province or country.
const REGIONAL: [u32; 2] = [u32::MAX, 0];

impl Spots {
    /// The side of the world in units: less than a centimetre each.
    pub const SIDE: f64 = u32::MAX as f64;

    pub(super) fn of(store: &Store) -> Self {
        let by_index = (0..store.len()).map(|index| unit_of(store.places.stand(index))).collect();
        Self::in_order(Arc::new(by_index), &store.time)
    }

    /// By event index, what is kept of them.
    pub(super) fn by_index(&self) -> &Vec<[u32; 2]> {
        &self.by_index
    }

    /// From what was kept, by event index. None where there are not as many events in time.
    pub(super) fn of_kept(by_index: Vec<[u32; 2]>, time: &InTime) -> Option<Self> {
        let is_whole = by_index.len() == time.order.len()
            && time.dated() <= by_index.len()
            && time.order.iter().all(|index| (*index as usize) < by_index.len());
        is_whole.then(|| Self::in_order(Arc::new(by_index), time))
    }

    fn in_order(by_index: Arc<Vec<[u32; 2]>>, time: &InTime) -> Self {
        let units: Vec<[u32; 2]> = (0..time.dated()).map(|rank| by_index[time.index_at(rank)]).collect();
        let with = |unit: [u32; 2]| RankSet::of(units.len(), |rank| units[rank] == unit);
        Self { unplaced: with(NOWHERE), regional: with(REGIONAL), by_index, units }
    }

    /// The spots of a store in another order, where they were asked for before.
    pub(super) fn ordered(before: &Store, time: &Arc<InTime>) -> OnceLock<Arc<Self>> {
        if Arc::ptr_eq(&before.time, time) {
            return before.spots.clone();
        }
        let spots = before.spots.get().map(|spots| Self::in_order(spots.by_index.clone(), time));
        spots.map_or_else(OnceLock::new, |spots| OnceLock::from(Arc::new(spots)))
    }

    /// The spots after a change of events, where they were asked for before it.
    pub(super) fn patched(
        before: &Store,
        events: &Pieces,
        stand: impl Fn(usize) -> Stand,
        time: &Arc<InTime>,
    ) -> OnceLock<Arc<Self>> {
        let Some(spots) = before.spots.get() else { return OnceLock::new() };
        let is_same = |index: usize| unit_of(stand(index)) == spots.by_index[index];
        let by_index = if events.are_in_place() && events.fresh().all(is_same) {
            if Arc::ptr_eq(&before.time, time) {
                return before.spots.clone();
            }
            spots.by_index.clone()
        } else {
            Arc::new(events.copied(&spots.by_index, |index| unit_of(stand(index))))
        };
        OnceLock::from(Arc::new(Self::in_order(by_index, time)))
    }

    /// The spots where some events, by index, are elsewhere, where they were asked for before.
    pub(super) fn moved(before: &Store, stand: impl Fn(usize) -> Stand, moved: &[usize]) -> OnceLock<Arc<Self>> {
        let Some(spots) = before.spots.get() else { return OnceLock::new() };
        if moved.iter().all(|index| unit_of(stand(*index)) == spots.by_index[*index]) {
            return before.spots.clone();
        }
        let mut by_index = spots.by_index.to_vec();
        for index in moved {
            by_index[*index] = unit_of(stand(*index));
        }
        OnceLock::from(Arc::new(Self::in_order(Arc::new(by_index), &before.time)))
    }

    /// East and south in units of [`Spots::SIDE`], from the corner in the north-west of the world. None for an event
    /// without a spot of its own.
    pub fn at(&self, rank: usize) -> Option<[u32; 2]> {
        Some(self.units[rank]).filter(|units| *units != NOWHERE && *units != REGIONAL)
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

/// Where an event stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stand {
    Nowhere,
    /// On the spot of a province or country.
    Region,
    Spot(LonLat),
}

/// Where an event stands, in units.
fn unit_of(stand: Stand) -> [u32; 2] {
    match stand {
        Stand::Nowhere => NOWHERE,
        Stand::Region => REGIONAL,
        Stand::Spot(spot) => units_of(spot),
    }
}

/// A position in units.
fn units_of(position: LonLat) -> [u32; 2] {
    // One less than the side, so that no place is nowhere.
    position.web_mercator().map(|share| (share.rem_euclid(1.0) * (Spots::SIDE - 1.0)) as u32)
}
