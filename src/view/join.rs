//! Several events that are told as one.
//!
//! Answers what the one event says, and between which values of the others one has to choose. It does not know
//! who chooses, or how.

use super::{Removal, StoryChange};
use crate::model::{Event, Named};

/// A field in which events that become one differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinField {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// When it was, with its zone.
    When,
    /// Where it was, with what is drawn.
    Place,
    /// The category.
    Category,
    /// The layer.
    Layer,
    /// The assessment, with whose it is.
    Assessment,
}

impl JoinField {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Summary, Self::When, Self::Place, Self::Category, Self::Layer, Self::Assessment];

    /// Its name, for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Summary => "Summary",
            Self::When => "When",
            Self::Place => "Place",
            Self::Category => "Category",
            Self::Layer => "Layer",
            Self::Assessment => "Assessment",
        }
    }

    /// What an event says there, as it is written; empty where it says nothing.
    pub fn text(self, event: &Event) -> String {
        match self {
            Self::Title => event.title.clone(),
            Self::Summary => event.summary.clone(),
            Self::When => event.when.as_ref().map(ToString::to_string).unwrap_or_default(),
            Self::Place => match (&event.place, event.anchor()) {
                (Some(place), _) if !place.name.is_empty() => place.name.clone(),
                (_, Some(at)) => format!("{:.3}, {:.3}", at.lat, at.lon),
                _ => String::new(),
            },
            Self::Category => event.category.clone(),
            Self::Layer => event.layer.clone(),
            Self::Assessment => event.assessment.to_string(),
        }
    }

    fn take(self, event: &mut Event, from: &Event) {
        match self {
            Self::Title => event.title.clone_from(&from.title),
            Self::Summary => event.summary.clone_from(&from.summary),
            Self::When => {
                event.when.clone_from(&from.when);
                event.zone.clone_from(&from.zone);
            }
            Self::Place => {
                event.place.clone_from(&from.place);
                event.geometry.clone_from(&from.geometry);
            }
            Self::Category => event.category.clone_from(&from.category),
            Self::Layer => event.layer.clone_from(&from.layer),
            Self::Assessment => {
                event.assessment.clone_from(&from.assessment);
                event.assessed_by.clone_from(&from.assessed_by);
            }
        }
    }
}

/// Events that become one, and what it takes from which of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    events: Vec<Event>,
    /// For each of [`JoinField::ALL`], the place of the event whose value stands.
    chosen: [usize; JoinField::ALL.len()],
}

impl Join {
    /// Of several events, each of which is as it stands in the story. Where the first says nothing, the first that
    /// does has its way. None for fewer than two.
    pub fn of(events: Vec<Event>) -> Option<Self> {
        if events.len() < 2 {
            return None;
        }
        let first_that_says = |field: JoinField| events.iter().position(|event| !field.text(event).is_empty());
        let chosen = JoinField::ALL.map(|field| first_that_says(field).unwrap_or(0));
        Some(Self { events, chosen })
    }

    /// The events, the one that stays first.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The place of the event whose value of a field stands.
    pub fn chosen(&self, field: JoinField) -> usize {
        self.chosen[field as usize]
    }

    /// Has the value of another event stand.
    pub fn choose(&mut self, field: JoinField, event: usize) {
        self.chosen[field as usize] = event.min(self.events.len() - 1);
    }

    /// What the events say of a field, each value once with the first that has it; what is said by none is left out.
    pub fn values(&self, field: JoinField) -> Vec<(usize, String)> {
        let mut values: Vec<(usize, String)> = Vec::new();
        for (place, event) in self.events.iter().enumerate() {
            let text = field.text(event);
            if !text.is_empty() && values.iter().all(|(_, known)| *known != text) {
                values.push((place, text));
            }
        }
        values
    }

    /// The one event: with every claim, actor, link and unknown member of all.
    pub fn event(&self) -> Event {
        let mut one = self.events[0].clone();
        for field in JoinField::ALL {
            field.take(&mut one, &self.events[self.chosen(field)]);
        }
        // A text in another language goes with the one that it says again.
        let said = |field: JoinField, member: &'static str| {
            let texts = self.events[self.chosen(field)].i18n.iter();
            texts.filter(move |text| text.member == member).cloned()
        };
        one.i18n = said(JoinField::Title, "title").chain(said(JoinField::Summary, "summary")).collect();
        let ids: Vec<&String> = self.events.iter().map(|event| &event.id).collect();
        for other in &self.events[1..] {
            for claim in &other.claims {
                if one.claims.iter().all(|known| known.id != claim.id) {
                    one.claims.push(claim.clone());
                }
            }
            for role in &other.actors {
                if !one.actors.contains(role) {
                    one.actors.push(role.clone());
                }
            }
            for link in &other.links {
                if !one.links.contains(link) {
                    one.links.push(link.clone());
                }
            }
            for (name, value) in &other.properties {
                if !one.properties.contains_key(name) {
                    one.properties.insert(name.clone(), value.clone());
                }
            }
            for (name, value) in &other.members {
                if !one.members.contains_key(name) {
                    one.members.insert(name.clone(), value.clone());
                }
            }
        }
        if one.links.iter().any(|link| ids.contains(&&link.to)) {
            one.links.retain(|link| !ids.contains(&&link.to));
        }
        one
    }

    /// The change of the story in which they become one: whatever refers to the others refers to it.
    pub fn change(&self) -> StoryChange {
        let into = Some(self.events[0].id.clone());
        let removed = self.events[1..].iter();
        let removed = removed.map(|event| Removal { kind: Named::Event, id: event.id.clone(), into: into.clone() });
        StoryChange { events: vec![self.event()], removed: removed.collect(), ..StoryChange::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorRole, AttributionKind, Claim, Link, Translation, When};

    fn event(id: &str, title: &str, when: &str) -> Event {
        let claim = Claim { id: format!("{id}-claim"), ..Claim::by(AttributionKind::Named) };
        let when = When::parse(when).ok();
        Event { id: id.to_owned(), title: title.to_owned(), when, claims: vec![claim], ..Event::default() }
    }

    #[test]
    fn one_event_has_the_claims_actors_links_and_members_of_all() {
        let role = |actor: &str| ActorRole { actor: actor.to_owned(), role: String::new() };
        let link = |to: &str| Link { to: to.to_owned(), kind: "led-to".to_owned() };
        let one = Event { links: vec![link("b")].into(), actors: vec![role("x")], ..event("a", "Blasts", "") };
        let mut other = Event {
            links: vec![link("a"), link("c")].into(),
            actors: vec![role("x"), role("y")],
            ..event("b", "Strikes", "2025-10-09")
        };
        other.properties.insert("seen_by".to_owned(), "nobody".into());
        let join = Join::of(vec![one, other]).unwrap();
        let joined = join.event();
        let claims: Vec<&str> = joined.claims.iter().map(|claim| claim.id.as_str()).collect();
        assert_eq!(claims, ["a-claim", "b-claim"]);
        assert_eq!((joined.actors.len(), joined.links.to_vec()), (2, vec![link("c")]));
        assert_eq!(joined.when, When::parse("2025-10-09").ok(), "the first says no time");
        assert_eq!((joined.title.as_str(), joined.properties.contains_key("seen_by")), ("Blasts", true));
    }

    #[test]
    fn what_differs_is_chosen_field_by_field() {
        let mut join = Join::of(vec![event("a", "Blasts", "2025-10-09"), event("b", "Strikes", "2025-10-09")]).unwrap();
        assert_eq!(join.values(JoinField::When).len(), 1);
        assert_eq!(join.values(JoinField::Title), [(0, "Blasts".to_owned()), (1, "Strikes".to_owned())]);
        join.choose(JoinField::Title, 1);
        assert_eq!((join.event().title.as_str(), join.event().id.as_str()), ("Strikes", "a"));
    }

    #[test]
    fn texts_in_other_languages_go_with_those_that_are_chosen() {
        let said = |event: Event, texts: [(&str, &str); 2]| {
            let one = |(member, text): (&str, &str)| Translation {
                language: "ur".parse().unwrap(),
                member: member.to_owned(),
                text: text.to_owned(),
            };
            Event { summary: format!("{}.", event.title), i18n: texts.map(one).to_vec().into(), ..event }
        };
        let one = said(event("a", "Blasts", ""), [("title", "دھماکے"), ("summary", "دھماکے۔")]);
        let other = said(event("b", "Strikes", ""), [("title", "حملے"), ("summary", "حملے۔")]);
        let mut join = Join::of(vec![one, other]).unwrap();
        join.choose(JoinField::Title, 1);
        let texts: Vec<String> = join.event().i18n.iter().map(|text| text.text.clone()).collect();
        assert_eq!(texts, ["حملے", "دھماکے۔"]);
    }

    #[test]
    fn one_alone_is_not_joined() {
        assert_eq!(Join::of(vec![event("a", "", "")]), None);
    }
}
