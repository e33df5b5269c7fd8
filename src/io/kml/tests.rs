//! What is read from KML.

mod laws;

use std::ops::ControlFlow;

use super::*;
use crate::io::Diagnostics;
use crate::io::harvest::{BATCH_ROWS, Batch};
use crate::model::{Geometry, LonLat};

/// A file as it was handed over.
struct Read {
    outcome: Result<(), LoadError>,
    batches: Vec<Batch>,
    diagnostics: Diagnostics,
    title: String,
}

impl Read {
    /// The first row's text under a name.
    fn cell(&self, name: &str) -> &str {
        cell(&self.batches[0], 0, name)
    }

    fn columns(&self) -> Vec<&str> {
        self.batches[0].rows.columns().iter().map(String::as_str).collect()
    }

    fn rows(&self) -> usize {
        self.batches.iter().map(|batch| batch.rows.len()).sum()
    }

    fn when(&self, row: usize) -> String {
        self.batches[0].whens[row].as_ref().map_or_else(String::new, ToString::to_string)
    }

    fn whens(&self) -> Vec<String> {
        (0..self.rows()).map(|row| self.when(row)).collect()
    }

    fn geometry(&self) -> Option<&Geometry> {
        self.batches[0].geometries[0].as_ref()
    }

    fn findings(&self) -> Vec<String> {
        self.diagnostics.iter().map(ToString::to_string).collect()
    }
}

fn cell<'a>(batch: &'a Batch, row: usize, name: &str) -> &'a str {
    let column = batch.rows.columns().iter().position(|column| column == name);
    column.map_or("", |column| batch.rows.cell(row, column))
}

fn read(bytes: impl AsRef<[u8]>) -> Read {
    let mut batches = Vec::new();
    let mut take = |batch: Batch, _: u64| {
        batches.push(batch);
        ControlFlow::Continue(())
    };
    let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
    let outcome = read_kml(bytes.as_ref(), u64::MAX, &mut harvest);
    let Harvest { diagnostics, title, .. } = harvest;
    Read { outcome, batches, diagnostics, title }
}

fn positions(numbers: &[(f64, f64)]) -> Vec<LonLat> {
    numbers.iter().map(|(lon, lat)| LonLat::new(*lon, *lat)).collect()
}

#[test]
fn a_placemark_is_a_row() {
    let file = read(
        r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Crisis</name>
        <Folder><name>Strikes</name><Placemark id="p1"><name> Kabul </name><address>Kabul, Afghanistan</address>
        <description><![CDATA[<b>Air strike</b><br>at night &amp; day]]></description><styleUrl>#red</styleUrl>
        <Point><coordinates>69.17,34.53,1800</coordinates></Point></Placemark></Folder></Document></kml>"#,
    );
    assert!(file.outcome.is_ok());
    assert_eq!(file.title, "Crisis");
    assert_eq!(file.columns(), ["layer", "id", "title", "place", "summary", "styleUrl"]);
    let cells: Vec<&str> = file.batches[0].rows.cells(0).collect();
    assert_eq!(cells, ["Strikes", "p1", "Kabul", "Kabul, Afghanistan", "Air strike\nat night & day", "#red"]);
    assert_eq!(file.geometry().map(|geometry| geometry.points.clone()), Some(positions(&[(69.17, 34.53)])));
    assert_eq!(file.batches[0].rows.line(0), 2);
    assert!(file.diagnostics.is_empty(), "{:?}", file.findings());
}

#[test]
fn prefixes_and_namespaces_do_not_matter() {
    for (open, prefix) in [("kml", ""), ("kml:kml xmlns:kml=\"http://www.opengis.net/kml/2.2\"", "kml:")] {
        let (outer, p) = (open.split(' ').next().unwrap_or_default(), prefix);
        let file = read(format!(
            "<{open}><{p}Placemark><{p}name>A</{p}name><{p}TimeStamp><{p}when>2020</{p}when></{p}TimeStamp>\
             </{p}Placemark></{outer}>"
        ));
        assert_eq!((file.cell("title"), file.when(0).as_str()), ("A", "2020"), "{open}");
    }
    assert_eq!(read("<Placemark><name>A</name></Placemark>").rows(), 1);
}

#[test]
fn the_innermost_time_holds() {
    let file = read(
        "<kml><Document><TimeStamp><when>2019</when></TimeStamp><Placemark/>
        <Folder><Placemark/><TimeSpan><begin>2020</begin></TimeSpan>
        <Folder><Placemark><TimeStamp><when>2021-05</when></TimeStamp></Placemark><Placemark/></Folder>
        <Folder><TimeSpan><end>0725-03-04T05:06:07.5+05:30</end></TimeSpan><Placemark/></Folder></Folder>
        <Placemark><TimeStamp><when>soon</when></TimeStamp></Placemark></Document></kml>",
    );
    assert_eq!(file.whens(), ["2019", "2020/..", "2021-05", "2020/..", "../0725-03-04T05:06:07.5+05:30", ""]);
    assert_eq!(file.diagnostics.errors(), 1);
    assert!(file.findings()[0].starts_with("5:20: error: `soon` is no time"), "{:?}", file.findings());
}

#[test]
fn the_innermost_folder_with_a_name_is_the_layer() {
    let file = read(
        "<kml><Document><name>D</name><Placemark><name>0</name></Placemark><Folder><Folder><Placemark/><name>B</name>
        </Folder><name>A</name><Placemark/><Folder><Placemark/></Folder></Folder></Document></kml>",
    );
    let layers: Vec<&str> = (0..4).map(|row| cell(&file.batches[0], row, "layer")).collect();
    assert_eq!(layers, ["", "B", "A", "A"]);
}

#[test]
fn a_track_is_a_line_with_a_time() {
    let track = "<gx:Track><when>2010-05-28T02:02:09Z</when><when>2010-05-28T02:02:56Z</when>
        <gx:coord>-122.2 37.3 156</gx:coord><gx:coord>-122.1 37.4 152</gx:coord></gx:Track>";
    let file = read(format!("<kml><Placemark>{track}</Placemark></kml>"));
    assert_eq!(file.when(0), "2010-05-28T02:02:09Z/2010-05-28T02:02:56Z");
    let line = positions(&[(-122.2, 37.3), (-122.1, 37.4)]);
    assert_eq!(file.geometry().map(|geometry| geometry.lines.to_vec()), Some(vec![line]));

    let later = "<gx:Track><when>2010-05-29</when><gx:coord>1 2 3</gx:coord></gx:Track>";
    let file = read(format!("<kml><Placemark><gx:MultiTrack>{track}{later}</gx:MultiTrack></Placemark></kml>"));
    assert_eq!(file.when(0), "2010-05-28T02:02:09Z/2010-05-29");
    let counts = file.geometry().map(|geometry| (geometry.lines.len(), geometry.points.len()));
    assert_eq!(counts, Some((1, 1)));
}

#[test]
fn extended_data_are_columns() {
    let file = read(
        r#"<kml><Placemark><name>A</name><ExtendedData><Data name="deaths"><displayName>Killed</displayName>
        <value>3</value></Data><Data name="title"><value>B</value></Data>
        <SchemaData schemaUrl="s"><SimpleData name="actor">TTP</SimpleData></SchemaData>
        <camp:number xmlns:camp="c">14</camp:number></ExtendedData></Placemark>
        <Placemark><ExtendedData><Data name="actor"><value>X</value></Data></ExtendedData></Placemark></kml>"#,
    );
    assert_eq!(file.columns(), ["title", "deaths", "title (ExtendedData)", "actor", "number"]);
    assert_eq!(file.batches[0].rows.cells(0).collect::<Vec<_>>(), ["A", "3", "B", "TTP", "14"]);
    assert_eq!(cell(&file.batches[0], 1, "actor"), "X");
}

#[test]
fn polygons_have_holes_and_collections_hold_all_kinds() {
    let file = read(
        "<kml><Placemark><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>
        0,0 9,0 9,9 0,9 0,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>
        1, 1, 5   2,1 2 ,2</coordinates></LinearRing></innerBoundaryIs></Polygon>
        <MultiGeometry><LineString><coordinates>1,2 3,4</coordinates></LineString>
        <Point><coordinates>5,6</coordinates></Point></MultiGeometry></MultiGeometry></Placemark></kml>",
    );
    assert!(file.diagnostics.is_empty(), "{:?}", file.findings());
    let outer = positions(&[(0., 0.), (9., 0.), (9., 9.), (0., 9.), (0., 0.)]);
    let hole = positions(&[(1., 1.), (2., 1.), (2., 2.), (1., 1.)]);
    let expected = Geometry {
        points: positions(&[(5., 6.)]),
        lines: vec![positions(&[(1., 2.), (3., 4.)])].into(),
        areas: vec![vec![outer, hole]].into(),
    };
    assert_eq!(file.geometry(), Some(&expected));
}

#[test]
fn a_wrong_position_leaves_the_row_without_a_place() {
    for coordinates in ["NaN,1", "1,inf", "181,0", "0,90.5", "1", "a,b", "", "1,2 3"] {
        let file = read(format!(
            "<kml><Placemark><name>A</name>\n<LineString><coordinates>{coordinates}</coordinates></LineString></Placemark></kml>"
        ));
        assert_eq!((file.rows(), file.geometry()), (1, None), "{coordinates}");
        assert_eq!(file.diagnostics.errors(), 1, "{coordinates}");
        assert_eq!(file.diagnostics.as_slice()[0].line, 2, "{coordinates}");
    }
}

#[test]
fn entities_are_never_expanded() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;">]>
        <kml><Placemark><name>&c;</name></Placemark></kml>"#;
    let outside =
        r#"<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Placemark><name>&x;</name></Placemark></kml>"#;
    for text in [laughs, outside] {
        let file = read(text);
        assert!(matches!(file.outcome, Err(LoadError::Broken { format: "KML", .. })), "{text}");
        assert!(file.batches.is_empty());
    }
    let file = read(
        "<!DOCTYPE kml SYSTEM 'http://example.org/kml.dtd'><kml><Placemark><name>&x; &#65;&lt; a&b &x;</name></Placemark></kml>",
    );
    assert_eq!(file.cell("title"), "&x; A< a&b &x;");
    assert_eq!(file.diagnostics.warnings(), 3, "{:?}", file.findings());
}

#[test]
fn rows_before_a_break_are_kept() {
    let file = read("<kml><Placemark><name>A</name></Placemark>\n<Placemark><name>B</wrong></Placemark></kml>");
    assert!(file.outcome.is_ok());
    assert_eq!((file.rows(), file.diagnostics.errors()), (1, 1));
    assert!(file.findings()[0].starts_with("2:19: error:"), "{:?}", file.findings());
    let cut = read("<kml><Placemark><name>A</name></Placemark><Placemark><name>B");
    assert_eq!((cut.rows(), cut.diagnostics.errors()), (1, 1));
    for broken in ["", "no XML", "<kml><Placemark>", "<gpx></gpx>", "<kml></other>"] {
        assert!(matches!(read(broken).outcome, Err(LoadError::Broken { .. })), "{broken}");
    }
    assert!(read("<kml/>").outcome.is_ok());
}

#[test]
fn depth_is_limited() {
    for name in ["Folder", "MultiGeometry", "name"] {
        let text = format!("<kml><Placemark/><Placemark>{}", format!("<{name}>").repeat(100_000));
        let file = read(text);
        assert_eq!((file.rows(), file.diagnostics.errors()), (1, 1), "{name}");
    }
}

#[test]
fn links_and_overlays_are_counted_not_followed() {
    let file = read(
        "<kml><Folder><NetworkLink><Link><href>http://example.org/</href></Link></NetworkLink><NetworkLink/>
        <GroundOverlay><name>Map</name></GroundOverlay><Placemark/></Folder></kml>",
    );
    assert_eq!((file.rows(), file.diagnostics.warnings()), (1, 2));
    assert!(file.findings()[0].contains("2 links"), "{:?}", file.findings());
}

#[test]
fn encodings_are_those_that_the_file_names() {
    let text = "<kml><Placemark><name>Zürich</name></Placemark></kml>";
    let latin: Vec<u8> =
        format!("<?xml version='1.0' encoding='ISO-8859-1'?>{text}").chars().map(|c| c as u8).collect();
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [latin, wide, format!("\u{FEFF}{text}").into_bytes()] {
        assert_eq!(read(bytes).cell("title"), "Zürich");
    }
}

#[test]
fn rows_come_in_batches_of_the_same_columns() {
    let placemarks = |count| "<Placemark><name>A</name></Placemark>".repeat(count);
    let extra = "<Placemark><ExtendedData><Data name='x'><value>1</value></Data></ExtendedData></Placemark>";
    let file = read(format!("<kml>{}{extra}</kml>", placemarks(BATCH_ROWS)));
    let sizes: Vec<usize> = file.batches.iter().map(|batch| batch.rows.len()).collect();
    assert_eq!(sizes, [BATCH_ROWS, 1]);
    assert_eq!(file.columns(), ["title", "x"]);
    assert_eq!(cell(&file.batches[1], 0, "x"), "1");
}

#[test]
fn columns_are_limited() {
    let row = |number| {
        format!("<Placemark><ExtendedData><Data name='c{number}'><value>1</value></Data></ExtendedData></Placemark>")
    };
    let file = read(format!("<kml>{}</kml>", (0..1100).map(row).collect::<String>()));
    assert_eq!((file.rows(), file.columns().len(), file.diagnostics.errors()), (1100, 1000, 1));
}
