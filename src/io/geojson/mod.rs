//! Story files, which are GeoJSON with a member `story`, and GeoJSON from elsewhere.
//!
//! This module answers what story a text holds, and what text a story makes. It does not know where
//! files lie, nor other formats. Members it does not know stay as they are, in their order.
//!
//! `document` walks over the text, `read` and `geometry` make sense of one feature, `plain` does so for
//! GeoJSON without a story, `references` looks across features, `write` and `story_file` go the other way.

mod anew;
mod columns;
mod document;
mod draft;
mod findings;
mod geometry;
mod item;
mod members;
mod plain;
mod read;
mod references;
mod remarks;
mod ring;
mod sense;
mod story_file;
mod suggest;
mod syntax;
mod translations;
mod weight;
mod write;

pub(super) use columns::{claims_of, is_property, links_of};
pub use findings::Remark;
pub(super) use geometry::geometry_value;
pub use item::{Item, STORY_LISTS, head_of, set_head};
pub use remarks::remarks_on;
pub use story_file::story_to_string;
pub(super) use story_file::write_to;
pub(super) use translations::{translations_in, translations_value};
pub(super) use write::{claims_value, links_value};

use std::collections::HashMap;
use std::ops::ControlFlow;

use serde_json::Value;

use document::{Features, Header};
use findings::{Findings, Spot};

use crate::io::budget::{Budget, OverBudget, memory_budget, over_budget};
use crate::io::json::{Element, Step, error_in, line_columns_of};
use crate::io::{LoadError, Loaded, Mapping, Report};
use crate::model::{Event, Members, Story};

/// The member of the document that makes GeoJSON a story file.
const STORY: &str = "story";
/// The member of a feature collection that holds its features.
const FEATURES: &str = "features";
/// The versions of the story file that can be read.
const VERSION: u64 = 1;

/// Reads a story file, or any other GeoJSON text: a feature collection, a feature, a geometry.
///
/// What is sound is opened; the rest is told in the diagnostics. It fails when nothing can be opened:
/// when the bytes are no UTF-8, no JSON or no GeoJSON, or when there are too many of them.
///
/// ```
/// let text = r#"{ "type": "Point", "coordinates": [69.17233, 34.52813] }"#;
/// let loaded = meridian::io::story_from_slice(text.as_bytes())?;
/// assert_eq!((loaded.format, loaded.story.events.len()), ("geojson", 1));
/// # Ok::<(), meridian::io::LoadError>(())
/// ```
pub fn story_from_slice(bytes: &[u8]) -> Result<Loaded, LoadError> {
    story_from_slice_by(bytes, None)
}

/// Reads as [`story_from_slice`] does, and tells what lies after this moment, in seconds since the Unix
/// epoch.
pub fn story_from_slice_by(bytes: &[u8], now_secs: Option<f64>) -> Result<Loaded, LoadError> {
    let asked = Asked { now_secs, mapping: &Mapping::default(), budget: memory_budget(bytes.len() as u64) };
    read(bytes, &asked, &mut |_| ControlFlow::Continue(()))
}

/// What is asked of a GeoJSON text.
pub(super) struct Asked<'a> {
    /// The moment after which all is still to come, in seconds since the Unix epoch.
    pub(super) now_secs: Option<f64>,
    /// Which properties mean what, in GeoJSON without a story.
    pub(super) mapping: &'a Mapping,
    /// How many bytes of memory the story may take.
    pub(super) budget: u64,
}

/// Who is told of the story so far, and can stop the reading.
type Tell<'a> = &'a mut dyn FnMut(&Story) -> ControlFlow<()>;

/// Reads as [`story_from_slice`] does, and tells how far it has come.
pub(super) fn read(bytes: &[u8], asked: &Asked<'_>, tell: Tell<'_>) -> Result<Loaded, LoadError> {
    let text = syntax::text_of(bytes)?;
    let mut budget = Budget::new(asked.budget);
    let mut header = syntax::header_of(text, &mut budget)?;
    match (&header.features, header.story.is_some()) {
        (Features::Array { .. }, true) => read_collection(text, header, Format::Story, (asked, budget), tell),
        (Features::Array { .. }, false) => read_collection(text, header, Format::Plain, (asked, budget), tell),
        _ => {
            if let Some(story) = header.story {
                header.document.insert(STORY.to_owned(), story);
            }
            Ok(read_single(text, header.document, asked))
        }
    }
}

/// Whether a feature collection follows our rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// It has a member `story`.
    Story,
    /// It comes from elsewhere.
    Plain,
}

impl Format {
    fn word(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Plain => "geojson",
        }
    }
}

/// Reads a feature collection, one feature at a time, of what is left of a budget of memory.
fn read_collection(
    text: &str,
    header: Header,
    format: Format,
    (asked, mut budget): (&Asked<'_>, Budget),
    tell: Tell<'_>,
) -> Result<Loaded, LoadError> {
    /// So many features are read between two looks at whether they are still wanted.
    const STEP: usize = 4096;
    let mut reading = Reading { now_secs: asked.now_secs, ..Reading::new(format) };
    let mut is_cancelled = false;
    if header.document.get("type").and_then(Value::as_str) != Some("FeatureCollection") {
        reading.found.error(Spot::Top.key("type"), "\"type\" must be \"FeatureCollection\"");
    }
    members::check_bbox(&header.document, Spot::Top, &mut reading.found);
    match header.story {
        Some(story) => {
            if budget.take(weight::of_story(&story, budget.taken() as usize)).is_err() {
                return Err(too_large(text, &[Step::Key(STORY.to_owned())], "this story", &budget));
            }
            reading.story = read::story_of(story, Spot::Top.key(STORY), &mut reading.found);
        }
        None => reading.story.title = plain::title_of(&header.document),
    }
    reading.story.document = header.document;
    let read = document::for_each_feature(text, &header.features, &mut budget, |feature, budget| {
        let index = feature.index;
        if reading.feature(feature, budget).is_err() {
            return ControlFlow::Break(());
        }
        let is_step = (index + 1).is_multiple_of(STEP);
        is_cancelled = is_step && tell(&reading.story).is_break();
        if is_cancelled { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if is_cancelled {
        return Err(LoadError::Cancelled);
    }
    match read {
        Err(_) if budget.is_over() => {
            let features = [Step::Key(FEATURES.to_owned()), Step::Index(reading.rows)];
            if reading.story.events.is_empty() {
                return Err(too_large(text, &features, "this feature", &budget));
            }
            let at = Spot::Top.key(FEATURES);
            reading.found.error(at.index(reading.rows), over_budget("features", budget.most()));
        }
        read => read.map_err(|error| error_in(text, &error, &budget))?,
    }
    Ok(reading.finish(text, asked.mapping))
}

/// Something takes more memory than the budget of its file.
fn too_large(text: &str, path: &[Step], what: &str, budget: &Budget) -> LoadError {
    let (line, column) = line_columns_of(text, &[&path.to_vec()]).first().copied().unwrap_or((1, 1));
    let most = budget.most() >> 20;
    let message = format!(
        "{what} takes more than {most} MiB, the budget of memory for a file of its size; leave out members that are not needed, or split it"
    );
    LoadError::Broken { format: "GeoJSON that can be opened", line, column, message }
}

/// Reads a text that holds one feature or one geometry.
fn read_single(text: &str, members: Members, asked: &Asked<'_>) -> Loaded {
    let mut reading = Reading::new(Format::Plain);
    let is_feature = members.get("type").and_then(Value::as_str) == Some("Feature");
    let event = if is_feature {
        plain::event_of(members, Spot::Top, &mut reading.found)
    } else {
        plain::event_of_geometry(Value::Object(members), Spot::Top, &mut reading.found)
    };
    reading.rows = 1;
    reading.keep(0, event);
    reading.finish(text, asked.mapping)
}

/// A story on its way in.
struct Reading {
    format: Format,
    /// The moment after which all is still to come, where it is known.
    now_secs: Option<f64>,
    story: Story,
    found: Findings,
    rows: usize,
    rejected: usize,
    /// The index of the feature that each event came from.
    feature_of_event: Vec<usize>,
    /// The index of the feature that has an id.
    feature_of_id: HashMap<String, usize>,
}

impl Reading {
    fn new(format: Format) -> Self {
        Self {
            format,
            now_secs: None,
            story: Story::default(),
            found: Findings::default(),
            rows: 0,
            rejected: 0,
            feature_of_event: Vec::new(),
            feature_of_id: HashMap::new(),
        }
    }

    /// Takes in the next feature of a collection. Fails where it would take more than the budget has.
    fn feature(&mut self, Element { index, value, bytes }: Element, budget: &mut Budget) -> Result<(), OverBudget> {
        let says_something = |members: &&Members| members.keys().any(|key| key != "type");
        if let Some(members) = value.as_object().filter(says_something) {
            budget.take(weight::of_event(members, bytes))?;
        }
        self.rows += 1;
        let features = Spot::Top.key(FEATURES);
        let at = features.index(index);
        let Value::Object(members) = value else {
            let kind = findings::kind_of(&value);
            self.found.error(at, format!("a feature must be an object, found {kind}; it is left out"));
            self.rejected += 1;
            return Ok(());
        };
        if !says_something(&&members) {
            self.found.error(at, "this feature says nothing, neither what nor when nor where; it is left out");
            self.rejected += 1;
            return Ok(());
        }
        let event = match self.format {
            Format::Story => read::event_of(members, at, &mut self.found),
            Format::Plain => plain::event_of(members, at, &mut self.found),
        };
        self.keep(index, event);
        Ok(())
    }

    /// Keeps an event, unless its id is taken.
    fn keep(&mut self, index: usize, mut event: Event) {
        if let Some(first) = self.feature_of_id.get(&event.id) {
            let features = Spot::Top.key(FEATURES);
            let (at, first) = (features.index(index), features.index(*first));
            let id = &event.id;
            if self.format == Format::Story {
                let message = format!("a second event has the id \"{id}\", give it another; it is left out");
                self.found.again(at.key("id"), message, first.key("id").path());
                self.rejected += 1;
                return;
            }
            self.found
                .warning(at.key("id"), format!("a second feature has the id \"{id}\"; it is opened with a new one"));
            event.id.clear();
        }
        if !event.id.is_empty() {
            self.feature_of_id.insert(event.id.clone(), index);
        }
        self.feature_of_event.push(index);
        self.story.events.push(event);
    }

    /// Names what has no id, looks across the events, and looks up where findings are.
    fn finish(mut self, text: &str, mapping: &Mapping) -> Loaded {
        let table = match self.format {
            Format::Story => None,
            Format::Plain => {
                columns::complete(&mut self.story, &self.feature_of_event, (mapping, text.len()), &mut self.found)
            }
        };
        if table.is_some() {
            self.own_ids();
        }
        self.name_events();
        references::name_claims(&mut self.story, &self.feature_of_event, &mut self.found);
        match self.format {
            Format::Story => {
                references::check_story(&self.story, &self.feature_of_event, &mut self.found);
                sense::check_sense(&self.story, &self.feature_of_event, self.now_secs, &mut self.found);
            }
            Format::Plain => plain::adopt_references(&mut self.story),
        }
        Loaded {
            report: Report::of_features(self.rows, self.rejected, &self.story),
            table,
            story: self.story,
            diagnostics: self.found.into_diagnostics(text),
            rows: self.rows,
            rejected: self.rejected,
            format: self.format.word(),
            content: None,
        }
    }

    /// Takes ids that stand in a property, each once.
    fn own_ids(&mut self) {
        let features = Spot::Top.key(FEATURES);
        for (event, &index) in self.story.events.iter_mut().zip(&self.feature_of_event) {
            if event.id.is_empty() || self.feature_of_id.get(&event.id) == Some(&index) {
                continue;
            }
            if self.feature_of_id.contains_key(&event.id) {
                let id = std::mem::take(&mut event.id);
                let message = format!("a second feature has the id \"{id}\"; it is opened with a new one");
                self.found.warning(features.index(index), message);
            } else {
                self.feature_of_id.insert(event.id.clone(), index);
            }
        }
    }

    /// Gives an id, and a title to plain features, where there is none.
    fn name_events(&mut self) {
        let features = Spot::Top.key(FEATURES);
        for (event, &index) in self.story.events.iter_mut().zip(&self.feature_of_event) {
            if event.id.is_empty() {
                event.id =
                    references::free_id(&format!("event-{}", index + 1), |id| self.feature_of_id.contains_key(id));
                self.feature_of_id.insert(event.id.clone(), index);
                if self.format == Format::Story {
                    let id = &event.id;
                    self.found
                        .warning(features.index(index), format!("this event has no \"id\"; it is called \"{id}\""));
                }
            }
            if self.format == Format::Plain && event.title.is_empty() {
                event.title.clone_from(&event.id);
            }
        }
    }
}
