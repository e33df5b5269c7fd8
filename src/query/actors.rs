//! The actors of the events that are shown, with what can be counted of them.
//!
//! Answers in how many events an actor has a part and in which roles, and how many claims are made in its name. It
//! does not know in which words that is shown.

use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};

use super::{Shown, Sorting};
use crate::model::{AttributionKind, Claim, Match, Story};
use crate::store::{Store, fold};

/// An actor with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorCounts {
    /// Its id, as a filter takes it.
    pub id: String,
    /// Its name; its id where it has none.
    pub name: String,
    /// Its side; may be empty.
    pub side: String,
    /// How many events shown it has a part in, the possible ones too.
    pub events: usize,
    /// How many of them are possible only.
    pub possibly: usize,
    /// Its roles with the number of events, the most frequent first; a role without a name is left out.
    pub roles: Vec<(String, usize)>,
    /// How many claims of the events shown are made on record by a speaker that is called after it.
    pub claims: usize,
    /// How many of these claims dispute another or are disputed.
    pub disputed: usize,
}

/// What actors can be put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorColumn {
    /// The name.
    Name,
    /// The side, then the name.
    Side,
    /// The number of events.
    Events,
    /// The most frequent role, then its number of events.
    Roles,
    /// The number of claims.
    Claims,
    /// The number of disputed claims.
    Disputed,
}

/// An order of actors. The default has those with the most events first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorOrder {
    /// By what.
    pub column: ActorColumn,
    /// Which way.
    pub sorting: Sorting,
}

impl Default for ActorOrder {
    fn default() -> Self {
        Self { column: ActorColumn::Events, sorting: Sorting::Falling }
    }
}

impl ActorOrder {
    /// The order after its column, or another, was asked for: the same column again turns it round. Of numbers the
    /// highest come first.
    #[must_use]
    pub fn pressed(self, column: ActorColumn) -> Self {
        let is_text = matches!(column, ActorColumn::Name | ActorColumn::Side | ActorColumn::Roles);
        let sorting = match self.sorting {
            Sorting::Rising if self.column == column => Sorting::Falling,
            Sorting::Falling if self.column == column => Sorting::Rising,
            _ if is_text => Sorting::Rising,
            _ => Sorting::Falling,
        };
        Self { column, sorting }
    }

    /// Puts actors into this order; equals stand by their names. What has no text comes last either way.
    pub fn sort(self, actors: &mut [ActorCounts]) {
        let names: HashMap<String, String> = actors.iter().map(|actor| (actor.id.clone(), fold(&actor.name))).collect();
        let name = |actor: &ActorCounts| names.get(&actor.id).cloned().unwrap_or_default();
        let turned = |order: Ordering| if self.sorting == Sorting::Rising { order } else { order.reverse() };
        let text = |one: &str, other: &str| {
            one.is_empty().cmp(&other.is_empty()).then_with(|| turned(fold(one).cmp(&fold(other))))
        };
        let role = |actor: &ActorCounts| actor.roles.first().cloned().unwrap_or_default();
        actors.sort_by(|one, other| {
            let order = match self.column {
                ActorColumn::Name => turned(name(one).cmp(&name(other))),
                ActorColumn::Side => text(&one.side, &other.side),
                ActorColumn::Events => turned(one.events.cmp(&other.events)),
                ActorColumn::Roles => text(&role(one).0, &role(other).0).then(role(other).1.cmp(&role(one).1)),
                ActorColumn::Claims => turned(one.claims.cmp(&other.claims)),
                ActorColumn::Disputed => turned(one.disputed.cmp(&other.disputed)),
            };
            order.then_with(|| name(one).cmp(&name(other))).then_with(|| one.id.cmp(&other.id))
        });
    }
}

/// What actors are looked for by: any part of name, id or side, whatever case and accents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActorSearch {
    /// The words, each of which must be found, as [`fold`] makes them.
    words: Vec<String>,
}

impl ActorSearch {
    /// Reads words with blanks between them. Without any, every actor is found.
    pub fn of(text: &str) -> Self {
        Self { words: fold(text).split_whitespace().map(str::to_owned).collect() }
    }

    /// True when each word is a part of an actor's name, id or side.
    ///
    /// ```
    /// # use meridian::query::ActorSearch;
    /// let search = ActorSearch::of("TALI afg");
    /// assert!(search.finds("taliban", "Afghan Taliban", "a"));
    /// assert!(!search.finds("ttp", "Tehreek-e-Taliban Pakistan", "b"));
    /// ```
    pub fn finds(&self, id: &str, name: &str, side: &str) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let texts = [name, id, side].map(fold);
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }
}

/// The actors that have a part in the events shown or make claims about them, those with the most events first.
///
/// A claim counts for an actor where its speaker speaks on record and is called by the actor's name, or by what
/// stands before or in the parentheses of the name: "Noor Wali Mehsud, TTP" for "Tehreek-e-Taliban Pakistan (TTP)".
pub fn actors(store: &Store, shown: &Shown) -> Vec<ActorCounts> {
    let story = store.story();
    let mut counted = Counted::of(story);
    let names = Names::of(story);
    let mut speakers: HashMap<String, Vec<usize>> = HashMap::new();
    for index in shown.events() {
        let event = store.event(index);
        let possibly = usize::from(shown.match_of(index) != Match::In);
        let mut seen = HashSet::new();
        for role in &event.actors {
            let place = counted.place(&role.actor);
            let actor = &mut counted.actors[place];
            if seen.insert((place, "")) {
                actor.events += 1;
                actor.possibly += possibly;
            }
            if !role.role.is_empty() && seen.insert((place, role.role.as_str())) {
                match actor.roles.iter_mut().find(|(known, _)| *known == role.role) {
                    Some((_, count)) => *count += 1,
                    None => actor.roles.push((role.role.clone(), 1)),
                }
            }
        }
        for claim in event.claims.iter().filter(|claim| is_on_record(claim)) {
            let name = &claim.attribution.name;
            if !speakers.contains_key(name) {
                speakers.insert(name.clone(), names.within(name));
            }
            let is_disputed = !claim.disputes.is_empty() || !store.disputing(&claim.id).is_empty();
            for place in &speakers[name] {
                counted.actors[*place].claims += 1;
                counted.actors[*place].disputed += usize::from(is_disputed);
            }
        }
    }
    let mut actors = counted.actors;
    actors.retain(|actor| actor.events > 0 || actor.claims > 0);
    for actor in &mut actors {
        actor.roles.sort_by_key(|(role, count)| (Reverse(*count), role.clone()));
    }
    ActorOrder::default().sort(&mut actors);
    actors
}

fn is_on_record(claim: &Claim) -> bool {
    matches!(claim.attribution.kind, AttributionKind::Named | AttributionKind::Official | AttributionKind::Document)
}

/// Actors while they are counted: those of the story in its order, then those that only events name.
struct Counted {
    actors: Vec<ActorCounts>,
    places: HashMap<String, usize>,
}

impl Counted {
    fn of(story: &Story) -> Self {
        let mut counted = Self { actors: Vec::new(), places: HashMap::new() };
        for actor in &story.actors {
            let place = counted.place(&actor.id);
            let row = &mut counted.actors[place];
            row.side.clone_from(&actor.side);
            if !actor.name.is_empty() {
                row.name.clone_from(&actor.name);
            }
        }
        counted
    }

    fn place(&mut self, id: &str) -> usize {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = self.actors.len();
        self.places.insert(id.to_owned(), place);
        self.actors.push(ActorCounts {
            id: id.to_owned(),
            name: id.to_owned(),
            side: String::new(),
            events: 0,
            possibly: 0,
            roles: Vec::new(),
            claims: 0,
            disputed: 0,
        });
        place
    }
}

/// What actors are called, by the first word: the further words, and the place of the actor.
struct Names {
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Names {
    fn of(story: &Story) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut names: Vec<(Vec<String>, usize)> = Vec::new();
        for actor in &story.actors {
            let next = places.len();
            let place = *places.entry(actor.id.as_str()).or_insert(next);
            let parts = actor.name.split(['(', ')']);
            names.extend(std::iter::once(actor.name.as_str()).chain(parts).map(|part| (words_of(part), place)));
        }
        // The longest name first, so that the "Pakistan" of "Tehreek-e-Taliban Pakistan" is no other actor.
        names.sort_by_key(|(words, _)| Reverse(words.len()));
        let mut by_first: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (mut words, place) in names.into_iter().filter(|(words, _)| !words.is_empty()) {
            let first = words.remove(0);
            by_first.entry(first).or_default().push((words, place));
        }
        Self { by_first }
    }

    /// The places of the actors that a speaker is called after, each once.
    fn within(&self, speaker: &str) -> Vec<usize> {
        let words = words_of(speaker);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let rest = &words[at + 1..];
            let name =
                self.by_first.get(&words[at]).and_then(|names| names.iter().find(|(more, _)| rest.starts_with(more)));
            if let Some((more, place)) = name {
                if !found.contains(place) {
                    found.push(*place);
                }
                at += more.len();
            }
            at += 1;
        }
        found
    }
}

fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::io::carried_story;
    use crate::query::{Filter, Question, select};

    fn carried() -> Vec<ActorCounts> {
        let store = Store::new(carried_story().story);
        let (filter, hidden_layers) = (Filter::default(), BTreeSet::new());
        let question = Question { window: None, until_secs: None, filter: &filter, hidden_layers: &hidden_layers };
        let shown = select(&store, &question);
        let found = actors(&store, &shown);
        // As many events as the plain loop finds.
        for actor in &found {
            let is_part = |index: &usize| store.event(*index).actors.iter().any(|role| role.actor == actor.id);
            assert_eq!(actor.events, shown.events().filter(is_part).count(), "{}", actor.id);
        }
        found
    }

    #[test]
    fn a_speaker_counts_for_the_actor_whose_name_it_bears_and_for_no_part_of_a_longer_name() {
        let story = carried_story().story;
        let names = Names::of(&story);
        let ids = |speaker: &str| -> Vec<&str> {
            names.within(speaker).into_iter().map(|place| story.actors[place].id.as_str()).collect()
        };
        assert_eq!(ids("Noor Wali Mehsud, TTP"), ["ttp"]);
        assert_eq!(ids("Tehreek-e-Taliban Pakistan"), ["ttp"]);
        assert_eq!(ids("Khawaja Asif, Pakistan’s defence minister"), ["pakistan"]);
        assert_eq!(ids("UNAMA report"), ["unama"]);
        assert_eq!(ids("Pakistani security sources"), [""; 0]);
    }

    #[test]
    fn actors_come_in_the_order_that_was_asked_for() {
        let mut found = carried();
        assert!(found.windows(2).all(|pair| pair[0].events >= pair[1].events));
        assert!(found.iter().all(|actor| actor.disputed <= actor.claims));
        assert!(found.iter().any(|actor| actor.claims > 0 && actor.disputed > 0));
        let order = ActorOrder::default().pressed(ActorColumn::Claims);
        order.sort(&mut found);
        assert!(found.windows(2).all(|pair| pair[0].claims >= pair[1].claims));
        order.pressed(ActorColumn::Claims).sort(&mut found);
        assert!(found.windows(2).all(|pair| pair[0].claims <= pair[1].claims));
        order.pressed(ActorColumn::Name).sort(&mut found);
        assert!(found.is_sorted_by_key(|actor| fold(&actor.name)));
    }
}
