//! Which source of a story is the one that was read?
//!
//! This module answers that by addresses and hashes, from an index that is made once. It does not compare titles.

use std::collections::{HashMap, HashSet};

use super::ReadSource;
use super::address::address_key;
use super::archive::archived_at;
use crate::model::Source;

/// By what a source is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// The file that was read has the same hash.
    Hash,
    /// It lies at the same address.
    Address,
    /// The copy lies at the same address.
    Copy,
}

impl KnownBy {
    /// What is said of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Hash => "the same file",
            Self::Address => "the same address",
            Self::Copy => "the same copy",
        }
    }

    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hash => "hash",
            Self::Address => "address",
            Self::Copy => "copy",
        }
    }
}

/// A source of a story that is the one that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its index among the story's sources.
    pub source: usize,
    /// By what it is known.
    pub by: KnownBy,
}

/// The sources of a story by their addresses and hashes. Of several with one address the first counts.
#[derive(Debug, Clone, Default)]
pub struct KnownSources {
    by_key: HashMap<String, usize>,
    by_hash: HashMap<String, usize>,
    ids: HashSet<String>,
    /// The last number behind a name that ids were given out for.
    numbers: HashMap<String, u64>,
}

impl KnownSources {
    /// Goes through the sources of a story once.
    pub fn of(sources: &[Source]) -> Self {
        let mut known = Self::default();
        for (index, source) in sources.iter().enumerate() {
            known.add(source, index);
        }
        known
    }

    /// Takes in one more source, by its index.
    pub fn add(&mut self, source: &Source, index: usize) {
        self.ids.insert(source.id.clone());
        for key in keys_of(source) {
            self.by_key.entry(key).or_insert(index);
        }
        if !source.sha256.is_empty() {
            self.by_hash.entry(source.sha256.trim().to_ascii_lowercase()).or_insert(index);
        }
    }

    /// The source that is the one that was read.
    pub fn find(&self, read: &ReadSource) -> Option<Known> {
        let Source { url, archived, sha256, .. } = &read.source;
        let of_hash = (!sha256.is_empty()).then(|| self.by_hash.get(&sha256.to_ascii_lowercase())).flatten();
        if let Some(index) = of_hash {
            return Some(Known { source: *index, by: KnownBy::Hash });
        }
        let at =
            |address: &str| (!address.is_empty()).then(|| self.by_key.get(&address_key(address))).flatten().copied();
        let known = |by: KnownBy| move |source: usize| Known { source, by };
        at(url).map(known(KnownBy::Address)).or_else(|| at(archived).map(known(KnownBy::Copy)))
    }

    /// An id that no source has: letters, digits and hyphens, of its publisher, host or title.
    pub fn free_id(&mut self, source: &Source) -> String {
        let address = source.address();
        let host = address.split_once("://").map_or(address, |(_, rest)| rest).split(['/', '?', ':']).next();
        let host = host.unwrap_or_default().trim_start_matches("www.");
        let words = [source.publisher.as_str(), host, source.title.as_str()].into_iter().map(slug);
        let name = words.into_iter().find(|slug| !slug.is_empty()).unwrap_or_else(|| "source".to_owned());
        if !self.ids.contains(&name) {
            return name;
        }
        let number = self.numbers.entry(name.clone()).or_insert(1);
        loop {
            *number += 1;
            let id = format!("{name}-{number}");
            if !self.ids.contains(&id) {
                return id;
            }
        }
    }
}

/// Sources of a story that may be one: those with an address or a hash in common, by their indexes, each group and the
/// groups rising. A source is in one group at most.
pub fn alike_sources(sources: &[Source]) -> Vec<Vec<usize>> {
    // By its index, an earlier source that is the same, or itself.
    let mut first: Vec<usize> = (0..sources.len()).collect();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (index, source) in sources.iter().enumerate() {
        let hash = source.sha256.trim().to_ascii_lowercase();
        let hash = (!hash.is_empty()).then(|| format!("sha256 {hash}"));
        for key in keys_of(source).chain(hash) {
            let known = *by_key.entry(key).or_insert(index);
            let roots = [index, known].map(|at| root_of(&first, at));
            first[roots[0].max(roots[1])] = roots[0].min(roots[1]);
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for index in 0..sources.len() {
        groups.entry(root_of(&first, index)).or_default().push(index);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// The first of those that are the same as one.
fn root_of(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

/// Under which addresses a source is found: its own, that of its copy, and the one that the copy was made of.
fn keys_of(source: &Source) -> impl Iterator<Item = String> {
    let addresses = [&source.url, &source.archived].map(|address| address.as_str().to_owned());
    let originals = [&source.url, &source.archived].map(|address| archived_at(address).and_then(|copy| copy.original));
    let addresses = addresses.into_iter().chain(originals.into_iter().flatten());
    addresses.filter(|address| !address.is_empty()).map(|address| address_key(&address))
}

/// The first words of a text as an id writes them.
fn slug(text: &str) -> String {
    const LONGEST: usize = 32;
    let mut slug = String::new();
    for word in text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().flat_map(char::to_lowercase));
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::source_reading::read_source_text;

    fn source(id: &str, url: &str, archived: &str, sha256: &str) -> Source {
        Source {
            id: id.to_owned(),
            url: url.into(),
            archived: archived.into(),
            sha256: sha256.into(),
            ..Source::default()
        }
    }

    #[test]
    fn a_source_is_known_by_either_address_or_by_its_hash() {
        let sources = [
            source("a", "https://paper.org/a?utm_source=x", "", ""),
            source("b", "", "https://web.archive.org/web/20251012/https://www.other.org/b", ""),
            source("c", "", "https://perma.cc/ABCD-1234", &"AB".repeat(32)),
        ];
        let known = KnownSources::of(&sources);
        let find =
            |text: &str| known.find(&read_source_text(text).unwrap().sources[0]).map(|known| (known.source, known.by));
        assert_eq!(find("http://www.paper.org/a/#top"), Some((0, KnownBy::Address)));
        assert_eq!(find("https://other.org/b"), Some((1, KnownBy::Address)));
        assert_eq!(find("https://archive.ph/2025.10.12-125800/https://paper.org/a"), Some((0, KnownBy::Address)));
        assert_eq!(find("https://perma.cc/ABCD-1234"), Some((2, KnownBy::Copy)));
        assert_eq!(find("https://paper.org/"), None);
        let file = ReadSource { source: source("", "", "", &"ab".repeat(32)), ..ReadSource::default() };
        assert_eq!(known.find(&file), Some(Known { source: 2, by: KnownBy::Hash }));
        assert_eq!(known.find(&ReadSource::default()), None);
    }

    #[test]
    fn sources_with_an_address_or_a_hash_in_common_are_alike_and_no_others() {
        let sources = [
            source("a", "https://paper.org/a?utm_source=x", "", ""),
            source("b", "https://other.org/b", "", &"AB".repeat(32)),
            source("c", "", "https://web.archive.org/web/20251012/https://www.paper.org/a", &"ab".repeat(32)),
            source("d", "https://paper.org/d", "", ""),
            source("e", "", "", ""),
            source("f", "", "", ""),
            source("g", "http://www.paper.org/d/#top", "", ""),
        ];
        assert_eq!(alike_sources(&sources), [vec![0, 1, 2], vec![3, 6]]);
        assert_eq!(alike_sources(&sources[3..6]), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn an_id_is_taken_from_what_names_the_source_and_is_free() {
        let sources = [source("dawn-karachi", "", "", ""), source("dawn-karachi-2", "", "", "")];
        let mut known = KnownSources::of(&sources);
        let mut read = source("", "https://www.dawn.com/news/1", "", "");
        assert_eq!(known.free_id(&read), "dawn-com");
        read.publisher = "Dawn, Karachi".to_owned();
        assert_eq!(known.free_id(&read), "dawn-karachi-3");
        assert_eq!(known.free_id(&Source::default()), "source");
    }
}
