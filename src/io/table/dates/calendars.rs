//! By which calendar is a date written, and which day is it in ours?
//!
//! Solar hijri dates (Iran, Afghanistan) and Buddhist years (Thailand) are converted; those of the lunar hijri
//! calendar, whose months begin with the sight of the moon, are told and not read.

use chrono::{Datelike as _, Days, NaiveDate};

use super::DateForm;
use crate::io::table::text::western_digits;
use crate::model::Rows;

/// A calendar of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::io::table) enum Calendar {
    /// Ours.
    #[default]
    Gregorian,
    /// Of Iran and Afghanistan: 1404 began in March 2025.
    SolarHijri,
    /// Of the moon: 1447 began in June 2025.
    LunarHijri,
    /// 2568 is 2025.
    Buddhist,
}

/// Whose digits a cell is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::io::table) enum Script {
    /// Ours.
    #[default]
    Western,
    /// Of Persian, Dari, Pashto and Urdu.
    Persian,
    /// Of Arabic.
    Arabic,
    /// Of Thai.
    Thai,
}

impl Script {
    /// The script of the digits of a cell.
    pub(super) fn of(cell: &str) -> Self {
        let of = |char| match char {
            '\u{6f0}'..='\u{6f9}' => Some(Self::Persian),
            '\u{660}'..='\u{669}' => Some(Self::Arabic),
            '\u{e50}'..='\u{e59}' => Some(Self::Thai),
            _ => None,
        };
        if cell.is_ascii() { Self::Western } else { cell.chars().find_map(of).unwrap_or_default() }
    }
}

/// Letters of Persian and Pashto that Arabic does not have.
const PERSIAN: &str = "پچژگکیېټډړښګ";

/// What a table shows of the calendar of its dates, beside them.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trace that was seen or not, whatever the others are")]
pub(in crate::io::table) struct Setting {
    has_persian: bool,
    has_arabic: bool,
    has_thai: bool,
    /// All its positions lie in or near Iran and Afghanistan.
    is_in_solar_lands: bool,
    /// There are dates of our time by our calendar.
    is_modern: bool,
}

impl Setting {
    /// Looks at the names of the columns and at the first rows.
    pub(in crate::io::table) fn of(rows: &Rows) -> Self {
        let mut setting = Self::default();
        let columns = rows.columns();
        columns.iter().for_each(|name| setting.see(name));
        let (mut positions, mut in_lands) = (0, 0);
        for row in 0..rows.len().min(40) {
            for (column, cell) in rows.cells(row).enumerate().take(columns.len()) {
                if !cell.is_ascii() {
                    setting.see(cell.get(..200).unwrap_or(cell));
                }
                let folded = western_digits(cell.trim());
                let year: Option<u32> = folded.get(..4).and_then(|year| year.parse().ok());
                setting.is_modern |= matches!(folded.as_bytes().get(4), Some(b'-' | b'/'))
                    && year.is_some_and(|year| (1950..=2100).contains(&year));
                let name = columns[column].trim().get(..3).unwrap_or_default().to_ascii_lowercase();
                let range = match name.as_str() {
                    "lat" => 24.0..=40.0,
                    "lon" | "lng" => 43.0..=76.0,
                    _ => continue,
                };
                if let Ok(degrees) = folded.parse::<f64>() {
                    positions += 1;
                    in_lands += usize::from(range.contains(&degrees));
                }
            }
        }
        setting.is_in_solar_lands = positions > 0 && positions == in_lands;
        setting
    }

    /// The same where dates of our time were seen.
    pub(super) fn with_modern_dates(self) -> Self {
        Self { is_modern: true, ..self }
    }

    fn see(&mut self, text: &str) {
        for char in text.chars() {
            match char {
                _ if PERSIAN.contains(char) => self.has_persian = true,
                '\u{620}'..='\u{64a}' => self.has_arabic = true,
                '\u{e01}'..='\u{e3a}' => self.has_thai = true,
                _ => {}
            }
        }
    }

    /// The calendar of a column, by its name and by the first and last year that was seen in it.
    pub(super) fn calendar(self, name: &str, years: (i32, i32)) -> Calendar {
        let name = name.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let within = |first, last| first <= years.0 && years.1 <= last;
        if says(&["shamsi", "jalali", "solar", "persian", "khorshidi", "خورشیدی", "شمسی", "شمسي", "جلالی"])
        {
            return Calendar::SolarHijri;
        }
        if says(&["lunar", "qamari", "hijri", "hijra", "islamic", "هجرية", "هجري", "قمری", "قمري"])
            && within(1000, 1500)
        {
            return Calendar::LunarHijri;
        }
        if says(&["buddhist", "พ.ศ", "b.e."]) || within(2450, 2600) || self.has_thai && within(2400, 2600) {
            return Calendar::Buddhist;
        }
        if self.has_persian && within(1250, 1460) {
            return Calendar::SolarHijri;
        }
        if self.has_arabic && within(1300, 1460) {
            return Calendar::LunarHijri;
        }
        if (self.is_in_solar_lands || self.is_modern) && within(1370, 1412) {
            return Calendar::SolarHijri;
        }
        if (self.is_in_solar_lands || self.is_modern) && within(1430, 1452) {
            return Calendar::LunarHijri;
        }
        Calendar::Gregorian
    }
}

/// Years that are of our time by another calendar, where nothing else tells.
pub(super) fn may_be_hijri((first, last): (i32, i32)) -> bool {
    1390 <= first && last <= 1410 || 1435 <= first && last <= 1452
}

impl Calendar {
    /// The calendar of a single date in a column of this one.
    fn of_year(self, year: i32, script: Script) -> Self {
        match (self, script, year) {
            (Self::SolarHijri, _, 1178..=1420) | (Self::Gregorian, Script::Persian, 1250..=1420) => Self::SolarHijri,
            (Self::SolarHijri | Self::LunarHijri, _, 1250..=1500)
            | (Self::Gregorian, Script::Persian | Script::Arabic, 1300..=1460) => Self::LunarHijri,
            (Self::Buddhist, _, 2400..=2600) | (Self::Gregorian, Script::Thai, 2400..=2600) => Self::Buddhist,
            _ => Self::Gregorian,
        }
    }

    /// What it is called.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Gregorian => "Gregorian",
            Self::SolarHijri => "solar hijri",
            Self::LunarHijri => "lunar hijri",
            Self::Buddhist => "Buddhist",
        }
    }
}

/// A date of which day, or day and month, may be 0 for what is not known, as EDTF.
pub(super) fn civil_text(
    [year, month, day]: [i32; 3],
    cell: &str,
    form: DateForm,
    script: Script,
) -> Result<String, String> {
    let year = match form.calendar.of_year(year, script) {
        Calendar::Gregorian => year,
        Calendar::Buddhist => year - 543,
        Calendar::SolarHijri => {
            return solar_text(year, month, day)
                .ok_or_else(|| format!("\"{cell}\" is no day of the solar hijri calendar"));
        }
        Calendar::LunarHijri => return Err(lunar(cell)),
    };
    let sign = if year < 0 { "-" } else { "" };
    let written = format!("{sign}{:04}", year.abs());
    match (month, day) {
        (0, 0) => Ok(written),
        (1..=12, 0) => Ok(format!("{written}-{month:02}")),
        (1..=12, _) if NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs()).is_some() => {
            Ok(format!("{written}-{month:02}-{day:02}"))
        }
        (1..=12, _) => Err(format!("there is no day {day} in month {month} of {year}, in \"{cell}\"")),
        _ => Err(format!("month {month} does not exist, in \"{cell}\"; months are 01 to 12")),
    }
}

fn lunar(cell: &str) -> String {
    format!("\"{cell}\" is a date of the lunar hijri calendar, which is not read; write the day of our calendar")
}

/// A solar hijri date as EDTF; a month or year is the span of its days.
fn solar_text(year: i32, month: i32, day: i32) -> Option<String> {
    let span = |first: NaiveDate, next: NaiveDate| Some(format!("{first}/{}", next.pred_opt()?));
    match (month, day) {
        (0, 0) => span(solar_day(year, 1, 1)?, solar_day(year + 1, 1, 1)?),
        (12, 0) => span(solar_day(year, 12, 1)?, solar_day(year + 1, 1, 1)?),
        (_, 0) => span(solar_day(year, month, 1)?, solar_day(year, month + 1, 1)?),
        _ => solar_day(year, month, day).map(|day| day.to_string()),
    }
}

/// A day of the solar hijri calendar by the rule of 33 years, which is right from 1178 to 1633: a year is a leap
/// year where (25 year + 11) mod 33 is below 8 (K. M. Borkowski, "The Persian calendar for 3000 years", 1996, and
/// the arithmetic of ICU).
fn solar_day(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    let is_leap = (25 * year + 11).rem_euclid(33) < 8;
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + i32::from(is_leap),
        _ => return None,
    };
    if !(1178..=1633).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    let before_month = if month <= 7 { (month - 1) * 31 } else { 186 + (month - 7) * 30 };
    let days_before = |year: i32| 365 * (year - 1) + (8 * year + 21).div_euclid(33);
    // The first of 1404.
    let anchor = NaiveDate::from_ymd_opt(2025, 3, 21)?;
    let days = i64::from(days_before(year) - days_before(1404) + before_month + day - 1);
    if days < 0 {
        anchor.checked_sub_days(Days::new(days.unsigned_abs()))
    } else {
        anchor.checked_add_days(Days::new(days.unsigned_abs()))
    }
}

/// The months of the solar hijri calendar in Persian, Dari, Pashto and Latin letters.
const SOLAR_MONTHS: [&[&str]; 12] = [
    &["فروردین", "حمل", "وری", "farvardin", "hamal"],
    &["اردیبهشت", "ثور", "غویی", "ordibehesht", "sawr"],
    &["خرداد", "جوزا", "غبرګولی", "khordad", "jawza"],
    &["تیر", "سرطان", "چنګاښ", "tir", "saratan"],
    &["مرداد", "امرداد", "اسد", "زمری", "mordad", "asad"],
    &["شهریور", "سنبله", "وږی", "shahrivar", "sunbula", "sonbola"],
    &["مهر", "میزان", "تله", "mehr", "mizan"],
    &["آبان", "عقرب", "لړم", "aban", "aqrab"],
    &["آذر", "قوس", "لیندۍ", "azar", "qaws"],
    &["دی", "جدی", "مرغومی", "dey", "jadi"],
    &["بهمن", "دلو", "سلواغه", "bahman", "dalw"],
    &["اسفند", "حوت", "کب", "esfand", "hut", "hoot"],
];

/// Months of the lunar hijri calendar, as far as they are a word of their own.
const LUNAR_MONTHS: [&str; 22] = [
    "محرم",
    "صفر",
    "ربيع",
    "ربیع",
    "جمادى",
    "جمادی",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "شوّال",
    "ذو",
    "ذي",
    "muharram",
    "safar",
    "rabi",
    "jumada",
    "rajab",
    "shaban",
    "ramadan",
    "shawwal",
    "dhu",
];

/// A date with the name of a month of another calendar. None where there is none in it.
pub(super) fn words_text(cell: &str) -> Option<Result<String, String>> {
    let lower = cell.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '-', '/', '.', ',', '،']).filter(|word| !word.is_empty()).collect();
    if words.len() > 8 {
        return None;
    }
    let month_of = |word: &&str| SOLAR_MONTHS.iter().position(|names| names.contains(word));
    let numbers: Vec<i32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let year = *numbers.iter().find(|number| (1178..=1633).contains(*number))?;
    let is_lunar = words.iter().any(|word| LUNAR_MONTHS.contains(word) || matches!(*word, "ah" | "هـ"));
    if is_lunar {
        return Some(Err(lunar(cell)));
    }
    let month = i32::try_from(words.iter().find_map(month_of)?).ok()? + 1;
    let day = numbers.iter().copied().find(|number| (1..=31).contains(number)).unwrap_or(0);
    Some(solar_text(year, month, day).ok_or_else(|| format!("\"{cell}\" is no day of the solar hijri calendar")))
}

/// A year, month or day that was put together from columns, by the calendar of its column.
pub(in crate::io::table) fn by_calendar(text: String, form: DateForm) -> Result<String, String> {
    if form.calendar == Calendar::Gregorian {
        return Ok(text);
    }
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<i32>().unwrap_or(0));
    let parts: [i32; 3] = std::array::from_fn(|_| parts.next().unwrap_or(0));
    civil_text(parts, &text, form, Script::Western)
}

/// A date with the name of a month of ours, of which the year alone is by another calendar: 9 ตุลาคม 2568.
pub(super) fn years_of_words(text: &str, form: DateForm) -> Result<String, String> {
    if form.calendar != Calendar::Buddhist || text.contains(['[', '{', 'X']) {
        return Ok(text.to_owned());
    }
    let ends: Vec<String> = text.split('/').map(|end| by_calendar(end.to_owned(), form)).collect::<Result<_, _>>()?;
    Ok(ends.join("/"))
}

/// The year that a date begins with, for what is told.
pub(super) fn year_of(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    digits.get(..4)?.parse::<i32>().ok().map(|year| sign * year)
}

/// The year of a day.
pub(super) fn this_year(day: NaiveDate) -> i32 {
    day.year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solar_days_are_those_of_the_almanacs() {
        for (solar, ours) in [
            ((1404, 7, 17), "2025-10-09"),
            ((1403, 12, 30), "2025-03-20"),
            ((1404, 1, 1), "2025-03-21"),
            ((1399, 1, 1), "2020-03-20"),
            ((1357, 11, 22), "1979-02-11"),
            ((1300, 1, 1), "1921-03-21"),
            ((1400, 5, 24), "2021-08-15"),
            ((1408, 12, 30), "2030-03-20"),
        ] {
            assert_eq!(solar_day(solar.0, solar.1, solar.2).map(|day| day.to_string()).as_deref(), Some(ours));
        }
        assert_eq!(solar_day(1404, 12, 30), None);
        assert_eq!(solar_day(1404, 7, 31), None);
        assert_eq!(solar_text(1404, 7, 0).as_deref(), Some("2025-09-23/2025-10-22"));
    }

    #[test]
    fn days_of_a_solar_year_follow_each_other() {
        for year in 1178..1633 {
            let last = solar_day(year, 12, 30).or_else(|| solar_day(year, 12, 29));
            assert_eq!(last.and_then(|day| day.succ_opt()), solar_day(year + 1, 1, 1), "{year}");
        }
    }

    #[test]
    fn names_of_months_of_other_calendars_are_known() {
        assert_eq!(words_text("17 مهر 1404"), Some(Ok("2025-10-09".to_owned())));
        assert_eq!(words_text("24 اسد 1400"), Some(Ok("2021-08-15".to_owned())));
        assert_eq!(words_text("Mizan 17, 1404"), Some(Ok("2025-10-09".to_owned())));
        assert!(words_text("17 Ramadan 1446").is_some_and(|read| read.is_err_and(|told| told.contains("lunar"))));
        assert_eq!(words_text("17 October 2025"), None);
    }
}
