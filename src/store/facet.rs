//! What events can be grouped by: categories, actors, sources, places and the like.
//!
//! Answers which keys of a facet an event has, and how many events have each. It does not know
//! what is asked of them: matching a filter's values is the query's.

use std::sync::{Arc, OnceLock};

use super::claims::Mask;
use super::keys::{FacetKey, FoldedKey, Keys};
use super::lists::{List, Lists, Reach};

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

    /// True for what an event has only through its claims.
    pub fn is_of_claims(self) -> bool {
        match self {
            Self::Category | Self::Layer | Self::Actor | Self::Side | Self::Place | Self::Assessment => false,
            Self::Source
            | Self::Publisher
            | Self::Speaker
            | Self::Attribution
            | Self::Stance
            | Self::Grading
            | Self::Measure => true,
        }
    }
}

/// The keys of one facet, and which of them each event has, as the story is read.
///
/// A key has a number. What the story declares comes first, in its order; a number may stand for a key that
/// no event has any more.
#[derive(Debug, Clone)]
pub struct FacetColumn {
    pub(super) facet: Facet,
    pub(super) keys: Keys,
    pub(super) lists: Lists,
    pub(super) mask: Mask,
    /// Made when it is first asked for.
    pub(super) listing: OnceLock<Arc<Listing>>,
}

/// The keys as people see them.
#[derive(Debug)]
pub(super) struct Listing {
    /// Numbers: what is declared, then what events have in the order in which they first do.
    order: Vec<u32>,
    /// By number, how many events have the key.
    events: Vec<u32>,
}

impl FacetColumn {
    /// How many numbers of keys there are.
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// The key with a number.
    pub fn key(&self, number: u32) -> &FacetKey {
        self.keys.get(number as usize)
    }

    /// True for the number of a key that the story declares.
    pub fn is_declared(&self, number: u32) -> bool {
        (number as usize) < self.keys.declared
    }

    /// The words of the key with a number as [`fold`](super::fold) makes them.
    pub fn folded(&self, number: u32) -> &FoldedKey {
        self.keys.folded(number as usize)
    }

    /// The numbers of the keys that people see, in order: what the story declares in its order, then what only
    /// events name in theirs.
    pub fn listed(&self) -> impl Iterator<Item = u32> + '_ {
        self.listing().order.iter().copied()
    }

    /// How many events have the key with a number.
    pub fn events(&self, number: u32) -> usize {
        self.listing().events[number as usize] as usize
    }

    /// The numbers of the keys of an event, each once, in the event's order.
    pub fn of(&self, index: usize) -> impl Iterator<Item = u32> + '_ {
        let (secs, claims) = (self.mask.secs(), &*self.mask.claims);
        // What all events have from the beginning is told without a look at their claims.
        let known_from = move |place: u32| claims.known_from.get(claims.starts[index] as usize + place as usize);
        let holds = move |reach: Reach| {
            known_from(reach.since) <= secs && reach.until.is_none_or(|until| secs < known_from(until))
        };
        self.list(index).known(holds)
    }

    fn list(&self, index: usize) -> List<'_> {
        let is_there = !self.facet.is_of_claims() || self.mask.knows_event(index);
        if is_there { self.lists.of(index) } else { List::EMPTY }
    }

    fn listing(&self) -> &Listing {
        self.listing.get_or_init(|| {
            let declared = self.keys.declared as u32;
            let mut order: Vec<u32> = (0..declared).collect();
            let mut events = vec![0; self.keys.len()];
            for key in (0..self.lists.len()).flat_map(|index| self.of(index)) {
                let events = &mut events[key as usize];
                if *events == 0 && key >= declared {
                    order.push(key);
                }
                *events += 1;
            }
            Arc::new(Listing { order, events })
        })
    }

    /// The same facet as the story is read by a mask.
    pub(super) fn masked(&self, mask: &Mask) -> Self {
        let is_same = !self.facet.is_of_claims() || self.mask.by_secs == mask.by_secs;
        let listing = if is_same { self.listing.clone() } else { OnceLock::new() };
        Self { mask: mask.clone(), listing, ..self.clone() }
    }

    /// The same with another text for the key that has one. None where that is no key of its own, before or after.
    pub(super) fn renamed(&self, from: &str, to: &str) -> Option<Self> {
        let number = self.keys.with_id(from)?;
        let is_own = !to.trim().is_empty() && self.keys.with_id(to).is_none();
        is_own.then(|| Self { keys: self.keys.renamed([(number, to, to)].into_iter()), ..self.clone() })
    }

    /// How many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        let listing = self.listing.get().map_or(0, |listing| (listing.order.len() + listing.events.len()) * 4);
        self.keys.bytes() + self.lists.bytes() + listing
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
