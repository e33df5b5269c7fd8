//! What text is read as rows.

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
        assert!(rows.iter().enumerate().all(|(index, (line, cells))| *line == index as u64 + 2 && cells.len() == 3));
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
    let quoted = (0..40).map(|row| format!("\"Event {row}\",2025,34.{row},\"a, b\"\n")).collect::<Vec<_>>().concat();
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
