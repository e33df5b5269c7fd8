//! A filter as it is asked of a single claim.
//!
//! Answers whether a claim fits those terms of a filter that speak of claims. It does not know
//! whether the event of the claim is shown: that is asked of all its claims together.

use std::collections::HashSet;

use super::bound::Bound;
use super::field::Field;
use super::filter::Filter;
use super::plan::{extents, wanted_keys};
use super::term::{Sense, Test};
use super::value::Value;
use crate::model::{Claim, Event, Extent, Quantity};
use crate::store::{Facet, Store};

/// The terms of a filter that speak of claims, made ready for one store.
pub(super) struct ClaimFilter<'a> {
    store: &'a Store,
    steps: Vec<(Sense, Step<'a>)>,
}

/// What one term comes down to.
enum Step<'a> {
    /// The claim has one of these ids of a facet.
    Ids(Facet, HashSet<&'a str>),
    /// It was possibly said in one of these.
    Said(Vec<Extent>),
    /// A figure of it allows one of these.
    Quantity(Vec<Bound>),
}

impl<'a> ClaimFilter<'a> {
    /// Takes up the terms that speak of claims. Those about the event, its time, its place or its
    /// words are left to the event.
    pub(super) fn new(filter: &Filter, store: &'a Store) -> Self {
        let steps = filter.terms.iter().filter_map(|term| Some((term.sense, step(&term.test, store)?)));
        Self { store, steps: steps.collect() }
    }

    /// True when every such term holds for a claim of an event.
    pub(super) fn admits(&self, event: &Event, claim: &Claim) -> bool {
        self.steps.iter().all(|(sense, step)| step.holds(self.store, event, claim) == (*sense == Sense::Must))
    }
}

fn step<'a>(test: &Test, store: &'a Store) -> Option<Step<'a>> {
    let Test::Field(field, values) = test else { return None };
    match field {
        Field::Facet(facet) if facet.is_of_claims() => {
            let column = store.facet(*facet);
            let wanted = wanted_keys(*facet, values, column);
            let wanted = (0..).zip(wanted).filter(|(_, is_wanted)| *is_wanted);
            let ids = wanted.map(|(number, _)| column.key(number).id.as_str());
            let ids: HashSet<&str> = ids.collect();
            if *facet != Facet::Publisher {
                return Some(Step::Ids(*facet, ids));
            }
            // A claim names its source, and only that names the publisher.
            let published = store.story().sources.iter().filter(|source| ids.contains(source.publisher.as_str()));
            Some(Step::Ids(Facet::Source, published.map(|source| source.id.as_str()).collect()))
        }
        Field::Said => Some(Step::Said(extents(values, store))),
        Field::Quantity => {
            let bounds = values.iter().filter_map(|value| match value {
                Value::Number(bound) => Some(*bound),
                _ => None,
            });
            Some(Step::Quantity(bounds.collect()))
        }
        _ => None,
    }
}

impl Step<'_> {
    fn holds(&self, store: &Store, event: &Event, claim: &Claim) -> bool {
        match self {
            Self::Ids(facet, ids) => match facet {
                Facet::Source => ids.contains(claim.source.as_str()),
                Facet::Speaker => ids.contains(claim.attribution.name.as_str()),
                Facet::Attribution => ids.contains(claim.attribution.kind.word()),
                Facet::Stance => ids.contains(claim.stance.word()),
                Facet::Grading => ids.contains(claim.grading.as_str()),
                Facet::Measure => claim.quantities.iter().any(|quantity| ids.contains(quantity.measure.as_str())),
                _ => true,
            },
            Self::Said(asked) => {
                let zone = event.zone_or(&store.story().zone);
                let said = claim.said.as_ref().map(|said| said.span(zone).possible);
                said.is_some_and(|said| asked.iter().any(|extent| extent.meets(&said)))
            }
            Self::Quantity(bounds) => {
                let mut ranges = claim.quantities.iter().filter_map(Quantity::range);
                ranges.any(|(low, high)| bounds.iter().any(|bound| bound.admits_some_of(low, high)))
            }
        }
    }
}
