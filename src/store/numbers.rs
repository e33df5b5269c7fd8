//! Numbers of events, for whoever makes marks large or strong by them.
//!
//! Answers which numbers the events of a story have, and what each has: the highest that claims give for a measure, or
//! what a column of its own table says. Claims are neither added nor averaged.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::{Facet, Store, fold};
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
    /// How many events have it.
    pub events: usize,
    /// The least that an event has.
    pub least: f64,
    /// The greatest that an event has.
    pub greatest: f64,
}

/// How many events have a number, and between what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberSpread {
    /// How many events have it.
    pub events: usize,
    /// The least that an event has.
    pub least: f64,
    /// The greatest that an event has.
    pub greatest: f64,
}

impl NumberSpread {
    /// That of nothing yet.
    const NONE: Self = Self { events: 0, least: f64::INFINITY, greatest: f64::NEG_INFINITY };

    fn add(&mut self, value: f64) {
        self.events += 1;
        self.least = self.least.min(value);
        self.greatest = self.greatest.max(value);
    }
}

impl NumberColumn {
    fn of(origin: NumberOrigin, values: Vec<f64>) -> Option<Self> {
        let mut spread = NumberSpread::NONE;
        values.iter().filter(|value| value.is_finite()).for_each(|value| spread.add(*value));
        let NumberSpread { events, least, greatest } = spread;
        (events > 0).then_some(Self { origin, values, events, least, greatest })
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
    /// How many events have each number, in the order of the names.
    spreads: OnceLock<Arc<[NumberSpread]>>,
}

/// How many columns are kept: those by which marks are sized and coloured, those of a filter, and as many from before.
const KEPT: usize = 8;

/// To make the numbers of so many events takes longer than a frame.
const MANY: usize = 20_000;

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

    /// The number that a text names: as it is written, else whatever its case and accents, an underscore being a
    /// blank. None: the events have no such number.
    pub fn number_called(&self, text: &str) -> Option<NumberName> {
        let numbers = self.numbers();
        let plain = |name: &str| fold(&name.replace('_', " "));
        let same = || {
            let asked = plain(text);
            numbers.iter().find(|number| plain(&number.name) == asked)
        };
        numbers.iter().find(|number| number.name == text).or_else(same).cloned()
    }

    /// A number of all events by its name, made when it is first asked for. None: no event has it.
    pub fn number(&self, name: &str) -> Option<Arc<NumberColumn>> {
        let kept = self.kept_numbers().iter().find(|(known, _)| known == name).cloned();
        if let Some((_, column)) = kept {
            return column;
        }
        // Nobody who asks for another number waits for this one.
        let column = self.measured(name).or_else(|| self.own_column(name)).map(Arc::new);
        let mut columns = self.kept_numbers();
        columns.retain(|(known, _)| known != name);
        columns.truncate(KEPT - 1);
        columns.insert(0, (name.to_owned(), column.clone()));
        column
    }

    fn kept_numbers(&self) -> MutexGuard<'_, Vec<(String, Option<Arc<NumberColumn>>)>> {
        self.numbers.columns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many events have each of [`Store::numbers`], and between what; made when it is first asked for.
    pub fn number_spreads(&self) -> Arc<[NumberSpread]> {
        self.numbers.spreads.get_or_init(|| self.found_spreads()).clone()
    }

    /// The same where it answers within a frame: it was asked for before, or there are few events.
    pub fn number_spreads_at_hand(&self) -> Option<Arc<[NumberSpread]>> {
        if self.len() < MANY { Some(self.number_spreads()) } else { self.numbers.spreads.get().cloned() }
    }

    /// One pass over the events for all numbers.
    fn found_spreads(&self) -> Arc<[NumberSpread]> {
        let names = self.numbers();
        let of_origin = |origin: NumberOrigin| -> HashMap<&str, usize> {
            let named = names.iter().enumerate().filter(|(_, number)| number.origin == origin);
            named.map(|(place, number)| (number.name.as_str(), place)).collect()
        };
        let (measures, columns) = (of_origin(NumberOrigin::Claims), of_origin(NumberOrigin::Column));
        let mut spreads = vec![NumberSpread::NONE; names.len()];
        // What the event at hand has of each number.
        let mut values = vec![f64::NAN; names.len()];
        let mut tell = |event: &Event| {
            values.fill(f64::NAN);
            for (measure, value) in measured_values(event) {
                if let Some(place) = measures.get(measure) {
                    values[*place] = values[*place].max(value);
                }
            }
            each_own(event, &mut |name, value| {
                if let (Some(place), Some(value)) = (columns.get(name), value) {
                    values[*place] = value;
                }
            });
            let known = spreads.iter_mut().zip(&values).filter(|(_, value)| value.is_finite());
            known.for_each(|(spread, value)| spread.add(*value));
        };
        if self.as_of().known_by_secs.is_some() {
            (0..self.len()).for_each(|index| tell(&self.event(index)));
        } else {
            let mut events = self.story.events.walk();
            while let Some((_, event)) = events.next() {
                tell(event);
            }
        }
        spreads.into()
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
            let of_measure = measured_values(&event).filter(|(measure, _)| *measure == name);
            *value = of_measure.map(|(_, value)| value).fold(f64::NAN, f64::max);
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

/// What the claims of an event give, by measure: of a range its best estimate, else its upper end.
fn measured_values(event: &Event) -> impl Iterator<Item = (&str, f64)> {
    let quantities = event.claims.iter().flat_map(|claim| &claim.quantities);
    quantities.filter_map(|quantity| {
        let value = quantity.value.or(quantity.range().map(|(_, high)| high))?;
        Some((quantity.measure.as_str(), value))
    })
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
    let number: f64 = if text.contains(',') && text.contains(|char: char| char.is_ascii_digit()) {
        text.replace(',', "").parse()
    } else {
        text.parse()
    }
    .ok()?;
    number.is_finite().then_some(number)
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

    #[test]
    fn how_many_events_have_a_number_is_what_its_column_says() {
        let text = "title,date,lat,lon,dead,depth_km\nA,2025-10-09,34,69,12,\nB,2025-10-10,34,69,\"1,200\",3\nC,2025-10-11,34,69,-4,\n";
        let table = crate::io::open_bytes(text.as_bytes().to_vec(), crate::io::Opening::default()).unwrap();
        for story in [carried_story().story, table.story] {
            let store = Store::new(story);
            let (names, spreads) = (store.numbers(), store.number_spreads());
            assert_eq!(names.len(), spreads.len());
            for (number, spread) in names.iter().zip(spreads.iter()) {
                let column = store.number(&number.name).unwrap();
                let of_column = NumberSpread { events: column.events, least: column.least, greatest: column.greatest };
                assert_eq!(*spread, of_column, "{}", number.name);
                let known = (0..store.len()).filter_map(|index| column.of_event(index));
                assert_eq!(known.count(), column.events);
            }
        }
    }

    #[test]
    fn a_number_is_called_in_any_case_and_with_blanks_for_underscores() {
        let text = "title,date,lat,lon,fatalities_best\nA,2025-10-09,34,69,12\n";
        let loaded = crate::io::open_bytes(text.as_bytes().to_vec(), crate::io::Opening::default()).unwrap();
        let store = Store::new(loaded.story);
        for called in ["fatalities_best", "Fatalities best", "FATALITIES_BEST"] {
            assert_eq!(store.number_called(called).unwrap().name, "fatalities_best");
        }
        assert_eq!(store.number_called("fatalities"), None);
    }
}
