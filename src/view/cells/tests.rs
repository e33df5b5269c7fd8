use super::*;
use crate::io::carried_story;
use crate::model::{Event, Story};
use crate::store::Store;
use crate::view::{Edit, StoryChange};

fn carried() -> Store {
    Store::new(carried_story().story)
}

/// The story after a change.
fn changed(store: &Store, change: StoryChange) -> Story {
    let mut story = Story::clone(store.whole_story());
    if let Some(patch) = Edit::Change(Box::new(change)).patch(store) {
        drop(patch.apply(&mut story));
    }
    story
}

/// Writes a text into a cell of an event.
fn written(store: &Store, id: &str, cell: EventCell, text: &str) -> (Event, Story) {
    let mut writer = CellWriter::of(store);
    assert_eq!(writer.write_event(id, cell, Written::Text(text)), Taken::Yes);
    let story = changed(store, writer.into_change());
    let event = story.events.iter().find(|event| event.id == id).unwrap().into_owned();
    (event, story)
}

#[test]
fn what_stands_in_a_cell_written_into_it_again_changes_nothing() {
    let store = carried();
    let mut writer = CellWriter::of(&store);
    for event in &store.whole_story().events {
        for cell in EventCell::ALL {
            writer.write_event(&event.id, cell, Written::Text(&event_text(&store, &event, cell)));
        }
        for claim in &event.claims {
            for cell in ClaimCell::ALL {
                writer.write_claim(&claim.id, cell, Written::Text(&claim_text(&store, claim, cell)));
            }
        }
    }
    assert_eq!(changed(&store, writer.into_change()), **store.whole_story());
}

#[test]
fn to_fill_down_is_to_fill_each_by_itself() {
    let store = carried();
    let ids: Vec<String> = store.whole_story().events.ids().map(std::borrow::Cow::into_owned).collect();
    let claims: Vec<String> = store.whole_story().events.ids_of_claims().map(std::borrow::Cow::into_owned).collect();
    for cell in EventCell::ALL {
        let mut all = CellWriter::of(&store);
        let mut by_one = carried();
        for to in &ids[1..9] {
            all.fill_event(&ids[0], to, cell);
            let mut one = CellWriter::of(&by_one);
            one.fill_event(&ids[0], to, cell);
            by_one = Store::new(changed(&by_one, one.into_change()));
        }
        assert_eq!(changed(&store, all.into_change()), **by_one.whole_story(), "{cell:?}");
    }
    for cell in ClaimCell::ALL {
        let mut all = CellWriter::of(&store);
        let mut by_one = carried();
        for to in &claims[1..9] {
            all.fill_claim(&claims[0], to, cell);
            let mut one = CellWriter::of(&by_one);
            one.fill_claim(&claims[0], to, cell);
            by_one = Store::new(changed(&by_one, one.into_change()));
        }
        assert_eq!(changed(&store, all.into_change()), **by_one.whole_story(), "{cell:?}");
    }
}

#[test]
fn a_name_that_the_story_has_is_that_and_another_is_something_new() {
    let store = carried();
    let story = store.whole_story();
    let id = story.events.id(0).into_owned();
    let category = story.categories.last().unwrap();
    let (event, after) = written(&store, &id, EventCell::Category, &category.name.to_uppercase());
    assert_eq!((event.category.as_str(), after.categories.len()), (category.id.as_str(), story.categories.len()));
    let (event, after) = written(&store, &id, EventCell::Category, "Flood");
    assert_eq!((event.category.as_str(), after.categories.last().unwrap().name.as_str()), ("flood", "Flood"));
    let (event, after) = written(&store, &id, EventCell::Actors, "Pakistan (host); Red Crescent");
    let roles: Vec<(&str, &str)> = event.actors.iter().map(|role| (role.actor.as_str(), role.role.as_str())).collect();
    assert_eq!(roles, [("pakistan", "host"), ("red-crescent", "")]);
    assert_eq!(after.actors.len(), story.actors.len() + 1);
}

#[test]
fn a_place_of_the_story_is_where_it_was_and_a_position_is_read() {
    let store = carried();
    let story = store.whole_story();
    let placed =
        |event: &Event| event.geometry.is_some() && event.place.as_ref().is_some_and(|place| !place.name.is_empty());
    let known = story.events.iter().find(|event| placed(event)).unwrap().into_owned();
    let id = story.events.iter().find(|event| event.id != known.id).unwrap().id.clone();
    let name = &known.place.as_ref().unwrap().name;
    let (event, _) = written(&store, &id, EventCell::Place, name);
    assert_eq!((&event.place.as_ref().unwrap().name, event.geometry.is_some()), (name, true));
    let (event, _) = written(&store, &id, EventCell::Place, "A village of no name");
    assert_eq!((event.place.unwrap().name.as_str(), event.geometry), ("A village of no name", None));
    let (event, _) = written(&store, &id, EventCell::Place, "34.5, 69.25");
    assert!((event.geometry.unwrap().points[0].lat - 34.5).abs() < 1e-9);
}

#[test]
fn a_date_is_read_in_words_and_kept_as_typed_where_it_cannot_be() {
    let store = carried();
    let id = store.id(0).into_owned();
    let (event, _) = written(&store, &id, EventCell::When, "9 October 2025");
    assert_eq!(event.when.unwrap().to_string(), "2025-10-09");
    let (event, story) = written(&store, &id, EventCell::When, "the day before");
    assert_eq!((event.when.clone(), event_text(&store, &event, EventCell::When).as_str()), (None, "the day before"));
    let store = Store::new(story);
    let mut writer = CellWriter::of(&store);
    let other = store.id(1).into_owned();
    writer.fill_event(&id, &other, EventCell::When);
    let event = changed(&store, writer.into_change()).events.get(1).into_owned();
    assert_eq!(event_text(&store, &event, EventCell::When), "the day before", "it is filled down as it was typed");
}

#[test]
fn new_rows_have_ids_of_their_own_and_words_that_fit_no_cell_are_told() {
    let store = carried();
    let mut writer = CellWriter::of(&store);
    let (one, other) = (writer.begin_event(), writer.begin_event());
    let claim = writer.begin_claim(&one).unwrap();
    assert_eq!(writer.write_claim(&claim, ClaimCell::Stance, Written::Text("Denies")), Taken::Yes);
    assert_eq!(writer.write_claim(&claim, ClaimCell::Kind, Written::Text("hearsay")), Taken::No);
    assert_eq!(writer.begin_claim("nowhere"), None);
    let story = changed(&store, writer.into_change());
    assert_eq!(story.events.len(), store.len() + 2);
    assert_ne!(one, other);
    assert_eq!(story.events.get(store.len()).claims[0].stance, crate::model::Stance::Denies);
}

#[test]
fn many_new_names_have_an_id_each_and_the_same_name_is_one_thing() {
    let store = carried();
    let mut writer = CellWriter::of(&store);
    let names = ["سیلاب", "زلزله", "سیلاب", "Flood", "flood"];
    let ids: Vec<String> = names.iter().map(|_| writer.begin_event()).collect();
    for (id, name) in ids.iter().zip(names) {
        writer.write_event(id, EventCell::Category, Written::Text(name));
    }
    let story = changed(&store, writer.into_change());
    let categories: Vec<String> =
        (store.len()..story.events.len()).map(|at| story.events.get(at).category.clone()).collect();
    assert_eq!((&categories[0], &categories[3]), (&categories[2], &categories[4]));
    assert_ne!(categories[0], categories[1]);
    assert_eq!(story.categories.len(), store.story().categories.len() + 3);
}
