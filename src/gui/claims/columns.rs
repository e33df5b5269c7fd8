//! The columns of the table: which have room, where they stand, and their heads.

use egui::Rangef;

use crate::gui::table::{Columns, Offered};
use crate::gui::table_look::TableLook;
use crate::model::{Attribution, Claim, field};
use crate::query::{ClaimColumn, ClaimOrder, Sorting};

/// Every column with its title, from left to right.
pub(super) const TITLES: [(ClaimColumn, &str); 10] = [
    (ClaimColumn::Said, field::<Claim>("said").label),
    (ClaimColumn::Speaker, field::<Attribution>("name").label),
    (ClaimColumn::Kind, field::<Attribution>("kind").label),
    (ClaimColumn::Stance, field::<Claim>("stance").label),
    (ClaimColumn::Text, field::<Claim>("text").label),
    (ClaimColumn::Quantities, field::<Claim>("figures").label),
    (ClaimColumn::Disputes, field::<Claim>("disputes").label),
    (ClaimColumn::Event, "Event"),
    (ClaimColumn::Source, field::<Claim>("source").label),
    (ClaimColumn::Grading, field::<Claim>("grading").label),
];

/// The columns in the order in which they give way, the last first, each with the least width it
/// needs and its share of what is left over.
const WIDTHS: [(ClaimColumn, f32, f32); 10] = [
    (ClaimColumn::Text, 164.0, 5.0),
    (ClaimColumn::Speaker, 122.0, 2.0),
    (ClaimColumn::Said, 90.0, 0.0),
    (ClaimColumn::Disputes, 68.0, 1.2),
    (ClaimColumn::Event, 104.0, 1.5),
    (ClaimColumn::Quantities, 84.0, 1.0),
    (ClaimColumn::Grading, 52.0, 0.0),
    (ClaimColumn::Source, 92.0, 1.0),
    (ClaimColumn::Kind, 74.0, 0.0),
    (ClaimColumn::Stance, 64.0, 0.0),
];

/// Whether there is a column of gradings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gradings {
    Shown,
    /// No claim of the story is graded.
    Hidden,
}

/// The titles of the columns that there are: that of gradings only where there are any.
pub(super) fn titles(gradings: Gradings) -> impl Iterator<Item = &'static str> {
    let has = move |column: ClaimColumn| gradings == Gradings::Shown || column != ClaimColumn::Grading;
    TITLES.into_iter().filter(move |(column, _)| has(*column)).map(|(_, title)| title)
}

/// The columns that are wanted or have room.
pub(super) fn columns_in(room: (Rangef, f32), look: &TableLook, gradings: Gradings) -> Columns<ClaimColumn> {
    let offered = WIDTHS.into_iter().map(|(column, least, share)| Offered { column, least, share });
    let offered = offered.filter(|offered| gradings == Gradings::Shown || offered.column != ClaimColumn::Grading);
    Columns::of(room, look, offered, &TITLES)
}

/// The title of a column.
pub(super) fn title_of(column: ClaimColumn) -> &'static str {
    TITLES.iter().find(|(known, _)| *known == column).map_or("", |(_, title)| title)
}

/// An order in words, such as `date said (newest first)`.
pub(super) fn spoken(order: ClaimOrder) -> String {
    let title = title_of(order.column);
    let way = match (order.column, order.sorting) {
        (ClaimColumn::Said | ClaimColumn::Event, Sorting::Rising) => "oldest first",
        (ClaimColumn::Said | ClaimColumn::Event, Sorting::Falling) => "newest first",
        (ClaimColumn::Disputes, Sorting::Rising) => "lowest first",
        (ClaimColumn::Disputes, Sorting::Falling) => "highest first",
        (ClaimColumn::Grading, Sorting::Rising) => "best first",
        (ClaimColumn::Grading, Sorting::Falling) => "worst first",
        (_, Sorting::Rising) => "A to Z",
        (_, Sorting::Falling) => "Z to A",
    };
    format!("{} ({way})", if order.column == ClaimColumn::Said { "date said".to_owned() } else { title.to_lowercase() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::table::GUTTER;
    use crate::gui::table_look::Shown;

    fn titles_of(columns: &Columns<ClaimColumn>) -> Vec<&'static str> {
        columns.places.iter().map(|(column, _)| title_of(*column)).collect()
    }

    fn titles(width: f32) -> Vec<&'static str> {
        titles_of(&columns_in((Rangef::new(0.0, width), 0.0), &TableLook::default(), Gradings::Shown))
    }

    #[test]
    fn the_less_important_columns_fold_first_and_the_others_keep_their_order() {
        assert_eq!(titles(1200.0).len(), TITLES.len());
        assert_eq!(titles(486.0), ["Said", "Speaker", "Claim", "Disputes"]);
        assert_eq!(titles(200.0), ["Claim"]);
    }

    #[test]
    fn columns_fill_the_room_and_do_not_overlap() {
        for width in [486.0, 900.0, 1400.0] {
            let columns = columns_in((Rangef::new(10.0, 10.0 + width), 0.0), &TableLook::default(), Gradings::Hidden);
            assert!((columns.width() - width).abs() < 0.1, "{width}");
            assert!(columns.places.windows(2).all(|pair| pair[0].1.max + GUTTER - 0.01 <= pair[1].1.min));
        }
    }

    #[test]
    fn a_wanted_column_is_shown_without_room_and_a_hidden_one_is_not() {
        let mut look = TableLook::default();
        let room = Rangef::new(0.0, 486.0);
        look.toggle("Claim", Shown::Yes);
        look.toggle("Event", Shown::No);
        let columns = columns_in((room, 0.0), &look, Gradings::Shown);
        assert_eq!(titles_of(&columns), ["Said", "Speaker", "Disputes", "Event"]);
        look.widen("Event", 300.0, &[("Speaker", 122.0), ("Event", 104.0)]);
        let columns = columns_in((room, 200.0), &look, Gradings::Shown);
        // The speaker is as wide as it was, what follows what was made wider stays, and all are scrolled to.
        assert_eq!(titles_of(&columns), ["Speaker", "Event"]);
        let widths: Vec<u32> = columns.places.iter().map(|(_, range)| range.span() as u32).collect();
        assert_eq!(widths, [122, 404]);
        assert!((columns.places[1].1.max - room.max).abs() < 0.01);
    }

    #[test]
    fn the_edge_that_is_dragged_stays_under_the_hand() {
        let mut look = TableLook::default();
        for (room, at) in [(900.0, 0), (900.0, 2), (1400.0, 4), (520.0, 1)] {
            let columns = columns_in((Rangef::new(0.0, room), 0.0), &look, Gradings::Shown);
            let shown: Vec<_> =
                columns.places.iter().map(|(column, range)| (title_of(*column), range.span())).collect();
            let edge = columns.places[at].1.max;
            look.widen(shown[at].0, 30.0, &shown);
            let after = columns_in((Rangef::new(0.0, room), 0.0), &look, Gradings::Shown);
            assert!((after.places[at].1.max - edge - 30.0).abs() < 0.1, "{room} {at}");
            assert_eq!(titles_of(&columns), titles_of(&after));
        }
    }
}
