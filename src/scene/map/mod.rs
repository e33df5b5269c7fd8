//! The map of a view: its ground, the events on it, and their labels.

mod borders;
mod clusters;
mod contacts;
mod crowd;
mod crowd_marks;
mod curve;
mod density;
mod density_key;
mod density_steps;
mod event_labels;
mod extents;
mod furniture;
mod inset;
mod legend;
mod links;
mod marks;
mod names;
mod number_key;
mod numbered;
mod other_spots;
mod peaks;
mod playing;
mod pointers;
mod regions;
mod spots;
mod standing;
mod story_names;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::ground::ground_scene;
use super::labels::Room;
use super::number_scale::NumberScale;
use super::projection::Projection;
use super::strength::strength_of;
use super::symbol::{Halo, symbol_box};
use super::{Far, Mark, Palette, Point, Rect, Scene, Stroke, SymbolStyle, category_color, palette_of};
use crate::basemap::{Basemap, City};
use crate::model::Match;
use crate::query::{Grid, Shown};
use crate::store::Store;
use crate::view::{Others, View};
use crowd::{Crowd, Sight};
use density_steps::Steps;
use event_labels::Chosen;
use inset::Inset;
use spots::{Spot, spots_among, spots_of};

pub use borders::{border_at, border_words};
pub use crowd::counted_cells;
pub use legend::{Corner, Legend};
pub use playing::playing_scene;
pub(super) use standing::Standing;

/// Radius of the mark of an event on the map, in points.
const RADIUS: f32 = 7.0;

/// Between a mark and the words of others, in points.
const CLEARANCE: f32 = 2.0;

/// Where a map stands, which decides what stands on it besides the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapRole {
    /// In the window: legend, scale and credits, and room for the buttons.
    Window(Legend),
    /// Exported alone: legend, scale, credits, window and counts.
    Alone,
    /// In a frame of a film, which says elsewhere what is selected: legend, scale and credits.
    InFilm,
    /// In a figure, which has a legend and credits of its own: a scale.
    InFigure,
    /// In a figure whose bars have the titles: a scale, and the names of the places where events are.
    Numbered,
    /// In the corner of another map: the names of places.
    Inset,
    /// Under marks that others draw: names alone.
    Bare,
}

/// How a map is dressed.
#[derive(Debug, Clone, Copy)]
pub struct MapOptions<'a> {
    /// Where it stands.
    pub role: MapRole,
    /// Numbers in the marks, by event; empty for none.
    pub numbers: &'a BTreeMap<usize, usize>,
    /// How events outside of the frame are told.
    pub far: Far,
}

/// The map of a view in a frame of this size in points.
pub fn map_scene(
    store: &Store,
    basemap: &Basemap,
    view: &View,
    shown: &Shown,
    size: [f32; 2],
    options: MapOptions<'_>,
) -> Scene {
    let mut scene = ground_scene(store, basemap, view, size);
    let over = map_events_scene(store, basemap, view, shown, size, options);
    scene.marks.extend(over.marks);
    scene.targets = over.targets;
    scene
}

/// What lies over the ground of a map: events, pointers to events outside the frame, labels, legend,
/// scale and credits.
pub fn map_events_scene(
    store: &Store,
    basemap: &Basemap,
    view: &View,
    shown: &Shown,
    size: [f32; 2],
    options: MapOptions<'_>,
) -> Scene {
    counted_events_scene(store, basemap, view, shown, (size, options), None)
}

/// The same from counts of what is shown in the cells that [`counted_cells`] asks for, where there are some. Counts of
/// another part of the world, as while a map is moved, are drawn as far as they reach.
pub fn counted_events_scene(
    store: &Store,
    basemap: &Basemap,
    view: &View,
    shown: &Shown,
    (size, options): ([f32; 2], MapOptions<'_>),
    counted: Option<&Grid>,
) -> Scene {
    let mut sheet = MapPainter::new(store, basemap, (view, shown), size, options);
    let sight = sheet.sight(counted);
    let (spots, outside) = match &sight {
        Sight::All => spots_of(&sheet),
        Sight::Listed { events, .. } => {
            let (spots, mut outside) = spots_among(&sheet, events);
            outside.extend(sheet.selected_events());
            outside.retain(|index| sheet.is_selected(*index) && !events.contains(index));
            (spots, outside)
        }
        Sight::Crowd(crowd) => {
            let (spots, mut outside) = spots_among(&sheet, &sheet.marked_events(crowd));
            // Of a crowd no more is told outside of the frame than what is chosen.
            outside.retain(|index| sheet.is_selected(*index));
            (spots, outside)
        }
    };
    let spots = sheet.sized(spots);
    match sight {
        Sight::All => sheet.extents(None),
        Sight::Listed { events, elsewhere, vague } => {
            sheet.extents(Some(&events));
            sheet.unmarked = [elsewhere, vague];
        }
        Sight::Crowd(crowd) => {
            sheet.crowd_marks(&crowd);
            sheet.crowd = Some(*crowd);
            let selected = sheet.selected_events();
            sheet.extents(Some(&selected));
        }
    }
    let is_crowd = sheet.crowd.is_some();
    if !is_crowd {
        sheet.contacts();
    }
    // The legend tells of what lies under it, and stands over all.
    let lowest = sheet.scene.marks.len();
    if let Some(below) = sheet.furniture(&spots) {
        sheet.reading(below);
    }
    sheet.number_key(&spots);
    if is_crowd && matches!(options.role, MapRole::InFigure | MapRole::Numbered) {
        sheet.key_card();
    }
    let mut furniture = sheet.scene.marks.split_off(lowest);
    let mut buttons = std::mem::take(&mut sheet.scene.targets);
    let links = if is_crowd { Vec::new() } else { sheet.links(&spots) };
    for spot in &spots {
        sheet.standing.push((spot.at, spot.fanned_from.unwrap_or(spot.at)));
        sheet.room.take(sheet.room_of(spot));
    }
    // Where numbers stand for titles, each spot has its number before pointers take the edges.
    if options.role == MapRole::Numbered && !is_crowd {
        sheet.other_spots();
    }
    sheet.take_clusters();
    let inset = sheet.inset(&spots, &outside);
    match &inset {
        Some(inset) => sheet.room.take(inset.rect.grown(3.0)),
        None => sheet.pointers(&outside),
    }
    if !matches!(options.role, MapRole::Inset | MapRole::Numbered) && !is_crowd {
        sheet.other_spots();
    }
    sheet.spots(&spots);
    // Nothing runs over the legend.
    sheet.scene.marks.append(&mut furniture);
    sheet.scene.targets.append(&mut buttons);
    if options.role == MapRole::Inset {
        sheet.inset_labels(&spots);
        return sheet.scene;
    }
    // What is chosen first, then what the story names, then its events.
    sheet.titles(&spots, Chosen::Only);
    if is_crowd {
        sheet.crowd_names();
    } else {
        sheet.story_names();
    }
    sheet.line_names();
    sheet.titles(&spots, Chosen::Without);
    sheet.link_words(links);
    sheet.names();
    sheet.nearest_town();
    if let Some(Inset { scene, rect }) = inset {
        let rim = Some(Stroke::solid(1.0, sheet.palette.ink_faint));
        sheet.scene.place(scene, [rect.x, rect.y]);
        sheet.scene.marks.push(Mark::Rect { rect, radius: 0.0, fill: None, stroke: rim });
    }
    sheet.scene
}

/// What lies under the marks of an event that means provinces or countries while it is pointed at: their ground.
/// Empty for other events.
pub fn pointed_ground_scene(
    store: &Store,
    basemap: &Basemap,
    view: &View,
    shown: &Shown,
    size: [f32; 2],
    index: usize,
) -> Scene {
    let dress = MapOptions { role: MapRole::Inset, numbers: &BTreeMap::new(), far: Far::Pointers };
    let mut sheet = MapPainter::new(store, basemap, (view, shown), size, dress);
    sheet.chosen_ground(index);
    sheet.scene
}

/// A number of events, short enough for its disc: "37", "1.2k", "240k".
fn count_words(count: usize) -> String {
    match count {
        ..1000 => count.to_string(),
        1000..10_000 => format!("{:.1}k", (count / 100) as f64 / 10.0),
        10_000..1_000_000 => format!("{}k", count / 1000),
        _ => format!("{}m", count / 1_000_000),
    }
}

/// A line moved to the east by so many points.
fn moved(points: &[Point], shift: f32) -> Vec<Point> {
    points.iter().map(|[x, y]| [x + shift, *y]).collect()
}

/// A map while it is being drawn.
struct MapPainter<'a> {
    store: &'a Store,
    basemap: &'a Basemap,
    view: &'a View,
    shown: &'a Shown,
    options: MapOptions<'a>,
    /// Ids of the selected events.
    selected: BTreeSet<&'a str>,
    palette: &'static Palette,
    /// By which numbers marks are sized and coloured.
    scale: NumberScale,
    projection: Projection,
    room: Room,
    /// Where marks stand, and the places that they are for.
    standing: Vec<(Point, Point)>,
    /// The cities that are named already.
    named: Vec<&'a City>,
    /// Whether a town is named in the frame.
    has_town: bool,
    /// What stands for the marks of events, where they are too many.
    crowd: Option<Crowd<'a>>,
    /// How many events stand outside of the frame, where no pointers tell of them, and how many without a mark are
    /// known to a province or country only.
    unmarked: [usize; 2],
    /// The steps of the scale of a density in a film: the same in all of its frames.
    film_steps: Option<Steps>,
    /// Where the small marks of events stand, by event and number of the spot; none where there was no room.
    small: BTreeMap<(usize, usize), Option<Point>>,
    scene: Scene,
}

impl<'a> MapPainter<'a> {
    fn new(
        store: &'a Store,
        basemap: &'a Basemap,
        (view, shown): (&'a View, &'a Shown),
        size: [f32; 2],
        options: MapOptions<'a>,
    ) -> Self {
        Self {
            store,
            basemap,
            view,
            shown,
            options,
            selected: view.selection.iter().map(String::as_str).collect(),
            palette: palette_of(view.theme),
            scale: NumberScale::of(store, view, palette_of(view.theme)),
            projection: Projection::new(&view.map, size),
            room: Room::new(Rect::new(0.0, 0.0, size[0], size[1]), 4.0),
            standing: Vec::new(),
            named: Vec::new(),
            has_town: false,
            crowd: None,
            unmarked: [0; 2],
            film_steps: None,
            small: BTreeMap::new(),
            scene: Scene::empty(size),
        }
    }
}

impl MapPainter<'_> {
    fn color_of(&self, index: usize) -> super::Color {
        let category = || category_color(self.store.story(), self.store.category(index), self.palette);
        self.scale.color(index).unwrap_or_else(category)
    }

    /// True for an event that is drawn: one in the view, or one the filter excludes, if that is asked.
    fn is_drawn(&self, index: usize) -> bool {
        let fades = self.view.others == Others::Faded;
        self.shown.match_of(index) != Match::Out || (fades && self.shown.is_excluded(index))
    }

    fn is_selected(&self, index: usize) -> bool {
        !self.selected.is_empty() && self.selected.contains(self.store.id(index).as_ref())
    }

    /// The events drawn: those in the view, and faintly those the filter excludes, if asked.
    fn drawn(&self) -> impl Iterator<Item = usize> + '_ {
        let fades = self.view.others == Others::Faded;
        let faded = self.store.order().filter(move |index| fades && self.shown.is_excluded(*index));
        faded.chain(self.shown.events())
    }

    fn symbol_of(&self, index: usize) -> SymbolStyle {
        let store = self.store;
        let style = SymbolStyle {
            selected: self.is_selected(index),
            opacity: strength_of(store, self.view, self.shown, index),
            // The templates that number marks do not tell of it.
            single_source: self.options.role != MapRole::Numbered && store.is_single_source(index),
            ..SymbolStyle::of_event(store, index, self.radius_of(index), self.palette)
        };
        self.scale.colored(style, index)
    }

    /// The ground that a mark takes of labels, with what stands beside it.
    fn room_of(&self, spot: &Spot) -> Rect {
        match spot.events[..] {
            [index] => self.box_of(index, spot.at, &self.symbol_of(index)).grown(CLEARANCE),
            _ => Rect::around(spot.at, 2.0 * spot.reach, 2.0 * spot.reach),
        }
    }

    /// What the mark of one event covers.
    fn box_of(&self, index: usize, at: Point, style: &SymbolStyle) -> Rect {
        let is_ringed = !style.selected && !self.store.named_places(index).is_empty();
        let is_in_doubt = self.shown.match_of(index) == Match::Possibly;
        symbol_box(at, style, if is_ringed || is_in_doubt { Halo::Around } else { Halo::Missing })
    }
}
