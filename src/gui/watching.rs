//! Files that change on disk while their story is shown.
//!
//! Folders are watched rather than files, since most programs save by putting another file in place.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use eframe::egui::Context;
use notify::{RecursiveMode, Watcher as _};

use super::app::App;
use super::jobs::Answer;
use super::opening::Origin;

/// A program that saves writes several times: so long nothing may happen before the file is read.
const QUIET: Duration = Duration::from_millis(400);

/// When a file was last written, and how long it is.
type Stamp = Option<(SystemTime, u64)>;

/// What watches the files of the story.
#[derive(Default)]
pub(super) struct FileWatch {
    watcher: Option<notify::RecommendedWatcher>,
    stamps: Vec<(PathBuf, Stamp)>,
    changed: Option<Instant>,
}

impl App {
    /// Watches the files of the story that is open, as they are now.
    pub(super) fn watch_files(&mut self) {
        self.watch = FileWatch::default();
        let Origin::Files(paths) = &self.story.origin else { return };
        let sender = self.jobs.sender();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                sender.send(Answer::FilesMayHaveChanged);
            }
        });
        // Where the system cannot watch, F5 reads again.
        let Ok(mut watcher) = watcher else { return };
        for folder in paths.iter().filter_map(|path| path.parent()) {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            drop(watcher.watch(folder, RecursiveMode::NonRecursive));
        }
        self.watch.stamps = paths.iter().map(|path| (path.clone(), stamp(path))).collect();
        self.watch.watcher = Some(watcher);
    }

    /// Something happened in a folder that is watched.
    pub(super) fn note_change(&mut self, ctx: &Context) {
        self.watch.changed = Some(Instant::now());
        ctx.request_repaint_after(QUIET);
    }

    /// Reads the story again once its files have changed and are quiet.
    pub(super) fn follow_files(&mut self, ctx: &Context) {
        let Some(changed) = self.watch.changed else { return };
        let quiet = changed.elapsed();
        if quiet < QUIET {
            ctx.request_repaint_after(QUIET.saturating_sub(quiet));
            return;
        }
        self.watch.changed = None;
        let is_changed =
            self.watch.stamps.iter().any(|(path, before)| stamp(path).is_some_and(|now| Some(now) != *before));
        if !is_changed || self.is_reading() {
            return;
        }
        if self.is_changed() {
            let text = "The file was changed by another program, and the story here too: saving would replace it";
            self.notices.say(text, ctx);
            return;
        }
        self.reload(ctx);
    }

    /// Takes the files as they are now for those of the story: it was just saved.
    pub(super) fn keep_stamps(&mut self) {
        for (path, before) in &mut self.watch.stamps {
            *before = stamp(path);
        }
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
