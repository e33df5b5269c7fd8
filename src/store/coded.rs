//! A value for each of many things, of which many have the same: each value once, and a short code by thing.
//!
//! Answers the value of a thing, and whether that is worth it. It does not know what the values mean.

use std::hash::{BuildHasher as _, Hash};
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::change::Change;
use super::coding::{Fixed, Kept, Reading};
use super::pieces::Pieces;
use crate::model::{AttributionKind, Extent, LonLat, TimeSpan};

/// What can be told apart to the last bit.
pub(super) trait Bits: Copy + PartialEq {
    /// Its bits.
    fn bits(self) -> impl Hash + Eq;
}

impl Bits for u8 {
    fn bits(self) -> impl Hash + Eq {
        self
    }
}

impl Bits for u32 {
    fn bits(self) -> impl Hash + Eq {
        self
    }
}

impl Bits for f64 {
    fn bits(self) -> impl Hash + Eq {
        self.to_bits()
    }
}

impl Bits for (i32, i32) {
    fn bits(self) -> impl Hash + Eq {
        self
    }
}

impl Bits for AttributionKind {
    fn bits(self) -> impl Hash + Eq {
        self
    }
}

impl Bits for Option<Change> {
    fn bits(self) -> impl Hash + Eq {
        self
    }
}

impl Bits for LonLat {
    fn bits(self) -> impl Hash + Eq {
        let Self { lon, lat } = self;
        [lon, lat].map(f64::to_bits)
    }
}

impl Bits for Extent {
    fn bits(self) -> impl Hash + Eq {
        let Self { start_secs, end_secs } = self;
        [start_secs, end_secs].map(f64::to_bits)
    }
}

impl Bits for TimeSpan {
    fn bits(self) -> impl Hash + Eq {
        (self.possible.bits(), self.certain.map(Bits::bits))
    }
}

impl Bits for Option<TimeSpan> {
    fn bits(self) -> impl Hash + Eq {
        self.map(Bits::bits)
    }
}

/// Fewer values are not worth a look.
const FEW: usize = 4096;
/// So many different values may come before it is asked whether they are worth it.
const TRIED: usize = 1 << 17;

/// Codes in as many bytes as the largest needs.
#[derive(Debug, Clone)]
pub(super) enum Codes {
    Byte(Vec<u8>),
    Short(Vec<u16>),
    Long(Vec<u32>),
}

impl Codes {
    fn len(&self) -> usize {
        match self {
            Self::Byte(codes) => codes.len(),
            Self::Short(codes) => codes.len(),
            Self::Long(codes) => codes.len(),
        }
    }

    #[inline]
    fn at(&self, index: usize) -> usize {
        match self {
            Self::Byte(codes) => codes[index].into(),
            Self::Short(codes) => codes[index].into(),
            Self::Long(codes) => codes[index] as usize,
        }
    }

    fn push(&mut self, code: usize) {
        if code >= self.most() {
            *self = match self {
                Self::Byte(codes) => Self::Short(codes.iter().map(|code| u16::from(*code)).collect()),
                Self::Short(codes) => Self::Long(codes.iter().map(|code| u32::from(*code)).collect()),
                Self::Long(_) => unreachable!("there are not so many things"),
            };
        }
        match self {
            Self::Byte(codes) => codes.push(code as u8),
            Self::Short(codes) => codes.push(code as u16),
            Self::Long(codes) => codes.push(code as u32),
        }
    }

    /// How many different codes there can be without more room.
    fn most(&self) -> usize {
        match self {
            Self::Byte(_) => 1 << 8,
            Self::Short(_) => 1 << 16,
            Self::Long(_) => 1 << 32,
        }
    }

    fn patched(&self, pieces: &Pieces, fresh: impl Fn(usize) -> usize) -> Self {
        match self {
            Self::Byte(codes) => Self::Byte(pieces.copied(codes, |index| fresh(index) as u8)),
            Self::Short(codes) => Self::Short(pieces.copied(codes, |index| fresh(index) as u16)),
            Self::Long(codes) => Self::Long(pieces.copied(codes, |index| fresh(index) as u32)),
        }
    }

    fn fit(&mut self) {
        match self {
            Self::Byte(codes) => codes.shrink_to_fit(),
            Self::Short(codes) => codes.shrink_to_fit(),
            Self::Long(codes) => codes.shrink_to_fit(),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Byte(codes) => codes.capacity(),
            Self::Short(codes) => codes.capacity() * 2,
            Self::Long(codes) => codes.capacity() * 4,
        }
    }
}

impl Kept for Codes {
    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Self::Byte(codes) => (1_u8, codes).write(to),
            Self::Short(codes) => (2_u8, codes).write(to),
            Self::Long(codes) => (4_u8, codes).write(to),
        }
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        match u8::read(from)? {
            1 => Kept::read(from).map(Self::Byte),
            2 => Kept::read(from).map(Self::Short),
            4 => Kept::read(from).map(Self::Long),
            _ => None,
        }
    }
}

impl<T: Fixed> Kept for Coded<T> {
    fn write(&self, to: &mut Vec<u8>) {
        let Self { values, codes } = self;
        values.write(to);
        codes.write(to);
    }

    fn read(from: &mut Reading<'_>) -> Option<Self> {
        Some(Self { values: Kept::read(from)?, codes: Kept::read(from)? })
    }
}

/// A value for each thing, by its number; copies share them.
#[derive(Debug, Clone)]
pub(super) struct Coded<T> {
    /// Each value once.
    values: Arc<Vec<T>>,
    codes: Arc<Codes>,
}

impl<T: Bits> Coded<T> {
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    #[inline]
    pub(super) fn at(&self, index: usize) -> &T {
        &self.values[self.codes.at(index)]
    }

    /// After a change. None where that has too many values to look each up.
    pub(super) fn patched(&self, pieces: &Pieces, mut fresh: impl FnMut(usize) -> T) -> Option<Self> {
        const LOOKED_UP: usize = 8;
        if pieces.fresh().nth(LOOKED_UP).is_some() {
            return None;
        }
        let mut added = Vec::new();
        let mut code_of = |index: usize| {
            let value = fresh(index);
            let is_it = |other: &T| other.bits() == value.bits();
            let all = self.values.iter().chain(&added);
            let code = all.clone().position(is_it).unwrap_or_else(|| all.count());
            if code == self.values.len() + added.len() {
                added.push(value);
            }
            (index, code)
        };
        let codes: Vec<(usize, usize)> = pieces.fresh().map(&mut code_of).collect();
        if self.values.len() + added.len() > self.codes.most() {
            return None;
        }
        let code_at = |index: usize| codes.iter().find(|(other, _)| *other == index).map_or(0, |(_, code)| *code);
        let values = if added.is_empty() {
            self.values.clone()
        } else {
            Arc::new(self.values.iter().copied().chain(added).collect())
        };
        Some(Self { values, codes: Arc::new(self.codes.patched(pieces, code_at)) })
    }

    pub(super) fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.values, &other.values) && Arc::ptr_eq(&self.codes, &other.codes)
    }

    pub(super) fn bytes(&self) -> usize {
        self.codes.bytes() + self.values.capacity() * size_of::<T>()
    }
}

/// Values that are being written, with codes for as long as that is worth it.
#[derive(Debug)]
pub(super) enum Writing<T> {
    Plain { values: Vec<T>, is_tried: bool },
    Coded { values: Vec<T>, codes: Codes, numbers: HashTable<u32>, hasher: DefaultHashBuilder, last: usize },
}

impl<T> Default for Writing<T> {
    fn default() -> Self {
        Self::Plain { values: Vec::new(), is_tried: size_of::<T>() == 1 }
    }
}

impl<T: Bits> Writing<T> {
    pub(super) fn push(&mut self, value: T) {
        match self {
            Self::Plain { values, is_tried } => {
                values.push(value);
                if values.len() >= FEW && !*is_tried {
                    let plain = std::mem::take(values);
                    let (codes, numbers) = (Codes::Byte(Vec::new()), HashTable::new());
                    let hasher = DefaultHashBuilder::default();
                    *self = Self::Coded { values: Vec::new(), codes, numbers, hasher, last: 0 };
                    for value in plain {
                        self.push(value);
                    }
                }
            }
            Self::Coded { values, codes, numbers, hasher, last } => {
                if values.get(*last).is_none_or(|last| last.bits() != value.bits()) {
                    let hash = |value: T| hasher.hash_one(value.bits());
                    let is_it = |number: &u32| values[*number as usize].bits() == value.bits();
                    let next = values.len() as u32;
                    let entry = numbers.entry(hash(value), is_it, |number| hash(values[*number as usize]));
                    *last = *entry.or_insert(next).get() as usize;
                    if *last == next as usize {
                        values.push(value);
                    }
                }
                codes.push(*last);
                let is_tried = values.len() >= TRIED && values.len().is_power_of_two();
                if is_tried && 10 * codes.len() < 13 * values.len() {
                    let values = plain(values, codes);
                    *self = Self::Plain { values, is_tried: true };
                }
            }
        }
    }

    /// The values with codes, or all of them where those are not worth it.
    pub(super) fn done(self) -> Result<Coded<T>, Vec<T>> {
        match self {
            Self::Plain { mut values, .. } => {
                values.shrink_to_fit();
                Err(values)
            }
            Self::Coded { mut values, mut codes, .. } => {
                values.shrink_to_fit();
                codes.fit();
                if codes.bytes() + values.len() * size_of::<T>() < codes.len() * size_of::<T>() {
                    Ok(Coded { values: Arc::new(values), codes: Arc::new(codes) })
                } else {
                    Err(plain(&values, &codes))
                }
            }
        }
    }
}

fn plain<T: Copy>(values: &[T], codes: &Codes) -> Vec<T> {
    (0..codes.len()).map(|index| values[codes.at(index)]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::touched::Touched;
    use super::*;

    fn written(values: impl Iterator<Item = u32>) -> Result<Coded<u32>, Vec<u32>> {
        let mut writing = Writing::default();
        values.for_each(|value| writing.push(value));
        writing.done()
    }

    #[test]
    fn codes_give_the_values_and_take_as_much_room_as_these_need() {
        for (different, bytes) in [(3, 1), (300, 2)] {
            let value = |index: u32| index * 7 % different;
            let coded = written((0..10_000).map(value)).unwrap();
            assert!((0..10_000).all(|index| *coded.at(index as usize) == value(index)));
            assert_eq!(coded.bytes(), 10_000 * bytes + 4 * different as usize);
        }
    }

    #[test]
    fn few_values_and_ever_new_ones_are_kept_plain() {
        for count in [100, 10_000, 400_000] {
            assert_eq!(written(0..count).unwrap_err(), (0..count).collect::<Vec<u32>>());
        }
    }

    #[test]
    fn another_value_gets_a_code_of_its_own_as_long_as_there_are_some() {
        let coded = written((0..10_000).map(|index| index % 255)).unwrap();
        let with = |coded: &Coded<u32>, value: u32| {
            let touched = Touched { changed: vec![5], inserted: vec![9], ..Touched::default() };
            coded.patched(&Pieces::of_touched(coded.len(), &touched), |_| value)
        };
        let other = with(&coded, 1000).unwrap();
        assert_eq!([4, 5, 6, 9, 10].map(|index| *other.at(index)), [4, 1000, 6, 1000, 9]);
        assert_eq!(with(&other, 1000).unwrap().len(), 10_002);
        assert!(with(&other, 1001).is_none());
    }
}
