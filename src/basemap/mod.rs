//! What lies under the events: land, borders and what they mean, provinces, water, cities, relief.
//!
//! Answers: which country or province is called this, which one is here, and what is to be drawn at a
//! zoom. The borders are those that Natural Earth calls de facto; how a line is held by its two sides
//! is told by its [`LineClass`] and its note, how a government sees it by its [`Standing`] in a
//! [`Viewpoint`]. All of it is compiled into the program, from files that
//! `assets/make.py` builds.
//!
//! Does not know: colours, screens, projections other than Web Mercator, labels' fit, which viewpoint
//! is shown, events. It reads no file and no clock.

mod arc;
mod decode;
mod detail;
mod feature;
mod named;
mod sea;
mod viewpoint;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, OnceLock};

use crate::model::LonLat;

use arc::{Arcs, Areas, Path, PathOf};
pub use decode::BasemapError;
pub use detail::{Detail, Polyline, Shape, UnitBox};
pub use feature::{BoundaryLine, City, CityKind, Country, Lake, LineClass, Province, Relief, River};
pub use named::PlaceFinder;
pub use sea::Sea;
pub use viewpoint::{Stand, Standing, Viewpoint};

/// Whose borders, places and relief are drawn, and under which terms.
pub const CREDITS: [&str; 3] = ["Natural Earth (public domain)", "GeoNames (CC BY 4.0)", "Natural Earth"];

/// How old the borders and the provinces' names are; to be said wherever province names show.
pub const VINTAGE: &str = "Borders, provinces and their names: Natural Earth 4.1.0 (2018), de facto";

/// The finest level of detail.
pub const FINEST_LEVEL: u8 = 10;

const BINARY: &[u8] = include_bytes!("../../assets/basemap.bin");
const RELIEF_JPEGS: [&[u8]; 2] =
    [include_bytes!("../../assets/relief-world.jpg"), include_bytes!("../../assets/relief-region.jpg")];

/// The base map. Areas and lines share their arcs, so neighbours stay gap-free at every zoom.
#[derive(Debug, Default)]
pub struct Basemap {
    /// Sorted by name.
    pub countries: Vec<Country>,
    /// Of the countries around the story only; Afghanistan's first, then Pakistan's.
    pub provinces: Vec<Province>,
    /// Borders and limits of claims, the Durand Line first.
    pub lines: Vec<BoundaryLine>,
    /// The greatest first.
    pub rivers: Vec<River>,
    /// The largest first.
    pub lakes: Vec<Lake>,
    /// Those that show first come first.
    pub cities: Vec<City>,
    /// Oceans and seas, in the order in which they are named where there is room.
    pub seas: Vec<Sea>,
    /// From the widest to the sharpest, to be laid over one another in this order.
    pub relief: Vec<Relief>,
    arcs: Arcs,
    coasts: Vec<PathOf>,
    province_lines: Vec<PathOf>,
    details: [OnceLock<Detail>; FINEST_LEVEL as usize + 1],
    /// Cities by their folded names, once one was asked for.
    cities_by_name: OnceLock<HashMap<String, Vec<usize>>>,
}

impl Basemap {
    /// The map the program carries. It is decoded when it is first asked for, in some 20 ms, and shared by all.
    pub fn embedded() -> &'static Arc<Self> {
        static EMBEDDED: LazyLock<Arc<Basemap>> =
            LazyLock::new(|| Arc::new(Basemap::decode().expect("the carried base map is checked by a test")));
        &EMBEDDED
    }

    /// Decodes the map the program carries; [`Basemap::embedded`] does it once for all.
    pub fn decode() -> Result<Self, BasemapError> {
        let mut basemap = decode::basemap_from_bytes(BINARY)?;
        viewpoint::place_stands(&mut basemap);
        basemap.seas = sea::seas();
        for (relief, jpeg) in basemap.relief.iter_mut().zip(RELIEF_JPEGS) {
            relief.jpeg = jpeg;
        }
        Ok(basemap)
    }

    /// The country of this name ("Türkiye", "Turkey", "ایران") or ISO 3166-1 alpha-3 code, in any case.
    pub fn country(&self, name_or_iso: &str) -> Option<&Country> {
        let wanted = folded(name_or_iso);
        if wanted.is_empty() {
            return None;
        }
        let of = |pick: fn(&Country) -> &str| self.countries.iter().find(|c| folded(pick(c)) == wanted);
        of(|c| &c.iso_a3)
            .or_else(|| of(|c| &c.name))
            .or_else(|| of(|c| c.local_name.as_deref().unwrap_or("")))
            .or_else(|| self.countries.iter().find(|c| c.aliases.iter().any(|alias| folded(alias) == wanted)))
    }

    /// The country that an actor of this name stands for, by its place in [`Basemap::countries`]: one that
    /// is called so, or whose name leads the actor's, as in "Afghanistan (Taliban government)" and
    /// "Pakistan Army", or ends it, as in "Government of India". `None` for all others, whatever
    /// country they name: "Tehreek-e-Taliban Pakistan", "Niger Delta Avengers".
    pub fn country_of_actor(&self, actor: &str) -> Option<usize> {
        let folded_actor = folded(actor);
        let bare = OFFICES.iter().find_map(|office| folded_actor.strip_prefix(office)).unwrap_or(&folded_actor);
        let leads = |name: &str| {
            let Some(rest) = bare.strip_prefix(name).filter(|_| !name.is_empty()) else { return false };
            let rest = rest.strip_prefix("'s").unwrap_or(rest);
            let word = rest.strip_prefix(' ').map(|rest| rest.split(' ').next().unwrap_or_default());
            rest.is_empty()
                || rest.starts_with([',', ':', ';', '/'])
                || word.is_some_and(|word| word.starts_with(['(', '–', '—', '-']) || ORGANS.contains(&word))
        };
        let longest = |country: &Country| {
            let own = [country.name.as_str(), country.local_name.as_deref().unwrap_or_default(), &country.iso_a3];
            let names = own.into_iter().chain(country.aliases.iter().map(String::as_str)).map(folded);
            names.filter(|name| leads(name)).map(|name| name.len()).max()
        };
        let found = self.countries.iter().enumerate().filter_map(|(place, country)| Some((longest(country)?, place)));
        found.max_by_key(|(long, place)| (*long, std::cmp::Reverse(*place))).map(|(_, place)| place)
    }

    /// The province of this name, with or without its country: "Helmand", "Kunar province", "Punjab, India".
    ///
    /// A name that two countries share means the one that comes first in [`Basemap::provinces`].
    pub fn province(&self, name: &str) -> Option<&Province> {
        let (name, country) = match name.rsplit_once(',') {
            Some((name, country)) => (name, Some(self.country(country)?)),
            None => (name, None),
        };
        let wanted = folded(name);
        let wanted = wanted.strip_suffix(" province").unwrap_or(&wanted);
        let here = |p: &&Province| country.is_none_or(|c| self.countries[p.country].name == c.name);
        let mut found = self.provinces.iter().filter(here).filter(|p| folded(&p.name) == wanted);
        let mut by_alias =
            self.provinces.iter().filter(here).filter(|p| p.aliases.iter().any(|alias| folded(alias) == wanted));
        found.next().or_else(|| by_alias.next())
    }

    /// The city of this name that is nearest to a place, no farther than so many kilometres.
    pub fn city_near(&self, name: &str, at: LonLat, most_km: f64) -> Option<&City> {
        let by_name = self.cities_by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<usize>> = HashMap::with_capacity(self.cities.len());
            for (index, city) in self.cities.iter().enumerate() {
                by_name.entry(folded(&city.name)).or_default().push(index);
            }
            by_name
        });
        let named = by_name.get(&folded(name))?.iter().map(|index| &self.cities[*index]);
        let near = named.map(|city| (city.at.distance_km(at), city)).filter(|(km, _)| *km <= most_km);
        near.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, city)| city)
    }

    /// The country that holds this place, in fact if not by right; `None` at sea.
    pub fn country_at(&self, at: LonLat) -> Option<&Country> {
        self.countries.iter().find(|c| c.extent.contains(at) && self.arcs.areas_contain(&c.areas, at))
    }

    /// The province that holds this place, where provinces are known.
    pub fn province_at(&self, at: LonLat) -> Option<&Province> {
        self.provinces.iter().find(|p| p.extent.contains(at) && self.arcs.areas_contain(&p.areas, at))
    }

    /// A country's land at full detail: polygons, each an outer ring and its holes, rings closed.
    pub fn country_area(&self, country: &Country) -> Vec<Vec<Vec<LonLat>>> {
        self.full_area(&country.areas)
    }

    /// A province's land at full detail: polygons, each an outer ring and its holes, rings closed.
    pub fn province_area(&self, province: &Province) -> Vec<Vec<Vec<LonLat>>> {
        self.full_area(&province.areas)
    }

    /// A boundary line's parts at full detail; the Durand Line is one, from the south-west to the north-east.
    pub fn line_path(&self, line: &BoundaryLine) -> Vec<Vec<LonLat>> {
        line.parts.iter().map(|part| self.arcs.full_path(part)).collect()
    }

    /// What to draw up to this zoom (0..=10, beyond is as 10), in unit Web Mercator; built once, then kept.
    ///
    /// A view between two zooms takes the higher level: `detail(zoom.ceil() as u8)`.
    pub fn detail(&self, zoom_level: u8) -> &Detail {
        let level = zoom_level.min(FINEST_LEVEL);
        self.details[usize::from(level)].get_or_init(|| Detail::of(self, level))
    }

    fn full_area(&self, areas: &Areas) -> Vec<Vec<Vec<LonLat>>> {
        let ring = |path: &Path| {
            let mut points = self.arcs.full_path(path);
            if let Some(&first) = points.first().filter(|first| points.last() != Some(first)) {
                points.push(first);
            }
            points
        };
        areas.iter().map(|rings| rings.iter().map(ring).collect()).collect()
    }
}

/// What stands before the name of a country in that of an actor which stands for it.
const OFFICES: [&str; 8] = [
    "government of ",
    "the government of ",
    "military forces of ",
    "armed forces of ",
    "police forces of ",
    "islamic republic of ",
    "republic of ",
    "state of ",
];

/// What stands behind the name of a country in that of an actor which stands for it.
const ORGANS: [&str; 16] = [
    "air",
    "armed",
    "army",
    "border",
    "coast",
    "defence",
    "defense",
    "force",
    "forces",
    "foreign",
    "government",
    "military",
    "ministry",
    "navy",
    "police",
    "security",
];

/// A name as it is compared: without case, marks of typing and outer space.
fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace(['’', 'ʻ'], "'").replace('\u{200c}', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Bounds;

    const KABUL: LonLat = LonLat::new(69.17233, 34.52813);

    #[test]
    fn the_carried_files_keep_their_budget() {
        let total = BINARY.len() + RELIEF_JPEGS.iter().map(|jpeg| jpeg.len()).sum::<usize>();
        assert!(total <= 6_000_000, "{total}");
    }

    #[test]
    fn everything_is_there() {
        let map = Basemap::embedded();
        assert!(map.countries.len() > 230);
        assert!(map.lines.len() > 300);
        assert!((1000..=6000).contains(&map.cities.len()));
        assert_eq!(map.relief.len(), 2);
        assert!(map.relief.iter().all(|relief| relief.jpeg.starts_with(&[0xff, 0xd8])));
        assert_eq!(map.provinces.iter().filter(|p| map.countries[p.country].iso_a3 == "AFG").count(), 34);
        assert!(map.rivers.iter().any(|river| river.name == "Helmand"));
    }

    #[test]
    fn kabul_lies_in_afghanistan_and_in_kabul_province() {
        assert_eq!(Basemap::embedded().country_at(KABUL).unwrap().iso_a3, "AFG");
        assert_eq!(Basemap::embedded().province_at(KABUL).unwrap().name, "Kabul");
        assert!(Basemap::embedded().country_at(LonLat::new(62.0, 20.0)).is_none(), "the Arabian Sea");
    }

    #[test]
    fn both_sides_of_the_line_are_told_apart() {
        let country = |lon, lat| Basemap::embedded().country_at(LonLat::new(lon, lat)).map(|c| c.name.as_str());
        assert_eq!(country(66.40001, 31.00575), Some("Afghanistan"), "Spin Boldak");
        assert_eq!(country(66.45259, 30.91769), Some("Pakistan"), "Chaman");
    }

    #[test]
    fn countries_are_found_by_any_of_their_names() {
        for name in ["Afghanistan", "afg", "افغانستان"] {
            assert_eq!(Basemap::embedded().country(name).unwrap().iso_a3, "AFG");
        }
        assert_eq!(Basemap::embedded().country("Turkey").unwrap().name, "Türkiye");
        assert!(Basemap::embedded().country("").is_none());
        assert!(Basemap::embedded().country("Atlantis").is_none());
    }

    #[test]
    fn actors_stand_for_the_country_that_leads_or_ends_their_name_and_for_no_other() {
        let of = |actor: &str| {
            Basemap::embedded()
                .country_of_actor(actor)
                .map(|place| Basemap::embedded().countries[place].iso_a3.as_str())
        };
        for (actor, iso) in [
            ("Afghanistan (Taliban government)", "AFG"),
            ("Afghanistan", "AFG"),
            ("PAK", "PAK"),
            ("Pakistan Army", "PAK"),
            ("Pakistan’s military", "PAK"),
            ("Government of India", "IND"),
            ("Military Forces of Pakistan (2022-)", "PAK"),
            ("Guinea-Bissau", "GNB"),
            ("Turkey: foreign ministry", "TUR"),
        ] {
            assert_eq!(of(actor), Some(iso), "{actor}");
        }
        for actor in ["Tehreek-e-Taliban Pakistan (TTP)", "Niger Delta Avengers", "UN mission in Afghanistan", ""] {
            assert_eq!(of(actor), None, "{actor}");
        }
    }

    #[test]
    fn provinces_are_found_by_any_of_their_names() {
        for name in
            ["Kunar", "Nangarhar province", "Paktia", "Paktya", "Paktika", "Khost", "Helmand", "Hilmand", "FATA"]
        {
            assert!(Basemap::embedded().province(name).is_some(), "{name}");
        }
        let holder = |name| &Basemap::embedded().countries[Basemap::embedded().province(name).unwrap().country].name;
        assert_eq!(holder("Punjab"), "Pakistan");
        assert_eq!(holder("Punjab, India"), "India");
    }

    #[test]
    fn the_durand_line_runs_whole_from_iran_to_china() {
        let map = Basemap::embedded();
        let durand = &map.lines[0];
        assert_eq!(durand.class, LineClass::Durand);
        assert!(durand.note.contains("not recognised by Afghanistan"));
        let path = map.line_path(durand);
        assert_eq!(path.len(), 1);
        let (first, last) = (path[0][0], path[0][path[0].len() - 1]);
        assert!(first.lon < 61.0 && last.lon > 74.0, "west to east");
        let Bounds { west, south, east, north } = durand.extent;
        for (is, should_be) in [(west, 60.84), (south, 29.39), (east, 74.55), (north, 37.02)] {
            assert!((is - should_be).abs() < 0.06, "{is} {should_be}");
        }
    }

    #[test]
    fn each_contested_line_has_its_class_and_its_note() {
        let is =
            |name: &str, class| Basemap::embedded().lines.iter().any(|line| line.name == name && line.class == class);
        assert!(is("Line of Control", LineClass::LineOfControl));
        assert!(is("Line of Actual Control", LineClass::Disputed));
        assert!(is("China–Pakistan", LineClass::Indefinite));
        assert!(is("Indian claim", LineClass::Claim));
        assert!(is("Pakistani claim", LineClass::Claim));
        assert!(is("Afghanistan–Iran", LineClass::International));
        assert!(is("India–Pakistan", LineClass::International));
        for line in Basemap::embedded().lines.iter().filter(|line| line.class != LineClass::International) {
            assert!(!line.note.is_empty(), "{}", line.name);
        }
        for line in Basemap::embedded().lines.iter().filter(|line| line.class == LineClass::Claim) {
            assert!(line.claimant.is_some(), "{}", line.name);
        }
    }

    #[test]
    fn every_ring_of_every_area_is_closed() {
        let map = Basemap::embedded();
        let countries = map.countries.iter().map(|c| map.country_area(c));
        let provinces = map.provinces.iter().map(|p| map.province_area(p));
        for ring in countries.chain(provinces).flatten().flatten() {
            assert!(ring.len() >= 4);
            assert_eq!(ring.first(), ring.last());
        }
    }

    #[test]
    fn the_story_towns_are_there_and_capitals_come_early() {
        let city = |name: &str| Basemap::embedded().cities.iter().find(|city| city.name == name).unwrap();
        for name in ["Kabul", "Islamabad", "Doha", "Istanbul", "Spin Boldak", "Chaman", "Urgun", "Khost", "Miran Shah"]
        {
            assert!(city(name).min_zoom <= 9.0, "{name}");
        }
        assert_eq!(city("Kabul").kind, CityKind::Capital);
        assert_eq!(city("Kabul").local_name.as_deref(), Some("کابل"));
        assert_eq!(city("Kabul").at, KABUL);
        assert_eq!(city("Kandahar").kind, CityKind::City);
        assert!(city("Kabul").min_zoom <= 4.0);
    }
}
