//! Tables of separated cells on their way out, as all of them are written.
//!
//! This module answers how a cell stands in CSV so that no spreadsheet takes it for a formula: with an apostrophe
//! in front. It also takes that off again, so that what Meridian wrote reads back the same.

use std::borrow::Cow;
use std::io::{self, Write};

/// A writer of CSV whose cells no spreadsheet runs.
pub struct CsvWriter<W: Write> {
    rows: csv::Writer<W>,
    guarded: usize,
}

/// What ends a line of CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    Lf,
    /// A carriage return and a line feed, as RFC 4180 has it.
    CrLf,
}

impl<W: Write> CsvWriter<W> {
    /// A table without rows.
    pub fn new(out: W, end: LineEnd) -> Self {
        let terminator = match end {
            LineEnd::Lf => csv::Terminator::Any(b'\n'),
            LineEnd::CrLf => csv::Terminator::CRLF,
        };
        Self { rows: csv::WriterBuilder::new().terminator(terminator).from_writer(out), guarded: 0 }
    }

    /// Adds a row. All rows have as many cells as the first.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for cell in cells {
            let written = guarded(cell);
            self.guarded += usize::from(matches!(written, Cow::Owned(_)));
            self.rows.write_field(written.as_bytes()).map_err(unwritten)?;
        }
        self.rows.write_record(None::<&[u8]>).map_err(unwritten)
    }

    /// Ends the table. Returns how many cells have got an apostrophe in front.
    pub fn finish(mut self) -> io::Result<usize> {
        self.rows.flush()?;
        Ok(self.guarded)
    }
}

/// Why a row could not be written, as whoever takes the bytes said it.
fn unwritten(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// What there is to say of cells that have got an apostrophe. None where there are none.
pub fn guarded_words(cells: usize) -> Option<String> {
    let words = match cells {
        0 => return None,
        1 => "1 cell begins with a sign such as = and has".to_owned(),
        more => format!("{more} cells begin with a sign such as = and have"),
    };
    Some(format!("{words} an apostrophe in front, so that no spreadsheet takes it for a formula"))
}

/// A cell as it is written: with an apostrophe in front where a spreadsheet would run it. Numbers stay.
fn guarded(cell: &str) -> Cow<'_, str> {
    // One that already looks like this gets another, or it would not come back.
    if is_run(cell.trim_start_matches('\'')) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// A cell as it was before it was written, if that put an apostrophe in front of it.
pub(super) fn unguarded(cell: &str) -> Option<&str> {
    cell.strip_prefix('\'').filter(|rest| is_run(rest.trim_start_matches('\'')))
}

/// True for what a spreadsheet may take for a formula, or make one of by leaving out what it begins with.
fn is_run(cell: &str) -> bool {
    /// Signs that formulas begin with, small and full-width ones too.
    const SIGNS: [char; 12] = ['=', '+', '-', '@', '﹦', '﹢', '﹣', '﹫', '＝', '＋', '－', '＠'];
    let is_passed_over =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(is_passed_over).starts_with(SIGNS) && !is_number(cell)
}

/// True for a number in digits, such as `-5.3` or `+1e9`.
fn is_number(cell: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = cell.split_once(['e', 'E']).unwrap_or((cell, "0"));
    let mantissa = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let has_digit = !whole.is_empty() || !fraction.is_empty();
    has_digit && digits(whole) && digits(fraction) && !exponent.is_empty() && digits(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_has_an_apostrophe_and_numbers_have_none() {
        for cell in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\rx",
            "\nx",
            " =1",
            "\u{feff}=1",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            "-",
            "-0044-03-15",
            "-5,3",
            "+49 30 1",
            "-inf",
            "'=1",
            "''@x",
            "-.",
            "-e5",
            "+1e",
        ] {
            assert_eq!(guarded(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in [
            "-5.3",
            "+1e9",
            "-.5",
            "-5.",
            "-1E-3",
            "Kabul",
            "a=b",
            "'tis",
            "'",
            "''",
            "5-3",
            "2025-10-09",
            "[{\"a\":1}]",
            " x",
        ] {
            assert_eq!(guarded(cell), cell, "{cell:?}");
        }
    }

    #[test]
    fn the_apostrophe_comes_off_again() {
        for cell in ["=1+1", "'=1+1", "''=1", "'tis", "", "'", "-5.3", "'-5.3", "\tx", "'\tx", "x"] {
            let written = guarded(cell);
            assert_eq!(unguarded(&written).unwrap_or(&written), cell, "{cell:?}");
        }
    }

    #[test]
    fn cells_are_counted_and_quoted() {
        let mut out = Vec::new();
        let mut writer = CsvWriter::new(&mut out, LineEnd::CrLf);
        writer.row(["id", "=title"]).unwrap();
        writer.row(["a, \"b\"", "@x,y"]).unwrap();
        assert_eq!(writer.finish().unwrap(), 2);
        assert_eq!(String::from_utf8(out).unwrap(), "id,'=title\r\n\"a, \"\"b\"\"\",\"'@x,y\"\r\n");
        assert_eq!(guarded_words(0), None);
        assert!(
            guarded_words(1).unwrap().starts_with("1 cell begins") && guarded_words(2).unwrap().starts_with("2 cells")
        );
    }
}
