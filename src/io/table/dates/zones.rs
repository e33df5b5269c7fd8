//! Which zone stands behind a time of day, and how far it is from UTC?

use crate::model::Zone;

/// A date and time, or a time alone, and the name of its zone, such as Asia/Kabul, behind it.
pub(super) fn split_zone(cell: &str) -> Option<(&str, Zone)> {
    let (before, name) = cell.rsplit_once(' ')?;
    let name = name.trim_matches(['(', ')', '[', ']']);
    let may_be = before.contains([':', 'h', '.']) && name.contains('/') && name.starts_with(char::is_alphabetic);
    may_be.then(|| Some((before.trim_end(), name.parse().ok()?)))?
}

/// A time without an offset as that of the clocks of a zone, with its offset then.
pub(super) fn in_zone(text: String, zone: &Zone) -> String {
    let Some((day, time)) = text.split_once('T').filter(|(_, time)| !time.contains(['Z', '+', '-', '/'])) else {
        return text;
    };
    let seconds = if time.len() == 5 { ":00" } else { "" };
    let Ok(civil) = format!("{day}T{time}{seconds}").parse() else { return text };
    let offset_secs = zone.offset_secs_at(zone.secs_from_civil(&civil));
    let (sign, minutes) = (if offset_secs < 0 { '-' } else { '+' }, offset_secs.abs() / 60);
    format!("{text}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// `+0430`, `+04:30`, `+4` as `+04:30`.
pub(super) fn offset_text(offset: &str) -> Option<String> {
    let sign = offset.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let digits: String = offset[1..].trim().split(':').collect();
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = digits.split_at(if digits.len() <= 2 { digits.len() } else { digits.len() - 2 });
    let (hours, minutes): (u32, u32) =
        (hours.parse().ok()?, if minutes.is_empty() { 0 } else { minutes.parse().ok()? });
    (hours <= 14 && minutes <= 59).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

/// The offset of a zone's abbreviation, of those that mail knows and of others that mean one zone only: IST is
/// of India, Israel and Ireland, and is none of them here.
pub(in crate::io::table) fn zone_of(word: &str) -> Option<String> {
    let word = word.strip_prefix("GMT").or_else(|| word.strip_prefix("UTC")).unwrap_or(word);
    let offset = match word {
        "" | "Z" | "WET" => "Z",
        "NDT" => "-02:30",
        "BRT" | "ADT" => "-03:00",
        "NST" => "-03:30",
        "EDT" => "-04:00",
        "EST" | "CDT" => "-05:00",
        "CST" | "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" | "AKDT" => "-08:00",
        "AKST" => "-09:00",
        "HST" => "-10:00",
        "CET" | "MEZ" | "WAT" | "WEST" => "+01:00",
        "CEST" | "MESZ" | "EET" | "CAT" | "SAST" => "+02:00",
        "EEST" | "MSK" | "EAT" | "TRT" => "+03:00",
        "IRST" => "+03:30",
        "AFT" => "+04:30",
        "PKT" | "UZT" | "TJT" | "TMT" => "+05:00",
        "NPT" => "+05:45",
        "WIB" => "+07:00",
        "HKT" | "SGT" | "PHT" | "AWST" | "WITA" => "+08:00",
        "JST" | "KST" | "WIT" => "+09:00",
        "ACST" => "+09:30",
        "AEST" => "+10:00",
        "ACDT" => "+10:30",
        "AEDT" => "+11:00",
        "NZST" => "+12:00",
        "NZDT" => "+13:00",
        offset if offset.starts_with(['+', '-']) => return offset_text(offset),
        _ => return None,
    };
    Some(offset.to_owned())
}
