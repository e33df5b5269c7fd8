//! The events as a list, with switches for categories, actors and layers, and the tray of what has
//! no date or no place.

use egui::{Align, Id, Rect, Role, Ui, pos2, vec2};

use super::context::event_menu;
use super::filter_chips::filter_chips_ui;
use super::kit::tall_list;
use super::list_rows::{DATES, LINE, ListRow, ListRows, ROW, TITLE, TITLES};
use super::paint::paint_symbol;
use super::panel_context::PanelContext;
use super::parts::{Chosen, focus_ring, select_clicked, symbol_of, tell_selected, ways_to_more_ui};
use super::roving::Roving;
use super::style::{color32, font, outline_boxes, words};
use crate::scene::{Face, Type, event_label};
use crate::view::{Command, Effect};

/// From so many points down on, places in the list are rounded too much for rows.
const FAR: f32 = 1e6;

/// What the list keeps between frames.
#[derive(Default)]
pub(super) struct ListMemory {
    rows: ListRows,
    selected: Option<String>,
}

/// Shows the list and answers with what the viewer does on it.
pub(super) fn list_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut ListMemory, commands: &mut Vec<Command>) {
    switches_ui(ui, here, commands);
    memory.rows.make(here, ui.available_width());
    ui.add_space(2.0);
    if here.shown.is_empty() && here.shown.undated().is_empty() {
        nothing_ui(ui, here, commands);
        return;
    }
    let selected = here.view.selection.first().cloned();
    let is_new = memory.selected != selected;
    memory.selected.clone_from(&selected);
    egui::ScrollArea::vertical().auto_shrink(false).show_viewport(ui, |ui, viewport| {
        ui.set_height(memory.rows.height());
        let origin = ui.max_rect().left_top();
        let width = ui.max_rect().width();
        // What is far down is told from the part in sight, since its own place is rounded.
        let is_far = viewport.min.y > FAR;
        let (place, at) = if is_far { (viewport.min.y, ui.clip_rect().top()) } else { (0.0, origin.y) };
        let rect_of = |row: usize| {
            let (below, height) = memory.rows.below(place, row);
            Rect::from_min_size(pos2(origin.x, at + below), vec2(width, height))
        };
        // One stop of the Tab key; a row more on both sides, which arrows lead to.
        let mut roving = Roving::begin(ui.ctx(), "list of events");
        if is_new && let Some(id) = &selected {
            roving.stop_at(row_id(id, ""));
        }
        for row in memory.rows.within(viewport.min.y - 2.0 * ROW..viewport.max.y + 2.0 * ROW) {
            if let Some(said) = memory.rows.row(here, row) {
                row_ui(ui, here, &said, rect_of(row), (&mut roving, commands));
            }
        }
        if let Some(rect) = roving.end(ui) {
            ui.scroll_to_rect(rect.expand(ROW / 2.0), None);
        }
        if is_new && let Some(row) = selected.as_ref().and_then(|id| memory.rows.row_of(here, id)) {
            ui.scroll_to_rect(rect_of(row).expand(ROW), None);
        }
    });
}

fn nothing_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        if here.store.is_empty() {
            ui.label(words("No events in this story", Face::Regular, 12.0, here.palette.ink_secondary));
            return;
        }
        ui.label(words("No matching events", Face::Regular, 12.0, here.palette.ink_secondary));
        ui.add_space(4.0);
        ways_to_more_ui(ui, here, commands);
    });
}

fn switches_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    let story = here.store.story();
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(12, 2)).show(ui, |ui| {
        filter_chips_ui(ui, here, commands);
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            let layers = ui.button("Layers");
            egui::Popup::menu(&layers).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                ui.set_min_width(180.0);
                outline_boxes(ui, here.palette);
                for layer in &story.layers {
                    let mut visible = !here.view.hidden_layers.contains(&layer.id);
                    if ui.checkbox(&mut visible, &layer.name).clicked() {
                        commands.push(Command::ToggleLayer(layer.id.clone()));
                    }
                }
                ui.separator();
                if ui.button("Size and colour of marks…").clicked() {
                    commands.push(Command::Perform(Effect::ChooseMarks));
                    ui.close();
                }
            });
            let actors = ui.button("Actors");
            egui::Popup::menu(&actors).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                ui.set_min_width(220.0);
                outline_boxes(ui, here.palette);
                tall_list(360.0).show(ui, |ui| {
                    for actor in &story.actors {
                        let mut chosen = here.view.filter.has("actor", &actor.id);
                        if ui.checkbox(&mut chosen, &actor.name).clicked() {
                            commands.push(Command::SetFilter(here.view.filter.with_toggled("actor", &actor.id)));
                        }
                    }
                });
            });
            outline_boxes(ui, here.palette);
            let mut disputed = here.view.filter.has("disputed", "yes");
            if ui.checkbox(&mut disputed, "Disputed").on_hover_text("Only events with conflicting claims").clicked() {
                commands.push(Command::SetFilter(here.view.filter.with_toggled("disputed", "yes")));
            }
        });
    });
}

/// Who a row is: of an event in the list, or in a tray where the note ends so.
fn row_id(event: &str, note: &str) -> Id {
    let salt = if note.ends_with("no location") || note.ends_with("no date") { "tray row" } else { "list row" };
    Id::unique((salt, event))
}

fn row_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    row: &ListRow,
    rect: Rect,
    (roving, commands): (&mut Roving, &mut Vec<Command>),
) {
    let palette = here.palette;
    let (index, title, date, note) = match row {
        ListRow::Heading(text) => {
            let at = rect.left_bottom() + vec2(14.0, -6.0);
            let color = color32(palette.ink_secondary);
            ui.painter().text(at, egui::Align2::LEFT_BOTTOM, text, font(Face::Medium, 10.5), color);
            return;
        }
        ListRow::Event { index, title, date, note } => (*index, title, date, note),
    };
    let event = here.store.event(index);
    let id = row_id(&event.id, note);
    let response = ui.interact(rect, id, roving.sense(id));
    roving.saw(id, &response);
    let selected = here.view.is_selected(&event.id);
    let card = rect.shrink2(vec2(8.0, 1.0));
    if selected {
        ui.painter().rect_filled(card, 6.0, color32(palette.selected));
    } else if response.hovered() {
        ui.painter().rect_filled(card, 6.0, color32(palette.card));
    }
    if response.has_focus() {
        focus_ring(ui, here, card);
    }
    date_ui(ui, here, date, rect);
    let symbol = pos2(rect.left() + 14.0 + DATES + 12.0, rect.center().y);
    paint_symbol(ui.painter(), symbol, &symbol_of(here, index, 5.5), palette);
    let left = rect.left() + TITLES;
    let room = rect.right() - 14.0 - left;
    let face = if selected { Face::SemiBold } else { Face::Medium };
    let second = Type::new(Face::Regular, 10.5);
    let shown_note = second.elided(note, room);
    let is_cut = shown_note != *note;
    let painter = ui.painter();
    let mut y = rect.top() + 5.0;
    for line in title {
        painter.text(pos2(left, y), egui::Align2::LEFT_TOP, line, font(face, TITLE.size), color32(palette.ink));
        y += LINE;
    }
    let color = color32(palette.ink_secondary);
    painter.text(pos2(left, y + 1.5), egui::Align2::LEFT_TOP, shown_note, font(second.face, second.size), color);
    let name = format!("Row: {}", event_label(here.store, here.view, index));
    tell_selected(&response, Role::ListItem, if selected { Chosen::Yes } else { Chosen::No }, &name);
    event_menu(&response, here, index, commands);
    if response.double_clicked() {
        commands.push(Command::FlyTo(event.id.clone()));
    } else if response.clicked() {
        commands.push(select_clicked(ui, here, event.id.clone()));
    }
    if is_cut {
        response.on_hover_text(note);
    }
}

/// The date, right-aligned, on several lines where one is too narrow.
fn date_ui(ui: &Ui, here: &PanelContext<'_>, date: &str, rect: Rect) {
    let color = color32(here.palette.ink_secondary);
    let size = [11.5, 10.5, 9.5].into_iter().find(|size| Type::new(Face::Regular, *size).width(date) <= DATES);
    let right = rect.left() + 14.0 + DATES;
    // What is too long is broken behind its dashes.
    let date = if size.is_none() { date.replace('–', "–\n") } else { date.to_owned() };
    let mut job = egui::text::LayoutJob::simple(date, font(Face::Regular, size.unwrap_or(9.5)), color, DATES);
    job.halign = Align::RIGHT;
    job.wrap.max_rows = 3;
    let galley = ui.painter().layout_job(job);
    let at = pos2(right, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
}
