//! Lanes in which marks would collide: bands that are the darker the more events there are.
//!
//! This module answers how such a band looks and what can be hit in it. What it draws are counts, which stay while
//! time is brushed; no event is gone through but those that are selected, which keep their marks.

use super::bars::MarkSize;
use super::open_rows::Stack;
use super::ruler::small_width;
use super::shape::Shape;
use super::sight::{Grain, Laid};
use super::stretches::Count;
use super::{Frame, TimelinePainter};
use crate::model::{Extent, grouped};
use crate::scene::event_text::extent_text;
use crate::scene::strength::{EXCLUDED, OUTSIDE, strength_by_age};
use crate::scene::wording::counted;
use crate::scene::{Color, Face, Mark, Rect, Target, TargetId, category_look};
use crate::view::TimeMode;

/// How many shades a band has: so many that stretches with nearly as many events look nearly alike.
const LEVELS: usize = 9;
/// Of its colour the palest shade has so much, and all have it from this one on.
const PALEST: f32 = 0.28;
const FULL: usize = 7;
/// What the darkest shade has of the ink.
const INK: f32 = 0.42;
/// Above and under a band, in points.
const PAD: f32 = 4.0;
/// What is outside of the window has no less than this of its strength: the palest shades still stand out.
const LEAST_OUTSIDE: f32 = OUTSIDE + 0.1;
/// A stretch of which nothing is certain has so much of its colour, under the hatching.
const POSSIBLE: f32 = 0.4;
/// What can be hit is this wide at least, in points.
const LEAST_HIT: f32 = 28.0;
/// The most marks that one band has: of what is selected.
const MOST_PICKED: usize = 60;
/// The highest row of marks over a band, in points.
const MOST_PITCH: f32 = 22.0;
/// From so high a lane on, in points, its scale stands under its name.
const LEAST_SCALED: f32 = 27.0;

/// How a stretch of a band is drawn; neighbours that are drawn alike are one.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Shade {
    level: usize,
    strength: f32,
    is_certain: bool,
}

impl TimelinePainter<'_> {
    /// The selected events of a lane that is a band, in order of time.
    pub(super) fn picked(&self, place: usize) -> Vec<Stack> {
        if self.sight.lanes[place] != Laid::Band {
            return Vec::new();
        }
        let subject = self.subject();
        let seen = self.scale.extent();
        let size = mark_size(self.sight.band);
        let is_here = |index: &usize| self.tally.ground.lane_of(self.store.rank(*index)) == Some(place);
        let stack = |index: usize| {
            let span = self.store.span(index)?;
            let is_seen = span.possible.start_secs <= seen.end_secs && span.possible.end_secs >= seen.start_secs;
            let shape = Shape::new(&span, size.radius, self.scale.points_per_sec());
            is_seen.then_some(Stack { first: index, more: Vec::new(), shape })
        };
        let dated = self.selected.iter().copied().filter(|index| self.store.rank(*index) < self.store.dated_count());
        let here = dated.filter(is_here).filter(|index| subject.draws(*index));
        let mut found: Vec<Stack> = here.filter_map(stack).take(MOST_PICKED).collect();
        found.sort_by(|one, other| one.shape.mark_secs.total_cmp(&other.shape.mark_secs));
        found
    }

    /// Draws a lane as a band between two heights. Returns how large marks over it are.
    pub(super) fn band(&mut self, marks: &mut Vec<Mark>, place: usize, (top, bottom): (f32, f32)) -> MarkSize {
        let Frame { lanes_rect, .. } = *self.frame;
        let pad = PAD.min((bottom - top) / 5.0);
        // On whole points, or stretches of two points and longer ones would be rounded in another way.
        let (upper, lower) = ((top + pad).round(), (bottom - pad).round());
        let band = Rect::new(lanes_rect.x, upper, lanes_rect.width, (lower - upper).max(1.0));
        let all = self.sight.all[place].counts();
        let most = all.iter().map(|count| count.most).max().unwrap_or_default().max(1);
        let category = self.frame.lanes.list[place].category;
        let shades = shades_of(category_look(self.store.story(), category, self.palette).color, self.palette);
        let shown = self.tally.brushed.tallies[place].counts();
        let excluded = self.sight.excluded.get(place).map(super::stretches::Tally::counts);
        let mut run: Option<(Shade, f32, f32)> = None;
        for (at, (all, shown)) in all.iter().zip(&shown).enumerate() {
            let stretch = self.sight.stretches.at(at);
            let x = |secs: f64| self.scale.x_from_time(secs).clamp(band.x, band.right()).round();
            let (left, right) = (x(stretch.start_secs), x(stretch.end_secs));
            if right <= left {
                continue;
            }
            let excluded = excluded.as_ref().map(|excluded| excluded[at]).filter(|count| count.most > 0);
            let shade = self.shade(stretch.end_secs, [Some(*all), Some(*shown), excluded], most);
            match &mut run {
                Some((drawn, _, end)) if Some(*drawn) == shade && *end >= left => *end = right,
                _ => {
                    draw_run(marks, run.take(), band, &shades);
                    run = shade.map(|shade| (shade, left, right));
                }
            }
        }
        draw_run(marks, run, band, &shades);
        self.band_name(place, (top, bottom), most, &shades);
        self.band_targets(place, band);
        mark_size(bottom - top)
    }

    /// How a stretch that ends at a moment is drawn, with so many events that are admitted, shown and excluded. None
    /// without any.
    fn shade(&self, end_secs: f64, [all, shown, excluded]: [Option<Count>; 3], most: u32) -> Option<Shade> {
        let of = |count: Count, strength: f32| {
            // Each shade stands for a number of times as many: most stretches have few events, and some very many.
            let share = f64::from(count.most).ln() / f64::from(most).ln();
            let level = if most < 2 { FULL } else { 1 + (share * (LEVELS - 1) as f64).round() as usize };
            let level = level.clamp(1, LEVELS);
            Shade { level, strength, is_certain: count.least > 0 }
        };
        let some = |count: Option<Count>| count.filter(|count| count.most > 0);
        if let Some(shown) = some(shown) {
            let strength = match self.view.mode {
                // In steps, so that stretches of nearly one age are drawn as one.
                TimeMode::Trail => (strength_by_age(self.view, end_secs) * 20.0).round() / 20.0,
                TimeMode::Window | TimeMode::SoFar => 1.0,
            };
            return Some(of(shown, strength));
        }
        some(all).map(|all| of(all, LEAST_OUTSIDE)).or_else(|| some(excluded).map(|count| of(count, EXCLUDED)))
    }

    /// The name of the lane, and under it or beside it what its darkest shade stands for.
    fn band_name(&mut self, place: usize, (top, bottom): (f32, f32), most: u32, shades: &[Color; LEVELS]) {
        let center = f32::midpoint(top, bottom);
        let Grain::Fine(fine) = self.sight.grain else { return };
        if bottom - top < LEAST_SCALED {
            self.lane_name(place, center);
            let words = format!("to {}", grouped(most as usize));
            let left = self.name_end(place) + 5.0;
            if small_width(&words) <= self.frame.gutter - left - 4.0 {
                self.small_words(left, center, &words, Face::Regular);
            }
            return;
        }
        self.lane_name(place, center - 6.5);
        let words = [format!("to {}", fine.amount_words(most)), format!("to {}", grouped(most as usize))];
        self.scale_words(place, center + 7.5, &words, shades);
    }

    /// What can be hit: stretches wide enough for a finger, with how many events they have.
    fn band_targets(&mut self, place: usize, band: Rect) {
        let stretches = &self.sight.stretches;
        let width = self.scale.points_per_sec() * stretches.at(0).duration_secs();
        let size = (f64::from(LEAST_HIT) / width.max(1e-6)).ceil().clamp(1.0, 1e6) as usize;
        let counts = self.sight.all[place].in_groups(stretches.groups(size));
        let name = &self.frame.lanes.list[place].name;
        for (group, count) in stretches.groups(size).zip(counts).filter(|(_, count)| *count > 0) {
            let extent = Extent {
                start_secs: stretches.at(group.start).start_secs,
                end_secs: stretches.at(group.end - 1).end_secs,
            };
            let x = |secs: f64| self.scale.x_from_time(secs).clamp(band.x, band.right());
            let (left, right) = (x(extent.start_secs), x(extent.end_secs));
            if right - left < 1.0 {
                continue;
            }
            let when = extent_text(&extent, self.zone, self.secs_a_point());
            let label = format!("{name}: {}, {when}", counted(count as usize, "event"));
            let rect = Rect::new(left, band.y, right - left, band.height);
            self.scene.targets.push(Target { id: TargetId::Stretch { lane: place, extent }, rect, label });
        }
    }
}

/// How large marks over a band of this height are, in points.
fn mark_size(height: f32) -> MarkSize {
    let pitch = (height - 2.0).min(MOST_PITCH);
    MarkSize { pitch, radius: if pitch >= 18.0 { 6.5 } else { 4.5 } }
}

/// The shades of a colour, from that of one event to that of the most.
fn shades_of(color: Color, palette: &crate::scene::Palette) -> [Color; LEVELS] {
    std::array::from_fn(|level| {
        if level + 1 > FULL {
            let share = INK * (level + 1 - FULL) as f32 / (LEVELS - FULL) as f32;
            return palette.ink.faded(share).over(color);
        }
        let share = PALEST + (1.0 - PALEST) * level as f32 / (FULL - 1) as f32;
        color.faded(share).over(palette.panel)
    })
}

/// Draws what neighbouring stretches have alike.
fn draw_run(marks: &mut Vec<Mark>, run: Option<(Shade, f32, f32)>, band: Rect, shades: &[Color; LEVELS]) {
    let Some((shade, left, right)) = run else { return };
    let rect = Rect { x: left, width: right - left, ..band };
    let color = shades[shade.level - 1].faded(shade.strength);
    if shade.is_certain {
        marks.push(Mark::fill(rect, color));
    } else {
        marks.push(Mark::fill(rect, color.faded(POSSIBLE)));
        marks.push(Mark::Hatch { rect, color });
    }
}

/// Width and height of the sample of a shade beside the scale, in points.
const SAMPLE: [f32; 2] = [3.0, 7.0];

/// The samples of all shades in a row, from a point on the left, centred on a height.
fn samples(marks: &mut Vec<Mark>, [left, center]: [f32; 2], shades: &[Color; LEVELS]) {
    let [width, height] = SAMPLE;
    for (place, color) in shades.iter().enumerate() {
        let rect = Rect::new(left + place as f32 * width, center - height / 2.0, width, height);
        marks.push(Mark::fill(rect, *color));
    }
}

impl TimelinePainter<'_> {
    /// The scale of a band under its name, centred on a height: samples of its shades, and the first of some words
    /// that has room. The strip above says of what length the stretches are.
    fn scale_words(&mut self, place: usize, center: f32, words: &[String; 2], shades: &[Color; LEVELS]) {
        let left = self.name_left(place);
        let from = left + LEVELS as f32 * SAMPLE[0] + 5.0;
        let room = self.frame.gutter - from - 4.0;
        if let Some(words) = words.iter().find(|words| small_width(words) <= room) {
            samples(&mut self.scene.marks, [left, center], shades);
            self.small_words(from, center, words, Face::Regular);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::palette_of;
    use crate::view::Theme;

    #[test]
    fn more_events_stand_out_more_in_every_theme() {
        for (theme, _) in Theme::ALL {
            let palette = palette_of(theme);
            for place in 0..4 {
                let shades = shades_of(palette.category("", place), palette);
                let contrasts = shades.map(|shade| shade.contrast(palette.panel));
                assert!(contrasts.windows(2).all(|pair| pair[1] > pair[0] * 1.03), "{theme:?} {contrasts:?}");
                // However many shades there are, the fullest is far from the palest.
                assert!(contrasts[LEVELS - 1] > contrasts[0] * 1.05_f32.powi(5), "{theme:?} {contrasts:?}");
                assert!(contrasts[0] > 1.3, "{theme:?} {contrasts:?}");
            }
        }
    }
}
