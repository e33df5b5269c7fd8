//! What it means for the columns that a story declares other sources, actors, categories or layers.
//!
//! Answers which events that bears on: those that refer to what is another, where their columns depend on it. It
//! does not know who changes a story, or why.

use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::bearing::Bearing;
use super::by_id::ById;
use super::claims::{known_from_of, published_secs};
use super::pieces::Pieces;
use super::touched::Touched;
use super::{Facet, Store, grouping};
use crate::model::{Actor, Claim, Source, Sources, Story};

impl Store {
    /// With all claims, by the clock of the events, of a changed story that may declare other things.
    ///
    /// It costs a walk over what is declared, and over the events where something was put in or taken out or where
    /// they depend on what is another.
    pub(super) fn redeclared(&self, story: &Arc<Story>, touched: &Touched) -> Self {
        let before = &*self.story;
        let sources = Others::of_sources(&before.sources, &story.sources);
        let actors = Others::of(&before.actors, &story.actors, |actor: &Actor| &actor.id);
        if before.zone != story.zone || sources.has_nameless() || actors.has_nameless() {
            // It bears on every event, or on some that have no key by which they are found.
            return Self::of(story);
        }
        let mut facets = grouping::redeclared(&self.facets, before, story);
        let mut rename = |facet: Facet, renamed: Option<(&str, &str)>| {
            let column = renamed.and_then(|(from, to)| facets[facet as usize].renamed(from, to));
            column.map(|column| facets[facet as usize] = column).is_some()
        };
        let is_publisher_renamed = rename(
            Facet::Publisher,
            sources.renamed(
                |source| source.publisher.as_str(),
                |publisher| before.sources.passing().filter(|source| source.publisher == publisher).nth(1).is_none(),
            ),
        );
        let is_side_renamed = rename(
            Facet::Side,
            actors.renamed(
                |actor| actor.side.as_str(),
                |side| before.actors.iter().filter(|actor| actor.side == side).nth(1).is_none(),
            ),
        );
        let published = sources.ids_where(|one, other| one.published != other.published);
        let publishers = sources.ids_where(|one, other| !is_publisher_renamed && one.publisher != other.publisher);
        let sides = actors.ids_where(|one, other| !is_side_renamed && one.side != other.side);

        let events = Pieces::of_touched(self.len(), touched);
        let by_id = self.by_id.redeclared(before, story);
        let wider = |referring: &[usize]| {
            let places = referring.iter().filter_map(|index| events.place_of(*index));
            let mut changed: Vec<usize> = places.chain(touched.changed.iter().copied()).collect();
            changed.sort_unstable();
            let is_wider = changed.len() > touched.changed.len();
            is_wider.then(|| Pieces::of_touched(self.len(), &Touched { changed, ..touched.clone() }))
        };
        let mut known_otherwise = self.events_with(Facet::Source, &published);
        known_otherwise.retain(|index| self.is_known_otherwise(*index, story, &by_id));
        let mut published_otherwise = self.events_with(Facet::Source, &publishers);
        published_otherwise.extend(&known_otherwise);
        published_otherwise.sort_unstable();
        published_otherwise.dedup();
        let claims = wider(&known_otherwise);
        let publishers = wider(&published_otherwise);
        let sides = wider(&self.events_with(Facet::Actor, &sides));
        let bearing = Bearing { events, claims, publishers, sides };
        Self { by_id, facets, ..self.clone() }.with_events(story.clone(), &bearing)
    }

    /// True when a claim of an event that says what it said is known since another moment in a changed story.
    fn is_known_otherwise(&self, index: usize, story: &Story, by_id: &ById) -> bool {
        let (event, claims) = (self.story.events.get(index), &self.mask.claims);
        let published = |id: &str| published_secs(&story.sources[by_id.source(story, id)?], &story.zone);
        let known_from = |claim: &Claim| known_from_of(claim, event.zone_or(&story.zone), published(&claim.source));
        let mut pairs = event.claims.iter().zip(claims.numbers(index));
        pairs.any(|(claim, number)| known_from(claim).to_bits() != claims.known_from.get(number).to_bits())
    }

    /// The events that have one of these keys of a facet, whenever it is known, rising.
    fn events_with(&self, facet: Facet, ids: &BTreeSet<&str>) -> Vec<usize> {
        if ids.is_empty() {
            return Vec::new();
        }
        let column = self.facet(facet);
        let is_one: Vec<bool> =
            (0..column.count()).map(|number| ids.contains(column.key(number as u32).id.as_str())).collect();
        let has_one = |index: &usize| column.lists.of(*index).keys.iter().any(|key| is_one[*key as usize]);
        (0..self.len()).filter(has_one).collect()
    }
}

/// What is declared otherwise by a changed story, by id: of two with one id the first counts.
struct Others<'a, T> {
    /// Before and after; none where there was or is no such thing.
    pairs: Vec<(&'a str, Option<&'a T>, Option<&'a T>)>,
    /// Whether all stand where they stood.
    is_in_place: bool,
}

impl<'a, T: PartialEq> Others<'a, T> {
    fn of(before: &'a [T], after: &'a [T], id: impl Fn(&T) -> &String) -> Self {
        let is_in_place = std::ptr::eq(before, after) || before.iter().map(&id).eq(after.iter().map(&id));
        if is_in_place {
            let pairs = before.iter().zip(after).filter(|(one, other)| !std::ptr::eq(*one, *other) && one != other);
            let pairs = pairs.map(|(one, other)| (id(one).as_str(), Some(one), Some(other))).collect();
            return Self { pairs, is_in_place };
        }
        let by_id = |things: &'a [T]| things.iter().rev().map(|thing| (id(thing).as_str(), thing)).collect();
        let [old, new]: [HashMap<&str, &T>; 2] = [by_id(before), by_id(after)];
        let mut seen = HashSet::new();
        let ids = before.iter().chain(after).map(|thing| id(thing).as_str()).filter(|id| seen.insert(*id));
        let pairs = ids.map(|id| (id, old.get(id).copied(), new.get(id).copied()));
        Self { pairs: pairs.filter(|(_, one, other)| one != other).collect(), is_in_place }
    }

    /// True when one of them has no id, or one of blanks.
    fn has_nameless(&self) -> bool {
        self.pairs.iter().any(|(id, ..)| id.trim().is_empty())
    }

    /// The ids of those that were put in or taken out, or for which something is another.
    fn ids_where(&self, is_other: impl Fn(&T, &T) -> bool) -> BTreeSet<&'a str> {
        let is_one = |one: Option<&T>, other: Option<&T>| match (one, other) {
            (Some(one), Some(other)) => is_other(one, other),
            _ => true,
        };
        self.pairs.iter().filter(|(_, one, other)| is_one(*one, *other)).map(|(id, ..)| *id).collect()
    }

    /// What a text of theirs was and is, where nothing else had it, as is told, and nothing else is another.
    fn renamed(&self, text: impl Fn(&'a T) -> &'a str, is_only: impl Fn(&str) -> bool) -> Option<(&'a str, &'a str)> {
        let [(_, Some(one), Some(other))] = &self.pairs[..] else { return None };
        let (from, to) = (text(one), text(other));
        (self.is_in_place && from != to && is_only(from)).then_some((from, to))
    }
}

impl<'a> Others<'a, Source> {
    /// Of those that lie packed in both, none is looked at.
    fn of_sources(before: &'a Sources, after: &'a Sources) -> Self {
        let Some(places) = before.differing(after) else { return Self::of(before, after, |source| &source.id) };
        let pairs = || places.iter().map(|place| (&before[*place], &after[*place]));
        if pairs().any(|(one, other)| one.id != other.id) {
            return Self::of(before, after, |source| &source.id);
        }
        let others = pairs().filter(|(one, other)| one != other);
        Self {
            pairs: others.map(|(one, other)| (one.id.as_str(), Some(one), Some(other))).collect(),
            is_in_place: true,
        }
    }
}
