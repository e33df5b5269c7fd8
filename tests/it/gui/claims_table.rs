//! The table of claims in the window, without a GPU: driven by role and label, asserted on the view.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use meridian::gui::{App, CentreView, OpenStory, Settings, SettingsFile, ThemeChoice};
use meridian::query::claim_count;
use meridian::view::Theme;

use super::press_ctrl;

/// The window with the table in its middle.
fn window(size: [f32; 2]) -> Harness<'static, App> {
    let settings =
        Settings { theme: ThemeChoice::Fixed(Theme::Light), centre: CentreView::Claims, ..Settings::default() };
    let mut harness = super::clashes::builder(size)
        .with_max_steps(64)
        .build_eframe(|creation| App::new(&creation.egui_ctx, OpenStory::carried(), settings, SettingsFile::default()));
    while !harness.state().is_ready() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::NONE, key);
    harness.run();
}

/// The labels of the rows in sight, from the top.
fn rows(harness: &Harness<'_, App>) -> Vec<String> {
    let rows = harness.query_all_by_role(egui::accesskit::Role::Row);
    let labels = rows.filter_map(|node| node.accesskit_node().label());
    // The last row begins a new claim.
    labels.filter(|label| !label.starts_with("New claim")).collect()
}

#[test]
fn six_turns_the_middle_between_map_and_table() {
    let mut harness = window([1600.0, 900.0]);
    let counts = harness.state().shown().counts_text();
    assert!(harness.query_by_label(&format!("Map, {counts}")).is_none());
    press_ctrl(&mut harness, Key::Num6);
    harness.get_by_label(&format!("Map, {counts}"));
    harness.get_by_label("Claims").click();
    harness.run();
    assert!(harness.query_by_label(&format!("Map, {counts}")).is_none());
}

#[test]
fn beside_a_table_there_is_no_panel_before_something_is_selected() {
    let mut harness = window([1600.0, 900.0]);
    let welcomes = |harness: &Harness<'_, App>| harness.query_by_label_contains("Click a mark on the map").is_some();
    assert!(!welcomes(&harness));
    press_ctrl(&mut harness, Key::Num6);
    assert!(welcomes(&harness), "beside the map it says how to begin");
}

#[test]
fn a_frame_lays_out_only_the_rows_in_sight() {
    let harness = window([1600.0, 900.0]);
    let seen = rows(&harness).len();
    assert!((5..40).contains(&seen) && seen < claim_count(harness.state().session().store()), "{seen}");
}

#[test]
fn a_head_sorts_and_turns_the_order_round() {
    let mut harness = window([1600.0, 900.0]);
    harness.get_by_label("Sort by Disputes").click();
    harness.run();
    assert!(rows(&harness)[0].contains("ISPR"), "{:?}", rows(&harness)[0]);
    harness.get_by_label("Disputes, sorted by disputes (highest first)").click();
    harness.run();
    harness.get_by_label("Disputes, sorted by disputes (lowest first)");
}

#[test]
fn a_row_selects_its_event_and_points_out_the_claim() {
    let mut harness = window([1600.0, 900.0]);
    harness.get_by_label("Sort by Disputes").click();
    harness.run();
    let row = rows(&harness)[0].clone();
    harness.get_by_label(&row).click();
    harness.run();
    let view = harness.state().view();
    assert_eq!(view.selection, ["counteroffensive"]);
    assert_eq!(view.claim.as_deref(), Some("c4-ispr"));
    // Another event lets go of the claim. Esc takes the keys out of the table.
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Home);
    assert_eq!(harness.state().view().claim, None);
}

#[test]
fn the_keyboard_goes_from_row_to_row_and_selects() {
    let mut harness = window([1024.0, 640.0]);
    let table = format!("Claims, {}", counts(&harness));
    harness.get_by_label(&table).focus();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Space);
    let second = rows(&harness)[1].clone();
    let claim = harness.state().view().claim.clone().expect("a claim is pointed out");
    let store = harness.state().session().store();
    let (event, place) = store.claim(&claim).unwrap();
    assert!(second.contains(&store.event(event).claims[place].text), "{second}");
}

fn counts(harness: &Harness<'_, App>) -> String {
    let store = harness.state().session().store();
    let claims: usize = harness.state().shown().events.iter().map(|index| store.event(*index).claims.len()).sum();
    format!("{claims} of {} claims", claim_count(store))
}

#[test]
fn the_filter_of_the_view_is_the_filter_of_the_table() {
    let mut harness = window([1600.0, 900.0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.event(egui::Event::Text("speaker:mujahid disputed:yes".to_owned()));
    harness.run();
    let rows = rows(&harness);
    assert!(!rows.is_empty() && rows.iter().all(|row| row.contains("Mujahid")), "{rows:?}");
}
