//! Clicks and drags in a field: one sets the caret, two choose a word, three a paragraph.

use egui::{Event, OutputCommand, PointerButton, Pos2, Response, Ui};

use super::caret::{Caret, Lean};
use super::laid::Laid;
use super::presses::Presses;
use super::state::State;
use super::writing::{Choosing, Writing};

/// Does what the pointer asks for. Returns true when it did.
pub(super) fn take(
    ui: &Ui,
    response: &Response,
    writing: &mut Writing<'_>,
    presses: &mut Presses,
    laid: &Laid,
    origin: Pos2,
) -> bool {
    let Some(pointer) = response.interact_pointer_pos() else { return false };
    let point = pointer - origin.to_vec2();
    let ((at, lean), letter) = (laid.place_at(point), laid.letter_at(point));
    let (is_pressed, shift, secs) =
        ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift, input.time));
    if is_pressed && response.contains_pointer() {
        presses.press(ui, pointer, secs);
        let choosing = if shift { Choosing::Yes } else { Choosing::No };
        writing.place(at, lean, choosing);
        if presses.count > 1 && !shift {
            let unit = presses.unit(writing.text, letter);
            presses.first = unit;
            writing.caret = Caret::choosing(unit.0..unit.1);
        }
        return true;
    }
    if response.dragged_by(PointerButton::Primary) {
        if presses.count < 2 {
            writing.place(at, lean, Choosing::Yes);
        } else {
            drag(writing, presses, letter);
        }
        return true;
    }
    false
}

/// Pastes what was chosen elsewhere where the middle button was pressed. Returns true when it did.
pub(super) fn paste(ui: &Ui, response: &Response, writing: &mut Writing<'_>, laid: &Laid, origin: Pos2) -> bool {
    if !response.contains_pointer() || !response.enabled() {
        return false;
    }
    let pasted = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::MiddleClickPaste { pos, text } => Some((*pos, text.clone())),
            _ => None,
        })
    });
    let Some((point, text)) = pasted else { return false };
    let from_global = ui.ctx().layer_transform_from_global(ui.layer_id());
    let point = from_global.map_or(point, |from_global| from_global * point);
    let (at, lean) = laid.place_at(point - origin.to_vec2());
    writing.place(at, lean, Choosing::No);
    writing.paste(&text);
    true
}

/// Tells other programs what is chosen, once it stays so: the middle button pastes it there.
pub(super) fn tell_chosen(ui: &Ui, state: &mut State, text: &str) {
    let chosen = state.caret.range();
    if state.told != chosen && !ui.input(|input| input.pointer.any_down()) {
        if !chosen.is_empty() {
            ui.ctx().send_cmd(OutputCommand::TextSelectionSettled(text[chosen.clone()].to_owned()));
        }
        state.told = chosen;
    }
}

/// Goes on choosing by words or paragraphs.
fn drag(writing: &mut Writing<'_>, presses: &Presses, letter: usize) {
    let ((start, end), first) = (presses.unit(writing.text, letter), presses.first);
    writing.caret = if letter < first.0 {
        Caret { at: start, from: first.1, lean: Lean::On }
    } else {
        Caret::choosing(first.0..end.max(first.1))
    };
}
