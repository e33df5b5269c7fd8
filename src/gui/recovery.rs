//! What a journal gives back, beside what there is without it.

use std::sync::Arc;

use super::document::{Document, OpenStory, Origin, file_name};
use crate::io::{LeftJournal, Loaded, Restored, RestoredState};
use crate::model::Story;
use crate::store::Store;
use crate::view::Comparison;

/// What a journal has given back.
pub(super) struct Recovery {
    pub(super) left: LeftJournal,
    pub(super) before: Arc<Story>,
    /// The story with the changes, ready to be shown.
    pub(super) story: OpenStory,
    pub(super) comparison: Arc<Comparison>,
    state: RestoredState,
}

impl Recovery {
    /// Reads what a journal gives back. Takes its time.
    pub(super) fn of(left: LeftJournal) -> Result<Self, String> {
        let Restored { before, story, path, state } = left.restore().map_err(|error| {
            let file = left.file().map(|path| path.display().to_string()).unwrap_or_default();
            format!("The changes are kept, but the file they belong to could not be read: {error}: {file}")
        })?;
        let Loaded { story: before, diagnostics, format, report, table, content, .. } = before;
        let comparison = Arc::new(Comparison::between(&before, &story, "the file as it is".to_owned()));
        let store = Arc::new(Store::new(story));
        let is_there = state != RestoredState::FileGone;
        let origin = path.clone().filter(|_| is_there).map_or(Origin::Begun, |path| Origin::Files(vec![path]));
        let path = path.filter(|_| content.is_some());
        let document = Document { path, content, origin, diagnostics, format, report, table, ..Document::default() };
        Ok(Self { left, before: Arc::new(before), story: OpenStory { store, document }, comparison, state })
    }

    /// True when its file says all of it already.
    pub(super) fn is_nothing(&self) -> bool {
        self.comparison.diff.is_empty() && self.state != RestoredState::FileGone
    }

    /// What is found, and what it belongs to.
    pub(super) fn question(&self) -> String {
        let Self { left, comparison, state, .. } = self;
        let when = chrono::DateTime::from_timestamp(left.at_secs().cast_signed(), 0)
            .map(|at| at.with_timezone(&chrono::Local).format(" from %-d %b, %H:%M").to_string())
            .unwrap_or_default();
        let title = self.story.store.story().title.as_str();
        let title = if title.is_empty() { left.title() } else { title };
        let of = left.file().map_or_else(|| format!("“{title}”"), |path| file_name(&path));
        let state = match state {
            RestoredState::Whole => "",
            RestoredState::FileChanged => "; the file was changed since",
            RestoredState::FileGone => "; the file is gone, only what was changed is left",
        };
        let broken = if left.broken() > 0 { "; the last change was cut short" } else { "" };
        let counts = comparison.diff.counts_text();
        format!("Unsaved changes to {of}{when}: {counts}{state}{broken}")
    }
}
