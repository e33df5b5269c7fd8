//! What a search finds, and that the indexes find what a plain loop over all names does.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::gazetteer::HitKind;
use crate::gazetteer::names::{Names, NewName};
use crate::gazetteer::places::{Named, Places};
use crate::model::LonLat;

const KABUL: Near = Near { at: LonLat::new(69.17, 34.53), reach_km: 100.0 };

fn told(text: &str, near: Option<Near>) -> Vec<String> {
    Gazetteer::embedded().search(text, near, 6).iter().map(|hit| format!("{}, {}", hit.name, hit.told())).collect()
}

#[test]
fn places_near_to_the_map_come_first() {
    let durand = Near { at: LonLat::new(69.8, 33.2), reach_km: 100.0 };
    assert_eq!(told("khos", Some(durand))[..2], ["Khost, province, Afghanistan", "Khost, city, Khost, Afghanistan"]);
    assert_eq!(told("khos", Some(KABUL))[0], "Khoshi, settlement, Logar, Afghanistan");
    let far = Near::spot(LonLat::new(-71.06, 42.36));
    assert_eq!(told("cambridge", Some(far))[0], "Cambridge, city, Massachusetts, United States");
    assert_eq!(
        told("cambridge", Some(Near::spot(LonLat::new(0.0, 52.0))))[0],
        "Cambridge, city, England, United Kingdom"
    );
}

#[test]
fn without_a_map_places_of_more_people_come_first() {
    assert_eq!(told("paris", None)[0], "Paris, city, Île-de-France, France");
    assert_eq!(told("afghanistan", None)[0], "Afghanistan, country");
    assert_eq!(told("kabu", None)[0], "Kabul, city, Kabul, Afghanistan");
}

#[test]
fn names_are_found_in_three_scripts_and_without_their_marks() {
    let first = |text: &str| {
        let hit = Gazetteer::embedded().search(text, Some(KABUL), 1).remove(0);
        (hit.name, hit.other_name)
    };
    let other = |name: &str, other: &str| (name.to_owned(), Some(other.to_owned()));
    assert_eq!(first("قندهار"), other("Kandahar", "قندهار"));
    assert_eq!(first("ज़रंज"), other("Zaranj", "ज़रंज"));
    assert_eq!(first("Peschawar").0, "Peshawar");
    assert_eq!(first("boldak").0, "Spin Boldak");
}

#[test]
fn letters_may_be_wrong_in_longer_names() {
    assert_eq!(told("jalallabad", Some(KABUL))[0], "Jalalabad, city, Nangarhar, Afghanistan");
    assert_eq!(told("Kbaul", Some(KABUL))[0], "Kabul, city, Kabul, Afghanistan");
    let hits = Gazetteer::embedded().search("Kandahra", Some(KABUL), 1);
    assert!(hits[0].name == "Kandahar" && !hits[0].is_literal, "{hits:?}");
}

#[test]
fn what_follows_a_comma_is_what_the_place_lies_in() {
    assert_eq!(told("Hyderabad, India", Some(KABUL))[0], "Hyderabad, city, Telangana, India");
    assert_eq!(told("Khost, AFG", None)[0], "Khost, province, Afghanistan");
    assert_eq!(told("Khost, Atlantis", None), [""; 0]);
    assert_eq!(told(" , ", None), [""; 0]);
}

/// The same by looking at every name.
fn search_plainly(gazetteer: &Gazetteer, text: &str, near: Option<Near>, limit: usize) -> Vec<Hit> {
    let Some(asked) = Asked::of(text) else { return Vec::new() };
    let mut found = gazetteer.found(&asked, near, |part, hand| {
        for name in 0..part.names.count() {
            if let Some(closeness) = closeness_plainly(&asked.query, part.names.folded(name)) {
                hand(name, closeness);
            }
        }
    });
    found.sort();
    found.iter().take(limit).map(|found| gazetteer.hit(found)).collect()
}

fn closeness_plainly(query: &Query, name: &str) -> Option<Closeness> {
    if name.starts_with(&query.text) {
        return Some(query.of_beginning(name));
    }
    if query.letters.len() >= 3 && name.contains(&format!(" {}", query.text)) {
        return Some(Closeness::LaterWord);
    }
    let letters: Vec<char> = name.chars().collect();
    let wrong = |end: usize| wrong_letters(&query.letters, &letters[..end]);
    let beginning = (0..=letters.len()).map(wrong).min()?;
    Closeness::almost(wrong(letters.len()), beginning, query.most_wrong())
}

/// How many letters are wrong between two words, by the table that textbooks have.
fn wrong_letters(one: &[char], other: &[char]) -> u8 {
    let mut table = vec![vec![0_usize; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            if i == 0 || j == 0 {
                table[i][j] = i + j;
                continue;
            }
            let differs = usize::from(one[i - 1] != other[j - 1]);
            table[i][j] = (table[i - 1][j - 1] + differs).min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    table[one.len()][other.len()] as u8
}

/// A gazetteer of places with these names.
fn gazetteer(named: &[(Vec<String>, LonLat, u32)]) -> Gazetteer {
    let mut places = Places { countries: vec![Named::new("Abba", "ABB"), Named::new("Cab", "")], ..Places::default() };
    let mut names = Vec::new();
    for (number, (written, at, population)) in named.iter().enumerate() {
        names.extend(written.iter().enumerate().map(|(order, written)| NewName {
            folded: fold(written),
            place: number as u32,
            is_other: order > 0,
            written: written.clone(),
        }));
        places.at.push(Places::units(*at));
        places.population.push(*population);
        places.country.push((number % 2) as u16);
        places.province.push(0);
        places.kinds.push(HitKind::Place);
    }
    Gazetteer { parts: vec![Arc::new(Part::new(Names::sorted(names), places))] }
}

proptest! {
    #[test]
    fn the_index_finds_what_a_plain_loop_does(
        named in prop::collection::vec(
            (prop::collection::vec("[abcک]{1,4}[ abc]{0,5}[abcü]{1,4}", 1..3), -180.0..180.0_f64, -90.0..90.0_f64, 0..9_u32),
            1..60,
        ),
        text in "[abcک]{1,5}[ abc]{0,3}[abcü]{0,4}(, (ab|ca|abb|x))?",
        near in prop::option::of((-180.0..180.0_f64, -90.0..90.0_f64)),
        limit in 0..9_usize,
    ) {
        let named: Vec<_> =
            named.into_iter().map(|(names, lon, lat, people)| (names, LonLat::new(lon, lat), people)).collect();
        let near = near.map(|(lon, lat)| Near::spot(LonLat::new(lon, lat)));
        let gazetteer = gazetteer(&named);
        prop_assert_eq!(gazetteer.search(&text, near, limit), search_plainly(&gazetteer, &text, near, limit));
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn a_place_is_found_by_its_name_with_a_letter_wrong(
        place in 0..5_000_usize, wrong in 0..4_usize, letter in "[a-z]",
    ) {
        let gazetteer = Gazetteer::embedded();
        let part = &gazetteer.parts[1];
        let name = part.own[place * 40] as usize;
        let mut letters: Vec<char> = part.names.folded(name).chars().collect();
        prop_assume!(letters.len() > 4);
        letters[wrong] = letter.chars().next().unwrap();
        let text: String = letters.into_iter().collect();
        let near = Some(Near::spot(part.places.position(place * 40)));
        let hits = gazetteer.search(&text, near, 400);
        let at = part.places.position(place * 40);
        prop_assert!(hits.len() == 400 || hits.iter().any(|hit| hit.at == at), "{text}: {hits:?}");
    }
}
