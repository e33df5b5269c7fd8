//! Events that are packed while others are read.
//!
//! This module answers what a chunk is, packed, as a thread of its own makes it. Until it has, the events stay as they
//! are. It does not know where events come from.

use std::collections::VecDeque;
use std::fmt;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Weak};
use std::thread::{Builder, JoinHandle};

use super::chunk::Chunk;
use super::{CHUNK, Events, FEW};
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
    events: Arc<Vec<Event>>,
    shelving: Option<Shelving>,
}

struct Done {
    chunk: usize,
    /// What was packed, by which it is seen whether it still stands there.
    events: Weak<Vec<Event>>,
    packed: Chunk,
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
            let thread = Builder::new().name("packing".to_owned()).spawn(move || pack_all(&waiting, &ready)).ok()?;
            self.thread = Some(Packer { jobs, done, thread });
        }
        self.thread.as_ref()
    }
}

fn pack_all(jobs: &Receiver<Job>, ready: &Sender<Done>) {
    // Here events are let go, too, which takes as long as to make them.
    let mut packed_last = VecDeque::with_capacity(WAITING);
    for Job { chunk, events, shelving } in jobs {
        if let Some(packed) = Chunk::packed_of(&events, shelving.as_ref())
            && ready.send(Done { chunk, events: Arc::downgrade(&events), packed }).is_err()
        {
            return;
        }
        if packed_last.len() == WAITING {
            packed_last.pop_front();
        }
        packed_last.push_back(events);
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

    fn send(&mut self, chunk: usize, packing: &mut Packing) {
        let (Chunk::Plain(events), Some(packer)) = (&self.chunks[chunk], packing.packer()) else { return };
        let job = Job { chunk, events: events.clone(), shelving: self.shelving.clone() };
        // Where the thread is gone, they stay as they are.
        drop(packer.jobs.send(job));
        while let Ok(done) = packer.done.try_recv() {
            self.put_packed(done);
        }
    }

    fn put_packed(&mut self, done: Done) {
        if let Some(chunk) = self.chunks.get_mut(done.chunk)
            && let Chunk::Plain(events) = chunk
            && std::ptr::eq(Arc::as_ptr(events), done.events.as_ptr())
        {
            *chunk = done.packed;
        }
    }

    /// Waits until all are packed that were added.
    pub fn finish_packing(&mut self, packing: &mut Packing) {
        if let Some(Packer { jobs, done, thread }) = packing.thread.take() {
            drop(jobs);
            while let Ok(done) = done.recv() {
                self.put_packed(done);
            }
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
        self.pack();
    }
}
