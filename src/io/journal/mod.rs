//! The journal of a story that is changed: what a crash would lose, kept in a folder of the program.
//!
//! This module answers how changes are kept while they are not saved, and what a crash has left of them. A thread of
//! its own writes; who hands a story over never waits for a disk. It does not know when it is asked to.
//!
//! A journal is a file of lines: the first says what the changes begin with, which is a file by its SHA-256 or a whole
//! story, and each other what was changed then, as objects of the story file (`changes`). `lines` knows a line that
//! was not written to its end. It is written anew where it grows (`writer`), and is there only while there is something
//! to lose. A lock is held on it as long as it is written.

mod changes;
mod left;
mod lines;
mod pace;
mod replay;
mod writer;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

pub use changes::changes_between;
pub use left::{LeftJournal, Restored, RestoredState, left_journals};
pub use pace::{EVERY_SECS, Pace, Turn};
pub use replay::Replay;
use writer::{Disk, Folder, Writer};

use super::{Content, error};
use crate::model::Story;

/// So long after a try that failed the next one is made.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// Of so many things that were handed over in a row the last story alone is written; then it is, whatever follows.
const MOST_AT_ONCE: usize = 16;

/// What the changes of a story begin with.
#[derive(Debug, Clone)]
pub enum JournalBase {
    /// What a file holds.
    File {
        /// The file.
        path: PathBuf,
        /// What it held when it was read or saved; none where that is not known.
        content: Option<Content>,
        /// Which columns mean what, where it is a table; else empty.
        mapping: String,
    },
    /// The story itself, which is in no file.
    Story,
}

/// What has become of the changes that were handed over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JournalState {
    /// The number of the last story that is kept, as it was handed over.
    pub kept: u64,
    /// Why later ones are not kept; none where they are, or will be at once.
    pub failure: Option<String>,
}

/// A journal that is written by a thread of its own.
#[derive(Debug)]
pub struct Journal {
    sender: Option<Sender<Note>>,
    state: Arc<Mutex<JournalState>>,
    thread: Option<JoinHandle<()>>,
}

/// What is handed over.
enum Note {
    Begin(JournalBase, Arc<Story>),
    Keep { story: Arc<Story>, number: u64, at_secs: u64 },
    Retire,
}

impl Journal {
    /// A journal in a folder, which is made when there is something to keep. Calls `told` from another thread when
    /// its state is another.
    pub fn in_folder(folder: PathBuf, told: impl Fn() + Send + 'static) -> Self {
        Self::on_disk(Box::new(Folder { path: folder }), told)
    }

    fn on_disk(disk: Box<dyn Disk>, told: impl Fn() + Send + 'static) -> Self {
        let (sender, notes) = channel();
        let state: Arc<Mutex<JournalState>> = Arc::default();
        let shared = state.clone();
        let tell = move |change: &dyn Fn(&mut JournalState)| {
            let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
            let before = state.clone();
            change(&mut state);
            let is_other = *state != before;
            drop(state);
            if is_other {
                told();
            }
        };
        let thread = std::thread::spawn(move || write_notes(&notes, Writer::new(disk), &tell));
        Self { sender: Some(sender), state, thread: Some(thread) }
    }

    /// Begins with a story as its file has it. What was kept of another one is let go.
    pub fn begin(&self, base: JournalBase, story: Arc<Story>) {
        self.note(Note::Begin(base, story));
    }

    /// Keeps a story as it is now, under a number that rises. Of several in a row only the last may be
    /// kept.
    ///
    /// `at_secs` is the moment, in seconds since the Unix epoch.
    pub fn keep(&self, story: Arc<Story>, number: u64, at_secs: u64) {
        self.note(Note::Keep { story, number, at_secs });
    }

    /// Lets go of what was kept.
    pub fn retire(&self) {
        self.note(Note::Retire);
    }

    /// What has become of it.
    pub fn state(&self) -> JournalState {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns once all that was handed over is done.
    pub fn finish(mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            // Where it has failed there is nothing more to wait for.
            thread.join().unwrap_or_default();
        }
    }

    fn note(&self, note: Note) {
        // A thread that has failed keeps nothing, which its state has said by then.
        self.sender.as_ref().map(|sender| sender.send(note)).transpose().unwrap_or_default();
    }
}

/// Why nothing is kept, without what to do about a file that is saved.
fn reason(failed: &std::io::Error) -> String {
    let words = error::reason_words(failed);
    words.split(';').next().unwrap_or_default().to_owned()
}

type Tell<'a> = dyn Fn(&dyn Fn(&mut JournalState)) + 'a;

/// Does what is handed over until nobody does any more.
fn write_notes(notes: &Receiver<Note>, mut writer: Writer, tell: &Tell<'_>) {
    // What could not be written yet.
    let mut waiting: Option<(Arc<Story>, u64, u64)> = None;
    loop {
        let mut note = match waiting {
            Some(_) => notes.recv_timeout(TRY_AGAIN),
            None => notes.recv().map_err(RecvTimeoutError::from),
        };
        // Of what has come meanwhile the last story alone is written.
        let mut room = MOST_AT_ONCE;
        while let Ok(received) = note {
            match received {
                Note::Keep { story, number, at_secs } => waiting = Some((story, number, at_secs)),
                Note::Begin(base, story) => {
                    waiting = None;
                    let done = writer.begin(base, story);
                    tell(&|state| state.failure = done.as_ref().err().map(reason));
                }
                Note::Retire => {
                    waiting = None;
                    let done = writer.retire();
                    tell(&|state| state.failure = done.as_ref().err().map(reason));
                }
            }
            room -= 1;
            note = if room > 0 { notes.try_recv().ok() } else { None }.ok_or(RecvTimeoutError::Timeout);
        }
        if let Some((story, number, at_secs)) = &waiting {
            match writer.keep(story, *at_secs) {
                Ok(()) => {
                    tell(&|state| *state = JournalState { kept: *number, failure: None });
                    waiting = None;
                }
                Err(failed) => tell(&|state| state.failure = Some(reason(&failed))),
            }
        }
        if matches!(note, Err(RecvTimeoutError::Disconnected)) {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
