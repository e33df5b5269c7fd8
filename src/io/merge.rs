//! Several files as one story, with a layer each.
//!
//! This module answers what becomes of ids that two files share, and of layers and zones that they have. It
//! reads no files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Loaded, Report};
use crate::model::{Actor, Category, Fields as _, Layer, Members, Named, Story, TextKind, TextVisitor};

/// One story of several files, each with the name that its layer gets.
///
/// The events of a file stand in a layer of its name; where the file has layers, they keep these, with the
/// name in front. What has the same id in two files and is not the same gets the name in front of it.
pub fn merge(files: Vec<(String, Loaded)>) -> Loaded {
    let is_same_zone = files.windows(2).all(|pair| pair[0].1.story.zone == pair[1].1.story.zone);
    let mut whole = Loaded {
        story: Story::default(),
        diagnostics: super::Diagnostics::default(),
        rows: 0,
        rejected: 0,
        format: "several files",
        report: Report::default(),
        table: None,
        content: None,
    };
    let mut taken = Taken::default();
    let mut titles = Vec::new();
    for (name, loaded) in files {
        let Loaded { mut story, diagnostics, rows, rejected, report, .. } = loaded;
        titles.push(if story.title.is_empty() { name.clone() } else { story.title.clone() });
        whole.diagnostics.absorb(diagnostics);
        whole.rows += rows;
        whole.rejected += rejected;
        whole.report.add(report);
        if is_same_zone {
            whole.story.zone = story.zone.clone();
        } else {
            for event in story.events.iter_mut().filter(|event| event.zone.is_none()) {
                event.zone = Some(story.zone.clone());
            }
        }
        put_in_layer(&mut story, &name);
        taken.rename(&mut story, &whole.story, &name);
        let Story { sources, actors, categories, layers, chapters, events, .. } = story;
        extend(&mut whole.story.sources, sources, |source| &source.id);
        extend(&mut whole.story.actors, actors, |actor| &actor.id);
        extend(&mut whole.story.categories, categories, |category| &category.id);
        whole.story.layers.extend(layers);
        whole.story.chapters.extend(chapters);
        whole.story.events.extend(events);
    }
    whole.story.events.pack();
    whole.story.title = titles.join(" + ");
    whole
}

/// Adds what is not there yet, by id.
fn extend<T>(into: &mut Vec<T>, from: impl IntoIterator<Item = T>, id: impl Fn(&T) -> &String) {
    let known: BTreeSet<String> = into.iter().map(|one| id(one).clone()).collect();
    into.extend(from.into_iter().filter(|one| !known.contains(id(one))));
}

/// Puts all events into layers that bear the name of their file.
fn put_in_layer(story: &mut Story, name: &str) {
    let is_bare = story.events.iter().any(|event| event.layer.is_empty());
    for layer in &mut story.layers {
        layer.id = format!("{name}: {}", layer.id);
        layer.name = format!("{name}: {}", layer.name);
        layer.members = Members::new();
    }
    for event in &mut story.events {
        event.layer = if event.layer.is_empty() { name.to_owned() } else { format!("{name}: {}", event.layer) };
    }
    if is_bare || story.layers.is_empty() {
        let (id, name) = (name.to_owned(), name.to_owned());
        story.layers.insert(0, Layer { id, name, ..Layer::default() });
    }
}

/// Ids of the files so far.
#[derive(Default)]
struct Taken {
    events: BTreeSet<String>,
    claims: BTreeSet<String>,
    layers: BTreeSet<String>,
}

impl Taken {
    /// Gives another id to what shares one with something else of the files before.
    fn rename(&mut self, story: &mut Story, before: &Story, name: &str) {
        let others = |id: &str| format!("{name}: {id}");
        let sources = differing(&story.sources, &before.sources, |source| &source.id, PartialEq::eq);
        let is_named_alike = |one: &Category, other: &Category| one.name == other.name;
        let categories = differing(&story.categories, &before.categories, |category| &category.id, is_named_alike);
        let is_named_alike = |one: &Actor, other: &Actor| one.name == other.name;
        let actors = differing(&story.actors, &before.actors, |actor| &actor.id, is_named_alike);
        story.visit_texts(&mut Renaming(BTreeMap::from([
            (Named::Event, renamed(story.events.ids(), &self.events, others)),
            (Named::Claim, renamed(story.events.claims().map(|claim| claim.id.clone()), &self.claims, others)),
            (Named::Layer, renamed(story.layers.iter().map(|layer| &layer.id), &self.layers, others)),
            (Named::Source, renamed(sources.iter(), &sources, others)),
            (Named::Category, renamed(categories.iter(), &categories, others)),
            (Named::Actor, renamed(actors.iter(), &actors, others)),
        ])));
        self.events.extend(story.events.ids().map(Cow::into_owned));
        self.claims.extend(story.events.claims().map(|claim| claim.id.clone()));
        self.layers.extend(story.layers.iter().map(|layer| layer.id.clone()));
    }
}

/// Other ids for those that are taken.
fn renamed(
    ids: impl Iterator<Item = impl AsRef<str>>,
    taken: &BTreeSet<String>,
    other: impl Fn(&str) -> String,
) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for id in ids.filter(|id| taken.contains(id.as_ref())) {
        let id = id.as_ref();
        let free = (1..).map(|number| if number == 1 { other(id) } else { format!("{} {number}", other(id)) });
        let free = free.into_iter().find(|free| !taken.contains(free)).unwrap_or_default();
        names.insert(id.to_owned(), free);
    }
    names
}

/// The ids of what is not the same as what has its id in the files before.
fn differing<T>(
    ours: &[T],
    before: &[T],
    id: impl Fn(&T) -> &String,
    is_same: impl Fn(&T, &T) -> bool,
) -> BTreeSet<String> {
    // Of those with one id the first.
    let before: BTreeMap<&String, &T> = before.iter().rev().map(|one| (id(one), one)).collect();
    let differs = |one: &&T| before.get(id(one)).is_some_and(|other| !is_same(one, other));
    ours.iter().filter(differs).map(|one| id(one).clone()).collect()
}

/// Gives new ids, by the old ones, wherever they stand.
struct Renaming(BTreeMap<Named, BTreeMap<String, String>>);

impl TextVisitor for Renaming {
    fn text(&mut self, kind: TextKind, text: &mut String) {
        if let TextKind::Id(named) = kind
            && let Some(name) = self.0.get(&named).and_then(|names| names.get(text))
        {
            name.clone_into(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{Opening, open_bytes};

    fn loaded(csv: &str) -> Loaded {
        open_bytes(csv.as_bytes().to_vec(), Opening::default()).unwrap()
    }

    #[test]
    fn each_file_is_a_layer_and_shared_ids_are_told_apart() {
        let one = loaded("id,title,date\n1,Strike,2025-10-09\n2,Clash,2025-10-11\n");
        let other = loaded("id,title,date\n1,Talks,2025-10-25\n");
        let whole = merge(vec![("desk".to_owned(), one), ("wire".to_owned(), other)]);
        let told: Vec<String> =
            whole.story.events.iter().map(|event| format!("{} in {}", event.id, event.layer)).collect();
        assert_eq!(told, ["1 in desk", "2 in desk", "wire: 1 in wire"]);
        assert_eq!(whole.story.layers.iter().map(|layer| layer.id.as_str()).collect::<Vec<_>>(), ["desk", "wire"]);
        assert_eq!(whole.rows, 3);
    }

    #[test]
    fn a_story_beside_itself_keeps_its_links_and_disputes() {
        let story = || ("story".to_owned(), crate::io::carried_story());
        let whole = merge(vec![story(), story()]);
        let count = crate::io::carried_story().story.events.len();
        assert_eq!(whole.story.events.len(), 2 * count);
        let ids: BTreeSet<Cow<'_, str>> = whole.story.events.ids().collect();
        assert_eq!(ids.len(), 2 * count);
        for event in &whole.story.events {
            assert!(event.links.iter().all(|link| ids.contains(link.to.as_str())));
            assert!(whole.story.layer(&event.layer).is_some());
        }
        let second = whole.story.events.get(count);
        assert!(second.links.iter().all(|link| link.to.starts_with("story: ")));
    }
}
