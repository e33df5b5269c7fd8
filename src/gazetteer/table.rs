//! Places of a table that a user brings.
//!
//! Answers which places a country file of GeoNames holds, or any table, sheet or map of places that can be read as a
//! story: a row is a place by its name and its position. It does not know where the bytes lie.

use std::collections::HashMap;
use std::sync::Arc;

use super::fold::fold;
use super::hit::HitKind;
use super::names::{Names, NewName};
use super::places::{Named, Places};
use super::{Gazetteer, Part};
use crate::io::{self, LoadError, Opening};
use crate::model::{Event, LonLat, Row, Story};

/// The largest table that is read, in bytes.
pub const MOST_TABLE_BYTES: u64 = 512 << 20;

/// Longer names are left out: nobody types them.
const MOST_NAME_BYTES: usize = 200;
/// Of a place so many names are kept.
const MOST_NAMES: usize = 400;

/// Places of a table, ready to be searched.
#[derive(Debug, Clone)]
pub struct Table {
    part: Arc<Part>,
    left_out: usize,
}

/// Why a table holds no places.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It cannot be read.
    #[error(transparent)]
    Unread(#[from] LoadError),
    /// It is too large.
    #[error("larger than {} MiB, the most that is read of a table of places", MOST_TABLE_BYTES >> 20)]
    TooLarge,
    /// It holds no row with a name and a position.
    #[error(
        "no row has a name and a position; columns such as name, lat and lon are needed, or a country file of GeoNames"
    )]
    Nothing,
}

impl Table {
    /// The places in the bytes of a file: a country file of GeoNames, zipped or not, or a table, sheet or map of
    /// places.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, TableError> {
        if bytes.len() as u64 > MOST_TABLE_BYTES {
            return Err(TableError::TooLarge);
        }
        if let Some(text) = geonames_in(&bytes) {
            return Self::of_geonames(&text);
        }
        if let Some(unzipped) = unzipped(&bytes) {
            return Self::of_geonames(&String::from_utf8_lossy(&unzipped));
        }
        Self::of_story(&io::open_bytes(bytes, Opening::default())?.story)
    }

    /// The events of a story as places, each by its name and its mark.
    fn of_story(story: &Story) -> Result<Self, TableError> {
        let mut rows = Rows::default();
        for event in &story.events {
            rows.add_event(&event);
        }
        rows.table()
    }

    /// The rows of a file as GeoNames has them for each country: <https://download.geonames.org/export/dump/readme.txt>.
    fn of_geonames(text: &str) -> Result<Self, TableError> {
        let mut rows = Rows::default();
        // Names of countries and provinces first: their rows stand anywhere.
        for row in text.lines().filter_map(GeoNamesRow::of) {
            match row.code {
                "ADM1" => rows.name_province(row.country, row.admin1, row.name),
                "PCLI" => rows.name_country(row.country, row.name),
                _ => {}
            }
        }
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match GeoNamesRow::of(line) {
                Some(row) => rows.add_geonames(&row),
                None => rows.left_out += 1,
            }
        }
        rows.table()
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.part.places.at.len()
    }

    /// False: a table without a place is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows are left out, without a name or a position.
    pub fn left_out(&self) -> usize {
        self.left_out
    }
}

impl Gazetteer {
    /// The same with the places of a table.
    #[must_use]
    pub fn with_table(&self, table: &Table) -> Self {
        Self { parts: self.parts.iter().chain([&table.part]).cloned().collect() }
    }
}

/// The text of a country file of GeoNames; none where the first line is none of its rows.
fn geonames_in(bytes: &[u8]) -> Option<std::borrow::Cow<'_, str>> {
    let first = bytes.split(|byte| *byte == b'\n').find(|line| !line.is_empty())?;
    GeoNamesRow::of(std::str::from_utf8(first).ok()?)?;
    Some(String::from_utf8_lossy(bytes))
}

/// The country file in a zip as GeoNames offers it, which holds a readme beside it. None for all other files.
fn unzipped(bytes: &[u8]) -> Option<Vec<u8>> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    for index in 0..archive.len().min(10) {
        let entry = archive.by_index(index).ok()?;
        let is_readme = entry.name().map_or(true, |name| name == "readme.txt");
        if !entry.is_file() || is_readme {
            continue;
        }
        let mut unzipped = Vec::new();
        entry.take(MOST_TABLE_BYTES).read_to_end(&mut unzipped).ok()?;
        return geonames_in(&unzipped).is_some().then_some(unzipped);
    }
    None
}

/// What is needed of a row of a country file.
struct GeoNamesRow<'a> {
    name: &'a str,
    ascii: &'a str,
    others: &'a str,
    at: LonLat,
    class: &'a str,
    code: &'a str,
    country: &'a str,
    admin1: &'a str,
    population: u32,
}

impl<'a> GeoNamesRow<'a> {
    /// None where a line has other columns.
    fn of(line: &'a str) -> Option<Self> {
        let cells: Vec<&str> = line.trim_end_matches('\r').split('\t').collect();
        let [_, name, ascii, others, lat, lon, class, code, country, _, admin1, _, _, _, population, ..] =
            cells.as_slice()
        else {
            return None;
        };
        let at = LonLat::new(lon.parse().ok()?, lat.parse().ok()?);
        let is_row = cells.len() >= 19 && cells[0].bytes().all(|byte| byte.is_ascii_digit()) && is_on_globe(at);
        let population = population.parse::<u64>().map_or(0, |people| u32::try_from(people).unwrap_or(u32::MAX));
        is_row.then_some(Self { name, ascii, others, at, class, code, country, admin1, population })
    }

    fn kind(&self) -> HitKind {
        match (self.class, self.code) {
            ("A", "ADM1") => HitKind::Province,
            ("A", code) if code.starts_with("PCL") => HitKind::Country,
            ("A", _) => HitKind::District,
            ("H" | "U", _) => HitKind::Water,
            ("L" | "V", _) => HitKind::Area,
            ("P", _) => HitKind::of_population(self.population),
            ("R", _) => HitKind::Road,
            ("S", _) => HitKind::Spot,
            ("T", _) => HitKind::Land,
            _ => HitKind::Place,
        }
    }
}

fn is_on_globe(at: LonLat) -> bool {
    at.lat.abs() <= 90.0 && at.lon.abs() <= 180.0
}

/// Rows that become places.
#[derive(Default)]
struct Rows {
    names: Vec<NewName>,
    places: Places,
    countries: HashMap<String, u16>,
    provinces: HashMap<(String, String), u16>,
    left_out: usize,
}

impl Rows {
    fn name_country(&mut self, code: &str, name: &str) {
        let number = self.country(code);
        if let Some(named) = self.places.countries.get_mut(usize::from(number)) {
            *named = Named::new(name, code);
        }
    }

    fn name_province(&mut self, country: &str, code: &str, name: &str) {
        let number = self.province(country, code);
        if let Some(named) = usize::from(number).checked_sub(1).and_then(|at| self.places.provinces.get_mut(at)) {
            *named = Named::new(name, "");
        }
    }

    /// The number of a country, which is called by its code until its name comes. None is the greatest number.
    fn country(&mut self, code: &str) -> u16 {
        if code.is_empty() {
            return u16::MAX;
        }
        let (known, next) = (&mut self.countries, self.places.countries.len());
        *known.entry(code.to_owned()).or_insert_with(|| {
            let number = u16::try_from(next).unwrap_or(u16::MAX);
            if number < u16::MAX {
                self.places.countries.push(Named::new(code, code));
            }
            number
        })
    }

    /// The number of a province from 1, nameless until its name comes; 0 where there are too many.
    fn province(&mut self, country: &str, code: &str) -> u16 {
        if code.is_empty() {
            return 0;
        }
        let (known, next) = (&mut self.provinces, self.places.provinces.len() + 1);
        *known.entry((country.to_owned(), code.to_owned())).or_insert_with(|| {
            let number = u16::try_from(next).unwrap_or(0);
            if number > 0 {
                self.places.provinces.push(Named::default());
            }
            number
        })
    }

    fn add_geonames(&mut self, row: &GeoNamesRow<'_>) {
        let kind = row.kind();
        let whole = matches!(kind, HitKind::Country);
        let country = if whole { u16::MAX } else { self.country(row.country) };
        let province = if whole || kind == HitKind::Province { 0 } else { self.province(row.country, row.admin1) };
        let others = [row.ascii].into_iter().chain(row.others.split(','));
        self.add(row.name, others, row.at, kind, row.population, country, province);
    }

    fn add_event(&mut self, event: &Event) {
        let place = event.place.as_ref().map_or("", |place| &place.name);
        let own = if event.title.is_empty() { place } else { &event.title };
        let (mut others, mut province, mut country, mut population) = (vec![place], "", "", 0);
        let cells: Vec<(&str, &str)> = event.row.iter().flat_map(Row::named_cells).collect();
        for (column, cell) in cells {
            match fold(column).as_str() {
                "alternatenames" | "alternate names" | "alternative names" | "other names" | "aliases" | "alias"
                | "alt names" | "local name" | "name local" | "asciiname" | "name ascii" => {
                    others.extend(cell.split([',', ';', '|']));
                }
                "province" | "state" | "region" | "admin1" | "admin1 name" | "adm1 en" | "governorate" => {
                    province = cell;
                }
                "country" | "country name" | "adm0 en" => country = cell,
                "population" | "pop" => population = cell.replace([',', ' '], "").parse().unwrap_or(0),
                _ => {}
            }
        }
        let Some(at) = event.anchor().filter(|at| is_on_globe(*at)) else {
            self.left_out += 1;
            return;
        };
        let kind = if population > 0 { HitKind::of_population(population) } else { HitKind::Place };
        let country_number = self.country(country);
        let province_number = self.province(country, province);
        self.name_province(country, province, province);
        self.add(own, others.into_iter(), at, kind, population, country_number, province_number);
    }

    #[expect(clippy::too_many_arguments, reason = "the columns of a place")]
    fn add<'a>(
        &mut self,
        own: &'a str,
        others: impl Iterator<Item = &'a str>,
        at: LonLat,
        kind: HitKind,
        population: u32,
        country: u16,
        province: u16,
    ) {
        let place = self.places.at.len() as u32;
        let mut is_named = false;
        for (order, written) in [own].into_iter().chain(others).map(str::trim).take(MOST_NAMES).enumerate() {
            let folded = if written.len() <= MOST_NAME_BYTES { fold(written) } else { String::new() };
            if !folded.is_empty() {
                is_named = true;
                self.names.push(NewName { folded, place, is_other: order > 0, written: written.to_owned() });
            }
        }
        if !is_named {
            self.left_out += 1;
            return;
        }
        self.places.at.push(Places::units(at));
        self.places.population.push(population);
        self.places.country.push(country);
        self.places.province.push(province);
        self.places.kinds.push(kind);
    }

    fn table(self) -> Result<Table, TableError> {
        if self.places.at.is_empty() {
            return Err(TableError::Nothing);
        }
        let part = Arc::new(Part::new(Names::sorted(self.names), self.places));
        Ok(Table { part, left_out: self.left_out })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Hit;

    const COUNTRY_FILE: &str = "\
1149361\tIslamic Republic of Afghanistan\tAfghanistan\tAfganistan\t33\t66\tA\tPCLI\tAF\t\t00\t\t\t\t37172386\t\t\tAsia/Kabul\t2021
1444363\tKhōst\tKhost\t\t33.3\t69.9\tA\tADM1\tAF\t\t37\t\t\t\t0\t\t\tAsia/Kabul\t2021
1426055\tMargha\tMargha\tMargheh,مرغه,\t32.78\t69.44\tP\tPPL\tAF\t\t37\t\t\t\t0\t\t\tAsia/Kabul\t2021
1426056\tTora Ghar\tTora Ghar\t\t32.9\t69.5\tT\tMT\tAF\t\t37\t\t\t\t0\t\t\tAsia/Kabul\t2021
broken line
";

    fn first(table: &Table, text: &str) -> Hit {
        Gazetteer::default().with_table(table).search(text, None, 1).remove(0)
    }

    #[test]
    fn a_country_file_of_geonames_names_its_provinces_and_kinds() {
        let table = Table::from_bytes(COUNTRY_FILE.as_bytes().to_vec()).unwrap();
        assert_eq!((table.len(), table.left_out()), (4, 1));
        let margha = first(&table, "مرغه");
        assert_eq!((margha.name.as_str(), margha.other_name.as_deref()), ("Margha", Some("مرغه")));
        assert_eq!(margha.told(), "settlement, Khōst, Islamic Republic of Afghanistan");
        assert_eq!(first(&table, "tora").told(), "landform, Khōst, Islamic Republic of Afghanistan");
        assert_eq!(first(&table, "khost").kind, HitKind::Province);
    }

    #[test]
    fn a_country_file_is_read_as_it_comes_in_its_zip() {
        use std::io::Write as _;
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [("readme.txt", "Readme"), ("AF.txt", COUNTRY_FILE)] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let table = Table::from_bytes(zip.finish().unwrap().into_inner()).unwrap();
        assert_eq!(table.len(), 4);
    }

    #[test]
    fn any_table_with_names_and_positions_is_one_of_places() {
        let text = "name,lat,lon,alternate names,province,country,population\n\
                    Post 14,34.1,70.2,Post Fourteen;چوکی ۱۴,Kunar,Afghanistan,\n\
                    Nowhere,,,,,,\n";
        let table = Table::from_bytes(text.as_bytes().to_vec()).unwrap();
        let hit = first(&table, "چوکی 14");
        assert_eq!((hit.name.as_str(), hit.told().as_str()), ("Post 14", "place, Kunar, Afghanistan"));
        assert_eq!((hit.at, table.left_out()), (LonLat::new(70.2, 34.1), 1));
    }

    #[test]
    fn what_holds_no_place_is_told() {
        let told = |text: &[u8]| Table::from_bytes(text.to_vec()).unwrap_err().to_string();
        assert!(told(b"date,title\n2025-10-09,A\n").contains("no row has a name and a position"));
        assert!(told(b"\x89PNG\r\n").contains("picture"));
    }
}
