//! What kind of file is it?
//!
//! This module answers that from the first bytes, and from the ending of the name only where bytes leave
//! it open. It reads no file.

use std::path::Path;

/// A kind of file that can be opened, or told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Packed by gzip.
    Gzip,
    /// A folder packed by zip: a sheet, KMZ, or files.
    Zip,
    Parquet,
    FlatGeobuf,
    Kml,
    Gpx,
    /// JSON of any sort.
    Json,
    /// A table of separated cells.
    Table,
    /// Something that is known, and not read; with what to do instead.
    Other(&'static str),
}

/// The kind of a file by its first bytes and the ending of its name.
pub(super) fn kind_of(start: &[u8], path: Option<&Path>) -> Kind {
    const MAGIC: [(&[u8], Kind); 18] = [
        (b"\x1f\x8b", Kind::Gzip),
        (b"PK\x03\x04", Kind::Zip),
        (b"PK\x05\x06", Kind::Other("an empty zip file")),
        (b"PAR1", Kind::Parquet),
        (b"fgb\x03fgb", Kind::FlatGeobuf),
        (b"\xd0\xcf\x11\xe0", Kind::Other("a sheet of Excel 97 to 2003; save it as .xlsx or .csv")),
        (b"SQLite format 3", Kind::Other("a database, perhaps a GeoPackage; export its table as GeoJSON or CSV")),
        (b"%PDF", Kind::Other("a PDF without a story in it; open the table that it shows instead")),
        (b"\x89PNG", Kind::Other("a picture without a view of Meridian in it")),
        (b"\xff\xd8\xff", Kind::Other("a picture without a view of Meridian in it")),
        (b"{\\rtf", Kind::Other("a text of a word processor; save its table as .csv")),
        (b"PMTiles", Kind::Other("a map in tiles (PMTiles); open the data that it was made of")),
        (b"Obj\x01", Kind::Other("an Avro file; save it as Parquet or CSV")),
        (b"\x28\xb5\x2f\xfd", Kind::Other("packed by zstd; unpack it first")),
        (b"BZh", Kind::Other("packed by bzip2; unpack it first")),
        (b"\xfd7zXZ", Kind::Other("packed by xz; unpack it first")),
        (b"7z\xbc\xaf", Kind::Other("packed by 7-Zip; unpack it first")),
        (b"ARROW1", Kind::Other("an Arrow file; save it as Parquet or CSV")),
    ];
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)) {
        return *kind;
    }
    let is_json = path.and_then(Path::extension).is_some_and(|ending| {
        ["json", "geojson", "geojsonl", "ndjson", "jsonl", "geojsonseq"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    // Of UTF-16 every other byte of these letters is 0.
    let marks = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"];
    let text = marks.iter().find_map(|mark| start.strip_prefix(*mark)).unwrap_or(start);
    let text: Vec<u8> = text.iter().copied().filter(|byte| *byte != 0).collect();
    let first = text.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != 0x1e);
    let rest = first.map_or(&text[text.len()..], |first| &text[first..]);
    match rest.first() {
        _ if is_json => Kind::Json,
        Some(b'{') => Kind::Json,
        // `[` can begin a cell too.
        Some(b'[') if begins_json(&rest[1..]) => Kind::Json,
        Some(b'<') => kind_of_markup(rest),
        None if start.is_empty() => Kind::Other("empty"),
        _ if !is_text(start) => Kind::Other("no text, nor any other kind of file that is known"),
        _ => Kind::Table,
    }
}

/// Whether a list of JSON is open in front of this: objects follow, or lists of texts.
fn begins_json(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_start();
    rest.starts_with(b"{") || rest.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// False for bytes of which more than one in fifty is a sign that stands in no text.
fn is_text(start: &[u8]) -> bool {
    let is_odd = |byte: &u8| matches!(byte, 0..=8 | 14..=31 | 127) && *byte != 0x1a && *byte != 0x1b && *byte != 0x1e;
    if matches!(start, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        let zeros = memchr::memchr_iter(0, start).count();
        let letters = start.iter().filter(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()).count();
        // Of letters beyond the Latin ones none is a zero, but separators and line ends are.
        return start.len() < 64 || zeros * 20 > start.len() || letters * 20 > start.len();
    }
    // Every other byte of UTF-16 is a zero, where its letters are Latin.
    let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let is_wide = even.max(odd) * 5 > start.len() && even.min(odd) * 20 < start.len();
    is_wide || start.iter().filter(|byte| is_odd(byte)).count() * 50 <= start.len()
}

fn kind_of_markup(text: &[u8]) -> Kind {
    let plain: Vec<u8> = text.iter().take(4096).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let find = |word: &[u8]| plain.windows(word.len()).position(|window| window == word);
    let root = |name: &str| {
        [format!("<{name}"), format!(":{name} "), format!(":{name}>")]
            .iter()
            .any(|start| find(start.as_bytes()).is_some())
    };
    if root("kml") {
        Kind::Kml
    } else if root("gpx") {
        Kind::Gpx
    } else if root("html") || root("!doctype html") {
        Kind::Other("a web page; save the table that it shows as .csv")
    } else if root("svg") {
        Kind::Other("a picture without a view of Meridian in it")
    } else {
        Kind::Other("XML that is neither KML nor GPX")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_and_not_the_name() {
        let csv = Path::new("events.csv");
        assert_eq!(kind_of(b"  {\"type\"", Some(csv)), Kind::Json);
        assert_eq!(kind_of(b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<kml xmlns=", Some(csv)), Kind::Kml);
        assert_eq!(kind_of(b"<?xml?><ns:kml ", None), Kind::Kml);
        assert_eq!(kind_of(b"<gpx version", None), Kind::Gpx);
        assert_eq!(kind_of(b"a,b\n1,2", Some(Path::new("story.geojson"))), Kind::Json);
        assert_eq!(kind_of(b"[1] x,b\n1,2", None), Kind::Table);
        assert_eq!(kind_of(b"[ {\"a\":1}]", None), Kind::Json);
        assert_eq!(kind_of(b"\xff\xfe[\0{\0\"\0", None), Kind::Json);
        assert_eq!(kind_of(b"\0{\0\"", None), Kind::Json);
        assert_eq!(kind_of(b"\xfe\xff\0a\0,\0b", None), Kind::Table);
        assert!(matches!(kind_of(b"<!DOCTYPE html><html>", None), Kind::Other(_)));
        assert_eq!(kind_of(b"", None), Kind::Other("empty"));
    }

    #[test]
    fn bytes_that_are_no_text_are_no_table() {
        let wide: Vec<u8> = "name,date\nKabul,2025\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let greek: Vec<u8> = "όνομα,τόπος\nένα,δύο\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked: Vec<u8> = [&b"\xfe\xff"[..], &greek].concat();
        for text in [&b"a,b\r\n1,\"x\x0by\"\n"[..], "نام,تاریخ\n".as_bytes(), &wide, &marked, b"na\xefve,b\n1,2\n"]
        {
            assert_eq!(kind_of(text, None), Kind::Table, "{text:?}");
        }
        let mut state = 1_u32;
        let random: Vec<u8> = (0..4096)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect();
        let stored: Vec<u8> = (0..600_u32).flat_map(|number| (number * 77).to_le_bytes()).collect();
        for bytes in [&random[..], &random[..40], &stored, b"PMTiles\x03\0\0", b"\x00\x01\x02\x03\x04\x05"] {
            assert!(matches!(kind_of(bytes, Some(Path::new("a.csv"))), Kind::Other(_)), "{:?}", &bytes[..6]);
        }
    }
}
