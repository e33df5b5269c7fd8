//! Changes that are not saved outlast a crash.

use std::path::Path;

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use meridian::gui::{App, OpenStory, Settings, SettingsFile, ThemeChoice};
use meridian::view::Theme;

use super::{press, press_ctrl, type_text};

/// A window that keeps changes in a folder.
fn window_with(folder: &Path) -> Harness<'static, App> {
    let settings = Settings { theme: ThemeChoice::Fixed(Theme::Light), ..Settings::default() };
    let folder = folder.to_owned();
    let mut harness = Harness::builder().with_size([1600.0, 900.0]).with_max_steps(64).build_eframe(move |creation| {
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

/// Gives the first event another date, and waits until that is kept.
fn edit(harness: &mut Harness<'_, App>, date: &str) {
    press(harness, Key::Home);
    type_text(harness, "d");
    press(harness, Key::D);
    press_ctrl(harness, Key::A);
    type_text(harness, date);
    press(harness, Key::Enter);
    step_until(harness, |harness| harness.query_by_label_contains("All changes kept").is_some());
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
    // Without a word, as in a crash.
    drop(first);
    let mut second = window_with(folder.path());
    step_until(&mut second, |harness| harness.query_by_label_contains("Restore them?").is_some());
    second.run();
    assert!(second.state().session().comparison().is_some(), "it shows what would be restored");
    second.get_by_label("Not now").click();
    second.run();
    assert!(!second.state().is_changed() && !dates(&second).contains(&"2024-02-03".to_owned()));
    drop(second);
    let mut third = window_with(folder.path());
    step_until(&mut third, |harness| harness.query_by_label_contains("Restore them?").is_some());
    third.get_by_label("Restore").click();
    third.run();
    assert!(third.state().is_changed() && third.state().session().comparison().is_none());
    assert_eq!(dates(&third), changed);
    step_until(&mut third, |harness| harness.query_by_label_contains("All changes kept").is_some());
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
