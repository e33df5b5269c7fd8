//! The ruler, the grid under the lanes, and the names at the left.

use super::lanes::Lane;
use super::{Frame, RULER_HEIGHT, TimelinePainter};
use crate::model::grouped;
use crate::scene::event_text::extent_text;
use crate::scene::time_scale::{RULER_SIZE, Step, TICK_GAP, face_of};
use crate::scene::{
    Align, Color, Face, Importance, Mark, Rect, Stroke, Target, TargetId, TextStyle, Tick, category_look, text_width,
};

/// Size of the names of lanes, in points.
const NAME_SIZE: f32 = 11.0;
/// Radius of the dot before the name of a category, and from there to the name, in points.
const DOT: [f32; 2] = [4.5, 7.0];
/// Size of the smaller words beside the strip, in points.
const SMALL_SIZE: f32 = 9.5;
/// From the edge of the frame to the names, in points.
pub(super) const PAD: f32 = 14.0;
/// From the names to what they name, in points.
const GUTTER_GAP: f32 = 10.0;
/// On a narrow page names have up to so much, in points.
const NARROW: f32 = 106.0;
/// Where the ruler's words stand, in points.
const BASELINE: f32 = 15.5;

/// How wide the names of lanes are with the room around them; 0 in a frame too narrow for names.
pub(super) fn gutter_width(lanes: &[Lane], width: f32) -> f32 {
    let names = lanes.iter().map(|lane| text_width(&lane.name, Face::SemiBold, NAME_SIZE) + dot_width(lane));
    // The words beside the strip change with the scale, and the names must not jump with them.
    let least = text_width(&Step::Months(3).rate_words(), Face::Regular, SMALL_SIZE);
    let wanted = names.fold(least, f32::max) + PAD + GUTTER_GAP;
    // On a narrow page names take more of it than on a wide one.
    let room = (width * 0.22).max((width * 0.36).min(NARROW));
    if room < 60.0 { 0.0 } else { wanted.clamp(80.0, 150.0).min(room) }
}

/// What the dot takes before the name of a lane, in points.
fn dot_width(lane: &Lane) -> f32 {
    if lane.category.is_some() { 2.0 * DOT[0] + DOT[1] } else { 0.0 }
}

/// Words cut to a width in points, with … where something is left out: after a word, if that leaves
/// enough, else after a character. None where fewer than `least` characters would remain.
pub(super) fn elided(words: &str, face: Face, size: f32, room: f32, least: usize) -> Option<String> {
    // Widths leave kerning out, so a little is kept in hand.
    let room = room / 1.01;
    if text_width(words, face, size) <= room {
        return Some(words.to_owned());
    }
    let room = room - text_width("…", face, size);
    let mut width = 0.0;
    let fitting = words.char_indices().map_while(|(at, char)| {
        width += text_width(char.encode_utf8(&mut [0; 4]), face, size);
        (width <= room).then_some(at + char.len_utf8())
    });
    let cut = &words[..fitting.last()?];
    let is_enough = |cut: &str| cut.chars().count() >= least.max(1);
    let is_whole = words[cut.len()..].starts_with(' ');
    let after_word = cut.rfind(' ').filter(|_| !is_whole).map(|at| cut[..at].trim_end_matches([' ', ',', ':', ';']));
    let cut = after_word.filter(|cut| is_enough(cut)).unwrap_or(cut.trim_end());
    is_enough(cut).then(|| format!("{cut}…"))
}

/// How wide small words at the left are, in points.
pub(super) fn small_width(words: &str) -> f32 {
    text_width(words, Face::Regular, SMALL_SIZE) * 1.01
}

impl TimelinePainter<'_> {
    /// The lines of the grid, and the target of the ruler.
    pub(super) fn ruler_ground(&mut self) {
        let Frame { size: [width, height], gutter, .. } = *self.frame;
        let rule = self.palette.rule;
        for tick in self.ticks() {
            // A line on a whole point is sharp on the screen.
            let x = self.scale.x_from_time(tick.secs).round();
            let (top, bottom, color) = match tick.importance {
                Importance::Fine => (RULER_HEIGHT - 3.0, RULER_HEIGHT, rule),
                Importance::Minor => (RULER_HEIGHT - 5.0, height, rule.faded(0.8)),
                Importance::Major => (5.0, height, self.palette.ink_faint.faded(0.38)),
            };
            let bottom = bottom.min(height);
            if top < bottom {
                self.scene.marks.push(Mark::line([x, top], [x, bottom], Stroke::solid(1.0, color)));
            }
        }
        let label = format!("Ruler, {}", extent_text(&self.scale.extent(), self.zone, self.secs_a_point()));
        let rect = Rect::new(gutter, 0.0, width - gutter, RULER_HEIGHT.min(height));
        self.scene.targets.push(Target { id: TargetId::Ruler, rect, label });
    }

    /// The words of the ruler: over the playhead, and never cut.
    pub(super) fn ruler_words(&mut self) {
        let Frame { size: [width, height], gutter, .. } = *self.frame;
        if height < BASELINE + 3.0 {
            return;
        }
        for tick in self.ticks() {
            let x = self.scale.x_from_time(tick.secs).round() + TICK_GAP;
            let face = face_of(tick.importance);
            if tick.label.is_empty() || x + text_width(&tick.label, face, RULER_SIZE) * 1.01 > width - 2.0 {
                continue;
            }
            let is_major = tick.importance == Importance::Major;
            let color = if is_major { self.palette.ink } else { self.palette.ink_secondary };
            let halo = Some(self.palette.panel);
            let style = TextStyle { face, size: RULER_SIZE, color, halo, spacing: 0.0 };
            self.scene.marks.push(Mark::text(tick.label, [x, BASELINE], Align::Start, style));
        }
        let context = self.scale.context(self.zone);
        let short = || context.split_once(' ').map(|(month, year)| format!("{} {year}", &month[..month.len().min(3)]));
        let room = gutter - PAD - 4.0;
        let is_month = context.starts_with(char::is_alphabetic) && self.scale.unit_secs() < 2e6;
        let words = if is_month && text_width(&context, Face::Medium, RULER_SIZE) * 1.01 > room {
            short().unwrap_or_default()
        } else {
            context.clone()
        };
        if !words.is_empty() {
            self.name(&words, BASELINE, Face::Medium, RULER_SIZE, self.palette.ink_secondary);
        }
    }

    /// Words at the left, with their baseline at `y`.
    pub(super) fn name(&mut self, words: &str, y: f32, face: Face, size: f32, color: Color) {
        self.name_from(PAD, words, y, TextStyle { face, size, color, halo: None, spacing: 0.0 });
    }

    fn name_from(&mut self, x: f32, words: &str, y: f32, style: TextStyle) {
        let room = self.frame.gutter - x - 4.0;
        if let Some(words) = elided(words, style.face, style.size, room, 4) {
            self.scene.marks.push(Mark::text(words, [x, y], Align::Start, style));
        }
    }

    /// The name of a lane by its place, with a dot in the colour of its category, centred on a height.
    pub(super) fn lane_name(&mut self, place: usize, center: f32) {
        self.dot_and_name(place, center, Face::SemiBold, self.palette.ink);
    }

    fn dot_and_name(&mut self, place: usize, center: f32, face: Face, color: Color) {
        let lane = &self.frame.lanes.list[place];
        let x = PAD + dot_width(lane);
        let name = lane.name.clone();
        if let Some(category) = lane.category.filter(|_| self.frame.gutter > 0.0) {
            let look = category_look(self.store.story(), Some(category), self.palette);
            look.form.fill(&mut self.scene.marks, [PAD + DOT[0], center], DOT[0], look.color);
        }
        let style = TextStyle { face, size: NAME_SIZE, color, halo: None, spacing: 0.0 };
        self.name_from(x, &name, center + NAME_SIZE * 0.36, style);
    }

    /// A lane with nothing in sight: one thin line, which says where its events are.
    pub(super) fn folded_lane(&mut self, place: usize, top: f32, bottom: f32) {
        let middle = f32::midpoint(top, bottom);
        self.dot_and_name(place, middle, Face::Regular, self.palette.ink_secondary);
        let Rect { x, width, .. } = self.frame.lanes_rect;
        let band = Rect::new(x, top + 1.0, width, bottom - top - 1.0);
        self.scene.marks.push(Mark::fill(band, self.palette.card.faded(0.7)));
        // How many are where on another stretch of time is not counted yet.
        if self.tally.is_interim {
            return;
        }
        let [earlier, later, hidden] = self.out_of_sight(place);
        let parts = [(earlier, "earlier"), (later, "later"), (hidden, "hidden by the filter")];
        let parts =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{} {words}", grouped(*count)));
        let words = parts.collect::<Vec<_>>().join(" · ");
        if let Some(words) = elided(&words, Face::Regular, SMALL_SIZE, width - 16.0, usize::MAX) {
            let color = self.palette.ink_secondary;
            let style = TextStyle { face: Face::Regular, size: SMALL_SIZE, color, halo: None, spacing: 0.0 };
            self.scene.marks.push(Mark::text(words, [x + 8.0, middle + SMALL_SIZE * 0.36], Align::Start, style));
        }
    }

    /// How many events of a lane with nothing in sight are earlier, later, and hidden by the filter.
    fn out_of_sight(&self, place: usize) -> [usize; 3] {
        let (lane, subject) = (&self.frame.lanes.list[place], self.subject());
        let start_secs = self.scale.extent().start_secs;
        let Some(events) = &lane.events else {
            let rank = self.store.in_time().begun_before(start_secs);
            let [earlier, drawn] = self.tally.ground.drawn_before(subject, place, rank);
            return [earlier, drawn - earlier, lane.count - drawn];
        };
        let mut found = [0; 3];
        for (index, span) in events.iter().filter_map(|index| Some((*index, self.store.span(*index)?))) {
            let is_earlier = span.possible.end_secs < start_secs;
            found[if subject.draws(index) { usize::from(!is_earlier) } else { 2 }] += 1;
        }
        found
    }

    /// Where the name of a lane begins.
    pub(super) fn name_left(&self, place: usize) -> f32 {
        PAD + dot_width(&self.frame.lanes.list[place])
    }

    /// Where the whole name of a lane ends.
    pub(super) fn name_end(&self, place: usize) -> f32 {
        self.name_left(place) + text_width(&self.frame.lanes.list[place].name, Face::SemiBold, NAME_SIZE) * 1.01
    }

    /// Small words at the left from a point on, centred on a height.
    pub(super) fn small_words(&mut self, left: f32, center: f32, words: &str, face: Face) {
        let color = self.palette.ink_secondary;
        let style = TextStyle { face, size: SMALL_SIZE, color, halo: None, spacing: 0.0 };
        self.name_from(left, words, center + SMALL_SIZE * 0.36, style);
    }

    /// The words beside the strip, centred on a height.
    pub(super) fn strip_name(&mut self, center: f32) {
        let words = self.sight.grain.rate_words();
        // It is plain what is counted.
        let rate = words.strip_prefix("Events ").filter(|_| small_width(&words) > self.frame.gutter - PAD - 4.0);
        let words = rate.unwrap_or(&words);
        self.name(words, center + SMALL_SIZE * 0.36, Face::Regular, SMALL_SIZE, self.palette.ink_secondary);
    }

    fn ticks(&self) -> Vec<Tick> {
        self.scale.ticks(self.zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_a_character_and_end_in_an_ellipsis() {
        let cut = elided("Fighting resumes at Kurram", Face::Regular, 10.0, 60.0, 8).unwrap();
        assert!(cut.ends_with('…') && cut.starts_with("Fighting"), "{cut}");
        assert!(text_width(&cut, Face::Regular, 10.0) <= 60.0);
        assert_eq!(elided("Kabul", Face::Regular, 10.0, 60.0, 8).as_deref(), Some("Kabul"));
        assert_eq!(elided("Fighting resumes", Face::Regular, 10.0, 20.0, 8), None);
        assert_eq!(elided("کابل و اسلام‌آباد", Face::Regular, 10.0, 8.0, 8), None);
        assert_eq!(elided("Ü", Face::Regular, 10.0, 0.0, 0), None);
    }
}
