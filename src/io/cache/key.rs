//! What an entry of the cache was made from.
//!
//! This module answers whether a file is still what it was: by its path, its length, when it was written, and a hash of
//! blocks that are spread over it; and whether its columns would be taken for the same, by this very program.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::io::shelf::read_at;
use crate::io::table::{Mapping, header_key};
use crate::model::Story;

/// The form of entries. Another is not read.
const FORM: u32 = 1;

/// Files of fewer bytes hold no table that is worth it.
const LEAST_BYTES: u64 = 1 << 16;

/// So many blocks are looked at, the first and the last bytes among them.
const BLOCKS: u64 = 14;
const BLOCK_BYTES: u64 = 1 << 16;

/// A file that was written to so few seconds before it was read may be written to again unseen.
const UNSETTLED_SECS: f64 = 0.1;

/// What a story is read from, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    form: u32,
    /// The version of the program, and its own file.
    program: String,
    /// The file, through all links.
    pub(super) path: PathBuf,
    /// What a story without a title is called.
    name: String,
    length: u64,
    /// When it was written, in nanoseconds since the Unix epoch.
    modified: i128,
    /// SHA-256 of some blocks, in hexadecimal digits.
    sample: String,
    /// What was said of its columns.
    mapping: String,
    /// What was remembered of them, where nothing was said: the key of their header, and what was said before.
    #[serde(default)]
    remembered: Option<(String, Option<String>)>,
}

impl Key {
    /// That of a file, as it is now. None for what is no file, such as a pipe, or a small one.
    pub(super) fn of(path: &Path, mapping: &Mapping) -> Option<Self> {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        // To open a pipe would take from it.
        if !fs::metadata(path).ok()?.is_file() {
            return None;
        }
        let path = fs::canonicalize(path).ok()?;
        let file = File::open(&path).ok()?;
        let about = file.metadata().ok()?;
        let length = Some(about.len()).filter(|length| about.is_file() && *length >= LEAST_BYTES)?;
        Some(Self {
            form: FORM,
            program: program(),
            name,
            length,
            modified: written_at(&about)?,
            sample: sample_of(&file, length).ok()?,
            mapping: mapping.to_string(),
            remembered: None,
            path,
        })
    }

    /// What was written of an entry.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// How it is written in an entry. None where it would not be read again as it is.
    pub(super) fn to_text(&self) -> Option<String> {
        let text = serde_json::to_string(self).ok()?;
        (Self::from_text(&text).as_ref() == Some(self)).then_some(text)
    }

    /// The name of its entry.
    pub(super) fn stem(&self) -> String {
        let mut hash = Sha256::new();
        for part in [self.path.as_os_str().as_encoded_bytes(), self.name.as_bytes(), self.mapping.as_bytes()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let mut stem = format!("{:x}", hash.finalize());
        stem.truncate(32);
        stem
    }

    /// True for a file that may be written to again without being another one by its time, which is that now, in
    /// seconds since the Unix epoch.
    pub(super) fn is_unsettled(&self, now_secs: f64) -> bool {
        now_secs - self.modified as f64 / 1e9 < UNSETTLED_SECS
    }

    /// True where the file is still there as it was.
    pub(super) fn is_still_so(&self) -> bool {
        let now = self.mapping.parse().ok().and_then(|mapping| Self::of(&self.path, &mapping));
        now.is_some_and(|now| Self { remembered: self.remembered.clone(), name: self.name.clone(), ..now } == *self)
    }

    /// Adds what is remembered of the columns of a story that was read.
    pub(super) fn remember(&mut self, story: &Story, remembered: &BTreeMap<String, Mapping>) {
        self.remembered = story.events.columns().filter(|_| self.mapping.is_empty()).map(|columns| {
            let header = header_key(&columns);
            let said = remembered.get(&header).map(ToString::to_string);
            (header, said)
        });
    }

    /// True where an entry holds what would be read: the same file, whose columns mean the same.
    pub(super) fn fits(&self, entry: &Self, remembered: &BTreeMap<String, Mapping>) -> bool {
        let is_remembered = entry
            .remembered
            .as_ref()
            .is_none_or(|(header, said)| remembered.get(header).map(ToString::to_string) == *said);
        is_remembered && Self { remembered: None, ..entry.clone() } == *self
    }
}

/// Which program reads: another build may understand a file otherwise.
fn program() -> String {
    let own = std::env::current_exe().and_then(fs::metadata);
    let own = own.map(|own| (own.len(), written_at(&own).unwrap_or_default())).unwrap_or_default();
    format!("{} {} {}", env!("CARGO_PKG_VERSION"), own.0, own.1)
}

/// When a file was written, in nanoseconds since the Unix epoch.
fn written_at(about: &Metadata) -> Option<i128> {
    let since = about.modified().ok()?.duration_since(UNIX_EPOCH);
    Some(match since {
        Ok(since) => since.as_nanos().cast_signed(),
        Err(before) => -before.duration().as_nanos().cast_signed(),
    })
}

/// SHA-256 of blocks that are spread over a file of so many bytes.
fn sample_of(file: &File, length: u64) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK_BYTES.min(length) as usize];
    let last = length - block.len() as u64;
    for number in 0..BLOCKS {
        let at = (u128::from(last) * u128::from(number) / u128::from(BLOCKS - 1)) as u64;
        read_at(file, &mut block, at)?;
        hash.update(&block);
    }
    Ok(format!("{:x}", hash.finalize()))
}
