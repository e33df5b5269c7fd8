//! Dates as metadata write them.
//!
//! Answers which EDTF expression a text means, its offset as told. It guesses no order of day and month.

use chrono::DateTime;

use crate::model::When;

/// Longer texts are no dates.
const LONGEST_BYTES: usize = 120;

/// The date that a text means. None where it is none, or could be two.
pub(super) fn date_of(text: &str) -> Option<When> {
    let text = text.trim().trim_end_matches('/');
    if text.is_empty() || text.len() > LONGEST_BYTES {
        return None;
    }
    When::parse(&iso(text))
        .ok()
        .or_else(|| of_mail(text))
        .or_else(|| of_browser(text))
        .or_else(|| When::from_words(text))
}

/// The date of a PDF, such as `D:20251012125800+04'30'`.
pub(super) fn date_of_pdf(text: &str) -> Option<When> {
    let text = text.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let (digits, zone) = text.split_at(digits);
    let zone: String = zone.trim().chars().filter(|char| *char != '\'').collect();
    match digits.len() {
        4 | 6 | 8 => date_of_digits(digits, ""),
        12 | 14 if zone.is_empty() || zone.starts_with('Z') => {
            date_of_digits(digits, if zone.is_empty() { "" } else { "Z" })
        }
        12 | 14 => {
            let offset = if zone.len() == 3 { format!("{zone}:00") } else { offset_with_colon(&zone)? };
            date_of_digits(digits, &offset)
        }
        _ => None,
    }
}

/// The date of 4 to 14 digits: year, month, day, hour, minute, second; an offset stands behind a time.
pub(super) fn date_of_digits(digits: &str, offset: &str) -> Option<When> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| digits.get(from..from + 2);
    let mut text = digits.get(..4)?.to_owned();
    for from in [4, 6] {
        if let Some(part) = part(from) {
            text += "-";
            text += part;
        }
    }
    if let (Some(hour), Some(minute)) = (part(8), part(10)) {
        text.extend(["T", hour, ":", minute]);
        if let Some(second) = part(12) {
            text.extend([":", second]);
        }
        text += offset;
    }
    When::parse(&text).ok()
}

/// A text as ISO 8601 writes it, where little is between them.
fn iso(text: &str) -> String {
    let digits =
        |from: usize, to: usize| text.get(from..to).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if text.len() == 8 && digits(0, 8) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]);
    }
    // The year stands first, so that what follows is the month.
    if digits(0, 4) && text[4..].starts_with(['/', '.']) {
        let parts: Vec<&str> = text.split(['/', '.']).take_while(|part| !part.is_empty()).collect();
        if parts.len() <= 3
            && parts.iter().all(|part| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return parts.iter().map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join("-");
        }
    }
    let is_day = digits(0, 4) && digits(5, 7) && digits(8, 10) && text.len() > 11;
    if !is_day || !text[10..].starts_with(['T', 't', ' ']) {
        return text.to_owned();
    }
    let time = text[11..].trim();
    let end = time.find(|char: char| !char.is_ascii_digit() && !matches!(char, ':' | '.')).unwrap_or(time.len());
    let (clock, zone) = time.split_at(end);
    let clock = match clock.split_once('.') {
        Some((clock, fraction)) if fraction.bytes().all(|byte| byte == b'0') => clock,
        _ => clock,
    };
    let zone = match zone.trim() {
        "" => String::new(),
        "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        other => offset_with_colon(other).unwrap_or_else(|| other.to_owned()),
    };
    format!("{}T{clock}{zone}", &text[..10])
}

/// An offset such as `+04:30` of `+0430`.
fn offset_with_colon(text: &str) -> Option<String> {
    let digits = text.strip_prefix(['+', '-'])?.replace(':', "");
    (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("{}{}:{}", &text[..1], &digits[..2], &digits[2..]))
}

/// The date of a mail or of an answer of a server: `Sun, 12 Oct 2025 12:58:00 +0430`.
fn of_mail(text: &str) -> Option<When> {
    let moment = DateTime::parse_from_rfc2822(text).ok()?;
    When::parse(&moment.format("%Y-%m-%dT%H:%M:%S%:z").to_string()).ok()
}

/// The date as a browser prints it: `Sun Oct 12 2025 12:58:00 GMT+0430 (Afghanistan Time)`.
fn of_browser(text: &str) -> Option<When> {
    let text = text.split(" (").next()?;
    let moment = DateTime::parse_from_str(text, "%a %b %d %Y %H:%M:%S GMT%z").ok()?;
    When::parse(&moment.format("%Y-%m-%dT%H:%M:%S%:z").to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_with_its_offset_as_told() {
        for (text, edtf) in [
            ("2025-10-12", "2025-10-12"),
            ("2025-10-12T12:58:00+05:00", "2025-10-12T12:58:00+05:00"),
            ("2025-10-12T12:58:00.000Z", "2025-10-12T12:58:00Z"),
            ("2025-10-12 12:58:00 +0530", "2025-10-12T12:58:00+05:30"),
            ("2025-10-12T12:58:00-0430", "2025-10-12T12:58:00-04:30"),
            ("2025-10-12 12:58 UTC", "2025-10-12T12:58Z"),
            ("2025-10-12 12:58", "2025-10-12T12:58"),
            ("20251012", "2025-10-12"),
            ("2025/10/12//", "2025-10-12"),
            ("2025/3", "2025-03"),
            ("2025.10.12", "2025-10-12"),
            ("Sun, 12 Oct 2025 12:58:00 +0430", "2025-10-12T12:58:00+04:30"),
            ("Sun Oct 12 2025 12:58:00 GMT+0430 (Afghanistan Time)", "2025-10-12T12:58:00+04:30"),
            ("October 12, 2025", "2025-10-12"),
            ("2025", "2025"),
        ] {
            assert_eq!(date_of(text).map(|when| when.to_string()).as_deref(), Some(edtf), "{text}");
        }
        for text in ["", "12/10/2025", "yesterday", "2025-13-01", "2025-02-30T10:00Z", "D:2025", "é2025-10", "2025é"]
        {
            assert_eq!(date_of(text), None, "{text}");
        }
    }

    #[test]
    fn dates_of_pdf_are_read_as_far_as_they_go() {
        for (text, edtf) in [
            ("D:20251012125800+04'30'", "2025-10-12T12:58:00+04:30"),
            ("D:20251012125800Z00'00'", "2025-10-12T12:58:00Z"),
            ("D:20251012125800", "2025-10-12T12:58:00"),
            ("20251012", "2025-10-12"),
            ("D:2025", "2025"),
        ] {
            assert_eq!(date_of_pdf(text).map(|when| when.to_string()).as_deref(), Some(edtf), "{text}");
        }
        for text in ["", "D:", "D:202510121", "D:20251012125800+é", "D:99999999999999Z"] {
            assert_eq!(date_of_pdf(text), None, "{text}");
        }
    }
}
