//! Which lanes there are, and which events are in each.
//!
//! This module answers this from story, layers and view. It does not know the screen, and a filter,
//! the window and the selection change nothing of it: lanes stay where they are.

use super::MOST_ACTORS;
use crate::store::{Facet, Store};
use crate::view::{LaneBy, View};

/// A row of the timeline with its events.
pub(super) struct Lane {
    /// What is written beside it.
    pub(super) name: String,
    /// The place of the category that it stands for, if it stands for one.
    pub(super) category: Option<usize>,
    /// Indexes of the dated events of shown layers in it, in the store's order.
    pub(super) events: Vec<usize>,
}

/// The lanes of a view, `room` at most: what has no lane of its own shares the last.
pub(super) fn lanes_of(store: &Store, view: &View, room: usize) -> Vec<Lane> {
    if room == 0 {
        return Vec::new();
    }
    let (mut lanes, mut others) = match view.lanes {
        LaneBy::Category => by_category(store, view),
        LaneBy::Actor => by_actor(store, view),
        LaneBy::Side => by_side(store, view),
    };
    let most = match view.lanes {
        LaneBy::Category | LaneBy::Side => room,
        LaneBy::Actor => room.min(MOST_ACTORS),
    };
    if lanes.len() + usize::from(!others.events.is_empty()) > most {
        for lane in lanes.drain(most - 1..) {
            others.events.extend(lane.events);
        }
        others.events.sort_by_key(|&index| store.rank(index));
    }
    if !others.events.is_empty() {
        if lanes.is_empty() {
            "All events".clone_into(&mut others.name);
        }
        lanes.push(others);
    }
    lanes
}

/// A lane for each category, in the story's order, and the events without one.
fn by_category(store: &Store, view: &View) -> (Vec<Lane>, Lane) {
    let names = store.story().categories.iter().map(|category| named(&category.name, &category.id));
    deal(store, view, names, "Other", |index| store.category(index))
}

/// A lane for each actor that comes first in an event, the one with the most events first.
fn by_actor(store: &Store, view: &View) -> (Vec<Lane>, Lane) {
    let names = store.story().actors.iter().map(|actor| named(&actor.name, &actor.id));
    let (mut lanes, others) = deal(store, view, names, "Others", |index| store.actors(index).next());
    lanes.sort_by(|a, b| b.events.len().cmp(&a.events.len()).then_with(|| a.name.cmp(&b.name)));
    (lanes, others)
}

/// A lane for each side, in the order in which the story's actors have them. An event is on the side
/// of its first actor.
fn by_side(store: &Store, view: &View) -> (Vec<Lane>, Lane) {
    let actors = &store.story().actors;
    let mut sides: Vec<&str> = Vec::new();
    for actor in actors.iter().filter(|actor| !actor.side.is_empty() && actor.side != OTHER_SIDE) {
        if !sides.contains(&actor.side.as_str()) {
            sides.push(&actor.side);
        }
    }
    let lane_of = |index: usize| {
        let side = &actors[store.actors(index).next()?].side;
        sides.iter().position(|known| known == side)
    };
    deal(store, view, sides.iter().map(|side| side_name(store, side)), "Others", lane_of)
}

/// The side of those who are on none.
const OTHER_SIDE: &str = "other";

/// What a side of actors is called; empty for who is on none.
pub fn side_words(store: &Store, side: &str) -> String {
    if side.is_empty() || side == OTHER_SIDE { String::new() } else { side_name(store, side) }
}

/// What a side is called: the first actor on it, without what stands in brackets, or what it does.
fn side_name(store: &Store, side: &str) -> String {
    if side == "mediator" {
        return "Mediators".to_owned();
    }
    let first = store.story().actors.iter().find(|actor| actor.side == side);
    let name = first.map_or_else(|| side.to_owned(), |actor| named(&actor.name, &actor.id));
    name.split(" (").next().unwrap_or_default().to_owned()
}

/// Deals out the events; lanes without any are left out.
fn deal(
    store: &Store,
    view: &View,
    names: impl Iterator<Item = String>,
    others: &str,
    lane_of: impl Fn(usize) -> Option<usize>,
) -> (Vec<Lane>, Lane) {
    let category = |place: usize| (view.lanes == LaneBy::Category).then_some(place);
    let lane = |(place, name)| Lane { name, category: category(place), events: Vec::new() };
    let mut lanes: Vec<Lane> = names.enumerate().map(lane).collect();
    let mut others = Lane { name: others.to_owned(), category: None, events: Vec::new() };
    // The same as `View::shows_layer_of`, with each layer looked up only once.
    let shown = |id: &str| !view.hidden_layers.contains(id) || view.filter.names_layer(id);
    let layers = store.facet(Facet::Layer);
    let by_key: Vec<bool> = (0..layers.count() as u32).map(|number| shown(&layers.key(number).id)).collect();
    let without = shown("");
    for index in store.order().take(store.dated_count()) {
        if layers.of(index).next().map_or(without, |key| by_key[key as usize]) {
            lane_of(index).and_then(|lane| lanes.get_mut(lane)).unwrap_or(&mut others).events.push(index);
        }
    }
    lanes.retain(|lane| !lane.events.is_empty());
    (lanes, others)
}

fn named(name: &str, id: &str) -> String {
    if name.is_empty() { id.to_owned() } else { name.to_owned() }
}
