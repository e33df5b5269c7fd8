//! Two versions of a story, held against each other.

use std::sync::Arc;

use crate::model::Story;
use crate::query::{StoryDiff, compared_story};
use crate::store::Store;

/// Two versions of a story as one, with what is different.
#[derive(Debug)]
pub struct Comparison {
    /// The new version with what it took out, and the sign of each event.
    pub store: Arc<Store>,
    /// What is different.
    pub diff: StoryDiff,
    /// What the older version is called, such as the name of its file.
    pub name: String,
}

impl Comparison {
    /// Compares an older version with a newer one. Takes its time on a long story.
    pub fn between(old: &Story, new: &Story, name: String) -> Self {
        let (story, changes, diff) = compared_story(old, new);
        Self { store: Arc::new(Store::new(story).with_changes(changes)), diff, name }
    }
}
