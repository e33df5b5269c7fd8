//! A story, or the rows of a table, added to the one that is open.
//!
//! Answers what change puts its events behind those that are there, and which sources, actors, categories and layers
//! are the same by name. It does not know where the rows come from.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::StoryChange;
use crate::model::{Fields as _, Named, Story, TextKind, TextVisitor, Zone};
use crate::store::Store;

impl StoryChange {
    /// Puts the events of another story behind those of the story of a store. What it calls by a name that is there
    /// is that; ids that something else has get a number. Its title, chapters and zone stay behind: events keep the
    /// zone that it says.
    pub fn adding(store: &Store, mut story: Story) -> Self {
        let own = store.whole_story();
        if story.zone != own.zone && story.zone != Zone::Utc {
            let zone = story.zone.clone();
            story.events.iter_mut().filter(|event| event.zone.is_none()).for_each(|event| {
                event.zone = Some(zone.clone());
            });
        }
        if let Some(first) = own.layers.first() {
            story.events.iter_mut().filter(|event| event.layer.is_empty()).for_each(|event| {
                event.layer.clone_from(&first.id);
            });
        }
        story.chapters.clear();
        let mut ids = Renaming::default();
        let sources = |of: &Story| -> Vec<(String, String)> {
            of.sources.iter().map(|one| (one.id.clone(), format!("{}\n{}", one.title, one.address()))).collect()
        };
        // A title without an address is that of a known source.
        let titles = own.sources.iter().map(|one| (one.id.clone(), format!("{}\n", one.title)));
        let own_sources = sources(own).into_iter().chain(titles).collect();
        let actors = |of: &Story| of.actors.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
        let categories = |of: &Story| of.categories.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
        let layers = |of: &Story| of.layers.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
        ids.by_name(Named::Source, own_sources, sources(&story));
        ids.by_name(Named::Actor, actors(own), actors(&story));
        ids.by_name(Named::Category, categories(own), categories(&story));
        ids.by_name(Named::Layer, layers(own), layers(&story));
        ids.by_name(Named::Event, nameless(own.events.ids()), nameless(story.events.ids()));
        ids.by_name(Named::Claim, nameless(own.events.ids_of_claims()), nameless(story.events.ids_of_claims()));
        // What is called like something that is there is not put again.
        story.sources.retain(|one| !ids.is_known(Named::Source, &one.id));
        story.actors.retain(|one| !ids.is_known(Named::Actor, &one.id));
        story.categories.retain(|one| !ids.is_known(Named::Category, &one.id));
        story.layers.retain(|one| !ids.is_known(Named::Layer, &one.id));
        story.visit_texts(&mut ids);
        let Story { sources, actors, categories, layers, events, .. } = story;
        let sources = sources.into_iter().collect();
        Self { sources, actors, categories, layers, events: events.into_iter().collect(), ..Self::default() }
    }
}

/// Ids of what is told apart by its id alone.
fn nameless<'a>(ids: impl Iterator<Item = Cow<'a, str>>) -> Vec<(String, String)> {
    ids.map(|id| (id.into_owned(), String::new())).collect()
}

/// Which ids become which.
#[derive(Default)]
struct Renaming {
    ids: HashMap<Named, HashMap<String, String>>,
    known: HashSet<(Named, String)>,
}

impl Renaming {
    /// Says which ids things become, given as pairs of id and name: that of what is called the same, or a free one.
    fn by_name(&mut self, kind: Named, own: Vec<(String, String)>, others: Vec<(String, String)>) {
        let mut called: HashMap<String, String> = HashMap::new();
        let mut taken = HashSet::new();
        for (id, name) in own {
            taken.insert(id.clone());
            if !name.trim().is_empty() {
                called.entry(name).or_insert(id);
            }
        }
        let becomes = self.ids.entry(kind).or_default();
        for (id, name) in others {
            if let Some(known) = called.get(&name) {
                self.known.insert((kind, id.clone()));
                becomes.insert(id, known.clone());
                continue;
            }
            let free = (2..).map(|number| format!("{id}-{number}"));
            let free = std::iter::once(id.clone()).chain(free).find(|free| !taken.contains(free));
            let free = free.unwrap_or_default();
            taken.insert(free.clone());
            becomes.insert(id, free);
        }
    }

    fn is_known(&self, kind: Named, id: &str) -> bool {
        self.known.contains(&(kind, id.to_owned()))
    }
}

impl TextVisitor for Renaming {
    fn text(&mut self, kind: TextKind, text: &mut String) {
        if let TextKind::Id(named) = kind
            && let Some(id) = self.ids.get(&named).and_then(|ids| ids.get(text))
        {
            id.clone_into(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{Opening, carried_story, open_bytes};
    use crate::view::Edit;

    #[test]
    fn rows_are_added_behind_what_is_there_and_names_that_are_known_are_used() {
        let store = Store::new(carried_story().story);
        let own = store.whole_story();
        let (id, category, actor) = (own.events.id(0), &own.categories[0], &own.actors[0]);
        let rows = format!(
            "id,title,date,category,actors,source\n{id},Strike,2025-11-01,{},{},New Desk\nx,Talks,2025-11-02,Quiet,,New Desk\n",
            category.name, actor.name
        );
        let table = open_bytes(rows.into_bytes(), Opening::default()).unwrap().story;
        let mut story = Story::clone(own);
        let change = Edit::Change(Box::new(StoryChange::adding(&store, table)));
        let undo = change.patch(&store).unwrap().apply(&mut story);
        let count = own.events.len();
        let (strike, talks) = (story.events.get(count), story.events.get(count + 1));
        assert_eq!((strike.id.as_ref(), talks.id.as_str()), (format!("{id}-2").as_str(), "x"));
        assert_eq!((&strike.category, &strike.actors[0].actor), (&category.id, &actor.id));
        assert_eq!((story.categories.len(), story.actors.len()), (own.categories.len() + 1, own.actors.len()));
        assert_eq!((story.sources.len(), &strike.claims[0].source), (own.sources.len() + 1, &talks.claims[0].source));
        assert_eq!((&strike.layer, &strike.zone), (&own.layers[0].id, &None), "days are those of the story");
        drop(undo.apply(&mut story));
        assert_eq!(story, **own, "and it is one step");
    }

    #[test]
    fn a_story_added_to_itself_keeps_its_links_and_disputes() {
        let store = Store::new(carried_story().story);
        let own = store.whole_story();
        let change = StoryChange::adding(&store, Story::clone(own));
        assert_eq!((change.sources.len(), change.actors.len(), change.layers.len()), (0, 0, 0));
        let ids: HashSet<&str> = change.events.iter().map(|event| event.id.as_str()).collect();
        let claims: HashSet<&str> =
            change.events.iter().flat_map(|event| &event.claims).map(|one| one.id.as_str()).collect();
        assert!(ids.iter().all(|id| store.index_of(id).is_none()));
        for event in &change.events {
            assert!(event.links.iter().all(|link| ids.contains(link.to.as_str())));
            assert!(event.claims.iter().flat_map(|claim| claim.disputes.iter()).all(|id| claims.contains(id.as_str())));
        }
    }
}
