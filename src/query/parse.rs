//! A filter read from text.
//!
//! Answers which terms a text is made of, or where it goes wrong. It does not know events: whether
//! an id exists is for [`Filter::check`](super::Filter::check).

use super::FilterError;
use super::field::{Field, unknown_field};
use super::number_asked::{NumberAsked, NumberTerm, SIGNS, is_bare_name, looks_like_number};
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
            if self.rest().starts_with(SIGNS) && !words.trim().is_empty() {
                return self.number(sense, words);
            }
            self.expect_blank_after_quote()?;
            if words.trim().is_empty() {
                return error(words_start, "write words between the quotes");
            }
            return Ok(Term { sense, test: Test::Words(words) });
        }
        let run = self.run();
        if let Some(name) = number_name(run) {
            self.at += name.len();
            return self.number(sense, name.to_owned());
        }
        if let Some((field, at)) = compared_field(run) {
            if !field.is_number() {
                return error(words_start, compares_not(field));
            }
            self.at += at;
            return Ok(Term { sense, test: Test::Field(field, self.values(field)?) });
        }
        if run.starts_with(&SIGNS[..5]) && (run.chars().count() == 1 || NumberAsked::parse(run).is_ok()) {
            return error(
                words_start,
                "write name, sign and number without blanks, such as deaths>20; put quotes around it to search for it",
            );
        }
        if let Some(word) = field_word(run) {
            let Some(field) = Field::from_word(word) else { return error(words_start, unknown_field(word)) };
            self.at += word.len() + 1;
            return Ok(Term { sense, test: Test::Field(field, self.values(field)?) });
        }
        self.at += run.len();
        Ok(Term { sense, test: Test::Words(run.to_owned()) })
    }

    /// What is asked of the number with this name, from the sign on.
    fn number(&mut self, sense: Sense, name: String) -> Result<Term, FilterError> {
        self.take(':');
        let (start, run) = (self.at, self.run());
        match NumberAsked::parse(run) {
            Ok(asked) => {
                self.at += run.len();
                Ok(Term { sense, test: Test::Number(NumberTerm { name, asked }) })
            }
            Err(message) => error(start, message),
        }
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

/// The name before the first sign, where a number is compared and the name is no field.
fn number_name(run: &str) -> Option<&str> {
    let (name, rest) = run.split_at(run.find(SIGNS)?);
    if name.is_empty() || Field::from_word(name).is_some() {
        return None;
    }
    let is_number = match rest.strip_prefix(':') {
        Some(value) => is_bare_name(name) && looks_like_number(value),
        // A name with other signs in it is one where a number follows: `<b>` and `5>3` are words.
        None => is_bare_name(name) || (name.contains(char::is_alphabetic) && NumberAsked::parse(rest).is_ok()),
    };
    is_number.then_some(name)
}

/// The field that is compared without a colon, and where the comparison starts.
fn compared_field(run: &str) -> Option<(Field, usize)> {
    let at = run.find(SIGNS).filter(|at| !run[*at..].starts_with(':'))?;
    Some((Field::from_word(&run[..at])?, at))
}

fn compares_not(field: Field) -> String {
    let (word, example) = (field.word(), field.example());
    format!("{word} is no number; write for example {word}:{example}, or \"{word}\">20 for a number that is called so")
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
            ("deaths>", 6, "write a number after the sign"),
            ("é deaths>=many", 9, "many is no number"),
            ("-magnitude:7..6", 11, "7 is more than 6; write 6..7"),
            ("deaths > 20", 7, "write name, sign and number without blanks"),
            ("deaths >20", 7, "write name, sign and number without blanks"),
            ("deaths:1,200", 7, "write 1200 for 1,200"),
            ("category>5", 0, "category is no number; write for example category:strike, or \"category\">20"),
            ("\"a b\">x", 5, "x is no number"),
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
        for text in ["10:30", "5>3", "<b>", ":)", "=>"] {
            assert_eq!(terms(text).unwrap()[0].test, Test::Words(text.to_owned()));
        }
    }
}
