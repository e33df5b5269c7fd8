//! Bytes that are kept elsewhere than in memory.
//!
//! This module answers how what was put away is had again, whole or not at all. It does not know where it lies, nor
//! what it means.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How many times anything could not be read again, of all shelves.
static LOST: AtomicU64 = AtomicU64::new(0);

/// How many times, since the program began, something that was put away could not be read again.
pub fn lost_count() -> u64 {
    LOST.load(Ordering::Relaxed)
}

/// A place for bytes outside of memory, such as a file.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// Puts bytes there. Returns where they are; none where there is no more room, and whoever has them keeps them.
    fn put(&self, bytes: &[u8]) -> Option<u64>;

    /// Reads what lies somewhere, as many bytes as there is room for. False where it cannot be read.
    fn take(&self, at: u64, bytes: &mut [u8]) -> bool;

    /// Is told that something could not be read again as it was.
    fn lose(&self) {}
}

/// A shelf, and how much that was put there could not be had again. Copies are of the same one.
#[derive(Debug, Clone)]
pub struct Shelving(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    shelf: Box<dyn Shelf>,
    unread: AtomicU64,
    is_full: AtomicBool,
}

impl Shelving {
    /// An empty shelf.
    pub fn new(shelf: impl Shelf + 'static) -> Self {
        let shelf = Box::new(shelf);
        Self(Arc::new(Inner { shelf, unread: AtomicU64::new(0), is_full: AtomicBool::new(false) }))
    }

    /// How many times something could not be read again.
    pub fn unread(&self) -> u64 {
        self.0.unread.load(Ordering::Relaxed)
    }

    /// True once something found no room.
    pub(super) fn is_full(&self) -> bool {
        self.0.is_full.load(Ordering::Relaxed)
    }

    /// Puts bytes away. None where there is no more room.
    pub(super) fn put(&self, bytes: &[u8]) -> Option<Parcel> {
        let length = u32::try_from(bytes.len()).ok()?;
        let check = crc32fast::hash(bytes);
        let at = self.0.shelf.put(bytes);
        if at.is_none() {
            self.0.is_full.store(true, Ordering::Relaxed);
        }
        Some(Parcel { shelving: self.clone(), at: at?, length, check })
    }

    /// What lies on the shelf already.
    pub(super) fn parcel(&self, place: Place) -> Parcel {
        let Place { at, length, check } = place;
        Parcel { shelving: self.clone(), at, length, check }
    }
}

/// Where something lies on a shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its first byte.
    pub at: u64,
    /// How many bytes it has.
    pub length: u32,
    /// CRC-32 of these.
    pub check: u32,
}

/// Something that was put away.
#[derive(Debug)]
pub(super) struct Parcel {
    shelving: Shelving,
    at: u64,
    length: u32,
    check: u32,
}

impl Parcel {
    /// Where it lies, which no other parcel of the shelf does.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// Its bytes as they were put away. None, which is counted, where they cannot be read or are others now.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        self.bytes_if_whole().or_else(|| self.lose())
    }

    /// The same for who can do without: what is not there is not counted.
    pub(super) fn bytes_if_whole(&self) -> Option<Vec<u8>> {
        let mut bytes = vec![0; self.length as usize];
        let is_read = self.shelving.0.shelf.take(self.at, &mut bytes) && crc32fast::hash(&bytes) == self.check;
        is_read.then_some(bytes)
    }

    /// Counts that it is not what was put away.
    pub(super) fn lose<T>(&self) -> Option<T> {
        let Inner { shelf, unread, .. } = &*self.shelving.0;
        unread.fetch_add(1, Ordering::Relaxed);
        LOST.fetch_add(1, Ordering::Relaxed);
        shelf.lose();
        None
    }

    /// CRC-32 of its bytes.
    pub(super) fn check(&self) -> u32 {
        self.check
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::{Mutex, PoisonError};

    use super::*;

    /// A shelf in memory, with room for so many bytes.
    #[derive(Debug, Clone, Default)]
    pub(crate) struct Board {
        pub(crate) bytes: Arc<Mutex<Vec<u8>>>,
        pub(crate) room: usize,
    }

    impl Board {
        pub(crate) fn with_room(room: usize) -> Self {
            Self { room, ..Self::default() }
        }
    }

    impl Shelf for Board {
        fn put(&self, bytes: &[u8]) -> Option<u64> {
            let mut all = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
            (all.len() + bytes.len() <= self.room).then(|| {
                all.extend_from_slice(bytes);
                (all.len() - bytes.len()) as u64
            })
        }

        fn take(&self, at: u64, bytes: &mut [u8]) -> bool {
            let all = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
            let found = all.get(at as usize..at as usize + bytes.len());
            found.is_some_and(|found| {
                bytes.copy_from_slice(found);
                true
            })
        }
    }

    #[test]
    fn what_was_put_away_is_had_again_or_told_to_be_lost() {
        let board = Board::with_room(10);
        let shelving = Shelving::new(board.clone());
        let (first, second) = (shelving.put(b"four").unwrap(), shelving.put(b"five5").unwrap());
        assert!(shelving.put(b"of").is_none());
        assert_eq!((first.bytes(), second.bytes()), (Some(b"four".to_vec()), Some(b"five5".to_vec())));
        board.bytes.lock().unwrap()[5] = b'o';
        assert_eq!((first.bytes(), second.bytes(), shelving.unread()), (Some(b"four".to_vec()), None, 1));
        board.bytes.lock().unwrap().truncate(2);
        assert_eq!((first.bytes(), shelving.unread()), (None, 2));
    }
}
