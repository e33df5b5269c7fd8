//! Events that are packed while others are read.
//!
//! Events are packed by whoever reads them, which frees their many small texts where they were made; a thread of its own
//! compresses their rows and puts them away, and the sources of these events likewise. Until it has, both stay as they
//! are. This module does not know where they come from.

use std::fmt;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Weak};
use std::thread::{Builder, JoinHandle};

use super::chunk::Chunk;
use super::{CHUNK, Events, FEW};
use crate::model::packed::Packed;
use crate::model::sources::{PutAway, ToPutAway};
use crate::model::{Event, Shelving, Source};

/// From so many events on they are put away.
#[cfg(not(test))]
const MANY: usize = 50_000;
#[cfg(test)]
pub(crate) const MANY: usize = 2000;

/// So many chunks are handed over at once, since to wake a thread takes longer than to pack some events.
const AT_ONCE: usize = 4;

/// So many times as many wait before whoever reads waits.
const WAITING: usize = 8;

/// Packs the events of a table, chunk by chunk.
pub struct Packing {
    /// Makes a shelf when the first events are put away.
    make_shelf: Option<fn() -> Option<Shelving>>,
    thread: Option<Packer>,
    lacks_shelf: bool,
    /// From so many events on they are put away; no more once they are.
    many: Option<usize>,
    /// What the thread did, but for what was taken over already.
    closed: Vec<Closed>,
    put_away: Vec<PutAway>,
    /// Sources that were packed, whose room in memory others take over.
    spare: Vec<Source>,
}

impl Default for Packing {
    fn default() -> Self {
        Self {
            make_shelf: None,
            thread: None,
            lacks_shelf: false,
            many: Some(MANY),
            closed: Vec::new(),
            put_away: Vec::new(),
            spare: Vec::new(),
        }
    }
}

impl fmt::Debug for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packing").finish_non_exhaustive()
    }
}

/// The thread that packs.
struct Packer {
    jobs: SyncSender<Vec<Job>>,
    /// What is handed over next.
    next: Vec<Job>,
    done: Receiver<Done>,
    thread: JoinHandle<()>,
}

enum Job {
    Events { chunk: usize, packed: Arc<Packed>, shelving: Option<Shelving> },
    Sources(ToPutAway),
}

enum Done {
    Events(Closed),
    Sources(PutAway),
}

struct Closed {
    place: usize,
    /// What it was made of, by which it is seen whether that still stands there.
    of: Weak<Packed>,
    chunk: Chunk,
}

impl Packing {
    /// Many events are put on a shelf, which is made when they are; where none can be made they stay in memory.
    pub fn with_shelf(make_shelf: fn() -> Option<Shelving>) -> Self {
        Self { make_shelf: Some(make_shelf), ..Self::default() }
    }

    /// Tells that about so many events will come: very many are put away from the first on, and none is compressed
    /// twice.
    pub fn expect(&mut self, events: usize) {
        // The guess may be too high.
        if events > 2 * MANY && self.many.is_some() {
            self.many = Some(FEW + 1);
        }
    }

    /// True where events were to be put away and no shelf could be made.
    pub fn lacks_shelf(&self) -> bool {
        self.lacks_shelf
    }

    fn packer(&mut self) -> Option<&mut Packer> {
        if self.thread.is_none() {
            let (jobs, waiting) = sync_channel::<Vec<Job>>(WAITING);
            let (ready, done) = channel::<Done>();
            let thread = Builder::new().name("packing".to_owned()).spawn(move || close_all(&waiting, &ready)).ok()?;
            self.thread = Some(Packer { jobs, next: Vec::new(), done, thread });
        }
        self.thread.as_mut()
    }

    /// Hands over what is to be done, and takes what was done meanwhile. Where the thread is gone, all stays as it is.
    fn send(&mut self, job: Job) {
        let Some(packer) = self.packer() else { return };
        packer.next.push(job);
        if packer.next.len() < AT_ONCE {
            return;
        }
        drop(packer.jobs.send(std::mem::take(&mut packer.next)));
        let done: Vec<Done> = packer.done.try_iter().collect();
        self.sort(done);
    }

    fn sort(&mut self, done: Vec<Done>) {
        for done in done {
            match done {
                Done::Events(closed) => self.closed.push(closed),
                Done::Sources(put_away) => self.put_away.push(put_away),
            }
        }
    }

    /// Waits until all is done.
    fn finish(&mut self) {
        if let Some(Packer { jobs, next, done, thread }) = self.thread.take() {
            drop(jobs.send(next));
            drop(jobs);
            let done = done.into_iter().collect();
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
            self.sort(done);
        }
    }

    /// A source that says nothing, perhaps with room for what it will say.
    pub fn empty_source(&mut self) -> Source {
        self.spare.pop().unwrap_or_default()
    }

    /// Takes sources that were packed.
    pub(in crate::model) fn spare(&mut self, sources: impl Iterator<Item = Source>) {
        let emptied = |Source { mut id, mut title, mut publisher, .. }: Source| {
            for text in [&mut id, &mut title, &mut publisher] {
                text.clear();
            }
            Source { id, title, publisher, ..Source::default() }
        };
        self.spare.extend(sources.map(emptied));
    }

    /// Has sources put away.
    pub(in crate::model) fn put_away(&mut self, sources: ToPutAway) {
        self.send(Job::Sources(sources));
    }

    /// The sources that were put away meanwhile.
    pub(in crate::model) fn take_put_away(&mut self) -> Vec<PutAway> {
        std::mem::take(&mut self.put_away)
    }

    /// The sources that were put away, all of them.
    pub(in crate::model) fn finish_put_away(&mut self) -> Vec<PutAway> {
        self.finish();
        self.take_put_away()
    }
}

fn close_all(jobs: &Receiver<Vec<Job>>, ready: &Sender<Done>) {
    for job in jobs.iter().flatten() {
        let done = match job {
            Job::Events { chunk, packed, shelving } => Chunk::closed_of(&packed, shelving.as_ref())
                .map(|closed| Done::Events(Closed { place: chunk, of: Arc::downgrade(&packed), chunk: closed })),
            Job::Sources(sources) => sources.put_away().map(Done::Sources),
        };
        if done.is_some_and(|done| ready.send(done).is_err()) {
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
        if packing.many.is_some_and(|many| self.len >= many) {
            packing.many = None;
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
        let Chunk::Packed(packed) = &self.chunks[chunk] else { return };
        packing.send(Job::Events { chunk, packed: packed.clone(), shelving: self.shelving.clone() });
        packing.closed.drain(..).for_each(|done| self.put_closed(done));
    }

    fn put_closed(&mut self, done: Closed) {
        if let Some(chunk) = self.chunks.get_mut(done.place)
            && let Chunk::Packed(packed) = chunk
            && std::ptr::eq(Arc::as_ptr(packed), done.of.as_ptr())
        {
            *chunk = done.chunk;
        }
    }

    /// Waits until all are packed that were added.
    pub fn finish_packing(&mut self, packing: &mut Packing) {
        packing.finish();
        packing.closed.drain(..).for_each(|done| self.put_closed(done));
        self.pack();
    }
}
