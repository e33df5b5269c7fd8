//! Reads the one binary file that `assets/making/gazetteer.py` writes; both sides change together.
//!
//! # Format
//!
//! ```text
//! file      "MERIDGAZ", version u32 = 1, length u32 of what follows once inflated (little-endian), zlib stream
//! inflated  countries, provinces, places, names
//!
//! number    LEB128 varint     signed   number, zigzag     text   number of bytes, UTF-8
//!
//! countries number of them; of each text ISO 3166-1 alpha-3, text name
//! provinces number of them; of each text name
//! places    number of them; number country of each; number province of each, from 1, 0 for none; number population
//!           of each; signed latitude of each, in 1/100,000 degree, as difference from the place before; longitude likewise
//! names     number of them, in the order of their bytes; of each u8 bytes shared with the one before; of each u8
//!           bytes that follow; these of all; signed place of each, as difference from the name before; u8 of each:
//!           1 the place's own name, 2 written otherwise; text of each that is written otherwise
//! ```
//!
//! Names are as they are compared; how one is written is kept where capital letters alone do not make it.

use std::io::Read as _;

use super::Part;
use super::names::{Names, WRITTEN};
use super::places::{Named, Places};
use crate::basemap::Basemap;

const MAGIC: &[u8; 8] = b"MERIDGAZ";
const VERSION: u32 = 1;
/// Far more than the places will ever be; guards against a length that was tampered with.
const MOST_BYTES: usize = 64 << 20;

/// Bytes that are no places; a test holds that the carried ones are.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the carried places are damaged: {0}")]
pub(super) struct Damaged(&'static str);

/// The places of a file. Countries are called as the base map calls them, where it has them.
pub(super) fn part_from_bytes(bytes: &[u8], basemap: &Basemap) -> Result<Part, Damaged> {
    let (head, packed) = bytes.split_at_checked(16).ok_or(Damaged("too short"))?;
    let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    if !head.starts_with(MAGIC) || number(8) != VERSION {
        return Err(Damaged("another format"));
    }
    let length = number(12) as usize;
    if length > MOST_BYTES {
        return Err(Damaged("too long"));
    }
    let mut inflated = Vec::with_capacity(length);
    let read = flate2::read::ZlibDecoder::new(packed).take(length as u64 + 1).read_to_end(&mut inflated);
    if read.ok() != Some(length) {
        return Err(Damaged("cannot be inflated"));
    }
    let mut reader = Reader { bytes: &inflated };
    let part = reader.part(basemap)?;
    if reader.bytes.is_empty() { Ok(part) } else { Err(Damaged("bytes left over")) }
}

/// Walks over the inflated bytes.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Damaged> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(Damaged("ends too early"))?;
        self.bytes = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, Damaged> {
        let mut value = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).ok().ok_or(Damaged("number"));
            }
        }
        Err(Damaged("number"))
    }

    fn signed(&mut self) -> Result<i32, Damaged> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }

    /// A count of things of a byte at least, so that a wrong one cannot ask for memory.
    fn count(&mut self) -> Result<usize, Damaged> {
        let count = self.number()? as usize;
        if count <= self.bytes.len() { Ok(count) } else { Err(Damaged("count")) }
    }

    fn text(&mut self) -> Result<&'a str, Damaged> {
        let count = self.count()?;
        std::str::from_utf8(self.take(count)?).ok().ok_or(Damaged("text"))
    }

    fn below(&mut self, most: usize) -> Result<u16, Damaged> {
        let number = self.number()?;
        u16::try_from(number).ok().filter(|number| usize::from(*number) < most).ok_or(Damaged("country or province"))
    }

    fn part(&mut self, basemap: &Basemap) -> Result<Part, Damaged> {
        let mut places = Places::default();
        for _ in 0..self.count()? {
            let (code, name) = (self.text()?, self.text()?);
            let known = basemap.countries.iter().find(|country| country.iso_a3 == code);
            places.countries.push(Named::new(known.map_or(name, |country| &country.name), code));
        }
        for _ in 0..self.count()? {
            places.provinces.push(Named::new(self.text()?, ""));
        }
        let count = self.count()?;
        let (countries, provinces) = (places.countries.len(), places.provinces.len() + 1);
        places.country = (0..count).map(|_| self.below(countries)).collect::<Result<_, _>>()?;
        places.province = (0..count).map(|_| self.below(provinces)).collect::<Result<_, _>>()?;
        places.population = (0..count).map(|_| self.number()).collect::<Result<_, _>>()?;
        places.at = vec![[0; 2]; count];
        for (axis, most) in [(0, 9_000_000), (1, 18_000_000)] {
            let mut here = 0_i32;
            for at in &mut places.at {
                here = here.saturating_add(self.signed()?);
                if !(-most..=most).contains(&here) {
                    return Err(Damaged("degrees"));
                }
                at[axis] = here;
            }
        }
        let names = self.names(count)?;
        Ok(Part::new(names, places))
    }

    fn names(&mut self, places: usize) -> Result<Names, Damaged> {
        let count = self.count()?;
        let mut names = Names { shared: self.take(count)?.to_vec(), ..Names::default() };
        let added = self.take(count)?;
        let mut folded = Vec::with_capacity(count * 10);
        names.ends.reserve_exact(count);
        let mut before = 0;
        for (shared, added) in names.shared.iter().zip(added) {
            let start = folded.len();
            let shared = before..before + usize::from(*shared);
            if shared.end > start {
                return Err(Damaged("shared letters"));
            }
            folded.extend_from_within(shared);
            folded.extend_from_slice(self.take(usize::from(*added))?);
            if u32::try_from(folded.len()).is_err() {
                return Err(Damaged("too long"));
            }
            names.ends.push(folded.len() as u32);
            before = start;
        }
        names.folded = String::from_utf8(folded).ok().ok_or(Damaged("text"))?;
        let mut here = 0_i32;
        names.places.reserve_exact(count);
        for _ in 0..count {
            here = here.saturating_add(self.signed()?);
            let place = u32::try_from(here).ok().filter(|place| (*place as usize) < places);
            names.places.push(place.ok_or(Damaged("place"))?);
        }
        names.flags = self.take(count)?.to_vec();
        names.written_ends.reserve_exact(count);
        for flags in &names.flags {
            if flags & WRITTEN != 0 {
                let count = self.count()?;
                let text = std::str::from_utf8(self.take(count)?).ok().ok_or(Damaged("text"))?;
                names.written.push_str(text);
            }
            names.written_ends.push(names.written.len() as u32);
        }
        let at_letters = |ends: &[u32], text: &str| ends.iter().all(|end| text.is_char_boundary(*end as usize));
        if at_letters(&names.ends, &names.folded) { Ok(names) } else { Err(Damaged("letters cut")) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::BINARY;
    use super::super::fold::fold;
    use super::*;

    /// A country, a province, a place with two names. Every number takes a byte.
    const SMALL: &[u8] = &[
        1, 3, b'C', b'C', b'C', 1, b'C', // a country
        1, 1, b'P', // a province
        1, 0, 1, 9, 2, 4, // a place
        2, 0, 2, 3, 1, b'a', b'b', b'c', b'd', 0, 0, 1, 2, 2, 0xc3, 0xa4, // its names, "abc" and "abd"
    ];

    fn small(bytes: &[u8]) -> Result<Part, Damaged> {
        let mut reader = Reader { bytes };
        let part = reader.part(&Basemap::default())?;
        if reader.bytes.is_empty() { Ok(part) } else { Err(Damaged("bytes left over")) }
    }

    #[test]
    fn names_are_put_together_from_what_they_share() {
        let part = small(SMALL).unwrap();
        assert_eq!((part.names.folded(0), part.names.folded(1)), ("abc", "abd"));
        assert_eq!((part.names.written(0), part.names.written(1)), ("Abc".into(), "ä".into()));
        assert_eq!(part.places.at, [[1, 2]]);
        assert_eq!(part.places.province(0).unwrap().name, "P");
    }

    #[test]
    fn cut_and_damaged_bytes_are_an_error_or_harmless() {
        for length in 0..SMALL.len() {
            assert!(small(&SMALL[..length]).is_err(), "{length}");
        }
        for (at, bit) in (0..SMALL.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut bytes = SMALL.to_vec();
            bytes[at] ^= 1 << bit;
            if let Ok(part) = small(&bytes) {
                assert_eq!(part.names.count(), 2, "bit {bit} of byte {at}");
            }
        }
        assert!(part_from_bytes(&BINARY[..BINARY.len() / 2], Basemap::embedded()).is_err());
        assert!(part_from_bytes(b"MERIDIAN", Basemap::embedded()).is_err());
    }

    #[test]
    fn the_carried_names_are_folded_and_in_order() {
        assert!(BINARY.len() <= 10_000_000, "{}", BINARY.len());
        let Part { names, places, own } = part_from_bytes(BINARY, Basemap::embedded()).unwrap();
        assert!(places.at.len() > 230_000 && names.count() > 600_000);
        assert!(own.iter().all(|name| names.is_own(*name as usize)));
        for name in 0..names.count() {
            let folded = names.folded(name);
            assert_eq!(fold(&names.written(name)), folded);
            let Some(before) = name.checked_sub(1) else { continue };
            assert!((names.folded(before), names.places[before]) < (folded, names.places[name]), "{folded}");
            let shared = usize::from(names.shared[name]);
            assert_eq!(names.folded(before).as_bytes()[..shared], folded.as_bytes()[..shared]);
        }
    }
}
