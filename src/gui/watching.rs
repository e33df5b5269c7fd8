//! Files that change on disk while their story is shown.
//!
//! Folders are watched rather than files, since most programs save by putting another file in place.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use notify::{RecursiveMode, Watcher as _};

/// A program that saves writes several times: so long nothing may happen before the file is read.
const QUIET: Duration = Duration::from_millis(400);

/// When a file was last written, and how long it is.
type Stamp = Option<(SystemTime, u64)>;

/// What watches the files of a story.
#[derive(Default)]
pub(super) struct FileWatch {
    #[expect(dead_code, reason = "it watches as long as it lives")]
    watcher: Option<notify::RecommendedWatcher>,
    stamps: Vec<(PathBuf, Stamp)>,
    changed: Option<Instant>,
}

/// What became of the files that are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Followed {
    /// Nothing that matters.
    Same,
    /// Something is happening to them: ask again after this time.
    Restless(Duration),
    /// They hold something else than before.
    Changed,
}

impl FileWatch {
    /// Watches files as they are now, and calls `notify` from another thread when something happens in their
    /// folders.
    pub(super) fn of(paths: &[PathBuf], notify: impl Fn() + Send + 'static) -> Self {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                notify();
            }
        });
        // Where the system cannot watch, F5 reads again.
        let Ok(mut watcher) = watcher else { return Self::default() };
        for folder in paths.iter().filter_map(|path| path.parent()) {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            drop(watcher.watch(folder, RecursiveMode::NonRecursive));
        }
        let stamps = paths.iter().map(|path| (path.clone(), stamp(path))).collect();
        Self { watcher: Some(watcher), stamps, changed: None }
    }

    /// Something happened in a folder that is watched. Returns after what time to ask what it was.
    pub(super) fn note(&mut self) -> Duration {
        self.changed = Some(Instant::now());
        QUIET
    }

    /// Whether the files have changed, once they are quiet. Says each change once.
    pub(super) fn follow(&mut self) -> Followed {
        let Some(changed) = self.changed else { return Followed::Same };
        let quiet = changed.elapsed();
        if quiet < QUIET {
            return Followed::Restless(QUIET.saturating_sub(quiet));
        }
        self.changed = None;
        let is_other = |(path, before): &(PathBuf, Stamp)| stamp(path).is_some_and(|now| Some(now) != *before);
        if self.stamps.iter().any(is_other) { Followed::Changed } else { Followed::Same }
    }

    /// Takes the files as they are now for those of the story: it was just saved.
    pub(super) fn keep_stamps(&mut self) {
        for (path, before) in &mut self.stamps {
            *before = stamp(path);
        }
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
