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
    const MAGIC: [(&[u8], Kind); 12] = [
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
        Some(b'[') if rest.get(1..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{")) => Kind::Json,
        Some(b'<') => kind_of_markup(rest),
        None if start.is_empty() => Kind::Other("empty"),
        _ => Kind::Table,
    }
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
}
