//! Each thing of a story as the object that stands for it in a story file, and back.
//!
//! This module answers what a single event, claim or source looks like in a file, for those who compare, merge or
//! keep single things. It tells no findings: what cannot be understood stays in the members, as it does when a
//! whole file is read.

use serde_json::Value;

use super::draft::written;
use super::findings::{Findings, Spot};
use super::{read, write};
use crate::model::{Actor, Category, Chapter, Claim, Event, Layer, Members, Source, Story};

/// What stands in a story file as an object of its own.
pub trait Item: Clone + PartialEq {
    /// The object that stands for it in a file, unknown members included.
    fn to_members(&self) -> Members;

    /// What an object of a file says.
    fn from_members(members: Members) -> Self;
}

/// Joins an object with its reader.
macro_rules! items {
    ($($item:ident $read:ident),*) => {$(
        impl Item for $item {
            fn to_members(&self) -> Members {
                written(self)
            }

            fn from_members(members: Members) -> Self {
                read::$read(&members, Spot::Top, &mut Findings::default())
            }
        }
    )*};
}

items! {
    Source source_of,
    Actor actor_of,
    Category category_of,
    Layer layer_of,
    Chapter chapter_of,
    Claim claim_of
}

impl Item for Event {
    fn to_members(&self) -> Members {
        write::feature_of(self)
    }

    fn from_members(members: Members) -> Self {
        read::event_of(members, Spot::Top, &mut Findings::default())
    }
}

/// The lists of a story file, which its own members do not count.
pub const STORY_LISTS: [&str; 5] = ["sources", "actors", "categories", "layers", "chapters"];

/// The members of a story itself, without its lists: title, summary, zone and those that are not known. A list that
/// is none stands among them as it was read.
pub fn head_of(story: &Story) -> Members {
    let head = Story {
        title: story.title.clone(),
        summary: story.summary.clone(),
        lang: story.lang.clone(),
        i18n: story.i18n.clone(),
        zone: story.zone.clone(),
        members: story.members.clone(),
        ..Story::default()
    };
    write::story_value(&head)
}

/// Gives a story other members of its own. Its lists stay what they are, and where they are.
pub fn set_head(story: &mut Story, head: Members) {
    let Story { title, summary, lang, i18n, zone, .. } =
        read::story_of(Value::Object(head.clone()), Spot::Top, &mut Findings::default());
    (story.title, story.summary, story.zone) = (title, summary, zone);
    (story.lang, story.i18n) = (lang, i18n);
    story.members.retain(|key, _| STORY_LISTS.contains(&key.as_str()) || head.contains_key(key));
    story.members.extend(head);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    #[test]
    fn each_thing_comes_back_from_its_object_as_it_was() {
        fn check<T: Item + std::fmt::Debug>(items: &[T]) {
            for item in items {
                assert_eq!(T::from_members(item.to_members()), *item);
            }
        }
        let story = carried_story().story;
        check(&story.sources);
        check(&story.actors);
        check(&story.categories);
        check(&story.layers);
        check(&story.chapters);
        check(&story.events.claims().map(std::borrow::Cow::into_owned).collect::<Vec<_>>());
        check(&story.events.iter().map(std::borrow::Cow::into_owned).collect::<Vec<_>>());
    }

    #[test]
    fn another_head_leaves_the_lists_where_they_are() {
        let story = carried_story().story;
        let mut head = head_of(&story);
        assert!(STORY_LISTS.iter().all(|list| !head.contains_key(*list)));
        head.insert("title".to_owned(), Value::from("Another"));
        head.insert("x-desk".to_owned(), Value::from(7));
        let mut changed = story.clone();
        set_head(&mut changed, head);
        assert_eq!((changed.title.as_str(), &changed.members["x-desk"]), ("Another", &Value::from(7)));
        assert_eq!(changed.sources, story.sources);
        let keys = |story: &Story| write::story_value(story).keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&changed)[..keys(&story).len()], keys(&story));
    }
}
