//! Scenes as SVG text, held against what was looked at and found good.
//!
//! The ground of the map is left out: its thousands of points say nothing in a diff.
//! `INSTA_UPDATE=always cargo test --test it golden` takes over what is drawn now; look at it first.

use std::collections::BTreeMap;
use std::sync::Arc;

use meridian::basemap::Basemap;
use meridian::export::svg_from_scene;
use meridian::io::{carried_story, story_from_slice};
use meridian::query::select;
use meridian::scene::{
    Composition, Far, Layout, Legend, MapOptions, MapRole, Mark, REFERENCE_MAP, Scene, Subject, Target, TargetId,
    Template, layout_scene, map_events_scene, timeline_scene,
};
use meridian::store::Store;
use meridian::view::{ShowAs, Theme, View};

fn svg_of(scene: &Scene) -> String {
    // A line for each element, so that a change is seen where it is.
    svg_from_scene(scene, "golden", |_| None).replace("><", ">\n<")
}

fn story_of(when: &str, geometry: &str, place: &str) -> Store {
    let text = format!(
        r#"{{"type":"FeatureCollection","story":{{"version":1,"title":"Golden","zone":"Asia/Kabul",
        "sources":[{{"id":"s","title":"S","publisher":"Paper","url":"https://example.org/"}}],"actors":[],
        "categories":[{{"id":"clash","name":"Clash","symbol":"clash"}}],"layers":[],"chapters":[]}},
        "features":[{{"type":"Feature","id":"e","geometry":{geometry},"properties":{{"title":"An event",
        "when":"{when}","category":"clash","place":{place},"claims":[{{"id":"c","source":"s","text":"t",
        "attribution":{{"kind":"anonymous","name":"sources"}},"stance":"asserts","said":"2025-10-12"}}]}}}}]}}"#
    );
    Store::new(story_from_slice(text.as_bytes()).expect("the text above is a story").story)
}

fn timeline_of(when: &str) -> String {
    let store = story_of(when, "null", r#"{"name":"Somewhere","precision":"unknown"}"#);
    let mut view = View::of_story(&store, [600.0, 400.0]);
    if !view.window.is_bounded() || view.window.duration_secs() > 40.0 * 86_400.0 {
        view.time = meridian::model::When::parse("2025-10").expect("a month").span(&store.story().zone).possible;
    }
    svg_of(&timeline_scene(&store, &view, &select(&store, &view.question()), [640.0, 120.0]))
}

fn map_of(geometry: &str, place: &str) -> String {
    map_of_store(&story_of("2025-10-11", geometry, place))
}

fn map_of_store(store: &Store) -> String {
    svg_of(&scene_of(store))
}

fn scene_of(store: &Store) -> Scene {
    let view = View::of_story(store, [480.0, 360.0]);
    let shown = select(store, &view.question());
    let dress = MapOptions { role: MapRole::InFigure, numbers: &BTreeMap::new(), far: Far::Pointers };
    map_events_scene(store, &Basemap::default(), &view, &shown, [480.0, 360.0], dress)
}

#[test]
fn timeline_of_a_day() {
    insta::assert_snapshot!(timeline_of("2025-10-11"));
}

#[test]
fn timeline_of_an_open_interval() {
    insta::assert_snapshot!(timeline_of("2025-10-11/.."));
}

#[test]
fn timeline_of_an_interval_with_a_doubtful_end() {
    insta::assert_snapshot!(timeline_of("2025-10-11/2025-10-12?"));
}

#[test]
fn timeline_of_an_approximate_month() {
    insta::assert_snapshot!(timeline_of("2025-10~"));
}

#[test]
fn map_of_a_city() {
    insta::assert_snapshot!(map_of(
        r#"{"type":"Point","coordinates":[69.17,34.53]}"#,
        r#"{"name":"Kabul","precision":"city"}"#
    ));
}

#[test]
fn map_of_a_line() {
    let line = r#"{"type":"LineString","coordinates":[[63.3,29.5],[66.2,29.9],[66.4,31.0],[69.3,32.5],[71.1,34.1]]}"#;
    insta::assert_snapshot!(map_of(line, r#"{"name":"Along the line","precision":"province"}"#));
}

#[test]
fn map_events_of_the_carried_story() {
    let store = Store::new(carried_story().story);
    let mut view = View::of_story(&store, [900.0, 600.0]);
    view.selection = vec!["counteroffensive".to_owned()];
    let shown = select(&store, &view.question());
    let dress = MapOptions { role: MapRole::Window(Legend::Free(None)), numbers: &BTreeMap::new(), far: Far::Pointers };
    let scene = map_events_scene(&store, &Basemap::default(), &view, &shown, [900.0, 600.0], dress);
    insta::assert_snapshot!(svg_of(&scene));
}

/// A map of one event whose place is only named, on the carried base map: small, and framed by the place.
fn map_of_named(place: &str) -> String {
    let basemap = Basemap::embedded();
    let mut finder = basemap.place_finder();
    let store = Arc::new(story_of("2025-10-11", "null", place)).with_named_places(|event| finder.places_of(event));
    let size = [160.0, 120.0];
    let view = View::of_story(&store, size.map(f64::from));
    let shown = select(&store, &view.question());
    assert!(shown.unplaced_count() == 0, "the place is found");
    let dress = MapOptions { role: MapRole::InFigure, numbers: &BTreeMap::new(), far: Far::Pointers };
    svg_of(&map_events_scene(&store, basemap, &view, &shown, size, dress))
}

#[test]
fn a_country_that_several_events_mean_is_outlined_once_and_filled_for_the_chosen_one() {
    let basemap = Basemap::embedded();
    let one = story_of("2025-10-11", "null", r#"{"name":"Qatar","precision":"country"}"#).story().clone();
    let mut two = one.clone();
    two.events.push(one.events.get(0).into_owned());
    two.events.get_mut(1).id = "f".into();
    two.events.get_mut(1).category = "talks".into();
    let areas_and_lines_of = |story, selection: &[&str]| {
        let mut finder = basemap.place_finder();
        let store = Arc::new(Store::new(story)).with_named_places(|event| finder.places_of(event));
        let mut view = View::of_story(&store, [160.0, 120.0]);
        view.selection = selection.iter().map(|id| (*id).to_owned()).collect();
        let shown = select(&store, &view.question());
        let dress = MapOptions { role: MapRole::Bare, numbers: &BTreeMap::new(), far: Far::Pointers };
        let scene = map_events_scene(&store, basemap, &view, &shown, [160.0, 120.0], dress);
        let count = |is: fn(&Mark) -> bool| scene.marks.iter().filter(|mark| is(mark)).count();
        (
            count(|mark| matches!(mark, Mark::Area { .. })),
            count(|mark| matches!(mark, Mark::Line { points, .. } if points.len() > 8)),
        )
    };
    let (areas, lines) = areas_and_lines_of(two.clone(), &[]);
    assert_eq!((areas, lines), areas_and_lines_of(one.clone(), &[]));
    assert!(areas == 0 && lines > 0, "it is outlined: {areas} areas, {lines} lines");
    assert!(areas_and_lines_of(two, &["f"]).0 > 0, "the ground of what is chosen is filled");
}

#[test]
fn map_of_a_province() {
    insta::assert_snapshot!(map_of_named(r#"{"name":"Somewhere, Khost","precision":"province"}"#));
}

#[test]
fn map_of_a_country() {
    insta::assert_snapshot!(map_of_named(r#"{"name":"Qatar","precision":"country"}"#));
}

#[test]
fn map_of_a_radius() {
    insta::assert_snapshot!(map_of(
        r#"{"type":"Point","coordinates":[69.17,34.53]}"#,
        r#"{"name":"Near Kabul","radius_m":40000}"#
    ));
}

#[test]
fn map_of_two_points() {
    insta::assert_snapshot!(map_of(
        r#"{"type":"MultiPoint","coordinates":[[69.17,34.53],[65.71,31.61]]}"#,
        r#"{"name":"Kabul and Kandahar","precision":"city"}"#
    ));
}

#[test]
fn map_of_a_contact() {
    let line = r#"{"type":"LineString","coordinates":[[28.95,41.01],[69.17,34.53]]}"#;
    insta::assert_snapshot!(map_of(line, r#"{"name":"Istanbul","precision":"city","lines":"contact"}"#));
}

#[test]
fn map_of_an_event_that_is_only_possible() {
    let store = story_of(
        "[2025-10-09,2025-10-11]",
        r#"{"type":"Point","coordinates":[69.17,34.53]}"#,
        r#"{"name":"Kabul","precision":"exact"}"#,
    );
    insta::assert_snapshot!(map_of_store(&store));
}

#[test]
fn timeline_of_a_century() {
    insta::assert_snapshot!(timeline_of("20XX"));
}

#[test]
fn an_unplaced_event_is_on_the_timeline_and_not_on_the_map() {
    let store = story_of("2025-10-11", "null", r#"{"name":"Atlantis","precision":"province"}"#);
    let is_event = |target: &Target| target.id == TargetId::Event(0);
    let view = View::of_story(&store, [600.0, 400.0]);
    let timeline = timeline_scene(&store, &view, &select(&store, &view.question()), [640.0, 120.0]);
    assert!(timeline.targets.iter().any(is_event));
    let map = map_of_store(&store);
    assert!(!map.contains("An event"), "{map}");
}

#[test]
fn areas_that_cross_themselves_or_the_antimeridian_stay_near_the_frame() {
    let crossed = "[[[66,30],[70,34],[70,30],[66,34],[66,30]]]";
    let over_the_line = "[[[179,-18],[-179,-18],[-179,-16],[179,-16],[179,-18]]]";
    for rings in [crossed, over_the_line] {
        let geometry = format!(r#"{{"type":"Polygon","coordinates":{rings}}}"#);
        let store = story_of("2025-10-11", &geometry, r#"{"name":"Area"}"#);
        let mut areas = 0;
        for mark in scene_of(&store).marks {
            if let Mark::Area { rings, .. } = mark {
                areas += 1;
                let near = -50.0..=530.0_f32;
                assert!(rings.iter().flatten().flatten().all(|along| near.contains(along)), "{rings:?}");
            }
        }
        assert!(areas > 0, "{geometry}");
    }
}

#[test]
fn marks_of_two_versions_bear_their_signs() {
    let store = story_of("2025-10-11", "null", r#"{"name":"Somewhere","precision":"unknown"}"#);
    let new = store.story().clone();
    let mut old = new.clone();
    old.events.get_mut(0).title = "As it was".to_owned();
    old.events.get_mut(0).claims[0].text = "Otherwise".to_owned();
    let mut removed = old.events.get(0).into_owned();
    (removed.id, removed.when) = ("gone".to_owned(), meridian::model::When::parse("2025-10-13").ok());
    old.events.push(removed);
    let (story, changes, _) = meridian::query::compared_story(&old, &new);
    let store = Store::new(story).with_changes(changes);
    let view = View::of_story(&store, [600.0, 400.0]);
    insta::assert_snapshot!(svg_of(&timeline_scene(&store, &view, &select(&store, &view.question()), [640.0, 120.0])));
}

/// The first page of the carried story from 9 to 19 October, without a base map.
fn page_of(template: Template, theme: Theme) -> String {
    let store = Store::new(carried_story().story);
    let days = meridian::model::When::parse("2025-10-09/2025-10-19").expect("an interval").span(&store.story().zone);
    let (window, time) = (days.possible, days.possible);
    let view = View { theme, window, time, ..View::of_story(&store, REFERENCE_MAP.map(f64::from)) };
    let composition = Composition { template, ..Composition::default() };
    let (basemap, size) = (&Basemap::default(), template.size().map(|side| side as f32));
    let shown = select(&store, &view.question());
    let subject = Subject { store: &store, basemap, view: &view, shown: &shown, composition: &composition, size };
    svg_of(&layout_scene(Layout::Figure, subject))
}

#[test]
fn figure_as_a_sheet() {
    insta::assert_snapshot!(page_of(Template::Sheet, Theme::Light));
}

#[test]
fn figure_for_print() {
    insta::assert_snapshot!(page_of(Template::Print, Theme::Light));
}

#[test]
fn figure_for_print_in_black_ink() {
    insta::assert_snapshot!(page_of(Template::Print, Theme::Black));
}

#[test]
fn figure_in_one_column() {
    insta::assert_snapshot!(page_of(Template::Column, Theme::Light));
}

#[test]
fn figure_as_a_slide() {
    insta::assert_snapshot!(page_of(Template::Slide, Theme::Light));
}

#[test]
fn figure_as_a_report() {
    insta::assert_snapshot!(page_of(Template::Report, Theme::Light));
}

/// Hot spots, some events around them, and some that are known to a province only: the same every time.
fn dense_story() -> Store {
    let mut state = 7_u64;
    let mut chance = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 31)
    };
    let spots = [(69.2, 34.5, "Kabul"), (70.6, 34.3, "Jalalabad"), (68.4, 33.6, "Ghazni"), (69.9, 33.3, "Khost")];
    let mut features = Vec::new();
    for number in 0..700 {
        let (lon, lat, name) = spots[(chance() * chance() * 4.0) as usize];
        let away = if chance() < 0.4 { 0.0 } else { 1.2 * chance() * chance() };
        let turn = chance() * std::f64::consts::TAU;
        let (lon, lat) = (lon + away * turn.cos(), lat + away * turn.sin());
        let precision = if number % 70 == 0 { "province" } else { "exact" };
        let (month, day, category) = (1 + number % 12, 1 + number % 28, ["clash", "strike"][number % 2]);
        features.push(format!(
            r#"{{"type":"Feature","id":"e{number}","geometry":{{"type":"Point","coordinates":[{lon:.3},{lat:.3}]}},
            "properties":{{"title":"Event {number}","when":"2025-{month:02}-{day:02}","category":"{category}",
            "place":{{"name":"{name}","precision":"{precision}"}},"claims":[]}}}}"#
        ));
    }
    let text = format!(
        r#"{{"type":"FeatureCollection","story":{{"version":1,"title":"Dense","zone":"Asia/Kabul","sources":[],
        "actors":[],"categories":[{{"id":"clash","name":"Clash","symbol":"clash"}},
        {{"id":"strike","name":"Strike","symbol":"strike"}}],"layers":[],"chapters":[]}},"features":[{}]}}"#,
        features.join(",")
    );
    Store::new(story_from_slice(text.as_bytes()).expect("the text above is a story").story)
}

fn dense_map(theme: Theme, show_as: ShowAs) -> String {
    let store = dense_story();
    let size = [480.0, 360.0];
    let view = View { theme, show_as, ..View::of_story(&store, size.map(f64::from)) };
    let shown = select(&store, &view.question());
    let role = if theme == Theme::Print { MapRole::InFigure } else { MapRole::Window(Legend::Free(None)) };
    let dress = MapOptions { role, numbers: &BTreeMap::new(), far: Far::Pointers };
    svg_of(&map_events_scene(&store, &Basemap::default(), &view, &shown, size, dress))
}

#[test]
fn density_of_many_events() {
    insta::assert_snapshot!(dense_map(Theme::Light, ShowAs::Auto));
}

#[test]
fn density_of_many_events_in_the_dark() {
    insta::assert_snapshot!(dense_map(Theme::Dark, ShowAs::Auto));
}

#[test]
fn density_of_many_events_in_print() {
    insta::assert_snapshot!(dense_map(Theme::Print, ShowAs::Auto));
}

#[test]
fn clusters_of_many_events() {
    insta::assert_snapshot!(dense_map(Theme::Light, ShowAs::Clusters));
}

/// A thousand events in three categories, some that last, some in doubt: days that are dense and a winter without any.
fn dense_timeline(theme: Theme) -> String {
    use meridian::model::{Category, Event, Story, When};
    let event = |number: u32| {
        let part = |by: f64| (f64::from(number) * by).fract();
        let day = if number.is_multiple_of(5) { 140 + number % 9 } else { (part(0.618) * 300.0) as u32 };
        let date = chrono::NaiveDate::from_yo_opt(2024, day % 300 + 1).expect("a day of the year");
        let when = match number % 40 {
            0 => format!("{date}/{}", date + chrono::Days::new(u64::from(number % 25))),
            1 | 2 => format!("{date}~"),
            3 => date.format("%Y-%m").to_string(),
            _ => date.to_string(),
        };
        let category =
            ["strike", "clash", "talks"][if number.is_multiple_of(8) { 1 } else { usize::from(number % 125 == 3) * 2 }];
        Event {
            id: format!("e{number}"),
            title: format!("Event {number}"),
            when: When::parse(&when).ok(),
            category: category.to_owned(),
            ..Event::default()
        }
    };
    let category =
        |id: &str| Category { id: id.to_owned(), name: id.to_owned(), symbol: id.to_owned(), ..Category::default() };
    let store = Store::new(Story {
        categories: ["strike", "clash", "talks"].map(category).into(),
        events: (0..1000).map(event).collect::<Vec<_>>().into(),
        ..Story::default()
    });
    let mut view = View { theme, selection: vec!["e77".to_owned()], ..View::of_story(&store, [600.0, 400.0]) };
    view.window = When::parse("2024-04-10/2024-08-20").expect("an interval").span(&store.story().zone).possible;
    svg_of(&timeline_scene(&store, &view, &select(&store, &view.question()), [420.0, 150.0]))
}

#[test]
fn timeline_of_many_events() {
    insta::assert_snapshot!(dense_timeline(Theme::Light));
}

#[test]
fn timeline_of_many_events_in_the_dark() {
    insta::assert_snapshot!(dense_timeline(Theme::Dark));
}

#[test]
fn timeline_of_many_events_in_print() {
    insta::assert_snapshot!(dense_timeline(Theme::Print));
}
