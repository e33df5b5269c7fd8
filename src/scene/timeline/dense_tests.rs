//! What a timeline of many events says of its counts.

use super::*;
use crate::model::{Category, Event, Extent, Story, When};
use crate::query::select;
use crate::scene::{Text, TextStyle};

const SIZE: [f32; 2] = [1300.0, 226.0];

/// Some thousands of events in lanes, on the days of two years; most on the first.
fn dense(lanes: usize) -> Store {
    let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let event = |number: usize| {
        let day = if number.is_multiple_of(5) { 0 } else { number * 7919 % 731 };
        Event {
            id: format!("e{number}"),
            when: When::parse(&(first + chrono::Days::new(day as u64)).to_string()).ok(),
            category: format!("kind {}", number % lanes),
            ..Event::default()
        }
    };
    let category = |id: String| Category { name: id.clone(), id, ..Category::default() };
    Store::new(Story {
        categories: (0..lanes).map(|lane| category(format!("kind {lane}"))).collect(),
        events: (0..3000).map(event).collect(),
        ..Story::default()
    })
}

fn texts(scene: &Scene) -> Vec<&Text> {
    scene.marks.iter().filter_map(|mark| if let Mark::Text(text) = mark { Some(text) } else { None }).collect()
}

fn scene_of(store: &Store, view: &View, size: [f32; 2]) -> Scene {
    timeline_scene(store, view, &select(store, &view.question()), size)
}

#[test]
fn no_edge_of_the_window_runs_through_the_words_at_the_peak() {
    let store = dense(3);
    let mut view = View::of_story(&store, [800.0, 600.0]);
    let whole = view.window;
    for share in [0.0, 0.002, 0.01, 0.03, 0.08] {
        view.window = Extent { start_secs: whole.start_secs + share * whole.duration_secs(), ..whole };
        view.playhead_secs = whole.start_secs + 2.0 * share * whole.duration_secs();
        let scene = scene_of(&store, &view, SIZE);
        let texts = texts(&scene);
        let peak = texts.iter().find(|text| text.words.contains(" events, ")).expect("the peak is told");
        let TextStyle { face, size, .. } = peak.style;
        let to = peak.position[0] + text_width(&peak.words, face, size);
        let scale = timeline_scale(&store, &view, SIZE);
        for secs in [view.window.start_secs, view.window.end_secs, view.playhead_secs] {
            let x = scale.x_from_time(secs);
            assert!(!(peak.position[0]..to).contains(&x), "{} from {} over {x}", peak.words, peak.position[0]);
        }
    }
}

#[test]
fn the_shades_of_bands_have_a_scale_however_low_the_lanes_are() {
    for lanes in [3, 9] {
        let store = dense(lanes);
        let view = View::of_story(&store, [800.0, 600.0]);
        let scene = scene_of(&store, &view, SIZE);
        let texts = texts(&scene);
        let begins = |begin: &str| texts.iter().filter(|text| text.words.starts_with(begin)).count();
        assert_eq!(begins("to "), lanes, "{lanes} lanes");
        assert_eq!(begins("up to "), 1, "what the highest bar of the strip stands for");
    }
}

#[test]
fn what_bands_leave_of_the_height_goes_to_the_counts() {
    let strip = |lanes: usize| {
        let store = dense(lanes);
        let view = View::of_story(&store, [800.0, 600.0]);
        TimelineTally::of(&store, &view, &select(&store, &view.question()), TimelineRoom::of(SIZE)).strip().unwrap()
    };
    assert!((strip(9).height - STRIP_HEIGHTS[1]).abs() < 0.1 && strip(2).height > STRIP_HEIGHTS[1] + 10.0);
}

#[test]
fn lanes_have_names_on_a_column_of_a_page() {
    let store = dense(3);
    let view = View::of_story(&store, [800.0, 600.0]);
    let shown = select(&store, &view.question());
    let scene = printed_timeline_scene(&store, &view, &shown, [286.0, 200.0], &BTreeMap::new());
    let words = scene.words();
    for name in ["kind 0", "kind 1", "kind 2"] {
        assert!(words.contains(&name), "{words:?}");
    }
}
