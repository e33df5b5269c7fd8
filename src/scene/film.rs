//! A frame of a moving picture: map, caption and timeline, each always in the same place.

use std::collections::BTreeMap;

use super::event_text::when_text;
use super::ground::ground_scene;
use super::map::{MapOptions, MapRole, map_events_scene};
use super::text_layout::Type;
use super::timeline::{lane_count, printed_timeline_scene};
use super::wording::clock_words;
use super::{Align, Face, Far, Mark, Rect, Scene, palette_of, view_of_picture};
use crate::basemap::Basemap;
use crate::query::Shown;
use crate::store::Store;
use crate::view::{TimeMode, View};

const TITLE: Type = Type::new(Face::SemiBold, 15.0);
const NOTE: Type = Type::new(Face::Regular, 11.5);
/// Height of the caption, in points.
const CAPTION: f32 = 46.0;
const MARGIN: f32 = 18.0;
/// Under the timeline, in points.
const FOOT: f32 = 8.0;

/// Whether a frame says in words what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Captions {
    /// It does.
    #[default]
    Shown,
    /// It has map and timeline alone.
    Missing,
}

/// Where map and timeline stand in a frame.
struct Frame {
    map: Rect,
    caption: Rect,
    timeline: Rect,
}

fn frame(store: &Store, view: &View, [width, height]: [f32; 2], captions: Captions) -> Frame {
    let caption = if captions == Captions::Shown { CAPTION } else { 0.0 };
    let lanes = lane_count(store, view) as f32;
    let timeline = (lanes * 19.0 + 62.0).min(height * 0.32);
    let map = (height - timeline - caption - FOOT).max(1.0);
    Frame {
        map: Rect::new(0.0, 0.0, width, map),
        caption: Rect::new(0.0, map, width, caption),
        timeline: Rect::new(MARGIN, map + caption, (width - 2.0 * MARGIN).max(1.0), timeline),
    }
}

/// What is the same in every frame of a film: the ground of the map, and the paper around it.
pub fn film_ground(store: &Store, basemap: &Basemap, view: &View, size: [f32; 2], captions: Captions) -> Scene {
    let Frame { map, .. } = frame(store, view, size, captions);
    let mut scene = Scene { background: Some(palette_of(view.theme).panel), ..Scene::empty(size) };
    let framed = view_of_picture(view, [map.width, map.height]);
    scene.place(ground_scene(store, basemap, &framed, [map.width, map.height]), [map.x, map.y]);
    scene
}

/// What lies over [`film_ground`] in one frame: events, names, caption and timeline. It holds no image.
pub fn film_frame(
    store: &Store,
    basemap: &Basemap,
    view: &View,
    shown: &Shown,
    size: [f32; 2],
    captions: Captions,
) -> Scene {
    let Frame { map, caption, timeline } = frame(store, view, size, captions);
    let mut scene = Scene::empty(size);
    let framed = view_of_picture(view, [map.width, map.height]);
    let options = MapOptions { role: MapRole::Alone, numbers: &BTreeMap::new(), far: Far::Pointers };
    scene.place(map_events_scene(store, basemap, &framed, shown, [map.width, map.height], options), [map.x, map.y]);
    if captions == Captions::Shown {
        words(&mut scene, store, view, shown, caption);
    }
    // In a film of events nothing is decided by the playhead.
    let playhead_secs = if view.mode == TimeMode::Window { f64::NEG_INFINITY } else { view.playhead_secs };
    let view = View { playhead_secs, ..view.clone() };
    let lanes = printed_timeline_scene(store, &view, shown, [timeline.width, timeline.height], &BTreeMap::new());
    scene.place(lanes, [timeline.x, timeline.y]);
    scene
}

/// The caption: the selected event with its date and its number, or the moment; and what is counted.
fn words(scene: &mut Scene, store: &Store, view: &View, shown: &Shown, rect: Rect) {
    let palette = palette_of(view.theme);
    let selected = view.selection.first().and_then(|id| store.index_of(id));
    let (title, note) = if let Some(index) = selected {
        let place = shown.events.iter().position(|other| *other == index);
        let number = place.map(|place| format!(" · {} of {}", place + 1, shown.events.len())).unwrap_or_default();
        (store.title(index).into_owned(), when_text(store, view, index) + &number)
    } else {
        (clock_words(store, view).0, shown.counts_text())
    };
    let story = NOTE.elided(&store.story().title, rect.width * 0.35);
    let room = rect.width - 3.0 * MARGIN - NOTE.width(&story);
    let at = |x: f32, y: f32| [x, rect.y + y];
    let left = rect.x + MARGIN;
    let (ink, second) = (TITLE.style(palette.ink), NOTE.style(palette.ink_secondary));
    scene.marks.push(Mark::text(TITLE.elided(&title, room), at(left, 21.0), Align::Start, ink));
    scene.marks.push(Mark::text(NOTE.elided(&note, room), at(left, 38.0), Align::Start, second));
    scene.marks.push(Mark::text(story, at(rect.right() - MARGIN, 21.0), Align::End, second));
}
