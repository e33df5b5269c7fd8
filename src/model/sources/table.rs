//! The many sources of a table, packed by the chunk.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock, Weak};

use crate::model::packed::Packed;
use crate::model::packed_event::{packed_sources, source};
use crate::model::shelf::{Parcel, Place};
use crate::model::{AboutEvents, KeptEvents, Packing, Shelving, Source};

/// How many sources lie in a chunk. A list is copied by the chunk.
pub(super) const CHUNK: usize = 128;

/// Says of sources that all their letters are of ASCII.
const ASCII: u64 = 1;

/// The title of a source that could not be read again.
const LOST: &str = "this source could not be read again from the disk";

/// Sources, of which all but the last few are packed.
#[derive(Debug, Default)]
pub(super) struct Table {
    chunks: Vec<Arc<Chunk>>,
    last: Vec<Source>,
    /// All of them, once they were asked for as a list.
    whole: OnceLock<Vec<Source>>,
}

/// As many sources as a chunk has.
#[derive(Debug)]
struct Chunk {
    kept: Kept,
    /// What is known of them without a look: [`ASCII`], or nothing.
    said: u64,
    /// The sources, once one of them was asked for.
    made: OnceLock<Box<[Source]>>,
}

#[derive(Debug)]
enum Kept {
    /// As they are, and [made](Chunk::made) therefore.
    Plain,
    Packed(Packed),
    Away(Parcel),
}

/// A chunk that is to be put away.
pub(in crate::model) struct ToPutAway {
    place: usize,
    chunk: Arc<Chunk>,
    shelving: Shelving,
}

/// A chunk that was put away.
pub(in crate::model) struct PutAway {
    place: usize,
    /// What it was made of, by which it is seen whether that still stands there.
    of: Weak<Chunk>,
    away: Chunk,
}

impl ToPutAway {
    /// None where there is no room.
    pub(in crate::model) fn put_away(&self) -> Option<PutAway> {
        let Kept::Packed(packed) = &self.chunk.kept else { return None };
        let parcel = self.shelving.put(&packed.to_bytes()?)?;
        let away = Chunk::away(parcel, self.chunk.said);
        Some(PutAway { place: self.place, of: Arc::downgrade(&self.chunk), away })
    }
}

/// A copy is made to be changed, and its list would be another.
impl Clone for Table {
    fn clone(&self) -> Self {
        Self { chunks: self.chunks.clone(), last: self.last.clone(), whole: OnceLock::new() }
    }
}

impl Table {
    pub(super) fn len(&self) -> usize {
        self.chunks.len() * CHUNK + self.last.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Source> {
        if let Some(whole) = self.whole.get() {
            return whole.get(index);
        }
        match self.chunks.get(index / CHUNK) {
            Some(chunk) => chunk.made().get(index % CHUNK),
            None => self.last.get(index - self.chunks.len() * CHUNK),
        }
    }

    pub(super) fn whole(&self) -> &Vec<Source> {
        self.whole.get_or_init(|| self.passing().map(Cow::into_owned).collect())
    }

    /// The sources, of which none is kept.
    pub(super) fn passing(&self) -> impl Iterator<Item = Cow<'_, Source>> {
        self.passing_where(|_| true)
    }

    /// The same without many that have no letters beyond ASCII.
    pub(super) fn passing_beyond_ascii(&self) -> impl Iterator<Item = Cow<'_, Source>> {
        self.passing_where(|chunk| chunk.said & ASCII == 0)
    }

    fn passing_where(&self, is_wanted: impl Fn(&Chunk) -> bool) -> impl Iterator<Item = Cow<'_, Source>> {
        let wanted = self.chunks.iter().filter(move |chunk| is_wanted(chunk));
        let packed = wanted.flat_map(|chunk| chunk.passing());
        packed.chain(self.last.iter().map(Cow::Borrowed))
    }

    /// Where another table of as many sources may have others.
    pub(super) fn differing(&self, other: &Self) -> Option<Vec<usize>> {
        let chunks = self.chunks.iter().zip(&other.chunks).enumerate();
        let of_chunks = chunks.filter(|(_, (one, other))| !Arc::ptr_eq(one, other)).flat_map(|(place, _)| {
            let first = place * CHUNK;
            first..first + CHUNK
        });
        (self.len() == other.len()).then(|| of_chunks.chain(self.chunks.len() * CHUNK..self.len()).collect())
    }

    pub(super) fn push(&mut self, source: Source) {
        if self.push_and_pack(source) {
            self.last.clear();
        }
    }

    /// Leaves those behind the last chunk where they are packed, which is true then.
    fn push_and_pack(&mut self, source: Source) -> bool {
        self.whole = OnceLock::new();
        self.last.push(source);
        let is_full = self.last.len() == CHUNK;
        if is_full {
            self.chunks.push(Arc::new(Chunk::of(&self.last)));
        }
        is_full
    }

    /// The same; a full chunk is put away where there is a shelf.
    pub(super) fn push_packed(&mut self, source: Source, shelving: Option<&Shelving>, packing: &mut Packing) {
        if !self.push_and_pack(source) {
            return;
        }
        packing.spare(self.last.drain(..));
        if let (Some(chunk), Some(shelving)) = (self.chunks.last(), shelving) {
            let (place, chunk, shelving) = (self.chunks.len() - 1, chunk.clone(), shelving.clone());
            packing.put_away(ToPutAway { place, chunk, shelving });
            self.take_over(packing.take_put_away());
        }
    }

    /// Takes over what was put away, where it is still what stands there.
    pub(super) fn take_over(&mut self, put_away: Vec<PutAway>) {
        for PutAway { place, of, away } in put_away {
            if let Some(chunk) = self.chunks.get_mut(place)
                && std::ptr::eq(Arc::as_ptr(chunk), of.as_ptr())
            {
                *chunk = Arc::new(away);
            }
        }
    }

    /// A source to be changed, in this table alone. Panics where there is none.
    pub(super) fn get_mut(&mut self, index: usize) -> &mut Source {
        self.whole = OnceLock::new();
        let packed = self.chunks.len() * CHUNK;
        let Some(chunk) = self.chunks.get_mut(index / CHUNK) else { return &mut self.last[index - packed] };
        if !chunk.is_plain() || Arc::get_mut(chunk).is_none() {
            *chunk = Arc::new(Chunk::plain(chunk.passing().map(Cow::into_owned).collect()));
        }
        let made = Arc::get_mut(chunk).and_then(|chunk| chunk.made.get_mut());
        &mut made.expect("it is held alone")[index % CHUNK]
    }
}

impl Table {
    /// See [`Sources::kept`](super::Sources::kept).
    pub(super) fn kept(&self) -> impl Iterator<Item = Option<KeptEvents>> {
        let last = if self.last.is_empty() { None } else { Some(kept_of(&self.last)) };
        self.chunks.iter().map(|chunk| chunk.kept()).chain(last)
    }

    /// See [`Sources::of_kept`](super::Sources::of_kept).
    pub(super) fn of_kept(shelving: &Shelving, parts: impl IntoIterator<Item = (Place, AboutEvents)>) -> Option<Self> {
        let mut table = Self::default();
        for (place, about) in parts {
            let parcel = shelving.parcel(place);
            if !table.last.is_empty() {
                return None;
            }
            if about.count as usize == CHUNK {
                table.chunks.push(Arc::new(Chunk::away(parcel, about.said)));
            } else {
                // Where it is another's, the table is read from its own file, and nothing is lost.
                let packed = Packed::of_bytes(&parcel.bytes_if_whole()?, None)?;
                if packed.len() != about.count as usize || packed.len() > CHUNK {
                    return None;
                }
                table.last = (0..packed.len()).map(|index| source(&packed, index)).collect();
            }
        }
        Some(table)
    }

    /// The list of its sources, where it has no more than fit into a chunk.
    pub(super) fn into_few(self) -> Result<Vec<Source>, Self> {
        if self.chunks.is_empty() { Ok(self.last) } else { Err(self) }
    }
}

/// Some sources as they are kept. None where one would be read as another.
pub(super) fn kept_of(sources: &[Source]) -> Option<KeptEvents> {
    let packed = packed_sources(sources)?;
    kept_bytes(packed.to_bytes()?, sources.len(), said_of(&packed))
}

fn said_of(packed: &Packed) -> u64 {
    if packed.is_ascii() { ASCII } else { 0 }
}

fn kept_bytes(bytes: Vec<u8>, count: usize, said: u64) -> Option<KeptEvents> {
    let about = AboutEvents { count: u32::try_from(count).ok()?, said, have_rows: false };
    Some(KeptEvents { check: crc32fast::hash(&bytes), bytes, about })
}

impl Chunk {
    fn kept(&self) -> Option<KeptEvents> {
        match &self.kept {
            Kept::Plain => kept_of(self.made()),
            Kept::Packed(packed) => kept_bytes(packed.to_bytes()?, CHUNK, self.said),
            Kept::Away(parcel) => kept_bytes(parcel.bytes()?, CHUNK, self.said),
        }
    }

    fn of(sources: &[Source]) -> Self {
        match packed_sources(sources) {
            Some(packed) => Self { said: said_of(&packed), kept: Kept::Packed(packed), made: OnceLock::new() },
            None => Self::plain(sources.into()),
        }
    }

    fn away(parcel: Parcel, said: u64) -> Self {
        Self { kept: Kept::Away(parcel), said, made: OnceLock::new() }
    }

    fn plain(sources: Box<[Source]>) -> Self {
        Self { kept: Kept::Plain, said: 0, made: sources.into() }
    }

    fn is_plain(&self) -> bool {
        matches!(self.kept, Kept::Plain)
    }

    fn made(&self) -> &[Source] {
        self.made.get_or_init(|| self.unpacked())
    }

    fn passing(&self) -> impl Iterator<Item = Cow<'_, Source>> {
        let (stored, made) = match self.made.get() {
            Some(made) => (&made[..], Box::default()),
            None => (&[][..], self.unpacked()),
        };
        stored.iter().map(Cow::Borrowed).chain(made.into_iter().map(Cow::Owned))
    }

    /// The sources. Where they cannot be read again, which the shelf counts, others stand for them that say so.
    fn unpacked(&self) -> Box<[Source]> {
        let all = |packed: &Packed| (0..packed.len()).map(|index| source(packed, index)).collect();
        match &self.kept {
            Kept::Plain => self.made.get().cloned().unwrap_or_default(),
            Kept::Packed(packed) => all(packed),
            Kept::Away(parcel) => {
                let read = parcel.bytes_if_whole().and_then(|bytes| Packed::of_bytes(&bytes, None));
                let read = read.filter(|packed| packed.len() == CHUNK).or_else(|| parcel.lose());
                read.as_ref().map_or_else(|| lost(parcel), all)
            }
        }
    }
}

fn lost(parcel: &Parcel) -> Box<[Source]> {
    let id = |place: usize| format!("lost-source-{}-{place}", parcel.at());
    (0..CHUNK).map(|place| Source { id: id(place), title: LOST.to_owned(), ..Source::default() }).collect()
}
