//! How a page that stands alone opens on a wide screen: the same parts in the same places, drawn as a picture.

use std::collections::BTreeMap;

use super::event_text::when_text;
use super::map::{MapOptions, MapRole, map_scene};
use super::text_layout::Type;
use super::timeline::printed_timeline_scene;
use super::{
    Align, Face, Far, Mark, Palette, Point, Rect, Scene, Stroke, Subject, SymbolStyle, closed, event_symbol,
    palette_of, speaker_of, view_of_picture,
};
use crate::view::{Theme, View};

/// The screen that is drawn, in points.
const SIZE: [f32; 2] = [1280.0, 800.0];
const HEADER: f32 = 64.0;
/// The columns beside the map.
const LEFT: f32 = 290.0;
const DETAIL: f32 = 340.0;
const TIME: f32 = 190.0;
const PAD: f32 = 16.0;
const LEADING: f32 = 1.4;

const TITLE: Type = Type::new(Face::SemiBold, 19.0);
const BOLD: Type = Type::new(Face::SemiBold, 14.0);
const PLAIN: Type = Type::new(Face::Regular, 14.0);
const SMALL: Type = Type::new(Face::Regular, 12.0);

/// What a page says where no event is chosen.
pub const PAGE_HINT: &str = "Choose an event on the map, the timeline or in the list to see who says what.";

/// The first screen of the page of a view, whatever size is asked for; the page fits itself to the screen of its
/// reader.
pub fn page_opening_scene(subject: Subject<'_>) -> Scene {
    let Subject { store, basemap, view, shown, composition, .. } = subject;
    let theme = if view.theme == Theme::Dark { Theme::Dark } else { Theme::Light };
    // A page has no relief.
    let view = View { theme, relief: false, ..view.clone() };
    let palette = palette_of(theme);
    let [width, height] = SIZE;
    let below = height - TIME;
    let mut scene = Scene { background: Some(palette.panel), ..Scene::empty(SIZE) };
    let map = Rect::new(LEFT, HEADER, width - LEFT - DETAIL, below - HEADER);
    let framed = view_of_picture(&view, [map.width, map.height]);
    let numbers = BTreeMap::new();
    let options = MapOptions { role: MapRole::InFigure, numbers: &numbers, far: Far::Pointers };
    scene.place(map_scene(store, basemap, &framed, shown, [map.width, map.height], options), [map.x, map.y]);
    let line = [width - 2.0 * PAD, TIME - PAD];
    scene.place(printed_timeline_scene(store, &view, shown, line, &numbers), [PAD, below + 8.0]);
    let rule = Stroke::solid(1.0, palette.rule);
    for [from, to] in [
        [[0.0, HEADER], [width, HEADER]],
        [[0.0, below], [width, below]],
        [[LEFT, HEADER], [LEFT, below]],
        [[width - DETAIL, HEADER], [width - DETAIL, below]],
    ] {
        scene.marks.push(Mark::line(from, to, rule));
    }
    let title = composition.title.as_deref().unwrap_or(&store.story().title);
    let mut head = Column::new(palette, [PAD, 12.0], width - 2.0 * PAD, HEADER);
    head.words(title, TITLE, Tone::Ink, 1);
    head.words(&shown.counts_text(), SMALL, Tone::Second, 1);
    scene.marks.append(&mut head.marks);
    let mut left = Column::new(palette, [PAD, HEADER + 12.0], LEFT - 2.0 * PAD, below);
    let summary = composition.subtitle.as_deref().unwrap_or(&store.story().summary);
    left.words(summary, SMALL, Tone::Second, 5);
    left.y += 8.0;
    let chapters = &store.story().chapters;
    left.words(if chapters.is_empty() { "Events" } else { "Chapters · Events" }, BOLD, Tone::Ink, 1);
    left.y += 6.0;
    for chapter in chapters {
        left.words(&chapter.title, BOLD, Tone::Ink, 2);
        left.words(&chapter.text, SMALL, Tone::Second, 4);
        left.y += 8.0;
    }
    let listed = if chapters.is_empty() { shown.len() } else { 0 };
    for index in shown.events().take(listed) {
        if left.is_full() {
            break;
        }
        let at = [left.at[0] + 6.0, left.y + 11.0];
        event_symbol(&mut left.marks, at, &SymbolStyle::of_event(store, index, 5.5, palette), palette);
        left.indent = 20.0;
        left.words(&store.title(index), BOLD, Tone::Ink, 2);
        left.words(&when_text(store, &view, index), SMALL, Tone::Second, 1);
        left.indent = 0.0;
        left.y += 8.0;
    }
    scene.marks.append(&mut left.marks);
    let mut detail = Column::new(palette, [width - DETAIL + PAD, HEADER + 14.0], DETAIL - 2.0 * PAD, below);
    match view.selection.first().and_then(|id| store.index_of(id)) {
        Some(index) => {
            let event = store.event(index);
            detail.words(&event.title, TITLE, Tone::Ink, 3);
            detail.words(&when_text(store, &view, index), PLAIN, Tone::Second, 2);
            detail.words(&event.summary, PLAIN, Tone::Ink, 6);
            for claim in &event.claims {
                detail.y += 8.0;
                detail.words(&closed(&speaker_of(claim)), SMALL, Tone::Second, 2);
                detail.words(&claim.text, PLAIN, Tone::Ink, 4);
            }
        }
        None => detail.words(PAGE_HINT, PLAIN, Tone::Second, 4),
    }
    scene.marks.append(&mut detail.marks);
    scene
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Ink,
    Second,
}

/// Words under each other, down to an end.
struct Column {
    palette: &'static Palette,
    at: Point,
    width: f32,
    end: f32,
    indent: f32,
    y: f32,
    marks: Vec<Mark>,
}

impl Column {
    fn new(palette: &'static Palette, at: Point, width: f32, end: f32) -> Self {
        Self { palette, at, width, end, indent: 0.0, y: at[1], marks: Vec::new() }
    }

    fn is_full(&self) -> bool {
        self.y + 2.0 * PLAIN.size > self.end
    }

    /// Adds words in so many lines at most, as long as there is room.
    fn words(&mut self, words: &str, font: Type, tone: Tone, most: usize) {
        if words.is_empty() {
            return;
        }
        let color = if tone == Tone::Ink { self.palette.ink } else { self.palette.ink_secondary };
        for line in font.wrapped(words, self.width - self.indent, most) {
            if self.y + font.size * LEADING > self.end {
                return;
            }
            let at = [self.at[0] + self.indent, self.y + font.size];
            self.marks.push(Mark::text(line, at, Align::Start, font.style(color)));
            self.y += font.size * LEADING;
        }
    }
}
