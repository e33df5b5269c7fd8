//! Several rows about one event: what becomes a claim, what stays an event, and what is told.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use meridian::io::{Loaded, Opening, open_bytes, story_to_string};

fn read(text: &str) -> Loaded {
    open_bytes(text.as_bytes().to_vec(), Opening::default()).unwrap()
}

fn told(loaded: &Loaded) -> Vec<String> {
    loaded.diagnostics.iter().map(ToString::to_string).collect()
}

/// The titles of the events, each with how many claims it has.
fn counted(loaded: &Loaded) -> Vec<(String, usize)> {
    loaded.story.events.iter().map(|event| (event.title.clone(), event.claims.len())).collect()
}

#[test]
fn a_hundred_pasted_rows_of_repeated_events_become_events_with_claims() {
    for id in ["id\t", ""] {
        let mut text = format!("{id}title\tdate\tplace\tcategory\tclaim\tspeaker\tsource\tkilled\tnote\n");
        for row in 0..100 {
            let (event, voice) = (row % 25, row / 25);
            if !id.is_empty() {
                write!(text, "e{event}\t").unwrap();
            }
            writeln!(
                text,
                "Strike {event}\t{}-10-2025\tKabul\tStrike\tIt hit a house.\tSpeaker {voice}\tDesk {voice}\t{row}\tseen {row}",
                13 + event % 12
            )
            .unwrap();
        }
        let loaded = read(&text);
        assert_eq!(
            (loaded.story.events.len(), loaded.report.joined, loaded.rejected),
            (25, 75, 0),
            "{:#?}",
            told(&loaded)
        );
        assert_eq!(loaded.story.sources.len(), 4);
        for (index, event) in loaded.story.events.iter().enumerate() {
            assert_eq!(event.title, format!("Strike {index}"));
            let said: Vec<(&str, Option<f64>)> =
                event.claims.iter().map(|claim| (claim.attribution.name.as_str(), claim.quantities[0].value)).collect();
            let voices = ["Speaker 0", "Speaker 1", "Speaker 2", "Speaker 3"];
            let expected: Vec<(&str, Option<f64>)> =
                voices.into_iter().zip([0, 25, 50, 75].map(|more| Some(f64::from(index as u32 + more)))).collect();
            assert_eq!(said, expected);
            // A column that nothing is made of stays with the claim of its row.
            let kept = &event.claims[3].members["columns"];
            assert_eq!(kept, &serde_json::json!({ "note": format!("seen {}", index + 75) }));
        }
        let mut ids: Vec<String> = loaded.story.events.ids_of_claims().map(Into::into).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 100, "each claim has an id of its own");
        let again = read(&story_to_string(&loaded.story));
        assert_eq!((again.diagnostics.errors(), told(&again).len()), (0, 1), "{:#?}", told(&again));
        assert_eq!(counted(&again), counted(&loaded));
    }
}

#[test]
fn what_further_rows_say_otherwise_is_told_with_both_lines_and_kept() {
    let loaded = read(
        "id,title,date,place,category,summary,source\n\
         1,Strike,2025-10-09,Kabul,Strike,,Desk\n\
         2,Talks,2025-10-25,Doha,Talks,,Desk\n\
         1,Strike,2025-10-09,Kabul,Raid,A house was hit.,Wire\n\
         1,,,,,A market was hit.,Radio\n",
    );
    assert_eq!(counted(&loaded), [("Strike".to_owned(), 3), ("Talks".to_owned(), 1)]);
    let event = loaded.story.events.get(0);
    assert_eq!((event.category.as_str(), event.summary.as_str()), ("Strike", "A house was hit."));
    let told = told(&loaded);
    let has = |part: &str| assert!(told.iter().any(|line| line.contains(part)), "{told:#?}");
    has("4:1: warning: this row gives \"Strike\" of line 2 the category \"Raid\" and not \"Strike\"; line 2 stands");
    has(
        "5:1: warning: this row gives \"Strike\" of line 2 the summary \"A market was hit.\" and not \"A house was hit.\"",
    );
    assert_eq!(event.claims[1].members["columns"]["category"], "Raid");
    assert_eq!(event.claims[2].members["columns"]["summary"], "A market was hit.");
}

#[test]
fn rows_that_claim_nothing_else_stay_what_they_were() {
    for (rows, events, joined, duplicates) in [
        // Equal in all.
        ("Strike,2025-10-09,Kabul,Desk,3\nStrike,2025-10-09,Kabul,Desk,3\n", 1, 0, 1),
        // Two figures by one source without an id are two events.
        ("Strike,2025-10-09,Kabul,Desk,3\nStrike,2025-10-09,Kabul,Desk,4\n", 2, 0, 0),
        // Another title, date or place.
        ("Strike,2025-10-09,Kabul,Desk,3\nRaid,2025-10-09,Kabul,Wire,3\n", 2, 0, 0),
        ("Strike,2025-10-09,Kabul,Desk,3\nStrike,2025-10-10,Kabul,Wire,3\n", 2, 0, 0),
        ("Strike,2025-10-09,Kabul,Desk,3\nStrike,2025-10-09,Herat,Wire,3\n", 2, 0, 0),
        // Without a place it is not known whether they are one.
        ("Strike,2025-10-09,,Desk,3\nStrike,2025-10-09,,Wire,3\n", 2, 0, 0),
        ("Strike,2025-10-09,Kabul,Desk,3\nStrike,2025-10-09,Kabul,Wire,3\nStrike,2025-10-09,Kabul,Wire,3\n", 1, 1, 1),
    ] {
        let loaded = read(&format!("title,date,place,source,deaths\n{rows}"));
        let report = &loaded.report;
        assert_eq!(
            (loaded.story.events.len(), report.joined, report.duplicates),
            (events, joined, duplicates),
            "{rows}"
        );
    }
}

#[test]
fn an_id_with_another_title_or_date_is_another_event_and_told() {
    let loaded = read(
        "id,title,date,place,source\n1,Strike,2025-10-09,Kabul,Desk\n1,Talks,2025-10-09,Kabul,Wire\n1,Strike,2025-10-10,Kabul,Radio\n",
    );
    assert_eq!(loaded.story.events.ids().collect::<Vec<_>>(), ["1", "1-2", "1-3"]);
    assert_eq!(told(&loaded).iter().filter(|line| line.contains("a second row has the id \"1\"")).count(), 2);
}

#[test]
fn events_of_large_tables_are_joined_wherever_their_rows_stand() {
    let mut text = String::from("id,title,date,place,source\n");
    for row in 0..6000 {
        writeln!(text, "e{0},Event {0},2025-10-09,Kabul,Desk {1}", row % 2000, row / 2000).unwrap();
    }
    let loaded = read(&text);
    assert_eq!((loaded.story.events.len(), loaded.report.joined), (2000, 4000));
    assert!(loaded.story.events.iter().all(|event| event.claims.len() == 3));
}
