//! Several things of one kind that are told as one.
//!
//! Answers what the one thing says, and between which values of the others one has to choose. They are held as the
//! objects that stand for them in a story file, so that what is not known of them is kept like what is. It does not
//! know who chooses, or how.

mod object;

use std::collections::BTreeMap;

use serde_json::Value;

use self::object::{Flat, Joining};
use super::{Removal, StoryChange};
use crate::io::Item as _;
use crate::model::{Actor, Category, Event, Field, Fields as _, Layer, Members, Named, Row, Source};
use crate::store::Store;

/// What things that become one say differently, of which one value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinLine {
    /// The member of a story file that it is about, such as `title`; of several the first.
    pub member: String,
    /// What people call it.
    pub label: String,
    /// The values, each with the place of the first thing that has it.
    pub values: Vec<(usize, String)>,
    /// The place of the thing whose value stands.
    pub chosen: usize,
}

/// Things that become one, and what it takes from which of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    kind: Named,
    ids: Vec<String>,
    things: Vec<Members>,
    /// The row of a table that the first came from.
    row: Option<Row>,
    /// By the place of a line in its object, the thing whose value was chosen.
    chosen: BTreeMap<String, usize>,
    one: Members,
    lines: Vec<JoinLine>,
}

impl Join {
    /// Of several things of a kind by their ids, the one that stays first. Where the first says nothing, the first
    /// that does has its way. None for claims, and for fewer than two that the story has.
    pub fn of(store: &Store, kind: Named, ids: &[String]) -> Option<Self> {
        let story = store.whole_story();
        let mut row = None;
        let (mut found, mut things) = (Vec::<String>::new(), Vec::new());
        for id in ids {
            let members = match kind {
                Named::Event => store.index_of(id).map(|index| {
                    let event = story.events.get(index);
                    row = if found.is_empty() { event.row.clone() } else { row.take() };
                    Flat::of(event.to_members()).0
                }),
                Named::Source => store.source_index(id).map(|index| story.sources[index].to_members()),
                Named::Actor => story.actor(id).map(Actor::to_members),
                Named::Category => story.category(id).map(Category::to_members),
                Named::Layer => story.layer(id).map(Layer::to_members),
                Named::Claim => None,
            };
            if let Some(members) = members.filter(|_| !found.contains(id)) {
                found.push(id.clone());
                things.push(members);
            }
        }
        if things.len() < 2 {
            return None;
        }
        let mut join =
            Self { kind, ids: found, things, row, chosen: BTreeMap::new(), one: Members::new(), lines: Vec::new() };
        join.settle();
        Some(join)
    }

    /// What the things are.
    pub fn kind(&self) -> Named {
        self.kind
    }

    /// Their ids, that of the one that stays first.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// What they say differently, in the order of a story file.
    pub fn lines(&self) -> &[JoinLine] {
        &self.lines
    }

    /// How many claims the one event has; none for what is no event.
    pub fn claims(&self) -> Option<usize> {
        let claims = || self.one.get("claims").and_then(Value::as_array).map_or(0, Vec::len);
        (self.kind == Named::Event).then(claims)
    }

    /// Has the value of another thing stand in a line, by their places. What does not exist is not chosen.
    pub fn choose(&mut self, line: usize, thing: usize) {
        if let Some(line) = self.lines.get(line)
            && thing < self.things.len()
        {
            self.chosen.insert(line.member.clone(), thing);
            self.settle();
        }
    }

    /// The change of the story in which they become one: whatever refers to the others refers to it.
    pub fn change(&self) -> StoryChange {
        let (id, others) = (&self.ids[0], &self.ids[1..]);
        let removal = |other: &String| Removal { kind: self.kind, id: other.clone(), into: Some(id.clone()) };
        let mut change = StoryChange { removed: others.iter().map(removal).collect(), ..StoryChange::default() };
        let one = self.one.clone();
        match self.kind {
            Named::Event => change.events.push(self.event(Flat(one))),
            Named::Source => change.sources.push(Source::from_members(one)),
            Named::Actor => change.actors.push(Actor::from_members(one)),
            Named::Category => change.categories.push(Category::from_members(one)),
            Named::Layer => change.layers.push(Layer::from_members(one)),
            Named::Claim => {}
        }
        change
    }

    /// The one event; nothing links it to itself.
    fn event(&self, one: Flat) -> Event {
        let mut event = Event::from_members(one.feature());
        if event.links.iter().any(|link| self.ids.contains(&link.to)) {
            event.links.retain(|link| !self.ids.contains(&link.to));
        }
        // What is in the row of the first is held there, if nothing else came to it.
        if let Some(row) = &self.row {
            let cells: Members = row.named_cells().map(|(name, cell)| (name.to_owned(), Value::from(cell))).collect();
            if event.properties.get("columns") == Some(&Value::Object(cells)) {
                event.properties.shift_remove("columns");
                event.row = Some(row.clone());
            }
        }
        event
    }

    fn settle(&mut self) {
        let joining = Joining { things: &self.things, chosen: &self.chosen, label_of: &|name| self.label_of(name) };
        (self.one, self.lines) = joining.joined();
    }

    /// What people call a member.
    fn label_of(&self, name: &str) -> String {
        let fields: &[Field] = match self.kind {
            Named::Event => Event::FIELDS,
            Named::Source => Source::FIELDS,
            Named::Actor => Actor::FIELDS,
            Named::Category => Category::FIELDS,
            Named::Layer => Layer::FIELDS,
            Named::Claim => &[],
        };
        let known = fields.iter().find(|field| field.name == name).map(|field| field.label.to_owned());
        known.unwrap_or_else(|| {
            let words = name.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests;
