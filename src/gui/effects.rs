//! What the window does for commands that reach outside of the view.

use std::path::PathBuf;

use egui::Context;

use super::app::App;
use super::dialogs::Dialog;
use super::form::Subject;
use super::jobs::PictureUse;
use super::outcome::{After, PathUse};
use super::palette::PaletteMemory;
use super::pasting::ask_for_pasted;
use super::path_dialog::PathDialog;
use super::placing::Tool;
use super::questions::Unsaved;
use super::settings::{CentreView, MotionChoice, ThemeChoice};
use crate::query::Provenance;
use crate::scene::{self, event_as_text};
use crate::view::{Effect, Panel};

impl App {
    /// Does what a command has left to the outside.
    pub(super) fn perform(&mut self, effect: Effect, ctx: &Context) {
        match effect {
            Effect::Open => self.dialog = Some(self.path_dialog(PathUse::OpenStory)),
            Effect::OpenFile(path) => self.open(path),
            Effect::OpenCarried if self.is_changed() => {
                self.dialog = Some(Dialog::Unsaved(Unsaved::before(After::OpenCarried)));
            }
            Effect::OpenCarried => self.jobs.read_carried(),
            Effect::Save if !self.is_changed() => {
                self.notices.say("No changes to save", ctx);
            }
            Effect::Save => self.save(),
            Effect::SaveAs => self.ask_story_file(),
            Effect::Reload => self.reload(ctx),
            Effect::Columns if self.document.table.is_none() => {
                self.notices.say("This story was not imported from a table", ctx);
            }
            Effect::Columns => self.ask_columns(),
            Effect::ExportEvents => self.dialog = Some(Dialog::Events(self.new_events())),
            Effect::SaveRejected if self.document.report.rejected_rows.is_empty() => {
                self.notices.say("No rows were skipped", ctx);
            }
            Effect::SaveRejected => self.dialog = Some(self.rejected_dialog()),
            Effect::PasteTable => ask_for_pasted(ctx),
            Effect::Start => self.open_start(),
            Effect::CloseStory => self.close_story(),
            Effect::JoinEvents => self.join_events(ctx),
            Effect::JoinSources => self.join_sources(ctx),
            Effect::Join(kind, ids) => self.join(kind, &ids),
            Effect::SplitClaim => self.split_claim(ctx),
            Effect::DisputeClaim => self.dispute_claim(ctx),
            Effect::NewStory if self.is_changed() => {
                self.dialog = Some(Dialog::Unsaved(Unsaved::before(After::NewStory)));
            }
            Effect::NewStory => self.new_story(),
            Effect::EditStory => self.panels.form.open(Subject::Story),
            Effect::NewEvent => self.new_event(ctx),
            Effect::SelectShown => self.select_shown(ctx),
            Effect::EditEvent => self.edit_event(ctx),
            Effect::DuplicateEvent => self.duplicate_event(ctx),
            Effect::PointPlace => self.begin_placing(Tool::Point, ctx),
            Effect::DrawPlace => self.begin_placing(Tool::Draw, ctx),
            Effect::AddPlaces => self.dialog = Some(self.path_dialog(PathUse::PlaceTable)),
            Effect::FillDown => self.fill_down(ctx),
            Effect::RemoveEvents => self.remove_events(ctx),
            Effect::NewClaim => self.new_claim(ctx),
            Effect::NewSource => self.new_source(ctx),
            Effect::EditSource(id) => self.panels.form.open(Subject::Source(id)),
            Effect::ListSource(id) => self.list_source(id),
            Effect::AddChapter => self.dialog = Some(Dialog::Chapter(self.new_chapter())),
            Effect::RetellChapter(number) => self.ask(self.retelling_dialog(number)),
            Effect::TypeWhen(index) => self.ask(self.when_dialog(index)),
            Effect::Judge(index) => self.ask(self.judge_dialog(index)),
            Effect::Screenshot if self.settings.pictures_folder.is_some() => self.capture(PictureUse::File),
            Effect::Screenshot => {
                self.pending.capture = Some(PictureUse::File);
                self.ask_pictures_folder();
            }
            Effect::ChooseFolder => self.ask_pictures_folder(),
            Effect::CopyPicture => self.capture(PictureUse::Clipboard),
            Effect::ExportFigure => self.dialog = Some(self.figure_dialog("figure.png")),
            Effect::ExportPage => self.dialog = Some(self.figure_dialog("page.html")),
            Effect::ExportFilm => self.dialog = Some(self.film_dialog()),
            Effect::CopyEvent(index) => self.copy_event(index, ctx),
            Effect::Cite(form) => self.jobs.cite(self.session.store().clone(), self.view().clone(), form),
            Effect::OpenAddress(address) => self.open_address(&address, ctx),
            Effect::CiteClaim(id) => self.jobs.cite_claim(self.session.store().clone(), id),
            Effect::CopyText(text) => {
                let said = if text.contains('\n') { "Copied claim".to_owned() } else { format!("Copied {text}") };
                self.notices.say(said, ctx);
                ctx.copy_text(text);
            }
            Effect::TypeWindow => self.dialog = Some(self.window_dialog()),
            Effect::TypeKnown => self.dialog = Some(self.known_dialog()),
            Effect::Search => self.panels.search.wants_focus = true,
            Effect::Palette => self.dialog = Some(self.palette_dialog()),
            Effect::TogglePanel(panel) => self.toggle(panel),
            Effect::ToggleLegend => self.settings.legend = self.settings.legend.turned(),
            Effect::SetStripHeight(height) => self.settings.strip_height = height,
            Effect::SetMotion(motion) => self.settings.moves = MotionChoice::Fixed(motion),
            Effect::SystemMotion => self.settings.moves = MotionChoice::System,
            Effect::SystemTheme => self.keep_theme(ThemeChoice::System),
            Effect::KeepTheme(theme) => self.keep_theme(ThemeChoice::Fixed(theme)),
            Effect::ShowDiagnostics => self.dialog = Some(Dialog::Remarks),
            Effect::ShowProvenance => self.show_provenance(),
            Effect::ShowSteps => self.show_steps(ctx),
            Effect::ChooseMarks => self.dialog = Some(Dialog::Marks),
            Effect::RestoreChanges => self.find_left(),
            Effect::Compare => self.dialog = Some(self.path_dialog(PathUse::Compare)),
            Effect::EndComparison if self.session.comparison().is_none() => {
                self.notices.say("No comparison is open", ctx);
            }
            Effect::EndComparison => self.end_comparison(),
            Effect::Help => self.dialog = Some(Dialog::Help),
            Effect::About => self.dialog = Some(Dialog::About(self.cache_words())),
            Effect::EmptyCache => self.empty_cache(ctx),
            // Esc never closes the window, lest work be lost to a stray key.
            Effect::Dismiss => {}
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Effect::Cut(secs) => self.tell_cut(secs, ctx),
            Effect::Say(text) => self.notices.say(text, ctx),
        }
    }

    fn palette_dialog(&self) -> Dialog {
        Dialog::Palette(PaletteMemory::new(self.settings.recent_commands.clone()))
    }

    fn show_provenance(&mut self) {
        let found = Provenance::of(self.session.own_store().whole_story());
        self.dialog = Some(Dialog::Provenance(found));
    }

    fn tell_cut(&mut self, secs: f64, ctx: &Context) {
        let days = (secs / 86_400.0).round();
        let words = if days < 2.0 { "A day later".to_owned() } else { format!("{days} days later") };
        self.notices.say_briefly(words, ctx);
    }

    fn copy_event(&mut self, index: usize, ctx: &Context) {
        ctx.copy_text(event_as_text(self.session.store(), self.view(), index));
        self.notices.say("Copied event and sources", ctx);
    }

    fn open_address(&mut self, address: &str, ctx: &Context) {
        if address.starts_with("https://") || address.starts_with("http://") {
            ctx.open_url(egui::OpenUrl::new_tab(address));
            self.notices.say(format!("Opening {address}"), ctx);
        } else {
            self.notices.say(format!("Not a web address: {address}"), ctx);
        }
    }

    /// Opens a dialog, where there is something to ask about.
    fn ask(&mut self, dialog: Option<Dialog>) {
        if dialog.is_some() {
            self.dialog = dialog;
        }
    }

    /// Shows the story alone again.
    pub(super) fn end_comparison(&mut self) {
        self.settings.leave_changes();
        self.session.compare(None);
    }

    pub(super) fn ask_pictures_folder(&mut self) {
        let start = self.settings.pictures_folder.clone().or_else(pictures_folder_of_user);
        let start = start.map(|folder| folder.display().to_string()).unwrap_or_default();
        self.dialog = Some(Dialog::Path(PathDialog::new(PathUse::PicturesFolder, start, Vec::new())));
    }

    pub(super) fn use_folder(&mut self, folder: PathBuf, ctx: &Context) {
        if let Err(error) = std::fs::create_dir_all(&folder) {
            self.notices.say(format!("Cannot save screenshots there: {error}: {}", folder.display()), ctx);
            return;
        }
        self.settings.pictures_folder = Some(folder);
        if let Some(purpose) = self.pending.capture.take() {
            self.capture(purpose);
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
            Panel::EventTable => settings.centre = settings.centre.turned_to(CentreView::Events),
            Panel::Claims => settings.centre = settings.centre.turned_to(CentreView::Claims),
            Panel::Sources => settings.centre = settings.centre.turned_to(CentreView::Sources),
            Panel::Actors => settings.centre = settings.centre.turned_to(CentreView::Actors),
            // Again folds it away.
            Panel::Events | Panel::Chapters | Panel::Charts | Panel::Changes => {
                settings.left_open = !settings.left_open || settings.left_tab != panel;
                settings.left_tab = panel;
            }
        }
    }

    /// The story and the moment shown, as the name of a file.
    pub(super) fn file_stem(&self) -> String {
        scene::file_stem(self.session.store(), self.view())
    }
}

/// The user's folder for what this program exports: one for pictures, or else their home.
pub(super) fn folder_of_user() -> Option<PathBuf> {
    let home = || directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    pictures_folder_of_user().or_else(home)
}

fn pictures_folder_of_user() -> Option<PathBuf> {
    directories::UserDirs::new().and_then(|dirs| dirs.picture_dir().map(|folder| folder.join("Meridian")))
}
