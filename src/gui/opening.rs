//! Opening files: several at once, with progress and a stop, and the first events before the rest.
//!
//! This module answers what the window shows while a file is read, and what it shows again when that is
//! stopped. Files are read on a thread of their own, by `io`.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use eframe::egui::{self, Align2, Context, Id, Role, Ui, WidgetInfo, vec2};
use thread_priority::ThreadPriority;

use super::app::App;
use super::columns::ColumnsDialog;
use super::edits::{After, Unsaved};
use super::floats::Float;
use super::former::Former;
use super::jobs::{Answer, OpenStory, picture_at};
use super::style::{color32, words};
use crate::io::{self, Diagnostic, LoadError, Loaded, Mapping, Progress};
use crate::model::Story;
use crate::scene::{Face, Palette, counted, unset_scripts};
use crate::view::History;

/// Where a story comes from, so that it can be read again.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Origin {
    /// The program carries it, or a picture did.
    #[default]
    Carried,
    /// Files, one or several.
    Files(Vec<PathBuf>),
    /// The clipboard.
    Pasted(Arc<str>),
}

impl Origin {
    /// What a story without a title is called.
    fn name(&self) -> String {
        match self {
            Self::Carried => String::new(),
            Self::Pasted(_) => "Pasted table".to_owned(),
            Self::Files(paths) => {
                let stem = paths.first().and_then(|path| path.file_stem()).unwrap_or_default();
                stem.to_string_lossy().into_owned()
            }
        }
    }
}

/// What is to be opened.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    pub(super) origin: Origin,
    /// Which columns mean what, where the viewer said so.
    pub(super) mapping: Mapping,
    pub(super) stays: Stays,
}

/// What stays of what is shown when another story comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stays {
    /// Nothing: it is another story.
    Nothing,
    /// View and selection: it is the same, read again.
    View,
}

/// What the reader tells while it reads.
pub(super) enum Told {
    Progress(u64, u64),
    /// The first events, to be looked at while the rest is read.
    Early(Box<OpenStory>),
    Done(Result<Box<OpenStory>, LoadError>),
}

/// A reading that is under way.
pub(super) struct Reading {
    number: u64,
    request: Request,
    stop: Arc<AtomicBool>,
    since: Instant,
    bytes_read: u64,
    bytes_total: u64,
    /// What was shown before the first events came.
    former: Option<Former>,
}

/// Files of fewer bytes are shown when they are whole.
const LARGE_BYTES: u64 = 4 << 20;
/// Often enough to be seen moving. Each telling paints the window, and that takes time from a click on it.
const TELL_EVERY: Duration = Duration::from_millis(500);

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
            self.float = Some(Float::Unsaved(Unsaved::before(After::Read(Box::new(request)))));
        } else {
            self.read(request);
        }
    }

    /// Reads what is asked for, off the window's thread.
    pub(super) fn read(&mut self, request: Request) {
        self.stop_reading();
        self.readings += 1;
        let (number, stop) = (self.readings, Arc::new(AtomicBool::new(false)));
        let sender = self.jobs.sender();
        let remembered = self.settings.mappings();
        let (asked, stops) = (request.clone(), stop.clone());
        // The window comes first where cores are few; where the system allows no such thing, nothing is lost.
        thread_priority::spawn(ThreadPriority::Min, move |_| {
            if let Origin::Files(paths) = &asked.origin
                && let [path] = paths.as_slice()
                && let Ok(Some(embedded)) = answer_of(|| Ok(picture_at(path)))
            {
                sender.send(Answer::Picture(Box::new(embedded)));
                return;
            }
            let told = answer_of(|| {
                read_request(&asked, &remembered, &stops, &|told| sender.send(Answer::Reading(number, told)))
            });
            sender.send(Answer::Reading(number, Told::Done(told.map(Box::new))));
        });
        let since = Instant::now();
        self.reading_now = Some(Reading { number, request, stop, since, bytes_read: 0, bytes_total: 0, former: None });
    }

    /// Takes what the reader tells; what a stopped one still tells is nobody's.
    pub(super) fn take_reading(&mut self, number: u64, told: Told, ctx: &Context) {
        let Some(reading) = self.reading_now.as_mut().filter(|reading| reading.number == number) else { return };
        match told {
            Told::Progress(read, total) => (reading.bytes_read, reading.bytes_total) = (read, total),
            Told::Early(story) if reading.request.stays == Stays::Nothing => self.show_early(*story),
            Told::Early(_) => {}
            Told::Done(Ok(story)) => {
                let reading = self.reading_now.take();
                if let Some(reading) = reading {
                    self.show_read(reading, *story, ctx);
                }
            }
            Told::Done(Err(error)) => {
                self.restore();
                self.waiting_view = None;
                if !matches!(error, LoadError::Cancelled) {
                    self.notices.say(error_text(&error), ctx);
                }
            }
        }
    }

    /// Shows the first events; what was shown is kept.
    fn show_early(&mut self, story: OpenStory) {
        let former = self.put_away();
        self.show_story(story);
        if let Some(reading) = &mut self.reading_now {
            reading.former = Some(former);
        }
    }

    fn show_read(&mut self, mut reading: Reading, story: OpenStory, ctx: &Context) {
        let is_early = reading.former.is_some();
        let view = self.history.view().clone();
        let counts = counts_text(&story);
        let needs_look = reading.request.mapping.is_empty()
            && story.table.as_ref().is_some_and(|table| table.schema.is_none() && !table.doubts.is_empty());
        let keeps = reading.request.stays == Stays::View;
        // Whoever has moved while the rest was read stays there.
        let moved = is_early && self.history.has_moved();
        let is_pasted = matches!(story.origin, Origin::Pasted(_)) && !keeps;
        let former = reading.former.take().or_else(|| is_pasted.then(|| self.put_away()));
        // The first events were of the same story.
        let begun = is_early.then(|| (self.document, self.float.take()));
        self.show_story(story);
        if let Some((document, float)) = begun {
            (self.document, self.float) = (document, float);
        }
        match former {
            Some(former) if is_pasted => self.keep_for_undo(former),
            // Giving back the memory of millions of events takes seconds.
            former => drop(std::thread::spawn(move || drop(former))),
        }
        if keeps || moved {
            self.history = History::new(view, self.history.store().clone());
            self.view_again();
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
        if let Some(reading) = &self.reading_now {
            reading.stop.store(true, Ordering::Relaxed);
        }
        self.restore();
    }

    /// True while a file is read.
    pub fn is_reading(&self) -> bool {
        self.reading_now.is_some()
    }

    fn restore(&mut self) {
        if let Some(Reading { former: Some(former), .. }) = self.reading_now.take() {
            self.show_again(former);
        }
    }

    /// Asks which columns of the table mean what.
    pub(super) fn ask_columns(&mut self) {
        if let Some(table) = &self.story.table {
            self.float = Some(Float::Columns(Box::new(ColumnsDialog::new(table.clone()))));
        }
    }

    /// Reads the table again with other columns, and remembers them for its header.
    pub(super) fn use_columns(&mut self, mapping: Mapping) {
        if let Some(table) = &self.story.table {
            self.settings.remember_mapping(io::header_key(&table.columns), &mapping);
        }
        self.read_after_asking(Request { mapping, ..Request::of(self.story.origin.clone()) });
    }

    /// Reads the files of the story again; view and selection stay.
    pub(super) fn reload(&mut self, ctx: &Context) {
        if matches!(self.story.origin, Origin::Carried) {
            self.notices.say("The story comes from no file, so there is nothing to read again", ctx);
            return;
        }
        let mapping = self.story.correction.clone();
        self.read_after_asking(Request { mapping, stays: Stays::View, ..Request::of(self.story.origin.clone()) });
    }

    /// How far the file is read, with a way to stop it.
    pub(super) fn reading_ui(&mut self, ui: &Ui, palette: &Palette) {
        let Some(reading) = &self.reading_now else { return };
        let waited = reading.since.elapsed();
        if waited < Duration::from_millis(150) {
            ui.ctx().request_repaint_after(Duration::from_millis(150));
            return;
        }
        let text = reading.text(waited.as_secs_f64());
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

impl Reading {
    fn share(&self) -> f32 {
        if self.bytes_total == 0 { 0.0 } else { self.bytes_read as f32 / self.bytes_total as f32 }
    }

    /// What is read, how much of it and how fast, and how long it will take.
    fn text(&self, secs: f64) -> String {
        let name = match &self.request.origin {
            Origin::Carried => "the story".to_owned(),
            Origin::Pasted(_) => "what was pasted".to_owned(),
            Origin::Files(paths) => match paths.as_slice() {
                [path] => file_name(path),
                paths => format!("{} files", paths.len()),
            },
        };
        if self.bytes_total == 0 || self.bytes_read == 0 {
            return format!("Reading {name}…");
        }
        let percent = (self.share() * 100.0).floor();
        if self.bytes_read >= self.bytes_total {
            return format!("Reading {name}: making sense of it…");
        }
        let rate = self.bytes_read as f64 / secs;
        let left = (self.bytes_total - self.bytes_read) as f64 / rate;
        format!("Reading {name}: {percent} %, {:.0} MB/s, {:.0} s left", rate / 1e6, left.ceil())
    }
}

/// What a reading gives; where it panics, that is its answer too, so that the window waits for none in vain.
fn answer_of<T>(read: impl FnOnce() -> Result<T, LoadError>) -> Result<T, LoadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        let message = format!("reading it failed by a fault of Meridian, please report it with the file: {words}");
        Err(LoadError::Broken { format: "a file that this version can read", line: 1, column: 1, message })
    })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Reads what is asked for.
fn read_request(
    request: &Request,
    remembered: &BTreeMap<String, Mapping>,
    stop: &AtomicBool,
    tell: &dyn Fn(Told),
) -> Result<OpenStory, LoadError> {
    let total = request.total_bytes();
    let mut before = 0;
    let mut parts = Vec::new();
    let mut told = Instant::now();
    let mut is_early = total < LARGE_BYTES;
    let mut watch = |progress: Progress<'_>, before: u64| {
        if stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if told.elapsed() > TELL_EVERY {
            told = Instant::now();
            tell(Told::Progress(before + progress.bytes_read, total));
        }
        if !is_early && !progress.story.events.is_empty() {
            is_early = true;
            let mut first = progress.first_events();
            if first.title.is_empty() {
                first.title = request.origin.name();
            }
            tell(Told::Early(Box::new(OpenStory::of_story(first))));
        }
        ControlFlow::Continue(())
    };
    match &request.origin {
        Origin::Carried => return Ok(OpenStory::carried()),
        Origin::Pasted(text) => {
            let mut watch = |progress: Progress<'_>| watch(progress, 0);
            let mut loaded = io::open_bytes(text.as_bytes().to_vec(), request.opening(remembered, &mut watch))?;
            if loaded.story.title.is_empty() {
                loaded.story.title = request.origin.name();
            }
            parts.push((String::new(), loaded));
        }
        Origin::Files(paths) => {
            for path in paths {
                let mut watch = |progress: Progress<'_>| watch(progress, before);
                let loaded = io::open(path, request.opening(remembered, &mut watch))?;
                before += std::fs::metadata(path).map_or(0, |metadata| metadata.len());
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                parts.push((name, loaded));
            }
        }
    }
    tell(Told::Progress(total, total));
    let loaded = match parts.len() {
        1 => parts.remove(0).1,
        _ => io::merge(parts),
    };
    if stop.load(Ordering::Relaxed) {
        return Err(LoadError::Cancelled);
    }
    Ok(OpenStory::read(loaded, request.origin.clone(), request.mapping.clone()))
}

impl Request {
    /// To read something from its start.
    pub(super) fn of(origin: Origin) -> Self {
        Self { origin, mapping: Mapping::default(), stays: Stays::Nothing }
    }

    fn opening<'a>(&self, remembered: &BTreeMap<String, Mapping>, watch: &'a mut io::Watch<'a>) -> io::Opening<'a> {
        io::Opening {
            mapping: self.mapping.clone(),
            remembered: remembered.clone(),
            now_secs: None,
            progress: Some(watch),
        }
    }

    fn total_bytes(&self) -> u64 {
        match &self.origin {
            Origin::Carried => 0,
            Origin::Pasted(text) => text.len() as u64,
            Origin::Files(paths) => {
                paths.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|metadata| metadata.len()).sum()
            }
        }
    }
}

/// How many rows became what, for a notice.
fn counts_text(story: &OpenStory) -> String {
    let events = story.store.len();
    if story.report.rows == 0 || story.format == "story" {
        return format!("Opened {}", counted(events, "event"));
    }
    let schema = story.table.as_ref().and_then(|table| table.schema).map(|name| format!(" as {name}"));
    let schema = schema.unwrap_or_default();
    let parts = report_parts(story);
    let tail = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    format!("{} of {}{schema}{tail}", counted(events, "event"), counted(story.report.rows, "row"))
}

/// How many rows became what, in full.
pub(super) fn report_text(story: &OpenStory) -> String {
    if story.report.rows == 0 {
        return counted(story.store.len(), "event");
    }
    let rows = format!("{} as {}", counted(story.report.rows, "row"), story.format);
    let first = [rows, counted(story.store.len(), "event")];
    first.into_iter().chain(report_parts(story)).collect::<Vec<_>>().join(", ")
}

fn report_parts(story: &OpenStory) -> Vec<String> {
    let report = &story.report;
    let parts = [
        (report.undated, "undated"),
        (report.unplaced, "unplaced"),
        (report.out_of_range, "out of range"),
        (report.duplicates, "duplicate"),
        (report.wrapped, "wrapped around the globe"),
        (report.rejected, "rejected"),
    ];
    parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect()
}

/// An error with the name of its file, and what to do.
fn error_text(error: &LoadError) -> String {
    match error {
        LoadError::Read { path, source } => format!("{} could not be read: {source}", file_name(path)),
        other => format!("Could not open the file: {}", other.diagnostic()),
    }
}

/// Says which scripts no carried font is there for: the window may find one on this machine, exports do not.
fn add_unset(loaded: &mut Loaded) {
    for script in unset_scripts(&loaded.story, 0..loaded.story.events.len()) {
        let first = script.first.map(|index| format!(", first in \"{}\"", loaded.story.events[index].title));
        let words = format!("{}{}; exports show boxes for it", script.words(), first.unwrap_or_default());
        loaded.diagnostics.push(Diagnostic::warning(1, 1, words));
    }
}

impl OpenStory {
    /// A story that was read, and what was said of it.
    fn read(mut loaded: Loaded, origin: Origin, correction: Mapping) -> Self {
        add_unset(&mut loaded);
        // What was packed is not saved in its place: there may be more in it.
        let is_story = matches!(loaded.format, "story" | "geojson") && loaded.content.is_some();
        let path = match &origin {
            Origin::Files(paths) if is_story => paths.first().filter(|_| paths.len() == 1).cloned(),
            _ => None,
        };
        Self { path, origin, correction, ..Self::of(loaded) }
    }

    /// Nothing, for the moment in which one story is exchanged for another.
    pub(super) fn empty() -> Self {
        Self::of_story(Story::default())
    }
}

impl App {
    /// Reads the story as the view asks, and asks which events it shows.
    pub(super) fn view_again(&mut self) {
        self.read_again();
        self.ask_again();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_without_a_font_is_among_the_remarks() {
        let text = r#"{"type":"FeatureCollection","story":{"version":1,"title":"T"},"features":[
            {"type":"Feature","id":"a","geometry":null,"properties":{"title":"กรุงเทพ","claims":[]}}]}"#;
        let story =
            OpenStory::read(io::story_from_slice(text.as_bytes()).unwrap(), Origin::Carried, Mapping::default());
        let told =
            story.diagnostics.iter().any(|remark| remark.message.starts_with("no font for Thai in 1 event, first in"));
        assert!(told, "{:?}", story.diagnostics);
    }

    #[test]
    fn a_reading_that_panics_answers_with_what_happened() {
        let numbers: Vec<u32> = Vec::new();
        let told = answer_of(|| Ok(numbers[numbers.len()])).unwrap_err();
        assert!(error_text(&told).contains("index out of bounds"), "{told}");
        assert!(answer_of(|| Ok(1)).is_ok());
    }
}
