//! The cells of a row that is an event.

use super::names::first_events;
use super::writer::{CellWriter, Taken, Written};
use crate::model::{ActorRole, Event, Named, Place, TypedContext, When, read_position};
use crate::store::{Facet, Store};
use crate::view::{Placement, day_near, put_date, unread_date};

/// What can be written of an event in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventCell {
    /// Its title.
    Title,
    /// When it was.
    When,
    /// The name of its place, or a position.
    Place,
    /// The name of its category.
    Category,
    /// The name of its layer.
    Layer,
    /// Its summary.
    Summary,
    /// The names of who takes part, with their roles in brackets, between semicolons.
    Actors,
}

impl EventCell {
    /// Every cell.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::When, Self::Place, Self::Category, Self::Layer, Self::Summary, Self::Actors];
}

/// What stands in a cell of an event, as it is typed and copied.
pub fn event_text(own: &Store, event: &Event, cell: EventCell) -> String {
    let story = own.whole_story();
    match cell {
        EventCell::Title => event.title.clone(),
        EventCell::Summary => event.summary.clone(),
        EventCell::When => {
            let unread = || unread_date(None, &event.properties, "when").unwrap_or_default().to_owned();
            event.when.as_ref().map_or_else(unread, ToString::to_string)
        }
        EventCell::Place => match &event.place {
            Some(place) if place.name.is_empty() => place.names.join(", "),
            place => place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
        },
        EventCell::Category => {
            story.category(&event.category).map_or(&event.category, |category| &category.name).clone()
        }
        EventCell::Layer => story.layer(&event.layer).map_or(&event.layer, |layer| &layer.name).clone(),
        EventCell::Actors => {
            let one = |role: &ActorRole| {
                let name = story.actor(&role.actor).map_or(&role.actor, |actor| &actor.name);
                if role.role.is_empty() { name.clone() } else { format!("{name} ({})", role.role) }
            };
            event.actors.iter().map(one).collect::<Vec<_>>().join("; ")
        }
    }
}

impl CellWriter<'_> {
    /// Writes into a cell of the event with this id.
    pub fn write_event(&mut self, id: &str, cell: EventCell, written: Written<'_>) -> Taken {
        let own = self.own;
        let text = written.text();
        let kind = match cell {
            EventCell::Category => Some(Named::Category),
            EventCell::Layer => Some(Named::Layer),
            _ => None,
        };
        let named = kind.map(|kind| self.named(kind, written)).unwrap_or_default();
        let roles = if cell == EventCell::Actors { self.roles(text) } else { Vec::new() };
        let placement = if cell == EventCell::Place { self.placement(written) } else { Placement::default() };
        let Some(event) = self.event_mut(id) else { return Taken::No };
        if event_text(own, event, cell) == text && !matches!(written, Written::Id(_)) {
            return Taken::Yes;
        }
        match cell {
            EventCell::Title => text.clone_into(&mut event.title),
            EventCell::Summary => text.clone_into(&mut event.summary),
            EventCell::Category => event.category = named,
            EventCell::Layer => event.layer = named,
            EventCell::Actors => event.actors = roles,
            EventCell::Place => match read_position(text, None) {
                // A position is one of the place that is named already.
                Ok(Some(reading)) => Placement::of(event).read(&reading).put_in(event),
                _ => placement.put_in(event),
            },
            EventCell::When => {
                let zone = event.zone.clone().unwrap_or_else(|| own.story().zone.clone());
                let near = day_near(own, own.index_of(id).unwrap_or(own.len()));
                let read = When::read_typed(text, &TypedContext { near, zone: &zone, zone_names: &[] });
                put_date(&mut event.when, &mut event.properties, "when", text, read.ok().map(|read| read.when));
            }
        }
        Taken::Yes
    }

    /// Has the event with an id say in a cell what another event says there.
    pub fn fill_event(&mut self, from: &str, to: &str, cell: EventCell) -> Taken {
        let Some(of) = self.event_mut(from).map(|event| event.clone()) else { return Taken::No };
        let Some(event) = self.event_mut(to) else { return Taken::No };
        match cell {
            EventCell::Title => event.title = of.title,
            EventCell::Summary => event.summary = of.summary,
            EventCell::Category => event.category = of.category,
            EventCell::Layer => event.layer = of.layer,
            EventCell::Actors => event.actors = of.actors,
            EventCell::Place => Placement::of(&of).put_in(event),
            EventCell::When => {
                let unread = unread_date(of.when.as_ref(), &of.properties, "when").unwrap_or_default();
                put_date(&mut event.when, &mut event.properties, "when", unread, of.when.clone());
            }
        }
        Taken::Yes
    }

    /// Where a place is that is called so: as the first event has it that names it, or nowhere on the map yet.
    fn placement(&mut self, written: Written<'_>) -> Placement {
        let name = written.text();
        if name.is_empty() {
            return Placement::default();
        }
        let own = self.own;
        let known = self.places_named.get_or_insert_with(|| first_events(own, Facet::Place)).get(name);
        let known = known.filter(|_| !matches!(written, Written::New(_)));
        let of_known = known.map(|index| Placement::of(&own.event(*index)));
        of_known.filter(|placement| placement.place.as_ref().is_some_and(|place| place.name == name)).unwrap_or_else(
            || Placement { place: Some(Place { name: name.to_owned(), ..Place::default() }), geometry: None },
        )
    }

    /// Who takes part: names between semicolons, each with a role in brackets where it has one.
    fn roles(&mut self, text: &str) -> Vec<ActorRole> {
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        let mut roles = Vec::new();
        for part in parts {
            let split = part.strip_suffix(')').and_then(|part| part.rsplit_once('('));
            let (name, role) = match split {
                Some((name, role)) if self.known(Named::Actor, part).is_none() && !name.trim().is_empty() => {
                    (name.trim(), role.trim())
                }
                _ => (part, ""),
            };
            roles.push(ActorRole { actor: self.named(Named::Actor, Written::Text(name)), role: role.to_owned() });
        }
        roles
    }
}
