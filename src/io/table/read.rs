//! Reads a table of separated cells, row by row.
//!
//! This module answers which cells a text holds. It does not know what they mean.

mod beside;
mod decoded;
mod oddities;
mod plain_row;

use std::io::{self, Read};
use std::sync::Arc;

use csv_core::ReadRecordResult;
use encoding_rs::WINDOWS_1252;

use super::header::Header;
use super::text::{LineCount, Quoting, Writing, announced_separator, encoding_of, shape_of};
use super::unclosed::{cells_alone, first_line_of, swallows_lines};
use crate::io::LoadError;
use crate::io::csv_out::unguarded;
use crate::io::harvest::{BATCH_ROWS, Batch, Harvest};
use crate::model::Rows;
use beside::read_beside;
use decoded::{CHUNK_BYTES, Decoded};
use oddities::Oddities;
use plain_row::plain_row;

/// So many bytes are looked at before a table is read.
pub(in crate::io) const SAMPLE_BYTES: usize = 1 << 16;
/// The longest row, in bytes. Longer ones come from quotation marks that nobody closed.
const LONGEST_ROW: usize = 4 << 20;
/// So much text makes a batch, if its rows are long.
const BATCH_BYTES: usize = 8 << 20;
/// So many rows in front of a header are passed over where they hold next to nothing.
const MOST_PASSED_ROWS: u64 = 50;

/// After the first batch, so many rows make one: few enough to lie in the cache of a processor.
const LATER_ROWS: usize = 1024;

/// Reads a table and hands over its rows. Returns how it is written. A large one is taken apart by a thread of its own.
pub(in crate::io) fn read_table(
    source: &mut (dyn Read + Send),
    harvest: &mut Harvest<'_>,
) -> Result<Writing, LoadError> {
    let mut sample = Vec::with_capacity(SAMPLE_BYTES);
    source.take(SAMPLE_BYTES as u64).read_to_end(&mut sample).map_err(LoadError::unread)?;
    if sample.len() < SAMPLE_BYTES {
        return read_all(sample, source, harvest);
    }
    read_beside(harvest, |harvest| read_all(sample, source, harvest))
}

/// Reads what was taken of a source already, and the rest.
fn read_all(sample: Vec<u8>, source: &mut dyn Read, harvest: &mut Harvest<'_>) -> Result<Writing, LoadError> {
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
    oddities: Oddities,
    /// Rows in front of the header that hold next to nothing.
    passed_rows: u64,
    /// Lines in front of the table that only tell how it is written.
    announced_lines: u64,
    /// The row that is being read, as it is written.
    raw: Vec<u8>,
    /// The cells of a plain row, end to end, and where each ends.
    plain: (Vec<u8>, Vec<usize>),
    is_later: bool,
    /// So many bytes were read once more behind quotation marks that nobody closed.
    read_again: u64,
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
            oddities: Oddities::default(),
            passed_rows: 0,
            announced_lines: 0,
            raw: Vec::new(),
            plain: Default::default(),
            is_later: false,
            read_again: 0,
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
            if first_line.is_none() && self.header.is_some() {
                at += self.plain_rows(&data[at..], &mut lines)?;
                if at == data.len() && !is_at_end {
                    continue;
                }
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
                        let (record, ends) = (std::mem::take(&mut self.record), std::mem::take(&mut self.ends));
                        let taken = self.row(&record[..text_len], &ends[..cell_count], line);
                        (self.record, self.ends) = (record, ends);
                        taken?;
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

    /// Takes in the rows with which a text begins, as far as they are plain. Returns how many bytes they have.
    fn plain_rows(&mut self, text: &[u8], lines: &mut LineCount) -> Result<usize, LoadError> {
        /// A row of more lines may be several.
        const MOST_LINES: u64 = 4;
        let form = (self.writing.separator, self.writing.quoting == Quoting::Quotes);
        let mut at = lines.skip_second(text);
        loop {
            let (mut cells, mut ends) = std::mem::take(&mut self.plain);
            let read = plain_row(&text[at..], form, &mut cells, &mut ends);
            let mut behind = *lines;
            behind.see(&text[at..at + read.unwrap_or_default()]);
            let is_taken = read.is_some() && behind.ended - lines.ended <= MOST_LINES;
            let taken = if is_taken { self.row(&cells, &ends, lines.ended + 1) } else { Ok(()) };
            self.plain = (cells, ends);
            taken?;
            let Some(read) = read.filter(|_| is_taken) else { return Ok(at) };
            *lines = behind;
            at += read;
        }
    }

    /// Takes in a row: its cells end to end, and where each ends.
    fn row(&mut self, bytes: &[u8], ends: &[usize], line: u64) -> Result<(), LoadError> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.oddities.odd_lines += 1;
            if self.oddities.odd_lines == 1 {
                let name = WINDOWS_1252.name();
                self.harvest.warning(
                    line,
                    1,
                    format!(
                        "this line is no UTF-8 although the file begins with it; its odd letters are read as {name}"
                    ),
                );
            }
            let mut cells = Vec::with_capacity(ends.len());
            let mut start = 0;
            for &end in ends {
                cells.push(mended(&bytes[start..end]));
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
            self.oddities.see(line, ends.len(), width);
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
                self.oddities.unguarded_cells += 1;
            }
        }
        if let Some(header) = &self.header {
            let width = header.columns.len();
            self.oddities.see(line, cells.len(), width);
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
        let most = if self.is_later { LATER_ROWS } else { BATCH_ROWS };
        if self.batch.len() >= most || self.batch.text_len() >= BATCH_BYTES {
            return self.hand_over();
        }
        Ok(())
    }

    fn hand_over(&mut self) -> Result<(), LoadError> {
        let next = if self.is_later { self.batch.next() } else { Rows::new(self.batch.columns().clone()) };
        self.is_later = true;
        let rows = std::mem::replace(&mut self.batch, next);
        self.harvest.hand_over(Batch { rows, ..Batch::default() }, self.bytes_read)
    }

    fn finish(&mut self) -> Result<(), LoadError> {
        if self.header.is_some() {
            self.hand_over()?;
        }
        self.oddities.tell(self.header.as_ref(), self.harvest);
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
mod tests;
