//! Places in columns: where each is, what it is, and what it lies in.

use super::fold::fold;
use super::hit::HitKind;
use crate::model::{LonLat, Region};

/// Positions are counted in hundred-thousandths of a degree (about 1.1 m).
const UNITS: f64 = 100_000.0;

/// Places, each by its number.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Latitude and longitude in units.
    pub(super) at: Vec<[i32; 2]>,
    /// People; 0 where that is not known.
    pub(super) population: Vec<u32>,
    /// Which of `countries` each lies in.
    pub(super) country: Vec<u16>,
    /// Which of `provinces` each lies in, counted from 1; 0 for none.
    pub(super) province: Vec<u16>,
    /// What each is; empty where all are towns of some size.
    pub(super) kinds: Vec<HitKind>,
    /// Which province or country of the base map each is; empty where none is.
    pub(super) regions: Vec<Region>,
    /// Names of countries, each with its code.
    pub(super) countries: Vec<Named>,
    /// Names of provinces.
    pub(super) provinces: Vec<Named>,
}

/// A country or province that places lie in.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub(super) name: String,
    folded: String,
    code: String,
}

impl Named {
    pub(super) fn new(name: &str, code: &str) -> Self {
        Self { name: name.to_owned(), folded: fold(name), code: fold(code) }
    }

    /// True where it is called so, or begins so.
    fn is_called(&self, folded: &str) -> bool {
        self.folded.starts_with(folded) || (!self.code.is_empty() && self.code == folded)
    }
}

impl Places {
    /// A position in units, held within the globe.
    pub(super) fn units(at: LonLat) -> [i32; 2] {
        [at.lat.clamp(-90.0, 90.0), at.lon.clamp(-180.0, 180.0)].map(|degrees| (degrees * UNITS).round() as i32)
    }

    pub(super) fn position(&self, place: usize) -> LonLat {
        let [lat, lon] = self.at[place].map(|units| f64::from(units) / UNITS);
        LonLat::new(lon, lat)
    }

    pub(super) fn kind(&self, place: usize) -> HitKind {
        self.kinds.get(place).copied().unwrap_or_else(|| HitKind::of_population(self.population[place]))
    }

    pub(super) fn region(&self, place: usize) -> Option<Region> {
        self.regions.get(place).copied()
    }

    pub(super) fn country(&self, place: usize) -> Option<&Named> {
        self.countries.get(usize::from(self.country[place]))
    }

    pub(super) fn province(&self, place: usize) -> Option<&Named> {
        usize::from(self.province[place]).checked_sub(1).and_then(|province| self.provinces.get(province))
    }

    /// True where a place lies in all of these, folded.
    pub(super) fn lies_in(&self, place: usize, wholes: &[String]) -> bool {
        let around = [self.province(place), self.country(place)];
        wholes.iter().all(|whole| around.iter().flatten().any(|named| named.is_called(whole)))
    }

    /// What makes a place come before others that answer as well and lie as near: its people, or what stands for them.
    pub(super) fn weight(&self, place: usize) -> u32 {
        const OF_COUNTRY: u32 = 50_000_000;
        const OF_PROVINCE: u32 = 500_000;
        match self.region(place) {
            Some(Region::Country(_)) => OF_COUNTRY,
            Some(Region::Province(_)) => OF_PROVINCE,
            None => self.population[place],
        }
    }
}
