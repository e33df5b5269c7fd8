//! Reading what is asked for, off the window's thread: several files at once, with progress and a stop, and the
//! first events before the rest. It knows no window.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::document::{Document, Former, OpenStory, Origin, Request, file_name};
use crate::basemap::Basemap;
use crate::export::{self, Embedded};
use crate::io::{self, Cache, Diagnostic, Keeping, LoadError, Loaded, Mapping, Opened, Progress};
use crate::scene::unset_scripts;
use crate::store::Store;
use crate::view::{View, kept_store, placed};

/// Files of fewer bytes are shown when they are whole.
const LARGE_BYTES: u64 = 4 << 20;
/// Often enough to be seen moving. Each telling paints the window, and that takes time from a click on it.
const TELL_EVERY: Duration = Duration::from_millis(500);

/// What the reader tells while it reads.
pub(super) enum ReadProgress {
    Progress(u64, u64),
    /// The first events, to be looked at while the rest is read.
    Early(Box<OpenStory>),
    /// The file is a picture that was made of a view.
    Picture(Box<Embedded>),
    Done(Result<Box<OpenStory>, LoadError>),
}

/// A reading that is under way.
pub(super) struct FileReading {
    pub(super) number: u64,
    pub(super) request: Request,
    pub(super) stop: Arc<AtomicBool>,
    since: Instant,
    bytes_read: u64,
    bytes_total: u64,
    /// What was shown before the first events came.
    pub(super) former: Option<Former>,
}

impl FileReading {
    /// A reading that begins now.
    pub(super) fn new(number: u64, request: Request) -> Self {
        let (stop, since) = (Arc::default(), Instant::now());
        Self { number, request, stop, since, bytes_read: 0, bytes_total: 0, former: None }
    }

    /// Takes how much is read.
    pub(super) fn progress(&mut self, bytes_read: u64, bytes_total: u64) {
        (self.bytes_read, self.bytes_total) = (bytes_read, bytes_total);
    }

    /// How long it has taken by now.
    pub(super) fn waited(&self) -> Duration {
        self.since.elapsed()
    }

    /// How much of it is read, from 0 to 1.
    pub(super) fn share(&self) -> f32 {
        if self.bytes_total == 0 { 0.0 } else { self.bytes_read as f32 / self.bytes_total as f32 }
    }

    /// What is read, how much of it, and how long it will take.
    pub(super) fn text(&self) -> String {
        let name = match &self.request.origin {
            Origin::Carried | Origin::Begun => "the story".to_owned(),
            Origin::Pasted(_) => "pasted text".to_owned(),
            Origin::Files(paths) => match paths.as_slice() {
                [path] => file_name(path),
                paths => format!("{} files", paths.len()),
            },
        };
        if self.bytes_read == 0 || self.bytes_read >= self.bytes_total {
            return format!("Importing {name}…");
        }
        let percent = (self.share() * 100.0).floor();
        let rate = self.bytes_read as f64 / self.waited().as_secs_f64();
        let left = (self.bytes_total - self.bytes_read) as f64 / rate;
        format!("Importing {name}: {percent} %, {:.0} s left", left.ceil())
    }
}

/// What a reading gives; where it panics, that is its answer too, so that the window waits for none in vain.
pub(super) fn answer_of<T>(read: impl FnOnce() -> Result<T, LoadError>) -> Result<T, LoadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        let message = format!("reading it failed by a fault of Meridian, please report it with the file: {words}");
        Err(LoadError::Broken { format: "a file that this version can read", line: 1, column: 1, message })
    })
}

/// What is kept of a story with its store, so that neither is made anew when it is opened again.
pub(super) struct KeepLater {
    /// What is said of scripts that no font is carried for.
    unset: Vec<String>,
    keeping: Option<Keeping>,
}

/// Under which name it is kept what was said of scripts.
const UNSET: &str = "unset scripts";

impl KeepLater {
    fn nothing() -> Self {
        Self { unset: Vec::new(), keeping: None }
    }

    /// Keeps it, with the store that was made of it. Where it cannot be, the next opening takes as long as this one.
    pub(super) fn keep(self, store: &Store) {
        if let Some(keeping) = self.keeping
            && let Ok(unset) = serde_json::to_vec(&self.unset)
        {
            let columns = store.kept().into_iter().flatten();
            drop(keeping.keep(columns.chain([(UNSET, unset)])));
        }
    }

    /// True where there is something to keep.
    pub(super) fn is_due(&self) -> bool {
        self.keeping.is_some()
    }
}

#[expect(clippy::disallowed_methods, reason = "what is kept is known by when it was used last")]
fn now_secs() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64())
}

/// Reads what is asked for, large tables from where they are kept; gives what is to be kept, too.
pub(super) fn read_request(
    request: &Request,
    (remembered, cache): (&BTreeMap<String, Mapping>, Option<&Cache>),
    stop: &AtomicBool,
    tell: &dyn Fn(ReadProgress),
) -> Result<(OpenStory, KeepLater), LoadError> {
    let total = request.total_bytes();
    let (mut before, mut kept, mut keeping) = (0, None, None);
    let mut parts = Vec::new();
    let mut told = Instant::now();
    let mut is_early = total < LARGE_BYTES;
    let mut watch = |progress: Progress<'_>, before: u64| {
        if stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if told.elapsed() > TELL_EVERY {
            told = Instant::now();
            tell(ReadProgress::Progress(before + progress.bytes_read, total));
        }
        if !is_early && !progress.story.events.is_empty() {
            is_early = true;
            let mut first = progress.first_events();
            if first.title.is_empty() {
                first.title = request.origin.name();
            }
            tell(ReadProgress::Early(Box::new(OpenStory::of_story(first))));
        }
        ControlFlow::Continue(())
    };
    match &request.origin {
        Origin::Carried => return Ok((OpenStory::carried(), KeepLater::nothing())),
        Origin::Begun => {
            return Ok((OpenStory::begun(crate::model::Story::default()), KeepLater::nothing()));
        }
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
                let opening = request.opening(remembered, &mut watch);
                let Opened { loaded, parts: of_file, keeping: is_kept_by } = match cache {
                    Some(cache) => cache.open(path, opening, now_secs())?,
                    None => io::open(path, opening).map(Opened::of)?,
                };
                (kept, keeping) = (of_file, is_kept_by);
                before += std::fs::metadata(path).map_or(0, |metadata| metadata.len());
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                parts.push((name, loaded));
            }
        }
    }
    tell(ReadProgress::Progress(total, total));
    let loaded = if parts.len() == 1 {
        parts.remove(0).1
    } else {
        (kept, keeping) = (None, None);
        io::merge(parts)
    };
    if stop.load(Ordering::Relaxed) {
        return Err(LoadError::Cancelled);
    }
    let store = kept.as_ref().and_then(|kept| kept_store(&loaded.story, kept, Basemap::embedded()));
    let unset = kept.and_then(|kept| serde_json::from_slice(&kept.part(UNSET)?).ok());
    let keeping = keeping.filter(|_| store.is_none() || unset.is_none());
    let unset: Vec<String> = unset.unwrap_or_else(|| unset_words(&loaded));
    let kept = KeepLater { unset: unset.clone(), keeping };
    let story = OpenStory::read(loaded, (store, unset), request.origin.clone(), request.mapping.clone());
    Ok((story, kept))
}

impl Request {
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
            Origin::Carried | Origin::Begun => 0,
            Origin::Pasted(text) => text.len() as u64,
            Origin::Files(paths) => {
                paths.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|metadata| metadata.len()).sum()
            }
        }
    }
}

/// What a file holds of the view it was made of. None for files that are no pictures of Meridian, or
/// cannot be read: what is wrong with them is told by who reads stories.
pub(super) fn picture_at(path: &Path) -> Option<Embedded> {
    let is_picture = export::Format::of(path).is_some();
    is_picture.then(|| std::fs::read(path).ok())?.and_then(|bytes| Embedded::found_in(&bytes))
}

/// An error with the name of its file, and what to do.
pub(super) fn error_text(error: &LoadError) -> String {
    match error {
        LoadError::Read { path, source } => format!("Could not read {}: {source}", file_name(path)),
        other => format!("Could not open the file: {}", other.diagnostic()),
    }
}

/// Which scripts no carried font is there for: the window may find one on this machine, exports do not.
fn unset_words(loaded: &Loaded) -> Vec<String> {
    let scripts = unset_scripts(&loaded.story, |_| true);
    scripts
        .into_iter()
        .map(|script| {
            let first = script.first.map(|index| format!(", first in \"{}\"", loaded.story.events.title(index)));
            format!("{}{}; exports will show boxes instead", script.words(), first.unwrap_or_default())
        })
        .collect()
}

impl OpenStory {
    /// The same with the view with which it opens on a map of this size: of many events that takes a while.
    pub(super) fn with_view(mut self, map_size_points: [f64; 2]) -> Self {
        self.document.view = Some(Box::new((View::of_story(&self.store, map_size_points), map_size_points)));
        self
    }

    /// A story that was read, with its store where that was kept, and what was said of it.
    fn read(
        mut loaded: Loaded,
        (store, unset): (Option<Arc<Store>>, Vec<String>),
        origin: Origin,
        correction: Mapping,
    ) -> Self {
        loaded.diagnostics.extend(unset.into_iter().map(|words| Diagnostic::warning(1, 1, words)));
        // What was packed is not saved in its place: there may be more in it.
        let is_story = matches!(loaded.format, "story" | "geojson") && loaded.content.is_some();
        let path = match &origin {
            Origin::Files(paths) if is_story => paths.first().filter(|_| paths.len() == 1).cloned(),
            _ => None,
        };
        let basemap = Basemap::embedded();
        let (document, story) = Document::of(loaded);
        let store = store.unwrap_or_else(|| placed(Arc::new(Store::new(story)), basemap));
        // What the window would ask for in its first frame is made here.
        store.spots();
        std::thread::scope(|scope| {
            scope.spawn(|| store.steady());
            store.place_names();
        });
        Self { store, document: Document { path, origin, correction, places_on: Some(basemap.clone()), ..document } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_without_a_font_is_among_the_remarks() {
        let text = r#"{"type":"FeatureCollection","story":{"version":1,"title":"T"},"features":[
            {"type":"Feature","id":"a","geometry":null,"properties":{"title":"กรุงเทพ","claims":[]}}]}"#;
        let story = io::story_from_slice(text.as_bytes()).unwrap();
        let unset = unset_words(&story);
        let story = OpenStory::read(story, (None, unset), Origin::Carried, Mapping::default());
        let told = story
            .document
            .diagnostics
            .iter()
            .any(|remark| remark.message.starts_with("no font for Thai in 1 event, first in"));
        assert!(told, "{:?}", story.document.diagnostics);
    }

    #[test]
    fn a_reading_that_panics_answers_with_what_happened() {
        let numbers: Vec<u32> = Vec::new();
        let told = answer_of(|| Ok(numbers[numbers.len()])).unwrap_err();
        assert!(error_text(&told).contains("index out of bounds"), "{told}");
        assert!(answer_of(|| Ok(1)).is_ok());
    }
}
