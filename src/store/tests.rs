use super::sample::{store, story};
use super::*;
use crate::model::When;

fn ids(store: &Store, indexes: &[usize]) -> Vec<String> {
    indexes.iter().map(|&index| store.id(index).into_owned()).collect()
}

#[test]
fn order_is_by_start_then_id_and_undated_events_come_last() {
    let store = store();
    let expected = ["war", "clash", "strike", "truce", "rumour", "undated-a", "undated-b"];
    assert_eq!(ids(&store, &store.order().collect::<Vec<_>>()), expected);
    assert_eq!(store.dated_count(), 5);
    for (rank, index) in store.order().enumerate() {
        assert_eq!(store.rank(index), rank);
    }
}

#[test]
fn events_and_claims_are_found_by_id() {
    let store = store();
    let strike = store.index_of("strike").unwrap();
    assert_eq!(store.event(strike).title, "Air strikes on Kabul");
    assert_eq!(store.index_of("nothing"), None);
    assert_eq!(store.claim("c2"), Some((strike, 1)));
    assert_eq!(store.disputing("c1"), [(strike, 1)]);
    assert!(store.disputing("c2").is_empty());
}

#[test]
fn every_source_is_found_by_its_id() {
    let store = store();
    assert!(!store.story().sources.is_empty());
    assert!(store.story().sources.iter().all(|source| store.source(&source.id) == store.story().source(&source.id)));
    assert_eq!(store.source("nobody"), None);
}

#[test]
fn of_two_events_with_one_id_the_first_is_found() {
    let mut story = story();
    story.events.get_mut(1).id = "truce".to_owned();
    assert_eq!(Store::new(story).index_of("truce"), Some(0));
}

#[test]
fn what_the_story_does_not_declare_has_no_index_but_a_key() {
    let store = store();
    let rumour = store.index_of("rumour").unwrap();
    assert_eq!((store.category(rumour), store.layer(rumour)), (None, None));
    assert_eq!(store.actors(rumour).next(), None);
    let column = store.facet(Facet::Actor);
    assert_eq!(column.of(rumour).map(|number| column.key(number).id.as_str()).collect::<Vec<_>>(), ["undeclared"]);
}

#[test]
fn actors_are_listed_once_in_the_order_of_the_event() {
    let store = store();
    assert_eq!(store.actors(store.index_of("clash").unwrap()).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn the_extent_leaves_out_open_ends_but_keeps_the_other_end() {
    let store = store();
    let war = store.span(store.index_of("war").unwrap()).unwrap().possible;
    assert!(war.end_secs.is_infinite());
    let truce = store.span(store.index_of("truce").unwrap()).unwrap().possible;
    let extent = Extent { start_secs: war.start_secs, end_secs: truce.end_secs };
    assert_eq!(store.extent(), Some(extent));
    let without_war = store.extent_where(|index| store.event(index).layer != "background").unwrap();
    let strike = store.span(store.index_of("strike").unwrap()).unwrap().possible;
    assert_eq!(without_war, Extent { start_secs: strike.start_secs, end_secs: truce.end_secs });
    assert_eq!(store.extent_where(|_| false), None);
    assert_eq!(Store::new(Story::default()).extent(), None);
}

#[test]
fn days_are_taken_in_the_zone_of_the_event_before_that_of_the_story() {
    let mut story = story();
    story.events.get_mut(2).zone = Some("+00:00".parse().unwrap());
    let store = Store::new(story);
    let [strike, clash] = ["strike", "clash"].map(|id| store.span(store.index_of(id).unwrap()).unwrap().possible);
    assert!((strike.start_secs - clash.start_secs - 4.5 * 3600.0).abs() < 1e-9);
    assert_eq!(strike, When::parse("2025-10-09").unwrap().span(&crate::model::Zone::Utc).possible);
}

#[test]
fn text_is_folded_and_ends_at_its_event() {
    let store = store();
    let text = |id: &str| store.text(store.index_of(id).unwrap()).collect::<String>();
    assert_eq!(text("truce"), "truce in doha\ndoha\nerdogan's written guarantees\nreuters\nreuters");
    assert_eq!(text("undated-b"), "undated-b\n");
}

#[test]
fn attribution_has_the_best_voice_and_the_kinds_of_record() {
    let store = store();
    let words = |id: &str| -> Vec<&str> {
        let column = store.facet(Facet::Attribution);
        column.of(store.index_of(id).unwrap()).map(|number| column.key(number).id.as_str()).collect()
    };
    assert_eq!(words("strike"), ["named", "official"]);
    assert_eq!(words("truce"), ["outlet"]);
    assert_eq!(words("rumour"), ["anonymous"]);
    assert!(words("clash").is_empty());
    assert_eq!(store.attestation(store.index_of("rumour").unwrap()), Some(Attestation::Anonymous));
}

#[test]
fn a_facet_counts_its_events() {
    let store = store();
    let column = store.facet(Facet::Layer);
    let counts: Vec<_> =
        column.listed().map(|number| (column.key(number).id.as_str(), column.events(number))).collect();
    assert_eq!(counts, [("article", 4), ("background", 1), ("empty", 0)]);
}

#[test]
fn events_with_words_are_those_whose_text_has_them_in_the_order_of_time() {
    let store = Store::new(crate::io::carried_story().story);
    for words in ["", "kabul", "reuters", "truce", "no such words"] {
        let plain =
            store.order().filter(|index| words.is_empty() || store.text(*index).any(|text| text.contains(words)));
        assert!(store.order_with_words(words).eq(plain), "{words}");
    }
}
