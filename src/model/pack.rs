//! What of a story can be packed: a code for each value.
//!
//! This module answers how values of every kind are written, and how they are read again as they were. It does not
//! know which of them make an event.

use chrono::FixedOffset;
use chrono_tz::TZ_VARIANTS;

use super::packed::{Reader, Writer};
use super::rare::Empty;
use super::{Members, Rare, Zone};

/// What can be packed.
pub(super) trait Pack: Sized {
    /// True of what says nothing, which is not written as a member.
    fn is_nothing(&self) -> bool;

    /// What says nothing.
    fn nothing() -> Self;

    /// Writes it.
    fn pack(&self, to: &mut Writer);

    /// Reads what was written.
    fn unpack(from: &mut Reader<'_>) -> Self;

    /// Reads what was written into a former value, whose room in memory it takes over where it can.
    fn unpack_into(&mut self, from: &mut Reader<'_>) {
        *self = Self::unpack(from);
    }

    /// Says nothing any more, and keeps its room.
    fn clear(&mut self) {
        *self = Self::nothing();
    }
}

impl Pack for bool {
    fn is_nothing(&self) -> bool {
        !*self
    }

    fn nothing() -> Self {
        false
    }

    fn pack(&self, to: &mut Writer) {
        to.number((*self).into());
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.number() == 1
    }
}

impl Pack for f64 {
    fn is_nothing(&self) -> bool {
        false
    }

    fn nothing() -> Self {
        0.0
    }

    fn pack(&self, to: &mut Writer) {
        to.float(*self);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.float()
    }
}

impl Pack for String {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }

    fn nothing() -> Self {
        Self::new()
    }

    fn pack(&self, to: &mut Writer) {
        to.text(self);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.text().to_owned()
    }

    fn unpack_into(&mut self, from: &mut Reader<'_>) {
        self.clear();
        self.push_str(from.text());
    }

    fn clear(&mut self) {
        Self::clear(self);
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }

    fn nothing() -> Self {
        Self::new()
    }

    fn pack(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        for part in self {
            part.pack(to);
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        (0..from.count()).map(|_| T::unpack(from)).collect()
    }

    fn unpack_into(&mut self, from: &mut Reader<'_>) {
        let count = from.count();
        self.truncate(count);
        for part in self.iter_mut() {
            part.unpack_into(from);
        }
        self.extend((self.len()..count).map(|_| T::unpack(from)));
    }

    fn clear(&mut self) {
        Self::clear(self);
    }
}

/// What is there; that it is not is what says nothing.
impl<T: Pack> Pack for Option<T> {
    fn is_nothing(&self) -> bool {
        self.is_none()
    }

    fn nothing() -> Self {
        None
    }

    fn pack(&self, to: &mut Writer) {
        if let Some(inner) = self {
            inner.pack(to);
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Some(T::unpack(from))
    }

    fn unpack_into(&mut self, from: &mut Reader<'_>) {
        match self {
            Some(inner) => inner.unpack_into(from),
            None => *self = Self::unpack(from),
        }
    }
}

impl<T: Pack + Empty> Pack for Rare<T> {
    fn is_nothing(&self) -> bool {
        self.has_none()
    }

    fn nothing() -> Self {
        Self::default()
    }

    fn pack(&self, to: &mut Writer) {
        (**self).pack(to);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        T::unpack(from).into()
    }
}

impl Pack for Members {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }

    fn nothing() -> Self {
        Self::new()
    }

    fn pack(&self, to: &mut Writer) {
        let text = serde_json::to_string(self).unwrap_or_default();
        if serde_json::from_str(&text).ok().as_ref() != Some(self) {
            to.is_lossy();
        }
        to.text(&text);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        serde_json::from_str(from.text()).unwrap_or_default()
    }
}

impl Pack for Zone {
    fn is_nothing(&self) -> bool {
        false
    }

    fn nothing() -> Self {
        Self::Utc
    }

    fn pack(&self, to: &mut Writer) {
        match self {
            Self::Utc => to.number(0),
            Self::Fixed(offset) => {
                to.number(1);
                to.signed(offset.local_minus_utc().into());
            }
            Self::Named(zone) => {
                let place = TZ_VARIANTS.iter().position(|known| known == zone);
                to.number(2 + place.unwrap_or_default() as u64);
            }
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        match from.number() {
            0 => Self::Utc,
            1 => FixedOffset::east_opt(from.signed() as i32).map_or(Self::Utc, Self::Fixed),
            place => Self::Named(TZ_VARIANTS[place as usize - 2]),
        }
    }
}
