//! Single dates written in another way than EDTF.

use super::super::parse::parse_strictly;
use super::months::{MONTHS, is_weekday, month_named, weekday_number};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words for doubt with the qualifier to write instead.
pub(super) const DOUBTS: [(&str, char); 13] = [
    ("circa ", '~'),
    ("ca. ", '~'),
    ("ca ", '~'),
    ("c. ", '~'),
    ("c.", '~'),
    ("about ", '~'),
    ("around ", '~'),
    ("approximately ", '~'),
    ("approx. ", '~'),
    ("~ ", '~'),
    ("perhaps ", '?'),
    ("possibly ", '?'),
    ("probably ", '?'),
];

/// The candidate, if it is EDTF.
pub(crate) fn checked(candidate: String) -> Option<String> {
    parse_strictly(&candidate).is_ok().then_some(candidate)
}

/// One date in EDTF, perhaps with a time and a qualifier.
pub(super) fn informal_date(lower: &str) -> Option<String> {
    let lower = lower.trim();
    if let Some(already) = checked(lower.to_ascii_uppercase()) {
        return Some(already);
    }
    for (word, qualifier) in DOUBTS {
        if let Some(date) = lower.strip_prefix(word).and_then(plain_date) {
            return checked(format!("{date}{qualifier}"));
        }
    }
    let unspecified = lower.strip_suffix(['?', '-']).filter(|decade| is_digits(decade) && decade.len() == 3);
    if let Some(decade) = unspecified {
        return checked(format!("{decade}X"));
    }
    if let Some(date) = lower.strip_suffix("(?)").or_else(|| lower.strip_suffix('?')).and_then(plain_date) {
        return checked(format!("{date}?"));
    }
    plain_date(lower).or_else(|| date_with_time(lower))
}

fn plain_date(lower: &str) -> Option<String> {
    let lower = lower.trim();
    checked(lower.to_ascii_uppercase())
        .or_else(|| date_in_numbers(lower))
        .or_else(|| date_in_words(lower))
        .or_else(|| date_with_unknown_digits(lower))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Up to three numbers with one of the usual signs between them.
pub(super) fn split_numbers(text: &str) -> Option<Vec<&str>> {
    let numbers: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    (numbers.len() <= 3 && numbers.iter().all(|number| is_digits(number))).then_some(numbers)
}

/// `9/10/2025`, `2025/10/9`, `2025.10`, `20251009`, `2025-282`, `850`, `12025`: the day before the month.
fn date_in_numbers(lower: &str) -> Option<String> {
    match *split_numbers(lower)?.as_slice() {
        [number] if number.len() == 8 => {
            let ((year, month), day) = (number.get(..4).zip(number.get(4..6))?, number.get(6..)?);
            checked(format!("{year}-{month}-{day}"))
        }
        [year] if year.len() > 4 => checked(format!("Y{year}")),
        [year] if year.len() == 3 => checked(format!("0{year}")),
        [year, day_of_year] if year.len() == 4 && day_of_year.len() == 3 => {
            let day = chrono::NaiveDate::from_yo_opt(year.parse().ok()?, day_of_year.parse().ok()?)?;
            checked(day.to_string())
        }
        // 9 2025 is as likely a day whose month stands elsewhere.
        [year, month] | [month, year] if year.len() == 4 && !lower.contains(' ') => {
            checked(format!("{year}-{month:0>2}"))
        }
        [year, month, day] if year.len() == 4 => checked(format!("{year}-{month:0>2}-{day:0>2}")),
        [day, month, year] if year.len() == 4 => {
            let month_first = || checked(format!("{year}-{day:0>2}-{month:0>2}"));
            checked(format!("{year}-{month:0>2}-{day:0>2}")).or_else(month_first)
        }
        _ => None,
    }
}

/// Words that stand among those of a date and say nothing.
pub(crate) const FILLERS: [&str; 45] = [
    "of", "the", "on", "de", "del", "della", "le", "la", "el", "il", "den", "der", "dem", "am", "vom", "do", "da",
    "di", "du", "d", "l", "van", "año", "anno", "year", "г", "года", "год", "рік", "року", "р", "roku", "m", "gada",
    "godine", "ng", "го", "της", "του", "г.", "سنة", "عام", "سال", "ngày", "năm",
];

/// What stands behind the number of a day.
const ORDINALS: [&str; 14] = ["st", "nd", "rd", "th", "er", "re", "ère", "ème", "e", "º", "ª", "°", "го", "η"];

/// The parts of a date that were written, whatever their order.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Parts {
    pub(crate) year: Option<i64>,
    /// 1 to 12, or a season or quarter as EDTF numbers them.
    pub(crate) month: Option<usize>,
    pub(crate) day: Option<i64>,
}

impl Parts {
    /// Reads numbers, names of months and the words around them. None where another word stands among them, or a
    /// part twice.
    pub(crate) fn from_words(lower: &str) -> Option<Self> {
        let lower = lower.replace("a.d.", "ad").replace("b.c.e.", "bc").replace("b.c.", "bc");
        let (mut parts, mut era) = (Self::default(), None);
        let is_between = |char| matches!(char, ' ' | ',' | '.' | '-' | '/' | '’' | '\'' | '‑');
        let words: Vec<&str> = lower.split(is_between).filter(|word| !word.is_empty()).collect();
        if words.len() > 9 {
            return None;
        }
        let mut at = 0;
        while let Some(&word) = words.get(at) {
            at += 1;
            let digits =
                ORDINALS.iter().find_map(|suffix| word.strip_suffix(suffix)).filter(|digits| is_digits(digits));
            let digits = digits.unwrap_or(word);
            let is_twice = match digits.parse::<i64>() {
                Ok(number) if is_digits(digits) && number <= 31 && digits.len() <= 2 => {
                    parts.day.replace(number).is_some()
                }
                Ok(number) if is_digits(digits) => parts.year.replace(number).is_some(),
                _ if FILLERS.contains(&word) => false,
                _ if matches!(word, "bc" | "bce" | "ad" | "ce") => era.replace(word).is_some(),
                // tháng 10
                _ if matches!(word, "tháng" | "thang" | "thg") => {
                    let number = words.get(at)?.parse().ok().filter(|number| (1..=12).contains(number))?;
                    at += 1;
                    parts.month.replace(number).is_some()
                }
                _ => match month_from_word(word).or_else(|| roman_month(word)) {
                    Some(number) => parts.month.replace(number).is_some(),
                    // تشرين الأول
                    None if let Some(number) = words
                        .get(at)
                        .filter(|_| !word.is_ascii())
                        .and_then(|next| month_named(&format!("{word}{next}"))) =>
                    {
                        at += 1;
                        parts.month.replace(number.into()).is_some()
                    }
                    None if is_day_of_week(word) => false,
                    None => return None,
                },
            };
            if is_twice {
                return None;
            }
        }
        // A lone small number with an era is the year, as in 44 BC.
        if era.is_some() && parts.month.is_none() && parts.year.is_none() {
            parts.year = parts.day.take();
        }
        if era.is_some_and(|era| era.starts_with('b')) {
            parts.year = Some(1 - parts.year?);
        }
        Some(parts)
    }

    /// The date of these parts as EDTF.
    pub(crate) fn text(self) -> Option<String> {
        let year = self.year?;
        let year = if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
        match (self.month, self.day) {
            (Some(month), Some(day)) => checked(format!("{year}-{month:02}-{day:02}")),
            (Some(month), None) => checked(format!("{year}-{month:02}")),
            (None, None) => checked(year),
            (None, Some(_)) => None,
        }
    }
}

/// `Oct 9, 2025`, `9 de octubre de 2025`, `spring 2025`, `Q3 2025`, `44 BC`.
fn date_in_words(lower: &str) -> Option<String> {
    if !lower.chars().any(char::is_alphabetic) {
        return None;
    }
    Parts::from_words(lower)?.text()
}

/// Whether a word in small letters is a weekday, in English or another language.
pub(crate) fn is_day_of_week(word: &str) -> bool {
    english_weekday(word).is_some() || is_weekday(word)
}

/// Which weekday a word in small letters is. None where languages differ.
pub(crate) fn weekday_named(word: &str) -> Option<chrono::Weekday> {
    // Those of other languages are counted from Sunday.
    let from_monday = english_weekday(word).or_else(|| weekday_number(word).map(|number| (number + 6) % 7));
    chrono::Weekday::try_from(from_monday?).ok()
}

/// Counted from Monday, 0.
fn english_weekday(word: &str) -> Option<u8> {
    WEEKDAYS.iter().position(|name| word.len() >= 3 && name.starts_with(word)).map(|number| number as u8)
}

fn is_start_of_one(word: &str, names: &[&str]) -> bool {
    word.len() >= 3 && names.iter().any(|name| name.starts_with(word))
}

/// The number of a month, season or quarter.
pub(crate) fn month_from_word(word: &str) -> Option<usize> {
    match word {
        "sept" => Some(9),
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        "q1" => Some(33),
        "q2" => Some(34),
        "q3" => Some(35),
        "q4" => Some(36),
        _ => {
            let english = MONTHS.iter().position(|month| is_start_of_one(word, &[month])).map(|index| index + 1);
            english.or_else(|| month_named(word).map(usize::from))
        }
    }
}

/// The number of a month in Roman digits, as in 9.X.2025.
fn roman_month(word: &str) -> Option<usize> {
    let months = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    Some(months.iter().position(|month| *month == word)? + 1)
}

/// `1850s`, `19th century`, `19uu`.
pub(crate) fn date_with_unknown_digits(lower: &str) -> Option<String> {
    let plain = lower.strip_prefix("the ").unwrap_or(lower);
    if let Some(decade) = plain.strip_suffix("0s").or_else(|| plain.strip_suffix("0's")) {
        return checked(format!("{decade}X"));
    }
    if let Some(century) = plain.strip_suffix(" century") {
        let number = ["st", "nd", "rd", "th"].iter().find_map(|suffix| century.strip_suffix(suffix))?;
        return checked(format!("{:02}XX", number.parse::<u32>().ok()?.checked_sub(1)?));
    }
    checked(plain.replace(['u', '?', '#', '*'], "X").to_ascii_uppercase())
}

/// `2025-10-09 21:50`, `9 Oct 2025 9:50 pm`, `2025-10-09T21:50+0430`.
fn date_with_time(lower: &str) -> Option<String> {
    let colon = lower.find(':')?;
    let start = lower.get(..colon)?.rfind([' ', 't'])?;
    let date = plain_date(lower.get(..start)?.trim_end_matches([',', ' ']))?;
    let hour: u8 = lower.get(start + 1..colon)?.parse().ok()?;
    let rest = lower.get(colon..)?.replace("utc", "z").replace("gmt", "z").replace(' ', "").replace(',', ".");
    let (hour, rest) = match (rest.strip_suffix("am"), rest.strip_suffix("pm")) {
        (Some(rest), _) => (hour % 12, rest),
        (None, Some(rest)) => (hour % 12 + 12, rest),
        (None, None) => (hour, rest.as_str()),
    };
    let candidate = format!("{date}T{hour:02}{}", rest.to_ascii_uppercase());
    let (front, back) = candidate.split_at_checked(candidate.len().saturating_sub(2))?;
    checked(candidate.clone()).or_else(|| checked(format!("{front}:{back}")))
}
