//! What a story says of itself, apart from what it is made of.

use crate::model::{Rare, Story, Translation, Zone};

/// What a story says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoryHead {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The language in which it is written, as a tag; may be empty.
    pub lang: String,
    /// Title and summary in other languages.
    pub i18n: Rare<Vec<Translation>>,
    /// The zone of days and times that name no other.
    pub zone: Zone,
}

impl StoryHead {
    /// What a story says of itself.
    pub fn of(story: &Story) -> Self {
        let Story { title, summary, lang, i18n, zone, .. } = story;
        let (title, summary, lang) = (title.clone(), summary.clone(), lang.clone());
        Self { title, summary, lang, i18n: i18n.clone(), zone: zone.clone() }
    }

    /// Has a story say this of itself. Returns what it said before.
    pub(super) fn put_in(self, story: &mut Story) -> Self {
        let Self { title, summary, lang, i18n, zone } = self;
        Self {
            title: std::mem::replace(&mut story.title, title),
            summary: std::mem::replace(&mut story.summary, summary),
            lang: std::mem::replace(&mut story.lang, lang),
            i18n: std::mem::replace(&mut story.i18n, i18n),
            zone: std::mem::replace(&mut story.zone, zone),
        }
    }
}
