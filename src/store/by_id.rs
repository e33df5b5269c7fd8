//! Events, claims and sources by their ids.
//!
//! Answers which of them has an id, and which claims dispute the one with an id. It does not know what they
//! say.

use hashbrown::DefaultHashBuilder;

use super::claims::Claims;
use super::ids::{Ids, hash_of};
use super::pieces::Pieces;
use crate::model::{Claim, Story};

/// Where the things with ids are.
#[derive(Debug, Clone)]
pub(super) struct ById {
    hasher: DefaultHashBuilder,
    events: Ids,
    /// By number in the order of the file.
    claims: Ids,
    /// By place among the story's.
    sources: Ids,
    /// By the ids that they dispute, the numbers of the claims that do.
    disputing: Ids,
}

impl ById {
    pub(super) fn of(story: &Story) -> Self {
        let hasher = DefaultHashBuilder::default();
        let hash = |id: &str| hash_of(&hasher, id);
        let (mut claims, mut disputing) = (Vec::with_capacity(story.events.len()), Vec::new());
        let mut events = story.events.walk();
        while let Some((_, event)) = events.next() {
            for claim in &event.claims {
                let number = claims.len() as u32;
                claims.push((hash(&claim.id), number));
                disputing.extend(claim.disputes.iter().map(|id| (hash(id), number)));
            }
        }
        Self {
            events: Ids::of(story.events.ids().map(|id| hash(&id)).zip(0..)),
            claims: Ids::of(claims.into_iter()),
            sources: sources(&hasher, story),
            disputing: Ids::of(disputing.into_iter()),
            hasher,
        }
    }

    /// Of a story with other sources.
    pub(super) fn redeclared(&self, before: &Story, after: &Story) -> Self {
        let mut by_id = self.clone();
        let (before, of_after) = (&before.sources, after.sources.iter().map(|source| &source.id));
        if !before.is_same(&after.sources) && !before.iter().map(|source| &source.id).eq(of_after) {
            by_id.sources = sources(&self.hasher, after);
        }
        by_id
    }

    /// After a change of events and their claims. Shares what stays as it was.
    pub(super) fn patched(
        &self,
        (before, after): (&Story, &Story),
        (events, claims): (&Pieces, &Pieces),
        claims_after: &Claims,
    ) -> Self {
        let hash = |id: &str| hash_of(&self.hasher, id);
        let is_like = |is_same: &dyn Fn(&Claim, &Claim) -> bool| {
            events.are_in_place()
                && claims.are_in_place()
                && events.fresh().all(|index| {
                    let (before, after) = (before.events.get(index), after.events.get(index));
                    let mut claims = before.claims.iter().zip(&after.claims);
                    before.claims.len() == after.claims.len() && claims.all(|(one, other)| is_same(one, other))
                })
        };
        let fresh_claims = || {
            let claim_of = |number: usize| {
                let (event, claim) = claims_after.place_of(number);
                (after.events.claim(event, claim), number as u32)
            };
            claims.fresh().map(claim_of)
        };
        let is_same_id = |index: usize| before.events.id(index) == after.events.id(index);
        Self {
            hasher: self.hasher.clone(),
            events: if events.are_in_place() && events.fresh().all(is_same_id) {
                self.events.clone()
            } else {
                self.events.patched(events, events.fresh().map(|index| (hash(&after.events.id(index)), index as u32)))
            },
            claims: if is_like(&|one, other| one.id == other.id) {
                self.claims.clone()
            } else {
                self.claims.patched(claims, fresh_claims().map(|(claim, number)| (hash(&claim.id), number)))
            },
            disputing: if is_like(&|one, other| one.disputes == other.disputes) {
                self.disputing.clone()
            } else {
                let links = fresh_claims()
                    .flat_map(|(claim, number)| claim.disputes.iter().map(|id| (hash(id), number)).collect::<Vec<_>>());
                self.disputing.patched(claims, links)
            },
            sources: self.sources.clone(),
        }
    }

    pub(super) fn event(&self, story: &Story, id: &str) -> Option<usize> {
        self.events.with_hash(hash_of(&self.hasher, id)).find(|index| story.events.id(*index) == id)
    }

    pub(super) fn source(&self, story: &Story, id: &str) -> Option<usize> {
        self.sources.with_hash(hash_of(&self.hasher, id)).find(|place| story.sources[*place].id == id)
    }

    /// The numbers of the claims with this id, rising.
    pub(super) fn claims<'a>(
        &'a self,
        story: &'a Story,
        claims: &'a Claims,
        id: &'a str,
    ) -> impl Iterator<Item = usize> + 'a {
        let has_id = move |number: &usize| {
            let (event, claim) = claims.place_of(*number);
            story.events.id_of_claim(event, claim) == id
        };
        self.claims.with_hash(hash_of(&self.hasher, id)).filter(has_id)
    }

    /// The numbers of the claims that dispute the one with this id, rising.
    pub(super) fn disputing<'a>(
        &'a self,
        story: &'a Story,
        claims: &'a Claims,
        id: &'a str,
    ) -> impl Iterator<Item = usize> + 'a {
        let disputes = move |number: &usize| {
            let (event, claim) = claims.place_of(*number);
            story.events.claim(event, claim).disputes.iter().any(|other| other == id)
        };
        self.disputing.with_hash(hash_of(&self.hasher, id)).filter(disputes)
    }

    pub(super) fn bytes(&self) -> usize {
        [&self.events, &self.claims, &self.sources, &self.disputing].iter().map(|ids| ids.bytes()).sum()
    }
}

fn sources(hasher: &DefaultHashBuilder, story: &Story) -> Ids {
    Ids::of(story.sources.iter().map(|source| hash_of(hasher, &source.id)).zip(0..))
}
