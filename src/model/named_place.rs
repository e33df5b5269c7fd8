//! Provinces and countries that a story names instead of drawing them.
//!
//! This module answers what is kept of one that was found. It does not know where they are looked up.

use super::{Geometry, LonLat};

/// Which province or country of a base map, by its index there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// A province.
    Province(usize),
    /// A country.
    Country(usize),
}

/// A province or country that the place of an event means, as a base map knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPlace {
    /// Which one it is.
    pub region: Region,
    /// Its name, for people.
    pub name: String,
    /// A spot well inside, for a mark that means all of it.
    pub spot: LonLat,
    /// Its ground: areas at full detail.
    pub ground: Geometry,
}

impl NamedPlace {
    /// True when a position lies in it, holes apart: by the count of edges that a ray to the east crosses.
    pub fn contains(&self, at: LonLat) -> bool {
        let edges = self.ground.areas.iter().flatten().flat_map(|ring| ring.windows(2));
        let crosses = |edge: &&[LonLat]| {
            let (a, b) = (edge[0], edge[1]);
            (a.lat > at.lat) != (b.lat > at.lat)
                && at.lon < a.lon + (at.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)
        };
        edges.filter(crosses).count() % 2 == 1
    }
}
