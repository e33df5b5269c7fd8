//! Tables that are pasted, where no text field takes them.

use egui::{Context, Event};

use super::app::App;
use super::dialogs::Dialog;
use super::document::{OpenStory, Origin, Request};
use super::own_copies::OwnCopies;
use super::pasted_dialog::PastedDialog;
use super::table::{Keys, keys_in};
use crate::model::Story;
use crate::view::{Command, Edit, StoryChange};

impl App {
    /// Opens a table that was copied elsewhere, where neither a text field nor a table takes it. Asks first when the story that
    /// is open is written, whether the rows are added to it.
    pub(super) fn take_pasted(&mut self, ctx: &Context) {
        if self.dialog.is_some() || ctx.text_edit_focused() || keys_in(ctx) != Keys::Elsewhere {
            return;
        }
        let pasted = ctx.input_mut(|input| {
            let at = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
            match input.events.remove(at) {
                Event::Paste(text) => Some(text),
                _ => None,
            }
        });
        let Some(text) = pasted else { return };
        let is_own = ctx.plugin_opt::<OwnCopies>().is_some_and(|copies| copies.lock().have(&text));
        if is_own {
            self.notices.say("The clipboard holds text copied from Meridian, not a table", ctx);
        } else if !looks_like_a_table(&text) {
            self.notices.say("The clipboard doesn’t contain a table", ctx);
        } else {
            let request = Request::of(Origin::Pasted(text.into()));
            if self.is_changed() || self.session.own_store().is_empty() {
                self.dialog = Some(Dialog::Pasted(PastedDialog::of(request)));
            } else {
                // Undo brings back what is shown now.
                self.read(request);
            }
        }
    }

    /// Adds the events of a pasted table to the story that is open, as one step of undo.
    pub(super) fn add_rows(&mut self, read: OpenStory, ctx: &Context) {
        let OpenStory { store, document } = read;
        let counts = document.counts_text(store.len());
        let change = StoryChange::adding(self.session.own_store(), Story::clone(store.whole_story()));
        self.run(&Command::EndWriting, ctx);
        self.run(&Command::Edit(Box::new(Edit::Change(Box::new(change)))), ctx);
        // What rows say otherwise, and those that are no events, are told where the remarks on a file are.
        self.document.diagnostics.absorb(document.diagnostics);
        self.document.report.rejected_rows.extend(document.report.rejected_rows);
        self.notices.say(format!("Added {counts}. Ctrl+Z to undo"), ctx);
    }
}

/// Asks the desktop for what was copied.
pub(super) fn ask_for_pasted(ctx: &Context) {
    // Else the field that has the focus would take it.
    ctx.memory_mut(egui::Memory::stop_text_input);
    ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
}

/// True for what may be rows with columns, or a document in JSON or XML; false for prose.
fn looks_like_a_table(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with(['{', '[', '<']) {
        return true;
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(200).collect();
    lines.len() > 1
        && ['\t', ';', '|', ','].iter().any(|separator| {
            let columns = |line: &&str| line.matches(*separator).count();
            let mut counts: Vec<usize> = lines.iter().map(columns).collect();
            counts.sort_unstable();
            // Most rows have as many cells as the one in the middle; quoted cells may hold some more.
            let usual = counts[counts.len() / 2];
            usual > 0 && counts.iter().filter(|count| **count == usual).count() * 5 >= counts.len() * 3
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_documents_may_be_tables_and_prose_is_none() {
        for table in [
            "title\tdate\nStrike\t2025-10-09",
            "a,b\n1,2\n\"x, y\",3\n4,5\n6,7",
            "a;b\r\n1;2",
            "[{\"title\": \"A\"}]",
            "<kml></kml>",
        ] {
            assert!(looks_like_a_table(table), "{table}");
        }
        for prose in [
            "",
            "One line, and no more",
            "The strike, on Kabul,\nwas followed by talks.\nThe talks, in Istanbul, in October, failed.",
            "https://example.org/a\nhttps://example.org/b",
        ] {
            assert!(!looks_like_a_table(prose), "{prose}");
        }
    }
}
