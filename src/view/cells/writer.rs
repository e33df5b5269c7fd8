//! What is written into cells, gathered into one change.

use std::collections::{HashMap, HashSet};

use super::names::Names;
use crate::model::{Actor, AttributionKind, Category, Claim, Event, Layer, Named, Source};
use crate::store::Store;
use crate::view::{StoryChange, free_id};

/// What is written into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written<'a> {
    /// A text, which is read as it would be where it is typed: the name of something that the story has is that,
    /// another name is something new.
    Text(&'a str),
    /// The one with this id: a category, a layer, a source, or the name of a place or a speaker that the story has.
    Id(&'a str),
    /// Something new that is called so.
    New(&'a str),
}

impl<'a> Written<'a> {
    /// Its words, without blanks around them.
    pub fn text(self) -> &'a str {
        match self {
            Self::Text(text) | Self::Id(text) | Self::New(text) => text.trim(),
        }
    }
}

/// Whether a cell holds what was written into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It does.
    Yes,
    /// It has room for certain words only, and this is none of them; or there is no such row.
    No,
}

/// Gathers what is written into cells into one change of a story.
#[derive(Debug)]
pub struct CellWriter<'a> {
    pub(super) own: &'a Store,
    change: StoryChange,
    /// Where events are in the change, by their ids.
    places: HashMap<String, usize>,
    /// The ids of new claims, with those of their events.
    claims: HashMap<String, String>,
    /// Ids of new things.
    taken: HashSet<(Named, String)>,
    /// The last number that was tried for new events, and for new claims.
    numbers: [usize; 2],
    /// The last number behind the stem of new ids.
    stems: HashMap<(Named, String), usize>,
    /// What things of a kind are called, once it was asked.
    names: HashMap<Named, Names>,
    /// The first event that has a place of a name, and the first with a speaker.
    pub(super) places_named: Option<HashMap<String, usize>>,
    pub(super) speakers_named: Option<HashMap<String, usize>>,
}

impl<'a> CellWriter<'a> {
    /// One that has nothing written yet.
    pub fn of(own: &'a Store) -> Self {
        Self {
            own,
            change: StoryChange::default(),
            places: HashMap::new(),
            claims: HashMap::new(),
            taken: HashSet::new(),
            numbers: [own.len(), own.known_claims().1],
            stems: HashMap::new(),
            names: HashMap::new(),
            places_named: None,
            speakers_named: None,
        }
    }

    /// The change that all that was written makes.
    pub fn into_change(self) -> StoryChange {
        self.change
    }

    /// True where nothing was written.
    pub fn is_empty(&self) -> bool {
        self.change == StoryChange::default()
    }

    /// Puts a new event behind the others, in the first layer. Returns its id.
    pub fn begin_event(&mut self) -> String {
        let own = self.own;
        let id = self.numbered(Named::Event, 0, |id| own.index_of(id).is_some());
        let layer = own.story().layers.first().map(|layer| layer.id.clone()).unwrap_or_default();
        self.places.insert(id.clone(), self.change.events.len());
        self.change.events.push(Event { id: id.clone(), layer, ..Event::default() });
        id
    }

    /// Puts a new claim behind those of an event. Returns its id; none where there is no such event.
    pub fn begin_claim(&mut self, event: &str) -> Option<String> {
        let own = self.own;
        let id = self.numbered(Named::Claim, 1, |id| own.claim(id).is_some());
        let claims = &mut self.event_mut(event)?.claims;
        claims.push(Claim { id: id.clone(), ..Claim::by(AttributionKind::Named) });
        self.claims.insert(id.clone(), event.to_owned());
        Some(id)
    }

    /// The next id with a number that nothing has.
    fn numbered(&mut self, kind: Named, place: usize, is_taken: impl Fn(&str) -> bool) -> String {
        loop {
            self.numbers[place] += 1;
            let id = format!("{}-{}", kind.word(), self.numbers[place]);
            if !is_taken(&id) {
                return id;
            }
        }
    }

    /// An event as it is now written.
    pub(super) fn event_mut(&mut self, id: &str) -> Option<&mut Event> {
        if let Some(place) = self.places.get(id) {
            return self.change.events.get_mut(*place);
        }
        let index = self.own.index_of(id)?;
        self.places.insert(id.to_owned(), self.change.events.len());
        self.change.events.push(self.own.event(index).into_owned());
        self.change.events.last_mut()
    }

    /// The id of the event of a claim.
    pub(super) fn event_of(&self, claim: &str) -> Option<String> {
        let known = || self.own.claim(claim).map(|(event, _)| self.own.id(event).into_owned());
        self.claims.get(claim).cloned().or_else(known)
    }

    /// A claim as it is now written.
    pub(super) fn claim_mut(&mut self, id: &str) -> Option<&mut Claim> {
        let event = self.event_of(id)?;
        self.event_mut(&event)?.claims.iter_mut().find(|claim| claim.id == id)
    }

    /// The id of what is called so, which is put into the story where it has no such thing; empty for no name.
    pub(super) fn named(&mut self, kind: Named, written: Written<'_>) -> String {
        let name = written.text();
        match written {
            Written::Id(id) => id.to_owned(),
            _ if name.is_empty() => String::new(),
            Written::Text(_) => self.known(kind, name).unwrap_or_else(|| self.made(kind, name)),
            Written::New(_) => self.made(kind, name),
        }
    }

    /// The id of something of the story, or of what was made just now, by its id or name.
    pub(super) fn known(&mut self, kind: Named, name: &str) -> Option<String> {
        let own = self.own;
        let names = self.names.entry(kind).or_insert_with(|| Names::of(own.whole_story(), kind));
        names.get(name).cloned()
    }

    /// Puts something new into the story. Returns its id.
    fn made(&mut self, kind: Named, name: &str) -> String {
        let is_address = name.starts_with("http://") || name.starts_with("https://");
        let stem = free_id(self.own, kind, if is_address { "" } else { name });
        let own = self.own;
        let is_there = |id: &str| match kind {
            Named::Source => own.source_index(id).is_some(),
            Named::Actor => own.story().actor(id).is_some(),
            Named::Category => own.story().category(id).is_some(),
            _ => own.story().layer(id).is_some(),
        };
        // Many names may come to one stem, such as all of another script: each goes on from the last number.
        let number = self.stems.entry((kind, stem.clone())).or_insert(0);
        let id = loop {
            *number += 1;
            let id = if *number == 1 { stem.clone() } else { format!("{stem}-{number}") };
            if !is_there(&id) && self.taken.insert((kind, id.clone())) {
                break id;
            }
        };
        self.names.entry(kind).or_insert_with(|| Names::of(own.whole_story(), kind)).put(name, &id);
        let (id_, name) = (id.clone(), name.to_owned());
        match kind {
            Named::Category => self.change.categories.push(Category { id: id_, name, ..Category::default() }),
            Named::Layer => self.change.layers.push(Layer { id: id_, name, ..Layer::default() }),
            Named::Actor => self.change.actors.push(Actor { id: id_, name, ..Actor::default() }),
            Named::Source => {
                let (title, url) = if is_address { (String::new(), name) } else { (name, String::new()) };
                self.change.sources.push(Source { id: id_, title, url: url.into(), ..Source::default() });
            }
            Named::Event | Named::Claim => {}
        }
        id
    }
}
