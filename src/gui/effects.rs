//! What the window does for commands that reach outside of the view.

use std::path::PathBuf;

use eframe::egui::{self, Context};

use super::app::App;
use super::edits::{After, ChapterDialog, JudgeDialog, Keep, Unsaved, WhenDialog};
use super::floats::{FigureDialog, Float, KnownDialog, Outcome, PathDialog, PathUse, WindowDialog};
use super::jobs::{Answer, Figure, PictureUse};
use super::palette::PaletteMemory;
use super::settings::ThemeChoice;
use crate::model::{Chapter, Extent};
use crate::query::Provenance;
use crate::scene::{event_as_text, interval_text};
use crate::view::{Command, Edit, Effect, Panel};
use crate::{io, scene};

impl App {
    /// Carries out what a command left to the outside.
    pub(super) fn carry_out(&mut self, effect: Effect, ctx: &Context) {
        match effect {
            Effect::Open => {
                let start = self.settings.last_folder.as_ref().map(|folder| folder.display().to_string());
                let recent = self.settings.recent_files.clone();
                self.float = Some(Float::Path(PathDialog::new(PathUse::OpenStory, start.unwrap_or_default(), recent)));
            }
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
            Effect::AddChapter => {
                let at = self.history.view().chapter.map_or(self.story.store.story().chapters.len(), |open| open + 1);
                let view = self.history.view();
                let (event, events) = view
                    .selection
                    .split_first()
                    .map_or_else(Default::default, |(first, others)| (first.clone(), others.to_vec()));
                let view = view.as_chapter_view(&self.story.store, self.map_size_points);
                let title = self.story.store.index_of(&event).map(|index| self.story.store.event(index).title.clone());
                let chapter = Chapter { title: title.unwrap_or_default(), event, events, view, ..Chapter::default() };
                self.float = Some(Float::Chapter(ChapterDialog::new(at, chapter)));
            }
            Effect::RetellChapter(number) => {
                let chapter = self.story.store.story().chapters.get(number);
                self.float = chapter.map(|chapter| Float::Chapter(ChapterDialog::retelling(number, chapter)));
            }
            Effect::TypeWhen(index) => self.float = Some(Float::When(WhenDialog::of(self.story.store.event(index)))),
            Effect::Judge(index) => {
                let by = self.settings.author.clone();
                self.float = Some(Float::Judge(JudgeDialog::of(self.history.store().event(index), by)));
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
            Effect::ExportFigure => {
                let folder = self.settings.pictures_folder.clone().unwrap_or_default();
                let path = folder.join(format!("{}-figure.png", self.file_stem()));
                self.float = Some(Float::Figure(FigureDialog::new(path.display().to_string())));
            }
            Effect::CopyEvent(index) => {
                ctx.copy_text(event_as_text(&self.story.store, self.history.view(), index));
                self.notices.say("Copied the event with its sources", ctx);
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
            Effect::TypeWindow => {
                let text =
                    interval_text(self.history.view().window, self.history.view().zone_shown(&self.story.store, None));
                self.float = Some(Float::Window(WindowDialog::of(text)));
            }
            Effect::TypeKnown => {
                let view = self.history.view();
                let zone = view.zone_shown(&self.story.store, None);
                let secs = view.known_by_secs().unwrap_or(view.playhead_secs);
                self.float = Some(Float::Known(KnownDialog::of(interval_text(Extent::instant(secs), zone))));
            }
            Effect::Search => self.search.wants_focus = true,
            Effect::Palette => self.float = Some(Float::Palette(PaletteMemory::default())),
            Effect::TogglePanel(panel) => self.toggle(panel),
            Effect::KeepMotion(motion) => {
                self.settings.motion = motion;
                super::style::apply_motion(ctx, motion);
            }
            Effect::SystemTheme => self.settings.theme = ThemeChoice::System,
            Effect::KeepTheme(theme) => self.settings.theme = ThemeChoice::Fixed(theme),
            Effect::ShowDiagnostics => self.float = Some(Float::Remarks),
            Effect::ShowProvenance => {
                let story = self.history.store().whole_story();
                self.float = Some(Float::Provenance(Provenance::of(story)));
            }
            Effect::Help => self.float = Some(Float::Help),
            // Nothing was held; Esc never closes the window by itself, lest work be lost to a stray key.
            Effect::LetGo => {}
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Effect::Cut(secs) => {
                let days = (secs / 86_400.0).round();
                let words = if days < 2.0 { "A day later".to_owned() } else { format!("{days} days later") };
                self.notices.say_briefly(words, ctx);
            }
            Effect::Say(text) => self.notices.say(text, ctx),
        }
    }

    /// Takes what a float answered with a path.
    pub(super) fn take_outcome(&mut self, outcome: Outcome, float: Float, ctx: &Context) {
        match outcome {
            Outcome::Path(PathUse::OpenStory, path) => self.open(path),
            Outcome::Path(PathUse::SaveStory, path) => self.save_as(path, float),
            Outcome::Path(PathUse::PicturesFolder, path) => self.use_folder(path, ctx),
            Outcome::Unsaved(keep, after) => self.leave_story(keep, after, ctx),
            Outcome::Judged(judgement) => {
                self.settings.author.clone_from(&judgement.by);
                self.run(&Command::Edit(Box::new(Edit::Judge(Box::new(judgement)))), ctx);
            }
            Outcome::Browse(PathUse::SaveStory) => {
                self.jobs.ask_new_file(self.settings.last_folder.as_deref());
                self.float = Some(float);
            }
            Outcome::Browse(PathUse::OpenStory) => {
                self.jobs.ask_file(self.settings.last_folder.as_deref());
                self.float = Some(float);
            }
            Outcome::Browse(PathUse::PicturesFolder) => {
                self.jobs.ask_folder(self.settings.pictures_folder.as_deref());
                self.float = Some(float);
            }
            Outcome::Figure { layout, size, scale, path } => {
                let basemap = self.basemap.clone();
                self.notices.say("Drawing the figure…", ctx);
                let store = self.story.store.clone();
                // The picture frames what the window does, whatever the sizes of the two.
                let map_size = self.map_size_points.map(|side| side as f32);
                let view = scene::view_framed(self.history.view(), map_size);
                self.jobs.export(Figure { store, basemap, view, layout, size, scale, path });
            }
            Outcome::Stays | Outcome::Closes | Outcome::Command(_) => {}
        }
    }

    /// Takes the answer of a job that is not about the base map.
    pub(super) fn take_outside_answer(&mut self, answer: Answer, ctx: &Context) {
        match answer {
            Answer::Story(Ok(story)) => self.show_story(story, ctx),
            Answer::Story(Err(message)) | Answer::Wrote(Err(message)) => self.notices.say(message, ctx),
            Answer::Captured(image, PictureUse::Clipboard) => {
                ctx.copy_image((*image).clone());
                self.notices.say("Copied the picture", ctx);
            }
            Answer::Captured(image, PictureUse::File) => {
                let folder = self.settings.pictures_folder.clone().unwrap_or_default();
                let path = io::free_path(&folder, &self.file_stem(), "png");
                self.jobs.write_png(image, path);
            }
            Answer::Saved(Ok((path, store))) => {
                self.notices.say(format!("Saved to {}", path.display()), ctx);
                self.settings.remember_file(&path);
                self.story.path = Some(path);
                self.saved = store;
                self.tell_title(ctx);
                if let Some(after) = self.after_saving.take() {
                    self.leave_story(Keep::No, after, ctx);
                }
            }
            Answer::Saved(Err(message)) => {
                self.after_saving = None;
                self.notices.say(message, ctx);
            }
            Answer::Wrote(Ok(path)) => self.notices.say(format!("Saved to {}", path.display()), ctx),
            Answer::Folder(Some(folder)) => self.use_folder(folder, ctx),
            Answer::File(Some(path)) => {
                self.float = None;
                self.open(path);
            }
            // The desktop has asked whether to replace a file already.
            Answer::NewFile(Some(path)) => {
                self.float = None;
                self.jobs.write_story(path, self.history.store().clone());
            }
            // No dialog on this desktop, or declined: the path field is still there.
            Answer::Folder(None) | Answer::File(None) | Answer::NewFile(None) => {
                self.notices.say("Nothing was chosen; you can type the path", ctx);
            }
            Answer::Basemap(_) | Answer::Relief(_) => {}
        }
    }

    /// Saves the story in its file; asks for one where it has none.
    fn save(&mut self) {
        match self.story.path.clone() {
            Some(path) => self.jobs.write_story(path, self.history.store().clone()),
            None => self.ask_story_file(),
        }
    }

    fn ask_story_file(&mut self) {
        let folder = self.settings.last_folder.clone().or_else(documents_folder_of_user).unwrap_or_default();
        let name =
            self.story.path.as_ref().and_then(|path| path.file_name()).map_or("story.geojson".into(), PathBuf::from);
        let start = folder.join(name).display().to_string();
        self.float = Some(Float::Path(PathDialog::new(PathUse::SaveStory, start, Vec::new())));
    }

    /// Saves the story in another file; a file that is there already is replaced when asked twice.
    fn save_as(&mut self, path: PathBuf, float: Float) {
        let is_own = self.story.path.as_ref() == Some(&path);
        match float {
            Float::Path(mut dialog) if path.exists() && !is_own && dialog.warning.is_none() => {
                dialog.warning = Some("There is a file of this name; save again to replace it".to_owned());
                self.float = Some(Float::Path(dialog));
            }
            _ => self.jobs.write_story(path, self.history.store().clone()),
        }
    }

    /// Goes on to what waits for the story to be saved or let go.
    fn leave_story(&mut self, keep: Keep, after: After, ctx: &Context) {
        if keep == Keep::Yes {
            self.after_saving = Some(after);
            self.save();
            return;
        }
        self.saved = self.history.store().clone();
        match after {
            After::Open(path) => self.open(path),
            After::OpenCarried => self.jobs.read_carried(),
            After::Close => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
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
        self.float = None;
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
            Panel::Events | Panel::Chapters | Panel::Charts => {
                settings.left_open = true;
                settings.left_tab = panel;
            }
        }
    }

    /// The story and the moment shown, as the name of a file.
    fn file_stem(&self) -> String {
        scene::file_stem(&self.story.store, self.history.view())
    }
}

fn documents_folder_of_user() -> Option<PathBuf> {
    directories::UserDirs::new().and_then(|dirs| dirs.document_dir().map(PathBuf::from))
}

fn pictures_folder_of_user() -> Option<PathBuf> {
    directories::UserDirs::new().and_then(|dirs| dirs.picture_dir().map(|folder| folder.join("Meridian")))
}
