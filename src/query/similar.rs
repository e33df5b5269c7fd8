//! Which events may be the same as another, told twice.
//!
//! Answers it by time, place and words, as a hint. It does not know whether they are.

use std::collections::BTreeSet;

use crate::model::Event;
use crate::store::{Store, fold};

/// How far apart in time two accounts of one event may lie, in seconds.
const NEAR_SECS: f64 = 86_400.0;
/// How far apart they may lie on the ground, in kilometres.
const NEAR_KM: f64 = 20.0;
/// Words of fewer letters tell little.
const LEAST_LETTERS: usize = 4;

/// Of events that last longer than this, or are no better dated, that they meet in time says little.
const BRIEF_SECS: f64 = 3.0 * 86_400.0;

/// Other events that may be the same as one, by index, the likeliest first, so many at most.
///
/// They are near in time, a day at most between what is possible of both; and their titles share more than half of the
/// words of the shorter, or they share a word and lie within 20 km of each other. Where one is possible over more than
/// three days, the place counts nothing, and more than half of the words of the longer title must be shared. Undated
/// events are like no other, and neither are those of which [`told_apart`] knows that they are two.
/// Takes one look at the span of every event, and reads only those that are near in time.
pub fn similar_events(store: &Store, index: usize, most: usize) -> Vec<usize> {
    let Some(span) = store.span(index).map(|span| span.possible) else { return Vec::new() };
    let event = store.event(index);
    let words = words_of(&event.title);
    if words.is_empty() {
        return Vec::new();
    }
    let brevity = |other: usize| {
        let longest = store.span(other).map_or(f64::INFINITY, |other| other.possible.duration_secs());
        if longest.max(span.duration_secs()) > BRIEF_SECS { Brevity::Long } else { Brevity::Brief }
    };
    let is_near = |other: usize| {
        store.span(other).is_some_and(|other| {
            let other = other.possible;
            other.start_secs - span.end_secs < NEAR_SECS && span.start_secs - other.end_secs < NEAR_SECS
        })
    };
    let mut found: Vec<(f64, usize)> = (0..store.len())
        .filter(|other| *other != index && is_near(*other))
        .filter_map(|other| Some((likeness(&event, &words, &store.event(other), brevity(other))?, other)))
        .collect();
    let apart = if found.is_empty() { Vec::new() } else { told_apart(store, index) };
    found.retain(|(_, other)| !apart.contains(other));
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    found.into_iter().take(most).map(|(_, other)| other).collect()
}

/// Other events that are known not to be the same as one, by index, rising: a link says so at either end.
/// Takes one look at every event, and reads only those with links.
pub fn told_apart(store: &Store, index: usize) -> Vec<usize> {
    let event = store.event(index);
    let is_apart = |event: &Event, from: &str| event.links.iter().any(|link| link.to == from && link.is_distinction());
    let from_it = |other: usize| !event.links.is_empty() && is_apart(&event, &store.id(other));
    let events = &store.story().events;
    let others = (0..store.len()).filter(|other| *other != index);
    let is_told =
        |other: &usize| from_it(*other) || events.has_links(*other) && is_apart(&store.event(*other), &event.id);
    others.filter(is_told).collect()
}

/// How long two events last that are near in time, or how closely they are dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brevity {
    /// Both for three days at most.
    Brief,
    /// One of them for longer.
    Long,
}

/// How alike two events are that are near in time. None where they are not.
fn likeness(event: &Event, words: &BTreeSet<String>, other: &Event, brevity: Brevity) -> Option<f64> {
    let theirs = words_of(&other.title);
    let shared = words.intersection(&theirs).count();
    let is_brief = brevity == Brevity::Brief;
    let of = if is_brief { words.len().min(theirs.len()) } else { words.len().max(theirs.len()) };
    let share = shared as f64 / of.max(1) as f64;
    let km = event.anchor().zip(other.anchor()).map(|(one, other)| one.distance_km(other));
    let is_close = is_brief && km.is_some_and(|km| km < NEAR_KM);
    (shared > 0 && (share > 0.5 || is_close)).then_some(share + if is_close { 0.5 } else { 0.0 })
}

fn words_of(title: &str) -> BTreeSet<String> {
    let words = fold(title);
    let words = words.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.chars().count() >= LEAST_LETTERS).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Geometry, LonLat, Story, When};

    fn store(events: &[(&str, &str, [f64; 2])]) -> Store {
        let event = |(place, (title, when, [lat, lon])): (usize, &(&str, &str, [f64; 2]))| Event {
            id: format!("e{place}"),
            title: (*title).to_owned(),
            when: When::parse(when).ok(),
            geometry: Some(Geometry { points: vec![LonLat::new(*lon, *lat)], ..Geometry::default() }),
            ..Event::default()
        };
        let events: Vec<Event> = events.iter().enumerate().map(event).collect();
        Store::new(Story { events: events.into(), ..Story::default() })
    }

    #[test]
    fn what_is_near_in_time_and_words_or_place_may_be_the_same() {
        let kabul = [34.5, 69.2];
        let store = store(&[
            ("Air strikes on Kabul", "2025-10-09", kabul),
            ("Strikes on Kabul at night", "2025-10-10", kabul),
            ("Kabul market is closed", "2025-10-09", kabul),
            ("Air strikes on Kabul", "2025-10-19", kabul),
            ("Talks in Doha", "2025-10-09", kabul),
            ("Kabul delegation arrives in Doha", "2025-10-09", [25.3, 51.5]),
            ("Air strikes on Kabul", "", kabul),
        ]);
        assert_eq!(similar_events(&store, 0, 9), [1, 2]);
        assert_eq!(similar_events(&store, 0, 1), [1]);
        assert_eq!(similar_events(&store, 6, 9), Vec::<usize>::new());
    }

    #[test]
    fn of_a_long_event_only_what_is_called_alike_may_be_the_same() {
        let kabul = [34.5, 69.2];
        let long = "2025-10-01/2025-10-31";
        let store = store(&[
            ("Talks on the truce in Kabul", long, kabul),
            ("Strikes on Kabul", "2025-10-09", kabul),
            ("Kabul", "2025-10-19", kabul),
            ("Truce talks in Kabul", "2025-10", kabul),
            ("Strikes near Kabul", "2025-10-09", kabul),
        ]);
        assert_eq!(similar_events(&store, 0, 9), [3]);
        assert_eq!(similar_events(&store, 3, 9), [0]);
        assert_eq!(similar_events(&store, 1, 9), [4], "what is brief is not weighed otherwise");
    }

    #[test]
    fn what_was_told_apart_at_either_end_is_not_taken_for_the_same_again() {
        let at = [34.5, 69.2];
        let told = store(&[("Strikes on Kabul", "2025-10-09", at), ("Strikes on Kabul", "2025-10-10", at)]);
        assert_eq!(similar_events(&told, 0, 9), [1]);
        let mut story = (**told.whole_story()).clone();
        story.events.get_mut(1).links.push(crate::model::Link::distinct_from("e0".to_owned()));
        let told = Store::new(story);
        assert_eq!([0, 1].map(|index| similar_events(&told, index, 9)), [Vec::<usize>::new(), Vec::new()]);
        assert_eq!([0, 1].map(|index| told_apart(&told, index)), [vec![1], vec![0]]);
    }
}
