//! Ids that both sides gave to something new.
//!
//! Who adds an event to a copy gives it an id that nobody asks the other side about. Where both gave the same id to
//! two things, that of theirs gets another one, wherever theirs refers to it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::{Renamed, Subject};
use crate::model::{Fields as _, Named, Story, TextKind, TextVisitor};

/// Theirs, with other ids for its new things that are other things than the new ones of ours with the same id.
pub(super) fn told_apart<'a>(base: &Story, ours: &Story, theirs: &'a Story) -> (Cow<'a, Story>, Vec<Renamed>) {
    let mut renaming = Renaming::default();
    let mut renamed = Vec::new();
    for named in [Named::Event, Named::Claim, Named::Source, Named::Actor, Named::Category, Named::Layer] {
        let mut before: HashSet<String> = HashSet::new();
        each(base, named, |id, _| {
            before.insert(id.to_owned());
        });
        let [ours, theirs] = [ours, theirs].map(|side| {
            let mut new: BTreeMap<String, String> = BTreeMap::new();
            each(side, named, |id, words| {
                if !id.is_empty() && !before.contains(id) {
                    new.insert(id.to_owned(), words.to_owned());
                }
            });
            new
        });
        let mut ids = BTreeMap::new();
        for (id, _) in theirs.iter().filter(|(id, words)| ours.get(*id).is_some_and(|other| other != *words)) {
            let is_free =
                |free: &String| !before.contains(free) && !ours.contains_key(free) && !theirs.contains_key(free);
            let mut number = 2;
            let mut free = format!("{id}-{number}");
            while !is_free(&free) {
                number += 1;
                free = format!("{id}-{number}");
            }
            renamed.push(Renamed { subject: subject_of(named), from: id.clone(), to: free.clone() });
            ids.insert(id.clone(), free);
        }
        if !ids.is_empty() {
            renaming.0.insert(named, ids);
        }
    }
    if renaming.0.is_empty() {
        return (Cow::Borrowed(theirs), renamed);
    }
    let mut theirs = theirs.clone();
    theirs.visit_texts(&mut renaming);
    (Cow::Owned(theirs), renamed)
}

/// Every thing of a kind: its id, and the words by which people tell it from another.
fn each(story: &Story, named: Named, mut found: impl FnMut(&str, &str)) {
    match named {
        Named::Event => story.events.iter().for_each(|event| found(&event.id, &event.title)),
        Named::Claim => story.events.claims().for_each(|claim| found(&claim.id, &claim.text)),
        Named::Source => story.sources.iter().for_each(|source| found(&source.id, &source.title)),
        Named::Actor => story.actors.iter().for_each(|actor| found(&actor.id, &actor.name)),
        Named::Category => story.categories.iter().for_each(|category| found(&category.id, &category.name)),
        Named::Layer => story.layers.iter().for_each(|layer| found(&layer.id, &layer.name)),
    }
}

fn subject_of(named: Named) -> Subject {
    match named {
        Named::Event => Subject::Event,
        Named::Claim => Subject::Claim,
        Named::Source => Subject::Source,
        Named::Actor => Subject::Actor,
        Named::Category => Subject::Category,
        Named::Layer => Subject::Layer,
    }
}

/// Gives new ids, by the old ones, wherever they stand.
#[derive(Default)]
struct Renaming(BTreeMap<Named, BTreeMap<String, String>>);

impl TextVisitor for Renaming {
    fn text(&mut self, kind: TextKind, text: &mut String) {
        if let TextKind::Id(named) = kind
            && let Some(id) = self.0.get(&named).and_then(|ids| ids.get(text.as_str()))
        {
            text.clone_from(id);
        }
    }
}
