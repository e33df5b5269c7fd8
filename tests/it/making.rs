//! A story is made from nothing through commands.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use meridian::io::{carried_story, story_from_slice, story_to_string};
use meridian::model::{Actor, Category, Chapter, Claim, Event, Layer, Members, Rare, Source, Story};
use meridian::store::Store;
use meridian::view::{Command, Edit, Screen, Session, StoryChange, StoryHead};
use serde_json::Value;

/// The file of a story without what a story does not know, as its own members.
fn file_of(story: &Story) -> Value {
    serde_json::from_str(&story_to_string(story)).unwrap()
}

/// The same event with nothing of how it was read.
fn written_anew(event: &Event) -> Event {
    let claims = event.claims.iter().map(|claim| Claim { members: Rare::default(), ..claim.clone() });
    let (properties, members) = (Rare::default(), Rare::default());
    Event { claims: claims.collect(), properties, members, ..event.clone() }
}

#[test]
fn the_carried_story_is_made_again_from_an_empty_one_through_commands() {
    let carried = carried_story().story;
    let screen = Screen::with_map([800.0, 560.0]);
    let mut session = Session::new(Arc::new(Store::new(Story::default())), screen);
    let mut put = |change: StoryChange| {
        session.run(&Command::Edit(Box::new(Edit::Change(Box::new(change)))), screen);
    };
    put(StoryChange { head: Some(StoryHead::of(&carried)), ..StoryChange::default() });
    for source in &carried.sources {
        // What a source says beyond the fields of the program is not written by its forms.
        let note = source.members.get("note").cloned();
        let members: Members = note.map(|note| ("note".to_owned(), note)).into_iter().collect();
        let source = Source { members: members.into(), ..source.clone() };
        put(StoryChange { sources: vec![source], ..StoryChange::default() });
    }
    for actor in &carried.actors {
        let actor = Actor { members: Members::default(), ..actor.clone() };
        put(StoryChange { actors: vec![actor], ..StoryChange::default() });
    }
    for category in &carried.categories {
        let category = Category { members: Members::default(), ..category.clone() };
        put(StoryChange { categories: vec![category], ..StoryChange::default() });
    }
    for layer in &carried.layers {
        let layer = Layer { members: Members::default(), ..layer.clone() };
        put(StoryChange { layers: vec![layer], ..StoryChange::default() });
    }
    for event in &carried.events {
        put(StoryChange::event(written_anew(&event)));
    }
    for (at, chapter) in carried.chapters.iter().enumerate() {
        let chapter = Chapter { members: Members::default(), ..chapter.clone() };
        session.run(&Command::Edit(Box::new(Edit::AddChapter(at, Box::new(chapter)))), screen);
    }
    let made = session.own_store().whole_story();
    let (mut expected, mut file) = (file_of(&carried), file_of(made));
    // The note of the story is no field of it.
    let note = expected["story"].as_object_mut().unwrap().shift_remove("note");
    assert!(note.is_some());
    for value in [&mut expected, &mut file] {
        make_plain(value);
    }
    assert_eq!(file.to_string(), expected.to_string());
    let read = story_from_slice(story_to_string(made).as_bytes()).unwrap();
    assert_eq!(read.diagnostics.len(), 0, "it reads clean");
    assert_eq!(read.story.events.len(), carried.events.len());
}

/// Leaves out what goes without saying, and puts the members of all objects in one order: JSON has none.
fn make_plain(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let usual = [("stance", Value::from("asserts")), ("visible", true.into()), ("precision", "unknown".into())];
            members.retain(|name, value| !usual.iter().any(|(known, usual)| known == name && value == usual));
            members.sort_keys();
            members.values_mut().for_each(make_plain);
        }
        Value::Array(items) => items.iter_mut().for_each(make_plain),
        _ => {}
    }
}
