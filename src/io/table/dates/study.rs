//! How are the dates of a column written?
//!
//! This module answers that from all cells that it was shown, from the name of the column and from its table.

use super::calendars::{self, Calendar, Script, Setting, may_be_hijri, year_of};
use super::clock::{Clock, is_time, time_text};
use super::numbers::{Numbers, bare_number, kinds_of, year_last};
use super::printed::Bce;
use super::years::{Short, is_month, short_span};
use super::{
    Company, DateForm, DayOrder, LONGEST, Midnight, date_text, slashed, slashed_ends, without_marks, yearless_text,
};
use crate::io::table::text::western_digits;
use crate::model::Languages;

/// It has a 29th of February.
const A_LEAP_YEAR: i32 = 2000;

/// What was seen of a column that holds dates.
#[derive(Debug, Clone, Default)]
pub(in crate::io::table) struct DateStudy {
    /// Cells that are not empty.
    pub(in crate::io::table) cells: usize,
    /// Cells that are a date of some kind.
    pub(in crate::io::table) dates: usize,
    /// The first cell that is no date.
    pub(in crate::io::table) unread_cell: String,
    /// Cells that can be a time of day alone, such as 21:50 or 2150.
    pub(in crate::io::table) clocks: usize,
    name: String,
    setting: Setting,
    /// The order of day and month in the other columns of its table, where these tell.
    order_beside: Option<DayOrder>,
    /// Dates such as 10/11/2025.
    slashed: usize,
    first_over_12: usize,
    second_over_12: usize,
    first_over_31: usize,
    /// Bare numbers, and how many of them can be of each kind.
    bare: usize,
    fitting: [usize; 9],
    /// Times of day at midnight, and others.
    midnights: usize,
    /// Midnights that are written as EDTF writes an instant.
    strict_midnights: usize,
    other_times: usize,
    /// Midnights as catalogues write them: 1969-01-01T00:00:00Z.
    catalogued: usize,
    /// Bare numbers of three or four digits that are times of day.
    long_clocks: usize,
    /// Those of five or six digits, with seconds.
    longest_clocks: usize,
    /// Years such as 2019-20, how many of them follow each other, and how many can be no month or no season.
    short: usize,
    short_in_turn: usize,
    short_no_month: usize,
    short_season: usize,
    /// Months such as 2019-05, which can be no two years.
    months: usize,
    /// The first and last year before 1700 or after 2400, and a cell with one.
    odd_years: Option<(i32, i32)>,
    odd_cell: String,
    /// A date whose own digits or words tell that it was converted.
    converted_cell: String,
    /// The first and last year that was read, and days that name none.
    years: Option<(i32, i32)>,
    pub(in crate::io::table) yearless: usize,
    yearless_cell: String,
    modern: usize,
    before_our_era: usize,
    signed: usize,
    languages: Languages,
}

impl DateStudy {
    /// A study of a column of this name in such a table.
    pub(in crate::io::table) fn of_column(name: &str, setting: Setting) -> Self {
        Self { name: name.to_owned(), setting, ..Self::default() }
    }

    /// Looks at a cell.
    pub(in crate::io::table) fn see(&mut self, cell: &str) {
        let script = Script::of(cell);
        let folded = western_digits(cell);
        let cell = without_marks(folded.trim());
        if cell.is_empty() {
            return;
        }
        self.cells += 1;
        if let Some((first, second, third, rest)) = slashed(cell) {
            let ends = slashed_ends(cell).and_then(|(_, end)| slashed(end));
            for (first, second) in
                [Some((first, second)), ends.map(|(first, second, ..)| (first, second))].into_iter().flatten()
            {
                self.see_order(first, second);
            }
            self.slashed += 1;
            self.dates += 1;
            if third.len() == 4 {
                self.see_year(third.parse().unwrap_or(0), cell, script);
            }
            let time =
                if ends.is_some() { None } else { time_text(rest.trim_start_matches([' ', ',', 'T']), Clock::Unsure) };
            self.see_time(time.as_deref().unwrap_or_default());
        } else if let Some(number) = bare_number(cell) {
            self.see_number(number, cell, script);
        } else if cell.len() <= LONGEST && cell.bytes().any(|byte| byte.is_ascii_digit()) {
            let before = self.dates;
            self.see_text(cell, script);
            if self.dates == before && self.unread_cell.is_empty() {
                cell.clone_into(&mut self.unread_cell);
            }
        }
    }

    fn see_order(&mut self, first: u32, second: u32) {
        self.first_over_31 += usize::from(first > 31);
        self.first_over_12 += usize::from(first > 12);
        self.second_over_12 += usize::from(second > 12);
    }

    fn see_number(&mut self, number: f64, cell: &str, script: Script) {
        self.bare += 1;
        let kinds = kinds_of(number, cell);
        self.dates += usize::from(kinds.iter().any(|fits| *fits));
        for (count, fits) in self.fitting.iter_mut().zip(kinds) {
            *count += usize::from(fits);
        }
        if kinds[Numbers::YearLast as usize]
            && let Some((first, second, _)) = year_last(cell)
        {
            self.slashed += 1;
            self.see_order(first, second);
        }
        if kinds[Numbers::Year as usize] {
            self.see_year(number as i32, cell, script);
        } else if kinds[Numbers::Compact as usize] {
            self.see_year((number / 1e4) as i32, cell, script);
        }
        let whole = cell.strip_suffix(".0").unwrap_or(cell);
        let is_clock = time_text(whole, Clock::Unsure).is_some();
        let is_long = matches!(whole.len(), 3 | 4) && is_clock;
        self.longest_clocks += usize::from(matches!(whole.len(), 5 | 6) && is_clock);
        let is_short = whole.len() <= 2 && number < 60.0;
        self.long_clocks += usize::from(is_long);
        self.clocks += usize::from(is_long || is_short);
        if number == 0.0 {
            self.midnights += 1;
        } else if is_long || is_short {
            self.other_times += 1;
        }
    }

    fn see_text(&mut self, cell: &str, script: Script) {
        if let Some((first, last, _)) = short_span(cell) {
            let second = last.rem_euclid(100);
            self.short += 1;
            self.short_in_turn += usize::from(last == first + 1);
            self.short_no_month += usize::from(!(1..=12).contains(&second));
            self.short_season += usize::from((21..=24).contains(&second));
        } else if is_month(cell) {
            self.months += 1;
        }
        if is_time(cell) {
            self.clocks += 1;
            self.see_time(&time_text(cell, Clock::Unsure).unwrap_or_default());
            return;
        }
        self.languages.see(cell);
        let form = DateForm { midnight: Midnight::Instant, ..DateForm::default() };
        let read = date_text(cell, form);
        let read_year = || year_of(read.as_ref().ok()?.as_deref()?);
        let written_year = year_of(cell).or_else(read_year);
        if let Some(year) = written_year {
            self.see_year(year, cell, script);
        }
        let is_far = written_year.is_some_and(|year| (1178..=1633).contains(&year));
        match read {
            Ok(Some(text)) => {
                self.dates += 1;
                self.see_time(text.split_once('T').map_or("", |(_, time)| time));
                self.strict_midnights += usize::from(cell.ends_with("T00:00") || cell.ends_with("T00:00:00"));
                self.catalogued += usize::from(cell.ends_with("T00:00:00Z"));
                self.signed += usize::from(cell.starts_with('+'));
                self.before_our_era += usize::from(text.starts_with('-'));
            }
            Err(_) if yearless_text(cell, A_LEAP_YEAR).is_some() => {
                self.yearless += 1;
                self.dates += usize::from(self.year_of_name().is_some());
                if self.yearless_cell.is_empty() {
                    cell.clone_into(&mut self.yearless_cell);
                }
            }
            // Days of other calendars are dates though they are none of ours.
            Err(_) if is_far || calendars::words_text(cell).is_some() => self.dates += 1,
            _ => {}
        }
    }

    fn see_time(&mut self, time: &str) {
        let time = time.strip_prefix('T').unwrap_or(time);
        if matches!(time, "00:00" | "00:00:00") {
            self.midnights += 1;
        } else if !time.is_empty() {
            self.other_times += 1;
        }
    }

    /// The one year that the name of the column says: `Date (2025)`.
    fn year_of_name(&self) -> Option<i32> {
        let numbers = self.name.split(|char: char| !char.is_ascii_digit()).filter(|digits| digits.len() == 4);
        let mut years = numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1500..=2100).contains(year));
        years.next().filter(|_| years.next().is_none())
    }

    /// The year of days that name none: that of the name of the column, or of all others in it.
    fn year(&self) -> Option<i32> {
        let of_others = || self.years.filter(|(first, last)| first == last && self.dates > 1).map(|(first, _)| first);
        if self.yearless == 0 { None } else { self.year_of_name().or_else(of_others) }
    }

    fn see_year(&mut self, year: i32, cell: &str, script: Script) {
        let (first, last) = self.years.unwrap_or((year, year));
        self.years = Some((first.min(year), last.max(year)));
        if (1000..1700).contains(&year) || (2400..=2600).contains(&year) {
            let (first, last) = self.odd_years.unwrap_or((year, year));
            self.odd_years = Some((first.min(year), last.max(year)));
            if self.odd_cell.is_empty() {
                cell.clone_into(&mut self.odd_cell);
            }
            if script != Script::Western && self.converted_cell.is_empty() {
                cell.clone_into(&mut self.converted_cell);
            }
        }
        self.modern += usize::from((1900..=2100).contains(&year));
        self.before_our_era += usize::from(year < 0);
    }

    /// True when nothing seen tells whether day or month comes first.
    pub(in crate::io::table) fn is_ambiguous(&self) -> bool {
        self.order_beside.is_none() && self.tells_no_order()
    }

    fn tells_no_order(&self) -> bool {
        self.slashed > 0 && self.first_over_12 == 0 && self.second_over_12 == 0
    }

    /// The order of day and month, where the column tells it by itself.
    pub(in crate::io::table) fn told_order(&self) -> Option<DayOrder> {
        let is_told = self.slashed > 1 && !self.tells_no_order() && !self.is_mixed() && self.share() > 0.5;
        is_told.then(|| self.form(None).order).filter(|order| *order != DayOrder::YearFirst)
    }

    /// Takes the order of the other columns of its table where it tells none itself: one program wrote both.
    pub(in crate::io::table) fn take_order(&mut self, beside: DayOrder) {
        if self.tells_no_order() {
            self.order_beside = Some(beside);
        }
    }

    /// True when day and month come first in turn.
    pub(in crate::io::table) fn is_mixed(&self) -> bool {
        self.first_over_12 > self.first_over_31 && self.second_over_12 > 0
    }

    /// How the column is written, where nobody said.
    pub(in crate::io::table) fn form(&self, said: Option<DayOrder>) -> DateForm {
        let order = said.unwrap_or(if self.first_over_31 > 0 {
            DayOrder::YearFirst
        } else if self.second_over_12 > self.first_over_12 {
            DayOrder::MonthFirst
        } else {
            self.order_beside.filter(|_| self.tells_no_order()).unwrap_or(DayOrder::DayFirst)
        });
        let most = self.fitting.iter().copied().max().unwrap_or(0);
        let numbers = (most > 0).then(|| Numbers::ALL.into_iter().zip(self.fitting).find(|(_, count)| *count == most));
        // Rows without a time are midnights in some tables that have a time here and there.
        let is_own = self.name == "when" && self.strict_midnights == self.midnights;
        let is_instant = self.other_times > 0 && self.midnights <= self.other_times * 4 || is_own;
        DateForm {
            order,
            numbers: numbers.flatten().map(|(kind, _)| kind),
            company: if self.is_bare() { Company::Numbers } else { Company::Texts },
            midnight: if is_instant { Midnight::Instant } else { Midnight::Day },
            clock: self.clock(),
            short: self.short(),
            calendar: self.calendar(),
            languages: self.languages,
            year: self.year(),
            bce: if self.signed > 0 { Bce::Historical } else { Bce::Astronomical },
        }
    }

    fn clock(&self) -> Clock {
        let name = self.name.to_lowercase();
        let is_hour = ["hour", "hr", "stunde", "heure", "hora", "saat", "час", "ساعت", "ساعة"]
            .iter()
            .any(|word| name.contains(word) && (word.len() > 2 || name.trim_start_matches("event_") == *word));
        match (is_hour, self.long_clocks) {
            _ if self.longest_clocks > 0 => Clock::Seconds,
            (true, _) => Clock::Hours,
            (false, 1..) => Clock::Minutes,
            (false, 0) => Clock::Unsure,
        }
    }

    fn short(&self) -> Short {
        let name = self.name.trim().to_lowercase();
        let says_season = ["season", "quarter", "saison"].iter().any(|word| name.contains(word));
        if name == "when"
            || name.contains("edtf")
            || says_season && self.short_season == self.short && self.short_in_turn < self.short
        {
            return Short::Edtf;
        }
        let says_years =
            ["year", "season", "jahr", "année", "año", "anno", "saison"].iter().any(|word| name.contains(word));
        let is_in_turn = self.short > 0 && self.short_in_turn == self.short;
        // 1914-18 is no month, and where nothing else is one, 1911-12 is none.
        let is_of_spans = self.short_no_month > 0 && self.months == 0;
        if is_of_spans || is_in_turn && says_years { Short::Spans } else { Short::Months }
    }

    fn calendar(&self) -> Calendar {
        let Some(years) = self.odd_years else { return Calendar::Gregorian };
        let is_of_our_time = self.modern > 0 && (may_be_hijri(years) || years.0 >= 2400);
        if self.modern > 0 && !is_of_our_time {
            return Calendar::Gregorian;
        }
        let mut setting = self.setting;
        if self.modern > 0 {
            setting = setting.with_modern_dates();
        }
        setting.calendar(&self.name, years)
    }

    /// The share of its cells that are dates, 0 to 1.
    pub(in crate::io::table) fn share(&self) -> f64 {
        if self.cells == 0 { 0.0 } else { self.dates as f64 / self.cells as f64 }
    }

    /// True when its times are midnights that stand for days, months and years.
    pub(in crate::io::table) fn is_of_a_catalogue(&self) -> bool {
        self.dates > 0 && self.catalogued == self.dates
    }

    /// True when it holds bare numbers only.
    pub(in crate::io::table) fn is_bare(&self) -> bool {
        self.bare == self.cells
    }

    /// What there is to say of a column that is read as dates, in words.
    pub(in crate::io::table) fn remarks(&self, name: &str) -> Vec<String> {
        let mut remarks = Vec::new();
        let form = self.form(None);
        let example = |cell: &str| match date_text(cell, form) {
            Ok(Some(text)) => format!("{cell} is {text}"),
            _ => format!("\"{cell}\" is not read"),
        };
        if self.is_mixed() {
            remarks.push(format!("\"{name}\" holds dates with the day first and others with the month first"));
        }
        if form.calendar != Calendar::Gregorian {
            let (word, example) = (form.calendar.word(), example(&self.odd_cell));
            remarks.push(format!("the dates of \"{name}\" are taken for those of the {word} calendar: {example}"));
        } else if !self.converted_cell.is_empty() {
            let cell = &self.converted_cell;
            remarks.push(format!("\"{name}\" holds dates that are taken for those of another calendar, as {cell}"));
        } else if self.odd_years.is_some_and(may_be_hijri) {
            let cell = &self.odd_cell;
            remarks.push(format!(
                "the years of \"{name}\" are read as they stand, such as {cell}; if they are of the hijri calendar, say so in the name of the column (solar hijri date)"
            ));
        }
        if form.short != Short::Edtf && self.short_season > 0 {
            remarks.push(format!(
                "\"{name}\" holds years such as 2020-21, which are read as the years 2020 to 2021; for EDTF's seasons, call the column edtf"
            ));
        }
        if let Some(year) = form.year {
            let cell = &self.yearless_cell;
            remarks.push(format!("days of \"{name}\" that name no year, such as {cell}, are read as those of {year}"));
        }
        if self.before_our_era > 0 {
            remarks.push(match form.bce {
                Bce::Astronomical => format!("the years before our era in \"{name}\" are astronomical: -0043 is 44 BC"),
                Bce::Historical => format!("the years before our era in \"{name}\" are historical: -0044 is 44 BC"),
            });
        }
        remarks
    }
}
