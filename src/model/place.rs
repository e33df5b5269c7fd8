//! Where something is said to have happened, and how surely.

use super::Rare;

/// A position on the WGS 84 ellipsoid, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct LonLat {
    /// Degrees east of Greenwich, -180 to 180.
    pub lon: f64,
    /// Degrees north of the equator, -90 to 90.
    pub lat: f64,
}

impl LonLat {
    /// A position from degrees east and degrees north, longitude first.
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }

    /// The same to a hundred-thousandth of a degree, a metre or so: finer than a hand points.
    #[must_use]
    pub fn to_hundred_thousandths(self) -> Self {
        let rounded = |degrees: f64| (degrees * 1e5).round() / 1e5;
        Self { lon: rounded(self.lon), lat: rounded(self.lat) }
    }

    /// Where it stands on the square of web Mercator (EPSG:3857) whose sides are 1: from the west to the east, and
    /// from the north to the south. Latitudes beyond ±85.05° are clamped.
    pub fn web_mercator(self) -> [f64; 2] {
        /// The latitude at which the Mercator world is square.
        const MAX_LAT: f64 = 85.051_13;
        let lat = self.lat.clamp(-MAX_LAT, MAX_LAT).to_radians();
        [self.lon / 360.0 + 0.5, 0.5 - lat.tan().asinh() / std::f64::consts::TAU]
    }

    /// Great-circle distance in kilometres, on a sphere of the mean Earth radius (haversine).
    pub fn distance_km(self, other: Self) -> f64 {
        use geo::{Distance as _, Haversine};
        Haversine.distance(geo::Point::new(self.lon, self.lat), geo::Point::new(other.lon, other.lat)) / 1000.0
    }
}

/// A box of degrees on the globe. Where it goes on across the date line, east is more than 180.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Degrees east.
    pub west: f64,
    /// Degrees north.
    pub south: f64,
    /// Degrees east.
    pub east: f64,
    /// Degrees north.
    pub north: f64,
}

impl Bounds {
    /// The box that holds one place alone.
    pub fn of(at: LonLat) -> Self {
        Self { west: at.lon, south: at.lat, east: at.lon, north: at.lat }
    }

    /// The least box around this one and another.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// True for a place in the box or on its edge.
    pub fn contains(&self, at: LonLat) -> bool {
        (self.west..=self.east).contains(&at.lon) && (self.south..=self.north).contains(&at.lat)
    }

    /// From west to east, in degrees.
    pub fn width_degrees(&self) -> f64 {
        self.east - self.west
    }

    /// From south to north, in degrees.
    pub fn height_degrees(&self) -> f64 {
        self.north - self.south
    }

    /// What is in the middle between its edges, as degrees are counted.
    pub fn center(&self) -> LonLat {
        LonLat::new(f64::midpoint(self.west, self.east), f64::midpoint(self.south, self.north))
    }
}

/// How closely a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// The spot itself.
    Exact,
    /// Somewhere in a city or town.
    City,
    /// Somewhere in a district.
    District,
    /// Somewhere in a province.
    Province,
    /// Somewhere in a country.
    Country,
    /// Not said.
    #[default]
    Unknown,
}

impl Precision {
    /// Every precision with the word a story file uses for it.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Exact, "exact"),
        (Self::City, "city"),
        (Self::District, "district"),
        (Self::Province, "province"),
        (Self::Country, "country"),
        (Self::Unknown, "unknown"),
    ];

    /// The word a story file uses.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }

    /// Reads the word of a story file.
    pub fn from_word(word: &str) -> Option<Self> {
        value_of(&Self::ALL, word)
    }
}

/// The word beside a value in a table of one concept.
pub(super) fn word_of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(candidate, _)| *candidate == value).map_or("", |(_, word)| word)
}

/// The value beside a word in a table of one concept.
pub(super) fn value_of<T: Copy>(table: &[(T, &'static str)], word: &str) -> Option<T> {
    table.iter().find(|(_, candidate)| *candidate == word).map(|(value, _)| *value)
}

/// What the lines of a geometry say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// Where it happened: somewhere along them.
    #[default]
    Extent,
    /// Which places were in contact: each line starts where the event is and ends at another place.
    /// It follows no route, and nothing happened between.
    Contact,
}

impl Lines {
    /// Every meaning with the word a story file uses for it.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Extent, "extent"), (Self::Contact, "contact")];

    /// The word a story file uses.
    pub fn word(self) -> &'static str {
        word_of(&Self::ALL, self)
    }
}

/// A place as the story names it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// Its name, for people.
    pub name: String,
    /// How closely it is known.
    pub precision: Precision,
    /// Radius of doubt in metres around the geometry, where the story gives one.
    pub radius_m: Option<f64>,
    /// Provinces or countries that are named instead of drawn.
    pub names: Rare<Vec<String>>,
    /// What the lines of the geometry say.
    pub lines: Lines,
    /// What the author says of it.
    pub note: Rare<String>,
}

/// Points, lines and areas of one event. GeoJSON's seven types come down to these three lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Geometry {
    /// Single positions.
    pub points: Vec<LonLat>,
    /// Open lines, each of two or more positions.
    pub lines: Rare<Vec<Vec<LonLat>>>,
    /// Polygons: an outer ring, then its holes; rings are closed.
    pub areas: Rare<Vec<Vec<Vec<LonLat>>>>,
}

impl Geometry {
    /// Every position, in the order points, lines, areas.
    pub fn positions(&self) -> impl Iterator<Item = LonLat> + Clone + '_ {
        self.points.iter().chain(self.lines.iter().flatten()).chain(self.areas.iter().flatten().flatten()).copied()
    }

    /// Every position, to be changed, in the same order.
    pub fn positions_mut(&mut self) -> impl Iterator<Item = &mut LonLat> {
        let lines = self.lines.as_mut().into_iter().flatten().flatten();
        let areas = self.areas.as_mut().into_iter().flatten().flatten().flatten();
        self.points.iter_mut().chain(lines).chain(areas)
    }

    /// True when there is no position in it.
    pub fn is_empty(&self) -> bool {
        self.positions().next().is_none()
    }

    /// The spot a mark stands on: the first point, else the middle vertex of the longest line,
    /// else the centre of the first area's bounds. None without positions.
    pub fn anchor(&self) -> Option<LonLat> {
        if let Some(point) = self.points.first() {
            return Some(*point);
        }
        if let Some(line) = self.lines.iter().max_by_key(|line| line.len()) {
            return line.get(line.len() / 2).copied();
        }
        let ring = self.areas.first()?.first()?;
        let LonLat { lon, lat } = bounds_the_short_way(ring.iter().copied())?.center();
        Some(LonLat::new(if lon > 180.0 { lon - 360.0 } else { lon }, lat))
    }

    /// The least box around every position, the short way around the globe: across the date line east is more than
    /// 180. None without positions.
    pub fn bounds_the_short_way(&self) -> Option<Bounds> {
        bounds_the_short_way(self.positions())
    }

    /// The two ends of each line as points, and nothing else.
    #[must_use]
    pub fn ends(&self) -> Self {
        let ends = |line: &Vec<LonLat>| [line.first().copied(), line.last().copied()];
        Self { points: self.lines.iter().flat_map(ends).flatten().collect(), ..Self::default() }
    }

    /// The least box around every position. None without positions.
    pub fn bounds(&self) -> Option<Bounds> {
        bounds(self.positions())
    }
}

/// The narrower of the bounds as longitudes are counted and as they are from 0 to 360 degrees.
fn bounds_the_short_way(positions: impl Iterator<Item = LonLat> + Clone) -> Option<Bounds> {
    let eastward = |p: LonLat| if p.lon < 0.0 { LonLat::new(p.lon + 360.0, p.lat) } else { p };
    let (plain, across) = (bounds(positions.clone())?, bounds(positions.map(eastward))?);
    Some(if across.width_degrees() < plain.width_degrees() { across } else { plain })
}

fn bounds(positions: impl Iterator<Item = LonLat>) -> Option<Bounds> {
    positions.map(Bounds::of).reduce(Bounds::hull)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_anchored_on_its_middle_vertex() {
        let line = vec![LonLat::new(63.0, 29.0), LonLat::new(66.0, 31.0), LonLat::new(70.0, 34.0)];
        let geometry = Geometry { lines: vec![line].into(), ..Geometry::default() };
        assert_eq!(geometry.anchor(), Some(LonLat::new(66.0, 31.0)));
        assert_eq!(geometry.bounds(), Some(Bounds { west: 63.0, south: 29.0, east: 70.0, north: 34.0 }));
    }

    #[test]
    fn bounds_go_the_short_way_across_the_date_line() {
        let line = vec![LonLat::new(178.0, -18.0), LonLat::new(-172.0, -14.0)];
        let geometry = Geometry { lines: vec![line.clone()].into(), ..Geometry::default() };
        assert_eq!(
            geometry.bounds_the_short_way(),
            Some(Bounds { west: 178.0, south: -18.0, east: 188.0, north: -14.0 })
        );
        let ring = [line, vec![LonLat::new(178.0, -18.0)]].concat();
        let area = Geometry { areas: vec![vec![ring]].into(), ..Geometry::default() };
        assert_eq!(area.anchor(), Some(LonLat::new(-177.0, -16.0)));
    }

    #[test]
    fn kabul_and_istanbul_are_3_600_km_apart() {
        let km = LonLat::new(69.17233, 34.52813).distance_km(LonLat::new(28.94966, 41.01384));
        assert!((3500.0..3700.0).contains(&km), "{km}");
    }
}
