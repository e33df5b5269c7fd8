//! Values of a filter that a story does not have.
//!
//! Answers whether a filter is likely misspelt. It does not know how filters are read: one that
//! cannot be read has a [`FilterError`] already.

use std::borrow::Cow;

use super::FilterError;
use super::field::Field;
use super::nearest::nearest;
use super::plan::{folded_text, is_key};
use super::term::{Term, Test};
use super::value::{Value, quoted_where_needed};
use crate::store::{Facet, FacetColumn, FacetKey, FoldedKey, Store, fold};

/// The first value that no event has of a filter with these terms; the offset is into the filter as it prints.
pub(super) fn unknown_value(terms: &[Term], store: &Store) -> Option<FilterError> {
    let mut term_start = 0;
    for term in terms {
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
