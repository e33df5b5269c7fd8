//! What the window does for commands that reach outside of the view.

use std::path::PathBuf;

use eframe::egui::{self, Context};

use super::app::App;
use super::floats::{FigureDialog, Float, Outcome, PathDialog, PathUse, WindowDialog};
use super::jobs::{Answer, Figure, PictureUse};
use super::palette::PaletteMemory;
use super::settings::ThemeChoice;
use crate::scene::{event_as_text, interval_text};
use crate::view::{Effect, Panel};
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
            Effect::OpenCarried => self.jobs.read_carried(),
            Effect::Save => self.notices.say("The story was not changed, so there is nothing to save", ctx),
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
            Effect::Search => self.search.wants_focus = true,
            Effect::Palette => self.float = Some(Float::Palette(PaletteMemory::default())),
            Effect::TogglePanel(panel) => self.toggle(panel),
            Effect::SystemTheme => self.settings.theme = ThemeChoice::System,
            Effect::KeepTheme(theme) => self.settings.theme = ThemeChoice::Fixed(theme),
            Effect::ShowDiagnostics => self.float = Some(Float::Remarks),
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
            Outcome::Path(PathUse::PicturesFolder, path) => self.use_folder(path, ctx),
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
            Answer::Wrote(Ok(path)) => self.notices.say(format!("Saved to {}", path.display()), ctx),
            Answer::Folder(Some(folder)) => self.use_folder(folder, ctx),
            Answer::File(Some(path)) => {
                self.float = None;
                self.open(path);
            }
            // No dialog on this desktop, or declined: the path field is still there.
            Answer::Folder(None) | Answer::File(None) => {
                self.notices.say("Nothing was chosen; you can type the path", ctx);
            }
            Answer::Basemap(_) | Answer::Relief(_) => {}
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
            Panel::Claims => settings.centre = settings.centre.other(),
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

fn pictures_folder_of_user() -> Option<PathBuf> {
    directories::UserDirs::new().and_then(|dirs| dirs.picture_dir().map(|folder| folder.join("Meridian")))
}
