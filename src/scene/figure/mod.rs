//! What is printed: the figure, and map and timeline by themselves.
//!
//! This module answers where the parts of a picture stand and what is said around them. Map,
//! timeline and legend are drawn elsewhere. Everything is fitted: words are wrapped, rows made
//! shorter, and what has no room is counted in words; nothing is cut or lies over another.
//!
//! A picture is first laid out (`layout`), which gives a page with each part in its place (`page`); then the
//! page is drawn, part after part.

mod accounts;
mod along;
mod bars;
mod close_frame;
mod code;
mod composition;
mod counts;
mod dress;
mod exhibit;
mod foot;
mod further;
mod key;
mod layout;
mod numbered_foot;
mod page;
mod plates;
mod reader;
mod reader_page;
mod reader_parts;
mod row;
mod runs;
mod speakers;
mod told;
mod words;

use std::collections::BTreeMap;

use super::Scene;
use super::map::{MapOptions, MapRole, counted_cells, map_scene};
use crate::basemap::Basemap;
use crate::query::Shown;
use crate::store::Store;
use crate::view::{MapViewport, View};
pub use composition::{Composition, Far, Frame, Part, Template};
use foot::Cited;
pub use foot::figure_remarks;
use layout::{FigureLayout, figure};
pub use words::{OfferedWords, offered_words};

/// The size in points of the map that a view's zoom is meant for, in a figure or by itself.
///
/// A view has a centre and a zoom, which frame more in a larger map. So that a picture of any size
/// frames the same part of the world, its map is zoomed by how much larger it is than this.
pub const REFERENCE_MAP: [f32; 2] = [840.0, 560.0];

/// The least width and height of a picture in points. Some templates [need more](Template::least_size),
/// and what is smaller is drawn as if it were so large.
pub const LEAST_SIZE: [f32; 2] = [240.0, 240.0];

/// What a picture holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
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
    /// Width and height in points; smaller than its template needs, it is drawn as if it were so large.
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
            let options = MapOptions { role: MapRole::Alone, numbers: &BTreeMap::new(), far: composition.far };
            map_scene(store, basemap, &view_of_picture(view, size), shown, size, options)
        }
        Layout::Timeline => FigureLayout::new(subject).timeline_alone().drawn(subject),
        Layout::Figure if subject.composition.template != Template::Sheet => reader::first_page(subject),
        Layout::Figure => figure(subject).0.drawn(subject),
    }
}

/// The same with further pages after it, for the events and sources that a figure has no room for.
pub fn layout_pages(layout: Layout, subject: Subject<'_>) -> Vec<Scene> {
    if layout != Layout::Figure {
        return vec![layout_scene(layout, subject)];
    }
    let subject = subject.large_enough();
    if subject.composition.template != Template::Sheet {
        return reader::pages(subject);
    }
    let (first, rest) = figure(subject);
    [first.drawn(subject)].into_iter().chain(further::further_pages(subject, &rest)).collect()
}

/// What the first page of a figure has listed.
struct Rest {
    cited: Cited,
    /// So many events, the first of those shown; none where the figure has no key.
    events: Option<usize>,
}

impl Subject<'_> {
    /// Whether counts may stand for the marks of events on a map of this size in points.
    fn is_counted(&self, size: [f32; 2]) -> bool {
        counted_cells(self.store, self.view, self.shown, size, 0.0).is_some()
    }

    fn large_enough(self) -> Self {
        let [width, height] = self.size;
        let least = self.composition.template.least_size();
        Self { size: [width.max(least[0]), height.max(least[1])], ..self }
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

#[cfg(test)]
mod crowd_tests;
#[cfg(test)]
mod reader_tests;
#[cfg(test)]
mod tests;
