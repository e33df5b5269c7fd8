//! Some events of a story, as they are or packed.

use std::borrow::Cow;
use std::sync::Arc;

use super::shelved::Shelved;
use crate::model::packed::Packed;
use crate::model::packed_event::{self, Head, member};
use crate::model::packed_rows::Way;
use crate::model::{Event, Shelving};

/// Some events, one after the other.
#[derive(Debug, Clone)]
pub(super) enum Chunk {
    /// As they are.
    Plain(Arc<Vec<Event>>),
    /// Packed; each is made when it is asked for.
    Packed(Arc<Packed>),
    /// Packed and put away; they are taken out when one is asked for.
    Shelved(Arc<Shelved>),
}

impl Chunk {
    pub(super) fn of(events: Vec<Event>) -> Self {
        Self::Plain(Arc::new(events))
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Plain(events) => events.len(),
            Self::Packed(packed) => packed.len(),
            Self::Shelved(shelved) => shelved.len(),
        }
    }

    /// What is packed, taken out if it was put away. None for events as they are.
    pub(super) fn packed(&self) -> Option<Arc<Packed>> {
        match self {
            Self::Plain(_) => None,
            Self::Packed(packed) => Some(packed.clone()),
            Self::Shelved(shelved) => Some(shelved.packed()),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn get(&self, place: usize) -> Cow<'_, Event> {
        match self {
            Self::Plain(events) => Cow::Borrowed(&events[place]),
            Self::Packed(packed) => Cow::Owned(packed_event::event(packed, place)),
            Self::Shelved(shelved) => Cow::Owned(packed_event::event(&shelved.packed(), place)),
        }
    }

    pub(super) fn id(&self, place: usize) -> Cow<'_, str> {
        match self {
            Self::Plain(events) => Cow::Borrowed(&events[place].id),
            Self::Packed(packed) => Cow::Borrowed(Head::of(packed, place).id()),
            Self::Shelved(shelved) => Cow::Owned(Head::of(&shelved.packed(), place).id().to_owned()),
        }
    }

    pub(super) fn title(&self, place: usize) -> Cow<'_, str> {
        match self {
            Self::Plain(events) => Cow::Borrowed(&events[place].title),
            Self::Packed(packed) => Cow::Borrowed(Head::of(packed, place).title()),
            Self::Shelved(shelved) => Cow::Owned(Head::of(&shelved.packed(), place).title().to_owned()),
        }
    }

    pub(super) fn layer(&self, place: usize) -> Cow<'_, str> {
        match self {
            Self::Plain(events) => Cow::Borrowed(&events[place].layer),
            Self::Packed(packed) => Cow::Borrowed(Head::of(packed, place).layer()),
            Self::Shelved(shelved) if !shelved.may_say(member::LAYER) => Cow::Borrowed(""),
            Self::Shelved(shelved) => Cow::Owned(Head::of(&shelved.packed(), place).layer().to_owned()),
        }
    }

    pub(super) fn has_links(&self, place: usize) -> bool {
        match self {
            Self::Plain(events) => !events[place].links.is_empty(),
            Self::Packed(packed) => Head::of(packed, place).has_links(),
            Self::Shelved(shelved) => shelved.may_say(member::LINKS) && Head::of(&shelved.packed(), place).has_links(),
        }
    }

    /// A member that an event may have: stored, or read from what is packed.
    pub(super) fn member<T: Clone>(
        &self,
        place: usize,
        code: u64,
        stored: impl Fn(&Event) -> &Option<T>,
        read: impl Fn(Head<'_>) -> Option<T>,
    ) -> Option<Cow<'_, T>> {
        match self {
            Self::Plain(events) => stored(&events[place]).as_ref().map(Cow::Borrowed),
            Self::Packed(packed) => read(Head::of(packed, place)).map(Cow::Owned),
            Self::Shelved(shelved) if !shelved.may_say(code) => None,
            Self::Shelved(shelved) => read(Head::of(&shelved.packed(), place)).map(Cow::Owned),
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
            Self::Shelved(shelved) => Arc::as_ptr(shelved).addr(),
        }
    }

    /// Its events, to be changed: in this chunk alone, and not packed.
    pub(super) fn to_mut(&mut self) -> &mut Vec<Event> {
        if let Some(packed) = self.packed() {
            *self = Self::of(unpacked(&packed));
        }
        match self {
            Self::Plain(events) => Arc::make_mut(events),
            Self::Packed(_) | Self::Shelved(_) => unreachable!("it was unpacked"),
        }
    }

    pub(super) fn into_events(self) -> Vec<Event> {
        match self {
            Self::Plain(events) => Arc::unwrap_or_clone(events),
            Self::Packed(packed) => unpacked(&packed),
            Self::Shelved(shelved) => unpacked(&shelved.packed()),
        }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain(one), Self::Plain(other)) => Arc::ptr_eq(one, other),
            (Self::Packed(one), Self::Packed(other)) => Arc::ptr_eq(one, other),
            (Self::Shelved(one), Self::Shelved(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Packs its events, and puts them away where there is a shelf with room; not where it shares them, one has
    /// members of JSON, or one would be read as another.
    pub(super) fn pack(&mut self, shelving: Option<&Shelving>) {
        if let Self::Plain(events) = self
            && let Some(events) = Arc::get_mut(events)
            && let Some(packed) = Self::packed_of(events, shelving)
        {
            *self = packed;
        } else if let Self::Packed(packed) = self
            && let Some(shelved) = shelving.and_then(|shelving| Shelved::of(packed, shelving))
        {
            *self = Self::Shelved(Arc::new(shelved));
        }
    }

    /// Some events, packed and put away where there is a shelf with room. None where one has members of JSON, or would
    /// be read as another.
    pub(super) fn packed_of(events: &[Event], shelving: Option<&Shelving>) -> Option<Self> {
        if events.iter().any(has_members) {
            return None;
        }
        let packed = packed_event::packed(events, if shelving.is_some() { Way::Fast } else { Way::Small })?;
        let shelved = shelving.and_then(|shelving| Shelved::of(&packed, shelving));
        Some(shelved.map_or_else(|| Self::Packed(Arc::new(packed)), |shelved| Self::Shelved(Arc::new(shelved))))
    }
}

fn unpacked(packed: &Packed) -> Vec<Event> {
    (0..packed.len()).map(|place| packed_event::event(packed, place)).collect()
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
