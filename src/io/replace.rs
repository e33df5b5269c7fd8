//! Puts a file in the place of another, whole or not at all.
//!
//! This module answers what a path names that is to be written, and what becomes of that: a file is
//! replaced once the new one is whole, a link keeps leading to its file, pipes and devices are written
//! into. It does not know what is written.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::SaveError;
use super::error::kind_of;

/// What becomes of a path that names a pipe or a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Streams {
    /// It is written into, as it is.
    Written,
    /// Nothing is written: what is saved must be there to be read again.
    Refused,
}

/// What a path names.
enum Place {
    /// A file, or none yet, where this path leads through all links.
    File(PathBuf),
    /// A pipe, a device, or a file that a process holds open, such as standard output.
    Stream,
}

/// Writes a file beside the one at `path`, and puts it in its place when it is whole and on disk.
///
/// Follows links and keeps them; keeps owner and permissions. Nothing but a file is ever replaced.
pub(super) fn replace_file(
    path: &Path,
    streams: Streams,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), SaveError> {
    let done = place_of(path).and_then(|place| match (place, streams) {
        (Place::File(target), _) => put_in_place(&target, write),
        (Place::Stream, Streams::Written) => write_into(path, write),
        (Place::Stream, Streams::Refused) => {
            Err(io::Error::other("this is a pipe or a device, which keeps nothing; name a file"))
        }
    });
    done.map_err(|reason| SaveError { path: path.to_owned(), reason })
}

fn place_of(path: &Path) -> io::Result<Place> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(_) if is_held_open(path) => Ok(Place::Stream),
        Ok(found) if found.is_file() => fs::canonicalize(path).map(Place::File),
        Ok(found) if is_disk(&found) => Err(io::Error::other("this is a disk, all of which would be overwritten")),
        Ok(_) => Ok(Place::Stream),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_link(path) {
            // Where the link leads may lie on a disk that is not there now.
            Ok(to) => {
                let to = path.parent().unwrap_or(Path::new("")).join(to);
                Err(io::Error::other(format!("this is a link to {}, which is not there; save to that", to.display())))
            }
            Err(_) => Ok(Place::File(path.to_owned())),
        },
        Err(error) => Err(error),
    }
}

/// True for what leads to a file that a process holds open: `/dev/stdout`, `/dev/fd/3`. Who opened it would
/// not see another file in its place.
fn is_held_open(path: &Path) -> bool {
    /// As many links in a row as Linux follows.
    const MOST_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(to) = fs::read_link(&path) else { return false };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let Ok(folder) = fs::canonicalize(folder) else { return false };
        if folder.starts_with("/proc") {
            return true;
        }
        path = folder.join(to);
    }
    false
}

#[cfg(unix)]
fn is_disk(found: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    found.file_type().is_block_device()
}

#[cfg(not(unix))]
fn is_disk(_found: &Metadata) -> bool {
    false
}

/// Writes into a pipe or device. A reader that has heard enough is no error.
fn write_into(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = BufWriter::new(OpenOptions::new().append(true).open(path)?);
    match write(&mut buffer).and_then(|()| buffer.flush()) {
        Err(error) if kind_of(&error) == io::ErrorKind::BrokenPipe => {
            // What nobody reads is not written once more when the buffer goes.
            drop(buffer.into_parts());
            Ok(())
        }
        written => written,
    }
}

fn put_in_place(target: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let old = fs::metadata(target).ok();
    if old.is_some() {
        // Who may not write into a file does not put another in its place either.
        OpenOptions::new().write(true).open(target)?;
    }
    let Beside { path: beside, file } = Beside::of(target)?;
    let rights = old.map_or(Ok(()), |old| keep_rights(&file, &old));
    let mut buffer = BufWriter::new(file);
    let done = rights.and_then(|()| write(&mut buffer)).and_then(|()| buffer.flush());
    let done = done.and_then(|()| buffer.get_ref().sync_all());
    // Windows renames only closed files; elsewhere the lock is held until the file has its name.
    let held = if cfg!(windows) { None } else { Some(buffer.into_parts()) };
    let done = done.and_then(|()| fs::rename(&beside, target)).inspect_err(|_| {
        // The error that is told is the one above; a left-over file is named after its target.
        fs::remove_file(&beside).unwrap_or_default();
    });
    drop(held);
    done
}

/// Gives a new file what the old one allows to whom, before there is anything in it to be read.
fn keep_rights(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            // Only the system's keeper gives files away; for others it is then a file of their own.
            fchown(file, Some(old.uid()), Some(old.gid())).unwrap_or_default();
        }
    }
    file.set_permissions(old.permissions())
}

/// A new file in the folder of another, named after it, and locked for as long as it is written.
struct Beside {
    path: PathBuf,
    file: File,
}

impl Beside {
    /// Takes the first free name, and clears away what killed saves left over. A lock goes with its
    /// process, so that what nobody holds is nobody's.
    fn of(target: &Path) -> io::Result<Self> {
        let mut number = 0;
        let beside = loop {
            let path = beside_path(target, number)?;
            match File::create_new(&path) {
                Ok(file) => {
                    let is_other = matches!(file.try_lock(), Err(TryLockError::WouldBlock)) || !is_at(&file, &path);
                    if !is_other {
                        break Self { path, file };
                    }
                    // Someone took it for a left-over in the moment before it was locked.
                    number += 1;
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    number += u64::from(!remove_left_over(&path));
                }
                Err(error) => return Err(error),
            }
        };
        loop {
            number += 1;
            let path = beside_path(target, number)?;
            if fs::symlink_metadata(&path).is_err() {
                return Ok(beside);
            }
            remove_left_over(&path);
        }
    }
}

fn beside_path(target: &Path, number: u64) -> io::Result<PathBuf> {
    /// Bytes of the name that are kept, so that one with an addition is not too long.
    const MOST_BYTES: usize = 200;
    let name = target.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let name = name.to_string_lossy();
    let name = &name[..name.floor_char_boundary(MOST_BYTES)];
    Ok(target.with_file_name(format!(".{name}.saving-{number}")))
}

/// Removes a file that a killed save has left over. False where one is still being written, or it cannot
/// be told.
fn remove_left_over(path: &Path) -> bool {
    // Windows opens a file for its lock only to write.
    let Ok(file) = OpenOptions::new().append(true).open(path) else { return false };
    file.metadata().is_ok_and(|found| found.is_file())
        && file.try_lock().is_ok()
        && is_at(&file, path)
        && fs::remove_file(path).is_ok()
}

/// True when an open file is still the one at its path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |found: Metadata| (found.dev(), found.ino());
    let (open, there) = (file.metadata().map(number), fs::symlink_metadata(path).map(number));
    matches!((open, there), (Ok(open), Ok(there)) if open == there)
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn save(path: &Path, text: &str) -> Result<(), SaveError> {
        replace_file(path, Streams::Written, |file| file.write_all(text.as_bytes()))
    }

    fn names_in(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = entries.collect();
        names.sort();
        names
    }

    #[test]
    fn what_killed_saves_left_over_is_cleared_and_blocks_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.geojson");
        for number in 0..150 {
            fs::write(beside_path(&path, number).unwrap(), "half").unwrap();
        }
        save(&path, "whole").unwrap();
        assert_eq!(names_in(folder.path()), ["story.geojson"]);
    }

    #[test]
    fn a_file_that_is_still_written_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.geojson");
        let other = Beside::of(&path).unwrap();
        save(&path, "mine").unwrap();
        assert_eq!(names_in(folder.path()), [".story.geojson.saving-0", "story.geojson"]);
        assert!(is_at(&other.file, &other.path));
    }

    #[test]
    fn a_save_that_fails_leaves_the_old_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.geojson");
        fs::write(&path, "old").unwrap();
        let error = replace_file(&path, Streams::Written, |file| {
            file.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        let told = error.unwrap_err().to_string();
        assert_eq!(told, format!("could not save, the disk is full: {}", path.display()));
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names_in(folder.path()).len()), ("old", 1));
    }

    #[test]
    fn a_name_of_any_length_that_the_system_takes_can_be_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("é".repeat(125));
        save(&path, "long").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "long");
    }

    #[test]
    fn a_folder_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let told = save(folder.path(), "text").unwrap_err().to_string();
        assert!(told.starts_with("could not save, this is a folder"), "{told}");
        let told = save(&folder.path().join("none/story.geojson"), "text").unwrap_err().to_string();
        assert!(told.starts_with("could not save, there is no such folder"), "{told}");
    }

    #[cfg(unix)]
    mod on_unix {
        use std::io::Read as _;
        use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _, symlink};

        use super::*;

        #[test]
        fn a_link_keeps_leading_to_the_file_that_is_saved() {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("deep")).unwrap();
            let file = folder.path().join("deep/story.geojson");
            fs::write(&file, "old").unwrap();
            symlink("deep/story.geojson", folder.path().join("one")).unwrap();
            symlink("one", folder.path().join("two")).unwrap();
            save(&folder.path().join("two"), "new").unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), "new");
            assert_eq!(names_in(folder.path()), ["deep", "one", "two"]);
            assert!(fs::symlink_metadata(folder.path().join("two")).unwrap().is_symlink());
        }

        #[test]
        fn a_link_to_nothing_is_neither_followed_nor_replaced() {
            let folder = tempfile::tempdir().unwrap();
            let link = folder.path().join("story.geojson");
            for to in ["gone.geojson", "story.geojson"] {
                symlink(to, &link).unwrap();
                let told = save(&link, "text").unwrap_err().to_string();
                assert!(to == "story.geojson" || told.contains("gone.geojson, which is not there"), "{told}");
                assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
                assert_eq!(names_in(folder.path()), ["story.geojson"]);
                fs::remove_file(&link).unwrap();
            }
        }

        #[test]
        fn a_pipe_is_written_into_and_stays_a_pipe() {
            let folder = tempfile::tempdir().unwrap();
            let pipe = folder.path().join("pipe");
            assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
            let from = pipe.clone();
            let reader = std::thread::spawn(move || fs::read_to_string(from).unwrap());
            save(&pipe, "through").unwrap();
            assert_eq!(reader.join().unwrap(), "through");
            // A reader that leaves early is no error.
            let from = pipe.clone();
            let reader = std::thread::spawn(move || File::open(from).unwrap().read(&mut [0; 1]).unwrap());
            save(&pipe, &"more ".repeat(100_000)).unwrap();
            assert_eq!(reader.join().unwrap(), 1);
            let told = replace_file(&pipe, Streams::Refused, |_| Ok(())).unwrap_err().to_string();
            assert!(told.contains("this is a pipe or a device"), "{told}");
            assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
            assert_eq!(names_in(folder.path()), ["pipe"]);
        }

        #[test]
        fn a_device_is_written_into_and_a_full_one_says_so() {
            save(Path::new("/dev/null"), "text").unwrap();
            // As who writes tables tells that nobody reads.
            let unread =
                |_: &mut BufWriter<File>| Err(csv::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).into());
            replace_file(Path::new("/dev/null"), Streams::Written, unread).unwrap();
            assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
            if Path::new("/dev/full").exists() {
                let told = save(Path::new("/dev/full"), "text").unwrap_err().to_string();
                assert_eq!(told, "could not save, the disk is full: /dev/full");
            }
        }

        #[cfg(target_os = "linux")]
        #[test]
        fn a_file_that_a_process_holds_open_is_written_where_that_stands() {
            use std::os::fd::AsRawFd as _;
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("log");
            fs::write(&path, "before\n").unwrap();
            let (held, number) = (File::open(&path).unwrap(), fs::metadata(&path).unwrap().ino());
            save(Path::new(&format!("/dev/fd/{}", held.as_raw_fd())), "after\n").unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "before\nafter\n");
            assert_eq!(fs::metadata(&path).unwrap().ino(), number);
        }

        #[test]
        fn a_file_keeps_its_permissions_and_owner() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("story.geojson");
            fs::write(&path, "old").unwrap();
            // Only root gives files away; for others owner and group are their own.
            std::os::unix::fs::chown(&path, Some(1234), Some(1234)).unwrap_or_default();
            let owner = |path: &Path| fs::metadata(path).map(|found| (found.uid(), found.gid())).unwrap();
            let before = owner(&path);
            for mode in [0o600, 0o640, 0o755] {
                fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
                save(&path, "new").unwrap();
                assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
            }
            assert_eq!(owner(&path), before);
        }
    }
}
