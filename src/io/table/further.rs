//! Rows that are about one event.
//!
//! This module answers which event a row says more of, and what becomes of it then: claims, what the event did not
//! say yet, and words about what it says otherwise. It looks at each row once.

use std::collections::BTreeMap;
use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashMap, HashSet};
use serde_json::Value;

use crate::model::{ActorRole, Claim, Event, Geometry, Members, Row, Story};

/// After so many events that were added to, they are packed again.
const PACKED_AFTER: usize = 4096;
/// So many letters of a text are told.
const TOLD: usize = 60;

/// Which columns say what is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClaimColumns {
    /// Of source, text, quote and speaker, which claims hold as they stand.
    pub(super) said: [Option<usize>; 4],
    pub(super) url: Option<usize>,
    pub(super) deaths: Option<usize>,
}

/// Rows that say more of events, until all are there.
#[derive(Debug, Default)]
pub(super) struct Further {
    hasher: DefaultHashBuilder,
    /// By hash of title, date and place, the first event without an id of its own.
    firsts: HashMap<u64, u32>,
    /// Hashes of what is claimed of events that several rows are about.
    claimed: HashSet<u64>,
    /// Those events, by index.
    begun: HashSet<u32>,
    /// By index of the event, what its further rows say.
    rows: BTreeMap<u32, Vec<(Event, ClaimColumns)>>,
}

impl Further {
    /// The event with the title, date and place of this one. None where one of the three is missing, or where it is
    /// the first, which then has the next index.
    pub(super) fn first_of(&mut self, event: &Event, next: u32) -> Option<u32> {
        let when = event.when.as_ref().filter(|_| !event.title.is_empty())?;
        let name = event.place.as_ref().map_or("", |place| place.name.as_str());
        let point = event.geometry.as_ref().and_then(Geometry::anchor).filter(|_| name.is_empty());
        if name.is_empty() && point.is_none() {
            return None;
        }
        let bits = point.map(|at| [at.lon.to_bits(), at.lat.to_bits()]);
        let key = self.hasher.hash_one((&event.title, when, name, bits));
        let first = *self.firsts.entry(key).or_insert(next);
        (first != next).then_some(first)
    }

    /// Keeps what a row claims of the event with this index. Gives it back where the row is about another event, or
    /// claims nothing that is not claimed already.
    pub(super) fn take(&mut self, index: u32, first: &Event, event: Event, columns: ClaimColumns) -> Option<Event> {
        let is_of_id = !event.id.is_empty();
        let is_about = if is_of_id { has_id_of } else { has_words_of };
        if !is_about(&event, first) {
            return Some(event);
        }
        let figures = |claim: &Claim| match &*claim.quantities {
            // Two figures of one source without an id are two events as likely as not.
            [figure, ..] if is_of_id => figure.value.map(f64::to_bits),
            _ => None,
        };
        let hash = |claim: &Claim| {
            let speaker = &claim.attribution.name;
            self.hasher.hash_one((index, &claim.source, speaker, &claim.text, &*claim.quote, figures(claim)))
        };
        if self.begun.insert(index) {
            self.claimed.extend(first.claims.iter().map(hash));
        }
        let hashes: Vec<u64> = event.claims.iter().map(hash).collect();
        let is_new: Vec<bool> = hashes.into_iter().map(|hash| self.claimed.insert(hash)).collect();
        if !is_new.contains(&true) {
            return Some(event);
        }
        let mut event = event;
        let mut is_new = is_new.into_iter();
        event.claims.retain(|_| is_new.next() == Some(true));
        leave_what_is_said(&mut event, first);
        event.shrink_to_fit();
        self.rows.entry(index).or_default().push((event, columns));
        None
    }

    /// Gives the events of a story what further rows say of them.
    pub(super) fn finish(self, story: &mut Story) -> Joined {
        let mut joined = Joined::default();
        if self.rows.is_empty() {
            return joined;
        }
        let addresses: HashMap<String, String> =
            story.sources.passing().map(|source| (source.id.clone(), source.url.to_string())).collect();
        joined.changed = self.rows.keys().copied().collect();
        for (count, (index, rows)) in self.rows.into_iter().enumerate() {
            let mut event = story.events.get(index as usize).into_owned();
            let (was_undated, was_unplaced) = (event.when.is_none(), event.geometry.is_none());
            for (row, columns) in rows {
                let address = row.claims.first().and_then(|claim| addresses.get(&claim.source));
                joined.told.extend(add(&mut event, row, columns, address.map_or("", String::as_str)));
            }
            joined.dated += usize::from(was_undated && event.when.is_some());
            joined.placed += usize::from(was_unplaced && event.geometry.is_some());
            event.shrink_to_fit();
            *story.events.get_mut(index as usize) = event;
            if count % PACKED_AFTER == PACKED_AFTER - 1 {
                story.events.pack();
            }
        }
        story.events.pack();
        joined
    }
}

/// What became of events by their further rows.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// What these say otherwise, with their lines.
    pub(super) told: Vec<(u64, String)>,
    /// Events that have a date by them.
    pub(super) dated: usize,
    /// Events that have a place by them.
    pub(super) placed: usize,
    /// The indexes of these events.
    pub(super) changed: Vec<u32>,
}

/// True for a row about the event of another row with its id. Where title or date are others, somebody counted anew.
fn has_id_of(event: &Event, first: &Event) -> bool {
    (event.title == first.title || event.title.is_empty()) && (event.when == first.when || event.when.is_none())
}

/// True for a row without an id about the event of another row.
fn has_words_of(event: &Event, first: &Event) -> bool {
    let place = |event: &Event| event.place.as_ref().map(|place| place.name.clone()).unwrap_or_default();
    let is_there = event.geometry == first.geometry || event.geometry.is_none() || first.geometry.is_none();
    event.title == first.title && event.when == first.when && is_there && place(event) == place(first)
}

/// Empties what the first row says alike.
fn leave_what_is_said(event: &mut Event, first: &Event) {
    event.id.clear();
    event.title.clear();
    event.when.take_if(|when| first.when.as_ref() == Some(when));
    for (text, said) in
        [(&mut event.summary, &first.summary), (&mut event.category, &first.category), (&mut event.layer, &first.layer)]
    {
        if text == said {
            text.clear();
        }
    }
    event.zone.take_if(|zone| first.zone.as_ref() == Some(zone));
    event.place.take_if(|place| first.place.as_ref() == Some(place));
    event.geometry.take_if(|geometry| first.geometry.as_ref() == Some(geometry));
    if event.actors == first.actors {
        event.actors.clear();
    }
}

/// Adds what a row says to its event. Returns what it says otherwise, with its line. The address is that of its first
/// source.
fn add(event: &mut Event, row: Event, columns: ClaimColumns, address: &str) -> Option<(u64, String)> {
    let Event { summary, when, zone, category, layer, actors, place, geometry, claims, row, .. } = row;
    let mut others: Vec<String> = Vec::new();
    let mut is_otherwise = |what: &str, ours: &str, theirs: &str| {
        others.push(format!("the {what} \"{}\" and not \"{}\"", cut(theirs), cut(ours)));
    };
    for (text, said, what) in [
        (summary, &mut event.summary, "summary"),
        (category, &mut event.category, "category"),
        (layer, &mut event.layer, "layer"),
    ] {
        if said.is_empty() {
            *said = text;
        } else if !text.is_empty() && *said != text {
            is_otherwise(what, said, &text);
        }
    }
    match (&event.when, when) {
        (None, when) => event.when = when,
        (Some(ours), Some(theirs)) if *ours != theirs => {
            is_otherwise("date", &ours.to_string(), &theirs.to_string());
        }
        _ => {}
    }
    match (&event.zone, zone) {
        (None, zone) => event.zone = zone,
        (Some(ours), Some(theirs)) if *ours != theirs => {
            is_otherwise("zone", &ours.to_string(), &theirs.to_string());
        }
        _ => {}
    }
    match (&event.place, place) {
        (None, place) => event.place = place,
        (Some(ours), Some(theirs)) if ours.name != theirs.name => is_otherwise("place", &ours.name, &theirs.name),
        _ => {}
    }
    match (&event.geometry, geometry) {
        (None, geometry) => event.geometry = geometry,
        (Some(ours), Some(theirs)) if *ours != theirs => {
            let point =
                |shape: &Geometry| shape.anchor().map(|at| format!("{}, {}", at.lat, at.lon)).unwrap_or_default();
            is_otherwise("position", &point(ours), &point(&theirs));
        }
        _ => {}
    }
    if event.actors.is_empty() {
        event.actors = actors;
    } else if !actors.is_empty() && event.actors != actors {
        let names = |roles: &[ActorRole]| roles.iter().map(|role| role.actor.as_str()).collect::<Vec<_>>().join("; ");
        is_otherwise("actors", &names(&event.actors), &names(&actors));
    }
    let told = (!others.is_empty()).then(|| {
        let (title, first) = (cut(&event.title), event.row.as_ref().map_or(1, Row::line));
        let others = others.join(", ");
        let message = format!(
            "this row gives \"{title}\" of line {first} {others}; line {first} stands, and these cells stay with the claim"
        );
        (row.as_ref().map_or(1, Row::line), message)
    });
    add_claims(event, claims, row.as_ref(), columns, address);
    told
}

/// Adds claims to their event, with the cells of their row that say more.
fn add_claims(event: &mut Event, claims: Vec<Claim>, row: Option<&Row>, columns: ClaimColumns, address: &str) {
    let mut cells = row.map(|row| other_cells(row, event.row.as_ref(), columns)).unwrap_or_default();
    for mut claim in claims {
        claim.id = format!("{}-{}", event.id, event.claims.len() + 1);
        let mut kept = std::mem::take(&mut cells);
        let is_said = |at: Option<usize>, text: &str| {
            at.and_then(|at| row?.columns().get(at))
                .filter(|name| kept.get(name.as_str()).and_then(Value::as_str).is_some_and(|cell| cell.trim() == text))
        };
        let said = is_said(columns.url, address).cloned();
        if let Some(name) = said {
            kept.remove(&name);
        }
        let counted = columns.deaths.filter(|_| !claim.quantities.is_empty());
        if let Some(name) = counted.and_then(|at| row?.columns().get(at)) {
            kept.remove(name);
        }
        if !kept.is_empty() {
            claim.members.insert("columns".to_owned(), Value::Object(kept));
        }
        event.claims.push(claim);
    }
}

/// The cells of a row that neither its claim holds nor the first row of its event.
fn other_cells(row: &Row, first: Option<&Row>, columns: ClaimColumns) -> Members {
    let is_in_claim = |column: usize| columns.said.contains(&Some(column));
    let has_first = |column: usize, cell: &str| first.is_some_and(|first| first.cell(column) == cell);
    let named = row.columns().iter().enumerate().filter(|(column, _)| !is_in_claim(*column));
    let cells = named.map(|(column, name)| (column, name, row.cell(column)));
    cells
        .filter(|(column, _, cell)| !cell.trim().is_empty() && !has_first(*column, cell))
        .map(|(_, name, cell)| (name.clone(), Value::from(cell)))
        .collect()
}

/// A text as far as it is told.
fn cut(text: &str) -> String {
    if text.chars().count() <= TOLD {
        return text.to_owned();
    }
    text.chars().take(TOLD - 1).chain(['…']).collect()
}
