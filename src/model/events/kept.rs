//! Events that are kept for the next time that their file is opened, as they lie packed.
//!
//! This module answers which bytes a chunk is, and is filled from a shelf that holds such chunks already. It does not
//! know what is kept beside them, nor where.

use std::sync::Arc;

use super::chunk::Chunk;
use super::shelved::{AboutEvents, KeptEvents, Shelved};
use super::{CHUNK, Events};
use crate::model::packed_event;
use crate::model::shelf::{Place, Shelving};

impl Events {
    /// The names of the columns of their rows: those of the first that has any.
    pub fn columns(&self) -> Option<Arc<[String]>> {
        self.chunks.iter().find_map(|chunk| match chunk {
            Chunk::Plain(events) => events.iter().find_map(|event| event.row.as_ref()).map(|row| row.columns().into()),
            Chunk::Packed(packed) => packed.columns().cloned(),
            Chunk::Shelved(shelved) => shelved.columns().cloned(),
        })
    }

    /// How many parts they are kept in.
    pub fn kept_len(&self) -> usize {
        self.chunks.len()
    }

    /// A part of them, packed, where all rows have these columns. None where it cannot be packed, or read.
    pub fn kept(&self, part: usize, columns: Option<&Arc<[String]>>) -> Option<KeptEvents> {
        let has_columns =
            |own: Option<&Arc<[String]>>| own.is_none_or(|own| columns.is_some_and(|columns| own == columns));
        match &self.chunks[part] {
            Chunk::Shelved(shelved) if has_columns(shelved.columns()) => shelved.kept(),
            Chunk::Shelved(_) => None,
            chunk => {
                let packed = match chunk.packed() {
                    Some(packed) => packed,
                    None => Arc::new(packed_event::packed(&chunk.clone().into_events())?),
                };
                let bytes = packed.to_bytes()?;
                let check = crc32fast::hash(&bytes);
                let about = Shelved::about(&packed);
                has_columns(packed.columns()).then_some(KeptEvents { bytes, check, about })
            }
        }
    }

    /// Events that were kept on a shelf, part by part, with the columns of their rows. None where no such parts were
    /// kept.
    pub fn of_kept(
        shelving: &Shelving,
        columns: Option<&Arc<[String]>>,
        parts: impl IntoIterator<Item = (Place, AboutEvents)>,
    ) -> Option<Self> {
        let mut events = Self::new();
        for (place, about) in parts {
            let own = if about.have_rows { Some(columns?.clone()) } else { None };
            let is_chunk = (1..=2 * CHUNK as u32).contains(&about.count);
            events.firsts.push(u32::try_from(events.len).ok()?);
            events.len = events.len.checked_add(about.count as usize).filter(|_| is_chunk)?;
            events.chunks.push(Chunk::Shelved(Arc::new(Shelved::at(shelving.parcel(place), own, about))));
        }
        u32::try_from(events.len).ok()?;
        events.shelving = Some(shelving.clone());
        Some(events)
    }
}
