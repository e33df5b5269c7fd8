//! What is read from GPX.

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::io::Diagnostics;
use crate::io::harvest::Batch;

/// A file of all that GPX has.
const FILE: &str = r#"<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>Walk</name></metadata>
<wpt lat="34.5" lon="69.2"><ele>1800</ele><time>2025-10-09T20:00:00.5Z</time><name>Gate</name><cmt>Closed</cmt>
<desc>A <i>gate</i></desc><link href="https://example.org/1"><text>Report</text></link><type>border</type>
<extensions><x:colour xmlns:x="x">red</x:colour></extensions></wpt>
<wpt lat="91" lon="0"><name>Nowhere</name><cmt>Only a comment</cmt></wpt>
<rte><name>Plan</name><rtept lat="1" lon="2"/><rtept lat="3" lon="4"><name>End</name></rtept></rte>
<trk><name>Way</name><trkseg><trkpt lat="1" lon="2"><time>2025-10-09T10:00:00Z</time></trkpt><trkpt lat="1.5" lon="2"/>
</trkseg><trkseg><trkpt lat="2" lon="3"/><trkpt lat="2" lon="4"><ele>5</ele><time>2025-10-09T11:00:00Z</time></trkpt>
</trkseg></trk>
<trk><trkseg><trkpt lat="1" lon="2"><time>2025-10-09T10:00:00Z</time></trkpt></trkseg></trk>
</gpx>"#;

fn read(bytes: &[u8]) -> (Result<(), LoadError>, Option<Batch>, Diagnostics, String) {
    let mut first = None;
    let mut take = |batch: Batch, _: u64| {
        first.get_or_insert(batch);
        ControlFlow::Continue(())
    };
    let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
    let outcome = read_gpx(bytes, u64::MAX, &mut harvest);
    let Harvest { diagnostics, title, .. } = harvest;
    (outcome, first, diagnostics, title)
}

#[test]
fn waypoints_routes_and_tracks_are_rows() {
    let (outcome, batch, diagnostics, title) = read(FILE.as_bytes());
    let batch = batch.expect("the file has rows");
    assert!(outcome.is_ok());
    assert_eq!(title, "Walk");
    let columns: Vec<&str> = batch.rows.columns().iter().map(String::as_str).collect();
    assert_eq!(columns, ["ele", "title", "source_url", "category", "colour", "summary", "cmt", "times"]);
    let cells: Vec<&str> = batch.rows.cells(0).collect();
    assert_eq!(cells, ["1800", "Gate", "https://example.org/1", "border", "red", "A gate", "Closed"]);
    assert_eq!(batch.rows.cell(1, 5), "Only a comment");
    let whens: Vec<String> =
        batch.whens.iter().map(|when| when.as_ref().map_or_else(String::new, ToString::to_string)).collect();
    let track = "2025-10-09T10:00:00Z/2025-10-09T11:00:00Z";
    assert_eq!(whens, ["2025-10-09T20:00:00.5Z", "", "", track, "2025-10-09T10:00:00Z"]);
    let counts: Vec<Option<(usize, usize)>> = batch
        .geometries
        .iter()
        .map(|geometry| geometry.as_ref().map(|geometry| (geometry.points.len(), geometry.lines.len())))
        .collect();
    assert_eq!(counts, [Some((1, 0)), None, Some((0, 1)), Some((0, 2)), Some((1, 0))]);
    let point = batch.geometries[0].as_ref().and_then(Geometry::anchor);
    assert_eq!(point, Some(LonLat::new(69.2, 34.5)));
    let findings: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(findings.len(), 1);
    assert!(findings[0].starts_with("6:1: error: the latitude `91` is no number from -90 to 90"), "{findings:?}");
}

#[test]
fn rows_before_a_break_are_kept() {
    let (outcome, batch, diagnostics, _) = read(&FILE.as_bytes()[..FILE.len() - 100]);
    assert!(outcome.is_ok());
    assert_eq!(batch.map(|batch| batch.rows.len()), Some(4));
    assert_eq!(diagnostics.errors(), 2);
    for broken in ["", "<kml/>", "<gpx><wpt lat='1' lon='2'>", "<!DOCTYPE gpx [<!ENTITY a 'b'>]><gpx><wpt/></gpx>"] {
        let (outcome, batch, ..) = read(broken.as_bytes());
        assert!(matches!(outcome, Err(LoadError::Broken { format: "GPX", .. })), "{broken}");
        assert!(batch.is_none());
    }
}

proptest! {
    #[test]
    fn no_flipped_bits_are_too_much(flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = FILE.as_bytes().to_vec();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (_, batch, ..) = read(&bytes);
        for position in batch.iter().flat_map(|batch| batch.geometries.iter().flatten()).flat_map(Geometry::positions) {
            prop_assert!(position.lon.abs() <= 180.0 && position.lat.abs() <= 90.0);
        }
    }

    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _read = read(&bytes);
    }
}
