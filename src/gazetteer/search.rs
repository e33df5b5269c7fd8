//! Which places answer a query, the best first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::closeness::{Closeness, Query};
use super::fold::fold;
use super::hit::Hit;
use super::{Gazetteer, Near, Part};

/// What is asked: a name, and wholes that the place lies in: `Khost`, `Khost, Afghanistan`.
struct Asked {
    query: Query,
    wholes: Vec<String>,
}

impl Asked {
    fn of(text: &str) -> Option<Self> {
        let mut parts = text.split([',', '،', '、']).map(fold).filter(|part| !part.is_empty());
        let query = Query::of(&parts.next()?)?;
        Some(Self { query, wholes: parts.collect() })
    }
}

/// A place with the name by which it was found. The lesser comes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// Places by names with letters wrong come after all others.
    is_almost: bool,
    /// How well the name answers, one more where it is not the place's own, and how near the place lies: each
    /// doubling of the distance is one.
    score: u8,
    weight: Reverse<u32>,
    distance_m: u32,
    part: usize,
    place: u32,
    name: usize,
}

impl Gazetteer {
    /// The places that a text names, the best first, at most so many. What follows a comma is what they lie in.
    ///
    /// A name answers if it is the text, begins with it, or has a word that does, and else with a letter wrong where
    /// the text has four, two where it has eight. Of equals those near to the map come first, then those of more
    /// people. Empty where nothing is asked or found.
    pub fn search(&self, text: &str, near: Option<Near>, limit: usize) -> Vec<Hit> {
        let Some(asked) = Asked::of(text) else { return Vec::new() };
        let mut found = self.found(&asked, near, |part, hand| part.names.literal(&asked.query, hand));
        if found.len() < limit {
            let known: BTreeSet<(usize, u32)> = found.iter().map(|found| (found.part, found.place)).collect();
            let almost = self.found(&asked, near, |part, hand| part.names.almost(&asked.query, hand));
            found.extend(almost.into_iter().filter(|found| !known.contains(&(found.part, found.place))));
        }
        self.best_of(found, limit)
    }

    /// The best of what was found. A place that a table has as well comes once.
    fn best_of(&self, mut found: Vec<Found>, limit: usize) -> Vec<Hit> {
        let candidates = limit.saturating_mul(self.parts.len().max(1));
        if found.len() > candidates {
            found.select_nth_unstable(candidates);
            found.truncate(candidates);
        }
        found.sort_unstable();
        let mut hits: Vec<(usize, Hit)> = Vec::new();
        for found in &found {
            let hit = self.hit(found);
            let is_double = |(part, other): &(usize, Hit)| {
                *part != found.part && hit.region.is_none() && other.region.is_none() && hit.is_same_spot(other)
            };
            if hits.len() < limit && !hits.iter().any(is_double) {
                hits.push((found.part, hit));
            }
        }
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    /// Every place of which a name is handed over, once, by its best name.
    fn found(
        &self,
        asked: &Asked,
        near: Option<Near>,
        names_of: impl Fn(&Part, &mut dyn FnMut(usize, Closeness)),
    ) -> Vec<Found> {
        let mut found = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            let mut named = Vec::new();
            names_of(part, &mut |name, closeness| {
                named.push((part.names.places[name], closeness, name));
            });
            named.sort_unstable_by_key(|(place, closeness, name)| {
                let is_other = !part.names.is_own(*name);
                (*place, !closeness.is_literal(), closeness.penalty() + u8::from(is_other), is_other, *name)
            });
            named.dedup_by_key(|(place, ..)| *place);
            named.retain(|(place, ..)| asked.wholes.is_empty() || part.places.lies_in(*place as usize, &asked.wholes));
            found.extend(
                named.into_iter().map(|(place, closeness, name)| part.rated(index, place, closeness, name, near)),
            );
        }
        found
    }

    fn hit(&self, found: &Found) -> Hit {
        let (part, place) = (&self.parts[found.part], found.place as usize);
        let own = part.own[place] as usize;
        let name_of = |named: Option<&super::places::Named>| named.map(|named| named.name.clone()).unwrap_or_default();
        Hit {
            name: part.names.written(own).into_owned(),
            other_name: (own != found.name).then(|| part.names.written(found.name).into_owned()),
            kind: part.places.kind(place),
            province: name_of(part.places.province(place)),
            country: name_of(part.places.country(place)),
            at: part.places.position(place),
            population: part.places.population[place],
            region: part.places.region(place),
            is_literal: !found.is_almost,
        }
    }
}

impl Part {
    fn rated(&self, part: usize, place: u32, closeness: Closeness, name: usize, near: Option<Near>) -> Found {
        let weight = self.places.weight(place as usize);
        let (band, distance_m) = match near {
            Some(near) => {
                let km = near.at.distance_km(self.places.position(place as usize));
                ((1.0 + km / near.reach_km.max(1.0)).log2() as u8, (km * 1000.0) as u32)
            }
            None => (band_of(weight), 0),
        };
        let is_other = u8::from(!self.names.is_own(name));
        let (is_almost, score) = (!closeness.is_literal(), closeness.penalty() + is_other + band);
        Found { is_almost, score, weight: Reverse(weight), distance_m, part, place, name }
    }
}

/// Where nothing is near, places of fewer people are as if they were farther off.
fn band_of(weight: u32) -> u8 {
    match weight {
        0 => 5,
        1..1_000 => 4,
        1_000..10_000 => 3,
        10_000..100_000 => 2,
        100_000..1_000_000 => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
