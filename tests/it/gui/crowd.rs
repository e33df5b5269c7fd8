//! The map of a story with more events than marks: each is reached, by pointer and by keyboard.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use meridian::gui::{App, OpenStory, Settings, SettingsFile, ThemeChoice};
use meridian::io::story_from_slice;
use meridian::model::Story;
use meridian::store::Store;
use meridian::view::{ShowAs, Theme};

use super::{clashes, press, selected};

/// Six hundred events: most at one spot of a town, others around it.
fn window() -> Harness<'static, App> {
    let feature = |number: usize| {
        let (lon, lat) = match number % 3 {
            0 => (69.17, 34.53),
            _ => (64.0 + (number % 29) as f64 * 0.31, 31.0 + (number % 13) as f64 * 0.2),
        };
        format!(
            r#"{{"type":"Feature","id":"e{number}","geometry":{{"type":"Point","coordinates":[{lon},{lat}]}},
            "properties":{{"title":"Event {number}","when":"2025-10-{:02}","place":{{"name":"Kabul"}},"claims":[]}}}}"#,
            1 + number % 28
        )
    };
    let features: Vec<String> = (0..600).map(feature).collect();
    let text = format!(
        r#"{{"type":"FeatureCollection","story":{{"version":1,"title":"Crowd","zone":"Asia/Kabul","sources":[],
        "actors":[],"categories":[],"layers":[],"chapters":[]}},"features":[{}]}}"#,
        features.join(",")
    );
    window_on(&text)
}

/// The window on the story of a file, without a GPU.
pub(super) fn window_on(text: &str) -> Harness<'static, App> {
    window_on_story(story_from_slice(text.as_bytes()).expect("the text is a story").story)
}

/// The window on a story.
pub(super) fn window_on_story(story: Story) -> Harness<'static, App> {
    window_of_size(story, [1600.0, 900.0])
}

fn window_of_size(story: Story, size: [f32; 2]) -> Harness<'static, App> {
    let settings = Settings { theme: ThemeChoice::Fixed(Theme::Light), ..Settings::default() };
    let mut harness = clashes::builder(size).with_max_steps(64).with_step_dt(0.25).build_eframe(|creation| {
        let open = OpenStory { store: std::sync::Arc::new(Store::new(story)), ..OpenStory::carried() };
        App::new(&creation.egui_ctx, open, settings, SettingsFile::default())
    });
    while !harness.state().is_ready() {
        std::thread::yield_now();
        harness.step();
    }
    harness.run();
    harness
}

fn labels(harness: &Harness<'_, App>, begin: &str) -> Vec<String> {
    let nodes = harness.query_all_by_role(egui::accesskit::Role::Button);
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.starts_with(begin)).collect()
}

#[test]
fn a_peak_is_a_button_whose_events_at_one_spot_are_listed_and_selected_from_there() {
    let mut harness = window();
    let peak = labels(&harness, "Kabul: 2").pop().expect("the town is a peak");
    harness.get_by_label(&peak).click();
    harness.run();
    assert!(selected(&harness).is_none());
    // No zoom would part them.
    harness.get_by_label(&labels(&harness, "Event 0, ").pop().expect("it is listed")).click();
    harness.run();
    assert_eq!(selected(&harness).as_deref(), Some("e0"));
    assert!(labels(&harness, "Event 3, ").is_empty(), "the list is left");
}

#[test]
fn in_a_narrow_window_as_what_events_are_shown_is_chosen_in_a_menu() {
    let story = (**window().state().session().store().whole_story()).clone();
    let mut harness = window_of_size(story, [1024.0, 640.0]);
    harness.get_by_label("Show events as: Auto").click();
    harness.run();
    harness.get_by_label("Density").click();
    harness.run();
    assert_eq!(harness.state().view().show_as, ShowAs::Density);
}

#[test]
fn as_what_events_are_shown_is_chosen_above_the_map_and_taken_back() {
    let mut harness = window();
    for (label, show_as) in [("Marks", ShowAs::Marks), ("Clusters", ShowAs::Clusters), ("Density", ShowAs::Density)] {
        harness.get_by_label(&format!("Show events as: {label}")).click();
        harness.run();
        assert_eq!(harness.state().view().show_as, show_as);
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(harness.state().view().show_as, ShowAs::Clusters);
    press(&mut harness, Key::Escape);
}
