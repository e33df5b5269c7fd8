use super::*;
use crate::model::{ActorRole, Chapter, Link};
use crate::store::sample;

/// The story after a change, of which taking back and doing again are tried.
fn changed(change: &StoryChange, story: &Story) -> Story {
    let store = Store::new(story.clone());
    let mut changed = story.clone();
    let Some(patch) = change.patch(&store) else { return changed };
    let touched = patch.touched();
    let undo = patch.apply(&mut changed);
    let patched = store.patched(changed.clone().into(), &touched);
    assert_eq!(patched.order().collect::<Vec<_>>(), Store::new(changed.clone()).order().collect::<Vec<_>>());
    let mut again = changed.clone();
    drop(undo.apply(&mut again));
    assert_eq!(again, *story, "its inverse takes it back");
    changed
}

fn event(id: &str) -> Event {
    Event { id: id.to_owned(), ..Event::default() }
}

#[test]
fn what_is_put_takes_the_place_of_what_has_its_id_or_stands_behind_the_last() {
    let story = (**sample::store().whole_story()).clone();
    let first = story.events.get(0).into_owned();
    let change = StoryChange {
        events: vec![Event { title: "Another".to_owned(), ..first.clone() }, event("new"), event("newer")],
        sources: vec![Source { id: "new".to_owned(), ..Source::default() }],
        layers: vec![Layer { name: "Renamed".to_owned(), ..story.layers[0].clone() }],
        head: Some(StoryHead { title: "Told anew".to_owned(), ..StoryHead::of(&story) }),
        ..StoryChange::default()
    };
    let after = changed(&change, &story);
    assert_eq!((after.title.as_str(), after.events.title(0).as_ref()), ("Told anew", "Another"));
    assert_eq!(after.events.len(), story.events.len() + 2);
    assert_eq!(after.events.id(story.events.len()), "new");
    assert_eq!(after.sources.last().unwrap().id, "new");
    assert_eq!((after.layers.len(), after.layers[0].name.as_str()), (story.layers.len(), "Renamed"));
    assert_eq!(change.patch(&Store::new(after)), None, "the same again changes nothing");
}

#[test]
fn nothing_refers_to_what_was_taken_out() {
    let claim = |id: &str, disputes: &[&str]| crate::model::Claim {
        id: id.to_owned(),
        source: "s".to_owned(),
        disputes: disputes.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>().into(),
        ..crate::model::Claim::by(crate::model::AttributionKind::Named)
    };
    let link = |to: &str| Link { to: to.to_owned(), kind: "led-to".to_owned() };
    let role = |actor: &str| ActorRole { actor: actor.to_owned(), role: String::new() };
    let one = Event {
        category: "c".to_owned(),
        links: vec![link("two"), link("three")].into(),
        actors: vec![role("a"), role("b")],
        claims: vec![claim("c1", &["c2", "c3"])],
        ..event("one")
    };
    let two = Event { claims: vec![claim("c2", &["c1"])], ..event("two") };
    let three = Event { claims: vec![claim("c3", &[])], ..event("three") };
    let chapter = Chapter { event: "two".to_owned(), events: vec!["two".into(), "one".into()], ..Chapter::default() };
    let named = |id: &str| Source { id: id.to_owned(), ..Source::default() };
    let story = Story {
        events: vec![one, two, three].into(),
        chapters: vec![chapter],
        sources: vec![named("s"), named("t")].into(),
        categories: vec![Category { id: "c".to_owned(), ..Category::default() }],
        actors: ["a", "b"].map(|id| Actor { id: id.to_owned(), ..Actor::default() }).into(),
        ..Story::default()
    };
    let removal =
        |kind, id: &str, into: Option<&str>| Removal { kind, id: id.to_owned(), into: into.map(str::to_owned) };
    let removed = vec![
        removal(Named::Event, "two", None),
        removal(Named::Category, "c", None),
        removal(Named::Actor, "a", Some("b")),
        removal(Named::Source, "s", Some("t")),
    ];
    let after = changed(&StoryChange { removed, ..StoryChange::default() }, &story);
    let first = after.events.get(0);
    assert_eq!(after.events.ids().collect::<Vec<_>>(), ["one", "three"]);
    assert_eq!((first.category.as_str(), &first.actors[..]), ("", &[role("b")][..]));
    assert_eq!(first.links.to_vec(), [link("three")]);
    assert_eq!(first.claims[0].disputes.to_vec(), ["c3"]);
    assert_eq!(first.claims[0].source, "t");
    assert_eq!((after.chapters[0].event.as_str(), &after.chapters[0].events[..]), ("", &["one".to_owned()][..]));
    assert_eq!((after.sources.len(), after.actors.len(), after.categories.len()), (1, 1, 0));
}

#[test]
fn claims_that_went_to_another_event_stay_disputed_when_theirs_is_taken_out() {
    let claim = |id: &str| crate::model::Claim {
        id: id.to_owned(),
        ..crate::model::Claim::by(crate::model::AttributionKind::Named)
    };
    let disputing = crate::model::Claim { disputes: vec!["c2".to_owned()].into(), ..claim("c1") };
    let one = Event { claims: vec![disputing.clone()], ..event("one") };
    let two = Event { claims: vec![claim("c2")], ..event("two") };
    let story = Story { events: vec![one.clone(), two].into(), ..Story::default() };
    let merged = Event { claims: vec![disputing, claim("c2")], ..one };
    let removed = vec![Removal { kind: Named::Event, id: "two".to_owned(), into: Some("one".to_owned()) }];
    let after = changed(&StoryChange { events: vec![merged], removed, ..StoryChange::default() }, &story);
    assert_eq!(after.events.get(0).claims[0].disputes.to_vec(), ["c2"]);
}

#[test]
fn chapters_and_sources_name_what_others_were_merged_into() {
    let mut story = (**sample::store().whole_story()).clone();
    let source = |id: &str, apart: &[&str]| Source {
        id: id.to_owned(),
        distinct_from: apart.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>().into(),
        ..Source::default()
    };
    story.sources = vec![source("a", &["b", "c"]), source("b", &["a"]), source("c", &[])].into();
    let actor = |id: &str, name: &str| Actor { id: id.to_owned(), name: name.to_owned(), ..Actor::default() };
    story.actors = vec![actor("isaf", "The force"), actor("nato", "NATO")];
    let mut chapter = Chapter { title: "One".to_owned(), ..Chapter::default() };
    let filter = "actor:isaf,nato -actor:\"The force\" source:b actor:other";
    chapter.view.insert("filter".to_owned(), filter.into());
    chapter.view.insert("window".to_owned(), "2025".into());
    story.chapters = vec![chapter];
    let into = |kind: Named, id: &str, into: &str| Removal { kind, id: id.to_owned(), into: Some(into.to_owned()) };
    let removed = vec![into(Named::Actor, "isaf", "nato"), into(Named::Source, "b", "c")];
    let after = changed(&StoryChange { removed: removed.clone(), ..StoryChange::default() }, &story);
    assert_eq!(after.chapters[0].view["filter"], "actor:nato -actor:nato source:c actor:other");
    assert_eq!(after.chapters[0].view["window"], "2025");
    assert_eq!(after.sources.iter().map(|source| source.distinct_from.join(",")).collect::<Vec<_>>(), ["c", ""]);
    // What takes the place of a source is not told apart from itself, whoever puts it.
    let put = StoryChange { removed, sources: vec![source("c", &["b", "a"])], ..StoryChange::default() };
    let after = changed(&put, &story);
    assert_eq!(after.sources.iter().map(|source| source.distinct_from.join(",")).collect::<Vec<_>>(), ["c", "a"]);
}
