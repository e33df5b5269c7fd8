//! An expression in words: whole ones for tooltips and captions, short ones for labels.
//!
//! This module answers how a [`When`] is said in English. It does not know how far it reaches in time,
//! nor how much room a label has.

mod doubt;
mod parts;
mod several;

use super::edtf::{Date, Day, End, Expression, Member, Offset, Part, SetKind, Time, Unit};
use super::{When, Zone};
use parts::season_of;
pub use parts::{MONTH_NAMES, year_words};

/// What a short form tells of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShortForm {
    /// Day and month: `9 Oct`. For lists and axes that show the year elsewhere.
    Plain,
    /// Day, month and year: `9 Oct 2025`.
    WithYear,
}

impl When {
    /// In words for people, such as `about 9 October 2025` or `since 2021, still open`.
    ///
    /// A time of day is followed by its offset; one without an offset by the name of `zone`, if given.
    ///
    /// ```
    /// # use meridian::model::When;
    /// let words = |text| When::parse(text).map(|when| when.to_words(None));
    /// assert_eq!(words("2025-10-25/2025-10-28")?, "25 to 28 October 2025");
    /// assert_eq!(words("2025-10-09T21:50+04:30")?, "9 October 2025, 21:50 (UTC+04:30)");
    /// assert_eq!(words("202X")?, "some year in the 2020s");
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn to_words(&self, zone: Option<&Zone>) -> String {
        let speech = Speech { zone, style: Style::Words, reach: Reach::All };
        match &*self.expression {
            Expression::Date(date) => speech.date(date),
            Expression::Interval(ends) => match &**ends {
                (End::At(first), End::At(last)) => speech.between(first, last),
                (End::At(first), End::Open) => format!("since {}, still open", speech.date(first)),
                (End::At(first), End::Unknown) => format!("from {}, end unknown", speech.date(first)),
                (End::Open, End::At(last)) => format!("always until {}", speech.date(last)),
                (End::Unknown, End::At(last)) => format!("until {}, start unknown", speech.date(last)),
                (End::Open, End::Open) => "always".to_owned(),
                (End::Open, End::Unknown) => "always until an unknown end".to_owned(),
                (End::Unknown, End::Open) => "start unknown, still open".to_owned(),
                (End::Unknown, End::Unknown) => "unknown".to_owned(),
            },
            Expression::Set(kind, members) => speech.set(*kind, members),
        }
    }

    /// In few characters for lists and labels, such as `9 Oct`, `c. 22 Oct`, `25–28 Oct` or `since 2021`.
    ///
    /// `c.` (circa) in front stands for an estimate, `?` behind for doubt. Months and years keep their year in
    /// either form, and so do intervals between years. Offsets and zones are left out.
    ///
    /// ```
    /// # use meridian::model::{ShortForm, When};
    /// let when = When::parse("2025-10-07/2025-11-02")?;
    /// assert_eq!(when.to_short(ShortForm::Plain), "7 Oct–2 Nov");
    /// assert_eq!(when.to_short(ShortForm::WithYear), "7 Oct–2 Nov 2025");
    /// # Ok::<(), meridian::model::EdtfError>(())
    /// ```
    pub fn to_short(&self, form: ShortForm) -> String {
        self.to_short_in(form, None)
    }

    /// The same, where times that the clocks of a zone show twice are told apart: `26 Oct, 01:30 BST`.
    pub fn to_short_in(&self, form: ShortForm, zone: Option<&Zone>) -> String {
        let speech = Speech { zone, style: Style::Short(form), reach: Reach::All };
        match &*self.expression {
            Expression::Date(date) => speech.date(date),
            Expression::Interval(ends) => match &**ends {
                (End::At(first), End::At(last)) => speech.between(first, last),
                (End::At(first), End::Open) => format!("since {}", speech.date(first)),
                (End::At(first), End::Unknown) => format!("{}–?", speech.date(first)),
                (End::Open, End::At(last)) => format!("until {}", speech.date(last)),
                (End::Unknown, End::At(last)) => format!("?–{}", speech.date(last)),
                (End::Open, End::Open) => "always".to_owned(),
                (End::Open | End::Unknown, End::Open | End::Unknown) => "unknown".to_owned(),
            },
            Expression::Set(kind, members) if members.len() > 3 => match kind {
                SetKind::OneOf => format!("one of {} dates", members.len()),
                SetKind::AllOf => format!("{} dates", members.len()),
            },
            Expression::Set(kind, members) => speech.set(*kind, members),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Words,
    Short(ShortForm),
}

/// How much of a day is said.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Day,
    DayMonth,
    All,
}

/// How much of a range is meant.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// All of it: `9 to 11 October`.
    All,
    /// Something in it, nobody knows what: `between 9 and 11 October`.
    Within,
}

/// How things are said.
#[derive(Clone, Copy)]
struct Speech<'a> {
    /// The zone of times without an offset, where it is to be said.
    zone: Option<&'a Zone>,
    style: Style,
    reach: Reach,
}

impl Speech<'_> {
    fn is_short(self) -> bool {
        self.style != Style::Words
    }

    fn to(self) -> &'static str {
        match (self.reach, self.style) {
            (Reach::Within, _) => " and ",
            (Reach::All, Style::Short(_)) => "–",
            (Reach::All, Style::Words) => " to ",
        }
    }

    /// A date with its doubt.
    fn date(self, date: &Date) -> String {
        let plain = if date.is_single() { self.single(date, Shown::All) } else { self.one_of_several(date) };
        self.doubted(plain, date)
    }

    /// A date that can mean one day, month, season or year only.
    fn single(self, date: &Date, shown: Shown) -> String {
        let day = date.first;
        match (date.unit(), date.time) {
            (Unit::Time, Some(time)) => {
                format!("{}, {}{}", self.day(day, shown), clock(&time.value), self.zone_of(day, &time.value))
            }
            (Unit::Day | Unit::Time, _) => self.day(day, shown),
            (Unit::Month, _) => self.month(day, shown),
            (Unit::Season(season), _) => season_of(season, &year_words(date.year.value.number())),
            (Unit::Year, _) => year_words(day.year),
        }
    }

    fn day(self, day: Day, shown: Shown) -> String {
        let is_plain = self.style == Style::Short(ShortForm::Plain) && shown == Shown::All;
        match if is_plain { Shown::DayMonth } else { shown } {
            Shown::Day => day.day.to_string(),
            shown => format!("{} {}", day.day, self.month(day, shown)),
        }
    }

    fn month(self, day: Day, shown: Shown) -> String {
        let name = self.month_name(day.month);
        if shown == Shown::All { format!("{name} {}", year_words(day.year)) } else { name.to_owned() }
    }

    /// What tells a time that the clocks show twice from the other: ` BST`.
    fn told_apart(self, day: Day, time: &Time) -> Option<String> {
        let zone = self.zone?;
        let civil = super::when::civil_of(day, time)?;
        let secs = match time.offset {
            Some(offset) => civil.and_utc().timestamp() as f64 - f64::from(offset.secs()),
            None => zone.secs_from_civil(&civil),
        };
        zone.told_apart_at(secs).map(|name| format!(" {name}"))
    }

    fn zone_of(self, day: Day, time: &Time) -> String {
        match (self.style, time.offset, self.zone) {
            (Style::Short(_), _, _) => self.told_apart(day, time).unwrap_or_default(),
            (_, None, None) => String::new(),
            (_, Some(Offset::Utc), _) | (_, None, Some(Zone::Utc)) => " (UTC)".to_owned(),
            (_, Some(offset), _) => {
                let minutes = offset.secs() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                format!(" (UTC{sign}{:02}:{:02})", minutes.abs() / 60, minutes.abs() % 60)
            }
            (_, None, Some(Zone::Fixed(offset))) => format!(" (UTC{offset})"),
            (_, None, Some(zone)) => format!("{} ({zone})", self.told_apart(day, time).unwrap_or_default()),
        }
    }

    /// From one date to another, each part said once where that is clear.
    fn between(self, first: &Date, last: &Date) -> String {
        if let Some(together) = self.together(first, last) {
            return together;
        }
        let mut first = *first;
        let mut speech = self;
        let own_offset = |date: &Date| date.time.map(|time| time.value.offset);
        if own_offset(&first) == own_offset(last) && !self.is_short() {
            // Of two times in one zone, the last tells the zone.
            first.time = first.time.map(|part| Part { value: Time { offset: None, ..part.value }, ..part });
            speech.zone = None;
        }
        if !self.is_short() {
            return format!("from {} to {}", speech.date(&first), self.date(last));
        }
        speech.style =
            Style::Short(if first.first.year == last.last.year { ShortForm::Plain } else { ShortForm::WithYear });
        let last_speech = if first.first.year == last.last.year { self } else { speech };
        let is_long = [&first, last].iter().any(|date| date.unit() == Unit::Time || !date.is_single());
        let dash = match self.reach {
            Reach::Within => " and ",
            Reach::All if is_long => " – ",
            Reach::All => "–",
        };
        format!("{}{dash}{}", speech.date(&first), last_speech.date(last))
    }

    /// `25 to 28 October 2025`. None where both are not of one kind and one doubt.
    fn together(self, first: &Date, last: &Date) -> Option<String> {
        let is_one_kind = first.unit() == last.unit() && first.is_single() && last.is_single();
        if !is_one_kind || !doubt::is_alike(first, last) {
            return None;
        }
        let (one, other) = (first.first, last.first);
        let shown = match (first.unit(), first.time, last.time) {
            (_, Some(from), Some(to)) if one == other && from.value.offset == to.value.offset => {
                let times = match (self.reach, clock(&from.value), clock(&to.value)) {
                    (Reach::Within, from, to) if from == "00:00" => format!("before {to}"),
                    (Reach::Within, from, to) => format!("between {from} and {to}"),
                    (Reach::All, from, to) => format!("{from}{}{to}", self.to()),
                };
                let plain = format!("{}, {times}{}", self.day(one, Shown::All), self.zone_of(other, &to.value));
                return Some(self.doubted(plain, last));
            }
            (Unit::Day | Unit::Month | Unit::Year, ..) if one == other => {
                return Some(self.doubted(self.single(last, Shown::All), last));
            }
            (Unit::Day, ..) if (one.year, one.month) == (other.year, other.month) => Shown::Day,
            (Unit::Day | Unit::Month, ..) if one.year == other.year => Shown::DayMonth,
            (Unit::Month | Unit::Year, ..) => Shown::All,
            // A short form may leave out the year, which is needed here.
            (Unit::Day, ..) if !self.is_short() => Shown::All,
            _ => return None,
        };
        let plain = format!("{}{}{}", self.single(first, shown), self.to(), self.single(last, Shown::All));
        Some(self.doubted(plain, last))
    }

    fn set(self, kind: SetKind, members: &[Member]) -> String {
        if let Some(choice) = self.choice(kind, members).or_else(|| self.within(kind, members)) {
            return choice;
        }
        let mut words: Vec<String> = members.iter().map(|member| self.member(member)).collect();
        let last = words.pop().unwrap_or_default();
        let is_closed_range = matches!(members, [Member::Range(Some(_), Some(_))]);
        let is_range = matches!(members, [Member::Range(..)]);
        let lead = match (self.style, kind) {
            (Style::Words, SetKind::OneOf) if is_range => "some time ",
            (Style::Words, SetKind::AllOf) if is_range => "all ",
            (Style::Words, _) if words.is_empty() => "",
            (Style::Words, SetKind::OneOf) => "one of ",
            (Style::Words, SetKind::AllOf) => "all of ",
            (Style::Short(_), _) => "",
        };
        let from = if is_closed_range && !self.is_short() && !last.starts_with("from ") { "from " } else { "" };
        let joint = if kind == SetKind::OneOf { " or " } else { " and " };
        if words.is_empty() {
            format!("{lead}{from}{last}")
        } else {
            format!("{lead}{}{joint}{last}", words.join(", "))
        }
    }

    /// One of several days: `9 or 10 October 2025`. None for whatever else, and where a day is in doubt.
    fn choice(self, kind: SetKind, members: &[Member]) -> Option<String> {
        let day = |member: &Member| match member {
            Member::Date(date) if date.unit() == Unit::Day && date.is_single() && !doubt::is_in_doubt(date) => {
                Some(*date)
            }
            _ => None,
        };
        let days: Vec<Date> = members.iter().map(day).collect::<Option<_>>()?;
        let (last, before) = days.split_last()?;
        if kind != SetKind::OneOf || before.iter().any(|date| date.first.year != last.first.year) {
            return None;
        }
        let mut later = last.first.month;
        let mut said: Vec<String> = Vec::new();
        for date in before.iter().rev() {
            let shown = if date.first.month == later { Shown::Day } else { Shown::DayMonth };
            later = date.first.month;
            said.push(self.single(date, shown));
        }
        said.reverse();
        Some(format!("{} or {}", said.join(", "), self.single(last, Shown::All))).filter(|_| !said.is_empty())
    }

    /// Some time in a range: `between 9 and 11 October 2025`. None for whatever else; whole words with times of day
    /// or of two kinds are not said so.
    fn within(self, kind: SetKind, members: &[Member]) -> Option<String> {
        let [Member::Range(Some(first), Some(last))] = members else { return None };
        let has_time = [first, last].iter().any(|date| date.unit() == Unit::Time);
        if kind != SetKind::OneOf || !self.is_short() && has_time {
            return None;
        }
        let speech = Self { reach: Reach::Within, ..self };
        let together = speech.together(first, last);
        if !self.is_short() && together.is_none() {
            return None;
        }
        let said = together.unwrap_or_else(|| speech.between(first, last));
        let is_said = !said.contains(" and ") || said.contains("between ");
        Some(if is_said { said } else { format!("between {said}") })
    }

    fn member(self, member: &Member) -> String {
        match member {
            Member::Date(date) => self.date(date),
            Member::Range(Some(first), Some(last)) => self.between(first, last),
            Member::Range(Some(first), None) => format!("from {} on", self.date(first)),
            Member::Range(None, Some(last)) => format!("up to {}", self.date(last)),
            Member::Range(None, None) => "any".to_owned(),
        }
    }
}

/// A time without its offset.
fn clock(time: &Time) -> String {
    Time { offset: None, ..*time }.to_string()
}
