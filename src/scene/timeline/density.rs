//! How many events there are in each unit of the ruler, or by the point where there are many.

use super::TimelinePainter;
use super::ruler::PAD;
use super::sight::Grain;
use super::stretches::{Count, Tally};
use crate::model::grouped;
use crate::scene::event_text::extent_text;
use crate::scene::{Align, Face, Mark, Rect, Stroke, Target, TargetId, TextStyle, text_width};

/// Size of the numbers over the bars, in points.
const SIZE: f32 = 10.0;
/// How high the numbers stand, in points.
const WORDS_HEIGHT: f32 = 12.0;
/// From the middle of a bar to words beside it, in points.
const BESIDE: f32 = 6.0;

impl TimelinePainter<'_> {
    /// How many events there are in each stretch of the strip: all that the filter admits, and those that are shown.
    fn strip_counts(&self) -> [Vec<Count>; 2] {
        let sum = |tallies: &[Tally]| Tally::sum(&tallies.iter().collect::<Vec<_>>());
        [sum(&self.sight.all), sum(&self.tally.brushed.tallies)]
    }

    /// Bars on the units of the ruler, or of a point or two: pale for all events that the filter admits, stronger for
    /// those that are shown, hatched for those that are only possible there.
    pub(super) fn density(&mut self, strip: Rect) {
        let [all_time, shown] = self.strip_counts();
        let most = all_time.iter().map(|count| count.most).max().unwrap_or_default().max(1);
        self.strip_words_beside(strip.center()[1] + 2.0, most);
        let label = self.sight.grain.rate_words();
        self.scene.targets.push(Target { id: TargetId::Strip, rect: strip, label });
        let (base, high) = (strip.bottom(), strip.height - 2.0 - WORDS_HEIGHT);
        let height = |count: u32| if count == 0 { 0.0 } else { (high * count as f32 / most as f32).max(1.5) };
        let grey = self.palette.ink_faint;
        for (place, (all, shown)) in all_time.iter().zip(&shown).enumerate() {
            let x = |secs: f64| self.scale.x_from_time(secs).clamp(strip.x, strip.right()).round();
            let stretch = self.sight.stretches.at(place);
            let (left, right) = (x(stretch.start_secs), x(stretch.end_secs));
            // Wide bars leave the line of the grid free.
            let left = if right - left > 4.0 { left + 1.0 } else { left };
            if all.most == 0 || right <= left {
                continue;
            }
            let from_to =
                |low: u32, high: u32| Rect::new(left, base - height(high), right - left, height(high) - height(low));
            if all.most > shown.most {
                self.scene.marks.push(Mark::fill(from_to(shown.most, all.most), grey.faded(0.22)));
            }
            if shown.least > 0 {
                self.scene.marks.push(Mark::fill(from_to(0, shown.least), grey.faded(0.85)));
            }
            if shown.most > shown.least {
                let rect = from_to(shown.least, shown.most);
                self.scene.marks.push(Mark::fill(rect, grey.faded(0.12)));
                self.scene.marks.push(Mark::Hatch { rect, color: grey });
            }
        }
        let line = Stroke::solid(1.0, self.palette.rule);
        self.scene.marks.push(Mark::line([strip.x, base], [strip.right(), base], line));
    }

    /// What the bars count, and how many the highest stands for.
    fn strip_words_beside(&mut self, center: f32, most: u32) {
        const LINE: f32 = 11.5;
        if let Grain::Ruler(_) = self.sight.grain {
            self.strip_name(center);
            return;
        }
        self.strip_name(center - LINE / 2.0);
        self.small_words(PAD, center + LINE / 2.0, &format!("up to {}", grouped(most as usize)), Face::Regular);
    }

    /// The numbers over the bars of the strip, where all of them have room and nothing else stands.
    pub(super) fn strip_words(&mut self) {
        let Some(strip) = self.frame.strip else { return };
        let [all_time, shown] = self.strip_counts();
        let stretches = &self.sight.stretches;
        if let Grain::Fine(_) = self.sight.grain {
            self.peak_words(strip, &all_time);
            return;
        }
        let most = all_time.iter().map(|count| count.most).max().unwrap_or_default().max(1);
        let width = |words: &str| text_width(words, Face::Medium, SIZE) * 1.01 + 2.0;
        let room = (0..stretches.len()).map(|place| self.scale.points_per_sec() * stretches.at(place).duration_secs());
        let room = room.fold(f64::INFINITY, f64::min) as f32;
        // Which are shown changes as time is brushed, and whether there are numbers must not.
        if all_time.iter().any(|count| width(&count.words()) > room) {
            return;
        }
        let taken: Vec<Rect> =
            self.scene.targets.iter().filter(|target| is_over_strip(&target.id)).map(|target| target.rect).collect();
        for (place, count) in shown.iter().enumerate().filter(|(_, count)| count.most > 0) {
            let words = count.words();
            let stretch = stretches.at(place);
            let middle =
                f32::midpoint(self.scale.x_from_time(stretch.start_secs), self.scale.x_from_time(stretch.end_secs));
            let high = (strip.height - 2.0 - WORDS_HEIGHT) * count.most as f32 / most as f32;
            let baseline = strip.bottom() - high.max(1.5) - 3.0;
            let rect = Rect::around([middle, baseline - SIZE * 0.36], width(&words), SIZE);
            let has_room = rect.x >= strip.x && rect.right() <= strip.right();
            if has_room && taken.iter().all(|taken| !taken.overlaps(&rect)) {
                let color = self.palette.ink;
                let style =
                    TextStyle { face: Face::Medium, size: SIZE, color, halo: Some(self.palette.panel), spacing: 0.0 };
                self.scene.marks.push(Mark::text(words, [middle, baseline], Align::Middle, style));
            }
        }
    }

    /// When there are the most events, and how many, above that.
    fn peak_words(&mut self, strip: Rect, counts: &[Count]) {
        // Of several the first.
        let Some((place, count)) = counts.iter().enumerate().rev().max_by_key(|(_, count)| count.most) else { return };
        if count.most < 2 {
            return;
        }
        let stretch = self.sight.stretches.at(place);
        let when = extent_text(&stretch, self.zone, self.secs_a_point());
        let words = format!("{} events, {when}", count.words());
        let middle =
            f32::midpoint(self.scale.x_from_time(stretch.start_secs), self.scale.x_from_time(stretch.end_secs));
        let wide = text_width(&words, Face::Medium, SIZE) * 1.01 + 4.0;
        // Over its bar, or as near as no line runs through the words.
        let window = self.view.window;
        let lines = [window.start_secs, window.end_secs, self.view.playhead_secs];
        let lines = lines.map(|secs| self.scale.x_from_time(secs)).map(|x| if x.is_finite() { x } else { strip.x });
        let beside = [middle].into_iter().chain(lines).flat_map(|x| [x + BESIDE, x - BESIDE - wide]);
        let rect_from = |left: f32| {
            let left = left.min(strip.right() - wide - 4.0).max(strip.x + 4.0);
            Rect::new(left, strip.y + 1.0, wide, WORDS_HEIGHT)
        };
        let mut rects: Vec<Rect> = [middle - wide / 2.0].into_iter().chain(beside).map(rect_from).collect();
        let away = |rect: &Rect| (rect.center()[0] - middle).abs();
        rects.sort_by(|one, other| away(one).total_cmp(&away(other)));
        let over: Vec<Rect> =
            self.scene.targets.iter().filter(|target| is_over_strip(&target.id)).map(|target| target.rect).collect();
        rects.retain(|rect| rect.right() <= strip.right() && !over.iter().any(|other| other.overlaps(rect)));
        let is_crossed = |rect: &Rect| lines.iter().any(|x| (rect.x - 1.0..rect.right() + 1.0).contains(x));
        let Some(rect) = rects.iter().find(|rect| !is_crossed(rect)).or(rects.first()) else { return };
        let left = rect.x;
        let style = TextStyle {
            face: Face::Medium,
            size: SIZE,
            color: self.palette.ink,
            halo: Some(self.palette.panel),
            spacing: 0.0,
        };
        self.scene.marks.push(Mark::text(words, [left + 2.0, strip.y + 10.0], Align::Start, style));
    }
}

/// Whether a target covers the numbers of the strip.
fn is_over_strip(id: &TargetId) -> bool {
    matches!(id, TargetId::Earlier | TargetId::Later | TargetId::KnownBy)
}
