//! A story with changes done to it, one after the other.
//!
//! A list is held as a chain of items by id while changes are done, so that each costs what it changes.

use std::collections::HashMap;

use serde_json::Value;

use crate::io::geojson::{Item, set_head};
use crate::model::{Actor, Category, Chapter, Event, Layer, Members, Source, Story};

/// A story on its way to a later state.
pub struct Replay {
    story: Story,
    sources: Chain<Source>,
    actors: Chain<Actor>,
    categories: Chain<Category>,
    layers: Chain<Layer>,
    events: Chain<Event>,
}

impl Replay {
    /// Begins with a story.
    pub fn of(mut story: Story) -> Self {
        Self {
            sources: Chain::of(std::mem::take(&mut story.sources), |source| &source.id),
            actors: Chain::of(std::mem::take(&mut story.actors), |actor| &actor.id),
            categories: Chain::of(std::mem::take(&mut story.categories), |category| &category.id),
            layers: Chain::of(std::mem::take(&mut story.layers), |layer| &layer.id),
            events: Chain::of(std::mem::take(&mut story.events), |event| &event.id),
            story,
        }
    }

    /// Does changes as `changes_between` has told them. What they do not say in its form is left out.
    pub fn apply(&mut self, mut changes: Members) {
        let object = |value: Option<Value>| match value {
            Some(Value::Object(members)) => Some(members),
            _ => None,
        };
        if let Some(head) = object(changes.remove("head")) {
            set_head(&mut self.story, head);
        }
        if let Some(document) = object(changes.remove("document")) {
            self.story.document = document;
        }
        if let Some(mut chapters) = object(changes.remove("chapters")) {
            self.story.chapters = objects_of(chapters.remove("all")).map(Chapter::from_members).collect();
        }
        for (list, change) in changes {
            let Value::Object(change) = change else { continue };
            match list.as_str() {
                "sources" => self.sources.apply(change),
                "actors" => self.actors.apply(change),
                "categories" => self.categories.apply(change),
                "layers" => self.layers.apply(change),
                "events" => self.events.apply(change),
                _ => {}
            }
        }
    }

    /// The story as it is then.
    pub fn finish(self) -> Story {
        Story {
            sources: self.sources.into_items().collect(),
            actors: self.actors.into_items().collect(),
            categories: self.categories.into_items().collect(),
            layers: self.layers.into_items().collect(),
            events: self.events.into_items().collect(),
            ..self.story
        }
    }
}

fn objects_of(value: Option<Value>) -> impl Iterator<Item = Members> {
    let list = match value {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    list.into_iter().filter_map(|value| match value {
        Value::Object(members) => Some(members),
        _ => None,
    })
}

/// An item of a chain, with the places of its neighbours.
struct Node<T> {
    item: Option<T>,
    before: usize,
    behind: usize,
}

/// The items of a list, each linked to the next. The first node holds no item: it stands before the first and
/// behind the last.
struct Chain<T> {
    nodes: Vec<Node<T>>,
    by_id: HashMap<String, usize>,
    id: fn(&T) -> &String,
}

impl<T: Item> Chain<T> {
    fn of(items: impl IntoIterator<Item = T>, id: fn(&T) -> &String) -> Self {
        let mut chain = Self { nodes: vec![Node { item: None, before: 0, behind: 0 }], by_id: HashMap::new(), id };
        for item in items {
            chain.insert(chain.nodes[0].before, item);
        }
        chain
    }

    /// Puts an item behind a node.
    fn insert(&mut self, at: usize, item: T) {
        let (node, behind) = (self.nodes.len(), self.nodes[at].behind);
        self.by_id.insert((self.id)(&item).clone(), node);
        self.nodes.push(Node { item: Some(item), before: at, behind });
        self.nodes[at].behind = node;
        self.nodes[behind].before = node;
    }

    fn remove(&mut self, id: &str) {
        let Some(node) = self.by_id.remove(id) else { return };
        let Node { before, behind, .. } = self.nodes[node];
        self.nodes[before].behind = behind;
        self.nodes[behind].before = before;
        self.nodes[node].item = None;
    }

    fn apply(&mut self, mut change: Members) {
        if change.contains_key("all") {
            *self = Self::of(objects_of(change.remove("all")).map(T::from_members), self.id);
            return;
        }
        for id in change.get("gone").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            self.remove(id);
        }
        for mut put in objects_of(change.remove("put")) {
            let Some(Value::Object(item)) = put.remove("item") else { continue };
            let item = T::from_members(item);
            let known = self.by_id.get((self.id)(&item)).copied();
            match (put.get("behind"), known) {
                (None, Some(node)) => self.nodes[node].item = Some(item),
                (behind, _) => {
                    self.remove((self.id)(&item));
                    let last = self.nodes[0].before;
                    let at = match behind {
                        Some(Value::Null) => 0,
                        Some(Value::String(id)) => self.by_id.get(id).copied().unwrap_or(last),
                        _ => last,
                    };
                    self.insert(at, item);
                }
            }
        }
    }

    fn into_items(mut self) -> impl Iterator<Item = T> {
        let mut at = self.nodes[0].behind;
        std::iter::from_fn(move || {
            let node = &mut self.nodes[at];
            at = node.behind;
            node.item.take()
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::changes_between;
    use super::*;
    use crate::io::{carried_story, story_from_slice, story_to_string};

    fn replayed(story: &Story, changes: Members) -> Story {
        let mut replay = Replay::of(story.clone());
        replay.apply(changes);
        replay.finish()
    }

    /// A story as its file says it.
    fn as_written(story: &Story) -> Story {
        story_from_slice(story_to_string(story).as_bytes()).unwrap().story
    }

    fn change(story: &mut Story, kind: usize, at: usize, text: &str) {
        let events = story.events.len();
        match kind {
            0 => story.title = text.to_owned(),
            1 if events > 0 => story.events.get_mut(at % events).title = text.to_owned(),
            2 if events > 0 => drop(story.events.remove(at % events)),
            3 => {
                let event = Event { id: format!("new {text}"), ..Event::default() };
                story.events.insert(at % (events + 1), event);
            }
            4 if events > 0 => {
                let event = story.events.remove(at % events);
                story.events.insert(at * 7 % events, event);
            }
            5 => {
                story.sources.push(Source { id: format!("new {text}"), ..Source::default() });
            }
            6 if !story.sources.is_empty() => {
                let at = at % story.sources.len();
                story.sources.rotate_left(at);
            }
            7 if !story.actors.is_empty() => {
                let at = at % story.actors.len();
                story.actors[at].name = text.to_owned();
            }
            8 if !story.chapters.is_empty() => {
                let at = at % story.chapters.len();
                drop(story.chapters.remove(at));
            }
            9 => {
                story.document.insert(format!("x-{text}"), Value::from(at));
            }
            // Ids that are no longer unique.
            10 if story.layers.len() > 1 => story.layers[1].id = story.layers[0].id.clone(),
            11 if events > 0 => drop(story.events.get_mut(at % events).claims.pop()),
            _ => {}
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn the_changes_of_a_story_done_in_turn_lead_to_what_it_is_now(
            steps in prop::collection::vec(prop::collection::vec((0..12_usize, 0..200_usize, "[a-c]"), 0..4), 0..5),
        ) {
            let first = carried_story().story;
            let mut now = first.clone();
            let mut replay = Replay::of(first.clone());
            let mut number = 0;
            for step in steps {
                let before = now.clone();
                for (kind, at, text) in step {
                    number += 1;
                    change(&mut now, kind, at, &format!("{text} {number}"));
                }
                replay.apply(changes_between(&before, &now));
            }
            let replayed_now = replay.finish();
            prop_assert!(as_written(&replayed_now) == as_written(&now), "one after the other");
            let at_once = replayed(&first, changes_between(&first, &now));
            prop_assert!(as_written(&at_once) == as_written(&now), "at once");
        }
    }

    #[test]
    fn a_story_that_did_not_change_has_no_changes() {
        let story = carried_story().story;
        assert_eq!(changes_between(&story, &story.clone()), Members::new());
    }

    #[test]
    fn a_changed_event_is_told_alone() {
        let story = carried_story().story;
        let mut now = story.clone();
        now.events.get_mut(3).title = "Other".to_owned();
        let changes = changes_between(&story, &now);
        assert_eq!(changes.keys().collect::<Vec<_>>(), ["events"]);
        assert_eq!(changes["events"]["put"].as_array().unwrap().len(), 1);
        assert_eq!(changes["events"]["put"][0]["item"]["properties"]["title"], "Other");
    }
}
