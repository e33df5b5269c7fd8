//! Large tables that are kept, as the window opens them again.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use egui::Key;
use egui_kittest::Harness;
use meridian::gui::App;
use meridian::io::{Cache, Diagnostics, Report, Table};
use meridian::model::Story;

use super::{press, press_ctrl, window};

/// What the window knows of a story that it opened.
type Known = (Story, Diagnostics, Report, Option<Table>, &'static str, String);

fn opened(harness: &mut Harness<'_, App>, path: &Path) -> Known {
    harness.state_mut().open_files(vec![path.to_owned()]);
    while harness.state().is_reading() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run();
    let (app, document) = (harness.state(), harness.state().document());
    let story = Story::clone(app.session().own_store().whole_story());
    let counts = app.shown().counts_text();
    (story, document.diagnostics.clone(), document.report.clone(), document.table.clone(), document.format, counts)
}

#[test]
fn a_table_that_was_kept_is_shown_and_edited_as_when_it_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let (path, cache) = (folder.path().join("many.csv"), Cache::in_folder(folder.path().join("kept"), 1 << 30));
    let mut text = "id,title,date,lat,lon,place\n".to_owned();
    for row in 0..50_100 {
        let title = if row == 40_000 { "กข" } else { "Call" };
        writeln!(text, "e{row},{title} {row},2024-{:02}-01,{}.5,70,Khost", row % 14, row % 60).unwrap();
    }
    fs::write(&path, text).unwrap();
    let set_time = |path: &Path, secs: u64| {
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(secs)).unwrap();
    };
    set_time(&path, 1_700_000_000);
    let mut harness = window();
    harness.state_mut().keep_tables_in(cache.clone());
    let read = opened(&mut harness, &path);
    while cache.entries().is_empty() {
        std::thread::yield_now();
    }
    let entry = fs::read_dir(cache.folder()).unwrap().next().unwrap().unwrap().path();
    set_time(&entry, 1_000_000_000);
    let kept = opened(&mut harness, &path);
    assert!(cache.entries()[0].used_secs > 1_700_000_000.0, "it was used");
    assert!(read == kept);
    assert!(kept.1.iter().any(|finding| finding.message.starts_with("no font for Thai")), "{:?}", kept.1);

    let count = |harness: &Harness<'_, App>| harness.state().session().own_store().len();
    press(&mut harness, Key::Home);
    press(&mut harness, Key::Delete);
    assert_eq!((count(&harness), harness.state().is_changed()), (50_099, true));
    press_ctrl(&mut harness, Key::Z);
    assert!(**harness.state().session().own_store().whole_story() == kept.0);
}
