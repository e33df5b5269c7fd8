//! The window without a GPU: driven by role and label, asserted on the view.

mod claims_table;
mod clashes;
mod crowd;
mod filter_chips;
mod functions;
mod keeping;
mod killed;
mod places;
mod reading_order;
mod remarks;
mod sources;
mod tables;
mod tables_kept;
mod timeline;
mod writing;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use meridian::gui::{App, OpenStory, Settings, SettingsFile, ThemeChoice};
use meridian::view::{Panel, Theme, TimeMode};

fn window_of(settings: Settings) -> Harness<'static, App> {
    window_at_pace(settings, 0.25)
}

/// The same with so many seconds from frame to frame.
fn window_at_pace(settings: Settings, frame_secs: f32) -> Harness<'static, App> {
    let settings = Settings { theme: ThemeChoice::Fixed(Theme::Light), ..settings };
    let mut harness = clashes::builder([1600.0, 900.0])
        .with_max_steps(64)
        .with_step_dt(frame_secs)
        .build_eframe(|creation| App::new(&creation.egui_ctx, OpenStory::carried(), settings, SettingsFile::default()));
    // The base map is read on a thread of its own and announces itself.
    while !harness.state().is_ready() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run();
    harness
}

fn window() -> Harness<'static, App> {
    window_of(Settings::default())
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn press_ctrl(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

fn type_text(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

fn selected(harness: &Harness<'_, App>) -> Option<String> {
    harness.state().view().selection.first().cloned()
}

#[test]
fn map_and_timeline_say_how_many_events_are_shown() {
    let harness = window();
    let counts = harness.state().shown().counts_text();
    harness.get_by_label(&format!("Map, {counts}"));
    harness.get_by_label(&format!("Timeline, {counts}"));
}

#[test]
fn arrow_keys_go_from_event_to_event_in_order() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    let first = selected(&harness).unwrap();
    press(&mut harness, Key::ArrowRight);
    let second = selected(&harness).unwrap();
    assert_ne!(first, second);
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(selected(&harness), Some(first));
}

#[test]
fn escape_lets_go_of_the_selection() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    assert!(selected(&harness).is_some());
    press(&mut harness, Key::Escape);
    assert_eq!(selected(&harness), None);
}

#[test]
fn undo_takes_back_a_selection_and_redo_brings_it_again() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    let first = selected(&harness);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(selected(&harness), None);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run();
    assert_eq!(selected(&harness), first);
}

#[test]
fn the_third_chapter_is_three_keys_away() {
    let mut harness = window();
    for _ in 0..3 {
        press(&mut harness, Key::PageDown);
    }
    assert_eq!(harness.state().view().chapter, Some(2));
    let event = harness.state().session().store().story().chapters[2].event.clone();
    assert_eq!(selected(&harness), Some(event));
}

#[test]
fn a_window_typed_as_a_day_shows_the_ceasefire() {
    let mut harness = window();
    type_text(&mut harness, "w");
    press(&mut harness, Key::W);
    press_ctrl(&mut harness, Key::A);
    type_text(&mut harness, "2025-10-19");
    press(&mut harness, Key::Enter);
    let store = harness.state().session().store().clone();
    let shown: Vec<_> = harness.state().shown().events().map(|index| store.id(index)).collect();
    assert!(shown.contains(&"ceasefire".into()), "{shown:?}");
    assert!((harness.state().view().window.duration_secs() - 86_400.0).abs() < 1e-6);
}

#[test]
fn the_search_box_filters_what_is_shown() {
    let mut harness = window();
    let before = harness.state().shown().in_count();
    press_ctrl(&mut harness, Key::F);
    type_text(&mut harness, "category:strike");
    let shown = harness.state().shown();
    assert!(shown.in_count() > 0 && shown.in_count() < before);
}

#[test]
fn keys_typed_into_the_search_box_are_no_shortcuts() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::F);
    harness.key_press(Key::Space);
    type_text(&mut harness, " ");
    assert!(!harness.state().view().playback.playing);
}

#[test]
fn the_palette_runs_a_command_by_a_few_letters_of_its_name() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::K);
    type_text(&mut harness, "dark theme");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().view().theme, Theme::Dark);
}

#[test]
fn a_mark_on_the_map_selects_its_event() {
    let mut harness = window();
    let store = harness.state().session().store().clone();
    let index = store.index_of("kabul-strike").unwrap();
    let label = meridian::scene::event_label(&store, harness.state().view(), index);
    let marks: Vec<_> = harness.get_all_by_label(&label).collect();
    marks[0].click();
    harness.run();
    assert_eq!(selected(&harness).as_deref(), Some("kabul-strike"));
}

#[test]
fn playing_goes_from_event_to_event_and_stops_at_the_end() {
    let mut harness = window();
    press(&mut harness, Key::End);
    press(&mut harness, Key::ArrowLeft);
    let before = selected(&harness);
    press_space(&mut harness);
    harness.run_steps(16);
    assert_ne!(selected(&harness), before);
    harness.run_steps(16);
    assert!(!harness.state().view().playback.playing);
}

fn press_space(harness: &mut Harness<'_, App>) {
    harness.key_press(Key::Space);
    harness.step();
}

#[test]
fn panels_fold_away_and_come_back() {
    let mut harness = window_of(Settings { left_tab: Panel::Chapters, ..Settings::default() });
    assert!(harness.query_by_label("Chapters").is_some());
    press_ctrl(&mut harness, Key::B);
    assert!(harness.query_by_label("Chapters").is_none());
    press_ctrl(&mut harness, Key::B);
    assert!(harness.query_by_label("Chapters").is_some());
}

#[test]
fn a_mode_is_chosen_by_its_button() {
    let mut harness = window();
    harness.get_by_label("Up to now").click();
    harness.run();
    assert_eq!(harness.state().view().mode, TimeMode::SoFar);
}

#[test]
fn a_chapter_is_added_moved_retold_and_taken_back_by_keyboard() {
    let mut harness = window_of(Settings { left_tab: Panel::Chapters, ..Settings::default() });
    let titles = |harness: &Harness<'_, App>| -> Vec<String> {
        harness.state().session().store().story().chapters.iter().map(|chapter| chapter.title.clone()).collect()
    };
    let before = titles(&harness);
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::A);
    type_text(&mut harness, "Two nights, two accounts");
    press_ctrl(&mut harness, Key::A);
    type_text(&mut harness, "Two accounts");
    press_ctrl(&mut harness, Key::Enter);
    assert_eq!((titles(&harness).len(), titles(&harness)[1].as_str()), (before.len() + 1, "Two accounts"));
    assert_eq!(harness.state().view().chapter, Some(1));
    assert!(harness.state().is_changed());
    harness.key_press_modifiers(Modifiers::SHIFT, Key::PageUp);
    harness.run();
    assert_eq!(titles(&harness)[0], "Two accounts");
    press(&mut harness, Key::E);
    press_ctrl(&mut harness, Key::A);
    type_text(&mut harness, "One night, two accounts");
    press_ctrl(&mut harness, Key::Enter);
    assert_eq!(titles(&harness)[0], "One night, two accounts");
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(titles(&harness)[0], "Two accounts");
    for _ in 0..2 {
        press_ctrl(&mut harness, Key::Z);
    }
    assert_eq!(titles(&harness), before);
    assert!(!harness.state().is_changed());
}

#[test]
fn known_by_the_playhead_hides_what_was_said_later() {
    let mut harness = window();
    let all = harness.state().session().store().known_claims().1;
    press(&mut harness, Key::Home);
    press(&mut harness, Key::K);
    let (known, of) = harness.state().session().store().known_claims();
    assert!(known < of && of == all, "{known} of {of}");
    press(&mut harness, Key::K);
    assert_eq!(harness.state().session().store().known_claims(), (all, all));
}

#[test]
fn an_older_version_is_compared_and_its_changes_lead_to_their_events() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("older.geojson");
    let mut old = meridian::io::carried_story().story;
    let ceasefire = old.events.iter().position(|event| event.id == "ceasefire").unwrap();
    old.events.remove(ceasefire);
    meridian::io::write_story(&path, &old).unwrap();
    let mut harness = window();
    press_ctrl(&mut harness, Key::K);
    type_text(&mut harness, "compare with");
    press(&mut harness, Key::Enter);
    press_ctrl(&mut harness, Key::A);
    type_text(&mut harness, &path.display().to_string());
    press(&mut harness, Key::Enter);
    // The older version is read on a thread of its own.
    while harness.query_by_label("Changes").is_none() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run();
    harness.get_by_label("added event ceasefire: Ceasefire agreed in Doha").click();
    harness.run();
    assert_eq!(selected(&harness).as_deref(), Some("ceasefire"));
    harness.get_by_label("Stop comparing").click();
    harness.run();
    assert!(harness.query_by_label("Changes").is_none());
}

#[test]
fn borders_are_drawn_as_another_government_sees_them() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::K);
    type_text(&mut harness, "borders as pakistan");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().view().viewpoint, meridian::view::Viewpoint::Pak);
    harness.get_by_label("Borders: Pakistan’s view");
}

#[test]
fn a_picture_brings_back_the_view_it_was_made_of() {
    use meridian::export::{Embedded, ExportSpec, svg_from_scene};
    use meridian::scene::{Layout, Scene};
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window();
    for _ in 0..3 {
        press(&mut harness, Key::PageDown);
    }
    let made_of = harness.state().view().clone();
    let spec = ExportSpec { layout: Layout::Map, scale: 1.5, ..ExportSpec::default() };
    let embedded = Embedded::of(harness.state().session().store(), &made_of, &spec);
    let path = folder.path().join("picture.svg");
    std::fs::write(&path, embedded.in_svg(&svg_from_scene(&Scene::empty([80.0, 60.0]), "Picture", |_| None))).unwrap();
    press(&mut harness, Key::End);
    press(&mut harness, Key::F);
    assert_ne!(harness.state().view().selection, made_of.selection);
    harness.state_mut().open(path);
    while harness.state().view().selection != made_of.selection {
        std::thread::yield_now();
        harness.step();
    }
    let view = harness.state().view();
    assert_eq!((&view.filter, view.viewpoint, view.theme), (&made_of.filter, made_of.viewpoint, made_of.theme));
    assert!((view.window.start_secs - made_of.window.start_secs).abs() < 1e-6);
    assert!((view.map.center.lon - made_of.map.center.lon).abs() < 1e-9);
    assert!(!harness.state().is_reading());
    // What is exported next begins as the picture was made.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run_steps(3);
    assert_eq!(harness.get_by_label("Other resolution").value().as_deref(), Some("1.5"));
}

#[test]
fn a_film_is_written_where_pictures_go_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window_of(Settings { pictures_folder: Some(folder.path().to_owned()), ..Settings::default() });
    // Of few events, since each is frames.
    harness.state_mut().open("tests/fixtures/valid/talks.geojson".into());
    until(&mut harness, |app| !app.is_reading() && app.session().store().len() == 2);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    harness.run();
    harness.get_by_label("Event by event");
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "Export").click();
    let film = || std::fs::read_dir(folder.path()).unwrap().find_map(|entry| Some(entry.ok()?.path()));
    while film().is_none_or(|path| path.extension().is_none_or(|ending| ending != "gif")) {
        std::thread::yield_now();
        harness.step();
    }
    assert!(std::fs::read(film().unwrap()).unwrap().starts_with(b"GIF89a"));
    while harness.query_by_label("Show in folder").is_none() {
        std::thread::yield_now();
        harness.step();
    }
    harness.get_by_label("Open");
}

#[test]
fn the_export_asks_for_a_kind_first_and_each_has_its_own_options() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    let drawn = |harness: &mut Harness<'_, App>| {
        while harness.query_by_label("Preview of the figure").is_none() {
            std::thread::yield_now();
            harness.step();
        }
    };
    drawn(&mut harness);
    harness.get_by_label("Legend").click();
    harness.step();
    for own in ["Inset map", "Title of the figure", "Report", "PDF", "2×", "Fit", "1:1", "Browse…"] {
        harness.get_by_label(own);
    }
    harness.get_by_role_and_label(egui::accesskit::Role::RadioButton, "Print");
    harness.get_by_label("PDF").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("2×").is_none(), "vectors have no pixels");
    for (kind, own, others) in [
        ("Map or timeline", "Format", "Legend"),
        ("Web page", "Preview of the page", "Black ink"),
        ("Animation", "Add captions", "Embed the story data"),
        ("Animation", "Preview of the animation", "Legend"),
        ("Animation", "Middle", "Title of the figure"),
        ("Series", "One for each", "Add captions"),
    ] {
        harness.get_by_role_and_label(egui::accesskit::Role::Button, kind).click();
        harness.run_steps(3);
        assert!(harness.query_by_label(own).is_some() && harness.query_by_label(others).is_none(), "{kind}");
    }
    harness.get_by_label("Cancel").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("Web page").is_none());
}

#[test]
fn a_window_that_begins_with_a_picture_shows_its_view() {
    use meridian::export::{Embedded, ExportSpec, svg_from_scene};
    use meridian::scene::Scene;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.svg");
    let store = OpenStory::carried().store;
    let mut view = meridian::view::View::of_story(&store, [800.0, 600.0]);
    view.selection = vec!["kabul-strike".to_owned()];
    let embedded = Embedded::of(&store, &view, &ExportSpec::default());
    std::fs::write(&path, embedded.in_svg(&svg_from_scene(&Scene::empty([80.0, 60.0]), "Picture", |_| None))).unwrap();
    let mut harness = clashes::builder([1200.0, 800.0]).build_eframe(|creation| {
        let file = SettingsFile::default();
        let mut app = App::new(&creation.egui_ctx, OpenStory::carried(), Settings::default(), file);
        app.open(path.clone());
        app
    });
    while selected(&harness).is_none() || !harness.state().is_ready() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run_steps(4);
    assert_eq!(selected(&harness).as_deref(), Some("kabul-strike"));
}

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Runs frames until something holds.
fn until(harness: &mut Harness<'_, App>, holds: impl Fn(&App) -> bool) {
    while !holds(harness.state()) {
        std::thread::yield_now();
        harness.step();
    }
    harness.run_steps(3);
}

fn titles(app: &App) -> Vec<String> {
    app.session().store().story().events.iter().map(|event| event.title.clone()).collect()
}

/// Chooses a column in the list of a field; a list opens a frame after it is asked to.
fn choose(harness: &mut Harness<'_, App>, field: &str, column: &str) {
    use egui::accesskit::Role;
    while harness.get_by_role_and_label(Role::ComboBox, field).value().as_deref() != Some(column) {
        match harness.query_by_role_and_label(Role::Button, column) {
            Some(choice) => choice.click(),
            None => harness.get_by_role_and_label(Role::ComboBox, field).click(),
        }
        harness.run();
    }
}

const ODD: &str = "Was;Wann;Hoch;Quer\nAngriff;09/10/2025;34,528;69,172\nRuhe;19/10/2025;25,286;51,534\n";

#[test]
fn a_dropped_table_with_odd_headers_is_put_right_by_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.csv");
    std::fs::write(&path, ODD).unwrap();
    let mut harness = window();
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    until(&mut harness, |app| titles(app) == ["Angriff", "Ruhe"]);
    let placed = |app: &App| (0..2).filter(|index| app.session().store().is_placed(*index)).count();
    assert_eq!(placed(harness.state()), 0);
    choose(&mut harness, "Latitude", "Hoch");
    choose(&mut harness, "Longitude", "Quer");
    harness.get_by_label("Apply").click();
    until(&mut harness, |app| !app.is_reading() && placed(app) == 2);
    let store = harness.state().session().store().clone();
    let anchor = store.anchor(0).unwrap();
    assert!((anchor.lon - 69.172).abs() < 1e-9 && (anchor.lat - 34.528).abs() < 1e-9);
    let counts = harness.state().shown().counts_text();
    assert_eq!(counts, "all 2 events");
    harness.get_by_label(&format!("Map, {counts}"));
    // The header is known from now on.
    let again = folder.path().join("again.csv");
    std::fs::write(&again, ODD.replace("Ruhe", "Stille")).unwrap();
    harness.state_mut().open(again);
    until(&mut harness, |app| titles(app) == ["Angriff", "Stille"]);
    assert_eq!(placed(harness.state()), 2);
}

#[test]
fn a_reading_that_is_stopped_leaves_the_story_that_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    let mut text = "title,date,lat,lon\n".to_owned();
    for row in 0..200_000 {
        text.extend(["event ", &row.to_string(), ",2025-10-09,34.5,69.2\n"]);
    }
    std::fs::write(&path, text).unwrap();
    let mut harness = window();
    press(&mut harness, Key::Home);
    let (before, view) = (titles(harness.state()), harness.state().view().clone());
    harness.state_mut().open(path);
    // The first events stand there before the rest is read.
    until(&mut harness, |app| app.session().store().len() == 4096);
    assert!(harness.state().is_reading());
    assert_eq!(harness.state().session().store().story().title, "large");
    press(&mut harness, Key::Escape);
    assert!(!harness.state().is_reading());
    assert_eq!(titles(harness.state()), before);
    assert_eq!(harness.state().view().selection, view.selection);
    assert_eq!(harness.state().view().window, view.window);
}

const PASTED: &str = "title\tdate\tlat\tlon\nStrike\t2025-10-09\t34.5\t69.2\nTalks\t2025-10-25\t41\t28.9\n";

fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(egui::Event::Paste(text.to_owned()));
    harness.run_steps(3);
}

#[test]
fn undo_after_a_paste_brings_back_the_story_as_it_was_and_redo_the_table() {
    let mut harness = window();
    press(&mut harness, Key::End);
    let (before, view) = (titles(harness.state()), harness.state().view().clone());
    paste(&mut harness, PASTED);
    until(&mut harness, |app| titles(app) == ["Strike", "Talks"]);
    press(&mut harness, Key::Home);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(titles(harness.state()), ["Strike", "Talks"], "a step in the table is taken back first");
    press_ctrl(&mut harness, Key::Z);
    assert_eq!((titles(harness.state()), harness.state().view()), (before, &view));
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run();
    assert_eq!(titles(harness.state()), ["Strike", "Talks"]);
}

#[test]
fn a_paste_over_changes_asks_first_and_loses_none_of_them() {
    let mut harness = window_of(Settings { left_tab: Panel::Chapters, ..Settings::default() });
    let chapters = |app: &App| app.session().store().story().chapters.len();
    let before = chapters(harness.state());
    press(&mut harness, Key::A);
    type_text(&mut harness, "A chapter of mine");
    press_ctrl(&mut harness, Key::Enter);
    assert_eq!(chapters(harness.state()), before + 1);
    paste(&mut harness, PASTED);
    harness.get_by_label("Cancel").click();
    harness.run();
    assert_eq!(chapters(harness.state()), before + 1);
    paste(&mut harness, PASTED);
    harness.get_by_label("Open as new story").click();
    harness.run();
    harness.get_by_label("Don’t save").click();
    until(&mut harness, |app| titles(app) == ["Strike", "Talks"]);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(chapters(harness.state()), before + 1);
    assert!(harness.state().is_changed(), "what was not saved is still not saved");
}

#[test]
fn rows_pasted_into_a_story_that_is_written_are_added_to_it_in_one_step() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::N);
    harness.run();
    type_text(&mut harness, "October");
    press(&mut harness, Key::Escape);
    let rows = "id\ttitle\tdate\tspeaker\tsource\n\
                a\tStrike\t2025-10-09\tA witness\tDesk\n\
                a\tStrike\t2025-10-09\tA minister\tWire\n\
                b\tTalks\t2025-10-25\tA mediator\tDesk\n";
    for count in [2, 4] {
        paste(&mut harness, rows);
        harness.get_by_label("Add to this story").click();
        until(&mut harness, |app| app.session().store().len() == count);
    }
    let store = harness.state().session().own_store().clone();
    let story = store.whole_story();
    assert_eq!((story.title.as_str(), story.sources.len(), story.events.get(2).claims.len()), ("October", 2, 2));
    press_ctrl(&mut harness, Key::Z);
    press_ctrl(&mut harness, Key::Z);
    assert_eq!(harness.state().session().store().len(), 0);
    assert_eq!(harness.state().session().store().story().title, "October");
}

#[test]
fn reading_a_changed_story_again_asks_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.geojson");
    std::fs::copy("tests/fixtures/valid/dari.geojson", &path).unwrap();
    let mut harness = window();
    harness.state_mut().open(path);
    until(&mut harness, |app| !app.is_reading() && app.session().store().len() == 4);
    press(&mut harness, Key::A);
    type_text(&mut harness, "A chapter of mine");
    press_ctrl(&mut harness, Key::Enter);
    assert!(harness.state().is_changed());
    press(&mut harness, Key::F5);
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(harness.state().is_changed() && !harness.state().is_reading());
}

#[test]
fn what_the_program_copied_is_not_taken_for_a_table() {
    let mut harness = window();
    press(&mut harness, Key::End);
    let before = titles(harness.state());
    harness.event(egui::Event::Copy);
    harness.step();
    let commands = harness.output().platform_output.commands.clone();
    let copied = commands.into_iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text),
        _ => None,
    });
    paste(&mut harness, &copied.unwrap().replace('\n', "\r\n"));
    assert!(!harness.state().is_reading());
    assert_eq!(titles(harness.state()), before);
}

#[test]
fn a_table_is_pasted() {
    let mut harness = window();
    paste(&mut harness, PASTED);
    until(&mut harness, |app| titles(app) == ["Strike", "Talks"]);
    assert_eq!(harness.state().session().store().dated_count(), 2);
}

#[test]
fn a_file_that_changes_is_read_again_and_view_and_selection_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.csv");
    let table = "id,title,date,lat,lon\na,Strike,2025-10-09,34.5,69.2\nb,Talks,2025-10-25,41,28.9\n";
    std::fs::write(&path, table).unwrap();
    let mut harness = window();
    harness.state_mut().open(path.clone());
    until(&mut harness, |app| titles(app) == ["Strike", "Talks"]);
    press(&mut harness, Key::End);
    assert_eq!(selected(&harness).as_deref(), Some("b"));
    std::fs::write(&path, format!("{table}c,Ceasefire,2025-10-19,25.3,51.5\n")).unwrap();
    until(&mut harness, |app| titles(app).len() == 3);
    assert_eq!(selected(&harness).as_deref(), Some("b"));
}

/// Runs frames until something of this label is there.
fn until_label(harness: &mut Harness<'_, App>, label: &str) {
    while harness.query_by_label(label).is_none() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run_steps(3);
}

/// A window on a story that lies at this path, with a chapter that is not saved.
fn window_with_a_new_chapter(path: &std::path::Path) -> Harness<'static, App> {
    let mut harness = window_of(Settings { left_tab: Panel::Chapters, ..Settings::default() });
    harness.state_mut().open(path.to_owned());
    until(&mut harness, |app| app.document().path.as_deref() == Some(path));
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::A);
    type_text(&mut harness, "Mine");
    press_ctrl(&mut harness, Key::Enter);
    assert!(harness.state().is_changed());
    harness
}

#[test]
fn a_file_that_another_program_has_broken_is_not_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.geojson");
    meridian::io::write_story(&path, &meridian::io::carried_story().story).unwrap();
    let mut harness = window_with_a_new_chapter(&path);
    std::fs::write(&path, "theirs").unwrap();
    press_ctrl(&mut harness, Key::S);
    until_label(&mut harness, "Changed by another program");
    assert_eq!(std::fs::read(&path).unwrap(), b"theirs");
    press(&mut harness, Key::Escape);
    assert!(harness.state().is_changed() && harness.query_by_label("Overwrite").is_none());
    press_ctrl(&mut harness, Key::S);
    until_label(&mut harness, "Overwrite");
    harness.get_by_label("Overwrite").click();
    until(&mut harness, |app| !app.is_changed());
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"Mine\""));
    // What is there now is what was saved; a file that was only touched is no other.
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, bytes).unwrap();
    press(&mut harness, Key::A);
    type_text(&mut harness, "Mine again");
    press_ctrl(&mut harness, Key::Enter);
    press_ctrl(&mut harness, Key::S);
    until(&mut harness, |app| !app.is_changed());
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"Mine again\""));
}

#[test]
fn features_that_could_not_be_read_are_not_lost_by_saving_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.geojson");
    let text = "{\"type\":\"FeatureCollection\",\"story\":{\"title\":\"t\"},\"features\":[7,\
        {\"type\":\"Feature\",\"id\":\"a\",\"geometry\":null,\"properties\":{\"title\":\"A\",\"when\":\"2025\"}}]}";
    std::fs::write(&path, text).unwrap();
    let mut harness = window_with_a_new_chapter(&path);
    press_ctrl(&mut harness, Key::S);
    until_label(&mut harness, "Parts of the file were not read");
    press(&mut harness, Key::Escape);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn the_story_is_read_in_another_language_by_a_button_and_written_in_its_own() {
    let mut harness = window();
    harness.state_mut().open("tests/fixtures/valid/every-field.geojson".into());
    until(&mut harness, |app| !app.is_reading() && app.session().store().len() == 2);
    harness.get_by_label("English").click();
    harness.run_steps(3);
    harness.get_by_label("اردو").click();
    harness.run_steps(3);
    let title = |harness: &Harness<'_, App>| harness.state().session().store().title(0).into_owned();
    assert_eq!(title(&harness), "گودام پر حملہ");
    press(&mut harness, Key::Escape);
    press_ctrl(&mut harness, Key::K);
    type_text(&mut harness, "original language");
    press(&mut harness, Key::Enter);
    assert_eq!(title(&harness), "Strike on a depot");
}

/// Runs a command by its name in the palette.
fn run_named(harness: &mut Harness<'_, App>, name: &str) {
    press_ctrl(harness, Key::K);
    type_text(harness, name);
    press(harness, Key::Enter);
}

#[test]
fn marks_are_sized_and_coloured_by_a_number_that_is_chosen() {
    let mut harness = window();
    run_named(&mut harness, "Size and colour of marks");
    let choices: Vec<_> = harness.get_all_by_label("civilians killed").collect();
    let [size, color] = choices[..] else { panic!("{} choices", choices.len()) };
    size.click();
    color.click();
    harness.run();
    let view = harness.state().view();
    assert_eq!(
        (view.size_by.as_deref(), view.color_by.as_deref()),
        (Some("civilians killed"), Some("civilians killed"))
    );
    harness.get_by_label("Category").click();
    harness.run();
    assert_eq!(harness.state().view().color_by, None);
}

#[test]
fn a_chapter_is_told_in_another_language_of_the_story() {
    let mut story = OpenStory::carried().store.whole_story().as_ref().clone();
    let translation = meridian::model::Translation {
        language: "ur".parse().unwrap(),
        member: "title".to_owned(),
        text: "کابل سے استنبول".to_owned(),
    };
    story.i18n = vec![translation].into();
    let story =
        OpenStory { store: meridian::store::Store::new(story).into(), document: meridian::gui::Document::default() };
    let mut harness = clashes::builder([1600.0, 900.0])
        .with_max_steps(64)
        .build_eframe(|creation| App::new(&creation.egui_ctx, story, Settings::default(), SettingsFile::default()));
    while !harness.state().is_ready() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run();
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::E);
    harness.get_by_label("Title of the chapter in Urdu (اردو)").focus();
    harness.run();
    type_text(&mut harness, "پہلا باب");
    press_ctrl(&mut harness, Key::Enter);
    let story = harness.state().session().own_store().whole_story().clone();
    let said: Vec<&str> = story.chapters[0].i18n.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(said, ["پہلا باب"]);
}

#[test]
fn a_theme_that_is_chosen_is_in_the_settings_file_at_once_and_the_start_page_has_the_sample() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.json");
    let file = SettingsFile::at(path.clone());
    let mut harness = clashes::builder([1200.0, 800.0])
        .with_max_steps(64)
        .build_eframe(|creation| App::new(&creation.egui_ctx, OpenStory::carried(), Settings::default(), file));
    harness.run();
    run_named(&mut harness, "Dark theme");
    assert_eq!(SettingsFile::at(path).load().theme, ThemeChoice::Fixed(Theme::Dark));
    run_named(&mut harness, "Start page");
    while harness.query_by_label_contains("36 events").is_none() {
        std::thread::yield_now();
        harness.step();
    }
}
