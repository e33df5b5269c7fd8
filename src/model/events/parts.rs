//! Parts of events, by index, which are read without the rest of what is packed.

use std::borrow::Cow;

use super::Events;
use crate::model::packed_event::{Head, member};
use crate::model::{Claim, Event, Geometry, Place, When, Zone};

#[expect(clippy::redundant_closure_for_method_calls, reason = "as a function a method is of one lifetime")]
impl Events {
    /// The id of an event; see [`Events::get`].
    pub fn id(&self, index: usize) -> Cow<'_, str> {
        let (chunk, place) = self.place_of(index);
        self.chunks[chunk].id(place)
    }

    /// A claim of an event, by its place there; see [`Events::get`].
    pub fn claim(&self, index: usize, claim: usize) -> Cow<'_, Claim> {
        match self.get(index) {
            Cow::Borrowed(event) => Cow::Borrowed(&event.claims[claim]),
            Cow::Owned(mut event) => Cow::Owned(event.claims.swap_remove(claim)),
        }
    }

    /// The id of a claim of an event; see [`Events::get`].
    pub fn id_of_claim(&self, index: usize, claim: usize) -> Cow<'_, str> {
        match self.claim(index, claim) {
            Cow::Borrowed(claim) => Cow::Borrowed(&claim.id),
            Cow::Owned(claim) => Cow::Owned(claim.id),
        }
    }

    /// The title of an event; see [`Events::get`].
    pub fn title(&self, index: usize) -> Cow<'_, str> {
        let (chunk, place) = self.place_of(index);
        self.chunks[chunk].title(place)
    }

    /// The zone of an event's days, where it differs from the story's; see [`Events::get`].
    pub fn zone(&self, index: usize) -> Option<Zone> {
        self.member(index, member::ZONE, |event| &event.zone, |head| head.zone()).map(Cow::into_owned)
    }

    /// The id of the layer of an event, which may be empty; see [`Events::get`].
    pub fn layer(&self, index: usize) -> Cow<'_, str> {
        let (chunk, place) = self.place_of(index);
        self.chunks[chunk].layer(place)
    }

    /// When an event was; see [`Events::get`].
    pub fn when(&self, index: usize) -> Option<Cow<'_, When>> {
        self.member(index, member::WHEN, |event| &event.when, |head| head.when())
    }

    /// The place of an event as it is named; see [`Events::get`].
    pub fn place(&self, index: usize) -> Option<Cow<'_, Place>> {
        self.member(index, member::PLACE, |event| &event.place, |head| head.place())
    }

    /// The place of an event as it is drawn; see [`Events::get`].
    pub fn geometry(&self, index: usize) -> Option<Cow<'_, Geometry>> {
        self.member(index, member::GEOMETRY, |event| &event.geometry, |head| head.geometry())
    }

    fn member<T: Clone>(
        &self,
        index: usize,
        code: u64,
        stored: impl Fn(&Event) -> &Option<T>,
        read: impl Fn(Head<'_>) -> Option<T>,
    ) -> Option<Cow<'_, T>> {
        let (chunk, place) = self.place_of(index);
        self.chunks[chunk].member(place, code, stored, read)
    }

    /// True when an event has a date; see [`Events::get`].
    pub fn is_dated(&self, index: usize) -> bool {
        let (chunk, place) = self.place_of(index);
        self.chunks[chunk].says(place, member::WHEN, |event| event.when.is_some())
    }

    /// True when an event has a place on the map; see [`Events::get`].
    pub fn is_placed(&self, index: usize) -> bool {
        let (chunk, place) = self.place_of(index);
        self.chunks[chunk].says(place, member::GEOMETRY, |event| event.geometry.is_some())
    }

    /// True when an event is linked to another; see [`Events::get`].
    pub fn has_links(&self, index: usize) -> bool {
        let (chunk, place) = self.place_of(index);
        self.chunks[chunk].has_links(place)
    }
}
