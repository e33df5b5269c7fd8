//! What the sources and claims of a story lack to be checked by others.
//!
//! Answers which of the members that the Berkeley Protocol on Digital Open Source Investigations asks
//! to be recorded are not there. It judges nothing: a story without them is not wrong.

use std::collections::BTreeMap;

use crate::model::{Story, When};

/// What one source lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLack {
    /// Its index among the story's sources.
    pub source: usize,
    /// How many claims rest on it.
    pub claims: usize,
    /// What is missing, in words, in the order of the story file.
    pub missing: Vec<&'static str>,
}

/// What the sources and claims of a story lack.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The sources that lack something, in the order of the file.
    pub sources: Vec<SourceLack>,
    /// What sources can lack, and how many do, of all of them.
    pub of_sources: Vec<(&'static str, usize)>,
    /// What claims can lack, and how many do, of all of them.
    pub of_claims: Vec<(&'static str, usize)>,
    /// How many sources there are.
    pub source_count: usize,
    /// How many claims there are.
    pub claim_count: usize,
}

impl Provenance {
    /// Looks through a story.
    pub fn of(story: &Story) -> Self {
        let is_day = |when: &Option<When>| when.is_some();
        let claims = || story.events.iter().flat_map(|event| &event.claims);
        let mut of_sources = ["address", "date published", "date read", "archived copy", "hash"].map(|what| (what, 0));
        let mut sources = Vec::new();
        let mut resting: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in claims() {
            *resting.entry(claim.source.as_str()).or_default() += 1;
        }
        for (index, source) in story.sources.iter().enumerate() {
            let has = [
                !source.url.is_empty(),
                is_day(&source.published),
                is_day(&source.accessed),
                !source.archived.is_empty(),
                !source.sha256.is_empty(),
            ];
            let mut missing = Vec::new();
            for ((what, count), has) in of_sources.iter_mut().zip(has) {
                if !has {
                    *count += 1;
                    missing.push(*what);
                }
            }
            if !missing.is_empty() {
                let rest_on_it = resting.get(source.id.as_str()).copied().unwrap_or(0);
                sources.push(SourceLack { source: index, claims: rest_on_it, missing });
            }
        }
        let count = |lacks: fn(&crate::model::Claim) -> bool| claims().filter(|claim| lacks(claim)).count();
        let of_claims = vec![
            ("date said", count(|claim| claim.said.is_none())),
            ("quote", count(|claim| claim.quote.is_empty())),
            ("speaker's name", count(|claim| claim.attribution.name.is_empty())),
            ("grading", count(|claim| claim.grading.is_empty())),
        ];
        Self {
            sources,
            of_sources: of_sources.to_vec(),
            of_claims,
            source_count: story.sources.len(),
            claim_count: claims().count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributionKind, Claim, Event, Source};

    #[test]
    fn what_is_missing_is_counted_and_listed_by_source() {
        let whole = Source {
            id: "a".to_owned(),
            url: "https://example.org".to_owned(),
            published: When::parse("2025-10-09").ok(),
            accessed: When::parse("2026-11").ok(),
            archived: "https://example.org/copy".to_owned(),
            sha256: "0".repeat(64),
            ..Source::default()
        };
        let bare = Source { id: "b".to_owned(), url: "https://example.org".to_owned(), ..Source::default() };
        let claim = Claim { source: "b".to_owned(), ..Claim::by(AttributionKind::Anonymous) };
        let story = Story {
            sources: vec![whole, bare],
            events: vec![Event { claims: vec![claim], ..Event::default() }],
            ..Story::default()
        };
        let found = Provenance::of(&story);
        let missing = vec!["date published", "date read", "archived copy", "hash"];
        assert_eq!(found.sources, [SourceLack { source: 1, claims: 1, missing }]);
        assert_eq!(found.of_sources[0], ("address", 0));
        assert!(found.of_claims.iter().all(|(_, count)| *count == 1));
    }
}
