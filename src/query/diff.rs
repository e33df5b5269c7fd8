//! What is different between two versions of a story: event by event, claim by claim.
//!
//! Answers what was added, taken out and changed, by the members of the story file, unknown ones
//! included. It does not know which version is right.

mod parts;
mod version;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::model::Story;
use crate::store::Change;

pub use parts::changed_parts;
pub(super) use parts::{part_of, touched};
use version::{Version, id_of, objects_of, text_of};

/// What a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The story's own members.
    Story,
    /// An event.
    Event,
    /// A claim.
    Claim,
    /// A source.
    Source,
    /// An actor.
    Actor,
    /// A category.
    Category,
    /// A layer.
    Layer,
    /// A chapter.
    Chapter,
}

impl Subject {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Event => "event",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Actor => "actor",
            Self::Category => "category",
            Self::Layer => "layer",
            Self::Chapter => "chapter",
        }
    }
}

/// A member that says something else in the new version.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberChange {
    /// The member, as the story file calls it: `when`, `place.name`.
    pub member: String,
    /// What the old version says; none where it says nothing.
    pub old: Option<Value>,
    /// What the new version says; none where it says nothing.
    pub new: Option<Value>,
}

/// One thing that is different.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What it is.
    pub subject: Subject,
    /// Its id; the title of a chapter; empty for the story itself.
    pub id: String,
    /// A title, name or text for people; may be empty.
    pub title: String,
    /// What became of it.
    pub change: Change,
    /// Its members that changed, in the order of the new version.
    pub members: Vec<MemberChange>,
    /// The claims of an event that are different.
    pub claims: Vec<Self>,
}

/// All that is different between two versions of a story.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoryDiff {
    /// Every difference: the story, its events in the order of the new version with those taken out
    /// at the end, then sources, actors, categories, layers and chapters.
    pub differences: Vec<Difference>,
}

impl StoryDiff {
    /// What is different between an old and a new version.
    pub fn between(old: &Story, new: &Story) -> Self {
        // What is the same is not written out to be compared.
        let [old, new] = changed_parts(old, new).map(|story| Version::of(&story));
        Self::of_versions(&old, &new)
    }

    fn of_versions(old: &Version, new: &Version) -> Self {
        let mut differences = Vec::new();
        let own = |version: &Version| {
            let lists = ["sources", "actors", "categories", "layers", "chapters"];
            let members = version.story.iter().filter(|(key, _)| !lists.contains(&key.as_str()));
            members.map(|(key, value)| (key.clone(), value.clone())).collect::<Map<_, _>>()
        };
        let members = member_changes(&own(old), &own(new), "");
        if !members.is_empty() {
            let (id, title) = (String::new(), text_of(&new.story, "title"));
            differences.push(Difference {
                subject: Subject::Story,
                id,
                title,
                change: Change::Changed,
                members,
                claims: vec![],
            });
        }
        differences.extend(events(old, new));
        for (subject, list) in [
            (Subject::Source, "sources"),
            (Subject::Actor, "actors"),
            (Subject::Category, "categories"),
            (Subject::Layer, "layers"),
            (Subject::Chapter, "chapters"),
        ] {
            differences.extend(things(subject, &listed(&old.story, list), &listed(&new.story, list)));
        }
        Self { differences }
    }

    /// True when both versions say the same.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// How many of a subject were added, taken out and changed.
    pub fn counts(&self, subject: Subject) -> [usize; 3] {
        let mut counts = [0; 3];
        let claims = self.differences.iter().flat_map(|difference| &difference.claims);
        for difference in self.differences.iter().chain(claims).filter(|difference| difference.subject == subject) {
            counts[difference.change as usize] += 1;
        }
        counts
    }

    /// The counts in words: `2 events added, 1 removed, 5 changed; 4 claims added`.
    pub fn counts_text(&self) -> String {
        let mut parts = Vec::new();
        for subject in [
            Subject::Event,
            Subject::Claim,
            Subject::Source,
            Subject::Actor,
            Subject::Category,
            Subject::Layer,
            Subject::Chapter,
        ] {
            let counts = self.counts(subject);
            let mut words = Vec::new();
            for (count, change) in counts.into_iter().zip([Change::Added, Change::Removed, Change::Changed]) {
                if count == 0 {
                    continue;
                }
                let plural = match (count, subject) {
                    (1, _) => subject.word().to_owned(),
                    (_, Subject::Category) => "categories".to_owned(),
                    _ => format!("{}s", subject.word()),
                };
                let noun = if words.is_empty() { format!("{plural} ") } else { String::new() };
                words.push(format!("{count} {noun}{}", change.word()));
            }
            if !words.is_empty() {
                parts.push(words.join(", "));
            }
        }
        if parts.is_empty() && !self.is_empty() {
            parts.push("the story's own members changed".to_owned());
        }
        if parts.is_empty() { "no difference".to_owned() } else { parts.join("; ") }
    }
}

/// The new version with the events that it took out at its end, and by event what became of it.
pub fn compared_story(old: &Story, new: &Story) -> (Story, Vec<Option<Change>>, StoryDiff) {
    let diff = StoryDiff::between(old, new);
    let of_events = diff.differences.iter().filter(|difference| difference.subject == Subject::Event);
    let change_of: HashMap<&str, Change> =
        of_events.map(|difference| (difference.id.as_str(), difference.change)).collect();
    let mut story = new.clone();
    let removed = |id: &str| change_of.get(id) == Some(&Change::Removed);
    story.events.extend(old.events.iter().filter(|event| removed(&event.id)).map(Cow::into_owned));
    let changes = story.events.ids().map(|id| change_of.get(id.as_ref()).copied()).collect();
    (story, changes, diff)
}

/// The things of a list by what they are known by: their id, or for a chapter its title; of those
/// that share it, the later ones with a number.
fn listed(story: &Map<String, Value>, list: &str) -> Vec<(String, Map<String, Value>)> {
    let name =
        |members: &Map<String, Value>| if list == "chapters" { text_of(members, "title") } else { id_of(members) };
    keyed(objects_of(story.get(list)), name)
}

fn keyed(
    things: Vec<Map<String, Value>>,
    name: impl Fn(&Map<String, Value>) -> String,
) -> Vec<(String, Map<String, Value>)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let key = |members: Map<String, Value>| {
        let name = name(&members);
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        let key = if *count == 1 { name } else { format!("{name} ({count})") };
        (key, members)
    };
    things.into_iter().map(key).collect()
}

fn things(
    subject: Subject,
    old: &[(String, Map<String, Value>)],
    new: &[(String, Map<String, Value>)],
) -> Vec<Difference> {
    let places = |list: &[(String, Map<String, Value>)]| -> HashMap<String, usize> {
        list.iter().map(|(key, _)| key.clone()).zip(0..).collect()
    };
    let (before, now) = (places(old), places(new));
    let title = |members: &Map<String, Value>| {
        ["name", "publisher", "title", "text"].iter().map(|key| text_of(members, key)).find(|text| !text.is_empty())
    };
    let difference = |key: &str, members: &Map<String, Value>, change: Change, changes: Vec<MemberChange>| Difference {
        subject,
        id: key.to_owned(),
        title: title(members).unwrap_or_default(),
        change,
        members: changes,
        claims: Vec::new(),
    };
    let mut found = Vec::new();
    for (key, members) in new {
        match before.get(key).copied() {
            None => found.push(difference(key, members, Change::Added, Vec::new())),
            Some(place) => {
                let changes = member_changes(&old[place].1, members, "");
                if !changes.is_empty() {
                    found.push(difference(key, members, Change::Changed, changes));
                }
            }
        }
    }
    for (key, members) in old.iter().filter(|(key, _)| !now.contains_key(key)) {
        found.push(difference(key, members, Change::Removed, Vec::new()));
    }
    found
}

/// An event's feature without its claims, and the claims.
struct Parts {
    members: Map<String, Value>,
    claims: Vec<(String, Map<String, Value>)>,
}

fn parts_of(feature: &Map<String, Value>) -> Parts {
    let properties = feature.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let claims = keyed(objects_of(properties.get("claims")), id_of);
    // What is said of an event is compared in one object, whether it stands in the properties or beside.
    let beside = feature.iter().filter(|(key, _)| *key != "properties" && *key != "id");
    let members = properties.into_iter().filter(|(key, _)| key != "claims");
    Parts { members: beside.map(|(key, value)| (key.clone(), value.clone())).chain(members).collect(), claims }
}

fn events(old: &Version, new: &Version) -> Vec<Difference> {
    let [old_events, new_events] = [&old.features, &new.features]
        .map(|features| keyed(features.clone(), id_of).into_iter().map(|(id, feature)| (id, parts_of(&feature))));
    let (old_events, new_events): (Vec<_>, Vec<_>) = (old_events.collect(), new_events.collect());
    let index: HashMap<&str, usize> =
        old_events.iter().enumerate().map(|(place, (id, _))| (id.as_str(), place)).collect();
    let holder = |events: &'_ [(String, Parts)]| -> HashMap<String, String> {
        let of_event = |(id, parts): &(String, Parts)| {
            parts.claims.iter().map(|(claim, _)| (claim.clone(), id.clone())).collect::<Vec<_>>()
        };
        events.iter().flat_map(of_event).collect()
    };
    let (held_before, held_now) = (holder(&old_events), holder(&new_events));
    let mut found = Vec::new();
    for (id, parts) in &new_events {
        let title = text_of(&parts.members, "title");
        let Some(before) = index.get(id.as_str()).map(|&place| &old_events[place].1) else {
            found.push(Difference {
                subject: Subject::Event,
                id: id.clone(),
                title,
                change: Change::Added,
                members: Vec::new(),
                claims: things(Subject::Claim, &[], &parts.claims),
            });
            continue;
        };
        let members = member_changes(&before.members, &parts.members, "");
        let mut claims = things(Subject::Claim, &before.claims, &parts.claims);
        // A claim that went to another event, or came from there, was moved.
        for claim in &mut claims {
            let other = match claim.change {
                Change::Added => held_before.get(&claim.id).map(|from| (Some(from.clone()), id.clone())),
                Change::Removed => held_now.get(&claim.id).map(|to| (Some(id.clone()), to.clone())),
                Change::Changed => None,
            };
            if let Some((from, to)) = other {
                claim.change = Change::Changed;
                let event =
                    MemberChange { member: "event".to_owned(), old: from.map(Value::from), new: Some(Value::from(to)) };
                claim.members.insert(0, event);
            }
        }
        if !members.is_empty() || !claims.is_empty() {
            found.push(Difference {
                subject: Subject::Event,
                id: id.clone(),
                title,
                change: Change::Changed,
                members,
                claims,
            });
        }
    }
    let now: HashSet<&str> = new_events.iter().map(|(id, _)| id.as_str()).collect();
    for (id, parts) in old_events.iter().filter(|(id, _)| !now.contains(id.as_str())) {
        found.push(Difference {
            subject: Subject::Event,
            id: id.clone(),
            title: text_of(&parts.members, "title"),
            change: Change::Removed,
            members: Vec::new(),
            claims: things(Subject::Claim, &parts.claims, &[]),
        });
    }
    found
}

/// The members that differ; those of objects within are named with a dot.
fn member_changes(old: &Map<String, Value>, new: &Map<String, Value>, within: &str) -> Vec<MemberChange> {
    let mut found = Vec::new();
    let gone = old.keys().filter(|key| !new.contains_key(*key));
    for key in new.keys().chain(gone) {
        let (before, now) = (old.get(key), new.get(key));
        if before == now {
            continue;
        }
        let member = format!("{within}{key}");
        match (before, now) {
            (Some(Value::Object(before)), Some(Value::Object(now))) if key != "geometry" => {
                found.extend(member_changes(before, now, &format!("{member}.")));
            }
            _ => found.push(MemberChange { member, old: before.cloned(), new: now.cloned() }),
        }
    }
    found
}

/// A value in words, at most so many characters long.
pub fn value_words(value: Option<&Value>, most: usize) -> String {
    let text = match value {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(text)) => format!("“{text}”"),
        Some(other) => other.to_string(),
    };
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests;
