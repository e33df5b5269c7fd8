//! What of each event matters when all are looked at together.
//!
//! It is gathered while rows are read, so that no event is made again for it.

use crate::model::{Event, Events, Extent, Zone};

/// What of an event matters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// When it may have been.
    pub(super) possible: Option<Extent>,
    /// Without a date or a place, though its row says something.
    pub(super) is_undated: bool,
    pub(super) is_unplaced: bool,
}

impl Seen {
    /// That of an event; the zone is that of events that have none of their own.
    pub(super) fn of(event: &Event, zone: &Zone) -> Self {
        // What says nothing at all says no date either.
        let says_something = event.row.is_some() || !event.properties.is_empty();
        Self {
            possible: event.when.as_ref().map(|when| when.span(event.zone_or(zone)).possible),
            is_undated: says_something && event.when.is_none(),
            is_unplaced: says_something && event.geometry.is_none(),
        }
    }
}

/// What of all events matters; the zone is that of those that have none of their own.
pub(super) fn seen_of(events: &Events, zone: &Zone) -> Vec<Seen> {
    let (mut seen, mut walk) = (Vec::with_capacity(events.len()), events.walk());
    while let Some((_, event)) = walk.next() {
        seen.push(Seen::of(event, zone));
    }
    seen
}
