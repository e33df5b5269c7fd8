//! How an event is packed: which of its members say something, and these in a fixed order.
//!
//! This module answers what is written of each part of an event, and how that is read again as it was. Each struct
//! is taken apart whole, so that a new member does not compile before it is packed.

use std::sync::Arc;

use super::pack::Pack;
use super::packed::{Packed, Reader, Writer};
use super::packed_rows::PackedRows;
use super::{
    ActorRole, Attribution, AttributionKind, Claim, Event, Geometry, Language, Lines, Link, LonLat, Place, Precision,
    Quantity, Row, Source, Stance, Translation, When, Zone,
};

/// Packs events, whose rows stay as they are until they are compressed. None where one of them would be read as
/// another.
pub(super) fn packed(events: &[Event]) -> Option<Packed> {
    let mut rows = events.iter().filter_map(|event| event.row.as_ref()).peekable();
    let rows = if rows.peek().is_none() { None } else { Some(PackedRows::of(rows)?) };
    let mut writer = Writer::with_room(8 * events.len());
    for event in events {
        writer.begin();
        event.pack(&mut writer);
    }
    writer.done(rows)
}

/// Packs sources. None where one of them would be read as another.
pub(super) fn packed_sources(sources: &[Source]) -> Option<Packed> {
    let mut writer = Writer::with_room(2 * sources.len());
    for source in sources {
        writer.begin();
        source.pack(&mut writer);
    }
    writer.done(None)
}

/// A source, unpacked.
pub(super) fn source(packed: &Packed, index: usize) -> Source {
    Source::unpack(&mut packed.reader(index))
}

/// An event, unpacked.
pub(super) fn event(packed: &Packed, index: usize) -> Event {
    Event::unpack(&mut packed.reader(index))
}

/// The same into the room of another.
pub(super) fn event_into(packed: &Packed, index: usize, event: &mut Event) {
    event.unpack_into(&mut packed.reader(index));
}

/// The bits of the first members of an event in [`Head::said`].
pub(super) mod member {
    pub(in crate::model) const LINKS: u64 = 1 << 2;
    pub(in crate::model) const ZONE: u64 = 1 << 3;
    pub(in crate::model) const LAYER: u64 = 1 << 4;
    pub(in crate::model) const WHEN: u64 = 1 << 5;
    pub(in crate::model) const PLACE: u64 = 1 << 6;
    pub(in crate::model) const GEOMETRY: u64 = 1 << 7;
}

/// The first members of an event, which are read without the others.
pub(super) struct Head<'a> {
    reader: Reader<'a>,
    said: u64,
}

impl<'a> Head<'a> {
    /// That of an event.
    pub(super) fn of(packed: &'a Packed, index: usize) -> Self {
        let mut reader = packed.reader(index);
        let said = reader.number();
        Self { reader, said }
    }

    /// Which members say something, a bit for each.
    pub(super) fn said(&self) -> u64 {
        self.said
    }

    /// The id of the event.
    pub(super) fn id(mut self) -> &'a str {
        self.text()
    }

    /// The title of the event.
    pub(super) fn title(mut self) -> &'a str {
        self.text();
        self.text()
    }

    /// True when the event has links.
    pub(super) fn has_links(&self) -> bool {
        self.said & member::LINKS != 0
    }

    /// The zone of the event.
    pub(super) fn zone(mut self) -> Option<Zone> {
        self.pass_names();
        self.member()
    }

    /// The layer of the event.
    pub(super) fn layer(mut self) -> &'a str {
        self.pass_names();
        self.member::<Option<Zone>>();
        self.text()
    }

    /// When the event was.
    pub(super) fn when(mut self) -> Option<When> {
        self.pass_layer();
        self.member()
    }

    /// The place of the event.
    pub(super) fn place(mut self) -> Option<Place> {
        self.pass_layer();
        self.member::<Option<When>>();
        self.member()
    }

    /// The geometry of the event.
    pub(super) fn geometry(mut self) -> Option<Geometry> {
        self.pass_layer();
        self.member::<Option<When>>();
        self.member::<Option<Place>>();
        self.member()
    }

    fn pass_names(&mut self) {
        self.text();
        self.text();
        self.member::<Vec<Link>>();
    }

    fn pass_layer(&mut self) {
        self.pass_names();
        self.member::<Option<Zone>>();
        self.text();
    }

    fn member<T: Pack>(&mut self) -> T {
        if self.is_said() { T::unpack(&mut self.reader) } else { T::nothing() }
    }

    fn text(&mut self) -> &'a str {
        if self.is_said() { self.reader.text() } else { "" }
    }

    /// True when the next member says something.
    fn is_said(&mut self) -> bool {
        let is_said = self.said & 1 == 1;
        self.said >>= 1;
        is_said
    }
}

/// Packs a struct: which members say something, then these. A text that nothing else says is a `new` one.
macro_rules! members {
    (@pack $member:ident $to:ident) => {
        $member.pack($to)
    };
    (@pack $member:ident $to:ident new) => {
        $to.new_text($member)
    };
    ($of:ty { $($member:ident $(: $way:ident)?),+ $(,)? }) => {
        impl Pack for $of {
            #[inline]
            fn is_nothing(&self) -> bool {
                let Self { $($member),+ } = self;
                true $(&& $member.is_nothing())+
            }

            fn nothing() -> Self {
                Self { $($member: Pack::nothing()),+ }
            }

            fn pack(&self, to: &mut Writer) {
                let Self { $($member),+ } = self;
                let mut said = 0;
                for is_nothing in [$($member.is_nothing()),+].into_iter().rev() {
                    said = said << 1 | u64::from(!is_nothing);
                }
                to.number(said);
                $(if !$member.is_nothing() {
                    members!(@pack $member to $($way)?);
                })+
            }

            fn unpack(from: &mut Reader<'_>) -> Self {
                let mut said = from.number();
                let mut is_said = || {
                    let is_said = said & 1 == 1;
                    said >>= 1;
                    is_said
                };
                Self { $($member: if is_said() { Pack::unpack(from) } else { Pack::nothing() }),+ }
            }

            fn unpack_into(&mut self, from: &mut Reader<'_>) {
                let Self { $($member),+ } = self;
                let mut said = from.number();
                $(if said & 1 == 1 {
                    $member.unpack_into(from);
                } else {
                    $member.clear();
                }
                said >>= 1;)+
                debug_assert_eq!(said, 0, "no further member says something");
            }
        }
    };
}

pub(super) use members;

// `Head` reads the first.
members!(Event {
    id: new,
    title,
    links,
    zone,
    layer,
    when,
    place,
    geometry,
    category,
    actors,
    claims,
    summary,
    assessment,
    assessed_by,
    i18n,
    properties,
    members,
    row,
});
members!(Claim {
    id: new,
    source,
    text,
    attribution,
    quantities,
    said,
    stance,
    quote,
    lang,
    hedge,
    disputes,
    grading,
    graded_by,
    note,
    i18n,
    members,
});
members!(Translation { language, member, text });
members!(ActorRole { actor, role });
members!(Link { to, kind });
members!(Attribution { kind, name });
members!(Quantity { measure, value, low, high, unit });
members!(Place { name, precision, radius_m, names, lines, note });
members!(Geometry { points, lines, areas });

/// Packs a word of few as its place among all.
macro_rules! words {
    ($of:ty) => {
        impl Pack for $of {
            fn is_nothing(&self) -> bool {
                *self == Self::nothing()
            }

            fn nothing() -> Self {
                Self::ALL[0].0
            }

            fn pack(&self, to: &mut Writer) {
                let place = Self::ALL.iter().position(|(value, _)| value == self);
                to.number(place.unwrap_or_default() as u64);
            }

            fn unpack(from: &mut Reader<'_>) -> Self {
                Self::ALL[from.number() as usize].0
            }
        }
    };
}

words!(AttributionKind);
words!(Stance);
words!(Precision);
words!(Lines);

impl Pack for Language {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    fn nothing() -> Self {
        Self::default()
    }

    fn pack(&self, to: &mut Writer) {
        to.is_translated();
        to.text(self.tag());
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.text().parse().unwrap_or_default()
    }
}

impl Pack for LonLat {
    fn is_nothing(&self) -> bool {
        false
    }

    fn nothing() -> Self {
        Self::new(0.0, 0.0)
    }

    fn pack(&self, to: &mut Writer) {
        let Self { lon, lat } = self;
        to.float(*lon);
        to.float(*lat);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self { lon: from.float(), lat: from.float() }
    }
}

impl Pack for Row {
    fn is_nothing(&self) -> bool {
        false
    }

    fn nothing() -> Self {
        Self::new(Arc::default(), 0)
    }

    /// What it says is packed beside.
    fn pack(&self, to: &mut Writer) {
        to.row();
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.row().map_or_else(Self::nothing, |(rows, row)| Self::packed(rows, row))
    }
}

#[cfg(test)]
pub(super) mod tests;
