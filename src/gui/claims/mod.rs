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

use egui::{Context, Rangef, Rect, Ui, UiBuilder, pos2, vec2};

use self::columns::{Gradings, TITLES, columns_in, spoken, title_of, titles};
use self::row::RowWords;
use self::sheet::{ClaimsSheet, cells_of};
use super::later::{Amount, Later};
use super::panel_context::PanelContext;
use super::parts::{waiting_ui, ways_to_more_ui};
use super::style::words;
use super::table::{Answer, BOXES, Grid, HEAD, Heads, MARGIN, Sheet as _, aside, heads_ui};
use super::table_look::TableLook;
use crate::model::grouped;
use crate::query::{ClaimAt, ClaimOrder, ClaimScope, claim_count, claims};
use crate::scene::{Face, counted};
use crate::store::{AsOf, Facet, Store};
use crate::view::{Command, Known};

pub(super) use self::tabs::centre_tabs;

/// What the table keeps between frames: its order, and the claims in it.
#[derive(Default)]
pub(super) struct ClaimsMemory {
    order: ClaimOrder,
    scope: ClaimScope,
    made_for: Option<TableKey>,
    claims: Vec<ClaimAt>,
    later: Later<TableKey, (TableKey, Vec<ClaimAt>)>,
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
#[derive(Clone, Copy, PartialEq)]
struct TableKey {
    story: u64,
    reading: AsOf,
    revision: u64,
    order: ClaimOrder,
    scope: ClaimScope,
}

impl TableKey {
    /// True when claims have the same places in both.
    fn is_of(&self, other: &Self) -> bool {
        self.story == other.story && self.reading == other.reading
    }
}

/// Shows the table. What is written goes into the story as it is saved, which `own` holds.
pub(super) fn claims_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    own: &Store,
    (memory, look): (&mut ClaimsMemory, &mut TableLook),
    commands: &mut Vec<Command>,
) {
    memory.follow(ui.ctx(), here);
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
        if memory.claims.is_empty() && memory.later.is_under_way() {
            waiting_ui(ui, here, "Looking through the claims…");
            return Answer::default();
        }
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
    fn follow(&mut self, ctx: &Context, here: &PanelContext<'_>) {
        let written = self.written.take();
        let (order, scope) = (self.order, self.scope);
        let reading = here.store.as_of();
        let key = TableKey { story: here.story_number, reading, revision: here.revision, order, scope };
        let is_new = self.made_for.as_ref() != Some(&key);
        if is_new && self.made_for.as_ref().is_none_or(|made_for| !made_for.is_of(&key)) && written.is_none() {
            // What stands in another story is not shown beside this one.
            self.claims.clear();
        }
        if let Some(begun) = written.filter(|_| is_new && here.view.known == Known::Ever) {
            // What is written in it moves no row away from under the keys.
            let claim = |id: &String| here.store.claim(id).map(|(event, claim)| ClaimAt { event, claim });
            self.claims.extend(begun.iter().filter_map(claim));
            self.later.settle(key);
            self.tell_counts(here);
        } else {
            let work = || {
                let asked = here.asked();
                move || (key, claims(&asked.store, &asked.shown, &asked.view.filter, scope, order))
            };
            let events = if scope == ClaimScope::Story { here.store.len() } else { here.shown.len() };
            let made = self.later.ask(ctx, &key, Amount::of_events(events), work);
            if let Some((_, claims)) = made.filter(|(of, _)| of.is_of(&key)) {
                self.claims = claims;
                self.seen.borrow_mut().clear();
                self.tell_counts(here);
            }
        }
        if is_new {
            self.seen.borrow_mut().clear();
            self.made_for = Some(key);
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

    fn tell_counts(&mut self, here: &PanelContext<'_>) {
        self.counts = format!("{} of {}", grouped(self.claims.len()), counted(claim_count(here.store), "claim"));
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
