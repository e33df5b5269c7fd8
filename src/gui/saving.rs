//! Saving the story, and what waits for that.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Context};

use super::app::{App, Closing};
use super::edits::{After, Keep};
use super::floats::{Float, PathDialog, PathUse};
use crate::store::Store;

impl App {
    /// Saves the story in its file; asks for one where it has none.
    pub(super) fn save(&mut self) {
        match self.story.path.clone() {
            Some(path) => self.jobs.write_story(path, self.history.store().clone(), self.document),
            None => self.ask_story_file(),
        }
    }

    pub(super) fn ask_story_file(&mut self) {
        let folder = self.settings.last_folder.clone().or_else(documents_folder_of_user).unwrap_or_default();
        let name =
            self.story.path.as_ref().and_then(|path| path.file_name()).map_or("story.geojson".into(), PathBuf::from);
        let start = folder.join(name).display().to_string();
        self.float = Some(Float::Path(PathDialog::new(PathUse::SaveStory, start, Vec::new())));
    }

    /// Saves the story in another file; a file that is there already is replaced when asked twice.
    pub(super) fn save_as(&mut self, path: PathBuf, float: Float) {
        let is_own = self.story.path.as_ref() == Some(&path);
        match float {
            Float::Path(mut dialog) if path.exists() && !is_own && dialog.warning.is_none() => {
                dialog.warning = Some("There is a file of this name; save again to replace it".to_owned());
                self.float = Some(Float::Path(dialog));
            }
            _ => self.jobs.write_story(path, self.history.store().clone(), self.document),
        }
    }

    /// Goes on to what waits for the story to be saved or let go.
    pub(super) fn leave_story(&mut self, keep: Keep, after: After, ctx: &Context) {
        if keep == Keep::Yes {
            self.after_saving = Some(after);
            self.save();
            return;
        }
        match after {
            After::Open(paths) => {
                self.saved = self.history.store().clone();
                self.open_files(paths);
            }
            After::OpenCarried => self.jobs.read_carried(),
            // Undo brings back the story, and that it was changed.
            After::Paste(text) => self.open_pasted(text),
            After::Close => {
                self.closing = Closing::May;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// Takes the answer of a story that was saved, and goes on to what waited for it.
    pub(super) fn take_saved(&mut self, document: u64, saved: Result<(PathBuf, Arc<Store>), String>, ctx: &Context) {
        let after = self.after_saving.take();
        match saved {
            // Another story was opened meanwhile: it has a file of its own.
            Ok((path, _)) if document != self.document => {
                self.notices.say(format!("Saved to {}", path.display()), ctx);
            }
            Ok((path, store)) => {
                self.notices.say(format!("Saved to {}", path.display()), ctx);
                self.settings.remember_file(&path);
                self.story.path = Some(path);
                self.saved = store;
                self.keep_stamps();
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
