//! Dates in numbers, which can often be read in two ways, and other dates without a day.

use super::{Reader, Refusal, TypedError, words};
use crate::model::edtf::{Parts, checked, month_from_word};

/// `12/10/2025`, `2025-10-09`, `13.10.`, `850`. None for other than up to three numbers.
///
/// Day and month that can be taken for each other are refused with both readings.
pub(super) fn in_numbers(text: &str, reader: &mut Reader<'_>) -> Result<Option<Parts>, Refusal> {
    let trimmed = text.trim_end_matches('.');
    let numbers: Vec<&str> = trimmed.split(['/', '.', '-']).map(str::trim).collect();
    let are_numbers =
        numbers.iter().all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    if numbers.len() > 3 || !are_numbers {
        return Ok(None);
    }
    let parts = |year: &str, month: &str, day: &str| Parts {
        year: year.parse().ok(),
        month: month.parse().ok(),
        day: day.parse().ok(),
    };
    match *numbers.as_slice() {
        [number] => one_number(number),
        // 1939-45 is a range.
        [year, month] | [month, year] if year.len() == 4 && matches!(month.parse(), Ok(1..=12_u8)) => {
            Ok(Some(parts(year, month, "")))
        }
        // 9-12 and 9/10 are as likely days of a month that stands elsewhere.
        [one, other] if one.len() <= 2 && other.len() <= 2 && !trimmed.contains('-') => {
            day_and_month(one, other, None, reader).map(Some)
        }
        [year, month, day] if year.len() == 4 => Ok(Some(parts(year, month, day))),
        [one, other, year] if year.len() == 4 && one.len() <= 2 && other.len() <= 2 => {
            day_and_month(one, other, year.parse().ok(), reader).map(Some)
        }
        [one, other, year] if year.len() == 2 => {
            let full = format!("20{year}");
            let both = [parts(&full, other, one), parts(&full, one, other), parts(&format!("20{one}"), other, year)];
            let instead = both.into_iter().filter_map(Parts::text);
            Err(TypedError::offering("Write the year with four digits, and the month by its name", instead).into())
        }
        _ => Ok(None),
    }
}

fn one_number(number: &str) -> Result<Option<Parts>, Refusal> {
    match number.len() {
        1 | 2 => Ok(Some(Parts { day: number.parse().ok(), ..Parts::default() })),
        4 => Ok(Some(Parts { year: number.parse().ok(), ..Parts::default() })),
        8 => {
            let edtf = checked(format!("{}-{}-{}", &number[..4], &number[4..6], &number[6..]));
            let [year, month, day] = [&number[..4], &number[4..6], &number[6..]];
            let parts = Parts { year: year.parse().ok(), month: month.parse().ok(), day: day.parse().ok() };
            let message = || Refusal::OtherWay(format!("There is no day {number}"));
            edtf.map(|_| Some(parts)).ok_or_else(message)
        }
        length => {
            let instead = if length == 3 { format!("0{number}") } else { format!("Y{number}") };
            let message = format!("Write years with four digits; {number} as {instead}");
            Err(TypedError::offering(message, [instead]).into())
        }
    }
}

fn day_and_month(one: &str, other: &str, year: Option<i64>, reader: &mut Reader<'_>) -> Result<Parts, Refusal> {
    let number = |digits: &str| digits.parse::<usize>().unwrap_or(0);
    let (first, second) = (number(one), number(other));
    let of = |day: usize, month: usize| Parts { year, month: Some(month), day: i64::try_from(day).ok() };
    let is_month = |number: usize| (1..=12).contains(&number);
    match (is_month(first), is_month(second)) {
        (true, true) if first != second => {
            let mut readings = Vec::new();
            for parts in [of(first, second), of(second, first)] {
                let text = |year: i64| Parts { year: Some(year), ..parts }.text();
                readings.extend(year.map_or_else(|| reader.with_nearest_year(text), text));
            }
            reader.notes.clear();
            let said: Vec<String> = readings.iter().filter_map(|text| Some(words::day(text.parse().ok()?))).collect();
            let message = if said.is_empty() {
                "Day and month can be taken for each other; write the month by its name".to_owned()
            } else {
                format!("This is {}; write the month by its name", said.join(" or "))
            };
            Err(TypedError::offering(message, readings).into())
        }
        (_, true) => Ok(of(first, second)),
        (true, false) => {
            reader.note(format!("The month is taken first, since there is no month {second}"));
            Ok(of(second, first))
        }
        (false, false) => Err(TypedError::of(format!("There is no month {second}; months are 1 to 12")).into()),
    }
}

/// A date with digits that nobody knows, as words say it: `some day in October 2025`.
pub(super) fn some(text: &str) -> Option<String> {
    if let Some(far) = text.strip_prefix("year ").filter(|far| far.trim_start_matches('-').len() > 4) {
        return checked(format!("Y{far}"));
    }
    if let Some((first, year)) =
        text.split_once(" of ").filter(|(first, year)| is_some_year(year) && !first.starts_with("some "))
    {
        let parts = Parts::from_words(first).filter(|parts| parts.year.is_none())?;
        let day = parts.day.map(|day| format!("-{day:02}")).unwrap_or_default();
        return checked(format!("{}-{:02}{day}", unknown_year(year)?, parts.month?));
    }
    let rest = text.strip_prefix("some ").or_else(|| text.strip_prefix("sometime in "));
    let rest = rest.or_else(|| text.strip_prefix("a ").filter(|rest| rest.starts_with("day in ")))?;
    let rest = rest.strip_prefix("time in ").map_or_else(|| rest.to_owned(), |rest| format!("day in {rest}"));
    if let Some(year) = rest.strip_prefix("year") {
        return unknown_year(&format!("some year{year}")).and_then(checked);
    }
    if let Some(year) = rest.strip_prefix("month in ") {
        return checked(format!("{}-XX", unknown_year(year)?));
    }
    let rest = rest.strip_prefix("day in ")?;
    if let Some(year) = unknown_year(rest) {
        return checked(format!("{year}-XX-XX"));
    }
    let (month, year) = rest.split_once(' ')?;
    let month = month_from_word(month).filter(|month| *month <= 12)?;
    checked(format!("{}-{month:02}-XX", unknown_year(year.strip_prefix("of ").unwrap_or(year))?))
}

fn is_some_year(text: &str) -> bool {
    text.starts_with("some year") || text.starts_with("the ") && text.ends_with("0s")
}

/// `some year in the 2020s` as `202X`, with all that a year can be.
fn unknown_year(text: &str) -> Option<String> {
    let text = text.strip_prefix("some year").map_or(text, |rest| rest.trim_start_matches(" in "));
    match text {
        "" => Some("XXXX".to_owned()),
        decade if decade.ends_with("0s") => {
            let digits = decade.strip_prefix("the ").unwrap_or(decade).strip_suffix("0s")?;
            checked(format!("{digits}X"))
        }
        range if range.starts_with(" from ") => {
            let (low, high) = range.strip_prefix(" from ")?.split_once(" to ")?;
            let same = low.bytes().zip(high.bytes()).take_while(|(low, high)| low == high).count();
            let is_block = low.len() == 4 && low.get(same..)?.bytes().all(|byte| byte == b'0');
            let is_block = is_block && high.len() == 4 && high.get(same..)?.bytes().all(|byte| byte == b'9');
            is_block.then(|| format!("{:X<4}", low.get(..same).unwrap_or_default()))
        }
        year => checked(year.to_owned()).filter(|year| year.len() == 4),
    }
}

/// `fourth quarter of 2025`, `autumn 2025 (southern)`: with the number that EDTF has for it as its word.
pub(super) fn parts_of_year(text: &str) -> String {
    part_of_year(text).unwrap_or_else(|| text.to_owned())
}

fn part_of_year(text: &str) -> Option<String> {
    const COUNTED: [[&str; 4]; 2] = [["first", "second", "third", "fourth"], ["1st", "2nd", "3rd", "4th"]];
    const UNITS: [(&str, usize, usize); 3] = [("quarter", 33, 4), ("third", 37, 3), ("half", 40, 2)];
    for (unit, from, count) in UNITS {
        for names in COUNTED {
            for (at, name) in names.iter().enumerate().take(count) {
                let phrase = format!("{name} {unit} of ");
                if let Some(year) = text.strip_prefix(&phrase).map(|year| year.trim_start_matches("the year ")) {
                    return season_word(from + at, year);
                }
            }
        }
    }
    // Winter 2025/26 is that which begins in 2025.
    if let Some((year, next)) = text.strip_prefix("winter ").and_then(|years| years.split_once(['/', '-', '–']))
        && year.len() == 4
        && year
            .parse::<u16>()
            .is_ok_and(|year| matches!(next.parse::<u16>(), Ok(next) if next == year + 1 || next == (year + 1) % 100))
    {
        return season_word(24, year);
    }
    for (half, at) in [("h1 ", 0), ("h2 ", 1)] {
        if let Some(year) = text.strip_prefix(half) {
            return season_word(40 + at, year);
        }
    }
    for (place, offset) in [(" (northern)", 4), (" (southern)", 8)] {
        if let Some((season, year)) = text.strip_suffix(place).and_then(|text| text.split_once(' '))
            && let Some(season @ 21..=24) = month_from_word(season)
        {
            // Southern ones begin with 29, spring.
            return season_word(season + offset, year);
        }
    }
    None
}

/// A season in EDTF. None where its year is not plain.
fn season_word(season: usize, year: &str) -> Option<String> {
    unknown_year(year.strip_prefix("of ").unwrap_or(year)).map(|year| format!("{year}-{season}"))
}

/// Takes `AD 45` or `44 BC` out of a text: the year as astronomers count, and the rest. None where there are two of
/// them, since that is no single date.
pub(super) fn year_with_era(text: &str) -> (Option<i64>, String) {
    let words: Vec<&str> = text.split(' ').collect();
    let number = |word: Option<&&str>| word.and_then(|word| word.trim_matches(',').parse::<i64>().ok());
    for (at, word) in words.iter().enumerate() {
        let (year, range) = match *word {
            "ad" | "ce" if number(words.get(at + 1)).is_some() => (number(words.get(at + 1)), at..at + 2),
            "ad" | "ce" if at > 0 => (number(words.get(at - 1)), at - 1..at + 1),
            "bc" | "bce" if at > 0 => (number(words.get(at - 1)).map(|year| 1 - year), at - 1..at + 1),
            _ => continue,
        };
        if let Some(year) = year {
            let rest: Vec<&str> =
                words.iter().enumerate().filter(|(at, _)| !range.contains(at)).map(|(_, word)| *word).collect();
            let rest = rest.join(" ");
            let is_alone = year_with_era(&rest).0.is_none();
            return if is_alone { (Some(year), rest) } else { (None, text.to_owned()) };
        }
    }
    (None, text.to_owned())
}
