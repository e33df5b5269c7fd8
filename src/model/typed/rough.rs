//! One date as it was typed, taken apart.

use chrono::Weekday;

use super::clock::{self, Clock};
use super::zones::{self, Named};
use super::{Reader, Refusal, TypedError, numbers, words};
use crate::model::edtf::{
    FILLERS, Parts, checked, date_with_unknown_digits, is_day_of_week, month_from_word, months_named, weekday_named,
};

/// The parts of a date that were written; what is missing comes from elsewhere.
#[derive(Debug, Clone, Default)]
pub(super) struct Rough {
    pub(super) parts: Parts,
    /// An expression that is whole, such as `202X`, in place of parts.
    pub(super) whole: Option<String>,
    pub(super) clock: Option<Clock>,
    pub(super) zone: Option<Named>,
    /// The zone that follows an abbreviation, for one that is ambiguous.
    pub(super) zone_behind: Option<Named>,
    pub(super) doubt: Option<char>,
    /// Doubt about year, month and day, each by itself.
    pub(super) doubts: [Option<char>; 3],
    pub(super) weekday: Option<Weekday>,
    /// The English word for a part of the day.
    pub(super) day_part: Option<&'static str>,
}

impl Rough {
    /// Takes a date apart. What it says by itself is noted.
    pub(super) fn read(text: &str, reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let mut rough = Self::default();
        let (text, doubts) = doubts_of_parts(text.trim())?;
        rough.doubts = doubts;
        let (doubt, text) = words::doubt(text);
        rough.doubt = doubt;
        if let Some(whole) = numbers::some(text) {
            rough.whole = Some(whole);
            return Ok(rough);
        }
        let mut rest: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let clock = clock::take(&mut rest)?;
        rough.take_zone(&mut rest, clock.as_ref().map(|(at, _)| *at), reader);
        rough.clock = clock.map(|(_, clock)| clock);
        rough.take_words(&mut rest)?;
        // Commas keep nothing apart any more.
        let rest = rest.join(" ");
        let rest = rest.trim_matches(|char: char| matches!(char, ',' | ' ' | ';'));
        rough.take_date(rest, reader)?;
        if !rough.has_date() && rough.clock.is_none() && rough.weekday.is_none() {
            return Err(Refusal::OtherWay("There is no date here; write one such as 9 Oct 2025".to_owned()));
        }
        Ok(rough)
    }

    /// Whether any part of a date was written.
    pub(super) fn has_date(&self) -> bool {
        self.whole.is_some() || self.parts != Parts::default()
    }

    /// Takes a zone out of words: behind the time, at the end, or in front.
    fn take_zone(&mut self, rest: &mut Vec<String>, clock_at: Option<usize>, reader: &Reader<'_>) {
        let starts =
            clock_at.into_iter().map(|at| (at, 0)).chain((1..=3).map(|count| (rest.len(), count))).chain([(0, 0)]);
        for (at, back) in starts.collect::<Vec<_>>() {
            let Some(from) = at.checked_sub(back) else { continue };
            for count in (1..=3).rev() {
                let Some(typed) = rest.get(from..from + count) else { continue };
                if back != 0 && back != count || clock_at.is_none() && from == 0 {
                    continue;
                }
                let is_date = typed.iter().any(|word| is_word_of_date(bare(word)));
                let named = zones::named(&typed.join(" "), reader.context).filter(|_| !is_date);
                let Some(named) = named else { continue };
                rest.drain(from..from + count);
                if matches!(named, Named::Abbreviation(_)) {
                    let behind = rest.get(from).and_then(|word| zones::named(word, reader.context));
                    self.zone_behind = behind.filter(|zone| matches!(zone, Named::Zone(..)));
                    if self.zone_behind.is_some() {
                        rest.remove(from);
                    }
                }
                if rest.get(from).is_some_and(|word| bare(word) == "time") {
                    rest.remove(from);
                }
                self.zone = Some(named);
                return;
            }
        }
    }

    /// Takes weekdays, parts of a day and words that say nothing out of words.
    fn take_words(&mut self, rest: &mut Vec<String>) -> Result<(), Refusal> {
        let mut kept = Vec::new();
        for word in rest.drain(..) {
            let plain = bare(&word);
            if words::is_relative(plain) && month_from_word(plain).is_none() {
                let message = format!("{plain} is another day for each reader; write the day, such as 9 Oct 2025");
                return Err(TypedError::of(message).into());
            }
            if let Some(part) = words::day_part(plain) {
                self.day_part = Some(part);
                // The early morning
                if kept.last().is_some_and(|before: &String| matches!(bare(before), "early" | "late" | "mid")) {
                    kept.pop();
                }
            } else if plain == "midnight" {
                let message = "Midnight is the start of a day or its end; write 00:00 with the day that begins";
                return Err(TypedError::of(message).into());
            } else if matches!(plain, "at" | "in" | "by" | "on" | "the" | "date" | "um" | "à" | "au" | "في" | "کو")
            {
                // They say nothing here; on is a Wednesday elsewhere.
            } else if let "about" | "around" | "approximately" | "circa" = plain {
                self.doubt = self.doubt.or(Some('~'));
            } else if month_from_word(plain).is_none()
                && !FILLERS.contains(&plain)
                && plain.len() >= 3
                && is_day_of_week(plain)
            {
                self.weekday = weekday_named(plain).or(self.weekday);
            } else {
                kept.push(word);
            }
        }
        *rest = kept;
        Ok(())
    }

    fn take_date(&mut self, rest: &str, reader: &mut Reader<'_>) -> Result<(), Refusal> {
        // Doubt may stand behind a time, too: 18:00 about 9 Oct.
        let (doubt, rest) = words::doubt(rest);
        self.doubt = self.doubt.or(doubt);
        if rest.chars().all(|char| FILLERS.contains(&char.to_string().as_str()) || char == ' ') {
            return Ok(());
        }
        if let Some(parts) = numbers::in_numbers(rest, reader)? {
            self.parts = parts;
            return Ok(());
        }
        let text = rest;
        let rest = numbers::parts_of_year(rest);
        if rest != text
            && let Some(season) = checked(rest.to_ascii_uppercase())
        {
            self.whole = Some(season);
            return Ok(());
        }
        let (era, rest) = numbers::year_with_era(&rest);
        if let Some(mut parts) = Parts::from_words(&rest)
            && (parts != Parts::default() || era.is_some())
            && (era.is_none() || parts.year.is_none())
        {
            parts.year = parts.year.or(era);
            if let Some(year) = parts.year.filter(|year| (32..=99).contains(year) && era.is_none()) {
                let instead = [2000, 1900].map(|century| Parts { year: Some(century + year), ..parts }.text());
                let message = "Write the year with four digits";
                return Err(TypedError::offering(message, instead.into_iter().flatten()).into());
            }
            self.parts = parts;
            return Ok(());
        }
        if era.is_some() {
            return Err(unknown(text));
        }
        if let Some(known) = date_with_unknown_digits(&rest).or_else(|| checked(rest.to_ascii_uppercase())) {
            self.whole = Some(known);
            return Ok(());
        }
        Err(unknown(&rest))
    }
}

/// Doubt in brackets about single parts: `9 October 2025 (day approximate, month uncertain)`.
pub(super) fn doubts_of_parts(text: &str) -> Result<(&str, [Option<char>; 3]), Refusal> {
    let mut doubts = [None; 3];
    let Some((before, inner)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) else {
        return Ok((text, doubts));
    };
    for part in inner.split(", ") {
        let said = [(" in both doubts", '%'), (" approximate", '~'), (" uncertain", '?')];
        let Some((unit, doubt)) = said.iter().find_map(|(words, doubt)| Some((part.strip_suffix(words)?, *doubt)))
        else {
            return Ok((text, [None; 3]));
        };
        let at = match unit {
            "year" => 0,
            "month" | "season" | "part of the year" => 1,
            "day" => 2,
            _ => return Err(Refusal::OtherWay(format!("There is no {unit} to be in doubt of"))),
        };
        doubts[at] = Some(doubt);
    }
    Ok((before, doubts))
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|char: char| matches!(char, ',' | ';' | '(' | ')' | '.' | ':'))
}

fn is_word_of_date(word: &str) -> bool {
    FILLERS.contains(&word)
        || month_from_word(word).is_some()
        || is_day_of_week(word)
        || words::day_part(word).is_some()
}

/// Says which word is not understood, or what is there twice.
fn unknown(text: &str) -> Refusal {
    let mut seen_month = false;
    for word in text.split([' ', ',', '-', '/']).map(bare).filter(|word| !word.is_empty()) {
        let months = months_named(word);
        if months.len() > 1 && month_from_word(word).is_none() {
            let names: Vec<&str> =
                months.iter().map(|month| crate::model::MONTH_NAMES[usize::from(*month) - 1]).collect();
            let message = format!("{word} is {} in different languages; write it in English", names.join(" or "));
            return TypedError::of(message).into();
        }
        let is_number = word.starts_with(|char: char| char.is_ascii_digit());
        if !is_number && !is_word_of_date(word) && word.chars().count() > 1 {
            return Refusal::OtherWay(format!(
                "{word} is not understood as part of a date; write one such as 9 Oct 2025"
            ));
        }
        let is_month = month_from_word(word).is_some();
        if is_month && seen_month {
            return Refusal::OtherWay("There are two months here; write from one date to the other".to_owned());
        }
        seen_month |= is_month;
    }
    Refusal::OtherWay(format!("{text} is not understood as a date; write one such as 9 Oct 2025"))
}
