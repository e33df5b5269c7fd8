//! Sheets of Excel and `LibreOffice` as rows.
//!
//! This module answers which cells the sheets of a workbook hold, as text. It does not know what columns
//! mean. Formulas give the values that the program that saved them had; none is computed here.

use std::io::{Cursor, Read as _};
use std::sync::Arc;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader as _, Xlsx};

use super::LoadError;
use super::guard::guarded;
use super::harvest::{BATCH_ROWS, Batch, Harvest};
use super::source::most_unpacked;
use super::table::Header;
use crate::model::Rows;

/// More columns than any program of sheets has.
const MOST_COLUMNS: u32 = 16_384;
/// More cells than can be meant, those between filled ones included.
const MOST_CELLS: usize = 20_000_000;
/// The most that the parts of a workbook can unpack to, in bytes.
const MOST_UNPACKED: u64 = 1 << 30;
/// A part that unpacks to so many times its size, and to more than [`SUSPECT_BYTES`], is a zip bomb.
const MOST_RATIO: u64 = 1000;
const SUSPECT_BYTES: u64 = 100 << 20;

/// A workbook, as it is read.
struct Book {
    format: &'static str,
    sheets: Vec<Sheet>,
}

/// One sheet: its rows by number, without empty ones.
struct Sheet {
    name: String,
    rows: Vec<(u64, Vec<String>)>,
    /// Cells that hold an error, such as `#REF!`.
    errors: usize,
    /// Cells below a merged one that were given its value.
    repeated: usize,
}

/// Reads a workbook of Excel (from 2007 on) or `LibreOffice`, and hands over the rows of its sheets.
///
/// The first sheet with a table gives the columns; further sheets with the same header follow it. A value
/// that is merged over several rows stands in each of them.
pub(super) fn read_sheet(bytes: &[u8], harvest: &mut Harvest<'_>) -> Result<(), LoadError> {
    check_archive(bytes)?;
    // What calamine does with a damaged workbook is not ours to prove.
    let book = guarded(|| read_book(bytes))
        .unwrap_or_else(|| Err(broken("workbook", "it is damaged; open and save it once more")))?;
    let mut columns: Option<(Arc<[String]>, String)> = None;
    for sheet in &book.sheets {
        tell(sheet, harvest);
        let Some((at, header)) = header_of(sheet) else {
            if !sheet.rows.is_empty() {
                harvest.warning(1, 1, format!("the sheet \"{}\" holds no table; it is passed over", sheet.name));
            }
            continue;
        };
        match &columns {
            Some((known, _)) if **known != *header.columns => {
                let name = &sheet.name;
                let other = "has other columns than the first one and is not read; save it as a file of its own";
                harvest.warning(1, 1, format!("the sheet \"{name}\" {other}"));
                continue;
            }
            Some(_) => {}
            None => {
                if at > 0 {
                    let (line, _) = sheet.rows[at];
                    harvest.warning(
                        1,
                        1,
                        format!("the rows before row {line}, where the table begins, are passed over"),
                    );
                }
                if let Some(remark) = &header.remark {
                    harvest.warning(sheet.rows[at].0, 1, remark.as_str());
                }
                columns = Some((header.columns.clone().into(), sheet.name.clone()));
            }
        }
        let Some((known, _)) = &columns else { continue };
        let first = if header.is_row { at } else { at + 1 };
        for part in sheet.rows[first..].chunks(BATCH_ROWS) {
            let mut rows = Rows::new(known.clone());
            for (line, cells) in part {
                rows.push(*line, cells.iter().map(String::as_str));
            }
            harvest.hand_over(Batch { rows, ..Batch::default() }, bytes.len() as u64)?;
        }
    }
    if columns.is_none() {
        let message = "no sheet holds a table: a header, and rows below it";
        return Err(broken(book.format, message));
    }
    Ok(())
}

fn tell(sheet: &Sheet, harvest: &mut Harvest<'_>) {
    let name = &sheet.name;
    if sheet.errors > 0 {
        let count = sheet.errors;
        harvest.warning(
            1,
            1,
            format!("{count} cells of the sheet \"{name}\" hold an error such as #REF! and count as empty"),
        );
    }
    if sheet.repeated > 0 {
        let count = sheet.repeated;
        harvest.warning(
            1,
            1,
            format!("{count} cells of the sheet \"{name}\" take the value of the merged cell that they are part of"),
        );
    }
}

/// The header of a sheet, and which of its rows it is: the first with two cells or more.
fn header_of(sheet: &Sheet) -> Option<(usize, Header)> {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let at = sheet.rows.iter().position(|(_, cells)| filled(cells) > 1)?;
    let mut cells = sheet.rows[at].1.clone();
    let width = sheet.rows[at..].iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    cells.resize(width.max(cells.len()), String::new());
    Some((at, Header::of_first_row(&cells)))
}

fn read_book(bytes: &[u8]) -> Result<Book, LoadError> {
    match calamine::open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)) {
        Ok(book) => read_xlsx(book),
        Err(not_excel) => match calamine::open_workbook_from_rs::<Ods<_>, _>(Cursor::new(bytes)) {
            Ok(book) => read_ods(book),
            Err(_) => Err(broken("workbook", &format!("{not_excel}; open and save it once more"))),
        },
    }
}

fn read_xlsx(mut book: Xlsx<Cursor<&[u8]>>) -> Result<Book, LoadError> {
    let fault = |error: calamine::XlsxError| broken("XLSX", &format!("{error}; open and save it once more"));
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet::new(name.clone());
        // Cells one by one: a range would hold all that lies between two far ones.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut cells = 0;
        while let Some(cell) = reader.next_cell().map_err(fault)? {
            let (row, column) = cell.get_position();
            let text = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::SharedString(text) => (*text).to_owned(),
                DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
                DataRef::Int(number) => number.to_string(),
                DataRef::Float(number) => number.to_string(),
                DataRef::Bool(flag) => flag.to_string(),
                DataRef::DateTime(time) => time_text(*time),
                DataRef::Error(_) => {
                    sheet.errors += 1;
                    continue;
                }
            };
            sheet.put(row, column, text, &mut cells)?;
        }
        for region in merged {
            sheet.repeat_down(region.start, region.end);
        }
        sheets.push(sheet);
    }
    Ok(Book { format: "XLSX", sheets })
}

fn read_ods(mut book: Ods<Cursor<&[u8]>>) -> Result<Book, LoadError> {
    let mut sheets = Vec::new();
    for (name, range) in book.worksheets() {
        let mut sheet = Sheet::new(name);
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut cells = 0;
        for (row, column, value) in range.used_cells() {
            let text = match value {
                Data::Empty => continue,
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
                Data::Int(number) => number.to_string(),
                Data::Float(number) => number.to_string(),
                Data::Bool(flag) => flag.to_string(),
                Data::DateTime(time) => time_text(*time),
                Data::Error(_) => {
                    sheet.errors += 1;
                    continue;
                }
            };
            sheet.put(first_row + row as u32, first_column + column as u32, text, &mut cells)?;
        }
        sheets.push(sheet);
    }
    Ok(Book { format: "ODS", sheets })
}

impl Sheet {
    fn new(name: String) -> Self {
        Self { name, rows: Vec::new(), errors: 0, repeated: 0 }
    }

    /// Puts a text into a cell; rows come in their order.
    fn put(&mut self, row: u32, column: u32, text: String, cells: &mut usize) -> Result<(), LoadError> {
        let line = u64::from(row) + 1;
        if column >= MOST_COLUMNS {
            let message = format!("row {line} has more than {MOST_COLUMNS} columns; leave out what is not needed");
            return Err(broken("workbook", &message));
        }
        if self.rows.last().is_none_or(|(last, _)| *last != line) {
            self.rows.push((line, Vec::new()));
        }
        let Some((_, texts)) = self.rows.last_mut() else { return Ok(()) };
        let width = column as usize + 1;
        *cells += width.saturating_sub(texts.len());
        if *cells > MOST_CELLS {
            return Err(broken("workbook", &format!("more than {MOST_CELLS} cells; leave out what is not needed")));
        }
        if texts.len() < width {
            texts.resize(width, String::new());
        }
        texts[column as usize] = text;
        Ok(())
    }

    /// Gives the cells below a merged one its value.
    fn repeat_down(&mut self, start: (u32, u32), end: (u32, u32)) {
        let at =
            |rows: &[(u64, Vec<String>)], row: u32| rows.binary_search_by_key(&(u64::from(row) + 1), |(line, _)| *line);
        let column = start.1 as usize;
        let Ok(first) = at(&self.rows, start.0) else { return };
        let Some(value) = self.rows[first].1.get(column).filter(|value| !value.is_empty()).cloned() else { return };
        let last = u64::from(end.0) + 1;
        for (line, cells) in self.rows.iter_mut().skip(first + 1) {
            if *line > last {
                break;
            }
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if cells[column].is_empty() {
                cells[column].clone_from(&value);
                self.repeated += 1;
            }
        }
    }
}

/// A date as ISO 8601; a time of day where it has no day.
fn time_text(time: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let is_midnight = (hour, minute, second, milli) == (0, 0, 0, 0);
    let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    if time.as_f64() < 1.0 || time.is_duration() {
        return format!("{hour:02}:{minute:02}:{second:02}{fraction}");
    }
    let clock = if is_midnight { String::new() } else { format!("T{hour:02}:{minute:02}:{second:02}{fraction}") };
    format!("{year:04}-{month:02}-{day:02}{clock}")
}

/// Refuses what unpacks to more than a workbook can mean. What the archive declares is not believed.
fn check_archive(bytes: &[u8]) -> Result<(), LoadError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| broken("workbook", &format!("{error}; the file may be cut off")))?;
    let most_unpacked = most_unpacked(bytes.len() as u64).min(MOST_UNPACKED);
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| broken("workbook", &error.to_string()))?;
        let packed = entry.compressed_size().max(1);
        let unpacked = std::io::copy(&mut entry.take(most_unpacked + 1), &mut std::io::sink())
            .map_err(|error| broken("workbook", &format!("{error}; the file is damaged")))?;
        total += unpacked;
        if total > most_unpacked || (unpacked > SUSPECT_BYTES && unpacked / packed > MOST_RATIO) {
            let most = most_unpacked >> 20;
            return Err(broken(
                "workbook",
                &format!(
                    "it unpacks to more than {most} MiB, the budget of memory for a file of its size, or looks made to do so; save the sheet as CSV"
                ),
            ));
        }
    }
    Ok(())
}

fn broken(format: &'static str, message: &str) -> LoadError {
    LoadError::Broken { format, line: 1, column: 1, message: message.to_owned() }
}

#[cfg(test)]
mod tests;
