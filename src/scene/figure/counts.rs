//! Small strips beside the exhibit: more numbers that differ.

use super::dress::Dress;
use super::plates::{Block, LEADING};
use super::told::Told;
use crate::scene::text_layout::Type;
use crate::scene::wording::closed;
use crate::scene::{
    Align, Contest, Face, Group, SMALL_STRIP, StripStyle, capitalized, event_symbol, first_name, short_when, strip_of,
    symbol_number,
};

/// The strips of these, as high as they need; empty for none.
pub(super) fn counts_block(told: &Told<'_>, dress: &Dress, contests: &[Contest], width: f32) -> Block {
    let mut ordered: Vec<&Contest> = contests.iter().collect();
    ordered.sort_by_key(|contest| told.numbers.get(&contest.event).copied().unwrap_or(usize::MAX));
    let mut block = Block::default();
    for contest in ordered {
        let row = row_block(told, dress, contest, width);
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

fn row_block(told: &Told<'_>, dress: &Dress, contest: &Contest, width: f32) -> Block {
    let palette = told.palette;
    let (body, small) = (Type::new(Face::Regular, dress.body), Type::new(Face::Regular, dress.small));
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
    for line in body.wrapped(&capitalized(&contest.measure.heading), label, 3) {
        block.line(&line, [indent, y], Align::Start, body, palette.ink);
        y += body.size * LEADING;
    }
    let (store, index) = (told.subject.store, contest.event);
    let place = store.story().events.place(index).map(|place| place.name.clone()).unwrap_or_default();
    let place = place.split(", ").next().unwrap_or_default().to_owned();
    let when = short_when(store, &told.view, index);
    let about: Vec<String> = [place, when].into_iter().filter(|words| !words.is_empty()).collect();
    for line in small.wrapped(&about.join(", "), label, 2) {
        block.line(&line, [indent, y], Align::Start, small, palette.ink_secondary);
        y += small.size * LEADING;
    }
    let left = indent + label + 8.0;
    let room = width - left;
    let color = told.symbol(index, dress.radius).color;
    let grown = dress.small / SMALL_STRIP.name.size;
    let style = StripStyle {
        value: Type::new(Face::SemiBold, SMALL_STRIP.value.size * grown),
        name: Type::new(Face::Regular, dress.small),
        line: SMALL_STRIP.line * grown,
        ..SMALL_STRIP
    };
    let mut deep = 0.0;
    let strip = strip_of(&contest.measure, room, color, &style, palette);
    let has_names = strip.as_ref().is_some_and(|strip| strip.has_names);
    if let Some(strip) = strip {
        deep = strip.scene.size[1];
        block.put(Block { height: deep, marks: strip.scene.marks }, [left, 0.0]);
    }
    if !has_names {
        let words: Vec<String> = contest.measure.groups.iter().map(|group| said_words(group)).collect();
        for line in small.wrapped(&words.join(" · "), room, 4) {
            block.line(&line, [left, deep], Align::Start, small, palette.ink_secondary);
            deep += small.size * LEADING;
        }
    }
    block.height = block.height.max(deep).max(y);
    block
}

/// A number with who says it.
fn said_words(group: &Group) -> String {
    let names: Vec<String> = group.speakers.iter().map(|speaker| closed(first_name(speaker))).collect();
    format!("{} {}", group.short, names.join(", "))
}
