//! The numbered key of a figure: what is reported under each number, and by which sources.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::Subject;
use super::foot::Cited;
use super::plates::{Block, heading};
use super::row::{DATE, Entry, INDENT, Level};
use crate::model::grouped;
use crate::scene::{Align, Palette, Point, palette_of};
use crate::view::View;

const HEADING_HEIGHT: f32 = 26.0;
/// A column is no wider than this where there are rows for another.
const WIDEST: f32 = 560.0;
/// Between two columns.
const GUTTER: f32 = 24.0;
/// As many events can be listed; beyond, they are counted.
pub(super) const MOST: usize = 200;

/// The room a key has.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyRoom {
    /// Width in points.
    pub(super) width: f32,
    /// Height in points.
    pub(super) height: f32,
    /// Who gets what the rows leave.
    pub(super) spare: Spare,
}

/// Who gets the height that rows leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spare {
    /// The rows, which stand a little farther apart.
    Rows,
    /// The page.
    Page,
}

/// A key as it was fitted.
pub(super) struct Key {
    /// What is drawn.
    pub(super) block: Block,
    /// The number of each listed event.
    pub(super) numbers: BTreeMap<usize, usize>,
    level: Level,
    left_out: usize,
}

/// What is said of the events that a key may list, each made when it is asked for.
pub(super) struct Entries<'a> {
    subject: Subject<'a>,
    /// Their indexes.
    events: Vec<usize>,
    made: Vec<OnceCell<Entry>>,
}

impl<'a> Entries<'a> {
    /// Of the events that are shown.
    pub(super) fn of(subject: Subject<'a>) -> Self {
        let events: Vec<usize> = subject.shown.events().take(MOST).collect();
        Self { subject, made: events.iter().map(|_| OnceCell::new()).collect(), events }
    }

    /// True when a key could list every event.
    pub(super) fn can_be_whole(&self) -> bool {
        self.made.len() == self.subject.shown.len()
    }

    fn len(&self) -> usize {
        self.made.len()
    }

    fn get(&self, place: usize, (view, cited): (&View, &Cited)) -> &Entry {
        let Subject { store, shown, .. } = self.subject;
        self.made[place].get_or_init(|| Entry::new(store, view, shown, cited, (self.events[place], place + 1)))
    }
}

impl Key {
    /// The fullest key that fits the room.
    pub(super) fn new(entries: &Entries<'_>, view: &View, cited: &Cited, room: KeyRoom) -> Self {
        let sheet = KeySheet { entries, told: (view, cited), room, palette: palette_of(view.theme) };
        sheet.fitted(&entries.events)
    }

    /// True when every event is listed.
    pub(super) fn is_whole(&self) -> bool {
        self.left_out == 0
    }

    /// How many events are listed.
    pub(super) fn listed(&self) -> usize {
        self.numbers.len()
    }

    /// True when every event is listed with its category and whole title.
    pub(super) fn is_full(&self) -> bool {
        self.level <= Level::Titled && self.is_whole()
    }
}

struct KeySheet<'a> {
    entries: &'a Entries<'a>,
    /// What entries are made of.
    told: (&'a View, &'a Cited),
    room: KeyRoom,
    palette: &'static Palette,
}

impl KeySheet<'_> {
    fn fitted(&self, events: &[usize]) -> Key {
        let levels = Level::ALL;
        let fewest = (1..4).find(|n| self.column_width(*n) <= WIDEST || *n >= self.entries.len()).unwrap_or(4);
        let columns_of =
            |level: Level| (fewest..=4).filter(move |n| *n == fewest || self.column_width(*n) >= level.least_width());
        let tries = || levels.into_iter().flat_map(|level| columns_of(level).map(move |columns| (level, columns)));
        let height = self.room.height - HEADING_HEIGHT;
        if self.entries.can_be_whole() {
            for (level, columns) in tries() {
                let heights: Vec<f32> = self.heights(level, columns).collect();
                if let Some(places) = self.places(level, columns, height, &heights) {
                    return self.drawn(level, columns, &places, events);
                }
            }
        }
        // Titles stay whole, in as few columns as the room allows.
        let (level, columns) = (Level::Run, columns_of(Level::Run).filter(|n| *n <= fewest.max(2)).max().unwrap_or(1));
        let height = height - 20.0;
        let heights = self.heights_in(level, columns, height);
        let counts = (0..=heights.len()).rev();
        let mut fitting = counts.filter_map(|count| self.places(level, columns, height, &heights[..count]));
        let places = fitting.next().unwrap_or_default();
        self.drawn(level, columns, &places, events)
    }

    fn entry(&self, place: usize) -> &Entry {
        self.entries.get(place, self.told)
    }

    fn column_width(&self, columns: usize) -> f32 {
        (self.room.width - GUTTER * (columns - 1) as f32) / columns as f32
    }

    fn heights(&self, level: Level, columns: usize) -> impl Iterator<Item = f32> + '_ {
        let width = self.column_width(columns);
        (0..self.entries.len()).map(move |place| self.entry(place).laid_out(level, width, self.palette).height)
    }

    /// The heights of as many rows as columns of this height hold. No more are laid out.
    fn heights_in(&self, level: Level, columns: usize, height: f32) -> Vec<f32> {
        let (mut column, mut y) = (0, 0.0);
        let has_room = |row: &f32| {
            if y > 0.0 && y + row > height {
                column += 1;
                y = 0.0;
            }
            y += row + level.gap();
            column < columns
        };
        self.heights(level, columns).take_while(has_room).collect()
    }

    /// Where each row of these heights stands, in columns that are as low as can be. None when they do
    /// not fit.
    fn places(&self, level: Level, columns: usize, height: f32, heights: &[f32]) -> Option<Vec<Point>> {
        let gap = level.gap();
        let whole: f32 = heights.iter().map(|height| height + gap).sum();
        let mut deep = (whole / columns as f32 - gap).max(0.0);
        while deep < height + 4.0 {
            if let Some(places) = self.flow(heights, gap, columns, deep.min(height)) {
                let spare = if self.room.spare == Spare::Rows { height } else { 0.0 };
                return Some(loosened(places, heights, spare));
            }
            deep += 4.0;
        }
        None
    }

    fn flow(&self, heights: &[f32], gap: f32, columns: usize, deep: f32) -> Option<Vec<Point>> {
        let step = self.column_width(columns) + GUTTER;
        let (mut column, mut y) = (0, 0.0);
        let mut places = Vec::with_capacity(heights.len());
        for height in heights {
            if y > 0.0 && y + height > deep {
                column += 1;
                y = 0.0;
            }
            if column == columns || height - deep > 0.01 {
                return None;
            }
            places.push([column as f32 * step, HEADING_HEIGHT + y]);
            y += height + gap;
        }
        Some(places)
    }

    fn drawn(&self, level: Level, columns: usize, places: &[Point], events: &[usize]) -> Key {
        let width = self.column_width(columns);
        let mut block = heading("What is reported", self.palette);
        block.height = HEADING_HEIGHT;
        for (place, at) in places.iter().enumerate() {
            self.entry(place).draw(&mut block, *at, level, width, self.palette);
        }
        let left_out = self.entries.subject.shown.len() - places.len();
        if left_out > 0 {
            let and = if places.is_empty() { "" } else { "and " };
            let more = if places.is_empty() { "" } else { "more " };
            let words = format!("{and}{} {more}event{}", grouped(left_out), if left_out == 1 { "" } else { "s" });
            let y = block.height + 4.0;
            block.line(&words, [INDENT, y], Align::Start, DATE, self.palette.ink_secondary);
        }
        let numbers = events.iter().copied().take(places.len()).enumerate().map(|(place, index)| (index, place + 1));
        Key { block, numbers: numbers.collect(), level, left_out }
    }
}

/// Rows a little farther apart, where every column has room for it.
fn loosened(places: Vec<Point>, heights: &[f32], room: f32) -> Vec<Point> {
    // The rows above each in its column.
    let mut above = Vec::with_capacity(places.len());
    for (row, [_, y]) in places.iter().enumerate() {
        let is_top = *y <= HEADING_HEIGHT;
        above.push(if is_top { 0 } else { above[row - 1] + 1 });
    }
    let spare = places.iter().zip(heights).zip(&above).filter(|(_, above)| **above > 0);
    let extra = spare.map(|(([_, y], height), above)| (HEADING_HEIGHT + room - y - height) / *above as f32);
    let extra = extra.fold(9.0, f32::min).max(0.0);
    places.into_iter().zip(above).map(|([x, y], above)| [x, y + extra * above as f32]).collect()
}
