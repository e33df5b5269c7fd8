//! What is said of an event in one line: for tooltips, for screen readers, and beside marks.
//!
//! This module answers how an event and a moment are named in the zone that a view shows. It does
//! not know where the words stand.

use chrono::Datelike as _;

use crate::model::{Extent, ShortForm, When, Zone};
use crate::store::Store;
use crate::view::View;

/// Everything that a mark cannot tell: title, when, place and whether it is on the map, number of
/// claims, whether it is disputed, who stands behind it, and the author's assessment.
pub fn event_label(store: &Store, view: &View, index: usize) -> String {
    let event = store.event(index);
    let mut parts = vec![event.title.clone(), when_text(store, view, index)];
    match &event.place {
        Some(place) if !place.name.is_empty() => parts.push(place.name.clone()),
        _ => {}
    }
    if !store.is_placed(index) {
        parts.push("no location".to_owned());
    }
    parts.push(match event.claims.len() {
        0 if !store.is_known(index) => "not yet reported".to_owned(),
        0 => "no claims".to_owned(),
        1 => "1 claim".to_owned(),
        count => format!("{count} claims"),
    });
    if store.is_disputed(index) {
        parts.push("disputed".to_owned());
    }
    if let Some(attestation) = store.attestation(index) {
        parts.push(attestation.label().to_owned());
    }
    if !event.assessment.is_empty() {
        parts.push(format!("author’s rating: {}", event.assessment));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// When an event was, in words, such as `25 to 28 October 2025`; `no date` where it does not say.
///
/// Times of day are told in the zone that the view shows. Days stay those of the event's own zone,
/// which is named where it is not the one shown.
pub fn when_text(store: &Store, view: &View, index: usize) -> String {
    let Some(when) = store.story().events.when(index) else { return "no date".to_owned() };
    let zone = store.story().events.zone(index);
    let own = zone.as_ref().unwrap_or(&store.story().zone);
    let shown = view.zone_shown(store, zone.as_ref());
    if let Some(moved) = moved_to_zone(store, index, shown) {
        return format!("{}{}", doubt_words(&when), moved.to_words(Some(shown)));
    }
    let words = when.to_words(Some(own));
    if own == shown || when.has_time_of_day() { words } else { format!("{words} ({own})") }
}

/// When an event was, in few characters, such as `9 Oct` or `c. 22 Oct`; with the year where that is
/// not the year of the whole window. Empty for an undated event.
pub fn short_when(store: &Store, view: &View, index: usize) -> String {
    let Some(when) = store.story().events.when(index) else { return String::new() };
    let (zone, own) = (&store.story().zone, store.story().events.zone(index));
    let year_of = |secs: f64| zone.civil_from_secs(secs).year();
    let possible = store.span(index).map_or(view.window, |span| span.possible);
    // Ends are the first instants after.
    let year = year_of(view.window.start_secs);
    let is_of_year = |extent: &Extent| {
        extent.is_bounded() && year_of(extent.start_secs) == year && year_of(extent.end_secs - 1.0) == year
    };
    let form = if is_of_year(&view.window) && is_of_year(&possible) { ShortForm::Plain } else { ShortForm::WithYear };
    let shown = view.zone_shown(store, own.as_ref());
    match moved_to_zone(store, index, shown) {
        Some(moved) => {
            format!("{}{}", if when.is_approximate() { "c. " } else { "" }, moved.to_short_in(form, Some(shown)))
        }
        None => when.to_short_in(form, Some(own.as_ref().unwrap_or(zone))),
    }
}

/// A moment such as `12 October 2025, 00:40 (UTC+04:30)`, with as many digits as a timeline on which a point
/// takes so many seconds can tell.
pub fn moment_text(secs: f64, zone: &Zone, secs_a_point: f64) -> String {
    When::from_extent(&Extent::instant(rounded_moment(secs, secs_a_point)), zone).to_words(Some(zone))
}

/// A stretch of time in words: whole days where it is of whole days, else with as many digits as a timeline
/// on which a point takes so many seconds can tell.
pub fn extent_text(extent: &Extent, zone: &Zone, secs_a_point: f64) -> String {
    let within = |secs: f64| rounded_moment(secs, secs_a_point);
    let extent = Extent { start_secs: within(extent.start_secs), end_secs: within(extent.end_secs) };
    When::from_extent(&extent, zone).to_words(Some(zone))
}

/// A moment to the minute, the second or the hundredth of a second: what a timeline on which a point takes so
/// many seconds can tell.
pub fn rounded_moment(secs: f64, secs_a_point: f64) -> f64 {
    match secs_a_point {
        10.0.. => (secs / 60.0).round() * 60.0,
        0.25.. => secs.round(),
        _ => (secs * 100.0).round() / 100.0,
    }
}

/// The same times of day as the clocks of another zone show them. None for whole days and sets, which
/// stay as they were written.
fn moved_to_zone(store: &Store, index: usize, zone: &Zone) -> Option<When> {
    let when = store.story().events.when(index)?;
    let is_set = when.to_string().starts_with(['[', '{']);
    if is_set || !when.has_time_of_day() {
        return None;
    }
    let span = store.span(index)?;
    let extent = span.certain.unwrap_or(span.possible);
    Some(When::from_extent(&extent, zone))
}

fn doubt_words(when: &When) -> &'static str {
    match (when.is_uncertain(), when.is_approximate()) {
        (false, false) => "",
        (false, true) => "about ",
        (true, false) => "perhaps ",
        (true, true) => "perhaps about ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributionKind, Claim, Event, Place, Story};
    use crate::view::ZoneChoice;

    fn claim(id: &str, disputes: &[&str]) -> Claim {
        Claim {
            id: id.to_owned(),
            source: "s".to_owned(),
            disputes: disputes.iter().map(|id| (*id).to_owned()).collect(),
            ..Claim::by(AttributionKind::Official)
        }
    }

    fn store_of(whens: &[&str]) -> Store {
        let event = |(number, when): (usize, &&str)| Event {
            id: format!("e{number}"),
            title: format!("Event {number}"),
            when: When::parse(when).ok(),
            ..Event::default()
        };
        let zone = "Asia/Kabul".parse().unwrap();
        Store::new(Story { zone, events: whens.iter().enumerate().map(event).collect(), ..Story::default() })
    }

    #[test]
    fn a_label_says_what_a_mark_cannot() {
        let event = Event {
            id: "kabul".to_owned(),
            title: "Air strikes on Kabul".to_owned(),
            when: Some(When::parse("2025-10-09").unwrap()),
            place: Some(Place { name: "Kabul".to_owned(), ..Place::default() }),
            claims: vec![claim("a", &["b"]), claim("b", &[])],
            assessment: "contested".into(),
            ..Event::default()
        };
        let store = Store::new(Story { events: vec![event].into(), ..Story::default() });
        let view = View::of_story(&store, [800.0, 600.0]);
        let label = "Air strikes on Kabul · 9 October 2025 · Kabul · no location · 2 claims · disputed · \
                     named source or official · author’s rating: contested";
        assert_eq!(event_label(&store, &view, 0), label);
    }

    #[test]
    fn an_undated_event_says_so() {
        let store = store_of(&["not a date"]);
        let view = View::of_story(&store, [800.0, 600.0]);
        assert_eq!(event_label(&store, &view, 0), "Event 0 · no date · no location · no claims");
        assert_eq!(short_when(&store, &view, 0), "");
    }

    #[test]
    fn times_of_day_are_told_in_the_zone_shown_and_days_stay_the_events_own() {
        let store = store_of(&["2025-10-09T21:50+04:30", "2025-10-25/2025-10-28", "2025-10-09T22:00+04:30~"]);
        let mut view = View::of_story(&store, [800.0, 600.0]);
        assert_eq!(when_text(&store, &view, 0), "9 October 2025, 21:50 (UTC+04:30)");
        assert_eq!(when_text(&store, &view, 1), "25 to 28 October 2025");
        view.zone = ZoneChoice::Utc;
        assert_eq!(when_text(&store, &view, 0), "9 October 2025, 17:20 (UTC)");
        assert_eq!(when_text(&store, &view, 1), "25 to 28 October 2025 (Asia/Kabul)");
        assert_eq!(when_text(&store, &view, 2), "about 9 October 2025, 17:30 (UTC)");
        assert_eq!(short_when(&store, &view, 0), "9 Oct, 17:20");
        assert_eq!(short_when(&store, &view, 1), "25–28 Oct");
    }

    #[test]
    fn a_window_over_several_years_has_years_beside_its_marks() {
        let store = store_of(&["2024-10-09", "2025-10-25"]);
        let view = View::of_story(&store, [800.0, 600.0]);
        assert_eq!(short_when(&store, &view, 0), "9 Oct 2024");
        let store = store_of(&["2025-01-01", "2025-12-31"]);
        let view = View::of_story(&store, [800.0, 600.0]);
        assert_eq!(short_when(&store, &view, 0), "1 Jan");
    }
}
