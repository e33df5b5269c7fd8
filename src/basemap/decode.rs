//! Reads the one binary file that `assets/making/encode.py` writes; both sides change together.
//!
//! # Format
//!
//! ```text
//! file      "MERIDIAN", version u32 = 1, length u32 of what follows once inflated (little-endian), zlib stream
//! inflated  arcs, countries, provinces, lines, coasts, province lines, rivers, lakes, cities, reliefs
//!
//! number    LEB128 varint          signed   number, zigzag          text   number of bytes, UTF-8
//! place     signed lon, signed lat, in 1/100,000 degree             zoom   u8, in tenths
//! optional  number: 0 none, else index + 1                          many X number of them, each
//! path      number of references, each signed difference from the one before (the first from 0);
//!           a reference is 2 * arc, plus 1 to run backwards
//! areas     many polygons, each many paths: the outer ring, then holes
//!
//! arcs      number of arcs; number of vertices of each; level u8 of each vertex of all;
//!           signed x of each vertex of all, as difference from the vertex before across arcs; y likewise
//! country   text name, local name, ISO code; many text aliases; place label; zoom; areas
//! province  text name; many text aliases; number country; place label; zoom; areas
//! line      u8 class; text name, note; optional side, side, claimant; place label; many paths
//! coast     number country; path
//! province line   number country; zoom; path
//! river     text name; zoom; many paths
//! lake      text name; zoom; areas
//! city      text name, local name; optional country; number population; u8 1 = capital; place; zoom
//! relief    signed west, south, east, north, in 1/100,000 degree
//! ```
//!
//! A vertex is needed at zoom z when its level is z or lower: levels come from a hierarchical
//! Douglas-Peucker (1973) in Web Mercator at 256 * 2^z pixels for the world and half a pixel of tolerance.
//! An arc's ends carry levels too, lower than others; a line drawn on its own keeps its two ends regardless.

use std::io::Read as _;

use crate::model::{Bounds, LonLat};

use super::Basemap;
use super::arc::{ArcRef, Arcs, Areas, Path, PathOf, UNITS};
use super::feature::{BoundaryLine, City, CityKind, Country, Lake, LineClass, Province, Relief, River};

const MAGIC: &[u8; 8] = b"MERIDIAN";
const VERSION: u32 = 1;
/// Far more than the map will ever be; guards against a length that was tampered with.
const MOST_BYTES: usize = 64 << 20;

/// Why bytes are not a base map.
#[derive(Debug, thiserror::Error)]
pub enum BasemapError {
    /// They do not begin as one.
    #[error("not a base map")]
    Magic,
    /// Another version of the format.
    #[error("base map of version {found}, this program reads version {VERSION}")]
    Version {
        /// The version found.
        found: u32,
    },
    /// The compressed part cannot be inflated, or not to the length stated.
    #[error("base map cannot be inflated")]
    Inflate(#[source] std::io::Error),
    /// They end too early.
    #[error("base map ends too early, at byte {at}")]
    Truncated {
        /// Offset into the inflated bytes.
        at: usize,
    },
    /// A value that cannot be.
    #[error("base map has no sense at byte {at}: {what}")]
    Malformed {
        /// Offset into the inflated bytes.
        at: usize,
        /// What was read there.
        what: &'static str,
    },
}

/// Decodes a whole file. The reliefs lack their pictures.
pub(super) fn basemap_from_bytes(bytes: &[u8]) -> Result<Basemap, BasemapError> {
    let header = bytes.first_chunk::<16>().ok_or(BasemapError::Magic)?;
    if !header.starts_with(MAGIC) {
        return Err(BasemapError::Magic);
    }
    let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if word(8) != VERSION {
        return Err(BasemapError::Version { found: word(8) });
    }
    let length = word(12) as usize;
    if length > MOST_BYTES {
        return Err(BasemapError::Malformed { at: 0, what: "length" });
    }
    let mut inflated = vec![0; length];
    let mut zlib = flate2::read::ZlibDecoder::new(&bytes[16..]);
    zlib.read_exact(&mut inflated).map_err(BasemapError::Inflate)?;
    // One byte more makes the decoder compare the checksum at the end of the stream.
    if zlib.read(&mut [0]).map_err(BasemapError::Inflate)? != 0 {
        return Err(BasemapError::Malformed { at: length, what: "bytes left over" });
    }
    basemap_from_inflated(&inflated)
}

fn basemap_from_inflated(inflated: &[u8]) -> Result<Basemap, BasemapError> {
    let mut r = Reader { bytes: inflated, at: 0, arcs: Arcs::default(), country_count: 0 };
    r.arcs = r.arcs()?;
    let countries = r.many(Reader::country)?;
    r.country_count = countries.len();
    let mut provinces = r.many(Reader::province)?;
    for province in &mut provinces {
        province.iso_a3.clone_from(&countries[province.country].iso_a3);
    }
    let lines = r.many(Reader::line)?;
    let coasts = r.many(|r| Ok(PathOf { country: r.country_index()?, min_zoom: 0.0, path: r.path()? }))?;
    let province_lines =
        r.many(|r| Ok(PathOf { country: r.country_index()?, min_zoom: r.zoom()?, path: r.path()? }))?;
    let rivers = r.many(|r| Ok(River { name: r.text()?, min_zoom: r.zoom()?, parts: r.many(Reader::path)? }))?;
    let lakes = r.many(Reader::lake)?;
    let cities = r.many(Reader::city)?;
    let relief = r.many(Reader::relief)?;
    if r.at != inflated.len() {
        return Err(r.malformed("bytes left over"));
    }
    let arcs = r.arcs;
    Ok(Basemap {
        countries,
        provinces,
        lines,
        rivers,
        lakes,
        cities,
        relief,
        arcs,
        coasts,
        province_lines,
        ..Basemap::default()
    })
}

/// Walks over the inflated bytes. What it returns refers only to arcs and countries that exist.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    arcs: Arcs,
    country_count: usize,
}

impl Reader<'_> {
    fn malformed(&self, what: &'static str) -> BasemapError {
        BasemapError::Malformed { at: self.at, what }
    }

    fn take(&mut self, count: usize) -> Result<&[u8], BasemapError> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.bytes.len());
        let end = end.ok_or(BasemapError::Truncated { at: self.at })?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, BasemapError> {
        let byte = *self.bytes.get(self.at).ok_or(BasemapError::Truncated { at: self.at })?;
        self.at += 1;
        Ok(byte)
    }

    fn number(&mut self) -> Result<u64, BasemapError> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.malformed("number too long"))
    }

    fn signed(&mut self) -> Result<i64, BasemapError> {
        let number = self.number()?;
        // Zigzag of 63 bits: both halves fit.
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// A count of things of a byte at least, so that a wrong one cannot ask for memory.
    fn count(&mut self) -> Result<usize, BasemapError> {
        let count = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if count > self.bytes.len() - self.at { Err(self.malformed("count")) } else { Ok(count) }
    }

    fn many<T>(&mut self, read: impl Fn(&mut Self) -> Result<T, BasemapError>) -> Result<Vec<T>, BasemapError> {
        let count = self.count()?;
        (0..count).map(|_| read(self)).collect()
    }

    fn text(&mut self) -> Result<String, BasemapError> {
        let count = self.count()?;
        let text = std::str::from_utf8(self.take(count)?).map(str::to_owned);
        text.ok().ok_or_else(|| self.malformed("text"))
    }

    fn optional_text(&mut self) -> Result<Option<String>, BasemapError> {
        Ok(Some(self.text()?).filter(|text| !text.is_empty()))
    }

    fn zoom(&mut self) -> Result<f32, BasemapError> {
        Ok(f32::from(self.byte()?) / 10.0)
    }

    fn degrees(&mut self, most: f64) -> Result<f64, BasemapError> {
        let degrees = self.signed()? as f64 / UNITS;
        if degrees.abs() <= most { Ok(degrees) } else { Err(self.malformed("degrees")) }
    }

    fn place(&mut self) -> Result<LonLat, BasemapError> {
        Ok(LonLat::new(self.degrees(180.0)?, self.degrees(90.0)?))
    }

    fn country_index(&mut self) -> Result<usize, BasemapError> {
        let index = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if index < self.country_count { Ok(index) } else { Err(self.malformed("country")) }
    }

    fn optional_country(&mut self) -> Result<Option<usize>, BasemapError> {
        let number = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if number <= self.country_count { Ok(number.checked_sub(1)) } else { Err(self.malformed("country")) }
    }

    fn arcs(&mut self) -> Result<Arcs, BasemapError> {
        let count = self.count()?;
        let mut starts = Vec::with_capacity(count + 1);
        let mut total = 0_usize;
        starts.push(0);
        for _ in 0..count {
            let vertices = self.count()?;
            if vertices == 0 {
                return Err(self.malformed("arc without a vertex"));
            }
            total = total.saturating_add(vertices);
            starts.push(total);
        }
        let levels = self.take(total)?.to_vec();
        let mut points = vec![[0; 2]; total];
        for (axis, most) in [(0, 180.0 * UNITS), (1, 90.0 * UNITS)] {
            let mut here = 0_i64;
            for point in &mut points {
                here = here.saturating_add(self.signed()?);
                if here.abs() > most as i64 {
                    return Err(self.malformed("vertex"));
                }
                point[axis] = here as i32;
            }
        }
        Ok(Arcs::new(starts, points, levels))
    }

    fn path(&mut self) -> Result<Path, BasemapError> {
        let count = self.count()?;
        let mut here = 0_i64;
        let mut path = Vec::with_capacity(count);
        for _ in 0..count {
            here = here.saturating_add(self.signed()?);
            let reference =
                u32::try_from(here).ok().map(ArcRef).filter(|reference| reference.arc() < self.arcs.count());
            path.push(reference.ok_or_else(|| self.malformed("arc"))?);
        }
        if path.is_empty() { Err(self.malformed("empty path")) } else { Ok(path) }
    }

    fn areas(&mut self) -> Result<(Areas, Bounds), BasemapError> {
        let areas = self.many(|r| r.many(Self::path))?;
        let extent = self.arcs.extent(areas.iter().flatten());
        Ok((areas, extent.ok_or_else(|| self.malformed("empty area"))?))
    }

    fn country(&mut self) -> Result<Country, BasemapError> {
        let (name, local_name, iso_a3) = (self.text()?, self.optional_text()?, self.text()?);
        let aliases = self.many(Self::text)?;
        let (label, min_zoom) = (self.place()?, self.zoom()?);
        let (areas, extent) = self.areas()?;
        Ok(Country { name, local_name, aliases, iso_a3, label, min_zoom, extent, areas })
    }

    fn province(&mut self) -> Result<Province, BasemapError> {
        let (name, aliases) = (self.text()?, self.many(Self::text)?);
        let country = self.country_index()?;
        let (label, min_zoom) = (self.place()?, self.zoom()?);
        let (areas, extent) = self.areas()?;
        Ok(Province { name, aliases, country, iso_a3: String::new(), label, min_zoom, extent, areas })
    }

    fn line(&mut self) -> Result<BoundaryLine, BasemapError> {
        let class = usize::from(self.byte()?);
        let class = *LineClass::ALL.get(class).ok_or_else(|| self.malformed("class"))?;
        let (name, note) = (self.text()?, self.text()?);
        let sides = [self.optional_country()?, self.optional_country()?];
        let (claimant, label) = (self.optional_country()?, self.place()?);
        let parts = self.many(Self::path)?;
        let extent = self.arcs.extent(parts.iter()).ok_or_else(|| self.malformed("empty line"))?;
        Ok(BoundaryLine { class, name, note, sides, claimant, label, extent, stands: Vec::new(), parts })
    }

    fn lake(&mut self) -> Result<Lake, BasemapError> {
        let (name, min_zoom) = (self.text()?, self.zoom()?);
        let (areas, extent) = self.areas()?;
        Ok(Lake { name, min_zoom, extent, areas })
    }

    fn city(&mut self) -> Result<City, BasemapError> {
        let (name, local_name) = (self.text()?, self.optional_text()?);
        let (country, population) = (self.optional_country()?, self.number()?);
        let kind = if self.byte()? == 1 { CityKind::Capital } else { CityKind::City };
        let (at, min_zoom) = (self.place()?, self.zoom()?);
        Ok(City { name, local_name, country, population, kind, at, min_zoom })
    }

    fn relief(&mut self) -> Result<Relief, BasemapError> {
        let (west, south) = (self.degrees(180.0)?, self.degrees(90.0)?);
        let (east, north) = (self.degrees(180.0)?, self.degrees(90.0)?);
        Ok(Relief { west, east, north, south, jpeg: &[] })
    }
}

#[cfg(test)]
mod tests {
    use super::super::BINARY;
    use super::*;

    /// A map with one of each: small, so that it can be damaged in every place. Every number takes a byte.
    const SMALL: &[u8] = &[
        1, 4, 0, 0, 0, 0, 0, 20, 0, 19, 0, 0, 20, 0, // an arc of four vertices
        1, 1, b'C', 0, 3, b'C', b'C', b'C', 1, 1, b'c', 0, 0, 0, 1, 1, 1, 0, // a country
        1, 1, b'P', 1, 1, b'p', 0, 0, 0, 10, 1, 1, 1, 0, // a province
        1, 0, 1, b'B', 0, 1, 0, 1, 0, 0, 1, 1, 0, // a line
        1, 0, 1, 0, // a coast
        1, 0, 0, 1, 0, // a province line
        1, 1, b'R', 0, 1, 1, 0, // a river
        1, 1, b'L', 0, 1, 1, 1, 0, // a lake
        1, 1, b'T', 0, 1, 9, 1, 0, 0, 0, // a city
        1, 0, 0, 2, 2, // a relief
    ];

    #[test]
    fn other_files_and_versions_are_turned_away() {
        assert!(matches!(basemap_from_bytes(b""), Err(BasemapError::Magic)));
        assert!(matches!(basemap_from_bytes(b"{\"type\": \"Feature\"}"), Err(BasemapError::Magic)));
        let mut bytes = BINARY[..64].to_vec();
        bytes[8] = 9;
        assert!(matches!(basemap_from_bytes(&bytes), Err(BasemapError::Version { found: 9 })));
        bytes[8] = 1;
        assert!(matches!(basemap_from_bytes(&bytes), Err(BasemapError::Inflate(_))));
    }

    #[test]
    fn a_damaged_stream_is_an_error() {
        for at in (16..BINARY.len()).step_by(BINARY.len() / 7) {
            let mut bytes = BINARY.to_vec();
            bytes[at] ^= 0x10;
            assert!(basemap_from_bytes(&bytes).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_cut_map_is_an_error_wherever_it_is_cut() {
        assert_eq!(basemap_from_inflated(SMALL).unwrap().cities[0].name, "T");
        for length in 0..SMALL.len() {
            assert!(basemap_from_inflated(&SMALL[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn flipped_bits_never_panic() {
        for (at, bit) in (0..SMALL.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut bytes = SMALL.to_vec();
            bytes[at] ^= 1 << bit;
            if let Ok(map) = basemap_from_inflated(&bytes) {
                assert!(map.detail(0).land.len() <= 1, "bit {bit} of byte {at}");
            }
        }
    }
}
