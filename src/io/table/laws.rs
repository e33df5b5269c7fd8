//! What holds for every table.

use std::sync::Arc;

use proptest::prelude::*;

use super::gather::Gathering;
use super::plan::{Cells, Days, RowPlan};
use super::recognise;
use crate::model::Rows;

/// Cells as they stand in columns of dates, some of them in no form of dates.
fn date() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2025-10-09",
        "2025-10-09 00:00:00.000",
        "2025-10-10",
        "2025-10-11T21:50",
        "10/9/2025",
        "13/9/2025",
        "9 October 2025",
        "2025:10:11 24:04:20",
        "2025",
        "-7",
        "ongoing",
        "soon",
        "",
    ])
}

fn as_if_nothing_was_remembered(columns: &[&str], rows: Vec<Vec<&str>>) -> Result<(), TestCaseError> {
    let mut read = Rows::new(columns.iter().map(|name| (*name).to_owned()).collect());
    rows.into_iter().zip(2..).for_each(|(cells, line)| read.push(line, cells));
    let (read, guess) = (Arc::new(read.clone()), recognise::guess(&read));
    let plan = || {
        let form = |column: usize| guess.dates[column].form(guess.mapping.day_order);
        let signs = guess.signs(&guess.mapping, read.columns());
        RowPlan::new(&guess.mapping, read.columns(), form, guess.schema.clone(), Days::OfSchema, signs)
    };
    let (mut at_once, mut each, one) = (Gathering::default(), Gathering::default(), plan());
    for row in 0..read.len() {
        one.add(Cells::new(&read, row), None, None, &mut at_once);
        plan().without_short_ways().add(Cells::new(&read, row), None, None, &mut each);
    }
    prop_assert_eq!(&at_once.story, &each.story);
    prop_assert_eq!(&at_once.report, &each.report);
    prop_assert_eq!(format!("{:?}", at_once.diagnostics), format!("{:?}", each.diagnostics));
    Ok(())
}

proptest! {
    #[test]
    fn rows_are_read_as_if_no_cell_before_them_was_remembered(
        rows in prop::collection::vec((date(), date(), date()), 1..30),
    ) {
        let rows = rows.into_iter().map(|(date, end, time)| vec!["A call", date, end, time]).collect();
        as_if_nothing_was_remembered(&["title", "date", "end_date", "time"], rows)?;
    }

    #[test]
    fn rows_of_a_table_that_is_known_are_read_as_if_no_cell_before_them_was_remembered(
        rows in prop::collection::vec((date(), date(), date(), prop::sample::select(vec!["1", "2", "5", ""])), 1..30),
    ) {
        let columns =
            ["id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "source_date", "date_prec", "source_article"];
        let rows = rows.into_iter();
        let rows = rows.map(|(from, to, day, prec)| vec!["", "1", "A", "B", from, to, day, prec, "\"Dawn, a report\""]);
        as_if_nothing_was_remembered(&columns, rows.collect())?;
    }
}
