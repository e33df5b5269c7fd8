//! Events that were made of rows, and what they refer to.
//!
//! This module answers which categories, actors, layers and sources rows name, each once, and how many
//! rows became what. It does not know columns.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use hashbrown::hash_map::Entry;
use hashbrown::hash_table;
use hashbrown::{DefaultHashBuilder, HashMap, HashSet, HashTable};

use super::further::{ClaimColumns, Further, Joined};
use super::ids::Ids;
use super::plan::Cells;
use super::seen::Seen;
use crate::io::{Diagnostic, Diagnostics, Severity};
use crate::model::{Actor, Category, Event, Layer, Packing, Row, Shelving, Source, Story};

/// How many rows of a file became what.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// Rows of the file; features of GeoJSON, placemarks of KML.
    pub rows: usize,
    /// Events without a date.
    pub undated: usize,
    /// Events without a place of their own.
    pub unplaced: usize,
    /// Rows whose coordinates lie outside the globe; they are unplaced.
    pub out_of_range: usize,
    /// Longitudes beyond 180 degrees that were wrapped.
    pub wrapped: usize,
    /// Rows that stand in the file twice, left out the second time.
    pub duplicates: usize,
    /// Rows that say more of an event that an earlier row is about, and became claims of it.
    pub joined: usize,
    /// Rows that are about the whole table, such as the title of a timeline.
    pub titles: usize,
    /// Rows that became no event.
    pub rejected: usize,
    /// Those rows, as far as they come from a table.
    #[serde(skip)]
    pub rejected_rows: Vec<Row>,
}

impl Report {
    /// Adds the counts of another file.
    pub(in crate::io) fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.undated += other.undated;
        self.unplaced += other.unplaced;
        self.out_of_range += other.out_of_range;
        self.wrapped += other.wrapped;
        self.duplicates += other.duplicates;
        self.joined += other.joined;
        self.titles += other.titles;
        self.rejected += other.rejected;
        self.rejected_rows.extend(other.rejected_rows);
    }
}

/// A longer title of a source is not its id.
const LONGEST_ID: usize = 40;

/// Which kind of thing a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Category,
    Actor,
    Layer,
}

/// Words with a number behind them, which each row has some of.
pub(super) fn numbered(words: &str, mut number: u64) -> String {
    let (mut digits, mut first) = ([b'0'; 20], 20);
    loop {
        first -= 1;
        digits[first] += (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    let mut text = String::with_capacity(words.len() + 20 - first);
    text.push_str(words);
    text.extend(digits[first..].iter().copied().map(char::from));
    text
}

/// Events and what they refer to, as rows come in.
#[derive(Debug, Default)]
pub(in crate::io) struct Gathering {
    pub(in crate::io) story: Story,
    pub(in crate::io) report: Report,
    pub(in crate::io) diagnostics: Diagnostics,
    /// Rows that have a picture, a film or the like, which is not shown.
    pub(super) media: usize,
    known: [HashSet<String>; 3],
    /// By two hashes of its title, which source has it.
    sources: HashTable<(u64, u32, u32)>,
    hasher: DefaultHashBuilder,
    other_hasher: DefaultHashBuilder,
    ids: Ids,
    /// By hash of an id that several rows have, the number that was given last.
    numbers: HashMap<u64, usize>,
    /// Hashes of whole rows, with the line of the first.
    rows: HashMap<u64, u64>,
    /// Rows that say more of an event.
    further: Further,
    /// By event, what matters when all are looked at together.
    pub(super) seen: Vec<Seen>,
    packing: Packing,
}

impl Gathering {
    /// True where events were to be put on a shelf and none could be made.
    pub(in crate::io) fn lacks_shelf(&self) -> bool {
        self.packing.lacks_shelf()
    }

    /// Nothing yet; very many events are put on a shelf.
    pub(in crate::io) fn with_shelf(make_shelf: fn() -> Option<Shelving>) -> Self {
        Self { packing: Packing::with_shelf(make_shelf), ..Self::default() }
    }

    /// Tells which part of the file was read so far, and of how much, by which it is guessed how many events will come.
    pub(in crate::io) fn is_read(&mut self, bytes: u64, total: u64) {
        let events = self.story.events.len() as u64;
        if let Some(expected) = events.saturating_mul(total).checked_div(bytes) {
            self.packing.expect(usize::try_from(expected).unwrap_or(usize::MAX));
        }
    }

    /// Something is wrong in a line.
    pub(in crate::io) fn error(&mut self, line: u64, message: impl Into<String>) {
        self.tell(Severity::Error, line, message);
    }

    /// Something is odd in a line.
    pub(in crate::io) fn warning(&mut self, line: u64, message: impl Into<String>) {
        self.tell(Severity::Warning, line, message);
    }

    fn tell(&mut self, severity: Severity, line: u64, message: impl Into<String>) {
        let is_full = match severity {
            Severity::Error => self.diagnostics.errors() >= Diagnostics::MOST,
            Severity::Warning => self.diagnostics.warnings() >= Diagnostics::MOST,
        };
        if is_full {
            self.diagnostics.count_more(severity, 1);
        } else {
            self.diagnostics.push(Diagnostic { severity, line: line as usize, column: 1, message: message.into() });
        }
    }

    /// True the first time that a name of this kind is used.
    fn is_new(&mut self, kind: Kind, name: &str) -> bool {
        let known = &mut self.known[kind as usize];
        !known.contains(name) && known.insert(name.to_owned())
    }

    /// The id of a category with this name and symbol.
    pub(super) fn category(&mut self, name: &str, symbol: &str) -> String {
        if !name.is_empty() && self.is_new(Kind::Category, name) {
            let (id, name, symbol) = (name.to_owned(), name.to_owned(), symbol.to_owned());
            self.story.categories.push(Category { id, name, symbol, ..Category::default() });
        }
        name.to_owned()
    }

    /// The id of an actor with this name and side.
    pub(super) fn actor(&mut self, name: &str, side: &str) -> String {
        if !name.is_empty() && self.is_new(Kind::Actor, name) {
            let (id, name, side) = (name.to_owned(), name.to_owned(), side.to_owned());
            self.story.actors.push(Actor { id, name, side, ..Actor::default() });
        }
        name.to_owned()
    }

    /// The id of a layer with this name.
    pub(super) fn layer(&mut self, name: &str) -> String {
        if !name.is_empty() && self.is_new(Kind::Layer, name) {
            let (id, name) = (name.to_owned(), name.to_owned());
            self.story.layers.push(Layer { id, name, ..Layer::default() });
        }
        name.to_owned()
    }

    /// The id of a source with this title; `fill` says the rest of it the first time.
    pub(super) fn source(&mut self, title: &str, fill: impl FnOnce(&mut Source)) -> String {
        let id = |index: u32| {
            if title.len() <= LONGEST_ID { title.to_owned() } else { numbered("source ", u64::from(index) + 1) }
        };
        let next = self.story.sources.len() as u32;
        // Both hashes together tell titles apart without a look at what may be put away.
        let (hash, check) = (self.hasher.hash_one(title), self.other_hasher.hash_one(title));
        let known = |(of, check, _): &(u64, u32, u32)| (*of, *check);
        let is_it = |one: &(u64, u32, u32)| known(one) == (hash, check as u32);
        let index = match self.sources.entry(hash, is_it, |(hash, ..)| *hash) {
            hash_table::Entry::Occupied(known) => return id(known.get().2),
            hash_table::Entry::Vacant(place) => place.insert((hash, check as u32, next)).get().2,
        };
        let id = id(index);
        let mut source = self.packing.empty_source();
        source.id.push_str(&id);
        source.title.push_str(title);
        fill(&mut source);
        self.story.sources.push_packed(source, self.story.events.shelving(), &mut self.packing);
        id
    }

    /// The line of an earlier row without id that has the same cells.
    pub(super) fn earlier_row(&mut self, cells: Cells<'_>, line: u64) -> Option<u64> {
        let (text, ends) = cells.packed();
        let mut hasher = self.hasher.build_hasher();
        text.hash(&mut hasher);
        for end in ends {
            hasher.write_usize(end);
        }
        match self.rows.entry(hasher.finish()) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(place) => {
                place.insert(line);
                None
            }
        }
    }

    /// The line of an earlier row with this id that has the same cells.
    pub(super) fn same_row(&self, id: &str, cells: Cells<'_>) -> Option<u64> {
        let event = self.story.events.get(self.ids.get(id)? as usize);
        event.row.as_ref().filter(|row| cells.is_same(row)).map(Row::line)
    }

    /// Takes in an event that says more of one that is there, for [`Gathering::finish_joining`]; gives it back where
    /// it is another one, or claims nothing that is not claimed already.
    pub(super) fn join(&mut self, event: Event, columns: ClaimColumns) -> Option<Event> {
        let next = self.story.events.len() as u32;
        let index = if event.id.is_empty() { self.further.first_of(&event, next) } else { self.ids.get(&event.id) };
        let Some(index) = index else { return Some(event) };
        let given_back = self.further.take(index, &self.story.events.get(index as usize), event, columns);
        self.report.joined += usize::from(given_back.is_none());
        given_back
    }

    /// Waits until the events are packed, and gives them what further rows say of them.
    pub(super) fn finish_joining(&mut self) {
        self.story.events.finish_packing(&mut self.packing);
        self.story.sources.finish_packing(&mut self.packing);
        let Joined { told, dated, placed, changed } = std::mem::take(&mut self.further).finish(&mut self.story);
        self.report.undated -= dated;
        self.report.unplaced -= placed;
        for index in changed {
            let event = self.story.events.get(index as usize);
            self.seen[index as usize] = Seen::of(&event, &self.story.zone);
        }
        for (line, message) in told {
            self.warning(line, message);
        }
    }

    /// Takes in an event, with a free id.
    pub(in crate::io) fn keep(&mut self, mut event: Event, line: u64) {
        let is_told = !event.id.is_empty();
        if !is_told {
            event.id = numbered("row-", line);
        }
        let index = self.story.events.len() as u32;
        if !self.ids.insert(&event.id, index) {
            let wanted = std::mem::take(&mut event.id);
            // Each number is tried once, however many rows have the id.
            let number = self.numbers.entry(self.hasher.hash_one(wanted.as_str())).or_insert(1);
            while event.id.is_empty() || !self.ids.insert(&event.id, index) {
                *number += 1;
                event.id = format!("{wanted}-{number}");
            }
            if is_told {
                let id = &event.id;
                self.warning(line, format!("a second row has the id \"{wanted}\"; it is opened as \"{id}\""));
            }
        }
        self.report.undated += usize::from(event.when.is_none());
        self.report.unplaced += usize::from(event.geometry.is_none());
        self.seen.push(Seen::of(&event, &self.story.zone));
        self.story.events.push_packed(event, &mut self.packing);
    }
}
