//! What differs between two states of a story, without what is the same.
//!
//! Answers which events a change has touched. It costs what is looked at of the rest: nothing where both states
//! share it, a comparison where they do not.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use crate::io::head_of;
use crate::model::{Event, Events, Members, Sources, Story};

/// The two states of a story that a change lies between, without what it did not touch: what
/// differs between them is what differs between the stories.
pub fn changed_parts(before: &Story, after: &Story) -> [Story; 2] {
    let ids = touched(before, after);
    let [mut before, mut after] = [before, after].map(|story| part_of(story, &ids));
    if head_of(&before) == head_of(&after) {
        (before.members, after.members) = (Members::new(), Members::new());
    }
    if before.sources == after.sources {
        (before.sources, after.sources) = (Sources::default(), Sources::default());
    }
    clear_same(&mut before.actors, &mut after.actors);
    clear_same(&mut before.categories, &mut after.categories);
    clear_same(&mut before.layers, &mut after.layers);
    clear_same(&mut before.chapters, &mut after.chapters);
    [before, after]
}

fn clear_same<T: PartialEq>(one: &mut Vec<T>, other: &mut Vec<T>) {
    if one == other {
        one.clear();
        other.clear();
    }
}

/// The ids of the events that are different, and of those that stand before them.
pub(in crate::query) fn touched(before: &Story, after: &Story) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for [old, new] in after.events.differing(&before.events) {
        let earlier: HashMap<String, Cow<'_, Event>> =
            before.events.range(old.clone()).map(|event| (event.id.clone(), event)).collect();
        let later: HashMap<String, Cow<'_, Event>> =
            after.events.range(new.clone()).map(|event| (event.id.clone(), event)).collect();
        let is_other = |id: &str| earlier.get(id) != later.get(id);
        for (events, range) in [(&before.events, old), (&after.events, new)] {
            for at in range {
                let id = events.id(at);
                if is_other(&id) {
                    ids.extend(at.checked_sub(1).map(|at| events.id(at).into_owned()));
                    ids.insert(id.into_owned());
                }
            }
        }
    }
    ids
}

/// A story with these of its events alone.
pub(in crate::query) fn part_of(story: &Story, ids: &BTreeSet<String>) -> Story {
    let events = story.events.ids().enumerate().filter(|(_, id)| ids.contains(id.as_ref()));
    let events: Events = events.map(|(at, _)| story.events.get(at).into_owned()).collect();
    Story { events, ..story.clone() }
}
