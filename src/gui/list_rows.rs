//! The rows of the list of events.
//!
//! This module answers which rows there are, where each begins and what it says. Up to some thousands are made when
//! other events are shown, with titles of several lines under the months; of more, each is made while it is in sight.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::panel_context::PanelContext;
use super::reading_order::from_left;
use crate::model::{Match, grouped, year_words};
use crate::scene::{Face, Type, isolated, short_when};

/// The height of an event's row with a title of one line, and of a heading between rows, in points.
pub(super) const ROW: f32 = 42.0;
/// The height of a further line of a title.
pub(super) const LINE: f32 = 15.5;
const HEADING: f32 = 26.0;
/// The width of the column of dates.
pub(super) const DATES: f32 = 50.0;
/// Where the column of titles begins.
pub(super) const TITLES: f32 = 14.0 + DATES + 28.0;
/// How titles are set, as wide as a selected one runs.
pub(super) const TITLE: Type = Type::new(Face::SemiBold, 12.5);
/// As many rows are made at once.
const MOST_MADE: usize = 3000;

/// One row of the list.
#[derive(Clone)]
pub(super) enum ListRow {
    Heading(String),
    Event { index: usize, title: Vec<String>, date: String, note: String },
}

impl ListRow {
    fn height(&self) -> f32 {
        match self {
            Self::Heading(_) => HEADING,
            Self::Event { title, .. } => ROW + LINE * (title.len().max(1) - 1) as f32,
        }
    }
}

/// All rows, made anew when other events are shown.
#[derive(Default)]
pub(super) struct ListRows {
    made_for: Option<(u64, u64, String, u32)>,
    rows: Vec<ListRow>,
    /// Where each row begins, and one more for the end of the last.
    tops: Vec<f32>,
    /// How many rows there are, where each is made while it is in sight.
    many: Option<Many>,
}

/// Rows that are all of one height.
#[derive(Clone, Copy)]
struct Many {
    shown: usize,
    undated: usize,
    unplaced: usize,
    /// The width of a title.
    room: f32,
}

impl Many {
    fn of(here: &PanelContext<'_>, room: f32) -> Option<Self> {
        let (undated, unplaced) = (here.shown.undated().len(), here.shown.unplaced_count());
        let many = Self { shown: here.shown.len(), undated, unplaced, room };
        (many.shown + undated + unplaced > MOST_MADE).then_some(many)
    }

    /// Each tray has a heading.
    fn len(self) -> usize {
        let tray = |count: usize| if count == 0 { 0 } else { count + 1 };
        self.shown + tray(self.undated) + tray(self.unplaced)
    }

    fn row(self, here: &PanelContext<'_>, row: usize) -> Option<ListRow> {
        let Some(row) = row.checked_sub(self.shown) else {
            let index = here.shown.nth(row)?;
            let title = TITLE.wrapped(&here.store.title(index), self.room, 1);
            let date = without_time(short_when(here.store, here.view, index));
            let note = from_left(&note_of(here, index));
            return Some(ListRow::Event { index, title, date, note });
        };
        let undated = here.shown.undated();
        match (row, row.checked_sub(undated.len() + usize::from(!undated.is_empty()))) {
            (0, None) => Some(undated_heading(undated.len())),
            (row, None) => Some(tray_row(here, undated[row - 1], "no date", self.room, 1)),
            (_, Some(0)) => Some(unplaced_heading(self.unplaced)),
            (_, Some(row)) => Some(tray_row(here, here.shown.nth_unplaced(row - 1)?, "no location", self.room, 1)),
        }
    }
}

impl ListRows {
    /// Makes the rows anew where other events are shown, or in other words.
    pub(super) fn make(&mut self, here: &PanelContext<'_>, width: f32) {
        let room = width - TITLES - 14.0;
        let zone = here.view.zone_shown(here.store, None).to_string();
        let key = (here.story_number, here.revision, zone, width.round() as u32);
        if self.made_for.as_ref() == Some(&key) {
            return;
        }
        self.rows.clear();
        self.tops.clear();
        self.made_for = Some(key);
        self.many = Many::of(here, room);
        if self.many.is_some() {
            return;
        }
        let mut month = String::new();
        for index in here.shown.events() {
            let of_event = month_of(here, index);
            if of_event != month {
                self.rows.push(ListRow::Heading(of_event.clone()));
                month = of_event;
            }
            self.rows.push(event_row(here, index, &note_of(here, index), room));
        }
        let undated = here.shown.undated();
        if !undated.is_empty() {
            self.rows.push(undated_heading(undated.len()));
            self.rows.extend(undated.iter().map(|&index| tray_row(here, index, "no date", room, 3)));
        }
        let unplaced = here.shown.unplaced_count();
        if unplaced > 0 {
            self.rows.push(unplaced_heading(unplaced));
            self.rows.extend(here.shown.unplaced().map(|index| tray_row(here, index, "no location", room, 3)));
        }
        self.tops = std::iter::once(0.0)
            .chain(self.rows.iter().scan(0.0, |top, row| {
                *top += row.height();
                Some(*top)
            }))
            .collect();
    }

    /// How high all rows are, in points.
    pub(super) fn height(&self) -> f32 {
        match &self.many {
            Some(many) => many.len() as f32 * ROW,
            None => self.tops.last().copied().unwrap_or_default(),
        }
    }

    /// How far a row begins below a place in the list, and its height, in points. Far down, places are rounded to some
    /// points; the rows are not.
    pub(super) fn below(&self, place: f32, row: usize) -> (f32, f32) {
        match &self.many {
            Some(_) => ((row as f64 * f64::from(ROW) - f64::from(place)) as f32, ROW),
            None => (self.tops[row] - place, self.tops[row + 1] - self.tops[row]),
        }
    }

    /// The rows that are in sight of a part of the list.
    pub(super) fn within(&self, shown: Range<f32>) -> Range<usize> {
        let (first, last) = match &self.many {
            Some(many) => {
                let row = |y: f32| (f64::from(y.max(0.0)) / f64::from(ROW)) as usize;
                (row(shown.start), (row(shown.end) + 1).min(many.len()))
            }
            None => (
                self.tops.partition_point(|top| *top <= shown.start).saturating_sub(1),
                self.tops.partition_point(|top| *top < shown.end).min(self.rows.len()),
            ),
        };
        first.min(last)..last
    }

    /// What a row says.
    pub(super) fn row(&self, here: &PanelContext<'_>, row: usize) -> Option<Cow<'_, ListRow>> {
        match self.many {
            Some(many) => many.row(here, row).map(Cow::Owned),
            None => self.rows.get(row).map(Cow::Borrowed),
        }
    }

    /// The row of an event.
    pub(super) fn row_of(&self, here: &PanelContext<'_>, id: &str) -> Option<usize> {
        let index = here.store.index_of(id)?;
        match &self.many {
            Some(many) => here.shown.place_of(index).or_else(|| {
                let place = here.shown.undated().iter().position(|other| *other == index)?;
                Some(many.shown + 1 + place)
            }),
            None => self.rows.iter().position(|row| matches!(row, ListRow::Event { index: at, .. } if *at == index)),
        }
    }
}

fn undated_heading(count: usize) -> ListRow {
    ListRow::Heading(format!("No date ({})", grouped(count)))
}

fn unplaced_heading(count: usize) -> ListRow {
    ListRow::Heading(format!("No location ({})", grouped(count)))
}

fn tray_row(here: &PanelContext<'_>, index: usize, why: &str, room: f32, lines: usize) -> ListRow {
    let title = TITLE.wrapped(&here.store.title(index), room, lines);
    let note = from_left(&format!("{} · {why}", category_name(here, index)));
    ListRow::Event { index, title, date: day_words(here, index), note }
}

fn event_row(here: &PanelContext<'_>, index: usize, note: &str, room: f32) -> ListRow {
    let title = TITLE.wrapped(&here.store.title(index), room, 3);
    ListRow::Event { index, title, date: day_words(here, index), note: from_left(note) }
}

/// The month an event begins in, or the year where no more is known; earlier ones together.
fn month_of(here: &PanelContext<'_>, index: usize) -> String {
    let Some(span) = here.store.span(index) else { return "No date".to_owned() };
    let zone = &here.store.story().zone_of(index);
    let start = span.possible.start_secs;
    if !start.is_finite() {
        return "Earlier".to_owned();
    }
    let begin = zone.civil_from_secs(start);
    let knows_month = here.store.story().events.when(index).is_none_or(|when| when.begins_in_known_month());
    let year = year_words(begin.year());
    let month = if knows_month { format!("{} {year}", begin.format("%B")) } else { year };
    // A day of another zone may begin some hours before the window and still be of it.
    if start < here.view.window.start_secs - 86_400.0 && span.possible.meets(&here.view.window) {
        return "Already under way".to_owned();
    }
    month
}

/// The date without the month that the heading says.
fn day_words(here: &PanelContext<'_>, index: usize) -> String {
    let short = short_when(here.store, here.view, index);
    let Some(span) = here.store.span(index) else { return "–".to_owned() };
    let zone = &here.store.story().zone_of(index);
    let (start, end) = (span.possible.start_secs, span.possible.end_secs);
    if !start.is_finite() || !end.is_finite() || month_of(here, index) == "Already under way" {
        return short;
    }
    let date = NaiveDate::from_num_days_from_ce_opt;
    let days = here.store.days(index).and_then(|(first, last)| Some((date(first)?, date(last)?)));
    let Some((first, last)) = days else { return short };
    let month = first.format("%b").to_string();
    // The heading is that of the month in which it can have begun at the earliest.
    let heading = zone.civil_from_secs(start).date();
    if [heading, last].iter().any(|day| (day.year(), day.month()) != (first.year(), first.month())) {
        return short;
    }
    // A time of day stands in the detail; here the days do.
    let doubt = if short.starts_with("c. ") { "c. " } else { "" };
    if short.contains(':') {
        let (a, b) = (first.format("%-d").to_string(), last.format("%-d").to_string());
        return if a == b { format!("{doubt}{a}") } else { format!("{doubt}{a}–{b}") };
    }
    let year = year_words(first.year());
    short.replace(&format!(" {month} {year}"), "").replace(&format!(" {month}"), "")
}

/// A date without its time of day, which stands in the detail: the column has no room for both.
fn without_time(short: String) -> String {
    match short.split_once(", ") {
        Some((date, time)) if time.contains(':') && !time.contains(',') => date.to_owned(),
        _ => short,
    }
}

fn category_name<'a>(here: &'a PanelContext<'_>, index: usize) -> &'a str {
    here.store.category(index).map_or("Event", |place| here.store.story().categories[place].name.as_str())
}

fn note_of(here: &PanelContext<'_>, index: usize) -> String {
    let place = here.store.story().events.place(index);
    let place = place.as_ref().map(|place| place.name.as_str()).filter(|name| !name.is_empty());
    let certainty = if here.shown.match_of(index) == Match::Possibly { " · possibly" } else { "" };
    match place {
        Some(place) => {
            format!("{}{certainty} · {}", isolated(category_name(here, index)), isolated(place))
        }
        None => format!("{}{certainty}", category_name(here, index)),
    }
}
