//! The keys of a facet, shared by stores.
//!
//! Answers the id and the words of a key by its number. It does not know which events have it.

use std::hash::BuildHasher as _;
use std::sync::{Arc, OnceLock};

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::coding::{Kept, Reading};
use super::fold;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetKey {
    /// The id where the story declares such things, else the text itself.
    pub id: String,
    /// The name for people; the id where there is no other.
    pub name: String,
}

impl FacetKey {
    fn new(id: &str, name: &str) -> Self {
        let name = if name.is_empty() { id } else { name };
        Self { id: id.to_owned(), name: name.to_owned() }
    }
}

/// The words of a [`FacetKey`] as [`fold`] makes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldedKey {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// How many keys lie in a chunk; one more key costs a chunk.
const CHUNK: usize = 256;

/// Keys by number: first those that the story declares.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// All full but the last.
    chunks: Vec<Arc<Chunk>>,
    pub(super) declared: usize,
    len: usize,
}

#[derive(Debug, Clone, Default)]
struct Chunk {
    keys: Vec<FacetKey>,
    /// Made when they are first asked for: few facets of a large story ever are.
    folded: OnceLock<Vec<FoldedKey>>,
}

impl Keys {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, number: usize) -> &FacetKey {
        &self.chunks[number / CHUNK].keys[number % CHUNK]
    }

    pub(super) fn folded(&self, number: usize) -> &FoldedKey {
        let Chunk { keys, folded } = &*self.chunks[number / CHUNK];
        let fold_key = |key: &FacetKey| FoldedKey { id: fold(&key.id), name: fold(&key.name) };
        &folded.get_or_init(|| keys.iter().map(fold_key).collect())[number % CHUNK]
    }

    fn push(&mut self, id: &str, name: &str) {
        self.push_key(FacetKey::new(id, name));
    }

    fn push_key(&mut self, key: FacetKey) {
        if self.len.is_multiple_of(CHUNK) {
            self.chunks.push(Arc::default());
        }
        let chunk = self.chunks.last_mut().expect("one was added if there was none");
        let chunk = Arc::make_mut(chunk);
        chunk.keys.push(key);
        chunk.folded = OnceLock::new();
        self.len += 1;
    }

    /// The same keys with other ids and names for some, by number.
    pub(super) fn renamed<'a>(&self, others: impl Iterator<Item = (usize, &'a str, &'a str)>) -> Self {
        let mut keys = self.clone();
        for (number, id, name) in others {
            let chunk = Arc::make_mut(&mut keys.chunks[number / CHUNK]);
            chunk.keys[number % CHUNK] = FacetKey::new(id, name);
            chunk.folded = OnceLock::new();
        }
        keys
    }

    /// The number of the first key with an id. None: no key has it.
    pub(super) fn with_id(&self, id: &str) -> Option<usize> {
        (0..self.len).find(|number| self.get(*number).id == id)
    }

    /// How many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let keys = self.chunks.iter().flat_map(|chunk| {
            let folded =
                chunk.folded.get().into_iter().flatten().map(|key| key.id.capacity() + key.name.capacity() + 48);
            chunk.keys.iter().map(|key| key.id.capacity() + key.name.capacity() + 48).chain(folded)
        });
        keys.sum()
    }
}

impl Kept for Keys {
    fn write(&self, to: &mut Vec<u8>) {
        (self.declared, self.len).write(to);
        for number in 0..self.len {
            let FacetKey { id, name } = self.get(number);
            id.write(to);
            // Most have no other.
            (name != id).write(to);
            if name != id {
                name.write(to);
            }
        }
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        let (declared, len): (usize, usize) = Kept::read(from)?;
        let mut keys = Self { declared, ..Self::default() };
        for _ in 0..len {
            let id = String::read(from)?;
            let name = if bool::read(from)? { String::read(from)? } else { id.clone() };
            keys.push_key(FacetKey { id, name });
        }
        Some(keys)
    }
}

/// Keys by their ids, while a column is written.
pub(super) struct KeyFinder {
    pub(super) keys: Keys,
    hasher: DefaultHashBuilder,
    /// Of keys that share an id, the first.
    numbers: HashTable<u32>,
    /// Whether `numbers` has all of them; else they are looked through.
    is_full: bool,
    /// Those that are looked at first.
    pub(super) likely: Vec<u32>,
}

impl KeyFinder {
    /// With the ids and names of the keys that the story declares.
    pub(super) fn of_declared<'a>(declared: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut finder = Self::to_look_through(Keys::default());
        finder.is_full = true;
        declared.into_iter().for_each(|(id, name)| finder.declare(id, name));
        finder
    }

    /// Adds a key that the story declares, before any other.
    pub(super) fn declare(&mut self, id: &str, name: &str) {
        let number = self.keys.len as u32;
        self.keys.push(id, name);
        self.enter(id, number);
        self.keys.declared = self.keys.len;
    }

    /// With keys that are looked through when one is sought: for a few, this is done before a table is made.
    pub(super) fn to_look_through(keys: Keys) -> Self {
        Self {
            keys,
            hasher: DefaultHashBuilder::default(),
            numbers: HashTable::new(),
            is_full: false,
            likely: Vec::new(),
        }
    }

    /// With a table of the keys, for many to be sought.
    pub(super) fn of(keys: Keys) -> Self {
        let mut finder = Self::to_look_through(keys);
        finder.is_full = true;
        for number in 0..finder.keys.len {
            let id = finder.keys.get(number).id.clone();
            finder.enter(&id, number as u32);
        }
        finder
    }

    /// The number of the key with an id, which is made where there is none.
    pub(super) fn number(&mut self, id: &str) -> u32 {
        let next = self.keys.len as u32;
        let is_it = |number: usize| self.keys.get(number).id == id;
        let found = if let Some(likely) = self.likely.iter().find(|number| is_it(**number as usize)) {
            *likely
        } else if self.is_full {
            self.enter(id, next)
        } else {
            self.keys.with_id(id).map_or(next, |number| number as u32)
        };
        if found == next {
            self.keys.push(id, id);
        }
        found
    }

    /// The number of the first key with an id; a new one where none has it.
    fn enter(&mut self, id: &str, new: u32) -> u32 {
        let Self { keys, hasher, numbers, .. } = self;
        let hash = |id: &str| hasher.hash_one(id);
        let id_of = |number: &u32| keys.get(*number as usize).id.as_str();
        let entry = numbers.entry(hash(id), |number| id_of(number) == id, |number| hash(id_of(number)));
        match entry {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => *entry.insert(new).get(),
        }
    }
}
