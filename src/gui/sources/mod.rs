//! The sources of the story as a table, in the middle of the window where else the map is.
//!
//! What is listed is found when the story or what is asked has changed; a frame lays out only the rows in sight.

mod heads;
mod joining;
mod ledger;
mod row;

use std::collections::HashMap;
use std::rc::Rc;

use egui::{
    EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use self::heads::{HEAD, Places, asked_ui, heads_ui};
use self::joining::Joining;
use self::ledger::{Asked, Ledger};
use self::row::{ROW, RowWords, Standing, row_ui};
use super::context::source_menu;
use super::panel_context::PanelContext;
use super::parts::focus_ring;
use super::style::words;
use crate::model::{Events, Sources};
use crate::scene::{Face, counted};
use crate::store::Store;
use crate::view::{Command, Effect};

/// Left and right of the table.
const MARGIN: f32 = 14.0;

/// What the table keeps between frames.
#[derive(Default)]
pub(super) struct SourcesMemory {
    asked: Asked,
    ledger: Ledger,
    /// What the ledger was made of: sources, events, and what was asked.
    made_of: Option<(Sources, Asked)>,
    joining: Joining,
    counted: Option<Events>,
    /// The words of rows that have been in sight, by the index of the source.
    seen: HashMap<u32, Rc<RowWords>>,
    seen_width: f32,
    /// The row that the keyboard is on.
    cursor: Option<usize>,
    /// Whether the cursor has to be brought into sight.
    follows: bool,
    written: Option<String>,
    /// A source that is to come into sight.
    pointed: Option<String>,
}

/// Shows the table of the sources of a whole story. The one that is written, by its id, is lit.
pub(super) fn sources_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    own: &Store,
    memory: &mut SourcesMemory,
    written: Option<&str>,
    commands: &mut Vec<Command>,
) {
    ui.add_space(8.0);
    asked_ui(ui, here.palette, &mut memory.asked, &memory.ledger);
    memory.follow(own, written);
    memory.joining.ui(ui, here.palette, commands);
    let whole = ui.available_rect_before_wrap();
    let table = Rect::from_min_max(whole.min + vec2(MARGIN, 2.0), whole.max - vec2(MARGIN, 0.0));
    let places = Places::of(table.x_range());
    heads_ui(ui, here.palette, &places, table.top(), &mut memory.asked);
    let body = Rect::from_min_max(pos2(whole.left(), table.top() + HEAD), whole.max);
    ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("sources"), |ui| {
        if memory.ledger.listed.is_empty() {
            nothing_ui(ui, here, memory, commands);
        } else {
            rows_ui(ui, here, own, memory, &places, commands);
        }
    });
}

impl SourcesMemory {
    /// The ids of the sources that are chosen, the first first.
    pub(super) fn chosen(&self) -> Vec<String> {
        self.joining.chosen.clone()
    }

    /// Brings a source into sight, by its id, among all sources.
    pub(super) fn point_out(&mut self, id: String) {
        self.asked = Asked { order: self.asked.order, ..Asked::default() };
        self.pointed = Some(id);
    }

    /// Takes up what the story now says, and goes to the source that is now written.
    fn follow(&mut self, own: &Store, written: Option<&str>) {
        let story = own.story();
        self.joining.follow(&story.sources);
        let is_counted = self.counted.as_ref().is_some_and(|events| *events == story.events);
        let is_same = |(sources, asked): &(Sources, Asked)| sources.is_same(&story.sources) && *asked == self.asked;
        let is_made = is_counted && self.made_of.as_ref().is_some_and(is_same);
        if !is_made {
            let has_moved = self.made_of.as_ref().is_none_or(|(_, asked)| *asked != self.asked);
            let is_same_list = self.made_of.as_ref().is_some_and(|(sources, _)| sources.len() == story.sources.len());
            if !is_counted || !is_same_list {
                self.counted = Some(story.events.clone());
                self.ledger.count(story);
            }
            self.ledger.list(story, &self.asked);
            self.made_of = Some((story.sources.clone(), self.asked.clone()));
            self.seen.clear();
            if has_moved {
                self.cursor = None;
            }
        }
        let pointed = self.pointed.take();
        if self.written.as_deref() != written || pointed.is_some() {
            self.written = written.map(str::to_owned);
            let index = pointed.as_deref().or(written).and_then(|id| own.source_index(id));
            let row = index.and_then(|index| self.ledger.listed.iter().position(|listed| *listed as usize == index));
            if row.is_some() {
                self.cursor = row;
                self.follows = true;
            }
        }
    }

    /// Chooses the rows from the one that the keyboard is on to another.
    fn choose_to(&mut self, own: &Store, row: usize) {
        let from = self.cursor.unwrap_or(row);
        for index in &self.ledger.listed[from.min(row)..=from.max(row)] {
            let id = &own.story().sources[*index as usize].id;
            if !self.joining.chosen.contains(id) {
                self.joining.chosen.push(id.clone());
            }
        }
    }

    /// The words of a row, made when it first comes into sight.
    fn words_of(&mut self, own: &Store, row: usize, places: &Places) -> Rc<RowWords> {
        if (self.seen_width - places.width()).abs() > 0.5 {
            self.seen.clear();
            self.seen_width = places.width();
        }
        let index = self.ledger.listed[row];
        let cited = self.ledger.cited(index as usize);
        let story = own.story();
        let source = &story.sources[index as usize];
        Rc::clone(self.seen.entry(index).or_insert_with(|| Rc::new(RowWords::of(source, cited, &story.zone, places))))
    }
}

fn nothing_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut SourcesMemory, commands: &mut Vec<Command>) {
    ui.add_space(48.0);
    ui.vertical_centered(|ui| {
        let has_none = memory.ledger.counts[0] == 0;
        let text = if has_none { "No sources yet" } else { "No matching sources" };
        ui.label(words(text, Face::Regular, 12.5, here.palette.ink_secondary));
        ui.add_space(4.0);
        if has_none {
            if ui.button("New source").clicked() {
                commands.push(Command::Perform(Effect::NewSource));
            }
        } else if ui.button("Show all sources").clicked() {
            memory.asked = Asked { order: memory.asked.order, ..Asked::default() };
        }
    });
}

/// The rows in sight, and the keyboard on them.
fn rows_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    own: &Store,
    memory: &mut SourcesMemory,
    places: &Places,
    commands: &mut Vec<Command>,
) {
    let body = ui.max_rect();
    let keyboard = ui.interact(body, Id::unique("sources table"), Sense::focusable_noninteractive());
    let count = memory.ledger.listed.len();
    keyboard.widget_info(|| WidgetInfo::labeled(Role::Table, true, format!("Sources, {}", counted(count, "source"))));
    keys(ui, own, memory, &keyboard, commands);
    ScrollArea::vertical().auto_shrink(false).id_salt("source rows").show_viewport(ui, |ui, viewport| {
        ui.set_height(ROW * count as f32);
        let origin = ui.max_rect().left_top();
        let rect_of = |row: usize| {
            let top = origin.y + ROW * row as f32;
            Rect::from_x_y_ranges(body.left()..=body.right(), top..=top + ROW)
        };
        let place = |y: f32| ((y / ROW).max(0.0) as usize).min(count);
        for row in place(viewport.min.y)..place(viewport.max.y + ROW) {
            let words = memory.words_of(own, row, places);
            let is_written = memory.written.as_deref() == Some(words.id.as_str());
            let standing = match is_written {
                true => Standing::Written,
                false if memory.joining.chosen.contains(&words.id) => Standing::Chosen,
                false => Standing::Listed,
            };
            let response = row_ui(ui, here.palette, &words, places, rect_of(row), standing);
            if let Some(source) = own.story().sources.get(memory.ledger.listed[row] as usize) {
                source_menu(&response, here, source, commands);
            }
            if response.clicked() {
                let held = ui.input(|input| input.modifiers);
                if held.command {
                    memory.joining.toggle(&words.id);
                } else if held.shift {
                    memory.choose_to(own, row);
                } else {
                    memory.joining.chosen.clear();
                    commands.push(Command::Perform(Effect::EditSource(words.id.clone())));
                }
                memory.cursor = Some(row);
                keyboard.request_focus();
            }
            if keyboard.has_focus() && memory.cursor == Some(row) {
                focus_ring(ui, here, rect_of(row).shrink2(vec2(6.0, 1.0)));
            }
        }
        if std::mem::take(&mut memory.follows)
            && let Some(row) = memory.cursor
        {
            ui.scroll_to_rect(rect_of(row).expand(ROW / 2.0), None);
        }
    });
}

/// Up and down go from row to row, Space chooses, Enter opens the source to be written.
fn keys(ui: &Ui, own: &Store, memory: &mut SourcesMemory, keyboard: &Response, commands: &mut Vec<Command>) {
    if !keyboard.has_focus() {
        return;
    }
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(keyboard.id, arrows));
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = memory.ledger.listed.len() - 1;
    let to = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp), memory.cursor) {
        (true, _, cursor) => Some(cursor.map_or(0, |row| (row + 1).min(last))),
        (_, true, cursor) => Some(cursor.map_or(last, |row| row.saturating_sub(1))),
        _ => None,
    };
    if to.is_some() {
        memory.cursor = to;
        memory.follows = true;
    }
    if let Some(index) = memory.cursor.and_then(|row| memory.ledger.listed.get(row)) {
        let id = &own.story().sources[*index as usize].id;
        if pressed(Key::Space) {
            memory.joining.toggle(id);
        }
        if pressed(Key::Enter) {
            commands.push(Command::Perform(Effect::EditSource(id.clone())));
        }
    }
}
