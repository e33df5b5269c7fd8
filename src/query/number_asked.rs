//! A term that compares a number of the events, such as `deaths>20` or `magnitude:6..7`.
//!
//! Answers how it is written, and whether a number is as it asks. It does not know which numbers a story has.

use std::fmt;

use super::bound::{Bound, Comparison};
use super::field::Field;
use super::value::quoted;

/// A number by the name that its column or measure has, and what is asked of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberTerm {
    /// As it was typed.
    pub(super) name: String,
    pub(super) asked: NumberAsked,
}

/// What is asked of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NumberAsked {
    Bound(Bound),
    /// From the least to the greatest, both included.
    Range(f64, f64),
}

/// The signs that may stand between a name and a number. A colon stands before a range.
pub(super) const SIGNS: [char; 6] = ['<', '>', '=', '≤', '≥', ':'];

impl NumberAsked {
    /// Reads a comparison such as `>20`, a number or a range such as `6..7`, either end of which may be missing.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let Some((least, greatest)) = text.split_once("..") else {
            return Bound::parse(text).map(Self::Bound).ok_or_else(|| no_number(text));
        };
        let number = |end: &str| match end.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(no_number(end)),
        };
        let bound = |comparison, end| Ok(Self::Bound(Bound { comparison, number: number(end)? }));
        match (least, greatest) {
            ("", "") => Err("write a number before or after the dots, such as 6..7 or 6..".to_owned()),
            (least, "") => bound(Comparison::AtLeast, least),
            ("", greatest) => bound(Comparison::AtMost, greatest),
            (least, greatest) => {
                let (least, greatest) = (number(least)?, number(greatest)?);
                if least > greatest {
                    return Err(format!("{least} is more than {greatest}; write {greatest}..{least}"));
                }
                Ok(Self::Range(least, greatest))
            }
        }
    }

    /// True when a number is as asked.
    pub(super) fn admits(self, number: f64) -> bool {
        match self {
            Self::Bound(bound) => bound.admits_some_of(number, number),
            Self::Range(least, greatest) => (least..=greatest).contains(&number),
        }
    }
}

/// What to say of a text that stands where a number should.
fn no_number(text: &str) -> String {
    let number = text.trim_start_matches(SIGNS);
    if number.is_empty() {
        return "write a number after the sign, such as deaths>20, or put quotes around it to search for it".to_owned();
    }
    let plain = number.replace(',', "");
    if plain.parse::<f64>().is_ok_and(f64::is_finite) {
        return format!("write {plain} for {number}");
    }
    format!("{number} is no number; write for example deaths>20 or magnitude:6..7, or put quotes around it")
}

/// True where a name is read again without quotes.
pub(super) fn is_bare_name(name: &str) -> bool {
    name.starts_with(char::is_alphabetic)
        && name.chars().all(|char| char.is_alphanumeric() || "_-.%".contains(char))
        && Field::from_word(name).is_none()
}

/// True where what stands after a name and a colon can only be meant as a number.
pub(super) fn looks_like_number(text: &str) -> bool {
    let text = text.trim_start_matches(SIGNS);
    let text = text.strip_prefix("..").or_else(|| text.strip_prefix(['-', '+', '.'])).unwrap_or(text);
    text.starts_with(|char: char| char.is_ascii_digit())
}

/// A name as it stands before a sign.
pub(super) fn name_where_needed(name: &str) -> String {
    if is_bare_name(name) { name.to_owned() } else { quoted(name) }
}

impl fmt::Display for NumberTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&name_where_needed(&self.name))?;
        match self.asked {
            NumberAsked::Bound(Bound { comparison: Comparison::Is, number }) => write!(f, "={number}"),
            NumberAsked::Bound(bound) => bound.fmt(f),
            NumberAsked::Range(least, greatest) => write!(f, ":{least}..{greatest}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_and_ranges_have_both_ends() {
        for (text, admitted, left_out) in [
            (">20", 20.5, 20.0),
            (">=20", 20.0, 19.9),
            ("<5", 4.0, 5.0),
            ("<=5", 5.0, 5.1),
            ("=3", 3.0, 3.1),
            ("3", 3.0, 2.0),
            ("6..7", 7.0, 7.1),
            ("6..7", 6.0, 5.9),
            ("6..", 6.0, 5.9),
            ("..-7.5", -8.0, -7.0),
        ] {
            let asked = NumberAsked::parse(text).unwrap();
            assert!(asked.admits(admitted) && !asked.admits(left_out), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_answered_with_what_to_write() {
        for (text, message) in [
            (">", "write a number after the sign, such as deaths>20"),
            (">many", "many is no number; write for example deaths>20"),
            (">1,200", "write 1200 for 1,200"),
            ("7..6", "7 is more than 6; write 6..7"),
            ("..", "write a number before or after the dots"),
            ("6..x", "x is no number"),
            ("nan..", "nan is no number"),
            ("1e999", "1e999 is no number"),
        ] {
            let error = NumberAsked::parse(text).unwrap_err();
            assert!(error.starts_with(message), "{text}: {error}");
        }
    }
}
