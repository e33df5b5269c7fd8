//! The events as a list, with switches for categories, actors and layers, and the tray of what has
//! no date or no place.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};
use egui::{Align, Id, Rect, Role, Ui, pos2, vec2};

use super::context::event_menu;
use super::kit::tall_list;
use super::paint::paint_symbol;
use super::panel_context::PanelContext;
use super::parts::{Chosen, chip, focus_ring, select_clicked, symbol_of, tell_selected, ways_to_more_ui};
use super::reading_order::from_left;
use super::roving::Roving;
use super::style::{color32, font, outline_boxes, words};
use crate::model::{Match, year_words};
use crate::scene::{Face, Type, event_label, isolated, short_when};
use crate::view::{Command, Effect};

/// The height of an event's row with a title of one line, and of a heading between rows, in points.
const ROW: f32 = 42.0;
/// The height of a further line of a title.
const LINE: f32 = 15.5;
const HEADING: f32 = 26.0;
/// The width of the column of dates.
const DATES: f32 = 50.0;
/// Where the column of titles begins.
const TITLES: f32 = 14.0 + DATES + 28.0;
/// How titles are set, as wide as a selected one runs.
const TITLE: Type = Type::new(Face::SemiBold, 12.5);

/// What the list keeps between frames: its rows, made anew when other events are shown.
#[derive(Default)]
pub(super) struct ListMemory {
    made_for: Option<(u64, u64, String, u32)>,
    rows: Vec<ListRow>,
    /// Where each row begins, and one more for the end of the last.
    tops: Vec<f32>,
    selected: Option<String>,
}

/// One row of the list.
enum ListRow {
    Heading(String),
    Event { index: usize, title: Vec<String>, date: String, note: String },
}

impl ListRow {
    fn height(&self) -> f32 {
        match self {
            Self::Heading(_) => HEADING,
            Self::Event { title, .. } => ROW + LINE * (title.len().max(1) - 1) as f32,
        }
    }
}

/// Shows the list and answers with what the viewer does on it.
pub(super) fn list_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut ListMemory, commands: &mut Vec<Command>) {
    switches_ui(ui, here, commands);
    memory.make(here, ui.available_width());
    ui.add_space(2.0);
    if here.shown.is_empty() && here.shown.undated().is_empty() {
        nothing_ui(ui, here, commands);
        return;
    }
    let selected = here.view.selection.first().cloned();
    let is_new = memory.selected != selected;
    memory.selected.clone_from(&selected);
    egui::ScrollArea::vertical().auto_shrink(false).show_viewport(ui, |ui, viewport| {
        let height = memory.tops.last().copied().unwrap_or_default();
        ui.set_height(height);
        let origin = ui.max_rect().left_top();
        let width = ui.max_rect().width();
        let rect_of = |row: usize| {
            let (top, bottom) = (memory.tops[row], memory.tops[row + 1]);
            Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(width, bottom - top))
        };
        // One stop of the Tab key; a row more on both sides, which arrows lead to.
        let mut roving = Roving::begin(ui.ctx(), "list of events");
        if is_new && let Some(id) = &selected {
            roving.stop_at(row_id(id, ""));
        }
        for row in memory.rows_within(viewport.min.y - 2.0 * ROW..viewport.max.y + 2.0 * ROW) {
            row_ui(ui, here, &memory.rows[row], rect_of(row), (&mut roving, commands));
        }
        if let Some(rect) = roving.end(ui) {
            ui.scroll_to_rect(rect.expand(ROW / 2.0), None);
        }
        if is_new && let Some(id) = &selected {
            let is_it = |row: &ListRow| matches!(row, ListRow::Event { index, .. } if here.store.id(*index) == *id);
            if let Some(row) = memory.rows.iter().position(is_it) {
                ui.scroll_to_rect(rect_of(row).expand(ROW), None);
            }
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
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let mut roving = Roving::begin(ui.ctx(), "categories");
            for (place, category) in story.categories.iter().enumerate() {
                let chosen = if here.view.filter.has("category", &category.id) { Chosen::Yes } else { Chosen::No };
                let color = here.category_color(Some(place));
                let key = Id::unique(("category", category.id.as_str()));
                let response = chip(ui, here, &category.name, color, (chosen, roving.sense(key)));
                roving.saw(key, &response);
                if response.on_hover_text("Show this category").clicked() {
                    commands.push(Command::SetFilter(here.view.filter.with_toggled("category", &category.id)));
                }
            }
            roving.end(ui);
        });
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

impl ListMemory {
    /// Makes the rows anew where other events are shown, or in other words.
    fn make(&mut self, here: &PanelContext<'_>, width: f32) {
        let room = width - TITLES - 14.0;
        let zone = here.view.zone_shown(here.store, None).to_string();
        let key = (here.story_number, here.revision, zone, width.round() as u32);
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.rows.clear();
        let mut month = String::new();
        for index in here.shown.events() {
            let of_event = month_of(here, index);
            if of_event != month {
                self.rows.push(ListRow::Heading(of_event.clone()));
                month = of_event;
            }
            self.rows.push(event_row(here, index, &note_of(here, index), room));
        }
        let undated = here.shown.undated();
        if !undated.is_empty() {
            self.rows.push(ListRow::Heading(format!("No date ({})", undated.len())));
            self.rows.extend(undated.iter().map(|&index| tray_row(here, index, "no date", room)));
        }
        let unplaced = here.shown.unplaced_count();
        if unplaced > 0 {
            self.rows.push(ListRow::Heading(format!("No location ({unplaced})")));
            self.rows.extend(here.shown.unplaced().map(|index| tray_row(here, index, "no location", room)));
        }
        self.tops = std::iter::once(0.0)
            .chain(self.rows.iter().scan(0.0, |top, row| {
                *top += row.height();
                Some(*top)
            }))
            .collect();
        self.made_for = Some(key);
    }

    fn rows_within(&self, shown: Range<f32>) -> Range<usize> {
        let first = self.tops.partition_point(|top| *top <= shown.start).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < shown.end).min(self.rows.len());
        first.min(last)..last
    }
}

fn tray_row(here: &PanelContext<'_>, index: usize, why: &str, room: f32) -> ListRow {
    event_row(here, index, &format!("{} · {why}", category_name(here, index)), room)
}

fn event_row(here: &PanelContext<'_>, index: usize, note: &str, room: f32) -> ListRow {
    let title = TITLE.wrapped(&here.store.title(index), room, 3);
    ListRow::Event { index, title, date: day_words(here, index), note: from_left(note) }
}

/// The month an event begins in, or the year where no more is known; earlier ones together.
fn month_of(here: &PanelContext<'_>, index: usize) -> String {
    let Some(span) = here.store.span(index) else { return "No date".to_owned() };
    let zone = &here.store.story().zone_of(index);
    let start = span.possible.start_secs;
    if !start.is_finite() {
        return "Earlier".to_owned();
    }
    let begin = zone.civil_from_secs(start);
    let knows_month = here.store.story().events.when(index).is_none_or(|when| when.begins_in_known_month());
    let year = year_words(begin.year());
    let month = if knows_month { format!("{} {year}", begin.format("%B")) } else { year };
    // A day of another zone may begin some hours before the window and still be of it.
    if start < here.view.window.start_secs - 86_400.0 && span.possible.meets(&here.view.window) {
        return "Already under way".to_owned();
    }
    month
}

/// The date without the month that the heading says.
fn day_words(here: &PanelContext<'_>, index: usize) -> String {
    let short = short_when(here.store, here.view, index);
    let Some(span) = here.store.span(index) else { return "–".to_owned() };
    let zone = &here.store.story().zone_of(index);
    let (start, end) = (span.possible.start_secs, span.possible.end_secs);
    if !start.is_finite() || !end.is_finite() || month_of(here, index) == "Already under way" {
        return short;
    }
    let date = NaiveDate::from_num_days_from_ce_opt;
    let days = here.store.days(index).and_then(|(first, last)| Some((date(first)?, date(last)?)));
    let Some((first, last)) = days else { return short };
    let month = first.format("%b").to_string();
    // The heading is that of the month in which it can have begun at the earliest.
    let heading = zone.civil_from_secs(start).date();
    if [heading, last].iter().any(|day| (day.year(), day.month()) != (first.year(), first.month())) {
        return short;
    }
    // A time of day stands in the detail; here the days do.
    let doubt = if short.starts_with("c. ") { "c. " } else { "" };
    if short.contains(':') {
        let (a, b) = (first.format("%-d").to_string(), last.format("%-d").to_string());
        return if a == b { format!("{doubt}{a}") } else { format!("{doubt}{a}–{b}") };
    }
    let year = year_words(first.year());
    short.replace(&format!(" {month} {year}"), "").replace(&format!(" {month}"), "")
}

fn category_name<'a>(here: &'a PanelContext<'_>, index: usize) -> &'a str {
    here.store.category(index).map_or("Event", |place| here.store.story().categories[place].name.as_str())
}

fn note_of(here: &PanelContext<'_>, index: usize) -> String {
    let place = here.store.story().events.place(index);
    let place = place.as_ref().map(|place| place.name.as_str()).filter(|name| !name.is_empty());
    let certainty = if here.shown.match_of(index) == Match::Possibly { " · possibly" } else { "" };
    match place {
        Some(place) => {
            format!("{}{certainty} · {}", isolated(category_name(here, index)), isolated(place))
        }
        None => format!("{}{certainty}", category_name(here, index)),
    }
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
