//! The numbered key of a figure: what is reported under each number, and by which sources.

use std::collections::BTreeMap;

use super::foot::Cited;
use super::plates::{Block, LEADING, style};
use crate::model::Match;
use crate::query::Shown;
use crate::scene::event_text::short_when;
use crate::scene::symbol::symbol_number;
use crate::scene::text_layout::{Type, first_sentence};
use crate::scene::{
    Align, Face, Group, Mark, Measure, PRINT_STRIP, Palette, Point, Rect, Scene, Strip, SymbolStyle, capitalized,
    category_color, event_symbol, first_name, measures_of, palette_of, strip_of,
};
use crate::store::Store;
use crate::view::View;

const HEADING: Type = Type::new(Face::SemiBold, 10.0);
const HEADING_HEIGHT: f32 = 26.0;
const DATE: Type = Type::new(Face::SemiBold, 11.0);
const KIND: Type = Type::new(Face::Regular, 10.0);
const TITLE: Type = Type::new(Face::Regular, 11.5);
const DETAIL: Type = Type::new(Face::Regular, 10.0);
const LETTERS: Type = Type::new(Face::Medium, 10.0);
/// Radius of a mark.
const RADIUS: f32 = 8.5;
/// Where the words begin.
const INDENT: f32 = 29.0;
/// A column is no wider than this where there are rows for another.
const WIDEST: f32 = 560.0;
/// Between two columns.
const GUTTER: f32 = 24.0;
/// A strip is no wider than this.
const WIDEST_STRIP: f32 = 320.0;
/// As many sources are named by their letters; beyond, they are counted.
const MOST_LETTERS: usize = 6;
/// As many events can be listed; beyond, they are counted.
const MOST: usize = 200;

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

/// How much a row tells, from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// Date and category, title, summary and figures, those at odds on two strips at most.
    Drawn,
    /// The same with one strip at most.
    Rich,
    /// Date and category, title, and one strip, or figures, or else summary.
    Marked,
    /// Date and category, title, figures or else summary, all in words.
    Full,
    /// Date and category, title.
    Titled,
    /// Date and title in one run.
    Run,
    /// Date and title in one line.
    Line,
}

impl Level {
    fn gap(self) -> f32 {
        match self {
            Self::Drawn | Self::Rich | Self::Marked | Self::Full => 8.0,
            Self::Titled | Self::Run => 4.0,
            Self::Line => 2.0,
        }
    }

    /// The least width of a column, in points, where there are several.
    fn least_width(self) -> f32 {
        match self {
            Self::Drawn | Self::Rich => 270.0,
            Self::Marked | Self::Full | Self::Titled => 220.0,
            Self::Run | Self::Line => 200.0,
        }
    }

    /// How many measures are drawn on strips, for each event.
    fn strips(self) -> usize {
        match self {
            Self::Drawn => 2,
            Self::Rich | Self::Marked => 1,
            _ => 0,
        }
    }
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

impl Key {
    /// The fullest key that fits the room.
    pub(super) fn new(store: &Store, view: &View, shown: &Shown, cited: &Cited, room: KeyRoom) -> Self {
        let listed = &shown.events[..shown.events.len().min(MOST)];
        let entry = |(place, index): (usize, &usize)| Entry::new(store, view, shown, cited, (*index, place + 1));
        let entries: Vec<Entry> = listed.iter().enumerate().map(entry).collect();
        let palette = palette_of(view.theme);
        let sheet = KeySheet { entries, room, palette };
        sheet.fitted(&shown.events)
    }

    /// True when every event is listed with its category and whole title.
    pub(super) fn is_full(&self) -> bool {
        self.level <= Level::Titled && self.left_out == 0
    }
}

/// What is said of one event.
struct Entry {
    number: usize,
    symbol: SymbolStyle,
    date: String,
    /// Category and whether it is possibly in the view, and ever less of that.
    kinds: Vec<String>,
    title: String,
    summary: String,
    /// What is counted or measured, in the order of the file.
    measures: Vec<Measure>,
    /// The letters of its sources, ever fewer of them.
    letters: Vec<String>,
}

impl Entry {
    fn new(store: &Store, view: &View, shown: &Shown, cited: &Cited, (index, number): (usize, usize)) -> Self {
        let event = store.event(index);
        let category = store.category(index);
        let name = category.map(|place| &store.story().categories[place]);
        let symbol = SymbolStyle {
            color: category_color(store.story(), category, palette_of(view.theme)),
            attestation: store.attestation(index),
            disputed: store.is_disputed(index),
            selected: false,
            radius: RADIUS,
            opacity: 1.0,
        };
        let kind = name.map_or("", |category| if category.name.is_empty() { &category.id } else { &category.name });
        let possibly = if shown.match_of(index) == Match::Possibly { "possibly" } else { "" };
        let kinds: Vec<&str> = [kind, possibly].into_iter().filter(|words| !words.is_empty()).collect();
        Self {
            number,
            symbol,
            date: short_when(store, view, index),
            kinds: vec![kinds.join(", "), possibly.to_owned(), kind.to_owned()],
            title: event.title.clone(),
            summary: first_sentence(&event.summary).to_owned(),
            measures: measures_of(event),
            letters: (0..=MOST_LETTERS).rev().map(|most| cited.letters_of(store, index, most)).collect(),
        }
    }
}

/// A line of a row: words, where its box begins, and how it is set.
struct Laid {
    words: String,
    at: Point,
    align: Align,
    font: Type,
    ink: Ink,
}

#[derive(Clone, Copy)]
enum Ink {
    First,
    Second,
    Accent,
}

struct KeySheet {
    entries: Vec<Entry>,
    room: KeyRoom,
    palette: &'static Palette,
}

impl KeySheet {
    fn fitted(&self, events: &[usize]) -> Key {
        let levels = [Level::Drawn, Level::Rich, Level::Marked, Level::Full, Level::Titled, Level::Run, Level::Line];
        let fewest = (1..4).find(|n| self.column_width(*n) <= WIDEST || *n >= self.entries.len()).unwrap_or(4);
        let columns_of =
            |level: Level| (fewest..=4).filter(move |n| *n == fewest || self.column_width(*n) >= level.least_width());
        let tries = || levels.into_iter().flat_map(|level| columns_of(level).map(move |columns| (level, columns)));
        let height = self.room.height - HEADING_HEIGHT;
        if events.len() == self.entries.len() {
            for (level, columns) in tries() {
                if let Some(places) = self.places(level, columns, height, &self.heights(level, columns)) {
                    return self.drawn(level, columns, &places, events);
                }
            }
        }
        let (level, columns) = tries().last().unwrap_or((Level::Line, 1));
        let heights = self.heights(level, columns);
        let counts = (0..=heights.len()).rev();
        let mut fitting = counts.filter_map(|count| self.places(level, columns, height - 20.0, &heights[..count]));
        let places = fitting.next().unwrap_or_default();
        self.drawn(level, columns, &places, events)
    }

    fn column_width(&self, columns: usize) -> f32 {
        (self.room.width - GUTTER * (columns - 1) as f32) / columns as f32
    }

    fn heights(&self, level: Level, columns: usize) -> Vec<f32> {
        let width = self.column_width(columns);
        self.entries.iter().map(|entry| self.laid_out(entry, level, width).height).collect()
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
        let mut block = Block::default();
        let heading = Mark::text("WHAT IS REPORTED", [0.0, HEADING.size], Align::Start, {
            let mut style = style(HEADING, self.palette.ink_secondary);
            style.spacing = 0.8;
            style
        });
        block.marks.push(heading);
        block.height = HEADING_HEIGHT;
        for (entry, [x, y]) in self.entries.iter().zip(places) {
            let center = [x + RADIUS + 2.0, y + RADIUS - 0.5];
            event_symbol(&mut block.marks, center, &entry.symbol, self.palette);
            symbol_number(&mut block.marks, center, &entry.symbol, entry.number, self.palette);
            let row = self.laid_out(entry, level, width);
            for line in row.lines {
                let color = match line.ink {
                    Ink::First => self.palette.ink,
                    Ink::Second => self.palette.ink_secondary,
                    Ink::Accent => self.palette.accent,
                };
                block.line(&line.words, [x + line.at[0], y + line.at[1]], line.align, line.font, color);
            }
            for (scene, at) in row.strips {
                let clip = Rect::new(0.0, 0.0, scene.size[0], scene.size[1]).grown(2.0);
                let origin = [x + at[0], y + at[1]];
                block.marks.push(Mark::Group { origin, clip, marks: scene.marks });
            }
            block.height = block.height.max(y + row.height);
        }
        let left_out = events.len() - places.len();
        if left_out > 0 {
            let and = if places.is_empty() { "" } else { "and " };
            let more = if places.is_empty() { "" } else { "more " };
            let words = format!("{and}{left_out} {more}event{}", if left_out == 1 { "" } else { "s" });
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

/// A row as it is laid out.
#[derive(Default)]
struct Row {
    lines: Vec<Laid>,
    /// Strips, and where their upper left corners stand.
    strips: Vec<(Scene, Point)>,
    height: f32,
}

impl Row {
    fn put(&mut self, words: String, at: Point, align: Align, font: Type, ink: Ink) {
        if !words.is_empty() {
            self.lines.push(Laid { words, at, align, font, ink });
        }
    }

    /// Adds lines of text below, at most so many.
    fn paragraph(&mut self, text: &str, font: Type, ink: Ink, (width, most): (f32, usize)) {
        for line in font.wrapped(text, width, most) {
            self.put(line, [INDENT, self.height], Align::Start, font, ink);
            self.height += font.size * LEADING;
        }
    }

    /// Adds what is claimed of a measure on a strip: under the measure where the names fit on the
    /// strip, else under the figures in words.
    fn strip(&mut self, measure: &Measure, strip: Strip, width: f32) {
        self.height += 2.0;
        let heading = if strip.has_names { capitalized(&measure.heading) } else { figures_words(measure) };
        self.paragraph(&heading, DETAIL, Ink::Second, (width, 4));
        self.height += 1.0;
        let height = strip.scene.size[1];
        self.strips.push((strip.scene, [INDENT, self.height]));
        self.height += height;
    }
}

impl KeySheet {
    /// The lines and strips of an event at a level.
    fn laid_out(&self, entry: &Entry, level: Level, width: f32) -> Row {
        let mut row = Row::default();
        let text_width = width - INDENT;
        let letters_width = letters_in(&mut row, entry, level, width);
        if level >= Level::Run {
            run_in(&mut row, entry, level, (text_width, letters_width));
            return row;
        }
        head_in(&mut row, entry, (text_width, letters_width));
        row.paragraph(&entry.title, TITLE, Ink::First, (text_width, 3));
        let strips = self.strips_of(entry, level, text_width);
        let in_words: Vec<String> = entry
            .measures
            .iter()
            .enumerate()
            .filter(|(place, _)| strips.iter().all(|(drawn, _)| drawn != place))
            .map(|(_, measure)| figures_words(measure))
            .collect();
        // What would have to be cut is left out.
        let summary = |most| if DETAIL.fits(&entry.summary, text_width, most) { entry.summary.as_str() } else { "" };
        let figures = |most| {
            let joined = (0..=in_words.len()).rev().map(|count| in_words[..count].join("; "));
            joined.into_iter().find(|words| DETAIL.fits(words, text_width, most)).unwrap_or_default()
        };
        match level {
            Level::Drawn | Level::Rich => {
                row.paragraph(summary(4), DETAIL, Ink::Second, (text_width, 4));
                strips.into_iter().for_each(|(place, strip)| row.strip(&entry.measures[place], strip, text_width));
                row.paragraph(&figures(3), DETAIL, Ink::Second, (text_width, 3));
            }
            Level::Marked if !strips.is_empty() => {
                strips.into_iter().for_each(|(place, strip)| row.strip(&entry.measures[place], strip, text_width));
            }
            Level::Marked | Level::Full => {
                let figures = figures(2);
                let words = if figures.is_empty() { summary(3) } else { &figures };
                row.paragraph(words, DETAIL, Ink::Second, (text_width, 3));
            }
            _ => {}
        }
        row
    }

    /// The measures at odds that a level draws, by their places, those with most claimants first.
    fn strips_of(&self, entry: &Entry, level: Level, width: f32) -> Vec<(usize, Strip)> {
        let claimants = |measure: &Measure| measure.groups.iter().map(|group| group.speakers.len()).sum::<usize>();
        let mut places: Vec<usize> = (0..entry.measures.len()).collect();
        places.sort_by_key(|place| std::cmp::Reverse(claimants(&entry.measures[*place])));
        let band = entry.symbol.color;
        let drawn = places.into_iter().filter_map(|place| {
            let strip = strip_of(&entry.measures[place], width.min(WIDEST_STRIP), band, &PRINT_STRIP, self.palette)?;
            Some((place, strip))
        });
        drawn.take(level.strips()).collect()
    }
}

/// Adds the letters of an event's sources at the right. Returns the room they take.
fn letters_in(row: &mut Row, entry: &Entry, level: Level, width: f32) -> f32 {
    let text_width = width - INDENT;
    // In a single line the title comes before the sources.
    let room = if level == Level::Line {
        text_width - DATE.width(&entry.date) - TITLE.width(&entry.title) - 18.0
    } else {
        text_width * 0.4
    };
    let letters = entry.letters.iter().find(|letters| LETTERS.width(letters) <= room).cloned().unwrap_or_default();
    let taken = if letters.is_empty() { 0.0 } else { LETTERS.width(&letters) + 12.0 };
    row.put(letters, [width, 0.5], Align::End, LETTERS, Ink::Accent);
    taken
}

/// Adds date and title in one run, and sets the height of the row.
fn run_in(row: &mut Row, entry: &Entry, level: Level, (text_width, letters_width): (f32, f32)) {
    let date = DATE.elided(&entry.date, text_width - letters_width);
    let date_width = if date.is_empty() { 0.0 } else { DATE.width(&date) + 6.0 };
    row.put(date, [INDENT, 0.0], Align::Start, DATE, Ink::First);
    let most = if level == Level::Run { 2 } else { 1 };
    let words = TITLE.wrapped_after(&entry.title, (text_width, date_width + letters_width), most);
    for (place, line) in words.into_iter().enumerate() {
        let x = if place == 0 { INDENT + date_width } else { INDENT };
        row.put(line, [x, row.height - 0.4], Align::Start, TITLE, Ink::First);
        row.height += TITLE.size * LEADING;
    }
    row.height = row.height.max(2.0 * RADIUS + 2.0);
}

/// Adds the date and the category.
fn head_in(row: &mut Row, entry: &Entry, (text_width, letters_width): (f32, f32)) {
    let mut dates = DATE.wrapped_after(&entry.date, (text_width, letters_width), 2);
    let last = dates.pop().unwrap_or_default();
    let mut last_room = text_width - letters_width;
    for date in dates {
        row.put(date, [INDENT, row.height], Align::Start, DATE, Ink::First);
        row.height += DATE.size * LEADING;
        last_room = text_width;
    }
    let date_width = if last.is_empty() { 0.0 } else { DATE.width(&last) + 6.0 };
    last_room -= date_width;
    row.put(last, [INDENT, row.height], Align::Start, DATE, Ink::First);
    let kind = entry.kinds.iter().find(|kind| !kind.is_empty() && KIND.width(kind) <= last_room);
    let at = [INDENT + date_width, row.height + 1.0];
    row.put(kind.cloned().unwrap_or_default(), at, Align::Start, KIND, Ink::Second);
    row.height += DATE.size * LEADING + 1.0;
}

/// What is claimed of a measure, different numbers side by side, such as `Soldiers killed: 58
/// (Zabihullah Mujahid) or 23 (ISPR)`.
fn figures_words(measure: &Measure) -> String {
    let value = |group: &Group| {
        let names: Vec<&str> = group.speakers.iter().map(|speaker| first_name(speaker)).take(2).collect();
        format!("{} ({})", group.words, names.join(", "))
    };
    let values: Vec<String> = measure.groups.iter().map(value).collect();
    format!("{}: {}", capitalized(&measure.heading), values.join(" or "))
}
