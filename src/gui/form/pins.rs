//! Fields that keep their value for the next event or claim.

use std::collections::BTreeSet;

use crate::model::{AttributionKind, Claim, Event};

/// Which fields keep their value for the next, and what they were last.
#[derive(Debug, Default)]
pub(in crate::gui) struct Pins {
    pinned: BTreeSet<&'static str>,
    event: Option<Event>,
    claim: Option<Claim>,
}

impl Pins {
    pub(super) fn has(&self, field: &str) -> bool {
        self.pinned.contains(field)
    }

    pub(super) fn toggle(&mut self, field: &'static str) {
        if !self.pinned.remove(field) {
            self.pinned.insert(field);
        }
    }

    /// Remembers what an event says.
    pub(super) fn remember_event(&mut self, event: &Event) {
        if self.pinned.is_empty() {
            return;
        }
        self.event = Some(Event { claims: Vec::new(), ..event.clone() });
    }

    /// Remembers what a claim says.
    pub(super) fn remember_claim(&mut self, claim: &Claim) {
        if self.pinned.is_empty() {
            return;
        }
        self.claim = Some(claim.clone());
    }

    /// An event that begins with what is pinned.
    pub(in crate::gui) fn event(&self) -> Event {
        let mut event = Event::default();
        let Some(last) = &self.event else { return event };
        if self.has("when") {
            event.when.clone_from(&last.when);
            event.zone.clone_from(&last.zone);
        }
        if self.has("place") {
            event.place.clone_from(&last.place);
            event.geometry.clone_from(&last.geometry);
        }
        if self.has("category") {
            event.category.clone_from(&last.category);
        }
        if self.has("layer") {
            event.layer.clone_from(&last.layer);
        }
        if self.has("actors") {
            event.actors.clone_from(&last.actors);
        }
        event
    }

    /// A claim that begins with what is pinned.
    pub(in crate::gui) fn claim(&self) -> Claim {
        let mut claim = Claim::by(AttributionKind::Named);
        let Some(last) = &self.claim else { return claim };
        if self.has("speaker") {
            claim.attribution.clone_from(&last.attribution);
        }
        if self.has("said") {
            claim.said.clone_from(&last.said);
        }
        if self.has("source") {
            claim.source.clone_from(&last.source);
        }
        claim
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_pinned_begins_the_next() {
        let mut pins = Pins::default();
        pins.toggle("category");
        pins.toggle("source");
        pins.remember_event(&Event { category: "clash".to_owned(), layer: "article".to_owned(), ..Event::default() });
        let claim =
            Claim { source: "news18".to_owned(), text: "So it was".to_owned(), ..Claim::by(AttributionKind::Outlet) };
        pins.remember_claim(&claim);
        assert_eq!((pins.event().category.as_str(), pins.event().layer.as_str()), ("clash", ""));
        let next = pins.claim();
        assert_eq!(
            (next.source.as_str(), next.text.as_str(), next.attribution.kind),
            ("news18", "", AttributionKind::Named)
        );
    }
}
