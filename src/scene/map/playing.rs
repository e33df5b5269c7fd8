//! What is happening, over a map while the story plays: the loudest thing on it, which fades until the next event.
//!
//! It depends on the view and on where the finished map has the mark, so that it is drawn in every frame while the
//! map stays. How far it has faded is how long the view has waited at the event: there is no clock here.

use crate::scene::event_text::short_when;
use crate::scene::number_scale::NumberScale;
use crate::scene::text_layout::Type;
use crate::scene::{Align, Face, Mark, Point, Rect, Scene, Stroke, TargetId, category_color, palette_of};
use crate::store::Store;
use crate::view::{Motion, Played, View};

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
    let rect = mark.map_or_else(
        || Rect::new((map.size[0] - width) / 2.0, 12.0, width, HEIGHT),
        |center| beside(center, width, map.size),
    );
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
    const LINE: f32 = 19.0;
    const FROM_EDGE: [f32; 2] = [14.0, 40.0];
    let chapters = &store.story().chapters;
    let number = view.chapter?;
    let chapter = chapters.get(number)?;
    let palette = palette_of(view.theme);
    let width = (size[0] - 2.0 * FROM_EDGE[0]).min(680.0);
    let room = width - 36.0;
    let most = ((size[1] * 0.4 - 62.0) / LINE).max(0.0) as usize;
    let lines = TELLING.wrapped(&chapter.text, room, most);
    let height = 46.0 + LINE * lines.len() as f32;
    let rect = Rect::new((size[0] - width) / 2.0, size[1] - height - FROM_EDGE[1], width, height);
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
        let y = 49.0 + LINE * number as f32;
        scene.marks.push(Mark::text(line, at(y), Align::Start, TELLING.style(palette.ink)));
    }
    Some(scene)
}

/// A card beside a mark: on its right, or on its left where the frame ends.
fn beside([x, y]: Point, width: f32, [frame_width, frame_height]: [f32; 2]) -> Rect {
    const AWAY: f32 = 20.0;
    let right = x + AWAY + width <= frame_width - 8.0;
    let left = if right { x + AWAY } else { (x - AWAY - width).max(8.0) };
    let top = (y - HEIGHT / 2.0).clamp(8.0, (frame_height - HEIGHT - 8.0).max(8.0));
    Rect::new(left, top, width, HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Target;

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
