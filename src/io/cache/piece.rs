//! The pieces of an entry: bytes with a name, checked as they are read.
//!
//! This module answers which bytes a piece is, wherever it lies in its file. It does not know what they mean.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;

use crate::io::shelf::read_at;
use crate::model::{AboutEvents, ShelfPlace};

/// A piece to be written.
#[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "without Parquet no entry is written"))]
pub(in crate::io) struct NewPiece {
    /// The part that it is of; pieces of one part follow each other.
    pub(in crate::io) part: Cow<'static, str>,
    pub(in crate::io) bytes: Vec<u8>,
    /// CRC-32 of the bytes, as they were had.
    pub(in crate::io) check: u32,
    /// Of events, what is known without a look.
    pub(in crate::io) about: AboutEvents,
}

impl NewPiece {
    /// A piece of anything but events.
    pub(in crate::io) fn of(part: impl Into<Cow<'static, str>>, bytes: Vec<u8>) -> Self {
        let check = crc32fast::hash(&bytes);
        Self { part: part.into(), bytes, check, about: AboutEvents { count: 0, said: 0, have_rows: false } }
    }
}

/// A piece that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) place: ShelfPlace,
    pub(super) about: AboutEvents,
}

/// What an entry holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Directory {
    /// What it was made from, as it was written.
    pub(super) key: String,
    /// By name, the pieces of each part.
    pub(super) parts: BTreeMap<String, Vec<Piece>>,
}

impl Directory {
    /// The pieces of a part, in the order in which they were written.
    pub(super) fn part(&self, name: &str) -> &[Piece] {
        self.parts.get(name).map_or(&[], Vec::as_slice)
    }

    /// The bytes of a part that is one piece.
    pub(super) fn bytes(&self, file: &File, name: &str) -> Option<Vec<u8>> {
        match self.part(name) {
            [piece] => piece.bytes(file),
            _ => None,
        }
    }
}

impl Piece {
    /// Its bytes. None where they cannot be read or are others now.
    pub(super) fn bytes(&self, file: &File) -> Option<Vec<u8>> {
        let ShelfPlace { at, length, check } = self.place;
        let mut bytes = vec![0; length as usize];
        read_at(file, &mut bytes, at).ok()?;
        (crc32fast::hash(&bytes) == check).then_some(bytes)
    }
}
