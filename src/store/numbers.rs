//! Numbers of events, for whoever makes marks large or strong by them.
//!
//! Answers which numbers the events of a story have, and what each has: the highest that claims give for a measure, or
//! what a column of its own table says. Claims are neither added nor averaged.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Facet, Store};
use crate::model::{Event, Row};

/// So many events are looked at to find columns that hold numbers.
const SAMPLE: usize = 400;

/// A number that events have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberName {
    /// The measure, such as `soldiers killed`, or the name of a column.
    pub name: String,
    /// Where it is from.
    pub origin: NumberOrigin,
}

/// Where a number of events is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberOrigin {
    /// Claims give it: the highest of them counts.
    Claims,
    /// A column of the author's own.
    Column,
}

/// A number of all events.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberColumn {
    /// Where it is from.
    pub origin: NumberOrigin,
    values: Vec<f64>,
    /// The least that an event has.
    pub least: f64,
    /// The greatest that an event has.
    pub greatest: f64,
}

impl NumberColumn {
    fn of(origin: NumberOrigin, values: Vec<f64>) -> Option<Self> {
        let known = || values.iter().copied().filter(|value| value.is_finite());
        let least = known().min_by(f64::total_cmp)?;
        let greatest = known().max_by(f64::total_cmp)?;
        Some(Self { origin, values, least, greatest })
    }

    /// What an event has. None: it has no such number.
    pub fn of_event(&self, index: usize) -> Option<f64> {
        self.values.get(index).copied().filter(|value| value.is_finite())
    }
}

/// The numbers that were asked for, kept for the store that was asked.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    names: Mutex<Option<Arc<[NumberName]>>>,
    /// The columns asked for last, by name.
    columns: Mutex<Vec<(String, Option<Arc<NumberColumn>>)>>,
}

/// How many columns are kept: those by which marks are sized and coloured, and as many from before.
const KEPT: usize = 4;

impl Clone for Numbers {
    /// A copy is of another store soon, and asks anew.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Store {
    /// The numbers that events have: measures first, those that most events have before others, then columns.
    pub fn numbers(&self) -> Arc<[NumberName]> {
        let mut names = self.numbers.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.get_or_insert_with(|| self.found_numbers()).clone()
    }

    /// A number of all events by its name. None: no event has it.
    pub fn number(&self, name: &str) -> Option<Arc<NumberColumn>> {
        let mut columns = self.numbers.columns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, column)) = columns.iter().find(|(known, _)| known == name) {
            return column.clone();
        }
        let column = self.measured(name).or_else(|| self.own_column(name)).map(Arc::new);
        columns.truncate(KEPT - 1);
        columns.insert(0, (name.to_owned(), column.clone()));
        column
    }

    fn found_numbers(&self) -> Arc<[NumberName]> {
        let facet = self.facet(Facet::Measure);
        let mut keys: Vec<u32> = facet.listed().filter(|key| facet.events(*key) > 0).collect();
        keys.sort_by_key(|key| std::cmp::Reverse(facet.events(*key)));
        let measures: Vec<String> = keys.into_iter().map(|key| facet.key(key).id.clone()).collect();
        // A column is of numbers where one of its cells is one and none is something else.
        let (mut numbers, mut others) = (BTreeSet::new(), BTreeSet::new());
        let step = (self.len() / SAMPLE).max(1);
        for index in (0..self.len()).step_by(step) {
            each_own(&self.story.events.get(index), &mut |name, value| {
                let kind = if value.is_some() { &mut numbers } else { &mut others };
                if !kind.contains(name) {
                    kind.insert(name.to_owned());
                }
            });
        }
        let columns = numbers.into_iter().filter(|name| !others.contains(name) && !measures.contains(name));
        let columns: Vec<String> = columns.collect();
        let named = |origin| move |name| NumberName { name, origin };
        let measures = measures.into_iter().map(named(NumberOrigin::Claims));
        measures.chain(columns.into_iter().map(named(NumberOrigin::Column))).collect()
    }

    /// The highest number that the claims of each event give for a measure.
    fn measured(&self, name: &str) -> Option<NumberColumn> {
        let facet = self.facet(Facet::Measure);
        let key = facet.listed().find(|key| facet.key(*key).id == name)?;
        let mut values = vec![f64::NAN; self.len()];
        for (index, value) in values.iter_mut().enumerate() {
            if !facet.of(index).any(|of_event| of_event == key) {
                continue;
            }
            let event = self.event(index);
            let quantities = event.claims.iter().flat_map(|claim| &claim.quantities);
            let of_measure = quantities.filter(|quantity| quantity.measure == name);
            let numbers = of_measure.filter_map(|quantity| quantity.value.or(quantity.range().map(|(_, high)| high)));
            *value = numbers.fold(f64::NAN, f64::max);
        }
        NumberColumn::of(NumberOrigin::Claims, values)
    }

    /// What a column of the author's own says of each event.
    fn own_column(&self, name: &str) -> Option<NumberColumn> {
        let mut values = vec![f64::NAN; self.len()];
        let mut events = self.story.events.walk();
        while let Some((index, event)) = events.next() {
            each_own(event, &mut |known, value| {
                if known == name
                    && let (Some(value), Some(slot)) = (value, values.get_mut(index))
                {
                    *slot = value;
                }
            });
        }
        NumberColumn::of(NumberOrigin::Column, values)
    }
}

/// What an event says under names of the author's own: in the row of its table, and in its members. None for what is
/// no number; what is empty is passed over.
fn each_own(event: &Event, tell: &mut dyn FnMut(&str, Option<f64>)) {
    for (name, cell) in event.row.iter().flat_map(Row::named_cells) {
        if !name.is_empty() {
            tell(name, number_of(cell));
        }
    }
    for (name, value) in &event.properties {
        match value {
            serde_json::Value::Number(number) => tell(name, number.as_f64()),
            serde_json::Value::String(text) if !text.is_empty() => tell(name, number_of(text)),
            serde_json::Value::Null | serde_json::Value::String(_) => {}
            _ => tell(name, None),
        }
    }
}

fn number_of(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain: String = if text.contains(',') && text.contains(|char: char| char.is_ascii_digit()) {
        text.replace(',', "")
    } else {
        text.to_owned()
    };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    #[test]
    fn the_highest_number_that_claims_give_counts() {
        let store = Store::new(carried_story().story);
        let names = store.numbers();
        assert_eq!(names[0], NumberName { name: "Pakistani soldiers killed".to_owned(), origin: NumberOrigin::Claims });
        let column = store.number("Pakistani soldiers killed").unwrap();
        let index = store.index_of("counteroffensive").unwrap();
        // One says 58, the other 23.
        assert_eq!(column.of_event(index), Some(58.0));
        assert!(column.least <= column.greatest && store.number("no such number").is_none());
    }

    #[test]
    fn a_column_of_the_authors_own_is_a_number_where_every_cell_is_one() {
        let text = "title,date,lat,lon,dead,note\nA,2025-10-09,34,69,12,x\nB,2025-10-10,34,69,\"1,200\",3\n";
        let loaded = crate::io::open_bytes(text.as_bytes().to_vec(), crate::io::Opening::default()).unwrap();
        let store = Store::new(loaded.story);
        let names: Vec<String> = store.numbers().iter().map(|number| number.name.clone()).collect();
        assert!(names.contains(&"dead".to_owned()) && !names.contains(&"note".to_owned()), "{names:?}");
        let column = store.number("dead").unwrap();
        assert_eq!((column.of_event(0), column.of_event(1), column.greatest), (Some(12.0), Some(1200.0), 1200.0));
    }
}
