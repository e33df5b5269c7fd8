//! What a story calls its things by, for many names that are looked up.

use std::collections::HashMap;

use crate::model::{Named, Source, Story};
use crate::store::{Facet, Store, fold};

/// Things of one kind by what they are called.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By their names and ids to the letter.
    exact: HashMap<String, String>,
    /// By their names as they are compared.
    folded: HashMap<String, String>,
}

impl Names {
    /// What a story calls things of a kind. Of two with one name the first is meant; a name goes before an id.
    pub(super) fn of(story: &Story, kind: Named) -> Self {
        let mut names = Self::default();
        match kind {
            Named::Category => names.put_all(story.categories.iter().map(|one| (&one.id, &one.name))),
            Named::Layer => names.put_all(story.layers.iter().map(|one| (&one.id, &one.name))),
            Named::Actor => names.put_all(story.actors.iter().map(|one| (&one.id, &one.name))),
            Named::Source => {
                for source in &*story.sources {
                    names.put_exact(&source.title, &source.id);
                    names.put_exact(source.address(), &source.id);
                }
                story.sources.iter().for_each(|source: &Source| names.put(source.name(), &source.id));
                story.sources.iter().for_each(|source| names.put_exact(&source.id, &source.id));
            }
            Named::Event | Named::Claim => {}
        }
        names
    }

    fn put_all<'s>(&mut self, pairs: impl Iterator<Item = (&'s String, &'s String)> + Clone) {
        pairs.clone().for_each(|(id, name)| self.put(name, id));
        pairs.for_each(|(id, _)| self.put_exact(id, id));
    }

    /// Takes up that something is called so, where nothing is yet.
    pub(super) fn put(&mut self, name: &str, id: &str) {
        self.put_exact(name, id);
        if !name.is_empty() {
            self.folded.entry(fold(name)).or_insert_with(|| id.to_owned());
        }
    }

    fn put_exact(&mut self, name: &str, id: &str) {
        if !name.is_empty() && !self.exact.contains_key(name) {
            self.exact.insert(name.to_owned(), id.to_owned());
        }
    }

    /// The id of what is called so: to the letter before what is only written otherwise.
    pub(super) fn get(&self, name: &str) -> Option<&String> {
        self.exact.get(name).or_else(|| self.folded.get(&fold(name)))
    }
}

/// By the key of a facet, the first event that has it.
pub(super) fn first_events(own: &Store, facet: Facet) -> HashMap<String, usize> {
    let keys = own.facet(facet);
    let mut first: HashMap<u32, usize> = HashMap::new();
    for index in 0..own.len() {
        for number in keys.of(index) {
            first.entry(number).or_insert(index);
        }
    }
    first.into_iter().map(|(number, index)| (keys.key(number).id.clone(), index)).collect()
}
