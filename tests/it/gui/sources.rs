//! The sources in the window, without a GPU: driven by role and label, asserted on the story.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use meridian::gui::{App, Document, OpenStory, Settings, SettingsFile};
use meridian::model::Source;
use meridian::store::Store;

use super::{Dropped, press, press_ctrl, type_text, until, window};

/// The labels of the rows in sight, from the top.
fn rows(harness: &Harness<'_, App>) -> Vec<String> {
    let rows = harness.query_all_by_role(egui::accesskit::Role::Row);
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}

fn sources(app: &App) -> &[Source] {
    &app.session().own_store().whole_story().sources
}

/// A new source is begun, with the keys in the field to paste into.
fn begin_source(harness: &mut Harness<'_, App>) {
    harness.key_press_modifiers(Modifiers::SHIFT, Key::S);
    harness.run();
}

fn is_shown(harness: &Harness<'_, App>, text: &str) -> bool {
    harness.query_by_label_contains(text).is_some()
}

/// Runs frames until a text is shown.
fn until_shown(harness: &mut Harness<'_, App>, text: &str) {
    while !is_shown(harness, text) {
        std::thread::yield_now();
        harness.step();
    }
    harness.run_steps(2);
}

#[test]
fn the_table_lists_what_is_sought_and_what_lacks() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::Num7);
    let count = sources(harness.state()).len();
    harness.get_by_label(&format!("All, {count}"));
    let undated = sources(harness.state()).iter().filter(|source| source.published.is_none()).count();
    harness.get_by_label(&format!("No date, {undated}")).click();
    harness.run();
    let seen = rows(&harness);
    assert!(!seen.is_empty() && seen.iter().all(|row| row.contains(". No date, ")), "{seen:?}");
    harness.get_by_label(&format!("All, {count}")).click();
    harness.get_by_label("Search the sources").focus();
    harness.run();
    type_text(&mut harness, "arab 2618608");
    let seen = rows(&harness);
    assert!(matches!(&seen[..], [only] if only.starts_with("Arab News: ")), "{seen:?}");
}

#[test]
fn a_source_that_is_mended_in_its_form_is_mended_in_the_table() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::Num7);
    let first = rows(&harness).remove(0);
    harness.get_by_label(&first).click();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Publisher").focus();
    harness.run();
    press(&mut harness, Key::End);
    type_text(&mut harness, " Online");
    let name = first.split(": ").next().unwrap();
    assert!(rows(&harness)[0].starts_with(&format!("{name} Online: ")), "{:?}", rows(&harness)[0]);
}

#[test]
fn a_known_source_is_offered_for_an_address_and_used_in_place_of_another() {
    let mut harness = window();
    let before = sources(harness.state()).to_vec();
    begin_source(&mut harness);
    type_text(&mut harness, "https://arabnews.pk/node/2618608/?utm_source=newsletter#top");
    until_shown(&mut harness, "YOU ALREADY HAVE THIS SOURCE");
    assert!(is_shown(&harness, "utm_source=newsletter"));
    harness.get_by_label("Use it").click();
    harness.run_steps(4);
    let after = sources(harness.state());
    assert_eq!(after.len(), before.len());
    assert!(after.iter().zip(&before).all(|(after, before)| after.id == before.id && after.url == before.url));
}

#[test]
fn a_new_address_goes_into_the_fields_and_two_are_two_when_that_is_said() {
    let mut harness = window();
    let count = sources(harness.state()).len();
    begin_source(&mut harness);
    type_text(&mut harness, "https://paper.example/a?fbclid=x");
    until(&mut harness, |app| sources(app)[count..].iter().any(|source| source.url == "https://paper.example/a"));
    let source = sources(harness.state()).last().unwrap().clone();
    assert!(source.accessed.is_some());
    press(&mut harness, Key::Escape);
    begin_source(&mut harness);
    type_text(&mut harness, "http://www.paper.example/a/");
    until_shown(&mut harness, "YOU ALREADY HAVE THIS SOURCE");
    assert!(sources(harness.state()).last().unwrap().url.is_empty(), "nothing is doubled before that is said");
    harness.get_by_label("Not the same").click();
    until(&mut harness, |app| sources(app).last().is_some_and(|source| !source.url.is_empty()));
    assert_eq!(sources(harness.state()).len(), count + 2);
}

#[test]
fn a_dropped_page_is_a_source_with_its_hash_and_several_citations_are_added_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saved.html");
    std::fs::write(&path, "<title>Truce</title><link rel=canonical href='https://paper.example/t'>").unwrap();
    let mut harness = window();
    let count = sources(harness.state()).len();
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    until(&mut harness, |app| sources(app)[count..].iter().any(|source| source.title == "Truce"));
    let source = sources(harness.state()).last().unwrap();
    assert_eq!((source.url.as_str(), source.sha256.len()), ("https://paper.example/t", 64));
    press(&mut harness, Key::Escape);
    begin_source(&mut harness);
    type_text(&mut harness, "@misc{a, title={A}, url={https://paper.example/t}} @misc{b, title={B}, publisher={C}}");
    until_shown(&mut harness, "Add 1 source");
    harness.get_by_label("Add 1 source").click();
    until(&mut harness, |app| sources(app).last().is_some_and(|source| source.title == "B"));
    assert_eq!(sources(harness.state()).len(), count + 2);
}

#[test]
fn a_source_that_is_not_the_known_one_says_so_in_the_story_and_is_not_offered_again() {
    let mut harness = window();
    begin_source(&mut harness);
    type_text(&mut harness, "https://arabnews.pk/node/2618608/");
    until_shown(&mut harness, "YOU ALREADY HAVE THIS SOURCE");
    harness.get_by_label("Not the same").click();
    until(&mut harness, |app| sources(app).last().is_some_and(|source| !source.url.is_empty()));
    press(&mut harness, Key::Escape);
    press_ctrl(&mut harness, Key::Num7);
    let [others @ .., last] = sources(harness.state()) else { panic!("there is none") };
    assert_eq!(others.iter().filter(|other| last.is_told_apart(other)).count(), 1);
    assert!(!is_shown(&harness, "two sources with the same link"));
}

#[test]
fn two_sources_at_one_address_are_kept_apart_in_the_story_or_become_one() {
    let mut story = OpenStory::carried().store.whole_story().as_ref().clone();
    let twin = Source { id: "twin".to_owned(), ..story.sources[0].clone() };
    story.sources.push(twin);
    let story = OpenStory { store: Store::new(story).into(), document: Document::default() };
    let mut harness = super::clashes::builder([1600.0, 900.0])
        .with_max_steps(64)
        .build_eframe(|creation| App::new(&creation.egui_ctx, story, Settings::default(), SettingsFile::default()));
    while !harness.state().is_ready() {
        std::thread::yield_now();
        harness.step();
    }
    press_ctrl(&mut harness, Key::Num7);
    let before = sources(harness.state()).len();
    assert!(is_shown(&harness, "two sources with the same link"));
    harness.get_by_label("Keep apart").click();
    harness.run();
    assert!(!is_shown(&harness, "two sources with the same link"));
    assert_eq!(sources(harness.state())[0].distinct_from[..], ["twin"]);
    press_ctrl(&mut harness, Key::Z);
    assert!(is_shown(&harness, "two sources with the same link"));
    harness.get_by_label("Merge…").click();
    harness.run();
    harness.get_by_label("Merge 2 sources");
    harness.get_by_label("Merge").click();
    harness.run();
    assert_eq!(sources(harness.state()).len(), before - 1);
    assert!(!is_shown(&harness, "two sources with the same link"));
}

#[test]
fn chosen_rows_become_one_source_that_all_their_claims_cite() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::Num7);
    let before = sources(harness.state()).to_vec();
    let cited = |app: &App, id: &str| {
        let story = app.session().own_store().whole_story().clone();
        story.events.claims().filter(|claim| claim.source == id).count()
    };
    let all = cited(harness.state(), &before[0].id) + cited(harness.state(), &before[1].id);
    for row in &rows(&harness)[..2] {
        harness.get_by_label(row).click_modifiers(Modifiers::COMMAND);
        harness.run();
    }
    assert!(is_shown(&harness, "2 sources chosen"));
    harness.get_by_label("Merge…").click();
    harness.run();
    harness.get_by_label("Merge").click();
    harness.run();
    let after = sources(harness.state());
    assert_eq!((after.len(), &after[0].id), (before.len() - 1, &before[0].id));
    assert_eq!(cited(harness.state(), &before[0].id), all);
}

#[test]
fn the_form_of_a_source_offers_another_to_become_one_with() {
    let mut harness = window();
    // So that all of the form is in sight.
    harness.set_size(egui::vec2(1600.0, 1400.0));
    press_ctrl(&mut harness, Key::Num7);
    let (first, second) = (rows(&harness).remove(0), sources(harness.state())[1].clone());
    harness.get_by_label(&first).click();
    harness.run();
    harness.get_by_label("Merge with another source").click();
    harness.run();
    harness.run();
    type_text(&mut harness, &second.title);
    press(&mut harness, Key::Enter);
    harness.run();
    harness.get_by_label("Merge 2 sources");
    harness.get_by_label("Merge").click();
    harness.run();
    assert!(sources(harness.state()).iter().all(|source| source.id != second.id));
}
