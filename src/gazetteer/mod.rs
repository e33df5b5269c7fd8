//! Which place is called so?
//!
//! Answers what a name that somebody types means: cities, towns and villages of the world as GeoNames has them, by
//! their names in Latin, Arabic and Devanagari script, the provinces and countries of the base map, and places of
//! tables that a user brings. The carried names are unpacked when they are first asked for; `assets/make.py` made
//! them.
//!
//! Does not know: files, stories, screens.

mod closeness;
mod decode;
mod fold;
mod hit;
mod names;
mod places;
mod regions;
mod search;
mod table;

use std::sync::{Arc, LazyLock};

use crate::basemap::Basemap;
use crate::model::LonLat;

pub use hit::{Hit, HitKind};
use names::Names;
use places::Places;
pub use table::{MOST_TABLE_BYTES, Table, TableError};

/// Whose places these are, and under which terms.
pub const CREDIT: &str = "GeoNames (CC BY 4.0)";

const BINARY: &[u8] = include_bytes!("../../assets/gazetteer.bin");

/// Places to be found by name.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    parts: Vec<Arc<Part>>,
}

/// Places of one origin, with their names.
#[derive(Debug, Default)]
struct Part {
    names: Names,
    places: Places,
    /// The name of each place that is its own.
    own: Vec<u32>,
}

impl Part {
    /// Places by their names, of which each has at least one.
    fn new(names: Names, places: Places) -> Self {
        let mut own = vec![u32::MAX; places.at.len()];
        for name in 0..names.count() {
            let own = &mut own[names.places[name] as usize];
            if names.is_own(name) || *own == u32::MAX {
                *own = name as u32;
            }
        }
        Self { names, places, own }
    }
}

/// Where somebody looks: places near to it come first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// The middle of what is looked at.
    pub at: LonLat,
    /// As far as here all is equally near, in kilometres.
    pub reach_km: f64,
}

impl Near {
    /// Near to a spot: within 25 km.
    pub fn spot(at: LonLat) -> Self {
        Self { at, reach_km: 25.0 }
    }
}

impl Gazetteer {
    /// The carried places, with the provinces and countries of the carried base map. They are unpacked when they are
    /// first asked for, in some 100 ms, and shared by all.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(|| {
            let basemap = Basemap::embedded();
            let regions = regions::of_basemap(basemap);
            let carried = decode::part_from_bytes(BINARY, basemap).expect("the carried places are checked by a test");
            Gazetteer { parts: vec![Arc::new(regions), Arc::new(carried)] }
        });
        &EMBEDDED
    }
}
