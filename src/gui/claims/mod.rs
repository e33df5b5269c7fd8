//! The claims as a table, in the middle of the window where else the map is.
//!
//! Which claims there are and in what order is asked of `query` when something has changed; a frame
//! lays out only the rows in sight.

mod columns;
mod row;
mod tabs;

use std::collections::HashMap;
use std::rc::Rc;

use egui::{
    EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use self::columns::{Columns, Gradings, heads_ui};
use self::row::{ROW, RowWords, row_ui};
use super::panel_context::PanelContext;
use super::parts::{focus_ring, ways_to_more_ui};
use super::style::words;
use crate::query::{ClaimAt, ClaimOrder, ClaimScope, claim_count, claims};
use crate::scene::Face;
use crate::store::Facet;
use crate::view::Command;

pub(super) use self::tabs::centre_tabs;

/// Left and right of the table.
const MARGIN: f32 = 14.0;

/// What the table keeps between frames: its order, and the claims in it.
#[derive(Default)]
pub(super) struct ClaimsMemory {
    order: ClaimOrder,
    scope: ClaimScope,
    made_for: Option<TableKey>,
    claims: Vec<ClaimAt>,
    counts: String,
    /// The words of rows that have been in sight, by their places.
    seen: HashMap<usize, Rc<RowWords>>,
    seen_width: f32,
    /// The row that the keyboard is on.
    cursor: Option<usize>,
    /// Whether the cursor has to be brought into sight.
    follows: bool,
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

/// Shows the table.
pub(super) fn claims_ui(ui: &mut Ui, here: &PanelContext<'_>, memory: &mut ClaimsMemory, commands: &mut Vec<Command>) {
    memory.follow(here);
    let whole = ui.available_rect_before_wrap();
    let table = Rect::from_min_max(whole.min + vec2(MARGIN, 2.0), whole.max - vec2(MARGIN, 0.0));
    let gradings = here.store.facet(Facet::Grading);
    let has_grading = gradings.listed().any(|number| gradings.events(number) > 0);
    let gradings = if has_grading { Gradings::Shown } else { Gradings::Hidden };
    let columns = Columns::of(table.x_range(), gradings);
    if let Some(column) = heads_ui(ui, here, &columns, table.top(), memory.order) {
        memory.order = memory.order.pressed(column);
    }
    let body = Rect::from_min_max(pos2(whole.left(), table.top() + columns::HEAD), whole.max);
    ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("claims"), |ui| {
        if memory.claims.is_empty() {
            nothing_ui(ui, here, commands);
        } else {
            rows_ui(ui, here, memory, &columns, commands);
        }
    });
}

impl ClaimsMemory {
    /// Takes up what is now shown, and goes to the event that is now selected.
    fn follow(&mut self, here: &PanelContext<'_>) {
        let key = TableKey { story: here.story_number, revision: here.revision, order: self.order, scope: self.scope };
        if self.made_for.as_ref() != Some(&key) {
            self.made_for = Some(key);
            self.claims = claims(here.store, here.shown, &here.view.filter, self.scope, self.order);
            self.counts = format!("{} of {} claims", self.claims.len(), claim_count(here.store));
            self.seen.clear();
            self.cursor = None;
            self.selected = None;
        }
        let selected = here.view.selection.first();
        if self.selected.as_ref() != selected {
            self.selected = selected.cloned();
            let event = here.view.selected(here.store);
            let stands_there = |row: usize| self.claims.get(row).map(|at| at.event) == event;
            if event.is_some() && !self.cursor.is_some_and(stands_there) {
                self.cursor = self.claims.iter().position(|at| Some(at.event) == event);
                self.follows = self.cursor.is_some();
            }
        }
    }

    /// The words of a row, made when it first comes into sight.
    fn words_of(&mut self, here: &PanelContext<'_>, row: usize, columns: &Columns) -> Rc<RowWords> {
        if (self.seen_width - columns.width()).abs() > 0.5 {
            self.seen.clear();
            self.seen_width = columns.width();
        }
        let at = self.claims[row];
        Rc::clone(self.seen.entry(row).or_insert_with(|| Rc::new(RowWords::of(here, at, columns))))
    }
}

fn nothing_ui(ui: &mut Ui, here: &PanelContext<'_>, commands: &mut Vec<Command>) {
    ui.add_space(48.0);
    ui.vertical_centered(|ui| {
        ui.label(words("No claim fits what is shown", Face::Regular, 12.5, here.palette.ink_secondary));
        ui.add_space(4.0);
        ways_to_more_ui(ui, here, commands);
    });
}

/// The rows in sight, and the keyboard on them.
fn rows_ui(
    ui: &mut Ui,
    here: &PanelContext<'_>,
    memory: &mut ClaimsMemory,
    columns: &Columns,
    commands: &mut Vec<Command>,
) {
    let body = ui.max_rect();
    let keyboard = ui.interact(body, Id::unique("claims table"), Sense::focusable_noninteractive());
    keyboard.widget_info(|| WidgetInfo::labeled(Role::Table, true, format!("Claims, {}", memory.counts)));
    keys(ui, here, memory, &keyboard, commands);
    let count = memory.claims.len();
    ScrollArea::vertical().auto_shrink(false).id_salt("claim rows").show_viewport(ui, |ui, viewport| {
        ui.set_height(ROW * count as f32);
        let origin = ui.max_rect().left_top();
        let rect_of = |row: usize| {
            let top = origin.y + ROW * row as f32;
            Rect::from_x_y_ranges(body.left()..=body.right(), top..=top + ROW)
        };
        let place = |y: f32| ((y / ROW).max(0.0) as usize).min(count);
        let selected = here.view.selected(here.store);
        let claim = here.view.selected_claim(here.store);
        for row in place(viewport.min.y)..place(viewport.max.y + ROW) {
            let at = memory.claims[row];
            let words = memory.words_of(here, row, columns);
            let standing = row::Standing {
                event: selected == Some(at.event),
                claim: selected == Some(at.event) && claim == Some(at.claim),
            };
            let response = row_ui(ui, here, &words, columns, rect_of(row), standing);
            if response.clicked() {
                memory.cursor = Some(row);
                keyboard.request_focus();
                commands.push(Command::SelectClaim(words.id.clone()));
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

/// Up and down go from row to row, Enter selects.
fn keys(ui: &Ui, here: &PanelContext<'_>, memory: &mut ClaimsMemory, keyboard: &Response, commands: &mut Vec<Command>) {
    if !keyboard.has_focus() {
        return;
    }
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(keyboard.id, arrows));
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = memory.claims.len() - 1;
    let to = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp), memory.cursor) {
        (true, _, cursor) => Some(cursor.map_or(0, |row| (row + 1).min(last))),
        (_, true, cursor) => Some(cursor.map_or(last, |row| row.saturating_sub(1))),
        _ => None,
    };
    if to.is_some() {
        memory.cursor = to;
        memory.follows = true;
    }
    if let Some(at) = memory.cursor.and_then(|row| memory.claims.get(row))
        && pressed(Key::Enter)
    {
        commands.push(Command::SelectClaim(here.store.event(at.event).claims[at.claim].id.clone()));
    }
}
