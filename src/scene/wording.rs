//! The view in words: clocks, zones, windows, file names, and an event as plain text.

use std::borrow::Cow;
use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDateTime, Timelike as _};

use super::claimed::capitalized;
use super::event_text::rounded_moment;
use crate::basemap::CREDITS;
use crate::model::{Claim, Extent, ShortForm, Source, When, Zone, grouped, year_words};
use crate::query::ActorCounts;
use crate::store::{Clock, Store};
use crate::view::{View, ZoneChoice};

/// What is said in place of a time where no event has a date.
pub(super) const NO_DATES: &str = "no event has a date";
/// What is said of a story that has no event.
pub(super) const NO_EVENTS: &str = "no events in this story";

/// The playhead's moment in the zone shown, such as `12 Oct 2025, 00:40`, and the same with the
/// zone and in UTC.
pub fn clock_words(store: &Store, view: &View) -> (String, String) {
    if !view.has_time() {
        return (capitalized(NO_DATES), String::new());
    }
    let secs = view.playhead_secs;
    let own = view.selected(store).and_then(|index| store.story().events.zone(index));
    let zone = view.zone_shown(store, own.as_ref());
    // A timeline is some thousand points wide.
    let secs = rounded_moment(secs, view.time.duration_secs() / 1000.0);
    let moment = moment_words(secs, zone);
    let in_utc = Zone::Utc.civil_from_secs(secs);
    let utc = format!("{} {}", in_utc.format("%-d %b"), clock_of(&in_utc));
    let clocks = match zone {
        Zone::Utc => "UTC".to_owned(),
        _ => format!("{} · {utc} UTC", zone_with_offset(zone, secs)),
    };
    (moment, clocks)
}

/// Of when the account is and by which clock events stand, a remark each; none where it is as usual.
pub fn reading_remarks(store: &Store, view: &View) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(known) = known_words(store, view) {
        let (claims, all) = store.known_claims();
        remarks.push(format!("{known}: {claims} of {all} claims; titles and summaries were written later"));
    }
    if view.clock == Clock::Report {
        remarks.push("events are placed by date of report".to_owned());
    }
    remarks
}

/// By when what is shown had been said, such as `As known by 12 Oct 2025, 10:30`. None: at any time.
pub fn known_words(store: &Store, view: &View) -> Option<String> {
    let secs = view.known_by_secs()?;
    let zone = view.zone_shown(store, None);
    let civil = zone.civil_from_secs(secs);
    Some(if civil.num_seconds_from_midnight() == 0 {
        // A day that is over reads better than the midnight after it.
        format!("Reports up to the end of {}", zone.civil_from_secs(secs - 1.0).format("%-d %b %Y"))
    } else {
        format!("Reports up to {}", moment_words(secs, zone))
    })
}

/// A number with its noun in the singular or plural: `1 error`, `2,000 errors`.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// The roles of an actor with the number of events of each: `target 6 · party 3`.
pub fn roles_words(actor: &ActorCounts) -> String {
    actor.roles.iter().map(|(role, count)| format!("{role} {count}")).collect::<Vec<_>>().join(" · ")
}

/// Several events by their number and the titles of the first.
pub(super) fn events_words(store: &Store, events: &[usize]) -> String {
    const NAMED: usize = 5;
    let titles: Vec<Cow<'_, str>> = events.iter().take(NAMED).map(|index| store.title(*index)).collect();
    let more = events.len().saturating_sub(NAMED);
    let rest = if more == 0 { String::new() } else { format!(", and {more} more") };
    format!("{}: {}{rest}", counted(events.len(), "event"), titles.join(", "))
}

/// A moment in a zone, with seconds and hundredths of them where it has any; where clocks show a time twice,
/// with the name of the clocks.
pub(super) fn moment_words(secs: f64, zone: &Zone) -> String {
    let civil = zone.civil_from_secs(secs);
    let apart = zone.told_apart_at(secs).map(|name| format!(" {name}")).unwrap_or_default();
    format!("{} {}, {}{apart}", civil.format("%-d %b"), year_words(civil.year()), clock_of(&civil))
}

/// A time of day to the minute, with seconds and hundredths where it has any: `09:05`, `09:05:30.25`.
pub fn clock_of(civil: &NaiveDateTime) -> String {
    let hundredths = (civil.nanosecond() + 5_000_000) / 10_000_000 % 100;
    match (civil.second(), hundredths) {
        (0, 0) => civil.format("%H:%M").to_string(),
        (_, 0) => civil.format("%H:%M:%S").to_string(),
        _ => format!("{}.{hundredths:02}", civil.format("%H:%M:%S")),
    }
}

/// A zone by its place and its distance to UTC at a moment, such as `Kabul (UTC+04:30)`.
pub fn zone_with_offset(zone: &Zone, secs: f64) -> String {
    let offset = zone.offset_secs_at(secs);
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    let utc = format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    match zone {
        Zone::Utc => "UTC".to_owned(),
        Zone::Fixed(_) => utc,
        Zone::Named(_) => format!("{} ({utc})", place_of(zone)),
    }
}

/// The last part of a zone's name with spaces: `Asia/Kuala_Lumpur` is Kuala Lumpur.
pub fn place_of(zone: &Zone) -> String {
    let name = zone.to_string();
    name.rsplit('/').next().unwrap_or(&name).replace('_', " ")
}

/// Whose clock the view shows, such as `Kabul time`.
pub fn zone_words(store: &Store, view: &View) -> String {
    match &view.zone {
        ZoneChoice::Event => "Local time".to_owned(),
        _ => match view.zone_shown(store, None) {
            Zone::Utc => "UTC".to_owned(),
            zone => format!("{} time", place_of(zone)),
        },
    }
}

/// A stretch of time as an EDTF interval in a zone.
pub fn interval_text(extent: Extent, zone: &Zone) -> String {
    When::from_extent(&extent, zone).to_string()
}

/// The window in words for people, such as `7 to 30 October 2025, Kabul (UTC+04:30)`.
pub fn window_words(store: &Store, view: &View) -> String {
    if !view.has_time() {
        return NO_DATES.to_owned();
    }
    let zone = view.zone_shown(store, None);
    let when = When::from_extent(&view.window, zone);
    format!("{}, {}", when.to_words(None), zone_with_offset(zone, view.window.start_secs))
}

/// The story and the moment shown, as a name for a file: letters, digits and hyphens.
pub fn file_stem(store: &Store, view: &View) -> String {
    let zone = view.zone_shown(store, None);
    let moment = zone.civil_from_secs(view.playhead_secs).format("%Y-%m-%dT%H%M");
    let mut stem = String::new();
    for character in store.story().title.chars().flat_map(char::to_lowercase).take(60) {
        if character.is_alphanumeric() {
            stem.push(character);
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    let stem = if stem.is_empty() { "story" } else { stem };
    if view.has_time() { format!("{stem}-{moment}") } else { stem.to_owned() }
}

/// Whose borders are drawn, as whom, and whose places and relief, if it is drawn: a remark each.
pub(super) fn credits(view: &View) -> Vec<String> {
    let [borders, places, relief] = CREDITS;
    let borders = format!("Borders: {}, {borders}", view.viewpoint.label());
    let relief = view.relief.then(|| format!("Terrain: {relief}"));
    [borders, format!("Places: {places}")].into_iter().chain(relief).collect()
}

/// A source as lists cite it: its name, its title and when it was published, with commas. A time of day is told in
/// the zone that is given, else in its own.
pub fn source_reference(source: &Source, zone: Option<&Zone>) -> String {
    let title = if source.title == source.name() { String::new() } else { source.title.clone() };
    let date = source.published.as_ref().map(|when| when.to_words(zone)).unwrap_or_default();
    let parts = [source.name().to_owned(), title, date];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// An event with its claims and sources as plain text, for the clipboard.
pub fn event_as_text(store: &Store, view: &View, index: usize) -> String {
    let event = store.event(index);
    let mut text = String::new();
    let mut line = |words: &str| {
        if !words.is_empty() {
            writeln!(text, "{words}").expect("writing to a string cannot fail");
        }
    };
    line(&event.title);
    line(&super::event_text::when_text(store, view, index));
    line(event.place.as_ref().map_or("", |place| &place.name));
    line(&event.summary);
    for claim in &event.claims {
        line("");
        line(claim_as_text(store, claim).trim_end());
    }
    text
}

/// A claim as plain text: who says what and when, the quote, and the source with its address, a line each.
pub fn claim_as_text(store: &Store, claim: &Claim) -> String {
    let said = claim.said.as_ref().map(|said| said.to_short(ShortForm::WithYear)).unwrap_or_default();
    let kind = claim.attribution.kind.word();
    let speaker = if claim.attribution.name.is_empty() { kind } else { &claim.attribution.name };
    let comma = if said.is_empty() { "" } else { ", " };
    let mut lines = vec![format!("- {speaker} ({kind}){comma}{said}: {}", claim.text)];
    if !claim.quote.is_empty() {
        lines.push(format!("  “{}”", claim.quote));
        let translation = translation_words(store, claim);
        lines.extend((!translation.is_empty()).then(|| format!("  {translation}")));
    }
    if let Some(source) = store.source(&claim.source) {
        lines.push(format!("  {}. {}", source.name(), source.address_words()));
    }
    lines.join("\n") + "\n"
}

/// What the author makes of the quote of a claim in the language in which the story is read, marked as that; empty
/// where there is none.
pub fn translation_words(store: &Store, claim: &Claim) -> String {
    let translation = store.language().and_then(|language| claim.quote_in(language));
    translation.map(|words| format!("Author’s translation: “{words}”")).unwrap_or_default()
}

/// A name as it is put into the program's own words: what is read from right to left stands in signs without a shape
/// (first strong isolate, pop directional isolate), so that numbers and brackets after it do not join it.
pub fn isolated(name: &str) -> String {
    use unicode_bidi::{BidiClass, bidi_class};
    let is_rtl = |letter: char| matches!(bidi_class(letter), BidiClass::R | BidiClass::AL);
    if !name.is_ascii() && name.chars().any(is_rtl) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// A name after which words go on from left to right, closed by a mark without a shape where it is read from right
/// to left: a number would else be drawn to its left.
pub fn closed(name: &str) -> String {
    use unicode_bidi::{BidiClass, bidi_class};
    const LEFT_TO_RIGHT: char = '\u{200e}';
    let is_rtl = |letter: char| matches!(bidi_class(letter), BidiClass::R | BidiClass::AL);
    if !name.is_ascii() && name.chars().any(is_rtl) { format!("{name}{LEFT_TO_RIGHT}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_a_sentence_stands_as_it_does_alone_whatever_follows_it() {
        let in_order = |text: &str| {
            let bidi = unicode_bidi::BidiInfo::new(text, None);
            let line = bidi.reorder_line(&bidi.paragraphs[0], 0..text.len()).into_owned();
            line.replace(['\u{2068}', '\u{2069}'], "")
        };
        for name in ["حمله در مرز (ISPR)", "خبرگزاری ۲۴", "د کابل هوايي برید 9", "Kabul"]
        {
            let sentence = in_order(&format!("Possible duplicate: {}, 9 Oct", isolated(name)));
            assert!(sentence.contains(&in_order(name)) && sentence.ends_with(", 9 Oct"), "{sentence}");
        }
    }

    #[test]
    fn a_zone_is_named_by_its_place() {
        let zone: Zone = "Asia/Kuala_Lumpur".parse().unwrap();
        assert_eq!(zone_with_offset(&zone, 0.0), "Kuala Lumpur (UTC+07:30)");
        assert_eq!(zone_with_offset(&zone, 1.76e9), "Kuala Lumpur (UTC+08:00)");
        assert_eq!(zone_with_offset(&Zone::Utc, 0.0), "UTC");
    }
}
