//! Nothing is lost: the changes of the story go into a journal, and what a crash has left of one is offered.
//!
//! This module answers when a story is handed to its journal, and what becomes of a journal that was left. How one is
//! written is in `io`.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::app::{App, Closing};
use super::dialogs::Dialog;
use super::document::{Document, Origin};
use super::former::drop_later;
use super::jobs;
use super::keeping::{Answer, Asked, Keeping, Question};
use super::left_dialog::LeftDialog;
use super::recovery::Recovery;
use crate::io::{Journal, JournalBase, LeftJournal, Turn};
use crate::view::Panel;

impl App {
    /// Keeps what is changed in a folder, and looks there for what a crash has left.
    pub fn keep_changes_in(&mut self, folder: PathBuf) {
        let sender = self.jobs.sender();
        let told = move || sender.send(jobs::Answer::Kept);
        self.keeping.journal = Some(Journal::in_folder(folder.clone(), told));
        self.jobs.find_left(folder.clone());
        self.keeping.folder = Some(folder);
    }

    /// Looks for what crashes have left, for somebody who asks.
    pub(super) fn find_left(&mut self) {
        self.keeping.asked = Asked::ByName;
        match self.keeping.folder.clone() {
            Some(folder) => self.jobs.find_left(folder),
            None => self.take_left(Vec::new(), &self.jobs.ctx().clone()),
        }
    }

    /// Takes the journals that were found.
    pub(super) fn take_left(&mut self, mut left: Vec<LeftJournal>, ctx: &Context) {
        if self.keeping.asked == Asked::ByName {
            if left.is_empty() {
                self.notices.say("No unsaved changes to restore", ctx);
            } else {
                self.dialog = Some(Dialog::Left(LeftDialog::of(left)));
            }
            return;
        }
        let origin = self.pending.reading.as_ref().map_or(&self.document.origin, |reading| &reading.request.origin);
        // Who has opened a file is asked about that file alone.
        let is_wanted = |left: &LeftJournal| match origin {
            Origin::Files(paths) => match paths.as_slice() {
                [path] => left.file().is_some_and(|file| std::path::absolute(path).is_ok_and(|path| path == file)),
                _ => false,
            },
            Origin::Carried | Origin::Begun | Origin::Pasted(_) => true,
        };
        if let Some(at) = left.iter().position(is_wanted) {
            let left = left.swap_remove(at);
            self.notices.say_briefly(format!("Restoring “{}”", left.title()), ctx);
            self.jobs.recover(left);
        } else if let Some(left) = left.first() {
            let text = format!("Unsaved changes of “{}” are kept: File, Restore unsaved changes…", left.title());
            self.keeping.hint = Some(text);
        }
    }

    /// Shows what a journal gives back, beside what there was without it, and asks.
    pub(super) fn take_recovered(&mut self, recovered: Result<Box<Recovery>, String>, ctx: &Context) {
        let recovery = match recovered {
            Ok(recovery) => *recovery,
            Err(message) => return self.notices.say(message, ctx),
        };
        if recovery.is_nothing() {
            std::thread::spawn(move || recovery.left.discard());
            return;
        }
        if self.is_reading() {
            self.keeping.waiting = Some(Box::new(recovery));
            return;
        }
        // What somebody has begun to write is not taken from under their hands.
        let is_written = self.is_changed() || self.panels.form.subject().is_some();
        if is_written || self.keeping.question.is_some() {
            let text = "Save what is open first, then restore: File, Restore unsaved changes…";
            return self.notices.say(text, ctx);
        }
        let text = recovery.question();
        let Recovery { left, before, story, comparison, .. } = recovery;
        let former = self.show_story(story);
        self.watch_files();
        self.session.set_unsaved(before);
        self.session.compare(Some(comparison));
        self.settings.left_tab = Panel::Changes;
        self.settings.left_open = true;
        self.keeping.question = Some(Question { left, text, former, answer: None });
        ctx.request_repaint();
    }

    /// Hands the story to its journal when it has changed, and takes what became of that.
    pub(super) fn keep_changes(&mut self, ctx: &Context) {
        self.answer_question(ctx);
        if !self.is_reading() {
            if let Some(recovery) = self.keeping.waiting.take() {
                self.take_recovered(Ok(recovery), ctx);
            }
            if let Some(hint) = self.keeping.hint.take() {
                self.notices.say(hint, ctx);
            }
        }
        if self.keeping.journal.is_none() || self.keeping.question.is_some() {
            return;
        }
        let now = ctx.input(|input| input.time);
        let is_changed = self.is_changed();
        let (saved, story) = (self.session.saved_story().clone(), self.session.own_store().whole_story().clone());
        let Keeping { journal: Some(journal), base: known, pace, kept, failure, restored, .. } = &mut self.keeping
        else {
            return;
        };
        if known.as_ref().is_none_or(|known| !Arc::ptr_eq(known, &saved)) {
            journal.begin(journal_base(&self.document), saved.clone());
            pace.begin(saved.clone());
            *known = Some(saved);
        }
        match pace.turn(&story, now) {
            Turn::Rest => {}
            Turn::Wait(secs) => ctx.request_repaint_after_secs(secs as f32),
            Turn::Keep(number) => {
                let at_secs = chrono::Local::now().timestamp().try_into().unwrap_or(0);
                journal.keep(story, number, at_secs);
            }
        }
        let state = journal.state();
        if kept.as_ref().is_none_or(|(known, _)| *known != state.kept) {
            *kept = Some((state.kept, chrono::Local::now().format("%H:%M").to_string()));
        }
        // The old journal goes once the new one has all that was in it.
        if let Some((left, _)) = restored.take_if(|(_, number)| state.kept >= *number || !is_changed) {
            std::thread::spawn(move || left.discard());
        }
        if state.failure.is_some() && failure.is_none() {
            let reason = state.failure.as_deref().unwrap_or_default();
            self.notices.say(format!("Changes are not kept for a crash: {reason}. The program tries again"), ctx);
        }
        self.keeping.failure = state.failure;
    }

    /// Does what was answered to the question what becomes of changes that were found.
    fn answer_question(&mut self, ctx: &Context) {
        let Some(question) = &self.keeping.question else { return };
        // Who goes on to edit, or saves, has answered.
        let is_taken = self.session.edition() != 0 || !self.is_changed();
        let Some(answer) = question.answer.or(is_taken.then_some(Answer::Restore)) else { return };
        let Some(Question { left, former, .. }) = self.keeping.question.take() else { return };
        self.end_comparison();
        match answer {
            Answer::Restore => {
                drop_later(former);
                let number = self.keeping.pace.number() + 1;
                self.keeping.restored = Some((left, number));
                self.notices.say("Restored; save the story to keep it in its file", ctx);
            }
            Answer::NotNow => {
                drop_later(self.show_again(former));
                self.notices.say("The changes stay kept: File, Restore unsaved changes…", ctx);
            }
        }
        ctx.request_repaint();
    }

    /// Ends the journal: what is not saved and was not let go stays kept.
    pub(super) fn end_keeping(&mut self) {
        let Some(journal) = self.keeping.journal.take() else { return };
        if self.keeping.question.is_none() && (!self.is_changed() || self.pending.closing == Closing::May) {
            journal.retire();
        }
        journal.finish();
    }
}

/// What the changes of a document begin with.
fn journal_base(document: &Document) -> JournalBase {
    let of_file = |path: &PathBuf| JournalBase::File {
        path: path.clone(),
        content: document.content,
        mapping: document.table.as_ref().map(|table| table.mapping.to_string()).unwrap_or_default(),
    };
    match (&document.path, &document.origin) {
        (Some(path), _) => of_file(path),
        (None, Origin::Files(paths)) if paths.len() == 1 => of_file(&paths[0]),
        _ => JournalBase::Story,
    }
}
