//! What the window does with merges: of the file that others have changed, and of one change that is taken back.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::app::App;
use super::clash_dialog::ClashDialog;
use super::dialogs::Dialog;
use super::merged_file::{MergedFile, Then};
use super::outcome::Loss;
use super::questions::OverDialog;
use super::steps::Change;
use super::steps_dialog::StepsDialog;
use crate::model::Story;
use crate::query::Side;
use crate::view::{Command, Edit};

impl App {
    /// Shows all changes since the story was opened.
    pub(super) fn show_steps(&mut self, ctx: &Context) {
        if self.document.steps.changes().is_empty() {
            self.notices.say("No changes in this session", ctx);
        } else {
            self.dialog = Some(Dialog::Steps(StepsDialog::of(&self.document.steps)));
        }
    }

    /// Takes back one change, off the window's thread.
    pub(super) fn revert(&mut self, change: Change, dialog: Dialog) {
        self.jobs.revert(change, self.session.own_store().whole_story().clone());
        self.dialog = Some(dialog);
    }

    /// Takes the story without one of its changes.
    pub(super) fn take_reverted(&mut self, of: &Arc<Story>, reverted: Result<Arc<Story>, String>, ctx: &Context) {
        let is_same = Arc::ptr_eq(of, self.session.own_store().whole_story());
        let failure = match reverted {
            Ok(story) if is_same => {
                self.run(&Command::Edit(Box::new(Edit::Become(story))), ctx);
                self.notices.say("Reverted", ctx);
                None
            }
            Ok(_) => Some("The story has changed in the meantime; try again".to_owned()),
            Err(told) => Some(format!("Not reverted; later changes depend on it: {told}")),
        };
        if matches!(self.dialog, Some(Dialog::Steps(_))) {
            let mut dialog = StepsDialog::of(&self.document.steps);
            dialog.failure = failure;
            self.dialog = Some(Dialog::Steps(dialog));
        } else if let Some(failure) = failure {
            self.notices.say(failure, ctx);
        }
    }

    /// Merges what another program has written into the file of the story, off the window's thread.
    pub(super) fn merge_file(&mut self, path: PathBuf, then: Then) {
        let (base, ours) = (self.session.saved_story().clone(), self.session.own_store().whole_story().clone());
        self.jobs.merge_file(self.document.number, (path, then), base, ours);
    }

    /// Takes what came of it; asks where both clash.
    pub(super) fn take_merged_file(&mut self, merged: Result<Box<MergedFile>, (PathBuf, Then, String)>, ctx: &Context) {
        match merged {
            Err((path, Then::Saves, _)) => self.dialog = Some(Dialog::Over(OverDialog::new(path, Loss::OfOthers))),
            Err((_, Then::Stays, message)) => {
                let text = format!("The file was changed by another program, and could not be merged: {message}");
                self.notices.say(text, ctx);
            }
            // What was written here meanwhile is to be merged, too.
            Ok(merged) if !Arc::ptr_eq(&merged.ours, self.session.own_store().whole_story()) => {
                self.merge_file(merged.path, merged.then);
            }
            Ok(merged) if merged.clashes.is_empty() => self.use_merged(&merged, Side::Ours, ctx),
            Ok(merged) => self.dialog = Some(Dialog::Clash(ClashDialog::of(merged))),
        }
    }

    /// Shows the merged story as one more step; the file counts as read.
    pub(super) fn use_merged(&mut self, merged: &MergedFile, prefers: Side, ctx: &Context) {
        if !Arc::ptr_eq(&merged.ours, self.session.own_store().whole_story()) {
            return self.merge_file(merged.path.clone(), merged.then);
        }
        let story = if prefers == Side::Ours { &merged.with_ours } else { &merged.with_theirs };
        if *merged.theirs != **self.session.saved_story() {
            self.run(&Command::Edit(Box::new(Edit::Become(story.clone()))), ctx);
            if **story == *merged.theirs {
                self.session.set_saved(self.session.edition(), merged.theirs.clone());
            } else {
                self.session.set_unsaved(merged.theirs.clone());
            }
            self.notices.say(format!("Merged with changes from another program: {}", merged.counts), ctx);
        }
        self.document.content = merged.content;
        self.document.watch.keep_stamps();
        if merged.then == Then::Saves {
            self.save();
        }
    }
}
