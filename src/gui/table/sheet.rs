//! What a table answers so that its cells can be typed in.

use chrono::NaiveDate;
use egui::{Rangef, Rect, Response, Ui};

use super::columns::Sides;
use crate::gui::form::Choice;
use crate::model::Zone;
use crate::view::{CellWriter, Taken, Written};

/// What is typed into the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum CellKind {
    /// Nothing: they follow from other things.
    Fixed,
    /// A line.
    Line,
    /// A text that may have several lines.
    Lines,
    /// A date, which is read in words.
    Date,
    /// One of many, of which a new one may be made of this kind.
    OneOf(Completes, Option<&'static str>),
}

/// What Enter takes while one of many is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Completes {
    /// The first that fits.
    First,
    /// What is typed, until another is pointed at.
    AsTyped,
}

/// A column that is shown.
#[derive(Debug, Clone, Copy)]
pub(in crate::gui) struct Cell {
    pub(in crate::gui) title: &'static str,
    pub(in crate::gui) range: Rangef,
    pub(in crate::gui) kind: CellKind,
}

/// A table whose cells can be typed in. Rows are counted from the first, columns from the first that is shown.
pub(in crate::gui) trait Sheet {
    /// Its name, which no other table has.
    const NAME: &'static str;

    /// What it says to a screen reader.
    fn spoken(&self) -> String;
    /// How many rows there are, without the last that begins a new one.
    fn rows(&self) -> usize;
    /// The columns that are shown.
    fn columns(&self) -> &[Cell];
    /// The room of its columns, and the lines of its rows.
    fn sides(&self) -> Sides;
    /// What stands in the last row, which begins a new one; none where none can be begun.
    fn new_row(&self) -> Option<&str>;
    /// The id of what a row is.
    fn id(&self, row: usize) -> String;
    /// What stands in a cell, as it is typed.
    fn text(&self, row: usize, column: usize) -> String;
    /// The day near to which dates of a row are, and its zone.
    fn near(&self, row: usize) -> (Option<NaiveDate>, Zone);
    /// What can be chosen in a column for what is sought.
    fn choices(&self, column: usize, query: &str) -> Vec<Choice>;
    /// Begins a new row. Returns its id; none where none can be begun.
    fn begin(&self, writer: &mut CellWriter<'_>) -> Option<String>;
    /// Writes into the cell of a row with an id.
    fn write(&self, writer: &mut CellWriter<'_>, id: &str, column: usize, written: Written<'_>) -> Taken;
    /// Has one row say in a column what another says.
    fn fill(&self, writer: &mut CellWriter<'_>, from: &str, to: &str, column: usize) -> Taken;
    /// True for a row that was chosen.
    fn is_chosen(&self, row: usize) -> bool;
    /// Shows a row.
    fn row_ui(&self, ui: &mut Ui, row: usize, rect: Rect) -> Response;
    /// What the row is called to a screen reader, in a few words.
    fn name(&self, row: usize) -> String;
}
