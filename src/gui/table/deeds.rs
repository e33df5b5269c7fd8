//! What is done with the cells of a table: keeping, filling down, copying and pasting, each as one change.

use super::clipboard::{MOST, cells, text};
use super::sheet::{CellKind, Sheet};
use crate::scene::counted;
use crate::store::Store;
use crate::view::{CellWriter, StoryChange, Taken, Written};

/// What was done.
pub(super) struct Deed {
    pub(super) change: StoryChange,
    /// The ids of new rows.
    pub(super) begun: Vec<String>,
    /// What is to be said of it; may be empty.
    pub(super) said: String,
}

/// Writes into a cell, or into the last row, which begins a new one. None where it holds that already.
pub(super) fn kept<S: Sheet>(own: &Store, sheet: &S, [row, column]: [usize; 2], written: Written<'_>) -> Option<Deed> {
    let is_new = row >= sheet.rows();
    let before = if is_new { String::new() } else { sheet.text(row, column) };
    if before == written.text() && !matches!(written, Written::Id(_)) {
        return None;
    }
    let mut writer = CellWriter::of(own);
    let id = if is_new { sheet.begin(&mut writer)? } else { sheet.id(row) };
    let said = match sheet.write(&mut writer, &id, column, written) {
        Taken::Yes => String::new(),
        Taken::No => {
            let title = sheet.columns()[column].title;
            return Some(Deed {
                change: StoryChange::default(),
                begun: Vec::new(),
                said: format!("“{}” is not a value of {title}", written.text()),
            });
        }
    };
    Some(Deed { change: writer.into_change(), begun: is_new.then_some(id).into_iter().collect(), said })
}

/// Has the other chosen rows say in a column what a row says there, or what is written into its cell. None where no
/// other row is chosen.
pub(super) fn filled<S: Sheet>(
    own: &Store,
    sheet: &S,
    [row, column]: [usize; 2],
    written: Option<Written<'_>>,
) -> Option<Deed> {
    if row >= sheet.rows() || sheet.columns()[column].kind == CellKind::Fixed {
        return None;
    }
    let from = sheet.id(row);
    let others: Vec<String> =
        chosen(sheet).into_iter().filter(|other| *other != row).map(|row| sheet.id(row)).collect();
    if others.is_empty() {
        return None;
    }
    let mut writer = CellWriter::of(own);
    if let Some(written) = written {
        sheet.write(&mut writer, &from, column, written);
    }
    for to in &others {
        sheet.fill(&mut writer, &from, to, column);
    }
    let said = format!("Filled into {}. Ctrl+Z to undo", counted(others.len(), "row"));
    Some(Deed { change: writer.into_change(), begun: Vec::new(), said })
}

/// The rows that are chosen.
pub(super) fn chosen<S: Sheet>(sheet: &S) -> Vec<usize> {
    (0..sheet.rows()).filter(|row| sheet.is_chosen(*row)).collect()
}

/// The chosen rows where there are several, with the columns that are shown; else the cell.
pub(super) fn copied<S: Sheet>(sheet: &S, [row, column]: [usize; 2]) -> String {
    let chosen = chosen(sheet);
    if chosen.len() > 1 {
        let of_row = |row: usize| (0..sheet.columns().len()).map(|column| sheet.text(row, column)).collect();
        return text(&chosen.into_iter().map(of_row).collect::<Vec<_>>());
    }
    if row < sheet.rows() { text(&[vec![sheet.text(row, column)]]) } else { String::new() }
}

/// Writes pasted rows into the cells right and down of one; below the last row they begin new ones.
pub(super) fn pasted<S: Sheet>(own: &Store, sheet: &S, [row, column]: [usize; 2], pasted: &str) -> Deed {
    let mut writer = CellWriter::of(own);
    let rows = cells(pasted);
    let mut begun = Vec::new();
    let (mut wider, mut refused) = (0, 0);
    for (below, cells) in rows.iter().take(MOST).enumerate() {
        let row = row + below;
        let id = if row < sheet.rows() {
            Some(sheet.id(row))
        } else if cells.iter().all(String::is_empty) {
            continue;
        } else {
            let id = sheet.begin(&mut writer);
            begun.extend(id.clone());
            id
        };
        let Some(id) = id else {
            refused += cells.len();
            continue;
        };
        for (beside, cell) in cells.iter().enumerate() {
            let column = column + beside;
            let Some(shown) = sheet.columns().get(column) else {
                wider += usize::from(!cell.is_empty());
                continue;
            };
            // What follows from other things may be pasted with the others, where it says the same.
            let is_same = || row < sheet.rows() && sheet.text(row, column) == *cell;
            let taken = match shown.kind {
                CellKind::Fixed if cell.is_empty() || is_same() => Taken::Yes,
                CellKind::Fixed => Taken::No,
                _ => sheet.write(&mut writer, &id, column, Written::Text(cell)),
            };
            refused += usize::from(taken == Taken::No);
        }
    }
    let mut said = format!("Pasted {}", counted(rows.len().min(MOST), "row"));
    if !begun.is_empty() {
        said = format!("{said}, {} of them new", begun.len());
    }
    for (count, why) in [
        (wider, "were right of the last column"),
        (refused, "did not fit their column"),
        (rows.len().saturating_sub(MOST), "were too many"),
    ] {
        if count > 0 {
            said = format!("{said}; left out {}, which {why}", counted(count, "cell"));
        }
    }
    said.push_str(". Ctrl+Z to undo");
    Deed { change: writer.into_change(), begun, said }
}
