//! The file that a dialog is to write, with the question before one is replaced.

use std::path::PathBuf;

use egui::{Key, Ui};

use super::kit::{field, filled};
use super::style::words;
use crate::scene::{Face, Palette};

/// Where something is to be written.
pub(super) struct Target {
    text: String,
    /// The file that is there already, and is replaced when the viewer says so.
    exists: Option<PathBuf>,
}

/// What the viewer has asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    /// That the file be written, over the one that is there if need be.
    Writes,
}

impl Target {
    pub(super) fn new(text: String) -> Self {
        Self { text, exists: None }
    }

    /// The path as it was typed.
    pub(super) fn path(&self) -> PathBuf {
        PathBuf::from(self.text.trim())
    }

    /// Goes to this file from now on.
    pub(super) fn aim(&mut self, path: &std::path::Path) {
        if self.path() != path {
            self.change(|_| path.display().to_string());
        }
    }

    /// Changes the path as it is typed.
    pub(super) fn change(&mut self, change: impl FnOnce(&str) -> String) {
        self.text = change(&self.text);
        self.exists = None;
    }

    pub(super) fn field_ui(&mut self, ui: &mut Ui, label: &str, hint: &str) {
        if field(ui, label, &mut self.text, hint).changed() {
            self.exists = None;
        }
    }

    /// The button that writes, which asks once before it replaces a file. Enter presses it.
    pub(super) fn button_ui(&mut self, ui: &mut Ui, palette: &Palette) -> Asked {
        if let Some(path) = &self.exists {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            ui.label(words(format!("{name} exists already"), Face::Regular, 12.0, palette.playhead));
        }
        let label = if self.exists.is_some() { "Replace" } else { "Export" };
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        if !filled(ui, label, palette).clicked() && !enter {
            return Asked::Nothing;
        }
        let path = self.path();
        if self.exists.as_ref() != Some(&path) && path.exists() {
            self.exists = Some(path);
            return Asked::Nothing;
        }
        Asked::Writes
    }
}
