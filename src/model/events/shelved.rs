//! Events that are put away, and taken out when one of them is asked for.
//!
//! This module answers what was packed, as it was. Each thread has at hand what it took out last. It does not know
//! where it lies.

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use crate::model::Event;
use crate::model::packed::Packed;
use crate::model::packed_event::{self, Head};
use crate::model::shelf::{Parcel, Shelving};

/// Some packed events, put away.
#[derive(Debug)]
pub(super) struct Shelved {
    parcel: Parcel,
    /// The names of the columns of their rows, if they have any.
    columns: Option<Arc<[String]>>,
    count: u32,
    /// See [`AboutEvents::said`].
    said: u64,
}

/// Some events, packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEvents {
    /// How they are packed.
    pub bytes: Vec<u8>,
    /// CRC-32 of these.
    pub check: u32,
    /// What is known of them without a look.
    pub about: AboutEvents,
}

/// What is known of some packed events without a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AboutEvents {
    /// How many there are.
    pub count: u32,
    /// Which members any of them has, a bit for each; in higher bits, which all of them have, whether all their
    /// letters are of ASCII, and whether nothing is said in another language.
    pub said: u64,
    /// Whether they are rows of a table.
    pub have_rows: bool,
}

/// The bits of all members, of which an event has fewer.
const MEMBERS: u64 = (1 << OF_ALL) - 1;
/// So far above the bit of a member that any has stands that of one that all have.
const OF_ALL: u32 = 24;
const IS_ASCII: u64 = 1 << 63;
const IS_OF_ONE_LANGUAGE: u64 = 1 << 62;

/// So many chunks a thread has at hand: more than pictures ask for at once by turns.
const AT_HAND: usize = 16;

thread_local! {
    /// What was taken out last, the latest in front. A chunk that nobody has any more stays for a while.
    static LAST: RefCell<Vec<(Weak<Shelved>, Arc<Packed>)>> = const { RefCell::new(Vec::new()) };
}

/// The title of an event that could not be read again.
const LOST: &str = "this event could not be read again from the disk";

impl Shelved {
    /// Puts away what is packed. None where there is no room.
    pub(super) fn of(packed: &Packed, shelving: &Shelving) -> Option<Self> {
        let parcel = shelving.put(&packed.to_bytes()?)?;
        Some(Self::at(parcel, packed.columns().cloned(), Self::about(packed)))
    }

    /// What was put away, with the columns of its rows.
    pub(super) fn at(parcel: Parcel, columns: Option<Arc<[String]>>, about: AboutEvents) -> Self {
        let AboutEvents { count, said, have_rows: _ } = about;
        Self { parcel, columns, count, said }
    }

    /// What is known of packed events without a look.
    pub(super) fn about(packed: &Packed) -> AboutEvents {
        let said = (0..packed.len()).map(|index| Head::of(packed, index).said());
        let any = said.clone().fold(0, |any, said| any | said);
        let all = said.fold(MEMBERS, |all, said| all & said);
        let ascii = if packed.is_ascii() { IS_ASCII } else { 0 };
        let language = if packed.may_be_translated() { 0 } else { IS_OF_ONE_LANGUAGE };
        let said = any | all << OF_ALL | ascii | language;
        AboutEvents { count: packed.len() as u32, said, have_rows: packed.columns().is_some() }
    }

    /// The names of the columns of their rows.
    pub(super) fn columns(&self) -> Option<&Arc<[String]>> {
        self.columns.as_ref()
    }

    /// What was put away, as it lies there. None where it cannot be read, which the shelf counts.
    pub(super) fn kept(&self) -> Option<KeptEvents> {
        let about = AboutEvents { count: self.count, said: self.said, have_rows: self.columns.is_some() };
        Some(KeptEvents { bytes: self.parcel.bytes()?, check: self.parcel.check(), about })
    }

    /// How many events there are.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// True when one of them may have a member.
    pub(super) fn may_say(&self, member: u64) -> bool {
        self.said & member != 0
    }

    /// True when all of them have a member.
    pub(super) fn all_say(&self, member: u64) -> bool {
        self.said >> OF_ALL & member != 0
    }

    /// False where nothing is said in another language for certain.
    pub(super) fn may_be_translated(&self) -> bool {
        self.said & IS_OF_ONE_LANGUAGE == 0
    }

    /// True where all their letters are of ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        self.said & IS_ASCII != 0
    }

    /// The events, packed. Where they cannot be read, which the shelf counts, others stand for them that say so.
    pub(super) fn packed(self: &Arc<Self>) -> Arc<Packed> {
        LAST.with_borrow_mut(|last| {
            let place = last.iter().position(|(known, _)| std::ptr::eq(known.as_ptr(), Arc::as_ptr(self)));
            match place {
                Some(0) => {}
                Some(place) => last[..=place].rotate_right(1),
                None => {
                    let packed = self.taken();
                    last.truncate(AT_HAND - 1);
                    last.insert(0, (Arc::downgrade(self), packed));
                }
            }
            last[0].1.clone()
        })
    }

    fn taken(&self) -> Arc<Packed> {
        let read = self.parcel.bytes().and_then(|bytes| {
            let packed = Packed::of_bytes(&bytes, self.columns.as_ref());
            packed.filter(|packed| packed.len() == self.len()).or_else(|| self.parcel.lose())
        });
        Arc::new(read.unwrap_or_else(|| self.lost()))
    }

    fn lost(&self) -> Packed {
        let id = |place: u32| format!("lost-{}-{place}", self.parcel.at());
        let lost = |place: u32| Event { id: id(place), title: LOST.to_owned(), ..Event::default() };
        let events: Vec<Event> = (0..self.count).map(lost).collect();
        packed_event::packed(&events).expect("a title can be packed")
    }
}
