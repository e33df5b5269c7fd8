//! What looks wrong in the whole of a table, whatever each row says?
//!
//! This module answers that from its events: so many without a date or place, dates that lie far from all
//! others, one that lasts longer than all others together.

use super::gather::Gathering;
use super::seen::Seen;
use crate::model::{Event, Events, Row, Zone};

/// What the columns, or the format itself, could give events.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Expected {
    pub(super) dates: bool,
    pub(super) places: bool,
    /// Whether events that last long are odd.
    pub(super) lengths: bool,
}

/// So many example lines are named.
const EXAMPLES: usize = 3;
/// Fewer events than that have no middle half.
const FEWEST: usize = 5;
const DAY_SECS: f64 = 86_400.0;
/// Shorter than that nothing is odd, however short all others are.
const MONTH_SECS: f64 = 31.0 * DAY_SECS;

/// Something that looks wrong in the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Oddity {
    /// The first of the events that it is about, by its number among all.
    pub(super) event: usize,
    pub(super) message: String,
}

/// What looks wrong in the whole of these events, by what of each matters; the zone is that of those that have none of
/// their own.
pub(super) fn oddities(events: &Events, seen: &[Seen], zone: &Zone, expected: Expected) -> Vec<Oddity> {
    let mut told = Vec::new();
    for (is_expected, what, is_odd) in [
        (expected.dates, "date", &(|event: &Seen| event.is_undated) as &dyn Fn(&Seen) -> bool),
        (expected.places, "place on the map", &|event: &Seen| event.is_unplaced),
    ] {
        let without = || seen.iter().enumerate().filter(|(_, event)| is_odd(event));
        let count = if is_expected { without().count() } else { 0 };
        if events.len() >= 3 && count * 3 >= events.len() {
            let Examples { first, words } = examples_of(events, without());
            let message = format!("{count} of {} rows have no {what}{words}", events.len());
            told.push(Oddity { event: first, message });
        }
    }
    told.extend(far_dates(events, seen, zone));
    if expected.lengths {
        told.extend(long_event(events, seen));
    }
    told
}

/// Says what looks wrong in the whole.
pub(super) fn say(expected: Expected, into: &mut Gathering) {
    let (events, seen) = (&into.story.events, std::mem::take(&mut into.seen));
    let told = oddities(events, &seen, &into.story.zone, expected);
    drop(seen);
    let lines: Vec<u64> = told.iter().map(|told| line_of(&events.get(told.event)).unwrap_or(1)).collect();
    for (line, Oddity { message, .. }) in lines.into_iter().zip(told) {
        into.warning(line, message);
    }
}

fn line_of(event: &Event) -> Option<u64> {
    event.row.as_ref().map(Row::line)
}

struct Examples {
    first: usize,
    words: String,
}

/// `, as in lines 4, 7 and 9`; no words where no line is known.
fn examples_of<'a>(events: &Events, odd: impl Iterator<Item = (usize, &'a Seen)>) -> Examples {
    let odd: Vec<usize> = odd.take(EXAMPLES).map(|(at, _)| at).collect();
    let first = odd.first().copied().unwrap_or_default();
    let lines: Vec<String> =
        odd.iter().filter_map(|at| line_of(&events.get(*at))).map(|line| line.to_string()).collect();
    let words = match lines.as_slice() {
        [] => String::new(),
        [one] => format!(", as in line {one}"),
        [others @ .., last] => format!(", as in lines {} and {last}", others.join(", ")),
    };
    Examples { first, words }
}

/// Dates that lie more than a hundred times as far apart as those of the middle half.
fn far_dates(events: &Events, seen: &[Seen], zone: &Zone) -> Option<Oddity> {
    let start = |event: &Seen| event.possible.map(|possible| possible.start_secs).filter(|start| start.is_finite());
    let mut starts: Vec<f64> = seen.iter().filter_map(start).collect();
    if starts.len() < FEWEST {
        return None;
    }
    let count = starts.len();
    let mut nth = |at: usize| *starts.select_nth_unstable_by(at, f64::total_cmp).1;
    let (low, middle, high) = (nth(count / 4), nth(count / 2), nth(count * 3 / 4));
    let (first, last) = (nth(0), nth(count - 1));
    let half = (high - low).max(DAY_SECS);
    if last - first <= 100.0 * half {
        return None;
    }
    let far = |event: &Seen| start(event).is_some_and(|at| (at - middle).abs() > 25.0 * half);
    let examples = examples_of(events, seen.iter().enumerate().filter(|(_, event)| far(event)));
    let day = |secs: f64| zone.civil_from_secs(secs).format("%Y-%m-%d").to_string();
    let (from, to, first, last) = (day(low), day(high), day(first), day(last));
    let message = format!(
        "half of the dates lie between {from} and {to}, but all of them reach from {first} to {last}{}; are those read right?",
        examples.words
    );
    Some(Oddity { event: examples.first, message })
}

/// An event that lasts longer than all others together.
fn long_event(events: &Events, seen: &[Seen]) -> Option<Oddity> {
    let (mut count, mut sum, mut longest): (usize, f64, Option<(f64, usize)>) = (0, 0.0, None);
    for (at, event) in seen.iter().enumerate() {
        let Some(possible) = &event.possible else { continue };
        let secs = possible.duration_secs();
        if !secs.is_finite() {
            continue;
        }
        count += 1;
        sum += secs;
        // What is known by its year alone does not last a year.
        if longest.is_none_or(|(most, _)| secs > most) {
            longest = Some((secs, at));
        }
    }
    let (secs, at) = longest?;
    let event = &events.get(at);
    let text = event.when.as_ref()?.to_string();
    let is_odd = count >= FEWEST && secs > MONTH_SECS && secs > sum - secs && text.contains('/');
    let which =
        line_of(event).map_or_else(|| format!("\"{}\"", event.title), |line| format!("the event of line {line}"));
    let message = format!("{which} lasts longer than all others together, {text}; is its end read right?");
    is_odd.then_some(Oddity { event: at, message })
}
