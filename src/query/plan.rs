//! A filter made ready for one store.
//!
//! Answers, for one event after another, whether a filter holds. Names are looked up once, so that
//! an event costs a few array reads for each term. It does not know time windows or layers.

use std::sync::Arc;

use super::field::Field;
use super::number_asked::NumberAsked;
use super::term::{Sense, Term, Test};
use super::value::{Area, Value};
use crate::model::{Extent, Geometry, Quantity};
use crate::store::{Facet, FacetColumn, FacetKey, FoldedKey, NumberColumn, Store, fold};

/// The terms of a filter, cheapest first.
pub(super) struct Plan<'a> {
    store: &'a Store,
    steps: Vec<(Sense, Step<'a>)>,
}

/// What one term comes down to.
enum Step<'a> {
    /// A key of the column that is wanted.
    Keys(&'a FacetColumn, Vec<bool>),
    /// One of these events, in rising order.
    Events(Vec<usize>),
    /// A value that is tried on each event.
    Each(Field, &'a [Value]),
    /// A possible span that meets one of these.
    When(Vec<Extent>),
    /// A claim that was possibly said in one of these.
    Said(Vec<Extent>),
    /// A number that is as asked; none where no event has it.
    Number(Option<Arc<NumberColumn>>, NumberAsked),
    /// Folded words.
    Words(String),
}

impl<'a> Plan<'a> {
    /// Looks up the names of a filter with these terms in a store.
    pub(super) fn new(terms: &'a [Term], store: &'a Store) -> Self {
        let mut steps: Vec<_> = terms.iter().map(|term| (term.sense, step(&term.test, store))).collect();
        steps.sort_by_key(|(_, step)| step.cost());
        Self { store, steps }
    }

    /// True when every term holds for an event.
    pub(super) fn admits(&self, index: usize) -> bool {
        self.steps.iter().all(|(sense, step)| step.holds(self.store, index) == (*sense == Sense::Must))
    }
}

fn step<'a>(test: &'a Test, store: &'a Store) -> Step<'a> {
    match test {
        Test::Words(words) => Step::Words(fold(words)),
        Test::Field(Field::Facet(facet), values) => {
            let column = store.facet(*facet);
            Step::Keys(column, wanted_keys(*facet, values, column))
        }
        Test::Field(Field::Id, values) => Step::Events(events_with_id(values, store)),
        Test::Field(Field::When, values) => Step::When(extents(values, store)),
        Test::Field(Field::Said, values) => Step::Said(extents(values, store)),
        Test::Field(field, values) => Step::Each(*field, values),
        Test::Number(number) => Step::Number(column_of(&number.name, store), number.asked),
    }
}

/// The number that a term names. None: no event has it.
fn column_of(name: &str, store: &Store) -> Option<Arc<NumberColumn>> {
    store.number(&store.number_called(name)?.name)
}

/// For each key of a column, whether one of the values names it.
pub(super) fn wanted_keys(facet: Facet, values: &[Value], column: &FacetColumn) -> Vec<bool> {
    let folded: Vec<String> = values.iter().filter_map(folded_text).collect();
    if facet == Facet::Grading {
        let admits =
            |key: &FacetKey| values.iter().any(|value| matches!(value, Value::Grade(grade) if grade.admits(&key.id)));
        return (0..column.count() as u32).map(|number| admits(column.key(number))).collect();
    }
    let is_wanted = |key: &FoldedKey| folded.iter().any(|text| is_key(facet, key, text));
    (0..column.count() as u32).map(|number| is_wanted(column.folded(number))).collect()
}

/// The text of a value as [`fold`] makes it. None for a value that is no text.
pub(super) fn folded_text(value: &Value) -> Option<String> {
    if let Value::Text(text) = value { Some(fold(text)) } else { None }
}

/// True when folded text names a key: by its id or name, or, where there are no ids, by whole words
/// of the name.
pub(super) fn is_key(facet: Facet, key: &FoldedKey, text: &str) -> bool {
    match facet {
        Facet::Place | Facet::Publisher | Facet::Speaker => has_words(&key.name, text),
        _ => key.id == text || key.name == text,
    }
}

/// True when the words stand in the name, not as parts of longer words.
fn has_words(name: &str, words: &str) -> bool {
    let ends = |neighbour: Option<char>| neighbour.is_none_or(|char| !char.is_alphanumeric());
    name.match_indices(words)
        .any(|(start, _)| ends(name[..start].chars().next_back()) && ends(name[start + words.len()..].chars().next()))
}

/// Indexes of the events with one of these ids, rising. An id in another case is looked for only
/// when no event has it as it is written.
fn events_with_id(values: &[Value], store: &Store) -> Vec<usize> {
    let mut events = Vec::new();
    for value in values {
        let Value::Text(id) = value else { continue };
        match store.index_of(id) {
            Some(index) => events.push(index),
            None => events.extend((0..store.len()).filter(|&index| is_same_id(&store.id(index), id))),
        }
    }
    events.sort_unstable();
    events
}

fn is_same_id(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || (!other.is_ascii() && fold(one) == fold(other))
}

/// True when a value of a field that is no facet holds for an event.
fn holds_for(field: Field, value: &Value, store: &Store, index: usize) -> bool {
    match (field, value) {
        (Field::Disputed, Value::Answer(answer)) => answer.agrees(|| store.is_disputed(index)),
        (Field::SingleSource, Value::Answer(answer)) => answer.agrees(|| store.is_single_source(index)),
        (Field::Dated, Value::Answer(answer)) => answer.agrees(|| store.span(index).is_some()),
        (Field::Placed, Value::Answer(answer)) => answer.agrees(|| store.is_placed(index)),
        (Field::Sources, Value::Number(bound)) => bound.admits_count(store.facet(Facet::Source).of(index).count()),
        (Field::Claims, Value::Number(bound)) => bound.admits_count(store.claim_count(index)),
        (Field::Quantity, Value::Number(bound)) => {
            let event = store.event(index);
            let quantities = event.claims.iter().flat_map(|claim| &claim.quantities);
            quantities.filter_map(Quantity::range).any(|(low, high)| bound.admits_some_of(low, high))
        }
        (Field::Bbox, Value::Area(area)) => store.bounds(index).is_some_and(|bounds| match area.meets_bounds(bounds) {
            Some(met) => met,
            None => meets_ground(*area, store, index),
        }),
        _ => unreachable!("Field::value_from_text gives each field values of its own kind"),
    }
}

/// True when a part of what an event draws or names lies in an area. Of lines that join places it is
/// their ends that count.
fn meets_ground(area: Area, store: &Store, index: usize) -> bool {
    let event = store.event(index);
    let drawn = |geometry: &Geometry| {
        if event.is_contact() { area.meets(&geometry.ends()) } else { area.meets(geometry) }
    };
    event.geometry.as_ref().is_some_and(drawn)
        || store.named_places(index).iter().any(|place| area.meets(&place.ground))
}

/// The possible extents of dates, in the story's zone.
pub(super) fn extents(values: &[Value], store: &Store) -> Vec<Extent> {
    let dates = values.iter().filter_map(|value| if let Value::Date(when) = value { Some(when) } else { None });
    dates.map(|when| when.span(&store.story().zone).possible).collect()
}

impl Step<'_> {
    fn cost(&self) -> u8 {
        match self {
            Self::Keys(..) | Self::Events(_) | Self::Number(..) => 0,
            Self::When(_) => 1,
            Self::Each(..) | Self::Said(_) => 2,
            Self::Words(_) => 3,
        }
    }

    fn holds(&self, store: &Store, index: usize) -> bool {
        match self {
            Self::Keys(column, wanted) => column.of(index).any(|key| wanted[key as usize]),
            Self::Events(events) => events.binary_search(&index).is_ok(),
            Self::Each(field, values) => values.iter().any(|value| holds_for(*field, value, store, index)),
            Self::When(asked) => {
                store.span(index).is_some_and(|span| asked.iter().any(|extent| extent.meets(&span.possible)))
            }
            Self::Said(asked) => store.said(index).any(|said| asked.iter().any(|extent| extent.meets(&said))),
            Self::Number(column, asked) => {
                let column = column.as_ref();
                column.and_then(|column| column.of_event(index)).is_some_and(|number| asked.admits(number))
            }
            Self::Words(words) => store.text(index).any(|text| text.contains(words.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_whole_words_only() {
        assert!(has_words("kabul, afghanistan", "kabul"));
        assert!(has_words("province of kabul", "kabul"));
        assert!(!has_words("kabulistan", "kabul"));
        assert!(!has_words("old kabulistan", "kabul"));
        assert!(has_words("kabulistan and kabul", "kabul"));
        assert!(!has_words("کابلستان", "کابل"));
    }
}
