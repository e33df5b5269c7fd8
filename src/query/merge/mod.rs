//! Two changed copies of a story as one: a merge by id and member, with the version that both come from.
//!
//! Answers what a story is after the changes of both sides, and where they clash: where both say something else in
//! the same member, or one took out what the other changed or uses. Nothing that either side wrote is lost in
//! silence. It does not know which side is right; where they clash the story says what ours says.

mod claims;
mod list;
mod members;
mod order;
mod revert;
mod same;
mod used;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

pub use super::diff::changed_parts;
pub use revert::reverted;

use list::{Version, merged_and_told, merged_item, merged_list};
use members::Three;

use super::{Subject, value_words};
use crate::io::{Item, head_of, set_head};
use crate::model::{Actor, Category, Chapter, Layer, Source, Story};

/// Whose changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Those that are kept where both clash.
    Ours,
    /// Those that come to them.
    Theirs,
}

impl Side {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }
}

/// A member of which both sides say something else.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberClash {
    /// The member, as the story file calls it: `when`, `place.name`, `actors[kabul]`.
    pub member: String,
    /// What the common version says; none where it says nothing.
    pub base: Option<Value>,
    /// What ours says; none where it says nothing.
    pub ours: Option<Value>,
    /// What theirs says; none where it says nothing.
    pub theirs: Option<Value>,
}

/// How two sides clash.
#[derive(Debug, Clone, PartialEq)]
pub enum Clash {
    /// Both say something else in a member; ours stands.
    Member(Box<MemberClash>),
    /// This side took it out, and the other changed it; it stays, as the other has it.
    TakenOut(Side),
    /// This side took it out, and the other refers to it; it stays.
    Used(Side),
    /// Both moved things of this kind; they stand as ours has them.
    Order,
}

/// Something in which two sides clash.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What it is.
    pub subject: Subject,
    /// Its id; the title of a chapter; empty for the story itself, and for the order of a list.
    pub id: String,
    /// How they clash.
    pub clash: Clash,
}

impl Conflict {
    fn of(subject: Subject, id: &str, clash: Clash) -> Self {
        Self { subject, id: id.to_owned(), clash }
    }

    /// What clashes, in words, with values of at most so many characters.
    pub fn words(&self, most: usize) -> String {
        let named = [self.subject.word(), &self.id].into_iter().filter(|word| !word.is_empty());
        let named = named.collect::<Vec<_>>().join(" ");
        match &self.clash {
            Clash::Member(clash) => {
                let MemberClash { member, base, ours, theirs } = &**clash;
                let [base, ours, theirs] = [base, ours, theirs].map(|value| value_words(value.as_ref(), most));
                format!("{named}: {member}: ours {ours}, theirs {theirs}, before {base}")
            }
            Clash::TakenOut(side) => {
                format!("{named}: taken out by {}, changed by {}; it stays", side.word(), side.other().word())
            }
            Clash::Used(side) => {
                format!("{named}: taken out by {}, referred to by {}; it stays", side.word(), side.other().word())
            }
            Clash::Order => format!("the order of {named}s: both moved some; they stand as in ours"),
        }
    }
}

/// An id that both sides gave to something new, each to another thing: that of theirs has a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// What it is.
    pub subject: Subject,
    /// The id that both gave.
    pub from: String,
    /// The id that the one of theirs has now, wherever theirs refers to it.
    pub to: String,
}

/// A merged story.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merged {
    /// The story with the changes of both sides, and those of ours where they clash.
    pub story: Story,
    /// Where they clash.
    pub conflicts: Vec<Conflict>,
    /// What has another id than theirs gave it.
    pub renamed: Vec<Renamed>,
}

/// Merges two versions of a story that come from a common one. Takes time and memory by their size, not by its
/// square.
pub fn merge_stories(base: &Story, ours: &Story, theirs: &Story) -> Merged {
    if ours == theirs || base == theirs {
        return Merged { story: ours.clone(), ..Merged::default() };
    }
    if base == ours {
        return Merged { story: theirs.clone(), ..Merged::default() };
    }
    let (theirs, renamed) = same::told_apart(base, ours, theirs);
    let versions = [base, ours, &*theirs];
    let mut conflicts = Vec::new();
    let mut story = merged_head(versions, &mut conflicts);
    story.events = claims::merged_events(versions.map(|version| &version.events), &mut conflicts);
    story.sources = merged_things(Subject::Source, versions.map(|story| &*story.sources), &mut conflicts).into();
    story.actors = merged_things(Subject::Actor, versions.map(|story| &story.actors), &mut conflicts);
    story.categories = merged_things(Subject::Category, versions.map(|story| &story.categories), &mut conflicts);
    story.layers = merged_things(Subject::Layer, versions.map(|story| &story.layers), &mut conflicts);
    story.chapters = merged_chapters(versions.map(|story| &story.chapters[..]), &mut conflicts);
    used::keep_what_is_used(&mut story, versions, &mut conflicts);
    Merged { story, conflicts, renamed }
}

/// A story without lists, with the members of its own and of its file.
fn merged_head(versions: Three<&Story>, conflicts: &mut Vec<Conflict>) -> Story {
    let [base, ours, theirs] = versions.map(head_of);
    let head = merged_and_told(Subject::Story, "", [&base, &ours, &theirs], conflicts);
    let document = versions.map(|story| &story.document);
    let document = merged_and_told(Subject::Story, "", document, conflicts);
    let mut story = Story { members: versions[1].members.clone(), document, ..Story::default() };
    set_head(&mut story, head);
    story
}

/// Things of a list that have an id.
trait WithId: Item {
    fn id(&self) -> &str;
}

/// Says that things have a member `id`.
macro_rules! with_ids {
    ($($thing:ident)*) => {$(
        impl WithId for $thing {
            fn id(&self) -> &str {
                &self.id
            }
        }
    )*};
}

with_ids! { Source Actor Category Layer }

fn merged_things<T: WithId>(subject: Subject, versions: Three<&Vec<T>>, conflicts: &mut Vec<Conflict>) -> Vec<T> {
    let [base, ours, theirs] =
        versions.map(|things| Version::of(things.as_slice(), things.iter().map(|thing| Cow::Borrowed(thing.id()))));
    let together = |key: &str, found: Three<Option<&T>>, conflicts: &mut Vec<Conflict>| {
        merged_item(subject, key, found, conflicts)
    };
    merged_list(subject, [&base, &ours, &theirs], conflicts, together)
}

fn merged_chapters(versions: Three<&[Chapter]>, conflicts: &mut Vec<Conflict>) -> Vec<Chapter> {
    let [base, ours, theirs] = versions;
    let [ours_names, theirs_names] = [ours, theirs].map(|side| names_of_chapters(base, side));
    let base = Version::of(base, base.iter().map(|chapter| Cow::Borrowed(chapter.title.as_str())));
    let ours = Version::of(ours, ours_names.into_iter().map(Cow::Borrowed));
    let theirs = Version::of(theirs, theirs_names.into_iter().map(Cow::Borrowed));
    let together = |key: &str, found: Three<Option<&Chapter>>, conflicts: &mut Vec<Conflict>| {
        merged_item(Subject::Chapter, key, found, conflicts)
    };
    merged_list(Subject::Chapter, [&base, &ours, &theirs], conflicts, together)
}

/// What the chapters of a side are known by: their titles, or that of the chapter of the base which they are under
/// another title.
fn names_of_chapters<'a>(base: &'a [Chapter], side: &'a [Chapter]) -> Vec<&'a str> {
    fn titles(chapters: &[Chapter]) -> HashSet<&str> {
        chapters.iter().map(|chapter| chapter.title.as_str()).collect()
    }
    let (before, now) = (titles(base), titles(side));
    // What a chapter is about stays when its title changes.
    let mut by_text: HashMap<(&str, &str), &str> = HashMap::new();
    for chapter in base.iter().filter(|chapter| !now.contains(chapter.title.as_str())) {
        by_text.entry((&chapter.text, &chapter.event)).or_insert(&chapter.title);
    }
    let name = |chapter: &'a Chapter| {
        let known = before.contains(chapter.title.as_str()).then_some(chapter.title.as_str());
        known.or_else(|| by_text.remove(&(&*chapter.text, &*chapter.event))).unwrap_or(&chapter.title)
    };
    side.iter().map(name).collect()
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
