//! What was seen of the cells of a column in the first rows?

use super::super::coordinates::{self, is_mgrs, is_sure_position, pair, tells_position, units_per_degree};
use super::super::dates::DateStudy;
use super::super::mapping::Field;
use super::super::plan::{is_unknown_part, zone_of};
use super::super::text::western_digits;
use crate::model::Rows;

/// What was seen of a column.
#[derive(Debug, Default, Clone)]
pub(super) struct Content {
    pub(super) filled: usize,
    in_lat: usize,
    in_lon: usize,
    /// Numbers with decimals, and whole ones of so many digits that they may be parts of degrees.
    decimals: usize,
    large: usize,
    pairs: usize,
    /// Pairs that are a position whatever the column is called.
    pub(super) positions: usize,
    /// Of these, pairs that can hardly be anything else.
    pub(super) sure_positions: usize,
    /// Pairs whose first number can be no latitude.
    pub(super) east_first: usize,
    pub(super) wkt: usize,
    pub(super) mgrs: usize,
    pub(super) letters: usize,
    pub(super) text_len: usize,
    /// Whole numbers that can be years, and those that stand for a year that is not known.
    years: usize,
    codes: usize,
    /// Years of a time that is written of as often as not.
    plausible_years: usize,
    /// Years so far back that codes may be years too.
    pub(super) antique: usize,
    months: usize,
    days: usize,
    hours: usize,
    minutes: usize,
    clocks: usize,
    /// Numbers by which Wikidata says how closely a date is known.
    precisions: usize,
    /// Words for the half of a day: AM, PM.
    halves: usize,
    /// Clocks that show more than midnight.
    pub(super) awake: usize,
}

impl Content {
    pub(super) fn of(rows: &Rows, column: usize, from: usize) -> Self {
        let mut content = Self::default();
        // Shares are looked for, which every other row tells as well.
        let end = rows.len().min(500);
        let step = if end > 200 { 2 } else { 1 };
        for row in (from..end).step_by(step) {
            let cell = rows.cell(row, column).trim();
            if !cell.is_empty() {
                content.see(cell);
            }
        }
        content
    }

    fn see(&mut self, cell: &str) {
        self.filled += 1;
        self.text_len += cell.len();
        self.letters += usize::from(cell.chars().any(char::is_alphabetic));
        self.see_parts(cell);
        if let Ok(Some(degrees)) = coordinates::degrees(cell) {
            self.decimals += usize::from(degrees.fract() != 0.0);
            self.large += usize::from(degrees.fract() == 0.0 && degrees.abs() >= 1e7);
            self.in_lat += usize::from(degrees.abs() <= 90.0);
            self.in_lon += usize::from(degrees.abs() <= 360.0);
        } else if let Ok(Some([first, _])) = pair(cell) {
            self.pairs += 1;
            let is_position = tells_position(cell);
            self.positions += usize::from(is_position);
            self.sure_positions += usize::from(is_position && is_sure_position(cell));
            self.east_first += usize::from(first.abs() > 90.0);
        }
        let upper = cell.get(..12).unwrap_or(cell).to_ascii_uppercase();
        let shapes = ["POINT", "LINESTRING", "POLYGON", "MULTI", "GEOMETRYC", "SRID="];
        self.wkt += usize::from(shapes.iter().any(|shape| upper.starts_with(shape)));
        let compact: String = cell.split_whitespace().collect::<String>().to_ascii_uppercase();
        self.mgrs += usize::from(is_mgrs(&compact));
    }

    fn see_parts(&mut self, cell: &str) {
        let folded = western_digits(cell);
        let cell = folded.as_ref();
        let is_code = is_unknown_part(cell);
        self.codes += usize::from(is_code);
        let number = cell.parse::<f64>().ok().filter(|number| number.fract() == 0.0);
        let within = |low: f64, high: f64| number.is_some_and(|number| (low..=high).contains(&number));
        self.years += usize::from(within(-9999.0, 2999.0) && !is_code);
        self.plausible_years += usize::from(within(1000.0, 2100.0));
        self.antique += usize::from(within(-9999.0, 999.0) && !is_code);
        let is_name = cell.chars().all(|char| char.is_alphabetic() || char == '.');
        self.months += usize::from(is_name || within(1.0, 12.0) || is_code);
        self.precisions += usize::from(within(6.0, 11.0));
        self.days += usize::from(within(1.0, 31.0) || is_code);
        self.hours += usize::from(within(0.0, 24.0) || is_code);
        // Seconds have fractions.
        let is_minute = cell.parse::<f64>().is_ok_and(|minute| (0.0..60.0).contains(&minute));
        self.minutes += usize::from(is_minute || is_code);
        let halves = ["am", "pm", "a.m.", "p.m."];
        self.halves += usize::from(halves.iter().any(|half| cell.eq_ignore_ascii_case(half)));
        if is_clock(cell) {
            self.clocks += 1;
            self.awake += usize::from(cell.bytes().any(|byte| (b'1'..=b'9').contains(&byte)));
        }
    }

    /// True when that many of its cells are most of them.
    pub(super) fn is_most(&self, count: usize) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 8
    }

    /// True when its numbers are years, but for codes that say it is not known.
    pub(super) fn is_of_years(&self) -> bool {
        self.is_most(self.years + self.codes) && self.years > 0
    }

    /// How many of its cells are a year that is known.
    pub(super) fn years(&self) -> usize {
        self.years
    }

    /// True when its numbers are years of a time that is much written of.
    pub(super) fn is_of_plausible_years(&self) -> bool {
        self.is_most(self.plausible_years)
    }

    /// True when its cells can be this part of a date or time. An empty column can be any.
    pub(super) fn can_be(&self, part: Field) -> bool {
        let count = match part {
            Field::Month | Field::EndMonth => self.months,
            Field::Day | Field::EndDay => self.days,
            Field::Minute | Field::EndMinute | Field::Second => self.minutes,
            Field::Time | Field::EndTime => self.clocks + self.codes,
            _ => return false,
        };
        // Odd rows among few are told with their lines.
        count * 2 >= self.filled
    }

    /// True when it holds numbers of hours, or nothing.
    pub(super) fn can_be_hours(&self) -> bool {
        self.filled == 0 || self.is_most(self.hours)
    }

    /// True when it says how closely dates are known, as Wikidata counts.
    pub(super) fn is_of_precisions(&self) -> bool {
        self.is_most(self.precisions)
    }

    /// True when it says which half of a day a time is of.
    pub(super) fn is_of_halves(&self) -> bool {
        self.filled > 0 && self.halves == self.filled
    }

    /// True when it holds times of day. Half of them may be words: those are told, line by line.
    pub(super) fn is_of_clocks(&self) -> bool {
        self.clocks > 0 && (self.clocks + self.codes) * 5 >= self.filled * 2
    }

    /// True when some of its numbers show that they are no times of day, such as 1990.
    pub(super) fn has_no_clock(&self) -> bool {
        self.clocks < self.filled
    }
}

/// Whether a cell looks like a time of day: 21:50, 2150, 41, 21h50, 21.50, 9 pm.
fn is_clock(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let mut rest = lower.as_str();
    // 21:50 Asia/Kabul, 21:50 pkt, 21:50 utc+4:30
    if let Some((before, zone)) = rest.split_once(' ')
        && before.contains(':')
        && zone.starts_with(|char: char| char.is_alphabetic() || matches!(char, '+' | '-' | '('))
        && zone_of(zone).is_ok()
    {
        rest = before;
    }
    for ending in ["utc", "gmt", "z", "uhr", "hrs", "h", "am", "pm", "a.m.", "p.m."] {
        rest = rest.strip_suffix(ending).unwrap_or(rest).trim_end();
    }
    let digits = rest.len() - rest.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let (hour, after) = rest.split_at(digits);
    if digits == 0 || rest.len() > 18 {
        return false;
    }
    if after.is_empty() {
        // A number alone: hours and minutes without a sign between, zeros in front left out.
        let number: u32 = hour.parse().unwrap_or(u32::MAX);
        let has_seconds = matches!(digits, 5 | 6);
        let minutes = if has_seconds { number / 100 } else { number };
        return digits <= 6 && minutes <= 2400 && minutes % 100 < 60 && (!has_seconds || number % 100 < 60);
    }
    let signs = [':', 'h', '.', '\u{2236}'];
    let Some(minutes) = after.strip_prefix(signs) else { return false };
    let minute: String = minutes.chars().take_while(char::is_ascii_digit).collect();
    digits <= 2
        && hour.parse::<u32>().is_ok_and(|hour| hour <= 24)
        && minute.len() == 2
        && minute.parse::<u32>().is_ok_and(|minute| minute < 60)
}

/// Names that nothing has but degrees.
const SURE: [&str; 10] = ["latitude", "lat", "longitude", "lon", "lng", "long", "geolat", "geolon", "gpslat", "gpslon"];

/// Whether the content of a column can be what its name says.
pub(super) fn fits(field: Field, content: &Content, dates: &DateStudy, name: &str, rows: usize) -> bool {
    let most = |count: usize| content.filled == 0 || content.is_most(count);
    match field {
        // X and Y are projected as often as not; who calls a column a latitude means it, wrong values and all.
        // Both without decimals are scores and counts as often as not.
        Field::Lat if matches!(name, "y" | "ycoord") => most(content.in_lat) && content.decimals > 0,
        Field::Lon if matches!(name, "x" | "xcoord") => most(content.in_lon) && content.decimals > 0,
        Field::Lat | Field::Lon if units_per_degree(name).is_some() => content.filled > 0,
        // One odd row of few is told with its line, and leaves the others where they are.
        Field::Lat | Field::Lon if SURE.contains(&name) && content.in_lon * 3 >= content.filled => {
            content.filled > 0 || rows == 0
        }
        Field::Lat | Field::Lon => {
            let understood = content.in_lon.max(content.large);
            understood * 2 >= content.filled && (content.filled > 0 || rows == 0)
        }
        Field::LatLon | Field::LonLat => content.pairs > 0 && content.pairs * 2 >= content.filled,
        Field::Wkt => content.filled > 0 && most(content.wkt),
        Field::Mgrs => content.filled > 0 && most(content.mgrs),
        // Whoever calls a column so means it, numbers or not.
        Field::Title if matches!(name, "title" | "headline" | "name") => true,
        // Letters of the compass and shapes name no place.
        Field::Title | Field::Place | Field::Summary if content.is_most(content.positions + content.wkt) => false,
        Field::Title => most(content.letters) && dates.share() < 0.5,
        Field::Place | Field::Category | Field::Source | Field::Actors => most(content.letters),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_told_from_other_numbers() {
        for clock in [
            "21:50",
            "2150",
            "41",
            "0",
            "21h50",
            "21.50",
            "9 pm",
            "06:05:10",
            "14:00Z",
            "24:00",
            "21:50 Asia/Kabul",
            "215012",
        ] {
            assert!(is_clock(clock), "{clock}");
        }
        for other in ["1990", "2:5", "350 m", "2025-10-09", "25:00", "9.123", "noon ago", "", "-5"] {
            assert!(!is_clock(other), "{other}");
        }
    }
}
