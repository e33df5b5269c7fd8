//! Numbers as JSON writes them, and what else is taken for one.

use super::words::{not_finite, shortened};

/// The length of the number that a text begins with, or what is wrong with it.
pub(super) fn number_fault(rest: &str) -> Result<usize, String> {
    let len = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(byte)).count();
    let word = &rest[..len];
    let sign = if word.starts_with('-') { "-" } else { "" };
    let body = word.strip_prefix(['-', '+']).unwrap_or(word);
    let (whole, after) = split_digits(body);
    let shown = shortened(word);
    let no_number = || Err(format!("{shown} is no number; a text stands in double quotes"));
    if ["nan", "inf", "infinity"].contains(&body.to_ascii_lowercase().as_str()) {
        return Err(not_finite(&shown));
    }
    if body.is_empty() && word == "-" {
        return Err("digits are missing after the -".to_owned());
    }
    if body.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("0x")) {
        return Err(format!("{shown} is hexadecimal, which JSON has not; write it with the digits 0 to 9"));
    }
    let (fraction, exponent) = match after.strip_prefix('.') {
        Some(after) => {
            let (digits, after) = split_digits(after);
            (Some(digits), after)
        }
        None => (None, after),
    };
    let power = exponent.strip_prefix(['e', 'E']);
    let power_digits = power.map(|power| split_digits(power.strip_prefix(['+', '-']).unwrap_or(power)));
    let ends = match power_digits {
        Some((_, after)) => after,
        None => exponent,
    };
    if !ends.is_empty() || (whole.is_empty() && fraction.is_none_or(str::is_empty)) {
        return no_number();
    }
    if word.starts_with('+') {
        return Err(format!("write the number without the +: {}", shortened(body)));
    }
    if whole.is_empty() {
        return Err(format!("a digit is missing before the point; write {sign}0{}", shortened(body)));
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(format!("a number begins with 0 only before a point; without it, or \"{shown}\" for a code"));
    }
    if fraction.is_some_and(str::is_empty) {
        return Err("a digit is missing after the point".to_owned());
    }
    if power_digits.is_some_and(|(digits, _)| digits.is_empty()) {
        return Err(format!("digits are missing after the {}", &exponent[..1]));
    }
    if word.parse::<f64>().is_ok_and(f64::is_infinite) {
        return Err("this number is too large to be held".to_owned());
    }
    Ok(len)
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}
