//! A file of events, and what its events refer to.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Events, Members, Rare, Sources, Translation, When, Zone};

/// Where claims were published.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// Unique among the sources.
    pub id: String,
    /// Title of the page or document.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its address at its publisher; empty where that is not known.
    pub url: Rare<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When the author read it.
    pub accessed: Option<When>,
    /// The address of a copy. Where the publisher's is not known, it was read as this copy.
    pub archived: Rare<String>,
    /// Hash of the copy that was read.
    pub sha256: Rare<String>,
    /// Ids of sources that are known not to be this one, however alike they are.
    pub distinct_from: Rare<Vec<String>>,
    /// Title and publisher in other languages.
    pub i18n: Rare<Vec<Translation>>,
    /// The object as it was read.
    pub members: Rare<Members>,
}

impl Source {
    /// How a list of sources names it: publisher, else title, else id.
    pub fn name(&self) -> &str {
        [&self.publisher, &self.title].into_iter().find(|name| !name.is_empty()).unwrap_or(&self.id)
    }

    /// True where only a copy of it is known, and not its address at its publisher.
    pub fn is_copy_only(&self) -> bool {
        self.url.is_empty() && !self.archived.is_empty()
    }

    /// Where it is to be read: at its publisher, or else as a copy; empty where neither is known.
    pub fn address(&self) -> &str {
        if self.is_copy_only() { &self.archived } else { &self.url }
    }

    /// True where one of two sources says that it is not the other.
    pub fn is_told_apart(&self, other: &Self) -> bool {
        self.is_told_apart_from(&other.id) || other.is_told_apart_from(&self.id)
    }

    /// True where it says that it is not the source with this id.
    pub fn is_told_apart_from(&self, id: &str) -> bool {
        self.distinct_from.iter().any(|other| other == id)
    }

    /// Is told apart from nothing but sources with these ids any more.
    pub(super) fn keep_told_apart(&mut self, kept: &BTreeSet<String>) {
        if let Some(others) = self.distinct_from.as_mut() {
            others.retain(|id| kept.contains(id));
        }
    }

    /// Where only a copy is known, what a short list says of it; else empty.
    pub fn copy_note(&self) -> String {
        if self.is_copy_only() { format!("read as a copy at {}", host_of(&self.archived)) } else { String::new() }
    }

    /// Its address in words, which say of a copy that it is one.
    pub fn address_words(&self) -> String {
        if self.is_copy_only() { format!("read as a copy at {}", self.archived) } else { self.url.to_string() }
    }
}

/// The host of an address.
fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// A person, body or state that takes part.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Actor {
    /// Unique among the actors.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// Its side, such as `a`, `b`, `mediator`, `other`; may be empty.
    pub side: String,
    /// Its name in other languages.
    pub i18n: Rare<Vec<Translation>>,
    /// The object as it was read.
    pub members: Members,
}

/// A kind of event.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Category {
    /// Unique among the categories.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// The symbol it is drawn with; may be empty.
    pub symbol: String,
    /// Its name in other languages.
    pub i18n: Rare<Vec<Translation>>,
    /// The object as it was read.
    pub members: Members,
}

/// A named group of events that can be hidden.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Unique among the layers.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// Whether it is shown when the story is opened.
    pub visible: bool,
    /// Its name in other languages.
    pub i18n: Rare<Vec<Translation>>,
    /// The object as it was read.
    pub members: Members,
}

impl Default for Layer {
    fn default() -> Self {
        let id = String::new();
        Self { name: id.clone(), id, visible: true, i18n: Rare::default(), members: Members::new() }
    }
}

/// A step of the narrative.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chapter {
    /// Its heading.
    pub title: String,
    /// A few sentences.
    pub text: String,
    /// The id of the event it is about; may be empty.
    pub event: String,
    /// Ids of further events that it lights.
    pub events: Vec<String>,
    /// What it shows, as far as it says: `window` (an EDTF interval), `bbox` (west, south, east, north),
    /// `filter`, `known_on` (an EDTF moment), `viewpoint` and `show_as`.
    pub view: Members,
    /// Heading and text in other languages.
    pub i18n: Rare<Vec<Translation>>,
    /// The object as it was read.
    pub members: Members,
}

/// A file of events, claims and sources.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Story {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The language in which it is written, as a tag such as `en`; may be empty.
    pub lang: String,
    /// Title and summary in other languages.
    pub i18n: Rare<Vec<Translation>>,
    /// The zone of days and times that name no other.
    pub zone: Zone,
    /// Where the claims were published.
    pub sources: Sources,
    /// Who takes part.
    pub actors: Vec<Actor>,
    /// Kinds of events.
    pub categories: Vec<Category>,
    /// Groups of events.
    pub layers: Vec<Layer>,
    /// The steps of its narrative.
    pub chapters: Vec<Chapter>,
    /// The events, in the order of the file.
    pub events: Events,
    /// The `story` object as it was read.
    pub members: Members,
    /// The top-level object as it was read; null holds the place of `story` and `features`.
    pub document: Members,
}

impl Story {
    /// A story without events, with a layer for the first.
    pub fn to_begin_with(zone: Zone) -> Self {
        let layer = Layer { id: "events".to_owned(), name: "Events".to_owned(), ..Layer::default() };
        Self { zone, layers: vec![layer], ..Self::default() }
    }

    /// A copy with these events only, by index: without links to others, chapters about others, and sources
    /// that only others cite.
    #[must_use]
    pub fn part(&self, events: &[usize]) -> Self {
        let mut part = Self { events: Events::new(), ..self.clone() };
        let known = events.iter().filter(|index| **index < self.events.len());
        part.events = known.map(|index| self.events.get(*index).into_owned()).collect();
        let ids: BTreeSet<String> = part.events.ids().map(Cow::into_owned).collect();
        let is_kept = |chapter: &Chapter| chapter.event.is_empty() || ids.contains(&chapter.event);
        part.chapters.retain(is_kept);
        for chapter in &mut part.chapters {
            chapter.events.retain(|id| ids.contains(id));
        }
        let claims: BTreeSet<String> = part.events.claims().map(|claim| claim.id.clone()).collect();
        let cited: BTreeSet<String> = part.events.claims().map(|claim| claim.source.clone()).collect();
        part.sources.retain(|source| cited.contains(&source.id));
        part.sources.iter_mut().for_each(|source| source.keep_told_apart(&cited));
        for event in &mut part.events {
            event.links.as_mut().into_iter().for_each(|links| links.retain(|link| ids.contains(&link.to)));
            for disputes in event.claims.iter_mut().filter_map(|claim| claim.disputes.as_mut()) {
                disputes.retain(|id| claims.contains(id));
            }
        }
        part
    }

    /// The zone in which the days of an event are counted, by its index.
    pub fn zone_of(&self, event: usize) -> Zone {
        self.events.zone(event).unwrap_or_else(|| self.zone.clone())
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The actor with this id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.id == id)
    }

    /// The category with this id.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The layer with this id.
    pub fn layer(&self, id: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.id == id)
    }
}
