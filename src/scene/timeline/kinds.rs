//! How each kind of date is drawn, and that no words lie on others.

use proptest::prelude::*;

use super::*;
use crate::model::{Category, Event, Extent, Story, When};
use crate::query::{Filter, select};
use crate::scene::{Color, Text};
use crate::view::TimeMode;

const SIZE: [f32; 2] = [1000.0, 226.0];

fn story(whens: &[&str]) -> Store {
    let event = |(number, when): (usize, &&str)| Event {
        id: format!("e{number}"),
        title: format!("Event {number}"),
        when: When::parse(when).ok(),
        category: ["strike", "clash", "talks", "truce"][number % 4].to_owned(),
        ..Event::default()
    };
    let category = |id: &str| Category { id: id.to_owned(), name: format!("Kind {id}"), ..Category::default() };
    Store::new(Story {
        zone: "Asia/Kabul".parse().unwrap(),
        categories: ["strike", "clash", "talks", "truce"].map(category).into(),
        events: whens.iter().enumerate().map(event).collect(),
        ..Story::default()
    })
}

fn view_of(store: &Store) -> View {
    let mut view = View::of_story(store, [800.0, 600.0]);
    let october = When::parse("2025-10-05/2025-10-30").unwrap().span(&store.story().zone).possible;
    (view.time, view.window) = (october, october);
    view
}

fn scene_of(store: &Store, view: &View, size: [f32; 2]) -> Scene {
    timeline_scene(store, view, &select(store, &view.question()), size)
}

/// The marks in groups.
fn inner(scene: &Scene) -> Vec<&Mark> {
    let mut found = Vec::new();
    for mark in &scene.marks {
        if let Mark::Group { marks, .. } = mark {
            found.extend(marks);
        }
    }
    found
}

/// The middles of the marks of events.
fn symbols(scene: &Scene) -> Vec<f32> {
    let symbol = |mark: &&Mark| if let Mark::Disc { center, .. } = mark { Some(center[0]) } else { None };
    inner(scene).iter().filter_map(symbol).collect()
}

fn hatches(scene: &Scene) -> Vec<(Rect, Color)> {
    let hatch = |mark: &&Mark| if let Mark::Hatch { rect, color } = mark { Some((*rect, *color)) } else { None };
    inner(scene).iter().filter_map(hatch).collect()
}

/// The point on which a day of October begins.
fn midnight(store: &Store, view: &View, day: &str) -> f32 {
    let secs = When::parse(day).unwrap().span(&store.story().zone).possible.start_secs;
    timeline_scale(store, view, SIZE).x_from_time(secs)
}

#[test]
fn one_of_two_days_is_two_possible_days_with_or_and_no_mark_between() {
    let store = story(&["[2025-10-09,2025-10-10]"]);
    let view = view_of(&store);
    let scene = scene_of(&store, &view, SIZE);
    let days = ["2025-10-09", "2025-10-10", "2025-10-11"].map(|day| midnight(&store, &view, day));
    let hatched: Vec<Rect> = hatches(&scene).iter().map(|(rect, _)| *rect).collect();
    assert_eq!(hatched.len(), 2);
    assert!(hatched[0].x >= days[0] && hatched[0].right() < days[1]);
    assert!(hatched[1].x > days[1] && hatched[1].right() <= days[2]);
    assert!(scene.words().contains(&"or") && scene.words().contains(&"Event 0"));
    assert!(symbols(&scene).iter().all(|x| *x > days[2]));
    // The number of a figure stands on both, and only there.
    let shown = select(&store, &view.question());
    let printed = printed_timeline_scene(&store, &view, &shown, SIZE, &BTreeMap::from([(0, 99)]));
    assert_eq!(printed.words().iter().filter(|words| **words == "99").count(), 2);
    assert!(symbols(&printed).iter().all(|x| hatched.iter().any(|day| (day.x..day.right()).contains(x))));
}

#[test]
fn about_a_day_is_a_solid_day_with_ends_that_fade() {
    let store = story(&["2025-10-22~"]);
    let view = view_of(&store);
    let scene = scene_of(&store, &view, SIZE);
    let [from, to] = ["2025-10-22", "2025-10-23"].map(|day| midnight(&store, &view, day));
    let is_day = |mark: &&Mark| matches!(mark, Mark::Rect { rect, fill: Some(_), .. } if (rect.x - from).abs() < 1.0 && (rect.right() - to).abs() < 1.0);
    assert!(inner(&scene).iter().any(is_day));
    let ends = hatches(&scene);
    let (before, after): (Vec<_>, Vec<_>) = ends.iter().partition(|(rect, _)| rect.x < from);
    let strength = |ends: &[&(Rect, Color)]| ends.iter().map(|(_, color)| color.a).collect::<Vec<u8>>();
    assert!(before.len() > 1 && strength(&before).is_sorted());
    assert!(after.len() > 1 && strength(&after).iter().rev().is_sorted());
}

#[test]
fn a_mark_stands_on_the_start_of_a_bar_only_where_the_hour_is_known() {
    let of = |when: &str| {
        let store = story(&[when]);
        let view = view_of(&store);
        let start = store.span(0).unwrap().possible.start_secs;
        let x = timeline_scale(&store, &view, SIZE).x_from_time(start);
        symbols(&scene_of(&store, &view, SIZE)).iter().any(|symbol| (symbol - x).abs() < 7.0)
    };
    assert!(of("2025-10-15T17:30/2025-10-17T17:30"));
    assert!(!of("2025-10-15"));
    assert!(!of("2025-10-15/2025-10-17"));
}

#[test]
fn the_strip_says_at_least_and_at_most_how_many_there_are() {
    let store = story(&["2025-10-09", "2025-10-09", "[2025-10-09,2025-10-10]", "[2025-10-20..2025-10-22]"]);
    let scene = scene_of(&store, &view_of(&store), SIZE);
    let words = scene.words();
    assert!(words.contains(&"2 or 3") && words.contains(&"0 or 1"), "{words:?}");
}

#[test]
fn a_lane_emptied_by_the_filter_is_one_thin_line_that_says_so() {
    let store = story(&["2025-10-09", "2025-10-12", "2025-10-15", "2025-10-18"]);
    let mut view = view_of(&store);
    let name_at = |view: &View, name: &str| {
        let scene = scene_of(&store, view, SIZE);
        let found = scene.marks.iter().find_map(|mark| match mark {
            Mark::Text(text) if text.words == name => Some(text.position[1]),
            _ => None,
        });
        (found.unwrap(), scene.words().contains(&"1 hidden by the filter"))
    };
    let (all, _) = name_at(&view, "Kind truce");
    view.filter = Filter::parse("category:truce").unwrap();
    let (filtered, says) = name_at(&view, "Kind truce");
    assert!(says && filtered < all);
}

#[test]
fn a_range_that_reaches_far_beyond_is_told() {
    let store = story(&["2021/.."]);
    let scene = scene_of(&store, &view_of(&store), SIZE);
    assert!(scene.words().iter().any(|words| words.starts_with("Event 0 · ") && words.contains("2021")));
}

/// All lines of text in the frame with their alignment.
fn texts(marks: &[Mark]) -> Vec<&Text> {
    let mut found = Vec::new();
    for mark in marks {
        match mark {
            Mark::Text(text) => found.push(text),
            Mark::Group { marks, .. } => found.extend(texts(marks)),
            _ => {}
        }
    }
    found
}

fn ground_of(text: &Text) -> Rect {
    let run = text_width(&text.words, text.style.face, text.style.size);
    let left = match text.align {
        Align::Start => text.position[0],
        Align::Middle => text.position[0] - run / 2.0,
        Align::End => text.position[0] - run,
    };
    Rect::new(left, text.position[1] - text.style.size * 0.72, run, text.style.size * 0.72)
}

/// A date in or near October 2025.
fn any_when() -> impl Strategy<Value = String> {
    let day = 1..=28_u32;
    prop_oneof![
        day.clone().prop_map(|day| format!("2025-10-{day:02}")),
        day.clone().prop_map(|day| format!("2025-10-{day:02}~")),
        (1..=26_u32).prop_map(|day| format!("[2025-10-{day:02},2025-10-{:02}]", day + 1)),
        (1..=20_u32, 1..8_u32).prop_map(|(day, more)| format!("2025-10-{day:02}/2025-10-{:02}", day + more)),
        (day, 0..24_u32).prop_map(|(day, hour)| format!("2025-10-{day:02}T{hour:02}:30/2025-10-30")),
        (1990..2025_u32).prop_map(|year| format!("{year}/..")),
    ]
}

proptest! {
    #[test]
    fn names_of_lanes_titles_and_numbers_lie_apart_and_none_is_cut(
        whens in proptest::collection::vec(any_when(), 1..24),
        width in 320.0_f32..2400.0, height in 60.0_f32..500.0, zoom in 0.03_f64..3.0, shift in -10.0_f64..10.0,
        numbered in any::<bool>(),
    ) {
        let whens: Vec<&str> = whens.iter().map(String::as_str).collect();
        let store = story(&whens);
        let mut view = view_of(&store);
        let start = view.time.start_secs + shift * 86_400.0;
        view.time = Extent::new(start, start + 25.0 * 86_400.0 * zoom);
        let shown = select(&store, &view.question());
        let numbers = if numbered { (0..whens.len()).map(|index| (index, index + 1)).collect() } else { BTreeMap::new() };
        let scene = printed_timeline_scene(&store, &view, &shown, [width, height], &numbers);
        let texts = texts(&scene.marks);
        for (number, text) in texts.iter().enumerate() {
            let own = ground_of(text);
            prop_assert!(own.x >= 0.0 && own.right() <= width, "{} is cut", text.words);
            for other in &texts[..number] {
                prop_assert!(!own.overlaps(&ground_of(other)), "{} on {}", text.words, other.words);
            }
        }
    }

    #[test]
    fn titles_keep_their_places_while_the_playhead_and_the_window_move(
        whens in proptest::collection::vec(any_when(), 1..16), day in 0.0_f64..25.0,
    ) {
        let whens: Vec<&str> = whens.iter().map(String::as_str).collect();
        let store = story(&whens);
        let view = view_of(&store);
        let mut moved = view.clone();
        moved.playhead_secs = view.time.start_secs + day * 86_400.0;
        moved.mode = TimeMode::SoFar;
        let places = |view: &View| {
            let scene = scene_of(&store, view, SIZE);
            let titled = |text: &&Text| text.words.starts_with("Event ");
            texts(&scene.marks).into_iter().filter(titled).map(|text| (text.words.clone(), text.position)).collect::<Vec<_>>()
        };
        let (before, after) = (places(&view), places(&moved));
        for title in after {
            prop_assert!(before.contains(&title), "{title:?}");
        }
    }
}
