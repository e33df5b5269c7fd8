//! What the sources and claims of a story lack to be checked by others.
//!
//! Answers which of the members that the Berkeley Protocol on Digital Open Source Investigations asks
//! to be recorded are not there. It judges nothing: a story without them is not wrong.

use hashbrown::HashMap;

use crate::model::{Source, Story};

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

/// Where a source was read that was not read at its publisher's own address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// A copy of it is known, beside its address at its publisher.
    AddressKnown,
    /// It was read as a copy, and its address at its publisher is not known.
    AddressUnknown,
    /// What is given for its address is one for machines.
    Technical,
}

impl Copied {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::AddressUnknown, Self::AddressKnown, Self::Technical];

    /// The kind of a source, if it is one.
    pub fn of(source: &Source) -> Option<Self> {
        if source.is_copy_only() {
            Some(Self::AddressUnknown)
        } else if is_technical(&source.url) {
            Some(Self::Technical)
        } else {
            (!source.archived.is_empty()).then_some(Self::AddressKnown)
        }
    }

    /// What is said of a source of this kind.
    pub fn words(self) -> &'static str {
        match self {
            Self::AddressKnown => "has a copy beside the publisher's address",
            Self::AddressUnknown => "was read as a copy; the publisher's address is not known",
            Self::Technical => {
                "has the address of a technical host or form; put that in \"archived\", and the publisher's own in \"url\""
            }
        }
    }

    /// What is said of a number of them.
    pub fn words_of_several(self) -> &'static str {
        match self {
            Self::AddressKnown => "with a copy beside the publisher's address",
            Self::AddressUnknown => "read as a copy only",
            Self::Technical => "at a technical address",
        }
    }

    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::AddressKnown => "address-known",
            Self::AddressUnknown => "address-unknown",
            Self::Technical => "technical-address",
        }
    }
}

/// True for an address at a host, or in a form, that is there for machines: caches, copies for tests, AMP.
pub fn is_technical(url: &str) -> bool {
    const HOSTS: [&str; 14] = [
        "amp",
        "cache",
        "cdn",
        "dev",
        "edge",
        "mirror",
        "origin",
        "preview",
        "proxy",
        "secure",
        "stage",
        "stageorigin",
        "staging",
        "test",
    ];
    let Some((_, rest)) = url.split_once("://") else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    // The last two parts of a host are its owner's: `cache.org` is no cache of someone.
    let labels: Vec<&str> = host.split('.').collect();
    let of_machines = |label: &&str| {
        let parts = label.split('-').map(|part| part.trim_end_matches(|char: char| char.is_ascii_digit()));
        parts.into_iter().any(|part| HOSTS.iter().any(|word| part.eq_ignore_ascii_case(word)))
    };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let query = query.split('#').next().unwrap_or_default();
    let is_amp = |part: &str| part.eq_ignore_ascii_case("amp");
    labels[..labels.len().saturating_sub(2)].iter().any(of_machines)
        || path.split(['/', '#']).any(is_amp)
        || path.split('.').skip(1).any(is_amp)
        || query.split('&').any(|pair| pair.split('=').any(is_amp))
}

/// What a source can lack, in words, in the order of the story file.
const LACKS: [&str; 5] = ["address", "date published", "date read", "archived copy", "hash"];

/// What a source lacks, in words, in the order of the story file.
pub fn lacks_of(source: &Source) -> impl Iterator<Item = &'static str> {
    let has = [
        !source.url.is_empty(),
        source.published.is_some(),
        source.accessed.is_some(),
        !source.archived.is_empty(),
        !source.sha256.is_empty(),
    ];
    LACKS.into_iter().zip(has).filter(|(_, has)| !has).map(|(what, _)| what)
}

/// What the sources and claims of a story lack.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The sources that lack something, in the order of the file.
    pub sources: Vec<SourceLack>,
    /// What sources can lack, and how many do, of all of them.
    pub of_sources: Vec<(&'static str, usize)>,
    /// The sources that were not read at their publisher's own address, by index, in the order of the file.
    pub copies: Vec<(usize, Copied)>,
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
        let claims = || story.events.claims();
        let mut of_sources = LACKS.map(|what| (what, 0));
        let mut sources = Vec::new();
        let mut resting: HashMap<String, usize> = HashMap::new();
        for claim in claims() {
            *resting.entry_ref(claim.source.as_str()).or_default() += 1;
        }
        for (index, source) in story.sources.iter().enumerate() {
            let missing: Vec<&str> = lacks_of(source).collect();
            for (_, count) in of_sources.iter_mut().filter(|(what, _)| missing.contains(what)) {
                *count += 1;
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
        let copies = story.sources.iter().enumerate();
        let copies = copies.filter_map(|(index, source)| Some((index, Copied::of(source)?))).collect();
        Self {
            sources,
            copies,
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
    use crate::model::{AttributionKind, Claim, Event, When};

    #[test]
    fn what_is_missing_is_counted_and_listed_by_source() {
        let whole = Source {
            id: "a".to_owned(),
            url: "https://example.org".into(),
            published: When::parse("2025-10-09").ok(),
            accessed: When::parse("2026-11").ok(),
            archived: "https://example.org/copy".into(),
            sha256: "0".repeat(64).into(),
            ..Source::default()
        };
        let bare = Source { id: "b".to_owned(), url: "https://example.org".into(), ..Source::default() };
        let claim = Claim { source: "b".to_owned(), ..Claim::by(AttributionKind::Anonymous) };
        let story = Story {
            sources: vec![whole, bare].into(),
            events: vec![Event { claims: vec![claim], ..Event::default() }].into(),
            ..Story::default()
        };
        let found = Provenance::of(&story);
        let missing = vec!["date published", "date read", "archived copy", "hash"];
        assert_eq!(found.sources, [SourceLack { source: 1, claims: 1, missing }]);
        assert_eq!(found.of_sources[0], ("address", 0));
        assert!(found.of_claims.iter().all(|(_, count)| *count == 1));
        assert_eq!(found.copies, [(0, Copied::AddressKnown)]);
    }

    #[test]
    fn a_copy_is_told_from_the_address_of_a_publisher() {
        let copied = |url: &str, archived: &str| {
            Copied::of(&Source {
                url: url.to_owned().into(),
                archived: archived.to_owned().into(),
                ..Source::default()
            })
        };
        assert_eq!(copied("", "https://copy.org/a"), Some(Copied::AddressUnknown));
        assert_eq!(copied("https://paper.org/a", "https://copy.org/a"), Some(Copied::AddressKnown));
        assert_eq!((copied("https://paper.org/a", ""), copied("", "")), (None, None));
        for url in [
            "https://cdn.paper.org/a",
            "https://cdn2.paper.org/a",
            "https://stageorigin.paper.org/a",
            "https://eu-cache.paper.co.uk/a",
            "https://www.paper.org/a/amp",
            "https://www.paper.org/a/amp/",
            "https://www.paper.org/amp/a",
            "https://amp.paper.org/a",
            "https://www.paper.org/a.amp.html",
            "https://www.paper.org/a?amp=1&b",
            "https://www.paper.org/a?outputType=amp",
            "http://secure.paper.org",
        ] {
            assert_eq!(copied(url, ""), Some(Copied::Technical), "{url}");
        }
        for url in ["https://cache.org/a", "https://www.example.org/camp/amps", "https://test.de", "cdn.paper.org", ""]
        {
            assert!(!is_technical(url), "{url}");
        }
    }
}
