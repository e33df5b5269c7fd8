//! What a story says of itself, apart from what it is made of.

use crate::model::{Story, Zone};

/// What a story says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoryHead {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The zone of days and times that name no other.
    pub zone: Zone,
}

impl StoryHead {
    /// What a story says of itself.
    pub fn of(story: &Story) -> Self {
        Self { title: story.title.clone(), summary: story.summary.clone(), zone: story.zone.clone() }
    }

    /// Has a story say this of itself. Returns what it said before.
    pub(super) fn put_in(self, story: &mut Story) -> Self {
        let Self { title, summary, zone } = self;
        Self {
            title: std::mem::replace(&mut story.title, title),
            summary: std::mem::replace(&mut story.summary, summary),
            zone: std::mem::replace(&mut story.zone, zone),
        }
    }
}
