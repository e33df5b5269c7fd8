//! The open cell: a field that grows over its neighbours, and below it how what is typed is read, or what can be
//! chosen.

use std::sync::Arc;

use egui::{Frame, Id, Key, Margin, Modifiers, Rect, Response, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::keys::{cell_id, taken};
use super::sheet::{CellKind, Completes, Sheet};
use crate::gui::form::{Choice, Chosen, Moves, Offered, reading, reading_ui};
use crate::gui::panel_context::PanelContext;
use crate::gui::style::color32;
use crate::gui::text_field::TextField;
use crate::view::Written;

/// The least width of a field that is written in: of a line, and of several.
const WIDTHS: [f32; 2] = [200.0, 380.0];
/// The least width of what stands below it.
const BELOW: f32 = 350.0;

/// A cell that is written in.
pub(super) struct Draft {
    /// Its row and column.
    pub(super) cell: [usize; 2],
    /// What its row is; none for the last, which begins a new one.
    pub(super) id: Option<String>,
    pub(super) text: String,
    /// What is sought is all until something is typed.
    is_typed: bool,
    marked: Option<usize>,
    found: Option<(String, u64, Arc<Vec<Choice>>)>,
    /// What stands below, as it was last shown.
    below: Option<Rect>,
    /// Frames since it was opened.
    frames: usize,
}

/// Where it goes on from a cell that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// So many rows and columns on.
    To([isize; 2]),
    /// Something else was clicked.
    Away,
}

/// What becomes of the open cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Left {
    Stays,
    /// It is left as it was.
    Drops,
    Keeps(Kept, Way),
}

/// What is written into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kept {
    Text(String),
    Chosen(Chosen),
}

impl Kept {
    pub(super) fn written(&self) -> Written<'_> {
        match self {
            Self::Text(text) => Written::Text(text),
            Self::Chosen(Chosen::Id(id)) => Written::Id(id),
            Self::Chosen(Chosen::New(name)) => Written::New(name),
        }
    }
}

impl From<Chosen> for Kept {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Id(id) if id.is_empty() => Self::Text(id),
            chosen => Self::Chosen(chosen),
        }
    }
}

impl Draft {
    /// One that begins with what stands in the cell.
    pub(super) fn of<S: Sheet>(sheet: &S, cell @ [row, _]: [usize; 2], text: String) -> Self {
        let id = (row < sheet.rows()).then(|| sheet.id(row));
        Self { cell, id, text, is_typed: false, marked: None, found: None, below: None, frames: 0 }
    }

    /// One that begins with what was typed over it.
    pub(super) fn typed<S: Sheet>(sheet: &S, cell: [usize; 2], text: String, kind: CellKind) -> Self {
        let marked = matches!(kind, CellKind::OneOf(Completes::First, _)).then_some(0);
        Self { is_typed: true, marked, ..Self::of(sheet, cell, text) }
    }

    /// Stays with its row where rows have moved. False where that is gone.
    pub(super) fn follow<S: Sheet>(&mut self, sheet: &S) -> bool {
        let rows = sheet.rows();
        let row = match &self.id {
            None => sheet.new_row().map(|_| rows),
            Some(id) => {
                let is_it = |row: &usize| *row < rows && sheet.id(*row) == *id;
                Some(self.cell[0]).filter(is_it).or_else(|| (0..rows).find(is_it))
            }
        };
        self.cell = [row.unwrap_or_default(), self.cell[1].min(sheet.columns().len().saturating_sub(1))];
        row.is_some()
    }

    /// What is kept of it when it is left now.
    pub(super) fn kept<S: Sheet>(&self, sheet: &S) -> Kept {
        let [_, column] = self.cell;
        let CellKind::OneOf(_, makes) = sheet.columns()[column].kind else { return Kept::Text(self.text.clone()) };
        let query = self.text.trim();
        let found = self.found.as_ref().map(|(.., found)| found.clone()).unwrap_or_default();
        let is_known = found.iter().any(|choice| choice.text == query);
        let makes = makes.filter(|_| !query.is_empty() && !is_known);
        let offered = Offered { found: &found, makes, query, marked: self.marked, moves: Moves::No };
        // What is called just so is meant, whatever stands first.
        let same = found.iter().find(|choice| choice.text == query).filter(|_| self.is_typed && self.marked == Some(0));
        let same = same.map(|choice| Chosen::Id(choice.id.clone()));
        same.or_else(|| offered.marked()).map_or_else(|| Kept::Text(self.text.clone()), Kept::from)
    }

    /// Shows it over its cell.
    pub(super) fn show<S: Sheet>(&mut self, ui: &mut Ui, here: &PanelContext<'_>, sheet: &S, cell: Rect) -> Left {
        let [row, column] = self.cell;
        let body = ui.max_rect();
        let kind = sheet.columns()[column].kind;
        let id = cell_id(S::NAME);
        let has_keys = ui.memory(|memory| memory.has_focus(id)) || self.frames == 0;
        let is_list = matches!(kind, CellKind::OneOf(..));
        let pressed = |modifiers, key| has_keys && taken(ui, modifiers, key);
        let escape = pressed(Modifiers::NONE, Key::Escape);
        let enter = pressed(Modifiers::NONE, Key::Enter);
        let ways = [
            (enter, [1, 0]),
            (kind != CellKind::Lines && pressed(Modifiers::SHIFT, Key::Enter), [-1, 0]),
            (pressed(Modifiers::NONE, Key::Tab), [0, 1]),
            (pressed(Modifiers::SHIFT, Key::Tab), [0, -1]),
        ];
        let way = ways.iter().find(|(is_pressed, _)| *is_pressed).map(|(_, way)| Way::To(*way));
        let down = is_list && pressed(Modifiers::NONE, Key::ArrowDown);
        let up = is_list && pressed(Modifiers::NONE, Key::ArrowUp);
        if escape {
            return Left::Drops;
        }
        let field = field_rect(cell, body, kind);
        let response = self.field_ui(ui, sheet, column, field);
        if response.changed() {
            self.is_typed = true;
            self.marked = matches!(kind, CellKind::OneOf(Completes::First, _)).then_some(0);
        }
        // Its keys are its own from the first frame on.
        if self.frames < 2 {
            response.request_focus();
            ui.request_repaint();
        }
        self.frames += 1;
        let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let chosen = match kind {
            CellKind::Date => self.reading_below(ui, here, sheet, row, response.rect),
            CellKind::OneOf(_, makes) => {
                let moves = [down, up];
                self.list_below(ui, here, sheet, (column, makes), response.rect, moves)
            }
            CellKind::Fixed | CellKind::Line | CellKind::Lines => None,
        };
        if let Some(kept) = chosen {
            return Left::Keeps(kept, Way::To([1, 0]));
        }
        if let Some(way) = way {
            return Left::Keeps(self.kept(sheet), way);
        }
        // It is kept before anything elsewhere is done with the story.
        let is_elsewhere =
            |at: egui::Pos2| !response.rect.contains(at) && !self.below.is_some_and(|below| below.contains(at));
        let pressed_at = ui.input(|input| input.pointer.press_origin().filter(|_| input.pointer.any_pressed()));
        if self.frames > 2 && pressed_at.is_some_and(is_elsewhere) {
            return Left::Keeps(self.kept(sheet), Way::Away);
        }
        // What is clicked below it is clicked while the field has lost the keys already.
        let is_below = |rect: Rect| ui.input(|input| input.pointer.interact_pos().is_some_and(|at| rect.contains(at)));
        let is_held = self.below.is_some_and(is_below)
            && ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if !response.has_focus() && self.frames > 2 {
            if !is_held {
                return Left::Keeps(self.kept(sheet), Way::Away);
            }
            response.request_focus();
        }
        Left::Stays
    }

    fn field_ui<S: Sheet>(&mut self, ui: &mut Ui, sheet: &S, column: usize, rect: Rect) -> Response {
        let Some(shown) = sheet.columns().get(column) else { return ui.label("") };
        let shadow = rect.expand(1.0);
        ui.painter().rect_filled(shadow, 6.0, ui.visuals().window_fill);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("open cell"));
        let field = if shown.kind == CellKind::Lines {
            TextField::several(&mut self.text).rows(2)
        } else {
            TextField::single(&mut self.text)
        };
        field.label(shown.title).id(cell_id(S::NAME)).show(&mut inside)
    }

    /// How a date is read. What else it may mean can be chosen.
    fn reading_below<S: Sheet>(
        &mut self,
        ui: &mut Ui,
        here: &PanelContext<'_>,
        sheet: &S,
        row: usize,
        field: Rect,
    ) -> Option<Kept> {
        let text = self.text.trim().to_owned();
        if text.is_empty() {
            self.below = None;
            return None;
        }
        let (near, zone) = sheet.near(row);
        let read = reading(ui, cell_id(S::NAME), &text, near, &zone);
        let when = read.as_ref().as_ref().ok().map(|read| read.when.clone());
        let chosen = self
            .below_ui(ui, here, field, BELOW, |ui| reading_ui(ui, here.palette, &text, when.as_ref(), &read, &zone));
        chosen.map(|when| Kept::Text(when.to_string()))
    }

    fn list_below<S: Sheet>(
        &mut self,
        ui: &mut Ui,
        here: &PanelContext<'_>,
        sheet: &S,
        (column, makes): (usize, Option<&'static str>),
        field: Rect,
        [down, up]: [bool; 2],
    ) -> Option<Kept> {
        let query = if self.is_typed { self.text.trim().to_owned() } else { String::new() };
        let edition = here.story_number;
        if self.found.as_ref().is_none_or(|(of, at, _)| *of != query || *at != edition) {
            self.found = Some((query.clone(), edition, Arc::new(sheet.choices(column, &query))));
        }
        let found = self.found.as_ref().map(|(.., found)| found.clone()).unwrap_or_default();
        let is_known = found.iter().any(|choice| choice.text == query);
        let makes = makes.filter(|_| !query.is_empty() && !is_known);
        let last = (found.len() + usize::from(makes.is_some())).saturating_sub(1);
        if down {
            self.marked = Some(self.marked.map_or(0, |marked| (marked + 1).min(last)));
        }
        if up {
            self.marked = self.marked.and_then(|marked| marked.checked_sub(1));
        }
        if found.is_empty() && makes.is_none() {
            self.below = None;
            return None;
        }
        let moves = if down || up { Moves::Yes } else { Moves::No };
        let offered = Offered { found: &found, makes, query: &query, marked: self.marked, moves };
        let chosen =
            self.below_ui(ui, here, field, field.width().clamp(220.0, 340.0), |ui| offered.show(ui, here.palette));
        chosen.map(Kept::from)
    }

    /// Something below the field, or above it where there is no room.
    fn below_ui<R>(
        &mut self,
        ui: &mut Ui,
        here: &PanelContext<'_>,
        field: Rect,
        width: f32,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> R {
        let body = ui.clip_rect();
        let height = self.below.map_or(60.0, |rect| rect.height());
        let left = field.left().min(body.right() - width - 6.0).max(body.left());
        let is_above = field.bottom() + 4.0 + height > body.bottom() && field.top() - 4.0 - height > body.top();
        let top = if is_above { field.top() - 4.0 - height } else { field.bottom() + 4.0 };
        let rect = Rect::from_min_size(pos2(left, top), vec2(width, (body.bottom() - top).max(40.0)));
        // Rows under it are not clicked through it.
        if let Some(below) = self.below {
            ui.interact(below, Id::unique("below the open cell"), Sense::CLICK);
        }
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("below the cell"));
        let shadow = ui.visuals().popup_shadow;
        let frame = Frame::NONE
            .fill(color32(here.palette.panel))
            .stroke(Stroke::new(1.0, color32(here.palette.rule)))
            .shadow(shadow)
            .corner_radius(6)
            .inner_margin(Margin::symmetric(8, 6));
        let shown = frame.show(&mut inside, |ui| {
            ui.set_width(width - 18.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            contents(ui)
        });
        if self.below != Some(shown.response.rect) {
            ui.request_repaint();
        }
        self.below = Some(shown.response.rect);
        shown.inner
    }
}

/// Where the field of a cell is: as wide as its cell or wider, within the table.
fn field_rect(cell: Rect, body: Rect, kind: CellKind) -> Rect {
    let least = WIDTHS[usize::from(kind == CellKind::Lines)];
    let width = cell.width().max(least).min(body.width() - 8.0);
    let left = cell.left().min(body.right() - width - 4.0).max(body.left() + 4.0);
    let height = if kind == CellKind::Lines { cell.height() } else { 30.0 };
    let top = cell.center().y - height / 2.0;
    Rect::from_min_size(pos2(left, top), vec2(width, height))
}
