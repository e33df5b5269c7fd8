//! Events that lie in a file are asked as those in memory are.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{Facet, Store, Touched};
use crate::io::{Opening, open_bytes};
use crate::model::{Events, Story};

/// A table of so many rows, with ids and dates that share beginnings, of several sources.
fn table(rows: usize) -> String {
    let mut text = String::from("id,title,date,lat,lon,place,category,actors,source,claim,dead\n");
    for row in 0..rows {
        let (day, number) = (1 + row * 7 % 28, row * 7919 % rows);
        let (kind, lat) = (["clash", "strike", ""][row % 3], row % 50);
        writeln!(
            text,
            "event number {number},A {kind} of day {day},2025-03-{day:02},{lat}.5,70,Place {},{kind},Group {};Group {},Paper {};Agency,Said {number},{}",
            row % 11, row % 5, row % 7, row % 3, row % 4
        )
        .unwrap();
    }
    text
}

fn answers(store: &Store, words: &str) -> Vec<String> {
    let mut lines = vec![format!("{:?}", store.order().collect::<Vec<_>>())];
    lines.push(format!("{:?}", store.order_with_words(words).collect::<Vec<_>>()));
    for index in 0..store.len() {
        let id = store.id(index).into_owned();
        let claim = store.claim(&format!("{id}-2"));
        lines.push(format!("{index} {id} {:?} {claim:?} {:?}", store.index_of(&id), store.title(index)));
        lines.push(format!("{:?} {:?} {:?}", store.span(index), store.days(index), store.anchor(index)));
        lines.push(format!("{:?} {:?}", store.text(index).collect::<String>(), store.is_single_source(index)));
        for (facet, _) in Facet::ALL {
            let column = store.facet(facet);
            lines.push(format!("{:?}", column.of(index).map(|key| &column.key(key).id).collect::<Vec<_>>()));
        }
    }
    lines
}

#[test]
fn a_store_of_events_in_a_file_answers_as_one_of_events_in_memory() {
    let story = open_bytes(table(2500).into_bytes(), Opening::default()).unwrap().story;
    let in_memory = || story.events.iter().map(std::borrow::Cow::into_owned).collect::<Events>();
    let plain = Story { events: in_memory(), ..story.clone() };
    assert_eq!((story.events.are_away(), plain.events.are_away()), (true, false));
    let (away, plain) = (Store::new(story.clone()), Store::new(plain));
    assert_eq!(answers(&away, "day 8"), answers(&plain, "day 8"));
    // An edit of one, and what follows from it.
    let mut edited = story.clone();
    edited.events.get_mut(700).title = "An edited day 8".to_owned();
    let touched = Touched { changed: vec![700], ..Touched::default() };
    let patched = away.patched(Arc::new(edited.clone()), &touched);
    assert_eq!(answers(&patched, "day 8"), answers(&Store::new(edited), "day 8"));
}
