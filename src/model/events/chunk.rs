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

    /// True when an event has a member, which is not read for that.
    pub(super) fn says(&self, place: usize, code: u64, is_stored: impl Fn(&Event) -> bool) -> bool {
        match self {
            Self::Plain(events) => is_stored(&events[place]),
            Self::Packed(packed) => Head::of(packed, place).said() & code != 0,
            Self::Shelved(shelved) if !shelved.may_say(code) => false,
            Self::Shelved(shelved) if shelved.all_say(code) => true,
            Self::Shelved(shelved) => Head::of(&shelved.packed(), place).said() & code != 0,
        }
    }

    /// True where all letters of its events are known to be of ASCII, those of their rows aside.
    pub(super) fn is_ascii(&self) -> bool {
        match self {
            Self::Plain(_) => false,
            Self::Packed(packed) => packed.is_ascii(),
            Self::Shelved(shelved) => shelved.is_ascii(),
        }
    }

    /// False where its events say nothing in another language for certain.
    pub(super) fn may_be_translated(&self) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::Packed(packed) => packed.may_be_translated(),
            Self::Shelved(shelved) => shelved.may_be_translated(),
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
            && let Some(open) = Self::open_of(events)
        {
            *self = open;
        }
        if let Self::Packed(packed) = self
            && (shelving.is_some() || packed.is_open())
            && let Some(closed) = Self::closed_of(packed, shelving)
        {
            *self = closed;
        }
    }

    /// Some events, packed, their rows as they are. None where one has members of JSON, or would be read as another.
    pub(super) fn open_of(events: &[Event]) -> Option<Self> {
        if events.iter().any(has_members) {
            return None;
        }
        packed_event::packed(events).map(|packed| Self::Packed(Arc::new(packed)))
    }

    /// What is packed with its rows compressed, and put away where there is a shelf with room. None where nothing
    /// changes by that.
    pub(super) fn closed_of(packed: &Packed, shelving: Option<&Shelving>) -> Option<Self> {
        if let Some(shelved) = shelving.and_then(|shelving| Shelved::of(packed, shelving)) {
            return Some(Self::Shelved(Arc::new(shelved)));
        }
        let way = if shelving.is_some() { Way::Fast } else { Way::Small };
        packed.is_open().then(|| packed.closed(way)).flatten().map(|packed| Self::Packed(Arc::new(packed)))
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
