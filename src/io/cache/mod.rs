//! Large tables as they were read, kept for the next time that they are opened.
//!
//! This module answers which story a file holds without reading it, where it is what it was. An entry is a file of
//! Parquet in the user's folder for what can be made again: `entry` writes and reads it, `piece` is a part of it,
//! `key` says what it was made from, `kept` and `told` what of a story is in it. Whatever is wrong with an entry, it is
//! removed, and the file is read as ever. It does not know who opens files, nor when.

#[cfg_attr(not(feature = "parquet"), path = "no_entry.rs")]
mod entry;
mod kept;
mod key;
mod piece;
#[cfg(test)]
mod tests;
mod told;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, FileTimes, OpenOptions, TryLockError};
use std::io;
use std::iter::once_with;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use key::Key;
use piece::{Directory, NewPiece};

use super::{LoadError, Loaded, Mapping, Opening, cache_folder, open};

/// The most bytes that all entries of a user take together.
const MOST_BYTES: u64 = 4_000_000_000;

/// The endings of an entry, and of one that is being written.
const ENDING: &str = "parquet";
const UNFINISHED: &str = "part";

/// With what the names of both begin: other files of the folder are nobody's business.
const PREFIX: &str = "table-";

/// The tables that are kept, in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
    most: u64,
}

/// A story that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The story, with what there is to say about its file.
    pub loaded: Loaded,
    /// What else was kept of it; none where it was read.
    pub parts: Option<KeptParts>,
    /// With what it can be kept, or be kept again with more beside it. None for what is not worth it.
    pub keeping: Option<Keeping>,
}

impl Opened {
    /// A story that is not kept.
    pub fn of(loaded: Loaded) -> Self {
        Self { loaded, parts: None, keeping: None }
    }
}

/// What is kept beside a story.
#[derive(Debug, Clone)]
pub struct KeptParts {
    file: Arc<File>,
    directory: Arc<Directory>,
}

impl KeptParts {
    /// The bytes of a part as they were given to [`Keeping::keep`]. None where there is no such part, or it cannot be
    /// read as it was.
    pub fn part(&self, name: &str) -> Option<Vec<u8>> {
        self.directory.bytes(&self.file, &beside(name))
    }

    /// All parts of others but those of some names, to be kept again.
    fn without(&self, names: BTreeSet<String>) -> impl Iterator<Item = Option<NewPiece>> {
        let parts = self.directory.parts.keys();
        let parts = parts.filter(move |name| name.starts_with(BESIDE) && !names.contains(*name));
        parts.map(|name| Some(NewPiece::of(name.clone(), self.directory.bytes(&self.file, name)?)))
    }
}

/// With what the names of parts begin that others give.
const BESIDE: &str = "column ";

/// The name of a part that others give.
fn beside(name: &str) -> String {
    format!("{BESIDE}{name}")
}

/// A table that was read and is worth to be kept.
#[derive(Debug)]
pub struct Keeping {
    cache: Cache,
    key: Key,
    loaded: Loaded,
    /// What was kept of it before.
    former: Option<KeptParts>,
}

/// A table that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct CacheEntry {
    /// The file that it was read from. None where that is not known.
    pub table: Option<PathBuf>,
    /// How many bytes it takes on the disk.
    pub bytes: u64,
    /// When it was opened last, in seconds since the Unix epoch.
    pub used_secs: f64,
    path: PathBuf,
}

impl Cache {
    /// That of the user. None where the system names no folder for it.
    pub fn of_user() -> Option<Self> {
        Some(Self::in_folder(cache_folder()?, MOST_BYTES))
    }

    /// One in a folder, which is made when it is needed, of so many bytes at most.
    pub fn in_folder(folder: PathBuf, most: u64) -> Self {
        Self { folder, most }
    }

    /// The folder in which it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The most bytes that it takes.
    pub fn most_bytes(&self) -> u64 {
        self.most
    }

    /// Opens a file as [`open`] does, or gives what was kept of it where it is still the same. It is so many seconds since
    /// the Unix epoch.
    pub fn open(&self, path: &Path, opening: Opening<'_>, now_secs: f64) -> Result<Opened, LoadError> {
        let Some(mut key) = Key::of(path, &opening.mapping) else { return open(path, opening).map(Opened::of) };
        self.remove_unfinished();
        if let Some((loaded, parts)) = self.kept(&key, &opening.remembered, now_secs) {
            key.remember(&loaded.story, &opening.remembered);
            let keeping = Keeping { cache: self.clone(), key, loaded: loaded.clone(), former: Some(parts.clone()) };
            return Ok(Opened { loaded, parts: Some(parts), keeping: Some(keeping) });
        }
        let is_unsettled = key.is_unsettled(now_secs);
        let remembered = opening.remembered.clone();
        let loaded = open(path, opening)?;
        let events = &loaded.story.events;
        let is_worth_it = events.are_away() && !events.lack_room() && events.unread() == 0;
        let keeping = (is_worth_it && !is_unsettled).then(|| {
            key.remember(&loaded.story, &remembered);
            Keeping { cache: self.clone(), key, loaded: loaded.clone(), former: None }
        });
        Ok(Opened { loaded, parts: None, keeping })
    }

    /// What was kept of a file.
    fn kept(&self, key: &Key, remembered: &BTreeMap<String, Mapping>, now_secs: f64) -> Option<(Loaded, KeptParts)> {
        let path = self.path_of(key);
        let file = File::open(&path).ok()?;
        let found = entry::directory_of(&file)
            .filter(|directory| Key::from_text(&directory.key).is_some_and(|entry| key.fits(&entry, remembered)))
            .and_then(|directory| {
                let loaded = kept::loaded_of(file.try_clone().ok()?, path.clone(), &directory)?;
                let file = Arc::new(file.try_clone().ok()?);
                Some((loaded, KeptParts { file, directory: Arc::new(directory) }))
            });
        if found.is_some() {
            // Those that were not used for long go first.
            let now = Duration::try_from_secs_f64(now_secs).unwrap_or_default();
            drop(file.set_times(FileTimes::new().set_modified(UNIX_EPOCH + now)));
        } else {
            drop(fs::remove_file(&path));
        }
        found
    }

    fn path_of(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{PREFIX}{}.{ENDING}", key.stem()))
    }

    /// What is kept, that which was used last first.
    pub fn entries(&self) -> Vec<CacheEntry> {
        let mut entries: Vec<CacheEntry> = self.files(ENDING).filter_map(|path| CacheEntry::at(&path)).collect();
        entries.sort_by(|one, other| other.used_secs.total_cmp(&one.used_secs).then_with(|| one.path.cmp(&other.path)));
        entries
    }

    /// How many bytes of the disk all takes that is kept.
    pub fn bytes(&self) -> u64 {
        self.files(ENDING).filter_map(|path| fs::metadata(path).ok()).map(|about| about.len()).sum()
    }

    /// Removes all that is kept. Windows that show it go on to do so. Gives how many bytes there were.
    pub fn clear(&self) -> io::Result<u64> {
        self.remove_unfinished();
        let mut bytes = 0;
        for path in self.files(ENDING) {
            let length = fs::metadata(&path).map_or(0, |about| about.len());
            match fs::remove_file(&path) {
                Ok(()) => bytes += length,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(bytes)
    }

    /// Removes what was being written by a program that is no more.
    pub fn remove_unfinished(&self) {
        for path in self.files(UNFINISHED) {
            let Ok(file) = OpenOptions::new().read(true).write(true).open(&path) else { continue };
            if !matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
                drop(fs::remove_file(&path));
            }
        }
    }

    /// Removes what was not used for longest, until there is room for an entry of so many bytes, which takes the place of
    /// one that has its path.
    fn make_room(&self, bytes: u64, path: &Path) {
        let mut others = self.entries();
        others.retain(|entry| entry.path != path);
        let mut total = bytes + others.iter().map(|entry| entry.bytes).sum::<u64>();
        for entry in others.iter().rev() {
            if total <= self.most {
                break;
            }
            if fs::remove_file(&entry.path).is_ok() {
                total -= entry.bytes;
            }
        }
    }

    /// The files of the cache with an ending.
    fn files(&self, ending: &'static str) -> impl Iterator<Item = PathBuf> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        // To open a pipe would wait for whoever writes to it.
        let files = files.filter(|file| file.file_type().is_ok_and(|kind| kind.is_file())).map(|file| file.path());
        files.filter(move |path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(PREFIX) && path.extension().is_some_and(|own| own == ending)
        })
    }
}

impl CacheEntry {
    fn at(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        let about = file.metadata().ok()?;
        let key = entry::directory_of(&file).and_then(|directory| Key::from_text(&directory.key));
        Some(Self {
            table: key.map(|key| key.path),
            bytes: about.len(),
            used_secs: about
                .modified()
                .ok()
                .and_then(|used| used.duration_since(UNIX_EPOCH).ok())
                .map_or(0.0, |used| used.as_secs_f64()),
            path: path.to_owned(),
        })
    }
}

impl Keeping {
    /// Writes it into the cache with parts of others beside it, and those that were kept before, which takes some time.
    /// Gives how many bytes it takes there; none where it is not kept, since it cannot be, is too large, or the file is
    /// another by now.
    pub fn keep(self, parts: impl IntoIterator<Item = (&'static str, Vec<u8>)>) -> io::Result<Option<u64>> {
        let Self { cache, key, loaded, former } = self;
        let Some(text) = key.to_text() else { return Ok(None) };
        fs::create_dir_all(&cache.folder)?;
        let ending = format!(".{UNFINISHED}");
        let mut part = tempfile::Builder::new().prefix(PREFIX).suffix(&ending).tempfile_in(&cache.folder)?;
        // As long as it is held, nobody takes it for what was left.
        part.as_file().try_lock().map_err(io::Error::from)?;
        let given = RefCell::new(BTreeSet::new());
        let parts = parts.into_iter().map(|(name, bytes)| {
            given.borrow_mut().insert(beside(name));
            Some(NewPiece::of(beside(name), bytes))
        });
        let pieces = kept::pieces_of(&loaded).chain(parts);
        // Which those are is known once all that is given has been written.
        let former = once_with(|| former.iter().flat_map(|former| former.without(given.take()))).flatten();
        let pieces = &mut pieces.chain(former);
        let Some(bytes) = entry::write(part.as_file_mut(), &text, pieces, cache.most)? else { return Ok(None) };
        if bytes > cache.most || !key.is_still_so() {
            return Ok(None);
        }
        part.as_file().sync_all()?;
        let path = cache.path_of(&key);
        cache.make_room(bytes, &path);
        part.persist(path).map_err(|error| error.error)?;
        Ok(Some(bytes))
    }
}
