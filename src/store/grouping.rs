//! How the columns of the facets are made.
//!
//! Answers which keys an event has, and since when they are known. What a changed event has is written into
//! the columns of the others. It does not know what is asked of them.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::bearing::Bearing;
use super::by_id::ById;
use super::claims::Mask;
use super::facet::{Facet, FacetColumn};
use super::keys::KeyFinder;
use super::lists::{self, Draft, Reach};
use super::source_facts::SourceFacts;
use crate::model::{Actor, Attestation, AttributionKind, Claim, Event, Stance, Story};

/// How the publishers of sources and the actors of a story are found by id; of two with one id the first.
struct Declared<'a> {
    publisher: &'a dyn Fn(&str) -> Option<&'a str>,
    actor: &'a dyn Fn(&str) -> Option<&'a Actor>,
}

/// The facets as they are being written, one column for each in the order of [`Facet::ALL`], event by event in the
/// order of the file.
pub(super) struct Writing<'a> {
    sources: &'a SourceFacts,
    actors: HashMap<&'a str, &'a Actor>,
    columns: Vec<(Facet, KeyFinder, lists::Writing)>,
    draft: Draft,
}

impl<'a> Writing<'a> {
    pub(super) fn new(story: &'a Story, sources: &'a SourceFacts) -> Self {
        let finder = |facet: Facet| declared_finder(facet, story);
        Self {
            sources,
            actors: story.actors.iter().rev().map(|actor| (actor.id.as_str(), actor)).collect(),
            columns: Facet::ALL.iter().map(|(facet, _)| (*facet, finder(*facet), lists::Writing::default())).collect(),
            draft: Draft::default(),
        }
    }

    /// Adds the next event, with when its claims are known.
    pub(super) fn add(&mut self, event: &Event, known_from: &[f64]) {
        let Self { sources, actors, columns, draft } = self;
        let declared = Declared { publisher: &|id| sources.publisher(id), actor: &|id| actors.get(id).copied() };
        let event = OfEvent { event, known_from };
        // Event by event: what one refers to is near in memory.
        for (facet, keys, lists) in columns {
            draft.clear();
            write(*facet, &event, &declared, keys, draft);
            lists.push(draft.list());
        }
    }

    pub(super) fn done(self, mask: &Mask) -> Vec<FacetColumn> {
        let done = |(facet, finder, lists): (Facet, KeyFinder, lists::Writing)| FacetColumn {
            facet,
            keys: finder.keys,
            lists: lists.done(),
            mask: mask.clone(),
            listing: OnceLock::new(),
        };
        self.columns.into_iter().map(done).collect()
    }
}

/// More keys than this are sought in a table, fewer by looking through them.
const FEW: usize = 8;

/// The columns with the keys that a story declares now. What only some events have by them is not looked at.
pub(super) fn redeclared(columns: &[FacetColumn], before: &Story, after: &Story) -> Vec<FacetColumn> {
    let redeclare = |column: &FacetColumn| {
        if column.facet == Facet::Source
            && let Some(places) = before.sources.differing(&after.sources)
            && places.iter().all(|place| before.sources[*place].id == after.sources[*place].id)
        {
            let renamed = places.iter().map(|place| (*place, &before.sources[*place], &after.sources[*place]));
            let renamed: Vec<_> = renamed.filter(|(_, one, other)| one.name() != other.name()).collect();
            if renamed.is_empty() {
                return column.clone();
            }
            let renamed = renamed.into_iter().map(|(place, _, other)| (place, other.id.as_str(), other.name()));
            return FacetColumn { keys: column.keys.renamed(renamed), ..column.clone() };
        }
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
        let mut keys = KeyFinder::of_declared(new);
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
        publisher: &|id| by_id.source(story, id).map(|place| story.sources[place].publisher.as_str()),
        actor: &|id| actors.get(id).copied(),
    };
    let patch = |column: &FacetColumn| {
        let events = bearing.on_facet(column.facet);
        let has_many = events.fresh().nth(FEW).is_some();
        let keys = column.keys.clone();
        let mut keys = if has_many { KeyFinder::of(keys) } else { KeyFinder::to_look_through(keys) };
        let mut known_from = Vec::new();
        let lists = column.lists.patched(events, |index, listing| {
            let event = story.events.get(index);
            keys.likely.clear();
            if events.are_in_place() {
                keys.likely.extend_from_slice(column.lists.of(index).keys);
            }
            if column.facet == Facet::Source {
                let declared = event.claims.iter().filter_map(|claim| by_id.source(story, &claim.source));
                keys.likely.extend(declared.map(|place| place as u32));
            }
            known_from.clear();
            known_from.extend(mask.claims.numbers(index).map(|number| mask.claims.known_from.get(number)));
            let event = OfEvent { event: &event, known_from: &known_from };
            write(column.facet, &event, &declared, &mut keys, listing);
        });
        // With the same lists, all are counted that were.
        let is_same = lists.are_shared_with(&column.lists) && column.mask.by_secs.is_none() && mask.by_secs.is_none();
        let listing = if is_same { column.listing.clone() } else { OnceLock::new() };
        FacetColumn { facet: column.facet, keys: keys.keys, lists, mask: mask.clone(), listing }
    };
    columns.iter().map(patch).collect()
}

/// An event, and since when each of its claims is known.
struct OfEvent<'a> {
    event: &'a Event,
    known_from: &'a [f64],
}

impl<'a> OfEvent<'a> {
    /// Its claims, and the place of each.
    fn claims_in_place(&self) -> impl Iterator<Item = (&'a Claim, u32)> + use<'a> {
        self.event.claims.iter().zip(0..)
    }

    /// From when on the claim in a place is known.
    fn known_from(&self, place: u32) -> f64 {
        self.known_from[place as usize]
    }
}

/// Writes the keys of one event.
fn write(facet: Facet, event: &OfEvent<'_>, declared: &Declared<'_>, finder: &mut KeyFinder, to: &mut Draft) {
    let secs = |place: u32| event.known_from(place);
    let Draft { keys, reaches, .. } = to;
    ids_of(facet, event, declared, &mut |id, reach| {
        if id.trim().is_empty() {
            return;
        }
        let key = finder.number(id);
        if let Some(place) = keys.iter().position(|other| *other == key) {
            let since = &mut reaches[place].since;
            if facet.is_of_claims() && secs(reach.since) < secs(*since) {
                *since = reach.since;
            }
        } else {
            keys.push(key);
            reaches.push(reach);
        }
    });
    let known_since = event.known_from.iter().copied().reduce(f64::min);
    let is_always = |reach: &Reach| reach.until.is_none() && Some(secs(reach.since)) == known_since;
    if !facet.is_of_claims() || reaches.iter().all(is_always) {
        reaches.clear();
    }
}

/// The keys that exist whether or not an event has them.
fn declared_finder(facet: Facet, story: &Story) -> KeyFinder {
    if facet != Facet::Source {
        return KeyFinder::of_declared(declared_keys(facet, story));
    }
    let mut finder = KeyFinder::of_declared([]);
    story.sources.passing().for_each(|source| finder.declare(&source.id, source.name()));
    finder
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
    let since = |since: u32| Reach { since, until: None };
    let always = since(0);
    let claims = || of.claims_in_place().map(|(claim, place)| (claim, since(place)));
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
            if let Some(publisher) = (declared.publisher)(&claim.source) {
                push(publisher, known);
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
    let mut until: Option<u32> = None;
    for best in [Attestation::Named, Attestation::Outlet, Attestation::Anonymous] {
        let of_kind = of.claims_in_place().filter(|(claim, _)| Attestation::of(claim.attribution.kind) == best);
        let earliest = |one: u32, other: u32| if of.known_from(other) < of.known_from(one) { other } else { one };
        let Some(since) = of_kind.map(|(_, place)| place).reduce(earliest) else { continue };
        if until.is_some_and(|until| of.known_from(until) <= of.known_from(since)) {
            continue;
        }
        let word = match best {
            Attestation::Named => AttributionKind::Named,
            Attestation::Outlet => AttributionKind::Outlet,
            Attestation::Anonymous => AttributionKind::Anonymous,
        };
        push(word.word(), Reach { since, until });
        until = Some(since);
    }
    for (claim, since) in of.claims_in_place() {
        if matches!(claim.attribution.kind, AttributionKind::Official | AttributionKind::Document) {
            push(claim.attribution.kind.word(), Reach { since, until: None });
        }
    }
}
