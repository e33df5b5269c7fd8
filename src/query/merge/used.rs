//! What one side took out and the other refers to.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::members::Three;
use super::{Clash, Conflict, Side, Subject, WithId};
use crate::model::{Event, Story};

/// Brings back what only one side took out and what the merged story refers to, though that side no longer did.
pub(super) fn keep_what_is_used(story: &mut Story, versions: Three<&Story>, conflicts: &mut Vec<Conflict>) {
    let [base, ours, theirs] = versions;
    let mut wanted = Wanted { versions, referred: None, conflicts };
    wanted.keep(story, Subject::Source, [&base.sources, &ours.sources, &theirs.sources], |story| &mut story.sources);
    wanted.keep(story, Subject::Actor, [&base.actors, &ours.actors, &theirs.actors], |story| &mut story.actors);
    let categories = [&base.categories, &ours.categories, &theirs.categories];
    wanted.keep(story, Subject::Category, categories, |story| &mut story.categories);
    wanted.keep(story, Subject::Layer, [&base.layers, &ours.layers, &theirs.layers], |story| &mut story.layers);
    wanted.keep_events(story);
}

struct Wanted<'a> {
    versions: Three<&'a Story>,
    /// What the merged story, ours and theirs refer to; asked once something was taken out.
    referred: Option<Three<References>>,
    conflicts: &'a mut Vec<Conflict>,
}

/// The ids that a story refers to, by what they name.
type References = BTreeMap<Subject, HashSet<String>>;

impl Wanted<'_> {
    fn keep<T: WithId>(
        &mut self,
        story: &mut Story,
        subject: Subject,
        lists: Three<&Vec<T>>,
        list_of: impl Fn(&mut Story) -> &mut Vec<T>,
    ) {
        let [before, ours, theirs] = lists.map(|list| list.iter().map(WithId::id).collect::<HashSet<_>>());
        let mut known: HashSet<String> = list_of(story).iter().map(|thing| thing.id().to_owned()).collect();
        for (by, kept_by, other) in [(Side::Ours, &ours, lists[2]), (Side::Theirs, &theirs, lists[1])] {
            for thing in other.iter().filter(|thing| before.contains(thing.id()) && !kept_by.contains(thing.id())) {
                if !known.contains(thing.id()) && self.is_wanted(story, by, subject, thing.id()) {
                    known.insert(thing.id().to_owned());
                    list_of(story).push(thing.clone());
                    self.conflicts.push(Conflict::of(subject, thing.id(), Clash::Used(by)));
                }
            }
        }
    }

    fn keep_events(&mut self, story: &mut Story) {
        let ids = self.versions.map(|version| version.events.ids().collect::<HashSet<_>>());
        let merged: HashSet<String> = story.events.ids().map(Cow::into_owned).collect();
        let mut back: Vec<Event> = Vec::new();
        for (by, kept_by, other) in [(Side::Ours, &ids[1], self.versions[2]), (Side::Theirs, &ids[2], self.versions[1])]
        {
            for (at, id) in other.events.ids().enumerate() {
                let is_taken_out = ids[0].contains(&id) && !kept_by.contains(&id) && !merged.contains(id.as_ref());
                if is_taken_out && self.is_wanted(story, by, Subject::Event, &id) {
                    back.push(other.events.get(at).into_owned());
                    self.conflicts.push(Conflict::of(Subject::Event, &id, Clash::Used(by)));
                }
            }
        }
        story.events.extend(back);
    }

    /// True when the merged story refers to something, and the side that took it out does not.
    fn is_wanted(&mut self, merged: &Story, by: Side, subject: Subject, id: &str) -> bool {
        let [_, ours, theirs] = self.versions;
        let referred = self.referred.get_or_insert_with(|| [merged, ours, theirs].map(references_of));
        let refers = |version: usize| referred[version].get(&subject).is_some_and(|ids| ids.contains(id));
        let side = if by == Side::Ours { 1 } else { 2 };
        refers(0) && !refers(side)
    }
}

fn references_of(story: &Story) -> References {
    let mut found = References::new();
    let mut refer = |subject: Subject, id: &str| {
        let ids = found.entry(subject).or_default();
        if !id.is_empty() && !ids.contains(id) {
            ids.insert(id.to_owned());
        }
    };
    for event in &story.events {
        refer(Subject::Category, &event.category);
        refer(Subject::Layer, &event.layer);
        event.actors.iter().for_each(|role| refer(Subject::Actor, &role.actor));
        event.claims.iter().for_each(|claim| refer(Subject::Source, &claim.source));
        event.links.iter().for_each(|link| refer(Subject::Event, &link.to));
    }
    for chapter in &story.chapters {
        refer(Subject::Event, &chapter.event);
        chapter.events.iter().for_each(|event| refer(Subject::Event, event));
    }
    found
}
