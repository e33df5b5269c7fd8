//! Things that are put into a story and taken out of it, by their ids, in one step.
//!
//! Answers what patch does that, with all that refers to what is taken out. It does not know who writes the
//! story, or in what form.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::patch::{Part, Patch, Splice};
use super::story_head::StoryHead;
use crate::model::{Actor, Category, Event, Layer, Named, Source, Story};
use crate::store::Store;

/// Something that goes out of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// What it is. A claim is not taken out by itself: its event is put anew without it.
    pub kind: Named,
    /// Its id.
    pub id: String,
    /// The id of what takes its place wherever something refers to it; none where nothing does.
    pub into: Option<String>,
}

/// Things that are put into a story and taken out of it, by their ids.
///
/// What is put takes the place of what has its id, or stands behind the last of its kind. What is taken out is
/// taken out of all that refers to it too: roles, links, disputes, chapters, claims and events.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoryChange {
    /// What the story says of itself; none where that stays.
    pub head: Option<StoryHead>,
    /// Sources to put.
    pub sources: Vec<Source>,
    /// Actors to put.
    pub actors: Vec<Actor>,
    /// Categories to put.
    pub categories: Vec<Category>,
    /// Layers to put.
    pub layers: Vec<Layer>,
    /// Events to put.
    pub events: Vec<Event>,
    /// What goes out, after all is put.
    pub removed: Vec<Removal>,
}

impl StoryChange {
    /// Puts one event.
    pub fn event(event: Event) -> Self {
        Self { events: vec![event], ..Self::default() }
    }

    /// Takes things of one kind out.
    pub fn without(kind: Named, ids: impl IntoIterator<Item = String>) -> Self {
        let removed = ids.into_iter().map(|id| Removal { kind, id, into: None });
        Self { removed: removed.collect(), ..Self::default() }
    }

    /// What it changes of the story of a store. None where that is nothing.
    pub(super) fn patch(&self, store: &Store) -> Option<Patch> {
        let story = store.whole_story();
        let mut parts = Vec::new();
        let head = self.head.as_ref().filter(|head| **head != StoryHead::of(story));
        parts.extend(head.map(|head| Part::Head(Box::new(head.clone()))));
        let gone = Gone::of(&self.removed);
        let source_at = |id: &str| store.source_index(id);
        let sources: Vec<Source> = self.sources.iter().map(|source| gone.left_source(source)).collect();
        put(&mut parts, (story.sources.len(), &|place| &story.sources[place]), &sources, source_at, Part::Sources);
        let at = |ids: Vec<&str>, id: &str| ids.iter().position(|other| *other == id);
        let actor_at = |id: &str| at(story.actors.iter().map(|actor| actor.id.as_str()).collect(), id);
        put(&mut parts, (story.actors.len(), &|place| &story.actors[place]), &self.actors, actor_at, Part::Actors);
        let category_at = |id: &str| at(story.categories.iter().map(|category| category.id.as_str()).collect(), id);
        put(
            &mut parts,
            (story.categories.len(), &|place| &story.categories[place]),
            &self.categories,
            category_at,
            Part::Categories,
        );
        let layer_at = |id: &str| at(story.layers.iter().map(|layer| layer.id.as_str()).collect(), id);
        put(&mut parts, (story.layers.len(), &|place| &story.layers[place]), &self.layers, layer_at, Part::Layers);
        let (mut changed, added) = self.events_put(store);
        if !gone.is_empty() {
            gone.leave_events(story, &mut changed);
        }
        let new = added.into_iter().map(|mut event| {
            gone.leave(&mut event);
            event
        });
        let sets = changed.into_iter().filter(|(index, event)| *story.events.get(*index) != *event);
        parts.extend(sets.map(|(index, event)| Part::Events(Splice::set(index, event))));
        let new: Vec<Event> = new.collect();
        if !new.is_empty() {
            parts.push(Part::Events(Splice { at: story.events.len(), takes: 0, puts: new }));
        }
        gone.leave_chapters(story, &mut parts);
        gone.leave_sources(story, &self.sources, &mut parts);
        self.take_out(store, &gone, &mut parts);
        (!parts.is_empty()).then(|| Patch::of(parts))
    }

    /// Events in the place of others, by index, and those that are new. Of two with one id the last counts.
    fn events_put(&self, store: &Store) -> (BTreeMap<usize, Event>, Vec<Event>) {
        let (mut changed, mut added) = (BTreeMap::new(), Vec::<Event>::new());
        let mut places: HashMap<&str, usize> = HashMap::new();
        for event in &self.events {
            if let Some(index) = store.index_of(&event.id) {
                changed.insert(index, event.clone());
            } else if let Some(place) = places.get(event.id.as_str()) {
                added[*place] = event.clone();
            } else {
                places.insert(&event.id, added.len());
                added.push(event.clone());
            }
        }
        (changed, added)
    }

    fn take_out(&self, store: &Store, gone: &Gone<'_>, parts: &mut Vec<Part>) {
        let story = store.whole_story();
        let is_gone = |kind: Named, id: &str| gone.of.contains_key(&(kind, id));
        if gone.has(Named::Event) {
            let mut indexes: Vec<usize> = (self.removed.iter())
                .filter(|removal| removal.kind == Named::Event)
                .filter_map(|removal| store.index_of(&removal.id))
                .collect();
            indexes.sort_unstable();
            indexes.dedup();
            take(parts, &indexes, Part::Events);
        }
        let places = |ids: &mut dyn Iterator<Item = &String>, kind: Named| -> Vec<usize> {
            if !gone.has(kind) {
                return Vec::new();
            }
            ids.enumerate().filter(|(_, id)| is_gone(kind, id)).map(|(place, _)| place).collect()
        };
        take(parts, &places(&mut story.sources.iter().map(|source| &source.id), Named::Source), Part::Sources);
        take(parts, &places(&mut story.actors.iter().map(|actor| &actor.id), Named::Actor), Part::Actors);
        let categories = places(&mut story.categories.iter().map(|category| &category.id), Named::Category);
        take(parts, &categories, Part::Categories);
        take(parts, &places(&mut story.layers.iter().map(|layer| &layer.id), Named::Layer), Part::Layers);
    }
}

/// Puts things into a list where they differ from what stands there.
fn put<'a, T: Clone + PartialEq + HasId + 'a>(
    parts: &mut Vec<Part>,
    (len, at): (usize, &dyn Fn(usize) -> &'a T),
    puts: &[T],
    place_of: impl Fn(&str) -> Option<usize>,
    part: impl Fn(Splice<T>) -> Part,
) {
    let mut added: Vec<T> = Vec::new();
    for thing in puts {
        match place_of(thing.id()) {
            Some(place) if *at(place) == *thing => {}
            Some(place) => parts.push(part(Splice::set(place, thing.clone()))),
            None => match added.iter_mut().find(|other| other.id() == thing.id()) {
                Some(other) => *other = thing.clone(),
                None => added.push(thing.clone()),
            },
        }
    }
    if !added.is_empty() {
        parts.push(part(Splice { at: len, takes: 0, puts: added }));
    }
}

/// Takes out what stands at rising places, the last first, neighbours together.
fn take<T>(parts: &mut Vec<Part>, places: &[usize], part: impl Fn(Splice<T>) -> Part) {
    for run in places.chunk_by(|one, other| one + 1 == *other).rev() {
        parts.push(part(Splice { at: run[0], takes: run.len(), puts: Vec::new() }));
    }
}

/// What is put by its id.
trait HasId {
    fn id(&self) -> &str;
}

macro_rules! has_id {
    ($($thing:ident),*) => { $(impl HasId for $thing {
        fn id(&self) -> &str {
            &self.id
        }
    })* };
}

has_id!(Source, Actor, Category, Layer);

/// What is taken out, and what takes its place.
struct Gone<'a> {
    of: HashMap<(Named, &'a str), Option<&'a str>>,
}

impl<'a> Gone<'a> {
    fn of(removed: &'a [Removal]) -> Self {
        let of = removed.iter().map(|removal| ((removal.kind, removal.id.as_str()), removal.into.as_deref()));
        Self { of: of.collect() }
    }

    fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    fn has(&self, kind: Named) -> bool {
        self.of.keys().any(|(other, _)| *other == kind)
    }

    /// What a reference becomes: none where it goes.
    fn becomes<'b>(&self, kind: Named, id: &'b str) -> Option<&'b str>
    where
        'a: 'b,
    {
        self.of.get(&(kind, id)).map_or(Some(id), |into| *into)
    }

    /// Leaves out of one reference what goes.
    fn leave_id(&self, kind: Named, id: &mut String) {
        if let Some(into) = self.of.get(&(kind, id.as_str())) {
            *id = into.unwrap_or_default().to_owned();
        }
    }

    /// Leaves out of all events what goes.
    fn leave_events(&self, story: &Story, changed: &mut BTreeMap<usize, Event>) {
        let disputed: BTreeSet<String> = if self.has(Named::Event) {
            let leaving = story.events.iter().filter(|event| self.of.contains_key(&(Named::Event, &event.id)));
            leaving.flat_map(|event| event.claims.iter().map(|claim| claim.id.clone()).collect::<Vec<_>>()).collect()
        } else {
            BTreeSet::new()
        };
        // What was put into another event is still there.
        let kept: BTreeSet<&String> = changed.values().flat_map(|event| &event.claims).map(|claim| &claim.id).collect();
        let lost: BTreeSet<String> = disputed.iter().filter(|id| !kept.contains(id)).cloned().collect();
        for (index, event) in story.events.iter().enumerate() {
            let written = changed.get(&index);
            if !self.touches(written.unwrap_or(&event), &lost) {
                continue;
            }
            let mut event = written.cloned().unwrap_or_else(|| event.into_owned());
            self.leave(&mut event);
            for disputes in event.claims.iter_mut().filter_map(|claim| claim.disputes.as_mut()) {
                disputes.retain(|id| !lost.contains(id));
            }
            changed.insert(index, event);
        }
    }

    fn touches(&self, event: &Event, lost: &BTreeSet<String>) -> bool {
        let is_gone = |kind: Named, id: &str| self.of.contains_key(&(kind, id));
        is_gone(Named::Category, &event.category)
            || is_gone(Named::Layer, &event.layer)
            || event.actors.iter().any(|role| is_gone(Named::Actor, &role.actor))
            || event.links.iter().any(|link| is_gone(Named::Event, &link.to))
            || event
                .claims
                .iter()
                .any(|claim| is_gone(Named::Source, &claim.source) || claim.disputes.iter().any(|id| lost.contains(id)))
    }

    fn leave(&self, event: &mut Event) {
        self.leave_id(Named::Category, &mut event.category);
        self.leave_id(Named::Layer, &mut event.layer);
        event.actors.retain(|role| self.becomes(Named::Actor, &role.actor).is_some());
        event.actors.iter_mut().for_each(|role| self.leave_id(Named::Actor, &mut role.actor));
        let mut seen = Vec::new();
        event.actors.retain(|role| {
            let is_new = !seen.contains(role);
            seen.push(role.clone());
            is_new
        });
        let id = event.id.clone();
        if let Some(links) = event.links.as_mut() {
            for link in links.iter_mut() {
                self.leave_id(Named::Event, &mut link.to);
            }
            let mut seen = Vec::new();
            links.retain(|link| {
                let stays = !link.to.is_empty() && link.to != id && !seen.contains(link);
                seen.push(link.clone());
                stays
            });
        }
        event.claims.iter_mut().for_each(|claim| self.leave_id(Named::Source, &mut claim.source));
        self.leave_read(event, ("actors", "id"), Named::Actor);
        self.leave_read(event, ("links", "to"), Named::Event);
    }

    /// The same in a list as it was read, by which the writer finds what else an element of it says.
    fn leave_read(&self, event: &mut Event, (list, member): (&str, &str), kind: Named) {
        let read = event.properties.as_mut().and_then(|properties| properties.get_mut(list));
        for element in read.and_then(serde_json::Value::as_array_mut).into_iter().flatten() {
            if let Some(id) = element.get_mut(member)
                && let Some(Some(into)) = id.as_str().and_then(|id| self.of.get(&(kind, id)))
            {
                *id = (*into).into();
            }
        }
    }
}

mod referring;
#[cfg(test)]
mod tests;
