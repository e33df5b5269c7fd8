//! Further pages of a figure: the events and sources that its first page has no room for.

use super::foot::{Cited, source_reference};
use super::plates::{Block, LEADING, style};
use super::row::{DATE, Entry, INDENT, Ink, Level, RADIUS};
use super::{LEAST_SIZE, Rest};
use crate::query::Shown;
use crate::scene::symbol::symbol_number;
use crate::scene::text_layout::Type;
use crate::scene::{Align, Face, Mark, Palette, Rect, Scene, event_symbol, palette_of};
use crate::store::Store;
use crate::view::View;

const TITLE: Type = Type::new(Face::SemiBold, 14.0);
const HEADING: Type = Type::new(Face::SemiBold, 10.0);
const LETTER: Type = Type::new(Face::Medium, 10.0);
const BODY: Type = Type::new(Face::Regular, 10.0);
/// Room for the letters of a source, in points.
const LETTERS: f32 = 24.0;
/// A column is no wider than this, and pages have as many as they hold.
const WIDEST: f32 = 420.0;
const GUTTER: f32 = 28.0;
/// As many events are listed on further pages; beyond, they are counted.
const MOST_EVENTS: usize = 1000;

/// What stands on further pages, one after the other.
struct Item {
    block: Block,
    /// Whether a column may end after it.
    ends: Ends,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Anywhere,
    /// A heading is not parted from what it heads.
    NotHere,
}

/// The pages after the first, each of this size in points; none where the first page says it all.
pub(super) fn further_pages(
    store: &Store,
    view: &View,
    shown: &Shown,
    title: &str,
    size: [f32; 2],
    rest: &Rest,
) -> Vec<Scene> {
    let palette = palette_of(view.theme);
    let size = [size[0].max(LEAST_SIZE[0]), size[1].max(LEAST_SIZE[1])];
    let margin = (size[0].min(size[1]) * 0.045).clamp(12.0, 48.0).round();
    let width = size[0] - 2.0 * margin;
    let columns = ((width + GUTTER) / (WIDEST + GUTTER)).ceil().max(1.0);
    let column = (width - GUTTER * (columns - 1.0)) / columns;
    let mut items = events(store, view, shown, rest, (column, palette));
    items.extend(sources(store, view, &rest.cited, (column, palette)));
    let top = margin + TITLE.size * LEADING + 14.0;
    let deep = size[1] - margin;
    let mut pages: Vec<Scene> = Vec::new();
    let (mut at, mut y) = (0.0, f32::INFINITY);
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let next = items.peek().filter(|_| item.ends == Ends::NotHere).map_or(0.0, |next| next.block.height);
        if y + item.block.height + next > deep {
            at += 1.0;
            if pages.is_empty() || at >= columns {
                pages.push(page(title, size, (margin, width), palette));
                at = 0.0;
            }
            y = top;
        }
        if let Some(page) = pages.last_mut() {
            let clip = Rect::new(0.0, 0.0, column, item.block.height).grown(8.0);
            let origin = [margin + at * (column + GUTTER), y];
            page.marks.push(Mark::Group { origin, clip, marks: item.block.marks });
        }
        y += item.block.height + 5.0;
    }
    let count = pages.len() + 1;
    for (place, page) in pages.iter_mut().enumerate() {
        let words = format!("Page {} of {count}", place + 2);
        let at = [size[0] - margin, margin + TITLE.size];
        page.marks.push(Mark::text(words, at, Align::End, style(BODY, palette.ink_secondary)));
    }
    pages
}

fn page(title: &str, size: [f32; 2], (margin, width): (f32, f32), palette: &'static Palette) -> Scene {
    let mut page = Scene { background: Some(palette.panel), ..Scene::empty(size) };
    let words = TITLE.elided(title, width - 90.0);
    page.marks.push(Mark::text(words, [margin, margin + TITLE.size], Align::Start, style(TITLE, palette.ink)));
    page
}

fn heading(words: &str, palette: &Palette) -> Item {
    let mut block = Block::default();
    let style = crate::scene::TextStyle { spacing: 0.8, ..style(HEADING, palette.ink_secondary) };
    block.marks.push(Mark::text(words.to_uppercase(), [0.0, HEADING.size + 6.0], Align::Start, style));
    block.height = HEADING.size * LEADING + 10.0;
    Item { block, ends: Ends::NotHere }
}

/// The events that are not in the key.
fn events(
    store: &Store,
    view: &View,
    shown: &Shown,
    rest: &Rest,
    (width, palette): (f32, &'static Palette),
) -> Vec<Item> {
    let left = &shown.events[rest.listed_events.min(shown.events.len())..];
    if left.is_empty() || !rest.has_key {
        return Vec::new();
    }
    let mut items = vec![heading("What is reported, further", palette)];
    for (place, index) in left.iter().take(MOST_EVENTS).enumerate() {
        let entry = Entry::new(store, view, shown, &rest.cited, (*index, rest.listed_events + place + 1));
        let row = entry.laid_out(Level::Titled, width, palette);
        let mut block = Block { height: row.height, ..Block::default() };
        let center = [RADIUS + 2.0, RADIUS - 0.5];
        event_symbol(&mut block.marks, center, &entry.symbol, palette);
        symbol_number(&mut block.marks, center, &entry.symbol, entry.number, palette);
        for line in row.lines {
            let color = match line.ink {
                Ink::First => palette.ink,
                Ink::Second => palette.ink_secondary,
                Ink::Accent => palette.accent,
            };
            block.line(&line.words, line.at, line.align, line.font, color);
        }
        items.push(Item { block, ends: Ends::Anywhere });
    }
    if let Some(more) = left.len().checked_sub(MOST_EVENTS).filter(|more| *more > 0) {
        let mut block = Block::default();
        block.line(&format!("and {more} more events"), [INDENT, 0.0], Align::Start, DATE, palette.ink_secondary);
        items.push(Item { block, ends: Ends::Anywhere });
    }
    items
}

/// Every source in full, where the first page has no room for all of them.
fn sources(store: &Store, view: &View, cited: &Cited, (width, palette): (f32, &'static Palette)) -> Vec<Item> {
    if cited.are_all_listed() {
        return Vec::new();
    }
    let mut items = vec![heading("Sources", palette)];
    for (letter, source) in cited.lettered(store) {
        let mut block = Block::default();
        block.line(&letter, [0.0, 0.0], Align::Start, LETTER, palette.accent);
        let mut y = 0.0;
        for (words, color) in
            source_reference(source, view, store).into_iter().zip([palette.ink, palette.ink_secondary])
        {
            for line in BODY.wrapped(&words, width - LETTERS, usize::MAX) {
                block.line(&line, [LETTERS, y], Align::Start, BODY, color);
                y += BODY.size * LEADING;
            }
        }
        items.push(Item { block, ends: Ends::Anywhere });
    }
    items
}
