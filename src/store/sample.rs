//! A small story for tests: strikes and talks on a border, some of them undated, unplaced or hidden.

use super::Store;
use crate::model::{
    Actor, ActorRole, Attribution, AttributionKind, Category, Claim, Event, Events, Geometry, Layer, LonLat, Place,
    Quantity, Source, Stance, Story, When, Zone,
};

/// A store of the small story.
pub(crate) fn store() -> Store {
    Store::new(story())
}

/// Seven events in two layers; nothing is in the layer `empty`.
pub(crate) fn story() -> Story {
    let source = |id: &str, publisher: &str| Source {
        id: id.to_owned(),
        publisher: publisher.to_owned(),
        title: format!("A report by {publisher}"),
        ..Source::default()
    };
    let actor = |id: &str, name: &str, side: &str| Actor {
        id: id.to_owned(),
        name: name.to_owned(),
        side: side.to_owned(),
        ..Actor::default()
    };
    let category = |id: &str, name: &str| Category { id: id.to_owned(), name: name.to_owned(), ..Category::default() };
    Story {
        zone: "Asia/Kabul".parse::<Zone>().unwrap(),
        sources: vec![source("news18", "News18"), source("reuters", "Reuters")].into(),
        actors: vec![
            actor("pakistan", "Pakistan", "a"),
            actor("ttp", "Pakistani Taliban", "other"),
            actor("taliban", "Afghan Taliban", "b"),
        ],
        categories: vec![category("strike", "Air strike"), category("talks", "Talks")],
        layers: vec![layer("article", "In the article"), layer("background", "Before"), layer("empty", "Empty")],
        events: events(),
        ..Story::default()
    }
}

fn layer(id: &str, name: &str) -> Layer {
    Layer { id: id.to_owned(), name: name.to_owned(), ..Layer::default() }
}

fn events() -> Events {
    let quantity =
        |value: f64| Quantity { measure: "soldiers killed".to_owned(), value: Some(value), ..Quantity::default() };
    let strike = Event {
        title: "Air strikes on Kabul".to_owned(),
        claims: vec![
            Claim {
                quantities: vec![quantity(58.0)],
                said: Some(when("2025-10-12")),
                ..claim("c1", "news18", AttributionKind::Official, "Zabihullah Mujahid")
            },
            Claim {
                quantities: vec![quantity(23.0)],
                disputes: vec!["c1".to_owned()].into(),
                stance: Stance::Denies,
                said: Some(when("2025-10-11")),
                grading: "C3".into(),
                ..claim("c2", "reuters", AttributionKind::Anonymous, "")
            },
        ],
        assessment: "contested".into(),
        ..event("strike", Some("2025-10-09"), "strike", "article", &["pakistan", "ttp"], Some("Kabul, Afghanistan"))
    };
    let truce = Event {
        title: "Truce in Doha".to_owned(),
        claims: vec![Claim {
            quote: "Erdoğan’s written guarantees".into(),
            ..claim("c3", "reuters", AttributionKind::Outlet, "Reuters")
        }],
        ..event("truce", Some("2025-10-19~"), "talks", "article", &["pakistan", "taliban"], Some("Doha"))
    };
    let rumour = Event {
        claims: vec![
            claim("c4", "news18", AttributionKind::Anonymous, "sources"),
            claim("c5", "news18", AttributionKind::Anonymous, "sources"),
        ],
        ..event("rumour", Some("2025-10-19T10:00"), "undeclared", "", &["undeclared"], None)
    };
    vec![
        truce,
        event("undated-b", None, "", "article", &[], None),
        strike,
        event("war", Some("2021-08-15/.."), "", "background", &["taliban"], Some("Kabul")),
        rumour,
        event("undated-a", None, "", "", &[], Some("Kabulistan")),
        event("clash", Some("2025-10-09"), "strike", "article", &["ttp", "pakistan", "ttp"], Some("Khost")),
    ]
    .into()
}

fn when(text: &str) -> When {
    When::parse(text).unwrap()
}

fn claim(id: &str, source: &str, kind: AttributionKind, speaker: &str) -> Claim {
    Claim {
        id: id.to_owned(),
        source: source.to_owned(),
        attribution: Attribution { kind, name: speaker.to_owned() },
        ..Claim::by(kind)
    }
}

fn event(id: &str, date: Option<&str>, category: &str, layer: &str, actors: &[&str], place: Option<&str>) -> Event {
    let role = |actor: &&str| ActorRole { actor: (*actor).to_owned(), role: String::new() };
    let point = |name: &str| LonLat::new(if name == "Doha" { 51.53 } else { 69.17 }, 34.53);
    Event {
        id: id.to_owned(),
        title: id.to_owned(),
        when: date.map(when),
        category: category.to_owned(),
        layer: layer.to_owned(),
        actors: actors.iter().map(role).collect(),
        place: place.map(|name| Place { name: name.to_owned(), ..Place::default() }),
        geometry: place.map(|name| Geometry { points: vec![point(name)], ..Geometry::default() }),
        ..Event::default()
    }
}
