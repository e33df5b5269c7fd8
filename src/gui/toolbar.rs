//! The one toolbar: menu, title and counts, search, borders, clock, and the way out.

use egui::{Align, Layout, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::keeping::Said;
use super::menus::{bar_width, file_buttons, files_width, folded_menus, menu_bar, wants};
use super::panel_context::PanelContext;
use super::search::{SearchMemory, search_ui};
use super::style::{color32, outline_boxes, words};
use crate::model::Language;
use crate::scene::{Face, text_width, zone_words};
use crate::view::{Command, Effect, Menu, Viewpoint, ZoneChoice};

/// A story that is not as its file has it.
pub(super) struct Changed {
    /// What is said of the changes.
    pub(super) kept: Option<Said>,
}

/// From this width on the menus stand in the bar by their words, and the choice of borders has room.
const WORDS_FROM: f32 = 1180.0;

/// The height of the toolbar in points.
pub(super) const HEIGHT: f32 = 48.0;

/// Shows the toolbar.
pub(super) fn toolbar_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    (memory, remarks, changed): (&mut SearchMemory, usize, Option<Changed>),
    commands: &mut Vec<Command>,
) {
    let rect = ui.max_rect();
    let wide = rect.width();
    // Title and buttons first; the search box takes what they leave, in the middle where it can.
    let title = text_width(&here.store.story().title, Face::SemiBold, 14.0);
    let counts = text_width(&here.counts_text(), Face::Regular, 11.5);
    let borders = text_width(&format!("Borders: {}", here.view.viewpoint.label()), Face::Medium, 12.0);
    let (menus, choices) = if wide < WORDS_FROM { (0.0, 240.0) } else { (bar_width(), 268.0 + borders) };
    let before = menus + files_width() + title + counts + 110.0;
    let after = choices + if changed.is_some() { 28.0 } else { 0.0 };
    let search_width = (wide - before - after).clamp(180.0, (wide * 0.27).max(180.0)).min(440.0);
    let middle = rect.center().x.min(rect.right() - after - search_width / 2.0);
    let middle = middle.max((rect.left() + before + search_width / 2.0).min(rect.right() - after - search_width / 2.0));
    let search = Rect::from_center_size(pos2(middle, rect.center().y), vec2(search_width, 28.0));
    let left = Rect::from_min_max(rect.min + vec2(10.0, 0.0), pos2(search.left() - 10.0, rect.bottom()));
    let right = Rect::from_min_max(pos2(search.right() + 10.0, rect.top()), rect.max - vec2(12.0, 0.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(left).layout(Layout::left_to_right(Align::Center)), |ui| {
        title_ui(ui, here, remarks, commands);
    });
    ui.scope_builder(egui::UiBuilder::new().max_rect(search), |ui| search_ui(ui, here, memory, commands));
    ui.scope_builder(egui::UiBuilder::new().max_rect(right).layout(Layout::right_to_left(Align::Center)), |ui| {
        export_ui(ui, here, commands);
        let sign_room = if changed.is_some() { 26.0 } else { 0.0 };
        actions_ui(ui, here, sign_room, commands);
        if let Some(said) = changed.and_then(|changed| changed.kept) {
            said.ui(ui, here.palette);
        }
    });
}

fn title_ui(ui: &mut Ui, here: &PanelContext<'_>, remarks: usize, commands: &mut Vec<Command>) {
    if ui.ctx().content_rect().width() < WORDS_FROM {
        let response = logo(ui, here, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Menu"));
        if Menu::ALL.into_iter().any(|menu| wants(ui.ctx(), menu)) {
            egui::Popup::toggle_id(ui.ctx(), egui::Popup::default_response_id(&response));
            response.request_focus();
        }
        egui::Popup::menu(&response).show(|ui| folded_menus(ui, here, commands));
        response.on_hover_text("Menu");
    } else {
        let response = logo(ui, here, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Meridian: start page"));
        if response.clicked() {
            commands.push(Command::Perform(Effect::Start));
        }
        response.on_hover_text("Start page: sample, new story, recent files");
        let room = egui::vec2(bar_width(), 28.0);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| menu_bar(ui, here, commands));
    }
    file_buttons(ui, here, commands);
    ui.add_space(6.0);
    let palette = here.palette;
    let title = &here.store.story().title;
    let counts = here.counts_text();
    let room = ui.available_width();
    let counts_width = text_width(&counts, Face::Regular, 11.5) + 24.0;
    let title_room = (room - counts_width).max(0.0);
    let shown_title = crate::scene::Type { face: Face::SemiBold, size: 14.0 }.elided(title, title_room);
    let label = ui.label(words(shown_title.clone(), Face::SemiBold, 14.0, palette.ink));
    if shown_title != *title {
        label.on_hover_text(title);
    }
    if room > counts_width {
        ui.add_space(8.0);
        ui.label(words(counts, Face::Regular, 11.5, palette.ink_secondary));
    }
    if remarks > 0 && ui.available_width() > 90.0 {
        let text = if remarks == 1 { "1 import message".to_owned() } else { format!("{remarks} import messages") };
        let text = words(text, Face::Medium, 11.5, palette.accent);
        if ui.add(egui::Button::new(text).frame(false)).on_hover_text("Import messages").clicked() {
            commands.push(Command::Perform(Effect::ShowDiagnostics));
        }
    }
}

/// A globe with its meridian; it opens the start page, or the menus where their words have no room.
fn logo(ui: &mut Ui, here: &PanelContext<'_>, sense: Sense) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(32.0, 32.0), sense);
    let palette = here.palette;
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 6.0, color32(palette.card));
    }
    let (center, line) = (rect.center(), Stroke::new(1.6, color32(palette.accent)));
    painter.circle_stroke(center, 9.5, line);
    painter.line_segment([center - vec2(0.0, 13.0), center + vec2(0.0, 13.0)], line);
    painter.add(egui::epaint::EllipseShape::stroke(center, vec2(4.4, 9.5), line));
    response
}

/// The way out.
fn export_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let palette = here.palette;
    ui.spacing_mut().item_spacing.x = 8.0;
    let label = if ui.available_width() > 330.0 { "Export figure…" } else { "Export…" };
    let text = words(label, Face::SemiBold, 12.0, palette.on_accent);
    let export = egui::Button::new(text).fill(color32(palette.accent)).min_size(vec2(0.0, 28.0));
    if ui.add(export).on_hover_text("Export a figure of this view (Ctrl+E)").clicked() {
        commands.push(Command::Perform(Effect::ExportFigure));
    }
}

/// Whose clock, in which language, whose borders; beside them so much room is left.
fn actions_ui(ui: &mut Ui, here: &PanelContext<'_>, left: f32, commands: &mut Vec<Command>) {
    let palette = here.palette;
    let zone = zone_words(here.store, here.view);
    let response = ui.add(egui::Button::new(words(zone, Face::Medium, 12.0, palette.ink)).min_size(vec2(0.0, 28.0)));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(200.0);
        outline_boxes(ui, palette);
        let story = format!("{} time", here.store.story().zone);
        for (choice, label) in [
            (ZoneChoice::Story, story.as_str()),
            (ZoneChoice::Event, "Local time of each event"),
            (ZoneChoice::Utc, "UTC"),
        ] {
            if ui.radio(here.view.zone == choice, label).clicked() {
                commands.push(Command::SetZone(choice));
            }
        }
    });
    response.on_hover_text("Time zone");
    language_ui(ui, here, commands);
    let borders = format!("Borders: {}", here.view.viewpoint.label());
    if ui.available_width() > text_width(&borders, Face::Medium, 12.0) + 24.0 + left {
        let text = words(borders, Face::Medium, 12.0, palette.ink);
        let response = ui.add(egui::Button::new(text).min_size(vec2(0.0, 28.0)));
        egui::Popup::menu(&response).show(|ui| {
            ui.set_min_width(240.0);
            outline_boxes(ui, palette);
            for (viewpoint, _) in Viewpoint::ALL {
                let label = match viewpoint.country() {
                    None => "De facto: who controls what".to_owned(),
                    Some(country) => format!("As {country} draws them"),
                };
                if ui.radio(here.view.viewpoint == viewpoint, label).clicked() {
                    commands.push(Command::SetViewpoint(viewpoint));
                }
            }
        });
        response.on_hover_text("Borders: whose view is drawn. Point at a line to see who recognises it");
    }
}

/// In which language the story is read, where it has more than one.
fn language_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let (store, palette) = (here.store, here.palette);
    if store.languages().is_empty() {
        return;
    }
    let own = store.whole_story().language();
    let own_name = own.as_ref().map_or("Original language", Language::name);
    let name = here.view.language.as_ref().map_or(own_name, Language::name);
    if ui.available_width() < text_width(name, Face::Medium, 12.0) + 24.0 {
        return;
    }
    let response = ui.add(egui::Button::new(words(name, Face::Medium, 12.0, palette.ink)).min_size(vec2(0.0, 28.0)));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(200.0);
        outline_boxes(ui, palette);
        if ui.radio(here.view.language.is_none(), own_name).clicked() {
            commands.push(Command::SetLanguage(None));
        }
        for language in store.languages().iter().filter(|language| store.speaks(**language)) {
            if ui.radio(here.view.language == Some(*language), language.name()).clicked() {
                commands.push(Command::SetLanguage(Some(*language)));
            }
        }
    });
    response.on_hover_text("Language of the story’s texts, where translated");
}
