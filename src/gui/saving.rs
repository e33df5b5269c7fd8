//! Saving the story, and what waits for that.

use std::path::PathBuf;

use egui::Context;

use super::app::{App, Closing};
use super::dialogs::Dialog;
use super::document::Origin;
use super::jobs::{Edition, Saved};
use super::outcome::{After, Keep, Loss, Over, PathUse};
use super::path_dialog::PathDialog;
use super::questions::OverDialog;
use crate::io::{self, Content};

impl App {
    /// Saves the story in its file; asks for one where it has none.
    pub(super) fn save(&mut self) {
        match self.document.path.clone() {
            Some(path) => self.save_over(path),
            None => self.ask_story_file(),
        }
    }

    /// Saves the story in the file that it was read from; asks first where that would lose something.
    fn save_over(&mut self, path: PathBuf) {
        match self.document.report.rejected {
            0 => self.write_story(path, self.document.content),
            unread => self.dialog = Some(Dialog::Over(OverDialog::new(path, Loss::Unread(unread)))),
        }
    }

    /// Saves the story in a file that the desktop gave, which has asked whether to replace it.
    pub(super) fn save_as_chosen(&mut self, path: PathBuf) {
        if self.document.path.as_ref() == Some(&path) {
            self.save_over(path);
        } else {
            self.write_story(path, None);
        }
    }

    /// Writes the story; not where the file no longer holds what was read.
    fn write_story(&self, path: PathBuf, was_read: Option<Content>) {
        let edition = Edition { document: self.document.number, edition: self.session.edition() };
        self.jobs.write_story(path, self.session.own_store().clone(), edition, was_read);
    }

    /// Does what was answered to the question what may be lost.
    pub(super) fn save_as_agreed(&mut self, over: Over) {
        match over {
            Over::Write(path, _) | Over::Compare(path) if self.document.path.as_ref() != Some(&path) => {}
            Over::Write(path, loss) => {
                self.write_story(path, self.document.content.filter(|_| loss != Loss::OfOthers));
            }
            Over::SaveAs => self.ask_story_file(),
            Over::Compare(path) => {
                self.pending.after_saving = None;
                self.jobs.read_version(path, self.session.own_store().clone());
            }
        }
    }

    pub(super) fn ask_story_file(&mut self) {
        let folder = self.settings.last_folder.clone().or_else(documents_folder_of_user).unwrap_or_default();
        let start = match self.document.path.as_ref() {
            None => folder.join("story.geojson"),
            Some(path) => {
                let [stem, ending] = [path.file_stem(), path.extension()]
                    .map(|part| part.unwrap_or_default().to_string_lossy().into_owned());
                io::free_path(&folder, &stem, if ending.is_empty() { "geojson" } else { &ending })
            }
        };
        let start = start.display().to_string();
        self.dialog = Some(Dialog::Path(PathDialog::new(PathUse::SaveStory, start, Vec::new())));
    }

    /// Saves the story in another file; a file that is there already is replaced when asked twice.
    pub(super) fn save_as(&mut self, path: PathBuf, float: Dialog) {
        match float {
            _ if self.document.path.as_ref() == Some(&path) => self.save_over(path),
            Dialog::Path(mut dialog) if path.exists() && dialog.warning.is_none() => {
                dialog.warning = Some("There is a file of this name; save again to replace it".to_owned());
                self.dialog = Some(Dialog::Path(dialog));
            }
            _ => self.write_story(path, None),
        }
    }

    /// Goes on to what waits for the story to be saved or let go.
    pub(super) fn leave_story(&mut self, keep: Keep, after: After, ctx: &Context) {
        if keep == Keep::Yes {
            self.pending.after_saving = Some(after);
            self.save();
            return;
        }
        match after {
            After::Read(request) => self.read(*request),
            After::OpenCarried => self.jobs.read_carried(),
            After::NewStory => self.new_story(),
            After::Start => self.put_away(),
            After::Close => {
                self.pending.closing = Closing::May;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// Takes the answer of a story that was saved, and goes on to what waited for it.
    pub(super) fn take_saved(&mut self, saved: Result<Saved, String>, ctx: &Context) {
        let after = self.pending.after_saving.take();
        match saved {
            // Another story was opened meanwhile: it has a file of its own.
            Ok(Saved { path, edition, .. }) if edition.document != self.document.number => {
                self.notices.say(format!("Saved to {}", path.display()), ctx);
            }
            Ok(Saved { path, edition, content, story }) => {
                self.notices.say(format!("Saved to {}", path.display()), ctx);
                self.settings.remember_file(&path, chrono::Local::now().timestamp());
                self.session.set_saved(edition.edition, story);
                self.document.content = Some(content);
                self.document.report.rejected = 0;
                let is_other = self.document.path.as_ref() != Some(&path);
                if is_other && self.document.table.is_none() {
                    // From now on this is the file that is read again when it changes.
                    self.document.origin = Origin::Files(vec![path.clone()]);
                    self.watch_files();
                } else {
                    self.document.watch.keep_stamps();
                }
                self.document.path = Some(path);
                if let Some(after) = after {
                    self.leave_story(Keep::No, after, ctx);
                }
            }
            Err(message) => self.notices.say(message, ctx),
        }
    }
}

fn documents_folder_of_user() -> Option<PathBuf> {
    directories::UserDirs::new().and_then(|dirs| dirs.document_dir().map(PathBuf::from))
}
