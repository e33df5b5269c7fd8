//! What the map shows: countries, provinces, lines, water, cities, relief.

use crate::model::{Bounds, LonLat};

use super::arc::{Areas, Path};
use super::viewpoint::Stand;

/// A country, or a territory that the source keeps apart.
#[derive(Debug, Clone)]
pub struct Country {
    /// English, in short, as people know it.
    pub name: String,
    /// Its own name, where it is certain and in Arabic or Latin script.
    pub local_name: Option<String>,
    /// Other words for it, in lower case.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3; empty where there is none (Somaliland), "XKX" for Kosovo.
    pub iso_a3: String,
    /// Where a wide label sits best.
    pub label: LonLat,
    /// The zoom from which the label has room.
    pub min_zoom: f32,
    /// The least box around its land.
    pub extent: Bounds,
    pub(super) areas: Areas,
}

/// A province, state or governorate, of the countries around the story.
#[derive(Debug, Clone)]
pub struct Province {
    /// English, as people know it.
    pub name: String,
    /// Other spellings, the source's among them.
    pub aliases: Vec<String>,
    /// Which of [`Basemap::countries`](super::Basemap::countries) holds it.
    pub country: usize,
    /// ISO 3166-1 alpha-3 of that country.
    pub iso_a3: String,
    /// Where a wide label sits best.
    pub label: LonLat,
    /// The zoom from which the label has room.
    pub min_zoom: f32,
    /// The least box around its land.
    pub extent: Bounds,
    pub(super) areas: Areas,
}

/// How a boundary is held by its two sides, after Natural Earth's own classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineClass {
    /// Agreed.
    International,
    /// Afghanistan and Pakistan: a class of its own, since one side does not recognise it.
    Durand,
    /// A military line: Kashmir, Korea, the Golan, Cyprus.
    LineOfControl,
    /// The two sides do not agree.
    Disputed,
    /// Not settled on the ground, not disputed.
    Indefinite,
    /// The limit of what a country claims inside another.
    Claim,
}

impl LineClass {
    /// Every class, in the order of the file's numbers.
    pub const ALL: [Self; 6] =
        [Self::International, Self::Durand, Self::LineOfControl, Self::Disputed, Self::Indefinite, Self::Claim];
}

/// A boundary between two countries, or the limit of a claim.
#[derive(Debug, Clone)]
pub struct BoundaryLine {
    /// How its sides hold it.
    pub class: LineClass,
    /// "Durand Line (1893)", "Line of Control", "Indian claim"; else the two countries, "Afghanistan–Iran".
    pub name: String,
    /// What is to be said of it, in one sentence; empty for an agreed boundary.
    pub note: String,
    /// The countries on its two sides; for a claim only the one that holds the land.
    pub sides: [Option<usize>; 2],
    /// For a claim, the country that makes it.
    pub claimant: Option<usize>,
    /// The middle of its longest part.
    pub label: LonLat,
    /// The least box around it.
    pub extent: Bounds,
    /// How it stands in the views that say something of it.
    pub stands: Vec<Stand>,
    pub(super) parts: Vec<Path>,
}

/// A river.
#[derive(Debug, Clone)]
pub struct River {
    /// English; empty where the source has none.
    pub name: String,
    /// The zoom from which it is drawn.
    pub min_zoom: f32,
    pub(super) parts: Vec<Path>,
}

/// A lake or reservoir.
#[derive(Debug, Clone)]
pub struct Lake {
    /// English; empty for most.
    pub name: String,
    /// The zoom from which it is drawn.
    pub min_zoom: f32,
    /// The least box around it.
    pub extent: Bounds,
    pub(super) areas: Areas,
}

/// What a city is to its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CityKind {
    /// The seat of government.
    Capital,
    /// Any other.
    City,
}

/// A city or town.
#[derive(Debug, Clone)]
pub struct City {
    /// English, as people know it.
    pub name: String,
    /// Its own name, where it is certain and in Arabic or Latin script.
    pub local_name: Option<String>,
    /// Which of [`Basemap::countries`](super::Basemap::countries) it is in.
    pub country: Option<usize>,
    /// People; 0 where that is not known.
    pub population: u64,
    /// Capital or not.
    pub kind: CityKind,
    /// Its middle.
    pub at: LonLat,
    /// The zoom from which it and its neighbours have room.
    pub min_zoom: f32,
}

/// A grey picture of slopes in Web Mercator, to be multiplied onto the land: white where it is flat or wet.
#[derive(Debug, Clone, Copy)]
pub struct Relief {
    /// Degrees east of the left edge.
    pub west: f64,
    /// Degrees east of the right edge.
    pub east: f64,
    /// Degrees north of the upper edge.
    pub north: f64,
    /// Degrees north of the lower edge.
    pub south: f64,
    /// The picture, one channel.
    pub jpeg: &'static [u8],
}
