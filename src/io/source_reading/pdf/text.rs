//! Texts of a PDF.
//!
//! Answers which letters the bytes of a text stand for: in UTF-16 or UTF-8 by their mark, or else in the encoding of
//! documents (ISO 32000-1, annex D.2).

use encoding_rs::{Encoding, UTF_16BE};

/// Codes 0x18 to 0x1f.
const ACCENTS: [char; 8] = ['\u{2d8}', '\u{2c7}', '\u{2c6}', '\u{2d9}', '\u{2dd}', '\u{2db}', '\u{2da}', '\u{2dc}'];
/// Codes 0x80 to 0xa0.
const SIGNS: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// The letters of a text.
pub(super) fn text_of_pdf(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[mark..]).0;
        return if encoding == UTF_16BE { without_language(&text) } else { text.into_owned() };
    }
    let letter = |byte: &u8| match byte {
        0x18..=0x1f => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0xa0 => SIGNS[usize::from(byte - 0x80)],
        other => char::from(*other),
    };
    bytes.iter().map(letter).collect()
}

/// A text without the codes of languages that stand between two escapes in it.
fn without_language(text: &str) -> String {
    let parts = text.split('\u{1b}').enumerate();
    parts.filter(|(number, _)| number % 2 == 0).map(|(_, part)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_encoding() {
        assert_eq!(text_of_pdf(b"Caf\xe9 \x8dx\x8e \xa0"), "Café “x” €");
        assert_eq!(text_of_pdf(&[0xfe, 0xff, 0, 0x1b, 0, b'e', 0, b'n', 0, 0x1b, 6, 0x27]), "ا");
        assert_eq!(text_of_pdf("\u{feff}é".as_bytes()), "é");
    }
}
