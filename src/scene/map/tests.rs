//! What holds of every map: names of the story are there, and marks stand where their events are.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Corner, Legend, MapOptions, MapRole, RADIUS, map_events_scene};
use crate::basemap::Basemap;
use crate::model::{Event, Geometry, LonLat, Match, Story};
use crate::query::{Grid, select};
use crate::scene::labels::boxes_of_text;
use crate::scene::symbol::{Halo, symbol_box};
use crate::scene::{Dash, Far, Mark, Projection, Rect, Scene, SymbolStyle, TargetId, Text, palette_of};
use crate::store::Store;
use crate::view::{MapViewport, ShowAs, View};

const SIZE: [f32; 2] = [928.0, 560.0];

static CARRIED: LazyLock<Store> = LazyLock::new(|| Store::new(crate::io::carried_story().story));

fn scene_of(store: &Store, view: &View) -> Scene {
    let shown = select(store, &view.question());
    let dress = MapOptions { role: MapRole::Window(Legend::Free(None)), numbers: &BTreeMap::new(), far: Far::Pointers };
    map_events_scene(store, Basemap::embedded(), view, &shown, SIZE, dress)
}

#[test]
fn the_opening_view_of_the_sample_names_its_towns_and_its_line() {
    let view = View::of_story(&CARRIED, SIZE.map(f64::from));
    let scene = scene_of(&CARRIED, &view);
    let words = scene.words();
    for name in ["Kabul", "Kandahar", "Islamabad", "New Delhi", "Spin Boldak", "Torkham", "Mir Ali"] {
        assert_eq!(words.iter().filter(|other| **other == name).count(), 1, "{name}: {words:?}");
    }
    assert!(words.iter().any(|other| other.starts_with("Durand Line (1893)")), "{words:?}");
}

#[test]
fn the_legend_lies_over_no_mark_that_is_selected() {
    // A small map on which it hides some mark in any corner.
    const SMALL: [f32; 2] = [410.0, 330.0];
    let mut view = View::of_story(&CARRIED, SMALL.map(f64::from));
    let shown = select(&CARRIED, &view.question());
    let corners = [Corner::UpperLeft, Corner::UpperRight, Corner::LowerLeft, Corner::LowerRight];
    for (index, corner) in (0..CARRIED.len()).flat_map(|index| corners.map(|corner| (index, corner))) {
        let role = MapRole::Window(Legend::Free(Some(corner)));
        let dress = MapOptions { role, numbers: &BTreeMap::new(), far: Far::Pointers };
        view.selection = vec![CARRIED.id(index).into_owned()];
        let scene = map_events_scene(&CARRIED, Basemap::embedded(), &view, &shown, SMALL, dress);
        let is_card = |mark: &Mark| match mark {
            Mark::Rect { rect, radius, .. } if rect.width > 100.0 && (*radius - 8.0).abs() < 0.1 => Some(*rect),
            _ => None,
        };
        let Some(card) = scene.marks.iter().find_map(is_card) else { continue };
        let target = scene.targets.iter().find(|target| target.id == TargetId::Event(index));
        assert!(target.is_none_or(|target| !card.contains(target.rect.center())), "{}", CARRIED.id(index));
    }
}

#[test]
fn the_places_of_most_events_are_named_at_every_zoom() {
    let mut view = View::of_story(&CARRIED, SIZE.map(f64::from));
    let places = [("Kabul", 69.172, 34.528), ("Istanbul", 28.95, 41.01), ("Islamabad", 73.043, 33.721)];
    for step in 0..=18 {
        let zoom = MapViewport::world_zoom(SIZE.map(f64::from)) + f64::from(step) * 0.5;
        for (name, lon, lat) in places {
            view.map = MapViewport { center: LonLat::new(lon, lat), zoom }.within_world(SIZE.map(f64::from));
            let scene = scene_of(&CARRIED, &view);
            assert!(scene.words().iter().any(|words| words.starts_with(name)), "{name} at zoom {zoom}");
        }
    }
}

/// What the marks of events cover, with all that stands beside them.
fn marks_of(store: &Store, view: &View, scene: &Scene) -> Vec<Rect> {
    let shown = select(store, &view.question());
    let covered = |target: &crate::scene::Target| {
        let at = target.rect.center();
        let (index, radius) = match &target.id {
            TargetId::Event(index) => (*index, RADIUS),
            TargetId::OtherSpot(index) if !store.is_contact(*index) => (*index, 4.5),
            TargetId::Events(_) => return Some(target.rect.grown(-2.0)),
            _ => return None,
        };
        let selected = view.is_selected(&store.id(index));
        let style = SymbolStyle {
            selected,
            ..SymbolStyle::of_event(store, index, radius, palette_of(crate::view::Theme::Light))
        };
        let is_in_doubt = shown.match_of(index) == Match::Possibly;
        let is_ringed = !selected && !store.named_places(index).is_empty();
        Some(symbol_box(at, &style, if is_in_doubt || is_ringed { Halo::Around } else { Halo::Missing }))
    };
    scene.targets.iter().filter_map(covered).collect()
}

/// The ground of names and titles: they have a halo, and credits and scale stand lower.
fn labels_of(scene: &Scene) -> Vec<(String, Rect)> {
    let is_furniture = |text: &Text| text.position[1] > SIZE[1] - 24.0;
    let label = |mark: &Mark| match mark {
        Mark::Text(text) if text.style.halo.is_some() && !is_furniture(text) => {
            boxes_of_text(text).into_iter().map(|rect| (text.words.clone(), rect)).collect()
        }
        _ => Vec::new(),
    };
    scene.marks.iter().flat_map(label).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_name_or_title_lies_over_a_mark_or_what_stands_beside_it(
        around in prop::sample::select(vec![(69.2, 34.5), (66.4, 31.0), (70.0, 33.0), (29.0, 41.0), (73.0, 33.7), (60.0, 30.0)]),
        zoom in 1.5_f64..11.0,
        (east, north) in (-0.4_f64..0.4, -0.3_f64..0.3),
        selected in 0_usize..40,
    ) {
        let mut view = View::of_story(&CARRIED, SIZE.map(f64::from));
        view.map = MapViewport { center: LonLat::new(around.0, around.1), zoom }.panned([
            east * 900.0 / MapViewport { center: LonLat::new(0.0, 0.0), zoom }.world_points(),
            north * 500.0 / MapViewport { center: LonLat::new(0.0, 0.0), zoom }.world_points(),
        ]);
        if selected < CARRIED.len() {
            view.selection = vec![CARRIED.id(selected).into_owned()];
        }
        let scene = scene_of(&CARRIED, &view);
        let marks = marks_of(&CARRIED, &view, &scene);
        for (words, label) in labels_of(&scene) {
            for mark in &marks {
                prop_assert!(!label.overlaps(mark), "{words} at {label:?} lies over the mark at {mark:?}");
            }
        }
    }

    #[test]
    fn the_legend_tells_of_lines_in_dispute_only_where_the_ground_has_some(
        lon in -179.0_f64..179.0,
        lat in -60.0_f64..75.0,
        zoom in 1.5_f64..10.0,
    ) {
        let store = Store::new(Story::default());
        let mut view = View::of_story(&store, SIZE.map(f64::from));
        view.map = MapViewport { center: LonLat::new(lon, lat), zoom };
        let says = scene_of(&store, &view).words().contains(&"boundary in dispute");
        let frame = Rect::new(0.0, 0.0, SIZE[0], SIZE[1]);
        let ground = crate::scene::ground_scene(&store, Basemap::embedded(), &view, SIZE);
        let is_drawn = ground.marks.iter().any(|mark| matches!(mark, Mark::Line { points, stroke }
            if stroke.dash == Dash::Dots && points.windows(2).any(|pair| super::legend::length_within(&frame, pair[0], pair[1]) > 0.0)));
        prop_assert!(!says || is_drawn);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_mark_of_any_story_stands_far_from_its_place_at_any_zoom(
        places in prop::collection::vec((-179.0_f64..179.0, -60.0_f64..70.0, 1_usize..9), 1..60),
        closeness in 0.0_f64..1.0,
        zoom in 1.0_f64..11.0,
    ) {
        // Around the first, from all over the world to a town.
        let (lon, lat, _) = places[0];
        let at = |place: &(f64, f64, usize)| LonLat::new(
            lon + (place.0 - lon) * closeness.powi(4),
            lat + (place.1 - lat) * closeness.powi(4),
        );
        let event = |position: LonLat| Event {
            when: crate::model::When::parse("2025-10-11").ok(),
            geometry: Some(Geometry { points: vec![position], ..Geometry::default() }),
            ..Event::default()
        };
        let all: Vec<LonLat> = places.iter().flat_map(|place| std::iter::repeat_n(at(place), place.2)).collect();
        let mut events: Vec<Event> = all.iter().map(|position| event(*position)).collect();
        for (number, event) in events.iter_mut().enumerate() {
            event.id = format!("e{number}");
        }
        let store = Store::new(Story { events: events.into(), ..Story::default() });
        let mut view = View::of_story(&store, SIZE.map(f64::from));
        view.map = MapViewport { center: all[0], zoom };
        let scene = scene_of(&store, &view);
        let projection = Projection::new(&view.map, SIZE);
        let mut seen = 0;
        for target in &scene.targets {
            let events: &[usize] = match &target.id {
                TargetId::Event(index) => std::slice::from_ref(index),
                TargetId::Events(events) => events,
                _ => &[],
            };
            for &index in events {
                let ([x, y], [px, py]) = (target.rect.center(), projection.screen_from_lon_lat(all[index]));
                prop_assert!((x - px).hypot(y - py) <= 24.01, "event {index} at {x}, {y} belongs to {px}, {py}");
                seen += 1;
            }
        }
        let inner = projection.frame().grown(-9.0);
        prop_assert_eq!(seen, all.iter().filter(|at| inner.contains(projection.screen_from_lon_lat(**at))).count());
    }
}

/// Events around a place, the same every time; of every tenth only the country is known.
fn crowd_of(count: usize, spread: f64) -> Store {
    let turn = |number: usize, by: f64| (number as f64 * by).fract() - 0.5;
    let event = |number: usize| Event {
        id: format!("e{number}"),
        when: crate::model::When::parse("2025-10-11").ok(),
        geometry: Some(Geometry {
            points: vec![LonLat::new(69.0 + spread * turn(number, 0.618), 34.0 + spread * turn(number, 0.755))],
            ..Geometry::default()
        }),
        place: number.is_multiple_of(10).then(|| crate::model::Place {
            precision: crate::model::Precision::Country,
            ..crate::model::Place::default()
        }),
        ..Event::default()
    };
    Store::new(Story { events: (0..count).map(event).collect::<Vec<_>>().into(), ..Story::default() })
}

fn cells_of(scene: &Scene) -> usize {
    let cells = scene.marks.iter().map(|mark| match mark {
        Mark::Cells { middles, .. } => middles.len(),
        _ => 0,
    });
    cells.sum()
}

#[test]
fn some_hundreds_in_sight_have_marks_and_more_are_cells_whatever_the_story_has() {
    let store = crowd_of(900, 4.0);
    let mut view = View::of_story(&store, SIZE.map(f64::from));
    let scene = scene_of(&store, &view);
    assert!(cells_of(&scene) > 100);
    assert!(!scene.targets.iter().any(|target| matches!(target.id, TargetId::Event(_) | TargetId::Events(_))));
    assert!(scene.words().contains(&"90 known only to a province or country: in no cell"), "{:?}", scene.words());
    view.map = MapViewport { zoom: view.map.zoom + 2.5, ..view.map };
    let near = scene_of(&store, &view);
    assert!(cells_of(&near) == 0, "{}", cells_of(&near));
    assert!(near.targets.iter().any(|target| matches!(target.id, TargetId::Event(_))));
    view.show_as = ShowAs::Density;
    assert!(cells_of(&scene_of(&store, &view)) > 0);
}

#[test]
fn of_a_large_story_the_events_in_sight_have_marks_and_the_others_are_counted() {
    let store = crowd_of(7000, 20.0);
    let mut view = View::of_story(&store, SIZE.map(f64::from));
    view.map = MapViewport { center: LonLat::new(69.0, 34.0), zoom: 8.0 };
    let scene = scene_of(&store, &view);
    let projection = Projection::new(&view.map, SIZE);
    let inner = projection.frame().grown(-9.0);
    let in_sight = (0..store.len())
        .filter(|index| !index.is_multiple_of(10))
        .filter(|index| inner.contains(projection.screen_from_lon_lat(store.anchor(*index).unwrap())));
    let in_sight: Vec<usize> = in_sight.collect();
    let marked = scene.targets.iter().flat_map(|target| match &target.id {
        TargetId::Event(index) => vec![*index],
        TargetId::Events(events) => events.clone(),
        _ => Vec::new(),
    });
    let mut marked: Vec<usize> = marked.collect();
    marked.sort_unstable();
    assert!((20..400).contains(&in_sight.len()) && marked == in_sight, "{} {}", marked.len(), in_sight.len());
    let outside = crate::model::grouped(6300 - in_sight.len());
    let words = scene.words();
    assert!(words.contains(&format!("{outside} events outside of this map").as_str()), "{words:?}");
    assert!(words.contains(&"700 known only to a province or country"), "{words:?}");
}

#[test]
fn the_key_of_cells_lies_within_a_narrow_map() {
    const NARROW: [f32; 2] = [290.0, 360.0];
    let store = crowd_of(2500, 4.0);
    let view = View::of_story(&store, NARROW.map(f64::from));
    let shown = select(&store, &view.question());
    for role in [MapRole::Window(Legend::Free(None)), MapRole::InFigure] {
        let dress = MapOptions { role, numbers: &BTreeMap::new(), far: Far::Pointers };
        let scene = map_events_scene(&store, Basemap::embedded(), &view, &shown, NARROW, dress);
        let is_card = |mark: &&Mark| matches!(mark, Mark::Rect { radius: 8.0, .. });
        let Some(Mark::Rect { rect, .. }) = scene.marks.iter().find(is_card) else { panic!("there is a card") };
        assert!(
            scene.words().contains(&"Events per cell") && Rect::new(0.0, 0.0, 290.0, 360.0).holds(rect),
            "{rect:?}"
        );
    }
}

#[test]
fn a_cell_is_named_by_the_largest_town_in_it_and_a_very_wide_one_by_none() {
    // A suburb is nearer to them than the city.
    let at = |number: usize| LonLat::new(44.45 + (number % 7) as f64 * 0.01, 33.38 + (number % 5) as f64 * 0.01);
    let event = |number: usize| Event {
        id: format!("e{number}"),
        when: crate::model::When::parse("2025-10-11").ok(),
        geometry: Some(Geometry { points: vec![at(number)], ..Geometry::default() }),
        ..Event::default()
    };
    let store = Store::new(Story { events: (0..900).map(event).collect::<Vec<_>>().into(), ..Story::default() });
    let mut view = View::of_story(&store, SIZE.map(f64::from));
    for (zoom, name) in [(4.0, Some("Baghdad")), (2.0, None)] {
        view.map = MapViewport { center: LonLat::new(44.4, 33.3), zoom };
        let scene = scene_of(&store, &view);
        let peak = scene.targets.iter().find(|target| matches!(target.id, TargetId::Many(_)));
        let peak = peak.unwrap_or_else(|| panic!("{:?} {}", scene.words(), cells_of(&scene)));
        let label = name.map_or("900 events".to_owned(), |name| format!("{name}: 900 events"));
        assert_eq!(peak.label, label, "at zoom {zoom}");
    }
}

#[test]
fn what_is_selected_keeps_its_mark_over_cells() {
    let store = crowd_of(900, 4.0);
    let mut view = View::of_story(&store, SIZE.map(f64::from));
    view.selection = vec!["e7".to_owned()];
    let scene = scene_of(&store, &view);
    let index = store.index_of("e7").unwrap();
    let target = scene.targets.iter().find(|target| target.id == TargetId::Event(index)).unwrap();
    let place = Projection::new(&view.map, SIZE).screen_from_lon_lat(store.anchor(index).unwrap());
    let at = target.rect.center();
    assert!(cells_of(&scene) > 0 && (at[0] - place[0]).hypot(at[1] - place[1]) < 0.01);
}

#[test]
fn the_rows_under_the_key_of_cells_lie_within_its_card_and_give_way_on_a_low_map() {
    let mut story = (**crowd_of(2500, 4.0).whole_story()).clone();
    story.events.get_mut(7).claims = vec![crate::model::Claim::by(crate::model::AttributionKind::Outlet)];
    let store = Store::new(story);
    let mut view = View::of_story(&store, SIZE.map(f64::from));
    view.selection = vec!["e7".to_owned()];
    let shown = select(&store, &view.question());
    let at = |scene: &Scene, said: &str| {
        scene.marks.iter().find_map(|mark| match mark {
            Mark::Text(text) if text.words == said => Some(text.position),
            _ => None,
        })
    };
    let dress = MapOptions { role: MapRole::Window(Legend::Free(None)), numbers: &BTreeMap::new(), far: Far::Pointers };
    let scene_in = |size| map_events_scene(&store, Basemap::embedded(), &view, &shown, size, dress);
    let scene = scene_in(SIZE);
    let card_of = |scene: &Scene| {
        let card = scene.marks.iter().find_map(|mark| match mark {
            Mark::Rect { rect, radius: 8.0, .. } => Some(*rect),
            _ => None,
        });
        card.expect("there is a legend")
    };
    assert!(at(&scene, "one source only").is_some());
    let row = at(&scene, "boundary in dispute").unwrap();
    assert!(row[1] + 6.0 <= card_of(&scene).bottom(), "{row:?} in {:?}", card_of(&scene));
    let low = scene_in([SIZE[0], 200.0]);
    assert!(cells_of(&low) > 0 && card_of(&low).height > 40.0);
    assert_eq!(at(&low, "one source only"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_scene_from_counts_that_reach_farther_is_the_scene_from_its_own(
        spread in 0.5_f64..30.0,
        zoom in 2.0_f64..8.0,
        (east, north) in (-3.0_f64..3.0, -3.0_f64..3.0),
        clusters in any::<bool>(),
    ) {
        let store = crowd_of(1500, spread);
        let mut view = View::of_story(&store, SIZE.map(f64::from));
        view.map = MapViewport { center: LonLat::new(69.0 + east, 34.0 + north), zoom };
        view.show_as = if clusters { ShowAs::Clusters } else { ShowAs::Auto };
        let shown = select(&store, &view.question());
        let numbers = BTreeMap::new();
        let dress = MapOptions { role: MapRole::Window(Legend::Free(None)), numbers: &numbers, far: Far::Pointers };
        let (comb, split) = super::counted_cells(&store, &view, &shown, SIZE, 240.0).unwrap();
        let grid = Grid::of(&store, &shown, comb, split);
        let basemap = Basemap::embedded();
        let from_counts = super::counted_events_scene(&store, basemap, &view, &shown, (SIZE, dress), Some(&grid));
        prop_assert_eq!(from_counts, map_events_scene(&store, basemap, &view, &shown, SIZE, dress));
    }

    #[test]
    fn every_event_in_sight_is_counted_in_a_cluster_near_it_or_has_a_mark(spread in 0.2_f64..30.0, zoom in 2.0_f64..9.0) {
        let store = crowd_of(800, spread);
        let mut view = View::of_story(&store, SIZE.map(f64::from));
        view.map = MapViewport { center: LonLat::new(69.0, 34.0), zoom };
        view.show_as = ShowAs::Clusters;
        let scene = scene_of(&store, &view);
        let projection = Projection::new(&view.map, SIZE);
        let inner = projection.frame().grown(-24.0);
        let middles: Vec<[f32; 2]> = scene
            .targets
            .iter()
            .filter(|target| matches!(target.id, TargetId::Many(_) | TargetId::Event(_) | TargetId::Events(_)))
            .map(|target| target.rect.center())
            .collect();
        for index in (0..store.len()).filter(|index| !index.is_multiple_of(10)) {
            let [x, y] = projection.screen_from_lon_lat(store.anchor(index).unwrap());
            let away = middles.iter().map(|at| (at[0] - x).hypot(at[1] - y)).fold(f32::INFINITY, f32::min);
            prop_assert!(!inner.contains([x, y]) || away <= 24.01, "event {index} is {away} from any mark");
        }
    }
}
