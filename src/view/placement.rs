//! Where an event was, and what gestures make of it.
//!
//! Answers what becomes of the place of an event and of what is drawn of it when a position is pointed out or typed, a
//! place of the gazetteer or a province is taken, a line or an area is drawn, its mark or its rim is moved. It does
//! not know who points, or with what.

use crate::gazetteer::{Hit, HitKind};
use crate::model::{Event, Geometry, LonLat, Place, Precision, Reading};

/// Where an event was: what its place says, and what is drawn of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placement {
    /// Its name and how closely it is known; none where nothing is said.
    pub place: Option<Place>,
    /// Points, lines and areas; none where nothing is drawn.
    pub geometry: Option<Geometry>,
}

/// A position of a geometry that can be taken hold of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Handle {
    /// A point, by its number.
    Point(usize),
    /// A vertex of a line: which line, which vertex.
    Line(usize, usize),
    /// A vertex of a ring: which area, which ring, which vertex.
    Ring(usize, usize, usize),
}

/// What is known closer than this many metres is the spot itself.
const EXACT_M: f64 = 100.0;

impl Placement {
    /// That of an event.
    pub fn of(event: &Event) -> Self {
        Self { place: event.place.clone(), geometry: event.geometry.clone() }
    }

    /// Gives it to an event.
    pub fn put_in(&self, event: &mut Event) {
        event.place.clone_from(&self.place);
        event.geometry.clone_from(&self.geometry);
    }

    /// True where nothing is said and nothing drawn.
    pub fn is_empty(&self) -> bool {
        self.place.is_none() && self.geometry.is_none()
    }

    /// At a position that was pointed out.
    #[must_use]
    pub fn at(&self, at: LonLat) -> Self {
        let at = at.to_hundred_thousandths();
        let geometry = Geometry { points: vec![at], ..Geometry::default() };
        self.drawn(geometry)
    }

    /// At a position that was typed: as closely as it was written.
    #[must_use]
    pub fn read(&self, reading: &Reading) -> Self {
        self.typed(reading.at, reading.within_m)
    }

    /// The same at another meaning of it.
    #[must_use]
    pub fn typed(&self, at: LonLat, within_m: f64) -> Self {
        let mut placement = self.drawn(Geometry { points: vec![at], ..Geometry::default() });
        let place = placement.place.get_or_insert_default();
        let is_exact = within_m <= EXACT_M;
        place.precision = if is_exact { Precision::Exact } else { Precision::Unknown };
        place.radius_m = (!is_exact).then(|| two_digits(within_m));
        placement
    }

    /// At a place of the gazetteer, under its name where there is none yet. A province or country is one more of
    /// those that are named.
    #[must_use]
    pub fn found(&self, hit: &Hit) -> Self {
        if matches!(hit.kind, HitKind::Province | HitKind::Country) && hit.region.is_some() {
            let mut placement = self.clone();
            let place = placement.place.get_or_insert_default();
            if !place.names.contains(&hit.name) {
                placement = placement.region_toggled(&hit.name, hit.kind.precision());
            }
            return placement;
        }
        let mut placement = self.drawn(Geometry { points: vec![hit.at], ..Geometry::default() });
        let place = placement.place.get_or_insert_default();
        if place.name.is_empty() {
            place.name.clone_from(&hit.name);
        }
        place.precision = hit.kind.precision();
        place.radius_m = hit.radius_m();
        placement
    }

    /// With one more province or country, or without it where it is named already.
    #[must_use]
    pub fn region_toggled(&self, name: &str, precision: Precision) -> Self {
        let mut placement = self.clone();
        let place = placement.place.get_or_insert_default();
        let mut names = place.names.to_vec();
        if let Some(known) = names.iter().position(|known| known == name) {
            names.remove(known);
        } else {
            names.push(name.to_owned());
            place.precision = precision;
            place.radius_m = None;
            if place.name.is_empty() {
                name.clone_into(&mut place.name);
            }
        }
        place.names = names.into();
        // Where it was in it is not known closer.
        if let Some(geometry) = &mut placement.geometry {
            geometry.points.clear();
        }
        placement.geometry.take_if(|geometry| geometry.is_empty());
        placement
    }

    /// Along a line that was drawn, of two positions at least.
    #[must_use]
    pub fn line(&self, line: &[LonLat]) -> Self {
        let line = line.iter().map(|at| at.to_hundred_thousandths()).collect();
        self.drawn(Geometry { lines: vec![line].into(), ..Geometry::default() })
    }

    /// In an area that was drawn, of three positions at least; its ring is closed.
    #[must_use]
    pub fn area(&self, ring: &[LonLat]) -> Self {
        let mut ring: Vec<LonLat> = ring.iter().map(|at| at.to_hundred_thousandths()).collect();
        if let Some(first) = ring.first().copied().filter(|first| ring.last() != Some(first)) {
            ring.push(first);
        }
        self.drawn(Geometry { areas: vec![vec![ring]].into(), ..Geometry::default() })
    }

    /// With a position moved.
    #[must_use]
    pub fn moved(&self, handle: Handle, to: LonLat) -> Self {
        let (mut placement, to) = (self.clone(), to.to_hundred_thousandths());
        if let Some(geometry) = &mut placement.geometry {
            geometry.move_to(handle, to);
        }
        placement
    }

    /// Known to so many metres around its points; none takes the radius away.
    #[must_use]
    pub fn within(&self, radius_m: Option<f64>) -> Self {
        let mut placement = self.clone();
        let place = placement.place.get_or_insert_default();
        place.radius_m = radius_m.map(two_digits).filter(|metres| *metres > 0.0);
        if place.precision == Precision::Exact && place.radius_m.is_some_and(|metres| metres > EXACT_M) {
            place.precision = Precision::Unknown;
        }
        placement
    }

    /// What is drawn in the place of what was: named provinces go, since it is known closer now.
    fn drawn(&self, geometry: Geometry) -> Self {
        let mut place = self.place.clone().unwrap_or_default();
        let is_moved = self.geometry.as_ref().is_some_and(|before| !before.is_empty());
        if !is_moved || !place.names.is_empty() {
            place.precision = Precision::Exact;
            place.radius_m = None;
        }
        place.names = Vec::new().into();
        Self { place: Some(place), geometry: Some(geometry) }
    }
}

impl Geometry {
    /// Every position that can be taken hold of. The last of a ring is its first.
    pub fn handles(&self) -> impl Iterator<Item = (Handle, LonLat)> + '_ {
        let points = self.points.iter().enumerate().map(|(point, at)| (Handle::Point(point), *at));
        let lines = self.lines.iter().enumerate();
        let lines = lines.flat_map(|(line, positions)| {
            positions.iter().enumerate().map(move |(vertex, at)| (Handle::Line(line, vertex), *at))
        });
        let rings = self.areas.iter().enumerate().flat_map(|(area, rings)| {
            rings.iter().enumerate().flat_map(move |(ring, positions)| {
                let open = positions.len().saturating_sub(1);
                let vertices = positions[..open].iter().enumerate();
                vertices.map(move |(vertex, at)| (Handle::Ring(area, ring, vertex), *at))
            })
        });
        points.chain(lines).chain(rings)
    }

    fn move_to(&mut self, handle: Handle, to: LonLat) {
        match handle {
            Handle::Point(point) => {
                if let Some(at) = self.points.get_mut(point) {
                    *at = to;
                }
            }
            Handle::Line(line, vertex) => {
                let line = self.lines.as_mut().and_then(|lines| lines.get_mut(line));
                if let Some(at) = line.and_then(|line| line.get_mut(vertex)) {
                    *at = to;
                }
            }
            Handle::Ring(area, ring, vertex) => {
                let rings = self.areas.as_mut().and_then(|areas| areas.get_mut(area));
                let ring = rings.and_then(|rings| rings.get_mut(ring));
                let Some(ring) = ring.filter(|ring| vertex < ring.len()) else { return };
                ring[vertex] = to;
                if vertex == 0
                    && let Some(last) = ring.last_mut()
                {
                    *last = to;
                }
            }
        }
    }
}

/// Metres as people say them: two digits that count.
fn two_digits(metres: f64) -> f64 {
    if !metres.is_finite() || metres <= 0.0 {
        return 0.0;
    }
    let unit = 10_f64.powf(metres.log10().floor() - 1.0).max(1.0);
    (metres / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;
    use crate::model::read_position;

    const KABUL: LonLat = LonLat::new(69.172_33, 34.528_13);

    fn hit(text: &str) -> Hit {
        Gazetteer::embedded().search(text, None, 1).remove(0)
    }

    fn place(placement: &Placement) -> &Place {
        placement.place.as_ref().unwrap()
    }

    #[test]
    fn a_town_gives_its_name_where_there_is_none_and_how_far_it_reaches() {
        let kabul = Placement::default().found(&hit("Kabul, Kabul, Afghanistan"));
        assert_eq!((place(&kabul).name.as_str(), place(&kabul).precision), ("Kabul", Precision::City));
        assert_eq!(place(&kabul).radius_m, Some(17_000.0));
        let mut named = Placement::default();
        named.place.get_or_insert_default().name = "The market".to_owned();
        assert_eq!(place(&named.found(&hit("Kabul"))).name, "The market");
    }

    #[test]
    fn provinces_come_one_by_one_and_a_point_takes_their_place() {
        let (khost, paktika) = (hit("Khost, Afghanistan"), hit("Paktika"));
        let two = Placement::default().at(KABUL).found(&khost).found(&paktika).found(&khost);
        assert_eq!(place(&two).names.to_vec(), ["Khost", "Paktika"]);
        assert_eq!((place(&two).precision, &two.geometry), (Precision::Province, &None));
        let one = two.region_toggled("Khost", Precision::Province);
        assert_eq!(place(&one).names.to_vec(), ["Paktika"]);
        let point = one.at(KABUL);
        assert!(place(&point).names.is_empty() && place(&point).precision == Precision::Exact);
    }

    #[test]
    fn what_is_typed_is_known_as_closely_as_it_is_written() {
        let typed = |text: &str| {
            let placement = Placement::default().read(&read_position(text, None).unwrap().unwrap());
            (place(&placement).precision, place(&placement).radius_m)
        };
        assert_eq!(typed("34.52813, 69.17233"), (Precision::Exact, None));
        assert_eq!(typed("34.5, 69.2"), (Precision::Unknown, Some(5600.0)));
    }

    #[test]
    fn a_mark_that_is_moved_stays_as_closely_known_as_it_was() {
        let kabul = Placement::default().found(&hit("Kabul"));
        let moved = kabul.moved(Handle::Point(0), LonLat::new(69.0, 34.5));
        assert_eq!(moved.geometry.as_ref().unwrap().points, [LonLat::new(69.0, 34.5)]);
        assert_eq!(place(&moved), place(&kabul));
        assert_eq!(place(&kabul.within(Some(12_345.0))).radius_m, Some(12_000.0));
        assert_eq!(place(&Placement::default().at(KABUL).within(Some(3_000.0))).precision, Precision::Unknown);
    }

    #[test]
    fn lines_and_areas_are_drawn_and_their_vertices_moved() {
        let corners = [LonLat::new(69.0, 34.0), LonLat::new(70.0, 34.0), LonLat::new(70.0, 35.0)];
        let to = LonLat::new(69.5, 33.5);
        let line = Placement::default().line(&corners).moved(Handle::Line(0, 2), to).geometry.unwrap();
        assert_eq!(line.lines.to_vec(), [vec![corners[0], corners[1], to]]);
        let area = Placement::default().area(&corners).moved(Handle::Ring(0, 0, 0), to).geometry.unwrap();
        assert_eq!(area.areas.to_vec(), [[vec![to, corners[1], corners[2], to]]]);
        assert_eq!(area.handles().count(), 3);
        assert_eq!(line.clone().handles().map(|(_, at)| at).collect::<Vec<_>>(), line.positions().collect::<Vec<_>>());
    }
}
