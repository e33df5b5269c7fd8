//! What several events say in common, and what is set for all of them.
//!
//! Answers which values they share, how many of them a setting changes, and the change that does it. It does not know
//! where values are typed.

use std::collections::HashSet;

use super::StoryChange;
use crate::model::{ActorRole, Event, Place, When, Zone};
use crate::store::Store;

/// What several events say where one thing can be said of all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Common<T> {
    /// What all of them say; none where they differ.
    pub value: Option<T>,
    /// How many different things they say.
    pub count: usize,
}

/// What can be set of one event.
#[derive(Debug, Clone, PartialEq, Default)]
struct Said {
    when: Option<When>,
    zone: Option<Zone>,
    place: String,
    category: String,
    layer: String,
    actors: Vec<ActorRole>,
}

/// What several events say, as it is when they are looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Several {
    said: Vec<Said>,
    /// When they were.
    pub when: Common<Option<When>>,
    /// The zone of their days; none is that of the story.
    pub zone: Common<Option<Zone>>,
    /// The name of the place; may be empty.
    pub place: Common<String>,
    /// The id of the category; may be empty.
    pub category: Common<String>,
    /// The id of the layer; may be empty.
    pub layer: Common<String>,
    /// Who takes part.
    pub actors: Common<Vec<ActorRole>>,
}

/// Who takes part in several events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActorsSet {
    /// These and no others.
    Are(Vec<ActorRole>),
    /// These too, besides those of each.
    With(Vec<ActorRole>),
}

/// Whether something is set for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Set<T> {
    /// It stays as each has it.
    #[default]
    Stays,
    /// It becomes this.
    To(T),
}

impl<T> Set<T> {
    /// What it is set to; none where it stays.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Stays => None,
            Self::To(value) => Some(value),
        }
    }
}

/// What is set for all of several events.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Setting {
    /// When they were.
    pub when: Set<Option<When>>,
    /// The zone of their days.
    pub zone: Set<Option<Zone>>,
    /// The name of the place.
    pub place: Set<String>,
    /// The id of the category.
    pub category: Set<String>,
    /// The id of the layer.
    pub layer: Set<String>,
    /// Who takes part.
    pub actors: Set<ActorsSet>,
}

impl Several {
    /// What the events with these indexes say.
    pub fn of(store: &Store, events: impl IntoIterator<Item = usize>) -> Self {
        let said: Vec<Said> = events.into_iter().map(|index| Said::of(&store.event(index))).collect();
        Self {
            when: common(&said, |said| &said.when, |when| when.as_ref().map(ToString::to_string)),
            zone: common(&said, |said| &said.zone, |zone| zone.as_ref().map(ToString::to_string)),
            place: common(&said, |said| &said.place, Clone::clone),
            category: common(&said, |said| &said.category, Clone::clone),
            layer: common(&said, |said| &said.layer, Clone::clone),
            actors: common(
                &said,
                |said| &said.actors,
                |roles| roles.iter().map(|role| (role.actor.clone(), role.role.clone())).collect::<Vec<_>>(),
            ),
            said,
        }
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.said.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// How many of the events a setting changes.
    pub fn changed_by(&self, setting: &Setting) -> usize {
        self.said.iter().filter(|said| setting.set(said) != **said).count()
    }
}

fn common<T: Clone, K: std::hash::Hash + Eq>(
    said: &[Said],
    value: impl Fn(&Said) -> &T,
    key: impl Fn(&T) -> K,
) -> Common<T> {
    let count = said.iter().map(|said| key(value(said))).collect::<HashSet<K>>().len();
    let first = said.first().filter(|_| count == 1).map(|said| value(said).clone());
    Common { value: first, count }
}

impl Said {
    fn of(event: &Event) -> Self {
        Self {
            when: event.when.clone(),
            zone: event.zone.clone(),
            place: event.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
            category: event.category.clone(),
            layer: event.layer.clone(),
            actors: event.actors.clone(),
        }
    }
}

impl Setting {
    /// What an event says once it is set.
    fn set(&self, said: &Said) -> Said {
        let mut said = said.clone();
        if let Set::To(when) = &self.when {
            said.when.clone_from(when);
        }
        if let Set::To(zone) = &self.zone {
            said.zone.clone_from(zone);
        }
        for (to, from) in
            [(&mut said.place, &self.place), (&mut said.category, &self.category), (&mut said.layer, &self.layer)]
        {
            if let Set::To(from) = from {
                to.clone_from(from);
            }
        }
        match &self.actors {
            Set::Stays => {}
            Set::To(ActorsSet::Are(roles)) => said.actors.clone_from(roles),
            Set::To(ActorsSet::With(roles)) => {
                for role in roles {
                    if said.actors.iter().all(|other| other.actor != role.actor) {
                        said.actors.push(role.clone());
                    }
                }
            }
        }
        said
    }

    /// The change that sets it for the events with these indexes; those that say so already are not in it.
    pub fn change(&self, store: &Store, events: impl IntoIterator<Item = usize>) -> StoryChange {
        let changed = events.into_iter().filter_map(|index| {
            let event = store.event(index);
            let before = Said::of(&event);
            let said = self.set(&before);
            (said != before).then(|| with(event.into_owned(), said))
        });
        StoryChange { events: changed.collect(), ..StoryChange::default() }
    }
}

/// An event that says something else.
fn with(mut event: Event, said: Said) -> Event {
    let Said { when, zone, place, category, layer, actors } = said;
    if when != event.when {
        // A date that could not be read was kept there as it was typed.
        if let Some(members) = event.properties.as_mut().filter(|_| event.when.is_none()) {
            members.shift_remove("when");
        }
        event.when = when;
    }
    if event.place.as_ref().map_or("", |place| place.name.as_str()) != place {
        event.place.get_or_insert_default().name = place;
        event.place.take_if(|place| *place == Place::default());
    }
    Event { zone, category, layer, actors, ..event }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;
    use crate::view::Edit;

    #[test]
    fn events_say_in_common_what_all_of_them_say() {
        let store = Store::new(carried_story().story);
        let story = store.whole_story();
        let one = Several::of(&store, [0]);
        assert_eq!(one.when.value, Some(story.events.get(0).when.clone()));
        let all = Several::of(&store, 0..store.len());
        let categories: HashSet<String> = story.events.iter().map(|event| event.category.clone()).collect();
        assert_eq!((&all.category.value, all.category.count), (&None, categories.len()));
    }

    #[test]
    fn as_many_events_change_as_are_said_to_and_nothing_else_of_them() {
        let store = Store::new(carried_story().story);
        let story = store.whole_story();
        let first = story.events.get(0).into_owned();
        let actor = ActorRole { actor: "somebody".to_owned(), role: "party".to_owned() };
        for setting in [
            Setting::default(),
            Setting { category: Set::To(first.category.clone()), ..Setting::default() },
            Setting { layer: Set::To(String::new()), when: Set::To(first.when.clone()), ..Setting::default() },
            Setting { place: Set::To("Kabul".to_owned()), zone: Set::To(Some(Zone::Utc)), ..Setting::default() },
            Setting { actors: Set::To(ActorsSet::Are(first.actors.clone())), ..Setting::default() },
            Setting { actors: Set::To(ActorsSet::With(vec![actor, first.actors[0].clone()])), ..Setting::default() },
        ] {
            let several = Several::of(&store, 0..store.len());
            let change = setting.change(&store, 0..store.len());
            assert_eq!(change.events.len(), several.changed_by(&setting));
            for event in &change.events {
                let before = store.event(store.index_of(&event.id).unwrap());
                assert_eq!(with(event.clone(), Said::of(&before)), *before, "what is not set stays");
            }
            let Some(patch) = Edit::Change(Box::new(change)).patch(&store) else { continue };
            let mut changed = (**story).clone();
            let undo = patch.apply(&mut changed);
            let now = Several::of(&Store::new(changed.clone()), 0..store.len());
            assert_eq!(now.changed_by(&setting), 0, "once is enough");
            drop(undo.apply(&mut changed));
            assert_eq!(changed, **story);
        }
    }
}
