//! The columns of the table of events, and their heads.

use egui::Rangef;

use crate::gui::table::{Cell, CellKind, Columns, Completes, Offered};
use crate::gui::table_look::TableLook;
use crate::model::{Event, field};
use crate::view::EventCell;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EventColumn {
    /// What is typed.
    Cell(EventCell),
    /// The number of its claims.
    Claims,
}

/// Every column with its title and what is typed in it, from left to right.
const COLUMNS: [(EventColumn, &str, CellKind); 8] = [
    (EventColumn::Cell(EventCell::Title), field::<Event>("title").label, CellKind::Line),
    (EventColumn::Cell(EventCell::When), "When", CellKind::Date),
    (EventColumn::Cell(EventCell::Place), "Place", CellKind::OneOf(Completes::AsTyped, Some("place"))),
    (EventColumn::Cell(EventCell::Category), "Category", CellKind::OneOf(Completes::First, Some("category"))),
    (EventColumn::Cell(EventCell::Layer), "Layer", CellKind::OneOf(Completes::First, Some("layer"))),
    (EventColumn::Cell(EventCell::Summary), "Summary", CellKind::Lines),
    (EventColumn::Cell(EventCell::Actors), "Actors", CellKind::Line),
    (EventColumn::Claims, "Claims", CellKind::Fixed),
];

/// The columns in the order in which they give way, the last first, each with the least width it needs and its share
/// of what is left over.
const WIDTHS: [(EventColumn, f32, f32); 8] = [
    (EventColumn::Cell(EventCell::Title), 150.0, 2.5),
    (EventColumn::Cell(EventCell::When), 92.0, 0.4),
    (EventColumn::Cell(EventCell::Place), 92.0, 1.0),
    (EventColumn::Cell(EventCell::Category), 92.0, 0.4),
    (EventColumn::Cell(EventCell::Summary), 150.0, 3.0),
    (EventColumn::Claims, 42.0, 0.0),
    (EventColumn::Cell(EventCell::Layer), 72.0, 0.4),
    (EventColumn::Cell(EventCell::Actors), 96.0, 1.4),
];

/// The columns that are wanted or have room.
pub(super) fn columns_in(room: (Rangef, f32), look: &TableLook) -> Columns<EventColumn> {
    let offered = WIDTHS.into_iter().map(|(column, least, share)| Offered { column, least, share });
    Columns::of(room, look, offered, &COLUMNS.map(|(column, title, _)| (column, title)))
}

/// The titles of all columns.
pub(super) const TITLES: [&str; COLUMNS.len()] = {
    let mut titles = [""; COLUMNS.len()];
    let mut place = 0;
    while place < COLUMNS.len() {
        titles[place] = COLUMNS[place].1;
        place += 1;
    }
    titles
};

/// The columns as cells that are typed in.
pub(super) fn cells_of(columns: &Columns<EventColumn>) -> Vec<Cell> {
    let cell = |(column, range): &(EventColumn, Rangef)| {
        let (_, title, kind) = COLUMNS.iter().find(|(known, ..)| known == column).unwrap_or(&COLUMNS[0]);
        Cell { title, range: *range, kind: *kind }
    };
    columns.places.iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_date_place_and_category_stay_where_there_is_little_room() {
        let titles = |width| -> Vec<&str> {
            cells_of(&columns_in((Rangef::new(0.0, width), 0.0), &TableLook::default()))
                .iter()
                .map(|cell| cell.title)
                .collect()
        };
        assert_eq!(titles(480.0), [COLUMNS[0].1, "When", "Place", "Category"]);
        assert_eq!(titles(1200.0).len(), COLUMNS.len());
    }
}
