//! Where an event was, by keys and by pointer.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use meridian::gui::App;
use meridian::model::LonLat;
use meridian::view::Placement;

use super::{press, press_ctrl, selected, type_text, window};

/// A window in which an event is written that has no place yet.
fn writing() -> Harness<'static, App> {
    let mut harness = window();
    press(&mut harness, Key::Home);
    press(&mut harness, Key::N);
    type_text(&mut harness, "A fight");
    assert!(placement(&harness).is_empty());
    harness
}

fn placement(harness: &Harness<'_, App>) -> Placement {
    let own = harness.state().session().own_store();
    let id = selected(harness).unwrap();
    Placement::of(&own.event(own.index_of(&id).unwrap()))
}

fn point(harness: &Harness<'_, App>) -> LonLat {
    placement(harness).geometry.unwrap().points[0]
}

/// Has the field in which a place is looked for take the keys.
fn find(harness: &mut Harness<'_, App>) {
    harness.get_by_label("Find place").focus();
    harness.run();
    harness.run();
}

/// Waits for the gazetteer, which is read on a thread of its own.
fn wait_for(harness: &mut Harness<'_, App>, label: &str) {
    while harness.query_by_label(label).is_none() {
        std::thread::yield_now();
        harness.step();
    }
}

/// A spot of the map without a mark, so many points from its middle.
fn on_map(harness: &Harness<'_, App>, right: f32, down: f32) -> Pos2 {
    let map = harness.get_by_label_contains("Map, ").rect();
    map.center() + vec2(right, down)
}

pub(super) fn pointer(harness: &mut Harness<'_, App>, at: Pos2, pressed: Option<bool>) {
    harness.event(Event::PointerMoved(at));
    if let Some(pressed) = pressed {
        harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    harness.step();
}

fn click(harness: &mut Harness<'_, App>, at: Pos2) {
    pointer(harness, at, None);
    pointer(harness, at, Some(true));
    pointer(harness, at, Some(false));
    harness.run();
}

pub(super) fn drag(harness: &mut Harness<'_, App>, from: Pos2, to: Pos2) {
    pointer(harness, from, None);
    pointer(harness, from, Some(true));
    for step in 1..=4 {
        pointer(harness, from.lerp(to, step as f32 / 4.0), None);
    }
    pointer(harness, to, Some(false));
    harness.run();
}

#[test]
fn a_city_is_found_by_name_and_taken_by_key() {
    let mut harness = writing();
    find(&mut harness);
    type_text(&mut harness, "kunduz, kund");
    wait_for(&mut harness, "Kunduz, city, Kunduz, Afghanistan");
    press(&mut harness, Key::Enter);
    let place = placement(&harness).place.unwrap();
    assert_eq!((place.name.as_str(), place.precision.word()), ("Kunduz", "city"));
    assert!((point(&harness).lat - 36.73).abs() < 0.05, "{:?}", point(&harness));
}

#[test]
fn a_position_is_read_in_any_form_and_said_how() {
    let mut harness = writing();
    find(&mut harness);
    type_text(&mut harness, "42S WD 15815 20729");
    harness.get_by_label_contains("Read as a square of the military grid");
    press(&mut harness, Key::Enter);
    assert!((point(&harness).lat - 34.528_13).abs() < 1e-4);
    find(&mut harness);
    type_text(&mut harness, "95.5, 200.5");
    harness.get_by_label_contains("95.5 is no latitude");
}

#[test]
fn a_click_places_an_event_and_a_drag_moves_it_in_one_step() {
    let mut harness = writing();
    harness.get_by_label("Pick on map").click();
    harness.run();
    let (from, to) = (on_map(&harness, 120.0, 90.0), on_map(&harness, 180.0, 130.0));
    click(&mut harness, from);
    let placed = point(&harness);
    drag(&mut harness, from, to);
    let moved = point(&harness);
    assert!(moved.lon > placed.lon && moved.lat < placed.lat, "{placed:?} {moved:?}");
    let rim = to + vec2(18.0, 0.0);
    drag(&mut harness, rim, rim + vec2(60.0, 0.0));
    let radius = placement(&harness).place.unwrap().radius_m.unwrap();
    assert!(radius > 1000.0, "{radius}");
    assert_eq!(point(&harness), moved);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(placement(&harness).place.unwrap().radius_m, None);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(point(&harness), placed, "a drag is one step");
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(placement(&harness).geometry, None);
}

#[test]
fn a_line_and_an_area_are_drawn_by_clicks_and_keys() {
    let mut harness = writing();
    let corners = [(60.0, 60.0), (160.0, 60.0), (160.0, 140.0)].map(|(right, down)| on_map(&harness, right, down));
    let draw = |harness: &mut Harness<'_, App>| {
        harness.get_by_label("Draw").click();
        harness.run();
        for at in corners {
            click(harness, at);
        }
    };
    draw(&mut harness);
    press(&mut harness, Key::Backspace);
    press(&mut harness, Key::Enter);
    assert_eq!(placement(&harness).geometry.unwrap().lines[0].len(), 2);
    draw(&mut harness);
    click(&mut harness, corners[0]);
    assert_eq!(placement(&harness).geometry.unwrap().areas[0][0].len(), 4, "three corners, closed");
    draw(&mut harness);
    press(&mut harness, Key::Escape);
    assert_eq!(placement(&harness).geometry.unwrap().areas.len(), 1, "what was there stays");
    drag(&mut harness, corners[2], corners[2] + vec2(30.0, 20.0));
    let (moved, before) = (placement(&harness), corners[2]);
    press_ctrl(&mut harness, Key::Z);
    assert_ne!(placement(&harness), moved, "the corner at {before:?} was moved");
}

#[test]
fn provinces_are_taken_with_alt_and_taken_away_again() {
    let mut harness = writing();
    let at = on_map(&harness, -60.0, -60.0);
    harness.event(Event::ModifiersChanged(Modifiers::ALT));
    click(&mut harness, at);
    let names = placement(&harness).place.unwrap().names.to_vec();
    assert_eq!(names.len(), 1);
    click(&mut harness, at);
    assert!(placement(&harness).place.unwrap().names.is_empty());
}
