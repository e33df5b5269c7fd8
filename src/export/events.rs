//! The events that go into a file of events.
//!
//! Answers which they are, with what is left out of them. Formats, and what is written, are in `io`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Problem;
use super::check::{check_names, redacted_store};
use crate::basemap::Basemap;
use crate::model::{Redaction, Story};
use crate::query::{Shown, select};
use crate::store::Store;
use crate::view::View;

/// Which events are written, and what is left out of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EventsSpec {
    /// Which of them.
    pub scope: Scope,
    /// What is left out of the story, and how far its places are rounded.
    pub redaction: Redaction,
}

/// Which events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Those that the view shows, and undated ones that its filter admits.
    #[default]
    Shown,
    /// All of the story.
    Everything,
}

impl EventsSpec {
    /// The story of these events alone.
    pub fn story(&self, store: &Arc<Store>, basemap: &Basemap, view: &View) -> Result<Arc<Story>, Problem> {
        match self.scope {
            Scope::Everything if self.redaction.is_none() => Ok(store.whole_story().clone()),
            Scope::Everything => {
                check_names(store.whole_story(), &self.redaction)?;
                Ok(Arc::new(store.whole_story().redacted(&self.redaction)))
            }
            Scope::Shown => {
                let whole = redacted_store(store, &self.redaction, basemap)?;
                let view = if Arc::ptr_eq(&whole, store) { view.clone() } else { view.of_redacted(&whole) };
                let read = whole.at(view.as_of());
                Ok(Arc::new(shown_story(&read, &select(&read, &view.question()))))
            }
        }
    }
}

/// The story as it is read, with the events that are shown alone, undated ones that the filter admits included.
pub fn shown_story(store: &Store, shown: &Shown) -> Story {
    let mut events: Vec<usize> = shown.events().chain(shown.undated().iter().copied()).collect();
    events.sort_unstable();
    store.story_as_read().part(&events)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::carried_story;

    #[test]
    fn what_is_left_out_is_in_no_event_that_is_written_and_the_scope_stays() {
        let store = Arc::new(Store::new(carried_story().story));
        let whole = store.whole_story();
        let view = View::of_story(&store, [840.0, 560.0]);
        let filtered = View { filter: "category:strike".parse().unwrap(), ..view };
        let named = |story: &Story| story.events.claims().any(|claim| claim.attribution.name.contains("Mujahid"));
        let redaction = Redaction { speakers: ["mujahid".to_owned()].into(), ..Redaction::default() };
        let basemap = Basemap::default();
        let written = |scope: Scope, redaction: &Redaction| {
            let spec = EventsSpec { scope, redaction: redaction.clone() };
            spec.story(&store, &basemap, &filtered).unwrap()
        };
        let none = Redaction::default();
        assert!(Arc::ptr_eq(&written(Scope::Everything, &none), whole) && named(whole));
        let shown = select(&store, &filtered.question());
        assert_eq!(*written(Scope::Shown, &none), shown_story(&store, &shown));
        let (all, some) = (written(Scope::Everything, &redaction), written(Scope::Shown, &redaction));
        assert!(!named(&all) && !named(&some));
        assert!((1..all.events.len()).contains(&some.events.len()));
        let nobody = Redaction { speakers: ["Nobody".to_owned()].into(), ..Redaction::default() };
        for scope in [Scope::Shown, Scope::Everything] {
            let spec = EventsSpec { scope, redaction: nobody.clone() };
            assert_eq!(spec.story(&store, &basemap, &filtered), Err(Problem::UnknownSpeaker("Nobody".to_owned())));
        }
    }
}
