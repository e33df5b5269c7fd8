//! The steps of the narrative, in the left panel.

use eframe::egui::{self, Align, Frame, Id, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::bidi::prose;
use super::here::Here;
use super::parts::{Points, caret, focus_ring};
use super::style::{color32, words};
use crate::scene::Face;
use crate::view::{Command, Direction};

/// Shows the chapters, the open one with its text, and answers with what the viewer does there.
pub(super) fn chapters_ui(ui: &mut Ui, here: &Here<'_>, commands: &mut Vec<Command>) {
    let palette = here.palette;
    let chapters = &here.store.story().chapters;
    if chapters.is_empty() {
        ui.add_space(24.0);
        ui.vertical_centered(|ui| {
            ui.label(words("This story has no chapters", Face::Regular, 12.5, palette.ink_secondary));
        });
        return;
    }
    steps_ui(ui, here, commands);
    ui.add_space(4.0);
    let open = here.view.chapter;
    let seen_id = Id::unique("chapter seen");
    let now = (here.story_number, open);
    let is_new = ui.data(|data| data.get_temp(seen_id)) != Some(now);
    ui.data_mut(|data| data.insert_temp(seen_id, now));
    egui::ScrollArea::vertical().id_salt("chapters").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for number in 0..chapters.len() {
            let response = chapter_ui(ui, here, number);
            if response.clicked() {
                commands.push(Command::OpenChapter(number));
            }
            if (is_new && open == Some(number)) || response.gained_focus() {
                response.scroll_to_me(None);
            }
        }
        ui.add_space(8.0);
    });
}

/// To the chapter before and after, and which one is open.
fn steps_ui(ui: &mut Ui, here: &Here<'_>, commands: &mut Vec<Command>) {
    let count = here.store.story().chapters.len();
    let open = here.view.chapter;
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.spacing_mut().item_spacing.x = 4.0;
        let steps = [
            ("Previous chapter", "Previous chapter (PageUp)", Points::Left, Direction::Back, open != Some(0)),
            ("Next chapter", "Next chapter (PageDown)", Points::Right, Direction::Forward, open != Some(count - 1)),
        ];
        for (label, hint, points, direction, leads_on) in steps {
            let response = ui.add_enabled(leads_on, egui::Button::new("").min_size(vec2(30.0, 26.0)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, leads_on, label));
            let color = here.palette.ink.faded(if leads_on { 0.9 } else { 0.3 });
            caret(ui, response.rect.center(), points, color);
            if response.on_hover_text(hint).clicked() {
                commands.push(Command::NextChapter(direction));
            }
        }
        let place = match open {
            Some(open) => format!("{} of {count}", open + 1),
            None if count == 1 => "1 chapter".to_owned(),
            None => format!("{count} chapters"),
        };
        ui.add_space(6.0);
        ui.label(words(place, Face::Regular, 11.5, here.palette.ink_secondary));
    });
}

fn chapter_ui(ui: &mut Ui, here: &Here<'_>, number: usize) -> egui::Response {
    const BAR: f32 = 3.0;
    let palette = here.palette;
    let chapter = &here.store.story().chapters[number];
    let is_open = here.view.chapter == Some(number);
    let scope = ui.scope_builder(UiBuilder::new().id_salt(number).sense(Sense::click()), |ui| {
        let fill = match (is_open, ui.response().hovered()) {
            (true, _) => palette.selected,
            (false, true) => palette.card,
            (false, false) => palette.panel,
        };
        let margin = egui::Margin { left: 12, right: 12, top: 8, bottom: 9 };
        let frame = Frame::NONE.fill(color32(fill)).inner_margin(margin).corner_radius(6);
        frame.outer_margin(egui::Margin::symmetric(8, 0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.with_layout(egui::Layout::left_to_right(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let color = if is_open { palette.accent } else { palette.ink_secondary };
                let text = words((number + 1).to_string(), Face::SemiBold, 12.0, color);
                ui.scope(|ui| {
                    ui.set_width(18.0);
                    ui.with_layout(egui::Layout::top_down(Align::Max), |ui| ui.label(text));
                });
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    prose(ui, &chapter.title, if is_open { Face::SemiBold } else { Face::Medium }, 12.5, palette.ink);
                    if is_open && !chapter.text.is_empty() {
                        prose(ui, &chapter.text, Face::Regular, 12.0, palette.ink);
                    }
                });
            });
        });
    });
    let response = scope.response;
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, is_open, format!("Chapter {}: {}", number + 1, chapter.title))
    });
    let card = response.rect.shrink2(vec2(8.0, 0.0));
    if is_open {
        let bar = egui::Rect::from_min_size(card.min + vec2(0.0, 4.0), vec2(BAR, card.height() - 8.0));
        ui.painter().rect_filled(bar, BAR / 2.0, color32(palette.accent));
    }
    if response.has_focus() {
        focus_ring(ui, here, card);
    }
    response
}
