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

/// What a filter and the layers that are shown let through.
#[derive(Debug)]
pub(super) struct Admitted {
    filter: Filter,
    hidden_layers: BTreeSet<String>,
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
        let layers = ShownLayers::new(store, filter, hidden_layers);
        let plan = Plan::new(&filter.terms, store);
        let (time, dated) = (store.in_time(), store.in_time().dated());
        let of_shown_layers = if layers.all {
            RankSet::all(dated)
        } else {
            let shown = marked(store.len(), |index| layers.show(store, index));
            RankSet::of(dated, |rank| is_marked(&shown, time.index_at(rank)))
        };
        let admits = |index: usize| layers.show(store, index) && plan.admits(index);
        let (events, undated) = if filter.terms.is_empty() {
            let undated = store.order().skip(dated).filter(|index| store.is_known(*index) && admits(*index));
            (of_shown_layers.clone(), undated.collect())
        } else {
            // In the order of the file, in which columns lie in memory.
            let admitted = marked(store.len(), admits);
            let undated = store.order().skip(dated);
            let undated = undated.filter(|index| store.is_known(*index) && is_marked(&admitted, *index));
            (RankSet::of(dated, |rank| is_marked(&admitted, time.index_at(rank))), undated.collect())
        };
        Self {
            filter: filter.clone(),
            hidden_layers: hidden_layers.clone(),
            unplaced: events.and(store.spots().unplaced()),
            events,
            of_shown_layers,
            undated,
            total: layers.count(store),
        }
    }

    /// True when the same is asked of the same store.
    pub(super) fn is_for(&self, filter: &Filter, hidden_layers: &BTreeSet<String>) -> bool {
        self.filter == *filter && self.hidden_layers == *hidden_layers
    }
}

/// A bit for each event for which `holds`, by index.
fn marked(count: usize, holds: impl Fn(usize) -> bool + Sync) -> Vec<u64> {
    let words = count.div_ceil(64);
    let mark = |words: Range<usize>| {
        let word = |word: usize| {
            let indexes = word * 64..count.min((word + 1) * 64);
            indexes.rev().fold(0, |bits, index| bits << 1 | u64::from(holds(index)))
        };
        words.map(word).collect::<Vec<u64>>()
    };
    if count < MANY {
        return mark(0..words);
    }
    let half = words / 2;
    let (mut first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| mark(half..words));
        (mark(0..half), second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    first.extend(second);
    first
}

fn is_marked(bits: &[u64], index: usize) -> bool {
    bits[index / 64] >> (index % 64) & 1 == 1
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
