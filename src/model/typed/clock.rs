//! Times of day as people write them: `18:00`, `6pm`, `18h30`, `1800 hrs`.

use super::{Refusal, TypedError};

/// A time of day, as far as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    hour: u8,
    minute: u8,
    /// `:30.5`, or nothing.
    seconds: String,
    /// An offset that stands at the time itself, in EDTF.
    pub(super) offset: Option<String>,
}

impl Clock {
    /// As EDTF, with its offset, or one that is given to it.
    pub(super) fn text(&self, offset: Option<&str>) -> String {
        let offset = self.offset.as_deref().or(offset).unwrap_or_default();
        format!("T{:02}:{:02}{}{offset}", self.hour, self.minute, self.seconds)
    }

    /// Minutes since midnight.
    pub(super) fn minutes(&self) -> u16 {
        u16::from(self.hour) * 60 + u16::from(self.minute)
    }
}

/// Takes the time of day out of words, and says where it stood. None where there is none.
pub(super) fn take(words: &mut Vec<String>) -> Result<Option<(usize, Clock)>, Refusal> {
    split_iso(words);
    let mut found = None;
    let mut at = 0;
    while at < words.len() {
        let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
        let unit = matches!(next, "am" | "pm" | "hrs" | "hours" | "h" | "uhr" | "o'clock").then_some(next);
        let Some(clock) = read(&words[at], unit.unwrap_or_default())? else {
            at += 1;
            continue;
        };
        if found.is_some() {
            return Err(Refusal::OtherWay("There are two times of day here; write from one to the other".to_owned()));
        }
        words.drain(at..=at + usize::from(unit.is_some()));
        found = Some((at, clock));
    }
    Ok(found)
}

/// `2025-10-09t18:00` as two words.
fn split_iso(words: &mut Vec<String>) {
    let is_iso = |word: &String| {
        let (date, time) = word.split_once('t')?;
        (date.ends_with(|char: char| char.is_ascii_digit()) && time.contains(':'))
            .then(|| (date.to_owned(), time.to_owned()))
    };
    if let Some((at, (date, time))) = words.iter().enumerate().find_map(|(at, word)| Some((at, is_iso(word)?))) {
        words.splice(at..=at, [date, time]);
    }
}

/// A word with the unit that follows it. None where it is no time.
fn read(word: &str, unit: &str) -> Result<Option<Clock>, Refusal> {
    let digits_len = word.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, rest) = word.split_at(digits_len);
    let number = |digits: &str| digits.parse::<u8>().ok();
    let (hour, minute, rest) = match (hour.len(), rest.chars().next()) {
        (1 | 2, Some(':')) => {
            let Some((minute, rest)) = rest[1..].split_at_checked(2) else { return Ok(None) };
            (hour, minute, rest)
        }
        // 18h30, 18h
        (1 | 2, Some('h')) if rest != "hrs" && !rest.starts_with("ho") => {
            let minute = &rest[1..];
            (hour, if minute.is_empty() { "00" } else { minute }, "")
        }
        // 6.30pm
        (1 | 2, Some('.')) if rest.ends_with(['m']) || !unit.is_empty() => {
            let Some((minute, rest)) = rest[1..].split_at_checked(2) else { return Ok(None) };
            (hour, minute, rest)
        }
        (1 | 2, _) if matches!(rest, "am" | "pm") || rest.is_empty() && !unit.is_empty() => (hour, "00", rest),
        // 1800z, 1800h, 1800 hrs
        (4, _) if matches!(rest, "z" | "h" | "hrs") || rest.is_empty() && matches!(unit, "hrs" | "hours" | "h") => {
            (&hour[..2], &hour[2..], if rest == "z" { "z" } else { "" })
        }
        _ => return Ok(None),
    };
    if minute.len() != 2 {
        return Ok(None);
    }
    let (Some(hour), Some(minute)) = (number(hour), number(minute)) else { return Ok(None) };
    let (seconds, rest) = seconds_of(rest);
    let (half, rest) = match rest {
        "am" | "pm" => (rest, ""),
        rest => (unit, rest),
    };
    let Some(offset) = offset_of(rest) else { return Ok(None) };
    if half == "o'clock" && (1..=12).contains(&hour) {
        let message = format!("{hour} o'clock is in the morning and in the evening; write {hour}am or {hour}pm");
        return Err(TypedError::of(message).into());
    }
    let hour = match half {
        "am" | "pm" if !(1..=12).contains(&hour) => {
            return Err(TypedError::of(format!("There is no {hour}{half}; hours with {half} are 1 to 12")).into());
        }
        "am" => hour % 12,
        "pm" => hour % 12 + 12,
        _ => hour,
    };
    match (hour, minute) {
        (24, 0) => Err(TypedError::of("Write 00:00 of the next day for 24:00").into()),
        (24.., _) => Err(TypedError::of(format!("There is no hour {hour}; hours are 0 to 23")).into()),
        (_, 60..) => Err(TypedError::of(format!("There is no minute {minute}; minutes are 0 to 59")).into()),
        _ => Ok(Some(Clock {
            hour,
            minute,
            seconds: seconds.to_owned(),
            offset: Some(offset).filter(|offset| !offset.is_empty()),
        })),
    }
}

/// `:30.5` and what follows.
fn seconds_of(rest: &str) -> (&str, &str) {
    if !rest.starts_with(':') {
        return ("", rest);
    }
    let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')).count();
    rest.split_at(length)
}

/// An offset behind a time, in EDTF, empty where there is none. None where it is something else. With a minus it is as
/// likely the end of a range.
fn offset_of(rest: &str) -> Option<String> {
    match rest {
        "" | "h" | "hrs" => Some(String::new()),
        "z" | "utc" | "gmt" => Some("Z".to_owned()),
        _ => super::zones::offset(rest).filter(|_| rest.starts_with('+')),
    }
}
