//! The provinces and countries of a base map, as places.

use super::Part;
use super::fold::fold;
use super::hit::HitKind;
use super::names::{Names, NewName};
use super::places::{Named, Places};
use crate::basemap::Basemap;
use crate::model::{LonLat, Region};

/// Provinces by name and aliases, countries by their codes, too.
pub(super) fn of_basemap(basemap: &Basemap) -> Part {
    let mut places = Places {
        countries: basemap.countries.iter().map(|country| Named::new(&country.name, &country.iso_a3)).collect(),
        ..Places::default()
    };
    let no_country = u16::MAX;
    let mut names = Vec::new();
    let mut add = |region: Region, country: u16, kind: HitKind, at: LonLat, own: &str, others: &[&str]| {
        let place = places.at.len() as u32;
        names.push(NewName { folded: fold(own), place, is_other: false, written: own.to_owned() });
        names.extend(others.iter().map(|other| NewName {
            folded: fold(other),
            place,
            is_other: true,
            // Aliases are in small letters.
            written: if other.chars().any(char::is_uppercase) { (*other).to_owned() } else { shown(other) },
        }));
        places.at.push(Places::units(at));
        places.population.push(0);
        places.country.push(country);
        places.province.push(0);
        places.kinds.push(kind);
        places.regions.push(region);
    };
    for (index, country) in basemap.countries.iter().enumerate() {
        let aliases = country.aliases.iter().map(String::as_str);
        let others: Vec<&str> =
            country.local_name.as_deref().into_iter().chain([country.iso_a3.as_str()]).chain(aliases).collect();
        add(Region::Country(index), no_country, HitKind::Country, country.label, &country.name, &others);
    }
    for (index, province) in basemap.provinces.iter().enumerate() {
        let others: Vec<&str> = province.aliases.iter().map(String::as_str).collect();
        let country = u16::try_from(province.country).unwrap_or(no_country);
        add(Region::Province(index), country, HitKind::Province, province.label, &province.name, &others);
    }
    Part::new(Names::sorted(names), places)
}

fn shown(alias: &str) -> String {
    super::names::capitalised(alias)
}
