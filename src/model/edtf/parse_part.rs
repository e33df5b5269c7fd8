//! Reads the parts of a date: year, month, day, time and offset.

use super::date::Sign;
use super::error::EdtfError;
use super::parse::{Parsed, Parser};
use super::{Date, Digits, Month, Offset, Part, Time, Year};

impl Parser<'_> {
    pub(super) fn year(&mut self) -> Parsed<Year> {
        if self.eat("Y") {
            return self.long_year();
        }
        let sign = if self.eat("-") { Sign::Minus } else { Sign::Plus };
        let next = self.rest().chars().next();
        let (at, text) = self.run(is_digit_or_x);
        let digits = match (text.len(), Digits::from_ascii(text.as_bytes())) {
            (4, Some(digits)) => digits,
            (0, _) => return Err(EdtfError::new(at, no_year(next))),
            (1..4, _) => {
                return Err(EdtfError::new(at, "write the year first and with four digits, such as 2025-10-09"));
            }
            _ => {
                return Err(EdtfError::new(
                    at,
                    "write four digits of year, then a hyphen; a longer year starts with Y",
                ));
            }
        };
        if sign == Sign::Minus && digits.highest() == 0 {
            return Err(EdtfError::new(at - 1, "there is no year -0000; write 0000 for 1 BC"));
        }
        let significant_at = self.at;
        let significant = self.significant(4)?;
        if significant.is_some() && !digits.is_specified() {
            return Err(EdtfError::new(
                significant_at,
                "remove S and its number; a year with X has no significant digits",
            ));
        }
        Ok(Year::Four { sign, digits, significant })
    }

    fn long_year(&mut self) -> Parsed<Year> {
        let sign = if self.eat("-") { Sign::Minus } else { Sign::Plus };
        let (at, digits) = self.run(|byte| byte.is_ascii_digit());
        let too_far = || EdtfError::new(at, format!("write a year within {} years of now", Year::LIMIT));
        if digits.is_empty() {
            return Err(EdtfError::new(at, "write the digits of the year after Y, such as Y12025"));
        }
        let digits = digits.trim_start_matches('0');
        let mantissa: u64 = if digits.len() > 13 { u64::MAX } else { digits.parse().unwrap_or(0) };
        let exponent = if self.eat("E") {
            let (at, digits) = self.run(|byte| byte.is_ascii_digit());
            if digits.is_empty() {
                return Err(EdtfError::new(at, "write how many powers of ten after E, such as Y17E7"));
            }
            let digits = digits.trim_start_matches('0');
            let exponent: u8 = if digits.len() > 2 { 99 } else { digits.parse().unwrap_or(0) };
            Some(exponent)
        } else {
            None
        };
        if mantissa == 0 {
            return Err(EdtfError::new(at, "write the year 0 as 0000"));
        }
        let power = 10_u64.checked_pow(u32::from(exponent.unwrap_or(0))).ok_or_else(too_far)?;
        let magnitude = mantissa.checked_mul(power).filter(|&year| year <= Year::LIMIT).ok_or_else(too_far)?;
        if exponent.is_none() && magnitude <= 9999 {
            let minus = if sign == Sign::Minus { "-" } else { "" };
            let message = format!("Y is for years of five digits and more; write {minus}{magnitude:04}");
            return Err(EdtfError::new(at - 1 - minus.len(), message));
        }
        let width = magnitude.checked_ilog10().unwrap_or(0) + 1;
        let significant = self.significant(width)?;
        Ok(Year::Long { sign, mantissa, exponent, significant })
    }

    /// `S` and how many digits of a year are significant.
    fn significant(&mut self, width: u32) -> Parsed<Option<u8>> {
        if !self.eat("S") {
            return Ok(None);
        }
        let (at, digits) = self.run(|byte| byte.is_ascii_digit());
        let count = digits.parse::<u8>().ok().filter(|&count| (1..=width).contains(&u32::from(count)));
        let message = || format!("write how many digits of the year are significant after S, 1 to {width}");
        count.map(Some).ok_or_else(|| EdtfError::new(at, message()))
    }

    pub(super) fn month(&mut self) -> Parsed<Month> {
        if self.peek() == Some(b'W') {
            let message = "write the days of the week, such as 2025-10-06/2025-10-12; EDTF has no weeks";
            return Err(EdtfError::new(self.at, message));
        }
        let (at, digits) = self.two("write the month with two digits, 01 to 12")?;
        let number = digits.lowest() as u8;
        if digits.is_specified() && (21..=41).contains(&number) {
            return Ok(Month::Season(number));
        }
        if Date::new(Part::plain(ANY_YEAR), Some(Part::plain(Month::Month(digits))), None, None).is_some() {
            return Ok(Month::Month(digits));
        }
        Err(EdtfError::new(at, format!("month {digits} does not exist; months are 01 to 12")))
    }

    pub(super) fn day(&mut self) -> Parsed<Digits> {
        let (at, digits) = self.two("write the day with two digits, 01 to 31")?;
        if digits.lowest() > 31 || digits.highest() < 1 {
            return Err(EdtfError::new(at, format!("day {digits} does not exist; days are 01 to 31")));
        }
        Ok(digits)
    }

    fn two(&mut self, advice: &str) -> Parsed<(usize, Digits)> {
        let (at, text) = self.run(is_digit_or_x);
        match Digits::from_ascii(text.as_bytes()) {
            Some(digits) if text.len() == 2 => Ok((at, digits)),
            _ => Err(EdtfError::new(at, advice)),
        }
    }

    pub(super) fn time(&mut self) -> Parsed<Time> {
        let hour = self.clock("hour", 23)?;
        if !self.eat(":") {
            return Err(EdtfError::new(self.at, "write minutes after the hour, such as T21:50"));
        }
        let minute = self.clock("minute", 59)?;
        let second = if self.eat(":") { Some(self.clock("second", 59)?) } else { None };
        let fraction = if second.is_some() && self.eat(".") { Some(self.fraction()?) } else { None };
        let offset = self.offset()?;
        Ok(Time { hour, minute, second, fraction, offset })
    }

    /// Two digits of an hour, minute or second.
    fn clock(&mut self, name: &str, most: u8) -> Parsed<u8> {
        let (at, digits) = self.run(|byte| byte.is_ascii_digit());
        match digits.parse::<u8>() {
            Ok(number) if digits.len() == 2 && number <= most => Ok(number),
            Ok(number) if digits.len() == 2 => {
                Err(EdtfError::new(at, format!("{name} {number} does not exist; {name}s are 00 to {most}")))
            }
            _ => Err(EdtfError::new(at, format!("write the {name} with two digits, 00 to {most}"))),
        }
    }

    fn fraction(&mut self) -> Parsed<(u32, u8)> {
        let (at, digits) = self.run(|byte| byte.is_ascii_digit());
        match format!("{digits:0<9}").parse::<u32>() {
            Ok(nanos) if (1..=9).contains(&digits.len()) => Ok((nanos, digits.len() as u8)),
            _ => Err(EdtfError::new(at, "write one to nine digits of a second after the point")),
        }
    }

    fn offset(&mut self) -> Parsed<Option<Offset>> {
        let sign = match self.peek() {
            Some(b'Z') => {
                self.at += 1;
                return Ok(Some(Offset::Utc));
            }
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Ok(None),
        };
        self.at += 1;
        let hours = self.clock("hour", 23)?.cast_signed();
        if !self.eat(":") {
            return Ok(Some(Offset::Hours(sign * hours)));
        }
        let minutes = i16::from(self.clock("minute", 59)?);
        Ok(Some(Offset::Minutes(i16::from(sign) * (i16::from(hours) * 60 + minutes))))
    }
}

const ANY_YEAR: Year = Year::Long { sign: Sign::Plus, mantissa: 2000, exponent: None, significant: None };

fn is_digit_or_x(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'X'
}

/// What to write where a year should start.
fn no_year(next: Option<char>) -> String {
    match next {
        Some('+') => "leave out the plus sign of the year".to_owned(),
        Some('-') => "write one minus sign before the year".to_owned(),
        Some('[' | '{') => "write dates in a set; sets do not hold other sets".to_owned(),
        Some(space) if space.is_whitespace() => "remove the space".to_owned(),
        _ => "write a date here that starts with a year of four digits, such as 2025-10-09".to_owned(),
    }
}
