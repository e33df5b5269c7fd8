//! What is printed: the figure, and map and timeline by themselves.
//!
//! This module answers where the parts of a picture stand and what is said around them. Map,
//! timeline and legend are drawn elsewhere. Everything is fitted: words are wrapped, rows made
//! shorter, and what has no room is counted in words; nothing is cut or lies over another.

mod composition;
mod foot;
mod further;
mod key;
mod plates;
mod row;

use std::collections::BTreeMap;

use super::legend::{LegendRow, Sample, legend_rows};
use super::map::{MapDress, MapRole, map_scene};
use super::text_layout::{Type, first_sentence};
use super::timeline::{lane_count, printed_timeline_scene};
use super::{Face, Mark, Palette, Point, Rect, Scene, Stroke, palette_of};
use crate::basemap::Basemap;
use crate::model::Attestation;
use crate::query::Shown;
use crate::store::Store;
use crate::view::{MapViewport, TimeMode, View};
pub use composition::{Composition, Far, Part};
pub use foot::figure_remarks;
use foot::{Cited, foot_block};

use key::{Entries, Key, KeyRoom, Spare};
use plates::{Block, legend_block, text_block};

/// The size in points of the map that a view's zoom is meant for, in a figure or by itself.
///
/// A view has a centre and a zoom, which frame more in a larger map. So that a picture of any size
/// frames the same part of the world, its map is zoomed by how much larger it is than this.
pub const REFERENCE_MAP: [f32; 2] = [840.0, 560.0];

/// The least width and height of a picture in points. Smaller ones are drawn as if they were so large.
pub const LEAST_SIZE: [f32; 2] = [480.0, 320.0];

/// What a picture holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// The map by itself, with legend, scale and credits.
    Map,
    /// The timeline by itself, with title, legend, window, counts and sources.
    Timeline,
    /// Title, map, numbered key, legend, timeline, window, counts, sources and credits.
    #[default]
    Figure,
}

impl Layout {
    /// Every layout with the word the command line uses for it.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Map, "map"), (Self::Timeline, "timeline"), (Self::Figure, "figure")];

    /// The word that the command line and files use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(layout, _)| *layout == self).map_or("", |(_, word)| word)
    }

    /// Reads the word of the command line.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, candidate)| *candidate == word).map(|(layout, _)| *layout)
    }
}

/// The view with its map zoomed so that pictures frame what a map of this size in points frames.
#[must_use]
pub fn view_framed(view: &View, map_size: [f32; 2]) -> View {
    View { map: rescaled(view.map, map_size, REFERENCE_MAP), ..view.clone() }
}

/// The view of a picture, with its map zoomed so that a map of this size in points frames what the
/// picture frames.
#[must_use]
pub fn view_of_picture(view: &View, map_size: [f32; 2]) -> View {
    View { map: rescaled(view.map, REFERENCE_MAP, map_size), ..view.clone() }
}

/// What a picture is of, and what is to stand on it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The story, read as the view asks.
    pub store: &'a Store,
    /// What lies under the events.
    pub basemap: &'a Basemap,
    /// What is shown.
    pub view: &'a View,
    /// Which events are.
    pub shown: &'a Shown,
    /// What a figure holds.
    pub composition: &'a Composition,
    /// Width and height in points; 480 by 320 at least, smaller ones are drawn as if they were so large.
    pub size: [f32; 2],
}

/// The picture of a view in a layout: of a figure its first page.
///
/// It frames what the view's map frames in a map of [`REFERENCE_MAP`] points. The playhead shows only
/// as the view's mode needs it.
pub fn layout_scene(layout: Layout, subject: Subject<'_>) -> Scene {
    let subject = subject.large_enough();
    match layout {
        Layout::Map => {
            let Subject { store, basemap, view, shown, composition, size } = subject;
            let dress = MapDress { role: MapRole::Alone, numbers: &BTreeMap::new(), far: composition.far };
            map_scene(store, basemap, &view_of_picture(view, size), shown, size, dress)
        }
        Layout::Timeline => Sheet::new(subject).timeline_alone(),
        Layout::Figure => figure(subject).0,
    }
}

/// The same with further pages after it, for the events and sources that a figure has no room for.
pub fn layout_pages(layout: Layout, subject: Subject<'_>) -> Vec<Scene> {
    if layout != Layout::Figure {
        return vec![layout_scene(layout, subject)];
    }
    let subject = subject.large_enough();
    let (first, rest) = figure(subject);
    [first].into_iter().chain(further::further_pages(subject, &rest)).collect()
}

/// What the first page of a figure has listed.
struct Rest<'a> {
    cited: Cited<'a>,
    /// So many events, the first of those shown; none where the figure has no key.
    events: Option<usize>,
}

/// The figure of a view: title, map with numbered marks, a key that tells what is reported under
/// each number and by which sources, legend, timeline, and below them window, zone, counts, filter,
/// borders, credits and sources. Wide pages have the key beside the map, tall ones under it.
fn figure(subject: Subject<'_>) -> (Scene, Rest<'_>) {
    let [width, height] = subject.size;
    let sheet = Sheet::new(subject);
    if height > width * 1.1 { sheet.tall() } else { sheet.wide() }
}

impl Subject<'_> {
    fn large_enough(self) -> Self {
        let [width, height] = self.size;
        Self { size: [width.max(LEAST_SIZE[0]), height.max(LEAST_SIZE[1])], ..self }
    }

    /// Between the edge of a page and what stands on it, in points.
    fn margin(&self) -> f32 {
        (self.size[0].min(self.size[1]) * 0.045).clamp(12.0, 48.0).round()
    }
}

/// The viewport that frames in a map of one size what another frames in a map of another.
fn rescaled(map: MapViewport, from: [f32; 2], to: [f32; 2]) -> MapViewport {
    let grown = (to[0] / from[0]).min(to[1] / from[1]);
    MapViewport { zoom: map.zoom + f64::from(grown).log2(), ..map }.clamped()
}

/// A page while it is being laid out, from the top and from the bottom towards the middle.
struct Sheet<'a> {
    subject: Subject<'a>,
    /// The view as it is drawn.
    view: View,
    palette: &'static Palette,
    cited: Cited<'a>,
    /// What the key may say.
    entries: Entries<'a>,
    /// Between parts.
    gap: f32,
    /// What is left of the page inside its margins.
    room: Rect,
    scene: Scene,
}

impl<'a> Sheet<'a> {
    fn new(subject: Subject<'a>) -> Self {
        let Subject { store, view, shown, size, .. } = subject;
        let palette = palette_of(view.theme);
        let mut view = view.clone();
        if view.mode == TimeMode::Window {
            // The playhead decides nothing of what is shown, so it is not drawn.
            view.playhead_secs = f64::NEG_INFINITY;
        }
        let short = size[0].min(size[1]);
        let margin = subject.margin();
        let mut sheet = Self {
            subject,
            view,
            palette,
            cited: Cited::of(store, shown),
            entries: Entries::of(subject),
            gap: (short * 0.024).clamp(8.0, 24.0).round(),
            room: Rect::new(margin, margin, size[0] - 2.0 * margin, size[1] - 2.0 * margin),
            scene: Scene { background: Some(palette.panel), ..Scene::empty(size) },
        };
        sheet.head();
        sheet.foot();
        sheet
    }

    fn head(&mut self) {
        /// As many lines may the title have at each of its sizes, and what stands under it at its own.
        const MOST_LINES: [usize; 4] = [2, 3, 4, 6];
        const MOST_SUBTITLE_LINES: usize = 4;
        let (story, composition) = (self.subject.store.story(), self.subject.composition);
        let words = composition.title_of(story);
        let (title, subtitle) = match self.room.width.min(self.room.height * 1.6) {
            ..560.0 => (16.0, 10.5),
            ..900.0 => (21.0, 12.0),
            _ => (27.0, 13.5),
        };
        // A long title is set smaller rather than cut.
        let sizes = [title, title * 0.8, title * 0.65, title * 0.5].map(|size| Type::new(Face::SemiBold, size));
        let width = self.room.width.min(title * 42.0);
        let fitting = sizes.into_iter().zip(MOST_LINES).find(|(font, most)| font.fits(words, width, *most));
        let (title, most) = fitting.unwrap_or((sizes[3], MOST_LINES[3]));
        let subtitle = Type::new(Face::Regular, subtitle);
        let mut head = Block::default();
        if composition.has(Part::Title) {
            head = text_block(&title.wrapped(words, width, most), title, self.palette.ink);
        }
        let words = composition.subtitle.as_deref().unwrap_or_else(|| first_sentence(&story.summary));
        if composition.has(Part::Subtitle) && !words.is_empty() && self.room.height > 340.0 {
            let lines = subtitle.wrapped(words, width, MOST_SUBTITLE_LINES);
            head.add_below(text_block(&lines, subtitle, self.palette.ink_secondary), subtitle.size * 0.4);
        }
        if head.height > 0.0 {
            let gap = self.gap;
            self.put_top(head, gap);
        }
    }

    fn foot(&mut self) {
        // A tenth of the page for the sources.
        let most = (self.room.height * 0.1 / foot::LINE).floor().clamp(2.0, 10.0) as usize;
        let block = foot_block(self.subject, &mut self.cited, self.room.width, most);
        let gap = self.gap * 0.75;
        self.put_bottom(block, gap);
    }

    /// Puts a part at the top of the room that is left.
    fn put_top(&mut self, block: Block, gap: f32) {
        let origin = [self.room.x, self.room.y];
        let height = block.height + gap;
        self.put(block, origin);
        self.room.y += height;
        self.room.height -= height;
    }

    /// Puts a part at the bottom of the room that is left.
    fn put_bottom(&mut self, block: Block, gap: f32) {
        let origin = [self.room.x, self.room.bottom() - block.height];
        self.room.height -= block.height + gap;
        self.put(block, origin);
    }

    fn put(&mut self, block: Block, origin: Point) {
        // Strokes and descenders reach a little beyond their block.
        let clip = Rect::new(0.0, 0.0, self.scene.size[0] - origin[0], block.height).grown(8.0);
        self.scene.marks.push(Mark::Group { origin, clip, marks: block.marks });
    }

    fn wide(mut self) -> (Scene, Rest<'a>) {
        /// Parts of the width that the key may have; the more, the less has the map.
        const SHARES: [f32; 6] = [0.31, 0.36, 0.42, 0.48, 0.56, 0.62];
        /// So many of them, if only a full key asks for more.
        const FULL: usize = 4;
        let timeline = self.timeline(self.timeline_height((self.room.height * 0.27).clamp(64.0, 230.0)));
        let gap = self.gap;
        if !self.subject.composition.has(Part::Key) {
            return self.map_over_legend(timeline.as_ref());
        }
        let room = self.room;
        let column_of = |share: f32| {
            let width = (room.width * share).clamp(176.0, 720.0).round();
            Rect { x: room.right() - width, width, ..room }
        };
        // The legend needs the map, and the map the numbers of the key. Which rows a legend has does
        // not depend on numbers, so a map without them is asked first.
        let map_size = |column: &Rect, room: &Rect| [column.x - gap - room.x, room.height];
        let first = self.map(map_size(&column_of(SHARES[0]), &self.room), &BTreeMap::new());
        let rows = self.legend(&first, timeline.as_ref());
        // The legend stands under the key; where it would take too much of the column, in a strip
        // above the timeline; and where that leaves no map, nowhere.
        let narrowest = legend_block(&rows, column_of(SHARES[0]).width, self.palette);
        let takes_much = rows.is_empty() || narrowest.height + 1.5 * gap > self.room.height * 0.4;
        if takes_much && !rows.is_empty() {
            let strip = legend_block(&rows, self.room.width, self.palette);
            if self.room.height - strip.height - gap > 180.0 {
                self.put_bottom(strip, gap);
            }
        }
        let column_of = |share: f32| Rect { height: self.room.height, ..column_of(share) };
        let fitted = |share: f32| {
            let column = column_of(share);
            let legend = (!takes_much).then(|| legend_block(&rows, column.width, self.palette));
            let height = legend.as_ref().map_or(column.height, |legend| column.height - legend.height - 1.5 * gap);
            (column, legend, self.key(KeyRoom { width: column.width, height, spare: Spare::Rows }))
        };
        // A full key in one of the first widths, else a whole one in the first that has it.
        let (mut tried, mut chosen) = (Vec::new(), None);
        for (place, share) in SHARES.into_iter().enumerate().filter(|_| self.entries.can_be_whole()) {
            chosen =
                if place < FULL { None } else { tried.iter().position(|(_, _, key): &(_, _, Key)| key.is_whole()) };
            if chosen.is_some() {
                break;
            }
            tried.push(fitted(share));
            if place < FULL && tried[place].2.is_full() {
                chosen = Some(place);
                break;
            }
        }
        chosen = chosen.or_else(|| tried.iter().position(|(_, _, key)| key.is_whole()));
        let (column, legend, key) = match chosen.or((!tried.is_empty()).then_some(FULL - 1)) {
            Some(place) => tried.swap_remove(place),
            None => fitted(SHARES[FULL - 1]),
        };
        let map = self.map(map_size(&column, &self.room), &key.numbers);
        self.put_map(map, [self.room.x, self.room.y]);
        if let Some(legend) = legend {
            let y = column.bottom() - legend.height;
            let rule_y = y - gap * 0.6;
            let rule = Stroke::solid(1.0, self.palette.rule);
            self.scene.marks.push(Mark::line([column.x, rule_y], [column.right(), rule_y], rule));
            self.put(legend, [column.x, y]);
        }
        let listed = key.listed();
        self.put(key.block, [column.x, column.y]);
        self.finished(Some(listed))
    }

    fn tall(mut self) -> (Scene, Rest<'a>) {
        let timeline = self.timeline(self.timeline_height((self.room.height * 0.16).clamp(64.0, 220.0)));
        let gap = self.gap;
        if !self.subject.composition.has(Part::Key) {
            return self.map_over_legend(timeline.as_ref());
        }
        // The map gives way to the key, within what a map can bear.
        let most_map = (self.room.height * 0.52).min(self.room.width * 0.72);
        let first = self.map([self.room.width, most_map], &BTreeMap::new());
        self.put_legend(&self.legend(&first, timeline.as_ref()), gap);
        let room =
            |map: f32, room: &Rect| KeyRoom { width: room.width, height: room.height - map - gap, spare: Spare::Page };
        let fitted = |map_height: f32| (map_height, self.key(room(map_height, &self.room)));
        let heights = [0.36, 0.33, 0.3, 0.27].map(|share| self.room.height * share);
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
        let map_height = (self.room.height - key.block.height - gap).clamp(map_height, self.room.width);
        let map = self.map([self.room.width, map_height], &key.numbers);
        self.put_map(map, [self.room.x, self.room.y]);
        let listed = key.listed();
        self.put(key.block, [self.room.x, self.room.y + map_height + gap]);
        self.finished(Some(listed))
    }

    /// The map as wide as the page, with the legend under it.
    fn map_over_legend(mut self, timeline: Option<&Scene>) -> (Scene, Rest<'a>) {
        let first = self.map([self.room.width, self.room.height], &BTreeMap::new());
        self.put_legend(&self.legend(&first, timeline), self.gap);
        let map = self.map([self.room.width, self.room.height], &BTreeMap::new());
        self.put_map(map, [self.room.x, self.room.y]);
        self.finished(None)
    }

    /// The figure, whose key lists so many events; none where it has no key.
    fn finished(self, listed: Option<usize>) -> (Scene, Rest<'a>) {
        (self.scene, Rest { cited: self.cited, events: listed })
    }

    fn put_legend(&mut self, rows: &[LegendRow], gap: f32) {
        if !rows.is_empty() {
            let legend = legend_block(rows, self.room.width, self.palette);
            self.put_bottom(legend, gap);
        }
    }

    fn timeline_alone(mut self) -> Scene {
        let whole = printed_timeline_scene(
            self.subject.store,
            &self.view,
            self.subject.shown,
            [self.room.width, self.room.height],
        );
        let rows = legend_rows(self.subject.store, &self.view, self.subject.shown, &[&whole]);
        let legend = legend_block(&rows, self.room.width, self.palette);
        let gap = self.gap * 0.75;
        if self.subject.composition.has(Part::Legend) && self.room.height - legend.height - gap > 100.0 {
            self.put_bottom(legend, gap);
        }
        let height = self.room.height;
        self.put_timeline(height);
        self.scene
    }

    fn map(&self, size: [f32; 2], numbers: &BTreeMap<usize, usize>) -> Scene {
        let view = View { map: rescaled(self.view.map, REFERENCE_MAP, size), ..self.view.clone() };
        let dress = MapDress { role: MapRole::InFigure, numbers, far: self.subject.composition.far };
        map_scene(self.subject.store, self.subject.basemap, &view, self.subject.shown, size, dress)
    }

    fn put_map(&mut self, map: Scene, origin: Point) {
        let rect = Rect::new(origin[0], origin[1], map.size[0], map.size[1]);
        self.scene.place(map, origin);
        let stroke = Some(Stroke::solid(1.0, self.palette.rule));
        self.scene.marks.push(Mark::Rect { rect, radius: 0.0, fill: None, stroke });
    }

    /// How high the timeline is to be: lanes need room for their names.
    fn timeline_height(&self, usual: f32) -> f32 {
        let lanes = lane_count(self.subject.store, &self.view) as f32;
        usual.max((lanes * 19.0 + 60.0).min(self.room.height * 0.24))
    }

    /// Puts the timeline at the bottom of the room, unless it is left out, and returns it for the legend.
    fn timeline(&mut self, height: f32) -> Option<Scene> {
        self.subject.composition.has(Part::Timeline).then(|| self.put_timeline(height))
    }

    fn put_timeline(&mut self, height: f32) -> Scene {
        let timeline =
            printed_timeline_scene(self.subject.store, &self.view, self.subject.shown, [self.room.width, height]);
        self.room.height -= height;
        self.scene.place(timeline.clone(), [self.room.x, self.room.bottom()]);
        self.room.height -= self.gap;
        timeline
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
                if self.subject.shown.events.iter().any(|index| self.subject.store.attestation(*index).is_none()) {
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

#[cfg(test)]
mod tests;
