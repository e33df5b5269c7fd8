use serde_json::json;

use super::object::Flat;
use super::*;
use crate::io::{carried_story, story_from_slice};
use crate::model::Story;

fn store(story: &serde_json::Value) -> Store {
    Store::new(story_from_slice(story.to_string().as_bytes()).unwrap().story)
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn joined(store: &Store, join: &Join) -> Story {
    let mut story = (**store.whole_story()).clone();
    drop(join.change().patch(store).unwrap().apply(&mut story));
    story
}

fn feature(id: &str, properties: &serde_json::Value) -> serde_json::Value {
    json!({ "type": "Feature", "id": id, "geometry": null, "properties": properties })
}

fn of_features(features: &[serde_json::Value]) -> Store {
    store(&json!({ "type": "FeatureCollection", "story": { "version": 1, "title": "T" }, "features": features }))
}

fn choose(join: &mut Join, label: &str, thing: usize) {
    let line = join.lines().iter().position(|line| line.label == label).unwrap();
    join.choose(line, thing);
}

#[test]
fn one_event_has_the_claims_actors_links_and_members_of_all() {
    let claim = |id: &str| json!({ "id": id, "source": "s", "attribution": { "kind": "named" }, "x-read": id });
    let link = |to: &str| json!({ "to": to, "kind": "led-to" });
    let store = of_features(&[
        feature(
            "a",
            &json!({ "title": "Blasts", "claims": [claim("a1")], "links": [link("b")], "actors": [{ "id": "x" }] }),
        ),
        feature(
            "b",
            &json!({
                "title": "Strikes", "when": "2025-10-09", "claims": [claim("b1")], "links": [link("a"), link("c")],
                "actors": [{ "id": "x", "role": "by", "x-rank": 1 }, { "id": "y" }], "seen_by": "nobody",
                "place": { "name": "Kabul", "x-district": 4 }
            }),
        ),
        feature(
            "c",
            &json!({ "title": "After", "links": [link("a"), { "to": "b", "kind": "part-of", "x-why": 1 }, link("b")] }),
        ),
    ]);
    let mut join = Join::of(&store, Named::Event, &ids(&["a", "b"])).unwrap();
    assert_eq!(join.lines().iter().map(|line| line.label.as_str()).collect::<Vec<_>>(), ["Title"]);
    assert_eq!(join.lines()[0].values, [(0, "Blasts".to_owned()), (1, "Strikes".to_owned())]);
    choose(&mut join, "Title", 1);
    let story = joined(&store, &join);
    let one = story.events.get(0).to_members();
    let properties = &one["properties"];
    assert_eq!((story.events.len(), &properties["title"]), (2, &json!("Strikes")));
    assert_eq!(properties["when"], json!("2025-10-09"), "the first says no time");
    assert_eq!(properties["claims"], json!([claim("a1"), claim("b1")]));
    assert_eq!(properties["links"], json!([link("c")]));
    assert_eq!(properties["actors"], json!([{ "id": "x", "role": "by", "x-rank": 1 }, { "id": "y" }]));
    assert_eq!((&properties["seen_by"], &properties["place"]["x-district"]), (&json!("nobody"), &json!(4)));
    let links = &story.events.get(1).to_members()["properties"]["links"];
    let other = json!({ "to": "a", "kind": "part-of", "x-why": 1 });
    assert_eq!(*links, json!([link("a"), other]), "two links to what is one are one");
}

#[test]
fn texts_in_other_languages_go_with_those_that_are_chosen() {
    let store = of_features(&[
        feature("a", &json!({ "title": "Blasts", "summary": "Two.", "i18n": { "ur": { "title": "دھماکے" } } })),
        feature(
            "b",
            &json!({ "title": "Strikes", "summary": "Two.", "i18n": { "ur": { "title": "حملے", "summary": "دو۔" } } }),
        ),
    ]);
    let mut join = Join::of(&store, Named::Event, &ids(&["a", "b"])).unwrap();
    let said = |join: &Join| joined(&store, join).events.get(0).to_members()["properties"]["i18n"].clone();
    assert_eq!(said(&join), json!({ "ur": { "title": "دھماکے", "summary": "دو۔" } }));
    choose(&mut join, "Title", 1);
    assert_eq!(said(&join), json!({ "ur": { "title": "حملے", "summary": "دو۔" } }));
}

#[test]
fn what_a_source_lacks_is_taken_over_and_its_claims_cite_the_one_that_stays() {
    let claim = json!({ "id": "c", "source": "t", "attribution": { "kind": "named" } });
    let store = store(&json!({
        "type": "FeatureCollection",
        "story": { "version": 1, "title": "T", "sources": [
            { "id": "s", "title": "Truce", "url": "https://a.example/1", "x-desk": { "seen": "Ali", "page": 3 } },
            { "id": "t", "title": "The truce", "published": "2025-10-19", "author": "B", "x-desk": { "seen": "Bea" } }
        ] },
        "features": [feature("e", &json!({ "title": "E", "claims": [claim] }))]
    }));
    let mut join = Join::of(&store, Named::Source, &ids(&["s", "t"])).unwrap();
    let lines: Vec<&str> = join.lines().iter().map(|line| line.label.as_str()).collect();
    assert_eq!(lines, ["Title", "X-desk: seen"]);
    choose(&mut join, "X-desk: seen", 1);
    let story = joined(&store, &join);
    assert_eq!(
        story.sources.iter().map(|source| Value::Object(source.to_members())).collect::<Vec<_>>(),
        [json!({
            "id": "s", "title": "Truce", "url": "https://a.example/1", "x-desk": { "seen": "Bea", "page": 3 },
            "published": "2025-10-19", "author": "B"
        })]
    );
    assert_eq!(story.events.get(0).claims[0].source, "s");
}

#[test]
fn one_alone_is_not_joined_and_neither_are_claims() {
    let store = Store::new(carried_story().story);
    let (event, claim) = (store.id(0).into_owned(), store.event(0).claims[0].id.clone());
    assert_eq!(Join::of(&store, Named::Event, &[event.clone(), event, "no such event".to_owned()]), None);
    assert_eq!(Join::of(&store, Named::Claim, &[claim.clone(), claim]), None);
}

/// Every value of an object that holds no others, with the names that lead to it.
fn leaves(value: &Value, path: &str, into: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| leaves(value, &format!("{path}/{name}"), into));
        }
        Value::Array(list) => list.iter().for_each(|value| leaves(value, path, into)),
        value => into.push((path.to_owned(), value.clone())),
    }
}

fn leaves_of(members: &Members) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    leaves(&Value::Object(members.clone()), "", &mut found);
    found
}

/// What is held against the law: nothing that one of the things said is missing from the one, but where a line told it.
fn check(join: &Join, things: &[Members], one: &Members) {
    let kept = leaves_of(one);
    let ids: Vec<Value> = join.ids().iter().map(|id| Value::from(id.as_str())).collect();
    for (path, value) in things.iter().flat_map(leaves_of) {
        let told = |line: &JoinLine| {
            let mut names = line.member.split('\u{1f}').map(|name| format!("/{}", name.trim_start_matches('\u{0}')));
            names.all(|name| path.contains(&name))
                || line.label == "When" && path == "/zone"
                || line.label == "Place"
                    && path.trim_start_matches('/').trim_start_matches('\u{0}').starts_with("geometry")
                || line.label == "Assessment" && path == "/assessed_by"
        };
        let is_link_within = path.starts_with("/links/");
        let is_held = kept.contains(&(path.clone(), value.clone())) || join.lines().iter().any(told);
        assert!(is_held || ids.contains(&value) || is_link_within, "{path} {value} of {:?}", join.ids());
    }
}

#[test]
fn no_claim_link_or_unknown_member_is_lost_whichever_two_become_one() {
    let mut story = carried_story().story;
    for number in 0..story.events.len() {
        let event = story.events.get_mut(number);
        event.properties.insert(format!("x-{}", number % 3), json!({ "desk": number % 5, "of": [number] }));
        event.members.insert(format!("y-{number}"), json!(number));
    }
    for (number, source) in story.sources.iter_mut().enumerate() {
        source.members.insert(format!("x-{}", number % 3), json!({ "desk": number % 5 }));
    }
    for (number, actor) in story.actors.iter_mut().enumerate() {
        actor.members.insert(format!("x-{}", number % 3), json!({ "desk": number % 5 }));
    }
    let store = Store::new(story.clone());
    let claims = |story: &Story| {
        let all = story.events.claims().map(|claim| (claim.id.clone(), claim.text.clone(), claim.source.clone()));
        all.collect::<std::collections::BTreeSet<_>>()
    };
    let links = |story: &Story| story.events.iter().map(|event| event.links.len()).sum::<usize>();
    for (one, other) in (0..store.len()).flat_map(|one| [1, 5, 17].map(|step| (one, (one + step) % store.len()))) {
        let join = Join::of(&store, Named::Event, &[store.id(one).into_owned(), store.id(other).into_owned()]).unwrap();
        let after = joined(&store, &join);
        assert_eq!(claims(&after), claims(&story));
        let pair = [one, other].map(|index| story.events.get(index).into_owned());
        let between: std::collections::BTreeSet<_> = story
            .events
            .iter()
            .flat_map(|event| {
                let id = event.id.clone();
                let to = |to: &str| if to == pair[1].id { pair[0].id.clone() } else { to.to_owned() };
                event.links.iter().map(|link| (to(&id), to(&link.to), link.kind.clone())).collect::<Vec<_>>()
            })
            .filter(|(from, to, _)| from != to)
            .collect();
        assert_eq!(links(&after), between.len());
        let at = after.events.ids().position(|id| id == pair[0].id).unwrap();
        check(&join, &pair.map(|event| Flat::of(event.to_members()).0), &Flat::of(after.events.get(at).to_members()).0);
    }
    for (place, source) in story.sources.iter().enumerate() {
        let other = &story.sources[(place + 7) % story.sources.len()];
        let join = Join::of(&store, Named::Source, &[source.id.clone(), other.id.clone()]).unwrap();
        let after = joined(&store, &join);
        assert_eq!(claims(&after).len(), claims(&story).len());
        assert!(after.events.claims().all(|claim| claim.source != other.id));
        check(&join, &[source, other].map(Source::to_members), &after.source(&source.id).unwrap().to_members());
    }
    for (place, actor) in story.actors.iter().enumerate() {
        let other = &story.actors[(place + 1) % story.actors.len()];
        let join = Join::of(&store, Named::Actor, &[actor.id.clone(), other.id.clone()]).unwrap();
        let after = joined(&store, &join);
        assert!(after.events.iter().all(|event| event.actors.iter().all(|role| role.actor != other.id)));
        check(&join, &[actor, other].map(Actor::to_members), &after.actor(&actor.id).unwrap().to_members());
    }
}
