//! Which lanes there are, and which events are in each.
//!
//! This module answers this from story, layers and view. It does not know the screen, and a filter,
//! the window and the selection change nothing of it: lanes stay where they are. Which lane an event could
//! be in is a column by rank, so that many events cost neither a list nor a walk while time is brushed.

use std::ops::Range;

use super::MOST_ACTORS;
use crate::store::{Facet, RankSet, Store};
use crate::view::{LaneBy, View};

/// Lanes with more events than this keep no list of them.
pub(super) const MOST_LISTED: usize = 2_500;
/// From so many events on, two threads look for their lanes.
const TOGETHER: usize = 200_000;
/// The number of an event that belongs to no lane of its own.
const NO_NUMBER: u16 = u16::MAX;

/// A row of the timeline with its events.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lane {
    /// What is written beside it.
    pub(super) name: String,
    /// The place of the category that it stands for, if it stands for one.
    pub(super) category: Option<usize>,
    /// How many dated events of shown layers are in it.
    pub(super) count: usize,
    /// Indexes of these, in the store's order, where they are few enough to be gone through.
    pub(super) events: Option<Vec<usize>>,
}

/// By rank, the lane that each dated event would have if there were room for all.
#[derive(Debug)]
pub(super) struct LaneColumn {
    pub(super) by: LaneBy,
    /// The names of the lanes, by their numbers.
    names: Vec<String>,
    /// By rank.
    numbers: Vec<u16>,
}

impl LaneColumn {
    pub(super) fn of(store: &Store, by: LaneBy) -> Self {
        let story = store.story();
        match by {
            LaneBy::Category => {
                let names = story.categories.iter().map(|category| named(&category.name, &category.id));
                Self::numbered(store, by, names.collect(), |index| store.category(index))
            }
            // An event has the lane of its first actor.
            LaneBy::Actor => {
                let names = story.actors.iter().map(|actor| named(&actor.name, &actor.id));
                Self::numbered(store, by, names.collect(), |index| store.actors(index).next())
            }
            LaneBy::Side => {
                let sides = sides_of(store);
                let by_actor: Vec<Option<usize>> =
                    story.actors.iter().map(|actor| sides.iter().position(|side| *side == actor.side)).collect();
                let names = sides.iter().map(|side| side_name(store, side)).collect();
                Self::numbered(store, by, names, |index| by_actor[store.actors(index).next()?])
            }
        }
    }

    fn numbered(
        store: &Store,
        by: LaneBy,
        names: Vec<String>,
        lane_of: impl Fn(usize) -> Option<usize> + Sync,
    ) -> Self {
        let time = store.in_time();
        let number = |index: usize| {
            let number = lane_of(index).and_then(|lane| u16::try_from(lane).ok());
            number.filter(|number| usize::from(*number) < names.len()).unwrap_or(NO_NUMBER)
        };
        // Columns lie in memory in the order of the file.
        let by_index = in_halves(store.len(), number);
        let numbers = in_halves(time.dated(), |rank| by_index[time.index_at(rank)]);
        Self { by, names, numbers }
    }
}

/// A number for each of so many, found by two threads where they are many.
fn in_halves(count: usize, number: impl Fn(usize) -> u16 + Sync) -> Vec<u16> {
    let numbers = |part: Range<usize>| part.map(&number).collect::<Vec<u16>>();
    if count < TOGETHER {
        return numbers(0..count);
    }
    let (mut first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| numbers(count / 2..count));
        (numbers(0..count / 2), second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    first.extend(second);
    first
}

/// The lanes of a view, and the way from an event to its lane.
#[derive(Debug)]
pub(super) struct Lanes {
    pub(super) list: Vec<Lane>,
    /// By number in the column, the place of the lane.
    places: Vec<u16>,
    /// The place of the lane of those without a number.
    others: u16,
    /// The ranks of the events of shown layers; none where all are shown.
    layers: Option<RankSet>,
}

impl Lanes {
    /// The lanes of a view, `room` at most: what has no lane of its own shares the last. Those with at most
    /// `most_listed` events keep a list of them.
    pub(super) fn of(store: &Store, view: &View, column: &LaneColumn, room: usize, most_listed: usize) -> Self {
        let layers = shown_layers(store, view);
        let mut found = Self { list: Vec::new(), places: Vec::new(), others: 0, layers };
        if room == 0 {
            return found;
        }
        let mut counts = vec![0; column.names.len()];
        let mut others = 0;
        for (rank, number) in column.numbers.iter().enumerate() {
            if found.has_layer(rank) {
                *counts.get_mut(usize::from(*number)).unwrap_or(&mut others) += 1;
            }
        }
        // Lanes without any event are left out.
        let mut numbers: Vec<usize> = (0..counts.len()).filter(|number| counts[*number] > 0).collect();
        if column.by == LaneBy::Actor {
            let name = |number: usize| &column.names[number];
            numbers.sort_by(|a, b| counts[*b].cmp(&counts[*a]).then_with(|| name(*a).cmp(name(*b))));
        }
        let most = if column.by == LaneBy::Actor { room.min(MOST_ACTORS) } else { room };
        if numbers.len() + usize::from(others > 0) > most {
            others += numbers.drain(most - 1..).map(|number| counts[number]).sum::<usize>();
        }
        found.others = numbers.len() as u16;
        found.places = vec![found.others; column.names.len()];
        for (place, number) in numbers.iter().enumerate() {
            found.places[*number] = place as u16;
        }
        let lane = |number: &usize| Lane {
            name: column.names[*number].clone(),
            category: (column.by == LaneBy::Category).then_some(*number),
            count: counts[*number],
            events: None,
        };
        found.list = numbers.iter().map(lane).collect();
        if others > 0 {
            let name = match column.by {
                _ if found.list.is_empty() => "All events",
                LaneBy::Category => "Other",
                LaneBy::Actor | LaneBy::Side => "Others",
            };
            found.list.push(Lane { name: name.to_owned(), category: None, count: others, events: None });
        }
        found.write_lists(store, column, most_listed);
        found
    }

    /// Writes the lists of the lanes that have few events.
    fn write_lists(&mut self, store: &Store, column: &LaneColumn, most: usize) {
        let list = |lane: &Lane| (lane.count <= most).then(|| Vec::with_capacity(lane.count));
        let mut lists: Vec<Option<Vec<usize>>> = self.list.iter().map(list).collect();
        if lists.iter().all(Option::is_none) {
            return;
        }
        for rank in 0..column.numbers.len() {
            if let Some(list) = self.place_of(column, rank).and_then(|place| lists[place].as_mut()) {
                list.push(store.in_time().index_at(rank));
            }
        }
        for (lane, list) in self.list.iter_mut().zip(lists) {
            lane.events = list;
        }
    }

    /// True when each event is in the same place in both.
    pub(super) fn part_like(&self, other: &Self) -> bool {
        let count = |lanes: &Self| lanes.list.len();
        count(self) == count(other)
            && (&self.places, self.others, &self.layers) == (&other.places, other.others, &other.layers)
    }

    fn has_layer(&self, rank: usize) -> bool {
        self.layers.as_ref().is_none_or(|layers| layers.contains(rank))
    }

    /// The place of the lane of a dated event, by its rank. None where its layer is hidden, or there are no lanes.
    pub(super) fn place_of(&self, column: &LaneColumn, rank: usize) -> Option<usize> {
        if self.list.is_empty() || !self.has_layer(rank) {
            return None;
        }
        let number = usize::from(column.numbers[rank]);
        Some(usize::from(self.places.get(number).copied().unwrap_or(self.others)))
    }
}

/// All lanes of a view, with lists of their events, whatever the room.
pub(super) fn all_lanes(store: &Store, view: &View) -> Vec<Lane> {
    Lanes::of(store, view, &LaneColumn::of(store, view.lanes), usize::MAX, usize::MAX).list
}

/// The ranks of the dated events of shown layers, where some are hidden: the same as `View::shows_layer_of`, with
/// each layer looked up only once.
fn shown_layers(store: &Store, view: &View) -> Option<RankSet> {
    if view.hidden_layers.is_empty() {
        return None;
    }
    let shown = |id: &str| !view.hidden_layers.contains(id) || view.filter.names_layer(id);
    let layers = store.facet(Facet::Layer);
    let by_key: Vec<bool> = (0..layers.count() as u32).map(|number| shown(&layers.key(number).id)).collect();
    let (without, time) = (shown(""), store.in_time());
    let is_shown = |rank: usize| layers.of(time.index_at(rank)).next().map_or(without, |key| by_key[key as usize]);
    Some(RankSet::of(time.dated(), is_shown))
}

/// The sides, in the order in which the story's actors have them.
fn sides_of(store: &Store) -> Vec<&str> {
    let mut sides: Vec<&str> = Vec::new();
    for actor in store.story().actors.iter().filter(|actor| !actor.side.is_empty() && actor.side != OTHER_SIDE) {
        if !sides.contains(&actor.side.as_str()) {
            sides.push(&actor.side);
        }
    }
    sides
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

fn named(name: &str, id: &str) -> String {
    if name.is_empty() { id.to_owned() } else { name.to_owned() }
}
