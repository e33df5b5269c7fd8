//! The events as a table to type in, in the middle of the window where else the map is.
//!
//! Which events there are is asked again when what is shown has changed; a frame lays out only the rows in sight. Rows
//! stay where they are while they are written.

mod columns;
mod listing;
mod row;
mod sheet;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use egui::{Rangef, Rect, Ui, UiBuilder, pos2, vec2};

use self::columns::{TITLES, cells_of, columns_in};
use self::listing::Listing;
use self::row::RowWords;
use self::sheet::EventsSheet;
use super::panel_context::PanelContext;
use super::table::{Answer, BOXES, Grid, HEAD, Heads, MARGIN, Sheet as _, aside, columns_button, heads_ui};
use super::table_look::TableLook;
use crate::model::Extent;
use crate::query::Filter;
use crate::store::Store;
use crate::view::{Command, TimeMode};

/// What the table keeps between frames.
#[derive(Default)]
pub(super) struct EventsMemory {
    /// Where the keys are in it.
    pub(super) grid: Grid,
    /// The indexes of its events.
    listed: Listing,
    /// The number of the story that it was listed of.
    of_story: u64,
    made_for: Option<(u64, u64)>,
    asked: Option<Asked>,
    /// How many events the story had.
    count: usize,
    /// The words of rows that have been in sight, by the index of the event.
    seen: RefCell<HashMap<usize, Rc<RowWords>>>,
    /// What they were broken for.
    seen_for: Vec<usize>,
    /// The columns that are shown, by their titles.
    titles: Vec<(&'static str, Rangef)>,
    selection: Vec<String>,
    /// The same as indexes.
    chosen: HashSet<usize>,
    /// The ids of events that were begun here, which stay in it whatever is shown.
    begun: Vec<String>,
}

/// Which events are asked for.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    filter: Filter,
    hidden_layers: BTreeSet<String>,
    window: Extent,
    mode: TimeMode,
}

/// Shows the table of the events that are shown, as the story says them that is saved.
pub(super) fn events_table_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    own: &Store,
    (memory, look): (&mut EventsMemory, &mut TableLook),
    commands: &mut Vec<Command>,
) {
    memory.follow(here, own);
    let whole = ui.available_rect_before_wrap();
    let table = Rect::from_min_max(whole.min + vec2(BOXES, 2.0), whole.max - vec2(MARGIN, 0.0));
    let columns = columns_in((table.x_range(), aside(ui, EventsSheet::NAME)), look);
    let cells = cells_of(&columns);
    memory.titles = cells.iter().map(|cell| (cell.title, cell.range)).collect();
    heads_ui(ui, here, &memory.heads(), look, (table.x_range(), table.top()));
    if memory.seen_for != columns.measure() {
        memory.seen.borrow_mut().clear();
        memory.seen_for = columns.measure();
    }
    let body = Rect::from_min_max(pos2(whole.left(), table.top() + HEAD), whole.max);
    let mut grid = std::mem::take(&mut memory.grid);
    let answer = ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("events table"), |ui| {
        let EventsMemory { listed, chosen, seen, .. } = &*memory;
        let sheet = EventsSheet { here, own, listed, chosen, seen, columns: &columns, cells: &cells };
        grid.ui(ui, here, own, &sheet, commands)
    });
    memory.grid = grid;
    memory.take(own, answer.inner, commands);
}

impl EventsMemory {
    /// What stands above the rows.
    fn heads(&self) -> Heads<'_> {
        Heads { name: EventsSheet::NAME, shown: &self.titles, all: &TITLES, sorted: None }
    }

    /// The button of its columns.
    pub(super) fn columns_ui(&self, ui: &mut Ui, here: &PanelContext<'_>, look: &mut TableLook) {
        columns_button(ui, here, &self.heads(), look);
    }

    /// How many events it lists.
    pub(super) fn len(&self) -> usize {
        self.listed.len()
    }

    /// Takes up what is now shown, and goes to the event that is now selected.
    fn follow(&mut self, here: &PanelContext<'_>, own: &Store) {
        let key = (here.story_number, here.revision);
        if self.made_for != Some(key) {
            self.made_for = Some(key);
            self.seen.borrow_mut().clear();
            self.list(here, own);
        }
        if self.selection != here.view.selection {
            self.selection.clone_from(&here.view.selection);
            self.chosen = self.selection.iter().filter_map(|id| own.index_of(id)).collect();
            let first = self.selection.first().and_then(|id| own.index_of(id));
            if let Some(first) = first
                && !self.grid.row().and_then(|row| self.listed.get(row)).is_some_and(|at| self.chosen.contains(&at))
                && let Some(row) = self.listed.row_of(first)
            {
                self.grid.go_to(row);
            }
        }
    }

    /// Lists what is shown. As long as the same is asked for, what is listed stays, and what is new comes last.
    fn list(&mut self, here: &PanelContext<'_>, own: &Store) {
        let view = here.view;
        let asked = Asked {
            filter: view.filter.clone(),
            hidden_layers: view.hidden_layers.clone(),
            window: view.window,
            mode: view.mode,
        };
        let is_same = self.asked.as_ref() == Some(&asked) && self.count <= own.len();
        if !is_same {
            self.listed = Listing::default();
            self.begun.clear();
        }
        let is_written = is_same && self.of_story != here.story_number;
        self.asked = Some(asked);
        self.count = own.len();
        self.of_story = here.story_number;
        if !is_written && Listing::is_long(here.shown) && own.len() == here.store.len() {
            self.listed = Listing::Shown(here.shown.clone());
            return;
        }
        let listed = self.listed.kept_mut();
        let mut is_listed = vec![false; own.len()];
        for index in listed.iter() {
            is_listed[*index] = true;
        }
        let begun = self.begun.iter().filter_map(|id| own.index_of(id));
        let shown = here.shown.events().chain(here.shown.undated().iter().copied()).chain(begun);
        for index in shown.filter(|index| *index < own.len()) {
            if !std::mem::replace(&mut is_listed[index], true) {
                listed.push(index);
            }
        }
    }

    /// Does what was done in the table.
    fn take(&mut self, own: &Store, answer: Answer, commands: &mut Vec<Command>) {
        let id_of = |row: usize| self.listed.get(row).map(|index| own.id(index).into_owned());
        let toggled = |id: String| {
            let mut ids = self.selection.clone();
            match ids.iter().position(|other| *other == id) {
                Some(place) => drop(ids.remove(place)),
                None => ids.push(id),
            }
            ids
        };
        let selection = if let Some(rows) = answer.chosen {
            Some(rows.filter_map(id_of).collect())
        } else if let Some((row, modifiers)) = answer.clicked {
            id_of(row).map(|id| if modifiers.command { toggled(id) } else { vec![id] })
        } else {
            answer.toggled.and_then(id_of).map(toggled)
        };
        commands.extend(selection.filter(|ids| *ids != self.selection).map(Command::Select));
        self.begun.extend(answer.begun);
    }
}
