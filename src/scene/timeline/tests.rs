use proptest::prelude::*;

use super::*;
use crate::model::{Actor, ActorRole, Category, Event, Extent, Story, When};
use crate::query::{Filter, select};
use crate::scene::{Mark, Target, TargetId};
use crate::view::{LaneBy, TimeMode};

const SIZE: [f32; 2] = [1000.0, 226.0];

/// Events of a category, an actor and a time each.
fn story(events: &[(&str, &str, &str)]) -> Store {
    let event = |(number, (when, category, actor)): (usize, &(&str, &str, &str))| Event {
        id: format!("e{number}"),
        title: format!("Event {number}"),
        when: When::parse(when).ok(),
        category: (*category).to_owned(),
        actors: vec![ActorRole { actor: (*actor).to_owned(), role: String::new() }],
        ..Event::default()
    };
    let category = |id: &str| Category { id: id.to_owned(), name: format!("Kind {id}"), ..Category::default() };
    let actor = |number: u32| Actor { id: format!("a{number}"), name: format!("Actor {number}"), ..Actor::default() };
    Store::new(Story {
        zone: "Asia/Kabul".parse().unwrap(),
        categories: ["strike", "clash", "talks"].map(category).into(),
        actors: (0..12).map(actor).collect(),
        events: events.iter().enumerate().map(event).collect(),
        ..Story::default()
    })
}

fn october() -> Store {
    story(&[
        ("2025-10-09T21:50+04:30", "strike", "a0"),
        ("2025-10-09", "strike", "a0"),
        ("2025-10-11/2025-10-12", "clash", "a1"),
        ("2025-10-19/..", "talks", "a1"),
        ("2025-10-22~", "talks", "a2"),
        ("../2025-10-15", "clash", "a1"),
        ("2025-10-28", "", "nobody"),
        ("no date", "strike", "a0"),
    ])
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

fn target_of(scene: &Scene, wanted: &TargetId) -> Option<Target> {
    scene.targets.iter().find(|target| target.id == *wanted).cloned()
}

fn rect_of(scene: &Scene, index: usize) -> Rect {
    target_of(scene, &TargetId::Event(index)).map(|target| target.rect).unwrap()
}

fn lanes_of(store: &Store, view: &View, room: usize) -> Vec<lanes::Lane> {
    Lanes::of(store, view, &LaneColumn::of(store, view.lanes), room, MOST_LISTED).list
}

fn lane_names(store: &Store, view: &View) -> Vec<String> {
    lanes_of(store, view, 20).into_iter().map(|lane| lane.name).collect()
}

#[test]
fn every_dated_event_can_be_reached_and_undated_ones_are_not_drawn() {
    let store = october();
    let scene = scene_of(&store, &view_of(&store), SIZE);
    for index in 0..7 {
        let rect = rect_of(&scene, index);
        assert!(rect.width >= 14.0 && rect.height >= 14.0, "{index}");
        let at_mark = scene.targets_at([rect.x + 7.0, rect.center()[1]]).next();
        assert_eq!(at_mark.map(|target| &target.id), Some(&TargetId::Event(index)));
    }
    assert_eq!(target_of(&scene, &TargetId::Event(7)), None);
}

#[test]
fn lanes_come_in_the_order_of_categories_and_end_with_those_without() {
    let store = october();
    let mut view = view_of(&store);
    assert_eq!(lane_names(&store, &view), ["Kind strike", "Kind clash", "Kind talks", "Other"]);
    view.lanes = LaneBy::Actor;
    assert_eq!(lane_names(&store, &view), ["Actor 1", "Actor 0", "Actor 2", "Others"]);
}

#[test]
fn the_many_actors_with_few_events_share_a_lane() {
    let events: Vec<(String, String)> =
        (0..30).map(|number| (format!("2025-10-{:02}", number % 28 + 1), format!("a{}", number % 12))).collect();
    let events: Vec<(&str, &str, &str)> =
        events.iter().map(|(when, actor)| (when.as_str(), "", actor.as_str())).collect();
    let store = story(&events);
    let view = View { lanes: LaneBy::Actor, ..view_of(&store) };
    let names = lane_names(&store, &view);
    assert_eq!(names.len(), MOST_ACTORS);
    assert_eq!(names.last().map(String::as_str), Some("Others"));
    assert_eq!(lanes_of(&store, &view, 3).iter().map(|lane| lane.count).sum::<usize>(), 30);
}

#[test]
fn a_hidden_layer_is_not_drawn_and_what_is_out_of_the_window_is_faded() {
    let store = october();
    let mut view = view_of(&store);
    view.window = When::parse("2025-10-20/2025-10-25").unwrap().span(&store.story().zone).possible;
    assert!(target_of(&scene_of(&store, &view, SIZE), &TargetId::Event(0)).is_some());
    view.hidden_layers.insert(String::new());
    assert_eq!(target_of(&scene_of(&store, &view, SIZE), &TargetId::Event(0)), None);
}

#[test]
fn what_the_filter_excludes_is_gone_or_faded_in_and_out_of_the_window() {
    let store = october();
    let mut view = view_of(&store);
    view.window = When::parse("2025-10-09").unwrap().span(&store.story().zone).possible;
    view.filter = Filter::parse("category:strike").unwrap();
    let scene = scene_of(&store, &view, SIZE);
    assert!(target_of(&scene, &TargetId::Event(0)).is_some());
    assert_eq!(target_of(&scene, &TargetId::Event(2)), None);
    view.others = Others::Faded;
    let scene = scene_of(&store, &view, SIZE);
    assert!(target_of(&scene, &TargetId::Event(2)).is_some() && target_of(&scene, &TargetId::Event(4)).is_some());
}

#[test]
fn selecting_and_moving_the_window_move_no_mark() {
    let store = october();
    let view = view_of(&store);
    let before = scene_of(&store, &view, SIZE);
    let mut other = view.clone();
    other.selection = vec!["e2".to_owned()];
    other.window = When::parse("2025-10-20/2025-10-25").unwrap().span(&store.story().zone).possible;
    other.mode = TimeMode::SoFar;
    let after = scene_of(&store, &other, SIZE);
    for index in 0..7 {
        assert_eq!(rect_of(&before, index), rect_of(&after, index));
    }
}

#[test]
fn panning_moves_marks_sideways_only() {
    let store = october();
    let view = view_of(&store);
    let mut panned = view.clone();
    let day = 86_400.0;
    panned.time = Extent::new(view.time.start_secs + day, view.time.end_secs + day);
    let (here, there) = (scene_of(&store, &view, SIZE), scene_of(&store, &panned, SIZE));
    for index in [0, 1, 2, 4, 6] {
        let (a, b) = (rect_of(&here, index), rect_of(&there, index));
        assert!((a.y - b.y).abs() < 1e-3 && b.x < a.x, "{index}");
    }
}

#[test]
fn a_small_frame_has_a_ruler_only() {
    let store = october();
    let scene = scene_of(&store, &view_of(&store), [300.0, 30.0]);
    assert!(target_of(&scene, &TargetId::Ruler).is_some());
    assert!(scene.targets.iter().all(|target| !matches!(target.id, TargetId::Event(_) | TargetId::Events(_))));
    assert!(!scene.words().is_empty());
}

#[test]
fn what_can_be_dragged_says_what_and_when_it_is() {
    let store = october();
    let mut view = view_of(&store);
    view.window = When::parse("2025-10-08/2025-10-28").unwrap().span(&store.story().zone).possible;
    view.playhead_secs = view.window.start_secs + 90.0;
    let scene = scene_of(&store, &view, SIZE);
    let label = |id: TargetId| target_of(&scene, &id).unwrap().label;
    assert_eq!(label(TargetId::Ruler), "Ruler, 5 to 30 October 2025");
    assert_eq!(label(TargetId::Window), "Date range, 8 to 28 October 2025");
    assert_eq!(label(TargetId::WindowStart), "Start of date range, 8 October 2025, 00:00 (UTC+04:30)");
    assert_eq!(label(TargetId::Playhead), "Playhead, 8 October 2025, 00:02 (UTC+04:30)");
    // Playhead and edge stand on one spot: the one can be had in the ruler, the other in the strip.
    let x = target_of(&scene, &TargetId::WindowStart).unwrap().rect.center()[0];
    assert_eq!(scene.targets_at([x, 10.0]).next().unwrap().id, TargetId::Playhead);
    assert_eq!(scene.targets_at([x, 40.0]).next().unwrap().id, TargetId::WindowStart);
}

#[test]
fn events_that_do_not_fit_are_stacked_and_counted() {
    let events = vec![("2025-10-15T12:00Z", "strike", "a0"); 60];
    let store = story(&events);
    let scene = scene_of(&store, &view_of(&store), [600.0, 120.0]);
    let reached: usize = scene
        .targets
        .iter()
        .map(|target| match &target.id {
            TargetId::Event(_) => 1,
            TargetId::Events(events) => events.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(reached, 60);
    assert!(scene.words().iter().any(|words| words.starts_with('+')));
    assert!(scene.targets.iter().any(|target| target.label.ends_with("more")));
}

#[test]
fn events_beyond_the_timeline_are_counted_at_its_edges() {
    let store = story(&[
        ("1990-05-01", "strike", "a0"),
        ("1990-06-01", "strike", "a0"),
        ("2025-10-09", "strike", "a0"),
        ("2025-11-01", "clash", "a1"),
        ("2019/..", "talks", "a1"),
    ]);
    let mut view = View::of_story(&store, [800.0, 600.0]);
    view.time = When::parse("2025-10").unwrap().span(&store.story().zone).possible;
    for (size, says) in [(SIZE, true), ([300.0, 60.0], false)] {
        let scene = scene_of(&store, &view, size);
        let earlier = target_of(&scene, &TargetId::Earlier).unwrap();
        let later = target_of(&scene, &TargetId::Later).unwrap();
        assert_eq!((earlier.label.as_str(), later.label.as_str()), ("2 earlier events", "1 later event"));
        assert!(earlier.rect.right() < later.rect.x);
        assert_eq!(scene.words().contains(&"2 earlier events"), says, "{size:?}");
    }
}

#[test]
fn the_scale_is_that_of_the_scene() {
    let store = october();
    let view = view_of(&store);
    let scale = timeline_scale(&store, &view, SIZE);
    let ruler = target_of(&scene_of(&store, &view, SIZE), &TargetId::Ruler).unwrap().rect;
    assert!((scale.left() - ruler.x).abs() < 1e-3 && (scale.right() - ruler.right()).abs() < 1e-3);
}

fn numbers(marks: &[Mark], found: &mut Vec<f32>) {
    for mark in marks {
        let rect = |rect: &Rect| [rect.x, rect.y, rect.width, rect.height];
        match mark {
            Mark::Rect { rect: r, radius, .. } => found.extend(rect(r).into_iter().chain([*radius])),
            Mark::Hatch { rect: r, .. } | Mark::Image { rect: r, .. } => found.extend(rect(r)),
            Mark::Area { rings, .. } => found.extend(rings.iter().flatten().flatten()),
            Mark::Line { points, .. } | Mark::Cells { middles: points, .. } => found.extend(points.iter().flatten()),
            Mark::Disc { center, radius, .. } => found.extend(center.iter().chain([radius])),
            Mark::Text(text) => found.extend(text.position),
            Mark::Group { clip, marks, .. } => {
                found.extend(rect(clip));
                numbers(marks, found);
            }
        }
    }
}

proptest! {
    #[test]
    fn no_scene_has_a_number_that_is_none(
        width in 1.0_f32..2000.0, height in 1.0_f32..400.0,
        start in -3e11_f64..3e11, log_span in 1.7_f64..11.9, window in -1e10_f64..1e10, playhead in proptest::num::f64::ANY,
        actor in any::<bool>(), so_far in any::<bool>(),
    ) {
        let store = october();
        let mut view = view_of(&store);
        view.time = Extent::new(start, start + 10_f64.powf(log_span));
        view.window = Extent::new(window, f64::INFINITY);
        view.playhead_secs = playhead;
        view.selection = vec!["e3".to_owned()];
        if actor { view.lanes = LaneBy::Actor; }
        if so_far { view.mode = TimeMode::SoFar; }
        let scene = scene_of(&store, &view, [width, height]);
        let mut found = Vec::new();
        numbers(&scene.marks, &mut found);
        for target in &scene.targets {
            found.extend([target.rect.x, target.rect.y, target.rect.width, target.rect.height]);
        }
        prop_assert!(found.iter().all(|number| number.is_finite() && number.abs() < 2e4));
        prop_assert!(scene.targets.iter().all(|target| target.rect.width >= 0.0 && target.rect.height >= 0.0));
    }

    #[test]
    fn words_stay_in_the_frame_and_apart(width in 200.0_f32..2000.0, height in 60.0_f32..300.0, shift in -10.0_f64..10.0, zoom in 0.05_f64..4.0) {
        use crate::scene::text_width;
        let store = october();
        let mut view = view_of(&store);
        let start = view.time.start_secs + shift * 86_400.0;
        view.time = Extent::new(start, start + 25.0 * 86_400.0 * zoom);
        let scene = scene_of(&store, &view, [width, height]);
        let mut texts = Vec::new();
        for mark in &scene.marks {
            match mark {
                Mark::Text(text) => texts.push(text.clone()),
                Mark::Group { marks, .. } => texts.extend(marks.iter().filter_map(|mark| if let Mark::Text(text) = mark { Some(text.clone()) } else { None })),
                _ => {}
            }
        }
        let rect = |text: &crate::scene::Text| {
            let run = text_width(&text.words, text.style.face, text.style.size);
            let left = match text.align {
                Align::Start => text.position[0],
                Align::Middle => text.position[0] - run / 2.0,
                Align::End => text.position[0] - run,
            };
            Rect::new(left, text.position[1] - text.style.size * 0.7, run, text.style.size * 0.7)
        };
        for (number, text) in texts.iter().enumerate() {
            let own = rect(text);
            prop_assert!(own.x >= 0.0 && own.right() <= width, "{}", text.words);
            for other in &texts[..number] {
                prop_assert!(!own.overlaps(&rect(other)), "{} on {}", text.words, other.words);
            }
        }
    }
}
