//! Opening files: what is shown while one is read, and what is shown again when that is stopped.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Duration;

use egui::{Align2, Context, Id, Role, Ui, WidgetInfo, vec2};
use thread_priority::ThreadPriority;

use super::app::App;
use super::columns::ColumnsDialog;
use super::dialogs::Dialog;
use super::document::{OpenStory, Origin, Request, Stays};
use super::former::drop_later;
use super::jobs::Answer;
use super::merged_file::Then;
use super::outcome::After;
use super::questions::Unsaved;
use super::reading::{FileReading, ReadProgress, answer_of, error_text, picture_at, read_request};
use super::style::{color32, words};
use super::watching::{FileWatch, Followed};
use crate::io::{self, LoadError, Mapping};
use crate::scene::{Face, Palette};
use crate::view::View;

impl App {
    /// Reads files and shows them as one story, each as a layer where there are several.
    ///
    /// Asks first when the story that is open was changed.
    pub fn open_files(&mut self, paths: Vec<PathBuf>) {
        self.read(Request::of(Origin::Files(paths)));
    }

    /// Reads what is asked for; asks first when the story that is open was changed.
    pub(super) fn read_after_asking(&mut self, request: Request) {
        if self.is_changed() {
            self.dialog = Some(Dialog::Unsaved(Unsaved::before(After::Read(Box::new(request)))));
        } else {
            self.read(request);
        }
    }

    /// Reads what is asked for, off the window's thread.
    pub(super) fn read(&mut self, request: Request) {
        self.stop_reading();
        self.pending.readings += 1;
        let number = self.pending.readings;
        let reading = FileReading::new(number, request.clone());
        let stop = reading.stop.clone();
        let sender = self.jobs.sender();
        let (remembered, cache) = (self.settings.mappings(), self.cache.clone());
        let map_size_points = self.panels.screen.map_size_points;
        // The window comes first where cores are few; where the system allows no such thing, nothing is lost.
        thread_priority::spawn(ThreadPriority::Min, move |_| {
            if let Origin::Files(paths) = &request.origin
                && let [path] = paths.as_slice()
                && let Ok(Some(embedded)) = answer_of(|| Ok(picture_at(path)))
            {
                sender.send(Answer::Reading(number, ReadProgress::Picture(Box::new(embedded))));
                return;
            }
            let from = (&remembered, cache.as_ref());
            let told =
                answer_of(|| read_request(&request, from, &stop, &|told| sender.send(Answer::Reading(number, told))));
            match told {
                Ok((story, keeping)) => {
                    let story = story.with_view(map_size_points);
                    let store = keeping.is_due().then(|| story.store.clone());
                    sender.send(Answer::Reading(number, ReadProgress::Done(Ok(Box::new(story)))));
                    if let Some(store) = store {
                        keeping.keep(&store);
                    }
                }
                Err(error) => sender.send(Answer::Reading(number, ReadProgress::Done(Err(error)))),
            }
        });
        self.pending.reading = Some(reading);
    }

    /// Takes what the reader tells; what a stopped one still tells is nobody's.
    pub(super) fn take_reading(&mut self, number: u64, told: ReadProgress, ctx: &Context) {
        let Some(reading) = self.pending.reading.as_mut().filter(|reading| reading.number == number) else { return };
        match told {
            ReadProgress::Progress(read, total) => reading.progress(read, total),
            ReadProgress::Early(story) if reading.request.stays == Stays::Nothing => {
                let former = self.show_story(*story);
                if let Some(reading) = &mut self.pending.reading {
                    reading.former = Some(former);
                }
            }
            ReadProgress::Early(_) => {}
            ReadProgress::Picture(picture) => {
                self.pending.reading = None;
                self.open_picture(*picture, ctx);
            }
            ReadProgress::Done(Ok(story)) => {
                if let Some(reading) = self.pending.reading.take() {
                    match reading.request.stays {
                        Stays::Story => self.add_rows(*story, ctx),
                        Stays::Nothing | Stays::View => self.show_read(reading, *story, ctx),
                    }
                }
            }
            ReadProgress::Done(Err(error)) => {
                self.restore();
                self.pending.view = None;
                if !matches!(error, LoadError::Cancelled) {
                    self.notices.say(error_text(&error), ctx);
                }
            }
        }
    }

    fn show_read(&mut self, reading: FileReading, story: OpenStory, ctx: &Context) {
        let is_early = reading.former.is_some();
        let view = self.view().clone();
        let counts = story.document.counts_text(story.store.len());
        let table = story.document.table.as_ref();
        let needs_look = reading.request.mapping.is_empty()
            && table.is_some_and(|table| table.schema.is_none() && !table.doubts.is_empty());
        let keeps = reading.request.stays == Stays::View;
        // Whoever has moved while the rest was read stays there.
        let moved = is_early && self.session.has_past();
        let is_pasted = matches!(story.document.origin, Origin::Pasted(_)) && !keeps;
        // The first events were of the same story.
        let begun = is_early.then(|| (self.document.number, self.dialog.take()));
        let replaced = self.show_story(story);
        if let Some((number, dialog)) = begun {
            (self.document.number, self.dialog) = (number, dialog);
        }
        let (former, first_events) = match reading.former {
            Some(former) => (former, Some(replaced)),
            None => (replaced, None),
        };
        first_events.into_iter().for_each(drop_later);
        if is_pasted {
            self.keep_for_undo(former);
        } else {
            drop_later(former);
        }
        if keeps || moved {
            self.session.begin_with(View { theme: self.view().theme, ..view });
        }
        self.watch_files();
        self.show_waiting_view(ctx);
        self.notices.say(counts, ctx);
        if needs_look {
            self.ask_columns();
        }
    }

    /// Stops what is being read, and shows what was shown before.
    pub(super) fn stop_reading(&mut self) {
        if let Some(reading) = &self.pending.reading {
            reading.stop.store(true, Ordering::Relaxed);
        }
        self.restore();
    }

    /// True while a file is read.
    pub fn is_reading(&self) -> bool {
        self.pending.reading.is_some()
    }

    fn restore(&mut self) {
        if let Some(FileReading { former: Some(former), .. }) = self.pending.reading.take() {
            drop_later(self.show_again(former));
        }
    }

    /// Asks which columns of the table mean what.
    pub(super) fn ask_columns(&mut self) {
        if let Some(table) = &self.document.table {
            self.dialog = Some(Dialog::Columns(Box::new(ColumnsDialog::new(table.clone()))));
        }
    }

    /// Reads the table again with other columns, and remembers them for its header.
    pub(super) fn use_columns(&mut self, mapping: Mapping) {
        if let Some(table) = &self.document.table {
            self.settings.remember_mapping(io::header_key(&table.columns), &mapping);
        }
        self.read_after_asking(Request { mapping, ..Request::of(self.document.origin.clone()) });
    }

    /// Reads the files of the story again; view and selection stay.
    pub(super) fn reload(&mut self, ctx: &Context) {
        if matches!(self.document.origin, Origin::Carried | Origin::Begun) {
            self.notices.say("Nothing to reload", ctx);
            return;
        }
        let mapping = self.document.correction.clone();
        self.read_after_asking(Request { mapping, stays: Stays::View, ..Request::of(self.document.origin.clone()) });
    }

    /// Watches the files of the story that is open, as they are now.
    pub(super) fn watch_files(&mut self) {
        self.document.watch = FileWatch::default();
        if let Origin::Files(paths) = &self.document.origin {
            let sender = self.jobs.sender();
            self.document.watch = FileWatch::of(paths, move || sender.send(Answer::FilesMayHaveChanged));
        }
    }

    /// Reads the story again once its files have changed and are quiet.
    pub(super) fn follow_files(&mut self, ctx: &Context) {
        match self.document.watch.follow() {
            Followed::Same => {}
            Followed::Restless(rest) => ctx.request_repaint_after(rest),
            Followed::Changed if self.is_reading() => {}
            Followed::Changed if self.is_changed() && self.document.path.is_some() => {
                if let Some(path) = self.document.path.clone() {
                    self.merge_file(path, Then::Stays);
                }
            }
            Followed::Changed if self.is_changed() => {
                let text =
                    "The file was changed by another program, and so was the story here; saving would replace it";
                self.notices.say(text, ctx);
            }
            Followed::Changed => self.reload(ctx),
        }
    }

    /// How far the file is read, with a way to stop it.
    pub(super) fn reading_ui(&mut self, ui: &Ui, palette: &Palette) {
        let Some(reading) = &self.pending.reading else { return };
        let waited = reading.waited();
        if waited < Duration::from_millis(150) {
            ui.ctx().request_repaint_after(Duration::from_millis(150));
            return;
        }
        let text = reading.text();
        let share = reading.share();
        let mut stops = false;
        let area = egui::Area::new(Id::unique("reading")).order(egui::Order::Foreground);
        area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -28.0)).show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| {
                ui.set_width(440.0);
                ui.horizontal(|ui| {
                    let label = ui.label(words(text.clone(), Face::Medium, 12.0, palette.ink));
                    label.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        let stop = ui.button("Stop");
                        // When it is pressed and not when it is let go: stopping is at once.
                        stops = stop.clicked() || stop.is_pointer_button_down_on();
                    });
                });
                let bar = egui::ProgressBar::new(share).desired_height(5.0).fill(color32(palette.accent));
                ui.add(bar);
            });
        });
        if stops {
            self.stop_reading();
            // What is about to be left is not painted once more.
            ui.ctx().request_discard("another story is shown");
        }
    }
}
