//! How is a table written: in which encoding, with which separator, from which line on?
//!
//! This module answers that from the first bytes of a file. It does not read the table.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    /// The encoding of its letters.
    pub encoding: &'static Encoding,
    /// What stands between cells, in ASCII.
    pub separator: u8,
    /// Whether cells can stand in quotation marks.
    pub quoting: Quoting,
    /// How many lines stand in front of the table.
    pub preamble_lines: u64,
}

/// Whether quotation marks hold a cell together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// They do.
    Quotes,
    /// They are letters like others.
    Plain,
}

impl Writing {
    /// The separator in words.
    pub fn separator_word(&self) -> &'static str {
        match self.separator {
            b'\t' => "tab",
            b';' => "semicolon",
            b'|' => "bar",
            _ => "comma",
        }
    }
}

/// The encoding of a text by its first bytes.
///
/// A byte order mark decides; then UTF-16 by its zeros, UTF-8 where all is valid in it, else what the
/// letters look most like, which for Latin-1 is Windows-1252, of which it is a part.
pub(super) fn encoding_of(sample: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return encoding;
    }
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    if pairs > 4 && odd * 5 > pairs * 2 && even * 10 < pairs {
        return UTF_16LE;
    }
    if pairs > 4 && even * 5 > pairs * 2 && odd * 10 < pairs {
        return UTF_16BE;
    }
    let is_cut = |error: &std::str::Utf8Error| error.error_len().is_none();
    if std::str::from_utf8(sample).map_or_else(|error| is_cut(&error), |_| true) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// What stands between the cells of a text, and how many of its lines stand in front of the table.
pub(super) fn shape_of(sample: &str) -> (u8, Quoting, u64) {
    let lines: Vec<&str> = sample.lines().take(200).collect();
    // The last line of the sample may be cut.
    let lines = if lines.len() > 2 { &lines[..lines.len() - 1] } else { &lines[..] };
    let score = |separator: u8| {
        let counts: Vec<usize> =
            lines.iter().map(|line| cells_in(line, separator)).filter(|count| *count > 0).collect();
        let mut sorted = counts.clone();
        sorted.sort_unstable();
        let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == middle).count();
        if middle < 2 { (0, 0) } else { (alike * 100 / counts.len().max(1), middle) }
    };
    let separator =
        [b',', b'\t', b';', b'|'].into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',');
    let (_, width) = score(separator);
    let wide = |line: &&str| cells_in(line, separator) >= width.div_ceil(2).max(2);
    let preamble = if width < 2 { 0 } else { lines.iter().position(wide).unwrap_or(0) };
    // Tables with tabs quote seldom, and their text has lone quotation marks.
    let has_quoted =
        lines.iter().any(|line| line.split(separator as char).any(|cell| cell.starts_with('"') && cell.len() > 1));
    let quoting = if separator == b'\t' && !has_quoted { Quoting::Plain } else { Quoting::Quotes };
    (separator, quoting, preamble as u64)
}

/// How many cells a line has; 0 for an empty one.
fn cells_in(line: &str, separator: u8) -> usize {
    if line.trim().is_empty() {
        return 0;
    }
    let mut is_quoted = false;
    let between = line.bytes().filter(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == separator && !is_quoted
    });
    between.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_by_marks_zeros_and_letters() {
        assert_eq!(encoding_of("name,größe\nKöln,1\n".as_bytes()), UTF_8);
        assert_eq!(encoding_of(b"\xef\xbb\xbfa,b"), UTF_8);
        assert_eq!(encoding_of(b"\xff\xfea\0,\0b\0"), UTF_16LE);
        assert_eq!(encoding_of(b"n\0a\0m\0e\0,\0d\0a\0t\0e\0\n\0"), UTF_16LE);
        assert_eq!(encoding_of(b"\0n\0a\0m\0e\0,\0d\0a\0t\0e"), UTF_16BE);
        assert_eq!(encoding_of(b"place,note\nM\xfcnchen,sch\xf6n \x96 sehr\n").name(), "windows-1252");
        assert_eq!(encoding_of("täglich".as_bytes().split_at(2).0), UTF_8);
    }

    #[test]
    fn separators_and_preambles_are_told_by_lines_that_are_alike() {
        assert_eq!(shape_of("a,b,c\n1,2,3\n"), (b',', Quoting::Quotes, 0));
        assert_eq!(shape_of("a;b;c\n1,5;2;3\n2,5;3;4\n"), (b';', Quoting::Quotes, 0));
        assert_eq!(shape_of("a\tb, c\n1\t2 \"x\n"), (b'\t', Quoting::Plain, 0));
        assert_eq!(shape_of("a|b\n1|2\n"), (b'|', Quoting::Quotes, 0));
        assert_eq!(
            shape_of("Events of 2025\nfrom the desk\n\nname,date,place\nx,2025,y\nz,2025,w\n"),
            (b',', Quoting::Quotes, 3)
        );
        assert_eq!(shape_of("name\nKabul\n"), (b',', Quoting::Quotes, 0));
    }
}
