//! The transport above the timeline: play and step, what of the story is shown, the clock, speed, and which
//! claims.

use egui::{Id, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::panel_context::PanelContext;
use super::parts::focus_ring;
use super::roving::{Roving, keep_arrows};
use super::style::{color32, outline_boxes, words};
use crate::scene::{Face, clock_words, known_words};
use crate::store::Clock;
use crate::view::{Command, Direction, Effect, Known, LaneBy, TimeMode};

/// Play, step, clock, speed and mode.
pub(super) fn transport_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let palette = here.palette;
    let height = 40.0;
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), height),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.set_height(height);
            ui.add_space(12.0);
            let playing = here.view.playback.playing;
            let mut roving = Roving::begin(ui.ctx(), "transport");
            for (glyph, label, command) in [
                (Glyph::First, "First event (Home)", Command::SelectEnd(Direction::Back)),
                (Glyph::Back, "Previous event (←)", Command::SelectNext(Direction::Back)),
                (if playing { Glyph::Pause } else { Glyph::Play }, "Play or pause (Space)", Command::TogglePlay),
                (Glyph::Forward, "Next event (→)", Command::SelectNext(Direction::Forward)),
                (Glyph::Last, "Last event (End)", Command::SelectEnd(Direction::Forward)),
            ] {
                let key = Id::unique(label);
                let response = glyph_button(ui, here, (glyph, label), roving.sense(key));
                roving.saw(key, &response);
                if response.clicked() {
                    commands.push(command);
                }
            }
            roving.end(ui);
            ui.add_space(6.0);
            modes_ui(ui, here, commands);
            ui.add_space(8.0);
            let (moment, clocks) = clock_words(here.store, here.view);
            playhead_ui(ui, here, &moment, commands);
            if ui.available_width() > 560.0 {
                ui.label(words(clocks, Face::Regular, 11.0, palette.ink_secondary));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(12.0);
                if ui.available_width() > 120.0 {
                    playback_ui(ui, here, commands);
                }
                if ui.available_width() > 150.0 {
                    known_ui(ui, here, commands);
                }
            });
        },
    );
    let line = ui.cursor().top();
    let rule = Stroke::new(1.0, color32(palette.rule));
    ui.painter().hline(ui.max_rect().x_range(), line, rule);
    ui.add_space(1.0);
}

/// The moment of the playhead: a slider for the keyboard, whose value is the moment in words.
fn playhead_ui(ui: &mut Ui, here: &PanelContext<'_>, moment: &str, commands: &mut Vec<Command>) {
    let label = egui::Label::new(words(moment, Face::SemiBold, 13.0, here.palette.ink));
    let response = ui.add(label.sense(Sense::focusable_noninteractive()));
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, "Playhead"));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(moment);
        node.add_action(egui::accesskit::Action::Increment);
        node.add_action(egui::accesskit::Action::Decrement);
    });
    if response.has_focus() {
        focus_ring(ui, here, response.rect.expand2(vec2(5.0, 3.0)));
        keep_arrows(ui.ctx(), response.id);
    }
    let step = |key: [egui::Key; 2], action: egui::accesskit::Action| {
        let is_asked = ui.input(|input| input.has_accesskit_action_request(response.id, action));
        let is_pressed = response.has_focus()
            && ui.input_mut(|input| key.into_iter().any(|key| input.consume_key(egui::Modifiers::NONE, key)));
        is_asked || is_pressed
    };
    if step([egui::Key::ArrowRight, egui::Key::ArrowUp], egui::accesskit::Action::Increment) {
        commands.push(Command::StepPlayhead(Direction::Forward));
    }
    if step([egui::Key::ArrowLeft, egui::Key::ArrowDown], egui::accesskit::Action::Decrement) {
        commands.push(Command::StepPlayhead(Direction::Back));
    }
    response.on_hover_text("Playhead; Shift+← and Shift+→ move it");
}

fn modes_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let modes = [
        (TimeMode::Window, "Date range", "All events in the date range (Esc)"),
        (TimeMode::SoFar, "Up to now", "Only events that have begun by the playhead; playing switches to this"),
        (TimeMode::Trail, "Trail", "Events that have begun by the playhead, fading with age"),
    ];
    let mut roving = Roving::begin(ui.ctx(), "modes");
    for (mode, label, hint) in modes {
        let chosen = here.view.mode == mode;
        let face = if chosen { Face::SemiBold } else { Face::Regular };
        let color = if chosen { here.palette.ink } else { here.palette.ink_secondary };
        let button = egui::Button::new(words(label, face, 11.5, color)).frame_when_inactive(chosen);
        let key = Id::unique(label);
        let response = ui.add(button.sense(roving.sense(key)));
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, label));
        roving.saw(key, &response);
        if response.on_hover_text(hint).clicked() {
            commands.push(Command::SetMode(mode));
        }
    }
    roving.end(ui);
}

fn playback_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let playback = here.view.playback;
    let label = format!("Speed: {} s per event{}", playback.dwell_secs, if playback.looping { " · loop" } else { "" });
    let text = words(label, Face::Regular, 11.0, here.palette.ink_secondary);
    let response = ui.add(egui::Button::new(text).frame(false));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(190.0);
        if ui.button("Faster (.)").clicked() {
            commands.push(Command::ChangeSpeed(Direction::Forward));
        }
        if ui.button("Slower (,)").clicked() {
            commands.push(Command::ChangeSpeed(Direction::Back));
        }
        outline_boxes(ui, here.palette);
        let mut looping = playback.looping;
        if ui.checkbox(&mut looping, "Loop (L)").clicked() {
            commands.push(Command::ToggleLoop);
        }
        let mut skips = playback.skips_gaps;
        if ui.checkbox(&mut skips, "Skip quiet periods (G)").clicked() {
            commands.push(Command::ToggleGaps);
        }
        ui.separator();
        for (lanes, label) in [
            (LaneBy::Category, "Group rows by category"),
            (LaneBy::Actor, "Group rows by actor"),
            (LaneBy::Side, "Group rows by side"),
        ] {
            if ui.radio(here.view.lanes == lanes, label).clicked() {
                commands.push(Command::SetLanes(lanes));
            }
        }
        ui.separator();
        for (clock, label) in
            [(Clock::Event, "Place events by date of event"), (Clock::Report, "Place events by date of report")]
        {
            if ui.radio(here.view.clock == clock, label).clicked() {
                commands.push(Command::SetClock(clock));
            }
        }
    });
    response.on_hover_text("Playback and timeline options");
}

/// The second clock: by when what is shown had been said.
fn known_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let palette = here.palette;
    let known = known_words(here.store, here.view);
    let is_on = known.is_some();
    let label = known.unwrap_or_else(|| "All reports".to_owned());
    let (face, color) = if is_on { (Face::SemiBold, palette.accent) } else { (Face::Regular, palette.ink_secondary) };
    let button = egui::Button::new(words(label, face, 11.0, color)).frame(is_on);
    let response = ui.add(button);
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(210.0);
        outline_boxes(ui, palette);
        for (known, label) in [(Known::Ever, "All reports"), (Known::ByPlayhead, "Reports up to the playhead (K)")] {
            if ui.radio(here.view.known == known, label).clicked() && here.view.known != known {
                commands.push(Command::SetKnown(known));
            }
        }
        let by = matches!(here.view.known, Known::By(_));
        if ui.radio(by, "Reports up to a date… (Shift+K)").clicked() {
            commands.push(Command::Perform(Effect::TypeKnown));
        }
    });
    response.on_hover_text("Show only claims reported up to a moment");
}

#[derive(Clone, Copy, PartialEq)]
enum Glyph {
    First,
    Back,
    Play,
    Pause,
    Forward,
    Last,
}

fn glyph_button(ui: &mut Ui, here: &PanelContext<'_>, (glyph, label): (Glyph, &str), sense: Sense) -> Response {
    let palette = here.palette;
    let main = matches!(glyph, Glyph::Play | Glyph::Pause);
    let side = if main { 32.0 } else { 28.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let painter = ui.painter();
    let mut ink = palette.ink_secondary;
    if main {
        painter.circle_filled(rect.center(), 15.0, color32(palette.accent));
        ink = palette.on_accent;
    } else if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 6.0, color32(palette.card));
    }
    if response.has_focus() {
        painter.circle_stroke(rect.center(), side / 2.0 + 1.0, Stroke::new(1.5, color32(palette.ink)));
    }
    let color = color32(ink);
    let center = rect.center();
    let triangle = |x: f32, way: f32| {
        let tip = center + vec2(x + 4.5 * way, 0.0);
        let back = center.x + x - 4.0 * way;
        let points = vec![tip, pos2(back, center.y + 5.0), pos2(back, center.y - 5.0)];
        egui::Shape::convex_polygon(points, color, Stroke::NONE)
    };
    let bar = |x: f32| {
        let bar = Rect::from_center_size(center + vec2(x, 0.0), vec2(2.4, 10.0));
        egui::Shape::rect_filled(bar, 0.5, color)
    };
    match glyph {
        Glyph::Play => {
            painter.add(triangle(1.0, 1.0));
        }
        Glyph::Pause => {
            painter.add(bar(-2.8));
            painter.add(bar(2.8));
        }
        Glyph::Forward => {
            painter.add(triangle(0.0, 1.0));
        }
        Glyph::Back => {
            painter.add(triangle(0.0, -1.0));
        }
        Glyph::Last => {
            painter.add(triangle(-1.0, 1.0));
            painter.add(bar(5.0));
        }
        Glyph::First => {
            painter.add(triangle(1.0, -1.0));
            painter.add(bar(-5.0));
        }
    }
    response.on_hover_text(label)
}
