//! How a page is laid out: which part takes how much of it, and what the others have left.

use std::collections::{BTreeMap, BTreeSet};

use super::foot::{self, Cited, foot_block};
use super::key::{Entries, Key, KeyRoom, MOST, Spare};
use super::page::Page;
use super::plates::{Block, legend_block, text_block};
use super::{OfferedWords, Part, REFERENCE_MAP, Rest, Subject, rescaled};
use crate::model::Attestation;
use crate::scene::legend::{LegendRow, Sample, legend_rows};
use crate::scene::map::{MapOptions, MapRole, map_scene};
use crate::scene::text_layout::Type;
use crate::scene::timeline::{lane_count, printed_timeline_scene};
use crate::scene::{Face, Mark, Palette, Point, Rect, Scene, palette_of};
use crate::view::{TimeMode, View};

/// The figure of a view: title, map with numbered marks, a key that tells what is reported under
/// each number and by which sources, legend, timeline, and below them window, zone, counts, filter,
/// borders, credits and sources. Wide pages have the key beside the map, tall ones under it.
pub(super) fn figure(subject: Subject<'_>) -> (Page, Rest) {
    let [width, height] = subject.size;
    let laid_out = |bars: Bars| {
        let sheet = FigureLayout { bars, ..FigureLayout::new(subject) };
        if height > width * 1.1 { sheet.tall() } else { sheet.wide() }
    };
    let numbered = laid_out(Bars::Numbered);
    let count = subject.shown.len();
    if count > MOST || numbered.1.events.is_none_or(|listed| listed == count) {
        return numbered;
    }
    // A list comes before numbers on bars.
    let usual = laid_out(Bars::Usual);
    if usual.1.events > numbered.1.events { usual } else { numbered }
}

/// How high the timeline may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bars {
    /// As high as bars with numbers need.
    Numbered,
    Usual,
}

/// What a page is laid out of. It does not change while that is done, but for the numbers of its sources.
pub(super) struct FigureLayout<'a> {
    subject: Subject<'a>,
    /// The view as it is drawn.
    view: View,
    palette: &'static Palette,
    cited: Cited,
    /// What the key may say.
    entries: Entries<'a>,
    /// Between parts.
    gap: f32,
    bars: Bars,
}

impl<'a> FigureLayout<'a> {
    pub(super) fn new(subject: Subject<'a>) -> Self {
        let Subject { store, view, shown, size, .. } = subject;
        let mut view = view.clone();
        if view.mode == TimeMode::Window {
            // The playhead decides nothing of what is shown, so it is not drawn.
            view.playhead_secs = f64::NEG_INFINITY;
        }
        Self {
            subject,
            palette: palette_of(view.theme),
            view,
            cited: Cited::of(store, shown),
            entries: Entries::of(subject),
            bars: Bars::Usual,
            gap: (size[0].min(size[1]) * 0.024).clamp(8.0, 24.0).round(),
        }
    }

    /// A page with title and foot.
    fn page(&mut self) -> Page {
        let (size, margin) = (self.subject.size, self.subject.margin());
        let page = Page::new(Rect::new(margin, margin, size[0] - 2.0 * margin, size[1] - 2.0 * margin));
        let head = self.head(page.room);
        let page = if head.height > 0.0 { page.with_top(head, self.gap) } else { page };
        let foot = self.foot(page.room);
        page.with_bottom(foot, self.gap * 0.75)
    }

    /// The same with room for the timeline, unless it is left out, as high as is usual for the height of the room; and
    /// the timeline without numbers, which those of the key take the place of once they are known.
    fn page_over_timeline(&mut self, usual: impl Fn(f32) -> f32) -> (Page, Option<Timeline>) {
        let page = self.page();
        if !self.subject.composition.has(Part::Timeline) {
            return (page, None);
        }
        let height = self.timeline_height(page.room, usual(page.room.height));
        let bare = self.timeline_of([page.room.width, height], &BTreeMap::new());
        let (page, origin) = page.with_room_below(height, self.gap);
        (page, Some(Timeline { bare, origin }))
    }

    /// The page with the timeline in its room, with these numbers on its bars.
    fn with_timeline(&self, page: Page, timeline: Option<Timeline>, numbers: &BTreeMap<usize, usize>) -> Page {
        match timeline {
            Some(Timeline { bare, origin }) if numbers.is_empty() => page.with_scene(bare, origin),
            Some(Timeline { bare, origin }) => page.with_scene(self.timeline_of(bare.size, numbers), origin),
            None => page,
        }
    }

    /// Title and subtitle; of no height where the page has neither.
    fn head(&self, room: Rect) -> Block {
        /// As many lines may the title have at each of its sizes, and what stands under it at its own.
        const MOST_LINES: [usize; 4] = [2, 3, 4, 6];
        const MOST_SUBTITLE_LINES: usize = 4;
        let composition = self.subject.composition;
        let OfferedWords { title: words, subtitle: under } = self.subject.words(None);
        let words = words.as_str();
        let (title, subtitle) = match room.width.min(room.height * 1.6) {
            ..560.0 => (16.0, 10.5),
            ..900.0 => (21.0, 12.0),
            _ => (27.0, 13.5),
        };
        // A long title is set smaller rather than cut.
        let sizes = [title, title * 0.8, title * 0.65, title * 0.5].map(|size| Type::new(Face::SemiBold, size));
        let width = room.width.min(title * 42.0);
        let fitting = sizes.into_iter().zip(MOST_LINES).find(|(font, most)| font.fits(words, width, *most));
        let (title, most) = fitting.unwrap_or((sizes[3], MOST_LINES[3]));
        let subtitle = Type::new(Face::Regular, subtitle);
        let mut head = Block::default();
        if composition.has(Part::Title) {
            head = text_block(&title.wrapped(words, width, most), title, self.palette.ink);
        }
        let words = under.as_str();
        if composition.has(Part::Subtitle) && !words.is_empty() && room.height > 340.0 {
            let lines = subtitle.wrapped(words, width, MOST_SUBTITLE_LINES);
            head.add_below(text_block(&lines, subtitle, self.palette.ink_secondary), subtitle.size * 0.4);
        }
        head
    }

    fn foot(&mut self, room: Rect) -> Block {
        // A tenth of the page for the sources.
        let most = (room.height * 0.1 / foot::LINE).floor().clamp(2.0, 10.0) as usize;
        foot_block(self.subject, &mut self.cited, room.width, most)
    }

    fn wide(mut self) -> (Page, Rest) {
        let (page, timeline) = self.page_over_timeline(|height| (height * 0.27).clamp(64.0, 230.0));
        if !self.has_key(page.room) {
            return self.map_over_legend(page, timeline);
        }
        // The legend needs the map, and the map the numbers of the key. Which rows a legend has does
        // not depend on numbers, so a map without them is asked first.
        let gap = self.gap;
        let first = self.map(beside(page.room, column_of(page.room, SHARES[0]), gap), &BTreeMap::new());
        let rows = self.legend(&first, timeline.as_ref().map(|timeline| &timeline.bare));
        // The legend stands under the key; where it would take too much of the column, in a strip
        // above the timeline; and where that leaves no map, nowhere.
        let narrowest = legend_block(&rows, column_of(page.room, SHARES[0]).width, self.palette);
        let takes_much = rows.is_empty() || narrowest.height + 1.5 * gap > page.room.height * 0.4;
        let strip = (takes_much && !rows.is_empty()).then(|| legend_block(&rows, page.room.width, self.palette));
        let page = match strip.filter(|strip| page.room.height - strip.height - gap > 180.0) {
            Some(strip) => page.with_bottom(strip, gap),
            None => page,
        };
        let Column { rect, legend, key } = self.column(page.room, if takes_much { &[] } else { &rows });
        let map = self.map(beside(page.room, rect, gap), &key.numbers);
        let page = self.with_timeline(page.with_framed(map), timeline, &key.numbers);
        let page = match legend {
            Some(legend) => {
                let y = rect.bottom() - legend.height;
                page.with_rule([rect.x, y - gap * 0.6], rect.width).with_block(legend, [rect.x, y])
            }
            None => page,
        };
        let listed = key.listed();
        self.finished(page.with_block(key.block, [rect.x, rect.y]), Some(listed))
    }

    /// The column of the key, with the legend under it: a full key in one of the first widths, else a whole one in
    /// the first that has it.
    fn column(&self, room: Rect, legend: &[LegendRow]) -> Column {
        let fitted = |share: f32| {
            let rect = column_of(room, share);
            let legend = (!legend.is_empty()).then(|| legend_block(legend, rect.width, self.palette));
            let height = legend.as_ref().map_or(rect.height, |legend| rect.height - legend.height - 1.5 * self.gap);
            let key = self.key(KeyRoom { width: rect.width, height, spare: Spare::Rows });
            Column { rect, legend, key }
        };
        if !self.entries.can_be_whole() {
            return fitted(SHARES[FULL - 1]);
        }
        let mut tried: Vec<Column> = Vec::new();
        for (place, share) in SHARES.into_iter().enumerate() {
            if place >= FULL
                && let Some(whole) = tried.iter().position(|column| column.key.is_whole())
            {
                return tried.swap_remove(whole);
            }
            let column = fitted(share);
            if place < FULL && column.key.is_full() {
                return column;
            }
            tried.push(column);
        }
        let whole = tried.iter().position(|column| column.key.is_whole());
        tried.swap_remove(whole.unwrap_or(FULL - 1))
    }

    fn tall(mut self) -> (Page, Rest) {
        let (page, timeline) = self.page_over_timeline(|height| (height * 0.16).clamp(64.0, 220.0));
        if !self.has_key(page.room) {
            return self.map_over_legend(page, timeline);
        }
        // The map gives way to the key, within what a map can bear.
        let most_map = (page.room.height * 0.52).min(page.room.width * 0.72);
        let first = self.map([page.room.width, most_map], &BTreeMap::new());
        let page = self.with_legend(page, &self.legend(&first, timeline.as_ref().map(|timeline| &timeline.bare)));
        let (room, gap) = (page.room, self.gap);
        let fitted = |map_height: f32| {
            let height = room.height - map_height - gap;
            (map_height, self.key(KeyRoom { width: room.width, height, spare: Spare::Page }))
        };
        let heights = [0.36, 0.33, 0.3, 0.27].map(|share| room.height * share);
        let can_be_whole = self.entries.can_be_whole();
        let full = can_be_whole.then(|| fitted(most_map)).filter(|(_, key)| key.is_full());
        let (map_height, key) = full.unwrap_or_else(|| {
            let highest = fitted(heights[0]);
            if highest.1.is_whole() || !can_be_whole {
                return highest;
            }
            heights[1..].iter().map(|height| fitted(*height)).find(|(_, key)| key.is_whole()).unwrap_or(highest)
        });
        // What the key leaves goes to the map.
        let map_height = (room.height - key.block.height - gap).clamp(map_height, room.width);
        let page = page.with_framed(self.map([room.width, map_height], &key.numbers));
        let page = self.with_timeline(page, timeline, &key.numbers);
        let listed = key.listed();
        self.finished(page.with_block(key.block, [room.x, room.y + map_height + gap]), Some(listed))
    }

    /// Whether the page has a key: one is asked for, and the map has marks that it would number. Where it counts its
    /// events the first few of so many say nothing, and the pages that follow list them.
    fn has_key(&self, room: Rect) -> bool {
        let counts = || {
            let map = self.map([room.width, room.height], &BTreeMap::new());
            map.marks.iter().any(|mark| matches!(mark, Mark::Cells { .. }))
        };
        self.subject.composition.has(Part::Key) && (self.subject.shown.len() <= MOST || !counts())
    }

    /// The map as wide as the page, with the legend under it.
    fn map_over_legend(self, page: Page, timeline: Option<Timeline>) -> (Page, Rest) {
        let first = self.map([page.room.width, page.room.height], &BTreeMap::new());
        let page = self.with_legend(page, &self.legend(&first, timeline.as_ref().map(|timeline| &timeline.bare)));
        let map = self.map([page.room.width, page.room.height], &BTreeMap::new());
        let page = self.with_timeline(page.with_framed(map), timeline, &BTreeMap::new());
        let listed = self.subject.composition.has(Part::Key).then_some(0);
        self.finished(page, listed)
    }

    /// The figure, whose key lists so many events; none where it has no key.
    fn finished(self, page: Page, listed: Option<usize>) -> (Page, Rest) {
        (page, Rest { cited: self.cited, events: listed })
    }

    fn with_legend(&self, page: Page, rows: &[LegendRow]) -> Page {
        if rows.is_empty() {
            return page;
        }
        let legend = legend_block(rows, page.room.width, self.palette);
        page.with_bottom(legend, self.gap)
    }

    /// The timeline by itself.
    pub(super) fn timeline_alone(mut self) -> Page {
        let page = self.page();
        let whole = self.timeline_of([page.room.width, page.room.height], &BTreeMap::new());
        let rows = legend_rows(self.subject.store, &self.view, self.subject.shown, &[&whole]);
        let legend = legend_block(&rows, page.room.width, self.palette);
        let gap = self.gap * 0.75;
        let has_room = page.room.height - legend.height - gap > 100.0;
        let page =
            if self.subject.composition.has(Part::Legend) && has_room { page.with_bottom(legend, gap) } else { page };
        let timeline = self.timeline_of([page.room.width, page.room.height], &BTreeMap::new());
        let origin = [page.room.x, page.room.y];
        page.with_scene(timeline, origin)
    }

    fn map(&self, size: [f32; 2], numbers: &BTreeMap<usize, usize>) -> Scene {
        let view = View { map: rescaled(self.view.map, REFERENCE_MAP, size), ..self.view.clone() };
        let options = MapOptions { role: MapRole::InFigure, numbers, far: self.subject.composition.far };
        map_scene(self.subject.store, self.subject.basemap, &view, self.subject.shown, size, options)
    }

    /// How high the timeline is to be: lanes need room for their names, and bars for the numbers of a key.
    fn timeline_height(&self, room: Rect, usual: f32) -> f32 {
        let lanes = lane_count(self.subject.store, &self.view) as f32;
        let height = usual.max((lanes * 19.0 + 60.0).min(room.height * 0.24));
        let has_numbers = self.bars == Bars::Numbered && self.subject.composition.has(Part::Key);
        if !has_numbers || !self.entries.can_be_whole() {
            return height;
        }
        let numbers: BTreeMap<usize, usize> =
            self.subject.shown.events().enumerate().map(|(place, index)| (index, place + 1)).collect();
        let higher = (0..=8).map(|step| height + step as f32 * 0.02 * room.height);
        let has_all = |height: &f32| {
            let timeline = self.timeline_of([room.width, *height], &numbers);
            let words: BTreeSet<&str> = timeline.words().into_iter().collect();
            numbers.values().all(|number| words.contains(number.to_string().as_str()))
        };
        higher.into_iter().find(has_all).unwrap_or(height)
    }

    fn timeline_of(&self, size: [f32; 2], numbers: &BTreeMap<usize, usize>) -> Scene {
        printed_timeline_scene(self.subject.store, &self.view, self.subject.shown, size, numbers)
    }

    /// The rows of the legend; none where it is left out.
    fn legend(&self, map: &Scene, timeline: Option<&Scene>) -> Vec<LegendRow> {
        if !self.subject.composition.has(Part::Legend) {
            return Vec::new();
        }
        let scenes: Vec<&Scene> = [map].into_iter().chain(timeline).collect();
        let mut rows = legend_rows(self.subject.store, &self.view, self.subject.shown, &scenes);
        // In a figure the number stands where the dot of the outlet's own voice does, so that its
        // mark is a ring, like that of an event without claims.
        let has_outlet = rows.iter().any(|row| row.sample == Sample::Attested(Some(Attestation::Outlet)));
        rows.retain(|row| !(has_outlet && row.sample == Sample::Attested(None)));
        for row in &mut rows {
            if row.sample == Sample::Attested(Some(Attestation::Outlet)) {
                row.sample = Sample::Attested(None);
                if self.subject.shown.events().any(|index| self.subject.store.attestation(index).is_none()) {
                    row.words += " or no claim";
                }
            }
        }
        rows
    }

    fn key(&self, room: KeyRoom) -> Key {
        Key::new(&self.entries, &self.view, &self.cited, room)
    }
}

/// Parts of the width that the key may have; the more, the less has the map.
const SHARES: [f32; 6] = [0.31, 0.36, 0.42, 0.48, 0.56, 0.62];
/// So many of them, if only a full key asks for more.
const FULL: usize = 4;

/// The column beside the map.
struct Column {
    rect: Rect,
    legend: Option<Block>,
    key: Key,
}

/// The column on the right that has this part of the width.
fn column_of(room: Rect, share: f32) -> Rect {
    let width = (room.width * share).clamp(176.0, 920.0).round();
    Rect { x: room.right() - width, width, ..room }
}

/// The size of the map beside a column.
fn beside(room: Rect, column: Rect, gap: f32) -> [f32; 2] {
    [column.x - gap - room.x, room.height]
}

/// The timeline before its numbers are known, and where it stands.
struct Timeline {
    bare: Scene,
    origin: Point,
}
