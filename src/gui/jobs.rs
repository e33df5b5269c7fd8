//! Work done off the window's thread: reading stories, decoding the relief, writing pictures.
//!
//! Each job runs on a thread of its own and sends one answer, then wakes the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use egui::{ColorImage, Context};

use super::document::{OpenStory, file_name};
use super::export_order::{ExportJob, Written};
use super::merged_file::{MergedFile, Then};
use super::outcome::Asked;
use super::places_read::PlacesRead;
use super::reading::ReadProgress;
use super::recovery::Recovery;
use super::relief::relief_image;
use super::source_answer::SourceAnswer;
use super::steps::Change;
use super::typed::sentence;
use crate::basemap::Basemap;
use crate::export::{self, EventsSpec, Progress};
use crate::io;
use crate::model::{CitationForm, Row, Story};
use crate::query::{Conflict, reverted, select};
use crate::store::Store;
use crate::view::{Comparison, View};

/// One edition of one of the stories that were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edition {
    pub(super) document: u64,
    pub(super) edition: u64,
}

/// A story that was saved.
pub(super) struct Saved {
    pub(super) path: PathBuf,
    pub(super) edition: Edition,
    /// What the file holds now.
    pub(super) content: io::Content,
    /// The same as a story.
    pub(super) story: Arc<Story>,
}

/// Sends answers from other threads, and wakes the window for each.
#[derive(Clone)]
pub(super) struct AnswerSender {
    ctx: Context,
    sender: Sender<Answer>,
}

impl AnswerSender {
    pub(super) fn send(&self, answer: Answer) {
        let is_progress = matches!(answer, Answer::Reading(_, ReadProgress::Progress(..)));
        // The window may have closed meanwhile; then nobody waits for the answer.
        if self.sender.send(answer).is_ok() {
            // A bar that has moved takes one frame; at once would be two.
            self.ctx.request_repaint_after(Duration::from_millis(u64::from(is_progress)));
        }
    }
}

/// What a job answers.
pub(super) enum Answer {
    Story(Result<Box<OpenStory>, String>),
    /// What the reader with this number tells.
    Reading(u64, ReadProgress),
    /// Something happened in a folder that is watched.
    FilesMayHaveChanged,
    /// Something was done, in words.
    Told(String),
    /// Events were written.
    WroteEvents(Result<String, String>),
    /// What was found out about a source.
    Source(SourceAnswer),
    Basemap(Arc<Basemap>),
    /// The story that the program carries, to be looked at on the start page.
    Sample(Arc<Store>),
    Relief(Vec<ColorImage>),
    /// How many events have each number was counted, which their store keeps.
    Numbers,
    /// The places that can be looked for.
    Places(Box<PlacesRead>),
    Captured(Arc<ColorImage>, PictureUse),
    Wrote(Result<PathBuf, String>),
    /// A citation of the event or of the view.
    Cited {
        text: String,
        what: &'static str,
    },
    /// A picture as it will look.
    Preview(Result<ColorImage, String>),
    /// How an export ended.
    Exported(Written),
    /// A story is saved, or is not.
    Saved(Result<Saved, String>),
    /// The file that the story that was open then was to be saved in holds something else than was read.
    ChangedByOthers(u64, PathBuf),
    /// The paths that the desktop was asked for; none when it has no dialog or the viewer declined.
    Chosen(Asked, Vec<PathBuf>),
    Version(Result<Arc<Comparison>, String>),
    /// This story without one of its changes; why not, where it cannot be.
    Reverted(Arc<Story>, Result<Arc<Story>, String>),
    /// The story with this number, and what others have written into its file, as one.
    FileMerged(u64, Result<Box<MergedFile>, (PathBuf, Then, String)>),
    /// The journal has kept something, or cannot.
    Kept,
    /// Journals that a crash has left.
    Left(Vec<io::LeftJournal>),
    /// What one of them gives back.
    Recovered(Result<Box<Recovery>, String>),
}

/// What a picture of the window is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PictureUse {
    /// A file in the folder for pictures.
    File,
    /// The clipboard.
    Clipboard,
}

/// Starts jobs and holds their answers until the window asks.
pub(super) struct Jobs {
    ctx: Context,
    sender: Sender<Answer>,
    answers: Receiver<Answer>,
}

impl Jobs {
    pub(super) fn new(ctx: &Context) -> Self {
        let (sender, answers) = channel();
        Self { ctx: ctx.clone(), sender, answers }
    }

    /// The next answer that has come in.
    pub(super) fn answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// Does work on a thread of its own, which sends one answer.
    pub(super) fn start(&self, work: impl FnOnce() -> Answer + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        std::thread::spawn(move || {
            // The window may have closed meanwhile; then nobody waits for the answer.
            if sender.send(work()).is_ok() {
                ctx.request_repaint();
            }
        });
    }

    /// The context that is woken.
    pub(super) fn ctx(&self) -> &Context {
        &self.ctx
    }

    /// Sends answers from another thread.
    pub(super) fn sender(&self) -> AnswerSender {
        AnswerSender { ctx: self.ctx.clone(), sender: self.sender.clone() }
    }

    /// Writes events of what is shown, in a format of others.
    pub(super) fn write_events(
        &self,
        path: PathBuf,
        format: io::FileFormat,
        spec: EventsSpec,
        (store, basemap, view): (Arc<Store>, Arc<Basemap>, View),
    ) {
        self.start(move || Answer::WroteEvents(written_events(&path, format, &spec, (&store, &basemap, &view))));
    }

    /// Writes the rows that became no event.
    pub(super) fn write_rejected(&self, path: PathBuf, rows: Vec<Row>) {
        self.start(move || {
            let written = io::write_rows(&path, &rows).map_err(|error| error.to_string());
            Answer::WroteEvents(written.map(|guarded| {
                let guarded = io::guarded_words(guarded).map_or(String::new(), |words| format!("; {words}"));
                format!("Saved {} rows to {}{guarded}", rows.len(), path.display())
            }))
        });
    }

    /// Reads the story that a picture carries.
    pub(super) fn read_carried_along(&self, story: String) {
        self.start(move || {
            let read = io::story_from_slice(story.as_bytes()).map_err(|error| error.to_string());
            Answer::Story(read.map(|loaded| Box::new(OpenStory::of(loaded))))
        });
    }

    /// Reads an older version of a story and finds what has changed since.
    pub(super) fn read_version(&self, path: PathBuf, new: Arc<Store>) {
        self.start(move || {
            let read = io::open(&path, io::Opening::default()).map_err(|error| error.to_string());
            let name = file_name(&path);
            Answer::Version(read.map(|old| Arc::new(Comparison::between(&old.story, new.whole_story(), name))))
        });
    }

    /// Saves a story in a file; not where that no longer holds what was read of it.
    pub(super) fn write_story(
        &self,
        path: PathBuf,
        store: Arc<Store>,
        edition: Edition,
        was_read: Option<io::Content>,
    ) {
        self.start(move || {
            if let Some(was_read) = was_read
                && io::Content::of_file(&path).is_ok_and(|now| now != was_read)
            {
                return Answer::ChangedByOthers(edition.document, path);
            }
            let written = io::write_story(&path, store.whole_story()).map_err(|error| error.to_string());
            let story = store.whole_story().clone();
            Answer::Saved(written.map(|content| Saved { path, edition, content, story }))
        });
    }

    /// Looks for journals that a crash has left.
    pub(super) fn find_left(&self, folder: PathBuf) {
        self.start(move || Answer::Left(io::left_journals(&folder)));
    }

    /// Takes back one change of a story.
    pub(super) fn revert(&self, change: Change, now: Arc<Story>) {
        self.start(move || {
            let reverted = reverted(&change.before, &change.after, &now);
            let told = |conflicts: Vec<Conflict>| conflicts.first().map(|conflict| conflict.words(60));
            Answer::Reverted(now, reverted.map(Arc::new).map_err(|conflicts| told(conflicts).unwrap_or_default()))
        });
    }

    /// Merges a story with what its file holds now, from what it held before.
    pub(super) fn merge_file(&self, document: u64, (path, then): (PathBuf, Then), base: Arc<Story>, ours: Arc<Story>) {
        self.start(move || {
            let merged = MergedFile::of(path.clone(), then, &base, ours).map(Box::new);
            Answer::FileMerged(document, merged.map_err(|message| (path, then, message)))
        });
    }

    /// Reads what a journal gives back.
    pub(super) fn recover(&self, left: io::LeftJournal) {
        self.start(move || Answer::Recovered(Recovery::of(left).map(Box::new)));
    }

    pub(super) fn read_carried(&self) {
        self.start(|| Answer::Story(Ok(Box::new(OpenStory::carried()))));
    }

    /// Reads the story that the program carries, to be looked at.
    pub(super) fn read_sample(&self) {
        self.start(|| Answer::Sample(OpenStory::carried().store));
    }

    /// Decodes the base map, then its relief.
    pub(super) fn read_basemap(&self) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let most_pixels = ctx.input(|input| input.max_texture_side);
        self.start(move || {
            let basemap = Basemap::embedded().clone();
            let relief = basemap.clone();
            // The levels that a story of a region opens with are built here and not in a frame.
            for level in 5..=7 {
                basemap.detail(level);
            }
            if sender.send(Answer::Basemap(basemap)).is_ok() {
                ctx.request_repaint();
            }
            Answer::Relief(relief.relief.iter().map(|relief| relief_image(relief.jpeg, most_pixels as u32)).collect())
        });
    }

    /// Takes a picture of the window when the next frame has been painted.
    pub(super) fn capture(&self, purpose: PictureUse) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        self.ctx.request_screenshot(move |image| {
            if sender.send(Answer::Captured(image, purpose)).is_ok() {
                ctx.request_repaint();
            }
        });
    }

    /// Writes a picture as PNG.
    pub(super) fn write_png(&self, image: Arc<ColorImage>, path: PathBuf) {
        self.start(move || {
            let [width, height] = image.size.map(|side| side as u32);
            let mut bytes = std::io::Cursor::new(Vec::new());
            let (color, format) = (image::ColorType::Rgba8, image::ImageFormat::Png);
            let drawn = image::write_buffer_with_format(&mut bytes, image.as_raw(), width, height, color, format);
            let written = drawn
                .map_err(|error| error.to_string())
                .and_then(|()| io::write_atomic(&path, bytes.get_ref()).map_err(|error| error.to_string()));
            Answer::Wrote(written.map(|()| path))
        });
    }

    /// Writes an export. What it returns tells how far that has come, and stops it.
    pub(super) fn export(&self, job: ExportJob) -> Arc<Progress> {
        let ctx = self.ctx.clone();
        let progress = Arc::new(Progress::telling(move |_| ctx.request_repaint()));
        let told = progress.clone();
        self.start(move || Answer::Exported(job.write(&told).unwrap_or_else(Written::nothing)));
        progress
    }

    /// Draws a picture to be looked at, of a film the frame at a share of its length.
    pub(super) fn preview(&self, job: ExportJob, share: f32) {
        self.start(move || Answer::Preview(job.image(share)));
    }

    /// Counts how many events of a store have each number, which it keeps.
    pub(super) fn count_numbers(&self, store: Arc<Store>) {
        self.start(move || {
            store.number_spreads();
            Answer::Numbers
        });
    }

    /// Cites the event that a view selects, or what it shows.
    pub(super) fn cite(&self, store: Arc<Store>, view: View, form: CitationForm) {
        self.start(move || {
            let text = export::citation(&store, &view, &select(&store, &view.question()), form);
            Answer::Cited { text, what: if view.selected(&store).is_some() { "the event" } else { "the view" } }
        });
    }

    /// Cites the claim with this id.
    pub(super) fn cite_claim(&self, store: Arc<Store>, id: String) {
        self.start(move || match export::claim_citation(&store, &id, CitationForm::Text) {
            Some(text) => Answer::Cited { text, what: "the claim" },
            None => Answer::Wrote(Err("The claim is no longer there".to_owned())),
        });
    }
}

/// Writes events. Returns what became of them, for the viewer.
fn written_events(
    path: &Path,
    format: io::FileFormat,
    spec: &EventsSpec,
    (store, basemap, view): (&Arc<Store>, &Basemap, &View),
) -> Result<String, String> {
    let story = spec.story(store, basemap, view).map_err(|problem| sentence(&problem.to_string()))?;
    let written = io::write_events(path, &story, format).map_err(|error| error.to_string())?;
    let lost = match written.lost.as_slice() {
        [] => String::new(),
        lost => format!("; this format cannot store {}", lost.join(", ")),
    };
    let guarded = io::guarded_words(written.guarded).map_or(String::new(), |words| format!("; {words}"));
    let redacted = [vec![String::new()], spec.redaction.words()].concat().join("; ");
    let (events, total) = (written.events, store.len());
    Ok(format!("Saved {events} of {total} events to {}{lost}{guarded}{redacted}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carried_relief_fits_small_graphics() {
        for relief in &Basemap::embedded().relief {
            let [width, height] = relief_image(relief.jpeg, 1024).size;
            assert!(width.max(height) == 1024 && width.min(height) > 400);
        }
    }
}
