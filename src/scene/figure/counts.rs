//! Small strips beside the exhibit: more numbers that differ.

use super::along::apart;
use super::dress::Dress;
use super::plates::{Block, LEADING};
use super::speakers::name_of;
use super::told::Told;
use crate::model::Attestation;
use crate::scene::text_layout::Type;
use crate::scene::wording::closed;
use crate::scene::{
    Align, Contest, Face, Group, Mark, Stroke, SymbolStyle, capitalized, event_symbol, first_name, short_when,
    symbol_number,
};

/// The strips of these, as high as they need; empty for none.
pub(super) fn counts_block(told: &Told<'_>, dress: &Dress, contests: &[Contest], width: f32) -> Block {
    let mut ordered: Vec<&Contest> = contests.iter().collect();
    ordered.sort_by_key(|contest| told.numbers.get(&contest.event).copied().unwrap_or(usize::MAX));
    let mut block = Block::default();
    for contest in ordered {
        let row = count_row(told, dress, contest, width);
        let y = block.height + if block.height > 0.0 { 6.0 } else { 0.0 };
        block.put(row, [0.0, y]);
    }
    if block.height == 0.0 {
        return block;
    }
    let font = Type::new(Face::SemiBold, dress.heading * 0.92);
    let words = match contests.len() {
        1 => "One more count that differs".to_owned(),
        2 => "Two more counts that differ".to_owned(),
        3 => "Three more counts that differ".to_owned(),
        count => format!("{count} more counts that differ"),
    };
    let mut whole = Block::default();
    whole.line(&words, [0.0, 0.0], Align::Start, font, told.palette.ink);
    let y = whole.height + 5.0;
    whole.put(block, [0.0, y]);
    whole
}

/// A measure with its strip beside it.
pub(super) fn count_row(told: &Told<'_>, dress: &Dress, contest: &Contest, width: f32) -> Block {
    let palette = told.palette;
    let body = Type::new(Face::Regular, dress.body);
    let mut block = Block::default();
    let indent = 2.0 * dress.radius + 8.0;
    let label = (width * 0.36 - indent).max(60.0);
    if let Some(number) = told.numbers.get(&contest.event) {
        let (center, style) = ([dress.radius + 2.0, dress.radius + 3.0], told.symbol(contest.event, dress.radius));
        event_symbol(&mut block.marks, center, &style, palette);
        symbol_number(&mut block.marks, center, &style, *number, palette);
        block.height = 2.0 * dress.radius + 6.0;
    }
    let mut y = 1.0;
    let when = short_when(told.subject.store, &told.view, contest.event);
    let about: Vec<String> =
        [capitalized(&contest.measure.heading), when].into_iter().filter(|words| !words.is_empty()).collect();
    for line in body.wrapped(&about.join(", "), label, 4) {
        block.line(&line, [indent, y], Align::Start, body, palette.ink);
        y += body.size * LEADING;
    }
    let left = indent + label + 8.0;
    let strip = strip_block(told, dress, contest, width - left);
    block.height = block.height.max(y);
    block.put(strip, [left, 0.0]);
    block
}

/// The numbers over a rule at true scale, a mark for each, and under it who says which.
fn strip_block(told: &Told<'_>, dress: &Dress, contest: &Contest, width: f32) -> Block {
    let palette = told.palette;
    let (bold, small) = (Type::new(Face::SemiBold, dress.body), Type::new(Face::Regular, dress.small));
    let color = told.symbol(contest.event, dress.radius).color;
    let groups = &contest.measure.groups;
    let radius = dress.radius * 0.56;
    let mut block = Block::default();
    let low = groups.iter().map(|group| group.low).fold(0.0, f64::min);
    let top = groups.iter().map(|group| group.high).fold(f64::NEG_INFINITY, f64::max);
    let x = |value: f64| ((value - low) / (top - low).max(1e-9)) as f32 * (width - 2.0 * radius - 4.0) + radius;
    let spots: Vec<f32> = groups.iter().map(|group| f32::midpoint(x(group.low), x(group.high))).collect();
    let widths: Vec<f32> = groups.iter().map(|group| bold.width(&group.short)).collect();
    if let Some(lefts) = apart(&spots, &widths, width, 5.0) {
        for (group, left) in groups.iter().zip(lefts) {
            block.line(&group.short, [left, 0.0], Align::Start, bold, palette.ink);
        }
        let y = bold.size * 1.2 + radius + 2.0;
        block.marks.push(Mark::line([0.0, y], [width, y], Stroke::solid(0.8, palette.ink_faint)));
        if low >= 0.0 {
            block.marks.push(Mark::line([0.0, y - 2.5], [0.0, y + 2.5], Stroke::solid(0.8, palette.ink_faint)));
        }
        for (group, spot) in groups.iter().zip(&spots) {
            let voice = group.kinds.iter().map(|kind| Attestation::of(*kind)).min_by_key(|kind| *kind as u8);
            event_symbol(&mut block.marks, [*spot, y], &SymbolStyle::of_voice(color, voice, radius), palette);
        }
        block.height = y + radius + 2.0;
    }
    let words: Vec<String> = groups.iter().map(|group| said_words(group, groups)).collect();
    for line in small.wrapped(&words.join(" · "), width, 4) {
        let y = block.height;
        block.line(&line, [0.0, y], Align::Start, small, palette.ink_secondary);
    }
    block
}

/// A number with who says it: by the name alone, unless somebody of that name says another number too.
fn said_words(group: &Group, all: &[Group]) -> String {
    let others = || all.iter().filter(|other| other.words != group.words).flat_map(|other| &other.speakers);
    let told_name = |speaker: &String| {
        let name = first_name(speaker);
        if others().any(|other| first_name(other) == name) { closed(speaker) } else { name_of(speaker) }
    };
    let names: Vec<String> = group.speakers.iter().map(told_name).collect();
    format!("{} {}", group.short, names.join(", "))
}
