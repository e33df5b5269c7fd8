//! What a file holds, to tell later whether it still does.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// The bytes of a file, by their SHA-256: the same for the same bytes, whenever they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content([u8; 32]);

impl Content {
    /// That of bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash, in hexadecimal digits.
    pub fn hex(self) -> String {
        self.0.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").expect("a string can grow");
            text
        })
    }

    /// That of a file as it is now.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut read = Remembering::new(io::sink());
        io::copy(&mut File::open(path)?, &mut read)?;
        Ok(read.content())
    }
}

/// Passes bytes on, and remembers what they were.
pub(super) struct Remembering<W> {
    inner: W,
    digest: Sha256,
}

impl<W: Write> Remembering<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, digest: Sha256::new() }
    }

    /// What was written.
    pub(super) fn content(self) -> Content {
        Content(self.digest.finalize().into())
    }
}

impl<W: Write> Write for Remembering<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.digest.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
