//! What text do the bytes of a file hold, in the encoding that they are in?

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

/// So many bytes are read at a time.
pub(super) const CHUNK_BYTES: usize = 1 << 18;

/// Text as UTF-8, whatever it was written in.
pub(super) struct Decoded<'a> {
    source: &'a mut dyn Read,
    /// None for UTF-8, which is looked at row by row.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// What of `raw` is still to be decoded.
    left: std::ops::Range<usize>,
    is_at_end: bool,
    is_begun: bool,
    /// The decoder has said its last and must not be asked again.
    is_done: bool,
}

impl<'a> Decoded<'a> {
    pub(super) fn new(source: &'a mut dyn Read, encoding: &'static Encoding) -> Self {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder());
        Self {
            source,
            decoder,
            raw: vec![0; CHUNK_BYTES],
            left: 0..0,
            is_at_end: false,
            is_begun: false,
            is_done: false,
        }
    }

    /// Fills a buffer. 0 at the end.
    pub(super) fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            let mut count = read_some(self.source, buffer)?;
            if !std::mem::replace(&mut self.is_begun, true) && buffer[..count].starts_with(b"\xef\xbb\xbf") {
                buffer.copy_within(3..count, 0);
                count -= 3;
            }
            return Ok(count);
        };
        if self.is_done {
            return Ok(0);
        }
        loop {
            if self.left.is_empty() && !self.is_at_end {
                let count = read_some(self.source, &mut self.raw)?;
                self.left = 0..count;
                self.is_at_end = count == 0;
            }
            let (result, read, written, _) =
                decoder.decode_to_utf8(&self.raw[self.left.clone()], buffer, self.is_at_end);
            self.left.start += read;
            self.is_done = self.is_at_end && result == CoderResult::InputEmpty;
            if written > 0 || self.is_done {
                return Ok(written);
            }
        }
    }
}

fn read_some(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}
