//! A file beside the memory.
//!
//! This module answers where the events of very large tables lie while they are open: in a file without a name in the
//! folder of the user for what can be made again. The system takes it back when the program ends, however it ends.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::model::{Shelf, Shelving, Story};

/// What is said where events that were put away cannot be read again.
pub const LOST: &str = "some events could not be read again from the disk, where those of a very large table lie while \
    it is open; open the file again, and look whether the disk is whole";

/// Fails where an event of a story could not be read again, so that nothing is written that is not whole.
pub(super) fn all_read(story: &Story) -> io::Result<()> {
    if story.events.unread() == 0 { Ok(()) } else { Err(io::Error::other(LOST)) }
}

/// The folder of the user in which programs keep what can be made again. None where the system names none.
pub fn cache_folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))
    };
    folder.map(|folder| folder.join("meridian-explorer"))
}

/// An empty shelf. None where no file can be made.
pub(super) fn new_shelf() -> Option<Shelving> {
    let folder = cache_folder()?;
    fs::create_dir_all(&folder).ok()?;
    let file = tempfile::tempfile_in(folder).ok()?;
    Some(Shelving::new(FileShelf { file, end: AtomicU64::new(0), is_full: AtomicBool::new(false) }))
}

#[derive(Debug)]
struct FileShelf {
    file: File,
    /// Where the next bytes go.
    end: AtomicU64,
    is_full: AtomicBool,
}

impl Shelf for FileShelf {
    fn put(&self, bytes: &[u8]) -> Option<u64> {
        if self.is_full.load(Ordering::Relaxed) {
            return None;
        }
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        let is_written = write_at(&self.file, bytes, at).is_ok();
        if !is_written {
            self.is_full.store(true, Ordering::Relaxed);
        }
        is_written.then_some(at)
    }

    fn take(&self, at: u64, bytes: &mut [u8]) -> bool {
        read_at(&self.file, bytes, at).is_ok()
    }
}

#[cfg(unix)]
pub(super) fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
pub(super) fn write_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_write(file, bytes, at)?;
        if count == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        (bytes, at) = (&bytes[count..], at + count as u64);
    }
    Ok(())
}

#[cfg(windows)]
pub(super) fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[count..];
        at += count as u64;
    }
    Ok(())
}

#[cfg(not(any(unix, windows)))]
pub(super) fn write_at(_: &File, _: &[u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(any(unix, windows)))]
pub(super) fn read_at(_: &File, _: &mut [u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_what_was_put_there_until_it_is_cut_off() {
        let shelf =
            FileShelf { file: tempfile::tempfile().unwrap(), end: AtomicU64::new(0), is_full: AtomicBool::new(false) };
        let (first, second) = (shelf.put(b"four").unwrap(), shelf.put(b"six").unwrap());
        let take = |at: u64, length: usize| {
            let mut bytes = vec![0; length];
            shelf.take(at, &mut bytes).then_some(bytes)
        };
        assert_eq!((take(first, 4), take(second, 3)), (Some(b"four".to_vec()), Some(b"six".to_vec())));
        shelf.file.set_len(5).unwrap();
        assert_eq!((take(first, 4), take(second, 3)), (Some(b"four".to_vec()), None));
    }
}
