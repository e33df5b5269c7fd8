//! A walk through all events, one at a time.

use std::sync::Arc;

use super::chunk::Chunk;
use crate::model::Event;
use crate::model::packed::Packed;
use crate::model::packed_event;

/// Goes through events, of which it holds one at a time.
#[derive(Debug)]
pub struct Walk<'a> {
    chunks: std::slice::Iter<'a, Chunk>,
    chunk: Held<'a>,
    /// Of the next event, in its chunk and among all.
    place: usize,
    index: usize,
    /// For an event that is made.
    room: Event,
}

/// The chunk through which it goes.
#[derive(Debug)]
enum Held<'a> {
    Plain(&'a [Event]),
    Packed(Arc<Packed>),
}

impl Held<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Plain(events) => events.len(),
            Self::Packed(packed) => packed.len(),
        }
    }
}

impl<'a> Walk<'a> {
    /// Through some chunks, of which the first event has this index.
    pub(super) fn new(chunks: &'a [Chunk], index: usize) -> Self {
        Self { chunks: chunks.iter(), chunk: Held::Plain(&[]), place: 0, index, room: Event::default() }
    }

    /// The next event, with its index.
    pub fn next(&mut self) -> Option<(usize, &Event)> {
        self.next_in(|_| true)
    }

    /// The next event that may say something in other letters than those of ASCII, with its index. What it says
    /// takes no account of the row that it came from.
    pub fn next_beyond_ascii(&mut self) -> Option<(usize, &Event)> {
        self.next_in(|chunk| !chunk.is_ascii())
    }

    /// The next event that may say something in another language than that of its story, with its index.
    pub fn next_translated(&mut self) -> Option<(usize, &Event)> {
        self.next_in(Chunk::may_be_translated)
    }

    /// The next event of a chunk that is wanted.
    fn next_in(&mut self, wants: impl Fn(&Chunk) -> bool) -> Option<(usize, &Event)> {
        while self.place == self.chunk.len() {
            let chunk = self.chunks.next()?;
            self.place = 0;
            self.chunk = match chunk {
                chunk if !wants(chunk) => {
                    self.index += chunk.len();
                    Held::Plain(&[])
                }
                Chunk::Plain(events) => Held::Plain(events),
                chunk => chunk.packed().map_or(Held::Plain(&[]), Held::Packed),
            };
        }
        let (place, index) = (self.place, self.index);
        self.place += 1;
        self.index += 1;
        Some(match &self.chunk {
            Held::Plain(events) => (index, &events[place]),
            Held::Packed(packed) => {
                packed_event::event_into(packed, place, &mut self.room);
                (index, &self.room)
            }
        })
    }
}
