//! Reads an expression from text, strictly.
//!
//! This file reads whole expressions and dates; their parts are read in [`super::parse_part`].

use super::calendar::days_in_month;
use super::error::EdtfError;
use super::span;
use super::{Date, Day, Digits, End, Expression, Member, Month, Part, Qualifier, SetKind, Time, Unit, Year};

/// The longest expression that is read, in bytes. More is refused unread.
const LONGEST_BYTES: usize = 8192;

/// A day, an interval of days or one day of several that is written in full with nothing else in doubt, as nearly all
/// dates of large tables are. None for all else, wrong or right.
pub(super) fn plain_days(text: &str) -> Option<Expression> {
    let day = |text: &str| {
        let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let is_dashed = bytes[4] == b'-' && bytes[7] == b'-';
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u16::from(digit - b'0')))
        };
        let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])? as u8, number(&bytes[8..])? as u8);
        let year = i64::from(year);
        let is_day = is_dashed && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        is_day.then(|| Date::of_day(Day { year, month, day }, None)).flatten()
    };
    // A day that is known no closer than from one to another.
    if let Some(range) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let (first, last) = range.split_once("..")?;
        let (first, last) = (day(first)?, day(last)?);
        let range = || vec![Member::Range(Some(first), Some(last))];
        return (first.first <= last.first).then(|| Expression::Set(SetKind::OneOf, range()));
    }
    let Some((first, last)) = text.split_once('/') else { return day(text).map(Expression::Date) };
    let (first, last) = (day(first)?, day(last)?);
    (first.first <= last.first).then(|| Expression::Interval(Box::new((End::At(first), End::At(last)))))
}

/// Reads an expression, without a look at other ways of writing dates.
pub(super) fn parse_strictly(text: &str) -> Result<Expression, EdtfError> {
    if text.len() > LONGEST_BYTES {
        let offset = text.floor_char_boundary(LONGEST_BYTES);
        return Err(EdtfError::new(offset, format!("this is longer than {LONGEST_BYTES} bytes; write an interval")));
    }
    if text.is_empty() {
        return Err(EdtfError::new(0, "this is empty; write a date such as 2025-10-09, or leave it out altogether"));
    }
    Parser { text, at: 0 }.expression()
}

/// Text and how far it was read. It only ever steps over ASCII, so `at` is between two characters.
pub(super) struct Parser<'a> {
    text: &'a str,
    pub(super) at: usize,
}

pub(super) type Parsed<T> = Result<T, EdtfError>;

impl Parser<'_> {
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    pub(super) fn eat(&mut self, token: &str) -> bool {
        let found = token.is_ascii() && self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    /// Steps over the bytes that are wanted and gives where they stood.
    pub(super) fn run(&mut self, wanted: impl Fn(u8) -> bool) -> (usize, &str) {
        let start = self.at;
        self.at += self.rest().bytes().take_while(|&byte| byte.is_ascii() && wanted(byte)).count();
        (start, &self.text[start..self.at])
    }

    fn end(&self) -> Parsed<()> {
        match self.rest().chars().next() {
            None => Ok(()),
            Some(space) if space.is_whitespace() => Err(EdtfError::new(self.at, "remove the space")),
            Some(other) => Err(EdtfError::new(self.at, format!("remove `{other}`, the date ends before it"))),
        }
    }

    fn expression(&mut self) -> Parsed<Expression> {
        if self.eat("[") {
            return self.set(SetKind::OneOf, "]");
        }
        if self.eat("{") {
            return self.set(SetKind::AllOf, "}");
        }
        let start = self.interval_end()?;
        if self.eat("/") {
            let end_at = self.at;
            let end = self.interval_end()?;
            self.end()?;
            match (&start, &end) {
                (End::Unknown, End::Unknown) => {
                    return Err(EdtfError::new(
                        0,
                        "an interval needs a start or an end; write .. for one without limit",
                    ));
                }
                (End::At(first), End::At(last)) => in_order(first, last, end_at)?,
                _ => {}
            }
            return Ok(Expression::Interval(Box::new((start, end))));
        }
        match start {
            End::At(date) => self.end().map(|()| Expression::Date(date)),
            End::Open | End::Unknown => Err(EdtfError::new(
                self.at,
                "write a slash after the open start, and then the end, such as ../2025-10-09",
            )),
        }
    }

    fn interval_end(&mut self) -> Parsed<End> {
        if self.eat("..") {
            Ok(End::Open)
        } else if matches!(self.peek(), None | Some(b'/')) {
            Ok(End::Unknown)
        } else {
            self.date().map(End::At)
        }
    }

    fn set(&mut self, kind: SetKind, close: &str) -> Parsed<Expression> {
        let mut members = Vec::new();
        loop {
            members.push(self.member(close)?);
            if self.eat(close) {
                self.end()?;
                return Ok(Expression::Set(kind, members));
            }
            if !self.eat(",") {
                return Err(EdtfError::new(
                    self.at,
                    format!("write a comma and another date here, or close with {close}"),
                ));
            }
        }
    }

    fn member(&mut self, close: &str) -> Parsed<Member> {
        if self.eat("..") {
            return Ok(Member::Range(None, Some(self.date()?)));
        }
        let first = self.date()?;
        if !self.eat("..") {
            return Ok(Member::Date(first));
        }
        if self.rest().starts_with([',']) || self.rest().starts_with(close) {
            return Ok(Member::Range(Some(first), None));
        }
        let last_at = self.at;
        let last = self.date()?;
        in_order(&first, &last, last_at)?;
        Ok(Member::Range(Some(first), Some(last)))
    }

    fn date(&mut self) -> Parsed<Date> {
        let start = self.at;
        let year = self.part(Self::year)?;
        let is_four = matches!(year.value, Year::Four { significant: None, .. });
        if self.rest().starts_with('-') && !is_four {
            let message = "remove what follows the year; a year with Y or S has no months";
            return Err(EdtfError::new(self.at, message));
        }
        if !self.eat("-") {
            return self.whole(start, year, None, None, None);
        }
        let month = self.part(Self::month)?;
        if !self.eat("-") {
            return self.whole(start, year, Some(month), None, None);
        }
        if let Month::Season(season) = month.value {
            return Err(EdtfError::new(self.at, format!("remove the day; the season {season} has none")));
        }
        let day_at = self.at;
        let day = self.part(Self::day)?;
        if !self.eat("T") {
            return self.whole(day_at, year, Some(month), Some(day), None);
        }
        let time_at = self.at;
        let time = Part { value: self.time()?, left: None, right: self.qualifier()? };
        let date = self.whole(day_at, year, Some(month), Some(day), Some(time))?;
        let is_specified = match (year.value, month.value) {
            (Year::Four { digits, .. }, Month::Month(month)) => {
                digits.is_specified() && month.is_specified() && day.value.is_specified()
            }
            _ => false,
        };
        let message = "remove the time; only a day without X has times";
        if is_specified { Ok(date) } else { Err(EdtfError::new(time_at - 1, message)) }
    }

    fn whole(
        &self,
        at: usize,
        year: Part<Year>,
        month: Option<Part<Month>>,
        day: Option<Part<Digits>>,
        time: Option<Part<Time>>,
    ) -> Parsed<Date> {
        Date::new(year, month, day, time).ok_or_else(|| {
            let month_start = Date::new(year, month, None, None).filter(Date::is_single);
            let message = match (month_start, day) {
                (Some(month), Some(day)) if day.value.is_specified() => {
                    let (year, length) =
                        (month.first.year, super::calendar::days_in_month(month.first.year, month.first.month));
                    format!("day {} does not exist; month {} of {year} has {length} days", day.value, month.first.month)
                }
                _ => "no day has these digits; write X for those that are not known".to_owned(),
            };
            // A qualifier to the left of the day is not what is wrong.
            EdtfError::new(at + self.text[at..].bytes().take_while(|byte| b"?~%".contains(byte)).count(), message)
        })
    }

    /// Something with a qualifier to its left or right.
    fn part<T>(&mut self, value: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<Part<T>> {
        let left = self.qualifier()?;
        let value = value(self)?;
        Ok(Part { value, left, right: self.qualifier()? })
    }

    fn qualifier(&mut self) -> Parsed<Option<Qualifier>> {
        let qualifier = match self.peek() {
            Some(b'?') => Qualifier::Uncertain,
            Some(b'~') => Qualifier::Approximate,
            Some(b'%') => Qualifier::Both,
            _ => return Ok(None),
        };
        self.at += 1;
        if matches!(self.peek(), Some(b'?' | b'~' | b'%')) {
            return Err(EdtfError::new(self.at, "write one qualifier: ? uncertain, ~ approximate, % both"));
        }
        Ok(Some(qualifier))
    }
}

/// Refuses a last date before the first.
fn in_order(first: &Date, last: &Date, last_at: usize) -> Parsed<()> {
    if span::is_in_order(first, last) {
        return Ok(());
    }
    let unit = if last.unit() == Unit::Time { "time" } else { "date" };
    Err(EdtfError::new(last_at, format!("the end {last} is before the start; write the earlier {unit} first")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_days_are_what_the_whole_grammar_makes_of_them() {
        for year in ["-001", "0000", "0004", "1900", "2000", "2023", "9999"] {
            for (month, day) in (0..=13).flat_map(|month| (0..=32).map(move |day| (month, day))) {
                let text = format!("{year}-{month:02}-{day:02}");
                assert_eq!(plain_days(&text), parse_strictly(&text).ok(), "{text}");
                let interval = format!("2000-02-28/{text}");
                assert_eq!(plain_days(&interval), parse_strictly(&interval).ok(), "{interval}");
                let one_of = format!("[2000-02-28..{text}]");
                assert_eq!(plain_days(&one_of), parse_strictly(&one_of).ok(), "{one_of}");
            }
        }
        assert_eq!(plain_days("2025-10-09~"), None);
    }
}
