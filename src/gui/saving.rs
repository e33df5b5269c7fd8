//! Saving the story, and what waits for that.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Context, Ui};

use super::app::{App, Closing};
use super::edits::{After, Keep};
use super::floats::{Float, Outcome, PathDialog, PathUse, dialog, filled};
use super::opening::Origin;
use super::style::words;
use crate::io::{self, Content};
use crate::scene::{Face, Palette, counted};
use crate::store::Store;

/// A story that was saved.
pub(super) struct Saved {
    pub(super) path: PathBuf,
    pub(super) store: Arc<Store>,
    /// What the file holds now.
    pub(super) content: Content,
}

/// What would be lost by saving over the file of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// What another program has written since.
    OfOthers,
    /// So many features that could not be read.
    Unread(usize),
}

/// Asks before something is lost by saving.
pub(super) struct OverDialog {
    path: PathBuf,
    loss: Loss,
}

/// What is done about a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Over {
    /// The story goes into another file.
    SaveAs,
    /// It is saved all the same, and this is lost.
    Write(PathBuf, Loss),
    /// The versions are held against each other.
    Compare(PathBuf),
}

impl OverDialog {
    pub(super) fn new(path: PathBuf, loss: Loss) -> Self {
        Self { path, loss }
    }

    pub(super) fn ui(&self, ui: &Ui, palette: &Palette) -> Outcome {
        let mut outcome = Outcome::Stays;
        let (title, text) = match self.loss {
            Loss::OfOthers => {
                let text = "This file was changed by another program since it was opened. \
                            Saving over it would lose what is in it now";
                ("Changed by another program", text.to_owned())
            }
            Loss::Unread(count) => {
                let count = counted(count, "feature");
                let text = format!(
                    "{count} of this file could not be read, and saving over it would lose what is in there. \
                     Remarks on the file tell where"
                );
                ("Not all of the file was read", text)
            }
        };
        let closes = dialog(ui, title, 480.0, palette, |ui| {
            ui.add(egui::Label::new(words(text, Face::Regular, 12.5, palette.ink)).wrap());
            let path = words(self.path.display().to_string(), Face::Regular, 11.5, palette.ink_secondary);
            ui.add(egui::Label::new(path).wrap());
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if filled(ui, "Save as…", palette).clicked() || ui.input(|input| input.key_pressed(egui::Key::Enter))
                {
                    outcome = Outcome::Over(Over::SaveAs);
                }
                if ui.button("Overwrite").clicked() {
                    outcome = Outcome::Over(Over::Write(self.path.clone(), self.loss));
                }
                if self.loss == Loss::OfOthers && ui.button("Compare").clicked() {
                    outcome = Outcome::Over(Over::Compare(self.path.clone()));
                }
                if ui.button("Cancel").clicked() {
                    outcome = Outcome::Closes;
                }
            });
        });
        if closes { Outcome::Closes } else { outcome }
    }
}

impl App {
    /// Saves the story in its file; asks for one where it has none.
    pub(super) fn save(&mut self) {
        match self.story.path.clone() {
            Some(path) => self.save_over(path),
            None => self.ask_story_file(),
        }
    }

    /// Saves the story in the file that it was read from; asks first where that would lose something.
    fn save_over(&mut self, path: PathBuf) {
        match self.story.report.rejected {
            0 => self.write_story(path, self.story.content),
            unread => self.float = Some(Float::Over(OverDialog::new(path, Loss::Unread(unread)))),
        }
    }

    /// Saves the story in a file that the desktop gave, which has asked whether to replace it.
    pub(super) fn save_as_chosen(&mut self, path: PathBuf) {
        if self.story.path.as_ref() == Some(&path) {
            self.save_over(path);
        } else {
            self.write_story(path, None);
        }
    }

    /// Writes the story; not where the file no longer holds what was read.
    fn write_story(&self, path: PathBuf, was_read: Option<Content>) {
        self.jobs.write_story(path, self.history.store().clone(), self.document, was_read);
    }

    /// Does what was answered to the question what may be lost.
    pub(super) fn save_as_agreed(&mut self, over: Over) {
        match over {
            Over::Write(path, _) | Over::Compare(path) if self.story.path.as_ref() != Some(&path) => {}
            Over::Write(path, loss) => {
                self.write_story(path, self.story.content.filter(|_| loss != Loss::OfOthers));
            }
            Over::SaveAs => self.ask_story_file(),
            Over::Compare(path) => {
                self.after_saving = None;
                self.jobs.read_version(path, self.history.store().clone());
            }
        }
    }

    pub(super) fn ask_story_file(&mut self) {
        let folder = self.settings.last_folder.clone().or_else(documents_folder_of_user).unwrap_or_default();
        let start = match self.story.path.as_ref() {
            None => folder.join("story.geojson"),
            Some(path) => {
                let [stem, ending] = [path.file_stem(), path.extension()]
                    .map(|part| part.unwrap_or_default().to_string_lossy().into_owned());
                io::free_path(&folder, &stem, if ending.is_empty() { "geojson" } else { &ending })
            }
        };
        let start = start.display().to_string();
        self.float = Some(Float::Path(PathDialog::new(PathUse::SaveStory, start, Vec::new())));
    }

    /// Saves the story in another file; a file that is there already is replaced when asked twice.
    pub(super) fn save_as(&mut self, path: PathBuf, float: Float) {
        match float {
            _ if self.story.path.as_ref() == Some(&path) => self.save_over(path),
            Float::Path(mut dialog) if path.exists() && dialog.warning.is_none() => {
                dialog.warning = Some("There is a file of this name; save again to replace it".to_owned());
                self.float = Some(Float::Path(dialog));
            }
            _ => self.write_story(path, None),
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
            After::Read(request) => self.read(*request),
            After::OpenCarried => self.jobs.read_carried(),
            After::Close => {
                self.closing = Closing::May;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// Takes the answer of a story that was saved, and goes on to what waited for it.
    pub(super) fn take_saved(&mut self, document: u64, saved: Result<Saved, String>, ctx: &Context) {
        let after = self.after_saving.take();
        match saved {
            // Another story was opened meanwhile: it has a file of its own.
            Ok(Saved { path, .. }) if document != self.document => {
                self.notices.say(format!("Saved to {}", path.display()), ctx);
            }
            Ok(Saved { path, store, content }) => {
                self.notices.say(format!("Saved to {}", path.display()), ctx);
                self.settings.remember_file(&path);
                self.saved = store;
                self.story.content = Some(content);
                self.story.report.rejected = 0;
                let is_other = self.story.path.as_ref() != Some(&path);
                if is_other && self.story.table.is_none() {
                    // From now on this is the file that is read again when it changes.
                    self.story.origin = Origin::Files(vec![path.clone()]);
                    self.watch_files();
                } else {
                    self.keep_stamps();
                }
                self.story.path = Some(path);
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
