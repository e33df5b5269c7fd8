//! How is a table written: in which encoding, with which separator, from which line on?
//!
//! This module answers that from the first bytes of a file. It does not read the table.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv_core::ReadRecordResult;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

pub(super) use crate::model::western_digits;

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
    let announced = announced_separator(sample);
    let sample = announced.map_or(sample, |(_, length)| &sample[length..]);
    let widths = |separator: u8| {
        let mut rows = row_widths(sample, separator);
        // The last row of the sample may be cut.
        if rows.len() > 2 {
            rows.pop();
        }
        rows
    };
    let score = |separator: u8| {
        let mut counts: Vec<usize> = widths(separator).into_iter().map(|(_, count)| count).collect();
        counts.sort_unstable();
        let middle = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == middle).count();
        if middle < 2 { (0, 0) } else { (alike * 100 / counts.len().max(1), middle) }
    };
    let found = || [b'|', b';', b'\t', b','].into_iter().max_by_key(|separator| score(*separator));
    let separator = announced.map(|(separator, _)| separator).or_else(found).unwrap_or(b',');
    let (_, width) = score(separator);
    let least = width.div_ceil(2).max(2);
    let first = widths(separator).into_iter().find(|(_, count)| *count >= least);
    let preamble = first.filter(|_| width > 1).map_or(0, |(line, _)| line - 1);
    // Tables with tabs quote seldom, and their text has lone quotation marks.
    let starts_quoted = |line: &str| line.split(separator as char).any(|cell| cell.starts_with('"') && cell.len() > 1);
    let has_quoted = sample.lines().take(MOST_ROWS).any(starts_quoted);
    let quoting = if separator == b'\t' && !has_quoted { Quoting::Plain } else { Quoting::Quotes };
    (separator, quoting, preamble + u64::from(announced.is_some()))
}

/// The separator that the first line names for spreadsheets, as `sep=;`, and how long that line is.
pub(super) fn announced_separator(sample: &str) -> Option<(u8, usize)> {
    let end = sample.find(['\r', '\n'])?;
    let line = sample[..end].trim_start_matches('\u{feff}').trim_matches('"');
    let start = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    let separator = match &line[start.len()..] {
        "\\t" => b'\t',
        named => *named.as_bytes().first().filter(|byte| named.len() == 1 && byte.is_ascii() && **byte != b'"')?,
    };
    let length = if sample[end..].starts_with("\r\n") { 2 } else { 1 };
    Some((separator, end + length))
}

/// Counts lines, whichever of the usual signs ends them, as text comes in pieces.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct LineCount {
    /// Lines that were ended.
    pub(super) ended: u64,
    /// The text so far ends between two signs that may belong together.
    is_after_return: bool,
}

impl LineCount {
    /// So many lines were ended.
    pub(super) fn of(ended: u64) -> Self {
        Self { ended, is_after_return: false }
    }

    /// Takes in more of the text.
    pub(super) fn see(&mut self, text: &[u8]) {
        for at in memchr::memchr2_iter(b'\n', b'\r', text) {
            let is_second = text[at] == b'\n' && if at == 0 { self.is_after_return } else { text[at - 1] == b'\r' };
            self.ended += u64::from(!is_second);
        }
        if let Some(last) = text.last() {
            self.is_after_return = *last == b'\r';
        }
    }

    /// Takes the second of two signs that end a line, if a text begins with it. Returns how many bytes that are.
    pub(super) fn skip_second(&mut self, text: &[u8]) -> usize {
        let is_second = self.is_after_return && text.starts_with(b"\n");
        self.is_after_return &= !is_second;
        usize::from(is_second)
    }

    /// Takes in text of a row that is read in parts. Notes the line on which the row begins, unless that is known:
    /// empty lines are passed over in front of it.
    pub(super) fn see_row(&mut self, text: &[u8], first_line: &mut Option<u64>) {
        let blank = text.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        if first_line.is_none() && blank < text.len() {
            let mut before = *self;
            before.see(&text[..blank]);
            *first_line = Some(before.ended + 1);
        }
        self.see(text);
    }

    /// Takes text that ends no line yet to the end of its line. Returns what is behind that.
    pub(super) fn skip_line<'a>(&mut self, text: &'a [u8]) -> Option<&'a [u8]> {
        let text = if self.is_after_return { text.strip_prefix(b"\n").unwrap_or(text) } else { text };
        self.is_after_return = false;
        let at = memchr::memchr2(b'\n', b'\r', text)?;
        self.ended += 1;
        let rest = &text[at + 1..];
        self.is_after_return = text[at] == b'\r' && rest.is_empty();
        Some(if text[at] == b'\r' { rest.strip_prefix(b"\n").unwrap_or(rest) } else { rest })
    }
}

/// So many rows tell how a table is written.
const MOST_ROWS: usize = 200;

/// For the first rows, the line on which each begins and how many cells it has.
fn row_widths(sample: &str, separator: u8) -> Vec<(u64, usize)> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(separator).build();
    let (mut record, mut ends) = (vec![0; 1 << 12], vec![0; 1 << 10]);
    let (mut input, mut cells) = (sample.as_bytes(), 0);
    let (mut lines, mut first_line) = (LineCount::default(), None);
    let mut rows = Vec::new();
    while rows.len() < MOST_ROWS {
        let (result, read, _, ended) = reader.read_record(input, &mut record, &mut ends);
        let (passed, rest) = input.split_at(read);
        input = rest;
        lines.see_row(passed, &mut first_line);
        cells += ended;
        match result {
            ReadRecordResult::Record => {
                rows.push((first_line.take().unwrap_or(1), cells));
                cells = 0;
            }
            ReadRecordResult::End => break,
            _ => {}
        }
    }
    rows
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
        assert_eq!(shape_of("sep=;\na;b\n1,5;2\n"), (b';', Quoting::Quotes, 1));
        assert_eq!(shape_of("\u{feff}\"SEP=|\"\r\n\r\na|b\r\n1,5|2\r\n").0, b'|');
        assert_eq!(shape_of("sep=\\t\na\tb\n1, 5, 6\t2\n").0, b'\t');
        assert_eq!(shape_of("sep=a value,b\n1,2\n"), (b',', Quoting::Quotes, 0));
        assert_eq!(shape_of("Events\r\ra,b,c\r1,2,3\r"), (b',', Quoting::Quotes, 2));
        assert_eq!(shape_of("name\nKabul\n"), (b',', Quoting::Quotes, 0));
    }
}
