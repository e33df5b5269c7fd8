//! Which claims cite a source?
//!
//! This module answers that for one source, and how many for each. It judges none.

use super::ClaimAt;
use crate::model::Story;
use crate::store::{Facet, Store};

/// By source, in the order of the story, how many claims cite it.
pub fn citation_counts(story: &Story) -> Vec<u32> {
    let places: hashbrown::HashMap<&str, usize> =
        story.sources.iter().enumerate().rev().map(|(place, source)| (source.id.as_str(), place)).collect();
    let mut counts = vec![0; story.sources.len()];
    for claim in story.events.claims() {
        if let Some(place) = places.get(claim.source.as_str()) {
            counts[*place] += 1;
        }
    }
    counts
}

/// The claims that cite the source with an id, in the order of the story.
pub fn citing(store: &Store, id: &str) -> Vec<ClaimAt> {
    let facet = store.facet(Facet::Source);
    let numbers = 0..facet.count() as u32;
    let Some(number) = numbers.into_iter().find(|number| facet.key(*number).id == id) else { return Vec::new() };
    let events = (0..store.len()).filter(|event| facet.of(*event).any(|other| other == number));
    let claims = events.flat_map(|event| {
        let claims = store.event(event).claims.iter().map(|claim| claim.source == id).collect::<Vec<_>>();
        claims.into_iter().enumerate().filter(|(_, cites)| *cites).map(move |(claim, _)| ClaimAt { event, claim })
    });
    claims.collect()
}

/// The sources of some events, each once, in the order in which these events first cite them: their numbers in
/// [`Facet::Source`]. What a claim cites and the story does not declare is none. No event and no source is made.
pub fn cited_sources(store: &Store, events: impl Iterator<Item = usize>) -> Vec<u32> {
    let sources = store.facet(Facet::Source);
    let mut cited = vec![false; sources.count()];
    let keys = events.flat_map(|index| sources.of(index));
    keys.filter(|key| sources.is_declared(*key) && !std::mem::replace(&mut cited[*key as usize], true)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    #[test]
    fn the_claims_that_cite_each_source_are_those_of_the_plain_loop() {
        let store = Store::new(carried_story().story);
        let counts = citation_counts(store.story());
        for (source, count) in store.story().sources.iter().zip(counts) {
            let mut found = Vec::new();
            for (event, of) in store.story().events.iter().enumerate() {
                let claims = of.claims.iter().enumerate().filter(|(_, claim)| claim.source == source.id);
                found.extend(claims.map(|(claim, _)| ClaimAt { event, claim }));
            }
            assert_eq!(count as usize, found.len(), "{}", source.id);
            assert_eq!(citing(&store, &source.id), found, "{}", source.id);
        }
        assert_eq!(citing(&store, "no such source"), []);
    }

    #[test]
    fn cited_sources_are_those_of_the_plain_loop() {
        let mut story = carried_story().story;
        story.events.get_mut(3).claims[0].source = "no such source".to_owned();
        let store = Store::new(story);
        let sources = store.facet(Facet::Source);
        for events in [0..store.len(), 3..9, 5..5] {
            let mut plain: Vec<&str> = Vec::new();
            for index in events.clone().rev() {
                for claim in &store.event(index).claims {
                    if let Some(source) =
                        store.source(&claim.source).filter(|source| !plain.contains(&source.id.as_str()))
                    {
                        plain.push(&source.id);
                    }
                }
            }
            let found = cited_sources(&store, events.rev());
            assert!(found.iter().map(|key| sources.key(*key).id.as_str()).eq(plain));
        }
    }
}
