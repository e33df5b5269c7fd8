//! Where marks and labels stand in all frames of a film while its map stays.
//!
//! It is found once, for all events that any frame shows, so that nothing that two frames show has another place in
//! the second: a frame leaves out what it doesn't show, and moves nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::crowd::{Crowd, Sight};
use super::density_steps::Steps;
use super::event_labels::Chosen;
use super::pointers::Heading;
use super::spots::{Spot, spots_among, spots_of};
use super::{MapOptions, MapPainter, MapRole};
use crate::basemap::Basemap;
use crate::model::Match;
use crate::query::{Grid, Honeycomb, Shown, Split};
use crate::scene::labels::{Room, Seat, boxes_of_text};
use crate::scene::{Far, Mark, Point, Rect, Scene};
use crate::store::Store;
use crate::view::{Camera, View};

/// What keeps its place while a map stays.
pub(in crate::scene) struct Standing {
    size: [f32; 2],
    spots: Vec<Spot>,
    pointers: Vec<(Heading, Rect)>,
    small: BTreeMap<(usize, usize), Option<Point>>,
    /// Legend, scale and credits.
    furniture: Vec<Mark>,
    /// Where there is room for what is said of the reading.
    below: Option<f32>,
    /// Where titles stand, by event.
    titles: BTreeMap<usize, Seat>,
    /// Where those have room while they are selected that have none else.
    aside: BTreeMap<usize, Seat>,
    /// Names of places, lines, countries and seas.
    names: Vec<Mark>,
    room: Room,
    /// The cells in which a frame counts its events, and the steps of their scale; none where events have marks.
    cells: Option<(Honeycomb, Steps)>,
}

fn dress(numbers: &BTreeMap<usize, usize>) -> MapOptions<'_> {
    MapOptions { role: MapRole::InFilm, numbers, far: Far::Pointers }
}

impl Standing {
    /// For a map of this size in points, and all that its frames show.
    pub(in crate::scene) fn new(
        store: &Store,
        basemap: &Basemap,
        (view, shown): (&View, &Shown),
        size: [f32; 2],
        camera: Camera,
    ) -> Self {
        let numbers = BTreeMap::new();
        let view = &View { selection: Vec::new(), ..view.clone() };
        let mut sheet = MapPainter::new(store, basemap, (view, shown), size, dress(&numbers));
        let (spots, outside) = match sheet.sight(None) {
            Sight::Crowd(crowd) => {
                sheet.crowd = Some(*crowd);
                (Vec::new(), Vec::new())
            }
            Sight::All | Sight::Listed { .. } => spots_of(&sheet),
        };
        let cells = sheet.crowd.as_ref().map(|crowd| (crowd.grid().comb().clone(), sheet.steps(crowd.grid())));
        let spots = sheet.sized(spots);
        if cells.is_none() {
            sheet.contacts();
        }
        let lowest = sheet.scene.marks.len();
        let below = match camera {
            Camera::Held => sheet.furniture(&spots),
            Camera::Moving => Some(sheet.without_legend()),
        };
        if camera == Camera::Held {
            sheet.number_key(&spots);
        }
        let furniture = sheet.scene.marks.split_off(lowest);
        if let Some(below) = below {
            sheet.reading(below);
        }
        for spot in &spots {
            sheet.room.take(sheet.room_of(spot));
        }
        let mut pointers = Vec::new();
        if camera == Camera::Held {
            for heading in sheet.headings(&outside) {
                pointers.extend(sheet.pointer_place(&heading).map(|rect| (heading, rect)));
            }
        }
        if cells.is_none() {
            sheet.other_spots();
        }
        sheet.scene.marks.clear();
        let (mut titles, mut aside) = (BTreeMap::new(), BTreeMap::new());
        if camera == Camera::Held {
            if cells.is_some() {
                sheet.crowd_names();
            } else {
                sheet.story_names();
            }
            sheet.line_names();
            let before = sheet.room.clone();
            let singles = singles_of(&sheet, &spots);
            for spot in &singles {
                let index = spot.events[0];
                // Selected or not, a title has the same place.
                if let Some(seat) = sheet.title_seat(spot, &sheet.event_lines(index, Chosen::Only), Chosen::Only) {
                    sheet.room.take_seat(&seat);
                    titles.insert(index, seat);
                }
            }
            let lowest = sheet.scene.marks.len();
            sheet.names();
            // Over other titles, but over no mark and no name.
            let mut free = before;
            for rect in sheet.scene.marks[lowest..].iter().flat_map(boxes_of_name) {
                free.take(rect);
            }
            let all = std::mem::replace(&mut sheet.room, free);
            for spot in singles.iter().filter(|spot| !titles.contains_key(&spot.events[0])) {
                let index = spot.events[0];
                let seat = sheet.title_seat(spot, &sheet.event_lines(index, Chosen::Only), Chosen::Only);
                aside.extend(seat.map(|seat| (index, seat)));
            }
            sheet.room = all;
        }
        let (names, room) = (sheet.scene.marks, sheet.room);
        let small = sheet.small;
        Self { size, spots, pointers, small, furniture, below, titles, aside, names, room, cells }
    }

    /// What lies over the ground in one frame.
    pub(in crate::scene) fn frame(&self, store: &Store, basemap: &Basemap, view: &View, shown: &Shown) -> Scene {
        let numbers = BTreeMap::new();
        let mut sheet = MapPainter::new(store, basemap, (view, shown), self.size, dress(&numbers));
        let only = |spot: &Spot| spot.only(|index| sheet.is_drawn(index));
        let spots: Vec<Spot> = self.spots.iter().filter_map(only).collect();
        let spots = if let Some((comb, steps)) = &self.cells {
            sheet.film_steps = Some(steps.clone());
            let grid = Grid::of(store, shown, comb.clone(), Split::Whole);
            sheet.crowd_marks(&Crowd::Density(Cow::Owned(grid)));
            spots_among(&sheet, &sheet.selected_events()).0
        } else {
            sheet.extents(None);
            sheet.contacts();
            spots
        };
        let links = if self.cells.is_some() { Vec::new() } else { sheet.links(&spots) };
        for (heading, rect) in &self.pointers {
            let events: Vec<usize> = heading.events.iter().copied().filter(|index| sheet.is_drawn(*index)).collect();
            if !events.is_empty() {
                sheet.pointer(heading, &events, *rect);
            }
        }
        sheet.small.clone_from(&self.small);
        if self.cells.is_none() {
            sheet.other_spots();
        }
        sheet.spots(&spots);
        sheet.scene.marks.extend_from_slice(&self.furniture);
        if let Some(below) = self.below {
            sheet.reading(below);
        }
        sheet.room = self.room.clone();
        self.write_titles(&mut sheet, &spots);
        sheet.link_words(links);
        sheet.scene.marks.extend_from_slice(&self.names);
        sheet.scene
    }

    /// Writes the titles of what is selected, and those of others that these don't cover.
    fn write_titles(&self, sheet: &mut MapPainter<'_>, spots: &[Spot]) {
        let mut covered: Vec<Rect> = Vec::new();
        let (chosen, others): (Vec<&Spot>, Vec<&Spot>) =
            singles_of(sheet, spots).into_iter().partition(|spot| sheet.is_selected(spot.events[0]));
        for spot in chosen {
            let index = spot.events[0];
            let aside = self.aside.get(&index).filter(|seat| !covered.iter().any(|rect| rect.overlaps(&seat.rect)));
            covered.extend(aside.map(|seat| seat.rect.grown(2.0)));
            if let Some(seat) = self.titles.get(&index).or(aside) {
                let lines = sheet.event_lines(index, Chosen::Only);
                seat.write(&mut sheet.scene.marks, &lines);
            }
        }
        for rect in &covered {
            sheet.room.take(*rect);
        }
        for spot in others {
            let index = spot.events[0];
            let is_free = |seat: &&Seat| !covered.iter().any(|rect| rect.overlaps(&seat.rect));
            if let Some(seat) = self.titles.get(&index).filter(is_free) {
                let lines = sheet.event_lines(index, Chosen::Without);
                seat.write(&mut sheet.scene.marks, &lines);
            }
        }
    }
}

/// The marks of single events that are in the view, in the order of the store.
fn singles_of<'s>(sheet: &MapPainter<'_>, spots: &'s [Spot]) -> Vec<&'s Spot> {
    let is_titled = |spot: &&Spot| match spot.events[..] {
        [index] => sheet.shown.match_of(index) != Match::Out,
        _ => false,
    };
    let mut singles: Vec<&Spot> = spots.iter().filter(is_titled).collect();
    singles.sort_by_key(|spot| sheet.store.rank(spot.events[0]));
    singles
}

/// The ground of a name or of the dot beside it.
fn boxes_of_name(mark: &Mark) -> Vec<Rect> {
    match mark {
        Mark::Text(text) => boxes_of_text(text).iter().map(|rect| rect.grown(2.0)).collect(),
        Mark::Disc { center, radius, .. } => vec![Rect::around(*center, 2.0 * radius, 2.0 * radius)],
        Mark::Rect { rect, .. } => vec![*rect],
        _ => Vec::new(),
    }
}
