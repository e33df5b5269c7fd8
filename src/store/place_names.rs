//! The places that a story names, for whoever writes names on a map.
//!
//! Answers what a story calls its places, where each is, and how many events name it. It does not know a base map:
//! a place is where the events that name it are.

use std::sync::Arc;

use hashbrown::HashMap;

use super::{Facet, Store, fold};
use crate::model::{LonLat, Place, Precision};

/// So many names are looked at, those of the most events first.
const MOST: usize = 4096;
/// Places of one name nearer to each other than this, in kilometres, are one place.
const SAME_KM: f64 = 40.0;

/// A place that a story names.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceName {
    /// As the story calls it: "Kabul" of "Kabul and Kandahar", "Mir Ali" of "Mir Ali, North Waziristan".
    pub name: String,
    /// Where the first event that names it is.
    pub at: LonLat,
    /// How many events name it.
    pub events: usize,
}

impl Store {
    /// The places that the story names, those of the most events first. Made when it is first asked for, then kept.
    pub fn place_names(&self) -> &Arc<[PlaceName]> {
        self.place_names.get_or_init(|| self.found_place_names())
    }

    /// Whether the name of the place of an event names each of its spots, so that [`Store::place_names`] has them.
    pub fn names_its_spots(&self, index: usize) -> bool {
        self.story().events.place(index).is_some_and(|place| !named(&place, &self.points_of(index)).is_empty())
    }

    fn found_place_names(&self) -> Arc<[PlaceName]> {
        let facet = self.facet(Facet::Place);
        let mut keys: Vec<u32> = facet.listed().filter(|key| facet.events(*key) > 0).collect();
        keys.sort_by_key(|key| std::cmp::Reverse(facet.events(*key)));
        keys.truncate(MOST);
        let mut wanted = vec![false; facet.count()];
        for key in &keys {
            wanted[*key as usize] = true;
        }
        let mut places: HashMap<u32, Vec<(String, LonLat)>> = HashMap::new();
        let mut left = keys.len();
        for index in 0..self.len() {
            if left == 0 {
                break;
            }
            let Some(key) = facet.of(index).find(|key| wanted[*key as usize]) else { continue };
            if self.anchor(index).is_none() {
                continue;
            }
            wanted[key as usize] = false;
            left -= 1;
            if let Some(place) = self.story().events.place(index) {
                places.insert(key, named(&place, &self.points_of(index)));
            }
        }
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        let mut names: Vec<PlaceName> = Vec::new();
        for key in keys {
            for (name, at) in places.remove(&key).unwrap_or_default() {
                let alike = by_name.entry(fold(&name)).or_default();
                let same = alike.iter().find(|place| names[**place].at.distance_km(at) < SAME_KM);
                if let Some(place) = same {
                    names[*place].events += facet.events(key);
                } else {
                    alike.push(names.len());
                    names.push(PlaceName { name, at, events: facet.events(key) });
                }
            }
        }
        names.sort_by_key(|place| std::cmp::Reverse(place.events));
        names.into()
    }

    /// The points of an event in their order; of one that joins places, where it was.
    fn points_of(&self, index: usize) -> Vec<LonLat> {
        let points = self.story().events.geometry(index).map(|geometry| geometry.points.clone());
        match points {
            Some(points) if !points.is_empty() => points,
            _ => self.anchor(index).filter(|_| self.is_contact(index)).into_iter().collect(),
        }
    }
}

/// What a place is called and where each of its parts is. Empty where its points are not those of its names: a
/// province drawn at its capital, two towns at one point.
fn named(place: &Place, points: &[LonLat]) -> Vec<(String, LonLat)> {
    if matches!(place.precision, Precision::Province | Precision::Country) {
        return Vec::new();
    }
    let is_district = place.precision == Precision::District;
    let whole = || parts(&place.name, &[",", ";", " and ", " & "]);
    // What follows a comma says where it lies.
    let head = || parts(place.name.split(',').next().unwrap_or_default(), &[";", " and ", " & "]);
    let found = [whole(), head()].into_iter().find(|names| names.len() == points.len()).unwrap_or_default();
    if is_district && found.len() != 1 {
        return Vec::new();
    }
    found.into_iter().zip(points.iter().copied()).collect()
}

fn parts(name: &str, by: &[&str]) -> Vec<String> {
    let mut parts = vec![name];
    for mark in by {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let parts = parts.into_iter().map(|part| part.split('(').next().unwrap_or_default().trim());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_names_its_towns_once_each_and_no_province_for_a_town() {
        let store = Store::new(crate::io::carried_story().story);
        let names: Vec<&str> = store.place_names().iter().map(|place| place.name.as_str()).collect();
        for name in ["Kabul", "Kandahar", "Islamabad", "Istanbul", "Doha", "Spin Boldak", "Torkham", "Mir Ali"] {
            assert_eq!(names.iter().filter(|other| **other == name).count(), 1, "{name}");
        }
        assert_eq!(names[0], "Istanbul");
        assert!(!names.iter().any(|name| name.contains("Nangarhar") || name.contains("Urgun")), "{names:?}");
    }

    #[test]
    fn what_follows_a_comma_says_where_a_place_lies() {
        let place = |name: &str| Place { name: name.to_owned(), ..Place::default() };
        let points = [LonLat::new(66.4, 31.0), LonLat::new(69.2, 34.5)];
        let names = |name: &str, count: usize| {
            named(&place(name), &points[..count]).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(names("Spin Boldak, Kandahar province", 1), ["Spin Boldak"]);
        assert_eq!(names("Kandahar and Kabul", 2), ["Kandahar", "Kabul"]);
        assert_eq!(names("Istanbul; Spin Boldak", 2), ["Istanbul", "Spin Boldak"]);
        assert_eq!(names("Urgun and Barmal, Paktika", 1), [""; 0]);
    }
}
