use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::packed_rows::Way;
use crate::model::{Members, Rows, When};

/// Words that are empty, short, shared and long.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-c]{1,5}", "\\PC{0,40}", Just("the village of Ḥamāh".to_owned())]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-2000..2000_i32).prop_map(f64::from),
        (-180_000_000..180_000_000_i64).prop_map(|steps| steps as f64 / 1e6),
        any::<f64>().prop_filter("it equals itself", |number| !number.is_nan()),
        Just(-0.0),
    ]
}

fn some<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::of(of)
}

fn few<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(of, 0..3)
}

fn when() -> impl Strategy<Value = When> {
    let texts =
        ["2025-10-09", "-0044-03-15", "2025-10-09/2025-10-11", "2025-10~", "../2025-10-11", "{2025-01..2025-03}"];
    let plain = ["2025", "2025-10?", "2025-10-09%", "[2025-10-09..2025-10-11]", "{..2025, 2026-02}", "2025-10-09~/.."];
    let more = ["2025-10-09T01:30:15.250+04:30", "Y17E7S2", "20XX-1X", "2025-10-09/", "?2025-~10-09", "2025-21"];
    let texts: Vec<&str> = texts.into_iter().chain(plain).chain(more).collect();
    prop::sample::select(texts).prop_filter_map("it is an expression", |text| When::parse(text).ok())
}

fn zone() -> impl Strategy<Value = Zone> {
    prop::sample::select(vec!["UTC", "+00:00", "-03:30", "Asia/Kabul"]).prop_map(|name| name.parse().unwrap())
}

fn members() -> impl Strategy<Value = Members> {
    (words(), number()).prop_map(|(text, number)| match json!({ "b": [text, number], "a": null }) {
        serde_json::Value::Object(members) => members,
        _ => Members::new(),
    })
}

fn spot() -> impl Strategy<Value = LonLat> {
    (number(), number()).prop_map(|(lon, lat)| LonLat { lon, lat })
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &[(T, &'static str)]) -> impl Strategy<Value = T> + use<T> {
    prop::sample::select(all.iter().map(|(value, _)| *value).collect::<Vec<T>>())
}

prop_compose! {
    fn quantity()(measure in words(), value in some(number()), low in some(number()), high in some(number()),
        unit in words()) -> Quantity {
        Quantity { measure, value, low, high, unit: unit.into() }
    }
}

prop_compose! {
    fn translation()(tag in prop::sample::select(vec!["ur", "fa-AF", "zh-Hans-CN"]), member in words(), text in words())
        -> Translation {
        Translation { language: tag.parse().expect("a tag"), member, text }
    }
}

prop_compose! {
    fn claim()(texts in prop::array::uniform10(words()), kind in one_of(&AttributionKind::ALL),
        stance in one_of(&Stance::ALL), said in some(when()), quantities in few(quantity()), disputes in few(words()),
        i18n in few(translation()), members in members()) -> Claim {
        let [id, source, text, name, quote, hedge, grading, graded_by, note, lang] = texts;
        Claim {
            id, source, text, attribution: Attribution { kind, name }, stance, said, quantities,
            quote: quote.into(), hedge: hedge.into(), grading: grading.into(), graded_by: graded_by.into(),
            note: note.into(), lang: lang.into(), i18n: i18n.into(), disputes: disputes.into(), members: members.into(),
        }
    }
}

prop_compose! {
    fn place()(name in words(), precision in one_of(&Precision::ALL), radius_m in some(number()), names in few(words()),
        lines in one_of(&Lines::ALL), note in words()) -> Place {
        Place { name, precision, radius_m, names: names.into(), lines, note: note.into() }
    }
}

prop_compose! {
    fn geometry()(points in few(spot()), lines in few(few(spot())), areas in few(few(few(spot())))) -> Geometry {
        Geometry { points, lines: lines.into(), areas: areas.into() }
    }
}

prop_compose! {
    fn row()(line in any::<u64>(), cells in prop::collection::vec(words(), 0..5)) -> Row {
        let mut rows = Rows::new(["name".to_owned(), String::new()].into());
        rows.push(line, cells.iter().map(String::as_str));
        Row::new(Arc::new(rows), 0)
    }
}

prop_compose! {
    /// An event that says anything, well or not.
    pub(crate) fn any_event()(texts in prop::array::uniform7(words()), when in some(when()), zone in some(zone()),
        actors in few((words(), words())), place in some(place()), geometry in some(geometry()), claims in few(claim()),
        links in few((words(), words())), row in row(), properties in some(members()),
        i18n in few(translation()), members in some(members())) -> Event {
        let [id, title, summary, category, layer, assessment, assessed_by] = texts;
        Event {
            id, title, summary, when, zone, category, layer,
            actors: actors.into_iter().map(|(actor, role)| ActorRole { actor, role }).collect(),
            place, geometry, claims,
            links: links.into_iter().map(|(to, kind)| Link { to, kind }).collect(),
            assessment: assessment.into(), assessed_by: assessed_by.into(), row: Some(row), i18n: i18n.into(),
            properties: properties.unwrap_or_default().into(), members: members.unwrap_or_default().into(),
        }
    }
}

/// What a row says, the line, and cells that are empty too.
fn said(event: &Event) -> Option<(u64, Vec<String>, Vec<String>)> {
    let row = event.row.as_ref()?;
    let cells = (0..=row.width()).map(|column| row.cell(column).to_owned()).collect();
    Some((row.line(), row.columns().to_vec(), cells))
}

proptest! {
    #[test]
    fn what_was_packed_is_read_as_it_was(events in prop::collection::vec(any_event(), 1..8), way in prop::sample::select(vec![None, Some(Way::Small), Some(Way::Fast)])) {
        let open = packed(&events).expect("it can be read again");
        let packed = match way {
            None => open,
            Some(Way::Small) => open.closed(Way::Small).expect("it is small"),
            Some(Way::Fast) => Packed::of_bytes(&open.to_bytes().expect("it is small"), open.columns()).expect("it was written"),
        };
        let mut room = Event::default();
        for (index, is) in events.iter().enumerate() {
            let read = event(&packed, index);
            event_into(&packed, index, &mut room);
            for read in [&read, &room] {
                prop_assert_eq!(read, is);
                // Dates and rows that say the same are not for that the same, and -0 equals 0.
                prop_assert_eq!(format!("{read:?}"), format!("{is:?}"));
                prop_assert_eq!(said(read), said(is));
            }
            let head = || Head::of(&packed, index);
            prop_assert_eq!((head().id(), head().title(), head().zone()), (is.id.as_str(), is.title.as_str(), is.zone.clone()));
            prop_assert_eq!((head().layer(), head().when(), head().place()), (is.layer.as_str(), is.when.clone(), is.place.clone()));
            prop_assert_eq!((head().geometry(), head().has_links()), (is.geometry.clone(), !is.links.is_empty()));
            // Packed again from what was packed.
            let again = super::packed(&[read]).expect("it can be read again");
            prop_assert_eq!(&event(&again, 0), is);
        }
    }

    #[test]
    fn bytes_of_others_are_no_things_or_some_and_take_no_more_room_than_they_fill(
        events in prop::collection::vec(any_event(), 1..4),
        others in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let packed = packed(&events).expect("it can be read again");
        let mut bytes = packed.to_bytes().expect("it is small");
        for (at, byte) in others {
            let at = at.index(bytes.len().min(40));
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let most = 1101 * (bytes.len() + 1);
        let read = Packed::of_bytes(&bytes, packed.columns());
        prop_assert!(read.is_none_or(|read| read.bytes() <= 5 * most + 200));
    }
}

#[test]
fn what_events_of_a_chunk_say_alike_is_kept_once() {
    let bytes = |count: usize| {
        let event = Event { title: "a skirmish of two patrols by the river".to_owned(), ..Event::default() };
        packed(&vec![event; count]).map_or(0, |packed| packed.bytes())
    };
    assert!(bytes(2) < bytes(1) + 20);
}

#[test]
fn rows_of_two_tables_are_not_packed_together() {
    let event = |column: &str| {
        let mut rows = Rows::new([column.to_owned()].into());
        rows.push(2, ["a cell"]);
        Event { row: Some(Row::new(Arc::new(rows), 0)), ..Event::default() }
    };
    assert!(packed(&[event("a"), event("a")]).is_some());
    assert!(packed(&[event("a"), event("b")]).is_none());
}
