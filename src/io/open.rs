//! Opens files of every kind that can be opened.
//!
//! This module answers which importer reads a file, unpacks what is packed, and says how far it has come.
//! It does not know any format itself.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::budget::{Budget, memory_budget, over_budget};
use super::harvest::{Batch, Harvest};
use super::json::line_column_at;
use super::kind::{Kind, kind_of};
use super::progress::{Progress, Watch};
use super::records::{self, Shape};
use super::shelf::new_shelf;
use super::source::{Bounded, Counted, TooMuchUnpacked, Unpacked, Whole};
use super::table::{Gathering, Mapping, Planner, Report, Table, Writing, read_table};
use super::{Content, Diagnostics, LoadError, Loaded, MOST_BYTES, geojson};
use crate::model::Story;

/// How a file is to be opened.
#[derive(Default)]
pub struct Opening<'a> {
    /// Which columns mean what, where that is not to be guessed.
    pub mapping: Mapping,
    /// What was said of tables before, by the key of their header.
    pub remembered: BTreeMap<String, Mapping>,
    /// The moment after which all is still to come, in seconds since the Unix epoch.
    pub now_secs: Option<f64>,
    /// Is told how far it has come; the opening is cancelled where it breaks.
    pub progress: Option<&'a mut Watch<'a>>,
}

/// Opens a file of any kind.
pub fn open(path: &Path, opening: Opening<'_>) -> Result<Loaded, LoadError> {
    if path.is_dir() {
        return Err(LoadError::Unknown("a folder; open the files in it"));
    }
    let file = File::open(path).map_err(LoadError::unread).map_err(|error| error.of_file(path))?;
    let total = file.metadata().map_or(0, |metadata| metadata.len());
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    // Where the system lends a file only once, it is read from its beginning to its end.
    let again = file.try_clone().ok();
    open_from(Box::new(file), again, total, Some(path), opening)
        .map(|mut loaded| {
            if loaded.story.title.is_empty() && loaded.format != "story" {
                loaded.story.title = name;
            }
            loaded
        })
        .map_err(|error| error.of_file(path))
}

/// Opens bytes of any kind, such as a table that was pasted.
pub fn open_bytes(bytes: Vec<u8>, opening: Opening<'_>) -> Result<Loaded, LoadError> {
    let total = bytes.len() as u64;
    open_from(Box::new(Cursor::new(bytes)), None, total, None, opening)
}

fn open_from(
    source: Box<dyn Read + Send + '_>,
    file: Option<File>,
    total: u64,
    path: Option<&Path>,
    opening: Opening<'_>,
) -> Result<Loaded, LoadError> {
    let read = Arc::new(AtomicU64::new(0));
    let counted = Counted::new(source, read.clone());
    let mut unpacking = Unpacking { path, file, opening, read, total, remarks: Vec::new() };
    let opened = unpacking.open(Box::new(counted), 0);
    match opened {
        Err(LoadError::Read { source, .. }) if source.kind() == io::ErrorKind::FileTooLarge => {
            match source.get_ref().and_then(|inner| inner.downcast_ref::<TooMuchUnpacked>()) {
                Some(too_much) => Err(broken("a packed file that can be opened", &too_much.to_string())),
                None => Err(LoadError::TooLarge),
            }
        }
        opened => opened,
    }
}

/// Packed in packed in packed: more is nobody's doing.
const DEEPEST: usize = 3;
const START_BYTES: usize = 4096;

struct Unpacking<'p, 'o> {
    path: Option<&'p Path>,
    /// The file, for formats that are read from anywhere in it.
    file: Option<File>,
    opening: Opening<'o>,
    /// Bytes of the file that were read.
    read: Arc<AtomicU64>,
    total: u64,
    /// What there is to say of how it was packed.
    remarks: Vec<String>,
}

impl Unpacking<'_, '_> {
    fn open(&mut self, mut source: Box<dyn Read + Send + '_>, depth: usize) -> Result<Loaded, LoadError> {
        let mut start = Vec::with_capacity(START_BYTES);
        source.by_ref().take(START_BYTES as u64).read_to_end(&mut start).map_err(LoadError::unread)?;
        let kind = kind_of(&start, self.path.filter(|_| depth == 0));
        let mut source: Box<dyn Read + Send + '_> = Box::new(Cursor::new(start).chain(source));
        // What streams has no limit; what is held as a whole, or unpacked, has.
        let streams = matches!(kind, Kind::Table | Kind::FlatGeobuf | Kind::Parquet);
        if depth == 0 && !streams {
            if self.total > MOST_BYTES {
                return Err(LoadError::TooLarge);
            }
            source = Box::new(Bounded::new(source));
        }
        match kind {
            Kind::Gzip if depth < DEEPEST => {
                let unpacked = flate2::read::MultiGzDecoder::new(source);
                let packed = self.read.clone();
                self.open(Box::new(Unpacked::new(unpacked, packed)), depth + 1)
            }
            Kind::Zip if depth < DEEPEST => self.open_zip(source, depth),
            Kind::Gzip | Kind::Zip => Err(broken("a packed file", "packed more than three times; unpack it first")),
            Kind::Table => self.open_rows("csv", |harvest| {
                let mut source = source;
                read_table(&mut source, harvest).map(Some)
            }),
            Kind::Json => self.open_json(source, depth),
            Kind::FlatGeobuf => self
                .open_rows("flatgeobuf", |harvest| super::flatgeobuf::read_flatgeobuf(source, harvest).map(|()| None)),
            #[cfg(feature = "parquet")]
            Kind::Parquet => self.open_parquet(source, depth),
            #[cfg(not(feature = "parquet"))]
            Kind::Parquet => Err(LoadError::Unknown("a Parquet file, which this build of Meridian was made without")),
            Kind::Kml => {
                let bytes = self.whole(source)?;
                let budget = self.budget();
                self.open_rows("kml", |harvest| super::kml::read_kml(&bytes, budget, harvest).map(|()| None))
            }
            Kind::Gpx => {
                let bytes = self.whole(source)?;
                let budget = self.budget();
                self.open_rows("gpx", |harvest| super::gpx::read_gpx(&bytes, budget, harvest).map(|()| None))
            }
            Kind::Other(what) => Err(LoadError::Unknown(what)),
        }
    }

    /// How many bytes of memory the rows of the file may take.
    fn budget(&self) -> u64 {
        memory_budget(self.total.max(self.read.load(Ordering::Relaxed)))
    }

    #[cfg(feature = "parquet")]
    fn open_parquet(&mut self, source: Box<dyn Read + Send + '_>, depth: usize) -> Result<Loaded, LoadError> {
        let mut whole = self.seekable(source, depth)?;
        let len = whole.seek(io::SeekFrom::End(0)).map_err(LoadError::unread)?;
        self.open_rows("parquet", |harvest| super::parquet::read_parquet(whole, len, harvest).map(|()| None))
    }

    /// A source to be read from anywhere in it: the file itself, or what was packed in memory.
    fn seekable(&mut self, source: Box<dyn Read + Send + '_>, depth: usize) -> Result<Whole, LoadError> {
        if let Some(file) = self.file.take().filter(|_| depth == 0) {
            let mut whole = Whole::File(Counted::new(file, self.read.clone()));
            // What comes through a pipe has no beginning to go back to.
            if whole.rewind().is_ok() {
                return Ok(whole);
            }
        }
        self.whole(source).map(|bytes| Whole::Memory(Cursor::new(bytes)))
    }

    fn open_zip(&mut self, source: Box<dyn Read + Send + '_>, depth: usize) -> Result<Loaded, LoadError> {
        let mut whole = self.seekable(source, depth)?;
        let mut archive = zip::ZipArchive::new(&mut whole)
            .map_err(|error| broken("zip", &format!("{error}; the file may be cut off")))?;
        let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
        let has = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if has("xl/workbook.xml") || has("content.xml") {
            let format = if has("content.xml") { "ods" } else { "xlsx" };
            drop(archive);
            let mut bytes = Vec::new();
            whole.rewind().and_then(|()| whole.read_to_end(&mut bytes)).map_err(LoadError::unread)?;
            return self.open_rows(format, |harvest| super::sheet::read_sheet(&bytes, harvest).map(|()| None));
        }
        let is_hidden = |name: &String| {
            name.ends_with('/')
                || name.starts_with("__MACOSX")
                || name.rsplit('/').next().is_some_and(|last| last.starts_with('.'))
        };
        let ending = |name: &str| name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let known = [
            "kml", "csv", "tsv", "txt", "geojson", "json", "xlsx", "ods", "gpx", "parquet", "fgb", "ndjson",
            "geojsonl", "gz",
        ];
        let files: Vec<&String> = names.iter().filter(|name| !is_hidden(name)).collect();
        let wanted: Vec<&String> =
            files.iter().copied().filter(|name| known.contains(&ending(name).as_str())).collect();
        let Some(first) = wanted.first().or(files.first()).map(|name| (*name).clone()) else {
            return Err(broken("zip", "there is no file in it"));
        };
        if wanted.len() > 1 {
            let others: Vec<&str> = wanted[1..].iter().map(|name| name.as_str()).collect();
            self.remarks.push(format!("only {first} is read of this zip file, and not {}", others.join(", ")));
        }
        let entry = archive.by_name(&first).map_err(|error| broken("zip", &error.to_string()))?;
        let packed = self.read.clone();
        self.open(Box::new(Unpacked::new(entry, packed)), depth + 1)
    }

    fn open_json(&mut self, source: Box<dyn Read + Send + '_>, depth: usize) -> Result<Loaded, LoadError> {
        let bytes = self.whole(source)?;
        // What was packed is not saved where it was.
        let content = (depth == 0).then(|| Content::of(&bytes));
        self.open_json_bytes(bytes).map(|loaded| Loaded { content, ..loaded })
    }

    fn open_json_bytes(&mut self, bytes: Vec<u8>) -> Result<Loaded, LoadError> {
        let bytes = from_utf16(bytes)?;
        let Ok(text) = std::str::from_utf8(&bytes) else {
            return geojson::story_from_slice_by(&bytes, self.opening.now_secs);
        };
        let mut budget = Budget::new(self.budget());
        let (shape, members) = records::shape_of(text, &mut budget);
        let format = match shape {
            Shape::GeoJson => return self.open_geojson(&bytes),
            Shape::FeatureLines => {
                let mut diagnostics = Diagnostics::default();
                let collection = {
                    let mut harvest = Harvest {
                        take: &mut |_, _| ControlFlow::Continue(()),
                        diagnostics: Diagnostics::default(),
                        title: String::new(),
                    };
                    let collection = records::collection_of_lines(text, &mut harvest);
                    std::mem::swap(&mut diagnostics, &mut harvest.diagnostics);
                    collection
                };
                let mut loaded = self.open_geojson(collection.as_bytes())?;
                loaded.format = "geojson lines";
                loaded.diagnostics.extend(diagnostics.iter().cloned());
                return Ok(loaded);
            }
            Shape::TimelineJs => "timelinejs",
            Shape::StoryMapJs => "storymapjs",
            Shape::ObjectLines | Shape::Objects | Shape::Envelope => "json",
        };
        self.open_rows(format, |harvest| {
            records::read_records(text, (shape, members), &mut budget, harvest).map(|()| None)
        })
    }

    fn open_geojson(&mut self, bytes: &[u8]) -> Result<Loaded, LoadError> {
        let budget = self.budget();
        let Opening { mapping, now_secs, progress, .. } = &mut self.opening;
        let (read, total) = (bytes.len() as u64, self.total);
        let mut nobody = |_: Progress<'_>| ControlFlow::Continue(());
        let progress: &mut Watch<'_> = match progress {
            Some(progress) => &mut **progress,
            None => &mut nobody,
        };
        let mut tell = |story: &Story| progress(Progress { bytes_read: read, bytes_total: total, story });
        geojson::read(bytes, &geojson::Asked { now_secs: *now_secs, mapping, budget }, &mut tell)
    }

    /// All bytes of a source, told as they come.
    fn whole(&mut self, mut source: Box<dyn Read + Send + '_>) -> Result<Vec<u8>, LoadError> {
        const CHUNK: u64 = 4 << 20;
        let mut bytes = Vec::new();
        let nothing = Story::default();
        loop {
            let count = source.by_ref().take(CHUNK).read_to_end(&mut bytes).map_err(LoadError::unread)?;
            if count == 0 {
                return Ok(bytes);
            }
            if let Some(progress) = &mut self.opening.progress {
                let bytes_read = self.read.load(Ordering::Relaxed);
                let told = Progress { bytes_read, bytes_total: self.total, story: &nothing };
                if progress(told).is_break() {
                    return Err(LoadError::Cancelled);
                }
            }
        }
    }

    /// Makes events of the rows that an importer hands over.
    fn open_rows(
        &mut self,
        format: &'static str,
        read: impl FnOnce(&mut Harvest<'_>) -> Result<Option<Writing>, LoadError>,
    ) -> Result<Loaded, LoadError> {
        let mut into = Gathering::with_shelf(new_shelf);
        let mapping = std::mem::take(&mut self.opening.mapping);
        let remembered = std::mem::take(&mut self.opening.remembered);
        let mut planner = Planner::new(&mapping, &remembered);
        let (count, total) = (self.read.clone(), self.total);
        let progress = &mut self.opening.progress;
        let budget = memory_budget(total.max(count.load(Ordering::Relaxed)));
        let (mut spent, mut first_left_out) = (0, None);
        let mut take = |batch: Batch, _bytes| {
            spent += batch.memory();
            let needed = spent + batch.held;
            // What comes through a pipe has no length before its end.
            if needed > budget && needed > memory_budget(count.load(Ordering::Relaxed)) {
                first_left_out = Some(if batch.rows.is_empty() { 1 } else { batch.rows.line(0) });
                return ControlFlow::Break(());
            }
            planner.take(batch, &mut into);
            let bytes_read = count.load(Ordering::Relaxed).min(total);
            into.is_read(bytes_read, total);
            let Some(progress) = progress else { return ControlFlow::Continue(()) };
            progress(Progress { bytes_read, bytes_total: total, story: &into.story })
        };
        let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
        let read = read(&mut harvest);
        let Harvest { diagnostics, title, .. } = harvest;
        let writing = match (read, first_left_out) {
            (Err(LoadError::Cancelled), Some(line)) => {
                into.error(line, over_budget("rows", budget));
                None
            }
            (read, _) => read?,
        };
        let table = planner.finish(&mut into);
        if into.story.title.is_empty() {
            into.story.title = title;
        }
        for remark in std::mem::take(&mut self.remarks) {
            into.warning(1, remark);
        }
        into.diagnostics.absorb(diagnostics);
        if table.is_none() && into.diagnostics.errors() == 0 {
            into.warning(1, "there are no rows in this file");
        }
        if into.lacks_shelf() {
            into.warning(1, "no file could be made for the events of this table in the user's folder for caches; they are kept in memory");
        }
        if into.story.events.lack_room() {
            into.warning(1, "there is no room for the events of this table in the user's folder for caches; they are kept in memory");
        }
        let table = table.map(|table| Table { writing, ..table });
        let Gathering { mut story, report, diagnostics, .. } = into;
        story.sources.fit();
        Ok(Loaded {
            rows: report.rows,
            rejected: report.rejected,
            story,
            diagnostics,
            format,
            report,
            table,
            content: None,
        })
    }
}

/// JSON in UTF-8, where it was in UTF-16, which is none by its standard and written all the same.
fn from_utf16(bytes: Vec<u8>) -> Result<Vec<u8>, LoadError> {
    use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
    // JSON begins with two letters of ASCII, unless it is a single digit.
    let encoding = match (Encoding::for_bom(&bytes), bytes.as_slice()) {
        (Some((encoding, _)), _) if encoding != UTF_8 => encoding,
        (None, [0, 1..=255, 0, 1..=255, ..]) => UTF_16BE,
        (None, [1..=255, 0, 1..=255, 0, ..]) => UTF_16LE,
        _ => return Ok(bytes),
    };
    let (text, _, has_errors) = encoding.decode(&bytes);
    if has_errors {
        let offset = text.find('\u{fffd}').unwrap_or(0);
        let (line, column) = line_column_at(text.as_bytes(), offset);
        let message = "half of a letter stands here; save it again with the encoding UTF-8".to_owned();
        return Err(LoadError::Broken { format: "UTF-16", line, column, message });
    }
    Ok(text.into_owned().into_bytes())
}

fn broken(format: &'static str, message: &str) -> LoadError {
    LoadError::Broken { format, line: 1, column: 1, message: message.to_owned() }
}

impl Report {
    /// The report of features, which have no rows to keep.
    pub(super) fn of_features(rows: usize, rejected: usize, story: &Story) -> Self {
        Self {
            rows,
            rejected,
            undated: story.events.iter().filter(|event| event.when.is_none()).count(),
            unplaced: story.events.iter().filter(|event| event.geometry.is_none()).count(),
            ..Self::default()
        }
    }
}
