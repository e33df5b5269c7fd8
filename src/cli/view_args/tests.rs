use clap::Parser as _;

use super::*;
use crate::query::select;
use crate::view::Theme;

#[derive(clap::Parser)]
struct Line {
    #[command(flatten)]
    view: ViewArgs,
}

const STORY: &str = r#"{ "type": "FeatureCollection",
  "story": { "version": 1, "title": "t", "zone": "Asia/Kabul", "sources": [], "actors": [], "categories": [],
    "layers": [ { "id": "shown", "name": "Shown" }, { "id": "hidden", "name": "Hidden", "visible": false } ] },
  "features": [
    { "type": "Feature", "id": "first", "geometry": null,
      "properties": { "title": "First", "when": "2025-10-09", "layer": "shown" } },
    { "type": "Feature", "id": "last", "geometry": null,
      "properties": { "title": "Last", "when": "2025-10-28T18:00+04:30", "layer": "shown" } },
    { "type": "Feature", "id": "line", "geometry": null,
      "properties": { "title": "Line", "when": "1893-11-12", "layer": "hidden" } } ] }"#;

fn store() -> Store {
    Store::new(crate::io::story_from_slice(STORY.as_bytes()).unwrap().story)
}

fn view(options: &[&str]) -> anyhow::Result<View> {
    let line = Line::try_parse_from(std::iter::once(&"meridian").chain(options))?;
    line.view.session(&store().into(), [900.0, 600.0]).map(|session| session.view().clone())
}

fn window(options: &[&str]) -> String {
    let view = view(options).unwrap();
    When::from_extent(&view.window, view.zone_shown(&store(), None)).to_string()
}

#[test]
fn a_window_is_whole_days_with_the_last() {
    assert_eq!(window(&["--window", "2025-10-25/2025-10-28"]), "2025-10-25/2025-10-28");
    assert_eq!(window(&["--window", "2025-10-19"]), "2025-10-19");
    let kabul = view(&["--window", "2025-10-19"]).unwrap().window;
    let utc = view(&["--window", "2025-10-19", "--zone", "utc"]).unwrap().window;
    assert!((utc.start_secs - kabul.start_secs - 4.5 * 3600.0).abs() < 1e-6);
}

#[test]
fn an_open_end_reaches_to_the_first_or_last_event_of_the_shown_layers() {
    assert_eq!(window(&["--window", "2025-10-19/.."]), "2025-10-19/2025-10-28");
    assert_eq!(window(&["--window", "../2025-10-19"]), "2025-10-09/2025-10-19");
    assert_eq!(window(&["--window", "../.."]), "2025-10-09/2025-10-28");
    assert_eq!(window(&["--window", "../..", "--filter", "layer:shown,hidden"]), "1893-11-12/2025-10-28");
    assert_eq!(window(&["--window", "2030-01-01/.."]), "2030-01-01");
    let store = store();
    let shown = select(&store, &view(&["--window", "2025-10-19/.."]).unwrap().question()).listed();
    assert_eq!(shown.iter().map(|&index| store.id(index)).collect::<Vec<_>>(), ["last"]);
}

#[test]
fn the_playhead_stands_at_the_last_moment_of_a_day() {
    let store = store();
    let ids = |options: &[&str]| {
        let shown = select(&store, &view(options).unwrap().question());
        shown.events().map(|index| store.id(index).into_owned()).collect::<Vec<_>>().join(" ")
    };
    let whole = ["--mode", "so-far", "--window", "../.."];
    assert_eq!(ids(&[&whole[..], &["--at", "2025-10-28"]].concat()), "first last");
    assert_eq!(ids(&[&whole[..], &["--at", "2025-10-27"]].concat()), "first");
    assert_eq!(ids(&[&whole[..], &["--at", "2025-10-28T18:00+04:30"]].concat()), "first last");
    assert_eq!(ids(&whole), "first last");
    assert!(view(&["--at", "2025-10-09/.."]).is_err());
}

#[test]
fn what_cannot_be_read_is_pointed_at() {
    let message = |options: &[&str]| view(options).unwrap_err().to_string();
    assert!(message(&["--filter", "first actr:x"]).ends_with("\n  first actr:x\n        ^"));
    assert!(message(&["--window", "2025-13-01"]).ends_with("\n  2025-13-01\n       ^"));
    assert_eq!(message(&["--select", "frist"]), "--select: no event has the id frist. Did you mean first?");
    assert_eq!(message(&["--select", "zzz"]), "--select: no event has the id zzz");
    for bbox in ["1,2,3", "3,2,1,4", "-200,2,1,4", "a,2,3,4", "NaN,2,3,4"] {
        assert!(bbox_from_text(bbox).is_err(), "{bbox}");
    }
    assert!(message(&["--zone", "Kabul"]).contains("write Asia/Kabul instead of Kabul"));
}

#[test]
fn a_file_changes_the_members_it_names_and_options_change_them_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("view.json");
    let with = |json: &str, options: &[&str]| {
        std::fs::write(&path, json).unwrap();
        view(&[&["--view", path.to_str().unwrap()], options].concat())
    };
    let dark = with(r#"{ "theme": "dark", "mode": "so-far" }"#, &["--mode", "trail"]).unwrap();
    assert_eq!((dark.theme, dark.mode), (Theme::Dark, TimeMode::Trail));
    let whole = serde_json::to_string(&dark).unwrap();
    assert_eq!(with(&whole, &[]).unwrap(), dark);
    let far = with(r#"{ "map": { "center": { "lon": 1e9, "lat": 5 }, "zoom": 99 } }"#, &[]).unwrap();
    assert!((-180.0..=180.0).contains(&far.map.center.lon) && far.map.zoom <= 12.0, "{:?}", far.map);
    assert!(with(r#"{ "them": "dark" }"#, &[]).unwrap_err().to_string().contains("has no \"them\""));
    for (json, told) in [
        ("", "nor JSON: line 1, column 1: the file is empty"),
        ("[]", "write an object"),
        ("{\n  theme: \"dark\" }", "nor JSON: line 2, column 3: the name of a member stands in double quotes"),
        (r#"{ "theme": "pink" }"#, "\"theme\" cannot be \"pink\"; it is something like \"light\""),
    ] {
        let error = with(json, &[]).unwrap_err();
        assert!(format!("{error:#}").contains(told), "{error:#}");
    }
}

#[test]
fn values_may_begin_with_a_minus() {
    let line = Line::try_parse_from(["meridian", "--filter", "-actor:x", "--bbox", "-10,35,5,44"]).unwrap();
    assert_eq!(line.view.bbox, Some(Bounds { west: -10.0, south: 35.0, east: 5.0, north: 44.0 }));
}

#[test]
fn a_frame_is_named_by_the_box_or_by_the_map_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("view.json");
    let frame = |json: &str, options: &[&str]| {
        std::fs::write(&path, json).unwrap();
        let line = [&["meridian", "--view", path.to_str().unwrap()], options].concat();
        let line = Line::try_parse_from(line).unwrap();
        line.view.framed_session(&store().into(), [900.0, 600.0]).unwrap().1
    };
    assert_eq!(frame(r#"{ "mode": "so-far" }"#, &[]), Frame::Near);
    assert_eq!(frame("{}", &["--bbox", "60,28,78,39"]), Frame::Named);
    let map = r#"{ "map": { "center": { "lon": 60, "lat": 5 }, "zoom": 5 } }"#;
    assert_eq!(frame(map, &[]), Frame::Named);
}
