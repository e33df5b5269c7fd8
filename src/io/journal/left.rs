//! Journals that were left by a crash, and what they give back.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Replay;
use super::lines::objects_of;
use super::writer::ENDING;
use crate::io::{Content, LoadError, Loaded, Mapping, Opening, open, story_from_slice, story_to_string};
use crate::model::{Members, Story};

/// A journal that nobody writes any more. As long as it lives, no other window takes it.
#[derive(Debug)]
pub struct LeftJournal {
    path: PathBuf,
    #[expect(dead_code, reason = "it is locked as long as it lives")]
    lock: File,
    contents: Contents,
}

/// What a journal says.
#[derive(Debug)]
pub(super) struct Contents {
    header: Members,
    /// What was changed, with when.
    records: Vec<(Option<u64>, Members)>,
    broken: usize,
}

/// A story with the changes that a journal has kept.
#[derive(Debug)]
pub struct Restored {
    /// The story without them, as its file has it now, with what there is to say of that.
    pub before: Loaded,
    /// The story with them.
    pub story: Story,
    /// The file that the story was in, if any.
    pub path: Option<PathBuf>,
    /// What is to be told of it.
    pub state: RestoredState,
}

/// Whether the changes belong to what the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestoredState {
    /// They do.
    Whole,
    /// The file was changed since: its things are as it has them now, but for those that were changed here.
    FileChanged,
    /// The file is gone: only what was changed is there.
    FileGone,
}

/// The journals in a folder that nobody writes any more, the last written first.
pub fn left_journals(folder: &Path) -> Vec<LeftJournal> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
    let mut found: Vec<LeftJournal> =
        entries.filter(is_journal).filter_map(|path| LeftJournal::at(path).ok()).collect();
    found.sort_by_key(|left| std::cmp::Reverse(left.at_secs()));
    found
}

impl LeftJournal {
    fn at(path: PathBuf) -> io::Result<Self> {
        // Windows opens a file for its lock only to write.
        let mut lock = OpenOptions::new().read(true).append(true).open(&path)?;
        lock.try_lock().map_err(io::Error::from)?;
        let mut bytes = Vec::new();
        lock.read_to_end(&mut bytes)?;
        match contents_of(&bytes) {
            Some(contents) => Ok(Self { path, lock, contents }),
            // Begun, and killed before anything was in it.
            None if bytes.len() < 1 << 16 => {
                fs::remove_file(&path)?;
                Err(io::ErrorKind::InvalidData.into())
            }
            None => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The title that the story had when it was opened, or words for none.
    pub fn title(&self) -> &str {
        let title = self.contents.header.get("title").and_then(Value::as_str);
        title.filter(|title| !title.is_empty()).unwrap_or("Untitled story")
    }

    /// The file that the story was in, if any.
    pub fn file(&self) -> Option<PathBuf> {
        self.contents.base("file").map(PathBuf::from)
    }

    /// When the last change was kept, in seconds since the Unix epoch.
    pub fn at_secs(&self) -> u64 {
        self.contents.records.iter().rev().find_map(|(at, _)| *at).unwrap_or_default()
    }

    /// How many of its lines were not written to their end, or are damaged.
    pub fn broken(&self) -> usize {
        self.contents.broken
    }

    /// The story with the changes. Fails where the file of the story is there and cannot be read.
    pub fn restore(&self) -> Result<Restored, LoadError> {
        let contents = &self.contents;
        let (before, path, state) = match (contents.own_base(), self.file()) {
            (Some(before), _) => (before, None, RestoredState::Whole),
            (None, Some(path)) if path.exists() => {
                let mapping = contents.base("mapping").and_then(|text| text.parse::<Mapping>().ok());
                let opening =
                    Opening { mapping: mapping.unwrap_or_default(), remembered: BTreeMap::new(), ..Opening::default() };
                let loaded = open(&path, opening)?;
                let now = Content::of_file(&path).ok().map(Content::hex);
                let is_same = contents.base("sha256").is_none_or(|then| Some(then) == now.as_deref());
                let state = if is_same { RestoredState::Whole } else { RestoredState::FileChanged };
                (loaded, Some(path), state)
            }
            (None, path) => {
                let nothing = story_to_string(&Story::default());
                (story_from_slice(nothing.as_bytes())?, path, RestoredState::FileGone)
            }
        };
        let story = contents.replayed(before.story.clone());
        Ok(Restored { before, story, path, state })
    }

    /// Takes it away for good. Fails where the system does not let it.
    pub fn discard(self) -> io::Result<()> {
        let Self { path, .. } = self;
        fs::remove_file(path)
    }
}

impl Contents {
    fn base(&self, key: &str) -> Option<&str> {
        self.header.get("base")?.get(key)?.as_str()
    }

    /// The story that the journal itself says the changes begin with.
    pub(super) fn own_base(&self) -> Option<Loaded> {
        story_from_slice(self.base("story")?.as_bytes()).ok()
    }

    /// A story with all changes.
    pub(super) fn replayed(&self, base: Story) -> Story {
        let mut replay = Replay::of(base);
        for (_, changes) in &self.records {
            replay.apply(changes.clone());
        }
        replay.finish()
    }
}

/// What the bytes of a journal say. None where they are no journal of changes.
pub(super) fn contents_of(bytes: &[u8]) -> Option<Contents> {
    let lines = objects_of(bytes);
    let mut objects = lines.objects.into_iter();
    let header = objects.next().filter(|header| header.contains_key("meridian_journal"))?;
    let record = |mut record: Members| match record.remove("changes") {
        Some(Value::Object(changes)) => Some((record.get("at").and_then(Value::as_u64), changes)),
        _ => None,
    };
    let records: Vec<_> = objects.filter_map(record).collect();
    (!records.is_empty()).then_some(Contents { header, records, broken: lines.broken })
}
