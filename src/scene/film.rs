//! A frame of a moving picture: map, caption and timeline, each always in the same place.

use std::collections::BTreeMap;

use super::event_text::when_text;
use super::ground::ground_scene;
use super::map::Standing;
use super::text_layout::Type;
use super::timeline::{lane_count, printed_timeline_scene};
use super::wording::clock_words;
use super::{Align, Face, Mark, Rect, Scene, palette_of, view_of_picture};
use crate::basemap::Basemap;
use crate::query::Shown;
use crate::store::Store;
use crate::view::{Camera, TimeMode, View};

const TITLE: Type = Type::new(Face::SemiBold, 15.0);
const NOTE: Type = Type::new(Face::Regular, 11.5);
/// What a chapter tells, and the height of its lines in points.
const TELLING: Type = Type::new(Face::Regular, 13.0);
const TELLING_LINE: f32 = 18.0;
/// So many lines of it at most.
const MOST_LINES: usize = 5;
/// Height of the caption without what a chapter tells, in points.
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
    let caption = match captions {
        Captions::Missing => 0.0,
        Captions::Shown if view.chapter.is_some() => CAPTION + TELLING_LINE * told_lines(store, width) as f32,
        Captions::Shown => CAPTION,
    };
    let lanes = lane_count(store, view) as f32;
    let timeline = (lanes * 19.0 + 62.0).min(height * 0.32);
    let map = (height - timeline - caption - FOOT).max(1.0);
    Frame {
        map: Rect::new(0.0, 0.0, width, map),
        caption: Rect::new(0.0, map, width, caption),
        timeline: Rect::new(MARGIN, map + caption, (width - 2.0 * MARGIN).max(1.0), timeline),
    }
}

/// How many lines the longest text of a chapter takes, so that the frame is the same for all of them.
fn told_lines(store: &Store, width: f32) -> usize {
    let lines = |text: &str| TELLING.wrapped(text, telling_width(width), MOST_LINES).len();
    store.story().chapters.iter().map(|chapter| lines(&chapter.text)).max().unwrap_or(0)
}

fn telling_width(width: f32) -> f32 {
    (width - 2.0 * MARGIN).clamp(1.0, 900.0)
}

/// What is the same in all frames of a film while its map stays.
pub struct FilmShot {
    /// The ground of the map and the paper around it, which frames are drawn over.
    pub ground: Scene,
    standing: Standing,
}

impl FilmShot {
    /// For the frames that show some of these events on the map of this view.
    pub fn new(
        store: &Store,
        basemap: &Basemap,
        (view, shown): (&View, &Shown),
        size: [f32; 2],
        (captions, camera): (Captions, Camera),
    ) -> Self {
        let Frame { map, .. } = frame(store, view, size, captions);
        let mut ground = Scene { background: Some(palette_of(view.theme).panel), ..Scene::empty(size) };
        let map_size = [map.width, map.height];
        let framed = view_of_picture(view, map_size);
        ground.place(ground_scene(store, basemap, &framed, map_size), [map.x, map.y]);
        let standing = Standing::new(store, basemap, (&framed, shown), map_size, camera);
        Self { ground, standing }
    }

    /// What lies over [`FilmShot::ground`] in one frame: events, names, caption and timeline. It holds no image.
    pub fn frame(
        &self,
        store: &Store,
        basemap: &Basemap,
        (view, shown): (&View, &Shown),
        size: [f32; 2],
        captions: Captions,
    ) -> Scene {
        let Frame { map, caption, timeline } = frame(store, view, size, captions);
        let mut scene = Scene::empty(size);
        let framed = view_of_picture(view, [map.width, map.height]);
        scene.place(self.standing.frame(store, basemap, &framed, shown), [map.x, map.y]);
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
}

/// The caption: the chapter with what it tells, else the selected event with its date and its number, else the moment
/// and what is counted.
fn words(scene: &mut Scene, store: &Store, view: &View, shown: &Shown, rect: Rect) {
    let palette = palette_of(view.theme);
    let selected = view.selection.first().and_then(|id| store.index_of(id));
    let chapters = &store.story().chapters;
    let chapter = view.chapter.and_then(|open| Some((open, chapters.get(open)?)));
    let (title, note) = if let Some((number, chapter)) = chapter {
        (chapter.title.clone(), format!("{} of {}", number + 1, chapters.len()))
    } else if let Some(index) = selected {
        let place = shown.place_of(index);
        let number = place.map(|place| format!(" · {} of {}", place + 1, shown.len())).unwrap_or_default();
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
    if let Some((_, chapter)) = chapter {
        scene.marks.push(Mark::text(note, at(rect.right() - MARGIN, 38.0), Align::End, second));
        let lines = TELLING.wrapped(&chapter.text, telling_width(rect.width), MOST_LINES);
        for (number, line) in lines.into_iter().enumerate() {
            let y = 43.0 + TELLING_LINE * number as f32;
            scene.marks.push(Mark::text(line, at(left, y), Align::Start, TELLING.style(palette.ink)));
        }
    } else {
        scene.marks.push(Mark::text(NOTE.elided(&note, room), at(left, 38.0), Align::Start, second));
    }
    scene.marks.push(Mark::text(story, at(rect.right() - MARGIN, 21.0), Align::End, second));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Event, Geometry, LonLat, Story, When};
    use crate::query::select;
    use crate::view::{Others, Pace, Stage, Take};

    const SIZE: [f32; 2] = [960.0, 640.0];

    static CARRIED: LazyLock<Store> = LazyLock::new(|| Store::new(crate::io::carried_story().story));

    fn stage(store: &Store) -> Stage<'_> {
        Stage { store, map_size_points: super::super::REFERENCE_MAP.map(f64::from), unit_secs: 86_400.0 }
    }

    /// Where all words stand in the frames of takes on one map.
    fn frames(store: &Store, takes: &[Take], captions: Captions) -> Vec<BTreeMap<String, Vec<[i64; 2]>>> {
        let basemap = Basemap::embedded();
        let shown = Shown::of_any(store, takes.iter().map(|take| select(store, &take.view.question())));
        let shot = FilmShot::new(store, basemap, (&takes[0].view, &shown), SIZE, (captions, Camera::Held));
        let words_of = |take: &Take| {
            let shown = select(store, &take.view.question());
            let scene = shot.frame(store, basemap, (&take.view, &shown), SIZE, captions);
            let mut words: BTreeMap<String, Vec<[i64; 2]>> = BTreeMap::new();
            texts(&scene.marks, [0.0; 2], &mut words);
            for places in words.values_mut() {
                places.sort_unstable();
            }
            words
        };
        takes.iter().map(words_of).collect()
    }

    fn texts(marks: &[Mark], origin: [f32; 2], words: &mut BTreeMap<String, Vec<[i64; 2]>>) {
        for mark in marks {
            match mark {
                Mark::Text(text) => {
                    let at = [0, 1].map(|axis| ((text.position[axis] + origin[axis]) * 10.0).round() as i64);
                    words.entry(text.words.clone()).or_default().push(at);
                }
                Mark::Group { origin: inner, marks, .. } => {
                    texts(marks, [origin[0] + inner[0], origin[1] + inner[1]], words);
                }
                _ => {}
            }
        }
    }

    /// What has another place in one frame than in the one before. Dates and counts are of many events.
    fn moved(store: &Store, frames: &[BTreeMap<String, Vec<[i64; 2]>>]) -> Vec<String> {
        let view = View::of_story(store, [900.0, 600.0]);
        let dates: BTreeSet<String> =
            (0..store.len()).map(|index| super::super::short_when(store, &view, index)).collect();
        let mut moved = Vec::new();
        for pair in frames.windows(2) {
            for (words, before) in &pair[0] {
                let Some(after) = pair[1].get(words) else { continue };
                let (few, many) = if before.len() < after.len() { (before, after) } else { (after, before) };
                let is_name = words.starts_with(char::is_alphabetic) && !dates.contains(words);
                if is_name && !few.iter().all(|place| many.contains(place)) {
                    moved.push(format!("{words}: {before:?}, then {after:?}"));
                }
            }
        }
        moved
    }

    #[test]
    fn what_the_frames_of_the_sample_show_stays_where_it_is() {
        let view = View::of_story(&CARRIED, stage(&CARRIED).map_size_points);
        for (pace, least) in [(Pace::Events { dwell: 1.0 }, 20), (Pace::Steady { fps: 10.0, seconds: 4.0 }, 20)] {
            let takes = view.takes(pace, &stage(&CARRIED));
            let frames = frames(&CARRIED, &takes, Captions::Missing);
            assert_eq!(moved(&CARRIED, &frames), [""; 0], "{pace:?}");
            assert!(frames[0].contains_key("Kabul") && frames.len() >= least);
        }
    }

    #[test]
    fn a_chapter_is_told_in_its_frame() {
        let view = View::of_story(&CARRIED, stage(&CARRIED).map_size_points);
        let takes = view.takes(Pace::Chapters { hold: 4.0 }, &stage(&CARRIED));
        for take in takes.iter().filter(|take| take.camera == Camera::Held) {
            let chapter = &CARRIED.story().chapters[take.view.chapter.unwrap()];
            let words = &frames(&CARRIED, std::slice::from_ref(take), Captions::Shown)[0];
            assert!(words.contains_key(&chapter.title), "{}: {words:?}", chapter.title);
            let told: Vec<&str> = chapter.text.split_whitespace().take(4).collect();
            assert!(words.keys().any(|line| line.starts_with(&told.join(" "))), "{words:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_label_that_two_frames_of_one_map_show_has_one_place_in_both(
            places in prop::collection::vec((60.0_f64..80.0, 25.0_f64..40.0, 1_u32..28, 1_usize..4), 1..40),
            closeness in 0.05_f64..1.0,
            is_steady in prop::bool::ANY,
            is_faded in prop::bool::ANY,
        ) {
            let (lon, lat, ..) = places[0];
            let mut events: Vec<Event> = Vec::new();
            for &(east, north, day, count) in &places {
                for _ in 0..count {
                    let at = LonLat::new(lon + (east - lon) * closeness, lat + (north - lat) * closeness);
                    events.push(Event {
                        id: format!("e{}", events.len()),
                        title: format!("Event {}", events.len()),
                        when: When::parse(&format!("2025-10-{day:02}")).ok(),
                        geometry: Some(Geometry { points: vec![at], ..Geometry::default() }),
                        ..Event::default()
                    });
                }
            }
            let store = Store::new(Story { events: events.into(), ..Story::default() });
            let mut view = View::of_story(&store, stage(&store).map_size_points);
            view.others = if is_faded { Others::Faded } else { Others::Gone };
            let pace = if is_steady { Pace::Steady { fps: 4.0, seconds: 2.0 } } else { Pace::Events { dwell: 1.0 } };
            let takes = view.takes(pace, &stage(&store));
            let found = moved(&store, &frames(&store, &takes[..takes.len().min(10)], Captions::Missing));
            prop_assert_eq!(found, Vec::<String>::new());
        }
    }
}
