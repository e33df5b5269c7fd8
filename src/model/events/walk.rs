//! A walk through all events, one at a time.

use super::chunk::Chunk;
use crate::model::Event;

/// Goes through events, of which it holds one at a time.
#[derive(Debug)]
pub struct Walk<'a> {
    chunks: std::slice::Iter<'a, Chunk>,
    chunk: Option<&'a Chunk>,
    /// Of the next event, in its chunk and among all.
    place: usize,
    index: usize,
    /// For an event that is made.
    room: Event,
}

impl<'a> Walk<'a> {
    pub(super) fn new(chunks: &'a [Chunk]) -> Self {
        Self { chunks: chunks.iter(), chunk: None, place: 0, index: 0, room: Event::default() }
    }

    /// The next event, with its index.
    pub fn next(&mut self) -> Option<(usize, &Event)> {
        while self.chunk.is_none_or(|chunk| self.place == chunk.len()) {
            self.chunk = Some(self.chunks.next()?);
            self.place = 0;
        }
        let (place, index) = (self.place, self.index);
        self.place += 1;
        self.index += 1;
        Some((index, self.chunk?.get_into(place, &mut self.room)))
    }
}
