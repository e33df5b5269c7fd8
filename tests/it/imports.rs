//! Files that people have: each format, encoding, schema, precision, date form and bad input, a small one each.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::borrow::{Borrow, Cow};
use std::io::Write as _;

use meridian::io::{FileFormat, LoadError, Loaded, Mapping, Opening, carried_story, open_bytes, write_events_to};
use meridian::model::{Event, Events, Geometry, LonLat, Place, Precision, Row, Story, When};
use proptest::prelude::*;

fn read(text: &str) -> Loaded {
    read_bytes(text.as_bytes()).unwrap()
}

fn read_bytes(bytes: &[u8]) -> Result<Loaded, LoadError> {
    open_bytes(bytes.to_vec(), Opening::default())
}

fn read_as(text: &str, mapping: &str) -> Loaded {
    let opening = Opening { mapping: mapping.parse::<Mapping>().unwrap(), ..Opening::default() };
    open_bytes(text.as_bytes().to_vec(), opening).unwrap()
}

fn when(event: impl Borrow<Event>) -> String {
    event.borrow().when.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn at(event: impl Borrow<Event>) -> [f64; 2] {
    event.borrow().anchor().map_or([f64::NAN; 2], |at| [at.lon, at.lat])
}

fn told(loaded: &Loaded) -> Vec<String> {
    loaded.diagnostics.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn says(loaded: &Loaded, part: &str) {
    let told = told(loaded);
    assert!(told.iter().any(|line| line.contains(part)), "{part}\n{told:#?}");
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        packed.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        packed.write_all(bytes).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

const TABLE: &str = "title,date,lat,lon\nStrike,2025-10-09,34.5,69.2\nTalks,2025-10-25,41.0,28.9\n";
const KML: &str = "<kml><Placemark><name>Strike</name><TimeStamp><when>2025-10</when></TimeStamp><Point><coordinates>69.2,34.5</coordinates></Point></Placemark></kml>";

#[test]
fn a_file_is_told_by_its_content_packed_or_not() {
    let geojson =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[69.2,34.5]},"properties":{"name":"Strike"}}"#;
    let lines = format!("{geojson}\n{geojson}\n");
    let objects = r#"[{"title":"Strike","date":"2025-10-09","lat":34.5,"lon":69.2}]"#;
    let gpx = r#"<gpx version="1.1"><wpt lat="34.5" lon="69.2"><name>Strike</name><time>2025-10-09T10:00:00Z</time></wpt></gpx>"#;
    let storymap = r#"{"storymap":{"slides":[{"type":"overview","text":{"headline":"All"}},{"location":{"lat":34.5,"lon":69.2},"text":{"headline":"Strike"}}]}}"#;
    for (bytes, format, events) in [
        (TABLE.as_bytes().to_vec(), "csv", 2),
        (gzipped(TABLE.as_bytes()), "csv", 2),
        (zipped(&[("a/events.csv", TABLE.as_bytes())]), "csv", 2),
        (zipped(&[("doc.kml", KML.as_bytes())]), "kml", 1),
        (KML.as_bytes().to_vec(), "kml", 1),
        (gpx.as_bytes().to_vec(), "gpx", 1),
        (geojson.as_bytes().to_vec(), "geojson", 1),
        (lines.into_bytes(), "geojson lines", 2),
        (objects.as_bytes().to_vec(), "json", 1),
        (b"{\"title\":\"a\",\"date\":\"2025\"}\n{\"title\":\"b\",\"date\":\"2026\"}\n".to_vec(), "json", 2),
        (storymap.as_bytes().to_vec(), "storymapjs", 1),
    ] {
        let loaded = read_bytes(&bytes).unwrap();
        assert_eq!((loaded.format, loaded.story.events.len()), (format, events));
        let event = loaded.story.events.get(0);
        assert!(event.title == "Strike" || event.title == "a", "{format}: {}", event.title);
    }
}

/// Written by pyarrow and polars: types of other programs, lists, parts, empty cells, shapes.
#[cfg(feature = "parquet")]
#[test]
fn parquet_brings_its_types_and_shapes() {
    let typed = read_bytes(include_bytes!("../fixtures/tables/typed.parquet")).unwrap();
    assert_eq!((typed.format, typed.rows, typed.report.undated, typed.report.unplaced), ("parquet", 3, 1, 1));
    let event = typed.story.events.get(0);
    assert_eq!((when(&*event).as_str(), at(&*event)), ("2025-10-09T21:50:00Z", [69.2, 34.5]));
    assert_eq!(event.place.as_ref().unwrap().name, "Kabul");
    assert_eq!(event.claims[0].quantities[0].value, Some(3.0));
    let cells: Vec<(&str, &str)> = event.row.as_ref().unwrap().named_cells().collect();
    assert!(cells.contains(&("day", "2025-10-09")) && cells.contains(&("tags", "[\"air\",\"night\"]")), "{cells:?}");
    let shapes = read_bytes(include_bytes!("../fixtures/tables/shapes.parquet")).unwrap();
    assert_eq!(shapes.story.events.iter().map(|event| event.geometry.is_some()).collect::<Vec<_>>(), [true, false]);
    assert_eq!(shapes.story.events.get(0).anchor(), Some(LonLat::new(69.2, 34.5)));
    assert_eq!(shapes.table.unwrap().columns.as_ref(), ["name", "date"]);
    // Midnight on no certain clock is how data frames write days.
    let days = read_bytes(include_bytes!("../fixtures/tables/local-days.parquet")).unwrap();
    assert_eq!(days.story.events.iter().map(when).collect::<Vec<_>>(), ["2025-10-09", "2025-10-10"]);
}

#[cfg(feature = "parquet")]
#[test]
fn a_damaged_parquet_file_is_told_wherever_it_breaks() {
    let whole = include_bytes!("../fixtures/tables/typed.parquet");
    for length in [4, 100, whole.len() / 2, whole.len() - 1] {
        let message = read_bytes(&whole[..length]).unwrap_err().to_string();
        assert!(message.starts_with("not Parquet: "), "{message}");
    }
    for index in 4..whole.len() {
        let mut damaged = whole.to_vec();
        damaged[index] ^= 0x55;
        if let Ok(loaded) = read_bytes(&damaged) {
            assert!(loaded.rows <= 3, "{index}");
        }
    }
}

/// Two points, written by the format's own library.
fn flatgeobuf(code: i32) -> Vec<u8> {
    use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
    use geozero::wkt::Wkt;
    use geozero::{ColumnValue, PropertyProcessor as _};
    let crs = FgbCrs { code, ..FgbCrs::default() };
    let options = FgbWriterOptions { crs, title: Some("Strikes"), ..FgbWriterOptions::default() };
    let mut writer = FgbWriter::create_with_options("strikes", GeometryType::Point, options).unwrap();
    for (name, kind) in [("title", ColumnType::String), ("date", ColumnType::DateTime), ("dead", ColumnType::Int)] {
        writer.add_column(name, kind, |_, _| {});
    }
    for (wkt, title) in [("POINT (69.2 34.5)", "Strike"), ("POINT (28.9 41)", "Talks")] {
        writer
            .add_feature_geom(Wkt(wkt), |row| {
                let date = ColumnValue::DateTime("2025-10-09T14:30:00Z");
                for (at, value) in [ColumnValue::String(title), date, ColumnValue::Int(3)].iter().enumerate() {
                    row.property(at, "", value).unwrap();
                }
            })
            .unwrap();
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes).unwrap();
    bytes
}

#[test]
fn flatgeobuf_brings_its_features_where_they_are_in_degrees() {
    let bytes = flatgeobuf(4326);
    let loaded = read_bytes(&bytes).unwrap();
    assert_eq!((loaded.format, loaded.story.title.as_str(), loaded.rows), ("flatgeobuf", "Strikes", 2));
    let event = loaded.story.events.iter().find(|event| event.title == "Strike").unwrap();
    assert_eq!((when(&*event).as_str(), at(&*event)), ("2025-10-09T14:30:00Z", [69.2, 34.5]));
    assert_eq!(event.claims[0].quantities[0].value, Some(3.0));
    says(&read_bytes(&flatgeobuf(3857)).unwrap(), "in EPSG:3857 and not in degrees");
    for index in 8..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[index] ^= 0x55;
        if let Ok(loaded) = read_bytes(&damaged) {
            assert!(loaded.rows <= 2, "{index}");
        }
    }
    says(&read_bytes(&bytes[..bytes.len() - 9]).unwrap(), "the file is damaged");
}

#[test]
fn separators_and_headers_are_told_by_the_rows() {
    for text in [
        "title;date;lat;lon\nStrike;09.10.2025;34,5;69,2\nTalks;25.10.2025;41,0;28,9\n",
        "title\tdate\tlat\tlon\nStrike \"one\t2025-10-09\t34.5\t69.2\nTalks\t2025-10-25\t41\t28.9\n",
        "title|date|lat|lon\nStrike|2025-10-09|34.5|69.2\n",
        "Our list\n\ntitle,date,lat,lon\nStrike,2025-10-09,34.5,69.2\n",
        "title,date,lat,lon\r\nStrike,2025-10-09,34.5,69.2,more,than,named\r\nshort\r\n",
    ] {
        let loaded = read(text);
        let event = loaded.story.events.get(0);
        assert_eq!((when(&*event).as_str(), event.anchor()), ("2025-10-09", Some(LonLat::new(69.2, 34.5))), "{text}");
    }
    let bare = read("Strike,2025-10-09,34.5\nTalks,2025-10-25,41\n");
    assert_eq!(bare.story.events.len(), 2);
    says(&bare, "columns are called by their number");
}

#[test]
fn places_are_read_in_every_usual_form() {
    for (text, [lon, lat]) in [
        ("t,latitude,longitude\na b,34°30'N,69°12'E\n", [69.2, 34.5]),
        ("t,coordinates\na b,\"34.5, 69.2\"\n", [69.2, 34.5]),
        ("t,geometry\na b,POINT (69.2 34.5)\n", [69.2, 34.5]),
        ("t,X,Y,Lng,Lat\na b,7703000,4100000,69.2,34.5\n", [69.2, 34.5]),
        ("t,lat,lon\na b,34.5,-290.8\n", [69.2, 34.5]),
    ] {
        let loaded = read(text);
        let [read_lon, read_lat] = at(loaded.story.events.get(0));
        assert!((read_lon - lon).abs() < 1e-6 && (read_lat - lat).abs() < 1e-6, "{text} {read_lon} {read_lat}");
    }
    let squares = read("t,mgrs\na b,42SWD1521\n");
    assert!(at(squares.story.events.get(0))[1] > 30.0);
}

#[test]
fn dates_are_read_by_the_whole_column() {
    for (cells, expected) in [
        (["10/11/2025", "13/10/2025"], ["2025-11-10", "2025-10-13"]),
        (["10/11/2025", "10/13/2025"], ["2025-10-11", "2025-10-13"]),
        (["45939", "45940"], ["2025-10-09", "2025-10-10"]),
        (["1760018400", "1760018401"], ["2025-10-09T14:00:00Z", "2025-10-09T14:00:01Z"]),
        (["1760018400000", "1760018400001"], ["2025-10-09T14:00:00Z", "2025-10-09T14:00:00.001Z"]),
        (["Thu, 09 Oct 2025 14:30:00 +0000", "2025-10~"], ["2025-10-09T14:30:00+00:00", "2025-10~"]),
        (["44 BC", "-0043"], ["-0043", "-0043"]),
    ] {
        let text = format!("title,date\na,\"{}\"\nb,\"{}\"\n", cells[0], cells[1]);
        let loaded = read(&text);
        let read: Vec<String> = loaded.story.events.iter().map(when).collect();
        assert_eq!(read, expected);
    }
    let parts = read("title,year,month,day\na,2025,10,9\nb,2025,Oct,\nc,,,\n");
    assert_eq!(parts.story.events.iter().map(when).collect::<Vec<_>>(), ["2025-10-09", "2025-10", ""]);
    let ends = read("title,start,end\na,2025-10-25,2025-10-28\nb,2025-10-25,2025-10-25\n");
    assert_eq!(ends.story.events.iter().map(when).collect::<Vec<_>>(), ["2025-10-25/2025-10-28", "2025-10-25"]);
}

#[test]
fn what_can_be_read_two_ways_is_said() {
    let text = "title,date\na,10/11/2025\nb,1/2/2025\n";
    says(&read(text), "can be read with the day or the month first");
    let said = read_as(text, "dates=month-first");
    assert_eq!(said.story.events.iter().map(when).collect::<Vec<_>>(), ["2025-10-11", "2025-01-02"]);
    let mixed = read("title,date\na,13/10/2025\nb,10/13/2025\nc,14/10/2025\n");
    says(&mixed, "3:1: error: 13 is no month");
    says(&mixed, "holds dates with the day first and others with the month first");
    assert_eq!(mixed.report.undated, 1);
}

#[test]
fn a_mapping_puts_right_what_was_guessed_wrong() {
    let text = "Was;Wann;Hoch;Quer\nAngriff;2025-10-09;34,5;69,2\n";
    let loaded = read_as(text, "title=Was,lat=Hoch,lon=Quer");
    assert_eq!(loaded.story.events.get(0).anchor(), Some(LonLat::new(69.2, 34.5)));
    says(&read_as(text, "lat=Höhe,lon=Quer"), "there is no column \"Höhe\" for lat");
    let table = loaded.table.unwrap();
    assert_eq!(table.mapping.to_string(), "title=Was,when=Wann,lat=Hoch,lon=Quer");
}

const ACLED: &str = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,civilian_targeting,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,timestamp";

#[test]
fn acled_brings_its_precisions_sources_and_deaths() {
    let text = format!(
        "{ACLED}\nAFG1,09 October 2025,1,Battles,Armed clash,A,B; C,D,,Kabul,34.5,69.2,1,Dawn; Reuters,National,On 9 October,3,1760018400\nAFG2,09 October 2025,2,Protests,Peaceful protest,A,,,,Kabul,34.5,69.2,2,Dawn,National,x,0,1760018400\nAFG3,09 October 2025,3,Riots,Mob violence,A,,,,Kabul,34.5,69.2,3,Dawn,National,y,0,1760018400\n"
    );
    let loaded = read(&text);
    assert_eq!(loaded.table.as_ref().unwrap().schema, Some("ACLED"));
    let events = &loaded.story.events;
    assert_eq!(events.iter().map(when).collect::<Vec<_>>(), ["2025-10-09", "[2025-10-06..2025-10-12]", "2025-10-XX"]);
    let precisions: Vec<Precision> = events.iter().map(|event| event.place.as_ref().unwrap().precision).collect();
    assert_eq!(precisions, [Precision::Exact, Precision::District, Precision::Province]);
    assert_eq!(events.get(0).title, "Armed clash, Kabul");
    assert_eq!(events.get(0).actors.iter().map(|role| role.actor.as_str()).collect::<Vec<_>>(), ["A", "B", "C", "D"]);
    let first = events.get(0);
    let sources: Vec<&str> = first.claims.iter().map(|claim| claim.source.as_str()).collect();
    assert_eq!(sources, ["ACLED", "Dawn", "Reuters"]);
    assert_eq!(first.claims[0].quantities[0].value, Some(3.0));
}

const GED: &str = "id,year,type_of_violence,dyad_name,side_a,side_b,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,latitude,longitude,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low";

#[test]
fn ucdp_brings_every_precision_and_its_estimates() {
    let mut text = format!("{GED}\n");
    for code in 1..=7 {
        let date = code.min(5);
        text.extend([
            format!("{code},2025,1,A - B,A,B,\"\"\"Reuters, 9 Oct\"\";\"\"AFP\"\"\",Reuters;AFP,2025-10-09;2025-10-10,One;Two,an officer,"),
            format!("{code},Kabul,34.5,69.2,{date},2025-10-09 00:00:00.000,2025-10-15 00:00:00.000,0,2,0,0,3,5,2\n"),
        ]);
    }
    let loaded = read(&text);
    assert_eq!(loaded.table.as_ref().unwrap().schema, Some("UCDP GED"));
    let events = &loaded.story.events;
    assert_eq!(when(events.get(0)), "2025-10-09/2025-10-15");
    assert!(events.iter().skip(1).all(|event| when(event) == "[2025-10-09..2025-10-15]"));
    let precisions: Vec<Precision> = events.iter().map(|event| event.place.as_ref().unwrap().precision).collect();
    assert_eq!(
        precisions,
        [
            Precision::Exact,
            Precision::City,
            Precision::District,
            Precision::Province,
            Precision::Province,
            Precision::Country,
            Precision::Unknown
        ]
    );
    let first = events.get(0);
    let claims = &first.claims;
    let figure = &claims[0].quantities[0];
    assert_eq!((figure.low, figure.value, figure.high), (Some(2.0), Some(3.0), Some(5.0)));
    assert_eq!(claims[0].quantities[1].measure, "deaths of B");
    assert_eq!(claims.len(), 3);
    assert_eq!(claims[1].attribution.name, "an officer");
    assert_eq!(loaded.story.source(&claims[2].source).unwrap().publisher, "AFP");
}

#[test]
fn gdelt_usgs_and_timelinejs_are_known_by_their_columns() {
    let mut cells = vec![String::new(); 61];
    for (column, text) in [
        (0, "410"),
        (1, "20251009"),
        (2, "202510"),
        (3, "2025"),
        (6, "PAKISTAN"),
        (16, "KABUL"),
        (26, "190"),
        (28, "19"),
        (51, "4"),
        (52, "Kabul"),
        (56, "34.5"),
        (57, "69.2"),
        (59, "20251010120000"),
        (60, "https://www.example.org/a"),
    ] {
        text.clone_into(&mut cells[column]);
    }
    // Column numbers count from 1 in the codebook: 29 is EventRootCode, 57 and 58 latitude and longitude.
    cells[55] = "34.5".to_owned();
    cells.swap(55, 56);
    let row = cells.join("\t");
    let loaded = read(&format!("{row}\n{}\n", row.replacen("410", "411", 1)));
    assert_eq!(loaded.table.as_ref().unwrap().schema, Some("GDELT events"));
    let event = loaded.story.events.get(0);
    assert_eq!((when(&*event).as_str(), event.id.as_str()), ("2025-10-09", "410"));
    assert_eq!(loaded.story.source(&event.claims[0].source).unwrap().publisher, "example.org");
    assert_eq!(event.category, "Fight");

    let usgs = read(
        "time,latitude,longitude,depth,mag,magType,net,id,updated,place,type\n2025-10-09T14:30:05.250Z,34.5,69.2,10,5.2,mw,us,us1,2026-01-01T00:00:00Z,Kabul,earthquake\n",
    );
    let event = usgs.story.events.get(0);
    assert_eq!((when(&*event).as_str(), event.title.as_str()), ("2025-10-09T14:30:05.25Z", "M 5.2, Kabul"));
    assert_eq!(event.claims[0].quantities[0].unit, "mw");

    let sheet = read(
        "Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text,Media,Media Credit,Type,Group\n,,,,,,,,All of it,About,,,title,\n1815,12,10,,1852,11,27,,Ada,<b>Bold</b> words,https://example.org/a.jpg,A desk,,People\n",
    );
    assert_eq!((sheet.story.title.as_str(), sheet.story.events.len()), ("All of it", 1));
    let event = sheet.story.events.get(0);
    assert_eq!((when(&*event).as_str(), event.summary.as_str()), ("1815-12-10/1852-11-27", "Bold words"));
}

#[test]
fn rows_that_cannot_be_are_counted_and_told_with_their_line() {
    let text = "id,title,date,lat,lon\n1,Swapped,2025-10-09,169.2,34.5\n2,Nowhere,2025-10-09,0,0\n3,Far,2025-10-09,95,200\n4,Strike,2025-10-09,34.5,69.2\n4,Strike,2025-10-09,34.5,69.2\n4,Other,2025-10-09,34.5,69.2\n5,Nan,2025-10-09,NaN,inf\n6,Late,99999,34.5,69.2\n,,,,\n7,,,,\n";
    let loaded = read(text);
    let report = &loaded.report;
    assert_eq!((report.rows, report.duplicates, report.rejected), (9, 1, 1), "{:#?}", told(&loaded));
    assert_eq!((report.out_of_range, report.undated), (3, 1));
    says(
        &loaded,
        "2:1: error: longitude 34.5, latitude 169.2 lies outside the globe; are longitude and latitude swapped?",
    );
    says(&loaded, "3:1: warning: 0, 0 lies in the sea off Ghana");
    says(&loaded, "6:1: warning: this row stands on line 5 already");
    says(&loaded, "a second row has the id \"4\"; it is opened as \"4-2\"");
    says(&loaded, "8:1: error: \"inf\" is no number of degrees");
    says(&loaded, "11:1: error: this row has neither a title nor a date nor a place");
    assert_eq!(report.rejected_rows[0].line(), 11);
}

#[test]
fn html_is_shown_as_text_and_addresses_are_not_opened() {
    let loaded = read("title,summary,url\n<script>alert(1)</script>,<b>x</b>,file:///etc/passwd\n");
    assert_eq!(loaded.story.events.get(0).title, "<script>alert(1)</script>");
    let kml =
        "<!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><kml><Placemark><name>&x;</name></Placemark></kml>";
    assert!(read_bytes(kml.as_bytes()).is_err());
    let bomb = "<!DOCTYPE kml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><kml><Placemark><name>&b;</name></Placemark></kml>";
    assert!(read_bytes(bomb.as_bytes()).unwrap_err().to_string().contains("DOCTYPE"));
}

#[test]
fn what_is_known_and_not_read_says_what_to_do() {
    for (bytes, part) in [
        (&b"\xd0\xcf\x11\xe0...."[..], "save it as .xlsx"),
        (b"SQLite format 3\0", "export its table"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"PK\x05\x06", "an empty zip file"),
        (b"", "empty"),
    ] {
        let message = read_bytes(bytes).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    }
    let mut deep = TABLE.as_bytes().to_vec();
    for _ in 0..5 {
        deep = gzipped(&deep);
    }
    assert!(read_bytes(&deep).unwrap_err().to_string().contains("packed more than three times"));
}

#[test]
fn a_gzip_bomb_ends_where_no_file_may_go_on() {
    // One cell of 64 MiB: longer than any row.
    let bomb = gzipped(&vec![b'a'; 64 << 20]);
    assert!(bomb.len() < 1 << 20);
    says(&read_bytes(&bomb).unwrap(), "longer than 4 MiB");
}

#[test]
fn the_carried_story_survives_every_format_as_far_as_that_can_hold_it() {
    let story = carried_story().story;
    for (format, ..) in FileFormat::ALL.iter().copied() {
        let again = written_and_read(&story, format);
        assert_eq!(again.len(), story.events.len());
        for (mut one, other) in story.events.iter().map(bare).zip(&again) {
            // A table has no zone of its own: each event is given that of its story.
            if format != FileFormat::Story && one.when.is_some() {
                one.zone.get_or_insert_with(|| story.zone.clone());
            }
            assert_eq!(&one, other, "{format:?}");
        }
    }
}

/// What a flat format holds of an event.
fn bare(event: Cow<'_, Event>) -> Event {
    let mut event = event.into_owned();
    event.row = None;
    event.properties.clear();
    event.members.clear();
    event.claims.iter_mut().for_each(|claim| claim.members.clear());
    event
}

fn written_and_read(story: &Story, format: FileFormat) -> Vec<Event> {
    let mut bytes = Vec::new();
    let written = write_events_to(&mut bytes, story, format).unwrap();
    assert_eq!(written.events, story.events.len());
    let loaded = read_bytes(&bytes).unwrap();
    assert_eq!(loaded.diagnostics.errors(), 0, "{:#?}", told(&loaded));
    // KML has folders, which put the events of a layer together.
    let mut events: Vec<Event> = loaded.story.events.iter().map(bare).collect();
    let place = |event: &Event| story.events.iter().position(|one| one.id == event.id);
    events.sort_by_key(place);
    events
}

fn any_event() -> impl Strategy<Value = Event> {
    let word = "[a-zA-Zäß؀-ۿ0-9<>&\"',;:=(|)\\[\\]-]{1,8}( [a-z\"\n,;]{0,3}[a-z])?";
    let text = word.prop_map(|text| text.trim().to_owned());
    let place = (text.clone(), 0_usize..6);
    let lon_lat = (-180.0..180.0_f64, -90.0..90.0_f64).prop_map(|(lon, lat)| LonLat::new(lon, lat));
    let points = proptest::collection::vec(lon_lat.clone(), 0..3);
    let lines = proptest::collection::vec(proptest::collection::vec(lon_lat, 2..4), 0..2);
    let when = proptest::sample::select(vec!["", "2025-10-09", "2025-10~", "[2025-10-06..2025-10-12]", "../2025"]);
    (text.clone(), text, place, points, lines, when).prop_map(
        |(title, summary, (name, precision), points, lines, when)| {
            let geometry = Geometry { points, lines: lines.into(), areas: Vec::new().into() };
            Event {
                title,
                summary,
                when: When::parse(when).ok(),
                place: Some(Place { name, precision: Precision::ALL[precision].0, ..Place::default() }),
                geometry: Some(geometry).filter(|geometry| !geometry.is_empty()),
                ..Event::default()
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_equal(events in proptest::collection::vec(any_event(), 1..5)) {
        let number = |(index, event): (usize, Event)| Event { id: format!("e{index}"), ..event };
        let story = Story { events: events.into_iter().enumerate().map(number).collect(), ..Story::default() };
        for (format, ..) in FileFormat::ALL.iter().copied() {
            let again = written_and_read(&story, format);
            prop_assert_eq!(&Events::from(again), &story.events, "{:?}", format);
        }
    }

    #[test]
    fn no_bytes_make_an_importer_stumble(
        start in proptest::sample::select(vec!["", "a,b\n", "<kml>", "<gpx>", "{", "[{", "PK\u{3}\u{4}", "{\"events\":[", "{\"storymap\":"]),
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut whole = start.as_bytes().to_vec();
        whole.extend(bytes);
        if let Ok(loaded) = read_bytes(&whole) {
            let report = &loaded.report;
            let left = loaded.rejected + report.duplicates + report.joined + report.titles;
            prop_assert!(loaded.rows <= loaded.story.events.len() + left);
        }
    }
}

#[test]
fn geojson_of_the_wrong_kinds_is_told_at_its_line() {
    let feature = |members: &str| {
        format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{{\"type\": \"Feature\", {members}}}\n]}}")
    };
    let sound = "\"geometry\": null, \"properties\": {\"name\": \"A\"}";
    for (members, expected) in [
        ("\"id\": {\"n\": 1}", "2:27: error: \"id\" must be a string or a number, found an object"),
        ("\"id\": [7]", "2:27: error: \"id\" must be a string or a number, found an array"),
        ("\"id\": true", "2:27: error: \"id\" must be a string or a number, found true or false"),
        ("\"bbox\": \"1,2,3,4\"", "2:29: warning: \"bbox\" must be an array of four numbers"),
        ("\"bbox\": {}", "2:29: warning: \"bbox\" must be an array"),
        ("\"bbox\": [1, 2, 3]", "2:29: warning: \"bbox\" must be an array"),
        ("\"bbox\": [1, 2, \"3\", 4]", "2:29: warning: \"bbox\" must be an array"),
    ] {
        says(&read(&feature(&format!("{members}, {sound}"))), expected);
    }
    for (members, expected) in [
        (
            "\"geometry\": null, \"properties\": []",
            "2:53: error: \"properties\" must be an object or null, found an array",
        ),
        (
            "\"geometry\": null, \"properties\": \"A\"",
            "2:53: error: \"properties\" must be an object or null, found a string",
        ),
        (
            "\"geometry\": [1, 2], \"properties\": null",
            "2:33: error: \"geometry\" must be an object or null, found an array",
        ),
        ("\"geometry\": \"POINT (1 2)\", \"properties\": null", "2:33: error: \"geometry\" must be an object or null"),
        ("\"geometry\": {\"type\": 3}, \"properties\": null", "2:42: error: \"type\" must be a string, found a number"),
        (
            "\"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2], \"bbox\": 1}, \"properties\": null",
            "2:82: warning: \"bbox\" must be an array",
        ),
        (
            "\"geometry\": {\"type\": \"GeometryCollection\", \"geometries\": {}}, \"properties\": null",
            "2:78: error: \"geometries\" must be an array, found an object",
        ),
    ] {
        says(&read(&feature(members)), expected);
    }
    let whole = |members: &str| format!("{{\n{members}\n}}");
    let collection = "\"type\": \"FeatureCollection\", \"features\": []";
    says(&read(&whole(&format!("{collection},\n\"bbox\": null, \"bbox\": [0]"))), "3:23: warning: \"bbox\" must be");
    says(
        &read(&whole(
            "\"type\": \"FeatureCollection\",\n\"features\": [\n{\"type\": \"Point\", \"coordinates\": [1, 2]}]",
        )),
        "4:10: error: the \"type\" of a feature must be \"Feature\"; put this geometry into the \"geometry\" of one",
    );
    says(&read(&whole("\"type\": \"Feature\", \"geometry\": null,\n\"properties\": 5")), "3:15: error: \"properties\"");
    for (text, expected) in [
        (
            whole("\"type\": \"FeatureCollection\",\n\"features\": {}"),
            "3:13: error: not GeoJSON: \"features\" must be an array",
        ),
        (
            whole("\"type\": \"FeatureCollection\",\n\"features\": null"),
            "3:13: error: not GeoJSON: \"features\" must be",
        ),
        (whole("\"type\": 7"), "2:9: error: not GeoJSON: \"type\" must be a string, found a number"),
    ] {
        let told = read_bytes(text.as_bytes()).unwrap_err().diagnostic().to_string();
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn json_that_is_broken_is_told_at_its_place_in_lists_and_line_by_line() {
    let broken = |text: &str| read_bytes(text.as_bytes()).unwrap_err().diagnostic().to_string();
    let list = "[\n  {\"title\": \"é\", \"date\": 2025-10-09}\n]";
    assert!(broken(list).starts_with("2:26: error: not JSON: 2025-10-09 is no number"), "{}", broken(list));
    let timeline = "{\"events\": [\n{\"start_date\": {\"year\": \"2025\",}}]}";
    assert!(broken(timeline).starts_with("2:32: error: not JSON: there is a comma"), "{}", broken(timeline));
    let others = "[\n{\"title\": \"A\", \"date\": \"2025\"},\n  7]";
    says(&read(others), "3:3: error: this part of the list is no object; it is left out");
    let lines =
        "{\"title\": \"A\", \"date\": \"2025\"}\n{\"title\": \"B\", \"date\": \"2025\"}\n  {\"title\": 'C'}\n [1]\n";
    let loaded = read(lines);
    says(&loaded, "3:13: error: this line is no JSON: strings stand in straight double quotes (\"), not '");
    says(&loaded, "4:2: error: this line is no object in { }; it is left out");
    assert_eq!(loaded.story.events.len(), 2);
    let features = "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"A\"}}\n";
    let loaded = read(&format!("{features}{features} {{\"type\": \"Feature\", NaN}}\n{{\"a\": \"\\uD800\"}}\n"));
    says(&loaded, "3:22: error: this line is no JSON: the name of a member stands in double quotes: \"NaN\"");
    says(&loaded, "4:8: error: this line is no JSON: this is half of a character");
    assert_eq!(loaded.story.events.len(), 2);
}

#[test]
fn json_in_utf_16_is_read_with_a_mark_and_without() {
    let text = "\u{feff}[{\"title\": \"کابل\", \"date\": \"2025\"}]";
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes = |text: &str| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for text in [text, text.trim_start_matches('\u{feff}')] {
            assert_eq!(read_bytes(&bytes(text)).unwrap().story.events.get(0).title, "کابل");
        }
        let halved = [bytes("{\n\"a\": \""), order(0xD800).to_vec(), bytes("\"}")].concat();
        let told = read_bytes(&halved).unwrap_err().diagnostic().to_string();
        assert!(told.starts_with("2:7: error: not UTF-16: half of a letter"), "{told}");
        assert!(
            read_bytes(&bytes("{\"a\": 'b'}"))
                .unwrap_err()
                .diagnostic()
                .to_string()
                .starts_with("1:7: error: not JSON")
        );
    }
}

#[test]
fn a_feature_that_says_nothing_is_left_out_like_such_a_row() {
    let empty = "{\"type\": \"Feature\"}";
    for story in ["", "\"story\": {\"title\": \"t\"}, "] {
        let features = format!(
            "{empty},\n{{}},\n{{\"type\": \"Feature\", \"id\": \"a\", \"geometry\": null, \"properties\": null}}"
        );
        let loaded = read(&format!("{{\"type\": \"FeatureCollection\", {story}\"features\": [\n{features}]}}"));
        assert_eq!((loaded.rows, loaded.rejected, loaded.story.events.len()), (3, 2, 1));
        says(&loaded, "2:1: error: this feature says nothing");
        says(&loaded, "3:1: error: this feature says nothing");
    }
}

#[test]
fn times_come_back_from_every_format_as_the_same_instants() {
    let whens = [
        "../1985",
        "2021/..",
        "Y-12000",
        "-0043-03-15",
        "16XX~",
        "2025-10",
        "2025-10-09",
        "2025-10-09T21:50",
        "2025-10-09T21:50Z",
        "2025-10-09T21:50+05:00",
        "[2025-10-09,2025-10-11]",
        "2025-10-09T10:00/2025-10-09T12:00?",
    ];
    let event = |(place, when): (usize, &&str)| Event {
        id: format!("e{place:02}"),
        title: format!("Event {place}"),
        when: Some(When::parse(when).unwrap()),
        zone: (place % 2 == 0).then(|| "Europe/London".parse().unwrap()),
        geometry: Some(Geometry { points: vec![LonLat::new(69.2, 34.5)], ..Geometry::default() }),
        ..Event::default()
    };
    let events = whens.iter().enumerate().map(event).collect();
    let story = Story { zone: "Asia/Kabul".parse().unwrap(), events, ..Story::default() };
    let spans = |story: &Story| -> Vec<_> {
        let span = |event: &Event| event.when.as_ref().map(|when| when.span(event.zone_or(&story.zone)));
        story.events.iter().map(|event| (event.id.clone(), span(&event))).collect()
    };
    for (format, word, ..) in FileFormat::ALL {
        let mut bytes = Vec::new();
        write_events_to(&mut bytes, &story, *format).unwrap();
        assert_eq!(spans(&read_bytes(&bytes).unwrap().story), spans(&story), "{word}");
    }
}

#[test]
fn a_story_made_of_a_table_keeps_the_columns_of_the_table_in_every_format() {
    let table = "title,date,lat,lon,Deaths,Weapon used\nStrike,2025-10-09,34.5,69.2,12,drone\n";
    let mut text = Vec::new();
    write_events_to(&mut text, &read(table).story, FileFormat::Story).unwrap();
    let story = read_bytes(&text).unwrap().story;
    for (format, word, ..) in FileFormat::ALL {
        let mut bytes = Vec::new();
        write_events_to(&mut bytes, &story, *format).unwrap();
        let again = read_bytes(&bytes).unwrap().story;
        let event = again.events.get(0);
        let cell = |name: &str| event.row.iter().flat_map(Row::named_cells).find(|(column, _)| *column == name);
        let kept = |name: &str| event.properties.get("columns").unwrap_or(&serde_json::Value::Null)[name].as_str();
        let property = event.properties.get("Weapon used").and_then(serde_json::Value::as_str);
        let found = cell("Weapon used").map(|(_, cell)| cell).or(kept("Weapon used")).or(property);
        assert_eq!(found, Some("drone"), "{word}");
    }
}

/// The places of the events of a table.
fn places(text: &str) -> Vec<Option<[f64; 2]>> {
    let round = |number: f64| (number * 1e4).round() / 1e4;
    let events = read(text).story.events;
    events.iter().map(|event| event.anchor().map(|at| [round(at.lon), round(at.lat)])).collect()
}

#[test]
fn two_numbers_in_a_cell_are_no_place_where_nothing_says_so() {
    for (name, cells) in [
        ("Open", ["08:00 17:30", "9:15 22:00"]),
        ("Öffnung", ["8.30 17.00", "09.00 18.45"]),
        ("result", ["3 2", "1 0"]),
        ("score", ["3:2", "11:9"]),
        ("killed and hurt", ["3, 12", "0, 45"]),
        ("pressure", ["120/80", "135/90"]),
    ] {
        let [one, other] = cells;
        let text = format!("title,date,{name}\nA,2025-10-09,\"{one}\"\nB,2025-10-10,\"{other}\"\n");
        assert_eq!(places(&text), [None, None], "{text}");
    }
    assert_eq!(places("title,date,x,y\nA,2025-10-09,3,2\nB,2025-10-10,1,0\n"), [None, None]);
}

#[test]
fn positions_are_read_in_the_forms_of_programs() {
    let wiki = "34°30′36″N 69°10′48″E\u{feff} / \u{feff}34.51°N 69.18°E\u{feff} / 34.51; 69.18\u{feff} (Mill)";
    for (name, cell) in [
        ("where exactly", "34.510 69.180 1790 4.9"),
        ("_geopoint", "34.510 69.180 0 0"),
        ("seen at", "34.510:69.180"),
        ("spot", "34.510|69.180"),
        ("Coordinates", wiki),
        ("latLng", "34.51°, 69.18°"),
        ("point", "geo:34.51,69.18"),
        ("location", "Point(69.18 34.51)"),
        ("place", "Point(69.18 34.51)"),
        ("GPSPosition", "34 deg 30' 36.00\"\" N, 69 deg 10' 48.00\"\" E"),
        ("مکان", "۳۴٫۵۱، ۶۹٫۱۸"),
    ] {
        let text = format!("title,date,{name}\nA,2025-10-09,\"{cell}\"\n");
        assert_eq!(places(&text), [Some([69.18, 34.51])], "{text}");
    }
    for text in [
        "name,day,latE7,lngE7\nA,2025-10-09,345100000,691800000\n",
        "name,day,latitude,longitude\nA,2025-10-09,345100000,691800000\n",
        "name,day,GPSLatitude,GPSLongitude\nA,2025-10-09,\"34 deg 30' 36.00\"\" N\",\"69 deg 10' 48.00\"\" E\"\n",
        "name,day,lat,lon\nA,2025-10-09,۳۴٫۵۱,۶۹٫۱۸\n",
        "{\"locations\":[{\"timestamp\":\"2025-10-09T10:00:00Z\",\"latitudeE7\":345100000,\"longitudeE7\":691800000}]}",
        "{\"results\":{\"bindings\":[{\"x\":{\"value\":\"Mill\"},\"c\":{\"value\":\"Point(69.18 34.51)\"}}]}}",
        "{\"elements\":[{\"type\":\"way\",\"id\":1,\"center\":{\"lat\":34.51,\"lon\":69.18},\"tags\":{\"name\":\"Mill\"}}]}",
        "{\"features\":[{\"attributes\":{\"name\":\"Mill\"},\"geometry\":{\"x\":69.18,\"y\":34.51}}]}",
    ] {
        assert_eq!(places(text), [Some([69.18, 34.51])], "{text}");
    }
}

#[test]
fn one_odd_coordinate_takes_the_place_from_no_other_row() {
    for odd in ["31.611.234", "unknown", "see note", "#geo+lat", "34,5,1"] {
        let text =
            format!("name;date;lat;lon\nA;2025-10-09;34,51;69,18\nB;2025-10-10;33.92;68.12\nC;2025-10-11;{odd};65.7\n");
        assert_eq!(places(&text), [Some([69.18, 34.51]), Some([68.12, 33.92]), None], "{text}");
        says(&read(&text), &format!("4:1: error: \"{odd}\" is no number of degrees"));
    }
}

#[test]
fn codes_of_data_frames_are_the_codes() {
    let text = "id,type_of_violence,side_a,side_b,date_start,date_end,latitude,longitude,where_prec,date_prec,best,low,high\n\
        1,3.0,A,B,2025-10-09,2025-10-09,34.5,69.2,1.0,1.0,2.0,2.0,2.0\n2,2.0,A,B,2025-10-01,2025-10-09,34.5,69.2,6.0,2.0,2,2,2\n";
    let story = read(text).story;
    assert_eq!(story.events.iter().map(when).collect::<Vec<_>>(), ["2025-10-09", "[2025-10-01..2025-10-09]"]);
    assert_eq!(story.events.get(0).category, "One-sided violence");
    let precisions: Vec<Precision> = story.events.iter().map(|event| event.place.as_ref().unwrap().precision).collect();
    assert_eq!(precisions, [Precision::Exact, Precision::Country]);
}

#[test]
fn a_column_uid_that_repeats_is_no_id_and_many_equal_ids_cost_no_square() {
    let rows = (0..20_000).map(|row| format!("7,Event {row},2025-10-09\n")).collect::<Vec<_>>().concat();
    let loaded = read(&format!("uid,title,date\n{rows}"));
    assert_eq!(loaded.story.events.len(), 20_000);
    says(&loaded, "the values of \"uid\" come again in other rows");
    let loaded = read_as(&format!("uid,title,date\n{rows}"), "id=uid");
    assert_eq!(loaded.story.events.get(19_999).id, "7-20000");
}

#[test]
fn points_of_a_track_keep_their_times() {
    let gpx = "<gpx version=\"1.1\"><trk><name>A</name><trkseg><trkpt lat=\"34\" lon=\"69\"><time>2025-10-09T10:00:00Z</time></trkpt><trkpt lat=\"35\" lon=\"69\"/><trkpt lat=\"36\" lon=\"69\"><time>2025-10-09T11:00:00Z</time></trkpt></trkseg></trk></gpx>";
    let kml = "<kml><Placemark><name>A</name><Track><when>2025-10-09T10:00:00Z</when><when>2025-10-09T10:30:00Z</when><when>2025-10-09T11:00:00Z</when><coord>69 34</coord><coord></coord><coord>69 36</coord></Track></Placemark></kml>";
    for (text, times) in [
        (gpx, "[\"2025-10-09T10:00:00Z\",null,\"2025-10-09T11:00:00Z\"]"),
        (kml, "[\"2025-10-09T10:00:00Z\",\"2025-10-09T11:00:00Z\"]"),
    ] {
        let story = read(text).story;
        let event = story.events.get(0);
        let cells: Vec<(&str, &str)> = event.row.as_ref().unwrap().named_cells().collect();
        assert!(cells.contains(&("times", times)), "{cells:?}");
        assert_eq!(when(story.events.get(0)), "2025-10-09T10:00:00Z/2025-10-09T11:00:00Z");
    }
}

#[test]
fn what_unpacks_to_far_more_than_it_packs_to_is_bounded_by_a_budget_that_is_named() {
    let kml = format!("<kml><Document>{}</Document></kml>", " ".repeat(100 << 20));
    for packed in [zipped(&[("doc.kml", kml.as_bytes())]), gzipped(kml.as_bytes())] {
        let message = read_bytes(&packed).unwrap_err().to_string();
        assert!(message.contains("unpacks to more than 96 MiB, the budget of memory"), "{message}");
    }
    let rows = "a,b\n".to_owned() + &"1,\n2,\n".repeat(500_000);
    let loaded = read_bytes(&gzipped(rows.as_bytes())).unwrap();
    assert!(loaded.story.events.len() < 700_000);
    says(&loaded, "take more than 352 MiB, the budget of memory");
}

#[test]
fn media_of_slides_are_counted_and_told() {
    let text = "{\"events\":[{\"start_date\":{\"year\":\"2025\"},\"media\":{\"url\":\"https://example.org/a.jpg\"},\"text\":{\"headline\":\"A\"}},{\"start_date\":{\"year\":\"2026\"},\"text\":{\"headline\":\"B\"}}]}";
    says(&read(text), "1 slide has media, such as pictures and films, that are not shown");
    let sheet = "Year,Headline,Text,Media\n2025,A,a,https://example.org/a.jpg\n2026,B,b,<iframe src=x>\n2027,C,c,\n";
    says(&read(sheet), "2 slides have media");
}

#[test]
fn parts_of_dates_and_codes_for_unknown_are_read_row_by_row() {
    let text = "name,Start Day,Event Month Start,YearStart,EndDay,EndMonth,EndYear\na,7,4,1823,13,11,1823\nb,-9,4,1828,14,9,1829\nc,99,99,1990,,,\nd,NA,0,1991,0,12,1991\ne,,,-8,,,\n";
    let whens: Vec<String> = read(text)
        .story
        .events
        .iter()
        .map(|event| event.when.as_ref().map_or(String::new(), ToString::to_string))
        .collect();
    assert_eq!(whens, ["1823-04-07/1823-11-13", "1828-04/1829-09-14", "1990", "1991/1991-12", ""]);
    let antique = read("name,year,era\na,-9,x\nb,-44,x\nc,120,x\n");
    assert_eq!(antique.story.events.iter().map(when).collect::<Vec<_>>(), ["-0009", "-0044", "0120"]);
}

#[test]
fn a_sparse_column_fills_in_beside_a_full_one_where_they_agree() {
    let text = "name,year,exact date\na,1990,\nb,1991,1991-04-02\nc,1992,1992-05\nd,1993,1993-01-01\ne,1994,1994-02-02\nf,1995,1995-02-02\ng,1996,1996-02-02\nh,1997,1997-02-02\ni,1998,1998-02-02\nj,1999,1999-02-02\nk,2000,2001-02-02\n";
    let loaded = read(text);
    let whens: Vec<String> = loaded.story.events.iter().map(when).collect();
    assert_eq!(whens[..3], ["1990", "1991-04-02", "1992-05"]);
    says(&loaded, "12:1: warning: columns with dates say 2001-02-02 and 2000; 2001-02-02 is taken");
}

#[test]
fn times_of_day_and_zones_in_columns_of_their_own_join_their_date() {
    let joined = |text: &str| -> Vec<String> { read(text).story.events.iter().map(when).collect() };
    assert_eq!(
        joined("a,acq_date,acq_time\nx,2025-10-09,2112\ny,2025-10-10,41\nz,2025-10-10,0\n"),
        ["2025-10-09T21:12", "2025-10-10T00:41", "2025-10-10T00:00"]
    );
    assert_eq!(
        joined("a,Event date,Event time\nx,2025-10-09,21:50\ny,2025-10-10,\n"),
        ["2025-10-09T21:50", "2025-10-10"]
    );
    assert_eq!(joined("a,date,hour\nx,2025-10-09,21\ny,2025-10-10,6.0\n"), ["2025-10-09T21:00", "2025-10-10T06:00"]);
    assert_eq!(
        joined("a,Yr,Mo,Dy,Hr,Mn,Sec\nx,2019,3,14,21,5,7.5\ny,2020,11,2,,,\n"),
        ["2019-03-14T21:05:07.5", "2020-11-02"]
    );
    assert_eq!(joined("a,date,from time,to time\nx,2025-10-09,22:00,02:00\n"), ["2025-10-09T22:00/2025-10-10T02:00"]);
    let zoned = read("a,date,time,utc offset\nx,2025-10-09,21:50,UTC+4:30\ny,2025-10-09,21:50,-3\n");
    let zones: Vec<String> = zoned.story.events.iter().map(|event| event.zone.as_ref().unwrap().to_string()).collect();
    assert_eq!(zones, ["+04:30", "-03:00"]);
    let odd = read("a,date,time\nx,2025-10-09,21:50\ny,2025-10-09,06:00\nz,2025-10-09,at dusk\n");
    says(&odd, "4:1: warning: \"at dusk\" is no time of day that is understood; the event has its day only");
}

#[test]
fn rows_that_are_no_events_are_left_out_and_told() {
    let text = "Place,Date,Lat,Lon,Killed\nA,2025-10-01,34.1,69.1,1\nB,2025-10-02,34.2,69.1,2\nPlace,Date,Lat,Lon,Killed\nC,2025-10-03,34.3,69.1,2\nTotal,,,,5\nSource: made-up ministry,,,,\n* by hand,,,,\n";
    let loaded = read(text);
    assert_eq!((loaded.story.events.len(), loaded.rejected), (3, 4), "{:#?}", told(&loaded));
    says(&loaded, "4:1: warning: this row holds the names of the columns again");
    says(&loaded, "6:1: warning: this row is a total and no event");
    says(&loaded, "7:1: warning: this row is a note to the table and no event");
    let tagged = read("wo,wann,nord,ost\n#loc+name,#date+occurred,#geo+lat,#geo+lon\nA,2025-10-01,34.1,69.1\n");
    assert_eq!(tagged.table.as_ref().unwrap().mapping.to_string(), "title=wo,when=wann,lat=nord,lon=ost,place=wo");
    assert_eq!((tagged.story.events.len(), tagged.report.titles), (1, 1));
}

#[test]
fn one_odd_row_of_few_takes_the_coordinates_from_no_other() {
    let loaded = read("title,lat,lon\na,34.51,69.18\nb,33.92,68.12\nc,31.611.234,65.703.112\n");
    let placed = loaded.story.events.iter().filter(|event| event.geometry.is_some()).count();
    assert_eq!(placed, 2);
    says(&loaded, "no number of degrees");
    says(&loaded, "\"31.611.234\"");
}

#[test]
fn what_looks_wrong_in_the_whole_is_said_with_example_lines() {
    let rows = |odd: &str| {
        let days = (1..=9).map(|day| format!("e{day},2025-10-0{day},34.{day},69\n")).collect::<Vec<_>>().concat();
        read(&format!("title,date,lat,lon\n{days}{odd}"))
    };
    says(&rows("x,2205-10-09,34,69\n"), "11:1: warning: half of the dates lie between 2025-10-03 and 2025-10-08");
    says(&rows("x,2025-10-09/2026-10-09,34,69\n"), "the event of line 11 lasts longer than all others together");
    says(
        &rows("x,,,\ny,,,\nz,,,\nu,,,\nv,,,\n"),
        "11:1: warning: 5 of 14 rows have no date, as in lines 11, 12 and 13",
    );
    says(&rows("x,,,\ny,,,\nz,,,\nu,,,\nv,,,\n"), "5 of 14 rows have no place on the map");
    assert!(told(&rows("x,2025-10-10,34,69\n")).is_empty());
}

#[test]
fn who_names_a_date_column_means_no_other() {
    let text = "title,start,end,noted\na,2025-10-09,2025-10-12,2025-11-01\n";
    assert_eq!(when(read(text).story.events.get(0)), "2025-10-09/2025-10-12");
    let said = read_as(text, "when=noted");
    assert_eq!(when(said.story.events.get(0)), "2025-11-01");
    assert_eq!(said.table.unwrap().mapping.to_string(), "title=title,when=noted");
}

#[test]
fn an_event_called_total_comes_back_from_a_table_of_ours() {
    let story = read("title,summary,date,lat,lon\nTotal,of a refinery,2025-10-09,34.5,69.2\n").story;
    let mut undated = story.clone();
    undated.events.get_mut(0).when = None;
    undated.events.get_mut(0).geometry = None;
    let mut bytes = Vec::new();
    write_events_to(&mut bytes, &undated, FileFormat::Csv).unwrap();
    let again = read_bytes(&bytes).unwrap();
    assert_eq!((again.story.events.len(), again.story.events.get(0).title.as_str()), (1, "Total"));
}

#[test]
#[cfg(feature = "parquet")]
fn a_dictionary_that_claims_more_values_than_it_holds_is_refused() {
    // Of 2.8 kB; the library would take gigabytes for it.
    let error = read_bytes(include_bytes!("../fixtures/tables/lying-dictionary.parquet")).unwrap_err();
    assert!(error.to_string().contains("a dictionary claims more values"), "{error}");
}

#[test]
#[cfg(feature = "parquet")]
fn a_page_that_claims_more_than_the_budget_is_refused() {
    // Of 3 kB; the library would make room for 2 GB before it reads the page.
    let error = read_bytes(include_bytes!("../fixtures/tables/lying-page.parquet")).unwrap_err();
    assert!(error.to_string().contains("a page claims more than 352 MiB, the budget of memory"), "{error}");
}

#[test]
#[cfg(feature = "parquet")]
fn a_page_that_claims_to_go_on_behind_the_end_of_the_file_ends_there() {
    assert!(read_bytes(include_bytes!("../fixtures/tables/endless-page.parquet")).is_err());
}

/// What is expected of a table in `kinds.txt`.
#[derive(Default)]
struct Kind<'a> {
    name: &'a str,
    text: String,
    events: Vec<&'a str>,
    said: Vec<&'a str>,
}

fn kinds(text: &str) -> Vec<Kind<'_>> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            kinds.push(Kind { name, ..Kind::default() });
        } else if let Some(kind) = kinds.last_mut() {
            match (line.strip_prefix("=> "), line.strip_prefix("=? ")) {
                (Some(event), _) => kind.events.push(event),
                (None, Some(said)) => kind.said.push(said),
                (None, None) if kind.events.is_empty() => {
                    kind.text.push_str(line);
                    kind.text.push('\n');
                }
                _ => {}
            }
        }
    }
    kinds
}

#[test]
fn tables_of_every_kind_are_read_as_people_mean_them() {
    let shown = |event: Cow<'_, Event>| {
        let when = Some(when(&*event)).filter(|when| !when.is_empty());
        let round = |degrees: f64| (degrees * 1e4).round() / 1e4;
        let place = match &event.geometry {
            None => "-".to_owned(),
            Some(Geometry { lines, .. }) if !lines.is_empty() => "LineString".to_owned(),
            Some(Geometry { areas, .. }) if !areas.is_empty() => "Polygon".to_owned(),
            Some(_) => at(&*event).map(|degrees| round(degrees).to_string()).join(" "),
        };
        format!("{} @ {place}", when.as_deref().unwrap_or("-"))
    };
    let kinds = kinds(include_str!("../fixtures/tables/kinds.txt"));
    let mut wrong = Vec::new();
    for kind in &kinds {
        let loaded = read(&kind.text);
        let events: Vec<String> = loaded.story.events.iter().map(shown).collect();
        let told = told(&loaded);
        let unsaid = kind.said.iter().filter(|said| !told.iter().any(|told| told.contains(**said)));
        wrong.extend(unsaid.map(|said| format!("{}: not said: {said}; {told:?}", kind.name)));
        if events != kind.events {
            wrong.push(format!("{}: {events:?}, not {:?}; {told:?}", kind.name, kind.events));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for letter in ["A", "C", "E", "F", "G", "H", "I", "J", "K"] {
        let count = kinds.iter().filter(|kind| kind.name.starts_with(&format!("{letter} "))).count();
        assert!(count >= 5, "{letter}: {count} tables");
    }
}
