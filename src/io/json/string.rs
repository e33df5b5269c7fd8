//! Strings as JSON writes them, and what breaks them.

use super::state::Fault;

/// The byte after the closing quote of the string that begins at `start`.
pub(super) fn string_end(text: &str, start: usize) -> Result<usize, Fault> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    loop {
        let plain = bytes[at..].iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)).count();
        at += plain;
        match bytes.get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => at = escape_end(text, at, start)?,
            Some(control) => return Err(control_fault(*control, at, start)),
            None => return Err(unclosed(start)),
        }
    }
}

fn unclosed(start: usize) -> Fault {
    let message = "the text ends too early, within the string that begins here; its closing quote is missing, or the file was cut off";
    Fault::new(start, message)
}

fn control_fault(control: u8, at: usize, start: usize) -> Fault {
    match control {
        b'\n' | b'\r' => Fault::new(
            start,
            "this string does not end on its line; its closing quote is missing, or its line break is to be written as \\n",
        ),
        b'\t' => Fault::new(at, "there is a tab in a string; write it as \\t"),
        other => {
            Fault::new(at, format!("there is U+{other:04X} in a string; write it as \\u{other:04x}, or delete it"))
        }
    }
}

/// The byte after an escape. One of half a character brings its other half with it.
fn escape_end(text: &str, at: usize, start: usize) -> Result<usize, Fault> {
    let Some(char) = text[at + 1..].chars().next() else { return Err(unclosed(start)) };
    match char {
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => Ok(at + 2),
        'u' => {
            let half = || {
                Fault::new(
                    at,
                    "this is half of a character (a surrogate) without its other half; write the character itself",
                )
            };
            match code_of(text, at)? {
                0xD800..=0xDBFF if text[at + 6..].starts_with("\\u") => match code_of(text, at + 6)? {
                    0xDC00..=0xDFFF => Ok(at + 12),
                    _ => Err(half()),
                },
                0xD800..=0xDFFF => Err(half()),
                _ => Ok(at + 6),
            }
        }
        '\'' => Err(Fault::new(at, "\\' is no escape; a single quote stands for itself")),
        char if char.is_control() => Err(control_fault(char as u8, at + 1, start)),
        char => Err(Fault::new(at, format!("\\{char} is no escape; write \\\\ for a backslash"))),
    }
}

/// The number of the escape `\uXXXX` at a byte.
fn code_of(text: &str, at: usize) -> Result<u32, Fault> {
    let digits = text.get(at + 2..at + 6).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    code.ok_or_else(|| Fault::new(at, "\\u needs four hexadecimal digits, such as \\u00e9"))
}
