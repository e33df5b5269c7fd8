//! The timeline by hand: what a drag and a double click on its strip of counts do, and playing by chapters.

use egui::{Key, Modifiers, Pos2, Rect, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use meridian::gui::{App, OpenStory, Settings, SettingsFile};
use meridian::model::{Event, Story, When};
use meridian::scene::{TargetId, TimeScale, timeline_scale, timeline_scene};
use meridian::view::{Panel, Played};

use super::crowd::window_on_story;
use super::places::{drag, pointer};
use super::{clashes, press, window, window_at_pace, window_of};

fn timeline(harness: &Harness<'_, App>) -> (Rect, TimeScale) {
    let rect = harness.get_by_label_contains("Timeline, ").rect();
    let app = harness.state();
    (rect, timeline_scale(app.session().store(), app.view(), [rect.width(), rect.height()]))
}

/// A spot on the strip, below the ruler, at a day of October 2025 by the clocks of the story.
fn on_strip(harness: &Harness<'_, App>, day: f64) -> Pos2 {
    let (rect, scale) = timeline(harness);
    pos2(rect.left() + scale.x_from_time(october(day)), rect.top() + 38.0)
}

/// A moment of October 2025 in Kabul, four and a half hours east of Greenwich.
fn october(day: f64) -> f64 {
    1_759_276_800.0 - 4.5 * 3600.0 + (day - 1.0) * 86_400.0
}

#[test]
fn a_drag_on_the_strip_takes_the_dates_that_it_went_over() {
    let mut harness = window();
    let (from, to) = (on_strip(&harness, 11.25), on_strip(&harness, 15.5));
    drag(&mut harness, from, to);
    let window = harness.state().view().window;
    let (_, scale) = timeline(&harness);
    let point_secs = 1.0 / scale.points_per_sec();
    assert!((window.start_secs - october(11.25)).abs() < 2.0 * point_secs, "{window:?}");
    assert!((window.end_secs - october(15.5)).abs() < 2.0 * point_secs, "{window:?}");
    // Backwards the same, within the dates as well.
    let (from, to) = (on_strip(&harness, 14.0), on_strip(&harness, 12.0));
    drag(&mut harness, from, to);
    let window = harness.state().view().window;
    assert!((window.start_secs - october(12.0)).abs() < 2.0 * point_secs, "{window:?}");
    assert!((window.end_secs - october(14.0)).abs() < 2.0 * point_secs, "{window:?}");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!((harness.state().view().window.end_secs - october(15.5)).abs() < 2.0 * point_secs, "a drag is one step");
}

#[test]
fn a_double_click_on_the_strip_takes_the_day() {
    // As fast as a hand is.
    let mut harness = window_at_pace(Settings::default(), 0.03);
    for day in [12.0, 18.0] {
        let at = on_strip(&harness, day + 0.6);
        pointer(&mut harness, at, None);
        for _ in 0..2 {
            pointer(&mut harness, at, Some(true));
            pointer(&mut harness, at, Some(false));
        }
        // Long enough that the next are no third and fourth click.
        harness.run_steps(20);
        let window = harness.state().view().window;
        assert_eq!((window.start_secs, window.end_secs), (october(day), october(day + 1.0)));
    }
}

#[test]
fn chapters_play_by_their_button_and_space_stops_them() {
    let mut harness = window_of(Settings { left_tab: Panel::Chapters, ..Settings::default() });
    harness.get_by_label("Play chapters").click();
    harness.step();
    harness.step();
    let view = harness.state().view();
    assert!(view.playback.plays(Played::Chapters) && view.chapter == Some(0));
    // A chapter is held for ten seconds of frames of a quarter of a second.
    harness.run_steps(48);
    assert_eq!(harness.state().view().chapter, Some(1));
    press(&mut harness, Key::Space);
    assert!(!harness.state().view().playback.playing);
    assert_eq!(harness.state().view().chapter, Some(1));
}

#[test]
fn in_a_low_window_every_lane_stands_whole_and_a_lane_with_one_row_has_titles() {
    let settings = Settings::default();
    let harness = clashes::builder([1024.0, 640.0])
        .build_eframe(|creation| App::new(&creation.egui_ctx, OpenStory::carried(), settings, SettingsFile::default()));
    let (rect, _) = timeline(&harness);
    assert!(rect.bottom() <= 640.0, "{rect:?}");
    let app = harness.state();
    let scene = timeline_scene(app.session().store(), app.view(), app.shown(), [rect.width(), rect.height()]);
    let words = scene.words();
    for lane in &app.session().store().story().categories {
        assert!(words.contains(&lane.name.as_str()), "{words:?}");
    }
    let bars = scene.targets.iter().filter(|target| matches!(target.id, TargetId::Event(_) | TargetId::Events(_)));
    let lowest = bars.map(|target| target.rect.bottom()).fold(0.0, f32::max);
    assert!(lowest > 0.0 && lowest <= rect.height(), "{lowest} in {rect:?}");
    assert!(words.contains(&"Attack on a camp at Mir Ali"), "{words:?}");
}

#[test]
fn the_strip_is_made_higher_by_hand_and_by_keys_and_a_double_click_puts_it_back() {
    let mut harness = window_at_pace(Settings::default(), 0.03);
    let edge = |harness: &Harness<'_, App>| harness.get_by_label("Height of the event counts").rect().left_center();
    let before = edge(&harness);
    let at = before + egui::vec2(220.0, 0.0);
    drag(&mut harness, at, at + egui::vec2(0.0, 30.0));
    let higher = edge(&harness);
    assert!((higher.y - before.y - 30.0).abs() < 4.0, "{before:?} {higher:?}");
    harness.get_by_label("Height of the event counts").focus();
    harness.run_steps(2);
    press(&mut harness, Key::ArrowUp);
    harness.run_steps(2);
    assert!((higher.y - edge(&harness).y - 8.0).abs() < 0.5);
    harness.run_steps(20);
    let at = edge(&harness) + egui::vec2(220.0, 0.0);
    pointer(&mut harness, at, None);
    for _ in 0..2 {
        pointer(&mut harness, at, Some(true));
        pointer(&mut harness, at, Some(false));
    }
    harness.run_steps(4);
    assert!((edge(&harness).y - before.y).abs() < 0.5);
}

/// How many shapes are painted in the middle of the timeline.
fn shapes_in_lanes(harness: &Harness<'_, App>) -> usize {
    let (rect, _) = timeline(harness);
    let lanes = rect.shrink2(rect.size() * 0.3);
    let shapes = &harness.output().shapes;
    shapes.iter().filter(|shape| shape.shape.visual_bounding_rect().intersects(lanes)).count()
}

#[test]
fn the_timeline_of_very_many_events_does_not_go_blank_after_an_edit() {
    let event = |number: usize| Event {
        id: format!("e{number}"),
        title: format!("Event {number}"),
        when: When::parse(&format!("2025-10-{:02}", 1 + number % 28)).ok(),
        ..Event::default()
    };
    // So many that they are counted beside the window.
    let mut harness = window_on_story(Story { events: (0..50_100).map(event).collect(), ..Story::default() });
    while shapes_in_lanes(&harness) < 4 {
        harness.step();
    }
    press(&mut harness, Key::Home);
    harness.key_press(Key::Delete);
    for _ in 0..3 {
        harness.step();
        assert!(shapes_in_lanes(&harness) >= 4, "the last counts are drawn until there are new ones");
    }
    assert_eq!(harness.state().session().store().len(), 50_099);
}
