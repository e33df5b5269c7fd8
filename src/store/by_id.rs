//! Events, claims and sources by their ids.
//!
//! Answers which of them has an id, and which claims dispute the one with an id. It does not know what they
//! say.

use super::claims::Claims;
use super::coding::kept;
use super::ids::{IdHasher, Ids};
use super::pieces::Pieces;
use crate::model::{Claim, Event, Story};

/// Where the things with ids are.
#[derive(Debug, Clone)]
pub(super) struct ById {
    hasher: IdHasher,
    events: Ids,
    /// By number in the order of the file, those that are not [counted](is_counted) with their event.
    claims: Ids,
    /// By place among the story's.
    sources: Ids,
    /// By the ids that they dispute, the numbers of the claims that do.
    disputing: Ids,
}

kept!(ById { hasher, events, claims, sources, disputing });

/// Ids that are being written down, event by event in the order of the file.
#[derive(Default)]
pub(super) struct Writing {
    hasher: IdHasher,
    events: Vec<(u32, u32)>,
    claims: Vec<(u32, u32)>,
    disputing: Vec<(u32, u32)>,
    /// The number of the next claim.
    next: u32,
}

impl Writing {
    /// Adds the next event.
    pub(super) fn add(&mut self, event: &Event) {
        let hash = |id: &str| self.hasher.hash_of(id);
        self.events.push((hash(&event.id), self.events.len() as u32));
        for (place, claim) in event.claims.iter().enumerate() {
            if !is_counted(&claim.id, &event.id, place) {
                self.claims.push((hash(&claim.id), self.next));
            }
            self.disputing.extend(claim.disputes.iter().map(|id| (hash(id), self.next)));
            self.next += 1;
        }
    }

    pub(super) fn done(self, story: &Story) -> ById {
        ById {
            events: Ids::of(self.events),
            claims: Ids::of(self.claims),
            sources: sources(&self.hasher, story),
            disputing: Ids::of(self.disputing),
            hasher: self.hasher,
        }
    }
}

/// True of the id of a claim that is its event's and the place of the claim there, counted from 1, as tables give them.
/// These are found by the event.
fn is_counted(claim: &str, event: &str, place: usize) -> bool {
    let count = claim.strip_prefix(event).and_then(|rest| rest.strip_prefix('-'));
    count.and_then(count_of) == Some(place)
}

/// A place that is counted from 1, as it is written.
fn count_of(count: &str) -> Option<usize> {
    let is_plain = count.bytes().all(|byte| byte.is_ascii_digit()) && !count.starts_with('0');
    count.parse::<usize>().ok().filter(|_| is_plain)?.checked_sub(1)
}

impl ById {
    /// Of a story with other sources.
    pub(super) fn redeclared(&self, before: &Story, after: &Story) -> Self {
        let mut by_id = self.clone();
        let (before, of_after) = (&before.sources, &after.sources);
        let are_same = match before.differing(of_after) {
            Some(places) => places.iter().all(|place| before[*place].id == of_after[*place].id),
            None => before.iter().map(|source| &source.id).eq(of_after.iter().map(|source| &source.id)),
        };
        if !are_same {
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
        let hash = |id: &str| self.hasher.hash_of(id);
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
        let is_same_event = events.are_in_place() && events.fresh().all(is_same_id);
        Self {
            hasher: self.hasher.clone(),
            events: if is_same_event {
                self.events.clone()
            } else {
                self.events.patched(events, events.fresh().map(|index| (hash(&after.events.id(index)), index as u32)))
            },
            claims: if is_same_event && is_like(&|one, other| one.id == other.id) {
                self.claims.clone()
            } else {
                let is_counted = |number: u32, id: &str| {
                    let (event, place) = claims_after.place_of(number as usize);
                    is_counted(id, &after.events.id(event), place)
                };
                let others = fresh_claims().filter(|(claim, number)| !is_counted(*number, &claim.id));
                self.claims.patched(claims, others.map(|(claim, number)| (hash(&claim.id), number)))
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
        self.events.with_hash(self.hasher.hash_of(id)).find(|index| story.events.id(*index) == id)
    }

    pub(super) fn source(&self, story: &Story, id: &str) -> Option<usize> {
        self.sources.with_hash(self.hasher.hash_of(id)).find(|place| story.sources[*place].id == id)
    }

    /// The numbers of the claims with this id, rising.
    pub(super) fn claims(&self, story: &Story, claims: &Claims, id: &str) -> impl Iterator<Item = usize> + use<> {
        let has_id = |number: &usize| {
            let (event, claim) = claims.place_of(*number);
            story.events.id_of_claim(event, claim) == id
        };
        let mut found: Vec<usize> = self.claims.with_hash(self.hasher.hash_of(id)).filter(has_id).collect();
        if let Some((event, count)) = id.rsplit_once('-')
            && let Some(place) = count_of(count)
        {
            let events = self.events.with_hash(self.hasher.hash_of(event));
            let counted = events.filter_map(|index| claims.numbers(index).nth(place)).filter(has_id);
            found.extend(counted);
            found.sort_unstable();
        }
        found.into_iter()
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
        self.disputing.with_hash(self.hasher.hash_of(id)).filter(disputes)
    }

    pub(super) fn bytes(&self) -> usize {
        [&self.events, &self.claims, &self.sources, &self.disputing].iter().map(|ids| ids.bytes()).sum()
    }
}

fn sources(hasher: &IdHasher, story: &Story) -> Ids {
    Ids::of(story.sources.passing().map(|source| hasher.hash_of(&source.id)).zip(0..).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_counted_with_its_event_is_told_by_its_id() {
        let counted = [("e7-1", "e7", 0), ("e-7-12", "e-7", 11)];
        assert!(counted.iter().all(|(claim, event, place)| is_counted(claim, event, *place)));
        let others = [("e7-2", "e7", 0), ("e7-01", "e7", 0), ("e7-+1", "e7", 0), ("e7-0", "e7", 0), ("e71", "e7", 0)];
        assert!(!others.iter().any(|(claim, event, place)| is_counted(claim, event, *place)));
    }
}
