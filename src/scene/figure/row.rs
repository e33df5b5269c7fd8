//! A row of the key of a figure: what is said of one event, and how much of it at which level.

use super::foot::Cited;
use super::plates::{Block, LEADING};
use crate::model::Match;
use crate::query::Shown;
use crate::scene::event_text::short_when;
use crate::scene::symbol::symbol_number;
use crate::scene::text_layout::{Type, first_sentence};
use crate::scene::{
    Align, Face, Group, Mark, Measure, PRINT_STRIP, Palette, Point, Rect, Scene, Strip, SymbolStyle, capitalized,
    event_symbol, first_name, measures_of, palette_of, strip_of,
};
use crate::store::Store;
use crate::view::View;

pub(super) const DATE: Type = Type::new(Face::SemiBold, 11.0);
const KIND: Type = Type::new(Face::Regular, 10.0);
const TITLE: Type = Type::new(Face::Regular, 11.5);
const DETAIL: Type = Type::new(Face::Regular, 10.0);
const LETTERS: Type = Type::new(Face::Medium, 10.0);
/// Radius of a mark.
const RADIUS: f32 = 8.5;
/// Where the words begin.
pub(super) const INDENT: f32 = 29.0;
/// A strip is no wider than this.
const WIDEST_STRIP: f32 = 320.0;
/// As many lines has a title at most.
const MOST_LINES: usize = 4;
/// As many sources are named by their letters; beyond, they are counted.
const MOST_LETTERS: usize = 6;

/// How much a row tells, from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Date and category, title, summary and figures, those at odds on two strips at most.
    Drawn,
    /// The same with one strip at most.
    Rich,
    /// Date and category, title, and one strip, or figures, or else summary.
    Marked,
    /// Date and category, title, figures or else summary, all in words.
    Full,
    /// Date and category, title, and one strip where figures are at odds.
    Disputed,
    /// The same where three claimants or more give the figures.
    Contended,
    /// Date and category, title.
    Titled,
    /// Date and title in one run.
    Run,
}

impl Level {
    /// Every level, from the one that tells most.
    pub(super) const ALL: [Self; 8] =
        [Self::Drawn, Self::Rich, Self::Marked, Self::Full, Self::Disputed, Self::Contended, Self::Titled, Self::Run];

    pub(super) fn gap(self) -> f32 {
        match self {
            Self::Drawn | Self::Rich | Self::Marked | Self::Full => 8.0,
            Self::Disputed | Self::Contended | Self::Titled | Self::Run => 4.0,
        }
    }

    /// The least width of a column, in points, where there are several.
    pub(super) fn least_width(self) -> f32 {
        match self {
            Self::Drawn | Self::Rich => 270.0,
            Self::Marked | Self::Full | Self::Disputed | Self::Contended | Self::Titled => 220.0,
            Self::Run => 200.0,
        }
    }

    /// How many measures are drawn on strips, for each event.
    fn strips(self) -> usize {
        match self {
            Self::Drawn => 2,
            Self::Rich | Self::Marked | Self::Disputed | Self::Contended => 1,
            _ => 0,
        }
    }
}

/// What is said of one event.
pub(super) struct Entry {
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
    pub(super) fn new(
        store: &Store,
        view: &View,
        shown: &Shown,
        cited: &Cited,
        (index, number): (usize, usize),
    ) -> Self {
        let event = store.event(index);
        let category = store.category(index);
        let name = category.map(|place| &store.story().categories[place]);
        let symbol = SymbolStyle::of_event(store, index, RADIUS, palette_of(view.theme));
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
            measures: measures_of(&event),
            letters: cited.letters_of(store, index, MOST_LETTERS),
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

/// A row as it is laid out.
#[derive(Default)]
pub(super) struct KeyRow {
    lines: Vec<Laid>,
    /// Strips, and where their upper left corners stand.
    strips: Vec<(Scene, Point)>,
    pub(super) height: f32,
}

impl KeyRow {
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

impl Entry {
    /// Adds the row of the event with its upper left corner at a point, under what the block has.
    pub(super) fn draw(&self, block: &mut Block, [x, y]: Point, level: Level, width: f32, palette: &Palette) {
        let center = [x + RADIUS + 2.0, y + RADIUS - 0.5];
        event_symbol(&mut block.marks, center, &self.symbol, palette);
        symbol_number(&mut block.marks, center, &self.symbol, self.number, palette);
        let row = self.laid_out(level, width, palette);
        for line in row.lines {
            let color = match line.ink {
                Ink::First => palette.ink,
                Ink::Second => palette.ink_secondary,
                Ink::Accent => palette.accent,
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

    /// The lines and strips of an event at a level, in a column of this width.
    pub(super) fn laid_out(&self, level: Level, width: f32, palette: &Palette) -> KeyRow {
        let mut row = KeyRow::default();
        let text_width = width - INDENT;
        let letters_width = letters_in(&mut row, self, level, width);
        if level >= Level::Run {
            run_in(&mut row, self, (text_width, letters_width));
            return row;
        }
        head_in(&mut row, self, (text_width, letters_width));
        row.paragraph(&self.title, TITLE, Ink::First, (text_width, MOST_LINES));
        let strips = self.strips(level, text_width, palette);
        let in_words: Vec<String> = self
            .measures
            .iter()
            .enumerate()
            .filter(|(place, _)| strips.iter().all(|(drawn, _)| drawn != place))
            .map(|(_, measure)| figures_words(measure))
            .collect();
        // What would have to be cut is left out.
        let summary = |most| if DETAIL.fits(&self.summary, text_width, most) { self.summary.as_str() } else { "" };
        let figures = |most| {
            let joined = (0..=in_words.len()).rev().map(|count| in_words[..count].join("; "));
            joined.into_iter().find(|words| DETAIL.fits(words, text_width, most)).unwrap_or_default()
        };
        match level {
            Level::Drawn | Level::Rich => {
                row.paragraph(summary(4), DETAIL, Ink::Second, (text_width, 4));
                for (place, strip) in strips {
                    row.strip(&self.measures[place], strip, text_width);
                }
                row.paragraph(&figures(3), DETAIL, Ink::Second, (text_width, 3));
            }
            Level::Marked | Level::Disputed | Level::Contended if !strips.is_empty() => {
                for (place, strip) in strips {
                    row.strip(&self.measures[place], strip, text_width);
                }
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
    fn strips(&self, level: Level, width: f32, palette: &Palette) -> Vec<(usize, Strip)> {
        let claimants = |measure: &Measure| measure.groups.iter().map(|group| group.speakers.len()).sum::<usize>();
        let mut places: Vec<usize> = (0..self.measures.len()).collect();
        places.sort_by_key(|place| std::cmp::Reverse(claimants(&self.measures[*place])));
        let band = self.symbol.color;
        let least = if level == Level::Contended { 3 } else { 2 };
        let contended = places.into_iter().filter(|place| claimants(&self.measures[*place]) >= least);
        let drawn = contended.filter_map(|place| {
            let strip = strip_of(&self.measures[place], width.min(WIDEST_STRIP), band, &PRINT_STRIP, palette)?;
            Some((place, strip))
        });
        drawn.take(level.strips()).collect()
    }
}

/// Adds the letters of an event's sources at the right. Returns the room they take.
fn letters_in(row: &mut KeyRow, entry: &Entry, level: Level, width: f32) -> f32 {
    let text_width = width - INDENT;
    let room = text_width * if level == Level::Run { 0.25 } else { 0.4 };
    let letters = entry.letters.iter().find(|letters| LETTERS.width(letters) <= room).cloned().unwrap_or_default();
    let taken = if letters.is_empty() { 0.0 } else { LETTERS.width(&letters) + 12.0 };
    row.put(letters, [width, 0.5], Align::End, LETTERS, Ink::Accent);
    taken
}

/// Adds date and title in one run, and sets the height of the row.
fn run_in(row: &mut KeyRow, entry: &Entry, (text_width, letters_width): (f32, f32)) {
    let date = DATE.elided(&entry.date, text_width - letters_width);
    let date_width = if date.is_empty() { 0.0 } else { DATE.width(&date) + 6.0 };
    row.put(date, [INDENT, 0.0], Align::Start, DATE, Ink::First);
    let words = TITLE.wrapped_after(&entry.title, (text_width, date_width + letters_width), MOST_LINES);
    for (place, line) in words.into_iter().enumerate() {
        let x = if place == 0 { INDENT + date_width } else { INDENT };
        row.put(line, [x, row.height - 0.4], Align::Start, TITLE, Ink::First);
        row.height += TITLE.size * LEADING;
    }
    row.height = row.height.max(2.0 * RADIUS + 2.0);
}

/// Adds the date and the category.
fn head_in(row: &mut KeyRow, entry: &Entry, (text_width, letters_width): (f32, f32)) {
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
