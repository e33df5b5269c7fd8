//! Sources that are dropped on the window or pasted, read off its thread.

use std::path::PathBuf;

use egui::Context;

use super::app::App;
use super::document::file_name;
use super::form::Subject;
use super::jobs::Answer;
use super::reading::picture_at;
use super::settings::CentreView;
use super::source_answer::SourceAnswer;
use crate::io::{KnownSources, SourceReading, read_source_file, read_source_text};
use crate::model::Source;

impl App {
    /// Shows a source in the table of sources.
    pub(super) fn list_source(&mut self, id: String) {
        self.settings.centre = CentreView::Sources;
        self.panels.sources.point_out(id);
    }

    /// Reads files that were dropped: what others made is a source, what Meridian made is opened.
    pub(super) fn read_dropped_sources(&self, paths: Vec<PathBuf>) {
        self.find(move |answer| {
            for path in paths {
                if picture_at(&path).is_some() {
                    answer(SourceAnswer::Story(path));
                } else {
                    let read = read_source_file(&path).map_err(|error| error.to_string());
                    answer(SourceAnswer::File(path, read));
                }
            }
        });
    }

    /// Has other threads do what the form of a source waits for.
    pub(super) fn serve_source_form(&mut self) {
        let Some(Subject::Source(id)) = self.panels.form.subject().cloned() else { return };
        if let Some(text) = self.panels.form.pasted.text_to_read() {
            self.find(move |answer| {
                let read = read_source_text(&text).map_err(|error| error.to_string());
                answer(SourceAnswer::Text(text, read));
            });
        }
        let own = self.session.own_store();
        if let Some(key) = self.panels.form.pasted.index_to_make(own, self.session.story_number(), &id) {
            let story = own.whole_story().clone();
            self.find(move |answer| {
                let mut known = KnownSources::default();
                let others = story.sources.iter().enumerate().filter(|(_, source)| source.id != key.without);
                others.for_each(|(place, source)| known.add(source, place));
                answer(SourceAnswer::Index(key, Box::new(known)));
            });
        }
    }

    /// Finds something out about sources on a thread of its own, which answers once or several times.
    fn find(&self, work: impl FnOnce(&dyn Fn(SourceAnswer)) + Send + 'static) {
        let sender = self.jobs.sender();
        std::thread::spawn(move || work(&|answer| sender.send(Answer::Source(answer))));
    }

    /// Takes what another thread has found out.
    pub(super) fn take_source_answer(&mut self, answer: SourceAnswer, ctx: &Context) {
        let pasted = &mut self.panels.form.pasted;
        match answer {
            SourceAnswer::Story(path) => self.open(path),
            SourceAnswer::Index(key, index) => pasted.take_index(key, *index),
            SourceAnswer::Text(text, read) if pasted.is_of(&text) => pasted.take(read, None),
            SourceAnswer::Text(..) => {}
            SourceAnswer::File(path, Err(message)) => {
                self.notices.say(format!("{}: {message}", file_name(&path)), ctx);
            }
            SourceAnswer::File(path, Ok(reading)) => {
                if !self.is_for_open_source(&reading) {
                    self.new_source(ctx);
                }
                self.panels.form.pasted.take(Ok(reading), Some(file_name(&path)));
            }
        }
    }

    /// True where the source that is written is the one that was read, or says nothing of where it is.
    fn is_for_open_source(&self, reading: &SourceReading) -> bool {
        let Some(Subject::Source(id)) = self.panels.form.subject() else { return false };
        let (Some(open), [read]) = (self.session.own_store().source(id), reading.sources.as_slice()) else {
            return false;
        };
        let says_where = |source: &Source| !source.url.is_empty() || !source.archived.is_empty();
        let is_same = || KnownSources::of(std::slice::from_ref(open)).find(read).is_some();
        open.sha256.is_empty() && (!says_where(open) || !says_where(&read.source) || is_same())
    }
}
