//! Rows of events, compressed.
//!
//! This module answers what rows take in memory while nobody reads them, which is seldom: what they say is in their
//! events, too. It does not know what the cells mean.

use std::cell::RefCell;
use std::io::{Read as _, Write as _};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::Row;
use super::codes::{push_number, take_number, try_number};
use super::rows::Rows;

/// Rows with the same columns, together.
#[derive(Debug)]
pub(super) struct PackedRows {
    columns: Arc<[String]>,
    held: Held,
}

#[derive(Debug)]
enum Held {
    /// Among others of their table, until they are compressed.
    Rows(Box<[Run]>),
    Compressed(Compressed),
}

/// Some rows that lie together.
#[derive(Debug)]
struct Run {
    rows: Arc<Rows>,
    indexes: Vec<u32>,
}

/// The rows of some runs.
fn rows_of(runs: &[Run]) -> impl Iterator<Item = (&Rows, usize)> + Clone {
    runs.iter().flat_map(|run| run.indexes.iter().map(|index| (&*run.rows, *index as usize)))
}

#[derive(Debug)]
struct Compressed {
    /// The line of each row, the number of its cells and the length of each; then the text of all.
    bytes: Box<[u8]>,
    count: u32,
    /// Where the text begins, once it is unpacked, and where it ends.
    text: (u32, u32),
    way: Way,
}

/// How rows are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As small as can be had in the time that reading a table takes.
    Small,
    /// Fast, for what does not stay in memory.
    Fast,
}

/// The lowest is far worse, and higher ones are slower than reading the table.
const LEVEL: Compression = Compression::new(2);

/// So many bytes at most are made of one in both ways to compress: of Deflate 1,032, of LZ4 255.
pub(super) const MOST_UNPACKED: usize = 1100;

thread_local! {
    /// What was unpacked last: whoever goes through events reads the rows next to each other.
    static LAST: RefCell<Option<(Arc<PackedRows>, Arc<Rows>)>> = const { RefCell::new(None) };
}

impl PackedRows {
    /// Rows as they are. None where their columns differ.
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Option<Self> {
        let mut runs: Vec<Run> = Vec::new();
        for (rows, index) in rows.map(Row::shared) {
            match runs.last_mut() {
                Some(run) if Arc::ptr_eq(&run.rows, rows) => run.indexes.push(index),
                _ => runs.push(Run { rows: rows.clone(), indexes: vec![index] }),
            }
        }
        let columns = runs.first()?.rows.columns().clone();
        let is_same = |run: &Run| Arc::ptr_eq(run.rows.columns(), &columns) || *run.rows.columns() == columns;
        runs.iter().all(is_same).then(|| Self { columns, held: Held::Rows(runs.into()) })
    }

    /// The same compressed in some way; the rows themselves where they are compressed already. None where they are too
    /// large.
    pub(super) fn compressed(self: &Arc<Self>, way: Way) -> Option<Arc<Self>> {
        match &self.held {
            Held::Compressed(_) => Some(self.clone()),
            Held::Rows(rows) => {
                let held = Held::Compressed(Compressed::of(rows, way)?);
                Some(Arc::new(Self { columns: self.columns.clone(), held }))
            }
        }
    }

    /// True where they are as they were read.
    pub(super) fn are_open(&self) -> bool {
        matches!(self.held, Held::Rows(_))
    }

    /// How many bytes they take compressed; 0 while they are not.
    pub(super) fn len(&self) -> usize {
        match &self.held {
            Held::Rows(_) => 0,
            Held::Compressed(rows) => rows.bytes.len(),
        }
    }

    /// Writes them behind other bytes. False where they are too large.
    pub(super) fn write(&self, to: &mut Vec<u8>) -> bool {
        match &self.held {
            Held::Compressed(rows) => {
                rows.write(to);
                true
            }
            Held::Rows(rows) => {
                let compressed = Compressed::of(rows, Way::Fast);
                compressed.is_some_and(|rows| {
                    rows.write(to);
                    true
                })
            }
        }
    }

    /// Reads what was written, to the end of some bytes. None for others.
    pub(super) fn read(columns: Arc<[String]>, bytes: &[u8]) -> Option<Self> {
        let mut at = 0;
        let mut next = || u32::try_from(try_number(bytes, &mut at)?).ok();
        let (way, count, start, end) = (next()?, next()?, next()?, next()?);
        let way = if way == 1 { Way::Fast } else { Way::Small };
        let bytes = bytes.get(at..)?;
        // Each row takes two numbers, and no more room is made than so many bytes can unpack to.
        let fits = count <= start / 2 && start <= end && end as usize / MOST_UNPACKED <= bytes.len();
        let held = || Held::Compressed(Compressed { bytes: bytes.into(), count, text: (start, end), way });
        fits.then(|| Self { columns, held: held() })
    }

    /// The names of the columns.
    pub(super) fn columns(&self) -> &Arc<[String]> {
        &self.columns
    }

    /// The rows as they were. Those that a thread asked for last are still at hand.
    pub(super) fn unpacked(self: &Arc<Self>) -> Arc<Rows> {
        LAST.with_borrow_mut(|last| match last {
            Some((packed, rows)) if Arc::ptr_eq(packed, self) => rows.clone(),
            _ => {
                let rows = Arc::new(self.unpack());
                *last = Some((self.clone(), rows.clone()));
                rows
            }
        })
    }

    fn unpack(&self) -> Rows {
        let mut all = Rows::new(self.columns.clone());
        match &self.held {
            Held::Rows(rows) => {
                for (rows, row) in rows_of(rows) {
                    let (text, ends) = rows.packed(row);
                    all.push_packed(rows.line(row), text, ends);
                }
            }
            Held::Compressed(rows) => rows.unpack_to(&mut all),
        }
        all
    }

    /// How many bytes of memory it takes, beside the names of columns.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.len() + size_of::<Self>()
    }
}

impl Compressed {
    /// None where they are too large.
    fn of(runs: &[Run], way: Way) -> Option<Self> {
        let rows = rows_of(runs);
        let count = u32::try_from(rows.clone().count()).ok()?;
        let text: usize = rows.clone().map(|(rows, row)| rows.packed(row).0.len() + 2 * rows.width(row) + 8).sum();
        let mut bytes = Vec::with_capacity(text);
        for (rows, row) in rows.clone() {
            push_number(&mut bytes, rows.line(row));
            push_number(&mut bytes, rows.width(row) as u64);
            let mut start = 0;
            for end in rows.packed(row).1 {
                push_number(&mut bytes, (end - start) as u64);
                start = end;
            }
        }
        let start = bytes.len();
        rows.for_each(|(rows, row)| bytes.extend_from_slice(rows.packed(row).0.as_bytes()));
        let text = (u32::try_from(start).ok()?, u32::try_from(bytes.len()).ok()?);
        let packed = match way {
            Way::Small => {
                let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), LEVEL);
                encoder.write_all(&bytes).ok()?;
                encoder.finish().ok()?
            }
            Way::Fast => lz4_flex::block::compress(&bytes),
        };
        // A copy, since an allocator may leave in its place what only shrinks.
        Some(Self { bytes: packed.as_slice().into(), count, text, way })
    }

    fn write(&self, to: &mut Vec<u8>) {
        let Self { bytes, count, text: (start, end), way } = self;
        for number in [u32::from(*way == Way::Fast), *count, *start, *end] {
            push_number(to, number.into());
        }
        to.extend_from_slice(bytes);
    }

    fn unpack_to(&self, all: &mut Rows) {
        let (start, end) = (self.text.0 as usize, self.text.1 as usize);
        let mut bytes = Vec::with_capacity(end);
        match self.way {
            Way::Small => drop(DeflateDecoder::new(&*self.bytes).read_to_end(&mut bytes)),
            Way::Fast => bytes = lz4_flex::block::decompress(&self.bytes, end).unwrap_or_default(),
        }
        assert!(bytes.len() == end, "what was compressed is read again");
        let text = str::from_utf8(&bytes[start..]).expect("it was a text");
        let (mut at, mut next) = (0, 0);
        let mut ends = Vec::new();
        for _ in 0..self.count {
            let (line, width) = (take_number(&bytes, &mut at), take_number(&bytes, &mut at));
            // Each cell takes a byte at least: where there are more, nothing of it is right, and no room is taken for it.
            assert!(width <= (bytes.len() - at) as u64, "what was packed is read again");
            let mut end = 0;
            ends.clear();
            ends.extend((0..width).map(|_| {
                end += take_number(&bytes, &mut at) as usize;
                end
            }));
            all.push_packed(line, &text[next..next + end], ends.iter().copied());
            next += end;
        }
    }
}
