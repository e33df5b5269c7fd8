//! How the window is driven frame by frame, and what it writes about that where it was asked to.

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use egui::{Context, Ui};

use super::app::App;
use super::frame_log::{Cause, FrameLog};

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        let began = Instant::now();
        self.begin_frame(frame.info().cpu_usage);
        self.update(ctx);
        self.note_work(began);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let began = Instant::now();
        self.note_input(ui);
        self.show(ui);
        self.note_work(began);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.settings_file.save(&self.settings);
        self.end_keeping();
        self.frame_log = None;
    }
}

impl App {
    /// Writes from now on how long frames take; says once where that cannot go on.
    pub(super) fn log_frames(&mut self, file: File, path: &Path) {
        self.frame_log = Some(FrameLog::begin(file, path, self.jobs.sender()));
    }

    /// A frame begins; the one before took so many seconds as a whole.
    fn begin_frame(&mut self, whole_secs: Option<f32>) {
        if let Some(log) = &mut self.frame_log {
            log.begin_frame(whole_secs);
        }
    }

    /// Notes whether a hand called for this frame.
    fn note_input(&mut self, ui: &Ui) {
        if let Some(log) = &mut self.frame_log
            && ui.input(|input| !input.raw.events.is_empty())
        {
            log.note(Cause::Input);
        }
    }

    /// The program has worked at this frame since then.
    fn note_work(&mut self, since: Instant) {
        if let Some(log) = &mut self.frame_log {
            log.worked(since);
            log.count(self.session.shown().len(), self.session.store().len());
        }
    }
}
