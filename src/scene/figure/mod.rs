//! What is printed: the figure, and map and timeline by themselves.
//!
//! This module answers where the parts of a picture stand and what is said around them. Map,
//! timeline and legend are drawn elsewhere. Everything is fitted: words are wrapped, rows made
//! shorter, and what has no room is counted in words; nothing is cut or lies over another.

mod foot;
mod key;
mod plates;
mod row;

use std::collections::BTreeMap;

use super::legend::{LegendRow, Sample, legend_rows};
use super::map::{MapDress, MapRole, map_scene};
use super::text_layout::{Type, first_sentence};
use super::timeline::timeline_scene;
use super::{Face, Mark, Palette, Point, Rect, Scene, Stroke, palette_of};
use crate::basemap::Basemap;
use crate::model::Attestation;
use crate::query::Shown;
use crate::store::Store;
use crate::view::{MapViewport, TimeMode, View};
use foot::{Cited, foot_block};
use key::{Key, KeyRoom, Spare};
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

/// The picture of a view in a layout, in a frame of this size in points, 480 by 320 at least.
pub fn layout_scene(
    layout: Layout,
    store: &Store,
    basemap: &Basemap,
    view: &View,
    shown: &Shown,
    size: [f32; 2],
) -> Scene {
    let size = [size[0].max(LEAST_SIZE[0]), size[1].max(LEAST_SIZE[1])];
    match layout {
        Layout::Map => {
            let view = View { map: rescaled(view.map, REFERENCE_MAP, size), ..view.clone() };
            let dress = MapDress { role: MapRole::Alone, numbers: &BTreeMap::new() };
            map_scene(store, basemap, &view, shown, size, dress)
        }
        Layout::Timeline => Sheet::new(store, basemap, view, shown, size).timeline_alone(),
        Layout::Figure => figure_scene(store, basemap, view, shown, size),
    }
}

/// The figure of a view: title, map with numbered marks, a key that tells what is reported under
/// each number and by which sources, legend, timeline, and below them window, zone, counts, filter,
/// borders, credits and sources. Wide pages have the key beside the map, tall ones under it.
///
/// It frames what `view.map` frames in a map of [`REFERENCE_MAP`] points. The playhead shows only
/// as the view's mode needs it.
pub fn figure_scene(store: &Store, basemap: &Basemap, view: &View, shown: &Shown, size: [f32; 2]) -> Scene {
    let size = [size[0].max(LEAST_SIZE[0]), size[1].max(LEAST_SIZE[1])];
    let sheet = Sheet::new(store, basemap, view, shown, size);
    if size[1] > size[0] * 1.1 { sheet.tall() } else { sheet.wide() }
}

/// The viewport that frames in a map of one size what another frames in a map of another.
fn rescaled(map: MapViewport, from: [f32; 2], to: [f32; 2]) -> MapViewport {
    let grown = (to[0] / from[0]).min(to[1] / from[1]);
    MapViewport { zoom: map.zoom + f64::from(grown).log2(), ..map }.clamped()
}

/// A page while it is being laid out, from the top and from the bottom towards the middle.
struct Sheet<'a> {
    store: &'a Store,
    basemap: &'a Basemap,
    view: View,
    shown: &'a Shown,
    palette: &'static Palette,
    cited: Cited,
    /// Between parts.
    gap: f32,
    /// What is left of the page inside its margins.
    room: Rect,
    scene: Scene,
}

impl<'a> Sheet<'a> {
    fn new(store: &'a Store, basemap: &'a Basemap, view: &'a View, shown: &'a Shown, size: [f32; 2]) -> Self {
        let palette = palette_of(view.theme);
        let mut view = view.clone();
        if view.mode == TimeMode::Window {
            // The playhead decides nothing of what is shown, so it is not drawn.
            view.playhead_secs = f64::NEG_INFINITY;
        }
        let short = size[0].min(size[1]);
        let margin = (short * 0.045).clamp(12.0, 48.0).round();
        let mut sheet = Self {
            store,
            basemap,
            view,
            shown,
            palette,
            cited: Cited::of(store, shown),
            gap: (short * 0.024).clamp(8.0, 24.0).round(),
            room: Rect::new(margin, margin, size[0] - 2.0 * margin, size[1] - 2.0 * margin),
            scene: Scene { background: Some(palette.panel), ..Scene::empty(size) },
        };
        sheet.head();
        sheet.foot();
        sheet
    }

    fn head(&mut self) {
        let story = self.store.story();
        let (title, subtitle) = match self.room.width.min(self.room.height * 1.6) {
            ..560.0 => (16.0, 10.5),
            ..900.0 => (21.0, 12.0),
            _ => (27.0, 13.5),
        };
        let (title, subtitle) = (Type::new(Face::SemiBold, title), Type::new(Face::Regular, subtitle));
        let width = self.room.width.min(title.size * 42.0);
        let mut head = text_block(&title.wrapped(&story.title, width, 2), title, self.palette.ink);
        let summary = first_sentence(&story.summary);
        if !summary.is_empty() && self.room.height > 340.0 {
            let lines = subtitle.wrapped(summary, width, 2);
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
        let block = foot_block(self.store, &self.view, self.shown, &mut self.cited, self.room.width, most);
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

    fn wide(mut self) -> Scene {
        /// Parts of the width that the key may have; the more, the less has the map.
        const SHARES: [f32; 4] = [0.31, 0.36, 0.42, 0.48];
        let height = (self.room.height * 0.27).clamp(64.0, 230.0);
        let timeline = self.timeline(height);
        let gap = self.gap;
        let room = self.room;
        let column_of = |share: f32| {
            let width = (room.width * share).clamp(176.0, 720.0).round();
            Rect { x: room.right() - width, width, ..room }
        };
        // The legend needs the map, and the map the numbers of the key. Which rows a legend has does
        // not depend on numbers, so a map without them is asked first.
        let map_size = |column: &Rect, room: &Rect| [column.x - gap - room.x, room.height];
        let first = self.map(map_size(&column_of(SHARES[0]), &self.room), &BTreeMap::new());
        let rows = self.legend(&first, &timeline);
        // The legend stands under the key; where it would take too much of the column, in a strip
        // above the timeline; and where that leaves no map, nowhere.
        let narrowest = legend_block(&rows, column_of(SHARES[0]).width, self.palette);
        let takes_much = narrowest.height + 1.5 * gap > self.room.height * 0.4;
        if takes_much {
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
        let fullest = SHARES.into_iter().find(|share| fitted(*share).2.is_full());
        let (column, legend, key) = fitted(fullest.unwrap_or(SHARES[3]));
        let map = self.map(map_size(&column, &self.room), &key.numbers);
        self.put_map(map, [self.room.x, self.room.y]);
        if let Some(legend) = legend {
            let y = column.bottom() - legend.height;
            let rule_y = y - gap * 0.6;
            let rule = Stroke::solid(1.0, self.palette.rule);
            self.scene.marks.push(Mark::line([column.x, rule_y], [column.right(), rule_y], rule));
            self.put(legend, [column.x, y]);
        }
        self.put(key.block, [column.x, column.y]);
        self.scene
    }

    fn tall(mut self) -> Scene {
        let height = (self.room.height * 0.16).clamp(64.0, 220.0);
        let timeline = self.timeline(height);
        let gap = self.gap;
        // The map gives way to the key, within what a map can bear.
        let most_map = (self.room.height * 0.52).min(self.room.width * 0.72);
        let least_map = self.room.height * 0.36;
        let first = self.map([self.room.width, most_map], &BTreeMap::new());
        let legend = legend_block(&self.legend(&first, &timeline), self.room.width, self.palette);
        self.put_bottom(legend, gap);
        let room =
            |map: f32, room: &Rect| KeyRoom { width: room.width, height: room.height - map - gap, spare: Spare::Page };
        let key = self.key(room(most_map, &self.room));
        let map_height = if key.is_full() { most_map } else { least_map };
        let key = if key.is_full() { key } else { self.key(room(map_height, &self.room)) };
        // What the key leaves goes to the map.
        let map_height = (self.room.height - key.block.height - gap).clamp(map_height, self.room.width);
        let map = self.map([self.room.width, map_height], &key.numbers);
        self.put_map(map, [self.room.x, self.room.y]);
        self.put(key.block, [self.room.x, self.room.y + map_height + gap]);
        self.scene
    }

    fn timeline_alone(mut self) -> Scene {
        let whole = timeline_scene(self.store, &self.view, self.shown, [self.room.width, self.room.height]);
        let rows = legend_rows(self.store, &self.view, self.shown, &[&whole]);
        let legend = legend_block(&rows, self.room.width, self.palette);
        let gap = self.gap * 0.75;
        if self.room.height - legend.height - gap > 100.0 {
            self.put_bottom(legend, gap);
        }
        let height = self.room.height;
        self.timeline(height);
        self.scene
    }

    fn map(&self, size: [f32; 2], numbers: &BTreeMap<usize, usize>) -> Scene {
        let view = View { map: rescaled(self.view.map, REFERENCE_MAP, size), ..self.view.clone() };
        let dress = MapDress { role: MapRole::InFigure, numbers };
        map_scene(self.store, self.basemap, &view, self.shown, size, dress)
    }

    fn put_map(&mut self, map: Scene, origin: Point) {
        let rect = Rect::new(origin[0], origin[1], map.size[0], map.size[1]);
        self.scene.place(map, origin);
        let stroke = Some(Stroke::solid(1.0, self.palette.rule));
        self.scene.marks.push(Mark::Rect { rect, radius: 0.0, fill: None, stroke });
    }

    /// Puts the timeline at the bottom of the room and returns it for the legend.
    fn timeline(&mut self, height: f32) -> Scene {
        let timeline = timeline_scene(self.store, &self.view, self.shown, [self.room.width, height]);
        self.room.height -= height;
        self.scene.place(timeline.clone(), [self.room.x, self.room.bottom()]);
        self.room.height -= self.gap;
        timeline
    }

    fn legend(&self, map: &Scene, timeline: &Scene) -> Vec<LegendRow> {
        let mut rows = legend_rows(self.store, &self.view, self.shown, &[map, timeline]);
        // In a figure the number stands where the dot of the outlet's own voice does, so that its
        // mark is a ring, like that of an event without claims.
        let has_outlet = rows.iter().any(|row| row.sample == Sample::Attested(Some(Attestation::Outlet)));
        rows.retain(|row| !(has_outlet && row.sample == Sample::Attested(None)));
        for row in &mut rows {
            if row.sample == Sample::Attested(Some(Attestation::Outlet)) {
                row.sample = Sample::Attested(None);
                if self.shown.events.iter().any(|index| self.store.attestation(*index).is_none()) {
                    row.words += " or no claim";
                }
            }
        }
        rows
    }

    fn key(&self, room: KeyRoom) -> Key {
        Key::new(self.store, &self.view, self.shown, &self.cited, room)
    }
}

#[cfg(test)]
mod tests;
