//! What the columns ask of the sources that claims name, found by their ids while all events are gone through.
//!
//! Answers when a source was published and by whom. The sources themselves may lie packed, and are gone through once.

use std::hash::BuildHasher as _;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::claims::published_secs;
use crate::model::Story;

/// What is asked of the sources of a story.
#[derive(Default)]
pub(super) struct SourceFacts {
    hashers: [DefaultHashBuilder; 2],
    facts: HashTable<Fact>,
    publishers: Vec<String>,
}

struct Fact {
    /// Both tell ids apart.
    hash: u64,
    check: u32,
    /// Its place among the publishers.
    publisher: u32,
    published_secs: Option<f64>,
}

impl SourceFacts {
    /// Of two sources with one id the first counts.
    pub(super) fn of(story: &Story) -> Self {
        let mut known = Self { facts: HashTable::with_capacity(story.sources.len()), ..Self::default() };
        let mut places: HashMap<String, u32> = HashMap::new();
        for source in story.sources.passing() {
            let [hash, check] = known.hashes(&source.id);
            let is_it = |fact: &Fact| fact.hash == hash && fact.check == check as u32;
            let Entry::Vacant(place) = known.facts.entry(hash, is_it, |fact| fact.hash) else { continue };
            let publisher = places.get(&source.publisher).copied().unwrap_or_else(|| {
                known.publishers.push(source.publisher.clone());
                places.insert(source.publisher.clone(), known.publishers.len() as u32 - 1);
                known.publishers.len() as u32 - 1
            });
            let published_secs = published_secs(&source, &story.zone);
            place.insert(Fact { hash, check: check as u32, publisher, published_secs });
        }
        known
    }

    fn hashes(&self, id: &str) -> [u64; 2] {
        self.hashers.each_ref().map(|hasher| hasher.hash_one(id))
    }

    fn fact(&self, id: &str) -> Option<&Fact> {
        let [hash, check] = self.hashes(id);
        self.facts.find(hash, |fact| fact.hash == hash && fact.check == check as u32)
    }

    /// When the source with an id was published by the latest, in seconds since the Unix epoch.
    pub(super) fn published_secs(&self, id: &str) -> Option<f64> {
        self.fact(id)?.published_secs
    }

    /// Who published the source with an id. None where there is no such source.
    pub(super) fn publisher(&self, id: &str) -> Option<&str> {
        Some(&self.publishers[self.fact(id)?.publisher as usize])
    }
}
