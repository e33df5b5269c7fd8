//! What holds of every merge.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::io::{carried_story, story_from_slice, story_to_string};

static CARRIED: LazyLock<Story> = LazyLock::new(|| carried_story().story);

/// One change of a story, at a place that is taken modulo what there is.
#[derive(Debug, Clone)]
enum Change {
    Title(String),
    Unknown(String),
    EventTitle(usize, String),
    EventUnknown(usize, String),
    Undate(usize),
    Unplace(usize),
    RemoveEvent(usize),
    AddEvent(usize, String),
    ClaimText(usize, String),
    RemoveClaim(usize),
    MoveClaim(usize, usize),
    SourceTitle(usize, String),
    AddSource(String),
    ActorName(usize, String),
    LayerHidden(usize),
    ChapterText(usize, String),
    RemoveChapter(usize),
}

impl Change {
    /// Does it to what has an index that leaves `part` when it is divided by two, so that changes of two parts touch
    /// nothing in common.
    fn make(&self, story: &mut Story, part: usize) {
        let at = |index: usize, len: usize| Some((index * 2 + part) % (len / 2 * 2).max(1)).filter(|at| *at < len);
        let event = |index: usize, story: &Story| {
            let id = carried_event(at(index, CARRIED.events.len())?);
            story.events.ids().position(|known| known == id)
        };
        match self {
            Self::Title(text) if part == 0 => story.title.clone_from(text),
            Self::Title(text) => story.summary.clone_from(text),
            Self::Unknown(text) => {
                story.members.insert(format!("x-{part}"), Value::from(text.as_str()));
            }
            Self::EventTitle(index, text) => {
                if let Some(at) = event(*index, story) {
                    story.events.get_mut(at).title.clone_from(text);
                }
            }
            Self::EventUnknown(index, text) => {
                // Both parts change the same event here, in members of their own.
                if let Some(at) = event(*index / 2 * 2, story).filter(|at| *at < 4)
                    && let Some(properties) = story.events.get_mut(at).properties.as_mut()
                {
                    properties.insert(format!("x-{part}"), Value::from(text.as_str()));
                }
            }
            Self::Undate(index) => {
                if let Some(at) = event(*index, story) {
                    story.events.get_mut(at).when = None;
                }
            }
            Self::Unplace(index) => {
                if let Some(at) = event(*index, story) {
                    story.events.get_mut(at).place = None;
                }
            }
            Self::RemoveEvent(index) => {
                if let Some(at) = event(*index, story) {
                    drop(story.events.remove(at));
                }
            }
            Self::AddEvent(index, title) => {
                let event = crate::model::Event {
                    id: format!("new-{part}-{}", story.events.len()),
                    title: title.clone(),
                    ..Default::default()
                };
                story.events.insert(index % (story.events.len() + 1), event);
            }
            Self::ClaimText(index, text) => {
                if let Some(at) = event(*index, story)
                    && let Some(claim) = story.events.get_mut(at).claims.first_mut()
                {
                    claim.text.clone_from(text);
                }
            }
            Self::RemoveClaim(index) => {
                if let Some(at) = event(*index, story) {
                    drop(story.events.get_mut(at).claims.pop());
                }
            }
            Self::MoveClaim(from, to) => {
                if let (Some(from), Some(to)) = (event(*from, story), event(*to, story))
                    && let Some(claim) = story.events.get_mut(from).claims.pop()
                {
                    story.events.get_mut(to).claims.push(claim);
                }
            }
            Self::SourceTitle(index, text) => {
                if let Some(at) = at(*index, CARRIED.sources.len()) {
                    story.sources[at].title.clone_from(text);
                }
            }
            Self::AddSource(title) => {
                let id = format!("new-{part}-{}", story.sources.len());
                story.sources.push(Source { id, title: title.clone(), ..Source::default() });
            }
            Self::ActorName(index, text) => {
                if let Some(at) = at(*index, story.actors.len()) {
                    story.actors[at].name.clone_from(text);
                }
            }
            Self::LayerHidden(index) => {
                if let Some(at) = at(*index, story.layers.len()) {
                    story.layers[at].visible = !story.layers[at].visible;
                }
            }
            Self::ChapterText(index, text) => {
                let id = at(*index, CARRIED.chapters.len()).map(|at| CARRIED.chapters[at].title.clone());
                if let Some(chapter) = story.chapters.iter_mut().find(|chapter| Some(&chapter.title) == id.as_ref()) {
                    chapter.text.clone_from(text);
                }
            }
            Self::RemoveChapter(index) => {
                let id = at(*index, CARRIED.chapters.len()).map(|at| CARRIED.chapters[at].title.clone());
                story.chapters.retain(|chapter| Some(&chapter.title) != id.as_ref());
            }
        }
    }
}

fn carried_event(at: usize) -> String {
    CARRIED.events.id(at).into_owned()
}

fn any_change() -> impl Strategy<Value = Change> {
    let index = || 0..40_usize;
    let text = || "[a-z]{1,6}";
    prop_oneof![
        text().prop_map(Change::Title),
        text().prop_map(Change::Unknown),
        (index(), text()).prop_map(|(at, text)| Change::EventTitle(at, text)),
        (index(), text()).prop_map(|(at, text)| Change::EventUnknown(at, text)),
        index().prop_map(Change::Undate),
        index().prop_map(Change::Unplace),
        index().prop_map(Change::RemoveEvent),
        (index(), text()).prop_map(|(at, text)| Change::AddEvent(at, text)),
        (index(), text()).prop_map(|(at, text)| Change::ClaimText(at, text)),
        index().prop_map(Change::RemoveClaim),
        (index(), index()).prop_map(|(from, to)| Change::MoveClaim(from, to)),
        (index(), text()).prop_map(|(at, text)| Change::SourceTitle(at, text)),
        text().prop_map(Change::AddSource),
        (index(), text()).prop_map(|(at, text)| Change::ActorName(at, text)),
        index().prop_map(Change::LayerHidden),
        (index(), text()).prop_map(|(at, text)| Change::ChapterText(at, text)),
        index().prop_map(Change::RemoveChapter),
    ]
}

fn changed(story: &Story, changes: &[Change], part: usize) -> Story {
    let mut story = story.clone();
    for change in changes {
        change.make(&mut story, part);
    }
    story
}

/// A story as its file says it, with the things of its lists in the order of their ids: what both sides added at one
/// place stands in the order of the sides.
fn in_order(story: &Story) -> Story {
    let mut story = story_from_slice(story_to_string(story).as_bytes()).unwrap().story;
    let mut events: Vec<_> = story.events.iter().map(Cow::into_owned).collect();
    events.sort_by(|one, other| one.id.cmp(&other.id));
    story.events = events.into();
    story.sources.sort_by(|one, other| one.id.cmp(&other.id));
    for list in ["sources", "actors", "categories", "layers", "chapters"] {
        story.members.remove(list);
    }
    for event in &mut story.events {
        event.properties = crate::model::Rare::default();
        event.members = crate::model::Rare::default();
    }
    story
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_only_one_side_changed_stands(changes in prop::collection::vec(any_change(), 0..8)) {
        let base = CARRIED.clone();
        let side = changed(&base, &changes, 0);
        for (ours, theirs) in [(&side, &base), (&base, &side), (&side, &side)] {
            let merged = merge_stories(&base, ours, theirs);
            prop_assert_eq!(&merged.story, &side);
            prop_assert_eq!(merged.conflicts, vec![]);
        }
    }

    #[test]
    fn changes_of_different_things_stand_both_whichever_side_they_are_on(
        one in prop::collection::vec(any_change(), 0..8), other in prop::collection::vec(any_change(), 0..8),
    ) {
        let base = CARRIED.clone();
        let (left, right) = (changed(&base, &one, 0), changed(&base, &other, 1));
        let both = changed(&left, &other, 1);
        for (ours, theirs) in [(&left, &right), (&right, &left)] {
            let merged = merge_stories(&base, ours, theirs);
            prop_assert_eq!(&merged.conflicts, &vec![]);
            let ids = |story: &Story| in_order(story).events.ids().map(Cow::into_owned).collect::<Vec<_>>();
            prop_assert_eq!(ids(&merged.story).len(), ids(&both).len());
            let (merged, both) = (in_order(&merged.story), in_order(&both));
            // New ids count what there is, which is another number after both.
            let is_old = |id: &str| !id.starts_with("new-");
            for (one, other) in merged.events.iter().zip(&both.events).filter(|(one, _)| is_old(&one.id)) {
                prop_assert_eq!(one, other);
            }
            prop_assert_eq!(&merged.chapters, &both.chapters);
            prop_assert_eq!(&merged.actors, &both.actors);
            prop_assert_eq!(&merged.layers, &both.layers);
            prop_assert_eq!(merged.sources.len(), both.sources.len());
            prop_assert_eq!((&merged.title, &merged.summary, &merged.members), (&both.title, &both.summary, &both.members));
        }
    }
}
