//! Chapters: what a view shows of one, and what one keeps of a view.

use serde::Deserialize as _;
use serde_json::Value;

use super::apply::Stage;
use super::map_viewport::around_globe;
use super::state::with_margin;
use super::{Direction, Known, MapViewport, Played, ShowAs, View, Viewpoint};
use crate::model::{Bounds, Chapter, Extent, Members, When};
use crate::query::Filter;
use crate::store::Store;

/// Room around the box of a chapter, in points.
const CHAPTER_MARGIN_POINTS: f64 = 12.0;

/// The card over the foot of a map that tells of the chapter that is played. Lengths are in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChapterCard {
    /// How wide it is.
    pub width: f64,
    /// It has no more lines of words than this.
    pub most_lines: usize,
}

impl ChapterCard {
    /// Height of a line of words.
    pub const LINE: f64 = 19.0;
    /// From the foot of the map, where scale and credits stand.
    pub const FROM_FOOT: f64 = 40.0;
    /// From the sides of the map.
    const FROM_SIDE: f64 = 14.0;
    /// How wide a letter is, with the room that is lost at the ends of lines.
    const LETTER: f64 = 7.0;

    /// The card on a map of this size.
    pub fn on([width, height]: [f64; 2]) -> Self {
        let most_lines = ((height * 0.4 - 62.0) / Self::LINE).max(0.0) as usize;
        Self { width: (width - 2.0 * Self::FROM_SIDE).min(680.0), most_lines }
    }

    /// How wide the words on a card of this width may run.
    pub fn room(width: f64) -> f64 {
        width - 36.0
    }

    /// How high a card with so many lines of words is.
    pub fn height(lines: usize) -> f64 {
        46.0 + Self::LINE * lines as f64
    }

    /// How much of the foot of the map a card with these words takes, about: letters are counted, not set.
    fn foot(self, words: &str) -> f64 {
        let lines = words.chars().count() as f64 * Self::LETTER / Self::room(self.width).max(1.0);
        Self::height((lines.ceil() as usize).min(self.most_lines)) + Self::FROM_FOOT
    }
}

impl View {
    /// This view as a chapter keeps it: `window`, `bbox`, and `filter`, `known_on`, `viewpoint` and `show_as` where
    /// they are not as usual. The map has this size in points.
    pub fn as_chapter_view(&self, store: &Store, map_size_points: [f64; 2]) -> Members {
        let mut members = Members::new();
        let zone = &store.story().zone;
        members.insert("window".to_owned(), Value::from(When::from_extent(&self.window, zone).to_string()));
        let inner = map_size_points.map(|side| (side - 2.0 * CHAPTER_MARGIN_POINTS).max(1.0));
        let Bounds { west, south, east, north } = self.map.bounds(inner);
        // As GeoJSON writes it: across the date line, west of which is east of which.
        let (west, east) = if east - west < 360.0 { (around_globe(west), around_globe(east)) } else { (-180.0, 180.0) };
        let rounded = |degrees: f64| Value::from((degrees * 1000.0).round() / 1000.0);
        members.insert("bbox".to_owned(), Value::Array([west, south, east, north].map(rounded).to_vec()));
        if !self.filter.is_empty() {
            members.insert("filter".to_owned(), Value::from(self.filter.to_string()));
        }
        if let (Known::By(_) | Known::ByPlayhead, Some(secs)) = (self.known, self.known_by_secs()) {
            let moment = When::from_extent(&Extent::instant(secs), zone).to_string();
            members.insert("known_on".to_owned(), Value::from(moment));
        }
        if self.viewpoint != Viewpoint::default() {
            members.insert("viewpoint".to_owned(), Value::from(self.viewpoint.word()));
        }
        if self.show_as != ShowAs::default() {
            members.insert("show_as".to_owned(), serde_json::to_value(self.show_as).expect("it is a word"));
        }
        members
    }

    pub(super) fn next_chapter(&mut self, direction: Direction, stage: &Stage<'_>) {
        let last = stage.store.story().chapters.len().checked_sub(1);
        let Some(last) = last else { return };
        let next = match (self.chapter, direction) {
            (None, Direction::Forward) => 0,
            (None, Direction::Back) => last,
            (Some(chapter), Direction::Forward) => (chapter + 1).min(last),
            (Some(chapter), Direction::Back) => chapter.saturating_sub(1),
        };
        self.open_chapter(next, stage);
    }

    pub(super) fn open_chapter(&mut self, number: usize, stage: &Stage<'_>) {
        let Some(chapter) = stage.store.story().chapters.get(number) else { return };
        let event = stage.store.index_of(&chapter.event);
        if let Some(index) = event {
            self.hidden_layers.remove(&stage.store.event(index).layer);
        }
        let before = self.chapter.and_then(|open| stage.store.story().chapters.get(open));
        self.take_from_chapter(chapter, before, stage);
        self.chapter = Some(number);
        self.select_event(event, stage);
        let is_other = |id: &&String| **id != chapter.event && stage.store.index_of(id).is_some();
        self.selection.extend(chapter.events.iter().filter(is_other).cloned());
    }

    /// Shows what a chapter names. What only the chapter before it named goes back to what is usual.
    fn take_from_chapter(&mut self, chapter: &Chapter, before: Option<&Chapter>, stage: &Stage<'_>) {
        let text = |name: &str| chapter.view.get(name).and_then(|value| value.as_str());
        let span = |name: &str| {
            let when = When::parse(text(name)?).ok()?;
            Some(when.span(&stage.store.story().zone).possible)
        };
        let was_named = |name: &str| before.is_some_and(|before| before.view.contains_key(name));
        if let Some(possible) = span("window").filter(|possible| possible.duration_secs().is_finite()) {
            self.window = possible;
            self.time = with_margin(possible);
        }
        if let Some(bounds) = chapter.view.get("bbox").and_then(bounds_from_json) {
            // While it plays, its card has the foot of the map.
            let is_played = self.playback.plays(Played::Chapters);
            let [width, height] = stage.map_size_points;
            let foot = if is_played { ChapterCard::on([width, height]).foot(&chapter.text) } else { 0.0 };
            let foot = foot.min(height * 0.6).max(0.0);
            let above = MapViewport::framing(bounds, [width, height - foot], CHAPTER_MARGIN_POINTS);
            self.map = above.panned([0.0, foot / 2.0 / above.world_points()]);
        }
        match text("filter").and_then(|text| Filter::parse(text).ok()) {
            Some(filter) => self.filter = filter,
            None if was_named("filter") => self.filter = Filter::default(),
            None => {}
        }
        match text("viewpoint").and_then(Viewpoint::from_word) {
            Some(viewpoint) => self.viewpoint = viewpoint,
            None if was_named("viewpoint") => self.viewpoint = Viewpoint::default(),
            None => {}
        }
        match chapter.view.get("show_as").and_then(|word| ShowAs::deserialize(word).ok()) {
            Some(show_as) => self.show_as = show_as,
            None if was_named("show_as") => self.show_as = ShowAs::default(),
            None => {}
        }
        match span("known_on").map(|moment| moment.end_secs).filter(|secs| secs.is_finite()) {
            Some(secs) => self.known = Known::By(secs),
            None if was_named("known_on") => self.known = Known::Ever,
            None => {}
        }
    }
}

fn bounds_from_json(value: &serde_json::Value) -> Option<Bounds> {
    let numbers: Vec<f64> = value.as_array()?.iter().filter_map(serde_json::Value::as_f64).collect();
    match numbers[..] {
        [west, south, east, north] if west < east && south < north => Some(Bounds { west, south, east, north }),
        // Across the date line, as GeoJSON writes it.
        [west, south, east, north] if east + 360.0 - west <= 180.0 && south < north => {
            Some(Bounds { west, south, east: east + 360.0, north })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::io::carried_story;
    use crate::view::{Command, Screen, Session};

    #[test]
    fn a_chapter_keeps_as_what_events_are_shown_and_the_next_goes_back_to_what_is_usual() {
        let mut story = carried_story().story;
        let screen = Screen::with_map([800.0, 600.0]);
        let store = Store::new(story.clone());
        let shown_as = |show_as| View { show_as, ..View::of_story(&store, screen.map_size_points) };
        let kept = |show_as| shown_as(show_as).as_chapter_view(&store, screen.map_size_points);
        story.chapters.truncate(2);
        story.chapters[0].view = kept(ShowAs::Density);
        story.chapters[1].view = kept(ShowAs::Auto);
        let mut session = Session::new(Arc::new(Store::new(story)), screen);
        let mut opened = |chapter| {
            session.run(&Command::OpenChapter(chapter), screen);
            session.view().show_as
        };
        assert_eq!([opened(0), opened(1)], [ShowAs::Density, ShowAs::Auto]);
    }
}
