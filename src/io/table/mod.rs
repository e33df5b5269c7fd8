//! Tables whose rows become events: of separated cells, of sheets, of any format with columns.
//!
//! This module answers which events the rows are, and what was thought of their columns. It does not know
//! where the bytes come from. `text` and `read` take separated cells apart, `recognise` and `schema` tell
//! what columns mean, `mapping` is how that is said, `plan` makes the events, `gather` keeps them,
//! `further` joins those that several rows are about.

mod aloud;
mod coordinates;
mod dates;
mod further;
mod gather;
mod header;
mod ids;
mod mapping;
mod memo;
mod names;
mod own;
mod plan;
mod read;
mod recognise;
mod schema;
mod seen;
mod text;
mod unclosed;

use std::collections::BTreeMap;
use std::sync::Arc;

use aloud::Expected;
pub use dates::DayOrder;
pub(super) use gather::Gathering;
pub use gather::Report;
pub(super) use header::Header;
pub use mapping::{Field, Mapping, MappingError};
#[cfg(feature = "parquet")]
pub(super) use own::own_column;
pub(super) use own::{Shapes, cells_of, columns_of, lost_in_tables};
use plan::{Cells, Days, RowPlan};
pub(super) use read::read_table;
use recognise::{Given, Guess};
pub(super) use schema::known_schema;
pub use text::{Quoting, Writing};

use super::harvest::Batch;
use crate::model::{Events, Rows};

/// What was thought of the columns of a table, and its first rows to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The names of the columns.
    pub columns: Arc<[String]>,
    /// Which column was taken for what.
    pub mapping: Mapping,
    /// What was recognised, before anything was corrected.
    pub guessed: Mapping,
    /// The table that it is known as, such as `ACLED`.
    pub schema: Option<&'static str>,
    /// What could be otherwise, in words.
    pub doubts: Vec<String>,
    /// What could say when it happened, with how many rows each would date and what was taken, best first.
    pub candidates: Vec<String>,
    /// How it is written, where it is text.
    pub writing: Option<Writing>,
    /// The first rows.
    pub sample: Rows,
}

/// What would become of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Its line in the file.
    pub line: u64,
    /// The title of its event; empty where it becomes none.
    pub title: String,
    /// Its time in words.
    pub when: String,
    /// Its place in words.
    pub place: String,
    /// What is wrong or odd.
    pub remarks: Vec<String>,
}

/// A key for tables with the same columns: SHA-256 of their names, in hexadecimal digits.
pub fn header_key(columns: &[String]) -> String {
    use sha2::{Digest as _, Sha256};
    format!("{:x}", Sha256::digest(columns.join("\u{1f}").as_bytes()))
}

/// What would become of rows with this mapping, nothing of it guessed.
pub fn try_rows(sample: &Rows, mapping: &Mapping) -> Vec<Tried> {
    let guess = recognise::guess(sample);
    let form = |column: usize| guess.dates[column].form(mapping.day_order);
    let is_own = guess.mapping.columns.iter().all(|(field, name)| mapping.columns.get(field) == Some(name));
    let days = if is_own { Days::OfSchema } else { Days::OfColumns };
    let signs = guess.signs(mapping, sample.columns());
    let plan = RowPlan::new(mapping, sample.columns(), form, guess.schema.clone(), days, signs);
    let rows = Arc::new(sample.clone());
    (0..rows.len())
        .map(|row| {
            let mut into = Gathering::default();
            plan.add(Cells::new(&rows, row), None, None, &mut into);
            let event = into.story.events.into_iter().next().unwrap_or_default();
            let place = event.place.as_ref().map(|place| place.name.as_str()).unwrap_or_default();
            let place = match (event.anchor(), place) {
                (Some(at), "") => format!("{:.4}, {:.4}", at.lat, at.lon),
                (Some(at), place) => format!("{place} ({:.4}, {:.4})", at.lat, at.lon),
                (None, "") => "no location".to_owned(),
                (None, place) => format!("{place}, not on the map"),
            };
            let when = event.when.as_ref().map_or("no date".to_owned(), |when| when.to_words(event.zone.as_ref()));
            let remarks = into.diagnostics.iter().map(|told| told.message.clone()).collect();
            Tried { line: rows.line(row), title: event.title, when, place, remarks }
        })
        .collect()
}

/// Batches of fewer rows may be held as they are.
const FEW_ROWS: usize = 1024;
/// So many rows of a table are kept to look at.
const SAMPLE_ROWS: usize = 8;

/// Makes events of rows as they come in.
pub(super) struct Planner<'a> {
    /// What the viewer says of the columns.
    correction: &'a Mapping,
    /// What was said of the columns of such tables before.
    remembered: &'a BTreeMap<String, Mapping>,
    guess: Option<Guess>,
    plan: Option<RowPlan>,
    /// What was recognised, before it was corrected.
    guessed: Mapping,
    /// Batches that wait until it is known how their dates are written.
    waiting: Vec<Batch>,
    sample: Rows,
    given: Given,
}

impl<'a> Planner<'a> {
    pub(super) fn new(correction: &'a Mapping, remembered: &'a BTreeMap<String, Mapping>) -> Self {
        Self {
            correction,
            remembered,
            guess: None,
            plan: None,
            guessed: Mapping::default(),
            waiting: Vec::new(),
            sample: Rows::default(),
            given: Given::default(),
        }
    }

    /// Takes in a batch.
    pub(super) fn take(&mut self, batch: Batch, into: &mut Gathering) {
        self.given.whens |= batch.whens.iter().any(Option::is_some);
        self.given.geometries |= batch.geometries.iter().any(Option::is_some);
        let Some(guess) = &mut self.guess else {
            let mut guess = recognise::guess(&batch.rows);
            self.guessed = guess.mapping.clone();
            if self.correction.is_empty()
                && let Some(remembered) = self.remembered.get(&header_key(batch.rows.columns()))
            {
                self.correction = remembered;
                guess.doubts.clear();
            }
            guess.mapping = guess.mapping.corrected_by(self.correction);
            self.sample = Rows::new(batch.rows.columns().clone());
            for row in 0..batch.rows.len().min(SAMPLE_ROWS) {
                self.sample.push(batch.rows.line(row), batch.rows.cells(row));
            }
            self.guess = Some(guess);
            return self.settle(batch, into);
        };
        if self.plan.is_none() {
            guess.see(&batch.rows);
            return self.settle(batch, into);
        }
        self.add(batch, into);
    }

    /// Makes the plan, if it is known how dates are written; else keeps the batch waiting.
    fn settle(&mut self, batch: Batch, into: &mut Gathering) {
        let Some(guess) = &self.guess else { return };
        if guess.ambiguous_dates(batch.rows.columns()).next().is_some() {
            self.waiting.push(batch);
            return;
        }
        self.plan = Some(self.new_plan(guess, batch.rows.columns()));
        self.waiting.push(batch);
        for batch in std::mem::take(&mut self.waiting) {
            self.add(batch, into);
        }
    }

    fn new_plan(&self, guess: &Guess, columns: &[String]) -> RowPlan {
        let order = guess.mapping.day_order;
        let form = |column: usize| guess.dates[column].form(order);
        // Whoever says which column is the date means its dates as they stand.
        let of_dates = [Field::When, Field::Start, Field::End, Field::Year];
        let is_chosen = of_dates.iter().any(|field| self.correction.columns.contains_key(field));
        let days = if is_chosen { Days::OfColumns } else { Days::OfSchema };
        RowPlan::new(&guess.mapping, columns, form, guess.schema.clone(), days, guess.signs(&guess.mapping, columns))
    }

    fn add(&self, batch: Batch, into: &mut Gathering) {
        let Some(plan) = &self.plan else { return };
        let Batch { mut rows, geometries, whens, .. } = batch;
        // Of larger ones the room is used again soon.
        if rows.len() < FEW_ROWS {
            rows.shrink_to_fit();
        }
        let rows = Arc::new(rows);
        let (mut geometries, mut whens) = (geometries.into_iter(), whens.into_iter());
        for row in 0..rows.len() {
            let geometry = geometries.next().flatten();
            let when = whens.next().flatten();
            plan.add(Cells::new(&rows, row), geometry, when, into);
        }
    }

    /// Takes in what still waits, and says what was thought of the columns. None without rows.
    pub(super) fn finish(mut self, into: &mut Gathering) -> Option<Table> {
        let mut guess = self.guess.take()?;
        let columns = self.sample.columns().clone();
        if self.plan.is_none() {
            guess.tell_ambiguous(&columns);
            self.plan = Some(self.new_plan(&guess, &columns));
            for batch in std::mem::take(&mut self.waiting) {
                self.add(batch, into);
            }
        }
        into.finish_joining();
        guess.doubts.extend(guess.untitled.take());
        if self.correction.is_empty() {
            guess.tell_missing(self.given, &columns);
        }
        let remarks = guess.remarks_on_dates(&columns);
        guess.doubts.extend(remarks);
        for (field, name) in self.correction.columns.iter().filter(|(_, name)| !name.is_empty()) {
            if !columns.contains(name) {
                let word = field.word();
                into.error(1, format!("there is no column \"{name}\" for {word}; columns are {}", columns.join(", ")));
            }
        }
        if into.media > 0 {
            let slides = if into.media == 1 { "1 slide has".to_owned() } else { format!("{} slides have", into.media) };
            into.warning(
                1,
                format!("{slides} media, such as pictures and films, that are not shown; their addresses stay with the events"),
            );
        }
        for doubt in &guess.doubts {
            into.warning(1, doubt.clone());
        }
        let has = |fields: &[Field]| fields.iter().any(|field| guess.mapping.column(*field).is_some());
        let expected = Expected {
            dates: self.given.whens || has(&[Field::When, Field::Start, Field::Year]),
            // Sheets of TimelineJS are lives and ages made by hand.
            lengths: !matches!(guess.schema, Some(schema::Schema::Timeline(_))),
            places: self.given.geometries || has(&[Field::Lat, Field::LatLon, Field::LonLat, Field::Wkt, Field::Mgrs]),
        };
        aloud::say(expected, into);
        let Self { guessed, sample, .. } = self;
        Some(Table::of(guess, guessed, columns, sample))
    }
}

impl Table {
    /// What was thought of a table, in the end and at first.
    fn of(guess: Guess, guessed: Mapping, columns: Arc<[String]>, sample: Rows) -> Self {
        let Guess { mapping, schema, doubts, candidates, .. } = guess;
        let schema = schema.as_ref().map(schema::Schema::name);
        Self { columns, mapping, guessed, schema, doubts, candidates, writing: None, sample }
    }
}

/// The line of what is said of all rows together, where they have no file of lines.
pub(super) const WHOLE: u64 = 0;

/// Gives events what the columns of their rows say and they do not say themselves, row by row. What is said of
/// all of them together stands on line [`WHOLE`].
pub(super) fn complete(rows: Rows, events: &mut Events, correction: &Mapping, into: &mut Gathering) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    let mut guess = recognise::guess(&rows);
    let guessed = guess.mapping.clone();
    guess.mapping = guess.mapping.corrected_by(correction);
    let columns = rows.columns().clone();
    let mut sample = Rows::new(columns.clone());
    for row in 0..rows.len().min(SAMPLE_ROWS) {
        sample.push(rows.line(row), rows.cells(row));
    }
    let order = guess.mapping.day_order;
    let plan = RowPlan::new(
        &guess.mapping,
        &columns,
        |column| guess.dates[column].form(order),
        guess.schema.clone(),
        Days::OfSchema,
        guess.signs(&guess.mapping, &columns),
    );
    let rows = Arc::new(rows);
    for (row, event) in events.iter_mut().enumerate() {
        for (field, _) in correction.columns.iter().filter(|(_, name)| !name.is_empty()) {
            match field {
                Field::Title => event.title.clear(),
                Field::Summary => event.summary.clear(),
                Field::Category => event.category.clear(),
                Field::When | Field::Start | Field::Year => event.when = None,
                Field::Place => event.place = None,
                _ => {}
            }
        }
        plan.complete(Cells::new(&rows, row), event, into);
    }
    let dated = [Field::When, Field::Start, Field::Year];
    let is_dated = dated.into_iter().any(|field| guess.mapping.column(field).is_some());
    let unread = guess.unread_date(&columns).filter(|_| !is_dated && guess.schema.is_none());
    guess.doubts.extend(unread);
    guess.tell_ambiguous(&columns);
    let remarks = guess.remarks_on_dates(&columns);
    guess.doubts.extend(remarks);
    for doubt in &guess.doubts {
        into.warning(WHOLE, doubt.clone());
    }
    let expected = Expected { dates: is_dated, lengths: true, places: false };
    let seen = seen::seen_of(events, &into.story.zone);
    for aloud::Oddity { event, message } in aloud::oddities(events, &seen, &into.story.zone, expected) {
        into.warning(event as u64 + 1, message);
    }
    Some(Table::of(guess, guessed, columns, sample))
}

#[cfg(test)]
mod laws;
