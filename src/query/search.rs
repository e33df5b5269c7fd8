//! A search through many events, block by block.
//!
//! Answers what a filter and layers let through as far as they were tried, so that something is shown before all are,
//! and stops when nobody wants the rest. It does not know a clock: how often something is shown is said by who asks.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::Filter;
use super::admitted::{Admitted, Looking, WORD};
use crate::store::Store;

/// So many words of 64 events are a block: as many as take some hundredths of a second where texts are searched.
const BLOCK: usize = 1024;

/// What is looked for, and where.
#[derive(Debug, Clone)]
pub struct Search {
    pub(super) store: Arc<Store>,
    pub(super) filter: Filter,
    pub(super) hidden_layers: BTreeSet<String>,
}

/// What was found, for [`select_found`](super::select_found).
#[derive(Debug, Clone)]
pub struct Found(pub(super) Arc<Admitted>);

impl Search {
    /// A search for what a filter admits of the layers that are not hidden.
    pub fn new(store: Arc<Store>, filter: &Filter, hidden_layers: &BTreeSet<String>) -> Self {
        Self { store, filter: filter.clone(), hidden_layers: hidden_layers.clone() }
    }

    /// True when both look for the same in the same store.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.store, &other.store)
            && self.filter == other.filter
            && self.hidden_layers == other.hidden_layers
    }

    /// Looks through all events. After each block `tell` hears how far it is, from 0 to 1, and how to ask for what was
    /// found up to then; it may break. Returns all that was found; None where it was broken off.
    pub fn run(&self, mut tell: impl FnMut(f32, &dyn Fn() -> Found) -> ControlFlow<()>) -> Option<Found> {
        let looking = Looking::new(&self.store, &self.filter, &self.hidden_layers);
        let words = self.store.len().div_ceil(WORD);
        let mut marks = Vec::with_capacity(words);
        while marks.len() < words {
            let next = marks.len()..words.min(marks.len() + BLOCK);
            marks.extend(looking.marked(next));
            let found = || Found(Arc::new(looking.admitted(&marks)));
            if tell(marks.len() as f32 / words as f32, &found).is_break() {
                return None;
            }
        }
        Some(Found(Arc::new(looking.admitted(&marks))))
    }
}
