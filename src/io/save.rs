//! Events in formats of others: GeoJSON, CSV, KML, Parquet.
//!
//! This module answers what of a story a format can hold, and names what it cannot. Story files are
//! written by `geojson`.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::table::{Shapes, cells_of, columns_of, lost_in_tables};
use super::{SaveError, geojson, replace_file};
use crate::model::{Event, Members, Row, Story};

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
    /// Columns for programs that count.
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
}

impl FileFormat {
    /// Every format with its word, its ending, and its name for people.
    pub const ALL: &[(Self, &'static str, &'static str, &'static str)] = &[
        (Self::Story, "story", "geojson", "Story"),
        (Self::GeoJson, "geojson", "geojson", "GeoJSON without a story"),
        (Self::Csv, "csv", "csv", "CSV"),
        (Self::Kml, "kml", "kml", "KML"),
        #[cfg(feature = "parquet")]
        (Self::Parquet, "parquet", "parquet", "GeoParquet"),
    ];

    /// The format that the ending of a path names; a story for GeoJSON.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        if matches!(ending.as_str(), "json" | "geoparquet") {
            return Self::of(Path::new(if ending == "json" { "x.geojson" } else { "x.parquet" }));
        }
        Self::ALL.iter().find(|(_, _, known, _)| *known == ending).map(|(format, ..)| *format)
    }

    /// Reads the word of a format.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, ..)| *known == word).map(|(format, ..)| *format)
    }
}

/// Writes the events of a story beside the file and puts them in its place when they are whole.
pub fn write_events(path: &Path, story: &Story, format: FileFormat) -> Result<Written, SaveError> {
    let mut written = Written { events: 0, lost: Vec::new() };
    replace_file(path, |file| {
        written = write_events_to(file, story, format)?;
        Ok(())
    })
    .map_err(|source| SaveError { path: path.to_owned(), source })?;
    Ok(written)
}

/// Writes the events of a story.
pub fn write_events_to(out: &mut (dyn Write + Send), story: &Story, format: FileFormat) -> io::Result<Written> {
    let lost = match format {
        FileFormat::Story => Vec::new(),
        _ => lost_in_tables(story),
    };
    match format {
        FileFormat::Story => geojson::write_to(out, story)?,
        FileFormat::GeoJson => write_geojson(out, story)?,
        FileFormat::Csv => write_csv(out, story)?,
        _ => return Err(io::Error::from(io::ErrorKind::Unsupported)),
    }
    Ok(Written { events: story.events.len(), lost })
}

/// Writes rows of tables as they were, with their line in front, to look at and mend.
pub fn write_rows(path: &Path, rows: &[Row]) -> Result<(), SaveError> {
    let mut columns: Vec<&str> = Vec::new();
    for name in rows.iter().flat_map(Row::columns) {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    replace_file(path, |file| {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
        writer.write_record(std::iter::once("line").chain(columns.iter().copied()))?;
        for row in rows {
            let cell =
                |name: &&str| row.columns().iter().position(|column| column == name).map_or("", |at| row.cell(at));
            writer.write_record(std::iter::once(row.line().to_string().as_str()).chain(columns.iter().map(cell)))?;
        }
        writer.flush()
    })
    .map_err(|source| SaveError { path: path.to_owned(), source })
}

fn write_csv(out: &mut dyn Write, story: &Story) -> io::Result<()> {
    let columns = columns_of(story);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(&columns)?;
    for event in &story.events {
        let cells = cells_of(event, &columns, Shapes::AsText);
        writer.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.flush()
}

/// Features with flat properties, which other programs show as columns.
fn write_geojson(out: &mut dyn Write, story: &Story) -> io::Result<()> {
    let columns = columns_of(story);
    let title = Value::from(story.title.as_str());
    write!(out, "{{\"type\":\"FeatureCollection\",\"title\":{title},\"features\":[")?;
    for (index, event) in story.events.iter().enumerate() {
        let comma = if index == 0 { "\n" } else { ",\n" };
        write!(out, "{comma}{}", feature_of(event, &columns))?;
    }
    out.write_all(b"\n]}\n")
}

fn feature_of(event: &Event, columns: &[String]) -> Value {
    let cells = cells_of(event, columns, Shapes::Beside);
    let filled = columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    // The geometry says where; a second place would only be another to keep.
    let filled = filled.filter(|(name, _)| !matches!(name.as_str(), "longitude" | "latitude" | "id"));
    let properties: Members = filled.map(|(name, cell)| (name.clone(), Value::from(cell.into_owned()))).collect();
    json!({
        "type": "Feature",
        "id": event.id,
        "geometry": geojson::geometry_value(None, event.geometry.as_ref()),
        "properties": properties,
    })
}
