//! What may come next while a filter is typed.
//!
//! Answers which fields, ids and names fit at a cursor, and which bytes they replace. It does not
//! know the list that shows them.

use std::cmp::Reverse;
use std::ops::Range;

use super::Filter;
use super::field::Field;
use super::number_asked::name_where_needed;
use super::value::quoted_where_needed;
use crate::store::{Facet, Store, fold};

/// How many completions are offered at most.
const LIMIT: usize = 24;

/// What may come next, with how many events have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion {
    /// The text that replaces the bytes of [`Filter::completion_range`].
    pub text: String,
    /// How many events of the story have this value, where that is counted.
    pub events: Option<usize>,
    /// The least and the greatest that an event has, of a number.
    pub between: Option<(f64, f64)>,
}

impl Filter {
    /// What fits at a cursor, in bytes, of a text that may not yet be a filter: before a colon
    /// fields, each with its colon, in the order of the table, then numbers that events have, to be
    /// compared; after it values, those of most events first. At most 24. Values of the story come
    /// with how many events have them, numbers once they were counted.
    ///
    /// Each stands for the bytes of [`Filter::completion_range`]. A cursor within a character counts
    /// as before it.
    pub fn completions(text: &str, cursor: usize, store: &Store) -> Vec<Completion> {
        let place = Place::at(text, cursor);
        let typed = fold(place.typed.trim_start_matches('"'));
        let mut found = match place.field {
            None => fields_beginning_with(&typed).into_iter().chain(numbers_beginning_with(&typed, store)).collect(),
            Some(field) => values_beginning_with(field, &typed, store),
        };
        found.truncate(LIMIT);
        found
    }

    /// The bytes of the text that a completion at this cursor stands for: what was typed of a field,
    /// or of the value after the last colon or comma.
    pub fn completion_range(text: &str, cursor: usize) -> Range<usize> {
        let place = Place::at(text, cursor);
        place.end - place.typed.len()..place.end
    }
}

/// What stands before the cursor.
struct Place<'a> {
    /// The field whose value is typed; none where a word or a field is typed.
    field: Option<Field>,
    /// What was typed of it, with its opening quote.
    typed: &'a str,
    /// The cursor in bytes, between two characters.
    end: usize,
}

impl<'a> Place<'a> {
    fn at(text: &'a str, cursor: usize) -> Self {
        let end = text.floor_char_boundary(cursor);
        let before = &text[..end];
        let term = &before[term_start(before)..];
        let term = term.strip_prefix('-').unwrap_or(term);
        let valued = term.split_once(':').and_then(|(word, values)| Some((Field::from_word(word)?, values)));
        match valued {
            Some((field, values)) => Self { field: Some(field), typed: &values[last_value_start(values)..], end },
            None => Self { field: None, typed: term, end },
        }
    }
}

/// Where the last term starts: after the last blank that is not within quotes.
fn term_start(text: &str) -> usize {
    after_last(text, char::is_whitespace)
}

/// Where the last value starts: after the last comma that is not within quotes.
fn last_value_start(values: &str) -> usize {
    after_last(values, |char| char == ',')
}

fn after_last(text: &str, separates: impl Fn(char) -> bool) -> usize {
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (offset, char) in text.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if !quoted && separates(char) => start = offset + char.len_utf8(),
            _ => {}
        }
    }
    start
}

fn plain(text: String) -> Completion {
    Completion { text, events: None, between: None }
}

fn fields_beginning_with(typed: &str) -> Vec<Completion> {
    let words = Field::ALL.iter().map(|(_, word, _)| *word);
    words.filter(|word| word.starts_with(typed)).map(|word| plain(format!("{word}:"))).collect()
}

/// Numbers of the story any word of whose name begins with what was typed, with the sign that is asked most.
fn numbers_beginning_with(typed: &str, store: &Store) -> Vec<Completion> {
    let numbers = store.numbers();
    let spreads = store.number_spreads_at_hand();
    let fits = |(_, name): &(usize, &str)| begins_a_word(&fold(name), typed);
    let fitting = numbers.iter().map(|number| number.name.as_str()).enumerate().filter(fits);
    let completion = |(place, name): (usize, &str)| {
        let spread = spreads.as_ref().and_then(|spreads| spreads.get(place));
        Completion {
            text: format!("{}>", name_where_needed(name)),
            events: spread.map(|spread| spread.events),
            between: spread.filter(|spread| spread.events > 0).map(|spread| (spread.least, spread.greatest)),
        }
    };
    fitting.map(completion).take(LIMIT).collect()
}

/// True when some word of the text begins with what was typed.
fn begins_a_word(text: &str, typed: &str) -> bool {
    text.starts_with(typed) || text.match_indices(typed).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// Fixed values that begin with what was typed; else ids whose id, or some word of whose name, does.
/// Where the story gives none, the example of the field while nothing was typed.
fn values_beginning_with(field: Field, typed: &str, store: &Store) -> Vec<Completion> {
    let fixed = field.fixed_values();
    if !fixed.is_empty() {
        return fixed.into_iter().filter(|word| word.starts_with(typed)).map(|word| plain(word.to_owned())).collect();
    }
    match field {
        Field::Facet(facet) => keys_beginning_with(facet, typed, store),
        Field::Id => {
            let ids = store.order().map(|index| store.id(index));
            ids.filter(|id| fold(id).starts_with(typed)).take(LIMIT).map(|id| plain(quoted_where_needed(&id))).collect()
        }
        _ if typed.is_empty() => vec![plain(field.example().to_owned())],
        _ => Vec::new(),
    }
}

fn keys_beginning_with(facet: Facet, typed: &str, store: &Store) -> Vec<Completion> {
    let begins = |text: &str| begins_a_word(text, typed);
    let column = store.facet(facet);
    let is_fit = |number: &u32| {
        let folded = column.folded(*number);
        column.events(*number) > 0 && (begins(&folded.id) || begins(&folded.name))
    };
    let mut keys: Vec<u32> = column.listed().filter(is_fit).collect();
    keys.sort_by_key(|number| Reverse(column.events(*number)));
    let completion = |number: u32| Completion {
        text: quoted_where_needed(&column.key(number).id),
        events: Some(column.events(number)),
        between: None,
    };
    keys.into_iter().take(LIMIT).map(completion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::store;

    fn completions(text: &str) -> Vec<String> {
        Filter::completions(text, text.len(), &store()).into_iter().map(|completion| completion.text).collect()
    }

    #[test]
    fn fields_come_before_the_colon_and_values_after_it() {
        for (text, expected) in [
            ("cat", &["category:"][..]),
            ("kabul -pl", &["place:", "placed:"]),
            ("soldiers", &["\"soldiers killed\">"]),
            ("-\"kill", &["\"soldiers killed\">"]),
            ("category:", &["strike", "talks", "undeclared"]),
            ("category:strike,t", &["talks"]),
            ("actor:afg", &["taliban"]),
            ("place:\"kabul, a", &["\"Kabul, Afghanistan\""]),
            ("speaker:muj", &["\"Zabihullah Mujahid\""]),
            ("disputed:", &["yes", "no"]),
            ("stance:de", &["denies", "demands"]),
            ("id:un", &["undated-a", "undated-b"]),
            ("sources:", &[">=2"]),
            ("nonsense:", &[]),
            ("\"a b", &[]),
        ] {
            assert_eq!(completions(text), expected, "{text}");
        }
        assert_eq!(completions("").len(), 24);
    }

    #[test]
    fn values_of_the_story_are_counted_as_a_filter_counts_them() {
        let store = store();
        for Completion { text, events, .. } in Filter::completions("category:", 9, &store) {
            let filter = Filter::parse(&format!("category:{text}")).unwrap();
            let counted = (0..store.len()).filter(|index| filter.matches(&store, *index)).count();
            assert_eq!(events, Some(counted), "{text}");
        }
    }

    #[test]
    fn numbers_come_with_how_many_events_have_them_and_between_what() {
        let found = Filter::completions("sold", 4, &store());
        assert_eq!((found[0].events, found[0].between), (Some(1), Some((58.0, 58.0))));
    }

    #[test]
    fn a_completion_stands_for_what_was_typed_of_it() {
        for (text, cursor, typed) in [
            ("kabul cat", 9, "cat"),
            ("-cat", 4, "cat"),
            ("category:strike,ta x", 18, "ta"),
            ("place:\"kabul, a", 15, "\"kabul, a"),
            ("é", 1, ""),
            ("kabul ", 99, ""),
        ] {
            assert_eq!(&text[Filter::completion_range(text, cursor)], typed, "{text}");
        }
    }
}
