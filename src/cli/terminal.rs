//! What is printed, and what of it reaches a terminal.
//!
//! This module answers how words for people, remarks, errors and data are printed so that no file of a stranger
//! can steer the terminal or forge a line. Nothing else in `cli` prints.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::Context as _;
use serde_json::Value;

use crate::model::plain;

/// A path as it is told to people.
pub(super) fn shown(path: &Path) -> String {
    plain(&path.display().to_string())
}

/// Prints lines for people. What comes from files is [`plain`] already, or it would make lines of its own.
pub(super) fn print_lines(text: &str) -> anyhow::Result<()> {
    print_bytes(&as_lines(text.as_bytes()))
}

/// Prints data to standard output as it is; where that is a terminal, without what steers it.
pub(super) fn print_data(bytes: &[u8]) -> anyhow::Result<()> {
    print_bytes(&as_data(bytes))
}

fn as_lines(text: &[u8]) -> Cow<'_, [u8]> {
    plain_lines(&String::from_utf8_lossy(text)).into_bytes().into()
}

fn as_data(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_shown = std::io::stdout().is_terminal() && str::from_utf8(bytes).is_ok();
    if is_shown { as_lines(bytes) } else { bytes.into() }
}

fn as_json(json: &[u8]) -> Cow<'_, [u8]> {
    json_of_plain_signs(&String::from_utf8_lossy(json)).into_bytes().into()
}

/// Prints JSON, in which everything that could steer a terminal is written as an escape.
pub(super) fn print_json(value: &Value) -> anyhow::Result<()> {
    print_json_text(&format!("{value:#}\n"))
}

/// The same of a text that is JSON already.
pub(super) fn print_json_text(json: &str) -> anyhow::Result<()> {
    print_bytes(&as_json(json.as_bytes()))
}

/// What is printed as it comes, in pieces that end with a line.
pub(super) struct Piecewise {
    piece: Vec<u8>,
    set: fn(&[u8]) -> Cow<'_, [u8]>,
}

impl Piecewise {
    /// So many bytes are printed at once.
    const MOST: usize = 1 << 16;

    /// Printed as [`print_data`] does.
    pub(super) fn data() -> Self {
        Self { piece: Vec::new(), set: as_data }
    }

    /// Printed as [`print_json_text`] does.
    pub(super) fn json() -> Self {
        Self { piece: Vec::new(), set: as_json }
    }

    /// Printed as [`print_lines`] does.
    pub(super) fn lines() -> Self {
        Self { piece: Vec::new(), set: as_lines }
    }

    /// Prints what is left.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        print_bytes(&(self.set)(&self.piece))
    }
}

impl io::Write for Piecewise {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        let line = memchr::memrchr(b'\n', bytes).filter(|_| self.piece.len() >= Self::MOST);
        if let Some(line) = line {
            let end = self.piece.len() - bytes.len() + line + 1;
            // Where nobody hears any more, nothing more is made.
            write_out(&(self.set)(&self.piece[..end]))?;
            self.piece.drain(..end);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush())
}

/// A reader that has heard enough, such as `head`, is no error.
fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    match write_out(bytes) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("could not write to standard output"),
    }
}

/// True of the error of a [`Piecewise`] whose reader has heard enough.
pub(super) fn has_heard_enough(error: &anyhow::Error) -> bool {
    let mut errors = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    errors.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Says something on standard error, on one line, that does not belong to what was asked for.
#[expect(clippy::print_stderr, reason = "remarks must not mix with the output")]
pub(super) fn remark(words: &str) {
    eprintln!("meridian: {}", plain(words));
}

/// An error that is told on several lines.
#[derive(Debug)]
pub(super) struct Lines(pub(super) Vec<String>);

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(|line| plain(line)).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Lines {}

/// An error with its causes, as a terminal can show it.
pub fn error_text(error: &anyhow::Error) -> String {
    let cause = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<Lines>() {
        Some(lines) => lines.to_string(),
        None => plain(&cause.to_string()),
    };
    error.chain().map(cause).collect::<Vec<_>>().join(": ")
}

/// Lines of text, each without what steers a terminal. Tabs and carriage returns at the end of a line stay.
pub fn plain_lines(text: &str) -> String {
    let line = |line: &str| {
        let (words, end) = line.strip_suffix('\r').map_or((line, ""), |words| (words, "\r"));
        words.split('\t').map(plain).collect::<Vec<_>>().join("\t") + end
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// The same JSON, with what [`plain`] would change written as escapes.
fn json_of_plain_signs(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        let is_plain =
            matches!(character, '\n' | ' '..='~') || plain(character.encode_utf8(&mut [0; 4])).starts_with(character);
        if is_plain {
            text.push(character);
        } else {
            write!(text, "\\u{:04x}", u32::from(character)).expect("a string can grow");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_unless_it_says_otherwise() {
        let error = anyhow::anyhow!("no file a\nmeridian: all is well\u{1b}[2J").context("could not");
        assert_eq!(error_text(&error), "could not: no file a\u{fffd}meridian: all is well\u{fffd}[2J");
        let error = anyhow::Error::new(Lines(vec!["here:".to_owned(), "  a\nb".to_owned(), "  ^".to_owned()]));
        assert_eq!(error_text(&error), "here:\n  a\u{fffd}b\n  ^");
    }

    #[test]
    fn lines_and_json_keep_what_they_say() {
        assert_eq!(
            plain_lines("a\tb\r\nc\u{1b}]0;x\u{7}\r\u{9b}\n"),
            "a\tb\r\nc\u{fffd}]0;x\u{fffd}\u{fffd}\u{fffd}\n"
        );
        let value = serde_json::json!({ "id": "a\u{9b}\u{7f}\u{202e}\u{1b}\nb" });
        let json = json_of_plain_signs(&format!("{value:#}\n"));
        assert!(json.lines().all(|line| plain(line) == line), "{json:?}");
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
    }
}
