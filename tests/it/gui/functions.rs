//! All functions are found: by menus, by the palette, by search, and by the keyboard alone.

use egui::accesskit::{Action, Node, NodeId, Role, TreeUpdate};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use meridian::gui::{App, CentreView, Document, OpenStory, Settings, SettingsFile, ThemeChoice};
use meridian::model::{Event, Geometry, LonLat, Story};
use meridian::store::Store;
use meridian::view::{TABLE, Theme};

use super::{clashes, press, press_ctrl, selected, type_text, window, window_of};

/// Keeps what screen readers were told last.
struct Told;

impl egui::Plugin for Told {
    fn debug_name(&self) -> &'static str {
        "told"
    }

    fn output_hook(&mut self, context: &egui::Context, output: &mut egui::FullOutput) {
        if let Some(update) = output.platform_output.accesskit_update.clone() {
            context.data_mut(|data| data.insert_temp(egui::Id::unique("told"), update));
        }
    }
}

/// The window as a screen reader is told of it.
fn told(harness: &mut Harness<'_, App>) -> TreeUpdate {
    harness.ctx.add_plugin(Told);
    harness.step();
    harness.ctx.data(|data| data.get_temp(egui::Id::unique("told"))).expect("a screen reader is told of the window")
}

fn tree(harness: &mut Harness<'_, App>) -> Vec<(NodeId, Node)> {
    told(harness).nodes
}

fn stops(harness: &mut Harness<'_, App>) -> Vec<(Role, String)> {
    let tree = tree(harness);
    let stops = tree.iter().filter(|(_, node)| node.supports_action(Action::Focus) && !node.is_disabled());
    stops.map(|(_, node)| (node.role(), node.label().unwrap_or_default().to_owned())).collect()
}

/// What can be pressed, written or moved and has no name or no role.
fn nameless(harness: &mut Harness<'_, App>) -> Vec<String> {
    let acts = |node: &Node| {
        [Action::Focus, Action::Click, Action::Increment, Action::SetValue]
            .iter()
            .any(|deed| node.supports_action(*deed))
    };
    let all = tree(harness);
    let by_label = |node: &Node| node.labelled_by().iter().any(|id| all.iter().any(|(other, _)| other == id));
    let is_bare = |node: &Node| {
        let is_named = node.label().is_some_and(|label| !label.trim().is_empty()) || by_label(node);
        !is_named || matches!(node.role(), Role::Unknown | Role::GenericContainer)
    };
    // The bars at the sides of what is scrolled are egui's own; what is scrolled has a name.
    let bare = all.iter().filter(|(_, node)| acts(node) && is_bare(node) && node.role() != Role::ScrollBar);
    bare.map(|(_, node)| format!("{:?} {:?} {:?}", node.role(), node.label(), node.bounds())).collect()
}

fn focused(harness: &mut Harness<'_, App>) -> String {
    let update = told(harness);
    let node = update.nodes.iter().find(|(id, _)| *id == update.focus);
    node.and_then(|(_, node)| node.label()).unwrap_or_default().to_owned()
}

/// A window on a story of so many events that was made here.
fn window_on(count: usize) -> Harness<'static, App> {
    let events = (0..count).map(|number| Event {
        id: format!("e{number}"),
        title: format!("Event {number}"),
        when: format!("{}-{:02}", 1989 + number / 60, 1 + number % 12).parse().ok(),
        geometry: Some(Geometry {
            points: vec![LonLat::new(15.0 + (number % 43) as f64 / 4.0, 4.0 + (number % 37) as f64 / 8.0)],
            ..Geometry::default()
        }),
        ..Event::default()
    });
    let store =
        Store::new(Story { title: "Many".to_owned(), events: events.collect::<Vec<_>>().into(), ..Story::default() });
    let story = OpenStory { store: store.into(), document: Document::default() };
    let settings = Settings { theme: ThemeChoice::Fixed(Theme::Light), ..Settings::default() };
    let mut harness = clashes::builder([1600.0, 900.0])
        .with_max_steps(64)
        .build_eframe(|creation| App::new(&creation.egui_ctx, story, settings, SettingsFile::default()));
    while !harness.state().is_ready() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run();
    harness
}

#[test]
fn tab_comes_around_in_fewer_than_forty_steps_with_many_events() {
    let mut harness = window_on(1848);
    let stops = stops(&mut harness);
    assert!((10..40).contains(&stops.len()), "{}: {stops:#?}", stops.len());
}

#[test]
fn all_that_can_be_done_has_a_name_and_a_role() {
    let mut harness = window();
    assert_eq!(nameless(&mut harness), [] as [String; 0], "opening view");
    press(&mut harness, Key::Home);
    assert_eq!(nameless(&mut harness), [] as [String; 0], "an event is selected");
    for centre in [CentreView::Events, CentreView::Claims, CentreView::Sources] {
        let mut harness = window_of(Settings { centre, ..Settings::default() });
        assert_eq!(nameless(&mut harness), [] as [String; 0], "{centre:?}");
    }
}

#[test]
fn dialogs_have_a_name_and_all_in_them_has_one() {
    for (id, dialog) in [
        ("help", "Keyboard and mouse"),
        ("about", "About Meridian"),
        ("palette", "Command palette"),
        ("open", "Open"),
        ("export-events", "Export events"),
        ("type-window", ""),
        ("known-by", ""),
        ("add-chapter", "New chapter"),
        ("type-when", ""),
        ("judge", ""),
        ("diagnostics", ""),
        ("provenance", ""),
    ] {
        let mut harness = window();
        press(&mut harness, Key::Home);
        let title = TABLE.iter().find(|titled| titled.id == id).unwrap().title;
        press_ctrl(&mut harness, Key::K);
        if id != "palette" {
            type_text(&mut harness, title);
            press(&mut harness, Key::Enter);
        }
        let tree = tree(&mut harness);
        let dialogs: Vec<_> = tree.iter().filter(|(_, node)| node.role() == Role::Dialog).collect();
        assert_eq!(dialogs.len(), 1, "{id}");
        let heading = |of: &NodeId| {
            tree.iter().find(|(other, _)| other == of).and_then(|(_, node)| node.label().or(node.value()))
        };
        let own = dialogs[0].1.label();
        let name = own.or_else(|| dialogs[0].1.labelled_by().first().and_then(heading)).unwrap_or_default();
        assert!(!name.is_empty() && (dialog.is_empty() || name.starts_with(dialog)), "{id}: {name}");
        assert_eq!(nameless(&mut harness), [] as [String; 0], "{id}");
    }
}

#[test]
fn f6_goes_from_panel_to_panel_as_they_are_read_and_back() {
    let mut harness = window();
    let mut seen = Vec::new();
    for _ in 0..6 {
        press(&mut harness, Key::F6);
        seen.push(focused(&mut harness));
    }
    assert_eq!(seen[..2], ["Meridian: start page", "Events"], "{seen:?}");
    assert_eq!(seen[2], "Map", "{seen:?}");
    assert_eq!(seen[4], "First event (Home)", "{seen:?}");
    assert_eq!(seen[5], "Meridian: start page", "{seen:?}");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F6);
    harness.run();
    assert_eq!(focused(&mut harness), "First event (Home)");
}

#[test]
fn arrows_go_from_row_to_row_and_enter_selects() {
    let mut harness = window();
    press(&mut harness, Key::F6);
    press(&mut harness, Key::F6);
    for _ in 0..20 {
        if focused(&mut harness).starts_with("Row: ") {
            break;
        }
        press(&mut harness, Key::Tab);
    }
    let first = focused(&mut harness);
    assert!(first.starts_with("Row: "), "{first}");
    for _ in 0..18 {
        press(&mut harness, Key::ArrowDown);
    }
    let later = focused(&mut harness);
    assert!(later.starts_with("Row: ") && later != first, "{later}");
    assert_eq!(selected(&harness), None);
    press(&mut harness, Key::Enter);
    let id = selected(&harness).unwrap();
    let store = harness.state().session().store().clone();
    let index = store.index_of(&id).unwrap();
    assert_eq!(later, format!("Row: {}", meridian::scene::event_label(&store, harness.state().view(), index)));
}

#[test]
fn the_space_bar_presses_what_has_the_keyboard() {
    let mut harness = window();
    press(&mut harness, Key::F6);
    press(&mut harness, Key::F6);
    press(&mut harness, Key::ArrowRight);
    assert_eq!(focused(&mut harness), "Chapters");
    press(&mut harness, Key::Space);
    assert!(!harness.state().view().playback.playing);
    harness.get_by_label("Add…");
}

#[test]
fn the_playhead_is_a_slider_that_says_its_moment() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    let slider = harness.get_by_role_and_label(Role::Slider, "Playhead");
    assert!(slider.value().unwrap().contains("2021"), "{:?}", slider.value());
    slider.focus();
    harness.run();
    let before = harness.state().view().playhead_secs;
    press(&mut harness, Key::ArrowRight);
    assert!(harness.state().view().playhead_secs > before);
}

#[test]
fn a_menu_opens_by_its_letter_and_greys_what_cannot_be_done() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::ALT, Key::E);
    harness.run();
    let undo = harness.get_by_label("Undo");
    assert!(undo.accesskit_node().is_disabled());
    assert_eq!(undo.accesskit_node().description().as_deref(), Some("Nothing to undo"));
    assert!(!harness.get_by_label("New event").accesskit_node().is_disabled());
}

#[test]
fn every_menu_shows_its_commands() {
    let mut harness = window();
    for (key, line) in [
        (Key::F, "New story"),
        (Key::E, "Undo"),
        (Key::V, "Search or filter"),
        (Key::G, "Next event"),
        (Key::P, "Play or pause"),
        (Key::H, "About Meridian"),
    ] {
        harness.key_press_modifiers(Modifiers::ALT, key);
        harness.run();
        assert!(harness.query_all_by_label(line).next().is_some(), "{line}");
        press(&mut harness, Key::Escape);
    }
}

#[test]
fn what_is_kept_of_large_tables_is_told_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("table-of-others.parquet");
    std::fs::write(&kept, [0; 1500]).unwrap();
    let mut harness = window();
    let choose = |harness: &mut Harness<'_, App>, title: &str| {
        press_ctrl(harness, Key::K);
        type_text(harness, title);
        press(harness, Key::Enter);
    };
    choose(&mut harness, "Empty the cache");
    harness.get_by_label("Large tables are not kept");
    harness.state_mut().keep_tables_in(meridian::io::Cache::in_folder(folder.path().to_owned(), 2_000_000));
    choose(&mut harness, "About Meridian");
    let told = format!("Large tables are kept to open faster: 1.5 kB of at most 2 MB in {}", folder.path().display());
    harness.get_by_label(&told);
    press(&mut harness, Key::Escape);
    choose(&mut harness, "Empty the cache");
    while harness.query_by_label("Removed 1.5 kB from the cache").is_none() {
        std::thread::yield_now();
        harness.step();
    }
    assert!(!kept.exists());
}

#[test]
fn in_a_narrow_window_the_menus_fold_into_the_mark_and_files_stay_in_sight() {
    let settings = Settings { theme: ThemeChoice::Fixed(Theme::Light), ..Settings::default() };
    let mut harness = clashes::builder([1024.0, 640.0])
        .with_max_steps(64)
        .build_eframe(|creation| App::new(&creation.egui_ctx, OpenStory::carried(), settings, SettingsFile::default()));
    harness.run_steps(4);
    for name in ["New file", "Open file", "Save file", "Search or filter", "Export…"] {
        let rect = harness.get_by_label(name).rect();
        assert!(rect.left() >= 0.0 && rect.right() <= 1024.0, "{name} at {rect:?}");
    }
    harness.get_by_label("Menu").click();
    harness.run_steps(4);
    harness.get_by_label("Play");
}

#[test]
fn completions_are_taken_by_arrows_and_tab_and_enter_selects_the_first_result() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::F);
    type_text(&mut harness, "categ");
    press(&mut harness, Key::Tab);
    let box_text = |harness: &Harness<'_, App>| {
        harness.get_by_role_and_label(Role::TextInput, "Search or filter").value().unwrap_or_default()
    };
    assert_eq!(box_text(&harness), "category:");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Tab);
    let text = box_text(&harness);
    assert!(text.starts_with("category:") && text.len() > 9, "{text}");
    assert!(!harness.state().view().filter.is_empty());
    press(&mut harness, Key::Enter);
    let first = harness.state().shown().nth(0).unwrap();
    assert_eq!(selected(&harness), Some(harness.state().session().store().id(first).into_owned()));
}

#[test]
fn a_completion_says_how_many_events_it_has() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::F);
    type_text(&mut harness, "category:");
    let counts = ["strike, ", "talks, "].map(|name| {
        harness.query_all_by_role(Role::ListBoxOption).any(|node| {
            node.accesskit_node().label().is_some_and(|label| label.starts_with(name) && label.contains("event"))
        })
    });
    assert_eq!(counts, [true; 2]);
}

#[test]
fn escape_empties_the_search_before_it_leaves_it_and_the_selection_stays() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    let event = selected(&harness);
    press_ctrl(&mut harness, Key::F);
    type_text(&mut harness, "kabul");
    assert!(!harness.state().view().filter.is_empty());
    press(&mut harness, Key::Escape);
    assert!(harness.state().view().filter.is_empty());
    assert_eq!(focused(&mut harness), "Search or filter");
    press(&mut harness, Key::Escape);
    assert_ne!(focused(&mut harness), "Search or filter");
    assert_eq!(selected(&harness), event);
}

#[test]
fn the_search_is_cleared_by_its_button() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::F);
    type_text(&mut harness, "kabul");
    harness.get_by_label("Clear search").click();
    harness.run();
    assert!(harness.state().view().filter.is_empty());
}

#[test]
fn the_palette_finds_by_words_first_and_keeps_what_was_chosen() {
    let mut harness = window();
    press_ctrl(&mut harness, Key::K);
    type_text(&mut harness, "play faster");
    press(&mut harness, Key::Enter);
    let dwell = harness.state().view().playback.dwell_secs;
    assert!(dwell < 2.0, "{dwell}");
    press_ctrl(&mut harness, Key::K);
    harness.get_by_label("Recent");
    press(&mut harness, Key::Enter);
    assert!(harness.state().view().playback.dwell_secs < dwell);
}

#[test]
fn a_digit_alone_changes_nothing() {
    let mut harness = window();
    let before = harness.state().view().clone();
    for key in [Key::Num1, Key::Num4, Key::Num6, Key::Num0] {
        press(&mut harness, key);
    }
    assert_eq!(*harness.state().view(), before);
    assert!(harness.query_by_label("Chapters").is_some());
}

#[test]
fn the_right_button_offers_what_can_be_done_with_an_event() {
    let mut harness = window();
    let store = harness.state().session().store().clone();
    let index = store.index_of("kabul-strike").unwrap();
    let row = format!("Row: {}", meridian::scene::event_label(&store, harness.state().view(), index));
    harness.get_by_label(&row).click_secondary();
    harness.run();
    assert_eq!(selected(&harness).as_deref(), Some("kabul-strike"));
    harness.get_by_label("Copy citation");
    harness.get_by_label("Select all Air strike").click();
    harness.run();
    let chosen = &harness.state().view().selection;
    assert!(chosen.len() > 1 && chosen[0] == "kabul-strike", "{chosen:?}");
}
