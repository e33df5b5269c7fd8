//! Which provinces and countries the place of an event means.

use std::collections::HashMap;
use std::sync::Arc;

use super::Basemap;
use crate::model::{Event, Geometry, LonLat, NamedPlace, Place, Precision, Region};

/// Finds the provinces and countries that places mean; each name, each point and each area once.
#[derive(Debug)]
pub struct PlaceFinder<'a> {
    map: &'a Basemap,
    by_name: HashMap<(Rank, String), Option<Region>>,
    by_point: HashMap<(Rank, [u64; 2]), Option<Region>>,
    places: HashMap<Region, Arc<NamedPlace>>,
}

/// What a name is looked for among first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Rank {
    Provinces,
    Countries,
}

impl Basemap {
    /// Finds the provinces and countries that places mean.
    pub fn place_finder(&self) -> PlaceFinder<'_> {
        PlaceFinder { map: self, by_name: HashMap::new(), by_point: HashMap::new(), places: HashMap::new() }
    }
}

impl PlaceFinder<'_> {
    /// The provinces or countries that the place of an event means, each once.
    ///
    /// These are the ones it lists in `names`. Where it lists none and is known to a province or country
    /// only, they are the one of its name or of what follows the last comma in that, or else those that
    /// its points lie in. Empty for an event with points that are known better, and where the base map
    /// knows none of the names.
    pub fn places_of(&mut self, event: &Event) -> Vec<Arc<NamedPlace>> {
        let Some(place) = &event.place else { return Vec::new() };
        let rank = match place.precision {
            Precision::Country => Some(Rank::Countries),
            Precision::Province => Some(Rank::Provinces),
            _ => None,
        };
        let points = event.geometry.as_ref().map_or(&[][..], |geometry| &geometry.points);
        let mut regions = match rank {
            Some(rank) => self.meant(place, rank, points),
            None if event.geometry.is_none() => self.listed(place, Rank::Provinces),
            None => Vec::new(),
        };
        let mut seen = Vec::with_capacity(regions.len());
        regions.retain(|region| {
            !seen.contains(region) && {
                seen.push(*region);
                true
            }
        });
        regions.into_iter().map(|region| self.place(region)).collect()
    }

    fn listed(&mut self, place: &Place, rank: Rank) -> Vec<Region> {
        place.names.iter().filter_map(|name| self.named(name, rank)).collect()
    }

    fn meant(&mut self, place: &Place, rank: Rank, points: &[LonLat]) -> Vec<Region> {
        let listed = self.listed(place, rank);
        if !listed.is_empty() {
            return listed;
        }
        let last = place.name.rsplit_once(',').map(|(_, last)| last);
        if let Some(region) = self.named(&place.name, rank).or_else(|| self.named(last?, rank)) {
            return vec![region];
        }
        points.iter().filter_map(|point| self.around(*point, rank)).collect()
    }

    fn named(&mut self, name: &str, rank: Rank) -> Option<Region> {
        let map = self.map;
        *self.by_name.entry((rank, name.to_owned())).or_insert_with(|| {
            let province =
                || map.province(name).and_then(|found| index_in(&map.provinces, found)).map(Region::Province);
            let country = || map.country(name).and_then(|found| index_in(&map.countries, found)).map(Region::Country);
            match rank {
                Rank::Provinces => province().or_else(country),
                Rank::Countries => country().or_else(province),
            }
        })
    }

    fn around(&mut self, point: LonLat, rank: Rank) -> Option<Region> {
        let map = self.map;
        let key = [point.lon, point.lat].map(f64::to_bits);
        *self.by_point.entry((rank, key)).or_insert_with(|| match rank {
            Rank::Provinces => {
                map.province_at(point).and_then(|found| index_in(&map.provinces, found)).map(Region::Province)
            }
            Rank::Countries => {
                map.country_at(point).and_then(|found| index_in(&map.countries, found)).map(Region::Country)
            }
        })
    }

    /// A province or country. None where the base map has none of that number.
    pub fn place_with(&mut self, region: Region) -> Option<Arc<NamedPlace>> {
        let (index, count) = match region {
            Region::Province(index) => (index, self.map.provinces.len()),
            Region::Country(index) => (index, self.map.countries.len()),
        };
        (index < count).then(|| self.place(region))
    }

    fn place(&mut self, region: Region) -> Arc<NamedPlace> {
        let map = self.map;
        let make = || {
            let (name, spot, areas) = match region {
                Region::Province(index) => {
                    let province = &map.provinces[index];
                    (province.name.clone(), province.label, map.province_area(province))
                }
                Region::Country(index) => {
                    let country = &map.countries[index];
                    (country.name.clone(), country.label, map.country_area(country))
                }
            };
            Arc::new(NamedPlace { region, name, spot, ground: Geometry { areas: areas.into(), ..Geometry::default() } })
        };
        self.places.entry(region).or_insert_with(make).clone()
    }
}

fn index_in<T>(all: &[T], found: &T) -> Option<usize> {
    all.iter().position(|other| std::ptr::eq(other, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(place: Place, points: &[LonLat]) -> Vec<String> {
        let map = Basemap::embedded();
        let geometry = (!points.is_empty()).then(|| Geometry { points: points.to_vec(), ..Geometry::default() });
        let event = Event { place: Some(place), geometry, ..Event::default() };
        let mut finder = map.place_finder();
        let found = finder.places_of(&event);
        assert!(found.iter().all(|place| place.contains(place.spot)), "marks stand inside");
        found.iter().map(|place| place.name.clone()).collect()
    }

    fn place(name: &str, precision: Precision, names: &[&str]) -> Place {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Place { name: name.to_owned(), precision, names, ..Place::default() }
    }

    const JALALABAD: LonLat = LonLat::new(70.45, 34.43);

    #[test]
    fn listed_provinces_are_found_each_once() {
        let listed = ["Paktika", "Khost", "Paktika", "Atlantis"];
        assert_eq!(names_of(place("Margha", Precision::Province, &listed), &[]), ["Paktika", "Khost"]);
        assert_eq!(names_of(place("Margha", Precision::District, &["Paktika"]), &[]), ["Paktika"]);
    }

    #[test]
    fn a_name_that_says_more_ends_with_its_province_or_country() {
        assert_eq!(names_of(place("Margha, Paktika", Precision::Province, &[]), &[]), ["Paktika"]);
        assert_eq!(names_of(place("Qatar", Precision::Country, &[]), &[]), ["Qatar"]);
        assert_eq!(names_of(place("Margha, Atlantis", Precision::Province, &[]), &[]), [""; 0]);
    }

    #[test]
    fn a_point_known_to_its_province_only_means_that() {
        assert_eq!(names_of(place("", Precision::Province, &[]), &[JALALABAD]), ["Nangarhar"]);
        assert_eq!(names_of(place("", Precision::Country, &[]), &[JALALABAD]), ["Afghanistan"]);
        assert_eq!(names_of(place("", Precision::City, &["Nangarhar"]), &[JALALABAD]), [""; 0]);
    }
}
