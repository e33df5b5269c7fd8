//! What looks wrong in the whole of a table, whatever each row says?
//!
//! This module answers that from its events: so many without a date or place, dates that lie far from all
//! others, one that lasts longer than all others together.

use super::gather::Gathering;
use crate::model::{Event, Row, Zone};

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

/// Says what looks wrong in the whole.
pub(super) fn say(expected: Expected, into: &mut Gathering) {
    let Gathering { story, report, .. } = &*into;
    let events = &story.events;
    let mut told = Vec::new();
    for (is_expected, count, what, is_without) in [
        (expected.dates, report.undated, "date", &(|event: &Event| event.when.is_none()) as &dyn Fn(&Event) -> bool),
        (expected.places, report.unplaced, "place on the map", &|event: &Event| event.geometry.is_none()),
    ] {
        if is_expected && events.len() >= 3 && count * 3 >= events.len() {
            let lines = lines_of(events.iter().filter(|event| is_without(event)).filter_map(line_of));
            told.push((lines.first, format!("{count} of {} rows have no {what}, {}", events.len(), lines.words)));
        }
    }
    told.extend(far_dates(events, &story.zone));
    if expected.lengths {
        told.extend(long_event(events, &story.zone));
    }
    for (line, message) in told {
        into.warning(line, message);
    }
}

fn line_of(event: &Event) -> Option<u64> {
    event.row.as_ref().map(Row::line)
}

struct Lines {
    first: u64,
    words: String,
}

/// `as in lines 4, 7 and 9`.
fn lines_of(lines: impl Iterator<Item = u64>) -> Lines {
    let lines: Vec<u64> = lines.take(EXAMPLES).collect();
    let first = lines.first().copied().unwrap_or(1);
    let words = match lines.iter().map(u64::to_string).collect::<Vec<_>>().as_slice() {
        [] => "in no line that is known".to_owned(),
        [one] => format!("as in line {one}"),
        [others @ .., last] => format!("as in lines {} and {last}", others.join(", ")),
    };
    Lines { first, words }
}

/// Dates that lie more than a hundred times as far apart as those of the middle half.
fn far_dates(events: &[Event], zone: &Zone) -> Option<(u64, String)> {
    let start = |event: &Event| {
        let start = event.when.as_ref()?.span(event.zone_or(zone)).possible.start_secs;
        start.is_finite().then_some(start)
    };
    let mut starts: Vec<f64> = events.iter().filter_map(start).collect();
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
    let far = |event: &&Event| start(event).is_some_and(|at| (at - middle).abs() > 25.0 * half);
    let lines = lines_of(events.iter().filter(far).filter_map(line_of));
    let day = |secs: f64| zone.civil_from_secs(secs).format("%Y-%m-%d").to_string();
    let (from, to, first, last) = (day(low), day(high), day(first), day(last));
    let message = format!(
        "half of the dates lie between {from} and {to}, but all of them reach from {first} to {last}, {}; are those read right?",
        lines.words
    );
    Some((lines.first, message))
}

/// An event that lasts longer than all others together.
fn long_event(events: &[Event], zone: &Zone) -> Option<(u64, String)> {
    let (mut count, mut sum, mut longest): (usize, f64, Option<(f64, &Event)>) = (0, 0.0, None);
    for event in events {
        let Some(when) = &event.when else { continue };
        let secs = when.span(event.zone_or(zone)).possible.duration_secs();
        if !secs.is_finite() {
            continue;
        }
        count += 1;
        sum += secs;
        // What is known by its year alone does not last a year.
        if longest.is_none_or(|(most, _)| secs > most) {
            longest = Some((secs, event));
        }
    }
    let (secs, event) = longest?;
    let text = event.when.as_ref()?.to_string();
    let is_odd = count >= FEWEST && secs > MONTH_SECS && secs > sum - secs && text.contains('/');
    let line = line_of(event)?;
    is_odd.then(|| {
        (
            line,
            format!("the event of line {line} lasts longer than all others together, {text}; is its end read right?"),
        )
    })
}
