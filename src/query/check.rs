//! Values of a filter that a story does not have.
//!
//! Answers whether a filter is likely misspelt. It does not know how filters are read: one that
//! cannot be read has a [`FilterError`] already.

use std::borrow::Cow;

use super::FilterError;
use super::field::Field;
use super::nearest::nearest;
use super::number_asked::name_where_needed;
use super::plan::{folded_text, is_key};
use super::term::{Term, Test};
use super::value::{Value, quoted_where_needed};
use crate::store::{Facet, FacetColumn, FacetKey, FoldedKey, Store, fold};

/// The first value that no event has of a filter with these terms; the offset is into the filter as it prints.
pub(super) fn unknown_value(terms: &[Term], store: &Store) -> Option<FilterError> {
    let mut term_start = 0;
    for term in terms {
        if let Test::Number(number) = &term.test
            && let Some(message) = unknown_number(&number.name, store)
        {
            return Some(FilterError { offset: term_start + usize::from(term.excludes()), message });
        }
        if let Test::Field(field, values) = &term.test {
            let mut offset = term_start + usize::from(term.excludes()) + field.word().len() + 1;
            for value in values {
                if let Some(message) = unknown(*field, value, store) {
                    return Some(FilterError { offset, message });
                }
                offset += value.to_string().len() + 1;
            }
        }
        term_start += term.to_string().len() + 1;
    }
    None
}

/// What to say of the name of a number that no event has.
fn unknown_number(name: &str, store: &Store) -> Option<String> {
    if store.number_called(name).is_some() {
        return None;
    }
    let numbers = store.numbers();
    let of_events = numbers.iter().map(|number| number.name.as_str());
    let fields = Field::ALL.iter().map(|(_, word, _)| *word);
    let words: Vec<&str> = of_events.clone().chain(fields).collect();
    let first: Vec<String> = of_events.take(8).map(name_where_needed).collect();
    Some(match nearest(name, &words) {
        Some(near) if Field::from_word(near).is_some() => format!("no number “{name}”. Did you mean {near}:?"),
        Some(near) => format!("no number “{name}”. Did you mean {}?", name_where_needed(near)),
        None if first.is_empty() => format!("no number “{name}”; the events have no numbers"),
        None if numbers.len() > first.len() => {
            format!("no number “{name}”; some of {} there are: {}", numbers.len(), first.join(", "))
        }
        None => format!("no number “{name}”; there are {}", first.join(", ")),
    })
}

fn unknown(field: Field, value: &Value, store: &Store) -> Option<String> {
    let text = folded_text(value)?;
    let ids: Vec<Cow<'_, str>>;
    let near = match field {
        Field::Facet(Facet::Attribution | Facet::Stance | Facet::Grading) => return None,
        Field::Facet(facet) => {
            let column = store.facet(facet);
            if used_keys(column).any(|(_, folded)| is_key(facet, folded, &text)) {
                return None;
            }
            nearest_key(column, &text)
        }
        Field::Id => {
            ids = store.story().events.ids().collect();
            if ids.iter().any(|id| fold(id) == text) {
                return None;
            }
            nearest(&text, &ids.iter().map(AsRef::as_ref).collect::<Vec<_>>())
        }
        _ => return None,
    };
    let (word, value) = (field.word(), value.to_string());
    let value = value.trim_matches('"');
    Some(match near {
        Some(near) => format!("no {word} “{value}”. Did you mean {}?", quoted_where_needed(near)),
        None => format!("no {word} “{value}”"),
    })
}

/// The id of the key whose id or name is nearest.
fn nearest_key<'a>(column: &'a FacetColumn, text: &str) -> Option<&'a str> {
    let words: Vec<&str> = used_keys(column).flat_map(|(_, key)| [key.id.as_str(), key.name.as_str()]).collect();
    let near = nearest(text, &words)?;
    used_keys(column).find(|(_, folded)| folded.id == near || folded.name == near).map(|(key, _)| key.id.as_str())
}

/// The keys that an event has, with their folded words.
fn used_keys(column: &FacetColumn) -> impl Iterator<Item = (&FacetKey, &FoldedKey)> {
    let used = column.listed().filter(|number| column.events(*number) > 0);
    used.map(|number| (column.key(number), column.folded(number)))
}

#[cfg(test)]
mod tests {
    use super::super::Filter;
    use crate::store::sample::store;

    #[test]
    fn an_unknown_value_is_answered_with_the_nearest() {
        let store = store();
        for (text, offset, message) in [
            ("actor:pakstan", 6, "no actor “pakstan”. Did you mean pakistan?"),
            ("kabul -category:strike,tlaks", 23, "no category “tlaks”. Did you mean talks?"),
            ("kabul -\"soldier killed\">5", 7, "no number “soldier killed”. Did you mean \"soldiers killed\"?"),
            ("souces>5", 0, "no number “souces”. Did you mean sources:?"),
            ("layer:empty", 6, "no layer “empty”"),
            ("id:truc", 3, "no id “truc”. Did you mean truce?"),
            ("place:\"Old Kabul\"", 6, "no place “Old Kabul”"),
            ("actor:\"afgan taliban\"", 6, "no actor “afgan taliban”. Did you mean taliban?"),
        ] {
            let error = Filter::parse(text).unwrap().check(&store).unwrap();
            assert_eq!((error.offset, error.message.as_str()), (offset, message), "{text}");
        }
    }

    #[test]
    fn known_values_and_free_words_are_not_questioned() {
        let store = store();
        for text in ["", "zzz", "actor:Pakistan", "place:kabul", "id:TRUCE", "stance:offers", "grading:A1", "when:1900"]
        {
            assert_eq!(Filter::parse(text).unwrap().check(&store), None, "{text}");
        }
    }
}
