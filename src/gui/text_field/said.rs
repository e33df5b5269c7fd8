//! A field as screen readers know it: its name, its text in the order of reading, and what is chosen.

use egui::accesskit::{Action, Node, Rect as Bounds, Role, TextDirection, TextPosition, TextSelection};
use egui::{Id, Pos2, Ui, UiBuilder};

use super::laid::{Laid, Letter, Row};
use super::state::State;

/// As many letters are told at once: more cannot be counted in them.
const LETTERS: usize = 255;

/// Tells where the caret is, and the rows of the text.
pub(super) fn say(ui: &mut Ui, id: Id, role: Role, laid: &Laid, text: &str, state: &State, origin: Pos2) {
    // One part of the window holds all rows, so that what follows is the same whatever their number.
    let mut holder = ui.new_child(UiBuilder::new().scope_id(id.with("rows")));
    let is_told = ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(role);
        node.add_action(Action::SetValue);
        node.add_action(Action::ReplaceSelectedText);
        let position = |at: usize| position_of(laid, id, at);
        node.set_text_selection(TextSelection { anchor: position(state.caret.from), focus: position(state.caret.at) });
    });
    if is_told.is_none() {
        return;
    }
    for (number, row) in laid.rows.iter().enumerate() {
        for (part, letters) in parts(row).enumerate() {
            let run = run_id(id, number, part);
            holder.new_child(UiBuilder::new().scope_id(run).accessibility_parent(id));
            let is_last = (part + 1) * LETTERS >= row.letters.len();
            let line_break = if is_last && row.has_break { "\n" } else { "" };
            ui.ctx().accesskit_node_builder(run, |node| run_of(node, row, letters, text, line_break, origin));
        }
    }
}

/// The letters of a row, as many as can be told at once; one part without letters for an empty row.
fn parts(row: &Row) -> impl Iterator<Item = &[Letter]> {
    let empty: &[Letter] = &[];
    row.letters.chunks(LETTERS).chain(row.letters.is_empty().then_some(empty))
}

fn run_id(id: Id, row: usize, part: usize) -> Id {
    id.with(("run", row, part))
}

fn run_of(node: &mut Node, row: &Row, letters: &[Letter], text: &str, line_break: &str, origin: Pos2) {
    let start = letters.first().map_or(row.bytes.start, |letter| letter.bytes.start);
    let end = letters.last().map_or(row.bytes.end, |letter| letter.bytes.end);
    let rect = row.rect().translate(origin.to_vec2());
    let mut value = text[start..end].to_owned();
    // A letter with very many marks is longer than can be told; its length is cut, its text is not.
    let mut lengths: Vec<u8> = letters.iter().map(|letter| letter.bytes.len().min(255) as u8).collect();
    let lefts = |letter: &Letter| letter.from.min(letter.to);
    let mut positions: Vec<f32> = letters.iter().map(|letter| lefts(letter) - rect.left() + origin.x).collect();
    let mut widths: Vec<f32> = letters.iter().map(|letter| (letter.to - letter.from).abs()).collect();
    let is_word = |letter: &Letter| text[letter.bytes.clone()].chars().any(char::is_alphanumeric);
    let begins = |at: &usize| is_word(&letters[*at]) && (*at == 0 || !is_word(&letters[*at - 1]));
    let words: Vec<u8> = (0..letters.len()).filter(begins).map(|at| at as u8).collect();
    if !line_break.is_empty() {
        value.push_str(line_break);
        lengths.push(1);
        positions.push(positions.last().copied().unwrap_or(0.0));
        widths.push(0.0);
    }
    node.set_role(Role::TextRun);
    node.set_text_direction(if row.is_rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight });
    let bounds = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from);
    node.set_bounds(Bounds { x0: bounds[0], y0: bounds[1], x1: bounds[2], y1: bounds[3] });
    node.set_value(value);
    node.set_character_lengths(lengths);
    node.set_character_positions(positions);
    node.set_character_widths(widths);
    node.set_word_starts(words);
}

/// A place as screen readers count it.
fn position_of(laid: &Laid, id: Id, at: usize) -> TextPosition {
    let row = laid.rows.partition_point(|row| row.bytes.start <= at).saturating_sub(1);
    let letters = laid.rows.get(row).map_or(&[][..], |row| &row.letters);
    let letter = letters.partition_point(|letter| letter.bytes.end <= at);
    // After the last letter that can be told at once, a place is the end of these.
    let part = letter.saturating_sub(1) / LETTERS;
    TextPosition { node: run_id(id, row, part).accesskit_id(), character_index: letter - part * LETTERS }
}

/// The place that a screen reader means, in bytes.
pub(super) fn place_of(laid: &Laid, text: &str, id: Id, position: &TextPosition) -> Option<usize> {
    laid.rows.iter().enumerate().find_map(|(number, row)| {
        let count = row.letters.len().div_ceil(LETTERS).max(1);
        let part = (0..count).find(|part| run_id(id, number, *part).accesskit_id() == position.node)?;
        let letter = row.letters.get(part * LETTERS + position.character_index);
        let at = letter.map_or(row.bytes.end, |letter| letter.bytes.start);
        let is_beyond = row.has_break && part * LETTERS + position.character_index > row.letters.len();
        Some(text.floor_char_boundary(at + usize::from(is_beyond)))
    })
}
