//! A story that is kept for the next time that its file is opened: all of it but its events, as bytes.
//!
//! This module answers how that is packed and read again as it was. What it reads must be what it packed, which
//! whoever keeps it makes sure of: others' bytes give nothing, or a panic, but take no more memory than they can fill.

use std::sync::Arc;

use super::pack::Pack;
use super::packed::{Packed, Reader, Writer};
use super::packed_event::{self, members};
use super::{Actor, Category, Chapter, Event, Events, Layer, Row, Source, Sources, Story};

members!(Source { id, title, publisher, url, published, accessed, archived, sha256, distinct_from, i18n, members });
members!(Actor { id, name, side, i18n, members });
members!(Category { id, name, symbol, i18n, members });
members!(Layer { id, name, visible, i18n, members });
members!(Chapter { title, text, event, events, view, i18n, members });

impl Story {
    /// All of it but its sources and events, packed. None where it would be read as another.
    pub fn kept_head(&self) -> Option<Vec<u8>> {
        let Self {
            title,
            summary,
            lang,
            i18n,
            zone,
            sources: _,
            actors,
            categories,
            layers,
            chapters,
            events: _,
            members,
            document,
        } = self;
        let mut to = Writer::default();
        to.begin();
        for text in [title, summary, lang] {
            text.pack(&mut to);
        }
        i18n.pack(&mut to);
        zone.pack(&mut to);
        actors.pack(&mut to);
        categories.pack(&mut to);
        layers.pack(&mut to);
        chapters.pack(&mut to);
        members.pack(&mut to);
        document.pack(&mut to);
        to.done(None)?.to_bytes()
    }

    /// What was so packed.
    pub fn of_kept_head(bytes: &[u8]) -> Option<Self> {
        let packed = Packed::of_bytes(bytes, None).filter(|packed| packed.len() == 1)?;
        let from = &mut packed.reader(0);
        Some(Self {
            title: Pack::unpack(from),
            summary: Pack::unpack(from),
            lang: Pack::unpack(from),
            i18n: Pack::unpack(from),
            zone: Pack::unpack(from),
            sources: Sources::default(),
            actors: Pack::unpack(from),
            categories: Pack::unpack(from),
            layers: Pack::unpack(from),
            chapters: Pack::unpack(from),
            events: Events::new(),
            members: Pack::unpack(from),
            document: Pack::unpack(from),
        })
    }
}

/// Rows of one table, packed. None where their columns differ.
pub fn kept_rows(rows: &[Row]) -> Option<Vec<u8>> {
    let events: Vec<Event> = rows.iter().map(|row| Event { row: Some(row.clone()), ..Event::default() }).collect();
    packed_event::packed(&events)?.to_bytes()
}

/// Rows that were so packed, of a table with these columns.
pub fn rows_of_kept(bytes: &[u8], columns: &Arc<[String]>) -> Option<Vec<Row>> {
    let packed = Packed::of_bytes(bytes, Some(columns))?;
    (0..packed.len()).map(|index| packed_event::event(&packed, index).row).collect()
}
