//! The text that a search looks through.
//!
//! Answers which words an event brings to a search: those of its fields that the table of fields names so, and the
//! names of its places, speakers and publishers. It does not know what is looked for.

use super::facet::{Facet, FacetColumn, FoldedKey};
use super::fold::fold_into;
use crate::model::{Event, Field, Fields as _, Held, Names, Search, Story, Visitor};

/// The facet whose keys are such names.
fn facet_of(names: Names) -> Facet {
    match names {
        Names::Places => Facet::Place,
        Names::Speakers => Facet::Speaker,
        Names::Publishers => Facet::Publisher,
    }
}

/// The folded text of all events, and where each starts: a line for each text, first the event's own words in the
/// order of the fields, then names, which come folded from the facets.
pub(super) fn searched_text(story: &Story, facets: &[FacetColumn]) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(story.events.iter().map(|event| length_of_words(&event)).sum());
    let mut starts = Vec::with_capacity(story.events.len() + 1);
    let names: [(&FacetColumn, &[FoldedKey]); Names::ALL.len()] = Names::ALL.map(|names| {
        let column = &facets[facet_of(names) as usize];
        (column, column.folded_keys())
    });
    for (index, event) in story.events.iter().enumerate() {
        starts.push(text.len());
        event.visit(&mut Words(|words: &str| {
            let start = text.len();
            fold_into(&mut text, words);
            if text.len() > start {
                text.push('\n');
            }
        }));
        for (column, folded) in names {
            for &key in column.of(index) {
                text.push_str(&folded[key as usize].name);
                text.push('\n');
            }
        }
    }
    starts.push(text.len());
    (text, starts)
}

/// How many bytes of its own words an event brings to a search, and some for its names.
fn length_of_words(event: &Event) -> usize {
    let mut length = 48;
    event.visit(&mut Words(|words: &str| length += words.len() + 1));
    length
}

/// Takes the words of what it visits that are searched, and are no names that many events share.
struct Words<F>(F);

impl<'a, F: FnMut(&'a str)> Visitor<'a> for Words<F> {
    #[inline]
    fn value(&mut self, field: &'static Field, value: Held<'a>) {
        match (field.search, value) {
            (Search::Words, Held::Text(words)) => (self.0)(words),
            (Search::Words, Held::Texts(words)) => words.iter().for_each(|words| (self.0)(words)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::store::{Store, fold, sample};

    /// All texts that are searched, as they stand, of an event or of a source.
    #[derive(Default)]
    struct Searched<'a>(Vec<&'a str>);

    impl<'a> Visitor<'a> for Searched<'a> {
        fn value(&mut self, field: &'static Field, value: Held<'a>) {
            match value {
                Held::Text(text) if field.search != Search::No => self.0.push(text),
                Held::Texts(texts) if field.search != Search::No => self.0.extend(texts.iter().map(String::as_str)),
                _ => {}
            }
        }
    }

    #[test]
    fn a_search_looks_through_every_text_that_the_table_of_fields_names_and_no_other() {
        for store in [Store::new(carried_story().story), sample::store()] {
            for index in 0..store.len() {
                let event = store.event(index);
                let mut searched = Searched::default();
                event.visit(&mut searched);
                for source in event.claims.iter().filter_map(|claim| store.source(&claim.source)) {
                    let Searched(texts) = &mut searched;
                    texts.push(&source.publisher);
                }
                let mut expected: Vec<String> =
                    searched.0.into_iter().map(fold).filter(|text| !text.is_empty()).collect();
                let mut found: Vec<String> = store.text(index).lines().map(str::to_owned).collect();
                for lines in [&mut expected, &mut found] {
                    lines.sort();
                    lines.dedup();
                }
                assert_eq!(found, expected);
            }
        }
    }
}
