//! The fields of a filter, in one table.
//!
//! Answers which fields there are, what values each takes, and what is wrong with a value. It does
//! not know events.

use super::FilterError;
use super::bound::{Bound, GradeBound};
use super::value::{Answer, Area, Value};
use crate::model::{ASSESSMENTS, AttributionKind, EdtfError, Stance, When};
use crate::store::Facet;

/// What a term asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Facet(Facet),
    Id,
    Disputed,
    SingleSource,
    Dated,
    Placed,
    Sources,
    Claims,
    Quantity,
    When,
    Said,
    Bbox,
}

impl Field {
    /// Every field with its word and a value that it takes, in the order in which they are offered.
    pub(super) const ALL: [(Self, &'static str, &'static str); 24] = [
        (Self::Facet(Facet::Category), "category", "strike"),
        (Self::Facet(Facet::Layer), "layer", "article"),
        (Self::Facet(Facet::Actor), "actor", "pakistan"),
        (Self::Facet(Facet::Side), "side", "a"),
        (Self::Facet(Facet::Place), "place", "Kabul"),
        (Self::Facet(Facet::Source), "source", "news18"),
        (Self::Facet(Facet::Publisher), "publisher", "News18"),
        (Self::Facet(Facet::Speaker), "speaker", "\"Khawaja Asif\""),
        (Self::Facet(Facet::Attribution), "attribution", "anonymous"),
        (Self::Facet(Facet::Stance), "stance", "denies"),
        (Self::Facet(Facet::Assessment), "assessment", "contested"),
        (Self::Facet(Facet::Grading), "grading", "<=C3"),
        (Self::Facet(Facet::Measure), "measure", "\"soldiers killed\""),
        (Self::Disputed, "disputed", "yes"),
        (Self::SingleSource, "single-source", "yes"),
        (Self::Dated, "dated", "yes"),
        (Self::Placed, "placed", "yes"),
        (Self::Sources, "sources", ">=2"),
        (Self::Claims, "claims", ">=2"),
        (Self::Quantity, "figure", ">=50"),
        (Self::When, "when", "2025-10-09/2025-10-19"),
        (Self::Said, "said", "2025-10-28"),
        (Self::Bbox, "bbox", "60,29,75,39"),
        (Self::Id, "id", "kabul-strike"),
    ];

    /// The field that a filter calls by this word, in any case.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        // How sure an author is of an event is what its assessment says.
        let word = if word.eq_ignore_ascii_case("confidence") { "assessment" } else { word };
        let same = |candidate: &str| candidate.eq_ignore_ascii_case(word);
        Self::ALL.iter().find(|(_, candidate, _)| same(candidate)).map(|(field, ..)| *field)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str) {
        Self::ALL.iter().find(|(field, ..)| *field == self).expect("a test holds that every field is in the table")
    }

    /// The word a filter uses.
    pub(super) fn word(self) -> &'static str {
        self.row().1
    }

    /// A value that it takes, to show how it is written.
    pub(super) fn example(self) -> &'static str {
        self.row().2
    }

    /// The words that are its only values; none where values are free or come from the story.
    pub(super) fn fixed_values(self) -> Vec<&'static str> {
        match self {
            Self::Facet(Facet::Attribution) => AttributionKind::ALL.iter().map(|(_, word)| *word).collect(),
            Self::Facet(Facet::Stance) => Stance::ALL.iter().map(|(_, word)| *word).collect(),
            Self::Facet(Facet::Assessment) => ASSESSMENTS.iter().map(|(word, _)| *word).collect(),
            Self::Disputed | Self::SingleSource | Self::Dated | Self::Placed => vec!["yes", "no"],
            _ => Vec::new(),
        }
    }

    /// True when another value replaces the one there is, instead of standing beside it.
    pub(super) fn takes_one_value(self) -> bool {
        matches!(self, Self::Disputed | Self::SingleSource | Self::Dated | Self::Placed | Self::Bbox)
    }

    /// True when its values are numbers, so that `sources>=2` can be meant for `sources:>=2`.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Sources | Self::Claims | Self::Quantity)
    }

    /// Reads one value. The offset of an error is into the value.
    pub(super) fn value_from_text(self, text: &str) -> Result<Value, FilterError> {
        let error = |message: String| FilterError { offset: 0, message };
        let wrong = || error(format!("{text} is no value of {word}; {}", self.advice(), word = self.word()));
        if text.trim().is_empty() {
            return Err(error(format!("{word}: needs a value; {}", self.advice(), word = self.word())));
        }
        match self {
            Self::Facet(Facet::Attribution | Facet::Stance | Facet::Assessment) => {
                let lower = text.trim().to_ascii_lowercase();
                if self.fixed_values().contains(&lower.as_str()) { Ok(Value::Text(lower)) } else { Err(wrong()) }
            }
            Self::Facet(Facet::Grading) => GradeBound::parse(text).map(Value::Grade).map_err(error),
            Self::Facet(_) | Self::Id => Ok(Value::Text(text.to_owned())),
            Self::Disputed | Self::SingleSource | Self::Dated | Self::Placed => {
                Answer::from_word(text).map(Value::Answer).ok_or_else(wrong)
            }
            Self::Sources | Self::Claims => {
                let whole = Bound::parse(text).filter(|bound| bound.number >= 0.0 && bound.number.fract() == 0.0);
                whole.map(Value::Number).ok_or_else(wrong)
            }
            Self::Quantity => Bound::parse(text).map(Value::Number).ok_or_else(wrong),
            Self::When | Self::Said => match When::parse(text) {
                Ok(when) => Ok(Value::Date(Box::new(when))),
                Err(EdtfError { offset_bytes, message }) => Err(FilterError { offset: offset_bytes, message }),
            },
            Self::Bbox => Area::parse(text).map(Value::Area).map_err(error),
        }
    }

    /// How a value is written, to end an error message with.
    fn advice(self) -> String {
        let fixed = self.fixed_values();
        if fixed.is_empty() {
            format!("write for example {}:{}", self.word(), self.example())
        } else {
            format!("write {}", in_words(&fixed))
        }
    }
}

/// Words as people list alternatives: `a`, `a or b`, `a, b or c`.
pub(super) fn in_words(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// What to say of a word before a colon that is no field.
pub(super) fn unknown_field(word: &str) -> String {
    let words: Vec<&str> = Field::ALL.iter().map(|(_, word, _)| *word).collect();
    match super::nearest::nearest(word, &words) {
        Some(near) => format!("there is no field {word}; write {near}, or put quotes around it to search for it"),
        None => format!(
            "there is no field {word}; the fields are {}; put quotes around it to search for it",
            words.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_facet_is_a_field_with_the_same_word() {
        for (facet, word) in Facet::ALL {
            assert_eq!(Field::from_word(word), Some(Field::Facet(facet)));
        }
    }

    #[test]
    fn every_field_takes_its_example() {
        for (field, word, example) in Field::ALL {
            assert_eq!(Field::from_word(word), Some(field));
            assert_eq!(field.word(), word);
            assert!(field.value_from_text(example.trim_matches('"')).is_ok(), "{word}");
        }
    }

    #[test]
    fn a_wrong_value_is_answered_with_what_to_write() {
        let wrong = |field: Field, text: &str| field.value_from_text(text).unwrap_err().message;
        assert_eq!(wrong(Field::Disputed, "maybe"), "maybe is no value of disputed; write yes or no");
        assert_eq!(wrong(Field::Sources, "many"), "many is no value of sources; write for example sources:>=2");
        assert_eq!(
            wrong(Field::Facet(Facet::Stance), ""),
            "stance: needs a value; write asserts, denies, demands, offers, rejects or comments"
        );
        assert!(unknown_field("actr").starts_with("there is no field actr; write actor, or"));
        assert!(unknown_field("http").contains("the fields are category, layer, "));
    }
}
