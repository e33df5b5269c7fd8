//! The story that is open, as a document: where it comes from, what was said of it, and what was open before.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::steps::StepLog;
use super::watching::FileWatch;
use crate::basemap::Basemap;
use crate::export::ExportSpec;
use crate::io;
use crate::model::{Story, grouped};
use crate::scene::counted;
use crate::store::Store;
use crate::view::{Session, View};

/// Where a story comes from, so that it can be read again.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Origin {
    /// The program carries it, or a picture did.
    #[default]
    Carried,
    /// Files, one or several.
    Files(Vec<PathBuf>),
    /// It was begun here.
    Begun,
    /// The clipboard.
    Pasted(Arc<str>),
}

impl Origin {
    /// What a story without a title is called.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Carried | Self::Begun => String::new(),
            Self::Pasted(_) => "Pasted table".to_owned(),
            Self::Files(paths) => {
                let stem = paths.first().and_then(|path| path.file_stem()).unwrap_or_default();
                stem.to_string_lossy().into_owned()
            }
        }
    }
}

/// What is to be opened.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    pub(super) origin: Origin,
    /// Which columns mean what, where the viewer said so.
    pub(super) mapping: io::Mapping,
    pub(super) stays: Stays,
}

/// What stays of what is shown when another story comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stays {
    /// Nothing: it is another story.
    Nothing,
    /// View and selection: it is the same, read again.
    View,
    /// All: what is read is added to the story.
    Story,
}

impl Request {
    /// To read something from its start.
    pub(super) fn of(origin: Origin) -> Self {
        Self { origin, mapping: io::Mapping::default(), stays: Stays::Nothing }
    }
}

/// A story that was read, ready to be shown.
pub struct OpenStory {
    /// The story with its indexes.
    pub store: Arc<Store>,
    /// Where it comes from, and what was said of it.
    pub document: Document,
}

/// Where a story comes from, and what was said of it when it was read.
#[derive(Default)]
pub struct Document {
    /// The base map on which its places were found by who read it.
    pub(super) places_on: Option<Arc<Basemap>>,
    /// The view with which it opens, and for a map of which size in points, where who read it made that, too.
    pub(super) view: Option<Box<(View, [f64; 2])>>,
    /// The story file or GeoJSON file that saving writes; none for other files and the carried story.
    pub path: Option<PathBuf>,
    /// What that file held when it was read or saved.
    pub content: Option<io::Content>,
    /// Where it comes from.
    pub origin: Origin,
    /// What the reader had to say.
    pub diagnostics: io::Diagnostics,
    /// What the file was: `story`, `csv` and so on.
    pub format: &'static str,
    /// How many rows became what.
    pub report: io::Report,
    /// What was thought of its columns, where it has some.
    pub table: Option<io::Table>,
    /// What the viewer said of its columns.
    pub correction: io::Mapping,
    /// How the picture was made whose view was shown last.
    pub(super) picture: Option<ExportSpec>,
    /// Which of the stories that were opened it is: what is asked about one is not done to another.
    pub(super) number: u64,
    /// What tells when its files change.
    pub(super) watch: FileWatch,
    pub(super) neighbours: Neighbours,
    /// What was changed since it was opened.
    pub(super) steps: StepLog,
}

/// A story that was open, with all that is needed to show it again as it was.
pub(super) struct Former {
    pub(super) session: Session,
    pub(super) document: Document,
}

/// The stories that undo and redo lead to, beyond the steps of the one that is open.
#[derive(Default)]
pub(super) struct Neighbours {
    pub(super) earlier: Option<Box<Former>>,
    pub(super) later: Option<Box<Former>>,
}

impl OpenStory {
    /// The story that the program carries.
    pub fn carried() -> Self {
        Self::of(io::carried_story())
    }

    /// A story that comes from nowhere.
    pub(super) fn of_story(story: Story) -> Self {
        Self { store: Arc::new(Store::new(story)), document: Document { format: "story", ..Document::default() } }
    }

    /// A story that is begun here.
    pub(super) fn begun(story: Story) -> Self {
        let story = Self::of_story(story);
        Self { document: Document { origin: Origin::Begun, ..story.document }, ..story }
    }

    /// A story that was read from something that is no file.
    pub(super) fn of(loaded: io::Loaded) -> Self {
        let (document, story) = Document::of(loaded);
        Self { store: Arc::new(Store::new(story)), document }
    }
}

impl Document {
    /// What was said of a story when it was read, and that story.
    pub(super) fn of(loaded: io::Loaded) -> (Self, Story) {
        let io::Loaded { story, diagnostics, format, report, table, content, .. } = loaded;
        (Self { content, diagnostics, format, report, table, ..Self::default() }, story)
    }

    /// The view with which it opens on a map of this size.
    pub(super) fn opening_view(&mut self, store: &Store, map_size_points: [f64; 2]) -> View {
        let Some(made) = self.view.take() else { return View::of_story(store, map_size_points) };
        let (mut view, for_size) = *made;
        if for_size.map(f64::to_bits) != map_size_points.map(f64::to_bits) {
            view.frame_for(store, map_size_points);
        }
        view
    }

    /// How many rows became what, for a notice, where there are so many events.
    pub(super) fn counts_text(&self, events: usize) -> String {
        let (rows, whole) = (counted(self.report.rows, "row"), events == self.report.rows);
        let events = counted(events, "event");
        if self.report.rows == 0 || self.format == "story" {
            return format!("Opened {events}");
        }
        let schema = self.table.as_ref().and_then(|table| table.schema).map(|name| format!(" ({name})"));
        let schema = schema.unwrap_or_default();
        let parts = self.report_parts();
        let tail = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
        if whole && self.report.rows > 1 {
            return format!("Imported all {rows}{schema}{tail}");
        }
        format!("Imported {events} from {rows}{schema}{tail}")
    }

    /// How many rows became what, in full, where there are so many events.
    pub(super) fn report_text(&self, events: usize) -> String {
        let events = counted(events, "event");
        if self.report.rows == 0 {
            return events;
        }
        let rows = format!("{} as {}", counted(self.report.rows, "row"), self.format);
        [rows, events].into_iter().chain(self.report_parts()).collect::<Vec<_>>().join(", ")
    }

    fn report_parts(&self) -> Vec<String> {
        let report = &self.report;
        let parts = [
            (report.undated, "without date"),
            (report.unplaced, "without place"),
            (report.out_of_range, "out of range"),
            (report.duplicates, "duplicate"),
            (report.joined, "joined as further claims"),
            (report.wrapped, "wrapped around the globe"),
            (report.rejected, "skipped"),
        ];
        parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} {what}", grouped(*count)))
            .collect()
    }
}

/// The last part of a path.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_that_was_made_for_another_map_frames_this_one() {
        let size = [700.0, 500.0];
        for made_for in [size, [1600.0, 300.0]] {
            let OpenStory { store, mut document } = OpenStory::carried().with_view(made_for);
            assert_eq!(document.opening_view(&store, size), View::of_story(&store, size));
        }
    }
}
