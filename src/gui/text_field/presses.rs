//! Presses of the pointer that follow on each other.

use egui::{Pos2, Ui};

use super::steps::{paragraph_at, word_at};

/// Presses that follow on each other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Presses {
    pub(super) count: u32,
    last: Option<(Pos2, f64)>,
    /// What the first of two or more presses chose: a drag goes on by words or paragraphs.
    pub(super) first: (usize, usize),
}

impl Presses {
    /// One more press.
    pub(super) fn press(&mut self, ui: &Ui, pointer: Pos2, secs: f64) {
        let (delay, reach) =
            ui.options(|options| (options.input_options.max_double_click_delay, options.input_options.max_click_dist));
        let follows = self.last.is_some_and(|(at, then)| secs - then < delay && at.distance(pointer) < reach);
        self.count = if follows { self.count % 3 + 1 } else { 1 };
        self.last = Some((pointer, secs));
    }

    /// What one more press at a place chooses.
    pub(super) fn unit(&self, text: &str, at: usize) -> (usize, usize) {
        let range = if self.count == 2 { word_at(text, at) } else { paragraph_at(text, at) };
        (range.start, range.end)
    }
}
