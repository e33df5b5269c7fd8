//! The claims of the events that are shown, one after another.
//!
//! Answers which claims a table of claims has, in which order, and which of them are at odds. It does
//! not know in which words a claim is shown, and judges none of them.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::claim_filter::ClaimFilter;
use super::{Filter, Shown};
use crate::model::Claim;
use crate::store::{Store, fold};

/// Where a claim stands: `store.event(event).claims[claim]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimAt {
    /// The index of the event.
    pub event: usize,
    /// The index of the claim in the event.
    pub claim: usize,
}

/// Of which events the claims are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClaimScope {
    /// Of those that are shown, undated ones too, and only claims that fit the filter themselves.
    #[default]
    Shown,
    /// Of the whole story.
    Story,
}

/// What claims can be put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimColumn {
    /// When it was said.
    Said,
    /// The name of who speaks.
    Speaker,
    /// In what capacity they speak.
    Kind,
    /// What they do with the claim.
    Stance,
    /// What is claimed.
    Text,
    /// The first figure: its measure, then its value.
    Quantities,
    /// How many claims it is at odds with.
    Disputes,
    /// When the event was.
    Event,
    /// Who published it.
    Source,
    /// The author's grading.
    Grading,
}

/// Which way an order runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorting {
    /// From the first or least on.
    Rising,
    /// From the last or most on.
    Falling,
}

/// An order of claims. The default is by when they were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimOrder {
    /// By what.
    pub column: ClaimColumn,
    /// Which way.
    pub sorting: Sorting,
}

impl Default for ClaimOrder {
    fn default() -> Self {
        Self { column: ClaimColumn::Said, sorting: Sorting::Rising }
    }
}

impl ClaimOrder {
    /// The order after its column, or another, was asked for: the same column again turns it round.
    /// The most disputed come first.
    #[must_use]
    pub fn pressed(self, column: ClaimColumn) -> Self {
        let sorting = match self.sorting {
            Sorting::Rising if self.column == column => Sorting::Falling,
            Sorting::Falling if self.column == column => Sorting::Rising,
            _ if column == ClaimColumn::Disputes => Sorting::Falling,
            _ => Sorting::Rising,
        };
        Self { column, sorting }
    }
}

/// The claims of a scope in an order; what has no value comes last either way, and equals stand by
/// the order of their events, then of the file.
///
/// A term of the filter that speaks of claims (`speaker:`, `attribution:`, `stance:`, `publisher:`,
/// `source:`, `grading:`, `measure:`, `figure:`, `said:`) is asked of each claim, too.
pub fn claims(store: &Store, shown: &Shown, filter: &Filter, scope: ClaimScope, order: ClaimOrder) -> Vec<ClaimAt> {
    let mut found: Vec<ClaimAt> = match scope {
        ClaimScope::Story => {
            let of_event = |event: usize| (0..store.claim_count(event)).map(move |claim| ClaimAt { event, claim });
            store.order().flat_map(of_event).collect()
        }
        ClaimScope::Shown => {
            let fits = ClaimFilter::new(filter, store);
            let of_event = |index: usize| {
                let event = store.event(index);
                let fitting = event.claims.iter().zip(0..).filter(|(claim, _)| fits.admits(&event, claim));
                fitting.map(|(_, claim)| ClaimAt { event: index, claim }).collect::<Vec<_>>()
            };
            shown.events().chain(shown.undated().iter().copied()).flat_map(of_event).collect()
        }
    };
    let names = source_names(store);
    let mut keyed: Vec<(Option<Key>, ClaimAt)> = Vec::with_capacity(found.len());
    // Those of an event stand together, and it is asked for once.
    for of_event in found.chunk_by(|one, other| one.event == other.event) {
        let event = store.event(of_event[0].event);
        keyed.extend(of_event.iter().map(|at| (key(store, &names, (*at, &event.claims[at.claim]), order.column), *at)));
    }
    // Stable, so that equals keep the order in which they were found.
    keyed.sort_by(|(one, _), (other, _)| in_order(one.as_ref(), other.as_ref(), order.sorting));
    found.clear();
    found.extend(keyed.into_iter().map(|(_, at)| at));
    found
}

/// How many claims a story has.
pub fn claim_count(store: &Store) -> usize {
    store.known_claims().0
}

/// The claims that a claim disputes, as far as the story has them, in its order.
pub fn disputes(store: &Store, at: ClaimAt) -> Vec<ClaimAt> {
    disputes_of(store, at, &store.claim_at(at.event, at.claim))
}

fn disputes_of(store: &Store, at: ClaimAt, claim: &Claim) -> Vec<ClaimAt> {
    let known = claim.disputes.iter().filter_map(|id| store.claim(id)).map(|(event, claim)| ClaimAt { event, claim });
    known.filter(|other| *other != at).collect()
}

/// The claims that dispute a claim, in the order of the file.
pub fn disputed_by(store: &Store, at: ClaimAt) -> Vec<ClaimAt> {
    disputing(store, at, &store.claim_at(at.event, at.claim))
}

fn disputing(store: &Store, at: ClaimAt, claim: &Claim) -> Vec<ClaimAt> {
    let others = store.disputing(&claim.id).into_iter().map(|(event, claim)| ClaimAt { event, claim });
    others.filter(|other| *other != at).collect()
}

/// What a claim is put in order by.
#[derive(Debug, PartialEq)]
enum Key {
    Text(String),
    Number(f64),
    Quantity(String, f64),
}

/// The names of sources by their ids; of two with one id the first.
type SourceNames<'a> = HashMap<&'a str, &'a str>;

fn source_names(store: &Store) -> SourceNames<'_> {
    store.story().sources.iter().rev().map(|source| (source.id.as_str(), source.name())).collect()
}

fn key(store: &Store, names: &SourceNames<'_>, (at, claim): (ClaimAt, &Claim), column: ClaimColumn) -> Option<Key> {
    let text = |text: &str| Some(fold(text)).filter(|text| !text.is_empty()).map(Key::Text);
    match column {
        ClaimColumn::Said => {
            let zone = store.story().zone_of(at.event);
            let span = claim.said.as_ref()?.span(&zone);
            // The margin of a date in doubt is no date of its own: about 10 October comes after 9 October.
            Some(Key::Number(span.certain.unwrap_or(span.possible).start_secs))
        }
        ClaimColumn::Speaker => text(&claim.attribution.name),
        ClaimColumn::Kind => Some(Key::Number(f64::from(claim.attribution.kind as u8))),
        ClaimColumn::Stance => Some(Key::Number(f64::from(claim.stance as u8))),
        ClaimColumn::Text => text(&claim.text),
        ClaimColumn::Quantities => {
            let (quantity, (low, _)) =
                claim.quantities.iter().find_map(|quantity| Some((quantity, quantity.range()?)))?;
            Some(Key::Quantity(fold(&quantity.measure), quantity.value.unwrap_or(low)))
        }
        ClaimColumn::Disputes => {
            let mut others = disputes_of(store, at, claim);
            others.extend(disputing(store, at, claim));
            others.sort_unstable();
            others.dedup();
            (!others.is_empty()).then_some(Key::Number(others.len() as f64))
        }
        ClaimColumn::Event => Some(Key::Number(store.rank(at.event) as f64)),
        ClaimColumn::Source => text(names.get(claim.source.as_str())?),
        ClaimColumn::Grading => text(&claim.grading),
    }
}

fn in_order(one: Option<&Key>, other: Option<&Key>, sorting: Sorting) -> Ordering {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.is_none().cmp(&other.is_none()),
    };
    let rising = match (one, other) {
        (Key::Text(one), Key::Text(other)) => one.cmp(other),
        (Key::Number(one), Key::Number(other)) => one.total_cmp(other),
        (Key::Quantity(measure, value), Key::Quantity(of_other, other)) => {
            measure.cmp(of_other).then(value.total_cmp(other))
        }
        // One column gives keys of one kind.
        _ => Ordering::Equal,
    };
    if sorting == Sorting::Falling { rising.reverse() } else { rising }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::query::{Question, select};
    use crate::store::sample::store;

    /// Ids of the claims that a filter shows, in an order.
    fn found(filter: &str, scope: ClaimScope, column: ClaimColumn, sorting: Sorting) -> Vec<String> {
        let store = store();
        let (filter, hidden_layers) = (Filter::parse(filter).unwrap(), BTreeSet::new());
        let shown = select(
            &store,
            &Question { window: None, until_secs: None, filter: &filter, hidden_layers: &hidden_layers },
        );
        let claims = claims(&store, &shown, &filter, scope, ClaimOrder { column, sorting });
        claims.into_iter().map(|at| store.story().events.id_of_claim(at.event, at.claim).into_owned()).collect()
    }

    fn shown(filter: &str) -> Vec<String> {
        found(filter, ClaimScope::Shown, ClaimColumn::Event, Sorting::Rising)
    }

    #[test]
    fn a_term_about_claims_is_asked_of_each_claim() {
        for (filter, expected) in [
            ("", &["c1", "c2", "c3", "c4", "c5"][..]),
            ("id:strike", &["c1", "c2"]),
            ("speaker:mujahid", &["c1"]),
            ("id:strike attribution:official", &["c1"]),
            ("attribution:anonymous", &["c4", "c5"]),
            ("stance:denies", &["c2"]),
            ("publisher:news18", &["c1", "c4", "c5"]),
            ("source:reuters", &["c2", "c3"]),
            ("grading:<=D3", &["c2"]),
            ("measure:\"soldiers killed\" figure:>50", &["c1"]),
            ("said:2025-10-11", &["c2"]),
            ("-source:reuters", &["c4", "c5"]),
            ("source:news18 stance:denies", &[]),
            ("disputed:yes", &["c1", "c2"]),
        ] {
            assert_eq!(shown(filter), expected, "{filter}");
        }
    }

    #[test]
    fn the_whole_story_has_every_claim_whatever_the_filter() {
        let all = found("speaker:mujahid", ClaimScope::Story, ClaimColumn::Event, Sorting::Rising);
        assert_eq!(all, ["c1", "c2", "c3", "c4", "c5"]);
        assert_eq!(claim_count(&store()), 5);
    }

    #[test]
    fn what_has_no_value_comes_last_either_way() {
        let said = |sorting| found("", ClaimScope::Shown, ClaimColumn::Said, sorting);
        assert_eq!(said(Sorting::Rising), ["c2", "c1", "c3", "c4", "c5"]);
        assert_eq!(said(Sorting::Falling), ["c1", "c2", "c3", "c4", "c5"]);
        let quantities = found("", ClaimScope::Shown, ClaimColumn::Quantities, Sorting::Rising);
        assert_eq!(quantities[..2], ["c2", "c1"]);
        let disputes = found("", ClaimScope::Shown, ClaimColumn::Disputes, Sorting::Falling);
        assert_eq!(disputes[..2], ["c1", "c2"]);
    }

    #[test]
    fn a_column_asked_for_again_is_turned_round() {
        let order = ClaimOrder::default().pressed(ClaimColumn::Said);
        assert_eq!(order, ClaimOrder { column: ClaimColumn::Said, sorting: Sorting::Falling });
        assert_eq!(order.pressed(ClaimColumn::Said).sorting, Sorting::Rising);
        assert_eq!(order.pressed(ClaimColumn::Disputes).sorting, Sorting::Falling);
        assert_eq!(order.pressed(ClaimColumn::Speaker).sorting, Sorting::Rising);
    }

    #[test]
    fn a_dispute_is_seen_from_both_ends() {
        let store = store();
        let [denied, denying] = ["c1", "c2"].map(|id| {
            let (event, claim) = store.claim(id).unwrap();
            ClaimAt { event, claim }
        });
        assert_eq!((disputes(&store, denying), disputed_by(&store, denying)), (vec![denied], vec![]));
        assert_eq!((disputes(&store, denied), disputed_by(&store, denied)), (vec![], vec![denying]));
    }
}
