//! Changes that are not saved outlast a crash.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use meridian::gui::{App, OpenStory, Settings, SettingsFile, ThemeChoice};
use meridian::view::Theme;

use super::{clashes, press, press_ctrl, type_text, until, until_label, window};

/// A window that keeps changes in a folder.
fn window_with(folder: &Path) -> Harness<'static, App> {
    let settings = Settings { theme: ThemeChoice::Fixed(Theme::Light), ..Settings::default() };
    let folder = folder.to_owned();
    let mut harness = clashes::builder([1600.0, 900.0]).with_max_steps(64).build_eframe(move |creation| {
        let mut app = App::new(&creation.egui_ctx, OpenStory::carried(), settings, SettingsFile::default());
        app.keep_changes_in(folder);
        app
    });
    step_until(&mut harness, |harness| harness.state().is_ready());
    harness.run();
    harness
}

fn step_until(harness: &mut Harness<'_, App>, is_there: impl Fn(&Harness<'_, App>) -> bool) {
    while !is_there(harness) {
        std::thread::yield_now();
        harness.step();
    }
}

/// Gives the event at one end of time another date.
fn date(harness: &mut Harness<'_, App>, end: Key, date: &str) {
    press(harness, end);
    type_text(harness, "d");
    press(harness, Key::D);
    press_ctrl(harness, Key::A);
    type_text(harness, date);
    press(harness, Key::Enter);
}

/// Gives the first event another date, and waits until that is kept.
fn edit(harness: &mut Harness<'_, App>, text: &str) {
    date(harness, Key::Home, text);
    step_until(harness, |harness| harness.query_by_label_contains("All changes kept").is_some());
}

/// Drops the window without a word, as a crash does, and waits until its journal is no longer held.
fn crash(harness: Harness<'_, App>, journals: &Path) {
    drop(harness);
    while meridian::io::left_journals(journals).is_empty() {
        std::thread::yield_now();
    }
}

fn dates(harness: &Harness<'_, App>) -> Vec<String> {
    let store = harness.state().session().own_store();
    store
        .whole_story()
        .events
        .iter()
        .map(|event| event.when.clone().map(|when| when.to_string()).unwrap_or_default())
        .collect()
}

#[test]
fn changes_of_a_window_that_is_gone_are_shown_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = window_with(folder.path());
    edit(&mut first, "2024-02-03");
    let changed = dates(&first);
    assert!(changed.contains(&"2024-02-03".to_owned()));
    crash(first, folder.path());
    let mut second = window_with(folder.path());
    step_until(&mut second, |harness| harness.query_by_label_contains("Unsaved changes to ").is_some());
    second.run();
    assert!(second.state().session().comparison().is_some(), "it shows what would be restored");
    second.get_by_label("Not now").click();
    second.run();
    assert!(!second.state().is_changed() && !dates(&second).contains(&"2024-02-03".to_owned()));
    crash(second, folder.path());
    let mut third = window_with(folder.path());
    step_until(&mut third, |harness| harness.query_by_label_contains("Unsaved changes to ").is_some());
    third.get_by_label("Restore").click();
    third.run();
    assert!(third.state().is_changed() && third.state().session().comparison().is_none());
    assert_eq!(dates(&third), changed);
    step_until(&mut third, |harness| harness.query_by_label_contains("All changes kept").is_some());
}

#[test]
fn who_opens_a_file_is_asked_about_that_file_alone_and_comes_back_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let journals = folder.path().join("journals");
    let (path, other) = (folder.path().join("story.geojson"), folder.path().join("other.geojson"));
    for path in [&path, &other] {
        meridian::io::write_story(path, &meridian::io::carried_story().story).unwrap();
    }
    let mut first = window_with(&journals);
    first.state_mut().open(path.clone());
    until(&mut first, |app| app.document().path.as_ref() == Some(&path));
    edit(&mut first, "2024-02-03");
    crash(first, &journals);
    for (opened, asks) in [(&other, false), (&path, true)] {
        let settings = Settings { theme: ThemeChoice::Fixed(Theme::Light), ..Settings::default() };
        let (folder, file) = (journals.clone(), opened.clone());
        let mut harness = clashes::builder([1600.0, 900.0]).build_eframe(move |creation| {
            let mut app = App::new(&creation.egui_ctx, OpenStory::carried(), settings, SettingsFile::default());
            app.keep_changes_in(folder);
            app.open(file);
            app
        });
        step_until(&mut harness, |harness| {
            let is_open = harness.state().document().path.as_ref() == Some(opened);
            let is_said = harness.query_by_label_contains("Unsaved changes to ").is_some()
                || harness.query_by_label_contains("are kept: File, Restore").is_some();
            is_open && is_said
        });
        assert_eq!(harness.query_by_label_contains("Unsaved changes to ").is_some(), asks);
        if asks {
            harness.get_by_label("Not now").click();
            step_until(&mut harness, |harness| !harness.state().is_changed());
            assert_eq!(harness.state().document().path.as_ref(), Some(&path));
        }
    }
}

#[test]
fn what_is_taken_back_leaves_nothing_to_restore() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_with(folder.path());
    edit(&mut window, "2024-02-03");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    press_ctrl(&mut window, Key::Z);
    step_until(&mut window, |_| std::fs::read_dir(folder.path()).unwrap().count() == 0);
}

/// A window on a story that lies at this path, of which the first event has another date that is not saved.
fn window_with_a_new_date(path: &Path, text: &str) -> Harness<'static, App> {
    meridian::io::write_story(path, &meridian::io::carried_story().story).unwrap();
    let mut harness = window();
    harness.state_mut().open(path.to_owned());
    until(&mut harness, |app| app.document().path.as_deref() == Some(path));
    date(&mut harness, Key::Home, text);
    assert!(harness.state().is_changed());
    harness
}

#[test]
fn what_another_program_writes_into_the_file_is_merged_with_what_is_written_here() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.geojson");
    let mut harness = window_with_a_new_date(&path, "2024-02-03");
    let mut theirs = meridian::io::carried_story().story;
    theirs.title = "Theirs".to_owned();
    meridian::io::write_story(&path, &theirs).unwrap();
    until(&mut harness, |app| app.session().own_store().story().title == "Theirs");
    assert!(dates(&harness).contains(&"2024-02-03".to_owned()) && harness.state().is_changed());
    // Saved again before it is noticed.
    theirs.title = "Theirs again".to_owned();
    meridian::io::write_story(&path, &theirs).unwrap();
    press_ctrl(&mut harness, Key::S);
    until(&mut harness, |app| !app.is_changed());
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("\"Theirs again\"") && saved.contains("\"2024-02-03\""));
    press_ctrl(&mut harness, Key::Z);
    assert!(harness.state().is_changed(), "the merge is a step");
}

#[test]
fn where_both_wrote_something_else_it_is_asked_whose_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.geojson");
    for (answer, kept) in [("Keep mine", "2024-02-03"), ("Use the file’s", "2023-05")] {
        let mut harness = window_with_a_new_date(&path, "2024-02-03");
        let index = dates(&harness).iter().position(|date| date == "2024-02-03").unwrap();
        let mut theirs = meridian::io::carried_story().story;
        theirs.title = "Theirs".to_owned();
        theirs.events.get_mut(index).when = Some("2023-05".parse().unwrap());
        meridian::io::write_story(&path, &theirs).unwrap();
        until_label(&mut harness, answer);
        for version in ["Yours: “2024-02-03”", "In the file: “2023-05”"] {
            assert!(harness.query_by_label(version).is_some(), "{version}");
        }
        harness.get_by_label(answer).click();
        until(&mut harness, |app| app.session().own_store().story().title == "Theirs");
        assert_eq!(dates(&harness)[index], kept);
    }
}

#[test]
fn each_change_of_a_session_is_listed_and_taken_back_by_itself() {
    let mut harness = window();
    let before = dates(&harness);
    date(&mut harness, Key::Home, "2024-02-03");
    date(&mut harness, Key::End, "2030-01-01");
    press_ctrl(&mut harness, Key::K);
    type_text(&mut harness, "Change history");
    press(&mut harness, Key::Enter);
    let reverts: Vec<_> = harness.get_all_by_label("Revert").collect();
    assert_eq!(reverts.len(), 2);
    // The last one is first.
    reverts[1].click();
    drop(reverts);
    until(&mut harness, |app| {
        let store = app.session().own_store();
        store
            .whole_story()
            .events
            .iter()
            .all(|event| event.when.as_ref().is_none_or(|when| when.to_string() != "2024-02-03"))
    });
    let mut expected = before;
    let at = dates(&harness).iter().position(|date| date == "2030-01-01").unwrap();
    expected[at] = "2030-01-01".to_owned();
    assert_eq!(dates(&harness), expected);
    assert_eq!(harness.get_all_by_label("Revert").count(), 3, "to revert is a change");
}
