//! Does everything that a story refers to exist, and only once?
//!
//! Asked once the whole file is read, for an event may refer to a later one. This module does not know
//! where anything stands in the text, only its path.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::findings::{Findings, Spot};
use super::members::objects_in;
use super::suggest::nearest;
use super::{FEATURES, STORY};
use crate::model::{Claim, Event, Members, Story};

/// The ids of one kind of thing.
struct DeclaredIds<'a> {
    /// What they are ids of.
    what: &'static str,
    ids: BTreeSet<Cow<'a, str>>,
}

impl<'a> DeclaredIds<'a> {
    fn new(what: &'static str, ids: impl Iterator<Item = impl Into<Cow<'a, str>>>) -> Self {
        Self { what, ids: ids.map(Into::into).filter(|id| !id.is_empty()).collect() }
    }

    /// Tells an id that is not among them; an empty one is nobody's.
    fn check(&self, id: &str, at: Spot<'_>, found: &mut Findings) {
        if id.is_empty() || self.ids.contains(id) {
            return;
        }
        let what = self.what;
        let advice = match found.listens().then(|| nearest(id, self.ids.iter().map(AsRef::as_ref))).flatten() {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if self.ids.is_empty() => format!("the story has no {what}"),
            None if self.ids.len() <= 8 => {
                format!("known: {}", self.ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "))
            }
            None => format!("add it, or name another {what}"),
        };
        found.error(at, format!("unknown {what} \"{id}\"; {advice}"));
    }
}

/// An id that is not taken: the wanted one, or that with a number behind it.
pub(super) fn free_id(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
    candidates.find(|id| !is_taken(id)).unwrap_or_default()
}

/// Gives an id to every claim that has none.
pub(super) fn name_claims(story: &mut Story, features: &[usize], found: &mut Findings) {
    if story.events.claims().all(|claim| !claim.id.is_empty()) {
        return;
    }
    let mut taken: BTreeSet<String> = story.events.claims().map(|claim| claim.id.clone()).collect();
    let at_features = Spot::Top.key(FEATURES);
    for (event, index) in story.events.iter_mut().zip(features) {
        let at_feature = at_features.index(*index);
        let at_properties = at_feature.key("properties");
        let at_claims = at_properties.key("claims");
        for ((index, _), claim) in objects_in(&event.properties, "claims").zip(&mut event.claims) {
            if claim.id.is_empty() {
                let id = free_id(&format!("{}-{}", event.id, index + 1), |id| taken.contains(id));
                found.warning(at_claims.index(index), format!("this claim has no \"id\"; it is called \"{id}\""));
                claim.id.clone_from(&id);
                taken.insert(id);
            }
        }
    }
}

/// Checks all references of a story file. `features` has the index of each event's feature.
pub(super) fn check_story(story: &Story, features: &[usize], found: &mut Findings) {
    let at_story = Spot::Top.key(STORY);
    for (key, what) in [("sources", "source"), ("actors", "actor"), ("categories", "category"), ("layers", "layer")] {
        check_twice(&story.members, key, what, at_story, found);
    }
    let known = References {
        sources: DeclaredIds::new("source", story.sources.iter().map(|source| source.id.as_str())),
        actors: DeclaredIds::new("actor", story.actors.iter().map(|actor| actor.id.as_str())),
        categories: DeclaredIds::new("category", story.categories.iter().map(|category| category.id.as_str())),
        layers: DeclaredIds::new("layer", story.layers.iter().map(|layer| layer.id.as_str())),
        events: DeclaredIds::new("event", story.events.ids()),
        claims: DeclaredIds::new("claim", story.events.ids_of_claims()),
    };
    let at_sources = at_story.key("sources");
    for ((index, _), source) in objects_in(&story.members, "sources").zip(&story.sources) {
        let at_source = at_sources.index(index);
        let at = at_source.key("distinct_from");
        for (place, id) in source.distinct_from.iter().enumerate() {
            known.sources.check(id, at.index(place), found);
        }
    }
    let at_chapters = at_story.key("chapters");
    for ((index, _), chapter) in objects_in(&story.members, "chapters").zip(&story.chapters) {
        known.events.check(&chapter.event, at_chapters.index(index).key("event"), found);
    }
    let mut first_claims = HashMap::new();
    for (event, feature) in story.events.iter().zip(features) {
        known.check_event(&event, *feature, found, &mut first_claims);
    }
}

/// All ids that can be referred to.
struct References<'a> {
    sources: DeclaredIds<'a>,
    actors: DeclaredIds<'a>,
    categories: DeclaredIds<'a>,
    layers: DeclaredIds<'a>,
    events: DeclaredIds<'a>,
    claims: DeclaredIds<'a>,
}

impl References<'_> {
    /// Checks what the properties of the event of a feature refer to. `first_claims` has the feature and the place
    /// in it of each claim.
    fn check_event(
        &self,
        event: &Event,
        feature: usize,
        found: &mut Findings,
        first_claims: &mut HashMap<String, (usize, usize)>,
    ) {
        let at_features = Spot::Top.key(FEATURES);
        let at_feature = at_features.index(feature);
        let at = at_feature.key("properties");
        self.categories.check(&event.category, at.key("category"), found);
        self.layers.check(&event.layer, at.key("layer"), found);
        let at_actors = at.key("actors");
        for ((index, _), role) in objects_in(&event.properties, "actors").zip(&event.actors) {
            self.actors.check(&role.actor, at_actors.index(index).key("id"), found);
        }
        let at_links = at.key("links");
        for ((index, _), link) in objects_in(&event.properties, "links").zip(&event.links) {
            self.events.check(&link.to, at_links.index(index).key("to"), found);
        }
        let at_claims = at.key("claims");
        for ((index, members), claim) in objects_in(&event.properties, "claims").zip(&event.claims) {
            let at = at_claims.index(index);
            if let Some((feature, index)) = first_claims.get(claim.id.as_str()) {
                let message = format!("a second claim has the id \"{}\", give it another", claim.id);
                let at_feature = at_features.index(*feature);
                let at_properties = at_feature.key("properties");
                let at_claims = at_properties.key("claims");
                found.again(at.key("id"), message, at_claims.index(*index).key("id").path());
            } else {
                first_claims.insert(claim.id.clone(), (feature, index));
            }
            self.check_claim(members, claim, at, found);
        }
    }

    fn check_claim(&self, members: &Members, claim: &Claim, at: Spot<'_>, found: &mut Findings) {
        self.sources.check(&claim.source, at.key("source"), found);
        let at_disputes = at.key("disputes");
        let disputes = members.get("disputes").and_then(serde_json::Value::as_array);
        for (index, id) in disputes.into_iter().flatten().enumerate() {
            let at = at_disputes.index(index);
            match id.as_str() {
                Some(id) if id == claim.id => {
                    found.error(
                        at,
                        format!("the claim \"{id}\" disputes itself; write the id of the claim that it disputes"),
                    );
                }
                Some(id) => self.claims.check(id, at, found),
                None => {}
            }
        }
    }
}

/// Tells ids that are given a second time in a list of the story.
fn check_twice(story: &Members, key: &str, what: &str, at_story: Spot<'_>, found: &mut Findings) {
    let at_list = at_story.key(key);
    let mut first = HashMap::new();
    for (index, members) in objects_in(story, key) {
        let Some(id) = members.get("id").and_then(serde_json::Value::as_str) else { continue };
        let at = at_list.index(index);
        if let Some(first) = first.get(id) {
            let message = format!("a second {what} has the id \"{id}\", give it another");
            found.again(at.key("id"), message, at_list.index(*first).key("id").path());
        } else {
            first.insert(id, index);
        }
    }
}
