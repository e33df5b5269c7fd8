//! The story that is open and what another program has written into its file, as one.

use std::path::PathBuf;
use std::sync::Arc;

use crate::io::{self, Content, Opening};
use crate::model::Story;
use crate::query::{StoryDiff, merge_stories};

/// Characters of a value that a question shows.
const MOST: usize = 60;

/// What is done once both are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// It is looked at.
    Stays,
    /// It is saved, as was asked for.
    Saves,
}

/// What comes of both.
pub(super) struct MergedFile {
    pub(super) path: PathBuf,
    pub(super) then: Then,
    /// The story that was open when the file was read.
    pub(super) ours: Arc<Story>,
    /// What the file holds now.
    pub(super) theirs: Arc<Story>,
    pub(super) content: Option<Content>,
    /// Both, with ours where they clash.
    pub(super) with_ours: Arc<Story>,
    /// Both, with theirs where they clash.
    pub(super) with_theirs: Arc<Story>,
    /// Where they clash, in words.
    pub(super) clashes: Vec<String>,
    /// What the other program has changed, in words.
    pub(super) counts: String,
}

impl MergedFile {
    /// Reads the file and merges; `base` is what it held when it was read before. Takes its time.
    pub(super) fn of(path: PathBuf, then: Then, base: &Story, ours: Arc<Story>) -> Result<Self, String> {
        let loaded = io::open(&path, Opening::default()).map_err(|error| error.to_string())?;
        if loaded.rejected > 0 {
            return Err("The file was changed by another program, and not all of it can be read".to_owned());
        }
        let theirs = Arc::new(loaded.story);
        let merged = merge_stories(base, &ours, &theirs);
        let clashes: Vec<String> = merged.conflicts.iter().map(|conflict| conflict.words(MOST)).collect();
        let with_ours = Arc::new(merged.story);
        let with_theirs =
            if clashes.is_empty() { with_ours.clone() } else { Arc::new(merge_stories(base, &theirs, &ours).story) };
        let counts = StoryDiff::between(base, &theirs).counts_text();
        Ok(Self { path, then, ours, theirs, content: loaded.content, with_ours, with_theirs, clashes, counts })
    }
}
