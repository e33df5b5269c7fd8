//! The window as a whole: one frame from input through commands to pictures.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::Local;
use egui::{Context, Ui};

use super::desktop::Desktop;
use super::dialogs::Dialog;
use super::document::{Document, Former, OpenStory, Origin, Request};
use super::frame_log::{Cause, FrameLog};
use super::jobs::{Answer, Jobs, PictureUse};
use super::keeping::Keeping;
use super::look::Look;
use super::notices::Notices;
use super::outcome::After;
use super::own_copies::OwnCopies;
use super::panels::Panels;
use super::parts::ring_around_focus;
use super::possible::Possible;
use super::questions::Unsaved;
use super::reading::FileReading;
use super::reading_order::ReadingOrder;
use super::regions;
use super::search::SearchMemory;
use super::searching::{APART_OVER, Searching};
use super::settings::{Settings, SettingsFile, ThemeChoice};
use super::source_answer::may_be_copy;
use super::start::is_for_start;
use super::style::install_fonts;
use crate::export::{Embedded, ExportSpec};
use crate::io::{Cache, LOST};
use crate::model::lost_count;
use crate::query::Shown;
use crate::scene::palette_of;
use crate::view::{Command, Effect, Session, View};

/// Whether the window closes on a story that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Closing {
    /// It asks first.
    #[default]
    Asks,
    /// It has asked.
    May,
}

/// Whether something that is waited for is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ready {
    #[default]
    Not,
    Is,
}

/// What is begun and not yet done.
#[derive(Default)]
pub(super) struct Pending {
    /// The reading that is under way, and how many there were.
    pub(super) reading: Option<FileReading>,
    pub(super) readings: u64,
    /// How many stories were opened.
    pub(super) documents: u64,
    /// Whether the base map has been read; it is empty until then.
    basemap: Ready,
    /// Whether the view is fitted to the window.
    pub(super) fitted: Ready,
    /// The view of a picture whose story is being opened, and how that was made.
    pub(super) view: Option<(View, ExportSpec)>,
    /// A picture that was opened before the size of the map was known.
    pub(super) picture: Option<Embedded>,
    /// What is done once the story is saved.
    pub(super) after_saving: Option<After>,
    /// What the window is photographed for once the folder for pictures is chosen.
    pub(super) capture: Option<PictureUse>,
    /// What is done once the open cell of a table is kept.
    pub(super) after_cell: Vec<Command>,
    /// Whether the window may close although the story was changed.
    pub(super) closing: Closing,
}

/// The window and everything in it: a session, and what only a window needs.
pub struct App {
    pub(super) session: Session,
    pub(super) document: Document,
    pub(super) settings: Settings,
    pub(super) settings_file: SettingsFile,
    pub(super) jobs: Jobs,
    pub(super) pending: Pending,
    pub(super) dialog: Option<Dialog>,
    pub(super) notices: Notices,
    /// How many times events could not be read again, as far as it is told.
    lost: u64,
    pub(super) panels: Panels,
    pub(super) look: Look,
    pub(super) desktop: Desktop,
    pub(super) keeping: Keeping,
    /// Where large tables are kept. None where they are not.
    pub(super) cache: Option<Cache>,
    pub(super) searching: Searching,
    /// Where it is written how long frames take.
    pub(super) frame_log: Option<FrameLog>,
}

impl App {
    /// A window on a story.
    pub fn new(ctx: &Context, story: OpenStory, settings: Settings, mut settings_file: SettingsFile) -> Self {
        install_fonts(ctx);
        ctx.add_plugin(ReadingOrder::default());
        ctx.add_plugin(OwnCopies::default());
        let mut settings = settings;
        settings.leave_changes();
        let panels = Panels::default();
        let jobs = Jobs::new(ctx);
        jobs.read_basemap();
        let mut notices = Notices::default();
        if let Some(note) = settings_file.note.take() {
            notices.say(note, ctx);
        }
        let mut session = Session::new(story.store, panels.screen);
        session.search_apart(APART_OVER);
        Self {
            session,
            document: story.document,
            settings,
            settings_file,
            jobs,
            pending: Pending::default(),
            dialog: None,
            notices,
            lost: 0,
            panels,
            look: Look::default(),
            desktop: Desktop::default(),
            keeping: Keeping::default(),
            cache: None,
            searching: Searching::default(),
            frame_log: None,
        }
    }

    /// The story that is open, and what is shown of it.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What is shown.
    pub fn view(&self) -> &View {
        self.session.view()
    }

    /// Where the story that is open comes from.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Which events are shown.
    pub fn shown(&self) -> &Shown {
        self.session.shown()
    }

    /// True once the base map has been read.
    pub fn is_ready(&self) -> bool {
        self.pending.basemap == Ready::Is
    }

    /// True when the story was changed since it was read or saved.
    pub fn is_changed(&self) -> bool {
        self.session.is_changed()
    }

    /// Reads a story file off the window's thread and then shows it.
    ///
    /// Asks first when the story that is open was changed. A picture that Meridian made opens as the
    /// view it was made of.
    pub fn open(&mut self, path: PathBuf) {
        self.open_all(vec![path]);
    }

    /// The same for several files, which become one story.
    pub(super) fn open_all(&mut self, paths: Vec<PathBuf>) {
        match paths.as_slice() {
            [path] if crate::export::Format::of(path).is_some() => self.open_files(paths),
            _ => self.read_after_asking(Request::of(Origin::Files(paths))),
        }
    }

    /// Does what a command says.
    pub(super) fn run(&mut self, command: &Command, ctx: &Context) {
        if *command == Command::Dismiss && self.is_reading() {
            return self.stop_reading();
        }
        if *command == Command::Dismiss && self.panels.start.is_open() {
            return self.panels.start.close();
        }
        if *command == Command::Dismiss && self.panels.form.subject().is_some() {
            return self.leave_form(ctx);
        }
        if *command == Command::Undo && self.undo_story() || *command == Command::Redo && self.redo_story() {
            // What was said of the other story is over.
            let title = &self.session.store().story().title;
            self.notices.say(format!("Showing “{title}” again"), ctx);
            return;
        }
        let before = self.session.own_store().whole_story().clone();
        let effect = self.session.run(command, self.panels.screen);
        let time = || Local::now().format("%H:%M").to_string();
        self.document.steps.note(command, &before, self.session.own_store().whole_story(), time);
        self.forget_later_story();
        ctx.request_repaint();
        if let Some(effect) = effect {
            self.perform(effect, ctx);
        }
    }

    /// Shows another story from its start. Returns what was open before.
    pub(super) fn show_story(&mut self, story: OpenStory) -> Former {
        if let Origin::Files(paths) = &story.document.origin {
            paths.iter().rev().for_each(|path| self.settings.remember_file(path, Local::now().timestamp()));
        }
        // What asks about one story does not answer for another.
        self.dialog.take_if(|dialog| dialog.is_about_story());
        self.settings.leave_changes();
        self.keeping.leave_question();
        self.panels.search = SearchMemory::default();
        self.panels.start.close();
        self.panels.form.close();
        self.pending.documents += 1;
        let mut document = Document { number: self.pending.documents, ..story.document };
        let is_placed = document.places_on.as_ref().is_some_and(|basemap| Arc::ptr_eq(basemap, self.session.basemap()));
        let screen = self.panels.screen;
        let session = if is_placed {
            let view = document.opening_view(&story.store, screen.map_size_points);
            self.session.replace_placed(story.store, view)
        } else {
            self.session.replace(story.store, screen)
        };
        Former { session, document: std::mem::replace(&mut self.document, document) }
    }

    fn possible(&self) -> Possible<'_> {
        Possible { session: &self.session, document: &self.document, hands: self.hands() }
    }

    /// Takes another theme, and remembers it whatever becomes of the window.
    pub(super) fn keep_theme(&mut self, theme: ThemeChoice) {
        if self.settings.theme != theme {
            self.settings.theme = theme;
            self.settings_file.save(&self.settings);
        }
    }

    /// Shows the start page; the sample on it is read by another thread.
    pub(super) fn open_start(&mut self) {
        if self.panels.start.wants_sample() {
            self.jobs.read_sample();
        }
        self.panels.start.open(self.settings.recent(&Local::now()));
    }

    fn take_answers(&mut self, ctx: &Context) {
        while let Some(answer) = self.jobs.answer() {
            if let Some(log) = &mut self.frame_log {
                log.note(Cause::Job);
            }
            match answer {
                Answer::Basemap(basemap) => {
                    self.pending.basemap = Ready::Is;
                    self.session.set_basemap(basemap);
                }
                Answer::Relief(images) => self.look.load_relief(images, ctx),
                Answer::Sample(sample) => self.panels.start.take_sample(sample),
                answer => self.take_outside_answer(answer, ctx),
            }
        }
    }

    fn play(&mut self, ctx: &egui::Context) {
        let playback = self.session.view().playback;
        if !playback.playing {
            return;
        }
        let secs = ctx.input(|input| f64::from(input.unstable_dt)).min(0.25);
        self.run(&Command::Tick(secs), ctx);
        let left_secs = playback.hold_secs() - playback.waited_secs;
        let wait = if playback.skips_gaps { left_secs.clamp(0.0, 0.2) } else { 0.0 };
        ctx.request_repaint_after_secs(wait as f32);
    }

    fn take_dropped(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let (sources, stories): (Vec<PathBuf>, Vec<PathBuf>) = dropped.into_iter().partition(|path| may_be_copy(path));
        if !sources.is_empty() {
            self.read_dropped_sources(sources);
        }
        if !stories.is_empty() {
            self.open_all(stories);
        }
    }

    /// Asks before the window closes on a story that was changed.
    fn watch_closing(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && self.keeps_cell_first(ctx, vec![Command::Perform(Effect::Quit)]) {
            return ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
        if asked && self.is_changed() && self.pending.closing == Closing::Asks {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.dialog = Some(Dialog::Unsaved(Unsaved::before(After::Close)));
        }
    }

    /// Fits the view to the window, once the size of the map is known.
    fn fit(&mut self, ctx: &Context) {
        if self.pending.fitted == Ready::Is || ctx.cumulative_frame_nr() == 0 {
            return;
        }
        self.pending.fitted = Ready::Is;
        let view = View::of_story(self.session.store(), self.panels.screen.map_size_points);
        self.session.begin_with(View { theme: self.view().theme, ..view });
        if let Some(picture) = self.pending.picture.take() {
            self.open_picture(picture, ctx);
        }
        ctx.request_repaint();
    }

    /// Takes what other threads have answered, and what follows from time alone.
    pub fn update(&mut self, ctx: &Context) {
        self.take_answers(ctx);
        if self.searching.follow(&mut self.session, ctx) {
            self.notices.say("The events could not be looked through; what is shown is not of this filter", ctx);
        }
        self.follow_files(ctx);
        self.keep_changes(ctx);
        let lost = lost_count();
        if std::mem::replace(&mut self.lost, lost) < lost {
            self.notices.say(LOST, ctx);
        }
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let theme = self.desktop.theme(self.settings.theme, &ctx);
        self.session.set_theme(theme);
        self.look.set_theme(theme, &ctx);
        self.look.set_motion(self.desktop.motion(self.settings.moves), &ctx);
        self.look.watch_letters(&ctx);
        self.take_dropped(&ctx);
        self.take_pasted(&ctx);
        self.watch_closing(&ctx);
        if self.dialog.is_none() {
            let is_at_start = self.panels.start.is_open();
            self.panels.placing.take_keys(&ctx);
            regions::take_keys(&ctx);
            for command in self.pressed(&ctx) {
                if is_at_start && !is_for_start(&command) {
                    continue;
                }
                match self.possible().why_not(&command) {
                    Some(why) => self.notices.say(why, &ctx),
                    None => self.run(&command, &ctx),
                }
            }
        }
        self.play(&ctx);
        self.serve_source_form();
        let mut commands = Vec::new();
        self.panels_ui(ui, &mut commands);
        self.read_wanted_places();
        if self.panels.search.takes_wish() {
            self.jobs.count_numbers(self.session.store().clone());
        }
        self.dialog_ui(ui, &mut commands);
        let palette = palette_of(self.view().theme);
        if self.is_reading() {
            self.reading_ui(ui, palette);
        } else {
            self.notices.ui(ui, palette, &self.jobs);
        }
        ring_around_focus(&ctx, palette);
        for command in &commands {
            self.run(command, &ctx);
        }
        self.fit(&ctx);
        self.look.name_window(&self.session, &ctx);
        if ctx.input(|input| !input.pointer.any_down()) && commands.is_empty() {
            self.session.end_gesture();
        }
        let size = ctx.content_rect().size();
        self.settings.window_size = [size.x, size.y];
    }
}
