//! The sources of a story, by index.
//!
//! This module answers which source has an index, and it alone knows how sources lie in memory. It does not know what
//! they say beyond that.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut, Index, IndexMut, Range};
use std::sync::Arc;

use super::shelf::Place;
use super::{AboutEvents, KeptEvents, Packing, Shelving, Source};
use table::{CHUNK, Table, kept_of};
pub(super) use table::{PutAway, ToPutAway};

mod table;

/// Up to so many sources of a table are not packed.
const FEW: usize = 512;

/// The sources of a story, in the order of its file, by index from 0. Copies share them until one is changed.
///
/// Those of large tables are packed by the chunk, and put away with the events where these are. A source that is asked
/// for by its index is made with those of its chunk, which stay from then on: few are ever looked at. Whoever goes
/// through all of them does so by [`Sources::passing`], which keeps none; the list that it is used as, for all else,
/// is made once as a whole.
#[derive(Clone, Default)]
pub struct Sources(Arc<Held>);

#[derive(Clone)]
enum Held {
    Plain(Vec<Source>),
    Packed(Table),
}

impl Default for Held {
    fn default() -> Self {
        Self::Plain(Vec::new())
    }
}

impl Sources {
    /// How many there are.
    pub fn len(&self) -> usize {
        match &*self.0 {
            Held::Plain(list) => list.len(),
            Held::Packed(table) => table.len(),
        }
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True when the two are one list in memory, and so equal for certain.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The source with this index; none where there is no such.
    pub fn get(&self, index: usize) -> Option<&Source> {
        match &*self.0 {
            Held::Plain(list) => list.get(index),
            Held::Packed(table) => table.get(index),
        }
    }

    /// The sources by index, to be kept as long as the list is.
    pub fn iter(&self) -> Iter<'_> {
        self.range(0..self.len())
    }

    /// The sources whose indexes lie in a range.
    pub fn range(&self, indexes: Range<usize>) -> Iter<'_> {
        Iter { sources: self, indexes }
    }

    /// Those that are as they are, and those that are packed: there are none of one of them.
    fn halves(&self) -> (&[Source], Option<&Table>) {
        match &*self.0 {
            Held::Plain(list) => (list, None),
            Held::Packed(table) => (&[], Some(table)),
        }
    }

    /// The sources by index, of which none is kept: the way to go through all of a large table.
    pub fn passing(&self) -> impl Iterator<Item = Cow<'_, Source>> {
        let (list, table) = self.halves();
        list.iter().map(Cow::Borrowed).chain(table.into_iter().flat_map(Table::passing))
    }

    /// The indexes at which another list of as many sources may have others, found without a look at those that lie
    /// packed in both. None where the lists have different lengths, or one of them is not packed.
    pub fn differing(&self, other: &Self) -> Option<Vec<usize>> {
        match (&*self.0, &*other.0) {
            _ if self.is_same(other) => Some(Vec::new()),
            (Held::Packed(one), Held::Packed(other)) => one.differing(other),
            _ => None,
        }
    }

    /// Adds a source of a table behind the last. Where there are many, they are packed by the chunk, and put away where
    /// there is a shelf for them. After the last, [`Sources::finish_packing`] is due.
    pub fn push_packed(&mut self, source: Source, shelving: Option<&Shelving>, packing: &mut Packing) {
        let held = Arc::make_mut(&mut self.0);
        if let Held::Plain(list) = held
            && list.len() >= FEW
        {
            let mut table = Table::default();
            for source in std::mem::take(list) {
                table.push_packed(source, shelving, packing);
            }
            *held = Held::Packed(table);
        }
        match held {
            Held::Plain(list) => list.push(source),
            Held::Packed(table) => table.push_packed(source, shelving, packing),
        }
    }

    /// Waits until all are put away that were added.
    pub fn finish_packing(&mut self, packing: &mut Packing) {
        let put_away = packing.finish_put_away();
        if let Held::Packed(table) = Arc::make_mut(&mut self.0) {
            table.take_over(put_away);
        }
    }

    /// Puts sources in the place of those with such indexes, which it returns. As many as before, or behind the last,
    /// lie beside those that stay packed. Panics at an index that no source has, but for the one behind the last.
    pub fn splice(&mut self, indexes: Range<usize>, puts: Vec<Source>) -> Vec<Source> {
        let (len, is_in_place) = (self.len(), indexes.len() == puts.len());
        if let Held::Packed(table) = Arc::make_mut(&mut self.0) {
            if is_in_place {
                return indexes.zip(puts).map(|(index, put)| std::mem::replace(table.get_mut(index), put)).collect();
            }
            if indexes.is_empty() && indexes.start == len {
                for put in puts {
                    table.push(put);
                }
                return Vec::new();
            }
        }
        Vec::splice(self, indexes, puts).collect()
    }

    /// The same without many that have no letters beyond ASCII.
    pub fn passing_beyond_ascii(&self) -> impl Iterator<Item = Cow<'_, Source>> {
        let (list, table) = self.halves();
        list.iter().map(Cow::Borrowed).chain(table.into_iter().flat_map(Table::passing_beyond_ascii))
    }

    /// The sources as they are kept for the next time that their file is opened, part by part. None for a part that
    /// would be read as another, or cannot be read.
    pub fn kept(&self) -> impl Iterator<Item = Option<KeptEvents>> {
        let (list, table) = self.halves();
        list.chunks(CHUNK).map(kept_of).chain(table.into_iter().flat_map(Table::kept))
    }

    /// Sources that were kept on a shelf, part by part. None where no such parts were kept.
    pub fn of_kept(shelving: &Shelving, parts: impl IntoIterator<Item = (Place, AboutEvents)>) -> Option<Self> {
        let table = Table::of_kept(shelving, parts)?;
        Some(Self(Arc::new(match table.into_few() {
            Ok(list) => Held::Plain(list),
            Err(table) => Held::Packed(table),
        })))
    }

    /// Leaves those for which something holds. The others of a large table are never in memory.
    pub fn retain(&mut self, mut keeps: impl FnMut(&Source) -> bool) {
        if let Held::Packed(table) = &*self.0 {
            let kept = table.passing().filter(|source| keeps(source)).map(Cow::into_owned).collect();
            self.0 = Arc::new(Held::Plain(kept));
        } else {
            Vec::retain(self, keeps);
        }
    }

    /// Gives back the room for what does not come.
    pub fn fit(&mut self) {
        if let Held::Plain(list) = Arc::make_mut(&mut self.0)
            && list.capacity() > list.len()
        {
            // Moved for that: an allocator may leave in its place what only shrinks.
            let mut exact = Vec::with_capacity(list.len());
            exact.append(list);
            *list = exact;
        }
    }
}

impl Index<usize> for Sources {
    type Output = Source;

    fn index(&self, index: usize) -> &Source {
        self.get(index).expect("there is a source with this index")
    }
}

impl IndexMut<usize> for Sources {
    fn index_mut(&mut self, index: usize) -> &mut Source {
        match Arc::make_mut(&mut self.0) {
            Held::Plain(list) => &mut list[index],
            Held::Packed(table) => table.get_mut(index),
        }
    }
}

impl Deref for Sources {
    type Target = Vec<Source>;

    fn deref(&self) -> &Vec<Source> {
        match &*self.0 {
            Held::Plain(list) => list,
            Held::Packed(table) => table.whole(),
        }
    }
}

impl DerefMut for Sources {
    fn deref_mut(&mut self) -> &mut Vec<Source> {
        if let Held::Packed(table) = &*self.0 {
            self.0 = Arc::new(Held::Plain(table.passing().map(Cow::into_owned).collect()));
        }
        match Arc::make_mut(&mut self.0) {
            Held::Plain(list) => list,
            Held::Packed(_) => unreachable!("it was unpacked"),
        }
    }
}

impl PartialEq for Sources {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.len() == other.len() && self.passing().eq(other.passing())
    }
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.passing()).finish()
    }
}

impl From<Vec<Source>> for Sources {
    fn from(list: Vec<Source>) -> Self {
        Self(Arc::new(Held::Plain(list)))
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl IntoIterator for Sources {
    type Item = Source;
    type IntoIter = std::vec::IntoIter<Source>;

    fn into_iter(mut self) -> Self::IntoIter {
        std::mem::take(&mut *self).into_iter()
    }
}

impl<'a> IntoIterator for &'a Sources {
    type Item = &'a Source;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// Sources by index.
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    sources: &'a Sources,
    indexes: Range<usize>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Source;

    fn next(&mut self) -> Option<&'a Source> {
        self.indexes.next().map(|index| &self.sources[index])
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indexes.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.indexes.next_back().map(|index| &self.sources[index])
    }
}

impl ExactSizeIterator for Iter<'_> {}

#[cfg(test)]
mod tests;
