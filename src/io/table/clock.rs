//! What time of day does the end of a cell mean?
//!
//! This module answers that as EDTF, whether the cell is written by a database or by people. It does not
//! know the day before it, nor the zone.

use std::fmt::Write as _;

/// A time of day as EDTF writes it behind a day, `T` included; empty for midnight without an offset,
/// which databases write behind days.
pub(super) fn time_text(time: &str) -> Option<String> {
    let time =
        time.strip_suffix(" UTC").or(time.strip_suffix(" GMT")).map_or(time.to_owned(), |time| format!("{time}Z"));
    if matches!(time.as_str(), "" | "00:00" | "00:00:00" | "0:00" | "0:00:00" | "00:00:00.000" | "00:00:00.0") {
        return Some(String::new());
    }
    let lower = time.to_ascii_lowercase();
    let afternoon = [(" pm", true), ("pm", true), (" am", false), ("am", false)]
        .into_iter()
        .find_map(|(suffix, is_pm)| Some((lower.strip_suffix(suffix)?.len(), is_pm)));
    let (clock, is_pm) = match afternoon {
        Some((length, is_pm)) => (&time[..length], Some(is_pm)),
        None => (time.as_str(), None),
    };
    let length = clock.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')).count();
    let (clock, offset) = clock.split_at(length);
    let mut parts = clock.split(':');
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = match (parts.next(), is_pm) {
        (Some(minute), _) => minute.parse().ok()?,
        (None, Some(_)) => 0,
        (None, None) => return None,
    };
    let second = parts.next();
    let hour = match is_pm {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let mut text = format!("T{hour:02}:{minute:02}");
    if let Some(second) = second {
        let (whole, fraction) = second.split_once('.').unwrap_or((second, ""));
        write!(text, ":{whole:0>2}").ok()?;
        let fraction = fraction.trim_end_matches('0');
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
    }
    let offset = offset.trim();
    match offset.as_bytes() {
        [b'+' | b'-', a, b, c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()) => {
            text.push_str(&offset[..3]);
            text.push(':');
            text.push_str(&offset[3..]);
        }
        _ => text.push_str(&offset.to_ascii_uppercase()),
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_databases_and_people_are_read_and_midnight_is_a_whole_day() {
        let read = ["2:05 PM", "12 am", "14:30:05.250", "14:30 +0430", "14:30 UTC", "00:00:00"].map(time_text);
        let expected = ["T14:05", "T00:00", "T14:30:05.25", "T14:30+04:30", "T14:30Z", ""];
        assert_eq!(read.map(Option::unwrap_or_default), expected);
        assert_eq!(["14", "noon", ":"].map(time_text), [None, None, None]);
    }
}
