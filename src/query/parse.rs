//! A filter read from text.
//!
//! Answers which terms a text is made of, or where it goes wrong. It does not know events: whether
//! an id exists is for [`Filter::check`](super::Filter::check).

use super::FilterError;
use super::field::{Field, unknown_field};
use super::term::{Sense, Term, Test};
use super::value::Value;

/// The terms of a filter, in order.
pub(super) fn terms(text: &str) -> Result<Vec<Term>, FilterError> {
    let mut reader = Reader { text, at: 0 };
    let mut terms = Vec::new();
    loop {
        reader.skip_blanks();
        if reader.rest().is_empty() {
            return Ok(terms);
        }
        terms.push(reader.term()?);
    }
}

/// A place in a text, in bytes, always between two characters.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len_utf8() } else { 0 };
        found
    }

    fn is_at_blank_or_end(&self) -> bool {
        self.rest().chars().next().is_none_or(char::is_whitespace)
    }

    /// What comes before the next blank.
    fn run(&self) -> &'a str {
        self.rest().split(char::is_whitespace).next().unwrap_or_default()
    }

    fn term(&mut self) -> Result<Term, FilterError> {
        let start = self.at;
        let sense = if self.take('-') { Sense::MustNot } else { Sense::Must };
        if self.is_at_blank_or_end() {
            return error(
                start,
                "write a word or a term right after -, such as -actor:pakistan; quote \"-\" to search for it",
            );
        }
        let words_start = self.at;
        if self.rest().starts_with('"') {
            let words = self.quoted()?;
            self.expect_blank_after_quote()?;
            if words.trim().is_empty() {
                return error(words_start, "write words between the quotes");
            }
            return Ok(Term { sense, test: Test::Words(words) });
        }
        let run = self.run();
        if let Some(word) = field_word(run) {
            let Some(field) = Field::from_word(word) else { return error(words_start, unknown_field(word)) };
            self.at += word.len() + 1;
            return Ok(Term { sense, test: Test::Field(field, self.values(field)?) });
        }
        self.at += run.len();
        Ok(Term { sense, test: Test::Words(run.to_owned()) })
    }

    /// The values after a field and its colon, one at least.
    fn values(&mut self, field: Field) -> Result<Vec<Value>, FilterError> {
        let mut values = Vec::new();
        loop {
            let start = self.at;
            let is_quoted = self.rest().starts_with('"');
            let text = if is_quoted {
                let text = self.quoted()?;
                if !self.rest().starts_with(',') {
                    self.expect_blank_after_quote()?;
                }
                text
            } else {
                self.bare(field).to_owned()
            };
            if field.takes_one_value() && !values.is_empty() {
                return error(start, format!("{} takes one value", field.word()));
            }
            match field.value_from_text(&text) {
                Ok(value) => values.push(value),
                Err(wrong) => {
                    // escapes in a quoted value make it shorter than it is written
                    let offset = start + usize::from(is_quoted) + wrong.offset;
                    return error(self.text.floor_char_boundary(offset), wrong.message);
                }
            }
            if !self.take(',') {
                return Ok(values);
            }
        }
    }

    /// A value without quotes: up to a blank or to a comma that is not part of the value.
    fn bare(&mut self, field: Field) -> &'a str {
        let run = self.run();
        let mut depth = 0_usize;
        let is_end = |char: char| {
            match char {
                '{' | '[' => depth += 1,
                '}' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            match field {
                Field::Bbox => false,
                // a set of dates has commas within its brackets
                Field::When | Field::Said => char == ',' && depth == 0,
                _ => char == ',',
            }
        };
        let bare = run.split(is_end).next().unwrap_or_default();
        self.at += bare.len();
        bare
    }

    /// Text between quotes; a backslash makes the quote or backslash after it part of the text.
    fn quoted(&mut self) -> Result<String, FilterError> {
        let start = self.at;
        let mut chars = self.rest().char_indices().skip(1);
        let mut text = String::new();
        while let Some((offset, char)) = chars.next() {
            match char {
                '"' => {
                    self.at = start + offset + 1;
                    return Ok(text);
                }
                '\\' => match chars.next() {
                    Some((_, escaped @ ('"' | '\\'))) => text.push(escaped),
                    Some((_, other)) => text.extend(['\\', other]),
                    None => {}
                },
                other => text.push(other),
            }
        }
        error(start, "this quote is not closed; write \" at the end of the phrase")
    }

    fn expect_blank_after_quote(&self) -> Result<(), FilterError> {
        if self.is_at_blank_or_end() {
            return Ok(());
        }
        error(self.at, "put a blank after the closing quote, or a backslash before a quote that is part of the phrase")
    }
}

/// The word before the first colon, when it could be a field.
fn field_word(run: &str) -> Option<&str> {
    let (word, _) = run.split_once(':')?;
    let letters = word.chars().all(|char| char.is_ascii_alphabetic() || char == '-');
    (letters && !word.is_empty()).then_some(word)
}

fn error<T>(offset: usize, message: impl Into<String>) -> Result<T, FilterError> {
    Err(FilterError { offset, message: message.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_the_offset_of_what_is_wrong_and_says_what_to_write() {
        for (text, offset, message) in [
            ("kabul actr:x", 6, "there is no field actr; write actor, or put quotes around it to search for it"),
            ("-foo:x", 1, "there is no field foo; the fields are category,"),
            ("category:", 9, "category: needs a value; write for example category:strike"),
            ("category:a,,b", 11, "category: needs a value"),
            ("disputed:yes,no", 13, "disputed takes one value"),
            ("x disputed:maybe", 11, "maybe is no value of disputed; write yes or no"),
            ("attribution:x", 12, "x is no value of attribution; write named, official, anonymous, outlet or document"),
            ("when:2025-13-01", 10, "month 13 does not exist"),
            ("when:\"2025-13-01\"", 11, "month 13 does not exist"),
            ("a \"b c", 2, "this quote is not closed"),
            ("\"a\"b", 3, "put a blank after the closing quote"),
            ("actor:\"a\"b", 9, "put a blank after the closing quote"),
            ("é -", 3, "write a word or a term right after -"),
            ("\"  \"", 0, "write words between the quotes"),
            ("bbox:1,2,3", 5, "a bbox is west, south, east and north"),
            ("grading:Z9", 8, "a grading is a letter from A to F"),
        ] {
            let error = terms(text).unwrap_err();
            assert_eq!(error.offset, offset, "{text}");
            assert!(error.message.starts_with(message), "{text}: {error}");
            assert!(!error.message.ends_with('.'), "{error}");
        }
    }

    #[test]
    fn a_word_with_a_colon_after_a_digit_is_a_word() {
        assert_eq!(terms("10:30").unwrap()[0].test, Test::Words("10:30".to_owned()));
    }
}
