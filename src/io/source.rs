//! The bytes of a file, as they come or from anywhere in it.
//!
//! This module answers how many bytes were read, and refuses more than the most that is opened. It does
//! not know formats.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts what is read of a file.
pub(super) struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) fn new(inner: R, read: Arc<AtomicU64>) -> Self {
        Self { inner, read }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Ends with an error where more than the most that is opened comes out.
pub(super) struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, left: super::MOST_BYTES }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(count as u64)
            .ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "larger than the most that is opened"))?;
        Ok(count)
    }
}

/// What is unpacked may be so many bytes, and more where more was packed.
const LEAST_UNPACKED: u64 = 96 << 20;
/// So many bytes may come out of one that was packed. Tables and shapes pack to a tenth of their size.
const MOST_RATIO: u64 = 16;

/// How many bytes may be unpacked of so many.
pub(super) fn most_unpacked(packed: u64) -> u64 {
    packed.saturating_mul(MOST_RATIO).clamp(LEAST_UNPACKED, super::MOST_BYTES)
}

/// Why no more is unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it unpacks to more than {} MiB, the budget of memory for a file of its size; unpack it and open what is in it", .0 >> 20)]
pub(super) struct TooMuchUnpacked(u64);

/// Ends with an error where far more comes out than was packed.
pub(super) struct Unpacked<R> {
    inner: R,
    /// Bytes of the packed file that were read.
    packed: Arc<AtomicU64>,
    count: u64,
}

impl<R> Unpacked<R> {
    pub(super) fn new(inner: R, packed: Arc<AtomicU64>) -> Self {
        Self { inner, packed, count: 0 }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count += count as u64;
        let most = most_unpacked(self.packed.load(Ordering::Relaxed));
        if self.count > most {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, TooMuchUnpacked(most)));
        }
        Ok(count)
    }
}

/// A file that is read from anywhere in it: on disk, or in memory where it was packed.
pub(super) enum Whole {
    File(Counted<File>),
    Memory(Cursor<Vec<u8>>),
}

impl Read for Whole {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Whole {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Memory(bytes) => bytes.seek(to),
        }
    }
}
