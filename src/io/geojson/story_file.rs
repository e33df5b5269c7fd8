//! A story in the shape of its file.
//!
//! Answers the text that stands for a story, of which no more is held than some features and one source at a time. What
//! each of its objects says is in `write`. It does not know where the text goes.

use std::io;

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::Value;

use super::anew::AsObject;
use super::draft::put;
use super::write::{Feature, SOURCES, head_value, story_value};
use super::{FEATURES, STORY};
use crate::model::{Events, Sources, Story};

/// The story as the text of a story file: JSON with an indent of two spaces and a line feed at the end.
///
/// ```
/// let story = meridian::model::Story { title: "Talks".to_owned(), ..Default::default() };
/// let text = meridian::io::story_to_string(&story);
/// assert_eq!(meridian::io::story_from_slice(text.as_bytes())?.story.title, "Talks");
/// # Ok::<(), meridian::io::LoadError>(())
/// ```
pub fn story_to_string(story: &Story) -> String {
    let mut text =
        serde_json::to_string_pretty(&StoryFile(story)).expect("every story is JSON, and memory does not fail");
    text.push('\n');
    text
}

/// Writes the story as [`story_to_string`] does, without holding the text.
pub(in crate::io) fn write_to(mut out: impl io::Write, story: &Story) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, &StoryFile(story))?;
    out.write_all(b"\n")
}

/// A story in the shape of its file. Features are made one at a time.
struct StoryFile<'a>(&'a Story);

impl Serialize for StoryFile<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = self.0.document.clone();
        if !document.contains_key("type") {
            document.shift_insert(0, "type".to_owned(), Value::from("FeatureCollection"));
        }
        if !document.contains_key(STORY) {
            document.shift_insert(1, STORY.to_owned(), Value::Null);
        }
        document.entry(FEATURES).or_insert(Value::Null);
        let mut map = serializer.serialize_map(Some(document.len()))?;
        for (key, value) in &document {
            match key.as_str() {
                STORY => map.serialize_entry(key, &StoryHead(self.0))?,
                FEATURES => map.serialize_entry(key, &FeatureList(&self.0.events))?,
                _ => map.serialize_entry(key, value)?,
            }
        }
        map.end()
    }
}

/// The events of a story as the features of its file.
struct FeatureList<'a>(&'a Events);

impl Serialize for FeatureList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0.len()))?;
        for event in self.0 {
            seq.serialize_element(&Feature(&event))?;
        }
        seq.end()
    }
}

/// All that a story says beside its features. Sources that its file did not list are made one at a time, since a large
/// table has more of them than memory holds.
struct StoryHead<'a>(&'a Story);

impl Serialize for StoryHead<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(story) = *self;
        if story.members.contains_key(SOURCES) || story.sources.is_empty() {
            return story_value(story).serialize(serializer);
        }
        let head = head_value(story, |draft| put(&mut draft.members, SOURCES, Some(Value::Null)));
        let mut map = serializer.serialize_map(Some(head.len()))?;
        for (key, value) in &head {
            match key.as_str() {
                SOURCES => map.serialize_entry(key, &SourceList(&story.sources))?,
                _ => map.serialize_entry(key, value)?,
            }
        }
        map.end()
    }
}

/// The sources of a story as its file lists them.
struct SourceList<'a>(&'a Sources);

impl Serialize for SourceList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0.len()))?;
        for source in self.0.passing() {
            seq.serialize_element(&AsObject(&*source))?;
        }
        seq.end()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::io::geojson::write::feature_of;
    use crate::io::story_from_slice;
    use crate::model::{Actor, Event, Source, any_event};

    const STORY: &str = include_str!("../../../tests/fixtures/valid/features-first.geojson");

    #[test]
    fn sources_are_written_one_at_a_time_as_they_are_all_at_once() {
        let source = |id: &str| Source { id: id.to_owned(), title: "Dawn".to_owned(), ..Source::default() };
        let actor = Actor { id: "a".to_owned(), ..Actor::default() };
        let new = Story { sources: vec![source("s"), source("t")].into(), actors: vec![actor], ..Story::default() };
        let mut read = story_from_slice(STORY.as_bytes()).unwrap().story;
        let written = |story: &Story| {
            let [passing, whole] =
                [serde_json::to_string(&StoryHead(story)), serde_json::to_string(&story_value(story))];
            assert_eq!(passing.unwrap(), whole.unwrap());
        };
        written(&new);
        written(&read);
        read.sources.push(source("s"));
        written(&read);
        written(&Story { members: read.members, ..new });
    }

    proptest! {
        #[test]
        fn what_is_new_is_written_as_the_object_that_would_be_made_of_it(event in any_event()) {
            let text = serde_json::to_string_pretty(&Feature(&event)).unwrap();
            prop_assert_eq!(text, serde_json::to_string_pretty(&feature_of(&event)).unwrap());
        }
    }

    #[test]
    fn a_writer_that_fails_ends_it() {
        let event = |number: usize| Event { id: format!("e{number}"), ..Event::default() };
        let story = Story { events: (0..100).map(event).collect(), ..Story::default() };
        let mut room = [0; 1000];
        assert!(write_to(&mut room[..], &story).is_err());
    }
}
