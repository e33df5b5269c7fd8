//! What does the name of a column say of time, word by word?
//!
//! This module answers whether a name says date, year or hour, start or end, and whose date it is: that of
//! the event or that of the record of it. It does not look at cells.

use super::vocabulary::{self, Word};

/// Whose date a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// Of a birth, of expiry: no date of an event.
    Other,
    /// Of a change to the record.
    Change,
    /// Of the record: entry, report, interview.
    Record,
    /// A stamp, whose moment is not said.
    Stamp,
    /// Nothing says whose.
    Unsaid,
    /// Of the event.
    Event,
}

/// The name of a column, word by word.
#[derive(Debug, Clone, Default)]
pub(super) struct Name {
    /// Its letters and digits, in small letters.
    pub(super) plain: String,
    /// Its words and what they say; nothing where they are not about time.
    pub(super) words: Vec<(String, Option<Word>)>,
    /// The number at its end, as in `StartYear2`; 1 where there is none.
    pub(super) number: u32,
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let mut words = Vec::new();
        let mut number = 1;
        for word in split(name) {
            number = 1;
            if let Ok(digits) = word.parse::<u32>() {
                number = digits;
            } else if is_short_start(&word) && words.is_empty() {
                // StYear; a street or a state where no part of a date follows.
                words.push((word, None));
            } else if let Some(said) = meaning(&word) {
                words.push((word, Some(said)));
            } else if let Some(parts) = parts_of(&word) {
                words.extend(parts.into_iter().map(|(part, said)| (part.to_owned(), Some(said))));
            } else {
                words.push((word, None));
            }
        }
        let is_of_date = |said: &Option<Word>| matches!(said, Some(Word::Year | Word::Month | Word::Day | Word::Date));
        let opens_date = words.get(1).is_some_and(|(_, said)| is_of_date(said));
        if let Some((word, said)) = words.first_mut().filter(|_| opens_date)
            && is_short_start(word)
        {
            *said = Some(Word::Start);
        }
        // The first and last year that it may be.
        if words.iter().any(|(_, said)| matches!(said, Some(Word::Year | Word::Date))) {
            for (word, said) in &mut words {
                match word.as_str() {
                    "min" | "earliest" => *said = Some(Word::Start),
                    "max" | "latest" => *said = Some(Word::End),
                    _ => {}
                }
            }
        }
        Self { plain: super::plain(name), words, number }
    }

    /// True where it names a unit of length, weight or money: its numbers are no degrees.
    pub(super) fn has_unit(&self) -> bool {
        const UNITS: [&str; 18] = [
            "cm", "mm", "km", "m", "metres", "meters", "meter", "metre", "ft", "feet", "inch", "inches", "miles", "kg",
            "px", "usd", "eur", "hectares",
        ];
        self.words.iter().any(|(word, _)| UNITS.contains(&word.as_str()))
    }

    pub(super) fn has(&self, word: Word) -> bool {
        self.words.iter().any(|(_, said)| *said == Some(word))
    }

    /// Whether numbers alone below it are hours: many languages have one word for hour and time of day.
    pub(super) fn is_of_hours(&self) -> bool {
        const HOURS: [&str; 10] =
            ["heure", "hora", "ora", "saat", "uhrzeit", "час", "ώρα", "ساعت", "godzina", "klokkeslett"];
        self.has(Word::Hour) || self.words.iter().any(|(word, _)| HOURS.contains(&word.as_str()))
    }

    /// True where pairs of numbers below it are no places.
    pub(super) fn says_no_place(&self) -> bool {
        const WORDS: [&str; 52] = [
            "interval",
            "ci",
            "confidence",
            "range",
            "min",
            "max",
            "minmax",
            "low",
            "high",
            "ratio",
            "odds",
            "score",
            "scores",
            "result",
            "results",
            "vote",
            "votes",
            "percent",
            "percentage",
            "pct",
            "share",
            "price",
            "prices",
            "cost",
            "amount",
            "size",
            "sizes",
            "dimension",
            "dimensions",
            "length",
            "width",
            "height",
            "weight",
            "temp",
            "temperature",
            "ph",
            "pressure",
            "hours",
            "time",
            "times",
            "opening",
            "rate",
            "rates",
            "value",
            "values",
            "level",
            "levels",
            "mean",
            "preis",
            "größe",
            "ergebnis",
            "stimmen",
        ];
        self.words.iter().any(|(word, _)| WORDS.contains(&word.as_str()))
    }

    /// How many words it has in common with another name.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.words.iter().filter(|word| other.words.contains(word)).count()
    }

    /// Words that say nothing of time.
    pub(super) fn foreign(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter(|(_, said)| said.is_none()).map(|(word, _)| word.as_str())
    }

    /// Whether it says date, in any way.
    pub(super) fn says_date(&self) -> bool {
        self.has(Word::Date) || self.has(Word::Stamp)
    }

    /// Whose date it would be.
    pub(super) fn whose(&self) -> Whose {
        let order = [
            (Word::Other, Whose::Other),
            (Word::Change, Whose::Change),
            (Word::Record, Whose::Record),
            (Word::Event, Whose::Event),
            (Word::Stamp, Whose::Stamp),
        ];
        order.into_iter().find(|(word, _)| self.has(*word)).map_or(Whose::Unsaid, |(_, whose)| whose)
    }

    /// True where it speaks of the same thing as another name: each foreign word of it is in the other.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        self.foreign().all(|word| other.foreign().any(|known| known == word))
            && (self.whose() >= Whose::Stamp || self.whose() == other.whose())
    }

    /// True where both are dates of the same: of what happened, or of the same doing to the record.
    pub(super) fn is_of_same(&self, other: &Self) -> bool {
        let (one, other) = (self.whose(), other.whose());
        one == other || one >= Whose::Stamp && other >= Whose::Stamp
    }
}

/// True for a start that is written short.
fn is_short_start(word: &str) -> bool {
    matches!(word, "st" | "strt" | "beg" | "bgn" | "init")
}

fn meaning(word: &str) -> Option<Word> {
    vocabulary::all().find(|(known, _)| *known == word).map(|(_, said)| said)
}

/// `StartYear1` as start, year, 1; `EVENT_DATE` as event, date.
fn split(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().take(200).collect();
    let mut words: Vec<String> = Vec::new();
    let mut is_new = true;
    for (at, &char) in chars.iter().enumerate() {
        if !char.is_alphanumeric() && !is_mark(char) {
            is_new = true;
            continue;
        }
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(at + 1);
        is_new |= before.is_some_and(|before| {
            before.is_lowercase() && char.is_uppercase()
                || before.is_numeric() != char.is_numeric()
                || before.is_uppercase() && char.is_uppercase() && after.is_some_and(|after| after.is_lowercase())
        });
        let small = char.to_lowercase();
        match words.last_mut().filter(|_| !is_new) {
            Some(word) => word.extend(small),
            None => words.push(small.collect()),
        }
        is_new = false;
    }
    words
}

/// Signs that stand within words of Indic scripts.
fn is_mark(char: char) -> bool {
    matches!(char, '\u{93c}' | '\u{93e}'..='\u{94d}')
}

/// The known words of which a name is written together: `startdate`, `dateofevent`.
fn parts_of(word: &str) -> Option<Vec<(&'static str, Word)>> {
    if !word.is_ascii() || !(5..=30).contains(&word.len()) {
        return None;
    }
    // From the end: how few words the rest takes, and the first of them.
    let mut rest: Vec<Option<(usize, &'static str, Word)>> = vec![None; word.len() + 1];
    rest[word.len()] = Some((0, "", Word::Filler));
    let known: Vec<(&str, Word)> = vocabulary::all()
        .filter(|(word, _)| word.is_ascii() && (word.len() >= 3 || matches!(*word, "of" | "to" | "in" | "i")))
        .collect();
    for at in (0..word.len()).rev() {
        let fitting = known.iter().filter(|(known, _)| word[at..].starts_with(known));
        let counted = fitting.filter_map(|(known, said)| Some((rest[at + known.len()]?.0 + 1, *known, *said)));
        rest[at] = counted.min_by_key(|(count, ..)| *count);
    }
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some((count, known, said)) = rest[at].filter(|(count, ..)| *count > 0) {
        // More parts than that are an accident of letters.
        if count > 4 {
            return None;
        }
        parts.push((known, said));
        at += known.len();
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_apart_into_whole_words_only() {
        let words = |name: &str| -> String {
            let name = Name::of(name);
            let words =
                name.words.iter().map(|(word, said)| said.map_or(format!("({word})"), |said| format!("{said:?}")));
            words.collect::<Vec<_>>().join(" ")
        };
        for (name, expected) in [
            ("Event Date", "Event Date"),
            ("StartYear1", "Start Year"),
            ("StYear", "Start Year"),
            ("year_min", "Year Start"),
            ("latest date", "End Date"),
            ("min", "Minute"),
            ("St Paul", "(st) (paul)"),
            ("Erfassungsdatum", "Record Date"),
            ("EVENT_DATE", "Event Date"),
            ("dateofincident", "Date Filler Event"),
            ("acq_time", "Event Time"),
            ("approxdate", "Filler Date"),
            ("candidates", "(candidates)"),
            ("mandate", "(mandate)"),
            ("today", "Record"),
            ("UTCTime", "Filler Time"),
            ("When did it happen?", "Date Filler Filler Event"),
            ("Date of birth", "Date Filler Other"),
            ("Response time", "Record Time"),
            ("lifetime", "(lifetime)"),
            ("estimate", "(estimate)"),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }

    #[test]
    fn the_date_of_an_event_is_told_from_that_of_its_record() {
        for (name, expected) in [
            ("incident_date", Whose::Event),
            ("Date reported", Whose::Record),
            ("_submission_time", Whose::Record),
            ("Timestamp", Whose::Stamp),
            ("Last Update", Whose::Change),
            ("Closed Date", Whose::Change),
            ("Geburtsdatum", Whose::Other),
            ("Fecha", Whose::Unsaid),
        ] {
            assert_eq!(Name::of(name).whose(), expected, "{name}");
        }
    }
}
