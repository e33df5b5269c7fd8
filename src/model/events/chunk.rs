//! Some events of a story, as they are or packed.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::Event;
use crate::model::packed::Packed;
use crate::model::packed_event::{self, Head};

/// Some events, one after the other.
#[derive(Debug, Clone)]
pub(super) enum Chunk {
    /// As they are.
    Plain(Arc<Vec<Event>>),
    /// Packed; each is made when it is asked for.
    Packed(Arc<Packed>),
}

impl Chunk {
    pub(super) fn of(events: Vec<Event>) -> Self {
        Self::Plain(Arc::new(events))
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Plain(events) => events.len(),
            Self::Packed(packed) => packed.len(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn get(&self, place: usize) -> Cow<'_, Event> {
        match self {
            Self::Plain(events) => Cow::Borrowed(&events[place]),
            Self::Packed(packed) => Cow::Owned(packed_event::event(packed, place)),
        }
    }

    /// An event, in the room of another where it has to be made.
    pub(super) fn get_into<'e>(&'e self, place: usize, room: &'e mut Event) -> &'e Event {
        match self {
            Self::Plain(events) => &events[place],
            Self::Packed(packed) => {
                packed_event::event_into(packed, place, room);
                room
            }
        }
    }

    pub(super) fn id(&self, place: usize) -> &str {
        match self {
            Self::Plain(events) => &events[place].id,
            Self::Packed(packed) => Head::of(packed, place).id(),
        }
    }

    pub(super) fn title(&self, place: usize) -> &str {
        match self {
            Self::Plain(events) => &events[place].title,
            Self::Packed(packed) => Head::of(packed, place).title(),
        }
    }

    pub(super) fn layer(&self, place: usize) -> &str {
        match self {
            Self::Plain(events) => &events[place].layer,
            Self::Packed(packed) => Head::of(packed, place).layer(),
        }
    }

    pub(super) fn has_links(&self, place: usize) -> bool {
        match self {
            Self::Plain(events) => !events[place].links.is_empty(),
            Self::Packed(packed) => Head::of(packed, place).has_links(),
        }
    }

    /// A member that an event may have: stored, or read from what is packed.
    pub(super) fn member<T: Clone>(
        &self,
        place: usize,
        stored: impl Fn(&Event) -> &Option<T>,
        read: impl Fn(Head<'_>) -> Option<T>,
    ) -> Option<Cow<'_, T>> {
        match self {
            Self::Plain(events) => stored(&events[place]).as_ref().map(Cow::Borrowed),
            Self::Packed(packed) => read(Head::of(packed, place)).map(Cow::Owned),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'_, Event>> {
        (0..self.len()).map(|place| self.get(place))
    }

    /// Where its events lie, the same for the same chunk while that is held.
    pub(super) fn address(&self) -> usize {
        match self {
            Self::Plain(events) => Arc::as_ptr(events).addr(),
            Self::Packed(packed) => Arc::as_ptr(packed).addr(),
        }
    }

    /// Its events, to be changed: in this chunk alone, and not packed.
    pub(super) fn to_mut(&mut self) -> &mut Vec<Event> {
        if let Self::Packed(_) = self {
            *self = Self::of(self.iter().map(Cow::into_owned).collect());
        }
        match self {
            Self::Plain(events) => Arc::make_mut(events),
            Self::Packed(_) => unreachable!("it was unpacked"),
        }
    }

    pub(super) fn into_events(self) -> Vec<Event> {
        match self {
            Self::Plain(events) => Arc::unwrap_or_clone(events),
            Self::Packed(packed) => (0..packed.len()).map(|place| packed_event::event(&packed, place)).collect(),
        }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain(one), Self::Plain(other)) => Arc::ptr_eq(one, other),
            (Self::Packed(one), Self::Packed(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Packs its events, unless it shares them, one has members of JSON, or one would be read as another.
    pub(super) fn pack(&mut self) {
        if let Self::Plain(events) = self
            && let Some(events) = Arc::get_mut(events).filter(|events| !events.iter().any(has_members))
        {
            match packed_event::packed(std::mem::take(events)) {
                Ok(packed) => *self = Self::Packed(Arc::new(packed)),
                Err(unpacked) => *events = unpacked,
            }
        }
    }
}

impl PartialEq for Chunk {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.iter().eq(other.iter())
    }
}

/// True of an event that is to be written as it was read.
fn has_members(event: &Event) -> bool {
    !event.properties.is_empty() || !event.members.is_empty()
}
