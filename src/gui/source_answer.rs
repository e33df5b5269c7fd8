//! What other threads find out about sources, and which files they are asked about.

use std::path::{Path, PathBuf};

use super::form::IndexKey;
use crate::io::{KnownSources, SourceReading};

/// Endings of files that are copies of sources, unless they were made by Meridian.
const COPIES: [&str; 7] = ["htm", "html", "mht", "mhtml", "pdf", "wacz", "xhtml"];

/// What another thread has found out about sources.
pub(super) enum SourceAnswer {
    /// What was pasted, and what was read of it.
    Text(String, Result<SourceReading, String>),
    /// What a file that was dropped says.
    File(PathBuf, Result<SourceReading, String>),
    /// A file that was dropped was made by Meridian, and is opened.
    Story(PathBuf),
    /// The sources of a story by their addresses and hashes.
    Index(IndexKey, Box<KnownSources>),
}

/// True for a file that may be a copy of a source, by its name.
pub(super) fn may_be_copy(path: &Path) -> bool {
    path.extension().is_some_and(|ending| COPIES.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
