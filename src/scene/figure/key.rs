//! The numbered key of a figure: what is reported under each number, and by which sources.

use std::collections::BTreeMap;

use super::foot::Cited;
use super::plates::{Block, LEADING, style};
use crate::model::{Figure, Match};
use crate::query::Shown;
use crate::scene::event_text::short_when;
use crate::scene::symbol::symbol_number;
use crate::scene::text_layout::{Type, first_sentence};
use crate::scene::{Align, Face, Mark, Palette, Point, SymbolStyle, category_color, event_symbol, palette_of};
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
    /// Date and category, title, summary and figures.
    Rich,
    /// Date and category, title, figures or else summary.
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
            Self::Rich | Self::Full => 8.0,
            Self::Titled | Self::Run => 4.0,
            Self::Line => 2.0,
        }
    }

    /// The least width of a column, in points, where there are several.
    fn least_width(self) -> f32 {
        match self {
            Self::Rich => 270.0,
            Self::Full | Self::Titled => 220.0,
            Self::Run | Self::Line => 200.0,
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
    /// One of each measure.
    figures: Vec<String>,
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
            figures: figures_words(store, index),
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
        let levels = [Level::Rich, Level::Full, Level::Titled, Level::Run, Level::Line];
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
        self.entries.iter().map(|entry| laid_out(entry, level, width).1).collect()
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
            let (lines, height) = laid_out(entry, level, width);
            for line in lines {
                let color = match line.ink {
                    Ink::First => self.palette.ink,
                    Ink::Second => self.palette.ink_secondary,
                    Ink::Accent => self.palette.accent,
                };
                block.line(&line.words, [x + line.at[0], y + line.at[1]], line.align, line.font, color);
            }
            block.height = block.height.max(y + height);
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

/// The lines of a row and its height.
fn laid_out(entry: &Entry, level: Level, width: f32) -> (Vec<Laid>, f32) {
    let mut lines = Vec::new();
    let text_width = width - INDENT;
    // In a single line the title comes before the sources.
    let letters_room = if level == Level::Line {
        text_width - DATE.width(&entry.date) - TITLE.width(&entry.title) - 18.0
    } else {
        text_width * 0.4
    };
    let letters = entry.letters.iter().find(|letters| LETTERS.width(letters) <= letters_room);
    let letters = letters.cloned().unwrap_or_default();
    let letters_width = if letters.is_empty() { 0.0 } else { LETTERS.width(&letters) + 12.0 };
    let mut y = 0.0;
    let mut put = |words: String, at: Point, align, font, ink| {
        if !words.is_empty() {
            lines.push(Laid { words, at, align, font, ink });
        }
    };
    put(letters, [width, 0.5], Align::End, LETTERS, Ink::Accent);
    if level >= Level::Run {
        let date = DATE.elided(&entry.date, text_width - letters_width);
        let date_width = if date.is_empty() { 0.0 } else { DATE.width(&date) + 6.0 };
        put(date, [INDENT, y], Align::Start, DATE, Ink::First);
        let most = if level == Level::Run { 2 } else { 1 };
        let words = TITLE.wrapped_after(&entry.title, (text_width, date_width + letters_width), most);
        for (place, line) in words.into_iter().enumerate() {
            let x = if place == 0 { INDENT + date_width } else { INDENT };
            put(line, [x, y - 0.4], Align::Start, TITLE, Ink::First);
            y += TITLE.size * LEADING;
        }
        return (lines, y.max(2.0 * RADIUS + 2.0));
    }
    let mut dates = DATE.wrapped_after(&entry.date, (text_width, letters_width), 2);
    let last = dates.pop().unwrap_or_default();
    let mut last_room = text_width - letters_width;
    for date in dates {
        put(date, [INDENT, y], Align::Start, DATE, Ink::First);
        y += DATE.size * LEADING;
        last_room = text_width;
    }
    let date_width = if last.is_empty() { 0.0 } else { DATE.width(&last) + 6.0 };
    last_room -= date_width;
    put(last, [INDENT, y], Align::Start, DATE, Ink::First);
    let kind = entry.kinds.iter().find(|kind| !kind.is_empty() && KIND.width(kind) <= last_room);
    put(kind.cloned().unwrap_or_default(), [INDENT + date_width, y + 1.0], Align::Start, KIND, Ink::Second);
    y += DATE.size * LEADING + 1.0;
    let mut paragraph = |text: &str, font: Type, ink, most: usize| {
        for line in font.wrapped(text, text_width, most) {
            put(line, [INDENT, y], Align::Start, font, ink);
            y += font.size * LEADING;
        }
    };
    paragraph(&entry.title, TITLE, Ink::First, 3);
    // What would have to be cut is left out.
    let summary = |most| if DETAIL.fits(&entry.summary, text_width, most) { entry.summary.as_str() } else { "" };
    let figures = |most| {
        let joined = (0..=entry.figures.len()).rev().map(|count| entry.figures[..count].join("; "));
        joined.into_iter().find(|words| DETAIL.fits(words, text_width, most)).unwrap_or_default()
    };
    match level {
        Level::Rich => {
            paragraph(summary(4), DETAIL, Ink::Second, 4);
            paragraph(&figures(3), DETAIL, Ink::Second, 3);
        }
        Level::Full => {
            let figures = figures(2);
            paragraph(if figures.is_empty() { summary(3) } else { &figures }, DETAIL, Ink::Second, 3);
        }
        _ => {}
    }
    (lines, y)
}

/// The numbers of one measure in words, and who gives each.
type Values<'a> = Vec<(String, Vec<&'a str>)>;

/// What the claims of an event count or measure, different numbers side by side, such as
/// `Soldiers killed: 58 (Zabihullah Mujahid) or 23 (ISPR)`; one of each measure.
fn figures_words(store: &Store, index: usize) -> Vec<String> {
    let mut measures: Vec<(&str, Values<'_>)> = Vec::new();
    for claim in &store.event(index).claims {
        let speaker = match claim.attribution.name.as_str() {
            "" => store.story().source(&claim.source).map_or("", crate::model::Source::name),
            name => name,
        };
        for Figure { measure, .. } in &claim.figures {
            if !measures.iter().any(|(known, _)| known == measure) {
                measures.push((measure, Vec::new()));
            }
        }
        for figure in &claim.figures {
            let Some((_, values)) = measures.iter_mut().find(|(known, _)| *known == figure.measure) else { continue };
            let words = figure.to_words();
            match values.iter_mut().find(|(known, _)| *known == words) {
                Some((_, speakers)) if speakers.contains(&speaker) => {}
                Some((_, speakers)) => speakers.push(speaker),
                None => values.push((words, vec![speaker])),
            }
        }
    }
    let of_value = |(words, speakers): &(String, Vec<&str>)| {
        let names: Vec<&str> = speakers.iter().copied().filter(|name| !name.is_empty()).take(2).collect();
        if names.is_empty() { words.clone() } else { format!("{words} ({})", names.join(", ")) }
    };
    let of_measure = |(measure, values): &(&str, Values<'_>)| {
        let values: Vec<String> = values.iter().filter(|(words, _)| !words.is_empty()).map(of_value).collect();
        (!values.is_empty()).then(|| format!("{}: {}", capitalised(measure), values.join(" or ")))
    };
    measures.iter().filter_map(of_measure).collect()
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
