//! Words that are read from right to left, wherever the program shows them.
//!
//! egui shapes letters, but sets the runs of a line from left to right. So every text of a frame is
//! put into visual order on its way to the screen: labels, buttons, menus, tooltips, what is painted.
//! Who shows words need not know; only the side at which a paragraph begins is asked for here.

mod letters;
mod visual;

use std::sync::Arc;

use egui::{Align, Context, FullOutput, Galley, Label, Layout, Plugin, Response, Role, Shape, Ui, WidgetInfo};
use hashbrown::HashMap;

pub(super) use self::letters::RowOfLetters;
pub(super) use self::visual::{base_level, has_rtl};
use self::visual::{needs_order, visual};
use super::style::words;
use crate::scene::{Color, Face};

/// The height of a line as a share of the size of its letters, and what scripts from right to left
/// need more: their letters reach further up and down.
const LINE_HEIGHT: f32 = 1.36;
const MORE_HEIGHT: f32 = 0.3;

/// The mark that is read from left to right and has no shape.
const LEFT_TO_RIGHT: char = '\u{200e}';

/// A text as egui has it, which is kept so that no other takes its address; the same in order; and the
/// frame in which it was shown last.
type Kept<T> = (Arc<Galley>, Arc<T>, u64);

/// Puts all texts of the window in order.
#[derive(Default)]
pub(super) struct ReadingOrder {
    /// By the address of a text as egui has it.
    seen: HashMap<usize, Kept<Galley>>,
    /// The same for texts that are written in, which leave in order already.
    fields: HashMap<(usize, Option<u32>), Kept<Written>>,
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
        // What was asked for in this frame has the number of the one before.
        self.fields.retain(|_, (.., shown)| *shown + 1 >= frame);
    }
}

impl ReadingOrder {
    fn order(&mut self, shape: &mut Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter_mut().for_each(|shape| self.order(shape)),
            Shape::Text(text) if needs_order(&text.galley.job.text) && !self.is_written(&text.galley) => {
                let frame = self.frame;
                let entry = self
                    .seen
                    .entry(Arc::as_ptr(&text.galley) as usize)
                    .or_insert_with(|| (text.galley.clone(), Arc::new(visual(&text.galley, None).0), frame));
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
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_signs(text)));
    response
}

/// The text as it is spoken: without the signs around names that are read from right to left.
fn without_signs(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn wrapped(ui: &mut Ui, text: &str, face: Face, size: f32, color: Color) -> Response {
    let height = size * if has_rtl(text) { LINE_HEIGHT + MORE_HEIGHT } else { LINE_HEIGHT };
    ui.add(Label::new(words(text, face, size, color).line_height(Some(height))).wrap())
}

/// A text that begins at the left, whatever its letters: for words that the program puts together.
pub(super) fn from_left(text: &str) -> String {
    if has_rtl(text) { format!("{LEFT_TO_RIGHT}{text}") } else { text.to_owned() }
}

/// A text that is written in: as it is painted, and where its letters stand.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) galley: Arc<Galley>,
    /// Of each row of the text.
    pub(super) rows: Vec<RowOfLetters>,
}

/// What egui laid out, in order, `wide` points wide where it is wrapped.
pub(super) fn written(ctx: &Context, galley: Arc<Galley>, wide: Option<f32>) -> Arc<Written> {
    ctx.plugin_or_default::<ReadingOrder>().lock().written(galley, wide)
}

impl ReadingOrder {
    fn written(&mut self, galley: Arc<Galley>, wide: Option<f32>) -> Arc<Written> {
        let frame = self.frame;
        let key = (Arc::as_ptr(&galley) as usize, wide.map(f32::to_bits));
        let entry = self.fields.entry(key).or_insert_with(|| {
            let (ordered, rows) = visual(&galley, wide);
            let ordered = if needs_order(&galley.job.text) { Arc::new(ordered) } else { galley.clone() };
            let written = Arc::new(Written { galley: ordered, rows });
            (galley, written, frame)
        });
        entry.2 = frame;
        entry.1.clone()
    }

    fn is_written(&self, galley: &Arc<Galley>) -> bool {
        self.fields.values().any(|(_, written, _)| Arc::ptr_eq(&written.galley, galley))
    }
}
