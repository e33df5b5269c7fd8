//! What the cells of a column were read as.
//!
//! This module answers that without reading again a text that was read before, and of days that are read as they stand
//! without even looking the text up. It does not know what is read.

use std::cell::RefCell;
use std::fmt;

use chrono::NaiveDate;
use hashbrown::HashMap;

/// So many texts are remembered of a column at most.
const MOST: usize = 1 << 14;
/// Longer texts seldom repeat.
const LONGEST: usize = 64;

/// What texts were read as. Where most are read for the first time, none is remembered any more.
pub(super) struct Memo<V>(RefCell<Known<V>>);

struct Known<V> {
    by_text: HashMap<Box<str>, V>,
    asked: u64,
    found: u64,
    is_given_up: bool,
}

impl<V: Clone> Memo<V> {
    /// What a text is read as, which must depend on nothing else.
    pub(super) fn of(&self, text: &str, read: impl FnOnce(&str) -> V) -> V {
        if text.len() > LONGEST {
            return read(text);
        }
        {
            let known = &mut *self.0.borrow_mut();
            if known.is_given_up {
                return read(text);
            }
            known.asked += 1;
            if let Some(value) = known.by_text.get(text) {
                known.found += 1;
                return value.clone();
            }
        }
        let value = read(text);
        let known = &mut *self.0.borrow_mut();
        if known.by_text.len() < MOST {
            known.by_text.insert(text.into(), value.clone());
        } else if known.found * 2 < known.asked {
            known.is_given_up = true;
            known.by_text = HashMap::new();
        }
        value
    }
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(RefCell::new(Known { by_text: HashMap::new(), asked: 0, found: 0, is_given_up: false }))
    }
}

/// A copy remembers nothing yet.
impl<V> Clone for Memo<V> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<V> fmt::Debug for Memo<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").finish_non_exhaustive()
    }
}

/// The days of a column whose cells begin with a day as ISO 8601 writes it, and go on with one and the same text: those
/// of them that were read as just that day once.
#[derive(Default)]
pub(super) struct PlainDays(RefCell<KnownDays>);

#[derive(Default)]
struct KnownDays {
    /// What stands behind each day.
    tail: Option<Box<[u8]>>,
    /// A bit for each day that was read so.
    read: Vec<u64>,
    /// How many were read otherwise.
    others: u32,
}

/// The years of days that are remembered.
const YEARS: std::ops::Range<i32> = 1600..2200;
/// Of a column that has more days that are read otherwise, none is remembered any more.
const MOST_OTHERS: u32 = 64;

impl PlainDays {
    /// The day of a cell that is read as it stands. None where it is not, or nobody knows without reading it.
    ///
    /// Whether it is read as this day, its text given as well, is asked once for each text.
    pub(super) fn of(&self, cell: &str, is_read_so: impl FnOnce(&str, NaiveDate) -> bool) -> Option<NaiveDate> {
        let (day, tail) = cell.as_bytes().split_at_checked(10)?;
        let [year, month, day] = numbers_of(day)?;
        let place = (usize::try_from(year - YEARS.start).ok()? * 16 + month as usize) * 32 + day as usize;
        let date = NaiveDate::from_ymd_opt(year, month as u32, day as u32).filter(|_| YEARS.contains(&year))?;
        let known = &mut *self.0.borrow_mut();
        if known.others > MOST_OTHERS {
            return None;
        }
        if **known.tail.get_or_insert_with(|| tail.into()) != *tail {
            known.others += 1;
            return None;
        }
        if known.read.is_empty() {
            known.read = vec![0; YEARS.len() * 16 * 32 / 64];
        }
        let (word, bit) = (&mut known.read[place / 64], 1 << (place % 64));
        if *word & bit == 0 {
            if !is_read_so(&cell[..10], date) {
                known.others += 1;
                return None;
            }
            *word |= bit;
        }
        Some(date)
    }
}

/// The numbers of `2025-10-09`.
fn numbers_of(day: &[u8]) -> Option<[i32; 3]> {
    let digits = |digits: &[u8]| {
        let digit = |sum: i32, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0'));
        digits.iter().try_fold(0, digit)
    };
    let is_dashed = day.len() == 10 && day[4] == b'-' && day[7] == b'-';
    if is_dashed { Some([digits(&day[..4])?, digits(&day[5..7])?, digits(&day[8..])?]) } else { None }
}

/// A copy remembers nothing yet.
impl Clone for PlainDays {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for PlainDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlainDays").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_taken_as_it_stands_where_it_was_read_so_with_the_same_behind_it() {
        let days = PlainDays::default();
        let mut asked = 0;
        let mut of = |cell: &str, is_so: bool| {
            let mut ask = |_: &str, _| {
                asked += 1;
                is_so
            };
            days.of(cell, &mut ask).map(|day| day.to_string())
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(of("2025-10-09 00:00", true), day("2025-10-09"));
        assert_eq!(of("2025-10-09 00:00", false), day("2025-10-09"));
        assert_eq!(of("2025-10-09", true), None);
        assert_eq!(of("2025-02-28 00:00", false), None);
        for none in
            ["2025-02-30 00:00", "2025-10-9 00:00:00", "0025-10-09 00:00", "2025/10/09 00:00", "2200-01-01 00:00", ""]
        {
            assert_eq!(of(none, true), None, "{none}");
        }
        assert_eq!(asked, 2);
        for _ in 0..=MOST_OTHERS {
            days.of("2025-02-28 00:00", |_, _| false);
        }
        assert_eq!(days.of("2025-10-09 00:00", |_, _| true), None);
    }

    #[test]
    fn what_repeats_is_read_once_and_what_does_not_is_given_up() {
        let memo = Memo::default();
        let mut reads = 0;
        let mut read = |text: &str| {
            memo.of(text, |text| {
                reads += 1;
                text.len()
            })
        };
        assert_eq!((read("four"), read("four"), read("three")), (4, 4, 5));
        assert_eq!(reads, 2);
        for number in 0..=MOST {
            memo.of(&number.to_string(), str::len);
        }
        let mut is_read = false;
        memo.of("four", |_| {
            is_read = true;
            4
        });
        assert!(is_read && memo.0.borrow().by_text.is_empty());
    }
}
