//! Words that are read from right to left, wherever the program shows them.
//!
//! egui shapes letters, but sets the runs of a line from left to right. So every text of a frame is
//! put into visual order on its way to the screen: labels, buttons, menus, tooltips, what is painted.
//! Who shows words need not know; only the side at which a paragraph begins is asked for here.

mod visual;

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, Context, FullOutput, Galley, Label, Layout, Plugin, Response, Role, Shape, TextBuffer, TextEdit, TextStyle,
    Ui, WidgetInfo,
};
use hashbrown::HashMap;

pub(super) use self::visual::has_rtl;
use self::visual::{Use, base_level, is_ordered, needs_order, visual};
use super::style::words;
use crate::scene::{Color, Face};

/// The height of a line as a share of the size of its letters, and what scripts from right to left
/// need more: their letters reach further up and down.
const LINE_HEIGHT: f32 = 1.36;
const MORE_HEIGHT: f32 = 0.3;

/// The mark that is read from left to right and has no shape.
const LEFT_TO_RIGHT: char = '\u{200e}';

/// Puts all texts of the window in order.
#[derive(Default)]
pub(super) struct ReadingOrder {
    /// By the address of a text as egui has it, which is kept so that no other takes it: that text, the
    /// same in order, and the frame in which it was shown last.
    seen: HashMap<usize, (Arc<Galley>, Arc<Galley>, u64)>,
    frame: u64,
}

impl Plugin for ReadingOrder {
    fn debug_name(&self) -> &'static str {
        "reading order"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        self.frame += 1;
        for clipped in &mut output.shapes {
            self.order(&mut clipped.shape);
        }
        let frame = self.frame;
        self.seen.retain(|_, (.., shown)| *shown == frame);
    }
}

impl ReadingOrder {
    fn order(&mut self, shape: &mut Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter_mut().for_each(|shape| self.order(shape)),
            Shape::Text(text) if needs_order(&text.galley.job.text) && !is_ordered(&text.galley) => {
                let frame = self.frame;
                let entry = self
                    .seen
                    .entry(Arc::as_ptr(&text.galley) as usize)
                    .or_insert_with(|| (text.galley.clone(), Arc::new(visual(&text.galley, Use::Label)), frame));
                entry.2 = frame;
                text.galley = entry.1.clone();
            }
            _ => {}
        }
    }
}

/// Words of a story, wrapped to the width at hand. They stand at the side at which they begin.
pub(super) fn prose(ui: &mut Ui, text: &str, face: Face, size: f32, color: Color) -> Response {
    if has_rtl(text) && base_level(text).is_rtl() {
        ui.with_layout(Layout::top_down(Align::RIGHT), |ui| wrapped(ui, text, face, size, color)).inner
    } else {
        wrapped(ui, text, face, size, color)
    }
}

/// Words that the program puts together, such as a name with its date; they begin at the left.
pub(super) fn phrase(ui: &mut Ui, text: &str, face: Face, size: f32, color: Color) -> Response {
    let response = wrapped(ui, &from_left(text), face, size, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

fn wrapped(ui: &mut Ui, text: &str, face: Face, size: f32, color: Color) -> Response {
    let height = size * if has_rtl(text) { LINE_HEIGHT + MORE_HEIGHT } else { LINE_HEIGHT };
    ui.add(Label::new(words(text, face, size, color).line_height(Some(height))).wrap())
}

/// A text that begins at the left, whatever its letters: for words that the program puts together.
pub(super) fn from_left(text: &str) -> String {
    if has_rtl(text) { format!("{LEFT_TO_RIGHT}{text}") } else { text.to_owned() }
}

/// How many lines a text field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Several,
}

/// A text field of one line, as egui has it, whose letters stand in visual order.
pub(super) fn single_line(
    ui: &mut Ui,
    text: &mut String,
    dress: impl FnOnce(TextEdit<'_>) -> TextEdit<'_>,
) -> Response {
    let mut layout = layout(Lines::One);
    ui.add(dress(TextEdit::singleline(text)).layouter(&mut layout))
}

/// The same of several lines.
pub(super) fn multi_line(ui: &mut Ui, text: &mut String, dress: impl FnOnce(TextEdit<'_>) -> TextEdit<'_>) -> Response {
    let mut layout = layout(Lines::Several);
    ui.add(dress(TextEdit::multiline(text)).layouter(&mut layout))
}

/// How a text field lays out what is typed: caret and letters agree. Without it, egui counts other letters
/// than there are, and cuts where there are none.
fn layout(lines: Lines) -> impl FnMut(&Ui, &dyn TextBuffer, f32) -> Arc<Galley> {
    move |ui, text, wrap| {
        let font = TextStyle::Body.resolve(ui.style());
        let wrap = if lines == Lines::One { f32::INFINITY } else { wrap };
        let mut job = LayoutJob::simple(text.as_str().to_owned(), font, ui.visuals().text_color(), wrap);
        job.break_on_newline = lines == Lines::Several;
        job.keep_trailing_whitespace = true;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        if needs_order(text.as_str()) { Arc::new(visual(&galley, Use::Field)) } else { galley }
    }
}
