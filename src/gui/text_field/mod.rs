//! The field in which texts of every script are typed: all fields of the window are of this kind.
//!
//! egui's own field counts what is drawn, which is not what is written where letters join or are read from
//! right to left. This one writes in the order of the text (`writing`), asks the window's reading order
//! where each letter stands (`laid`), and has its keys, its pointer and its words for screen readers from
//! these two.

mod caret;
mod history;
mod keys;
mod laid;
mod paint;
mod pointer;
mod presses;
mod said;
mod state;
mod steps;
mod writing;

#[cfg(test)]
mod tests;

use egui::text::LayoutJob;
use egui::{Event, EventFilter, Id, Margin, Pos2, Rect, Response, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use self::caret::Caret;
use self::keys::{Asks, Typist};
use self::laid::Laid;
use self::state::State;
use self::writing::{Lines, Writing};
use super::reading_order::written;

/// The height of a field of one line at least, in points.
const HEIGHT: f32 = 28.0;
/// The height of a line as a share of the size of its letters, with room for the marks of all scripts.
const LINE_HEIGHT: f32 = 1.66;
/// The least width of a field, in points.
const LEAST_WIDTH: f32 = 24.0;

/// A field for a text, as wide as the room there is, to be dressed and shown:
/// `TextField::single(&mut title).label("Title").hint("What happened").show(ui)`.
#[must_use = "a field is seen once it is shown"]
pub(super) struct TextField<'t> {
    text: &'t mut String,
    lines: Lines,
    label: String,
    hint: String,
    id: Option<Id>,
    rows: usize,
    margin: Margin,
}

impl<'t> TextField<'t> {
    /// A field of one line. Enter leaves it.
    pub(super) fn single(text: &'t mut String) -> Self {
        Self {
            text,
            lines: Lines::One,
            label: String::new(),
            hint: String::new(),
            id: None,
            rows: 1,
            margin: Margin::symmetric(10, 4),
        }
    }

    /// A field of several lines, which grows with its text. Enter begins a line.
    pub(super) fn several(text: &'t mut String) -> Self {
        Self { lines: Lines::Several, rows: 3, ..Self::single(text) }
    }

    /// What screen readers call it.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Words that are shown while nothing is typed.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Who it is, where that must be known elsewhere. Without it, it goes by its place.
    pub(super) fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// How many lines it is high at least, for a field of several.
    pub(super) fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// The room around its text, in points.
    pub(super) fn margin(mut self, margin: Margin) -> Self {
        self.margin = margin;
        self
    }

    /// Shows it. What was typed is in the text at once; [`Response::changed`] tells that it was.
    pub(super) fn show(self, ui: &mut Ui) -> Response {
        let Self { text, lines, label, hint, id, rows, margin } = self;
        let id = id.unwrap_or_else(|| {
            let id = ui.next_auto_id();
            ui.skip_ahead_auto_ids(1);
            id
        });
        let mut state = State::of(ui.ctx(), id, text);
        let (before, caret_before) = (text.clone(), state.caret);
        // Where there is room without end, it is as wide as egui's fields are.
        let room = Some(ui.available_width()).filter(|room| room.is_finite());
        let width = room.unwrap_or(ui.spacing().text_edit_width).max(LEAST_WIDTH);
        let lay = |ui: &Ui, text: &str| lay(ui, text, lines, width - margin.sum().x);
        take_keys(ui, id, text, lines, &mut state, &lay);

        let mut laid = lay(ui, text);
        let least = rows as f32 * row_height(ui);
        let height = (laid.galley().size().y.max(least) + margin.sum().y).max(HEIGHT);
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let mut response = ui.interact(rect, id, Sense::click_and_drag());
        let inside = rect - margin;
        let caret = Some(state.caret).filter(|_| response.has_focus());
        let at = origin(&laid, lines, inside, &mut state.scrolled, caret);
        let mut writing = Writing { text, caret: state.caret, lines, history: &mut state.history };
        let is_pressed = pointer::take(ui, &response, &mut writing, &mut state.presses, &laid, at);
        let is_pasted = pointer::paste(ui, &response, &mut writing, &laid, at);
        state.caret = writing.caret;
        if is_pressed || is_pasted {
            (state.composed, state.goal) = (None, None);
            response.request_focus();
        }
        if is_pasted {
            laid = lay(ui, text);
        }
        if *text != before {
            response.mark_changed();
        }
        let has_moved = state.caret != caret_before;
        if response.changed() || has_moved || is_pressed || response.gained_focus() {
            state.touched_secs = ui.input(|input| input.time);
        }
        let caret = Some(state.caret).filter(|_| response.has_focus());
        let at = origin(&laid, lines, inside, &mut state.scrolled, caret);
        let role = if lines == Lines::One { Role::TextInput } else { Role::MultilineTextInput };
        response.widget_info(|| {
            let info = WidgetInfo::text_edit(ui.is_enabled(), &before, &*text, &hint);
            WidgetInfo { label: Some(label.clone()), role, ..info }
        });
        said::say(ui, id, role, &laid, text, &state, at);
        paint::paint(ui, &response, &laid, &state, inside, at);
        if text.is_empty() {
            paint::hint(ui, hint, lines, inside);
        }
        if response.has_focus() && (response.changed() || has_moved) {
            ui.scroll_to_rect(laid.caret_rect(state.caret).translate(at.to_vec2()), None);
        }
        pointer::tell_chosen(ui, &mut state, text);
        state.keep(ui.ctx(), id, text);
        response
    }
}

/// Does what was typed, and what screen readers ask for, which needs no focus.
fn take_keys(ui: &Ui, id: Id, text: &mut String, lines: Lines, state: &mut State, lay: &dyn Fn(&Ui, &str) -> Laid) {
    if !ui.is_enabled() {
        return;
    }
    let is_asked = |event: &Event| matches!(event, Event::AccessKitActionRequest(_));
    let events = if ui.memory(|memory| memory.has_focus(id)) {
        // Tab and Escape leave the field.
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        ui.input(|input| input.filtered_events(&filter))
    } else {
        state.composed = None;
        ui.input(|input| input.events.iter().filter(|event| is_asked(event)).cloned().collect())
    };
    if events.is_empty() {
        return;
    }
    let mut history = std::mem::take(&mut state.history);
    let writing = Writing { text, caret: state.caret, lines, history: &mut history };
    let mut typist = Typist { writing, state, lay: &|text| lay(ui, text), id, system: ui.os(), asks: Asks::default() };
    typist.take(&events);
    let (caret, asks) = (typist.writing.caret, typist.asks);
    state.caret = caret;
    state.history = history;
    if let Some(copied) = asks.copies {
        ui.copy_text(copied);
    }
    if asks.leaves {
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
}

/// The text as it stands in a field so many points wide.
fn lay(ui: &Ui, text: &str, lines: Lines, width: f32) -> Laid {
    // What breaks lines elsewhere is a space where there is one line; as long in bytes.
    let shown = match lines {
        Lines::One => text.replace(['\n', '\r'], " "),
        Lines::Several => text.replace('\r', " "),
    };
    let font = TextStyle::Body.resolve(ui.style());
    let (wrap, wide) = if lines == Lines::One { (f32::INFINITY, None) } else { (width, Some(width)) };
    let mut job = LayoutJob::simple(shown.clone(), font, ui.visuals().text_color(), wrap);
    job.break_on_newline = lines == Lines::Several;
    job.keep_trailing_whitespace = true;
    for section in &mut job.sections {
        section.format.line_height = Some(row_height(ui));
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    Laid::new(&shown, written(ui.ctx(), galley, wide))
}

fn row_height(ui: &Ui) -> f32 {
    (TextStyle::Body.resolve(ui.style()).size * LINE_HEIGHT).round()
}

/// Where the text begins on the screen: a text from right to left at the right, a line that is wider than
/// its field so that the caret is seen.
fn origin(laid: &Laid, lines: Lines, inside: Rect, scrolled: &mut Option<f32>, caret: Option<Caret>) -> Pos2 {
    if lines == Lines::Several {
        return inside.min;
    }
    let size = laid.galley().size();
    let beyond = size.x - inside.width();
    let at_start = if laid.rows.first().is_some_and(|row| row.is_rtl) { beyond } else { 0.0 };
    let moved = match caret {
        Some(caret) if beyond > 0.0 => {
            let x = laid.caret_rect(caret).center().x;
            let kept = scrolled.unwrap_or(at_start).clamp((x - inside.width()).min(x), x);
            kept.clamp(0.0, beyond)
        }
        _ => at_start,
    };
    *scrolled = Some(moved).filter(|_| beyond > 0.0);
    Pos2::new(inside.left() - moved, inside.center().y - size.y / 2.0)
}
