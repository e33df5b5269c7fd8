//! The tables to type in: driven by keys, role and label, asserted on the story.

use std::borrow::Cow;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use meridian::gui::{App, CentreView, Settings};
use meridian::model::{Event, Story};

use super::{press, press_ctrl, type_text, window_of};

fn window(centre: CentreView) -> Harness<'static, App> {
    window_of(Settings { centre, ..Settings::default() })
}

fn press_shift(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::SHIFT, key);
    harness.run();
}

/// The table of events with the keys in the title of its first row.
fn events() -> Harness<'static, App> {
    let mut harness = window(CentreView::Events);
    let count = harness.state().shown().len() + harness.state().shown().undated().len();
    harness.get_by_label(&format!("Events, {count} events")).focus();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    harness
}

fn story(harness: &Harness<'_, App>) -> Story {
    Story::clone(harness.state().session().own_store().whole_story())
}

/// The event of a row, as they are listed at first.
fn event(harness: &Harness<'_, App>, row: usize) -> Event {
    let index = harness.state().shown().nth(row).expect("a row shows an event");
    harness.state().session().own_store().event(index).into_owned()
}

/// The cells in sight with their columns.
fn cells(harness: &Harness<'_, App>, column: &str) -> Vec<String> {
    let cells = harness.query_all_by_role(egui::accesskit::Role::Cell);
    let labels = cells.filter_map(|node| node.accesskit_node().label());
    let title = format!("{column}: ");
    labels.filter_map(|label| label.strip_prefix(&title).map(str::to_owned)).collect()
}

#[test]
fn eight_turns_the_middle_to_the_events_as_a_table_with_named_rows_and_cells() {
    let mut harness = window(CentreView::Map);
    press_ctrl(&mut harness, Key::Num8);
    let first = event(&harness, 0);
    assert_eq!(cells(&harness, "Title")[0], first.title);
    assert_eq!(cells(&harness, "When")[0], first.when.unwrap().to_string());
    let rows: Vec<_> = harness.query_all_by_role(egui::accesskit::Role::Row).collect();
    assert!((5..40).contains(&rows.len()) && rows[0].accesskit_node().label().unwrap().starts_with(&first.title));
}

#[test]
fn typing_opens_a_cell_enter_keeps_it_and_goes_down_and_escape_leaves_it_as_it_was() {
    let mut harness = events();
    let (before, second) = (story(&harness), event(&harness, 1).title);
    type_text(&mut harness, "First");
    type_text(&mut harness, " of all");
    press(&mut harness, Key::Enter);
    assert_eq!(event(&harness, 0).title, "First of all");
    // The keys are on the row below.
    type_text(&mut harness, "N");
    press(&mut harness, Key::Escape);
    assert_eq!(event(&harness, 1).title, second);
    press(&mut harness, Key::F2);
    type_text(&mut harness, ", again");
    press(&mut harness, Key::Enter);
    assert_eq!(event(&harness, 1).title, format!("{second}, again"));
    // Each cell is one step.
    press_ctrl(&mut harness, Key::Z);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness), before);
}

#[test]
fn tab_goes_right_and_a_date_is_read_in_words() {
    let mut harness = events();
    let id = event(&harness, 0).id;
    let written = |harness: &Harness<'_, App>| {
        story(harness).events.iter().find(|event| event.id == id).map(Cow::into_owned).unwrap()
    };
    type_text(&mut harness, "Renamed");
    press(&mut harness, Key::Tab);
    type_text(&mut harness, "8 October 2025, 18:00");
    assert!(harness.query_by_label("The days that are meant").is_some(), "it is said how it is read");
    press_shift(&mut harness, Key::Tab);
    let first = written(&harness);
    assert_eq!(first.title, "Renamed");
    assert!(first.when.unwrap().to_string().starts_with("2025-10-08T"));
    type_text(&mut harness, "Renamed twice");
    press(&mut harness, Key::Enter);
    assert_eq!(written(&harness).title, "Renamed twice", "Shift+Tab went back to the title");
}

#[test]
fn what_is_no_date_is_kept_as_typed_and_marked() {
    let mut harness = events();
    let id = event(&harness, 0).id;
    press(&mut harness, Key::ArrowRight);
    type_text(&mut harness, "the day after");
    press(&mut harness, Key::Enter);
    let event = story(&harness).events.iter().find(|event| event.id == id).map(Cow::into_owned).unwrap();
    assert_eq!((event.when, event.properties["when"].as_str()), (None, Some("the day after")));
    assert_eq!(cells(&harness, "When")[0], "the day after", "the row stays where it is");
    let row = harness.query_all_by_role(egui::accesskit::Role::Row).next().unwrap().accesskit_node().label().unwrap();
    assert!(row.contains("“the day after” is not a date"), "{row}");
}

#[test]
fn a_category_is_completed_and_a_new_one_is_made_last() {
    let mut harness = events();
    let categories = story(&harness).categories;
    let last = categories.last().unwrap().clone();
    for _ in 0..3 {
        press(&mut harness, Key::ArrowRight);
    }
    type_text(&mut harness, &last.name.to_lowercase()[..4]);
    press(&mut harness, Key::Enter);
    assert_eq!(event(&harness, 0).category, last.id);
    type_text(&mut harness, "Flood");
    press(&mut harness, Key::Enter);
    assert_eq!(event(&harness, 1).category, "flood");
    assert_eq!(story(&harness).categories.len(), categories.len() + 1);
}

#[test]
fn the_value_of_a_cell_is_filled_into_the_chosen_rows_in_one_step() {
    let mut harness = events();
    let before = story(&harness);
    let titles = |harness: &Harness<'_, App>| (0..4).map(|row| event(harness, row).title).collect::<Vec<_>>();
    let [first, .., fourth] = [0, 3].map(|row| event(&harness, row).title);
    press_shift(&mut harness, Key::ArrowDown);
    press_shift(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::ArrowUp);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    harness.run();
    assert_eq!(titles(&harness), [first.clone(), first.clone(), first, fourth]);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness), before);
}

#[test]
fn a_block_is_pasted_right_and_down_and_begins_new_rows_below_the_last() {
    let mut harness = events();
    let before = story(&harness);
    let block = "One\t9 October 2025\tA\nTwo\t2025-10-10\tB\nThree\tsome day\tC";
    harness.event(egui::Event::Paste(block.to_owned()));
    harness.run();
    let read = |harness: &Harness<'_, App>, from: usize| -> Vec<[String; 3]> {
        let columns = ["Title", "When", "Place"].map(|column| cells(harness, column));
        (from..from + 3).map(|row| [0, 1, 2].map(|column| columns[column][row].clone())).collect()
    };
    let expected = [["One", "2025-10-09", "A"], ["Two", "2025-10-10", "B"], ["Three", "some day", "C"]];
    assert_eq!(read(&harness, 0), expected);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness), before, "it is one step");
    // From the last row on.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    press(&mut harness, Key::Home);
    harness.event(egui::Event::Paste(block.to_owned()));
    harness.run();
    let after = story(&harness);
    assert_eq!(after.events.len(), before.events.len() + 3);
    let titles: Vec<String> = after.events.iter().rev().take(3).map(|event| event.title.clone()).collect();
    assert_eq!(titles, ["Three", "Two", "One"]);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(story(&harness), before);
}

#[test]
fn the_last_row_begins_a_new_event_by_typing() {
    let mut harness = events();
    let count = story(&harness).events.len();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    for title in ["A flood", "Another flood"] {
        type_text(&mut harness, title);
        press(&mut harness, Key::Enter);
    }
    let after = story(&harness);
    let last = after.events.get(count + 1);
    assert_eq!(
        (after.events.len(), last.title.as_str(), last.layer.as_str()),
        (count + 2, "Another flood", after.layers[0].id.as_str())
    );
}

#[test]
fn a_claim_is_written_in_its_cells_and_the_rows_stay_where_they_are() {
    let mut harness = window(CentreView::Claims);
    let table =
        harness.query_all_by_role(egui::accesskit::Role::Table).filter_map(|node| node.accesskit_node().label());
    let table = table.into_iter().find(|label| label.starts_with("Claims, ")).unwrap();
    harness.get_by_label(&table).focus();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    let speakers = cells(&harness, "Speaker");
    assert!(
        !speakers.is_empty(),
        "{:?}",
        harness
            .query_all_by_role(egui::accesskit::Role::Cell)
            .filter_map(|node| node.accesskit_node().label())
            .collect::<Vec<_>>()
    );
    type_text(&mut harness, "31 December 2025");
    press(&mut harness, Key::Tab);
    type_text(&mut harness, "A spokesman");
    press(&mut harness, Key::Enter);
    assert_eq!(cells(&harness, "Said")[0], "2025-12-31");
    assert_eq!(cells(&harness, "Speaker")[..2], ["A spokesman".to_owned(), speakers[1].clone()]);
}
