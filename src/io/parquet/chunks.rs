//! The parts of a Parquet file that the library asks for.
//!
//! This module answers with bytes, and refuses what would lie beyond the end of the file or unpack to more than the
//! budget of memory. It does not know what they mean.

use std::io::{self, BufRead as _, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use crate::io::budget::memory_budget;

/// A file of which parts are read, never beyond its end.
pub(super) struct Chunks<S> {
    source: Arc<Mutex<S>>,
    len: u64,
}

impl<S> Chunks<S> {
    /// The file of so many bytes that a source is.
    pub(super) fn new(source: S, len: u64) -> Self {
        Self { source: Arc::new(Mutex::new(source)), len }
    }
}

impl<S: Read + Seek + Send> Length for Chunks<S> {
    fn len(&self) -> u64 {
        self.len
    }
}

impl<S: Read + Seek + Send> ChunkReader for Chunks<S> {
    type T = BufReader<Part<S>>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        let mut part = BufReader::new(Part { source: self.source.clone(), position: start });
        // Some unpackers make room for all that the header of a page claims before they read the first byte.
        let most = memory_budget(self.len);
        if part.fill_buf().ok().and_then(claim_of_page).is_some_and(|claimed| claimed > most) {
            let most = most >> 20;
            return Err(ParquetError::General(format!(
                "a page claims more than {most} MiB, the budget of memory for a file of its size"
            )));
        }
        Ok(part)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        // A damaged file may ask for more than there is memory.
        if start.checked_add(length as u64).is_none_or(|end| end > self.len) {
            return Err(ParquetError::EOF("a part of it lies beyond its end".to_owned()));
        }
        let mut bytes = vec![0; length];
        Part { source: self.source.clone(), position: start }.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// How many bytes a page unpacks to, as its header says: Thrift's compact protocol writes the kind of the page, this
/// number and that of the packed bytes first. None where no such header begins.
fn claim_of_page(start: &[u8]) -> Option<u64> {
    /// The next field, a number of 32 bits.
    const NUMBER: u8 = 0x15;
    let mut bytes = start.iter().copied();
    let mut number = || {
        let mut value = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = bytes.next()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        // Nobody writes it so long; the library takes it for something.
        bytes.find(|byte| *byte < 0x80).map(|_| u64::MAX)
    };
    // Each is a tag and a number of seven bits a byte, its sign last.
    let mut field = || number().filter(|tag| *tag == u64::from(NUMBER)).and_then(|_| number());
    let (_kind, unpacked, _packed) = (field()?, field()?, field()?);
    Some(unpacked >> 1)
}

/// A file from a position on.
pub(super) struct Part<S> {
    source: Arc<Mutex<S>>,
    position: u64,
}

impl<S: Read + Seek> Read for Part<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        source.seek(SeekFrom::Start(self.position))?;
        let count = source.read(buffer)?;
        // The footer lies behind all pages. Where even that is over the library would go on for ever.
        if count == 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.position += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claim_of_a_page_is_read_from_the_start_of_its_header() {
        assert_eq!(claim_of_page(&[0x15, 0x04, 0x15, 0x14, 0x15, 0x18, 0x4c]), Some(10));
        let most = [0x15, 0x04, 0x15, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0x15, 0x02];
        assert_eq!(claim_of_page(&most), Some(i32::MAX as u64));
        let overlong = [&[0x15, 0x04, 0x15][..], &[0x8c; 40], &[0x32, 0x15, 0x36]].concat();
        assert_eq!(claim_of_page(&overlong), Some(u64::MAX >> 1));
        for other in [&b"PAR1"[..], &[], &[0x15], &overlong[..20], &most[..8]] {
            assert_eq!(claim_of_page(other), None);
        }
    }
}
