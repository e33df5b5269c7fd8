//! What the window does for commands that reach outside of the view.

use std::path::PathBuf;

use eframe::egui::{self, Context};

use super::app::App;
use super::edits::{After, Unsaved};
use super::events_dialog::Scope;
use super::export_dialogs::{Drawn, SeriesDialog};
use super::figures::Figure;
use super::floats::{Asked, Float, Outcome, PathDialog, PathUse};
use super::jobs::{Answer, PictureUse};
use super::saving::{Loss, OverDialog};
use super::settings::ThemeChoice;
use crate::scene::event_as_text;
use crate::view::{Command, Edit, Effect, Panel};
use crate::{io, scene};

impl App {
    /// Carries out what a command left to the outside.
    pub(super) fn carry_out(&mut self, effect: Effect, ctx: &Context) {
        if let Some(float) = self.float_for(&effect) {
            self.float = Some(float);
            return;
        }
        match effect {
            Effect::OpenFile(path) => self.open(path),
            Effect::OpenCarried if self.is_changed() => {
                self.float = Some(Float::Unsaved(Unsaved::before(After::OpenCarried)));
            }
            Effect::OpenCarried => self.jobs.read_carried(),
            Effect::Save if !self.is_changed() => {
                self.notices.say("The story was not changed, so there is nothing to save", ctx);
            }
            Effect::Save => self.save(),
            Effect::SaveAs => self.ask_story_file(),
            Effect::Reload => self.reload(ctx),
            Effect::Columns if self.story.table.is_none() => {
                self.notices.say("The story does not come from a table with columns", ctx);
            }
            Effect::Columns => self.ask_columns(),
            Effect::SaveRejected => self.notices.say("No row of the file was rejected", ctx),
            Effect::PasteTable => {
                // Else the field that has the focus would take it.
                ctx.memory_mut(egui::Memory::stop_text_input);
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
            Effect::Screenshot => {
                if self.settings.pictures_folder.is_some() {
                    self.capture(PictureUse::File);
                } else {
                    self.waits_for_folder = true;
                    self.ask_pictures_folder();
                }
            }
            Effect::ChooseFolder => self.ask_pictures_folder(),
            Effect::CopyPicture => self.capture(PictureUse::Clipboard),
            Effect::CopyEvent(index) => {
                ctx.copy_text(event_as_text(&self.story.store, self.history.view(), index));
                self.notices.say("Copied the event with its sources", ctx);
            }
            Effect::Cite(form) => {
                self.jobs.cite(self.story.store.clone(), self.history.view().clone(), form);
            }
            Effect::OpenAddress(address) => {
                if address.starts_with("https://") || address.starts_with("http://") {
                    ctx.open_url(egui::OpenUrl::new_tab(&address));
                    self.notices.say(format!("Opening {address}"), ctx);
                } else {
                    self.notices.say(format!("Not a web address, so not opened: {address}"), ctx);
                }
            }
            Effect::CopyText(text) => {
                self.notices.say(format!("Copied {text}"), ctx);
                ctx.copy_text(text);
            }
            Effect::Search => self.search.wants_focus = true,
            Effect::TogglePanel(panel) => self.toggle(panel),
            Effect::KeepMotion(motion) => {
                self.settings.motion = motion;
                super::style::apply_motion(ctx, motion);
            }
            Effect::SystemTheme => self.settings.theme = ThemeChoice::System,
            Effect::KeepTheme(theme) => self.settings.theme = ThemeChoice::Fixed(theme),
            Effect::EndComparison if self.comparison.is_none() => {
                self.notices.say("No versions are compared", ctx);
            }
            Effect::EndComparison => self.compare(None),
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Effect::Cut(secs) => {
                let days = (secs / 86_400.0).round();
                let words = if days < 2.0 { "A day later".to_owned() } else { format!("{days} days later") };
                self.notices.say_briefly(words, ctx);
            }
            Effect::Say(text) => self.notices.say(text, ctx),
            // What asks has a float of its own. Nothing was held when Esc lets go: it never closes the window,
            // lest work be lost to a stray key.
            _ => {}
        }
    }

    /// Takes what a float answered with a path.
    pub(super) fn take_outcome(&mut self, outcome: Outcome, float: Float, ctx: &Context) {
        match outcome {
            Outcome::Path(PathUse::OpenStory, path) => self.open(path),
            Outcome::Path(PathUse::Compare, path) => self.jobs.read_version(path, self.history.store().clone()),
            Outcome::Path(PathUse::SaveStory, path) => self.save_as(path, float),
            Outcome::Path(PathUse::PicturesFolder, path) => self.use_folder(path, ctx),
            Outcome::Path(PathUse::RejectedRows, path) => {
                self.jobs.write_rejected(path, self.story.report.rejected_rows.clone());
            }
            Outcome::Columns(mapping) => self.use_columns(mapping),
            Outcome::Events { format, scope, path } => {
                let mut part: Vec<usize> = self.shown.events.iter().chain(&self.shown.undated).copied().collect();
                part.sort_unstable();
                let part = (scope == Scope::Shown).then_some(part);
                self.jobs.write_events(path, format, self.story.store.whole_story().clone(), part);
            }
            Outcome::Unsaved(keep, after) => self.leave_story(keep, after, ctx),
            Outcome::Over(over) => self.save_as_agreed(over),
            Outcome::Judged(judgement) => {
                self.settings.author.clone_from(&judgement.by);
                self.run(&Command::Edit(Box::new(Edit::Judge(Box::new(judgement)))), ctx);
            }
            Outcome::Browse(purpose) => {
                let start = match purpose {
                    PathUse::PicturesFolder => self.settings.pictures_folder.as_deref(),
                    _ => self.settings.last_folder.as_deref(),
                };
                self.jobs.ask_path(Asked { purpose, document: self.document }, start);
                self.float = Some(float);
            }
            Outcome::Preview(drawn) => {
                self.jobs.preview(self.figure(drawn, 1.0, PathBuf::new()));
                self.float = Some(float);
            }
            Outcome::Film(filmed) => {
                let map_size = self.map_size_points.map(|side| side as f32);
                let view = scene::view_framed(self.history.view(), map_size);
                let stop = self.jobs.export_film(self.story.store.clone(), self.basemap.clone(), view, *filmed);
                self.float = Some(Float::Series(SeriesDialog::new(stop, "frames are drawn")));
            }
            Outcome::Figure { drawn, scale, path, each } => {
                let figure = self.figure(drawn, scale, path);
                if let Some(each) = each {
                    self.float = Some(Float::Series(SeriesDialog::new(
                        self.jobs.export_series(figure, each),
                        "pictures are written",
                    )));
                } else {
                    self.notices.say("Drawing the figure…", ctx);
                    self.jobs.export(figure);
                }
            }
            Outcome::Stays | Outcome::Closes | Outcome::Command(_) => {}
        }
    }

    /// The figure of what the window shows.
    fn figure(&self, drawn: Box<Drawn>, scale: f32, path: PathBuf) -> Figure {
        let basemap = self.basemap.clone();
        let store = self.story.store.clone();
        // The picture frames what the window does, whatever the sizes of the two.
        let map_size = self.map_size_points.map(|side| side as f32);
        let view = scene::view_framed(self.history.view(), map_size);
        Figure { store, basemap, view, drawn, scale, path }
    }

    /// Takes the answer of a job that is not about the base map.
    pub(super) fn take_outside_answer(&mut self, answer: Answer, ctx: &Context) {
        match answer {
            Answer::Story(Ok(story)) => {
                self.show_story(*story);
                self.show_waiting_view(ctx);
            }
            Answer::Preview(Err(message)) => {
                if let Some(Float::Figure(dialog)) = &mut self.float {
                    dialog.miss_preview();
                }
                self.notices.say(message, ctx);
            }
            Answer::Story(Err(message)) | Answer::Wrote(Err(message)) | Answer::Version(Err(message)) => {
                self.notices.say(message, ctx);
            }
            Answer::Captured(image, PictureUse::Clipboard) => {
                ctx.copy_image((*image).clone());
                self.notices.say("Copied the picture", ctx);
            }
            Answer::Captured(image, PictureUse::File) => {
                let folder = self.settings.pictures_folder.clone().unwrap_or_default();
                let path = io::free_path(&folder, &self.file_stem(), "png");
                self.jobs.write_png(image, path);
            }
            Answer::Saved(document, saved) => self.take_saved(document, saved, ctx),
            Answer::ChangedByOthers(document, path) if document == self.document => {
                self.float = Some(Float::Over(OverDialog::new(path, Loss::OfOthers)));
            }
            Answer::Wrote(Ok(path)) => self.notices.say(format!("Saved to {}", path.display()), ctx),
            Answer::Progress { done, of } => {
                if let Some(Float::Series(dialog)) = &mut self.float {
                    dialog.progress(done, of);
                }
            }
            Answer::Cited { text, what } => {
                ctx.copy_text(text);
                self.notices.say(format!("Copied a citation of {what}"), ctx);
            }
            Answer::Preview(Ok(image)) => {
                if let Some(Float::Figure(dialog)) = &mut self.float {
                    dialog.show_preview(image, ctx);
                }
            }
            Answer::WroteSeries(message) => {
                self.float.take_if(|float| matches!(float, Float::Series(_)));
                self.notices.say(message, ctx);
            }
            Answer::Chosen(asked, paths) => self.take_chosen(asked, paths, ctx),
            Answer::Reading(number, told) => self.take_reading(number, told, ctx),
            Answer::FilesMayHaveChanged => self.note_change(ctx),
            Answer::WroteEvents(Ok(message) | Err(message)) => self.notices.say(message, ctx),
            Answer::Picture(picture) => self.open_picture(*picture, ctx),
            Answer::Version(Ok(comparison)) => {
                self.notices.say(comparison.diff.counts_text(), ctx);
                self.compare(Some(comparison));
            }
            // Another story was opened before it was found out, and has nothing to do with that file.
            Answer::Basemap(_) | Answer::Relief(_) | Answer::ChangedByOthers(..) => {}
        }
    }

    /// Takes the paths that the desktop's dialog gave, for what they were asked for.
    fn take_chosen(&mut self, asked: Asked, paths: Vec<PathBuf>, ctx: &Context) {
        if asked.purpose.is_about_story() && asked.document != self.document {
            self.notices.say("Another story was opened meanwhile, so nothing was done with that file", ctx);
            return;
        }
        let Some(first) = paths.first().cloned() else {
            // No dialog on this desktop, or declined: the path field is still there.
            self.notices.say("Nothing was chosen; you can type the path", ctx);
            return;
        };
        self.float.take_if(|float| matches!(float, Float::Path(dialog) if dialog.is_for(asked.purpose)));
        match asked.purpose {
            PathUse::OpenStory => self.open_all(paths),
            PathUse::Compare => self.jobs.read_version(first, self.history.store().clone()),
            // The desktop has asked whether to replace a file already.
            PathUse::SaveStory => self.save_as_chosen(first),
            PathUse::RejectedRows => self.jobs.write_rejected(first, self.story.report.rejected_rows.clone()),
            PathUse::PicturesFolder => self.use_folder(first, ctx),
        }
    }

    fn ask_pictures_folder(&mut self) {
        let start = self.settings.pictures_folder.clone().or_else(pictures_folder_of_user);
        let start = start.map(|folder| folder.display().to_string()).unwrap_or_default();
        self.float = Some(Float::Path(PathDialog::new(PathUse::PicturesFolder, start, Vec::new())));
    }

    fn use_folder(&mut self, folder: PathBuf, ctx: &Context) {
        if let Err(error) = std::fs::create_dir_all(&folder) {
            self.notices.say(format!("Pictures cannot be saved there: {error}: {}", folder.display()), ctx);
            return;
        }
        self.settings.pictures_folder = Some(folder);
        if std::mem::take(&mut self.waits_for_folder) {
            self.capture(PictureUse::File);
        }
    }

    /// Takes a picture of the window, without what was said of the picture before.
    fn capture(&mut self, purpose: PictureUse) {
        self.notices.clear();
        self.jobs.capture(purpose);
    }

    fn toggle(&mut self, panel: Panel) {
        let settings = &mut self.settings;
        match panel {
            Panel::Left => settings.left_open = !settings.left_open,
            Panel::Detail => settings.detail_open = !settings.detail_open,
            Panel::Timeline => settings.timeline_open = !settings.timeline_open,
            Panel::Claims => settings.centre = settings.centre.other(),
            Panel::Events | Panel::Chapters | Panel::Charts | Panel::Changes => {
                settings.left_open = true;
                settings.left_tab = panel;
            }
        }
    }

    /// The story and the moment shown, as the name of a file.
    pub(super) fn file_stem(&self) -> String {
        scene::file_stem(&self.story.store, self.history.view())
    }
}

fn pictures_folder_of_user() -> Option<PathBuf> {
    directories::UserDirs::new().and_then(|dirs| dirs.picture_dir().map(|folder| folder.join("Meridian")))
}
