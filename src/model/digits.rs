//! Digits of every script as those of ASCII.

use std::borrow::Cow;

/// A count as people read it: with commas between thousands.
///
/// ```
/// assert_eq!(meridian::model::grouped(999), "999");
/// assert_eq!(meridian::model::grouped(1_234_567), "1,234,567");
/// ```
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How many bytes as people read it: in thousands, with a digit behind the point where there is but one before it.
///
/// ```
/// assert_eq!(meridian::model::bytes_words(999), "999 bytes");
/// assert_eq!(meridian::model::bytes_words(1_250_000), "1.2 MB");
/// assert_eq!(meridian::model::bytes_words(31_600_000_000), "32 GB");
/// ```
pub fn bytes_words(bytes: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")];
    let Some((size, unit)) = units.into_iter().find(|(size, _)| bytes >= *size) else {
        return if bytes == 1 { "1 byte".to_owned() } else { format!("{bytes} bytes") };
    };
    let count = bytes as f64 / size as f64;
    if count < 10.0 && count.fract() >= 0.05 { format!("{count:.1} {unit}") } else { format!("{count:.0} {unit}") }
}

/// A text with the digits of other scripts and the signs among them as ASCII has them, and without the marks
/// that turn the direction of writing. A text that has none of these is given back as it is.
pub(crate) fn western_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(|char| western(char) != Some(char)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(western).collect())
}

/// The ASCII that a digit or a sign of numbers stands for; the same for all else, none for marks that are not seen.
fn western(char: char) -> Option<char> {
    // Arabic, Persian, Devanagari, Bengali, Thai, Myanmar, Khmer, full width.
    const ZEROS: [u32; 8] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0, 0xff10];
    let code = u32::from(char);
    if let Some(zero) = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)) {
        return char::from_digit(code - zero, 10);
    }
    match char {
        '\u{66b}' => Some('.'),
        '\u{60c}' | '\u{ff0c}' => Some(','),
        '\u{60d}' | '\u{2044}' | '\u{ff0f}' => Some('/'),
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{ff0d}' => Some('-'),
        '\u{ff1a}' => Some(':'),
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => Some(' '),
        '\u{66c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{61c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        _ => Some(char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_signs_of_other_scripts_are_those_of_ascii() {
        let folded = ["۱۴۰۴/۰۷/۱۷", "٣١٫٦", "٦٥٬٧٠٠٫٥", "२०२५", "\u{200f}۲۰۲۵\u{200e}", "−3،5"].map(western_digits);
        assert_eq!(folded, ["1404/07/17", "31.6", "65700.5", "2025", "2025", "-3,5"]);
        assert!(matches!(western_digits("größe"), Cow::Borrowed("größe")));
    }
}
