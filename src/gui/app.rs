//! The window as a whole: one frame from input through commands to pictures.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, TextureHandle, TextureOptions, Ui};

use super::changes::Comparison;
use super::charts::ChartsMemory;
use super::claims::ClaimsMemory;
use super::detail::DetailMemory;
use super::edits::{After, Unsaved};
use super::floats::{Float, Notices};
use super::former::Neighbours;
use super::jobs::{Answer, Jobs, OpenStory};
use super::list::ListMemory;
use super::map_panel::MapMemory;
use super::opening::{Origin, Reading as FileReading, Request};
use super::pasting::OwnCopies;
use super::reading_order::ReadingOrder;
use super::settings::{Settings, SettingsFile, ThemeChoice};
use super::shortcuts;
use super::style::{IsDark, apply_motion, apply_palette, install_fonts};
use super::timeline_panel::TimelineMemory;
use super::toolbar::SearchMemory;
use super::watching::FileWatch;
use crate::basemap::Basemap;
use crate::export::Embedded;
use crate::query::{Shown, select};
use crate::scene::palette_of;
use crate::store::{Reading, Store};
use crate::view::{Command, History, Panel, Stage, Theme, View};

/// Whether the window closes on a story that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// It asks first.
    Asks,
    /// It has asked.
    May,
}

/// The window and everything in it.
pub struct App {
    pub(super) story: OpenStory,
    pub(super) basemap: Arc<Basemap>,
    /// Whether the base map has been read; it is empty until then.
    pub(super) is_ready: bool,
    pub(super) history: History,
    /// The story as it lies in its file.
    pub(super) saved: Arc<Store>,
    pub(super) settings: Settings,
    pub(super) settings_file: SettingsFile,
    pub(super) jobs: Jobs,
    pub(super) float: Option<Float>,
    pub(super) notices: Notices,
    /// What waits for the folder for pictures to be chosen.
    pub(super) waits_for_folder: bool,
    pub(super) search: SearchMemory,
    pub(super) shown: Arc<Shown>,
    pub(super) story_number: u64,
    /// Which story the window was named after, and whether it was changed.
    titled: Option<(u64, bool)>,
    pub(super) revision: u64,
    pub(super) relief: Vec<TextureHandle>,
    pub(super) map: MapMemory,
    pub(super) timeline: TimelineMemory,
    pub(super) list: ListMemory,
    pub(super) detail: DetailMemory,
    pub(super) charts: ChartsMemory,
    pub(super) claims: ClaimsMemory,
    pub(super) map_size_points: [f64; 2],
    pub(super) unit_secs: f64,
    theme_shown: Option<Theme>,
    /// A word that is laid out in every frame: another galley means that the letters were drawn anew.
    probe: Option<Arc<egui::Galley>>,
    pub(super) fitted: bool,
    /// Whether the window may close although the story was changed.
    pub(super) closing: Closing,
    /// The view of a picture whose story is being opened.
    pub(super) waiting_view: Option<View>,
    /// A picture that was opened before the size of the map was known.
    pub(super) waiting_picture: Option<Embedded>,
    /// The versions that are compared.
    pub(super) comparison: Option<Comparison>,
    /// The reading that is under way, and how many there were.
    pub(super) reading_now: Option<FileReading>,
    pub(super) readings: u64,
    pub(super) watch: FileWatch,
    /// What is done once the story is saved.
    pub(super) after_saving: Option<After>,
    /// Which of the stories that were opened this is: what is asked about one is not done to another.
    pub(super) document: u64,
    /// How many were opened.
    documents: u64,
    pub(super) neighbours: Neighbours,
}

impl App {
    /// A window on a story.
    pub fn new(ctx: &egui::Context, story: OpenStory, settings: Settings, mut settings_file: SettingsFile) -> Self {
        install_fonts(ctx);
        ctx.add_plugin(ReadingOrder::default());
        ctx.add_plugin(OwnCopies::default());
        let mut settings = settings;
        settings.leave_changes();
        apply_motion(ctx, settings.motion);
        let map_size_points = [800.0, 560.0];
        let view = View::of_story(&story.store, map_size_points);
        let shown = Arc::new(select(&story.store, &view.question()));
        let jobs = Jobs::new(ctx);
        jobs.read_basemap();
        let mut notices = Notices::default();
        let whole = story.store.clone();
        if let Some(note) = settings_file.note.take() {
            notices.say(note, ctx);
        }
        Self {
            story,
            basemap: Arc::new(Basemap::default()),
            is_ready: false,
            history: History::new(view, whole.clone()),
            saved: whole,
            settings,
            settings_file,
            jobs,
            float: None,
            notices,
            waits_for_folder: false,
            search: SearchMemory::default(),
            shown,
            story_number: 0,
            titled: None,
            revision: 0,
            relief: Vec::new(),
            map: MapMemory::default(),
            timeline: TimelineMemory::default(),
            list: ListMemory::default(),
            detail: DetailMemory::default(),
            charts: ChartsMemory::default(),
            claims: ClaimsMemory::default(),
            map_size_points,
            unit_secs: 86_400.0,
            theme_shown: None,
            probe: None,
            fitted: false,
            closing: Closing::Asks,
            waiting_view: None,
            waiting_picture: None,
            comparison: None,
            reading_now: None,
            readings: 0,
            watch: FileWatch::default(),
            after_saving: None,
            document: 0,
            documents: 0,
            neighbours: Neighbours::default(),
        }
    }

    /// What is shown.
    pub fn view(&self) -> &View {
        self.history.view()
    }

    /// The story that is open.
    pub fn story(&self) -> &OpenStory {
        &self.story
    }

    /// Which events are shown.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// True once the base map has been read.
    pub fn is_ready(&self) -> bool {
        self.is_ready
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
    pub(super) fn run(&mut self, command: &Command, ctx: &egui::Context) {
        if *command == Command::LetGo && self.is_reading() {
            return self.stop_reading();
        }
        if *command == Command::Undo && self.undo_story() || *command == Command::Redo && self.redo_story() {
            // What was said of the other story is over.
            let title = &self.story.store.story().title;
            self.notices.say(format!("Showing “{title}” again"), ctx);
            return;
        }
        let stage =
            Stage { store: &self.story.store, map_size_points: self.map_size_points, unit_secs: self.unit_secs };
        let before = self.history.view().question();
        let before = (before.window, before.until_secs, before.filter.clone(), before.hidden_layers.clone());
        let edition = self.history.store().clone();
        let effect = self.history.apply(command, &stage);
        let now = self.history.view().question();
        let is_other_question = before != (now.window, now.until_secs, now.filter.clone(), now.hidden_layers.clone());
        let is_edited = !Arc::ptr_eq(&edition, self.history.store());
        self.forget_later_story();
        if is_edited {
            // What was compared is no longer what is shown.
            self.comparison = None;
            self.story_number += 1;
        }
        let reads_otherwise = is_edited || self.reading() != self.story.store.reading();
        if reads_otherwise {
            self.read_again();
        }
        if reads_otherwise || is_other_question {
            self.ask_again();
        }
        ctx.request_repaint();
        if let Some(effect) = effect {
            self.carry_out(effect, ctx);
        }
    }

    /// The story with all its claims: the one that is open, or that of two versions.
    fn whole(&self) -> &Arc<Store> {
        self.comparison.as_ref().map_or(self.history.store(), |comparison| &comparison.store)
    }

    /// How the view asks for the story to be read.
    fn reading(&self) -> Reading {
        self.history.view().reading().settled(self.whole())
    }

    /// Reads the story as the view asks.
    pub(super) fn read_again(&mut self) {
        self.story.store = self.placed(Arc::new(self.whole().read_as(self.reading())));
    }

    /// A store with the provinces and countries that its story names, as far as the base map is read.
    fn placed(&self, store: Arc<Store>) -> Arc<Store> {
        let mut finder = self.basemap.place_finder();
        store.with_named_places(|event| finder.places_of(event))
    }

    /// Shows what has changed since an older version, or the story alone.
    pub(super) fn compare(&mut self, comparison: Option<Comparison>) {
        self.settings.left_tab = if comparison.is_some() { Panel::Changes } else { Panel::Events };
        self.settings.left_open |= comparison.is_some();
        self.comparison = comparison;
        self.story_number += 1;
        self.read_again();
        self.ask_again();
    }

    pub(super) fn ask_again(&mut self) {
        self.shown = Arc::new(select(&self.story.store, &self.history.view().question()));
        self.revision += 1;
    }

    /// True when the story was changed since it was read or saved.
    pub fn is_changed(&self) -> bool {
        !Arc::ptr_eq(&self.saved, self.history.store())
    }

    /// Names the window after the story, with a dot before what is not saved.
    fn tell_title(&mut self, ctx: &egui::Context) {
        let is_changed = self.is_changed();
        if self.titled.replace((self.story_number, is_changed)) == Some((self.story_number, is_changed)) {
            return;
        }
        let dot = if is_changed { "• " } else { "" };
        let title = format!("{dot}{} · Meridian", self.story.store.story().title);
        ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
    }

    /// Shows another story from its start.
    pub(super) fn show_story(&mut self, story: OpenStory) {
        let theme = self.history.view().theme;
        let mut view = View::of_story(&story.store, self.map_size_points);
        view.theme = theme;
        if let Origin::Files(paths) = &story.origin {
            paths.iter().rev().for_each(|path| self.settings.remember_file(path));
        }
        self.comparison = None;
        // What asks about one story does not answer for another.
        self.float.take_if(|float| float.is_about_story());
        self.settings.leave_changes();
        let (whole, placed) = (story.store.clone(), self.placed(story.store.clone()));
        let history = History::new(view, whole.clone());
        self.replace_story(OpenStory { store: placed, ..story }, history, whole);
        self.story_number += 1;
        self.documents += 1;
        self.document = self.documents;
        self.neighbours = Neighbours::default();
        self.search = SearchMemory::default();
        self.ask_again();
    }

    /// Puts a story in the place of another, whose memory is given back by a thread of its own: that of
    /// millions of events takes seconds.
    pub(super) fn replace_story(&mut self, story: OpenStory, history: History, saved: Arc<Store>) {
        let old = (
            std::mem::replace(&mut self.story, story),
            std::mem::replace(&mut self.history, history),
            std::mem::replace(&mut self.saved, saved),
        );
        std::thread::spawn(move || drop(old));
    }

    fn take_answers(&mut self, ctx: &egui::Context) {
        while let Some(answer) = self.jobs.answer() {
            match answer {
                Answer::Basemap(basemap) => {
                    self.basemap = basemap;
                    self.is_ready = true;
                    self.story.store = self.placed(self.story.store.clone());
                    self.ask_again();
                }
                Answer::Relief(images) => {
                    let load =
                        |(place, image)| ctx.load_texture(format!("relief {place}"), image, TextureOptions::LINEAR);
                    self.relief = images.into_iter().enumerate().map(load).collect();
                }
                answer => self.take_outside_answer(answer, ctx),
            }
        }
    }

    /// Sets the theme that the settings and the desktop ask for.
    fn follow_theme(&mut self, ctx: &egui::Context) {
        let wanted = match self.settings.theme {
            ThemeChoice::Fixed(theme) => theme,
            ThemeChoice::System => match ctx.system_theme() {
                Some(egui::Theme::Dark) => Theme::Dark,
                _ => Theme::Light,
            },
        };
        if self.history.view().theme != wanted {
            self.history.set_theme(wanted);
        }
        if self.theme_shown != Some(wanted) {
            let is_dark = if wanted == Theme::Dark { IsDark::Yes } else { IsDark::No };
            ctx.set_theme(if is_dark == IsDark::Yes { egui::Theme::Dark } else { egui::Theme::Light });
            apply_palette(ctx, palette_of(wanted), is_dark);
            self.theme_shown = Some(wanted);
        }
    }

    /// Has finished pictures made anew when egui has drawn its letters anew: theirs lie elsewhere now.
    fn watch_letters(&mut self, ctx: &egui::Context) {
        let job = egui::text::LayoutJob::simple_singleline(
            "Meridian".to_owned(),
            egui::FontId::default(),
            egui::Color32::BLACK,
        );
        let probe = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        if self.probe.as_ref().is_some_and(|before| !Arc::ptr_eq(before, &probe)) {
            self.revision += 1;
        }
        self.probe = Some(probe);
    }

    fn play(&mut self, ctx: &egui::Context) {
        let playback = self.history.view().playback;
        if !playback.playing {
            return;
        }
        let secs = ctx.input(|input| f64::from(input.unstable_dt)).min(0.25);
        self.run(&Command::Tick(secs), ctx);
        let wait = if playback.skips_gaps { (playback.dwell_secs - playback.waited_secs).clamp(0.0, 0.2) } else { 0.0 };
        ctx.request_repaint_after_secs(wait as f32);
    }

    fn take_dropped(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.open_all(dropped);
        }
    }

    /// Asks before the window closes on a story that was changed.
    fn watch_closing(&mut self, ctx: &egui::Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && self.is_changed() && self.closing == Closing::Asks {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.float = Some(Float::Unsaved(Unsaved::before(After::Close)));
        }
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.follow_theme(&ctx);
        self.watch_letters(&ctx);
        self.take_answers(&ctx);
        self.take_dropped(&ctx);
        self.take_pasted(&ctx);
        self.follow_files(&ctx);
        self.watch_closing(&ctx);
        if self.float.is_none() {
            for command in shortcuts::pressed(&ctx) {
                self.run(&command, &ctx);
            }
        }
        self.play(&ctx);
        let mut commands = Vec::new();
        self.panels(ui, &mut commands);
        self.floats(ui, &mut commands);
        let palette = palette_of(self.history.view().theme);
        if self.is_reading() {
            self.reading_ui(ui, palette);
        } else {
            self.notices.ui(ui, palette);
        }
        for command in &commands {
            self.run(command, &ctx);
        }
        if !self.fitted && ctx.cumulative_frame_nr() > 0 {
            // Now the size of the map is known.
            self.fitted = true;
            let view = View::of_story(&self.story.store, self.map_size_points);
            self.history = History::new(View { theme: self.view().theme, ..view }, self.history.store().clone());
            if let Some(picture) = self.waiting_picture.take() {
                self.open_picture(picture, &ctx);
            }
            ctx.request_repaint();
        }
        self.tell_title(&ctx);
        if ctx.input(|input| !input.pointer.any_down()) && commands.is_empty() {
            self.history.end_gesture();
        }
        let size = ctx.content_rect().size();
        self.settings.window_size = [size.x, size.y];
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.settings_file.save(&self.settings);
    }
}
