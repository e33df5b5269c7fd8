//! Which events a change of a story bears on, column by column.
//!
//! Answers of which events a column has to be made anew. It does not know what has changed.

use super::Facet;
use super::pieces::Pieces;

/// What has to be made anew of the columns, by what these depend on.
#[derive(Debug)]
pub(super) struct Bearing {
    pub(super) events: Pieces,
    /// With the events of which something is known since another moment. None: the same as `events`.
    pub(super) claims: Option<Pieces>,
    /// With those, and the events that have other publishers. None: the same as `claims`.
    pub(super) publishers: Option<Pieces>,
    /// With the events that have actors of other sides. None: the same as `events`.
    pub(super) sides: Option<Pieces>,
}

impl Bearing {
    /// Of a change of events alone.
    pub(super) fn on(events: Pieces) -> Self {
        Self { events, claims: None, publishers: None, sides: None }
    }

    /// The events that say something else, are new or gone.
    pub(super) fn on_events(&self) -> &Pieces {
        &self.events
    }

    /// The events of which something is known since another moment, with those.
    pub(super) fn on_claims(&self) -> &Pieces {
        self.claims.as_ref().unwrap_or(&self.events)
    }

    /// The events that may have other keys of a facet.
    pub(super) fn on_facet(&self, facet: Facet) -> &Pieces {
        match facet {
            Facet::Publisher => self.publishers.as_ref().unwrap_or(self.on_claims()),
            Facet::Side => self.sides.as_ref().unwrap_or(&self.events),
            facet if facet.is_of_claims() => self.on_claims(),
            _ => &self.events,
        }
    }
}
