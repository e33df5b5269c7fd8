//! Dates as an author types them into a field.
//!
//! This module answers what is meant by `9 Oct, evening` or `18:00 Kabul`, and says what it took from elsewhere and
//! what it could not express. It does not guess: what can be read in two ways is refused with both. How dates of
//! tables are read, where nobody can be asked, is in `edtf::informal_dates`, whose words are used here.
//!
//! A text goes through [`several`] and [`ranges`], which take each date apart in [`rough`] (with [`clock`],
//! [`numbers`], [`zones`] and [`words`]) and put them together in [`fill`], where what is missing comes from.

mod clock;
mod fill;
mod numbers;
mod ranges;
mod rough;
mod several;
#[cfg(test)]
mod tests;
mod words;
mod zones;

use chrono::NaiveDate;

use super::edtf::in_small_letters;
use super::{When, Zone};

/// Longer texts are no dates, in bytes.
const LONGEST_BYTES: usize = 200;

/// What is known where a date is typed.
#[derive(Debug, Clone, Copy)]
pub struct TypedContext<'a> {
    /// A day near to the one that is meant: that of the event, its neighbour or the story. A missing year is that
    /// which comes nearest to it.
    pub near: Option<NaiveDate>,
    /// The zone in which times without one are counted.
    pub zone: &'a Zone,
    /// Further names of zones, such as those of the story's places.
    pub zone_names: &'a [(String, Zone)],
}

/// How a typed date is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedWhen {
    /// What it says in EDTF. Times of a zone that was named stand with their offset, unless it is that of the
    /// context.
    pub when: When,
    /// The zone that was named.
    pub zone: Option<Zone>,
    /// What was taken from elsewhere, taken as something or could not be expressed: one sentence each, without a
    /// full stop.
    pub notes: Vec<String>,
    /// What else can be meant, to choose from.
    pub others: Vec<When>,
}

/// Why a typed date is not read, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TypedError {
    /// One sentence without a full stop.
    pub message: String,
    /// What can be meant, to choose from.
    pub instead: Vec<When>,
}

impl When {
    /// Reads a date as people write it: EDTF, or words such as `night of 11 to 12 October`, `about 22 Oct`,
    /// `since 2021` or `9 Oct 18:00 Kabul`.
    ///
    /// An error says why it is refused; where it could mean one of several dates, it offers them.
    ///
    /// ```
    /// # use meridian::model::{TypedContext, When, Zone};
    /// let near = chrono::NaiveDate::from_ymd_opt(2025, 10, 20);
    /// let context = TypedContext { near, zone: &Zone::Utc, zone_names: &[] };
    /// let read = When::read_typed("9 Oct 18:00 Kabul", &context)?;
    /// assert_eq!(read.when.to_string(), "2025-10-09T18:00+04:30");
    /// assert_eq!(read.notes[0], "No year given: 2025 comes nearest to 20 October 2025");
    /// assert_eq!(When::read_typed("12/10/2025", &context).unwrap_err().instead.len(), 2);
    /// # Ok::<(), meridian::model::TypedError>(())
    /// ```
    pub fn read_typed(text: &str, context: &TypedContext<'_>) -> Result<TypedWhen, TypedError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TypedError::of("There is no date here"));
        }
        if text.len() > LONGEST_BYTES {
            return Err(TypedError::of(format!("This is longer than {LONGEST_BYTES} bytes; write a date")));
        }
        let edtf = Self::parse(text);
        if let Ok(when) = edtf {
            return Ok(of_edtf(text, when));
        }
        let mut reader = Reader { context, notes: Vec::new(), others: Vec::new(), zone: None };
        let lower = words::plain_digits(&in_small_letters(text));
        let read = several::expression(&lower, &mut reader).map_err(Refusal::error);
        let read = read.and_then(|candidate| parsed(&candidate));
        match (read, edtf) {
            (Ok(when), _) => {
                let Reader { mut notes, mut others, zone, .. } = reader;
                notes.dedup();
                others.retain(|other| *other != when);
                if let Some(skipped) = when.skipped_in(zone.as_ref().unwrap_or(context.zone)) {
                    notes.push(format!("Clocks were set forward over {}, which never was", skipped.replace('T', " ")));
                }
                Ok(TypedWhen { when, zone, notes, others })
            }
            // Whoever writes in EDTF is told what is wrong in EDTF.
            (Err(_), Err(edtf)) if is_like_edtf(text) => Err(TypedError::of(sentence(&edtf.message))),
            (Err(refused), _) => Err(refused),
        }
    }
}

/// Whether a text begins as only EDTF does.
fn is_like_edtf(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_year = bytes.len() > 4 && bytes.iter().take(4).all(|byte| byte.is_ascii_digit() || *byte == b'X');
    has_year && b"-/~?%".contains(&bytes[4]) && !text.contains(' ') || text.starts_with(['[', '{', 'Y'])
}

/// With a remark on 2021-22, which people take for two years.
fn of_edtf(text: &str, when: When) -> TypedWhen {
    let mut read = TypedWhen { when, zone: None, notes: Vec::new(), others: Vec::new() };
    let season = text.split_once('-').filter(|(year, season)| year.len() == 4 && season.len() == 2);
    if let Some((year, season)) = season.filter(|(_, season)| ("21"..="41").contains(season)) {
        let words = read.when.to_words(None);
        read.notes.push(format!("In EDTF, -{season} stands for a part of the year: {words}"));
        let century = year.get(..2).unwrap_or_default();
        read.others.extend(When::parse(&format!("{year}/{century}{season}")).ok());
    }
    read
}

fn parsed(candidate: &str) -> Result<When, TypedError> {
    When::parse(candidate).map_err(|error| TypedError::of(sentence(&error.message)))
}

/// With a capital letter.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl TypedError {
    fn of(message: impl Into<String>) -> Self {
        Self { message: message.into(), instead: Vec::new() }
    }

    /// With expressions to choose from; those that are none are left out.
    fn offering(message: impl Into<String>, instead: impl IntoIterator<Item = String>) -> Self {
        let instead = instead.into_iter().filter_map(|text| When::parse(&text).ok()).collect();
        Self { message: message.into(), instead }
    }
}

/// Why a way of reading does not do.
#[derive(Debug)]
enum Refusal {
    /// It is not written that way; others may do.
    OtherWay(String),
    /// It is written that way, and refused.
    Final(TypedError),
}

impl Refusal {
    fn error(self) -> TypedError {
        match self {
            Self::OtherWay(message) => TypedError::of(message),
            Self::Final(error) => error,
        }
    }
}

impl From<TypedError> for Refusal {
    fn from(error: TypedError) -> Self {
        Self::Final(error)
    }
}

/// What was found out on the way.
struct Reader<'a> {
    context: &'a TypedContext<'a>,
    notes: Vec<String>,
    others: Vec<When>,
    zone: Option<Zone>,
}

impl Reader<'_> {
    fn note(&mut self, words: impl Into<String>) {
        let words = words.into();
        if !self.notes.contains(&words) {
            self.notes.push(words);
        }
    }

    fn other(&mut self, text: &str) {
        self.others.extend(When::parse(text).ok());
    }

    /// What an expression that lacks a year says with the year that brings it nearest to the context. None where
    /// it says nothing with any.
    fn with_nearest_year(&mut self, with_year: impl Fn(i64) -> Option<String>) -> Option<String> {
        use chrono::Datelike as _;
        let near = self.context.near?;
        let near_secs = near.and_hms_opt(12, 0, 0)?.and_utc().timestamp() as f64;
        let year = i64::from(near.year());
        // A 29 February is up to eight years away.
        let found = (0..=8).flat_map(|step| [year - step, year + step]).filter_map(|year| {
            let text = with_year(year)?;
            let possible = When::parse(&text).ok()?.span(&Zone::Utc).possible;
            let distance = (possible.start_secs - near_secs).max(near_secs - possible.end_secs).max(0.0);
            Some((distance, year, text))
        });
        let (_, year, text) = found.min_by(|one, other| one.0.total_cmp(&other.0))?;
        self.note(format!("No year given: {year} comes nearest to {}", words::day(near)));
        Some(text)
    }
}
