//! Where moments stand on the timeline, and what its ruler says.
//!
//! This module answers which point a moment falls on, and which moments the ruler names. It knows
//! the calendar of a zone and the width of words. It does not know events, views or marks.

mod step;

use chrono::{Datelike as _, NaiveDateTime, NaiveTime, Timelike as _, Weekday};

use super::{Face, text_width};
use crate::model::{Extent, MONTH_NAMES, Zone, year_words};
pub(super) use step::{Start, Step};

/// Size of the ruler's words in points.
pub(super) const RULER_SIZE: f32 = 10.0;
/// From the line of a tick to its words, in points.
pub(super) const TICK_GAP: f32 = 4.0;
/// Room left after a tick's words, in points.
const WORD_GAP: f32 = 3.0;
/// Unnamed ticks stand at least so many points apart.
const FINE_GAP: f32 = 5.0;
/// The most ticks that a ruler has.
const MOST_TICKS: usize = 200;
/// Moments are kept within about 30,000 years of 1970, which `chrono` can hold, in seconds.
const FARTHEST_SECS: f64 = 9.6e11;
/// The shortest stretch that is shown, in seconds.
const LEAST_SECS: f64 = 0.01;
/// Points are kept so near to the frame that `f32` can tell them apart.
const FARTHEST_POINTS: f64 = 8192.0;

/// How a tick stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    /// Between named ticks, without a name of its own.
    Fine,
    /// Named.
    Minor,
    /// Named in bold: a Monday among days, a midnight among hours, a January among months.
    Major,
}

/// A moment that the ruler marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// When, in seconds since 1970-01-01T00:00Z.
    pub secs: f64,
    /// Its name; empty for a fine tick.
    pub label: String,
    /// How it stands out.
    pub importance: Importance,
}

/// A stretch of time laid along a stretch of the screen.
///
/// ```
/// # use meridian::model::Extent;
/// # use meridian::scene::TimeScale;
/// let scale = TimeScale::new(Extent::new(0.0, 100.0), 20.0, 200.0);
/// assert_eq!(scale.x_from_time(50.0), 120.0);
/// assert_eq!(scale.time_from_x(220.0), 100.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeScale {
    extent: Extent,
    left: f32,
    width: f32,
}

impl TimeScale {
    /// An extent in seconds on so many points from `left`.
    ///
    /// Whatever it is given, the scale is finite, runs forward, and shows a hundredth of a second and a point at least.
    pub fn new(extent: Extent, left: f32, width: f32) -> Self {
        let within = |secs: f64, instead: f64| {
            if secs.is_nan() { instead } else { secs.clamp(-FARTHEST_SECS, FARTHEST_SECS) }
        };
        let (one, other) = (within(extent.start_secs, 0.0), within(extent.end_secs, 86_400.0));
        let start_secs = one.min(other);
        let end_secs = one.max(other).max(start_secs + LEAST_SECS);
        let left = if left.is_finite() { left } else { 0.0 };
        let width = if width.is_finite() { width.max(1.0) } else { 1.0 };
        Self { extent: Extent { start_secs, end_secs }, left, width }
    }

    /// The stretch of time shown.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// The point its start falls on.
    pub fn left(&self) -> f32 {
        self.left
    }

    /// The point its end falls on.
    pub fn right(&self) -> f32 {
        self.left + self.width
    }

    /// How many points a second takes.
    pub fn points_per_sec(&self) -> f64 {
        f64::from(self.width) / (self.extent.end_secs - self.extent.start_secs)
    }

    /// The point a moment falls on. Moments far outside, infinite ones too, fall on points not so far outside.
    pub fn x_from_time(&self, secs: f64) -> f32 {
        if secs.is_nan() {
            return self.left;
        }
        let points = (secs - self.extent.start_secs) * self.points_per_sec();
        self.left + points.clamp(-FARTHEST_POINTS, f64::from(self.width) + FARTHEST_POINTS) as f32
    }

    /// The moment that falls on a point, in seconds since 1970-01-01T00:00Z.
    pub fn time_from_x(&self, x: f32) -> f64 {
        let points = f64::from(if x.is_finite() { x - self.left } else { 0.0 });
        self.extent.start_secs + points / self.points_per_sec()
    }

    /// The length in seconds of the smallest unit that the ruler names: of a usual month or year.
    pub fn unit_secs(&self) -> f64 {
        self.step_and_wording().0.usual_secs()
    }

    /// What the ruler marks within the extent, in order. Named ticks are far enough apart for their
    /// names, which start 4 points beside them; which are named depends on the scale alone, so
    /// that panning changes no names.
    pub fn ticks(&self, zone: &Zone) -> Vec<Tick> {
        let (step, wording) = self.step_and_wording();
        let within = |secs: f64| (self.extent.start_secs..=self.extent.end_secs).contains(&secs);
        let mut ticks: Vec<Tick> = step
            .starts(self.extent, zone, MOST_TICKS)
            .into_iter()
            .filter(|start| within(start.secs))
            .map(|start| {
                let label = wording.label(step, start.civil);
                let importance = if label.is_empty() { Importance::Fine } else { importance(step, start.civil) };
                Tick { secs: start.secs, label, importance }
            })
            .collect();
        self.tell_apart(&mut ticks, zone);
        let finer = step.finer().filter(|finer| self.points_of(finer.least_secs()) >= FINE_GAP);
        if let Some(finer) = finer {
            let fine = finer.starts(self.extent, zone, MOST_TICKS);
            let room = MOST_TICKS.saturating_sub(ticks.len());
            if fine.len() <= room {
                let named: Vec<f64> = ticks.iter().map(|tick| tick.secs).collect();
                let is_new = |secs: f64| named.binary_search_by(|other| other.total_cmp(&secs)).is_err();
                let fine = fine.into_iter().filter(|start| within(start.secs) && is_new(start.secs));
                let tick = |secs| Tick { secs, label: String::new(), importance: Importance::Fine };
                ticks.extend(fine.map(|start| tick(start.secs)));
                ticks.sort_by(|a, b| a.secs.total_cmp(&b.secs));
            }
        }
        ticks
    }

    /// Where clocks show an hour twice, the ruler says which is which: in the place of the next name, where
    /// there is no other room.
    fn tell_apart(&self, ticks: &mut [Tick], zone: &Zone) {
        for place in 0..ticks.len() {
            let tick = &ticks[place];
            if !tick.label.contains(':') {
                continue;
            }
            let Some(name) = zone.told_apart_at(tick.secs) else { continue };
            let label = format!("{} {name}", tick.label);
            let end = self.x_from_time(tick.secs) + text_width(&label, face_of(tick.importance), RULER_SIZE) * 1.01;
            let named = |tick: &Tick| !tick.label.is_empty();
            let next = ticks[place + 1..].iter().position(named).map(|next| place + 1 + next);
            let is_over = |next: usize| end + WORD_GAP > self.x_from_time(ticks[next].secs);
            if let Some(next) = next.filter(|next| is_over(*next)) {
                let after = ticks[next + 1..].iter().position(named).map(|after| next + 1 + after);
                if after.is_some_and(is_over) {
                    continue;
                }
                ticks[next].label.clear();
                ticks[next].importance = Importance::Fine;
            }
            ticks[place].label = label;
        }
    }

    /// What the ticks leave unsaid about the start of the extent: the month of days, the day of hours.
    /// Empty where they say all.
    pub fn context(&self, zone: &Zone) -> String {
        let civil = zone.civil_from_secs(self.extent.start_secs);
        let month = MONTH_NAMES[civil.month0() as usize];
        let year = year_words(civil.year());
        match self.step_and_wording().0 {
            Step::Years(_) => String::new(),
            Step::Months(_) => year,
            Step::Week | Step::Day => format!("{month} {year}"),
            Step::Minutes(_) | Step::Hundredths(_) => format!("{} {} {year}", civil.day(), &month[..3]),
        }
    }

    /// The stretches that the density of events is counted in: where each begins, and where the last ends.
    pub(super) fn units(&self, zone: &Zone) -> (Step, Vec<Start>) {
        let step = self.step();
        (step, step.starts(self.extent, zone, MOST_TICKS))
    }

    /// The stretch that the density of events is counted in around a moment: a day, an hour, a month.
    pub fn unit_around(&self, secs: f64, zone: &Zone) -> Option<Extent> {
        let (_, starts) = self.units(zone);
        let pair = starts.windows(2).find(|pair| (pair[0].secs..pair[1].secs).contains(&secs))?;
        Some(Extent { start_secs: pair[0].secs, end_secs: pair[1].secs })
    }

    /// The step of the ruler.
    pub(super) fn step(&self) -> Step {
        self.step_and_wording().0
    }

    fn points_of(&self, secs: f64) -> f32 {
        (secs * self.points_per_sec()) as f32
    }

    /// The finest step with the fullest wording for which there is room.
    fn step_and_wording(&self) -> (Step, Wording) {
        for step in Step::ALL {
            let room = self.points_of(step.least_secs()) - TICK_GAP - WORD_GAP;
            let count = (self.extent.end_secs - self.extent.start_secs) / step.least_secs();
            if room < 8.0 || count > (MOST_TICKS - 4) as f64 {
                continue;
            }
            if let Some(wording) = wordings(step).iter().copied().find(|wording| self.widest(step, *wording) <= room) {
                return (step, wording);
            }
        }
        (Step::ALL[Step::ALL.len() - 1], Wording::Silent)
    }

    /// The width of the widest label in points.
    fn widest(&self, step: Step, wording: Wording) -> f32 {
        let civil = |year: i32, month: u32, day: u32, hour: u32| {
            let date = chrono::NaiveDate::from_ymd_opt(year, month, day);
            date.and_then(|date| date.and_hms_opt(hour, 0, 0)).unwrap_or_default()
        };
        // A year with as many digits and letters as any that is shown.
        let year_of = |secs: f64| Zone::Utc.civil_from_secs(secs).year();
        let (first, last) = (year_of(self.extent.start_secs), year_of(self.extent.end_secs));
        let years = [first, last, last.min(0), last.min(999)].into_iter().filter(|year| (first..=last).contains(year));
        let widest_of = |samples: &mut dyn Iterator<Item = NaiveDateTime>| {
            samples.fold(0.0, |widest: f32, civil| {
                let face = face_of(importance(step, civil));
                widest.max(text_width(&wording.label(step, civil), face, RULER_SIZE))
            })
        };
        match step {
            Step::Years(_) => widest_of(&mut years.map(|year| civil(year - year.rem_euclid(100), 1, 1, 0))),
            Step::Months(months) => {
                let starts = (1..=12).step_by(months.unsigned_abs() as usize);
                widest_of(&mut starts.map(|month| civil(last, month, 1, 0)))
            }
            // 2023 has Mondays and firsts of months enough; digits are all of one width.
            Step::Week | Step::Day => widest_of(
                &mut (1..=12)
                    .flat_map(|month| [1, 10, 20].into_iter().chain(20..28).map(move |day| civil(2023, month, day, 0))),
            ),
            Step::Minutes(_) => widest_of(
                &mut (1..=12)
                    .flat_map(|month| (20..28).map(move |day| civil(2023, month, day, 0)))
                    .chain([civil(2023, 1, 1, 11)]),
            ),
            // Digits are all of one width.
            Step::Hundredths(_) => widest_of(&mut std::iter::once(civil(2023, 1, 20, 11))),
        }
    }
}

/// The face of a tick's name.
pub(super) fn face_of(importance: Importance) -> Face {
    if importance == Importance::Major { Face::SemiBold } else { Face::Regular }
}

/// How much the ruler says at each start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wording {
    /// `Mon 6 Oct`, `October`.
    Full,
    /// `Mon 6`, with the month beside its first day.
    Weekday,
    /// `6 Oct`, `Oct`.
    Short,
    /// `6`, with the month in the place of its first day.
    Terse,
    /// Nothing, where there is no room for any name.
    Silent,
}

/// The wordings of a step, the fullest first. A number alone would not say that it is a day among
/// hours, or of which month among weeks.
fn wordings(step: Step) -> &'static [Wording] {
    match step {
        Step::Hundredths(_) => &[Wording::Full],
        Step::Week | Step::Minutes(_) => &[Wording::Full, Wording::Short],
        Step::Day => &[Wording::Full, Wording::Weekday, Wording::Short, Wording::Terse],
        _ => &[Wording::Full, Wording::Short, Wording::Terse],
    }
}

impl Wording {
    fn label(self, step: Step, civil: NaiveDateTime) -> String {
        if self == Self::Silent {
            return String::new();
        }
        let month = MONTH_NAMES[civil.month0() as usize];
        let short_month = &month[..3];
        let day = civil.day();
        let day_month = || match self {
            Self::Full => format!("{} {day} {short_month}", civil.weekday()),
            Self::Weekday if day > 1 => format!("{} {day}", civil.weekday()),
            Self::Short | Self::Weekday => format!("{day} {short_month}"),
            Self::Terse if day == 1 => short_month.to_owned(),
            Self::Terse | Self::Silent => day.to_string(),
        };
        match step {
            Step::Years(_) => year_words(civil.year()),
            Step::Months(_) => match (civil.month(), self) {
                (1, Self::Full) => format!("{month} {}", year_words(civil.year())),
                (1, Self::Short | Self::Weekday) => format!("{short_month} {}", year_words(civil.year())),
                (1, Self::Terse | Self::Silent) => year_words(civil.year()),
                (_, Self::Full) => month.to_owned(),
                _ => short_month.to_owned(),
            },
            Step::Week => day_month(),
            Step::Day if civil.weekday() == Weekday::Mon => day_month(),
            Step::Day if day == 1 && self == Self::Terse => short_month.to_owned(),
            Step::Day if day == 1 => format!("{day} {short_month}"),
            Step::Day if matches!(self, Self::Full | Self::Weekday) => format!("{} {day}", civil.weekday()),
            Step::Day => day.to_string(),
            Step::Minutes(_) if civil.time() == NaiveTime::MIN => day_month(),
            Step::Minutes(_) => format!("{:02}:{:02}", civil.hour(), civil.minute()),
            Step::Hundredths(100..) => civil.format("%H:%M:%S").to_string(),
            Step::Hundredths(_) => format!("{}.{:02}", civil.format("%H:%M:%S"), civil.nanosecond() / 10_000_000),
        }
    }
}

fn importance(step: Step, civil: NaiveDateTime) -> Importance {
    let is_major = match step {
        Step::Years(years) => {
            let counted = if civil.year() > 0 { civil.year() } else { civil.year() - 1 };
            counted % (if years < 10 { 10 } else { years.saturating_mul(10) }) == 0
        }
        Step::Months(_) => civil.month() == 1,
        Step::Week => civil.day() <= 7,
        Step::Day => civil.weekday() == Weekday::Mon,
        Step::Minutes(..60) => civil.minute() == 0,
        Step::Minutes(_) => civil.time() == NaiveTime::MIN,
        Step::Hundredths(100..) => civil.second() == 0,
        Step::Hundredths(_) => civil.nanosecond() == 0,
    };
    if is_major { Importance::Major } else { Importance::Minor }
}

#[cfg(test)]
mod tests;
