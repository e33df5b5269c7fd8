//! Which events filter and layers let through, whatever the time.
//!
//! Answers this by rank, so that a window of time is a stretch of it: it is made anew when the filter, the
//! hidden layers or the story change, and not while time is brushed. It does not know a window of time.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Filter;
use super::plan::Plan;
use crate::store::{Facet, FacetKey, RankSet, Store};

/// From so many events on, two threads look at them.
const MANY: usize = 100_000;
/// So many events have their bits in a word.
pub(super) const WORD: usize = 64;

/// What a filter and the layers that are shown let through.
#[derive(Debug)]
pub(super) struct Admitted {
    filter: Filter,
    hidden_layers: BTreeSet<String>,
    /// Whether all events were tried.
    is_whole: bool,
    /// The ranks of dated events of shown layers that the filter admits.
    pub(super) events: RankSet,
    /// The ranks of dated events of shown layers.
    pub(super) of_shown_layers: RankSet,
    /// Those of `events` that have no spot on the map.
    pub(super) unplaced: RankSet,
    /// Indexes of undated events of shown layers that the filter admits, in the store's order.
    pub(super) undated: Vec<usize>,
    /// How many events the shown layers have.
    pub(super) total: usize,
}

impl Admitted {
    pub(super) fn of(store: &Store, filter: &Filter, hidden_layers: &BTreeSet<String>) -> Self {
        let looking = Looking::new(store, filter, hidden_layers);
        let marks = looking.marked(0..store.len().div_ceil(WORD));
        looking.admitted(&marks)
    }

    /// True when it answers this, of the same store.
    pub(super) fn is_for(&self, filter: &Filter, hidden_layers: &BTreeSet<String>) -> bool {
        self.is_whole && self.filter == *filter && self.hidden_layers == *hidden_layers
    }
}

/// A filter and layers that are tried on the events of a store.
pub(super) struct Looking<'a> {
    store: &'a Store,
    filter: &'a Filter,
    hidden_layers: &'a BTreeSet<String>,
    layers: ShownLayers,
    plan: Plan<'a>,
    of_shown_layers: RankSet,
}

impl<'a> Looking<'a> {
    pub(super) fn new(store: &'a Store, filter: &'a Filter, hidden_layers: &'a BTreeSet<String>) -> Self {
        let layers = ShownLayers::new(store, filter, hidden_layers);
        let (time, dated) = (store.in_time(), store.in_time().dated());
        let of_shown_layers = if layers.all {
            RankSet::all(dated)
        } else {
            RankSet::of(dated, |rank| layers.show(store, time.index_at(rank)))
        };
        Self { plan: Plan::new(&filter.terms, store), store, filter, hidden_layers, layers, of_shown_layers }
    }

    /// A bit for each event that is let through, by index, of a stretch of words of 64.
    pub(super) fn marked(&self, words: Range<usize>) -> Vec<u64> {
        if self.filter.terms.is_empty() && self.layers.all {
            return vec![u64::MAX; words.len()];
        }
        let mark = |words: Range<usize>| words.map(|word| self.word(word)).collect::<Vec<u64>>();
        if words.len() < MANY / WORD {
            return mark(words);
        }
        let half = usize::midpoint(words.start, words.end);
        let (mut first, second) = std::thread::scope(|scope| {
            let second = scope.spawn(|| mark(half..words.end));
            (mark(words.start..half), second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        first.extend(second);
        first
    }

    fn word(&self, word: usize) -> u64 {
        let indexes = word * WORD..self.store.len().min((word + 1) * WORD);
        let admits = |index: usize| self.layers.show(self.store, index) && self.plan.admits(index);
        indexes.rev().fold(0, |bits, index| bits << 1 | u64::from(admits(index)))
    }

    /// What is let through by these bits; where some are missing, their events are not.
    pub(super) fn admitted(&self, marks: &[u64]) -> Admitted {
        let (store, time) = (self.store, self.store.in_time());
        let (dated, is_all) = (time.dated(), marks.iter().all(|word| *word == u64::MAX));
        let is_whole = marks.len() == store.len().div_ceil(WORD);
        let events = if is_all && is_whole {
            self.of_shown_layers.clone()
        } else {
            // In the order of the file they were tried, in which columns lie in memory.
            RankSet::of(dated, |rank| is_marked(marks, time.index_at(rank)))
        };
        let undated = store.order().skip(dated);
        let undated = undated.filter(|index| store.is_known(*index) && is_marked(marks, *index)).collect();
        Admitted {
            filter: self.filter.clone(),
            hidden_layers: self.hidden_layers.clone(),
            is_whole,
            unplaced: events.and(store.spots().unplaced()),
            events,
            of_shown_layers: self.of_shown_layers.clone(),
            undated,
            total: self.layers.count(store),
        }
    }
}

fn is_marked(bits: &[u64], index: usize) -> bool {
    bits.get(index / WORD).is_some_and(|word| word >> (index % WORD) & 1 == 1)
}

/// By key of the layer facet, whether its events are shown. Events without a layer always are,
/// unless the layer with the empty id is hidden.
struct ShownLayers {
    by_key: Vec<bool>,
    without: bool,
    /// Whether every layer is shown.
    all: bool,
}

impl ShownLayers {
    fn new(store: &Store, filter: &Filter, hidden_layers: &BTreeSet<String>) -> Self {
        let named = |name: &str| filter.names_layer(name);
        let visible = |id: &str| !hidden_layers.contains(id);
        let column = store.facet(Facet::Layer);
        let shows = |key: &FacetKey| visible(&key.id) || named(&key.id) || named(&key.name);
        let by_key: Vec<bool> = (0..column.count() as u32).map(|number| shows(column.key(number))).collect();
        let without = visible("");
        Self { all: without && !by_key.contains(&false), by_key, without }
    }

    fn show(&self, store: &Store, index: usize) -> bool {
        self.all || store.facet(Facet::Layer).of(index).next().map_or(self.without, |key| self.by_key[key as usize])
    }

    /// How many events the shown layers have.
    fn count(&self, store: &Store) -> usize {
        let column = store.facet(Facet::Layer);
        let with_layer: usize = column.listed().map(|number| column.events(number)).sum();
        let shown: usize =
            column.listed().filter(|number| self.by_key[*number as usize]).map(|number| column.events(number)).sum();
        let unknown = store
            .as_of()
            .known_by_secs
            .map_or(0, |_| (0..store.len()).filter(|&index| !store.is_known(index) && self.show(store, index)).count());
        shown + if self.without { store.len() - with_layer } else { 0 } - unknown
    }
}
