//! Stories and pictures between files, standard input and standard output.
//!
//! This module answers how a path of the command line is read or written, `-` included. Formats of
//! stories are in `io`.

use std::ffi::OsStr;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use anyhow::{Context as _, bail};

use super::input::ColumnArgs;
use super::terminal::remark;
use super::{Done, Input};
use crate::basemap::Basemap;
use crate::io::{
    self, Cache, LoadError, Loaded, MOST_BYTES, Mapping, Opened, Opening, carried_story, merge, story_hash,
};
use crate::model::Story;
use crate::scene::counted;
use crate::store::Store;
use crate::view::kept_store;

/// What is being kept of tables that were read.
static KEEPING: Mutex<Vec<JoinHandle<()>>> = Mutex::new(Vec::new());

/// The time by the clock of the machine, in seconds since the Unix epoch.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line asks the clock, for claims that are still to come and what is kept"
)]
pub(super) fn now_secs() -> f64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0.0, |since| since.as_secs_f64())
}

/// True for `-`, which stands for standard input or output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// True for `-` and the other names of standard output.
pub(super) fn is_standard_output(path: &Path) -> bool {
    is_standard(path) || ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Refuses to write over a file or folder that is there already. Of pipes and devices nothing is lost.
pub(super) fn refuse_existing(path: &Path) -> anyhow::Result<()> {
    let is_there = fs::metadata(path).is_ok_and(|found| found.is_file() || found.is_dir());
    if is_there && !is_standard_output(path) {
        bail!("{} exists; use --force to replace it", path.display());
    }
    Ok(())
}

/// Makes the folder that a file is to lie in.
pub(super) fn make_folder_of(path: &Path) -> anyhow::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// Reads a file, from standard input where the path is `-`. Where there is a cache, a large table is taken from it, or
/// kept there while it is put to use: see [`finish_keeping`].
pub(super) fn load(path: &Path, opening: Opening<'_>, cache: Option<&Cache>) -> Result<Loaded, LoadError> {
    let opened = read(path, opening, cache)?;
    if let (Some(keeping), None) = (opened.keeping, opened.parts) {
        keep_apart(move || drop(keeping.keep([])));
    }
    Ok(opened.loaded)
}

/// Reads a file, and tells what was kept of it and how it is kept.
fn read(path: &Path, opening: Opening<'_>, cache: Option<&Cache>) -> Result<Opened, LoadError> {
    if !is_standard(path) {
        return match cache {
            Some(cache) => cache.open(path, opening, now_secs()),
            None => io::open(path, opening).map(Opened::of),
        };
    }
    let mut bytes = Vec::new();
    match std::io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => io::open_bytes(bytes, opening).map(Opened::of),
        Err(source) => Err(LoadError::Read { path: path.to_owned(), source }),
    }
}

/// Keeps a table while it is put to use. Where it cannot be, the next opening takes as long as this one.
fn keep_apart(keep: impl FnOnce() + Send + 'static) {
    KEEPING.lock().unwrap_or_else(PoisonError::into_inner).push(thread::spawn(keep));
}

/// Waits until the tables are kept that were read, which takes a small part of the time to read them.
pub(super) fn finish_keeping() {
    let threads = std::mem::take(&mut *KEEPING.lock().unwrap_or_else(PoisonError::into_inner));
    for thread in threads {
        drop(thread.join());
    }
}

/// The story of the files that are named, or the carried one, with the provinces and countries that
/// it names. Says on standard error when rows of a file are left out.
pub(super) fn open(input: &Input, basemap: &Basemap) -> anyhow::Result<(Arc<Store>, Done)> {
    open_by(input, basemap, None)
}

/// The same for who asks for the hash of the story, which is kept for the next time.
pub(super) fn open_for_picture(input: &Input, basemap: &Basemap) -> anyhow::Result<(Arc<Store>, Done)> {
    open_by(input, basemap, Some(story_hash))
}

fn open_by(
    input: &Input,
    basemap: &Basemap,
    hash_of: Option<fn(&Story) -> String>,
) -> anyhow::Result<(Arc<Store>, Done)> {
    let [path] = input.files.as_slice() else {
        let (loaded, done) = load_all(&input.files, &input.columns)?;
        return Ok((placed(loaded, basemap), done));
    };
    let opening = Opening { mapping: input.columns.mapping(), ..Opening::default() };
    let opened = read(path, opening, input.columns.cache().as_ref()).map_err(|error| unopened(path, error))?;
    let Opened { loaded, parts, keeping } = opened;
    let done = told(path, &loaded);
    let kept = parts.and_then(|parts| kept_store(&loaded.story, &parts, basemap));
    let is_kept = kept.is_some();
    let store = kept.unwrap_or_else(|| placed(loaded, basemap));
    let hash_of = hash_of.filter(|_| !store.knows_hash());
    if let Some(keeping) = keeping.filter(|_| !is_kept || hash_of.is_some()) {
        let store = store.clone();
        keep_apart(move || {
            let columns = (!is_kept).then(|| store.kept()).flatten();
            // It may be ready by the time that the columns are written.
            let hash = hash_of.into_iter().map(|hash_of| store.kept_hash(hash_of));
            drop(keeping.keep(columns.into_iter().flatten().chain(hash)));
        });
    }
    Ok((store, done))
}

fn unopened(path: &Path, error: LoadError) -> anyhow::Error {
    match error {
        LoadError::Read { .. } => anyhow::Error::new(error),
        _ => anyhow::anyhow!("{}:{}", path.display(), error.diagnostic()),
    }
}

/// Says on standard error when rows of a file are left out.
fn told(path: &Path, loaded: &Loaded) -> Done {
    let errors = loaded.diagnostics.errors();
    if errors == 0 {
        return Done::Clean;
    }
    let (rejected, rows) = (loaded.rejected, loaded.rows);
    let errors = counted(errors, "error");
    let left_out = if rejected == 0 { String::new() } else { format!(", {rejected} of {rows} rows were skipped") };
    remark(&format!("{errors}{left_out}; to see them: meridian check {}", path.display()));
    Done::WithFindings
}

/// The carried story, that of one file, or that of several with a layer each.
pub(super) fn load_all(files: &[PathBuf], columns: &ColumnArgs) -> anyhow::Result<(Loaded, Done)> {
    let (mapping, cache) = (columns.mapping(), columns.cache());
    match files {
        [] => Ok((carried_story(), Done::Clean)),
        [path] => open_file(path, &mapping, cache.as_ref()),
        paths => {
            let mut parts = Vec::new();
            let mut done = Done::Clean;
            for path in paths {
                let (loaded, of_file) = open_file(path, &mapping, cache.as_ref())?;
                done = if of_file == Done::Clean { done } else { of_file };
                parts.push((layer_name(path), loaded));
            }
            Ok((merge(parts), done))
        }
    }
}

/// What the layer of a file is called.
fn layer_name(path: &Path) -> String {
    let name =
        if is_standard(path) { Some("standard input".into()) } else { path.file_stem().map(OsStr::to_string_lossy) };
    name.unwrap_or_default().into_owned()
}

/// A story with the provinces and countries that it names.
pub(super) fn placed(loaded: Loaded, basemap: &Basemap) -> Arc<Store> {
    crate::view::placed(Arc::new(Store::new(loaded.story)), basemap)
}

/// The story in a file. Says on standard error when rows of it are left out.
pub(super) fn open_file(path: &Path, mapping: &Mapping, cache: Option<&Cache>) -> anyhow::Result<(Loaded, Done)> {
    let opening = Opening { mapping: mapping.clone(), ..Opening::default() };
    let loaded = load(path, opening, cache).map_err(|error| unopened(path, error))?;
    let done = told(path, &loaded);
    Ok((loaded, done))
}

/// Fails when the window cannot be opened on these files, so that it is told where it was asked for.
pub fn check_files_for_window(files: &[PathBuf]) -> anyhow::Result<()> {
    files.iter().try_for_each(|path| check_file_for_window(path))
}

/// Begins the file in which the window writes how long its frames take. One that is there already is not replaced.
pub fn new_frame_log(path: &Path) -> anyhow::Result<fs::File> {
    fs::File::create_new(path).map_err(|error| {
        let shown = path.display();
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            return anyhow::anyhow!("{shown} exists already; name a new file for --frame-log");
        }
        anyhow::Error::new(error).context(format!("could not write the frame log {shown}"))
    })
}

fn check_file_for_window(path: &Path) -> anyhow::Result<()> {
    if is_standard(path) {
        bail!("the window does not read standard input; name a file");
    }
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && path.extension().is_none() => {
            bail!("there is no command or file {}; meridian --help tells the commands", path.display())
        }
        Err(error) => Err(error).with_context(|| format!("could not read {}", path.display())),
        Ok(_) => Ok(()),
    }
}
