//! What importers hand over: rows in batches, and what they know of each beyond its cells.
//!
//! This module answers how a format gives its rows away, so that no importer keeps a growing list. It
//! does not know what the cells mean: `table` makes events of them.

use std::ops::ControlFlow;

use super::{Diagnostic, Diagnostics, LoadError};
use crate::model::{Geometry, LonLat, Rows, When};

/// So many rows make a batch; the last of a file has fewer.
pub(super) const BATCH_ROWS: usize = 4096;

/// Some rows of a file, in its order.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The rows, all of the same columns.
    pub(super) rows: Rows,
    /// By row, the place that the format itself gives; empty where the format gives none at all.
    pub(super) geometries: Vec<Option<Geometry>>,
    /// By row, the time that the format itself gives; empty where the format gives none at all.
    pub(super) whens: Vec<Option<When>>,
    /// How many bytes of memory the importer holds beside the rows that it has handed over.
    pub(super) held: u64,
}

impl Batch {
    /// About how many bytes its events will take.
    pub(super) fn memory(&self) -> u64 {
        /// An event without a text or a place.
        const EVENT_BYTES: usize = 700;
        let positions: usize = self.geometries.iter().flatten().map(|shape| shape.positions().count()).sum();
        let cells = (0..self.rows.len()).map(|row| self.rows.width(row)).sum::<usize>() * size_of::<u32>();
        (self.rows.len() * EVENT_BYTES + self.rows.text_len() + cells + positions * size_of::<LonLat>()) as u64
    }
}

/// Where an importer hands its rows to, and what it says of the file.
pub(super) struct Harvest<'a> {
    /// Takes a batch, with how many bytes of the file were read so far; breaks when nobody wants more.
    pub(super) take: &'a mut dyn FnMut(Batch, u64) -> ControlFlow<()>,
    /// What is wrong or odd.
    pub(super) diagnostics: Diagnostics,
    /// The title of the file; empty where it has none.
    pub(super) title: String,
}

impl Harvest<'_> {
    /// Hands over a batch. Fails when the reading was cancelled.
    pub(super) fn hand_over(&mut self, batch: Batch, bytes_read: u64) -> Result<(), LoadError> {
        match (self.take)(batch, bytes_read) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(LoadError::Cancelled),
        }
    }

    /// Something is wrong, and part of what was meant is not shown.
    pub(super) fn error(&mut self, line: u64, column: u64, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(line as usize, column as usize, message));
    }

    /// Something is odd, and shown all the same.
    pub(super) fn warning(&mut self, line: u64, column: u64, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::warning(line as usize, column as usize, message));
    }
}
