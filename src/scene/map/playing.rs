//! What is happening, over a map while the story plays: the loudest thing on it, which fades until the next event.
//!
//! It depends on the view and on where the finished map has the mark, so that it is drawn in every frame while the
//! map stays. How far it has faded is how long the view has waited at the event: there is no clock here.

use crate::scene::event_text::short_when;
use crate::scene::number_scale::NumberScale;
use crate::scene::text_layout::Type;
use crate::scene::{
    Align, Corner, Face, Mark, Point, Rect, Scene, Stroke, TargetId, category_color, palette_of, text_width,
};
use crate::store::Store;
use crate::view::{ChapterCard, Motion, Played, View};

const TITLE: Type = Type::new(Face::SemiBold, 14.0);
const NOTE: Type = Type::new(Face::Regular, 10.5);
/// Title and words of a chapter.
const HEAD: Type = Type::new(Face::SemiBold, 16.0);
const TELLING: Type = Type::new(Face::Regular, 13.5);
/// No title is wider, in points.
const MOST_WIDTH: f32 = 340.0;
const HEIGHT: f32 = 44.0;
/// From where to where the ring grows, in points from the middle of the mark.
const RING: [f32; 2] = [11.0, 40.0];
/// A map in which a card has so much room on either side, in points, has it clear of the legend.
const BESIDE: f32 = 360.0;
/// How much of the title is left when the next event comes.
const LEFT: f32 = 0.55;

/// What lies over a finished map while the story plays: a ring around the mark of the event that is played and its
/// title beside it; for one that has no place, its title at the top; of a chapter what it tells, at the foot. None
/// while nothing plays.
pub fn playing_scene(map: &Scene, store: &Store, view: &View, motion: Motion) -> Option<Scene> {
    if view.playback.plays(Played::Chapters) {
        return chapter_scene(map.size, store, view);
    }
    let index = view.selected(store).filter(|_| view.playback.playing)?;
    let mut scene = Scene::empty(map.size);
    let share = (view.playback.waited_secs / view.playback.dwell_secs.max(0.1)).clamp(0.0, 1.0) as f32;
    let palette = palette_of(view.theme);
    let of_category = || category_color(store.story(), store.category(index), palette);
    let color = NumberScale::of(store, view, palette).color(index).unwrap_or_else(of_category);
    let mark = map.targets.iter().rev().find_map(|target| match &target.id {
        TargetId::Event(other) => (*other == index).then(|| target.rect.center()),
        TargetId::Events(events) => events.contains(&index).then(|| target.rect.center()),
        _ => None,
    });
    if let Some(center) = mark {
        let grown = if motion == Motion::Smooth { 1.0 - (1.0 - share).powi(3) } else { 0.3 };
        let radius = RING[0] + (RING[1] - RING[0]) * grown;
        let stroke = Stroke::solid(1.0 + 3.0 * (1.0 - share), color.faded(1.0 - share));
        scene.marks.push(Mark::Disc { center, radius, fill: None, stroke: Some(stroke) });
    }
    let place = store.story().events.place(index).map(|place| place.name.clone()).unwrap_or_default();
    let note = match (mark, place.is_empty()) {
        (None, true) => format!("{} · No location given", short_when(store, view, index)),
        (None, false) => format!("{} · {place}", short_when(store, view, index)),
        (Some(_), _) => short_when(store, view, index),
    };
    let title = TITLE.elided(&store.title(index), MOST_WIDTH);
    let note = NOTE.elided(&note, MOST_WIDTH);
    let width = TITLE.width(&title).max(NOTE.width(&note)) + 28.0;
    let rect = match mark {
        Some(center) => beside(center, width, map.size, &names_in(&map.marks, &place)),
        None => at_top(width, map),
    };
    let strength = 1.0 - (1.0 - LEFT) * share * share;
    let rim = Some(Stroke::solid(1.6, color.faded(strength)));
    let fill = Some(palette.panel.faded(0.97));
    scene.marks.push(Mark::Rect { rect, radius: 8.0, fill, stroke: rim });
    let at = |y: f32| [rect.x + 14.0, rect.y + y];
    let (ink, second) = (palette.ink.faded(strength), palette.ink_secondary.faded(strength));
    scene.marks.push(Mark::text(title, at(19.0), Align::Start, TITLE.style(ink)));
    scene.marks.push(Mark::text(note, at(34.0), Align::Start, NOTE.style(second)));
    Some(scene)
}

/// Title and words of the chapter that is played, on a card above the scale and the credits. None where it has no
/// room.
fn chapter_scene(size: [f32; 2], store: &Store, view: &View) -> Option<Scene> {
    let chapters = &store.story().chapters;
    let number = view.chapter?;
    let chapter = chapters.get(number)?;
    let palette = palette_of(view.theme);
    let ChapterCard { width, most_lines } = ChapterCard::on(size.map(f64::from));
    let (width, room) = (width as f32, ChapterCard::room(width) as f32);
    let lines = TELLING.wrapped(&chapter.text, room, most_lines);
    let height = ChapterCard::height(lines.len()) as f32;
    let rect = Rect::new((size[0] - width) / 2.0, size[1] - height - ChapterCard::FROM_FOOT as f32, width, height);
    if room < 120.0 || rect.y < 8.0 {
        return None;
    }
    let mut scene = Scene::empty(size);
    let rim = Some(Stroke::solid(1.0, palette.rule));
    scene.marks.push(Mark::Rect { rect, radius: 8.0, fill: Some(palette.panel.faded(0.96)), stroke: rim });
    let count = format!("{} of {}", number + 1, chapters.len());
    let title = HEAD.elided(&chapter.title, room - NOTE.width(&count) - 16.0);
    let at = |y: f32| [rect.x + 18.0, rect.y + y];
    scene.marks.push(Mark::text(title, at(27.0), Align::Start, HEAD.style(palette.ink)));
    let end = [rect.right() - 18.0, rect.y + 26.0];
    scene.marks.push(Mark::text(count, end, Align::End, NOTE.style(palette.ink_secondary)));
    for (number, line) in lines.into_iter().enumerate() {
        let y = 49.0 + ChapterCard::LINE as f32 * number as f32;
        scene.marks.push(Mark::text(line, at(y), Align::Start, TELLING.style(palette.ink)));
    }
    Some(scene)
}

/// A card beside a mark: on its right, or where the frame ends or one of these names stands there, on its left, above
/// or below it.
fn beside([x, y]: Point, width: f32, [frame_width, frame_height]: [f32; 2], names: &[Rect]) -> Rect {
    const AWAY: f32 = 20.0;
    let top = (y - HEIGHT / 2.0).clamp(8.0, (frame_height - HEIGHT - 8.0).max(8.0));
    let left = (x - width / 2.0).clamp(8.0, (frame_width - width - 8.0).max(8.0));
    let spots = [[x + AWAY, top], [x - AWAY - width, top], [left, y - AWAY - HEIGHT], [left, y + AWAY]]
        .map(|[x, y]| Rect::new(x, y, width, HEIGHT));
    let frame = Rect::new(0.0, 0.0, frame_width, frame_height).grown(-7.9);
    let within = || spots.iter().filter(|rect| frame.holds(rect));
    let free = within().find(|rect| !names.iter().any(|name| name.overlaps(rect)));
    free.or_else(|| within().next()).copied().unwrap_or(Rect::new(left, top, width, HEIGHT))
}

/// A card at the top of a map, or above its scale and credits where the legend is at the top.
fn at_top(width: f32, map: &Scene) -> Rect {
    let is_free = !matches!(
        Corner::of_legend(&map.targets, map.size),
        Some(Corner::UpperLeft | Corner::UpperRight) if map.size[0] < 2.0 * BESIDE + width
    );
    let top = if is_free { 12.0 } else { (map.size[1] - HEIGHT - ChapterCard::FROM_FOOT as f32).max(12.0) };
    Rect::new((map.size[0] - width) / 2.0, top, width, HEIGHT)
}

/// Where words stand that are part of the name of a place.
fn names_in(marks: &[Mark], place: &str) -> Vec<Rect> {
    let mut names = Vec::new();
    for mark in marks {
        match mark {
            Mark::Text(text) if text.words.len() > 2 && place.contains(text.words.as_str()) => {
                let width = text_width(&text.words, text.style.face, text.style.size);
                let left = match text.align {
                    Align::Start => 0.0,
                    Align::Middle => width / 2.0,
                    Align::End => width,
                };
                let [x, y] = text.position;
                names.push(Rect::new(x - left, y - text.style.size, width, text.style.size * 1.3));
            }
            Mark::Group { origin, marks, .. } => {
                names.extend(names_in(marks, place).into_iter().map(|name| name.moved(*origin)));
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::LonLat;
    use crate::scene::{Projection, Target};
    use crate::view::{Command, Screen, Session};

    fn stage() -> (Store, View, Scene) {
        let store = Store::new(crate::io::carried_story().story);
        let mut view = View::of_story(&store, [900.0, 600.0]);
        view.playback.playing = true;
        (store, view, Scene::empty([900.0, 600.0]))
    }

    fn ring_of(scene: &Scene) -> Option<(f32, u8)> {
        scene.marks.iter().find_map(|mark| match mark {
            Mark::Disc { radius, stroke: Some(stroke), .. } => Some((*radius, stroke.color.a)),
            _ => None,
        })
    }

    #[test]
    fn the_ring_of_what_is_played_grows_and_fades_by_how_long_the_view_has_waited() {
        let (store, mut view, mut map) = stage();
        let index = store.index_of("kabul-strike").unwrap();
        let rect = Rect::around([300.0, 200.0], 20.0, 20.0);
        map.targets.push(Target { id: TargetId::Event(index), rect, label: String::new() });
        view.selection = vec!["kabul-strike".to_owned()];
        let ring_at = |view: &mut View, waited: f64| {
            view.playback.waited_secs = waited;
            ring_of(&playing_scene(&map, &store, view, Motion::Smooth).unwrap()).unwrap()
        };
        let (early, late) = (ring_at(&mut view, 0.1), ring_at(&mut view, 1.6));
        assert!(early.0 < late.0 && early.1 > late.1, "{early:?} {late:?}");
        view.playback.playing = false;
        assert!(playing_scene(&map, &store, &view, Motion::Smooth).is_none());
    }

    #[test]
    fn the_card_of_an_event_stands_clear_of_the_name_of_its_town() {
        let (store, mut view, mut map) = stage();
        let index = store.index_of("kabul-strike").unwrap();
        let rect = Rect::around([300.0, 200.0], 20.0, 20.0);
        map.targets.push(Target { id: TargetId::Event(index), rect, label: String::new() });
        view.selection = vec!["kabul-strike".to_owned()];
        let style = TITLE.style(palette_of(view.theme).ink);
        for (at, align) in [([316.0, 204.0], Align::Start), ([284.0, 204.0], Align::End)] {
            map.marks = vec![Mark::text("Kabul", at, align, style)];
            let name = names_in(&map.marks, "Kabul")[0];
            let scene = playing_scene(&map, &store, &view, Motion::Smooth).unwrap();
            let cards = scene.marks.iter().filter_map(|mark| match mark {
                Mark::Rect { rect, .. } => Some(*rect),
                _ => None,
            });
            assert!(cards.clone().count() == 1 && cards.into_iter().all(|card| !card.overlaps(&name)), "{name:?}");
        }
    }

    #[test]
    fn what_a_played_chapter_frames_stands_above_its_card() {
        let store = Arc::new(Store::new(crate::io::carried_story().story));
        for size in [[410.0, 332.0], [900.0, 600.0], [1900.0, 1060.0]] {
            let screen = Screen::with_map(size);
            let mut session = Session::new(store.clone(), screen);
            session.run(&Command::PlayChapters, screen);
            for number in 0..store.story().chapters.len() {
                session.run(&Command::OpenChapter(number), screen);
                let (view, chapter) = (session.view(), &store.story().chapters[number]);
                let Some(bounds) = chapter.view.get("bbox").and_then(serde_json::Value::as_array) else { continue };
                let degrees = |place: usize| bounds[place].as_f64().unwrap();
                let size = size.map(|side| side as f32);
                let projection = Projection::new(&view.map, size);
                let south = projection.screen_from_lon_lat(LonLat::new(degrees(0), degrees(1)))[1];
                let card = chapter_scene(size, &store, view).unwrap().marks.into_iter().find_map(|mark| match mark {
                    Mark::Rect { rect, .. } => Some(rect),
                    _ => None,
                });
                assert!(south <= card.unwrap().y, "{number} in {size:?}: {south} under {card:?}");
            }
        }
    }

    #[test]
    fn a_chapter_plays_with_its_title_and_all_its_words() {
        let (store, mut view, map) = stage();
        view.playback.played = Played::Chapters;
        for (number, chapter) in store.story().chapters.iter().enumerate() {
            view.chapter = Some(number);
            let scene = playing_scene(&map, &store, &view, Motion::Smooth).unwrap();
            let words = scene.words();
            assert!(words.contains(&chapter.title.as_str()), "{words:?}");
            assert!(words.join(" ").contains(&chapter.text), "{words:?}");
        }
    }

    #[test]
    fn an_event_without_a_place_plays_with_its_title() {
        let (store, mut view, map) = stage();
        view.selection = vec!["drones-demand".to_owned()];
        let scene = playing_scene(&map, &store, &view, Motion::Smooth).unwrap();
        assert!(scene.words().contains(&"Demand to keep US drones out"));
        assert!(scene.words().iter().any(|words| words.contains("No location given")));
        assert!(ring_of(&scene).is_none());
    }
}
