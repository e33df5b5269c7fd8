//! A story as the pieces of an entry.
//!
//! This module answers which pieces there are, and what story they are. It does not know in which file they lie.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;

use super::piece::{Directory, NewPiece};
use super::told::{Told, ToldRows};
use crate::io::guard::guarded;
use crate::io::shelf::read_at;
use crate::io::{Diagnostics, Loaded, Report};
use crate::model::{Events, KeptEvents, Shelf, Shelving, Sources, Story};

const HEAD: &str = "story";
const SOURCES: &str = "sources";
const EVENTS: &str = "events";
const TOLD: &str = "reading";
const REJECTED: &str = "rejected rows";
const SAMPLE: &str = "first rows";

/// The pieces that a story is, with what was said of its file. One that cannot be had is none.
pub(super) fn pieces_of(loaded: &Loaded) -> impl Iterator<Item = Option<NewPiece>> {
    let head = loaded.story.kept_head().map(|bytes| NewPiece::of(HEAD, bytes));
    let mut first = vec![head];
    let told = Told::of(loaded).and_then(|(told, rows)| Some((serde_json::to_vec(&told).ok()?, rows)));
    let is_told = told.is_some();
    if let Some((told, ToldRows { rejected, sample })) = told {
        first.push(Some(NewPiece::of(TOLD, told)));
        let rows = [(REJECTED, rejected), (SAMPLE, sample)];
        first.extend(rows.into_iter().filter_map(|(part, bytes)| Some(Some(NewPiece::of(part, bytes?)))));
    } else {
        first.push(None);
    }
    let piece = |part: &'static str, kept: KeptEvents| {
        let KeptEvents { bytes, check, about } = kept;
        NewPiece { part: part.into(), bytes, check, about }
    };
    let sources = loaded.story.sources.kept().map(move |kept| kept.map(|kept| piece(SOURCES, kept)));
    let events = &loaded.story.events;
    let columns = events.columns();
    let parts = if is_told { events.kept_len() } else { 0 };
    let events = (0..parts).map(move |part| Some(piece(EVENTS, events.kept(part, columns.as_ref())?)));
    first.into_iter().chain(sources).chain(events)
}

/// The story that the pieces of a file are. None where they are none, or not what was written.
pub(super) fn loaded_of(file: File, path: PathBuf, directory: &Directory) -> Option<Loaded> {
    // What is read here was checked. Should it be another's all the same, it must not end the program.
    guarded(|| read(file, path, directory)).flatten()
}

fn read(file: File, path: PathBuf, directory: &Directory) -> Option<Loaded> {
    let told: Told = serde_json::from_slice(&directory.bytes(&file, TOLD)?).ok()?;
    let mut beside = ToldRows::default();
    for (part, rows) in [(REJECTED, &mut beside.rejected), (SAMPLE, &mut beside.sample)] {
        if !directory.part(part).is_empty() {
            *rows = Some(directory.bytes(&file, part)?);
        }
    }
    let mut story = Story::of_kept_head(&directory.bytes(&file, HEAD)?)?;
    let columns: Option<Arc<[String]>> = told.columns.clone().map(Into::into);
    let shelving = Shelving::new(EntryShelf { file, path });
    let sources = directory.part(SOURCES).iter().map(|piece| (piece.place, piece.about));
    story.sources = Sources::of_kept(&shelving, sources)?;
    let events = directory.part(EVENTS).iter().map(|piece| (piece.place, piece.about));
    story.events = Events::of_kept(&shelving, columns.as_ref(), events)?;
    let loaded = Loaded {
        story,
        diagnostics: Diagnostics::default(),
        rows: 0,
        rejected: 0,
        format: "",
        report: Report::default(),
        table: None,
        content: None,
    };
    told.into_loaded(loaded, &beside)
}

/// An entry as the shelf of its events. It is held open, so that others may remove it.
#[derive(Debug)]
struct EntryShelf {
    file: File,
    path: PathBuf,
}

impl Shelf for EntryShelf {
    fn put(&self, _: &[u8]) -> Option<u64> {
        None
    }

    fn take(&self, at: u64, bytes: &mut [u8]) -> bool {
        read_at(&self.file, bytes, at).is_ok()
    }

    /// The next opening reads the file itself.
    fn lose(&self) {
        drop(fs::remove_file(&self.path));
    }
}
