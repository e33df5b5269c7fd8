//! What to make of a quotation mark that nobody closed.
//!
//! This module answers whether a row has swallowed the lines behind it, and what the cells of a line are when
//! it is looked at alone. It does not read tables.

/// True where a row, as it is written, is several behind a quotation mark that nobody closed.
///
/// It is where the mark is open to the end. Else the next mark somewhere below has closed it, mostly in front
/// of a letter, and the lines between have as many cells as the table has columns.
pub(super) fn swallows_lines(raw: &[u8], separator: u8, width: usize) -> bool {
    let (is_open, is_odd) = ending_of(raw, separator);
    if is_open {
        return true;
    }
    let lines = lines_of(raw).count();
    // Text of several lines, with as many commas in each of them as the table has, is rare.
    let least = if is_odd { 2 } else { 5 };
    if lines < least || width < if is_odd { 2 } else { 3 } {
        return false;
    }
    let fits = |line: &&[u8]| cells_alone(line, separator).len() == width;
    let (first, between) = (lines_of(raw).next(), lines - 1);
    first.as_ref().is_some_and(fits) && lines_of(raw).take(between).filter(fits).count() * 10 >= between * 9
}

/// Whether a row ends within quotation marks, and whether a mark that closes stands in front of a letter.
fn ending_of(raw: &[u8], separator: u8) -> (bool, bool) {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        /// Behind a mark that closes, unless another follows.
        Closing,
    }
    let (mut at, mut is_odd) = (At::Start, false);
    for byte in raw {
        let is_end = *byte == separator || matches!(byte, b'\n' | b'\r');
        at = match (at, byte) {
            (At::Quoted, b'"') => At::Closing,
            (At::Start | At::Closing, b'"') | (At::Quoted, _) => At::Quoted,
            (_, _) if is_end => At::Start,
            (At::Closing, _) => {
                is_odd = true;
                At::Plain
            }
            _ => At::Plain,
        };
    }
    (at == At::Quoted, is_odd)
}

/// The lines of a text that hold something.
fn lines_of(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    raw.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty())
}

/// The first line of a text that holds something, and what is behind it.
pub(super) fn first_line_of(raw: &[u8]) -> (&[u8], &[u8]) {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let start = raw.iter().position(|byte| !is_break(byte)).unwrap_or(raw.len());
    let raw = &raw[start..];
    let end = raw.iter().position(is_break).unwrap_or(raw.len());
    let behind = &raw[end..];
    let behind = behind.strip_prefix(b"\r\n").or(behind.get(1..)).unwrap_or_default();
    (&raw[..end], behind)
}

/// The cells of a line by itself. A quotation mark that is not closed in it is left out.
pub(super) fn cells_alone(line: &[u8], separator: u8) -> Vec<Vec<u8>> {
    let mut cells = Vec::new();
    let mut rest = line;
    let mut is_closed_behind = true;
    loop {
        let closed = rest.strip_prefix(b"\"").filter(|_| is_closed_behind).map(|inner| closed_cell(inner, separator));
        is_closed_behind &= closed != Some(None);
        let (cell, after) = if let Some(Some((cell, after))) = closed {
            (cell, after)
        } else {
            let inner = rest.strip_prefix(b"\"").unwrap_or(rest);
            let end = memchr::memchr(separator, inner).unwrap_or(inner.len());
            (inner[..end].to_vec(), &inner[end..])
        };
        cells.push(cell);
        match after.split_first() {
            Some((_, next)) => rest = next,
            None => return cells,
        }
    }
}

/// A cell behind its opening mark, and what follows its closing one: a separator or nothing. None where no mark
/// closes in front of these.
fn closed_cell(inner: &[u8], separator: u8) -> Option<(Vec<u8>, &[u8])> {
    let mut cell = Vec::new();
    let mut rest = inner;
    loop {
        let at = memchr::memchr(b'"', rest)?;
        cell.extend_from_slice(&rest[..at]);
        match rest.get(at + 1) {
            None => return Some((cell, &[])),
            Some(next) if *next == separator => return Some((cell, &rest[at + 1..])),
            Some(b'"') => {
                cell.push(b'"');
                rest = &rest[at + 2..];
            }
            Some(_) => {
                cell.push(b'"');
                rest = &rest[at + 1..];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn alone(line: &str, expected: &[&str]) {
        let cells = cells_alone(line.as_bytes(), b',');
        let cells: Vec<&str> = cells.iter().map(|cell| std::str::from_utf8(cell).unwrap()).collect();
        assert_eq!(cells, expected, "{line}");
    }

    #[test]
    fn cells_of_a_line_alone_are_told() {
        alone("\"Event 4,2025,3", &["Event 4", "2025", "3"]);
        alone("a,\"b, c\",\"d\"\"e\",", &["a", "b, c", "d\"e", ""]);
        alone("a,\"b,\"c", &["a", "b", "c"]);
        alone("\"say \"no\" now\",2", &["say \"no\" now", "2"]);
        alone("", &[""]);
    }

    #[test]
    fn rows_that_have_swallowed_others_are_told_from_text_of_several_lines() {
        for swallowing in [
            "\"a,1,2\nb,3,4\n",
            "\"a,1,2\nb,3,4\n\"c\",5,6\n",
            "a,\"1,2\nb,3,4\nc,\"x, y\",6\n",
            "\"a,1,2\r\nb,3,4\r\nc,5,6\r\nd,7,8\r\n\",5,6",
            "a,1,\"2",
        ] {
            assert!(swallows_lines(swallowing.as_bytes(), b',', 3), "{swallowing}");
        }
        for whole in [
            "1,2,\"one, two\nthree, four\"\n",
            "\"he said \"no\" to\nme\",1,2\n",
            "\"a\nb\nc\nd\ne\nf\",1,2\n",
            "1,2,\"a, b, c\nd, e, f\ng\"\n",
            "a,1,2\n",
        ] {
            assert!(!swallows_lines(whole.as_bytes(), b',', 3), "{whole}");
        }
    }
}
