//! The events of a story, by index.
//!
//! This module answers which event has an index, and it alone knows how events lie in memory. It does not
//! know what they say beyond that, nor their order in time.

use std::borrow::Cow;
use std::fmt;
use std::iter::FlatMap;
use std::ops::Range;

use super::{Claim, Event, Shelving};
use chunk::Chunk;
pub use packing::Packing;
pub use shelved::{AboutEvents, KeptEvents};
use walk::Walk;

mod chunk;
mod kept;
pub(super) mod packing;
mod parts;
mod shelved;
mod walk;

mod differing;

/// How many events lie in a chunk that was filled from the end. A change copies the chunk it is in, which
/// must stay small beside the story; a copy of the story takes a step a chunk.
const CHUNK: usize = 64;

/// Up to so many events of a table are not packed.
const FEW: usize = 512;

/// The events of a story, in the order of its file, by index from 0.
///
/// They lie in chunks that copies share, so a changed story holds anew only the chunks that were changed.
/// Those of large tables are packed, each chunk with a text of its own that says nothing twice, and those of very
/// large ones put away on a [`Shelf`](super::Shelf). What is given out is an event to read, borrowed where it is
/// stored as such, and else made.
#[derive(Clone, Default)]
pub struct Events {
    /// None of them is empty.
    chunks: Vec<Chunk>,
    /// The index of the first event of each chunk.
    firsts: Vec<u32>,
    len: usize,
    /// Where chunks are put away.
    shelving: Option<Shelving>,
}

impl Events {
    /// No events yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The event with this index. Panics where there is none, as a slice does.
    pub fn get(&self, index: usize) -> Cow<'_, Event> {
        let (chunk, place) = self.place_of(index);
        self.chunks[chunk].get(place)
    }

    /// The events, by index.
    pub fn iter(&self) -> Iter<'_> {
        self.range(0..self.len)
    }

    /// The events, by index, one at a time: each takes over the room of the one before it, which is the way to go
    /// through all of a large table.
    ///
    /// ```
    /// # use meridian::model::{Event, Events};
    /// let events = Events::from(vec![Event { title: "A call".to_owned(), ..Event::default() }]);
    /// let mut walk = events.walk();
    /// while let Some((index, event)) = walk.next() {
    ///     assert_eq!((index, event.title.as_str()), (0, "A call"));
    /// }
    /// ```
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(&self.chunks, 0)
    }

    /// The events whose indexes lie in a range. Panics at an index that no event has.
    pub fn range(&self, indexes: Range<usize>) -> Iter<'_> {
        Iter { events: self, indexes }
    }

    /// The ids of the events, by index.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Cow<'_, str>> + Clone {
        (0..self.len).map(|index| self.id(index))
    }

    /// The claims of all events, one event after the other.
    pub fn claims(&self) -> impl Iterator<Item = Cow<'_, Claim>> + Clone {
        self.iter().flat_map(|event| {
            let (stored, made) = match event {
                Cow::Borrowed(event) => (&event.claims[..], Vec::new()),
                Cow::Owned(event) => (&[][..], event.claims),
            };
            stored.iter().map(Cow::Borrowed).chain(made.into_iter().map(Cow::Owned))
        })
    }

    /// The ids of the claims of all events, one event after the other.
    pub fn ids_of_claims(&self) -> impl Iterator<Item = Cow<'_, str>> + Clone {
        self.claims().map(|claim| match claim {
            Cow::Borrowed(claim) => Cow::Borrowed(claim.id.as_str()),
            Cow::Owned(claim) => Cow::Owned(claim.id),
        })
    }

    /// The event with this index, to be changed. Panics where there is none, as a slice does.
    pub fn get_mut(&mut self, index: usize) -> &mut Event {
        let (chunk, place) = self.place_of(index);
        &mut self.chunks[chunk].to_mut()[place]
    }

    /// All events, to be changed. Copies every chunk that is shared, and unpacks all.
    pub fn iter_mut(&mut self) -> IterMut<'_> {
        IterMut(self.chunks.iter_mut().flat_map(Chunk::to_mut))
    }

    /// Adds an event behind the last.
    pub fn push(&mut self, event: Event) {
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => last.to_mut().push(event),
            _ => {
                self.firsts.push(self.len as u32);
                // A small story stays small, a large one is full of full chunks.
                let mut chunk = Vec::with_capacity(if self.chunks.is_empty() { 1 } else { CHUNK });
                chunk.push(event);
                self.chunks.push(Chunk::of(chunk));
            }
        }
        self.len += 1;
    }

    /// Packs events of tables that are not, where there are many, and puts them away where there is a shelf.
    pub fn pack(&mut self) {
        if self.len > FEW {
            let shelving = self.shelving.as_ref();
            self.chunks.iter_mut().filter(|chunk| chunk.len() >= CHUNK).for_each(|chunk| chunk.pack(shelving));
        }
    }

    /// True where chunks are put away, so that to go through all costs more than what they are asked for.
    pub fn are_away(&self) -> bool {
        self.shelving.is_some()
    }

    /// Where its chunks are put away, if they are.
    pub(crate) fn shelving(&self) -> Option<&Shelving> {
        self.shelving.as_ref()
    }

    /// True where chunks were to be put away for which there was no room.
    pub fn lack_room(&self) -> bool {
        self.shelving.as_ref().is_some_and(Shelving::is_full)
    }

    /// How many times events that were put away could not be read again: others stood for them that say so, and what
    /// was made of these must not pass for the story.
    pub fn unread(&self) -> u64 {
        self.shelving.as_ref().map_or(0, Shelving::unread)
    }

    /// Adds an event before the one with this index, or behind the last. Panics further out.
    pub fn insert(&mut self, index: usize, event: Event) {
        self.splice(index..index, vec![event]);
    }

    /// Takes out the event with this index. Panics where there is none, as a slice does.
    pub fn remove(&mut self, index: usize) -> Event {
        self.splice(index..index + 1, Vec::new()).swap_remove(0)
    }

    /// Puts events in the place of those with such indexes, which it returns. Panics at an index that no event
    /// has, but for the one behind the last.
    pub fn splice(&mut self, indexes: Range<usize>, puts: Vec<Event>) -> Vec<Event> {
        let mut puts = puts.into_iter();
        let mut taken: Vec<Event> =
            indexes.clone().zip(&mut puts).map(|(index, put)| std::mem::replace(self.get_mut(index), put)).collect();
        let at = indexes.start + taken.len();
        if at < indexes.end {
            self.take(at..indexes.end, &mut taken);
        } else if puts.len() > 0 {
            self.put(at, puts);
        }
        taken
    }

    fn take(&mut self, indexes: Range<usize>, taken: &mut Vec<Event>) {
        let (mut chunk, mut place) = self.place_of(indexes.start);
        let mut left = indexes.len();
        while left > 0 {
            let changed = self.chunks[chunk].to_mut();
            let end = changed.len().min(place + left);
            left -= end - place;
            taken.extend(changed.drain(place..end));
            (chunk, place) = (chunk + 1, 0);
        }
        self.chunks.retain(|chunk| !chunk.is_empty());
        self.renumber();
    }

    fn put(&mut self, index: usize, puts: impl Iterator<Item = Event>) {
        if index == self.len {
            return self.extend(puts);
        }
        let (chunk, place) = self.place_of(index);
        let changed = self.chunks[chunk].to_mut();
        changed.splice(place..place, puts);
        if changed.len() > 2 * CHUNK {
            let mut rest = changed.split_off(CHUNK).into_iter().peekable();
            let mut more = Vec::new();
            while rest.peek().is_some() {
                more.push(Chunk::of(rest.by_ref().take(CHUNK).collect()));
            }
            let next = chunk + 1;
            self.chunks.splice(next..next, more);
        }
        self.renumber();
    }

    /// Keeps the events for which `keeps` holds, each asked for once, by index.
    pub fn retain(&mut self, mut keeps: impl FnMut(&Event) -> bool) {
        for chunk in &mut self.chunks {
            let kept: Vec<bool> = chunk.iter().map(|event| keeps(&event)).collect();
            if kept.contains(&false) {
                let mut kept = kept.into_iter();
                chunk.to_mut().retain(|_| kept.next() == Some(true));
            }
        }
        self.chunks.retain(|chunk| !chunk.is_empty());
        self.renumber();
    }

    /// Which chunk an event is in, and its place there.
    fn place_of(&self, index: usize) -> (usize, usize) {
        let begins_by = |chunk: usize| self.firsts.get(chunk).is_some_and(|first| *first as usize <= index);
        // Where nothing was put in or taken out, every chunk but the last is full.
        let full = index / CHUNK;
        let chunk = if begins_by(full) && !begins_by(full + 1) {
            full
        } else {
            self.firsts.partition_point(|first| *first as usize <= index).saturating_sub(1)
        };
        (chunk, index - self.firsts.get(chunk).map_or(0, |first| *first as usize))
    }

    fn renumber(&mut self) {
        self.len = 0;
        self.firsts.clear();
        for chunk in &self.chunks {
            self.firsts.push(self.len as u32);
            self.len += chunk.len();
        }
    }
}

impl PartialEq for Events {
    /// Chunks that are shared are equal without a look at their events.
    fn eq(&self, other: &Self) -> bool {
        if self.len != other.len {
            return false;
        }
        if self.firsts != other.firsts {
            return self.iter().eq(other.iter());
        }
        self.chunks == other.chunks
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Extend<Event> for Events {
    fn extend<I: IntoIterator<Item = Event>>(&mut self, events: I) {
        events.into_iter().for_each(|event| self.push(event));
    }
}

impl FromIterator<Event> for Events {
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        let mut all = Self::new();
        all.extend(events);
        all
    }
}

impl From<Vec<Event>> for Events {
    fn from(events: Vec<Event>) -> Self {
        events.into_iter().collect()
    }
}

/// Some events, by index.
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    events: &'a Events,
    indexes: Range<usize>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = Cow<'a, Event>;

    fn next(&mut self) -> Option<Self::Item> {
        self.indexes.next().map(|index| self.events.get(index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indexes.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.indexes.next_back().map(|index| self.events.get(index))
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Events {
    type Item = Cow<'a, Event>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// All events, to be changed.
pub struct IterMut<'a>(FlatMap<std::slice::IterMut<'a, Chunk>, &'a mut Vec<Event>, ToMut<'a>>);

type ToMut<'a> = fn(&'a mut Chunk) -> &'a mut Vec<Event>;

impl<'a> Iterator for IterMut<'a> {
    type Item = &'a mut Event;

    fn next(&mut self) -> Option<&'a mut Event> {
        self.0.next()
    }
}

impl<'a> IntoIterator for &'a mut Events {
    type Item = &'a mut Event;
    type IntoIter = IterMut<'a>;

    fn into_iter(self) -> IterMut<'a> {
        self.iter_mut()
    }
}

/// All events, taken out.
pub struct IntoIter(FlatMap<std::vec::IntoIter<Chunk>, Vec<Event>, IntoEvents>);

type IntoEvents = fn(Chunk) -> Vec<Event>;

impl Iterator for IntoIter {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        self.0.next()
    }
}

impl IntoIterator for Events {
    type Item = Event;
    type IntoIter = IntoIter;

    fn into_iter(self) -> IntoIter {
        IntoIter(self.chunks.into_iter().flat_map(Chunk::into_events))
    }
}

#[cfg(test)]
mod tests;
