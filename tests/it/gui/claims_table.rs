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
    let claims: usize = harness.state().shown().events().map(|index| store.event(index).claims.len()).sum();
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

/// The titles of the columns, from the left.
fn heads(harness: &Harness<'_, App>) -> Vec<String> {
    let heads = harness.query_all_by_role(egui::accesskit::Role::ColumnHeader);
    heads.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn a_column_is_hidden_and_shown_again_by_the_button_of_columns() {
    let mut harness = window([1600.0, 900.0]);
    let before = heads(&harness);
    assert!(before.contains(&"Sort by Event".to_owned()), "{before:?}");
    let toggle = |harness: &mut Harness<'_, App>| {
        harness.get_by_label("Columns").click();
        harness.run();
        harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, "Event").click();
        harness.run();
        press(harness, Key::Escape);
    };
    toggle(&mut harness);
    let hidden = heads(&harness);
    assert_eq!(hidden.len(), before.len() - 1);
    assert!(!hidden.contains(&"Sort by Event".to_owned()));
    toggle(&mut harness);
    assert_eq!(heads(&harness), before);
}

#[test]
fn a_column_is_made_wider_by_its_edge_and_by_keys() {
    let mut harness = window([1600.0, 900.0]);
    let left = |harness: &Harness<'_, App>, label: &str| harness.get_by_label(label).rect().left();
    let before = left(&harness, "Sort by Speaker");
    let edge = harness.get_by_label("Right edge of Said").rect().center();
    harness.drag_at(edge);
    harness.run();
    harness.hover_at(edge + egui::vec2(50.0, 0.0));
    harness.run();
    harness.drop_at(edge + egui::vec2(50.0, 0.0));
    harness.run();
    let dragged = left(&harness, "Sort by Speaker");
    assert!((dragged - before - 50.0).abs() < 1.0, "{before} {dragged}");
    harness.get_by_label_contains("Said, sorted by").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    assert!((left(&harness, "Sort by Speaker") - dragged + 16.0).abs() < 1.0);
}

#[test]
fn taller_rows_say_more_of_a_claim() {
    let mut harness = window([1600.0, 900.0]);
    let before = rows(&harness).len();
    harness.get_by_label("Columns").click();
    harness.run();
    harness.get_by_label("4 lines").click();
    harness.run();
    let after = rows(&harness).len();
    assert!(after < before && after * 2 >= before, "{before} {after}");
}

#[test]
fn a_row_of_the_table_of_actors_filters_by_it_and_its_heads_sort() {
    let mut harness = window([1600.0, 900.0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num9);
    harness.run();
    harness.get_by_label_contains("Pakistan, 24 events").click();
    harness.run();
    assert_eq!(harness.state().view().filter.to_string(), "actor:pakistan");
    harness.get_by_label("Sort by Disputed").click();
    harness.run();
    harness.get_by_label("Disputed, sorted by disputed (highest first)");
}

#[test]
fn the_table_of_actors_is_narrowed_by_any_part_of_name_id_or_side() {
    let mut harness = window([1600.0, 900.0]);
    press_ctrl(&mut harness, Key::Num9);
    harness.run();
    let actors = |harness: &Harness<'_, App>| {
        harness.query_all_by_label_contains(" claims made").count()
            + harness.query_all_by_label_contains(" claim made").count()
    };
    let all = actors(&harness);
    harness.get_by_label("Search the actors").focus();
    harness.run();
    harness.event(egui::Event::Text("TALIB pak".to_owned()));
    harness.run();
    assert_eq!(actors(&harness), 1);
    harness.get_by_label_contains("Tehreek-e-Taliban Pakistan (TTP), ");
    assert!(harness.query_by_label_contains("1 of ").is_some());
    harness.event(egui::Event::Text(" zzz".to_owned()));
    harness.run();
    harness.get_by_label("No actor has “TALIB pak zzz” in name, id or side");
    press(&mut harness, Key::Escape);
    assert_eq!(actors(&harness), all);
}

#[test]
fn what_belongs_to_a_table_covers_no_tab_in_a_narrow_window() {
    // The window begins with the claims.
    for digit in [None, Some(Key::Num7), Some(Key::Num8), Some(Key::Num9)] {
        let mut harness = window([1024.0, 640.0]);
        // With the detail open the middle is narrowest.
        press(&mut harness, Key::Home);
        if let Some(digit) = digit {
            press_ctrl(&mut harness, digit);
            harness.run();
        }
        let tabs: Vec<egui::Rect> = ["Map", "Events table", "Claims", "Sources", "Actors table"]
            .map(|name| harness.get_by_role_and_label(egui::Role::Tab, name).rect())
            .to_vec();
        let is_tool = |name: &str| name.starts_with("Sorted by") || ["Columns", "New source", "All"].contains(&name);
        let tools: Vec<egui::Rect> = harness
            .query_all_by(|node| node.label().is_some_and(|name| is_tool(&name)))
            .map(|node| node.rect())
            .collect();
        assert!(!tools.is_empty(), "{digit:?}");
        for tool in &tools {
            assert!(tabs.iter().all(|tab| !tab.intersects(*tool)), "{digit:?}: {tool:?} on {tabs:?}");
        }
    }
}
