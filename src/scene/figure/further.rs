//! Further pages of a figure: the events and sources that its first page has no room for.

use super::plates::{Block, LEADING, heading};
use super::row::{DATE, Entry, INDENT, Level};
use super::{Rest, Subject};
use crate::model::grouped;
use crate::scene::text_layout::Type;
use crate::scene::{Align, Face, Mark, Palette, Rect, Scene, palette_of, source_reference};

const TITLE: Type = Type::new(Face::SemiBold, 14.0);
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
pub(super) struct Item {
    pub(super) block: Block,
    /// Whether a column may end after it.
    pub(super) ends: Ends,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Anywhere,
    /// A heading is not parted from what it heads.
    NotHere,
}

/// The pages after the first, as large as it; none where the first page says it all.
pub(super) fn further_pages(subject: Subject<'_>, rest: &Rest) -> Vec<Scene> {
    let title = subject.words(None).title;
    let columns = Columns::of(subject.size, subject.margin(), WIDEST);
    let mut items = events(subject, rest, columns.width);
    items.extend(sources(subject, rest, columns.width));
    pages_of(items, &title, &columns, palette_of(subject.view.theme))
}

/// How the columns of further pages stand.
pub(super) struct Columns {
    size: [f32; 2],
    margin: f32,
    count: f32,
    /// The width of each in points.
    pub(super) width: f32,
}

impl Columns {
    /// As many as make none wider than `widest`.
    pub(super) fn of(size: [f32; 2], margin: f32, widest: f32) -> Self {
        let width = size[0] - 2.0 * margin;
        let count = ((width + GUTTER) / (widest + GUTTER)).ceil().max(1.0);
        Self { size, margin, count, width: (width - GUTTER * (count - 1.0)) / count }
    }
}

/// Pages with these after each other in columns, under a title.
pub(super) fn pages_of(items: Vec<Item>, title: &str, columns: &Columns, palette: &'static Palette) -> Vec<Scene> {
    let Columns { size, margin, count, width: column } = *columns;
    let width = size[0] - 2.0 * margin;
    let top = margin + TITLE.size * LEADING + 14.0;
    let deep = size[1] - margin;
    let mut pages: Vec<Scene> = Vec::new();
    let (mut at, mut y) = (0.0, f32::INFINITY);
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let next = items.peek().filter(|_| item.ends == Ends::NotHere).map_or(0.0, |next| next.block.height);
        if y + item.block.height + next > deep {
            at += 1.0;
            if pages.is_empty() || at >= count {
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
        page.marks.push(Mark::text(words, at, Align::End, BODY.style(palette.ink_secondary)));
    }
    pages
}

fn page(title: &str, size: [f32; 2], (margin, width): (f32, f32), palette: &'static Palette) -> Scene {
    let mut page = Scene { background: Some(palette.panel), ..Scene::empty(size) };
    let words = TITLE.elided(title, width - 90.0);
    page.marks.push(Mark::text(words, [margin, margin + TITLE.size], Align::Start, TITLE.style(palette.ink)));
    page
}

/// A heading, parted from what stands above it.
pub(super) fn headed(words: &str, palette: &Palette) -> Item {
    let heading = heading(words, palette);
    let height = heading.height + 10.0;
    Item { block: Block { height, ..heading }, ends: Ends::NotHere }
}

/// The events that are not in the key.
fn events(Subject { store, view, shown, .. }: Subject<'_>, rest: &Rest, width: f32) -> Vec<Item> {
    let palette = palette_of(view.theme);
    let listed = rest.events.unwrap_or(shown.len());
    let left = shown.len().saturating_sub(listed);
    if left == 0 {
        return Vec::new();
    }
    let mut items = vec![headed(if listed > 0 { "What is reported, further" } else { "What is reported" }, palette)];
    for (place, index) in shown.events().skip(listed).take(MOST_EVENTS).enumerate() {
        let entry = Entry::new(store, view, shown, &rest.cited, (index, listed + place + 1));
        let mut block = Block::default();
        entry.draw(&mut block, [0.0, 0.0], Level::Titled, width, palette);
        items.push(Item { block, ends: Ends::Anywhere });
    }
    if let Some(more) = left.checked_sub(MOST_EVENTS).filter(|more| *more > 0) {
        items.push(counted_item(&format!("and {} more events", grouped(more)), INDENT, palette));
    }
    items
}

/// Every source in full, where the first page has no room for all of them. Where not every event is listed, those of
/// the events that are.
fn sources(Subject { store, view, shown, .. }: Subject<'_>, rest: &Rest, width: f32) -> Vec<Item> {
    let palette = palette_of(view.theme);
    let cited = &rest.cited;
    if cited.are_all_listed() {
        return Vec::new();
    }
    let events = rest.events.unwrap_or(0).saturating_add(MOST_EVENTS);
    let count = if events < shown.len() { cited.count_in(store, shown.events().take(events)) } else { cited.len() };
    let mut items = vec![headed("Sources", palette)];
    for (letter, source) in cited.lettered(store).take(count) {
        let mut block = Block::default();
        block.line(&letter, [0.0, 0.0], Align::Start, LETTER, palette.accent);
        let mut y = 0.0;
        let reference = source_reference(source, Some(view.zone_shown(store, None)));
        for (words, color) in [(reference, palette.ink), (source.address_words(), palette.ink_secondary)] {
            for line in BODY.wrapped(&words, width - LETTERS, usize::MAX) {
                block.line(&line, [LETTERS, y], Align::Start, BODY, color);
                y += BODY.size * LEADING;
            }
        }
        items.push(Item { block, ends: Ends::Anywhere });
    }
    if count < cited.len() {
        let words = format!("and {} more sources, of events that are not listed", grouped(cited.len() - count));
        items.push(counted_item(&words, LETTERS, palette));
    }
    items
}

/// A line that counts what is not listed.
fn counted_item(words: &str, indent: f32, palette: &Palette) -> Item {
    let mut block = Block::default();
    block.line(words, [indent, 0.0], Align::Start, DATE, palette.ink_secondary);
    Item { block, ends: Ends::Anywhere }
}
