//! How far a file was read.

use std::borrow::Cow;
use std::ops::ControlFlow;

use crate::model::Story;

/// Who is told how far a file was read, and can break it off.
pub type Watch<'a> = dyn FnMut(Progress<'_>) -> ControlFlow<()> + 'a;

/// How far a file was read.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// Bytes of the file that were read.
    pub bytes_read: u64,
    /// Bytes of the file; 0 where that is not known.
    pub bytes_total: u64,
    /// The events so far. Their order and number grow only.
    pub story: &'a Story,
}

impl Progress<'_> {
    /// The first events as a story of their own, to be looked at while the rest is read.
    pub fn first_events(&self) -> Story {
        const MOST: usize = 4096;
        let events = self.story.events.iter().take(MOST).map(Cow::into_owned).collect();
        let Story { title, zone, categories, layers, actors, sources, .. } = self.story;
        Story {
            title: title.clone(),
            zone: zone.clone(),
            categories: categories.clone(),
            layers: layers.clone(),
            actors: actors.clone(),
            sources: sources.clone(),
            events,
            ..Story::default()
        }
    }
}
