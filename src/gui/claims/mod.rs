//! The claims as a table, in the middle of the window where else the map is.
//!
//! Which claims there are and in what order is asked of `query` when something has changed; a frame
//! lays out only the rows in sight. Its cells are typed in (`sheet`).

mod columns;
mod row;
mod sheet;
mod tabs;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use egui::{Rangef, Rect, Ui, UiBuilder, pos2, vec2};

use self::columns::{Gradings, TITLES, columns_in, spoken, title_of, titles};
use self::row::RowWords;
use self::sheet::{ClaimsSheet, cells_of};
use super::panel_context::PanelContext;
use super::parts::ways_to_more_ui;
use super::style::words;
use super::table::{Answer, BOXES, Grid, HEAD, Heads, MARGIN, Sheet as _, aside, heads_ui};
use super::table_look::TableLook;
use crate::query::{ClaimAt, ClaimOrder, ClaimScope, claim_count, claims};
use crate::scene::Face;
use crate::store::{Facet, Store};
use crate::view::{Command, Known};

pub(super) use self::tabs::centre_tabs;

/// What the table keeps between frames: its order, and the claims in it.
#[derive(Default)]
pub(super) struct ClaimsMemory {
    order: ClaimOrder,
    scope: ClaimScope,
    made_for: Option<TableKey>,
    claims: Vec<ClaimAt>,
    counts: String,
    /// The words of rows that have been in sight, by their places.
    seen: RefCell<HashMap<usize, Rc<RowWords>>>,
    /// What they were broken for.
    seen_for: Vec<usize>,
    /// The columns that are shown, by their titles, and all that there are.
    titles: (Vec<(&'static str, Rangef)>, Vec<&'static str>),
    /// Where the keys are in it.
    pub(super) grid: Grid,
    /// The ids of the claims whose rows are chosen.
    chosen: HashSet<String>,
    /// What was written here last, with what it began: the rows stay where they are.
    written: Option<Vec<String>>,
    selected: Option<String>,
}

/// What the rows of the table depend on.
#[derive(PartialEq)]
struct TableKey {
    story: u64,
    revision: u64,
    order: ClaimOrder,
    scope: ClaimScope,
}

/// Shows the table. What is written goes into the story as it is saved, which `own` holds.
pub(super) fn claims_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    own: &Store,
    (memory, look): (&mut ClaimsMemory, &mut TableLook),
    commands: &mut Vec<Command>,
) {
    memory.follow(here);
    let whole = ui.available_rect_before_wrap();
    let table = Rect::from_min_max(whole.min + vec2(BOXES, 2.0), whole.max - vec2(MARGIN, 0.0));
    let gradings = here.store.facet(Facet::Grading);
    let has_grading = gradings.listed().any(|number| gradings.events(number) > 0);
    let gradings = if has_grading { Gradings::Shown } else { Gradings::Hidden };
    let columns = columns_in((table.x_range(), aside(ui, ClaimsSheet::NAME)), look, gradings);
    let shown = columns.places.iter().map(|(column, range)| (title_of(*column), *range)).collect();
    memory.titles = (shown, titles(gradings).collect());
    let pressed = heads_ui(ui, here, &memory.heads(), look, (table.x_range(), table.top()));
    if let Some((column, _)) = TITLES.iter().find(|(_, title)| Some(*title) == pressed) {
        memory.order = memory.order.pressed(*column);
        memory.written = None;
    }
    let body = Rect::from_min_max(pos2(whole.left(), table.top() + HEAD), whole.max);
    let answer = ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("claims"), |ui| {
        if memory.claims.is_empty() {
            nothing_ui(ui, here, commands);
            return Answer::default();
        }
        if memory.seen_for != columns.measure() {
            memory.seen.borrow_mut().clear();
            memory.seen_for = columns.measure();
        }
        let cells = cells_of(&columns);
        let mut grid = std::mem::take(&mut memory.grid);
        let sheet = ClaimsSheet::of(here, own, memory, &columns, &cells);
        let answer = grid.ui(ui, here, own, &sheet, commands);
        commands.append(&mut sheet.asked.borrow_mut());
        memory.grid = grid;
        answer
    });
    memory.take(here, answer.inner, commands);
}

impl ClaimsMemory {
    /// What stands above the rows.
    fn heads(&self) -> Heads<'_> {
        let order = self.order;
        let (shown, all) = &self.titles;
        let sorted = Some((title_of(order.column), order.sorting, spoken(order)));
        Heads { name: ClaimsSheet::NAME, shown, all, sorted }
    }

    /// Takes up what is now shown, and goes to the event that is now selected.
    fn follow(&mut self, here: &PanelContext<'_>) {
        let written = self.written.take();
        let key = TableKey { story: here.story_number, revision: here.revision, order: self.order, scope: self.scope };
        if self.made_for.as_ref() != Some(&key) {
            self.made_for = Some(key);
            self.seen.borrow_mut().clear();
            match written {
                // What is written in it moves no row away from under the keys.
                Some(begun) if here.view.known == Known::Ever => {
                    let claim = |id: &String| here.store.claim(id).map(|(event, claim)| ClaimAt { event, claim });
                    self.claims.extend(begun.iter().filter_map(claim));
                }
                _ => {
                    self.claims = claims(here.store, here.shown, &here.view.filter, self.scope, self.order);
                }
            }
            self.counts = format!("{} of {} claims", self.claims.len(), claim_count(here.store));
        }
        let selected = here.view.selection.first();
        if self.selected.as_ref() != selected {
            self.selected = selected.cloned();
            let event = here.view.selected(here.store);
            let stands_there = |row: usize| self.claims.get(row).map(|at| at.event) == event;
            if event.is_none() {
                self.chosen.clear();
            } else if !self.grid.row().is_some_and(stands_there)
                && let Some(row) = self.claims.iter().position(|at| Some(at.event) == event)
            {
                self.grid.go_to(row);
            }
        }
    }

    /// Does what was done in the table.
    fn take(&mut self, here: &PanelContext<'_>, answer: Answer, commands: &mut Vec<Command>) {
        let id_of = |row: usize| {
            let at = self.claims.get(row)?;
            Some(here.store.story().events.id_of_claim(at.event, at.claim).into_owned())
        };
        if let Some(rows) = answer.chosen {
            self.chosen = rows.filter_map(id_of).collect();
        } else if let Some((row, modifiers)) = answer.clicked
            && let Some(id) = id_of(row)
        {
            if modifiers.command {
                toggle(&mut self.chosen, id);
            } else {
                self.chosen = HashSet::from([id.clone()]);
                commands.push(Command::SelectClaim(id));
            }
        } else if let Some(id) = answer.toggled.and_then(id_of) {
            if !self.chosen.contains(&id) {
                commands.push(Command::SelectClaim(id.clone()));
            }
            toggle(&mut self.chosen, id);
        }
        if answer.written {
            self.written = Some(answer.begun);
        }
    }
}

fn toggle(chosen: &mut HashSet<String>, id: String) {
    if !chosen.remove(&id) {
        chosen.insert(id);
    }
}

fn nothing_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    ui.add_space(48.0);
    ui.vertical_centered(|ui| {
        ui.label(words("No matching claims", Face::Regular, 12.5, here.palette.ink_secondary));
        ui.add_space(4.0);
        ways_to_more_ui(ui, here, commands);
    });
}
