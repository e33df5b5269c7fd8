//! The story that the program carries loads clean; wrong files say so, where and in these words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use meridian::basemap::Basemap;
use meridian::io::{CARRIED, write_story};
use meridian::io::{Diagnostic, LoadError, Loaded, Opening, carried_story, open, story_from_slice, story_to_string};
use meridian::model::{Event, LonLat, Members, Story};
use meridian::query::Filter;
use meridian::store::Store;
use proptest::prelude::*;
use serde_json::Value;

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)
}

fn files_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures(folder)).expect("the fixtures are beside the tests");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    files.sort();
    files
}

/// What `check` would print first.
fn first_finding(path: &Path) -> Option<Diagnostic> {
    match open(path, Opening::default()) {
        Ok(loaded) => loaded.diagnostics.as_slice().first().cloned(),
        Err(error) => Some(error.diagnostic()),
    }
}

/// File, then what is found first: line, column, part of the message.
const BROKEN: &[(&str, usize, usize, &str)] = &[
    ("actor-unknown.geojson", 26, 28, "error: unknown actor \"hots\""),
    ("assessment-unknown.geojson", 25, 40, "error: unknown assessment \"sure\""),
    ("attribution-kind-unknown.geojson", 32, 38, "error: unknown kind \"spokesman\""),
    ("category-unknown.geojson", 24, 21, "error: unknown category \"talk\"; did you mean \"talks\"?"),
    ("chapter-bbox.geojson", 14, 74, "error: \"bbox\" must be an array of four numbers: west, south, east, north"),
    ("chapter-event-unknown.geojson", 14, 45, "error: unknown event \"round-l\"; did you mean \"round-1\"?"),
    ("claim-disputes-itself.geojson", 36, 26, "error: the claim \"c1\" disputes itself"),
    ("claim-disputes-unknown.geojson", 36, 32, "error: unknown claim \"c77\""),
    (
        "claim-twice.geojson",
        50,
        28,
        "error: a second claim has the id \"c1\", give it another; the first is on line 30",
    ),
    (
        "claim-without-attribution.geojson",
        38,
        11,
        "error: this claim has no \"attribution\", so it counts as anonymous",
    ),
    ("claim-without-id.geojson", 50, 20, "warning: this claim has no \"id\""),
    ("claim-without-source.geojson", 38, 11, "error: this claim has no \"source\""),
    ("comma-missing.geojson", 24, 9, "error: not JSON: a comma or a closing } is missing before this"),
    ("comma-trailing.geojson", 40, 57, "error: not JSON: there is a comma before a closing bracket"),
    ("coordinates-at-zero.geojson", 20, 53, "warning: 0, 0 is in the Gulf of Guinea"),
    ("coordinates-nan.geojson", 20, 54, "error: not JSON: NaN is no number of JSON; write null"),
    ("coordinates-out-of-range.geojson", 20, 54, "error: longitude 3222655.2 is not between -180 and 180"),
    ("coordinates-strings.geojson", 20, 54, "error: coordinates must be numbers, found a string"),
    (
        "coordinates-swapped.geojson",
        20,
        53,
        "error: 41.01384, 128.94966 look swapped: longitude comes first, then latitude",
    ),
    ("coordinates-too-few.geojson", 20, 53, "error: a position needs two numbers, longitude and latitude"),
    ("cut-off.geojson", 21, 7, "error: not JSON: the text ends too early, within the string that begins here"),
    ("deep-nesting.geojson", 46, 143, "error: not JSON: brackets are nested more than 127 deep"),
    ("empty.geojson", 1, 1, "error: not JSON: the file is empty"),
    (
        "event-twice.geojson",
        44,
        13,
        "error: a second event has the id \"round-1\", give it another; it is left out; the first is",
    ),
    ("event-without-claim.geojson", 47, 21, "warning: this event has no claim"),
    ("event-without-id.geojson", 42, 5, "warning: this event has no \"id\""),
    ("event-without-title.geojson", 47, 21, "warning: this event has no \"title\""),
    ("feature-number.geojson", 43, 5, "error: a feature must be an object, found a number"),
    ("features-missing.geojson", 1, 1, "error: not GeoJSON: \"features\" is missing"),
    ("features-object.geojson", 16, 15, "error: not GeoJSON: \"features\" must be an array, found an object"),
    ("figure-high-under-low.geojson", 35, 66, "error: \"high\" is 13 and \"low\" is 18"),
    ("figure-string.geojson", 35, 56, "error: \"value\" must be a number, found a string"),
    ("figure-without-number.geojson", 35, 25, "error: this figure has no number"),
    ("geometry-type-unknown.geojson", 20, 29, "error: unknown type of geometry \"Circle\""),
    ("geometry-wrong-depth.geojson", 20, 54, "error: coordinates must be numbers, found an array"),
    ("layer-unknown.geojson", 25, 18, "error: unknown layer \"mian\""),
    ("link-target-unknown.geojson", 40, 27, "error: unknown event \"round-3\"; did you mean \"round-1\"?"),
    ("not-json.geojson", 1, 1, "error: not JSON: the text begins with 'i', and JSON with { or ["),
    ("not-utf8.geojson", 22, 20, "error: not UTF-8 text"),
    ("precision-unknown.geojson", 27, 53, "error: unknown precision \"town\""),
    ("published-no-date.geojson", 8, 63, "error: \"28th of October\" is no date"),
    ("ring-not-closed.geojson", 20, 56, "error: this ring is not closed"),
    ("said-no-date.geojson", 34, 21, "error: \"on Tuesday\" is no date"),
    (
        "source-twice.geojson",
        9,
        15,
        "error: a second source has the id \"gazette\", give it another; the first is on line 8",
    ),
    ("source-unknown.geojson", 31, 23, "error: unknown source \"gazete\"; did you mean \"gazette\"?"),
    ("stance-unknown.geojson", 33, 23, "error: unknown stance \"claims\""),
    ("story-array.geojson", 3, 12, "error: \"story\" must be an object, found an array"),
    ("story-without-title.geojson", 3, 12, "warning: this story has no \"title\""),
    ("title-number.geojson", 22, 18, "error: \"title\" must be a string, found a number"),
    (
        "top-level-array.geojson",
        2,
        1,
        "error: not GeoJSON: expected an object such as {\"type\": \"FeatureCollection\", …}, found an array",
    ),
    ("topojson.geojson", 1, 11, "error: not GeoJSON: unknown \"type\": \"Topology\""),
    ("version-unknown.geojson", 4, 16, "warning: unknown version 2 of the story file"),
    ("when-after-wide-characters.geojson", 22, 42, "error: \"Saturday\" is no date"),
    ("when-no-date.geojson", 23, 17, "error: \"25/10/2025\" is no date"),
    ("when-number.geojson", 23, 17, "error: \"when\" must be a string, found a number"),
    ("zone-unknown.geojson", 6, 13, "error: unknown time zone: there is no zone Asia/Kabull"),
    ("claims-in-a-circle.geojson", 36, 25, "warning: these claims dispute each other in a circle: c1, c2, c3, c1"),
    (
        "said-before-event.geojson",
        34,
        21,
        "warning: said 2025-10-20, before its event, which is dated 2025-10-25; correct one of them",
    ),
    (
        "said-after-source.geojson",
        34,
        21,
        "warning: said 2025-10-30, after its source was published 2025-10-28; correct one of them",
    ),
    ("hash-no-hash.geojson", 8, 87, "warning: \"sha256\" must be 64 hexadecimal digits, as sha256sum prints them"),
    (
        "archived-no-address.geojson",
        8,
        89,
        "warning: \"archived\" must be an address that begins with https:// or http://",
    ),
    (
        "accessed-before-published.geojson",
        8,
        89,
        "warning: read 2025-10-01, before it was published 2025-10-28; correct one of them",
    ),
    (
        "ring-crosses-itself.geojson",
        20,
        56,
        "warning: this ring crosses itself near 29.0000, 41.5000; put its positions in order",
    ),
    (
        "ring-over-antimeridian.geojson",
        20,
        56,
        "warning: this ring goes across the antimeridian; cut it there into two (RFC 7946, 3.1.9)",
    ),
    (
        "chapter-window-misses-event.geojson",
        14,
        76,
        "warning: the window 2025-11 does not hold the chapter's event \"round-1\"",
    ),
    (
        "chapter-bbox-empty.geojson",
        14,
        74,
        "warning: \"bbox\" holds no ground; write west, south, east and north in this order",
    ),
    ("chapter-further-event-unknown.geojson", 14, 67, "error: unknown event \"round-9\""),
    (
        "grading-unknown.geojson",
        34,
        46,
        "error: unknown grading \"3C\"; write a letter A to F and a number 1 to 6, such as \"C3\"",
    ),
];

#[test]
fn a_broken_file_says_so_where_and_in_these_words() {
    for &(name, line, column, words) in BROKEN {
        let found = first_finding(&fixtures("invalid").join(name)).unwrap_or_else(|| panic!("{name} is clean"));
        assert_eq!((found.line, found.column), (line, column), "{name}: {found}");
        assert!(found.to_string().contains(words), "{name}: {found}");
    }
}

#[test]
fn every_broken_file_is_in_the_table() {
    for path in files_in("invalid") {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(BROKEN.iter().any(|(known, ..)| *known == name), "{name} is not in the table");
    }
}

#[test]
fn the_carried_story_loads_clean() {
    let Loaded { story, diagnostics, rejected, format, rows, .. } = carried_story();
    assert!(diagnostics.is_empty(), "{:#?}", diagnostics.as_slice());
    assert_eq!((rejected, format, rows), (0, "story", story.events.len()));
    assert!(!story.events.is_empty());
}

/// A host that gives the pages of several publishers gives copies.
#[test]
fn the_addresses_of_the_carried_story_are_those_of_its_publishers() {
    let mut publishers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in carried_story().story.sources {
        assert!(!meridian::query::is_technical(&source.url), "{}", source.url);
        assert!(!source.address().is_empty(), "{}", source.id);
        if let Some((_, rest)) = source.url.split_once("://") {
            let host = rest.split('/').next().unwrap_or_default().trim_start_matches("www.").to_owned();
            publishers.entry(host).or_default().insert(source.publisher);
        }
    }
    for (host, publishers) in publishers {
        assert_eq!(publishers.len(), 1, "{host}: {publishers:?}");
    }
}

#[test]
fn the_carried_story_is_written_byte_for_byte() {
    let written = story_to_string(&carried_story().story);
    let carried = std::str::from_utf8(CARRIED).unwrap();
    for (line, (now, then)) in written.lines().zip(carried.lines()).enumerate() {
        assert_eq!(now, then, "line {}", line + 1);
    }
    assert!(written == carried, "one is longer than the other");
}

#[test]
fn sound_files_load_clean() {
    for path in files_in("valid") {
        let loaded = open(&path, Opening::default()).unwrap();
        assert!(loaded.diagnostics.is_empty(), "{}: {:?}", path.display(), loaded.diagnostics);
        assert_eq!(loaded.rejected, 0, "{}", path.display());
    }
}

/// Files in which a claim or event has no id get one when they are saved; all others stay as they are.
#[test]
fn a_story_that_was_not_changed_is_written_as_it_was_read() {
    for path in files_in("valid").into_iter().chain(files_in("invalid")) {
        let Ok(loaded) = open(&path, Opening::default()) else { continue };
        let name = path.file_name().unwrap().to_str().unwrap();
        if loaded.format != "story"
            || loaded.rejected > 0
            || name.contains("without-id")
            || name == "story-array.geojson"
        {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let read: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).unwrap();
        let written: Value = serde_json::from_str(&story_to_string(&loaded.story)).unwrap();
        assert_eq!(written.to_string(), read.to_string(), "{name}");
    }
}

#[test]
fn geojson_from_elsewhere_becomes_a_story_without_losing_a_member() {
    let loaded = open(&fixtures("valid").join("plain.geojson"), Opening::default()).unwrap();
    let titles: Vec<String> = loaded.story.events.iter().map(|event| event.title.clone()).collect();
    assert_eq!(titles, ["North of the town", "South of the town", "event-3"]);
    assert_eq!(loaded.story.title, "quakes");
    assert!(loaded.story.events.get(0).when.is_some() && loaded.story.events.get(2).when.is_none());
    assert_eq!(loaded.story.categories[0].id, "aftershock");

    let written = story_to_string(&loaded.story);
    let value: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value["features"][0]["properties"]["mag"], 5.2);
    assert_eq!(value["features"][0]["geometry"]["coordinates"][2], 10);
    assert_eq!(value["crs"]["type"], "name");
    let again = story_from_slice(written.as_bytes()).unwrap();
    assert_eq!((again.format, again.diagnostics.errors()), ("story", 0), "{:?}", again.diagnostics);
    let events = |loaded: &Loaded| -> Vec<_> {
        let events = loaded.story.events.iter();
        events
            .map(|event| (event.id.clone(), event.title.clone(), event.when.clone(), event.geometry.clone()))
            .collect()
    };
    assert_eq!(events(&again), events(&loaded));
}

#[test]
fn a_feature_and_a_geometry_are_opened_as_one_event() {
    let feature = open(&fixtures("valid").join("feature.geojson"), Opening::default()).unwrap().story;
    assert_eq!((feature.events.get(0).id.as_str(), feature.events.get(0).title.as_str()), ("f", "Kabul"));
    let geometry = open(&fixtures("valid").join("geometry.geojson"), Opening::default()).unwrap().story;
    assert_eq!(geometry.events.get(0).geometry.as_ref().map(|geometry| geometry.lines.len()), Some(2));
}

#[test]
fn a_date_from_elsewhere_that_is_none_is_a_warning() {
    let text = r#"{"type": "Feature", "geometry": null, "properties": {"date": "the 9th, or so"}}"#;
    let loaded = story_from_slice(text.as_bytes()).unwrap();
    assert_eq!((loaded.diagnostics.errors(), loaded.diagnostics.warnings()), (0, 1));
    assert!(loaded.story.events.get(0).when.is_none());
    let told = loaded.diagnostics.as_slice()[0].to_string();
    assert!(
        told.ends_with("\"date\" is called a date, but \"the 9th, or so\" is no date that is understood"),
        "{told}"
    );
}

#[test]
fn an_id_that_two_features_have_among_their_properties_loses_neither() {
    let text = r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "A", "uid": 5}, "geometry": null},
        {"type": "Feature", "properties": {"name": "B", "uid": 5}, "geometry": null}]}"#;
    let loaded = story_from_slice(text.as_bytes()).unwrap();
    let again = story_from_slice(story_to_string(&loaded.story).as_bytes()).unwrap();
    assert_eq!((loaded.story.events.len(), again.story.events.len()), (2, 2));
    assert!(loaded.diagnostics.iter().any(|told| told.message.contains("a second feature has the id \"5\"")));
}

#[test]
fn an_error_leaves_the_sound_parts_open() {
    let undated = open(&fixtures("invalid").join("when-no-date.geojson"), Opening::default()).unwrap().story;
    assert!(undated.events.get(0).when.is_none() && undated.events.get(0).geometry.is_some());
    let unplaced = open(&fixtures("invalid").join("coordinates-swapped.geojson"), Opening::default()).unwrap().story;
    assert!(unplaced.events.get(0).when.is_some() && unplaced.events.get(0).geometry.is_none());
    let left_out = open(&fixtures("invalid").join("event-twice.geojson"), Opening::default()).unwrap();
    assert_eq!((left_out.rows, left_out.rejected, left_out.story.events.len()), (2, 1, 1));
}

#[test]
fn more_findings_than_are_kept_are_counted() {
    let features = vec!["7"; 5000].join(",");
    let text = format!(r#"{{"type": "FeatureCollection", "story": {{"title": "t"}}, "features": [{features}]}}"#);
    let loaded = story_from_slice(text.as_bytes()).unwrap();
    assert_eq!((loaded.rows, loaded.rejected, loaded.diagnostics.errors()), (5000, 5000, 5000));
    assert_eq!((loaded.diagnostics.as_slice().len(), loaded.diagnostics.more()), (1000, 4000));
}

#[test]
fn a_story_is_saved_whole_and_nothing_is_left_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.geojson");
    let mut story = open(&fixtures("valid").join("talks.geojson"), Opening::default()).unwrap().story;
    write_story(&path, &story).unwrap();
    story.title = "Saved again".to_owned();
    write_story(&path, &story).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), story_to_string(&story));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_can_not_be_read_or_saved_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("none").join("story.geojson");
    let error = open(&nowhere, Opening::default()).unwrap_err();
    assert!(matches!(error, LoadError::Read { .. }) && error.to_string().ends_with("story.geojson"), "{error}");
    assert!(error.diagnostic().to_string().starts_with("1:1: error: could not read the file: "));
    let error = write_story(&nowhere, &carried_story().story).unwrap_err();
    assert!(error.to_string().ends_with("story.geojson"), "{error}");
    assert!(open(folder.path(), Opening::default()).is_err());
}

/// Positions are within the text and in order; loading again gives the same.
#[track_caller]
fn check_any(bytes: &[u8]) {
    let Ok(loaded) = story_from_slice(bytes) else { return };
    let lines = bytes.split(|byte| *byte == b'\n').count();
    let spots: Vec<(usize, usize)> = loaded.diagnostics.iter().map(|found| (found.line, found.column)).collect();
    assert!(spots.is_sorted());
    assert!(spots.iter().all(|(line, column)| (1..=lines).contains(line) && *column >= 1));
    assert_eq!(loaded.rows, loaded.story.events.len() + loaded.rejected);
    let written = story_to_string(&loaded.story);
    let again = story_from_slice(written.as_bytes()).expect("what we write is GeoJSON");
    assert_eq!(again.story.events.len(), loaded.story.events.len());
    assert_eq!(story_to_string(&again.story), written, "written twice, it is the same");
}

/// Parts that make a mutated story interesting.
const PARTS: &[&str] = &[
    "null",
    "[]",
    "{}",
    "7",
    "-1e308",
    "\"\"",
    "\"id\"",
    "\"c1\"",
    "\"round-1\"",
    "[[[0,0]]]",
    "\"type\": \"Polygon\",",
    "\"features\": [],",
    "\"story\": 1,",
    "]",
    "}",
    ",",
    "\\u0000",
    "\u{FEFF}",
    "😀",
    "[[[[[[[[",
    "\"properties\":",
];

#[test]
fn claims_without_an_id_are_named_whether_there_is_a_story_or_not() {
    for id in ["null", "[[[0,0]]]", "\"\""] {
        let feature = format!(
            r#"{{"type":"Feature","id":"a","geometry":null,
                "properties":{{"title":"A","claims":[{{"id":{id},"attribution":{{"kind":"outlet"}}}}]}}}}"#
        );
        for story in ["", r#""story":{"version":1,"title":"T"},"#] {
            let text = format!(r#"{{"type":"FeatureCollection",{story}"features":[{feature}]}}"#);
            let loaded = story_from_slice(text.as_bytes()).unwrap();
            assert_eq!(loaded.story.events.id_of_claim(0, 0), "a-1", "{text}");
            check_any(text.as_bytes());
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check_any(&bytes);
    }

    #[test]
    fn a_story_with_any_bytes_changed_is_read_without_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = fs::read(fixtures("valid").join("talks.geojson")).unwrap();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        check_any(&bytes);
    }

    #[test]
    fn a_story_with_any_value_replaced_is_read_without_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), prop::sample::select(PARTS)), 1..4),
    ) {
        let text = fs::read_to_string(fixtures("valid").join("talks.geojson")).unwrap();
        let mut value: Value = serde_json::from_str(&text).unwrap();
        for (index, part) in changes {
            let part = serde_json::from_str(part).unwrap_or_else(|_| Value::from(part));
            let leaves = count(&value);
            replace(&mut value, &mut index.index(leaves), &part);
        }
        check_any(serde_json::to_string_pretty(&value).unwrap().as_bytes());
    }

    #[test]
    fn a_story_with_any_text_put_in_is_read_without_panic(
        index in any::<prop::sample::Index>(),
        part in prop::sample::select(PARTS),
        cut in 0_usize..40,
    ) {
        let text = fs::read_to_string(fixtures("valid").join("features-first.geojson")).unwrap();
        let at = index.index(text.len());
        let changed = [&text.as_bytes()[..at], part.as_bytes(), text.as_bytes().get(at + cut..).unwrap_or_default()].concat();
        check_any(&changed);
    }
}

/// How many values there are in a value, itself included.
fn count(value: &Value) -> usize {
    match value {
        Value::Array(parts) => 1 + parts.iter().map(count).sum::<usize>(),
        Value::Object(parts) => 1 + parts.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// Replaces the value that is `left` values away.
fn replace(value: &mut Value, left: &mut usize, part: &Value) -> bool {
    if *left == 0 {
        *value = part.clone();
        return true;
    }
    *left -= 1;
    match value {
        Value::Array(parts) => parts.iter_mut().any(|value| replace(value, left, part)),
        Value::Object(parts) => parts.values_mut().any(|value| replace(value, left, part)),
        _ => false,
    }
}

#[test]
fn the_carried_story_fits_its_json_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/story.schema.json")).expect("the schema is JSON");
    let story: Value = serde_json::from_slice(CARRIED).expect("the story is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let faults: Vec<String> =
        validator.iter_errors(&story).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
    let mut wrong = story;
    wrong["features"][0]["properties"]["claims"][0]["attribution"]["kind"] = "rumour".into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn the_delegation_was_in_contact_with_two_cities_and_comes_back_so() {
    let story = carried_story().story;
    let event = story.events.iter().find(|event| event.id == "factions").expect("it is in the carried story");
    assert!(event.is_contact());
    assert_eq!(event.anchor(), Some(LonLat::new(28.94966, 41.01384)), "Istanbul");
    let ends: Vec<LonLat> = event.other_spots().collect();
    assert_eq!(ends, [LonLat::new(69.17233, 34.52813), LonLat::new(65.71013, 31.61332)], "Kabul and Kandahar");
    let event = Event { properties: Members::new().into(), ..event.into_owned() };
    let written = story_to_string(&Story { events: vec![event].into(), ..Story::default() });
    let value: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value["features"][0]["properties"]["place"]["lines"], "contact");
}

#[test]
fn a_province_that_is_named_is_found_by_a_box_on_the_map() {
    let basemap = Basemap::embedded();
    let mut finder = basemap.place_finder();
    let store = Arc::new(Store::new(carried_story().story)).with_named_places(|event| finder.places_of(event));
    let meets = |id: &str, bbox: &str| {
        Filter::parse(&format!("bbox:{bbox}")).unwrap().matches(&store, store.index_of(id).unwrap())
    };
    assert!(meets("margha-bombing", "69.0,32.3,69.2,32.5"), "in Paktika");
    assert!(!meets("margha-bombing", "65,31,66,32"), "in Kandahar");
    assert!(meets("unama-totals", "65,31,66,32"), "Kandahar is one of six");
    assert!(meets("factions", "28,40,30,42") && meets("factions", "65,31,66,32"), "where the lines end");
    assert!(!meets("factions", "45,30,55,42"), "between them nothing happened");
}
