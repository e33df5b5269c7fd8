//! What events can be grouped by: categories, actors, sources, places and the like.
//!
//! Answers which keys of a facet an event has, and how many events have each. It does not know
//! what is asked of them: matching a filter's values is the query's.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::fold;
use super::lists::Lists;
use crate::model::{Actor, Attestation, AttributionKind, Event, Source, Stance, Story};

/// A property of events that has few values, of which an event may have none, one or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The category.
    Category,
    /// The layer.
    Layer,
    /// The actors that take part.
    Actor,
    /// The sides of its actors.
    Side,
    /// The names of its place.
    Place,
    /// The sources of its claims.
    Source,
    /// The publishers of these sources.
    Publisher,
    /// The names of who speaks in its claims.
    Speaker,
    /// The best kind of voice behind it, and `official` or `document` where a claim is of that kind.
    Attribution,
    /// What its speakers do with their claims.
    Stance,
    /// The author's assessment.
    Assessment,
    /// The author's gradings of its claims.
    Grading,
    /// What the figures of its claims measure.
    Measure,
}

impl Facet {
    /// Every facet with the word a filter uses for it, in the order of declaration.
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Category, "category"),
        (Self::Layer, "layer"),
        (Self::Actor, "actor"),
        (Self::Side, "side"),
        (Self::Place, "place"),
        (Self::Source, "source"),
        (Self::Publisher, "publisher"),
        (Self::Speaker, "speaker"),
        (Self::Attribution, "attribution"),
        (Self::Stance, "stance"),
        (Self::Assessment, "assessment"),
        (Self::Grading, "grading"),
        (Self::Measure, "measure"),
    ];

    /// The word a filter uses.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetKey {
    /// The id where the story declares such things, else the text itself.
    pub id: String,
    /// The name for people; the id where there is no other.
    pub name: String,
    /// How many events have it.
    pub events: usize,
}

impl FacetKey {
    fn new(id: &str, name: &str) -> Self {
        let name = if name.is_empty() { id } else { name };
        Self { id: id.to_owned(), name: name.to_owned(), events: 0 }
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

/// The keys of one facet, and which of them each event has.
#[derive(Debug, Clone)]
pub struct FacetColumn {
    keys: Vec<FacetKey>,
    /// Made when they are first asked for: few facets of a large story ever are.
    folded: OnceLock<Vec<FoldedKey>>,
    of_event: Lists<u32>,
}

impl FacetColumn {
    /// The keys: what the story declares in its order, then what only events name in theirs.
    pub fn keys(&self) -> &[FacetKey] {
        &self.keys
    }

    /// The words of the keys as [`fold`] makes them, in the same order.
    pub fn folded_keys(&self) -> &[FoldedKey] {
        let fold_key = |key: &FacetKey| FoldedKey { id: fold(&key.id), name: fold(&key.name) };
        self.folded.get_or_init(|| self.keys.iter().map(fold_key).collect())
    }

    /// Indexes into [`FacetColumn::keys`] of the keys of an event, each once, in the event's order.
    pub fn of(&self, index: usize) -> &[u32] {
        self.of_event.of(index)
    }
}

/// The sources and actors of a story by id; of two with one id the first.
struct Declared<'a> {
    sources: HashMap<&'a str, &'a Source>,
    actors: HashMap<&'a str, &'a Actor>,
}

/// A column that is being written.
struct Writing {
    facet: Facet,
    keys: Vec<FacetKey>,
    index_by_id: HashMap<String, u32>,
    of_event: Lists<u32>,
}

impl Writing {
    fn new(facet: Facet, story: &Story) -> Self {
        let mut index_by_id = HashMap::new();
        let declared = declared_keys(facet, story);
        index_by_id.reserve(declared.len());
        for (index, (id, _)) in declared.iter().enumerate() {
            index_by_id.entry_ref(*id).or_insert(index as u32);
        }
        let keys = declared.into_iter().map(|(id, name)| FacetKey::new(id, name)).collect();
        Self { facet, keys, index_by_id, of_event: Lists::new() }
    }

    /// Writes the keys of the next event.
    fn add(&mut self, event: &Event, declared: &Declared<'_>) {
        let Self { facet, keys, index_by_id, of_event } = self;
        ids_of(*facet, event, declared, &mut |id: &str| {
            if id.trim().is_empty() {
                return;
            }
            let key = *index_by_id.entry_ref(id).or_insert_with(|| {
                keys.push(FacetKey::new(id, id));
                keys.len() as u32 - 1
            });
            of_event.push_new(key);
        });
        for &key in of_event.close() {
            keys[key as usize].events += 1;
        }
    }
}

/// One column for each facet, in the order of [`Facet::ALL`].
pub(super) fn columns(story: &Story) -> Vec<FacetColumn> {
    let declared = Declared {
        sources: story.sources.iter().rev().map(|source| (source.id.as_str(), source)).collect(),
        actors: story.actors.iter().rev().map(|actor| (actor.id.as_str(), actor)).collect(),
    };
    let mut columns: Vec<Writing> = Facet::ALL.iter().map(|(facet, _)| Writing::new(*facet, story)).collect();
    // Event by event: what one refers to is near in memory.
    for event in &story.events {
        for column in &mut columns {
            column.add(&event, &declared);
        }
    }
    let done = |column: Writing| FacetColumn { keys: column.keys, folded: OnceLock::new(), of_event: column.of_event };
    columns.into_iter().map(done).collect()
}

/// Ids and names of the keys that exist whether or not an event has them.
fn declared_keys(facet: Facet, story: &Story) -> Vec<(&str, &str)> {
    match facet {
        Facet::Category => story.categories.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect(),
        Facet::Layer => story.layers.iter().map(|l| (l.id.as_str(), l.name.as_str())).collect(),
        Facet::Actor => story.actors.iter().map(|a| (a.id.as_str(), a.name.as_str())).collect(),
        Facet::Source => story.sources.iter().map(|s| (s.id.as_str(), s.name())).collect(),
        Facet::Attribution => attribution_words().map(|word| (word, word)).collect(),
        Facet::Stance => Stance::ALL.iter().map(|(_, word)| (*word, *word)).collect(),
        Facet::Side
        | Facet::Place
        | Facet::Publisher
        | Facet::Speaker
        | Facet::Assessment
        | Facet::Grading
        | Facet::Measure => Vec::new(),
    }
}

/// The words of the attribution facet.
fn attribution_words() -> impl Iterator<Item = &'static str> {
    AttributionKind::ALL.iter().map(|(_, word)| *word)
}

fn ids_of(facet: Facet, event: &Event, declared: &Declared<'_>, push: &mut impl FnMut(&str)) {
    let sources = || event.claims.iter().filter_map(|claim| declared.sources.get(claim.source.as_str()));
    match facet {
        Facet::Category => push(&event.category),
        Facet::Layer => push(&event.layer),
        Facet::Actor => event.actors.iter().for_each(|role| push(&role.actor)),
        Facet::Side => {
            let actors = event.actors.iter().filter_map(|role| declared.actors.get(role.actor.as_str()));
            actors.for_each(|actor| push(&actor.side));
        }
        Facet::Place => {
            if let Some(place) = &event.place {
                push(&place.name);
                place.names.iter().for_each(|name| push(name));
            }
        }
        Facet::Source => event.claims.iter().for_each(|claim| push(&claim.source)),
        Facet::Publisher => sources().for_each(|source| push(&source.publisher)),
        Facet::Speaker => event.claims.iter().for_each(|claim| push(&claim.attribution.name)),
        Facet::Attribution => {
            match event.attestation() {
                Some(Attestation::Named) => push(AttributionKind::Named.word()),
                Some(Attestation::Outlet) => push(AttributionKind::Outlet.word()),
                Some(Attestation::Anonymous) => push(AttributionKind::Anonymous.word()),
                None => {}
            }
            for claim in &event.claims {
                if matches!(claim.attribution.kind, AttributionKind::Official | AttributionKind::Document) {
                    push(claim.attribution.kind.word());
                }
            }
        }
        Facet::Stance => event.claims.iter().for_each(|claim| push(claim.stance.word())),
        Facet::Assessment => push(&event.assessment),
        Facet::Grading => event.claims.iter().for_each(|claim| push(&claim.grading)),
        Facet::Measure => {
            event.claims.iter().flat_map(|claim| &claim.quantities).for_each(|quantity| push(&quantity.measure));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facets_are_listed_in_the_order_of_declaration() {
        for (index, (facet, _)) in Facet::ALL.iter().enumerate() {
            assert_eq!(*facet as usize, index);
        }
    }
}
