//! How the columns of the facets are made.
//!
//! Answers which keys an event has, and since when they are known. What a changed event has is written into
//! the columns of the others. It does not know what is asked of them.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::bearing::Bearing;
use super::by_id::ById;
use super::claims::{Claims, Mask};
use super::facet::{Facet, FacetColumn};
use super::keys::KeyFinder;
use super::lists::{List, Reach, Writing};
use crate::model::{Actor, Attestation, AttributionKind, Claim, Event, Source, Stance, Story};

/// How the sources and actors of a story are found by id; of two with one id the first.
struct Declared<'a> {
    source: &'a dyn Fn(&str) -> Option<&'a Source>,
    actor: &'a dyn Fn(&str) -> Option<&'a Actor>,
}

/// One column for each facet, in the order of [`Facet::ALL`].
pub(super) fn columns(story: &Story, mask: &Mask) -> Vec<FacetColumn> {
    let sources: HashMap<&str, &Source> =
        story.sources.iter().rev().map(|source| (source.id.as_str(), source)).collect();
    let actors: HashMap<&str, &Actor> = story.actors.iter().rev().map(|actor| (actor.id.as_str(), actor)).collect();
    let declared = Declared { source: &|id| sources.get(id).copied(), actor: &|id| actors.get(id).copied() };
    let finder = |facet: Facet| KeyFinder::of_declared(&declared_keys(facet, story));
    let mut columns: Vec<(Facet, KeyFinder, Writing)> =
        Facet::ALL.iter().map(|(facet, _)| (*facet, finder(*facet), Writing::default())).collect();
    let mut listing = EventKeys::default();
    // Event by event: what one refers to is near in memory.
    let mut events = story.events.walk();
    while let Some((index, event)) = events.next() {
        let event = OfEvent::new(event, index, &mask.claims);
        for (facet, keys, lists) in &mut columns {
            listing.write(*facet, &event, &declared, keys);
            lists.push(listing.list());
        }
    }
    let done = |(facet, finder, lists): (Facet, KeyFinder, Writing)| FacetColumn {
        facet,
        keys: finder.keys,
        lists: lists.done(),
        mask: mask.clone(),
        listing: OnceLock::new(),
    };
    columns.into_iter().map(done).collect()
}

/// More keys than this are sought in a table, fewer by looking through them.
const FEW: usize = 8;

/// The columns with the keys that a story declares now. What only some events have by them is not looked at.
pub(super) fn redeclared(columns: &[FacetColumn], before: &Story, after: &Story) -> Vec<FacetColumn> {
    let redeclare = |column: &FacetColumn| {
        let (old, new) = (declared_keys(column.facet, before), declared_keys(column.facet, after));
        if old == new {
            return column.clone();
        }
        let ids = |keys: &[(&'_ str, &'_ str)]| keys.iter().map(|(id, _)| (*id).to_owned()).collect::<Vec<String>>();
        if ids(&old) == ids(&new) {
            let renamed = new.iter().enumerate().filter(|(number, key)| old[*number] != **key);
            let keys = column.keys.renamed(renamed.map(|(number, (id, name))| (number, *id, *name)));
            return FacetColumn { keys, ..column.clone() };
        }
        let mut keys = KeyFinder::of_declared(&new);
        let numbers: Vec<u32> = (0..column.keys.len()).map(|number| keys.number(&column.keys.get(number).id)).collect();
        let lists = column.lists.renumbered(&numbers);
        FacetColumn { keys: keys.keys, lists, listing: OnceLock::new(), ..column.clone() }
    };
    columns.iter().map(redeclare).collect()
}

/// The columns after a change of events, with the ids and the mask after it. What is declared has its keys already.
pub(super) fn patched(
    columns: &[FacetColumn],
    story: &Story,
    bearing: &Bearing,
    by_id: &ById,
    mask: &Mask,
) -> Vec<FacetColumn> {
    // Of two with one id the first.
    let actors: HashMap<&str, &Actor> = story.actors.iter().rev().map(|actor| (actor.id.as_str(), actor)).collect();
    let declared = Declared {
        source: &|id| by_id.source(story, id).map(|place| &story.sources[place]),
        actor: &|id| actors.get(id).copied(),
    };
    let patch = |column: &FacetColumn| {
        let events = bearing.on_facet(column.facet);
        let has_many = events.fresh().nth(FEW).is_some();
        let keys = column.keys.clone();
        let mut keys = if has_many { KeyFinder::of(keys) } else { KeyFinder::to_look_through(keys) };
        let mut listing = EventKeys::default();
        let lists = column.lists.patched(events, |index, keys_of, reaches_of| {
            let event = story.events.get(index);
            keys.likely.clear();
            if events.are_in_place() {
                keys.likely.extend_from_slice(column.lists.of(index).keys);
            }
            if column.facet == Facet::Source {
                let declared = event.claims.iter().filter_map(|claim| by_id.source(story, &claim.source));
                keys.likely.extend(declared.map(|place| place as u32));
            }
            let event = OfEvent::new(&event, index, &mask.claims);
            listing.write(column.facet, &event, &declared, &mut keys);
            keys_of.extend_from_slice(listing.list().keys);
            reaches_of.extend_from_slice(listing.list().reaches);
        });
        // With the same lists, all are counted that were.
        let is_same = lists.are_shared_with(&column.lists) && column.mask.by_secs.is_none() && mask.by_secs.is_none();
        let listing = if is_same { column.listing.clone() } else { OnceLock::new() };
        FacetColumn { facet: column.facet, keys: keys.keys, lists, mask: mask.clone(), listing }
    };
    columns.iter().map(patch).collect()
}

/// An event, and since when its claims are known.
struct OfEvent<'a> {
    event: &'a Event,
    index: usize,
    claims: &'a Claims,
}

impl<'a> OfEvent<'a> {
    fn new(event: &'a Event, index: usize, claims: &'a Claims) -> Self {
        Self { event, index, claims }
    }

    /// Its claims, and from when on each is known.
    fn known_claims(&self) -> impl Iterator<Item = (&'a Claim, f64)> + use<'a> {
        let claims = self.claims;
        self.event.claims.iter().zip(claims.numbers(self.index).map(|number| claims.known_from.get(number)))
    }
}

/// The keys of one event.
#[derive(Default)]
struct EventKeys {
    keys: Vec<u32>,
    /// Of each key; empty again where they tell nothing that the event does not.
    reaches: Vec<Reach>,
}

impl EventKeys {
    fn write(&mut self, facet: Facet, event: &OfEvent<'_>, declared: &Declared<'_>, finder: &mut KeyFinder) {
        self.keys.clear();
        self.reaches.clear();
        ids_of(facet, event, declared, &mut |id, reach| {
            if id.trim().is_empty() {
                return;
            }
            let key = finder.number(id);
            if let Some(place) = self.keys.iter().position(|other| *other == key) {
                let since = &mut self.reaches[place].since_secs;
                *since = since.min(reach.since_secs);
            } else {
                self.keys.push(key);
                self.reaches.push(reach);
            }
        });
        let since_secs = event.claims.known_since(event.index);
        if !facet.is_of_claims() || self.reaches.iter().all(|reach| *reach == Reach { since_secs, until_secs: None }) {
            self.reaches.clear();
        }
    }

    fn list(&self) -> List<'_> {
        List { keys: &self.keys, reaches: &self.reaches }
    }
}

/// Ids and names of the keys that exist whether or not an event has them.
fn declared_keys(facet: Facet, story: &Story) -> Vec<(&str, &str)> {
    match facet {
        Facet::Category => story.categories.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect(),
        Facet::Layer => story.layers.iter().map(|l| (l.id.as_str(), l.name.as_str())).collect(),
        Facet::Actor => story.actors.iter().map(|a| (a.id.as_str(), a.name.as_str())).collect(),
        Facet::Source => story.sources.iter().map(|s| (s.id.as_str(), s.name())).collect(),
        Facet::Attribution => AttributionKind::ALL.iter().map(|(_, word)| (*word, *word)).collect(),
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

fn ids_of(facet: Facet, of: &OfEvent<'_>, declared: &Declared<'_>, push: &mut impl FnMut(&str, Reach)) {
    let event = of.event;
    let since = |secs: f64| Reach { since_secs: secs, until_secs: None };
    let always = since(f64::NEG_INFINITY);
    let claims = || of.known_claims().map(|(claim, secs)| (claim, since(secs)));
    match facet {
        Facet::Category => push(&event.category, always),
        Facet::Layer => push(&event.layer, always),
        Facet::Actor => event.actors.iter().for_each(|role| push(&role.actor, always)),
        Facet::Side => {
            let actors = event.actors.iter().filter_map(|role| (declared.actor)(&role.actor));
            actors.for_each(|actor| push(&actor.side, always));
        }
        Facet::Place => {
            if let Some(place) = &event.place {
                push(&place.name, always);
                place.names.iter().for_each(|name| push(name, always));
            }
        }
        Facet::Source => claims().for_each(|(claim, known)| push(&claim.source, known)),
        Facet::Publisher => claims().for_each(|(claim, known)| {
            if let Some(source) = (declared.source)(&claim.source) {
                push(&source.publisher, known);
            }
        }),
        Facet::Speaker => claims().for_each(|(claim, known)| push(&claim.attribution.name, known)),
        Facet::Attribution => attributions(of, push),
        Facet::Stance => claims().for_each(|(claim, known)| push(claim.stance.word(), known)),
        Facet::Assessment => push(&event.assessment, always),
        Facet::Grading => claims().for_each(|(claim, known)| push(&claim.grading, known)),
        Facet::Measure => claims().for_each(|(claim, known)| {
            claim.quantities.iter().for_each(|quantity| push(&quantity.measure, known));
        }),
    }
}

/// The best kind of voice, for as long as no better one is known, then the kinds of record.
fn attributions(of: &OfEvent<'_>, push: &mut impl FnMut(&str, Reach)) {
    let mut until_secs: Option<f64> = None;
    for best in [Attestation::Named, Attestation::Outlet, Attestation::Anonymous] {
        let of_kind = of.known_claims().filter(|(claim, _)| Attestation::of(claim.attribution.kind) == best);
        let Some(since_secs) = of_kind.map(|(_, secs)| secs).reduce(f64::min) else { continue };
        if until_secs.is_some_and(|until| until <= since_secs) {
            continue;
        }
        let word = match best {
            Attestation::Named => AttributionKind::Named,
            Attestation::Outlet => AttributionKind::Outlet,
            Attestation::Anonymous => AttributionKind::Anonymous,
        };
        push(word.word(), Reach { since_secs, until_secs });
        until_secs = Some(since_secs);
    }
    for (claim, since_secs) in of.known_claims() {
        if matches!(claim.attribution.kind, AttributionKind::Official | AttributionKind::Document) {
            push(claim.attribution.kind.word(), Reach { since_secs, until_secs: None });
        }
    }
}
