//! Chips over the list: the categories to choose from, and what else is filtered by.

use egui::{Button, Id, Popup, PopupCloseBehavior, RichText, Ui, vec2};

use super::kit::tall_list;
use super::panel_context::PanelContext;
use super::parts::{Chosen, chip};
use super::roving::Roving;
use super::style::{color32, font, outline_boxes};
use crate::query::Term;
use crate::scene::Face;
use crate::view::Command;

/// So many categories have a chip each; where there are more, the others are in a menu.
const MOST_CHIPS: usize = 12;

/// Shows them, and answers with what the viewer does on them.
pub(super) fn filter_chips_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        categories_ui(ui, here, commands);
    });
    let terms = here.view.filter.terms();
    if terms.iter().any(has_chip) {
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for (position, term) in terms.iter().enumerate().filter(|(_, term)| has_chip(term)) {
                if term_chip(ui, here, &term.to_string()) {
                    commands.push(Command::SetFilter(here.view.filter.without_term(position)));
                }
            }
        });
    }
}

/// False for terms that stand in the search box as they were typed, or are told by another chip or box.
fn has_chip(term: &Term) -> bool {
    match term.field() {
        Some("category") => term.excludes(),
        Some("disputed") => term.to_string() != "disputed:yes",
        Some(_) => true,
        None => term.is_of_number(),
    }
}

/// A chip for a term. Returns true where it is taken out.
fn term_chip(ui: &mut Ui, here: &PanelContext<'_>, term: &str) -> bool {
    let palette = here.palette;
    let text = RichText::new(format!("{term}  ×")).font(font(Face::Medium, 11.0)).color(color32(palette.ink));
    let button = Button::new(text)
        .fill(color32(palette.selected))
        .corner_radius(12.0)
        .min_size(vec2(0.0, 24.0))
        .wrap_mode(egui::TextWrapMode::Truncate);
    let response = ui.add(button);
    let name = format!("Stop filtering by {term}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.on_hover_text(name.as_str()).clicked()
}

/// Chips of the first categories and of the chosen ones, and a menu with the others.
fn categories_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let categories = &here.store.story().categories;
    let is_chosen = |id: &str| here.view.filter.has("category", id);
    // One more than fit is no reason for a menu.
    let fit = if categories.len() <= MOST_CHIPS + 1 { categories.len() } else { MOST_CHIPS };
    let mut roving = Roving::begin(ui.ctx(), "categories");
    let mut folded = 0;
    for (place, category) in categories.iter().enumerate() {
        let chosen = is_chosen(&category.id);
        if place >= fit && !chosen {
            folded += 1;
            continue;
        }
        let chosen = if chosen { Chosen::Yes } else { Chosen::No };
        let key = Id::unique(("category", category.id.as_str()));
        let color = here.category_color(Some(place));
        let response = chip(ui, here, &category.name, color, (chosen, roving.sense(key)));
        roving.saw(key, &response);
        if response.on_hover_text("Show this category").clicked() {
            commands.push(Command::SetFilter(here.view.filter.with_toggled("category", &category.id)));
        }
    }
    roving.end(ui);
    if folded == 0 {
        return;
    }
    let more = ui.button(format!("{folded} more"));
    more.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{folded} more categories")));
    Popup::menu(&more).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(220.0);
        outline_boxes(ui, here.palette);
        tall_list(360.0).show(ui, |ui| {
            for category in &categories[fit..] {
                let mut chosen = is_chosen(&category.id);
                if ui.checkbox(&mut chosen, &category.name).clicked() {
                    commands.push(Command::SetFilter(here.view.filter.with_toggled("category", &category.id)));
                }
            }
        });
    });
}
