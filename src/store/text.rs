//! The text that a search looks through.
//!
//! Answers the words of an event as [`fold`](super::fold) makes them, of the fields that the table of fields names
//! so: first its own, then those of each claim. They lie in chunks of some hundred events, which stores share. The
//! words of sources are keys of a facet, and not here. It does not know what is looked for.

use std::ops::Range;
use std::sync::Arc;

use super::claims::Claims;
use super::fold::fold_into;
use super::pieces::Pieces;
use crate::model::{Claim, Event, Field, Fields, Held, Search, Story, Visitor, field};

/// How many events lie in a chunk; a changed event costs a chunk.
const CHUNK: usize = 256;

/// The searched text of all events.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    chunks: Vec<Arc<Chunk>>,
    /// The first event of each chunk.
    firsts: Vec<u32>,
    /// Whether the text of an event is made anew when it is asked for: of those that do not lie in memory.
    are_made: bool,
}

#[derive(Debug)]
struct Chunk {
    text: Box<str>,
    /// Where each part ends. Each event has one of its own, and one for each of its claims.
    ends: Box<[u32]>,
    events: u32,
}

impl Chunk {
    fn part(&self, parts: Range<usize>) -> &str {
        let end = |parts: usize| parts.checked_sub(1).map_or(0, |last| self.ends[last] as usize);
        &self.text[end(parts.start)..end(parts.end)]
    }
}

impl Texts {
    /// True where texts are made when they are asked for; the others are held.
    pub(super) fn are_made(&self) -> bool {
        self.are_made
    }

    /// Texts of events that do not lie in memory.
    pub(super) fn to_be_made() -> Self {
        Self { are_made: true, ..Self::default() }
    }

    /// The text of an event: what it says itself, with what some claims say.
    pub(super) fn made<'c>(event: &Event, claims: impl Iterator<Item = &'c Claim>) -> String {
        let mut text = String::new();
        event.visit(&mut Words(&mut text));
        claims.for_each(|claim| claim.visit(&mut Words(&mut text)));
        text
    }

    /// After a change of events, with the claims before it.
    pub(super) fn patched(&self, story: &Story, events: &Pieces, claims_before: &Claims) -> Self {
        if self.are_made || events.fresh().next().is_none() && events.are_in_place() {
            return self.clone();
        }
        let mut writing = Writing::default();
        for piece in events.iter() {
            if !piece.is_kept {
                for index in piece.after.clone() {
                    writing.add_to_chunk(&story.events.get(index), 2 * CHUNK);
                }
                continue;
            }
            let mut index = piece.before.start;
            while index < piece.before.end {
                let place = self.chunk_with(index);
                let chunk = &self.chunks[place];
                let first = self.firsts[place] as usize;
                let end = first + chunk.events as usize;
                if index == first && end <= piece.before.end {
                    writing.close_from(1);
                    writing.push(chunk.clone());
                } else {
                    for index in index..end.min(piece.before.end) {
                        writing.copy(chunk, parts(claims_before, first, index));
                    }
                    if end <= piece.before.end {
                        writing.close_from(1);
                    }
                }
                index = end.min(piece.before.end);
            }
        }
        writing.done()
    }

    /// The text of an event, with all its claims.
    pub(super) fn of_event(&self, index: usize, claims: &Claims) -> &str {
        let (chunk, parts) = self.parts(index, claims);
        chunk.part(parts)
    }

    /// What the event itself says.
    pub(super) fn own(&self, index: usize, claims: &Claims) -> &str {
        let (chunk, parts) = self.parts(index, claims);
        chunk.part(parts.start..parts.start + 1)
    }

    /// What a claim of an event says, by its place among these.
    pub(super) fn of_claim(&self, index: usize, claim: usize, claims: &Claims) -> &str {
        let (chunk, parts) = self.parts(index, claims);
        chunk.part(parts.start + 1 + claim..parts.start + 2 + claim)
    }

    fn parts(&self, index: usize, claims: &Claims) -> (&Chunk, Range<usize>) {
        let place = self.chunk_with(index);
        (&self.chunks[place], parts(claims, self.firsts[place] as usize, index))
    }

    fn chunk_with(&self, index: usize) -> usize {
        self.firsts.partition_point(|first| *first as usize <= index) - 1
    }

    /// How many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        let chunks = self.chunks.iter().map(|chunk| chunk.text.len() + chunk.ends.len() * 4 + size_of::<Chunk>());
        chunks.sum::<usize>() + self.firsts.capacity() * 12
    }
}

/// The parts of an event in the chunk that begins with another.
fn parts(claims: &Claims, first: usize, index: usize) -> Range<usize> {
    let start = |index: usize| index - first + (claims.starts[index] - claims.starts[first]) as usize;
    start(index)..start(index + 1)
}

/// Text that is being written, a chunk at a time.
#[derive(Default)]
pub(super) struct Writing {
    texts: Texts,
    next: u32,
    text: String,
    ends: Vec<u32>,
    events: u32,
}

impl Writing {
    /// The text of a story, of which nothing is written yet. What does not lie in memory has none there.
    pub(super) fn of(story: &Story) -> Self {
        let texts = if story.events.are_away() { Texts::to_be_made() } else { Texts::default() };
        Self { texts, ..Self::default() }
    }

    /// Adds the next event.
    pub(super) fn add(&mut self, event: &Event) {
        if !self.texts.are_made {
            self.add_to_chunk(event, CHUNK);
        }
    }

    fn add_to_chunk(&mut self, event: &Event, most: usize) {
        self.events += 1;
        event.visit(&mut Words(&mut self.text));
        self.end_part();
        for claim in &event.claims {
            claim.visit(&mut Words(&mut self.text));
            self.end_part();
        }
        self.close_from(most);
    }

    fn end_part(&mut self) {
        self.ends.push(self.text.len() as u32);
    }

    /// Adds an event as a chunk has it.
    fn copy(&mut self, chunk: &Chunk, parts: Range<usize>) {
        self.events += 1;
        for part in parts {
            self.text.push_str(chunk.part(part..part + 1));
            self.end_part();
        }
    }

    /// Ends the chunk that is being written, if it has so many events.
    fn close_from(&mut self, events: usize) {
        if self.events as usize >= events {
            let chunk =
                Chunk { text: self.text.as_str().into(), ends: self.ends.as_slice().into(), events: self.events };
            self.text.clear();
            self.ends.clear();
            self.events = 0;
            self.push(Arc::new(chunk));
        }
    }

    fn push(&mut self, chunk: Arc<Chunk>) {
        self.texts.firsts.push(self.next);
        self.next += chunk.events;
        self.texts.chunks.push(chunk);
    }

    pub(super) fn done(mut self) -> Texts {
        self.close_from(1);
        self.texts
    }
}

/// The claims of an event, which have texts of their own.
const CLAIMS: &Field = field::<Event>("claims");

/// Adds the words of what it visits that are searched, a line for each text.
struct Words<'t>(&'t mut String);

impl Words<'_> {
    fn line(&mut self, words: &str) {
        let start = self.0.len();
        fold_into(self.0, words);
        if self.0.len() > start {
            self.0.push('\n');
        }
    }
}

impl<'a> Visitor<'a> for Words<'_> {
    #[inline]
    fn value(&mut self, field: &'static Field, value: Held<'a>) {
        match (field.search, value) {
            (Search::Words, Held::Text(words)) => self.line(words),
            (Search::Words, Held::Texts(words)) => words.iter().for_each(|words| self.line(words)),
            _ => {}
        }
    }

    #[inline]
    fn parts<T: Fields + 'a>(&mut self, field: &'static Field, parts: impl Iterator<Item = &'a T>) {
        if field.name != CLAIMS.name {
            parts.for_each(|part| part.visit(self));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::store::{Store, fold, sample};

    /// All texts that are searched, as they stand, of an event or of a source.
    #[derive(Default)]
    struct Searched<'a>(Vec<&'a str>);

    impl<'a> Visitor<'a> for Searched<'a> {
        fn value(&mut self, field: &'static Field, value: Held<'a>) {
            match value {
                Held::Text(text) if field.search != Search::No => self.0.push(text),
                Held::Texts(texts) if field.search != Search::No => self.0.extend(texts.iter().map(String::as_str)),
                _ => {}
            }
        }
    }

    #[test]
    fn a_search_looks_through_every_text_that_the_table_of_fields_names_and_no_other() {
        for store in [Store::new(carried_story().story), sample::store()] {
            for index in 0..store.len() {
                let event = store.event(index);
                let mut searched = Searched::default();
                event.visit(&mut searched);
                for source in event.claims.iter().filter_map(|claim| store.source(&claim.source)) {
                    let Searched(texts) = &mut searched;
                    texts.push(&source.publisher);
                }
                let mut expected: Vec<String> =
                    searched.0.into_iter().map(fold).filter(|text| !text.is_empty()).collect();
                let mut found: Vec<String> =
                    store.text(index).flat_map(|part| part.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
                for lines in [&mut expected, &mut found] {
                    lines.sort();
                    lines.dedup();
                }
                assert_eq!(found, expected);
            }
        }
    }
}
