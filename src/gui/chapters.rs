//! The steps of the narrative, in the left panel.

use egui::{Align, Frame, Id, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::panel_context::PanelContext;
use super::parts::focus_ring;
use super::style::{color32, words};
use crate::scene::{Face, Palette};
use crate::view::{Command, Direction, Effect, Played};

/// What the button that writes a new chapter says.
const ADD: &str = "Add…";

/// What the author can do with the open chapter.
fn author_ui(ui: &mut Ui, palette: &Palette, commands: &mut Vec<Command>) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (label, hint, command) in [
            ("Edit…", "Edit chapter (E)", Command::RetellChapter),
            ("View", "Update chapter to this view and selection (Shift+E)", Command::ShowInChapter),
            ("↑", "Move chapter up (Shift+PageUp)", Command::MoveChapter(Direction::Back)),
            ("↓", "Move chapter down (Shift+PageDown)", Command::MoveChapter(Direction::Forward)),
            ("×", "Delete chapter (Shift+Delete)", Command::RemoveChapter),
        ] {
            let text = words(label, Face::Medium, 11.0, palette.ink_secondary);
            let response = ui.add(egui::Button::new(text).small());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, hint));
            if response.on_hover_text(hint).clicked() {
                commands.push(command);
            }
        }
    });
}

/// Shows the chapters; the open one with its text.
pub(super) fn chapters_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let palette = here.palette;
    let chapters = &here.store.story().chapters;
    if chapters.is_empty() {
        ui.add_space(12.0);
        ui.vertical_centered(|ui| {
            ui.label(words("No chapters yet", Face::Regular, 12.0, palette.ink_secondary));
            ui.add_space(6.0);
            if ui.button(ADD).on_hover_text("Save view as chapter (A)").clicked() {
                commands.push(Command::Perform(Effect::AddChapter));
            }
        });
        return;
    }
    let open = here.view.chapter;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        for (label, direction) in [("Previous", Direction::Back), ("Next", Direction::Forward)] {
            if ui.button(label).clicked() {
                commands.push(Command::NextChapter(direction));
            }
        }
        let plays = here.view.playback.plays(Played::Chapters);
        let play = ui.button(if plays { "Stop" } else { "Play" });
        let told = if plays { "Stop playing chapters" } else { "Play chapters" };
        play.widget_info(|| WidgetInfo::labeled(Role::Button, true, told));
        if play.on_hover_text("Show one chapter after the other (Shift+Space)").clicked() {
            commands.push(Command::PlayChapters);
        }
        let place = open.map_or_else(
            || format!("{} chapters", chapters.len()),
            |open| format!("{} of {}", open + 1, chapters.len()),
        );
        ui.label(words(place, Face::Regular, 11.5, palette.ink_secondary));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            if ui.button(ADD).on_hover_text("Save view as chapter (A)").clicked() {
                commands.push(Command::Perform(Effect::AddChapter));
            }
        });
    });
    ui.add_space(4.0);
    let seen_id = Id::unique("chapter seen");
    let seen: Option<Option<usize>> = ui.data(|data| data.get_temp(seen_id));
    let is_new = seen != Some(open);
    ui.data_mut(|data| data.insert_temp(seen_id, open));
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for number in 0..chapters.len() {
            let response = chapter_ui(ui, here, number, commands);
            if response.clicked() {
                commands.push(Command::OpenChapter(number));
            }
            if is_new && open == Some(number) {
                response.scroll_to_me(Some(Align::Center));
            }
        }
    });
}

fn chapter_ui(ui: &mut Ui, here: &PanelContext<'_>, number: usize, commands: &mut Vec<Command>) -> egui::Response {
    let palette = here.palette;
    let chapter = &here.store.story().chapters[number];
    let is_open = here.view.chapter == Some(number);
    let scope = ui.scope_builder(UiBuilder::new().id_salt(number).sense(Sense::click()), |ui| {
        let response = ui.response();
        let fill = if is_open {
            palette.selected
        } else if response.hovered() {
            palette.card
        } else {
            palette.panel
        };
        let margin = egui::Margin { left: 14, right: 12, top: 8, bottom: 8 };
        Frame::NONE.fill(color32(fill)).inner_margin(margin).outer_margin(vec2(8.0, 0.0)).corner_radius(6).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    let color = if is_open { palette.accent } else { palette.ink_secondary };
                    ui.add_sized(
                        [18.0, 16.0],
                        egui::Label::new(words((number + 1).to_string(), Face::SemiBold, 12.0, color)),
                    );
                    ui.vertical(|ui| {
                        let face = if is_open { Face::SemiBold } else { Face::Medium };
                        ui.add(egui::Label::new(words(&chapter.title, face, 12.5, palette.ink)).wrap());
                        if is_open {
                            ui.add_space(2.0);
                            ui.add(egui::Label::new(words(&chapter.text, Face::Regular, 12.0, palette.ink)).wrap());
                            author_ui(ui, palette, commands);
                        }
                    });
                });
            },
        );
    });
    let response = scope.response;
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, is_open, format!("Chapter {}: {}", number + 1, chapter.title))
    });
    if is_open {
        let bar =
            egui::Rect::from_min_size(response.rect.min + vec2(8.0, 2.0), vec2(3.0, response.rect.height() - 4.0));
        ui.painter().rect_filled(bar, 1.5, color32(palette.accent));
    }
    if response.has_focus() {
        focus_ring(ui, here, response.rect.shrink2(vec2(6.0, 0.0)));
    }
    response
}
