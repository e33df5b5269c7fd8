//! What an edit changes of a story, and how it is taken back.
//!
//! A patch costs what it changes: the events and the parts of the narrative that it puts or takes, and
//! nothing by the size of the story.

use std::ops::Range;

use super::story_head::StoryHead;
use crate::model::{Actor, Category, Chapter, Event, Layer, Members, Source, Story};
use crate::store::Touched;

/// Items of a list put in the place of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Splice<T> {
    /// Where, by index.
    pub at: usize,
    /// How many are taken out.
    pub takes: usize,
    /// What is put there.
    pub puts: Vec<T>,
}

impl<T> Splice<T> {
    /// One item in the place of another.
    pub fn set(at: usize, item: T) -> Self {
        Self { at, takes: 1, puts: vec![item] }
    }

    /// One more item.
    pub fn insert(at: usize, item: T) -> Self {
        Self { at, takes: 0, puts: vec![item] }
    }

    /// One item less.
    pub fn remove(at: usize) -> Self {
        Self { at, takes: 1, puts: Vec::new() }
    }

    /// Carries it out with what puts items in the place of others and returns those; returns what takes it back.
    fn apply(self, splice: impl FnOnce(Range<usize>, Vec<T>) -> Vec<T>) -> Self {
        let Self { at, takes, puts } = self;
        Self { at, takes: puts.len(), puts: splice(at..at + takes, puts) }
    }

    fn apply_to(self, list: &mut Vec<T>) -> Self {
        self.apply(|at, puts| list.splice(at, puts).collect())
    }

    /// True where it leaves as many items as there were.
    fn is_in_place(&self) -> bool {
        self.takes == self.puts.len()
    }
}

/// One change of one list of a story, or of what it says of itself. What an edit can change is here.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Of its events.
    Events(Splice<Event>),
    /// Of its chapters.
    Chapters(Splice<Chapter>),
    /// Of its sources.
    Sources(Splice<Source>),
    /// Of its actors.
    Actors(Splice<Actor>),
    /// Of its categories.
    Categories(Splice<Category>),
    /// Of its layers.
    Layers(Splice<Layer>),
    /// What it says of itself.
    Head(Box<StoryHead>),
    /// What is kept of its file as it was read.
    Kept(Box<Kept>),
}

/// What is kept of a story's file as it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// The members of the story.
    pub members: Members,
    /// The members beside the story.
    pub document: Members,
}

/// What is changed of a story, in this order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Patch {
    parts: Vec<Part>,
}

impl Patch {
    /// A patch of these changes, each of the story that those before it leave.
    pub fn of(parts: impl Into<Vec<Part>>) -> Self {
        Self { parts: parts.into() }
    }

    /// Which events it touches.
    pub fn touched(&self) -> Touched {
        let mut touched = Touched::default();
        for part in &self.parts {
            match part {
                Part::Events(Splice { at, takes, puts }) => touched.splice(*at, *takes, puts.len()),
                Part::Sources(_) | Part::Actors(_) | Part::Categories(_) | Part::Layers(_) | Part::Head(_) => {
                    touched.declared = true;
                }
                Part::Chapters(_) | Part::Kept(_) => {}
            }
        }
        touched
    }

    /// Changes the story, and returns the patch that takes it back.
    ///
    /// # Panics
    ///
    /// Where the story has not what the patch takes: it was made for another.
    #[must_use]
    pub fn apply(self, story: &mut Story) -> Self {
        let mut parts: Vec<Part> = self
            .parts
            .into_iter()
            .map(|part| match part {
                Part::Events(splice) => Part::Events(splice.apply(|at, puts| story.events.splice(at, puts))),
                Part::Chapters(splice) => Part::Chapters(splice.apply_to(&mut story.chapters)),
                Part::Sources(splice) => Part::Sources(splice.apply(|at, puts| story.sources.splice(at, puts))),
                Part::Actors(splice) => Part::Actors(splice.apply_to(&mut story.actors)),
                Part::Categories(splice) => Part::Categories(splice.apply_to(&mut story.categories)),
                Part::Layers(splice) => Part::Layers(splice.apply_to(&mut story.layers)),
                Part::Head(head) => Part::Head(Box::new(head.put_in(story))),
                Part::Kept(mut kept) => {
                    std::mem::swap(&mut story.members, &mut kept.members);
                    std::mem::swap(&mut story.document, &mut kept.document);
                    Part::Kept(kept)
                }
            })
            .collect();
        parts.reverse();
        Self { parts }
    }

    /// What takes this back and then what an earlier patch did, where that is known to be what the way back from
    /// the earlier one does alone: it puts back, or takes out, all that this one would. Else the two in a row.
    #[must_use]
    pub(super) fn then_back(self, earlier: &Self) -> Self {
        let is_covered = self.parts.iter().all(|part| earlier.parts.iter().any(|other| other.covers(part)));
        if is_covered && earlier.parts.len() == 1 {
            return earlier.clone();
        }
        let mut parts = self.parts;
        parts.extend(earlier.parts.iter().cloned());
        Self { parts }
    }
}

impl Part {
    /// True where all that another part puts is put otherwise, or taken out, by this one after it.
    fn covers(&self, other: &Self) -> bool {
        fn is_within<T>(one: &Splice<T>, other: &Splice<T>) -> bool {
            let (one, takes) = (one.at..one.at + one.takes, other.at..other.at + other.takes);
            other.is_in_place() && one.start <= takes.start && takes.end <= one.end
        }
        match (self, other) {
            (Self::Events(one), Self::Events(other)) => is_within(one, other),
            (Self::Chapters(one), Self::Chapters(other)) => is_within(one, other),
            (Self::Sources(one), Self::Sources(other)) => is_within(one, other),
            (Self::Actors(one), Self::Actors(other)) => is_within(one, other),
            (Self::Categories(one), Self::Categories(other)) => is_within(one, other),
            (Self::Layers(one), Self::Layers(other)) => is_within(one, other),
            (Self::Head(_), Self::Head(_)) | (Self::Kept(_), Self::Kept(_)) => true,
            _ => false,
        }
    }
}
