//! What was pasted or dropped for a source: how it was read, and which source of the story it is.
//!
//! Answers what a source takes over of that. It reads no file, and lays out nothing.

use std::rc::Rc;

use crate::io::{
    AUTHOR, Known, KnownBy, KnownSources, LANGUAGE, ReadSource, SourceForm, SourceReading, read_source_text,
};
use crate::model::{Empty, Rare, Source, When};
use crate::query::{ClaimAt, citing};
use crate::store::Store;

/// Longer texts are read off the window's thread.
const MOST_BYTES_AT_ONCE: usize = 16 << 10;

/// What was pasted or dropped for the source that is written.
#[derive(Default)]
pub(in crate::gui) struct Pasted {
    /// Whether there is a field to paste into.
    pub(super) offer: Offer,
    /// What stands in that field.
    pub(super) text: String,
    /// What was read last, or why nothing was.
    pub(super) read: Option<Result<SourceReading, String>>,
    /// The file that it was read from; none for what was pasted.
    pub(super) file: Option<String>,
    /// What the source has taken over of it.
    taken: Source,
    /// A text that another thread is to read.
    to_read: Option<String>,
    index: Option<(IndexKey, KnownSources)>,
    /// The index that another thread makes.
    asked_index: Option<IndexKey>,
    /// The source of the story that it is.
    pub(super) known: Option<KnownSource>,
    /// Whether that is still to be found.
    is_unsettled: bool,
    /// They are two sources, as was said.
    pub(super) are_two: bool,
    citing: Citing,
}

/// The claims that cite the source that is written, kept until the story is another.
#[derive(Default)]
struct Citing {
    of: Option<(String, u64)>,
    claims: Rc<Vec<ClaimAt>>,
}

/// Whether something can be pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Offer {
    /// For a source that says nothing yet.
    #[default]
    ForNew,
    Is,
}

/// Of which sources an index is: those of a story but the one that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) struct IndexKey {
    story: u64,
    count: usize,
    pub(in crate::gui) without: String,
}

/// A source of the story that is the one that was read.
pub(super) struct KnownSource {
    pub(super) id: String,
    pub(super) by: KnownBy,
    /// The claims that cite it.
    pub(super) claims: Vec<ClaimAt>,
}

impl Pasted {
    /// Reads what stands in the field, or leaves it to another thread.
    pub(super) fn read_text(&mut self) {
        self.file = None;
        if self.text.len() > MOST_BYTES_AT_ONCE {
            self.to_read = Some(self.text.clone());
        } else if self.text.trim().is_empty() {
            self.forget();
        } else {
            self.take(read_source_text(&self.text).map_err(|error| error.to_string()), None);
        }
    }

    /// A text that another thread is to read, once.
    pub(in crate::gui) fn text_to_read(&mut self) -> Option<String> {
        self.to_read.take()
    }

    /// True for the answer to what stands in the field.
    pub(in crate::gui) fn is_of(&self, text: &str) -> bool {
        self.text == text
    }

    /// Takes what was read, of a file with this name or of what was pasted.
    pub(in crate::gui) fn take(&mut self, read: Result<SourceReading, String>, file: Option<String>) {
        self.offer = Offer::Is;
        if file.is_some() {
            self.text.clear();
        }
        self.read = Some(read.map(accessed_today));
        self.file = file;
        self.known = None;
        self.are_two = false;
        self.is_unsettled = true;
    }

    fn forget(&mut self) {
        (self.read, self.known, self.is_unsettled) = (None, None, false);
    }

    /// The one source that was read.
    pub(super) fn only(&self) -> Option<&ReadSource> {
        match self.read.as_ref()?.as_ref().ok()?.sources.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The sources that were read, where they are several.
    pub(super) fn several(&self) -> &[ReadSource] {
        match &self.read {
            Some(Ok(reading)) if reading.sources.len() > 1 => &reading.sources,
            _ => &[],
        }
    }

    /// The index that is needed to find out which source it is, once.
    pub(in crate::gui) fn index_to_make(&mut self, own: &Store, story: u64, written: &str) -> Option<IndexKey> {
        if !matches!(self.read, Some(Ok(_))) {
            return None;
        }
        let key = IndexKey { story, count: own.whole_story().sources.len(), without: written.to_owned() };
        let is_there = self.index.as_ref().is_some_and(|(made, _)| *made == key);
        if is_there || self.asked_index.as_ref() == Some(&key) {
            return None;
        }
        self.asked_index = Some(key.clone());
        Some(key)
    }

    /// Takes the index that was made.
    pub(in crate::gui) fn take_index(&mut self, key: IndexKey, index: KnownSources) {
        if self.asked_index.as_ref() == Some(&key) {
            self.index = Some((key, index));
            self.is_unsettled = true;
        }
    }

    /// Finds out which source it is, once that can be told.
    pub(super) fn settle(&mut self, own: &Store) {
        if !std::mem::take(&mut self.is_unsettled) {
            return;
        }
        let found = self.only().and_then(|read| self.index.as_ref()?.1.find(read));
        self.known = found.and_then(|Known { source, by }| {
            let id = own.whole_story().sources.get(source)?.id.clone();
            let claims = citing(own, &id);
            Some(KnownSource { id, by, claims })
        });
    }

    /// The claims that cite the source that is written.
    pub(super) fn citing(&mut self, own: &Store, id: &str, revision: u64) -> Rc<Vec<ClaimAt>> {
        let key = Some((id.to_owned(), revision));
        if self.citing.of != key {
            self.citing = Citing { of: key, claims: citing(own, id).into() };
        }
        self.citing.claims.clone()
    }

    /// True while it is not said whether what was read is a source that is there already.
    pub(super) fn is_open(&self) -> bool {
        self.known.is_some() && !self.are_two
    }

    /// How many of several sources are new. None before that is known.
    pub(super) fn new_among_several(&self) -> Option<usize> {
        let (_, index) = self.index.as_ref()?;
        Some(self.several().iter().filter(|read| index.find(read).is_none()).count())
    }

    /// The sources that are new, of several, with ids of their own. Each is there once.
    pub(super) fn new_sources(&mut self) -> Vec<Source> {
        let Some((_, index)) = &mut self.index else { return Vec::new() };
        let Some(Ok(reading)) = &self.read else { return Vec::new() };
        let mut new = Vec::new();
        for read in &reading.sources {
            if index.find(read).is_none() {
                let source = Source { id: index.free_id(&read.source), ..read.source.clone() };
                index.add(&source, usize::MAX);
                new.push(source);
            }
        }
        new
    }

    /// Has a source say what was read, where nothing else was written since. While it is open whether it is another
    /// source, it says nothing of that.
    pub(super) fn fill(&mut self, source: &mut Source) {
        let is_awaited = self.is_unsettled;
        let read = self.only().filter(|_| !self.is_open() && !is_awaited).map(|read| read.source.clone());
        let now = read.unwrap_or_default();
        if now != self.taken {
            refresh(source, &self.taken, &now);
            self.taken = now;
        }
    }
}

/// The reading, with the day of today as the one on which an address or file was read. When a citation was read is
/// its author's to say.
fn accessed_today(mut reading: SourceReading) -> SourceReading {
    let is_citation = matches!(reading.form, SourceForm::Bibtex | SourceForm::Ris | SourceForm::CslJson);
    if !is_citation {
        let today = When::of_day(chrono::Local::now().date_naive());
        for read in reading.sources.iter_mut().filter(|read| read.source.accessed.is_none()) {
            read.source.accessed.clone_from(&today);
        }
    }
    reading
}

/// Has a source say what was read now in place of what was read before. What was written otherwise stays.
pub(super) fn refresh(source: &mut Source, before: &Source, now: &Source) {
    fn text(own: &mut String, before: &str, now: &str) {
        if own.is_empty() || own == before {
            now.clone_into(own);
        }
    }
    fn rare(own: &mut Rare<String>, before: &Rare<String>, now: &Rare<String>) {
        if own.has_none_or(before) {
            own.clone_from(now);
        }
    }
    fn when(own: &mut Option<When>, before: Option<&When>, now: Option<&When>) {
        if own.is_none() || own.as_ref() == before {
            *own = now.cloned();
        }
    }
    text(&mut source.title, &before.title, &now.title);
    text(&mut source.publisher, &before.publisher, &now.publisher);
    rare(&mut source.url, &before.url, &now.url);
    rare(&mut source.archived, &before.archived, &now.archived);
    rare(&mut source.sha256, &before.sha256, &now.sha256);
    when(&mut source.published, before.published.as_ref(), now.published.as_ref());
    when(&mut source.accessed, before.accessed.as_ref(), now.accessed.as_ref());
    for name in [AUTHOR, LANGUAGE] {
        if source.members.get(name).is_none_or(|own| before.members.get(name) == Some(own)) {
            match now.members.get(name) {
                Some(value) => drop(source.members.insert(name.to_owned(), value.clone())),
                None if source.members.contains_key(name) => drop(source.members.shift_remove(name)),
                None => {}
            }
        }
    }
}

/// What is there only rarely, and may be what it was before.
trait HasNoneOr {
    fn has_none_or(&self, before: &Self) -> bool;
}

impl<T: Empty + PartialEq> HasNoneOr for Rare<T> {
    fn has_none_or(&self, before: &Self) -> bool {
        (**self).has_none() || **self == **before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    fn pasted(text: &str) -> Pasted {
        let mut pasted = Pasted { text: text.to_owned(), ..Pasted::default() };
        pasted.read_text();
        pasted
    }

    fn settled(text: &str) -> (Store, Pasted) {
        let store = Store::new(carried_story().story);
        let mut pasted = pasted(text);
        let key = pasted.index_to_make(&store, 1, "new").unwrap();
        assert_eq!(pasted.index_to_make(&store, 1, "new"), None, "it is asked for once");
        pasted.take_index(key, KnownSources::of(&store.whole_story().sources));
        pasted.settle(&store);
        (store, pasted)
    }

    #[test]
    fn what_is_typed_on_replaces_what_was_read_and_not_what_was_written() {
        let mut source = Source { id: "new".to_owned(), title: "Mine".to_owned(), ..Source::default() };
        for (text, url) in [
            ("https://paper.or", "https://paper.or/"),
            ("https://paper.org/a?utm_source=x", "https://paper.org/a"),
            ("", ""),
        ] {
            let mut read = pasted(text);
            read.taken = source.clone();
            read.taken.title = String::new();
            read.is_unsettled = false;
            read.fill(&mut source);
            assert_eq!((source.url.as_str(), source.title.as_str()), (url, "Mine"), "{text}");
        }
        assert_eq!(source.accessed, None, "the day goes with the address");
    }

    #[test]
    fn a_source_that_is_there_is_found_with_its_claims_and_nothing_is_taken_over_until_it_is_said_to_be_another() {
        let (_, mut pasted) = settled("https://arabnews.pk/node/2618608/?utm_source=newsletter#top");
        let known = pasted.known.as_ref().unwrap();
        assert!(!known.claims.is_empty() && known.by == KnownBy::Address);
        let mut source = Source { id: "new".to_owned(), ..Source::default() };
        pasted.fill(&mut source);
        assert!(source.url.is_empty());
        pasted.are_two = true;
        pasted.fill(&mut source);
        assert_eq!(source.url, "https://arabnews.pk/node/2618608/");
    }

    #[test]
    fn of_several_only_new_ones_are_added_and_each_once() {
        let text = "https://arabnews.pk/node/2618608\nhttps://paper.example/a\nhttps://www.paper.example/a/";
        let (_, mut pasted) = settled(text);
        assert_eq!(pasted.new_among_several(), Some(2));
        let new = pasted.new_sources();
        assert_eq!(new.iter().map(|source| source.id.as_str()).collect::<Vec<_>>(), ["paper-example"]);
    }
}
