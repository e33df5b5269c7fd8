//! Events in formats of others: GeoJSON, CSV, KML, Parquet.
//!
//! This module answers what of a story a format can hold, and names what it cannot. Story files are
//! written by `geojson`.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::csv_out::{CsvWriter, LineEnd};
use super::kml::Placemark;
use super::replace::{Streams, replace_file};
use super::shelf::all_read;
use super::table::{Shapes, cells_of, columns_of, lost_in_tables};
use super::{SaveError, geojson};
use crate::model::{Event, Extent, Members, Row, Story, Zone};

/// A format that events are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// A story file, which holds everything.
    Story,
    /// GeoJSON without a story.
    GeoJson,
    /// A table of cells between commas.
    Csv,
    /// Placemarks for globes and maps.
    Kml,
    /// A table by columns, with shapes as `GeoParquet` has them.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// How many events.
    pub events: usize,
    /// What the format could not hold, in words.
    pub lost: Vec<&'static str>,
    /// How many cells have an apostrophe in front, so that no spreadsheet runs them.
    pub guarded: usize,
}

impl FileFormat {
    /// Every format with its word, its ending, and its name for people.
    pub const ALL: &[(Self, &'static str, &'static str, &'static str)] = &[
        (Self::Story, "story", "geojson", "Story"),
        (Self::GeoJson, "geojson", "geojson", "GeoJSON without a story"),
        (Self::Csv, "csv", "csv", "CSV"),
        (Self::Kml, "kml", "kml", "KML"),
        #[cfg(feature = "parquet")]
        (Self::Parquet, "parquet", "parquet", "Parquet"),
    ];

    /// The format that the ending of a path names; a story for GeoJSON.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let ending = if ending == "json" { "geojson" } else { ending.as_str() };
        Self::ALL.iter().find(|(_, _, known, _)| *known == ending).map(|(format, ..)| *format)
    }

    /// Reads the word of a format.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, ..)| *known == word).map(|(format, ..)| *format)
    }
}

/// Writes the events of a story beside the file and puts them in its place when they are whole.
pub fn write_events(path: &Path, story: &Story, format: FileFormat) -> Result<Written, SaveError> {
    let mut written = Written { events: 0, lost: Vec::new(), guarded: 0 };
    replace_file(path, Streams::Written, |file| {
        written = write_events_to(file, story, format)?;
        Ok(())
    })?;
    Ok(written)
}

/// Writes the events of a story.
pub fn write_events_to(out: &mut (dyn Write + Send), story: &Story, format: FileFormat) -> io::Result<Written> {
    let lost = match format {
        FileFormat::Story => Vec::new(),
        _ => lost_in_tables(story),
    };
    let mut guarded = 0;
    match format {
        FileFormat::Story => geojson::write_to(out, story)?,
        FileFormat::GeoJson => write_geojson(out, story)?,
        FileFormat::Csv => guarded = write_csv(out, story)?,
        FileFormat::Kml => write_kml(out, story)?,
        #[cfg(feature = "parquet")]
        FileFormat::Parquet => super::parquet::write_parquet(out, story)?,
    }
    all_read(story)?;
    Ok(Written { events: story.events.len(), lost, guarded })
}

/// Writes rows of tables as they were, with their line in front, to look at and mend. Returns how many cells have
/// an apostrophe in front, so that no spreadsheet runs them.
pub fn write_rows(path: &Path, rows: &[Row]) -> Result<usize, SaveError> {
    let mut columns: Vec<&str> = Vec::new();
    for name in rows.iter().flat_map(Row::columns) {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let mut guarded = 0;
    replace_file(path, Streams::Written, |file| {
        let mut writer = CsvWriter::new(file, LineEnd::Lf);
        writer.row(std::iter::once("line").chain(columns.iter().copied()))?;
        for row in rows {
            let cell =
                |name: &&str| row.columns().iter().position(|column| column == name).map_or("", |at| row.cell(at));
            writer.row(std::iter::once(row.line().to_string().as_str()).chain(columns.iter().map(cell)))?;
        }
        guarded = writer.finish()?;
        Ok(())
    })?;
    Ok(guarded)
}

/// Returns how many cells have an apostrophe in front.
fn write_csv(out: &mut dyn Write, story: &Story) -> io::Result<usize> {
    let columns = columns_of(story);
    let mut writer = CsvWriter::new(out, LineEnd::Lf);
    writer.row(columns.iter().map(String::as_str))?;
    for event in &story.events {
        let cells = cells_of(&event, &story.zone, &columns, Shapes::AsText);
        writer.row(cells.iter().map(AsRef::as_ref))?;
    }
    writer.finish()
}

/// Features with flat properties, which other programs show as columns.
fn write_geojson(out: &mut dyn Write, story: &Story) -> io::Result<()> {
    let columns = columns_of(story);
    let title = Value::from(story.title.as_str());
    write!(out, "{{\"type\":\"FeatureCollection\",\"title\":{title},\"features\":[")?;
    for (index, event) in story.events.iter().enumerate() {
        let comma = if index == 0 { "\n" } else { ",\n" };
        write!(out, "{comma}{}", feature_of(&event, &story.zone, &columns))?;
    }
    out.write_all(b"\n]}\n")
}

fn feature_of(event: &Event, zone: &Zone, columns: &[String]) -> Value {
    let cells = cells_of(event, zone, columns, Shapes::Beside);
    // The geometry says where; a second place would only be another to keep.
    let cells = columns.iter().zip(cells).filter(|(name, _)| !matches!(name.as_str(), "longitude" | "latitude" | "id"));
    // Every feature has the same members, as those who read them into tables expect.
    let value = |cell: Cow<'_, str>| if cell.is_empty() { Value::Null } else { Value::from(cell.into_owned()) };
    let properties: Members = cells.map(|(name, cell)| (name.clone(), value(cell))).collect();
    json!({
        "type": "Feature",
        "id": event.id,
        "geometry": geojson::geometry_value(None, event.geometry.as_ref()),
        "properties": properties,
    })
}

/// Placemarks whose columns hold what KML has no place for.
fn write_kml(out: &mut dyn Write, story: &Story) -> io::Result<()> {
    /// What a placemark has a place of its own for.
    const TOLD: [&str; 7] = ["id", "title", "summary", "when", "layer", "longitude", "latitude"];
    let columns = columns_of(story);
    let events: Vec<Cow<'_, Event>> = story.events.iter().collect();
    let placemarks = events.iter().enumerate().map(|(index, event)| {
        let cells = columns.iter().zip(cells_of(event, &story.zone, &columns, Shapes::Beside));
        let when = event.when.as_ref().map(ToString::to_string);
        // The first one has them all, so that a reader knows the columns.
        let is_told = move |name: &str, cell: &str| !TOLD.contains(&name) && (index == 0 || !cell.is_empty());
        (event, when, cells.filter(move |(name, cell)| is_told(name, cell)))
    });
    let placemarks: Vec<_> = placemarks.map(|(event, when, cells)| (event, when, cells.collect::<Vec<_>>())).collect();
    let placemarks = placemarks.iter().map(|(event, when, cells)| {
        let [begin, end] = ends_of(event, &story.zone);
        Placemark {
            layer: &event.layer,
            id: &event.id,
            title: &event.title,
            summary: &event.summary,
            when: when.as_deref(),
            begin,
            end,
            geometry: event.geometry.as_ref(),
            columns: cells.iter().map(|(name, cell)| (name.as_str(), cell.clone())).collect(),
        }
    });
    super::kml::write_kml(out, &story.title, placemarks)
}

/// First and last moment that an event can have, as KML writes times; the day alone for a whole day.
fn ends_of(event: &Event, zone: &Zone) -> [Option<String>; 2] {
    let Some(when) = &event.when else { return [None, None] };
    let zone = event.zone_or(zone);
    let written = when.to_string();
    if written.len() <= 10 && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return [Some(written.clone()), Some(written)];
    }
    let Extent { start_secs, end_secs } = when.span(zone).possible;
    [start_secs, end_secs].map(|secs| {
        let in_reach = secs.is_finite() && (-62_135_596_800.0..253_402_300_800.0).contains(&secs);
        in_reach.then(|| zone_time(secs, zone))
    })
}

/// A moment as XML Schema writes it.
fn zone_time(secs: f64, zone: &Zone) -> String {
    let offset_secs = zone.offset_secs_at(secs);
    // Offsets with seconds, as before railways, are none to XML.
    if offset_secs % 60 != 0 {
        return format!("{}Z", Zone::Utc.civil_from_secs(secs).format("%Y-%m-%dT%H:%M:%S"));
    }
    let (sign, minutes) = if offset_secs < 0 { ('-', -offset_secs / 60) } else { ('+', offset_secs / 60) };
    let civil = zone.civil_from_secs(secs).format("%Y-%m-%dT%H:%M:%S");
    format!("{civil}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
