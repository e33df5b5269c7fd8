//! `FlatGeobuf`, features in a binary file (<https://flatgeobuf.org>).
//!
//! This module answers which rows and shapes such a file holds. It does not know what its columns mean.
//! The index of the file is passed over.

use std::io::{BufReader, Read};
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flatgeobuf::{FallibleStreamingIterator as _, FeatureProperties as _, FgbFeature, FgbReader};
use geozero::error::GeozeroError;
use geozero::{ColumnValue, GeozeroGeometry as _, PropertyProcessor};

use super::LoadError;
use super::guard::guarded;
use super::harvest::{BATCH_ROWS, Batch, Harvest};
use super::shape::Gatherer;
use crate::model::{Geometry, Rows};

/// More columns than can be meant.
const MOST_COLUMNS: usize = 10_000;

/// Reads the features of a file. The line of a row is its number, counted from 1.
pub(super) fn read_flatgeobuf(source: impl Read, harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    let opened = guarded(|| FgbReader::open(BufReader::new(source)));
    let reader = opened.ok_or_else(damaged)?.map_err(|error| broken(&error))?;
    let about = guarded(|| About::of(&reader.header())).ok_or_else(damaged)?;
    harvest.title = about.title;
    let is_placed = about.system.is_none();
    if let Some(system) = about.system {
        let message =
            format!("its shapes are in {system} and not in degrees, and not shown; save it in EPSG:4326 to see them");
        harvest.error(1, 1, message);
    }
    let columns: Arc<[String]> = about.columns.into();
    let (mut batch, mut bad_shapes) = (Batch { rows: Rows::new(columns.clone()), ..Batch::default() }, 0);
    let mut features = guarded(|| reader.select_all_seq()).ok_or_else(damaged)?.map_err(|error| broken(&error))?;
    let mut number = 0;
    loop {
        number += 1;
        let read = guarded(|| match features.next() {
            Ok(Some(feature)) => feature_of(feature, columns.len()).map(Some),
            Ok(None) => Ok(None),
            Err(error) => Err(error.to_string()),
        });
        let read = read.unwrap_or_else(|| Err("its values do not fit together".to_owned()));
        let feature = match read {
            Ok(Some(feature)) => feature,
            Ok(None) => break,
            // What was read before it is sound.
            Err(message) => {
                harvest.error(number, 1, format!("the file is damaged: {message}; nothing from here on is shown"));
                break;
            }
        };
        batch.rows.push(number, feature.cells.iter().map(String::as_str));
        batch.geometries.push(match feature.shape {
            Ok(shape) => shape.filter(|_| is_placed),
            Err(message) => {
                bad_shapes += 1;
                if bad_shapes == 1 {
                    harvest.error(number, 1, format!("{message}; the event is unplaced"));
                }
                None
            }
        });
        if batch.rows.len() >= BATCH_ROWS {
            let next = Batch { rows: Rows::new(columns.clone()), ..Batch::default() };
            harvest.hand_over(std::mem::replace(&mut batch, next), 0)?;
        }
    }
    if !batch.rows.is_empty() {
        harvest.hand_over(batch, 0)?;
    }
    if bad_shapes > 1 {
        harvest.error(1, 1, format!("{} more shapes cannot be read", bad_shapes - 1));
    }
    Ok(())
}

fn broken(error: &impl std::fmt::Display) -> LoadError {
    LoadError::Broken { format: "FlatGeobuf", line: 1, column: 1, message: format!("{error}; it may be cut off") }
}

fn damaged() -> LoadError {
    broken(&"it is damaged")
}

/// What the head of a file says.
struct About {
    title: String,
    columns: Vec<String>,
    /// What its reference system is called, where that is none of degrees.
    system: Option<String>,
}

impl About {
    fn of(header: &flatgeobuf::Header<'_>) -> Self {
        let columns = header.columns().map(|columns| columns.iter().take(MOST_COLUMNS));
        let columns = columns.into_iter().flatten().map(|column| column.name().to_owned()).collect();
        let title = header.title().or(header.name()).unwrap_or_default().to_owned();
        let system = header.crs().and_then(|system| match system.code() {
            0 | 4326 | 4269 => None,
            code => Some(format!("{}:{code}", system.org().unwrap_or("EPSG"))),
        });
        Self { title, columns, system }
    }
}

/// A feature as a row.
struct Feature {
    cells: Vec<String>,
    shape: Result<Option<Geometry>, String>,
}

fn feature_of(feature: &FgbFeature, columns: usize) -> Result<Feature, String> {
    let mut cells = Cells(vec![String::new(); columns]);
    feature.process_properties(&mut cells).map_err(|error| error.to_string())?;
    let mut gatherer = Gatherer::default();
    let told = if feature.geometry().is_some() { feature.process_geom(&mut gatherer) } else { Ok(()) };
    let shape = match told {
        Ok(()) => Ok(gatherer.finish()),
        Err(GeozeroError::Geometry(what)) => Err(format!("a shape {what} is not read")),
        Err(error) => Err(format!("a shape cannot be read: {error}")),
    };
    Ok(Feature { cells: cells.0, shape })
}

/// Takes the properties of a feature as texts.
struct Cells(Vec<String>);

impl PropertyProcessor for Cells {
    fn property(&mut self, column: usize, _: &str, value: &ColumnValue<'_>) -> geozero::error::Result<bool> {
        if let Some(cell) = self.0.get_mut(column) {
            *cell = match value {
                ColumnValue::Binary(bytes) => BASE64_STANDARD.encode(bytes),
                value => value.to_string(),
            };
        }
        Ok(false)
    }
}
