//! One value of a term, read and printed.
//!
//! Answers how a value is written so that it is read again as the same. It does not know which
//! field it belongs to.

use std::fmt;

use super::bound::{Bound, GradeBound};
use crate::model::{Bounds, Geometry, LonLat, When};

/// One of the alternatives of a term.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Answer(Answer),
    Number(Bound),
    Grade(GradeBound),
    Date(Box<When>),
    Area(Area),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted_where_needed(text)),
            Self::Answer(answer) => f.write_str(answer.word()),
            Self::Number(bound) => bound.fmt(f),
            Self::Grade(grade) => grade.fmt(f),
            Self::Date(when) => f.write_str(&quoted_where_needed(&when.to_string())),
            Self::Area(area) => area.fmt(f),
        }
    }
}

/// A value as it stands in a filter: in quotes where a blank, a comma or a quote would end it.
pub(super) fn quoted_where_needed(text: &str) -> String {
    let ends_it = |char: char| char.is_whitespace() || char == ',' || char == '"';
    if text.is_empty() || text.contains(ends_it) { quoted(text) } else { text.to_owned() }
}

/// Text in quotes, with a backslash before quotes and backslashes in it.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
}

impl Answer {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        [Self::Yes, Self::No].into_iter().find(|answer| answer.word().eq_ignore_ascii_case(word.trim()))
    }

    /// True when the answer is right for a fact.
    pub(super) fn agrees(self, fact: impl FnOnce() -> bool) -> bool {
        fact() == (self == Self::Yes)
    }
}

/// A stretch of the map in degrees; west of the antimeridian to east of it where `west` is greater.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Area {
    /// Reads west, south, east and north with commas between.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let wrong =
            || "a bbox is west, south, east and north in degrees; write for example bbox:60,29,75,39".to_owned();
        let numbers: Vec<f64> = text.split(',').map_while(|part| part.trim().parse().ok()).collect();
        let [west, south, east, north] = numbers[..] else { return Err(wrong()) };
        if text.split(',').count() != 4 {
            return Err(wrong());
        }
        let lies = |limit: f64, values: [f64; 2]| values.iter().all(|value| (-limit..=limit).contains(value));
        if !lies(180.0, [west, east]) || !lies(90.0, [south, north]) {
            return Err("degrees go from -180 to 180 east and -90 to 90 north; longitude comes first".to_owned());
        }
        if south > north {
            return Err(format!("south, {south}, is north of north, {north}; write bbox:W,S,E,N"));
        }
        Ok(Self { west, south, east, north })
    }

    /// Whether something with these bounds has a part in it. None when the bounds do not tell.
    pub(super) fn meets_bounds(self, Bounds { west, south, east, north }: Bounds) -> Option<bool> {
        if south > self.north || north < self.south {
            return Some(false);
        }
        let corners = [LonLat::new(west, south), LonLat::new(east, north)].map(|corner| self.contains(corner));
        if self.west > self.east {
            let is_point = west >= east && south >= north;
            return is_point.then_some(corners[0]);
        }
        match corners {
            [true, true] => Some(true),
            _ if west > self.east || east < self.west => Some(false),
            _ => None,
        }
    }

    /// True when some part of the geometry lies in it.
    pub(super) fn meets(self, geometry: &Geometry) -> bool {
        use geo::Intersects as _;
        if geometry.positions().any(|position| self.contains(position)) {
            return true;
        }
        // No corner is in it, but a line or an area may cross it.
        let path = |line: &[LonLat]| line.iter().map(|p| (p.lon, p.lat)).collect::<geo::LineString>();
        self.rectangles().any(|rectangle| {
            geometry.lines.iter().any(|line| rectangle.intersects(&path(line)))
                || geometry.areas.iter().any(|rings| {
                    let mut paths = rings.iter().map(|ring| path(ring));
                    let outer = paths.next().unwrap_or_else(|| path(&[]));
                    rectangle.intersects(&geo::Polygon::new(outer, paths.collect()))
                })
        })
    }

    fn contains(self, position: LonLat) -> bool {
        let LonLat { lon, lat } = position;
        let between = if self.west <= self.east {
            (self.west..=self.east).contains(&lon)
        } else {
            lon >= self.west || lon <= self.east
        };
        between && (self.south..=self.north).contains(&lat)
    }

    /// One rectangle, or two where it crosses the antimeridian.
    fn rectangles(self) -> impl Iterator<Item = geo::Rect<f64>> {
        let spans = if self.west <= self.east {
            [Some((self.west, self.east)), None]
        } else {
            [Some((self.west, 180.0)), Some((-180.0, self.east))]
        };
        spans.into_iter().flatten().map(move |(west, east)| geo::Rect::new((west, self.south), (east, self.north)))
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.west, self.south, self.east, self.north)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(text: &str) -> Area {
        Area::parse(text).unwrap()
    }

    fn point(lon: f64, lat: f64) -> Geometry {
        Geometry { points: vec![LonLat::new(lon, lat)], ..Geometry::default() }
    }

    #[test]
    fn a_line_that_crosses_an_area_meets_it_without_a_vertex_in_it() {
        let line = vec![LonLat::new(60.0, 30.0), LonLat::new(80.0, 30.0)];
        let geometry = Geometry { lines: vec![line].into(), ..Geometry::default() };
        assert!(area("69,29,70,31").meets(&geometry));
        assert!(!area("69,31,70,32").meets(&geometry));
    }

    #[test]
    fn an_area_around_the_box_meets_it() {
        let ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)];
        let ring = ring.iter().map(|&(lon, lat)| LonLat::new(lon, lat)).collect();
        let geometry = Geometry { areas: vec![vec![ring]].into(), ..Geometry::default() };
        assert!(area("4,4,5,5").meets(&geometry));
        assert!(!area("11,4,12,5").meets(&geometry));
        assert!(!area("11,4,12,5").meets(&Geometry { areas: vec![vec![]].into(), ..Geometry::default() }));
    }

    #[test]
    fn a_box_whose_west_is_east_of_its_east_crosses_the_antimeridian() {
        let fiji = area("175,-20,-175,-15");
        assert!(fiji.meets(&point(178.0, -18.0)));
        assert!(fiji.meets(&point(-179.0, -16.0)));
        assert!(!fiji.meets(&point(0.0, -18.0)));
    }

    #[test]
    fn a_box_that_is_none_says_what_one_is() {
        for text in ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "69,34,70,33", "69,95,70,96", "nan,0,1,1", "1,2,,3"] {
            assert!(Area::parse(text).is_err(), "{text}");
        }
    }
}
