//! Reads a table of separated cells, row by row.
//!
//! This module answers which cells a text holds. It does not know what they mean.

use std::io::{self, Read};
use std::sync::Arc;

use csv_core::ReadRecordResult;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, WINDOWS_1252};

use super::header::Header;
use super::own::Own;
use super::schema::Columns;
use super::text::{LineCount, Quoting, Writing, announced_separator, encoding_of, shape_of};
use super::unclosed::{cells_alone, first_line_of, swallows_lines};
use crate::io::LoadError;
use crate::io::csv_out::unguarded;
use crate::io::harvest::{BATCH_ROWS, Batch, Harvest};
use crate::model::Rows;

/// So many bytes are looked at before a table is read.
pub(in crate::io) const SAMPLE_BYTES: usize = 1 << 16;
/// The longest row, in bytes. Longer ones come from quotation marks that nobody closed.
const LONGEST_ROW: usize = 4 << 20;
/// So much text makes a batch, if its rows are long.
const BATCH_BYTES: usize = 8 << 20;
const CHUNK_BYTES: usize = 1 << 18;
/// So many rows in front of a header are passed over where they hold next to nothing.
const MOST_PASSED_ROWS: u64 = 50;

/// Reads a table and hands over its rows. Returns how it is written.
pub(in crate::io) fn read_table(source: &mut dyn Read, harvest: &mut Harvest<'_>) -> Result<Writing, LoadError> {
    let mut sample = Vec::with_capacity(SAMPLE_BYTES);
    source.take(SAMPLE_BYTES as u64).read_to_end(&mut sample).map_err(LoadError::unread)?;
    let encoding = encoding_of(&sample);
    let (text, ..) = encoding.decode(&sample);
    let (separator, quoting, preamble_lines) = shape_of(&text);
    let writing = Writing { encoding, separator, quoting, preamble_lines };
    let announced_lines = u64::from(announced_separator(&text).is_some());
    drop(text);
    let mut source = io::Cursor::new(sample).chain(source);
    let mut decoded = Decoded::new(&mut source, encoding);
    let mut reading = Reading::new(writing, harvest);
    reading.announced_lines = announced_lines;
    reading.read(&mut decoded)?;
    Ok(writing)
}

/// Text as UTF-8, whatever it was written in.
struct Decoded<'a> {
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
    fn new(source: &'a mut dyn Read, encoding: &'static Encoding) -> Self {
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
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
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

/// A table on its way in.
struct Reading<'a, 'h> {
    writing: Writing,
    harvest: &'a mut Harvest<'h>,
    header: Option<Header>,
    batch: Rows,
    /// The cells of the row that is being read, end to end.
    record: Vec<u8>,
    ends: Vec<usize>,
    bytes_read: u64,
    /// Lines that hold no UTF-8 although the file began with it.
    odd_lines: u64,
    /// Rows that are wider than the header.
    wide_rows: u64,
    /// Rows in front of the header that hold next to nothing.
    passed_rows: u64,
    /// Rows that are narrower than the header, and the line of the first.
    short_rows: u64,
    first_short: u64,
    /// Lines in front of the table that only tell how it is written.
    announced_lines: u64,
    /// The row that is being read, as it is written.
    raw: Vec<u8>,
    /// So many bytes were read once more behind quotation marks that nobody closed.
    read_again: u64,
    /// Cells whose apostrophe was taken off that stood there against spreadsheets.
    unguarded_cells: u64,
}

impl<'a, 'h> Reading<'a, 'h> {
    fn new(writing: Writing, harvest: &'a mut Harvest<'h>) -> Self {
        Self {
            writing,
            harvest,
            header: None,
            batch: Rows::default(),
            record: vec![0; 1 << 12],
            ends: vec![0; 64],
            bytes_read: 0,
            odd_lines: 0,
            wide_rows: 0,
            passed_rows: 0,
            short_rows: 0,
            first_short: 0,
            announced_lines: 0,
            raw: Vec::new(),
            read_again: 0,
            unguarded_cells: 0,
        }
    }

    fn read(&mut self, source: &mut Decoded<'_>) -> Result<(), LoadError> {
        let mut reader = self.new_reader();
        let mut skip_lines = self.writing.preamble_lines;
        let (mut text_len, mut cell_count) = (0, 0);
        // Lines before what is read next, and the line on which the row began that is being read.
        let (mut lines, mut first_line) = (LineCount::default(), None);
        // What is read, and from where on.
        let (mut data, mut at, mut is_at_end): (Vec<u8>, usize, bool) = (Vec::new(), 0, false);
        loop {
            if at == data.len() && !is_at_end {
                data.resize(CHUNK_BYTES, 0);
                let count = source.fill(&mut data).map_err(LoadError::unread)?;
                data.truncate(count);
                (at, is_at_end) = (0, count == 0);
                self.bytes_read += count as u64;
            }
            while skip_lines > 0 && at < data.len() {
                let rest = lines.skip_line(&data[at..]);
                skip_lines -= u64::from(rest.is_some());
                at = data.len() - rest.map_or(0, <[u8]>::len);
            }
            if at == data.len() && !is_at_end {
                // To csv-core, nothing to read is the end of the file.
                continue;
            }
            let (result, read, written, ended) =
                reader.read_record(&data[at..], &mut self.record[text_len..], &mut self.ends[cell_count..]);
            let passed = &data[at..at + read];
            at += read;
            lines.see_row(passed, &mut first_line);
            if self.writing.quoting == Quoting::Quotes {
                self.raw.extend_from_slice(passed);
            }
            text_len += written;
            cell_count += ended;
            match result {
                ReadRecordResult::InputEmpty => continue,
                ReadRecordResult::OutputFull if text_len >= LONGEST_ROW => {
                    let line = first_line.take().unwrap_or(1);
                    if !self.swallows(cell_count) {
                        let most = LONGEST_ROW >> 20;
                        self.harvest.error(line, 1, format!(
                            "the row that begins here is longer than {most} MiB, so nothing after it is read; look for a quotation mark that is not closed, or a missing line break"
                        ));
                        return self.finish();
                    }
                    data = self.take_line_alone(line, &data[at..])?;
                    (at, lines) = (0, LineCount::of(line));
                    reader = self.new_reader();
                }
                ReadRecordResult::OutputFull => {
                    self.record.resize(self.record.len() * 2, 0);
                    continue;
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize(self.ends.len() * 2, 0);
                    continue;
                }
                ReadRecordResult::Record => {
                    let line = first_line.take().unwrap_or(lines.ended);
                    if self.swallows(cell_count) {
                        data = self.take_line_alone(line, &data[at..])?;
                        (at, lines) = (0, LineCount::of(line));
                        reader = self.new_reader();
                    } else {
                        self.row(text_len, cell_count, line)?;
                    }
                }
                ReadRecordResult::End => return self.finish(),
            }
            (text_len, cell_count) = (0, 0);
            self.raw.clear();
        }
    }

    fn new_reader(&self) -> csv_core::Reader {
        csv_core::ReaderBuilder::new()
            .delimiter(self.writing.separator)
            .quoting(self.writing.quoting == Quoting::Quotes)
            .build()
    }

    /// True where the row that was read is several, behind a quotation mark that nobody closed.
    fn swallows(&self, cell_count: usize) -> bool {
        /// Reading again costs no more than reading twice, and this.
        const MOST_AGAIN: u64 = 16 * LONGEST_ROW as u64;
        let width = self.header.as_ref().map_or(cell_count, |header| header.columns.len());
        memchr::memchr(b'"', &self.raw).is_some()
            && self.read_again <= MOST_AGAIN + self.bytes_read
            && swallows_lines(&self.raw, self.writing.separator, width)
    }

    /// Takes in the first line of what was read as a row by itself, its quotation mark as a letter. Returns what
    /// is to be read next: the lines behind it, then the rest.
    fn take_line_alone(&mut self, line: u64, rest: &[u8]) -> Result<Vec<u8>, LoadError> {
        let raw = std::mem::take(&mut self.raw);
        let (first, behind) = first_line_of(&raw);
        self.harvest.error(
            line,
            1,
            "a quotation mark on this line is not closed; it is left out, and the lines behind it are read as rows of their own",
        );
        self.read_again += behind.len() as u64;
        let cells = cells_alone(first, self.writing.separator).iter().map(|cell| mended(cell)).collect();
        self.cells(line, cells)?;
        Ok([behind, rest].concat())
    }

    /// Takes in a row.
    fn row(&mut self, text_len: usize, cell_count: usize, line: u64) -> Result<(), LoadError> {
        let bytes = &self.record[..text_len];
        let ends = &self.ends[..cell_count];
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.odd_lines += 1;
            if self.odd_lines == 1 {
                let name = WINDOWS_1252.name();
                self.harvest.warning(
                    line,
                    1,
                    format!(
                        "this line is no UTF-8 although the file begins with it; its odd letters are read as {name}"
                    ),
                );
            }
            let mut cells = Vec::with_capacity(cell_count);
            let mut start = 0;
            for &end in ends {
                cells.push(mended(&self.record[start..end]));
                start = end;
            }
            return self.cells(line, cells);
        };
        let mut starts = std::iter::once(0).chain(ends.iter().copied());
        let is_guarded = |start: usize| bytes.get(start) == Some(&b'\'');
        if let Some(header) = &self.header
            && !starts.any(is_guarded)
        {
            let width = header.columns.len();
            self.wide_rows += u64::from(cell_count > width);
            if cell_count < width {
                self.first_short = if self.short_rows == 0 { line } else { self.first_short };
                self.short_rows += 1;
            }
            self.batch.push_packed(line, text, ends.iter().copied());
            return self.hand_over_if_full();
        }
        let mut start = 0;
        let cells: Vec<String> = ends
            .iter()
            .map(|&end| {
                let cell = text.get(start..end).unwrap_or_default().to_owned();
                start = end;
                cell
            })
            .collect();
        self.cells(line, cells)
    }

    /// Takes in a row of cells: the first is the header, or tells that there is none.
    fn cells(&mut self, line: u64, mut cells: Vec<String>) -> Result<(), LoadError> {
        for cell in &mut cells {
            if let Some(text) = unguarded(cell) {
                *cell = text.to_owned();
                self.unguarded_cells += 1;
            }
        }
        if let Some(header) = &self.header {
            let width = header.columns.len();
            self.wide_rows += u64::from(cells.len() > width);
            if cells.len() < width {
                self.first_short = if self.short_rows == 0 { line } else { self.first_short };
                self.short_rows += 1;
            }
            self.batch.push(line, cells.iter().map(String::as_str));
            return self.hand_over_if_full();
        }
        // Sheets pad the lines in front of a table with empty cells.
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        if cells.len() > 2 && filled < 2 && self.passed_rows < MOST_PASSED_ROWS {
            self.passed_rows += 1;
            return Ok(());
        }
        let header = Header::of_first_row(&cells);
        let lines = self.writing.preamble_lines + self.passed_rows - self.announced_lines;
        if lines > 0 {
            let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
            self.harvest.warning(
                1,
                1,
                format!("{lines} in front of the table are passed over; it begins on line {line}"),
            );
        }
        if let Some(remark) = &header.remark {
            self.harvest.warning(line, 1, remark.as_str());
        }
        let columns: Arc<[String]> = header.columns.clone().into();
        self.batch = Rows::new(columns);
        if header.is_row {
            self.batch.push(line, cells.iter().map(String::as_str));
        }
        self.header = Some(header);
        Ok(())
    }

    fn hand_over_if_full(&mut self) -> Result<(), LoadError> {
        if self.batch.len() >= BATCH_ROWS || self.batch.text_len() >= BATCH_BYTES {
            return self.hand_over();
        }
        Ok(())
    }

    fn hand_over(&mut self) -> Result<(), LoadError> {
        let next = Rows::new(self.batch.columns().clone());
        let rows = std::mem::replace(&mut self.batch, next);
        self.harvest.hand_over(Batch { rows, ..Batch::default() }, self.bytes_read)
    }

    fn finish(&mut self) -> Result<(), LoadError> {
        if self.header.is_some() {
            self.hand_over()?;
        }
        if self.odd_lines > 1 {
            let more = self.odd_lines - 1;
            self.harvest.warning(1, 1, format!("{more} more lines are no UTF-8 and are read the same way"));
        }
        let is_ours = |header: &Header| Own::has_written(&Columns::new(&header.columns));
        if self.unguarded_cells > 0 && !self.header.as_ref().is_some_and(is_ours) {
            let cells = match self.unguarded_cells {
                1 => "1 cell begins".to_owned(),
                cells => format!("{cells} cells begin"),
            };
            self.harvest.warning(
                1,
                1,
                format!(
                    "{cells} with an apostrophe in front of a sign such as =, which keeps spreadsheets from running them; it is taken off"
                ),
            );
        }
        if self.short_rows > 0 {
            let rows = match self.short_rows {
                1 => "this row has".to_owned(),
                rows => format!("{rows} rows from here on have"),
            };
            let message = format!("{rows} fewer cells than the header has names; what is missing is taken as empty");
            self.harvest.warning(self.first_short, 1, message);
        }
        if self.wide_rows > 0 {
            let rows = self.wide_rows;
            self.harvest.warning(
                1,
                1,
                format!("{rows} rows have more cells than the header has names; what is beyond is kept without a name"),
            );
        }
        Ok(())
    }
}

/// Text that is UTF-8 for the most part, with the rest as Windows-1252.
fn mended(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::Diagnostics;
    use std::ops::ControlFlow;

    /// Gives away so many bytes at a time.
    struct Dripping<'a>(&'a [u8], usize);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn rows_of(bytes: &[u8], step: usize) -> (Vec<(u64, Vec<String>)>, Diagnostics) {
        let mut rows = Vec::new();
        let mut take = |batch: Batch, _| {
            let read = |row| (batch.rows.line(row), batch.rows.cells(row).map(str::to_owned).collect());
            rows.extend((0..batch.rows.len()).map(read));
            ControlFlow::Continue(())
        };
        let mut harvest = Harvest { take: &mut take, diagnostics: Diagnostics::default(), title: String::new() };
        read_table(&mut Dripping(bytes, step), &mut harvest).unwrap();
        let diagnostics = harvest.diagnostics;
        (rows, diagnostics)
    }

    #[test]
    fn no_row_is_lost_where_one_ends_with_what_was_read() {
        let mut text = "name,date,note\n".to_owned();
        while text.len() < 3 * CHUNK_BYTES {
            let number = text.len();
            text.extend(["row ", &number.to_string(), ",2025,\"a, b\"\n"]);
        }
        let count = text.lines().count() - 1;
        for step in [usize::MAX, 7919, CHUNK_BYTES / 2] {
            let (rows, _) = rows_of(text.as_bytes(), step);
            assert_eq!(rows.len(), count);
            assert!(
                rows.iter().enumerate().all(|(index, (line, cells))| *line == index as u64 + 2 && cells.len() == 3)
            );
        }
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let text = "Events\r\nof 2025\r\n\r\na,b,c\r\n1,\"x\r\ny\",3\r\n\r\n\r\n2,3,4\r\n5,6,7";
        let (rows, told) = rows_of(text.as_bytes(), 3);
        let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [5, 9, 10], "{rows:?}");
        assert!(told.iter().any(|told| told.message.starts_with("3 lines in front of the table")), "{told:?}");
    }

    #[test]
    fn letters_are_read_in_the_encoding_of_the_file() {
        let text = "place,note\nMünchen,schön\nKöln,grün\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let latin: Vec<u8> = text.chars().map(|char| char as u8).collect();
        for bytes in [text.as_bytes(), &utf16, &latin] {
            let (rows, _) = rows_of(bytes, 5);
            assert_eq!(rows[0].1, ["München", "schön"]);
            assert_eq!(rows[1].1, ["Köln", "grün"]);
        }
    }

    #[test]
    fn a_quotation_mark_that_nobody_closes_is_told_with_its_line() {
        let mut text = "a,b\n1,2\n3,\"never closed\n".to_owned();
        text.push_str(&"x,y\n".repeat(2 << 20));
        let (rows, told) = rows_of(text.as_bytes(), usize::MAX);
        assert_eq!(rows.len(), 2 + (2 << 20));
        assert_eq!(rows[1], (3, vec!["3".to_owned(), "never closed".to_owned()]));
        assert_eq!(rows.last().unwrap().0, 3 + (2 << 20));
        let told = &told.as_slice()[0];
        assert!(told.line == 3 && told.message.contains("quotation mark"), "{told}");
    }

    #[test]
    fn rows_behind_an_unclosed_quotation_mark_are_read_on() {
        let plain = (0..40).map(|row| format!("Event {row},2025,34.{row},a\n")).collect::<Vec<_>>().concat();
        let quoted =
            (0..40).map(|row| format!("\"Event {row}\",2025,34.{row},\"a, b\"\n")).collect::<Vec<_>>().concat();
        for (rest, step) in [(&plain, 7), (&quoted, 4096), (&plain.replace('\n', "\r"), 11)] {
            let end = if rest.contains('\n') { "\n" } else { "\r" };
            let text = format!("title,date,lat,note{end}One,2025,1.5,b{end}\"Two,2025,2.5,c{end}{rest}");
            let (rows, told) = rows_of(text.as_bytes(), step);
            assert_eq!(rows.len(), 42, "{told:?}");
            assert_eq!(rows[1], (3, ["Two", "2025", "2.5", "c"].map(str::to_owned).to_vec()));
            assert!(rows.iter().enumerate().all(|(at, (line, cells))| *line == at as u64 + 2 && cells.len() == 4));
            assert!(told.iter().any(|told| told.line == 3 && told.message.contains("quotation mark")), "{told:?}");
        }
        // The last line, and a cell in the middle.
        let (rows, told) = rows_of(b"a,b,c\n1,2,3\n4,\"5,6\n", 5);
        assert_eq!(rows[1].1, ["4", "5", "6"]);
        assert_eq!(told.iter().next().unwrap().line, 3);
    }

    #[test]
    fn cells_of_several_lines_stay_whole() {
        let text = "a,b,note\n1,2,\"one, two\nthree, four\nfive\"\n3,4,\"he said \"\"no\"\"\nand left\"\n5,6,\"x\"\n";
        let (rows, told) = rows_of(text.as_bytes(), 5);
        assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 5, 7]);
        assert_eq!(rows[0].1[2], "one, two\nthree, four\nfive");
        assert!(told.as_slice().is_empty(), "{told:?}");
    }

    #[test]
    fn many_unclosed_quotation_marks_cost_no_square() {
        let text = format!("a,b\n{}", "\"x\"y,\"z\"w\n".repeat(200_000));
        let (rows, _) = rows_of(text.as_bytes(), usize::MAX);
        assert!(!rows.is_empty());
    }

    #[test]
    fn lone_carriage_returns_end_lines_and_the_first_line_can_name_the_separator() {
        let (rows, _) = rows_of(b"a,b\r1,2\r\r3,\"x\ry\"\r5,6\r", 3);
        assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4, 6]);
        let (rows, told) = rows_of(b"sep=;\r\na;b\r\n1,5;2\r\n", 4);
        assert_eq!(rows, [(3, vec!["1,5".to_owned(), "2".to_owned()])]);
        assert!(told.as_slice().is_empty(), "{told:?}");
    }

    #[test]
    fn short_rows_are_told_with_the_line_of_the_first() {
        let (rows, told) = rows_of(b"a,b,c\n1,2,3\n4,5\n6\n", 4);
        assert_eq!(rows.len(), 3);
        let told = &told.as_slice()[0];
        assert!(told.line == 3 && told.message.starts_with("2 rows from here on have fewer cells"), "{told}");
    }

    #[test]
    fn text_of_two_bytes_that_is_cut_in_a_letter_is_read_to_its_end() {
        for cut in 0..4 {
            for mark in [&b"\xff\xfe"[..], b""] {
                let text = "a,b\n1,2\n3,4\n5,6\n7,8\n".encode_utf16().flat_map(u16::to_le_bytes);
                let mut bytes: Vec<u8> = mark.iter().copied().chain(text).collect();
                bytes.truncate(bytes.len() - cut);
                let (rows, _) = rows_of(&bytes, 3);
                assert_eq!(rows.len(), 4, "{cut}");
            }
        }
    }
}
