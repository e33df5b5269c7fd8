//! What is written as KML is read back, and nothing that is read makes us stumble.

use std::borrow::Cow;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::io::kml::write::{Placemark, write_kml};

/// What a test writes, owned.
#[derive(Debug, Clone)]
struct Written {
    layer: String,
    id: String,
    title: String,
    summary: String,
    geometry: Option<Geometry>,
    columns: BTreeMap<String, String>,
}

impl Written {
    fn placemark(&self) -> Placemark<'_> {
        Placemark {
            layer: &self.layer,
            id: &self.id,
            title: &self.title,
            summary: &self.summary,
            when: Some("2025-10~"),
            begin: Some("2025-09-01".to_owned()),
            end: Some("2025-11-30".to_owned()),
            geometry: self.geometry.as_ref(),
            columns: self.columns.iter().map(|(name, text)| (name.as_str(), Cow::Borrowed(text.as_str()))).collect(),
        }
    }
}

fn written(placemarks: &[Written]) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_kml(&mut bytes, "Title", placemarks.iter().map(Written::placemark))
        .expect("memory takes all that is written");
    bytes
}

fn any_position() -> impl Strategy<Value = LonLat> {
    (-180.0..=180.0, -90.0..=90.0).prop_map(|(lon, lat)| LonLat::new(lon, lat))
}

fn any_ring() -> impl Strategy<Value = Vec<LonLat>> {
    proptest::collection::vec(any_position(), 3..6).prop_map(|mut ring| {
        ring.push(ring[0]);
        ring
    })
}

fn any_geometry() -> impl Strategy<Value = Option<Geometry>> {
    let points = proptest::collection::vec(any_position(), 0..3);
    let lines = proptest::collection::vec(proptest::collection::vec(any_position(), 2..5), 0..3);
    let areas = proptest::collection::vec(proptest::collection::vec(any_ring(), 1..3), 0..3);
    (points, lines, areas).prop_map(|(points, lines, areas)| {
        Some(Geometry { points, lines: lines.into(), areas: areas.into() }).filter(|shape| !shape.is_empty())
    })
}

/// Text as a reader gives it back: without spaces around it, and with what XML can hold.
fn any_text() -> impl Strategy<Value = String> {
    let telling =
        prop_oneof![any::<String>(), "[a<>&;\"' \n\r\t\u{0}\u{b}\u{a0}]{0,12}", "(&lt;|&amp;|<b>|</b>|]]>|<!--| )*"];
    telling.prop_map(|text| {
        let held = |c: char| {
            if matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{FFFE}' | '\u{FFFF}') {
                '\u{FFFD}'
            } else {
                c
            }
        };
        text.chars().map(held).collect::<String>().trim().to_owned()
    })
}

fn any_written() -> impl Strategy<Value = Written> {
    let columns = proptest::collection::btree_map("c[a-z<&\"']{0,5}", any_text(), 0..4);
    (any_text(), "[a-z0-9]{0,4}", any_text(), any_text(), any_geometry(), columns).prop_map(
        |(layer, id, title, summary, geometry, columns)| Written { layer, id, title, summary, geometry, columns },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(placemarks in proptest::collection::vec(any_written(), 1..4)) {
        let file = read(written(&placemarks));
        prop_assert!(file.outcome.is_ok());
        prop_assert!(file.diagnostics.is_empty(), "{:?}", file.findings());
        let mut expected: Vec<&Written> = placemarks.iter().collect();
        let first_use = |layer: &str| placemarks.iter().position(|other| other.layer == layer);
        expected.sort_by_key(|placemark| first_use(&placemark.layer));
        prop_assert_eq!(file.rows(), expected.len());
        for (row, placemark) in expected.into_iter().enumerate() {
            let batch = &file.batches[0];
            for (name, text) in [("layer", &placemark.layer), ("id", &placemark.id), ("title", &placemark.title), ("summary", &placemark.summary)] {
                prop_assert_eq!(cell(batch, row, name), text, "{}", name);
            }
            for (name, text) in &placemark.columns {
                prop_assert_eq!(cell(batch, row, name), text, "{}", name);
            }
            prop_assert_eq!(&batch.geometries[row], &placemark.geometry);
            prop_assert_eq!(file.when(row), "2025-10~");
            prop_assert_eq!(cell(batch, row, "when"), "2025-10~");
        }
    }

    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "(<|>|/|kml|Placemark|&|;|#|\\[|!|-|\\?|name|\"| |DOCTYPE|CDATA){0,40}") {
        let _read = read(bytes);
        let _read = read(text);
    }

    #[test]
    fn no_flipped_bits_are_too_much(placemarks in proptest::collection::vec(any_written(), 1..3), flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = written(&placemarks);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let file = read(bytes);
        for position in file.batches.iter().flat_map(|batch| batch.geometries.iter().flatten()).flat_map(Geometry::positions) {
            prop_assert!(position.lon.abs() <= 180.0 && position.lat.abs() <= 90.0);
        }
    }
}

#[test]
fn a_moment_is_a_stamp_and_open_ends_are_left_out() {
    let placemark = |begin: Option<&str>, end: Option<&str>| Placemark {
        layer: "",
        id: "",
        title: "A",
        summary: "",
        when: None,
        begin: begin.map(str::to_owned),
        end: end.map(str::to_owned),
        geometry: None,
        columns: Vec::new(),
    };
    let times =
        [(Some("2020"), Some("2020")), (Some("2020"), None), (None, Some("2021-05-06T07:08:09Z")), (None, None)];
    let mut bytes = Vec::new();
    write_kml(&mut bytes, "", times.iter().map(|(begin, end)| placemark(*begin, *end))).expect("memory takes it");
    assert_eq!(String::from_utf8_lossy(&bytes).matches("<TimeStamp><when>2020</when></TimeStamp>").count(), 1);
    let file = read(bytes);
    assert_eq!(file.whens(), ["2020", "2020/..", "../2021-05-06T07:08:09Z", ""]);
    assert!(!file.columns().contains(&"layer"));
}
