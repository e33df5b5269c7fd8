//! Stories and pictures between files, standard input and standard output.
//!
//! This module answers how a path of the command line is read or written, `-` included. Formats of
//! stories are in `io`.

use std::ffi::OsStr;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::terminal::remark;
use super::{Done, Input};
use crate::basemap::Basemap;
use crate::io::{self, LoadError, Loaded, MOST_BYTES, Mapping, Opening, carried_story, merge};
use crate::scene::counted;
use crate::store::Store;

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

/// Reads a file, from standard input where the path is `-`.
pub(super) fn load(path: &Path, opening: Opening<'_>) -> Result<Loaded, LoadError> {
    if !is_standard(path) {
        return io::open(path, opening);
    }
    let mut bytes = Vec::new();
    match std::io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => io::open_bytes(bytes, opening),
        Err(source) => Err(LoadError::Read { path: path.to_owned(), source }),
    }
}

/// The story of the files that are named, or the carried one, with the provinces and countries that
/// it names. Says on standard error when rows of a file are left out.
pub(super) fn open(input: &Input, basemap: &Basemap) -> anyhow::Result<(Arc<Store>, Done)> {
    let (loaded, done) = load_all(&input.files, &input.mapping())?;
    Ok((placed(loaded, basemap), done))
}

/// The carried story, that of one file, or that of several with a layer each.
pub(super) fn load_all(files: &[PathBuf], mapping: &Mapping) -> anyhow::Result<(Loaded, Done)> {
    match files {
        [] => Ok((carried_story(), Done::Clean)),
        [path] => open_file(path, mapping),
        paths => {
            let mut parts = Vec::new();
            let mut done = Done::Clean;
            for path in paths {
                let (loaded, of_file) = open_file(path, mapping)?;
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
pub(super) fn open_file(path: &Path, mapping: &Mapping) -> anyhow::Result<(Loaded, Done)> {
    let opening = Opening { mapping: mapping.clone(), ..Opening::default() };
    let loaded = load(path, opening).map_err(|error| match error {
        LoadError::Read { .. } => anyhow::Error::new(error),
        _ => anyhow::anyhow!("{}:{}", path.display(), error.diagnostic()),
    })?;
    let errors = loaded.diagnostics.errors();
    if errors == 0 {
        return Ok((loaded, Done::Clean));
    }
    let (rejected, rows) = (loaded.rejected, loaded.rows);
    let errors = counted(errors, "error");
    let left_out = if rejected == 0 { String::new() } else { format!(", {rejected} of {rows} rows were skipped") };
    remark(&format!("{errors}{left_out}; to see them: meridian check {}", path.display()));
    Ok((loaded, Done::WithFindings))
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
