//! Values that are typed into a dialog, and what is wrong with them.

use egui::Ui;

use super::kit::field;
use super::style::words;
use crate::export::Problem;
use crate::scene::{Face, Palette};

/// A value as it is typed.
#[derive(Debug, Default)]
pub(super) struct Typed {
    text: String,
    /// Why it could not be read.
    problem: Option<Problem>,
}

impl Typed {
    /// A field that begins with this.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), problem: None }
    }

    /// Puts another text into it, which can be read.
    pub(super) fn set(&mut self, text: impl Into<String>) {
        *self = Self::new(text);
    }

    /// Why it could not be read.
    pub(super) fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Takes a text as if it were typed; the value stays as it was while that cannot be read.
    pub(super) fn take<T>(&mut self, text: String, value: &mut T, read: impl Fn(&str) -> Result<T, Problem>) {
        self.text = text;
        match read(&self.text) {
            Ok(new) => (*value, self.problem) = (new, None),
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// The field, which changes the value once what is typed can be read.
    pub(super) fn ui<T>(
        &mut self,
        ui: &mut Ui,
        label: &str,
        hint: &str,
        value: &mut T,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) {
        let mut text = self.text.clone();
        if field(ui, label, &mut text, hint).changed() {
            self.take(text, value, read);
        }
    }
}

/// A number as people type it; what is none is told by who checks it.
pub(super) fn number(text: &str) -> f64 {
    text.trim().replace(',', ".").parse().unwrap_or(f64::NAN)
}

/// What stands over a part of a dialog.
pub(super) fn heading(ui: &mut Ui, text: &str, palette: &Palette) {
    ui.add_space(6.0);
    ui.label(words(text, Face::Medium, 11.0, palette.ink_secondary));
}

/// What is wrong, as a sentence.
pub(super) fn problem_ui(ui: &mut Ui, problem: &str, palette: &Palette) {
    ui.label(words(sentence(problem), Face::Regular, 12.0, palette.playhead));
}

/// The words with a capital at their beginning.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
