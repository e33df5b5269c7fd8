//! The exhibit of a figure: one number that is disputed, at true scale, with who says it, how, when and where.

use super::along::{apart, even_step};
use super::dress::Dress;
use super::plates::{Block, LEADING};
use super::runs::{Run, run_block};
use super::speakers::{Depth, Place, Speakers, kind_words, name_of, rest_of};
use super::told::Told;
use super::words::enclosed;
use crate::model::{Attestation, Claim, Reach, number_text};
use crate::scene::text_layout::Type;
use crate::scene::{
    Align, Color, Contest, Dash, Face, Group, Mark, Palette, Stroke, capitalized, event_symbol, symbol_number,
};

/// As many numbers stand in columns beside each other; more in a list.
const MOST_COLUMNS: usize = 4;
/// The least width of a column for each point of its type.
const LEAST_COLUMN: f32 = 10.5;
/// As many speakers of one number are told; more are counted.
const MOST_SPEAKERS: usize = 3;
/// Between two columns, in points.
const GUTTER: f32 = 8.0;
const GAP: f32 = 6.0;

/// Who gives a number: the claims, those on record first.
type Voices<'a> = Vec<(usize, &'a Claim)>;

/// The exhibit of a contested measure, as high as it needs.
///
/// What `shapes` gives for a width, the meaning of shapes in words, stands under it, or under its first columns where
/// the last is deeper.
pub(super) fn exhibit_block(
    told: &Told<'_>,
    dress: &Dress,
    contest: &Contest,
    (width, depth): (f32, Depth),
    shapes: impl Fn(f32) -> Block,
) -> Block {
    let event = told.subject.store.event(contest.event);
    let color = told.symbol(contest.event, dress.radius).color;
    let voices = contest.measure.groups.iter().map(|group| {
        let mut voices: Voices<'_> =
            group.claims.iter().enumerate().map(|(place, claim)| (place, &event.claims[*claim])).collect();
        voices.sort_by_key(|(_, claim)| Attestation::of(claim.attribution.kind) as u8);
        voices
    });
    let voices: Vec<Voices<'_>> = voices.collect();
    let speakers = Speakers { told, dress, depth, color };
    let exhibit = Exhibit { told, dress, contest, width, color, speakers, voices };
    let mut block = exhibit.heading();
    match exhibit.scale() {
        Some(scale) => {
            let ends = exhibit.strip(&mut block, &scale);
            if let Some((last, [first @ .., near])) = ends.split_last() {
                let wide = exhibit.column_width() * (first.len() + 1) as f32 + GUTTER * first.len() as f32;
                let y = first.iter().copied().fold(*near, f32::max) + GAP;
                let aside = shapes(wide);
                if y + aside.height < last + 2.0 * dress.small {
                    block.put(aside, [0.0, y]);
                    return block;
                }
            }
        }
        None => exhibit.list(&mut block),
    }
    let y = block.height + GAP;
    block.put(shapes(width), [0.0, y]);
    block
}

struct Exhibit<'a> {
    told: &'a Told<'a>,
    dress: &'a Dress,
    contest: &'a Contest,
    width: f32,
    color: Color,
    speakers: Speakers<'a>,
    /// By group.
    voices: Vec<Voices<'a>>,
}

/// Where numbers stand on the rule, and the labels over them.
struct Scale {
    top: f64,
    low: f64,
    spots: Vec<f32>,
    /// Left edges of the labels, and the size of their numbers.
    labels: Vec<f32>,
    size: f32,
}

impl Exhibit<'_> {
    fn palette(&self) -> &'static Palette {
        self.told.palette
    }

    fn groups(&self) -> &[Group] {
        &self.contest.measure.groups
    }

    /// The mark of the event, and what is counted.
    fn heading(&self) -> Block {
        let (dress, palette) = (self.dress, self.palette());
        let mut block = Block::default();
        let font = Type::new(Face::SemiBold, dress.heading);
        let style = self.told.symbol(self.contest.event, dress.radius + 1.0);
        let number = self.told.numbers.get(&self.contest.event);
        let indent = number.map_or(0.0, |_| 2.0 * dress.radius + 12.0);
        let words = format!("{}, as claimed", enclosed(&capitalized(&self.contest.measure.heading)));
        for line in font.wrapped(&words, self.width - indent, 2) {
            let y = block.height + if block.height > 0.0 { 0.0 } else { 2.0 };
            block.line(&line, [indent, y], Align::Start, font, palette.ink);
        }
        if let Some(number) = number {
            let center = [dress.radius + 2.0, dress.radius + 2.5];
            event_symbol(&mut block.marks, center, &style, palette);
            symbol_number(&mut block.marks, center, &style, *number, palette);
        }
        block.height = block.height.max(2.0 * dress.radius + 5.0);
        block
    }

    fn room(&self) -> f32 {
        // Where the highest number is open, so is the rule.
        let top = self.groups().iter().map(|group| group.high).fold(f64::NEG_INFINITY, f64::max);
        let is_open = self.groups().iter().any(|group| group.reach == Reach::Upward && group.high >= top);
        self.width - self.dress.radius - 10.0 - if is_open { ARROW } else { 0.0 }
    }

    /// What stands before a number, and the number itself.
    fn label(group: &Group) -> (&'static str, String) {
        match group.reach {
            Reach::Upward => ("at least", number_text(group.low)),
            Reach::Downward => ("at most", number_text(group.high)),
            Reach::Bounded => ("", group.short.clone()),
        }
    }

    /// None where the numbers have no room beside each other.
    fn scale(&self) -> Option<Scale> {
        let groups = self.groups();
        let least = LEAST_COLUMN * self.dress.body;
        let columns = groups.len();
        if columns > MOST_COLUMNS || (self.width + GUTTER) / (columns as f32) < least {
            return None;
        }
        let low = groups.iter().map(|group| group.low).fold(0.0, f64::min);
        let top = groups.iter().map(|group| group.high).fold(f64::NEG_INFINITY, f64::max);
        if top <= low || !(top - low).is_finite() {
            return None;
        }
        let x = |value: f64| ((value - low) / (top - low)) as f32 * self.room() + 1.0;
        let spots: Vec<f32> = groups.iter().map(|group| f32::midpoint(x(group.low), x(group.high))).collect();
        let small = Type::new(Face::Regular, self.dress.body);
        [1.0, 0.8, 0.64, 0.5].into_iter().find_map(|share| {
            let size = self.dress.value * share;
            let font = Type::new(Face::SemiBold, size);
            let wide = |group: &Group| {
                let (before, number) = Self::label(group);
                font.width(&number) + if before.is_empty() { 0.0 } else { small.width(before) + 4.0 }
            };
            let widths: Vec<f32> = groups.iter().map(wide).collect();
            let labels = apart(&spots, &widths, self.width, size * 0.45)?;
            Some(Scale { top, low, spots: spots.clone(), labels, size })
        })
    }

    /// Draws the strip with a column under each number. Returns where the columns end.
    fn strip(&self, block: &mut Block, scale: &Scale) -> Vec<f32> {
        let (dress, palette) = (self.dress, self.palette());
        let small = Type::new(Face::Regular, dress.small);
        let stacked = self.voices.iter().map(|voices| voices.len().min(MOST_SPEAKERS)).max().unwrap_or(1) - 1;
        let step = 2.0 * dress.radius + 1.0;
        let baseline = block.height + scale.size * 0.95;
        let y = baseline + dress.radius + 7.0 + stacked as f32 * step;
        self.labels(block, scale, baseline);
        let rule = Stroke::solid(1.0, palette.ink_faint);
        block.marks.push(Mark::line([0.0, y], [self.width, y], rule));
        let bottom = y + dress.radius + 3.0 + dress.small * LEADING;
        self.ticks(block, scale, y, small);
        self.dispute(block, scale, y);
        let wide = self.column_width();
        let mut ends = Vec::new();
        for (place, (group, voices)) in self.groups().iter().zip(&self.voices).enumerate() {
            let (spot, left) = (scale.spots[place], place as f32 * (wide + GUTTER));
            self.leader(block, [spot, y], [left, left + wide], bottom, place);
            self.arrow(block, group, [spot, y]);
            for (height, (_, claim)) in voices.iter().take(MOST_SPEAKERS).enumerate() {
                let style = self.speakers.mark(claim.attribution.kind);
                event_symbol(&mut block.marks, [spot, y - height as f32 * step], &style, palette);
            }
            let mut column = bottom + 4.0;
            for (height, (speaker, claim)) in voices.iter().take(MOST_SPEAKERS).enumerate() {
                let place = if height == 0 { Place::First } else { Place::Further };
                let told = self.speakers.told(&group.speakers[*speaker], claim, wide, place);
                let deep = told.height;
                block.put(told, [left, column]);
                column += deep + 3.0;
            }
            if voices.len() > MOST_SPEAKERS {
                let words = format!("and {} more", voices.len() - MOST_SPEAKERS);
                block.line(&words, [left, column], Align::Start, small, palette.ink_secondary);
                column += small.size * LEADING;
            }
            ends.push(column);
        }
        block.height = ends.iter().copied().fold(bottom, f32::max);
        ends
    }

    fn column_width(&self) -> f32 {
        let columns = self.groups().len().max(1) as f32;
        (self.width - GUTTER * (columns - 1.0)) / columns
    }

    /// The numbers over the rule.
    fn labels(&self, block: &mut Block, scale: &Scale, baseline: f32) {
        let palette = self.palette();
        let (large, small) = (Type::new(Face::SemiBold, scale.size), Type::new(Face::Regular, self.dress.body));
        for (group, left) in self.groups().iter().zip(&scale.labels) {
            let (before, number) = Self::label(group);
            let mut x = *left;
            if !before.is_empty() {
                block.marks.push(Mark::text(before, [x, baseline], Align::Start, small.style(palette.ink_secondary)));
                x += small.width(before) + 4.0;
            }
            block.marks.push(Mark::text(number, [x, baseline], Align::Start, large.style(palette.ink)));
        }
    }

    /// Even values along the rule, where no leader runs.
    fn ticks(&self, block: &mut Block, scale: &Scale, y: f32, font: Type) {
        let palette = self.palette();
        let step = even_step(scale.top - scale.low);
        let mut value = (scale.low / step).ceil() * step;
        while value <= scale.top + step * 1e-6 {
            let x = ((value - scale.low) / (scale.top - scale.low)) as f32 * self.room() + 1.0;
            block.marks.push(Mark::line([x, y - 3.0], [x, y + 3.0], Stroke::solid(0.8, palette.ink_faint)));
            let words = number_text((value / step).round() * step);
            let half = font.width(&words) / 2.0;
            let center = x.max(half);
            let is_free = |spot: &f32| (spot - center).abs() > half + 3.0;
            if scale.spots.iter().all(is_free) && center + half <= self.width {
                let at = [center, y + self.dress.radius + 1.0];
                block.line(&words, at, Align::Middle, font, palette.ink_secondary);
            }
            value += step;
        }
    }

    /// A band between two numbers of which claims dispute each other, with words on it where there is room.
    fn dispute(&self, block: &mut Block, scale: &Scale, y: f32) {
        let Some([low, high]) = self.contest.disputed else { return };
        let reach = self.dress.radius + 2.0;
        let band = Stroke::solid(3.0, self.color.faded(0.45));
        let (from, to) = (scale.spots[low] + reach, scale.spots[high] - reach);
        if to <= from {
            return;
        }
        block.marks.push(Mark::line([from, y], [to, y], band));
        let font = Type::new(Face::Medium, self.dress.body);
        // The widest stretch without a mark on it.
        let stops: Vec<f32> = scale.spots[low..=high].to_vec();
        let widest = stops.windows(2).max_by(|one, other| (one[1] - one[0]).total_cmp(&(other[1] - other[0])));
        let Some([left, right]) = widest.and_then(|pair| <[f32; 2]>::try_from(pair).ok()) else { return };
        let words = ["contradict each other", "contradict"]
            .into_iter()
            .find(|words| font.width(words) + 12.0 <= right - left - 2.0 * reach - ARROW);
        let Some(words) = words else { return };
        let (center, long) = (f32::midpoint(left, right), font.width(words) + 8.0);
        let ground = crate::scene::Rect::around([center, y], long, font.size * 1.5);
        block.marks.push(Mark::fill(ground, self.palette().panel));
        let style = font.style(self.palette().ink);
        block.marks.push(Mark::text(words, [center, y + font.size * 0.36], Align::Middle, style));
    }

    /// A line from a mark down to its column.
    fn leader(&self, block: &mut Block, [x, y]: [f32; 2], [left, right]: [f32; 2], bottom: f32, place: usize) {
        let stroke = Stroke::solid(1.0, self.color);
        let end = x.clamp(left + 1.0, right - 1.0);
        let bend = bottom - 3.0 - 2.0 * (place % 2) as f32;
        let points = if (end - x).abs() < 0.5 {
            vec![[x, y], [x, bottom]]
        } else {
            vec![[x, y], [x, bend], [end, bend], [end, bottom]]
        };
        block.marks.push(Mark::Line { points, stroke });
        block.marks.push(Mark::line([left, bottom], [right, bottom], stroke));
    }

    fn arrow(&self, block: &mut Block, group: &Group, [x, y]: [f32; 2]) {
        let way = match group.reach {
            Reach::Upward => 1.0,
            Reach::Downward => -1.0,
            Reach::Bounded => return,
        };
        let (start, tip) = (x + way * (self.dress.radius + 2.0), x + way * (self.dress.radius + ARROW));
        let stroke = Stroke { width: 1.6, color: self.color, dash: Dash::Short };
        block.marks.push(Mark::line([start, y], [tip, y], stroke));
        let head = vec![[tip + way * 4.0, y], [tip - way * 1.5, y - 3.2], [tip - way * 1.5, y + 3.2]];
        block.marks.push(Mark::Area { rings: vec![head], fill: self.color });
    }

    /// The numbers in a list, where they are too many to stand beside each other.
    fn list(&self, block: &mut Block) {
        let (dress, palette) = (self.dress, self.palette());
        let number = Type::new(Face::SemiBold, dress.heading * 1.3);
        let (bold, small) = (Type::new(Face::SemiBold, dress.body), Type::new(Face::Regular, dress.small));
        let widest = self.groups().iter().map(|group| number.width(&group.short)).fold(0.0, f32::max);
        let indent = (widest + 10.0).min(self.width * 0.4);
        block.height += GAP;
        for (group, voices) in self.groups().iter().zip(&self.voices) {
            let top = block.height;
            let words = number.elided(&group.short, indent - 6.0);
            block.line(&words, [0.0, top], Align::Start, number, palette.ink);
            let mut runs = Vec::new();
            for (speaker, claim) in voices.iter().take(MOST_SPEAKERS) {
                let words = name_of(&group.speakers[*speaker]);
                runs.push(Run { words, font: bold, color: palette.ink });
                let role = [rest_of(&group.speakers[*speaker]), kind_words(claim.attribution.kind)];
                let told = role.into_iter().map(str::to_owned).chain([self.speakers.source_of(claim)]);
                let told: Vec<String> = told.filter(|words| !words.is_empty()).collect();
                runs.push(Run { words: told.join(" · "), font: small, color: palette.ink_secondary });
            }
            if voices.len() > MOST_SPEAKERS {
                let words = format!("and {} more", voices.len() - MOST_SPEAKERS);
                runs.push(Run { words, font: small, color: palette.ink_secondary });
            }
            block.put(run_block(&runs, self.width - indent), [indent, top + 3.0]);
            block.height += 3.0;
        }
    }
}

/// How long the arrow of a number that is open to one side is, beyond its mark.
const ARROW: f32 = 14.0;
