//! Stories in and out of files.
//!
//! This module answers what story a file holds and what is wrong with it, and writes a story back.
//! It does not know what is shown of a story, nor what time it is. Below `cli` and `gui` nothing
//! else touches files.

mod budget;
mod cache;
mod cells;
mod content;
mod csv_out;
mod diagnostics;
mod envelope;
mod error;
mod flatgeobuf;
mod geojson;
mod gpx;
mod guard;
mod harvest;
mod html;
mod journal;
mod json;
mod kind;
mod kml;
mod matrix;
mod merge;
mod open;
#[cfg(feature = "parquet")]
mod parquet;
mod progress;
mod records;
mod replace;
mod save;
mod service_shapes;
mod shape;
mod sheet;
mod shelf;
mod source;
mod source_reading;
mod table;

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

pub use cache::{Cache, CacheEntry, Keeping, KeptParts, Opened};
pub use content::Content;
pub use csv_out::{CsvWriter, LineEnd, guarded_words};
pub use diagnostics::{Diagnostic, Diagnostics, Severity};
pub use error::{LoadError, SaveError};
pub use geojson::{
    Item, Remark, STORY_LISTS, head_of, remarks_on, set_head, story_from_slice, story_from_slice_by, story_to_string,
};
pub use journal::{
    EVERY_SECS, Journal, JournalBase, JournalState, LeftJournal, Pace, Replay, Restored, RestoredState, Turn,
    changes_between, left_journals,
};
pub use json::JsonFault;
pub use merge::merge;
pub use open::{Opening, open, open_bytes};
pub use progress::{Progress, Watch};
pub use save::{FileFormat, Written, write_events, write_events_to, write_rows};
pub use shelf::{LOST, cache_folder};
pub use source_reading::{
    AUTHOR, Known, KnownBy, KnownSources, LANGUAGE, ReadSource, SourceForm, SourceProblem, SourceReading, address_key,
    alike_sources, is_copy_of_source, read_source, read_source_file, read_source_text,
};
pub use table::{DayOrder, Field, Mapping, MappingError, Quoting, Report, Table, Tried, Writing, header_key, try_rows};

use content::Remembering;
use replace::{Streams, replace_file};

use crate::model::Story;

/// The largest file that is opened, in bytes.
pub const MOST_BYTES: u64 = 2 << 30;

/// The story that the program carries, as it lies in `data/`.
pub const CARRIED: &[u8] = include_bytes!("../../data/crisis-2025.geojson");

/// A story as it was opened, with what there is to say about its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What could be understood.
    pub story: Story,
    /// What could not, or looks odd.
    pub diagnostics: Diagnostics,
    /// How many features the file holds.
    pub rows: usize,
    /// How many of them became no event; each has its diagnostic.
    pub rejected: usize,
    /// What the file is: `story`, `geojson`, `csv`, `xlsx`, `kml` and so on.
    pub format: &'static str,
    /// How many rows became what.
    pub report: Report,
    /// What was thought of its columns, where it has some.
    pub table: Option<Table>,
    /// What the file holds, where it can be saved as it was opened: JSON that is not packed.
    pub content: Option<Content>,
}

/// The story that the program carries.
pub fn carried_story() -> Loaded {
    story_from_slice(CARRIED).expect("a test opens the carried story")
}

/// SHA-256 of a story as it is written, in hexadecimal digits: the same for the same story, however
/// its file was set.
pub fn story_hash(story: &Story) -> String {
    use sha2::{Digest as _, Sha256};
    // The text of a large story is larger than the story: it is not held.
    let mut text = BufWriter::new(Hashed(Sha256::new()));
    geojson::write_to(&mut text, story).expect("every story is JSON, and hashing does not fail");
    let hashed = text.into_inner().map_err(io::IntoInnerError::into_error).expect("hashing does not fail");
    format!("{:x}", hashed.0.finalize())
}

/// A hash that is written to.
struct Hashed(sha2::Sha256);

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        sha2::Digest::update(&mut self.0, bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Saves a story as a story file, and says what that holds.
///
/// The story is written beside the file and takes its place when it is whole and on disk, so that a
/// crash leaves either the old file or the new one.
pub fn write_story(path: &Path, story: &Story) -> Result<Content, SaveError> {
    let mut content = None;
    replace_file(path, Streams::Refused, |file| {
        let mut file = Remembering::new(file);
        geojson::write_to(&mut file, story)?;
        shelf::all_read(story)?;
        content = Some(file.content());
        Ok(())
    })?;
    Ok(content.expect("what was saved was written"))
}

/// Writes a whole file, or leaves the old one: never half of one. Pipes and devices are written into.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    replace_file(path, Streams::Written, |file| file.write_all(bytes))
}

/// The path of a file that does not exist yet: the stem, or the stem with a number behind it.
pub fn free_path(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let numbered = |number: u32| match number {
        1 => folder.join(format!("{stem}.{extension}")),
        _ => folder.join(format!("{stem}-{number}.{extension}")),
    };
    (1..=u32::MAX)
        .map(numbered)
        .find(|path| fs::symlink_metadata(path).is_err())
        .expect("a folder holds fewer files than there are numbers")
}

/// A remark on a time of day that never was, since clocks were set forward over it. None without one.
fn skipped_hour(when: &crate::model::When, zone: &crate::model::Zone) -> Option<String> {
    let time = when.skipped_in(zone)?;
    Some(format!(
        "{time} never was in {zone}, where clocks were set forward over it; it is taken for the moment of the change"
    ))
}
