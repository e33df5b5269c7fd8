//! `meridian list`: the events that a view shows, or their claims or actors.

use std::io::Write as _;

use chrono::{Datelike as _, Timelike as _};
use serde_json::{Value, json};

use super::actors::list_actors;
use super::claims::list_claims;
use super::files::open;
use super::rows::{Aligning, print_csv, print_json_list};
use super::terminal::{Piecewise, print_json_text, print_lines, remark};
use super::{Done, ListArgs};
use crate::basemap::Basemap;
use crate::export::citation;
use crate::model::{CitationForm, Match, Precision, Zone, plain};
use crate::query::Shown;
use crate::scene::REFERENCE_MAP;
use crate::store::Store;
use crate::view::View;

/// The columns of CSV, which are members of the JSON.
const COLUMNS: [&str; 11] =
    ["id", "title", "when", "start", "end", "match", "layer", "category", "disputed", "lon", "lat"];

/// Prints the events that the view shows, by start, then id, with their counts.
pub(super) fn list(args: &ListArgs) -> anyhow::Result<Done> {
    args.view.refuse_second_standard_input(&args.input.files)?;
    let basemap = Basemap::embedded();
    let (store, done) = open(&args.input, basemap)?;
    let store = args.protection.protected(&store, basemap)?;
    let session = args.view.session(&store, REFERENCE_MAP.map(f64::from))?;
    let (store, view, shown) = (session.store(), session.view(), session.shown());
    if let Some(form) = args.cite {
        let citation = citation(store, view, shown, form);
        if form == CitationForm::CslJson {
            print_json_text(&citation)?;
        } else {
            print_lines(&citation)?;
        }
        return Ok(done);
    }
    if args.claims {
        list_claims(args, store, view, shown)?;
        return Ok(done);
    }
    if args.actors {
        list_actors(args, store, shown)?;
        return Ok(done);
    }
    let listed = || listed(store, view, shown);
    if args.json {
        let counts = json!({
            "in": shown.in_count(), "possibly": shown.possibly_count(), "total": shown.total(), "undated": shown.undated().len(),
        });
        print_json_list(&[("counts", counts)], "events", listed().map(|event| event.to_json()))?;
    } else if args.csv {
        print_csv(&COLUMNS, listed().map(|event| event.to_json()))?;
        remark(&counts_text(shown));
    } else {
        print_table(listed())?;
        print_lines(&format!("{}\n", counts_text(shown)))?;
    }
    Ok(done)
}

/// The counts in words, those of undated events too, which no window shows.
fn counts_text(shown: &Shown) -> String {
    match shown.undated().len() {
        0 => shown.counts_text(),
        undated => format!("{}; {undated} undated and not listed", shown.counts_text()),
    }
}

/// So many events are read at a time.
const BLOCK: usize = 1 << 16;

/// The events that are shown, in the store's order. Of a large table those of a block are read in the order of the file,
/// in which they lie.
fn listed<'a>(store: &'a Store, view: &'a View, shown: &'a Shown) -> impl Iterator<Item = Listed> + 'a {
    let mut events = shown.events();
    std::iter::from_fn(move || {
        let block: Vec<usize> = events.by_ref().take(BLOCK).collect();
        let mut places: Vec<usize> = (0..block.len()).collect();
        places.sort_unstable_by_key(|place| block[*place]);
        let mut listed: Vec<(usize, Listed)> =
            places.into_iter().map(|place| (place, Listed::of(block[place], store, view, shown))).collect();
        listed.sort_unstable_by_key(|(place, _)| *place);
        (!listed.is_empty()).then_some(listed)
    })
    .flatten()
    .map(|(_, listed)| listed)
}

/// One event as it is listed.
struct Listed {
    id: String,
    title: String,
    layer: String,
    category: String,
    precision: Precision,
    when: String,
    start: Option<String>,
    end: Option<String>,
    /// The first and last day that it belongs to in its own zone, as charts count it.
    days: [Option<String>; 2],
    match_word: &'static str,
    disputed: bool,
    position: Option<[f64; 2]>,
}

impl Listed {
    fn of(index: usize, store: &Store, view: &View, shown: &Shown) -> Self {
        let event = store.event(index);
        let zone = view.zone_shown(store, Some(event.zone_or(&store.story().zone)));
        let possible = store.span(index).map(|span| span.possible);
        let time = |secs: Option<f64>| secs.filter(|secs| secs.is_finite()).map(|secs| rfc_3339(secs, zone));
        Self {
            when: event.when.as_ref().map(ToString::to_string).unwrap_or_default(),
            start: time(possible.map(|possible| possible.start_secs)),
            end: time(possible.map(|possible| possible.end_secs)),
            days: store.days(index).map_or([None, None], |(first, last)| [first, last].map(day_text)),
            match_word: if shown.match_of(index) == Match::In { "in" } else { "possibly" },
            disputed: store.is_disputed(index),
            position: store.anchor(index).map(|anchor| [anchor.lon, anchor.lat]),
            precision: event.place.as_ref().map(|place| place.precision).unwrap_or_default(),
            id: event.id.clone(),
            title: event.title.clone(),
            layer: event.layer.clone(),
            category: event.category.clone(),
        }
    }

    fn to_json(&self) -> Value {
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        json!({
            "id": self.id,
            "title": self.title,
            "when": self.when,
            "start": self.start,
            "end": self.end,
            "first_day": self.days[0],
            "last_day": self.days[1],
            "match": self.match_word,
            "layer": filled(&self.layer),
            "category": filled(&self.category),
            "disputed": self.disputed,
            "lon": self.position.map(|[lon, _]| lon),
            "lat": self.position.map(|[_, lat]| lat),
            "precision": self.precision.word(),
        })
    }
}

/// A day as a date. None where it is open, or too far off.
fn day_text(day: i32) -> Option<String> {
    chrono::NaiveDate::from_num_days_from_ce_opt(day).map(|date| date.format("%Y-%m-%d").to_string())
}

/// An instant as RFC 3339 writes it, with the offset of the zone.
///
/// Years outside 0 to 9999 have a sign and six digits (ISO 8601 expanded). Where the zone's offset has
/// seconds, which RFC 3339 does not, the time is in UTC.
pub(super) fn rfc_3339(secs: f64, zone: &Zone) -> String {
    let offset_secs = zone.offset_secs_at(secs);
    let in_utc = *zone == Zone::Utc || offset_secs % 60 != 0;
    let civil = if in_utc { Zone::Utc.civil_from_secs(secs) } else { zone.civil_from_secs(secs) };
    let year = match civil.year() {
        year @ 0..=9999 => format!("{year:04}"),
        year => format!("{year:+07}"),
    };
    let micros = civil.nanosecond() / 1000;
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}").trim_end_matches('0').to_owned() };
    let offset = if in_utc {
        "Z".to_owned()
    } else {
        let sign = if offset_secs < 0 { '-' } else { '+' };
        let minutes = offset_secs.abs() / 60;
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    };
    format!("{year}{}{fraction}{offset}", civil.format("-%m-%dT%H:%M:%S"))
}

/// Prints a table with a heading and columns of equal width; nothing without events.
fn print_table(listed: impl Iterator<Item = Listed>) -> anyhow::Result<()> {
    let mut listed = listed.peekable();
    if listed.peek().is_none() {
        return Ok(());
    }
    let mut rows = Aligning::default();
    rows.push(&["WHEN", "MATCH", "DISPUTED", "CATEGORY", "ID", "TITLE"].map(str::to_owned));
    for event in listed {
        let disputed = if event.disputed { "disputed" } else { "" };
        rows.push(&[&event.when, event.match_word, disputed, &event.category, &event.id, &event.title].map(plain));
    }
    let mut text = Piecewise::lines();
    rows.lines().try_for_each(|line| text.write_all(line.as_bytes()))?;
    text.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rfc_3339_with_the_offset_of_the_zone() {
        let kabul: Zone = "Asia/Kabul".parse().unwrap();
        assert_eq!(rfc_3339(1_760_812_200.0, &kabul), "2025-10-18T23:00:00+04:30");
        assert_eq!(rfc_3339(0.25, &Zone::Utc), "1970-01-01T00:00:00.25Z");
        assert_eq!(rfc_3339(0.0, &"-03:30".parse().unwrap()), "1969-12-31T20:30:00-03:30");
        // The clocks of Kabul were ahead by 4:36:48 in 1880.
        assert_eq!(rfc_3339(-2_840_140_800.0, &kabul), "1880-01-01T00:00:00Z");
    }

    #[test]
    fn years_beyond_four_digits_have_a_sign_and_six() {
        assert_eq!(rfc_3339(-63_517_824_000.0, &Zone::Utc), "-000043-03-15T00:00:00Z");
        assert_eq!(rfc_3339(-62_167_219_200.0, &Zone::Utc), "0000-01-01T00:00:00Z");
        assert_eq!(rfc_3339(253_402_300_800.0, &Zone::Utc), "+010000-01-01T00:00:00Z");
    }
}
