//! What an edit changes of a story, and how it is taken back.
//!
//! A patch costs what it changes: the events and the parts of the narrative that it puts or takes, and
//! nothing by the size of the story.

use std::ops::Range;

use crate::model::{Chapter, Event, Story};
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
}

/// One change of one list of a story. What an edit can change has its list here.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Of its events.
    Events(Splice<Event>),
    /// Of its chapters.
    Chapters(Splice<Chapter>),
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
            if let Part::Events(Splice { at, takes, puts }) = part {
                touched.splice(*at, *takes, puts.len());
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
                Part::Chapters(splice) => {
                    Part::Chapters(splice.apply(|at, puts| story.chapters.splice(at, puts).collect()))
                }
            })
            .collect();
        parts.reverse();
        Self { parts }
    }
}
