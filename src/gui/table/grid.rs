//! The cell that the keys are on, and everything that is done from there.

use std::ops::RangeInclusive;

use egui::{EventFilter, Modifiers, Role, Sense, Ui, WidgetInfo};

use super::deeds::{self, Deed};
use super::editor::{Draft, Left, Way};
use super::keys::{Press, Tab, presses, table_id};
use super::rows::{Clicks, Standing, rect_of, rows_ui};
use super::sheet::{CellKind, Sheet};
use crate::gui::panel_context::PanelContext;
use crate::store::Store;
use crate::view::{Command, Edit, Effect, StoryChange, Written};

/// What is asked of a table from elsewhere, such as the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Want {
    /// Write the value of the cell into the other chosen rows.
    FillDown,
    /// Keep what is written in the open cell.
    Keep,
}

/// What a table keeps of where one is in it.
#[derive(Default)]
pub(in crate::gui) struct Grid {
    /// Row and column that the keys are on.
    cursor: Option<[usize; 2]>,
    /// The row from which rows are chosen.
    anchor: Option<usize>,
    draft: Option<Draft>,
    /// Whether the cursor has to be brought into sight.
    follows: bool,
    tab: Tab,
    /// Frames for which the table is to get the keys.
    takes_keys: usize,
    pub(in crate::gui) wants: Option<Want>,
}

/// What was done in a table in one frame.
#[derive(Debug, Default)]
pub(in crate::gui) struct Answer {
    /// A row that was clicked, and what was held.
    pub(in crate::gui) clicked: Option<(usize, Modifiers)>,
    /// A row that was chosen, or is not any more.
    pub(in crate::gui) toggled: Option<usize>,
    /// Rows that are chosen, and no others.
    pub(in crate::gui) chosen: Option<RangeInclusive<usize>>,
    /// Whether its cells were written.
    pub(in crate::gui) written: bool,
    /// The ids of rows that were begun.
    pub(in crate::gui) begun: Vec<String>,
}

impl Grid {
    /// Goes to a row.
    pub(in crate::gui) fn go_to(&mut self, row: usize) {
        if self.draft.is_none() && self.cursor.is_none_or(|[at, _]| at != row) {
            self.cursor = Some([row, self.cursor.map_or(0, |[_, column]| column)]);
            self.follows = true;
        }
    }

    /// The row that the keys are on.
    pub(in crate::gui) fn row(&self) -> Option<usize> {
        self.cursor.map(|[row, _]| row)
    }

    /// Stays in the open cell where rows have moved.
    fn follow_draft<S: Sheet>(&mut self, sheet: &S) {
        let Some(draft) = &mut self.draft else { return };
        let before = draft.cell;
        if !draft.follow(sheet) {
            self.draft = None;
        } else if draft.cell != before {
            self.put(self.draft.as_ref().map_or(before, |draft| draft.cell));
        }
    }

    fn leave(&mut self) {
        self.draft = None;
        self.cursor = None;
        self.anchor = None;
    }

    /// Shows the rows in sight, and does what is typed.
    pub(in crate::gui) fn ui<S: Sheet>(
        &mut self,
        ui: &mut Ui,
        here: &PanelContext<'_>,
        own: &Store,
        sheet: &S,
        commands: &mut Vec<Command>,
    ) -> Answer {
        let mut answer = Answer::default();
        let body = ui.max_rect();
        let keyboard = ui.interact(body, table_id(S::NAME), Sense::focusable_noninteractive());
        keyboard.widget_info(|| WidgetInfo::labeled(Role::Table, true, sheet.spoken()));
        self.stay_within(sheet);
        self.follow_draft(sheet);
        if keyboard.has_focus() && self.draft.is_none() {
            let filter = EventFilter {
                tab: self.tab == Tab::Goes,
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(keyboard.id, filter));
            for press in presses(ui, self.tab) {
                self.take(ui, own, sheet, press, &mut answer, commands);
            }
        } else if !keyboard.has_focus() && self.draft.is_none() && self.takes_keys == 0 {
            self.tab = Tab::Leaves;
        }
        let standing = Standing {
            keys: self.cursor.filter(|_| keyboard.has_focus()),
            open: self.draft.as_ref().map(|draft| draft.cell),
            comes: if std::mem::take(&mut self.follows) { self.cursor } else { None },
        };
        let clicks = rows_ui(ui, here, sheet, standing);
        self.take_clicks(sheet, &clicks, &mut answer);
        if let Some(mut draft) = self.draft.take()
            && let Some(rect) = rect_of(ui, sheet, draft.cell)
        {
            let cell = draft.cell;
            let left = draft.show(ui, here, sheet, rect);
            self.draft = Some(draft);
            self.take_left(own, sheet, cell, left, &mut answer, commands);
        }
        if let Some(cell) = clicks.opened {
            self.open(sheet, cell);
        }
        match self.wants.take() {
            Some(Want::FillDown) => self.fill(own, sheet, &mut answer, commands),
            Some(Want::Keep) => {
                if let Some(draft) = &self.draft {
                    let left = Left::Keeps(draft.kept(sheet), Way::To([0, 0]));
                    self.take_left(own, sheet, draft.cell, left, &mut answer, commands);
                }
            }
            None => {}
        }
        if self.takes_keys > 0 {
            self.takes_keys -= 1;
            keyboard.request_focus();
            ui.request_repaint();
        }
        answer
    }

    fn take_clicks<S: Sheet>(&mut self, sheet: &S, clicks: &Clicks, answer: &mut Answer) {
        answer.toggled = clicks.toggled.or(answer.toggled);
        if let Some(row) = clicks.toggled {
            self.cursor = Some([row, self.cursor.map_or(0, |[_, column]| column)]);
        }
        if clicks.toggled.is_some() || clicks.cell.is_some() {
            self.takes_keys = 1;
        }
        let Some((cell @ [row, _], modifiers)) = clicks.cell else { return };
        let is_new = row >= sheet.rows();
        match self.cursor {
            Some([from, _]) if modifiers.shift && !is_new => {
                let from = *self.anchor.get_or_insert(from);
                answer.chosen = Some(from.min(row)..=from.max(row));
            }
            _ => {
                self.anchor = None;
                answer.clicked = (!is_new).then_some((row, modifiers));
            }
        }
        self.cursor = Some(cell);
    }

    /// Keeps the cursor on a cell that there is.
    fn stay_within<S: Sheet>(&mut self, sheet: &S) {
        let count = sheet.rows() + usize::from(sheet.new_row().is_some());
        let columns = sheet.columns().len();
        if count == 0 || columns == 0 {
            self.leave();
        }
        if let Some([row, column]) = &mut self.cursor {
            *row = (*row).min(count - 1);
            *column = (*column).min(columns - 1);
        }
    }

    fn take<S: Sheet>(
        &mut self,
        ui: &Ui,
        own: &Store,
        sheet: &S,
        press: Press,
        answer: &mut Answer,
        commands: &mut Vec<Command>,
    ) {
        let last = (sheet.rows() + usize::from(sheet.new_row().is_some())).saturating_sub(1);
        // The first key comes to the first cell, or opens it.
        let at = self.cursor.unwrap_or([0, 0]);
        match press {
            Press::Go(_) if self.cursor.is_none() => self.put(at),
            Press::Go(steps) => {
                self.anchor = None;
                self.go(sheet, steps);
            }
            Press::Extend(rows) => {
                let from = *self.anchor.get_or_insert(at[0]);
                let to = at[0].saturating_add_signed(rows).min(sheet.rows().saturating_sub(1)).min(last);
                self.put([to, at[1]]);
                answer.chosen = Some(from.min(to)..=from.max(to));
            }
            Press::Open => self.open(sheet, at),
            Press::Type(text) => {
                self.put(at);
                let kind = sheet.columns()[at[1]].kind;
                if kind != CellKind::Fixed {
                    self.draft = Some(Draft::typed(sheet, at, text, kind));
                }
            }
            Press::Toggle => {
                self.put(at);
                answer.toggled = (at[0] < sheet.rows()).then_some(at[0]);
            }
            Press::Clear => {
                let is_there = at[0] < sheet.rows() && sheet.columns()[at[1]].kind != CellKind::Fixed;
                if is_there {
                    done(deeds::kept(own, sheet, at, Written::Text("")), answer, commands);
                }
            }
            Press::Copy => {
                let copied = deeds::copied(sheet, at);
                if !copied.is_empty() {
                    ui.copy_text(copied);
                    commands.push(Command::Perform(Effect::Say("Copied".into())));
                }
            }
            Press::Paste(text) => {
                self.put(at);
                done(Some(deeds::pasted(own, sheet, at, &text)), answer, commands);
            }
        }
    }

    fn put(&mut self, cell: [usize; 2]) {
        self.cursor = Some(cell);
        self.follows = true;
    }

    fn open<S: Sheet>(&mut self, sheet: &S, cell @ [row, column]: [usize; 2]) {
        self.put(cell);
        if sheet.columns()[column].kind != CellKind::Fixed {
            let text = if row < sheet.rows() { sheet.text(row, column) } else { String::new() };
            self.draft = Some(Draft::of(sheet, cell, text));
        }
    }

    /// Goes on by rows and columns. One column beyond the last is the first of the next row.
    fn go<S: Sheet>(&mut self, sheet: &S, [rows, columns]: [isize; 2]) {
        let Some([row, column]) = self.cursor else { return };
        let last = sheet.columns().len().saturating_sub(1);
        let count = sheet.rows() + usize::from(sheet.new_row().is_some());
        let to = match (columns, column) {
            (1, _) if column == last && self.tab == Tab::Goes => [row + 1, 0],
            (-1, 0) if self.tab == Tab::Goes && row > 0 => [row - 1, last],
            _ => [row.saturating_add_signed(rows), column.saturating_add_signed(columns).min(last)],
        };
        // A row that was begun just now stands where the last was, with another below it.
        self.put([to[0].min(count), to[1]]);
    }

    fn take_left<S: Sheet>(
        &mut self,
        own: &Store,
        sheet: &S,
        cell: [usize; 2],
        left: Left,
        answer: &mut Answer,
        commands: &mut Vec<Command>,
    ) {
        match left {
            Left::Stays => {}
            Left::Drops => {
                self.draft = None;
                self.takes_keys = 2;
            }
            Left::Keeps(kept, way) => {
                self.draft = None;
                done(deeds::kept(own, sheet, cell, kept.written()), answer, commands);
                if let Way::To(steps) = way {
                    if steps[1] != 0 {
                        self.tab = Tab::Goes;
                    }
                    self.takes_keys = 2;
                    self.go(sheet, steps);
                }
            }
        }
    }

    fn fill<S: Sheet>(&mut self, own: &Store, sheet: &S, answer: &mut Answer, commands: &mut Vec<Command>) {
        let say = |text: &'static str| Command::Perform(Effect::Say(text.into()));
        let Some(cell) = self.cursor else {
            return commands.push(say("Go to a cell first; its value fills the selected rows"));
        };
        let kept = self.draft.take().map(|draft| draft.kept(sheet));
        if kept.is_some() {
            self.takes_keys = 2;
        }
        let deed = deeds::filled(own, sheet, cell, kept.as_ref().map(|kept| kept.written()));
        if deed.is_none() {
            commands.push(say("Select the rows to fill first: Shift+arrows, or their boxes"));
        }
        done(deed, answer, commands);
    }
}

/// Has what was done done in the story, and says what is to be said of it.
fn done(deed: Option<Deed>, answer: &mut Answer, commands: &mut Vec<Command>) {
    let Some(Deed { change, begun, said }) = deed else { return };
    if change != StoryChange::default() {
        commands.push(Command::EndWriting);
        commands.push(Command::Edit(Box::new(Edit::Change(Box::new(change)))));
        answer.written = true;
        answer.begun.extend(begun);
    }
    if !said.is_empty() {
        commands.push(Command::Perform(Effect::Say(said.into())));
    }
}
