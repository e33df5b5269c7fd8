//! What holds of every map: names of the story are there, and marks stand where their events are.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Legend, MapOptions, MapRole, map_events_scene};
use crate::basemap::Basemap;
use crate::model::{Event, Geometry, LonLat, Story};
use crate::query::select;
use crate::scene::{Far, Projection, Scene, TargetId};
use crate::store::Store;
use crate::view::{MapViewport, View};

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
