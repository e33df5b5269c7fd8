//! Things that lie packed: one text for the words of all, and codes that say how they are read from it.
//!
//! This module answers how words and numbers are written and read again. It does not know what they are part of.
//! A text that was written before is not written again, in whichever of the things it stands.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::codes::{push_number, signed, take_number, try_number, zigzag};
use super::packed_rows::{MOST_UNPACKED, PackedRows, Way};

/// Some things, packed.
#[derive(Debug)]
pub(super) struct Packed {
    text: Box<str>,
    codes: Box<[u8]>,
    /// Where each thing begins.
    starts: Box<[At]>,
    /// The rows that they came from.
    rows: Option<Arc<PackedRows>>,
    /// False where nothing is said in another language for certain.
    may_be_translated: bool,
}

/// A place in codes and text.
#[derive(Debug, Clone, Copy)]
struct At {
    code: u32,
    text: u32,
}

impl Packed {
    /// How many things there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// True where no text has other letters than those of ASCII, the cells of rows left out of account.
    pub(super) fn is_ascii(&self) -> bool {
        self.text.is_ascii()
    }

    /// Reads the thing with this index. Panics where there is none, as a slice does.
    pub(super) fn reader(&self, index: usize) -> Reader<'_> {
        let At { code, text } = self.starts[index];
        Reader { packed: self, code: code as usize, text: text as usize }
    }

    /// The names of the columns of its rows.
    pub(super) fn columns(&self) -> Option<&Arc<[String]>> {
        self.rows.as_ref().map(|rows| rows.columns())
    }

    /// False where nothing is said in another language for certain.
    pub(super) fn may_be_translated(&self) -> bool {
        self.may_be_translated
    }

    /// True where its rows are not compressed yet.
    pub(super) fn is_open(&self) -> bool {
        self.rows.as_ref().is_some_and(|rows| rows.are_open())
    }

    /// The same with its rows compressed. None where they are too large.
    pub(super) fn closed(&self, way: Way) -> Option<Self> {
        let Self { text, codes, starts, rows, may_be_translated } = self;
        let rows = match rows {
            None => None,
            Some(rows) => Some(rows.compressed(way)?),
        };
        Some(Self {
            text: text.clone(),
            codes: codes.clone(),
            starts: starts.clone(),
            rows,
            may_be_translated: *may_be_translated,
        })
    }

    /// All of it as bytes, compressed, but for the names of columns. None where it is too large.
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        let Self { text, codes, starts, rows, may_be_translated: _ } = self;
        let mut all = Vec::with_capacity(text.len() + codes.len() + 4 * starts.len() + 16);
        for number in [starts.len(), codes.len()] {
            push_number(&mut all, number as u64);
        }
        let mut last = At { code: 0, text: 0 };
        for at in starts {
            push_number(&mut all, (at.code - last.code).into());
            push_number(&mut all, (at.text - last.text).into());
            last = *at;
        }
        all.extend_from_slice(codes);
        all.extend_from_slice(text.as_bytes());
        let packed = lz4_flex::block::compress(&all);
        let mut bytes = Vec::with_capacity(packed.len() + 32 + rows.as_ref().map_or(0, |rows| rows.len()));
        push_number(&mut bytes, all.len() as u64);
        push_number(&mut bytes, packed.len() as u64);
        bytes.extend_from_slice(&packed);
        rows.as_ref().is_none_or(|rows| rows.write(&mut bytes)).then_some(bytes)
    }

    /// What was written as bytes, with the names of columns where it has rows. None for others.
    pub(super) fn of_bytes(bytes: &[u8], columns: Option<&Arc<[String]>>) -> Option<Self> {
        let mut at = 0;
        let length = usize::try_from(try_number(bytes, &mut at)?).ok()?;
        let packed = usize::try_from(try_number(bytes, &mut at)?).ok()?;
        let (packed, rest) = bytes.get(at..)?.split_at_checked(packed)?;
        // No more room is made than so many bytes can unpack to.
        if length / MOST_UNPACKED > packed.len() {
            return None;
        }
        let all = lz4_flex::block::decompress(packed, length).ok()?;
        at = 0;
        let count = usize::try_from(try_number(&all, &mut at)?).ok()?;
        let codes = usize::try_from(try_number(&all, &mut at)?).ok()?;
        // Each takes two numbers.
        let mut starts = Vec::with_capacity(count.min(all.len() / 2));
        let mut last = At { code: 0, text: 0 };
        for _ in 0..count {
            last.code = last.code.checked_add(try_number(&all, &mut at)?.try_into().ok()?)?;
            last.text = last.text.checked_add(try_number(&all, &mut at)?.try_into().ok()?)?;
            starts.push(last);
        }
        let (codes, text) = all.get(at..)?.split_at_checked(codes)?;
        let text = str::from_utf8(text).ok()?;
        if last.code as usize > codes.len() || last.text as usize > text.len() {
            return None;
        }
        let rows = match columns {
            Some(columns) => Some(Arc::new(PackedRows::read(columns.clone(), rest)?)),
            None => None,
        };
        Some(Self { text: text.into(), codes: codes.into(), starts: starts.into(), rows, may_be_translated: true })
    }

    /// How many bytes of memory it takes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        let rows = self.rows.as_ref().map_or(0, |rows| rows.bytes());
        self.text.len() + self.codes.len() + size_of_val(&*self.starts) + rows
    }
}

/// Texts shorter than this are written each time, since to name a place takes as much.
const SHORT: usize = 4;

/// So many steps of a decimal fraction make 1, where a number is written as one.
const STEPS: f64 = 1_000_000.0;

/// Packs things, one after the other.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    codes: Vec<u8>,
    starts: Vec<At>,
    rows: u64,
    /// Where in the text what was written stands.
    known: HashTable<(u32, u32)>,
    hasher: DefaultHashBuilder,
    is_lossy: bool,
    is_translated: bool,
}

impl Writer {
    /// Nothing yet, with room to find so many texts again.
    pub(super) fn with_room(texts: usize) -> Self {
        /// About so many bytes has a text in the mean.
        const TEXT_BYTES: usize = 32;
        let text = String::with_capacity(TEXT_BYTES * texts);
        Self { text, known: HashTable::with_capacity(texts), ..Self::default() }
    }

    /// What is written from now on belongs to the next thing.
    pub(super) fn begin(&mut self) {
        self.starts.push(At { code: self.codes.len() as u32, text: self.text.len() as u32 });
    }

    /// Tells that what was written is not what would be read.
    pub(super) fn is_lossy(&mut self) {
        self.is_lossy = true;
    }

    /// Tells that something is said in another language.
    pub(super) fn is_translated(&mut self) {
        self.is_translated = true;
    }

    /// A whole number, in as many bytes as it needs.
    pub(super) fn number(&mut self, number: u64) {
        push_number(&mut self.codes, number);
    }

    /// A whole number that may be negative.
    pub(super) fn signed(&mut self, number: i64) {
        self.number(zigzag(number));
    }

    /// A number to its last bit: few bytes for a whole one, or one of few decimals.
    pub(super) fn float(&mut self, value: f64) {
        let is_exact = |whole: i64, steps: f64| {
            // A larger one takes as many bytes as the bits; it cannot be negative zero.
            (whole.unsigned_abs() < 1 << 52 && (whole as f64 / steps).to_bits() == value.to_bits()).then_some(whole)
        };
        if let Some(whole) = is_exact(value as i64, 1.0) {
            self.number(zigzag(whole) << 2);
        } else if let Some(steps) = is_exact((value * STEPS).round() as i64, STEPS) {
            self.number((zigzag(steps) << 2) | 1);
        } else {
            self.number(2);
            self.codes.extend(value.to_bits().to_le_bytes());
        }
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        if text.len() >= SHORT {
            let Self { text: all, known, hasher, .. } = self;
            // Bytes, which need no look at where letters end.
            let (all, text) = (all.as_bytes(), text.as_bytes());
            let hash_of = |words: &[u8]| hasher.hash_one(words);
            let words = |(start, length): &(u32, u32)| &all[*start as usize..(start + length) as usize];
            let hash = hash_of(text);
            if let Some((start, length)) = known.find(hash, |at| words(at) == text).copied() {
                self.number((u64::from(length) << 1) | 1);
                return self.number(u64::from(start));
            }
            known.insert_unique(hash, (all.len() as u32, text.len() as u32), |at| hash_of(words(at)));
        }
        self.new_text(text);
    }

    /// A text that nothing else says for certain, or nearly so: it is not looked for, and not found again.
    pub(super) fn new_text(&mut self, text: &str) {
        self.number((text.len() as u64) << 1);
        self.text.push_str(text);
    }

    /// The next row of those that are packed beside.
    pub(super) fn row(&mut self) {
        self.number(self.rows);
        self.rows += 1;
    }

    /// All things that were written, with the rows that they came from. None where one of them would be read as
    /// another, or they are too large.
    pub(super) fn done(self, rows: Option<PackedRows>) -> Option<Packed> {
        let Self { text, codes, starts, is_lossy, is_translated, .. } = self;
        let fits = u32::try_from(text.len()).is_ok() && u32::try_from(codes.len()).is_ok();
        (fits && !is_lossy).then(|| Packed {
            // Copies, since an allocator may leave in its place what only shrinks.
            text: text.as_str().into(),
            codes: codes.as_slice().into(),
            starts: starts.as_slice().into(),
            rows: rows.map(Arc::new),
            may_be_translated: is_translated,
        })
    }
}

/// Reads what was packed, in the order in which it was written.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    packed: &'a Packed,
    code: usize,
    text: usize,
}

impl<'a> Reader<'a> {
    /// See [`Writer::row`].
    pub(super) fn row(&mut self) -> Option<(Arc<PackedRows>, usize)> {
        let row = self.number() as usize;
        Some((self.packed.rows.clone()?, row))
    }

    /// See [`Writer::number`].
    #[inline]
    pub(super) fn number(&mut self) -> u64 {
        let byte = self.packed.codes[self.code];
        if byte < 0x80 {
            self.code += 1;
            return byte.into();
        }
        take_number(&self.packed.codes, &mut self.code)
    }

    /// A number of things that follow, of which each takes a code at least: no more than there are codes.
    pub(super) fn count(&mut self) -> usize {
        let count = self.number();
        assert!(count <= (self.packed.codes.len() - self.code) as u64, "as many things as were written");
        count as usize
    }

    /// See [`Writer::signed`].
    pub(super) fn signed(&mut self) -> i64 {
        signed(self.number())
    }

    /// See [`Writer::float`].
    pub(super) fn float(&mut self) -> f64 {
        let number = self.number();
        match number & 3 {
            0 => signed(number >> 2) as f64,
            1 => signed(number >> 2) as f64 / STEPS,
            _ => {
                let bytes = &self.packed.codes[self.code..self.code + 8];
                self.code += 8;
                f64::from_bits(bytes.iter().rev().fold(0, |bits, byte| bits << 8 | u64::from(*byte)))
            }
        }
    }

    /// See [`Writer::text`].
    pub(super) fn text(&mut self) -> &'a str {
        let head = self.number();
        let length = (head >> 1) as usize;
        if head & 1 == 1 {
            let start = self.number() as usize;
            &self.packed.text[start..start + length]
        } else {
            let start = self.text;
            self.text += length;
            &self.packed.text[start..self.text]
        }
    }
}
