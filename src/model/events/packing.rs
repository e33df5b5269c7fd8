//! Events that are packed while others are read.
//!
//! Events are packed by whoever reads them, which frees their many small texts where they were made; a thread of its own
//! compresses their rows and puts them away. Until it has, the rows stay as they are. This module does not know where
//! events come from.

use std::fmt;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Weak};
use std::thread::{Builder, JoinHandle};

use super::chunk::Chunk;
use super::{CHUNK, Events, FEW};
use crate::model::packed::Packed;
use crate::model::{Event, Shelving};

/// From so many events on they are put away.
#[cfg(not(test))]
const MANY: usize = 50_000;
#[cfg(test)]
pub(crate) const MANY: usize = 2000;

/// So many chunks wait to be packed before whoever reads waits.
const WAITING: usize = 32;

/// Packs the events of a table, chunk by chunk.
#[derive(Default)]
pub struct Packing {
    /// Makes a shelf when the first events are put away.
    make_shelf: Option<fn() -> Option<Shelving>>,
    thread: Option<Packer>,
    lacks_shelf: bool,
}

impl fmt::Debug for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packing").finish_non_exhaustive()
    }
}

/// The thread that packs.
struct Packer {
    jobs: SyncSender<Job>,
    done: Receiver<Done>,
    thread: JoinHandle<()>,
}

struct Job {
    chunk: usize,
    packed: Arc<Packed>,
    shelving: Option<Shelving>,
}

struct Done {
    chunk: usize,
    /// What it was made of, by which it is seen whether that still stands there.
    of: Weak<Packed>,
    closed: Chunk,
}

impl Packing {
    /// Many events are put on a shelf, which is made when they are; where none can be made they stay in memory.
    pub fn with_shelf(make_shelf: fn() -> Option<Shelving>) -> Self {
        Self { make_shelf: Some(make_shelf), thread: None, lacks_shelf: false }
    }

    /// True where events were to be put away and no shelf could be made.
    pub fn lacks_shelf(&self) -> bool {
        self.lacks_shelf
    }

    fn packer(&mut self) -> Option<&Packer> {
        if self.thread.is_none() {
            let (jobs, waiting) = sync_channel::<Job>(WAITING);
            let (ready, done) = channel::<Done>();
            let thread = Builder::new().name("packing".to_owned()).spawn(move || close_all(&waiting, &ready)).ok()?;
            self.thread = Some(Packer { jobs, done, thread });
        }
        self.thread.as_ref()
    }
}

fn close_all(jobs: &Receiver<Job>, ready: &Sender<Done>) {
    for Job { chunk, packed, shelving } in jobs {
        if let Some(closed) = Chunk::closed_of(&packed, shelving.as_ref())
            && ready.send(Done { chunk, of: Arc::downgrade(&packed), closed }).is_err()
        {
            return;
        }
    }
}

impl Events {
    /// Adds an event of a table behind the last. Where there are many, they are packed by the chunk, and where there
    /// are very many, put away. After the last, [`Events::finish_packing`] is due.
    pub fn push_packed(&mut self, mut event: Event, packing: &mut Packing) {
        if self.len < FEW {
            event.shrink_to_fit();
        }
        self.push(event);
        if self.len == MANY {
            self.shelving = packing.make_shelf.and_then(|make| make());
            packing.lacks_shelf = packing.make_shelf.is_some() && self.shelving.is_none();
            self.pack();
        }
        let last = self.chunks.len() - 1;
        if self.len > FEW && self.chunks[last].len() >= CHUNK {
            self.send(last, packing);
        }
    }

    /// Packs a chunk, of which the thread does the rest.
    fn send(&mut self, chunk: usize, packing: &mut Packing) {
        if let Chunk::Plain(events) = &self.chunks[chunk]
            && let Some(open) = Chunk::open_of(events)
        {
            self.chunks[chunk] = open;
        }
        let (Chunk::Packed(packed), Some(packer)) = (&self.chunks[chunk], packing.packer()) else { return };
        let job = Job { chunk, packed: packed.clone(), shelving: self.shelving.clone() };
        // Where the thread is gone, they stay as they are.
        drop(packer.jobs.send(job));
        while let Ok(done) = packer.done.try_recv() {
            self.put_closed(done);
        }
    }

    fn put_closed(&mut self, done: Done) {
        if let Some(chunk) = self.chunks.get_mut(done.chunk)
            && let Chunk::Packed(packed) = chunk
            && std::ptr::eq(Arc::as_ptr(packed), done.of.as_ptr())
        {
            *chunk = done.closed;
        }
    }

    /// Waits until all are packed that were added.
    pub fn finish_packing(&mut self, packing: &mut Packing) {
        if let Some(Packer { jobs, done, thread }) = packing.thread.take() {
            drop(jobs);
            while let Ok(done) = done.recv() {
                self.put_closed(done);
            }
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
        self.pack();
    }
}
